"""A pair among the pairs of its own class: neighbours with neighbours, far pairs with far pairs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from course_utils import states
from course_utils.capstone.pairs import world
from course_utils.capstone.records import SOURCES
from course_utils.errors import CourseError

if TYPE_CHECKING:
    import pandas as pd

CLASSES = ("neighbours", "near", "far")
LEAST_ROLL_CALLS, LEAST_SEATS, LEAST_WINDOWS = 500, 5, 20
# Below this the list of embassies has none either way for more than half of all neighbours, which can't be true.
LEAST_MISSIONS = 20


def known(table: pd.DataFrame) -> pd.Series:
    """Whether all four tables say enough of each pair of :func:`world`; those that do make up the classes."""
    return (
        (table["n"] >= LEAST_ROLL_CALLS)
        & table["kappa"].notna()
        & (table["fewest_seats"] >= LEAST_SEATS)
        & (table["fewest_missions"] >= LEAST_MISSIONS)
        & (table["windows"] >= LEAST_WINDOWS)
        & table["kind"].isin(CLASSES)
    )


@cache
def _compared() -> pd.DataFrame:
    table = world()
    return table[known(table)]


@cache
def _places() -> pd.DataFrame:
    # Ranks with ties in the middle: of the others, those below count whole and those at the same place count half.
    # Equal shares of other counts differ in their last digit; they must tie.
    table = _compared()
    groups = table[list(SOURCES)].round(9).groupby(table["kind"])
    return (groups.rank() - 1) / (groups.transform("size").to_frame("n")["n"].to_numpy()[:, None] - 1)


def percentiles() -> pd.DataFrame:
    """The place of each pair in its class, 0 to 1 for each indicator; 1 is the closest. Index state_a, state_b.

    A place is the share of the other pairs of the class that are less close, where those that are as close count half.
    Only pairs of which all four tables say enough are there.

    >>> table = percentiles()
    >>> bool(table.ge(0).all(axis=None) and table.le(1).all(axis=None))
    True
    """
    return _places().copy()


def classmates(a: str, b: str) -> pd.DataFrame:
    """The other pairs of a pair's class, with the indicators: what "close" has to be compared with.

    Returns columns state_a, state_b, agreement, kappa, organisations, embassies, hostile, one row a pair; the pair
    itself is not there. Raises CourseError for states that do not exist, and for a pair without a class.

    >>> others = classmates("SWE", "NOR")
    >>> bool(((others["state_a"] == "NOR") & (others["state_b"] == "SWE")).any()), len(others) > 100
    (False, True)
    """
    pair, every = states.pair(a, b), world()
    if pair not in every.index or every.loc[pair, "kind"] not in CLASSES:
        raise CourseError(f"Nothing is known of how far {states.name(a)} and {states.name(b)} are apart.")
    table = _compared()
    others = table[(table["kind"] == every.loc[pair, "kind"]) & (table.index != pair)]
    return others[["agreement", "kappa", "organisations", "embassies", "hostile"]].reset_index()


def places(a: str, b: str) -> pd.Series:
    """The places of one pair in its class, also of a pair that the rules would not let through; indexed by indicator.

    Raises CourseError as :func:`classmates` does.

    >>> bool(abs(places("PER", "ECU") - percentiles().loc[("ECU", "PER")]).max() < 1e-9)
    True
    """
    import pandas as pd

    own = world().loc[states.pair(a, b)]
    others = classmates(a, b)
    others["peace"] = -others["hostile"]
    ahead = {name: own[name] - others[name] for name in SOURCES}
    return pd.Series(
        {name: (d > 1e-9).mean() + (d.abs() <= 1e-9).mean() / 2 for name, d in ahead.items()}, name="place"
    )
