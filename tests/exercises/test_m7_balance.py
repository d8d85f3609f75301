"""Exercise m7_balance, beyond what every exercise must do: what its hints and texts say is true of the data, its model
memo keeps its own rules, and every pair that a student may get has a fair question.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from itertools import combinations, pairwise, product
from math import comb
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
from course_utils.measures.balance import signed_graph, ties_at, triads

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "exercises" / "m7_balance"
PAIRS = pd.DataFrame(eligible_pairs(), columns=["a", "b"])
STATES = sorted({*PAIRS["a"], *PAIRS["b"]})
CHAIN = [*list(pairwise(STATES))[::2], (STATES[-2], STATES[-1])]  # every state in one pair or two
FOUR = ["ARM", "AZE", "IND", "PAK"]
TODAY = "2026-02-28"  # where the chronology ends


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
    return {cell.id: cell.source for cell in nbformat.read(FOLDER / "m7_balance.ipynb", as_version=4).cells}


# -------------------------------------------------------------------------------------- what it says of the data


def test_the_picture_in_the_chart_hint_is_true(exercise: Exercise, hidden: Any, cells: dict[str, str]) -> None:
    before, after = (hidden.counted(day)["balanced"] for day in hidden.DAYS)
    hint = exercise.question("m7-q3").hints.expected
    assert "a long middle stretch both lines lie on each other at 2" in hint
    assert (before.loc[6:23] == 2).all() and (after.loc[6:23] == 2).all()
    assert "From 24 years on both are at 4" in hint and (before.loc[24:] == 4).all() and (after.loc[24:] == 4).all()
    # What the question asks the reader to see: the number falls at one span, and that is one of the lab's.
    change = after - before
    assert list(change.index[change < 0]) == [5] and list(change.index[change > 0]) == [1, 2, 3, 4]
    assert "the sum of 5, of 10 and of 30 years" in cells["m7-q3-words"]


def test_the_spans_are_those_of_the_courses_measure(hidden: Any) -> None:
    for day, date in hidden.DAYS.items():
        for years in (1, 5, 6, 23, 34):
            seen = triads(signed_graph(ties_at(load("events"), date, years=years, states=FOUR), nodes=FOUR))
            assert hidden.counted(day).loc[years, ["triads", "balanced"]].tolist() == [
                len(seen),
                seen["balanced"].sum(),
            ]


def test_each_wrong_reading_of_the_spans_is_another_picture(hidden: Any) -> None:
    right = [hidden.counted(day)["balanced"].tolist() for day in hidden.DAYS]
    wrong = list(zip(*(hidden.other_spans(day) for day in hidden.DAYS), strict=True))
    for readings in wrong:
        assert [values for values, _ in readings] != right, readings[0][1]


def test_no_votes_at_all_make_an_unbalanced_triad_by_thirds() -> None:
    """Arithmetic, so no data are needed: every way in which three states can split on up to twelve roll calls."""
    for n in range(1, 13):
        # Three states split in four ways: all alike, or one of them against the other two.
        for a, b, c in product(range(n + 1), repeat=3):
            if a + b + c > n:
                continue
            same = [n - a - b, n - a - c, n - b - c]
            signs = [int(3 * one > 2 * n) - int(3 * one < n) for one in same]
            assert 0 in signs or np.prod(signs) > 0


def test_half_can_make_an_unbalanced_triad() -> None:
    votes = np.array(
        [[1, 1, 0, 0, 1], [1, 1, 0, 1, 0], [1, 1, 1, 0, 0]]
    )  # three states that differ two by two on two of five
    same = [(one == other).mean() for one, other in combinations(votes[:, 2:], 2)]
    assert all(share < 0.5 for share in same)  # three minuses


def test_triads_with_a_minus_are_those_of_the_courses_measure(hidden: Any) -> None:
    nodes = sorted({*hidden.matrix(1948).index} & {*hidden.matrix(1952).index})
    ties = hidden.window(1948)
    ties = ties[ties["node_a"].isin(nodes) & ties["node_b"].isin(nodes)]
    seen = triads(signed_graph(ties, "node_a", "node_b"))["kind"].value_counts()
    followed = hidden.followed().query("start == 1948")["kind"].value_counts()
    assert followed.to_dict() == seen.drop("+++").to_dict()


def test_what_the_readings_say_of_the_fates(hidden: Any) -> None:
    one, two = (hidden.fate(kind) for kind in ("++-", "+--"))
    assert 0.45 < one["balanced"] < 0.55  # about half
    assert one["friend_lost"] < 1 / 20 and two["friend_lost"] < 1 / 20  # hardly one in twenty
    assert 0 < one["quarrels_over"] - two["quarrels_over"] < 0.06  # nearly as much
    # All quarrels, in triads or not, end about as often: the comparison does not hang on the row of +--.
    every = [
        (now.loc[nodes, nodes].to_numpy(), hidden.matrices()[start + 4].loc[nodes, nodes].to_numpy())
        for start, now in hidden.matrices().items() if start + 4 in hidden.matrices()
        for nodes in [[node for node in now.index if node in hidden.matrices()[start + 4].index]]
    ]  # fmt: skip
    ended = np.concatenate([(then >= 0)[np.triu(now) < 0] for now, then in every])
    assert abs(ended.mean() - two["quarrels_over"]) < 0.03


def test_each_wrong_reading_of_the_fates_moves_a_row(hidden: Any) -> None:
    for name, others in hidden.OTHER_FATES.items():
        for slip in others:
            assert any(abs(hidden.fate(kind)[slip] - hidden.fate(kind)[name]) > 0.005 for kind in ("++-", "+--")), slip


def test_the_toy_cases_in_the_hints_are_right(exercise: Exercise) -> None:
    chance = exercise.question("m7-q5").hints
    hands = list(combinations([1] * 4 + [-1] * 2, 3))
    assert "8/20 = 0.4" in chance.expected and sum(np.prod(hand) > 0 for hand in hands) == 8 and len(hands) == 20
    assert round((2 / 3) ** 3 + 3 * (2 / 3) * (1 / 3) ** 2, 2) == 0.52
    assert round((comb(7, 3) + comb(3, 2) * 7) / comb(10, 3), 2) == 0.47
    odds = exercise.question("m7-q8").hints
    assert "the ratio is 2.58" in odds.expected and round(10 / 190 / (20 / 980), 2) == 2.58
    assert "turned round 0.39" in odds.expected and round(190 * 20 / (10 * 980), 2) == 0.39
    assert "ratio 3.97" in odds.neighbour and round(30 / 370 / (12 / 588), 2) == 3.97
    music = exercise.question("m7-q4").hints.neighbour
    assert f"{12 * 49 / 199:.2f} are expected" in music and f"{4 * 50 / 199:.2f} are expected" in music


def test_the_judgements_are_the_labs(cells: dict[str, str]) -> None:
    lab = nbformat.read(ROOT / "notebooks" / "labs" / "m7_balance.ipynb", as_version=4)
    source = next(cell.source for cell in lab.cells if cell.cell_type == "code" and "JUDGED = [" in cell.source)
    judged = [piece[1:] for piece in ast.literal_eval(source.partition("JUDGED = ")[2])]
    given = re.search(r"JUDGED = (\[.+\])", cells["m7-q9-try"])
    assert given and ast.literal_eval(given[1]) == judged


# ----------------------------------------------------------------------------------------------- the written answer


def memo(cells: dict[str, str]) -> str:
    return cells["m7-q10"].replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")


def signs(years: int | None) -> dict[tuple[str, str], int]:
    table = ties_at(load("events"), TODAY, years=years, states=FOUR)
    return {(row.state_a, row.state_b): row.sign for row in table.itertuples()}


def test_the_signs_of_the_memos_are_those_of_the_chronology(cells: dict[str, str]) -> None:
    five, ten, thirty, last = (signs(years) for years in (5, 10, 30, None))
    # The model memo, for Armenia.
    assert [five[pair] for pair in (("ARM", "PAK"), ("ARM", "AZE"), ("ARM", "IND"), ("IND", "PAK"))] == [1, 1, 1, -1]
    assert ten["ARM", "PAK"] == 0 and last["IND", "PAK"] == 1
    # The memo that is tried as a right answer, for India.
    assert (five["AZE", "IND"], thirty["AZE", "IND"], five["IND", "PAK"], last["IND", "PAK"]) == (-1, -1, -1, 1)
    rows = load("events").dropna(subset="dyad_signs").set_index("id")["dyad_signs"].astype("str")
    backing = {
        "E115": "PAK-ARM:+1|ARM-PAK:+1", "E124": "ARM-PAK:+1|PAK-ARM:+1", "E123": "ARM-AZE:+1|AZE-ARM:+1",
        "E089": "ARM-IND:+1|IND-ARM:+1", "E109": "IND-PAK:-1|PAK-IND:-1", "E110": "IND-PAK:+1|PAK-IND:+1",
        "E075": "ARM-PAK:-1|PAK-ARM:-1", "E079": "ARM-PAK:-1|PAK-ARM:-1",
    }  # fmt: skip
    for event, patterns in backing.items():
        assert event in memo(cells) and re.search(patterns.replace("+", r"\+"), rows[event]), event


def test_the_model_memo_keeps_the_rules_that_it_is_a_model_of(exercise: Exercise, cells: dict[str, str]) -> None:
    assert examine(exercise.question("m7-q10"), memo(cells).strip()).right
    named = set(re.findall(r"\bC\d\d\b", memo(cells)))
    assert named and named <= set(load("claims").query("module == 'm7_balance'")["id"])
    assert set(re.findall(r"\bE\d{3}\b", memo(cells))) <= set(load("events")["id"])


def test_the_exercise_asks_about_every_claim_of_the_module(cells: dict[str, str]) -> None:
    asked = set(re.findall(r"\bC\d\d\b", " ".join(text for id, text in cells.items() if id.endswith("-words"))))
    assert asked == set(load("claims").query("module == 'm7_balance'")["id"])


def test_the_rubric_is_that_of_the_seminar(cells: dict[str, str]) -> None:
    rows = re.findall(r"^\| \*\*(\w+)\*\* \|(.+)\|$", cells["m7-q10-words"], re.M)
    seminar = (ROOT / "book" / "instructors" / "seminars" / "m7_balance.md").read_text("utf-8")
    assert [name for name, _ in rows] == ["Network", "Options", "Empathy", "Foresight"]
    assert all(f"| {name} |" in seminar and len(marks.split("|")) == 4 for name, marks in rows)


def test_every_capital_is_drawn_by_lot_as_often(cells: dict[str, str]) -> None:
    assert 'LOTS = ["Armenia", "Azerbaijan", "India", "Pakistan"]' in cells["m7-q10-lot"]
    drawn = Counter(sum(map(ord, a + b)) % 4 for a, b in eligible_pairs())
    assert len(drawn) == 4 and min(drawn.values()) > 0.2 * len(PAIRS)


def test_hints_are_asked_for_and_links_lead_to_headings(cells: dict[str, str]) -> None:
    words = "\n".join(text for id, text in cells.items() if id.endswith("-words") or id == "m7-opening")
    assert "<details>" not in words and words.count('hint("m7-q1")') == 1
    links = re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", words)
    assert links
    for target, anchor in links:
        headings = re.findall(r"^#+ (.+)$", (FOLDER / target).resolve().read_text("utf-8"), re.M)
        slugs = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert not anchor or anchor in slugs, f"{target} has no heading #{anchor}"


# ------------------------------------------------------------------------------------------- fair for every pair


def distinct(right: pd.DataFrame) -> int:
    """How many different answers all pairs have together, from the figures of single states."""
    key = right.round(9).apply(tuple, axis=1)
    return len(set(zip(PAIRS["a"].map(key), PAIRS["b"].map(key), strict=True)))


def test_question_4_has_a_figure_for_every_state_and_each_mistake_shows(hidden: Any) -> None:
    un, oic = hidden.memberships().values()
    assert un >= {*STATES, "ARM", "PAK"}
    right = pd.DataFrame(
        [[len(hidden.partners(state)), len(hidden.partners(state) & oic)] for state in STATES],
        index=STATES, columns=["partners", "oic"],
    )  # fmt: skip
    assert right["partners"].min() >= 3 and right["oic"].nunique() > 30
    assert distinct(right) > 0.9 * len(PAIRS)
    # The rows of Armenia and Pakistan are in every answer, so a reading that moves them moves every pair's.
    for place, (_, words) in enumerate(hidden.other_partners("ARM")):
        moved = [hidden.other_partners(state)[place][0] != len(hidden.partners(state)) for state in ("ARM", "PAK")]
        assert any(moved), words
    with_observers = hidden.memberships(("member", "observer"))["OIC"]
    assert any(hidden.partners(state) & with_observers != hidden.partners(state) & oic for state in ("ARM", "PAK"))
    # What the question leads to: no state of the pool quarrels with Armenia's adversary, and many have fewer than expected.
    share = right["oic"] / (right["partners"] * len(oic) / (len(un) - 1))
    armenia = len(hidden.partners("ARM") & oic) / (len(hidden.partners("ARM")) * len(oic) / (len(un) - 1))
    assert 0.5 < armenia < 0.8 and 0.3 < (share < armenia).mean() < 0.6


def chance(plus: int, minus: int) -> float:
    """The chance that three different ties have no minus, or two."""
    return (comb(plus, 3) + plus * comb(minus, 2)) / comb(plus + minus, 3)


@cache
def networks(hidden: Any) -> pd.DataFrame:
    """The figures of question 5 for every pair, by products of vectors and without the course's measures."""
    five = list(hidden.FIVE)
    table = hidden.ballots().dropna(subset=five)
    column = {state: table[state].to_numpy(float) for state in [*STATES, *five]}
    known = {state: np.isfinite(values) for state, values in column.items()}
    first, second = np.triu_indices(7, 1)
    threes = np.array(list(combinations(range(7), 3)))
    rows = []
    for a, b in eligible_pairs():
        used = known[a] & known[b]
        votes = np.array([column[state][used] for state in (a, b, *five)]).astype(int) * 2 - 1
        same, n = (votes @ votes.T + used.sum()) // 2, int(used.sum())
        row: dict[str, Any] = {"a": a, "b": b, "n": n}
        for rule, times, low, high in (("half", 2, 1, 1), ("thirds", 3, 1, 2)):
            signs = (times * same > high * n).astype(int) - (times * same < low * n).astype(int)
            sides = np.array([signs[threes[:, i], threes[:, j]] for i, j in ((0, 1), (0, 2), (1, 2))])
            whole, ties = (sides != 0).all(axis=0), signs[first, second]
            shares = times * same[first, second]
            row |= {
                f"{rule} plus": (ties > 0).sum(), f"{rule} minus": (ties < 0).sum(), f"{rule} triads": whole.sum(),
                f"{rule} balanced": (sides.prod(axis=0) > 0).sum(), f"{rule} majority": (whole & (sides.sum(axis=0) > 0)).sum(),
                f"{rule} on a border": np.isin(shares, [low * n, high * n]).sum(),
            }  # fmt: skip
        rows.append(row)
    return pd.DataFrame(rows)


def test_question_5_has_a_network_for_every_pair_and_each_mistake_shows(hidden: Any) -> None:
    table = networks(hidden)
    assert table["n"].min() >= 500
    assert table["half minus"].min() >= 2 and table["thirds plus"].min() >= 3
    assert table["half triads"].ge(30).all() and table["thirds triads"].between(1, 34).all()
    assert (table["thirds plus"] + table["thirds minus"] < 21).all()  # who signs the rest with a minus is off
    # The finding: by thirds nothing is unbalanced, for anybody; by halves something nearly always is.
    assert (table["thirds balanced"] == table["thirds triads"]).all()
    assert (table["half balanced"] < table["half triads"]).mean() > 0.99
    majority = (table["half majority"] != table["half balanced"]) | (
        table["thirds majority"] != table["thirds balanced"]
    )
    assert majority.all()
    answers = table.drop(columns=["a", "b"]).drop_duplicates()
    assert len(answers) > 0.55 * len(table)  # figures of a handful: more than half of the pairs share with nobody
    for row in table.itertuples(index=False):
        plus, minus = row[table.columns.get_loc("half plus")], row[table.columns.get_loc("half minus")]
        right, p = chance(plus, minus), plus / (plus + minus)
        seen = row[table.columns.get_loc("half balanced")] / row[table.columns.get_loc("half triads")]
        for wrong in (p**3 + 3 * p * (1 - p) ** 2, 0.5, comb(plus, 3) / comb(plus + minus, 3), p, seen):
            assert abs(wrong - right) > 1e-4, row


def test_question_5_asks_for_the_roll_calls_of_all_seven(hidden: Any) -> None:
    seen = hidden.ballots().notna()
    anybody = seen[list(hidden.FIVE)].any(axis=1).sum()
    five = int(seen[list(hidden.FIVE)].all(axis=1).sum())
    assert networks(hidden)["n"].max() < five < anybody
    both = {pair: int((seen[pair[0]] & seen[pair[1]]).sum()) for pair in eligible_pairs()}
    assert all(both[row.a, row.b] > row.n for row in networks(hidden).itertuples())


def test_the_vectors_and_the_courses_measures_agree(hidden: Any) -> None:
    table = networks(hidden).set_index(["a", "b"])
    for pair in eligible_pairs()[::400]:
        for rule in ("half", "thirds"):
            names = ["plus", "minus", "triads", "balanced", "majority"]
            expected = {name: table.loc[pair, f"{rule} {name}"] for name in names} | {
                "roll_calls": table.loc[pair, "n"]
            }
            assert hidden.votes_network(pair, rule) == expected


@cache
def regions(hidden: Any) -> pd.DataFrame:
    """The cells and figures of question 8 for every state."""
    rows = []
    for state in STATES:
        part = hidden.within(state)
        cells: dict[str, float] = {"state": state}
        for path in ("enemy", "friend"):
            for outcome in ("dispute", "alliance"):
                counts = pd.crosstab(part[path], part[outcome]).reindex(
                    index=[True, False], columns=[True, False], fill_value=0
                )
                cells |= {f"{path} {outcome} {n}": int(value) for n, value in enumerate(counts.to_numpy().ravel())}
        rows.append(cells)
    table = pd.DataFrame(rows).set_index("state")
    for path in ("enemy", "friend"):
        yes, no, other_yes, other_no = (table[f"{path} dispute {n}"] for n in range(4))
        table[f"{path} rate"], table[f"{path} others"] = yes / (yes + no), other_yes / (other_yes + other_no)
        table[f"{path} ratio"] = yes * other_no / (no * other_yes)
    return table


def test_question_8_has_a_region_for_every_state_and_each_mistake_shows(hidden: Any) -> None:
    table = regions(hidden)
    far = hidden.distances().groupby("state_a")["distance_km"]
    ordered = {state: np.sort(values.to_numpy()) for state, values in far if state in STATES}
    assert len(ordered) == len(STATES)
    assert all(km[hidden.NEAR - 1] < km[hidden.NEAR] for km in ordered.values())  # nobody's seventieth is a tie
    assert table.filter(regex="dispute [02]").min(axis=None) >= 2  # no odds of zero, so no half to be added
    assert table["enemy rate"].max() < 0.1 and table["enemy others"].max() < 0.02  # a new dispute is rare
    assert table["enemy rate"].gt(table["enemy others"]).all() and table["enemy ratio"].min() > 1.5
    assert table["friend ratio"].between(0.2, 2).all()  # the placebo
    exposed = table["enemy dispute 0"] + table["enemy dispute 1"]
    by_friend = table["friend dispute 0"] + table["friend dispute 1"]
    assert (exposed != by_friend).all()
    wrong = {
        "ratio of the rates": table["enemy rate"] / table["enemy others"], "turned round": 1 / table["enemy ratio"],
        "difference": table["enemy rate"] - table["enemy others"],
    }  # fmt: skip
    for name, values in wrong.items():
        assert ((values - table["enemy ratio"]).abs() > 1e-3).all(), name
    of_disputes = table["enemy dispute 0"] / (table["enemy dispute 0"] + table["enemy dispute 2"])
    assert ((of_disputes - table["enemy rate"]).abs() > 0.1).all()
    for path in ("enemy", "friend"):
        yes, no, other_yes, other_no = (table[f"{path} alliance {n}"] + 0.5 for n in range(4))
        assert ((yes * other_no / (no * other_yes) - table["friend ratio"]).abs() > 1e-3).all(), path
    one, two = (pd.get_dummies(hidden.panel().loc[hidden.panel()["enemy"], end]) for end in ("one", "two"))
    for state in STATES:  # one end in the region, or the world, are other pairs
        near = list(hidden.around(state))
        ends = [table_of.reindex(columns=near, fill_value=False).to_numpy().any(axis=1) for table_of in (one, two)]
        assert exposed[state] == (ends[0] & ends[1]).sum() < (ends[0] | ends[1]).sum() < len(one)
    figures = pd.DataFrame({"exposed": exposed, "rate": table["enemy rate"], "placebo": table["friend ratio"]})
    # Neighbours on islands have the same 71 states around them, so some figures are shared; most are not.
    assert distinct(figures) > 0.75 * len(PAIRS)


def test_a_share_on_a_border_is_taken_either_way(exercise: Exercise, checks: HiddenChecks, hidden: Any) -> None:
    table = networks(hidden)
    edge = table[(table["thirds on a border"] > 0) & (table["half on a border"] == 0)]
    assert 0 < len(edge) < 0.03 * len(table)
    for row in edge.head(4).itertuples():
        for slack in (0, 1e-9, -1e-9):
            rows = [{"rule": rule, **hidden.votes_network((row.a, row.b), rule, slack)} for rule in ("half", "thirds")]
            answer = pd.DataFrame(rows).assign(
                by_chance=lambda t: [chance(*one) for one in zip(t["plus"], t["minus"], strict=True)]
            )
            found = score(exercise.question("m7-q5"), (answer, "B"), checks, Case((row.a, row.b)))
            assert found.right, (row, slack, found)


def test_the_tables_and_the_courses_measures_agree(hidden: Any) -> None:
    table = regions(hidden)
    for state in STATES[::20]:
        for path in ("enemy", "friend"):
            assert np.isclose(hidden.effect(state, path)["odds_ratio"], table.loc[state, f"{path} ratio"])


def test_the_first_checks_let_every_states_right_answer_pass(
    exercise: Exercise, checks: HiddenChecks, hidden: Any
) -> None:
    un, oic = hidden.memberships().values()
    embassies, region = exercise.question("m7-q4"), exercise.question("m7-q8")

    def exchanged(state: str) -> list[Any]:
        met = hidden.partners(state)
        return [state, len(met), len(met & oic), len(met) * len(oic - {state}) / (len(un) - 1)]

    table = regions(hidden)
    own = pd.DataFrame({
        "exposed": table["enemy dispute 0"] + table["enemy dispute 1"], "rate": table["enemy rate"],
        "others": table["enemy others"], "ratio": table["enemy ratio"], "placebo": table["friend ratio"],
    })  # fmt: skip
    for pair in CHAIN:
        rows = pd.DataFrame(
            [exchanged(state) for state in ("ARM", "PAK", *pair)], columns=["state", "partners", "oic", "expected"]
        )
        found = score(embassies, (rows,), checks, Case(pair))
        assert found.right, (pair, found)
        assert examine(region, own.loc[list(pair)].rename_axis("state"), "B").right, pair


def test_the_first_checks_of_question_5_let_right_answers_pass(
    exercise: Exercise, checks: HiddenChecks, hidden: Any
) -> None:
    table = networks(hidden).set_index(["a", "b"])
    least = table["thirds minus"].idxmin()  # without a minus chance can give nothing but balance
    for pair in [least, table["half plus"].idxmin(), *eligible_pairs()[::300]]:
        rows = []
        for rule in ("half", "thirds"):
            plus, minus, whole, balanced = (
                int(table.loc[pair, f"{rule} {name}"]) for name in ("plus", "minus", "triads", "balanced")
            )
            rows.append([rule, int(table.loc[pair, "n"]), plus, minus, whole, balanced, chance(plus, minus)])
        columns = ["rule", "roll_calls", "plus", "minus", "triads", "balanced", "by_chance"]
        found = score(exercise.question("m7-q5"), (pd.DataFrame(rows, columns=columns), "B"), checks, Case(pair))
        assert found.right, (pair, found)
