"""Sources on colonial rule."""

from __future__ import annotations

from course_utils.catalog.pipeline.geography import GEODIST
from course_utils.catalog.schema import Source

COLDAT = Source(
    name="coldat",
    title="COLDAT 3.0",
    publisher="Bastian Becker",
    version="3.0",
    citation="Becker, Bastian. 2019. Introducing COLDAT: The Colonial Dates Dataset. SOCIUM/SFB1342 Working Paper "
    "02/2019. Data: Harvard Dataverse.",
    terms="CC0 1.0",
    tier="open",
    where="Harvard Dataverse, https://doi.org/10.7910/DVN/T9SDEW (folder coldat).",
    files={
        "COLDAT_dyads.csv": "8e151c6a13f8b192e71df26286b0fde12ed9d70a1817dae8f595c95a75c778c5",
    },
    doi="10.7910/DVN/T9SDEW",
    copy="github.com/ramera03/colonizations, commit 816cc99",
)
ICOW_COLONIAL = Source(
    name="icow-colonial",
    title="ICOW Colonial History 1.1",
    publisher="Paul R. Hensel, Issue Correlates of War project",
    version="1.1",
    citation="Hensel, Paul R. 2018. ICOW Colonial History Data Set, version 1.1.",
    terms="Not stated in the copy; the project asks for citation and does not offer others to redistribute",
    tier="derived-only",
    where="The project's page, https://www.paulhensel.org/icowcol.html (folder icow-colonial).",
    files={"coldata110.csv": "1ac3334e93378e455a6eae90b03f11bb4e60bd4935d2bd85bced0f8788009cbe"},
    copy="github.com/globalgov/manystates, commit 23d119a",
)
CEPII_COLONISERS = Source(
    name="cepii-colonisers",
    folder=GEODIST.place,
    title="CEPII GeoDist, table of countries",
    publisher=GEODIST.publisher,
    version=GEODIST.version,
    citation=GEODIST.citation,
    terms=GEODIST.terms,
    tier=GEODIST.tier,
    where="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=6, geo_cepii as CSV with semicolons "
    "(folder cepii-geodist).",
    files={"geo_cepii.csv": "6bd0c211b6a305207d6255736a73a90e1081590f64de58e21f92c3ffcfba47d8"},
    copy=GEODIST.copy,
)
