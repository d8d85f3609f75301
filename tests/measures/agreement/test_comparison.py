"""Two records of the same votes."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix

from course_utils import load
from course_utils.catalog.corrections import revert
from course_utils.errors import CourseError
from course_utils.measures.agreement import agreement, compare, confusion, tally

LABELS = ["yes", "abstain", "no", "absent"]
cell = st.sampled_from([*LABELS, None])


def votes(rows):
    return pd.DataFrame(rows, columns=["roll_call", "state", "vote"])


ONE = votes([(1, "PAK", "yes"), (1, "AZE", "yes"), (2, "PAK", "abstain"), (3, "PAK", "absent"), (4, "PAK", None)])
OTHER = votes([(2, "PAK", "yes"), (1, "PAK", "yes"), (3, "PAK", "no"), (4, "PAK", "no"), (5, "PAK", "no")])


def test_by_hand():
    # In both: roll call 1 (alike), 2 (not), 3 (absent in one). 4 is unknown in one, 5 and AZE's vote stand in one only.
    assert compare(ONE, OTHER).values.tolist() == [[1, "PAK", "yes", "yes", True], [2, "PAK", "abstain", "yes", False]]
    kept = compare(ONE, OTHER, absent="keep")
    assert kept["roll_call"].tolist() == [1, 2, 3]
    assert tally(kept).values.tolist() == [[3, 1, 2, 1 / 3]]
    table = confusion(kept)
    assert table.loc["absent", "no"] == table.loc["abstain", "yes"] == table.loc["yes", "yes"] == 1
    assert table.to_numpy().sum() == 3


@settings(max_examples=10)
@given(st.lists(st.tuples(cell, cell), min_size=1, max_size=40))
def test_equals_scikit_learn_and_a_walk_over_the_cells(pairs):
    one = votes([(i, "PAK", a) for i, (a, _) in enumerate(pairs)])
    other = votes([(i, "PAK", b) for i, (_, b) in enumerate(pairs)])
    both = [(a, b) for a, b in pairs if a and b]
    kept = compare(one.sample(frac=1, random_state=1), other, absent="keep")
    assert list(zip(kept["vote_a"], kept["vote_b"], strict=True)) == both
    row = tally(kept).iloc[0]
    assert row["n"] == len(both)
    assert row["identical"] == sum(a == b for a, b in both) == kept["same"].sum()
    assert row["identical"] + row["differing"] == row["n"]
    if both:
        a, b = zip(*both, strict=True)
        assert confusion(kept).to_numpy().tolist() == confusion_matrix(a, b, labels=LABELS).tolist()
    # The other way round, the table is turned over.
    assert confusion(compare(other, one, absent="keep")).to_numpy().tolist() == confusion(kept).to_numpy().T.tolist()
    # Without absences, the share is the agreement of a dyad.
    present = compare(one, other)
    assert tally(present)["agreement"].item() == pytest.approx(agreement(present)["agreement"].item(), nan_ok=True)


def test_nothing_in_common():
    nothing = compare(ONE, votes([(9, "PAK", "yes")]))
    assert nothing.empty
    assert tally(nothing)["n"].item() == 0
    assert tally(nothing)["agreement"].isna().item()
    assert confusion(nothing).to_numpy().sum() == 0
    assert compare(ONE.iloc[:0], OTHER).empty


def test_by_state():
    more = pd.concat([OTHER, votes([(1, "AZE", "no")])])
    assert tally(compare(ONE, more), by="state").values.tolist() == [["AZE", 1, 0, 1, 0.0], ["PAK", 2, 1, 1, 0.5]]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: compare(pd.concat([ONE, ONE]), OTHER), "The first table of votes must have one row"),
        (lambda: compare(ONE, pd.concat([OTHER, OTHER])), "The second table of votes must have one row"),
        (lambda: compare(ONE, OTHER.drop(columns="vote")), "second table of votes must have the columns"),
        (lambda: compare(ONE, OTHER.replace("no", "nay")), "no vote called 'nay'"),
        (lambda: compare(ONE, OTHER, absent="abstain"), "policy for absence"),
        (lambda: compare(ONE, OTHER.astype({"roll_call": "str"})), "must be of one kind"),
        (lambda: tally(ONE), "Lacking: vote_a, vote_b"),
        (lambda: confusion(ONE), "Lacking: vote_a, vote_b"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()


def test_the_library_and_the_deposit():
    # As the data package says: seven cells of Pakistan's differ since 1992 before the corrections, and none after.
    records = load("library_resolutions").query("year >= 1992").dropna(subset=["roll_call"])
    library = load("library_votes").merge(records[["record", "roll_call"]], on="record").query("state == 'PAK'")
    deposit = load("votes")
    before = compare(library, revert(deposit, "votes"))
    assert tally(before)["differing"].item() == 7
    wrong = before[~before["same"]].set_index("roll_call").loc[4828]  # A/RES/62/243
    assert (wrong["vote_a"], wrong["vote_b"]) == ("yes", "abstain")
    assert tally(compare(library, deposit))["differing"].item() == 0


def test_what_is_left_uncorrected_is_as_many_cells_as_the_data_package_says():
    # "before 1992 some 1,500 do, 137 of them of the 21 states"; since 1992 none of theirs does.
    assert any("137 of them of the 21 states" in defect for defect in load("votes").attrs["defects"])
    records = load("library_resolutions").dropna(subset=["roll_call"])[["record", "roll_call", "year"]]
    library = load("library_votes").merge(records[["record", "roll_call"]], on="record")
    both = compare(library, load("votes"), absent="keep").merge(records, on="roll_call")
    counted = tally(both.assign(early=both["year"] < 1992), by="early").set_index("early")["differing"]
    assert counted.to_dict() == {False: 0, True: 137}
