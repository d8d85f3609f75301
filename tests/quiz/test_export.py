"""The command that writes the questions for other systems."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from course_utils.catalog.pipeline.hand_kept import MODULES
from course_utils.cli import main
from course_utils.errors import CourseError
from course_utils.quiz import bank, export, questions
from course_utils.quiz.gift import to_gift
from course_utils.quiz.paper import to_paper
from course_utils.quiz.qti import to_qti


def run(*arguments: object):
    return CliRunner().invoke(main, ["quiz", "export", *map(str, arguments)])


@pytest.mark.parametrize("what", [*MODULES, "all"])
def test_each_format_writes_its_files(tmp_path, what):
    items = bank() if what == "all" else questions(what)
    assert export(what, "gift", tmp_path) == [tmp_path / f"quiz-{what}.gift.txt"]
    assert (tmp_path / f"quiz-{what}.gift.txt").read_bytes() == to_gift(items).encode()
    assert export(what, "qti", tmp_path) == [tmp_path / f"quiz-{what}.qti.zip"]
    assert (tmp_path / f"quiz-{what}.qti.zip").read_bytes() == to_qti(items)
    assert export(what, "paper", tmp_path) == [tmp_path / f"quiz-{what}.html", tmp_path / f"quiz-{what}-key.html"]
    assert (tmp_path / f"quiz-{what}.html").read_text("utf-8") == to_paper(items)[0]


def test_a_seed_is_in_the_names_of_sheet_and_key(tmp_path):
    made = run("m3_votes", "--format", "paper", "--out", tmp_path / "new" / "folder", "--seed", 7)
    assert made.exit_code == 0, made.output
    names = sorted(path.name for path in (tmp_path / "new" / "folder").iterdir())
    assert names == ["quiz-m3_votes-7-key.html", "quiz-m3_votes-7.html"]
    assert all(name in made.output for name in names)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("m3_vote", "--format", "gift"), "Did you mean 'm3_votes'?"),
        (("m3_votes", "--format", "gift", "--seed", 1), "Leave the seed out"),
        (("m3_votes", "--format", "word"), "'word' is not one of"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_writes_nothing(tmp_path, arguments, words):
    made = run(*arguments, "--out", tmp_path / "out")
    assert made.exit_code != 0
    assert words in made.output and "Traceback" not in made.output
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_place_of_the_folder_stays(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(CourseError, match="is a file, but a folder is needed"):
        export("m3_votes", "qti", tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"
    with pytest.raises(CourseError, match="There is no format called 'git'"):
        export("m3_votes", "git", tmp_path)
