"""Load one table, checked against the checksum that the descriptor states."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.catalog.package import package
from course_utils.errors import CourseError

if TYPE_CHECKING:
    import pandas as pd

_verified: set[tuple[Path, int, int]] = set()


def sha256(path: Path) -> str:
    """Hex digest of a file.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "empty"; file.touch(); sha256(file)[:8]
    'e3b0c442'
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(name: str) -> Path:
    """The file of a table, after comparing its SHA-256 with the descriptor (once per process)."""
    course = package()
    resource = course.resource(name)
    path = course.folder / resource["path"]
    if not path.is_file():
        raise CourseError(
            f"The table {name!r} should be at {path}, but the file is missing. "
            f"Restore it with `git checkout data/{resource['path']}` or run `course data build`."
        )
    stat = path.stat()
    stamp = (path, stat.st_mtime_ns, stat.st_size)
    if stamp not in _verified:
        expected, came = resource["hash"].removeprefix("sha256:"), sha256(path)
        if came != expected:
            raise CourseError(
                f"The table {name!r} was altered: {path.name} has SHA-256 {came[:12]}…, the descriptor "
                f"states {expected[:12]}…. Restore it with `git checkout data/{resource['path']}`, "
                "or, if you changed it on purpose, run `course data stamp`."
            )
        _verified.add(stamp)
    return path


def provenance(name: str) -> str:
    """One line on where a table comes from, fit for a chart's source line.

    >>> provenance("votes")  # doctest: +ELLIPSIS
    '...'
    """
    resource = package().resource(name)
    return "; ".join(source["title"] for source in resource["sources"])


def _cited(source: dict) -> str:
    doi = source.get("doi", "")
    return source["citation"] if doi in source["citation"] else f"{source['citation']} https://doi.org/{doi}"


def load(name: str) -> pd.DataFrame:
    """Load a table of the data package as a typed DataFrame.

    The file's SHA-256 is compared with the descriptor once per process. Columns with a closed
    vocabulary come as categoricals, dates as ``datetime64``, texts as ``str``. The table's
    title, sources, terms and known defects are in ``.attrs``.

    Raises CourseError for an unknown name, a missing file or an altered one.

    >>> load("votes").attrs["title"]
    'Votes in General Assembly roll calls'
    """
    import pandas as pd

    resource = package().resource(name)
    path = verify(name)
    if resource["format"] == "parquet":
        table = pd.read_parquet(path)
    elif resource["format"] == "csv":
        from course_utils.catalog.csv_table import read_csv

        table = read_csv(path, resource["schema"])
    else:
        raise CourseError(f"{name!r} is not a table but a {resource['format']} file: read {path} directly.")
    table.attrs = {
        "name": name,
        "title": resource["title"],
        "provenance": provenance(name),
        "sources": [_cited(source) for source in resource["sources"]],
        "terms": resource["terms"],
        "defects": list(resource["defects"]),
    }
    return table
