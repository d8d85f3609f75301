"""Territorial claims, armed conflicts and their dead."""

from __future__ import annotations

from course_utils.catalog.pipeline import conflict_armed, conflict_claims

SOURCES = (*conflict_claims.SOURCES, *conflict_armed.SOURCES)
TABLES = (*conflict_claims.TABLES, *conflict_armed.TABLES)
