"""Colours that everybody tells apart, on the light page and on the dark one.

After Okabe, M. and Ito, K. (2008), Color Universal Design, with their lightness drawn apart: every two of the seven
are at least 9 apart in OKLab (Ottosson 2020, times 100), for the common eye and for the three forms of colour
blindness as Machado, Oliveira and Fernandes (2009) simulate them. Each reaches a contrast of 3 to 1 on both pages
(WCAG 2.2, 1.4.11). Both are tested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError

if TYPE_CHECKING:
    import altair as alt

BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY = "#0d76d6", "#cf770f", "#0e725e", "#ae4419", "#9b5e9b", "#2d98ef"
GREY = "#949494"

VOTES = {"yes": BLUE, "no": VERMILION, "abstain": ORANGE, "absent": GREY}
SIGNS = {"friendly": BLUE, "neutral": GREY, "hostile": VERMILION}
STATES = {"AZE": BLUE, "PAK": GREEN, "ARM": VERMILION, "IND": ORANGE, "TUR": PURPLE, "RUS": SKY}


def scale(colours: dict[str, str]) -> alt.Scale:
    """A colour scale with a fixed domain, so that a colour means the same in every chart.

    >>> scale({"yes": "#0d76d6"}).to_dict()
    {'domain': ['yes'], 'range': ['#0d76d6']}
    """
    import altair as alt

    return alt.Scale(domain=list(colours), range=list(colours.values()))


def sequential(low: float, high: float) -> alt.Scale:
    """A colour scale for amounts from ``low`` (light) to ``high`` (dark), in one hue.

    Its light end is still darker than the page, so that a low value does not look like no value.

    >>> sequential(0, 1).to_dict()["domain"]
    [0, 1]
    """
    import altair as alt

    return alt.Scale(scheme=alt.SchemeParams(name="blues", extent=[0.2, 1]), domain=[low, high])


def diverging(low: float, high: float, middle: float = 0) -> alt.Scale:
    """A colour scale for two directions: orange below ``middle``, nearly white at it, blue above.

    The middle must mean something: no difference, as many for as against, chance. Blue is the side that
    :data:`SIGNS` calls friendly and :data:`VOTES` yes. The farther end sets the pace for both sides, so equal
    distances from the middle are equally strong.

    Raises CourseError unless ``middle`` lies between the ends.

    >>> diverging(-0.5, 1).to_dict()["domain"]
    [-1, 1]
    """
    import altair as alt

    if not low < middle < high:
        raise CourseError(
            f"The middle of a diverging scale must lie between its ends, but {middle} is not between {low} and {high}. "
            "For values on one side only, take sequential(low, high)."
        )
    reach = max(middle - low, high - middle)
    return alt.Scale(scheme="blueorange", reverse=True, domain=[middle - reach, middle + reach])
