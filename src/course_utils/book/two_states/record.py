"""The record of each state on its own: ideal points, seats, investment treaties, embassies, rule from abroad."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from course_utils.capstone.records import MISSIONS, small_seats
from course_utils.catalog import load

if TYPE_CHECKING:
    import pandas as pd

Records = dict[str, Any]


def plain(value: Any) -> Any:
    """A cell as JSON has it: None where it is missing, a day as text, a whole number without a point.

    >>> import pandas as pd
    >>> plain(pd.NaT), plain(pd.Timestamp("1992-06-09")), plain(1992.0), plain("AZE")
    (None, '1992-06-09', 1992, 'AZE')
    """
    import pandas as pd

    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if hasattr(value, "item"):
        value = value.item()
    return int(value) if isinstance(value, (bool, float)) and float(value).is_integer() else value


def listed(table: pd.DataFrame, by: str, columns: list[str]) -> dict[str, list[list[Any]]]:
    """The rows of a table as lists of plain cells, for each value of a column."""
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for key, *cells in table[[by, *columns]].itertuples(index=False, name=None):
        found[key].append([plain(cell) for cell in cells])
    return dict(found)


def ideal_points() -> Records:
    """For each state: year, ideal point, its 5 and 95 % quantiles, and how many votes it rests on."""
    return listed(load("ideal_points"), "state", ["year", "ideal_point", "lower", "upper", "n_votes"])


def seats() -> Records:
    """For each state: the entries of the list of organisations under which it is a full member."""
    members = load("memberships").query("status == 'member'")
    return {state: sorted(set(own)) for state, own in members.groupby("state", observed=True)["organisation"]}


def organisations() -> Records:
    """For each entry of the list: its name, where the list spells it out, and 1 where it counts as a small club.

    Small are those with three members to half of all states, without missions of the United Nations, as in the capstone.
    """
    table = load("memberships").query("status == 'member'").drop_duplicates("organisation").sort_values("organisation")
    small = set(small_seats()["organisation"])
    named = table[["organisation", "name"]].itertuples(index=False, name=None)
    return {entry: [plain(name), int(entry in small)] for entry, name in named}


def investment() -> Records:
    """For each state: its investment treaties with at least one other state, by the treaty's number."""
    parties = load("investment_treaty_parties").dropna(subset=["state"])
    parties = parties.drop_duplicates(["treaty", "state"])
    size = parties.groupby("treaty")["state"].transform("size")
    table = parties[size >= 2].assign(states=size).merge(load("investment_treaties"), on="treaty")
    columns = ["title", "kind", "status", "signed", "in_force", "terminated", "states"]
    found: Records = defaultdict(dict)
    for state, treaty, *cells in table[["state", "treaty", *columns]].itertuples(index=False, name=None):
        found[state][str(treaty)] = [plain(cell) for cell in cells]
    return dict(found)


def missions() -> Records:
    """For each state: where it keeps an embassy, high commission or nunciature."""
    table = load("embassies")
    kept = table[table["kind"].isin(MISSIONS)].astype({"sender": "str", "receiver": "str"})
    return {state: sorted(set(own)) for state, own in kept.groupby("sender")["receiver"]}


def rule() -> Records:
    """For each state: the overseas empires that ruled it, with mean first and last year (COLDAT)."""
    return listed(load("colonial_rule"), "state", ["empire", "start_mean", "end_mean"])


def independence() -> Records:
    """For each state: CEPII's colonisers, then ICOW's ruler, state left and year, or None where ICOW is not shown."""
    found = {}
    for row in load("independence").itertuples(index=False):
        icow = [plain(row.icow_ruler), plain(row.icow_independent_from), plain(row.icow_year)]
        found[row.state] = [(plain(row.cepii_colonisers) or "").split(";"), icow if row.icow_shown else None]
    return found


RECORDS = {
    "ideal": ideal_points,
    "seats": seats,
    "investment": investment,
    "missions": missions,
    "rule": rule,
    "independence": independence,
}
