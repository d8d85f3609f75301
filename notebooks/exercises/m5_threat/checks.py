"""Exercise 5, Did dangerous neighbours make them arm?: its questions, their hints and their public checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from math import isclose, sqrt
from typing import TYPE_CHECKING, Any

from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.answered import AnswerFailed
from course_utils.exercises.kinds import Chart, Choice, Function, Number, Record, Several, Table, Text, Written
from course_utils.exercises.kinds.chart import Layer, layers, title

if TYPE_CHECKING:
    import pandas as pd

READING = "book/modules/m5_threat.md"

# The objectives of the reading, word for word.
PRICES = (
    "Compute real from nominal spending, and spending as a share of GDP, and choose between them for a given question."
)
NAMES = "Find the conflicts of a pair of states in a data set that files them under other names."
FOLLOWS = (
    "Test whether one state's spending follows a rival's, in levels and in changes, with a placebo pair and a placebo "
    "outcome."
)
RICHARDSON = "Interpret a fit of Richardson's model, and say what thirty yearly points cannot tell."
OIL = "Evaluate oil income as a rival explanation by looking where oil and danger part ways."
PAPERS = "Distinguish an alliance from a defence cooperation agreement in data."
IMPORTS = "Plot the arms imports of four states on one scale with honest gaps."


def asked(function: Callable[..., Any], *given: Any, error: str, message: str) -> Any:
    """What a function gives; where it stops with this error, the message in the subject's words instead."""
    try:
        return function(*given)
    except AnswerFailed as stopped:
        if error not in str(stopped):
            raise
        raise AssertionError(message) from None


def cells(table: pd.DataFrame, *keys: str) -> dict[Any, Any]:
    """The rows of an answer by what stands in its key columns."""
    return {
        tuple(str(row[key]).strip() for key in keys) if len(keys) > 1 else str(row[keys[0]]).strip(): row
        for _, row in table.iterrows()
    }


def exactly(found: Mapping[Any, Any], wanted: list[Any], columns: str) -> None:
    """The answer has these rows and no other."""

    def said(rows: list[Any]) -> str:
        return ", ".join(" ".join(row) if isinstance(row, tuple) else row for row in rows) or "none"

    assert set(found) == set(wanted), (
        f"Expected the {len(wanted)} rows {said(wanted)}, but {said(list(found))} came. Put these words into {columns}."
    )


# ---------------------------------------------------------------------------------------------- 1 at the prices of

PRICE_LEVELS = {2000: 50.0, 2010: 100.0, 2020: 125.0}
MEASURES = Choice({"N": "nominal dollars", "R": "real dollars", "S": "share of GDP"})


def levels_of(levels: Mapping[int, float | None]) -> pd.Series:
    """Price levels by year, as the notebook has them."""
    import pandas as pd

    return pd.Series(dict(levels), dtype="float64").rename_axis("year")


Q1 = Question(
    "m5-q1", 4, PRICES, ("at_prices_of", "MEASURE"),
    Several(
        Function(
            ("amount", "year", "base", "prices"), lambda: (30.0, 2000, 2010, levels_of(PRICE_LEVELS)), Number(missing=True)
        ),
        Record(dict.fromkeys("abcd", MEASURES)),
        names=("at_prices_of", "MEASURE"),
    ),
    Hints(
        "A loaf cost 2 when you were born and costs 3 today. To how much of today's money do 10 of that day come: to more "
        "than 10, or to less?",
        "A price level is only good for a ratio: the level of one year over that of another. Which measure to take depends on "
        "who asks. A bill fixed in dollars is paid in dollars of the day; what can be bought is told at constant prices; what it "
        "costs those who pay is told beside what they produce. A rival meets what was bought.",
        f"{READING}#heavy-by-which-measure",
        "A toy case: prices stand at 50 in 2000, at 100 in 2010, at 125 in 2020. Then 30 of the year 2000 come to 60 at the prices "
        "of 2010 and to 75 at those of 2020. And 60 of the year 2010 come to 30 at the prices of 2000.",
        "A neighbour: a town paid its orchestra 40,000 in 1990 and 60,000 in 2020. Prices rose from 80 to 160 meanwhile, and the "
        "town's income from 2 to 6 million. Nominal pay rose by half: who owes the players 60,000 must find 60,000. At the prices "
        "of 2020 the pay of 1990 was 40,000 · 160/80 = 80,000, so that the players can buy a quarter less. And the share of the town's "
        "income fell from 2 % to 1 %: never was the orchestra so light a load. Three questions, three answers, no error in any.",
    ),
    public_points=2,
)  # fmt: skip


@Q1.check("toy case", "three years, worked by hand")
def _(at_prices_of: Any, MEASURE: Any) -> None:
    prices = levels_of(PRICE_LEVELS)
    later = at_prices_of(30.0, 2000, 2010, prices)
    assert not isclose(later, 15), (
        "Prices doubled from 2000 to 2010, so 30 of the year 2000 come to 60 at the prices of 2010, but 15 came. That has the two "
        "years the wrong way round: where prices rise, an old sum comes to more."
    )
    assert isclose(later, 60), (
        f"Prices doubled from 2000 to 2010: expected 60 for 30 of the year 2000, but {later:.6g} came. Multiply by the level of the "
        "base year over that of the year."
    )
    last = at_prices_of(30.0, 2000, 2020, prices)
    assert not isclose(last, 60), (
        "At the prices of 2020, where the level is 125, 30 of the year 2000 come to 75, but 60 came. That takes the level of the "
        "base year for 100. It is 100 in one year only, and a series may have none."
    )
    assert isclose(last, 75), (
        f"Levels of 50 and 125: expected 30 · 125/50 = 75, but {last:.6g} came. A ratio of two levels, not their difference."
    )
    back = at_prices_of(60.0, 2010, 2000, prices)
    assert isclose(back, 30), (
        f"From 2010 back to the prices of 2000: expected 30 for 60, but {back:.6g} came. The base year may be the earlier one."
    )


@Q1.check("toy case", "years in another order")
def _(at_prices_of: Any, MEASURE: Any) -> None:
    came = at_prices_of(30.0, 2000, 2020, levels_of(dict(reversed(PRICE_LEVELS.items()))))
    assert isclose(came, 75), (
        f"The same price levels with the last year first: expected still 75, but {came:.6g} came. Take a level by its year, not by "
        "its place."
    )


@Q1.check("toy case", "a year without a price level")
def _(at_prices_of: Any, MEASURE: Any) -> None:
    known = levels_of({2010: 100.0, 2020: None})
    for base, words in ((2020, "The level of 2020 is missing"), (2100, "2100 is not in the Series")):
        message = f"{words}: expected nan, but the look-up stopped. Ask first whether the year is there."
        came = asked(at_prices_of, 10.0, 2010, base, known, error="KeyError", message=message)
        assert came != came, (
            f"{words}: expected nan, but {came:.6g} came. What nobody knows is neither 0 nor as before."
        )


@Q1.check("property", "at its own prices a sum stays as it is")
def _(at_prices_of: Any, MEASURE: Any) -> None:
    came = at_prices_of(7.0, 2020, 2020, levels_of(PRICE_LEVELS))
    assert isclose(came, 7), f"7 of 2020 at the prices of 2020: expected 7, but {came:.6g} came. Look at the ratio."


# --------------------------------------------------------------------------------------------- 2 under another name

# conflict, year, states_a, allies_a, states_b, allies_b
CONFLICTS = {
    1: (1, 2000, "X", None, "Y", None), 2: (1, 2001, "Y", None, "X", None), 3: (2, 2003, "X", None, None, "Y"),
    4: (2, 2004, "X", None, None, None), 5: (3, 2005, "X", "Y", "W", None), 6: (4, 2001, "W", "X", "V", "Y"),
    7: (5, 2007, "W;X", None, "V;Y", "U"), 8: (6, 2008, "X", None, "V", None),
}  # fmt: skip
COLUMNS = ("conflict", "year", "states_a", "allies_a", "states_b", "allies_b")
YEARS = ("main", "every", "whole")


def listed(*numbers: int) -> pd.DataFrame:
    """The toy rows of these numbers, as a table of conflicts."""
    import pandas as pd

    table = pd.DataFrame([CONFLICTS[number] for number in numbers], columns=list(COLUMNS))
    return table.astype(dict.fromkeys(COLUMNS[2:], "str"))


COUNT_OPTIONS = Choice({
    "A": "The first count names the parties, so it is the one to trust: Armenia and Azerbaijan had no conflict, and C19 is "
         "refuted for Karabakh.",
    "B": "The last two counts put repeated conflict on record for both pairs. The first asks who is called a party, which is "
         "itself disputed; the last credits a state that came in for one year with all the others.",
    "C": "The last count misses nothing, so it is the one to trust for every pair, Türkiye and Armenia too.",
    "D": "For India and Pakistan the counts agree and for Armenia and Azerbaijan they do not: the list is sound for Kashmir and "
         "faulty for Karabakh, so C19 can be judged for Kashmir only.",
})  # fmt: skip

Q2 = Question(
    "m5-q2", 4, NAMES, ("years_opposed", "COUNT_READ"),
    Several(
        Function(
            ("conflicts", "a", "b"), lambda: (listed(6), "X", "Y"),
            Record({name: Number(low=0, whole=True) for name in YEARS}),
        ),
        COUNT_OPTIONS,
        names=("years_opposed", "COUNT_READ"),
    ),
    Hints(
        "Take one row. On which side does `a` stand, as what? And `b`? Two states in one row are not yet opponents.",
        "Who counts as a party is a rule of the coders, and a rule is not a fact about who fought. Split the codes at `;` and ask "
        "whether a state is among them, for each of the four columns. Then combine: one on side A and the other on side B, or "
        "the other way round. The widest count takes the numbers of the conflicts so found, and all their years.",
        f"{READING}#a-filter-that-finds-no-war",
        "A toy case of five rows. Conflict 1: X against Y in 2000, Y against X in 2001. Conflict 2: X against rebels whom Y "
        "supports in 2003, X against the same rebels alone in 2004. Conflict 3: X, supported by Y, against W in 2005. Then main is 2, every "
        "is 3 and whole is 4. In 2005 they stand together.",
        "A neighbour: court files of a street. Case 10: Ann sues Bo, 2019 and 2020. Case 11: Bo sues the baker, whom Ann pays a lawyer, "
        "2021; the case goes on without Ann in 2022 and 2023. Case 12: Ann and Bo sue the landlord together, 2020. Opponents by name: "
        "2019, 2020, so 2. With helpers: 2021 too, so 3. All years of cases 10 and 11: 5. Is it a quarrel of two years or of "
        "five? By name one misses Ann's lawyer, by case one lets her quarrel for two years in which she was away. Note that 2020 "
        "counts once, although two of its files name both.",
    ),
    public_points=2,
)  # fmt: skip


def opposed(function: Any, table: pd.DataFrame, counts: tuple[int, int, int], case: str, advice: str) -> None:
    """The three counts of X and Y in these rows."""
    message = (
        f"{case}: the search stopped at a cell that names no state. It holds a missing value, no text: fill it with ''."
    )
    found = asked(function, table, "X", "Y", error="'float'", message=message)
    wanted = dict(zip(YEARS, counts, strict=True))
    assert found == wanted, f"{case}: expected {wanted}, but {found} came. {advice}"


@Q2.check("toy case", "main parties, either way round")
def _(years_opposed: Any, COUNT_READ: Any) -> None:
    opposed(years_opposed, listed(1), (1, 1, 1), "X against Y in one year", "They are main parties on opposite sides.")
    advice = "Side A is not the first of your two states: count both ways round."
    opposed(years_opposed, listed(1, 2), (2, 2, 2), "X against Y, then Y against X a year later", advice)


@Q2.check("toy case", "a supporter on the other side")
def _(years_opposed: Any, COUNT_READ: Any) -> None:
    case = "X fights rebels in 2003, whom Y supports with troops"
    found = years_opposed(listed(3), "X", "Y")
    advice = (
        "A supporter is not a main party: leave the columns of supporters out of main."
        if found["main"]
        else "Look into the columns of supporters too."
    )
    opposed(years_opposed, listed(3), (0, 1, 1), case, advice)
    case = "Two others fight in 2001, X supports the one and Y the other"
    opposed(years_opposed, listed(6), (0, 1, 1), case, "Two supporters on opposite sides are opposed as well.")


@Q2.check("toy case", "the other years of the conflict")
def _(years_opposed: Any, COUNT_READ: Any) -> None:
    case = "X fights rebels whom Y supports in 2003, and the same rebels alone in 2004"
    advice = "For whole take the number of each conflict in which they were opposed once, and all its years."
    opposed(years_opposed, listed(3, 4), (0, 1, 2), case, advice)
    case = "Beside it X fights V in 2008, in another conflict"
    opposed(years_opposed, listed(3, 4, 8), (0, 1, 2), case, "Y has no part in that conflict: leave its years out.")


@Q2.check("toy case", "on the same side")
def _(years_opposed: Any, COUNT_READ: Any) -> None:
    case = "X, supported by Y, fights W"
    opposed(
        years_opposed, listed(5), (0, 0, 0), case, "They stand in one row, but on one side: opponents face each other."
    )


@Q2.check("toy case", "several states on a side")
def _(years_opposed: Any, COUNT_READ: Any) -> None:
    case = "W and X (W;X) against V and Y (V;Y)"
    opposed(years_opposed, listed(7), (1, 1, 1), case, "A cell may name several states: split it at the semicolon.")


@Q2.check("toy case", "two conflicts in one year")
def _(years_opposed: Any, COUNT_READ: Any) -> None:
    case = "In 2001 X and Y are opposed in two conflicts at once"
    opposed(years_opposed, listed(2, 6), (1, 1, 1), case, "Count different years, not rows.")


@Q2.check("property", "the same whoever comes first")
def _(years_opposed: Any, COUNT_READ: Any) -> None:
    one, other = years_opposed(listed(*CONFLICTS), "X", "Y"), years_opposed(listed(*CONFLICTS), "Y", "X")
    assert one == other, (
        f"X is opposed to Y as often as Y to X, but {one} came, and {other} with the two swapped. Treat both states alike."
    )


# ---------------------------------------------------------------------------------------- 3 in levels and in changes

# Two series that rise together, and whose steps are large in turn.
TWO = {2000: (1, 1), 2001: (3, 2), 2002: (4, 4), 2003: (6, 5), 2004: (7, 7), 2005: (9, 8)}
GAP = {2000: (1, 1), 2001: (3, 2), 2002: (4, 4), 2004: (9, 9), 2005: (11, 10), 2006: (12, 13), 2007: (14, 13)}
SAME = ("levels", "changes", "n")


def series(rows: Mapping[int, tuple[float | None, float | None]]) -> pd.DataFrame:
    """A table with the columns year, x and y."""
    import pandas as pd

    return pd.DataFrame([(year, *values) for year, values in rows.items()], columns=["year", "x", "y"]).astype(
        {"x": "float64", "y": "float64"}
    )


Q3 = Question(
    "m5-q3", 4, FOLLOWS, ("in_step",),
    Function(
        ("pair",), lambda: (series(GAP),),
        Record({"levels": Number(missing=True), "changes": Number(missing=True), "n": Number(low=0, whole=True)}),
    ),
    Hints(
        "Two children grow. Is it strange that both are taller each year? What would you look at, to see whether the one grows "
        "because the other does?",
        "Levels ask whether both are high in the same years, changes whether both rise in the same years. A change belongs to a "
        "year and the year just before it. So every year needs a row, even one without figures, before one row is taken from the next.",
        f"{READING}#in-step-with-rivals-in-step-with-strangers",
        "A toy case: x is 1, 3, 4, 6, 7, 9 and y is 1, 2, 4, 5, 7, 8 in six years. Both rise all the time, and r of the levels is "
        "0.98. The changes are 2, 1, 2, 1, 2 and 1, 2, 1, 2, 1: where the one takes a large step the other takes a small one, and r is "
        "−1, from n = 5. Without the third year there would be three changes, not four: 2000 to 2001, 2003 to 2004, 2004 to 2005.",
        "A neighbour: two shops report their till at the end of each day, Monday 100 and 90, Tuesday 120 and 100; on Wednesday one "
        "forgets; Thursday 180 and 150, Friday 190 and 170. Changes of a day: Tuesday +20 and +10, Friday +10 and +20. Thursday's "
        "+60 and +50 are changes of two days, and as large as they are they would decide the whole r. "
        "`till.set_index('day').reindex(range(1, 6)).diff()` has five rows, three of them missing, and keeps the days apart; "
        "`till.dropna().diff()` mixes them. And with two changes a straight line fits always: r would be −1 here, and says nothing.",
    ),
    public_points=2,
)  # fmt: skip


def part(came: Any, name: str, right: float, case: str, advice: str) -> None:
    """One of the three values."""
    value = came[name]
    assert isclose(value, right, abs_tol=1e-9) or (value != value and right != right), (
        f"{case}: expected {name} {right:.3g}, but {value:.3g} came. {advice}"
    )


@Q3.check("toy case", "six years, worked by hand")
def _(in_step: Any) -> None:
    came, case = in_step(series(TWO)), "Two series that rise together for six years"
    part(
        came,
        "levels",
        _r(*zip(*TWO.values(), strict=True)),
        case,
        "Take Pearson's r of x and y as they are, all six years.",
    )
    assert not isclose(came["changes"], 0.5815, abs_tol=5e-3), (
        f"{case}, by large and small steps in turn: expected changes -1, but {came['changes']:.3g} came. Those are changes in per "
        "cent. A change is a difference."
    )
    part(
        came,
        "changes",
        -1,
        case,
        "Where x takes a step of 2, y takes one of 1. Take the difference of each series first.",
    )
    part(came, "n", 5, case, "Six years have five changes.")


@Q3.check("toy case", "a year that is not there")
def _(in_step: Any) -> None:
    came, case = in_step(series(GAP)), "Years 2000 to 2007 without 2003"
    advice = "From 2002 to 2004 are two years. Give each year a row, then take differences."
    part(came, "n", 5, case, advice)
    part(came, "changes", _r([2, 1, 2, 1, 2], [1, 2, 1, 3, 0]), case, advice)
    part(came, "levels", _r(*zip(*GAP.values(), strict=True)), case, "A missing year is left out, not filled.")


def _r(x: Any, y: Any) -> float:
    """Pearson's correlation, by hand."""
    n = len(x)
    mean_x, mean_y = sum(x) / n, sum(y) / n
    products = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    return products / sqrt(sum((a - mean_x) ** 2 for a in x) * sum((b - mean_y) ** 2 for b in y))


@Q3.check("toy case", "a year with a row and no figure")
def _(in_step: Any) -> None:
    came, case = in_step(series(GAP | {2003: (None, 6)})), "The same, with a row for 2003 in which x is missing"
    advice = "Neither 2003 nor 2004 has a change of x. Leave a missing figure missing."
    part(came, "n", 5, case, advice)
    part(came, "changes", _r([2, 1, 2, 1, 2], [1, 2, 1, 3, 0]), case, advice)


@Q3.check("toy case", "years in another order")
def _(in_step: Any) -> None:
    mixed = {year: TWO[year] for year in (2003, 2000, 2005, 2001, 2004, 2002)}
    came, case = in_step(series(mixed)), "The first six years in another order"
    part(came, "changes", -1, case, "Sort by year before you take differences.")


@Q3.check("toy case", "too few, and a series that does not vary")
def _(in_step: Any) -> None:
    case = "Three years, so two changes"
    came = in_step(series({year: TWO[year] for year in (2000, 2001, 2002)}))
    part(
        came,
        "changes",
        float("nan"),
        case,
        "Two points lie on a line whatever they are: return nan for fewer than three.",
    )
    part(came, "n", 2, case, "n counts the changes, even where they are too few.")
    case = "y is 5 in every year"
    flat = series({year: (x, 5) for year, (x, _) in TWO.items()})
    message = f"{case}: expected nan, but a division by 0 stopped. Ask first whether a series varies."
    came = asked(in_step, flat, error="ZeroDivisionError", message=message)
    for name in ("levels", "changes"):
        part(came, name, float("nan"), case, "What does not vary goes with nothing, and against nothing.")


@Q3.check("property", "the same whoever comes first")
def _(in_step: Any) -> None:
    came = in_step(series({year: (y, x) for year, (x, y) in GAP.items()}))
    part(came, "changes", _r([2, 1, 2, 1, 2], [1, 2, 1, 3, 0]), "x and y swapped", "A correlation has no direction.")


# ------------------------------------------------------------------------------------------- 4 a world of placebos

SPENDERS = ("AZE", "PAK")
BESIDE = Table(
    {"spender": "text", "beside": "text", "levels": "number", "changes": "number"}, key=("spender", "beside"),
    limits={"levels": (-1, 1), "changes": (-1, 1)},
)  # fmt: skip
AS_HIGH = Table(
    {"spender": "text", "levels": "number", "changes": "number"}, key=("spender",),
    limits={"levels": (0, 1), "changes": (0, 1)},
)  # fmt: skip

Q4 = Question(
    "m5-q4", 4, FOLLOWS, ("beside", "as_high"),
    Several(BESIDE, AS_HIGH, names=("beside", "as_high")),
    Hints(
        "For one spender, write down the three pairs of series that you need. Which of them stays the same in all three?",
        "A placebo shows how high r comes where nobody answers anybody. One placebo gives one figure, a world of them gives a "
        "distribution; the share of it that reaches the rival's r says how surprised one may be by that r. A table of many columns "
        "has `corrwith` for this; or call the function of question 3 once for each state.",
        f"{READING}#in-step-with-rivals-in-step-with-strangers",
        "A toy case: r of the spender with its rival is 0.80. With the populations of five other states it is 0.95, 0.90, 0.80, 0.40 "
        "and −0.95. Three of five are at least as high, so the share is 0.6. A population that falls while spending rises, as the "
        "last one does, is not as high, however far from zero it is.",
        "A neighbour: do the ice sales of two shops in one street follow each other? From 1 May to 30 August their r is 0.9. As "
        "placebos take 20 shops in other towns: with 15 of them r is 0.9 or more, a share of 0.75. It is summer in all of them. Now take "
        "changes from one day to the next: the two shops have 0.5, and one of 20 others has as much, 0.05. Here the rival does "
        "stand out, in changes. Had the share been 0.4, nothing in the figures would set the neighbour apart from a stranger.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@cache
def others() -> int:
    """How many states there are beside a spender and its rival."""
    from course_utils import load

    return int(load("economy")["state"].nunique()) - 2


@Q4.check("shape", "six rows, and two")
def _(beside: Any, as_high: Any) -> None:
    wanted = [(spender, name) for spender in SPENDERS for name in ("rival", "A", "B")]
    exactly(cells(beside, "spender", "beside"), wanted, "the columns spender and beside")
    exactly(cells(as_high, "spender"), list(SPENDERS), "the column spender")


@Q4.check("property", "levels and changes are two things")
def _(beside: Any, as_high: Any) -> None:
    for (spender, name), row in cells(beside, "spender", "beside").items():
        assert not isclose(row["levels"], row["changes"], abs_tol=1e-12), (
            f"{spender} beside {name}: the same r, {row['levels']:.3f}, came for levels and for changes. Take differences of both "
            "series for the second."
        )


@Q4.check("property", "shares of a whole number of states")
def _(beside: Any, as_high: Any) -> None:
    for spender, row in cells(as_high, "spender").items():
        for form in ("levels", "changes"):
            count = row[form] * others()
            assert isclose(count, round(count), abs_tol=1e-6), (
                f"{spender}, {form}: expected a share of the {others()} other states, but {row[form]:.4f} of them is no whole "
                "number. Leave out the spender and its rival, nobody else, and do not round."
            )


# -------------------------------------------------------------------------------------------------- 5 a step of a race

RACE = {"k": 0.5, "a": 0.2, "g": 1.0, "l": 0.1, "b": 0.4, "h": 2.0}
FATES = ("settles", "runs away")

Q5 = Question(
    "m5-q5", 4, RICHARDSON, ("next_year", "fate"),
    Several(
        Function(("x", "y", "p"), lambda: (10.0, 20.0, dict(RACE)), Several(Number(), Number(), names=("x", "y"))),
        Function(("p",), lambda: (dict(RACE),), Text()),
        names=("next_year", "fate"),
    ),
    Hints(
        "The model gives a change. What must be added to it to have next year's spending? And which of its three parts lowers "
        "spending?",
        "Each state answers the other's level, gives back a part of its own, and adds a grievance whatever happens. Whether it "
        "settles depends on the four rates alone, not on how much there is of arms: the answers multiply round the circle, from "
        "the one to the other and back, and so must the restraints.",
        f"{READING}#a-model-of-a-race",
        "A toy case: x = 10, y = 20, k = 0.5, a = 0.2, g = 1, l = 0.1, b = 0.4, h = 2. Then Δx = 10 − 2 + 1 = 9 and "
        "Δy = 1 − 8 + 2 = −5, so the next year has 19 and 15. Here ab = 0.08 and kl = 0.05: it settles.",
        "A neighbour: two people talk at a noisy party. Each speaks up by half of the other's loudness over the room, and lowers the voice by "
        "0.6 of the own, since shouting tires: 0.6 · 0.6 = 0.36 against 0.5 · 0.5 = 0.25, so they end at some loudness and "
        "stay there, whether they began with a whisper or a shout. With restraint 0.4 it is 0.16 against 0.25, and they "
        "end hoarse, even from a whisper. One who does not tire at all, with restraint 0, cannot be held by the other's: 0 · 0.6 is 0. "
        "And each listens to what the other said a moment ago, not to what the other is about to say.",
    ),
    public_points=2,
)  # fmt: skip


@Q5.check("toy case", "one step, worked by hand")
def _(next_year: Any, fate: Any) -> None:
    x, y = next_year(10.0, 20.0, dict(RACE))
    known = {
        (9, -5): "Those are the changes. Add them to what was spent before.",
        (23, 31): "Restraint is added there. It gives a part of one's own load back: subtract a x and b y.",
        (19, 15.9): "There y looks at the new x. Both look at the same year: use the old x for y.",
        (11, 19): "There k and l have changed places. k is how x answers y, l how y answers x.",
        (18, 13): "The grievance is missing. It is spent whatever the other does.",
        (14, 16): "There each answers its own arms. k goes with y, l with x.",
    }
    for values, words in known.items():
        assert not (isclose(x, values[0]) and isclose(y, values[1])), (
            f"From 10 and 20 the next year has 19 and 15, but {x:g} and {y:g} came. {words}"
        )
    assert isclose(x, 19) and isclose(y, 15), (
        f"Δx = 0.5·20 − 0.2·10 + 1 = 9 and Δy = 0.1·10 − 0.4·20 + 2 = −5: expected 19 and 15, but {x:g} and {y:g} came. "
        "Work one of the two out by hand."
    )


@Q5.check("toy case", "where it leads")
def _(next_year: Any, fate: Any) -> None:
    cases: tuple[tuple[dict[str, float], int, str, str], ...] = (
        ({}, 0, "ab = 0.08 is more than kl = 0.05", "Compare the product of the restraints with the product of the answers."),
        ({"k": 0.3, "l": 0.4}, 1, "ab = 0.08 is less than kl = 0.12, though a + b = 0.6 and k + l = 0.7 are near",
         "Answers outweigh restraint."),
        ({"k": 0.5, "l": 0.15, "a": 0.2, "b": 0.4}, 0, "ab = 0.08 is more than kl = 0.075, though k + l = 0.65 is more than a + b = 0.6",
         "Multiply, do not add: the answers go round the circle."),
        ({"k": 0.9, "l": 0.05, "a": 0.2, "b": 0.3}, 0, "ab = 0.06 is more than kl = 0.045, though k is more than a",
         "One state's strong answer is held by the other's weak one: compare the products, not state by state."),
        ({"g": 90.0, "h": 90.0}, 0, "g and h are large, and ab = 0.08 is still more than kl = 0.05",
         "The grievances move the point of rest, not whether there is one."),
        ({"k": 0.2, "l": 0.4}, 1, "ab and kl are both 0.08", "It settles only where restraint is more than the answers."),
        ({"a": -0.4, "b": -0.5}, 1, "a and b are below zero", "Two negatives make a positive product, and no restraint: ask for a + b > 0 too."),
    )  # fmt: skip
    for other, right, case, advice in cases:
        came = fate(RACE | other)
        assert any(Text().equal(came, word) for word in FATES), (
            f"Expected the text 'settles' or 'runs away', but {came!r} came. Return one of the two."
        )
        assert Text().equal(came, FATES[right]), f"{case}: expected {FATES[right]!r}, but {came!r} came. {advice}"


@Q5.check("property", "at rest nothing changes")
def _(next_year: Any, fate: Any) -> None:
    # a x = k y + g and b y = l x + h, solved by hand.
    x, y = (0.4 * 1 + 0.5 * 2) / 0.03, (0.1 * 1 + 0.2 * 2) / 0.03
    came = next_year(x, y, dict(RACE))
    assert isclose(came[0], x) and isclose(came[1], y), (
        f"Where restraint balances answer and grievance, here at {x:.1f} and {y:.1f}, both stay, but {came[0]:.1f} and {came[1]:.1f} "
        "came. Is a sign turned round?"
    )


# ------------------------------------------------------------------------------------ 6 does Azerbaijan arm against it?

ANSWERS = Table({"to": "text", "k": "number", "low": "number", "high": "number"}, key=("to",))
ANSWER_OPTIONS = Choice({
    "A": "Azerbaijan arms in answer to most states of the world and hardly to Armenia. A clear interval is what a test is for.",
    "B": "Armenia's interval holds zero, so Azerbaijan did not answer Armenia, and C20 is refuted for this pair.",
    "C": "The sign of such a k tells whether a burden and another series drifted the same way. So a clear k is not yet an answer; "
         "and an unclear one, from some thirty points, is not yet the absence of one.",
    "D": "Shares of GDP are the fault: with spending in dollars the populations would drop out, and an answer to the rival would "
         "remain.",
})  # fmt: skip

Q6 = Question(
    "m5-q6", 4, RICHARDSON, ("answers", "ANSWER_READ"),
    Several(ANSWERS, ANSWER_OPTIONS, names=("answers", "ANSWER_READ")),
    Hints(
        "Which column is the state that answers, and which the one that is answered? Which of the two letters k and l says so?",
        "The fit regresses the yearly change of x on the levels of both. Whatever rises or falls steadily through the window can stand in "
        "for the passing of time, be it arms or people. A placebo shows whether a clear figure is rare. And an interval that holds zero holds "
        "many other values beside it.",
        f"{READING}#a-model-of-a-race",
        "A toy case of three rows, for another spender: to DZA, k 0.10, low −0.30, high 0.50: unclear, and an answer of 0.4 is as "
        "possible as none. To X, k 0.20, low 0.05, high 0.35: clear, whoever X is. k lies in the middle of its interval each time.",
        "A neighbour: a patient's fever falls over nine days. Regress its daily change on the hours of daylight: clear, as the days "
        "grow shorter. On the price of tomatoes: clear. On the dose of a drug that was changed once: not clear, −0.2 with an interval "
        "from −0.9 to 0.5. Daylight does not heal, and the drug is not shown to be idle; it may be strong, and nine days with one change of "
        "dose can't show it. What would help: many changes of dose, drawn by lot, or many patients.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q6.check("shape", "a row for Armenia and one for each of your states")
def _(answers: Any, ANSWER_READ: Any) -> None:
    rows = list(cells(answers, "to"))
    assert len(rows) == 3 and "ARM" in rows, (
        f"Expected three rows, ARM and the codes of your two states, but {', '.join(rows)} came. Keep one row for each fit, and put the "
        "code into the column to."
    )


@Q6.check("property", "an interval around its estimate")
def _(answers: Any, ANSWER_READ: Any) -> None:
    for code, row in cells(answers, "to").items():
        assert row["low"] < row["k"] < row["high"], (
            f"{code}: the estimate lies inside its interval, but {row['low']:.4f}, {row['k']:.4f}, {row['high']:.4f} came. Take "
            "all three from the row of k."
        )
        assert isclose(row["high"] - row["k"], row["k"] - row["low"], rel_tol=1e-6), (
            f"{code}: the interval of this fit reaches as far up as down, but {row['k'] - row['low']:.4f} down and "
            f"{row['high'] - row['k']:.4f} up came. Leave the numbers as they are, not rounded."
        )


# ------------------------------------------------------------------------------------------ 7 oil must pass the same test

PURSE = Table(
    {"spender": "text", "economy": "text", "r": "number"}, key=("spender", "economy"), limits={"r": (-1, 1)}
)  # fmt: skip
PURSE_OPTIONS = Choice({
    "A": "Oil is what made Azerbaijan arm: its economy passes the test that Armenia's arms did not pass, and nothing is left for "
         "danger (C20) to explain.",
    "B": "In both states spending goes with the state's own economy of the year before, more than with nearly any other. Armenia has "
         "no oil, so the test speaks for money, whatever its source: for when budgets could grow, not for why money went to arms.",
    "C": "Armenia passes more clearly than Azerbaijan and has no oil. So oil played no part in Azerbaijan's budgets.",
    "D": "Danger is refuted for both (C20): a budget cannot follow the economy and answer a threat.",
})  # fmt: skip

Q7 = Question(
    "m5-q7", 4, OIL, ("purse", "PURSE_READ"),
    Several(PURSE, PURSE_OPTIONS, names=("purse", "PURSE_READ")),
    Hints(
        "The spending of 2010 meets the GDP of which year? Write two rows of the table that goes into `in_step` by hand before you "
        "shift anything.",
        "A rival explanation is not true because the first one failed. It must pass the same test with the same placebos, and it "
        "must say where it and the first one part ways. A state without oil that passes as well is such a place.",
        f"{READING}#where-oil-and-danger-part-ways",
        "A toy case: spending is 5, 6, 9, 9, 10 in 2001 to 2005 and GDP 50, 60, 90, 90, 100 in 2000 to 2004. Set beside the GDP of the "
        "year before, the changes are 1, 3, 0, 1 and 10, 30, 0, 10, and r is 1. Beside the GDP of the same year r would be another one.",
        "A neighbour: does a farm buy machines after a good harvest, or because the neighbour has bought one? Purchases of 2001 to 2020, "
        "in changes, beside harvests of 2000 to 2019: r is 0.6, and of the harvests of 50 farms in other valleys two reach that. "
        "Beside the neighbour's purchases: 0.1. So the harvest decides when there is money. Does it decide that it becomes a tractor "
        "and not a roof? A farm that sells milk, and has no harvest, buys after good years for milk. So it is income, from "
        "whatever source. And the wish to keep up with the neighbour may be there in every year alike; then it changes nothing from one year to "
        "the next, and no r of changes can see it.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q7.check("shape", "two spenders, three economies each")
def _(purse: Any, PURSE_READ: Any) -> None:
    wanted = [(spender, word) for spender in ("AZE", "ARM") for word in ("own", "A", "B")]
    exactly(cells(purse, "spender", "economy"), wanted, "the columns spender and economy")


@Q7.check("property", "six different economies and spenders")
def _(purse: Any, PURSE_READ: Any) -> None:
    rows = cells(purse, "spender", "economy")
    for word in ("own", "A", "B"):
        one, other = (rows[spender, word]["r"] for spender in ("AZE", "ARM"))
        assert not isclose(one, other, abs_tol=1e-12), (
            f"Economy {word}: the same r, {one:.3f}, came for both spenders. Take each spender's own series of dollars."
        )


# ---------------------------------------------------------------------------------------------------- 8 papers

PROMISES = ("defence clause", "other alliance", "none")
PAPERS_TABLE = Table(
    {"promise": "text", "pairs": "whole", "agreed": "whole"}, key=("promise",), limits={"pairs": (0, 66), "agreed": (0, 66)}
)  # fmt: skip

Q8 = Question(
    "m5-q8", 3, PAPERS, ("papers",), PAPERS_TABLE,
    Hints(
        "How many pairs do twelve states make? How many rows do the two tables have for 2010? The pairs without a row are part of the "
        "answer.",
        "An alliance is a promise about war, and not each is a promise to fight: some only promise to consult, or to leave each other alone. A "
        "cooperation agreement is a promise about work. Begin with a list of all pairs, and look up each in both tables.",
        f"{READING}#who-arms-whom",
        "A toy case of four states, so six pairs. W and X have a clause and two agreements, W and Y a clause, X and Y a promise to consult and one "
        "agreement, the three pairs with Z nothing in either table. Then defence clause: pairs 2, agreed 1. Other alliance: pairs 1, "
        "agreed 1. None: pairs 3, agreed 0. W and X count once, although they signed twice.",
        "A neighbour: five colleagues, ten pairs. Who is married to whom, and who shares a car? One table lists two couples, another five car "
        "rides, three of them by one couple. Asked whether couples share cars: of 2 couples 1 does, of 8 other pairs 2 do. Whoever begins with the list "
        "of rides sees three of five rides by a couple and no pair that shares nothing. "
        "`pairs.merge(couples, on=['one', 'other'], how='left')` keeps all ten rows, and what it does not find is missing, which here "
        "means: not married.",
    ),
    public_points=1,
)  # fmt: skip


@Q8.check("shape", f"the rows {', '.join(PROMISES)}")
def _(papers: Any) -> None:
    exactly(cells(papers, "promise"), list(PROMISES), "the column promise")


@Q8.check("property", "all pairs of twelve states")
def _(papers: Any) -> None:
    count = int(papers["pairs"].sum())
    assert count == 66, (
        f"Twelve states make 12 · 11 / 2 = 66 pairs, each in one row, but the three rows hold {count}. "
        + ("Count each pair once, whoever comes first." if count > 66 else "Pairs without any paper belong to none.")
    )


@Q8.check("property", "pairs that agreed are among the pairs")
def _(papers: Any) -> None:
    for promise, row in cells(papers, "promise").items():
        assert row["agreed"] <= row["pairs"], (
            f"{promise}: of {row['pairs']:g} pairs {row['agreed']:g} are said to have an agreement. Count pairs, not agreements: a "
            "pair may have signed several."
        )


# ----------------------------------------------------------------------------------------------------- 9 a chart

NAMED = {"ARM": "Armenia", "AZE": "Azerbaijan", "IND": "India", "PAK": "Pakistan"}
FIRST, LAST = 1992, 2024
LINES = Chart(("line",), {"x": "the year", "y": "what was received", "color": "the state"}, names=tuple(NAMED.values()))

Q9 = Question(
    "m5-q9", 4, IMPORTS, ("chart",), LINES,
    Hints(
        "How many rows should the table that you draw have: four states, 1992 to 2024? How many has yours after grouping? A line joins "
        "each row to the next, whatever lies between them.",
        "A year without a delivery in the register is not a year in which nothing came, nor one half-way between its neighbours: it is a year "
        "of which the register has nothing. A table with a row for every year and a missing value keeps the line from crossing it. "
        "`pivot_table`, `reindex` or `unstack` makes such rows. One scale means that a reader can compare two states by height.",
        f"{READING}#who-arms-whom",
        "Armenia and Azerbaijan have no point in 1992. Armenia's line has a point by itself in 1999, and its highest one in 2019. India's and "
        "Pakistan's run through all 33 years without a gap. India's line stays below 5 all the time.",
        "A neighbour: letters that two villages received, by year. `post = pd.DataFrame({'village': ['Ost', 'Ost', 'West'], 'year': "
        "[1900, 1903, 1900], 'letters': [40, 10, 9000]})`, with 20 people in Ost and 3,000 in West. In letters Ost lies on the floor; "
        "in letters a head it is 2.0 against 3.0. `post.pivot(index='year', columns='village', values='letters').reindex(range(1900, 1904))` has "
        "four rows and two columns, missing where no bag was recorded, and `melt(ignore_index=False)` makes it long again. Had "
        "each village been drawn against its own best year, both lines would touch the top, and nobody could say who got more.",
    ),
    public_points=2,
)  # fmt: skip


def code(label: Any) -> str:
    """The code of a state that a chart names by code or name; empty for any other word."""
    word = str(label).strip().casefold()
    return next((code for code, name in NAMED.items() if word in (code.casefold(), name.casefold())), "")


def drawn_lines(chart: Any) -> list[Layer]:
    """The layers of a chart that are lines with all three channels."""
    return [
        layer for layer in layers(chart)
        if layer.mark.get("type") == "line" and {"x", "y", "color"} <= set(layer.drawn())
    ]  # fmt: skip


def by_state(layer: Layer) -> dict[str, pd.Series]:
    """What a layer draws, by the code of the state: values by year, in the order of the years, missing ones included."""
    import pandas as pd

    rows = layer.drawn()
    year = rows["x"].astype("str").str.extract(r"(\d{4})")[0].astype("float")
    shown = pd.DataFrame({"code": rows["color"].map(code), "year": year, "value": pd.to_numeric(rows["y"])})
    return {str(state): line.set_index("year")["value"].sort_index() for state, line in shown.groupby("code") if state}


def spells(layer: Layer) -> Iterator[tuple[str, pd.Series]]:
    """The lines of a layer one by one, where each state may have several: its code, and the values by year."""
    rows = layer.rows
    channel = layer.encoding.get("detail")
    named = [one["field"] for one in (channel if isinstance(channel, list) else [channel]) if one and "field" in one]
    for _, piece in rows.groupby(named, dropna=False) if named else [((), rows)]:
        yield from by_state(Layer(layer.mark, layer.encoding, piece)).items()


@cache
def gaps() -> dict[str, frozenset[int]]:
    """The years without a delivery in the register, by state."""
    from course_utils import load

    register = load("arms_deliveries").astype({"recipient": "str"})
    register = register[register["volume"] > 0]
    every = set(range(FIRST, LAST + 1))
    return {state: frozenset(every - set(register.loc[register["recipient"] == state, "year"])) for state in NAMED}


def parts(one: Any) -> list[dict[str, Any]]:
    """A specification and all specifications inside it."""
    inner = [part for key in ("layer", "hconcat", "vconcat", "concat") for part in one.get(key, [])]
    inner += [one["spec"]] if "spec" in one else []
    return [one, *(found for part in inner for found in parts(part))]


@Q9.check("range", "years on x, amounts on y")
def _(chart: Any) -> None:
    import pandas as pd

    for layer in drawn_lines(chart):
        rows = layer.drawn()
        year = pd.to_numeric(rows["x"].astype("str").str.extract(r"(\d{4})")[0], errors="coerce")
        assert year.between(FIRST, LAST).all(), (
            f"Expected years from {FIRST} to {LAST} on x, but {rows['x'][~year.between(FIRST, LAST)].iloc[0]} is there. Filter the table."
        )
        value = pd.to_numeric(rows["y"], errors="coerce")
        assert value.notna().any() and not (value < 0).any(), (
            "Expected amounts of zero or more on y. Put TIV per inhabitant there, as numbers."
        )


@Q9.check("property", "four lines, one for each state")
def _(chart: Any) -> None:
    for layer in drawn_lines(chart):
        labels = sorted({str(label).strip() for label in layer.drawn()["color"].dropna()})
        assert {code(label) for label in labels} == set(NAMED) and len(labels) == 4, (
            f"Expected four lines, {', '.join(NAMED.values())} or their codes, but {', '.join(labels[:6])} came. Put these words into "
            "the column that sets the colour."
        )
        for state, values in by_state(layer).items():
            assert values.index.is_unique, (
                f"Expected one row for each state and year, but {NAMED[state]} has several for {values.index[values.index.duplicated()][0]:.0f}. "
                "Add up the suppliers first."
            )


@Q9.check("property", "one scale for all four")
def _(chart: Any) -> None:
    from course_utils import charts

    for one in parts(charts.spec(chart)):
        apart = one.get("resolve", {}).get("scale", {}).get("y") == "independent"
        side_by_side = [key for key in ("hconcat", "vconcat", "concat") if len(one.get(key, [])) > 1]
        assert not apart and not side_by_side, (
            "Expected one y axis for all four states, but there are several, each with a scale of its own. Draw the four lines in one "
            "chart, so that their heights can be compared."
        )
    for layer in drawn_lines(chart):
        tops = [values.max() for values in by_state(layer).values()]
        assert max(tops) > 1.01 * min(tops), (
            f"Expected amounts that can be compared, but the highest value of each state is {max(tops):g}. That sets each state against its "
            "own best year: draw TIV per inhabitant as it is."
        )


@Q9.check("property", "nothing where the register has nothing")
def _(chart: Any) -> None:
    for layer in drawn_lines(chart):
        for state, values in by_state(layer).items():
            invented = sorted(int(year) for year in values.dropna().index if year in gaps()[state])
            if not invented:
                continue
            came = values[invented[0]]
            said = (
                "That the register has nothing does not say that nothing came"
                if came == 0
                else "Nobody measured what lies between two deliveries"
            )
            raise AssertionError(
                f"Expected no value for {NAMED[state]} in {invented[0]}, for which the register has no delivery, but {came:.6g} came. "
                f"{said}: leave the value missing."
            )


@Q9.check("property", "no line across a gap")
def _(chart: Any) -> None:
    for layer in drawn_lines(chart):
        assert layer.mark.get("invalid") not in ("filter", "show"), (
            "Expected a broken line, but missing values are left out before it is drawn, so that it runs across the gaps. Take the "
            "setting `invalid` away."
        )
        for state, values in spells(layer):
            known = values.index
            for before, after in pairwise(known):
                crossed = [year for year in gaps()[state] if before < year < after]
                assert not crossed or values[[before, after]].isna().any(), (
                    f"Expected a broken line, but that of {NAMED[state]} runs from {before:.0f} to {after:.0f} across {min(crossed)}. Keep a "
                    "row for such a year, its value missing."
                )


# Words that name what is drawn. A title made of nothing else states no finding.
LABELS = frozenset((
    "a an the of and by in on over for from to between with per since arms major import imports delivery deliveries delivered received "
    "weapons tiv trend indicator value values volume volumes inhabitant inhabitants head capita person people year years yearly annual "
    "time chart line lines graph plot four state states scale log"
).split()) | {word.lower() for pair in NAMED.items() for word in pair}  # fmt: skip


@Q9.check("property", "a title that is a finding, not a label")
def _(chart: Any) -> None:
    words = [word.strip(".,:;()'%").lower() for word in title(chart).replace("-", " ").split()]
    assert [word for word in words if word.isalpha() and word not in LABELS], (
        f"Expected a title that says what is to be seen, but {title(chart)!r} only says what is drawn. "
        "Write the finding as a sentence."
    )


# ----------------------------------------------------------------------------------------------------- 10 a memo

MEMO = Written(300, 400, claims=1)
ADVICE = 150
# No reply, no new answer, not to respond, without a reply, do nothing.
NO_REPLY = r"\b(?:no|not|without)\s+(?:\w+\s+)?(?:repl(?:y|ies|ying)|respon(?:se|d|ding)|answer(?:ing)?)\b|\bunanswered\b|\bdo(?:ing)? nothing\b"

Q10 = Question(
    "m5-q10", 12, OIL, ("m5-q10",), MEMO,
    Hints(
        "Write the rival's view first, in three sentences that its own ministry would sign. Does your advice still look as good after "
        "them?",
        "A purchase is a date, a weapon and a seller; that it is a threat is a reading. Money says when a state could buy, politics "
        "at home says who wanted it, threat says against whom. The data of this module can date the first, and say little on the other two. "
        "A reply is only one option, and no reply has a price as well.",
        f"{READING}#the-same-words-on-every-side",
        "A useful skeleton, with words: what was bought, in which unit, and the fault of the source (80); three reasons kept apart, and what "
        "data can't tell (90); the rival's view (60); advice, with options and costs (110). The defects of each table stand in its "
        "`attrs`, such as `deliveries.attrs['defects']`.",
        "A neighbour, in small: the house next door has bought a dog, and the family asks for one too. 'The dog weighs 40 kg; that says what it can do, "
        "not what it cost, and we have its weight from hearsay. They may have bought it because they had a good year, because the children begged, or "
        "because of us. The three look the same from our window. They would say: our shed was broken into twice, and your boys climb the "
        "fence. Advice: no dog costs nothing, and we may lose sleep; a lock for 60 stops whoever comes and frightens nobody; a dog of our own costs 900 a "
        "year, and they will hear it bark. I advise the lock, and a word over the fence. We look again in spring.'",
    ),
    by_hand=True,
)  # fmt: skip


@Q10.check("property", f"an advice of at most {ADVICE} words, with a choice among options")
def _(memo: str) -> None:
    found = re.search(r"\*\*\s*Advice\b[.:]?\s*\*\*[.:]?(.+)", memo, re.DOTALL | re.IGNORECASE)
    assert found, (
        "Expected a part that begins with **Advice.**, but there is none. Put the options, their costs and your choice there, at the end."
    )
    n = MEMO.words(found[1])
    assert n <= ADVICE, (
        f"Expected an advice of at most {ADVICE} words, but {n} came. A committee reads this part first: what could go?"
    )
    assert re.search(NO_REPLY, found[1], re.IGNORECASE), (
        "Expected no reply among the options, but the advice does not name it. What would it cost not to reply, and what would it save?"
    )


EXERCISE = Exercise(
    "m5_threat", "Did dangerous neighbours make them arm?", 150, (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10)
)
