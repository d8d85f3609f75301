"""Handing in: a run from top to bottom in a real kernel, a receipt, and one file to upload."""

from __future__ import annotations

import builtins
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell

from course_utils.cli import main
from course_utils.errors import CourseError
from course_utils.exercises import shelf, submit
from course_utils.exercises.notebook import read_notebook
from course_utils.exercises.receipt import short, verify
from course_utils.exercises.rehearsal import Rehearsal, rehearse
from course_utils.exercises.submit import _own_notebook, _zip, hand_in, locate


@dataclass
class Run:
    """A run of a notebook in a kernel: the course it lies in, and what came of it."""

    workshop: Any
    came: Rehearsal

    def text(self, start: str) -> str:
        """The one problem that begins like this."""
        [found] = [str(problem) for problem in self.came.problems if str(problem).startswith(start)]
        return found


# Stops where the run is not what grading will be: in a folder with nothing but the exercise, under the student's id.
CLEAN = """
import os
assert sorted(os.listdir()) == ["checks.py", "demo.ipynb"]
assert (os.environ["COURSE_ID"], os.environ["COURSE_SUBMIT"]) == ("ayla-17", "off")
assert not os.path.exists(os.path.join(os.environ["COURSE_HOME"], "me.json"))
"""


def insert(notebook: Any, *sources: str, at: int = 4) -> Any:
    """Own cells of the student's, from this place on."""
    notebook.cells[at:at] = [new_code_cell(source) for source in sources]
    return notebook


@pytest.fixture(scope="session")
def run(make_workshop: Callable[[], Any], settled: Callable[[Any, pytest.MonkeyPatch], None]) -> Callable[..., Run]:
    """Runs a notebook in a kernel, with these limits for one cell and for all."""

    def run(change: Callable[[Any], Any], seconds: tuple[float, float]) -> Run:
        made = make_workshop()
        with pytest.MonkeyPatch.context() as patch:
            settled(made, patch)
            notebook = made.notebook()
            change(notebook)
            made.save(notebook)
            came = rehearse(read_notebook(made.path), shelf.exercise(made.folder), made.folder, "ayla-17", seconds)
        return Run(made, came)

    return run


# ------------------------------------------------------------------------------- a run with all kinds of trouble


@pytest.fixture(scope="session")
def troubled(run: Callable[..., Run]) -> Run:
    """A run of cells that stop, flood, wait, and end Python; its last cell ignores that it is interrupted."""

    def change(notebook: Any) -> None:
        insert(
            notebook,
            "while True:\n    pass",
            "import sys\nsys.exit()",
            'while True:\n    print("x" * 1000)',
            'input("Your name? ")',
            'open("own.csv")',
            CLEAN,
            "print(no_such_name)",
        )
        # d-q2 gives a wrong value, d-q3 raises, d-q4 is too short.
        answers = {"d-q2": "def share(same, n):\n    return 1", "d-q3": "letter = 1 / 0", "d-q4": "Yes."}
        for cell in notebook.cells:
            cell.source = answers.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source)

    return run(change, (5, 120))  # a busy machine takes a second to import the course


def test_each_question_has_its_result_whatever_stands_between(troubled: Run) -> None:
    assert troubled.came.results == {"d-q1": "passed", "d-q2": "failed", "d-q3": "stopped", "d-q4": "failed"}


def test_trouble_is_told_in_sentences_once_for_each_cell_or_question(troubled: Run) -> None:
    assert all(problem.severity == "should" for problem in troubled.came.problems)
    assert len(troubled.came.problems) == 7
    loop = troubled.text("Cell 5 ")
    assert loop.startswith("Cell 5 from the top was still running after 5 seconds and was stopped. Is there a loop")
    assert troubled.text("Cell 6 ").endswith(
        "stopped with a SystemExit. It ends Python itself. Take out exit() or quit()."
    )
    assert "was still running" in troubled.text("Cell 7 ")
    assert "Nobody is there to answer input()" in troubled.text("Cell 8 ")
    assert "FileNotFoundError" in troubled.text("Cell 9 ") and "no file of your own" in troubled.text("Cell 9 ")
    assert "NameError: name 'no_such_name' is not defined." in troubled.text("Cell 11 ")
    # The answer's error, and not the NameError of the check that follows from it.
    assert "(the answer to d-q3) stopped with a ZeroDivisionError" in troubled.text("Cell 15 ")


def test_the_run_leaves_nothing_behind(troubled: Run) -> None:
    folder = troubled.workshop.folder
    assert sorted(path.name for path in folder.iterdir()) == ["checks.py", "demo.ipynb"]
    assert not (troubled.workshop.root / "home").exists()  # tries and hints of the student's are as they were


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import os\nos._exit(3)", "Python itself ended there: out of memory, or told to exit"),
        ("exit()", "exit() or quit() ends Python there"),
    ],
)
def test_what_stands_below_the_end_of_the_kernel_was_not_run(run: Callable[..., Run], source: str, reason: str) -> None:
    ended = run(lambda notebook: insert(notebook, source), (30, 60))
    # A written answer needs no kernel.
    assert ended.came.results == {"d-q1": "passed", "d-q2": "not run", "d-q3": "not run", "d-q4": "passed"}
    [problem] = ended.came.problems
    assert f"came to its end at cell 5 from the top: {reason}. What stands below was not run" in str(problem)


def test_all_cells_together_have_a_limit(run: Callable[..., Run]) -> None:
    slow = run(lambda notebook: insert(notebook, "import time\ntime.sleep(60)", at=0), (60, 1.5))
    assert slow.came.results == {"d-q1": "not run", "d-q2": "not run", "d-q3": "not run", "d-q4": "passed"}
    assert "all cells together may take 1.5 seconds" in slow.text(
        "The run from the top came to its end at cell 3 from the top (d-setup)"
    )


# ------------------------------------------------------------------------------- handed in


@pytest.fixture(scope="module")
def handed(make_workshop: Callable[[], Any], settled: Callable[[Any, pytest.MonkeyPatch], None]) -> Iterator[Any]:
    """A whole `course submit` of a notebook in which one answer is open."""
    made = make_workshop()
    with pytest.MonkeyPatch.context() as patch:
        settled(made, patch)
        patch.chdir(made.root)
        made.save(made.notebook({**made.answers, "d-q3": made.stub_of("d-q3")}))
        done = CliRunner().invoke(main, ["submit", "demo"])
        yield made, done


def test_submit_writes_receipt_text_and_zip(handed: Any) -> None:
    made, done = handed
    assert done.exit_code == 0, done.output
    names = ["checks.py", "demo-ayla-17.zip", "demo.ipynb", "demo.receipt.json", "demo.receipt.txt"]
    assert sorted(path.name for path in made.folder.iterdir()) == names
    receipt = json.loads((made.folder / "demo.receipt.json").read_text("utf-8"))
    results = {id: one["result"] for id, one in receipt["questions"].items()}
    assert results == {"d-q1": "passed", "d-q2": "passed", "d-q3": "not answered", "d-q4": "passed"}
    assert (receipt["public_points"], receipt["student"]) == (3, "ayla-17")
    assert receipt["problems"] == ["d-q3 has no answer yet; 1 point is at stake."]
    assert verify(made.folder / "demo.receipt.json", made.path, short(receipt["code"])).exit_code == 0
    assert short(receipt["code"]) in (made.folder / "demo.receipt.txt").read_text("utf-8")


def test_submit_says_what_to_do_next(handed: Any) -> None:
    made, done = handed
    receipt = json.loads((made.folder / "demo.receipt.json").read_text("utf-8"))
    assert done.output.startswith("Running a copy of demo.ipynb from top to bottom …\n")
    assert f"receipt {short(receipt['code'])}. One step is left, the upload." in done.output
    assert "  open    d-q3" in done.output and "  passed  d-q1, d-q2, d-q4" in done.output
    assert "Please look at: d-q3 has no answer yet" in done.output
    assert "Upload `demo-ayla-17.zip` to the learning platform" in done.output
    assert "was read as it was saved at" in done.output


def test_the_zip_holds_the_notebook_as_saved_and_its_receipt(handed: Any) -> None:
    made, _ = handed
    raw = (made.folder / "demo-ayla-17.zip").read_bytes()
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert list(files) == ["demo.ipynb", "demo.receipt.json", "demo.receipt.txt"]
    assert all(content == (made.folder / name).read_bytes() for name, content in files.items())
    assert _zip(files) == raw  # its bytes depend on the files alone


def test_submit_in_the_notebook_itself(
    make_workshop: Callable[[], Any],
    settled: Callable[[Any, pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The notebook runs from the top in a kernel, its last cell hands it in, and in that run does nothing."""
    from nbclient import NotebookClient

    made = make_workshop()
    settled(made, monkeypatch)
    notebook = made.notebook()
    place = {"metadata": {"path": str(made.folder)}}
    NotebookClient(notebook, kernel_name="python3", timeout=120, resources=place).execute()
    shown = [output["data"]["text/plain"] for output in notebook.cells[-1].outputs if "data" in output]
    assert len(shown) == 1
    assert "One step is left, the upload." in shown[0] and "  passed  d-q1, d-q2, d-q3, d-q4" in shown[0]
    receipt = json.loads((made.folder / "demo.receipt.json").read_text("utf-8"))
    assert receipt["problems"] == []
    assert receipt["notebook"]["content_sha256"] == read_notebook(made.path).content_hash


# ------------------------------------------------------------------------------- without a kernel


@pytest.fixture
def no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Handing in with a run that passes everything at once."""

    def passes(notebook: Any, exercise: Any, folder: Path, student: str) -> Rehearsal:
        return Rehearsal(dict.fromkeys((question.id for question in exercise.questions), "passed"), [])

    monkeypatch.setattr(sys.modules["course_utils.exercises.submit"], "_rehearsal", lambda: passes)


def test_what_must_be_mended_writes_nothing(workshop: Any) -> None:
    notebook = workshop.notebook()
    del notebook.cells[3]
    workshop.save(notebook)
    done = CliRunner().invoke(main, ["submit", "demo"])
    assert done.exit_code == 1
    assert "not handed in yet, and nothing was written" in done.output
    assert "  must    The cell d-q1-check, with the check of question d-q1, is missing." in done.output
    assert sorted(path.name for path in workshop.folder.iterdir()) == ["checks.py", "demo.ipynb"]


@pytest.mark.usefixtures("no_kernel")
def test_earlier_receipts_are_kept_under_a_number(workshop: Any) -> None:
    codes = []
    for n in range(3):
        workshop.save(workshop.notebook({**workshop.answers, "d-q1": f"n = {n}"}))
        codes.append(hand_in(workshop.path).receipt["code"])
    files = ["demo.receipt-1.json", "demo.receipt-2.json", "demo.receipt.json"]
    assert [json.loads((workshop.folder / name).read_text("utf-8"))["code"] for name in files] == codes
    assert len(set(codes)) == 3
    for name in ("demo-ayla-17-1.zip", "demo-ayla-17-2.zip", "demo-ayla-17.zip", "demo.receipt-2.txt"):
        assert (workshop.folder / name).is_file()
    assert not [path for path in workshop.folder.iterdir() if path.name.startswith(".")]


@pytest.mark.usefixtures("no_kernel")
def test_a_copy_under_another_name_is_handed_in_under_the_name_that_grading_expects(workshop: Any) -> None:
    copied = workshop.path.rename(workshop.folder / "demo (1).ipynb")
    done = hand_in(copied, workshop.root / "to hand in")
    assert done.upload == workshop.root / "to hand in" / "demo-ayla-17.zip"
    with zipfile.ZipFile(done.upload) as archive:
        assert archive.read("demo.ipynb") == copied.read_bytes()


@pytest.mark.usefixtures("no_kernel")
@pytest.mark.parametrize(
    ("id", "name"), [("s/12:34", "demo-s-12-34.zip"), ("Əli 7", "demo-Əli-7.zip"), ("..", "demo-student.zip")]
)
def test_any_id_makes_a_file_name(workshop: Any, monkeypatch: pytest.MonkeyPatch, id: str, name: str) -> None:
    monkeypatch.setenv("COURSE_ID", id)
    assert hand_in(workshop.path).upload == workshop.folder / name


@pytest.mark.usefixtures("no_kernel")
def test_a_folder_that_takes_no_files(workshop: Any) -> None:
    with pytest.raises(CourseError, match=r"Nothing can be written into .+ Name another folder"):
        hand_in(workshop.path, workshop.path / "below a file")


@pytest.mark.usefixtures("no_kernel")
def test_a_receipt_that_another_program_holds(workshop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = hand_in(workshop.path)

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(CourseError, match="open in another program"):
        hand_in(workshop.path)
    monkeypatch.undo()
    assert verify(workshop.folder / "demo.receipt.json", workshop.path).receipt == first.receipt
    assert not [path for path in workshop.folder.iterdir() if path.name.startswith(".")]


@pytest.mark.usefixtures("no_kernel")
def test_without_an_id_nothing_is_handed_in(workshop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSE_ID")
    with pytest.raises(CourseError, match="No student id is set"):
        hand_in(workshop.path)
    assert sorted(path.name for path in workshop.folder.iterdir()) == ["checks.py", "demo.ipynb"]


@pytest.mark.parametrize("package", ["nbclient", "ipykernel"])
def test_a_missing_package_is_named(workshop: Any, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    imported = builtins.__import__

    def without(name: str, *arguments: Any) -> Any:
        if name.partition(".")[0] == package:
            raise ModuleNotFoundError(f"No module named {package!r}", name=package)
        return imported(name, *arguments)

    monkeypatch.delitem(sys.modules, "course_utils.exercises.rehearsal", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(CourseError, match=f"the package {package} is not installed"):
        hand_in(workshop.path)


def test_a_kernel_that_does_not_start(workshop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("course_utils.exercises.rehearsal.get_kernel_dict", lambda: {
        "argv": [str(workshop.root / "no python")], "display_name": "none", "language": "python",
    })  # fmt: skip
    with pytest.raises(CourseError, match="no Python kernel started"):
        hand_in(workshop.path)


@pytest.mark.parametrize(("name", "value"), [("COURSE_SUBMIT", "off"), ("NBGRADER_EXECUTION", "autograde")])
def test_a_notebook_that_runs_by_itself_hands_nothing_in(
    workshop: Any, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert repr(submit()) == "Nothing is handed in here, because the notebook is run by itself."
    assert sorted(path.name for path in workshop.folder.iterdir()) == ["checks.py", "demo.ipynb"]


def test_where_the_notebook_is(workshop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert locate("demo") == locate(workshop.folder) == locate(workshop.path) == workshop.path
    with pytest.raises(CourseError, match=r"There is no file dmo\.ipynb"):
        locate("dmo.ipynb")
    with pytest.raises(CourseError, match="Did you mean 'demo'"):
        locate("dmo")
    with pytest.raises(CourseError, match=r"checks\.py is not there"):
        locate(workshop.root)
    workshop.path.rename(workshop.folder / "demo-Copy1.ipynb")
    with pytest.raises(CourseError, match=r"there is: demo-Copy1\.ipynb"):
        locate("demo")


def test_jupyter_says_which_notebook_runs(workshop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _own_notebook() is None
    copied = workshop.save(workshop.notebook(), "demo-Copy1.ipynb")
    monkeypatch.setenv("JPY_SESSION_NAME", str(copied))
    assert _own_notebook() == copied
    monkeypatch.setenv("JPY_SESSION_NAME", str(workshop.folder / "renamed since.ipynb"))
    assert _own_notebook() is None
    elsewhere = workshop.root / "demo.ipynb"
    elsewhere.write_bytes(copied.read_bytes())
    monkeypatch.setenv("JPY_SESSION_NAME", str(elsewhere))
    assert _own_notebook() is None


def test_the_import_of_submit_starts_no_jupyter() -> None:
    code = "import sys, course_utils.exercises; print({'nbclient', 'jupyter_client', 'anyio', 'pandas'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout == "set()\n"
