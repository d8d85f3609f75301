"""Every exercise folder, and the skeleton that a new one begins with: stubs fail, solutions pass, each wrong answer
draws its own message, right answers in other forms pass, and so on other pairs of states.

A notebook's code runs here cell by cell in one process. Cells that depend neither on the pair nor on an answer run
once; of the others only those run that an answer needs.
"""

from __future__ import annotations

import ast
import builtins
import re
import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

from course_utils.exercises import authoring, shelf
from course_utils.exercises.examine import examine
from course_utils.exercises.hidden import Case, HiddenChecks, Score, hidden_checks, score
from course_utils.exercises.kinds import Chart, Function, Written
from course_utils.exercises.mistakes import Mistake, Right, tried
from course_utils.exercises.pairs import pair_for
from course_utils.exercises.question import Exercise, Question

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted(path.parent for path in (ROOT / "notebooks" / "exercises").glob("*/checks.py"))
SKELETON, READING = "warm_up", "m3_votes"
DEMONSTRATION = "demonstration"
OTHERS = [f"student-{number}" for number in range(8)]  # so about eight different pairs
FEWER = 4  # cases where the question is the same for every student
LUCKY = 3  # cases in which a wrong answer could pass by luck, beside the one that it is written for
SLUGS = [folder.name for folder in FOLDERS] + [SKELETON]
QUESTIONS = [(folder.name, question.id) for folder in FOLDERS for question in shelf.exercise(folder).questions]
QUESTIONS += [(SKELETON, "warm-q1"), (SKELETON, "warm-q2")]

each_exercise = pytest.mark.parametrize("slug", SLUGS)
each_question = pytest.mark.parametrize(("slug", "id"), QUESTIONS, ids=[id for _, id in QUESTIONS])


# ----------------------------------------------------------------------------------------------- a notebook as code


@dataclass(frozen=True)
class Cell:
    """A cell, and which names its code binds and reads."""

    id: str
    kind: str
    source: str
    marks: Mapping[str, Any]

    @property
    def is_answer(self) -> bool:
        return bool(self.marks.get("solution"))

    @property
    def is_check(self) -> bool:
        return self.id.endswith("-check")

    @cached_property
    def names(self) -> tuple[set[str], set[str]]:
        """Names that the code binds or changes, and names that it reads."""
        return names(self.source) if self.kind == "code" else (set(), set())


def names(source: str) -> tuple[set[str], set[str]]:
    binds, reads = set(), set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            (reads if isinstance(node.ctx, ast.Load) else binds).add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            binds.add(node.name)
        elif isinstance(node, ast.alias):
            binds.add((node.asname or node.name).partition(".")[0])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            reads |= set(re.findall(r"@(\w+)", node.value))  # in a query of pandas
        elif isinstance(node, ast.Subscript | ast.Attribute) and isinstance(node.ctx, ast.Store):
            inner: ast.AST = node
            while isinstance(inner, ast.Subscript | ast.Attribute):
                inner = inner.value
            if isinstance(inner, ast.Name):
                binds.add(inner.id)
    return binds, reads - set(dir(builtins))


class Folder:
    """An exercise folder, its notebook ready to be run with other answers."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.exercise: Exercise = shelf.exercise(path)
        self.hidden: HiddenChecks = hidden_checks(path)
        self.mistakes, self.right = tried(path)
        self.notebook = nbformat.read(path / f"{path.name}.ipynb", as_version=4)
        self.cells = [
            Cell(marks.get("grade_id", cell.id), cell.cell_type, cell.source, marks)
            for cell in self.notebook.cells
            for marks in [cell.metadata.get("nbgrader", {})]
        ]

    def cell(self, id: str) -> Cell:
        return next(cell for cell in self.cells if cell.id == id)

    @cached_property
    def late(self) -> list[Cell]:
        """The code cells that depend on the pair or on an answer."""
        found, seen, tainted = [], set[str](), {"my_pair"}
        for cell in self.cells:
            binds, reads = cell.names
            if cell.kind != "code" or cell.is_check:
                continue
            if cell.is_answer or tainted & (binds | reads) or binds & seen:
                found.append(cell)
                tainted |= binds
            seen |= binds
        return found

    @cached_property
    def base(self) -> dict[str, Any]:
        """What the other code cells leave behind."""
        space: dict[str, Any] = {"__name__": "__main__"}
        for cell in self.cells:
            if cell.kind == "code" and not cell.is_check and cell not in self.late:
                execute(cell.source, cell.id, space)
        return space

    @cached_property
    def before(self) -> dict[str, Any]:
        """The shapes before any answer has run."""
        return self.shapes()

    def answers(self, question: Question, code: str | None = None) -> tuple[Any, ...]:
        """The answers when ``code`` stands in the question's cell, in the place of the solution."""
        own = self.cell(question.id)
        code = own.source if code is None else code
        if question.by_hand:
            return (re.sub(r"^### (BEGIN|END) SOLUTION$", "", code, flags=re.MULTILINE).strip(),)
        place = self.late.index(own)
        binds, reads = names(code)
        # What another cell answers may belong to this answer too, such as the pair that the capstone is about.
        needed, steps = reads | (set(question.answer) - binds), [(code, own.id)]
        for cell in reversed(self.late[:place]):
            if cell.names[0] & needed:
                needed |= cell.names[1]
                steps.insert(0, (cell.source, cell.id))
        assert self.before is not None  # measured before the first answer
        space = dict(self.base)
        for source, id in steps:
            execute(source, id, space)
        missing = [name for name in question.answer if name not in space]
        assert not missing, f"The cell {own.id} must set {missing} even where the answer is not written yet."
        return tuple(space[name] for name in question.answer)

    def shapes(self) -> dict[str, Any]:
        """Size and columns of the tables that all variants share."""
        tables = {name: value for name, value in self.base.items() if hasattr(value, "columns")}
        return {name: (table.shape, list(table.columns)) for name, table in tables.items()}

    def score(self, question: Question, case: Case, code: str | None = None) -> Score:
        return score(question, self.answers(question, code), self.hidden, case)


def execute(source: str, id: str, space: dict[str, Any]) -> None:
    """Run a cell; like a notebook go on after the line that stands for an answer, and after a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with suppress(NotImplementedError):
            exec(compile(source, f"<{id}>", "exec"), space)


# ------------------------------------------------------------------------------------------------------- fixtures


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Folder]]:
    """All exercise folders, and the skeleton, as a fresh `course exercise new` writes it."""
    course = tmp_path_factory.mktemp("course")
    (course / "book" / "modules").mkdir(parents=True)
    shutil.copy(ROOT / "book" / "modules" / f"{READING}.md", course / "book" / "modules")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(authoring, "root", lambda: course)
        skeleton = authoring.new(SKELETON, READING)
    found = {path.name: Folder(path) for path in [*FOLDERS, skeleton]}
    yield found
    for folder in found.values():
        assert "base" not in vars(folder) or folder.shapes() == folder.before, (
            f"{folder.path.name}: an answer has changed a table that others use too"
        )


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COURSE_ID", DEMONSTRATION)


@pytest.fixture
def folder(opened: dict[str, Folder], slug: str) -> Folder:
    return opened[slug]


@pytest.fixture
def question(folder: Folder, id: str) -> Question:
    return folder.exercise.question(id)


def mistakes(folder: Folder, question: Question) -> list[Mistake]:
    return [one for one in folder.mistakes if one.question == question.id]


# --------------------------------------------------------------------------------------------- the notebook itself


@each_exercise
def test_nbgrader_and_checks_agree(folder: Folder) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own, at import
        from nbgrader.nbgraderformat import MetadataValidator

        nbformat.validate(folder.notebook)
        MetadataValidator().validate_nb(folder.notebook)
    assert folder.exercise.slug == folder.hidden.slug == folder.path.name
    points = {cell.id: cell.marks.get("points", 0) for cell in folder.cells if cell.marks.get("grade")}
    graded = {
        question.id if question.by_hand else f"{question.id}-check": question for question in folder.exercise.questions
    }
    assert points == {id: question.points for id, question in graded.items()}
    assert [cell.id for cell in folder.cells if cell.is_answer] == [one.id for one in folder.exercise.questions]
    for question in folder.exercise.questions:
        check = folder.cell(f"{question.id}-check")
        given = ", ".join([f'"{question.id}"', *([] if question.by_hand else question.answer)])
        assert check.source == f"check({given})"
        assert (folder.cell(question.id).kind == "markdown") == question.by_hand == isinstance(question.kind, Written)
        assert 0 <= question.public_points <= question.points
        if not question.by_hand and question.public_points < question.points:
            assert folder.hidden.of(question.id), f"{question.id}: nobody could earn the points of its hidden checks"


@each_exercise
def test_the_header_states_points_and_each_question_its_own(folder: Folder) -> None:
    assert f"**Points:** {folder.exercise.points}." in folder.cells[0].source
    assert "**Time:**" in folder.cells[0].source
    place = 0
    for question in folder.exercise.questions:
        answer = folder.cells.index(folder.cell(question.id))
        words = "\n".join(cell.source for cell in folder.cells[place:answer] if cell.kind == "markdown")
        assert f"**Points:** {question.points}" in words and f"**Objective:** {question.objective}" in words
        place = answer


@each_exercise
def test_a_module_has_questions_of_every_sort(folder: Folder) -> None:
    if not (ROOT / "book" / "modules" / f"{folder.path.name}.md").is_file():
        return  # a practice exercise may be as small as it likes
    questions = folder.exercise.questions
    assert len(questions) >= 8
    assert sum(isinstance(question.kind, Written) for question in questions) >= 1
    # In the capstone the student's pair comes with the answer, whose own kind is then one step further in.
    kinds = [getattr(question.kind, "answer", question.kind) for question in questions]
    assert sum(isinstance(kind, Chart) for kind in kinds) >= 1
    assert sum(isinstance(kind, Function) for kind in kinds) >= 1
    assert sum(question.personal or hasattr(question.kind, "answer") for question in questions) >= 2
    assert {question.objective for question in questions} == set(objectives(folder.path.name))


def objectives(module: str) -> list[str]:
    front = (ROOT / "book" / "modules" / f"{module}.md").read_text("utf-8").split("---\n")[1]
    return yaml.safe_load(front)["lesson"]["objectives"]


@each_question
def test_hints_lead_on_and_give_nothing_away(folder: Folder, question: Question) -> None:
    hints = question.hints
    every = (hints.nudge, hints.concept, hints.expected, hints.neighbour)
    assert all(len(text.split()) >= 5 for text in every) and len(set(every)) == 4
    page, _, heading = hints.link.partition("#")
    text = (ROOT / page).read_text("utf-8")
    anchors = {authoring.anchor(found) for found in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    assert heading in anchors, f"{page} has no heading #{heading}; it has {sorted(anchors)}"
    assert question.objective in objectives(Path(page).stem)
    squeezed = re.sub(r"\s", "", " ".join(every))
    for line in model(folder, question):
        assert re.sub(r"\s", "", line) not in squeezed, f"A hint holds a line of the solution: {line}"


def model(folder: Folder, question: Question) -> list[str]:
    """The lines of a solution that are long enough to be somebody's own."""
    marked = re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", folder.cell(question.id).source, re.DOTALL)
    return [line for part in marked for line in part.splitlines() if len(re.sub(r"\s", "", line)) >= 25]


@each_question
def test_a_written_answer_has_a_rubric_that_adds_up(folder: Folder, question: Question) -> None:
    if not isinstance(question.kind, Written):
        return
    place = folder.cells.index(folder.cell(question.id))
    words = next(cell.source for cell in reversed(folder.cells[:place]) if cell.kind == "markdown")
    head, *rows = re.findall(r"^\|(.+)\|$", words, re.MULTILINE)
    assert head.split("|")[0].strip() == "Criterion"
    most = max(map(int, re.findall(r"(\d+) points?", head)))
    criteria = [row.split("|") for row in rows[1:]]
    assert len(criteria) >= 3 and len({len(row) for row in criteria}) == 1
    assert len(criteria) * most == question.points
    assert f"{question.kind.least} to {question.kind.most} words" in words


# ------------------------------------------------------------------------------------------------------ its answers


@each_question
def test_the_stub_fails_at_once(folder: Folder, question: Question) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from nbgrader.preprocessors import ClearSolutions

        stubs, _ = ClearSolutions().preprocess(deepcopy(folder.notebook), {})
    cells = (cell for cell in stubs.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == question.id)
    outcome = examine(question, *folder.answers(question, next(cells).source))
    assert outcome.failed not in question.added, "The author's checks should never see a stub."
    assert re.search(
        r"is not written yet|none yet|still empty|^(\w+: )?Expected .+, but (?:None|'') came", outcome.message
    ), outcome.message


@each_question
def test_the_solution_passes_for_every_pair(
    folder: Folder, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = folder.answers(question)
    for seed, id in enumerate([DEMONSTRATION, *(OTHERS if question.personal else OTHERS[:FEWER])]):
        monkeypatch.setenv("COURSE_ID", id)
        if question.personal:
            answers = folder.answers(question)
        found = score(question, answers, folder.hidden, Case(pair_for(id), seed))
        assert found.right, f"{id}, {pair_for(id)}: {said(found)}"
        assert found.points == (0 if question.by_hand else question.points)


@each_question
def test_three_mistakes_or_more_each_draw_their_own_message(folder: Folder, question: Question) -> None:
    known = mistakes(folder, question)
    assert len(known) >= 3 and len({one.name for one in known}) == len(known)
    drawn = {}
    for one in known:
        answers = folder.answers(question, one.code)
        # A student sees the first checks alone, so what hidden checks say of the same answer is another matter.
        words = examine(question, *answers).message
        assert bool(words) == (one.stage == "public"), f"{one.name}: {words or 'the first checks pass'}"
        if not words:
            found = score(question, answers, folder.hidden, Case(pair_for(DEMONSTRATION)))
            assert not found.right, f"{one.name}: passes"
            words = said(found)
        assert one.message in words, f"{one.name}: {words}"
        drawn[one.name] = words
    for one in known:
        others = [name for name, words in drawn.items() if name != one.name and one.message in words]
        assert not others, f"{one.message!r} is drawn by {one.name}, but by {others} too"


@each_question
def test_no_mistake_passes_by_luck(folder: Folder, question: Question, monkeypatch: pytest.MonkeyPatch) -> None:
    for one in mistakes(folder, question):
        answers = folder.answers(question, one.code)
        for seed, id in enumerate(OTHERS[:LUCKY]):
            monkeypatch.setenv("COURSE_ID", id)
            if question.personal:
                answers = folder.answers(question, one.code)
            if examine(question, *answers).right:
                found = score(question, answers, folder.hidden, Case(pair_for(id), seed))
                assert not found.right, f"{one.name}: passes for {id}, {pair_for(id)}"
            elif not question.personal:
                break  # the first checks do not depend on the pair


@each_question
def test_two_right_answers_or_more_in_other_forms_pass(folder: Folder, question: Question) -> None:
    known: list[Right] = [one for one in folder.right if one.question == question.id]
    assert len(known) >= 2 and len({one.name for one in known}) == len(known)
    for one in known:
        found = folder.score(question, Case(pair_for(DEMONSTRATION)), one.code)
        assert found.right, f"{one.name}: {said(found)}"


@each_exercise
def test_every_answer_tried_belongs_to_a_question(folder: Folder) -> None:
    ids = {question.id for question in folder.exercise.questions}
    assert {one.question for one in (*folder.mistakes, *folder.right)} <= ids
    assert {one.stage for one in folder.mistakes} <= {"public", "hidden"}
    assert set(folder.hidden.ids) <= ids


def said(found: Score) -> str:
    """All that the checks say."""
    return "\n".join(filter(None, [found.public.message, *(words for _, words in found.failed)]))
