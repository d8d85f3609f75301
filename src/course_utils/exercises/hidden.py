"""Hidden checks: what an answer must also do, on cases that the student has not seen. Instructors only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.errors import CourseError
from course_utils.exercises.examine import Outcome, as_it_came, examine, excused, in_time, plain
from course_utils.exercises.limits import SECONDS
from course_utils.exercises.question import Question
from course_utils.exercises.quiet import quiet
from course_utils.exercises.shelf import module

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class Case:
    """For whom and on what an answer is checked: the student's pair of states, and a seed for fresh inputs."""

    pair: tuple[str, str]
    seed: int = 0

    @property
    def random(self) -> np.random.Generator:
        """A source of random inputs, the same for the same seed."""
        import numpy as np

        return np.random.default_rng(self.seed)


@dataclass
class HiddenChecks:
    """The hidden checks of an exercise, by question id.

    >>> hidden = HiddenChecks("m3_votes")
    >>> @hidden.check("m3-q1", "as counted by the course")
    ... def counted(n, case):
    ...     assert n == 4, "There are 4 roll calls."
    >>> [title for title, _ in hidden.of("m3-q1")]
    ['as counted by the course']
    """

    slug: str
    _checks: dict[str, list[tuple[str, Callable[..., None]]]] = field(default_factory=dict, repr=False)

    def check(self, id: str, title: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
        """Decorator: a hidden check. It gets the answers and, by name, the case; it asserts with a message."""

        def keep(test: Callable[..., None]) -> Callable[..., None]:
            self._checks.setdefault(id, []).append((title, test))
            return test

        return keep

    @property
    def ids(self) -> tuple[str, ...]:
        """The questions that have hidden checks."""
        return tuple(self._checks)

    def of(self, id: str) -> Sequence[tuple[str, Callable[..., None]]]:
        """The hidden checks of one question, each with its title."""
        return tuple(self._checks.get(id, ()))


def hidden_checks(folder: Path) -> HiddenChecks:
    """The hidden checks that a folder's hidden.py declares as ``HIDDEN``; CourseError where there are none."""
    path = folder / "hidden.py"
    if not path.is_file():
        raise CourseError(f"{folder.name} has no hidden.py. Only the author's folder has it, not what students get.")
    found = getattr(module(path), "HIDDEN", None)
    if not isinstance(found, HiddenChecks):
        raise CourseError(f"{folder.name}/hidden.py must define HIDDEN, a HiddenChecks, but it defines none.")
    return found


@dataclass(frozen=True)
class Score:
    """What an answer earns: the points, the outcome of the public checks, and what hidden checks found."""

    question: Question
    points: float
    public: Outcome
    failed: tuple[tuple[str, str], ...]
    """title and message of each hidden check that failed"""

    @property
    def right(self) -> bool:
        """Whether every check passed, public and hidden."""
        return self.public.right and not self.failed


def score(question: Question, answers: Sequence[Any], hidden: HiddenChecks, case: Case, seconds: float = 60) -> Score:
    """The points of an answer that has been given for one case.

    The public points are earned by all public checks together. The other points are spread evenly over the
    hidden checks, which run whatever the public ones said. seconds: the limit for one hidden check, which may
    call an answer a hundred times.
    """
    public = examine(question, *answers)
    every = hidden.of(question.id)
    with quiet():
        given = _given(question, answers)
        failed = [(title, said) for title, test in every if (said := _said(test, given, case, seconds))]
    earned: float = question.public_points if public.right else 0
    if every:
        earned += (question.points - question.public_points) * (len(every) - len(failed)) / len(every)
    return Score(question, earned, public, tuple(failed))


def _given(question: Question, answers: Sequence[Any]) -> tuple[Any, ...]:
    """The answers in plain form; as they came where they have none, so that each check says so itself."""
    raw = as_it_came(question, answers)
    form: list[tuple[Any, ...]] = []

    def take() -> str:
        with excused():
            form.append(plain(question, raw))
        return ""

    in_time(SECONDS, take)
    return form[0] if form else (raw,) if len(question.answer) == 1 else raw


def _said(test: Callable[..., None], given: Sequence[Any], case: Case, seconds: float) -> str:
    def look() -> str:
        with excused() as excuse:
            test(*given, case=case)
        return excuse[0] if excuse else ""

    return in_time(seconds, look)
