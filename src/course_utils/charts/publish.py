"""Give a chart what every published chart of the course has, or refuse."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NotRequired, TypedDict, TypeVar

from course_utils.errors import CourseError

if TYPE_CHECKING:
    import altair as alt

ALT_LENGTH = 40  # characters; below this an alt text names no variable and no finding
WEIGHT = 100_000  # bytes of specification with data
LINE = 76  # characters of title or source a 560-pixel chart can hold

Chart = TypeVar("Chart", bound="alt.TopLevelMixin")


class Words(TypedDict):
    """What ``publish`` asks for besides the chart; the functions that draw a chart as well take the same."""

    finding: str
    source: str
    alt: str
    columns: NotRequired[dict[str, str] | None]


def publish(chart: Chart, *, finding: str, source: str, alt: str, columns: dict[str, str] | None = None) -> Chart:
    """A copy of the chart with its finding as title, its source line, alt text and data-table headings.

    ``finding`` is a sentence: what the reader should see. ``source`` names data set and edition. ``alt``
    says the kind of chart, the variables and the finding to somebody who can't see it (40+ characters).
    ``columns`` maps fields of the chart's data to the headings of the table below it, in order; without
    it the table shows every field under its own name.

    Raises CourseError for an empty finding or source, a short alt text, an axis of quantities whose title is
    missing or is the bare name of a column, a column that the data lack, or more than 100 KB of specification and
    data.

    >>> import altair, pandas
    >>> line = altair.Chart(pandas.DataFrame({"year": [2000, 2001], "share": [0.5, 0.6]})).mark_line()
    >>> words = {"finding": "The share rises", "source": "Made up",
    ...          "alt": "Line chart of the share by year; it rises from 0.5 to 0.6."}
    >>> year = altair.X("year:Q", title="Year")
    >>> publish(line.encode(x=year, y=altair.Y("share:Q", title="Share of votes")), **words).description
    'Line chart of the share by year; it rises from 0.5 to 0.6.'
    >>> publish(line.encode(x=year, y="share:Q"), **words)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    course_utils.errors.CourseError: The y axis ('share') has no title of its own. Say what it measures...
    """
    from course_utils.charts.axes import untitled
    from course_utils.charts.specification import spec

    if not all(isinstance(text, str) and text.strip() for text in (finding, source)):
        raise CourseError("A published chart needs a finding and a source, but one of them is empty.")
    said = alt.strip() if isinstance(alt, str) else ""
    if len(said) < ALT_LENGTH:
        raise CourseError(
            f"The alt text has {len(said)} characters; {ALT_LENGTH} are the least. "
            "Say the kind of chart, the variables on it, and the finding."
        )
    original: Any = chart
    done = original.copy(deep=True)
    done.title = {"text": wrap(finding, LINE), "subtitle": wrap(f"Source: {source}", LINE + 14)}
    done.description = said
    # Pairs and not a mapping: keys are sorted when a notebook is saved, and the table's columns with them.
    pairs = [list(pair) for pair in columns.items()] if columns else None
    done.usermeta = {"course": {"source": source, "columns": pairs}}
    made = spec(done)
    bare = untitled(made)
    if bare:
        raise CourseError(" ".join(bare))
    weight = len(json.dumps(made, ensure_ascii=False).encode())
    if weight > WEIGHT:
        raise CourseError(
            f"The chart weighs {weight / 1000:.0f} KB with its data; {WEIGHT / 1000:.0f} KB is the most. "
            "Aggregate in pandas first, or drop columns that the chart does not use."
        )
    fields = {field for rows in made.get("datasets", {}).values() for row in rows for field in row}
    lacking = set(columns or {}) - fields
    if lacking:
        raise CourseError(f"The chart's data have no column {sorted(lacking)}; they have {sorted(fields)}.")
    return done
