"""Write the PDF: print, find out the pages, print again with their numbers, and look that nothing is missing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.book.editions import audit, browser, cover, scripts
from course_utils.book.editions.about import About, about
from course_utils.book.editions.chapters import Chapter, chapters
from course_utils.book.editions.contents import Entry, contents
from course_utils.book.editions.sheet import document
from course_utils.errors import CourseError

if TYPE_CHECKING:
    from pypdf import PdfReader

NAME = "fraternal-nations.pdf"
MOST_PRINTINGS = 4
_DATE = re.compile(rb"D:\d{14}[+-]\d\d'\d\d'")
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
            if one["/Subtype"] != "/Type3" and not (
                holder and any(key.startswith("/FontFile") for key in holder.get_object())
            ):
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

    date = facts.date.strftime("D:%Y%m%d%H%M%S+00'00'")
    # What is added below counts, but the browser's own note stays in the file: its time of day would make each differ.
    path.write_bytes(_DATE.sub(date.encode(), path.read_bytes()))
    writer = PdfWriter(str(path), incremental=True)
    writer.add_metadata({
        "/Author": facts.author, "/Subject": facts.subtitle, "/Keywords": ", ".join(facts.keywords),
        "/Creator": facts.title, "/CreationDate": date, "/ModDate": date,
    })  # fmt: skip
    part = path.with_suffix(".part")
    writer.write(str(part))
    part.replace(path)


def _missing(reader: PdfReader, bodies: list[str], begins: list[int]) -> set[str]:
    """The scripts for which this machine has no font: their words are empty boxes on the chapters' pages."""
    ends = [*begins[1:], len(reader.pages) + 1]
    there = [
        (body, begin, end) for body, begin, end in zip(bodies, begins, ends, strict=True) if scripts.holds_words(body)
    ]
    pages = [number for _, begin, end in there for number in range(begin - 1, end - 1)]
    text = "".join(reader.pages[number].extract_text() for number in pages)
    return scripts.unshown([body for body, _, _ in there], text)


def _settled(
    own: list[Chapter],
    facts: About,
    picture: tuple[str, str],
    bodies: list[str],
    folder: Path,
    say: Callable[[str], None],
) -> tuple[Path, PdfReader]:
    """Print until the page numbers in the contents are those of the chapters: twice, as a rule."""
    from pypdf import PdfReader

    page, printed = folder / "course.html", folder / "course.pdf"
    marks = [chapter.mark for chapter in own]
    pages: dict[str, int] = {}
    for turn in range(1, MOST_PRINTINGS + 1):
        page.write_text(document(own, facts, picture, bodies, pages), "utf-8")
        browser.print_pdf(page, printed)
        reader = PdfReader(printed)
        before, pages = pages, starts(reader, marks)
        say(f"printing {turn}: {len(reader.pages)} pages")
        if before == pages:
            return printed, reader
        missing = _missing(reader, bodies, list(pages.values()))
        if missing:
            say(
                f"This machine has no font for {', '.join(sorted(missing)).title()}; its words are left to the site. "
                "To have them in the PDF, install one (Debian and Ubuntu: sudo apt install fonts-noto-core)."
            )
            bodies = [scripts.without(body, missing) for body in bodies]
    raise CourseError(f"The page numbers still moved in printing {MOST_PRINTINGS}; look at {printed}.")


def write(
    root: Path, site: Path, out: Path, say: Callable[[str], None] = print, entries: list[Entry] | None = None
) -> Path:
    """Write the PDF of the course in ``root``, whose site is built in ``site``, to ``out``; return ``out``.

    entries: the pages, if not all of ``contents``. The sheets from which it is printed stay beside it, in ``sheets``.
    Raises CourseError where a chart, a formula, an alt text or a link is missing, and writes nothing then.
    """
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
    bodies = [_named(chapter) for chapter in own]
    say(f"printing {held.charts} charts and {held.formulas} formulas")
    printed, reader = _settled(own, facts, ("cover.svg", alt), bodies, folder, say)
    found = faults(printed, reader, own, held)
    if found:
        raise CourseError(f"The PDF was not written; look at {printed}.\n" + "\n".join(f"  {one}" for one in found))
    _sign(printed, facts)
    printed.replace(out)
    return out
