"""Nothing may be missing from an edition: its charts and formulas are counted against the sources and the site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from course_utils.book.editions.article import slug
from course_utils.book.editions.chapters import Chapter
from course_utils.errors import CourseError

MIME = "application/vnd.vegalite.v5+json"
_DRAWN = re.compile(r"^(?:`{3,}|:{3,})\{(?:glue:|chronology)\}", re.MULTILINE)


@dataclass(frozen=True)
class Count:
    """How many charts and how many formulas."""

    charts: int
    formulas: int


def _formulas(text: str) -> int:
    """Formulas of a Markdown text, without those inside directives; dollar signs in code are none."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.amsmath import amsmath_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    tokens = MarkdownIt("commonmark").use(dollarmath_plugin).use(amsmath_plugin).parse(text)
    every = [token for one in tokens for token in (one, *(one.children or ()))]
    return sum(token.type in ("math_inline", "math_block", "math_block_label", "amsmath") for token in every)


def in_source(path: Path) -> Count:
    """What a page's source promises, a reading (.md) or a lab (.ipynb) with its outputs."""
    if path.suffix == ".md":
        text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL)
        return Count(len(_DRAWN.findall(text)), _formulas(text))
    import nbformat

    cells = nbformat.read(path, as_version=4).cells
    charts = sum(MIME in output.get("data", {}) for cell in cells for output in cell.get("outputs", []))
    return Count(charts, sum(_formulas(cell.source) for cell in cells if cell.cell_type == "markdown"))


def in_page(html: str) -> Count:
    """What a page of the site, or a chapter of an edition, shows."""
    return Count(len(re.findall(r'<figure class="chart"', html)), len(re.findall(r"<math[ >]", html)))


def source(root: Path, page: str) -> Path:
    """The file that a page is made from."""
    return next(path for ending in (".md", ".ipynb") if (path := root / f"{page}{ending}").is_file())


def faults(chapters: Iterable[Chapter], root: Path, site: Path) -> list[str]:
    """What is missing, a sentence each: charts, formulas, alt texts, pictures, places that links lead to.

    root: the course folder, whose sources promise. site: the built site, which shows. A chapter must hold exactly what
    its page shows, and a page at least what its source promises.
    """
    found: list[str] = []
    chapters = list(chapters)
    bodies = {chapter.page: chapter.markup for chapter in chapters}
    ids = [one for body in bodies.values() for one in re.findall(r'\bid="([^"]+)"', body)]
    twice = sorted({one for one in ids if ids.count(one) > 1}) if len(set(ids)) < len(ids) else []
    found += [f"The id {one} is there more than once." for one in twice]
    known = set(ids)
    for chapter in chapters:
        body, name = bodies[chapter.page], chapter.page
        if not name.endswith("-end"):  # made of parts of another page
            promised = in_source(source(root, name))
            shown, kept = in_page((site / f"{name}.html").read_text("utf-8")), in_page(body)
            for what in ("charts", "formulas"):
                written, page, edition = (getattr(count, what) for count in (promised, shown, kept))
                if edition != page:
                    found.append(f"{name}: the site shows {page} {what}, the edition {edition}.")
                if page < written:
                    found.append(f"{name}: the source promises {written} {what}, the site shows {page}.")
        for image in chapter.body.find_all("img"):
            if len(image.get("alt", "").strip()) < 40:
                found.append(f"{name}: the picture {image.get('src')} has no alt text that says what it shows.")
            if image.get("src") not in chapter.charts:
                found.append(f"{name}: the picture {image.get('src')} is not among the edition's files.")
        found += [
            f"{name}: a formula has no alt text."
            for formula in chapter.body.find_all("math")
            if not formula.get("alttext", "").strip()
        ]
        dead = [link["href"] for link in chapter.body.select('a[href^="#"]') if link["href"][1:] not in known]
        found += [f"{name}: a link leads to {address}, which is not there." for address in dead]
        if slug(name) not in known:
            found.append(f"{name}: the chapter has no id of its own.")
    return found


def check(chapters: Iterable[Chapter], root: Path, site: Path) -> Count:
    """Refuse an edition that lacks something, with a CourseError that names it all; else say what it holds."""
    chapters = list(chapters)
    found = faults(chapters, root, site)
    if found:
        raise CourseError("The edition was not written:\n" + "\n".join(f"  {one}" for one in found))
    counts = [in_page(chapter.markup) for chapter in chapters]
    return Count(sum(count.charts for count in counts), sum(count.formulas for count in counts))
