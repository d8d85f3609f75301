"""The ties of each pair of states: treaties, shared seats by year, conflicts, distance and history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from course_utils.book.two_states.record import plain
from course_utils.catalog import load

if TYPE_CHECKING:
    import pandas as pd

Ties = dict[tuple[str, str], Any]


def by_pair(table: pd.DataFrame, columns: list[str]) -> Ties:
    """The rows of a table with columns state_a and state_b, as lists of plain cells, for each pair."""
    found: Ties = defaultdict(list)
    for a, b, *cells in table[["state_a", "state_b", *columns]].itertuples(index=False, name=None):
        found[a, b].append([plain(cell) for cell in cells])
    return dict(found)


def _table(name: str, *columns: str) -> Callable[[], Ties]:
    return lambda: by_pair(load(name), list(columns))


def _single(name: str, *columns: str) -> Callable[[], Ties]:
    """As _table, for a table with one row a pair."""
    return lambda: {pair: rows[0] for pair, rows in by_pair(load(name), list(columns)).items()}


def trade() -> Ties:
    """Trade agreements of each pair: number, year signed, year in force, form, name; one entry an agreement.

    Of the entries of one agreement (treaty, accession, consolidated version) the first that binds the pair stands.
    """
    table = (
        load("trade_agreements").sort_values(["signed", "entry"]).drop_duplicates(["state_a", "state_b", "agreement"])
    )
    return by_pair(table, ["agreement", "signed", "in_force", "form", "name"])


def fought() -> Ties:
    """Years in which the two stood on two sides of an armed conflict: year, conflict, place, intensity, and for each
    of the two 1 where it is a party and 0 where it only sent troops."""
    found: Ties = defaultdict(list)
    columns = ["year", "conflict", "location", "territory", "intensity", "states_a", "allies_a", "states_b", "allies_b"]
    table = load("armed_conflicts")[columns].astype("object").fillna("")
    for year, conflict, location, territory, intensity, *sides in table.itertuples(index=False, name=None):
        first, first_allies, second, second_allies = ([code for code in side.split(";") if code] for side in sides)
        place = f"{location}: {territory}" if territory else location
        seen: dict[tuple[str, str], list[int]] = {}
        for a, a_party in _standing(first, first_allies):
            for b, b_party in _standing(second, second_allies):
                if a != b:
                    seen.setdefault((min(a, b), max(a, b)), [a_party, b_party] if a < b else [b_party, a_party])
        for pair, roles in seen.items():
            found[pair].append([int(year), int(conflict), place, intensity, *roles])
    return dict(found)


def _standing(parties: Iterable[str], allies: Iterable[str]) -> list[tuple[str, int]]:
    return [*((code, 1) for code in parties), *((code, 0) for code in allies)]


def windows() -> Ties:
    """For each pair the first years of the windows of four years with a dispute, and of those with an alliance."""
    table = load("signed_networks").astype({"state_a": "str", "state_b": "str"})
    table = table[table["state_a"] != table["state_b"]]
    table = table.drop_duplicates(["state_a", "state_b", "window_start", "sign"]).sort_values("window_start")
    found: Ties = defaultdict(lambda: [[], []])
    for a, b, start, sign in table[["state_a", "state_b", "window_start", "sign"]].itertuples(index=False, name=None):
        found[a, b][int(sign > 0)].append(int(start))
    return dict(found)


def claims() -> Ties:
    """Claims of one on land of the other: challenger, name, first and last year, standing at the end of the coding."""
    table = load("territorial_claims").astype({"challenger": "str", "target": "str"})
    sides = table[["challenger", "target"]]
    table = table.assign(state_a=sides.min(axis=1), state_b=sides.max(axis=1)).sort_values(["start", "claim"])
    return by_pair(table, ["challenger", "name", "start", "end", "status"])


TIES: dict[str, Callable[[], Ties]] = {
    "trade": trade,
    "fought": fought,
    "windows": windows,
    "claims": claims,
    "shared": _table("shared_organisations", "year", "shared", "memberships_a", "memberships_b"),
    "defence": _table("defence_agreements", "year", "kind", "confidence", "end"),
    "alliances": _table(
        "alliances", "dataset", "year", "defence", "offence", "neutrality", "nonaggression", "consultation"
    ),
    "disputes": _table("disputes", "dataset", "year", "disputes", "onsets", "fatal", "hostility", "war"),
    "rivalries": _table("rivalries", "start", "end"),
    "peace": _table("peace_scale", "start", "end", "level", "name"),
    "place": _single(
        "pairs",
        "distance_km", "contiguous", "common_language", "common_coloniser", "colonial_link", "same_country",
        "minimum_distance_km",
    ),
    "empire": _single("same_empire", "by_ruler", "by_independence", "by_coldat", "by_cepii"),
}  # fmt: skip

# Tables that hold the states that lessons are about and no others: a pair without a row has none only among these.
SELECTED = {
    "shared": "shared_organisations",
    "defence": "defence_agreements",
    "alliances": "alliances",
    "disputes": "disputes",
    "rivalries": "rivalries",
    "peace": "peace_scale",
    "claims": "territorial_claims",
    "place": "pairs",
    "empire": "same_empire",
}


def coverage() -> dict[str, list[str]]:
    """For each kind of tie whose table does not hold all states: the states that it does hold.

    >>> "AZE" in coverage()["shared"], "NPL" in coverage()["shared"], "NPL" in coverage()["place"]
    (True, False, True)
    """
    from course_utils.states import FOCUS

    found = {}
    for kind, name in SELECTED.items():
        table = load(name)
        pairs = [column for column in ("state_a", "state_b") if column in table.columns]
        # The pipeline keeps pairs of the focus states in these; some of them have no row at all.
        found[kind] = sorted({code for column in pairs for code in table[column].astype("str")} | set(FOCUS))
    return found


def reach() -> dict[str, list[int]]:
    """For each list of treaties, conflicts and promises the first and the last year that it reaches.

    >>> reach()["mid"]
    [1946, 2014]
    """
    years = {
        "trade": load("trade_agreements")["signed"],
        "investment": load("investment_treaties")["signed"].dt.year,
        "defence": load("defence_agreements_by_year")["year"],
        "fought": load("armed_conflicts")["year"],
    }
    for name in ("disputes", "alliances"):
        years |= dict(iter(load(name).groupby("dataset", observed=True)["year"]))
    return {kind: [int(of.min()), int(of.max())] for kind, of in years.items()}
