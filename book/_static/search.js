// The search page: claims, terms, data, charts and events first, then the pages that Sphinx finds.
// courseindex.js assigns window.courseIndex: group -> entries of [name, sentence, detail, address, {language: word}].
(() => {
  "use strict";
  const SHOWN = 5; // of a group; the others unfold
  const WEIGHTS = [8, 3, 1]; // a word in a name, in a sentence, in a detail
  const MARKS = /[\u0300-\u036f\u0640\u064b-\u065f\u0670\u093c\u200b-\u200d]/g; // accents, vowel signs, joiners
  const LIKE = { ə: "e", ı: "i", æ: "ae", ø: "o", ł: "l", đ: "d", ß: "ss", ي: "ی", ى: "ی", ك: "ک", ة: "ہ", ه: "ہ", ھ: "ہ" };
  const WORD = /([\p{L}\p{N}\p{M}]+)/u;
  const NOUNS = { Claims: ["claim", "claims"], Terms: ["term", "terms"], Data: ["table or column", "tables and columns"],
    Charts: ["chart", "charts"], Events: ["event", "events"] };
  const stems = new Map();

  const plain = (text) =>
    text.normalize("NFKD").toLowerCase().replace(MARKS, "").replace(/[əıæøłđßيىكةهھ]/g, (letter) => LIKE[letter]);
  const words = (text) => text.replace(/[\u200b-\u200d]/g, "").split(WORD).filter((_, place) => place % 2).map(plain);

  function stem(word) {
    if (!stems.has(word)) stems.set(word, typeof Stemmer === "undefined" ? word : new Stemmer().stemWord(word));
    return stems.get(word);
  }

  // 2: the same word, also in plural; 1: its beginning; 0: another word.
  function likeness(word, wanted) {
    if (word === wanted || stem(word) === stem(wanted)) return 2;
    return wanted.length > 1 && word.startsWith(wanted) ? 1 : 0;
  }

  // How well an entry answers: 0 where one of the wanted words is nowhere in it.
  function score(entry, wanted, whole) {
    const [name, sentence, detail, , others = {}] = entry;
    const fields = [words([name, ...Object.values(others)].join(" ")), words(sentence), words(detail)];
    let total = 0;
    for (const one of wanted) {
      const best = Math.max(
        ...fields.map((field, place) => WEIGHTS[place] * Math.max(0, ...field.map((word) => likeness(word, one)))),
      );
      if (!best) return 0;
      total += best;
    }
    const names = [name, ...Object.values(others)].map((text) => words(text).join(" "));
    if (names.includes(whole)) total += 100;
    return total + (name ? wanted.length / fields[0].length : 0); // of two names, the shorter one first
  }

  function marked(text, wanted) {
    const place = document.createDocumentFragment();
    text.split(WORD).forEach((part, number) => {
      const hit = number % 2 && words(part).some((word) => wanted.some((one) => likeness(word, one)));
      const node = hit ? document.createElement("mark") : document.createTextNode(part);
      if (hit) node.textContent = part;
      place.append(node);
    });
    return place;
  }

  function item(entry, wanted) {
    const [name, sentence, detail, address, others = {}] = entry;
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = document.documentElement.dataset.content_root + address;
    link.append(marked([name, sentence].filter(Boolean).join(": "), wanted));
    line.append(link);
    for (const [language, word] of Object.entries(others)) {
      if (!words(word).some((own) => wanted.some((one) => likeness(own, one)))) continue;
      const other = document.createElement("bdi");
      other.lang = language;
      other.append(marked(word, wanted));
      line.append(" ", other);
    }
    const about = document.createElement("p");
    about.append(marked(detail, wanted));
    line.append(about);
    return line;
  }

  function list(entries, wanted) {
    const whole = document.createElement("ul");
    whole.append(...entries.map((entry) => item(entry, wanted)));
    return whole;
  }

  function section(group, entries, wanted) {
    const place = document.createElement("section");
    const title = document.createElement("h2");
    title.id = `found-${group.toLowerCase()}`;
    title.textContent = `${group} (${entries.length})`;
    place.setAttribute("aria-labelledby", title.id);
    place.append(title, list(entries.slice(0, SHOWN), wanted));
    if (entries.length > SHOWN) {
      const rest = document.createElement("details");
      const summary = document.createElement("summary");
      summary.textContent = `${entries.length - SHOWN} more in ${group.toLowerCase()}`;
      rest.append(summary, list(entries.slice(SHOWN), wanted));
      place.append(rest);
    }
    return place;
  }

  // Groups with what they hold, the one with the best answer first.
  function find(query) {
    const all = words(query);
    const telling = all.filter((word) => typeof stopwords === "undefined" || !stopwords.includes(word));
    const wanted = telling.length ? telling : all;
    const whole = all.join(" ");
    const groups = Object.entries(window.courseIndex).map(([group, entries]) => {
      const scored = entries.map((entry) => [score(entry, wanted, whole), entry]).filter(([points]) => points);
      scored.sort((one, other) => other[0] - one[0]);
      return { group, best: scored.length ? scored[0][0] : 0, entries: scored.map(([, entry]) => entry) };
    });
    return { wanted, groups: groups.filter((one) => one.best).sort((one, other) => other.best - one.best) };
  }

  function show() {
    const query = (new URLSearchParams(location.search).get("q") || "").trim().slice(0, 200);
    const pages = document.getElementById("search-results");
    if (!pages || !words(query).length) return;
    const { wanted, groups } = find(query);
    const place = document.createElement("div");
    place.id = "course-results";
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    place.append(status, ...groups.map(({ group, entries }) => section(group, entries, wanted)));
    pages.before(place);
    const told = groups.map(({ group, entries }) => `${entries.length} ${NOUNS[group][+(entries.length > 1)]}`).join(", ");
    setTimeout(() => { // a status is read out when it changes, not when it arrives
      status.textContent = `${told || "No claim, term, table, chart or event"}; pages below.`;
    }, 100);
    document.title = `${query}: ${document.title}`;
  }

  // Sphinx reads each page for an excerpt, which browsers refuse on a site opened from the disk.
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  Documentation.TRANSLATIONS["Search Results"] = "Pages";
  show();
})();
