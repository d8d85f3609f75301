/* What a reader takes along: the figures shown as a CSV file, and a cell for the lab. */
"use strict";

(() => {
  const data = window.courseStates;
  const CHARTS = [
    ["votes", "overall"],
    ["votes", "yearly"],
    ["topics", "topics"],
    ["ideal", "ideal"],
    ["shared", "shared"],
    ["treaties", "treaties"],
    ["conflict", "quarrels"],
  ];
  const HEAD = ["panel", "pair", "item", "year", "value", "low", "high", "n"];

  const cell = (value) => {
    if (value === null || value === undefined) return "";
    const text = String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  /* A row of a chart's table in the columns that all panels share. */
  function row(chart, own, entry) {
    const item = entry.topic || entry.kind || { overall: "agreement", yearly: "agreement" }[chart] || chart;
    const value = entry.agreement ?? entry.point ?? entry.shared ?? entry.name ?? entry.text;
    return [chart, entry.pair || own, item, entry.year, value, entry.low ?? entry.lower, entry.high ?? entry.upper, entry.n];
  }

  /* All that is shown, as text: a header of comments, then one row a figure. */
  function csv({ pairs, from, to }) {
    const [{ a, b, label }] = pairs;
    const lines = [
      `# ${label} (${a}, ${b}), ${from} to ${to}`,
      `# Beside it: ${pairs.slice(1).map((pair) => pair.label).join("; ") || "no other pair"}`,
      "# agreement: share of identical votes (yes, no, abstention) on common roll calls; low, high: 95 % interval, families of texts as clusters",
      ...data.words.gaps(a, b, data.votes.yearly(a, b, from, to)).map((gap) => `# ${gap}`),
      ...CHARTS.filter(([panel], place) => CHARTS.findIndex(([one]) => one === panel) === place).map(
        ([panel]) => `# ${panel}: ${data.words.source(panel)}`,
      ),
      HEAD.join(","),
    ];
    for (const [, chart] of CHARTS) {
      const { rows } = data.charts[chart](pairs, from, to);
      for (const entry of rows) lines.push(row(chart, label, entry).map(cell).join(","));
    }
    const { shared } = data.tables.organisations(a, b);
    for (const entry of shared) lines.push(["organisations", label, entry, "", data.organisations[entry][0]].map(cell).join(",") + ",,,");
    for (const [question, answer] of data.places.facts(a, b)) {
      lines.push(["place", label, question, "", answer].map(cell).join(",") + ",,,");
    }
    return `${lines.join("\n")}\n`;
  }

  /* The cell that computes the page's figure in a notebook. */
  const code = ({ pairs: [{ a, b }], from, to }) =>
    data.cell.replaceAll("{a}", a).replaceAll("{b}", b).replaceAll("{from}", from).replaceAll("{to}", to);

  function save(name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["﻿", text], { type: "text/csv;charset=utf-8" })); // the mark tells spreadsheets that it is UTF-8
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  data.take = { csv, code, save };
})();
