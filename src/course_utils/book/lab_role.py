"""The role {lab}: a figure that a lab has computed and glued.

A page writes ``{lab}`m3-rank` `` and gets what the lab of module 3 handed over with ``glue("m3-rank", value)``: the
keys of a lab begin with the first part of its slug, those of the page on choosing a pair with capstone. An unknown key
is a warning, which fails the build.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from myst_nb.ext.glue.roles import PasteTextRole

from course_utils.exercises.shelf import lab_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx


def place_of(key: str, root: Path) -> str:
    """Where the notebook is that glues a key, from the course folder and without its ending.

    root: the course folder. Where there is no such lab: the place that it would have.

    >>> place_of("capstone-pairs", Path())
    'notebooks/capstones/capstone'
    """
    prefix = key.partition("-")[0]
    labs = sorted((root / "notebooks" / "labs").glob(f"{prefix}_*.ipynb"))
    return lab_of(labs[0].stem if labs else prefix)


class LabRole(PasteTextRole):
    """MyST-NB's text paste, with the path of the lab filled in."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Called by docutils where the role stands."""
        place = place_of(self.text, Path(self.document.settings.env.srcdir))
        self.text = f"/{place}.ipynb::{self.text}:s"  # without the format the paste splits at the wrong colon
        return super().run()


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_role("lab", LabRole())
