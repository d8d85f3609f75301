"""The cover: the course's title over a chart of its own."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from course_utils.errors import CourseError

if TYPE_CHECKING:
    from course_utils.book.editions.chapters import Chapter

PAGE = "book/modules/m3_votes"  # the module that gave the course its question
WIDTH, HEIGHT = 1240, 1754  # the proportions of A4
PAPER, INK, QUIET, LINE = "#ffffff", "#1a1a1a", "#595959", "#0072b2"
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


def _line(text: str, y: float, size: int, colour: str = INK, weight: str = "normal") -> str:
    return (
        f'<text x="110" y="{y}" font-family="{FONT}" font-size="{size}" font-weight="{weight}" '
        f'fill="{colour}">{escape(text)}</text>'
    )


def _wrapped(text: str, most: int) -> list[str]:
    from textwrap import wrap

    return wrap(text, most)


def svg(chapters: list[Chapter], title: str, subtitle: str, author: str) -> tuple[str, str]:
    """The cover as SVG, and its alt text.

    The chart is the last one of module 3's reading or, in an edition without that module, the first of all.
    """
    showing = [chapter for chapter in chapters if chapter.charts]
    if not showing:
        raise CourseError("The edition holds no chart that its cover could show.")
    chapter = next((one for one in showing if one.page == PAGE), showing[0])
    figure = chapter.body.select("figure.chart")[-1 if chapter.page == PAGE else 0]
    picture = chapter.charts[figure.img["src"]]
    finding = figure.select_one(".chart-finding").get_text(" ", strip=True)
    width, height = float(figure.img["width"]), float(figure.img["height"])
    scale = min((WIDTH - 220) / width, 800 / height)
    placed = re.sub(r"^<svg\b", '<svg x="110" y="790"', picture, count=1)
    placed = re.sub(
        r' width="[\d.]+" height="[\d.]+"',
        f' width="{width * scale:.0f}" height="{height * scale:.0f}"',
        placed,
        count=1,
    )
    placed = placed.replace('fill="white"', f'fill="{PAPER}"', 1)
    lines = [_line(title, 300, 92, weight="bold")]
    lines += [_line(text, 390 + 56 * place, 42, QUIET) for place, text in enumerate(_wrapped(subtitle, 46))]
    lines += [_line(text, 720 + 36 * place, 28) for place, text in enumerate(_wrapped(finding, 76)[:2])]
    lines += [_line(author, HEIGHT - 90, 30, QUIET)]
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{WIDTH}" '
        f'height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>'
        f'<rect x="110" y="150" width="160" height="14" fill="{LINE}"/>{"".join(lines)}{placed}</svg>'
    )
    return whole, f"Cover. {title}: {subtitle}. A chart from the course: {finding}. {figure.img['alt']}"
