// Notes to the text: a glossary term shows its definition, a citation its reference. On hover, on focus and by tap; on
// wide screens a reference stands in the margin, where its source is first cited. Without this script both are links.
(() => {
  "use strict";
  if (!("popover" in HTMLElement.prototype)) return; // an old browser keeps the links
  const WIDE = window.matchMedia("(min-width: 1280px)"); // notes.css has the same width
  const DELAY = 150; // milliseconds: a pointer that only passes by opens nothing, and one on its way to the note closes nothing

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  /* ---- What a note says ---- */

  const anchorOf = (link) => new URL(link.href).hash.slice(1);

  function definition(link) {
    const [term, text, unreviewed, translations] = window.courseTerms[anchorOf(link)];
    const parts = [element("strong", { textContent: term }), ". ", text];
    if (translations.length) {
      const words = translations.flatMap(([language, lang, dir, word], place) => [
        `${place ? "; " : ""}${language} `,
        element("span", { lang, dir, textContent: word }),
      ]);
      const mark = unreviewed ? "Unreviewed translations: " : "";
      parts.push(element("span", { className: "note-translations" }, mark, ...words));
    }
    return [...parts, element("a", { className: "note-more", href: link.href, textContent: "In the glossary" })];
  }

  // The bibliography's text of a reference, with its DOI and addresses as links. "Not yet verified" is part of that text.
  const ADDRESS = /doi:(10\.\S+?)(?=\.?(?:\s|$))|(?:URL: )?(https?:\/\/\S+?)(?=\.?(?:\s|$))/g;

  function reference(text) {
    const parts = [];
    let last = 0;
    for (const match of text.matchAll(ADDRESS)) {
      const [whole, doi, url] = match;
      parts.push(text.slice(last, match.index));
      const href = doi ? `https://doi.org/${doi}` : url;
      parts.push(element("a", { href, rel: "noopener", textContent: doi ? `doi:${doi}` : new URL(url).hostname }));
      last = match.index + whole.length;
    }
    return [...parts, text.slice(last)];
  }

  const references = new Map(); // link -> text; the title is taken off, else the browser would show it as well

  const cited = (link) => [
    ...reference(references.get(link)),
    element("a", { className: "note-more", href: link.href, textContent: "In the bibliography" }),
  ];

  /* ---- One note at a time, right behind its word, so that the Tab key leads into it ---- */

  const note = element("span", { id: "note", className: "note", popover: "manual" });
  note.setAttribute("role", "note");
  let owner = null;
  let pinned = false; // opened by a click: stays until closed
  let timer;

  function place(point) {
    const lines = [...owner.getClientRects()]; // a term may stand on two lines
    const line = lines.find((one) => point && point.y >= one.top - 1 && point.y <= one.bottom + 1) || lines[0];
    const room = document.documentElement.clientWidth;
    const { width, height } = note.getBoundingClientRect();
    const left = Math.max(8, Math.min(line.left, room - width - 8));
    const above = line.bottom + height + 4 > window.innerHeight && line.top - height - 4 > 0;
    note.style.left = `${left + window.scrollX}px`;
    note.style.top = `${(above ? line.top - height - 4 : line.bottom + 4) + window.scrollY}px`;
  }

  function open(link, point) {
    clearTimeout(timer);
    if (owner === link) return;
    close();
    owner = link;
    note.replaceChildren(...(references.has(link) ? cited(link) : definition(link)));
    link.after(note);
    note.showPopover();
    place(point);
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-describedby", "note");
  }

  function close() {
    clearTimeout(timer);
    if (!owner) return;
    owner.setAttribute("aria-expanded", "false");
    owner.removeAttribute("aria-describedby");
    owner = null;
    pinned = false;
    note.hidePopover();
    note.remove();
  }

  const later = (act) => {
    clearTimeout(timer);
    timer = setTimeout(act, DELAY);
  };
  const closeLater = () => later(() => pinned || close());

  /* ---- Links that open a note are buttons while they do ---- */

  const buttons = new Set();

  function dress(link) {
    buttons.add(link);
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  }

  function undress(link) {
    if (owner === link) close();
    buttons.delete(link);
    link.removeAttribute("role");
    link.removeAttribute("aria-expanded");
  }

  const buttonOf = (event) => {
    const link = event.target.closest?.("a");
    return link && buttons.has(link) ? link : null;
  };
  const inside = (target) => target instanceof Node && (note.contains(target) || (owner && owner.contains(target)));

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return; // a tap is a click
    const link = buttonOf(event);
    if (link) later(() => open(link, event));
    else if (owner && inside(event.target)) clearTimeout(timer);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType !== "touch" && (buttonOf(event) || note.contains(event.target))) closeLater();
  });
  document.addEventListener("focusin", (event) => {
    const link = buttonOf(event);
    if (link && link.matches(":focus-visible")) open(link);
  });
  document.addEventListener("focusout", (event) => {
    if (owner && event.relatedTarget && !inside(event.relatedTarget)) close();
  });
  document.addEventListener("click", (event) => {
    const link = buttonOf(event);
    if (!link) {
      if (owner && !inside(event.target)) close();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab or window, as with any link
    event.preventDefault();
    if (owner === link && pinned) close();
    else {
      open(link, event.detail ? event : null);
      pinned = true;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && owner) {
      const back = note.contains(document.activeElement) ? owner : null;
      close();
      if (back) {
        back.focus();
        close(); // focus alone would open it again
      }
    } else if (event.key === " " && buttonOf(event)) {
      event.preventDefault(); // a button answers the space bar, a link does not
      event.target.closest("a").click();
    }
  });
  window.addEventListener("resize", close);

  /* ---- References in the margin ---- */

  const margins = new Map(); // the link that first cites a source -> its note in the margin

  function stand(link) {
    // Before the paragraph, list or table that cites it: a note inside a sentence would be read out in its middle.
    let block = link;
    while (block.parentElement && !block.parentElement.matches("section, article, .cell_output, div.cell")) block = block.parentElement;
    const text = link.textContent;
    const made = element("div", { className: "margin-reference" }, ...reference(references.get(link)));
    made.setAttribute("role", "note");
    made.setAttribute("aria-label", `Reference: ${text}`);
    made.id = `margin-reference-${margins.size + 1}`;
    block.before(made);
    margins.set(link, made);
  }

  function arrange() {
    for (const [link, made] of margins) {
      if (WIDE.matches) {
        undress(link);
        link.setAttribute("aria-describedby", made.id);
      } else {
        link.removeAttribute("aria-describedby");
        dress(link);
      }
    }
  }

  const seen = new Set();
  for (const link of document.querySelectorAll(".bibtex-citation a[title]")) {
    references.set(link, link.title);
    link.removeAttribute("title");
    if (seen.has(link.href)) dress(link);
    else stand(link);
    seen.add(link.href);
  }
  arrange();
  WIDE.addEventListener("change", arrange);

  for (const link of document.querySelectorAll("a.term, a:has(> .std-term)")) {
    if (window.courseTerms && anchorOf(link) in window.courseTerms) dress(link);
  }
})();
