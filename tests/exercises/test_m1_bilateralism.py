"""Exercise m1_bilateralism, beyond what every exercise must do: what its hints and texts say is true of the data, its
model memo keeps its own rules, and every pair that a student may get has a fair question.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest

from course_utils import load
from course_utils.exercises import shelf
from course_utils.exercises.examine import examine
from course_utils.exercises.hidden import Case, HiddenChecks, hidden_checks, score
from course_utils.exercises.pairs import eligible_pairs
from course_utils.exercises.question import Exercise

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "exercises" / "m1_bilateralism"
PAIRS = pd.DataFrame(eligible_pairs(), columns=["a", "b"])
STATES = sorted({*PAIRS["a"], *PAIRS["b"]})


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return shelf.exercise(FOLDER)


@pytest.fixture(scope="module")
def hidden() -> Any:
    """The module of the hidden checks, with all that they compute."""
    return shelf.module(FOLDER / "hidden.py")


@pytest.fixture(scope="module")
def checks() -> HiddenChecks:
    return hidden_checks(FOLDER)


@pytest.fixture(scope="module")
def cells() -> dict[str, str]:
    """The text of each cell of the notebook with solutions, by its id."""
    return {cell.id: cell.source for cell in nbformat.read(FOLDER / "m1_bilateralism.ipynb", as_version=4).cells}


# -------------------------------------------------------------------------------------- what it says of the data


def test_another_base_turns_the_labs_finding_on_trade_round(hidden: Any, cells: dict[str, str]) -> None:
    table = hidden.signed_agreements().query("entry_type == 'treaty'")
    ahead = {base: hidden.ratios(table, base)["agreements"] for base in (1970, 1980, 1990, 2000)}
    assert all(ahead[base]["many-party"] > ahead[base]["two-party"] for base in (1980, 1990, 2000))
    assert ahead[1970]["two-party"] > ahead[1970]["many-party"]
    assert "the 1980s and the 1990s and found many-party agreements ahead each time" in cells["m1-q4-words"]


def test_each_wrong_reading_of_the_stock_gives_another_one(hidden: Any) -> None:
    stock = hidden.stocks()["stock"]
    assert all(
        stock[year] < hidden.other_stocks(year)[0][0] for year in hidden.YEARS
    )  # fewer than the lab's signed ones
    # Each usual reading moves at least two of the four years, so that no row alone hangs on luck.
    every = np.array([[value for value, _ in hidden.other_stocks(year)] for year in hidden.YEARS])
    right = stock[hidden.YEARS].to_numpy()[:, None]
    assert ((every != right).sum(axis=0) >= 2).all()
    assert len({tuple(column) for column in every.T}) == every.shape[1]


def test_the_picture_in_the_chart_hint_is_true(exercise: Exercise, hidden: Any) -> None:
    right = hidden.shares()["right"]
    texts, alliances = right[hidden.AMONG_TEXTS], right[hidden.AMONG_ALLIANCES]
    hint = exercise.question("m1-q5").hints.expected
    assert alliances.min() > 0.75 and "never falls below 0.75" in hint
    assert f"begins near {texts[1981]:.2f}" in hint and f"ends near {texts.iloc[-1]:.2f}" in hint
    assert texts.idxmax() == 1991 and f"highest in 1991 ({texts[1991]:.2f})" in hint
    assert (alliances - texts).min() > 0.7


def test_the_wrong_readings_of_the_chart_are_other_pictures(hidden: Any) -> None:
    right = pd.concat(hidden.shares()["right"])
    for words, wrong in hidden.shares().items():
        assert words == "right" or (pd.concat(wrong) - right).abs().max() > 0.01, words


def test_the_law_leaves_a_fifth_open_and_its_readings_differ(hidden: Any, cells: dict[str, str]) -> None:
    assert 0.15 < 1 - hidden.law()["r_squared"] < 0.2 and "a fifth of the differences" in cells["m1-q6-words"]
    factors = [10 ** hidden.law()["exponent"], *(value for value, _ in hidden.other_factors())]
    assert min(np.diff(sorted(factors))) > 0.01


def test_what_a_friend_changes(hidden: Any) -> None:
    strangers, friend = hidden.at_most([0.1] * 10, 0), hidden.at_most([0.0] + [0.1] * 9, 0)
    assert (f"{strangers:.2f}", f"{friend:.2f}") == ("0.35", "0.39")  # the figures of a hidden message
    assert hidden.at_most([0.0, 1.0, *[0.1] * 8], 0) == 0  # no friend outweighs a sure objection
    known = load("events").set_index("id")
    assert (known.loc[["E116", "E119"], "disputed"] == "yes").all()


# ----------------------------------------------------------------------------------------------- the written answer


def memo(cells: dict[str, str]) -> str:
    return cells["m1-q10"].replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")


def test_the_figures_of_the_model_memo_are_those_of_the_data(hidden: Any, cells: dict[str, str]) -> None:
    sizes = hidden.sizes().set_index("state")["population"]
    like = sizes[sizes.between(8e6, 12e6)].index
    reach = seats_of(like)
    sent = hidden.posts().groupby("sender")["receiver"].nunique().reindex(like)
    text = " ".join(memo(cells).split())
    assert f"the {len(like)} states of eight to twelve million people" in text
    assert f"keeps {sent.median():.0f} embassies and holds {reach['seats'].median():.0f} seats" in text
    assert round(reach["average"].median()) == 8 and "reaches about eight partners" in text
    assert round(reach["margin"].median()) == 2 and "only two are met nowhere else" in text


def test_the_model_memo_keeps_the_rules_that_it_is_a_model_of(exercise: Exercise, cells: dict[str, str]) -> None:
    assert examine(exercise.question("m1-q10"), memo(cells).strip()).right
    assert 300 <= len(memo(cells).split()) <= 400
    named = set(re.findall(r"\bC\d\d\b", memo(cells)))
    assert named and named <= set(load("claims").query("module == 'm1_bilateralism'")["id"])


def test_the_exercise_asks_about_every_claim_of_the_module(cells: dict[str, str]) -> None:
    asked = set(re.findall(r"\bC\d\d\b", " ".join(text for id, text in cells.items() if id.endswith("-words"))))
    assert asked == set(load("claims").query("module == 'm1_bilateralism'")["id"])


def test_the_rubric_is_that_of_the_seminar(cells: dict[str, str]) -> None:
    rows = re.findall(r"^\| \*\*(\w+)\*\* \|(.+)\|$", cells["m1-q10-words"], re.M)
    assert [name for name, _ in rows] == ["Model", "Evidence", "Rivals", "Clarity"]
    assert all(len(marks.split("|")) == 4 for _, marks in rows)  # 3, 2, 1 and 0 points


def test_hints_are_asked_for_and_links_lead_to_headings(cells: dict[str, str]) -> None:
    words = "\n".join(text for id, text in cells.items() if id.endswith("-words") or id == "m1-opening")
    assert "<details>" not in words and words.count('hint("m1-q1")') == 1
    links = re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", words)
    assert links
    for target, anchor in links:
        headings = re.findall(r"^#+ (.+)$", (FOLDER / target).resolve().read_text("utf-8"), re.M)
        slugs = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert not anchor or anchor in slugs, f"{target} has no heading #{anchor}"


# ------------------------------------------------------------------------------------------- fair for every pair


@cache
def rooms(status: str = "member", limit: int = 60) -> pd.DataFrame:
    """Which state sits where, as a table of 0 and 1: a row a state, a column an organisation."""
    listed = load("memberships").astype({"state": "str", "organisation": "str", "status": "str"})
    listed = listed[listed["status"] == status] if status else listed
    table = pd.crosstab(listed["state"], listed["organisation"])
    return table.loc[:, table.sum() < limit]


def seats_of(names: Any, status: str = "member", limit: int = 60) -> pd.DataFrame:
    """The figures of question 8 for these states, by matrices and without the course's measure."""
    table = rooms(status, limit).reindex(names, fill_value=0)
    together = table.to_numpy() @ rooms(status, limit).to_numpy().T
    together[np.arange(len(table)), [rooms(status, limit).index.get_loc(name) for name in names]] = 0
    held, met, once = table.sum(axis=1).to_numpy(), (together > 0).sum(axis=1), together == 1
    alone = [
        int(((rooms(status, limit).to_numpy()[one] * row).sum(axis=0) > 0).sum())
        for one, row in zip(once, table.to_numpy(), strict=True)
    ]
    figures = {
        "seats": held, "partners": met, "average": met / held, "margin": once.sum(axis=1) / held,
        "links": together.sum(axis=1), "needed": np.array(alone) / held,
    }  # fmt: skip
    return pd.DataFrame(figures, index=list(names))


def moved(right: pd.DataFrame, wrong: pd.DataFrame, tolerance: float = 1e-6) -> pd.Series:
    """For every pair, whether a wrong reading moves a figure of A or of B by more than a part in a million."""
    states_moved = ((wrong - right).abs() > tolerance * (1 + right.abs())).any(axis=1)
    return PAIRS["a"].map(states_moved) | PAIRS["b"].map(states_moved)


def distinct(right: pd.DataFrame) -> int:
    """How many different answers all pairs have together."""
    key = right.round(9).apply(tuple, axis=1)
    return len(set(zip(PAIRS["a"].map(key), PAIRS["b"].map(key), strict=True)))


def test_question_6_has_a_figure_for_every_state_and_each_mistake_shows(hidden: Any) -> None:
    columns = ["received", "predicted", "ratio"]
    right = hidden.placed().loc[STATES, columns].astype(float)
    assert right.notna().all(axis=None) and right["received"].min() >= 1
    assert right["ratio"].std() > 0.3 and not right["ratio"].between(0.999, 1.001).any()
    for of, x in (("sent", "gdp"), ("every kind", "gdp"), ("embassies alone", "gdp"), ("received", "population")):
        assert moved(right, hidden.placed(of, x).reindex(STATES)[columns].astype(float)).all(), (of, x)
    straight = np.array([hidden._straight(state) for state in STATES])
    assert moved(right[["predicted"]], pd.DataFrame({"predicted": straight}, index=STATES)).all()
    assert moved(right[["ratio"]], np.log(right[["ratio"]])).all()
    assert distinct(right) == len(PAIRS)


def test_question_7_has_a_figure_for_every_state_and_each_mistake_shows(hidden: Any) -> None:
    for state in ("AZE", "PAK", *STATES):
        shares = [hidden.larger(state, column)[0][0] for column in hidden.PLACES.values()]
        assert np.isfinite([*shares, hidden.among_peers(state)[0][0]]).all(), state
    right = pd.DataFrame(
        [[*(hidden.larger(state, column)[0][0] for column in hidden.PLACES.values()), hidden.among_peers(state)[0][0]] for state in STATES],
        index=STATES,
    )  # fmt: skip
    assert distinct(right) == len(PAIRS)
    assert (right.iloc[:, :3] > 0.5).sum(axis=1).value_counts().min() > 10  # nobody can guess small_by
    # The rows of Azerbaijan and Pakistan are in every answer, so a reading that moves them moves every pair's.
    for place in range(1, 6):
        assert any(
            abs(hidden.among_peers(state)[place][0] - hidden.among_peers(state)[0][0]) > 1e-6
            for state in ("AZE", "PAK")
        )
    for column in hidden.PLACES.values():
        for value, words in hidden.larger("AZE", column)[1:]:
            complete = column == "population" and "without a figure" in words  # everybody's population is known
            assert complete or abs(value - hidden.larger("AZE", column)[0][0]) > 1e-6, (column, words)


def test_nobody_is_alone_in_a_class(hidden: Any) -> None:
    income = hidden.sizes().set_index("state")["income"]
    assert min(income.between(income[state] / 2, income[state] * 2).sum() - 1 for state in STATES) >= 10


def test_question_8_has_a_figure_for_every_state_and_each_mistake_shows(hidden: Any) -> None:
    columns = ["seats", "partners", "margin"]
    right = seats_of(STATES)
    assert right["seats"].min() >= 5 and (right["margin"] > 0).all() and (right["margin"] < right["average"]).all()
    assert right["partners"].max() < 250  # the first checks call more a slip
    readings = {
        "every size": seats_of(STATES, limit=10_000)[columns],
        "observers": seats_of(STATES, status="")[columns],
        "itself": right[columns].assign(partners=right["partners"] + 1),
        "links": right[columns].assign(partners=right["links"]),
        "needed seats": right[columns].assign(margin=right["needed"]),
        "average": right[columns].assign(margin=right["average"]),
    }
    for name, wrong in readings.items():
        assert moved(right[columns].astype(float), wrong.astype(float)).all(), name
    assert distinct(right[columns]) > 0.99 * len(PAIRS)
    # The two figures advise differently: for some a seat is worth less than an embassy at the margin, never on average.
    assert (right["average"] > 1).all() and right["margin"].min() < 1 < right["margin"].median() < right[
        "average"
    ].min()


def test_the_measure_and_the_matrices_agree(hidden: Any) -> None:
    right = seats_of(STATES)
    measured = hidden.channels().loc[STATES]
    assert (measured["units"] == right["seats"]).all() and (measured["partners"] == right["partners"]).all()
    for state in right.sort_values("seats").index[[0, 1, 20]]:
        assert np.isclose(np.mean(hidden.losses(state)), right.loc[state, "margin"])


def test_the_first_checks_let_every_states_right_answer_pass(
    exercise: Exercise, checks: HiddenChecks, hidden: Any
) -> None:
    every = seats_of(STATES).rename_axis("state").reset_index()
    own = hidden.placed().loc[STATES].reset_index()
    tenfold = tuple(10 ** hidden.law()[name] for name in ("exponent", "low", "high"))
    by_seats, law = exercise.question("m1-q8"), exercise.question("m1-q6")
    for pair in [*list(pairwise(STATES))[::2], (STATES[-2], STATES[-1])]:
        reached = examine(by_seats, every[every["state"].isin(pair)])
        assert reached.right, (pair, reached.message)
        found = score(law, (tenfold, own[own["state"].isin(pair)]), checks, Case(pair))
        assert found.right, (pair, found)
