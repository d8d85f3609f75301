"""What usually happens: the share of a reference class, as a forecast for the next case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import unknown
from course_utils.measures.forecast.table import columns, level_of, outcomes, parts
from course_utils.measures.tables import require

if TYPE_CHECKING:
    import pandas as pd

# What each rule adds to either side before it takes the share.
RULES = {"plain": 0.0, "jeffreys": 0.5, "laplace": 1.0}


def base_rate(
    cases: pd.DataFrame, rule: str = "laplace", by: str | list[str] | None = None, level: float = 0.95
) -> pd.DataFrame:
    """The base rate of a reference class.

    cases: one row a case, column outcome (1 it happened, 0 it did not, missing while it may still). rule:
    "plain" (share), "jeffreys" (half a case added to either side) or "laplace" (one case added to either side,
    the rule of succession), which never give the probabilities 0 and 1 that one surprise would ruin. by:
    columns to group by.

    Returns one row a group: the columns of ``by``, n (cases with an outcome), unresolved (without), happened,
    estimate, low, high: the Wilson interval for "plain", else the quantiles of the beta posterior. With n = 0
    "plain" and its interval are missing, and the other rules give one half, which is their prior.

    Leaving out open cases is right only if they are like the others. Where the event takes time, young cases
    are open because they are young: use :func:`horizon_rates`. Raises CourseError for outcomes other than 1
    and 0, and for an unknown rule or column.

    Source: Laplace (1774); Jeffreys (1946), intervals as in Brown, Cai and DasGupta (2001).

    >>> import pandas as pd
    >>> base_rate(pd.DataFrame({"outcome": [1, 1, 1, None]})).round(2).values.tolist()
    [[3.0, 1.0, 3.0, 0.8, 0.4, 0.99]]
    """
    import numpy as np
    import pandas as pd
    from scipy.stats import beta
    from statsmodels.stats.proportion import proportion_confint

    if rule not in RULES:
        raise unknown("rule", rule, RULES)
    require(cases, ["outcome"], "cases")
    table = cases.assign(outcome=outcomes(cases["outcome"], "cases"))
    tail, added = (1 - level_of(level)) / 2, RULES[rule]
    rows = []
    for label, part in parts(table, by):
        n, happened = int(part["outcome"].count()), int(part["outcome"].sum())
        if added:
            ends = beta.ppf([tail, 1 - tail], happened + added, n - happened + added)
        else:
            ends = proportion_confint(happened, n, alpha=2 * tail, method="wilson") if n else (np.nan, np.nan)
        estimate = (happened + added) / (n + 2 * added) if n + added else np.nan
        rows.append((*label, n, len(part) - n, happened, estimate, *ends))
    return pd.DataFrame(rows, columns=[*columns(by), "n", "unresolved", "happened", "estimate", "low", "high"])
