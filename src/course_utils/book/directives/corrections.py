"""The table of every change that the course makes to a source."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from course_utils.book.directives.base import DATA_PAGE, CourseDirective, raw
from course_utils.catalog import load

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HEAD = ("Correction", "Change", "Reason and reference")


class Corrections(CourseDirective):
    """``{corrections}``: all rows of data/corrections.csv, with anchors."""

    def body(self) -> list[nodes.Node]:
        rows = "".join(self._row(row) for row in load("corrections").to_dict("records"))
        head = "".join(f'<th scope="col">{name}</th>' for name in HEAD)
        return [
            raw(
                '<table class="corrections"><caption>Changes to the sources</caption>'
                f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            )
        ]

    def _row(self, row: dict) -> str:
        mark = f"correction-{row['id'].lower()}"
        self.anchor(mark, row["id"])
        table = self.inside(f"{DATA_PAGE}/{row['table']}", row["table"])
        # A selector may name eighty roll calls: let it break after each comma.
        where = escape(row["where"]).replace(",", ",<wbr>")
        cells = "cell" if row["rows"] == 1 else "cells"
        return (
            f'<tr id="{mark}"><th scope="row">{escape(row["id"])}: {table}, <code>{escape(row["column"])}</code></th>'
            f"<td>{_value(row['was'])} becomes {_value(row['becomes'])} in {row['rows']:,} {cells}: "
            f"<code>{where}</code></td>"
            f"<td>{escape(row['reason'])}<p>{escape(row['reference'])}</p></td></tr>"
        )


def _value(value: object) -> str:
    return escape(value) if isinstance(value, str) else "missing"


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("corrections", Corrections)
