"""Sources of event data."""

from __future__ import annotations

from course_utils.catalog.schema import Source

ICEWS = Source(
    name="netify-icews",
    title="ICEWS events 2002-2014, yearly counts of the R package netify",
    publisher="Lockheed Martin, Integrated Crisis Early Warning System; counts by the makers of netify",
    version="netify, commit d0dceb6",
    citation="Boschee, Elizabeth, Jennifer Lautenschlager, Sean O'Brien, Steve Shellman, James Starz and Michael Ward. "
    "2015. ICEWS Coded Event Data. Harvard Dataverse.",
    terms="GPL-3 for the package; the events are offered for research with citation",
    tier="attribution",
    where="R package netify, https://github.com/netify-dev/netify, data/icews.rda (folder netify-icews).",
    files={"icews.rda": "7267fb4350b8926f389b1f7eeef0a1ef3e93a8f40cdb751a9d7d240e7348f5e9"},
    doi="10.7910/DVN/28075",
    copy="github.com/netify-dev/netify, commit d0dceb6",
)
MIE = Source(
    name="mie",
    title="Militarized Interstate Events 1.0",
    publisher="Douglas M. Gibler and Steven V. Miller",
    version="1.0",
    citation="Gibler, Douglas M., and Steven V. Miller. The Militarized Interstate Events (MIE) dataset, 1816-2014. "
    "Conflict Management and Peace Science.",
    terms="Not stated in the copy; free for research and teaching with citation",
    tier="attribution",
    where="The authors' page of the data set; a copy is in https://github.com/milesdwilliams15/foreign-figures (folder "
    "mie).",
    files={"mie-1.0.csv": "d47197c413684200915ba6623711c8636f9e95947d782f825f887b22fee7bb0d"},
    copy="github.com/milesdwilliams15/foreign-figures, commit 0419d52",
)
GDELT = Source(
    name="gdelt-graph",
    title="GDELT daily networks, monthly sums for 15 states",
    publisher="The GDELT Project; networks by the maintainer of gdelt-graph-data",
    version="2018-01-01 to 2024-02-23",
    citation="Leetaru, Kalev, and Philip A. Schrodt. 2013. GDELT: Global Data on Events, Location and Tone, 1979-2012. "
    "International Studies Association Annual Convention; networks: gdelt-graph-data.",
    terms="GDELT: free to use with citation; the networks' own terms are not stated",
    tier="attribution",
    where="https://github.com/gzemo/gdelt-graph-data, folder networks: sum the daily matrices by month for ARM, AZE, "
    "CHN, GBR, GEO, IND, IRN, ISR, KAZ, PAK, RUS, SAU, TUR, UKR and USA into a, b, month, sum, mean, size (folder "
    "gdelt-graph).",
    files={"derived_dyad_month_15states.csv": "962acb845856c6b16eff5cd071f9c4b6c4662504e513de9e2dd6c0024ec785fd"},
    copy="github.com/gzemo/gdelt-graph-data, commit 8b71911",
)
