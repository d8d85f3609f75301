"""Altair charts of the course: a finding as title, a source line, alt text, a data table.

Importing this room enables the course's Altair theme and renderer.
"""

import altair as alt

from course_utils.charts import theme as _theme
from course_utils.charts.palette import GREY, SIGNS, STATES, VOTES, scale
from course_utils.charts.publish import publish
from course_utils.charts.render import MIME, bundle
from course_utils.charts.specification import spec

alt.theme.register("course", enable=True)(_theme.theme)
alt.renderers.register("course", bundle)
alt.renderers.enable("course")

__all__ = ["GREY", "MIME", "SIGNS", "STATES", "VOTES", "bundle", "publish", "scale", "spec"]
