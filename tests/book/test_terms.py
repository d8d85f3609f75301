"""The terms of the glossary in the text: which words are found, where they are left alone, what the page gets."""

from __future__ import annotations

import json
import re

import pytest

pytest.importorskip("sphinx")

from docutils import nodes
from sphinx import addnodes

from course_utils.book.directives.glossary import term_anchor
from course_utils.book.terms import Finder, Term, definitions, glossary_terms, mark, pattern, term_link, wanted
from course_utils.catalog import load
from course_utils.errors import CourseError


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("roll call", "Roll calls"),
        ("dyad", "dyads"),
        ("strategic rivalry", "strategic rivalries"),
        ("Jaccard's index", "Jaccard’s index"),
        ("tit for tat", "tit-for-tat"),
        ("cease-fire", "ceasefires"),
        ("memorandum of understanding", "memoranda of understanding"),
        ("first differences", "First differences"),
        ("noise (in a game)", "noise"),
        ("op-ed", "Op-eds"),
    ],
)
def test_a_term_is_found_in_its_forms(term: str, text: str) -> None:
    sentence = f"On {text}."
    assert [sentence[a:b] for a, b, _ in Finder([Term(term)])(sentence)] == [text]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("coding", "decoding and coding-free"),
        ("General Debate", "a general debate"),
        ("alliance", "non-alliance"),
        ("hazard", "HAZARD"),
        ("roll call", "a roll was called"),
    ],
)
def test_another_word_is_left_alone(term: str, text: str) -> None:
    assert list(Finder([Term(term)])(text)) == []


def test_of_two_terms_at_one_place_the_longer_is_found() -> None:
    finder = Finder(
        [Term("placebo test"), Term("alliance"), Term("defence cooperation agreement"), Term("defence clause")]
    )
    assert [name for *_, name in finder("A defence cooperation agreement is no alliance.")] == [
        "defence cooperation agreement",
        "alliance",
    ]


def test_every_term_of_the_glossary_finds_itself() -> None:
    terms = glossary_terms()
    assert len(terms) == len(load("glossary"))
    for term in terms:
        plain = re.sub(r"\s*\([^)]*\)$", "", term.name)
        assert re.fullmatch(pattern(term.name), plain), term.name


def test_a_term_with_its_sense_in_brackets_keeps_to_its_modules() -> None:
    noise = next(term for term in glossary_terms() if term.name == "noise (in a game)")
    assert noise.belongs_on("book/modules/m6_reciprocity")
    assert not noise.belongs_on("book/modules/m5_threat")


def test_a_page_can_leave_terms_out() -> None:
    terms = [Term("hazard"), Term("dyad")]
    assert wanted(terms, "book/modules/m3_votes", None) == terms
    assert wanted(terms, "book/modules/m3_votes", "all") == []
    assert [term.name for term in wanted(terms, "book/modules/m3_votes", ["hazard"])] == ["dyad"]
    with pytest.raises(CourseError, match=r"`skip_terms` must be `all` or a list"):
        wanted(terms, "book/modules/m3_votes", "hazard")
    with pytest.raises(CourseError, match=r"hazards.*hazard"):
        wanted(terms, "book/modules/m3_votes", ["hazards"])


def page() -> nodes.document:
    from docutils.utils import new_document

    document = new_document("page")
    section = nodes.section("", nodes.title("", "A dyad"))
    section += nodes.container("", nodes.paragraph("", "Count a dyad."), classes=["lesson-header"])
    section += nodes.literal_block("", "dyad = 1")
    section += nodes.paragraph("", "", nodes.literal("", "dyad"), nodes.reference("", "dyad", refuri="x"))
    section += nodes.container("", nodes.paragraph("", "dyad"), nb_element="cell_code")
    section += nodes.paragraph("", "", nodes.inline("", "dyad", lang="az"))
    section += nodes.paragraph("", "", addnodes.pending_xref("", nodes.inline("", "dyad"), reftype="ref"))
    section += nodes.paragraph(
        "", "", nodes.Text("Each "), nodes.strong("", "dyad"), nodes.Text(" is a pair of dyads.")
    )
    document += section
    return document


def test_the_first_occurrence_in_running_text_becomes_a_link_and_no_other() -> None:
    document = page()
    before = document.astext()
    assert mark(document, Finder([Term("dyad")]), "../glossary.html") == ["dyad"]
    (link,) = document.findall(term_link)
    assert isinstance(link.parent, nodes.strong)
    assert (link.astext(), link["refuri"]) == ("dyad", "../glossary.html#term-dyad")
    assert document.astext() == before


def test_a_term_that_the_page_links_by_hand_is_not_marked_again() -> None:
    assert mark(page(), Finder([Term("dyad")]), "g", done=["dyad"]) == []


def test_the_script_has_every_definition_and_says_what_nobody_reviewed() -> None:
    name, text = definitions()
    assert re.fullmatch(r"terms\.[0-9a-f]{8}\.js", name)
    entries = json.loads(text.removeprefix("window.courseTerms = ").rstrip().removesuffix(";"))
    for row in load("glossary").itertuples(index=False):
        term, definition, unreviewed, words = entries[term_anchor(row.term)]
        assert (term, definition, unreviewed) == (row.term, row.definition, row.translations_reviewed != "yes")
        assert ["Urdu", "ur", "rtl", row.urdu] in words or not isinstance(row.urdu, str)
        assert len(words) == sum(isinstance(one, str) for one in (row.azerbaijani, row.urdu, row.armenian, row.hindi))
