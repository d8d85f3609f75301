"""One odds ratio over several strata, each compared only within itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import level_of, several
from course_utils.measures.legacies.odds import odds_ratio, tables_by_group
from course_utils.measures.tables import columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd


def _equal_odds(tables: np.ndarray, ratio: float) -> float:
    """The p-value of Tarone's test; statsmodels has it too, but divides zero by zero where the pooled ratio is 1."""
    import numpy as np
    from scipy.stats import chi2

    hits = tables[:, 0, 0]
    exposed, outcome = tables[:, 0].sum(axis=1), tables[:, :, 0].sum(axis=1)
    rest = tables[:, 1, 1] - hits
    # The count of exposed with the outcome that gives each stratum the pooled ratio solves
    # (1 - ratio) x² + b x - ratio * exposed * outcome = 0. Of the two ways to write the root, take the one that does
    # not subtract nearly equal numbers.
    b = ratio * (exposed + outcome) + rest
    root = np.sqrt(b**2 + 4 * (1 - ratio) * ratio * exposed * outcome)
    safe = b > 0
    expected = np.empty_like(b)
    expected[safe] = 2 * ratio * exposed[safe] * outcome[safe] / (b + root)[safe]
    expected[~safe] = (root - b)[~safe] / (2 * (1 - ratio))
    variance = 1 / (1 / expected + 1 / (outcome - expected) + 1 / (exposed - expected) + 1 / (rest + expected))
    gap = hits - expected
    statistic = (gap**2 / variance).sum() - gap.sum() ** 2 / variance.sum()
    return float(chi2.sf(max(statistic, 0.0), len(tables) - 1))


def mantel_haenszel(
    counts: pd.DataFrame,
    strata: str | Sequence[str],
    exposure: str = "same_empire",
    n: str = "n",
    outcome: str = "n_outcome",
    level: float = 0.95,
) -> pd.DataFrame:
    """One odds ratio over several strata, each compared only within itself.

    counts: as for :func:`odds_ratio`, two rows a stratum (the columns of strata).

    Returns one row: n (units in the strata used), strata (how many were used), left_out (strata in which all are
    exposed, none is, or the outcome is the same for all: they say nothing), odds_ratio, low, high (Robins, Breslow and
    Greenland's interval), crude (the odds ratio without strata, zeros as in :func:`odds_ratio`) and
    p_equal (Tarone's test that the strata share one odds ratio; small means that a single figure hides differences;
    missing with one stratum). odds_ratio, low, high and p_equal are missing where no stratum is used, or where
    the pooled ratio is 0 or infinite. Where crude and pooled lie far apart, the strata confound.

    Raises CourseError as :func:`odds_ratio`, and without strata.

    Source: Mantel and Haenszel (1959); Robins, Breslow and Greenland (1986); Tarone (1985).

    >>> import pandas as pd
    >>> counts = pd.DataFrame({"age": ["new", "new", "old", "old"], "same_empire": [True, False] * 2,
    ...                        "n": [80, 20, 20, 80], "n_outcome": [40, 10, 2, 8]})
    >>> mantel_haenszel(counts, "age").round(2)[["odds_ratio", "crude"]].values.tolist()
    [[1.0, 3.3]]
    """
    import numpy as np
    import pandas as pd
    from statsmodels.stats.contingency_tables import StratifiedTable

    alpha, groups = 1 - level_of(level), several("strata", columns_of(strata), 1)
    tables = [table for _, table in tables_by_group(counts, exposure, n, outcome, groups)]
    told = [table for table in tables if table.sum(axis=0).all() and table.sum(axis=1).all()]
    ratio = low = high = p_equal = crude = np.nan
    if told:
        total = np.sum(told, axis=0)
        whole = pd.DataFrame({"same_empire": [True, False], "n": total.sum(axis=1), "n_outcome": total[:, 0]})
        crude = odds_ratio(whole)["odds_ratio"].iloc[0]
    # The pooled ratio exists where both diagonals have a stratum with a product above zero.
    if any(t[0, 0] * t[1, 1] for t in told) and any(t[0, 1] * t[1, 0] for t in told):
        fit = StratifiedTable(told)
        ratio, (low, high) = fit.oddsratio_pooled, fit.oddsratio_pooled_confint(alpha)
        if len(told) > 1:
            p_equal = _equal_odds(np.array(told), ratio)
    return pd.DataFrame(
        {
            "n": [int(sum(table.sum() for table in told))],
            "strata": len(told),
            "left_out": len(tables) - len(told),
            "odds_ratio": ratio,
            "low": low,
            "high": high,
            "crude": crude,
            "p_equal": p_equal,
        }
    )
