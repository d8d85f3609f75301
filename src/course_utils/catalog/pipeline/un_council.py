"""Votes in the UN Security Council."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course_utils.catalog.pipeline import un_assembly_library as un_library
from course_utils.catalog.pipeline.un_assembly_sources import LIBRARY, LIBRARY_2025
from course_utils.catalog.schema import Field, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

SOURCES = (LIBRARY, LIBRARY_2025)
KARABAKH = (822, 853, 874, 884)
# The India-Pakistan question of 1948-1965; 307 (1971) concerns the cease-fire and names the line in Jammu and Kashmir.
KASHMIR = (38, 39, 47, 51, 80, 91, 96, 98, 122, 123, 126, 209, 210, 211, 214, 215, 307)
_NUMBER = re.compile(r"^S/RES/(\d+)")
_PREFIX = re.compile(r"^Security Council resolution \d+ ?\(\d+\) \[?(.*?)\]?$")


def _number(symbol: str) -> int:
    return int(_NUMBER.match(symbol).group(1))


def _subject(title: str) -> str:
    """The subject in a Council title, without the formula around it.

    >>> _subject("Security Council resolution 822 (1993) [on the conflict between Armenia and Azerbaijan]")
    'on the conflict between Armenia and Azerbaijan'
    """
    found = _PREFIX.match(title)
    return found.group(1) if found else title


def _series(number: int) -> str | None:
    return "karabakh" if number in KARABAKH else "kashmir" if number in KASHMIR else None


def _records(workspace: Workspace) -> tuple[pd.DataFrame, pd.DataFrame]:
    import pandas as pd

    parts = [read(workspace, un_library.COUNCIL) for read in (un_library.records, un_library.records_2025)]
    head = pd.concat([head for head, _ in parts], ignore_index=True)
    votes = pd.concat([votes for _, votes in parts], ignore_index=True)
    head["resolution"] = head["symbol"].map(_number)
    return head, votes.merge(head[["record", "resolution", "yes"]], on="record")


def _resolutions(workspace: Workspace) -> pd.DataFrame:
    head, _ = _records(workspace)
    head = head.assign(title=head["title"].map(_subject), series=head["resolution"].map(_series))
    head["voted"] = head[["yes", "no", "abstain"]].sum(axis=1).gt(0)
    return head[[field.name for field in RESOLUTIONS.fields]]


def _votes(workspace: Workspace) -> pd.DataFrame:
    _, votes = _records(workspace)
    votes["vote"] = votes["vote"].mask(votes["yes"].eq(0))  # adopted without a vote
    return votes[["resolution", "state", "vote"]]


RESOLUTIONS = Table(
    name="council_resolutions",
    title="Security Council resolutions",
    description="One row is one resolution that the UN Security Council adopted, 1946 to 2021 and 2025.",
    key=("resolution",),
    fields=(
        Field("resolution", "integer", "number of the resolution; numbers run on since 1946", minimum=1),
        Field("symbol", "string", "UN document symbol"),
        Field("date", "date", "day of adoption"),
        Field("year", "integer", "calendar year of adoption", minimum=1946, maximum=2025),
        Field("title", "string", "subject, as the UN Library puts it"),
        Field(
            "voted", "boolean", "whether there was a vote; some texts, such as admissions to the UN, pass without one"
        ),
        Field("yes", "integer", "official votes in favour", unit="states", minimum=0),
        Field("no", "integer", "official votes against", unit="states", minimum=0),
        Field("abstain", "integer", "official abstentions", unit="states", minimum=0),
        Field(
            "non_voting",
            "integer",
            "members that did not take part, or all members where there was no vote",
            unit="states",
            minimum=0,
        ),
        Field(
            "series",
            "string",
            "karabakh: the four texts of 1993; kashmir: texts on the India-Pakistan question of 1948-1965, and 307 "
            "(1971), which followed a war that was not about Kashmir but names the cease-fire line there",
            values=("karabakh", "kashmir"),
            missing=True,
        ),
    ),
    sources=(LIBRARY.name, LIBRARY_2025.name),
    derivation="The UN Library's Security Council records of two third-party copies, put under one another.",
    terms="UN terms: non-commercial use, with attribution",
    defects=(
        "Only adopted resolutions: a text that failed or was vetoed is not here, so disagreement in the Council is "
        "understated.",
        "Long titles are cut in the copy and end in an ellipsis.",
        "Presidential statements and press statements are not resolutions and are not here.",
    ),
    build=_resolutions,
    gaps="2022 to 2024, and 1 to 14 January 2025.",
)

VOTES = Table(
    name="council_votes",
    title="Votes in the Security Council",
    description=(
        "One row is the vote of one member on one adopted resolution of the UN Security Council, 1946 to 2021 and "
        "2025: 11 members to 1965, 15 since. Five are permanent; the others, Azerbaijan and Pakistan among them, sit "
        "for two years at a time."
    ),
    key=("resolution", "state"),
    fields=(
        Field("resolution", "integer", "number of the resolution, see council_resolutions", minimum=1),
        Field(
            "state",
            "string",
            "member, ISO 3166-1 alpha-3; RUS includes the Soviet Union, CHN the Republic of China to 1971",
            state=True,
        ),
        Field(
            "vote",
            "string",
            "how the member voted; absent is present but not taking part, or away; missing where the text passed "
            "without a vote",
            values=("yes", "no", "abstain", "absent"),
            missing=True,
        ),
    ),
    sources=(LIBRARY.name, LIBRARY_2025.name),
    derivation="The UN Library's country columns, which change with a state's name, brought together by state.",
    terms="UN terms: non-commercial use, with attribution",
    defects=(
        "Only adopted resolutions, so nearly every vote is Yes: equal votes in the Council say little about closeness.",
        "Resolution 1966 (2010) has 14 rows, because the copy lost one member's name; 2797 (2025) has 14, because the "
        "member that took no part has a blank cell.",
        "China's seat was held by the government in Taipei until October 1971; the source writes China throughout.",
    ),
    build=_votes,
    gaps="2022 to 2024, and 1 to 14 January 2025.",
)

TABLES = (RESOLUTIONS, VOTES)
