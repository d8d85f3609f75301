"""Events coded from news and histories: who did what to whom, counted by year or month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.pipeline.dyads import directed
from course_utils.catalog.pipeline.event_counts_sources import GDELT, ICEWS, MIE
from course_utils.catalog.pipeline.r_files import read_columns
from course_utils.catalog.schema import Field, Table
from course_utils.states import FOCUS

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

SOURCES = (ICEWS, MIE, GDELT)

INCIDENT_PAIRS = (("ARM", "AZE"), ("IND", "PAK"))
_CLASH = 17  # MIE's action for fighting that both sides take part in
_COUNTS = {
    "verbal_cooperation": "verbCoop",
    "material_cooperation": "matlCoop",
    "verbal_conflict": "verbConf",
    "material_conflict": "matlConf",
}


def _build_dyad_events(workspace: Workspace) -> pd.DataFrame:
    columns = {"i_iso3c": "sender", "j_iso3c": "receiver", "year": "year", **{old: new for new, old in _COUNTS.items()}}
    raw = read_columns(workspace.path(ICEWS.name, "icews.rda"), list(columns)).rename(columns=columns)
    return raw[raw["sender"].isin(FOCUS) & raw["receiver"].isin(FOCUS)]


def _build_incidents(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    raw = pd.read_csv(workspace.path(MIE.name, "mie-1.0.csv"))
    within = {state for pair in INCIDENT_PAIRS for state in pair}
    raw = directed(raw, "ccode1", "ccode2", ("sender", "receiver"), within)
    raw = raw[[tuple(sorted(pair)) in INCIDENT_PAIRS for pair in zip(raw["sender"], raw["receiver"], strict=True)]]
    raw = raw.assign(clash=raw["action"].eq(_CLASH))
    table = raw.groupby(["sender", "receiver", "styear", "stmon", "clash"]).agg(
        events=("eventnum", "size"),
        sender_deaths_low=("fatalmin1", "sum"),
        sender_deaths_high=("fatalmax1", "sum"),
        receiver_deaths_low=("fatalmin2", "sum"),
        receiver_deaths_high=("fatalmax2", "sum"),
    )
    return table.reset_index().rename(columns={"styear": "year", "stmon": "month"})


def _build_gdelt_months(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    raw = pd.read_csv(workspace.path(GDELT.name, "derived_dyad_month_15states.csv"))
    raw = raw[raw["a"].isin(FOCUS) & raw["b"].isin(FOCUS)]
    pairs = pd.DataFrame([states.pair(a, b) for a, b in zip(raw["a"], raw["b"], strict=True)], index=raw.index)
    month = raw["month"].str.split("-", expand=True).astype(int)
    return pd.DataFrame(
        {
            "state_a": pairs[0],
            "state_b": pairs[1],
            "year": month[0],
            "month": month[1],
            "tone": raw["sum"].round(1),
            "days": raw["size"],
        }
    )


DYAD_EVENTS = Table(
    name="dyad_events",
    title="Who did what to whom: events between focus states, 2002-2014",
    description="One row per sender, receiver and year: how many events news reports were coded into, by four kinds. "
    "Verbal means statements, talks, threats; material means acts such as aid, sanctions or force.",
    key=("sender", "receiver", "year"),
    fields=(
        Field("sender", "string", "state that acted", state=True),
        Field("receiver", "string", "state that it acted towards", state=True),
        Field("year", "integer", "calendar year", minimum=2002, maximum=2014),
        *(Field(name, "integer", f"events of {name.replace('_', ' ')}", unit="events", minimum=0) for name in _COUNTS),
    ),
    sources=(ICEWS.name,),
    derivation="Yearly counts of the R package netify, cut to pairs of focus states; every pair has all thirteen "
    "years.",
    terms="Derived counts for teaching, with attribution",
    defects=(
        "Türkiye is not among the 152 states of this extract.",
        "A meeting is coded once in each direction. The two directions of verbal cooperation therefore correlate at "
        ".95 in the median pair, for rivals as for friends (.94 Azerbaijan and Pakistan, .97 India and Pakistan, .98 "
        "Armenia and Azerbaijan); that is not give-and-take.",
        "Material conflict is different: the two directions correlate at .95 for India and Pakistan, at .05 for "
        "Armenia and Azerbaijan, over 13 years.",
        "Counts grow with the number of reports in the news, so compare shares or the same pair over time with care.",
        "Coded by machine from news: who acted and towards whom is sometimes wrong.",
    ),
    build=_build_dyad_events,
    gaps="2015 and later; Türkiye.",
)

INCIDENTS = Table(
    name="incidents",
    title="Militarised events between Armenia and Azerbaijan, India and Pakistan, by month",
    description="One row per sender, receiver, month and kind: how many dated events in which one state threatened or "
    "used force against the other, and the lowest and highest number of deaths on each side.",
    key=("sender", "receiver", "year", "month", "clash"),
    fields=(
        Field("sender", "string", "state under which the event is filed", state=True),
        Field("receiver", "string", "the other state", state=True),
        Field("year", "integer", "year in which the events began", minimum=1947, maximum=2014),
        Field("month", "integer", "month in which they began", minimum=1, maximum=12),
        Field("clash", "boolean", "fighting in which both take part; the sender is then not the initiator"),
        Field("events", "integer", "events", unit="events", minimum=1),
        *(
            Field(
                f"{side}_deaths_{end}",
                "integer",
                f"{end}est number of deaths on the {side}'s side",
                unit="deaths",
                minimum=0,
            )
            for side in ("sender", "receiver")
            for end in ("low", "high")
        ),
    ),
    sources=(MIE.name,),
    derivation="Events of Militarized Interstate Events 1.0 between the two pairs, counted and summed by month of "
    "beginning.",
    terms="Derived counts for teaching, with attribution",
    defects=(
        "A clash is filed under one state only. Clashes are 62 % of the 152 Armenian-Azerbaijani events and 39 % of "
        "the 594 Indian-Pakistani ones: drop them before asking who answers whom. Then 40 and 17 events remain by "
        "Armenia and by Azerbaijan, 193 and 172 by India and by Pakistan.",
        "The highest numbers of deaths are more than twice the lowest ones for Armenia and Azerbaijan (4,596 to "
        "11,005).",
        "Forces of Nagorno-Karabakh are not a state; which events count as Armenia's is a decision of the coders.",
        "Some events last longer than the month in which they are counted here.",
    ),
    build=_build_incidents,
    gaps="2015 and later. Months without an event have no row. No event links Azerbaijan and Pakistan.",
)

GDELT_MONTHS = Table(
    name="gdelt_months",
    title="Tone between focus states in the news, by month, 2018-2024",
    description="One row per pair and month: the sum of a signed daily weight built from news events. Below zero: "
    "conflict outweighs cooperation.",
    key=("state_a", "state_b", "year", "month"),
    fields=(
        Field("state_a", "string", "first state of the pair, in alphabetical order", state=True),
        Field("state_b", "string", "second state of the pair", state=True),
        Field("year", "integer", "calendar year", minimum=2018, maximum=2024),
        Field("month", "integer", "month", minimum=1, maximum=12),
        Field("tone", "number", "sum of the daily weights, positive and negative", unit="no natural unit"),
        Field("days", "integer", "days with data in the month", unit="days", minimum=1, maximum=31),
    ),
    sources=(GDELT.name,),
    derivation="Daily matrices of the source summed by month; pairs of focus states kept.",
    terms="Derived sums for teaching, with attribution",
    defects=(
        "The author made the two directions equal: there is no sender and no receiver, so nothing can be said "
        "about answering each other.",
        "The weight mixes the kind of event, the number of sources and articles and their tone, and grows with the "
        "amount of news. A hundred for one pair is not a hundred for another.",
        "96 days are missing; see days before comparing months.",
        "Coded by machine from the world's news: it shows attention and wording, not deeds.",
    ),
    build=_build_gdelt_months,
    gaps="France is not in the extract. Ends on 23 February 2024.",
)

TABLES = (DYAD_EVENTS, INCIDENTS, GDELT_MONTHS)
