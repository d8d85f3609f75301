"""Exercise 3, Do brothers vote alike?: its questions, their hints and their public checks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from math import isclose
from typing import TYPE_CHECKING, Any

from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.answered import AnswerFailed
from course_utils.exercises.kinds import (
    Chart,
    Choice,
    Function,
    Members,
    Number,
    Record,
    Several,
    Table,
    Written,
)
from course_utils.exercises.kinds.chart import Layer, layers, title

if TYPE_CHECKING:
    import pandas as pd

READING = "book/modules/m3_votes.md"

# The objectives of the reading, word for word.
COUNT = "Compute how often two states vote alike, and say on which roll calls the figure rests."
CHANCE = "Explain why a chance-corrected measure can be near zero for two states that nearly always agree."
CLASS = "Compare a pair with its own class of states before calling it special."
NEEDED = "Distinguish the average of all votes from the votes on which a friend was needed."
SOURCES = "Detect a wrong cell by comparing two sources, and judge what it changes."
SIDES = "Name both sides' strongest case on the Karabakh and Kashmir texts."


def series(votes: Mapping[int, str | None]) -> pd.Series:
    """Votes by roll call, as votes_of gives them in the notebook."""
    import pandas as pd

    return pd.Series(dict(votes), dtype="str")


# ------------------------------------------------------------------------------------ 1 share of identical votes

X: dict[int, str | None] = {1: "yes", 2: "yes", 3: "no", 4: "abstain"}
Y: dict[int, str | None] = {1: "yes", 2: "no", 3: "no", 4: "abstain"}

Q1 = Question(
    "m3-q1", 4, COUNT, ("share_identical",),
    Function(
        ("vote_a", "vote_b"), lambda: (series(X), series(Y)),
        Several(Number(low=0, high=1, missing=True), Number(low=0, whole=True), names=("share", "n")),
    ),
    Hints(
        "How many rows do the two Series have, and how many labels do they share? Bring the votes side by side first, "
        "one row a roll call. Then throw rows out. Count last.",
        "The share is the number of roll calls with the same vote, over the number of roll calls on which both cast "
        "one. An abstention is a vote, an empty seat is none. `pd.concat` with `axis=1` puts two Series side by side by "
        "their labels, and `isin` finds what is among given words.",
        f"{READING}#the-first-answer-no",
        "Six roll calls. X: yes, yes, no, abstain, absent, missing. Y: yes, no, no, abstain, absent, yes. Both voted on "
        "the first four, alike on three of them: the share is 0.75 and n is 4.",
        "A neighbour: two friends and the films they saw. `ann = pd.Series({'Solaris': 'good', 'Stalker': 'bad', "
        "'Ran': 'good'})` and `bo = pd.Series({'Ran': 'bad', 'Solaris': 'good'})`. First match by label: "
        "`both = ann.to_frame('ann').join(bo.rename('bo'), how='inner')` has two rows, Solaris and Ran; Stalker, which "
        "only Ann saw, is gone. Then compare: `(both['ann'] == both['bo'])` is True, False. Its mean is 0.5, on 2 films. "
        "Had you compared by position, Solaris would have met Ran. Here no film had to be thrown out for an empty "
        "seat; in the Assembly some must.",
    ),
    public_points=2,
)  # fmt: skip


def asked(function: Callable[..., Any], *given: Any, error: str, message: str) -> Any:
    """What a function gives; where it stops with this error, the message in the subject's words instead."""
    try:
        return function(*given)
    except AnswerFailed as stopped:
        if error not in str(stopped):
            raise
        raise AssertionError(message) from None


def share(function: Any, x: Mapping[int, str | None], y: Mapping[int, str | None], case: str, advice: str) -> None:
    """X and Y still agree on 3 of 4 roll calls, whatever else is in the table."""
    message = f"{case}: expected still 0.75 of 4, but pandas refused to compare. {advice}"
    came, n = asked(function, series(x), series(y), error="ValueError", message=message)
    assert isclose(came, 0.75) and n == 4, f"{case}: expected still 0.75 of 4, but {came:.3f} of {n} came. {advice}"


@Q1.check("toy case", "four roll calls, alike on three")
def _(share_identical: Any) -> None:
    came, n = share_identical(series(X), series(Y))
    assert n == 4, (
        f"On each of the 4 roll calls both voted, as an abstention is a vote: expected n = 4, but {n} came. "
        "Keep yes, no and abstain."
    )
    assert isclose(came, 0.75), (
        "Both said yes, both said no, both abstained, and once they differed: expected a share of 0.75, but "
        f"{came:.3f} came. Two abstentions are identical votes too."
    )


@Q1.check("toy case", "a roll call from which both were absent")
def _(share_identical: Any) -> None:
    case = "On roll call 5 both seats are empty, which is no agreement"
    share(share_identical, X | {5: "absent"}, Y | {5: "absent"}, case, "Leave out absences before you count.")


@Q1.check("toy case", "a roll call from which one was absent")
def _(share_identical: Any) -> None:
    advice = "Divide by the roll calls on which both voted, not by all."
    share(share_identical, X | {6: "absent"}, Y | {6: "yes"}, "On roll call 6 state X was absent", advice)


@Q1.check("toy case", "votes that nobody knows")
def _(share_identical: Any) -> None:
    advice = "A missing vote is unknown: leave the roll call out."
    share(share_identical, X | {7: None, 8: None}, Y | {7: "yes", 8: None}, "On roll calls 7 and 8 votes are missing", advice)  # fmt: skip


@Q1.check("toy case", "the same votes in another order")
def _(share_identical: Any) -> None:
    advice = "Match the votes by their label, the roll call, not by their place in the list."
    share(share_identical, X, dict(reversed(Y.items())), "The same votes in another order", advice)


@Q1.check("toy case", "roll calls of one state only")
def _(share_identical: Any) -> None:
    case = "Roll call 8 is known of X only, 9 of Y only"
    share(share_identical, X | {8: "yes"}, {9: "no"} | Y, case, "Keep the roll calls that both Series have.")


@Q1.check("toy case", "no common roll call")
def _(share_identical: Any) -> None:
    message = "Without a common roll call nan and 0 are expected, but the division by 0 stopped. Ask for n first."
    x, y = series({1: "absent"}), series({1: "yes"})
    came, n = asked(share_identical, x, y, error="ZeroDivisionError", message=message)
    assert n == 0 and came != came, (
        f"Without a common roll call nothing is known: expected nan and 0, but {came} and {n} came. "
        "Return float('nan') for the share."
    )


@Q1.check("property", "the same whoever comes first")
def _(share_identical: Any) -> None:
    came, _ = share_identical(series(Y), series(X))
    assert isclose(came, 0.75), (
        f"Y agrees with X as often as X with Y: expected 0.75, but {came:.3f} came. Treat both sides the same way."
    )


@Q1.check("property", "a state agrees with itself")
def _(share_identical: Any) -> None:
    came, _ = share_identical(series(X), series(X))
    assert came == 1, f"A state always agrees with itself: expected 1, but {came:.3f} came. Look at the comparison."


# ---------------------------------------------------------------------------------------------- 2 Cohen's kappa

# X's and Y's votes: p_o is 0.7, p_e is 0.7 * 0.6 + 0.2 * 0.1 + 0.1 * 0.3 = 0.47.
PAIRS = [("yes", "yes")] * 5 + [("no", "no"), ("abstain", "abstain")] + [("yes", "abstain")] * 2 + [("no", "yes")]
KAPPA = 0.23 / 0.53


def two_series(pairs: list[Any]) -> tuple[pd.Series, pd.Series]:
    """X's votes and Y's votes, from pairs of them."""
    x, y = (series({number: pair[side] for number, pair in enumerate(pairs, start=1)}) for side in (0, 1))
    return x, y


Q2 = Question(
    "m3-q2", 4, CHANCE, ("cohen_kappa",),
    Function(("vote_a", "vote_b"), lambda: two_series(PAIRS), Number(low=-1, high=1, missing=True)),
    Hints(
        "Three shares are needed for A, three for B, and one that question 1 gave. Over which roll calls are A's three "
        "shares taken: all that A voted on, or those on which B voted as well?",
        "Each state's own habits are multiplied vote by vote, then added up. Squaring the habits of both states put "
        "together gives another measure, Scott's pi. `value_counts(normalize=True)` gives shares.",
        f"{READING}#chance-and-a-paradox",
        "Ten roll calls: both yes on five, both no on one, both abstain on one; X yes while Y abstains on two; X no "
        "while Y says yes on one. Then p_o = 0.7 and p_e = 0.7 · 0.6 + 0.2 · 0.1 + 0.1 · 0.3 = 0.47, so kappa is "
        "0.23 / 0.53, about 0.434.",
        "A neighbour: two doctors and twenty patients. Dr X calls 16 ill and 4 well, Dr Y 14 ill and 6 well, and they "
        "agree on 16. So p_o = 16/20 = 0.8. By habit alone both would say ill for 0.8 · 0.7 = 0.56 of patients and well "
        "for 0.2 · 0.3 = 0.06, together p_e = 0.62. There was 1 − 0.62 = 0.38 to gain and 0.8 − 0.62 = 0.18 was gained: "
        "kappa is 0.18 / 0.38, about 0.47. Had both called everybody ill, p_e would be 1, there would be nothing to gain, "
        "and the fraction would be 0 over 0: not a number. With three kinds of vote there are three products.",
    ),
    public_points=2,
)  # fmt: skip


@Q2.check("toy case", "ten roll calls, worked by hand")
def _(cohen_kappa: Any) -> None:
    kappa = cohen_kappa(*two_series(PAIRS))
    off = f"on the ten roll calls of the toy case the exact value is 0.23 / 0.53 = 0.434, but {kappa:.3f} came."
    known = {
        0.7: f"That is the share of identical votes; {off} Subtract what chance gives.",
        0.23: f"That is the gain over chance; {off} Divide it by the most that could be gained, 1 - p_e.",
        0.215
        / 0.515: f"That is Scott's pi, from the pooled habits of both states; {off} Multiply each state's own shares.",
        10 / 17: f"Abstentions are left out; {off} An abstention is a vote: keep its roll calls.",
        0.26 / 0.56: f"Abstentions are forgotten in chance agreement; {off} There are three products to add.",
        0.55: f"That takes each of the three votes for equally likely; {off} Use each state's own habits.",
    }
    for value, message in known.items():
        assert not isclose(kappa, value), message
    assert isclose(kappa, KAPPA, abs_tol=0.006), f"Check p_o and p_e by hand: {off} Hint 3 has them."
    assert isclose(kappa, KAPPA, abs_tol=1e-9), f"Rounded too early: {off} Return the number as it is."


@Q2.check("toy case", "five roll calls more on which one did not vote")
def _(cohen_kappa: Any) -> None:
    kappa = cohen_kappa(*two_series([*PAIRS, *[("absent", "yes")] * 3, *[("no", None)] * 2]))
    assert isclose(kappa, KAPPA), (
        f"Five more roll calls on which one state did not vote: expected still {KAPPA:.3f}, but {kappa:.3f} came. "
        "Habits too are counted on the common roll calls only."
    )


@Q2.check("toy case", "both always voted yes")
def _(cohen_kappa: Any) -> None:
    always = two_series([("yes", "yes")] * 4)
    words = "Both always voted yes: chance agreement is 1 and nothing can be measured. Expected nan, but"
    message = f"{words} the division by 0 stopped. Ask for p_e first."
    kappa = asked(cohen_kappa, *always, error="ZeroDivisionError", message=message)
    assert kappa != kappa, f"{words} {kappa} came. Undefined is neither 0 nor 1."


@Q2.check("property", "the same whoever comes first")
def _(cohen_kappa: Any) -> None:
    y, x = two_series(PAIRS)
    kappa = cohen_kappa(x, y)
    assert isclose(kappa, KAPPA), (
        f"Kappa does not care who comes first: expected {KAPPA:.3f}, but {kappa:.3f} came with X and Y swapped. "
        "Treat both sides the same way."
    )


@Q2.check("property", "1 for the same varied votes")
def _(cohen_kappa: Any) -> None:
    kappa = cohen_kappa(*two_series([(x, x) for x, _ in PAIRS]))
    assert isclose(kappa, 1), (
        f"Two states with the same varied votes: expected 1, but {kappa:.3f} came. Look at how votes are compared."
    )


@Q2.check("property", "below zero for less agreement than by chance")
def _(cohen_kappa: Any) -> None:
    kappa = cohen_kappa(*two_series([("yes", "no"), ("no", "yes")] * 3))
    assert isclose(kappa, -1), (
        f"Two states that always vote against each other: expected -1, but {kappa:.3f} came. "
        "Less agreement than by chance is below zero; leave it there."
    )


# ------------------------------------------------------------------------------------- 3 what near zero can mean

Q3 = Question(
    "m3-q3", 1, CHANCE, ("KAPPA_NEAR_ZERO",),
    Choice({
        "A": "The two states were on opposite sides most of the time.",
        "B": "Both voted yes so often that chance alone would give nearly the same agreement; these votes can hardly "
             "tell whether the two are close.",
        "C": "The two states have nothing in common: each voted without regard to the other, and kappa proves it.",
        "D": "One of the two figures must be wrong, as high agreement and a kappa near zero exclude each other.",
    }),
    Hints(
        "Which of the four readings can be squared with nine identical votes in ten? Cross out the others first.",
        "Kappa is what was gained over chance, out of what could be gained. Ask how large the second part is for two "
        "states that say yes nearly every time.",
        f"{READING}#chance-and-a-paradox",
        "A toy case: in a hundred roll calls X and Y each say no four times, never together. They agree on 92, and "
        "p_e = 0.96² + 0.04² = 0.923, so kappa is about −0.04. Compare the room above p_e with the room above 0.5.",
        "A neighbour: a weather service in a desert forecasts sun every day and is right on 98 days in 100. Another "
        "forecasts rain on two days, wrongly, and misses the two wet ones: right on 96, and kappa is about 0. Does that "
        "show that the second knows nothing of weather, or that these hundred days can't show what it knows? "
        "Only days that could have gone either way would tell; a desert has few of them.",
    ),
)  # fmt: skip


# --------------------------------------------------------------------------------------------- 4 own pair, bounds

LEFT_OUT, DIFFERENT, SAME = "left out", "all different", "all the same"


def rows(table: pd.DataFrame) -> dict[str, Any]:
    """The rows of an answer by what stands in the first column."""
    return {str(row.iloc[0]).strip(): row for _, row in table.iterrows()}


def exactly(table: pd.DataFrame, *names: str) -> None:
    """The answer has these rows and no other."""
    found = list(rows(table))
    assert sorted(found) == sorted(names), (
        f"Expected the {len(names)} rows {', '.join(names)}, but {', '.join(found) or 'none'} came. "
        f"Put these words into the column {table.columns[0]}."
    )


def identical(row: Any, share: str = "share") -> int:
    """How many roll calls were alike: the share times n, which must be a whole number."""
    alike = row[share] * row["n"]
    assert isclose(alike, round(alike), abs_tol=1e-6), (
        f"Expected a number of identical votes out of n, but {row[share]:g} times {row['n']:g} is no whole number. "
        "Divide the identical votes by the n of the same row, and leave the share as it is, not rounded."
    )
    return round(alike)


BOUNDS = Table(
    {"absences": "text", "n": "whole", "share": "number"}, key=("absences",), limits={"n": (1, 10_000), "share": (0, 1)}
)

Q4 = Question(
    "m3-q4", 3, COUNT, ("own_bounds",), BOUNDS,
    Hints(
        "Three rows, and not one n for all. On how many roll calls did both vote? On how many did both have a seat, "
        "with a vote or without one?",
        "Nobody knows what an absent state would have said. So take the two extremes: in the lowest case every roll call "
        "with an absence would have been a difference, in the highest an agreement. Both count every roll call on which "
        "both states were members, so both divide by a larger n than the share among votes cast.",
        f"{READING}#a-sample-that-chose-itself",
        "A toy case of five roll calls. X: yes, no, absent, yes, absent. Y: yes, yes, yes, absent, absent. Both voted on "
        "two and agreed on one: left out, n 2, share 0.5. With the three others, n is 5: all different gives 1/5 = 0.2, all "
        "the same gives (1 + 3)/5 = 0.8.",
        "A neighbour: 40 of 50 students answered whether the course is too hard, and 10 of the 40 said yes. Among answers "
        "that is 10/40 = 0.25. If all ten silent ones thought it fine, 10/50 = 0.2 of the class find it too hard; if all "
        "ten found it too hard, 20/50 = 0.4. The truth lies between 0.2 and 0.4, whatever kept the ten from answering. "
        "The width, 0.2, is the share of the silent. Note that 0.25 divides by 40 and the other two by 50.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q4.check("shape", f"the rows {LEFT_OUT}, {DIFFERENT}, {SAME}")
def _(own_bounds: Any) -> None:
    exactly(own_bounds, LEFT_OUT, DIFFERENT, SAME)


@Q4.check("property", "the bounds rest on every roll call with both seats")
def _(own_bounds: Any) -> None:
    row = rows(own_bounds)
    low, high, voted = (int(row[name]["n"]) for name in (DIFFERENT, SAME, LEFT_OUT))
    assert low == high, (
        f"Both bounds look at the same roll calls, but n is {low} for {DIFFERENT} and {high} for {SAME}. "
        "Count those on which both were members once, and use it twice."
    )
    assert low > voted, (
        f"With absences counted there are more roll calls than without, but n is {low} with and {voted} without them. "
        "A bound divides by all roll calls on which both had a seat."
    )


@Q4.check("property", "absences can lower the share and raise it")
def _(own_bounds: Any) -> None:
    row = rows(own_bounds)
    low, middle, high = (row[name]["share"] for name in (DIFFERENT, LEFT_OUT, SAME))
    assert low <= high, (
        f"The share is lower if absences had hidden differences, but {low:.3f} came for {DIFFERENT} and {high:.3f} for "
        f"{SAME}. Which of the two extremes is which?"
    )
    assert low <= middle <= high, (
        f"The share among votes cast lies between the bounds, but {middle:.3f} does not lie between {low:.3f} and "
        f"{high:.3f}. An absence is not an abstention: in {SAME} each counts as a whole agreement."
    )


@Q4.check("property", "every absence counts as a difference, or as an agreement")
def _(own_bounds: Any) -> None:
    row = rows(own_bounds)
    low, alike, high = (identical(row[name]) for name in (DIFFERENT, LEFT_OUT, SAME))
    absent = int(row[SAME]["n"] - row[LEFT_OUT]["n"])
    assert low == alike, (
        f"If every absence had hidden a difference, there would be as many identical votes as now, {alike}, but {low} are "
        "counted. Two empty seats agree on nothing."
    )
    assert high == alike + absent, (
        f"If every absence had hidden an agreement, each of the {absent} roll calls with one would be added to the {alike} "
        f"identical votes, but {high} came. An absence is not an abstention: it counts whole."
    )


# ------------------------------------------------------------------------------------------ 5 own pair, by camp

ALL, CONTESTED, UNANIMOUS = "all", "contested", "near-unanimous"
CAMPS = Table(
    {"roll_calls": "text", "n": "whole", "share": "number"}, key=("roll_calls",),
    limits={"n": (1, 10_000), "share": (0, 1)},
)  # fmt: skip

Q5 = Question(
    "m3-q5", 3, NEEDED, ("by_camp",), CAMPS,
    Hints(
        "What does a vote with 160 states on one side and 3 on the other tell about two of the 160?",
        "The largest camp is the largest of the three counts yes, no and abstain, out of those who voted: empty seats are "
        "in no camp. Sort the roll calls by it, then measure the same pair on each part.",
        f"{READING}#the-second-answer-yes-where-the-hall-is-divided",
        "A toy case of four roll calls with yes, no, abstain: 90, 5, 5; 40, 30, 30; 10, 80, 10; 95, 3, 2. Largest camps: "
        "0.9, 0.4, 0.8, 0.95. The second and third are contested. The first, at 0.9 exactly, is not: the camp must be "
        "under 0.9. Whatever the pair did, the n of the two parts add up to the n of all.",
        "A neighbour: a pupil has right answers on 46 of 50 test questions, and another pupil gave the same answers on 45. "
        "Did one copy? On the 40 questions that everybody got right they agree 40 times, which shows nothing. On the ten hard "
        "ones they agree 5 times, as two strangers might. The share of all, 0.9, is the average of 1.0 (weight 40) and 0.5 "
        "(weight 10): 40/50 · 1.0 + 10/50 · 0.5. It says more about the test than about the pupils.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q5.check("shape", f"the rows {ALL}, {CONTESTED}, {UNANIMOUS}")
def _(by_camp: Any) -> None:
    exactly(by_camp, ALL, CONTESTED, UNANIMOUS)


@Q5.check("property", "the two parts make the whole")
def _(by_camp: Any) -> None:
    row = rows(by_camp)
    whole, *parts = (int(row[name]["n"]) for name in (ALL, CONTESTED, UNANIMOUS))
    assert sum(parts) == whole, (
        f"Every roll call is contested or near-unanimous, so the two n should add up to {whole}, but {parts[0]} and {parts[1]} "
        "came. Is a roll call in both parts or in none, as at a largest camp of exactly 0.9?"
    )


@Q5.check("property", "the whole is the average of its parts")
def _(by_camp: Any) -> None:
    row = rows(by_camp)
    whole, *parts = (identical(row[name]) for name in (ALL, CONTESTED, UNANIMOUS))
    assert sum(parts) == whole, (
        f"The identical votes of the two parts should add up to those of all, {whole}, but {parts[0]} and {parts[1]} came. "
        "Divide each part's identical votes by its own n."
    )


# ------------------------------------------------------------------------------------------------ 6 which interval

Q6 = Question(
    "m3-q6", 1, COUNT, ("WIDER",),
    Choice({
        "A": "The one by roll call, because there are more roll calls than families, and more draws mean more spread.",
        "B": "Neither in truth: both estimate the same share, and the gap between them is the luck of the draw.",
        "C": "The one by family, because some families hold many roll calls, and more rows always make an interval wider.",
        "D": "The one by family, because a text that returns every year brings the same votes again: many rows, but far "
             "fewer pieces of evidence.",
    }),
    Hints(
        "Thirty votes on one text in thirty years: is that thirty pieces of evidence, or nearer to one?",
        "A bootstrap asks how else the sample might have come out. If roll calls are drawn one by one, a text comes back in "
        "most of its thirty years whatever happens. If families are drawn whole, it may be missing altogether.",
        f"{READING}#a-sample-that-chose-itself",
        "Look at both widths for your pair, then change the seed: each width moves by a few per cent. Is the gap between "
        "them of that size?",
        "A neighbour: ten thermometers in one room, read every hour, 240 readings a day. Is the mean temperature of the "
        "city known as well as by 240 thermometers in 240 streets? Draw readings one by one, and the interval shrinks with "
        "the root of 240, about 15. Draw whole rooms, and there is only one. What the readings share can't average out, "
        "however many there are.",
    ),
)  # fmt: skip


# ------------------------------------------------------------------------------------------- 7 and 8 a class


@cache
def codes() -> frozenset[str]:
    """The states that have ever voted in the Assembly."""
    from course_utils import load

    return frozenset(map(str, load("votes")["state"].cat.categories))


STATES = Members("state codes", codes)

Q7 = Question(
    "m3-q7", 3, CLASS, ("closest",), STATES,
    Hints(
        "Two different lists are needed: who is in the class, which `like_in_income` gives, and how often each of them "
        "agreed with A since 2010. Which of the two is sorted at the end?",
        "A rank means little without the class in which it is taken. `partners(votes, state, least=…, among=…, "
        "roll_calls=…)` ranks the states of a class; by hand, it is question 1 once for every member.",
        f"{READING}#the-first-answer-no",
        "A toy case with two places in place of five: the class of X is P, Q, R, S; shares with X are P 0.7 on 300 roll "
        "calls, Q 0.9 on 40, R 0.8 on 250, S 0.6 on 310; T, at 0.95, is not in the class. At least 100 roll calls are asked "
        "for, so the two closest are R and P.",
        "A neighbour: which two towns have a climate most like Baku's, among towns of its size? First the class: the ten "
        "towns nearest in population. Then a measure: the mean gap of monthly temperatures. Then the rule for thin data: "
        "a town with three months of records is passed over. Only then sort, and keep two. A village with the same "
        "climate does not count, as it is not in the class; and Baku itself, with a gap of 0, must not win.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q7.check("shape", "five states")
def _(closest: Any) -> None:
    n = len(closest)
    assert n == 5, (
        f"Expected five different states, but {n} came. Sort by the share of identical votes, and keep the first five."
    )


PLACEBO = Table(
    {"partner": "text", "n": "whole", "agreement": "number"}, key=("partner",), limits={"agreement": (0, 1)}
)

Q8 = Question(
    "m3-q8", 2, CLASS, ("placebo",), PLACEBO,
    Hints(
        "The placebo has nothing to do with A by its choice: it is found from B alone. What must be left out of that list, "
        "as a state can't be its own placebo, nor A's?",
        "A placebo shows what a state like B would score if there were nothing special between A and B. So it is chosen by a "
        "rule that does not look at votes, before anybody has looked.",
        f"{READING}#the-first-answer-no",
        "In the reading the pair is Azerbaijan and Pakistan, and Bangladesh is the placebo. There the table would hold "
        "two rows, partners PAK and BGD, each with its own n and its share of votes identical with Azerbaijan's.",
        "A neighbour: did the new bus line raise sales in Station Street? They rose by 8 %. Placebo by a rule that does not "
        "look at sales: the street of the same length nearest to it without a line. There sales rose by 7 %. What the line may "
        "have done is about 1 point, not 8. Had we picked, after looking, the street that rose by 1 %, we could have "
        "'shown' 7 points; with the one that rose by 10 %, that the line did harm.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q8.check("shape", "two partners")
def _(placebo: Any) -> None:
    names = list(rows(placebo))
    assert len(names) == 2, (
        f"Expected two rows, one for B and one for the placebo, but {len(names)} came. Keep these two partners of A."
    )


@Q8.check("range", "state codes that exist")
def _(placebo: Any) -> None:
    for check in STATES.checks():
        check.test(list(rows(placebo)))


@Q8.check("property", "shares of whole numbers of roll calls")
def _(placebo: Any) -> None:
    for row in rows(placebo).values():
        identical(row, "agreement")


# ------------------------------------------------------------------------------------- 9 with whom, when opposed

COUNTS = ("with_a", "with_b", "abstain", "absent")
TOY = {  # what X, Y and Z did on each roll call
    1: ("yes", "no", "yes"), 2: ("no", "yes", "no"), 3: ("yes", "no", "no"), 4: ("yes", "no", "abstain"),
    5: ("no", "yes", "absent"), 6: ("yes", "abstain", "yes"), 7: ("absent", "no", "no"), 8: ("yes", "yes", "yes"),
    9: ("yes", "no", None),
}  # fmt: skip


def toy(*numbers: int) -> pd.DataFrame:
    """The toy roll calls of these numbers, as a table of votes."""
    import pandas as pd

    votes = [(number, state, vote) for number in numbers for state, vote in zip("XYZ", TOY[number], strict=True)]
    return pd.DataFrame(votes, columns=["roll_call", "state", "vote"]).astype({"state": "str", "vote": "str"})


Q9 = Question(
    "m3-q9", 4, NEEDED, ("with_whom",),
    Function(
        ("votes", "a", "b", "third"), lambda: (toy(1, 2, 4), "X", "Y", "Z"),
        Record(dict.fromkeys(COUNTS, Number(low=0, whole=True))),
    ),
    Hints(
        "Which pairs of votes are opposed? Write all of them down; there are two. An abstention against a yes is a "
        "difference, not an opposition.",
        "First find the opposed roll calls from two states, then look at what a third did on them. A table with one row a "
        "roll call and one column a state (`pivot`) makes it a matter of comparing columns.",
        f"{READING}#the-third-answer-look-where-it-counts",
        "Six roll calls. X: yes, no, yes, yes, no, yes. Y: no, yes, no, no, yes, abstain. Z: yes, no, no, abstain, absent, "
        "yes. X and Y are opposed on the first five. Z was with X twice, with Y once, abstained once and was absent once: "
        "with_a 2, with_b 1, abstain 1, absent 1.",
        "A neighbour: in a house with three flats, when Ann and Bo disagree about the heating (one says on, the other off), "
        "with whom does Cleo side? Monday: Ann on, Bo off, Cleo on. Tuesday: Ann off, Bo on, Cleo on. Wednesday: both on, so "
        "there is nothing to side in. Thursday: Ann on, Bo does not care: no dispute either. Friday: Ann off, Bo on, Cleo "
        "away. So there are three disputes, Monday, Tuesday and Friday: with Ann 1, with Bo 1, away 1. Note that 'on' is "
        "Ann's side on Monday and Bo's on Tuesday: compare Cleo with the person, not with a word.",
    ),
    public_points=2,
)  # fmt: skip


def sides(function: Any, table: pd.DataFrame, counts: tuple[int, int, int, int], case: str, advice: str) -> None:
    """Z's four counts on these roll calls."""
    found = function(table, "X", "Y", "Z")
    wanted = dict(zip(COUNTS, counts, strict=True))
    assert found == wanted, f"{case}: expected {wanted}, but {found} came. {advice}"


@Q9.check("toy case", "Z with X, then with Y")
def _(with_whom: Any) -> None:
    sides(with_whom, toy(1), (1, 0, 0, 0), "X said yes, Y no, Z yes", "Z is with X.")
    second = with_whom(toy(1, 2), "X", "Y", "Z")
    advice = (
        "A no can be on X's side: compare Z with X, not with a word." if second["with_b"] else "Count both ways round."
    )
    sides(with_whom, toy(1, 2), (2, 0, 0, 0), "On roll call 2 X said no, Y yes, Z no", advice)
    sides(with_whom, toy(1, 2, 3), (2, 1, 0, 0), "On roll call 3 X said yes, Y no, Z no", "Z is with Y.")


@Q9.check("toy case", "Z with neither")
def _(with_whom: Any) -> None:
    sides(with_whom, toy(1, 2, 3, 4), (2, 1, 1, 0), "On roll call 4 Z abstained", "It is with neither, but counted.")
    sides(with_whom, toy(1, 5), (1, 0, 0, 1), "On roll call 5 Z was absent", "An empty seat is not an abstention.")


@Q9.check("toy case", "X and Y not opposed")
def _(with_whom: Any) -> None:
    case = "On roll call 6 X said yes, Y abstained"
    sides(with_whom, toy(1, 6), (1, 0, 0, 0), case, "They differ, but are not opposed: leave it out.")
    sides(
        with_whom,
        toy(1, 7),
        (1, 0, 0, 0),
        "On roll call 7 X was absent and Y said no",
        "Nobody opposed Y: leave it out.",
    )
    case = "On roll call 8 X and Y voted alike"
    sides(with_whom, toy(1, 8), (1, 0, 0, 0), case, "Look at opposed roll calls only.")


@Q9.check("toy case", "Z unknown")
def _(with_whom: Any) -> None:
    case = "On roll call 9 Z's vote is missing"
    sides(with_whom, toy(1, 9), (1, 0, 0, 0), case, "Nobody knows it: leave it out.")
    no_row = toy(1, 2).query("not (roll_call == 2 and state == 'Z')")
    advice = "It was no member, so neither absent nor with anybody."
    sides(with_whom, no_row, (1, 0, 0, 0), "On roll call 2 Z has no row", advice)


@Q9.check("property", "the order of rows does not matter")
def _(with_whom: Any) -> None:
    mixed = toy(*TOY).sample(frac=1, random_state=1)
    sides(with_whom, mixed, (2, 1, 1, 1), "All nine roll calls, rows in another order", "Match rows by roll call.")


@Q9.check("property", "sides swap when X and Y do")
def _(with_whom: Any) -> None:
    swapped = with_whom(toy(*TOY), "Y", "X", "Z")
    assert (swapped["with_a"], swapped["with_b"]) == (1, 2), (
        "With X and Y swapped, with_a and with_b must swap too: expected 1 and 2, but "
        f"{swapped['with_a']} and {swapped['with_b']} came. A table with a column a state sorts its columns by name: "
        "take them by name."
    )


# ------------------------------------------------------------------------------------------------ 10 two sources

PUBLISHED, CORRECTED = "published", "corrected"
CHANGES = Table(
    {"source": "text", "differing": "whole", "yes": "whole", "steady": "whole", "agreement": "number"}, key=("source",),
    limits={"differing": (0, 3000), "yes": (0, 193), "steady": (0, 193), "agreement": (0, 1)},
)  # fmt: skip

Q10 = Question(
    "m3-q10", 3, SOURCES, ("changes",), CHANGES,
    Hints(
        "Two tables of votes, the same four questions to each. Write a function of one table, and call it twice.",
        "A cell is known by a roll call and a state. Two sources are compared cell by cell, on what both hold. That two "
        "records differ does not say which is wrong; an independent total, such as the count read out in the hall, can.",
        f"{READING}#the-karabakh-texts",
        "A toy case: source one has Yes, Yes, Abstain for P, Q and R on one text, source two has Yes, Yes, Yes, and the "
        "minutes say 3 in favour. One cell differs, and source two adds up. R is among those that always said Yes in "
        "source two only.",
        "A neighbour: a shop keeps a till roll and a stock list. For 200 articles both have the number sold in May; "
        "`both = till.merge(stock, on=['article', 'month'])` puts them side by side, and `(both['sold_x'] != "
        "both['sold_y']).sum()` is 1: umbrellas, 14 against 41. The bank's total fits the till. What does it change? The "
        "month's turnover by 0.4 %, so the average article not at all; but whether umbrellas were among the ten best sold, "
        "as the window says, altogether.",
    ),
    public_points=1,
)  # fmt: skip


@Q10.check("shape", f"the rows {PUBLISHED} and {CORRECTED}")
def _(changes: Any) -> None:
    exactly(changes, PUBLISHED, CORRECTED)


@Q10.check("property", "the corrected votes add up to the count that was read out")
def _(changes: Any) -> None:
    from course_utils import load

    official = int(load("library_resolutions").query("symbol == 'A/RES/62/243'")["yes"].iloc[0])
    came = int(rows(changes)[CORRECTED]["yes"])
    assert came == official, (
        f"The Library has {official} votes in favour of A/RES/62/243, but {came} came for the corrected votes. "
        "Count the states whose vote on this one roll call is yes."
    )


@Q10.check("property", "who always said yes said yes in 2008 too")
def _(changes: Any) -> None:
    for name, row in rows(changes).items():
        assert row["steady"] <= row["yes"], (
            f"A state that voted yes on every Karabakh text did so on A/RES/62/243 as well, but of {row['yes']:g} "
            f"{row['steady']:g} are called steady ({name}). Count states with a yes on all seven, not votes."
        )


# ---------------------------------------------------------------------------------------------------- 11 a chart

FIRST, LAST, LEAST = 1992, 2024, 20
PAIR = ("Kazakhstan", "Kyrgyzstan")
GAPS = (1992, 1999, 2001, 2024)  # years without 20 common roll calls
LINE = Chart(("line",), {"x": "the year", "y": "the share"}, names=PAIR)

Q11 = Question(
    "m3-q11", 4, COUNT, ("chart",), LINE,
    Hints(
        "How many years lie between `FIRST` and `LAST`, and how many rows does `yearly` have? A line joins each row to the "
        "next, whatever lies between them. What must stand in the table so that it stops?",
        "A year without votes is unknown, not zero, and the line must not guess it: what is missing is part of the "
        "evidence. Altair breaks a line where a row is there and its value is missing. `where` makes values missing by a "
        "condition, `reindex` adds rows.",
        f"{READING}#a-sample-that-chose-itself",
        "The line starts in 1993 at 0.91 and stops in 1998. The year 2000 is a point by itself, at 0.85. From 2002 to 2023 "
        "there is one unbroken line, always above 0.86. There is nothing in 1992, 1999, 2001 and 2024.",
        "A neighbour: rain by month, with no record for March and April. `rain = pd.DataFrame({'month': [1, 2, 5, 6], 'mm': "
        "[80, 60, 20, 10]})`. Drawn as it is, the line falls evenly from February to May, and a reader sees 47 mm in March, "
        "which nobody measured. `rain.set_index('month').reindex(range(1, 7)).reset_index()` has six rows, of which March "
        "and April are missing: now the line stops in February and starts again in May. If May were alone, with June "
        "missing, a bare line would show nothing there, so `mark_line(point=True)` sets a point on every value.",
    ),
    public_points=2,
)  # fmt: skip


def by_year(layer: Layer, rows: pd.DataFrame | None = None) -> pd.Series:
    """The drawn values by year, missing ones included; shares in per cent become shares of 1."""
    import pandas as pd

    rows = layer.rows if rows is None else rows
    year = rows[layer.encoding["x"]["field"]].astype("str").str[:4].astype("int")
    value = pd.to_numeric(rows[layer.encoding["y"]["field"]])
    return pd.Series((value / 100 if value.max() > 1 else value).to_numpy(float), index=year).sort_index()


def bridged(layer: Layer) -> list[int]:
    """The gaps that a line crosses, as it joins the row before to the row after."""
    channels = [layer.encoding.get(name) for name in ("color", "detail", "stroke", "strokeDash")]
    several = [one for channel in channels for one in (channel if isinstance(channel, list) else [channel]) if one]
    fields = [one["field"] for one in several if "field" in one]
    lines = [line for _, line in layer.rows.groupby(fields, dropna=False)] if fields else [layer.rows]
    crossed: set[int] = set()
    for line in lines:
        values = by_year(layer, line)
        for before, after in zip(values.index[:-1], values.index[1:], strict=True):
            if values[[before, after]].notna().all():
                crossed |= {year for year in GAPS if before < year < after}
    return sorted(crossed)


def drawn_lines(chart: Any) -> list[Layer]:
    """The layers of a chart that are lines."""
    return [layer for layer in layers(chart) if layer.mark.get("type") == "line"]


@Q11.check("range", "years on x, shares on y")
def _(chart: Any) -> None:
    import pandas as pd

    for layer in drawn_lines(chart):
        x, y = layer.encoding["x"]["field"], layer.encoding["y"]["field"]
        year = pd.to_numeric(layer.rows[x].astype("str").str[:4], errors="coerce")
        assert year.between(FIRST, LAST).all(), (
            f"Expected years from {FIRST} to {LAST} on x, but the column {x!r} holds {layer.rows[x].iloc[0]!r}. Put the year on x."
        )
        assert len(layer.rows) <= 2 * (LAST - FIRST + 1), (
            f"Expected one row a year, but {len(layer.rows)} rows came. Aggregate in pandas first."
        )
        assert pd.to_numeric(layer.rows[y]).dropna().between(0, 100).all(), (
            f"A share lies between 0 and 1, but the column {y!r} does not. Put the share on y."
        )


@Q11.check("property", "no value where nothing is known")
def _(chart: Any) -> None:
    for layer in drawn_lines(chart):
        values = by_year(layer)
        invented = sorted(set(values.dropna().index) & set(GAPS))
        assert not invented, (
            f"Expected no value for {invented}, with fewer than {LEAST} common roll calls, but {values[invented[0]]:.2f} came for "
            f"{invented[0]}. Unknown is neither 0 nor what lies between: leave the value missing."
        )


@Q11.check("property", "no line across a gap")
def _(chart: Any) -> None:
    for layer in drawn_lines(chart):
        crossed = bridged(layer)
        assert not crossed and layer.mark.get("invalid") not in ("filter", "show"), (
            f"Expected a broken line, but it runs across the gap of {crossed or list(GAPS)}. "
            "Keep a row for such a year, its value missing."
        )


# Words that name what is drawn. A title made of nothing else states no finding.
LABELS = frozenset((
    "a the of and by in on over for from to between with per since un general assembly roll call calls vote votes voting "
    "year years yearly annual time share agreement identical same chart line graph plot percentage kaz kgz"
).split()) | {name.lower() for name in PAIR}  # fmt: skip


@Q11.check("property", "a title that is a finding, not a label")
def _(chart: Any) -> None:
    words = [word.strip(".,:;()'").lower() for word in title(chart).split()]
    assert [word for word in words if word.isalpha() and word not in LABELS], (
        f"Expected a title that says what is to be seen, but {title(chart)!r} only says what is drawn. "
        "Write the finding as a sentence."
    )


# ------------------------------------------------------------------------------------------------ 12 a claim read

Q12 = Question(
    "m3-q12", 1, NEEDED, ("CLAIM_READ",),
    Choice({
        "A": "These two records neither show the support nor exclude it: no roll call asked for it, and the General Debate is "
             "one room among several. What is on record for C14 and C26 is in joint statements and OIC texts.",
        "B": "C14 is refuted: if Azerbaijan supported Pakistan over Kashmir, there would be a vote or a speech that says so.",
        "C": "C14 is confirmed: Azerbaijan voted yes on Pakistan's text on regional arms control year after year.",
        "D": "C26 is confirmed: the silence in the speeches shows that Azerbaijan has come to prefer India's position.",
    }),
    Hints(
        "For each reading, ask: would the two records look any different if it were false?",
        "A record can only speak of what was asked in it. An empty cell where nobody asked is no answer; and a yes that "
        "states with opposite friends give as well does not tell one friend from another.",
        f"{READING}#what-never-came-to-a-vote",
        "A toy case: nobody at a dinner was asked about the salt. That Ann did not praise it shows neither that she liked it "
        "nor that she did not.",
        "A neighbour: a historian looks for proof that two kings were allies and finds no letter in one archive. The claim "
        "'they were enemies' does not follow; nor does 'they were allies, since both paid the church tax', which every king "
        "paid. What would count: a treaty kept in another archive, or an army sent when it was costly. The honest sentence "
        "names the archive searched, says what it can't hold, and points to where the evidence lies.",
    ),
)  # fmt: skip


# ---------------------------------------------------------------------------------------------------- 13 a memo

MEMO = Written(300, 400, claims=1)

Q13 = Question(
    "m3-q13", 12, SIDES, ("m3-q13",), MEMO,
    Hints(
        "Write the two cases first, one under the other. Count the words of each. Would a diplomat of each state say: yes, "
        "that is our point?",
        "A hundred states abstained in 2008, and they did not all mean the same. An abstention can be about the text, about the "
        "room in which it is debated, or about a friend on the other side; the statement is where a delegation says which.",
        f"{READING}#the-karabakh-texts",
        "A useful skeleton, with words: advice in one sentence (20), what the texts say (70), Azerbaijan's case (45), "
        "Armenia's case (45), consequences (80), statement (90). Resolutions 822, 853, 874 and 884 of 1993 are the texts to "
        "set beside 62/243.",
        "A neighbour, in small: a town council votes on closing Mill Street to cars. 'Shopkeepers hold that customers come by "
        "car, and that three shops have closed since parking went. Residents hold that two children were hurt last year, and "
        "that the noise breaks the law. A yes ends the noise and may empty two shops; a no does the reverse. I advise an "
        "abstention. Statement: We share the wish for a safe street and for living shops, and ask for a trial of six months "
        "first.' Each side has its own reasons, in its own words, at equal length; the effects are weighed for both; and the "
        "statement says what the vote does not.",
    ),
    by_hand=True,
)  # fmt: skip

STATEMENT = 150


@Q13.check("property", f"a statement of at most {STATEMENT} words")
def _(memo: str) -> None:
    part = re.search(r"\*\*\s*Statement\b[.:]?\s*\*\*[.:]?(.+)", memo, re.DOTALL | re.IGNORECASE)
    assert part, (
        "Expected a part that begins with **Statement.**, but there is none. Put the words to be read out there, at the end."
    )
    n = MEMO.words(part[1])
    assert n <= STATEMENT, (
        f"Expected a statement of at most {STATEMENT} words, but {n} came. A delegate has one minute: what could go?"
    )


EXERCISE = Exercise(
    "m3_votes",
    "Do brothers vote alike?",
    150,
    (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Q13),
)
