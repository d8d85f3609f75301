"""The capstone, Your own pair: its questions, their hints and their public checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import isclose
from typing import TYPE_CHECKING, Any

from course_utils import capstone, states
from course_utils.capstone.rules import ARTICLE, EXEMPLARS, LEAST_GAP
from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.answered import AnswerFailed
from course_utils.exercises.kinds import Chart, Function, Number, Record, Several, Table, Text, Written
from course_utils.exercises.kinds.kind import plain_form
from course_utils.exercises.question import Check

if TYPE_CHECKING:
    import pandas as pd

READING = "book/modules/capstone.md"

# The objectives of the guide, word for word.
CHOOSE = "Choose a pair of states whose records can answer a question, and state what other pairs lack."
CLAIM = "Revise a published sentence about two states into a claim that names what would count against it."
COMPUTE = "Compute four kinds of indicators for any pair of states, with what each rests on and how sure it is."
CLASS = "Compare a pair with the other pairs of its class before calling it close or hostile."
EXPLAIN = "Explain a contradiction between two records by an account that could be wrong."
FORECAST = "Formulate one forecast with a date, a reference class, its base rate and a probability."
DEFEND = "Defend a conclusion in a memo in which both states would recognise their case."

STATES = Several(Text(), Text(), names=("first state", "second state"))
FIELDS = ("agreement", "kappa", "organisations", "embassies", "hostile")


@dataclass(frozen=True)
class OnPair:
    """An answer on the student's own pair: the two states, so that whoever checks knows them, and the answer itself."""

    answer: Any
    """the kind of the answer"""

    def checks(self) -> Iterator[Check]:
        """Two states; then the checks of the answer's own kind."""
        yield Check("type", "on the two states of question 1", self._states)
        for check in self.answer.checks():
            yield Check(check.stage, check.title, partial(self._answer, check))

    def plain(self, came: Any) -> tuple[Any, Any]:
        """The two codes, and the answer in the plain form of its kind."""
        return STATES.plain(came[0]), plain_form(self.answer, came[1])

    @staticmethod
    def _states(came: Any) -> None:
        assert isinstance(came[0], tuple | list) and len(came[0]) == 2 and set(came[0]) <= set(states.codes()), (
            "Expected your two states in my_states, but there are none yet. Answer question 1 first."
        )

    @staticmethod
    def _answer(check: Check, came: Any) -> None:
        check.test(came[1])


def unnamed(text: str, pair: Iterable[str]) -> list[str]:
    """The states of a pair that a text does not name."""
    plain = text.casefold()
    return [
        states.name(code)
        for code in pair
        if code in states.codes()
        and not any(re.search(rf"\b{re.escape(n.casefold())}", plain) for n in (*states.aliases(code), code))
    ]


def count(text: str) -> int:
    """The number of words."""
    return len(re.findall(r"\w[\w'’-]*", text))


# ------------------------------------------------------------------------------------------------ 1 choose a pair

Q1 = Question(
    "cap-q1", 1, CHOOSE, ("my_states",), STATES,
    Hints(
        "Which two states would you like to know more about, and has somebody published a sentence about them?",
        "A code has three capital letters, and `states.iso3(\"Chile\")` gives it. `capstone.partners(\"CHL\")` lists with whom "
        "a state makes a pair that has enough on record, and `capstone.missing(\"CHL\", \"FJI\")` says what a pair lacks.",
        f"{READING}#choose-a-pair",
        "A toy case: two islands joined the United Nations last year and have three embassies between them. Their votes "
        "are too few, and a missing embassy says nothing where the list knows hardly any.",
        "A neighbour: somebody wants to compare two football clubs. One of them was founded last season. Before any match "
        "is analysed, the table shows six games between them and one coach: no share of six means much. So the choice falls on "
        "two clubs with thirty seasons, although the young club is the more exciting story.",
    ),
    public_points=1,
)  # fmt: skip


@Q1.check("range", "codes of two states")
def _(my_states: tuple[str, str]) -> None:
    for given in my_states:
        if given not in states.codes():
            meant = (
                states.iso3(given)
                or states.iso3(given.upper())
                or (given.upper() if given.upper() in states.codes() else None)
            )
            advice = f"Write {meant}." if meant else 'Look the code up: states.iso3("Norway").'
            raise AssertionError(f"Expected codes of three capital letters, but {given!r} came. {advice}")
    a, b = my_states
    assert a != b, f"Expected two different states, but {a} came twice. A state is no pair with itself."


@Q1.check("range", "a pair that the course has not solved")
def _(my_states: tuple[str, str]) -> None:
    pair = states.pair(*my_states)
    assert pair != ARTICLE, (
        "This is the pair of the article, which nine modules have treated. Take two other states; it need not be a pair "
        "that resembles them."
    )
    assert pair not in EXEMPLARS, (
        "This pair is one of the three worked capstones, so its figures can be read there. Take another pair."
    )


@Q1.check("property", "enough on record")
def _(my_states: tuple[str, str]) -> None:
    lacks = capstone.missing(*my_states)
    others = [capstone.partners(code)[:3] for code in my_states]
    some = " or ".join(f"{code} with {', '.join(few)}" for code, few in zip(my_states, others, strict=True) if few)
    assert not lacks, (
        f"{states.name(my_states[0])} and {states.name(my_states[1])} lack something. {' '.join(lacks)} "
        + (
            f"Enough is there, for example, of {some}."
            if some
            else "No pair of either has enough: take two other states."
        )
    )


# -------------------------------------------------------------------------------------- 2 from a sentence to a claim

RECORD = (
    r"vot|roll.call|seat|organi[sz]ation|member|embass|mission|disput|conflict|window|kappa|agree|treat|class|place"
)
COMPARISON = r"\b(than|more|less|fewer|most|least|above|below|under|over|higher|lower|top|bottom|half|third|quarter|rank\w*|median|as \w+ as|never|no)\b"
INNER = r"\b(feel\w*|love\w*|hate\w*|trust\w*|sincere\w*|genuine\w*|true friends?|heart\w*|really want\w*|soul)\b"

Q2 = Question(
    "cap-q2", 3, CLAIM, ("my_states", "my_claim"),
    OnPair(Record({
        "sentence": Text(400), "published": Text(300), "claim": Text(400), "against": Text(400),
    })),
    Hints(
        "What would a reader have to see to say that the sentence is wrong? If nothing comes to mind, it is not a claim yet.",
        "Keep the meaning and take away what nobody can see: feelings, motives, history with a capital letter. Put in what can "
        "be seen: a record, the years, and whom the pair is compared with.",
        f"{READING}#from-a-sentence-to-a-claim",
        "A toy case: the sentence is 'X and Y have always walked hand in hand'. A claim: X and Y voted alike on a larger share of "
        "roll calls than half of the other pairs of neighbours, 1992 to 2024. Against it: a place in the lower half of the class.",
        "A neighbour: a newspaper writes that the two bakers of a village are sworn enemies. Nobody can see an oath. What can be "
        "seen: they open on the same days and never lend each other flour. So: 'In the past ten years the two lent each other "
        "flour less often than other bakers of the valley did.' Against it would count the books of the mill, if they show "
        "loans in most years.",
    ),
    public_points=3,
)  # fmt: skip


@Q2.check("property", "says where the sentence was published")
def _(my_states: tuple[str, str], my_claim: Mapping[str, str]) -> None:
    words = my_claim["published"]
    assert re.search(r"\b(1[89]|20)\d\d\b", words) and count(words) >= 4, (
        f"published: expected who said it, where, and the year, but {words!r} came. A reader must be able to find the sentence."
    )


@Q2.check("property", "a claim in other words than the sentence, on both states")
def _(my_states: tuple[str, str], my_claim: Mapping[str, str]) -> None:
    sentence, claim = (" ".join(re.findall(r"\w+", my_claim[name].casefold())) for name in ("sentence", "claim"))
    assert sentence != claim, "claim: the sentence itself came again. Rewrite it, so that a table can decide."
    lacking = unnamed(my_claim["claim"], my_states)
    assert not lacking, (
        f"claim: expected both states by name, but {' and '.join(lacking)} is not named. Say who is meant."
    )


@Q2.check("property", "a claim on what can be seen, and compared")
def _(my_states: tuple[str, str], my_claim: Mapping[str, str]) -> None:
    inner = re.search(INNER, my_claim["claim"], re.IGNORECASE)
    assert not inner, (
        f"claim: {inner[0] if inner else ''!r} is about what goes on inside people, and no record of states shows that. Say what "
        "somebody did who felt so."
    )
    assert re.search(COMPARISON, my_claim["claim"], re.IGNORECASE), (
        "claim: expected a comparison, but none came. More than whom, or more than when? Name a class, a year or a number."
    )


@Q2.check("property", "what would count against it")
def _(my_states: tuple[str, str], my_claim: Mapping[str, str]) -> None:
    words = my_claim["against"]
    assert count(words) >= 6, (
        f"against: expected a finding in a sentence, but {count(words)} words came. What would you see?"
    )
    assert re.search(RECORD, words, re.IGNORECASE), (
        "against: expected a finding in one of the four records (votes, seats, embassies, conflicts), but none is named. Where "
        "would the evidence against the claim stand?"
    )


# ------------------------------------------------------------------------------------------------------- 3 votes

Q3 = Question(
    "cap-q3", 3, COMPUTE, ("my_states", "my_votes"),
    OnPair(Record({
        "n": Number(low=0, whole=True), "agreement": Number(low=0, high=1), "kappa": Number(low=-1, high=1),
    })),
    Hints(
        "Which roll calls does your figure rest on: are the years right, and did both states vote on each?",
        "`dyad(votes, a, b)` puts two states side by side and drops absences; `agreement` measures. Module 3 has both. What is "
        "left to decide is the window of years.",
        f"{READING}#votes",
        "Ten roll calls of the window: both yes on five, both no on one, both abstain on one; three others differ. Then n is 10 and "
        "the share is 0.7. Four roll calls of the year before the window do not count.",
        "A neighbour: two critics and the films of the nineties. The magazine has their verdicts since 1980. First cut the table "
        "to the nineties, then keep the films that both saw, then count: 40 films, alike on 30, a share of 0.75. Had the cut come "
        "last, the films of the eighties would be in n as well.",
    ),
    public_points=1,
)  # fmt: skip


@Q3.check("property", "kappa is at most the share")
def _(my_states: tuple[str, str], my_votes: Mapping[str, float]) -> None:
    assert my_votes["kappa"] <= my_votes["agreement"] + 1e-9, (
        f"Taking chance away can't make agreement larger: a kappa of {my_votes['kappa']:.3f} above a share of "
        f"{my_votes['agreement']:.3f} came. Are the two exchanged?"
    )


# ------------------------------------------------------------------------------------------------------- 4 seats


def seats_of(rows: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """A made-up table of seats."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=["state", "organisation"])


SEATS = [("X", "P"), ("X", "Q"), ("X", "R"), ("Y", "Q"), ("Y", "R"), ("Y", "S"), ("Y", "T"), ("Z", "P"), ("Z", "U")]

Q4 = Question(
    "cap-q4", 4, COMPUTE, ("seats_in_common",),
    Function(
        ("seats", "a", "b"), lambda: (seats_of(SEATS), "X", "Y"),
        Several(Number(low=0, whole=True), Number(low=0, high=1, missing=True), names=("shared", "overlap")),
    ),
    Hints(
        "Ten shared seats: is that much? For two states with eleven seats each it is, for two with eighty it is not.",
        "Two sets: what is in both, and what is in one or the other. Python's sets know `&` and `|`.",
        f"{READING}#seats",
        "X sits in P, Q and R, Y in Q, R, S and T. They share 2 of the 5 organisations in which one or the other sits: 0.4.",
        "A neighbour: two cooks and their spices. `ann = {'salt', 'cumin'}`, `bo = {'salt', 'mint', 'dill'}`. In both: "
        "`ann & bo` has 1. In either: `ann | bo` has 4. The overlap is 0.25. A cook who bought salt twice still has one kind. "
        "Of two cooks without any spice nobody can say how alike they are.",
    ),
    public_points=2,
)  # fmt: skip


@Q4.check("toy case", "two states, five organisations")
def _(seats_in_common: Any) -> None:
    shared, overlap = seats_in_common(seats_of(SEATS), "X", "Y")
    assert shared == 2, (
        f"X and Y both sit in Q and in R: expected 2 shared, but {shared} came. Count each organisation once."
    )
    known = {
        2 / 3: "That divides by the seats of the one with fewer",
        2 / 4: "That divides by the seats of the one with more",
        2 / 7: "That divides by all seats of both, where a shared organisation stands twice",
        2 / 6: "That divides by all organisations, those of third states too",
    }
    said = next((words for value, words in known.items() if isclose(overlap, value)), "Divide by what is in either set")
    assert isclose(overlap, 0.4), f"{said}: expected 2 of 5, which is 0.4, but {overlap:.3f} came."


@Q4.check("toy case", "a row that is there twice")
def _(seats_in_common: Any) -> None:
    shared, overlap = seats_in_common(seats_of([*SEATS, ("X", "Q"), ("Y", "Q")]), "X", "Y")
    assert shared == 2 and isclose(overlap, 0.4), (
        f"The seats in Q are listed twice, but it is one organisation: expected still 2 and 0.4, but {shared} and {overlap:.3f} "
        "came. Work with sets."
    )


@Q4.check("toy case", "no seats at all")
def _(seats_in_common: Any) -> None:
    try:
        shared, overlap = seats_in_common(seats_of([("Z", "P")]), "X", "Y")
    except AnswerFailed as stopped:
        if "ZeroDivisionError" not in str(stopped):
            raise
        raise AssertionError(
            "Neither X nor Y has a seat: expected 0 and nan, but the division by 0 stopped. Ask first whether there is any."
        ) from None
    assert shared == 0 and overlap != overlap, (
        f"Neither X nor Y has a seat, so nothing can overlap: expected 0 and nan, but {shared} and {overlap} came. 0 would mean "
        "that they have seats and share none."
    )


@Q4.check("property", "the same whoever comes first")
def _(seats_in_common: Any) -> None:
    shared, overlap = seats_in_common(seats_of(SEATS), "Y", "X")
    assert shared == 2 and isclose(overlap, 0.4), (
        f"Y shares with X what X shares with Y: expected 2 and 0.4, but {shared} and {overlap:.3f} came."
    )


# --------------------------------------------------------------------------------------------------- 5 embassies

MISSIONS = [
    ("X", "Y", "embassy", 1), ("Y", "X", "consulate", 3), ("X", "Z", "high_commission", 1), ("Z", "X", "high_commission", 2),
    ("Y", "Z", "consulate", 1), ("Z", "Y", "other", 1),
]  # fmt: skip


def missions_of(rows: Iterable[tuple[str, str, str, int]]) -> pd.DataFrame:
    """A made-up table of missions."""
    import pandas as pd

    return pd.DataFrame(list(rows), columns=["sender", "receiver", "kind", "missions"])


Q5 = Question(
    "cap-q5", 3, COMPUTE, ("embassies_between",),
    Function(
        ("missions", "a", "b"), lambda: (missions_of(MISSIONS), "X", "Y"),
        Number(low=0, high=2, whole=True),
    ),
    Hints(
        "There are two directions. In how many of them does one state keep an embassy with the other?",
        "Three kinds of mission stand for a state: `embassy`, `high_commission` (so called between members of the Commonwealth) and "
        "`nunciature` (the Holy See's). A consulate serves citizens and trade. An embassy with two buildings is one embassy.",
        f"{READING}#embassies",
        "X has an embassy in Y; Y has three consulates in X, and no embassy: 1. X and Z have high commissions in each other: 2.",
        "A neighbour: who has a key to whose house? Ann has two keys to Bo's house and Bo has none to Ann's, only to her "
        "garden gate. Directions with a key to the house: one. Adding keys would give two or three, which is about keys and not "
        "about trust.",
    ),
    public_points=2,
)  # fmt: skip


@Q5.check("toy case", "an embassy one way, consulates the other")
def _(embassies_between: Any) -> None:
    came = embassies_between(missions_of(MISSIONS), "X", "Y")
    assert came != 2, (
        "A consulate is taken for an embassy: expected 1 between X and Y, but 2 came. Keep the three kinds that stand for a state."
    )
    assert came == 1, f"X keeps an embassy in Y, and Y none in X: expected 1, but {came} came."


@Q5.check("toy case", "high commissions, one with two buildings")
def _(embassies_between: Any) -> None:
    table = missions_of(MISSIONS)
    came = embassies_between(table, "X", "Z")
    assert came == 2, (
        f"X and Z keep high commissions in each other: expected 2, but {came} came. Between members of the Commonwealth an embassy "
        "is called a high commission, and two buildings are one."
    )
    assert embassies_between(table, "Y", "Z") == 0, (
        "A consulate and a trade office are no embassies: expected 0 between Y and Z."
    )


@Q5.check("property", "the same whoever comes first")
def _(embassies_between: Any) -> None:
    came = embassies_between(missions_of(MISSIONS), "Y", "X")
    assert came == 1, f"Both directions count, whoever is named first: expected 1 for Y and X too, but {came} came."


# ----------------------------------------------------------------------------------------------------- 6 quarrels


def dispute_rows(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """A made-up table of disputes, by window."""
    import pandas as pd

    return pd.DataFrame(rows, columns=["state_a", "state_b", "window_start"])


def fight_rows(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """A made-up table of years on two sides of an armed conflict."""
    import pandas as pd

    return pd.DataFrame(rows, columns=["state_a", "state_b", "year"])


def joined_of(**years: int) -> pd.Series:
    """A made-up list of the years from which states count."""
    import pandas as pd

    return pd.Series(years, name="joined")


def quarrel() -> tuple[Any, ...]:
    """X and Y: one dispute, one fight; Y is there from 1958."""
    return (
        dispute_rows(("X", "Y", 1960), ("X", "Z", 1961)), fight_rows(("X", "Y", 1970), ("Y", "Z", 1980)),
        joined_of(X=1946, Y=1958, Z=1946), "X", "Y",
    )  # fmt: skip


WATCHED = 2021 - 1955 + 1  # windows from 1955-58, the first that ends when both are there, to 2021-24

Q6 = Question(
    "cap-q6", 5, COMPUTE, ("hostile_share",),
    Function(
        ("disputes", "fought", "joined", "a", "b"), quarrel,
        Several(Number(low=0, high=1), Number(low=1, whole=True), names=("share", "windows")),
    ),
    Hints(
        "Write down the windows of four years that contain the year 1970. How many are there?",
        "Collect the first years of hostile windows in a set: those of the disputes as they are, and for each year of fighting the "
        "four windows that contain it. Then keep those that were watched, and divide by the number of watched windows.",
        f"{READING}#quarrels",
        "Y is a state from 1958. The first window with both is 1955–58, the last 2021–24: 67 windows. A dispute in 1960–63 and a "
        "fight in 1970, which lies in the windows that begin in 1967, 1968, 1969 and 1970: 5 hostile windows, 5/67 = 0.075.",
        "A neighbour: in which weeks was it wet? A rain gauge gives single days, a diary gives whole weeks, and weeks may begin on "
        "any day. One wet Thursday makes seven such weeks wet: `{day - back for back in range(7)}`. A week that is wet by the "
        "diary and by the gauge is one wet week, which a set knows by itself. Weeks before the gauge was put up are neither dry "
        "nor wet: they are out.",
    ),
    public_points=2,
)  # fmt: skip


@Q6.check("toy case", "one dispute and one fight, worked by hand")
def _(hostile_share: Any) -> None:
    share, windows = hostile_share(*quarrel())
    assert windows == WATCHED, (
        f"Y joined in 1958, so the windows from 1955–58 to 2021–24 were watched: expected {WATCHED}, but {windows} came. "
        + ("A window counts once both are states when it ends. " if windows in (64, 76) else "")
        + "Both ends count."
    )
    known = {
        2 / WATCHED: "A year of fighting lies in four windows, but it is counted in one",
        1 / WATCHED: "One of the two tables is left out",
        7 / WATCHED: "Quarrels with Z are counted too",
    }
    said = next(
        (words for value, words in known.items() if isclose(share, value)), "Write the hostile windows down by hand"
    )
    assert isclose(share, 5 / WATCHED), f"{said}: expected 5 of {WATCHED}, which is 0.075, but {share:.3f} came."


@Q6.check("toy case", "a dispute and a fight in the same window")
def _(hostile_share: Any) -> None:
    _, fights, since, a, b = quarrel()
    share, _ = hostile_share(dispute_rows(("X", "Y", 1968)), fights, since, a, b)
    assert isclose(share, 4 / WATCHED), (
        f"The window 1968–71 is hostile for two reasons, but it is one window: expected 4 of {WATCHED}, but "
        f"{share * WATCHED:.0f} came. Collect first years in a set."
    )


@Q6.check("toy case", "hostility outside the windows")
def _(hostile_share: Any) -> None:
    since = joined_of(X=1946, Y=1958)
    early, _ = hostile_share(dispute_rows(("X", "Y", 1950)), fight_rows(), since, "X", "Y")
    assert early == 0, (
        "A dispute in 1950–53, before Y was a state: expected a share of 0, as that window is not among the watched ones. Keep the "
        "watched windows only."
    )
    late, _ = hostile_share(dispute_rows(), fight_rows(("X", "Y", 2024)), since, "X", "Y")
    assert isclose(late, 1 / WATCHED), (
        f"A fight in 2024 lies in one window that can be seen to its end, 2021–24: expected 1 of {WATCHED}, but "
        f"{late * WATCHED:.0f} came. No window begins after 2021."
    )


@Q6.check("property", "the same whoever comes first")
def _(hostile_share: Any) -> None:
    disputes, fights, since, a, b = quarrel()
    share, _ = hostile_share(disputes, fights, since, b, a)
    assert isclose(share, 5 / WATCHED), (
        f"The tables have each pair in alphabetical order, whoever is asked for first: expected 5 of {WATCHED} for Y and X too, but "
        f"{share * WATCHED:.0f} came. Sort the two codes."
    )


# ------------------------------------------------------------------------------------------- 7 a table for any pair

ANY = Record({
    "agreement": Number(low=0, high=1), "kappa": Number(low=-1, high=1, missing=True),
    "organisations": Number(low=0, high=1, missing=True), "embassies": Number(low=0, high=2, whole=True),
    "hostile": Number(low=0, high=1),
})  # fmt: skip

Q7 = Question(
    "cap-q7", 5, COMPUTE, ("my_states", "indicators"),
    OnPair(Function(("a", "b"), lambda: ("PRT", "ESP"), ANY)),
    Hints(
        "Which of the five can the functions that you have written give at once, and which is left?",
        "One function calls the others and puts what they give under a name: `{\"embassies\": embassies_between(missions, a, b)}`. It "
        "must speak of the states that it is given, whoever they are.",
        f"{READING}#four-records",
        "For Portugal and Spain: shares between 0 and 1, a kappa of at most 1, 0, 1 or 2 embassies, and the same for Spain and Portugal.",
        "A neighbour: `def health(person): return {'pulse': pulse(person), 'weight': weigh(person)}`. Try it on a second person. If "
        "both get the same numbers, the function looks at somebody by name and not at who came in.",
    ),
    public_points=1,
)  # fmt: skip


@Q7.check("property", "the same whoever comes first")
def _(my_states: tuple[str, str], indicators: Any) -> None:
    a, b = my_states
    one, other = indicators(a, b), indicators(b, a)
    odd = [name for name in FIELDS if not (isclose(one[name], other[name], abs_tol=1e-9) or one[name] != one[name])]
    assert not odd, (
        f"{', '.join(odd)} changes when the two states are exchanged, but a pair is the same from either side."
    )


# --------------------------------------------------------------------------------------------------- 8 in its class

PLACES = Table({"indicator": "text", "place": "number"}, key=("indicator",), limits={"place": (0, 1)})
INDICATORS = ("agreement", "kappa", "organisations", "embassies", "peace")

Q8 = Question(
    "cap-q8", 4, CLASS, ("my_states", "places"), OnPair(PLACES),
    Hints(
        "How many of the other pairs are less close than yours? And what about those that are exactly as close?",
        "For each indicator, count the others below your value and add half of those that equal it; divide by their number. For "
        "quarrels less is closer, so turn that one round: call it `peace`.",
        f"{READING}#the-pair-in-its-class",
        "Five other pairs with 0, 0, 1, 2 and 2 embassies; yours has 1. Two are below, one is as close: (2 + 0.5) / 5 = 0.5. If yours "
        "had 2: (3 + 1) / 5 = 0.8. Hostile shares 0, 0, 0.1, 0.2 and yours 0.1: two are more hostile or as hostile: 0.2 counts whole, "
        "0.1 half, so peace has the place 1.5 / 4.",
        "A neighbour: a runner among twenty others, in a race where eight cross the line with her. Five came in later. She is ahead of "
        "5, level with 8: (5 + 4) / 20 = 0.45. Counting the level ones as beaten gives 0.65 to her and to each of the eight: all "
        "would be above the middle at once. In golf fewer strokes are better, so there one counts those with more.",
    ),
    public_points=1,
)  # fmt: skip


@Q8.check("shape", "five rows, one for each indicator")
def _(my_states: tuple[str, str], places: pd.DataFrame) -> None:
    found = [name.strip() for name in places["indicator"]]
    assert sorted(found) == sorted(INDICATORS), (
        f"Expected the rows {', '.join(INDICATORS)}, but {', '.join(found)} came. Quarrels turned round are called peace."
    )


# ------------------------------------------------------------------------------------------------- 9 an interval

Q9 = Question(
    "cap-q9", 3, COMPUTE, ("my_states", "my_interval"),
    OnPair(Several(Number(low=0, high=1), Number(low=0, high=1), names=("low", "high"))),
    Hints(
        "The same text comes back year after year. Are twenty votes on it twenty pieces of evidence?",
        "`interval(dyad, cluster=\"family\")` draws whole families of titles, and `family(roll_calls)` names them. The dyad needs the "
        "family beside the votes: hand it over with `roll_calls=`.",
        f"{READING}#votes",
        "A toy case: 400 roll calls in 4 families of 100, the two states alike throughout two of them and never in the others. The "
        "share is 0.5. Drawn one by one it seems known to within 0.05; drawn by family anything from 0 to 1 is possible.",
        "A neighbour: a doctor measures ten patients' blood pressure forty times each. The mean of 400 figures looks sure to a tenth. "
        "But ask how it would be with ten *other* patients: draw patients, each with all forty figures, and the interval becomes five "
        "times as wide. `interval(rows, cluster='patient')` says that in one word.",
    ),
    public_points=1,
)  # fmt: skip


@Q9.check("property", "low before high")
def _(my_states: tuple[str, str], my_interval: tuple[float, float]) -> None:
    low, high = my_interval
    assert low < high, f"Expected the lower end first, but {low:.3f} and {high:.3f} came."


# ----------------------------------------------------------------------------------------------------- 10 a chart

DRAWN = Chart(("bar", "point", "circle", "square", "tick"), {"x": "the place in the class", "y": "the indicator"})

Q10 = Question(
    "cap-q10", 4, CLASS, ("my_states", "my_chart"), OnPair(DRAWN),
    Hints(
        "What should a reader see in two seconds: five numbers, or that two of them do not fit?",
        "One mark for each indicator: its place on x, from 0 to 1, and its name on y. The title says what is to be seen; `description` "
        "says it to those who can't see it, with both states by name.",
        f"{READING}#the-pair-in-its-class",
        "Five dots, one under the other, on an axis from the least close pair of the class (0) to the closest (1); the eye finds the "
        "one far to the left or right of the others at once.",
        "A neighbour: a school report as a chart. `alt.Chart(marks).mark_point().encode(x=alt.X('place:Q', title='Place in the class "
        "(1 is the best)'), y=alt.Y('subject:N', title='Subject'))`, and then `.properties(title='Ann is near the top in all subjects "
        "but one', description='Dots of Ann's place in five subjects; history is far below the others.')`.",
    ),
    public_points=2,
)  # fmt: skip


@Q10.check("property", "an alt text that names both states")
def _(my_states: tuple[str, str], my_chart: Any) -> None:
    from course_utils import charts

    lacking = unnamed(charts.spec(my_chart).get("description", ""), my_states)
    assert not lacking, f"Expected an alt text that names both states, but {' and '.join(lacking)} is not in it."


# ------------------------------------------------------------------------------------------------ 11 a contradiction

Q11 = Question(
    "cap-q11", 4, EXPLAIN, ("my_states", "contradiction"),
    OnPair(Record({
        "closer": Text(), "farther": Text(), "gap": Number(low=0, high=1), "reading": Text(900), "test": Text(900),
    })),
    Hints(
        "Which two of your five places are farthest apart, and do they come from two different tables?",
        "Say what could make *both* true at once: a change in time, two parts of government, a third state, a gap in a source. Then say "
        "what else you would see if that were so, and would not see otherwise.",
        f"{READING}#one-contradiction",
        "X and Y have the place 0.9 by seats and 0.2 by embassies: a gap of 0.7. Reading: they meet in the capital of the union, so "
        "neither pays for an embassy. Test: other pairs of the union lack embassies too, and pairs outside do not.",
        "A neighbour: two neighbours greet each other every morning and have a case in court. Reading: the case is about a tree and was "
        "begun by their insurers. Test: it names the insurers, and it began in the week after the storm. 'They are complicated people' "
        "is no reading, since it fits everything.",
    ),
    public_points=2,
)  # fmt: skip


@Q11.check("range", "two indicators from two records")
def _(my_states: tuple[str, str], contradiction: Mapping[str, Any]) -> None:
    pair = [contradiction[name].strip() for name in ("closer", "farther")]
    strange = [name for name in pair if name not in INDICATORS]
    assert not strange, (
        f"Expected two of {', '.join(INDICATORS)}, but {strange[0]!r} came. Write the name as in question 8."
    )
    one, other = (capstone.SOURCES[name] for name in pair)
    assert one != other, (
        f"{pair[0]} and {pair[1]} come from the same record ({one}), so they are two readings of one thing. Take indicators from two "
        "records."
    )


@Q11.check("range", "really apart")
def _(my_states: tuple[str, str], contradiction: Mapping[str, Any]) -> None:
    assert contradiction["gap"] >= LEAST_GAP - 1e-9, (
        f"Two places that are {contradiction['gap']:.2f} apart are no contradiction: expected {LEAST_GAP} or more. Your pair has one."
    )


@Q11.check("property", "a reading and a test of it")
def _(my_states: tuple[str, str], contradiction: Mapping[str, Any]) -> None:
    reading, test = contradiction["reading"], contradiction["test"]
    assert count(reading) >= 20, (
        f"reading: expected 20 words or more, but {count(reading)} came. What could make both records true at once?"
    )
    assert count(test) >= 15, (
        f"test: expected 15 words or more, but {count(test)} came. What would you see if the reading were right?"
    )
    assert reading.casefold().split() != test.casefold().split(), (
        "test: the reading came again. A test is something that you have not looked at yet, and that could come out wrong."
    )


# ------------------------------------------------------------------------------------------------- 12 a base rate

Q12 = Question(
    "cap-q12", 4, FORECAST, ("my_states", "base"),
    OnPair(Record({
        "n": Number(low=0, whole=True), "closer": Number(low=0, whole=True), "rate": Number(low=0, high=1),
    })),
    Hints(
        "Which pairs are like yours before you look at how they ended? Those are the reference class.",
        "Merge the two periods by pair, keep the pairs of `others` that voted often enough in both, and count those whose share rose. "
        "Then add one case to either side, so that no surprise is impossible.",
        f"{READING}#one-forecast",
        "Eight pairs, of which two voted together on 60 roll calls only: n is 6. Five of the six came closer. The rate is "
        "(5 + 1) / (6 + 2) = 0.75, not 5/6.",
        "A neighbour: how often does a shop of this street survive its fifth year? Take all shops that opened in it, not those that you "
        "like; leave out those that are three years old, as nobody knows yet; 12 of 16 survived, so 13/18 = 0.72. If all 16 had, the "
        "rule would still say 17/18: the seventeenth shop can fail.",
    ),
    public_points=1,
)  # fmt: skip


@Q12.check("property", "no more than all")
def _(my_states: tuple[str, str], base: Mapping[str, float]) -> None:
    n, closer, rate = base["n"], base["closer"], base["rate"]
    assert closer <= n, (
        f"{closer} of {n} pairs came closer, which can't be: expected at most {n}. Are the two exchanged?"
    )
    assert not (n and isclose(rate, closer / n, abs_tol=1e-9)), (
        f"{closer} of {n} is the plain share. Add one case to either side (Laplace's rule): expected ({closer} + 1) / ({n} + 2)."
    )
    assert isclose(rate, (closer + 1) / (n + 2), abs_tol=1e-9), (
        f"Expected ({closer} + 1) / ({n} + 2), which is {(closer + 1) / (n + 2):.4f}, but {rate:.4f} came. Is it rounded?"
    )


# --------------------------------------------------------------------------------------------------- 13 a forecast

Q13 = Question(
    "cap-q13", 4, FORECAST, ("my_states", "forecast"),
    OnPair(Record({
        "question": Text(400), "by": Text(), "settled_by": Text(300), "happened": Number(low=0, whole=True),
        "n": Number(low=0, whole=True), "base_rate": Number(low=0, high=1), "probability": Number(low=0, high=1),
        "because": Text(900),
    })),
    Hints(
        "Who could settle your question on the day after its date, with which source, and without asking you what you meant?",
        "A date as in `2030-12-31`. A base rate from cases that you counted: `happened` of `n`. Then your own probability, and what "
        "about this pair moves you away from the base rate, or why you stay.",
        f"{READING}#one-forecast",
        "'Will X and Y vote alike on 80 % or more of the roll calls of 2029?', by 2029-12-31, settled by the UN Library's voting data; 30 "
        "of 40 like pairs did, so 0.74 by Laplace's rule; probability 0.7, because the two drifted apart a little in each of the past "
        "three years.",
        "A neighbour: 'Will our shop still be open at the end of 2030?' Settled by the commercial register. 12 of 16 shops of the street "
        "survived five years: 0.72. The owner retires in two years and has no heir, so 0.45. Had I written 0, one nephew would ruin me.",
    ),
    public_points=4,
)  # fmt: skip


@Q13.check("property", "a question with a date that is still to come")
def _(my_states: tuple[str, str], forecast: Mapping[str, Any]) -> None:
    question = forecast["question"].strip()
    assert question.endswith("?"), (
        f"question: expected a question that can be answered yes or no, but {question[-20:]!r} ends it. End it with a question mark."
    )
    lacking = unnamed(question, my_states)
    assert not lacking, f"question: expected both states by name, but {' and '.join(lacking)} is not in it."
    try:
        by = date.fromisoformat(forecast["by"].strip())
    except ValueError:
        raise AssertionError(
            f"by: expected a day such as 2030-12-31, but {forecast['by']!r} came. 'Soon' never comes due."
        ) from None
    assert by > date.today(), f"by: {by} has passed. A forecast is about what nobody knows yet."


@Q13.check("property", "a source that settles it")
def _(my_states: tuple[str, str], forecast: Mapping[str, Any]) -> None:
    assert count(forecast["settled_by"]) >= 3, (
        f"settled_by: expected a source that somebody else can look up, but {forecast['settled_by']!r} came. Whose record, of what?"
    )


@Q13.check("property", "a base rate that follows from its cases")
def _(my_states: tuple[str, str], forecast: Mapping[str, Any]) -> None:
    n, happened, rate = forecast["n"], forecast["happened"], forecast["base_rate"]
    assert n >= 10, f"n: expected 10 cases or more, but {n} came. A class of so few says next to nothing; widen it."
    assert happened <= n, f"happened: {happened} of {n} cases can't be. Are the two exchanged?"
    rules = [(happened + more) / (n + 2 * more) for more in (0, 0.5, 1)]
    assert any(isclose(rate, right, abs_tol=0.005) for right in rules), (
        f"base_rate: {happened} of {n} give {rules[0]:.2f}, or {rules[2]:.2f} by Laplace's rule, but {rate:.2f} came. The base rate is "
        "what happened to the class; your own view is the probability."
    )


@Q13.check("property", "a probability between impossible and certain, with its reason")
def _(my_states: tuple[str, str], forecast: Mapping[str, Any]) -> None:
    p, because = forecast["probability"], count(forecast["because"])
    assert 0.01 <= p <= 0.99, (
        f"probability: {p:g} says that nothing could surprise you. Expected 0.01 to 0.99; one such miss costs more than all you could win."
    )
    assert because >= 15, (
        f"because: expected 15 words or more, but {because} came. What about this pair moves you, or lets you stay?"
    )
    assert abs(p - forecast["base_rate"]) <= 0.2 or because >= 30, (
        f"because: {p:.2f} is far from the base rate of {forecast['base_rate']:.2f}, so more is asked for: 30 words or more, but "
        f"{because} came. What do you know of this pair that the others lack?"
    )


# -------------------------------------------------------------------------------------------------------- 14 the memo

MEMO = Written(700, 900)

Q14 = Question(
    "cap-q14", 18, DEFEND, ("cap-q14",), MEMO,
    Hints(
        "Imagine two readers, one in each of the two capitals. Would both say: I don't agree with all of it, but that is our case?",
        "Write the answer first: is the claim supported, mixed, or not? Then the figures that carry it, the pair's place in its class, "
        "the contradiction and its reading, both states' case, the forecast, and what you could not find out.",
        f"{READING}#the-memo",
        "A good memo has about ten figures, each with its record and its years; a paragraph for each state's case, of like length and "
        "with a source; one sentence that begins with 'I would change my mind if'.",
        "A neighbour: a report on whether two towns should share a fire brigade. It says yes in its first line. It gives the towns' "
        "times to the last ten fires, compares them with twelve towns around, admits that one town's book is lost, gives the smaller "
        "town's fear in its own words, and says what would show within a year that the advice was wrong.",
    ),
    by_hand=True,
)  # fmt: skip


EXERCISE = Exercise(
    "capstone", "Your own pair", 720, (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11, Q12, Q13, Q14)
)  # fmt: skip
