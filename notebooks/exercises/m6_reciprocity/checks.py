"""Exercise 6, When is give-and-take more than tit-for-tat?: its questions, their hints and their public checks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isclose
from typing import TYPE_CHECKING, Any

from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.answered import AnswerFailed
from course_utils.exercises.kinds import Chart, Choice, Function, Members, Number, Record, Several, Written
from course_utils.exercises.kinds.chart import Layer, layers, title

if TYPE_CHECKING:
    import pandas as pd

READING = "book/modules/m6_reciprocity.md"

# The objectives of the reading, word for word.
TWO_KINDS = "Define specific and diffuse reciprocity and derive one prediction from each."
TWICE = "Detect a measure that finds give-and-take because one meeting was written down twice."
LAG = "Estimate a lagged response from event data and name the limits of the estimate."
ACCOUNT = "Compute a running account of gestures between two states and judge what an open balance can show."
GAMES = "Simulate iterated games and report how the ranking changes with noise and with the field."
GROUP = "Compare a pair's distance in the General Assembly with that of its group."
MOTIVE = "Argue whether a motive can be inferred from behaviour, and what kind of case would help."


def asked(function: Callable[..., Any], *given: Any, error: str, message: str) -> Any:
    """What a function gives; where it stops with this error, the message in the subject's words instead."""
    try:
        return function(*given)
    except AnswerFailed as stopped:
        if error not in str(stopped):
            raise
        raise AssertionError(message) from None


# ------------------------------------------------------------------------------------------------ 1 sorted cases

SORTS = Choice({
    "S": "specific: what came back was of the same kind, from the same partner, and soon",
    "D": "diffuse: what came back was of another kind, came by way of others, or came much later",
    "J": "joint: both sides acted in one act, so no answer can be seen in it",
    "N": "neither: nothing can come back, and the giver knows it",
})  # fmt: skip
CASES = ("votes", "flood", "refugees", "treaty", "silence", "open account", "farewell")

Q1 = Question(
    "m6-q1", 2, TWO_KINDS, ("SORTED",), Record(dict.fromkeys(CASES, SORTS)),
    Hints(
        "For each case, ask three things. Is what came back of the same kind? From the same partner? Soon? And before "
        "all that: were there two acts at all?",
        "Specific reciprocity is an exchange with a price and a date. Diffuse reciprocity is a habit of doing one's part, "
        "with loose accounts. Both expect a return at some time from somebody; help without any hope of one is outside "
        "of both. What each kind predicts is read in the same way: who keeps strict accounts stops when one stays open.",
        f"{READING}#two-kinds-of-give-and-take",
        "Three toy cases. 'I lend you my ladder on Monday, you lend me yours on Friday' is S. 'I clear the snow for the "
        "whole street, and in May somebody in it waters my garden' is D. 'We carry a sofa together' is J.",
        "A neighbour: scholars who review each other's papers. If Ann reviews Bo's paper and Bo must then review Ann's, "
        "that is specific; it predicts that Ann stops as soon as Bo refuses. If each reviews three papers a year for whoever "
        "asks, and is reviewed by strangers, that is diffuse; it predicts that Ann goes on, though Bo never reviewed her. "
        "A paper that Ann and Bo wrote together tells of neither: it would be in both lists whatever they owed each other. "
        "And a review that Ann writes in her last week before she leaves the field, for a journal that names nobody, can't "
        "be paid back by anybody.",
    ),
)  # fmt: skip


# ------------------------------------------------------------------------------------ 2 one meeting, written twice

# Month, sender, receiver and the number of the meeting, where it was one.
Entry = tuple[int, str, str, int | None]
MEETINGS: list[Entry] = [(month, one, other, number) for number, month in ((1, 1), (2, 1), (3, 3)) for one, other in ("XY", "YX")]  # fmt: skip
ALONE: list[Entry] = [(2, "X", "Y", None), (4, "Y", "X", None)]


def log(entries: Sequence[Entry]) -> pd.DataFrame:
    """A table of entries, as made_up_log gives it in the notebook."""
    import pandas as pd

    table = pd.DataFrame(entries, columns=["month", "sender", "receiver", "meeting"])
    return table.astype({"sender": "str", "receiver": "str", "meeting": "Int64"})


CORRELATION = Number(low=-1, high=1, missing=True)
Q2 = Question(
    "m6-q2", 4, TWICE, ("two_correlations",),
    Function(
        ("log", "months"), lambda: (log(MEETINGS + ALONE), 4),
        Several(CORRELATION, CORRELATION, names=("all", "alone")),
    ),
    Hints(
        "How many months lie between 1 and `months`, and how many of them have a row for each direction? What did a state "
        "do in a month without a row?",
        "Two counts are needed for each direction, one number a month: all entries, and those that belong to no meeting. "
        "A meeting is no act of either side alone, so both its rows go. `groupby(…).size()` counts, `unstack` sets the two "
        "directions side by side, and `reindex(range(1, months + 1), fill_value=0)` adds the silent months.",
        f"{READING}#a-measure-that-finds-friends-everywhere",
        "A toy case of four months. Meetings: two in month 1, one in month 3. Alone: X acts in month 2, Y in month 4. All "
        "entries: X 2, 1, 1, 0 and Y 2, 0, 1, 1, correlation 0.5. Alone: X 0, 1, 0, 0 and Y 0, 0, 0, 1, correlation −1/3.",
        "A neighbour: do two flatmates phone each other back? The bill of each lists all calls, made and taken, by day. "
        "Their two lists agree on every day, as each call stands on both bills, and the correlation is 1 whoever dials. Keep "
        "only calls that one of them made: `own = calls[calls['made']]`. In a week Ann dialled on Monday (2) and Thursday "
        "(1), Bo on Tuesday (1): Ann 2, 0, 0, 1, 0, 0, 0 and Bo 0, 1, 0, 0, 0, 0, 0, with the four days without a call as "
        "zeros. The correlation is −0.24. Leave out the silent days and it falls to −0.87, since three days are left.",
    ),
    public_points=2,
)  # fmt: skip


def pair_of(function: Any, entries: Sequence[Entry], months: int) -> tuple[float, float]:
    """What the function hands back for these entries; a division by zero in the subject's words."""
    return asked(
        function, log(entries), months, error="ZeroDivisionError",
        message="Where a state did the same in every month nothing can go together: expected nan, but a division by 0 stopped.",
    )  # fmt: skip


@Q2.check("toy case", "four months, worked by hand")
def _(two_correlations: Any) -> None:
    every, alone = pair_of(two_correlations, MEETINGS + ALONE, 4)
    got = f"expected 0.500 for all entries and -0.333 for acts alone, but {every:.3f} and {alone:.3f} came."
    assert not (isclose(every, -1 / 3) and isclose(alone, 0.5)), (
        f"The two are swapped: {got} Hand back all entries first."
    )
    assert not isclose(every, 1), (
        f"Months in which only one side has an entry are lost: {got} Such a month is 0 for the other side."
    )
    assert not (isclose(every, -1 / 3) and isclose(alone, -1 / 3)), (
        f"The first figure lacks the meetings: {got} Take every row for it."
    )
    assert isclose(every, 0.5), (
        f"All entries, meetings included, in four months: {got} Count rows by month and direction."
    )
    assert not isclose(alone, -1), (
        f"Months without an act alone are lost: {got} Nobody acted in months 1 and 3, so both series have a 0 there."
    )
    assert not isclose(alone, -0.816, abs_tol=0.01), (
        f"One row of each meeting is left: {got} It is no act of one side alone, so both its rows go."
    )
    assert isclose(alone, -1 / 3), f"Acts alone in four months: {got} Drop all rows with a meeting's number."


@Q2.check("toy case", "a month in which each acted alone")
def _(two_correlations: Any) -> None:
    _, alone = pair_of(two_correlations, [*MEETINGS, *ALONE, (1, "X", "Y", None), (1, "Y", "X", None)], 4)
    assert isclose(alone, 0, abs_tol=1e-9), (
        f"In month 1 each also acted alone: expected 0.000 for acts alone, but {alone:.3f} came. Two acts of one month are "
        "no meeting: go by the meeting's number."
    )


@Q2.check("toy case", "four silent months at the end")
def _(two_correlations: Any) -> None:
    every, alone = pair_of(two_correlations, MEETINGS + ALONE, 8)
    assert isclose(every, 0.75, abs_tol=0.001) and isclose(alone, -1 / 7, abs_tol=0.001), (
        "With four silent months more, expected 0.750 and -0.143, but "
        f"{every:.3f} and {alone:.3f} came. The months run from 1 to `months`, whatever the log holds."
    )


@Q2.check("property", "nothing but meetings")
def _(two_correlations: Any) -> None:
    every, alone = asked(
        two_correlations, log(MEETINGS), 4, error="KeyError",
        message="In a log of meetings alone nobody acts alone: expected 1 and nan, but pandas found no such column. "
                "Give both directions a column of zeros.",
    )  # fmt: skip
    assert isclose(every, 1), f"Each meeting stands under both: expected 1.000, but {every:.3f} came. Count both rows."
    assert alone != alone, (
        f"In a log of meetings alone nobody acts alone: expected nan, but {alone} came. No act says neither yes nor no."
    )


# --------------------------------------------------------------------------------------- 3 after, and otherwise

ACTS_A, ACTS_B = (1, 0, 0, 2, 0, 0, 0, 1), (0, 3, 0, 0, 1, 0, 1, 0)


def series(a: Sequence[int], b: Sequence[int]) -> pd.DataFrame:
    """The acts of A and B, one row a month."""
    import pandas as pd

    return pd.DataFrame({"a": list(a), "b": list(b)}, dtype="int64")


SHARE = Number(low=0, high=1, missing=True)
Q3 = Question(
    "m6-q3", 4, LAG, ("after_and_otherwise",),
    Function(
        ("series", "lag"), lambda: (series((1, 0, 1, 0, 0), (0, 1, 0, 0, 1)), 1),
        Several(SHARE, SHARE, names=("after", "otherwise")),
    ),
    Hints(
        "For each month in which A acted, which month of B's do you look at? And which months have no such month, since "
        "the record ends?",
        "A conditional response is two shares, of two sets of months: those that followed an act, and those that followed "
        "none. In both you ask whether B acted, not how often. `shift(-lag)` brings what B did `lag` months later into "
        "the row of the month before.",
        f"{READING}#blow-for-blow",
        "Eight months. A: 1, 0, 0, 2, 0, 0, 0, 1. B: 0, 3, 0, 0, 1, 0, 1, 0. With a lag of 1 the first seven months have a "
        "next one. A acted in months 1 and 4; B acted in months 2 and 5: after is 2/2. A did not act in five months; B "
        "acted in one of the months that followed: otherwise is 1/5.",
        "A neighbour: does the neighbour's dog bark after the post comes? Ten days, `post = [1, 0, 1, 0, 0, 1, 0, 0, 0, 1]` and "
        "`bark = [0, 1, 0, 1, 0, 0, 1, 0, 0, 0]`, a day apart. Days with a next one: the first nine. Post came on three of "
        "them (1, 3, 6), and it barked on all three next days: 3/3. No post on six of them, and it barked on none of the "
        "days after. The tenth day's post says nothing, as nobody wrote down the eleventh. Three of three looks like an "
        "answer. Had it also barked on the day *before* each post, we would rather say that it barks in certain weeks.",
    ),
    public_points=2,
)  # fmt: skip


def shares(function: Any, a: Sequence[int], b: Sequence[int], lag: int) -> tuple[float, float]:
    """The two shares; a division by zero in the subject's words."""
    return asked(
        function, series(a, b), lag, error="ZeroDivisionError",
        message="Where A acted in every month, or in none, one of the shares rests on no month: expected nan, but a division "
                "by 0 stopped. Ask first how many months there are.",
    )  # fmt: skip


@Q3.check("toy case", "eight months, one month later")
def _(after_and_otherwise: Any) -> None:
    after, otherwise = shares(after_and_otherwise, ACTS_A, ACTS_B, 1)
    got = f"expected 1.000 after and 0.200 otherwise, but {after:.3f} and {otherwise:.3f} came."
    known = {
        (0, 0.6): "That looks at the same month",
        (0.5, 0.4): "That looks at the month before, and an answer can't come before the question",
        (1 / 3, 0.25): "That asks how often A acted after B",
        (2 / 3, 0.2): "The last month has no next one, so it is no month without an answer",
        (2, 0.2): "That counts acts. Ask in how many months B acted",
        (2 / 7, 1 / 7): "That divides by all months. Divide each share by its own months",
        (0.2, 1): "The two are swapped",
    }
    for (one, other), words in known.items():
        assert not (isclose(after, one, abs_tol=1e-6) and isclose(otherwise, other, abs_tol=1e-6)), f"{words}: {got}"
    assert isclose(after, 1) and isclose(otherwise, 0.2), f"Two sets of months, one share each: {got} Hint 3 has them."


@Q3.check("toy case", "other lags")
def _(after_and_otherwise: Any) -> None:
    for lag, wanted in ((2, (0, 0.5)), (0, (0, 0.6))):
        came = shares(after_and_otherwise, ACTS_A, ACTS_B, lag)
        assert all(isclose(one, other) for one, other in zip(came, wanted, strict=True)), (
            f"With a lag of {lag}, expected {wanted[0]:.3f} and {wanted[1]:.3f}, but {came[0]:.3f} and {came[1]:.3f} came. "
            "Look as many months later as `lag` says."
        )


@Q3.check("property", "a state that never acted")
def _(after_and_otherwise: Any) -> None:
    after, otherwise = shares(after_and_otherwise, (0, 0, 0, 0), (1, 0, 1, 1), 1)
    assert after != after and isclose(otherwise, 2 / 3), (
        f"A never acted, so nothing can follow its acts: expected nan and 0.667, but {after} and {otherwise:.3f} came. "
        "A share of no months is not 0."
    )


# ------------------------------------------------------------------------------------------- 4 a running account

Act = tuple[str, str, str, int]
TOY_ACTS: list[Act] = [
    ("2001-01-01", "X", "Y", 1), ("2001-01-13", "Y", "X", 1), ("2001-01-21", "Y", "X", 1), ("2001-01-05", "X", "Z", 1),
    ("2001-01-08", "Y", "X", -1), ("2001-01-25", "X", "Y", 0), ("2001-03-01", "X", "Y", 1),
]  # fmt: skip
END = "2001-02-05"
FIELDS = ("given", "received", "balance", "open_days")


def acts(rows: Sequence[Act]) -> pd.DataFrame:
    """A table of acts, as the notebook has it."""
    import pandas as pd

    table = pd.DataFrame(rows, columns=["date", "sender", "receiver", "sign"])
    return table.assign(date=pd.to_datetime(table["date"])).astype({"sender": "str", "receiver": "str"})


def day(text: str) -> pd.Timestamp:
    """A day, as pandas has it."""
    import pandas as pd

    return pd.Timestamp(text)


COUNT = Number(low=0, whole=True)
Q4 = Question(
    "m6-q4", 3, ACCOUNT, ("account",),
    Function(
        ("acts", "a", "b", "last"), lambda: (acts(TOY_ACTS), "X", "Y", day(END)),
        Record({"given": COUNT, "received": COUNT, "balance": Number(whole=True), "open_days": COUNT}),
    ),
    Hints(
        "Which rows belong into the account: what sign, between whom, until when? Then put them in order and write the "
        "balance beside each. For how many days does each balance stand?",
        "A balance stands from the day of its act until the day of the next one, and the last balance stands until the "
        "record ends. A running sum is `cumsum`; the number of days between two dates is `(later - earlier).dt.days`.",
        f"{READING}#an-account-that-is-never-level",
        "A toy case, record until 5 February. 1 January: X acts for Y, balance 1. 13 January: Y for X, level. 21 January: Y "
        "for X, balance −1. Given 1, received 2, balance −1; open for 12 days, level for 8, open again for 15: "
        "open_days 27. A hostile act, a neutral one and an act for a third state are not in it.",
        "A neighbour: who pays for lunch? Ann paid on 1, 2 and 9 May, Bo on 5 May and 20 May, and the list ends on 31 May. "
        "Ann's balance: 1 from the 1st, 2 from the 2nd, 1 from the 5th, 2 from the 9th, 1 from the 20th. It is open on all "
        "30 days, and on the last one Bo owes a lunch. Does that make him mean? He may not have been asked on the other days, "
        "and one of Ann's lunches was a birthday. A list of who paid also holds who had the occasion.",
    ),
    public_points=1,
)  # fmt: skip


def accounted(function: Any, rows: Sequence[Act], wanted: tuple[int, ...], case: str, advice: dict[Any, str], other: str) -> None:  # fmt: skip
    """The four figures of an account; advice by the field that is off, or by the field and what came for it."""
    found = function(acts(rows), "X", "Y", day(END))
    for name, right in zip(FIELDS, wanted, strict=True):
        words = advice.get((name, found[name])) or advice.get(name) or other
        assert found[name] == right, f"{case}: expected {name} {right}, but {found[name]} came. {words}"


@Q4.check("toy case", "three friendly acts")
def _(account: Any) -> None:
    advice = {
        ("balance", 1): "The balance is what X gave less what it received, so it can be below 0.",
        ("open_days", 12): "The last balance stands until the record ends, not until the last act.",
        ("open_days", 8): "Those are the days on which the account was level.",
        ("open_days", 35): "From the 13th to the 21st the account is level.",
        ("open_days", 2): "That counts acts after which it was open. Count days.",
        "open_days": "Each balance stands from its act to the next one.",
    }
    rows = [TOY_ACTS[0], TOY_ACTS[1], TOY_ACTS[2]]
    accounted(account, rows, (1, 2, -1, 27), "X for Y, then Y for X twice", advice, "Given is what X did for Y.")


@Q4.check("toy case", "acts that do not belong")
def _(account: Any) -> None:
    every = (
        (3, "an act for a third state", "Keep acts between the two."),
        (4, "a hostile act", "Only friendly acts, of sign 1, are gifts."),
        (5, "a neutral act", "An act of sign 0 is neither a gift nor a blow: leave it out."),
        (6, "an act after the record's last day", "Leave out what comes after `last`."),
    )
    for number, case, advice in every:
        rows = [*TOY_ACTS[:3], TOY_ACTS[number]]
        accounted(account, rows, (1, 2, -1, 27), f"With {case} too", {}, advice)


@Q4.check("property", "rows in any order, and an empty account")
def _(account: Any) -> None:
    rows = [TOY_ACTS[2], TOY_ACTS[0], TOY_ACTS[1]]
    accounted(account, rows, (1, 2, -1, 27), "The same acts in another order", {}, "Put the acts in order of their dates first.")  # fmt: skip
    accounted(account, TOY_ACTS[3:4], (0, 0, 0, 0), "Without an act between the two", {}, "An empty account is level.")


# ------------------------------------------------------------------------------------------- 5 a forgiving player


@dataclass
class Draw:
    """A source of chance that always draws the same number."""

    value: float

    def random(self) -> float:
        """The number."""
        return self.value


Q5 = Question(
    "m6-q5", 3, GAMES, ("pardoner",),
    Function(("own", "other", "random"), lambda: ("C", "C", Draw(0.5)), Choice({"C": "cooperate", "D": "defect"})),
    Hints(
        "Which of the two histories does tit for tat look at, and which letter of it? Is there one on the first turn?",
        "The player has one question, 'did the other defect on the last turn?', and only if so a second, 'do I let it pass?'. "
        "The source of chance is handed over so that a match can be played again: draw from it, not from another one. "
        "`text.endswith('D')` also works for an empty text.",
        f"{READING}#what-the-tournament-teaches",
        "A toy case: the other plays C, D, C, D, D. With draws that are always 0.9 the replies are C, C, D, C, D, as for tit "
        "for tat; the other's fifth move comes too late. With draws that are always 0.1 all replies are C.",
        "A neighbour: two shops undercut each other. A strict shop lowers its price on the day after the other did. One price "
        "tag is printed wrongly on Monday: on Tuesday the second shop answers, on Wednesday the first, and so on until another "
        "mistake. Both moves of a day are made before the doors open, so nobody can answer on the same day. A shop that "
        "looks at last night's tag and shrugs at a quarter of the cuts, `if rng.random() < 0.25`, ends such a war after "
        "four cuts on average. A shop that shrugs always is soon undercut on purpose.",
    ),
    public_points=1,
)  # fmt: skip


def move(function: Any, own: str, other: str, draw: float, wanted: str, case: str, advice: str) -> None:
    """One move of the strategy."""
    message = f"{case}: expected {wanted}, but there is no such letter to look at. On the first turn both histories are empty."
    came = asked(function, own, other, Draw(draw), error="IndexError", message=message)
    assert came == wanted, f"{case}: expected {wanted}, but {came} came. {advice}"


@Q5.check("toy case", "the first turn")
def _(pardoner: Any) -> None:
    move(pardoner, "", "", 0.9, "C", "On the first turn", "A player of this kind begins by cooperating.")


@Q5.check("toy case", "after the other cooperated")
def _(pardoner: Any) -> None:
    for draw in (0.9, 0.1):
        case = f"The other has just cooperated, the draw is {draw}"
        move(pardoner, "C", "C", draw, "C", case, "There is nothing to answer or to pardon, whatever the draw.")
    advice = "Look at the other's last move, not at your own."
    move(pardoner, "CD", "DC", 0.9, "C", "You defected last, the other cooperated", advice)
    advice = "Only the last move counts: older defections have had their answer."
    move(pardoner, "CCCC", "DCDC", 0.9, "C", "The other defected twice, but not last", advice)


@Q5.check("toy case", "after the other defected")
def _(pardoner: Any) -> None:
    drawn = {pardoner("C", "D", Draw(0.2)) for _ in range(40)}
    assert len(drawn) == 1, (
        "The source of chance drew 0.2 forty times, and both C and D came. Draw from the `random` that is handed over, not from another."
    )
    case = "The other has just defected, the draw is"
    move(
        pardoner,
        "CC",
        "CD",
        0.5,
        "D",
        f"{case} 0.5",
        "It lets one defection in three pass: those with a draw below 1/3.",
    )
    move(pardoner, "CC", "CD", 0.2, "C", f"{case} 0.2", "A draw below 1/3 is a pardon.")
    move(pardoner, "CC", "DD", 0.5, "D", "The other defected twice, the draw is 0.5", "Each defection may be answered.")


# ------------------------------------------------------------------------------------------------- 6 two fields

NAMES = (
    "alternator", "bully", "cooperator", "defector", "generous_tit_for_tat", "grudger", "prober", "tit_for_tat",
    "tit_for_two_tats", "win_stay_lose_shift",
)  # fmt: skip
FIELD = Members("strategies", lambda: NAMES)
OWN = "tit_for_tat"

Q6 = Question(
    "m6-q6", 2, GAMES, ("LEADS", "FALLS"), Several(FIELD, FIELD, names=("LEADS", "FALLS")),
    Hints(
        "Look at the ten together: who gains from whom? Which members of a field feed a strategy that never cooperates, and "
        "which starve it?",
        "Try out what `places` gives for one field, then change a single member. Four places beside tit for tat can be "
        "filled from nine names in 126 ways; a loop with `itertools.combinations` tries them all in a few seconds.",
        f"{READING}#what-the-tournament-teaches",
        "A toy case with fields of three and other names: with fox, hen and dog the dog comes first; put a wolf in the "
        "place of the hen and the dog comes third. The two fields share fox and dog.",
        "A neighbour: which of five runners is the best? Over 100 metres, against four walkers, Ann comes first. Take one "
        "walker out, let a sprinter in who tires the three others with a fast start, and she may come third. To find such "
        "cases, go through all fields: `for four in combinations(rest, 4): print(rank_of('Ann', [*four, 'Ann']))`, and note "
        "which neighbours, alike in three of the four, part. That they can be found is the finding; it "
        "does not say how often they occur.",
    ),
    public_points=1,
)  # fmt: skip


@Q6.check("shape", "five strategies each, with tit for tat")
def _(leads: Any, falls: Any) -> None:
    for name, field in (("LEADS", leads), ("FALLS", falls)):
        assert len(field) == 5, f"Expected five different strategies in {name}, but {len(field)} came. Name each once."
        assert OWN in field, (
            f"Expected {OWN} in {name}, as it is its place that changes, but it is not there. Let it in."
        )


@Q6.check("property", "one member differs")
def _(leads: Any, falls: Any) -> None:
    alike = len(leads & falls)
    assert alike == 4, (
        f"Expected two fields that share four strategies, but yours share {alike}. Put one strategy in the place of one other."
    )


# ------------------------------------------------------------------------------------------- 7 own pair, distance

Q7 = Question(
    "m6-q7", 3, GROUP, ("own_distance",),
    Record({"distance": Number(low=0, high=10), "median": Number(low=0, high=10), "nearer": Number(low=0, high=50, whole=True)}),
    Hints(
        "You need one mean distance for B and one for each member of the class. In which order do you take the size, the mean "
        "over the years and the median over the members?",
        "A distance has no sign. Two states that cross each other's path stand apart in every year, though on average they "
        "stand on the same spot. So first the size in each year, then the mean over years, then the median over states. "
        "`points.sub(points[A], axis=0)` takes A away from every column.",
        f"{READING}#a-shared-idea-of-order",
        "A toy case of two years. A: 0.0, 1.0. B: 0.5, 0.5. The class of A is P: 0.0, 0.8; Q: 0.2, 1.4; R: 1.0, 0.0. Mean "
        "distances from A: B 0.5, P 0.1, Q 0.3, R 1.0. So distance is 0.5, median 0.3, and two members are nearer than B.",
        "A neighbour: do two radio stations play like each other? Take their share of jazz by month. `gap = "
        "(shares['K'] - shares['L']).abs()` has one size a month, and its mean is 0.12. Is that close? Among 30 stations of "
        "the same city the median gap to K is 0.05, and 26 of them are nearer to K than L. What looks like a small number is "
        "a large one in its class. Note that K itself, with a gap of 0 to itself, is not in the class.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q7.check("property", "who is nearer fits the median")
def _(own_distance: Any) -> None:
    distance, median, nearer = own_distance["distance"], own_distance["median"], own_distance["nearer"]
    half = "more than half" if distance > median else "at most half"
    assert (nearer >= 24) == (distance > median) or nearer in (24, 25), (
        f"B is {distance:.3f} from A and the median member {median:.3f}, so {half} of about 50 members are nearer than B, "
        f"but {nearer} came. Count those whose distance is smaller than B's."
    )


# ---------------------------------------------------------------------------------------------- 8 own pair, a chart

YEARS = range(1992, 2025)
LINES = Chart(("line",), {"x": "the year", "y": "the distance"})

Q8 = Question(
    "m6-q8", 4, GROUP, ("chart",), LINES,
    Hints(
        "How many numbers does the chart show for one year? For the class there are up to 50 distances in a year; which one "
        "stands for them?",
        "Build a table with one row a year and two columns first: the distance of A and B, and the median of the distances of A "
        "to its class. Then make it long, one row a year and line (`melt`), and let colour tell the lines apart. The "
        "median of the distances is not the distance to the median: a class may surround A on both sides.",
        f"{READING}#a-shared-idea-of-order",
        "In a toy year A stands at 0, and its class at −1, 0.9 and 1. The distances are 1, 0.9 and 1, their median is 1; "
        "that is drawn. The distance to the median point, 0.9, is another line. A right picture here has 33 years, two lines, "
        "nothing below 0.",
        "A neighbour: rents of one flat and of its street, by year. `wide = pd.DataFrame({'the flat': flat, 'the street': "
        "street.median(axis=1)})`, then `wide.reset_index().melt('year', var_name='what', value_name='rent')` gives twice as "
        "many rows as years, and `color='what:N'` draws two lines. A title such as 'The flat has cost more than its street "
        "since 2012, and the gap grows' says what is to be seen; 'Rent by year' does not.",
    ),
    personal=True, public_points=2,
)  # fmt: skip


def drawn_lines(chart: Any) -> list[pd.Series]:
    """The lines of a chart, each as values by year: one for each layer of lines, and each group that a layer parts."""
    found = []
    for layer in [layer for layer in layers(chart) if layer.mark.get("type") == "line"]:
        several = [layer.encoding.get(name) for name in ("color", "detail", "stroke", "strokeDash")]
        fields = sorted({one["field"] for one in several if isinstance(one, dict) and "field" in one})
        parts = [part for _, part in layer.rows.groupby(fields, dropna=False)] if fields else [layer.rows]
        found += [by_year(layer, part) for part in parts]
    return found


def by_year(layer: Layer, rows: pd.DataFrame) -> pd.Series:
    """The drawn values by year."""
    import pandas as pd

    year = pd.to_numeric(rows[layer.encoding["x"]["field"]].astype("str").str[:4], errors="coerce")
    return (
        pd.Series(pd.to_numeric(rows[layer.encoding["y"]["field"]]).to_numpy(float), index=year).dropna().sort_index()
    )


@Q8.check("range", "two lines, one value a year")
def _(chart: Any) -> None:
    lines = drawn_lines(chart)
    assert len(lines) == 2, (
        f"Expected two lines, the pair and its class, but {len(lines)} came. Give each row the name of its line and colour by it."
    )
    for line in lines:
        lacking = sorted(set(YEARS) - set(line.index))
        assert not lacking, (
            f"Expected a value for every year from {YEARS[0]} to {YEARS[-1]}, but {len(lacking)} are lacking, first "
            f"{lacking[0]}. Draw all of them."
        )
        assert len(line) == len(YEARS), (
            f"Expected {len(YEARS)} values on a line, but {len(line)} came. Take one value a year, {YEARS[0]} to {YEARS[-1]}."
        )


@Q8.check("range", "distances have no sign")
def _(chart: Any) -> None:
    lowest = min(float(line.min()) for line in drawn_lines(chart))
    assert lowest >= 0, f"A distance is never below 0, but {lowest:.2f} is drawn. Take the size of the difference."


# Words that name what is drawn. A title made of nothing else states no finding.
LABELS = frozenset(
    "a the of and by in on over for from to between with its their distance distances median class pair state states ideal "
    "point points un general assembly year years yearly time line chart graph plot since member members".split()
)


@Q8.check("property", "a title that is a finding, not a label")
def _(chart: Any) -> None:
    words = [word.strip(".,:;()'") for word in title(chart).split()]
    # What begins with a capital after the first word is a name.
    said = [word for number, word in enumerate(words) if word.isalpha() and word.lower() not in LABELS and (number == 0 or word[0].islower())]  # fmt: skip
    assert said, (
        f"Expected a title that says what is to be seen, but {title(chart)!r} only says what is drawn. Write the finding as a sentence."
    )


# ------------------------------------------------------------------------------------------- 9 own class, embassies

Q9 = Question(
    "m6-q9", 3, ACCOUNT, ("own_embassies",),
    Record({"ties": Number(low=1, whole=True), "share": Number(low=0, high=1), "density": Number(low=0, high=1),
            "rho": Number(low=-20, high=1)}),
    Hints(
        "First the list: which rows are between two states of the class, and is each direction there once? Then the share: out "
        "of all ties, how many have a partner that runs the other way?",
        "In a crowd in which nearly everybody has an embassy with everybody, nearly every one is returned without any "
        "give-and-take. The density says how full the network is, and rho is what is left of the share above it, out of what "
        "could be left. A set of pairs (sender, receiver) makes it easy to ask for the pair turned round.",
        f"{READING}#everybody-returns-an-embassy",
        "A toy case of four states and five ties: X to Y, Y to X, X to Z, Z to X, X to W. Four of five are returned: share "
        "0.8. Of 4 · 3 = 12 possible ties there are 5: density 0.417. So rho is (0.8 − 0.417)/(1 − 0.417) = 0.657.",
        "A neighbour: birthday cards in a class of ten. There are 90 ways to send one, 60 were sent, and 50 of the 60 were "
        "returned, a share of 0.83. But whoever sends blindly to two thirds of the class finds two thirds returned: the "
        "density is 60/90 = 0.67. So rho is (0.83 − 0.67)/(1 − 0.67) = 0.5. In another class 9 cards were sent and 6 returned: "
        "share 0.67, density 0.1, rho 0.63. The second class returned fewer cards and shows more give-and-take. (The 50 "
        "returned cards belong to 25 pairs; 10 pairs have one card only. 25 of 35 pairs is another figure, 0.71.)",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q9.check("property", "returned ties come in twos")
def _(own_embassies: Any) -> None:
    returned = own_embassies["share"] * own_embassies["ties"]
    assert isclose(returned, 2 * round(returned / 2), abs_tol=1e-6), (
        f"Each returned tie has a partner, so their number is even, but {own_embassies['share']:g} times "
        f"{own_embassies['ties']} is {returned:.3f}. Divide returned ties by ties, not pairs by pairs, and do not round."
    )


@Q9.check("property", "rho follows from share and density")
def _(own_embassies: Any) -> None:
    share, density, rho = (own_embassies[name] for name in ("share", "density", "rho"))
    if density < 1:
        assert not isclose(rho, share - density, abs_tol=1e-9), (
            f"Share less density is {rho:.3f}, but it is not yet rho. Divide it by the most that it could be, 1 less the density."
        )
        wanted = (share - density) / (1 - density)
        assert isclose(rho, wanted, abs_tol=1e-9), (
            f"From your share and density follows a rho of {wanted:.3f}, but {rho:.3f} came. Use the formula of the question."
        )


# ---------------------------------------------------------------------------------------------------- 10 a memo

MEMO = Written(350, 450, claims=1, events=2)

Q10 = Question(
    "m6-q10", 12, MOTIVE, ("m6-q10",), MEMO,
    Hints(
        "Who takes the first step, who must see it, and what does it cost? And what does the other side think that it means?",
        "A plan of small steps rests on a model: repeated play, a future that counts, moves that are seen. Each of the three "
        "can fail. A mediator can change all three: by money or attention that come later, by inspection, by a rule "
        "agreed beforehand on what is a slip.",
        f"{READING}#a-friend-or-a-patient-egoist",
        "A useful skeleton, with words: advice in a sentence (25), model and assumptions (80), a dated sequence of the pair, "
        "both sides' readings (110), risks (80), first step and reply, with dates (80), what the reply would show (50). "
        "The chronology `events` has the dates and numbers.",
        "A neighbour, in small: two families share a wall and a feud. 'I assume that both will live there for years and see "
        "the yard. In spring one family swept the yard; the other took it for a claim to the yard, and fenced it. So let the "
        "landlord announce: who sweeps first gets the new door first, the other within a week of its own turn; one missed "
        "week a season is no breach, and he looks himself. If they go on sweeping, that shows that it pays, not that they "
        "like each other. What would show more is sweeping in the last week before one of them moves out.' The model is "
        "named, the sequence is dated, the misreading is met, the reply is fixed, and the motive is left open.",
    ),
    by_hand=True,
)  # fmt: skip


EXERCISE = Exercise(
    "m6_reciprocity",
    "When is give-and-take more than tit-for-tat?",
    150,
    (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10),
)
