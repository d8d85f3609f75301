"""How contested a roll call was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.tables import amounts

if TYPE_CHECKING:
    import pandas as pd


def largest_camp(roll_calls: pd.DataFrame) -> pd.Series:
    """Share of the largest camp among those who voted: near 1 is consensus, one third is the most divided.

    roll_calls: columns yes, no, abstain (counts).

    Returns a Series of shares, one a row, 1/3 to 1; missing where nobody voted or a count is missing.

    Raises CourseError for counts that are no numbers, or below 0.

    >>> import pandas as pd
    >>> largest_camp(pd.DataFrame({"yes": [90, 40], "no": [5, 30], "abstain": [5, 30]})).tolist()
    [0.9, 0.4]
    """
    amounts(roll_calls, ["yes", "no", "abstain"], "roll calls", missing=True)
    camps = roll_calls[["yes", "no", "abstain"]].astype("float64")
    total = camps.sum(axis=1, skipna=False)
    return (camps.max(axis=1) / total).where(total > 0)
