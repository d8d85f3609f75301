"""Intervals that take the speech for the unit, by drawing whole speeches: words of one speech come together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import different, one_of, whole
from course_utils.measures.discourse.counts import beside_lengths
from course_utils.measures.discourse.term_rates import PER, totals
from course_utils.measures.intervals import tails
from course_utils.measures.tables import split

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

    return np.where(never, np.nan, np.quantile(drawn, tails(level), axis=0))


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

    Source: Efron and Tibshirani (1993).

    >>> import pandas as pd
    >>> speeches = pd.DataFrame({"state": ["PAK"] * 20, "year": range(2000, 2020), "words": [1000] * 20})
    >>> terms = speeches[["state", "year"]].assign(term="kinship", count=[10] + [0] * 19)
    >>> bursts = bootstrap_rates(terms, speeches)[["rate", "low", "high"]].values.tolist()
    >>> bursts
    [[0.5, 0.0, 1.5]]
    """
    import numpy as np
    import pandas as pd

    draws = whole("number of draws", draws, 1)
    counted, grouped = beside_lengths(terms, speeches, by, window)
    table = totals(counted, grouped).assign(low=np.nan, high=np.nan)
    for label, part in split(counted, grouped, "term counts"):
        names, drawn = _drawn(part, draws, [seed])
        rows = (table[grouped] == pd.Series(label, index=grouped, dtype=object)).all(axis=1) & table["term"].isin(names)
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

    Source: Efron and Tibshirani (1993).

    >>> import pandas as pd
    >>> speeches = pd.DataFrame({"state": ["AZE", "PAK"] * 9, "year": sorted([*range(9)] * 2), "words": 1000})
    >>> terms = speeches[["state", "year"]].assign(term="kinship", count=[0, 1] * 9)
    >>> rate_difference(terms, speeches, "PAK", "AZE")[["rate_a", "rate_b", "low", "high"]].values.tolist()
    [[1.0, 0.0, 1.0, 1.0]]
    """
    import numpy as np

    draws = whole("number of draws", draws, 1)
    counted, _ = beside_lengths(terms, speeches, by, None)
    known = counted[by].unique().tolist()
    for name in (a, b):
        one_of(f"{by} in these speeches", name, known)
    different(f"groups of the column {by}", a, b)
    both = {name: counted[counted[by] == name] for name in sorted((a, b), key=str)}
    drawn = {name: _drawn(part, draws, [seed, turn])[1] for turn, (name, part) in enumerate(both.items())}
    table = totals(both[a], []).merge(totals(both[b], []), on="term", suffixes=("_a", "_b"))
    table["estimate"] = table["rate_a"] - table["rate_b"]
    low, high = np.full((2, len(table)), np.nan)
    if table[["n_a", "n_b"]].gt(0).all(axis=None):
        low, high = _ends(drawn[a] - drawn[b], level, (table["count_a"] + table["count_b"] == 0).to_numpy())
    return table.assign(low=low, high=high)[["term", "n_a", "n_b", "rate_a", "rate_b", "estimate", "low", "high"]]
