"""Intervals that take the speech for the unit: words of one speech come together.

Percentile bootstrap of Efron and Tibshirani (1993), drawing whole speeches.
"""

from __future__ import annotations

from numbers import Integral
from typing import TYPE_CHECKING

from course_utils.errors import CourseError, unknown
from course_utils.measures.discourse.counts import beside_lengths, between
from course_utils.measures.discourse.rates import PER, totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd


def _drawn(counted: pd.DataFrame, draws: int, seed: Sequence[int]) -> tuple[pd.Index, np.ndarray]:
    """The terms, and their rates in each draw of as many speeches as there are, one row a draw."""
    import numpy as np

    key = [name for name in counted.columns if name not in ("term", "count")]
    # The pivot sorts the speeches, so that the order of the rows does not matter.
    wide = counted[counted["words"] > 0].pivot(index=key, columns="term", values="count")
    words = wide.index.get_level_values("words").to_numpy(float)
    n = len(words)
    if n < 2:
        return wide.columns, np.full((draws, wide.shape[1]), np.nan)
    weights = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=draws)
    return wide.columns, PER * (weights @ wide.to_numpy(float)) / (weights @ words)[:, None]


def _ends(drawn: np.ndarray, level: float, never: np.ndarray) -> np.ndarray:
    """The ends of the percentile interval of each column; missing where the term never occurs."""
    import numpy as np

    tail = (1 - between(level)) / 2
    return np.where(never, np.nan, np.quantile(drawn, [tail, 1 - tail], axis=0))


def _check(draws: int) -> None:
    if not isinstance(draws, Integral) or draws < 1:
        raise CourseError(f"The number of draws must be a whole number of at least 1, but {draws!r} came.")


def bootstrap_rates(
    terms: pd.DataFrame,
    speeches: pd.DataFrame,
    by: str | list[str] | None = "state",
    window: int | None = None,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Rates per 1,000 words with an interval from drawing whole speeches.

    Input and columns as in :func:`rates`: the columns of ``by``, window, term, n (speeches with words), words,
    count, rate, low, high. Only the interval differs: it is wider where a term comes in bursts.

    The ends are missing with fewer than two speeches, and where the term never occurs: every draw then gives 0,
    which says nothing about the next speech. The exact upper end of :func:`rates` does. Raises CourseError as
    :func:`rates`, and for draws that are no whole number of at least 1.

    >>> import pandas as pd
    >>> speeches = pd.DataFrame({"state": ["PAK"] * 20, "year": range(2000, 2020), "words": [1000] * 20})
    >>> terms = speeches[["state", "year"]].assign(term="kinship", count=[10] + [0] * 19)
    >>> bursts = bootstrap_rates(terms, speeches)[["rate", "low", "high"]].values.tolist()
    >>> bursts
    [[0.5, 0.0, 1.5]]
    """
    import numpy as np
    import pandas as pd

    _check(draws)
    counted, groups = beside_lengths(terms, speeches, by, window)
    table = totals(counted, groups).assign(low=np.nan, high=np.nan)
    parts = counted.groupby(groups, observed=True) if groups else [((), counted)]
    for label, part in parts:
        names, drawn = _drawn(part, draws, [seed])
        rows = (table[groups] == pd.Series(label, index=groups, dtype=object)).all(axis=1) & table["term"].isin(names)
        table.loc[rows, ["low", "high"]] = _ends(drawn, level, (table.loc[rows, "count"] == 0).to_numpy()).T
    return table


def rate_difference(
    terms: pd.DataFrame,
    speeches: pd.DataFrame,
    a: object,
    b: object,
    by: str = "state",
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """The difference of two groups' rates per 1,000 words, drawing whole speeches of each.

    terms and speeches as in :func:`rates`. a, b: two values of the column ``by``, such as two states.

    Returns one row a term: term, n_a and n_b (speeches with words), rate_a, rate_b, estimate (rate of a less
    rate of b, per 1,000 words), low, high. The ends are missing where either group has fewer than two
    speeches, or neither says the term. Turned round, the result is the same with the sign changed. Raises
    CourseError as :func:`bootstrap_rates`, and for a group that is not there or is given twice.

    >>> import pandas as pd
    >>> speeches = pd.DataFrame({"state": ["AZE", "PAK"] * 9, "year": sorted([*range(9)] * 2), "words": 1000})
    >>> terms = speeches[["state", "year"]].assign(term="kinship", count=[0, 1] * 9)
    >>> rate_difference(terms, speeches, "PAK", "AZE")[["rate_a", "rate_b", "low", "high"]].values.tolist()
    [[1.0, 0.0, 1.0, 1.0]]
    """
    import numpy as np

    _check(draws)
    counted, _ = beside_lengths(terms, speeches, by, None)
    known = counted[by].unique().tolist()
    for name in (a, b):
        if name not in known:
            raise unknown(f"{by} in these speeches", name, map(str, known))
    if a == b:
        raise CourseError(f"A difference needs two groups of the column {by}, but {a!r} came twice.")
    both = {name: counted[counted[by] == name] for name in sorted((a, b), key=str)}
    drawn = {name: _drawn(part, draws, [seed, turn])[1] for turn, (name, part) in enumerate(both.items())}
    table = totals(both[a], []).merge(totals(both[b], []), on="term", suffixes=("_a", "_b"))
    table["estimate"] = table["rate_a"] - table["rate_b"]
    low, high = np.full((2, len(table)), np.nan)
    if table[["n_a", "n_b"]].gt(0).all(axis=None):
        low, high = _ends(drawn[a] - drawn[b], level, (table["count_a"] + table["count_b"] == 0).to_numpy())
    return table.assign(low=low, high=high)[["term", "n_a", "n_b", "rate_a", "rate_b", "estimate", "low", "high"]]
