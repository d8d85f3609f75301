"""Run a copy of a notebook from top to bottom in a fresh kernel, and see what its checks say there."""

from __future__ import annotations

import logging
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL
from textwrap import shorten
from time import monotonic
from typing import Any

from anyio import CancelScope
from anyio.from_thread import start_blocking_portal
from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

from course_utils.catalog.package import data_folder
from course_utils.errors import CourseError
from course_utils.exercises.card import OUTCOME
from course_utils.exercises.examine import examine
from course_utils.exercises.notebook import Cell, Notebook
from course_utils.exercises.prose import text_of
from course_utils.exercises.question import Exercise, Question, article, words_of
from course_utils.exercises.submit import OFF
from course_utils.exercises.validate import Problem, unanswered

CELL_SECONDS = 60.0  # a lesson's slowest cell takes about five
ALL_SECONDS = 300.0
MOST_ERRORS = 8  # more than these mostly follow from the first
_LOG = logging.getLogger(__name__)
_LOG.disabled = True  # what happens is said in sentences
_ENDING = 10.0  # seconds that an interrupted cell has to stop

# What to do about an error, where its own words say little to a beginner.
_ADVICE = {
    "NameError": "A name must be set in a cell further up; one that was deleted since, or stands further down, is not there.",
    "FileNotFoundError": "Only the notebook is handed in: it can load the course's tables, but no file of your own.",
    "ModuleNotFoundError": "Only the course's own packages are there when it is graded.",
    "StdinNotImplementedError": "Nobody is there to answer input() when it is graded; write the value into the cell.",
    "SystemExit": "It ends Python itself. Take out exit() or quit().",
}


@dataclass
class Rehearsal:
    """What came of a run: the public result of each question, and problems in sentences."""

    results: dict[str, str]
    """by question id: passed, failed, not answered, stopped (its own code raised), or not run"""
    problems: list[Problem]


@dataclass
class _Seen:
    """What one cell did in the run: its first error, and the outcomes of checks."""

    error: tuple[str, str] | None = None
    late: float = 0
    """the seconds after which it was interrupted"""
    exits: bool = False
    outcomes: dict[str, bool] = field(default_factory=dict)


class _ThisPython(KernelSpecManager):
    """Knows one kernel, of the Python that runs this: whatever kernel a notebook names, its packages are the course's."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())


class _Client(NotebookClient):
    """Keeps of all outputs only errors and outcomes, so that a flood of them costs nothing."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.seen: dict[int, _Seen] = {}
        self.on_cell_executed = self._note_exit

    def _note_exit(self, cell: Any, cell_index: int, execute_reply: dict[str, Any]) -> None:
        # exit() in a notebook raises nothing: it asks for the end of the kernel, which comes some cells later.
        payload = execute_reply["content"].get("payload", ())
        self.seen[cell_index].exits = any(one.get("source") == "ask_exit" for one in payload)

    def output(self, outs: list[Any], msg: dict[str, Any], display_id: str | None, cell_index: int) -> None:
        seen, content = self.seen[cell_index], msg["content"]
        if msg["msg_type"] == "error":
            seen.error = seen.error or (str(content.get("ename", "")), str(content.get("evalue", "")))
        outcome = content.get("data", {}).get(OUTCOME)
        if isinstance(outcome, dict):
            seen.outcomes[str(outcome.get("question"))] = outcome.get("passed") is True


def rehearse(
    notebook: Notebook,
    exercise: Exercise,
    folder: Path,
    student: str,
    seconds: tuple[float, float] = (CELL_SECONDS, ALL_SECONDS),
) -> Rehearsal:
    """The outcome of a run from top to bottom.

    Runs beside a copy of the exercise's checks.py and nothing else, as when it is graded, in an empty course home, so
    that neither tries nor hints of the student's change. folder: the exercise's. student: the id that personal
    questions go by. seconds: the limits for one cell and for all; a cell above it is interrupted and the run goes on.
    Raises CourseError where no kernel starts.
    """
    with tempfile.TemporaryDirectory(prefix="course-", ignore_cleanup_errors=True) as scratch:
        stage = Path(scratch) / exercise.slug
        stage.mkdir()
        (stage / "checks.py").write_bytes((folder / "checks.py").read_bytes())
        (stage / f"{exercise.slug}.ipynb").write_bytes(notebook.raw)  # written answers are read from there
        run = _Run(notebook, stage, _environment(Path(scratch), student), *seconds)
        # In a thread with a loop of its own, because a notebook that calls this has a running loop already. Left by
        # Ctrl-C, the portal cancels the run, and the kernel ends.
        with start_blocking_portal() as portal:
            portal.call(run.through)
    return Rehearsal(_results(run, exercise), _problems(run, exercise))


def _environment(scratch: Path, student: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NBGRADER_", "JPY_"))}
    return kept | {
        OFF: "off",
        "COURSE_ID": student,
        "COURSE_DATA": str(data_folder().absolute()),
        "COURSE_HOME": str(scratch / "home"),
        "IPYTHONDIR": str(scratch / "ipython"),  # no start-up files, no history
    }


class _Run:
    """One run: what each code cell did, and how it ended."""

    def __init__(self, notebook: Notebook, stage: Path, environment: dict[str, str], cell: float, every: float) -> None:
        self.notebook = notebook
        self.cells = [one for one in notebook.cells if one.kind == "code"]
        self.stage, self.environment, self.limits = stage, environment, (cell, every)
        self.ended: tuple[Cell, str] | None = None
        self.left = cell
        self.kernel = AsyncKernelManager(kernel_spec_manager=_ThisPython())
        self.client = _Client(
            new_notebook(cells=[new_code_cell(one.source) for one in self.cells]),
            km=self.kernel,
            allow_errors=True,
            timeout_func=lambda _: self.left,
            store_widget_state=False,
            log=_LOG,
            resources={"metadata": {"path": str(stage)}},
        )

    @property
    def seen(self) -> list[tuple[Cell, _Seen]]:
        """The cells that ran, each with what it did."""
        return [(self.cells[index], seen) for index, seen in sorted(self.client.seen.items())]

    async def through(self) -> None:
        """Run every code cell in a kernel that has ended when this returns, also where it is cancelled."""
        try:
            await self._start()
            start = monotonic()
            for index, cell in enumerate(self.cells):
                self.left = min(self.limits[0], start + self.limits[1] - monotonic())
                if self.left <= 0:
                    self.ended = cell, f"all cells together may take {self.limits[1]:g} seconds, which were over"
                    return
                if reason := await self._one(index):
                    self.ended = cell, reason
                    return
        finally:
            with CancelScope(shield=True):
                if self.client.kc:
                    self.client.kc.stop_channels()
                if self.kernel.has_kernel:
                    await self.kernel.shutdown_kernel(now=True)

    async def _start(self) -> None:
        try:
            await self.client.async_start_new_kernel(env=self.environment, stdout=DEVNULL, stderr=DEVNULL)
            await self.client.async_start_new_kernel_client()
        except (RuntimeError, OSError) as error:
            raise CourseError(
                f"The notebook could not be run: no Python kernel started ({words_of(error)}). "
                "Close other notebooks, then try again; if that does not help, run the course's installation again."
            ) from error

    async def _one(self, index: int) -> str:
        """Run one cell; returns why nothing after it can run, or nothing."""
        seen = self.client.seen[index] = _Seen()
        try:
            await self.client.async_execute_cell(self.client.nb.cells[index], index)
        except DeadKernelError:
            return "Python itself ended there: out of memory, or told to exit"
        except CellTimeoutError:
            seen.late = self.left
            await self.kernel.interrupt_kernel()
            client: Any = self.client.kc
            try:
                await client.wait_for_ready(timeout=_ENDING)
            except RuntimeError:
                return f"it was still running after {self.left:.0f} seconds and did not let itself be stopped"
        return "exit() or quit() ends Python there" if seen.exits else ""


def _results(run: _Run, exercise: Exercise) -> dict[str, str]:
    return {question.id: _result(run, question) for question in exercise.questions}


def _result(run: _Run, question: Question) -> str:
    own = [(cell, seen) for cell, seen in run.seen if cell.id == f"{question.id}-check"]
    # The check of a written answer need not carry an id: any cell that checked it will do.
    told = [seen.outcomes[question.id] for _, seen in own or run.seen if question.id in seen.outcomes]
    if told and told[-1]:
        return "passed"
    cells = run.notebook.named(question.id)
    if unanswered(cells):
        return "not answered"
    if told:
        return "failed"
    if question.by_hand and cells and cells[0].kind == "markdown":
        return "passed" if examine(question, text_of(run.notebook, question.id)).right else "failed"
    return "stopped" if any(seen.error or seen.late for _, seen in own) else "not run"


def _problems(run: _Run, exercise: Exercise) -> list[Problem]:
    open_ids = {question.id for question in exercise.questions if unanswered(run.notebook.named(question.id))}
    found: dict[str, str] = {}
    for cell, seen in run.seen:
        of = _question(cell, exercise)
        place = of or f"cell {cell.number}"  # one sentence for a question: the first error; the others follow from it
        if place in found or of in open_ids:
            continue
        if seen.late:
            found[place] = (
                f"{_where(cell, of)} was still running after {seen.late:.0f} seconds and was stopped. Is there a loop "
                "whose end never comes, or a loop over every row where one line of pandas would do?"
            )
        elif seen.error and not (open_ids and seen.error[0] == "NotImplementedError"):
            found[place] = _error(_where(cell, of), *seen.error)
    texts = list(found.values())
    if len(texts) > MOST_ERRORS:
        texts[MOST_ERRORS:] = [
            f"{len(texts) - MOST_ERRORS} more cells or questions stopped too. Mend the first ones first."
        ]
    if run.ended:
        cell, reason = run.ended
        texts.append(
            f"The run from the top came to its end at {_where(cell, _question(cell, exercise))}: {reason}. "
            "What stands below was not run, and earns nothing until that cell is mended."
        )
    return [Problem("should", f"{text[0].upper()}{text[1:]}") for text in texts]


def _question(cell: Cell, exercise: Exercise) -> str:
    return next((q.id for q in exercise.questions if cell.id in (q.id, f"{q.id}-check")), "")


def _where(cell: Cell, of: str) -> str:
    what = f"the check of {of}" if of and cell.id != of else f"the answer to {of}" if of else cell.id
    return f"cell {cell.number} from the top" + (f" ({what})" if what else "")


def _error(where: str, name: str, words: str) -> str:
    # What Jupyter says of input() is about "this frontend"; the advice says it better.
    said = "" if name == "StdinNotImplementedError" else shorten(" ".join(words.split()), 160, placeholder=" …")
    end = "" if said.endswith((".", "!", "?")) else "."
    advice = _ADVICE.get(name, "Run all cells from the top (in JupyterLab: Kernel, Restart Kernel and Run All Cells).")
    return f"{where} stopped with {article(name)}{f': {said}' if said else ''}{end} {advice}"
