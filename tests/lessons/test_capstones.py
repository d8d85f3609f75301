"""The contract of the worked capstones: saved as labs are, charts as in labs, a memo with both cases and what failed."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from course_utils.capstone import EXEMPLARS
from course_utils.exercises.kinds import Written

LEAST, MOST = 600, 900  # words of a memo
CHARTS = range(2, 5)
BALANCE = 1.35  # neither state's case may be more than so many times as long as the other's
LINES, SHARE = 25, 0.75  # the most lines of a code cell; how many are short
STATES = {
    "bolivia_chile": ("Bolivia", "Chile"),
    "norway_sweden": ("Norway", "Sweden"),
    "rwanda_dr_congo": ("The DR Congo", "Rwanda"),
}
PARTS = ("Verdict", "figures", "contradiction", "Forecast", "Limits", "would change my mind", "To my reviewer")


def rules_of(name: str) -> ModuleType:
    """The rules of a test module beside this one."""
    where = importlib.util.spec_from_file_location(f"_rules_of_{name}", Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(where)
    where.loader.exec_module(module)
    return module


LAB, CHART = rules_of("test_labs"), rules_of("test_charts")


def memo(lab: Any) -> str:
    """The memo as it is shown; empty where there is none."""
    shown = [output.get("data", {}).get("text/markdown", "") for output in lab.cell("memo").outputs]
    return "".join(shown)


@pytest.mark.parametrize("rule", [LAB.names, LAB.outputs])
def test_saved_as_a_lab_is(capstone, rule):
    found = rule(capstone)
    assert not found, "\n".join(found)


def test_cells_fit_on_a_screen(capstone):
    lines = [len(cell.source.splitlines()) for cell in capstone.code if cell.id != "memo"]
    assert max(lines) <= LINES
    assert sum(count <= LAB.SHORT for count in lines) >= SHARE * len(lines)


@pytest.mark.parametrize("rule", CHART.RULES)
def test_charts_keep(capstone, rule):
    found = [f"{name}: {sentence}" for name, spec in capstone.charts for sentence in rule(spec)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("version", CHART.VERSIONS)
def test_charts_draw(capstone, version, capfd):
    found = [f"{name}: {said}" for name, spec in capstone.charts for said in CHART.drawing(spec, version, capfd)]
    assert not found, "\n".join(found)


def test_every_exemplar_is_worked_out_and_every_worked_one_is_refused_as_a_pair():
    from course_utils import states

    pairs = {tuple(sorted(states.iso3(name.removeprefix("The ")) for name in names)) for names in STATES.values()}
    assert pairs == set(EXEMPLARS)


# ------------------------------------------------------------------------------------------------ the memo


@pytest.fixture
def worked(capstone):
    if capstone.slug == "capstone":
        pytest.skip("the page on choosing a pair has no memo")
    return capstone


def test_two_to_four_charts(worked):
    assert len(worked.charts) in CHARTS
    assert all("course" in spec["usermeta"] for _, spec in worked.charts)


def test_the_memo_has_its_length_and_its_parts(worked):
    text = memo(worked)
    n = Written(LEAST, MOST).words(text)
    assert LEAST <= n <= MOST, f"The memo has {n} words."
    for part in PARTS:
        assert re.search(rf"\*\*[^*]*{part}", text), f"The memo lacks a part on {part}."


def test_figures_of_the_memo_are_computed(worked):
    source = worked.cell("memo").source
    assert len(re.findall(r"\{[^}]+\}", source)) >= 12
    # Shares and kappas: none is typed.
    assert not re.search(r"(?<![\d{:])0\.\d", re.sub(r"\{[^}]*\}", "", source))


def test_both_cases_have_like_length(worked):
    text = memo(worked)
    cases = {}
    for state in STATES[worked.slug]:
        found = re.search(rf"\*\*{state}['’]s case\.?\*\*(.*?)\n\n", text, re.DOTALL)
        assert found, f"The memo lacks **{state}'s case.**"
        cases[state] = len(found[1].split())
        assert re.search(r"\(.+\)", found[1]), f"{state}'s case names no source."
    assert max(cases.values()) <= BALANCE * min(cases.values()), cases


def test_what_failed_is_said_before_the_memo(worked):
    ids = [cell.id for cell in worked.cells]
    assert ids.index("failed") < ids.index("memo")
    failed = worked.cell("failed").source
    assert failed.startswith("## What failed") and failed.count("\n- **") >= 3


def test_the_forecast_begins_with_a_base_rate(worked):
    text = memo(worked)
    assert "base_rate(" in worked.cell("forecast").source and "PROBABILITY" in worked.cell("forecast").source
    assert re.search(r"\b20[2-9]\d\b", text.partition("**Forecast.**")[2].partition("\n\n")[0])
    assert re.search(r"base rate|Laplace", text)


def test_a_claim_says_what_would_count_against_it(worked):
    title = worked.cell("title").source
    for mark in ("**The sentence.**", "**The claim.**", "**Against it would count:**"):
        assert mark in title
