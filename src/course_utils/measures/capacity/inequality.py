"""How unequally representation is spread over states: Lorenz curve and Gini coefficient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import whole
from course_utils.measures.intervals import tails
from course_utils.measures.tables import amounts

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def _values(table: pd.DataFrame, column: str) -> np.ndarray:
    amounts(table, [column], "table")
    values = table[column].to_numpy(dtype=float)
    if not values.sum() > 0:
        raise CourseError(
            f"The column {column} adds up to zero over {len(values)} rows: there is nothing to share out."
        )
    return values


def _gini(values: np.ndarray) -> np.ndarray:
    """Gini of the values, or of each row of them; missing where they add up to zero."""
    import numpy as np

    ordered = np.sort(values)
    n = ordered.shape[-1]
    total = ordered.sum(axis=-1)
    return ordered @ (2 * np.arange(1, n + 1) - n - 1) / (n * np.where(total > 0, total, np.nan))


def lorenz(table: pd.DataFrame, column: str = "n") -> pd.DataFrame:
    """The Lorenz curve: what share of the whole the poorest share of states holds.

    table: the named column, zero or more, one row a state. States that have none must stand in it as zeros.

    Returns columns share_of_states and share_of_total (0 to 1), one row a state from the smallest value up, after a
    first row of zeros.

    Raises CourseError for a lacking or non-numeric column, values that are missing, negative or infinite, and a total
    of zero (an empty table too).

    Source: Lorenz (1905).

    >>> import pandas as pd
    >>> lorenz(pd.DataFrame({"n": [5, 1, 0, 4]})).values.tolist()
    [[0.0, 0.0], [0.25, 0.0], [0.5, 0.1], [0.75, 0.5], [1.0, 1.0]]
    """
    import numpy as np
    import pandas as pd

    values = np.sort(_values(table, column))
    sums = np.concatenate([[0.0], values.cumsum()])
    return pd.DataFrame({"share_of_states": np.linspace(0, 1, len(values) + 1), "share_of_total": sums / sums[-1]})


def gini(table: pd.DataFrame, column: str = "n", corrected: bool = False) -> float:
    """The Gini coefficient: twice the area between the Lorenz curve and the line of equal shares.

    table: as for :func:`lorenz`. corrected: multiply by n / (n - 1), so that one holder of everything among n states
    gives 1 and groups of different size compare. Left off by default: the states are all there are, not a sample.

    Returns a number from 0 (equal shares) to (n - 1) / n (one state holds all; 1 if corrected). Missing if corrected
    with a single row.

    Raises CourseError as :func:`lorenz`.

    Source: Gini (1914); Deltas (2003) for the correction.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"n": [0, 0, 0, 8]})
    >>> gini(table), gini(table, corrected=True)
    (0.75, 1.0)
    """
    values = _values(table, column)
    plain = float(_gini(values))
    if not corrected:
        return plain
    return plain * len(values) / (len(values) - 1) if len(values) > 1 else float("nan")


def gini_interval(
    table: pd.DataFrame,
    column: str = "n",
    corrected: bool = False,
    draws: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """The Gini coefficient with a percentile bootstrap interval over states.

    table, corrected: as for :func:`gini`. draws: bootstrap samples of states.

    Returns one row: n (states), estimate, low, high (0 to 1). Samples that hold only zeros have no Gini and are left
    out. The interval is for states drawn at random from a larger set; where every state is in the table, read it as
    how much the figure hangs on single states. Drawing makes samples a little more equal than the whole, so the
    interval leans low where few states hold much.

    Raises CourseError as :func:`gini`, for fewer than two rows, and for fewer than one draw.

    Source: Efron and Tibshirani (1993); Mills and Zandvakili (1997) for inequality.

    >>> import pandas as pd
    >>> row = gini_interval(pd.DataFrame({"n": range(100)})).iloc[0]
    >>> bool(row["low"] < row["estimate"] < row["high"])
    True
    """
    import numpy as np
    import pandas as pd

    ends, draws = tails(level), whole("number of draws", draws, 1)
    values = _values(table, column)
    n = len(values)
    if n < 2:
        raise CourseError(f"A bootstrap needs two rows or more, but {n} came.")
    drawn = _gini(values[np.random.default_rng(seed).integers(n, size=(draws, n))])
    factor = n / (n - 1) if corrected else 1.0
    low, high = np.nanquantile(drawn, ends) * factor
    return pd.DataFrame({"n": [n], "estimate": gini(table, column, corrected), "low": low, "high": high})
