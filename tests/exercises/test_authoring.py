"""The author's commands: a skeleton that works, a run of the source, a try of a notebook, and the guide to them."""

from __future__ import annotations

import ast
import os
import re
import shutil
from pathlib import Path

import nbformat
import pytest
import yaml
from click.testing import CliRunner, Result

from course_utils.cli import main
from course_utils.errors import CourseError
from course_utils.exercises import authoring, shelf
from course_utils.exercises.mistakes import tried
from course_utils.exercises.trial import working_as

ROOT = Path(__file__).resolve().parents[2]
READING = "m3_votes"
DATA = shelf.root() / "data"


def course(at: Path) -> Path:
    """A course of one reading, with the data of this one."""
    (at / "book" / "modules").mkdir(parents=True)
    (at / "notebooks" / "exercises").mkdir(parents=True)
    shutil.copy(ROOT / "book" / "modules" / f"{READING}.md", at / "book" / "modules")
    return at


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty course, and the working folder in it."""
    made = course(tmp_path / "course")
    monkeypatch.setattr(authoring, "root", lambda: made)
    monkeypatch.setattr(shelf, "root", lambda: made)
    monkeypatch.chdir(made)
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["exercise", *arguments])


# ------------------------------------------------------------------------------------------------------------- new


def test_new_writes_four_files_that_belong_together(here: Path) -> None:
    done = run("new", "warm_up", "--module", READING)
    assert done.exit_code == 0 and "Next: course exercise run warm_up" in done.output
    folder = here / "notebooks" / "exercises" / "warm_up"
    assert sorted(path.name for path in folder.iterdir()) == ["checks.py", "hidden.py", "mistakes.py", "warm_up.ipynb"]
    assert [question.id for question in shelf.exercise(folder).questions] == ["warm-q1", "warm-q2"]
    mistakes, right = tried(folder)
    assert len(mistakes) >= 6 and len(right) >= 4
    for path in folder.iterdir():
        assert "$" not in path.read_text("utf-8"), f"{path.name} has a place that was not filled"
    for name in ("checks.py", "hidden.py", "mistakes.py"):
        text = (folder / name).read_text("utf-8")
        assert ast.get_docstring(ast.parse(text))
        # An objective comes from the reading and is as long as it is.
        assert max(len(line) for line in text.splitlines() if "objective=" not in line) <= 120


def test_new_touches_nothing_that_exists(here: Path) -> None:
    folder = here / "notebooks" / "exercises" / "warm_up"
    folder.mkdir()
    (folder / "note.txt").write_text("mine", "utf-8")
    done = run("new", "warm_up", "--module", READING)
    assert done.exit_code == 1 and "exists already, and nothing in it was touched" in done.output
    assert [path.name for path in folder.iterdir()] == ["note.txt"]


@pytest.mark.parametrize("slug", ["Warm_up", "warm-up", "../warm", "1warm", "warm up", "", "warm__up", "warm_"])
def test_new_takes_plain_names_only(here: Path, slug: str) -> None:
    with pytest.raises(
        CourseError, match=r"^An exercise is named by small letters, digits and _, such as m3_votes, but"
    ):
        authoring.new(slug, READING)
    assert not list((here / "notebooks" / "exercises").iterdir())


def test_new_needs_a_reading_for_its_hints(here: Path) -> None:
    with pytest.raises(
        CourseError, match=r"There is no reading book/modules/warm_up\.md.*or name another with --module: m3_votes\."
    ):
        authoring.new("warm_up")
    assert authoring.new(READING).name == READING, "a module's exercise has the name of its reading"


def test_two_exercises_never_share_an_id(here: Path) -> None:
    folders = [authoring.new(slug, READING) for slug in ("warm_up", "warm_down", "cool")]
    ids = [question.id for folder in folders for question in shelf.exercise(folder).questions]
    assert ids == ["warm-q1", "warm-q2", "warm-down-q1", "warm-down-q2", "cool-q1", "cool-q2"]


# ----------------------------------------------------------------------------------------------------- run and try


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with a new exercise in it whose source was run, with the command in a shell of its own."""
    at = course(tmp_path_factory.mktemp("course"))
    shutil.copytree(DATA, at / "data", copy_function=_linked)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COURSE_DATA", raising=False)
        patch.setenv("COURSE_ID", "somebody-else")
        patch.chdir(at)
        assert run("new", "warm_up", "--module", READING).exit_code == 0
        done = run("run", "warm_up")
        assert done.exit_code == 0, done.output
        assert os.environ["COURSE_ID"] == "somebody-else", "the author's own id is back"
    return at


def _linked(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # another disk
        shutil.copy(source, target)
    return target


@pytest.fixture
def inside(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.delenv("COURSE_ID", raising=False)
    monkeypatch.chdir(made)
    return made / "notebooks" / "exercises" / "warm_up"


def test_run_saves_what_every_check_says_as_the_demonstration(inside: Path) -> None:
    notebook = nbformat.read(inside / "warm_up.ipynb", as_version=4)
    outputs = [cell.outputs for cell in notebook.cells if cell.id.endswith("-check")]
    assert [len(found) for found in outputs] == [1, 1]
    assert all("first checks pass" in found[0].data["text/plain"] for found in outputs)
    assert not (inside.parents[2] / ".course").exists(), "nobody's tries are kept"


def test_run_tells_of_an_unknown_exercise(inside: Path) -> None:
    done = run("run", "warm")
    assert done.exit_code == 1 and "There is no exercise called 'warm'. Did you mean 'warm_up'?" in done.output


def test_try_shows_public_and_hidden_results_of_a_students_notebook(inside: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(inside / "warm_up.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.id == "warm-q1":
            cell.source = "exit = 3\nn_common = len(votes)\nraise ValueError('half\\nway')"
        if cell.id == "warm-q2":
            cell.source = "%time pass\ndef turnout(words):\n    return words.count('yes') + 0.25"
    path = tmp_path / "from-a-student.ipynb"
    nbformat.write(notebook, path)
    done = run("try", "warm_up", str(path), "--id", "student-1")
    assert done.exit_code == 0, done.output
    lines = [line for line in done.output.splitlines() if "WARNING" not in line]
    assert re.fullmatch(r"warm_up, as student-1 \([A-Z]{3} and [A-Z]{3}\)", lines[0])
    assert lines[1] == "cell 4 from the top raised ValueError: half"
    assert lines[2].startswith("warm-q1  0 of 2    public checks not yet: Expected a value between 1 and 3,000")
    assert "hidden check fails, as the course counts: Expected" in lines[3]
    assert lines[4].startswith("warm-q2  0 of 2    public checks not yet: Half") or "Expected" in lines[4]
    assert lines[-1] == "in all   0 of 4"


def test_try_without_a_notebook_takes_the_source(inside: Path) -> None:
    done = run("try", "warm_up")
    assert done.exit_code == 0, done.output
    assert "warm-q1  2 of 2    public checks pass" in done.output
    assert done.output.rstrip().endswith("in all   4 of 4")


def test_try_survives_a_notebook_that_ends_its_kernel(inside: Path, tmp_path: Path) -> None:
    path = tmp_path / "ends.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import os\nos._exit(1)")]), path)
    done = run("try", "warm_up", str(path))
    assert done.exit_code == 1 and "ends.ipynb" in done.output and "Traceback" not in done.output


def test_try_says_whose_rights_it_uses() -> None:
    assert "runs with your rights" in " ".join(run("try", "--help").output.split())


def test_try_of_what_is_no_notebook(inside: Path, tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text("text", "utf-8")
    for name, words in (("a.ipynb", "is damaged"), ("b.ipynb", "can't be opened")):
        done = run("try", "warm_up", str(tmp_path / name))
        assert done.exit_code == 1 and words in done.output


def test_working_as_somebody_leaves_the_surroundings_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_ID", "me")
    monkeypatch.delenv("COURSE_HOME", raising=False)

    def work() -> None:
        nonlocal scratch
        with working_as("you") as scratch:
            assert os.environ["COURSE_ID"] == "you" and Path(os.environ["COURSE_HOME"]).parent == scratch
            raise ZeroDivisionError

    scratch = Path()
    with pytest.raises(ZeroDivisionError):
        work()
    assert os.environ["COURSE_ID"] == "me" and "COURSE_HOME" not in os.environ and not scratch.exists()


# ------------------------------------------------------------------------------------------------------- the guide

GUIDE = ROOT / "book" / "instructors" / "writing_exercises.md"


def test_every_piece_of_code_in_the_guide_is_real() -> None:
    """Code is included from the skeleton; what is typed into a shell are commands that exist."""
    text = GUIDE.read_text("utf-8")
    assert 600 <= len(re.findall(r"[\w'’-]+", re.sub(r"```.*?```", "", text, flags=re.DOTALL))) <= 1000
    blocks = re.findall(r"^(`{3,})(\S*)[^\n]*\n(.*?)^\1$", text, re.DOTALL | re.MULTILINE)
    assert {language for _, language, _ in blocks} == {"{literalinclude}", "bash"}
    included = [body for _, language, body in blocks if language == "{literalinclude}"]
    paths = re.findall(r"^```\{literalinclude\} (\S+)$", text, re.MULTILINE)
    assert len(paths) == len(included) >= 4
    for path, body in zip(paths, included, strict=True):
        source = (GUIDE.parent / path).resolve().read_text("utf-8")
        marks = [yaml.safe_load(mark) for mark in re.findall(r"^:(?:start-at|end-before): (.+)$", body, re.MULTILINE)]
        assert marks and all(mark in source for mark in marks), f"{path}: {marks}"
    typed = [line for _, language, body in blocks if language == "bash" for line in body.splitlines()]
    assert typed
    for line in typed:
        words = line.partition("#")[0].split()
        assert words[0] == "course"
        help = CliRunner().invoke(main, [*words[1:3], "--help"])
        assert help.exit_code == 0, f"{line}: {help.output}"


def test_the_guide_is_in_the_book() -> None:
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))["parts"]
    assert [part["caption"] for part in parts][-1] == "For instructors"
    files = str(parts[-1])
    assert "book/instructors/index" in files and "book/instructors/writing_exercises" in files
