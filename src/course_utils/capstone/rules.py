"""Which pairs a capstone can be about, and why: each rule in code, with its reason and what it says of a pair.

No rule names a pair that it wants, and none looks at whether the two are friends: each is a condition on the course's
own tables. Three exemplars and the pair of the article are out, because the course has solved them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from course_utils import states
from course_utils.capstone import classes
from course_utils.capstone.classes import CLASSES, percentiles
from course_utils.capstone.pairs import world
from course_utils.capstone.records import SOURCES
from course_utils.errors import unknown

if TYPE_CHECKING:
    import pandas as pd

ARTICLE = ("AZE", "PAK")
EXEMPLARS = (("BOL", "CHL"), ("COD", "RWA"), ("NOR", "SWE"))
LEAST_GAP = 0.25  # of the class, between two places of a pair: less is no contradiction


@dataclass(frozen=True)
class Rule:
    """One condition: its name, the reason for it, which rows of :func:`measured` obey it, and what to say of one."""

    name: str
    reason: str
    obeyed: Callable[[pd.DataFrame], pd.Series]
    says: Callable[[Any], str]


def _pairs(table: pd.DataFrame) -> Any:
    """The pairs of a table, as a flat index of tuples."""
    return table.index.to_flat_index()


@cache
def _measured() -> pd.DataFrame:
    return world().assign(gap=gaps().reindex(world().index))


def measured() -> pd.DataFrame:
    """The rows of :func:`course_utils.capstone.world` with gap, the widest between two places of a pair."""
    return _measured().copy()


def gaps() -> pd.Series:
    """The widest gap between the places of a pair by two indicators that come from two tables; index state_a, state_b."""
    import pandas as pd

    places = percentiles()
    found = [
        (places[one] - places[other]).abs()
        for one in SOURCES
        for other in SOURCES
        if one < other and SOURCES[one] != SOURCES[other]
    ]
    return pd.concat(found, axis=1).max(axis=1)


RULES = (
    Rule(
        "not the article's pair",
        "The course has been about it for nine modules.",
        lambda table: _pairs(table) != ARTICLE,
        lambda row: "This is the pair of the article, which the whole course is about. Take two other states.",
    ),
    Rule(
        "not an exemplar",
        "Three capstones are written out as examples.",
        lambda table: ~_pairs(table).isin(EXEMPLARS),
        lambda row: "This pair is one of the three worked examples. Read it, and take another pair.",
    ),
    Rule(
        "enough roll calls",
        "A share and a kappa of a few dozen roll calls move with each of them.",
        lambda table: (table["n"] >= classes.LEAST_ROLL_CALLS) & table["kappa"].notna(),
        lambda row: (
            f"The votes are too few: {row['n']:,.0f} common roll calls since 1992, and {classes.LEAST_ROLL_CALLS} are needed. "
            "One of the two joined late, or was often absent."
        ),
    ),
    Rule(
        "seats on record",
        "Where the list gives a state next to no seats, an overlap of none says nothing.",
        lambda table: table["fewest_seats"] >= classes.LEAST_SEATS,
        lambda row: (
            f"The list of organisations is too thin: it gives one of the two {row['fewest_seats']:.0f} seats in small "
            f"organisations, and {classes.LEAST_SEATS} are needed."
        ),
    ),
    Rule(
        "embassies on record",
        "Volunteers keep the list of embassies. Of a state of which it knows a handful, a missing one says nothing.",
        lambda table: table["fewest_missions"] >= classes.LEAST_MISSIONS,
        lambda row: (
            f"The list of embassies is too thin: it knows {row['fewest_missions']:.0f} that one of the two sends or hosts, "
            f"and {classes.LEAST_MISSIONS} are needed."
        ),
    ),
    Rule(
        "long enough side by side",
        "A quarrel takes time. Two states that have been there together for a few years had none to speak of.",
        lambda table: table["windows"] >= classes.LEAST_WINDOWS,
        lambda row: (
            f"One of the two is too young: {row['windows']:.0f} windows of four years since both have been states, and "
            f"{classes.LEAST_WINDOWS} are needed."
            if row["windows"] == row["windows"]
            else "One of the two is in no list of states since 1946."
        ),
    ),
    Rule(
        "in a class",
        "Close or hostile means closer or more hostile than like pairs; the class goes by the distance.",
        lambda table: table["kind"].isin(CLASSES),
        lambda row: "The distance between the two is not in the table, so there is no class to compare them with.",
    ),
    Rule(
        "two records that disagree",
        "The project explains a contradiction. Where all places of a pair are alike there is none.",
        # A pair without a place has been refused by a rule above.
        lambda table: (table["gap"] >= LEAST_GAP) | table["gap"].isna(),
        lambda row: (
            f"All four records tell the same of this pair: its places in its class are at most {row['gap']:.2f} apart, and "
            f"a contradiction of {LEAST_GAP:g} is needed."
        ),
    ),
)


@cache
def obeys() -> pd.DataFrame:
    """Whether each pair obeys each rule: the rows of :func:`measured`, one column a rule, truth values."""
    import numpy as np
    import pandas as pd

    table = _measured()
    return pd.DataFrame({rule.name: np.asarray(rule.obeyed(table), dtype=bool) for rule in RULES}, index=table.index)


def eligible() -> pd.DataFrame:
    """The pairs that obey every rule, with all that :func:`measured` knows of them.

    >>> ("AZE", "PAK") in eligible().index, len(eligible()) > 5000
    (False, True)
    """
    return _measured()[obeys().all(axis=1)].copy()


STANDINGS = ("enough", "a record is too thin", "the records agree", "the course has it")


def standing() -> pd.DataFrame:
    """Where each pair stands: columns state_a, state_b, standing (one of STANDINGS) and says, what it lacks.

    >>> table = standing()
    >>> bool((table["says"] == "").equals(table["standing"] == "enough"))
    True
    """
    import numpy as np

    kept, table = obeys(), _measured()
    own = kept[["not the article's pair", "not an exemplar"]].all(axis=1)
    agree = kept.drop(columns="two records that disagree").all(axis=1)
    named = np.select([~own, kept.all(axis=1), agree], [STANDINGS[3], STANDINGS[0], STANDINGS[2]], STANDINGS[1])
    says = [
        " ".join(rule.says(row) for rule, obeyed in zip(RULES, flags, strict=True) if not obeyed)
        for flags, (_, row) in zip(kept.to_numpy(), table.iterrows(), strict=True)
    ]
    return table.index.to_frame(index=False).assign(standing=named, says=says)


def removed() -> pd.DataFrame:
    """What each rule removes: rule, removes (of the pairs that the rules before it left), leaves, and alone (pairs
    that this rule keeps out and no other)."""
    import pandas as pd

    kept, rows = obeys(), []
    for place, name in enumerate(kept):
        before, after = kept.iloc[:, :place].all(axis=1), kept.iloc[:, : place + 1].all(axis=1)
        alone = ~kept[name] & kept.drop(columns=name).all(axis=1)
        rows.append((name, int((before & ~after).sum()), int(after.sum()), int(alone.sum())))
    return pd.DataFrame(rows, columns=["rule", "removes", "leaves", "alone"])


def missing(a: str, b: str) -> list[str]:
    """What a pair of states lacks for a capstone, a sentence for each rule; empty where it lacks nothing.

    Raises CourseError for codes that are no states, and for one state given twice.

    >>> missing("AZE", "PAK")
    ['This is the pair of the article, which the whole course is about. Take two other states.']
    >>> missing("ECU", "PER")
    []
    """
    for code in (a, b):
        if code not in states.codes():
            raise unknown("state", code, states.codes())
    pair, table = states.pair(a, b), _measured()
    if pair not in table.index:
        voted = set().union(*table.index)
        odd = " and ".join(states.name(code) for code in pair if code not in voted)
        return [f"{odd} never had a vote in the General Assembly, so the first record is empty."]
    kept, row = obeys().loc[pair], table.loc[pair]
    return [rule.says(row) for rule in RULES if not kept[rule.name]]


def partners(state: str) -> list[str]:
    """The codes of the states with which this one makes a pair that has enough, in alphabetical order.

    Raises CourseError for a code that is no state.

    >>> "PAK" in partners("AZE"), "ECU" in partners("PER")
    (False, True)
    """
    if state not in states.codes():
        raise unknown("state", state, states.codes())
    return sorted(other for pair in eligible().index if state in pair for other in pair if other != state)
