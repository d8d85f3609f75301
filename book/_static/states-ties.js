/* What ties two states: ideal points, organisations, treaties, conflicts, distance and history. */
"use strict";

(() => {
  const data = window.courseStates;
  const HOSTILITY = ["", "none", "threat", "display", "use of force", "war"];
  const PROMISES = ["defence", "offence", "neutrality", "non-aggression", "consultation"];
  const DATASETS = { mid: "MID", gml: "GML", atop: "ATOP", cow: "COW" };
  // The lines of two charts: what a mark means, and the list that it comes from.
  const KINDS = {
    treaties: {
      "Trade, alone": "trade",
      "Trade, with others": "trade",
      "Investment treaty": "investment",
      "Investment clauses": "investment",
      "Defence cooperation": "defence",
    },
    quarrels: {
      "Armed conflict": "fought",
      "Dispute (MID)": "mid",
      "Dispute (GML)": "gml",
      "Alliance (ATOP)": "atop",
      "Alliance (COW)": "cow",
    },
  };
  const SELECTED = { defence: "defence", mid: "disputes", gml: "disputes", atop: "alliances", cow: "alliances" };
  const year = (day) => (day === null ? null : Number(String(day).slice(0, 4)));
  const inside = (from, to) => (row) => row.year >= from && row.year <= to;
  const covered = (kind, a, b) => [a, b].every((code) => data.coverage[kind].includes(code));

  /* The lines that are on record for a pair, each with the years of the window that its list reaches. */
  function lines(chart, a, b, from, to) {
    return Object.entries(KINDS[chart])
      .filter(([, list]) => !SELECTED[list] || covered(SELECTED[list], a, b))
      .map(([kind, list]) => ({ kind, start: Math.max(from, data.reach[list][0]), end: Math.min(to, data.reach[list][1]) }))
      .filter(({ start, end }) => start <= end);
  }

  const sorted = (pair) => [...pair].sort();

  /* Ideal points of both, a row a year of the window: null where a state has none. */
  function ideal(a, b, from, to) {
    const known = [a, b].map((code) => new Map((data.records[code].ideal || []).map((row) => [row[0], row])));
    return data.votes.years(from, to).map((when) => {
      const [first, second] = known.map((own) => own.get(when) || [when, null, null, null, 0]);
      const both = first[1] !== null && second[1] !== null;
      return { year: when, first, second, distance: both ? Math.abs(first[1] - second[1]) : null };
    });
  }

  const mean = (values) => (values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null);
  const idealDistance = (a, b, from, to) =>
    mean(ideal(a, b, from, to).map(({ distance }) => distance).filter((distance) => distance !== null));

  /* Organisations of the newest list with both as full members; overlap is the share of the small ones. */
  function organisations(a, b) {
    const [one, other] = [a, b].map((code) => data.records[code].seats);
    if (!one || !other) return { known: false, shared: [], small: [], overlap: null };
    const small = (entry) => data.organisations[entry][1] === 1;
    const shared = one.filter((entry) => other.includes(entry));
    const either = new Set([...one, ...other].filter(small)).size;
    const own = shared.filter(small);
    return { known: true, shared, small: own, either, overlap: either ? own.length / either : null };
  }

  /* Organisations shared in each year of the window; null where the table does not hold the pair. */
  function sharedYears(a, b, from, to) {
    if (!covered("shared", a, b)) return null;
    const known = new Map((data.ties(a, b).shared || []).map((row) => [row[0], row[1]]));
    return data.votes.years(from, to).map((when) => ({ year: when, shared: known.has(when) ? known.get(when) : null }));
  }

  /* Treaties that the two signed in the window, each once. */
  function treaties(a, b, from, to) {
    const ties = data.ties(a, b);
    const found = (ties.trade || []).map(([, signed, force, form, name]) => ({
      kind: form === "bilateral" ? "Trade, alone" : "Trade, with others",
      year: signed,
      force,
      ended: null,
      name: `${name}${form === "bilateral" ? "" : ` (${form})`}`,
    }));
    const [one, other] = [a, b].map((code) => data.records[code].investment || {});
    for (const number of Object.keys(one).filter((number) => number in other)) {
      const [title, kind, status, signed, force, ended] = one[number];
      found.push({
        kind: kind === "BIT" ? "Investment treaty" : "Investment clauses",
        year: year(signed),
        force: year(force),
        ended: year(ended),
        name: `${title}, ${status === "signed" ? "never in force" : status}`,
      });
    }
    for (const [signed, kind, confidence] of ties.defence || []) {
      const name = `${kind === "general" ? "Framework" : "One sector"}, coded with ${confidence} confidence`;
      found.push({ kind: "Defence cooperation", year: signed, force: null, ended: null, name });
    }
    return found.filter(inside(from, to)).sort((p, q) => p.year - q.year || (p.name < q.name ? -1 : 1));
  }

  /* Years of armed conflict on two sides, of disputes and of alliance promises. */
  function quarrels(a, b, from, to) {
    const ties = data.ties(a, b);
    const pair = sorted([a, b]);
    const found = (ties.fought || []).map(([when, , place, intensity, ...parties]) => {
      const only = pair.filter((_, side) => !parties[side]).map((code) => data.name[code]);
      const help = only.length ? `; ${only.join(" and ")} with troops, not as a party` : "";
      return { kind: "Armed conflict", year: when, text: `${place} (${intensity}${help})` };
    });
    for (const [dataset, when, disputes, onsets, fatal, hostility, war] of ties.disputes || []) {
      const text = `${data.words.plural(disputes, "dispute")} under way, ${onsets} begun, ${fatal} with deaths; ${HOSTILITY[hostility]}`;
      found.push({ kind: `Dispute (${DATASETS[dataset]})`, year: when, text: war ? `${text}; interstate war` : text });
    }
    for (const [dataset, when, ...flags] of ties.alliances || []) {
      const kinds = PROMISES.filter((_, place) => flags[place] === 1);
      found.push({ kind: `Alliance (${DATASETS[dataset]})`, year: when, text: kinds.join(", ") });
    }
    return found.filter(inside(from, to)).sort((p, q) => p.year - q.year || (p.kind < q.kind ? -1 : 1));
  }

  const foughtYears = (a, b, from, to) =>
    [...new Set((data.ties(a, b).fought || []).map(([when]) => when))].filter((when) => when >= from && when <= to);

  /* Sentences on what has no yearly figure: windows of four years, rivalries, peace scale, claims. */
  function standing(a, b) {
    const { windows = [[], []], rivalries = [], peace = [], claims = [] } = data.ties(a, b);
    const { spans, plural } = data.words;
    const found = [];
    ["with a militarised dispute", "with a formal alliance"].forEach((what, place) => {
      const starts = windows[place];
      if (starts.length) found.push(`${plural(starts.length, "window")} of four years ${what}, beginning in ${spans(starts)}.`);
    });
    for (const [start, end] of rivalries) found.push(`Strategic rivalry from ${start} ${end ? `to ${end}` : "on, without an end in the list (2020)"}.`);
    for (const [start, end, , name] of peace) found.push(`Peace scale ${start} to ${end}: ${name}.`);
    for (const [challenger, name, start, end, status] of claims) {
      const until = end ? `${start} to ${end}` : `from ${start}`;
      found.push(`${data.name[challenger]} is listed as challenger over “${name}”, ${until} (${status}).`);
    }
    if (claims.length) found.push("In a claim the challenger is who asks for a change, which does not say who is right.");
    return found;
  }

  data.tables = { ideal, idealDistance, organisations, sharedYears, treaties, quarrels, foughtYears, standing, covered, lines };
})();
