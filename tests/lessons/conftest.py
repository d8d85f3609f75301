"""The lessons as the tests see them: a reading's text, a lab's cells, and what the lab has handed over."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

from course_utils import charts, verdicts
from course_utils.exercises.shelf import lab_of

ROOT = Path(__file__).resolve().parents[2]
READINGS = sorted((ROOT / "book" / "modules").glob("*.md"))
LABS = sorted((ROOT / "notebooks" / "labs").glob("*.ipynb"))
CAPSTONES = sorted((ROOT / "notebooks" / "capstones").glob("*.ipynb"))  # worked examples, and the page on choosing
PYTHON_PAGE = ROOT / "notebooks" / "python_you_need.ipynb"  # no lab, but written, run and shown as one
RECORD = "application/papermill.record/"  # how MyST-NB keeps what `glue` hands over


@dataclass(frozen=True)
class Lab:
    """A lab as it is saved."""

    slug: str
    cells: list[Any]

    def copy(self) -> Lab:
        """One that a test can spoil."""
        return Lab(self.slug, copy.deepcopy(self.cells))

    def cell(self, name: str) -> Any:
        """The cell with this id."""
        return next(cell for cell in self.cells if cell.id == name)

    @property
    def code(self) -> list[Any]:
        """The code cells."""
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @property
    def words(self) -> str:
        """The text cells, one after the other."""
        return "\n\n".join(cell.source for cell in self.cells if cell.cell_type == "markdown")

    def _data(self) -> Iterator[tuple[Any, dict[str, Any]]]:
        for cell in self.code:
            for output in cell.outputs:
                yield cell, output.get("data", {})

    @property
    def charts(self) -> list[tuple[str, dict[str, Any]]]:
        """Every chart that is shown: id of its cell, and its specification."""
        return [(cell.id, data[charts.MIME]) for cell, data in self._data() if charts.MIME in data]

    @property
    def verdicts(self) -> list[str]:
        """The claims that the lab gives a verdict on."""
        return [data[verdicts.MIME]["claim"] for _, data in self._data() if verdicts.MIME in data]

    @property
    def glued(self) -> set[str]:
        """The keys that the lab hands to its reading."""
        outputs = [output for cell in self.code for output in cell.outputs]
        return {output.metadata["scrapbook"]["name"] for output in outputs if "scrapbook" in output.get("metadata", {})}


def read_lab(path: Path) -> Lab:
    """A lab from its file."""
    return Lab(path.stem, nbformat.read(path, as_version=4).cells)


@dataclass(frozen=True)
class Reading:
    """A reading and the lab that goes with it."""

    slug: str
    text: str
    lab: Lab

    @property
    def meta(self) -> dict[str, Any]:
        """The front matter's part on the lesson; empty when there is none."""
        front = re.match(r"---\n(.*?)\n---\n", self.text, re.DOTALL)
        return (yaml.safe_load(front[1]) or {}).get("lesson", {}) if front else {}

    @property
    def prose(self) -> str:
        """The text without front matter, directives, code, and formulas set apart."""
        text = re.sub(r"\A---\n.*?\n---\n", "", self.text, flags=re.DOTALL)
        text = re.sub(r"^(```+|~~~+|:::+).*?^\1\s*$", "", text, flags=re.DOTALL | re.MULTILINE)
        return re.sub(r"\$\$.*?\$\$", "", text, flags=re.DOTALL)

    def section(self, title: str) -> str | None:
        """What stands below a heading, down to the next heading of any level; None when there is no such heading."""
        found = re.search(rf"^#+ {re.escape(title)}\s*$\n(.*?)(?=^#+ |\Z)", self.text, re.DOTALL | re.MULTILINE)
        return found[1] if found else None


def read_reading(path: Path) -> Reading:
    """A reading from its file, with the notebook of the same name: a lab, or the page on choosing a pair."""
    lab = ROOT / f"{lab_of(path.stem)}.ipynb"
    return Reading(path.stem, path.read_text("utf-8"), read_lab(lab) if lab.is_file() else Lab(path.stem, []))


@pytest.fixture(params=READINGS, ids=lambda path: path.stem)
def reading(request: pytest.FixtureRequest) -> Reading:
    """Each reading in turn."""
    return read_reading(request.param)


@pytest.fixture(scope="session", params=LABS, ids=lambda path: path.stem)
def lab(request: pytest.FixtureRequest) -> Lab:
    """Each lab in turn."""
    return read_lab(request.param)


@pytest.fixture(scope="session")
def labs() -> list[Lab]:
    """All labs."""
    return [read_lab(path) for path in LABS]


@pytest.fixture(scope="session", params=CAPSTONES, ids=lambda path: path.stem)
def capstone(request: pytest.FixtureRequest) -> Lab:
    """Each worked capstone, and the page on choosing a pair, in turn."""
    return read_lab(request.param)


@pytest.fixture(scope="session")
def python_page() -> Lab:
    """The page *Python you need*."""
    return read_lab(PYTHON_PAGE)


@pytest.fixture
def wrap_up(labs: list[Lab]) -> Reading:
    """The page on all claims, which takes its figures from all labs."""
    text = (ROOT / "book" / "wrap_up.md").read_text("utf-8")
    return Reading("wrap_up", text, Lab("all", [cell for lab in labs for cell in lab.cells]))


@pytest.fixture
def votes_reading() -> Reading:
    """The reading that the tests spoil on purpose."""
    return read_reading(ROOT / "book" / "modules" / "m3_votes.md")


@pytest.fixture
def votes_lab() -> Lab:
    """The lab that the tests spoil on purpose."""
    return read_lab(ROOT / "notebooks" / "labs" / "m3_votes.ipynb")


@pytest.fixture
def spoil(votes_reading: Reading) -> Callable[[str, str], Reading]:
    """The reading with one text in place of another; the other must be there."""

    def change(old: str, new: str) -> Reading:
        assert old in votes_reading.text, f"The reading no longer holds {old!r}: take another example."
        return Reading(votes_reading.slug, votes_reading.text.replace(old, new), votes_reading.lab)

    return change
