"""The Sphinx extension behind the course's site: charts, formulas, lesson headers, offline pages.

_config.yml names this package as an extension; Sphinx then calls ``setup``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything the site adds to Jupyter Book."""
    from course_utils.book import (
        assets,
        beside,
        claim_links,
        directives,
        evidence,
        fresh,
        glued,
        lab_role,
        lesson,
        mathml,
        offline,
        page,
    )

    for part in (
        mathml,
        lesson,
        lab_role,
        evidence,
        glued,
        fresh,
        claim_links,
        page,
        assets,
        beside,
        offline,
        directives,
    ):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
