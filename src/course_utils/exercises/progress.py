"""Progress: questions passed, points of the first checks, objectives met. Tries and hints do not count."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError
from course_utils.exercises import record, shelf
from course_utils.exercises.card import _PLAIN, _STYLE
from course_utils.exercises.question import Exercise

_COLUMNS = ("Exercise", "Questions passed", "Points of the first checks", "Points still open", "Objectives met")
_NOTE = (
    "A question has passed when its first checks passed the last time they ran. The points still open are given when "
    "the work is graded, by further checks and by a reader. Hints and failed tries cost nothing."
)


@dataclass(frozen=True)
class Standing:
    """How far one exercise is."""

    exercise: Exercise
    passed: frozenset[str]
    """ids of the questions whose first checks passed the last time"""

    @property
    def objectives(self) -> dict[str, list[str]]:
        """Each objective with the ids of its questions that have not passed yet: none, where it is met."""
        found: dict[str, list[str]] = {}
        for question in self.exercise.questions:
            missing = found.setdefault(question.objective, [])
            if question.id not in self.passed:
                missing.append(question.id)
        return found

    def row(self) -> tuple[str, ...]:
        """The exercise as one row of the table."""
        questions, objectives = self.exercise.questions, self.objectives
        public = sum(question.public_points for question in questions)
        reached = sum(question.public_points for question in questions if question.id in self.passed)
        met = sum(not missing for missing in objectives.values())
        return (
            self.exercise.title,
            f"{len(self.passed)} of {len(questions)}",
            f"{reached} of {public}",
            f"{self.exercise.points - public} of {self.exercise.points}",
            f"{met} of {len(objectives)}",
        )

    def lines(self) -> list[str]:
        """Each objective in a line: met, or which questions are missing."""
        return [
            f"not yet: {objective} (to do: {', '.join(missing)})" if missing else f"met: {objective}"
            for objective, missing in self.objectives.items()
        ]


@dataclass(frozen=True)
class Progress:
    """A table of exercises, and under it their objectives; it reads the same without a running kernel."""

    standings: tuple[Standing, ...]

    def _text(self) -> str:
        rows = [_COLUMNS, *(standing.row() for standing in self.standings)]
        wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join(f"{cell:{width}}" for cell, width in zip(row, wide, strict=True)).rstrip() for row in rows]
        for standing in self.standings:
            lines += ["", f"Objectives of {standing.exercise.title}", *(f"  {line}" for line in standing.lines())]
        return "\n".join([*lines, "", _NOTE])

    def _html(self) -> str:
        # Borders take the colour of the text, so that they show in a dark theme too.
        edge = 'style="border:1px solid;padding:.2rem .5rem;text-align:left"'
        head = "".join(f'<th scope="col" {edge}>{escape(name)}</th>' for name in _COLUMNS)
        rows = "".join(
            f'<tr><th scope="row" {edge}>{escape(first)}</th>'
            + "".join(f"<td {edge}>{escape(cell)}</td>" for cell in rest)
            + "</tr>"
            for first, *rest in (standing.row() for standing in self.standings)
        )
        lists = "".join(
            f"<p>Objectives of {escape(standing.exercise.title)}</p><ul>"
            + "".join(f"<li>{escape(line)}</li>" for line in standing.lines())
            + "</ul>"
            for standing in self.standings
        )
        return (
            f'<section aria-label="Progress" style="{_STYLE.format(line=_PLAIN)};overflow-x:auto">'
            '<table style="border-collapse:collapse"><caption style="text-align:left"><strong>Progress</strong></caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{lists}<p>{escape(_NOTE)}</p></section>"
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/plain": self._text(), "text/html": self._html()}

    def __repr__(self) -> str:
        return self._text()


def progress(slug: str = "") -> Progress:
    """How far the exercise of the working folder is; outside of one, how far every exercise of the course is.

    slug: another exercise. Raises CourseError where there is none.
    """
    here = Path.cwd().resolve()
    if slug:
        exercises = [shelf.open_exercise(slug)[1]]
    else:
        folders = [here] if (here / "checks.py").is_file() else shelf.folders()
        exercises = [shelf.exercise(folder) for folder in folders]
    if not exercises:
        raise CourseError("No exercise lies here. Start in the course folder, or in the folder of an exercise.")
    passed = {id for id, tries in record.read().items() if tries.passed}
    return Progress(tuple(
        Standing(exercise, frozenset(question.id for question in exercise.questions if question.id in passed))
        for exercise in exercises
    ))  # fmt: skip
