"""Where exercises lie, and how one is found by the id of one of its questions."""

from __future__ import annotations

import sys
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import Any

from course_utils.errors import CourseError, unknown
from course_utils.exercises.question import Exercise, Question


def root() -> Path:
    """The folder of the course: the one that holds data/ and notebooks/."""
    from course_utils.catalog.package import data_folder

    return data_folder().parent


def lab_of(slug: str) -> str:
    """The worked notebook that a reading takes its figures from, below the course folder, without its ending.

    >>> lab_of("m3_votes"), lab_of("capstone")
    ('notebooks/labs/m3_votes', 'notebooks/capstones/capstone')
    """
    return f"notebooks/{'capstones' if slug == 'capstone' else 'labs'}/{slug}"


def folders() -> list[Path]:
    """The folders of the exercises at hand: the working folder, if it is one, then those of the course."""
    every = [Path.cwd(), *sorted((root() / "notebooks" / "exercises").glob("*"))]
    return list(dict.fromkeys(path.resolve() for path in every if (path / "checks.py").is_file()))


def module(path: Path) -> Any:
    """A Python file beside a notebook as a module, read anew when it has changed.

    Raises CourseError, with the file and the line, for one that can't be run.
    """
    name = f"course_exercise_{path.parent.name}_{path.stem}"
    stamp = (str(path), path.stat().st_mtime_ns)
    loaded = sys.modules.get(name)
    if loaded is not None and getattr(loaded, "_course_stamp", None) == stamp:
        return loaded
    made = ModuleType(name)
    made.__dict__.update(__file__=str(path), _course_stamp=stamp)
    sys.modules[name] = made  # dataclasses look their module up there
    try:
        # Not by an importer: that would leave byte code beside the notebook, and take it for the new text when two
        # versions of one size are saved within a second.
        exec(compile(path.read_text("utf-8"), str(path), "exec"), made.__dict__)
    except CourseError:
        del sys.modules[name]
        raise
    except Exception as error:
        del sys.modules[name]
        raise CourseError(f"{path.parent.name}/{path.name} can't be run: {_where(error, path)}") from error
    return made


def _where(error: Exception, path: Path) -> str:
    """What went wrong in a file, and in which line of it."""
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == str(path)]
    line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else None
    what = error.msg if isinstance(error, SyntaxError) else error
    return f"{type(error).__name__}{f' in line {line}' if line else ''}: {what}"


def exercise(folder: Path) -> Exercise:
    """The exercise that a folder's checks.py declares as ``EXERCISE``; CourseError where it declares none."""
    found = getattr(module(folder / "checks.py"), "EXERCISE", None)
    if not isinstance(found, Exercise):
        raise CourseError(f"{folder.name}/checks.py must define EXERCISE, an Exercise, but it defines none.")
    return found


def open_exercise(slug: str) -> tuple[Path, Exercise]:
    """Folder and exercise of this slug; CourseError with the nearest match where there is none."""
    found = {exercise(folder).slug: folder for folder in reversed(folders())}  # of two the first, as in find
    if slug not in found:
        raise unknown("exercise", slug, found)
    return found[slug], exercise(found[slug])


def find(id: str) -> tuple[Exercise, Question]:
    """The question with this id, and its exercise; CourseError with the nearest match where there is none."""
    known: list[str] = []
    for folder in folders():
        here = exercise(folder)
        for question in here.questions:
            if question.id == id:
                return here, question
            known.append(question.id)
    if not known:
        raise CourseError(
            "No exercise lies here. Open the notebook in the folder it came in: checks.py must lie beside it."
        )
    raise unknown("question", id, known)
