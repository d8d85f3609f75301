"""Armed conflicts by year, and deaths by country of location."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.catalog.pipeline.r_files import read_frame
from course_utils.catalog.pipeline.shared_sources import UCDP_CODES
from course_utils.catalog.schema import Field, Source, Table
from course_utils.states import iso3

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

UCDP = Source(
    name="ucdp",
    title="UCDP/PRIO Armed Conflict Dataset 24.1",
    publisher="Uppsala Conflict Data Program and Peace Research Institute Oslo",
    version="24.1",
    citation="Gleditsch, Nils Petter, Peter Wallensteen, Mikael Eriksson, Margareta Sollenberg and Håvard Strand. "
    "2002. Armed Conflict 1946-2001: A New Dataset. Journal of Peace Research 39(5): 615-637; Davies, Shawn, Garoun "
    "Engström, Therése Pettersson and Magnus Öberg. 2024. Organized violence 1989-2023, and the prevalence of "
    "organized crime groups. Journal of Peace Research 61(4): 673-693.",
    terms="CC BY 4.0",
    tier="open",
    where="UCDP download centre, https://ucdp.uu.se/downloads/ (folder ucdp).",
    files={"UcdpPrioConflict_v24_1.csv": "97e77ca0d74f340939d23ec8ea6fd81b4129e31f228d1a77cddb5040b609eb8e"},
    doi="10.1177/0022343302039005007",
    copy="github.com/milesdwilliams15/foreign-figures, commit 0419d52",
)
POLDAT = Source(
    name="poldat",
    title="Deaths in conflict by country (UCDP GED 23.1, PRIO Battle Deaths 3.1)",
    publisher="Uppsala Conflict Data Program; Peace Research Institute Oslo; joined by the maintainer of poldat",
    version="UCDP GED 23.1 from 1989, PRIO Battle Deaths 3.1 before",
    citation="Sundberg, Ralph, and Erik Melander. 2013. Introducing the UCDP Georeferenced Event Dataset. Journal of "
    "Peace Research 50(4): 523-532; Lacina, Bethany, and Nils Petter Gleditsch. 2005. Monitoring Trends in Global "
    "Combat: A New Dataset of Battle Deaths. European Journal of Population 21: 145-166.",
    terms="MIT for the package that joins the two; UCDP data CC BY 4.0",
    tier="open",
    where="R package poldat, https://github.com/kvelleby/poldat (folder poldat).",
    files={"ucdpbrds.rda": "419f8f50af7fe1564d7e067a8bc8c1ef9d7c71e75cd54819251bc7353d18626e"},
    doi="10.1177/0022343313484347",
    copy="github.com/kvelleby/poldat, commit 9cdbec6",
)
SOURCES = (UCDP, UCDP_CODES, POLDAT)

_OVER = {1: "territory", 2: "government", 3: "both"}
_TYPES = {1: "extrasystemic", 2: "interstate", 3: "intrastate", 4: "internationalised intrastate"}
_TYPES_251 = {"interstate": "interstate", "intrastate": "intrastate", "II": "internationalised intrastate"}
_INTENSITY = {1: "minor", 2: "war"}
_PARTIES = {"states_a": "gwno_a", "allies_a": "gwno_a_2nd", "states_b": "gwno_b", "allies_b": "gwno_b_2nd"}
_NAMES = ("location", "side_a", "side_b", "territory")


def _codes(numbers: object) -> str | None:
    """ISO3 codes, sorted and joined by ;, for Gleditsch and Ward numbers joined by commas."""
    parts = str(numbers).replace("nan", "").replace("<NA>", "").split(",")
    found = {code for part in parts if (code := iso3(part, "gw"))}
    return ";".join(sorted(found)) or None


def _build_armed_conflicts(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    raw = pd.read_csv(workspace.path(UCDP.name, "UcdpPrioConflict_v24_1.csv"))
    table = pd.DataFrame(
        {
            "conflict": raw["conflict_id"],
            "year": raw["year"],
            "location": raw["location"],
            "side_a": raw["side_a"],
            "side_b": raw["side_b"],
            "territory": raw["territory_name"],
            "incompatibility": raw["incompatibility"].map(_OVER),
            "intensity": raw["intensity_level"].map(_INTENSITY),
            "type": raw["type_of_conflict"].map(_TYPES),
            "states_location": raw["gwno_loc"].map(_codes),
            "version": "24.1",
            **{name: raw[column].map(_codes) for name, column in _PARTIES.items()},
        }
    )
    return pd.concat([table, _year_2024(workspace, table)], ignore_index=True)


def _year_2024(workspace: Workspace, earlier: pd.DataFrame) -> pd.DataFrame:
    """The rows of 2024 from version 25.1, which has codes only: names come from the conflict's last earlier row."""
    raw = read_frame(workspace.path(UCDP_CODES.name, "ucdp_acd.rda"))
    raw = raw[raw["year"].eq(2024)]
    joined = raw.groupby("conflict_id").agg(
        # one row per combination of parties in the source
        {
            **{column: lambda s: ",".join(str(int(v)) for v in s.dropna().unique()) for column in _PARTIES.values()},
            "incompatibility": "first",
            "intensity_level": "max",
            "type_of_conflict": "first",
        }
    )
    last = earlier.drop_duplicates("conflict", keep="last").set_index("conflict").reindex(joined.index)
    parties = {name: joined[column].map(_codes) for name, column in _PARTIES.items()}
    table = last[[*_NAMES, "states_location"]].assign(
        year=2024,
        incompatibility=joined["incompatibility"],
        intensity=joined["intensity_level"].map(_INTENSITY),
        type=joined["type_of_conflict"].map(_TYPES_251),
        version="25.1",
        **parties,
    )
    return table.rename_axis("conflict").reset_index()


def _build_conflict_deaths(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    raw = read_frame(workspace.path(POLDAT.name, "ucdpbrds.rda"))
    table = pd.DataFrame(
        {
            "location": raw["gwcode"],
            "name": raw["country_name"],
            "state": raw["gwcode"].map(lambda code: iso3(code, "gw")),
            "year": raw["year"],
            "low": raw["low"],
            "best": raw["best"],
            "high": raw["high"],
            "series": raw["source"].map({"UCDP GED 23.1": "ucdp_ged", "PRIO Battle-deaths 3.1": "prio_battle_deaths"}),
        }
    )
    # Zeros of territories that are no state of this course carry nothing.
    return table[table["state"].notna() | table["high"].gt(0)]


def _joined(name: str, what: str) -> Field:
    return Field(name, "string", f"{what}; ISO3 codes joined by ;", missing=True)


ARMED_CONFLICTS = Table(
    name="armed_conflicts",
    title="Armed conflicts with a state as a party, 1946-2024",
    description="One row per conflict and year with at least 25 deaths in battle, whole world. side_a is always a "
    "government; side_b is a government or an organisation. Names are those of UCDP.",
    key=("conflict", "year"),
    fields=(
        Field("conflict", "integer", "UCDP number of the conflict"),
        Field("year", "integer", "calendar year", minimum=1946, maximum=2024),
        Field("location", "string", "country or countries whose government or territory is contested", missing=True),
        Field("side_a", "string", "first party", missing=True),
        Field("side_b", "string", "opposing party or parties", missing=True),
        Field("territory", "string", "name of the contested territory, if one is contested", missing=True),
        Field("incompatibility", "string", "what the conflict is over", values=tuple(_OVER.values())),
        Field(
            "intensity",
            "string",
            "minor: 25 to 999 deaths in battle in the year; war: 1,000 or more",
            values=tuple(_INTENSITY.values()),
        ),
        Field(
            "type",
            "string",
            "kind of conflict; internationalised: another state's troops take part",
            values=tuple(_TYPES.values()),
        ),
        _joined("states_location", "states of the location"),
        _joined("states_a", "states that are side A"),
        _joined("allies_a", "states that support side A with troops"),
        _joined("states_b", "states that are side B"),
        _joined("allies_b", "states that support side B with troops"),
        Field("version", "string", "edition of the data set", values=("24.1", "25.1")),
    ),
    sources=(UCDP.name, UCDP_CODES.name),
    derivation="All rows of version 24.1 with state numbers mapped to ISO3, and the rows of 2024 from version 25.1.",
    terms="CC BY 4.0 (UCDP)",
    defects=(
        "Karabakh (conflict 388, 17 years between 1991 and 2023) is coded as Azerbaijan against the 'Republic of "
        "Artsakh'. Armenia stands only in allies_b, in 16 of the 17 years: a filter on side_a and side_b does not find "
        "it.",
        "Kashmir is two conflicts: 218 between India and Pakistan (27 years) and 364 between India and insurgents "
        "(35).",
        "Years with fewer than 25 deaths have no row; a gap is not peace.",
        "For 2024 the source has numbers but no names: names are those of the conflict's last earlier year, so an "
        "opponent that is new in 2024 is not named. Three conflicts that are new in 2024 have no names at all.",
        "State numbers without a code here are left out (Hyderabad 1948).",
        "The name of a party or place in this table is UCDP's, not a position of this course.",
    ),
    build=_build_armed_conflicts,
    gaps="2025 and later.",
)

CONFLICT_DEATHS = Table(
    name="conflict_deaths",
    title="Deaths in armed conflict by country of location, 1946-2022",
    description="One row per country or territory and year: deaths on its soil in armed conflict, with a low, a best "
    "and a high estimate. Zeros are real zeros of the source.",
    key=("location", "year"),
    fields=(
        Field("location", "integer", "Gleditsch and Ward number of the country, or the source's own of a territory"),
        Field("name", "string", "name in the source"),
        Field("state", "string", "state of today, if it has a code here", missing=True, state=True),
        Field("year", "integer", "calendar year", minimum=1946, maximum=2022),
        Field("low", "integer", "low estimate", unit="deaths", minimum=0),
        Field("best", "integer", "best estimate", unit="deaths", minimum=0),
        Field("high", "integer", "high estimate", unit="deaths", minimum=0),
        Field("series", "string", "data set behind the figure", values=("prio_battle_deaths", "ucdp_ged")),
    ),
    sources=(POLDAT.name,),
    derivation="All rows of the source with a state code or with deaths; states mapped to ISO3.",
    terms="CC BY 4.0 (UCDP); MIT (poldat)",
    defects=(
        "Two series are joined at 1989: PRIO Battle Deaths before, UCDP events after. A jump there is partly a change "
        "of method.",
        "Only deaths in conflicts with a state as a party are counted, not the killing of civilians by one side: the "
        "whole world has 38,691 in 1994, so the genocide in Rwanda is not in it.",
        "Deaths are placed where they happened, so those of a soldier abroad count abroad.",
        "In seven rows the low estimate is above the best one, in five the best is above the high one.",
    ),
    build=_build_conflict_deaths,
    gaps="2023 and later, so not the operation of September 2023 in Karabakh nor May 2025.",
)

TABLES = (ARMED_CONFLICTS, CONFLICT_DEATHS)
