"""A notebook tried as an answer: its code runs in a kernel, and every check, hidden ones too, looks at what it made."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError
from course_utils.exercises.hidden import Case, HiddenChecks, Score, hidden_checks, score
from course_utils.exercises.notebook import Notebook
from course_utils.exercises.pairs import pair_for
from course_utils.exercises.prose import text_of
from course_utils.exercises.question import Exercise, Question

DEMONSTRATION = "demonstration"  # the id of authors and of the tests
SCORES = "scores.json"


@contextmanager
def working_as(id: str = DEMONSTRATION) -> Iterator[Path]:
    """Work under an id, in an empty course home that is gone afterwards, so that nobody's own tries change.

    Hands out a folder for whatever is needed meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="course-", ignore_cleanup_errors=True) as scratch:
        before = {name: os.environ.get(name) for name in ("COURSE_ID", "COURSE_HOME")}
        os.environ.update(COURSE_ID=id, COURSE_HOME=str(Path(scratch) / "home"))
        try:
            yield Path(scratch)
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def answers(question: Question, names: Mapping[str, Any], notebook: Notebook) -> tuple[Any, ...]:
    """The answers that a notebook gives to a question: variables (None where one is not set), or the written text."""
    if question.by_hand:
        return tuple(text_of(notebook, id) for id in question.answer)
    return tuple(names.get(name) for name in question.answer)


def scores(
    exercise: Exercise, hidden: HiddenChecks, names: Mapping[str, Any], notebook: Notebook, case: Case
) -> list[Score]:
    """The score of each question."""
    return [score(question, answers(question, names, notebook), hidden, case) for question in exercise.questions]


def run(folder: Path, exercise: Exercise, notebook: Notebook, id: str, seconds: int) -> str:
    """What the checks say of a notebook, as a text."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    hidden_checks(folder)  # says at once where there are none
    with working_as(id) as scratch:
        stage = scratch / exercise.slug
        stage.mkdir()
        (stage / "checks.py").write_bytes((folder / "checks.py").read_bytes())
        (stage / f"{exercise.slug}.ipynb").write_bytes(notebook.raw)
        cells = [
            nbformat.v4.new_code_cell(cell.source)
            for cell in notebook.cells
            if cell.kind == "code" and not (cell.is_grade and cell.is_locked)
        ]
        call = f"tell({str(folder)!r}, {exercise.slug!r}, {id!r}, {str(scratch / SCORES)!r})"
        cells.append(nbformat.v4.new_code_cell(f"from course_utils.exercises.trial import tell\n{call}"))
        made = nbformat.v4.new_notebook(cells=cells)
        client = NotebookClient(
            made, timeout=seconds, kernel_name="python3", allow_errors=True, interrupt_on_timeout=True,
            resources={"metadata": {"path": str(stage)}},
        )  # fmt: skip
        try:
            client.execute()
        except (CellExecutionError, DeadKernelError) as error:
            raise CourseError(f"{notebook.name} could not be run to its end: {error}") from None
        if not (scratch / SCORES).is_file():
            raise CourseError(f"{notebook.name} ended its kernel, so nothing could be checked. Look for exit() in it.")
        found = json.loads((scratch / SCORES).read_text("utf-8"))
    numbers = [cell.number for cell in notebook.cells if cell.kind == "code" and not (cell.is_grade and cell.is_locked)]
    errors = [
        f"cell {number} from the top raised {output.ename}: {output.evalue.splitlines()[0] if output.evalue else ''}"
        for number, cell in zip(numbers, made.cells, strict=False)
        for output in cell.outputs
        if output.output_type == "error"
    ]
    return "\n".join([f"{exercise.slug}, as {id} ({' and '.join(pair_for(id))})", *errors, *found])


def tell(folder: str, slug: str, id: str, file: str) -> None:
    """In the kernel, after the notebook's own cells: check what they made, and leave the lines of the report."""
    from IPython import get_ipython

    from course_utils.exercises.notebook import read_notebook
    from course_utils.exercises.shelf import exercise

    home = Path(folder)
    found = scores(
        exercise(home), hidden_checks(home), get_ipython().user_ns, read_notebook(Path(f"{slug}.ipynb")),
        Case(pair_for(id)),
    )  # fmt: skip
    Path(file).write_text(json.dumps(table(found)), "utf-8")


def table(found: list[Score]) -> list[str]:
    """Scores as lines: points, what the public checks say, and each hidden check that fails."""
    width = max(len(one.question.id) for one in found)
    lines = []
    for one in found:
        question, most = one.question, one.question.points
        public = "pass" if one.public.right else f"not yet: {one.public.message}"
        points = "by hand" if question.by_hand else f"{one.points:g} of {most}"
        lines.append(f"{question.id:{width}}  {points:8}  public checks {public}")
        lines += [f"{'':{width}}  {'':8}  hidden check fails, {title}: {said}" for title, said in one.failed]
    checked = [one for one in found if not one.question.by_hand]
    by_hand = sum(one.question.points for one in found if one.question.by_hand)
    total = f"{sum(one.points for one in checked):g} of {sum(one.question.points for one in checked)}"
    lines.append(f"{'in all':{width}}  {total:8}" + (f"  and {by_hand} by hand" if by_hand else ""))
    return [line.rstrip() for line in lines]
