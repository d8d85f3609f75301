"""The tables of the course that cover nearly every pair of states, in the form in which the capstone uses them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

YEARS = (1992, 2024)  # of the votes: as in module 3; in 2025 one large state changed its habits at once
FIRST, LAST = 1946, 2021  # the first and the last year in which a window of four years begins
WIDTH = 4  # years in a window, as in the table of signed networks

# Each indicator with the table that it comes from. A contradiction needs two tables.
SOURCES = {
    "agreement": "votes",
    "kappa": "votes",
    "organisations": "memberships",
    "embassies": "embassies",
    "peace": "conflicts",
}

SMALLEST = 3  # members; below, the list knows too few of them
# Missions and committees of the United Nations: they seat some states for some years, and are no clubs.
UNITED_NATIONS = r"UN(?!ASUR)|MINU|MONU|ATMIS|MNJTF"
MISSIONS = ("embassy", "high_commission", "nunciature")


@cache
def _small_seats() -> pd.DataFrame:
    from course_utils.catalog import load

    seats = load("memberships").query("status == 'member'")[["state", "organisation"]].astype("str")
    seats = seats[~seats["organisation"].str.match(UNITED_NATIONS)].drop_duplicates()
    members = seats.groupby("organisation")["state"].transform("size")
    return seats[members.between(SMALLEST, seats["state"].nunique() // 2)].reset_index(drop=True)


def small_seats() -> pd.DataFrame:
    """Seats in organisations that at least three and at most half of the states belong to.

    An organisation of nearly everybody tells nothing of two states in particular. Missions and committees of the
    United Nations are left out. Returns columns state, organisation, one row a seat, full members only.

    >>> seats = small_seats()
    >>> bool((seats["organisation"] == "UN").any()), bool((seats["organisation"] == "NATO").any())
    (False, True)
    """
    return _small_seats().copy()


@cache
def _embassies() -> pd.DataFrame:
    from course_utils.catalog import load

    table = load("embassies")
    return table[table["kind"].isin(MISSIONS)][["sender", "receiver"]].astype("str").drop_duplicates()


@cache
def _fought() -> pd.DataFrame:
    import pandas as pd

    from course_utils.catalog import load

    columns = ["year", "states_a", "allies_a", "states_b", "allies_b"]
    found = set()
    for year, a, with_a, b, with_b in load("armed_conflicts")[columns].fillna("").itertuples(index=False, name=None):
        for one in filter(None, f"{a};{with_a}".split(";")):
            for other in filter(None, f"{b};{with_b}".split(";")):
                if one != other:
                    found.add((min(one, other), max(one, other), int(year)))
    return pd.DataFrame(sorted(found), columns=["state_a", "state_b", "year"])


def fought() -> pd.DataFrame:
    """The years in which two states stood on two sides of an armed conflict, as parties or with troops.

    Returns columns state_a, state_b (in alphabetical order) and year, 1946 to 2024. A year with fewer than 25 deaths
    in battle is in no such list, and a state that helped without troops stands on no side.

    >>> table = fought()
    >>> sorted(table.query("state_a == 'IRN' and state_b == 'IRQ'")["year"])[:2]
    [1974, 1980]
    """
    return _fought().copy()


@cache
def _disputes() -> pd.DataFrame:
    from course_utils.catalog import load

    ties = load("signed_networks").astype({"state_a": "str", "state_b": "str"}).query("sign == -1")
    return ties[ties["state_a"] != ties["state_b"]][["state_a", "state_b", "window_start"]].drop_duplicates()


@cache
def _joined() -> pd.Series:
    from course_utils.catalog import load

    spells = load("states").query("list == 'cow'").astype({"state": "str"})
    spells = spells[spells["end"].isna() | (spells["end"].dt.year >= FIRST)]
    return spells.groupby("state")["start"].min().dt.year.clip(lower=FIRST).rename("joined")


def joined() -> pd.Series:
    """The year from which each state counts as one, 1946 for those that were there before; indexed by state.

    By the list of the Correlates of War project. A state that was interrupted after 1946 counts from its first year.

    >>> joined()[["AZE", "CHL"]].tolist()
    [1991, 1946]
    """
    return _joined().copy()
