"""A course folder of its own with one small exercise, its release, and what the search for leaks goes by."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_utils.grading import archive, bundle, release
from course_utils.grading.confidential import confidential
from course_utils.grading.leaks import Search

ROOT = Path(__file__).resolve().parents[2]
SLUG = "m9_trial"

CHECKS = '''
"""The questions of a trial exercise."""

from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.kinds import Choice, Function, Members, Number, Written

HINTS = Hints("How many?", "Count the rows.", "book/modules/m3_votes.md#chance-and-a-paradox", "4", "2 + 2 = 4")
Q1 = Question("m9-q1", 3, "Count.", ("share_of_yes",), Function(("votes",), lambda: (["yes", "no"],), Number(0, 1)), HINTS)
Q2 = Question("m9-q2", 2, "Count.", ("together",), Number(0, 1), HINTS, personal=True)
Q3 = Question("m9-q3", 1, "Explain.", ("letter",), Choice({"A": "more", "B": "less", "C": "both", "D": "none"}), HINTS)
Q4 = Question("m9-q4", 1, "List.", ("states_against",), Members("state codes"), HINTS)
Q5 = Question("m9-q5", 4, "Argue.", ("m9-q5",), Written(5, 80), HINTS, by_hand=True)


@Q1.check("toy case", "half of two votes")
def half(share_of_yes):
    came = share_of_yes(["yes", "no"])
    assert came == 0.5, f"One of two votes is a yes: expected 0.5, but {came} came."


EXERCISE = Exercise("m9_trial", "A trial", 20, (Q1, Q2, Q3, Q4, Q5))
'''

HIDDEN = '''
"""Hidden checks of the trial exercise."""

from course_utils.exercises.hidden import HiddenChecks

HIDDEN = HiddenChecks("m9_trial")


@HIDDEN.check("m9-q1", "on a hundred votes that nobody has seen")
def unseen_votes(share_of_yes, case):
    sample = [["yes", "no", "absent"][number] for number in case.random.integers(0, 3, 100)]
    seated = [vote for vote in sample if vote != "absent"]
    came = share_of_yes(sample)
    assert abs(came - seated.count("yes") / len(seated)) < 1e-9, "Empty seats were counted as votes of their own."
'''

MISTAKES = '''
"""What people answer in the trial exercise."""

from course_utils.exercises.mistakes import Mistake

MISTAKES = (
    Mistake("takes an empty seat for a refusal", "m9-q1",
            "def share_of_yes(votes):\\n    return sum(ballot == 'yes' for ballot in votes) / max(1, len(votes))",
            "hidden", "Empty seats were counted"),
)
'''

SHARE = '''
def share_of_yes(votes):
    """The share of yes among the votes that were cast."""
    ### BEGIN SOLUTION
    cast_ballots = [ballot for ballot in votes if ballot not in ("absent", None)]
    return cast_ballots.count("yes") / len(cast_ballots) if cast_ballots else 0.0
    ### END SOLUTION
'''

TOGETHER = """
### BEGIN SOLUTION
both = load("votes").query("state in @pair and vote in ['yes', 'no']")
wide_table = both.astype("str").pivot(index="roll_call", columns="state", values="vote").dropna()
together = float((wide_table[pair[0]] == wide_table[pair[1]]).mean())
### END SOLUTION
"""

MODEL_ANSWER = (
    "A careful delegate abstains on such a draft, explains the vote at once, and reminds the hall that an abstention "
    "is neither consent nor refusal."
)
AGAINST = ["ALB", "BEL", "CHL"]


def _marks(name: str, **own: object) -> dict[str, object]:
    marks = {"grade_id": name, "grade": False, "solution": False, "locked": True, "task": False, "schema_version": 3}
    return {"nbgrader": marks | own, "editable": True, "slideshow": {"slide_type": "skip"}}


def _question(name: str, solution: str, points: int, answer: str) -> list[nbformat.NotebookNode]:
    check = f'check("{name}", {answer})'
    return [
        new_code_cell(solution.strip(), id=name, metadata=_marks(name, solution=True, locked=False)),
        new_code_cell(check, id=f"{name}-check", metadata=_marks(f"{name}-check", grade=True, points=points)),
    ]


def trial_notebook() -> nbformat.NotebookNode:
    """The author's notebook, with solutions, an output, metadata of an editor and a picture of the model answer."""
    setup = "from course_utils import load\nfrom course_utils.exercises import check, hint, my_pair"
    letter = "letter = None\n### BEGIN SOLUTION\nletter = 'C'\n### END SOLUTION"
    states = f"states_against = []\n### BEGIN SOLUTION\nstates_against = {AGAINST}\n### END SOLUTION"
    cells = [
        new_markdown_cell("# A trial\n\nSee [chance](../../../book/modules/m3_votes.md#chance-and-a-paradox).", id="opening"),
        new_code_cell(setup, id="setup", metadata=_marks("m9-setup")),
        *_question("m9-q1", SHARE, 3, "share_of_yes"),
        new_code_cell("pair = my_pair()", id="pair"),
        *_question("m9-q2", TOGETHER, 2, "together"),
        *_question("m9-q3", letter, 1, "letter"),
        *_question("m9-q4", states, 1, "states_against"),
        new_markdown_cell(
            MODEL_ANSWER, id="m9-q5", attachments={"plan.png": {"image/png": "aGVsbG8="}},
            metadata=_marks("m9-q5", solution=True, grade=True, points=4, locked=False),
        ),
        new_code_cell('check("m9-q5")', id="m9-q5-check"),
    ]  # fmt: skip
    cells[2].outputs = [nbformat.v4.new_output("stream", text="0.25 of all")]
    return new_notebook(
        cells=cells,
        metadata={"kernelspec": {"name": "mine", "display_name": "My own"}, "authors": [{"name": "somebody"}]},
    )


def write_exercise(folder: Path) -> Path:
    """Write the trial exercise as an author's folder."""
    folder.mkdir(parents=True)
    (folder / "checks.py").write_text(CHECKS.lstrip(), "utf-8")
    (folder / "hidden.py").write_text(HIDDEN.lstrip(), "utf-8")
    (folder / "mistakes.py").write_text(MISTAKES.lstrip(), "utf-8")
    nbformat.write(trial_notebook(), folder / f"{folder.name}.ipynb")
    return folder


class Stub:
    """A student's notebook, to write into."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notebook = nbformat.read(path, as_version=4)

    def cell(self, id: str) -> nbformat.NotebookNode:
        """The cell with this id."""
        return next(cell for cell in self.notebook.cells if cell.id == id)

    def save(self) -> None:
        """Write the notebook back."""
        nbformat.write(self.notebook, self.path)


def settle(root: Path, patch: pytest.MonkeyPatch) -> None:
    """Let this repository be the working folder, for as long as the patch lasts."""
    patch.delenv("COURSE_DATA", raising=False)
    patch.setenv("COURSE_HOME", str(root / ".course"))
    patch.setenv("COURSE_ID", "demonstration")
    patch.chdir(root)


@pytest.fixture(autouse=True)
def _settled(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(course, monkeypatch)


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of the course with the trial exercise alone."""
    root = tmp_path_factory.mktemp("course")
    unwanted = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
    for name in ("src/course_utils", "data", "book", "notebooks/labs", "notebooks/capstones"):
        shutil.copytree(ROOT / name, root / name, ignore=unwanted)
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT.md", "requirements.txt"):
        shutil.copy(ROOT / name, root / name)
    shutil.copy(ROOT / "notebooks" / "python_you_need.ipynb", root / "notebooks")
    write_exercise(root / "notebooks" / "exercises" / SLUG)
    return root


@pytest.fixture(scope="session")
def folder(course: Path) -> Path:
    """The author's folder of the trial exercise."""
    return course / "notebooks" / "exercises" / SLUG


@pytest.fixture(scope="session")
def released(course: Path) -> release.Release:
    """The trial exercise as students get it."""
    with pytest.MonkeyPatch.context() as patch:
        settle(course, patch)
        return release.build([], course / "dist")


@pytest.fixture(scope="session")
def search(course: Path, folder: Path) -> Search:
    """The search for what is confidential about the trial exercise; the solutions have run once."""
    with pytest.MonkeyPatch.context() as patch:
        settle(course, patch)
        return Search([confidential(folder, course)], course)


@pytest.fixture
def known(search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers of the solutions as they came once: a release runs them each time, which takes a while."""
    monkeypatch.setattr(sys.modules[confidential.__module__], "references", lambda folder: search.secret[0].references)


@pytest.fixture
def copy(released: release.Release, tmp_path: Path) -> Path:
    """A part of the release to plant something in: no wheel, lab or table, which take time to search."""
    target = tmp_path / "copy"
    for path in (*released.folder.glob("*.md"), *released.folder.rglob(f"{SLUG}/*")):
        place = target / path.relative_to(released.folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)
    return target


@pytest.fixture
def stub(copy: Path) -> Stub:
    """The student's notebook in that part."""
    return Stub(copy / "notebooks" / "exercises" / SLUG / f"{SLUG}.ipynb")


@pytest.fixture
def edited(folder: Path, tmp_path: Path) -> Callable[[Callable[[nbformat.NotebookNode], None]], Path]:
    """Makes an author's folder whose notebook somebody has edited."""

    def make(edit: Callable[[nbformat.NotebookNode], None]) -> Path:
        other = tmp_path / SLUG
        shutil.copytree(folder, other, dirs_exist_ok=True)
        path = other / f"{SLUG}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        edit(notebook)
        nbformat.write(notebook, path)
        return other

    return make


@pytest.fixture(scope="session")
def real_folders() -> list[Path]:
    """The authors' folders of the course's own exercises."""
    return sorted(path.parent for path in (ROOT / "notebooks" / "exercises").glob("*/checks.py"))


@pytest.fixture(scope="session")
def real_release(real_folders: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course's own exercises as students get them: the folder, with the zip beside it."""
    out = tmp_path_factory.mktemp("dist")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        files = bundle.bundle(ROOT, real_folders)
    archive.write_folder(files, out / "release")
    (out / "release.zip").write_bytes(archive.zipped(files))
    return out / "release"


@pytest.fixture(scope="session")
def real_search(real_folders: list[Path]) -> Search:
    """The search for what is confidential about them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return Search([confidential(folder, ROOT) for folder in real_folders], ROOT)
