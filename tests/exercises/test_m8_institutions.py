"""Exercise m8_institutions, beyond what every exercise must do: what its hints, texts and model sheet say is true of the
data, and every pair that a student may get has a fair question.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest

from course_utils import load
from course_utils.exercises import shelf
from course_utils.exercises.examine import examine
from course_utils.exercises.pairs import eligible_pairs
from course_utils.exercises.question import Exercise
from course_utils.measures.forecast import horizon_rates, waiting_times
from course_utils.measures.institutions import dominance, sensitivity, simplex

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "exercises" / "m8_institutions"
PAIRS = eligible_pairs()
STATES = sorted({state for pair in PAIRS for state in pair})
# Every state stands in several of these; to rank the rooms of all pairs would take minutes.
SOME = PAIRS[::60]


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return shelf.exercise(FOLDER)


@pytest.fixture(scope="module")
def hidden() -> Any:
    """The module of the hidden checks, with all that they compute."""
    return shelf.module(FOLDER / "hidden.py")


@pytest.fixture(scope="module")
def cells() -> dict[str, str]:
    """The text of each cell of the notebook with solutions, by its id."""
    return {cell.id: cell.source for cell in nbformat.read(FOLDER / "m8_institutions.ipynb", as_version=4).cells}


def sheet(cells: dict[str, str]) -> str:
    return cells["m8-q10"].replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")


# -------------------------------------------------------------------------------------- what it says of the data


def test_each_rule_for_open_cases_gives_another_rate_and_the_recent_class_served_better(hidden: Any) -> None:
    came, by_today = hidden.came_after()
    every, recent = (hidden.classes()[name] for name in ("all", "recent"))
    assert came < recent["five"] < every["five"]  # the finding that the question leads to
    assert by_today - came > 0.01
    for name in ("all", "recent"):
        found = hidden.classes()[name]
        rates = [found["five"], found["failures"], found["dropped"], hidden.classes()[f"{name} today"]["five"]]
        assert min(np.diff(sorted(rates))) > 0.001
        late = [found["late"], found["late failures"], found["between"], found["five"]]
        assert min(np.diff(sorted(late))) > 0.001
        assert found["late"] < found["five"]  # a first check holds it against every answer


def test_the_toy_case_of_the_base_rate_is_true(hidden: Any, exercise: Exercise) -> None:
    table = shelf.module(FOLDER / "checks.py").waits(((1.0, True), (2.0, False), (3.0, True), (5.0, False)))
    right = horizon_rates(table, [4]).iloc[0]
    assert (right["estimate"], right["open"]) == (0.625, 1)
    assert "0.625" in exercise.question("m8-q2").hints.expected


def test_one_state_moves_the_comparison_and_the_placebo_moves_too(hidden: Any) -> None:
    rate = {key: 100 * row["given_up"] / row["years"] for key, row in hidden.rates_by_tie().items()}
    assert rate["all", "OIC"] < rate["without", "other"] < rate["all", "other"]
    quick = {key: row["quick"] for key, row in hidden.rates_by_tie().items()}
    assert quick["all", "other"] - quick["all", "OIC"] > 0.05
    ages = hidden.rates_by_age()
    assert sum(row["given_up"] for row in ages.values()) == hidden.watched()["given_up"].sum()
    for row in (*hidden.rates_by_tie().values(), *ages.values()):
        wrong = row.get("whole lives", row.get("by last age"))
        assert abs(wrong - row["years"]) > 1
    # The state left out is on one side of the treaties given up far more often than any other.
    ends = hidden.watched()[hidden.watched()["given_up"]]
    counts = pd.concat([ends["state_a"], ends["state_b"]]).value_counts()
    assert counts.iloc[0] > 2 * counts.iloc[1]


def test_the_slower_state_beats_the_coin_and_is_off_where_the_hint_says(hidden: Any, exercise: Exercise) -> None:
    brier = ((hidden.slower()["probability"] - hidden.slower()["outcome"]) ** 2).mean()
    bins = hidden.bins()
    off = bins[bins["off"]]
    assert brier < 0.25 and 1 < len(off) < len(bins) / 2
    assert (off["share"] > off["forecast"]).all() and off["forecast"].max() < 0.3
    hint = exercise.question("m8-q9").hints.expected
    assert "lowest bins lie above it" in hint and (bins["share"] != bins["forecast"]).all()
    # Without the limit one bin more would be drawn.
    assert (hidden.calibration(hidden.slower(), bins=10)["n"] > 0).sum() > len(bins)


# ----------------------------------------------------------------------------------------------- the written answer


def test_the_figures_of_the_model_sheet_are_those_of_the_data(hidden: Any, cells: dict[str, str]) -> None:
    known = waiting_times(hidden.bits().query("signed < @hidden.LAST"), "signed", "in_force", hidden.LAST)
    waited = known[known["duration"] >= 20].assign(duration=lambda t: t["duration"] - 20)
    assert f"about {1000 * horizon_rates(waited, [5])['estimate'].item():.0f} in 1,000" in sheet(cells)
    flows = load("trade_flows").astype({"state_a": "str", "state_b": "str"})
    flows["imports"] = flows[["imports_a_from_b", "imports_b_from_a"]].sum(axis=1)
    later = flows.assign(year=flows["year"] - 5)[["state_a", "state_b", "year", "imports"]]
    steps = flows.merge(later, on=["state_a", "state_b", "year"], suffixes=("", "_later"))
    steps = steps.query("1992 <= year and 5 <= imports < 50")
    assert f"{(steps['imports_later'] > 100).sum()} in {len(steps)} passed" in sheet(cells)


def test_the_model_sheet_keeps_the_rules_that_it_is_a_model_of(exercise: Exercise, cells: dict[str, str]) -> None:
    text = sheet(cells).strip()
    assert examine(exercise.question("m8-q10"), text).right
    assert 300 <= len(text.split()) <= 450
    holds = [len(part.split()) for part in re.findall(r"(?:Azerbaijan|Armenia) holds that (.+?)[;.]", text)]
    assert len(holds) == 2 and max(holds) / min(holds) < 1.5  # both sides' reasons in like space


def test_the_exercise_asks_about_every_claim_of_the_module(cells: dict[str, str]) -> None:
    asked = set(re.findall(r"\bC\d\d\b", " ".join(text for id, text in cells.items() if id.endswith("-words"))))
    assert asked == set(load("claims").query("module == 'm8_institutions'")["id"])


def test_the_rubric_is_that_of_the_seminar(cells: dict[str, str]) -> None:
    rows = re.findall(r"^\| \*\*(\w+)\*\* \|(.+)\|$", cells["m8-q10-words"], re.M)
    assert [name for name, _ in rows] == ["Scoreable", "Calibrated", "Reasoned", "Accountable"]
    assert all(len(marks.split("|")) == 4 for _, marks in rows)  # 3, 2, 1 and 0 points


def test_hints_are_asked_for_and_not_laid_out(cells: dict[str, str]) -> None:
    words = "\n".join(text for id, text in cells.items() if id.endswith("-words") or id == "m8-opening")
    assert "<details>" not in words and words.count('hint("m8-q1")') == 1


# ------------------------------------------------------------------------------------------- fair for every pair


@cache
def room(pair: tuple[str, str]) -> pd.DataFrame:
    table: pd.DataFrame = shelf.module(FOLDER / "hidden.py").room(pair)
    return table


def test_every_pair_has_a_room_in_which_each_component_tells_pairs_apart(hidden: Any) -> None:
    ties = hidden.ties()
    known = {*ties["state_a"], *ties["state_b"]}
    assert set(STATES) <= known and not {"AZE", "PAK"} & set(STATES)
    # The pairs of Azerbaijan and of Pakistan are in every room, so what they differ in tells pairs apart in all.
    shared = ties[ties["state_a"].isin(["AZE", "PAK"]) | ties["state_b"].isin(["AZE", "PAK"])]
    assert (shared[[*hidden.COMPONENTS, "signed"]].nunique() > 1).all()
    assert shelf.module(FOLDER / "checks.py").in_index() == len(known)


def test_question_4_differs_from_pair_to_pair_and_each_mistake_shows(hidden: Any) -> None:
    answers = set()
    for pair in SOME:
        found = {counted: hidden.ranked(pair, counted) for counted in ("in_force", "signed")}
        rows = {counted: table.loc[[pair, ("AZE", "PAK")]] for counted, table in found.items()}
        # Signed or in force moves the article's row in every room, so nobody passes who forgets to count anew.
        article = [tuple(table.loc[("AZE", "PAK"), ["median", "worst", "share_top"]]) for table in rows.values()]
        assert article[0] != article[1], pair
        assert (rows["in_force"]["median"] != rows["in_force"]["worst"]).any(), pair  # the first check on equal weights
        answers.add(tuple(rows["in_force"].iloc[0][["median", "worst", "share_top"]]))
        worse = hidden.room(pair)
        tied = worse.duplicated(hidden.COMPONENTS, keep=False).to_numpy()
        assert tied[(worse["state_a"] == "AZE") & (worse["state_b"] == "PAK")].any() or tied.any(), pair
    assert len(answers) > 0.9 * len(SOME)


def test_question_5_each_mistake_shows_for_every_pair(hidden: Any) -> None:
    answers, met = set(), []
    for pair in PAIRS[::5]:
        right, wrong = hidden.stands(pair, pair)
        article, article_wrong = hidden.stands(("AZE", "PAK"), pair)
        for words, counts in article_wrong.items():
            assert counts != article or wrong[words] != right, (pair, words)
        assert article["depends"] > 0 and article["above"] > 0 and article["below"] > 0, pair
        answers.add((*right.values(), *article.values()))
    assert len(answers) > 0.95 * len(PAIRS[::5])
    for pair in SOME:
        met += [*hidden.criteria_met(pair)]
    assert all(0 < met.count(letter) < len(SOME) for letter in "PQR")  # nobody can guess


def test_counts_of_question_5_are_those_of_the_courses_dominance(hidden: Any) -> None:
    pair = PAIRS[7]
    table = hidden.room(pair).reset_index(drop=True)
    for looked_at in (pair, ("AZE", "PAK")):
        mine = (table["state_a"] == looked_at[0]) & (table["state_b"] == looked_at[1])
        some = pd.concat([table[mine], table[~mine].sample(60, random_state=1)])
        said = pd.Series([
            dominance(table, hidden.COMPONENTS, other, looked_at)
            for other in some.loc[~mine.reindex(some.index), ["state_a", "state_b"]].itertuples(index=False, name=None)
        ]).value_counts()  # fmt: skip
        own, others = some.iloc[0][hidden.COMPONENTS].astype(float), some.iloc[1:][hidden.COMPONENTS]
        high, low = (others >= own).all(axis=1), (others <= own).all(axis=1)
        assert said.get("first", 0) == (high & ~low).sum() and said.get("second", 0) == (low & ~high).sum()
        assert said.get("equal", 0) == (high & low).sum() and said.get("depends", 0) == (~high & ~low).sum()


def test_question_4_uses_the_lattice_of_56_weightings(hidden: Any) -> None:
    assert len(simplex(hidden.COMPONENTS, 5)) == shelf.module(FOLDER / "checks.py").WEIGHTINGS
    table = hidden.room(PAIRS[0])
    found = sensitivity(table, simplex(hidden.COMPONENTS, 5), top=len(table) // 4)
    assert (found["n"] == 56).all()


def test_question_7_has_a_figure_for_every_pair_and_each_mistake_shows(hidden: Any) -> None:
    assert set(STATES) <= set(hidden.points().columns)
    chosen = PAIRS[::4]  # all pairs pass, in a minute; every state stands in several of these
    right = pd.DataFrame({pair: hidden.fades(pair) for pair in chosen}).T
    assert right.notna().all(axis=None) and (right["before"] > 0).all()
    assert right["share"].between(0.001, 0.999).all() and right["share"].std() > 0.1
    assert len(right[["before", "after", "usual"]].round(6).drop_duplicates()) == len(chosen)
    columns, every = ["before", "after", "change", "usual", "share"], chosen[::3]
    for rule, words in hidden.RULES.items():
        if words:
            wrong = pd.DataFrame({pair: hidden.fades(pair, rule) for pair in every}).T
            assert ((wrong[columns] - right[columns].iloc[::3]).abs() > 1e-6).any(axis=1).all(), rule
    # A count can come out alike by chance; it does for few pairs.
    assert ((right["as far"] - right["share"]).abs() > 1e-6).mean() > 0.97
    assert ((right["from own"] - right["share"]).abs() > 1e-6).mean() > 0.97
