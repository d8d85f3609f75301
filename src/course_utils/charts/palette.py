"""Colours: Okabe and Ito's set, told apart with every common form of colour blindness.

Source: Okabe, M. and Ito, K. (2008), Color Universal Design. The yellow of the set is left out: on white its
contrast is 1.3 to 1. Each colour here reaches 3 to 1 on white and on the dark page (WCAG 2.2, 1.4.11; tested).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import altair as alt

BLUE, ORANGE, GREEN, VERMILION, PURPLE, SKY = "#0072b2", "#b87a00", "#00885f", "#d55e00", "#b25f8c", "#3d8fc0"
GREY = "#808080"

VOTES = {"yes": BLUE, "no": VERMILION, "abstain": ORANGE, "absent": GREY}
SIGNS = {"friendly": BLUE, "neutral": GREY, "hostile": VERMILION}
STATES = {"AZE": BLUE, "PAK": GREEN, "ARM": VERMILION, "IND": ORANGE, "TUR": PURPLE, "RUS": SKY}


def scale(colours: dict[str, str]) -> alt.Scale:
    """A colour scale with a fixed domain, so that a colour means the same in every chart.

    >>> scale({"yes": "#0072b2"}).to_dict()
    {'domain': ['yes'], 'range': ['#0072b2']}
    """
    import altair as alt

    return alt.Scale(domain=list(colours), range=list(colours.values()))
