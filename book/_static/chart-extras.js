/* What stands under a chart: its data as a table, made when the reader opens it, and the picture as a file. Without
   this script there is the link to the data as CSV. charts.js, which comes next, calls dress for each chart. */
"use strict";

(() => {
  const MOST_ROWS = 400; // more than that nobody reads; the CSV file has them all
  const LEAST_WIDTH = 1000; // pixels of a PNG, enough for a slide

  function element(name, attributes = {}, ...inside) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  }

  function shown(value) {
    if (value === null || value === undefined) return "no data";
    if (typeof value === "boolean") return value ? "yes" : "no";
    return String(value).replace(/T00:00:00$/, "");
  }

  /* One table in a box that scrolls by itself and can be reached by keyboard. columns: pairs of field and heading. */
  function table(rows, columns, caption) {
    const first = rows.slice(0, MOST_ROWS);
    const cut = rows.length > MOST_ROWS ? ` (the first ${MOST_ROWS} of ${rows.length.toLocaleString("en")} rows)` : "";
    const number = (value) => value === null || value === undefined || typeof value === "number";
    const numbers = columns
      .map(([field], place) => (first.every((row) => number(row[field])) ? `n${place + 1}` : ""))
      .filter(Boolean);
    const head = columns.map(([, heading]) => element("th", { scope: "col" }, heading));
    const body = first.map((row) =>
      element("tr", {}, ...columns.map(([field], place) =>
        place ? element("td", {}, shown(row[field])) : element("th", { scope: "row" }, shown(row[field])),
      )),
    );
    return element(
      "div",
      { class: "table-box", role: "region", tabindex: "0", "aria-label": caption },
      element(
        "table",
        { class: numbers.join(" ") },
        element("caption", {}, caption + cut),
        element("thead", {}, element("tr", {}, ...head)),
        element("tbody", {}, ...body),
      ),
    );
  }

  /* All tables of a chart. */
  function tables({ spec, tables: chosen }, finding) {
    const name = `Data of the chart: ${finding}`;
    return chosen.map(([data, columns], place) =>
      table(spec.datasets[data], columns, chosen.length > 1 ? `${name} (part ${place + 1})` : name),
    );
  }

  /* The chosen values of a chart's lists, in words, for a picture that stands alone. */
  function choices(spec, chosen) {
    return chosen.map(([name, value]) => {
      const { bind } = spec.params.find((param) => param.name === name);
      const place = (bind.options || []).indexOf(value);
      return `${(bind.name || name).trim().replace(/:$/, "")}: ${bind.labels && place >= 0 ? bind.labels[place] : value}`;
    });
  }

  /* The chart with title and source on white paper, as it is drawn where there is no page around it. */
  async function alone(chart) {
    const spec = structuredClone(chart.spec);
    const chosen = chart.chosen();
    spec.background = "white";
    if (spec.width === "container") delete spec.width;
    if (spec.title) spec.title.subtitle = [...choices(spec, chosen), ...(spec.title.subtitle || [])];
    const place = document.createElement("div");
    const { view } = await window.vegaEmbed(place, spec, { actions: false, renderer: "svg" });
    for (const [name, value] of chosen) view.signal(name, value);
    await view.runAsync();
    return { view, width: place.querySelector("svg").getAttribute("width") };
  }

  const MAKERS = {
    SVG: async ({ view }) => new Blob([await view.toSVG()], { type: "image/svg+xml" }),
    PNG: async ({ view, width }) => {
      const canvas = await view.toCanvas(Math.max(2, Math.ceil(LEAST_WIDTH / width)));
      return new Promise((done) => canvas.toBlob(done, "image/png"));
    },
  };

  async function save(chart, kind, name) {
    await window.courseCharts.draw(chart); // by keyboard one may come here before the chart does
    const picture = await alone(chart);
    const address = URL.createObjectURL(await MAKERS[kind](picture));
    picture.view.finalize();
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  }

  /* The finding's first words and the chart's mark: a name that says what is in the file. */
  function fileName(finding, mark) {
    const words = finding.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    return `${words.length > 60 ? words.slice(0, 60).replace(/-[^-]*$/, "") : words || "chart"}-${mark.slice(0, 6)}`;
  }

  /* Put table and buttons under a chart. */
  function dress(chart) {
    const { figure, picture } = chart;
    const row = figure.querySelector(".chart-row");
    if (!row) return;
    const finding = figure.querySelector(".chart-finding")?.textContent || picture.getAttribute("aria-label");
    const mark = picture.dataset.spec.match(/(\w+)\.js$/)[1];
    const name = fileName(finding, mark);
    figure.setAttribute("aria-label", finding);
    const files = [...row.querySelectorAll("a[download]")];
    const buttons = Object.keys(MAKERS).map((kind) => {
      const button = element("button", { type: "button", "aria-label": `${kind}, picture of: ${finding}` }, kind);
      button.addEventListener("click", () => save(chart, kind, `${name}.${kind.toLowerCase()}`).catch(console.error));
      return button;
    });
    const place = files[0] || row.querySelector(".chart-files").lastChild;
    place.before(...buttons.flatMap((button) => [button, " "]));
    files.forEach((link, place) => {
      link.download = `${name}${place ? `-${place + 1}` : ""}.csv`;
      link.setAttribute("aria-label", `${link.textContent}, data of: ${finding}`);
    });
    if (!files.length) return;
    const details = element("details", {}, element("summary", {}, "Data table"));
    row.after(details);
    details.addEventListener("toggle", async () => {
      if (details.childElementCount > 1) return;
      const waiting = element("p", { role: "status" }, "The table is on its way …");
      details.append(waiting);
      try {
        waiting.replaceWith(...tables(await window.courseCharts.load(picture.dataset.spec), finding));
      } catch (error) {
        console.error(error);
        waiting.textContent = "The table could not be loaded; the CSV file has the same data.";
      }
    });
  }

  Object.assign(window.courseCharts, { dress });
})();
