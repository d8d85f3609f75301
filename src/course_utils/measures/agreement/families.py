"""Texts that come back: roll calls on the same text are one family of evidence, not many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.tables import require, unique

if TYPE_CHECKING:
    import pandas as pd


def family(roll_calls: pd.DataFrame) -> pd.Series:
    """The family of each roll call: its title in plain form, the same for a text that returns year after year.

    roll_calls: columns roll_call, title.

    A title is taken in small letters, without the words ": resolution" and what follows, and with every run of
    other signs than letters and digits as one space. A roll call without a title is a family of its own.

    Returns a Series of texts, one a row, named family, never missing. Use it as the cluster of :func:`interval`.

    Raises CourseError for roll calls that are not one a row.

    >>> import pandas as pd
    >>> family(pd.DataFrame({"roll_call": [1, 2, 3], "title": [
    ...     "Regional disarmament : resolution / adopted", "REGIONAL DISARMAMENT", None]})).tolist()
    ['regional disarmament', 'regional disarmament', 'roll call 3']
    """
    require(roll_calls, ["roll_call", "title"], "roll calls")
    unique(roll_calls, ["roll_call"], "roll calls")
    title = roll_calls["title"].astype("str").str.lower().str.replace(r"\s*: resolution.*$", "", regex=True)
    title = title.str.replace(r"\W+", " ", regex=True).str.strip()
    return title.where(title.str.len() > 0, "roll call " + roll_calls["roll_call"].astype("str")).rename("family")
