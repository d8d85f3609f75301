"""MyST directives that print the course's tables and pages: one module a directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register every directive of this package."""
    from course_utils.book.directives import (
        chronology,
        claims,
        codebook,
        corrections,
        coverage,
        downloads,
        glossary,
        progress,
        quiz,
        two_states,
        verdict_count,
    )

    parts = (
        claims, codebook, corrections, glossary, chronology, quiz, coverage, downloads, progress, two_states,
        verdict_count,
    )  # fmt: skip
    for part in parts:
        part.setup(app)
