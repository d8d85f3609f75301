"""The chronology's directed acts as a table: who acted towards whom, when, and with what sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.reciprocity.directed import directed
from course_utils.measures.tables import dates, numeric, require, unique

if TYPE_CHECKING:
    import pandas as pd


def directed_acts(events: pd.DataFrame) -> pd.DataFrame:
    """The acts of a chronology, one row an act.

    events: columns id, date, precision (day, month or year), kind (the field of the event) and
    directed_acts, a text such as ``PAK>AZE:+1;PAK>ARM:-1`` or missing. The table ``events`` of the course
    has them. Events without a direction (joint acts, meetings, rulings) give no row: a meeting is not an
    answer to itself.
    Returns columns sender, receiver, date, sign (1 friendly, 0 neutral, -1 hostile), id, precision, kind,
    in order of date and id. Where the precision is month or year the date is that period's first day, so
    an interval of days means little: keep the rows whose precision is day when days matter.
    Raises CourseError for a repeated id, a text in another form, a state that acts towards itself, and two
    acts of one state towards another in one event.

    Source: Goldstein and Freeman (1990) for the use of directed event data.

    >>> import pandas as pd
    >>> events = pd.DataFrame({"id": ["E058", "E059"], "date": pd.to_datetime(["2012-02-01", "2012-03-01"]),
    ...                        "precision": "day", "kind": "statement",
    ...                        "directed_acts": ["PAK>AZE:+1;PAK>ARM:-1", None]})
    >>> directed_acts(events)[["sender", "receiver", "sign", "id"]].values.tolist()
    [['PAK', 'ARM', -1, 'E058'], ['PAK', 'AZE', 1, 'E058']]
    """
    require(events, ["id", "date", "precision", "kind", "directed_acts"], "events")
    unique(events, ["id"], "events")
    acts = events.dropna(subset=["directed_acts"])[["date", "id", "precision", "kind", "directed_acts"]]
    acts = acts.assign(directed_acts=acts["directed_acts"].astype("str").str.split(";")).explode("directed_acts")
    acts = acts.astype({"directed_acts": "str"}).reset_index(drop=True)
    parts = acts["directed_acts"].str.strip().str.extract(r"^([A-Z]{3})>([A-Z]{3}):([+-]1|0)$")
    wrong = parts.isna().any(axis=1) | (parts[0] == parts[1])
    if wrong.any():
        row = acts[wrong].iloc[0]
        raise CourseError(
            f"Event {row['id']} has the directed act {row['directed_acts']!r}. It must name two different states "
            "and a sign, as PAK>AZE:+1."
        )
    acts = acts.assign(sender=parts[0], receiver=parts[1], sign=parts[2].astype("int64"))
    unique(acts, ["id", "sender", "receiver"], "directed acts")
    acts = acts.sort_values(["date", "id", "sender", "receiver"], ignore_index=True)
    return acts[["sender", "receiver", "date", "sign", "id", "precision", "kind"]]


def checked_acts(acts: pd.DataFrame) -> pd.DataFrame:
    """A copy of an acts table in order of time, with whole days.

    acts: columns sender, receiver, date and sign (1, 0 or -1), with or without an id. Raises CourseError for a
    table without rows, an undated act, a sign that is none of the three, a state that acts towards itself, and
    an id that names two acts of one state towards another.

    >>> import pandas as pd
    >>> acts = pd.DataFrame({"sender": ["AZE"] * 2, "receiver": ["PAK"] * 2, "sign": [1, 0],
    ...                      "date": pd.to_datetime(["2016-09-01", "2012-02-01"])})
    >>> checked_acts(acts)["sign"].tolist()
    [0, 1]
    """
    require(acts, ["sender", "receiver", "date", "sign"], "acts")
    copy = directed(acts, "acts")
    dates(copy, ["date"], "acts")
    numeric(copy, ["sign"], "acts")
    if not copy["sign"].isin([-1, 0, 1]).all():
        raise CourseError("The sign of an act must be 1 (friendly), 0 (neutral) or -1 (hostile).")
    if "id" in copy.columns:
        unique(copy, ["id", "sender", "receiver"], "acts")
    # Whole days, so that two acts of one day never count as one after the other.
    copy = copy.assign(date=copy["date"].dt.normalize(), sign=copy["sign"].astype("int64"))
    return copy.sort_values(["date", "sender", "receiver"], kind="stable", ignore_index=True)


def observed(acts: pd.DataFrame, span: tuple[object, object] | None) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of observation: the span that the caller names, or the acts' own first and last day.

    Raises CourseError for a span that is not two days in order.

    >>> import pandas as pd
    >>> first, last = observed(pd.DataFrame({"date": pd.to_datetime(["2012-02-01"])}), ("2010-01-01", "2014-12-31"))
    >>> first.year, last.year
    (2010, 2014)
    """
    import pandas as pd

    if span is None:
        return acts["date"].min(), acts["date"].max()
    try:
        first, last = (pd.Timestamp(day).normalize() for day in span)
    except (TypeError, ValueError) as error:
        raise CourseError(f"The span must be two days, such as ('2002-01-01', '2014-12-31'); {span!r} came.") from error
    if not first <= last:
        raise CourseError(f"The span must be two days in order, but {span!r} came.")
    return first, last
