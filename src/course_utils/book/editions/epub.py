"""Write the ePub: one XHTML file a chapter, pictures as SVG, formulas as MathML, and a check of the finished file."""

from __future__ import annotations

import re
import uuid
import zipfile
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path

from course_utils.book.editions import audit, cover, epub_check
from course_utils.book.editions.about import About, about, imprint
from course_utils.book.editions.chapters import Chapter, chapters
from course_utils.book.editions.contents import Entry, contents
from course_utils.book.editions.sheet import style
from course_utils.errors import CourseError

NAME = "fraternal-nations.epub"
_CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
_TYPES = {".xhtml": "application/xhtml+xml", ".svg": "image/svg+xml", ".png": "image/png", ".css": "text/css"}


def _page(title: str, body: str, kind: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">'
        f'<head><meta charset="utf-8"/><title>{escape(title)}</title><link rel="stylesheet" href="style.css"/></head>\n'
        f"<body{kind}>{body}</body></html>\n"
    )


def _linked(own: list[Chapter]) -> dict[str, str]:
    """The chapters' bodies by file name, with links that lead to the file that holds their target."""
    bodies = {f"{chapter.mark}.xhtml": chapter.markup for chapter in own}
    holds = {one: name for name, body in bodies.items() for one in re.findall(r'\bid="([^"]+)"', body)}
    return {
        name: re.sub(
            r'href="#([^"]+)"',
            lambda match, name=name: match[0] if holds[match[1]] == name else f'href="{holds[match[1]]}#{match[1]}"',
            body,
        )
        for name, body in bodies.items()
    }


def _points(chapter: Chapter) -> str:
    """The sections of a chapter for the navigation."""
    level = chapter.level + 2
    found = []
    for heading in chapter.body.find_all(f"h{level}"):
        section = heading.find_parent("section")
        if section and section.get("id") and section["id"] != chapter.mark:
            found.append(
                f'<li><a href="{chapter.mark}.xhtml#{section["id"]}">{escape(heading.get_text(" ", strip=True))}</a></li>'
            )
    return f"<ol>{''.join(found)}</ol>" if found else ""


def _navigation(own: list[Chapter]) -> str:
    """The table of contents: chapters with what stands below them."""
    items: list[str] = []
    for place, chapter in enumerate(own):
        below = own[place + 1].level if place + 1 < len(own) else 0
        link = f'<a href="{chapter.mark}.xhtml">{escape(chapter.title)}</a>'
        if chapter.level == 0 and below == 1:
            inner = _points(chapter).removesuffix("</ol>") or "<ol>"
            items.append(f"<li>{link}{inner}")
        else:
            items.append(f"<li>{link}{_points(chapter)}</li>")
            if chapter.level == 1 and below == 0:
                items.append("</ol></li>")
    return _page(
        "Contents",
        f'<nav epub:type="toc" id="toc" role="doc-toc"><h1>Contents</h1><ol>{"".join(items)}</ol></nav>',
    )


def _metadata(facts: About) -> str:
    ident = uuid.uuid5(uuid.NAMESPACE_URL, f"{facts.title} {facts.version}")
    features = ("alternativeText", "MathML", "readingOrder", "structuralNavigation", "tableOfContents")
    accessible = [
        *(("accessMode", mode) for mode in ("textual", "visual")),
        ("accessModeSufficient", "textual"), ("accessModeSufficient", "textual,visual"),
        *(("accessibilityFeature", feature) for feature in features),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", "Every chart has its finding as text and an alternative text; formulas are MathML; headings, lists and tables are marked up; nothing depends on colour alone."),
    ]  # fmt: skip
    return "".join([
        f'<dc:identifier id="id">urn:uuid:{ident}</dc:identifier>',
        f"<dc:title>{escape(facts.title)}: {escape(facts.subtitle)}</dc:title>",
        "<dc:language>en</dc:language>",
        f"<dc:creator>{escape(facts.author)}</dc:creator><dc:publisher>{escape(facts.author)}</dc:publisher>",
        f"<dc:date>{facts.date:%Y-%m-%d}</dc:date>",
        f"<dc:rights>Text {escape(facts.licences[1])}, code {escape(facts.licences[0])}</dc:rights>",
        *(f"<dc:subject>{escape(word)}</dc:subject>" for word in facts.keywords),
        f'<meta property="dcterms:modified">{facts.date:%Y-%m-%dT%H:%M:%SZ}</meta>',
        *(f'<meta property="schema:{name}">{value}</meta>' for name, value in accessible),
    ])  # fmt: skip


def _package(facts: About, files: dict[str, str | bytes], spine: list[str]) -> str:
    properties = {"nav.xhtml": "nav", "cover.png": "cover-image"}
    items = []
    for name, content in files.items():
        kinds = [properties[name]] if name in properties else []
        if isinstance(content, str) and name.endswith(".xhtml") and "<math" in content:
            kinds.append("mathml")
        more = f' properties="{" ".join(kinds)}"' if kinds else ""
        items.append(f'<item id="{_ident(name)}" href="{name}" media-type="{_TYPES[Path(name).suffix]}"{more}/>')
    places = "".join(f'<itemref idref="{_ident(name)}"/>' for name in spine)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="id" xml:lang="en">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{_metadata(facts)}</metadata>\n<manifest>{''.join(items)}</manifest>\n<spine>{places}</spine></package>\n"
    )


def _ident(name: str) -> str:
    return "f-" + re.sub(r"[^\w-]", "-", name)


def pack(path: Path, files: Iterable[tuple[str, str | bytes]], facts: About) -> None:
    """Write the archive: its kind first and not compressed, as the format asks; every file with the same date."""
    date = max(facts.date.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in [("mimetype", "application/epub+zip"), *files]:
            entry = zipfile.ZipInfo(name, date)  # type: ignore[arg-type]
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def write(
    root: Path, site: Path, out: Path, say: Callable[[str], None] = print, entries: list[Entry] | None = None
) -> Path:
    """Write the ePub of the course in ``root``, whose site is built in ``site``, to ``out``; return ``out``.

    entries: the pages, if not all of ``contents``. Equal sources give equal bytes. Raises CourseError where a chart, a
    formula, an alt text or a link is missing, or the file breaks a rule of the format, and writes nothing then.
    """
    import vl_convert

    own = chapters(site, contents(root) if entries is None else entries, say)
    held = audit.check(own, root, site)
    facts = about(root)
    drawn, alt = cover.svg(own, facts.title, facts.subtitle, facts.author)
    first = f'<section epub:type="cover"><img src="cover.png" alt="{escape(alt)}"/></section>'
    texts = _linked(own)
    titles = {f"{chapter.mark}.xhtml": chapter.title for chapter in own}
    files: dict[str, str | bytes] = {
        "cover.xhtml": _page(facts.title, first, ' class="cover"'),
        "about.xhtml": _page("About this edition", imprint(facts)),
        "nav.xhtml": _navigation(own),
        **{name: _page(titles[name], body) for name, body in texts.items()},
    }
    spine = list(files)
    files["style.css"] = style("style.css")
    files["cover.png"] = bytes(vl_convert.svg_to_png(drawn))
    for chapter in own:
        files.update(chapter.charts)
    package = _package(facts, files, spine)
    say(f"writing {held.charts} charts and {held.formulas} formulas in {len(own)} chapters")
    part = out.with_suffix(".part")
    whole = [("META-INF/container.xml", _CONTAINER), ("EPUB/package.opf", package)]
    pack(part, [*whole, *((f"EPUB/{name}", content) for name, content in files.items())], facts)
    found = epub_check.faults(part, charts=held.charts, formulas=held.formulas)
    if found:
        raise CourseError(f"The ePub was not written; look at {part}.\n" + "\n".join(f"  {one}" for one in found))
    part.replace(out)
    return out
