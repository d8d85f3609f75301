"""Signs of pairs read from a chronology, at a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import one_of
from course_utils.measures.tables import dates, require, unique

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    import pandas as pd

_PAIR = r"(?P<one>[A-Z]{3})-(?P<other>[A-Z]{3}):(?P<sign>[+-]1|0)"


def event_signs(events: pd.DataFrame) -> pd.DataFrame:
    """The signs that a chronology gives to pairs, one row an event and pair.

    events: columns id, date (dates, not text), dyad_signs: pairs such as ``AZE-ARM:-1;AZE-PAK:+1``, parted
    by semicolons, missing where the event concerns no pair.
    Returns columns id, date, state_a, state_b (alphabetical), sign (1, 0 or -1), by date, id and pair. A date
    known by its month or year stands at the first day of it. No event gives no row.
    Raises CourseError for a lacking column, a repeated id, a date that is none, signs not so written.

    >>> import pandas as pd
    >>> events = pd.DataFrame({"id": ["E1"], "date": pd.to_datetime(["2025-08-31"]), "dyad_signs": ["PAK-ARM:+1"]})
    >>> event_signs(events)[["id", "state_a", "state_b", "sign"]].values.tolist()
    [['E1', 'ARM', 'PAK', 1]]
    """
    import pandas as pd

    what = "chronology"
    require(events, ["id", "date", "dyad_signs"], what)
    unique(events, ["id"], what)
    if len(events):  # a table without rows has no dates to convert
        dates(events, ["date"], what)
    kept = events.loc[events["dyad_signs"].notna(), ["id", "date", "dyad_signs"]]
    rows = kept.assign(dyad_signs=kept["dyad_signs"].astype("str").str.split(";")).explode("dyad_signs")
    found = rows["dyad_signs"].astype("str").str.strip().str.extract(rf"^{_PAIR}$")
    bad = found["sign"].isna() | (found["one"] == found["other"])
    if bad.any():
        first = rows[bad].iloc[0]
        raise CourseError(
            f"Signs of pairs are written like AZE-ARM:-1 (or +1, or 0), but event {first['id']} has "
            f"{first['dyad_signs']!r}. Mend the chronology."
        )
    low = found["one"].where(found["one"] < found["other"], found["other"])
    high = found["other"].where(found["one"] < found["other"], found["one"])
    table = pd.DataFrame({"id": rows["id"], "date": rows["date"], "state_a": low, "state_b": high})
    table["sign"] = found["sign"].astype("int64")
    return table.sort_values(["date", "id", "state_a", "state_b"], ignore_index=True)


def ties_at(
    events: pd.DataFrame,
    date: str | datetime.date | pd.Timestamp,
    years: int | None = None,
    states: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Signed ties between states at a date, from a chronology.

    events: as in :func:`event_signs`. Events after ``date`` are not used; one on the day itself is.
    years: without it, a tie has the sign of the pair's last event that is not neutral (the sum, if that
    day has several). With it, the sign of the sum over the events of the last so many years.
    states: keep ties between these only. Pass them to ``signed_graph(..., nodes=states)`` too, so that one
    without a tie is not lost.
    Returns one row a pair with at least one such event: state_a, state_b, sign (1, -1, or 0 where the signs
    cancel out), n (events that are not neutral, in the period), last (date of the last of them).
    The two rules can disagree: one meeting turns the last sign of a pair that fought for years. Report both.
    Raises CourseError for a date that is none, a span that is not a whole number from 1 to 500, and a state
    that no event concerns.

    >>> import pandas as pd
    >>> events = pd.DataFrame({"id": ["E1", "E2", "E3"], "dyad_signs": ["AZE-ARM:-1", "AZE-ARM:-1", "AZE-ARM:+1"],
    ...                        "date": pd.to_datetime(["2020-09-27", "2023-09-19", "2025-08-08"])})
    >>> ties_at(events, "2025-08-31")["sign"].tolist(), ties_at(events, "2025-08-31", years=6)["sign"].tolist()
    ([1], [-1])
    """
    from numbers import Number

    import numpy as np
    import pandas as pd

    # A year such as 2025 would be read as so many nanoseconds after 1970.
    at = pd.NaT if isinstance(date, Number) else pd.to_datetime(date, errors="coerce")
    if not isinstance(at, pd.Timestamp) or at.tz is not None:
        raise CourseError(f"A date such as 2025-08-31 is needed, but {date!r} came.")
    if years is not None and years not in range(1, 501):
        raise CourseError(f"The span must be a whole number of years from 1 to 500, but {years!r} came.")
    signs = event_signs(events)
    if states is not None:
        known = {*signs["state_a"], *signs["state_b"]}
        for state in states:
            one_of("state in this chronology", state, known)
        signs = signs[signs["state_a"].isin(states) & signs["state_b"].isin(states)]
    signs = signs[(signs["date"] <= at) & (signs["sign"] != 0)]
    if years is not None:
        signs = signs[signs["date"] > at.as_unit("s") - pd.DateOffset(years=int(years))]
    pair = ["state_a", "state_b"]
    last = signs.groupby(pair)["date"].transform("max")
    used = signs if years is not None else signs[signs["date"] == last]
    total = used.groupby(pair)["sign"].sum()
    table = signs.groupby(pair).agg(n=("sign", "size"), last=("date", "max"))
    table.insert(0, "sign", np.sign(total).astype("int64"))
    return table.reset_index()
