"""Words against the rule of the course's own tables and scikit-learn's counter."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from course_utils.catalog.pipeline import un_speeches
from course_utils.errors import CourseError
from course_utils.measures.discourse import keyness, lengths, word_counts

latin = st.text(alphabet="abcXYZäöşğ '-.,\n019_", max_size=60)


def test_by_hand():
    # In letters of two or more: the, state, borders, of; "s", "a" and the figures are none.
    assert lengths("The State's borders of 1993, a")["words"].tolist() == [4]
    assert lengths("")["words"].tolist() == [0]


@given(latin)
@settings(max_examples=15)
def test_words_are_those_of_the_table_speeches(text):
    stored = un_speeches.words(text)
    assert lengths(text)["words"].iloc[0] == len(stored)
    assert word_counts(text).set_index("word")["count"].to_dict() == {word: stored.count(word) for word in stored}


@given(st.lists(st.sampled_from(["peace", "Trade", "of", "of"]), min_size=1, max_size=20))
@settings(max_examples=10)
def test_counts_equal_scikit_learn(words):
    text = " ".join(words)
    counter = CountVectorizer()
    found = counter.fit_transform([text]).toarray()[0]
    expected = dict(zip(counter.get_feature_names_out(), found.tolist(), strict=True))
    assert word_counts(text).set_index("word")["count"].to_dict() == expected


def test_one_hindi_word_is_one_word():
    assert word_counts("कश्मीर")["count"].tolist() == [1]


def test_groups_order_and_use_for_keyness():
    texts = pd.DataFrame({"state": ["PAK", "AZE", "PAK"], "text": ["peace peace", "trade", "peace trade"]})
    counted = word_counts(texts, by="state")
    assert counted.values.tolist() == [["AZE", "trade", 1], ["PAK", "peace", 3], ["PAK", "trade", 1]]
    assert word_counts(texts.iloc[::-1], by=["state"]).equals(counted)
    assert keyness(counted, "PAK", "AZE")["word"].iloc[0] == "peace"


def test_lengths_keep_the_columns():
    texts = pd.DataFrame({"state": ["PAK"], "year": [2020], "text": ["brotherly ties"]}, index=[5])
    assert lengths(texts).values.tolist() == [["PAK", 2020, 2]]


def test_without_texts():
    empty = pd.DataFrame({"state": [], "text": []})
    assert lengths(empty).columns.tolist() == ["state", "words"] and len(lengths(empty)) == 0
    assert len(word_counts(empty, by="state")) == len(word_counts("1 2 3")) == 0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: lengths(pd.DataFrame({"text": [1]})), "first 1"),
        (lambda: lengths(pd.DataFrame({"text": ["a"], "words": [1]})), "column called words"),
        (lambda: word_counts(pd.DataFrame({"text": ["a"]}), by="state"), "Lacking: state"),
        (lambda: word_counts(pd.DataFrame({"text": ["a"], "count": [1]}), by="count"), "column called count"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()
