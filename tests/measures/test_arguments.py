"""The messages that a wrong argument draws."""

from fractions import Fraction

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.measures.arguments import different, level_of, number, one_of, several, share, whole


@pytest.mark.parametrize(("came", "least"), [(3, None), (0, 0), (np.int64(7), 7), (-2, None)])
def test_whole_numbers_pass_as_pythons_own(came, least):
    found = whole("number of draws", came, least)
    assert found == came and type(found) is int


@pytest.mark.parametrize("came", [2.0, "2", None, True, np.float64(2), [2]])
def test_what_is_no_whole_number(came):
    with pytest.raises(CourseError, match=r"The number of draws must be a whole number, but .* came"):
        whole("number of draws", came)
    with pytest.raises(CourseError, match=r"must be a whole number of at least 1, but .* came"):
        whole("number of draws", came, 1)


def test_a_whole_number_that_is_too_small():
    with pytest.raises(CourseError, match="number of draws must be a whole number of at least 2, but 1 came"):
        whole("number of draws", 1, 2)


@pytest.mark.parametrize("came", [0.5, 1, np.float32(0.5), np.int64(1), Fraction(1, 2)])
def test_numbers_pass_as_floats(came):
    found = number("noise", came, least=0)
    assert found == float(came) and type(found) is float
    assert number("noise", came, above=0) == number("noise", came) == found


@pytest.mark.parametrize("came", [float("nan"), float("inf"), -np.inf, "1", None, True, 1j, [1]])
def test_what_is_no_finite_number(came):
    with pytest.raises(CourseError, match=r"The noise must be a finite number, but .* came"):
        number("noise", came)


def test_bounds_of_a_number():
    assert number("noise", 0, least=0) == 0
    with pytest.raises(CourseError, match=r"noise must be a finite number of at least 0, but -0\.1 came"):
        number("noise", -0.1, least=0)
    with pytest.raises(CourseError, match="noise must be a finite number above 0, but 0 came"):
        number("noise", 0, above=0)


@pytest.mark.parametrize("came", [0, 1, 0.3, np.float64(1)])
def test_shares_pass_with_both_ends(came):
    assert share("noise", came) == came


@pytest.mark.parametrize("came", [-0.01, 1.01, float("nan"), "0.5", True, None])
def test_what_is_no_share(came):
    with pytest.raises(CourseError, match=r"The noise must be a number from 0 to 1, but .* came"):
        share("noise", came)


def test_a_level_passes():
    assert level_of(0.9) == level_of(np.float64(0.9)) == 0.9


@pytest.mark.parametrize("came", [0, 1, 95, -0.5, float("nan"), "0.95", None, True])
def test_what_is_no_level(came):
    with pytest.raises(CourseError, match=r"level of an interval must lie between 0 and 1, such as 0\.95, but .* came"):
        level_of(came)


def test_one_of_a_list():
    one_of("unit of time", "year", ("year", "month"))
    one_of("column", "year", {"year": 1})
    with pytest.raises(CourseError, match=r"no unit of time called 'yaer'\. Did you mean 'year'"):
        one_of("unit of time", "yaer", ("year", "month"))
    with pytest.raises(CourseError, match=r"no window called 5\. Known: 10, 2"):
        one_of("window", 5, (2, 10))


def test_two_that_must_differ():
    different("states", "AZE", "PAK")
    with pytest.raises(CourseError, match="Two different states are needed, but 'AZE' came twice"):
        different("states", "AZE", "AZE")


def test_several_names():
    assert several("members", ["AZE", "PAK"]) == several("members", iter(("AZE", "PAK"))) == ["AZE", "PAK"]
    assert several("covariates", ("gdp",), 1) == ["gdp"]


@pytest.mark.parametrize(
    ("came", "words"),
    [
        ("AZE", "the text 'AZE' came"),
        (["AZE"], "but AZE came"),
        (["AZE", "AZE"], "but AZE, AZE came"),
        ([], "but none came"),
    ],
)
def test_what_are_not_several(came, words):
    with pytest.raises(CourseError, match=f"The members must be a list of 2 or more, each named once, .*{words}"):
        several("members", came)
