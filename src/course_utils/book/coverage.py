"""Which questions ask about which objective and which claim: read from readings, exercises and the quiz bank."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.catalog.pipeline.hand_kept import MODULES
from course_utils.errors import CourseError

if TYPE_CHECKING:
    from course_utils.quiz import Question

ORDER = (*MODULES, "capstone")
READINGS = "book/modules"
EXERCISES = "notebooks/exercises"
_CLAIM = re.compile(r"\bC\d\d\b")


@dataclass(frozen=True)
class Asked:
    """A question of an exercise, without anything that answers it."""

    id: str
    kind: str
    points: int
    personal: bool
    by_hand: bool
    objective: str
    claims: tuple[str, ...]
    """the claims that its words name"""


@dataclass(frozen=True)
class Module:
    """A module with what its reading promises and what is asked about it. Each part may still be missing."""

    slug: str
    title: str
    objectives: tuple[str, ...]
    claims: tuple[str, ...]
    exercise: tuple[Asked, ...]
    quiz: tuple[Question, ...]

    @property
    def name(self) -> str:
        """The module as the pages call it.

        >>> Module("m3_votes", "", (), (), (), ()).name, Module("capstone", "", (), (), (), ()).name
        ('Module 3', 'Capstone')
        """
        return "Capstone" if self.slug == "capstone" else f"Module {self.slug[1]}"

    def asked(self, objective: str) -> tuple[Asked, ...]:
        """The exercise questions about an objective."""
        return tuple(question for question in self.exercise if question.objective == objective)

    def checked(self, objective: str) -> tuple[Question, ...]:
        """The self-check questions about an objective."""
        return tuple(question for question in self.quiz if question.objective == objective)

    @property
    def without_exercise(self) -> list[str]:
        """The objectives that no exercise question asks about."""
        return [objective for objective in self.objectives if not self.asked(objective)]

    @property
    def without_quiz(self) -> list[str]:
        """The objectives that no self-check question asks about."""
        return [objective for objective in self.objectives if not self.checked(objective)]


def sources(root: Path) -> list[Path]:
    """The files that the coverage is read from, for Sphinx to watch."""
    files = [*(root / READINGS).glob("*.md")]
    for folder in (root / EXERCISES).glob("*"):
        files += [path for path in (folder / "checks.py", folder / f"{folder.name}.ipynb") if path.is_file()]
    return sorted(files)


def modules(root: Path) -> list[Module]:
    """All modules of a course in their order, and the capstone where it has a reading or an exercise.

    root: the course's folder. Raises CourseError for a question with an objective that its module's reading does not
    have; where the reading is missing nothing is compared.
    """
    from course_utils import quiz
    from course_utils.catalog import load

    known = set(load("claims")["id"])
    found = []
    for slug in ORDER:
        title, meta = _reading(root / READINGS / f"{slug}.md")
        objectives = tuple(meta.get("objectives", ()))
        exercise = _exercise(root / EXERCISES / slug, known)
        checks = tuple(question for question in quiz.bank() if question.module == slug)
        if not (objectives or exercise or checks):
            continue
        if objectives:
            _known(exercise, objectives, slug, f"{EXERCISES}/{slug}/checks.py")
            _known(checks, objectives, slug, "data/quiz.json")
        found.append(Module(slug, title, objectives, tuple(meta.get("claims", ())), exercise, checks))
    return found


def _known(questions: Collection[Any], objectives: tuple[str, ...], slug: str, where: str) -> None:
    for question in questions:
        if question.objective not in objectives:
            raise CourseError(
                f"{question.id} asks about {question.objective!r}, which is no objective of {READINGS}/{slug}.md. "
                f"Copy the objective word for word from the reading into {where}."
            )


def _reading(path: Path) -> tuple[str, dict[str, Any]]:
    """Title and front matter of a reading; empty where there is none."""
    from course_utils.book.lesson import front_matter

    if not path.is_file():
        return "", {}
    text = path.read_text("utf-8")
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    return (title[1].strip() if title else ""), front_matter(text)


def _exercise(folder: Path, known: set[str]) -> tuple[Asked, ...]:
    from course_utils.exercises import shelf

    if not (folder / "checks.py").is_file():
        return ()
    words = _words(folder / f"{folder.name}.ipynb")
    found = []
    for question in shelf.exercise(folder).questions:
        text = " ".join([words(question.id), *question.hints.steps()])
        claims = sorted(set(_CLAIM.findall(text)) & known)
        found.append(
            Asked(
                question.id, _kind(question.kind), question.points, question.personal,
                question.by_hand, question.objective, tuple(claims),
            )
        )  # fmt: skip
    return tuple(found)


def _kind(kind: object) -> str:
    """The name of a kind of answer, as the course has it; an exercise may have a kind of its own."""
    own = (made for made in type(kind).__mro__ if made.__module__.startswith("course_utils.exercises.kinds"))
    found = next(own, None)
    return found.__name__.lower() if found else "own kind"


def _words(notebook: Path) -> Callable[[str], str]:
    """What a notebook says to a student in each question: its cells but for the one with the solution."""
    from course_utils.exercises.notebook import read_notebook

    cells = read_notebook(notebook).cells if notebook.is_file() else ()

    def of(question: str) -> str:
        own = [cell for cell in cells if cell.id == question or cell.id.startswith(f"{question}-")]
        return " ".join(cell.source for cell in own if not cell.is_solution)

    return of
