"""States over time: when each state counts as a member of the international system, by three lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.pipeline import un_assembly_voeten
from course_utils.catalog.pipeline.shared_sources import COW_STATES, GW_STATES, ISD_STATES
from course_utils.catalog.pipeline.un_assembly_sources import VOETEN_VOTES
from course_utils.catalog.schema import Field, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

SOURCES = (COW_STATES, GW_STATES, ISD_STATES, VOETEN_VOTES)
# Each list gives its own last day as the end of a state that still exists.
_LAST_DAY = {"cow": "2016-12-31", "gw": "2017-12-31", "isd": "2016-12-31"}


def _cow(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    table = pd.read_csv(workspace.path(COW_STATES.name, "states2016.csv"))

    def day(edge: str) -> pd.Series:
        parts = table[[f"{edge}year", f"{edge}month", f"{edge}day"]].set_axis(["year", "month", "day"], axis=1)
        return pd.to_datetime(parts)

    return pd.DataFrame({"code": table["ccode"], "start": day("st"), "end": day("end")})


def _gw(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    table = pd.read_excel(workspace.path(GW_STATES.name, "gwstates.xlsx"))
    start, end = (pd.to_datetime(table[edge], format="%d.%m.%Y") for edge in ("Start", "End"))
    return pd.DataFrame({"code": table["Cow Nr."], "start": start, "end": end})


def _isd(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    table = pd.read_excel(workspace.path(ISD_STATES.name, "isd_2_2_update.xlsx"))
    start, end = (pd.to_datetime(table[edge], format="%d-%m-%Y") for edge in ("Start", "End"))
    return pd.DataFrame({"code": table["COWNum"], "start": start, "end": end})


def _first_un_year(workspace: Workspace) -> pd.Series:
    """The year of the first General Assembly roll call in which a state is coded as a member, by state."""
    votes = un_assembly_voeten.votes(workspace)
    return votes["roll_call"].map(un_assembly_voeten.years(workspace)).groupby(votes["state"]).min()


def _build(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    parts = []
    for name, system, read in (("cow", "cow", _cow), ("gw", "gw", _gw), ("isd", "cow", _isd)):
        spells = read(workspace)
        spells["state"] = [states.iso3(code, system) for code in spells["code"]]
        spells = spells.dropna(subset=["state"]).assign(list=name)
        spells["end"] = spells["end"].where(spells["end"] < _LAST_DAY[name])
        parts.append(spells)
    table = pd.concat(parts)
    table["first_un_year"] = table["state"].map(_first_un_year(workspace)).astype("Int32")
    return table[["state", "list", "start", "end", "first_un_year"]]


TABLES = (
    Table(
        name="states",
        title="Spells of statehood, by three lists",
        description=(
            "One row is one unbroken spell in which one list counts a state as a member of the international system, "
            "from 1816 on. Scholars' lists differ on what counts: recognition by the great powers, population, UN "
            "membership. A state that lost and regained independence has several spells."
        ),
        key=("state", "list", "start"),
        fields=(
            Field(
                "state",
                "string",
                "state, ISO 3166-1 alpha-3; RUS includes the Soviet Union, SRB Yugoslavia",
                state=True,
            ),
            Field(
                "list",
                "string",
                "cow: Correlates of War, 2016; gw: Gleditsch and Ward; isd: International System(s) Dataset 2.2",
                values=("cow", "gw", "isd"),
            ),
            Field(
                "start",
                "date",
                "first day of the spell; 1816-01-01 means that the state existed before the list begins",
            ),
            Field(
                "end",
                "date",
                "last day of the spell; missing when the state still exists as the list ends",
                missing=True,
            ),
            Field(
                "first_un_year",
                "integer",
                "year of the first General Assembly roll call in which the state is coded as a member; missing for "
                "states that never were and for four that ended before the source was made",
                minimum=1946,
                missing=True,
            ),
        ),
        sources=tuple(source.name for source in SOURCES),
        derivation="The three lists, number codes turned into ISO3, put under one another; states without an ISO3 "
        "code left out.",
        terms="ISD rows CC BY 4.0; the others are dates from cited lists, for teaching",
        defects=(
            "States that ended before they had an ISO code (Bavaria, Hanover, the Two Sicilies and others) are left "
            "out.",
            "A spell follows the list's number code: Germany's successive codes are one state here, and so are "
            "Yugoslavia and Serbia.",
            "The ISD also lists polities under two codes that other lists leave out; only those whose code maps to "
            "ISO3 are here.",
            "The first UN year comes from votes, not from the record of admissions, so it can be a year late.",
        ),
        build=_build,
        gaps="The lists end in 2016 (cow, isd) and 2017 (gw).",
    ),
)
