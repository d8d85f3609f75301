"""All chapters of an edition: pages in order, with answers and sources once at the end of each module."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.book.editions import article, pictures, questions
from course_utils.book.editions.contents import Entry

if TYPE_CHECKING:
    from bs4 import Tag

    from course_utils.quiz import Question


@dataclass
class Chapter:
    """A page, or what stands at the end of a module.

    ``level`` is 1 below another chapter, else 0. ``charts`` maps file names to the drawings the body shows.
    """

    part: str
    page: str
    title: str
    level: int
    body: Tag
    charts: dict[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """The chapter's id in an edition."""
        return article.mark(self.page)

    @property
    def markup(self) -> str:
        """The body as HTML that is well-formed XML too."""
        return str(self.body.decode(formatter="minimal"))


def _chapter(site: Path, entry: Entry, pages: frozenset[str]) -> tuple[Chapter, list[Question]]:
    soup, body = article.read(site, entry.page)
    charts = dict(pictures.draw(soup, figure, site / f"{entry.page}.html") for figure in body.select("figure.chart"))
    quiz = questions.asked(body)
    level = 1 if entry.below else 0
    article.cleaned(soup, body, entry.page, pages, level)
    heading = body.find(f"h{level + 1}")
    return Chapter(entry.part, entry.page, heading.get_text(" ", strip=True), level, body, charts), quiz


def _ending(chapters: list[Chapter], quiz: list[Question]) -> Iterator[Chapter]:
    """The answers and the sources of a module as a chapter below it; none where it has neither."""
    from bs4 import BeautifulSoup

    first = chapters[0]
    sources = first.body.find(id=article.mark(first.page, "sources")) if len(chapters) > 1 or quiz else None
    if not quiz and not sources:
        return
    page = f"{first.page}-end"
    title = " and ".join(["Answers"] * bool(quiz) + ["sources"] * bool(sources)).capitalize()
    body = BeautifulSoup("<section></section>", "html.parser").section
    body.attrs = {"id": article.mark(page), "class": "chapter level-1 ending"}
    if quiz:
        body.append(questions.answers(quiz, article.mark(page, "answers")))
    if sources:
        body.append(sources.extract())
    yield Chapter(first.part, page, title, 1, body)


def chapters(site: Path, entries: Iterable[Entry], say: Callable[[str], None] = print) -> list[Chapter]:
    """Every chapter of an edition, ready to print.

    site: the folder of the built site. entries: the pages, from ``contents``; those below one page make a module.
    """
    entries = list(entries)
    pages = frozenset(entry.page for entry in entries)
    found: list[Chapter] = []
    for _, module in groupby(entries, key=lambda entry: entry.below or entry.page):
        own, quiz = [], []
        for entry in module:
            chapter, asked = _chapter(site, entry, pages)
            say(f"{entry.page}: {len(chapter.charts)} charts")
            own.append(chapter)
            quiz += asked
        found += [*own, *_ending(own, quiz)]
    return found
