// The page "Your progress": fills in its table from what progress.js keeps; takes a file out, reads one in, erases.
(() => {
  "use strict";

  const { load, save, parsed, written, isKept } = window.courseProgress;
  const FILE = "fraternal-nations-progress.json";
  const byId = (id) => document.getElementById(id);
  const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

  const rows = [...document.querySelectorAll("table.course-progress [data-part]")].map((row) => ({
    sum: row.querySelector(".progress-sum"),
    pages: [...row.querySelectorAll("[data-page]")],
  }));
  const all = rows.pop();
  all.pages = rows.flatMap(({ pages }) => pages);

  /* How much of a page is done, from 0 to 1: the mean of its parts, each of which counts the same. */
  function parts(link, page) {
    const { objectives, questions } = link.dataset;
    const found = [];
    if (objectives > 0) found.push(["objectives", page.objectives?.length || 0, Number(objectives)]);
    if (questions > 0) found.push(["questions", page.right?.length || 0, Number(questions)]);
    if (!found.length) found.push(["opened", page.opened ? 1 : 0, 1]);
    found.push(["read", page.read ? 1 : 0, 1]);
    return found.map(([name, done, of]) => [name, Math.min(done, of), of]);
  }
  const share = (link, page) => parts(link, page).reduce((sum, [, done, of], _, list) => sum + done / of / list.length, 0);
  const minutes = (links) => links.reduce((sum, link) => sum + Number(link.dataset.minutes), 0);

  function said(link, page) {
    const words = { opened: ["opened", ""], read: ["read", "not read to the end"] };
    const list = parts(link, page).map(([name, done, of]) => (name in words ? words[name][done ? 0 : 1] : `${done} of ${count(of, name.slice(0, -1))}`));
    return page.opened ? `: ${list.filter(Boolean).join(", ")}` : "";
  }

  function fill(row, pages) {
    const done = Math.round(row.pages.reduce((sum, link) => sum + Number(link.dataset.minutes) * share(link, pages.get(link.dataset.page) || {}), 0));
    const total = minutes(row.pages);
    const bar = Object.assign(document.createElement("progress"), { max: total, value: done });
    bar.setAttribute("aria-label", `${done} of ${total} minutes done`);
    row.sum.replaceChildren(`${done} of ${total}`, bar);
  }

  function show() {
    const pages = load();
    for (const link of all.pages) {
      link.parentElement.querySelector(".progress-parts").textContent = said(link, pages.get(link.dataset.page) || {});
    }
    [...rows, all].forEach((row) => fill(row, pages));
    const next = all.pages.find((link) => !pages.get(link.dataset.page)?.read);
    const line = byId("progress-next");
    if (next) {
      const link = Object.assign(document.createElement("a"), { href: next.href, textContent: next.dataset.title });
      line.replaceChildren("Next: ", link, `, about ${next.dataset.minutes} minutes.`);
    } else line.textContent = "You have read every page of the course.";
    byId("progress-kept").textContent = isKept()
      ? ""
      : "This browser keeps nothing for this site, as in a private window or where storage is blocked: what you tick on a page is gone when you leave it.";
    for (const button of [byId("progress-export"), byId("progress-erase")]) button.disabled = !pages.size;
  }

  const say = (text) => {
    byId("progress-status").textContent = text;
  };

  const totals = (pages) => {
    const sum = (key) => [...pages.values()].reduce((all, page) => all + (page[key]?.length || 0), 0);
    const read = [...pages.values()].filter((page) => page.read).length;
    return `${count(sum("objectives"), "ticked objective")}, ${count(sum("right"), "question")} answered right and ${count(read, "page")} read (${count(pages.size, "page")} opened)`;
  };

  byId("progress-export").addEventListener("click", () => {
    const pages = load();
    const address = URL.createObjectURL(new Blob([JSON.stringify(written(pages), null, 1), "\n"], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: address, download: FILE }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    say(`Written to ${FILE}: ${totals(pages)}.`);
  });

  byId("progress-import").addEventListener("click", () => byId("progress-file").click());
  byId("progress-file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const text = await file.text();
    event.target.value = ""; // the same file can be chosen again
    let pages;
    try {
      pages = parsed(text);
    } catch (error) {
      say(`Nothing was changed. ${error.message}`);
      return;
    }
    const merged = load();
    for (const [name, theirs] of pages) {
      const ours = merged.get(name) || {};
      const both = { ...ours, ...theirs };
      for (const key of ["objectives", "right"]) if (ours[key] && theirs[key]) both[key] = [...new Set([...ours[key], ...theirs[key]])];
      for (const key of ["opened", "read"]) if (ours[key] && theirs[key] && ours[key] < theirs[key]) both[key] = ours[key];
      merged.set(name, both);
    }
    save(merged);
    say(`Added to what this browser had: ${totals(pages)}.`);
  });

  const dialog = byId("progress-dialog");
  byId("progress-erase").addEventListener("click", () => {
    byId("progress-what").textContent = `This removes from this browser: ${totals(load())}. There is no way back, but for a file that you have exported; such files stay as they are.`;
    dialog.showModal();
  });
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "erase") {
      save(new Map());
      say("Everything was erased.");
    }
    dialog.returnValue = "";
  });

  document.addEventListener("course:progress", show);
  byId("progress-tools").hidden = false;
  byId("progress-disk").hidden = location.protocol !== "file:";
  show();
})();
