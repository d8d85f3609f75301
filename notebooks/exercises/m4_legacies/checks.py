"""Exercise 4, Did empires leave these disputes behind?: its questions, their hints and their public checks."""

from __future__ import annotations

import re
from collections.abc import Collection
from math import exp, isclose, log, sqrt
from typing import TYPE_CHECKING, Any

from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.answered import AnswerFailed
from course_utils.exercises.kinds import Chart, Choice, Function, Members, Number, Several, Table, Written
from course_utils.exercises.kinds.chart import Layer, layers, title

if TYPE_CHECKING:
    import pandas as pd

READING = "book/modules/m4_legacies.md"

# The objectives of the reading, word for word.
TWO_CASES = "Explain why two cases that both have the outcome cannot test a general claim."
BASE = "Compare a share among cases with the same share among the pairs that could have been cases."
CODINGS = "Build several codings of a shared empire and locate the pairs on which they part."
ODDS = (
    "Estimate an odds ratio with errors that allow for pairs that share a state, and judge what a border held "
    "constant takes away."
)
MECHANISM = "Distinguish four mechanisms by which foreign rule may leave a dispute, and name the trace of each."
DECISIONS = "Compare the decision of July 1921 with that of October 1947."
COLONIAL = "Judge whether the Soviet Union fits a definition of colonial rule, and state which definition was used."


def named(state: Any) -> str:
    """A state by its name, or as it came where it is no code."""
    from course_utils import states

    code = str(state).strip()
    return states.name(code) if code in states.codes() else code


def lettered(letters: str) -> Members:
    """A set of some of these letters."""
    return Members("letters", lambda: tuple(letters))


# --------------------------------------------------------------------------------------------- 1 letters that fit

FOUR = ("ARM", "AZE", "IND", "PAK")
FITTING = Table(
    {"letter": "text", "n": "whole", "disputes": "whole"}, key=("letter",), limits={"n": (0, 20_000), "disputes": (0, 20_000)}
)  # fmt: skip

Q1 = Question(
    "m4-q1", 3, TWO_CASES, ("fitting", "UNSEEN"),
    Several(FITTING, lettered("ABCD"), names=("fitting", "UNSEEN")),
    Hints(
        "Write the four names under each other and cross out letters. Then forget the four states: on how many "
        "borders of the world does such a letter stand in both names, and on how many of these was there a dispute?",
        "A theory says: with the property, more disputes than without it. Cases that have both the property and the "
        "dispute can fit every such theory, as they come from one corner of a table of two by two. A test needs the "
        "other corners, since the same property may lie on many quiet borders.",
        f"{READING}#two-cases-fit-every-theory",
        "A toy case: the two cases are Peru – Togo and Iraq – Oman; no letter stands in all four names, as Peru and "
        "Oman have none in common. With Iran – Iraq and Oman – Iraq as cases the letter a stands in all names, and no "
        "other. If five borders have an a in both names, and two of the five a dispute, the row is a, 5, 2.",
        "A neighbour: two pupils of a class failed, and both wear glasses. Does that show anything about glasses? Of "
        "the other 28, 12 wear glasses and passed, 16 wear none and passed. So of 14 with glasses 2 failed, which is "
        "one in seven; of 16 without none. That can be compared at all only since the 28 are known, and with two "
        "cases the gap may still be luck. Both pupils are also left-handed, have a sister and an e in their names; "
        "who looks at the two alone will find each of these 'causes'. In pandas, "
        "`names.str.lower().str.contains('e')` marks the names with an e, and `&` joins two marks.",
    ),
    public_points=1,
)  # fmt: skip


@Q1.check("shape", "one letter a row")
def _(fitting: Any, UNSEEN: Any) -> None:
    odd = [letter for letter in fitting["letter"] if not re.fullmatch(r"[A-Za-z]", letter.strip())]
    assert not odd, (
        f"Expected one letter of the alphabet in each row, but {odd[0]!r} came. Give every letter its own row."
    )


@Q1.check("property", "each letter fits both cases")
def _(fitting: Any, UNSEEN: Any) -> None:
    for letter in fitting["letter"].str.strip().str.lower():
        lacking = [named(code) for code in FOUR if letter not in named(code).lower()]
        assert not lacking, (
            f"The letter {letter} does not stand in {' and not in '.join(lacking)}, so it does not fit. "
            "A letter must stand in all four names."
        )


@Q1.check("property", "disputes are a part of the borders")
def _(fitting: Any, UNSEEN: Any) -> None:
    for row in fitting.itertuples():
        assert row.disputes <= row.n, (
            f"Of {row.n:g} borders with the letter {row.letter}, {row.disputes:g} cannot have had a dispute. "
            "Count disputes among the same borders."
        )


# --------------------------------------------------------------------------------------- 2 years under one ruler

X = [("Red", 1900, 1910), ("Blue", 1910, 1930)]
Y = [("Red", 1904, 1925)]

Q2 = Question(
    "m4-q2", 4, CODINGS, ("shared_years",),
    Function(("spells_a", "spells_b"), lambda: (list(X), list(Y)), Number(low=0, whole=True)),
    Hints(
        "Draw the spells of both states as bars under a line of years, a colour for each empire. Which years have the "
        "same colour in both? And what if the line ends before the next bar begins?",
        "Two spells overlap from the later of the two beginnings to the earlier of the two ends, if that is any time "
        "at all. Since a year may count for two empires and yet is one year, collect the years and count them at the "
        "end. A `set` holds each member once, and `range(1884, 1887)` is 1884, 1885, 1886.",
        f"{READING}#whose-empire",
        "X: Red from 1900 to 1910, Blue from 1910 to 1930. Y: Red from 1904 to 1925. Red ruled both in 1904 to 1909, "
        "that is 6 years. From 1910 on both were ruled, but not by the same.",
        "A neighbour: Ann and Bo each took lessons in several schools; in how many years could they have met? Ann: "
        "North 1990 to 1994, South 1994 to 1999. Bo: South 1991 to 1996, North 1996 to 2000. By name they share both "
        "schools. In North: later beginning 1996, earlier end 1994, so no year. In South: 1994 to 1996, so 1994 and "
        "1995. Together 2. `max(1990, 1996)` and `min(1994, 2000)` give 1996 and 1994, and `range(1996, 1994)` is "
        "empty, so nothing need be asked first; subtracting would have given −2. Had both been at two schools at once "
        "in 1995, by day and by evening, 1995 would still be one year.",
    ),
    public_points=2,
)  # fmt: skip


def years(
    function: Any, spells_a: Any, spells_b: Any, right: int, case: str, known: dict[int, str], advice: str
) -> None:
    """What the function gives on a toy case; known: what to say of the usual wrong figures."""
    try:
        came = function([*spells_a], [*spells_b])
    except AnswerFailed as stopped:
        if spells_a and spells_b:
            raise
        raise AssertionError(f"{case}: expected {right}, but the function stopped. {advice}") from stopped
    assert came == right, f"{case}: expected {right} shared years, but {came} came. {known.get(came, advice)}"


@Q2.check("toy case", "one empire, ten years and twenty-one")
def _(shared_years: Any) -> None:
    known = {
        0: "Look at every spell of both, not only at the last ones.",
        7: "The year in which a spell ends does not count.",
        10: "That is X's time under Red. Y came under Red four years later.",
        21: "That is Y's time under Red. X left Red in 1910.",
        25: "That runs from the first year under Red of either to the last. Both must be ruled at the same time.",
        31: "That adds the times of both. A year is shared only if both were ruled in it.",
        1: "That counts empires in common, not years.",
    }
    case = "Red ruled X from 1900 to 1910, Y from 1904 to 1925"
    years(shared_years, X[:1], Y, 6, case, known, "Count 1904, 1905, 1906, 1907, 1908 and 1909.")
    known[21] = "Blue ruled X while Red ruled Y. Ruled at the same time is not ruled by the same empire."
    years(
        shared_years,
        X,
        Y,
        6,
        f"{case}, and Blue ruled X from 1910 to 1930",
        known,
        "Only years under the same empire count.",
    )


@Q2.check("toy case", "the same empire, one after the other")
def _(shared_years: Any) -> None:
    case = "Red ruled X from 1900 to 1910, Y from 1920 to 1930"
    advice = "An overlap that ends before it begins is no overlap: no year, and nothing below zero."
    came = shared_years([("Red", 1900, 1910)], [("Red", 1920, 1930)])
    assert came == 0, f"{case}: expected 0 shared years, but {came} came. {advice}"


@Q2.check("toy case", "two empires at once")
def _(shared_years: Any) -> None:
    twice = [("Red", 1900, 1910), ("Blue", 1900, 1910)]
    known = {20: "A year under two empires is still one year."}
    years(
        shared_years,
        twice,
        twice,
        10,
        "Red and Blue ruled both X and Y from 1900 to 1910",
        known,
        "Count years, each once.",
    )


@Q2.check("toy case", "an empire that came back")
def _(shared_years: Any) -> None:
    back = [("Red", 1900, 1910), ("Red", 1920, 1930)]
    known = {
        5: "That is the first spell alone: go on to the next after a hit.",
        3: "That is the last spell alone. A dict from empire to years keeps one spell of each.",
        18: "From 1910 to 1920 nobody ruled X: keep spells apart.",
    }
    case = "Red ruled X from 1900 to 1910 and from 1920 to 1930, Y from 1905 to 1923"
    years(shared_years, back, [("Red", 1905, 1923)], 8, case, known, "Count 1905 to 1909, and 1920 to 1922.")


@Q2.check("toy case", "never ruled")
def _(shared_years: Any) -> None:
    advice = "Nobody ruled it, so there is no shared year. Begin with none, and add what you find."
    for spells_a, spells_b in (([], Y), (X, []), ([], [])):
        case = f"{'X' if not spells_a else 'Y'} has no spell"
        years(shared_years, spells_a, spells_b, 0, case, {}, advice)


@Q2.check("property", "the same whoever comes first")
def _(shared_years: Any) -> None:
    came = shared_years([*Y], [*X])
    assert came == 6, (
        f"X shares with Y what Y shares with X: expected 6, but {came} came. Treat both sides the same way."
    )


# --------------------------------------------------------------------------------------- 3 four codings of a corner

CODED = ("any", "first", "last", "together")
OWN_CODINGS = Table(
    {"state": "text", **dict.fromkeys((*CODED, "parted"), "whole")}, key=("state",),
    limits=dict.fromkeys((*CODED, "parted"), (0, 780)),
)  # fmt: skip

Q3 = Question(
    "m4-q3", 4, CODINGS, ("own_codings",), OWN_CODINGS,
    Hints(
        "Forty states, each with each other once. Which of your four rules look at names, and which at years? What "
        "should a rule say of a state that has no list at all?",
        "A coding is a rule, and the rule decides. Armenia's list begins with the Ottoman Empire and ends with "
        "Russia, that of Azerbaijan holds Russia alone: by the first names they share none, by the last names one. "
        "Two codings with equal counts may still part on many pairs, since one says yes where the other says no, and "
        "the other way round.",
        f"{READING}#whose-empire",
        "A toy corner of four states, lists P: Red, Blue; Q: Blue; R: Red; S: none. Six pairs. any: P–Q, P–R, so 2. "
        "first: P–R, so 1. last: P–Q, so 1. If Red ruled P and R at different times, and Blue ruled P and Q together, "
        "together is 1 (P–Q). The four part on P–Q (first says no) and on P–R (last and together say no): parted is "
        "2, although no two counts differ by more than 1.",
        "A neighbour: do two films have the same maker? By any name on the poster, by the first name, by the last, or "
        "by who was on the set in the same week. For three films with the posters `{'M': ['Ray', 'Sen'], 'N': "
        "['Sen'], 'O': []}`, `combinations('MNO', 2)` gives M–N, M–O, N–O. M–N: any yes, first no, last yes. M–O and "
        "N–O: no by each rule, since nobody is named; that both lists are empty would be no common maker either. Each "
        "pair is one row, `table.all(axis=1)` marks those with four times yes, `~table.any(axis=1)` those with four "
        "times no. What is neither is parted.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q3.check("shape", "a row for A and one for B")
def _(own_codings: Any) -> None:
    n = len(own_codings)
    assert n == 2, (
        f"Expected two rows, one for A's corner and one for B's, but {n} came. Count the 780 pairs of each corner."
    )


@Q3.check("property", "a common first or last name is a common name")
def _(own_codings: Any) -> None:
    for row in own_codings.itertuples():
        for name, count in (("first", row.first), ("last", row.last)):
            assert count <= row.any, (
                f"{named(row.state)}: who has the same {name} name has a name in common, but {name} is {count:g} and "
                f"any is {row.any:g}. Two states without a list have nothing in common: ask first whether both have "
                "one."
            )


@Q3.check("property", "pairs part at least where the counts do")
def _(own_codings: Any) -> None:
    for row in own_codings.itertuples():
        counts = [getattr(row, name) for name in CODED]
        least = max(counts) - min(counts)
        assert row.parted >= least, (
            f"{named(row.state)}: the largest of the four counts is {least:g} above the smallest, so the codings part "
            f"on that many pairs at least, but parted is {row.parted:g}. Count the pairs with one yes, two or three."
        )


# ------------------------------------------------------------------------------------------- 4 half of what, at home

AMONG = ("disputes", "alliances", "neighbours", "all pairs")
OWN_SHARES = Table(
    {"state": "text", "among": "text", "n": "whole", "share": "number"}, key=("state", "among"),
    limits={"n": (1, 780), "share": (0, 1)},
)  # fmt: skip

Q4 = Question(
    "m4-q4", 4, BASE, ("own_shares",), OWN_SHARES,
    Hints(
        "In each of the eight rows, what stands below the fraction bar? Say it aloud as 'of the pairs that …'.",
        "Of the pairs with a dispute, how many had a ruler in common, is one question; of the pairs with a ruler in "
        "common, how many had a dispute, is another. C17 is argued with the first. It says something only beside the "
        "same share among pairs that could have had a dispute, its base rate.",
        f"{READING}#half-of-what",
        "A toy corner of five pairs. P–Q: neighbours, dispute, ruler in common. P–R: neighbours, no dispute, ruler in "
        "common. Q–R: not neighbours, dispute, none in common. P–S and Q–S: nothing at all. disputes: n 2, share 0.5. "
        "neighbours: n 2, share 1. all pairs: n 5, share 0.4. Disputes beat all pairs and not the neighbours.",
        "A neighbour: of 20 bicycles stolen in a town 12 are red. Do thieves like red? Of all 1,000 bicycles in town "
        "300 are red, and 0.6 beside 0.3 looks like proof. But 18 of the 20 stood at the station, and of the 400 that "
        "stand there 220 are red, since a red model is cheap and commuters buy it: 0.6 beside 0.55. The thief takes "
        "what stands there. The other question, of the red ones how many are stolen, is 12 of 300, or 0.04, and "
        "answers something else. `part['red'].mean()` on the rows of each set in turn gives each share, and "
        "`len(part)` its n.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


def by_state(table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The rows of the eight, by state and then by set."""
    found: dict[str, dict[str, Any]] = {}
    for row in table.itertuples():
        found.setdefault(row.state.strip(), {})[row.among.strip()] = row
    return found


@Q4.check("shape", "four rows for each of two states")
def _(own_shares: Any) -> None:
    found = by_state(own_shares)
    assert len(found) == 2, (
        f"Expected rows for two states, A and B, but for {len(found)} came: {', '.join(found)}. Put the codes of A and B "
        "into state."
    )
    for state, rows in found.items():
        assert sorted(rows) == sorted(AMONG), (
            f"Expected the four rows {', '.join(AMONG)} for {named(state)}, but {', '.join(rows)} came. "
            "Put these words into the column among."
        )


@Q4.check("property", "sets of different sizes, all within all pairs")
def _(own_shares: Any) -> None:
    for state, rows in by_state(own_shares).items():
        sizes = {name: rows[name].n for name in AMONG}
        assert len(set(sizes.values())) > 1, (
            f"{named(state)}: all four rows rest on {sizes['all pairs']:g} pairs. Here n is the size of the set of the "
            "row, such as the pairs with a dispute, and the share is how many of these have a ruler in common. You "
            "divide the other way round."
        )
        largest = max(sizes, key=lambda name: sizes[name])
        assert sizes["all pairs"] == sizes[largest], (
            f"{named(state)}: {largest} ({sizes[largest]:g}) cannot be more than all pairs ({sizes['all pairs']:g}). "
            "Take all sets from the same corner and decade."
        )


@Q4.check("property", "shares of whole numbers of pairs")
def _(own_shares: Any) -> None:
    for row in own_shares.itertuples():
        common = row.share * row.n
        assert isclose(common, round(common), abs_tol=1e-6), (
            f"{named(row.state)}, {row.among}: {row.share:g} of {row.n:g} pairs is no whole number of pairs. Divide by "
            "the n of the same row, and leave the share as it is, not rounded."
        )


# ------------------------------------------------------------------------------------------ 5 five decades, three sets

DECADES = (1950, 1960, 1970, 1980, 1990)
SETS = ("disputes", "neighbours", "all pairs")
DOTS, WHISKERS = ("point", "circle", "square"), ("rule", "errorbar", "bar", "tick")
FIFTEEN = Chart(DOTS, {"x": "the share or the decade", "y": "the other of the two"}, names=("neighbours",))

Q5 = Question(
    "m4-q5", 4, BASE, ("chart",), FIFTEEN,
    Hints(
        "Which share does the claim need, and of which pairs? Write the table first: fifteen rows, with n and the "
        "number of pairs that have a ruler in common.",
        "A dot without its interval hides how few disputes a decade has. An interval without a comparison set says "
        "how sure you are of a figure that means nothing yet. Both sets of comparison change too, as colonies become "
        "states.",
        f"{READING}#half-of-what",
        "In each decade the dot of all pairs is the lowest, with hardly any line at all, as it rests on thousands of "
        "pairs; the dot of neighbours is the highest. Disputes lie between the two, with lines about as long as those "
        "of neighbours. In the 1950s, with 132 pairs in dispute, the line of disputes is about 0.14 long.",
        "A neighbour: how many red bicycles are among the stolen, at the station, and in town, in each of two years? "
        "`counts = pd.DataFrame({'year': [1, 1, 2, 2], 'among': ['stolen', 'town'] * 2, 'n': [20, 1000, 30, 1100], "
        "'n_same': [12, 300, 15, 340]})` and `rates = rate_intervals(counts)` add estimate, low and high. Then `base "
        "= alt.Chart(rates).encode(y='year:O', color='among:N')`, and `base.mark_rule().encode(x='low:Q', "
        "x2='high:Q') + base.mark_point().encode(x='estimate:Q')` draws a line and a dot for each row. Title, alt "
        "text and axis titles come with `.properties(title=…, description=…)` and `alt.X(…, title=…)`. A title that "
        "says something: 'Among the stolen there are more red ones than in town'.",
    ),
    public_points=2,
)  # fmt: skip


def figures(values: Any) -> Any:
    """Drawn values as numbers; missing where they are none."""
    import pandas as pd

    return pd.to_numeric(values, errors="coerce")


def shape(layer: Layer) -> tuple[str, str] | None:
    """Which channel of a layer holds the decade and which the share: the decade can be read as one of the five."""
    drawn = layer.drawn()
    for decade, share in (("x", "y"), ("y", "x")):
        if {decade, share} <= set(drawn):
            read = drawn[decade].astype("str").str.extract(r"(\d{4})")[0].astype("float")
            if len(read) and read.isin(DECADES).all():
                return decade, share
    return None


def tidy(layer: Layer) -> pd.DataFrame:
    """What a layer draws: decade, among, value, and end where it has a second one; per cent become shares."""
    import pandas as pd

    found = shape(layer)
    if not found:
        return pd.DataFrame(columns=["decade", "among", "value", "end"])
    decade, share = found
    drawn = layer.drawn()
    among = [
        drawn[name]
        for name in drawn
        if name not in (decade, share) and drawn[name].astype("str").str.strip().isin(SETS).all()
    ]
    table = pd.DataFrame({
        "decade": drawn[decade].astype("str").str.extract(r"(\d{4})")[0].astype("int"),
        "among": among[0].astype("str").str.strip() if among else "",
        "value": figures(drawn[share]),
        "end": figures(drawn[f"{share}2"]) if f"{share}2" in drawn else float("nan"),
    })  # fmt: skip
    table[["value", "end"]] /= 100 if table[["value", "end"]].max(axis=None) > 1 else 1
    return table


def read(chart: Any, marks: Collection[str]) -> pd.DataFrame:
    """The rows of all layers with one of these marks, each once."""
    import pandas as pd

    found = [tidy(layer) for layer in layers(chart) if layer.mark.get("type") in marks]
    drawn = [table for table in found if len(table)]
    return pd.concat(drawn).drop_duplicates() if drawn else pd.DataFrame(columns=["decade", "among", "value", "end"])


@Q5.check("range", "decades on one axis, shares on the other")
def _(chart: Any) -> None:
    dots = [layer for layer in layers(chart) if layer.mark.get("type") in DOTS]
    assert any(shape(layer) for layer in dots), (
        f"Expected the decades {', '.join(map(str, DECADES))} on one axis of the dots, but they are on none. Put the "
        "decade there, as 1950 or 1950s, and the share on the other."
    )
    values = read(chart, DOTS)["value"]
    assert values.between(0, 1).all(), (
        f"A share lies between 0 and 1, but {values[~values.between(0, 1)].iloc[0]:g} is drawn. Draw shares, not counts."
    )


@Q5.check("property", "three sets under their names")
def _(chart: Any) -> None:
    found = set(read(chart, DOTS)["among"])
    assert found == set(SETS), (
        f"Expected dots for {', '.join(SETS)}, but {', '.join(sorted(filter(None, found))) or 'no set of these names'} "
        "came. Put these words into the column that sets the colour."
    )


@Q5.check("property", "a dot for each decade and set")
def _(chart: Any) -> None:
    dots = read(chart, DOTS).dropna(subset="value")
    lacking = [f"{name} in the {decade}s" for name in SETS for decade in DECADES
               if not ((dots["decade"] == decade) & (dots["among"] == name)).any()]  # fmt: skip
    assert not lacking, f"Expected fifteen dots, but there is none for {lacking[0]}. Is a group lost in a merge?"
    assert len(dots) == 15, (
        f"Expected fifteen dots, but {len(dots)} are drawn. One row for each decade and set, please."
    )


@Q5.check("property", "an interval around each dot")
def _(chart: Any) -> None:
    dots, lines = read(chart, DOTS), read(chart, WHISKERS).dropna(subset="end")
    both = dots.merge(lines, how="left", on=["decade", "among"], suffixes=("", "_low"))
    lacking = both[both["end_low"].isna()]
    assert lacking.empty, (
        f"Expected a line from low to high for each dot, but there is none for {lacking['among'].iloc[0]} in the "
        f"{lacking['decade'].iloc[0]}s. Draw mark_rule with x and x2, or y and y2, in the colour of the set."
    )
    ends = both[["value_low", "end_low"]]
    outside = both[(both["value"] < ends.min(axis=1) - 1e-9) | (both["value"] > ends.max(axis=1) + 1e-9)]
    assert outside.empty, (
        f"An interval holds its own estimate, but for {outside['among'].iloc[0]} in the {outside['decade'].iloc[0]}s "
        f"{outside['value'].iloc[0]:.3f} lies outside the line. Do dots and lines come from the same rows?"
    )


# Words that name what is drawn. A title made of nothing else states no finding.
LABELS = frozenset((
    "a an the of and by in on over for from to between with per since among share shares pair pairs set sets state "
    "states all dispute disputes neighbour neighbours decade decades year years time ruler rulers common shared "
    "empire empires same chart dots plot graph interval intervals comparison five three"
).split())  # fmt: skip


@Q5.check("property", "a title that is a finding, not a label")
def _(chart: Any) -> None:
    words = [word.strip(".,:;()'%").lower() for word in title(chart).replace("-", " ").split()]
    assert [word for word in words if word.isalpha() and word not in LABELS], (
        f"Expected a title that says what is to be seen, but {title(chart)!r} only says what is drawn. "
        "Write the finding as a sentence."
    )


# -------------------------------------------------------------------------------------------- 6 a cause that is none

SHARE = Number(low=0, high=1)

Q6 = Question(
    "m4-q6", 4, ODDS, ("own_odds", "own_interval"),
    Several(
        Several(SHARE, SHARE, Number(low=0), names=("near", "elsewhere", "odds_ratio")),
        Several(Number(), Number(), names=("low", "high")), names=("own_odds", "own_interval"),
    ),
    Hints(
        "First one column: true where both states of a border are nearer to A. How far is A itself from A? Then a "
        "table of two by two. Odds come last.",
        "A share of p means odds of p to 1 − p. An odds ratio divides odds by odds, a risk ratio shares by shares; "
        "they are close only where both shares are small. Borders that share a state lean the same way, so they hold "
        "less evidence than their number says, and an error that allows for it makes the interval wider as a rule.",
        f"{READING}#neighbours-pair-by-pair",
        "A toy case: of 40 near borders 30 had a dispute, of 60 elsewhere 30. Shares 0.75 and 0.5, odds 3 and 1, so "
        "the odds ratio is 3 (the risk ratio would be 1.5). The plain interval is the exponential of log 3 ± 1.96 · "
        "√(1/30 + 1/10 + 1/30 + 1/30), about 1.25 to 7.2; on the scale of ratios 3 is in its middle in the sense that "
        "1.25 · 7.2 is 3².",
        "A neighbour: does an even house number bring burglars? Of 50 even houses 10 were burgled, of 50 odd ones 20. "
        "Shares 0.2 and 0.4, odds 10/40 = 0.25 and 20/30 = 0.667, odds ratio 0.375. Say the even side faces a police "
        "station: then it is the station, not the number. And say the 100 houses belong to 8 owners, each with the "
        "same lock on all of theirs: then there are 8 pieces of evidence, not 100. `dyadic_logit(table, 'burgled', "
        "['even'])` prints three rows for even: with the errors plain, two-way and dyadic, say 0.15 to 0.92, 0.12 to "
        "1.15, and 0.10 to 1.39. All have 0.375 in the middle. The last is the widest, and holds 1. Which of the "
        "three is widest depends on the data: compare them by `se`.",
    ),
    personal=True, public_points=2,
)  # fmt: skip


@Q6.check("property", "the odds ratio follows from the two shares")
def _(own_odds: Any, own_interval: Any) -> None:
    near, elsewhere, came = own_odds
    assert 0 < near < 1 and 0 < elsewhere < 1, (
        f"Near and elsewhere there are borders with a dispute and borders without, but shares of {near:g} and "
        f"{elsewhere:g} came. Take all borders, and each on one side."
    )
    right = near / (1 - near) / (elsewhere / (1 - elsewhere))
    off = (
        f"from your shares of {near:.3f} and {elsewhere:.3f} an odds ratio of {right:.4f} follows, but {came:.4f} came."
    )
    known = (
        (near / elsewhere, "That is the ratio of the shares, the risk ratio: {} Divide odds by odds; the odds of a share p are p / (1 - p)."),
        (1 / right, "That is elsewhere against near, upside down: {} Put the near odds on top."),
        (log(right), "That is the logarithm: {} Raise e to its power, or take the column odds_ratio."),
        (near - elsewhere, "That is a difference of shares: {} An odds ratio is a number of times."),
        (near / (1 - near), "Those are the odds of the near borders alone: {} Divide by the odds elsewhere."),
    )  # fmt: skip
    for value, words in known:
        assert isclose(came, right, rel_tol=1e-4) or not isclose(came, value, rel_tol=1e-4), words.format(off)
    assert isclose(came, right, rel_tol=1e-4), (
        f"Odds are p / (1 - p): {off} Round nothing, and compare near with elsewhere."
    )


@Q6.check("property", "an interval on the scale of ratios")
def _(own_odds: Any, own_interval: Any) -> None:
    ratio, (low, high) = own_odds[2], own_interval
    assert low < high, f"Expected the lower end first, but {low:.3f} and {high:.3f} came. Turn them round."
    words = "Take the columns low and high, which are on the scale of ratios."
    inside = f"Expected an interval around your odds ratio of {ratio:.3f}, but {low:.3f} to {high:.3f} came."
    assert not low < log(ratio) < high or low > 0, f"That is an interval of the logarithm: {inside} {words}"
    assert low < ratio < high, f"{inside} Is it of the cause, and not of the intercept?"
    middle = sqrt(max(low, 0) * high)
    assert isclose(middle, ratio, rel_tol=1e-3), (
        f"On the scale of ratios the middle of {low:.3f} to {high:.3f} is the root of their product, {middle:.3f}, and "
        f"not your odds ratio, {ratio:.3f}. Do not add and subtract errors of the logarithm to the ratio itself. "
        f"{words}"
    )


# ------------------------------------------------------------------------------------------------ 7 the border held

MODELS = ("all pairs", "border held constant", "neighbours only")
HELD = Table(
    {"model": "text", "odds_ratio": "number", "low": "number", "high": "number"}, key=("model",), limits={"odds_ratio": (1e-6, 1e6)}
)  # fmt: skip

Q7 = Question(
    "m4-q7", 4, ODDS, ("held", "taken", "MAY_SAY"),
    Several(
        HELD, Number(high=1.5),
        Choice({
            "A": "Over all pairs even the widest interval leaves 1 out, and they are the largest sample. So in the 1970s empires did leave "
                 "disputes behind.",
            "B": "With the border held constant the interval holds 1. So in the 1970s empires had left no disputes behind.",
            "C": "The second row is the true effect and the first is not, since a control can only bring an estimate nearer to the truth.",
            "D": "Most of the association over all pairs goes with the border; what is left fits no effect as well as a large one. And where an "
                 "empire drew the border, the second row has taken away part of what was to be found.",
        }),
        names=("held", "taken", "MAY_SAY"),
    ),
    Hints(
        "What else do two states with one former ruler have in common, that makes a quarrel more likely by itself? "
        "And who drew the line between them?",
        "A regression with two predictors compares pairs with the same value of the one when it judges the other: "
        "neighbours with neighbours, far pairs with far pairs. That takes away what comes in through the border. If "
        "the cause made the border, part of its own effect goes too. An interval that holds 1 says that no effect "
        "fits the data; so do all other values in it.",
        f"{READING}#neighbours-pair-by-pair",
        "Over all pairs the odds ratio is above 2 and the widest interval leaves 1 out. With the border held constant "
        "the ratio is nearer to 1, and the interval holds 1. If the ratios were 4 and 2, the share taken would be 1 − "
        "log 2 / log 4 = 0.5; if the second were 1, all would be taken; below 1, more than all.",
        "A neighbour: do storks bring babies? Over all districts the odds of many births are 3 times as high where "
        "storks nest. With *rural* in the model it is 1.2, from 0.7 to 2.1. On the log scale 1 − 0.18 / 1.10 = 0.83 "
        "of the association went with rural life. Not shown: that storks do nothing, for 2.1 lies in the interval as "
        "well. And had the question been whether a new *road* brings births, with the number of houses held constant, "
        "then the road may work through the houses that it brings, and the control would hide what it does. In "
        "`dyadic_logit(table, 'births', ['storks', 'rural'])` the term asked about is storks; the row of rural "
        "answers another question.",
    ),
    public_points=1,
)  # fmt: skip


@Q7.check("shape", f"the rows {', '.join(MODELS)}")
def _(held: Any, taken: Any, MAY_SAY: str) -> None:
    found = [name.strip() for name in held["model"]]
    assert sorted(found) == sorted(MODELS), (
        f"Expected the three rows {', '.join(MODELS)}, but {', '.join(found)} came. Put these words into the column "
        "model."
    )


@Q7.check("property", "each interval around its odds ratio")
def _(held: Any, taken: Any, MAY_SAY: str) -> None:
    for row in held.itertuples():
        assert row.low < row.odds_ratio < row.high, (
            f"{row.model}: the odds ratio {row.odds_ratio:.3f} does not lie between {row.low:.3f} and {row.high:.3f}. "
            "Take odds_ratio, low and high from one row; the estimate is a logarithm."
        )
        assert isclose(sqrt(max(row.low, 0) * row.high), row.odds_ratio, rel_tol=1e-3), (
            f"{row.model}: on the scale of ratios {row.odds_ratio:.3f} is not the middle of {row.low:.3f} to "
            f"{row.high:.3f}. Round nothing, and let the three come from one row."
        )


@Q7.check("property", "what is taken away follows from the rows")
def _(held: Any, taken: Any, MAY_SAY: str) -> None:
    ratio = {row.model.strip(): row.odds_ratio for row in held.itertuples()}
    whole, left = ratio["all pairs"], ratio["border held constant"]
    assert not isclose(whole, 1), (
        "Over all pairs an odds ratio of 1 came, so there would be nothing to take away. Is it the cause's row?"
    )
    right = 1 - log(left) / log(whole)
    off = f"your odds ratios of {whole:.3f} and {left:.3f} give {right:.3f}, but {taken:.3f} came."
    known = (
        (1 - left / whole, "That compares the ratios themselves: {} An odds ratio of 1, not of 0, is no association, so take logarithms."),
        ((whole - left) / (whole - 1), "That measures ratios from 1 on: {} Ratios multiply, so take logarithms."),
        (1 - right, "That is the part that is left: {} Subtract it from 1."),
        (exp(right), "That is e to the power of it: {} Leave the share as it is."),
    )  # fmt: skip
    for value, words in known:
        assert isclose(taken, right, rel_tol=1e-4) or not isclose(taken, value, rel_tol=1e-4), words.format(off)
    assert isclose(taken, right, rel_tol=1e-4), (
        f"Compare the second row with the first: {off} Use the formula of the question."
    )


# ------------------------------------------------------------------------------------------------ 8 traces

PAPERS = "ABCDEFGHIJ"
KINDS = ("LINE", "RANK", "PRINCE", "HEIRS")

Q8 = Question(
    "m4-q8", 3, MECHANISM, KINDS,
    Several(*[lettered(PAPERS) for _ in KINDS], names=KINDS),
    Hints(
        "Ask of each paper: who acted, when, and what would be missing in the valley had it not been written?",
        "A line is drawn from above where the centre moves or fixes a boundary. Unequal rank is a unit inside a unit, "
        "with organs that can speak for it. Rule through a prince leaves one man who can sign. The last one is no act "
        "of the empire at all: it went, and others chose. What was there before the empire, or is the same "
        "everywhere, is a trace of none.",
        f"{READING}#how-a-legacy-would-work",
        "A toy case of three. 'The capital gives a canal to the eastern province.' A line from above. 'Two years "
        "after the empire, a new state closes a school.' A choice of the heirs. 'The valley has always had much "
        "rain.' A trace of none.",
        "A neighbour: why do two sisters quarrel over a house that their aunt left? 'The aunt put up a fence across "
        "the garden': that is a line. 'The aunt gave the younger one a room with a key and a vote on repairs': "
        "unequal rank. 'The aunt let her tenant run the house and sign for it': rule through another. 'The day after "
        "the funeral the elder changed the locks': nobody's legacy but the elder's choice. 'The sisters quarrelled "
        "over toys before the aunt bought the house': older than the aunt. Note that the vote of the younger *on "
        "moving out* belongs to the room with a vote, for without it there would have been nobody to vote; the "
        "subject of a paper is not its mechanism.",
    ),
)  # fmt: skip


@Q8.check("property", "each letter in one set at most")
def _(LINE: Any, RANK: Any, PRINCE: Any, HEIRS: Any) -> None:
    sets = dict(zip(KINDS, (LINE, RANK, PRINCE, HEIRS), strict=True))
    for letter in PAPERS:
        holding = [name for name, letters in sets.items() if letter in letters]
        assert len(holding) < 2, (
            f"Expected each paper in one set at most, but {letter} stands in {' and '.join(holding)}. Which mechanism "
            "would the paper be missing without?"
        )


# ------------------------------------------------------------------------------------------------ 9 two decisions

SENTENCES = "ABCDEFGHIJK"

Q9 = Question(
    "m4-q9", 3, DECISIONS, ("OF_1921", "OF_1947"),
    Several(lettered(SENTENCES), lettered(SENTENCES), names=("OF_1921", "OF_1947")),
    Hints(
        "Take one decision at a time, and go through all sentences. Only then take the other. Two of the sentences are "
        "true of neither.",
        "Compare who acted, for whom, when, and what followed only later. A decision is not its consequences: ask "
        "what stood in the paper on that day. What the two have in common is as much of a finding as what sets them "
        "apart.",
        f"{READING}#did-empires-leave-these-disputes-behind",
        "A toy case with two treaties: 'signed in spring' is true of the first alone, 'signed by a king' of the "
        "second alone, 'broken within a year' of both, and 'in force today' of neither. First: signed in spring, "
        "broken. Second: signed by a king, broken.",
        "A neighbour: the sale of Alaska in 1867 and that of Louisiana in 1803. 'The buyer was the United States': "
        "both. 'The seller was an emperor': Alaska; in 1803 Bonaparte was First Consul, and emperor a year later, so "
        "dates decide. 'Those who lived there voted on it': neither. 'It drew the border with Canada that stands "
        "today': neither, as that was settled long after; what followed from a paper is not what stood in it.",
    ),
)  # fmt: skip


@Q9.check("property", "something of each")
def _(OF_1921: Any, OF_1947: Any) -> None:
    for name, letters in (("OF_1921", OF_1921), ("OF_1947", OF_1947)):
        assert letters, (
            f"Expected the sentences that are true of the decision, but {name} is empty. Go through all eleven."
        )
    everywhere = sorted(set(SENTENCES) & OF_1921 & OF_1947)
    assert len(everywhere) < len(SENTENCES), (
        "All eleven sentences stand in both sets. Two decisions are never the same in all."
    )


# ---------------------------------------------------------------------------------------------------- 10 a wall

MEMO = Written(350, 450, claims=2, events=2)

Q10 = Question(
    "m4-q10", 12, COLONIAL, ("m4-q10",), MEMO,
    Hints(
        "Imagine that you read the wall aloud, once in each of the four capitals. At which word does somebody leave "
        "the room? And which fact would they miss?",
        "A definition is a rule that you can hand to a stranger. State it, apply it to both powers, and see which "
        "half of C17 stands. Then take another, and see what moves. Neutral is not empty: a date, an actor and a "
        "place can be checked, a verb like *took* can't.",
        f"{READING}#was-the-soviet-union-a-colonial-power",
        "A useful skeleton, with words: wall, what was decided, by whom and when (60), how it worked on (50), voices "
        "(60); note, mechanism and where it stopped (60), definition and both powers (90), what the wall leaves out "
        "(40), C18 (40).",
        "A neighbour, in small: a plaque where a road was cut through a village green. 'In 1931 the county council "
        "(minute 14) sent a road through the green; the village had not been asked. Farmers to the west gained a "
        "market, families to the east lost their well.' Note for colleagues: 'We write *sent a road through*, neither "
        "*stole* nor *opened up*. Was the council an outside power? If outside means elected elsewhere, yes; if it "
        "means another country, no; the plaque does not need the word. What the council did ends in 1931. That the "
        "well was never replaced is the work of four parish councils after it. We leave out the fight of 1932, since "
        "the two accounts differ on who began; both lie in the drawer.'",
    ),
    by_hand=True,
)  # fmt: skip

WALL = 200


def part(memo: str, heading: str) -> str:
    """The part of a text that begins with this heading in bold, up to the next bold heading at the start of a paragraph."""
    found = re.search(
        rf"^\W*\*\*\s*{heading}\b[.:]?\s*\*\*[.:]?(.+?)(?=^\W*\*\*[^*\n]{{3,40}}\*\*|\Z)",
        memo,
        re.DOTALL | re.IGNORECASE | re.MULTILINE,
    )
    return found[1] if found else ""


@Q10.check("property", f"a wall text of at most {WALL} words, and a note")
def _(memo: str) -> None:
    wall, note = part(memo, "Wall text"), part(memo, "Curator['’]s note")
    assert wall.strip(), (
        "Expected a part that begins with **Wall text.**, but there is none. Put there what visitors read."
    )
    assert note.strip(), (
        "Expected a part that begins with **Curator's note.**, but there is none. Put there what colleagues need."
    )
    n = MEMO.words(wall)
    assert n <= WALL, (
        f"Expected a wall text of at most {WALL} words, but {n} came. Visitors stand: what could move into the note?"
    )


# Terms that one side uses and another would not sign, from all four capitals alike; the reading has neutral ones.
ONE_SIDED = (
    r"artsakh", r"separatist\w*", r"(?<!self-)liberat\w*", r"so-called", r"(?:armenian|indian?|pakistan)[- ]occupied", r"\bpok\b", r"\biiojk\b",
    r"azad kashmir", r"held kashmir", r"terrorist\w*", r"freedom fighters?", r"annex(?:ed|ation)", r"patriotic war",
)  # fmt: skip


@Q10.check("property", "a wall without a term that only one side uses")
def _(memo: str) -> None:
    found = re.search("|".join(rf"(?<!\w)(?:{one})(?!\w)" for one in ONE_SIDED), part(memo, "Wall text"), re.IGNORECASE)
    assert not found, (
        f"The wall says {found[0]!r}, a term that one side uses and another would not sign. Say who did what, and "
        "when; the reading names places and events in words for all four capitals."
    )


EXERCISE = Exercise(
    "m4_legacies", "Did empires leave these disputes behind?", 150, (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10)
)
