"""Hidden checks of exercise 3, against the course's own measures. Instructors only."""

from __future__ import annotations

from functools import cache
from math import isclose
from typing import TYPE_CHECKING, Any

from course_utils import load, states
from course_utils.catalog.corrections import revert
from course_utils.exercises.hidden import Case, HiddenChecks
from course_utils.exercises.kinds.chart import layers
from course_utils.measures.agreement import agreement, bounds, compare, dyad, largest_camp, partners, select, sides

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

HIDDEN = HiddenChecks("m3_votes")
YEARS = (1992, 2024)


@cache
def window() -> pd.DataFrame:
    """The roll calls of the exercise's years, with the share of the largest camp."""
    chosen = select(load("roll_calls"), years=YEARS)
    return chosen.assign(camp=largest_camp(chosen))


@cache
def votes_between(first: int, last: int) -> pd.DataFrame:
    """The votes of these years."""
    votes = load("votes")
    return votes[votes["roll_call"].isin(select(load("roll_calls"), years=(first, last))["roll_call"])]


@cache
def income() -> pd.Series:
    """Income per head in 2015, in current dollars, of the states that vote in the Assembly."""
    year = load("economy").query("year == 2015").astype({"state": "str"}).set_index("state")
    known = (year["gdp"] / year["population"]).dropna().astype("float64")
    return known[known.index.isin(votes_between(*YEARS)["state"].unique())]


@cache
def common(a: str, b: str, absent: str = "drop") -> pd.DataFrame:
    """The two states' common roll calls."""
    return dyad(votes_between(*YEARS), a, b, absent, window())


@cache
def ranking(state: str) -> pd.DataFrame:
    """All partners of a state since 2010, the closest first."""
    return partners(votes_between(2010, YEARS[1]), state)


def like_in_income(state: str) -> list[str]:
    """The other states, the nearest in income per head first, by ratio."""
    import numpy as np

    apart = (np.log(income()) - np.log(income()[state])).abs().drop(state)
    return list(apart.sort_values(kind="stable").index)


@cache
def _some_votes(names: tuple[str, ...], first: int, last: int) -> pd.DataFrame:
    votes = votes_between(first, last)
    return votes[votes["state"].isin(names)].astype({"state": "str", "vote": "str"}).sample(frac=1, random_state=1)


def some_votes(*names: str, years: tuple[int, int]) -> pd.DataFrame:
    """The votes of these states in these years, as the notebook's table has them, rows in another order."""
    return _some_votes(names, *years).copy()  # an answer may change what it is given


def invented_votes(random: np.random.Generator) -> pd.DataFrame:
    """Votes at random of three states and a fourth that nobody asks for; each state lacks some rows."""
    import numpy as np
    import pandas as pd

    names, count = ["X", "Y", "Z", "W"], int(random.integers(30, 200))
    table = pd.DataFrame({
        "roll_call": np.tile(np.arange(count), len(names)),
        "state": pd.Series(np.repeat(names, count), dtype="str"),
        "vote": pd.Series(
            random.choice(np.array(["yes", "no", "abstain", "absent", None], dtype=object), count * len(names),
                          p=random.dirichlet([8, 4, 4, 2, 1])), dtype="str"),
    })  # fmt: skip
    kept = table[random.random(len(table)) < 0.95]
    # The measures of the course refuse a state without a row, so each keeps its first.
    kept = pd.concat([kept, table.groupby("state").head(1)]).drop_duplicates(["roll_call", "state"])
    return kept.iloc[random.permutation(len(kept))].reset_index(drop=True)


def votes_of(table: pd.DataFrame, state: str) -> pd.Series:
    """The votes of one state, by roll call."""
    return table[table["state"] == state].set_index("roll_call")["vote"]


def named(*codes: str) -> str:
    """States by their names, joined by a word."""
    return " and ".join(states.name(code) for code in codes)


# ------------------------------------------------------------------------------------------- 1 and 2 functions

SPANS = (
    ("TUR", "GRC", 1992, 2022), ("BGD", "PAK", 2010, 2019), ("ARM", "RUS", 1993, 1995), ("KGZ", "KAZ", 1998, 2001),
    ("IND", "PAK", 1950, 1971), ("GEO", "AZE", 1992, 1996), ("FRA", "USA", 2000, 2009), ("AZE", "KAZ", 2010, 2019),
)  # fmt: skip


def tables(case: Case) -> list[tuple[str, pd.DataFrame, str, str]]:
    """What two states' measures are tried on: other states and years, and the student's own pair."""
    real = [(*span[:2], *span[2:]) for span in SPANS] + [(*case.pair, *YEARS)]
    return [
        (f"{named(a, b)}, {first} to {last}", some_votes(a, b, years=(first, last)), a, b) for a, b, first, last in real
    ]


def invented(case: Case) -> list[tuple[str, pd.DataFrame, str, str]]:
    """The same on votes at random."""
    random = case.random
    return [(f"Invented votes, table {number} of seed {case.seed}", invented_votes(random), "X", "Y") for number in range(5)]  # fmt: skip


def compare_share(share_identical: Any, where: str, table: pd.DataFrame, a: str, b: str) -> None:
    """Share and n against the course's measure."""
    expected = agreement(dyad(table, a, b)).iloc[0]
    share, n = share_identical(votes_of(table, a), votes_of(table, b))
    assert n == expected["n"], (
        f"{where}: both states voted on {expected['n']:g} roll calls, but n = {n} came. Look at absences, missing votes and labels."
    )
    assert isclose(share, expected["agreement"], abs_tol=1e-9) or (n == 0 and share != share), (
        f"{where}: expected a share of {expected['agreement']:.6f} of {n}, but {share:.6f} came. Do not round, and match by label."
    )


@HIDDEN.check("m3-q1", "other states and years")
def _(share_identical: Any, case: Case) -> None:
    for where, table, a, b in tables(case):
        compare_share(share_identical, where, table, a, b)


@HIDDEN.check("m3-q1", "votes at random")
def _(share_identical: Any, case: Case) -> None:
    for where, table, a, b in invented(case):
        compare_share(share_identical, where, table, a, b)


def compare_kappa(cohen_kappa: Any, where: str, table: pd.DataFrame, a: str, b: str) -> None:
    """Kappa against the course's measure."""
    expected = agreement(dyad(table, a, b))["kappa"].iloc[0]
    kappa = cohen_kappa(votes_of(table, a), votes_of(table, b))
    assert isclose(kappa, expected, abs_tol=1e-9) or (kappa != kappa and expected != expected), (
        f"{where}: expected a kappa of {expected:.6f}, but {kappa:.6f} came. "
        "Match by label, and count habits on common roll calls."
    )


@HIDDEN.check("m3-q2", "other states and years")
def _(cohen_kappa: Any, case: Case) -> None:
    for where, table, a, b in tables(case):
        compare_kappa(cohen_kappa, where, table, a, b)


@HIDDEN.check("m3-q2", "votes at random, and no common roll call")
def _(cohen_kappa: Any, case: Case) -> None:
    import pandas as pd

    for where, table, a, b in invented(case):
        compare_kappa(cohen_kappa, where, table, a, b)
    nobody = cohen_kappa(pd.Series({1: "absent"}, dtype="str"), pd.Series({1: "yes"}, dtype="str"))
    assert nobody != nobody, (
        f"Without a common roll call kappa is not defined: expected nan, but {nobody} came. Ask first how many there are."
    )


# ----------------------------------------------------------------------------------------------------- choices


def chosen(came: str, right: str, others: dict[str, str]) -> None:
    """The right letter; for each other one, why the data do not allow it."""
    assert came == right, f"Expected another reading, but {came} came. {others.get(came, 'Choose one of the letters.')}"


@HIDDEN.check("m3-q3", "the reading that both figures allow")
def _(letter: str, case: Case) -> None:
    chosen(letter, "B", {
        "A": "They cast the same vote on more than nine in ten roll calls, so they were hardly ever opposed.",
        "C": "Kappa near zero is what independent votes would give, but also what little variation gives. It does not say which.",
        "D": "Both figures are right: when both nearly always vote yes, chance agreement is nearly as high as the real one.",
    })  # fmt: skip


@HIDDEN.check("m3-q6", "the wider interval, and why")
def _(letter: str, case: Case) -> None:
    chosen(letter, "D", {
        "A": "The interval by roll call is the narrower one. More pieces to draw from make it narrower, and here they are not as "
             "many as they look.",
        "B": "The gap is far larger than what another seed changes. Both estimate the same share, with different evidence.",
        "C": "More rows alone make an interval narrower, not wider. What widens it is that the rows of a family move together.",
    })  # fmt: skip


@HIDDEN.check("m3-q12", "what the two records can bear")
def _(letter: str, case: Case) -> None:
    chosen(letter, "A", {
        "B": "No roll call asked about Kashmir and the General Debate is one room among several, so silence there refutes nothing.",
        "C": "Armenia voted yes on the same text every time. A vote that costs nothing does not tell friends from others.",
        "D": "A silence has no direction: it fits caution, routine and preference alike, and nothing here speaks of India's position.",
    })  # fmt: skip


# ------------------------------------------------------------------------------------------ 4 and 5 own pair


def row_of(table: pd.DataFrame, name: str) -> Any:
    """The row of an answer that has this name in its first column."""
    found = table[table.iloc[:, 0].str.strip() == name]
    assert len(found) == 1, f"Expected one row {name}, but {len(found)} came. Make the first checks pass."
    return found.iloc[0]


def same_row(came: Any, n: float, share: float, where: str, advice: str) -> None:
    """A row with this n and this share."""
    assert came["n"] == n, f"{where}: expected n = {n:g}, but {came['n']:g} came. {advice}"
    assert isclose(came["share"], share, abs_tol=1e-9), (
        f"{where}: expected a share of {share:.4f}, but {came['share']:.4f} came. {advice}"
    )


@HIDDEN.check("m3-q4", "the share among votes cast")
def _(own_bounds: Any, case: Case) -> None:
    cast = agreement(common(*case.pair)).iloc[0]
    where = f"{named(*case.pair)}, absences left out"
    advice = "Keep the years 1992 to 2024, and the roll calls on which both voted."
    same_row(row_of(own_bounds, "left out"), cast["n"], cast["agreement"], where, advice)


@HIDDEN.check("m3-q4", "the two bounds")
def _(own_bounds: Any, case: Case) -> None:
    ends = bounds(common(*case.pair, absent="keep")).iloc[0]
    for name, end in (("all different", "low"), ("all the same", "high")):
        row = row_of(own_bounds, name)
        advice = (
            "Roll calls from which both were absent count too."
            if row["n"] < ends["n"]
            else "None outside the years, before membership or with a missing vote counts."
        )
        same_row(row, ends["n"], ends[end], f"{named(*case.pair)}, absences {name}", advice)


@HIDDEN.check("m3-q5", "all, contested and near-unanimous roll calls")
def _(by_camp: Any, case: Case) -> None:
    pair = common(*case.pair)
    divided = pair["camp"] < 0.9
    came, right = int(row_of(by_camp, "contested")["n"]), int(divided.sum())
    largest, members = pair[["yes", "no", "abstain"]].max(axis=1), pair[["yes", "no", "abstain", "absent"]].sum(axis=1)
    # What the usual other readings of the words would give.
    readings = (
        (~divided, "Those are the near-unanimous ones: a roll call is contested where its largest camp is small."),
        (pair["camp"] <= 0.9, "A largest camp of exactly 0.9 is near-unanimous."),
        (largest / members < 0.9, "That divides by all members. Empty seats are in no camp."),
    )
    advice = "The largest camp is the largest of yes, no and abstain, out of those who voted."
    advice = next((words for chosen, words in readings if chosen.sum() == came), advice)
    assert came == right, f"{named(*case.pair)}: expected {right} contested roll calls, but {came} came. {advice}"
    for name, part in (("all", pair), ("contested", pair[divided]), ("near-unanimous", pair[~divided])):
        measured = agreement(part).iloc[0]
        advice = "Keep the years 1992 to 2024, and the roll calls on which both voted."
        same_row(
            row_of(by_camp, name),
            measured["n"],
            measured["agreement"],
            f"{named(*case.pair)}, {name} roll calls",
            advice,
        )


# ------------------------------------------------------------------------------------------- 7 and 8 a class


@HIDDEN.check("m3-q7", "five states of the class, and the closest of them")
def _(closest: Any, case: Case) -> None:
    a, came = case.pair[0], set(closest)
    assert a not in came, (
        f"Expected partners of {states.name(a)}, but the state itself came. Leave it out of its class."
    )
    near = like_in_income(a)
    ranked = ranking(a)
    ranked = ranked[(ranked["n"] >= 100) & ranked["partner"].isin(near[:40])]
    strangers = sorted(came - set(ranked["partner"]))
    assert not strangers, (
        f"Expected states of the class of {states.name(a)}, but {', '.join(strangers)} came. "
        "Only the 40 states nearest in income are in it, and only with 100 common roll calls."
    )
    # With equal shares at the fifth place each choice among them is right.
    last = ranked["agreement"].nlargest(5).min()
    wanted = set(ranked.loc[ranked["agreement"] > last, "partner"])
    allowed = set(ranked.loc[ranked["agreement"] >= last, "partner"])
    advice = (
        "Those are the five nearest in income. Income makes the class, votes make the order."
        if came == set(near[:5])
        else "Sort by the share, the largest first, and look at the years."
    )
    assert len(came) == 5 and wanted <= came <= allowed, (
        f"Expected the five of the class with the largest share since 2010, {', '.join(ranked['partner'][:5])}, but "
        f"{', '.join(sorted(came))} came. {advice}"
    )


@HIDDEN.check("m3-q8", "the placebo of the rule")
def _(placebo: Any, case: Case) -> None:
    a, b = case.pair
    right = next(state for state in like_in_income(b) if state != a)
    came = set(placebo["partner"].str.strip())
    beside_a = next(state for state in like_in_income(a) if state != b)
    advice = (
        "That one is nearest to A, but the placebo stands in for B."
        if came == {b, beside_a}
        else "The rule starts from B, leaves out A, and does not look at votes."
    )
    assert came == {b, right}, (
        f"Expected {b} and, as nearest to it in income, {right}, but {' and '.join(sorted(came))} came. {advice}"
    )


@HIDDEN.check("m3-q8", "both shares since 2010")
def _(placebo: Any, case: Case) -> None:
    ranked = ranking(case.pair[0]).set_index("partner")
    for row in placebo.itertuples():
        name = row.partner.strip()
        right = ranked.loc[name] if name in ranked.index else {"n": 0, "agreement": float("nan")}
        assert row.n == right["n"] and isclose(row.agreement, right["agreement"], abs_tol=1e-9), (
            f"{named(case.pair[0], name)}, since 2010: expected {right['agreement']:.4f} on {right['n']:g} roll calls, but "
            f"{row.agreement:.4f} on {row.n:g} came. Keep the years 2010 to 2024, and A in both rows."
        )


# ------------------------------------------------------------------------------------------- 9 with whom

OPPOSED = (
    ("AZE", "ARM", "PAK", 1992, 2024), ("PAK", "IND", "AZE", 1992, 2024), ("ISR", "EGY", "TUR", 1980, 2005),
    ("USA", "RUS", "KAZ", 1992, 2010), ("CHN", "IND", "BGD", 2000, 2015), ("IRN", "SAU", "KGZ", 1996, 2022),
)  # fmt: skip
COUNTS = ["with_a", "with_b", "abstain", "absent"]


def compare_sides(with_whom: Any, where: str, table: pd.DataFrame, a: str, b: str, third: str) -> None:
    """The four counts against the course's measure."""
    expected = sides(table, a, b, [third])[COUNTS].iloc[0].astype(int).to_dict()
    found = with_whom(table, a, b, third)
    assert found == expected, (
        f"{where}: expected {expected}, but {found} came. "
        "Look at abstentions, absences and missing votes, and count the third state only."
    )


@HIDDEN.check("m3-q9", "other states and years")
def _(with_whom: Any, case: Case) -> None:
    own = next(state for state in ("CAN", "CHL") if state not in case.pair)
    for a, b, third, first, last in [*OPPOSED, (*case.pair, own, *YEARS)]:
        where = f"{states.name(a)} against {states.name(b)}, third {states.name(third)}, {first} to {last}"
        compare_sides(with_whom, where, some_votes(a, b, third, "BRA", "FRA", years=(first, last)), a, b, third)


@HIDDEN.check("m3-q9", "votes at random")
def _(with_whom: Any, case: Case) -> None:
    for where, table, _, _ in invented(case):
        compare_sides(with_whom, where, table, "Z", "X", "Y")


# ------------------------------------------------------------------------------------------ 10 two sources


@cache
def right_changes() -> pd.DataFrame:
    """What the correction of the votes changes."""
    import pandas as pd

    texts = window().query("series == 'karabakh' and kind != 'motion'")
    matched = load("library_resolutions").query("year >= 1992").dropna(subset="roll_call")[["record", "roll_call"]]
    library = load("library_votes").query("state == 'PAK'").merge(matched, on="record").astype({"roll_call": "int64"})
    found = []
    for source, votes in (("published", revert(load("votes"), "votes")), ("corrected", load("votes"))):
        here = votes[votes["roll_call"].isin(texts["roll_call"]) & votes["vote"].eq("yes")].astype({"state": "str"})
        found.append({
            "source": source,
            "differing": int((~compare(votes[votes["state"] == "PAK"], library)["same"]).sum()),
            "yes": int((here["roll_call"] == texts.query("symbol == 'A/RES/62/243'")["roll_call"].item()).sum()),
            "steady": int((here["state"].value_counts() == len(texts)).sum()),
            "agreement": agreement(dyad(votes, "AZE", "PAK", roll_calls=window()))["agreement"].item(),
        })  # fmt: skip
    return pd.DataFrame(found)


ADVICE = {
    "differing": "Put Pakistan's votes since 1992 of both sources side by side by roll call, absences left out, and count those "
                 "that are not the same.",
    "yes": "Count the yes votes on A/RES/62/243 in the table of votes, published and corrected.",
    "steady": "Leave the two motions out, and count the states with a yes on each of the seven texts.",
    "agreement": "It is the share of identical votes of Azerbaijan and Pakistan, 1992 to 2024, as in question 1.",
}  # fmt: skip


def _column(name: str) -> None:
    @HIDDEN.check("m3-q10", f"the column {name}")
    def _(changes: Any, case: Case) -> None:
        expected = right_changes().set_index("source")[name]
        for source, right in expected.items():
            came = row_of(changes, str(source))[name]
            assert isclose(came, right, abs_tol=1e-9), (
                f"{name}, {source} votes: expected {right:.6g}, but {came:.6g} came. {ADVICE[name]}"
            )


for _name in ADVICE:
    _column(_name)


# -------------------------------------------------------------------------------------------------- 11 a chart

SHOWN = ("line", "point", "circle")


@HIDDEN.check("m3-q11", "every year has its value")
def _(chart: Any, case: Case) -> None:
    import pandas as pd

    pair = common("KAZ", "KGZ")
    expected = agreement(pair, by="year").query("n >= 20").set_index("year")["agreement"]
    drawn = []
    for layer in layers(chart):
        if layer.mark.get("type") in SHOWN and {"x", "y"} <= set(layer.drawn()):
            here = layer.drawn()
            years = here["x"].astype("str").str[:4].astype("int")
            drawn.append(pd.Series(pd.to_numeric(here["y"]).to_numpy(float), index=years).dropna())
    assert drawn, "Expected a line or points, but there are none. Make the first checks pass."
    values = pd.concat(drawn)
    values = values / 100 if values.max() > 1 else values
    lacking = sorted(set(expected.index) - set(values.index))
    assert not lacking, (
        f"Expected a value for each year with 20 or more common roll calls, but {lacking} are not drawn. Draw all of them."
    )
    for year, value in values.items():
        right = expected.get(year, float("nan"))
        assert isclose(value, right, abs_tol=0.006), (
            f"{year}: expected a share of {right:.3f}, but {value:.3f} is drawn. "
            "Draw the column agreement, each value at its own year."
        )
