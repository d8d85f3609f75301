"""Personal pairs: the rules that make them equally hard, and how ids spread over them. `-s` prints the figures."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import uuid
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from scipy.stats import chisquare, ks_2samp

from course_utils import CourseError, load, states
from course_utils.cli import main
from course_utils.exercises import eligibility, pairs, slips
from course_utils.exercises.eligibility import BANDS, EXAMPLES, MARGIN, READING, RULES
from course_utils.exercises.slips import WINDOWS, YEARS
from course_utils.measures.agreement import all_pairs, select

ROOT = Path(__file__).resolve().parents[2]
CAST = ["yes", "abstain", "no"]


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    """What the rules look at, for every pair of states."""
    return eligibility.measured()


@pytest.fixture(scope="module")
def given(table: pd.DataFrame) -> pd.DataFrame:
    """The same for the pairs that the course hands out."""
    return table.loc[list(pairs.eligible_pairs())]


@pytest.fixture(scope="module")
def record() -> pd.DataFrame:
    """Every vote with its year."""
    votes = load("votes").astype({"state": "str", "vote": "str"})
    return votes.merge(load("roll_calls")[["roll_call", "year"]], on="roll_call")


# The list


def test_the_list_is_what_the_rules_give_from_the_tables_of_today(table: pd.DataFrame) -> None:
    assert list(pairs.eligible_pairs()) == list(eligibility.eligible(table).index)


def test_the_command_writes_the_list_byte_by_byte_and_says_what_each_rule_removes(
    table: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eligibility, "measured", lambda: table)
    written = tmp_path / "list.csv"
    expected, before = pairs.LIST.read_bytes(), len(table)
    monkeypatch.setattr(pairs, "LIST", written)
    done = CliRunner().invoke(main, ["exercise", "pairs"])
    assert done.exit_code == 0, done.output
    assert written.read_bytes() == expected
    for rule, line in zip(RULES, done.output.splitlines()[1:], strict=False):
        removes, leaves = map(int, line.removeprefix(line[: line.index(rule.name)] + rule.name).split()[:2])
        assert before - removes == leaves, line
        before = leaves
    assert before == len(pairs.eligible_pairs())
    print("\n" + done.output)


def test_the_list_holds_two_codes_a_row_and_nothing_that_tells_an_answer() -> None:
    head, *rows = pairs.LIST.read_bytes().decode("ascii").split("\n")
    assert head == "state_a,state_b"
    assert rows.pop() == ""
    assert all(re.fullmatch("[A-Z]{3},[A-Z]{3}", row) for row in rows)
    assert rows == sorted(set(rows))


def test_the_list_is_long_enough_for_a_large_class_and_spread_over_the_world() -> None:
    every = pairs.eligible_pairs()
    shares = pd.Series([state for pair in every for state in pair]).value_counts() / len(every)
    assert len(every) >= 2_500
    assert len(shares) >= 60
    assert shares.max() < 0.05, "no state is in more than one pair in twenty"
    print(
        f"\n{len(every)} pairs of {len(shares)} states; the most frequent, {shares.index[0]}, is in {shares.max():.1%}"
    )


# The rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_pair_obeys(rule: eligibility.Rule, given: pd.DataFrame) -> None:
    assert rule.reason.endswith(".")
    assert rule.obeyed(given).all()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_keeps_some_pair_out(rule: eligibility.Rule, table: pd.DataFrame) -> None:
    assert not rule.obeyed(table).all()


@pytest.mark.parametrize("measure", BANDS)
def test_difficulty_lies_within_its_band(measure: str, given: pd.DataFrame) -> None:
    assert given[measure].between(BANDS[measure].low, BANDS[measure].high).all()


def test_no_example_of_the_lessons_is_drawn() -> None:
    assert {"AZE", "PAK", "ARM", "IND", "TUR", "BGD", "KAZ", "KGZ"} <= EXAMPLES
    assert not EXAMPLES & {state for pair in pairs.eligible_pairs() for state in pair}


def test_no_pair_that_a_reading_or_a_lab_writes_down_is_drawn() -> None:
    notebooks = [path for place in (".", "labs") for path in (ROOT / "notebooks" / place).glob("*.ipynb")]
    files = [*(ROOT / "book").rglob("*.md"), *notebooks]
    text = "\n".join(path.read_text("utf-8") for path in files).replace("\\", "")
    known = set(states.codes())
    written = {tuple(sorted(found)) for found in re.findall(r'"([A-Z]{3})", "([A-Z]{3})"', text) if known >= {*found}}
    assert READING in written
    assert not written & set(pairs.eligible_pairs())


def test_nobody_is_handed_a_war() -> None:
    conflicts = load("armed_conflicts").query("@YEARS[0] <= year <= @YEARS[1]")
    every = set(pairs.eligible_pairs())
    for side_a, side_b in conflicts[["states_a", "states_b"]].dropna().itertuples(index=False):
        between = {tuple(sorted((a, b))) for a in side_a.split(";") for b in side_b.split(";")}
        assert not between & every
    assert not every & {("RUS", "UKR"), ("BLR", "UKR"), ("IRN", "ISR"), ("ISR", "LBN"), ("ERI", "ETH")}


def test_there_is_enough_to_count_in_every_year_and_on_every_topic(given: pd.DataFrame, record: pd.DataFrame) -> None:
    assert given["n"].min() >= 1_500
    window = select(load("roll_calls"), years=YEARS)
    choices = {str(year): (select(window, years=(year, year)), 20) for year in range(1992, 2024)}
    choices |= {
        topic: (select(window, topic=topic), 100) for topic in ("palestine", "nuclear", "human_rights", "colonialism")
    }
    for name, (roll_calls, least) in choices.items():
        common = all_pairs(record, roll_calls=roll_calls).set_index(["state_a", "state_b"])["n"].reindex(given.index)
        assert common.min() >= least, name


def test_every_mistake_shows_for_every_pair(given: pd.DataFrame) -> None:
    wrong = [name for name in given if name.startswith("wrong ")]
    assert len(wrong) == 31
    for name in wrong:
        answer, slip = name.removeprefix("wrong ").split(": ")
        least = 1 if answer in ("n", "opposed") else 1e-6 if slip in WINDOWS else MARGIN
        assert (given[name] >= least).all(), name


def test_the_answers_differ_from_those_of_the_reading_s_pair(table: pd.DataFrame, given: pd.DataFrame) -> None:
    off = (given[["n", "share", "kappa", "opposed"]] - table.loc[READING, ["n", "share", "kappa", "opposed"]]).abs()
    assert (off[["n", "opposed"]] >= 1).all(axis=None)
    assert (off[["share", "kappa"]] >= MARGIN).all(axis=None)


def test_no_two_pairs_have_the_same_answers(given: pd.DataFrame) -> None:
    assert not given.duplicated(["n", "share", "kappa", "opposed"]).any()


def test_no_pair_is_in_or_out_by_the_rounding_of_a_machine(table: pd.DataFrame) -> None:
    wrong = table.filter(regex="^wrong (share|kappa)").to_numpy()
    edges = [MARGIN, 1e-6]
    nearest = min(np.nanmin(np.abs(wrong - edge)) for edge in edges)
    assert nearest > 1e-12


# The mistakes, made again by hand on one pair at a time


def kappa_of(both: pd.DataFrame, a: pd.Series | None = None, b: pd.Series | None = None) -> float:
    by_chance = sum(
        ((both["a"] if a is None else a) == vote).mean() * ((both["b"] if b is None else b) == vote).mean()
        for vote in CAST
    )
    return ((both["a"] == both["b"]).mean() - by_chance) / (1 - by_chance)


def by_hand(record: pd.DataFrame, a: str, b: str) -> dict[tuple[str, str], float]:
    """Each mistake as a student would make it, in plain pandas."""
    own = [record[record["state"] == state].set_index("roll_call") for state in (a, b)]
    every = pd.concat([own[0]["vote"], own[1][["vote", "year"]]], axis=1, join="inner").dropna()
    every.columns = pd.Index(["a", "b", "year"])
    here = every[every["year"].between(1992, 2024)]
    both = here[here["a"].isin(CAST) & here["b"].isin(CAST)]
    same = both["a"] == both["b"]
    filled = here.replace("absent", "abstain")
    decided = both[(both["a"] != "abstain") & (both["b"] != "abstain")]
    habits = [one["vote"][one["year"].between(1992, 2024) & one["vote"].isin(CAST)] for one in own]
    pooled = pd.concat([both["a"], both["b"]])
    by_pi = sum((pooled == vote).mean() ** 2 for vote in CAST)
    by_kappa = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in CAST)
    found = {
        ("share", "absences in the denominator"): same.sum() / len(here),
        ("share", "absences of one state in the denominator"): same.sum() / here["a"].isin(CAST).sum(),
        ("share", "absences of the other in the denominator"): same.sum() / here["b"].isin(CAST).sum(),
        ("share", "two absences taken for agreement"): (here["a"] == here["b"]).mean(),
        ("share", "every absence taken for agreement"): (
            (here["a"] == here["b"]) | (here["a"] == "absent") | (here["b"] == "absent")
        ).mean(),
        ("share", "absences taken for abstentions"): (filled["a"] == filled["b"]).mean(),
        ("share", "abstentions dropped"): (decided["a"] == decided["b"]).mean(),
        ("share", "abstentions counted half"): same.mean()
        + 0.5 * (~same & ((both["a"] == "abstain") | (both["b"] == "abstain"))).mean(),
        ("kappa", "absences taken for abstentions"): kappa_of(filled),
        ("kappa", "abstentions dropped"): kappa_of(decided),
        ("kappa", "Scott's pi, from pooled habits"): (same.mean() - by_pi) / (1 - by_pi),
        ("kappa", "habits over all of a state's votes"): kappa_of(both, *habits),
        ("kappa", "chance taken for a third"): (same.mean() - 1 / 3) / (2 / 3),
        ("kappa", "gain over chance not divided"): same.mean() - by_kappa,
        ("opposed", "every difference taken for opposition"): (~same).sum(),
    }
    for slip, (first, last) in WINDOWS.items():
        kept = every[every["year"].between(first, last) & every["a"].isin(CAST) & every["b"].isin(CAST)]
        found |= {
            ("n", slip): len(kept),
            ("share", slip): (kept["a"] == kept["b"]).mean(),
            ("kappa", slip): kappa_of(kept),
        }
    return found | {
        ("right", "n"): len(both),
        ("right", "share"): same.mean(),
        ("right", "kappa"): kappa_of(both),
        ("right", "opposed"): (decided["a"] != decided["b"]).sum(),
    }


def test_answers_and_mistakes_are_those_of_a_count_by_hand(record: pd.DataFrame) -> None:
    votes, roll_calls = load("votes"), load("roll_calls")
    right, wrong = slips.answers(votes, roll_calls), slips.slips(votes, roll_calls)
    chosen = np.random.default_rng(4).choice(len(pairs.eligible_pairs()), 8, replace=False)
    for pair in [READING, ("DEU", "USA"), *(pairs.eligible_pairs()[place] for place in chosen)]:
        found = by_hand(record, *pair)
        expected = {("right", answer): right.loc[pair, answer] for answer in right} | wrong.loc[pair].to_dict()
        assert found == pytest.approx(expected, abs=1e-12), pair


# The choice


@pytest.mark.parametrize(
    ("id", "pair"),
    [
        ("demonstration", ("ESP", "MLI")),
        ("1", ("HTI", "SWE")),
        ("12 345", ("HND", "MYS")),
        ("zoë.lee@example.org", ("LBN", "NOR")),
        ("李雷", ("BRN", "EST")),
    ],
)
def test_the_pair_of_an_id_is_fixed(id: str, pair: tuple[str, str]) -> None:
    """A change here moves students to other pairs: allowed between terms only."""
    assert pairs.pair_for(id) == pair


def test_the_pair_is_the_same_in_a_fresh_process_with_another_hash_seed() -> None:
    ids = ["demonstration", "1", "zoë.lee@example.org"]
    code = f"from course_utils.exercises.pairs import pair_for; print([pair_for(id) for id in {ids!a}])"
    for seed in ("0", "12345"):
        done = subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, cwd=ROOT,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.strip() == repr([pairs.pair_for(id) for id in ids])


@pytest.mark.parametrize(
    "written",
    ["zoë.lee@example.org", " Zoë.Lee@Example.ORG\n", "zoe\u0308.lee@example.org", "ZOE\u0308.LEE@EXAMPLE.ORG"],
)
def test_blanks_capitals_and_the_coding_of_accents_make_no_difference(written: str) -> None:
    assert pairs.pair_for(written) == pairs.pair_for("zoë.lee@example.org")


def test_inner_blanks_and_leading_zeros_do_make_a_difference() -> None:
    assert len({pairs.normalised(id) for id in ("123", "0123", "12 3")}) == 3


@pytest.mark.parametrize(
    ("id", "says"),
    [
        ("", "empty"),
        (" \t\n", "empty"),
        ("ab\u200bc", "can't be seen"),
        ("ab\x00c", "can't be seen"),
        (20231234, "in quotation marks"),
        (None, "in quotation marks"),
    ],
)
def test_what_is_no_id_is_refused_in_words(id: object, says: str) -> None:
    with pytest.raises(CourseError, match=says):
        pairs.pair_for(id)  # type: ignore[arg-type]


def test_the_choice_loads_no_table_and_no_pandas() -> None:
    code = "import sys; from course_utils.exercises.pairs import pair_for; pair_for('1'); assert 'pandas' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


# A class


def shared(ids: list[str]) -> int:
    """How many couples of ids in a class have the same pair."""
    counts = pd.Series([pairs.pair_for(id) for id in ids]).value_counts()
    return int((counts * (counts - 1) // 2).sum())


def test_a_class_list_shows_who_shares_a_pair() -> None:
    ids = [f"student{number}" for number in range(300)]
    found = pairs.pairs_for(ids)
    assert found["id"].tolist() == ids
    assert [tuple(pair) for pair in found[["state_a", "state_b"]].to_numpy()] == [pairs.pair_for(id) for id in ids]
    assert shared(ids) > 0, "300 ids without any shared pair would show nothing"
    for id, others in zip(found["id"], found["shared_with"], strict=True):
        expected = [other for other in ids if other != id and pairs.pair_for(other) == pairs.pair_for(id)]
        assert others == ", ".join(expected)


def test_an_id_that_is_on_the_list_twice_is_named() -> None:
    with pytest.raises(CourseError, match=r"ANNA is on the list twice, the first time as anna"):
        pairs.pairs_for(["anna", "ben", " ANNA "])


def test_the_command_prints_a_class_list(tmp_path: Path) -> None:
    ids = [f"student{number}" for number in range(300)]
    (tmp_path / "ids.txt").write_text("\ufeff" + "\r\n".join(ids) + "\r\n\r\n", "utf-8")
    done = CliRunner().invoke(main, ["me", "--roster", str(tmp_path / "ids.txt")])
    assert done.exit_code == 0, done.output
    *lines, last = done.output.splitlines()
    a, b = pairs.pair_for("student7")
    assert lines[7].startswith(f"student7    {a} {b}  {states.name(a)} and {states.name(b)}")
    found = pairs.pairs_for(ids)
    sharing = (found["shared_with"] != "").sum()
    assert sum("  shared with " in line for line in lines) == sharing
    assert last == f"300 ids, {len(found[['state_a', 'state_b']].drop_duplicates())} pairs; {sharing} ids share theirs."


@pytest.mark.parametrize(
    ("content", "says"), [(b"\n \n", "holds no id"), ("zoë".encode("latin-1"), "UTF-8"), (b"a\nA\n", "twice")]
)
def test_a_class_list_that_is_none_is_refused_in_words(content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "ids.txt").write_bytes(content)
    done = CliRunner().invoke(main, ["me", "--roster", str(tmp_path / "ids.txt")])
    assert done.exit_code == 1
    assert says in done.output
    assert done.output.startswith("Error: ")


# How ids spread over the pairs: 2,000 of each shape

SHAPES = {
    "consecutive numbers": lambda number: str(20_260_001 + number),
    "e-mail addresses": lambda number: (
        f"{'anna ben chen dilara emre farid'.split()[number % 6]}.{number // 6}@uni.example"
    ),
    "UUIDs": lambda number: str(uuid.uuid5(uuid.NAMESPACE_DNS, str(number))),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_ids_spread_evenly_over_the_pairs(shape: str) -> None:
    every = pairs.eligible_pairs()
    place = {pair: number for number, pair in enumerate(every)}
    drawn = pd.Series([place[pairs.pair_for(SHAPES[shape](number))] for number in range(2_000)])
    # Fifty stretches of the list, as a chi-square test wants some ids in each.
    counts = np.bincount(drawn * 50 // len(every), minlength=50)
    sizes = np.bincount(np.arange(len(every)) * 50 // len(every))
    test = chisquare(counts, 2_000 * sizes / len(every))
    distinct, expected = drawn.nunique(), len(every) * (1 - (1 - 1 / len(every)) ** 2_000)
    print(f"\n{shape}: chi-square {test.statistic:.1f} on 49 degrees, p = {test.pvalue:.2f}; "
          f"{distinct} different pairs ({expected:.0f} expected), the most frequent {drawn.value_counts().max()} times")  # fmt: skip
    assert test.pvalue > 0.001
    assert abs(distinct - expected) < 80
    assert drawn.value_counts().max() <= 7


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("size", "classes"), [(30, 400), (300, 60)])
def test_a_class_shares_as_few_pairs_as_chance_allows(shape: str, size: int, classes: int) -> None:
    of = [[SHAPES[shape](size * start + number) for number in range(size)] for start in range(classes)]
    found = np.array([shared(ids) for ids in of])
    expected = size * (size - 1) / 2 / len(pairs.eligible_pairs())
    print(f"\n{shape}, classes of {size}: {found.mean():.2f} couples share a pair ({expected:.2f} expected), "
          f"at most {found.max()}; none in {(found == 0).mean():.0%} of classes")  # fmt: skip
    # The couples are nearly independent, so the count is nearly Poisson: its variance is its mean.
    assert abs(found.mean() - expected) < 4 * np.sqrt(expected / classes)


def test_the_pairs_drawn_are_as_hard_as_those_on_the_list(given: pd.DataFrame) -> None:
    drawn = given.loc[[pairs.pair_for(shape(number)) for shape in SHAPES.values() for number in range(2_000)]]
    rows = []
    for measure, band in BANDS.items():
        assert ks_2samp(drawn[measure], given[measure]).pvalue > 0.001, measure
        rows.append([measure, band.low, *drawn[measure].quantile([0, 0.05, 0.5, 0.95, 1]), band.high])
    columns = ["measure", "band from", "least", "5 %", "median", "95 %", "most", "band to"]
    print("\n", pd.DataFrame(rows, columns=columns).round(3).to_string(index=False))
