"""The script that draws charts comes whole out of an installed package."""

from __future__ import annotations

import re

from course_utils.charts.script import vega


def test_vega_bundle_names_itself_by_its_content() -> None:
    name, script = vega()
    assert re.fullmatch(r"vega\.[0-9a-f]{12}\.js", name)
    assert script.startswith("(()=>{") and "window.vegaEmbed=" in script
    assert "cdn." not in script
