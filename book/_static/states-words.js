/* What the page says in sentences: numbers, years, gaps, and what a state's row holds. */
"use strict";

(() => {
  const data = window.courseStates;
  const TOPICS = {
    all: "All roll calls",
    divided: "Divided hall",
    palestine: "Palestine",
    nuclear: "Nuclear weapons",
    disarmament: "Disarmament",
    human_rights: "Human rights",
    colonialism: "Colonialism",
    development: "Development",
  };
  const MOST = 0.9; // of a year's roll calls in which the state is in the record; below it the year is named

  const number = (value) => value.toLocaleString("en-GB");
  const share = (value, digits = 2) => (value === null || value === undefined ? "–" : value.toFixed(digits));
  const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

  /* 1964, 1970 to 1973 and 1980 */
  function spans(years) {
    const runs = [];
    for (const year of years) {
      const last = runs.at(-1);
      if (last && last[1] === year - 1) last[1] = year;
      else runs.push([year, year]);
    }
    const named = runs.map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`));
    return named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
  }

  /* The gaps of a pair's years, each with its cause; what is thin or of another kind; what the states' rows hold. */
  function gaps(a, b, rows) {
    const found = [];
    const causes = new Map();
    for (const { year, reason } of rows) if (reason) causes.set(reason, [...(causes.get(reason) || []), year]);
    for (const [cause, years] of causes) found.push(`No figure for ${spans(years)}: ${cause}.`);
    for (const code of [a, b]) {
      for (const { year, n } of rows) {
        const own = data.votes.presence(code, year);
        if (n && (own.unknown || own.seats < MOST * own.total)) {
          const unknown = own.unknown ? `, ${own.unknown} of its votes are not known` : "";
          found.push(`${year}: ${data.name[code]} is in the record of ${own.seats} of ${own.total} roll calls${unknown}.`);
        }
      }
    }
    const thin = rows.filter(({ n }) => n && n < data.small);
    if (thin.length) {
      const listed = thin.map(({ year, n }) => `${year} (${n})`).join(", ");
      found.push(`Hollow points are years with fewer than ${data.small} common roll calls, which say little: ${listed}.`);
    }
    const years = rows.map(({ year }) => year);
    if (years.includes(2022)) found.push("2022 rests on November and December: the source lacks the months before.");
    if (years.includes(2024)) found.push("2024 rests on roll calls up to 4 June.");
    if (data.rollCalls.apart.some((year) => years.includes(year))) {
      found.push(
        `${spans(data.rollCalls.apart)} is drawn as a diamond, apart: it comes from another source, and the United States voted No on ` +
          "most texts, among them many that used to pass without a vote, so the year is not comparable with those before.",
      );
    }
    for (const code of [a, b]) if (data.notes[code]) found.push(data.notes[code]);
    return found;
  }

  /* The line under a panel: source, years, n where there is one, defect. */
  function source(panel, n) {
    const { source: title, years, defect } = data.panels[panel];
    return `Source: ${title}. Years: ${years}.${n ? ` n: ${n}.` : ""} ${defect}`;
  }

  data.words = { TOPICS, number, share, plural, spans, gaps, source };
})();
