"""A receipt for a notebook that is handed in: what it held, what its checks said, and a code that fixes both.

What a receipt proves: the code is computed from the receipt, and the receipt names the content of the notebook. If the
code stands in the learning platform, stamped by the platform's own clock, then a notebook that fits it held this
content at that time. What it does not prove: who made it, or when. The time in it is from the clock of the computer it
was made on, and there is no secret in it, so that anybody can make one for any file; the results in it are what that
computer said, and grading runs the checks again.
"""

from __future__ import annotations

import hashlib
import json
import platform
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from textwrap import fill
from typing import Any

from course_utils.errors import CourseError
from course_utils.exercises.notebook import Notebook, canonical, read_notebook
from course_utils.exercises.question import Exercise

SCHEMA = 1
PACKAGES = ("altair", "numpy", "pandas", "pyarrow")
# What verification reads of a receipt, as a JSON schema.
_TEXT = {"type": "string"}
_READ = {
    "type": "object",
    "required": ["schema", "exercise", "student", "time", "notebook", "code"],
    "properties": {
        "schema": {"const": SCHEMA},
        **dict.fromkeys(("exercise", "student", "code"), _TEXT),
        "time": {"type": "object", "required": ["utc", "local"], "additionalProperties": _TEXT},
        "notebook": {
            "type": "object",
            "required": ["file_sha256", "content_sha256"],
            "properties": {"file_sha256": _TEXT, "content_sha256": _TEXT},
        },
    },
}
LIMITS = (
    "The code fixes what was in the notebook. It does not show who made it, or when: the clock is that of the "
    "student's computer, and as there is no secret in a receipt, anybody can make one for any file. What counts is "
    "when the learning platform took the code or the file, by its own clock."
)


def make_receipt(
    notebook: Notebook,
    exercise: Exercise,
    student: str,
    results: dict[str, str],
    problems: Sequence[str],
    saved: datetime,
    now: datetime,
) -> dict[str, Any]:
    """The receipt as a JSON object.

    results: by question id, what a run from the top gave. problems: in sentences, what the student was told. saved,
    now: when the file was saved and when this is, both with their time zone.
    """
    questions = {
        question.id: {
            "result": results[question.id],
            "public_points": question.public_points if results[question.id] == "passed" else 0,
            "public_points_possible": question.public_points,
            "points_possible": question.points,
            "by_hand": question.by_hand,
        }
        for question in exercise.questions
    }
    receipt: dict[str, Any] = {
        "schema": SCHEMA,
        "exercise": exercise.slug,
        "title": exercise.title,
        "student": student,
        "course": _version("fraternal-nations"),
        "time": {"utc": _utc(now), "local": now.isoformat(timespec="seconds")},
        "notebook": {
            "name": notebook.name,
            "bytes": len(notebook.raw),
            "saved": _utc(saved),
            "file_sha256": notebook.file_hash,
            "content_sha256": notebook.content_hash,
        },
        "environment": {
            "python": platform.python_version(),
            "platform": platform.platform(),
            "packages": {name: _version(name) for name in PACKAGES},
        },
        "questions": questions,
        "public_points": sum(one["public_points"] for one in questions.values()),
        "public_points_possible": sum(one["public_points_possible"] for one in questions.values()),
        "points_possible": exercise.points,
        "problems": list(problems),
    }
    return receipt | {"code": code(receipt)}


def code(receipt: dict[str, Any]) -> str:
    """The code of a receipt: SHA-256 over everything else in it, in the letters A to Z and the digits 2 to 7.

    >>> code({"schema": 1}) == code({"code": "is left out", "schema": 1})
    True
    """
    rest = {key: value for key, value in receipt.items() if key != "code"}
    return b32encode(hashlib.sha256(canonical(rest)).digest()).decode().rstrip("=")


def short(code: str) -> str:
    """The part of a code that people copy: twelve characters (60 bits) in groups of four.

    >>> short("ABCDEFGHIJKLMNOP")
    'ABCD-EFGH-IJKL'
    """
    return "-".join(code[start : start + 4] for start in (0, 4, 8))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _utc(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def points_in_words(receipt: dict[str, Any]) -> str:
    """Points reached and points still open, in a sentence or two.

    >>> points_in_words({"public_points": 3, "public_points_possible": 5, "points_possible": 12})
    'Points by the first checks: 3 of 5. The exercise has 12; the other 7 are given when it is graded.'
    """
    reached, public, possible = (receipt[key] for key in ("public_points", "public_points_possible", "points_possible"))
    return (
        f"Points by the first checks: {reached} of {public}. The exercise has {possible}; "
        f"the other {possible - public} are given when it is graded."
    )


def as_text(receipt: dict[str, Any]) -> str:
    """The receipt for people."""
    notebook, packages = receipt["notebook"], receipt["environment"]["packages"]
    wide = max(map(len, receipt["questions"]))
    lines = [
        f"Receipt: {receipt['title']} ({receipt['exercise']})",
        "",
        f"Student   {receipt['student']}",
        f"Code      {short(receipt['code'])}",
        f"Time      {receipt['time']['utc']} (local: {receipt['time']['local']})",
        f"Notebook  {notebook['name']}, {notebook['bytes']:,} bytes, saved {notebook['saved']}",
        f"File      {notebook['file_sha256']}",
        f"Content   {notebook['content_sha256']}",
        f"Made with course {receipt['course']}, Python {receipt['environment']['python']}, "
        + ", ".join(f"{name} {number}" for name, number in packages.items())
        + f"; {receipt['environment']['platform']}",
        "",
        "First checks, in a run from the top",
        *(f"  {id:{wide}}  {one['result']:12}  {_points(one)}" for id, one in receipt["questions"].items()),
        "",
        points_in_words(receipt),
        "",
    ]
    if receipt["problems"]:
        lines += ["Please look at", *(fill(text, 100, initial_indent="  - ", subsequent_indent="    ")
                                      for text in receipt["problems"]), ""]  # fmt: skip
    return "\n".join([*lines, fill(LIMITS, 100), ""])


def _points(one: dict[str, Any]) -> str:
    if not one["public_points_possible"]:
        points = f"{one['points_possible']} point{'' if one['points_possible'] == 1 else 's'}"
        return f"{points}, given {'by a reader' if one['by_hand'] else 'when it is graded'}"
    return f"{one['public_points']} of {one['public_points_possible']} points; {one['points_possible']} in all"


@dataclass(frozen=True)
class Verdict:
    """What holds of a receipt and a notebook."""

    receipt: dict[str, Any]
    intact: bool
    """the receipt is as it was made: its code fits what it says"""
    same_file: bool
    same_content: bool
    same_code: bool | None
    """whether its code is the one that the instructor holds; None where none was given"""

    @property
    def exit_code(self) -> int:
        """0 where the notebook is the one that the receipt names; 3 where it is not; 4 where the receipt was altered."""
        if not self.intact or self.same_code is False:
            return 4
        return 0 if self.same_content else 3

    def __str__(self) -> str:
        if self.same_file:
            fits = "the same, byte by byte"
        elif self.same_content:
            fits = "the same content; only outputs or what an editor notes differ"
        else:
            fits = "ANOTHER CONTENT: it was changed after the receipt was made, or belongs to another receipt"
        own = short(self.receipt["code"])
        held = {True: "the one given", False: "NOT the one given", None: "compare it with the one in the platform"}
        return "\n".join([
            f"Receipt   {'unchanged since it was made' if self.intact else 'ALTERED: its code does not fit what it says'}",
            f"Code      {own} ({held[self.same_code]})",
            f"Notebook  {fits}",
            f"Student   {self.receipt['student']}",
            f"Exercise  {self.receipt['exercise']}",
            f"Time      {self.receipt['time']['utc']} by the student's clock (local: {self.receipt['time']['local']})",
            "",
            fill(LIMITS, 100),
        ])  # fmt: skip


def verify(receipt: Path, notebook: Path, held: str = "") -> Verdict:
    """What holds of a receipt and a notebook: see the head of this module for what that proves.

    held: the code that the student gave the learning platform, whole or its first twelve characters.
    Raises CourseError where one of the files can't be read as what it should be.
    """
    found = read_receipt(receipt)
    came = read_notebook(notebook)
    named = found["notebook"]
    plain = "".join(held.upper().replace("-", "").split())
    if plain and len(plain) < 12:
        raise CourseError(f"A code has at least 12 characters, such as ABCD-EFGH-IJKL, but {held!r} came.")
    return Verdict(
        receipt=found,
        intact=found["code"] == code(found),
        same_file=named["file_sha256"] == came.file_hash,
        same_content=named["content_sha256"] == came.content_hash,
        same_code=code(found).startswith(plain) if plain else None,
    )


def read_receipt(path: Path) -> dict[str, Any]:
    """The receipt in a file; CourseError where it is none, or of a schema that this version does not know."""
    from jsonschema import Draft202012Validator

    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise CourseError(f"{path} can't be opened ({error.strerror}).") from None
    except (ValueError, RecursionError):
        found = None
    schema = found.get("schema") if isinstance(found, dict) else None
    if isinstance(schema, int) and schema != SCHEMA:
        raise CourseError(
            f"{path.name} has schema {schema}, but this version of the course reads {SCHEMA}. Update the course."
        )
    if not Draft202012Validator(_READ).is_valid(found):
        raise CourseError(f"{path.name} is no receipt. Expected the file that ends in .receipt.json.")
    return dict(found)
