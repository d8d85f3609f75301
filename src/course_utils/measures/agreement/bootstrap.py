"""How far a measure of agreement could move by the luck of which texts came to a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.agreement.coefficients import STATISTICS, cells, statistics
from course_utils.measures.arguments import one_of, whole
from course_utils.measures.intervals import tails
from course_utils.measures.tables import complete

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def interval(
    dyads: pd.DataFrame,
    statistic: str = "agreement",
    cluster: str | None = None,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> tuple[float, float]:
    """Percentile bootstrap interval of a statistic of :func:`agreement`.

    dyads: columns vote_a, vote_b and the cluster, as from :func:`dyad` with ``roll_calls=``. Rows on which either
    did not vote yes, no or abstain are not counted.

    cluster: column whose groups are drawn whole (the family of a text that returns every year, or the session);
    without it roll calls are drawn one by one, which takes yearly repeats for fresh evidence and makes the interval
    too narrow. draws: how many samples. level: share of them between the ends, between 0 and 1.

    Returns (low, high), on the scale of the statistic; draws in which the statistic is missing are left out, and both
    ends are missing when it is so in every draw. The same seed gives the same interval.

    Raises CourseError for an unknown statistic, a level or number of draws that makes no sense, a missing cluster,
    or fewer than two clusters (or roll calls) to draw from.

    Source: Efron and Tibshirani (1993); Cameron, Gelbach and Miller (2008) for drawing clusters whole.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"vote_a": ["yes", "no"] * 50, "vote_b": ["yes", "yes"] * 50, "family": range(100)})
    >>> low, high = interval(votes, cluster="family"); bool(low < 0.5 < high)
    True
    """
    import numpy as np

    one_of("statistic", statistic, STATISTICS)
    ends, draws = tails(level), whole("number of draws", draws, 1)
    random = np.random.default_rng(seed)
    drawn = statistics(
        _by_roll_call(dyads, draws, random) if cluster is None else _by_cluster(dyads, cluster, draws, random)
    )
    values = drawn[statistic][~np.isnan(drawn[statistic])]
    if not len(values):
        return float("nan"), float("nan")
    low, high = np.quantile(values, ends)
    return float(low), float(high)


def _enough(size: int, what: str) -> None:
    if size < 2:
        raise CourseError(f"A bootstrap needs at least two {what} to draw from, but there are {size}.")


def _by_roll_call(dyads: pd.DataFrame, draws: int, random: np.random.Generator) -> np.ndarray:
    """Tables of as many roll calls as there are, drawn with replacement: a multinomial sample of the nine cells."""
    _, tables = cells(dyads, [])
    n = int(tables.sum())
    _enough(n, "roll calls")
    return random.multinomial(n, tables.ravel() / n, size=draws).reshape(draws, 3, 3).astype(float)


def _by_cluster(dyads: pd.DataFrame, cluster: str, draws: int, random: np.random.Generator) -> np.ndarray:
    """Tables of as many clusters as there are, drawn with replacement."""
    import numpy as np

    complete(dyads, [cluster], "dyad")
    _, tables = cells(dyads, [cluster])
    tables = tables[tables.sum(axis=(1, 2)) > 0]
    size = len(tables)
    _enough(size, "clusters")
    # How often each cluster was drawn, one row a draw: the same as a multinomial sample, and ten times as fast.
    chosen = random.integers(size, size=(draws, size)) + np.arange(draws)[:, None] * size
    weights = np.bincount(chosen.ravel(), minlength=draws * size).reshape(draws, size)
    return (weights @ tables.reshape(-1, 9)).reshape(-1, 3, 3)
