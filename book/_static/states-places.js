/* Where two states lie and who ruled them: every coding beside the others, and a sentence where they part. */
"use strict";

(() => {
  const data = window.courseStates;
  const yes = (value) => (value === null || value === undefined ? "not coded" : value ? "yes" : "no");
  const names = (codes) => codes.filter(Boolean).map((code) => data.name[code] || code).join(", ") || "none listed";

  /* The answers of the codings to two questions: did the two share a ruler, and did one rule the other? */
  function codings(a, b) {
    const { place, empire } = data.ties(a, b);
    const rule = (code) => (data.records[code].rule || []).map(([ruler]) => ruler);
    const together = rule(a).filter((ruler) => rule(b).includes(ruler));
    const over = rule(a).includes(b) || rule(b).includes(a);
    const known = Boolean(data.records[a].independence && data.records[b].independence);
    const shared = [
      ["CEPII: common coloniser after 1945", place && place[3]],
      ["COLDAT: the same overseas empire at any time", known ? Number(together.length > 0) : null],
      ["ICOW: the same most important ruler", empire && empire[0]],
      ["ICOW: independent from the same state", empire && empire[1]],
    ];
    const link = [
      ["CEPII: one ever colonised the other", place && place[4]],
      ["COLDAT: one ruled the other", known ? Number(over) : null],
    ];
    return { shared, link, together };
  }

  const parted = (answers) => {
    const given = answers.map(([, answer]) => answer).filter((answer) => answer !== null && answer !== undefined);
    return new Set(given).size > 1;
  };

  /* The rule over one state in each coding, as a phrase. */
  function rulers(code) {
    const { rule = [], independence } = data.records[code];
    if (!independence) return "in none of the three codings";
    const [cepii, icow] = independence;
    const coldat = rule.map(([ruler, start, end]) => `${data.name[ruler] || ruler} ${start ?? "?"} to ${end ?? "?"}`).join(", ");
    const when = icow && icow[2] ? ` in ${icow[2]}` : "";
    const left = icow && (icow[1] ? `independent from ${names([icow[1]])}${when}` : `a state${when}`);
    return [`COLDAT: ${coldat || "none listed"}`, `CEPII: ${names(cepii)}`, icow && `ICOW: ruler ${names([icow[0]])}, ${left}`].filter(Boolean).join("; ");
  }

  /* Rows of question and answer for a pair. */
  function facts(a, b) {
    const { place } = data.ties(a, b);
    const { shared, link, together } = codings(a, b);
    const km = (value) => (value === null || value === undefined ? "not in the source" : `${data.words.number(value)} km`);
    const sends = (one, other) => ((data.records[one].missions || []).includes(other) ? "yes" : "none on the list");
    const rows = [
      ["Distance between the two largest cities", place ? km(place[0]) : "not in the source"],
      ["Common land border", yes(place && place[1])],
      ["Common official language", yes(place && place[2])],
      ["Parts of one country, now or once (CEPII)", yes(place && place[5])],
      [`Embassy of ${data.name[a]} in ${data.name[b]}, November 2022`, sends(a, b)],
      [`Embassy of ${data.name[b]} in ${data.name[a]}, November 2022`, sends(b, a)],
      ...shared.map(([question, answer]) => [
        question,
        answer === 1 && question.startsWith("COLDAT") ? `yes (${names(together)})` : yes(answer),
      ]),
      ...link.map(([question, answer]) => [question, yes(answer)]),
      [`Rule over ${data.name[a]}`, rulers(a)],
      [`Rule over ${data.name[b]}`, rulers(b)],
    ];
    if (place && place[6] !== null) rows.splice(1, 0, ["Shortest distance between the territories, 2019", km(place[6])]);
    return rows;
  }

  /* What a reader must know of these rows. */
  function doubts(a, b) {
    const { shared, link } = codings(a, b);
    const found = [];
    if (parted(shared)) found.push("The codings disagree on whether the two share a former ruler: each asks a different question.");
    if (parted(link)) found.push("The codings disagree on whether one of the two ruled the other.");
    if ([a, b].some((code) => (data.records[code].independence || [])[1] || ["RUS", "TUR"].includes(code))) {
      found.push("In these codings Russia stands also for the Russian Empire and the Soviet Union, Türkiye for the Ottoman Empire.");
    }
    found.push("Volunteers keep the list of embassies: one that is not on it may exist.");
    return found;
  }

  data.places = { facts, doubts, codings };
})();
