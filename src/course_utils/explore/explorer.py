"""One object, two faces: ipywidgets for a live kernel, an interactive chart for a page without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt
    import ipywidgets

WIDGET = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Explorer:
    """A live widget with its static twin.

    ``widget`` builds the live side (called once a display). ``twin`` is a published chart that answers
    the same question with inputs of its own; the site shows it, since a widget is dead without a kernel.
    """

    widget: Callable[[], ipywidgets.Widget]
    twin: alt.TopLevelMixin

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        from course_utils.charts import bundle

        shown = bundle(self.twin.to_dict())
        live = self.widget()._repr_mimebundle_()
        return {**shown, WIDGET: live[WIDGET]}
