"""The search for loads from other hosts: each kind is found, and links are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_utils.book.offline import in_page, in_site, in_style


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example/vega.js"></script>',
        "<script src='//cdn.example/vega.js'></script>",
        '<SCRIPT async SRC="HTTPS://cdn.example/vega.js"></SCRIPT>',
        '<link rel="stylesheet" href="https://fonts.example/css">',
        '<link rel="preconnect" href="https://fonts.example">',
        '<img src="http://a.example/x.png">',
        '<img src="x.png" srcset="x.png 1x, https://a.example/x2.png 2x">',
        '<iframe src="https://video.example/1"></iframe>',
        '<video poster="https://a.example/p.jpg"></video>',
        '<object data="https://a.example/o.svg"></object>',
        '<svg><image href="https://a.example/i.png"/></svg>',
        '<p style="background: url(https://a.example/b.png)">',
        "<style>@import url('https://a.example/s.css');</style>",
        '<script>import("https://esm.example/x.js")</script>',
        '<script type="application/json">{"data":{"url":"https://a.example/d.csv"}}</script>',
    ],
)
def test_load_is_found(html: str) -> None:
    assert len(in_page(html)) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://a.example/">source</a>',
        '<link rel="canonical" href="https://a.example/">',
        '<script src="../_static/vega.js"></script>',
        '<script type="application/json">{"$schema":"https://vega.github.io/schema/vega-lite/v5.json"}</script>',
        '<img src="data:image/png;base64,//8=">',
        '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
        "<p>@import url(https://a.example/s.css) is text</p>",
    ],
)
def test_link_or_text_is_not(html: str) -> None:
    assert in_page(html) == []


def test_style_sheets_of_the_site_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "a.css").write_text("@font-face { src: url(https://f.example/a.woff2), url(b.woff2) }")
    (tmp_path / "_static" / "page.html").write_text('<img src="https://a.example/x.png">')  # no page of the site
    (tmp_path / "page.html").write_text('<img src="https://a.example/x.png">')
    (tmp_path / "_static" / "charts").mkdir()
    chart = '={"spec":{"$schema":"https://v.example/5.json","data":{"url":"https://a.example/d.csv"}}}'
    (tmp_path / "_static" / "charts" / "a1.js").write_text(f'courseCharts.specs["a1"]{chart}')
    assert in_site(tmp_path) == [
        ("_static/a.css", "https://f.example/a.woff2"),
        ("_static/charts/a1.js", "https://a.example/d.csv"),
        ("page.html", "<img src=https://a.example/x.png>"),
    ]
    assert in_style("@import 'local.css'; p { background: url(x.png) }") == []
