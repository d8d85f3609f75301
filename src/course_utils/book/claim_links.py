"""A claim that a page names by its number leads to its entry in the ledger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from course_utils.book.directives.base import CLAIMS_PAGE, claim_anchor

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_CLAIM = re.compile(r"\bC\d\d\b")
# Where a number is code, or has a link already, or would become one in the page's menu.
LEFT_ALONE = (nodes.literal, nodes.literal_block, nodes.raw, nodes.reference, nodes.title, nodes.math, nodes.comment)


def pieces(text: str, known: set[str], address: str) -> list[nodes.Node]:
    """A text with each known claim as a link.

    >>> [one.astext() for one in pieces("Steady (C13), as C99.", {"C13"}, "claims.html")]
    ['Steady (', 'C13', '), as C99.']
    """
    found: list[nodes.Node] = []
    end = 0
    for match in _CLAIM.finditer(text):
        if match[0] not in known:
            continue
        link = nodes.reference("", match[0], refuri=f"{address}#{claim_anchor(match[0])}", internal=True)
        found += [nodes.Text(text[end : match.start()]), link] if match.start() > end else [link]
        end = match.end()
    return found + ([nodes.Text(text[end:])] if end < len(text) else [])


class ClaimLinks(SphinxPostTransform):
    """Link the claims that prose names, on every page but the ledger's own."""

    default_priority = 900  # when every other reference is settled

    def run(self, **options: Any) -> None:
        """Called by Sphinx for each page it writes."""
        from course_utils.catalog import load

        page = self.env.docname
        if page == CLAIMS_PAGE or CLAIMS_PAGE not in self.env.found_docs:
            return
        known, address = set(load("claims")["id"]), self.app.builder.get_relative_uri(page, CLAIMS_PAGE)
        for node in list(self.document.findall(nodes.Text)):
            if _CLAIM.search(node) and not any(isinstance(one, LEFT_ALONE) for one in _around(node)):
                node.parent.replace(node, pieces(node.astext(), known, address))


def _around(node: nodes.Node) -> list[nodes.Node]:
    """The elements that hold a node, from the nearest up."""
    found: list[nodes.Node] = []
    while node.parent is not None:
        node = node.parent
        found.append(node)
    return found


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_post_transform(ClaimLinks)
