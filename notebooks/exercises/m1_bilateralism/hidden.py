"""Hidden checks of exercise 1, against the course's own measures. Instructors only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from math import isclose, log, log10
from typing import TYPE_CHECKING, Any

from course_utils import load, states
from course_utils.exercises.hidden import Case, HiddenChecks
from course_utils.exercises.kinds.chart import layers
from course_utils.measures.capacity import (
    by_form,
    cost_per_partner,
    normalise,
    scaling,
    scaling_residuals,
    states_by_year,
    treaty_flows,
)

if TYPE_CHECKING:
    import pandas as pd

HIDDEN = HiddenChecks("m1_bilateralism")


def reading(came: float, known: Iterable[tuple[float, str]], advice: str) -> str:
    """What to say of a wrong figure: the words for the usual wrong reading that gives it, or the advice."""
    return next((words for value, words in known if isclose(came, value, rel_tol=1e-9, abs_tol=1e-12)), advice)


# ---------------------------------------------------------------------------------------- 1 per possible pair


@HIDDEN.check("m1-q1", "other treaties and states")
def _(per_1000_pairs: Any, case: Case) -> None:
    import pandas as pd

    random = case.random
    made = pd.DataFrame({"n": random.integers(0, 5000, 40), "states": random.integers(2, 220, 40)})
    for row in normalise(made).itertuples():
        right, came = 1000 * row.per_pair, per_1000_pairs(int(row.n), int(row.states))
        assert isclose(came, right, rel_tol=1e-9), (
            f"{row.n:,} treaties among {row.states} states: expected {right:.6f} for each 1,000 of {row.pairs:,} pairs, but "
            f"{came:.6f} came. Is a number rounded, or divided to a whole one?"
        )


# ------------------------------------------------------------------------------------------- 2 thin or thick

WHY = {
    "A": "one rule on tariffs binds all seven before anybody knows whom it favours, so it is thick",
    "B": "three leaders act together, but from case to case and without a rule, so it is thin",
    "C": "two states are not three, so it is in neither set",
    "D": "the same duty falls on whoever has the accident, so it is thick",
    "E": "the twelfth has made a bargain with each of the eleven, so it is thin although all of them signed",
    "F": "forty treaties of two are forty tables for two, alike as their texts may be, so it is in neither set",
    "G": "help is due to whoever is attacked by whomever, which names nobody in advance, so it is thick",
    "H": "all four take part, but each quota is made to measure every spring, so it is thin",
}


@HIDDEN.check("m1-q2", "a general rule, or only many parties")
def _(THICK: frozenset[str], THIN: frozenset[str], case: Case) -> None:
    right = {letter: words.partition(" so it is ")[2].split()[0] for letter, words in WHY.items()}
    given = {letter: "thick" if letter in THICK else "thin" if letter in THIN else "in" for letter in right}
    wrong = [letter for letter in right if right[letter] != given[letter]]
    if not wrong:
        return
    every = {letter for letter, place in right.items() if place != "in"}
    if set(THICK) == every and not THIN:
        said = "This takes many parties as enough for thick. Their number makes it multilateral; the general rule makes it thick."
    elif set(THICK) == every - {"B"}:
        said = "This takes a signed text as enough for thick. A text can also write down bargains made to measure; read what it binds to."
    else:
        said = f"Look at {wrong[0]} again: {WHY[wrong[0]]}."
    raise AssertionError(f"Expected another place for {', '.join(wrong)}. {said}")


# ---------------------------------------------------------------------------------------- 3 signed is not in force

YEARS = [1980, 1995, 2010, 2024]


@cache
def bits() -> pd.DataFrame:
    """The two-party investment treaties."""
    return load("investment_treaties").query("kind == 'BIT'")


@cache
def stocks() -> pd.DataFrame:
    """The treaties in force at the end of each year, in all and for each possible pair."""
    members = states_by_year(load("states").query("list == 'cow'"), YEARS[0], YEARS[-1])
    standing = treaty_flows(bits(), start="in_force").merge(members, on="year")
    return normalise(standing, "stock").set_index("year")


@cache
def other_stocks(year: int) -> list[tuple[float, str]]:
    """What the usual wrong readings of a stock give, with words for each."""
    table = bits()
    begun, over, status = table["in_force"].dt.year, table["terminated"].dt.year, table["status"].astype("str")
    signed = table["signed"].dt.year
    came, gone = int((begun <= year).sum()), int((over <= year).sum())
    return [
        (int((signed <= year).sum()) - gone, "That counts from the signature. A treaty without a date of entry never stands."),
        (int((signed <= year).sum()), "Those are all signatures so far. Begin with the entry into force, and take off what ended."),
        (came - gone, "That takes off the end of treaties that never took effect, which were never in the stock."),
        (came, "That takes off no treaty that ended. What was terminated by the end of the year stands no more."),
        (int(((begun <= year) & (status == "in force")).sum()),
         "Those are the treaties that stand today. One that ended later stood in that year all the same."),
        (int(((begun < year) & ~(over < year)).sum()), "A stock is counted at the end of the year, after its entries and its ends."),
        (int(((begun <= year) & ~(over < year)).sum()), "A treaty that ended in the year itself stands no more at its end."),
    ]  # fmt: skip


@HIDDEN.check("m1-q3", "the treaties that stood")
def _(standing: Any, case: Case) -> None:
    came = standing.set_index(standing["year"].astype(int))["stock"]
    wrong = [year for year in YEARS if year in came.index and came[year] != stocks().loc[year, "stock"]]
    lacking = [year for year in YEARS if year not in came.index]
    assert not lacking, f"Expected a row for {lacking}, but there is none. Keep one row for each year."
    if wrong:
        # The reading that explains all rows, not one by luck.
        every = zip(*(other_stocks(year) for year in YEARS), strict=True)
        said = next(
            (
                row[0][1]
                for row in every
                if all(value == came[year] for (value, _), year in zip(row, YEARS, strict=True))
            ),
            "In force by the end of the year, and not terminated by then; a missing date is neither.",
        )
        raise AssertionError(
            f"End of {wrong[0]}: expected {stocks().loc[wrong[0], 'stock']:,} treaties in force, but {came[wrong[0]]:,.0f} came. {said}"
        )


@HIDDEN.check("m1-q3", "for each 1,000 possible pairs")
def _(standing: Any, case: Case) -> None:
    for row in standing.itertuples():
        right = 1000 * stocks().loc[int(row.year), "per_pair"]
        assert isclose(row.per_1000, right, rel_tol=1e-9), (
            f"End of {row.year:g}: expected {right:.4f} for each 1,000 possible pairs, but {row.per_1000:.4f} came. "
            "Is the stock right, and are the states those of the year?"
        )


# ----------------------------------------------------------------------------------------- 4 two units, two bases

UNITS = {"agreements": "agreements", "bound": "pairs"}
BASES = (1970, 2000)


@cache
def signed_agreements() -> pd.DataFrame:
    """All rows of trade agreements, with the form in two classes."""
    table = load("trade_agreements").astype({"form": "str", "entry_type": "str"})
    two = table["form"] == "bilateral"
    return table.assign(detail=table["form"], form=two.map({True: "two-party", False: "many-party"}))


def ratios(table: pd.DataFrame, base: int, late: tuple[int, int] = (2014, 2023), length: int = 10) -> pd.DataFrame:
    """The two units in the late years, as times the base decade, by form."""
    spans = [(base, base + length - 1), late]
    before, after = (
        by_form(table[table["signed"].between(*span)].assign(year=0)).set_index("form")[["agreements", "pairs"]]
        for span in spans
    )
    return after / before


@cache
def growth(base: int) -> pd.DataFrame:
    """The right ratios of a base."""
    table = signed_agreements()
    return ratios(table[table["entry_type"] == "treaty"], base)


@cache
def other_growth(base: int, form: str, unit: str) -> list[tuple[float, str]]:
    """What the usual wrong readings of a ratio give, with words for each."""
    table = signed_agreements()
    treaties = table[table["entry_type"] == "treaty"]
    right = growth(base).loc[form, UNITS[unit]]
    column = UNITS[unit]
    return [
        (1 / right, "That is the base over the last ten years. Put the later years above the line."),
        (growth(base).loc[form, "pairs"], "Those are rows. An agreement counts once, however many pairs it binds."),
        (ratios(table, base).loc[form, column], "Accessions and consolidated texts are in it. Keep the entry type treaty."),
        (ratios(treaties, base, length=11).loc[form, column], "Its base has eleven years. A decade from 1970 ends with 1979."),
        (ratios(treaties, base, late=(2020, 2023)).loc[form, column],
         "The years since 2020 are four, the base has ten. Compare spans of the same length."),
        (ratios(treaties, base, late=(2015, 2024)).loc[form, column], "The source ends in 2023: the last ten years begin in 2014."),
    ]  # fmt: skip


def _unit(unit: str) -> None:
    @HIDDEN.check("m1-q4", f"the unit {unit}")
    def _(grown: Any, case: Case) -> None:
        table = grown.assign(form=grown["form"].str.strip(), base=grown["base"].astype(int)).set_index(["base", "form"])
        for base in BASES:
            for form in ("many-party", "two-party"):
                assert (base, form) in table.index, f"Expected a row for {base} and {form}, but there is none. Add it."
                right, came = growth(base).loc[form, UNITS[unit]], table.loc[(base, form), unit]
                said = reading(
                    came, other_growth(base, form, unit), "Count the two spans of ten years by hand for a start."
                )
                assert isclose(came, right, rel_tol=1e-9), (
                    f"{unit}, {form}, 2014 to 2023 against {base} to {base + 9}: expected {right:.4f} times, but {came:.4f} came. {said}"
                )


for _name in UNITS:
    _unit(_name)


# ---------------------------------------------------------------------------------------------------- 5 a chart

AMONG_TEXTS, AMONG_ALLIANCES = "alliances among two-party texts", "two-party among alliances"
SHOWN = ("line", "point", "circle")


@cache
def yearly_texts() -> pd.DataFrame:
    """Other two-party texts, alliances of two and of more, formed and in force, year by year."""
    import pandas as pd

    trade = signed_agreements().query("entry_type == 'treaty' and detail == 'bilateral'")
    pacts = load("alliance_totals")
    two = pacts["members"] == 2
    counts = {
        "investment": bits()["signed"].dt.year.value_counts(),
        "trade": trade.groupby("signed")["agreement"].nunique(),
        "defence": load("defence_agreements_by_year").set_index("year")["agreements"],
        "two": pacts[two].groupby("year")["formed"].sum(),
        "more": pacts[~two].groupby("year")["formed"].sum(),
        "two_standing": pacts[two].groupby("year")["in_force"].sum(),
        "more_standing": pacts[~two].groupby("year")["in_force"].sum(),
    }
    table = pd.DataFrame(counts).reindex(range(1981, 2011)).fillna(0)
    return table.assign(others=table["investment"] + table["trade"] + table["defence"])


@cache
def shares() -> dict[str, dict[str, pd.Series]]:
    """The two shares by period, and what the usual wrong readings give in their place; "right" is right."""
    yearly = yearly_texts()
    sums = yearly.groupby((yearly.index - 1981) // 5 * 5 + 1981).sum()

    def of(table: pd.DataFrame, end: str = "") -> dict[str, pd.Series]:
        two, more = table[f"two{end}"], table[f"more{end}"]
        return {AMONG_TEXTS: two / (two + table["others"]), AMONG_ALLIANCES: two / (two + more)}

    right = of(sums)
    every = sums["two"] + sums["more"]
    means = {name: share.groupby((share.index - 1981) // 5 * 5 + 1981).mean() for name, share in of(yearly).items()}
    return {
        "right": right,
        "Those two lines have each other's names. What stands below the fraction bar gives a share its name.": {
            AMONG_TEXTS: right[AMONG_ALLIANCES], AMONG_ALLIANCES: right[AMONG_TEXTS]},
        "That is the mean of five yearly shares. Add up the five years, then divide.": means,
        "That counts alliances in force, some of them signed long before. Count those that were formed.": of(sums, "_standing"),
        "Alliances of three or more are among the two-party texts. Keep those of two members.": {
            AMONG_TEXTS: every / (every + sums["others"]), AMONG_ALLIANCES: right[AMONG_ALLIANCES]},
        "The alliances are missing below the fraction bar. They are two-party texts too.": {
            AMONG_TEXTS: sums["two"] / sums["others"], AMONG_ALLIANCES: right[AMONG_ALLIANCES]},
    }  # fmt: skip


def drawn(chart: Any) -> dict[str, dict[int, float]]:
    """What a chart shows, by the name of the line and the first year of the period."""
    import pandas as pd

    seen = [layer.drawn() for layer in layers(chart) if layer.mark.get("type") in SHOWN]
    rows = pd.concat([one for one in seen if {"x", "y", "color"} <= set(one)])
    shown = pd.DataFrame({
        "label": rows["color"].astype("str").str.strip(),
        "first": rows["x"].astype("str").str.extract(r"(\d{4})")[0].astype(int),
        "height": pd.to_numeric(rows["y"]),
    })  # fmt: skip
    unit = 100 if shown["height"].max() > 1 else 1
    return {
        str(label): dict(zip(line["first"], line["height"] / unit, strict=True))
        for label, line in shown.groupby("label")
    }


@HIDDEN.check("m1-q5", "both shares in every period")
def _(chart: Any, case: Case) -> None:
    came = drawn(chart)
    assert {AMONG_TEXTS, AMONG_ALLIANCES} <= set(came), (
        "Expected two lines under the names of the question, but one is missing. Make the first checks pass."
    )

    def as_in(expected: dict[str, pd.Series]) -> bool:
        return all(
            isclose(came[name].get(int(year), float("nan")), right, abs_tol=0.006)
            for name, share in expected.items() for year, right in share.items()
        )  # fmt: skip

    right = shares()["right"]
    if as_in(right):
        return
    said = next(
        (words for words, wrong in shares().items() if words != "right" and as_in(wrong)), "Count one period by hand."
    )
    for name, share in right.items():
        for year, value in share.items():
            here = came[name].get(int(year), float("nan"))
            assert isclose(here, value, abs_tol=0.006), (
                f"{name}, {year} to {year + 4}: expected {value:.3f}, but {here:.3f} is drawn. {said}"
            )


# ------------------------------------------------------------------------------------------------ 6 a scaling law


@cache
def sizes() -> pd.DataFrame:
    """Population and GDP of 2018, one row a state."""
    table = load("economy").query("year == 2018").astype({"state": "str", "gdp": "float64", "population": "float64"})
    return table[table["state"].isin(states.codes())].assign(income=lambda t: t["gdp"] / t["population"])


@cache
def posts(kinds: tuple[str, ...] = ("embassy", "high_commission")) -> pd.DataFrame:
    """Which state has a mission of these kinds in which."""
    table = load("embassies").astype({"sender": "str", "receiver": "str", "kind": "str"})
    return table[table["kind"].isin(kinds)] if kinds else table


@cache
def counted(of: str) -> pd.DataFrame:
    """Sizes beside missions received, or what is easily taken for them."""
    other = {"receiver": "sender", "sender": "receiver"}
    series = {
        "received": lambda: posts().groupby("receiver")[other["receiver"]].nunique(),
        "sent": lambda: posts().groupby("sender")[other["sender"]].nunique(),
        "every kind": lambda: posts(()).groupby("receiver")["missions"].sum(),
        "embassies alone": lambda: posts(("embassy",)).groupby("receiver")["sender"].nunique(),
    }
    return sizes().merge(series[of]().rename("received"), left_on="state", right_index=True)


@cache
def law(of: str = "received", x: str = "gdp") -> Any:
    """The scaling law, as one row."""
    return scaling(counted(of), x, "received", zeros="leave out").iloc[0]


@cache
def placed(of: str = "received", x: str = "gdp") -> pd.DataFrame:
    """Each state against the law."""
    return scaling_residuals(counted(of), x, "received", zeros="leave out").set_index("state")


@cache
def other_factors() -> list[tuple[float, str]]:
    """What the usual wrong readings give for ten times the size."""
    import numpy as np

    known = counted("received").dropna(subset="gdp")
    b = law()["exponent"]
    turned = scaling(known, "received", "gdp", zeros="leave out")["exponent"].item()
    straight = np.polyfit(known["gdp"], known["received"], 1)
    at_mean = known["gdp"].mean()
    advice = "Fit the logarithm of embassies received on the logarithm of GDP, and raise 10 to the slope."
    return [
        (10 * b, "That is ten times the exponent. On logarithms a step of ten becomes a factor: raise 10 to its power."),
        (float(np.exp(b)), "That raises e to the exponent, which is for 2.7 times the size. Ten times the size needs 10."),
        (10**turned, "Embassies and GDP have changed places. The size goes on x, what it explains on y."),
        (10 ** law("sent")["exponent"], "Those are embassies sent. Group by the state that receives."),
        (10 ** law("every kind")["exponent"], "Consulates and other missions are in it. Keep embassies and high commissions."),
        (10 ** law("embassies alone")["exponent"], "High commissions are missing. Between members of the Commonwealth they are the embassies."),
        (10 ** law(x="population")["exponent"], "That is the law on population. The size asked for is GDP."),
        (float(np.polyval(straight, 10 * at_mean) / np.polyval(straight, at_mean)), advice),
    ]  # fmt: skip


@HIDDEN.check("m1-q6", "ten times the size")
def _(tenfold: Any, own_law: Any, case: Case) -> None:
    right, came = 10 ** law()["exponent"], tenfold[0]
    advice = "Fit the logarithm of embassies received on that of GDP in 2018, over all states that have both."
    assert isclose(came, right, rel_tol=1e-6), (
        f"Ten times the GDP: expected {right:.4f} times the embassies, but {came:.4f} came. {reading(came, other_factors(), advice)}"
    )


@HIDDEN.check("m1-q6", "the ends of the interval")
def _(tenfold: Any, own_law: Any, case: Case) -> None:
    ends = 10 ** law()["low"], 10 ** law()["high"]
    for name, came, right in zip(("low", "high"), tenfold[1:], ends, strict=True):
        assert isclose(came, right, rel_tol=1e-6), (
            f"The {name} end: expected {right:.4f} times, but {came:.4f} came. Raise 10 to the end of the exponent's interval, as "
            "scaling gives it."
        )


def said_of_counts(came: dict[str, float], pair: tuple[str, str]) -> str:
    """Words for the counts of the pair, where they are those of a usual wrong reading."""
    known = {
        "sent": "Those are the embassies that it sends. Group by the state that receives.",
        "every kind": "Consulates and other missions are in it. Count different states that keep an embassy or a high commission.",
        "embassies alone": "High commissions are missing. Between members of the Commonwealth they are the embassies.",
    }
    for of, words in known.items():
        found = counted(of).set_index("state")["received"]
        if all(found.get(state) == came[state] for state in pair):
            return words
    return "Count the different states with an embassy or a high commission there."


@HIDDEN.check("m1-q6", "both states of the pair")
def _(tenfold: Any, own_law: Any, case: Case) -> None:
    rows = {str(row.state).strip(): row for row in own_law.itertuples()}
    assert set(rows) == set(case.pair), (
        f"Expected the rows {' and '.join(case.pair)}, but {', '.join(sorted(rows)) or 'none'} came. Keep your own two states."
    )
    received = {state: row.received for state, row in rows.items()}
    for state in case.pair:
        right = placed().loc[state]
        assert received[state] == right["received"], (
            f"{states.name(state)}: expected {right['received']:.0f} embassies received, but {received[state]:.0f} came. "
            f"{said_of_counts(received, case.pair)}"
        )
    for state in case.pair:
        right, came = placed().loc[state], rows[state]
        known = [
            (log(right["predicted"]), "The prediction stands in logarithms. Turn it back into embassies."),
            (log10(right["predicted"]), "The prediction stands in logarithms. Turn it back into embassies."),
            (
                placed(x="population").loc[state, "predicted"],
                "That is what its people predict. The size asked for is GDP.",
            ),
            (_straight(state), "That is a straight line through the plain figures. Take logarithms on both axes."),
        ]
        said = reading(came.predicted, known, "Fit on all states with a GDP and an embassy, not on your own two alone.")
        assert isclose(came.predicted, right["predicted"], rel_tol=1e-6), (
            f"{states.name(state)}: expected a prediction of {right['predicted']:.3f} embassies, but {came.predicted:.3f} came. {said}"
        )


@cache
def _straight(state: str) -> float:
    """What a straight line through the plain figures predicts."""
    import numpy as np

    known = counted("received").dropna(subset="gdp").set_index("state")
    return float(np.polyval(np.polyfit(known["gdp"], known["received"], 1), known.loc[state, "gdp"]))


# ------------------------------------------------------------------------------------------------ 7 who is small

PLACES = {"people": "population", "economy": "gdp", "income": "income"}


@cache
def larger(state: str, column: str) -> list[tuple[float, str]]:
    """The share of states that are larger, first the right one, then the usual wrong readings."""
    every = sizes().set_index("state")[column]
    known, own = every.dropna(), every[state]
    return [
        (float((known > own).mean()), ""),
        (float((known < own).mean()), "That is the share of smaller states. Turn the comparison round."),
        (float((known <= own).mean()), "That is the share of states that are no larger. Turn the comparison round."),
        (float((known >= own).mean()), "The state itself is in it. Nobody is larger than itself."),
        (float((every > own).mean()), "States without a figure are below the line too. Drop them before you divide."),
    ]


@cache
def among_peers(state: str) -> list[tuple[float, str]]:
    """The share of its class with more people, first the right one, then the usual wrong readings."""
    table = sizes().set_index("state")
    people, income, gdp = table["population"], table["income"], table["gdp"]

    def share(peers: pd.Series, itself: bool = False) -> float:
        inside = peers if itself else peers.drop(state, errors="ignore")
        return float((people[inside.index] > people[state]).mean())

    def near(values: pd.Series) -> pd.Series:
        return values[values.between(values[state] / 2, values[state] * 2)]

    return [
        (share(near(income)), ""),
        (share(near(income), itself=True), "The state is among its own peers. Leave it out of its class."),
        (share(near(gdp)), "That class is by GDP. The class asked for is by income per head."),
        (share(near(people)), "That class is by population. The class asked for is by income per head."),
        (share(people), "Those are all states. Compare with the class of like income only."),
        (1 - share(near(income)), "That is the share with fewer people. Count those with more."),
    ]


def _place(name: str, wanted: Callable[[str], list[tuple[float, str]]], advice: str) -> None:
    @HIDDEN.check("m1-q7", f"the column {name}")
    def _(smallness: Any, case: Case) -> None:
        rows = smallness.assign(state=smallness["state"].str.strip()).set_index("state")[name]
        lacking = {*case.pair, "AZE", "PAK"} - set(rows.index)
        assert not lacking, f"Expected a row for {', '.join(sorted(lacking))}, but there is none. Keep your A and B."
        # A wrong reading that one state shares with the right one shows in another: look at all four.
        right = {state: wanted(state)[0][0] for state in ("AZE", "PAK", *case.pair)}
        if all(isclose(rows[state], value, abs_tol=1e-9) for state, value in right.items()):
            return
        said = advice
        for place in range(1, len(wanted("AZE"))):
            if all(isclose(rows[state], wanted(state)[place][0], abs_tol=1e-9) for state in right):
                said = wanted("AZE")[place][1]
                break
        state = next(state for state, value in right.items() if not isclose(rows[state], value, abs_tol=1e-9))
        raise AssertionError(
            f"{name}, {states.name(state)}: expected {right[state]:.4f}, but {rows[state]:.4f} came. {said}"
        )


_place(
    "people", lambda state: larger(state, "population"), "Of all states with a population in 2018, how many have more?"
)
_place("economy", lambda state: larger(state, "gdp"), "Of all states with a GDP in 2018, how many have a larger one?")
_place("income", lambda state: larger(state, "income"), "Income is GDP over population, for each state; then compare.")
_place(
    "in_class", among_peers, "Other states with half to twice its income per head: how many of them have more people?"
)


# --------------------------------------------------------------------------------------- 8 average and margin

LIMIT = 60


@cache
def seats(status: str = "member", limit: int = LIMIT) -> pd.DataFrame:
    """One row a seat in an organisation of fewer members than the limit."""
    table = load("memberships").astype({"state": "str", "organisation": "str", "status": "str"})
    kept = table[table["status"] == status] if status else table
    return kept[kept["organisation"].map(kept["organisation"].value_counts()) < limit][["state", "organisation"]]


@cache
def channels(status: str = "member", limit: int = LIMIT) -> pd.DataFrame:
    """Seats, partners and links of every state, by the course's measure."""
    table = cost_per_partner(posts()[["sender", "receiver"]], seats(status, limit), embassy_cost=1, seat_cost=1)
    return table[table["channel"] == "seat"].set_index("state")


@cache
def losses(state: str) -> tuple[int, ...]:
    """How many partners are lost with each seat, by the course's measure on the table without it."""
    own = seats()[seats()["state"] == state]["organisation"]
    room = seats()[seats()["organisation"].isin(own)]
    whole = channels().loc[state, "partners"]
    none = posts()[["sender", "receiver"]].iloc[:0]
    left = []
    for organisation in own:
        table = cost_per_partner(none, room[room["organisation"] != organisation], 1, 1)
        left.append(int(whole - table[(table["state"] == state) & (table["channel"] == "seat")]["partners"].sum()))
    return tuple(left)


def reach_of(reach: Any, case: Case) -> dict[str, Any]:
    """The rows of the answer by state."""
    rows = {str(row.state).strip(): row for row in reach.itertuples()}
    assert set(rows) == set(case.pair), (
        f"Expected the rows {' and '.join(case.pair)}, but {', '.join(sorted(rows)) or 'none'} came. Keep your own two states."
    )
    return rows


@HIDDEN.check("m1-q8", "seats and partners")
def _(reach: Any, case: Case) -> None:
    rows = reach_of(reach, case)
    readings = (
        (channels(limit=10_000)[["units", "partners"]], "That counts organisations of every size. Keep those with fewer than 60 members."),
        (channels("")[["units", "partners"]], "Observers and candidates are in it. Only full members hold a seat."),
        (channels()[["units", "partners"]] + [0, 1], "The state itself is among its partners. Leave it out."),
        (channels()[["units", "links"]].set_axis(["units", "partners"], axis=1),
         "Those are links: a partner met in five bodies is one partner. Count different states."),
    )  # fmt: skip
    for state in case.pair:
        right = channels().loc[state]
        came = rows[state]
        if came.seats == right["units"] and came.partners == right["partners"]:
            continue
        said = "Full members of organisations with fewer than 60 members, and different other states."
        for table, words in readings:
            wrong = table.reindex(list(case.pair))
            if all(
                rows[one].seats == wrong.loc[one, "units"] and rows[one].partners == wrong.loc[one, "partners"]
                for one in case.pair
            ):
                said = words
                break
        raise AssertionError(
            f"{states.name(state)}: expected {right['units']} seats that reach {right['partners']} partners, but {came.seats:g} and "
            f"{came.partners:g} came. {said}"
        )


@HIDDEN.check("m1-q8", "the margin")
def _(reach: Any, case: Case) -> None:
    rows = reach_of(reach, case)
    for state in case.pair:
        lost, came = losses(state), rows[state].margin
        known = [
            (sum(one > 0 for one in lost) / len(lost), "That is the share of seats that lose anybody. Count the partners lost, not the seats."),
            (float(max(lost)), "That is the dearest seat. Take the mean over all seats."),
            (float(sum(lost)), "That is the sum of the losses. Take their mean over all seats."),
        ]  # fmt: skip
        right = sum(lost) / len(lost)
        said = reading(
            came,
            known,
            "A partner is lost with a seat where no other seat meets it. Put each seat back before the next.",
        )
        assert isclose(came, right, abs_tol=1e-9), (
            f"{states.name(state)}: without one of its {len(lost)} seats it loses {right:.4f} partners in the mean, but {came:.4f} came. {said}"
        )


# ------------------------------------------------------------------------------------------- 9 a friend at the table


def at_most(objects: list[float], allowed: int) -> float:
    """The chance of at most so many objections, as the first coefficients of a product of polynomials."""
    import numpy as np

    chances = np.ones(1)
    for chance in objects:
        chances = np.convolve(chances, [1 - chance, chance])
    return float(chances[: allowed + 1].sum())


@HIDDEN.check("m1-q9", "members at random, every rule")
def _(admission: Any, FRIEND: str, case: Case) -> None:
    random = case.random
    for _ in range(8):
        objects = [round(float(chance), 3) for chance in random.random(int(random.integers(1, 9)))]
        for allowed in range(len(objects) + 1):
            right, came = at_most(objects, allowed), admission(objects, allowed)
            assert isclose(came, right, abs_tol=1e-9), (
                f"{len(objects)} members, {allowed} objections allowed: expected {right:.6f}, but {came:.6f} came. Each member has its "
                "own chance, and at most so many may object."
            )


@HIDDEN.check("m1-q9", "ten members, and friends or opponents among them")
def _(admission: Any, FRIEND: str, case: Case) -> None:
    for odd in ([0.0], [1.0], [0.0, 1.0], [0.0, 0.0]):
        objects = odd + [0.1] * (10 - len(odd))
        for allowed in (0, 1, 3):
            right, came = at_most(objects, allowed), admission(objects, allowed)
            assert isclose(came, right, abs_tol=1e-9), (
                f"Ten members, {len(odd)} of them with chances {', '.join(f'{one:g}' for one in odd)}, {allowed} objections allowed: "
                f"expected {right:.6f}, but {came:.6f} came."
            )


@HIDDEN.check("m1-q9", "what holds under every account")
def _(admission: Any, FRIEND: str, case: Case) -> None:
    others = {
        "A": "With one objection in ten for each member, a friend lifts the chance under consensus from 0.35 to 0.39. That is little, not nothing.",
        "B": "By one account time ran out and both bids are still open. A decision not taken needs no objection.",
        "D": "A friend has one voice. Under consensus the others keep theirs, however hard it tries, so nothing follows about trying.",
    }
    assert FRIEND == "C", (
        f"Expected another reading, but {FRIEND} came. {others.get(FRIEND, 'Choose one of the letters.')}"
    )
