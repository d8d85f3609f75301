"""Bilateral defence cooperation agreements (DCAD): rows of focus pairs, totals for the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.schema import Field, Source, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

DCAD = Source(
    name="dcad",
    title="Defense Cooperation Agreement Dataset (DCAD) 1.0",
    publisher="Brandon J. Kinne, hosted by the Correlates of War Project",
    version="1.0",
    citation="Kinne, Brandon J. 2020. The Defense Cooperation Agreement Dataset (DCAD). Journal of Conflict "
    "Resolution 64(4): 729-755.",
    terms="Not stated in the copy; the Correlates of War Project asks for citation and does not allow others to "
    "redistribute its data sets",
    tier="derived-only",
    where="https://correlatesofwar.org/data-sets/defense-cooperation-agreement-dataset/ (folder dcad).",
    files={"DCAD-v1.0-main.csv": "f7d56e1703ae7cd7395b636210fa5d33a5fc3feafe5686734c212ffd5af7405a"},
    doi="10.1177/0022002719857796",
    copy="github.com/QiqiNerd/dcad_mining, commit d3398b0",
)

_CONFIDENCE = {"high": "high", "med": "medium", "low": "low", "atypical": "atypical"}
_LAST = 2010


def _read(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    rows = pd.read_csv(workspace.path(DCAD.name, "DCAD-v1.0-main.csv"), encoding="cp1252")
    pairs = [
        sorted((states.iso3(a, "cow"), states.iso3(b, "cow")))
        for a, b in zip(rows["ccode1"], rows["ccode2"], strict=True)
    ]
    return rows.assign(state_a=[a for a, _ in pairs], state_b=[b for _, b in pairs])


def _agreements(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    rows = _read(workspace)
    focus = rows["state_a"].isin(states.FOCUS) & rows["state_b"].isin(states.FOCUS)
    rows = rows[focus & (rows["state_a"] != rows["state_b"])]
    day = pd.DataFrame({"year": rows["signYear"], "month": rows["signMonth"], "day": rows["signDay"]})
    return pd.DataFrame(
        {
            "agreement": rows["DCAid"].str.removeprefix("DCADv1.0-").astype(int),
            "state_a": rows["state_a"],
            "state_b": rows["state_b"],
            "year": rows["signYear"],
            "signed": pd.to_datetime(day.dropna()).reindex(rows.index),
            "kind": rows["type"],
            "confidence": rows["categoryConf"].map(_CONFIDENCE),
            "end": rows["endYearEstimate"],
        }
    )


def _by_state(workspace: Workspace) -> pd.DataFrame:
    rows = _read(workspace)
    partner = rows["state_b"].where(rows["state_a"] != rows["state_b"])
    counts = rows["state_a"].value_counts().add(partner.value_counts(), fill_value=0)
    return counts.astype(int).rename_axis("state").rename("agreements").reset_index()


def _by_year(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    rows = _read(workspace)
    kinds = pd.crosstab(rows["signYear"], rows["type"])
    return kinds.assign(agreements=kinds.sum(axis=1)).rename_axis("year").rename_axis(None, axis=1).reset_index()


_DERIVED = "Small derived results for teaching; the data set itself is not redistributed"
_DEFECTS = (
    "The file has 1,871 agreements, while other documents speak of 1,872; its numbers run to 1909 with gaps.",
    "It ends in 2010: nothing on the exercises and declarations of the 2020s.",
    "Three rows (0297, 1625, 1847) name one state twice, so the partner is unknown: they count once for that state and "
    "in the years, but belong to no pair.",
    "About a third of the agreements are known from news reports only, not from a text.",
)

DEFENCE_AGREEMENTS = Table(
    name="defence_agreements",
    title="Defence cooperation agreements between focus states, 1980-2010",
    description="One row for each bilateral defence cooperation agreement signed by two of the course's twelve focus "
    "states: a promise to cooperate (training, equipment, secrets, research), not to fight for each other.",
    key=("agreement",),
    fields=(
        Field("agreement", "integer", "number in the source"),
        Field("state_a", "string", "first state in alphabetical order", state=True),
        Field("state_b", "string", "second state", state=True),
        Field("year", "integer", "year of signature", minimum=1980, maximum=_LAST),
        Field("signed", "date", "day of signature, where the day is known", missing=True),
        Field("kind", "string", "general framework, or one sector only", values=("general", "sector")),
        Field(
            "confidence",
            "string",
            "how sure the coders are of the category; atypical marks an unusual agreement",
            values=tuple(_CONFIDENCE.values()),
        ),
        Field("end", "integer", "last year in force by the source's estimate; 2010 also means beyond the data"),
    ),
    sources=(DCAD.name,),
    derivation="The rows whose two parties are both focus states, with eight of the thirty columns.",
    terms=_DERIVED,
    defects=(
        *_DEFECTS,
        "Azerbaijan and Türkiye have only two agreements here, which looks too low for two states with dense military "
        "ties; do not rank pairs by these counts.",
        "The 2005 agreement of Azerbaijan and Pakistan is coded with low confidence, the one of 2007 with medium.",
    ),
    build=_agreements,
    gaps="Nothing before 1980 or after 2010; only pairs of focus states.",
)
BY_STATE = Table(
    name="defence_agreement_totals",
    title="Defence cooperation agreements by state, 1980-2010",
    description="One row for each state: how many bilateral defence cooperation agreements it signed in all.",
    key=("state",),
    fields=(
        Field("state", "string", "state", state=True),
        Field("agreements", "integer", "agreements signed", unit="agreements", minimum=1),
    ),
    sources=(DCAD.name,),
    derivation="Agreements are counted for each of their two parties.",
    terms=_DERIVED,
    defects=(
        *_DEFECTS,
        "A state that ended counts with its successor: agreements of the Soviet Union stand under Russia.",
    ),
    build=_by_state,
    gaps="States with no agreement have no row.",
)
BY_YEAR = Table(
    name="defence_agreements_by_year",
    title="Defence cooperation agreements signed in the world, 1980-2010",
    description="One row a year: how many bilateral defence cooperation agreements were signed in the world.",
    key=("year",),
    fields=(
        Field("year", "integer", "year of signature", minimum=1980, maximum=_LAST),
        Field("general", "integer", "general framework agreements", unit="agreements"),
        Field("sector", "integer", "agreements on one sector", unit="agreements"),
        Field("agreements", "integer", "both kinds", unit="agreements"),
    ),
    sources=(DCAD.name,),
    derivation="Agreements are counted by year of signature and kind.",
    terms=_DERIVED,
    defects=_DEFECTS,
    build=_by_year,
)
