"""Votes in the UN General Assembly: roll calls, votes, the UN Library's own record, and ideal points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog import corrections
from course_utils.catalog.pipeline import un_assembly_library as un_library
from course_utils.catalog.pipeline import un_assembly_voeten as voeten
from course_utils.catalog.pipeline.un_assembly_ideal_points import TABLE as IDEAL_POINTS_TABLE
from course_utils.catalog.pipeline.un_assembly_sources import (
    IDEAL_POINTS,
    LIBRARY,
    LIBRARY_2025,
    VOETEN_TITLES,
    VOETEN_VOTES,
)
from course_utils.catalog.pipeline.un_assembly_symbols import PAGE_NUMBERS_BEFORE, library_key, session_of
from course_utils.catalog.schema import Field, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

KINDS = ("resolution", "amendment", "paragraph", "motion", "other", "unknown")
VOTES = ("yes", "no", "abstain", "absent")
TOPICS = tuple(voeten.TOPICS.values())
SERIES = ("karabakh", "regional_arms_control")
# Azerbaijan's texts: amendments of 1997-2002, Armenia's motions against two of them, resolution 62/243.
KARABAKH = (6013, 6014, 6045, 6046, 5653, 5673, 5691, 5721, 4828)
ARMS_CONTROL = r"(?i)^convention(?:al)? arms control at (?:the )?regional and subregional levels"
UNTITLED_FROM = 2022  # from this year to 2024 the source has neither title nor symbol
COPIED_TOPICS = ("colonialism", "development")
COPIED_TOPICS_FROM = 2019  # from this year these two flags repeat the disarmament flag in the source
UNCODED_TOPICS = 2024  # no roll call of this year has a topic flag
COMPARISON = ("KAZ", "BGD", "UZB", "GEO", "UKR", "AFG", "EGY", "IDN", "MYS")
SOURCES = (VOETEN_VOTES, VOETEN_TITLES, LIBRARY, LIBRARY_2025, IDEAL_POINTS)


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


def _votes(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    _, recent = _library_2025(workspace)
    return corrections.apply(pd.concat([voeten.votes(workspace), recent], ignore_index=True), "votes")


def _library_resolutions(workspace: Workspace) -> pd.DataFrame:
    head, library = un_library.records(workspace, un_library.ASSEMBLY)
    votes = workspace.table("votes").astype({"state": "str", "vote": "str"})
    matched = un_library.match(voeten.roll_calls(workspace), votes, head, library)
    return head.assign(roll_call=head["record"].map(matched).astype("Int32"))


def _library_votes(workspace: Workspace) -> pd.DataFrame:
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


def _roll_calls(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    recent, _ = _library_2025(workspace)
    calls = pd.concat([_voeten_calls(workspace), recent.drop(columns=list(VOTES), errors="ignore")], ignore_index=True)
    votes = workspace.table("votes")
    calls = corrections.apply(calls.merge(voeten.totals(votes), on="roll_call"), "roll_calls")
    calls["series"] = _series(calls, votes)
    return calls[[field.name for field in ROLL_CALLS.fields]]


_COUNT = "counted from the table votes, after corrections"
_TOPIC = "topic flag of the source: {}; a roll call may have several; missing where not coded"

ROLL_CALLS = Table(
    name="roll_calls",
    title="General Assembly roll calls",
    description=(
        "One row is one recorded vote in the plenary of the UN General Assembly, 1946 to 2025: on a whole resolution, "
        "an "
        "amendment, a single paragraph or a motion. Most resolutions are adopted without a vote and are not here."
    ),
    key=("roll_call",),
    fields=(
        Field(
            "roll_call",
            "integer",
            "number of the roll call: the source's own; year * 1000 + a number for 196 of 2023 and 2025",
            minimum=1,
        ),
        Field("date", "date", "day of the vote; the first of the month where only the month is known"),
        Field("date_precision", "string", "how exact the date is", values=("day", "month")),
        Field("year", "integer", "calendar year of the vote", minimum=1946, maximum=2025),
        Field(
            "session",
            "integer",
            "session of the General Assembly; from 2021 read off the symbol, or off the date (September opens one)",
            minimum=1,
        ),
        Field(
            "symbol",
            "string",
            "UN document symbol of the resolution, for amendments and paragraphs of the text they belong to",
            missing=True,
        ),
        Field("title", "string", "title of the resolution, else the source's description of the vote", missing=True),
        Field(
            "kind",
            "string",
            "what was voted on: resolution (adopted, in the Library's list), amendment, paragraph, motion "
            "(procedure), other "
            "(a whole proposal not in that list, most of them rejected ones or elections), unknown",
            values=KINDS,
        ),
        Field("palestine", "boolean", _TOPIC.format("Palestine and the Arab-Israeli conflict"), missing=True),
        Field("nuclear", "boolean", _TOPIC.format("nuclear weapons and material"), missing=True),
        Field("disarmament", "boolean", _TOPIC.format("arms control and disarmament"), missing=True),
        Field("human_rights", "boolean", _TOPIC.format("human rights"), missing=True),
        Field("colonialism", "boolean", _TOPIC.format("colonialism"), missing=True),
        Field("development", "boolean", _TOPIC.format("economic development"), missing=True),
        Field("yes", "integer", f"votes in favour, {_COUNT}", unit="states", minimum=0),
        Field("no", "integer", f"votes against, {_COUNT}", unit="states", minimum=0),
        Field("abstain", "integer", f"abstentions, {_COUNT}", unit="states", minimum=0),
        Field("absent", "integer", f"members that cast no vote, {_COUNT}", unit="states", minimum=0),
        Field("source", "string", "voeten: 1946 to June 2024; un_library: 2025", values=("voeten", "un_library")),
        Field(
            "series",
            "string",
            "karabakh: Azerbaijan's amendments of 1997-2002, two motions of Armenia not to act on them, and "
            "A/RES/62/243; "
            "regional_arms_control: the yearly text on conventional arms control at the regional and subregional "
            "levels",
            values=SERIES,
            missing=True,
        ),
    ),
    sources=(VOETEN_VOTES.name, VOETEN_TITLES.name, LIBRARY.name, LIBRARY_2025.name),
    derivation=(
        "Roll calls of the Voeten deposit, described by its own fields to session 75, joined one to one with the UN "
        "Library's "
        "records of 1946-2021 by symbol, totals and the votes themselves, plus the Library's records of 2025."
    ),
    terms="Votes, dates and topics CC0 1.0; titles and the year 2025 under UN terms: non-commercial use, with "
    "attribution",
    defects=(
        "Until 2002 the Voeten file has a number from 1 to 7 in place of the day of the month (for 1985-1999 it is "
        "the weekday, "
        "1 = Sunday; before, and in 2000-2002, the weekday of the same date in another century). The course takes the "
        "day from the UN "
        "Library where the record was matched and marks the rest as known to the month only.",
        "From 2019 on the source's flags for colonialism and development repeat the disarmament flag in every row; "
        "they are "
        "set to missing here. No roll call of 2024 has a flag, and 2025 was never coded: all six are missing there.",
        "Four numbers (411, 427, 449, 495) were given out twice, in 1954-57 and 2023; the later ones are 2023411 and "
        "so on.",
        "The source has no column for four states that have ended (German Democratic Republic, Czechoslovakia, South "
        "Yemen, "
        "North Yemen to 1990), so the counts up to 1991 lack up to four votes.",
        "The 1996 vote on Azerbaijan's amendment (43 to 1 with 103 abstentions) is not in the file.",
        "Counts differ from official totals by a vote or two in places: the amendment of December 1998 has 116 votes "
        "in favour here, "
        "114 in the UN's own report.",
        "From 2022 to June 2024 there are no titles, symbols or kinds; the arms-control text of 2022 and 2023 is "
        "identified by its "
        "vote: India alone against, Pakistan in favour, at most five abstentions, a pattern that from 2003 to 2021 "
        "only that text "
        "and one paragraph of it show.",
        "Titles of the Library's copy are cut where they are long and end in an ellipsis.",
        "In 2025 the United States voted No on most texts, among them many that used to pass without a vote: "
        "agreement in "
        "2025 is not comparable with earlier years.",
    ),
    build=_roll_calls,
    gaps="January to October 2022, 5 June 2024 to 14 January 2025, and 1964 (a session that took no votes).",
)

VOTES_TABLE = Table(
    name="votes",
    title="Votes in General Assembly roll calls",
    description=(
        "One row is the vote of one state in one roll call of the UN General Assembly. Only members have rows. Absent "
        "means that "
        "the state is recorded without a vote; a missing vote means that the source is known to be wrong or silent."
    ),
    key=("roll_call", "state"),
    fields=(
        Field("roll_call", "integer", "number of the roll call, see table roll_calls", minimum=1),
        Field(
            "state", "string", "state, ISO 3166-1 alpha-3; RUS includes the Soviet Union, SRB Yugoslavia", state=True
        ),
        Field("vote", "string", "how the state voted", values=VOTES, missing=True),
    ),
    sources=(VOETEN_VOTES.name, LIBRARY_2025.name),
    derivation=(
        "The Voeten deposit's wide table turned long, code 9 (no member) dropped, corrected by data/corrections.csv, "
        "plus the UN "
        "Library's records of 2025."
    ),
    terms="CC0 1.0 to 2024; 2025 under UN terms: non-commercial use, with attribution",
    defects=(
        "A/RES/62/243 (roll call 4828): the Voeten deposit and all data made from it have Pakistan abstaining; the UN "
        "Library's record and the official total have it voting Yes. Corrected here (K01).",
        "Türkiye is coded absent or no member in all roll calls from 1 November 2023 on, most likely because its name "
        "changed; Fiji is "
        "coded absent in 75 of 79 in the same weeks. Those votes are missing here. Samoa, Liberia and Eswatini are "
        "absent more often than "
        "usual in the same weeks, which may be true and is left.",
        "Venezuela and São Tomé and Príncipe are absent nearly throughout 2022 and 2023, before that block as well as "
        "in it; a state in "
        "arrears may lose its vote. Left as absent.",
        "Viet Nam (128 roll calls) and Yemen (67) are coded no member in scattered votes on paragraphs from 1997 on, "
        "though they were "
        "members: they have no row there.",
        "Four states that have ended (DDR, CSK, YMD, and North Yemen before 1990) are not in the source.",
        "2025 has no column for Afghanistan and Venezuela; a blank cell is taken as absent.",
        "Absence is not at random: since 1992 Azerbaijan is absent in one roll call of ten, Pakistan in one of "
        "seventy.",
    ),
    build=_votes,
    gaps="January to October 2022 and 5 June 2024 to 14 January 2025.",
)

LIBRARY_RESOLUTIONS = Table(
    name="library_resolutions",
    title="Resolutions adopted by vote, as the UN Library records them",
    description=(
        "One row is one resolution of the General Assembly that was adopted by a recorded vote, 1946 to 2021, with "
        "the official "
        "totals, and the roll call of the table roll_calls that is the same vote."
    ),
    key=("record",),
    fields=(
        Field("record", "integer", "number of the record in the UN Digital Library", minimum=1),
        Field("symbol", "string", "UN document symbol", missing=True),
        Field("date", "date", "day of the vote", missing=True),
        Field("year", "integer", "calendar year of the vote", minimum=1946, maximum=2021),
        Field("title", "string", "title of the resolution"),
        Field("yes", "integer", "official votes in favour", unit="states", minimum=0),
        Field("no", "integer", "official votes against", unit="states", minimum=0),
        Field("abstain", "integer", "official abstentions", unit="states", minimum=0),
        Field("non_voting", "integer", "members without a vote", unit="states", minimum=0),
        Field(
            "roll_call", "integer", "the same vote in roll_calls; missing where no unique match was found", missing=True
        ),
    ),
    sources=(LIBRARY.name, VOETEN_VOTES.name, VOETEN_TITLES.name),
    derivation=(
        "The Library's records; matched with roll_calls where the year, the totals within 3 and 95 in 100 votes "
        "agree, by symbol first, "
        "then by month as each other's only best partner."
    ),
    terms="UN terms: non-commercial use, with attribution",
    defects=(
        "Only adopted resolutions: rejected texts, amendments, paragraphs and motions are not in the Library's list, "
        "which lifts agreement.",
        "In the copy the column of abstentions is called ABSENT COUNT; two dates are cut to the year, two records "
        "have a draft's symbol, "
        "one has none, and long titles are cut and end in an ellipsis.",
        "A few records have totals of zero although the vote was recorded.",
        "430 of 5,238 records have no partner in roll_calls, more than half of them before 1980 (the source numbers "
        "other papers there, or differs by more than three votes).",
    ),
    build=_library_resolutions,
    gaps="Ends 31 December 2021.",
)

LIBRARY_VOTES = Table(
    name="library_votes",
    title="Votes on adopted resolutions, as the UN Library records them",
    description=(
        "One row is the vote of one state on one adopted resolution of library_resolutions: a second source beside "
        "the table votes. For the "
        "course's focus states and nine states that lessons compare them with."
    ),
    key=("record", "state"),
    fields=(
        Field("record", "integer", "number of the record, see library_resolutions", minimum=1),
        Field("state", "string", "state, ISO 3166-1 alpha-3", state=True),
        Field("vote", "string", "how the state voted; absent is non-voting", values=VOTES),
    ),
    sources=(LIBRARY.name,),
    derivation="The Library's country columns, which change with a state's name, brought together by state.",
    terms="UN terms: non-commercial use, with attribution",
    defects=("A third party's copy of the record pages, not the Library's own file.",),
    build=_library_votes,
    gaps="Ends 31 December 2021; 21 states.",
)

# In build order: each uses the tables before it.
TABLES = (VOTES_TABLE, LIBRARY_RESOLUTIONS, LIBRARY_VOTES, ROLL_CALLS, IDEAL_POINTS_TABLE)
