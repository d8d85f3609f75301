"""Check an answer and say why it is right or wrong."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from course_utils.errors import CourseError, unknown
from course_utils.quiz.questions import LETTERS, Matching, MultipleChoice, Numeric, Question
from course_utils.quiz.questions import question as find


@dataclass(frozen=True)
class Feedback:
    """Whether an answer is right, and what to say to whoever gave it."""

    correct: bool
    message: str

    def __repr__(self) -> str:
        return self.message

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        # A notebook's output is no live region of its own, so a screen reader would pass over it in silence.
        return {"text/html": f'<p role="status">{escape(self.message)}</p>', "text/plain": self.message}


def check(question: Question | str, answer: object) -> Feedback:
    """Check an answer to a question.

    question: a question, or its id such as "M3Q01".
    answer: a letter for multiple choice, a number (or its text) for a numeric question; for matching a letter for
    each line, as in "BACD", or a mapping from every left side to its right side. Every wrong choice draws its own
    explanation; a wrong number draws the direction, so that the reader can try again.
    Raises CourseError for an unknown id and for an answer of the wrong form.

    >>> from course_utils.quiz.questions import Numeric
    >>> two = Numeric("X1", "m3_votes", (), "1 + 1?", 2.0, 0.0, "", "One and one make two.")
    >>> check(two, 2), check(two, "3")
    (Correct. One and one make two., Not yet: the answer is lower.)
    >>> check("M0Q06", "ABCD")
    Not yet: 2 of 4 are right.
    """
    if isinstance(question, str):
        question = find(question)
    if isinstance(question, MultipleChoice):
        return _choice(question, answer)
    if isinstance(question, Numeric):
        return _number(question, answer)
    return _matching(question, answer)


def _choice(question: MultipleChoice, answer: object) -> Feedback:
    letters = LETTERS[: len(question.options)]
    letter = str(answer).strip().upper()
    if len(letter) != 1 or letter not in letters:
        raise unknown(f"answer to {question.id}", answer, letters)
    option = question.options[letters.index(letter)]
    return Feedback(option.correct, f"{'Correct' if option.correct else 'Not yet'}. {option.explanation}")


def _number(question: Numeric, answer: object) -> Feedback:
    try:
        value = float(answer)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        value = math.nan
    if isinstance(answer, bool) or not math.isfinite(value):
        raise CourseError(f"Question {question.id} asks for a number such as 12.5, but {answer!r} came.")
    # The tolerance itself counts as inside although 0.1 + 0.2 is not 0.3 in binary.
    if abs(value - question.answer) <= question.tolerance * (1 + 1e-9) + 1e-12:
        return Feedback(True, f"Correct. {question.explanation}")
    return Feedback(False, f"Not yet: the answer is {'lower' if value > question.answer else 'higher'}.")


def _matching(question: Matching, answer: object) -> Feedback:
    lines, letters = len(question.pairs), LETTERS[: len(question.pairs)]
    if isinstance(answer, str):
        given = [letter for letter in answer.upper() if letter not in " ,;"]
        if len(given) != lines or not set(given) <= set(letters):
            raise CourseError(
                f"Question {question.id} asks for {lines} letters, one for each line and each of {letters}, "
                f"but {answer!r} came."
            )
        picked = (question.choices[letters.index(letter)] for letter in given)
        answer = dict(zip((left for left, _ in question.pairs), picked, strict=True))
    if not isinstance(answer, Mapping):
        raise CourseError(
            f"Question {question.id} asks for {lines} letters such as {letters!r}, or for a mapping from left to right "
            f"sides, but {answer!r} came."
        )
    for left in answer:
        if left not in dict(question.pairs):
            raise unknown(f"left side in {question.id}", left, [left for left, _ in question.pairs])
    for right in answer.values():
        if right not in question.choices:
            raise unknown(f"right side in {question.id}", right, question.choices)
    right = sum(answer.get(left) == expected for left, expected in question.pairs)
    if right == len(question.pairs):
        return Feedback(True, f"Correct. {question.explanation}")
    return Feedback(False, f"Not yet: {right} of {len(question.pairs)} are right.")
