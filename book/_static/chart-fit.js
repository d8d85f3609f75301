/* Fits a chart to the page: its width, the theme's colours, and on a phone legends, labels and titles where there is
   room for them. Whether a word fits is seen only when it is drawn, so charts.js draws, asks for a better layout, and
   draws again. */
"use strict";

(() => {
  const NARROW = 520; // pixels; below it legends go under the picture and long labels and titles wrap
  const LINES = 23; // pixels between two labels, for each to have two lines
  const ABOVE = 26; // pixels that a sentence above the plot needs for two more lines
  const DENSE = 3; // values written over their neighbours, from which on they are left to the table
  const LEGENDS = ["color", "fill", "stroke", "shape", "size", "opacity", "strokeDash", "strokeWidth"];
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  /* The first layout to try. columns: of legends; words, left and right: see better. */
  const layout = (width) => ({ width, narrow: width < NARROW, stacked: width < NARROW, columns: 2, left: 0, right: 0 });

  /* Colours of everything that is not data, read from the theme so that contrast follows it. */
  function themed(spec, { width, stacked, columns, ended, roomy, shifted, clear }) {
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
    if (stacked) {
      config.legend = { ...config.legend, orient: "bottom", columns, labelLimit: width / columns - 40 };
      config.legend.layout = { bottom: { direction: "vertical", anchor: shifted ? "end" : "start" } }; // one below the other
      config.axisY = { labelLimit: roomy ? width / 2 : width / 3, ...(clear ? { titlePadding: clear } : {}), ...own.axisY };
      config.axisX = { labelOverlap: true, ...(ended ? { titleAnchor: "end" } : {}), ...own.axisX };
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

  const isText = (mark) => mark === "text" || (mark && mark.type === "text");

  /* Two lines, broken at the space next to the middle, but not before a dash. */
  const TWO_LINES =
    "split(replace(datum.label, regexp('^(.{' + max(floor(length(datum.label) / 2) - 2, 6) + ',}?) (?!–)'), '$1\\n'), '\\n')";

  /* A sentence that stands at a fixed place, in lines that a phone can show. */
  const inLines = (field, width) => ({
    calculate: `split(trim(replace(datum['${field}'], regexp('(.{1,${Math.floor(width / 9)}})( +|$)', 'g'), '$1\\n')), '\\n')`,
    as: field,
  });

  /* Break titles of axes that are longer than so many characters. */
  function titles(encoding, most) {
    for (const channel of ["x", "y"]) {
      const field = encoding[channel];
      for (const holder of field ? [field, field.axis || {}] : []) {
        if (typeof holder.title === "string" && holder.title.length > most[channel]) {
          holder.title = wrapped(holder.title, most[channel]);
        }
      }
    }
  }

  /* What a single view says about its own legends, axes and words, made to fit a phone. */
  function forPhone(part, { width, columns, twoLines, small, silent }) {
    const encoding = part.encoding || {};
    const { x, y } = encoding;
    for (const legend of LEGENDS.map((channel) => (encoding[channel] || {}).legend).filter(Boolean)) {
      Object.assign(legend, { orient: "bottom", columns, labelLimit: width / columns - 40 });
    }
    titles(encoding, { x: Math.floor(width / 9), y: 34 });
    if (twoLines && y && y.type === "nominal" && y.axis !== null && !(y.axis || {}).labelExpr) {
      y.axis = { ...y.axis, labelExpr: TWO_LINES, labelFontSize: 11, labelLineHeight: 11, labelLimit: width / 2 };
    }
    // Every column keeps its name, however narrow it is.
    if (x && x.type === "nominal" && x.axis && x.axis.labelAngle) Object.assign(x.axis, { labelAngle: -60, labelOverlap: false });
    if (isText(part.mark)) {
      const { text } = encoding;
      if (text && text.field && (!x || "value" in x)) {
        part.transform = [...(part.transform || []), inLines(text.field, width)];
        if (y && y.value <= 0) y.value -= ABOVE;
      }
      const mark = typeof part.mark === "string" ? { type: part.mark } : part.mark;
      part.mark = { ...mark, ...(small ? { fontSize: 10 } : {}), ...(silent ? { opacity: 0 } : {}) };
    }
  }

  /* A copy of the specification that fits a layout. When stacked, views side by side move below one another. */
  function fitted(original, layout) {
    const { width, narrow, stacked, left, right } = layout;
    const spec = structuredClone(original);
    delete spec.title; // the page shows it as text that wraps
    spec.config = themed(spec, layout);
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
    if (left || right) spec.padding = { left: 5 + left, right: 5 + right, top: 5, bottom: 5 };
    if (narrow) eachView(spec, (part) => forPhone(part, layout));
    else eachView(spec, (part) => titles(part.encoding || {}, { x: Math.floor(width / 9), y: Infinity })); // a reading's column is narrow too
    return spec;
  }

  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;

  /* The words of a drawn chart with their places, by what they are: a value, a label, a title. */
  function words(svg, role) {
    const texts = [...svg.querySelectorAll(`.role-${role} text`)].filter((text) => text.textContent.trim());
    const flat = (text) => !/rotate\(-?[1-9]/.test(text.getAttribute("transform"));
    const told = (text) => ({ end: text.getAttribute("text-anchor") === "end" && flat(text), cut: text.textContent.includes("…") });
    return texts.map((text) => Object.assign(text.getBoundingClientRect(), told(text)));
  }

  /* A layout that mends what is wrong with a drawn one, or null when nothing is or can be. */
  function better(tried, picture) {
    const { width, narrow } = tried;
    const svg = picture.querySelector("svg");
    const wide = picture.scrollWidth > picture.clientWidth + 1;
    if (!narrow) return wide && !tried.stacked ? { ...tried, stacked: true, columns: 1 } : null;
    const frame = svg.getBoundingClientRect();
    const beyond = (boxes) => Math.ceil(Math.max(0, ...boxes.map((box) => box.right - frame.right)));
    const found = {};
    const legend = [...words(svg, "legend-label"), ...words(svg, "legend-title")];
    const cut = (boxes) => boxes.some((box) => box.cut);
    if (tried.columns > 1 && (wide || cut(legend) || beyond(legend) > 0)) found.columns = 1;
    else if (!tried.shifted && beyond(legend) > 0) found.shifted = true; // from the right edge leftwards
    const labels = words(svg, "axis-label");
    const rows = labels.filter((label) => label.end).sort((a, b) => a.top - b.top);
    const steps = rows.slice(1).map((label, place) => label.top - rows[place].top);
    const long = Math.max(0, ...rows.map((label) => label.width)) > width * 0.28;
    if (!tried.twoLines && long && Math.min(...steps) >= LINES) found.twoLines = true;
    else if (!tried.roomy && cut(rows)) found.roomy = true;
    const titles = words(svg, "axis-title");
    if (!tried.ended && beyond(titles) > 0) found.ended = true;
    const values = words(svg, "mark");
    const hidden = titles.flatMap((title) => values.filter((value) => overlap(title, value)).map((value) => title.right - value.left));
    if (hidden.length && !tried.clear) found.clear = Math.ceil(Math.max(...hidden)) + 6;
    const crowded = values.filter((value, place) => values.slice(place + 1).some((other) => overlap(value, other))).length;
    if (crowded >= DENSE && !found.twoLines) Object.assign(found, tried.small ? { silent: true } : { small: true });
    const ends = beyond([...values, ...labels.filter((label) => !label.end)]);
    const room = width * 0.35;
    if (!found.twoLines && ends > 0 && tried.right + ends < room) found.right = tried.right + ends;
    const starts = Math.ceil(Math.max(0, ...[...values, ...rows].map((box) => frame.left - box.left)));
    if (starts > 0 && tried.left + starts < room) found.left = tried.left + starts;
    const changes = Object.keys(found).some((key) => found[key] !== tried[key]);
    return changes ? { ...tried, ...found } : null;
  }

  window.courseCharts = { better, fitted, layout };
})();
