"""Charts as files beside the pages: a script with the specification and the choice of tables, the tables as CSV.

A lab would weigh twice as much with its charts inside, and two pages that show one chart would both carry it. Files
are named by their content, so a browser may keep them; pages written again from the cache write them again.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.book.data_table import as_csv

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "charts"  # below _static
_FIGURE = re.compile(r'<figure class="chart" id="(chart-([0-9a-f]+)[-\d]*)">.*?</figure>', re.DOTALL)
_SCRIPT = re.compile(r'<script type="application/json">(.*?)</script>\n', re.DOTALL)
_NAMED = re.compile(rf"_static/{FOLDER}/([0-9a-f]+)\.")


def records(data: Any) -> list[dict[str, Any]]:
    """The rows of a data set as records, whether packed or not.

    >>> records({"columns": ["x", "y"], "rows": [[1, 2]]})
    [{'x': 1, 'y': 2}]
    """
    if isinstance(data, list):
        return data
    return [dict(zip(data["columns"], row, strict=True)) for row in data["rows"]]


def files(mark: str, text: str) -> dict[str, str]:
    """The files of a chart: name -> text. text: the chart as JSON, as ``render.figure`` puts it into a page.

    >>> chart = '{"spec":{"datasets":{"d":{"columns":["x"],"rows":[[1]]}}},"tables":[["d",[["x","X"]]]]}'
    >>> files("a1", chart)
    {'a1.js': 'courseCharts.specs["a1"]={"spec":...};\\n', 'a1.csv': 'X\\r\\n1\\r\\n'}
    """
    chart = json.loads(text)
    made = {f"{mark}.js": f'courseCharts.specs["{mark}"]={text};\n'}
    for number, (name, columns) in enumerate(chart["tables"], start=1):
        part = f"-{number}" if number > 1 else ""
        made[f"{mark}{part}.csv"] = as_csv(records(chart["spec"]["datasets"][name]), dict(columns))
    return made


def read(script: Path) -> dict[str, Any]:
    """The chart in a script that :func:`files` made: its specification with rows as records, and the choice of tables."""
    chart = json.loads(script.read_text("utf-8").partition("=")[2].removesuffix(";\n"))
    datasets = {name: records(data) for name, data in chart["spec"].get("datasets", {}).items()}
    return {**chart, "spec": {**chart["spec"], "datasets": datasets} if datasets else chart["spec"]}


def _row(anchor: str, tables: list[str]) -> str:
    """What a reader can take away: the data as CSV, the chart's address. chart-extras.js adds the pictures."""
    many = len(tables) > 1
    links = " ".join(
        f'<a href="{address}" download>CSV{f" (part {number})" if many else ""}</a>'
        for number, address in enumerate(tables, start=1)
    )
    return (
        f'<div class="chart-row"><span class="chart-files">Download: {links}</span>'
        f'<a href="#{anchor}">Link to this chart</a></div>'
    )


def moved(body: str, static: Path, address: str) -> str:
    """A page's body with its charts moved into files.

    static: the site's folder _static, where they are written. address: that folder's address as seen from the page.
    """
    folder = static / FOLDER

    def move(match: re.Match[str]) -> str:
        figure, anchor, mark = match.group(0), match.group(1), match.group(2)
        script = _SCRIPT.search(figure)
        if not script:
            return figure
        folder.mkdir(parents=True, exist_ok=True)
        made = files(mark, script.group(1))
        for name, text in made.items():
            # Excel takes CSV for UTF-8 only with a byte order mark; pandas and R read it with or without.
            code = "utf-8-sig" if name.endswith(".csv") else "utf-8"
            (folder / name).write_text(text, code, newline="")
        places = {name: f"{address}/{FOLDER}/{name}" for name in made}
        tables = [place for name, place in places.items() if name.endswith(".csv")]
        figure = figure.replace(script.group(0), "")
        figure = figure.replace('"></div>\n<noscript>', f'" data-spec="{places[f"{mark}.js"]}"></div>\n<noscript>')
        return figure.replace("</figcaption>", f"{_row(anchor, tables)}</figcaption>")

    return _FIGURE.sub(move, body)


def sweep(app: Sphinx, exception: Exception | None) -> None:
    """Remove charts of former builds that no page and no script shows any more."""
    if exception or app.builder.format != "html":
        return
    root = Path(app.outdir)
    static = root / "_static"
    texts = [*root.rglob("*.html"), *(path for path in static.rglob("*.js") if path.parent.name != FOLDER)]
    used = {mark for path in texts for mark in _NAMED.findall(path.read_text("utf-8"))}
    for path in (static / FOLDER).glob("*.*"):
        if path.stem.split("-")[0] not in used:
            path.unlink()


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("build-finished", sweep)
