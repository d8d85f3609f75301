"""The course's Altair theme: quiet axes, room for titles that are sentences, no fonts to load."""

from __future__ import annotations

import altair as alt

from course_utils.charts.palette import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, VERMILION

WIDTH, HEIGHT = 560, 300


def theme() -> alt.theme.ThemeConfig:
    """The configuration that Altair merges into every chart.

    It is the light theme. On the site charts.js replaces the colours of paper, words and axes by the page's own, so
    the dark page needs no second configuration; the palette's colours stand out on both.

    >>> theme()["config"]["view"]["continuousWidth"]
    560
    """
    return {
        "config": {
            "view": {"continuousWidth": WIDTH, "continuousHeight": HEIGHT, "discreteWidth": WIDTH, "stroke": None},
            "background": "white",
            "font": "system-ui, sans-serif",
            "title": {
                "anchor": "start",
                "fontSize": 15,
                "subtitleFontSize": 12,
                "subtitleColor": "#595959",
                "subtitlePadding": 4,
                "offset": 12,
            },
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "gridOpacity": 0.5},
            "legend": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
            "header": {"labelFontSize": 12, "titleFontSize": 12},
            "mark": {"color": BLUE},
            "point": {"opacity": 1},
            "rule": {"color": GREY},
            "range": {"category": [BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY, GREY]},
        }
    }
