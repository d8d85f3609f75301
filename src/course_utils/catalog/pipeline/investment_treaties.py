"""Investment treaties and their parties (UNCTAD's Investment Policy Hub)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.pipeline.r_files import read_frame
from course_utils.catalog.schema import Field, Source, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

UNCTAD = Source(
    name="unctad-iia-2025",
    title="UNCTAD International Investment Agreements Navigator",
    publisher="UN Trade and Development (UNCTAD), Investment Policy Hub",
    version="as read from the site in April 2025",
    citation="UNCTAD. 2025. International Investment Agreements Navigator. Investment Policy Hub, accessed April 2025.",
    terms="Not seen; UN material: non-commercial use with attribution",
    tier="attribution",
    where="https://investmentpolicy.unctad.org/international-investment-agreements, saved as an R data frame "
    "(folder unctad-iia-2025).",
    files={"bits_raw.rda": "8b9ee349224211053115fcf4026b11163ce4e1e70023953e0f281652d4449e4c"},
    copy="github.com/bkey15/dissertation, commit 4049720",
)

# Parties are listed with commas between them, and some names hold a comma themselves.
_INNER = (
    r"Republic of|Dem\. People|Bolivarian|Plurinational|Islamic Republic|United Republic|Democratic Republic|"
    r"Federated States|China SAR|Jersey\)|Caribbean and"
)
_UNION = {"BLEU (Belgium-Luxembourg Economic Union)": ("Belgium", "Luxembourg")}
_KINDS = {"BITs": "BIT", "TIPs": "TIP"}
_STATUS = {"In force": "in force", "Signed (not in force)": "signed", "Terminated": "terminated"}


def parties(listed: str) -> list[str]:
    """The parties of a treaty from UNCTAD's list.

    >>> parties("Korea, Republic of, Türkiye")
    ['Korea, Republic of', 'Türkiye']
    """
    return re.split(rf",\s+(?!{_INNER})", listed)


def _read(workspace: Workspace) -> pd.DataFrame:
    rows = read_frame(workspace.path(UNCTAD.name, "bits_raw.rda"))
    return rows.set_index(rows["treaty_id"].astype(int).rename("treaty"))


def _parties(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for treaty, listed in _read(workspace)["parties"].items():
        for party in parties(listed):
            if party in _UNION:
                rows += [(treaty, member, states.iso3(member), party) for member in _UNION[party]]
            else:
                rows.append((treaty, party, states.iso3(party), None))
    return pd.DataFrame(rows, columns=["treaty", "party", "state", "through"])


def _treaties(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    rows = _read(workspace)
    found = workspace.table("investment_treaty_parties")
    listed = found.groupby("treaty")["state"].agg(list)
    two = {
        treaty: states.pair(*codes) for treaty, codes in listed.items() if len(codes) == 2 and not pd.isna(codes).any()
    }
    dates = {
        column: pd.to_datetime(rows[source], unit="D").dt.floor("D")
        for column, source in {
            "signed": "date_of_signature",
            "in_force": "date_of_entry_into_force",
            "terminated": "termination_date",
        }.items()
    }
    return pd.DataFrame(
        {
            "title": rows["short_title"].astype("str"),
            "kind": rows["type"].astype("str").map(_KINDS),
            "state_a": pd.Series({treaty: pair[0] for treaty, pair in two.items()}, dtype=object).reindex(rows.index),
            "state_b": pd.Series({treaty: pair[1] for treaty, pair in two.items()}, dtype=object).reindex(rows.index),
            "status": rows["status"].astype("str").map(_STATUS),
            **dates,
        }
    ).reset_index()


_TERMS = "UN terms: non-commercial, with attribution to UNCTAD"
_COPY = (
    "Read off UNCTAD's site by a third party in 2025; the numbers are those of that reading, not UNCTAD's. UNCTAD "
    "goes on correcting its entries."
)

PARTIES = Table(
    name="investment_treaty_parties",
    title="Parties of investment treaties",
    description="One row for each treaty of investment_treaties and each party: a state, a territory, or an "
    "organisation that signed for its members.",
    key=("treaty", "party"),
    fields=(
        Field("treaty", "integer", "number of the treaty in investment_treaties"),
        Field("party", "string", "name of the party in the source"),
        Field(
            "state",
            "string",
            "state; missing for territories, organisations and former Yugoslavia",
            state=True,
            missing=True,
        ),
        Field("through", "string", "the union through which the state is bound: Belgium and Luxembourg", missing=True),
    ),
    sources=(UNCTAD.name,),
    derivation="The list of parties is split; the Belgium-Luxembourg Economic Union becomes its two states.",
    terms=_TERMS,
    defects=(
        _COPY,
        "Organisations such as the European Union or ASEAN stand for their members of the day, who are not listed.",
        "The European Union appears under two names.",
    ),
    build=_parties,
)
TREATIES = Table(
    name="investment_treaties",
    title="Investment treaties of the world, 1957-2025",
    description="One row for each bilateral investment treaty (BIT: two sides promise to protect each other's "
    "investors) and each other treaty with investment provisions (TIP: mostly trade agreements).",
    key=("treaty",),
    fields=(
        Field("treaty", "integer", "number in this reading of the source"),
        Field("title", "string", "short title in the source"),
        Field("kind", "string", "BIT or TIP", values=tuple(_KINDS.values())),
        Field(
            "state_a",
            "string",
            "first of the two states, where exactly two states are the parties",
            state=True,
            missing=True,
        ),
        Field("state_b", "string", "second of the two states", state=True, missing=True),
        Field("status", "string", "signed means signed and never in force", values=tuple(_STATUS.values())),
        Field("signed", "date", "day of signature"),
        Field("in_force", "date", "day of entry into force", missing=True),
        Field("terminated", "date", "day on which the treaty ended", missing=True),
    ),
    sources=(UNCTAD.name,),
    derivation="Dates, kind and status as in the source; the two states are filled in where a treaty has exactly two "
    "state parties.",
    terms=_TERMS,
    defects=(
        _COPY,
        "Of 218 terminations in 2020-2024, 164 are treaties among today's members of the European Union, which agreed "
        "in 2020 to end them together; they are not so many separate decisions.",
        "Recent treaties had less time to enter into force: treat them as censored, not as failed.",
        "Titles say Turkey, the list of parties says Türkiye.",
        "A treaty of Belgium and Luxembourg with a third state has three state parties and so no pair here.",
    ),
    build=_treaties,
    gaps="Ends on 8 April 2025. Treaties with an organisation, a territory or more than two states have no pair.",
)
