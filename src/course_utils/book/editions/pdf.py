"""Write the PDF: print, find out the pages, print again with their numbers, and look that nothing is missing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.book.editions import audit, browser, cover
from course_utils.book.editions.about import About, about
from course_utils.book.editions.chapters import Chapter, chapters
from course_utils.book.editions.contents import Entry, contents
from course_utils.book.editions.sheet import document
from course_utils.errors import CourseError

if TYPE_CHECKING:
    from pypdf import PdfReader

NAME = "fraternal-nations.pdf"
_FIGURE = re.compile(rb"/S /Figure\s+/Alt")


def _named(chapter: Chapter) -> str:
    """A chapter's HTML in which each formula is a figure with an alt text: a browser tags no formulas in a PDF."""
    from bs4 import BeautifulSoup

    body = BeautifulSoup(chapter.markup, "html.parser")
    for formula in body.find_all("math"):
        name = {"role": "img", "aria-label": f"Formula: {formula['alttext']}", "class": formula["display"]}
        formula.wrap(body.new_tag("span", attrs=name))
    return str(body.decode(formatter="minimal"))


def starts(reader: PdfReader, marks: list[str]) -> dict[str, int]:
    """The page on which each of the ids stands, counted from 1.

    Raises CourseError for an id that the PDF does not know: the table of contents would lie.
    """
    known = {str(name).lstrip("/"): place for name, place in reader.named_destinations.items()}
    missing = [mark for mark in marks if mark not in known]
    if missing:
        raise CourseError(f"The PDF has no place for {', '.join(missing)}, to which its contents lead.")
    return {mark: int(reader.get_destination_page_number(known[mark])) + 1 for mark in marks}  # type: ignore[operator]


def _unembedded(reader: PdfReader) -> set[str]:
    """Names of fonts that the PDF uses but does not hold."""
    found = set()
    for page in reader.pages:
        fonts = page["/Resources"].get_object().get("/Font", {})  # type: ignore[union-attr]
        for font in fonts.get_object().values():
            one = font.get_object()
            inner = one["/DescendantFonts"][0].get_object() if "/DescendantFonts" in one else one
            holder = inner.get("/FontDescriptor")
            if one["/Subtype"] != "/Type3" and not (holder and any(key.startswith("/FontFile") for key in holder.get_object())):
                found.add(str(one.get("/BaseFont")))
    return found


def faults(path: Path, reader: PdfReader, own: list[Chapter], held: audit.Count) -> list[str]:
    """What a printed PDF lacks: tags, language, outline, fonts, pictures with alt texts."""
    found = []
    root = reader.trailer["/Root"]
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        found.append("It has no tags for screen readers.")
    if root.get("/Lang") != "en":
        found.append(f"Its language is {root.get('/Lang')}, not en.")
    outline = sum(not isinstance(item, list) for item in _flat(reader.outline))
    if outline < len(own):
        found.append(f"Its outline has {outline} entries for {len(own)} chapters.")
    wanted, there = held.charts + held.formulas + 1, len(_FIGURE.findall(path.read_bytes()))
    if there != wanted:
        found.append(f"It should hold {wanted} figures with alt texts (charts, formulas, cover), but holds {there}.")
    found += [f"The font {name} is not in it." for name in sorted(_unembedded(reader))]
    return found


def _flat(outline: list) -> list:
    return [one for item in outline for one in (_flat(item) if isinstance(item, list) else [item])]


def _sign(path: Path, facts: About) -> None:
    """Say who made it and when, in place of the browser's name, the system's and the time of day."""
    from pypdf import PdfWriter

    date = facts.date.strftime("D:%Y%m%d%H%M%SZ")
    writer = PdfWriter(str(path), incremental=True)
    writer.add_metadata({
        "/Author": facts.author, "/Subject": facts.subtitle, "/Keywords": ", ".join(facts.keywords),
        "/Creator": facts.title, "/CreationDate": date, "/ModDate": date,
    })  # fmt: skip
    part = path.with_suffix(".part")
    writer.write(str(part))
    part.replace(path)


def write(
    root: Path, site: Path, out: Path, say: Callable[[str], None] = print, entries: list[Entry] | None = None
) -> Path:
    """Write the PDF of the course in ``root``, whose site is built in ``site``, to ``out``; return ``out``.

    entries: the pages, if not all of ``contents``. The sheets from which it is printed stay beside it, in ``sheets``.
    Raises CourseError where a chart, a formula, an alt text or a link is missing, and writes nothing then.
    """
    from pypdf import PdfReader

    own = chapters(site, contents(root) if entries is None else entries, say)
    held = audit.check(own, root, site)
    facts = about(root)
    folder = out.parent / "sheets"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "charts").mkdir(parents=True)
    for name, picture in ((name, picture) for chapter in own for name, picture in chapter.charts.items()):
        (folder / name).write_text(picture, "utf-8")
    picture, alt = cover.svg(own, facts.title, facts.subtitle, facts.author)
    (folder / "cover.svg").write_text(picture, "utf-8")
    bodies, marks = [_named(chapter) for chapter in own], [chapter.mark for chapter in own]
    page, printed = folder / "course.html", folder / "course.pdf"
    pages: dict[str, int] = {}
    for turn in ("finding out the pages", "with page numbers in its contents"):
        say(f"printing {held.charts} charts and {held.formulas} formulas, {turn}")
        page.write_text(document(own, facts, ("cover.svg", alt), bodies, pages), "utf-8")
        browser.print_pdf(page, printed)
        reader = PdfReader(printed)
        before, pages = pages, starts(reader, marks)
    found = faults(printed, reader, own, held)
    if before != pages:
        found.append("Its page numbers moved between two printings.")
    if found:
        raise CourseError(f"The PDF was not written; look at {printed}.\n" + "\n".join(f"  {one}" for one in found))
    say(f"{len(reader.pages)} pages")
    _sign(printed, facts)
    printed.replace(out)
    return out
