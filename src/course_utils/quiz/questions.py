"""The questions of data/quiz.json as typed objects."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TypeAlias

from course_utils.catalog import verify
from course_utils.errors import CourseError, unknown

LETTERS = "ABCDEF"


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


@dataclass(frozen=True)
class Matching:
    """A question that asks for the right side of each left side."""

    id: str
    module: str
    claims: tuple[str, ...]
    prompt: str
    pairs: tuple[tuple[str, str], ...]
    explanation: str

    @property
    def choices(self) -> tuple[str, ...]:
        """The right sides in alphabetical order, so that their place gives nothing away."""
        return tuple(sorted((right for _, right in self.pairs), key=str.casefold))


Question: TypeAlias = MultipleChoice | Numeric | Matching


def parse(raw: dict) -> Question:
    """One item of the file as a question; CourseError says what is wrong with it.

    >>> parse({"id": "X1", "type": "numeric", "module": "m3_votes", "claims": ["C13"], "prompt": "1 + 1?",
    ...        "answer": 2, "tolerance": 0, "unit": "", "explanation": "Count."}).answer
    2.0
    """
    name = raw.get("id", "without id")
    try:
        shared = (raw["id"], raw["module"], tuple(raw["claims"]), raw["prompt"])
        if raw["type"] == "multiple_choice":
            options = tuple(Option(o["text"], bool(o["correct"]), o["explanation"]) for o in raw["options"])
            right = sum(option.correct for option in options)
            if right != 1 or not 2 <= len(options) <= len(LETTERS):
                raise CourseError(
                    f"Question {name} has {len(options)} answers and {right} of them right; "
                    f"it needs 2 to {len(LETTERS)} answers and exactly one right."
                )
            return MultipleChoice(*shared, options)
        if raw["type"] == "numeric":
            return Numeric(*shared, float(raw["answer"]), float(raw["tolerance"]), raw["unit"], raw["explanation"])
        if raw["type"] == "matching":
            pairs = tuple((pair["left"], pair["right"]) for pair in raw["pairs"])
            if len({left for left, _ in pairs}) != len(pairs) or len({right for _, right in pairs}) != len(pairs):
                raise CourseError(f"Question {name} has two equal sides; each left and each right side must differ.")
            return Matching(*shared, pairs, raw["explanation"])
    except KeyError as missing:
        raise CourseError(f"Question {name} lacks {missing} in data/quiz.json. Add it.") from None
    raise unknown("type of question", raw["type"], ("multiple_choice", "numeric", "matching"))


def questions(module: str) -> tuple[Question, ...]:
    """The questions of a module, in the file's order.

    Raises CourseError for an unknown module, with the nearest match, and for a malformed question.

    >>> questions("m3_votes")[0].id
    'M3Q01'
    """
    items = json.loads(verify("quiz").read_text("utf-8"))["questions"]
    found = tuple(parse(item) for item in items if item.get("module") == module)
    if not found:
        raise unknown("module with questions", module, {item.get("module", "") for item in items})
    return found
