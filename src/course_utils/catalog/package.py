"""Find data/ and read its descriptor, datapackage.json (Frictionless Data Package)."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_utils.errors import CourseError, unknown

DESCRIPTOR = "datapackage.json"


def data_folder() -> Path:
    """The folder with the tables: $COURSE_DATA, else data/ here or above, else the repository's own."""
    named = os.environ.get("COURSE_DATA")
    if named:
        folder = Path(named)
        if not (folder / DESCRIPTOR).is_file():
            raise CourseError(
                f"COURSE_DATA points to {folder}, but there is no {DESCRIPTOR} in it. "
                "Point it to the course's data folder, or unset it."
            )
        return folder
    here = Path.cwd().resolve()
    for parent in (here, *here.parents):
        if (parent / "data" / DESCRIPTOR).is_file():
            return parent / "data"
    repository = Path(__file__).resolve().parents[3] / "data"
    if (repository / DESCRIPTOR).is_file():
        return repository
    raise CourseError(
        f"No data/{DESCRIPTOR} in {here} or above it. Start from the course folder, "
        "or set COURSE_DATA to the folder that holds the tables."
    )


@dataclass(frozen=True)
class Package:
    """A data folder and what its descriptor says of each table."""

    folder: Path
    descriptor: dict

    @property
    def names(self) -> list[str]:
        """Names of all tables, sorted."""
        return sorted(resource["name"] for resource in self.descriptor["resources"])

    def resource(self, name: str) -> dict:
        """The descriptor's entry for one table; an unknown name draws the nearest match."""
        for resource in self.descriptor["resources"]:
            if resource["name"] == name:
                return resource
        raise unknown("table", name, self.names)


@cache
def _read(folder: Path, stamp: int) -> Package:
    path = folder / DESCRIPTOR
    try:
        return Package(folder, json.loads(path.read_text("utf-8")))
    except ValueError as error:
        raise CourseError(
            f"{path} is not valid JSON ({error}). Restore it with `git checkout data/{DESCRIPTOR}` "
            "or rebuild it with `course data build`."
        ) from None


def package() -> Package:
    """The data package of this course (read once, and again when the file changes)."""
    folder = data_folder()
    return _read(folder, (folder / DESCRIPTOR).stat().st_mtime_ns)
