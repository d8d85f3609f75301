"""Questions in a notebook: they can be read and answered with a kernel and without one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from course_utils.quiz.feedback import check
from course_utils.quiz.questions import LETTERS, MultipleChoice, Numeric, Question, answer_with_unit, questions


def _call(question: Question) -> str:
    """What to type to have an answer checked; the answer in it is none."""
    if isinstance(question, MultipleChoice):
        return f'quiz.check("{question.id}", "…")'
    if isinstance(question, Numeric):
        return f'quiz.check("{question.id}", …)'
    return f'quiz.check("{question.id}", "{"…" * len(question.pairs)}")'


def _fold(summary: str, inner: str) -> str:
    return f"<details><summary>{escape(summary)}</summary>{inner}</details>"


def _body(question: Question) -> str:
    """What there is to answer, and each answer's explanation folded away below it.

    JupyterLab takes scripts, names and ARIA attributes out of the outputs of a notebook that it does not trust, such
    as one that was handed out with its outputs. Radio buttons are dead then; a folded text is not, and it answers to
    the keyboard and tells a screen reader whether it is open without any help.
    """
    if isinstance(question, MultipleChoice):
        return "".join(
            _fold(f"{letter}. {option.text}", f"<p>{escape(check(question, letter).message)}</p>")
            for letter, option in zip(LETTERS, question.options, strict=False)
        )
    why = f"<p>{escape(question.explanation)}</p>"
    call = f"<p>To have an answer checked, run <code>{escape(_call(question))}</code></p>"
    if isinstance(question, Numeric):
        asked = f"<p>Unit: {escape(question.unit)}</p>" if question.unit else ""
        return asked + call + _fold("Answer", f"<p>{escape(answer_with_unit(question))}</p>{why}")
    left = "".join(f"<li>{escape(left)}</li>" for left, _ in question.pairs)
    right = "".join(f"<li>{escape(choice)}</li>" for choice in question.choices)
    pairs = "".join(
        f"<li>{escape(left)}: {letter}, {escape(right)}</li>"
        for (left, right), letter in zip(question.pairs, question.letters, strict=True)
    )
    return f'<ol>{left}</ol><ol type="A">{right}</ol>{call}' + _fold("Answer", f"<ol>{pairs}</ol>{why}")


def _html(items: Sequence[Question]) -> str:
    """The questions for an output cell: no script, no id that a second showing could repeat, the theme's colours."""
    return "\n".join(
        f'<fieldset style="border:0;margin:0 0 1rem 0;padding:0"><legend style="font-size:1em;white-space:normal">'
        f"<strong>{question.id}.</strong> {escape(question.prompt)}</legend>{_body(question)}</fieldset>"
        for question in items
    )


def _text(question: Question) -> str:
    lines = [f"{question.id}. {question.prompt}"]
    if isinstance(question, MultipleChoice):
        lines += [f"  {letter}. {option.text}" for letter, option in zip(LETTERS, question.options, strict=False)]
    elif isinstance(question, Numeric):
        lines += [f"  Unit: {question.unit}"] if question.unit else []
    else:
        lines += [f"  {number}. {left}" for number, (left, _) in enumerate(question.pairs, start=1)]
        lines += [f"  {letter}. {choice}" for letter, choice in zip(LETTERS, question.choices, strict=False)]
    return "\n".join([*lines, f"  Answer: {_call(question)}"])


class Quiz:
    """Questions, shown in a notebook with the feedback on every answer folded away; as a text without any."""

    def __init__(self, items: Sequence[Question]):
        self.questions = tuple(items)

    def __str__(self) -> str:
        return "\n\n".join(_text(question) for question in self.questions)

    __repr__ = __str__

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": _html(self.questions), "text/plain": str(self)}


def show(module: str) -> Quiz:
    """The questions of a module, to be the last line of a cell.

    A folded line opens with a click, or with the space bar when the tabulator key has brought the focus to it.
    ``quiz.check("M3Q01", "B")`` answers from a cell.

    >>> print(show("m3_votes"))  # doctest: +ELLIPSIS
    M3Q01. Türkiye, Romania, Pakistan and India all recognised Azerbaijan within seven weeks in 1991. ...
    """
    return Quiz(questions(module))
