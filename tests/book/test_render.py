"""Charts as HTML: what a page says with and without scripts."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

from course_utils.book import assets, chart_files, data_table, render

SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v5.20.1.json",
    "title": {"text": ["Two states vote alike", "less often after 2010"], "subtitle": "Source: roll calls"},
    "description": "Line chart of the share of identical votes by year; </script><b>it falls.",
    "usermeta": {"course": {"source": "Roll calls & totals", "columns": [["year", "Year"], ["share", "Share <%>"]]}},
    "datasets": {"data-1": [{"share": 0.5, "year": 1992, "x": 1}, {"share": None, "year": 1993, "x": 2}]},
    "data": {"name": "data-1"},
    "mark": "line",
}


class _Scripts(HTMLParser):
    """Texts of script elements, as a browser takes them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.inside = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found.append(data)


def test_figure_tells_the_story_without_scripts() -> None:
    html = render.figure(SPEC)
    assert "Two states vote alike less often after 2010" in html
    assert "Source: Roll calls &amp; totals" in html
    assert 'role="img" aria-label="Line chart of the share' in html
    assert re.search(r"<noscript><p>Line chart of the share .*&lt;/script&gt;", html)


def test_specification_survives_and_cannot_end_its_script() -> None:
    (script,) = _Scripts(render.figure(SPEC)).found
    found = json.loads(script)
    rows = chart_files.records(found["spec"]["datasets"]["data-1"])
    assert {**found["spec"], "datasets": {"data-1": rows}} == SPEC
    assert found["tables"] == [["data-1", [["year", "Year"], ["share", "Share <%>"]]]]


def test_page_keeps_the_words_and_files_the_chart(tmp_path: Path) -> None:
    html = chart_files.moved(f"<p>before</p>{render.figure(SPEC)}<p>after</p>", tmp_path, "../../_static")
    mark = re.search(r'<figure class="chart" id="chart-([0-9a-f]{12})">', html).group(1)
    assert html.startswith("<p>before</p>") and html.endswith("<p>after</p>")
    assert "data-1" not in html and not _Scripts(html).found
    assert f'data-spec="../../_static/charts/{mark}.js"></div>' in html
    assert f'<a href="../../_static/charts/{mark}.csv" download>CSV</a>' in html
    assert f'<a href="#chart-{mark}">' in html
    assert sorted(path.name for path in (tmp_path / "charts").iterdir()) == [f"{mark}.csv", f"{mark}.js"]
    script = (tmp_path / "charts" / f"{mark}.js").read_text("utf-8")
    assert script.startswith(f'courseCharts.specs["{mark}"]={{') and "</script" not in script
    assert chart_files.moved(html, tmp_path, "../../_static") == html  # once moved, nothing is left to move


def test_charts_twice_on_a_page_share_their_files(tmp_path: Path) -> None:
    twin = render.figure(SPEC).replace('">', '-2">', 1)
    html = chart_files.moved(render.figure(SPEC) + twin, tmp_path, "_static")
    (spec,) = set(re.findall(r'data-spec="([^"]+)"', html))
    assert len(list((tmp_path / "charts").iterdir())) == 2
    assert [f"chart-{spec[15:27]}", f"chart-{spec[15:27]}-2"] == re.findall(r'<a href="#([^"]+)">', html)


def test_csv_has_every_row_the_headings_and_no_words_for_nothing(tmp_path: Path) -> None:
    rows = [
        {"day": f"{1900 + n}-03-14T00:00:00", "share": None if n else 0.5, "yes": n > 1, "x": 0} for n in range(900)
    ]
    columns = [["day", "Day"], ["share", 'Share, „quoted“ "%"'], ["yes", "In favour"]]
    spec = {**SPEC, "datasets": {"data-1": rows}, "usermeta": {"course": {"columns": columns}}}
    chart_files.moved(render.figure(spec), tmp_path, "_static")
    (path,) = (tmp_path / "charts").glob("*.csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # Excel
    head, *body = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")))
    assert head == [heading for _, heading in columns]
    assert len(body) == 900
    assert body[0] == ["1900-03-14", "0.5", "no"] and body[2] == ["1902-03-14", "", "yes"]


def test_a_second_table_gets_a_file_of_its_own(tmp_path: Path) -> None:
    spec = {"datasets": {"a": [{"year": 1}], "b": [{"state": "AZE"}]}, "mark": "line"}
    html = chart_files.moved(render.figure(spec), tmp_path, "_static")
    files = sorted(path.name for path in (tmp_path / "charts").glob("*.csv"))
    assert [file[12:] for file in files] == ["-2.csv", ".csv"]
    assert re.findall(r">(CSV[^<]*)<", html) == ["CSV (part 1)", "CSV (part 2)"]
    assert (tmp_path / "charts" / files[0]).read_bytes().decode("utf-8-sig") == "state\r\nAZE\r\n"


def test_charts_that_nobody_shows_are_swept(tmp_path: Path) -> None:
    class App:
        outdir = tmp_path
        builder = type("Builder", (), {"format": "html"})

    def page(*specs: dict) -> str:
        return "".join(chart_files.moved(render.figure(spec), tmp_path / "_static", "_static") for spec in specs)

    other, third = {**SPEC, "mark": "bar"}, {**SPEC, "mark": "tick"}
    (tmp_path / "a.html").write_text(page(SPEC), "utf-8")
    (tmp_path / "_static" / "later.js").write_text(json.dumps(page(third)), "utf-8")  # a part that loads later
    page(other)
    assert len(list((tmp_path / "_static" / "charts").iterdir())) == 6
    chart_files.sweep(App(), RuntimeError())
    assert len(list((tmp_path / "_static" / "charts").iterdir())) == 6
    chart_files.sweep(App(), None)
    texts = [path.read_text("utf-8") for path in (tmp_path / "_static" / "charts").glob("*.js")]
    assert sorted(re.search(r'"mark":"(\w+)"', text).group(1) for text in texts) == ["line", "tick"]


def test_uneven_rows_stay_records() -> None:
    spec = {"datasets": {"a": [{"x": 1}, {"y": 2}], "b": []}}
    assert render.packed(spec) == spec


def test_equal_charts_give_equal_html_and_others_do_not() -> None:
    mark = re.compile(r'id="(chart-[0-9a-f]+)"')
    one, same, other = (mark.search(render.figure(s)).group(1) for s in (SPEC, dict(SPEC), {**SPEC, "mark": "bar"}))
    assert one == same != other


def test_columns_spread_over_data_sets_give_a_table_each() -> None:
    spec = {
        "datasets": {"a": [{"year": 1, "n": 2}], "b": [{"state": "AZE"}], "c": [{"z": 0}]},
        "usermeta": {"course": {"columns": [["year", "Year"], ["state", "State"]]}},
    }
    assert [columns for _, columns in data_table.chosen(spec)] == [{"year": "Year"}, {"state": "State"}]


def test_shapes_of_a_map_stay_out_of_the_table() -> None:
    spec = {"datasets": {"a": [{"geometry": {"type": "Polygon"}, "state": "AZE"}]}}
    assert [columns for _, columns in data_table.chosen(spec)] == [{"state": "state"}]


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
