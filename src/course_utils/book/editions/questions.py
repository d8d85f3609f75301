"""Self-check questions on paper: without their answers where they are asked, with them at the end of a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

    from course_utils.quiz import Question


def _part(html: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "html.parser")


def asked(article: Tag) -> list[Question]:
    """Put the printed form of each quiz of a page in its place, and return the questions."""
    from course_utils.quiz import bank
    from course_utils.quiz.page import ident
    from course_utils.quiz.paper import asked as printed

    known = {ident(question): question for question in bank()}
    found = []
    for question in article.select(".quiz-question"):
        one = known[question["id"]]
        found.append(one)
        question.clear()
        question.append(_part(f"<p><strong>{len(found)}.</strong> <span></span></p>"))
        question.p.span.string = one.prompt
        question.append(_part(printed(one)))
    return found


def answers(questions: list[Question], ident: str) -> Tag:
    """A section with the answers and their explanations."""
    from html import escape

    from course_utils.quiz.paper import answered

    parts = [f'<section class="answers" id="{ident}"><h2>Answers to the self-check questions</h2>']
    for number, question in enumerate(questions, start=1):
        parts.append(
            f'<div class="answer"><p><strong>{number}.</strong> {escape(question.prompt)}</p>{answered(question)}</div>'
        )
    return _part("".join([*parts, "</section>"])).section
