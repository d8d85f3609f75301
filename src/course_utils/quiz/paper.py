"""Questions as two printable pages: the sheet, and the key with every explanation."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from course_utils.quiz.questions import LETTERS, MultipleChoice, Numeric, Question, answer_with_unit, by_module

# Sizes are multiples of one, so that a browser's print scale makes large print of everything and lines break anew.
_STYLE = """
html { font: 12pt/1.5 Verdana, "DejaVu Sans", sans-serif; }
body { color: #000; background: #fff; margin: 0 auto; max-width: 44em; padding: 1em; overflow-wrap: break-word; }
h1 { font-size: 1.5em; }
h2 { font-size: 1.2em; }
section + section { break-before: page; }
article { break-inside: avoid; margin-block-end: 1.5em; }
h3, .text { white-space: pre-line; }
h3 { font-size: 1em; margin: 0 0 .5em; }
p { margin: 0 0 .5em; }
ul, ol { margin: 0 0 .5em; padding-inline-start: 2em; }
ul { list-style: none; padding-inline-start: 0; }
ul li { margin-block-end: .25em; padding-inline-start: 2em; text-indent: -2em; }
.write { border-block-end: 1px solid #000; display: inline-block; min-width: 8em; }
.short { min-width: 2em; }
@page { margin: 2cm; }
@media print { body { padding: 0; max-width: none; } }
"""


def shuffled(items: Sequence[Question], seed: int) -> tuple[Question, ...]:
    """Questions, their options and their left sides in an order that only the seed decides.

    The same on every machine and Python; a question more or less moves no other. Right sides keep their order.
    """

    def place(*names: str) -> str:
        return hashlib.sha256("\n".join([str(seed), *names]).encode()).hexdigest()

    def within(question: Question) -> Question:
        if isinstance(question, Numeric):
            return question
        if isinstance(question, MultipleChoice):
            options = sorted(question.options, key=lambda option: place(question.id, option.text))
            return replace(question, options=tuple(options))
        return replace(question, pairs=tuple(sorted(question.pairs, key=lambda pair: place(question.id, *pair))))

    return tuple(within(question) for question in sorted(items, key=lambda question: place(question.id)))


def _write(name: str) -> str:
    return f'{name}: <span class="write">&nbsp;</span>'


def _text(text: str) -> str:
    return f'<span class="text">{escape(text)}</span>'


def asked(question: Question) -> str:
    """What stands below a question's prompt on paper: options to tick, lines to write on."""
    if isinstance(question, MultipleChoice):
        lines = zip(LETTERS, question.options, strict=False)
        return "".join(["<ul>", *(f"<li>☐ {letter}. {_text(option.text)}</li>" for letter, option in lines), "</ul>"])
    if isinstance(question, Numeric):
        return f"<p>{_write('Answer')} {escape(question.unit)}</p>"
    left = "".join(f'<li>{_text(left)} <span class="write short">&nbsp;</span></li>' for left, _ in question.pairs)
    right = "".join(f"<li>{_text(choice)}</li>" for choice in question.choices)
    return f'<p>Write a letter on each line.</p><ol>{left}</ol><ol type="A">{right}</ol>'


def answered(question: Question) -> str:
    """The answer to a question, with every explanation."""
    if isinstance(question, MultipleChoice):
        return "".join([
            f"<p>Right: {question.letter}</p><ul>",
            *(
                f"<li>{letter}. {_text(option.text)}<br><em>{'Right' if option.correct else 'Not right'}:</em> "
                f"{_text(option.explanation)}</li>"
                for letter, option in zip(LETTERS, question.options, strict=False)
            ),
            "</ul>",
        ])  # fmt: skip
    why = f"<p>{_text(question.explanation)}</p>"
    if isinstance(question, Numeric):
        return f"<p>Right: {escape(answer_with_unit(question))}{_leeway(question)}</p>{why}"
    pairs = "".join(
        f"<li>{_text(left)}: {letter}, {_text(right)}</li>"
        for (left, right), letter in zip(question.pairs, question.letters, strict=True)
    )
    return f"<ol>{pairs}</ol>{why}"


def _leeway(question: Numeric) -> str:
    low, high = question.bounds
    return "" if low == high else f" ({low} to {high} counts)"


def _page(title: str, top: str, items: Sequence[Question], body: Callable[[Question], str]) -> str:
    parts = []
    for module, own in by_module(items).items():
        parts.append(f"<section><h2>{escape(module)}</h2>")
        for number, question in enumerate(own, start=1):
            head = f"<h3>{number}. {escape(question.prompt)} ({escape(question.id)})</h3>"
            parts.append(f"<article>{head}{body(question)}</article>")
        parts.append("</section>")
    return "\n".join([
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{top}",
        *parts,
        "</main>\n</body>\n</html>\n",
    ])  # fmt: skip


def to_paper(items: Sequence[Question], seed: int | None = None) -> tuple[str, str]:
    """A sheet without any answer, and its key, as HTML to print; each module begins a new page.

    seed: gives each module's questions another order, see ``shuffled``; none keeps the bank's. The key follows its
    sheet, so print both with one seed.

    >>> from course_utils.quiz.questions import Numeric
    >>> sheet, key = to_paper([Numeric("X1", "m3_votes", (), "1 + 1?", 2.0, 0.0, "", "One and one make two.")])
    >>> "make two" in sheet, "make two" in key
    (False, True)
    """
    if seed is not None:
        items = [question for own in by_module(items).values() for question in shuffled(own, seed)]
    order = "" if seed is None else f"<p>Order {seed}</p>"
    sheet = _page("Self-check questions", f"{order}<p>{_write('Name')} {_write('Date')}</p>", items, asked)
    return sheet, _page("Key to the self-check questions", order, items, answered)
