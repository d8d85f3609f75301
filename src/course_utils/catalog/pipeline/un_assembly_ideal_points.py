"""Ideal points from votes in the UN General Assembly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.pipeline.un_assembly_sources import IDEAL_POINTS
from course_utils.catalog.schema import Field, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

_COLUMNS = {
    "year": "year",
    "idealpointfp": "ideal_point",
    "q5fp": "lower",
    "q95fp": "upper",
    "nvotesfp": "n_votes",
}


def _build(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    table = pd.read_stata(workspace.path(IDEAL_POINTS.name, "IdealpointsJuly2025.dta"))
    # COW numbers map without a gap; the ISO3 column is blank in 17 rows and uses YAR and YUG.
    table["state"] = [states.iso3(code, "cow") for code in table["ccode"]]
    table = table[table["idealpointfp"].notna()].rename(columns=_COLUMNS)
    table = table.round({"ideal_point": 4, "lower": 4, "upper": 4})
    return table[["state", *_COLUMNS.values()]]


TABLE = Table(
    name="ideal_points",
    title="Ideal points of states in the UN General Assembly",
    description=(
        "One row is one state in one calendar year, 1946 to 2024: where the state stands on the main line of "
        "disagreement in the General Assembly, estimated from its votes on the final passage of resolutions. Higher "
        "is closer to the United States' side. The scale is kept comparable over time by texts that come back year "
        "after year, so a distance between two states may be compared across years better than a share of equal votes."
    ),
    key=("state", "year"),
    fields=(
        Field("state", "string", "state, ISO 3166-1 alpha-3", state=True),
        Field("year", "integer", "calendar year of the votes", minimum=1946, maximum=2024),
        Field(
            "ideal_point",
            "number",
            "ideal point, posterior mean, final-passage votes",
            unit="points of the latent scale",
        ),
        Field("lower", "number", "5 % quantile of the posterior", unit="points of the latent scale", missing=True),
        Field("upper", "number", "95 % quantile of the posterior", unit="points of the latent scale", missing=True),
        Field("n_votes", "integer", "votes of the state that the estimate rests on", minimum=0),
    ),
    sources=(IDEAL_POINTS.name,),
    derivation="The final-passage series and its 5 % and 95 % posterior quantiles, COW numbers turned into ISO3.",
    terms="CC0 1.0",
    defects=(
        "The numbers are estimates with an interval, not measurements; the interval is wide in years with few votes.",
        "One dimension cannot show that two states differ on one topic and agree on all others.",
        "17 rows of the source have no ISO3 code and no estimate on this series; 36 rows without a final-passage "
        "estimate are left out.",
        "Earlier editions count by Assembly session instead of calendar year; do not mix editions.",
        "Yugoslavia is shown as SRB and North Yemen (to 1990) as YEM.",
    ),
    build=_build,
    gaps="Starts when a state first votes; nothing after 2024.",
)
