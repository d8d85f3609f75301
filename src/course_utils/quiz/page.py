"""Questions as HTML for the site: it works as a text, and comes alive where quiz.js is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from course_utils.quiz.questions import (
    LETTERS,
    Matching,
    MultipleChoice,
    Numeric,
    Question,
    answer_with_unit,
    written,
)


def ident(question: Question) -> str:
    """The id of a question's element in a page."""
    return f"quiz-{question.id.lower()}"


def _field(question: Question) -> str:
    """The controls of a question."""
    mark = ident(question)
    if isinstance(question, MultipleChoice):
        return "".join(
            f'<div class="quiz-option"><input type="radio" name="{mark}" id="{mark}-{letter.lower()}" '
            f'value="{letter}"{" data-correct" if option.correct else ""}>'
            f'<label for="{mark}-{letter.lower()}">{letter}. {escape(option.text)}</label></div>'
            for letter, option in zip(LETTERS, question.options, strict=False)
        )
    if isinstance(question, Numeric):
        unit = f" ({escape(question.unit)})" if question.unit else ""
        return (
            f'<div class="quiz-number"><label for="{mark}-number">Your answer{unit}</label> '
            f'<input type="number" step="any" id="{mark}-number" data-answer="{written(question.answer)}" '
            f'data-tolerance="{written(question.tolerance)}"></div>'
        )
    rows = []
    for number, (left, right) in enumerate(question.pairs, start=1):
        options = "".join(f"<option>{escape(choice)}</option>" for choice in question.choices)
        rows.append(
            f'<div class="quiz-pair"><label for="{mark}-{number}">{escape(left)}</label> '
            f'<select id="{mark}-{number}" data-answer="{escape(right)}"><option value="">choose</option>'
            f"{options}</select></div>"
        )
    return "".join(rows)


def _answer(question: Question) -> str:
    """The answer and every explanation; quiz.js takes its messages from here."""
    mark = ident(question)
    if isinstance(question, MultipleChoice):
        items = "".join(
            f"<li>{letter}, {'right' if option.correct else 'not right'}: "
            f'<span id="{mark}-{letter.lower()}-why">{escape(option.explanation)}</span></li>'
            for letter, option in zip(LETTERS, question.options, strict=False)
        )
        return f"<ul>{items}</ul>"
    why = f'<p id="{mark}-why">{escape(question.explanation)}</p>'
    if isinstance(question, Numeric):
        return f"<p>{escape(answer_with_unit(question))}</p>{why}"
    return "<ul>" + "".join(f"<li>{escape(a)}: {escape(b)}</li>" for a, b in question.pairs) + f"</ul>{why}"


def to_html(items: Sequence[Question]) -> str:
    """Accessible HTML of questions, the same for the same questions, with no script and no style in it.

    Without JavaScript it is a text with the answers folded away. quiz.js reveals the check buttons.

    >>> from course_utils.quiz.questions import Numeric
    >>> 'type="number"' in to_html([Numeric("X1", "m3_votes", (), "1 + 1?", 2.0, 0.0, "", "Count.")])
    True
    """
    parts = ['<div class="quiz">']
    for number, question in enumerate(items, start=1):
        mark = ident(question)
        parts.append(
            f'<div class="quiz-question" id="{mark}" data-type="{_type(question)}">'
            f'<fieldset><legend><span class="quiz-count">Question {number}.</span> {escape(question.prompt)}</legend>'
            f'{_field(question)}</fieldset><button type="button" class="quiz-check" hidden '
            f'aria-label="Check question {number}">Check</button>'
            f'<p class="quiz-feedback" role="status"></p>'
            f"<details><summary>Answer to question {number}</summary>{_answer(question)}</details></div>"
        )
    parts.append("</div>")
    return "\n".join(parts)


def _type(question: Question) -> str:
    return {MultipleChoice: "multiple_choice", Numeric: "numeric", Matching: "matching"}[type(question)]
