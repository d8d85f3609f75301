"""All sources and tables, in the order in which they are built."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from course_utils.catalog.schema import Source, Table

# A module may use the tables of the modules above it.
TOPICS = (
    "state_system",
    "un_assembly",
    "un_council",
    "un_speeches",
    "embassies",
    "organisations",
    "treaties",
    "economy",
    "geography",
    "colonial",
    "conflict",
    "security_ties",
    "military",
    "event_counts",
    "signed_networks",
)


@cache
def _modules() -> tuple:
    return tuple(import_module(f"course_utils.catalog.pipeline.{topic}") for topic in TOPICS)


@cache
def all_sources() -> dict[str, Source]:
    """Every source by name; two modules may share one only as the same object."""
    found: dict[str, Source] = {}
    for module in _modules():
        for source in module.SOURCES:
            if found.setdefault(source.name, source) is not source:
                raise ValueError(f"two sources are called {source.name}")
    return found


@cache
def all_tables() -> dict[str, Table]:
    """Every derived table by name, in build order."""
    found: dict[str, Table] = {}
    for module in _modules():
        for table in module.TABLES:
            if table.name in found:
                raise ValueError(f"two tables are called {table.name}")
            found[table.name] = table
    return found
