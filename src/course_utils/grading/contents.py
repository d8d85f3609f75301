"""Everything that is in what goes out, opened: folders, archives, notebooks, tables, and what hides in base64."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Set
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.errors import CourseError
from course_utils.grading import normal
from course_utils.grading.archive import sha256

if TYPE_CHECKING:
    import pandas as pd

DEEP = 4  # archives within archives, base64 within base64
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{40,}={0,2}")


@dataclass(frozen=True)
class File:
    """A file of the target. A member of an archive has the archive's name and a ``!`` before its own."""

    name: str
    content: bytes

    @property
    def base(self) -> str:
        """The last part of the name."""
        return re.split(r"[/!]", self.name)[-1]

    @property
    def suffix(self) -> str:
        """The ending of the name, in small letters."""
        return Path(self.base).suffix.lower()


@dataclass(frozen=True)
class Piece:
    """A part of a file that is searched by itself: where it is, its text, and the table if it is one."""

    where: str
    text: str
    table: pd.DataFrame | None = None


def files(target: Path, closed: Set[str] = frozenset()) -> Iterator[File]:
    """Every file below a folder or in an archive, archives opened; CourseError where there is no target.

    closed: SHA-256 of archives that are not opened.
    """
    if target.is_file():
        yield from _opened(File(target.name, target.read_bytes()), DEEP, closed)
        return
    if not target.is_dir():
        raise CourseError(f"There is nothing at {target}. Give the folder or the zip of a release, or a built site.")
    for path in sorted(path for path in target.rglob("*") if path.is_file()):
        yield from _opened(File(path.relative_to(target).as_posix(), path.read_bytes()), DEEP, closed)


def _opened(file: File, depth: int, closed: Set[str]) -> Iterator[File]:
    yield file
    if depth and zipfile.is_zipfile(BytesIO(file.content)) and sha256(file.content) not in closed:
        with zipfile.ZipFile(BytesIO(file.content)) as archive:
            for name in sorted(name for name in archive.namelist() if not name.endswith("/")):
                yield from _opened(File(f"{file.name}!{name}", archive.read(name)), depth - 1, closed)


def pieces(file: File) -> Iterator[Piece]:
    """The parts of a file. What is packed in base64 or zlib is unpacked where it comes out as text."""
    if zipfile.is_zipfile(BytesIO(file.content)):
        with zipfile.ZipFile(BytesIO(file.content)) as archive:
            yield Piece("archive comments", "\n".join(_comments(archive)))
        return
    if file.suffix == ".parquet":
        yield from _parquet(file.content)
        return
    if file.suffix == ".pdf":
        yield from _pdf(file.content)
        return
    for piece in _plain(file):
        yield piece
        yield from _hidden_in(piece, DEEP)


def _comments(archive: zipfile.ZipFile) -> Iterator[str]:
    yield archive.comment.decode("utf-8", "replace")
    for entry in archive.infolist():
        yield (entry.comment + entry.extra).decode("utf-8", "replace")


def _parquet(content: bytes) -> Iterator[Piece]:
    import pyarrow.parquet as pq

    table = pq.read_table(BytesIO(content))
    notes = {**(table.schema.metadata or {})}
    frame = table.to_pandas()
    texts = [frame[name].dropna().astype(str).unique() for name in frame if frame[name].dtype.kind not in "iufbM"]
    said = [b" ".join(note).decode("utf-8", "replace") for note in notes.items()]
    yield Piece("table", "\n".join([*said, *map(str, frame.columns), *(x for column in texts for x in column)]), frame)


def _pdf(content: bytes) -> Iterator[Piece]:
    """The words of each page. The file's bytes are places of letters on paper: numbers without end, by chance any."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(content))
    yield Piece("metadata", "\n".join(map(str, (reader.metadata or {}).values())))
    for number, page in enumerate(reader.pages, start=1):
        yield Piece(f"page {number}", page.extract_text())


def _plain(file: File) -> Iterator[Piece]:
    text = file.content.decode("utf-8", "replace" if b"\0" not in file.content else "ignore")
    if file.suffix in (".ipynb", ".json", ".map"):
        try:
            content = json.loads(text)
        except (ValueError, RecursionError):
            yield Piece("text", text)
            return
        yield from _notebook(content) if isinstance(content, dict) and "cells" in content else _json(content)
        return
    yield Piece("text", text)
    if file.suffix in (".html", ".htm", ".xhtml", ".svg", ".xml"):
        yield Piece("page", normal.visible(text))
    if file.suffix == ".csv":
        yield from _csv(file.content)


def _csv(content: bytes) -> Iterator[Piece]:
    import pandas as pd

    try:
        yield Piece("table", "", pd.read_csv(BytesIO(content)))
    except (ValueError, pd.errors.ParserError):
        return  # its text has been searched


def _json(content: Any) -> Iterator[Piece]:
    yield Piece("text", "\n".join(_lines(content)))


def _notebook(content: dict[str, Any]) -> Iterator[Piece]:
    for number, cell in enumerate(content["cells"], start=1):
        name = f"cell {number} ({cell.get('id', '')})"
        for part in ("source", "metadata", "outputs", "attachments"):
            if cell.get(part):
                value = _joined(cell[part])
                yield Piece(f"{part} of {name}", value if isinstance(value, str) else "\n".join(_lines(value)))
        rest = {
            key: value for key, value in cell.items() if key not in ("source", "metadata", "outputs", "attachments")
        }
        yield Piece(f"fields of {name}", "\n".join(_lines(rest)))
    yield Piece("metadata", "\n".join(_lines({key: value for key, value in content.items() if key != "cells"})))


def _joined(value: Any) -> Any:
    """A notebook's value with its lists of lines as whole texts, and pages as their readers see them."""
    if isinstance(value, list) and value and all(isinstance(line, str) for line in value):
        return "".join(value)
    if isinstance(value, list):
        return [_joined(part) for part in value]
    if isinstance(value, dict):
        whole = {key: _joined(part) for key, part in value.items()}
        page = whole.get("text/html")
        return {**whole, "visible": normal.visible(page)} if isinstance(page, str) else whole
    return value


def _lines(value: Any) -> Iterator[str]:
    """The texts and numbers of a JSON value; a record of plain values on one line."""
    if isinstance(value, dict):
        plain = {key: part for key, part in value.items() if not isinstance(part, dict | list)}
        short = {key: part for key, part in plain.items() if not isinstance(part, str) or "\n" not in part}
        yield " ".join(f"{key} {part}" for key, part in short.items())
        for key, part in value.items():
            if key not in short:
                yield str(key)
                yield from _lines(part)
    elif isinstance(value, list):
        for part in value:
            yield from _lines(part)
    else:
        yield str(value)


def _hidden_in(piece: Piece, depth: int) -> Iterator[Piece]:
    """What stands in base64 in a text, where it unpacks to text."""
    if not depth:
        return
    joined = re.sub(r"\\n|\n", "", piece.text) if "attachments" in piece.where else piece.text
    for match in _BASE64.finditer(joined):
        content = _unpacked(match[0])
        if content is None:
            continue
        inner = Piece(f"base64 in the {piece.where}", content)
        yield inner
        yield from _hidden_in(inner, depth - 1)


def _unpacked(text: str) -> str | None:
    """The text that some base64 holds, zlib or gzip opened; None where it holds none."""
    plain = text.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        content = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except binascii.Error:
        return None
    with suppress(zlib.error):
        content = zlib.decompress(content, wbits=47)  # both forms
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        # A picture: its own text, if any, stands in it as it is.
        runs = re.findall(rb"[\x20-\x7e\n]{24,}", content)
        return b"\n".join(runs).decode("ascii") if runs else None
