"""Disputes, rivalries, alliances and the peace scale, for pairs of focus states."""

from __future__ import annotations

from course_utils.catalog.pipeline import security_ties_alliances, security_ties_disputes

SOURCES = (*security_ties_disputes.SOURCES, *security_ties_alliances.SOURCES)
TABLES = (*security_ties_disputes.TABLES, *security_ties_alliances.TABLES)
