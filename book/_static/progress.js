// The reader's own progress, kept in this browser and nowhere else. On a lesson: objectives to tick, a line that says
// what is done, a box that ticks itself at the end of the page. On every page: marks in the sidebar.
// The format of what is kept is described on the page "Your progress"; progress_page.js is that page.
(() => {
  "use strict";

  const KEY = "fraternal-nations.progress";
  const FORMAT = "fraternal-nations-progress";
  const VERSION = 1;
  const LISTS = ["objectives", "right"];
  const DATES = ["opened", "read"];
  const DAY = /^\d{4}-\d{2}-\d{2}$/;

  /* ---- What is kept: a page's name -> what the reader did there ---- */

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /* The pages of a file or of the storage. Throws an Error whose message is a sentence for the reader. */
  function parsed(text) {
    let data;
    try {
      data = JSON.parse(text);
    } catch {
      throw new Error("This is no JSON file. Choose a file that “Export” on this page has made.");
    }
    if (!isObject(data) || data.format !== FORMAT)
      throw new Error("This is a JSON file, but not one of this course's progress. Choose a file that “Export” has made.");
    if (!Number.isInteger(data.version) || data.version < 1)
      throw new Error(`The file's version must be a whole number, but is ${JSON.stringify(data.version)}.`);
    if (data.version > VERSION)
      throw new Error(`The file has version ${data.version}, this site reads version ${VERSION}. Import it in a newer edition of the course.`);
    if (!isObject(data.pages)) throw new Error("The file has no pages. Choose a file that “Export” has made.");
    const pages = new Map();
    for (const [name, page] of Object.entries(data.pages)) {
      const lists = isObject(page) ? LISTS.filter((key) => key in page) : [];
      const dates = isObject(page) ? DATES.filter((key) => key in page) : [];
      const whole = isObject(page) && lists.every((key) => Array.isArray(page[key]) && page[key].every((one) => typeof one === "string"));
      if (!whole || !dates.every((key) => DAY.test(page[key])))
        throw new Error(`What the file says of the page “${name}” is damaged. Export the progress again where it was made.`);
      pages.set(name, Object.fromEntries([...lists.map((key) => [key, [...new Set(page[key])]]), ...dates.map((key) => [key, page[key]])]));
    }
    return pages;
  }

  const written = (pages) => ({ format: FORMAT, version: VERSION, pages: Object.fromEntries([...pages].sort(([a], [b]) => (a < b ? -1 : 1))) });

  let memory = new Map(); // what holds when the browser keeps nothing
  let kept = true;

  function load() {
    if (!kept) return memory;
    let text;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      kept = false; // a private window, or storage switched off
      return memory;
    }
    try {
      return text === null ? new Map() : parsed(text);
    } catch {
      return new Map(); // somebody else's, or damaged: begin anew
    }
  }

  function save(pages) {
    memory = pages;
    try {
      if (pages.size) localStorage.setItem(KEY, JSON.stringify(written(pages)));
      else localStorage.removeItem(KEY);
    } catch {
      kept = false;
    }
    document.dispatchEvent(new Event("course:progress"));
  }

  /* Change a page's entry. The storage is read anew: another tab may have written. */
  function change(name, act) {
    const pages = load();
    const page = { objectives: [], right: [], ...pages.get(name) };
    act(page);
    for (const key of LISTS) if (!page[key].length) delete page[key];
    if (Object.keys(page).length) pages.set(name, page);
    else pages.delete(name);
    save(pages);
  }

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  window.courseProgress = { load, save, parsed, written, isKept: () => (load(), kept) };
  window.addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) document.dispatchEvent(new Event("course:progress"));
  });

  /* ---- Marks in the sidebar ---- */

  const root = new URL(document.documentElement.dataset.content_root || "./", location.href);
  const nameOf = (link) => {
    const address = new URL(link.href);
    return address.pathname.startsWith(root.pathname) ? decodeURI(address.pathname.slice(root.pathname.length)).replace(/\.html$/, "") : "";
  };

  function markSidebar() {
    const pages = load();
    for (const link of document.querySelectorAll(".bd-links a.reference.internal")) {
      const mark = link.querySelector(".progress-mark");
      const read = Boolean(pages.get(nameOf(link))?.read);
      if (mark && !read) mark.remove();
      else if (!mark && read)
        link.insertAdjacentHTML("beforeend", ' <span class="progress-mark">✓<span class="visually-hidden">, read</span></span>');
    }
  }

  /* ---- A lesson ---- */

  const header = document.querySelector(".bd-article .lesson-header");
  const article = document.querySelector(".bd-article");
  const here = nameOf({ href: location.href });

  function box(text, act) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "checkbox";
    input.addEventListener("change", () => act(input.checked));
    label.append(input, " ", text);
    return [label, input];
  }

  function lesson() {
    const toggle = (list, value, on) => (on ? [...new Set([...list, value])] : list.filter((one) => one !== value));
    const ticks = [...header.querySelectorAll(".lesson-objectives > li")].map((item) => {
      const text = item.textContent.trim();
      const [label, input] = box(text, (on) => change(here, (page) => (page.objectives = toggle(page.objectives, text, on))));
      item.replaceChildren(label);
      return { text, input };
    });
    const questions = [...document.querySelectorAll(".quiz-question")].map((question) => question.id);

    const line = document.createElement("p");
    line.className = "lesson-progress";
    line.setAttribute("role", "status");
    const note = document.createElement("p");
    note.className = "lesson-progress-note";
    header.append(line, note);

    let byHand = false; // the reader took the mark away: it does not come back by itself
    const [readLabel, read] = box("I have read this page", (on) => {
      byHand = true;
      change(here, (page) => (on ? (page.read = today()) : delete page.read));
    });
    readLabel.className = "lesson-read";
    article.append(readLabel);

    function show() {
      const page = { objectives: [], right: [], ...load().get(here) };
      for (const { text, input } of ticks) input.checked = page.objectives.includes(text);
      read.checked = Boolean(page.read);
      const ticked = ticks.filter(({ input }) => input.checked).length;
      const right = questions.filter((id) => page.right.includes(id)).length;
      const said = [];
      if (ticks.length) said.push(`${ticked} of ${ticks.length} objectives ticked`);
      if (questions.length) said.push(`${right} of ${questions.length} questions answered right`);
      said.push(page.read ? `read on ${page.read}` : "not read to the end");
      line.textContent = `Your progress: ${said.join(", ")}.`;
      note.textContent = kept ? "" : "This browser keeps nothing for this site, as in a private window: what you tick is gone when you leave the page.";
    }
    document.addEventListener("course:progress", show);

    change(here, (page) => {
      page.opened ??= today();
      if (ticks.length) page.objectives = page.objectives.filter((one) => ticks.some(({ text }) => text === one)); // of an older edition
    });
    show();

    document.addEventListener("course:right", (event) => {
      change(here, (page) => (page.right = toggle(page.right, event.target.id, true)));
    });

    /* Read: the end has been in view for a second, and so has every section before it. A jump to the sources is no reading. */
    const end = document.querySelector("section#sources") || readLabel;
    const unseen = new Set([...article.querySelectorAll("h2")].filter((heading) => !heading.closest("section#sources")));
    let atEnd = false;
    const watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (target === end) atEnd = isIntersecting;
        else if (isIntersecting) unseen.delete(target);
      }
      if (!atEnd || unseen.size) return;
      setTimeout(() => {
        if (!atEnd || byHand || read.checked) return;
        watcher.disconnect();
        change(here, (page) => (page.read ??= today()));
      }, 1000);
    });
    [end, ...unseen].forEach((one) => watcher.observe(one));
  }

  document.addEventListener("course:progress", markSidebar);
  if (header) lesson();
  markSidebar();
})();
