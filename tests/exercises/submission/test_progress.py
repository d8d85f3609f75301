"""Progress: what passed the last time, as a table that reads the same everywhere."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from course_utils.cli import main
from course_utils.errors import CourseError
from course_utils.exercises import check, hint, progress, record

SECOND = """
from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.kinds import Number

HINTS = Hints("?", "!", "book/modules/m3_votes.md", "4", "2 + 2 = 4")
EXERCISE = Exercise("other", "What <else> is there?", 5, (
    Question("o-q1", 3, "Count & compare", ("n",), Number(), HINTS, public_points=1),
))
"""


def row(text: str, title: str) -> list[str]:
    """The cells of an exercise's row in the text."""
    return re.split(r" {2,}", next(line for line in text.splitlines() if line.startswith(title)))[1:]


def test_nothing_is_passed_at_the_start(workshop: Any) -> None:
    text = repr(progress())
    assert row(text, "Do friends vote alike?") == ["0 of 4", "0 of 4", "6 of 10", "0 of 3"]
    assert "  not yet: Measure agreement (to do: d-q2, d-q3)" in text


def test_what_passes_counts_and_an_objective_needs_all_its_questions(workshop: Any) -> None:
    check("d-q1", 4)
    check("d-q2", lambda same, n: same / n)
    text = repr(progress())
    assert row(text, "Do friends vote alike?") == ["2 of 4", "3 of 4", "6 of 10", "1 of 3"]
    assert "  met: Count roll calls" in text
    assert "  not yet: Measure agreement (to do: d-q3)" in text
    check("d-q3", "b")
    check("d-q4")  # read from the saved notebook
    text = repr(progress())
    assert row(text, "Do friends vote alike?") == ["4 of 4", "4 of 4", "6 of 10", "3 of 3"]
    assert "not yet" not in text


def test_tries_and_hints_do_not_show(workshop: Any) -> None:
    check("d-q1", 4)
    before = progress()._repr_mimebundle_()
    for _ in range(4):
        check("d-q1", "four")
        hint("d-q1")
    check("d-q1", 4)
    assert record.read()["d-q1"].hints > 0
    assert progress()._repr_mimebundle_() == before


def test_an_answer_broken_since_does_not_count(workshop: Any) -> None:
    check("d-q1", 4)
    check("d-q1", -4)
    assert row(repr(progress()), "Do friends vote alike?")[0] == "0 of 4"


def test_points_of_questions_that_are_no_more_do_not_count(workshop: Any) -> None:
    record.write({"d-q9": record.Tries(passed=True), "d-q1": record.Tries(passed=True)})
    assert row(repr(progress()), "Do friends vote alike?")[0] == "1 of 4"


def test_in_its_folder_the_exercise_alone_and_elsewhere_all(workshop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    other = workshop.folder.parent / "other"
    other.mkdir()
    (other / "checks.py").write_text(SECOND, "utf-8")
    assert "What <else>" not in repr(progress())
    assert "Do friends" not in repr(progress("other"))
    monkeypatch.chdir(workshop.root)
    assert [len(row(repr(progress()), title)) for title in ("Do friends", "What <else>")] == [4, 4]
    with pytest.raises(CourseError, match="Did you mean 'other'"):
        progress("othr")


def test_the_html_is_a_table_with_headers_and_plain_words(workshop: Any) -> None:
    (workshop.folder / "checks.py").write_text(SECOND, "utf-8")
    bundle = progress()._repr_mimebundle_()
    html = ElementTree.fromstring(bundle["text/html"])  # well formed, so nothing is left unescaped
    assert html.get("aria-label") == "Progress"
    assert html.find(".//caption/strong").text == "Progress"
    heads = html.findall(".//thead/tr/th")
    assert [head.get("scope") for head in heads] == ["col"] * 5
    assert html.find(".//tbody/tr/th").get("scope") == "row"
    assert html.find(".//tbody/tr/th").text == "What <else> is there?"
    assert [cell.text for cell in html.findall(".//tbody/tr/td")] == ["0 of 1", "0 of 1", "2 of 3", "0 of 1"]
    assert html.find(".//li").text == "not yet: Count & compare (to do: o-q1)"
    # Both media say the same, and no state is told by a colour.
    words = " ".join("".join(html.itertext()).split())
    assert all(cell in words for cell in row(bundle["text/plain"], "What"))
    assert not re.search(r"(?<![\w-])(color|background):#", bundle["text/html"])


def test_the_command_prints_the_table(workshop: Any) -> None:
    check("d-q1", 4)
    done = CliRunner().invoke(main, ["progress", "demo"])
    assert done.exit_code == 0
    assert row(done.output, "Do friends vote alike?")[0] == "1 of 4"


def test_without_an_exercise_a_sentence(workshop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (workshop.folder / "checks.py").unlink()
    done = CliRunner().invoke(main, ["progress"])
    assert done.exit_code == 1
    assert "No exercise lies here" in done.output
