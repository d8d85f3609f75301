/* The charts of a pair and of those it is held against: for each a finding, an alt text, a specification and a table.
   Findings count and compare; what a figure means for a pair they leave to the reader. */
"use strict";

(() => {
  const data = window.courseStates;
  const { share, number, plural, TOPICS } = data.words;
  const SCHEMA = "https://vega.github.io/schema/vega-lite/v5.20.1.json";
  const YEAR = { field: "year", type: "quantitative", title: "Year", axis: { format: "d" } };
  const LINES = { labelExpr: "split(datum.label, ' – ')" }; // a pair's two names, one below the other

  const config = () => ({
    view: { continuousWidth: 640, continuousHeight: 300, stroke: null },
    font: "system-ui, sans-serif",
    axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", gridOpacity: 0.5 },
    legend: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", labelLimit: 320, orient: "top", columns: 2, symbolOpacity: 1 },
  });

  const made = (rows, body) => ({
    $schema: SCHEMA,
    config: config(),
    data: { name: "data-1" },
    datasets: { "data-1": rows },
    ...body,
  });

  /* One colour a pair, in their order; the first pair is the one chosen. */
  const colour = (labels, legend = {}) => ({
    field: "pair",
    type: "nominal",
    title: null,
    sort: null,
    scale: { domain: labels, range: data.colours.slice(0, labels.length) },
    legend,
  });

  const shareAxis = (rows, field = "agreement", low = "low") => {
    const values = rows.flatMap((row) => [row[field], row[low]]).filter((value) => typeof value === "number");
    return { domain: [Math.min(0.9, Math.floor(Math.min(...values, 1) * 10) / 10), 1] };
  };

  const named = ({ a, b }) => `${data.name[a]} and ${data.name[b]}`;

  /* Overall agreement of the pair and of the others, with intervals. */
  function overall(pairs, from, to) {
    const rows = pairs
      .map((pair) => ({ pair: pair.label, ...data.votes.measure(pair.a, pair.b, from, to) }))
      .map(({ pair, n, agreement, low, high, kappa }) => ({ pair, n, agreement, low, high, kappa }));
    const drawn = rows.filter(({ n }) => n);
    const [own] = rows;
    const finding = own.n
      ? `${named(pairs[0])} cast the same vote on ${share(own.agreement)} of ${plural(own.n, "common roll call")}, ${from} to ${to}`
      : `${named(pairs[0])} have no common roll call from ${from} to ${to}`;
    const y = { field: "pair", type: "nominal", sort: null, title: null, axis: { ...LINES, labelLimit: 200 } };
    const scale = shareAxis(drawn);
    const range = { x: { field: "low", type: "quantitative", title: "Share of identical votes", scale }, x2: { field: "high" } };
    return {
      finding,
      alt: `Points with 95 per cent intervals: share of identical votes by pair. ${drawn
        .map((row) => `${row.pair} ${share(row.agreement)}${row.low === null ? "" : ` (${share(row.low)} to ${share(row.high)})`}`)
        .join("; ")}.`,
      rows,
      columns: { pair: "Pair", n: "Common roll calls", agreement: "Share identical", low: "Low", high: "High", kappa: "Kappa" },
      spec: drawn.length && made(drawn, {
        height: { step: 42 },
        encoding: { y, color: colour(pairs.map(({ label }) => label), null) },
        layer: [
          { mark: { type: "rule", strokeWidth: 2 }, encoding: range },
          {
            mark: { type: "point", filled: true, size: 90, opacity: 1 },
            encoding: { x: { field: "agreement", type: "quantitative", scale } },
          },
        ],
      }),
    };
  }

  /* Agreement by year: lines that break where a year has no figure, hollow points where it rests on few. */
  function yearly(pairs, from, to) {
    const rows = pairs.flatMap((pair) =>
      data.votes.yearly(pair.a, pair.b, from, to).map(({ year, n, agreement, low, high }) => ({
        pair: pair.label,
        year,
        n,
        agreement,
        low,
        high,
        kind: data.rollCalls.apart.includes(year) ? "apart" : n < data.small ? "few" : "enough",
      })),
    );
    const own = rows.filter((row) => row.pair === pairs[0].label && row.kind === "enough");
    const [least, most] = [Math.min, Math.max].map((pick) => own.find((row) => row.agreement === pick(...own.map((one) => one.agreement))));
    const finding = own.length
      ? `Year by year their share lies between ${share(least.agreement)} (${least.year}) and ${share(most.agreement)} (${most.year})`
      : `No year from ${from} to ${to} has ${data.small} common roll calls of ${named(pairs[0])}`;
    const labels = pairs.map(({ label }) => label);
    const gaps = rows.filter((row) => row.pair === labels[0] && !row.n).length;
    // A year of few roll calls has an interval that would squeeze all others; it runs out of the picture.
    const scale = shareAxis(rows.map((row) => (row.kind === "enough" ? row : { agreement: row.agreement })));
    const y = { field: "agreement", type: "quantitative", title: "Share of identical votes", scale };
    const first = JSON.stringify(labels[0]);
    const layer = (filter, mark, encoding = {}) => ({
      transform: [{ filter: `datum.agreement !== null && ${filter}` }],
      mark: { clip: true, opacity: 1, ...mark },
      encoding: { y, ...encoding },
    });
    const joined = (filter, width) => ({
      ...layer("true", { type: "line", strokeWidth: width }),
      transform: [{ filter: `datum.kind !== 'apart' && ${filter}` }], // years without a figure stay, to break the line
    });
    return {
      finding,
      alt: `Line chart of the yearly share of identical votes, ${from} to ${to}, for ${labels.join("; ")}. ${finding}. ${
        gaps ? `The first pair has no figure in ${plural(gaps, "year")}.` : "The first pair has a figure in every year."
      }`,
      rows: rows.map(({ kind, ...row }) => row),
      columns: { pair: "Pair", year: "Year", n: "Common roll calls", agreement: "Share identical", low: "Low", high: "High" },
      spec: rows.some(({ n }) => n) && made(rows, {
        encoding: { x: { ...YEAR, scale: { domain: [from, to], nice: false, padding: 8 } }, color: colour(labels) },
        layer: [
          joined(`datum.pair !== ${first}`, 1.25),
          layer(`datum.kind === 'enough' && datum.pair !== ${first}`, { type: "point", filled: true, size: 14 }),
          layer(`datum.low !== null && datum.pair === ${first}`, { type: "rule", strokeWidth: 2, opacity: 0.4 }, {
            y: { ...y, field: "low" },
            y2: { field: "high" },
          }),
          joined(`datum.pair === ${first}`, 3),
          layer(`datum.kind === 'enough' && datum.pair === ${first}`, { type: "point", filled: true, size: 48 }),
          layer("datum.kind === 'few'", { type: "point", filled: false, size: 48, strokeWidth: 1.5 }),
          layer("datum.kind === 'apart'", { type: "point", filled: true, shape: "diamond", size: 90 }),
        ],
      }),
    };
  }

  /* Agreement by topic, each pair with its interval. */
  function topics(pairs, from, to) {
    const rows = pairs.flatMap((pair) =>
      data.votes.topics(pair.a, pair.b, from, to).map(({ topic, n, agreement, low, high }) => ({
        pair: pair.label,
        topic: TOPICS[topic],
        n,
        agreement,
        low,
        high,
      })),
    );
    const drawn = rows.filter(({ n }) => n);
    const own = rows.filter((row) => row.pair === pairs[0].label && row.n >= data.small && row.topic !== TOPICS.all);
    const ranked = [...own].sort((p, q) => q.agreement - p.agreement);
    const finding = ranked.length > 1
      ? `Most alike: ${ranked[0].topic} (${share(ranked[0].agreement)}); least: ${ranked.at(-1).topic} (${share(ranked.at(-1).agreement)})`
      : `Too few roll calls with a topic for ${named(pairs[0])} from ${from} to ${to}`;
    const labels = pairs.map(({ label }) => label);
    const scale = shareAxis(drawn);
    const place = {
      y: { field: "topic", type: "nominal", sort: Object.values(TOPICS), title: null, axis: { labelLimit: 160, grid: true, tickBand: "extent" } },
      yOffset: { field: "pair", sort: labels, scale: { paddingInner: 0.3, paddingOuter: 0.6 } },
      color: colour(labels),
    };
    return {
      finding,
      alt: `Points with 95 per cent intervals: share of identical votes by topic for ${labels.join("; ")}. For the first: ${rows
        .filter((row) => row.pair === labels[0])
        .map((row) => `${row.topic} ${row.n ? share(row.agreement) : "no roll call"}`)
        .join("; ")}.`,
      rows,
      columns: { topic: "Topic", pair: "Pair", n: "Common roll calls", agreement: "Share identical", low: "Low", high: "High" },
      spec: drawn.length && made(drawn, {
        height: { step: labels.length > 3 ? 8 : 12, for: "offset" },
        encoding: place,
        layer: [
          {
            mark: { type: "rule", strokeWidth: 1.5 },
            encoding: { x: { field: "low", type: "quantitative", title: "Share of identical votes", scale }, x2: { field: "high" } },
          },
          {
            mark: { type: "point", filled: true, size: 36, opacity: 1 },
            encoding: { x: { field: "agreement", type: "quantitative", scale } },
          },
        ],
      }),
    };
  }

  /* Ideal points of the two states, with the 5 and 95 % quantiles of the estimate. */
  function ideal([{ a, b }], from, to) {
    const years = data.tables.ideal(a, b, from, to);
    const rows = years.flatMap((row) =>
      [[a, row.first], [b, row.second]].map(([code, [year, point, lower, upper, n]]) => ({ pair: data.name[code], year, point, lower, upper, n })),
    );
    const both = years.filter(({ distance }) => distance !== null);
    const [first, last] = [both[0], both.at(-1)];
    const finding = both.length
      ? `Ideal points ${share(first.distance)} apart in ${first.year}` + (last === first ? "" : `, ${share(last.distance)} in ${last.year}`)
      : `No year from ${from} to ${to} has an ideal point of both`;
    const known = rows.filter(({ point }) => point !== null);
    const x = { ...YEAR, scale: { domain: [from, to], nice: false, padding: 8 } };
    const y = { field: "point", type: "quantitative", title: "Ideal point", scale: { zero: false } };
    return {
      finding,
      alt: `Line chart of the yearly ideal points of ${data.name[a]} and ${data.name[b]}, ${from} to ${to}, with the 5 and 95 per cent quantiles. ${finding}.`,
      rows,
      columns: { pair: "State", year: "Year", point: "Ideal point", lower: "5 % quantile", upper: "95 % quantile", n: "Votes" },
      spec: known.length && made(rows, {
        encoding: { x, color: colour([data.name[a], data.name[b]]) },
        layer: [
          { mark: { type: "rule", opacity: 0.4, strokeWidth: 2 }, encoding: { y: { ...y, field: "lower" }, y2: { field: "upper" } } },
          { mark: { type: "line", strokeWidth: 2.5, point: { size: 24 } }, encoding: { y } },
        ],
      }),
    };
  }

  /* Organisations shared by year, for the pairs that the table holds. */
  function shared(pairs, from, to) {
    const held = pairs.map((pair) => [pair, data.tables.sharedYears(pair.a, pair.b, from, to)]).filter(([, years]) => years);
    const rows = held.flatMap(([pair, years]) => years.map((row) => ({ pair: pair.label, ...row })));
    const own = rows.filter((row) => row.pair === pairs[0].label && row.shared !== null);
    if (!own.length) return { finding: "", alt: "", rows: [], columns: {}, spec: null };
    const finding = `Organisations with both as full members: ${own[0].shared} in ${own[0].year}, ${own.at(-1).shared} in ${own.at(-1).year}`;
    const labels = held.map(([pair]) => pair.label);
    const all = pairs.map(({ label }) => label);
    return {
      finding,
      alt: `Line chart of the number of organisations that two states share, by year, for ${labels.join("; ")}. ${finding}.`,
      rows,
      columns: { pair: "Pair", year: "Year", shared: "Organisations shared" },
      spec: made(rows, {
        height: 240,
        mark: { type: "line", point: { size: 16 } },
        encoding: {
          x: { ...YEAR, scale: { domain: [from, Math.min(to, own.at(-1).year)], nice: false, padding: 8 } },
          y: { field: "shared", type: "quantitative", title: "Organisations with both as members" },
          color: colour(all, { values: labels }),
        },
      }),
    };
  }

  /* Events by year, one line for each kind; a pale bar is how far the list behind it reaches. */
  function strip(events, lines, finding, text, from, to) {
    const kinds = lines.map(({ kind }) => kind);
    const counted = kinds.map((kind) => `${kind}, ${plural(events.filter((event) => event.kind === kind).length, "mark")}`);
    const x = { ...YEAR, scale: { domain: [from, to], nice: false, padding: 8 } };
    const what = [{ field: "year", type: "quantitative", title: "Year", format: "d" }, { field: text, type: "nominal", title: "What" }];
    return {
      finding,
      alt: `Strip of marks by year, ${from} to ${to}, one line for each kind: ${counted.join("; ")}.`,
      rows: events,
      columns: { year: "Year", kind: "Kind", [text]: "What" },
      spec: lines.length && {
        ...made(events, {
          height: { step: 30 },
          encoding: { y: { field: "kind", type: "nominal", title: null, sort: kinds, axis: { labelLimit: 190 } } },
          layer: [
            {
              data: { name: "data-2" },
              mark: { type: "rule", strokeWidth: 10, opacity: 0.25, color: data.colours.at(-1) },
              encoding: { x: { ...x, field: "start" }, x2: { field: "end" } },
            },
            { mark: { type: "tick", thickness: 3, height: 18, opacity: 1, color: data.colours[0] }, encoding: { x, tooltip: what } },
          ],
        }),
        datasets: { "data-1": events, "data-2": lines },
      },
    };
  }

  function treaties([{ a, b }], from, to) {
    const found = data.tables.treaties(a, b, from, to);
    const ended = found.filter((row) => row.ended !== null).length;
    const count = `${found.length ? plural(found.length, "treaty", "treaties") : "No treaty"} signed from ${from} to ${to}`;
    return strip(found, data.tables.lines("treaties", a, b, from, to), ended ? `${count}; ${number(ended)} ended since` : count, "name", from, to);
  }

  function quarrels([{ a, b }], from, to) {
    const found = data.tables.quarrels(a, b, from, to);
    const fought = data.tables.foughtYears(a, b, from, to).length;
    const finding = `${fought ? plural(fought, "year") : "No year"} on two sides of an armed conflict from ${from} to ${to}`;
    return strip(found, data.tables.lines("quarrels", a, b, from, to), finding, "text", from, to);
  }

  data.charts = { overall, yearly, topics, ideal, shared, treaties, quarrels };
})();
