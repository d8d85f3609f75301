/* Draws every <figure class="chart"> from the Vega-Lite specification in it, in the colours of the page's
   light or dark theme and as wide as the page allows. Vega is loaded before this file. */
"use strict";

(() => {
  const NARROW = 520; // pixels; below it legends go under the picture and long axis titles wrap
  const root = document.documentElement;
  const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();

  /* Colours of everything that is not data, read from the theme so that contrast follows it. */
  function themed(spec, width, narrow, columns) {
    const ink = colour("--pst-color-text-base");
    const muted = colour("--pst-color-text-muted");
    const line = colour("--pst-color-border");
    const own = spec.config || {};
    const words = { labelColor: muted, titleColor: ink };
    const config = {
      ...own,
      background: "transparent",
      title: { ...own.title, color: ink, subtitleColor: muted },
      axis: { labelSeparation: 6, ...own.axis, ...words, gridColor: line, domainColor: muted, tickColor: muted },
      header: { ...own.header, ...words },
      text: { fill: ink, ...own.text },
      legend: { ...own.legend, ...words },
    };
    if (narrow) {
      config.legend = { ...config.legend, orient: "bottom", columns, labelLimit: width / columns - 40 };
      config.legend.layout = { bottom: { direction: "vertical" } }; // one legend below the other
      config.axisY = { labelLimit: width / 3, ...own.axisY };
      config.axisX = { labelOverlap: true, ...own.axisX };
    }
    return config;
  }

  /* Lines of at most `most` characters, broken at spaces. */
  function wrapped(text, most) {
    const lines = [""];
    for (const word of text.split(" ")) {
      const last = lines[lines.length - 1];
      if (last && last.length + word.length + 1 > most) lines.push(word);
      else lines[lines.length - 1] = last ? `${last} ${word}` : word;
    }
    return lines;
  }

  /* Visit every view of a specification: layers, facets, concatenations. */
  function eachView(spec, visit) {
    visit(spec);
    for (const key of ["layer", "concat", "hconcat", "vconcat"]) (spec[key] || []).forEach((part) => eachView(part, visit));
    if (spec.spec) eachView(spec.spec, visit);
  }

  const compound = (spec) =>
    ["concat", "hconcat", "vconcat", "facet", "repeat"].some((key) => key in spec) ||
    ["row", "column", "facet"].some((channel) => channel in (spec.encoding || {}));

  /* A copy of the specification that fits the width. When stacked, views side by side move below one another
     and legends go under the picture, in so many columns. */
  function fitted(original, width, stacked, columns = 2) {
    const spec = structuredClone(original);
    delete spec.title; // the page shows it as text that wraps
    spec.config = themed(spec, width, stacked, columns);
    const view = spec.config.view || {};
    const natural = spec.width || view.continuousWidth || width;
    if (!compound(spec)) {
      if (typeof spec.width !== "object") {
        const most = spec.width === "container" || spec.width === undefined ? Math.max(view.continuousWidth || 0, 720) : natural;
        spec.width = Math.min(width, most);
        spec.autosize = { type: "fit-x", contains: "padding", resize: true };
      }
    } else if (stacked) {
      if (spec.hconcat) {
        spec.vconcat = spec.hconcat;
        delete spec.hconcat;
      }
      if (spec.concat || spec.facet || spec.repeat) spec.columns = 1;
      if (spec.encoding && spec.encoding.facet) spec.encoding.facet.columns = 1;
      const beside = spec.encoding && spec.encoding.column ? 2 : 1;
      const room = Math.max(100, width / beside - 110); // 110 pixels for an axis with its title
      spec.config.view = { ...view, continuousWidth: Math.min(view.continuousWidth || room, room) };
      eachView(spec, (part) => {
        if (typeof part.width === "number") part.width = Math.min(part.width, room);
      });
    }
    if (width < NARROW) {
      const most = { x: Math.floor(width / 9), y: 34 };
      eachView(spec, (part) => {
        for (const channel of ["x", "y"]) {
          const field = (part.encoding || {})[channel];
          for (const holder of field ? [field, field.axis || {}] : []) {
            if (typeof holder.title === "string" && holder.title.length > most[channel]) {
              holder.title = wrapped(holder.title, most[channel]);
            }
          }
        }
      });
    }
    return spec;
  }

  /* The specification as the chart library wants it: rows as records. */
  function unpacked(spec) {
    for (const [name, data] of Object.entries(spec.datasets || {})) {
      if (Array.isArray(data)) continue;
      spec.datasets[name] = data.rows.map((row) => Object.fromEntries(row.map((value, i) => [data.columns[i], value])));
    }
    return spec;
  }

  const charts = [];

  async function draw(chart) {
    const width = Math.floor(chart.picture.clientWidth);
    if (!width) return; // in a closed part of the page; drawn when it opens
    const bound = (chart.spec.params || []).filter((param) => param.bind && typeof param.bind === "object" && param.name);
    const chosen = chart.view ? bound.map(({ name }) => [name, chart.view.signal(name)]) : [];
    if (chart.view) chart.view.finalize();
    chart.inputs.replaceChildren();
    const options = {
      actions: false,
      bind: chart.inputs,
      renderer: "svg",
      tooltip: { theme: root.dataset.theme === "dark" ? "dark" : "light" },
    };
    const tooWide = () => chart.picture.scrollWidth > chart.picture.clientWidth + 1;
    const cutOff = () => chart.picture.querySelector("svg").getBBox().width > width + 2; // such as a legend's end
    let { view } = await window.vegaEmbed(chart.picture, fitted(chart.spec, width, width < NARROW), options);
    if (tooWide() || (width < NARROW && cutOff())) {
      view.finalize();
      chart.inputs.replaceChildren();
      ({ view } = await window.vegaEmbed(chart.picture, fitted(chart.spec, width, true, 1), options));
    }
    for (const [name, value] of chosen) view.signal(name, value);
    if (chosen.length) await view.runAsync();
    chart.view = view;
    chart.width = width;
    // A picture that is still too wide scrolls in its own box, by keyboard too.
    if (tooWide()) chart.picture.tabIndex = 0;
    else chart.picture.removeAttribute("tabindex");
    // The figure has the alt text and a table; names of marks inside the picture would only add noise.
    chart.picture.querySelector("svg").setAttribute("aria-hidden", "true");
    chart.picture.dataset.drawn = root.dataset.theme;
  }

  /* One drawing of a chart at a time: a change of theme may come while the first one is under way. */
  function redraw(chart) {
    chart.drawing = chart.drawing.then(() => draw(chart)).catch((error) => {
      chart.picture.textContent = "This chart could not be drawn; its data are in the table below.";
      console.error(error);
    });
  }

  /* Take on a figure and draw it, now or as soon as it has a place. */
  function add(figure) {
    const chart = {
      inputs: figure.querySelector(".chart-inputs"),
      picture: figure.querySelector(".chart-picture"),
      spec: unpacked(JSON.parse(figure.querySelector('script[type="application/json"]').textContent)),
      view: null,
      drawing: Promise.resolve(),
    };
    charts.push(chart);
    redraw(chart);
    let timer;
    new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (Math.floor(chart.picture.clientWidth) !== chart.width) redraw(chart);
      }, 150);
    }).observe(chart.picture.parentElement);
  }

  document.querySelectorAll("figure.chart").forEach(add);
  window.courseCharts = { add }; // for figures that come to the page later
  new MutationObserver(() => charts.forEach(redraw)).observe(root, { attributeFilter: ["data-theme"] });
})();
