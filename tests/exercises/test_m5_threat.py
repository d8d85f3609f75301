"""Exercise m5_threat, beyond what every exercise must do: what its hints and texts say is true of the data, its memos keep
their own rules and cover the four capitals, and every pair that a student may get has a fair question.
"""

from __future__ import annotations

import re
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
from course_utils.exercises.hidden import Case, HiddenChecks, hidden_checks, score
from course_utils.exercises.pairs import eligible_pairs
from course_utils.exercises.question import Exercise

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "exercises" / "m5_threat"
PAIRS = pd.DataFrame(eligible_pairs(), columns=["a", "b"])
STATES = sorted({*PAIRS["a"], *PAIRS["b"]})
FOUR = ("AZE", "ARM", "PAK", "IND")


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
def tried() -> Any:
    """The module of the answers that the exercise is tried on."""
    return shelf.module(FOLDER / "mistakes.py")


@pytest.fixture(scope="module")
def cells() -> dict[str, str]:
    """The text of each cell of the notebook with solutions, by its id."""
    return {cell.id: cell.source for cell in nbformat.read(FOLDER / "m5_threat.ipynb", as_version=4).cells}


def answers_to(hidden: Any, spender: str, since: int = 0) -> pd.DataFrame:
    """Richardson's fit of a spender's burden on each state's population: the estimates, and the whole row of k."""
    rows = {}
    for state in STATES:
        pair = hidden.side_by_side(hidden.share()[spender], hidden.people()[state] / 1e6, since)
        rows[state] = hidden.richardson(pair).set_index("parameter")
    return pd.concat(rows, names=["state"])


@pytest.fixture(scope="module")
def aze(hidden: Any) -> pd.DataFrame:
    return answers_to(hidden, "AZE")


# -------------------------------------------------------------------------------------- what it says of the data


def test_three_measures_tell_three_stories_of_azerbaijan(hidden: Any) -> None:
    per_head = (
        load("military_spending").astype({"state": "str"}).pivot(index="year", columns="state", values="per_head")
    )
    nominal = per_head["AZE"] * hidden.people()["AZE"]
    change = [table[2020] / table[2014] - 1 for table in (nominal, hidden.dollars()["AZE"], hidden.share()["AZE"])]
    assert change[0] < -0.2 and -0.05 < change[1] < 0 and change[2] > 0.1


def test_the_counts_that_the_reading_of_c19_rests_on(hidden: Any) -> None:
    assert list(hidden.counted("ARM", "AZE").values()) == [0, 16, 17]  # Armenia is lacking in one year
    assert len(set(hidden.counted("IND", "PAK").values())) == 1
    turkiye = hidden.counted("ARM", "TUR")
    assert turkiye["main"] == 0 and turkiye["every"] == 1 and turkiye["whole"] == hidden.counted("ARM", "AZE")["whole"]
    # Pairs on which the usual mistakes give other counts, one for each.
    assert any(one["main"] != one["every"] for one in (hidden.counted(*pair) for pair in hidden.QUARRELS))
    assert any(one["every"] != one["whole"] for one in (hidden.counted(*pair) for pair in hidden.QUARRELS))


def test_a_gap_dropped_first_gives_another_r_where_the_checks_look(hidden: Any) -> None:
    shown = {where: (table, right) for where, table, right in hidden.real_pairs()}
    table, right = shown["Azerbaijan and Armenia, share_of_gdp"]
    cut = table.dropna().sort_values("year")[["x", "y"]].diff()
    assert abs(cut["x"].corr(cut["y"]) - right["changes"]) > 0.1


def test_a_clear_answer_to_a_population_is_the_rule(hidden: Any, aze: pd.DataFrame, cells: dict[str, str]) -> None:
    k = aze.xs("k", level="parameter")
    pak = answers_to(hidden, "PAK", 1960).xs("k", level="parameter")
    clear = [int((one["low"] > 0).sum()) for one in (k, pak)] + [int((one["high"] < 0).sum()) for one in (k, pak)]
    words = cells["m5-q6-words"]
    assert f"all {len(STATES)} states" in words
    assert f"for {clear[0]} of them and clearly below for {clear[2]}" in words
    assert f"above for {clear[1]} and below for {clear[3]}" in words
    assert f"clear for {clear[0] + clear[2]} of {len(STATES)} states" in (FOLDER / "hidden.py").read_text("utf-8")
    armenia = hidden.answered("ARM").loc["k"]
    assert armenia["low"] < -0.5 and armenia["high"] > 0.5  # "an answer of half a point as well"
    assert int(armenia["n"]) == 30


def test_dollars_do_not_make_the_populations_drop_out(hidden: Any) -> None:
    some = STATES[::9]
    clear = [hidden.answered(state, "dollars").loc["k", "low"] > 0 for state in some]
    assert np.mean(clear) > 0.5


def test_money_passes_the_test_with_oil_and_without(hidden: Any, cells: dict[str, str]) -> None:
    before = hidden.gdp().diff().shift(1).loc[1996:2024]
    known = hidden.gdp().loc[1995:2023].notna().all()
    words = cells["m5-q7-words"]
    for spender, said in (("AZE", "{} have one that goes with Azerbaijan's"), ("ARM", "and {} one that does so")):
        r = before.corrwith(hidden.dollars()[spender].diff().loc[1996:2024])
        others = r[known & (r.index != spender)]
        assert f"Of the {len(others)} other states" in words
        assert said.format((others >= r[spender]).sum()) in words
        assert np.isclose(r[spender], hidden.purse_r(spender, spender))
    arms = {state: hidden.dollars()[state] for state in ("AZE", "ARM")}
    for x, y in (("AZE", "ARM"), ("ARM", "AZE")):
        for lag in (0, 1):
            found = hidden.r_of(hidden.side_by_side(arms[x], arms[y].shift(lag), 1995, 2024))
            assert abs(found["changes"]) < 0.1
    assert hidden.purse_r("ARM", "ARM") > hidden.purse_r("AZE", "AZE") > 0.4


def test_the_picture_in_the_chart_hint_is_true(exercise: Exercise, hidden: Any) -> None:
    right = hidden.received()["right"]
    hint = exercise.question("m5-q9").hints.expected
    gaps = {state: set(right.index[right[state].isna()]) for state in right}
    assert 1992 in gaps["ARM"] & gaps["AZE"] and "no point in 1992" in hint
    assert {1998, 2000} <= gaps["ARM"] and 1999 not in gaps["ARM"] and "a point by itself in 1999" in hint
    assert right["ARM"].idxmax() == 2019 and "highest one in 2019" in hint
    assert not gaps["IND"] | gaps["PAK"] and len(right) == 33
    assert right["IND"].max() < 5
    assert shelf.module(FOLDER / "checks.py").gaps() == {state: frozenset(years) for state, years in gaps.items()}


def test_what_the_model_chart_says_of_the_lines(hidden: Any) -> None:
    late = hidden.received()["right"].loc[2011:]
    for state in ("AZE", "ARM"):
        assert (late[state] > late["PAK"]).sum() > 0.5 * late[state].notna().sum()
    assert (late.idxmin(axis=1) == "IND").mean() > 0.5


def test_every_wrong_picture_is_another_one(hidden: Any) -> None:
    right = hidden.received()["right"]
    for words, wrong in hidden.received().items():
        if words != "right":
            assert (np.abs(wrong / right - 1) > 0.02).any(axis=None), words


def test_every_wrong_sorting_of_papers_is_another_one(hidden: Any) -> None:
    right = hidden.sorted_pairs()
    assert sum(count for (_, name), count in right.items() if name == "pairs") == len(hidden.focus_pairs()) == 66
    found = [tuple(hidden.sorted_pairs(**how).values()) for how, _ in hidden.OTHER_PAPERS]
    assert len({tuple(right.values()), *found}) == len(found) + 1
    # The paradox that the question ends with: the rivals have a clause, the friends an agreement.
    clause = load("alliances").query("dataset == 'atop' and year == 2010").astype({"state_a": "str", "state_b": "str"})
    promised = clause.set_index(["state_a", "state_b"])["defence"]
    assert promised["ARM", "AZE"] and ("AZE", "PAK") not in promised.index
    agreed = load("defence_agreements").astype({"state_a": "str", "state_b": "str"})
    assert ((agreed["state_a"] == "AZE") & (agreed["state_b"] == "PAK")).any()


# ----------------------------------------------------------------------------------------------- the written answer


def memos(cells: dict[str, str], tried: Any) -> dict[str, str]:
    """A memo for each capital: the model, and the right answers in other forms."""
    model = cells["m5-q10"].replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "").strip()
    found = {"Yerevan": model, "Baku": tried.BAKU, "Islamabad": tried.ISLAMABAD, "Delhi": tried.DELHI}
    assert all(f"To the committee in {capital}" in memo for capital, memo in found.items())
    return found


def test_each_capital_has_a_memo_that_keeps_the_rules(exercise: Exercise, cells: dict[str, str], tried: Any) -> None:
    for capital, memo in memos(cells, tried).items():
        assert examine(exercise.question("m5-q10"), memo.strip()).right, capital
        assert 300 <= len(memo.split()) <= 400
        assert set(re.findall(r"\bC\d\d\b", memo)) <= set(load("claims")["id"]) and "C20" in memo


def test_the_figures_of_the_memos_are_those_of_the_data(hidden: Any, cells: dict[str, str], tried: Any) -> None:
    register = load("arms_deliveries").astype({"recipient": "str", "supplier_name": "str"})
    came = register.groupby(["recipient", "year"])["volume"].sum()
    india = register.query("recipient == 'ARM' and supplier_name == 'India'").set_index("year")["volume"]
    dollars, share = hidden.dollars(), hidden.share()

    def grown(state: str, first: int) -> str:
        return f"{abs(dollars[state][2024] / dollars[state][first] - 1):.0%}".replace("%", " per cent")

    texts = {capital: " ".join(memo.split()) for capital, memo in memos(cells, tried).items()}
    wanted = {
        "Yerevan": [
            f"{came['AZE', 2025]:.0f} million TIV for 2025, after {came['AZE', 2024]:.0f} in 2024", "119 million for JF-17",
            f"rose by {grown('AZE', 2021)} from 2021 to 2024, ours by {grown('ARM', 2021).split()[0]}",
            f"{share['ARM'][2024]:.1f} per cent of GDP in 2024, theirs {share['AZE'][2024]:.1f}",
        ],
        "Baku": [
            f"{india[2024]:.0f} million TIV from India for 2024 and {india[2025]:.0f} for 2025",
            f"{dollars['ARM'][2024]:,.0f} million in 2024, against {dollars['AZE'][2024]:,.0f}",
            f"{share['ARM'][2024]:.1f} per cent of GDP",
        ],
        "Islamabad": [
            f"{came['IND', 2025]:,.0f} million TIV for 2025", f"Our own total was {came['PAK', 2025]:.0f}",
            f"rose by {grown('IND', 2014)} from 2014 to 2024, ours by {grown('PAK', 2014).split()[0]}",
        ],
        "Delhi": [
            f"{came['PAK', 2025]:.0f} million TIV delivered to Pakistan in 2025 after {came['PAK', 2024]:.0f} in 2024",
            f"and {came['IND', 2025]:,.0f} to us", f"fell by {grown('PAK', 2021)} from 2021 to 2024",
            f"{share['PAK'][2024]:.1f} per cent of GDP against our {share['IND'][2024]:.1f}",
        ],
    }  # fmt: skip
    for capital, figures in wanted.items():
        for figure in figures:
            assert figure in texts[capital], (capital, figure)
    chinese = register.query("recipient == 'PAK' and supplier_name == 'China'").set_index("year")
    assert 0.6 < chinese["volume"][2025] / came["PAK", 2025] < 0.7  # "some two thirds of the last from China"
    assert chinese["uncertain"][2025] == chinese["volume"][2025]
    unsure = register.groupby(["recipient", "year"])["uncertain"].sum() / came
    assert unsure["AZE", 2025] > 0.8 and 0.4 < unsure["IND", 2025] < 0.6
    assert dollars["PAK"].idxmax() == 2021 and dollars["AZE"][2024] > 2 * dollars["ARM"][2024]
    assert came["IND", 2025] > 3 * came["PAK", 2025]  # "three times the deliveries"


def test_the_exercise_asks_about_every_claim_of_the_module(cells: dict[str, str]) -> None:
    asked = set(re.findall(r"\bC\d\d\b", " ".join(text for id, text in cells.items() if id.endswith("-words"))))
    assert asked == set(load("claims").query("module == 'm5_threat'")["id"])


def test_the_rubric_is_that_of_the_seminar(cells: dict[str, str]) -> None:
    rows = re.findall(r"^\| \*\*(\w+)\*\* \|(.+)\|$", cells["m5-q10-words"], re.M)
    assert [name for name, _ in rows] == ["Measurement", "Causation", "Perspective", "Advice"]
    assert all(len(marks.split("|")) == 4 for _, marks in rows)  # 3, 2, 1 and 0 points
    seminar = (ROOT / "book" / "instructors" / "seminars" / "m5_threat.md").read_text("utf-8")
    assert all(f"| {name} |" in seminar for name, _ in rows)


def test_hints_are_asked_for_and_links_lead_to_headings(cells: dict[str, str]) -> None:
    words = "\n".join(text for id, text in cells.items() if id.endswith("-words") or id == "m5-opening")
    assert "<details>" not in words and words.count('hint("m5-q1")') == 1
    links = re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", words)
    assert links
    for target, anchor in links:
        headings = re.findall(r"^#+ (.+)$", (FOLDER / target).resolve().read_text("utf-8"), re.M)
        slugs = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert not anchor or anchor in slugs, f"{target} has no heading #{anchor}"


# ------------------------------------------------------------------------------------------- fair for every pair


def moved(right: pd.DataFrame, wrong: pd.DataFrame, tolerance: float = 1e-6) -> pd.Series:
    """For every pair, whether a wrong reading moves a figure of A or of B by more than a part in a million."""
    apart = ((wrong - right).abs() > tolerance * (1 + right.abs())).any(axis=1)
    return PAIRS["a"].map(apart) | PAIRS["b"].map(apart)


def distinct(right: pd.DataFrame) -> int:
    """How many different answers all pairs have together."""
    key = right.round(9).apply(tuple, axis=1)
    return len(set(zip(PAIRS["a"].map(key), PAIRS["b"].map(key), strict=True)))


def test_no_state_that_a_student_may_get_is_a_party_to_the_two_quarrels(hidden: Any) -> None:
    assert not set(STATES) & set(FOUR)
    listed = load("armed_conflicts")
    quarrels = {
        int(listed.loc[listed["states_a"].eq(a) & listed["states_b"].fillna("").eq(b), "conflict"].iloc[0])
        for a, b in (("IND", "PAK"),)
    } | set(listed.loc[listed["allies_b"].eq("ARM"), "conflict"])
    rows = listed[listed["conflict"].isin(quarrels)]
    codes = {code for side in hidden.SIDES for cell in rows[side].dropna() for code in cell.split(";")}
    assert set(FOUR) <= codes and not codes & set(STATES)


def test_question_4_has_an_r_for_every_state_and_each_mistake_shows(hidden: Any) -> None:
    assert hidden.people().loc[1992:2024].notna().all(axis=None)  # no state has a gap, so no placebo is thinner
    span = {spender: hidden.dollars()[spender].loc[1992:2024] for spender in hidden.RIVALS}
    assert all(series.notna().all() for series in span.values())

    def table(other: pd.DataFrame, own: dict[str, pd.Series], change: str = "difference") -> pd.DataFrame:
        found = {}
        for spender, series in own.items():
            world = other[STATES].reindex(series.index)
            step = {"difference": lambda one: one.diff(), "ratio": lambda one: one.pct_change(fill_method=None)}[change]
            found[spender, "levels"] = world.corrwith(series)
            found[spender, "changes"] = step(world).corrwith(step(series))
        return pd.DataFrame(found)

    right = table(hidden.people(), span)
    assert right.notna().all(axis=None) and right.abs().max(axis=None) < 0.9999
    assert np.isclose(right.loc["ESP", ("AZE", "changes")], hidden.placebo("AZE", "ESP")["changes"])
    rivals = {spender: hidden.dollars()[other].loc[1992:2024] for spender, other in hidden.RIVALS.items()}
    wrongs = {
        "shares": table(hidden.people(), {spender: hidden.share()[spender].loc[1992:2024] for spender in span}),
        "all years": table(hidden.people(), {spender: hidden.dollars()[spender] for spender in span}),
        "per cent": table(hidden.people(), span, "ratio"),
        "GDP": table(hidden.gdp(), span),
        "the rival beside the placebo": table(hidden.people(), rivals),
    }
    for name, wrong in wrongs.items():
        assert moved(right, wrong).all(), name
    assert distinct(right) == len(PAIRS)  # and so A and B cannot be mixed up unseen


def test_question_4_the_share_of_placebos_is_not_degenerate_and_each_mistake_shows(hidden: Any) -> None:
    for spender, other in hidden.RIVALS.items():
        world, bar = hidden.all_placebos(spender).drop([spender, other]), hidden.rival(spender)
        right = hidden.reached(spender)
        assert all(0.1 < share < 0.9 for share in right.values())  # the rival stands out in neither form
        for form in hidden.FORMS:
            assert abs((world[form].abs() >= abs(bar[form])).mean() - right[form]) > 0.01
            near = (world[form] - bar[form]).abs().min()
            assert near > 1e-6, "A placebo so near to the rival's r that rounding decides on which side it is."


def test_question_6_has_a_fit_for_every_state_and_each_mistake_shows(hidden: Any, aze: pd.DataFrame) -> None:
    columns = ["estimate", "low", "high"]
    k, l_, a = (aze.xs(name, level="parameter")[columns].astype(float) for name in ("k", "l", "a"))
    assert k.notna().all(axis=None) and (aze["n"] == 32).all()
    se = aze.xs("k", level="parameter")["se"]
    normal = k.assign(low=k["estimate"] - 1.96 * se, high=k["estimate"] + 1.96 * se)
    dollars = pd.DataFrame({state: hidden.answered(state, "dollars").loc["k", columns] for state in STATES}).T.astype(
        float
    )
    # By ratio, as the unit of k is points of GDP a million people.
    for name, wrong in (("l", l_), ("a", a), ("normal", normal), ("dollars", dollars), ("people one by one", k / 1e6)):
        assert ((wrong / k - 1).abs() > 1e-4).any(axis=1).all(), name
    assert distinct(k) == len(PAIRS)


def test_question_7_has_an_r_for_every_state_and_each_mistake_shows(hidden: Any) -> None:
    spenders = ("AZE", "ARM")
    own = {spender: hidden.dollars()[spender].loc[1995:2024] for spender in spenders}
    assert all(series.notna().all() for series in own.values())
    world = hidden.gdp()[STATES]

    def table(other: pd.DataFrame, form: str = "changes", series: dict[str, pd.Series] = own) -> pd.DataFrame:
        step = {
            "changes": lambda one: one.diff(), "levels": lambda one: one,
            "ratio": lambda one: one.pct_change(fill_method=None),
        }[form]  # fmt: skip
        return pd.DataFrame(
            {spender: step(other.reindex(line.index)).corrwith(step(line)) for spender, line in series.items()}
        )

    right = table(world.shift(1))
    years = world.shift(1).loc[1995:2024].diff().notna().sum()
    assert right.notna().all(axis=None) and years.min() >= 22  # the fewest yearly changes that a state has
    assert right.abs().max(axis=None) < 0.95
    assert np.isclose(right.loc["ESP", "ARM"], hidden.purse_r("ARM", "ESP"))
    shares = {spender: hidden.share()[spender].loc[1995:2024] for spender in spenders}
    wrongs = {
        "same year": table(world), "year after": table(world.shift(-1)), "levels": table(world.shift(1), "levels"),
        "per cent": table(world.shift(1), "ratio"), "shares": table(world.shift(1), series=shares),
        "people": table(hidden.people()[STATES].shift(1)),
        "every year": table(world.shift(1), series={spender: hidden.dollars()[spender] for spender in spenders}),
    }  # fmt: skip
    for name, wrong in wrongs.items():
        assert moved(right, wrong).all(), name
    assert distinct(right) == len(PAIRS)


def test_the_first_checks_and_the_hidden_ones_let_every_states_right_answer_pass(
    exercise: Exercise, checks: HiddenChecks, hidden: Any, aze: pd.DataFrame
) -> None:
    as_high = pd.DataFrame([{"spender": spender, **hidden.reached(spender)} for spender in hidden.RIVALS])
    k = aze.xs("k", level="parameter")
    for pair in list(combinations(STATES, 2))[:: len(STATES) // 2 * 12]:
        beside = pd.DataFrame([
            {"spender": spender, "beside": word, **(hidden.rival(spender) if word == "rival" else hidden.placebo(spender, state))}
            for spender in hidden.RIVALS for word, state in zip(("rival", "A", "B"), ("", *pair), strict=True)
        ])  # fmt: skip
        fits = pd.concat([k.loc[list(pair)], hidden.answered("ARM").loc[["k"]].rename(index={"k": "ARM"})])
        fits = fits.rename(columns={"estimate": "k"}).rename_axis("to").reset_index()
        purse = pd.DataFrame([
            {"spender": spender, "economy": word, "r": hidden.purse_r(spender, state or spender)}
            for spender in ("AZE", "ARM") for word, state in zip(("own", "A", "B"), ("", *pair), strict=True)
        ])  # fmt: skip
        for id, given in (("m5-q4", (beside, as_high)), ("m5-q6", (fits, "C")), ("m5-q7", (purse, "B"))):
            found = score(exercise.question(id), given, checks, Case(pair))
            assert found.right, (id, states.names(pair), found.public.message, found.failed)
