"""Base rates: how common a shared empire is among the pairs in question, and among those they stand beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import several
from course_utils.measures.intervals import wilson
from course_utils.measures.tables import natural, pairs_of, truths

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def parts(table: pd.DataFrame, whole: str, part: str, what: str) -> None:
    """Raise CourseError unless two columns hold whole numbers, none negative, the part at most the whole.

    >>> import pandas as pd
    >>> parts(pd.DataFrame({"n": [36], "n_same": [20]}), "n", "n_same", "counts")
    """
    natural(table, [whole, part], what)
    if (table[part] > table[whole]).any():
        raise CourseError(f"In the {what}, {part} is larger than {whole} in a row; it must be a part of it.")


def rate_intervals(counts: pd.DataFrame, n: str = "n", part: str = "n_same", level: float = 0.95) -> pd.DataFrame:
    """Shares with Wilson intervals from counts, such as the table ``claim_rates``.

    counts: the columns named by n (a total) and part (how many of them), beside any others.

    Returns the table with three more columns: estimate (part divided by n), low and high, all from 0 to 1. All three
    are missing where n is 0. The interval takes the rows counted for independent; pairs that share a state are not, so
    it is too narrow.

    Raises CourseError for lacking or non-numeric columns, counts that are negative, broken or missing, and a part
    larger than its whole. An empty table gives an empty table.

    Source: Wilson (1927); Brown, Cai and DasGupta (2001) on why not the textbook interval.

    >>> import pandas as pd
    >>> rates = rate_intervals(pd.DataFrame({"set": ["claims", "neighbours"], "n": [36, 316], "n_same": [20, 139]}))
    >>> rates.round(2)[["estimate", "low", "high"]].values.tolist()
    [[0.56, 0.4, 0.7], [0.44, 0.39, 0.49]]
    """
    parts(counts, n, part, "counts")
    total, count = counts[n].astype(float), counts[part].astype(float)
    low, high = wilson(count, total, level)
    return counts.assign(estimate=count / total.where(total > 0), low=low, high=high)


def base_rates(pairs: pd.DataFrame, codings: Sequence[str], sets: Sequence[str], level: float = 0.95) -> pd.DataFrame:
    """The share of pairs with a shared empire in each comparison set, under each coding.

    pairs: columns state_a, state_b, one true-or-false column for each coding and one for each comparison set, one row
    a pair. The set "all" needs no column: it is every row.

    Returns one row a comparison set and coding: comparison_set, coding, n (pairs in the set), n_same, estimate, low,
    high, as :func:`rate_intervals`; estimate, low and high are missing where n is 0.

    Raises CourseError for a lacking column or one that is not true or false, no coding or no set, a pair that comes
    twice, and a missing state or the same state twice in a row.

    Source: as :func:`rate_intervals`; Bar-Hillel (1980) on what leaving out the base rate does.

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"state_a": ["ARM", "IND", "AZE", "AFG"], "state_b": ["AZE", "PAK", "PAK", "IRN"],
    ...                       "same": [True, True, False, False], "neighbours": [True, True, False, True]})
    >>> base_rates(pairs, ["same"], ["all", "neighbours"])[["comparison_set", "n", "n_same"]].values.tolist()
    [['all', 4, 2], ['neighbours', 3, 2]]
    """
    import numpy as np
    import pandas as pd

    pairs_of(pairs, "pairs", once=True)
    codings, sets = several("codings", codings, 1), several("comparison sets", sets, 1)
    coded = truths(pairs, codings, "pairs").to_numpy()
    rows = []
    for name in sets:
        inside = np.ones(len(pairs), dtype=bool) if name == "all" else truths(pairs, [name], "pairs")[name].to_numpy()
        for coding, same in zip(codings, coded[inside].sum(axis=0), strict=True):
            rows.append({"comparison_set": name, "coding": coding, "n": int(inside.sum()), "n_same": int(same)})
    return rate_intervals(pd.DataFrame(rows), level=level)
