"""A map of states on which distance stands for disagreement, with the misfit said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.tables import numeric, require, unique

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def complete(pairs: pd.DataFrame, least: int = 1) -> pd.DataFrame:
    """The pairs among states every two of which have enough roll calls in common.

    pairs: columns state_a, state_b, n, as from :func:`all_pairs`. least: roll calls that every pair must have.

    States are left out one at a time, each time the one with the most pairs that fall short (of equals the one with
    the fewest roll calls over all its pairs, then the last in the alphabet), until no pair does.

    Returns the rows that are left, as they came. Which states are gone is the difference of the two tables' states:
    say it beside every map.

    Raises CourseError for pairs that are not one a row.

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"state_a": ["AZE", "AZE", "DDR"], "state_b": ["DDR", "PAK", "PAK"], "n": [0, 90, 80]})
    >>> complete(pairs)[["state_a", "state_b"]].values.tolist()
    [['AZE', 'PAK']]
    """
    unique(pairs, ["state_a", "state_b"], "pairs")
    numeric(pairs, ["n"], "pairs")
    n = _square(pairs, "n", float("inf")).fillna(0)
    while (n < least).any(axis=None):
        short = (n < least).sum()
        worst = n.loc[short == short.max()].replace(float("inf"), 0).sum(axis=1)
        gone = worst.index[worst == worst.min()][-1]
        n = n.drop(index=gone, columns=gone)
    return pairs[pairs["state_a"].isin(n.index) & pairs["state_b"].isin(n.index)]


def state_map(pairs: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """States in the plane, so that their distances come as near as can be to 1 - agreement.

    pairs: columns state_a, state_b, agreement (0 to 1), one row for every pair, as from :func:`all_pairs`. A map
    needs every distance: states with missing pairs are refused, and :func:`complete` leaves them out.

    Metric multidimensional scaling by majorisation (SMACOF of scikit-learn), started from classical scaling, so that
    no luck enters. The picture can be turned and mirrored without changing a distance, so its orientation follows a
    rule: the middle is at 0, x is the direction in which the states differ most, and on each axis the state farthest
    from the middle stands on the positive side (of equals the first in the alphabet). The axes have no meaning but
    what the reader gives them.

    Returns the points (state, x, y in units of 1 - agreement, sorted by state) and the stress: Kruskal's stress-1, 0
    for a perfect fit, about 0.1 for a fair and 0.2 for a poor one by his rule of thumb.

    Raises CourseError for missing pairs, an agreement outside 0 to 1, or fewer than three states.

    Source: Kruskal (1964) for the stress; de Leeuw (1977) for SMACOF; Torgerson (1952) for the start.

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"state_a": ["ARM", "ARM", "AZE"], "state_b": ["AZE", "PAK", "PAK"],
    ...                       "agreement": [0.7, 0.6, 0.5]})
    >>> points, stress = state_map(pairs)
    >>> points.round(2).values.tolist(), round(stress, 6)
    ([['ARM', -0.07, 0.15], ['AZE', -0.22, -0.11], ['PAK', 0.28, -0.05]], 0.0)
    """
    import numpy as np
    import pandas as pd
    from sklearn.manifold import ClassicalMDS, smacof

    apart = 1 - _checked(pairs)
    distances = apart.to_numpy()
    if not distances.any():
        return pd.DataFrame({"state": apart.index, "x": 0.0, "y": 0.0}), 0.0
    with np.errstate(invalid="ignore"):  # a second axis that carries nothing may come out as the root of -1e-17
        start = np.nan_to_num(ClassicalMDS(metric="precomputed").fit_transform(distances))
    points, stress = smacof(distances, init=start, n_init=1, max_iter=3000, eps=1e-12, normalized_stress=True)
    x, y = _oriented(points).T
    return pd.DataFrame({"state": apart.index, "x": x, "y": y}), float(stress)


def _square(pairs: pd.DataFrame, column: str, own: float) -> pd.DataFrame:
    """The column as a symmetric matrix of states by states, with this value on the diagonal."""
    import numpy as np

    named = pairs.astype({"state_a": "str", "state_b": "str"})
    wrong = named[named["state_a"] >= named["state_b"]]
    if len(wrong):
        raise CourseError(
            "In each pair state_a must come before state_b in the alphabet, so that no pair is there twice, but "
            f"{wrong['state_a'].iloc[0]} stands before {wrong['state_b'].iloc[0]}. Use course_utils.states.pair."
        )
    states = sorted({*named["state_a"], *named["state_b"]})
    half = named.pivot(index="state_a", columns="state_b", values=column).astype(float)
    half = half.reindex(index=states, columns=states)
    return half.fillna(half.T).where(~np.eye(len(states), dtype=bool), own)


def _checked(pairs: pd.DataFrame) -> pd.DataFrame:
    """Agreement as a whole matrix, or the error that says what is lacking."""
    require(pairs, ["state_a", "state_b", "agreement"], "pairs")
    unique(pairs, ["state_a", "state_b"], "pairs")
    numeric(pairs, ["agreement"], "pairs")
    outside = ~pairs["agreement"].between(0, 1) & pairs["agreement"].notna()
    if outside.any():
        raise CourseError(f"Agreement lies between 0 and 1, but {pairs.loc[outside, 'agreement'].iloc[0]} came.")
    square = _square(pairs, "agreement", 1.0)
    if len(square) < 3:
        raise CourseError(f"A map needs at least three states, but {len(square)} came.")
    missing = square.isna().sum()
    if missing.any():
        most = missing[missing > 0].sort_values(ascending=False, kind="stable").head(5)
        named = ", ".join(f"{state} ({count})" for state, count in most.items())
        raise CourseError(
            f"A map needs the agreement of every pair of states, but {int(missing.sum()) // 2} pairs lack it, most of "
            f"them of {named}. Leave such states out with complete(pairs), or choose a window of years or states."
        )
    return square


def _oriented(points: np.ndarray) -> np.ndarray:
    """The same picture, turned and mirrored as the rule says."""
    import numpy as np

    centred = points - points.mean(axis=0)
    turned = centred @ np.linalg.svd(centred, full_matrices=False)[2].T
    for axis in range(2):
        far = np.abs(turned[:, axis])
        first = np.flatnonzero(far >= far.max() * (1 - 1e-6))[0]  # equal but for rounding
        turned[:, axis] *= -1 if turned[first, axis] < 0 else 1
    return turned + 0.0  # no minus zero
