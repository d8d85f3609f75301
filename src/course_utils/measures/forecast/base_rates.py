"""What usually happens: the share of a reference class, as a forecast for the next case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import one_of
from course_utils.measures.forecast.table import outcomes
from course_utils.measures.intervals import tails, wilson
from course_utils.measures.tables import columns_of, require, split

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
    import pandas as pd
    from scipy.stats import beta

    one_of("rule", rule, RULES)
    require(cases, ["outcome"], "cases")
    table = cases.assign(outcome=outcomes(cases["outcome"], "cases"))
    rows = []
    for label, part in split(table, by, "cases"):
        n, happened = int(part["outcome"].count()), int(part["outcome"].sum())
        rows.append({**label, "n": n, "unresolved": len(part) - n, "happened": happened})
    made = pd.DataFrame(rows, columns=[*columns_of(by), "n", "unresolved", "happened"])
    n, happened, added = made["n"], made["happened"], RULES[rule]
    if added:
        low, high = (beta.ppf(quantile, happened + added, n - happened + added) for quantile in tails(level))
    else:
        low, high = wilson(happened, n, level)
    all_cases = n + 2 * added
    return made.assign(estimate=(happened + added) / all_cases.where(all_cases > 0), low=low, high=high)
