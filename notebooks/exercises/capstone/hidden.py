"""Hidden checks of the capstone, against the course's own measures for the pair that was chosen. Instructors only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from math import isclose
from typing import TYPE_CHECKING, Any

from course_utils import capstone, load, states
from course_utils.capstone.pairs import world
from course_utils.exercises.hidden import Case, HiddenChecks
from course_utils.exercises.kinds.chart import layers
from course_utils.exercises.question import number
from course_utils.measures.agreement import agreement, all_pairs, dyad, family, interval, select

if TYPE_CHECKING:
    import pandas as pd

HIDDEN = HiddenChecks("capstone")
INDICATORS = ("agreement", "kappa", "organisations", "embassies", "peace")


def chosen(my_states: Any) -> tuple[str, str]:
    """The pair, if there is one that the capstone can be about."""
    pair = states.pair(*my_states)
    lacks = capstone.missing(*pair)
    assert not lacks, f"The pair of question 1 has to be settled first: {lacks[0]}"
    return pair


def said(came: float, known: Iterable[tuple[float, str]], advice: str, tolerance: float = 1e-9) -> str:
    """The words for the usual wrong reading that gives this figure, or the advice."""
    return next((words for value, words in known if abs(came - value) <= tolerance), advice)


# ------------------------------------------------------------------------------------------------------- 3 votes


@cache
def votes() -> pd.DataFrame:
    """All votes."""
    return load("votes")


@cache
def families() -> pd.DataFrame:
    """Year and family of each roll call."""
    roll_calls = load("roll_calls")
    return roll_calls[["roll_call", "year"]].assign(family=family(roll_calls))


@lru_cache(maxsize=32)
def ballots_of(pair: tuple[str, str]) -> pd.DataFrame:
    """The votes of the two states, absences kept, with year and family."""
    return dyad(votes(), *pair, absent="keep", roll_calls=families())


@lru_cache(maxsize=32)
def window_of(pair: tuple[str, str]) -> pd.DataFrame:
    """The roll calls of 1992 to 2024 on which both voted."""
    table = ballots_of(pair)
    voted = table[["vote_a", "vote_b"]].ne("absent").all(axis=1)
    return table[voted & table["year"].between(*capstone.YEARS)]


@lru_cache(maxsize=32)
def readings(pair: tuple[str, str]) -> list[tuple[Mapping[str, float], str]]:
    """What the usual wrong windows and counts give, with words for each."""
    table, own = ballots_of(pair), window_of(pair)
    voted = table[table[["vote_a", "vote_b"]].ne("absent").all(axis=1)]
    here = table[table["year"].between(*capstone.YEARS)]
    decided = own[own[["vote_a", "vote_b"]].ne("abstain").all(axis=1)]
    first, last = capstone.YEARS
    return [
        (agreement(voted).iloc[0], "Those are the roll calls of all years. Cut to the window first."),
        (agreement(voted[voted["year"] >= first]).iloc[0], f"The window is open at its end. It closes with {last}."),
        (agreement(voted[voted["year"].between(first + 1, last)]).iloc[0], f"The first year is left out. Both {first} and {last} belong to the window."),
        (agreement(here, absent="keep").iloc[0], "Absences are taken for votes. Nobody agrees from an empty seat."),
        (agreement(decided).iloc[0], "Abstentions are left out. An abstention is a vote."),
    ]  # fmt: skip


@HIDDEN.check("cap-q3", "the votes, as the course counts them")
def _(my_states: tuple[str, str], my_votes: Mapping[str, float], case: Case) -> None:
    pair = chosen(my_states)
    right = agreement(window_of(pair)).iloc[0]
    for name in ("n", "agreement", "kappa"):
        if isclose(my_votes[name], right[name], abs_tol=1e-9):
            continue
        known = [(wrong[name], words) for wrong, words in readings(pair)]
        if name == "kappa":
            known += [
                (right["pi"], "That is Scott's pi, from the pooled habits of both. Kappa multiplies each state's own.")
            ]
        advice = "Compare the years, and what you do with absences; do not round."
        raise AssertionError(
            f"{name} of {' and '.join(pair)}: expected {number(right[name])}, but {number(my_votes[name])} came. "
            f"{said(my_votes[name], known, advice)}"
        )


# ------------------------------------------------------------------------------------------------------- 4 seats


@HIDDEN.check("cap-q4", "other seats, made up and real")
def _(seats_in_common: Any, case: Case) -> None:
    import pandas as pd

    random, letters = case.random, list("ABCDEFGHIJKLMNOP")
    for _ in range(20):
        sizes = random.integers(1, 12, 3)
        rows = [
            (state, letter)
            for state, n in zip("XYZ", sizes, strict=True)
            for letter in random.choice(letters, n, replace=False)
        ]
        table = pd.DataFrame(rows, columns=["state", "organisation"])
        mine, yours = ({letter for state, letter in rows if state == one} for one in "XY")
        came = seats_in_common(table, "X", "Y")
        right = (len(mine & yours), len(mine & yours) / len(mine | yours))
        assert came[0] == right[0] and isclose(came[1], right[1], abs_tol=1e-9), (
            f"X in {sorted(mine)}, Y in {sorted(yours)}: expected {right[0]} and {right[1]:.4f}, but {came[0]} and {came[1]:.4f} came."
        )
    seats = capstone.small_seats()
    for a, b in some_pairs(case, 3):
        shared, overlap = seats_in_common(seats, b, a)
        row = world().loc[(a, b)]
        assert shared == row["shared"] and isclose(overlap, row["organisations"], abs_tol=1e-9), (
            f"{a} and {b}: expected {row['shared']:.0f} and {row['organisations']:.4f}, but {shared} and {overlap:.4f} came."
        )


def some_pairs(case: Case, n: int) -> list[tuple[str, str]]:
    """Eligible pairs, drawn."""
    pairs = capstone.eligible().index
    return [pairs[place] for place in case.random.integers(len(pairs), size=n)]


# --------------------------------------------------------------------------------------------------- 5 embassies


@HIDDEN.check("cap-q5", "every kind of mission, both ways")
def _(embassies_between: Any, case: Case) -> None:
    import pandas as pd

    kinds = ("embassy", "high_commission", "nunciature", "de_facto_embassy", "consulate", "other")
    for there in kinds:
        for back in kinds:
            table = pd.DataFrame(
                [("X", "Y", there, 2), ("Y", "X", back, 1), ("X", "Y", "consulate", 4), ("Y", "Z", "embassy", 1)],
                columns=["sender", "receiver", "kind", "missions"],
            )
            right, came = (there in kinds[:3]) + (back in kinds[:3]), embassies_between(table, "X", "Y")
            assert came == right, (
                f"A {there.replace('_', ' ')} one way and a {back.replace('_', ' ')} back: expected {right}, but {came} came."
            )
    missions = load("embassies").astype({"sender": "str", "receiver": "str", "kind": "str"})
    for a, b in some_pairs(case, 5):
        right, came = world().loc[(a, b), "embassies"], embassies_between(missions, a, b)
        assert came == right, f"{a} and {b}: expected {right}, but {came} came."


# ----------------------------------------------------------------------------------------------------- 6 quarrels


@HIDDEN.check("cap-q6", "other quarrels, made up and real")
def _(hostile_share: Any, case: Case) -> None:
    import pandas as pd

    random = case.random
    for _ in range(20):
        since = pd.Series({"X": int(random.integers(1946, 1990)), "Y": int(random.integers(1946, 1990))})
        begins = [int(year) for year in random.integers(1946, 1997, random.integers(0, 6))]
        years = [int(year) for year in random.integers(1946, 2025, random.integers(0, 6))]
        first = max(1946, int(since.max()) - 3)
        hostile = {
            start
            for start in range(first, 2022)
            if start in begins or {start, start + 1, start + 2, start + 3} & set(years)
        }
        right = (len(hostile) / (2022 - first), 2022 - first)
        disputes = pd.DataFrame(
            [("X", "Y", start) for start in set(begins)], columns=["state_a", "state_b", "window_start"]
        )
        fought = pd.DataFrame([("X", "Y", year) for year in set(years)], columns=["state_a", "state_b", "year"])
        came = hostile_share(disputes, fought, since, "X", "Y")
        assert came[1] == right[1] and isclose(came[0], right[0], abs_tol=1e-9), (
            f"X from {since['X']}, Y from {since['Y']}, disputes from {sorted(set(begins))}, fighting in {sorted(set(years))}: "
            f"expected {len(hostile)} of {right[1]}, but {came[0] * came[1]:.1f} of {came[1]} came."
        )
    every = world()
    worst = every[every["windows"] >= 20].sort_values("hostile").index[-60:]
    for place in random.integers(len(worst), size=4):
        a, b = worst[place]
        share, windows = hostile_share(disputes_table(), capstone.fought(), capstone.joined(), b, a)
        row = every.loc[(a, b)]
        assert windows == row["windows"] and isclose(share, row["hostile"], abs_tol=1e-9), (
            f"{a} and {b}: expected {row['hostile']:.4f} of {row['windows']:.0f}, but {share:.4f} of {windows} came."
        )


@cache
def disputes_table() -> pd.DataFrame:
    """The disputes as the notebook has them."""
    ties = load("signed_networks").astype({"state_a": "str", "state_b": "str"})
    return ties[(ties["sign"] == -1) & (ties["state_a"] != ties["state_b"])][["state_a", "state_b", "window_start"]]


# ------------------------------------------------------------------------------------------- 7 a table for any pair

FIELDS = ("agreement", "kappa", "organisations", "embassies", "hostile")


def same_as_world(came: Mapping[str, float], pair: tuple[str, str], own: Mapping[str, float] | None = None) -> None:
    row = world().loc[pair]
    for name in FIELDS:
        right = float(row[name])
        if isclose(came[name], right, abs_tol=1e-9) or (came[name] != came[name] and right != right):
            continue
        known = [
            (round(right, 2), "It is rounded."), (round(right, 3), "It is rounded."),
            (1 - right, "It is turned round."),
            (float(own[name]) if own is not None else float("nan"), "That is what your own pair has. Use the states that the function is given."),
        ]  # fmt: skip
        raise AssertionError(
            f"{name} of {' and '.join(pair)}: expected {number(right)}, but {number(came[name])} came. "
            f"{said(came[name], known, 'Look at the function that gives it.')}"
        )


@HIDDEN.check("cap-q7", "your own pair")
def _(my_states: tuple[str, str], indicators: Any, case: Case) -> None:
    pair = chosen(my_states)
    same_as_world(indicators(*my_states), pair)


@HIDDEN.check("cap-q7", "four other pairs")
def _(my_states: tuple[str, str], indicators: Any, case: Case) -> None:
    own = world().loc[chosen(my_states)]
    for a, b in some_pairs(case, 4):
        same_as_world(indicators(b, a), (a, b), own)


# --------------------------------------------------------------------------------------------------- 8 in its class


def wrong_places(pair: tuple[str, str]) -> list[tuple[Mapping[str, float], str]]:
    """What the usual wrong readings of a place give, with words for each."""
    from course_utils.capstone.classes import _compared

    others, own, every = capstone.classmates(*pair), world().loc[pair], _compared()
    others, every = (table.assign(peace=-table["hostile"]) for table in (others, every))
    right = capstone.percentiles().loc[pair]
    strictly = {name: float((others[name] < own[name] - 1e-12).mean()) for name in INDICATORS}
    at_most = {name: float((others[name] <= own[name] + 1e-12).mean()) for name in INDICATORS}
    world_wide = {
        name: float(((every[name] < own[name]).sum() + ((every[name] == own[name]).sum() - 1) / 2) / (len(every) - 1))
        for name in INDICATORS
    }
    turned = {name: float(1 - right[name]) for name in INDICATORS}
    return [
        (at_most, "Pairs that are as close are counted as less close. They count half."),
        (strictly, "Pairs that are as close are left out. They count half."),
        (world_wide, "That is the place among all pairs. Compare with the pairs of its own class."),
        (turned, "That is turned round: 1 is the closest, and less hostile is closer."),
    ]


@HIDDEN.check("cap-q8", "the places in the class")
def _(my_states: tuple[str, str], places: pd.DataFrame, case: Case) -> None:
    pair = chosen(my_states)
    right, came = (
        capstone.percentiles().loc[pair],
        places.assign(indicator=places["indicator"].str.strip()).set_index("indicator")["place"],
    )
    # Whether two shares tie that differ in their twelfth digit is nobody's fault: half a pair more or less is right.
    near = 0.51 / len(capstone.classmates(*pair))
    wrong = [name for name in INDICATORS if name not in came or not isclose(came[name], right[name], abs_tol=near)]
    if not wrong:
        return
    # The reading that explains all wrong rows, not one by luck.
    advice = "Count the others below, half of those that are level, and divide by the number of others."
    for values, words in wrong_places(pair):
        if all(name in came and isclose(came[name], values[name], abs_tol=near) for name in wrong):
            advice = words
            break
    first = wrong[0]
    raise AssertionError(
        f"{first}: expected the place {right[first]:.4f}, but {came.get(first, float('nan')):.4f} came. {advice}"
    )


# ------------------------------------------------------------------------------------------------- 9 an interval

TOLERANCE = 0.3  # of the interval's width: what another seed, and 500 draws in place of 2,000, may move an end


@HIDDEN.check("cap-q9", "the interval by family")
def _(my_states: tuple[str, str], my_interval: tuple[float, float], case: Case) -> None:
    own = window_of(chosen(my_states))
    right = interval(own, cluster="family", draws=800)
    width = right[1] - right[0]

    def near(other: tuple[float, float], share: float = TOLERANCE) -> bool:
        return all(abs(one - end) <= share * width for one, end in zip(my_interval, other, strict=True))

    if near(right) and (my_interval[1] - my_interval[0]) > 0.75 * width:
        return
    words = "Draw whole families of titles, at the level of 95 per cent."
    if near(interval(own, draws=800), 0.1):
        words = "That draws roll calls one by one. Draw whole families of titles."
    elif near(interval(own, "kappa", cluster="family", draws=400)):
        words = "That is the interval of kappa. Take that of the share."
    raise AssertionError(
        f"Expected about {right[0]:.3f} to {right[1]:.3f}, but {my_interval[0]:.3f} to {my_interval[1]:.3f} came. {words}"
    )


# ----------------------------------------------------------------------------------------------------- 10 a chart


@HIDDEN.check("cap-q10", "the five places are drawn")
def _(my_states: tuple[str, str], my_chart: Any, case: Case) -> None:
    pair = chosen(my_states)
    right = capstone.percentiles().loc[pair, list(INDICATORS)]
    marks = ("bar", "point", "circle", "square", "tick")
    drawn = next(layer for layer in layers(my_chart) if layer.mark.get("type") in marks).drawn()
    came = drawn["x"].astype(float)
    assert len(came) >= 5, f"Expected a mark for each of the five indicators, but {len(came)} are drawn."

    def lacking(values: Mapping[str, float], scale: float = 1) -> list[str]:
        return [name for name in INDICATORS if not (came - scale * float(values[name])).abs().le(0.006 * scale).any()]

    if not lacking(right, 100):
        return
    apart, raw = lacking(right), world().loc[pair]
    words = (
        "Values are drawn in place of places."
        if not lacking({**raw, "peace": came.iloc[0]})
        else "Draw the table of question 8."
    )
    assert not apart, f"No mark stands at the place of {', '.join(apart)} in the class. {words}"


# ------------------------------------------------------------------------------------------------ 11 a contradiction


@HIDDEN.check("cap-q11", "the gap is there, and this way round")
def _(my_states: tuple[str, str], contradiction: Mapping[str, Any], case: Case) -> None:
    pair = chosen(my_states)
    places = capstone.percentiles().loc[pair]
    closer, farther = (contradiction[name].strip() for name in ("closer", "farther"))
    gap = float(places[closer] - places[farther])
    assert gap > 0, (
        f"By {closer} the pair has the place {places[closer]:.2f}, by {farther} {places[farther]:.2f}: it is the other way round. "
        "Exchange the two."
    )
    assert isclose(contradiction["gap"], gap, abs_tol=0.006), (
        f"{closer} and {farther} are {gap:.3f} apart, but {contradiction['gap']:.3f} came. The gap is between the two places in the "
        "class, not between the values."
    )


# ------------------------------------------------------------------------------------------------- 12 a base rate

BEFORE, AFTER, LEAST = (2010, 2014), (2015, 2019), 300


@cache
def changes() -> pd.DataFrame:
    """Every pair's agreement in the two periods."""
    roll_calls = load("roll_calls")
    key = ["state_a", "state_b"]
    one, other = (
        all_pairs(votes(), roll_calls=select(roll_calls, years=years))[[*key, "n", "agreement"]]
        for years in (BEFORE, AFTER)
    )
    return one.merge(other, on=key, suffixes=("_before", "_after"))


@HIDDEN.check("cap-q12", "how often a pair of the class came closer")
def _(my_states: tuple[str, str], base: Mapping[str, float], case: Case) -> None:
    key = ["state_a", "state_b"]
    pair = chosen(my_states)
    table = changes().merge(capstone.classmates(*pair)[key], on=key)
    often = table[(table["n_before"] >= LEAST) & (table["n_after"] >= LEAST)]
    right = (len(often), int((often["agreement_after"] > often["agreement_before"]).sum()))
    everywhere = changes()
    everywhere = everywhere[(everywhere["n_before"] >= LEAST) & (everywhere["n_after"] >= LEAST)]
    known = [
        (len(table), "Pairs with too few roll calls in one period are in it."),
        (right[0] + 1, "Your own pair is in its own reference class. Leave it out."),
        (len(everywhere), "Those are the pairs of all classes."),
    ]
    assert base["n"] == right[0], (
        f"n: expected {right[0]:,} pairs, but {base['n']:,} came. {said(base['n'], known, 'Merge by both states, and keep the class.')}"
    )
    turned = int((often["agreement_after"] < often["agreement_before"]).sum())
    assert base["closer"] == right[1], (
        f"closer: expected {right[1]:,} of {right[0]:,}, but {base['closer']:,} came. "
        + (
            "Those went apart."
            if base["closer"] == turned
            else "Came closer means: a higher share in the second period."
        )
    )
