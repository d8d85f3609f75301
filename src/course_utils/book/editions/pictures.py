"""Charts as pictures: vector drawings in the light theme, with finding, source and alt text around them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.book import chart_files

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

    from course_utils.book.data_table import Spec

# Words are placed by the widths of the first; the others have the same widths, so that nothing overlaps elsewhere.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_LINK = re.compile(r"</?a\b[^>]*>")  # marks that lead to a source on the site; nobody can click inside a picture
MOST_CHOICES = 4  # more are counted, not named


def svg(spec: Spec) -> str:
    """A chart drawn as SVG, without its title: that stands above it as text.

    spec: a Vega-Lite specification. Choices that a reader could make on the site stand at their first setting.
    """
    import vl_convert

    from course_utils.charts.script import VEGA_LITE

    bare = {name: value for name, value in spec.items() if name != "title"}
    bare["config"] = {**spec.get("config", {}), "font": FONT, "background": "white"}
    drawn = str(vl_convert.vegalite_to_svg(bare, vl_version=VEGA_LITE))
    return _LINK.sub("", drawn)


def _setting(param: dict[str, Any]) -> str:
    name, value, bind = param["bind"].get("name", param["name"]).strip(" :"), param.get("value"), param["bind"]
    if "labels" in bind and value in bind.get("options", []):
        value = bind["labels"][bind["options"].index(value)]
    return f"{name} {value}" if bind.get("input") == "select" else name


def choices(spec: Spec) -> str:
    """A sentence on what a reader could choose on the site; empty for a chart without choices.

    >>> choices({"params": [{"name": "p", "value": 2, "bind": {"input": "select", "name": "Year: ",
    ...                                                         "options": [1, 2]}}]})
    'Shown for: Year 2. On the site the chart answers to this choice.'
    """
    bound = [param for param in spec.get("params", []) if isinstance(param.get("bind"), dict) and param.get("name")]
    if not bound:
        return ""
    if len(bound) > MOST_CHOICES:
        return f"Shown as it opens on the site, where it answers to {len(bound)} choices."
    ending = "this choice" if len(bound) == 1 else f"these {len(bound)} choices"
    return f"Shown for: {'; '.join(map(_setting, bound))}. On the site the chart answers to {ending}."


def draw(soup: BeautifulSoup, figure: Tag, page: Path) -> tuple[str, str]:
    """Put an image in the place of a chart that needs a script; return the image's file name and its SVG.

    figure: a ``<figure class="chart">`` of the site. page: the file that it stands in. The data table is left out: it would fill half of an edition.
    """
    spec = chart_files.read(page.parent / figure.select_one(".chart-picture")["data-spec"])["spec"]
    picture = svg(spec)
    name = f"charts/{hashlib.sha256(picture.encode()).hexdigest()[:12]}.svg"
    width, height = (float(number) for number in re.findall(r'\b(?:width|height)="([\d.]+)"', picture[:300])[:2])
    image = soup.new_tag("img", src=name, alt=figure.select_one(".chart-picture")["aria-label"])
    image["width"], image["height"] = f"{width:.0f}", f"{height:.0f}"
    figure.select_one(".chart-picture").replace_with(image)
    for part in figure.select(".chart-inputs, .chart-row, noscript"):
        part.decompose()
    said = choices(spec)
    if said:
        figure.figcaption.append(soup.new_tag("br"))
        figure.figcaption.append(said)
    if not figure.figcaption.get_text(strip=True):
        figure.figcaption.decompose()
    return name, picture
