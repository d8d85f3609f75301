"""Alliance obligations of focus pairs, and the world's alliances by year and size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.catalog.pipeline.dyads import undirected
from course_utils.catalog.pipeline.r_files import read_frame
from course_utils.catalog.pipeline.shared_sources import ATOP_DYADS, COW_ALLIANCES
from course_utils.catalog.schema import Field, Source, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

ATOP_TREATIES = Source(
    name="atop-5.1",
    title="ATOP 5.1",
    publisher=ATOP_DYADS.publisher,
    version="5.1",
    citation=ATOP_DYADS.citation,
    terms=ATOP_DYADS.terms,
    tier="attribution",
    where="The project's page, http://www.atopdata.org (folder atop-5.1).",
    files={
        "atop5_1a.csv": "eafd146fa5c5bc2737ae829288c87d01c990a55fbc82dcc2dc08b94c0d7b5b7d",
        "atop5_1m.csv": "0e3c803f65275c3cb9309d08c04710416dff16aee936c8b4f887c7b67ee5b55b",
    },
    doi=ATOP_DYADS.doi,
    copy="github.com/jandresgannon/DoDL, commit 67007e1",
)
SOURCES = (ATOP_DYADS, COW_ALLIANCES, ATOP_TREATIES)

FIRST_YEAR = 1946
_LAST_YEAR = 2018  # of ATOP; an end year of 0 means still in force then
_OBLIGATIONS = {
    "atop": {
        "defence": "atop_defense",
        "offence": "atop_offense",
        "neutrality": "atop_neutral",
        "nonaggression": "atop_nonagg",
        "consultation": "atop_consul",
    },
    "cow": {
        "defence": "cow_defense",
        "neutrality": "cow_neutral",
        "nonaggression": "cow_nonagg",
        "consultation": "cow_entente",
    },
}
_FILES = {"atop": (ATOP_DYADS.name, "atop_alliance.rda"), "cow": (COW_ALLIANCES.name, "cow_alliance.rda")}


def _build_alliances(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    tables = []
    for dataset, columns in _OBLIGATIONS.items():
        source, file = _FILES[dataset]
        raw = read_frame(workspace.path(source, file))
        raw = undirected(raw[raw["year"].ge(FIRST_YEAR)], "ccode1", "ccode2")
        # Both directions are in the files; a promise by either state counts for the pair.
        table = raw.groupby(["state_a", "state_b", "year"])[list(columns.values())].max().eq(1)
        table.columns = list(columns)
        tables.append(table.reset_index().assign(dataset=dataset))
    joined = pd.concat(tables, ignore_index=True)
    return joined.assign(offence=joined["offence"].astype("boolean"))


def _build_alliance_totals(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    treaties = pd.read_csv(workspace.path(ATOP_TREATIES.name, "atop5_1a.csv"), usecols=["atopid", "begyr", "endyr"])
    members = pd.read_csv(workspace.path(ATOP_TREATIES.name, "atop5_1m.csv"), usecols=["atopid", "member"])
    size = members.groupby("atopid")["member"].nunique()
    treaties = treaties.assign(
        members=treaties["atopid"].map(size), last=treaties["endyr"].where(treaties["endyr"].gt(0), _LAST_YEAR)
    )
    formed = treaties.groupby(["begyr", "members"]).size()
    running = pd.concat(
        pd.DataFrame({"year": range(row.begyr, row.last + 1), "members": row.members}) for row in treaties.itertuples()
    )
    table = running.groupby(["year", "members"]).size().rename("in_force").reset_index()
    table["formed"] = formed.reindex(pd.MultiIndex.from_frame(table[["year", "members"]])).fillna(0).to_numpy()
    return table


_PROMISES = {
    "defence": "to help if the other is attacked",
    "offence": "to help in an attack; not coded by COW",
    "neutrality": "to stay out if the other is at war",
    "nonaggression": "not to use force against each other",
    "consultation": "to consult in a crisis; in COW: entente",
}

ALLIANCES = Table(
    name="alliances",
    title="Alliance obligations between focus states, by pair, year and data set",
    description="One row per pair of focus states, year and data set with at least one formal promise in force: which "
    "kinds of promise their treaties hold. A pair and year without a row had none.",
    key=("state_a", "state_b", "year", "dataset"),
    fields=(
        Field("state_a", "string", "first state of the pair, in alphabetical order", state=True),
        Field("state_b", "string", "second state of the pair", state=True),
        Field("year", "integer", "calendar year", minimum=FIRST_YEAR, maximum=_LAST_YEAR),
        Field("dataset", "string", "atop: ATOP 5.1; cow: COW Formal Alliances 4.1", values=tuple(_FILES)),
        *(Field(name, "boolean", f"a promise {text}", missing=name == "offence") for name, text in _PROMISES.items()),
    ),
    sources=(ATOP_DYADS.name, COW_ALLIANCES.name),
    derivation="Directed dyad-years of both data sets, cut to focus pairs; a promise by either state counts.",
    terms="Small derived results for teaching; the COW data set is not redistributed",
    defects=(
        "Paper is not practice: Armenia and Azerbaijan have a defence promise in every year of 1993-2018 (ATOP) and of "
        "1992-2012 (COW), through common treaties of the post-Soviet states, while they fought each other.",
        "India and Pakistan have a non-aggression promise from 1966 in ATOP, but from 1972 in COW.",
        "Azerbaijan and Türkiye: non-aggression in 1993, defence from 1994, consultation from 2010 (ATOP).",
        "No alliance between Azerbaijan and Pakistan in either data set. Both end before the Shusha declaration of "
        "2021 between Azerbaijan and Türkiye.",
        "What counts as an alliance differs: ATOP includes treaties of friendship with a non-aggression clause, such "
        "as that of Armenia and India of 1995, which COW leaves out.",
    ),
    build=_build_alliances,
    gaps="ATOP ends in 2018, COW in 2012.",
)

ALLIANCE_TOTALS = Table(
    name="alliance_totals",
    title="The world's alliances by year and number of members",
    description="One row per year and size, whole world, 1815-2018: alliances in force, and of these begun in the "
    "year, with that number of members. Sizes that do not occur in a year have no row.",
    key=("year", "members"),
    fields=(
        Field("year", "integer", "calendar year", minimum=1815, maximum=_LAST_YEAR),
        Field("members", "integer", "states that were ever members of the alliance", unit="states", minimum=2),
        Field("in_force", "integer", "alliances in force in the year", minimum=1),
        Field("formed", "integer", "of these, begun in the year", minimum=0),
    ),
    sources=(ATOP_TREATIES.name,),
    derivation="Treaties of ATOP 5.1 counted by year of beginning, years in force, and number of members.",
    terms="With attribution, for teaching",
    defects=(
        "Members are counted over an alliance's whole life, so later joiners make it large from its first year.",
        "In 15 of 789 treaties this count and ATOP's own bilateral mark do not agree.",
        "An alliance counts in the year in which it ended. Short wartime pacts weigh as much as lasting ones.",
    ),
    build=_build_alliance_totals,
    gaps="After 2018.",
)

TABLES = (ALLIANCES, ALLIANCE_TOTALS)
