"""Exercise m6_reciprocity, beyond what every exercise must do: what its hints and texts say is true of the data and of the
games, its model memo keeps its own rules, and every pair that a student may get has a fair question.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest

from course_utils import load, states
from course_utils.exercises import shelf
from course_utils.exercises.examine import examine
from course_utils.exercises.pairs import eligible_pairs
from course_utils.exercises.question import Exercise
from course_utils.measures import reciprocity
from course_utils.measures.reciprocity import games

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "exercises" / "m6_reciprocity"
PAIRS = pd.DataFrame(eligible_pairs(), columns=["a", "b"])
STATES = sorted({*PAIRS["a"], *PAIRS["b"]})


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return shelf.exercise(FOLDER)


@pytest.fixture(scope="module")
def checks() -> Any:
    return shelf.module(FOLDER / "checks.py")


@cache
def author() -> Any:
    """The module of the hidden checks, with all that they compute."""
    return shelf.module(FOLDER / "hidden.py")


@pytest.fixture(scope="module")
def hidden() -> Any:
    return author()


@pytest.fixture(scope="module")
def cells() -> dict[str, str]:
    """The text of each cell of the notebook with solutions, by its id."""
    return {cell.id: cell.source for cell in nbformat.read(FOLDER / "m6_reciprocity.ipynb", as_version=4).cells}


# ---------------------------------------------------------------------------------------- what its hints say is true


def test_the_toy_cases_of_the_hints_are_what_the_measures_give(exercise: Exercise, checks: Any, hidden: Any) -> None:
    hint = exercise.question("m6-q2").hints
    toy = checks.log(checks.MEETINGS + checks.ALONE)
    assert round(hidden.correlation(toy, 4), 9) == 0.5 and "correlation 0.5" in hint.expected
    assert np.isclose(hidden.correlation(toy[toy["meeting"].isna()], 4), -1 / 3) and "correlation −1/3" in hint.expected
    ann, bo = np.array([2, 0, 0, 1, 0, 0, 0]), np.array([0, 1, 0, 0, 0, 0, 0])
    busy = (ann > 0) | (bo > 0)
    for found, words in ((np.corrcoef(ann, bo), "is −0.24"), (np.corrcoef(ann[busy], bo[busy]), "falls to −0.87")):
        assert words in hint.neighbour and f"{found[0, 1]:.2f}".replace("-", "−") in words

    paired = pd.DataFrame({"state_a": "AZE", "state_b": "PAK", "year": range(2001, 2009),
                           "a_to_b": checks.ACTS_A, "b_to_a": checks.ACTS_B})  # fmt: skip
    assert reciprocity.contingency(paired).loc[0, ["after", "otherwise"]].tolist() == [1.0, 0.2]

    row = reciprocity.balance_of_gestures(checks.acts(checks.TOY_ACTS), "X", "Y", span=("2001-01-01", checks.END)).iloc[
        0
    ]
    assert row[list(checks.FIELDS)].tolist() == [1, 2, -1, 27]
    assert "open_days 27" in exercise.question("m6-q4").hints.expected

    ties = pd.DataFrame(
        [("X", "Y"), ("Y", "X"), ("X", "Z"), ("Z", "X"), ("X", "W")], columns=["sender", "receiver"]
    )  # fmt: skip
    net = reciprocity.network_reciprocity(ties, list("WXYZ")).iloc[0]
    assert f"share {net['reciprocity']:.1f}" in exercise.question("m6-q9").hints.expected
    assert f"= {net['rho']:.3f}" in exercise.question("m6-q9").hints.expected


def test_the_replies_in_the_hint_on_pardons(exercise: Exercise, checks: Any) -> None:
    hint = exercise.question("m6-q5").hints.expected
    for draw, wanted in ((0.9, "C, C, D, C, D"), (0.1, "CCCCC")):
        own = ""
        for turn in range(5):
            own += games.generous_tit_for_tat(own, "CDCDD"[:turn], checks.Draw(draw))
        assert own == wanted.replace(", ", "")
    assert "C, C, D, C, D, as for tit" in hint and "all replies are C" in hint
    assert games.replies(games.tit_for_tat, "CDCDD") == "CCDCD"


def test_what_comes_before_is_as_large_as_what_comes_after(hidden: Any) -> None:
    gaps = {}
    for pair in hidden.RIVALS:
        paired = hidden.rivals(*pair)
        turned = paired.assign(a_to_b=paired["a_to_b"].to_numpy()[::-1], b_to_a=paired["b_to_a"].to_numpy()[::-1])
        for when, table in (("after", paired), ("before", turned)):
            for row in reciprocity.contingency(table, lag=1).itertuples():
                gaps[when, row.sender, row.receiver] = row.risk_difference
    assert min(gaps.values()) > 0
    ways = [key[1:] for key in gaps if key[0] == "after"]
    earlier = [way for way in ways if gaps["before", *way] > gaps["after", *way]]
    assert len(ways) == 4 and len(earlier) == 2  # one in each pair of rivals
    assert len({frozenset(way) for way in earlier}) == 2
    assert sum(gaps["before", *way] for way in ways) > 0.9 * sum(gaps["after", *way] for way in ways)


def test_meetings_alone_make_the_correlation_rise(cells: dict[str, str], hidden: Any) -> None:
    space: dict[str, Any] = {"np": np, "pd": pd}
    exec(cells["m6-made-up"], space)
    every = [hidden.correlation(space["made_up_log"](1, meetings), 60) for meetings in (0, 10, 40, 160)]
    assert every == sorted(every) and every[-1] > 0.8
    log = space["made_up_log"](1, 160)
    assert abs(hidden.correlation(log[log["meeting"].isna()], 60)) < 0.2


def test_one_newcomer_turns_the_place_of_tit_for_tat_round_in_many_ways(hidden: Any, checks: Any) -> None:
    assert hidden.NAMES == checks.NAMES
    fields = [
        frozenset([*four, "tit_for_tat"])
        for four in combinations([name for name in hidden.NAMES if name != "tit_for_tat"], 4)
    ]  # fmt: skip
    first = [field for field in fields if hidden.place(field, 0.05) == 1]
    far = [field for field in fields if hidden.place(field, 0.05) >= 3]
    pairs = [(one, two) for one in first for two in far if len(one & two) == 4]
    assert len(fields) == 126 and "126 ways" in checks.Q6.hints.concept
    assert len(first) >= 5 and len(pairs) >= 20  # so a search finds one, and a guess seldom does
    assert len(first) < 0.3 * len(fields)
    quiet = [field for field in fields if hidden.place(field, 0.0) == 1]
    assert set(quiet) - set(first)  # the mistake that looks at matches without noise is one


# ----------------------------------------------------------------------------------------------- the written answer


def memo(cells: dict[str, str]) -> str:
    return cells["m6-q10"].replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")


def test_the_model_memo_keeps_the_rules_that_it_is_a_model_of(exercise: Exercise, cells: dict[str, str]) -> None:
    assert examine(exercise.question("m6-q10"), memo(cells).strip()).right
    parts = {
        name.strip("."): text.split() for name, text in re.findall(r"\*\*(.+?)\*\*(.+?)(?=\n\n|\Z)", memo(cells), re.S)
    }
    sides = sorted(len(parts[f"{state}'s reading"]) for state in ("India", "Pakistan"))
    assert sides[1] / sides[0] <= 1.15, "One side's reading takes more room than the other's."
    named = set(re.findall(r"\bC\d\d\b", memo(cells)))
    assert named and named <= set(load("claims").query("module == 'm6_reciprocity'")["id"])


def test_the_dates_of_the_model_memo_are_those_of_the_chronology(cells: dict[str, str]) -> None:
    known = load("events").set_index("id")
    text = " ".join(memo(cells).split())
    for id, words in (("E050", "21 February 1999"), ("E051", "In May"), ("E053", "November 2003"), ("E082", "February 2021")):  # fmt: skip
        day = known.loc[id, "date"]
        assert words in text and words.split()[-1 if words == "In May" else -2] == f"{day:%B}"
        assert words == "In May" or words.endswith(f"{day:%Y}")
    assert set(re.findall(r"\bE\d{3}\b", text)) == {"E050", "E051", "E053", "E082"}


def test_the_exercise_asks_about_every_claim_of_the_module(cells: dict[str, str]) -> None:
    asked = set(re.findall(r"\bC\d\d\b", " ".join(text for id, text in cells.items() if id.endswith("-words"))))
    assert asked == set(load("claims").query("module == 'm6_reciprocity'")["id"]) | {"C15"}


def test_the_rubric_is_that_of_the_seminar(cells: dict[str, str]) -> None:
    rows = re.findall(r"^\| \*\*(\w+)\*\* \|(.+)\|$", cells["m6-q10-words"], re.M)
    seminar = (ROOT / "book" / "instructors" / "seminars" / "m6_reciprocity.md").read_text("utf-8")
    assert [name for name, _ in rows] == ["Theory", "Evidence", "Risk", "Practicality"]
    assert all(f"| {name} |" in seminar for name, _ in rows)
    assert all(len(marks.split("|")) == 4 for _, marks in rows)  # 3, 2, 1 and 0 points


def test_hints_are_asked_for_and_links_lead_to_pages(cells: dict[str, str]) -> None:
    words = "\n".join(text for id, text in cells.items() if id.endswith(("-words", "-title")))
    assert "<details>" not in words and words.count('hint("m6-q1")') == 1
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]+)?\)", words)
    assert links and all((FOLDER / target).resolve().is_file() for target in links)


# ------------------------------------------------------------------------------------------- fair for every pair


def test_every_state_is_in_the_tables_that_the_questions_need(hidden: Any) -> None:
    assert set(STATES) <= set(hidden.shared().columns)
    assert hidden.points()[STATES].notna().all(axis=None)
    assert hidden.points().index.tolist() == list(range(1992, 2025))
    assert {len(set(hidden.class_of(state))) for state in STATES} == {hidden.CLASS}
    assert all(state not in hidden.class_of(state) for state in STATES)


@cache
def measured() -> pd.DataFrame:
    """Question 7 for every pair, and its usual other readings, by matrices and without the author's functions."""
    points = author().points()
    place = {name: number for number, name in enumerate(points.columns)}
    groups = {state: [place[one] for one in author().class_of(state)] for state in STATES}

    def gaps(first: int) -> dict[str, np.ndarray]:
        """Mean distance of every state from each one that a student may get, since a year."""
        since = points.loc[first:]
        return {state: since.sub(since[state], axis=0).abs().mean().to_numpy() for state in STATES}

    recent, ever = gaps(2010), gaps(1992)
    rows = []
    for a, b in PAIRS.itertuples(index=False):
        own, other = place[a], place[b]
        members = [one for one in groups[a] if one != other]
        foreign = [one for one in groups[b] if one != own]
        far, always = recent[a], ever[a]
        rows.append((
            far[other], np.median(far[members]), (far[members] < far[other]).sum(), len(members), np.mean(far[members]),
            always[other], np.median(always[members]), np.median(far[foreign]),
            (far[foreign] < far[other]).sum(),
        ))  # fmt: skip
    columns = ["distance", "median", "nearer", "n", "mean", "ever", "median_ever", "foreign", "foreign_nearer"]
    return pd.DataFrame(rows, columns=columns)


def test_question_7_has_an_answer_for_every_pair_and_each_mistake_shows(hidden: Any) -> None:
    table = measured()
    assert table.notna().all(axis=None) and table["distance"].min() > 0.05 and table["median"].min() > 0.05
    assert len(table[["distance", "median", "nearer"]].round(9).drop_duplicates()) == len(PAIRS)
    for right, wrong in (("distance", "ever"), ("median", "median_ever"), ("median", "mean")):
        assert ((table[right] - table[wrong]).abs() > 1e-6).all(), wrong
    foreign = ((table["median"] - table["foreign"]).abs() > 1e-6) | (table["nearer"] != table["foreign_nearer"])
    assert foreign.all()
    # Where B stands in the very middle of the class as many are nearer as are farther.
    assert (table["nearer"] == table["n"] - table["nearer"]).mean() < 0.01
    for row in (0, 1_000, len(PAIRS) - 1):
        a, b = PAIRS.iloc[row]
        right = hidden.own_distance(a, b, hidden.class_of(a))
        assert np.allclose([right[name] for name in right], table.loc[row, list(right)].astype(float))


def test_both_findings_of_question_7_occur() -> None:
    table = measured()
    nearer = table["nearer"] / table["n"]
    assert (nearer < 0.5).mean() > 0.05 and (nearer > 0.5).mean() > 0.05


def test_each_mistake_in_the_chart_of_question_8_is_another_picture(hidden: Any) -> None:
    pairs = PAIRS.groupby("a").first().reset_index()
    for a, b in pairs.itertuples(index=False):
        lines = hidden.own_lines(a, b)
        right = lines["class"]
        assert all(line.notna().all() for line in lines.values())
        for words, wrong in lines.items():
            # For a state at one end of the line the distance to the median is the median of the distances.
            if words in ("pair", "class") or "median point" in words:
                continue
            assert (wrong - right).abs().max() > 3 * hidden.CLOSE, (a, words)
    at_the_end = [
        a for a, b in pairs.itertuples(index=False)
        if hidden.off(hidden.own_lines(a, b)["class"], next(line for words, line in hidden.own_lines(a, b).items() if "median point" in words)) <= hidden.CLOSE
    ]  # fmt: skip
    assert len(at_the_end) <= 2


@cache
def matrix(kinds: tuple[str, ...] | None) -> pd.DataFrame:
    """Who keeps a mission of these kinds where, as zeros and ones, for all states that have a class."""
    ties = author().missions(kinds)
    names = list(author().shared().columns)
    table = pd.crosstab(ties["sender"], ties["receiver"]).clip(upper=1)
    return table.reindex(index=names, columns=names, fill_value=0)


def figures(nodes: list[str], kinds: tuple[str, ...] | None) -> tuple[float, float, float]:
    """Ties, share returned and density among these states."""
    here = matrix(kinds).loc[nodes, nodes].to_numpy()
    ties = here.sum()
    return float(ties), float((here * here.T).sum() / ties), float(ties / len(nodes) / (len(nodes) - 1))


def test_question_9_has_an_answer_for_every_state_and_each_mistake_shows(hidden: Any) -> None:
    answers = set()
    for state in STATES:
        nodes = [state, *hidden.class_of(state)]
        right = figures(nodes, hidden.RANKED)
        ties, share, density = right
        assert ties >= 50 and 0 < density < 0.95 and density < share < 1
        for wrong in (figures(nodes, hidden.RANKED[:1]), figures(nodes, None), figures(nodes[1:], hidden.RANKED)):
            assert wrong[0] != ties, state
        assert share / (2 - share) < share - 1e-3  # pairs by pairs
        answers.add(tuple(np.round(right, 9)))
    assert len(answers) > 0.9 * len(STATES)
    for state in (STATES[0], STATES[60]):
        net = hidden.network((state, *hidden.class_of(state)))
        right = figures([state, *hidden.class_of(state)], hidden.RANKED)
        assert np.allclose([net["ties"], net["share"], net["density"]], right)


def test_no_cell_names_a_pair_that_a_student_may_get(cells: dict[str, str]) -> None:
    known, possible = set(states.codes()), {frozenset(pair) for pair in PAIRS.itertuples(index=False, name=None)}
    for text in cells.values():
        codes = set(re.findall(r'"([A-Z]{3})"', text)) & known
        assert not possible & {frozenset(pair) for pair in combinations(codes, 2)}, text
