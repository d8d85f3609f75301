"""Signed networks of states, 1946-1999: ties of alliance and of conflict in 51 windows of four years."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.schema import Field, Source, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

SIGNED_COW = Source(
    name="signed-cow",
    title="Signed networks from Correlates of War data",
    publisher="Patrick Doreian and Andrej Mrvar; R package signnet",
    version="signnet, commit 2b77cc8",
    citation="Doreian, Patrick, and Andrej Mrvar. 2015. Structural Balance and Signed International Relations. "
    "Journal of Social Structure 16(2).",
    terms="MIT (the package); built by its authors from Correlates of War data",
    tier="attribution",
    where="The file data/cowList.rda of the R package signnet: https://github.com/schochastics/signnet "
    "(folder signed-cow).",
    files={"cowList.rda": "19f5fba9e495647f888fb4d4b8f858a130fd1d7d10615c1783ae88b453b417c9"},
    copy="github.com/schochastics/signnet, commit 2b77cc8",
)
SOURCES = (SIGNED_COW,)

# The labels are private to this source and clash with ISO codes (its SWZ is Switzerland, its MAC Macedonia). They
# were read off the order of the nodes, which follows English country names, and off the ties. Labels that are
# ISO codes or names in data/state_codes.csv and mean the same there need no entry.
NODES = {
    "ALG": "Algeria", "ANG": "Angola", "ANT": "Antigua and Barbuda", "BAH": "Bahrain", "BAR": "Barbados",
    "BHM": "Bahamas", "BKF": "Burkina Faso", "BNG": "Bangladesh", "BOS": "Bosnia and Herzegovina",
    "BOT": "Botswana", "BUI": "Burundi", "BUL": "Bulgaria", "CAM": "Cameroon", "CDI": "Côte d'Ivoire",
    "CHA": "Chad", "CMB": "Cambodia", "CON": "Republic of the Congo", "COS": "Costa Rica", "CRO": "Croatia",
    "CVD": "Cabo Verde", "CZE": "Czechoslovakia", "CZR": "Czechia", "DEN": "Denmark",
    "DRC": "Democratic Republic of the Congo", "ELS": "El Salvador", "EQG": "Equatorial Guinea",
    "GAM": "Gambia", "GDR": "German Democratic Republic", "GER": "Germany", "GFR": "Germany", "GRG": "Georgia",
    "GRN": "Grenada", "GUA": "Guatemala", "GUI": "Guinea", "HAI": "Haiti", "HON": "Honduras", "ICE": "Iceland",
    "INS": "Indonesia", "IRE": "Ireland", "KUW": "Kuwait", "KYG": "Kyrgyzstan", "KZK": "Kazakhstan",
    "LAT": "Latvia", "LEB": "Lebanon", "LES": "Lesotho", "LIT": "Lithuania", "LTN": "Liechtenstein",
    "LYB": "Libya", "MAA": "Mauritania", "MAC": "North Macedonia", "MAG": "Madagascar", "MAS": "Mauritius",
    "MLW": "Malawi", "MOL": "Moldova", "MON": "Mongolia", "MOR": "Morocco", "MYR": "Myanmar",
    "MZM": "Mozambique", "NDL": "Netherlands", "NEP": "Nepal", "NIG": "Niger", "NKR": "North Korea",
    "NZD": "New Zealand", "PAR": "Paraguay", "PRG": "Portugal", "ROM": "Romania", "RVN": "South Vietnam",
    "SAF": "South Africa", "SLR": "Sierra Leone", "SOL": "Solomon Islands", "SRI": "Sri Lanka",
    "STK": "Saint Kitts and Nevis", "STL": "Saint Lucia", "SUD": "Sudan", "SVG": "Saint Vincent and the Grenadines",
    "SWA": "Eswatini", "SWZ": "Switzerland", "TAJ": "Tajikistan", "TNZ": "Tanzania", "TRI": "Trinidad and Tobago",
    "UAE": "United Arab Emirates", "UKI": "Ukraine", "URU": "Uruguay", "VTN": "Viet Nam", "VZA": "Venezuela",
    "YAR": "Yemen", "YPR": "South Yemen", "YUG": "Serbia", "ZAM": "Zambia", "ZIM": "Zimbabwe",
}  # fmt: skip


def _year(digits: str) -> int:
    return 1900 + int(digits)


def _signed_ties(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd
    import rdata

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # igraph objects have no Python twin; their parts are read below
        windows = rdata.read_rda(workspace.path(SIGNED_COW.name, "cowList.rda"))["cowList"]
    rows = []
    for window, graph in windows.items():
        start, end = map(_year, str(window).split("-"))
        # An igraph object: parts 2 and 3 are the ends of each edge, part 8 holds the attributes.
        labels = [str(label) for label in graph[8][2]["name"]]
        code = {label: states.iso3(NODES.get(label, label)) for label in labels}
        for source, target, sign in zip(graph[2], graph[3], graph[8][3]["sign"], strict=True):
            ends = sorted((code[label], label) for label in (labels[int(source)], labels[int(target)]))
            (state_a, node_a), (state_b, node_b) = ends
            rows.append((start, end, state_a, state_b, int(sign), node_a, node_b))
    columns = ["window_start", "window_end", "state_a", "state_b", "sign", "node_a", "node_b"]
    return pd.DataFrame(rows, columns=columns)


TABLES = (
    Table(
        name="signed_networks",
        title="Signed ties between states, 1946-1999",
        description="One row for each tie between two states in a window of four years. A plus is an alliance, a minus "
        "a militarised dispute (a threat, display or use of force). The 51 windows overlap: 1946-49, 1947-50, and so "
        "on to 1996-99.",
        key=("window_start", "node_a", "node_b"),
        fields=(
            Field("window_start", "integer", "first year of the window", minimum=1946, maximum=1996),
            Field("window_end", "integer", "last year of the window", minimum=1949, maximum=1999),
            Field("state_a", "string", "first state in alphabetical order", state=True),
            Field(
                "state_b",
                "string",
                "second state; equal to the first in the ties between two parts of one later state",
                state=True,
            ),
            Field("sign", "integer", "1 for a positive tie, -1 for a negative one", minimum=-1, maximum=1),
            Field("node_a", "string", "label of the first node in the source"),
            Field("node_b", "string", "label of the second node in the source"),
        ),
        sources=(SIGNED_COW.name,),
        derivation="The edges of the 51 graphs are listed, with the source's labels mapped to state codes.",
        terms="MIT (R package signnet), citing Doreian and Mrvar 2015",
        defects=(
            "A plus is a treaty on paper, not warmth: most plus ties come from a few large pacts, which also make most "
            "triads all-plus and so balanced.",
            "A pair has one sign only, and a dispute outweighs an alliance: Armenia and Azerbaijan, both under "
            "treaties of the Commonwealth of Independent States, count as minus.",
            "North Yemen and Yemen, and West Germany and Germany, are two nodes but one state code. In the windows "
            "that start in 1987-1990 both nodes are there: 137 pairs of states stand twice (two of them with both "
            "signs), and four rows tie Yemen to itself. Build graphs from the node columns.",
            "Yugoslavia stands under Serbia's code, the Soviet Union under Russia's.",
            "The labels come without a key; they were mapped by their order and their ties. Of the ties of 1996-99, "
            "1,090 of 1,100 plus ties are in the Correlates of War alliances 4.1 and 144 of 147 minus ties in its "
            "disputes 5.0, which would not be so had the mapping gone wrong.",
            "The source gives Zambia the ties of the 1999 defence pact with Angola, Congo and Namibia; the alliance "
            "list has Zimbabwe.",
        ),
        build=_signed_ties,
        gaps="States without any tie in a window have no row. It ends in 1999.",
    ),
)
