"""Write datapackage.json: the Frictionless descriptor of every table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.catalog.load import sha256
from course_utils.catalog.package import DESCRIPTOR
from course_utils.catalog.schema import Field, HandKept, Source, Table

if TYPE_CHECKING:
    import pandas as pd

VERSION = "0.1.0"
MISSING = [""]
OWN = {
    "title": "Fraternal Nations course",
    "publisher": "The Fraternal Nations maintainers",
    "version": VERSION,
    "citation": "Fraternal Nations course, hand-kept table; each row names its sources where it states a fact.",
    "terms": "CC BY 4.0",
}


def _field(field: Field) -> dict:
    limits: dict = {}
    if not field.missing:
        limits["required"] = True
    if field.values:
        limits["enum"] = list(field.values)
    if field.minimum is not None:
        limits["minimum"] = field.minimum
    if field.maximum is not None:
        limits["maximum"] = field.maximum
    entry = {"name": field.name, "type": field.type, "description": field.description}
    if field.unit:
        entry["unit"] = field.unit
    if field.state:
        entry["state"] = True
    if limits:
        entry["constraints"] = limits
    return entry


def _source(source: Source) -> dict:
    entry = {
        "title": source.title,
        "publisher": source.publisher,
        "version": source.version,
        "citation": source.citation,
        "terms": source.terms,
        "where": source.where,
    }
    if source.doi:
        entry["doi"] = source.doi
        entry["path"] = f"https://doi.org/{source.doi}"
    if source.copy:
        entry["copy"] = source.copy
    return entry


def derived(table: Table, frame: pd.DataFrame, path: Path, sources: dict[str, Source]) -> dict:
    """The descriptor entry of a derived table."""
    return {
        "name": table.name,
        "title": table.title,
        "description": " ".join(filter(None, [table.description, table.gaps and f"Gaps: {table.gaps}"])),
        "path": path.name,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "kept": "derived",
        "rows": len(frame),
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256(path)}",
        "derivation": table.derivation,
        "terms": table.terms,
        "defects": list(table.defects),
        "sources": [_source(sources[name]) for name in table.sources],
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "primaryKey": list(table.key),
            "missingValues": MISSING,
        },
    }


def hand_kept(table: HandKept, rows: int, path: Path) -> dict:
    """The descriptor entry of a hand-kept table or document."""
    kind = path.suffix.lstrip(".")
    entry = {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": table.path,
        "format": kind,
        "mediatype": {"csv": "text/csv", "json": "application/json"}[kind],
        "kept": "by hand",
        "rows": rows,
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256(path)}",
        "derivation": table.derivation,
        "terms": table.terms,
        "defects": list(table.defects),
        "sources": [OWN],
        "schema": {"fields": [_field(field) for field in table.fields], "missingValues": MISSING},
    }
    if table.key:
        entry["schema"]["primaryKey"] = list(table.key)
    return entry


def write(resources: list[dict], folder: Path) -> Path:
    """Write the descriptor, resources sorted by name, with a final newline."""
    document = {
        "name": "fraternal-nations",
        "title": "Fraternal Nations: tables of the course",
        "version": VERSION,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 for the course's own work; each table states its own terms",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": sorted(resources, key=lambda resource: resource["name"]),
    }
    path = folder / DESCRIPTOR
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path
