"""The scales on which pages are put: what counts, what was kept from the page before, and when it is too much."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_utils.book import weight
from course_utils.cli import main
from course_utils.errors import CourseError

STYLE = '<link rel="stylesheet" href="{0}_static/a.css?v=1">'
CHARTS = '<script src="{0}_static/charts.js"></script>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two pages with charts and one without; noise, since text that repeats itself weighs nothing when packed."""
    static = tmp_path / "_static"
    (static / "charts").mkdir(parents=True)
    for name, size in (
        ("charts.js", 9_000),
        ("charts/a1.js", 5_000),
        ("fa-solid-900.woff2", 8_000),
        ("fa-brands-400.woff2", 7_000),
    ):
        (static / name).write_bytes(os.urandom(size))
    faces = "".join(
        f"@font-face{{src:url({name}) format('woff2'),url(x.ttf)}}"
        for name in ("fa-solid-900.woff2", "./fa-brands-400.woff2")
    )
    (static / "a.css").write_text(f'@import "https://elsewhere.example/b.css";{faces}')
    (tmp_path / "lab.html").write_text(
        f'{STYLE.format("")}{CHARTS.format("")}<i class="fas fa-x"></i><div data-spec="_static/charts/a1.js"></div>'
    )
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "reading.html").write_text(STYLE.format("../") + CHARTS.format("../"))
    (tmp_path / "plain.html").write_text(
        STYLE.format("") + '<a href="lab.html">to the lab</a><img src="https://a.example/x.png">'
    )
    (static / "part.html").write_text("no page")
    return tmp_path


def test_a_page_needs_its_scripts_styles_charts_and_the_fonts_that_it_shows(site: Path) -> None:
    def names(page: str) -> set[str]:
        return {path.name for path in weight.needs(site / page)}

    assert names("lab.html") == {"a.css", "charts.js", "a1.js", "fa-solid-900.woff2"}
    assert names("deep/reading.html") == {"a.css", "charts.js"}
    assert names("plain.html") == {"a.css"}


def test_a_next_visit_brings_what_pages_with_charts_do_not_share(site: Path) -> None:
    found = {one.page: one for one in weight.weigh(site)}
    assert set(found) == {"lab.html", "deep/reading.html", "plain.html"}
    lab, reading = found["lab.html"], found["deep/reading.html"]
    assert 22_000 < lab.first < 23_000  # everything
    assert 13_000 < lab.next < 13_600  # page, chart and font: the reading has neither
    assert 9_000 < reading.first < 9_700
    assert reading.next == reading.packed < 200
    assert lab.raw == (site / "lab.html").stat().st_size


def test_breaches_are_told_and_fail_the_command(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CliRunner().invoke(main, ["site", "weigh", str(site)]).exit_code == 0
    monkeypatch.setattr(weight, "FIRST", 20_000)
    told = CliRunner().invoke(main, ["site", "weigh", str(site)])
    assert told.exit_code == 1
    assert "lab.html: a first visit loads 22 KB; 20 KB is the most" in told.output
    assert "1 breaches" not in told.output and "1 breach of the budget" in told.output


def test_the_search_page_may_bring_its_index() -> None:
    heavy = {"raw": 1, "packed": 1, "first": 1, "next": weight.NEXT + 1}
    assert weight.Weight("search.html", **heavy).breaches() == []
    assert len(weight.Weight("a.html", **heavy).breaches()) == 1


def test_a_folder_without_a_site(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="no built site in"):
        weight.weigh(tmp_path)
