"""Votes in the UN General Assembly: roll calls, votes, the UN Library's own record, and ideal points."""

from __future__ import annotations

from course_utils.catalog.pipeline import un_assembly_build as build
from course_utils.catalog.pipeline.un_assembly_ideal_points import TABLE as IDEAL_POINTS_TABLE
from course_utils.catalog.pipeline.un_assembly_sources import (
    IDEAL_POINTS,
    LIBRARY,
    LIBRARY_2025,
    VOETEN_TITLES,
    VOETEN_VOTES,
)
from course_utils.catalog.schema import Field, Table

SOURCES = (VOETEN_VOTES, VOETEN_TITLES, LIBRARY, LIBRARY_2025, IDEAL_POINTS)
KINDS = ("resolution", "amendment", "paragraph", "motion", "other", "unknown")
SERIES = ("karabakh", "regional_arms_control")

_COUNT = "counted from the table votes, after corrections"
_TOPIC = "topic flag of the source: {}; a roll call may have several; missing where not coded"

ROLL_CALLS = Table(
    name="roll_calls",
    title="General Assembly roll calls",
    description=(
        "One row is one recorded vote in the plenary of the UN General Assembly, 1946 to 2025: on a whole resolution, "
        "an amendment, a single paragraph or a motion. Most resolutions are adopted without a vote and are not here."
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
            "(procedure), other (a whole proposal not in that list, most of them rejected ones or elections), unknown",
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
            "A/RES/62/243; regional_arms_control: the yearly text on conventional arms control at the regional and "
            "subregional levels",
            values=SERIES,
            missing=True,
        ),
    ),
    sources=(VOETEN_VOTES.name, VOETEN_TITLES.name, LIBRARY.name, LIBRARY_2025.name),
    derivation=(
        "Roll calls of the Voeten deposit, described by its own fields to session 75, joined one to one with the UN "
        "Library's records of 1946-2021 by symbol, totals and the votes themselves, plus the Library's records of "
        "2025."
    ),
    terms="Votes, dates and topics CC0 1.0; titles and the year 2025 under UN terms: non-commercial use, with "
    "attribution",
    defects=(
        "Until 2002 the Voeten file has a number from 1 to 7 in place of the day of the month (for 1985-1999 it is "
        "the weekday, 1 = Sunday; before, and in 2000-2002, the weekday of the same date in another century). The "
        "course takes the day from the UN Library where the record was matched and marks the rest as known to the "
        "month only.",
        "From 2019 on the source's flags for colonialism and development repeat the disarmament flag in every row; "
        "they are set to missing here. No roll call of 2024 has a flag, and 2025 was never coded: all six are missing "
        "there.",
        "Four numbers (411, 427, 449, 495) were given out twice, in 1954-57 and 2023; the later ones are 2023411 and "
        "so on.",
        "The source has no column for four states that have ended (German Democratic Republic, Czechoslovakia, South "
        "Yemen, North Yemen to 1990), so the counts up to 1991 lack up to four votes.",
        "The 1996 vote on Azerbaijan's amendment (43 to 1 with 103 abstentions) is not in the file.",
        "Counts differ from official totals by a vote or two in places: the amendment of December 1998 has 116 votes "
        "in favour here, 114 in the UN's own report.",
        "From 2022 to June 2024 there are no titles, symbols or kinds; the arms-control text of 2022 and 2023 is "
        "identified by its vote: India alone against, Pakistan in favour, at most five abstentions, a pattern that "
        "from 2003 to 2021 only that text and one paragraph of it show.",
        "Titles of the Library's copy are cut where they are long and end in an ellipsis.",
        "In 2025 the United States voted No on most texts, among them many that used to pass without a vote: "
        "agreement in 2025 is not comparable with earlier years.",
    ),
    build=build.roll_calls,
    gaps="January to October 2022, 5 June 2024 to 14 January 2025, and 1964 (a session that took no votes).",
)

VOTES_TABLE = Table(
    name="votes",
    title="Votes in General Assembly roll calls",
    description=(
        "One row is the vote of one state in one roll call of the UN General Assembly. Only members have rows. Absent "
        "means that the state is recorded without a vote; a missing vote means that the source is known to be wrong "
        "or silent."
    ),
    key=("roll_call", "state"),
    fields=(
        Field("roll_call", "integer", "number of the roll call, see table roll_calls", minimum=1),
        Field(
            "state", "string", "state, ISO 3166-1 alpha-3; RUS includes the Soviet Union, SRB Yugoslavia", state=True
        ),
        Field("vote", "string", "how the state voted", values=build.VOTES, missing=True),
    ),
    sources=(VOETEN_VOTES.name, LIBRARY_2025.name),
    derivation=(
        "The Voeten deposit's wide table turned long, code 9 (no member) dropped, corrected by data/corrections.csv, "
        "plus the UN Library's records of 2025."
    ),
    terms="CC0 1.0 to 2024; 2025 under UN terms: non-commercial use, with attribution",
    defects=(
        "A/RES/62/243 (roll call 4828): the Voeten deposit and all data made from it have Pakistan abstaining; the UN "
        "Library's record and the official total have it voting Yes. Corrected here (K01).",
        "On 12 December 1997 the columns of Pakistan and the Russian Federation stand one roll call too early in the "
        "deposit, on 10 December 1996 that of Armenia one too late; Greece and Grenada are exchanged in 2010, Monaco "
        "and Mongolia in 1993. Corrected here where the UN Library has the record.",
        "Since 1992 every difference from the UN Library in matched roll calls is corrected for the 21 states of "
        "library_votes. For other states some 580 cells still differ (of 417,000), most of them the two Congos, "
        "Zimbabwe, Micronesia, Barbados and Myanmar; before 1992 some 1,500 do, 137 of them of the 21 states.",
        "Türkiye is coded absent or no member in all roll calls from 1 November 2023 on, most likely because its name "
        "changed; Fiji is coded absent in 75 of 79 in the same weeks. Those votes are missing here or have no row. "
        "Samoa, Liberia and Eswatini are absent more often than usual in the same weeks, which may be true and is "
        "left.",
        "Venezuela and São Tomé and Príncipe are absent nearly throughout 2022 and 2023, before that block as well as "
        "in it; a state in arrears may lose its vote. Left as absent.",
        "Viet Nam (128 roll calls) and Yemen (67) are coded no member in scattered votes on paragraphs from 1997 on, "
        "though they were members: they have no row there.",
        "Four states that have ended (DDR, CSK, YMD, and North Yemen before 1990) are not in the source.",
        "2025 has no column for Afghanistan and Venezuela; a blank cell is taken as absent.",
        "Absence is not at random: since 1992 Azerbaijan is absent in one roll call of ten, Pakistan in one of "
        "seventy.",
    ),
    build=build.votes,
    gaps="January to October 2022 and 5 June 2024 to 14 January 2025.",
)

LIBRARY_RESOLUTIONS = Table(
    name="library_resolutions",
    title="Resolutions adopted by vote, as the UN Library records them",
    description=(
        "One row is one resolution of the General Assembly that was adopted by a recorded vote, 1946 to 2021, with "
        "the official totals, and the roll call of the table roll_calls that is the same vote."
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
        "agree, by symbol first, then by month as each other's only best partner."
    ),
    terms="UN terms: non-commercial use, with attribution",
    defects=(
        "Only adopted resolutions: rejected texts, amendments, paragraphs and motions are not in the Library's list, "
        "which lifts agreement.",
        "In the copy the column of abstentions is called ABSENT COUNT; two dates are cut to the year, two records "
        "have a draft's symbol, one has none, and long titles are cut and end in an ellipsis.",
        "A few records have totals of zero although the vote was recorded.",
        "430 of 5,238 records have no partner in roll_calls, more than half of them before 1980 (the source numbers "
        "other papers there, or differs by more than three votes).",
    ),
    build=build.library_resolutions,
    gaps="Ends 31 December 2021.",
)

LIBRARY_VOTES = Table(
    name="library_votes",
    title="Votes on adopted resolutions, as the UN Library records them",
    description=(
        "One row is the vote of one state on one adopted resolution of library_resolutions: a second source beside "
        "the table votes. For the course's focus states and nine states that lessons compare them with."
    ),
    key=("record", "state"),
    fields=(
        Field("record", "integer", "number of the record, see library_resolutions", minimum=1),
        Field("state", "string", "state, ISO 3166-1 alpha-3", state=True),
        Field("vote", "string", "how the state voted; absent is non-voting", values=build.VOTES),
    ),
    sources=(LIBRARY.name,),
    derivation="The Library's country columns, which change with a state's name, brought together by state.",
    terms="UN terms: non-commercial use, with attribution",
    defects=("A third party's copy of the record pages, not the Library's own file.",),
    build=build.library_votes,
    gaps="Ends 31 December 2021; 21 states.",
)

# In build order: each uses the tables before it.
TABLES = (VOTES_TABLE, LIBRARY_RESOLUTIONS, LIBRARY_VOTES, ROLL_CALLS, IDEAL_POINTS_TABLE)
