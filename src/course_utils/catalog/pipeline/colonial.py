"""Colonial rule and independence, with the codings of several data sets side by side."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.pipeline.colonial_sources import CEPII_COLONISERS, COLDAT, ICOW_COLONIAL
from course_utils.catalog.pipeline.geography import GEODIST
from course_utils.catalog.pipeline.r_files import read_frame
from course_utils.catalog.pipeline.shared_sources import COW_CONTIGUITY
from course_utils.catalog.schema import Field, Table
from course_utils.states import FOCUS, iso3

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

SOURCES = (COLDAT, ICOW_COLONIAL, CEPII_COLONISERS, GEODIST, COW_CONTIGUITY)

EMPIRES = {
    "belgium": "BEL",
    "britain": "GBR",
    "france": "FRA",
    "germany": "DEU",
    "italy": "ITA",
    "netherlands": "NLD",
    "portugal": "PRT",
    "spain": "ESP",
}
# ICOW is not offered for redistribution: its codes are shown for these states only.
SHOWN = tuple(sorted({*FOCUS, "AFG", "BGD", "GEO", "KAZ", "UKR", "UZB"}))
_ICOW_TYPES = {1: "formation", 2: "decolonisation", 3: "secession", 4: "partition"}
_CEPII_CODES = {"PAL": "PSE", "ROM": "ROU", "TMP": "TLS", "YUG": "SRB", "ZAR": "COD"}  # codes of its time
_NONE = -9  # ICOW's code for "no such state"


def empire_codes(workspace: Workspace) -> tuple[dict[int, int], dict[int, int]]:
    """ICOW's two codings by Correlates of War number: main colonial ruler, and state gained independence from.

    States without a ruler are left out of the first, states never dependent out of the second.
    """
    frame = _icow(workspace)
    return tuple(
        {int(state): int(code) for state, code in zip(frame["State"], frame[column], strict=True) if code != _NONE}
        for column in ("ColRuler", "IndFrom")
    )


def land_neighbours(workspace: Workspace) -> set[tuple[int, int]]:
    """Pairs of Correlates of War numbers (smaller first) with a common land or river border at the end of 2016."""
    import pandas as pd

    borders = read_frame(workspace.path(COW_CONTIGUITY.name, "cow_contdir.rda"))
    last = pd.to_datetime(borders["enddate"], unit="D").dt.year.eq(2016)
    land = borders[borders["conttype"].eq(1) & last]
    return {tuple(sorted((int(a), int(b)))) for a, b in zip(land["ccode1"], land["ccode2"], strict=True)}


def _icow(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    return pd.read_csv(workspace.path(ICOW_COLONIAL.name, "coldata110.csv"), encoding="utf-8-sig")


def _build_colonial_rule(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    dyads = pd.read_csv(workspace.path(COLDAT.name, "COLDAT_dyads.csv"))
    ruled = dyads[dyads["col"].eq(1)]
    return pd.DataFrame(
        {
            "state": ruled["country"].map(iso3),
            "empire": ruled["colonizer"].map(EMPIRES),
            "start_mean": ruled["colstart_mean"],
            "start_latest": ruled["colstart_max"],
            "end_mean": ruled["colend_mean"],
            "end_latest": ruled["colend_max"],
        }
    )


def _cepii_colonisers(workspace: Workspace) -> pd.Series:
    """Colonisers by state, in CEPII's order and joined by ;"""
    import pandas as pd

    frame = pd.read_csv(
        workspace.path(CEPII_COLONISERS.name, "geo_cepii.csv"),
        sep=";",
        encoding="latin-1",
        na_values=".",
        keep_default_na=False,
    ).drop_duplicates("iso3")
    columns = frame[[f"colonizer{number}" for number in range(1, 5)]]
    joined = columns.apply(lambda row: ";".join(row.dropna()) or None, axis=1)
    return joined.set_axis(frame["iso3"].replace(_CEPII_CODES))


def _build_independence(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    rule = workspace.table("colonial_rule")
    last = rule.sort_values("end_mean").drop_duplicates("state", keep="last").set_index("state")
    table = pd.DataFrame({"state": states.codes()}).set_index("state")
    table["coldat_last_empire"] = last["empire"].astype("str")
    table["coldat_end"] = last["end_mean"]
    table["cepii_colonisers"] = _cepii_colonisers(workspace)
    icow = _icow(workspace)
    icow["state"] = icow["State"].map(lambda code: iso3(code, "cow"))
    icow = icow[icow["state"].isin(SHOWN)].set_index("state")
    table["icow_shown"] = table.index.isin(SHOWN)
    table["icow_ruler"] = icow["ColRuler"].map(lambda code: iso3(code, "cow"))
    table["icow_independent_from"] = icow["IndFrom"].map(lambda code: iso3(code, "cow"))
    table["icow_year"] = icow["IndDate"] // 100
    table["icow_month"] = (icow["IndDate"] % 100).replace(0, None)  # 0: month not known
    table["icow_type"] = icow["IndType"].map(_ICOW_TYPES)
    table["icow_violent"] = icow["IndViol"].eq(1).astype("boolean")
    return table.reset_index()


def _build_same_empire(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    independence = workspace.table("independence").set_index("state")
    rule = workspace.table("colonial_rule")
    empires = rule.groupby(rule["state"].astype("str"))["empire"].agg(set).to_dict()
    ties = workspace.table("pairs").set_index(["state_a", "state_b"])
    borders = {frozenset((iso3(a, "cow"), iso3(b, "cow"))) for a, b in land_neighbours(workspace)}

    def shared(column: str, a: str, b: str) -> bool:
        first, second = independence.loc[a, column], independence.loc[b, column]
        return bool(pd.notna(first) and pd.notna(second) and first == second)

    return pd.DataFrame(
        {
            "state_a": a,
            "state_b": b,
            "neighbours": frozenset((a, b)) in borders,
            "by_ruler": shared("icow_ruler", a, b),
            "by_independence": shared("icow_independent_from", a, b),
            "by_coldat": bool(empires.get(a, set()) & empires.get(b, set())),
            "by_cepii": bool(ties.loc[(a, b), "common_coloniser"]),
            "same_country": bool(ties.loc[(a, b), "same_country"]),
        }
        for a, b in combinations(SHOWN, 2)
    )


COLONIAL_RULE = Table(
    name="colonial_rule",
    title="States ruled by European overseas empires",
    description="One row per state of today and European overseas empire that ruled its land: when rule began and "
    "ended. Dates are means over the lists that COLDAT combines, beside the latest date in any of them.",
    key=("state", "empire"),
    fields=(
        Field("state", "string", "state of today", state=True),
        Field("empire", "string", "empire that ruled it: one of the eight that COLDAT covers", state=True),
        Field("start_mean", "integer", "year in which rule began, mean of the lists", minimum=1400, maximum=2000),
        Field("start_latest", "integer", "latest year given for the beginning", minimum=1400, maximum=2000),
        Field("end_mean", "integer", "year in which rule ended, mean of the lists", minimum=1600, maximum=2000),
        Field("end_latest", "integer", "latest year given for the end", minimum=1600, maximum=2000),
    ),
    sources=(COLDAT.name,),
    derivation="The 161 of 1,560 state-empire pairs that COLDAT codes as colonial, states mapped to ISO3.",
    terms="CC0 1.0",
    defects=(
        "Only eight European overseas empires are covered: Belgium, Britain, France, Germany, Italy, the Netherlands, "
        "Portugal and Spain. Russian, Soviet, Ottoman, Austrian, Chinese and Japanese rule is not in it, so Azerbaijan "
        "and Armenia count as never colonised.",
        "Malta counts as never colonised although it was British until 1964.",
        "The lists that it combines disagree on dates: for Pakistan rule begins in 1830 by the mean and in 1857 by the "
        "latest list. Means are rounded to whole years.",
        "Borders are those of today: Pakistan and Bangladesh have dates of their own although both were British India.",
    ),
    build=_build_colonial_rule,
    gaps="Protectorates, mandates and informal control are counted as the underlying lists count them.",
)

INDEPENDENCE = Table(
    name="independence",
    title="From whom states became independent, by three data sets",
    description="One row per state of today, with the codings of COLDAT, CEPII and ICOW side by side. They answer "
    "different questions (last overseas empire, any coloniser, most important ruler, state left), and differ.",
    key=("state",),
    fields=(
        Field("state", "string", "state of today", state=True),
        Field("coldat_last_empire", "string", "COLDAT: empire whose rule ended last", missing=True, state=True),
        Field("coldat_end", "integer", "COLDAT: year in which that rule ended, mean of the lists", missing=True),
        Field("cepii_colonisers", "string", "CEPII: up to four colonisers, codes joined by ;", missing=True),
        Field("icow_shown", "boolean", "whether the ICOW columns are filled for this state here"),
        Field("icow_ruler", "string", "ICOW: most important colonial ruler", missing=True, state=True),
        Field("icow_independent_from", "string", "ICOW: state it became independent from", missing=True, state=True),
        Field("icow_year", "integer", "ICOW: year of independence or formation", missing=True),
        Field("icow_month", "integer", "ICOW: month of it", missing=True, minimum=1, maximum=12),
        Field("icow_type", "string", "ICOW: how", values=tuple(_ICOW_TYPES.values()), missing=True),
        Field("icow_violent", "boolean", "ICOW: whether independence came with organised violence", missing=True),
    ),
    sources=(COLDAT.name, CEPII_COLONISERS.name, ICOW_COLONIAL.name),
    derivation="COLDAT's empire with the latest end, CEPII's coloniser columns joined, ICOW's codes mapped to ISO3.",
    terms="COLDAT and CEPII columns: CC0 1.0. ICOW columns: small derived results for teaching, 18 of 217 states",
    defects=(
        "The codings decide cases. For Azerbaijan ICOW gives Russia both as ruler and as the state left; for Armenia "
        "it gives the Ottoman Empire (TUR) as ruler but Russia as the state left. CEPII gives TUR and RUS for Armenia, "
        "RUS for Azerbaijan; COLDAT gives neither any empire.",
        "In ICOW's numbers Russia, the Russian Empire and the Soviet Union are one state, and so are Türkiye and the "
        "Ottoman Empire; the ISO3 codes here inherit that.",
        "ICOW has Bangladesh independent from Pakistan, with Britain as ruler: by one coding India and Bangladesh "
        "share an empire, by the other they do not.",
        "ICOW's violence is organised violence in winning independence: India and Pakistan count as peaceful, so the "
        "killings of the partition of 1947 are not in it.",
        "A missing code means either 'never ruled' or 'not in the data set'; icow_shown tells which for ICOW.",
    ),
    build=_build_independence,
    gaps="ICOW columns are filled for the states that lessons compare, not for the whole world.",
)

SAME_EMPIRE = Table(
    name="same_empire",
    title="Whether two states share a former empire, by four codings",
    description="One row per pair of the eighteen states that lessons compare. Each by_ column answers the same "
    "question with another data set or definition.",
    key=("state_a", "state_b"),
    fields=(
        Field("state_a", "string", "first state", state=True),
        Field("state_b", "string", "second state", state=True),
        Field("neighbours", "boolean", "common land or river border at the end of 2016 (COW)"),
        Field("by_ruler", "boolean", "same most important colonial ruler (ICOW)"),
        Field("by_independence", "boolean", "independent from the same state (ICOW)"),
        Field("by_coldat", "boolean", "ruled by one and the same of eight overseas empires at any time (COLDAT)"),
        Field("by_cepii", "boolean", "common coloniser after 1945 (CEPII comcol)"),
        Field("same_country", "boolean", "were or are the same country (CEPII smctry)"),
    ),
    sources=(ICOW_COLONIAL.name, COLDAT.name, GEODIST.name, COW_CONTIGUITY.name),
    derivation="Comparison of the codes in independence and colonial_rule, with the pair columns that pairs takes from "
    "CEPII.",
    terms="Small derived results for teaching; ICOW and COW are not redistributed",
    defects=(
        "Armenia and Azerbaijan share an empire by independence and by CEPII, but not by ruler and not by COLDAT. "
        "India and Pakistan share one by all four.",
        "A state and its former ruler do not count as sharing an empire: Azerbaijan and Russia are False.",
        "CEPII's comcol means a common coloniser after 1945. It is not filled evenly: Georgia has none in common with "
        "Armenia, Azerbaijan or Kazakhstan, although CEPII's own list names Russia for all four.",
    ),
    build=_build_same_empire,
)

TABLES = (COLONIAL_RULE, INDEPENDENCE, SAME_EMPIRE)
