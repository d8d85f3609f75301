/* Fills the panels of the page with what is chosen: figures through the site's chart script, tables, sentences. */
"use strict";

(() => {
  const data = window.courseStates;
  const { share, number, plural, source } = data.words;

  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  const written = (value, digits) => {
    if (value === null || value === undefined) return "no data";
    return typeof value === "number" && !Number.isInteger(value) ? value.toFixed(digits) : String(value);
  };

  /* A table in a box that scrolls by itself; columns map fields to headings, the first heads its row. */
  function table(rows, columns, caption, digits = 3) {
    const fields = Object.keys(columns);
    const numeric = fields.flatMap((field, place) =>
      rows.every((row) => row[field] === null || typeof row[field] === "number") ? [`n${place + 1}`] : [],
    );
    const head = element("tr", {}, ...fields.map((field) => element("th", { scope: "col" }, columns[field])));
    const body = rows.map((row) =>
      element("tr", {}, ...fields.map((field, place) => element(place ? "td" : "th", place ? {} : { scope: "row" }, written(row[field], digits)))),
    );
    const made = element("table", { class: numeric.join(" ") }, element("caption", {}, caption), element("thead", {}, head));
    made.append(element("tbody", {}, ...body));
    return element("div", { class: "table-box", role: "region", tabindex: "0", "aria-label": caption }, made);
  }

  const list = (items, name) => element("ul", { class: name }, ...items.map((item) => element("li", {}, item)));

  /* The figure of this name in a panel, made from the page's template when first asked for. */
  function figure(panel, name) {
    const present = panel.querySelector(`figure[data-chart="${name}"]`);
    if (present) return present;
    const made = document.querySelector("template.pair-figure").content.firstElementChild.cloneNode(true);
    made.dataset.chart = name;
    panel.append(made);
    return made;
  }

  /* Show a chart: finding, picture, source, table. Without rows to draw only the finding stays, as a sentence. */
  function draw(panel, name, chart, line) {
    const place = figure(panel, name);
    place.hidden = !chart.spec;
    if (!chart.spec) return;
    place.querySelector(".chart-finding").textContent = chart.finding;
    place.querySelector(".chart-picture").setAttribute("aria-label", chart.alt);
    place.querySelector("figcaption").textContent = line;
    const details = place.querySelector("details");
    details.lastElementChild.replaceWith(table(chart.rows, chart.columns, `Data of the chart: ${chart.finding}`));
    const courses = { course: { source: line, columns: Object.entries(chart.columns) } };
    window.courseCharts.show(place, { ...chart.spec, title: { text: chart.finding }, description: chart.alt, usermeta: courses });
  }

  /* The part of a panel that is written anew each time, after its figures. */
  function text(panel, ...children) {
    panel.querySelector(".pair-text")?.remove();
    panel.append(element("div", { class: "pair-text" }, ...children));
  }

  const panels = {
    glance(panel, { pairs, from, to }) {
      const rows = pairs.map(({ a, b, label }) => {
        const { n, agreement, low, high, kappa } = data.votes.measure(a, b, from, to);
        const seats = data.tables.organisations(a, b);
        return {
          label,
          agreement: n ? `${share(agreement)}${low === null ? "" : ` (${share(low)} to ${share(high)})`}` : "no common roll call",
          n,
          kappa,
          ideal: data.tables.idealDistance(a, b, from, to),
          seats: seats.known ? `${seats.small.length} of ${seats.either}` : "not on the list",
          treaties: data.tables.treaties(a, b, from, to).length,
          fought: data.tables.foughtYears(a, b, from, to).length,
        };
      });
      const columns = {
        label: "Pair",
        agreement: "Share of identical votes (95 % interval)",
        n: "Common roll calls",
        kappa: "Kappa",
        ideal: "Mean distance of ideal points",
        seats: "Small organisations: shared of those of either",
        treaties: "Treaties signed",
        fought: "Years on two sides of an armed conflict",
      };
      text(panel, table(rows, columns, `The pair beside others, ${from} to ${to}`, 2), element("p", { class: "pair-source" }, "The panels below give the source, the years and the defects of each column."));
    },

    votes(panel, { pairs, from, to }) {
      const [{ a, b }] = pairs;
      const rows = data.votes.yearly(a, b, from, to);
      const n = rows.reduce((sum, row) => sum + row.n, 0);
      const overall = data.charts.overall(pairs, from, to);
      draw(panel, "overall", overall, source("votes", plural(n, "common roll call")));
      draw(panel, "yearly", data.charts.yearly(pairs, from, to), source("votes", plural(n, "common roll call")));
      const gaps = data.words.gaps(a, b, rows);
      const parts = overall.spec ? [] : [element("p", {}, `${overall.finding}.`), element("p", {}, source("votes"))];
      text(panel, ...parts, ...(gaps.length ? [element("p", {}, "Gaps, and what to know of these rows:"), list(gaps, "pair-gaps")] : []));
    },

    topics(panel, { pairs, from, to }) {
      const chart = data.charts.topics(pairs, from, to);
      const own = chart.rows.filter((row) => row.pair === pairs[0].label);
      const counted = own.map(({ topic, n }) => `${topic} ${number(n)}`).join(", ");
      draw(panel, "topics", chart, source("topics", counted));
      text(panel, ...(chart.spec ? [] : [element("p", {}, "No roll call to sort by topic."), element("p", {}, source("topics"))]));
    },

    ideal(panel, { pairs, from, to }) {
      const chart = data.charts.ideal(pairs, from, to);
      const years = data.tables.ideal(pairs[0].a, pairs[0].b, from, to).filter(({ distance }) => distance !== null).length;
      draw(panel, "ideal", chart, source("ideal", plural(years, "year with both", "years with both")));
      const missing = data.votes.years(from, to).length - years;
      const said = missing ? [element("p", {}, `${plural(missing, "year has", "years have")} no ideal point of both, and the line breaks there.`)] : [];
      text(panel, ...(chart.spec ? said : [element("p", {}, `${chart.finding}.`), element("p", {}, source("ideal"))]));
    },

    seats(panel, { pairs, from, to }) {
      const [{ a, b }] = pairs;
      const { known, shared, small, either, overlap } = data.tables.organisations(a, b);
      const named = (entries) => list(entries.map((entry) => [entry, data.organisations[entry][0]].filter(Boolean).join(": ")), "pair-list");
      const sentence = known
        ? `Both are full members under ${plural(shared.length, "entry", "entries")} of the list. Of the small ones, to which at most half of ` +
          `all states belong, they share ${small.length} of the ${either} to which either does${overlap === null ? "" : ` (${share(overlap)})`}.`
        : `The list has no entry for ${[a, b].filter((code) => !data.records[code].seats).map((code) => data.name[code]).join(" and ")}.`;
      const chart = data.charts.shared(pairs, from, to);
      draw(panel, "shared", chart, source("shared"));
      const without = data.tables.covered("shared", a, b)
        ? `The yearly table has no count for this pair from ${from} to ${to}.`
        : "There are yearly counts, 1945 to 2014, only for pairs of the twelve states that the lessons are about.";
      const parts = [element("p", {}, sentence)];
      if (small.length) parts.push(element("details", {}, element("summary", {}, `The ${small.length} small ones`), named(small)));
      parts.push(element("p", { class: "pair-source" }, source("seats", plural(shared.length, "shared entry", "shared entries"))));
      if (!chart.spec) parts.push(element("p", {}, without));
      text(panel, ...parts);
    },

    treaties(panel, { pairs, from, to }) {
      const [{ a, b }] = pairs;
      const chart = data.charts.treaties(pairs, from, to);
      draw(panel, "treaties", chart, source("treaties", plural(chart.rows.length, "treaty", "treaties")));
      const parts = chart.spec ? [] : [element("p", {}, `${chart.finding}.`), element("p", { class: "pair-source" }, source("treaties"))];
      if (!data.tables.covered("defence", a, b)) {
        parts.push(element("p", {}, "Defence agreements are listed only for pairs of twelve states, of which this is none: that there is no line for them means nothing."));
      }
      text(panel, ...parts);
    },

    conflict(panel, { pairs, from, to }) {
      const [{ a, b }] = pairs;
      const chart = data.charts.quarrels(pairs, from, to);
      const line = source("conflict", plural(chart.rows.length, "mark"));
      draw(panel, "quarrels", chart, line);
      const parts = chart.spec ? [] : [element("p", {}, `${chart.finding}.`), element("p", { class: "pair-source" }, line)];
      if (!data.tables.covered("disputes", a, b)) {
        parts.push(element("p", {}, "Disputes and alliance promises by year are listed only for pairs of twelve states, of which this is none."));
      }
      const standing = data.tables.standing(a, b);
      if (standing.length) parts.push(element("p", {}, "Not by year, and whatever the window:"), list(standing, "pair-list"));
      text(panel, ...parts);
    },

    place(panel, { pairs: [{ a, b, label }] }) {
      const rows = data.places.facts(a, b).map(([question, answer]) => ({ question, answer }));
      const doubts = data.places.doubts(a, b);
      text(
        panel,
        table(rows, { question: "Question", answer: label }, `Distance and history of ${label}`),
        list(doubts, "pair-list"),
        element("p", { class: "pair-source" }, source("place")),
      );
    },
  };

  data.show = (chosen) => {
    document.querySelectorAll(".pair-panel").forEach((panel) => panels[panel.dataset.panel](panel, chosen));
  };
  data.element = element;
})();
