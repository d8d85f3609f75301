"""How the pipeline declares a source, a field and a table. The descriptor is written from these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace


@dataclass(frozen=True)
class Source:
    """A published data set, and the files of it that the pipeline reads."""

    name: str  # one name per original data set
    title: str  # short, fit for a chart's source line
    publisher: str
    version: str
    citation: str
    terms: str  # as stated by the publisher, or "not stated"
    tier: str  # open | attribution | derived-only
    where: str  # where the publisher offers it, in words and an address
    files: Mapping[str, str]  # file name -> SHA-256
    doi: str = ""
    copy: str = ""  # the public copy that was read, when not the publisher's own
    folder: str = ""  # below the sources folder, when not the name: a collection holds several data sets

    @property
    def place(self) -> str:
        """The source's folder below the sources folder.

        >>> Source("mid", *[""] * 7, files={}, folder="peacesciencer").place
        'peacesciencer'
        """
        return self.folder or self.name


@dataclass(frozen=True)
class Field:
    """A column: Frictionless type, meaning, unit, closed vocabulary, bounds."""

    name: str
    type: str  # string | integer | number | boolean | date
    description: str
    unit: str = ""
    values: tuple[str, ...] = ()  # closed vocabulary, in order; becomes a categorical
    missing: bool = False  # may be missing
    minimum: float | None = None
    maximum: float | None = None
    state: bool = False  # holds ISO 3166-1 alpha-3 codes of data/state_codes.csv


@dataclass(frozen=True)
class Table:
    """A derived table and the function that derives it."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]  # columns that identify a row
    fields: tuple[Field, ...]
    sources: tuple[str, ...]  # names of Source
    derivation: str  # one sentence
    terms: str  # under which this derived table is offered
    defects: tuple[str, ...]
    build: Callable[[Workspace], pd.DataFrame]
    gaps: str = ""  # what is not covered, in a sentence


@dataclass(frozen=True)
class HandKept:
    """A table that people edit: CSV or JSON in data/, checked against its schema."""

    name: str
    path: str
    title: str
    description: str
    terms: str
    derivation: str
    key: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    defects: tuple[str, ...] = field(default=())
