"""The chronology: an interactive timeline and, for everybody, a table of the same events."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from course_utils.book.directives.base import CourseDirective, event_anchor, outside, raw
from course_utils.catalog import load

if TYPE_CHECKING:
    import datetime

    from sphinx.application import Sphinx


def when(date: datetime.date, precision: str) -> str:
    """A date as exact as it is known.

    >>> import datetime
    >>> day = datetime.date(1994, 9, 1)
    >>> when(day, "day"), when(day, "month"), when(day, "year")
    ('1 September 1994', 'September 1994', '1994')
    """
    if precision == "year":
        return str(date.year)
    month = f"{date:%B} {date.year}"
    return month if precision == "month" else f"{date.day} {month}"


class Chronology(CourseDirective):
    """``{chronology}``: the timeline chart and the table of all events, with anchors."""

    def body(self) -> list[nodes.Node]:
        from course_utils.book.render import figure
        from course_utils.charts import spec
        from course_utils.charts.timeline import timeline

        events = load("events")
        head = "".join(f'<th scope="col">{name}</th>' for name in ("Date", "Event", "Sources"))
        rows = "".join(self._row(row) for row in events.itertuples(index=False))
        table = (
            '<table class="chronology"><caption>All events in order of time</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )
        return [raw(figure(spec(timeline(events)))), raw(table)]

    def _row(self, row: tuple) -> str:
        from course_utils.charts.timeline import actor

        mark = event_anchor(row.id)
        self.anchor(mark, row.id)
        notes = ""
        if row.disputed == "yes":
            notes += f'<p class="dispute">Disputed: {escape(row.dispute_note)}.</p>'
        if row.to_verify == "yes":
            notes += f'<p class="to-verify">Still to be checked: {escape(row.verify_note)}.</p>'
        sources = [_source(row.source_title, row.source_url, row.source_quality)]
        if isinstance(row.source2_title, str):
            sources.append(_source(row.source2_title, row.source2_url, row.source2_quality))
        actors = ", ".join(actor(code) for code in row.actors.split(";"))
        return (
            f'<tr id="{mark}"><th scope="row">{when(row.date, row.precision)} ({row.id})</th>'
            f"<td>{escape(row.event)}<p>{escape(actors)}. Claims: {self.claim_links(row.claims)}.</p>{notes}</td>"
            f"<td>{'; '.join(sources)}</td></tr>"
        )


def _source(title: str, address: object, quality: str) -> str:
    link = outside(address if isinstance(address, str) else "", title)
    return f"{link} (copy)" if quality == "mirror" else link


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("chronology", Chronology)
