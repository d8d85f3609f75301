"""Build, check and stamp the data package."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from course_utils.catalog.load import load
from course_utils.catalog.package import package
from course_utils.catalog.pipeline import descriptor, parquet
from course_utils.catalog.pipeline.hand_kept import HAND_KEPT, read
from course_utils.catalog.pipeline.registry import all_sources, all_tables
from course_utils.catalog.pipeline.validate import breaches
from course_utils.catalog.pipeline.workspace import Workspace
from course_utils.errors import CourseError

Say = Callable[[str], None]

KEPT = Path(__file__).resolve().parents[4] / "data"  # where the repository keeps the tables that people edit


def _hand_kept_entries(folder: Path) -> list[dict]:
    entries = []
    for table in HAND_KEPT:
        path = folder / table.path
        if not path.is_file() and (KEPT / table.path).is_file():
            shutil.copyfile(KEPT / table.path, path)  # a build into another folder is a whole package too
        if not path.is_file():
            raise CourseError(f"The hand-kept table {table.path} is missing from {folder}. Restore it with git.")
        entries.append(descriptor.hand_kept(table, len(read(table, folder)), path))
    return entries


def build(sources: Path, out: Path, changed_ok: bool = False, say: Say = print) -> Path:
    """Derive every table from the folder of sources, and write the descriptor.

    Nothing in ``out`` is touched before all tables are built and valid.
    Raises CourseError for a missing or altered source, or a table that breaks its own schema.
    """
    if not sources.is_dir():
        raise CourseError(f"There is no folder of sources at {sources}. Give it with --sources DIR.")
    workspace = Workspace(sources, all_sources(), changed_ok)
    tables = all_tables()
    for number, table in enumerate(tables.values(), start=1):
        say(f"[{number}/{len(tables)}] {table.name}")
        workspace.tables[table.name] = parquet.tidy(table.build(workspace), table)
    out.mkdir(parents=True, exist_ok=True)
    for name in tables:
        parquet.write(workspace.tables[name], out / f"{name}.parquet")
    entries = [
        descriptor.derived(table, workspace.tables[name], out / f"{name}.parquet", workspace.sources)
        for name, table in tables.items()
    ]
    problems = [
        f"{entry['name']}: {breach}" for entry in entries for breach in breaches(workspace.tables[entry["name"]], entry)
    ]
    if problems:
        raise CourseError("Tables break their own schema:\n" + "\n".join(problems))
    for file in workspace.changed:
        say(f"note: {file} differs from the file this course was written with")
    return descriptor.write(entries + _hand_kept_entries(out), out)


def stamp() -> Path:
    """Write the hand-kept tables' checksums and row counts anew; derived tables keep theirs."""
    course = package()
    kept = {table.name for table in HAND_KEPT}
    derived = [resource for resource in course.descriptor["resources"] if resource["name"] not in kept]
    return descriptor.write(derived + _hand_kept_entries(course.folder), course.folder)


def check() -> list[str]:
    """Every breach in the data package, a sentence each; an empty list is a pass."""
    course = package()
    found: list[str] = []
    for resource in course.descriptor["resources"]:
        name = resource["name"]
        try:
            if resource["format"] == "json":
                from course_utils.catalog.load import verify

                json.loads(verify(name).read_text("utf-8"))
                continue
            found += [f"{name}: {breach}" for breach in breaches(load(name), resource)]
        except CourseError as error:
            found.append(f"{name}: {error}")
        for part in ("title", "description", "derivation", "terms", "sources"):
            if not resource[part]:
                found.append(f"{name}: the descriptor states no {part}")
    listed = {resource["path"] for resource in course.descriptor["resources"]}
    strays = {path.name for path in course.folder.iterdir() if path.is_file()} - listed - {"datapackage.json"}
    found += [f"{stray} lies in {course.folder} but is not in the descriptor" for stray in sorted(strays)]
    return found + _descriptor_breaches(course.descriptor)


def _descriptor_breaches(document: dict) -> list[str]:
    """What the Frictionless library finds wrong with the descriptor itself."""
    try:
        from frictionless import Package
    except ModuleNotFoundError:  # the student's set-up has no frictionless; CI has
        return []
    report = Package.validate_descriptor(document)
    errors = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return [f"descriptor: {error.note}" for error in errors]
