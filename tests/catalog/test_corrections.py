"""data/corrections.csv: applied and undone exactly, and never on a source that does not hold what it says."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import load
from course_utils.catalog import corrections
from course_utils.catalog.package import package
from course_utils.errors import CourseError


@pytest.fixture(scope="module")
def votes() -> pd.DataFrame:
    return load("votes")


@pytest.fixture(scope="module")
def source_votes(votes: pd.DataFrame) -> pd.DataFrame:
    return corrections.revert(votes, "votes")


def test_undoing_and_applying_again_gives_the_same_table(votes, source_votes):
    pd.testing.assert_frame_equal(corrections.apply(source_votes, "votes"), votes)


def test_undoing_changes_exactly_the_cells_that_are_listed(votes, source_votes):
    changed = votes["vote"].astype("str").fillna("") != source_votes["vote"].astype("str").fillna("")
    assert changed.sum() == sum(int(row["rows"]) for row in corrections.listed("votes"))


def test_one_correction_can_be_undone_alone(votes):
    undone = corrections.revert(votes, "votes", "K01")
    changed = votes[votes["vote"].ne(undone["vote"]) & votes["vote"].notna()]
    assert changed[["roll_call", "state", "vote"]].astype("str").values.tolist() == [["4828", "PAK", "yes"]]


def test_a_table_that_is_already_corrected_is_refused(votes):
    with pytest.raises(CourseError, match=r"K01 of votes should find 'abstain' in 1 cells of vote .* found it in 0"):
        corrections.apply(votes, "votes")


def test_a_source_with_another_value_is_refused():
    other = pd.DataFrame({"roll_call": [4828], "state": ["PAK"], "vote": ["no"]})
    with pytest.raises(CourseError, match="The source or the table has changed"):
        corrections.apply(other, "votes")


def test_an_unknown_correction_draws_the_nearest_id(votes):
    with pytest.raises(CourseError, match="K01"):
        corrections.revert(votes, "votes", "K1")


def test_a_rule_cannot_be_undone_cell_by_cell(votes):
    rule = next(row for row in corrections._all() if row["kind"] == "rule" and row["table"] == "votes")
    with pytest.raises(CourseError, match=rule["id"]):
        corrections.revert(votes, "votes", rule["id"])


def test_the_caller_hears_of_every_correction(source_votes):
    said: list[str] = []
    corrections.apply(source_votes, "votes", said.append)
    assert [line.split(":")[0] for line in said] == [row["id"] for row in corrections.listed("votes")]


@pytest.mark.parametrize(
    ("where", "rows"),
    [
        ("n=1", [0]),
        ("n=2..3", [1, 2]),
        ("n=1,3", [0, 2]),
        ("n=1..3;s=b", [1]),
        ("d=2023-11-01..2023-12-01", [1]),
        ("s=", [2]),
    ],
)
def test_a_selector_takes_values_ranges_dates_and_missing_cells(where, rows):
    frame = pd.DataFrame(
        {"n": [1, 2, 3], "s": ["a", "b", None], "d": pd.to_datetime(["2023-10-31", "2023-11-01", "2023-12-02"])}
    )
    assert corrections._selected(frame, where).to_numpy().nonzero()[0].tolist() == rows


def test_ids_are_unique_and_in_order_and_name_tables_that_exist():
    rows = corrections._all()
    ids = [row["id"] for row in rows]
    assert ids == [f"K{number:02d}" for number in range(1, len(rows) + 1)]
    assert {row["table"] for row in rows} <= set(package().names)
    assert all(row["reason"] and row["reference"] for row in rows)
