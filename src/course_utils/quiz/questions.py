"""The questions of data/quiz.json as typed objects."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

from course_utils.catalog import verify
from course_utils.errors import CourseError, unknown

LETTERS = "ABCDEF"
# What no page, sheet or LMS can show: control characters but for the line break, halves of characters, non-characters.
_UNSHOWABLE = re.compile(r"[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Option:
    """One answer of a multiple-choice question, and what to say to whoever picks it."""

    text: str
    correct: bool
    explanation: str


@dataclass(frozen=True)
class MultipleChoice:
    """A question with one right answer; answers are named A, B, C … in the file's order."""

    id: str
    module: str
    claims: tuple[str, ...]
    prompt: str
    options: tuple[Option, ...]
    objective: str = field(default="", kw_only=True)
    """the objective of the module's reading that it asks about, word for word; no sheet or platform shows it"""

    @property
    def letter(self) -> str:
        """The letter of the right answer."""
        return next(letter for letter, option in zip(LETTERS, self.options, strict=False) if option.correct)


@dataclass(frozen=True)
class Numeric:
    """A question whose answer is a number, right within a tolerance."""

    id: str
    module: str
    claims: tuple[str, ...]
    prompt: str
    answer: float
    tolerance: float
    unit: str  # empty for a pure number
    explanation: str
    objective: str = field(default="", kw_only=True)

    @property
    def bounds(self) -> tuple[str, str]:
        """The lowest and the highest number that count as right, written out."""
        # In decimals, as 89.2 - 0.1 is 89.10000000000001 in binary.
        answer, tolerance = Decimal(repr(self.answer)), Decimal(repr(self.tolerance))
        return _digits(answer - tolerance), _digits(answer + tolerance)


@dataclass(frozen=True)
class Matching:
    """A question that asks for the right side of each left side; right sides are named A, B, C … in their order."""

    id: str
    module: str
    claims: tuple[str, ...]
    prompt: str
    pairs: tuple[tuple[str, str], ...]
    explanation: str
    objective: str = field(default="", kw_only=True)

    @property
    def choices(self) -> tuple[str, ...]:
        """The right sides in alphabetical order, so that their place gives nothing away."""
        return tuple(sorted((right for _, right in self.pairs), key=str.casefold))

    @property
    def letters(self) -> str:
        """The letter of the right side of each left side, in their order."""
        return "".join(LETTERS[self.choices.index(right)] for _, right in self.pairs)


Question: TypeAlias = MultipleChoice | Numeric | Matching


def written(number: float) -> str:
    """A number in all its digits and no more, never as 1e-05.

    >>> written(25.0), written(0.1), written(1234567.5), written(1e-05)
    ('25', '0.1', '1234567.5', '0.00001')
    """
    return _digits(Decimal(repr(number)))


def _digits(number: Decimal) -> str:
    return f"{number.normalize() + 0:f}"  # adding nothing turns -0 into 0


def prompt_with_unit(question: Question) -> str:
    """The prompt and, on a line of its own, the unit of the number it asks for: where no field beside it can say that."""
    if isinstance(question, Numeric) and question.unit:
        return f"{question.prompt}\nUnit: {question.unit}"
    return question.prompt


def answer_with_unit(question: Numeric) -> str:
    """The right number as a reader writes it: 26.7%, 68 years."""
    blank = "" if question.unit in ("", "%") else " "
    return f"{written(question.answer)}{blank}{question.unit}"


def by_module(items: Sequence[Question]) -> dict[str, list[Question]]:
    """Questions under their modules, in the order in which each first comes."""
    found: dict[str, list[Question]] = {}
    for item in items:
        found.setdefault(item.module, []).append(item)
    return found


def parse(raw: dict) -> Question:
    """One item of the file as a question; CourseError says what is wrong with it.

    >>> parse({"id": "X1", "type": "numeric", "module": "m3_votes", "objective": "Count.", "claims": ["C13"],
    ...        "prompt": "1 + 1?", "answer": 2, "tolerance": 0, "unit": "", "explanation": "Count."}).answer
    2.0
    """
    name = raw.get("id", "without id")
    for key, text in _texts(raw):
        if text != text.strip() or _UNSHOWABLE.search(text) or not (text or key == "unit"):
            raise CourseError(
                f"Question {name} has {text!r} as its {key}. Write a text there, with no blank at its ends and no "
                "control character in it."
            )
    try:
        shared = (raw["id"], raw["module"], tuple(raw["claims"]), raw["prompt"])
        objective = raw["objective"]
        if raw["type"] == "multiple_choice":
            options = tuple(Option(o["text"], bool(o["correct"]), o["explanation"]) for o in raw["options"])
            right = sum(option.correct for option in options)
            if right != 1 or not 2 <= len(options) <= len(LETTERS):
                raise CourseError(
                    f"Question {name} has {len(options)} answers and {right} of them right; "
                    f"it needs 2 to {len(LETTERS)} answers and exactly one right."
                )
            return MultipleChoice(*shared, options, objective=objective)
        if raw["type"] == "numeric":
            answer, tolerance = float(raw["answer"]), float(raw["tolerance"])
            if not math.isfinite(answer) or not 0 <= tolerance < math.inf:
                raise CourseError(
                    f"Question {name} has the answer {answer} and the tolerance {tolerance}; "
                    "it needs a number, and a tolerance of 0 or more."
                )
            return Numeric(*shared, answer, tolerance, raw["unit"], raw["explanation"], objective=objective)
        if raw["type"] == "matching":
            pairs = tuple((pair["left"], pair["right"]) for pair in raw["pairs"])
            if len({left for left, _ in pairs}) != len(pairs) or len({right for _, right in pairs}) != len(pairs):
                raise CourseError(f"Question {name} has two equal sides; each left and each right side must differ.")
            if not 2 <= len(pairs) <= len(LETTERS):
                raise CourseError(f"Question {name} has {len(pairs)} pairs; it needs 2 to {len(LETTERS)}.")
            return Matching(*shared, pairs, raw["explanation"], objective=objective)
    except KeyError as missing:
        raise CourseError(f"Question {name} lacks {missing} in data/quiz.json. Add it.") from None
    raise unknown("type of question", raw["type"], ("multiple_choice", "numeric", "matching"))


def _texts(value: Any, key: str = "question") -> Iterator[tuple[str, str]]:
    """Every text in an item of the file, with the key it stands under."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for inner, part in value.items():
            yield from _texts(part, inner)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part, key)


def bank() -> tuple[Question, ...]:
    """All questions of the course, in the file's order. Raises CourseError for a malformed one.

    >>> len({question.id for question in bank()}) == len(bank())
    True
    """
    return tuple(parse(item) for item in json.loads(verify("quiz").read_text("utf-8"))["questions"])


def questions(module: str) -> tuple[Question, ...]:
    """The questions of a module, in the file's order.

    Raises CourseError for an unknown module, with the nearest match, and for a malformed question.

    >>> questions("m3_votes")[0].id
    'M3Q01'
    """
    every = bank()
    found = tuple(question for question in every if question.module == module)
    if not found:
        raise unknown("module with questions", module, {question.module for question in every})
    return found


def question(id: str) -> Question:
    """The question with this id, in whatever case; CourseError with the nearest match where there is none.

    >>> question("m3q01").module
    'm3_votes'
    """
    every = {question.id: question for question in bank()}
    if id.strip().upper() not in every:
        raise unknown("question", id, every)
    return every[id.strip().upper()]
