"""Rewrite every page when a notebook was read again: any page may show a number glued from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def note(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Remember whether this build reads a notebook."""
    env.course_rewrite = any(str(env.doc2path(name)).endswith(".ipynb") for name in docnames)  # type: ignore[attr-defined]


def rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Pages to write besides the ones that were read."""
    return sorted(env.found_docs) if getattr(env, "course_rewrite", False) else []


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("env-before-read-docs", note)
    app.connect("env-updated", rewrite)
