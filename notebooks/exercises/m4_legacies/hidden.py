"""Hidden checks of exercise 4, against the course's own measures. Instructors only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from math import isclose
from typing import TYPE_CHECKING, Any

from course_utils import load, states
from course_utils.exercises.hidden import Case, HiddenChecks
from course_utils.exercises.kinds.chart import Layer, layers
from course_utils.measures.legacies import (
    base_rates,
    coding_agreement,
    coding_differences,
    cross_counts,
    dyadic_logit,
    odds_ratio,
    rate_intervals,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

HIDDEN = HiddenChecks("m4_legacies")
DECADES = (1950, 1960, 1970, 1980, 1990)
NEAREST = 40

# A list of rulers, and spells of rule: empire, first year, the year in which it ended.
Spell = tuple[str, int, int]


def reading(came: float, known: Iterable[tuple[float, str]], advice: str) -> str:
    """What to say of a wrong figure: the words for the usual wrong reading that gives it, or the advice."""
    return next((words for value, words in known if isclose(came, value, rel_tol=1e-6, abs_tol=1e-12)), advice)


# ------------------------------------------------------------------------------------------------------ the data


@cache
def rulers() -> dict[str, list[str]]:
    """The rulers on CEPII's list, by state; a state without any is not in it."""
    table = load("independence").astype({"state": "str"}).set_index("state")["cepii_colonisers"].dropna()
    return table.str.split(";").to_dict()


@cache
def spells() -> dict[str, list[Spell]]:
    """The spells of overseas rule, by state, by COLDAT's mean years."""
    found: dict[str, list[Spell]] = {}
    for row in load("colonial_rule").itertuples():
        found.setdefault(str(row.state), []).append((str(row.empire), int(row.start_mean), int(row.end_mean)))
    return found


def together(one: Iterable[Spell], other: Iterable[Spell]) -> int:
    """The calendar years in which one empire ruled both, by looking at each year of each spell."""
    ruled = [{(empire, year) for empire, begin, end in each for year in range(begin, end)} for each in (one, other)]
    return len({year for _, year in ruled[0] & ruled[1]})


@cache
def pairs() -> pd.DataFrame:
    """All pairs of states in four codings, with the border and the distance."""
    table = load("pairs")[["state_a", "state_b", "distance_km", "contiguous"]]
    table = table.astype({"state_a": "str", "state_b": "str"})
    listed = [
        (rulers().get(a, []), rulers().get(b, [])) for a, b in zip(table["state_a"], table["state_b"], strict=True)
    ]
    dated = [
        together(spells().get(a, ()), spells().get(b, ()))
        for a, b in zip(table["state_a"], table["state_b"], strict=True)
    ]
    return table.assign(
        any=[bool(set(ours) & set(theirs)) for ours, theirs in listed],
        first=[ours[:1] == theirs[:1] != [] for ours, theirs in listed],
        last=[ours[-1:] == theirs[-1:] != [] for ours, theirs in listed],
        together=[n > 0 for n in dated],
    )


CODINGS = ["any", "first", "last", "together"]


@cache
def decades() -> pd.DataFrame:
    """Each pair of states of the system in each decade: a common ruler, a dispute, an alliance."""
    import pandas as pd

    system = load("states").query("list == 'cow'")
    ties = load("signed_networks")
    parts = []
    for decade in DECADES:
        last = pd.Timestamp(decade + 9, 12, 31)
        there = set(system[(system["start"] <= last) & (system["end"].isna() | (system["end"] >= last))]["state"])
        rows = pairs()[pairs()["state_a"].isin(there) & pairs()["state_b"].isin(there)]
        inside = ties[(ties["window_start"] >= decade) & (ties["window_end"] <= decade + 9)]
        who = list(zip(rows["state_a"], rows["state_b"], strict=True))
        for name, sign in (("dispute", -1), ("alliance", 1)):
            tied = inside[inside["sign"] == sign]
            found = set(zip(tied["state_a"], tied["state_b"], strict=True))
            rows = rows.assign(**{name: [pair in found for pair in who]})
        parts.append(rows.assign(decade=decade))
    return pd.concat(parts, ignore_index=True)


@cache
def borders() -> pd.DataFrame:
    """Every land border once, with a dispute in any of the five decades, and the names of both states."""
    rows = decades()[decades()["contiguous"]]
    table = rows.groupby(["state_a", "state_b"], as_index=False)["dispute"].any()
    return table.assign(name_a=table["state_a"].map(states.name), name_b=table["state_b"].map(states.name))


@cache
def distances() -> pd.DataFrame:
    """Kilometres between any two states, in a square; 0 from a state to itself."""
    table = pairs()[["state_a", "state_b", "distance_km"]]
    turned = table.rename(columns={"state_a": "state_b", "state_b": "state_a"})
    import pandas as pd

    return pd.concat([table, turned]).pivot(index="state_a", columns="state_b", values="distance_km").fillna(0)


@cache
def corner(state: str) -> frozenset[str]:
    """The 40 states nearest to a state, itself among them."""
    return frozenset(distances()[state].sort_values(kind="stable").index[:NEAREST])


def within(table: pd.DataFrame, near: frozenset[str], either: bool = False) -> pd.DataFrame:
    """The pairs of a table of which both states, or at least one, lie in a corner."""
    sides = table["state_a"].isin(near), table["state_b"].isin(near)
    return table[sides[0] | sides[1]] if either else table[sides[0] & sides[1]]


# --------------------------------------------------------------------------------------------- 1 letters that fit


@cache
def lettered(how: str = "right") -> dict[str, tuple[int, int]]:
    """By letter: borders, or other pairs, with the letter in both names, and how many had a dispute."""
    four = [states.name(code).lower() for code in ("ARM", "AZE", "IND", "PAK")]
    table, found = borders(), {}
    if how == "all pairs":
        table = decades().groupby(["state_a", "state_b"], as_index=False)["dispute"].any()
        table = table.assign(name_a=table["state_a"].map(states.name), name_b=table["state_b"].map(states.name))
    if how == "the 1990s":
        table = decades()[decades()["contiguous"] & (decades()["decade"] == 1990)]
        table = table.assign(name_a=table["state_a"].map(states.name), name_b=table["state_b"].map(states.name))
    for letter in sorted(set.intersection(*map(set, four)) & set("abcdefghijklmnopqrstuvwxyz")):
        a, b = (
            (table[name] if how == "small letters" else table[name].str.lower()).str.contains(letter, regex=False)
            for name in ("name_a", "name_b")
        )
        stands = a | b if how == "either" else a & b
        found[letter] = int(stands.sum()), int(table.loc[stands, "dispute"].sum())
    return found


OTHER_COUNTS = {
    "small letters": "A capital counts as its small letter: turn the names into small letters first.",
    "either": "The letter must stand in both names of a border, not in one of the two.",
    "all pairs": "Those are all pairs of states. Count on land borders, where a quarrel is possible at all.",
    "the 1990s": "Those are the disputes of the 1990s alone. Take the column of borders, 1950 to 1999.",
}


@HIDDEN.check("m4-q1", "every letter, on all borders")
def _(fitting: Any, UNSEEN: Any, case: Case) -> None:
    right = lettered()
    came = {row.letter.strip().lower(): (row.n, row.disputes) for row in fitting.itertuples()}
    lacking, more = sorted(set(right) - set(came)), sorted(set(came) - set(right))
    assert not more, f"Expected letters that stand in all four names, but {more[0]} came. Make the first checks pass."
    assert not lacking, (
        f"Expected every letter that fits, but {', '.join(lacking)} {'is' if len(lacking) == 1 else 'are'} missing. "
        "Capitals count too."
    )
    for letter, counts in came.items():
        advice = "Count every border once on which the letter stands in both names, and among these the disputes."
        if counts == (2, 2):
            advice = (
                "Those are the two cases themselves. Look at all borders, also those that the theory does not mention."
            )
        advice = next((words for how, words in OTHER_COUNTS.items() if lettered(how)[letter] == counts), advice)
        assert counts == right[letter], (
            f"The letter {letter}: expected {right[letter][0]} borders, {right[letter][1]} with a dispute, but "
            f"{counts[0]:g} and {counts[1]:g} came. {advice}"
        )


CELLS = {
    "A": "shows examples of A, and nothing but these: both of its borders have had one ruler, by some list, and a dispute",
    "B": "names no border in B, where rulers were shared and nothing happened; such borders could refute it",
    "C": "names no border in C; quarrels without a common ruler say how often a quarrel comes anyway",
    "D": "names no border in D; without the quiet borders that shared nothing there is no rate to compare with",
}


@HIDDEN.check("m4-q1", "the borders that nobody looked at")
def _(fitting: Any, UNSEEN: Any, case: Case) -> None:
    wrong = sorted(UNSEEN ^ {"B", "C", "D"})
    assert not wrong, (
        f"Expected the kinds of border without an example, but {', '.join(sorted(UNSEEN)) or 'none'} came. "
        f"The article {CELLS[wrong[0]]}."
    )


# --------------------------------------------------------------------------------------- 2 years under one ruler


def compare_years(shared_years: Any, one: list[Spell], other: list[Spell], where: str) -> None:
    """The function's years against a count of every year."""
    right, came = together(one, other), shared_years(list(one), list(other))
    assert came == right, (
        f"{where}: expected {right} shared years, but {came} came. Count each year once in which one empire ruled both, "
        "over all spells."
    )


@HIDDEN.check("m4-q2", "real states")
def _(shared_years: Any, case: Case) -> None:
    known = sorted(spells())
    drawn = [tuple(map(str, case.random.choice(known, 2, replace=False))) for _ in range(40)]
    fixed = [("GHA", "TZA"), ("GMB", "SEN"), ("TGO", "CMR"), ("IND", "PAK"), ("ARM", "AZE"), ("SLB", "GHA")]
    for a, b in [*fixed, case.pair, *drawn]:
        where = f"{states.name(a)} and {states.name(b)}"
        compare_years(shared_years, spells().get(a, []), spells().get(b, []), where)


def invented(random: np.random.Generator) -> list[Spell]:
    """Spells of rule at random, some at once and some under an empire that comes back."""
    begins = random.integers(1700, 1950, int(random.integers(0, 6)))
    lasts = random.integers(1, 90, len(begins))
    empires = random.choice(["Red", "Blue", "Green"], len(begins))
    return [(str(e), int(b), int(b + n)) for e, b, n in zip(empires, begins, lasts, strict=True)]


@HIDDEN.check("m4-q2", "spells at random")
def _(shared_years: Any, case: Case) -> None:
    random = case.random
    for number in range(60):
        one, other = invented(random), invented(random)
        compare_years(shared_years, one, other, f"Invented spells {number} of seed {case.seed}, {one} and {other}")


# --------------------------------------------------------------------------------------- 3 four codings of a corner


@cache
def corner_codings(state: str) -> dict[str, int]:
    """How many of a corner's pairs each coding calls shared, and on how many they part."""
    inside = within(pairs(), corner(state))
    counts = {name: int(inside[name].sum()) for name in CODINGS}
    return counts | {"parted": len(coding_differences(inside, CODINGS))}


def divided(table: pd.DataFrame, codings: list[str]) -> int:
    """On how many pairs some of the codings say yes and some say no."""
    yes = table[codings].to_numpy().sum(axis=1)
    return int(((yes > 0) & (yes < len(codings))).sum())


@cache
def other_codings(state: str, name: str) -> tuple[tuple[float, str], ...]:
    """What the usual wrong readings of one column would give."""
    inside, whole = within(pairs(), corner(state)), pairs()
    mine = inside[inside["state_a"].eq(state) | inside["state_b"].eq(state)]
    who = states.name(state)
    tables = (
        (mine, f"Those are the pairs with {who} itself. Pair its neighbours with each other as well."),
        (within(whole, corner(state), either=True), f"Those are pairs of which one state lies in the corner of {who}. Both must."),
        (whole, f"Those are the pairs of the whole world. Keep to the corner of {who}."),
    )  # fmt: skip
    found: list[tuple[float, str]] = [
        (divided(table, CODINGS) if name == "parted" else int(table[name].sum()), words) for table, words in tables
    ]
    found.append((2 * corner_codings(state)[name], "Each pair is counted from both ends."))
    if name == "parted":
        between = coding_agreement(inside, CODINGS)[["only_a", "only_b"]].to_numpy().sum()
        counts = [corner_codings(state)[each] for each in CODINGS]
        found += [
            (int(between), "That adds up every two codings. Count a pair once, however many codings part on it."),
            (max(counts) - min(counts), "Counts can be equal while the pairs are others: compare pair by pair."),
            (divided(inside, CODINGS[:3]), "That leaves the coding together out. All four must say the same."),
            (
                divided(inside, CODINGS[1:3]),
                "That compares the first names with the last alone. All four must say the same.",
            ),
        ]
    return tuple(found)


CODING_ADVICE = {
    "any": "Look for a name that stands on both lists, at whatever place; a state without a list shares none.",
    "first": "Compare the first names; two states without a list have no first name in common.",
    "last": "Compare the last names; two states without a list have no last name in common.",
    "together": "Count the pairs with one shared year or more, by COLDAT's spells.",
    "parted": "Count the pairs on which one, two or three of the four codings say yes.",
}


def of_state(table: pd.DataFrame, state: str) -> Any:
    """The row of an answer for a state."""
    found = table[table["state"].str.strip() == state]
    assert len(found), f"Expected a row for {states.name(state)} ({state}), but there is none. A and B each need one."
    return found.iloc[0]


def _coding(name: str) -> None:
    @HIDDEN.check("m4-q3", f"the column {name}")
    def _(own_codings: Any, case: Case) -> None:
        for state in case.pair:
            came, right = of_state(own_codings, state)[name], corner_codings(state)[name]
            advice = reading(came, other_codings(state, name), CODING_ADVICE[name]) if came != right else ""
            assert came == right, (
                f"{states.name(state)}, {name}: expected {right} of 780 pairs, but {came:g} came. {advice}"
            )


for _name in (*CODINGS, "parted"):
    _coding(_name)


# ------------------------------------------------------------------------------------------- 4 half of what, at home

AMONG = ("disputes", "alliances", "neighbours", "all pairs")
COLUMN = {"disputes": "dispute", "alliances": "alliance", "neighbours": "contiguous"}


def sets_of(table: pd.DataFrame) -> dict[str, tuple[int, float]]:
    """The size of each set of pairs, and its share with a ruler in common."""
    measured = base_rates(
        table.rename(columns={name: among for among, name in COLUMN.items()}), ["any"], [*COLUMN, "all"]
    )
    named = measured.set_index("comparison_set").rename(index={"all": "all pairs"})
    return {among: (int(named.loc[among, "n"]), float(named.loc[among, "estimate"])) for among in AMONG}


@cache
def corner_sets(state: str) -> dict[str, tuple[int, float]]:
    """The four sets of a corner in the 1990s."""
    return sets_of(within(decades().query("decade == 1990"), corner(state)))


@cache
def other_sets(state: str, among: str) -> tuple[tuple[int, str], ...]:
    """What the usual wrong readings give for the size of a set."""
    nineties = decades().query("decade == 1990")
    inside = within(nineties, corner(state))
    mine = inside[inside["state_a"].eq(state) | inside["state_b"].eq(state)]
    every = within(decades(), corner(state))
    ever = every.groupby(["state_a", "state_b"], as_index=False)[[*COLUMN.values(), "any"]].any()
    name = states.name(state)
    found = [
        (every, "That counts all five decades. Take the 1990s."),
        (ever, "That takes all its decades since 1950 for a pair. Take the 1990s."),
        (within(nineties, corner(state), either=True), f"Those are pairs with one state in the corner of {name}. Both must lie there."),
        (mine, f"Those are the pairs with {name} itself. Take all pairs of the corner."),
        (nineties, f"Those are the pairs of the whole world. Keep to the corner of {name}."),
    ]  # fmt: skip
    known = [(int(table[COLUMN[among]].sum()) if among in COLUMN else len(table), words) for table, words in found]
    if among in ("disputes", "alliances"):
        bordering = int((inside[COLUMN[among]] & inside["contiguous"]).sum())
        known.append((bordering, f"Those are the {among} between neighbours. Here a pair need not have a border."))
    return tuple(known)


def _among(name: str) -> None:
    @HIDDEN.check("m4-q4", f"the rows {name}")
    def _(own_shares: Any, case: Case) -> None:
        for state in case.pair:
            of_state(own_shares, state)
            rows = own_shares[own_shares["state"].str.strip().eq(state) & own_shares["among"].str.strip().eq(name)]
            assert len(rows), (
                f"{states.name(state)}: expected a row {name}, but there is none. Make the first checks pass."
            )
            row, (n, share) = rows.iloc[0], corner_sets(state)[name]
            where = f"{states.name(state)}, {name}"
            advice = "Take the pairs of the 1990s whose two states lie in the corner."
            if row["n"] != n:
                advice = reading(row["n"], other_sets(state, name), advice)
            assert row["n"] == n, f"{where}: expected {n} pairs, but {row['n']:g} came. {advice}"
            assert isclose(row["share"], share, abs_tol=1e-9), (
                f"{where}: expected a share of {share:.4f} with a ruler in common, but {row['share']:.4f} came. "
                "The column shared says which; divide by all pairs of the set."
            )


for _name in AMONG:
    _among(_name)


# ------------------------------------------------------------------------------------------ 5 five decades, three sets

SETS = ("disputes", "neighbours", "all pairs")
DOTS, WHISKERS = ("point", "circle", "square"), ("rule", "errorbar", "bar", "tick")
Drawn = dict[tuple[int, str], float]


@cache
def three_sets() -> pd.DataFrame:
    """The share with a ruler in common by decade and set, with its interval."""
    import pandas as pd

    found = []
    for decade, rows in decades().groupby("decade"):
        for name, (n, share) in sets_of(rows).items():
            if name in SETS:
                found.append({"decade": int(decade), "among": name, "n": n, "n_same": round(n * share)})
    return rate_intervals(pd.DataFrame(found))


@cache
def other_pictures() -> tuple[tuple[Drawn, str], ...]:
    """What the usual wrong shares would draw."""
    turned, bordering, whole, first = {}, {}, {}, {}
    late = decades().query("decade == 1990")
    for decade, rows in decades().groupby("decade"):
        for name in ("disputes", "neighbours"):
            chosen = rows[COLUMN[name]]
            turned[int(decade), name] = rows.loc[rows["any"], COLUMN[name]].mean()
            first[int(decade), name] = rows.loc[chosen, "first"].mean()
        bordering[int(decade), "disputes"] = rows.loc[rows["dispute"] & rows["contiguous"], "any"].mean()
        for name in ("neighbours", "all pairs"):
            whole[int(decade), name] = (
                late.loc[late["contiguous"], "any"] if name == "neighbours" else late["any"]
            ).mean()
    return (
        (
            turned,
            "That is the share with a dispute, or a border, of the pairs with a ruler in common: the question turned "
            "round.",
        ),
        (bordering, "Those are the disputes between neighbours. Take all pairs with a dispute."),
        (
            whole,
            "That takes the states of the 1990s for every decade. Before, many were no states yet: take the rows of the "
            "decade.",
        ),
        (first, "That codes by the first name on each list. The column shared takes any name."),
    )


def drawn(chart: Any, marks: Collection[str]) -> list[tuple[int, str, float, float]]:
    """What the layers with these marks draw: decade, set, value, and where there is one a second value."""
    found: list[tuple[int, str, float, float]] = []
    for layer in layers(chart):
        if layer.mark.get("type") in marks:
            found += _rows(layer)
    return list(dict.fromkeys(found))


def _rows(layer: Layer) -> list[tuple[int, str, float, float]]:
    import pandas as pd

    table = layer.drawn()
    for decade, share in (("x", "y"), ("y", "x")):
        if not {decade, share} <= set(table):
            continue
        years = table[decade].astype("str").str.extract(r"(\d{4})")[0].astype("float")
        if len(years) and years.isin(DECADES).all():
            named = [table[name].astype("str").str.strip() for name in table if name not in (decade, share)]
            among = next((names for names in named if names.isin(SETS).all()), None)
            if among is None:
                return []
            values = [
                pd.to_numeric(table.get(name, pd.Series(float("nan"), index=table.index)))
                for name in (share, f"{share}2")
            ]
            scale = 100 if max(column.max() for column in values) > 1 else 1
            return [
                (int(year), str(name), float(one) / scale, float(other) / scale)
                for year, name, one, other in zip(years, among, *values, strict=True)
            ]
    return []


@HIDDEN.check("m4-q5", "each share of its decade and set")
def _(chart: Any, case: Case) -> None:
    right = three_sets().set_index(["decade", "among"])["estimate"]
    found: Drawn = {(decade, name): value for decade, name, value, _ in drawn(chart, DOTS)}
    lacking = [key for key in right.index if key not in found]
    assert not lacking, (
        f"Expected fifteen dots, but there is none for {lacking[0][1]} in the {lacking[0][0]}s. Draw all."
    )
    advice = "Take the rows of the decade and of the set, and of these the share of the column shared."
    for picture, words in other_pictures():
        if all(isclose(found[key], value, abs_tol=0.001) for key, value in picture.items()):
            advice = words
            break
    for (decade, name), value in right.items():
        came = found[decade, name]
        assert isclose(came, value, abs_tol=0.006), (
            f"{name} in the {decade}s: expected a share of {value:.3f}, but {came:.3f} is drawn. {advice}"
        )


@HIDDEN.check("m4-q5", "the 95 per cent interval of each share")
def _(chart: Any, case: Case) -> None:
    lines = {(decade, name): sorted(ends) for decade, name, *ends in drawn(chart, WHISKERS) if ends[1] == ends[1]}
    dots: Drawn = {(decade, name): value for decade, name, value, _ in drawn(chart, DOTS)}
    for row in three_sets().itertuples():
        low, high = lines.get((row.decade, row.among), (float("nan"), float("nan")))
        length, right = high - low, row.high - row.low
        advice = "Take low and high of rate_intervals, of the same row as the dot."
        if length < 0.7 * right and isclose(dots.get((row.decade, row.among), -1), row.estimate, abs_tol=0.006):
            advice = "That is about one standard error to each side. A 95 per cent interval has two."
        assert isclose(low, row.low, abs_tol=0.012) and isclose(high, row.high, abs_tol=0.012), (
            f"{row.among} in the {row.decade}s: expected an interval from {row.low:.3f} to {row.high:.3f}, but "
            f"{low:.3f} to {high:.3f} is drawn. {advice}"
        )


# -------------------------------------------------------------------------------------------- 6 a cause that is none


def cut(a: str, b: str, either: bool = False) -> pd.DataFrame:
    """All borders, those marked of which both states, or at least one, are nearer to A than to B."""
    nearer = distances()[a] < distances()[b]
    sides = borders()["state_a"].map(nearer), borders()["state_b"].map(nearer)
    return borders().assign(near=sides[0] | sides[1] if either else sides[0] & sides[1])


@cache
def pull(a: str, b: str, either: bool = False) -> tuple[float, float, float]:
    """The shares with a dispute near and elsewhere, and the odds ratio."""
    row = odds_ratio(cross_counts(cut(a, b, either), "near", "dispute"), exposure="near").iloc[0]
    return float(row["rate_exposed"]), float(row["rate_unexposed"]), float(row["odds_ratio"])


@cache
def pull_intervals(a: str, b: str) -> pd.DataFrame:
    """The three intervals of the odds ratio, by kind of error, the widest last."""
    fitted = dyadic_logit(cut(a, b), "dispute", ["near"]).query("term == 'near'")
    return fitted.set_index("errors").sort_values("se")


def pull_advice(a: str, b: str, came: float) -> str:
    """What to say of a wrong share of the near borders."""
    late = decades().query("decade == 1990 and contiguous")[["state_a", "state_b", "dispute"]]
    table = cross_counts(cut(a, b).drop(columns="dispute").merge(late), "near", "dispute")
    known = (
        (pull(a, b, either=True)[0], "That counts a border as near as soon as one of its states is. Both must be."),
        (pull(b, a)[0], f"Those are the borders nearer to {states.name(b)}. A comes first in the pair."),
        (
            table["n_outcome"].iloc[1] / table["n"].iloc[1],
            "Those are the disputes of the 1990s. Take all, 1950 to 1999.",
        ),
        (pull(a, b)[1], "Near and elsewhere stand the wrong way round."),
    )
    return reading(came, known, "Take all borders once; near are those whose two states are both nearer to A.")


@HIDDEN.check("m4-q6", "the two shares and the odds ratio")
def _(own_odds: Any, own_interval: Any, case: Case) -> None:
    (a, b), right = case.pair, pull(*case.pair)
    of_shares = "Odds are p / (1 - p), and near odds stand on top. Round nothing."
    for name, came, value in zip(("near", "elsewhere", "odds ratio"), own_odds, right, strict=True):
        if not isclose(came, value, rel_tol=1e-6):
            advice = of_shares if name == "odds ratio" else pull_advice(a, b, own_odds[0])
            raise AssertionError(
                f"{states.name(a)} against {states.name(b)}, {name}: expected {value:.4f}, but {came:.4f} came. {advice}"
            )


OF_ERRORS = {
    "plain": "That is the plain interval, which takes every border for itself although many share a state.",
    "two-way": "That is the two-way interval, which for your pair is not the widest.",
    "dyadic": "That is the dyadic interval, which for your pair is not the widest; compare the three by se.",
}


@HIDDEN.check("m4-q6", "the widest of the three intervals")
def _(own_odds: Any, own_interval: Any, case: Case) -> None:
    three, (low, high) = pull_intervals(*case.pair), own_interval
    right = three.iloc[-1]
    advice = "Fit dispute on near over all borders, and take low and high of the row with the largest se."
    for kind, words in OF_ERRORS.items():
        if isclose(low, three.loc[kind, "low"], rel_tol=1e-3) and isclose(high, three.loc[kind, "high"], rel_tol=1e-3):
            advice = words
    assert isclose(low, right["low"], rel_tol=1e-3) and isclose(high, right["high"], rel_tol=1e-3), (
        f"{' against '.join(map(states.name, case.pair))}: expected {right['low']:.3f} to {right['high']:.3f}, but "
        f"{low:.3f} to {high:.3f} came. {advice}"
    )


# ------------------------------------------------------------------------------------------------ 7 the border held


@cache
def models(decade: int = 1970, term: str = "any") -> dict[str, pd.DataFrame]:
    """The three intervals of the odds ratio of a term, by kind of error, in each of the three models."""
    rows = decades()[decades()["decade"] == decade]
    asked = {
        "all pairs": (rows, ["any"]),
        "border held constant": (rows, ["any", "contiguous"]),
        "neighbours only": (rows[rows["contiguous"]], ["any"]),
    }
    fitted = {name: dyadic_logit(table, "dispute", predictors) for name, (table, predictors) in asked.items()}
    return {name: table[table["term"] == term].set_index("errors").sort_values("se") for name, table in fitted.items()}


@HIDDEN.check("m4-q7", "the three odds ratios")
def _(held: Any, taken: Any, MAY_SAY: str, case: Case) -> None:
    for row in held.itertuples():
        name = row.model.strip()
        assert name in models(), f"Expected a known row, but {name} came. Make the first checks pass."
        right = float(models()[name]["odds_ratio"].iloc[0])
        border = models(term="contiguous")["border held constant"]["odds_ratio"]
        known = [
            (float(models(decade)[name]["odds_ratio"].iloc[0]), f"Those are the {decade}s. Take the 1970s.")
            for decade in DECADES if decade != 1970
        ]  # fmt: skip
        known.append(
            (float(border.iloc[0]), "That is the odds ratio of the border. The question is about a common ruler.")
        )
        known += [
            (float(models()[other]["odds_ratio"].iloc[0]), f"That is the model of the row {other}. Each row has its own.")
            for other in models() if other != name
        ]  # fmt: skip
        near = [(value, words) for value, words in known if isclose(row.odds_ratio, value, rel_tol=1e-4)]
        advice = (
            near[0][1]
            if near
            else "Fit dispute on shared over the pairs of the row, in the second with contiguous beside it."
        )
        assert isclose(row.odds_ratio, right, rel_tol=1e-4), (
            f"{name}: expected an odds ratio of {right:.4f} for a common ruler, but {row.odds_ratio:.4f} came. {advice}"
        )


@HIDDEN.check("m4-q7", "the widest interval of each")
def _(held: Any, taken: Any, MAY_SAY: str, case: Case) -> None:
    for row in held.itertuples():
        three = models().get(row.model.strip())
        assert three is not None, f"Expected a known row, but {row.model} came. Make the first checks pass."
        right = three.iloc[-1]
        plain = three.loc["plain"]
        advice = (
            "That takes every pair for itself, but a quarrelsome state is in many rows."
            if isclose(row.low, plain["low"], rel_tol=1e-3)
            else "Take low and high of the row with the largest se."
        )
        assert isclose(row.low, right["low"], rel_tol=1e-3) and isclose(row.high, right["high"], rel_tol=1e-3), (
            f"{row.model}: expected an interval from {right['low']:.3f} to {right['high']:.3f}, but {row.low:.3f} to "
            f"{row.high:.3f} came. {advice}"
        )


MAY_NOT = {
    "A": "A large sample of pairs far apart makes a figure exact, not fair: neighbours have both more rulers in common and more disputes.",
    "B": "An interval that holds 1 also holds a doubling. That no effect was seen is not that there is none.",
    "C": "A control that the cause itself brought about, as an empire brings about a border, leads away from the effect and not to it.",
}


@HIDDEN.check("m4-q7", "what may be said")
def _(held: Any, taken: Any, MAY_SAY: str, case: Case) -> None:
    assert MAY_SAY == "D", (
        f"Expected another sentence, but {MAY_SAY or 'none'} came. {MAY_NOT.get(MAY_SAY, 'Choose one of the letters.')}"
    )


# ------------------------------------------------------------------------------------------------ 8 traces

TRACES = {
    "LINE": ({"C", "J"}, "a line drawn from above"),
    "RANK": ({"D", "F"}, "unequal rank"),
    "PRINCE": ({"A", "G"}, "rule through a prince"),
    "HEIRS": ({"E", "I"}, "the collapse and the choices of the heirs"),
}
WHY = {
    "A": "a throne that is kept under a treaty is rule through a prince; no unit was made inside another",
    "B": "it is older than the empire, so it can be no trace of it, nor of what its heirs did",
    "C": "a boundary moved by decree is a line drawn from above",
    "D": "an assembly that can ask for a transfer must have been given to the valley: that is unequal rank, whatever it asks for",
    "E": "no act of the empire, but its absence: the collapse",
    "F": "an assembly and officials inside a province are a unit inside a unit, which is unequal rank",
    "G": "one man can sign for the valley because the empire had ruled it through him",
    "H": "what is the same everywhere sets this valley apart from none",
    "I": "the empire is gone, and a new state chooses",
    "J": "villages moved on the map by the capital are a line drawn from above, without any word of who rules in them",
}


def odd_letters(came: frozenset[str], right: set[str], why: Mapping[str, str], name: str, what: str) -> None:
    """A set of letters; for the first that is too many or missing, why."""
    for letter in sorted(came ^ right):
        where = f"{letter} does not belong into {name}" if letter in came else f"{name} lacks {letter}"
        raise AssertionError(f"{where} ({what}): {why[letter]}.")


def _mechanism(name: str) -> None:
    right, what = TRACES[name]

    @HIDDEN.check("m4-q8", f"the traces of {what}")
    def _(LINE: Any, RANK: Any, PRINCE: Any, HEIRS: Any, case: Case) -> None:
        came = {"LINE": LINE, "RANK": RANK, "PRINCE": PRINCE, "HEIRS": HEIRS}[name]
        odd_letters(came, right, WHY, name, what)


for _name in TRACES:
    _mechanism(_name)


# ------------------------------------------------------------------------------------------------ 9 two decisions

TRUE_OF: dict[str, tuple[set[str], str, dict[str, str]]] = {
    "OF_1921": ({"C", "D", "F", "J", "K"}, "the Caucasian Bureau on mountainous Karabakh", {
        "A": "the bureau said to which republic the land should belong; the oblast and its boundary came in 1923, the front in the 1990s",
        "B": "there was no ruler of the land to sign: a party's bureau decided",
        "C": "the bureau decided, and those who lived there did not vote on it",
        "D": "on 4 July the bureau leaned towards Soviet Armenia, on 5 July it decided for Soviet Azerbaijan",
        "E": "nobody disputes the day of the bureau's session; the verb of its minute is what is disputed",
        "F": "the bureau was an organ of the Bolshevik party",
        "G": "in 1921 Soviet power was coming in, not going out",
        "H": "the Red Army had come to Baku in April 1920, more than a year before",
        "I": "there was no United Nations in 1921",
        "J": "the chronology flags E003: left where it was, or handed over",
        "K": "Soviet Azerbaijan and Soviet Armenia were both led by the Bolshevik party",
    }),
    "OF_1947": ({"B", "C", "E", "G", "H", "J"}, "the accession of Jammu and Kashmir", {
        "A": "the accession named a whole state and drew nothing; the cease-fire line came from the war",
        "B": "the Maharaja signed, and the Governor-General accepted",
        "C": "one man signed; a vote was spoken of for later",
        "D": "there was no body that could lean: one ruler hesitated for months",
        "E": "25, 26 and 27 October are all argued for",
        "F": "a ruler took it, and no party",
        "G": "British rule had just ended, and the treaties with the princes had lapsed",
        "H": "the tribesmen came on 22 October, days before",
        "I": "the question came to the United Nations in January 1948, after the accession had taken effect",
        "J": "the chronology flags E007: the day, and what came first, the signature or the troops",
        "K": "India and Pakistan were dominions, led by two parties that opposed each other",
    }),
}  # fmt: skip


def _decision(name: str) -> None:
    right, what, why = TRUE_OF[name]

    @HIDDEN.check("m4-q9", f"what is true of {what}")
    def _(OF_1921: Any, OF_1947: Any, case: Case) -> None:
        odd_letters({"OF_1921": OF_1921, "OF_1947": OF_1947}[name], right, why, name, what)


for _name in TRUE_OF:
    _decision(_name)
