"""The role {lab}: a figure that the page's own lab has computed and glued.

A reading at book/modules/<slug>.md writes ``{lab}`key` `` and gets what notebooks/labs/<slug>.ipynb handed over
with ``glue(key, value)``. An unknown key is a warning, which fails the build.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from myst_nb.ext.glue.roles import PasteTextRole

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


class LabRole(PasteTextRole):
    """MyST-NB's text paste, with the path of the lab filled in."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Called by docutils where the role stands."""
        slug = PurePosixPath(self.document.settings.env.docname).name
        self.text = (
            f"/notebooks/labs/{slug}.ipynb::{self.text}:s"  # without the format the paste splits at the wrong colon
        )
        return super().run()


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_role("lab", LabRole())
