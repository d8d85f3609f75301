"""Preferential trade agreements by pair of states (DESTA)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.schema import Field, Source, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

DESTA = Source(
    name="desta-v2.02",
    title="Design of Trade Agreements (DESTA) 2.2",
    publisher="DESTA project, World Trade Institute and University of Salzburg",
    version="2.2 (2023)",
    citation="Dür, Andreas, Leonardo Baccini and Manfred Elsig. 2014. The Design of International Trade Agreements: "
    "Introducing a New Dataset. Review of International Organizations 9(3): 353-375.",
    terms="Not stated in the files beyond the request to cite the article",
    tier="attribution",
    where="List of treaties, as dyads and as an Excel file: https://www.designoftradeagreements.org/downloads/ "
    "(folder desta-v2.02).",
    files={
        "desta_list_of_treaties_02_02_dyads.txt": "bed4ac1f3938f93732a8a2245751f6a11e9b594b4dac516d4a70ffbcfb7b6cb6",
        "desta_list_of_treaties_02_02.xlsx": "0d8ce7136734a3d41ee58c9e70a207a09e0262e8ac666b164c94b1769defccd0",
    },
    copy="github.com/bkey15/dissertation, commit 4049720",
)

# The source's codes of the membership type, as they read off its own rows: see the number of members of each.
_FORMS = {1: "bilateral", 2: "plurilateral", 3: "group and state", 4: "two groups"}
_ENTRIES = {"base_treaty": "treaty", "accession": "accession", "consolidated": "consolidated"}


def _state(number: int, name: str) -> str | None:
    # Kosovo has no ISO number; the source gives it one of its own.
    return states.iso3(number, "iso_numeric") or states.iso3(name)


def _forms(listed: pd.DataFrame) -> pd.Series:
    """The form of each entry, by its number; an accession takes the form of its treaty."""
    treaty = listed[listed["entry_type"] == "base_treaty"].set_index("base_treaty")["typememb"].map(_FORMS)
    own = listed["typememb"].map(_FORMS)
    # A further member makes a treaty of two into one of several; so it is with treaties that are not listed themselves.
    joined = listed["base_treaty"].map(treaty).replace("bilateral", "plurilateral").fillna("plurilateral")
    return own.fillna(joined).set_axis(listed["number"])


def _trade_agreements(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    dyads = pd.read_csv(workspace.path(DESTA.name, "desta_list_of_treaties_02_02_dyads.txt"), encoding="cp1252")
    listed = pd.read_excel(workspace.path(DESTA.name, "desta_list_of_treaties_02_02.xlsx"), sheet_name="data")
    listed["number"] = listed["number"].astype(str)
    members = listed.filter(regex=r"^c\d+$").notna().sum(axis=1).set_axis(listed["number"])
    dyads["form"] = _forms(listed).loc[dyads["number"].astype(str)].to_numpy()
    codes = {
        (number, name): _state(number, name)
        for side in ("1", "2")
        for number, name in set(zip(dyads[f"iso{side}"], dyads[f"country{side}"], strict=True))
    }
    first = [codes[key] for key in zip(dyads["iso1"], dyads["country1"], strict=True)]
    second = [codes[key] for key in zip(dyads["iso2"], dyads["country2"], strict=True)]
    kept = [a is not None and b is not None for a, b in zip(first, second, strict=True)]
    pairs = [states.pair(a, b) for a, b in zip(first, second, strict=True) if a and b]
    dyads = dyads[kept]
    return pd.DataFrame(
        {
            "state_a": [a for a, _ in pairs],
            "state_b": [b for _, b in pairs],
            "entry": dyads["number"].astype(str).to_numpy(),
            "agreement": dyads["base_treaty"].to_numpy(),
            "name": dyads["name"].to_numpy(),
            "signed": dyads["year"].to_numpy(),
            "in_force": dyads["entryforceyear"].astype("Int32").to_numpy(),
            "entry_type": dyads["entry_type"].map(_ENTRIES).to_numpy(),
            "form": dyads["form"].to_numpy(),
            "members": dyads["number"].astype(str).map(members).to_numpy(),
        }
    )


TRADE_AGREEMENTS = Table(
    name="trade_agreements",
    title="Trade agreements by pair of states, 1948-2023",
    description="One row for each pair of states and each entry of the list of preferential trade agreements that "
    "binds the pair: a new treaty, the accession of a further state, or a consolidated version. Rows with the same "
    "'agreement' belong to one treaty, so count distinct agreements, not rows.",
    key=("state_a", "state_b", "entry"),
    fields=(
        Field("state_a", "string", "first state in alphabetical order", state=True),
        Field("state_b", "string", "second state", state=True),
        Field("entry", "string", "number of the entry in the source, such as 371 or 253+1"),
        Field("agreement", "integer", "number of the treaty that the entry belongs to"),
        Field("name", "string", "name in the source"),
        Field("signed", "integer", "year of signature", minimum=1948, maximum=2023),
        Field("in_force", "integer", "year of entry into force", missing=True),
        Field("entry_type", "string", "what the entry is", values=tuple(_ENTRIES.values())),
        Field(
            "form",
            "string",
            "who made the treaty: two states, several states, a group (such as the European Union) with a state, "
            "or two groups",
            values=tuple(_FORMS.values()),
        ),
        Field("members", "integer", "states and territories listed for the entry", unit="parties", minimum=2),
    ),
    sources=(DESTA.name,),
    derivation="Country numbers are mapped to ISO codes, pairs with a territory dropped, and the form and the number "
    "of members taken from the list of treaties.",
    terms="With attribution to DESTA; the source states no licence",
    defects=(
        "A plurilateral treaty among n states gives n(n-1)/2 pairs, so the African Continental Free Trade Area alone "
        "fills more than a thousand pairs: a count of pairs says little about two-party diplomacy. Filter by form.",
        "Signatures are counted. The source lists 72 withdrawals separately; they and the end of treaties are not "
        "taken off.",
        "One agreement can stand in several rows of a pair (accession, consolidated version).",
        "The agreement that Azerbaijan and Pakistan made in 2024 is later than this edition.",
        "The number of members of an accession covers only the parties that its entry lists.",
    ),
    build=_trade_agreements,
    gaps="Ends in 2023. Pairs with Hong Kong, Macao, Western Sahara, the Faroe Islands, Greenland, Montserrat, Niue "
    "or the Cook Islands are left out. Negotiations that led to no treaty are not listed.",
)
