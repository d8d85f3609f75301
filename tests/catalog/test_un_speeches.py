"""Term counts of General Debate speeches, and that no text is kept."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import load
from course_utils.catalog.pipeline.un_speeches import count


@pytest.fixture(scope="module")
def terms() -> pd.DataFrame:
    table = load("speech_terms")
    return table[table["year"] >= 1992]


def total(terms: pd.DataFrame, state: str, term: str) -> int:
    return terms.loc[terms["state"].eq(state) & terms["term"].eq(term), "count"].sum()


def test_azerbaijan_names_pakistan_once_and_kashmir_never(terms):
    named = terms[terms["state"].eq("AZE") & terms["term"].eq("pakistan") & terms["count"].gt(0)]
    assert named[["year", "count"]].values.tolist() == [[1994, 1]]
    assert total(terms, "AZE", "kashmir") == 0


def test_pakistan_names_azerbaijan_early_and_again_in_2025(terms):
    named = terms[terms["state"].eq("PAK") & terms["term"].eq("azerbaijan") & terms["count"].gt(0)]
    assert set(named["year"]) == {1992, 1993, 1994, 1995, 1996, 2025}
    assert named["count"].sum() == 11  # "Azerbaijan" 9 times, "Azeri" twice
    assert total(terms, "PAK", "karabakh") == 1


def test_turkey_names_both_causes(terms):
    assert (total(terms, "TUR", "karabakh"), total(terms, "TUR", "kashmir")) == (21, 15)


def test_kinship_words(terms):
    assert (total(terms, "AZE", "kinship"), total(terms, "PAK", "kinship")) == (3, 28)


@pytest.mark.parametrize(
    ("state", "term", "counts"),
    [
        ("PAK", "kashmir", [236, 59, 115, 73]),
        ("AZE", "karabakh", [34, 37, 31, 16]),
        ("ARM", "karabakh", [66, 57, 71, 45]),
        # Across line breaks; on one line alone it is 19, 15, 32, 19.
        ("AZE", "territorial_integrity", [22, 21, 34, 20]),
    ],
)
def test_terms_by_decade(terms, state, term, counts):
    own = terms[terms["state"].eq(state) & terms["term"].eq(term)]
    assert own.groupby(own["year"] // 10 * 10)["count"].sum().tolist() == counts


def test_every_speech_has_a_row_for_every_term():
    speeches, terms = load("speeches"), load("speech_terms")
    assert len(terms) == len(speeches) * terms["term"].cat.categories.size
    assert (speeches["year"] - speeches["session"]).eq(1945).all()
    assert speeches["state"].value_counts().to_dict() == {"AZE": 34, "ARM": 33, "PAK": 78, "IND": 78, "TUR": 73}


def test_vocabulary_holds_single_words_within_the_length_of_the_speeches():
    words, speeches = load("speech_words"), load("speeches")
    assert words["word"].str.fullmatch(r"[^\W\d_]{2,}").all()
    assert words.groupby("word")["count"].sum().min() >= 20
    spoken = speeches.groupby(["state", speeches["year"] // 10 * 10], observed=True)["words"].sum()
    kept = words.groupby(["state", "decade"], observed=True)["count"].sum()
    assert (kept.to_numpy() < spoken.loc[kept.index].to_numpy()).all()


def test_spellings_endings_and_neighbours():
    found = count(
        "Garabagh, Nagorno-Karabakh; the Indian Ocean and two Indians; self-\ndetermination; self determination"
    )
    assert (found["karabakh"], found["india"], found["self_determination"]) == (2, 1, 2)
    assert count("resolution 47 of the Security Council; Security Council resolutions")["council_resolutions"] == 2
