"""Hand in: look the notebook through, run a copy from top to bottom, write a receipt and one file to upload."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError
from course_utils.exercises import receipt as receipts
from course_utils.exercises import shelf
from course_utils.exercises.card import Card
from course_utils.exercises.notebook import read_notebook
from course_utils.exercises.validate import Problem, exercise_of, problems

OFF = "COURSE_SUBMIT"  # set to "off" where a notebook runs by itself: its own submit() does nothing then

# A result as the card says it, in a word.
_WORDS = {"not answered": "open"}


@dataclass(frozen=True)
class Submission:
    """What came of handing in: a receipt and its files, or the problems that kept it from being made."""

    name: str
    saved: datetime
    receipt: dict[str, Any] | None
    problems: tuple[Problem, ...]
    upload: Path | None = None
    """the file to upload: notebook and receipt in one"""

    def card(self) -> Card:
        """The same for a reader."""
        read = (
            f"{self.name} was read as it was saved at {self.saved:%H:%M:%S on %d %B %Y}; what came later is not in it."
        )
        if self.receipt is None or self.upload is None:
            return Card(
                f"{self.name}: not handed in yet, and nothing was written. Something must be mended first.",
                lines=tuple((problem.severity, problem.text) for problem in self.problems),
                message=read,
                next="Mend this, save the notebook, and submit again.",
            )
        lines: dict[str, list[str]] = {}
        for id, one in self.receipt["questions"].items():
            lines.setdefault(_WORDS.get(one["result"], one["result"]), []).append(id)
        return Card(
            f"{self.receipt['exercise']}: receipt {receipts.short(self.receipt['code'])}. One step is left, the upload.",
            lines=tuple((state, ", ".join(ids)) for state, ids in lines.items()),
            message=f"{receipts.points_in_words(self.receipt)} {read}",
            hints=tuple(f"Please look at: {problem}" for problem in self.problems),
            next=(
                f"Upload `{self.upload.name}` to the learning platform; it lies in {self.upload.parent}. "
                f"If the platform asks for a code, copy `{receipts.short(self.receipt['code'])}`."
            ),
        )


def submit(notebook: str | Path = "", out: str | Path | None = None) -> Card:
    """Hand in this notebook, as it was last saved: save first.

    A copy runs from top to bottom, which takes as long as running all cells. Then a receipt and a zip file to upload
    lie beside the notebook, or the card says what must be mended first.
    notebook: a file, where it is not the one in the working folder. out: another folder for the files.
    """
    if os.environ.get(OFF) == "off" or os.environ.get("NBGRADER_EXECUTION"):
        return Card("Nothing is handed in here, because the notebook is run by itself.")
    path = locate(notebook) if notebook else _own_notebook() or locate(Path.cwd())
    return hand_in(path, Path(out) if out else None, print).card()


def hand_in(path: Path, out: Path | None = None, say: Callable[[str], object] = lambda text: None) -> Submission:
    """Validate and run a notebook, and write receipt and zip file beside it or into ``out``.

    say: is told what takes a while. Raises CourseError where the notebook can't be read or run, the student has no id
    yet, or nothing can be written.
    """
    notebook = read_notebook(path)
    saved = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    folder, exercise = exercise_of(path, notebook)
    found = problems(notebook, exercise)
    if any(problem.severity == "must" for problem in found):
        return Submission(path.name, saved, None, tuple(found))
    from course_utils.exercises.me import student_id

    student = student_id()
    target = (out or path.parent).resolve()
    _try_writing(target)
    say(f"Running a copy of {path.name} from top to bottom …")
    run = _rehearsal()(notebook, exercise, folder, student)
    found += run.problems
    receipt = receipts.make_receipt(
        notebook,
        exercise,
        student,
        run.results,
        [str(problem) for problem in found],
        saved,
        datetime.now().astimezone(),
    )
    slug = exercise.slug
    files = {
        f"{slug}.receipt.json": (json.dumps(receipt, indent=1, ensure_ascii=False) + "\n").encode(),
        f"{slug}.receipt.txt": receipts.as_text(receipt).encode(),
    }
    upload = f"{slug}-{_plain(student)}.zip"
    files[upload] = _zip({f"{slug}.ipynb": notebook.raw, **files})
    _write(target, files)
    return Submission(path.name, saved, receipt, tuple(found), target / upload)


def locate(target: str | Path) -> Path:
    """The notebook that is meant: a file, the folder of an exercise, or the slug of one."""
    path = Path(target)
    if path.is_file():
        return path
    if path.suffix == ".ipynb":
        raise CourseError(f"There is no file {path}. Check the name and the folder.")
    if path.is_dir():
        if not (path / "checks.py").is_file():
            raise CourseError(
                f"No exercise lies in {path.resolve()}: checks.py is not there. Start in the folder of the exercise, "
                "or name it: `course submit m3_votes`."
            )
        folder, exercise = path, shelf.exercise(path.resolve())
    else:
        folder, exercise = shelf.open_exercise(str(target))
    expected = folder / f"{exercise.slug}.ipynb"
    if not expected.is_file():
        others = ", ".join(sorted(one.name for one in folder.glob("*.ipynb"))) or "no notebook"
        raise CourseError(
            f"{expected.name} is not in {folder.resolve()}; there is: {others}. "
            f"Save the notebook there as {expected.name}, or name the file that is meant."
        )
    return expected


def _own_notebook() -> Path | None:
    """The notebook that runs this, where Jupyter or VS Code says so and it lies in the working folder.

    So that a copy under another name hands in itself, and not the empty notebook beside it.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    name = os.environ.get("JPY_SESSION_NAME") or (shell and shell.user_ns.get("__vsc_ipynb_file__"))
    path = Path(name) if name else None
    if path and path.suffix == ".ipynb" and path.is_file() and path.resolve().parent == Path.cwd().resolve():
        return path
    return None


def _rehearsal() -> Callable[..., Any]:
    try:
        from course_utils.exercises.rehearsal import rehearse
    except ModuleNotFoundError as error:
        raise CourseError(
            f"The notebook can't be run here, because the package {error.name} is not installed. "
            "Run the course's installation again, and submit from its Python."
        ) from None
    return rehearse


def _try_writing(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CourseError(
            f"Nothing can be written into {folder} ({error.strerror}). Name another folder: `--out FOLDER` with "
            '`course submit`, or `submit(out="FOLDER")` in the notebook.'
        ) from None


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write each file whole or not at all; earlier ones of the same name keep their content under a number."""
    fresh: dict[str, Path] = {}
    try:
        for name, content in files.items():
            fresh[name] = _beside(folder / name, content)
        number = 1
        while any((folder / _numbered(name, number)).exists() for name in files):
            number += 1
        for name, new in fresh.items():
            if (folder / name).exists():
                (folder / name).rename(folder / _numbered(name, number))
            new.replace(folder / name)
    except OSError as error:
        raise CourseError(
            f"The receipt could not be written into {folder} ({error.strerror}). Is an earlier one open in another "
            "program? Close it, and submit again."
        ) from None
    finally:
        for new in fresh.values():
            new.unlink(missing_ok=True)


def _beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.chmod(name, 0o644)
    return Path(name)


def _numbered(name: str, number: int) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}-{number}.{suffix}"


def _plain(id: str) -> str:
    """An id as part of a file name on every system.

    >>> _plain("s/12 345")
    's-12-345'
    """
    return re.sub(r"[^\w.-]+", "-", id).strip(".-") or "student"


def _zip(files: Mapping[str, bytes]) -> bytes:
    """A zip file whose bytes depend on the files alone."""
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the oldest date that the format knows
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return memory.getvalue()
