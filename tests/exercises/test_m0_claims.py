"""Exercise m0_claims, beyond what every exercise must do: what its hints and texts say is true of the data, its wordings
and its model memo keep their own rules, and every pair that a student may get has a fair question.
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
from course_utils.exercises.hidden import Case, HiddenChecks, hidden_checks, score
from course_utils.exercises.pairs import eligible_pairs
from course_utils.exercises.question import Exercise

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "exercises" / "m0_claims"
PAIRS = eligible_pairs()
STATES = sorted({state for pair in PAIRS for state in pair})
A, B = (np.array([STATES.index(pair[side]) for pair in PAIRS]) for side in (0, 1))


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
    return {cell.id: cell.source for cell in nbformat.read(FOLDER / "m0_claims.ipynb", as_version=4).cells}


def words(cells: dict[str, str]) -> str:
    """All that the notebook says in words, but for the written answer."""
    return "\n".join(text for id, text in cells.items() if id.endswith("-words") or id == "m0-opening")


# -------------------------------------------------------------------------------------- what it says of the data


def test_most_of_what_is_contested_can_be_tested_and_no_reading_gives_the_same_count() -> None:
    claims = load("claims")
    contested, testable = claims["contested"] == "yes", claims["testable"]
    counts = [
        (contested & (testable == "yes")).sum(), (testable == "yes").sum(), contested.sum(),
        (contested | (testable == "yes")).sum(), (contested & (testable == "partly")).sum(),
        (~contested & (testable == "yes")).sum(),
    ]  # fmt: skip
    assert len(set(counts)) == len(counts)
    assert 0.4 < counts[0] / counts[2] < 0.6  # about half: neither "nobody can know" nor "anybody can"


def test_each_kind_is_there_twice_and_no_trap_is_the_answer(hidden: Any) -> None:
    kinds = [kind for kind, _ in hidden.KINDS.values()]
    assert {kind: kinds.count(kind) for kind in kinds} == dict.fromkeys("DCNPI", 2)
    assert all(hidden.KINDS[letter][0] != kind for letter, kind in hidden.TRAPS)


def wordings(cells: dict[str, str]) -> dict[str, dict[str, str]]:
    """The wordings of question 4, by sentence and letter."""
    parts = re.split(r"^\*\*(w\d)\.\*\*", cells["m0-q4-words"], flags=re.MULTILINE)[1:]
    return {
        name: dict(re.findall(r"^- \*\*(\w)\.\*\* (.+)$", text, re.MULTILINE))
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }


def test_every_sentence_has_one_wording_to_sign_and_three_ways_to_miss(cells: dict[str, str], hidden: Any) -> None:
    said = wordings(cells)
    assert {name: set(texts) for name, texts in said.items()} == {name: set("ABCD") for name in hidden.DOES}
    signed = []
    for name, does in hidden.DOES.items():
        assert sorted(does.values()) == sorted([hidden.SIGNED, *hidden.FAULT])
        letter = next(letter for letter, what in does.items() if what == hidden.SIGNED)
        signed.append(letter)
        # Length gives nothing away.
        assert len(said[name][letter]) < max(map(len, said[name].values())), name
        assert re.search(r"\b(?:1947|1991|2019|2023)\b", said[name][letter])
    assert len(set(signed)) == 4


def test_what_the_wordings_say_is_on_record(cells: dict[str, str]) -> None:
    events, said = load("events").set_index("id"), wordings(cells)
    assert "more than 100,000 Armenians left within two weeks" in events.loc["E095", "event"]
    assert "within two weeks more than 100,000 Armenians had left" in said["w1"]["C"]
    assert (events.loc["E095", "date"].day, events.loc["E095", "date"].month) == (19, 9)
    assert "not held with its Azerbaijani residents" in events.loc["E030", "event"]
    assert "Armed tribesmen from Pakistan's north-west entered" in events.loc["E006", "event"]
    assert "bears this date" in events.loc["E007", "event"] and events.loc["E007", "date"].day == 26
    assert "India: internal matter; Pakistan: breach of Council resolutions" in events.loc["E072", "dispute_note"]


def test_the_reports_are_what_the_records_make_of_them(hidden: Any, cells: dict[str, str]) -> None:
    events = load("events").set_index("id")["event"]
    assert "resolution 62/243" in events[hidden.VOTE] and "by 39 to 7 with 100 abstentions" in events[hidden.VOTE]
    assert "India and Pakistan became full members of the SCO" in events[hidden.MEMBER]
    assert "established diplomatic relations" in events[hidden.RELATIONS]
    assert events[hidden.EMBASSY] == "Pakistan opened its embassy in Baku."
    letters = "".join(letter for letter, _ in hidden.records().values())
    assert sorted(set(letters)) == ["F", "N", "O", "X"]
    assert sum(letter in "FO" for letter in letters) == 5  # as the third hint says
    listed = load("memberships").query("state == 'IND' and organisation == 'SCO'")["status"].item()
    assert listed != "member" and "was not kept up to date" in load("memberships").attrs["defects"][0]
    assert re.search(r"\b53 documents", load("claims").set_index("id").loc["C36", "claim"])
    assert "39 votes in favour" in cells["m0-q6-words"]


def test_the_picture_in_the_chart_hint_is_true(exercise: Exercise, hidden: Any) -> None:
    lines, hint = hidden.shares()["right"], exercise.question("m0-q8").hints.expected
    armenia, india, median = lines.values()
    assert median.min() > 0.9 and "never below 0.9" in hint
    assert armenia.iloc[0] > 0.9 and (armenia < 0.6).sum() == 1 and "below 0.6 in one year" in hint
    assert india.idxmin() == 2002 and india.min() < 0.5 and (np.sign(india - armenia).diff().abs() > 0).sum() > 1
    assert (armenia < median).all() and (india < median).all()  # the finding of the model chart


def test_the_wrong_readings_of_the_chart_are_other_pictures(hidden: Any) -> None:
    right = pd.concat(hidden.shares()["right"])
    for said, wrong in hidden.shares().items():
        assert said == "right" or (pd.concat(wrong) - right).abs().max() > 3 * hidden.ROUNDED, said


def test_another_choice_of_rows_moves_the_rivals_and_not_the_friends(hidden: Any) -> None:
    events = load("events")
    every, undisputed = hidden.tally(events), hidden.tally(events[events["disputed"] == "no"])

    def hostile(counted: dict[Any, Any], *pair: str) -> float:
        return counted[pair][2] / sum(counted[pair])

    assert hostile(every, "IND", "PAK") - hostile(undisputed, "IND", "PAK") > 0.2
    assert hostile(every, "AZE", "PAK") == hostile(undisputed, "AZE", "PAK") == 0


def test_the_drawings_of_the_notebook_are_those_of_the_hidden_checks(cells: dict[str, str], hidden: Any) -> None:
    space: dict[str, Any] = {}
    exec(cells["m0-q10-data"], space)
    assert set(space["FIRST"]) == set(hidden.FIRST) and set(space["SECOND"]) == set(hidden.SECOND)
    assert len(set(space["FIRST"]) ^ set(space["SECOND"])) == 2  # one arrow, turned round
    assert len(hidden.confounders(hidden.FIRST)) == 1 and len(hidden.confounders(hidden.SECOND)) == 3


# ----------------------------------------------------------------------------------------------- the written answer


def memo(cells: dict[str, str]) -> str:
    return cells["m0-q11"].replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "").strip()


def test_the_model_memo_keeps_the_rules_that_it_is_a_model_of(exercise: Exercise, cells: dict[str, str]) -> None:
    assert examine(exercise.question("m0-q11"), memo(cells)).right
    assert set(re.findall(r"\bC\d\d\b", memo(cells))) <= set(load("claims")["id"])
    known = load("events").set_index("id")
    assert set(re.findall(r"\bE\d{3}\b", memo(cells))) <= set(known.index)
    assert "initialled the peace treaty" in known.loc["E114", "event"] and "Simla" in known.loc["E022", "event"]
    assert (
        "lacked time" in known.loc["E119", "event"] and "neither Azerbaijan nor Armenia" in known.loc["E116", "event"]
    )
    # Each government has a sentence of its own.
    for state in ("Azerbaijan", "Armenia", "India", "Pakistan"):
        assert f"{state} holds that" in memo(cells)


def test_the_exercise_asks_about_every_claim_of_the_module(cells: dict[str, str]) -> None:
    asked = set(re.findall(r"\bC\d\d\b", words(cells)))
    assert set(load("claims").query("module == 'm0_claims'")["id"]) | {"C36"} <= asked


def test_the_rubric_is_that_of_the_seminar(cells: dict[str, str]) -> None:
    rows = re.findall(r"^\| \*\*(\w+)\*\* \|(.+)\|$", cells["m0-q11-words"], re.M)
    assert [name for name, _ in rows] == ["Claims", "Evidence", "Fairness", "Usefulness"]
    assert all(len(marks.split("|")) == 4 for _, marks in rows)  # 3, 2, 1 and 0 points


def test_hints_are_asked_for_and_links_lead_to_headings(cells: dict[str, str]) -> None:
    assert "<details>" not in words(cells) and words(cells).count('hint("m0-q1")') == 1
    links = re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", words(cells))
    assert links
    for target, anchor in links:
        path = (FOLDER / target).resolve()
        assert path.is_file(), target
        headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.M) if anchor else []
        slugs = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert not anchor or anchor in slugs, f"{target} has no heading #{anchor}"


# ------------------------------------------------------------------------------------------- fair for every pair


# Pairs of two states that come so early in the alphabet that neither ever stands in the second column: there it does
# no harm to look in the first alone.
ALWAYS_FIRST = 4


def of_pairs(by_state: dict[str, Any]) -> np.ndarray:
    """A figure of each state as two columns, A's and B's, one row a pair."""
    values = np.array([by_state[state] for state in STATES])
    return np.stack([values[A], values[B]], axis=1)


def test_question_2_has_rows_for_every_state_and_each_mistake_shows(hidden: Any) -> None:
    right = of_pairs({state: len(hidden.of_state(state)) for state in STATES})
    assert right.min() >= 1
    first = of_pairs({state: (hidden.signings()["state_a"] == state).sum() for state in STATES})
    numbers = of_pairs({state: hidden.of_state(state)["agreement"].nunique() for state in STATES})
    article = [len(hidden.of_state(state)) for state in ("AZE", "PAK")]
    for wrong in (right - first, numbers, np.broadcast_to(article, right.shape)):
        assert (wrong != right).any(axis=1).all()
    assert (first == right).all(axis=1).sum() <= ALWAYS_FIRST
    both = hidden.signings().groupby(["state_a", "state_b"]).size()
    assert (both.reindex(pd.MultiIndex.from_tuples(PAIRS), fill_value=0).to_numpy() < right.min(axis=1)).all()
    assert len(np.unique(right, axis=0)) > 0.8 * len(PAIRS)


def test_question_5_differs_from_pair_to_pair_and_each_mistake_shows(hidden: Any) -> None:
    rules = ("rows", "partners", "agreements", "two-party")
    right = {rule: of_pairs({state: hidden.figure(state, rule)[0][0] for state in STATES}) for rule in rules}
    for rule, place, spared in (
        ("partners", 1, 0), ("partners", 2, ALWAYS_FIRST), ("partners", 3, 0), ("agreements", 1, 0), ("two-party", 1, 0),
        ("agreements", 2, 2),  # two pairs have no later entry at all, so there is nothing to count twice
    ):  # fmt: skip
        wrong = of_pairs({state: hidden.figure(state, rule)[place][0] for state in STATES})
        assert (wrong == right[rule]).all(axis=1).sum() <= spared, (rule, place)
    whole = np.concatenate(list(right.values()), axis=1)
    assert len(np.unique(whole, axis=0)) > 0.95 * len(PAIRS)
    # The finding: for most pairs the four rules do not agree on who is ahead.
    ahead = np.stack([np.sign(one[:, 0] - one[:, 1]) for one in right.values()], axis=1)
    assert 0.5 < (ahead.min(axis=1) != ahead.max(axis=1)).mean() < 0.9
    # What the first checks hold of every answer.
    for wide, narrow in (("rows", "agreements"), ("agreements", "two-party"), ("rows", "partners")):
        assert (right[narrow] <= right[wide]).all()


@cache
def shared() -> tuple[np.ndarray, dict[str, int]]:
    """How many organisations each two states share, by sets and without the table of the notebook."""
    seats = load("memberships").query("status == 'member'").astype({"state": "str", "organisation": "str"})
    held = seats.groupby("state")["organisation"].agg(set)
    table = np.array([[len(one & other) for other in held] for one in held])
    return table, {state: place for place, state in enumerate(held.index)}


def others(pair: tuple[str, str]) -> dict[str, np.ndarray]:
    """What the other pairs of each set share."""
    table, place = shared()
    a, b = place[pair[0]], place[pair[1]]
    every = np.bincount(table[np.triu_indices(len(table), 1)])
    every[table[a, b]] -= 1
    return {
        "all": np.repeat(np.arange(len(every)), every),
        "with A": np.delete(table[a], [a, b]),
        "with B": np.delete(table[b], [a, b]),
    }


def test_question_9_has_an_answer_for_every_pair_and_each_mistake_shows() -> None:
    table, place = shared()
    stands, answers, moved = [], set(), []
    for pair in PAIRS:
        own = table[place[pair[0]], place[pair[1]]]
        sets = others(pair)
        more = [float((one > own).mean()) for one in sets.values()]
        middle = [float(np.median(one)) for one in sets.values()]
        at_least, fewer = (
            [float(how(one, own).mean()) for one in sets.values()] for how in (np.greater_equal, np.less)
        )
        mean = [float(one.mean()) for one in sets.values()]
        moved.append([
            any(abs(x - y) > 1e-6 for x, y in zip(wrong, right, strict=True))
            for wrong, right in ((at_least, more), (fewer, more), (mean, middle))
        ])  # fmt: skip
        stands.append([one <= 1 / 3 for one in more])
        answers.add((own, *more, *middle))
        assert own > 0 and all(len(one) for one in sets.values())
    assert np.array(moved).all(axis=0).all()
    share = np.array(stands).mean(axis=0)
    assert ((share > 0.25) & (share < 0.55)).all()  # nobody can guess a row
    # The finding: for many pairs it depends on the set.
    agree = np.array(stands).sum(axis=1)
    assert 0.3 < np.isin(agree, [1, 2]).mean() < 0.6
    assert len(answers) > 0.94 * len(PAIRS)


def test_question_9_as_measured_twice(hidden: Any) -> None:
    table, place = shared()
    for pair in PAIRS[::200]:
        assert hidden.shared_seats().loc[pair] == table[place[pair[0]], place[pair[1]]]
        for name, values in others(pair).items():
            figures = hidden.standing(name, pair)
            assert figures["n"][0][0] == len(values) and figures["median"][0][0] == np.median(values)
            assert np.isclose(figures["more"][0][0], (values > table[place[pair[0]], place[pair[1]]]).mean())


def test_the_checks_let_every_right_answer_pass(exercise: Exercise, checks: HiddenChecks, hidden: Any) -> None:
    """Figures of some fifty pairs, through all of the alphabet."""
    chosen = PAIRS[::60]
    rules = ("rows", "partners", "agreements", "two-party")
    table, place = shared()
    for pair in chosen:
        figures = pd.DataFrame(
            [[hidden.figure(state, rule)[0][0] for state in pair] for rule in rules], columns=["a", "b"], index=rules
        ).rename_axis("rule")
        figures["ahead"] = np.select([figures["a"] > figures["b"], figures["a"] < figures["b"]], ["A", "B"], "none")
        found = score(exercise.question("m0-q5"), (figures,), checks, Case(pair))
        assert found.right, (pair, found)
        own = int(table[place[pair[0]], place[pair[1]]])
        lines = [
            {"set": name, "n": len(one), "median": np.median(one), "more": (one > own).mean()}
            for name, one in others(pair).items()
        ]
        normal = pd.DataFrame(lines).assign(stands=lambda t: np.where(t["more"] <= 1 / 3, "yes", "no"))
        found = score(exercise.question("m0-q9"), (own, normal), checks, Case(pair))
        assert found.right, (pair, found)
