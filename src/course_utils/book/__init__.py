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
        directives,
        evidence,
        finder,
        fresh,
        glued,
        lab_role,
        launch,
        lesson,
        mathml,
        missing,
        moved,
        offline,
        page,
        preview,
        public,
    )

    for part in (mathml, lesson, lab_role, evidence, glued, fresh, page, assets, offline, directives):
        part.setup(app)
    for part in (finder, launch, missing, moved, preview, public):  # found, shared, launched
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
