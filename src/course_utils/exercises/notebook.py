"""A notebook as somebody saved it: read without trust in its editor, and known by what was written into it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError

# What nbgrader puts in the place of a solution.
_CODE_STUB = re.compile(r"^\s*raise NotImplementedError\(\)\s*$", re.MULTILINE)
_TEXT_STUB = "YOUR ANSWER HERE"


@dataclass(frozen=True)
class Cell:
    """One cell: its number as a reader counts, its type, its source, and what nbgrader noted about it."""

    number: int
    kind: str
    source: str
    marks: Mapping[str, Any] = field(default_factory=dict)
    """the nbgrader part of the cell's metadata; empty where there is none"""
    attachments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id by which nbgrader knows the cell; empty for a cell of the student's own."""
        return str(self.marks.get("grade_id", ""))

    @property
    def is_grade(self) -> bool:
        """Whether the cell carries points."""
        return bool(self.marks.get("grade"))

    @property
    def is_solution(self) -> bool:
        """Whether the cell is the student's to fill in."""
        return bool(self.marks.get("solution"))

    @property
    def is_locked(self) -> bool:
        """Whether the cell must stay as it was released."""
        return not self.is_solution and (self.is_grade or bool(self.marks.get("locked")))

    @property
    def is_changed(self) -> bool:
        """Whether type or source differ from the release. Line ends and a last empty line do not count.

        Only a cell with a checksum can tell; of others this says no.
        """
        released = self.marks.get("checksum")
        return released is not None and released not in {checksum(self, source) for source in _forms(self.source)}

    @property
    def is_unanswered(self) -> bool:
        """Whether a solution cell is empty, as it was released, or stops at the line that stands for an answer."""
        if not self.is_solution:
            return False
        text = self.source.strip()
        stub = text in ("", _TEXT_STUB) or (self.kind == "code" and _CODE_STUB.search(text) is not None)
        return stub or ("checksum" in self.marks and not self.is_changed)


def checksum(cell: Cell, source: str) -> str:
    """The checksum that nbgrader gives a cell with this source; as nbgrader.utils, which students do not install."""
    parts = [source, cell.kind, str(cell.is_grade), str(cell.is_solution), str(cell.is_locked), cell.id]
    if cell.is_grade:
        parts.append(str(float(cell.marks.get("points", 0))))
    return hashlib.md5("".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def _forms(source: str) -> tuple[str, ...]:
    # Editors differ in line ends and in a line end after the last line.
    plain = source.replace("\r\n", "\n")
    return source, plain, plain.rstrip("\n"), plain.rstrip("\n") + "\n"


@dataclass(frozen=True)
class Notebook:
    """A notebook file: its name, its bytes and its cells."""

    name: str
    raw: bytes
    cells: tuple[Cell, ...]

    def named(self, id: str) -> list[Cell]:
        """The cells that nbgrader knows by this id: one, none after a deletion, two after a copy."""
        return [cell for cell in self.cells if cell.id == id]

    @property
    def file_hash(self) -> str:
        """SHA-256 of the file, outputs and all."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def content_hash(self) -> str:
        """SHA-256 of what was written: of each cell its nbgrader id, type, source and pasted pictures, in order.

        Outputs, counts, further metadata and Jupyter's own cell ids do not count, as editors renew them when they
        save; nor do line ends and empty cells.
        """
        content = [
            [cell.id, cell.kind, cell.source.replace("\r\n", "\n").rstrip(), dict(cell.attachments)]
            for cell in self.cells
            if cell.id or cell.source.strip() or cell.attachments
        ]
        return hashlib.sha256(canonical(content)).hexdigest()


def canonical(value: object) -> bytes:
    """A JSON value as bytes that depend on nothing but the value.

    >>> canonical({"b": 1, "a": "é"}).decode()
    '{"a":"é","b":1}'
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def read_notebook(path: Path) -> Notebook:
    """The notebook in a file; CourseError with what to do where there is none, or where it can't be read."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CourseError(f"{path} can't be opened ({error.strerror}). Check the name and the folder.") from None
    return parse(path.name, raw)


def parse(name: str, raw: bytes) -> Notebook:
    """The notebook in these bytes."""
    if not raw.strip():
        raise CourseError(f"{name} is empty. Open it in Jupyter, save it, and look that it has a size.")
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CourseError(f"{name} is no notebook: it is not text in UTF-8. Save it in Jupyter, as .ipynb.") from None
    except RecursionError:
        raise CourseError(f"{name} is no notebook: its parts are nested without end. Take an older copy.") from None
    except ValueError as error:
        raise CourseError(
            f"{name} is damaged: it can't be read as a notebook ({error}). A download that broke off or an edit by hand "
            "does that. Save it once more in Jupyter, or take an older copy."
        ) from None
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        if isinstance(content, dict) and "worksheets" in content:
            raise CourseError(f"{name} is in the notebook format of 2014. Open it in JupyterLab and save it again.")
        raise CourseError(f"{name} is no notebook: it has no list of cells. Was another file given this name?")
    return Notebook(name, raw, tuple(_cell(number, cell) for number, cell in enumerate(content["cells"], start=1)))


def _cell(number: int, cell: Any) -> Cell:
    cell = cell if isinstance(cell, dict) else {}
    source = cell.get("source", "")
    source = "".join(map(str, source)) if isinstance(source, list) else str(source)
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    attachments = cell.get("attachments")
    return Cell(
        number, str(cell.get("cell_type", "")), source,
        marks if isinstance(marks, dict) else {}, attachments if isinstance(attachments, dict) else {},
    )  # fmt: skip
