"""What assistive technology goes by: headings in order, names, labels, table headers, references that resolve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from course_utils.book.checks.finding import Finding, one_line
from course_utils.book.checks.pages import Page, Site, attribute, shown

if TYPE_CHECKING:
    from turbohtml import Element

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
REFERS = (
    "aria-labelledby aria-describedby aria-controls aria-owns aria-details aria-errormessage aria-activedescendant "
    "aria-flowto for headers list form"
).split()
LEAST, MOST = 5, 250  # characters of a picture's text; a drawn chart's is longer, since it stands for the figures
UNNAMED = frozenset({"hidden", "submit", "reset", "button", "image"})  # inputs that need no label beside them


def name_of(element: Element, page: Page) -> str:
    """What a screen reader would call an element: the parts of the name computation that pages here use."""
    label = attribute(element, "aria-label")
    if label and label.strip():
        return label.strip()
    ids = (attribute(element, "aria-labelledby") or "").split()
    if ids:
        return " ".join(other.text.strip() for other in page.elements if attribute(other, "id") in ids).strip()
    parts = [element.text]
    for inner in element.iter_elements():
        if inner.tag in ("img", "input"):
            parts.append(attribute(inner, "alt") or attribute(inner, "value") or "")
        parts.append(attribute(inner, "aria-label") or "")
        if inner.tag == "svg" and (title := inner.select_one("title")):
            parts.append(title.text)
    parts += [attribute(element, name) or "" for name in ("title", "value", "alt", "placeholder")]
    return " ".join(part.strip() for part in parts if part.strip())


def hidden(element: Element) -> bool:
    """Whether an element, or one around it, is kept from readers; the theme repeats each title, for print only."""
    return any(
        attribute(one, "hidden") is not None
        or attribute(one, "aria-hidden") == "true"
        or one.tag == "template"
        or one.has_class("onlyprint")
        for one in (element, *element.ancestors)
        if getattr(one, "tag", "")
    )


def headings(page: Page) -> Iterator[tuple[int, str]]:
    """One title, and no level left out."""
    found = [element for element in page.elements if element.tag in HEADINGS and not hidden(element)]
    titles = [element for element in found if element.tag == "h1"]
    if len(titles) != 1:
        yield 0, f"The page has {len(titles)} headings <h1>; it needs one, its title."
    level = 0
    for element in found:
        here = int(element.tag[1])
        if here > level + 1:
            yield (
                element.source_line or 0,
                f"The heading {one_line(element.text)!r} is an h{here} after an h{level}; the next level is h{level + 1}.",
            )
        if not name_of(element, page):
            yield element.source_line or 0, f"{shown(element)} is an empty heading. Give it words, or take it out."
        level = here


def landmarks(page: Page) -> Iterator[tuple[int, str]]:
    """A title for the window, and one main part."""
    title = page.tree.select_one("head > title")
    if not title or not title.text.strip():
        yield 0, "The page has no <title>. Give it one that says what the page is about."
    mains = [one for one in page.elements if one.tag == "main" or attribute(one, "role") == "main"]
    mains = [
        one
        for one in mains
        if not any(attribute(two, "role") == "main" for two in one.ancestors if hasattr(two, "attrs"))
    ]
    if len(mains) != 1:
        yield 0, f"The page has {len(mains)} main parts; it needs one <main>, to which readers can jump."


def names(page: Page) -> Iterator[tuple[int, str]]:
    """Links, buttons and summaries say where they lead or what they do; inputs have labels."""
    labelled = {attribute(element, "for") for element in page.elements if element.tag == "label"}
    for element in page.elements:
        line = element.source_line or 0
        link = element.tag == "a" and attribute(element, "href") is not None
        if link or element.tag in ("button", "summary") or attribute(element, "role") in ("button", "link"):
            if not hidden(element) and not name_of(element, page):
                yield line, f"{shown(element)} has no name. Give it words, or an aria-label."
        elif element.tag in ("input", "select", "textarea"):
            if (attribute(element, "type") or "").lower() in UNNAMED or hidden(element):
                continue
            named = any(attribute(element, name) for name in ("aria-label", "aria-labelledby", "title"))
            if not (named or attribute(element, "id") in labelled or element.closest("label")):
                yield line, f"{shown(element)} has no label. Put it into a <label>, or give it an aria-label."
        elif element.tag in ("iframe", "dialog") and not name_of(element, page):
            yield line, f"{shown(element)} has no name. Give it a title or an aria-label."


def pictures(page: Page) -> Iterator[tuple[int, str]]:
    """Pictures that carry meaning have words in their place."""
    for element in page.elements:
        line, role = element.source_line or 0, attribute(element, "role")
        if role == "img" and not hidden(element):
            if not name_of(element, page):
                yield line, f"{shown(element)} is a picture without words. Give it an aria-label."
        elif element.tag == "img":
            text = attribute(element, "alt")
            if text and not LEAST <= len(text.strip()) <= MOST:
                yield line, f"{shown(element)}: alt has {len(text.strip())} characters; say it in {LEAST} to {MOST}."
        elif element.tag == "svg" and role is None and not hidden(element):
            yield (
                line,
                f"{shown(element)} is neither a picture (role=img and a name) nor decoration (aria-hidden=true).",
            )
        if element.tag == "figcaption" and not element.text.strip():
            yield line, "The <figcaption> is empty. Give the figure its source or caption, or take the element out."


def tables(page: Page) -> Iterator[tuple[int, str]]:
    """Each table has headers, each header says what it heads."""
    for table in page.tree.select("table"):
        if attribute(table, "role") in ("presentation", "none"):
            continue
        cells = table.select("th")
        if not cells:
            yield (
                table.source_line or 0,
                f"{shown(table)} has no header cell. Make the cells that name rows or columns <th>.",
            )
        for cell in cells:
            scope, row = attribute(cell, "scope"), getattr(cell.parent, "parent", None)
            if scope is not None and scope not in ("row", "col", "rowgroup", "colgroup"):
                yield cell.source_line or 0, f"{shown(cell)}: scope is row, col, rowgroup or colgroup."
            elif scope is None and getattr(row, "tag", "") != "thead" and not _first(cell):
                yield (
                    cell.source_line or 0,
                    f"{shown(cell)} {one_line(cell.text, 30)!r} heads a row or a column? Give it a scope.",
                )


def _first(cell: Element) -> bool:
    """Whether a header cell begins its row, whose header it then is by the rules of HTML."""
    return all(getattr(before, "tag", "th") == "th" for before in cell.previous_siblings)


def references(page: Page) -> Iterator[tuple[int, str]]:
    """Ids are used once, and what refers to an id finds it."""
    for element in page.elements:
        for name in REFERS:
            value = attribute(element, name)
            if value is None or (name == "list" and element.tag != "input"):
                continue
            missing = [one for one in value.split() if one not in page.ids]
            if missing or not value.split():
                yield (
                    element.source_line or 0,
                    f"{shown(element)}: {name} names {', '.join(missing) or 'nothing'}, which is on no element. Correct it.",
                )


RULES = (headings, landmarks, names, pictures, tables, references)


def on_page(page: Page) -> Iterator[Finding]:
    """Every such fault of a page."""
    for rule in RULES:
        for line, sentence in rule(page):
            yield Finding(page.name, line, sentence)


def check(site: Site) -> Iterator[Finding]:
    """Every such fault of a site."""
    for page in site.pages.values():
        yield from on_page(page)
