"""Exercise m3_votes, beyond what every exercise must do: what its hints and texts say is true of the votes, its model
memo keeps its own rules, and nbgrader alone releases and grades it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from course_utils import load
from course_utils.exercises import shelf
from course_utils.exercises.mistakes import tried
from course_utils.exercises.pairs import pair_for
from course_utils.exercises.question import Exercise
from course_utils.measures.agreement import agreement, dyad, family, habits, interval, select

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "exercises" / "m3_votes"
STUDENTS = [f"student-{number}" for number in range(8)]


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return shelf.exercise(FOLDER)


@pytest.fixture(scope="module")
def checks() -> Any:
    return shelf.module(FOLDER / "checks.py")


@pytest.fixture(scope="module")
def window() -> Any:
    return select(load("roll_calls"), years=(1992, 2024))


# ------------------------------------------------------------------------------------- what it says of the votes


def test_the_picture_in_the_chart_hint_and_the_gaps_are_true(exercise: Exercise, checks: Any, window: Any) -> None:
    pair = dyad(load("votes"), "KAZ", "KGZ", roll_calls=window[["roll_call", "year"]])
    drawn = agreement(pair, by="year").set_index("year").query("n >= 20")["agreement"]
    hint = exercise.question("m3-q11").hints.expected
    assert tuple(sorted(set(range(1992, 2025)) - set(drawn.index))) == checks.GAPS
    assert f"starts in 1993 at {drawn[1993]:.2f} and stops in 1998" in hint
    assert f"a point by itself, at {drawn[2000]:.2f}" in hint
    assert "always above 0.86" in hint and 0.86 < drawn.loc[2002:].min() < 0.87
    assert f"nothing in {', '.join(map(str, checks.GAPS[:-1]))} and {checks.GAPS[-1]}" in hint


def test_the_two_figures_of_the_paradox_part(window: Any) -> None:
    teens = select(window, years=(2010, 2019))
    measured = agreement(dyad(load("votes"), "AZE", "KAZ", roll_calls=teens)).iloc[0]
    assert measured["agreement"] > 0.9 and measured["kappa"] < 0.2
    # Option A and D of the question: neither opposition nor an error.
    assert habits(load("votes"), ["AZE", "KAZ"], roll_calls=teens)["yes_share"].min() > 0.9


@pytest.mark.parametrize("student", STUDENTS)
def test_the_interval_by_family_is_the_wider_one_for_every_pair(window: Any, student: str) -> None:
    own = dyad(load("votes"), *pair_for(student), roll_calls=window.assign(family=family(window)).drop(columns="year"))
    widths = {}
    for cluster in (None, "family"):
        ends = [interval(own, cluster=cluster, draws=300, seed=seed) for seed in (1, 2)]
        widths[cluster] = [high - low for low, high in ends]
    by_luck = max(abs(one - other) for one, other in widths.values())
    assert min(widths["family"]) - max(widths[None]) > by_luck


def test_no_title_and_no_speech_has_the_word_that_the_last_choice_is_about(window: Any) -> None:
    assert not window["title"].str.contains("kashmir", case=False, na=False).any()
    spoken = load("speech_terms").query("state == 'AZE' and term == 'kashmir' and year >= 1992")
    assert len(spoken) >= 30 and spoken["count"].sum() == 0


def test_one_corrected_cell_decides_who_never_wavered_and_hardly_moves_an_average() -> None:
    found = shelf.module(FOLDER / "hidden.py").right_changes().set_index("source")
    published, corrected = found.loc["published"], found.loc["corrected"]
    assert corrected["yes"] - published["yes"] == corrected["steady"] - published["steady"] == 1
    assert published["differing"] > corrected["differing"] == 0
    assert 0 < abs(corrected["agreement"] - published["agreement"]) < 0.001


# ----------------------------------------------------------------------------------------------- the written answer


def test_the_model_memo_keeps_the_rules_that_it_is_a_model_of(source: Any) -> None:
    memo = source.cell("m3-q13").source.replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")
    parts = {title.strip("."): text.split() for title, text in re.findall(r"\*\*(.+?)\*\*(.+?)(?=\n\n|\Z)", memo, re.S)}
    assert 300 <= len(memo.split()) <= 400
    assert len(parts["Statement"]) <= 150
    sides = sorted(len(parts[f"{state} holds"]) for state in ("Azerbaijan", "Armenia"))
    assert sides[1] / sides[0] <= 1.15, "One side's position takes more room than the other's."
    claims = set(re.findall(r"\bC\d\d\b", memo))
    assert claims and claims <= set(load("claims").query("module == 'm3_votes'")["id"])
    counts = load("roll_calls").query("symbol == 'A/RES/62/243'").iloc[0]
    assert f"{counts['yes']} votes to {counts['no']}, with {counts['abstain']} abstentions" in memo


def test_the_rubric_is_that_of_the_seminar(source: Any) -> None:
    rows = re.findall(r"^\| \*\*(\w+)\*\* \|(.+)\|$", source.cell("m3-q13-words").source, re.M)
    assert [name for name, _ in rows] == ["Law", "Balance", "Consequences", "Form"]
    assert all(len(marks.split("|")) == 4 for _, marks in rows)  # 3, 2, 1 and 0 points


def test_hints_are_asked_for_and_not_laid_out(source: Any) -> None:
    words = "\n".join(cell.source for cell in source.cells if cell.cell_type == "markdown")
    assert "<details>" not in words and words.count('hint("m3-q1")') == 1
    links = re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", words)
    assert links
    for target, anchor in links:
        headings = re.findall(r"^#+ (.+)$", (FOLDER / target).resolve().read_text("utf-8"), re.M)
        slugs = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert not anchor or anchor in slugs, f"{target} has no heading #{anchor}"


# ------------------------------------------------------------------------------------------- nbgrader alone: release


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def secrets(source: Any) -> set[str]:
    """Lines and sentences that stand in a solution, and nowhere else in the notebook."""
    inside, outside = [], []
    for cell in source.cells:
        secret = False
        for line in cell.source.splitlines():
            begins, ends = "BEGIN SOLUTION" in line, "END SOLUTION" in line
            secret = (secret or begins) and not ends
            if not begins and not ends:
                (inside if secret else outside).extend(re.split(r"(?<=[.;*]) ", line.strip()))
    shared = "\n".join(outside)
    return {piece for piece in inside if len(piece) >= 12 and piece not in shared}


def leaks(source: Any, folder: Path) -> list[str]:
    """What of the secrets can be read in the files of a folder."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        text = path.read_text("utf-8")
        text = "\n".join(strings(json.loads(text))) if path.suffix == ".ipynb" else text
        found += [piece for piece in ("BEGIN SOLUTION", "END SOLUTION", *secrets(source)) if piece in text]
    return found


def test_nbgraders_release_holds_no_solution(source: Any, course: Any) -> None:
    assert sorted(path.name for path in course.release.iterdir()) == ["checks.py", "m3_votes.ipynb"]
    assert leaks(source, course.release) == []
    assert len(secrets(source)) > 80
    assert len(set(leaks(source, FOLDER))) > 80  # the search does find them in the source


@pytest.mark.parametrize("place", ["output", "metadata", "file"])
def test_the_search_for_leaks_finds_a_planted_one(source: Any, course: Any, tmp_path: Path, place: str) -> None:
    shutil.copytree(course.release, tmp_path, dirs_exist_ok=True)
    notebook = nbformat.read(tmp_path / "m3_votes.ipynb", as_version=4)
    if place == "output":
        shown = nbformat.v4.new_output("stream", text="both = side_by_side(vote_a, vote_b)\n")
        next(cell for cell in notebook.cells if cell.cell_type == "code").outputs.append(shown)
    elif place == "metadata":
        notebook.cells[0].metadata["note"] = (
            'seats = pd.concat([votes_of(A), votes_of(B)], axis=1, join="inner").dropna()'
        )
    else:
        (tmp_path / "read_me.txt").write_text("Tip: Abstain on a text like A/RES/62/243, and say why.", "utf-8")
    nbformat.write(notebook, tmp_path / "m3_votes.ipynb")
    assert len(leaks(source, tmp_path)) == 1


# ------------------------------------------------------------------------------------------- nbgrader alone: grades

WRONG = {
    "counts two empty seats as agreement", "takes no common roll call for no agreement", "chooses two readings",
    "takes two empty seats for agreement", "ranks all states, not the class",
    "draws bars",
}  # fmt: skip


@pytest.fixture(scope="module")
def graded(source: Any, course: Any) -> Any:
    """The course after nbgrader has graded a right submission, a partly wrong one and one as it was released."""
    mistakes, _ = tried(FOLDER)
    wrong = {one.question: one.code for one in mistakes if one.name in WRONG}
    course.submit("right", source.answers)
    course.submit("partly", source.answers | wrong)
    course.submit("nothing", {})
    course.nbgrader("autograde", "m3_votes")
    return course


def test_nbgrader_gives_a_right_submission_all_public_points(exercise: Exercise, graded: Any) -> None:
    grades = graded.grades("right")
    expected = {f"{one.id}-check": one.public_points for one in exercise.questions if not one.by_hand}
    assert {name: grades[name]["auto_score"] for name in expected} == expected
    memo = grades["m3-q13"]
    assert memo["needs_manual_grade"] and memo["max_score"] == exercise.question("m3-q13").points
    assert sum(grade["max_score"] for grade in grades.values()) == exercise.points


def test_nbgrader_takes_the_public_points_of_wrong_answers_away_and_no_other(exercise: Exercise, graded: Any) -> None:
    right, partly = graded.grades("right"), graded.grades("partly")
    less = {name for name in right if right[name]["auto_score"] != partly[name]["auto_score"]}
    # Question 2 and 7 pass their first checks, 3 carries no points for them.
    assert less == {"m3-q1-check", "m3-q4-check", "m3-q11-check"}
    assert {partly[name]["auto_score"] for name in less} == {0}


def test_nbgrader_gives_a_notebook_as_released_nothing(graded: Any) -> None:
    grades = graded.grades("nothing")
    assert sum(grade["auto_score"] or 0 for grade in grades.values()) == 0


def test_a_right_submission_runs_without_an_error_when_it_is_graded(graded: Any) -> None:
    cells = graded.graded("right").cells
    errors = [
        output.evalue for cell in cells for output in cell.get("outputs", []) if output.output_type == "error"
    ]  # fmt: skip
    assert errors == []
