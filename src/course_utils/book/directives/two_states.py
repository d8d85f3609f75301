"""The page on any two states: its controls, its panels, and the cell that takes a reader to the lab."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from course_utils.book.directives.base import DATA_PAGE, CourseDirective, raw
from course_utils.errors import unknown

if TYPE_CHECKING:
    from sphinx.application import Sphinx

LAB = "notebooks/labs/m3_votes"
# Each panel with the table pages that stand in for it where there are no scripts.
PANELS = {
    "glance": "votes ideal_points memberships trade_agreements armed_conflicts",
    "votes": "votes roll_calls",
    "topics": "roll_calls",
    "ideal": "ideal_points",
    "seats": "memberships shared_organisations",
    "treaties": "trade_agreements investment_treaties defence_agreements",
    "conflict": "armed_conflicts disputes alliances signed_networks rivalries peace_scale territorial_claims",
    "place": "pairs colonial_rule independence same_empire embassies",
}

# The markup of a chart, as render.figure has it, for the page's script to fill.
FIGURE = (
    '<template class="pair-figure"><figure class="chart"><p class="chart-finding"></p><div class="chart-inputs"></div>'
    '<div class="chart-picture" role="img"></div><figcaption>Source</figcaption>'
    "<details><summary>Data table</summary><div></div></details></figure></template>"
)


def _select(name: str, label: str) -> str:
    return f'<div><label for="pair-{name}">{label}</label><select id="pair-{name}" name="{name}"></select></div>'


CHOOSER = (
    '<form class="pair-form" hidden><div class="pair-fields">'
    + _select("a", "First state") + _select("b", "Second state") + _select("from", "From") + _select("to", "To")
    + '</div><fieldset class="pair-references"><legend>Show beside it</legend><div></div></fieldset>'
    + '<details><summary>Another pair beside it</summary><div class="pair-fields">'
    + _select("c", "One state") + _select("d", "The other state")
    + '<div><button type="button" class="pair-add">Add</button></div></div><p class="pair-added" role="status"></p></details></form>'
    + '<p class="pair-problem" role="alert"></p><p class="pair-status" role="status"></p>'
    + FIGURE
)  # fmt: skip


class Chooser(CourseDirective):
    """``{pair-chooser}``: the controls, the line that says what is shown, and a sentence for readers without scripts."""

    def body(self) -> list[nodes.Node]:
        lab = self.inside(LAB, "the lab on votes")
        sentence = (
            f"Choosing needs JavaScript. Without it, the panels below lead to their tables, and {lab} computes the same "
            "figures for any pair."
        )
        return [raw(f"<noscript><p>{sentence}</p></noscript>{CHOOSER}")]


class Panel(CourseDirective):
    """``{pair-panel} votes``: a place that the page's script fills; without scripts, links to the tables behind it."""

    def body(self) -> list[nodes.Node]:
        if self.argument not in PANELS:
            raise unknown("panel", self.argument, PANELS)
        links = ", ".join(self.inside(f"{DATA_PAGE}/{name}", name) for name in PANELS[self.argument].split())
        return [
            raw(
                f'<div class="pair-panel" data-panel="{escape(self.argument)}"><noscript><p>The tables behind this panel: '
                f"{links}.</p></noscript></div>"
            )
        ]


class Take(CourseDirective):
    """``{pair-take}``: the download of what is shown, and the cell that computes it in a notebook."""

    def body(self) -> list[nodes.Node]:
        from course_utils.book.two_states.files import cell

        code = nodes.literal_block(cell(), cell(), language="python")
        button = '<button type="button" class="pair-csv">Download what is shown (CSV)</button>'
        bar = f'<p class="pair-take" hidden>{button}</p><p class="pair-silent"></p>'
        return [raw(bar), nodes.container("", code, classes=["pair-code"])]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("pair-chooser", Chooser)
    app.add_directive("pair-panel", Panel)
    app.add_directive("pair-take", Take)
