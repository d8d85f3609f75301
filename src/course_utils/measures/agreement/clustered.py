"""The interval of a share of identical votes in closed form: the same on every machine, also without a random draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_utils.errors import CourseError
from course_utils.measures.agreement.choices import CHOICES, codes
from course_utils.measures.intervals import wilson
from course_utils.measures.tables import columns_of, complete, require

if TYPE_CHECKING:
    import pandas as pd

RESULTS = ("n", "clusters", "effective", "agreement", "low", "high")


def clustered_interval(
    dyads: pd.DataFrame, cluster: str, by: str | list[str] | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Agreement of a dyad with an interval that allows for texts that come back, over all rows or by group.

    dyads: columns vote_a, vote_b, the cluster and those of ``by``, as from :func:`dyad` with ``roll_calls=``. Rows on
    which either did not vote yes, no or abstain are not counted.

    cluster: column whose rows lean on each other, such as the :func:`family` of a text. by: one column or several,
    such as year. level: confidence level, between 0 and 1.

    Returns one row a group, or one row in all: n (roll calls counted), clusters (families among them), effective (how
    many independent roll calls would tell as much), agreement (share identical, 0 to 1), low and high (its interval).
    The ends are missing with fewer than two clusters. A row whose group is missing is left out.

    The variance of the share is that of a ratio of cluster totals, V = G / (G - 1) sum (s - p n)^2 / N^2, where each
    of G clusters has n roll calls, s of them identical. The effective number is p (1 - p) / V, but at most N; where all
    votes are identical, or none is, V says nothing, and the number is N^2 / sum n^2 as though a cluster always voted
    one way (Kish 1965). With it the interval is Wilson's. It is close to what :func:`interval` draws by the same
    clusters, and unlike it never of no width.

    Raises CourseError for a table without these columns, a missing cluster, a group that bears a result's name, a word
    that is no vote, or a level that makes no sense.

    Source: Wilson (1927), with the effective sample as in Franco, Little, Louis and Slud (2019).

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"vote_a": ["yes", "no"] * 4, "vote_b": "yes", "family": [1, 1, 2, 2, 3, 3, 4, 5]})
    >>> clustered_interval(votes, "family").round(2).to_dict("records")
    [{'n': 8, 'clusters': 5, 'effective': 8.0, 'agreement': 0.5, 'low': 0.22, 'high': 0.78}]
    """
    import numpy as np
    import pandas as pd

    groups = columns_of(by)
    require(dyads, ["vote_a", "vote_b", cluster, *groups], "dyad")
    complete(dyads, [cluster], "dyad")
    taken = sorted({*RESULTS} & set(groups))
    if taken:
        raise CourseError(f"A group must not be called {taken[0]}, as the result has such a column. Rename it.")
    first, second = codes(dyads["vote_a"]), codes(dyads["vote_b"])
    cast = (first >= 0) & (first < len(CHOICES)) & (second >= 0) & (second < len(CHOICES))
    rows = dyads.loc[cast, list(dict.fromkeys([*groups, cluster]))].assign(same=(first == second)[cast])
    keys: list[Any] = [*groups] or [np.zeros(len(rows), dtype=int)]
    sums = rows.groupby([*keys, rows[cluster].rename("")], observed=True)["same"].agg(["size", "sum"])
    levels = list(range(len(keys)))
    totals = sums.groupby(level=levels, observed=True).sum()
    if not groups and totals.empty:
        totals.loc[0] = 0
    n, share = totals["size"].astype(int), (totals["sum"] / totals["size"]).where(totals["size"] > 0)
    clusters = sums.groupby(level=levels, observed=True).size().reindex(totals.index, fill_value=0)
    squares = (sums["size"] ** 2).groupby(level=levels, observed=True).sum().reindex(totals.index)
    expected = sums["size"] * share.reindex(sums.index.droplevel(-1)).to_numpy()
    spread = ((sums["sum"] - expected) ** 2).groupby(level=levels, observed=True).sum().reindex(totals.index)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = spread * clusters / (clusters - 1) / n**2
        effective = np.minimum((share * (1 - share)) / variance, n)
        effective = effective.where((share > 0) & (share < 1), n**2 / squares).where(clusters >= 2)
    low, high = wilson(share * effective, effective, level)
    columns = zip(RESULTS, (n, clusters, effective, share, low, high), strict=True)
    table = pd.DataFrame({name: np.asarray(values) for name, values in columns})
    return pd.concat([totals.index.to_frame(index=False), table], axis=1) if groups else table
