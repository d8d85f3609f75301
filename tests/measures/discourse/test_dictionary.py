"""Dictionary hits against a plain twin, scikit-learn's counter and the patterns behind the course's own tables."""

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer

from course_utils.catalog.pipeline import un_speeches
from course_utils.errors import CourseError
from course_utils.measures.discourse import concordance, term_counts
from course_utils.measures.discourse.text import fold

KIN = {"kinship": ["brother*", "fratern*", "kin", "kinship", "kindred"]}
ab_text = st.lists(st.sampled_from(["a", "b", "ab", "ba", "A", "bab"]), max_size=12).map(" ".join)


def counts(text, dictionary):
    return dict(term_counts(text, dictionary).values.tolist())


def test_by_hand():
    # Brothers, brotherhood and kin are hits; "akin" and "Kingdom" only hold the letters.
    assert counts("Brothers in a BROTHERHOOD of kin, akin to the Kingdom.", KIN) == {"kinship": 3}


@pytest.mark.parametrize(
    ("text", "dictionary", "expected"),
    [
        # The phrase of two words takes "council"; the second "council" stands alone.
        ("the Security  Council and a council", {"un": "security council", "any": "council"}, {"un": 1, "any": 1}),
        # Overlap: "council resolution" (18 letters and blank) is longer than "security council" (16).
        ("security council resolution", {"x": "security council", "y": "council resolution"}, {"x": 0, "y": 1}),
        # Equally long overlaps: the earlier counts.
        ("ab cd ef", {"x": "ab cd", "y": "cd ef"}, {"x": 1, "y": 0}),
        # Both match the same words: the one with more letters spelled out.
        ("brotherhood", {"wild": "brother*", "exact": "brotherhood"}, {"wild": 0, "exact": 1}),
        ("self-determination, self determination", {"x": ["self-determination"]}, {"x": 1}),
        ("Nagorno-Karabakh; Azerbaijan's", {"x": ["karabakh", "azerbaijan"]}, {"x": 2}),
        ("territorial\nintegrity", {"x": ["territorial integrity"]}, {"x": 1}),
        ("subtext undertext", {"x": ["*text"]}, {"x": 2}),
        ("", {"x": ["word"]}, {"x": 0}),
        # A wildcard matches letters of one word, not across a blank.
        ("brother in arms", {"x": ["brother*arms"]}, {"x": 0}),
        # A dot in a variant is a dot.
        ("U.N and UxN", {"x": ["u.n"]}, {"x": 1}),
    ],
)
def test_rules_one_by_one(text, dictionary, expected):
    assert counts(text, dictionary) == expected


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("Türkiye", "türkiye"),
        ("Tu\u0308rkiye", "türkiye"),  # u with a combining diaeresis
        ("TÜRKİYE", "türkiye"),  # dotted capital I, whose folding has two characters
        ("QARDAŞLIQ", "qardaşlıq"),
        ("the Council’s", "council's"),
        ("STRASSE", "straße"),
        ("कश्मीर", "कश्मीर"),
        ("برادرانہ", "برادر*"),
    ],
)
def test_one_word_in_two_spellings(text, variant):
    assert counts(text, {"x": variant}) == {"x": 1}


def test_a_vowel_sign_does_not_end_a_word():
    # The first two letters of Kashmir in Hindi are not a word of their own there.
    assert counts("कश्मीर", {"x": "कश"}) == {"x": 0}


def test_places_lead_back_to_the_text():
    text = "Der größte Bruder: İlham, ilham."
    found = concordance(text, {"x": ["bruder", "ilham", "GRÖSSTE"]})
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == [
        "größte",
        "Bruder",
        "İlham",
        "ilham",
    ]
    assert found["hit"].tolist() == ["größte", "Bruder", "İlham", "ilham"]


def test_concordance_shows_the_words_around():
    texts = pd.DataFrame({"state": ["PAK", "AZE"], "text": ["our dear brother\nPresident Aliyev spoke", "none here"]})
    found = concordance(texts, KIN, window=1)
    assert found.to_dict("records") == [
        {
            "state": "PAK",
            "term": "kinship",
            "variant": "brother*",
            "start": 9,
            "end": 16,
            "left": "dear",
            "hit": "brother",
            "right": "President",
        }
    ]


def test_a_table_keeps_its_columns_and_its_zeros():
    texts = pd.DataFrame({"state": ["PAK", "AZE"], "year": [2020, 2021], "text": ["brother", "peace"]}, index=[7, 7])
    counted = term_counts(texts, {**KIN, "peace": "peace"})
    assert counted.values.tolist() == [
        ["PAK", 2020, "kinship", 1],
        ["PAK", 2020, "peace", 0],
        ["AZE", 2021, "kinship", 0],
        ["AZE", 2021, "peace", 1],
    ]
    assert list(texts.columns) == ["state", "year", "text"]


def test_no_text_no_rows():
    empty = pd.DataFrame({"state": [], "text": []})
    assert term_counts(empty, KIN).columns.tolist() == ["state", "term", "count"]
    assert len(term_counts(empty, KIN)) == len(concordance(empty, KIN)) == 0
    assert len(concordance("No such word.", KIN)) == 0


@given(ab_text, st.lists(st.sampled_from(["a", "b", "ab", "a b", "b a b", "ba ab"]), min_size=1, unique=True))
@settings(max_examples=15)
def test_hits_equal_a_plain_twin(text, variants):
    # The twin walks over word positions: longest phrase in characters first, then the earlier one.
    words = text.lower().split()
    found = [
        (-len(variant), place, variant)
        for variant in variants
        for place in range(len(words))
        if words[place : place + len(variant.split())] == variant.split()
    ]
    used, expected = set(), dict.fromkeys(variants, 0)
    for _, place, variant in sorted(found):
        span = set(range(place, place + len(variant.split())))
        if not span & used:
            used |= span
            expected[variant] += 1
    assert counts(text, {variant: [variant] for variant in variants}) == expected


@given(ab_text)
@settings(max_examples=12)
def test_single_words_equal_scikit_learn(text):
    vocabulary = ["a", "b", "ab"]
    counter = CountVectorizer(vocabulary=vocabulary, token_pattern=r"(?u)\b\w+\b")
    assert counts(text, {word: word for word in vocabulary}) == dict(
        zip(vocabulary, counter.fit_transform([text]).toarray()[0].tolist(), strict=True)
    )


def test_the_table_of_speeches_counts_the_same_words():
    # The patterns of the data package, written as a dictionary, on one sentence with all their traps.
    text = "Kashmir and the Kashmiris: brotherly, fraternal, kinship; kin, akin, kingdom. Karabagh, Garabagh; Azeri."
    twin = {
        "kashmir": "kashmir*",
        "kinship": KIN["kinship"],
        "karabakh": ["karabakh*", "karabagh*", "garabagh*"],
        "azerbaijan": ["azerbaijan*", "azeri", "azeris"],
    }
    stored = un_speeches.count(text)
    assert counts(text, twin) == {term: stored[term] for term in twin}


@given(ab_text, ab_text)
@settings(max_examples=10)
def test_concordance_and_counts_agree_and_texts_add_up(one, two):
    dictionary = {"x": ["a", "b a"], "y": ["ab"]}
    texts = pd.DataFrame({"text": [one, two]})
    counted, shown = term_counts(texts, dictionary), concordance(texts, dictionary)
    for term in dictionary:
        assert counted.loc[counted["term"] == term, "count"].sum() == (shown["term"] == term).sum()
    backwards = term_counts(texts.iloc[::-1], dictionary).groupby("term")["count"].sum()
    assert backwards.equals(counted.groupby("term")["count"].sum())


@given(st.text(max_size=30))
@settings(max_examples=15)
def test_fold_keeps_its_bookkeeping(text):
    folded, origin = fold(text)
    assert len(origin) == len(folded) + 1
    assert origin == sorted(origin) and origin[-1] == len(text)
    assert folded == fold(folded)[0]


@pytest.mark.parametrize(
    ("texts", "dictionary", "words"),
    [
        ("text", {}, "must map each term"),
        ("text", ["brother"], "must map each term"),
        ("text", {"kin": []}, "'kin' has no variants"),
        ("text", {"kin": ["*"]}, "more than stars"),
        ("text", {"kin": [""]}, "begins and ends with a letter"),
        ("text", {"kin": ["-kin"]}, "begins and ends with a letter"),
        ("text", {"kin": ["kin."]}, "begins and ends with a letter"),
        ("text", {"kin": [3]}, "but 3 came"),
        ("text", {"kin": ["Kin"], "family": ["kin"]}, "under two terms, 'kin' and 'family'"),
        (pd.DataFrame({"text": ["a", None]}), KIN, "1 hold something else"),
        (pd.DataFrame({"speech": ["a"]}), KIN, "Lacking: text"),
        (pd.DataFrame({"text": ["a"], "term": ["x"]}), KIN, "column called term"),
        (3, KIN, "must be a table"),
    ],
)
@pytest.mark.parametrize("measure", [term_counts, concordance])
def test_bad_input_is_named(measure, texts, dictionary, words):
    with pytest.raises(CourseError, match=re.escape(words)):
        measure(texts, dictionary)


@pytest.mark.parametrize("window", [0, -1, 2.5, "3"])
def test_a_window_is_a_number_of_words(window):
    with pytest.raises(CourseError, match="window in words must be a whole number"):
        concordance("brother", KIN, window=window)


def test_a_variant_repeated_under_its_own_term_counts_once():
    assert counts("kin", {"x": ["kin", "KIN", " kin "]}) == {"x": 1}
