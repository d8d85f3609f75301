"""Which words set two groups apart, by two measures that rank them differently.

Monroe, Colaresi and Quinn (2008) shrink each word towards what a background leads one to expect, so that
neither rare words nor words like "the" fill the top of the list. The log-likelihood ratio (Dunning 1993)
measures evidence of any difference, and favours frequent words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import different, number, one_of
from course_utils.measures.tables import natural, require, unique

if TYPE_CHECKING:
    import pandas as pd


def _two(words: pd.DataFrame, a: object, b: object, by: str) -> pd.DataFrame:
    """Counts of each word of the two groups, one row a word that either says."""
    require(words, [by, "word", "count"], "word counts")
    natural(words, ["count"], "word counts")
    unique(words, [name for name in words.columns if name != "count"], "word counts")
    known = words[by].unique().tolist()
    for name in (a, b):
        one_of(f"{by} in these words", name, known)
    different(f"groups of the column {by}", a, b)
    sides = [words[words[by] == name].groupby("word", observed=True)["count"].sum() for name in (a, b)]
    table = sides[0].to_frame("count_a").join(sides[1].rename("count_b"), how="outer").fillna(0).astype("int64")
    table = table[table.sum(axis=1) > 0]
    table.index = table.index.astype("str")
    return table.rename_axis("word").reset_index()


def keyness(
    words: pd.DataFrame,
    a: object,
    b: object,
    by: str = "state",
    size: float = 1000.0,
    background: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Log-odds ratio of each word between two groups, with an informative Dirichlet prior.

    words: columns word, count and ``by``; other columns (decade) are added up. a, b: two values of ``by``.
    background: columns word, count; the prior expects each word as often as there, by default as in all rows
    of ``words``. size: weight of the prior, in words: each group is treated as if it had said so many words
    of the background too. The larger it is, the more a rare word must show.

    Returns one row a word that either group says: word, count_a, count_b, delta (log-odds of the word in a
    less those in b, natural logarithm; above 0 where a says it more), variance (its approximate variance), z
    (delta over its standard error); the words most typical of a first, those of b last. A word that one group
    never says has a finite delta as long as the background holds it. Where neither the prior nor a group
    holds the word (a size of 0, a background without it), and where a group says no other word, delta,
    variance and z are missing. With size 0 it is the plain log-odds ratio with Woolf's variance.

    With a thousand words some z beyond 1.96 come by chance: it ranks words, it does not test each. The odds
    are among the words of the table, here the frequent ones, not all that were spoken.

    Raises CourseError for a group that is not there or comes twice, for repeated rows, for counts that are no
    counts, for a background without words, and for a size below 0.

    Source: Monroe, Colaresi and Quinn (2008), with all four terms of the variance.

    >>> import pandas as pd
    >>> words = pd.DataFrame({"state": ["AZE", "AZE", "PAK", "PAK"], "word": ["karabakh", "peace"] * 2,
    ...                       "count": [30, 70, 5, 95]})
    >>> keyness(words, "AZE", "PAK", size=20).round(2).values.tolist()
    [['karabakh', 30, 5, 1.63, 0.17, 3.97], ['peace', 70, 95, -1.63, 0.17, -3.97]]
    """
    import numpy as np

    table = _two(words, a, b, by)
    prior = words if background is None else background
    require(prior, ["word", "count"], "background")
    natural(prior, ["count"], "background")
    size = number("size of the prior in words", size, least=0)
    said = prior.groupby("word", observed=True)["count"].sum()
    if not said.sum():
        raise CourseError("The background must hold words, but all its counts are 0.")
    said.index = said.index.astype("str")
    expected = size * (table["word"].map(said).fillna(0) / said.sum()).to_numpy(float)
    delta, variance = np.zeros(len(table)), np.zeros(len(table))
    for column, sign in (("count_a", 1), ("count_b", -1)):
        own = table[column].to_numpy(float) + expected
        rest = table[column].sum() + size - own
        possible = (own > 0) & (rest > 0)
        own, rest = np.where(possible, own, np.nan), np.where(possible, rest, np.nan)
        delta += sign * np.log(own / rest)
        variance += 1 / own + 1 / rest
    table = table.assign(delta=delta, variance=variance, z=delta / np.sqrt(variance))
    return table.sort_values(["z", "word"], ascending=[False, True], ignore_index=True)


def log_likelihood(words: pd.DataFrame, a: object, b: object, by: str = "state") -> pd.DataFrame:
    """Log-likelihood ratio (G squared) of each word between two groups.

    words, a, b and by as in :func:`keyness`.

    Returns one row a word that either group says: word, count_a, count_b, rate_a and rate_b (per 1,000 words
    of the table), g2 (0 where both say it equally often; it has no sign, so the rates tell which says it
    more), the largest first. g2 is missing where both groups say a single word
    only, or one says none; then its rate is missing too. Raises CourseError as :func:`keyness`.

    Source: Dunning (1993), through scipy.stats.power_divergence.

    >>> import pandas as pd
    >>> words = pd.DataFrame({"state": ["AZE", "AZE", "PAK", "PAK"], "word": ["karabakh", "peace"] * 2,
    ...                       "count": [30, 70, 5, 95]})
    >>> log_likelihood(words, "AZE", "PAK").round(2).iloc[0].to_dict()
    {'word': 'karabakh', 'count_a': 30, 'count_b': 5, 'rate_a': 300.0, 'rate_b': 50.0, 'g2': 23.61}
    """
    import numpy as np
    from scipy.stats import power_divergence

    table = _two(words, a, b, by)
    said = table[["count_a", "count_b"]].to_numpy(float).T
    spoken = said.sum(axis=1, keepdims=True)
    observed = np.concatenate([said, spoken - said])
    share = said.sum(axis=0) / max(spoken.sum(), 1)
    expected = np.concatenate([spoken * share, spoken * (1 - share)])
    possible = (expected > 0).all(axis=0)
    g2 = np.full(len(table), np.nan)
    g2[possible] = power_divergence(
        observed[:, possible], expected[:, possible], axis=0, lambda_="log-likelihood"
    ).statistic
    rate = 1000 * said / np.where(spoken > 0, spoken, np.nan)
    # Rounding can leave a zero a hair below 0.
    table = table.assign(rate_a=rate[0], rate_b=rate[1], g2=np.maximum(g2, 0))
    return table.sort_values(["g2", "word"], ascending=[False, True], ignore_index=True)
