"""Build the General Assembly tables: the votes, the UN Library's record, and the roll calls that join both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog import corrections
from course_utils.catalog.pipeline import un_assembly_library as un_library
from course_utils.catalog.pipeline import un_assembly_voeten as voeten
from course_utils.catalog.pipeline.un_assembly_symbols import PAGE_NUMBERS_BEFORE, library_key, session_of

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

VOTES = ("yes", "no", "abstain", "absent")
TOPICS = tuple(voeten.TOPICS.values())
# Azerbaijan's texts: amendments of 1997-2002, Armenia's motions against two of them, resolution 62/243.
KARABAKH = (6013, 6014, 6045, 6046, 5653, 5673, 5691, 5721, 4828)
ARMS_CONTROL = r"(?i)^convention(?:al)? arms control at (?:the )?regional and subregional levels"
UNTITLED_FROM = 2022  # from this year to 2024 the source has neither title nor symbol
COLUMNS = (
    "roll_call",
    "date",
    "date_precision",
    "year",
    "session",
    "symbol",
    "title",
    "kind",
    *TOPICS,
    *VOTES,
    "source",
    "series",
)
COPIED_TOPICS = ("colonialism", "development")
COPIED_TOPICS_FROM = 2019  # from this year these two flags repeat the disarmament flag in the source
UNCODED_TOPICS = 2024  # no roll call of this year has a topic flag
COMPARISON = ("KAZ", "BGD", "UZB", "GEO", "UKR", "AFG", "EGY", "IDN", "MYS")


def _titles(calls: pd.DataFrame, official: dict[str, str]) -> pd.Series:
    """The Library's title of the resolution concerned; else the source's description; else its short heading.

    Descriptions that quote the meeting's verbatim record are passed over.
    """
    verbatim = calls["descr"].str.contains("President|recorded vote", na=False) | calls["descr"].str.len().gt(400)
    described = calls["descr"].mask(verbatim).map(un_library.short_title, na_action="ignore")
    return calls["key"].map(official).fillna(described).fillna(calls["short"])


def _dates(calls: pd.DataFrame, official: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Date and its precision. Until 2002 the source has a number from 1 to 7 in place of the day.

    Such a roll call takes the Library's date (``official``, by record) if it was matched, or if the source puts it on
    the same day as the matched vote on the same resolution; otherwise only year and month are kept.
    """
    no_day = calls["year"].le(voeten.WEEKDAY_UNTIL)
    no_day &= calls["year"].lt(1997) | calls["roll_call"].lt(voeten.ADDED_FROM)
    matched = calls["record"].map(official)
    told = calls.assign(matched=matched).dropna(subset=["matched", "key"]).drop_duplicates(["key", "date"])
    sibling = (
        calls[["key", "date"]].merge(told[["key", "date", "matched"]], how="left")["matched"].set_axis(calls.index)
    )
    known = matched.fillna(sibling.where(no_day))
    date = calls["date"].mask(no_day, calls["date"].dt.to_period("M").dt.to_timestamp())
    return known.fillna(date), (no_day & known.isna()).map({True: "month", False: "day"})


def _series(calls: pd.DataFrame, votes: pd.DataFrame) -> pd.Series:
    """Which roll calls belong to the two series that lessons follow.

    For 2022-2024, without titles, the arms-control text is the only roll call of its year on which India alone voted
    No, Pakistan Yes and at most 5 abstained: from 2003 to 2021 only this text and one paragraph of it fit that.
    """
    import pandas as pd

    whole = ~calls["kind"].isin(["paragraph", "amendment", "motion"])
    series = pd.Series(None, index=calls.index, dtype="object")
    series = series.mask(calls["title"].str.contains(ARMS_CONTROL, na=False) & whole, "regional_arms_control")
    votes = votes.set_index("roll_call")
    india, pakistan = (
        calls["roll_call"].map(votes.loc[votes["state"].eq(state), "vote"].astype("str")) for state in ("IND", "PAK")
    )
    pattern = calls["no"].eq(1) & india.eq("no") & pakistan.eq("yes") & calls["abstain"].le(5)
    untitled = calls["year"].between(UNTITLED_FROM, 2024) & pattern
    alone = ~calls["year"].where(untitled).duplicated(keep=False)
    return series.mask(untitled & alone, "regional_arms_control").mask(calls["roll_call"].isin(KARABAKH), "karabakh")


def _sessions(calls: pd.DataFrame) -> pd.Series:
    """From the source, else from the symbol, else from the date: a session opens in September of 1945 + its number."""
    by_date = calls["date"].dt.year - 1945 - (calls["date"].dt.month < 9)
    return calls["session"].fillna(calls["symbol"].map(session_of, na_action="ignore")).fillna(by_date)


def votes(workspace: Workspace) -> pd.DataFrame:
    """Votes of both sources, corrected: roll_call, state, vote. Raises CourseError if a correction does not fit."""
    import pandas as pd

    _, recent = _library_2025(workspace)
    return corrections.apply(pd.concat([voeten.votes(workspace), recent], ignore_index=True), "votes")


def library_resolutions(workspace: Workspace) -> pd.DataFrame:
    """The Library's records of 1946-2021 with the roll call that is the same vote; needs the table votes."""
    head, library = un_library.records(workspace, un_library.ASSEMBLY)
    votes = workspace.table("votes").astype({"state": "str", "vote": "str"})
    matched = un_library.match(voeten.roll_calls(workspace), votes, head, library)
    return head.assign(roll_call=head["record"].map(matched).astype("Int32"))


def library_votes(workspace: Workspace) -> pd.DataFrame:
    """The Library's votes of the focus and comparison states: record, state, vote."""
    _, library = un_library.records(workspace, un_library.ASSEMBLY)
    return library[library["state"].isin([*states.FOCUS, *COMPARISON])]


def _voeten_calls(workspace: Workspace) -> pd.DataFrame:
    """Voeten's roll calls with what the Library knows of them."""
    calls = voeten.roll_calls(workspace)
    head = workspace.table("library_resolutions")
    head = head.assign(key=head["symbol"].map(library_key, na_action="ignore")).set_index("record")
    calls["record"] = calls["roll_call"].map(
        head.dropna(subset=["roll_call"]).reset_index().set_index("roll_call")["record"]
    )
    matched = calls["record"].notna()
    calls["kind"] = calls["kind"].mask(matched, "resolution")
    calls["key"] = calls["record"].map(head["key"]).fillna(calls["key"])
    calls["key"] = calls["key"].mask(calls["year"].lt(PAGE_NUMBERS_BEFORE) & ~matched)
    calls["symbol"] = calls["record"].map(head["symbol"]).fillna("A/RES/" + calls["key"])
    calls["title"] = _titles(calls, head.dropna(subset=["key"]).set_index("key")["title"].to_dict())
    calls["date"], calls["date_precision"] = _dates(calls, head["date"])
    calls["session"] = _sessions(calls)
    for topic in TOPICS:
        coded = calls["year"].lt(COPIED_TOPICS_FROM if topic in COPIED_TOPICS else UNCODED_TOPICS)
        calls[topic] = calls[topic].astype("boolean").where(coded)
    return calls.assign(source="voeten")


def _library_2025(workspace: Workspace) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Roll calls and votes of 2025; a member's blank cell is an absence."""
    import pandas as pd

    head, votes = un_library.records_2025(workspace, un_library.ASSEMBLY)
    head = head.sort_values(["date", "symbol"], ignore_index=True)
    head["roll_call"] = 2025 * 1000 + head.index + 1
    grid = pd.MultiIndex.from_product([head["record"], sorted(votes["state"].unique())], names=["record", "state"])
    votes = votes.set_index(["record", "state"])["vote"].reindex(grid).fillna("absent").reset_index()
    votes["roll_call"] = votes["record"].map(head.set_index("record")["roll_call"])
    head["kind"] = head["symbol"].str.startswith("A/RES/").map({True: "resolution", False: "other"})
    head = head.assign(session=float("nan"), date_precision="day", source="un_library")
    head = head.assign(session=_sessions(head), **{topic: pd.array([pd.NA] * len(head), "boolean") for topic in TOPICS})
    return head, votes[["roll_call", "state", "vote"]]


def roll_calls(workspace: Workspace) -> pd.DataFrame:
    """Roll calls of both sources (COLUMNS), counted anew; needs the tables votes and library_resolutions."""
    import pandas as pd

    recent, _ = _library_2025(workspace)
    calls = pd.concat([_voeten_calls(workspace), recent.drop(columns=["yes", "no", "abstain"])], ignore_index=True)
    votes = workspace.table("votes")
    calls = corrections.apply(calls.merge(voeten.totals(votes), on="roll_call"), "roll_calls")
    calls["series"] = _series(calls, votes)
    return calls[[*COLUMNS]]
