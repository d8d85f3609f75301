"""What a table's build function is given: checked source files and the tables built before it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.catalog.load import sha256
from course_utils.catalog.schema import Source
from course_utils.errors import CourseError, unknown

if TYPE_CHECKING:
    import pandas as pd


class Workspace:
    """A folder of sources, read only after each file's checksum was compared.

    ``changed_ok`` accepts files that differ from the ones this course was written with
    (a newer download), and lists them in ``changed``.
    """

    def __init__(self, folder: Path, sources: dict[str, Source], changed_ok: bool = False):
        self.folder = folder
        self.sources = sources
        self.changed_ok = changed_ok
        self.changed: list[str] = []
        self.tables: dict[str, pd.DataFrame] = {}
        self._checked: dict[tuple[str, str], Path] = {}

    def path(self, source: str, file: str) -> Path:
        """The path of a source file; CourseError names a missing or altered one and where to get it."""
        if source not in self.sources:
            raise unknown("source", source, self.sources)
        if (source, file) in self._checked:
            return self._checked[source, file]
        entry = self.sources[source]
        path = self.folder / entry.place / file
        if not path.is_file():
            raise CourseError(
                f"The source file {entry.place}/{file} is missing from {self.folder}. "
                f"It is {entry.title}, {entry.version}. Get it: {entry.where}"
            )
        came = sha256(path)
        if came != entry.files[file]:
            if not self.changed_ok:
                raise CourseError(
                    f"The source file {entry.place}/{file} differs from the one this course was built with "
                    f"(SHA-256 {came[:12]}…, expected {entry.files[file][:12]}…). It should be {entry.title}, "
                    f"{entry.version}. Get it: {entry.where} If you mean to use a newer edition, "
                    "add --changed-ok and read the differences in `git diff data/datapackage.json`."
                )
            self.changed.append(f"{entry.place}/{file}")
        self._checked[source, file] = path
        return path

    def table(self, name: str) -> pd.DataFrame:
        """A table that was built earlier in this run."""
        if name not in self.tables:
            raise unknown("table built so far", name, self.tables)
        return self.tables[name]
