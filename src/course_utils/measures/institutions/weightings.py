"""What an index says under other weights."""

from __future__ import annotations

import math
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import several, whole
from course_utils.measures.institutions.index import KEYS, WHAT, rescale
from course_utils.measures.tables import amounts, complete, require

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd

MOST = 100_000


def simplex(components: Sequence[str], steps: int = 10) -> pd.DataFrame:
    """All weightings in equal steps: every way of sharing out ``steps`` equal parts among the components.

    Returns one column a component, one row a weighting, each summing to 1. There are C(steps + m − 1, m − 1) for m
    components. Raises CourseError for fewer than two components, fewer than one step, and more than 100,000
    weightings (draw some with :func:`dirichlet` instead).
    Source: Scheffé (1958), the simplex lattice.

    >>> simplex(["visits", "trade"], steps=2).values.tolist()
    [[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]]
    """
    import pandas as pd

    names, parts = several("components", components), whole("number of steps", steps, 1)
    m = len(names)
    count = math.comb(parts + m - 1, m - 1)
    if count > MOST:
        raise CourseError(
            f"{m} components in {parts} steps make {count:,} weightings, above {MOST:,}. Use dirichlet(…)."
        )
    # Bars among parts: where the m − 1 bars stand says how many parts each component gets.
    rows = []
    for bars in combinations(range(parts + m - 1), m - 1):
        ends = [-1, *bars, parts + m - 1]
        rows.append([(after - before - 1) / parts for before, after in pairwise(ends)])
    return pd.DataFrame(rows, columns=names)


def dirichlet(components: Sequence[str], draws: int = 2000, seed: int = 0) -> pd.DataFrame:
    """Weightings drawn at random, all equally likely (a flat Dirichlet distribution).

    Returns one column a component, one row a draw, each summing to 1; the same seed gives the same rows.
    Raises CourseError for fewer than two components and fewer than one draw.

    >>> bool((dirichlet(["visits", "trade"], draws=5).sum(axis=1).round(12) == 1).all())
    True
    """
    import numpy as np
    import pandas as pd

    names = several("components", components)
    drawn = np.random.default_rng(seed).dirichlet(np.ones(len(names)), size=whole("number of draws", draws, 1))
    return pd.DataFrame(drawn, columns=names)


def sensitivity(
    table: pd.DataFrame,
    weightings: pd.DataFrame,
    top: int = 1,
    rule: str = "min-max",
    keys: Sequence[str] = KEYS,
) -> pd.DataFrame:
    """How the rank of each pair moves over many weightings.

    table, rule and keys as for :func:`~course_utils.measures.institutions.contributions`; no cell may be empty.
    weightings: one column a component, one row a weighting, as from :func:`simplex` or :func:`dirichlet`; each row is
    divided by its sum. top: the place that counts as a success.

    Returns the keys, best and worst (the highest and lowest rank under any of them; 1 is the highest), median (rank),
    share_top (share of weightings under which the pair ranks ``top`` or better) and n (weightings), ordered by median.
    Ties share the better rank.

    Raises CourseError as ``contributions`` does, for negative weights and for a top beyond the number of pairs.
    Source: Saisana, Saltelli and Tarantola (2005).

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"state_a": ["AZE"] * 2, "state_b": ["PAK", "TUR"], "visits": [2, 6], "trade": [9, 1]})
    >>> sensitivity(pairs, simplex(["visits", "trade"], steps=10))[["state_b", "best", "worst", "share_top"]].round(3).values.tolist()
    [['PAK', 1, 2, 0.545], ['TUR', 1, 2, 0.545]]
    """
    import numpy as np

    require(weightings, [], "weightings")
    components = several("components of the weightings", weightings.columns)
    amounts(weightings, components, "weightings")
    weights = weightings.to_numpy("float64")
    if weights.shape[0] == 0 or (weights.sum(axis=1) <= 0).any():
        raise CourseError("Each row of the weightings needs one weight above 0, and there must be one row at least.")
    scaled = rescale(table, components, rule, keys)
    complete(table, components, WHAT)
    if whole("place (top)", top, 1) > len(table):
        raise CourseError(f"Place {top} is beyond the {len(table)} pairs of the table.")
    ranks = _ranks(scaled.to_numpy(), weights / weights.sum(axis=1, keepdims=True))
    summary = table[list(keys)].assign(
        best=ranks.min(axis=0),
        worst=ranks.max(axis=0),
        median=np.median(ranks, axis=0),
        share_top=(ranks <= top).mean(axis=0),
        n=len(weights),
    )
    return summary.sort_values(["median", "best", "worst", *keys], ignore_index=True)


def _ranks(scaled: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Rank of each pair (column) under each weighting (row)."""
    import numpy as np
    from scipy.stats import rankdata

    # Sums in another order differ in the last digit; equal scores must tie.
    return np.asarray(rankdata(-np.round(weights @ scaled.T, 12), method="min", axis=1)).astype("int64")
