"""Exercise 7, Is my friend's enemy my enemy?: its questions, their hints and their public checks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from math import comb, isclose
from typing import TYPE_CHECKING, Any

from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.answered import AnswerFailed
from course_utils.exercises.kinds import Chart, Choice, Function, Members, Number, Several, Table, Text, Written
from course_utils.exercises.kinds.chart import Layer, layers, title

if TYPE_CHECKING:
    import pandas as pd

READING = "book/modules/m7_balance.md"

# The objectives of the reading, word for word.
BUILD = "Build a signed network of four to eight states for a given date, and justify each sign by an event."
COUNT = "Count balanced triads before and after 31 August 2025 under several rules for a sign, and explain why the counts differ."
NULL = "Compare an observed share of balanced triads with what a null model gives."
ENEMY = "Estimate how often a friend's enemy becomes an enemy, with a placebo path and a placebo outcome beside it."
EXPLAIN = "Explain an unbalanced triad by rival theories."
TRACE = "Assess the episode at the Shanghai Cooperation Organisation with all accounts on record, by the four tests of process tracing."
PROPOSE = "Propose an observation that would show that friendship helped a reconciliation."

# ---------------------------------------------------------------------------------------------------- 1 one triad

BALANCED, UNBALANCED, NONE = "balanced", "unbalanced", "no triad"

Q1 = Question(
    "m7-q1", 3, COUNT, ("triad",),
    Function(("one", "two", "three"), lambda: (1, -1, -1), Text()),
    Hints(
        "Say each of the four kinds in words first: three friends; two friends with a common adversary; a state between two friends who "
        "quarrel; three who quarrel. Which two fit the proverb that a friend's enemy is an enemy?",
        "The rule multiplies: minus times minus is plus. It does not ask whether there are more pluses than minuses. And three states "
        "make a triad only if all three ties are there: no tie is neither friendship nor quarrel.",
        f"{READING}#six-signs-and-a-theory",
        "All four kinds and one more: (1, 1, 1) and (1, −1, −1) are balanced, (1, 1, −1) and (−1, −1, −1) are not, and (1, 0, −1) is no "
        "triad.",
        "A neighbour: three light switches in a row on one lamp, each up (1) or down (−1). The lamp burns if an even number is down: "
        "`lamp = up_1 * up_2 * up_3 > 0`. With all three up it burns; with one down it is dark; with two down it burns again, though more "
        "switches are down than up; with three down it is dark. If a wire is cut (0), the product is 0: the lamp is dark, but not "
        "because of the switches, so whoever looks for a switch must ask for the wire first.",
    ),
    public_points=2,
)  # fmt: skip


def kind(function: Any, signs: tuple[int, ...], right: str, why: str) -> None:
    """A triad of these signs is of this kind, whichever order they come in."""
    came = function(*signs)
    assert Text().equal(came, right), f"For the signs {signs} {right!r} is expected, but {came!r} came. {why}"


@Q1.check("toy case", "three friends")
def _(triad: Any) -> None:
    kind(
        triad, (1, 1, 1), BALANCED, "Three friends have nothing to quarrel over: no minus is an even number of minuses."
    )


@Q1.check("toy case", "a state between two friends who quarrel")
def _(triad: Any) -> None:
    kind(
        triad,
        (1, 1, -1),
        UNBALANCED,
        "Two pluses do not outvote a minus: two friends of one state are at odds with each other.",
    )


@Q1.check("toy case", "two friends with a common adversary")
def _(triad: Any) -> None:
    kind(triad, (1, -1, -1), BALANCED, "Two friends who share an adversary fit together: two minuses multiply to plus.")


@Q1.check("toy case", "three adversaries")
def _(triad: Any) -> None:
    why = "Three minuses multiply to minus. Only the weaker rule, of three camps, would let them pass; the reading's rule does not."
    kind(triad, (-1, -1, -1), UNBALANCED, why)


@Q1.check("toy case", "a tie is missing")
def _(triad: Any) -> None:
    kind(
        triad,
        (1, -1, 0),
        NONE,
        "Two ties do not make a triad, whatever their signs: a missing tie has no sign. Ask for it first.",
    )
    kind(triad, (1, 1, 0), NONE, "A missing tie is no friendship.")
    kind(triad, (-1, 0, 0), NONE, "A missing tie is no quarrel.")


@Q1.check("property", "the order of the ties does not matter")
def _(triad: Any) -> None:
    for signs in ((-1, 1, 1), (1, -1, 1), (-1, 1, -1), (0, 1, -1)):
        right = NONE if 0 in signs else BALANCED if signs[0] * signs[1] * signs[2] > 0 else UNBALANCED
        kind(triad, signs, right, "It is the same triad in another order. Treat the three ties alike.")


# ------------------------------------------------------------------------------------------ 2 a network at a date

DAY, SPAN = "2020-06-30", 5
ROW = tuple[str, str, str, str, int]
# X and Y: two pluses, then a minus. Y and Z: two minuses.
TOY: tuple[ROW, ...] = (
    ("T1", "2016-03-01", "X", "Y", 1), ("T2", "2018-05-09", "X", "Y", 1), ("T3", "2019-11-20", "X", "Y", -1),
    ("T4", "2017-01-15", "Y", "Z", -1), ("T5", "2018-08-08", "Y", "Z", -1),
)  # fmt: skip


def chronology(*rows: ROW) -> pd.DataFrame:
    """A chronology as the notebook has it, in the order of its dates."""
    import pandas as pd

    table = pd.DataFrame(rows, columns=["id", "date", "state_a", "state_b", "sign"])
    return table.assign(date=pd.to_datetime(table["date"])).sort_values("date", ignore_index=True)


NETWORK = Table(
    {"state_a": "text", "state_b": "text", "sign": "whole", "event": "text"}, key=("state_a", "state_b"),
    limits={"sign": (-1, 1)},
)  # fmt: skip

Q2 = Question(
    "m7-q2", 5, BUILD, ("network",),
    Function(("signs", "date", "years"), lambda: (chronology(*TOY), DAY, SPAN), NETWORK),
    Hints(
        "Three steps: which events count; what is the sum of each pair; which event backs the sign of that sum. Look at what each step "
        "hands to the next. Which pairs must be gone by the end?",
        "A sign without an event behind it is an opinion. So the table names one that points the same way: a cease-fire can't justify a "
        "minus, even if it is the last thing that happened. The window is open at its early end and closed at its late one, so that two "
        "windows in a row never share a day. `pd.DateOffset(years=…)` goes back by calendar years, leap days included.",
        f"{READING}#a-sign-is-a-coding",
        "A toy case on 30 June 2020 with five years. X and Y: plus in 2016, plus in 2018, minus in 2019. The sum is +1, so the sign is 1, and "
        "the event that backs it is the plus of 2018. Y and Z: minus in 2017 and 2018, so −1, by the one of 2018. X and Z: plus and "
        "minus, so no row.",
        "A neighbour: what does each pair of team-mates owe, and by which receipt? `slips = pd.DataFrame({'no': [1, 2, 3], 'pair': ['ab', 'ab', "
        "'ac'], 'way': [1, -1, 1]})`. `slips.groupby('pair')['way'].transform('sum')` writes each pair's total beside every slip: 0, 0, 1. "
        "Keep the slips that point the way of their total, `slips[slips['way'] == total]`: slip 3 alone. The pair ab is "
        "even and leaves no row. If several slips of a pair were left, `drop_duplicates('pair', keep='last')` after sorting by date would keep the "
        "latest. Nobody is asked to pay by a slip that says the opposite.",
    ),
    public_points=3,
)  # fmt: skip


def tied(network: Any, *more: ROW, date: str = DAY, years: int = SPAN) -> dict[str, tuple[int, str]]:
    """What the function makes of the toy chronology and these events more: sign and event by pair."""
    table = network(chronology(*TOY, *more), date, years)
    return {f"{row.state_a}-{row.state_b}": (int(row.sign), row.event.strip()) for row in table.itertuples()}


def expected(
    came: Mapping[str, tuple[int, str]], pair: str, right: tuple[int, str] | None, case: str, why: str
) -> None:
    """The pair has this sign by this event, or no row."""
    found = came.get(pair)
    wanted = f"the sign {right[0]} by {right[1]}" if right else "no row"
    given = f"{found[0]} by {found[1]}" if found else "no row"
    assert found == right, f"{case}: expected {wanted} for {pair}, but {given} came. {why}"


@Q2.check("toy case", "two pluses, then a minus")
def _(network: Any) -> None:
    came = tied(network)
    case = "X and Y have a plus in 2016 (T1) and in 2018 (T2), and a minus in 2019 (T3)"
    found = came.get("X-Y", (0, ""))
    why = "The sum is +1. Its event is the latest that points the same way."
    if found[0] == -1:
        why = "That is the sign of the last event. The rule here is the sum over the span."
    elif found == (1, "T3"):
        why = "T3 is the last event, but hostile: it can't justify a plus."
    elif found == (1, "T1"):
        why = "T1 points the right way, but T2 is later: take the latest of those that do."
    expected(came, "X-Y", (1, "T2"), case, why)
    expected(
        came, "Y-Z", (-1, "T5"), "Y and Z have two minuses, T4 and T5", "A sum of −2 is still one tie: its sign is −1."
    )


@Q2.check("toy case", "what came after the date")
def _(network: Any) -> None:
    later = [("T6", "2020-07-01", "X", "Y", -1), ("T7", "2021-02-02", "X", "Y", -1)]
    why = "On 30 June 2020 nobody knew of them: leave out what is later than the date."
    expected(tied(network, *later), "X-Y", (1, "T2"), "Two more minuses, of July 2020 and of 2021", why)


@Q2.check("toy case", "on the day itself")
def _(network: Any) -> None:
    came = tied(network, ("T6", DAY, "X", "Z", 1))
    expected(
        came,
        "X-Z",
        (1, "T6"),
        "A plus on 30 June 2020 itself",
        "The date counts: the network is that of the day's end.",
    )


@Q2.check("toy case", "where the span begins")
def _(network: Any) -> None:
    case = "A plus on 30 June 2015, five years before to the day"
    why = "The span begins after that day: later than it, not on it."
    expected(tied(network, ("T6", "2015-06-30", "X", "Z", 1)), "X-Z", None, case, why)
    case = "A plus in December 2015, well within five years"
    why = "The span goes back from the day, not by calendar years from January."
    expected(tied(network, ("T6", "2015-12-01", "X", "Z", 1)), "X-Z", (1, "T6"), case, why)
    case = "A plus on 1 July 2015, one day short of five years before"
    why = (
        "Leap years make five years longer than 5 · 365 days: go back by the calendar, with pd.DateOffset(years=years)."
    )
    expected(tied(network, ("T6", "2015-07-01", "X", "Z", 1)), "X-Z", (1, "T6"), case, why)


@Q2.check("toy case", "no tie")
def _(network: Any) -> None:
    even = [("T6", "2017-07-07", "X", "Z", 1), ("T7", "2018-07-07", "X", "Z", -1)]
    why = "The sum is 0. A pair without a tie has no row, also not one with the sign 0."
    expected(tied(network, *even), "X-Z", None, "X and Z have one plus and one minus", why)
    neutral = [("T6", "2017-07-07", "X", "Z", 0)]
    why = "A neutral event says nothing about the tie: no sum, no row."
    expected(tied(network, *neutral), "X-Z", None, "X and Z have one neutral event", why)
    neutral = [("T6", "2020-01-01", "Y", "Z", 0)]
    expected(
        tied(network, *neutral), "Y-Z", (-1, "T5"), "A neutral event of 2020 comes last", "It can't justify a minus."
    )


@Q2.check("property", "the order of rows does not matter")
def _(network: Any) -> None:
    table = chronology(*TOY)
    straight, mixed = (network(one, DAY, SPAN) for one in (table, table.iloc[::-1].reset_index(drop=True)))
    assert NETWORK.difference(mixed, straight) == "", (
        "With the same events in another order another network came. Sort by date before you take the latest."
    )


# ------------------------------------------------------------------------------------- 3 a chart of every span

DAYS = ("30 August", "31 August")
SPANS = range(1, 35)
FIGURES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SPREAD = Chart(
    ("line", "point", "circle"), {"x": "the span in years", "y": "the balanced triads", "color": "the day"}, names=("triads",)
)  # fmt: skip

Q3 = Question(
    "m7-q3", 4, COUNT, ("chart",), SPREAD,
    Hints(
        "For one span and one day: which table do you need, how many triads can four states have, and how do you look up a tie whose pair "
        "has no row? Do that once, then for 34 spans and two days.",
        "Three rules for a sign are three looks. Whoever shows one of them has chosen, knowingly or not. To show all of them takes no more "
        "space than one chart, and the reader sees at which spans the choice decides. `itertools.combinations` gives the "
        "triads; a dict from a pair to its sign, with `.get(pair, 0)`, gives the ties, missing ones included.",
        f"{READING}#a-sign-is-a-coding",
        "The picture has three stretches. For short spans there are few ties, and few triads. For a long middle stretch both lines lie on each other at 2. "
        "From 24 years on both are at 4: the oldest years bring quarrels back that newer ones had covered.",
        "A neighbour: is the shop busier on Sunday than on Saturday? By the mean of 1, 2, … 10 weeks. `rows = [{'weeks': n, 'day': day, "
        "'guests': visits[day].tail(n).mean()} for n in range(1, 11) for day in ('Saturday', 'Sunday')]` makes 20 rows, and "
        "`alt.Chart(pd.DataFrame(rows)).mark_line(point=True).encode(x='weeks:Q', y='guests:Q', color='day:N')` two lines. They cross at 3 weeks: "
        "whoever shows 3 weeks can say either. The title says it with a figure that the code counted, `f'Sunday is ahead in {ahead} of 10 spans'`, "
        "so that it can't part from the picture.",
    ),
    public_points=2,
)  # fmt: skip


def by_day(layer: Layer) -> dict[str, dict[float, float]]:
    """The drawn values by day, then by span."""
    import pandas as pd

    rows = layer.drawn().dropna(subset=["x", "y"])
    found: dict[str, dict[float, float]] = {}
    for day, span, value in zip(rows["color"], pd.to_numeric(rows["x"], errors="coerce"), rows["y"], strict=True):
        found.setdefault(str(day).strip(), {})[float(span)] = float(value)
    return found


def drawn_days(chart: Any) -> list[Layer]:
    """The layers of a chart that show all three channels."""
    return [
        layer for layer in layers(chart)
        if layer.mark.get("type") in SPREAD.marks and {"x", "y", "color"} <= set(layer.drawn())
    ]  # fmt: skip


@Q3.check("range", "spans on x, triads on y")
def _(chart: Any) -> None:
    import pandas as pd

    for layer in drawn_days(chart):
        drawn = layer.drawn()
        spans, values = (pd.to_numeric(drawn[channel], errors="coerce") for channel in ("x", "y"))
        odd = sorted(set(drawn["x"][~spans.isin(SPANS)].astype(str)))
        assert not odd, (
            f"Expected spans of 1 to 34 years on x, but {', '.join(odd[:3])} came. Put the number of years there."
        )
        assert values.between(0, 4).all(), (
            f"Four states have four triads at most, but {values.max():g} stands on y. Is a fifth state in the network, or a share in per cent?"
        )


@Q3.check("property", "two days under their names")
def _(chart: Any) -> None:
    found = set().union(*(by_day(layer) for layer in drawn_days(chart)))
    assert found == set(DAYS), (
        f"Expected the two days {DAYS[0]!r} and {DAYS[1]!r}, but {', '.join(map(repr, sorted(found))) or 'none'} came. "
        "Put these words into the column that sets the colour."
    )


@Q3.check("property", "every span for both days")
def _(chart: Any) -> None:
    for layer in drawn_days(chart):
        for day, values in by_day(layer).items():
            lacking = [span for span in SPANS if span not in values]
            assert not lacking, (
                f"Expected a value for each span from 1 to 34 on {day}, but {lacking[:5]} {'is' if len(lacking) == 1 else 'are'} not drawn. "
                "No balanced triad is 0, not a gap."
            )


def differing(chart: Any) -> int:
    """At how many spans the two drawn days are apart."""
    first, second = (by_day(drawn_days(chart)[0])[day] for day in DAYS)
    return sum(first[span] != second[span] for span in SPANS)


@Q3.check("property", "a title with the figure that the picture shows")
def _(chart: Any) -> None:
    right, words = differing(chart), re.findall(r"\w+", title(chart).lower())
    said = {int(word) for word in words if word.isdigit()} | {FIGURES.index(word) for word in words if word in FIGURES}
    assert said - {30, 31, 34, 2025}, (
        f"Expected a title that says at how many of the 34 spans the day changes the number, but {title(chart)!r} has no such figure. "
        "Count them in your table, and put the count into the title by an f-string."
    )
    # A figure that is also a date's or the number of spans may be the count.
    assert right in said, (
        f"The title speaks of {', '.join(map(str, sorted(said - {30, 31, 34, 2025})))}, but in the picture the days differ at {right} of 34 spans. "
        "Let the code count what the title says."
    )


# ---------------------------------------------------------------------------------------- 4 a missing embassy

EXCHANGED = Table(
    {"state": "text", "partners": "whole", "oic": "whole", "expected": "number"}, key=("state",),
    limits={"partners": (1, 400), "oic": (0, 57), "expected": (0, 400)},
)  # fmt: skip

Q4 = Question(
    "m7-q4", 3, BUILD, ("exchanged",), EXCHANGED,
    Hints(
        "For one state: who has an embassy there, and where has it one? How many different states are that together?",
        "A low number is no sign of a quarrel before you know what number to expect. A state with few partners has few of every kind. So ask "
        "how many members of the OIC would be among its partners if membership played no part: the partners times the members' share "
        "of all states that could be partners. A state is no partner of its own, and no member of the OIC for itself.",
        f"{READING}#pakistan-and-armenia-a-class-of-its-own",
        "A toy world of 11 states, 4 of them in the club: P is outside the club and has 5 partners, 1 of them in it. The 10 others hold 4 members: "
        "5 · 4/10 = 2 are expected. Q is in the club and has 5 partners too: of the 10 others only 3 are members, so 1.5 are expected.",
        "A neighbour: of a school's 200 pupils 50 play music. Ann has 12 friends, of whom 2 play. Does she avoid players? She plays herself, so "
        "49 of the other 199 do, and 12 · 49/199 = 2.95 are expected. Ben, who does not play, has 4 friends and no player among them, where "
        "4 · 50/199 = 1.01 are expected. Ben's 0 looks worse than Ann's 2, and falls short by about as much. In a list of who visits "
        "whom, a friend is somebody who visits or is visited: `{*visits[visits['guest'] == 'Ann']['host'], *visits[visits['host'] == "
        "'Ann']['guest']}` counts each of them once.",
    ),
    personal=True,
    public_points=1,
)  # fmt: skip

FIXED = ("ARM", "PAK")


@cache
def club() -> tuple[frozenset[str], frozenset[str]]:
    """The members of the United Nations, and those of them that are full members of the OIC."""
    from course_utils import load

    table = load("memberships").query("status == 'member'").astype({"state": "str", "organisation": "str"})
    un, oic = (frozenset(table[table["organisation"] == name]["state"]) for name in ("UN", "OIC"))
    return un, oic & un


@Q4.check("shape", "four rows: ARM, PAK, and your A and B")
def _(exchanged: Any) -> None:
    found = sorted(exchanged["state"].str.strip())
    assert len(found) == 4 and set(FIXED) <= set(found), (
        f"Expected the rows ARM, PAK, and your A and B, but {', '.join(found[:6])} came. Write their codes into the column state."
    )


@Q4.check("property", "no more members than partners, and what to expect of so many")
def _(exchanged: Any) -> None:
    un, oic = club()
    for row in exchanged.itertuples():
        state = row.state.strip()
        assert row.oic <= row.partners, (
            f"{state}: {row.oic:g} of {row.partners:g} partners are in the OIC. Count them among the partners."
        )
        others = len(oic - {state}) / (len(un) - 1)
        right, off = row.partners * others, f"but {row.expected:.4f} came."
        known = {
            others: "That is the members' share. Multiply it by the partners.",
            row.oic / row.partners: "That is the share seen. What is to be expected knows nothing of it.",
            row.partners * len(oic) / len(un): "The state itself is among the states that could be its partner. Take it out, above and below.",
            row.partners * len(oic - {state}) / len(un): "The state itself is among the states that could be its partner. Take it out, above and below.",
            len(oic - {state}) * row.oic / row.partners: "That starts from the share seen. Start from the share of all other states.",
        }  # fmt: skip
        for value, words in known.items():
            assert not isclose(row.expected, value, rel_tol=1e-9) or isclose(value, right, rel_tol=1e-9), (
                f"{state}, {row.partners:g} partners: expected {right:.4f} members of the OIC among them, {off} {words}"
            )
        assert isclose(row.expected, right, rel_tol=1e-6), (
            f"{state}: with {row.partners:g} partners {right:.4f} members of the OIC are to be expected, {off} "
            f"{len(oic - {state})} of its {len(un) - 1} possible partners are members. Do not round."
        )


# --------------------------------------------------------------------------------------- 5 signs made from votes

RULES = ("half", "thirds")
BY_VOTES = Table(
    {
        "rule": "text", "roll_calls": "whole", "plus": "whole", "minus": "whole", "triads": "whole", "balanced": "whole",
        "by_chance": "number",
    },
    key=("rule",),
    limits={"roll_calls": (1, 3000), "plus": (0, 21), "minus": (0, 21), "triads": (0, 35), "balanced": (0, 35), "by_chance": (0, 1)},
)  # fmt: skip

Q5 = Question(
    "m7-q5", 5, NULL, ("by_votes", "WHY"),
    Several(
        BY_VOTES,
        Choice({
            "A": "States drop the friends of their adversaries: what the theory calls pressure has done its work.",
            "B": "Arithmetic: on the same roll calls, with yes and no alone, no three states can have signs by this rule that make an "
                 "unbalanced triad, however they vote.",
            "C": "Chance: with so many pluses, signs dealt at random would nearly always give balanced triads too.",
            "D": "The choice of states: five with permanent seats are a club, and seven others would give unbalanced triads by the same rule.",
        }),
        names=("by_votes", "WHY"),
    ),
    Hints(
        "Seven states: how many pairs, how many threes? Which roll calls are left once all seven must have said yes or no? And for the "
        "letter: if X differs from Y on a quarter of the roll calls, and Y from Z on a quarter, on how many can X and Z differ at most?",
        "Dealing the signs anew keeps the ties and the number of minuses. A triad then has three *different* ties: like three cards from a deck without "
        "putting them back. It is balanced with no minus or with two. Count the hands of three: `math.comb` does. A measure that can come out one "
        "way only tests nothing, however fine its result looks.",
        f"{READING}#is-a-balanced-world-rare",
        "A toy case: 4 pluses and 2 minuses. There are 20 ways to choose three ties of six; 4 of them have no minus, and 4 have two "
        "minuses and a plus. So 8/20 = 0.4. Signs put back after each draw would give (2/3)³ + 3 · (2/3) · (1/3)² = 0.52, and a coin 0.5.",
        "A neighbour: three neighbours toss for who sweeps. In a deck of 10 cards 3 are red, and each draws one. How often is the number of red "
        "cards even? `comb(7, 3)` = 35 hands have none, `comb(3, 2) * 7` = 21 have two, of `comb(10, 3)` = 120: 56/120 = 0.47. And a rule that can't fail: "
        "'two towns are near if fewer than 10 km lie between them, and far if more than 20 do.' Can a town be near two that are far from each other? "
        "Never: the way through it is shorter than 20 km. Whoever finds that near towns keep near company has measured the rule.",
    ),
    personal=True,
    public_points=2,
)  # fmt: skip


def even(plus: int, minus: int) -> float:
    """The chance that three ties of so many have no minus, or two."""
    return (comb(plus, 3) + plus * comb(minus, 2)) / comb(plus + minus, 3)


@Q5.check("shape", "the rows half and thirds")
def _(by_votes: Any, WHY: str) -> None:
    found = sorted(by_votes["rule"].str.strip())
    assert found == sorted(RULES), (
        f"Expected the rows half and thirds, but {', '.join(found)} came. Put these words into the column rule."
    )


@Q5.check("property", "ties and triads that seven states can have")
def _(by_votes: Any, WHY: str) -> None:
    rows = by_votes.set_index(by_votes["rule"].str.strip())
    for rule, row in rows.iterrows():
        ties = row["plus"] + row["minus"]
        assert ties <= 21, (
            f"{rule}: seven states have 21 pairs, but {ties:g} ties came. Count each pair once, and no state with itself."
        )
        assert row["balanced"] <= row["triads"], (
            f"{rule}: {row['balanced']:g} of {row['triads']:g} triads are balanced. Count them among the triads."
        )
    thirds = rows.loc["thirds"]
    full = thirds["plus"] + thirds["minus"] < 21 and thirds["triads"] == 35
    assert not full, (
        f"By thirds {thirds['plus'] + thirds['minus']:g} of 21 pairs have a tie, so not every three states are a triad, but 35 triads came. "
        "A three with a missing tie is none, whatever its other signs."
    )
    assert rows["roll_calls"].nunique() == 1, (
        "Both rules read the same roll calls, but two numbers came. Keep those on which all seven said yes or no."
    )


@Q5.check("property", "what dealing the signs anew gives")
def _(by_votes: Any, WHY: str) -> None:
    for row in by_votes.itertuples():
        plus, minus = int(row.plus), int(row.minus)
        if plus + minus < 3:
            continue
        p, right = plus / (plus + minus), even(plus, minus)
        known = {
            p**3 + 3 * p * (1 - p) ** 2: "That puts each tie back before the next is drawn. A triad has three different ties.",
            0.5: "That tosses a coin for each sign. Dealing anew keeps the number of minuses.",
            comb(plus, 3) / comb(plus + minus, 3): "That is the chance of three pluses. Two minuses and a plus are balanced too.",
            p**3: "That is the chance of three pluses. Two minuses and a plus are balanced too.",
            row.balanced / row.triads if row.triads else -1.0: "That is the share seen. Chance knows only how many pluses and minuses there are.",
            p: "That is the share of pluses. Ask for three ties.",
        }  # fmt: skip
        off = f"{row.rule.strip()}, {plus} pluses and {minus} minuses: expected {right:.6f} by chance, but {row.by_chance:.6f} came."
        for value, words in known.items():
            assert not isclose(row.by_chance, value, rel_tol=1e-9) or isclose(value, right, rel_tol=1e-9), (
                f"{off} {words}"
            )
        near = (
            "Random draws come near it; count the ways in place of drawing."
            if abs(row.by_chance - right) < 0.05
            else "Count the ways to choose three ties."
        )
        assert isclose(row.by_chance, right, rel_tol=1e-6), f"{off} {near}"


# --------------------------------------------------------------------------- 6 what becomes of unbalanced triads

KINDS = ("++-", "+--")
FATES = Table(
    {"kind": "text", "n": "whole", "balanced": "number", "quarrels_over": "number", "friend_lost": "number"}, key=("kind",),
    limits={"n": (1, 5_479), "balanced": (0, 1), "quarrels_over": (0, 1), "friend_lost": (0, 1)},
)  # fmt: skip

Q6 = Question(
    "m7-q6", 4, EXPLAIN, ("fates", "THEORY"),
    Several(
        FATES,
        Choice({
            "A": "Balance presses: about half of the unbalanced triads are balanced four years later, which shows the pressure.",
            "B": "States drop the friend of their enemy: that is how most unbalanced triads come into balance.",
            "C": "Quarrels pass and friendships stay, in balanced triads nearly as much as in unbalanced ones: most of the way back to balance needs no "
                 "pressure to explain it.",
            "D": "Balance is refuted: unbalanced triads stay as they are.",
        }),
        names=("fates", "THEORY"),
    ),
    Hints(
        "Count the minuses of each row: how many has a triad of the kind `++-`, how many one of the kind `+--`? Then look at the ties four years "
        "later, one by one. For the letter: what would you have to see in the *second* row if pressure made the first?",
        "Three theories, three traces. Pressure: a quarrel ends sooner where it spoils a triad than where it fits. Taking sides: a friend is lost. Hedging, or mere "
        "patience: friends stay, and quarrels pass when they pass. A share of one row says little without the same share of the other.",
        f"{READING}#six-signs-and-a-theory",
        "A toy case of three triads with one minus: in the first the quarrel ends and a treaty is left (now three pluses), in the second nothing changes, "
        "in the third the minus is gone and no tie is left. So balanced 1/3, as the third is no triad any more; quarrels over 2/3; friend lost 0. "
        "With two minuses each, three triads have six quarrels to look at.",
        "A neighbour: does a new medicine cure colds? Of 100 who took it 52 were well after a week: 0.52. It says little until you ask who took none: of 40 of "
        "them 19 were well, 0.475. Most colds pass. In a table with a row a patient and the columns `pills`, `day_0`, `day_7`, the "
        "share is `well = (ill['day_7'] == 0).mean()` within each group; `ill[['left', 'right']]` as one block counts both ears of a patient, and "
        "`(before & ~after).to_numpy().sum() / before.to_numpy().sum()` gives the share of sore ears that healed, not of patients.",
    ),
    public_points=2,
)  # fmt: skip


@Q6.check("shape", "the rows ++- and +--")
def _(fates: Any, THEORY: str) -> None:
    found = sorted(fates["kind"].str.strip())
    assert found == sorted(KINDS), (
        f"Expected the rows ++- and +--, but {', '.join(found)} came. Write the kind with its pluses first."
    )


@Q6.check("property", "a triad with one minus comes into balance in two ways only")
def _(fates: Any, THEORY: str) -> None:
    row = fates.set_index(fates["kind"].str.strip()).loc["++-"]
    assert row["balanced"] <= row["quarrels_over"] + row["friend_lost"] + 1e-12, (
        f"A triad of the kind ++- becomes balanced if its quarrel ends or a friend is lost, but {row['balanced']:.3f} of them became balanced, "
        f"{row['quarrels_over']:.3f} saw the end of the quarrel and {row['friend_lost']:.3f} lost a friend. Divide all three by the triads of the row, "
        "also those that are triads no more, and call a quarrel over also where no tie is left."
    )


# ------------------------------------------------------------------------------------ 7 the enemies of one's friends

# B is A's friend and C A's enemy. D is an enemy of B, E a friend of C, F a friend of B, G an enemy of C; H stands alone.
TIES = (
    ("A", "B", 1), ("A", "C", -1), ("B", "D", -1), ("C", "E", 1), ("B", "F", 1), ("C", "G", -1), ("H", "I", 1),
)  # fmt: skip


def ties(*rows: tuple[str, str, int]) -> pd.DataFrame:
    """Signed ties as the notebook has them."""
    import pandas as pd

    return pd.DataFrame(rows, columns=["state_a", "state_b", "sign"]).astype({"state_a": "str", "state_b": "str"})


Q7 = Question(
    "m7-q7", 4, ENEMY, ("crossed",),
    Function(("ties", "state"), lambda: (ties(*TIES), "A"), Members("states")),
    Hints(
        "Draw the state in the middle, its friends to the left, its enemies to the right. From which side do you take another step, and by which sign? "
        "A row of the table has two ends: is the state always the first?",
        "A path of two steps has two signs. Plus and minus, in this order or the other, means a friend's enemy: once the state's own friend has the quarrel, "
        "once the other state's friend does. In both cases one of the two is the enemy of the other's friend. Two pluses are a friend's friend, "
        "two minuses an enemy's enemy. Whoever has a tie already can't form a new one.",
        f"{READING}#does-a-friends-enemy-become-an-enemy",
        "A toy case: A's friend is B, A's enemy C. B has the enemy D and the friend F; C has the friend E and the enemy G. The answer for A is D and E. F is a "
        "friend's friend, G an enemy's enemy, and B and C have ties with A.",
        "A neighbour: who are Ann's cousins by marriage? Parents' siblings' spouses, or spouses' parents' siblings: two lists, joined. `kin = pd.DataFrame({'x': ['ann', 'eve'], "
        "'y': ['bo', 'ann'], 'how': ['sibling', 'spouse']})` tells each tie once, so first write it both ways: `both = pd.concat([kin, kin.rename(columns={'x': 'y', "
        "'y': 'x'})])`. Now `near = both[both['x'] == 'ann']` has Bo and Eve. One more step: `near.merge(both, left_on='y', right_on='x')` puts each of them beside "
        "their own kin, with `how_x` and `how_y`; keep the rows where the two are of the kinds you look for, and take Ann herself and her own kin out.",
    ),
    public_points=2,
)  # fmt: skip


def found(
    crossed: Any, rows: Iterable[tuple[str, str, int]], right: set[str], case: str, why: str, state: str = "A"
) -> None:
    """For this state the function finds these states."""
    came = crossed(ties(*rows), state)
    names = [", ".join(sorted(one)) or "nobody" for one in (right, came)]
    assert came == right, f"{case}: expected {names[0]}, but {names[1]} came. {why}"


@Q7.check("toy case", "a friend's enemy")
def _(crossed: Any) -> None:
    found(crossed, TIES[:3], {"D"}, "A's friend B has the enemy D", "Step along a plus, then along a minus.")
    found(crossed, [TIES[0], TIES[4]], set(), "A's friend B has the friend F", "A friend's friend is not meant.")


@Q7.check("toy case", "an enemy's friend")
def _(crossed: Any) -> None:
    case = "A's enemy C has the friend E, so that A is the enemy of E's friend"
    found(
        crossed, [TIES[1], TIES[3]], {"E"}, case, "Look from both ends: minus, then plus, is the same path backwards."
    )
    found(crossed, [TIES[1], TIES[5]], set(), "A's enemy C has the enemy G", "An enemy's enemy is not meant.")


@Q7.check("toy case", "all of it, with a pair that A has nothing to do with")
def _(crossed: Any) -> None:
    found(crossed, TIES, {"D", "E"}, "A with the friend B and the enemy C", "Join both lists; one path is enough.")


@Q7.check("toy case", "who has a tie already")
def _(crossed: Any) -> None:
    why = "Only pairs without a tie can form a new one: take the state's own friends and enemies out."
    found(crossed, [*TIES, ("A", "D", 1)], {"E"}, "D is A's friend as well", why)
    found(crossed, [*TIES, ("A", "E", -1)], {"D"}, "E is A's enemy as well", why)


@Q7.check("property", "a tie has two ends")
def _(crossed: Any) -> None:
    turned = [(b, a, sign) for a, b, sign in TIES]
    found(
        crossed,
        turned,
        {"D", "E"},
        "The same ties, each written the other way round",
        "The state can stand in either column.",
    )
    found(
        crossed,
        TIES,
        {"A", "F"},
        "D's enemy B has the friends A and F",
        "The state can stand in either column.",
        state="D",
    )


# ------------------------------------------------------------------------------------------- 8 in your own regions

REGION = Table(
    {"state": "text", "exposed": "whole", "rate": "number", "others": "number", "ratio": "number", "placebo": "number"}, key=("state",),
    limits={"exposed": (1, 10_000), "rate": (0, 1), "others": (0, 1), "ratio": (0, 1_000), "placebo": (0, 1_000)},
)  # fmt: skip

Q8 = Question(
    "m7-q8", 5, ENEMY, ("region", "SAY"),
    Several(
        REGION,
        Choice({
            "A": "With a friend's enemy, the probability of a dispute is the ratio divided by one plus the ratio, so more likely than not.",
            "B": "A new dispute is rare with a friend's enemy and rarer without; its odds are `ratio` times as high. Who is counted here are pairs, many "
                 "of which share a state, so the figure is less sure than so many rows make it look.",
            "C": "Of all new disputes, the share between pairs with a friend's enemy is `rate`.",
            "D": "Since the ratio is above one, to make a friend is to make an enemy: the friendship is the cause.",
        }),
        names=("region", "SAY"),
    ),
    Hints(
        "Write one two-by-two table for the region of A by hand: with and without the path, with and without a new dispute. Where in it are `exposed`, `rate` and "
        "`others`? Which rows of `panel` lie within the region at all?",
        "The choice of whom to compare is a choice of yours, so it must be made before you look. Over the whole world, pairs that never meet fill the row "
        "without a path. Within a region most states can reach each other. Odds are those who do over those who do not; for rare events they are nearly the "
        "rate, but a ratio of odds is no probability. The placebo path should stay near 1.",
        f"{READING}#does-a-friends-enemy-become-an-enemy",
        "A toy case: of 200 pairs with the path 10 come to a dispute, of 1,000 without 20. The rates are 0.05 and 0.02, the odds 10/190 and 20/980, and the ratio is 2.58. "
        "The rates alone would give 2.5, and the table turned round 0.39.",
        "A neighbour: do people who live by a road cough more? In one town, `town = people[people['place'].isin(near) & people['work'].isin(near)]` keeps those who both live and "
        "work near; 30 of 400 by the road cough, 12 of 600 elsewhere. Rates 0.075 and 0.02; odds 30/370 = 0.0811 and 12/588 = 0.0204; ratio 3.97. Right: 'coughs are rare, "
        "and their odds are about four times as high by the road.' Wrong: 'four in five by the road cough' takes odds for odds of coughing against not, 4 to 1. And "
        "wrong, too: '30 of 42 coughs, so 71 per cent by the road cough' divides by the coughs.",
    ),
    personal=True,
    public_points=2,
)  # fmt: skip


@Q8.check("shape", "two rows, A and B")
def _(region: Any, SAY: str) -> None:
    found_rows = sorted(region["state"].str.strip())
    assert len(found_rows) == 2, (
        f"Expected two rows, your A and B, but {', '.join(found_rows[:4])} came. One region for each."
    )


@Q8.check("property", "the ratio is one of odds")
def _(region: Any, SAY: str) -> None:
    for row in region.itertuples():
        assert 0 < row.rate < 1 and 0 < row.others < 1, (
            f"{row.state}: there were some new disputes and many pairs without one, but the rates {row.rate:g} and {row.others:g} came. "
            "Divide the new disputes by the pairs of the same row."
        )
        right = row.rate / (1 - row.rate) / (row.others / (1 - row.others))
        known = {
            row.rate / row.others: "That is the ratio of the two rates. Odds are those who do over those who do not.",
            1 / right: "That is the table turned round: the odds with the path go on top.",
            row.rate - row.others: "That is the difference of the two rates.",
            right / (1 + right): "That makes a probability of a ratio of odds. Leave the ratio as it is.",
        }
        off = f"{row.state}: rates of {row.rate:.5f} and {row.others:.5f} give an odds ratio of {right:.4f}, but {row.ratio:.4f} came."
        for value, words in known.items():
            assert not isclose(row.ratio, value, rel_tol=1e-9), f"{off} {words}"
        assert isclose(row.ratio, right, rel_tol=1e-6), f"{off} Use the two rates of the same row, not rounded."


# --------------------------------------------------------------------------------------------- 9 one case, four tests

PIECES = frozenset("ABCDEFGH")
letters = Members("letters", lambda: PIECES)

Q9 = Question(
    "m7-q9", 5, TRACE, ("HOOP", "GUN", "needed"),
    Several(
        letters, letters,
        Function(("prior", "judged", "goal"), lambda: (0.5, [(0.8, 0.4)], 0.9), Number(low=0)),
        names=("HOOP", "GUN", "needed"),
    ),
    Hints(
        "Of each piece ask two questions, never one. If the claim were true, could this be missing? If it were false, could this be there all the same? "
        "And for the function: in which unit can you multiply beliefs?",
        "A hoop is about the first question: nearly certain if true, so that its absence kills. A smoking gun is about the second: nearly impossible if false, so that its "
        "presence proves. What one would hear in either case is a straw. Beliefs are multiplied as odds: those for over those against. Each piece multiplies "
        "them by how likely it is if true, over how likely if false.",
        f"{READING}#one-summit-one-case",
        "A toy case: who starts at 0.2 has odds of 0.25. A piece with 0.8 if true and 0.4 if false makes them 0.5, a belief of one third. To reach 0.5, odds of 1, the next piece "
        "must be 2 times as likely if the claim is true. To reach 0.9, odds of 9, it must be 18 times as likely.",
        "A neighbour: did the cat break the vase? She was in the house at noon: a hoop, for otherwise she is out of the question, but so was the dog. The dog looks guilty: a straw, he always "
        "does. A film of a paw at the vase: a smoking gun, and that there is no film clears nobody. Numbers: you think 1 in 4, so odds 1/3. Hair on the shelf, 0.9 if she did it and 0.6 if not, makes "
        "`1/3 * 0.9/0.6` = 0.5. To be 95 per cent sure you want odds of 19, so what is still to be found must be `19 / 0.5` = 38 times likelier if it was her.",
    ),
    public_points=2,
)  # fmt: skip


@Q9.check("property", "each letter in one place")
def _(HOOP: frozenset[str], GUN: frozenset[str], needed: Any) -> None:
    both = sorted(HOOP & GUN)
    assert not both, (
        f"Expected each letter in one set at most, but {', '.join(both)} is in both. What is nearly certain if true and nearly impossible if false would be "
        "doubly decisive; none of the eight is."
    )
    assert HOOP and GUN, "Expected some letters in each set, but one is empty. Both kinds are among the eight."


def strength(
    needed: Any,
    given: tuple[float, list[tuple[float, float]], float],
    right: float,
    case: str,
    known: Mapping[float, str],
) -> None:
    """So many times likelier; with words for the usual wrong ways."""
    try:
        came = needed(*given)
    except AnswerFailed as stopped:
        if "ZeroDivisionError" not in str(stopped):
            raise
        raise AssertionError(
            f"{case}: expected {right:g}, but something is divided by 0. Divide by what speaks against, never by a difference."
        ) from None
    for value, words in known.items():
        assert not isclose(came, value, rel_tol=1e-9), f"{case}: expected {right:g}, but {came:g} came. {words}"
    assert isclose(came, right, rel_tol=1e-9), (
        f"{case}: expected {right:g}, but {came:g} came. Go by odds, step by step, as in the third hint."
    )


@Q9.check("toy case", "from even odds, without any piece")
def _(HOOP: frozenset[str], GUN: frozenset[str], needed: Any) -> None:
    known = {
        1.8: "That compares two beliefs. 0.9 over 0.5 is 1.8, but odds go from 1 to 9.",
        1 / 9: "That is how many times likelier it must be if the claim is false. Turn it round.",
        0.9: "That is the goal itself. Which piece of evidence leads there?",
    }
    strength(needed, (0.5, [], 0.9), 9, "A reader at 0.5 who is to reach 0.9", known)


@Q9.check("toy case", "a doubter, and one piece in favour")
def _(HOOP: frozenset[str], GUN: frozenset[str], needed: Any) -> None:
    known = {
        0.5: "That starts from even odds. The reader's own start is 0.2, odds of 0.25.",
        4: "That leaves the piece out. It has raised the odds already.",
        8: "That takes the piece the wrong way round: how likely if true goes on top.",
        5: "That multiplies by how likely the piece is if true, and forgets how likely it is if false.",
        1.5: "That compares two beliefs. Odds are what can be multiplied.",
    }
    strength(
        needed,
        (0.2, [(0.8, 0.4)], 0.5),
        2,
        "A reader at 0.2, one piece (0.8 if true, 0.4 if false), to reach 0.5",
        known,
    )


@Q9.check("property", "the order of the pieces does not matter")
def _(HOOP: frozenset[str], GUN: frozenset[str], needed: Any) -> None:
    pieces = [(0.9, 0.3), (0.2, 0.5), (1.0, 0.8)]
    one, other = (needed(0.3, list(order), 0.9) for order in (pieces, reversed(pieces)))
    assert isclose(one, other, rel_tol=1e-9), (
        f"Three pieces in one order ask for {one:g}, in the other for {other:g}. Evidence weighs the same whenever it comes in: multiply."
    )


# ---------------------------------------------------------------------------------------------------------- 10 a memo

MEMO = Written(400, 600, claims=1, events=3)

Q10 = Question(
    "m7-q10", 12, PROPOSE, ("m7-q10",), MEMO,
    Hints(
        "Before you write, draw your lot's network with six ties and put an event beside each. Which tie is the one you advise on, and which two others move with it?",
        "An option is a step with a price: what it does to the tie at hand, to the friend who watches, and to the adversary. An observation helps if it would look different under the "
        "rival account. 'They met' fits everything. 'They met after the friend had asked for it, on record, and before the main parties agreed' fits one account and not the other.",
        f"{READING}#did-friendship-open-the-door",
        "A useful skeleton, with words: advice in one sentence (30), the network with its events (120), three options and what each does to the other ties (180), how the other side will "
        "answer, put as it would (80), indicator (60).",
        "A neighbour, in small: a baker must decide how to treat the miller, who is a friend of the rival baker. 'The rival and I have not spoken since the fire (May). The miller sells to both of us "
        "(his books, June). One: buy as before; nothing changes. Two: buy all from him; he gains, and my old miller will ask why. Three: ask him to carry one letter; it costs nothing if it fails. He will "
        "say that he takes no side, and he means it: half of his trade is there. Take the third. Indicator: if by 30 September the rival answers, and says that the miller asked him to, the friend "
        "helped. If he answers after the mayor's feast, to which both were asked anyway, it shows nothing.'",
    ),
    by_hand=True,
)  # fmt: skip


@Q10.check("property", "to one of the four ministries")
def _(memo: str) -> None:
    first = memo.strip().split("\n", 1)[0]
    assert re.search(r"Armenia|Azerbaijan|India|Pakistan", first), (
        "Expected a first line that names the ministry that you write to, such as 'To the foreign ministry of …', but none of the four states "
        "stands there. Begin with the lot that you drew."
    )


@Q10.check("property", "an indicator at the end, with a date and what it would tell apart")
def _(memo: str) -> None:
    part = re.search(r"\*\*\s*Indicator\b[.:]?\s*\*\*[.:]?(.+)", memo, re.DOTALL | re.IGNORECASE)
    assert part, (
        "Expected a part that begins with **Indicator.**, but there is none. Name there one observation to watch, and by when."
    )
    assert re.search(r"\b20\d\d\b", part[1]), (
        "Expected an indicator with a date, but no year stands in it. By when can the ministry see it?"
    )
    n = MEMO.words(part[1])
    assert n >= 25, (
        f"Expected an indicator that says what would be seen if the friendship helped and what if it did not, but it has {n} words. Name both."
    )


EXERCISE = Exercise(
    "m7_balance", "Is my friend's enemy my enemy, and can that reverse?", 160, (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10)
)
