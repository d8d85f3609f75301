"""Links to the course as PDF and ePub, where these have been made."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from course_utils.book.directives.base import CourseDirective, raw
from course_utils.book.editions.downloads import NAMES, present

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

FOLDER = "downloads"  # below the site's root


def _offered(app: Sphinx) -> list[str]:
    """What the page says: a change of it, by name or size, makes the page old."""
    return [f"{one.path.name} {one.size}" for one in present(Path(app.srcdir))]


class Downloads(CourseDirective):
    """``{downloads}``: a sentence with links; nothing where there is nothing to download."""

    def body(self) -> list[nodes.Node]:
        found = present(Path(self.env.srcdir))
        self.env.course_downloads = {"page": self.env.docname, "offered": _offered(self.env.app)}  # type: ignore[attr-defined]
        if not found:
            return []
        up = "../" * self.env.docname.count("/")
        links = " or ".join(
            f'<a href="{up}{FOLDER}/{one.path.name}" download>{one.kind}</a> ({one.size / 1e6:.1f} MB)' for one in found
        )
        return [raw(f'<p class="only-on-the-site">The whole course to print or to read offline: {links}.</p>')]


def changed(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """The page with the links, when there are others now."""
    then = getattr(env, "course_downloads", None)
    return [then["page"]] if then and then["offered"] != _offered(app) else []


def copy(app: Sphinx, exception: Exception | None) -> None:
    """Put the editions beside the pages, and take away what is no longer offered."""
    if exception or app.builder.name != "html":
        return
    folder = Path(app.outdir) / FOLDER
    offered = present(Path(app.srcdir)) if getattr(app.env, "course_downloads", None) else []
    for name in NAMES:
        (folder / name).unlink(missing_ok=True)
    for one in offered:
        folder.mkdir(exist_ok=True)
        shutil.copyfile(one.path, folder / one.path.name)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("downloads", Downloads)
    app.connect("env-get-outdated", changed)
    app.connect("build-finished", copy)
