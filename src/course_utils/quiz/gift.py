"""Questions in Moodle's GIFT format."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from course_utils.quiz.questions import MultipleChoice, Numeric, Question, by_module, prompt_with_unit, written

TOP = "Fraternal Nations"
_RESERVED = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"})


def _text(plain: str) -> str:
    """A text of the bank, written so that Moodle, which reads it as HTML, shows exactly that.

    >>> print(_text("p = {0.5} & 5 < 6"))
    p \\= \\{0.5\\} &amp; 5 &lt; 6
    """
    markup = escape(plain, quote=False).replace("\n", "<br>")
    # At the start of a text, a bracket would name its format, and a per cent sign its share of the points.
    if markup[0] in "[%":
        markup = f"&#{ord(markup[0])};{markup[1:]}"
    return markup.translate(_RESERVED)


def _question(question: Question) -> str:
    start = f"::{question.id.translate(_RESERVED)}::[html]{_text(prompt_with_unit(question))}"
    if isinstance(question, MultipleChoice):
        lines = [
            f"{'=' if option.correct else '~'}{_text(option.text)}#{_text(option.explanation)}"
            for option in question.options
        ]
        return "\n    ".join([f"{start}{{", *lines]) + "\n}"
    # The format has no place for a sentence on each pair or each wrong number; this one comes with any answer.
    why = f"####{_text(question.explanation)}"
    if isinstance(question, Numeric):
        return f"{start}{{#{written(question.answer)}:{written(question.tolerance)}\n    {why}\n}}"
    lines = [f"={_text(left)} -> {_text(right)}" for left, right in question.pairs]
    return "\n    ".join([f"{start}{{", *lines, why]) + "\n}"


def to_gift(items: Sequence[Question]) -> str:
    """Questions as a GIFT file: a category for each module, each question under its id.

    Multiple choice keeps the feedback on each option; a number and a matching question keep their explanation as
    general feedback.

    >>> from course_utils.quiz.questions import Numeric
    >>> print(to_gift([Numeric("X1", "m3_votes", (), "1 + 1?", 2.0, 0.0, "", "One and one make two.")]))
    $CATEGORY: Fraternal Nations/m3_votes
    <BLANKLINE>
    ::X1::[html]1 + 1?{#2:0
        ####One and one make two.
    }
    <BLANKLINE>
    """
    blocks = []
    for module, own in by_module(items).items():
        blocks.append(f"$CATEGORY: {TOP}/{module}")
        blocks += [_question(question) for question in own]
    return "\n\n".join(blocks) + "\n"
