/* Draws every <figure class="chart"> in the colours of the page's light or dark theme and as wide as the page allows,
   when the reader comes near it. A chart's Vega-Lite specification and its table lie in a script of their own, which
   puts them into courseCharts.specs: a page that is opened from the disk may load no other kind of file. */
"use strict";

(() => {
  const ATTEMPTS = 5; // drawings until a picture fits a narrow page
  const NEAR = "600px"; // how far below or above the window a chart is drawn
  const root = document.documentElement;

  /* The specification as the chart library wants it: rows as records. */
  function unpacked(spec) {
    for (const [name, data] of Object.entries(spec.datasets || {})) {
      if (Array.isArray(data)) continue;
      spec.datasets[name] = data.rows.map((row) => Object.fromEntries(row.map((value, i) => [data.columns[i], value])));
    }
    return spec;
  }

  /* Scripts are run in order, so by then the chart library is there. */
  const ready = new Promise((done) => {
    if (window.vegaEmbed) done();
    else document.addEventListener("DOMContentLoaded", done, { once: true });
  });
  const specs = {}; // mark of a chart -> {spec, tables}, filled in by the charts' own scripts
  const loads = {};

  /* The specification of a chart with the choice of its tables, from the script at an address. */
  function load(address) {
    loads[address] ??= new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => {
        const found = specs[address.match(/(\w+)\.js$/)[1]];
        done({ ...found, spec: unpacked(found.spec) });
      };
      script.onerror = () => {
        delete loads[address]; // the next attempt may find the network back
        script.remove();
        fail(new Error(`${address} did not load`));
      };
      document.head.append(script);
    });
    return loads[address];
  }

  const charts = new Map(); // figure -> chart

  async function draw(chart) {
    const { picture, inputs } = chart;
    const width = Math.floor(picture.clientWidth);
    chart.width = width;
    if (!width) return; // in a closed part of the page; drawn when it opens
    chart.spec ??= (await load(picture.dataset.spec)).spec;
    await ready;
    const bound = (chart.spec.params || []).filter((param) => param.bind && typeof param.bind === "object" && param.name);
    const chosen = chart.view ? bound.map(({ name }) => [name, chart.view.signal(name)]) : [];
    if (chart.view) chart.view.finalize();
    inputs.replaceChildren();
    const options = {
      actions: false,
      bind: inputs,
      renderer: "svg",
      tooltip: { theme: root.dataset.theme === "dark" ? "dark" : "light" },
    };
    let layout = window.courseCharts.layout(width);
    let view;
    for (let attempt = 0; layout && attempt < ATTEMPTS; attempt += 1) {
      if (view) view.finalize();
      inputs.replaceChildren();
      ({ view } = await window.vegaEmbed(picture, window.courseCharts.fitted(chart.spec, layout), options));
      layout = window.courseCharts.better(layout, picture);
    }
    for (const [name, value] of chosen) view.signal(name, value);
    if (chosen.length) await view.runAsync();
    chart.view = view;
    chart.chosen = () => bound.map(({ name }) => [name, view.signal(name)]);
    // A picture that is still too wide scrolls in its own box, by keyboard too.
    if (picture.scrollWidth > picture.clientWidth + 1) picture.tabIndex = 0;
    else picture.removeAttribute("tabindex");
    // The figure has the alt text and a table; names of marks inside the picture would only add noise.
    picture.querySelector("svg").setAttribute("aria-hidden", "true");
    picture.dataset.drawn = root.dataset.theme;
  }

  /* One drawing of a chart at a time: a change of theme may come while the first one is under way. */
  function redraw(chart) {
    chart.wanted = true;
    near.unobserve(chart.figure);
    chart.drawing = chart.drawing.then(() => draw(chart)).catch((error) => {
      chart.picture.textContent = "This chart could not be drawn; its data are below.";
      console.error(error);
    });
    return chart.drawing;
  }

  const drawn = (chart) => (chart.wanted ? chart.drawing : redraw(chart));
  const near = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => drawn(charts.get(target))),
    { rootMargin: `${NEAR} 0px` },
  );

  /* Take on a figure; it is drawn when the reader comes near it, and again whenever width or theme change. */
  function add(figure) {
    const chart = {
      figure,
      inputs: figure.querySelector(".chart-inputs"),
      picture: figure.querySelector(".chart-picture"),
      drawing: Promise.resolve(),
    };
    charts.set(figure, chart);
    window.courseCharts.dress(chart);
    near.observe(figure);
    let timer;
    new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (chart.wanted && Math.floor(chart.picture.clientWidth) !== chart.width) redraw(chart);
      }, 150);
    }).observe(chart.picture.parentElement);
    return chart;
  }

  /* Draw a specification in a figure, at once: for scripts that make charts from what a reader chooses. */
  function show(figure, spec) {
    const chart = charts.get(figure) || add(figure);
    chart.spec = unpacked(spec);
    delete chart.picture.dataset.drawn;
    return redraw(chart);
  }

  const drawAll = () => Promise.all([...charts.values()].map(drawn));

  /* A chart that the address names is drawn first, and stands where the reader lands. */
  function arrive() {
    const chart = charts.get(document.getElementById(decodeURIComponent(location.hash.slice(1))));
    if (chart) drawn(chart).then(() => chart.figure.scrollIntoView());
  }

  Object.assign(window.courseCharts, { add, draw: drawn, drawAll, load, show, specs });
  document.querySelectorAll("figure.chart").forEach((figure) => {
    if (figure.querySelector("[data-spec]")) add(figure);
  });
  arrive();
  window.addEventListener("hashchange", arrive);
  new MutationObserver(() => charts.forEach((chart) => chart.wanted && redraw(chart))).observe(root, {
    attributeFilter: ["data-theme"],
  });

  /* Paper has no scrolling: everything is drawn when the browser prints. It does not wait for files, so they are
     fetched beforehand, one by one, when there is nothing else to do and the reader does not save data. */
  window.addEventListener("beforeprint", drawAll);
  window.addEventListener("load", () => {
    if (navigator.connection && navigator.connection.saveData) return;
    const later = window.requestIdleCallback || setTimeout;
    const waiting = [...charts.values()].filter((chart) => !chart.wanted);
    const next = () => waiting.length && load(waiting.shift().picture.dataset.spec).catch(() => {}).then(() => later(next));
    later(next);
  });
})();
