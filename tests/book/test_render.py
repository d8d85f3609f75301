"""Charts as HTML: what a page says with and without scripts."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from course_utils.book import assets, data_table, render

SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.20.1.json",
    "title": {"text": ["Two states vote alike", "less often after 2010"], "subtitle": "Source: roll calls"},
    "description": "Line chart of the share of identical votes by year; </script><b>it falls.",
    "usermeta": {"course": {"source": "Roll calls & totals", "columns": [["year", "Year"], ["share", "Share <%>"]]}},
    "datasets": {"data-1": [{"share": 0.5, "year": 1992, "x": 1}, {"share": None, "year": 1993, "x": 2}]},
    "data": {"name": "data-1"},
    "mark": "line",
}


class _Cells(HTMLParser):
    """Texts and attributes of headings and cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[tuple[str, dict, str]] = []
        self.scripts: list[str] = []
        self.tag = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tag = tag
        if tag in ("th", "td"):
            self.cells.append((tag, dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.tag = ""

    def handle_data(self, data: str) -> None:
        if self.tag in ("th", "td") and data.strip():
            tag, attrs, text = self.cells[-1]
            self.cells[-1] = (tag, attrs, text + data.strip())
        elif self.tag == "script":
            self.scripts.append(data)


def test_figure_tells_the_story_without_scripts() -> None:
    html = render.figure(SPEC)
    assert "Two states vote alike less often after 2010" in html
    assert "Source: Roll calls &amp; totals" in html
    assert 'role="img" aria-label="Line chart of the share' in html
    assert re.search(r"<noscript><p>Line chart of the share .*&lt;/script&gt;", html)


def test_specification_survives_and_cannot_end_its_script() -> None:
    (script,) = _Cells(render.figure(SPEC)).scripts
    found = json.loads(script)
    (data,) = found["datasets"].values()
    rows = [dict(zip(data["columns"], row, strict=True)) for row in data["rows"]]
    assert {**found, "datasets": {"data-1": rows}} == SPEC


def test_uneven_rows_stay_records() -> None:
    spec = {"datasets": {"a": [{"x": 1}, {"y": 2}], "b": []}}
    assert render.packed(spec) == spec


def test_table_has_the_named_columns_in_order() -> None:
    cells = _Cells(render.figure(SPEC)).cells
    assert [(tag, attrs.get("scope"), text) for tag, attrs, text in cells] == [
        ("th", "col", "Year"), ("th", "col", "Share <%>"),
        ("th", None, "1992"), ("td", None, "0.5"),
        ("th", None, "1993"), ("td", None, "no data"),
    ]  # fmt: skip


def test_columns_of_numbers_are_known_to_the_style_sheet() -> None:
    rows = [{"a": "x", "b": 1, "c": None, "d": 2}, {"a": "y", "b": 1.5, "c": 3, "d": "?"}]
    assert '<table class="n2 n3">' in data_table.table(rows, {k: k for k in "abcd"}, "T")


def test_equal_charts_give_equal_html_and_others_do_not() -> None:
    mark = re.compile(r'id="(chart-[0-9a-f]+)"')
    one, same, other = (mark.search(render.figure(s)).group(1) for s in (SPEC, dict(SPEC), {**SPEC, "mark": "bar"}))
    assert one == same != other


def test_long_table_says_that_it_is_cut() -> None:
    rows = [{"year": year} for year in range(1000)]
    html = data_table.tables({"datasets": {"data-1": rows}}, "Long")
    assert "the first 400 of 1,000 rows" in html
    assert html.count("<tr>") == 401
    assert "the first" not in data_table.tables({"datasets": {"data-1": rows[:400]}}, "Long")


def test_columns_spread_over_data_sets_give_a_table_each() -> None:
    spec = {
        "datasets": {"a": [{"year": 1, "n": 2}], "b": [{"state": "AZE"}], "c": [{"z": 0}]},
        "usermeta": {"course": {"columns": [["year", "Year"], ["state", "State"]]}},
    }
    assert [columns for _, columns in data_table.chosen(spec)] == [{"year": "Year"}, {"state": "State"}]


def test_shapes_of_a_map_stay_out_of_the_table() -> None:
    spec = {"datasets": {"a": [{"geometry": {"type": "Polygon"}, "state": "AZE"}]}}
    assert [columns for _, columns in data_table.chosen(spec)] == [{"state": "state"}]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "<td>no data"), (True, "<td>yes"), (False, "<td>no"), (2008, "<td>2008"), (0.775, "<td>0.775"), ("2008-03-14T00:00:00", "<td>2008-03-14"), ("<b>", "<td>&lt;b&gt;")],
)  # fmt: skip
def test_cell(value: object, shown: str) -> None:
    assert data_table._cell(value) == shown


def test_site_prefers_the_chart_to_the_widget_and_to_words() -> None:
    """And shows words where it can't draw: the priority is for HTML builders only."""
    from myst_nb.core.render import get_mime_priority

    order = get_mime_priority("html", [])
    chart = "application/vnd.vegalite.v5+json"
    assert order.index(chart) < order.index("application/vnd.jupyter.widget-view+json") < order.index("text/plain")
    assert chart not in get_mime_priority("latex", [])


def test_plugin_takes_charts_hides_machine_readable_twins_leaves_the_rest() -> None:
    from myst_nb.core.render import MimeData

    from course_utils.exercises.card import OUTCOME
    from course_utils.verdicts import MIME

    handle = render.ChartRenderer.handle_mime
    (node,) = handle(None, MimeData("application/vnd.vegalite.v5+json", SPEC), False)
    assert node["format"] == "html"
    assert node.astext() == render.figure(SPEC)
    assert handle(None, MimeData(MIME, {"claim": "C13"}), False) == []
    assert handle(None, MimeData(OUTCOME, {"passed": True}), False) == []
    assert handle(None, MimeData("text/html", "<b>"), False) is None


def test_scripts_are_for_elements_not_for_words() -> None:
    assert assets.has_class('<figure class="chart" id="x">', "chart")
    assert assets.has_class('<section class="a quiz b">', "quiz")
    assert not assets.has_class('<div class="chart-finding">a chart</div>', "chart")
