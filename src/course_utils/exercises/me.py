"""Who works here: the student's id, kept beside the exercises, and the pair of states that follows from it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.exercises import record
from course_utils.exercises.card import Card
from course_utils.exercises.pairs import normalised, pair_for

VARIABLE = "COURSE_ID"
FILE = "me.json"
_HOW = 'Run `course me --id <your student id>` in a terminal, or `me("<your student id>")` in the notebook.'


def my_pair() -> tuple[str, str]:
    """The student's own pair: two ISO 3166-1 alpha-3 codes, in alphabetical order.

    The id comes from the environment variable COURSE_ID, or else from what `course me` has kept.
    Raises CourseError where there is neither, with how to set it.
    """
    return pair_for(student_id())


def student_id() -> str:
    """The id of the student who works here, as it was given. Raises CourseError where none is set."""
    id = os.environ.get(VARIABLE, "").strip() or _kept()
    if not id:
        raise CourseError(f"No student id is set, so there is no pair yet. {_HOW}")
    return id


def me(id: str = "", *, change: bool = False) -> Card:
    """Keep the student's id and show the pair that follows from it; without an id, show what is kept.

    The id goes into a small file of the course folder and nowhere else. change: take another id than the one that
    is kept, which brings another pair.
    Raises CourseError for an id that is none, for another id without ``change``, and where none is set.
    """
    if id == "" and change:
        raise CourseError(f"To change the student id, write the new one beside it. {_HOW}")
    if id != "":
        _keep(id, change)
    here = student_id()
    a, b = pair_for(here)
    return Card(
        f"{here}: the pair is {_named(a, b)}.",
        message=f"In the exercises, `my_pair()` gives {a} and {b}. The pair stays the same in every module, on every "
        "computer.",
        next=_overruled(id, here),
    )


def _keep(id: str, change: bool) -> None:
    new = normalised(id)
    path = _file()
    if not change:
        old = _kept()
        if old and normalised(old) != new:
            raise CourseError(
                f"The id {old} is set here, with the pair {_named(*pair_for(old))}; {id.strip()} would bring another, and "
                "answers written for the first would no longer fit. To change it all the same: "
                f'`course me --id "{id.strip()}" --change`, or `me("{id.strip()}", change=True)` in the notebook.'
            )
    record.write_json(path, {"id": id.strip()})


def _kept() -> str:
    """The id that is kept, or nothing."""
    path = _file()
    try:
        return str(json.loads(path.read_text("utf-8"))["id"])
    except FileNotFoundError:
        return ""
    except (ValueError, TypeError, KeyError):
        raise CourseError(
            f"The file {path.name}, which keeps the student id, can't be read any more. To write it anew: "
            '`course me --id <your student id> --change`, or `me("<your student id>", change=True)` in the notebook.'
        ) from None


def _file() -> Path:
    return record.home() / FILE


def _named(a: str, b: str) -> str:
    from course_utils.states import name

    return f"{name(a)} and {name(b)}"


def _overruled(asked: str, here: str) -> str:
    """Why the id that was just given is not the one that counts."""
    if asked != "" and normalised(asked) != normalised(here):
        return f"{asked.strip()} is kept, but the environment variable {VARIABLE} says {here}, and it goes first."
    return ""
