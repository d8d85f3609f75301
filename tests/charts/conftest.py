"""What the tests of charts share: words for a chart, and its picture as SVG."""

from __future__ import annotations

import re

import pytest
import vl_convert

from course_utils import charts


@pytest.fixture
def words():
    """Finding, source and alt text that would do for any chart."""
    return {
        "finding": "Agreement rises",
        "source": "Made up, 2026",
        "alt": "Chart of the share of identical votes by state, pair and year; it rises from one half to two thirds.",
    }


@pytest.fixture
def svg(capfd):
    """Draw a chart in an edition of Vega-Lite, by default that of JupyterLab and the site; a warning is a failure."""

    def draw(chart, edition="5.20"):
        capfd.readouterr()
        drawn = vl_convert.vegalite_to_svg(charts.spec(chart), vl_version=edition, show_warnings=True)
        assert "".join(capfd.readouterr()).strip() == ""
        assert "NaN" not in drawn
        return drawn

    return draw


@pytest.fixture
def paths():
    """The ``d`` and the other attributes of every path of a kind of mark, in drawing order."""

    def find(svg, mark):
        found = []
        for group in re.findall(rf'<g class="mark-{mark} role-mark[^"]*"[^>]*>(.*?)</g>', svg, re.DOTALL):
            found += [dict(re.findall(r'([\w-]+)="([^"]*)"', path)) for path in re.findall(r"<path ([^>]*)>", group)]
        return found

    return find
