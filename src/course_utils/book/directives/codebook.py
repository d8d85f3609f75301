"""The page of a table, and the list of all tables, written from the data package's descriptor."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from course_utils.book.directives.base import DATA_PAGE, CourseDirective, outside, raw
from course_utils.book.directives.glossary import marks
from course_utils.catalog import load, package, verify

if TYPE_CHECKING:
    import pandas as pd
    from sphinx.application import Sphinx

FIRST_ROWS = 5
CELL = 60  # characters of a cell that the page shows


def size(count: int) -> str:
    """A file size in words.

    >>> size(812), size(20_400), size(1_250_000)
    ('812 bytes', '20 KB', '1.2 MB')
    """
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _cell(value: object) -> str:
    import pandas as pd

    if pd.isna(value):
        return "missing"
    text = f"{value:g}" if isinstance(value, float) else str(value).removesuffix(" 00:00:00")
    return escape(text if len(text) <= CELL else text[: CELL - 1] + "…")


def _data(column: str, value: object) -> str:
    spoken = marks(column) if isinstance(value, str) else ""
    return f"<td{spoken}>{_cell(value)}</td>"


def _vocabulary(field: dict) -> str:
    limits = field.get("constraints", {})
    parts = [", ".join(f"<code>{escape(str(value))}</code>" for value in limits.get("enum", ()))]
    if "minimum" in limits and "maximum" in limits:
        parts.append(f"{limits['minimum']:g} to {limits['maximum']:g}")
    elif "minimum" in limits:
        parts.append(f"at least {limits['minimum']:g}")
    elif "maximum" in limits:
        parts.append(f"at most {limits['maximum']:g}")
    if field.get("state"):
        parts.append("ISO 3166-1 alpha-3")
    if not limits.get("required"):
        parts.append("may be missing")
    return "; ".join(part for part in parts if part)


def column_anchor(column: str) -> str:
    """The anchor of a column on its table's page.

    >>> column_anchor("roll_call")
    'column-roll_call'
    """
    return f"column-{column}"


def columns(resource: dict) -> str:
    """HTML table of a table's columns, each with an anchor."""
    rows = "".join(
        f'<tr id="{column_anchor(escape(field["name"]))}"><th scope="row"><code>{escape(field["name"])}</code></th>'
        f"<td>{escape(field['type'])}</td>"
        f"<td>{escape(field.get('unit', ''))}</td><td>{escape(field['description'])}</td>"
        f"<td>{_vocabulary(field)}</td></tr>"
        for field in resource["schema"]["fields"]
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Column", "Type", "Unit", "Meaning", "Values"))
    return (
        f'<table class="codebook"><caption>Columns of {escape(resource["name"])}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def sources(resource: dict) -> str:
    """HTML list of a table's sources: citation, edition, terms, where to get them."""
    items = []
    for source in resource["sources"]:
        parts = [escape(source["citation"].rstrip(".")) + "."]
        if source.get("doi"):
            parts.append(f"DOI {outside(source['path'], source['doi'])}.")
        parts.append(f"Publisher: {escape(source['publisher'])}. Edition: {escape(source['version'])}.")
        parts.append(f"Terms of the source: {escape(source['terms'])}.")
        if source.get("where"):
            parts.append(f"Where to get it: {escape(source['where'])}")
        if source.get("copy"):
            parts.append(f"The copy that was read: {escape(source['copy'])}")
        items.append(f"<li>{' '.join(parts)}</li>")
    return f"<ul>{''.join(items)}</ul>"


def first_rows(frame: pd.DataFrame, name: str) -> str:
    """HTML table of the first rows of a table; long cells are cut."""
    head = "".join(f'<th scope="col"><code>{escape(str(column))}</code></th>' for column in frame.columns)
    rows = "".join(
        "<tr>" + "".join(_data(str(column), value) for column, value in zip(frame.columns, row, strict=True)) + "</tr>"
        for row in frame.head(FIRST_ROWS).itertuples(index=False, name=None)
    )
    return (
        f'<table class="first-rows"><caption>First rows of {escape(name)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _section(title: str, *content: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *content, ids=[nodes.make_id(title)])


class Codebook(CourseDirective):
    """``{codebook} votes``: everything a reader must know of a table before using it."""

    def body(self) -> list[nodes.Node]:
        resource = package().resource(self.argument)
        path = verify(self.argument)
        if resource["format"] == "json":
            code = f'from course_utils.catalog import verify\n\npath = verify("{self.argument}")  # a JSON file'
            shown: list[nodes.Node] = []
        else:
            code = f'from course_utils import load\n\n{self.argument} = load("{self.argument}")'
            shown = [_section("First rows", raw(first_rows(load(self.argument), self.argument)))]
        defects = "".join(f"<li>{escape(defect)}</li>" for defect in resource["defects"])
        kept = "derived from its sources by the pipeline" if resource["kept"] == "derived" else "kept by hand"
        terms = f"<p>{escape(resource['derivation'])}</p><p>Terms: {escape(resource['terms'])}</p>"
        unique = ", ".join(f"<code>{escape(column)}</code>" for column in resource["schema"].get("primaryKey", ()))
        return [
            raw(f"<p>{escape(resource['description'])}</p>"),
            raw(
                f"<p>{resource['rows']:,} rows{f', one for each {unique}' if unique else ''}. "
                f"File <code>data/{escape(path.name)}</code>, {size(resource['bytes'])}, {kept}.</p>"
                f'<p class="checksum">SHA-256 <code>{escape(resource["hash"].removeprefix("sha256:"))}</code></p>'
            ),
            _section("Load it", nodes.literal_block(code, code, language="python")),
            _section("Columns", raw(columns(resource))),
            _section("Derivation and terms", raw(terms)),
            _section("Known defects", raw(f"<ul>{defects}</ul>" if defects else "<p>None is known.</p>")),
            _section("Sources", raw(sources(resource))),
            *shown,
        ]


class CodebookIndex(CourseDirective):
    """``{codebook-index}``: all tables with rows and terms."""

    def body(self) -> list[nodes.Node]:
        rows = "".join(self._row(entry) for entry in package().descriptor["resources"])
        head = "".join(f'<th scope="col">{name}</th>' for name in ("Table", "What it holds", "Rows", "Terms"))
        return [
            raw(
                '<table class="codebook-index"><caption>Tables of the course</caption>'
                f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            )
        ]

    def _row(self, entry: dict) -> str:
        name = entry["name"]
        return (
            f'<tr><th scope="row">{self.inside(f"{DATA_PAGE}/{name}", name)}</th>'
            f"<td>{escape(entry['title'])}</td><td>{entry['rows']:,}</td><td>{escape(entry['terms'])}</td></tr>"
        )


def setup(app: Sphinx) -> None:
    """Register both directives."""
    app.add_directive("codebook", Codebook)
    app.add_directive("codebook-index", CodebookIndex)
