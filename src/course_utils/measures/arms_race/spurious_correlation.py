"""How often series that have nothing to do with each other correlate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import number, whole
from course_utils.measures.intervals import tails

if TYPE_CHECKING:
    import pandas as pd


def spurious(n: int, r: float, draws: int = 10000, level: float = 0.95, seed: int = 0) -> pd.DataFrame:
    """How often two series that have nothing to do with each other correlate this much.

    Each draw makes two independent random walks of n years and correlates their levels. n: years. r: the correlation
    that was found, −1 to 1.

    Returns one row: n, r, share (of draws whose correlation is at least as far from zero), low and high (the middle
    ``level`` of the correlations), sd (theirs; near 0.49 for any long n) and draws. Against walks with a trend of
    their own r would be larger still. The same seed gives the same numbers.

    Raises CourseError for fewer than three years, fewer than 100 draws and an r that is no correlation.
    Source: Yule (1926); Granger and Newbold (1974).

    >>> bool(spurious(n=31, r=0.55)["share"].item() > 0.2)
    True
    """
    import numpy as np
    import pandas as pd

    if not -1 <= number("correlation", r) <= 1:
        raise CourseError(f"A correlation lies between -1 and 1, but {r!r} came.")
    ends = tails(level)
    size = whole("number of draws", draws, 100), whole("number of years", n, 3)
    random = np.random.default_rng(seed)
    one, other = (random.normal(size=size).cumsum(axis=1) for _ in range(2))
    one, other = one - one.mean(axis=1, keepdims=True), other - other.mean(axis=1, keepdims=True)
    found = (one * other).sum(axis=1) / np.sqrt((one**2).sum(axis=1) * (other**2).sum(axis=1))
    low, high = np.quantile(found, ends)
    row = {"n": n, "r": float(r), "share": float((np.abs(found) >= abs(r)).mean()), "low": low, "high": high}
    return pd.DataFrame([row | {"sd": float(found.std(ddof=1)), "draws": draws}])
