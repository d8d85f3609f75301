"""What the directives share: errors as build warnings, links that are never dead, anchors that pages can cite."""

from __future__ import annotations

from abc import abstractmethod
from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from course_utils.catalog.package import DESCRIPTOR, package
from course_utils.errors import CourseError

CLAIMS_PAGE = "book/reference/claims"
CHRONOLOGY_PAGE = "book/reference/chronology"
DATA_PAGE = "book/reference/data"


def claim_anchor(claim: str) -> str:
    """The anchor of a claim on the claims page.

    >>> claim_anchor("C13")
    'claim-c13'
    """
    return f"claim-{claim.lower()}"


def event_anchor(event: str) -> str:
    """The anchor of an event on the chronology page.

    >>> event_anchor("E047")
    'event-e047'
    """
    return f"event-{event.lower()}"


def raw(html: str) -> nodes.raw:
    """A node for HTML that is ready to print."""
    return nodes.raw("", html, format="html")


def outside(address: str, text: str) -> str:
    """A link to another host; plain text where there is no address.

    >>> outside("", "de Waal 2013")
    'de Waal 2013'
    """
    if not address:
        return escape(text)
    return f'<a href="{escape(address)}" rel="noopener">{escape(text)}</a>'


class CourseDirective(SphinxDirective):
    """A directive whose CourseError becomes a message of the build with file and line."""

    optional_arguments = 1

    @abstractmethod
    def body(self) -> list[nodes.Node]:
        """The nodes to print."""

    def run(self) -> list[nodes.Node]:
        """The nodes to print; any CourseError fails a build that treats warnings as errors."""
        try:
            self.env.note_dependency(str(package().folder / DESCRIPTOR))
            return self.body()
        except CourseError as error:
            raise self.error(str(error)) from None

    @property
    def argument(self) -> str:
        """The directive's argument, empty when there is none."""
        return self.arguments[0].strip() if self.arguments else ""

    def inside(self, page: str, text: str, anchor: str = "") -> str:
        """A link to a page of this book; plain text while the page does not exist, or where the reader is on it."""
        here = self.env.docname
        if page not in self.env.found_docs or (page == here and not anchor):
            return escape(text)
        address = "" if page == here else self.env.app.builder.get_relative_uri(here, page)
        mark = f"#{anchor}" if anchor else ""
        return f'<a href="{escape(address + mark)}">{escape(text)}</a>'

    def claim_links(self, claims: str) -> str:
        """Claim numbers joined by ; as links to the claims page."""
        return ", ".join(self.inside(CLAIMS_PAGE, claim, claim_anchor(claim)) for claim in claims.split(";"))

    def anchor(self, name: str, title: str) -> None:
        """Let pages cite an anchor of this page with the ref role."""
        self.env.get_domain("std").note_hyperlink_target(name, self.env.docname, name, title)  # type: ignore[attr-defined]
