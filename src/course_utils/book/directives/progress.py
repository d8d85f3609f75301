"""The reader's own progress: the pages with their minutes. progress_page.js fills in what is done."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from course_utils.book.directives.base import CourseDirective, raw
from course_utils.book.outline import Page, Part, outline

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Progress(CourseDirective):
    """``{progress}``: a table of the course's parts; without JavaScript it says what there is to do, and how long it takes."""

    def body(self) -> list[nodes.Node]:
        root = Path(self.env.srcdir)
        parts = outline(root)
        self.env.note_dependency(str(root / "_toc.yml"))
        for page in (page for part in parts for page in part.pages):
            self.env.note_dependency(self.env.doc2path(page.name))
        rows = "".join(self._row(part) for part in parts)
        minutes = sum(page.minutes for part in parts for page in part.pages)
        return [
            raw(
                '<table class="course-progress"><caption>The course, part by part</caption><thead><tr><th scope="col">Part</th>'
                f'<th scope="col">Minutes</th></tr></thead><tbody>{rows}</tbody><tfoot><tr data-part><th scope="row">'
                f'The whole course</th><td><span class="progress-sum">{minutes}</span></td></tr></tfoot></table>'
            )
        ]

    def _row(self, part: Part) -> str:
        total = sum(page.minutes for page in part.pages)
        pages = "".join(f"<li>{self._page(page, part)}</li>" for page in part.pages)
        return (
            f'<tr data-part><th scope="row">{escape(part.title)}<ul>{pages}</ul></th>'
            f'<td><span class="progress-sum">{total}</span></td></tr>'
        )

    def _page(self, page: Page, part: Part) -> str:
        # What the part's title or "Lab" says already is not said twice.
        name = page.title if page.kind == "notebook" and page is not part.pages[0] else page.kind.capitalize()
        link = self.inside(page.name, name).replace(
            "<a ",
            f'<a data-page="{page.name}" data-title="{escape(page.title)}" data-minutes="{page.minutes}" '
            f'data-objectives="{page.objectives}" data-questions="{page.questions}" ',
            1,
        )
        return f'{link}, {page.minutes} min<span class="progress-parts"></span>'


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("progress", Progress)
