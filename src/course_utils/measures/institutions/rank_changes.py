"""Where two pairs change places, and where they never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.institutions.index import KEYS, WHAT, declared, rescale
from course_utils.measures.tables import complete

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd


def _two(
    table: pd.DataFrame,
    first: Sequence[str],
    second: Sequence[str],
    components: list[str],
    rule: str,
    keys: Sequence[str],
) -> pd.DataFrame:
    """The rescaled components of two pairs, in two columns."""
    scaled = rescale(table, components, rule, keys)
    complete(table, components, WHAT)
    named = list(table[list(keys)].astype("str").itertuples(index=False, name=None))
    found = []
    for pair in (tuple(first), tuple(second)):
        if pair not in named:
            raise CourseError(f"The {WHAT} has no row for {' and '.join(map(str, pair))}. Mind the order of the keys.")
        found.append(named.index(pair))
    if found[0] == found[1]:
        raise CourseError("Compare two different pairs.")
    return scaled.iloc[found].T.set_axis(["first", "second"], axis=1)


def dominance(
    table: pd.DataFrame,
    components: Sequence[str],
    first: Sequence[str],
    second: Sequence[str],
    rule: str = "min-max",
    keys: Sequence[str] = KEYS,
) -> str:
    """Whether one pair ranks above another whatever the weights.

    table, rule and keys as for :func:`~course_utils.measures.institutions.contributions`. first, second: the two pairs,
    as the values of the keys.

    Returns "first" (at least as high on every component and higher on one, so no weights put it lower), "second",
    "equal" (the same on all) or "depends" (each is higher on some component). Raises CourseError for a pair that is
    not in the table, an empty cell, and what ``contributions`` refuses.

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"state_a": ["AZE"] * 2, "state_b": ["PAK", "TUR"], "visits": [2, 6], "trade": [9, 1]})
    >>> dominance(pairs, ["visits", "trade"], ("AZE", "PAK"), ("AZE", "TUR"))
    'depends'
    """
    two = _two(table, first, second, list(components), rule, keys)
    ahead, behind = bool((two["first"] > two["second"]).any()), bool((two["first"] < two["second"]).any())
    return {(True, False): "first", (False, True): "second", (False, False): "equal", (True, True): "depends"}[
        ahead, behind
    ]


def turning_points(
    table: pd.DataFrame,
    weights: Mapping[str, float],
    first: Sequence[str],
    second: Sequence[str],
    rule: str = "min-max",
    keys: Sequence[str] = KEYS,
) -> pd.DataFrame:
    """The weight of each component at which two pairs change places.

    Input as for :func:`dominance`, with the declared weights, which are divided by their sum. One weight at a time is
    moved from 0 to 1; the others shrink or grow in proportion.

    Returns one row a component: component, weight (declared, 0 to 1), first and second (the rescaled values),
    turning (the weight at which both pairs score the same; missing where no weight from 0 to 1 does so, where every
    weight does, and for a component that carries all the weight, since the others have no proportion to keep).
    Raises CourseError as :func:`dominance` does.

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"state_a": ["AZE"] * 2, "state_b": ["PAK", "TUR"], "visits": [2, 6], "trade": [9, 1]})
    >>> turning_points(pairs, {"visits": 3, "trade": 1}, ("AZE", "PAK"), ("AZE", "TUR"))["turning"].tolist()
    [0.5, 0.5]
    """
    import numpy as np

    shares = declared(weights)
    two = _two(table, first, second, list(shares), rule, keys)
    two = two.rename_axis("component").reset_index()
    two.insert(1, "weight", [shares[name] for name in two["component"]])
    gap = (two["first"] - two["second"]).to_numpy()
    weight = two["weight"].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = (gap @ weight - weight * gap) / (1 - weight)
        # (1 − w) rest + w gap = 0
        turning = rest / (rest - gap)
    return two.assign(turning=np.where((weight < 1) & (turning >= 0) & (turning <= 1), turning, np.nan))
