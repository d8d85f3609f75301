"""The messages that a wrong table draws."""

import pandas as pd
import pytest

from course_utils.errors import CourseError
from course_utils.measures.tables import numeric, require, unique

GOOD = pd.DataFrame({"state": ["AZE", "PAK"], "year": [2000, 2000], "gdp": [1.5, None]})


def test_a_good_table_passes():
    require(GOOD, ["state", "year"], "economies")
    unique(GOOD, ["state", "year"], "economies")
    numeric(GOOD, ["year", "gdp"], "economies")


def test_what_is_no_table():
    with pytest.raises(CourseError, match=r"must be a table .* but a list came"):
        require([1, 2], ["state"], "economies")


def test_a_missing_column_is_named_with_what_is_there():
    with pytest.raises(CourseError, match=r"Lacking: population; it has: state, year, gdp"):
        require(GOOD, ["state", "population"], "economies")
    with pytest.raises(CourseError, match="it has: none"):
        require(pd.DataFrame(), ["state"], "economies")


def test_a_repeated_key_is_shown():
    with pytest.raises(CourseError, match="but 1 repeat a key, first year 2000"):
        unique(GOOD, ["year"], "economies")


@pytest.mark.parametrize("column", [["1", "2"], [True, False]])
def test_what_is_no_number(column):
    with pytest.raises(CourseError, match=r"column gdp of the economies must hold numbers"):
        numeric(GOOD.assign(gdp=column), ["gdp"], "economies")
