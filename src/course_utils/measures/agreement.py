"""How alike two states vote: shares, chance-corrected agreement, intervals, ranks.

Sources: Lijphart (1963) for the index with half agreement, Cohen (1960) and Scott (1955) for the
correction by chance, Häge (2011) for its use on foreign-policy positions, Feinstein and Cicchetti (1990)
for what prevalence does to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.dyads import CHOICES, ballots

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

STATISTICS = ("agreement", "lijphart", "kappa", "pi")


def _tables(dyads: pd.DataFrame, groups: list[str]) -> tuple[pd.DataFrame | None, np.ndarray]:
    """3 × 3 counts of vote_a by vote_b (order of CHOICES), one a group."""
    import numpy as np
    import pandas as pd

    order = {choice: index for index, choice in enumerate(CHOICES)}
    kept = dyads[dyads["vote_a"].isin(CHOICES) & dyads["vote_b"].isin(CHOICES)]
    cell = kept["vote_a"].map(order).astype("int64") * 3 + kept["vote_b"].map(order).astype("int64")
    if not groups:
        return None, np.bincount(cell, minlength=9).reshape(1, 3, 3).astype(float)
    counts = pd.crosstab([kept[name] for name in groups], cell).reindex(columns=range(9), fill_value=0)
    return counts.index.to_frame(index=False), counts.to_numpy(float).reshape(-1, 3, 3)


def _measures(tables: np.ndarray) -> dict[str, np.ndarray]:
    """The statistics of many 3 × 3 tables at once; kappa and pi are missing where chance agreement is 1."""
    import numpy as np

    n = tables.sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        same = tables[:, range(3), range(3)].sum(axis=1) / n
        opposed = (tables[:, 0, 2] + tables[:, 2, 0]) / n
        rows, columns = tables.sum(axis=2) / n[:, None], tables.sum(axis=1) / n[:, None]
        by_chance = (rows * columns).sum(axis=1)
        pooled = (((rows + columns) / 2) ** 2).sum(axis=1)
        return {
            "n": n.astype(int),
            "agreement": same,
            "lijphart": same + (1 - same - opposed) / 2,
            "kappa": np.where(by_chance < 1, (same - by_chance) / (1 - by_chance), np.nan),
            "pi": np.where(pooled < 1, (same - pooled) / (1 - pooled), np.nan),
        }


def agreement(dyads: pd.DataFrame, by: str | list[str] | None = None) -> pd.DataFrame:
    """Agreement of the two states of a dyad, over all rows or by group.

    dyads: columns vote_a, vote_b (and those of ``by``), as from :func:`course_utils.measures.dyads.dyad`;
    rows on which either state did not vote yes, no or abstain are not counted.
    Returns one row a group: n (roll calls), agreement (share identical, 0 to 1), lijphart (an abstention
    against a yes or no counts half, 0 to 1), kappa (Cohen: chance from each state's own habits) and pi
    (Scott: chance from their pooled habits), both at most 1, 0 at what chance gives, missing where both
    always vote the same single way.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"vote_a": ["yes", "yes", "no", "abstain"], "vote_b": ["yes", "no", "no", "yes"]})
    >>> agreement(votes).round(3).to_dict("records")
    [{'n': 4, 'agreement': 0.5, 'lijphart': 0.625, 'kappa': 0.2, 'pi': 0.158}]
    """
    import pandas as pd

    groups = [by] if isinstance(by, str) else list(by or [])
    index, tables = _tables(dyads, groups)
    measured = pd.DataFrame(_measures(tables))
    return measured if index is None else pd.concat([index, measured], axis=1)


def interval(
    dyads: pd.DataFrame,
    statistic: str = "agreement",
    cluster: str | None = None,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> tuple[float, float]:
    """Percentile bootstrap interval of a statistic of :func:`agreement`.

    cluster: column whose groups are drawn whole (the family of a text that returns every year, or the
    session); without it roll calls are drawn one by one, which takes yearly repeats for fresh evidence and
    makes the interval too narrow.
    Returns (low, high). Raises CourseError for an unknown statistic or fewer than two clusters.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"vote_a": ["yes", "no"] * 50, "vote_b": ["yes", "yes"] * 50, "family": range(100)})
    >>> low, high = interval(votes, cluster="family"); bool(low < 0.5 < high)
    True
    """
    import numpy as np

    from course_utils.errors import unknown

    if statistic not in STATISTICS:
        raise unknown("statistic", statistic, STATISTICS)
    frame = dyads if cluster else dyads.assign(_row=np.arange(len(dyads)))
    _, tables = _tables(frame, [cluster or "_row"])
    if len(tables) < 2:
        raise CourseError(f"A bootstrap needs at least two clusters to draw from, but there are {len(tables)}.")
    random = np.random.default_rng(seed)
    size = len(tables)
    # How often each cluster was drawn, one row a draw: the same as a multinomial sample, and ten times as fast.
    chosen = random.integers(size, size=(draws, size)) + np.arange(draws)[:, None] * size
    weights = np.bincount(chosen.ravel(), minlength=draws * size).reshape(draws, size)
    drawn = _measures((weights @ tables.reshape(-1, 9)).reshape(-1, 3, 3))[statistic]
    tail = (1 - level) / 2
    low, high = np.nanquantile(drawn, [tail, 1 - tail])
    return float(low), float(high)


def partners(votes: pd.DataFrame, state: str, least: int = 1) -> pd.DataFrame:
    """Every other state's agreement with one state, ranked.

    votes: columns roll_call, state, vote. least: roll calls on which both must have voted.
    Returns columns partner, n, agreement, rank (1 is the closest; ties share the better rank), closest first.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1] * 3 + [2] * 3, "state": ["AZE", "PAK", "ARM"] * 2,
    ...                       "vote": ["yes", "yes", "no", "yes", "no", "no"]})
    >>> partners(votes, "AZE").values.tolist()
    [['PAK', 2, 0.5, 1], ['ARM', 2, 0.0, 2]]
    """
    import pandas as pd

    from course_utils.errors import unknown

    matrix = ballots(votes)
    if state not in matrix.columns:
        raise unknown("state in these votes", state, matrix.columns)
    others = matrix.drop(columns=state)
    own = matrix[state]
    n = others.notna().mul(own.notna(), axis=0).sum()
    same = others.eq(own, axis=0).sum()
    table = pd.DataFrame({"partner": others.columns.astype("str"), "n": n.to_numpy(), "same": same.to_numpy()})
    table = table[table["n"] >= max(least, 1)]
    table = table.assign(agreement=table["same"] / table["n"])
    table["rank"] = table["agreement"].rank(ascending=False, method="min").astype(int)
    return table.sort_values(["rank", "partner"], ignore_index=True)[["partner", "n", "agreement", "rank"]]
