"""The student's id: where it comes from, what it gives, and how it is changed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result

from course_utils import CourseError
from course_utils.cli import main
from course_utils.exercises import me, my_pair
from course_utils.exercises.pairs import pair_for

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course folder in which nobody has worked yet."""
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COURSE_ID", raising=False)
    return tmp_path / "home"


def course(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["me", *arguments])


def test_without_an_id_the_pair_says_how_to_set_one() -> None:
    for ask in (my_pair, me):
        with pytest.raises(CourseError) as said:
            ask()
        assert "course me --id <your student id>" in str(said.value)
        assert 'me("<your student id>")' in str(said.value)


def test_an_id_given_in_the_notebook_is_kept(home: Path) -> None:
    card = me(" Zoë-17 ")
    assert json.loads((home / "me.json").read_text("utf-8")) == {"id": "Zoë-17"}
    assert my_pair() == pair_for("zoë-17")
    assert repr(me()) == repr(card)


def test_the_card_names_the_states_and_their_codes_as_text_and_as_html(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course_utils.exercises.pairs.eligible_pairs", lambda: (("BTN", "NPL"),))
    bundle = me("demonstration")._repr_mimebundle_()
    assert bundle["text/plain"] == (
        "demonstration: the pair is Bhutan and Nepal.\n"
        "  In the exercises, `my_pair()` gives BTN and NPL. The pair stays the same in every module, on every computer."
    )
    assert "<code>my_pair()</code> gives BTN and NPL." in bundle["text/html"]
    assert set(bundle) == {"text/plain", "text/html"}


def test_markup_in_an_id_stays_text() -> None:
    assert "<b>" not in me("<b>x</b>")._repr_mimebundle_()["text/html"]


def test_the_same_id_may_be_given_again() -> None:
    assert repr(me("anna")) == repr(me("anna"))
    me("ANNA ")
    assert my_pair() == pair_for("anna")


def test_another_id_is_taken_only_on_purpose(home: Path) -> None:
    me("anna")
    with pytest.raises(CourseError) as said:
        me("ben")
    assert "The id anna is set here" in str(said.value)
    assert 'course me --id "ben" --change' in str(said.value)
    assert 'me("ben", change=True)' in str(said.value)
    assert my_pair() == pair_for("anna")
    me("ben", change=True)
    assert my_pair() == pair_for("ben")
    assert [path.name for path in home.iterdir()] == ["me.json"]


def test_to_change_takes_a_new_id() -> None:
    me("anna")
    with pytest.raises(CourseError, match="write the new one beside it"):
        me(change=True)
    assert my_pair() == pair_for("anna")


@pytest.mark.parametrize("id", [" ", "a\u200bb", 123, None])
def test_what_is_no_id_is_refused_and_nothing_is_kept(id: object, home: Path) -> None:
    with pytest.raises(CourseError):
        me(id)  # type: ignore[arg-type]
    assert not home.exists()


def test_the_variable_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    me("anna")
    monkeypatch.setenv("COURSE_ID", "demonstration")
    assert my_pair() == pair_for("demonstration")
    assert repr(me()).startswith("demonstration: ")
    assert "COURSE_ID" not in repr(me())
    card = repr(me("anna"))
    assert card.startswith("demonstration: ")
    assert "anna is kept, but the environment variable COURSE_ID says demonstration" in card


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    me("anna")
    monkeypatch.setenv("COURSE_ID", " ")
    assert my_pair() == pair_for("anna")


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", "null"])
def test_a_file_that_cannot_be_read_is_named_and_mended(content: str, home: Path) -> None:
    home.mkdir()
    (home / "me.json").write_text(content, "utf-8")
    for ask in (my_pair, lambda: me("anna")):
        with pytest.raises(CourseError, match=r"me\.json, which keeps the student id, can't be read"):
            ask()
    assert (home / "me.json").read_text("utf-8") == content
    me("anna", change=True)
    assert my_pair() == pair_for("anna")


def test_the_command_keeps_shows_and_changes() -> None:
    assert course().exit_code == 1
    assert course().output.startswith("Error: No student id is set")
    kept = course("--id", "0017")
    assert kept.exit_code == 0, kept.output
    assert kept.output.startswith("0017: the pair is ")
    assert course().output == kept.output
    refused = course("--id", "18")
    assert refused.exit_code == 1
    assert "--change" in refused.output
    assert course().output == kept.output
    assert course("--id", "18", "--change").output.startswith("18: the pair is ")
    assert my_pair() == pair_for("18")


def test_notebooks_are_tested_under_one_id_and_without_earlier_tries(tmp_path: Path) -> None:
    """A notebook whose stored outputs say so, run by nbval beside the course's own conftest."""
    show = nbformat.v4.new_code_cell(
        'import os\nfrom pathlib import Path\nprint(os.environ["COURSE_ID"], list(Path(os.environ["COURSE_HOME"]).iterdir()))',
        outputs=[nbformat.v4.new_output("stream", name="stdout", text="demonstration []\n")],
        execution_count=1,
    )
    mark = nbformat.v4.new_code_cell('Path(os.environ["COURSE_HOME"], "me.json").touch()', execution_count=2)
    for number in (1, 2):
        nbformat.write(nbformat.v4.new_notebook(cells=[show, mark]), tmp_path / f"n{number}.ipynb")
    (tmp_path / "conftest.py").write_text((ROOT / "notebooks" / "conftest.py").read_text("utf-8"), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert "4 passed" in done.stdout, done.stdout + done.stderr
