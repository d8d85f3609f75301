"""Release: make the folder and the zip that students get, and let nothing out that holds an answer."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import course_utils
from course_utils.errors import CourseError, unknown
from course_utils.exercises.shelf import root as course_root
from course_utils.grading.archive import sha256, write_folder, zipped
from course_utils.grading.bundle import MANIFEST, NAME, bundle

if TYPE_CHECKING:
    from course_utils.grading.leaks import Leak

SHOWN = 10  # leaks in the message


@dataclass(frozen=True)
class Release:
    """What was written: the folder, the zip of the same files, how many files, and their sizes in bytes."""

    folder: Path
    archive: Path
    files: int
    folder_bytes: int
    archive_bytes: int

    def __str__(self) -> str:
        return (
            f"{self.folder}: {self.files} files, {self.folder_bytes / 1e6:.1f} MB\n"
            f"{self.archive}: {self.archive_bytes / 1e6:.1f} MB"
        )


def exercise_folders(slugs: Sequence[str] = ()) -> list[Path]:
    """The authors' folders of these exercises, or of all; CourseError with the nearest match for an unknown one."""
    every = {path.parent.name: path.parent for path in sorted(repository().glob("notebooks/exercises/*/checks.py"))}
    if not every:
        raise CourseError("No exercise lies in notebooks/exercises: a folder with checks.py is one.")
    for slug in slugs:
        if slug not in every:
            raise unknown("exercise", slug, every)
    return [every[slug] for slug in (dict.fromkeys(slugs) or every)]


def build(slugs: Sequence[str], out: Path, say: Callable[[str], object] = lambda text: None) -> Release:
    """Write the folder ``fraternal-nations-<version>`` and the zip of it into ``out``.

    slugs: the exercises to release; none for all. The same sources give the same bytes. Both are searched for leaks
    before they take their place.
    Raises CourseError where a leak is found, or where something in ``out`` would be lost; what was there stays.
    """
    folders = exercise_folders(slugs)
    name = f"{NAME}-{course_utils.__version__}"
    folder, archive = out / name, out / f"{name}.zip"
    _check_place(folder, archive)
    say(f"Putting together {', '.join(path.name for path in folders)}")
    files = bundle(repository(), folders)
    whole = zipped({f"{name}/{path}": content for path, content in files.items()})
    out.mkdir(parents=True, exist_ok=True)
    # Beside its place, so that the last step is a renaming and nothing half-written is ever there.
    with tempfile.TemporaryDirectory(dir=out, prefix=".release-") as scratch:
        fresh = Path(scratch) / name
        write_folder(files, fresh)
        (Path(scratch) / archive.name).write_bytes(whole)
        say("Running the solutions and searching for leaks")
        refuse_leaks(Path(scratch), folders)
        if folder.exists():
            folder.rename(Path(scratch) / "former")
        fresh.rename(folder)
        os.replace(Path(scratch) / archive.name, archive)
    return Release(folder, archive, len(files), sum(map(len, files.values())), len(whole))


def check(target: Path) -> list[Leak]:
    """The leaks in a release or in a built site, of every exercise that lies in the repository."""
    from course_utils.grading.leaks import find_leaks

    return find_leaks(target, exercise_folders(), repository())


def refuse_leaks(target: Path, folders: Sequence[Path]) -> None:
    """Raise CourseError with the leaks in a target. folders: the authors' folders of the exercises in it."""
    from course_utils.grading.leaks import find_leaks

    found = find_leaks(target, folders, repository())
    if found:
        listed = "\n".join(f"- {leak}" for leak in found[:SHOWN])
        more = f"\n- and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        raise CourseError(f"Nothing was released, because answers would go out with it:\n{listed}{more}")


def repository() -> Path:
    """The course folder, which must be the author's: students' copies have no sources to release."""
    root = course_root().resolve()
    if not (root / "src" / "course_utils").is_dir() or not (root / "pyproject.toml").is_file():
        raise CourseError(
            f"{root} is not the course's repository: src/course_utils is not there. Releases are made from it."
        )
    return root


def _check_place(folder: Path, archive: Path) -> None:
    """Refuse to write over anything that is not an untouched former release."""
    if folder.exists():
        odd = _not_released(folder)
        if odd:
            raise CourseError(
                f"{folder} holds what an earlier release did not put there: {', '.join(odd[:SHOWN])}"
                f"{' …' if len(odd) > SHOWN else ''}. Nothing was written. Move that folder away, or name another with --out."
            )
    if archive.exists() and not is_release(archive):
        raise CourseError(f"{archive} is no earlier release. Nothing was written. Move it away, or name another --out.")


def _not_released(folder: Path) -> list[str]:
    """The files of a folder that no release has written, or that were changed since; the folder's own name if it is none."""
    if not folder.is_dir():
        return [folder.name]
    there = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if not path.is_dir()}
    try:
        stated = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return list(there)
    own = [name for name, path in there.items() if name != MANIFEST and sha256(path.read_bytes()) != stated.get(name)]
    return own


def is_release(archive: Path) -> bool:
    """Whether a file is a zip that a release, or a bundle for a place without a network, has written."""
    try:
        with zipfile.ZipFile(archive) as whole:
            return any(name == f"{archive.stem}/{MANIFEST}" for name in whole.namelist())
    except (OSError, zipfile.BadZipFile):
        return False
