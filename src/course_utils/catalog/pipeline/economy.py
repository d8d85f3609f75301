"""Size of economies and populations (World Bank) and trade between focus states (COW)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.pipeline.dyads import directed
from course_utils.catalog.pipeline.r_files import read_frame
from course_utils.catalog.pipeline.shared_sources import COW_TRADE
from course_utils.catalog.schema import Field, Source, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

WB_GDP = Source(
    name="wb-gdp",
    title="World Bank, GDP (current US$)",
    publisher="World Bank",
    version="World Development Indicators NY.GDP.MKTP.CD, to 2023",
    citation="World Bank. World Development Indicators: GDP (current US$), NY.GDP.MKTP.CD.",
    terms="CC BY 4.0",
    tier="open",
    where="https://data.worldbank.org/indicator/NY.GDP.MKTP.CD, in long form as at "
    "https://github.com/datasets/gdp (folder wb-gdp).",
    files={"gdp.csv": "f0a8408195646dbb1a9d7fc4424e2d302ee5380d0ec8834793f12ca25cbd7e2c"},
    copy="github.com/datasets/gdp, commit 822019c",
)
WB_POPULATION = Source(
    name="wb-population",
    title="World Bank, population",
    publisher="World Bank",
    version="World Development Indicators SP.POP.TOTL, to 2024",
    citation="World Bank. World Development Indicators: Population, total, SP.POP.TOTL.",
    terms="CC BY 4.0",
    tier="open",
    where="https://data.worldbank.org/indicator/SP.POP.TOTL, in long form as at "
    "https://github.com/datasets/population (folder wb-population).",
    files={"population.csv": "7d2dd6a17f5ed7916de1f89a9c116791e64d207f2e2f6ce47c57e1ab46f0088a"},
    copy="github.com/datasets/population, commit 425fc44",
)
SOURCES = (WB_GDP, WB_POPULATION, COW_TRADE)

_FIRST_TRADE_YEAR = 1946


def _economy(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    def read(source: Source, file: str, column: str) -> pd.Series:
        rows = pd.read_csv(workspace.path(source.name, file))
        rows = rows[rows["Country Code"].isin(states.codes())]
        return rows.set_index(["Country Code", "Year"])["Value"].round().rename(column)

    gdp = read(WB_GDP, "gdp.csv", "gdp")
    population = read(WB_POPULATION, "population.csv", "population")
    both = pd.concat([gdp, population], axis=1).rename_axis(["state", "year"]).reset_index()
    return both.astype({"population": "Int32"})


def _trade(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    flows = read_frame(workspace.path(COW_TRADE.name, "cow_trade_ndy.rda"))
    flows = flows[flows["year"] >= _FIRST_TRADE_YEAR]
    flows = directed(flows, "ccode1", "ccode2", ("first", "second"))
    first, second = flows["first"], flows["second"]
    as_is = first < second
    # flow1 is what the first state imports from the second.
    return pd.DataFrame(
        {
            "state_a": first.where(as_is, second),
            "state_b": second.where(as_is, first),
            "year": flows["year"].astype(int),
            "imports_a_from_b": flows["flow1"].where(as_is, flows["flow2"]),
            "imports_b_from_a": flows["flow2"].where(as_is, flows["flow1"]),
        }
    )


TABLES = (
    Table(
        name="economy",
        title="Gross domestic product and population, 1960-2024",
        description="One row for each state and year with a figure: the size of its economy in US dollars of the day, "
        "and its population.",
        key=("state", "year"),
        fields=(
            Field("state", "string", "state", state=True),
            Field("year", "integer", "year", minimum=1960, maximum=2024),
            Field(
                "gdp",
                "number",
                "gross domestic product in current prices, turned into dollars at the exchange rate of the year",
                unit="US$",
                missing=True,
                minimum=0,
            ),
            Field(
                "population",
                "integer",
                "people living in the state at mid-year",
                unit="people",
                missing=True,
                minimum=0,
            ),
        ),
        sources=(WB_GDP.name, WB_POPULATION.name),
        derivation="The two series are joined by state and year, rounded to whole numbers; regions and territories are "
        "dropped.",
        terms="CC BY 4.0 (World Bank)",
        defects=(
            "Current dollars mix growth with prices and exchange rates: a devaluation looks like a slump. Use them to "
            "compare states in one year, not one state over time.",
            "The sources mix 70 regions, income groups and territories with states under the same kind of code; they "
            "were removed here.",
            "Figures before independence are estimates for the later territory (Azerbaijan's population from 1960, "
            "for example).",
        ),
        build=_economy,
        gaps="GDP ends in 2023, population in 2024. Taiwan and the Vatican are in neither; North Korea has no GDP; "
        "states of the former Soviet Union have GDP mostly from 1990 on.",
    ),
    Table(
        name="trade_flows",
        title="Trade between focus states, 1946-2014",
        description="One row for each pair of the course's twelve focus states and year: what each imported from the "
        "other, in millions of US dollars of the day.",
        key=("state_a", "state_b", "year"),
        fields=(
            Field("state_a", "string", "first state in alphabetical order", state=True),
            Field("state_b", "string", "second state", state=True),
            Field("year", "integer", "year", minimum=_FIRST_TRADE_YEAR, maximum=2014),
            Field(
                "imports_a_from_b",
                "integer",
                "imports of the first state from the second",
                unit="million US$",
                missing=True,
                minimum=0,
            ),
            Field(
                "imports_b_from_a",
                "integer",
                "imports of the second state from the first",
                unit="million US$",
                missing=True,
                minimum=0,
            ),
        ),
        sources=(COW_TRADE.name,),
        derivation="The rows of pairs of focus states since 1946, with the pair in alphabetical order.",
        terms="Small derived results for teaching; the data set itself is not redistributed",
        defects=(
            "The copy is rounded to whole million dollars. Trade of Azerbaijan and Pakistan is so small that most of "
            "it becomes 0 or 1: a zero means under half a million, not none.",
            "What one state reports as imports and the other as exports differ; the source prefers the importer's "
            "report.",
            "Trade by way of a third state is missed or booked under it: Armenia imports from Türkiye in 2014 "
            "(232 million) although the border is closed.",
            "Germany, Belgium and other trading hubs are no focus states: shares of a state's whole trade cannot be "
            "formed from this table.",
        ),
        build=_trade,
        gaps="Ends in 2014; no later pair-level trade was at hand.",
    ),
)
