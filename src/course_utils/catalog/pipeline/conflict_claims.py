"""Territorial claims: how often the two states share a former empire, and the claims between focus states."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from course_utils.catalog.pipeline.colonial import empire_codes, land_neighbours
from course_utils.catalog.pipeline.colonial_sources import ICOW_COLONIAL
from course_utils.catalog.pipeline.dyads import directed
from course_utils.catalog.pipeline.shared_sources import COW_CONTIGUITY, COW_STATES
from course_utils.catalog.schema import Field, Source, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

ICOW_CLAIMS = Source(
    name="icow-claims",
    title="ICOW territorial claims 1.01, as extended",
    publisher="Issue Correlates of War project; end dates extended by Brendan Cooley",
    version="1.01 (provisional), extended to 2017",
    citation="Frederick, Bryan A., Paul R. Hensel and Christopher Macaulay. 2017. The Issue Correlates of War "
    "Territorial Claims Data, 1816-2001. Journal of Peace Research 54(1): 99-108.",
    terms="Not stated in the copy; the project asks for citation and does not offer others to redistribute",
    tier="derived-only",
    where="The project's page, https://www.paulhensel.org/icowdata.html; the extended copy is in "
    "https://github.com/brendancooley/icews-explorer (folder icow-claims).",
    files={"icow_ext2017.csv": "e9ef53f1eed3acaa9394d55559d027526d48f84a821472e4c335117434d08641"},
    doi="10.1177/0022343316676311",
    copy="github.com/brendancooley/icews-explorer, commit c071eed",
)
SOURCES = (ICOW_CLAIMS, ICOW_COLONIAL, COW_CONTIGUITY, COW_STATES)

CODINGS = ("ruler", "independence", "either")
CLAIM_SETS = ("all", "from_1945", "from_1991", "after_1991", "open_2010")
BASELINES = ("neighbours_2016", "pairs_2016", "pairs_ever")
_ONGOING = 201799  # the source's end date of a claim that was open when coding stopped


def _claims(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    frame = pd.read_csv(workspace.path(ICOW_CLAIMS.name, "icow_ext2017.csv"))
    frame["start"] = frame["begclaim"] // 100
    frame["end"] = frame["endclaim"] // 100
    return frame


def _sets(claims: pd.DataFrame) -> dict[str, pd.Series]:
    """Which claims belong to each set. A claim without an end date counts as open."""
    return {
        "all": claims["start"].notna(),
        "from_1945": claims["start"].ge(1945),
        "from_1991": claims["start"].ge(1991),
        "after_1991": claims["start"].gt(1991),
        "open_2010": claims["end"].ge(2010) | claims["end"].isna(),
    }


def _pairs(claims: pd.DataFrame) -> list[tuple[int, int]]:
    return list(zip(claims["chal"], claims["tgt"], strict=True))


def _same(workspace: Workspace, pairs: list[tuple[int, int]]) -> pd.DataFrame:
    """One row per pair, one boolean column per coding."""
    import pandas as pd

    ruler, independence = empire_codes(workspace)
    table = pd.DataFrame(
        {
            "ruler": [a in ruler and ruler.get(a) == ruler.get(b) for a, b in pairs],
            "independence": [a in independence and independence.get(a) == independence.get(b) for a, b in pairs],
        }
    )
    return table.assign(either=table.any(axis=1))


def _build_claim_rates(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    claims = _claims(workspace)
    colonial = pd.read_csv(workspace.path(ICOW_COLONIAL.name, "coldata110.csv"), encoding="utf-8-sig")
    members = pd.read_csv(workspace.path(COW_STATES.name, "states2016.csv"))
    sets = {name: _pairs(claims[mask]) for name, mask in _sets(claims).items()}
    sets["neighbours_2016"] = sorted(land_neighbours(workspace))
    sets["pairs_2016"] = list(combinations(sorted(set(members.loc[members["endyear"].eq(2016), "ccode"])), 2))
    sets["pairs_ever"] = list(combinations(sorted(colonial["State"]), 2))
    rows = [
        {"comparison_set": name, "coding": coding, "n": len(pairs), "n_same": int(same.sum()), "share": same.mean()}
        for name, pairs in sets.items()
        for coding, same in _same(workspace, pairs).items()
    ]
    return pd.DataFrame(rows)


def _build_neighbour_claims(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    claims = _claims(workspace)
    neighbours = sorted(land_neighbours(workspace))
    same = _same(workspace, neighbours)
    tables = []
    for name, mask in _sets(claims).items():
        disputed = {tuple(sorted(pair)) for pair in _pairs(claims[mask])}
        has_claim = pd.Series([pair in disputed for pair in neighbours])
        for coding in CODINGS:
            counts = has_claim.groupby(same[coding].to_numpy()).agg(["size", "sum"])
            counts.columns = ["pairs", "with_claim"]
            tables.append(counts.rename_axis("same_empire").reset_index().assign(claim_set=name, coding=coding))
    return pd.concat(tables, ignore_index=True)


def _build_territorial_claims(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    claims = directed(_claims(workspace), "chal", "tgt", ("challenger", "target"))
    recent = claims[claims["end"].ge(1946) | claims["end"].isna()]
    over = recent["endclaim"].ne(_ONGOING) & recent["end"].notna()
    return pd.DataFrame(
        {
            "claim": recent["claimdy"],
            "name": recent["name"],
            "challenger": recent["challenger"],
            "target": recent["target"],
            "start": recent["start"],
            "end": recent["end"].where(over),
            "status": over.map({True: "ended", False: "open"}).where(recent["end"].notna(), "end not coded"),
            "salience": recent["icowsal"],
            "disputes": recent["midsiss"],
            "fatal_disputes": recent["midsfat"],
            "wars": recent["warsiss"],
        }
    )


_SET_TEXT = (
    "all: all 837 claim dyads since 1816; from_1945, from_1991: claims that began in that year or later; after_1991: "
    "in 1992 or later; open_2010: claims that ended in 2010 or later or have no end"
)
_LIMITS = (
    "No claim in the file begins after October 2001; what was extended to 2017 are end dates. 'Open in 2010' therefore "
    "means an older claim that had not ended, never a new one.",
    "Eleven claims have no end date, Karabakh among them; they are counted as open. Nine of them carry the note 'end "
    "date unknown'.",
    "The year 1991 matters: many post-Soviet claims begin in it. Begun in 1991 or later, 48.9 % of claim dyads share "
    "an empire by either coding; begun in 1992 or later, 55.6 %.",
)

CLAIM_RATES = Table(
    name="claim_rates",
    title="Share of claim dyads, and of all pairs, with the same former empire",
    description="One row per comparison set and coding: how many dyads, and in how many both states had the same "
    "empire. "
    f"Claims: {_SET_TEXT}. Baselines: neighbours_2016: pairs with a common land or river border at the end of 2016; "
    "pairs_2016: all pairs of the 195 states of 2016; pairs_ever: all pairs of the 217 states since 1816.",
    key=("comparison_set", "coding"),
    fields=(
        Field("comparison_set", "string", "which dyads", values=(*CLAIM_SETS, *BASELINES)),
        Field("coding", "string", "same main colonial ruler, independence from the same state, either", values=CODINGS),
        Field("n", "integer", "dyads in the set", minimum=1),
        Field("n_same", "integer", "dyads in which both states had the same empire", minimum=0),
        Field("share", "number", "n_same divided by n", unit="share", minimum=0, maximum=1),
    ),
    sources=(ICOW_CLAIMS.name, ICOW_COLONIAL.name, COW_CONTIGUITY.name, COW_STATES.name),
    derivation="Both codings of ICOW Colonial History are looked up for the two states of each claim or pair, and "
    "counted.",
    terms="Small derived results for teaching; the data sets themselves are not redistributed",
    defects=(
        *_LIMITS,
        "A claim dyad is a challenger and a target; one pair of states can appear many times in the claims, but once "
        "in the baselines. The shares are not independent observations.",
        "pairs_ever includes states that never existed at the same time.",
    ),
    build=_build_claim_rates,
)

NEIGHBOUR_CLAIMS = Table(
    name="neighbour_claims",
    title="Territorial claims among land neighbours, by shared empire",
    description="One half of a two-by-two table per row, for the 316 pairs of states with a common land or river "
    "border "
    f"at the end of 2016: how many pairs, and how many with a claim. Claim sets: {_SET_TEXT}.",
    key=("claim_set", "coding", "same_empire"),
    fields=(
        Field("claim_set", "string", "which claims count", values=CLAIM_SETS),
        Field("coding", "string", "definition of a shared empire", values=CODINGS),
        Field("same_empire", "boolean", "whether the pairs of this row share a former empire"),
        Field("pairs", "integer", "pairs of neighbours", minimum=1),
        Field("with_claim", "integer", "pairs with at least one such claim, in either direction", minimum=0),
    ),
    sources=(ICOW_CLAIMS.name, ICOW_COLONIAL.name, COW_CONTIGUITY.name),
    derivation="Neighbouring pairs are split by shared empire; those with a claim of the set are counted.",
    terms="Small derived results for teaching; the data sets themselves are not redistributed",
    defects=(
        *_LIMITS,
        "The answer depends on coding and year: for claims begun in 1991 or later the odds ratio is 1.3 by either "
        "coding and 2.0 by independence; for 1992 or later it is 1.9 and 2.6.",
        "Pairs that share a state are not independent, so an interval from the four counts alone is too narrow.",
    ),
    build=_build_neighbour_claims,
)

TERRITORIAL_CLAIMS = Table(
    name="territorial_claims",
    title="Territorial claims between focus states, open in 1946 or later",
    description="One row per claim of one focus state (challenger) on land of another (target) that had not ended "
    "before 1946. Names of places are those of the source.",
    key=("claim",),
    fields=(
        Field("claim", "integer", "number of the claim dyad in ICOW"),
        Field("name", "string", "name of the claim in the source"),
        Field("challenger", "string", "state that does not accept the state of affairs", state=True),
        Field("target", "string", "state that holds or administers the land", state=True),
        Field("start", "integer", "year in which the claim began", minimum=1816, maximum=2001),
        Field("end", "integer", "year in which it ended", missing=True, minimum=1946, maximum=2017),
        Field(
            "status",
            "string",
            "ended, still open at the end of 2017, or no end coded",
            values=("ended", "open", "end not coded"),
        ),
        Field("salience", "integer", "importance of the land to both, from 1 to 12", minimum=1, maximum=12),
        Field("disputes", "integer", "militarised disputes over it, to about 2001", minimum=0),
        Field("fatal_disputes", "integer", "of these, with at least one death", minimum=0),
        Field("wars", "integer", "of these, wars", minimum=0),
    ),
    sources=(ICOW_CLAIMS.name,),
    derivation="The claims whose two states are both focus states and that ended in 1946 or later or not at all.",
    terms="Small derived results for teaching; the data set itself is not redistributed",
    defects=(
        *_LIMITS[:2],
        "Challenger and target say who asks for a change, not who is right. The file has Armenia as challenger of "
        "Azerbaijan over Nagorno-Karabakh; the war of 2020 and the operation of 2023 come after its coding.",
        "India and Pakistan each claim land of the other in Kashmir, so there are two rows. Aksai Chin and the "
        "Trans-Karakoram (Shaksgam) tract, which China administers, have rows of their own.",
        "Counts of disputes and wars stop in about 2001, although claims run on.",
    ),
    build=_build_territorial_claims,
    gaps="Claims begun after 2001; claims with states outside the focus list.",
)

TABLES = (CLAIM_RATES, NEIGHBOUR_CLAIMS, TERRITORIAL_CLAIMS)
