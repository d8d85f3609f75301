"""MyST directives that print the course's tables: claims, codebook, corrections, glossary, chronology, quiz, coverage, downloads."""

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
        quiz,
        verdict_count,
    )

    for part in (claims, codebook, corrections, glossary, chronology, quiz, coverage, verdict_count, downloads):
        part.setup(app)
