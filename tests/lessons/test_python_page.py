"""The contract of the page *Python you need*: an hour, one idea a part, answers that run, and what the labs really use."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import altair as alt
import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

from course_utils import load, states

PARTS = range(12, 16)
MINUTES = 60
WORDS = 150  # in a minute, for a reader whose first language is another
TRY, CELL = 1.5, 0.2  # minutes for a task, and to run and look at a cell
LINES = 12  # a code cell has fewer
WEIGHT = 60_000  # bytes of source
LABS = 3  # what so many labs use is taught
HEADING = re.compile(r"## (\d+)\. (.+) \((\d+) minutes\)")
FOLD = {"tags": ["hide-cell"], "jupyter": {"source_hidden": True, "outputs_hidden": True}}  # the site's, JupyterLab's
ORDER = ("**Predict.**", "**Try.**", "-yours", "-answer", "**A usual mistake", "-mistake")


def parts(page: Any) -> dict[str, list[Any]]:
    """The cells of each part under its heading; what comes before the first and after the last is left out."""
    found: dict[str, list[Any]] = {}
    title = ""
    for cell in page.cells:
        if heading := re.match(r"## .*", cell.source if cell.cell_type == "markdown" else ""):
            title = heading[0] if HEADING.fullmatch(heading[0]) else ""
        if title:
            found.setdefault(title, []).append(cell)
    return found


def answers(page: Any) -> list[Any]:
    """The folded answers."""
    return [cell for cell in page.code if cell.id.endswith("-answer")]


def said(cell: Any) -> str:
    """What a cell prints and shows, as text; what it prints may come in several pieces."""
    return "".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)


# ------------------------------------------------------------------------------------------ the rules


def hour(page: Any) -> list[str]:
    """Few parts, numbered, whose minutes make an hour; and an hour is enough to read, run and try."""
    headings = [HEADING.fullmatch(title) for title in parts(page)]
    found = [] if len(headings) in PARTS else [f"There are {len(headings)} parts."]
    if [int(heading[1]) for heading in headings] != list(range(1, len(headings) + 1)):
        found.append("The parts are not numbered in order.")
    if (minutes := sum(int(heading[3]) for heading in headings)) != MINUTES:
        found.append(f"The parts take {minutes} minutes; the page promises {MINUTES}.")
    text = page.words.split("## If you see this")[0]
    needed = len(text.split()) / WORDS + TRY * len(answers(page)) + CELL * len(page.code)
    if needed > MINUTES:
        found.append(f"To read, run and try takes about {needed:.0f} minutes.")
    return found


def size(page: Any) -> list[str]:
    """Short cells, and not too many of them."""
    total = sum(len(cell.source.encode()) for cell in page.cells)
    found = [] if total <= WEIGHT else [f"The page has {total / 1000:.0f} KB of source."]
    lines = {cell.id: len(cell.source.splitlines()) for cell in page.code}
    return found + [f"The cell {name!r} has {count} lines." for name, count in lines.items() if count >= LINES]


def steps(page: Any) -> list[str]:
    """In each part: an idea, a cell that shows something, a guess, a task with a place for it and its answer, a mistake."""
    found = []
    for title, cells in parts(page).items():
        marks = [
            mark
            for cell in cells
            for mark in ORDER
            if (mark in cell.source if mark.startswith("*") else cell.id.endswith(mark))
        ]
        if marks != list(ORDER):
            found.append(f"{title!r} has the steps {marks}.")
        guess = next((place for place, cell in enumerate(cells) if ORDER[0] in cell.source), 0)
        if not any(cell.cell_type == "code" and said(cell) for cell in cells[guess : guess + 2]):
            found.append(f"{title!r} shows nothing right after the guess.")
    return found


def folds(page: Any) -> list[str]:
    """Answers are folded on the site and in JupyterLab, and nothing else is; what opens them is called by its name."""
    found = [
        f"The cell {cell.id!r} is {'not ' * (cell in answers(page))}folded in both places."
        for cell in page.code
        if ({key: cell.metadata.get(key) for key in FOLD} == FOLD) != (cell in answers(page))
    ]
    return found + [
        f"The answer {cell.id!r} does not begin with `# Answer`, which JupyterLab shows of a folded cell."
        for cell in answers(page)
        if not cell.source.startswith("# Answer\n")
    ]


def ends(page: Any) -> list[str]:
    """An answer shows its result, or asserts it."""
    found = []
    for cell in answers(page):
        last = ast.parse(cell.source).body[-1]
        if not (isinstance(last, ast.Assert) or (isinstance(last, ast.Expr) and said(cell).strip())):
            found.append(f"The answer {cell.id!r} neither shows nor asserts anything.")
    return found


def messages(page: Any) -> list[str]:
    """A usual mistake is a real one: its message is printed, or its card says *not yet*."""
    return [
        f"The cell {cell.id!r} says {said(cell)!r}."
        for cell in page.code
        if cell.id.endswith("-mistake")
        and not re.match(r"[A-Za-z]+Error: \S|try-it: not yet\.\s+\S", said(cell).lstrip())
    ]


RULES = (hour, size, steps, folds, ends, messages)


@pytest.mark.parametrize("rule", RULES)
def test_page_keeps(python_page, rule):
    found = rule(python_page)
    assert not found, "\n".join(found)


# ------------------------------------------------------------------------------------------ what the labs use


def vocabulary() -> set[str]:
    """The names of pandas and Altair: functions and classes, methods and attributes."""
    text, day = pd.Series(["a"]), pd.Series([pd.Timestamp(0)])
    homes = (pd, pd.DataFrame, pd.Series, text.groupby([0]), text.str, day.dt, alt, alt.Chart, alt.X)
    return {name for home in homes for name in dir(home) if not name.startswith("_")}


def used(page: Any) -> set[str]:
    """What stands after a dot in a notebook's code."""
    trees = [ast.parse(cell.source) for cell in page.code]
    return {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def untaught(page: Any, labs: list[Any]) -> list[str]:
    """What at least three labs use, and the page neither uses nor names in code of its text."""
    common = Counter(name for lab in labs for name in used(lab) & vocabulary())
    named = {word for span in re.findall(r"`([^`\n]+)`", page.words) for word in re.findall(r"\w+", span)}
    return sorted(name for name, count in common.items() if count >= LABS and name not in used(page) | named)


def test_what_three_labs_use_is_taught_or_named(python_page, labs):
    assert untaught(python_page, labs) == []


def test_what_is_not_taught_is_found(python_page, labs):
    poor = python_page.copy()
    poor.cells[:] = [cell for cell in poor.cells if "groupby" not in cell.source]
    assert "groupby" in untaught(poor, labs)
    poor.cells[:] = [cell for cell in poor.cells if cell.id != "table-of-signs"]
    assert {"concat", "Scale", "reindex"} <= set(untaught(poor, labs))
    assert "explore" not in vocabulary()  # the course's own names are another matter


# ------------------------------------------------------------------------------------------ what the answers say


@pytest.fixture(scope="module")
def shown(python_page) -> Callable[[str], str]:
    """What the cell of a name has shown when it was saved; the strict comparison keeps that true."""
    return lambda name: said(python_page.cell(name))


@pytest.fixture(scope="module")
def spells():
    table = load("states")
    return table[table["list"] == "cow"].astype({"state": "str"})


@pytest.fixture(scope="module")
def embassies():
    table = load("embassies").astype("str")
    return set(zip(*(table[table["kind"].isin(["embassy", "high_commission"])][c] for c in ("sender", "receiver")), strict=True))  # fmt: skip


def there(spells: pd.DataFrame, day: str) -> int:
    return spells[(spells["start"] <= day) & (spells["end"].isna() | (spells["end"] >= day))]["state"].nunique()


def test_states_then_and_now(shown, spells):
    then, now = (there(spells, day) for day in ("1945-12-31", "2025-12-31"))
    assert shown("order-answer").split() == [str(then), str(now)]
    assert f"by {100 * (now - then) / then:.0f}%" in shown("names-answer")
    assert shown("calls-answer") == str(round(now / then, 3))
    in_year = spells["start"].dt.strftime("%Y").value_counts()
    assert shown("filter-answer").strip() == f"1960: {in_year['1960']}, 1991: {in_year['1991']}"


def test_embassies_sent_and_received(shown, embassies):
    sent, received = (Counter(pair[side] for pair in embassies) for side in (0, 1))
    assert shown("table-answer") == f"({len(sent)}, {len(received)})"
    fewer = [states.name(code) for code in ("PAK", "ARM", "IND") if sent[code] < sent["AZE"]]
    assert fewer and shown("lists-answer") == str(fewer)
    assert shown("groups-answer") == str((states.name(received.most_common(1)[0][0]), received.most_common(1)[0][1]))
    assert shown("sort-answer") == str(1 + sum(number > sent["IND"] for number in sent.values()))
    assert sent["CHN"] < sorted(sent.values())[-10]  # the surprise in Part 9
    assert sum(sent.values()) / len(sent) > sorted(sent.values())[len(sent) // 2]  # the guess in Part 8


def test_shared_hosts_and_members(shown, embassies):
    hosts = {code: {b for a, b in embassies if a == code} for code in ("AZE", "PAK", "ARM", "IND")}
    for other in ("PAK", "ARM", "IND"):
        assert f"Azerbaijan and {states.name(other)}: {len(hosts['AZE'] & hosts[other])}" in shown("function-answer")
    assert "all 5 first checks pass" in shown("function-answer")
    assert "but 4 came" in shown("function-wrong")
    seats = set(load("memberships").query("organisation == 'OIC' and status == 'member'")["state"].astype("str"))
    sent = Counter(a for a, _ in embassies)
    inside = [number for code, number in sent.items() if code in seats]
    assert f"OIC: {sum(inside) / len(inside):.1f} (n {len(inside)})" in shown("merge-answer")
    assert f"all: {sum(sent.values()) / len(sent):.1f} (n {len(sent)})" in shown("merge-answer")


def test_gaps_and_incomes(shown):
    economy = load("economy").astype({"state": "str"}).set_index(["year", "state"]).astype("float64")
    unknown = economy.loc[2022][economy.loc[2022]["gdp"].isna()].index
    assert unknown.size and ast.literal_eval(shown("missing-answer")) == [states.name(code) for code in unknown]
    income = (economy["gdp"] / economy["population"]).unstack()
    ratio = {year: income.loc[year, "AZE"] / income.loc[year, "PAK"] for year in (1995, 2005, 2015, 2023)}
    assert re.findall(r"(\d{4}) +([\d.]+)", shown("shape-answer")) == [(str(y), f"{r:.1f}") for y, r in ratio.items()]
    four = income[["AZE", "PAK", "ARM", "IND"]]
    assert four.loc[1995].idxmin() == four.loc[2015].idxmax() == "AZE" != four.loc[2023].idxmax()  # Part 13 says so


def test_the_rest_of_the_page_needs_no_answer(python_page, tmp_path):
    """A reader who skips the tasks sees the same, but for the last card, which is about the reader's own function."""
    kept = [cell for cell in python_page.copy().cells if not cell.id.endswith("-answer")]
    notebook = nbformat.v4.new_notebook(cells=kept)
    NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    changed = {cell.id for cell in notebook.cells if cell.cell_type == "code" and said(cell) != said(python_page.cell(cell.id))}  # fmt: skip
    assert changed == {"function-mistake"}


# ------------------------------------------------------------------------------------------ bad examples


def change(name: str, old: str, new: str) -> Callable[[Any], None]:
    def spoil(page: Any) -> None:
        cell = page.cell(name)
        assert old in cell.source, f"The cell {name} no longer holds {old!r}: take another example."
        cell.source = cell.source.replace(old, new)

    return spoil


def drop(name: str) -> Callable[[Any], None]:
    return lambda page: page.cells.remove(page.cell(name))


def silent(name: str) -> Callable[[Any], None]:
    return lambda page: page.cell(name).outputs.clear()


@pytest.mark.parametrize(
    ("rule", "spoil", "words"),
    [
        (hour, change("order-words", "(3 minutes)", "(9 minutes)"), "take 66 minutes"),
        (hour, change("names-words", "## 2.", "## 3."), "not numbered in order"),
        (hour, lambda page: page.cells.__delitem__(slice(40, None)), "There are 4 parts"),
        (hour, change("title", "A state opens", "word " * 3000), "takes about"),
        (size, change("title", "A state opens", "word " * 9000), "KB of source"),
        (size, change("names-seen", "times =", "\n" * 12 + "times ="), "'names-seen' has 15 lines"),
        (steps, drop("lists-yours"), "'## 3. Lists and dicts (5 minutes)' has the steps"),
        (steps, change("lists-predict", "**Predict.**", "Guess."), "has the steps"),
        (steps, silent("lists-loop"), "shows nothing right after the guess"),
        (folds, lambda page: page.cell("lists-answer").metadata.pop("tags"), "'lists-answer' is not folded"),
        (folds, lambda page: page.cell("lists-answer").metadata.pop("jupyter"), "'lists-answer' is not folded"),
        (folds, lambda page: page.cell("lists-loop").metadata.update(FOLD), "'lists-loop' is folded"),
        (folds, change("lists-answer", "# Answer", "# So"), "does not begin with"),
        (ends, silent("lists-answer"), "'lists-answer' neither shows nor asserts"),
        (ends, change("lists-answer", "[states", "names = [states"), "'lists-answer' neither shows nor asserts"),
        (messages, silent("lists-mistake"), "'lists-mistake' says ''"),
    ],
)
def test_each_fault_is_found(python_page, rule, spoil, words):
    spoiled = python_page.copy()
    spoil(spoiled)
    found = rule(spoiled)
    assert any(words in sentence for sentence in found), found
