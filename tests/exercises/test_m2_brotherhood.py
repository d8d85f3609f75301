"""Exercise m2_brotherhood, beyond what every exercise must do: what its hints and texts say is true of the speeches, what
is drawn from a pair is as hard for every student, and its model notes keep their own rules.
"""

from __future__ import annotations

import re
from collections import Counter
from math import isclose, log
from pathlib import Path
from typing import Any

import nbformat
import pytest

from course_utils import load
from course_utils.exercises import shelf
from course_utils.exercises.mistakes import tried
from course_utils.exercises.pairs import eligible_pairs
from course_utils.exercises.question import Exercise
from course_utils.measures.discourse import keyness, log_likelihood, rates

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "exercises" / "m2_brotherhood"
PAIRS = eligible_pairs()
STATES = sorted({state for pair in PAIRS for state in pair})


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return shelf.exercise(FOLDER)


@pytest.fixture(scope="module")
def checks() -> Any:
    return shelf.module(FOLDER / "checks.py")


@pytest.fixture(scope="module")
def hidden() -> Any:
    return shelf.module(FOLDER / "hidden.py")


@pytest.fixture(scope="module")
def cells() -> dict[str, str]:
    notebook = nbformat.read(FOLDER / "m2_brotherhood.ipynb", as_version=4)
    return {cell.id: cell.source for cell in notebook.cells}


# --------------------------------------------------------------------------------- what it says of the speeches is true


def test_the_leads_that_question_1_starts_from(cells: dict[str, str], hidden: Any) -> None:
    assert "Pakistan has said *self-determination* more often" in cells["m2-q1-words"]
    since = hidden.right_rates(1992, 2025)["rate"].unstack()
    leads = (since["self_determination"] > since["territorial_integrity"]).to_dict()
    assert leads == {"IND": False, "PAK": True, "TUR": False}
    then = hidden.right_rates()["rate"].unstack()
    assert (then["self_determination"] > then["territorial_integrity"]).all()  # two of the three led otherwise


def test_no_usual_slip_of_question_1_gives_the_right_words(hidden: Any) -> None:
    for (state, term), right in hidden.right_rates().iterrows():
        values = [value for value, _ in hidden.wrong_words(state, term)]
        assert right["words"] not in values and len(set(values)) == len(values)


def test_pakistan_named_azerbaijan_ten_times_and_then_in_none_of_the_windows_years(hidden: Any) -> None:
    assert hidden.naming(1992, 1996)["count"] == 10
    assert hidden.naming(1997, 2024)["count"] == 0 and hidden.naming(1997, 2024)["n"] == 28


def test_the_picture_in_the_chart_hint_is_true(exercise: Exercise, checks: Any, hidden: Any) -> None:
    hint = exercise.question("m2-q8").hints.expected
    lines = hidden.right_lines().set_index(["state", "window"])["rate"].unstack("state")
    assert list(lines.index) == list(checks.STARTS) and len(lines) == 16 and "sixteen windows" in hint
    assert lines["IND"].max() < 1 and "India's line stays under 1" in hint
    pakistan = lines["PAK"]
    assert 3.5 < pakistan.loc[:1971].max() < 4 and "nearly 4 before" in hint
    assert pakistan.loc[1972:1986].max() < 0.6 and "low for three windows after it" in hint
    assert (
        pakistan.loc[1987:].min() > 2 and 8 <= pakistan.max() < 8.5 and "above 2 from 1987 on, with a peak of 8" in hint
    )
    # The model's title.
    assert set(pakistan.nlargest(2).index) == {1992, 1997} and lines["IND"].min() == 0
    assert load("events").set_index("id").loc["E022", "date"].year == checks.AGREED


def test_the_figures_of_the_interval_in_the_hints(exercise: Exercise) -> None:
    assert "3.689" in exercise.question("m2-q4").hints.expected and isclose(-log(0.025), 3.689, abs_tol=0.0005)
    import pandas as pd

    speeches = pd.DataFrame({"state": "X", "year": range(20), "words": 1000})
    exact = rates(speeches[["state", "year"]].assign(term="x", count=[10] + [0] * 19), speeches).iloc[0]
    assert f"from {exact['low']:.2f} to {exact['high']:.2f}" in exercise.question("m2-q5").hints.expected


# ------------------------------------------------------------------------------------------------ sentences, and whose


def test_the_notebook_shows_the_practice_sentences_and_no_other(
    cells: dict[str, str], checks: Any, hidden: Any
) -> None:
    shown = re.findall(r'^\s*\("(.+)", (True|False)\),$', cells["m2-q3-data"], re.MULTILINE)
    assert [(text, hand == "True") for text, hand in shown] == list(checks.PRACTICE)
    practised, unseen = ({text for text, _ in sentences} for sentences in (checks.PRACTICE, hidden.UNSEEN))
    assert not practised & unseen
    released = (FOLDER / "checks.py").read_text("utf-8")
    assert not [text for text in unseen if text in released or text in "\n".join(cells.values())]
    for sentences in (checks.PRACTICE, hidden.UNSEEN):
        assert 0.4 < sum(hand for _, hand in sentences) / len(sentences) < 0.6


@pytest.mark.parametrize(
    "variants", [["brother*", "fratern*", "kin", "kinship", "kindred"], ["*brother*"], ["nation*"]]
)
def test_no_easy_dictionary_passes(checks: Any, hidden: Any, variants: list[str]) -> None:
    for sentences, least in ((checks.PRACTICE, checks.ENOUGH), (hidden.UNSEEN, hidden.HELD_OUT)):
        assert min(checks.shares(checks.judged(variants, sentences))) < least


def test_each_government_has_two_sentences_and_each_a_reason(checks: Any, hidden: Any) -> None:
    assert set(hidden.RIGHT) == set(hidden.WHY) == set(checks.SENTENCES)
    assert Counter(hidden.RIGHT.values()) == dict.fromkeys(checks.STATES, 2)
    # Every mix-up that has words of its own is one of a wrong government.
    assert all(hidden.RIGHT[number] != state for number, state in hidden.MIXED)
    assert {number for number, _ in hidden.MIXED} == set(checks.SENTENCES)


def test_the_four_cases_have_about_equal_space(cells: dict[str, str], hidden: Any) -> None:
    sentences = dict(re.findall(r"^(\d)\. (.+)$", cells["m2-q7-words"], re.MULTILINE))
    assert set(sentences) == set(hidden.RIGHT)
    space = Counter[str]()
    for number, whose in hidden.RIGHT.items():
        space[whose] += len(sentences[number].split())
    assert max(space.values()) / min(space.values()) <= 1.25, space


# -------------------------------------------------------------------------------------- what is drawn from a pair: fair


def test_the_notebook_draws_what_the_checks_expect(cells: dict[str, str], checks: Any) -> None:
    from course_utils import states

    code = compile(cells["m2-own"].replace("print(", "str("), "own", "exec")
    for a, b in PAIRS[::25]:
        space: dict[str, Any] = {"A": a, "B": b, "states": states}
        exec(code, space)
        assert (space["FIRST"], space["LAST"]) == checks.own_window((a, b))
        assert (space["SPEAKER"], space["EARLY"], space["LATE"]) == checks.own_decades((a, b))


def test_every_window_is_as_silent_and_every_slip_shows(checks: Any, hidden: Any) -> None:
    drawn = Counter(checks.own_window(pair) for pair in PAIRS)
    assert len(drawn) == 77 and max(drawn.values()) < 0.03 * len(PAIRS)
    old, answers = hidden.naming(*hidden.SPOKE), set()
    for first, last in drawn:
        assert first >= 1997 and last <= 2024 and 12 <= last - first + 1 <= 18
        own = hidden.naming(first, last)
        thousands = own["words"] / 1000
        assert own["count"] == 0 and own["n"] == last - first + 1
        # The silence is never luck, so that every student comes to the same finding.
        assert own["high"] < old["low"] and old["rate"] * thousands > 9
        expected = old["rate"] * thousands
        slips = (hidden.mean_of_yearly() * thousands, own["n"] * old["count"] / 5, old["count"])
        assert all(abs(slip / expected - 1) > 0.001 for slip in slips), (first, last)
        assert hidden.naming(first, last - 1)["words"] < own["words"]
        answers.add(own["words"])
    assert len(answers) == len(drawn)


def test_every_draw_of_decades_tells_the_two_measures_apart(checks: Any) -> None:
    drawn = Counter(checks.own_decades(pair) for pair in PAIRS)
    assert len(drawn) == 45 and max(drawn.values()) < 0.05 * len(PAIRS)
    assert all(late - early >= 20 for _, early, late in drawn)
    words, answers = load("speech_words"), set()
    for speaker, early, late in drawn:
        own = words[(words["state"] == speaker) & words["decade"].isin([early, late])]
        z, g2 = keyness(own, late, early, by="decade"), log_likelihood(own, late, early, by="decade")
        bare = keyness(own, late, early, by="decade", size=0)
        rising = g2[g2["rate_a"] > g2["rate_b"]]
        for table, column in ((z, "z"), (rising, "g2")):
            assert table[column].iloc[9] - table[column].iloc[10] > 1e-6, (
                speaker,
                early,
                late,
                column,
            )  # no tie at the tenth place
        ten = {name: set(table["word"].head(10)) for name, table in (("z", z), ("rising", rising), ("g2", g2))}
        ten["delta"] = set(z.nlargest(10, "delta")["word"])
        assert ten["rising"] != ten["g2"] and ten["z"] != ten["delta"] and ten["z"] != ten["rising"]
        lost = int((bare["z"].isna() & (bare["count_a"] > 0)).sum())
        assert 10 <= lost < bare["z"].isna().sum()
        answers.add((frozenset(ten["z"]), frozenset(ten["rising"]), lost))
    assert len(answers) == len(drawn)


def test_every_state_can_be_asked_about_its_bond_and_every_slip_shows(hidden: Any) -> None:
    right = {state: hidden.right_bond(state) for state in STATES}
    assert len(right) == 117
    for state, own in right.items():
        assert 175 <= own["n"] <= 185 and own["ties"] >= 3, state
        assert own["receives"] != own["ties"] and own["both"] != own["ties"], state
        assert not isclose(own["ties"] / 192, own["base"], abs_tol=1e-6)
        for other in (hidden.right_bond(state, 2010, 2024), hidden.right_bond(state, least=1)):
            assert any(not isclose(own[name], other[name], abs_tol=1e-6) for name in ("precision", "recall", "base")), (
                state
            )
    # Slips that leave a state as it was must show in the other of its pair.
    for a, b in PAIRS:
        assert any(right[state]["hits"] for state in (a, b))
        assert any(not isclose(right[state]["others"], right[state]["base"], abs_tol=1e-6) for state in (a, b))
    # A sender takes the one direction for both: this shows for all but a handful of pairs, to whom it does no harm.
    same = {state for state in STATES if right[state]["sends"] == right[state]["ties"]}
    assert sum(a in same and b in same for a, b in PAIRS) <= 10
    # The finding is the student's own: for some the sign beats the base, for others not.
    better = sum(own["precision"] > own["base"] for own in right.values())
    assert 0.3 < better / len(right) < 0.7
    answers = {tuple(right[state][name] for name in ("ties", "precision", "recall")) for state in STATES}
    assert len(answers) > 0.9 * len(STATES)


def test_draws_differ_less_by_chance_than_the_tolerance_and_a_narrower_interval_by_more(hidden: Any) -> None:
    import numpy as np

    def by_speech(tail: float, turn: int) -> Any:
        def ends(counts: Any, words: Any, draws: int, seed: int) -> tuple[float, float]:
            places = np.random.default_rng([seed, turn]).integers(0, len(words), (draws, len(words)))
            found = 1000 * counts[places].sum(axis=1) / words[places].sum(axis=1)
            return float(np.quantile(found, tail)), float(np.quantile(found, 1 - tail))

        return ends

    caught = 0
    for turn in range(12):
        for spoken in hidden.SPOKEN:
            counts, words, low, high = hidden.course_interval(*spoken)
            hidden.near(by_speech(0.025, turn), (counts, words), low, high, "here")
            try:
                hidden.near(by_speech(0.05, turn), (counts, words), low, high, "here")
            except AssertionError:
                caught += 1
    assert caught == 12 * len(hidden.SPOKEN)


# ------------------------------------------------------------------------------------------------- the written answer


def notes(cells: dict[str, str]) -> list[str]:
    model = cells["m2-q10"].replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")
    return [model, *(one.code for one in tried(FOLDER)[1] if one.question == "m2-q10")]


def test_the_model_notes_keep_the_rules_that_they_are_models_of(cells: dict[str, str], checks: Any) -> None:
    events, own = set(load("events")["id"]), set(load("claims").query("module == 'm2_brotherhood'")["id"])
    for note in notes(cells):
        assert checks.NOTE.least <= checks.NOTE.words(note) <= checks.NOTE.most
        assert set(checks.parts_of(note)) == {name.casefold() for name in checks.PARTS}
        assert set(re.findall(r"\bC\d\d\b", note)) <= own
        assert set(re.findall(r"\bE\d{3}\b", note)) <= events
    # The model and another full answer speak from two capitals on two sides.
    capitals = {
        name
        for note in notes(cells)
        for name in ("Baku", "Delhi", "Islamabad", "Yerevan")
        if f"think tank in {name}" in note
    }
    assert len(capitals) >= 2


def test_the_rubric_is_that_of_the_seminar(cells: dict[str, str]) -> None:
    rows = re.findall(r"^\| \*\*(\w+)\*\* \|(.+)\|$", cells["m2-q10-words"], re.MULTILINE)
    assert [name for name, _ in rows] == ["Validity", "Reliability", "Baseline", "Caution"]
    assert all(len(marks.split("|")) == 4 for _, marks in rows)  # 3, 2, 1 and 0 points


def test_every_claim_of_the_module_is_asked_about(cells: dict[str, str]) -> None:
    asked = "\n".join(source for id, source in cells.items() if id.endswith("-words"))
    assert set(load("claims").query("module == 'm2_brotherhood'")["id"]) <= set(re.findall(r"\bC\d\d\b", asked))


def test_links_lead_to_headings(cells: dict[str, str]) -> None:
    words = "\n".join(cells[id] for id in cells if id.endswith(("-words", "-opening")))
    links = re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", words)
    assert links and "<details>" not in words
    for target, anchor in links:
        headings = re.findall(r"^#+ (.+)$", (FOLDER / target).resolve().read_text("utf-8"), re.MULTILINE)
        slugs = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert not anchor or anchor in slugs, f"{target} has no heading #{anchor}"
