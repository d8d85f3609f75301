"""The tables that people edit, and their schemas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.catalog.csv_table import read_csv
from course_utils.catalog.schema import Field, HandKept

if TYPE_CHECKING:
    import pandas as pd

STATE_CODES = HandKept(
    name="state_codes",
    path="state_codes.csv",
    title="State codes",
    description="ISO 3166-1 alpha-3 codes with the codes and names that other data sets use for the same state.",
    terms="CC BY 4.0",
    derivation="Kept by hand; codes are facts taken from the code lists named in the columns.",
    key=("iso3",),
    fields=(
        Field("iso3", "string", "ISO 3166-1 alpha-3 code; DDR, CSK, YMD, VDR and EAZ for states that have ended"),
        Field("name", "string", "short English name"),
        Field("cow", "string", "Correlates of War number; several joined by ;", missing=True),
        Field("gw", "string", "Gleditsch and Ward number; several joined by ;", missing=True),
        Field("iso_numeric", "string", "ISO 3166-1 numeric code, three digits", missing=True),
        Field("gec", "string", "US government code used by the Factbook", missing=True),
        Field("successor", "string", "code of the successor, for a state that has ended", missing=True),
        Field("aliases", "string", "other names in the sources, joined by ;", missing=True),
    ),
)

HAND_KEPT: tuple[HandKept, ...] = (STATE_CODES,)


def read(table: HandKept, folder: Path) -> pd.DataFrame | list:
    """A hand-kept table as a DataFrame, or a JSON document's list of items."""
    path = folder / table.path
    if path.suffix == ".json":
        import json

        return json.loads(path.read_text("utf-8"))["questions"]
    from course_utils.catalog.pipeline.descriptor import hand_kept

    return read_csv(path, hand_kept(table, 0, path)["schema"])
