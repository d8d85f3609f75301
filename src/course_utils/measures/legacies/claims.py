"""Which pairs of states have a territorial claim, for a stated window of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.tables import complete, finite, pairs_of

if TYPE_CHECKING:
    import pandas as pd


def claimed(
    pairs: pd.DataFrame,
    claims: pd.DataFrame,
    first: int | None = None,
    last: int | None = None,
    open_in: int | None = None,
) -> pd.DataFrame:
    """Mark the pairs between which one state claimed land of the other, in either direction.

    pairs: columns state_a, state_b, one row a pair. claims: columns challenger, target, start, end (years; a missing
    end counts as open). first, last: keep claims that began in these years or between, both included, so "after 1991"
    is ``first=1992``. open_in: keep claims that ended in this year or later, or have no end; it does not ask when
    they began.

    Returns the pairs with one more column, claim (true or false). A pair that the claims do not cover counts as false:
    the caller knows whether the claims cover all pairs. An empty table gives an empty table.

    Raises CourseError for lacking columns, a pair that comes twice, a state paired with itself, a missing state or
    start, and a window that ends before it begins.

    Source: Frederick, Hensel and Macaulay (2017) for the claims.

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"state_a": ["ARM", "AZE"], "state_b": ["AZE", "GEO"]})
    >>> claims = pd.DataFrame({"challenger": ["AZE"], "target": ["ARM"], "start": [1991], "end": [2001]})
    >>> claimed(pairs, claims, first=1991)["claim"].tolist(), claimed(pairs, claims, first=1992)["claim"].tolist()
    ([True, False], [False, False])
    """
    found = pairs_of(pairs, "pairs", once=True)
    both = pairs_of(claims, "claims", "challenger", "target")
    finite(claims, ["start", "end"], "claims")
    complete(claims, ["start"], "claims")
    if first is not None and last is not None and last < first:
        raise CourseError(f"The window ends in {last}, before it begins in {first}; swap them.")
    kept = claims["start"].notna()
    if first is not None:
        kept &= claims["start"] >= first
    if last is not None:
        kept &= claims["start"] <= last
    if open_in is not None:
        kept &= claims["end"].isna() | claims["end"].ge(open_in).fillna(False)
    disputed = {pair for pair, keep in zip(both, kept, strict=True) if keep}
    return pairs.assign(claim=[pair in disputed for pair in found])
