"""What the solutions of an exercise answer: the values that must not go out to students."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError
from course_utils.grading.source import notebook_of

# The id that stands for nobody, as the site and the tests use it, and some that look like a class.
IDS = ("demonstration", "s100001", "s100002", "s100003", "s100004", "s100005")
MOST_NUMBERS = 2_000  # of one answer; a larger table gives its first ones
FEW = 8
_LIMIT = 300  # seconds for the solutions of all ids


@dataclass(frozen=True)
class Reference:
    """What the solution of one question gave for one id: numbers, and short texts."""

    question: str
    personal: bool
    id: str
    pair: tuple[str, ...]
    """codes of the id's pair of states, where the question is on that pair"""
    numbers: tuple[float, ...]
    texts: tuple[str, ...]

    @property
    def few(self) -> bool:
        """Whether the answer is a value or a few, as a list of answers would hold, and not a table."""
        return 0 < len(self.numbers) + len(self.texts) <= FEW


def references(folder: Path, ids: Sequence[str] = IDS) -> tuple[Reference, ...]:
    """The answers of the solutions for each of these ids, by running the author's notebook once for each.

    They are kept in ``_build/references``, as secret as the folder itself, until the folder, the package or the data
    change. Raises CourseError where a solution stops.
    """
    root = folder.parents[2]
    if not (root / "pyproject.toml").is_file():  # a folder outside a course has nowhere to keep them
        return _read(_run(folder, ids))
    kept = root / "_build" / "references" / f"{folder.name}-{_stamp(folder, ids)}.json"
    if not kept.is_file():
        found = _run(folder, ids)
        kept.parent.mkdir(parents=True, exist_ok=True)
        for former in kept.parent.glob(f"{folder.name}-*.json"):
            former.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=kept.parent, delete=False) as fresh:
            fresh.write(found)
        os.replace(fresh.name, kept)
    return _read(kept.read_text("utf-8"))


def _read(text: str) -> tuple[Reference, ...]:
    return tuple(Reference(**{name: _frozen(value) for name, value in one.items()}) for one in json.loads(text))


def _stamp(folder: Path, ids: Sequence[str]) -> str:
    """A fingerprint of all that the answers follow from."""
    package = Path(__file__).resolve().parents[1]
    data = Path(os.environ.get("COURSE_DATA") or folder.parents[2] / "data")
    found = hashlib.sha256("\n".join(ids).encode())
    for path in [notebook_of(folder), folder / "checks.py", *sorted(package.rglob("*.py")), *sorted(data.glob("*.*"))]:
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


def _run(folder: Path, ids: Sequence[str]) -> str:
    """The answers as JSON, from a process of their own."""
    from course_utils.exercises.rehearsal import OFF

    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "answers.json"
        own = {"COURSE_HOME": str(Path(scratch) / "home"), "IPYTHONDIR": str(Path(scratch) / "ipython"), OFF: "off"}
        # A list of ids and not a run for each: loading pandas and the tables takes most of the time.
        command = [sys.executable, "-m", "course_utils.grading.references", str(notebook_of(folder)), str(out), *ids]
        try:
            done = subprocess.run(
                command, cwd=folder, env=os.environ | own, capture_output=True, text=True, timeout=_LIMIT, check=False
            )
        except subprocess.TimeoutExpired:
            raise CourseError(f"The solutions of {folder.name} still ran after {_LIMIT} seconds.") from None
        if done.returncode:
            last = (done.stderr.strip() or "no message").splitlines()[-1]
            raise CourseError(f"The solutions of {folder.name} do not run: {last}")
        return out.read_text("utf-8")


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def flat(answer: Any) -> tuple[list[float], list[str]]:
    """The numbers and the short texts in an answer; none in a function or a chart, which have no value of their own.

    >>> flat((0.5, {"AZE", "PAK"}, None))
    ([0.5], ['AZE', 'PAK'])
    """
    import numpy as np
    import pandas as pd

    if isinstance(answer, pd.DataFrame | pd.Series):
        table = answer.reset_index()
        columns = [table[name].dropna() for name in table.select_dtypes("number").columns if name != "index"]
        return [float(x) for column in columns for x in column.head(MOST_NUMBERS)], []
    if isinstance(answer, bool | np.bool_) or answer is None:
        return [], []
    if isinstance(answer, int | float | np.number):
        return ([float(answer)] if answer == answer else []), []
    if isinstance(answer, str):
        return [], [answer]
    if isinstance(answer, Mapping):
        return flat(list(answer.values()))
    if isinstance(answer, list | tuple | set | frozenset | np.ndarray | pd.Index):
        parts = [flat(part) for part in (sorted(map(str, answer)) if isinstance(answer, set | frozenset) else answer)]
        return [x for part in parts for x in part[0]][:MOST_NUMBERS], [x for part in parts for x in part[1]]
    return [], []


def _main(notebook: Path, out: Path, ids: Sequence[str]) -> None:
    """Run the code cells for each id in a fresh namespace; write what the questions' variables hold."""
    import nbformat
    from IPython.core.interactiveshell import InteractiveShell

    from course_utils.exercises.shelf import exercise

    cells = [cell for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    found = []
    for id in ids:
        os.environ["COURSE_ID"] = id
        shell = InteractiveShell()
        for cell in cells:
            result = shell.run_cell(cell.source)
            own = cell.metadata.get("nbgrader", {})
            if not result.success and not own.get("grade"):
                error = result.error_in_exec or result.error_before_exec
                sys.exit(f"cell {own.get('grade_id', cell.get('id'))} for the id {id}: {type(error).__name__}: {error}")
        for question in exercise(notebook.parent).questions:
            answers = [] if question.by_hand else [shell.user_ns.get(name) for name in question.answer]
            numbers, texts = flat(answers)
            found.append({
                "question": question.id, "personal": question.personal,
                "id": id, "pair": _pair(shell.user_ns) if question.personal else [], "numbers": numbers, "texts": texts,
            })  # fmt: skip
    out.write_text(json.dumps(found), "utf-8")


def _pair(namespace: Mapping[str, Any]) -> list[str]:
    """The codes of the pair that the notebook asked for; none where it has no personal question of that kind."""
    return list(namespace["my_pair"]()) if "my_pair" in namespace else []


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
