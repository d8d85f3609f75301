"""Show a chart that another page's notebook has glued.

MyST-NB resolves glue across documents for text, HTML and images only. This runs right before it and takes the
charts, so that a reading can show a lab's chart with ``{glue:} key`` and ``:doc:``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from myst_nb.ext.glue.crossref import ReplacePendingGlueReferences, read_glue_cache
from myst_nb.ext.glue.utils import PendingGlueReference
from sphinx.transforms.post_transforms import SphinxPostTransform

from course_utils.book.render import HTML_BUILDERS, figure

if TYPE_CHECKING:
    from typing import Any

    from sphinx.application import Sphinx

MIME = "application/vnd.vegalite.v5+json"


class GluedCharts(SphinxPostTransform):
    """Replace pending references to glued charts by their figures."""

    default_priority = ReplacePendingGlueReferences.default_priority - 1
    builders = HTML_BUILDERS

    def run(self, **options: Any) -> None:
        """Called by Sphinx for each page it writes."""
        for node in list(self.document.findall(PendingGlueReference)):
            outputs = read_glue_cache(self.env.mystnb_config.output_folder, node.refdoc)
            spec = outputs.get(node.key, {}).get("data", {}).get(MIME)
            if spec and node.gtype != "text":
                node.replace_self(nodes.raw("", figure(spec), format="html"))


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_post_transform(GluedCharts)
