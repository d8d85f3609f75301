"""The capstone: which pairs may be chosen, and the model answers on thirty pairs drawn among them.

All pairs that may be chosen are run by tests/benchmarks/test_capstone.py.
"""

from __future__ import annotations

import re
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from course_utils import capstone, states
from course_utils.capstone import classes, rules
from course_utils.capstone.records import SOURCES
from course_utils.errors import CourseError
from course_utils.exercises import shelf
from course_utils.exercises.examine import examine
from course_utils.exercises.hidden import Case, hidden_checks, score
from course_utils.exercises.kinds import Written
from course_utils.exercises.mistakes import tried

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "exercises" / "capstone"
SEED, DRAWN = 20261124, 30
# The answers that rest on the pair; those of the other questions are functions tried on made-up tables.
ON_PAIR = [f"cap-q{number}" for number in (1, 2, 3, 7, 8, 9, 10, 11, 12, 13)]
ONCE = ("cap-setup", "cap-data", "cap-q4", "cap-q5", "cap-q6", "cap-q7", "cap-q12-data")
EACH = ("cap-q3", "cap-q8-data", "cap-q8", "cap-q9", "cap-q10", "cap-q12", "cap-q13")

# What the model says of its own pair only, said of any.
CLAIM = """
my_claim = {{
    "sentence": "Two old friends.", "published": "A minister in a newspaper of the capital, 2019",
    "claim": "{a} and {b} vote alike more often than half of the other pairs of their class.",
    "against": "A place below the middle of the class by the share of identical votes.",
}}
"""
CONTRADICTION = """
contradiction = {{
    "closer": "{closer}", "farther": "{farther}", "gap": {gap!r},
    "reading": "The one record looks back over many years and the other shows a single day, so that both can be true of "
    "different times.",
    "test": "If so, the years of the first record should lie well before that day, and pairs without such a past should not differ.",
}}
"""


def widest(places: Any) -> tuple[str, str, float]:
    """The two indicators of two records that are farthest apart, the closer one first, and the gap."""
    pairs = [(one, other) for one, other in combinations(SOURCES, 2) if SOURCES[one] != SOURCES[other]]
    one, other = max(pairs, key=lambda both: abs(places[both[0]] - places[both[1]]))
    closer, farther = (one, other) if places[one] > places[other] else (other, one)
    return closer, farther, float(places[closer] - places[farther])


@dataclass
class Projects:
    """The model notebook, run on one pair after the other."""

    cells: dict[str, str] = field(default_factory=dict)
    base: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        notebook = nbformat.read(FOLDER / "capstone.ipynb", as_version=4)
        self.cells = {cell.id: cell.source for cell in notebook.cells if cell.cell_type == "code"}
        self.exercise, self.hidden = shelf.exercise(FOLDER), hidden_checks(FOLDER)
        for name in ONCE:
            self._run(name, self.base)

    def _run(self, name: str, space: dict[str, Any]) -> None:
        exec(compile(self.cells[name], f"<{name}>", "exec"), space)

    def answers(self, pair: tuple[str, str]) -> dict[str, Any]:
        """All variables that the model notebook leaves behind for this pair."""
        space = self.base | {"my_states": pair}
        exec(CLAIM.format(a=states.name(pair[0]), b=states.name(pair[1])), space)
        for name in EACH:
            self._run(name, space)
        closer, farther, gap = widest(space["places"].set_index("indicator")["place"])
        exec(CONTRADICTION.format(closer=closer, farther=farther, gap=gap), space)
        # A function sees the names of the place where it was written.
        return space

    def failures(self, pair: tuple[str, str], seed: int = 0) -> list[str]:
        """What any check, public or hidden, says against the model answers for this pair."""
        space, found = self.answers(pair), []
        for id in ON_PAIR:
            question = self.exercise.question(id)
            result = score(question, [space[name] for name in question.answer], self.hidden, Case(pair, seed))
            if not result.right:
                said = "; ".join(filter(None, [result.public.message, *(words for _, words in result.failed)]))
                found.append(f"{'-'.join(pair)} {id}: {said}")
        return found


@pytest.fixture(scope="module")
def projects() -> Iterator[Projects]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield Projects()


def test_two_readings_of_one_record_are_no_contradiction():
    assert widest({"agreement": 0.9, "kappa": 0.1, "organisations": 0.5, "embassies": 0.5, "peace": 0.4})[:2] == (
        "agreement", "peace",
    )  # fmt: skip


def drawn() -> list[tuple[str, str]]:
    pairs = list(capstone.eligible().index)
    return [pairs[place] for place in sorted(np.random.default_rng(SEED).choice(len(pairs), DRAWN, replace=False))]


# ------------------------------------------------------------------------------------------- thirty pairs


def test_the_draw_holds_pairs_of_every_class():
    kinds = capstone.world().loc[drawn(), "kind"]
    assert len(set(drawn())) == DRAWN
    assert set(kinds) == set(capstone.CLASSES)


@pytest.mark.parametrize("number", range(DRAWN))
def test_the_model_passes_every_check_on_a_drawn_pair(projects, number):
    pair = drawn()[number]
    given = pair if number % 2 else pair[::-1]  # students write their two states in any order
    assert projects.failures(given, number) == []


@pytest.mark.parametrize("number", [0, 10, 20])
def test_answers_on_another_pair_fail(projects, number):
    pair, other = drawn()[number], drawn()[number + 1]
    space = projects.answers(other)
    for id in ("cap-q3", "cap-q8", "cap-q10"):
        question = projects.exercise.question(id)
        answers = [pair if name == "my_states" else space[name] for name in question.answer]
        assert not score(question, answers, projects.hidden, Case(pair)).right, f"{id}: {other} passes for {pair}"


# ------------------------------------------------------------------------------------------- which pairs


def test_the_rules_leave_thousands_of_pairs_and_states_of_every_continent():
    enough = capstone.eligible()
    kept = {code for pair in enough.index for code in pair}
    assert 5_000 < len(enough) < 10_000 and len(kept) > 100
    assert {"KEN", "ETH", "BRA", "IND", "IDN", "EGY", "POL", "AUS", "CUB", "GEO"} <= kept
    assert capstone.removed()["leaves"].iloc[-1] == len(enough)


@pytest.mark.parametrize(
    ("pair", "rule", "words"),
    [
        (("AZE", "PAK"), "not the article's pair", "the pair of the article"),
        (("PAK", "AZE"), "not the article's pair", "the pair of the article"),
        (("CHL", "BOL"), "not an exemplar", "one of the three worked examples"),
        (("RWA", "COD"), "not an exemplar", "one of the three worked examples"),
        (("NOR", "SWE"), "not an exemplar", "one of the three worked examples"),
        (("SSD", "TUV"), "enough roll calls", "common roll calls since 1992, and 500 are needed"),
        (("AND", "FRA"), "seats on record", "seats in small organisations, and 5 are needed"),
        (("FJI", "CHL"), "embassies on record", "one of the two sends or hosts, and 20 are needed"),
        (("SSD", "KEN"), "long enough side by side", "windows of four years since both have been states"),
        (("LIE", "CHE"), "in a class", "no class to compare them with"),
    ],
)
def test_each_rule_says_what_a_pair_lacks(pair, rule, words):
    kept = rules.obeys().loc[states.pair(*pair)]
    assert not kept[rule]
    assert any(words in sentence for sentence in capstone.missing(*pair))


def test_a_pair_whose_records_agree_is_refused_for_that_alone():
    alone = rules.obeys()
    only = alone[~alone["two records that disagree"] & alone.drop(columns="two records that disagree").all(axis=1)]
    assert len(only) > 50
    a, b = only.index[0]
    (sentence,) = capstone.missing(a, b)
    assert "a contradiction of 0.25 is needed" in sentence
    assert (widest(capstone.places(a, b))[2]) < rules.LEAST_GAP


def test_every_eligible_pair_has_a_contradiction_to_find():
    gap = capstone.eligible()["gap"]
    assert gap.min() >= rules.LEAST_GAP
    pair = gap.idxmin()
    assert widest(capstone.percentiles().loc[pair])[2] == pytest.approx(gap.min())


def test_every_rule_has_a_reason_and_the_codes_are_checked():
    assert all(len(rule.reason.split()) >= 5 for rule in capstone.RULES)
    with pytest.raises(CourseError, match="NOR"):
        capstone.missing("NRO", "SWE")
    with pytest.raises(CourseError, match="two different states"):
        capstone.missing("NOR", "NOR")
    with pytest.raises(CourseError, match="state"):
        capstone.partners("XXX")
    assert capstone.missing("VAT", "ITA") == [
        "Vatican never had a vote in the General Assembly, so the first record is empty."
    ]


def test_partners_are_those_of_the_list():
    pairs = capstone.eligible().index
    assert [states.pair("BRA", other) in pairs for other in capstone.partners("BRA")] == [True] * len(
        capstone.partners("BRA")
    )
    assert len(capstone.partners("BRA")) == sum("BRA" in pair for pair in pairs)
    assert capstone.partners("TUV") == []


def test_the_rule_on_embassies_stands_where_the_list_becomes_believable():
    every = capstone.world()
    near = every[(every["kind"] == "neighbours") & (every["fewest_seats"] >= classes.LEAST_SEATS)]
    below, above = (
        near[near["fewest_missions"].between(*span)]["embassies"].eq(0).mean() for span in ((10, 19), (20, 400))
    )
    assert below > 0.5 > 3 * above - 0.1


# ------------------------------------------------------------------------------------------- places


def test_a_place_is_counted_by_hand():
    table, pair = capstone.classmates("ECU", "PER"), ("ECU", "PER")
    own, places = capstone.world().loc[pair], capstone.percentiles().loc[pair]
    level = (table["embassies"] == own["embassies"]).sum()
    assert places["embassies"] == pytest.approx(
        ((table["embassies"] < own["embassies"]).sum() + level / 2) / len(table)
    )
    worse = (table["hostile"] > own["hostile"] + 1e-12).sum()
    level = (table["hostile"] - own["hostile"]).abs().le(1e-12).sum()
    assert places["peace"] == pytest.approx((worse + level / 2) / len(table))


def test_places_of_one_pair_are_those_of_the_table():
    table = capstone.percentiles()
    for pair in drawn()[:6]:
        assert capstone.places(*pair).to_numpy() == pytest.approx(table.loc[pair].to_numpy(), abs=1e-9)


def test_indicators_are_known_for_pairs_that_everybody_knows():
    every = capstone.world()
    assert every.loc[("IRN", "IRQ"), "hostile"] > 0.5
    assert every.loc[("FRA", "DEU")[::-1], "hostile"] < 0.1
    assert every.loc[("DEU", "FRA"), "embassies"] == 2
    assert every.loc[("DEU", "FRA"), "organisations"] > every.loc[("DEU", "JPN"), "organisations"]
    assert every.loc[("AZE", "GEO"), "windows"] == 2021 - (1991 - 3) + 1


# ------------------------------------------------------------------------------------------- the exercise itself


def test_a_pair_that_is_refused_is_told_why_and_offered_others():
    question = shelf.exercise(FOLDER).question("cap-q1")
    said = examine(question, ("FJI", "CHL")).message
    assert "The list of embassies is too thin" in said and "CHL with " in said
    assert examine(question, ("ecu", "per")).message.startswith(
        "Expected codes of three capital letters, but 'ecu' came. Write ECU"
    )


def test_a_check_takes_no_longer_than_a_student_waits(projects):
    space = projects.answers(drawn()[0])
    began = time.process_time()
    for id in ON_PAIR:
        question = projects.exercise.question(id)
        assert examine(question, *[space[name] for name in question.answer]).right
    assert time.process_time() - began < 5


def test_sheet_and_guide_ask_the_same_of_a_reviewer():
    guide = (
        (ROOT / "book" / "modules" / "capstone.md")
        .read_text("utf-8")
        .partition("## Review a peer")[2]
        .partition("\n## ")[0]
    )
    sheet = (FOLDER / "peer_review.md").read_text("utf-8")
    asked = dict(re.findall(r"^- \*\*(.+?)\.\*\* (.+)$", guide, re.MULTILINE))
    assert len(asked) == 6
    for title, words in asked.items():
        part = sheet.partition(f"## {title}\n\n")[2].partition("\n\n")[0]
        assert part.startswith(words[:30]), title


def test_rubric_of_guide_exercise_and_instructors_is_one():
    notebook = nbformat.read(FOLDER / "capstone.ipynb", as_version=4)
    words = next(cell.source for cell in notebook.cells if cell.id == "cap-q14-words")
    own = re.findall(r"^\| \*\*(.+?)\*\* \|", words, re.MULTILINE)
    assert own == ["Claim", "Evidence", "Contradiction", "Forecast", "Both cases", "Limits"]
    for page in ("modules", "instructors"):
        text = (ROOT / "book" / page / "capstone.md").read_text("utf-8")
        assert re.findall(rf"^\| ({'|'.join(own)}) \|", text, re.MULTILINE) == own


def test_the_model_memo_keeps_its_own_rules():
    cells = {cell.id: cell.source for cell in nbformat.read(FOLDER / "capstone.ipynb", as_version=4).cells}
    memo = cells["cap-q14"]
    cases = {
        state: len(re.search(rf"\*\*{state}'s case\.\*\*(.*?)\n\n", memo, re.DOTALL)[1].split())
        for state in ("Peru", "Ecuador")
    }
    assert max(cases.values()) <= 1.2 * min(cases.values()), cases
    kind = shelf.exercise(FOLDER).question("cap-q14").kind
    assert isinstance(kind, Written) and kind.least <= kind.words(memo) <= kind.most
    places, own = capstone.places("ECU", "PER"), capstone.world().loc[("ECU", "PER")]
    for figure in (
        f"{own['n']:,}",
        f"{own['agreement']:.3f}",
        f"{own['kappa']:.2f}",
        *(f"{place:.2f}" for place in places),
    ):
        assert figure in memo, figure
    mistakes, right = tried(FOLDER)
    assert (
        {one.question for one in mistakes}
        == {one.question for one in right}
        == {q.id for q in shelf.exercise(FOLDER).questions}
    )
