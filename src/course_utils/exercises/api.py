"""What a student calls in a notebook: check and hint."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from course_utils.exercises import record
from course_utils.exercises.card import Card, of_outcome
from course_utils.exercises.examine import examine
from course_utils.exercises.question import Question
from course_utils.exercises.shelf import find

TRIES = 3  # failed tries after which the next hint opens by itself


class Points(float):
    """Points for nbgrader, which takes a number that a graded cell shows for its score."""

    def __repr__(self) -> str:
        return f"{float(self):g}"


def check(id: str, *answers: Any) -> Card | Points:
    """Try an answer to a question: what passes, what does not and why, and after some tries the next hint.

    id: the question's id, such as "m3-q1". answers: what the question asks for, in its order; for a written
    answer nothing, as it is read from the saved notebook.
    While nbgrader grades, the points of the public checks come back instead of a card.
    Raises CourseError for an unknown id or the wrong number of answers.
    """
    exercise, question = find(id)
    if question.by_hand and not answers:
        from course_utils.exercises.prose import written

        answers = (written(exercise.slug, question.answer[0]),)
    outcome = examine(question, *answers)
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return Points(question.public_points if outcome.right else 0)
    tries = record.read()
    own = tries.setdefault(id, record.Tries())
    own.passed = outcome.right  # an answer that passed once and was broken since does not count
    if not outcome.right:
        own.failed += 1
        own.since_hint += 1
        if own.since_hint >= TRIES and own.hints < len(question.hints.steps()):
            own.hints += 1
            own.since_hint = 0
    lost = _keep(tries)
    if outcome.right:
        return replace(of_outcome(outcome), next=lost)
    return of_outcome(outcome, _hints(question, own.hints), f"{_more(question, own.hints)} {lost}".strip())


def hint(id: str) -> Card:
    """Open the next hint of a question; hints cost nothing. All opened ones are shown again."""
    _, question = find(id)
    tries = record.read()
    own = tries.setdefault(id, record.Tries())
    own.hints = min(own.hints + 1, len(question.hints.steps()))
    own.since_hint = 0
    more = f"{_more(question, own.hints)} {_keep(tries)}".strip()
    return Card(f"{id}: hints", hints=_hints(question, own.hints), next=more)


def _keep(tries: dict[str, record.Tries]) -> str:
    """Keep the tries; where the disk is full or may not be written to, a sentence, as the answer counts all the same."""
    try:
        record.write(tries)
    except OSError as error:
        return (
            f"The list of what has passed could not be kept ({error.strerror}). The answer counts all the same; is the "
            "disk full, or may nothing be written there?"
        )
    return ""


def _hints(question: Question, opened: int) -> tuple[str, ...]:
    steps = question.hints.steps()
    return tuple(f"Hint {number} of {len(steps)}: {text}" for number, text in enumerate(steps[:opened], start=1))


def _more(question: Question, opened: int) -> str:
    if opened < len(question.hints.steps()):
        return f'A hint more: run `hint("{question.id}")`. Hints cost nothing.'
    return "These are all the hints. Ask in the seminar, and bring the message above."
