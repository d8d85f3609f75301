"""Answers that an author tries an exercise on: wrong ones, with the words they must draw, and right ones in other forms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from course_utils.errors import CourseError
from course_utils.exercises.shelf import module


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that somebody would believe in.

    >>> Mistake("counts empty seats", "m3-q1", "n = len(votes)", "public", "an absence is no vote").stage
    'public'
    """

    name: str
    question: str
    """id of the question; ``code`` replaces its answer cell (Markdown where the answer is written)"""
    code: str
    stage: Literal["public", "hidden"]
    """which checks find it: the student's own, or only those that run when it is graded"""
    message: str
    """words of the message that it must draw, and that no other mistake of the question draws"""


@dataclass(frozen=True)
class Right:
    """A right answer that looks unlike the solution: another type, another order, another way."""

    name: str
    question: str
    """id of the question; ``code`` replaces its answer cell"""
    code: str


def tried(folder: Path) -> tuple[tuple[Mistake, ...], tuple[Right, ...]]:
    """The ``MISTAKES`` and ``RIGHT`` of a folder's mistakes.py; CourseError where it has none."""
    path = folder / "mistakes.py"
    if not path.is_file():
        raise CourseError(f"{folder.name} has no mistakes.py. Only the author's folder has it, not what students get.")
    found = module(path)
    return tuple(getattr(found, "MISTAKES", ())), tuple(getattr(found, "RIGHT", ()))
