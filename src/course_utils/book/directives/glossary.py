"""The glossary, with translations in the script and direction of their language."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from course_utils.book.directives.base import CourseDirective, raw
from course_utils.catalog import load

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LANGUAGES = {"azerbaijani": "az", "urdu": "ur", "armenian": "hy", "hindi": "hi"}
RIGHT_TO_LEFT = {"ur"}


def term_anchor(term: str) -> str:
    """The anchor of a term on the glossary page.

    >>> term_anchor("recognition (of states)"), term_anchor("Cohen's kappa")
    ('term-recognition-of-states', 'term-cohen-s-kappa')
    """
    plain = unicodedata.normalize("NFKD", term).encode("ascii", "ignore").decode().lower()
    return "term-" + re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def marks(column: str) -> str:
    """The attributes that say language and direction of a column of translations; empty for any other column.

    >>> marks("urdu"), marks("term")
    (' lang="ur" dir="rtl"', '')
    """
    code = LANGUAGES.get(column)
    if code is None:
        return ""
    return f' lang="{code}"' + (' dir="rtl"' if code in RIGHT_TO_LEFT else "")


def translations(row: tuple) -> str:
    """The translations of a row as HTML, each marked with its language; empty when there is none."""
    parts = []
    for column in LANGUAGES:
        word = getattr(row, column)
        if isinstance(word, str):
            parts.append(f"{column.capitalize()} <span{marks(column)}>{escape(word)}</span>")
    if not parts:
        return ""
    mark = "" if row.translations_reviewed == "yes" else "Unreviewed translations: "
    return f'<dd class="translations">{mark}{"; ".join(parts)}</dd>'


class CourseGlossary(CourseDirective):
    """``{course-glossary}``: all terms, with anchors; the term role finds them too."""

    def body(self) -> list[nodes.Node]:
        standard = self.env.get_domain("std")
        entries = []
        for row in load("glossary").itertuples(index=False):
            mark = term_anchor(row.term)
            self.anchor(mark, row.term)
            standard.note_object("term", row.term, mark, location=self.get_location())  # type: ignore[attr-defined]
            entries.append(
                f'<dt id="{mark}">{escape(row.term)}</dt><dd>{escape(row.definition)} '
                f'<span class="term-claims">({self.claim_links(row.claims)})</span></dd>{translations(row)}'
            )
        return [raw(f'<dl class="course-glossary">{"".join(entries)}</dl>')]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("course-glossary", CourseGlossary)
