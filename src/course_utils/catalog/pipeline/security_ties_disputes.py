"""Militarised disputes, strategic rivalries and the peace scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.catalog.pipeline.dyads import undirected
from course_utils.catalog.pipeline.r_files import read_frame
from course_utils.catalog.pipeline.shared_sources import COW_MID, COW_WARS, GML_MID, STRATEGIC_RIVALRIES
from course_utils.catalog.schema import Field, Source, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

PEACE_SCALE_SOURCE = Source(
    name="diehl-peace",
    title="Peace scale 3.1",
    publisher="Paul F. Diehl, Gary Goertz and Yahve Gallegos",
    version="3.1",
    citation="Goertz, Gary, Paul F. Diehl and Alexandru Balas. 2016. The Puzzle of Peace: The Evolution of Peace in "
    "the International System. Oxford University Press; Diehl, Paul F., Gary Goertz and Yahve Gallegos. 2021. Peace "
    "data: Concept, measurement, patterns, and research agenda. Conflict Management and Peace Science 38(5): 605-624.",
    terms="Not stated in the copy; free for research and teaching with citation",
    tier="attribution",
    where="Paul F. Diehl's page of peace data; the copy is inst/extdata/DiehlPeaceData of "
    "https://github.com/jandresgannon/DoDL (folder diehl-peace).",
    files={"peacedata3.1.csv": "ea53edd4d33c35f653143b60a428aee4790bcb05587dd37cf0a9372b152826b2"},
    copy="github.com/jandresgannon/DoDL, commit 67007e1",
)
SOURCES = (COW_MID, GML_MID, COW_WARS, STRATEGIC_RIVALRIES, PEACE_SCALE_SOURCE)

FIRST_YEAR = 1946
_DISPUTE_FILES = {
    # name of the data set here: source, file, columns for "onset"
    "mid": (COW_MID.name, "cow_mid_dirdisps.rda", "disponset"),
    "gml": (GML_MID.name, "gml_dirdisp.rda", "midonset"),
}
_LEVELS = {
    "0": "serious rivalry",
    "0.25": "lesser rivalry",
    "0.5": "negative peace",
    "0.75": "warm peace",
    "1": "security community",
    "-9": "transition",
}
_ASPECTS = ("spatial", "positional", "ideological", "interventionary")


def _one_direction(workspace: Workspace, source: str, file: str) -> pd.DataFrame:
    """Rows of focus pairs since 1946 from a directed file, each pair kept in one of its two directions."""
    raw = read_frame(workspace.path(source, file))
    raw = raw[raw["ccode1"].lt(raw["ccode2"]) & raw["year"].ge(FIRST_YEAR)]
    return undirected(raw, "ccode1", "ccode2")


def _build_disputes(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    key = ["state_a", "state_b", "year"]
    wars = _one_direction(workspace, COW_WARS.name, "cow_war_inter.rda")
    at_war = set(wars[key].itertuples(index=False, name=None))
    tables = []
    for dataset, (source, file, onset) in _DISPUTE_FILES.items():
        raw = _one_direction(workspace, source, file)
        fatal = raw[["fatality1", "fatality2"]].ge(1).any(axis=1)
        unknown = ~fatal & raw[["fatality1", "fatality2"]].eq(-9).any(axis=1)
        counted = raw.assign(
            onsets=raw[onset], fatal=fatal, fatal_unknown=unknown, hostility=raw[["hostlev1", "hostlev2"]].max(axis=1)
        )
        table = counted.groupby(key).agg(
            disputes=("dispnum", "nunique"),
            onsets=("onsets", "sum"),
            fatal=("fatal", "sum"),
            fatal_unknown=("fatal_unknown", "sum"),
            hostility=("hostility", "max"),
        )
        tables.append(table.reset_index().assign(dataset=dataset))
    joined = pd.concat(tables, ignore_index=True)
    return joined.assign(war=[row in at_war for row in joined[key].itertuples(index=False, name=None)])


def _build_rivalries(workspace: Workspace) -> pd.DataFrame:
    raw = undirected(read_frame(workspace.path(STRATEGIC_RIVALRIES.name, "tss_rivalries.rda")), "ccode1", "ccode2")
    flags = {aspect: raw[aspect].eq(1) for aspect in _ASPECTS}
    table = raw[["state_a", "state_b", "start"]].assign(end=raw["end"].where(raw["end"].lt(2020)), **flags)
    return table[raw["end"].ge(FIRST_YEAR)]


def _build_peace_scale(workspace: Workspace) -> pd.DataFrame:
    import csv

    import pandas as pd

    with workspace.path(PEACE_SCALE_SOURCE.name, "peacedata3.1.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (int(dyad) // 1000, int(dyad) % 1000, *span.split("-"), level)
            for dyad, *cells in csv.reader(file)
            for span, level in zip(cells[::2], cells[1::2], strict=True)
            if span
        ]
    raw = undirected(pd.DataFrame(rows, columns=["ccode1", "ccode2", "start", "end", "level"]), "ccode1", "ccode2")
    return pd.DataFrame(
        {
            "state_a": raw["state_a"],
            "state_b": raw["state_b"],
            "start": raw["start"].str[:4],
            "end": raw["end"].str[:4],
            "level": pd.to_numeric(raw["level"]).where(raw["level"].ne("-9")),
            "name": raw["level"].map(_LEVELS),
            "first_day": pd.to_datetime(raw["start"].str.replace("9999", "0101")),
            "last_day": pd.to_datetime(raw["end"].str.replace("9999", "1231")),
        }
    )


def _pair_fields() -> tuple[Field, Field]:
    return (
        Field("state_a", "string", "first state of the pair, in alphabetical order", state=True),
        Field("state_b", "string", "second state of the pair", state=True),
    )


DISPUTES = Table(
    name="disputes",
    title="Militarised disputes between focus states, by pair and year",
    description="One row per pair of focus states, year and data set with at least one militarised dispute under way "
    "between them: a threat, show or use of force by one state against the other. A pair and year without a row had "
    "none.",
    key=("state_a", "state_b", "year", "dataset"),
    fields=(
        *_pair_fields(),
        Field("year", "integer", "calendar year", minimum=FIRST_YEAR, maximum=2014),
        Field(
            "dataset",
            "string",
            "mid: Militarized Interstate Disputes 5.0; gml: Gibler, Miller and Little 2.2.1",
            values=tuple(_DISPUTE_FILES),
        ),
        Field("disputes", "integer", "disputes under way in the year", minimum=1),
        Field("onsets", "integer", "of these, begun in the year; their sum over years counts disputes", minimum=0),
        Field("fatal", "integer", "of these under way, with a death on either of the two sides at any time", minimum=0),
        Field("fatal_unknown", "integer", "of these under way, with deaths not known", minimum=0),
        Field(
            "hostility",
            "integer",
            "highest level: 1 none, 2 threat, 3 display, 4 use of force, 5 war",
            minimum=1,
            maximum=5,
        ),
        Field("war", "boolean", "an interstate war between the two in the year (COW Inter-State War 4.0)"),
    ),
    sources=(COW_MID.name, GML_MID.name, COW_WARS.name),
    derivation="The directed dispute files of both data sets, cut to focus pairs, one direction kept, counted by year.",
    terms="Small derived results for teaching; the data sets themselves are not redistributed",
    defects=(
        "Many published counts come from files that keep one dispute per pair and year. They give 7 disputes for "
        "Armenia and Azerbaijan and 35 for India and Pakistan in MID 5.0; with every dispute kept, as here, it is 8 "
        "and 40.",
        "The two data sets disagree: 40 against 39 for India and Pakistan, 22 against 20 for China and India, 3 "
        "against 2 for Azerbaijan and Russia. They also end in different years, 2014 and 2010.",
        "MID 5.0 gives the Armenian-Azerbaijani fighting of 1992-94 hostility 4, GML gives it 5; the war list has a "
        "war in 1993 and 1994 only.",
        "One dispute between Armenia and Azerbaijan is coded as running from 2002 to 2014 without a break, so years "
        "under way say little there: use onsets.",
        "fatal looks at the whole dispute, not at the year, and MID 5.0 often has the number of deaths as unknown.",
    ),
    build=_build_disputes,
    gaps="2015 and later: nothing on April 2016, 2019, 2020, 2023 or 2025. Disputes before 1946 are left out.",
)

RIVALRIES = Table(
    name="rivalries",
    title="Strategic rivalries between focus states",
    description="One row per rivalry between two focus states that lasted into 1946 or later: governments see each "
    "other as competitors and as threatening enemies.",
    key=("state_a", "state_b", "start"),
    fields=(
        *_pair_fields(),
        Field("start", "integer", "year in which it began", minimum=1494, maximum=2020),
        Field("end", "integer", "year in which it ended; missing if after 2020", missing=True, minimum=FIRST_YEAR),
        Field("spatial", "boolean", "over territory"),
        Field("positional", "boolean", "over influence and rank"),
        Field("ideological", "boolean", "over beliefs or kinds of government"),
        Field("interventionary", "boolean", "over intervention in an internal conflict"),
    ),
    sources=(STRATEGIC_RIVALRIES.name,),
    derivation="The rivalries of the list whose two states are both focus states.",
    terms="With attribution, for teaching",
    defects=(
        "The list rests on historians' reading of how governments saw each other; other lists count disputes instead "
        "and differ.",
        "It ends in 2020; a rivalry that still ran then has no end here, which is not the same as running today.",
        "No rivalry links Azerbaijan or Armenia with India or Pakistan.",
        "The Soviet Union and Russia are one state, RUS.",
    ),
    build=_build_rivalries,
    gaps="Rivalries with states outside the focus list.",
)

PEACE_SCALE = Table(
    name="peace_scale",
    title="Peace scale: how hostile or close focus pairs were",
    description="One row per pair of focus states and period, 1900-2020, with one of five levels from serious rivalry "
    "(0) to security community (1).",
    key=("state_a", "state_b", "first_day"),
    fields=(
        *_pair_fields(),
        Field("start", "integer", "year in which the period began; 1900: or earlier", minimum=1900, maximum=2020),
        Field("end", "integer", "year in which it ended; 2020: or later", minimum=1900, maximum=2020),
        Field(
            "level",
            "number",
            "0, 0.25, 0.5, 0.75 or 1; missing in a period of transition",
            missing=True,
            minimum=0,
            maximum=1,
        ),
        Field("name", "string", "name of the level", values=tuple(_LEVELS.values())),
        Field("first_day", "date", "first day of the period"),
        Field("last_day", "date", "last day of the period"),
    ),
    sources=(PEACE_SCALE_SOURCE.name,),
    derivation="The list of dated levels of each pair, one period a row, cut to focus pairs.",
    terms="With attribution, for teaching",
    defects=(
        "Armenia-Azerbaijan and India-Pakistan are at 0, serious rivalry, throughout. Azerbaijan-Pakistan is at 0.5, "
        "negative peace, like Azerbaijan-Türkiye and China-Pakistan: warm peace (0.75) asks for joint institutions and "
        "ways to settle disputes, and friendly words do not count.",
        "Armenia-Türkiye is also at 0.5, with a closed border and no diplomatic relations: one level holds unlike "
        "ties.",
        "Pairs that the authors think irrelevant to each other in a period have no row there.",
        "A first or last day of the source without month and day is set to 1 January or 31 December.",
    ),
    build=_build_peace_scale,
    gaps="After 2020; pairs of distant states without a common interest.",
)

TABLES = (DISPUTES, RIVALRIES, PEACE_SCALE)
