"""Which questions ask about what: read from any state of a course, from a single quiz to all parts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from course_utils import quiz
from course_utils.book.coverage import modules, sources
from course_utils.errors import CourseError

pytest.importorskip("sphinx")

from course_utils.book.lab_role import place_of

ROOT = Path(__file__).parents[2]
MODULES = {module.slug: module for module in modules(ROOT)}
COUNT, JUDGE = "Count votes.", "Judge a claim."
READING = f"---\nlesson:\n  objectives:\n    - {COUNT}\n    - {JUDGE}\n  claims: [C13]\n---\n\n# Do they vote alike?\n"
CHECKS = """from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.kinds import Number, Written

class Own:
    def checks(self):
        return ()

HINTS = Hints("Look at C12.", "An idea.", "book/modules/m3_votes.md", "4", "2 + 2 = 4")
EXERCISE = Exercise("m3_votes", "Votes", 10, (
    Question("m3-q1", 4, "Count votes.", ("n",), Number(), HINTS, personal=True),
    Question("m3-q10", 1, "Count votes.", ("memo",), Written(1, 9), HINTS, by_hand=True),
    Question("m3-q2", 2, "Count votes.", ("m",), Own(), HINTS),
))
"""


def cell(id: str, source: str, solution: bool = False) -> dict:
    marks = {"nbgrader": {"grade_id": id, "solution": solution}}
    return {"cell_type": "markdown", "id": id, "metadata": marks, "source": source}


CELLS = [
    cell("m3-opening", "The whole exercise is about C11."),
    cell("m3-q1-words", "C13 and C99, which does not exist."),
    cell("m3-q1", "It follows from C14.", solution=True),
    cell("m3-q10-words", "See C15."),
]


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with a reading, an exercise and one self-check question."""
    (tmp_path / "book" / "modules").mkdir(parents=True)
    (tmp_path / "book" / "modules" / "m3_votes.md").write_text(READING, "utf-8")
    folder = tmp_path / "notebooks" / "exercises" / "m3_votes"
    folder.mkdir(parents=True)
    (folder / "checks.py").write_text(CHECKS, "utf-8")
    (folder / "m3_votes.ipynb").write_text(json.dumps({"cells": CELLS, "metadata": {}}), "utf-8")
    bank = (quiz.Numeric("M3Q01", "m3_votes", ("C26",), "?", 1.0, 0.0, "", "!", objective=COUNT),)
    monkeypatch.setattr(quiz, "bank", lambda: bank)
    return tmp_path


def test_questions_stand_under_their_objective(course):
    (module,) = modules(course)
    assert (module.name, module.title, module.claims) == ("Module 3", "Do they vote alike?", ("C13",))
    assert [question.id for question in module.asked(COUNT)] == ["m3-q1", "m3-q10", "m3-q2"]
    assert [question.id for question in module.checked(COUNT)] == ["M3Q01"]
    assert module.without_exercise == module.without_quiz == [JUDGE]


def test_a_question_tells_its_kind_and_its_points_and_names_its_claims(course):
    first, second, third = modules(course)[0].exercise
    assert (first.kind, first.points, first.personal, first.by_hand) == ("number", 4, True, False)
    assert (second.kind, second.by_hand, third.kind) == ("written", True, "own kind")
    # The words and the hints of a question count; the solution and other questions' words do not.
    assert [question.claims for question in (first, second, third)] == [("C12", "C13"), ("C12", "C15"), ("C12",)]


def test_any_part_may_be_missing(course):
    files = sources(course)
    assert len(files) == 3
    (course / "notebooks/exercises/m3_votes/m3_votes.ipynb").unlink()
    assert [question.claims for question in modules(course)[0].exercise] == [("C12",)] * 3
    (course / "book/modules/m3_votes.md").unlink()
    (module,) = modules(course)
    assert (module.title, module.objectives, module.without_exercise, len(module.exercise)) == ("", (), [], 3)
    (course / "notebooks/exercises/m3_votes/checks.py").unlink()
    assert modules(course)[0].exercise == ()
    assert len(sources(course)) == 0


def test_what_stands_for_nothing_is_left_out(course, monkeypatch):
    monkeypatch.setattr(quiz, "bank", lambda: ())
    assert modules(course / "elsewhere") == []


@pytest.mark.parametrize(
    ("objective", "words"), [(COUNT, "m3-q1 asks about 'Count votes.', which is no objective"), (JUDGE, "M3Q01 asks")]
)
def test_an_objective_that_the_reading_lacks_is_named(course, objective, words):
    reading = course / "book/modules/m3_votes.md"
    checks = course / "notebooks/exercises/m3_votes/checks.py"
    if objective == JUDGE:
        checks.write_text(CHECKS.replace(COUNT, JUDGE), "utf-8")
    reading.write_text(READING.replace(COUNT, "Count hands."), "utf-8")
    with pytest.raises(CourseError, match=words):
        modules(course)


@pytest.mark.parametrize(("key", "lab"), [("m3-rank", "labs/m3_votes"), ("m9-rank", "labs/m9")])
def test_a_key_leads_to_its_lab(key, lab):
    assert place_of(key, ROOT) == f"notebooks/{lab}"


# ------------------------------------------------------------------------------------------ the course as it is


@pytest.mark.parametrize("slug", [slug for slug in MODULES if MODULES[slug].quiz])
def test_every_objective_of_a_reading_has_a_self_check_question(slug):
    assert MODULES[slug].without_quiz == []


@pytest.mark.parametrize("slug", [slug for slug in MODULES if MODULES[slug].exercise])
def test_every_objective_of_a_reading_has_an_exercise_question(slug):
    assert MODULES[slug].without_exercise == []


def test_every_claim_is_in_a_reading_and_in_a_self_check_question():
    from course_utils.catalog import load

    claims = set(load("claims")["id"])
    assert claims == {claim for module in MODULES.values() for claim in module.claims} & claims
    assert claims == {claim for module in MODULES.values() for question in module.quiz for claim in question.claims}


def test_the_course_asks_enough():
    assert sum(len(module.exercise) for module in MODULES.values()) >= 75  # graded questions
    assert min(len(module.quiz) for module in MODULES.values() if module.slug != "capstone") >= 7
