"""Exercise 1, One table or many?: its questions, their hints and their public checks."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from math import comb, isclose
from typing import Any

from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.answered import AnswerFailed
from course_utils.exercises.kinds import Chart, Choice, Function, Members, Number, Several, Table, Written
from course_utils.exercises.kinds.chart import Layer, layers, title

READING = "book/modules/m1_bilateralism.md"

# The objectives of the reading, word for word.
THIN_THICK = "Distinguish the thin and the thick meaning of multilateralism."
GROWTH = "Compute growth rates of two-party and many-party ties, per state and per possible pair, and compare them."
SCALING = "Estimate a scaling law for embassies and interpret its exponent, its interval and its residuals."
COST = "Simulate the cost per partner of embassies and of seats in organisations."
SMALL = "Evaluate by three measures whether Azerbaijan and Pakistan are small states."
RULE = "Explain how an admission rule limits what a friend can deliver."


def asked(function: Callable[..., Any], *given: Any, error: str, message: str) -> Any:
    """What a function gives; where it stops with this error, the message in the subject's words instead."""
    try:
        return function(*given)
    except AnswerFailed as stopped:
        if error not in str(stopped):
            raise
        raise AssertionError(message) from None


def named(state: Any) -> str:
    """A state by its name, or as it came where it is no code."""
    from course_utils import states

    code = str(state).strip()
    return states.name(code) if code in states.codes() else code


# ---------------------------------------------------------------------------------------- 1 per possible pair

Q1 = Question(
    "m1-q1", 3, GROWTH, ("per_1000_pairs",),
    Function(("n", "states"), lambda: (3, 4), Number(low=0, missing=True)),
    Hints(
        "Four states sit at a table. Draw a line for each pair that could sign. How many lines are there?",
        "Each of n states can sign with n - 1 others. That counts every pair twice, once from each end. The room for treaties "
        "of two grows with the square of n, and a state has no treaty with itself.",
        f"{READING}#count-who-could-have-signed",
        "Three treaties among four states: there are six possible pairs, so half of them are filled, which is 500 of 1,000. "
        "Ten treaties among five states: ten pairs, so 1,000.",
        "A neighbour: nine teams, each plays each once. Team 1 has 8 games, team 2 has 7 more that are not yet counted, and "
        "so on: 8 + 7 + … + 1 = 36 games, which is 9 · 8 / 2. If 27 of them ended with a goal, the rate is 27/36 = 0.75 a game, "
        "or 750 for each thousand games. Dividing by the 9 teams would give 3, which says nothing about a game.",
    ),
    public_points=2,
)  # fmt: skip


@Q1.check("toy case", "three treaties among four states")
def _(per_1000_pairs: Any) -> None:
    came = per_1000_pairs(3, 4)
    off = f"three treaties among four states are 500 for each 1,000 of the six pairs, but {came:g} came."
    known = {
        3000 / 16: f"Divided by the square, 16: {off} No state signs with itself, and a pair counts once.",
        3000 / 12: f"Each pair is counted from both ends: {off} Halve the number of pairs.",
        3000 / 10: f"A state is paired with itself: {off} Each of n states has n - 1 others, not n + 1.",
        3000 / 4: f"That is a rate for each state: {off} Divide by pairs of states.",
        0.5: f"That is a rate for one pair: {off} Say it for a thousand.",
    }
    for value, message in known.items():
        assert not isclose(came, value), message
    assert isclose(came, 500), f"Count the pairs by hand: {off} Hint 3 has them."


@Q1.check("toy case", "one state alone, and none")
def _(per_1000_pairs: Any) -> None:
    words = "A state alone has nobody to sign with: expected nan, but"
    for states in (1, 0):
        message = f"{words} the division by 0 stopped. Ask for the number of states first."
        came = asked(per_1000_pairs, 0, states, error="ZeroDivisionError", message=message)
        assert came != came, f"{words} {came:g} came for {states}. Without a pair no rate is known, not even 0."


@Q1.check("property", "no treaty, no rate")
def _(per_1000_pairs: Any) -> None:
    came = per_1000_pairs(0, 50)
    assert came == 0, (
        f"Nobody has signed yet among 50 states: expected 0, but {came:g} came. Many pairs are no reason for nan."
    )


# ------------------------------------------------------------------------------------------- 2 thin or thick

LETTERS = tuple("ABCDEFGH")


def letters() -> tuple[str, ...]:
    """The letters of the arrangements."""
    return LETTERS


Q2 = Question(
    "m1-q2", 2, THIN_THICK, ("THICK", "THIN"),
    Several(Members("letters", letters), Members("letters", letters), names=("THICK", "THIN")),
    Hints(
        "Ask two things of each arrangement. Do three or more states act together? And if so: would a state know what is due "
        "to it before it has bargained?",
        "Thin is a number: three or more coordinate. Thick asks for a general rule besides, the same for all members and not "
        "made to measure for each pair or each case. Neither the paper it stands on nor the number of members makes a rule general.",
        f"{READING}#two-meanings-of-a-word",
        "A toy case of three. 'Two states share a river.' No third state: neither. 'Five states share a river; each year they "
        "haggle over the shares.' Thin. 'Five states share a river; each may take a fifth, whatever the year.' Thick.",
        "A neighbour: three ways to run a shared kitchen. Two flatmates split the rent of one room: that is between two. The "
        "eight of a floor meet when the kitchen is dirty and decide who cleans this time: all take part, but each case is settled "
        "anew. The eight hang up a rule: who cooks, cleans, whoever it is. Only the third binds all alike before anybody knows "
        "whom it will hit. A written list of eight different duties, one made for each person, would not be such a rule, "
        "however many sign it.",
    ),
)  # fmt: skip


@Q2.check("property", "each letter in one place")
def _(THICK: frozenset[str], THIN: frozenset[str]) -> None:
    both = sorted(THICK & THIN)
    assert not both, (
        f"Expected each letter in one set at most, but both sets hold {', '.join(both)}. THIN is for what is thin only: "
        "what follows a general rule goes into THICK alone."
    )


# ---------------------------------------------------------------------------------------- 3 signed is not in force

STOCK_YEARS = (1980, 1995, 2010, 2024)
STANDING = Table(
    {"year": "whole", "stock": "whole", "per_1000": "number"}, key=("year",),
    limits={"year": (1980, 2024), "stock": (1, 3_925), "per_1000": (0, 1_000_000)},
)  # fmt: skip

Q3 = Question(
    "m1-q3", 4, GROWTH, ("standing",), STANDING,
    Hints(
        "Take one treaty, signed in 1994, in force since 1997, ended in 2012. At the end of which of the four years does it stand? "
        "And one that was signed, never took effect, and was ended all the same?",
        "A stock is what came in, less what went out. Both must be counted for the same treaties: if those that never took effect do not "
        "come in, they must not go out. How a treaty stands today says nothing about how it stood then. A missing date is neither "
        "before nor after a year.",
        f"{READING}#investment-treaties-the-wave-and-its-end",
        "Four treaties: P in force 1990, still standing; Q in force 1990, ended 1995; R in force 2000, ended 2024; S signed 1992, never "
        "in force, ended 2003. At the end of 1980 none stands, of 1995 one (P: Q ended in that year), of 2010 two (P and R), of 2024 one. "
        "S never counts.",
        "A neighbour: how many guests are in the house at midnight? The book has a column for who booked, who came and who left. "
        "`book = pd.DataFrame({'came': [18, 19, None, 23], 'left': [22, None, 20, None]})`; the third guest booked and "
        "cancelled at eight. At midnight three have come and one of these has left: `(book['came'] <= 24).sum()` is 3, and "
        "`(book['came'].notna() & (book['left'] <= 24)).sum()` is 1, so 2 are there. Had you taken away every line of "
        "`left`, the one who cancelled would push somebody out of bed. With 20 beds that is 2/20 = 100 for each thousand beds.",
    ),
    public_points=2,
)  # fmt: skip


@cache
def states_in(year: int) -> int:
    """How many states there were at the end of a year."""
    from course_utils import load
    from course_utils.measures.capacity import states_by_year

    return int(states_by_year(load("states").query("list == 'cow'"), year, year)["states"].item())


@Q3.check("shape", "a row for each of the four years")
def _(standing: Any) -> None:
    found = standing["year"].astype(int).tolist()
    assert found == list(STOCK_YEARS), f"Expected the years {STOCK_YEARS}, but {found} came. Keep one row for each."


@Q3.check("property", "stock and rate go together")
def _(standing: Any) -> None:
    for row in standing.itertuples():
        states = states_in(int(row.year))
        right, off = 1000 * row.stock / comb(states, 2), f"but {row.per_1000:g} came for {row.year:g}."
        known = {
            right / 1000: "That is a rate for one pair. Multiply by a thousand.",
            row.stock / states: "That divides by states. A treaty of two needs a pair.",
            1000 * row.stock / states: "That divides by states. A treaty of two needs a pair.",
            1000
            * row.stock
            / comb(states_in(2024), 2): "Those are the pairs of 2024. Take the states of the year itself.",
        }
        for value, words in known.items():
            close = isclose(row.per_1000, value, rel_tol=1e-9) and not isclose(value, right, rel_tol=1e-9)
            assert not close, f"Expected the stock of the row for each 1,000 possible pairs, {off} {words}"
        assert isclose(row.per_1000, right, rel_tol=1e-9), (
            f"Expected the stock of the row for each 1,000 possible pairs of {states} states, {off} "
            "Use the function of question 1 with the stock and the states of the year, and do not round."
        )


# ----------------------------------------------------------------------------------------- 4 two units, two bases

TWO, MANY = "two-party", "many-party"
GROWN = Table(
    {"base": "whole", "form": "text", "agreements": "number", "bound": "number"}, key=("base", "form"),
    limits={"base": (1948, 2023), "agreements": (0, 1_000), "bound": (0, 1_000)},
)  # fmt: skip

Q4 = Question(
    "m1-q4", 4, GROWTH, ("grown",), GROWN,
    Hints(
        "An agreement among ten states fills 45 rows of the table. If you count rows, what do you count? If you count different "
        "numbers in the column `agreement`, what then?",
        "One table answers two questions: how often states came to an agreement, and under how many relations a text lies. For "
        "an agreement of two states both are the same number. To compare two times, take spans of the same length, and put the later "
        "one above the line. A group of states is not one state, however it votes.",
        f"{READING}#trade-two-counts-of-one-table",
        "A toy case. In the base decade: 2 agreements of two states, 1 among four (6 rows). In the last ten years: 3 of two, 1 among "
        "five (10 rows), and a fifth state accedes to the old one (4 rows of `accession`, left out). Two-party: agreements 1.5, bound "
        "1.5. Many-party: agreements 1, bound 10/6 = 1.67.",
        "A neighbour: a hotel had 40 bookings in the first three months of 2019 and 30 in those of 2024. Of 2019's, 38 were single rooms, "
        "two were coaches of 30 guests each; of 2024's, 25 single, five coaches of 50. Bookings: singles 25/38 = 0.66 times, coaches "
        "5/2 = 2.5 times. Beds: singles 0.66 again, coaches 250/60 = 4.2 times. The list of guests has a line for each bed, so "
        "`guests['booking'].nunique()` gives the first and `len(guests)` the second. A coach is one booking and no single "
        "guest, though one person signed for it. Had 2019 been counted over four months, every figure would be too low.",
    ),
    public_points=2,
)  # fmt: skip


@Q4.check("shape", "two bases and two forms")
def _(grown: Any) -> None:
    found = sorted((int(row.base), row.form.strip()) for row in grown.itertuples())
    expected = [(base, form) for base in (1970, 2000) for form in (MANY, TWO)]
    assert found == expected, (
        f"Expected a row for each base (1970, 2000) and form ({TWO}, {MANY}), but {found} came. Write the base as the "
        "first year of its decade."
    )


@Q4.check("property", "an agreement of two binds one pair")
def _(grown: Any) -> None:
    for row in grown[grown["form"].str.strip() == TWO].itertuples():
        apart = abs(row.bound - row.agreements) / max(row.agreements, 1e-9)
        # A group brings hundreds of rows, a second text of the same pair a few.
        said = (
            "Does a group stand among your states? Only the form bilateral has two."
            if apart > 0.05
            else "A pair stands under one agreement twice: are accessions or later texts in it? Keep the entry type treaty."
        )
        assert isclose(row.agreements, row.bound, rel_tol=1e-9), (
            f"An agreement of two states binds one pair, so both units must grow alike, but since {row.base:g} they grow "
            f"{row.agreements:.3f} and {row.bound:.3f} times. {said}"
        )


@Q4.check("property", "an agreement of many binds many pairs")
def _(grown: Any) -> None:
    many = grown[grown["form"].str.strip() == MANY]
    assert not (many["agreements"] - many["bound"]).abs().lt(1e-9).all(), (
        f"An agreement among many states fills many rows, and not always as many, but both units of {MANY} came out the same, "
        f"{many['agreements'].iloc[0]:g}. For agreements count each number once; for pairs count rows."
    )


# ---------------------------------------------------------------------------------------------------- 5 a chart

AMONG_TEXTS, AMONG_ALLIANCES = "alliances among two-party texts", "two-party among alliances"
PERIODS = tuple(range(1981, 2011, 5))
LINES = Chart(("line",), {"x": "the period", "y": "the share", "color": "which share it is"}, names=("alliances",))

Q5 = Question(
    "m1-q5", 4, GROWTH, ("chart",), LINES,
    Hints(
        "Above both fraction bars stands the same number: alliances of two members. What stands below each?",
        "'Most alliances are made by twos' is about alliances. 'Most dealing by twos is for alliances' is about dealing by twos. "
        "One can be true and the other false. Over five years, the share of the sums is not the mean of five shares, as a year "
        "with one text would weigh as much as a year with fifty.",
        f"{READING}#are-pairs-for-alliances",
        "The upper line never falls below 0.75. The lower one begins near 0.11, is highest in 1991 (0.13), when new states signed, and "
        "ends near 0.01. So the gap between the two is never less than 0.7.",
        "A neighbour: in one year a town has 90 cyclists and 10 motorists in hospital after a fall on ice, of 30,000 cyclists and "
        "2,000 motorists. 'Nine in ten of the hurt were cyclists' is 90/100. 'A cyclist is likely to be hurt' would need "
        "90/30,000 = 0.003. The same 90 stands on top both times. And over two years, with 1 of 2 hurt in a mild and 90 of 100 in "
        "a hard winter: together 91/102 = 0.89; the mean of 0.5 and 0.9 would give the two of the mild winter as much weight as the "
        "hundred of the hard one. A table with the columns winter, which share, and value, one row for each point, is what a line "
        "chart with two colours wants; `melt` makes it from a column for each share.",
    ),
    public_points=2,
)  # fmt: skip


def by_label(layer: Layer) -> dict[str, dict[int, float]]:
    """The drawn shares by the label of their line, then by the first year of the period; per cent become shares."""
    import pandas as pd

    rows = layer.drawn().dropna(subset="y")
    first = rows["x"].astype("str").str.extract(r"(\d{4})")[0].astype("float")
    value = pd.to_numeric(rows["y"])
    value = value / 100 if value.max() > 1 else value
    found: dict[str, dict[int, float]] = {}
    for label, year, share in zip(rows["color"], first, value, strict=True):
        found.setdefault(str(label).strip(), {})[int(year)] = float(share)
    return found


def drawn_lines(chart: Any) -> list[Layer]:
    """The layers of a chart that are lines with all three channels."""
    return [
        layer for layer in layers(chart)
        if layer.mark.get("type") == "line" and {"x", "y", "color"} <= set(layer.drawn())
    ]  # fmt: skip


@Q5.check("range", "periods on x, shares on y")
def _(chart: Any) -> None:
    import pandas as pd

    for layer in drawn_lines(chart):
        drawn = layer.drawn()
        first = drawn["x"].astype("str").str.extract(r"(\d{4})")[0]
        odd = sorted(set(first.dropna().astype(int)) - set(PERIODS))
        assert first.notna().all() and not odd, (
            f"Expected the first years {', '.join(map(str, PERIODS))} on x, but {odd or list(drawn['x'][first.isna()])[:3]} came. "
            "Add up five years each, and name a period by its first."
        )
        values = pd.to_numeric(drawn["y"], errors="coerce")
        assert values.between(0, 100).all(), (
            f"A share lies between 0 and 1, but {values[~values.between(0, 100)].iloc[0]} is drawn. Put the share on y."
        )


@Q5.check("property", "two lines under the two names")
def _(chart: Any) -> None:
    wanted = {AMONG_TEXTS, AMONG_ALLIANCES}
    found = set().union(*(by_label(layer) for layer in drawn_lines(chart)))
    assert found == wanted, (
        f"Expected two lines, {AMONG_TEXTS!r} and {AMONG_ALLIANCES!r}, but {', '.join(map(repr, sorted(found))) or 'none'} "
        "came. Put these words into the column that sets the colour."
    )


@Q5.check("property", "six periods for each line")
def _(chart: Any) -> None:
    for layer in drawn_lines(chart):
        for label, shares in by_label(layer).items():
            lacking = [year for year in PERIODS if year not in shares]
            assert not lacking, (
                f"Expected six periods for {label!r}, but {lacking} {'is' if len(lacking) == 1 else 'are'} not drawn. "
                "Is a period lost in a merge?"
            )


# Words that name what is drawn. A title made of nothing else states no finding.
LABELS = frozenset((
    "a an the of and by in on over for from to between with per since among two one share shares text texts treaty treaties "
    "party alliance alliances members member period periods five year years time chart line lines plot graph signed formed kinds"
).split())  # fmt: skip


@Q5.check("property", "a title that is a finding, not a label")
def _(chart: Any) -> None:
    words = [word.strip(".,:;()'%").lower() for word in title(chart).replace("-", " ").split()]
    assert [word for word in words if word.isalpha() and word not in LABELS], (
        f"Expected a title that says what is to be seen, but {title(chart)!r} only says what is drawn. "
        "Write the finding as a sentence."
    )


# ------------------------------------------------------------------------------------------------ 6 a scaling law

OWN_LAW = Table(
    {"state": "text", "received": "whole", "predicted": "number", "ratio": "number"}, key=("state",),
    limits={"received": (1, 250)},
)  # fmt: skip

Q6 = Question(
    "m1-q6", 5, SCALING, ("tenfold", "own_law"),
    Several(
        Several(Number(low=0), Number(low=0), Number(low=0), names=("times", "low", "high")), OWN_LAW,
        names=("tenfold", "own_law"),
    ),
    Hints(
        "On paper with both axes logarithmic the law is a straight line. If you go one step of ten to the right, by how much do you "
        "rise? Who is counted here: those who send, or those who receive?",
        "The exponent b is a slope between logarithms. Back among embassies a step becomes a factor: ten times the size go with 10 to "
        "the power of b times the embassies, and the ends of the interval travel the same way. A residual is a distance between "
        "logarithms, a ratio is a number of times; 1 is on the line.",
        f"{READING}#who-is-small-and-what-do-the-small-do",
        "A toy case: four states with GDP 1, 10, 100, 1000 receive 3, 6, 12, 24 embassies. Then b is 0.301, ten times the GDP go "
        "with 2 times the embassies, and each prediction is exact. A fifth with GDP 10 and 9 embassies would stand at 1.5 "
        "times the line.",
        "A neighbour: metabolism of animals. On logarithmic axes a line of slope 0.75, with an interval from 0.70 to 0.80, goes "
        "through mouse and elephant. A body ten times as heavy burns 10 ** 0.75 = 5.6 times as much, between 10 ** 0.70 = 5.0 and "
        "10 ** 0.80 = 6.3: note that 5.6 is not in the middle. For a dog of 30 kg the law says 44 watts. It burns 66, so its ratio is "
        "66/44 = 1.5; the residual, the logarithm of 1.5, is 0.41 and is no number of watts. Had you fitted heat in watts against kilograms "
        "without logarithms, the elephant alone would have drawn the line.",
    ),
    personal=True, public_points=2,
)  # fmt: skip


@Q6.check("shape", "a row for each state of the pair")
def _(tenfold: Any, own_law: Any) -> None:
    assert len(own_law) == 2, (
        f"Expected a row for A and one for B, but {len(own_law)} came. Fit on all states, then keep two."
    )


@Q6.check("property", "an interval around its estimate")
def _(tenfold: Any, own_law: Any) -> None:
    times, low, high = tenfold
    assert times > 1, (
        f"A larger economy receives more embassies, so ten times the size must give more than 1 times, but {times:.3f} came. "
        "That looks like the exponent itself: raise 10 to its power."
    )
    assert low < times < high, (
        f"The interval must hold its estimate, but {times:.3f} does not lie between {low:.3f} and {high:.3f}. "
        "The ends are exponents too, until you raise 10 to their power."
    )


@Q6.check("property", "the ratio is received over predicted")
def _(tenfold: Any, own_law: Any) -> None:
    for row in own_law.itertuples():
        assert row.predicted > 0, (
            f"A law of embassies predicts more than none, but {row.predicted:g} came for {named(row.state)}. Fit logarithms."
        )
        right = row.received / row.predicted
        assert isclose(row.ratio, right, rel_tol=1e-6), (
            f"{named(row.state)} receives {row.received:g} and the law predicts {row.predicted:.2f}: expected a ratio of {right:.3f}, but "
            f"{row.ratio:.3f} came. A difference of logarithms is not a number of times, and nothing is rounded."
        )


# ------------------------------------------------------------------------------------------------ 7 who is small

MEASURES = ("people", "economy", "income")
SMALLNESS = Table(
    {"state": "text", **dict.fromkeys(MEASURES, "number"), "small_by": "whole", "in_class": "number"}, key=("state",),
    limits={**dict.fromkeys((*MEASURES, "in_class"), (0, 1)), "small_by": (0, 3)},
)  # fmt: skip

Q7 = Question(
    "m1-q7", 4, SMALL, ("smallness",), SMALLNESS,
    Hints(
        "How many states are larger than the largest? How many are larger than one whose income nobody knows: should that one be "
        "in the list at all?",
        "Small is a relation: to all states, to a class of like ones, to a partner. Each needs its own list to compare with. "
        "A share is a number of states over all states of that list, and a state without a figure is on no list.",
        f"{READING}#who-is-small-and-what-do-the-small-do",
        "A toy case of five states with 1, 2, 4, 8 and 16 million people; the income of the last is not known, the others have 10, 30, 12, 9. "
        "For the state with 4 million: two of five are larger by people (0.4), one of four by income (0.25). Its class, half to twice "
        "12, is the first and the fourth; one of these two has more people (0.5).",
        "A neighbour: is Ann a fast runner? Of 200 in the race 50 were faster, so the share is 0.25; two who did not finish have no time, "
        "so it is 50/198 at closer look. She is 61. Of the 40 others between 55 and 65, one was faster: 1/40 = 0.025. In the race she is in "
        "the better half, among her peers near the top. `(times < times['Ann']).mean()` divides by all names, the two without "
        "a time included; `times.dropna()` first does not. And Ann is no peer of herself: `peers.drop('Ann')`.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q7.check("shape", "Azerbaijan, Pakistan and two more")
def _(smallness: Any) -> None:
    found = {str(state).strip() for state in smallness["state"]}
    assert {"AZE", "PAK"} <= found and len(found) == 4, (
        f"Expected the rows AZE, PAK, and your A and B, but {', '.join(sorted(found))} came. Name states by their codes."
    )


@Q7.check("property", "small by how many of the three")
def _(smallness: Any) -> None:
    for row in smallness.itertuples():
        right = sum(getattr(row, name) > 0.5 for name in MEASURES)
        assert row.small_by == right, (
            f"{named(row.state)} has shares of larger states of {', '.join(f'{getattr(row, name):.2f}' for name in MEASURES)}: expected "
            f"small_by {right}, but {row.small_by:g} came. Small is where more than half are larger."
        )


# --------------------------------------------------------------------------------------- 8 average and margin

REACH = Table(
    {"state": "text", "seats": "whole", "partners": "whole", "average": "number", "margin": "number"}, key=("state",),
    limits={"seats": (1, 223), "partners": (1, 5_000), "average": (0, 200), "margin": (0, 200)},
)  # fmt: skip

Q8 = Question(
    "m1-q8", 4, COST, ("reach",), REACH,
    Hints(
        "Two seats of yours have the same ten members. How many partners do you lose with the first? With the second, when you have "
        "the first no more? And with either, as long as you keep the other?",
        "An average divides what all seats reach together. A margin asks what one seat changes while the others stay. A partner "
        "met at two tables is still met when one is given up, so what counts is how many tables you share with each.",
        f"{READING}#who-is-small-and-what-do-the-small-do",
        "A toy case: X sits with Y and Z in one body, with Z and W in a second, with Z alone in a third. Three seats, three partners "
        "(Y, Z, W), so the average is 1. Without the first Y is lost, without the second W, without the third nobody: the margin is "
        "(1 + 1 + 0)/3 = 0.67. Z is met three times and counts once.",
        "A neighbour: a library has four shelves with 90 different titles, so 22.5 titles a shelf on average. But many stand "
        "there twice: 60 titles are on two shelves or more. Sell shelf 1 and put it back, then shelf 2, and so on: 12, 3, 10 and 5 "
        "titles would be gone, together the 30 that stand once only. The margin is 30/4 = 7.5 titles a shelf. A buyer who pays for 22.5 "
        "new titles with each further shelf will be surprised. In a table with a line for each copy, "
        "`copies['title'].value_counts()` says how often each title stands there.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q8.check("shape", "a row for each state of the pair")
def _(reach: Any) -> None:
    assert len(reach) == 2, f"Expected a row for A and one for B, but {len(reach)} came. Keep your two states."


@Q8.check("property", "no more partners than there are states")
def _(reach: Any) -> None:
    for row in reach.itertuples():
        assert row.partners < 250, (
            f"There are about 200 states, but {row.partners:,.0f} partners came for {named(row.state)}. A partner whom it meets in five bodies "
            "is one partner: count different states."
        )


@Q8.check("property", "the average is partners over seats")
def _(reach: Any) -> None:
    for row in reach.itertuples():
        right = row.partners / row.seats
        assert isclose(row.average, right, rel_tol=1e-9), (
            f"{named(row.state)}: {row.partners:g} partners on {row.seats:g} seats are {right:.3f} a seat, but {row.average:.3f} came. "
            "Divide partners by seats, and do not round."
        )


@Q8.check("property", "the margin lies below the average")
def _(reach: Any) -> None:
    for row in reach.itertuples():
        assert row.margin < row.average, (
            f"Many partners of {named(row.state)} are met at more than one table, so a seat given up loses fewer than the average "
            f"{row.average:.2f}, but {row.margin:.2f} came. Put each seat back before you take the next away."
        )
        lost = row.margin * row.seats
        assert isclose(lost, round(lost), abs_tol=1e-6), (
            f"The losses of {named(row.state)} over {row.seats:g} seats should add up to a whole number of partners, but {lost:.3f} came. "
            "The margin is their mean, not rounded."
        )


# ------------------------------------------------------------------------------------------- 9 a friend at the table

Q9 = Question(
    "m1-q9", 4, RULE, ("admission", "FRIEND"),
    Several(
        Function(("objects", "allowed"), lambda: ([0.5, 0.5], 1), Number(low=0, high=1)),
        Choice({
            "A": "A friend inside makes no difference at all: its voice changes the chance under no rule.",
            "B": "Since the bids failed under consensus, at least one member must have said no to each.",
            "C": "A friend takes one possible objection away and cannot take the others; where one objection is enough, its "
                 "support helps a little and does not decide.",
            "D": "Under consensus a friend who tries hard enough gets its candidate in, so that those inside cannot have tried.",
        }),
        names=("admission", "FRIEND"),
    ),
    Hints(
        "With two members there are four cases: nobody objects, only the first, only the second, both. What is the chance of each, and "
        "which of them does the rule let through?",
        "Members decide apart, so the chances of one case multiply; different cases add up. Under consensus one case alone lets "
        "the bid through. Go through the members one by one and keep, for each number of objections so far, its chance; or go through all cases: "
        "ten members have 1,024.",
        f"{READING}#what-a-friend-can-deliver",
        "Two members who object once in two times: no objection 0.25, at most one 0.75, at most two 1. A friend and such a member: "
        "0.5 under consensus. A sure opponent and nine friends: 0 under consensus, 1 with one objection allowed.",
        "A neighbour: three light bulbs in a row fail in a year with chances 0.1, 0.2 and 0.5. All burn: 0.9 · 0.8 · 0.5 = 0.36. "
        "Exactly one fails: 0.1 · 0.8 · 0.5 + 0.9 · 0.2 · 0.5 + 0.9 · 0.8 · 0.5 = 0.04 + 0.09 + 0.36 = 0.49. At most one fails: 0.85. Put "
        "in one bulb that never fails for the first: all burn with 0.4 in the place of 0.36, a factor of 1/0.9, and "
        "no more, for the other two fail as before. With a bulb that is broken already no row is ever whole, however good the "
        "others; but if one dark bulb is allowed, it does no harm by itself.",
    ),
    public_points=2,
)  # fmt: skip


def admitted(admission: Any, objects: list[float], allowed: int, right: float, advice: str) -> None:
    """A case worked by hand."""
    came = admission(objects, allowed)
    assert isclose(came, right, abs_tol=1e-9), (
        f"Members who object with chances {', '.join(f'{one:g}' for one in objects)}, {allowed} objections allowed: expected {right:g}, "
        f"but {came:.4g} came. {advice}"
    )


@Q9.check("toy case", "two members, consensus")
def _(admission: Any, FRIEND: str) -> None:
    came = admission([0.5, 0.3], 0)
    off = f"Two members who object with chances 0.5 and 0.3, under consensus: expected 0.5 · 0.7 = 0.35, but {came:.4g} came."
    known = {
        0.65: "That is the chance that somebody objects. Turn it round.",
        0.2: "Subtracting chances counts the case of two objections twice. Multiply what each leaves.",
        0.36: "That gives every member the mean chance. Each has its own.",
        0.0: "Allowed objections do not stop the bid: ask for at most so many, not for fewer.",
        0.15: "That multiplies the chances of objecting. For admission nobody may object.",
    }
    for value, words in known.items():
        assert not isclose(came, value, abs_tol=1e-9), f"{off} {words}"
    assert not (0 < abs(came - 0.35) < 0.05), f"{off} Compute it exactly: no random draws, no rounding."
    assert isclose(came, 0.35, abs_tol=1e-9), f"{off} Hint 3 has a case like it."


@Q9.check("toy case", "two members, objections allowed")
def _(admission: Any, FRIEND: str) -> None:
    came = admission([0.5, 0.3], 1)
    off = f"With one objection allowed it is 1 - 0.5 · 0.3 = 0.85, but {came:.4g} came."
    assert not isclose(came, 0.5, abs_tol=1e-9), f"{off} That is exactly one objection; none at all is allowed too."
    assert not isclose(came, 0.35, abs_tol=1e-9), (
        f"{off} The rule changes nothing in your function: use what is allowed."
    )
    assert isclose(came, 0.85, abs_tol=1e-9), f"{off} Add up the cases that the rule lets through."
    admitted(admission, [0.5, 0.3], 2, 1, "There are not more members than that, so the bid can't fail.")


@Q9.check("toy case", "a friend, and a sure opponent")
def _(admission: Any, FRIEND: str) -> None:
    admitted(admission, [0.0, 0.5], 0, 0.5, "A friend never objects, and the other is as before.")
    admitted(
        admission, [1.0, *[0.0] * 9], 0, 0, "Under consensus one sure objection stops the bid, whoever else is there."
    )
    admitted(admission, [1.0, *[0.0] * 9], 1, 1, "The rule lets one objection pass, and there is no second.")


@Q9.check("property", "the order of members does not matter")
def _(admission: Any, FRIEND: str) -> None:
    one, other = admission([0.1, 0.6, 0.3], 1), admission([0.3, 0.1, 0.6], 1)
    assert isclose(one, other, abs_tol=1e-9), (
        f"The same three members in another order: expected {one:.4g} again, but {other:.4g} came. Treat all members alike."
    )


# ---------------------------------------------------------------------------------------------------- 10 a memo

MEMO = Written(300, 400, claims=1)

Q10 = Question(
    "m1-q10", 12, COST, ("m1-q10",), MEMO,
    Hints(
        "Write the decision first, in one sentence with a number in it. Then ask: which figure of mine would have to be "
        "different for me to decide the other way?",
        "A model is a price for an embassy, a price for a seat, and what each reaches. Nobody knows the prices, so say "
        "at which price your advice turns. A fair memo gives the other side its best argument: for capitals, that depth counts and that chairs stand "
        "empty; for organisations, that one seat meets many and that rules protect those who are weak alone.",
        f"{READING}#who-is-small-and-what-do-the-small-do",
        "A useful skeleton, with words: advice in one sentence (25), model and prices (90), sources and their faults (80), the "
        "other side (90), decision (50). A reader should be able to say in three years whether you were right.",
        "A neighbour, in small: a shop of four asks whether to hire a seller or open a web page. 'A page costs 200 a month "
        "and reaches 900 visitors, of whom one in a hundred buys; a seller costs 2,000 and serves 60, of whom one in three buys. At a "
        "gain of 100 a sale the page brings 900, the seller 2,000: the page pays, the seller just does not lose. If only one "
        "visitor in five hundred buys, the page loses too. Visitors are counted by the page's own maker, who likes large numbers. Against "
        "me: a seller keeps customers for years. True, so ask one who knows them for two days a week. Decision: the page, 200 a month, from "
        "1 May; on 30 April we close it if it sold fewer than four a month.'",
    ),
    by_hand=True,
)  # fmt: skip


@Q10.check("property", "a decision at the end, with a number and a date")
def _(memo: str) -> None:
    part = re.search(r"\*\*\s*Decision\b[.:]?\s*\*\*[.:]?(.+)", memo, re.DOTALL | re.IGNORECASE)
    assert part, (
        "Expected a part that begins with **Decision.**, but there is none. Say there what is to be done, at what cost, and when."
    )
    assert re.search(r"\b20\d\d\b", part[1]), (
        "Expected a decision with a date, but no year stands in it. By when can the minister see whether it worked?"
    )
    numbers = re.findall(
        r"\d+|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|half)\b", part[1].lower()
    )
    assert [one for one in numbers if not re.fullmatch(r"20\d\d", one)], (
        "Expected a decision in numbers, but the year is the only one. How many diplomats go where, and at what cost?"
    )


EXERCISE = Exercise("m1_bilateralism", "One table or many?", 150, (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10))
