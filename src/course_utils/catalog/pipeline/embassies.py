"""Embassies and other missions between states, from Wikidata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.schema import Field, Source, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

DATABASE = Source(
    name="wikidata-embassies",
    title="Database of embassies (Wikidata)",
    publisher="The database-of-embassies project, from Wikidata",
    version="snapshot of 16 November 2022",
    citation="Database of embassies, snapshot of 16 November 2022, made from Wikidata by volunteers.",
    terms="CC0 1.0 (Wikidata); the project calls its table public domain",
    tier="open",
    where="database_of_embassies.csv in the repository database-of-embassies/database-of-embassies on GitHub.",
    copy="github.com/database-of-embassies/database-of-embassies, commit b1987a62f9412564fa33c5e9193a65319bc504a3",
    files={"database_of_embassies.csv": "2d02d16f16becd1ea85960234bec216e5decd539297142ebf6677d76603db10a"},
)
SOURCES = (DATABASE,)
KINDS = ("embassy", "high_commission", "nunciature", "de_facto_embassy", "consulate", "other")


def kind(label: str) -> str:
    """The kind of mission in a Wikidata label.

    >>> [kind(label) for label in ("British High Commission", "honorary consulate", "assistant high commission")]
    ['high_commission', 'consulate', 'other']
    """
    text = label.casefold()
    if "consul" in text:
        return "consulate"
    if text == "de facto embassy":
        return "de_facto_embassy"
    if text.startswith("embassy"):
        return "embassy"
    if "high commission" in text and not text.startswith("assistant"):
        return "high_commission"
    return "nunciature" if "nunciature" in text else "other"


def _build(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    table = pd.read_csv(workspace.path(DATABASE.name, "database_of_embassies.csv"), sep=";", low_memory=False)
    known = {name: states.iso3(name) for name in {*table["operator"].dropna(), *table["country"].dropna()}}
    table = pd.DataFrame(
        {
            "sender": table["operator"].map(known),
            "receiver": table["country"].map(known),
            "kind": table["type"].map(kind, na_action="ignore"),
        }
    ).dropna()
    table = table[table["sender"] != table["receiver"]]
    return table.value_counts(["sender", "receiver", "kind"]).rename("missions").reset_index()


TABLES = (
    Table(
        name="embassies",
        title="Missions of one state in another",
        description=(
            "One row says how many missions of one kind a state (the sender) keeps in another (the receiver). "
            "Consulates are counted on their own: they serve citizens and trade, while an embassy stands for the "
            "state. Between members of the Commonwealth an embassy is called a high commission."
        ),
        key=("sender", "receiver", "kind"),
        fields=(
            Field("sender", "string", "state that keeps the mission, ISO 3166-1 alpha-3", state=True),
            Field("receiver", "string", "state in which the mission is, ISO 3166-1 alpha-3", state=True),
            Field("kind", "string", "kind of mission; nunciature is the Holy See's embassy", values=KINDS),
            Field("missions", "integer", "number of missions of this kind", unit="missions", minimum=1),
        ),
        sources=(DATABASE.name,),
        derivation="Missions counted by sender, receiver and kind; missions to organisations and of or in territories "
        "without ISO3 left out.",
        terms="CC0 1.0",
        defects=(
            "Kept by volunteers, so coverage is uneven: Pakistan has 46 missions here, its true number is clearly "
            "higher.",
            "A snapshot of November 2022 without opening dates: nothing can be said about change, and Armenia and "
            "Pakistan had no relations yet.",
            "A state can have more than one entry for the same capital (old and new building); use whether there is a "
            "mission, not how many.",
            "Accreditation from a third capital is not counted: only the place of the building.",
        ),
        build=_build,
        gaps="One day, 16 November 2022.",
    ),
)
