"""Give a chart what every published chart of the course has, or refuse."""

from __future__ import annotations

import json
from textwrap import wrap
from typing import TYPE_CHECKING, TypeVar

from course_utils.errors import CourseError

if TYPE_CHECKING:
    import altair as alt

ALT_LENGTH = 40  # characters; below this an alt text names no variable and no finding
WEIGHT = 100_000  # bytes of specification with data
LINE = 76  # characters of title or source a 560-pixel chart can hold

Chart = TypeVar("Chart", bound="alt.TopLevelMixin")


def publish(chart: Chart, *, finding: str, source: str, alt: str, columns: dict[str, str] | None = None) -> Chart:
    """A copy of the chart with its finding as title, its source line, alt text and data-table headings.

    ``finding`` is a sentence: what the reader should see. ``source`` names data set and edition. ``alt``
    says the kind of chart, the variables and the finding to somebody who can't see it (40+ characters).
    ``columns`` maps fields of the chart's data to the headings of the table below it, in order; without
    it the table shows every field under its own name.

    Raises CourseError for an empty finding or source, a short alt text, a column that the data lack, or
    more than 100 KB of specification and data.
    """
    if not finding.strip() or not source.strip():
        raise CourseError("A published chart needs a finding and a source, but one of them is empty.")
    if len(alt.strip()) < ALT_LENGTH:
        raise CourseError(
            f"The alt text has {len(alt.strip())} characters; {ALT_LENGTH} are the least. "
            "Say the kind of chart, the variables on it, and the finding."
        )
    done = chart.copy(deep=True)
    done.title = {"text": wrap(finding, LINE), "subtitle": wrap(f"Source: {source}", LINE + 14)}
    done.description = alt.strip()
    # Pairs and not a mapping: keys are sorted when a notebook is saved, and the table's columns with them.
    pairs = [list(pair) for pair in columns.items()] if columns else None
    done.usermeta = {"course": {"source": source, "columns": pairs}}
    from course_utils.charts.specification import spec

    made = spec(done)
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
