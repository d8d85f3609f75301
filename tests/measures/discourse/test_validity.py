"""Precision and recall against scikit-learn, published Wilson intervals and the trap of coding hits alone."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import precision_score, recall_score

from course_utils.errors import CourseError
from course_utils.measures.discourse import concordance, validity


def coded(both, dictionary_only, reader_only, neither):
    automatic = [True] * (both + dictionary_only) + [False] * (reader_only + neither)
    hand = [True] * both + [False] * dictionary_only + [True] * reader_only + [False] * neither
    return pd.DataFrame({"automatic": automatic, "hand": hand})


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    # Newcombe (1998), table I, Wilson score without continuity correction.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_published_wilson_intervals(hits, n, low, high):
    precision = validity(coded(hits, n - hits, 0, 0)).iloc[0]
    assert precision["n"] == n
    assert (precision["low"], precision["high"]) == pytest.approx((low, high), abs=5e-5)
    recall = validity(coded(hits, 0, n - hits, 0)).iloc[1]
    assert (recall["low"], recall["high"]) == pytest.approx((low, high), abs=5e-5)


@given(st.tuples(*[st.integers(0, 12)] * 4).filter(lambda cells: sum(cells) > 0))
@settings(max_examples=8)
def test_equal_to_scikit_learn(cells):
    table = coded(*cells)
    found = validity(table).set_index("measure")
    for measure, library in (("precision", precision_score), ("recall", recall_score)):
        row = found.loc[measure]
        if row["n"]:
            assert row["estimate"] == pytest.approx(library(table["hand"], table["automatic"], zero_division=0))
            assert 0 <= row["low"] <= row["estimate"] + 1e-12 and row["estimate"] - 1e-12 <= row["high"] <= 1
        else:
            assert row[["estimate", "low", "high"]].isna().all()
    assert validity(table.sample(frac=1, random_state=0)).equals(validity(table))
    # The dictionary and the reader change places: so do precision and recall, if both had something to miss.
    turned = validity(table.rename(columns={"automatic": "hand", "hand": "automatic"})).set_index("measure")
    if found["n"].all() and turned["n"].all():
        assert turned.loc["recall"].tolist() == found.loc["precision"].tolist()


def test_hits_alone_say_nothing_of_recall():
    hits = concordance("Our brother, a brother in arms.", {"kinship": "brother"}).assign(automatic=1, hand=[1, 0])
    found = validity(hits, by="term")
    assert found[["term", "measure", "n"]].values.tolist() == [["kinship", "precision", 2], ["kinship", "recall", 0]]
    assert found["estimate"].tolist()[0] == 0.5 and np.isnan(found["estimate"].tolist()[1])


def test_by_term_and_empty():
    table = pd.concat([coded(3, 1, 1, 2).assign(term="kin"), coded(1, 0, 0, 1).assign(term="ally")])
    found = validity(table, by=["term"])
    assert found["term"].tolist() == ["ally", "ally", "kin", "kin"]
    assert found["estimate"].tolist() == [1.0, 1.0, 0.75, 0.75]
    empty = validity(coded(0, 0, 0, 0))
    assert empty["n"].tolist() == [0, 0] and empty["estimate"].isna().all()
    assert len(validity(table.iloc[:0], by="term")) == 0


@pytest.mark.parametrize(
    ("table", "options", "message"),
    [
        (coded(1, 1, 1, 1).drop(columns="hand"), {}, "Lacking: hand"),
        (coded(1, 1, 1, 1).assign(hand=[True, None, True, None]), {}, "2 hold something else"),
        (coded(1, 1, 1, 1).assign(automatic="yes"), {}, "first 'yes'"),
        (coded(1, 1, 1, 1).assign(hand=[1, 2, 0, 1]), {}, "True or False"),
        (coded(1, 1, 1, 1), {"level": 1}, "between 0 and 1"),
        (coded(1, 1, 1, 1), {"by": "term"}, "Lacking: term"),
    ],
)
def test_bad_input_is_named(table, options, message):
    with pytest.raises(CourseError, match=message):
        validity(table, **options)
