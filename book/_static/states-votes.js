/* How alike two states vote: the same figures as course_utils.measures.agreement (agreement, clustered_interval). */
"use strict";

(() => {
  const data = window.courseStates;
  const CAST = "yan"; // yes, abstain, no; x is absent, ? not known, a blank no seat

  const votes = (code) => data.records[code].votes || "";

  /* The places of the roll calls of a window of years, or of one. */
  function places(from, to) {
    const found = [];
    for (let year = from; year <= to; year += 1) {
      const [first, last] = data.start[year] || [0, 0];
      for (let place = first; place < last; place += 1) found.push(place);
    }
    return found;
  }

  /* Ends of Wilson's interval of a share on so many independent votes. */
  function wilson(share, n) {
    const z2 = data.z * data.z;
    const middle = (share + z2 / (2 * n)) / (1 + z2 / n);
    const half = (data.z * Math.sqrt((share * (1 - share) + z2 / (4 * n)) / n)) / (1 + z2 / n);
    return [middle - half, middle + half];
  }

  /* n, agreement, kappa, and the interval that takes the roll calls of one text for one cluster. Null where missing. */
  function measure(a, b, from, to, flags) {
    const [one, other] = [votes(a), votes(b)];
    const { families } = data.rollCalls;
    const table = [0, 0, 0, 0, 0, 0, 0, 0, 0];
    const clusters = new Map();
    for (const place of places(from, to)) {
      if (flags && flags[place] !== "1") continue;
      const first = CAST.indexOf(one[place] || " ");
      const second = CAST.indexOf(other[place] || " ");
      if (first < 0 || second < 0) continue;
      table[first * 3 + second] += 1;
      const cluster = clusters.get(families[place]) || [0, 0];
      clusters.set(families[place], [cluster[0] + 1, cluster[1] + (first === second)]);
    }
    const n = table.reduce((sum, count) => sum + count, 0);
    const nothing = { n, clusters: clusters.size, effective: null, agreement: null, kappa: null, low: null, high: null };
    if (!n) return nothing;
    const agreement = (table[0] + table[4] + table[8]) / n;
    let chance = 0;
    for (const k of [0, 1, 2]) {
      const row = table[k * 3] + table[k * 3 + 1] + table[k * 3 + 2];
      const column = table[k] + table[k + 3] + table[k + 6];
      chance += (row / n) * (column / n);
    }
    const kappa = chance < 1 ? (agreement - chance) / (1 - chance) : null;
    if (clusters.size < 2) return { ...nothing, agreement, kappa };
    let [squares, spread] = [0, 0];
    for (const [size, same] of clusters.values()) {
      squares += size * size;
      spread += (same - agreement * size) ** 2;
    }
    const variance = (spread * clusters.size) / (clusters.size - 1) / (n * n);
    const inside = agreement > 0 && agreement < 1;
    const effective = inside ? Math.min((agreement * (1 - agreement)) / variance, n) : (n * n) / squares;
    const [low, high] = wilson(agreement, effective);
    return { ...nothing, effective, agreement, kappa, low, high };
  }

  /* Of one state in one year: roll calls, seats, votes cast, absences, and votes that are not known. */
  function presence(code, year) {
    const found = { total: 0, seats: 0, cast: 0, absent: 0, unknown: 0 };
    const own = votes(code);
    for (const place of places(year, year)) {
      const letter = own[place] || " ";
      found.total += 1;
      if (letter !== " ") found.seats += 1;
      if (CAST.includes(letter)) found.cast += 1;
      if (letter === "x") found.absent += 1;
      if (letter === "?") found.unknown += 1;
    }
    return found;
  }

  /* Why a year has no common roll call. */
  function reason(a, b, year) {
    const seen = [a, b].map((code) => [data.name[code], presence(code, year)]);
    if (!seen[0][1].total) return "no roll call is on record";
    if (seen.every(([, own]) => !own.seats)) return `neither ${seen[0][0]} nor ${seen[1][0]} is in the record`;
    const parts = seen.filter(([, own]) => !own.cast).map(([name, own]) => {
      if (!own.seats) return `${name} is not in the record`;
      return own.unknown ? `the votes of ${name} are not known` : `${name} is absent from every roll call`;
    });
    return parts.length ? parts.join(", and ") : "the two never cast a vote on the same roll call";
  }

  const years = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  /* One row a year of the window; a year without a common roll call has no figure but a reason. */
  const yearly = (a, b, from, to) =>
    years(from, to).map((year) => {
      const found = measure(a, b, year, year);
      return { year, ...found, reason: found.n ? null : reason(a, b, year) };
    });

  /* One row for all roll calls, for those on which the hall divided, and for each topic. */
  function topics(a, b, from, to) {
    const { topics: flags, divided } = data.rollCalls;
    const named = Object.keys(flags).map((topic) => [topic, flags[topic]]);
    return [["all", null], ["divided", divided], ...named].map(([topic, flag]) => ({
      topic,
      ...measure(a, b, from, to, flag),
    }));
  }

  data.votes = { measure, yearly, topics, presence, years };
})();
