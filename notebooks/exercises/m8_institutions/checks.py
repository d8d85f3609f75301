"""Exercise 8, Will it last?: its questions, their hints and their public checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from math import isclose
from typing import TYPE_CHECKING, Any

from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.answered import AnswerFailed
from course_utils.exercises.kinds import Chart, Function, Members, Number, Record, Several, Table, Written
from course_utils.exercises.kinds.chart import Layer, layers, title

if TYPE_CHECKING:
    import pandas as pd

READING = "book/modules/m8_institutions.md"

# The objectives of the reading, word for word.
CODE = "Code a list of agreements by type, by field, and by whether they are in force."
INDEX = (
    "Build an index with declared weights, and compute under what share of all weightings a pair stands near the top."
)
BASE = "State base rates for entry into force with open cases censored, and choose between reference classes."
END = "Compare the way ties end with their age and with the other ties beside them, against a placebo outcome."
FADE = "Design a before-and-after comparison for the fading of a shared cause."
SCORE = "Formulate scoreable forecasts, compute their Brier score, and revise one when new evidence comes."
JUDGE = "Judge a partnership's resilience against criteria that were stated in advance."


def asked(function: Callable[..., Any], *given: Any, error: str, message: str) -> Any:
    """What a function gives; where it stops with this error, the message in the subject's words instead."""
    try:
        return function(*given)
    except AnswerFailed as stopped:
        if error not in str(stopped):
            raise
        raise AssertionError(message) from None


def near(came: float, value: float) -> bool:
    """Whether two figures are the same but for the last digits."""
    return isclose(came, value, rel_tol=1e-9, abs_tol=1e-12)


def exactly(table: pd.DataFrame, columns: tuple[str, ...], wanted: Iterable[tuple[str, ...]]) -> None:
    """The answer has these rows and no other."""
    wanted = sorted(wanted)
    found = sorted(tuple(str(value).strip() for value in row) for row in table[list(columns)].to_numpy())
    assert found == wanted, (
        f"Expected the {len(wanted)} rows {'; '.join(' '.join(row) for row in wanted)}, but "
        f"{'; '.join(' '.join(row) for row in found[:8]) or 'none'} came. Put these words into {' and '.join(columns)}."
    )


# ---------------------------------------------------------------------------------------- 1 twelve documents

LETTERS = tuple("ABCDEFGHIJKL")


def letters() -> tuple[str, ...]:
    """The letters of the documents."""
    return LETTERS


LETTER = Members("letters", letters)

Q1 = Question(
    "m8-q1", 3, CODE, ("TREATIES", "ECONOMY", "IN_FORCE"),
    Several(LETTER, LETTER, LETTER, names=("TREATIES", "ECONOMY", "IN_FORCE")),
    Hints(
        "Ask three separate things of each document: who binds whom by which law, what it is about, and whether it binds both on "
        "that one day. What is it called is not among them.",
        "A treaty is what two or more states mean to be bound by under international law, whatever the heading says. A "
        "signature is not yet force: look for what the text itself asks for, and for whether that has come for both sides. And "
        "what began can have run out.",
        f"{READING}#documents",
        "A toy case of three. 'Agreement on fishing, signed 1998, in force 1999 for ten years': a treaty, on the economy, not in "
        "force. 'Memorandum on fishing, which says that it is no treaty': economy only. 'Contract of a ministry with a "
        "shipyard abroad': one side is a firm, so it is no treaty between states.",
        "A neighbour: the papers in a tenant's drawer. A lease with the owner that ran out in May: a contract, about the flat, "
        "over. A letter in which the owner hopes for a good year: no contract, whatever its seal. A note on a napkin, signed by "
        "both, 'the rent is 500 from June until one of us gives notice': a contract, in force, though a napkin. A new lease that "
        "needs the bank's stamp and has none: a contract that was made and does not run yet. A lease of the whole house that the "
        "neighbours signed and the tenant has not confirmed: it binds them and not the tenant. Five papers, one that counts today.",
    ),
)  # fmt: skip


@Q1.check("property", "only a treaty can be in force as one")
def _(TREATIES: frozenset[str], ECONOMY: frozenset[str], IN_FORCE: frozenset[str]) -> None:
    odd = sorted(IN_FORCE - TREATIES)
    assert not odd, (
        f"Expected in IN_FORCE only what stands in TREATIES too, but {', '.join(odd)} does not. "
        "A contract or a plan may be running, but it is no treaty in force; or the set of treaties lacks one."
    )


# ------------------------------------------------------------------------------------------ 2 a base rate

# Four treaties: in force after 1 and 3 years, last seen waiting after 2 and 5.
WAITS = ((1.0, True), (2.0, False), (3.0, True), (5.0, False))


def waits(cases: Iterable[tuple[float, bool]]) -> pd.DataFrame:
    """A table of waiting times, as the notebook has it."""
    import pandas as pd

    table = pd.DataFrame(list(cases), columns=["duration", "happened"])
    return table.astype({"duration": "float64", "happened": "bool"})


Q2 = Question(
    "m8-q2", 4, BASE, ("within",),
    Function(
        ("waits", "horizon"), lambda: (waits(WAITS), 4),
        Several(Number(low=0, high=1, missing=True), Number(low=0, whole=True), names=("share", "open")),
    ),
    Hints(
        "Take one moment at which a treaty entered into force. How many treaties could you have seen entering at that very moment? "
        "Do those that left the watch the day before belong to them? Those that leave on that day?",
        "An open treaty is neither a failure nor nothing: it tells that it had not come *for as long as it was seen*. So it belongs "
        "to those under watch up to its own duration, and to nobody's after that. Multiply the shares that went on waiting, from "
        "moment to moment; what is left at the horizon is the share still waiting.",
        f"{READING}#what-a-signature-is-worth",
        "A toy case of four treaties: in force after 1 and after 3 years, last seen waiting after 2 and after 5. Up to 4 years: at 1 "
        "year four were under watch and one entered, 3/4 went on; at 3 years two were under watch and one entered, 1/2 went on. "
        "Still waiting 3/4 · 1/2 = 0.375, so the share is 0.625. One was last seen waiting before 4 years: open is 1.",
        "A neighbour: how long until a new lamp fails? Five lamps: failed in month 2, sold in month 3, failed in month 4, failed in "
        "month 4, still burning in month 9. Counting the sold one as good for ever gives 3/5 = 0.6 failed by month 6. Throwing away "
        "what was sold and what still burns gives 3/3 = 1. Month by month: in month 2 five burned and one failed, 4/5 go on; in month "
        "4 three burned (one was sold) and two failed, 1/3 go on. 4/5 · 1/3 = 0.267 still burn, so 0.733 have failed by month 6. A lamp "
        "sold in month 4 itself would have been among those burning then. By month 12 nobody knows, since no lamp was watched for so long.",
    ),
    public_points=2,
)  # fmt: skip


@Q2.check("toy case", "four treaties, two of them open, up to four years")
def _(within: Any) -> None:
    share, still_open = within(waits(WAITS), 4)
    off = f"two of four treaties entered and one was lost from sight at 2 years: expected 0.625, but {share:.3f} came."
    known = {
        0.5: f"Open cases are taken for failures: {off} Count each for as long as it was seen.",
        1.0: f"Open cases are thrown away: {off} They were waiting while they were seen, and that is evidence.",
        2 / 3: f"The treaty last seen at 2 years is thrown away: {off} At 1 year it was still under watch.",
        0.375: f"That is the share still waiting: {off} Take it from 1.",
        4 / 7: f"Half of an open case is counted: {off} Count it whole up to its own duration, and not after.",
        0.75: f"Rates are added up: {off} Multiply the shares that go on waiting.",
    }
    for value, message in known.items():
        assert not near(share, value), message
    assert near(share, 0.625), f"Go from moment to moment by hand: {off} Hint 3 has the two steps."
    assert still_open == 1, (
        f"One treaty was last seen waiting before 4 years, the other at 5: expected open = 1, but {still_open} came. "
        "Count what was lost before the horizon."
    )


@Q2.check("toy case", "one enters on the day on which another is last seen")
def _(within: Any) -> None:
    share, _ = within(waits([(2, True), (2, False), (4, False)]), 3)
    rounded = isclose(share, 1 / 3, abs_tol=0.006) and not near(share, 1 / 3)
    assert not rounded, (
        f"Expected one third, unrounded, but {share:g} came. Rounded too early: return the number as it is."
    )
    assert near(share, 1 / 3), (
        f"At 2 years one enters and one is last seen waiting; both, and a third, were under watch then. Expected 1/3 = 0.333, but "
        f"{share:.3f} came. Under watch are those with a duration of 2 or more."
    )


@Q2.check("toy case", "two enter on the same day, and the horizon is that day")
def _(within: Any) -> None:
    share, _ = within(waits([(2, True), (2, True), (3, False), (5, True)]), 2)
    assert near(share, 0.5), (
        f"Two of four enter at exactly 2 years, the horizon: expected 0.5, but {share:.3f} came. "
        "Up to the horizon means with it, and both count at once."
    )


@Q2.check("toy case", "a horizon beyond all that was seen")
def _(within: Any) -> None:
    share, still_open = within(waits(WAITS), 6)
    assert share != share and still_open == 2, (
        f"No treaty was watched for 6 years: expected nan and 2 open, but {share:.3f} and {still_open} came. "
        "What nobody watched is not known."
    )


@Q2.check("toy case", "no treaty at all")
def _(within: Any) -> None:
    share, still_open = within(waits([]), 5)
    assert share != share and still_open == 0, (
        f"An empty class has no base rate: expected nan and 0 open, but {share} and {still_open} came. Ask for rows first."
    )


@Q2.check("property", "without open cases, a plain share")
def _(within: Any) -> None:
    share, still_open = within(waits([(1, True), (2, True), (6, True), (9, True)]), 5)
    assert near(share, 0.5) and still_open == 0, (
        f"Every treaty was seen to its end and two of four came within 5 years: expected 0.5 and 0 open, but {share:.3f} and "
        f"{still_open} came. Look at which durations are counted."
    )


@Q2.check("property", "the order of rows does not matter")
def _(within: Any) -> None:
    share, _ = within(waits(WAITS[::-1]), 4)
    assert near(share, 0.625), (
        f"The same rows upside down: expected 0.625, but {share:.3f} came. Sort, or compare by value."
    )


# ------------------------------------------------------------------------------------------ 3 a day in 2010

ALL, RECENT = "all", "recent"
CLASSES = Table(
    {"signed": "text", "n": "whole", "open": "whole", "five": "number", "late": "number"}, key=("signed",),
    limits={"n": (1, 4000), "open": (0, 4000), "five": (0, 1), "late": (0, 1)},
)  # fmt: skip

Q3 = Question(
    "m8-q3", 3, BASE, ("classes", "CAME"), Several(CLASSES, Number(low=0, high=1, unit="share"), names=("classes", "CAME")),
    Hints(
        "Which columns of `bits` hold something that nobody could have read on that day in 2010? What would the table have shown "
        "in their place?",
        "`waiting_times` takes the last day of watching as its `until`: an entry into force after that day counts as not happened yet. "
        "For the revised rate the clock starts anew: of those that have waited five years, how long did they wait *more*? A treaty "
        "that entered in its first year is not among them.",
        f"{READING}#what-a-signature-is-worth",
        "A toy case, seen from the end of 2010: P signed 2000, in force 2008; Q signed 2000, still waiting; R signed 2009, in force "
        "2012. All three are in the class. R was waiting on the day, with a duration of about 2 years. P and Q had waited five years; "
        "their new clocks stand at about 3 (happened) and about 6 (not), so `late` is 1/2.",
        "A neighbour: a bus is due at noon. Of a hundred past buses 80 came within five minutes, so at noon you say 0.8. At five past "
        "it has not come. Of the 20 late ones of the past, 5 came in the next five minutes: now you say 5/20 = 0.25, not 0.8, since "
        "the 80 punctual ones can't be your bus any more; nor 5/100, since nobody asks at noon. Half of those hundred buses ran before "
        "the road was closed. Should they still count? A class that is like your case is small, a large one is not like your case.",
    ),
    public_points=1,
)  # fmt: skip


@Q3.check("shape", f"the rows {ALL} and {RECENT}")
def _(classes: Any, CAME: float) -> None:
    exactly(classes, ("signed",), [(ALL,), (RECENT,)])


@Q3.check("property", "the recent treaties are among all, and the open ones among them")
def _(classes: Any, CAME: float) -> None:
    row = classes.set_index(classes["signed"].str.strip())
    assert row.loc[RECENT, "n"] < row.loc[ALL, "n"], (
        f"The recent treaties are some of all, but n is {row.loc[RECENT, 'n']:.0f} of {row.loc[ALL, 'n']:.0f}. Both classes end on DAY."
    )
    for name in (ALL, RECENT):
        assert row.loc[name, "open"] < row.loc[name, "n"], (
            f"Some of the treaties signed up to DAY had entered by then, but of {row.loc[name, 'n']:.0f} ({name}) "
            f"{row.loc[name, 'open']:.0f} are called open. Open are those last seen waiting before five years."
        )


@Q3.check("property", "who has waited five years is less likely to see it soon")
def _(classes: Any, CAME: float) -> None:
    for row in classes.itertuples():
        assert row.late < row.five, (
            f"Those still waiting after five years are the slow ones, but the chance of {row.signed} is {row.five:.3f} at first and "
            f"{row.late:.3f} after five years. Keep those with a duration of 5 or more, and start their clocks anew."
        )


# ------------------------------------------------------------------------------------------ 4 every weighting

OWN, ARTICLE = "own", "article"
COUNTED = ("in_force", "signed")
WEIGHTINGS = 56
PLACES = Table(
    {"pair": "text", "counted": "text", "median": "number", "worst": "whole", "top": "number"}, key=("pair", "counted"),
    limits={"median": (1, 800), "worst": (1, 800), "top": (0, 1)},
)  # fmt: skip

Q4 = Question(
    "m8-q4", 3, INDEX, ("places",), PLACES,
    Hints(
        "One room, two pairs of interest, two ways to count a treaty: which of these needs a new ranking, and which only another row of "
        "the same one?",
        "A weighting is a choice about what matters. `simplex` lists all of them, also those that put everything on one component, "
        "and `sensitivity` ranks every pair of the room under each. If the treaty counts when signed, then it does so for *all* "
        "pairs, and your pair's rivals move too.",
        f"{READING}#an-index-and-whose-weights",
        "A toy case of three pairs and two components: X (2, 0), Y (1, 1), Z (0, 2), each rescaled to 0 to 1. In steps of a half there "
        "are three weightings: all on the first (X, Y, Z), half and half (a tie of all three, so each has place 1), all on the "
        "second (Z, Y, X). Y is first under one of three: top is 0.333, worst 2, median 2. Equal weights alone would call it first.",
        "A neighbour: which of forty flats is the best? Rent, size and light, each from worst to best. With all weight on rent flat 7 is "
        "3rd, on size 30th, on light 12th; equal weights make it 9th, and an agent stops there. Over 21 weightings in steps of a fifth "
        "it is among the first ten in 8: top is 8/21 = 0.38, its median place 12, its worst 30. If 'light' is measured by windows in "
        "place of hours of sun, all forty flats change their value, not only flat 7, and the ranking is done again.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q4.check("shape", "own and article, in_force and signed")
def _(places: Any) -> None:
    exactly(places, ("pair", "counted"), [(pair, counted) for pair in (OWN, ARTICLE) for counted in COUNTED])


@Q4.check("property", "over all 56 weightings")
def _(places: Any) -> None:
    for row in places.itertuples():
        times = row.top * WEIGHTINGS
        assert isclose(times, round(times), abs_tol=1e-6), (
            f"A share of {WEIGHTINGS} weightings is a whole number of them, but {row.top:g} ({row.pair}, {row.counted}) is {times:.3f}. "
            "Take simplex with four components and 5 steps, and do not round."
        )
    same = places["median"].eq(places["worst"]).all()
    assert not same, (
        "Expected places that move with the weights, but the worst place is the median one in all four rows. "
        "Equal weights are one weighting of many: rank under all."
    )


@Q4.check("property", "no median beyond the worst place")
def _(places: Any) -> None:
    for row in places.itertuples():
        assert row.median <= row.worst, (
            f"Place 1 is the highest, so the worst place is the largest number, but {row.median:g} is the median and {row.worst:g} the "
            f"worst ({row.pair}, {row.counted}). Take the columns median and worst."
        )


# ------------------------------------------------------------------------------------------ 5 criteria

CRITERIA = ("P", "Q", "R")


def criteria() -> tuple[str, ...]:
    """The letters of the criteria."""
    return CRITERIA


SIDES = ("above", "below", "level", "depends")
STANDING = Table(
    {"pair": "text", **dict.fromkeys(SIDES, "whole")}, key=("pair",), limits=dict.fromkeys(SIDES, (0, 1000))
)  # fmt: skip

Q5 = Question(
    "m8-q5", 3, JUDGE, ("standing", "MET"),
    Several(STANDING, Members("letters", criteria), names=("standing", "MET")),
    Hints(
        "Think of another pair with more clubs and one embassy fewer. Is there a weighting that puts it above yours, and one that puts it "
        "below? And one with more clubs and all else the same?",
        "Who is at least as high on every component and higher on one can't be overtaken, whatever the weights: no choice of ours can be "
        "blamed. Where each is higher somewhere, the order is a matter of taste. A mean hides this, since one large lead can pay "
        "for a gap elsewhere.",
        f"{READING}#what-would-have-changed-our-mind",
        "A toy case with two components; yours is (2, 1). Others: (2, 3) above; (2, 1) level; (1, 1) below; (0, 5) depends, although "
        "its mean is higher. So above 1, below 1, level 1, depends 1, of four others.",
        "A neighbour: a team is to be judged by rules written in autumn: at least half its matches won, fewer than a tenth of the other 40 "
        "teams better at home *and* away, points from at least two kinds of match. It won 45 per cent: not met. Three teams are at least "
        "as good at both and better at one, 3 < 4: met. It scored at home, away and in the cup: met. Somebody now says that 45 is "
        "nearly half and the season was unlucky. That may be so; the rule was there before the season, and a rule that bends "
        "afterwards would have bent for any team.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q5.check("shape", f"the rows {OWN} and {ARTICLE}")
def _(standing: Any, MET: frozenset[str]) -> None:
    exactly(standing, ("pair",), [(OWN,), (ARTICLE,)])


@Q5.check("property", "every other pair of the room stands in one place")
def _(standing: Any, MET: frozenset[str]) -> None:
    states = 4  # A, B, Azerbaijan and Pakistan
    others = states * (in_index() - states) + states * (states - 1) // 2 - 1
    for row in standing.to_dict("records"):
        total = int(sum(row[side] for side in SIDES))
        advice = (
            "Your own pair is not one of the others, nor is the article's when it is looked at."
            if total == others + 1
            else "Is a pair counted that is equal on one component and higher on the rest? Each is above, below, level, or left to the weights."
        )
        assert total == others, (
            f"The room holds {others} other pairs, but the four counts of {row['pair']} add up to {total}. {advice}"
        )


def in_index() -> int:
    """How many states the table of ties has: those with a list of memberships among the states of pairs."""
    from course_utils import load

    pairs = load("pairs")
    return len({*map(str, pairs["state_a"]), *map(str, pairs["state_b"])} & {*map(str, load("memberships")["state"])})


# ------------------------------------------------------------------------------------------ 6 how treaties end

EVERY, WITHOUT, OIC, OTHER = "all", "without", "OIC", "other"
UNDER, OVER = "under 15", "15 and over"
RATES = {"years": (0.0, 100_000.0), "given_up": (0.0, 4000.0), "rate": (0.0, 100.0)}
BY_TIE = Table(
    {"treaties": "text", "tie": "text", "years": "number", "given_up": "whole", "rate": "number", "quick": "number"},
    key=("treaties", "tie"), limits=RATES | {"quick": (0, 1)},
)  # fmt: skip
BY_AGE = Table({"age": "text", "years": "number", "given_up": "whole", "rate": "number"}, key=("age",), limits=RATES)

Q6 = Question(
    "m8-q6", 4, END, ("by_tie", "by_age"), Several(BY_TIE, BY_AGE, names=("by_tie", "by_age")),
    Hints(
        "A treaty of 1990 stands in the table. In which of its years could you have seen it end? What happened to its sisters that were "
        "given up in 2005?",
        "A rate divides ends by the time in which an end could have been *seen*. A treaty that came into sight at age 20 gives no years "
        "below 20: had it ended at 12, it would not be here. The placebo asks the same question of something that the tie can't have "
        "caused; if it moves as well, the two groups differ in more than the tie.",
        f"{READING}#do-roots-hold",
        "A toy case of three treaties (entry, duration, given up): (10, 24, yes), (0, 6, no), (20, 30, no). Years under watch: 14 + 6 + 10 = "
        "30, one given up, rate 100/30 = 3.33. Under 15: 5 + 6 + 0 = 11 years, none given up. 15 and over: 9 + 0 + 10 = 19 years, one "
        "given up, rate 5.26.",
        "A neighbour: does a club lose old or young members sooner? The book was opened in 2015 and lists who was in then or joined later. "
        "Ann, 50 when it was opened, left at 58: 8 years in sight. Bo joined at 30 and is 39 now: 9 years. Of 17 years in sight one ended: 100/17 "
        "= 5.9 for each hundred. Dividing by Ann's 58 years would make the club look loyal, but nobody watched her youth, and whoever "
        "left before 2015 is not in the book. For the years under 55 Ann gives 5 and Bo 9; from 55 on Ann gives 3, and her leaving "
        "falls there. And if members with a dog leave less often, ask whether they had also paid their first fee later. A dog can't do that.",
    ),
    public_points=1,
)  # fmt: skip


@Q6.check("shape", "the four rows by tie and the two by age")
def _(by_tie: Any, by_age: Any) -> None:
    exactly(by_tie, ("treaties", "tie"), [(treaties, tie) for treaties in (EVERY, WITHOUT) for tie in (OIC, OTHER)])
    exactly(by_age, ("age",), [(UNDER,), (OVER,)])


@Q6.check("property", "a rate is what ended for each hundred years")
def _(by_tie: Any, by_age: Any) -> None:
    for table in (by_tie, by_age):
        for row in table.to_dict("records"):
            right = 100 * row["given_up"] / row["years"]
            where = " ".join(str(row[name]) for name in ("treaties", "tie", "age") if name in row)
            advice = (
                "That is for one year: multiply by a hundred."
                if near(row["rate"], right / 100)
                else "Divide by the years of the same row."
            )
            assert near(row["rate"], right), (
                f"{row['given_up']:g} given up in {row['years']:.1f} years are {right:.4f} for each hundred, but {row['rate']:.4f} came ({where}). {advice}"
            )


@Q6.check("property", "each year under watch, and each end, in one row of each cut")
def _(by_tie: Any, by_age: Any) -> None:
    every = by_tie[by_tie["treaties"].str.strip() == EVERY]
    for column, what in (("years", "years under watch"), ("given_up", "treaties given up")):
        one, other = every[column].sum(), by_age[column].sum()
        assert isclose(one, other, rel_tol=1e-9), (
            f"Both cuts share out the same treaties, but by tie there are {one:.1f} {what} and by age {other:.1f}. "
            "A treaty gives its years to the ages at which it was watched, and its end to one of them."
        )


# ------------------------------------------------------------------------------------------ 7 a fade

DISTANCE = Number(low=0, high=10)
CHANGE = Number(low=-10, high=10)

Q7 = Question(
    "m8-q7", 3, FADE, ("fade",),
    Record({"before": DISTANCE, "after": DISTANCE, "change": CHANGE, "usual": CHANGE, "share": Number(low=0, high=1)}),
    Hints(
        "Two states sit left and right of each other and change sides every year. How far apart are they on the mean? How far apart are "
        "their means?",
        "A before-and-after figure needs a rival: what did pairs do to which nothing happened? Take the distance of each year first, and "
        "the mean of those after that. The event's own year is left out, as half of it is before and half after.",
        f"{READING}#when-the-cause-is-gone",
        "A toy case of two years before and one after. X: 0, 2, 1. Y: 1, 1, 1. Distances: 1, 1, then 0. Before is 1, after 0, the change "
        "−1: they came closer. The means before are 1 and 1, and would have said that they were never apart.",
        "A neighbour: a factory closed in 2020. Did two villages beside it grow apart in prices? Mean gap 2015 to 2019: 4 coins, 2021 to 2024: "
        "3 coins, change −1. Is that a sign? Of 30 pairs of villages elsewhere, without a factory, the mean change is −0.5, and in 9 "
        "the gap shrank by a coin or more: 9/30 = 0.3. So a change like this comes in three of ten pairs to which nothing "
        "happened. One would call it special only if hardly any placebo pair had moved as far, and had it been said beforehand "
        "how few *hardly any* means.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q7.check("property", "the change is after less before")
def _(fade: dict[str, float]) -> None:
    right = fade["after"] - fade["before"]
    advice = (
        "Negative is closer: turn it round." if near(fade["change"], -right) else "It is a difference, not a ratio."
    )
    assert near(fade["change"], right), (
        f"From {fade['before']:.3f} before to {fade['after']:.3f} after is a change of {right:.3f}, but {fade['change']:.3f} came. {advice}"
    )


# ------------------------------------------------------------------------------------------ 8 the Brier score

COLUMNS = ("made", "probability", "deadline", "known", "outcome", "annulled")
# Two forecasts that count, with gaps of 0.2 and 0.4: the score is (0.04 + 0.16) / 2 = 0.1.
PLAIN: tuple[tuple[Any, ...], ...] = (
    ("2024-03-01", 0.8, "2024-12-31", "2024-07-03", 1, False),
    ("2024-03-01", 0.4, "2024-12-31", "2024-12-31", 0, False),
)


def register(rows: Iterable[tuple[Any, ...]]) -> pd.DataFrame:
    """A register of forecasts, as the notebook has it."""
    import pandas as pd

    table = pd.DataFrame(list(rows), columns=list(COLUMNS))
    for name in ("made", "deadline", "known"):
        table[name] = pd.to_datetime(table[name])
    return table.astype({"probability": "float64", "outcome": "float64", "annulled": "bool"})


Q8 = Question(
    "m8-q8", 4, SCORE, ("brier",),
    Function(
        ("register",), lambda: (register(PLAIN),),
        Several(Number(low=0, high=1, missing=True), Number(low=0, whole=True), names=("score", "n")),
    ),
    Hints(
        "Which forecasts of the register could have been made by somebody who already knew? Which can't be right or wrong? Take those out, "
        "and only then count.",
        "A square punishes one firm miss more than several small ones, and it rewards whoever says what he believes. What is left out "
        "must be left out by a rule that does not look at the score: closed is closed on the earlier of two days, and void is void, even for "
        "a forecast that happened to be right.",
        f"{READING}#forecast-as-if-it-counted",
        "A toy case: 0.8 for what came (gap 0.2), 0.4 for what did not (gap 0.4), 0.9 made a day after the news, 0.5 on a question that was "
        "annulled. Only two count: (0.04 + 0.16) / 2 = 0.1, and n is 2.",
        "A neighbour: a weather quiz. Four tips on rain: 0.9, it rained; 0.3, it rained; 0.6 handed in on the evening of the rainy day itself; 0.2 for "
        "a day on which the gauge was broken. The third came too late and the fourth has no answer. Gaps 0.1 and 0.7, squares 0.01 and 0.49, "
        "mean 0.25: no better than a coin. The absolute gaps would give 0.4 and let somebody gain who says 1 where he believes 0.7. The root "
        "of the mean, 0.5, orders players alike, but is not the score that the others publish.",
    ),
    public_points=2,
)  # fmt: skip


def scored(brier: Any, more: Iterable[tuple[Any, ...]], case: str, advice: str) -> None:
    """The two plain forecasts still score 0.1, whatever else is in the register."""
    score, n = brier(register([*PLAIN, *more]))
    assert near(score, 0.1) and n == 2, f"{case}: expected still 0.1 of 2, but {score:.4f} of {n} came. {advice}"


@Q8.check("toy case", "two forecasts that count")
def _(brier: Any) -> None:
    score, n = brier(register(PLAIN))
    off = f"gaps of 0.2 and 0.4 give (0.04 + 0.16) / 2 = 0.1, but {score:.4f} came."
    known = {
        0.3: f"Those are the gaps themselves: {off} Square each first.",
        0.2: f"Squares are added, or counted for yes and for no: {off} Take their mean, once.",
        0.1**0.5: f"That is the root: {off} Leave the mean as it is.",
        0.09: f"The mean gap is squared: {off} Square each gap, then take the mean.",
    }
    for value, message in known.items():
        assert not near(score, value), message
    assert near(score, 0.1), f"Work the two gaps by hand: {off}"
    assert n == 2, f"Both forecasts count: expected n = 2, but {n} came. Both were made before the outcome was known."


@Q8.check("toy case", "a question that was annulled")
def _(brier: Any) -> None:
    void = [
        ("2024-03-01", 0.9, "2024-12-31", "2024-06-01", 0, True),
        ("2024-03-01", 1.0, "2024-12-31", "2024-06-01", 1, True),
    ]
    scored(brier, void, "Two questions were annulled", "Leave them out, the hit as well as the miss.")


@Q8.check("toy case", "a question still open")
def _(brier: Any) -> None:
    scored(
        brier,
        [("2024-03-01", 0.2, "2030-12-31", None, None, False)],
        "One question is open",
        "No outcome yet is not a no.",
    )


@Q8.check("toy case", "a forecast made after the news")
def _(brier: Any) -> None:
    late = [("2024-07-10", 1.0, "2024-12-31", "2024-07-03", 1, False)]
    scored(
        brier,
        late,
        "One forecast came a week after the outcome was known",
        "The deadline was still ahead, but the question was closed.",
    )


@Q8.check("toy case", "a forecast made after the deadline")
def _(brier: Any) -> None:
    late = [("2025-01-10", 0.1, "2024-12-31", "2025-02-01", 0, False)]
    scored(
        brier,
        late,
        "One forecast came after the deadline, before anybody looked",
        "Who waits for the deadline knows more than the others.",
    )


@Q8.check("toy case", "a forecast made on the day itself")
def _(brier: Any) -> None:
    late = [("2024-07-03", 1.0, "2024-12-31", "2024-07-03", 1, False)]
    scored(
        brier,
        late,
        "One forecast was made on the day on which the outcome was known",
        "On that day the question is closed.",
    )


@Q8.check("toy case", "nothing that may be scored")
def _(brier: Any) -> None:
    words = "One open question alone: expected nan and 0, but"
    given = register([("2024-03-01", 0.2, "2030-12-31", None, None, False)])
    message = f"{words} the division by 0 stopped. Ask for n first."
    score, n = asked(brier, given, error="ZeroDivisionError", message=message)
    assert score != score and n == 0, f"{words} {score} and {n} came. 0 would be a perfect score, and nobody earned it."


# ------------------------------------------------------------------------------------------ 9 calibrated?

DOTS = Chart(("point", "circle"), {"x": "what was said", "y": "the share that came true"}, names=("slower",))

Q9 = Question(
    "m8-q9", 4, SCORE, ("chart",), DOTS,
    Hints(
        "Where would the points lie if what was said came true? And how far from there may a point of thirty forecasts lie by luck alone?",
        "A gap between what was said and what came is no fault yet: thirty treaties with a chance of 0.5 each seldom give exactly 15. The "
        "interval says which chances would fit what came. A bin is off only where what was *said* is not among them. Bins with few forecasts "
        "have wide intervals and condemn nobody.",
        f"{READING}#forecast-as-if-it-counted",
        "The points climb from lower left to upper right. Most intervals cross the diagonal, though hardly a point lies on it. The points of "
        "the lowest bins lie above it: more came true than was said. The first bin has too few forecasts and is not drawn.",
        "A neighbour: a doctor's forecasts. `bins = pd.DataFrame({'said': [0.2, 0.8], 'came': [0.3, 0.5], 'from': [0.15, 0.4], 'to': [0.5, 0.6]})`. "
        "At 0.2 the interval from 0.15 to 0.5 holds what was said: a gap, but not off. At 0.8 it runs from 0.4 to 0.6: off. "
        "`dots = alt.Chart(bins).mark_point().encode(x='said:Q', y='came:Q')` and `rules = alt.Chart(bins).mark_rule().encode(x='said:Q', "
        "y='from:Q', y2='to:Q')` are two layers, joined by `dots + rules`. The title: 'The doctor is off in 1 of 2 bins: too sure of illness'.",
    ),
    public_points=2,
)  # fmt: skip

INTERVALS = ("rule", "errorbar", "bar")
FIGURES = {word: n for n, word in enumerate("none one two three four five six seven eight nine ten".split())}


def figures(text: str) -> list[int]:
    """The whole numbers of a title, in figures or words; no shares and no year."""
    found = re.findall(r"(?<![\d.,])\d{1,2}(?![\d.,]*\d|\s?%)|[a-z]+", text.lower())
    return [FIGURES[word] if word in FIGURES else int(word) for word in found if word in FIGURES or word.isdigit()]


def dots(chart: Any) -> list[Layer]:
    """The layers of points."""
    return [layer for layer in layers(chart) if layer.mark.get("type") in DOTS.marks and len(layer.drawn())]


def spans(chart: Any) -> list[Layer]:
    """The layers of intervals: from y to y2."""
    return [
        layer for layer in layers(chart)
        if layer.mark.get("type") in INTERVALS and {"x", "y", "y2"} <= set(layer.drawn().columns)
    ]  # fmt: skip


@Q9.check("shape", "an interval for each point")
def _(chart: Any) -> None:
    found = spans(chart)
    assert found, (
        "Expected an interval for each point, but no rule or error bar has a column on y and on y2. A point alone does not say how much luck "
        "it allows."
    )
    points, ends = sum(len(layer.drawn()) for layer in dots(chart)), sum(len(layer.drawn()) for layer in found)
    assert points == ends, (
        f"Expected as many intervals as points, but {ends} and {points} are drawn. Draw both from the same table."
    )


@Q9.check("range", "probabilities and shares")
def _(chart: Any) -> None:
    for layer in [*dots(chart), *spans(chart)]:
        for name, column in layer.drawn()[[one for one in ("x", "y", "y2") if one in layer.drawn()]].items():
            assert column.between(0, 1).all(), (
                f"Expected probabilities and shares from 0 to 1, but on {name} stands {column.iloc[0]!r}. "
                "Is it per cent, a count, or the number of the bin?"
            )


@Q9.check("property", "each interval holds its point")
def _(chart: Any) -> None:
    shares = {
        round(x, 6): y for layer in dots(chart) for x, y in zip(layer.drawn()["x"], layer.drawn()["y"], strict=True)
    }
    for layer in spans(chart):
        for row in layer.drawn().itertuples():
            low, high, y = min(row.y, row.y2), max(row.y, row.y2), shares.get(round(row.x, 6), float("nan"))
            assert low <= y <= high, (
                f"At {row.x:.3f} the interval runs from {low:.3f} to {high:.3f}, but the point lies at {y:.3f}. "
                "The interval is one of the share that came true, and stands at the x of its point: is what was said on x?"
            )


@Q9.check("property", "a title with two figures")
def _(chart: Any) -> None:
    found = figures(title(chart))
    assert len(found) == 2, (
        f"Expected a title that says in how many of how many bins the forecaster is off, but {title(chart)!r} has {len(found)} whole numbers. "
        "Write the finding as a sentence with both."
    )


# ------------------------------------------------------------------------------------------ 10 a forecast sheet

SHEET = Written(300, 450, claims=2)

Q10 = Question(
    "m8-q10", 12, SCORE, ("m8-q10",), SHEET,
    Hints(
        "Hand your five questions to somebody who disagrees with you. Could the two of you, in 2028, still quarrel about who was right?",
        "A question is an event, a day and a judge. The base rate comes before the case: name the class first, then its rate, then say why "
        "yours differs. And a forecast that never moves was no forecast: say in advance what would move it.",
        f"{READING}#forecast-as-if-it-counted",
        "A useful skeleton, with words: one line to the bank (15), five questions of about 60 words each (300), the update rule (90). 'Relations "
        "will deepen' has no place in it; 'imports by both customs services above a sum, in one year, by a day' has. A probability of 0.5 "
        "with a reason is an answer, five of them are not.",
        "A neighbour, in small: will the town build its bridge? '1. The council votes the money by 31 December 2027, by its published minutes. "
        "Class, chosen first: bridges announced in this county since 2000, 6 of 20 voted within two years; few and old. **0.25**, a little "
        "less, as there is an election between. Rival: the flood of last year may hurry them; those who fish there hope that it will not. "
        "**Update.** If the county pays half, I go to 0.5; if the vote is put off once, to 0.15. Void if the plan is split into two bridges, "
        "whatever the vote.' It can be wrong, everybody sees when, and both sides of the river find their reason in it.",
    ),
    by_hand=True,
)  # fmt: skip

QUESTIONS = 5


def numbered(sheet: str) -> dict[int, str]:
    """The questions of a sheet by number, without what comes after them."""
    body = re.split(r"\*\*\s*Update\b", sheet, flags=re.IGNORECASE)[0]
    parts = re.split(r"^\s*(?:\*\*)?(\d)[.)](?:\*\*)?\s", body, flags=re.MULTILINE)
    return {int(number): text for number, text in zip(parts[1::2], parts[2::2], strict=True)}


@Q10.check("property", f"{QUESTIONS} numbered questions, each with a year and a probability")
def _(sheet: str) -> None:
    found = numbered(sheet)
    assert sorted(found) == list(range(1, QUESTIONS + 1)), (
        f"Expected questions numbered 1. to {QUESTIONS}., each at the beginning of a line, but {sorted(found) or 'none'} came. "
        "Begin each with its number and a full stop."
    )
    for number, text in found.items():
        assert re.search(r"\b202[678]\b", text), (
            f"Question {number} has no year from 2026 to 2028 by which it is settled. Without a date a forecast can't be wrong."
        )
        said = re.search(r"(?<![\d.])(?:0?\.\d+|[01]\.0)(?!\d)|\b\d{1,3}\s?(?:%|per cent)", text)
        assert said, f"Question {number} has no probability. Write it as a number, such as 0.35."


@Q10.check("property", "a rule for updating")
def _(sheet: str) -> None:
    part = re.search(r"\*\*\s*Update\b[.:]?\s*\*\*[.:]?(.+)", sheet, re.DOTALL | re.IGNORECASE)
    assert part and len(part[1].split()) >= 20, (
        "Expected a part that begins with **Update.** and says what news would move which probability, but there is none, or hardly a line. "
        "Put it at the end."
    )


EXERCISE = Exercise("m8_institutions", "Will it last?", 150, (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10))
