"""Derive data/ from the publishers' files. One module a topic; each declares SOURCES and TABLES."""

from course_utils.catalog.pipeline.registry import all_sources, all_tables
from course_utils.catalog.pipeline.run import build, check, stamp

__all__ = ["all_sources", "all_tables", "build", "check", "stamp"]
