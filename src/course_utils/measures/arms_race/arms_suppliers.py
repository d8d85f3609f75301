"""Who delivers a state's major arms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import one_of, whole
from course_utils.measures.tables import amounts, complete, require, unique, years

if TYPE_CHECKING:
    import pandas as pd


def suppliers(
    deliveries: pd.DataFrame, recipient: str, start: int | None = None, end: int | None = None
) -> pd.DataFrame:
    """Each supplier's share of a recipient's deliveries in a window, with and without the uncertain ones.

    deliveries: columns recipient, supplier_name, year, volume (trend-indicator values, any unit that adds up) and
    uncertain (the part of the volume that the source marks as uncertain), one row a recipient, supplier and year.
    start, end: first and last year of the window, by default all.

    Returns columns supplier_name, volume, share (0 to 1, of the whole volume), certain (volume less its uncertain
    part), share_certain (of the certain volume of all suppliers) and rank (1 is the largest share; ties share the
    better rank), largest first. A share is missing where the volumes sum to zero.

    Raises CourseError for an unknown recipient, a window without deliveries, a repeated row, a missing, negative or
    infinite volume, and an uncertain part above the volume.

    >>> import pandas as pd
    >>> register = pd.DataFrame({"recipient": ["AZE"] * 2, "supplier_name": ["Russia", "Pakistan"],
    ...                          "year": [2014, 2025], "volume": [90.0, 10.0], "uncertain": [0.0, 10.0]})
    >>> suppliers(register, "AZE")[["supplier_name", "share", "share_certain"]].values.tolist()
    [['Russia', 0.9, 1.0], ['Pakistan', 0.1, 0.0]]
    """
    what = "table of deliveries"
    require(deliveries, ["recipient", "supplier_name", "year", "volume", "uncertain"], what)
    years(deliveries, what)
    complete(deliveries, ["recipient", "supplier_name"], what)
    unique(deliveries, ["recipient", "supplier_name", "year"], what)
    amounts(deliveries, ["volume", "uncertain"], what)
    if (deliveries["uncertain"] > deliveries["volume"]).any():
        raise CourseError(f"The {what} has an uncertain part larger than its volume: give both in the same unit.")
    known = deliveries["recipient"].astype("str").unique()
    one_of("recipient in these deliveries", recipient, known)
    kept = deliveries[deliveries["recipient"] == recipient]
    first = kept["year"].min() if start is None else whole("first year", start)
    last = kept["year"].max() if end is None else whole("last year", end)
    kept = kept[kept["year"].between(first, last)]
    if kept.empty:
        raise CourseError(f"No deliveries to {recipient} from {first} to {last}. Choose a wider window.")
    kept = kept.assign(supplier_name=kept["supplier_name"].astype("str"), certain=kept["volume"] - kept["uncertain"])
    sums = kept.groupby("supplier_name", as_index=False)[["volume", "certain"]].sum()
    shares = sums[["volume", "certain"]].div(sums[["volume", "certain"]].sum().replace(0, float("nan")))
    sums = sums.assign(share=shares["volume"], share_certain=shares["certain"])
    sums["rank"] = sums["volume"].rank(ascending=False, method="min").astype("int64")
    columns = ["supplier_name", "volume", "share", "certain", "share_certain", "rank"]
    return sums.sort_values(["rank", "supplier_name"], ignore_index=True)[columns]
