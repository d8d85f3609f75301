"""The whole course as one HTML document on A4 sheets, from which a browser prints the PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from itertools import groupby

from course_utils.book.editions.about import About, imprint
from course_utils.book.editions.chapters import Chapter

MOST_OF_A_TITLE = 80  # characters that a running header can hold beside the course's name
CODE_STYLE = "a11y-high-contrast-light"  # as on the site


def style(name: str) -> str:
    """A style sheet of this package, with that of code before it."""
    from pygments.formatters import HtmlFormatter

    rules = HtmlFormatter(style=CODE_STYLE).get_style_defs(".highlight")
    return f"{rules}\n{files('course_utils.book.editions').joinpath(name).read_text('utf-8')}"


def _header(title: str) -> str:
    short = title if len(title) <= MOST_OF_A_TITLE else title[:MOST_OF_A_TITLE].rsplit(" ", 1)[0] + " …"
    return json.dumps(short, ensure_ascii=False)  # quotes and backslashes as CSS wants them


def _headers(chapters: list[Chapter]) -> str:
    """A kind of sheet for each chapter, with its title at the top."""
    return "\n".join(
        f"@page sheet{number} {{ @top-right {{ content: {_header(chapter.title)}; }} }}\n"
        f"#{chapter.mark} {{ page: sheet{number}; }}"
        for number, chapter in enumerate(chapters)
    )


def _contents(chapters: list[Chapter], pages: Mapping[str, int]) -> str:
    parts = ['<nav id="contents" aria-label="Contents"><h1>Contents</h1>']
    for part, group in groupby(chapters, key=lambda chapter: chapter.part):
        if part:
            parts.append(f'<p class="part">{escape(part)}</p>')
        parts.append("<ul>")
        for chapter in group:
            number = pages.get(chapter.mark, 0) or "000"
            parts.append(
                f'<li class="level-{chapter.level}"><a href="#{chapter.mark}"><span>{escape(chapter.title)}</span>'
                f'<span class="leader"></span><span class="number">{number}</span></a></li>'
            )
        parts.append("</ul>")
    return "".join([*parts, "</nav>"])


def document(
    chapters: list[Chapter], facts: About, cover: tuple[str, str], bodies: list[str], pages: Mapping[str, int]
) -> str:
    """The HTML to print.

    cover: file and alt text of the first page's picture. bodies: the chapters' HTML. pages: the page on which each
    chapter begins, by its id; empty before the first printing, which finds them out.
    """
    image, alt = cover
    return "\n".join([
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(facts.title)}: {escape(facts.subtitle)}</title>',
        f"<style>{style('style.css')}\n{style('paper.css')}\n{_headers(chapters)}</style></head><body>",
        f'<div id="cover"><img src="{image}" alt="{escape(alt)}"></div>',
        imprint(facts),
        _contents(chapters, pages),
        "<main>", *bodies, "</main></body></html>\n",
    ])  # fmt: skip
