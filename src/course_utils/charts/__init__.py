"""Altair charts of the course: a finding as title, a source line, alt text, a data table.

``publish`` gives any chart of Altair its words, or refuses. ``lines``, ``intervals``, ``heat_map``, ``network`` and
``choropleth`` draw what most lessons need and publish it. Importing this room enables the course's Altair theme and
renderer.
"""

import altair as alt

from course_utils.charts import theme as _theme
from course_utils.charts.choropleth import choropleth
from course_utils.charts.gaps import gaps
from course_utils.charts.heat_map import heat_map
from course_utils.charts.intervals import intervals
from course_utils.charts.lines import lines
from course_utils.charts.network import network
from course_utils.charts.palette import GREY, SIGNS, STATES, VOTES, diverging, scale, sequential
from course_utils.charts.publish import publish
from course_utils.charts.render import MIME, bundle
from course_utils.charts.specification import spec

alt.theme.register("course", enable=True)(_theme.theme)
alt.renderers.register("course", bundle)
alt.renderers.enable("course")

__all__ = [
    "GREY",
    "MIME",
    "SIGNS",
    "STATES",
    "VOTES",
    "bundle",
    "choropleth",
    "diverging",
    "gaps",
    "heat_map",
    "intervals",
    "lines",
    "network",
    "publish",
    "scale",
    "sequential",
    "spec",
]
