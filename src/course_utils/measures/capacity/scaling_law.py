"""Scaling laws: does twice the size bring twice as many, and who stands above the line?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course_utils.errors import CourseError
from course_utils.measures.arguments import different, level_of, one_of
from course_utils.measures.tables import amounts, require, unique

if TYPE_CHECKING:
    import pandas as pd

ZEROS = ("leave out", "refuse")


def _fit(table: pd.DataFrame, x: str, y: str, zeros: str, robust: bool) -> tuple[Any, pd.Series]:
    """The regression of log y on log x, and which rows it used."""
    import numpy as np
    import statsmodels.api as sm

    one_of("policy for zeros", zeros, ZEROS)
    different("columns", x, y)
    amounts(table, [x, y], "table", missing=True)
    used = (table[x].gt(0) & table[y].gt(0)).fillna(False).astype(bool)
    out = int((~used).sum())
    if out and zeros == "refuse":
        raise CourseError(
            f"{out} of {len(table)} rows have a zero or no value in {x} or {y}, which has no logarithm. "
            "Look at them, then pass zeros='leave out'."
        )
    log_x = np.log(table.loc[used, x].astype(float).to_numpy())
    if len(log_x) < 3 or np.ptp(log_x) < 1e-12:
        raise CourseError(
            f"A scaling law needs three rows or more with different values of {x}; there are {len(log_x)} usable rows."
        )
    pull = (log_x - log_x.mean()) ** 2
    if (1 / len(log_x) + pull / pull.sum()).max() > 1 - 1e-9:
        raise CourseError(f"All rows but one share the same {x}, so that one row alone sets the slope. Add states.")
    model = sm.OLS(np.log(table.loc[used, y].astype(float).to_numpy()), sm.add_constant(log_x))
    return (model.fit(cov_type="HC3", use_t=True) if robust else model.fit()), used


def _exp(logarithm: Any) -> Any:
    """Back from logarithms; a steep law far outside the data gives infinity, which is no reason to warn."""
    import numpy as np

    with np.errstate(over="ignore"):
        return np.exp(logarithm)


def scaling(
    table: pd.DataFrame, x: str, y: str, zeros: str = "refuse", robust: bool = True, level: float = 0.95
) -> pd.DataFrame:
    """The scaling law y = a x^b, fitted as a straight line through the logarithms.

    table: the two named columns, zero or more, one row a state. zeros: "refuse" raises an error where a zero or a
    missing value has no logarithm; "leave out" drops those rows and reports how many. robust: HC3 standard errors,
    which allow a spread that differs with size; False gives the classical ones.

    Returns one row: n (rows used), left_out, exponent (b: 1 is proportional, below 1 the small have more for their
    size, 0 is no relation), se, low, high (t interval for b), prefactor (a, in units of y: what the
    law gives for x = 1) and r_squared (of the logarithms, 0 to 1; missing where y never varies). Leaving zeros out
    drops the states that have least of y: if they are the small ones, b comes out too low.

    Raises CourseError for lacking or non-numeric columns, negative or infinite values, zeros unless they may be left
    out, fewer than three usable rows, an x that never varies, or one row that alone sets the slope.

    Source: Bettencourt et al. (2007) for the law, Long and Ervin (2000) for HC3.

    >>> import pandas as pd
    >>> states = pd.DataFrame({"people": [1, 4, 16, 64], "embassies": [3, 6, 12, 24]})
    >>> scaling(states, "people", "embassies")[["n", "exponent", "prefactor"]].round(6).values.tolist()
    [[4.0, 0.5, 3.0]]
    """
    import numpy as np
    import pandas as pd

    alpha = 1 - level_of(level)
    fit, used = _fit(table, x, y, zeros, robust)
    low, high = fit.conf_int(alpha)[1]
    varies = np.ptp(fit.model.endog) > 1e-12
    return pd.DataFrame(
        {
            "n": [int(fit.nobs)],
            "left_out": int((~used).sum()),
            "exponent": fit.params[1],
            "se": fit.bse[1],
            "low": low,
            "high": high,
            "prefactor": _exp(fit.params[0]),
            "r_squared": fit.rsquared if varies else np.nan,
        }
    )


def scaling_residuals(table: pd.DataFrame, x: str, y: str, zeros: str = "refuse") -> pd.DataFrame:
    """Each state against the scaling law: what its size predicts, and how many times that it has.

    table: state and the two named columns; zeros as in :func:`scaling`.

    Returns columns state, x and y under their own names, predicted (in units of y: the median expected at this size;
    missing without a positive x), ratio (y divided by predicted, zero or more), residual (its natural logarithm;
    missing for rows left out) and rank (1 is furthest above the line; ties share the better rank; missing for rows
    left out), in the order of rank, rows left out last.

    A ratio above 1 says more than size predicts, not why.

    Raises CourseError as :func:`scaling`, and for a state given twice.

    Source: Bettencourt et al. (2010).

    >>> import pandas as pd
    >>> states = pd.DataFrame({"state": ["NRU", "AZE", "PAK", "IND"], "people": [1, 4, 16, 64],
    ...                        "embassies": [3, 12, 12, 24]})
    >>> scaling_residuals(states, "people", "embassies")[["state", "ratio"]].round(2).values.tolist()[0]
    ['AZE', 1.62]
    """
    import numpy as np

    require(table, ["state", x, y], "table")
    unique(table, ["state"], "table")
    fit, used = _fit(table, x, y, zeros, robust=False)
    size = table[x].astype("Float64").astype(float)
    expected = fit.params[0] + fit.params[1] * np.log(size.where(size > 0))
    count = table[y].astype("Float64").astype(float)
    residual = np.log(count.where(used)) - expected
    predicted = _exp(expected)
    rank = residual.rank(ascending=False, method="min").astype("Int64")
    placed = table[["state", x, y]].assign(predicted=predicted, ratio=count / predicted, residual=residual, rank=rank)
    return placed.sort_values(["rank", "state"], ignore_index=True)
