"""Membership in international organisations: the Factbook's last lists, and COW counts to 2014."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.pipeline.organisation_names import NAMES, SAME
from course_utils.catalog.pipeline.r_files import read_frame
from course_utils.catalog.schema import Field, Source, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

FACTBOOK = Source(
    name="cia-factbook-2026",
    title="The World Factbook",
    publisher="Central Intelligence Agency",
    version="last edition, February 2026",
    citation="Central Intelligence Agency. 2026. The World Factbook (last edition): International organization "
    "participation.",
    terms="Public domain",
    tier="open",
    where="The field 'International organization participation' of every profile in the JSON copy of the Factbook at "
    "https://github.com/factbook/factbook.json, saved as a CSV with the columns gec, name, participation "
    "(folder cia-factbook-2026).",
    files={"igo_participation.csv": "c02b4ea786a7f4feb73034cc496019562fc31198ff8cab27c2c28aeedec4922c"},
    copy="github.com/factbook/factbook.json, commit 8662a8b (one field of each profile)",
)
COW_IGO = Source(
    name="cow-igo-v3",
    title="COW Intergovernmental Organizations 3.0",
    publisher="The Correlates of War Project",
    version="3.0",
    citation="Pevehouse, Jon C. W., Timothy Nordstrom, Roseanne W. McManus and Anne Spencer Jamison. 2020. Tracking "
    "organizations in the world: The Correlates of War IGO Version 3.0 datasets. Journal of Peace Research 57(3): "
    "492-503.",
    terms="Copyright 2000-2021 by the Correlates of War Project; users are asked to give the version and to cite the "
    "documentation; no open licence",
    tier="derived-only",
    where="The data of the R package igoR: https://github.com/dieghernan/igoR; the publisher's own files: "
    "https://correlatesofwar.org/data-sets/igos/ (folder cow-igo-v3).",
    files={
        "state_year_format3.rda": "dc39e159f7153c71cf3168e0733da0d079fead8ccf5df20fe4dde019544d7e7e",
        "igo_year_format3.rda": "7fb22534081f6383dca740c7f7ae26ce587125d98fcc1b6fdcfa96eac34a9113",
    },
    doi="10.1177/0022343319881175",
    copy="R package igoR, github.com/dieghernan/igoR, commit c9936ca",
)
SOURCES = (FACTBOOK, COW_IGO)

STATUSES = ("member", "associate", "candidate", "observer", "partner", "suspended", "national bodies")
# What the Factbook writes in brackets. Nothing in brackets means member; so does a wording that only says
# which sort of member (regional, temporary, permanent).
_STATUS = (
    (r"suspend|excluded", "suspended"),
    (r"NGOs|national committee", "national bodies"),
    (r"candidate|pending|signatory", "candidate"),
    (r"observer", "observer"),
    (r"partner|dialogue|enhanced engagement|cooperating", "partner"),
    (r"^associate|correspondent|subscriber", "associate"),
)
_FULL = 1  # COW code for a full member; 2 is associate, 3 observer, 0 none, -1 not in the system, -9 unknown
_FIRST_YEAR = 1945


def membership(entry: str) -> tuple[str, str, str]:
    """Organisation, status and the source's words in brackets, from one entry of the Factbook's list.

    >>> membership("SCO (dialogue member)")
    ('SCO', 'partner', 'dialogue member')
    >>> membership("ECO")
    ('ECO', 'member', '')
    """
    match = re.fullmatch(r"(?P<organisation>[^(]+?)\s*(?:\((?P<words>.*)\))?", entry.strip())
    if match is None:
        raise ValueError(f"an entry of the Factbook's list reads {entry!r}")
    words = (match["words"] or "").replace(") (", ", ")
    status = next((status for pattern, status in _STATUS if re.search(pattern, words)), "member")
    return SAME.get(match["organisation"], match["organisation"]), status, words


def _memberships(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    profiles = pd.read_csv(workspace.path(FACTBOOK.name, "igo_participation.csv"), dtype=str)
    rows = []
    for profile in profiles.itertuples():
        state = states.iso3(profile.gec, "gec")
        if state is None:  # a territory, or the European Union
            continue
        # Afghanistan's list follows a sentence that ends with a colon; some entries carry a stray HTML blank.
        listed = profile.participation.rpartition(": ")[2].replace("&nbsp;", "")
        for entry in re.split(r",\s*(?![^(]*\))", listed):
            organisation, status, words = membership(entry)
            rows.append((state, organisation, NAMES.get(organisation), status, words or None))
    frame = pd.DataFrame(rows, columns=["state", "organisation", "name", "status", "wording"])
    return frame.drop_duplicates(["state", "organisation"])


def _full_members(workspace: Workspace) -> pd.DataFrame:
    """State-years × organisations, true where the state is a full member; index (year, COW number)."""
    wide = read_frame(workspace.path(COW_IGO.name, "state_year_format3.rda")).drop(columns="state")
    wide = wide.astype({"year": int, "ccode": int}).set_index(["year", "ccode"])
    return wide == _FULL


def _shared(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    full = _full_members(workspace).astype(int)
    state = full.index.get_level_values("ccode").map(lambda code: states.iso3(code, "cow"))
    full = full[state.isin(states.FOCUS) & (full.index.get_level_values("year") >= _FIRST_YEAR)]
    rows = []
    for year, block in full.groupby("year"):
        members = block.set_axis([states.iso3(code, "cow") for _, code in block.index]).sort_index()
        common = members @ members.T
        for a, b in combinations(members.index, 2):
            rows.append((a, b, year, common.at[a, b], common.at[a, a], common.at[b, b]))
    return pd.DataFrame(rows, columns=["state_a", "state_b", "year", "shared", "memberships_a", "memberships_b"])


def _shared_2014(workspace: Workspace) -> pd.DataFrame:
    organisations = read_frame(workspace.path(COW_IGO.name, "igo_year_format3.rda"))
    last = organisations[organisations["year"] == 2014]
    both = last[(last["azerbaijan"] == _FULL) & (last["pakistan"] == _FULL)]
    names = {"ioname": "organisation", "orgname": "name", "armenia": "ARM", "india": "IND", "turkey": "TUR"}
    frame = both[list(names)].rename(columns=names)
    return frame.assign(**{state: frame[state] == _FULL for state in ("ARM", "IND", "TUR")}).rename(columns=str.lower)


def _totals(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    full = _full_members(workspace)
    memberships = full.sum(axis=1).groupby("year")
    return pd.DataFrame(
        {
            "organisations": full.groupby("year").any().sum(axis=1),
            "states": memberships.size(),
            "mean_memberships": memberships.mean().round(2),
        }
    ).reset_index()


_DERIVED = "Small derived results for teaching; the data set itself is not redistributed"
_IGO_ENDS = (
    "The source stops in 2014: India's and Pakistan's entry into the Shanghai Cooperation Organisation (2017) and the "
    "Organization of Turkic States are not in it."
)
_IGO_START = (
    "Azerbaijan's memberships rise from 3 in 1991 to 38 in 1995 because a new state joins many bodies at once; that "
    "rise says nothing about any one partner."
)
_IGO_UNKNOWN = (
    "138,874 of the source's 8.3 million cells are coded -9 (unknown). They count as no membership here, so counts "
    "are lower bounds."
)

TABLES = (
    Table(
        name="memberships",
        title="Memberships in international organisations, 2026",
        description="One row for each state and each organisation, group or mission that the Factbook's last edition "
        "lists for it. It is the newest list at hand that covers the world, and it carries no dates.",
        key=("state", "organisation"),
        fields=(
            Field("state", "string", "state", state=True),
            Field("organisation", "string", "abbreviation as in the Factbook; known variants of one name are merged"),
            Field("name", "string", "name spelled out, for the better known organisations", missing=True),
            Field(
                "status",
                "string",
                "member; associate (also correspondent or subscriber); candidate (also pending or only signed); "
                "observer; partner (dialogue, cooperation); suspended; national bodies (trade unions or chambers of "
                "commerce belong to it, not the state)",
                values=STATUSES,
            ),
            Field("wording", "string", "what the Factbook adds in brackets", missing=True),
        ),
        sources=(FACTBOOK.name,),
        derivation="The list of each profile is split at its commas; the words in brackets give the status; "
        "territories and the European Union are left out.",
        terms="Public domain",
        defects=(
            "The list was not kept up to date: India still stands as observer of the Shanghai Cooperation "
            "Organisation, which it joined in 2017.",
            "The Organization of Turkic States is in no list; Armenia and Azerbaijan lack their dialogue status in the "
            "Shanghai Cooperation Organisation.",
            "Organisations, informal groups (G-77), treaty bodies and UN missions to which a state sends people stand "
            "side by side: a count of shared entries is not a count of shared organisations.",
            "Spelling differs between profiles; eight pairs of variants were merged, others may remain.",
            "Entries without a note in brackets count as member, also where the Factbook forgot the note.",
        ),
        build=_memberships,
        gaps="Palestine has no list. There are no dates of entry or exit.",
    ),
    Table(
        name="shared_organisations",
        title="Organisations that two states share, 1945-2014",
        description="One row for each pair of the course's twelve focus states and each year in which both were "
        "independent: how many intergovernmental organisations had both as full members.",
        key=("state_a", "state_b", "year"),
        fields=(
            Field("state_a", "string", "first state in alphabetical order", state=True),
            Field("state_b", "string", "second state", state=True),
            Field("year", "integer", "year", minimum=_FIRST_YEAR, maximum=2014),
            Field("shared", "integer", "organisations with both as full members", unit="organisations", minimum=0),
            Field("memberships_a", "integer", "full memberships of the first state", unit="organisations", minimum=0),
            Field("memberships_b", "integer", "full memberships of the second state", unit="organisations", minimum=0),
        ),
        sources=(COW_IGO.name,),
        derivation="Organisations coded 1 (full member) for both states are counted for each pair and year.",
        terms=_DERIVED,
        defects=(
            _IGO_ENDS,
            _IGO_START,
            "Up to 1965 the source looked at membership every five years and filled the years between.",
            "The source's own ready-made counts for pairs also count associate members, so they can be one higher "
            "(Pakistan and Türkiye in 2014: 50 instead of 49, the difference being CERN).",
            _IGO_UNKNOWN,
        ),
        build=_shared,
        gaps="Nothing after 2014 and only pairs of focus states.",
    ),
    Table(
        name="shared_organisations_2014",
        title="The organisations that Azerbaijan and Pakistan shared in 2014",
        description="One row for each intergovernmental organisation of which both Azerbaijan and Pakistan were full "
        "members in 2014, and whether Armenia, India and Türkiye were full members too.",
        key=("organisation",),
        fields=(
            Field("organisation", "string", "abbreviation in the source"),
            Field("name", "string", "name in the source"),
            Field("arm", "boolean", "Armenia was a full member"),
            Field("ind", "boolean", "India was a full member"),
            Field("tur", "boolean", "Türkiye was a full member"),
        ),
        sources=(COW_IGO.name,),
        derivation="The organisations of 2014 that code both Azerbaijan and Pakistan as full members.",
        terms=_DERIVED,
        defects=(
            _IGO_ENDS,
            "A state coded unknown, associate or observer counts as not a full member.",
        ),
        build=_shared_2014,
    ),
    Table(
        name="organisation_totals",
        title="Intergovernmental organisations in the world, 1816-2014",
        description="One row a year: how many intergovernmental organisations existed, how many states there were, "
        "and how many full memberships a state held on average.",
        key=("year",),
        fields=(
            Field("year", "integer", "year", minimum=1816, maximum=2014),
            Field("organisations", "integer", "organisations with at least one full member", unit="organisations"),
            Field("states", "integer", "states in the Correlates of War state system", unit="states"),
            Field("mean_memberships", "number", "mean full memberships of a state", unit="organisations", minimum=0),
        ),
        sources=(COW_IGO.name,),
        derivation="Full memberships (code 1) are summed over organisations and states for each year.",
        terms=_DERIVED,
        defects=(
            "Up to 1965 the source looked at membership every five years and filled the years between, so the series "
            "rises in steps.",
            "The fall after 2010 (324 organisations to 309) comes at the end of the source's coding: some bodies are "
            "coded unknown there, so read it with care.",
            _IGO_UNKNOWN,
        ),
        build=_totals,
        gaps="Nothing after 2014.",
    ),
)
