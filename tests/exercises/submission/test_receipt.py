"""Receipts: what they hold, and what verification says of each kind of change."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from base64 import b32decode
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from course_utils.cli import main
from course_utils.errors import CourseError
from course_utils.exercises import shelf
from course_utils.exercises.notebook import read_notebook
from course_utils.exercises.receipt import as_text, make_receipt, short, verify

BAKU = timezone(timedelta(hours=4))
NOW = datetime(2026, 11, 24, 23, 30, tzinfo=BAKU)
RESULTS = {"d-q1": "passed", "d-q2": "failed", "d-q3": "not answered", "d-q4": "passed"}


@pytest.fixture
def receipt(workshop: Any) -> dict[str, Any]:
    """The receipt of the answered notebook."""
    exercise = shelf.exercise(workshop.folder)
    problems = ["d-q3 has no answer yet; 1 point is at stake."]
    saved = NOW - timedelta(minutes=3)
    return make_receipt(read_notebook(workshop.path), exercise, "ayla-17", RESULTS, problems, saved, NOW)


@pytest.fixture
def kept(workshop: Any, receipt: dict[str, Any]) -> Path:
    """The same as a file."""
    path = Path(workshop.folder / "demo.receipt.json")
    path.write_text(json.dumps(receipt, ensure_ascii=False), "utf-8")
    return path


def test_a_receipt_says_who_what_when_and_with_which_results(workshop: Any, receipt: dict[str, Any]) -> None:
    assert receipt["schema"] == 1
    assert (receipt["exercise"], receipt["student"]) == ("demo", "ayla-17")
    assert receipt["time"] == {"utc": "2026-11-24T19:30:00Z", "local": "2026-11-24T23:30:00+04:00"}
    raw = workshop.path.read_bytes()
    assert receipt["notebook"]["file_sha256"] == hashlib.sha256(raw).hexdigest()
    assert receipt["notebook"]["bytes"] == len(raw)
    assert receipt["notebook"]["saved"] == "2026-11-24T19:27:00Z"
    assert set(receipt["environment"]["packages"]) == {"altair", "numpy", "pandas", "pyarrow"}
    assert all(re.match(r"\d+\.\d+", number) for number in receipt["environment"]["packages"].values())
    assert {id: one["result"] for id, one in receipt["questions"].items()} == RESULTS
    # d-q1 carries one public point and passed; d-q2 carries two and failed; d-q3 one, and has no answer.
    assert (receipt["public_points"], receipt["public_points_possible"], receipt["points_possible"]) == (1, 4, 10)


def test_the_code_is_sha256_over_all_the_rest(receipt: dict[str, Any]) -> None:
    rest = {key: value for key, value in receipt.items() if key != "code"}
    plain = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert b32decode(receipt["code"] + "====") == hashlib.sha256(plain).digest()
    assert re.fullmatch(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){2}", short(receipt["code"]))


def test_the_text_says_the_same_to_people(receipt: dict[str, Any]) -> None:
    text = as_text(receipt)
    assert "Receipt: Do friends vote alike? (demo)" in text
    assert short(receipt["code"]) in text
    assert re.search(r"d-q1 +passed +1 of 1 points; 2 in all", text)
    assert re.search(r"d-q3 +not answered +0 of 1 points; 1 in all", text)
    assert re.search(r"d-q4 +passed +4 points, given by a reader", text)
    assert "Points by the first checks: 1 of 4. The exercise has 10; the other 6 are given when it is graded." in text
    assert "  - d-q3 has no answer yet; 1 point is at stake." in text
    assert "anybody can make one for any file" in " ".join(text.split())


def test_the_right_pair_holds_with_and_without_its_code(workshop: Any, kept: Path, receipt: dict[str, Any]) -> None:
    found = verify(kept, workshop.path)
    assert (found.intact, found.same_file, found.same_content, found.same_code, found.exit_code) == (
        True,
        True,
        True,
        None,
        0,
    )
    assert "the same, byte by byte" in str(found)
    for held in (short(receipt["code"]), short(receipt["code"]).lower().replace("-", " "), receipt["code"]):
        assert verify(kept, workshop.path, held).same_code is True
    wrong = "AAAA" + receipt["code"][4:]
    assert verify(kept, workshop.path, wrong).exit_code == 4
    with pytest.raises(CourseError, match="at least 12 characters"):
        verify(kept, workshop.path, receipt["code"][:8])


def test_saving_again_leaves_the_content_the_same(workshop: Any, kept: Path) -> None:
    notebook = workshop.notebook()
    notebook.cells[4].outputs = [{"output_type": "stream", "name": "stdout", "text": "4"}]
    notebook.cells[4]["id"] = "another"
    found = verify(kept, workshop.save(notebook))
    assert (found.same_file, found.same_content, found.exit_code) == (False, True, 0)
    assert "only outputs or what an editor notes differ" in str(found)


def test_another_answer_is_another_content(workshop: Any, kept: Path) -> None:
    found = verify(kept, workshop.save(workshop.notebook({"d-q1": "n = 5"})))
    assert (found.intact, found.same_file, found.same_content, found.exit_code) == (True, False, False, 3)
    assert "ANOTHER CONTENT" in str(found)


def better_result(receipt: dict[str, Any]) -> None:
    receipt["questions"]["d-q2"]["result"] = "passed"


def earlier(receipt: dict[str, Any]) -> None:
    receipt["time"]["utc"] = "2026-11-20T08:00:00Z"


def another_student(receipt: dict[str, Any]) -> None:
    receipt["student"] = "murad-4"


def another_notebook(receipt: dict[str, Any]) -> None:
    receipt["notebook"]["content_sha256"] = "0" * 64


def an_addition(receipt: dict[str, Any]) -> None:
    receipt["note"] = "by permission"


@pytest.mark.parametrize("change", [better_result, earlier, another_student, another_notebook, an_addition])
def test_an_altered_receipt_is_told(
    workshop: Any, kept: Path, receipt: dict[str, Any], change: Callable[[dict[str, Any]], None]
) -> None:
    held = short(receipt["code"])
    change(receipt)
    kept.write_text(json.dumps(receipt), "utf-8")
    found = verify(kept, workshop.path)
    assert (found.intact, found.exit_code) == (False, 4)
    assert "ALTERED" in str(found)
    # Even with a code that fits again, it is not the one that the platform has.
    kept.write_text(json.dumps(receipt | {"code": verify_code(receipt)}), "utf-8")
    again = verify(kept, workshop.path, held)
    assert (again.intact, again.same_code, again.exit_code) == (True, False, 4)


def verify_code(receipt: dict[str, Any]) -> str:
    """The code that somebody computes who alters a receipt."""
    from course_utils.exercises.receipt import code

    return code(receipt)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no receipt"),
        ("[]", "is no receipt"),
        ('{"schema": 1}', "is no receipt"),
        ('{"schema": 1, "code": 3}', "is no receipt"),
        ('{"schema": 2}', "has schema 2, but this version of the course reads 1"),
        ("[" * 100_000, "is no receipt"),
    ],
)
def test_what_is_no_receipt(workshop: Any, kept: Path, text: str, message: str) -> None:
    kept.write_text(text, "utf-8")
    with pytest.raises(CourseError, match=message):
        verify(kept, workshop.path)


def test_the_command_tells_by_its_exit_code(workshop: Any, kept: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["receipt", "verify", *arguments])
        return done.exit_code, done.output

    code, text = run(str(kept), str(workshop.path))
    assert code == 0
    assert "Student   ayla-17" in text and "2026-11-24T19:30:00Z by the student's clock" in text
    assert "anybody can make one" in " ".join(text.split())
    other = shutil.copy(workshop.path, tmp_path / "other.ipynb")
    other.write_text(other.read_text("utf-8").replace("n = 4", "n = 9"), "utf-8")
    assert run(str(kept), str(other))[0] == 3
    assert run(str(kept), str(workshop.path), "--code", "AAAA-BBBB-CCCC")[0] == 4
    assert run(str(kept), str(tmp_path / "missing.ipynb"))[0] == 1
    assert run(str(workshop.path), str(workshop.path))[0] == 1
