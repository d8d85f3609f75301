"""Every pair of states with the indicators of the capstone: what a pair is compared with."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from course_utils.capstone import records

if TYPE_CHECKING:
    import pandas as pd

NEAR = 4_000  # kilometres between the two largest cities; beyond, a pair counts as far
PAIR = ["state_a", "state_b"]


@cache
def _world() -> pd.DataFrame:
    import numpy as np
    import pandas as pd

    from course_utils.catalog import load
    from course_utils.measures.agreement import all_pairs, select

    roll_calls = select(load("roll_calls"), years=records.YEARS)
    table = all_pairs(load("votes"), roll_calls=roll_calls)[[*PAIR, "n", "agreement", "kappa"]].set_index(PAIR)
    a, b = (table.index.get_level_values(side) for side in PAIR)

    member = pd.crosstab(*records.small_seats().to_numpy().T).astype("int64")
    member.index.name = member.columns.name = None
    codes = sorted({*a, *b})
    member = member.reindex(codes, fill_value=0).to_numpy()
    both, own = member @ member.T, member.sum(axis=1)
    at = {code: place for place, code in enumerate(codes)}
    first, second = np.array([at[code] for code in a]), np.array([at[code] for code in b])
    either = own[first] + own[second] - both[first, second]
    with np.errstate(invalid="ignore", divide="ignore"):
        overlap = both[first, second] / either
    table["shared"], table["organisations"] = both[first, second], overlap
    table["fewest_seats"] = np.minimum(own[first], own[second])

    missions = records._embassies()
    sent = set(missions.itertuples(index=False, name=None))
    table["embassies"] = [((one, other) in sent) + ((other, one) in sent) for one, other in table.index]
    counts = [missions["sender"].value_counts(), missions["receiver"].value_counts()]
    known = [count.reindex(side, fill_value=0).to_numpy() for count in counts for side in (a, b)]
    table["fewest_missions"] = np.min(known, axis=0)

    since = records.joined()
    start = pd.concat([since.reindex(a).reset_index(drop=True), since.reindex(b).reset_index(drop=True)], axis=1)
    begin = (start.max(axis=1, skipna=False) - records.WIDTH + 1).clip(lower=records.FIRST).to_numpy()
    table["windows"] = records.LAST - begin + 1
    table["hostile"] = hostile_windows().reindex(table.index, fill_value=0) / table["windows"]
    table["peace"] = -table["hostile"]  # so that more is closer, as with the others

    where = load("pairs").astype({"state_a": "str", "state_b": "str"}).set_index(PAIR)
    place = where[["distance_km", "contiguous"]].reindex(table.index)
    table["kind"] = np.select(
        [place["contiguous"].eq(True), place["distance_km"] < NEAR, place["distance_km"] >= NEAR],
        ["neighbours", "near", "far"],
        default="",
    )
    return table.sort_index()


def hostile_windows() -> pd.Series:
    """How many windows of four years were hostile, for each pair with at least one: index state_a, state_b.

    Hostile is a window with a militarised dispute (those up to 1996-99) or with a year in which the two stood on two
    sides of an armed conflict (all windows, to 2021-24).
    """
    import pandas as pd

    years = records._fought()
    fights = [years.assign(window_start=years["year"] - back)[[*PAIR, "window_start"]] for back in range(records.WIDTH)]
    every = pd.concat([records._disputes(), *fights]).drop_duplicates()
    every = every[every["window_start"].between(records.FIRST, records.LAST)]
    since = records.joined()
    last = every["window_start"] + records.WIDTH - 1
    seen = [last >= every[side].map(since) for side in PAIR]
    return every[seen[0] & seen[1]].groupby(PAIR).size().rename("hostile")


def world() -> pd.DataFrame:
    """All pairs of members of the General Assembly with their indicators, index state_a, state_b.

    - n, agreement, kappa: common roll calls, share of identical votes, Cohen's kappa, 1992 to 2024,
    - shared, organisations: organisations of at most half of the states to which both belong, and their share of
      those to which either does (Jaccard),
    - embassies: in how many of the two directions there is an embassy, 0 to 2, November 2022,
    - windows, hostile, peace: windows of four years since 1946 in which both were states, the share of them that was
      hostile (:func:`hostile_windows`), and the same with a minus, so that more is closer,
    - fewest_seats, fewest_missions: the smallest number of such seats, and of embassies sent or received, of the two,
    - kind: neighbours (a common land border), near (4,000 km or less between the largest cities), far; empty where the
      distance is not known.

    >>> world().loc[[("NOR", "SWE")], ["shared", "embassies", "kind"]].values.tolist()
    [[28, 2, 'neighbours']]
    """
    return _world().copy()
