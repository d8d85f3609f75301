"""The self-check questions of a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from course_utils.book.directives.base import CourseDirective, raw
from course_utils.quiz import questions, to_html

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Quiz(CourseDirective):
    """``{quiz} m3_votes``: the questions of a module."""

    def body(self) -> list[nodes.Node]:
        return [raw(to_html(questions(self.argument)))]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("quiz", Quiz)
