"""Rates per 1,000 words, with the interval that a count of rare words allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.discourse.counts import beside_lengths
from course_utils.measures.intervals import rare

if TYPE_CHECKING:
    import pandas as pd

PER = 1000


def totals(counted: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """Speeches with words, words and occurrences of each group and term, and the rate per 1,000 words.

    >>> import pandas as pd
    >>> totals(pd.DataFrame({"term": ["kin", "kin"], "words": [500, 1500], "count": [0, 1]}), []).values.tolist()
    [['kin', 2, 2000, 1, 0.5]]
    """
    spoken = counted.assign(n=counted["words"] > 0)
    table = spoken.groupby([*groups, "term"], observed=True)[["n", "words", "count"]].sum().reset_index()
    table["rate"] = PER * table["count"] / table["words"].where(table["words"] > 0)
    return table


def rates(
    terms: pd.DataFrame,
    speeches: pd.DataFrame,
    by: str | list[str] | None = "state",
    window: int | None = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """How often a term occurs per 1,000 words, with an exact interval.

    terms: columns term, count, and those that name a speech (state, year), with a row of 0 where a term does
    not occur. speeches: the same naming columns, words, and those of ``by``; it says which speeches are
    studied. by: columns to group by. window: years to take together, such as 10 for decades.

    Returns one row a group and term: the columns of ``by``, window (its first year), term, n (speeches with
    words), words, count, rate (occurrences per 1,000 words), low and high (ends of the interval). A term that
    never occurs has the rate 0 and still an upper end: so little text cannot show that it would never be
    said. Without words n is 0 and the rate and interval are missing.

    The interval (Garwood) takes occurrences for independent of one another. They are not: who says a word
    once in a speech says it again. Compare :func:`bootstrap_rates`.

    Raises CourseError for lacking or repeated rows, for counts that are no counts, for unknown columns.

    Source: Garwood (1936), through the gamma quantiles of scipy.stats.

    >>> import pandas as pd
    >>> speeches = pd.DataFrame({"state": ["AZE"], "year": [1994], "words": [2000]})
    >>> terms = speeches[["state", "year"]].assign(term="kashmir", count=0)
    >>> rates(terms, speeches).round(3).to_dict("records")
    [{'state': 'AZE', 'term': 'kashmir', 'n': 1, 'words': 2000, 'count': 0, 'rate': 0.0, 'low': 0.0, 'high': 1.844}]
    """
    table = totals(*beside_lengths(terms, speeches, by, window))
    thousands = table["words"].where(table["words"] > 0) / PER
    low, high = rare(table["count"], level)
    return table.assign(low=low / thousands, high=high / thousands)
