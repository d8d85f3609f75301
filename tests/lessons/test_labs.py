"""The contract of a lab: what it holds, in which order, and that it is about any pair of states."""

from __future__ import annotations

import ast
import re
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from course_utils import charts, load, states, verdicts

SMALL, LARGE = 20_000, 60_000  # bytes of source
SHORT, LONG, SHARE = 12, 25, 0.75  # lines of a code cell: the common, the most, and how many are common
CHARTS = 4
NEAR = 4  # cells between a chart and its question
SECONDS = 30  # of the kernel's processor, so that a busy machine fails nothing; 10 s by the clock is a benchmark
THREATS = (
    "Selection of the pair", "Selected sample", "Dyadic dependence", "Comparison set", "Post-treatment controls", "Many looks",
)  # fmt: skip
# Another pair, with rivals, hub and placebo of its own.
OTHER = {"A": "NPL", "B": "BTN", "RIVAL_A": "CHN", "RIVAL_B": "IND", "HUB": "BGD", "PLACEBO": "LKA"}


def inputs(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The inputs of a chart that a reader can set."""
    return [param["bind"] for param in spec.get("params", []) if isinstance(param.get("bind"), dict)]


def size(lab: Any) -> list[str]:
    """Enough to learn from, little enough for an evening, in cells that fit on a screen."""
    found = []
    total = sum(len(cell.source.encode()) for cell in lab.cells)
    if not SMALL <= total <= LARGE:
        found.append(f"The lab has {total / 1000:.0f} KB of source; {SMALL // 1000} to {LARGE // 1000} are asked for.")
    lines = {cell.id: len(cell.source.splitlines()) for cell in lab.code}
    found += [
        f"The code cell {name!r} has {count} lines; {LONG} are the most."
        for name, count in lines.items()
        if count > LONG
    ]
    short = sum(count <= SHORT for count in lines.values())
    if short < SHARE * len(lines):
        found.append(f"Only {short} of {len(lines)} code cells have {SHORT} lines or fewer; {SHARE:.0%} should.")
    return found


def names(lab: Any) -> list[str]:
    """Cell ids are words, and each is there once."""
    ids = [cell.id for cell in lab.cells]
    found = [f"Two cells have the id {name!r}." for name in sorted({name for name in ids if ids.count(name) > 1})]
    for name in ids:
        drawn = re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f-]{27})?", name) and re.search(r"\d", name)  # what editors make up
        if drawn or not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) or len(name) < 3:
            found.append(f"The cell id {name!r} is not a name in words.")
    return found


def outputs(lab: Any) -> list[str]:
    """Saved as run once from the top, without a complaint, and nothing kept from the comparison."""
    found = []
    counts = [cell.execution_count for cell in lab.code]
    if counts != list(range(1, len(counts) + 1)):
        found.append("The cells were not run once, in order, from the top.")
    for cell in lab.code:
        for output in cell.outputs:
            if output.output_type == "error":
                found.append(f"The cell {cell.id!r} raised {output.ename}: {output.evalue}")
            if output.get("name") == "stderr":
                found.append(f"The cell {cell.id!r} wrote to stderr: {output.text[:80]!r}")
        tags = [tag for tag in cell.metadata.get("tags", []) if re.match("nbval|raises-exception|skip-execution", tag)]
        if tags or re.search(r"#\s*(NBVAL|PYTEST_VALIDATE)", cell.source):
            found.append(f"The cell {cell.id!r} is kept from the strict comparison.")
    return found


def parameters(lab: Any) -> list[str]:
    """One cell, tagged so, sets the states by name; the rest of the lab uses every one of them."""
    tagged = [cell for cell in lab.code if "parameters" in cell.metadata.get("tags", [])]
    if len(tagged) != 1:
        return [f"One code cell is tagged 'parameters', but {len(tagged)} are."]
    found, given = [], set()
    for node in ast.parse(tagged[0].source).body:
        if not isinstance(node, ast.Assign) or not all(
            isinstance(n, (ast.Tuple, ast.Constant, ast.Name, ast.expr_context))
            for n in ast.walk(node)
            if n is not node
        ):
            found.append(f"The parameters are constants, but the cell has {ast.unparse(node)!r}.")
        else:
            given |= {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    used = {
        n.id
        for cell in lab.code
        if cell is not tagged[0]
        for n in ast.walk(ast.parse(cell.source))
        if isinstance(n, ast.Name)
    }
    found += [f"There is no parameter {name}." for name in sorted({"A", "B", "PLACEBO"} - given)]
    return found + [f"The parameter {name} is never used." for name in sorted(given - used)]


def pictures(lab: Any) -> list[str]:
    """Enough published charts, and an explorer that has inputs on a page without a kernel."""
    plain = [name for name, spec in lab.charts if "course" in spec.get("usermeta", {}) and not inputs(spec)]
    found = [] if len(plain) >= CHARTS else [f"The lab shows {len(plain)} published charts; {CHARTS} are the least."]
    found += [
        f"The chart of {name!r} was not published."
        for name, spec in lab.charts
        if "course" not in spec.get("usermeta", {})
    ]
    explorers = [name for name, spec in lab.charts if inputs(spec) and "explore." in lab.cell(name).source]
    return found + ([] if explorers else ["The lab has no explorer."])


def asks(mark: str, cell: Any) -> bool:
    """A text cell has the mark, and a question or task of at least five words follows."""
    said = cell.source.split(mark, 1)[1:] if cell.cell_type == "markdown" else []
    return bool(said) and len(said[0].split()) >= 5


def questions(lab: Any) -> list[str]:
    """Each chart is followed by a question before the next one; the explorer comes with a task."""
    found = []
    shown = {name: bool(inputs(spec)) for name, spec in lab.charts}
    for place, cell in enumerate(lab.cells):
        if cell.id not in shown:
            continue
        if shown[cell.id]:
            if not any(asks("**Task.**", beside) for beside in (lab.cells[place - 1], lab.cells[place + 1])):
                found.append(f"No task comes with the explorer of {cell.id!r}.")
            continue
        after = []
        for later in lab.cells[place + 1 : place + 1 + NEAR]:
            if later.id in shown:
                break
            after.append(later)
        if not any(asks("**Question.**", later) for later in after):
            found.append(f"No question follows the chart of {cell.id!r} within {NEAR} cells and before the next chart.")
    return found


def guesses(lab: Any) -> list[str]:
    """In every section with a chart the reader is asked for a guess before the cell that computes the first one."""
    found = []
    shown = {name for name, spec in lab.charts if not inputs(spec)}
    title, done, guessed, guessed_before_last_code = "", True, False, False
    for cell in lab.cells:
        if cell.cell_type == "markdown":
            if heading := re.match(r"## (.*)", cell.source):
                title, done, guessed, guessed_before_last_code = heading[1], False, False, False
            guessed = guessed or asks("Guess first", cell)
            continue
        if cell.id in shown and not done:
            done = True
            if not guessed_before_last_code:
                found.append(f"The section {title!r} shows a result before it asks for a guess (*Guess first: …*).")
        guessed_before_last_code = guessed
    return found


def doubts(lab: Any) -> list[str]:
    """The placebo pair and outcome, the threats to inference with what each means here, and what would change our mind."""
    found = [
        f"The text does not speak of a {what}."
        for what in ("placebo state", "placebo outcome")
        if what not in lab.words.replace("*", "")
    ]
    for threat in THREATS:
        said = re.search(rf"\*\*{threat}\.?\*\*(.*)", lab.words)
        if not said or len(said[1].split()) < 8:
            found.append(f"The threat to inference **{threat}.** is missing, or nothing is said of it.")
    said = re.search(r"\*\*What would have changed our mind\.?\*\*(.*)", lab.words)
    if not said or len(said[1].split()) < 20:
        found.append("The lab does not say **What would have changed our mind.**")
    return found


def conclusions(lab: Any) -> list[str]:
    """A verdict on every claim that the claims table gives to the module, at the end."""
    claims = load("claims")
    own = set(claims[claims["module"] == lab.slug]["id"])
    found = [f"There is no verdict on {claim}." for claim in sorted(own - set(lab.verdicts))]
    found += [
        f"There are two verdicts on {claim}."
        for claim in sorted({c for c in lab.verdicts if lab.verdicts.count(c) > 1})
    ]
    given = [
        n
        for n, cell in enumerate(lab.cells)
        if any(verdicts.MIME in o.get("data", {}) for o in cell.get("outputs", []))
    ]
    if given and any(name == cell.id for cell in lab.cells[given[0] :] for name, _ in lab.charts):
        found.append("A chart comes after the first verdict; the verdicts end the lab.")
    return found


RULES = (size, names, outputs, parameters, pictures, questions, guesses, doubts, conclusions)


@pytest.mark.parametrize("rule", RULES)
def test_lab_keeps(lab, rule):
    found = rule(lab)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("rule", [names, outputs])
def test_python_page_is_saved_as_a_lab_is(python_page, rule):
    found = rule(python_page)
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def other(lab, tmp_path_factory):
    """The lab as it comes out for another pair of states, with the seconds that its kernel's processor took."""
    other = lab.copy()
    cell = next(cell for cell in other.code if "parameters" in cell.metadata.get("tags", []))
    given = {node.id for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Name)}
    cell.source += "".join(f"\n{name} = {OTHER[name]!r}" for name in sorted(given & set(OTHER)))
    clock = nbformat.v4.new_code_cell("import time\ntime.process_time()")
    notebook = nbformat.v4.new_notebook(cells=[*other.cells, clock])
    where = {"metadata": {"path": str(tmp_path_factory.mktemp("other"))}}
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources=where, allow_errors=True).execute()
    return other, float(clock.outputs[0]["data"]["text/plain"])


def test_another_pair_runs_without_error_or_verdict_in_time(lab, other):
    other, seconds = other
    found = [sentence for sentence in outputs(other) if "stderr" in sentence or "raised" in sentence]
    assert not found, "\n".join(found)
    assert other.verdicts == []
    assert len(other.charts) == len(lab.charts)
    assert 0 < seconds < SECONDS, f"The lab took {seconds:.1f} s of the processor."


def findings(lab: Any, other: Any) -> list[str]:
    """A finding follows the data: where another pair's data differ, so do the words (names of states aside)."""
    codes = sorted(states.names(states.codes()).values(), key=len, reverse=True)

    def said(spec: dict[str, Any]) -> str:
        return re.sub("|".join(map(re.escape, codes)), "…", " ".join(spec["title"]["text"]))

    return [
        f"The chart of {name!r} says the same of every pair: {said(spec)}"
        for (name, spec), (_, elsewhere) in zip(lab.charts, other.charts, strict=True)
        if spec["datasets"] != elsewhere["datasets"] and not inputs(spec) and said(spec) == said(elsewhere)
    ]


def test_findings_follow_the_pair(lab, other):
    found = findings(lab, other[0])
    assert not found, "\n".join(found)


def test_a_finding_that_is_typed_is_found(votes_lab):
    other = votes_lab.copy()
    spec = dict(other.charts)["camp-chart"]
    spec["datasets"] = {"data-1": [{"pair": "Nepal – Bhutan", "agreement": 0.5}]}
    assert any("'camp-chart' says the same" in sentence for sentence in findings(votes_lab, other))
    spec["title"]["text"] = ["Another finding"]
    assert findings(votes_lab, other) == []


# ------------------------------------------------------------------------------------------ bad examples


def change(name, old, new):
    def spoil(lab):
        cell = lab.cell(name)
        assert old in cell.source, f"The cell {name} no longer holds {old!r}: take another example."
        cell.source = cell.source.replace(old, new)

    return spoil


def everywhere(old, new):
    return lambda lab: [cell.update(source=cell.source.replace(old, new)) for cell in lab.cells]


def drop(*gone):
    def spoil(lab):
        kept = [cell for cell in lab.cells if cell.id not in gone]
        assert len(kept) == len(lab.cells) - len(gone)
        lab.cells[:] = kept

    return spoil


def add_output(name, output):
    return lambda lab: lab.cell(name).outputs.append(output)


def set_tags(name, *tags):
    return lambda lab: lab.cell(name).metadata.update(tags=list(tags))


def rename(name, new):
    return lambda lab: lab.cell(name).update(id=new)


def without_charts(lab):
    for cell in lab.code:
        cell.outputs = [output for output in cell.outputs if charts.MIME not in output.get("data", {})]


def unpublished(lab):
    lab.cell("rank-chart").outputs[-1]["data"][charts.MIME].pop("usermeta")


STDERR = nbformat.v4.new_output("stream", name="stderr", text="RuntimeWarning: divide by zero")
ERROR = nbformat.v4.new_output("error", ename="KeyError", evalue="'x'", traceback=[])


@pytest.mark.parametrize(
    ("rule", "spoil", "words"),
    [
        (size, lambda lab: lab.cells.__delitem__(slice(6, None)), "20 to 60 are asked for"),
        (size, change("title", "# Lab", "word " * 10_000 + "# Lab"), "20 to 60 are asked for"),
        (size, change("setup", "import altair as alt", "import altair as alt\n" * 30), "25 are the most"),
        (size, lambda lab: [cell.update(source=cell.source + "\n1" * 12) for cell in lab.code], "12 lines or fewer"),
        (names, rename("rank", "a1b2c3d4"), "'a1b2c3d4' is not a name"),
        (names, rename("rank", "Rank_1"), "'Rank_1' is not a name"),
        (names, rename("rank", "camp"), "Two cells have the id 'camp'"),
        (outputs, add_output("rank", STDERR), "'rank' wrote to stderr"),
        (outputs, add_output("rank", ERROR), "'rank' raised KeyError"),
        (outputs, set_tags("rank", "nbval-ignore-output"), "kept from the strict comparison"),
        (outputs, change("rank", "recent", "# NBVAL_IGNORE_OUTPUT\nrecent"), "kept from the strict comparison"),
        (outputs, lambda lab: lab.cell("rank").update(execution_count=99), "not run once, in order"),
        (parameters, set_tags("parameters"), "but 0 are"),
        (parameters, change("parameters", 'PLACEBO = "BGD"', "PLACEBO = states.FOCUS[3]"), "The parameters are constants"),
        (parameters, change("parameters", "PLACEBO =", "UNUSED ="), "The parameter UNUSED is never used"),
        (parameters, change("parameters", "PLACEBO =", "UNUSED ="), "no parameter PLACEBO"),
        (pictures, without_charts, "shows 0 published charts"),
        (pictures, drop("explorer"), "no explorer"),
        (pictures, unpublished, "'rank-chart' was not published"),
        (questions, drop("rank-question"), "No question follows the chart of 'rank-chart'"),
        (questions, lambda lab: lab.cell("rank-question").update(source="**Question.** Why?"), "chart of 'rank-chart'"),
        (questions, change("explorer-words", "**Task.**", "Well."), "No task comes with the explorer"),
        (guesses, change("rank-words", "Guess first", "By the way"), "The section '4. Closer than whom?' shows"),
        (doubts, change("threats", "**Many looks.**", "**Many.**"), "**Many looks.** is missing"),
        (doubts, change("threats", "**Comparison set.** Against", "**Comparison set.** Yes.\n- Against"), "**Comparison set.** is missing"),
        (doubts, everywhere("placebo outcome", "other outcome"), "does not speak of a placebo outcome"),
        (doubts, change("threats", "**What would have changed our mind.**", "**More.**"), "What would have changed our mind"),
        (conclusions, drop("verdict-c11"), "no verdict on C11"),
        (conclusions, lambda lab: lab.cells.append(lab.cell("verdict-c11")), "two verdicts on C11"),
        (conclusions, lambda lab: lab.cells.append(lab.cells.pop([c.id for c in lab.cells].index("rank-chart"))), "after the first verdict"),
    ],
)  # fmt: skip
def test_each_fault_is_found(votes_lab, rule, spoil, words):
    spoiled = votes_lab.copy()
    spoil(spoiled)
    fresh = set(rule(spoiled)) - set(rule(votes_lab))
    assert any(words in sentence for sentence in fresh), fresh
