"""check and hint: what they keep, what they show, what nbgrader gets, and that a real notebook goes on."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from course_utils.errors import CourseError
from course_utils.exercises import check, hint, record, shelf
from course_utils.exercises.api import Points
from course_utils.exercises.card import Card

CHECKS = """
from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.kinds import Function, Number, Written

HINTS = Hints("Nudge?", "Idea.", "book/modules/t.md#h", "Picture.", "Neighbour.")
Q1 = Question("t-q1", 4, "Halve.", ("half",), Function(("x",), lambda: (4,), Number()), HINTS, public_points=1)
Q2 = Question("t-q2", 5, "Write.", ("t-q2",), Written(2, 3), HINTS, by_hand=True)


@Q1.check("toy case", "half of 4")
def _(half):
    assert half(4) == 2, "Half of 4 is 2."


EXERCISE = Exercise("t", "T", 5, (Q1, Q2))
"""


def half(x: float) -> float:
    return x / 2


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an exercise, as the one where a student's notebook lies."""
    made = tmp_path / "t"
    made.mkdir()
    (made / "checks.py").write_text(CHECKS, "utf-8")
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.setenv("COURSE_DATA", str(shelf.root() / "data"))
    monkeypatch.chdir(made)
    return made


def saved(folder: Path, text: str) -> None:
    cell = nbformat.v4.new_markdown_cell(
        text, metadata={"nbgrader": {"grade_id": "t-q2", "solution": True, "grade": True}}
    )
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), folder / "t.ipynb")


def lines(card: Card | Points) -> list[str]:
    return repr(card).splitlines()


def test_a_right_answer_is_kept(folder: Path) -> None:
    assert lines(check("t-q1", half))[0] == "t-q1: all 4 first checks pass; more checks run when it is graded."
    assert record.read() == {"t-q1": record.Tries(passed=True)}


def test_a_right_answer_shows_the_same_after_any_number_of_tries(folder: Path) -> None:
    first = repr(check("t-q1", half))
    for _ in range(7):
        check("t-q1", None)
    assert repr(check("t-q1", half)) == first and "Hint" not in first


def test_every_third_failed_try_opens_a_hint(folder: Path) -> None:
    seen = [sum(line.startswith("  Hint") for line in lines(check("t-q1", lambda x: x))) for _ in range(14)]
    assert seen == [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    assert (
        lines(check("t-q1", lambda x: x))[-1]
        == "  These are all the hints. Ask in the seminar, and bring the message above."
    )
    assert record.read()["t-q1"].failed == 15 and not record.read()["t-q1"].passed


def test_hints_open_on_request_one_by_one(folder: Path) -> None:
    texts = [lines(hint("t-q1")) for _ in range(5)]
    assert texts[0][1:] == ["  Hint 1 of 4: Nudge?", '  A hint more: run `hint("t-q1")`. Hints cost nothing.']
    assert [len(text) for text in texts] == [3, 4, 5, 6, 6] and texts[4] == texts[3]
    assert "  Hint 2 of 4: Idea. (book/modules/t.md#h)" in texts[1]
    check("t-q1", None)
    assert record.read()["t-q1"].since_hint == 1, "counted from the last hint"


def test_ids_and_numbers_of_answers(folder: Path) -> None:
    with pytest.raises(CourseError, match=r"^There is no question called 't-q9'\. Did you mean"):
        check("t-q9", 1)
    with pytest.raises(CourseError, match=r"There is no question called 'x'"):
        hint("x")
    with pytest.raises(CourseError, match=r"^Question t-q1 takes 1 answers \(half\), but 2 came\.$"):
        check("t-q1", half, half)
    assert record.read() == {}


def test_a_written_answer_is_read_from_the_saved_notebook(folder: Path) -> None:
    with pytest.raises(
        CourseError, match=r"The notebook t\.ipynb is not in the folder t\. Save it there under this name\."
    ):
        check("t-q2")
    saved(folder, "YOUR ANSWER HERE")
    assert "none yet" in lines(check("t-q2"))[1]
    saved(folder, "### BEGIN SOLUTION\nTwo words\n### END SOLUTION")
    assert lines(check("t-q2"))[0] == "t-q2: all 2 first checks pass; a person reads it when it is graded."
    nbformat.write(nbformat.v4.new_notebook(), folder / "t.ipynb")
    with pytest.raises(CourseError, match="The notebook has no cell t-q2 any more"):
        check("t-q2")


def test_nbgrader_gets_points_and_the_students_record_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own, at import
        from nbgrader.utils import determine_grade
    for answer, points in ((half, 1), (lambda x: x, 0)):
        given = check("t-q1", answer)
        assert isinstance(given, Points) and given == points
        output = nbformat.v4.new_output("execute_result", data={"text/plain": repr(given)})
        marks = {"nbgrader": {"grade": True, "solution": False, "points": 4, "grade_id": "t-q1-check"}}
        cell = nbformat.v4.new_code_cell("check()", outputs=[output], metadata=marks)
        assert determine_grade(cell) == (points, 4)
    assert record.read() == {}


def test_a_record_that_cannot_be_read_is_kept_beside(folder: Path) -> None:
    path = record.home() / record.FILE
    path.parent.mkdir(parents=True)
    for number, broken in enumerate(("{", "[]", '{"t-q1": {"new": 1}}'), start=1):
        path.write_text(broken, "utf-8")
        assert lines(check("t-q1", half))[0].startswith("t-q1: all 4")
        assert path.with_suffix(f".unreadable-{number}.json").read_text("utf-8") == broken
    assert [file.name for file in path.parent.glob("progress.json*")] == ["progress.json"], "no scrap is left"


def test_where_nothing_can_be_written_the_answer_counts_all_the_same(folder: Path) -> None:
    record.home().write_text("a file where a folder should be", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(record, "read", dict)
        passed, failed = lines(check("t-q1", half)), lines(check("t-q1", None))
    assert passed[0].startswith("t-q1: all 4") and "could not be kept (" in passed[-1]
    assert "The answer counts all the same" in failed[-1] and 'run `hint("t-q1")`' in failed[-1]


def test_checks_that_cannot_be_run_are_named_with_their_line(folder: Path) -> None:
    for text, words in (
        ("x = 1\nx / 0\n", "t/checks.py can't be run: ZeroDivisionError in line 2: division by zero"),
        ("x = (\n", "t/checks.py can't be run: SyntaxError in line 1: '(' was never closed"),
        ("x = 1\n", "t/checks.py must define EXERCISE, an Exercise, but it defines none."),
    ):
        (folder / "checks.py").write_text(text, "utf-8")
        with pytest.raises(CourseError) as told:
            check("t-q1", half)
        assert str(told.value) == words


def test_changed_checks_are_read_anew_and_leave_no_byte_code(folder: Path) -> None:
    check("t-q1", half)
    (folder / "checks.py").write_text(CHECKS.replace("Half of 4 is 2.", "Half of 4 is II."), "utf-8")
    assert "Half of 4 is II." in repr(check("t-q1", lambda x: x))
    assert sorted(path.name for path in folder.iterdir()) == ["checks.py"]


# ------------------------------------------------------------------------------------------------- a real notebook

CELLS = {
    "start": "from course_utils.exercises import check, hint\nimport sys, time, IPython.display",
    "right": "def half(x):\n    print('seen?')\n    IPython.display.display('seen?')\n    return x / 2\n\ncheck('t-q1', half)",
    "endless": "def half(x):\n    while True:\n        pass\n\ncheck('t-q1', half)",
    "catches": "def half(x):\n    while True:\n        try:\n            time.sleep(0.01)\n        except:\n            pass\n\ncheck('t-q1', half)",
    "leaves": "def half(x):\n    exit()\n\ncheck('t-q1', half)",
    "quits": "def half(x):\n    sys.exit(1)\n\ncheck('t-q1', half)",
    "stops": "def half(x):\n    raise KeyboardInterrupt\n\ncheck('t-q1', half)",
    "recurses": "def half(x):\n    return half(x)\n\ncheck('t-q1', half)",
    "asks": "def half(x):\n    return float(input())\n\ncheck('t-q1', half)",
    "floods": "def half(x):\n    for n in range(10**6):\n        print(n)\n    return x\n\ncheck('t-q1', half)",
    "after": "print('still here')",
}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The outputs of a notebook whose answers misbehave, run in a kernel as JupyterLab does."""
    place = tmp_path_factory.mktemp("kernel")
    (place / "t").mkdir()
    (place / "t" / "checks.py").write_text(CHECKS, "utf-8")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS.values()]
    notebook = nbformat.v4.new_notebook(cells=cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_HOME", str(place / "home"))
        patch.setenv("COURSE_DATA", str(shelf.root() / "data"))
        client = NotebookClient(
            notebook, timeout=120, kernel_name="python3", allow_errors=True, resources={"metadata": {"path": str(place / "t")}}
        )  # fmt: skip
        client.execute()
    return dict(zip(CELLS, (cell.outputs for cell in notebook.cells), strict=True))


def test_whatever_an_answer_does_the_next_cell_runs(ran: dict[str, Any]) -> None:
    assert ran["after"][0].text == "still here\n"
    assert ran["start"] == []


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("right", "t-q1: all 4 first checks pass"),
        ("endless", "Still running after 5 seconds, so it was stopped."),
        ("catches", "Still running after 5 seconds, "),
        ("leaves", "half(4) tries to end Python (SystemExit)."),
        ("quits", "half(4) tries to end Python (SystemExit)."),
        ("stops", "half(4) tries to end Python (KeyboardInterrupt)."),
        ("recurses", "half(4) calls itself without end."),
        ("asks", "half(4) stopped with a StdinNotImplementedError"),
        ("floods", "Half of 4 is 2."),
    ],
)
def test_each_is_one_card_and_nothing_else(ran: dict[str, Any], cell: str, words: str) -> None:
    assert [output.output_type for output in ran[cell]] == ["execute_result"]
    shown = ran[cell][0].data
    assert words in shown["text/plain"] and shown["text/html"].startswith("<section")
    assert len(json.dumps(shown)) < 5000
