"""Military spending and deliveries of major arms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.catalog.schema import Field, Source, Table
from course_utils.states import FOCUS, iso3

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

_SIPRI = "Stockholm International Peace Research Institute (SIPRI)"
_SIPRI_TERMS = "SIPRI: free for non-commercial use with citation; no more than 10 % of a database may be passed on"
SIPRI_MILEX = Source(
    name="sipri-milex",
    title="SIPRI Military Expenditure Database 1949-2024",
    publisher=_SIPRI,
    version="1949-2024, second edition of 2025",
    citation="SIPRI. 2025. SIPRI Military Expenditure Database.",
    terms=_SIPRI_TERMS,
    tier="derived-only",
    where="SIPRI, https://www.sipri.org/databases/milex (folder sipri-milex).",
    files={"SIPRI-Milex-data-1949-2024_2.xlsx": "9362c97ad1e36e3a577139d309d37de331ecb5849824167578c60692f789ffc4"},
    doi="10.55163/CQGC9685",
    copy="github.com/shruti-01-narwat/Global_Military_Expenditure_Dashboard, commit ce37e14 (saved anew by its owner)",
)
SIPRI_ARMS = Source(
    name="sipri-arms",
    title="SIPRI Arms Transfers Database, trade register of 18 May 2026",
    publisher=_SIPRI,
    version="register generated 18 May 2026",
    citation="SIPRI. 2026. SIPRI Arms Transfers Database.",
    terms=_SIPRI_TERMS,
    tier="derived-only",
    where="SIPRI, https://www.sipri.org/databases/armstransfers, trade register of all recipients and suppliers "
    "(folder sipri-arms).",
    files={"trade-register_alexarui.csv": "42230eb8758d2b4f9041af8a74ee6f3c93e4b5da01b5503e349055ddecfa3314"},
    doi="10.55163/SAFC1241",
    copy="github.com/alexarui/network-analysis, commit bc16e95",
)
SOURCES = (SIPRI_MILEX, SIPRI_ARMS)

SPENDERS = tuple(sorted({*FOCUS, "DZA"}))  # Algeria: an oil exporter without the rivalry, for comparison
RECIPIENTS = ("Armenia", "Azerbaijan", "India", "Pakistan")
_SHEETS = {
    # column here: sheet, factor to our unit
    "share_of_gdp": ("Share of GDP", 100),
    "constant_usd": ("Constant (2023) US$", 1),
    "per_head": ("Per capita", 1),
}
_TIV = "SIPRI TIV of delivered weapons"
_PREAMBLE = 11  # lines above the register's header


def _sheet(workspace: Workspace, sheet: str) -> pd.DataFrame:
    """country, year, value of one sheet; cells without a number ('. . .', 'xxx') are dropped."""
    import pandas as pd

    raw = pd.read_excel(workspace.path(SIPRI_MILEX.name, next(iter(SIPRI_MILEX.files))), sheet_name=sheet, header=None)
    top = raw.index[raw[0].eq("Country")][0]
    header = raw.loc[top].map(lambda label: str(label).removesuffix(".0"))
    years = {position: int(label) for position, label in header.items() if label.isdigit()}
    cells = raw.loc[top + 1 :].melt(id_vars=[0], value_vars=list(years), var_name="year")
    table = pd.DataFrame(
        {"country": cells[0], "year": cells["year"].map(years), "value": pd.to_numeric(cells["value"], errors="coerce")}
    )
    return table.dropna()


def _build_military_spending(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    columns = []
    for name, (sheet, factor) in _SHEETS.items():
        table = _sheet(workspace, sheet).assign(state=lambda t: t["country"].map(iso3))
        table = table[table["state"].isin(SPENDERS)]
        columns.append(table.set_index(["state", "year"])["value"].mul(factor).rename(name))
    return pd.concat(columns, axis=1).reset_index()


def _build_military_spending_world(workspace: Workspace) -> pd.DataFrame:
    table = _sheet(workspace, "Share of GDP")
    states_only = table[table["country"].ne("European Union")]
    percent = states_only["value"].mul(100).groupby(states_only["year"])
    summary = percent.quantile([0.25, 0.5, 0.75]).unstack()
    summary.columns = ["lower_quartile", "median", "upper_quartile"]
    return summary.assign(states=percent.size()).reset_index()


def _build_arms_deliveries(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    register = pd.read_csv(
        workspace.path(SIPRI_ARMS.name, next(iter(SIPRI_ARMS.files))), encoding="cp1252", skiprows=_PREAMBLE
    )
    rows = register[register["Recipient"].isin(RECIPIENTS)].dropna(subset=["Year(s) of delivery"])
    years = rows["Year(s) of delivery"].str.split(";")
    spread = rows.assign(year=years, volume=rows[_TIV] / years.str.len()).explode("year")
    # The mark "?" stands behind the number ordered (.1) and the number delivered (.2).
    spread["uncertain"] = spread["volume"].where(spread[" .2"].eq("?"), 0.0)
    table = spread.assign(year=spread["year"].astype(int)).groupby(["Recipient", "Supplier", "year"], as_index=False)
    table = table[["volume", "uncertain"]].sum()
    table = table[table["volume"].gt(0)]
    return pd.DataFrame(
        {
            "recipient": table["Recipient"].map(iso3),
            "supplier": table["Supplier"].map(iso3),
            "supplier_name": table["Supplier"],
            "year": table["year"],
            "volume": table["volume"].round(2),
            "uncertain": table["uncertain"].round(2),
        }
    )


_EXTRACT = "Small derived results for teaching, below 10 % of the SIPRI database ({part}); not a copy of the data set"
_SPENDING_PART = "13 states, 8.8 % of the figures on three of its ten sheets"
_ARMS_PART = "sums over 5.0 % of the register's rows, 9.0 % of its volume"

MILITARY_SPENDING = Table(
    name="military_spending",
    title="Military spending of focus states and Algeria",
    description="One row per state and year with a figure: military spending as a share of GDP, in constant US "
    "dollars, and per inhabitant.",
    key=("state", "year"),
    fields=(
        Field("state", "string", "state", state=True),
        Field("year", "integer", "calendar year", minimum=1949, maximum=2024),
        Field("share_of_gdp", "number", "military spending", unit="percent of GDP", missing=True, minimum=0),
        Field(
            "constant_usd",
            "number",
            "military spending at 2023 prices and exchange rates",
            unit="million US dollars of 2023",
            missing=True,
            minimum=0,
        ),
        Field(
            "per_head",
            "number",
            "military spending per inhabitant, current prices",
            unit="US dollars",
            missing=True,
            minimum=0,
        ),
    ),
    sources=(SIPRI_MILEX.name,),
    derivation="Three sheets of SIPRI's workbook, cut to thirteen states; shares turned into percent.",
    terms=_EXTRACT.format(part=_SPENDING_PART),
    defects=(
        "Many figures are SIPRI's own estimates, marked by colour in the workbook and not marked here. Of the shares "
        "of GDP: 36 of 36 for China, 55 of 72 for Pakistan, 24 of 33 for Russia, 32 of 69 for India, 13 of 33 for "
        "Azerbaijan, 11 of 58 for Saudi Arabia. Armenia's figures leave out military pensions.",
        "Russia begins in 1992 for the share of GDP; the Soviet Union is another row of the source and is left out.",
        "The workbook was saved anew by the owner of the public copy. Its share of GDP agrees with an independent "
        "copy. The other two sheets were checked against each other and against World Bank GDP and population: in 2023 "
        "constant and current dollars are equal in all states but Myanmar, and spending per head times population "
        "gives total spending within 10 % in 99 of 100 cases.",
        "A share of GDP moves with GDP as much as with spending: Azerbaijan's fell from 5.2 % in 2020 to 3.8 % in "
        "2022 although spending in constant dollars rose by a tenth.",
    ),
    build=_build_military_spending,
    gaps="Spending per head begins in 1988 and has no figures for Türkiye in this copy; Azerbaijan and Armenia begin "
    "in 1992.",
)

MILITARY_SPENDING_WORLD = Table(
    name="military_spending_world",
    title="Military spending as a share of GDP: world median and quartiles",
    description="One row per year: the middle of all states with a figure, and how many they are.",
    key=("year",),
    fields=(
        Field("year", "integer", "calendar year", minimum=1949, maximum=2024),
        Field("lower_quartile", "number", "a quarter of the states spend less", unit="percent of GDP", minimum=0),
        Field("median", "number", "half of the states spend less", unit="percent of GDP", minimum=0),
        Field("upper_quartile", "number", "a quarter of the states spend more", unit="percent of GDP", minimum=0),
        Field("states", "integer", "states with a figure", unit="states", minimum=1),
    ),
    sources=(SIPRI_MILEX.name,),
    derivation="Median and quartiles over all states of the sheet Share of GDP; the European Union's own row is left "
    "out.",
    terms=_EXTRACT.format(part="yearly medians and quartiles"),
    defects=(
        "The set of states changes from year to year (59 in 1960, 148 in 2024), so a change of the median is partly a "
        "change of the set. States without figures are not a random part of the world.",
        "Each state counts once, whatever its size; this is not the world's spending as a share of the world's GDP.",
    ),
    build=_build_military_spending_world,
)

ARMS_DELIVERIES = Table(
    name="arms_deliveries",
    title="Deliveries of major arms to Armenia, Azerbaijan, India and Pakistan",
    description="One row per recipient, supplier and year, 1950-2025: volume of major arms delivered, in SIPRI's "
    "trend-indicator value (TIV), which measures military capability and not prices.",
    key=("recipient", "supplier_name", "year"),
    fields=(
        Field("recipient", "string", "state that received the arms", state=True),
        Field("supplier", "string", "state that supplied them; missing if unknown", missing=True, state=True),
        Field("supplier_name", "string", "supplier as named in the register"),
        Field("year", "integer", "year of delivery", minimum=1950, maximum=2025),
        Field("volume", "number", "volume delivered", unit="million TIV", minimum=0),
        Field("uncertain", "number", "part of it whose number delivered is uncertain", unit="million TIV", minimum=0),
    ),
    sources=(SIPRI_ARMS.name,),
    derivation="Each row of the register is spread evenly over its years of delivery and summed; rows without a "
    "delivery and sums of zero are dropped.",
    terms=_EXTRACT.format(part=_ARMS_PART),
    defects=(
        "A row of the register gives years of delivery but no volume per year; spreading it evenly is our assumption.",
        "Only major arms count: no small arms, no ammunition, no training.",
        "The Soviet Union and Russia are both RUS in supplier; supplier_name tells them apart. Czechoslovakia is CSK.",
        "Pakistan's place among Azerbaijan's suppliers (3.1 % of the volume since 2011) rests on two orders, and 119 "
        "of their 121.4 million TIV on five JF-17 aircraft that SIPRI marks as uncertain.",
        "SIPRI revises the register each year; another day's download differs.",
    ),
    build=_build_arms_deliveries,
    gaps="The year 2025 is complete only as far as SIPRI knew by May 2026.",
)

TABLES = (MILITARY_SPENDING, MILITARY_SPENDING_WORLD, ARMS_DELIVERIES)
