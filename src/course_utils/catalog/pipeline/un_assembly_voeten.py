"""Read Voeten's General Assembly roll calls: votes and topics from one file, descriptions from another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course_utils.catalog.pipeline.un_assembly_sources import VOETEN_TITLES, VOETEN_VOTES
from course_utils.catalog.pipeline.un_assembly_symbols import voeten_key

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

TOPICS = {
    "me": "palestine",
    "nu": "nuclear",
    "di": "disarmament",
    "hr": "human_rights",
    "co": "colonialism",
    "ec": "development",
}
CODES = {1: "yes", 2: "abstain", 3: "no", 8: "absent"}  # 9 is "not a member" and makes no row
# Four numbers were given out twice, in the 1950s and again in 2023.
DOUBLED = (411, 427, 449, 495)
# The source codes these two absent at times when they were no members or could take no part.
NO_MEMBER = {"CHE": ("1946-01-01", "2002-09-09"), "SRB": ("1992-09-22", "2000-10-31")}
WEEKDAY_UNTIL = 2002  # up to this year most dates have a number from 1 to 7 in place of the day, as if for the weekday
ADDED_FROM = 4445  # roll calls of 1997-2002 from this number on were added later, with true dates
_MOTION = re.compile(
    r"no[- ]action|\bmotion\b|adjourn|close the debate|closure of|priority to|rule 7[0-9]|rule 8[0-4]", re.I
)


def number(rcid: pd.Series, date: pd.Series) -> pd.Series:
    """The course's roll-call numbers: the source's own, but year * 1000 + number for the doubled ones of 2023.

    >>> import pandas as pd
    >>> number(pd.Series([411, 411]), pd.to_datetime(pd.Series(["1954-12-03", "2023-12-04"]))).tolist()
    [411, 2023411]
    """
    again = rcid.isin(DOUBLED) & (date.dt.year == 2023)
    return rcid.mask(again, date.dt.year * 1000 + rcid)


def _kind(described: pd.DataFrame) -> pd.Series:
    """Paragraph, amendment or motion by the source's flags and its description; the rest is open."""
    import pandas as pd

    kind = pd.Series("unknown", index=described.index)
    plain = described["para"].eq(0) & described["amend"].eq(0) & described["key"].notna()
    kind = kind.mask(plain, "other").mask(described["para"].eq(1), "paragraph")
    kind = kind.mask(described["amend"].eq(1), "amendment")
    return kind.mask(described["descr"].fillna("").str.contains(_MOTION) & ~kind.eq("amendment"), "motion")


def _wide(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    wide = pd.read_csv(workspace.path(VOETEN_VOTES.name, "ungaVoting_003.csv"), parse_dates=["date"]).copy()
    return wide.assign(roll_call=number(wide["rcid"], wide["date"]))


def years(workspace: Workspace) -> pd.Series:
    """The calendar year of each Voeten roll call, by its number in this course."""
    return _wide(workspace).set_index("roll_call")["date"].dt.year


def roll_calls(workspace: Workspace) -> pd.DataFrame:
    """Voeten's roll calls as the source has them.

    Columns roll_call, date, year, session, key (symbol in the form of un_assembly_symbols), short, descr (heading and
    description), kind and the six topic flags.
    """
    import pandas as pd

    columns = ["rcid", "session", "unres", "amend", "para", "short", "descr"]
    described = pd.read_csv(workspace.path(VOETEN_TITLES.name, "770_PAK_anchor.csv"), usecols=columns)
    described["key"] = described["unres"].map(voeten_key, na_action="ignore")
    described["kind"] = _kind(described)
    described = described.rename(columns={"rcid": "roll_call"}).drop(columns=["unres", "amend", "para"])
    calls = _wide(workspace)[["roll_call", "date", *TOPICS]].rename(columns=TOPICS)
    calls = calls.merge(described, on="roll_call", how="left")
    return calls.assign(kind=calls["kind"].fillna("unknown"), year=calls["date"].dt.year)


def votes(workspace: Workspace) -> pd.DataFrame:
    """Voeten's votes: roll_call, state, vote; no row for a state that the source codes as no member."""
    wide = _wide(workspace)
    members = [column for column in wide.columns if len(column) == 3 and column.isupper()]
    long = (
        wide.set_index(["roll_call", "date"])[members].rename_axis("state", axis=1).stack().rename("code").reset_index()
    )
    outside = long["code"].eq(9)
    for state, (first, last) in NO_MEMBER.items():
        outside |= long["state"].eq(state) & long["code"].eq(8) & long["date"].between(first, last)
    long = long[~outside]
    return long.assign(vote=long["code"].astype(int).map(CODES))[["roll_call", "state", "vote"]]


def totals(votes: pd.DataFrame) -> pd.DataFrame:
    """Votes counted by roll call: roll_call, yes, no, abstain, absent."""
    import pandas as pd

    counts = pd.crosstab(votes["roll_call"], votes["vote"]).reindex(
        columns=["yes", "no", "abstain", "absent"], fill_value=0
    )
    return counts.rename_axis(None, axis=1).reset_index()
