"""The lesson header: what must be in it, and what it shows."""

from __future__ import annotations

import pytest

from course_utils.book.lesson import KEYS, lesson_header, problems

META = {
    "module": "m3_votes",
    "minutes": 90,
    "objectives": ["Compute the share of identical votes.", "explain the prevalence paradox."],
    "prerequisites": ["m0_claims", "pandas: filter and group"],
    "data": ["votes"],
    "claims": ["C13"],
}


def test_complete_header_has_no_problem() -> None:
    assert problems(META, ["votes", "events"], ["C13"]) == []


@pytest.mark.parametrize("key", KEYS)
def test_each_missing_key_is_named(key: str) -> None:
    (sentence,) = problems({k: v for k, v in META.items() if k != key})
    assert f"lacks {key};" in sentence


def test_verb_that_nobody_can_see_is_named_with_the_allowed_ones() -> None:
    (sentence,) = problems({**META, "objectives": ["Understand how states vote."]})
    assert "'understand'" in sentence
    assert "compute" in sentence and "explain" in sentence


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"minutes": "90"}, "`minutes` must be a whole number above 0, but is '90'"),
        ({"minutes": 0}, "but is 0"),
        ({"objectives": "Compute it."}, "`objectives` must be a list of texts"),
        ({"objectives": []}, "needs at least one"),
        ({"objectives": [""]}, "begins with ''"),
        ({"data": ["vots"]}, "There is no table 'vots'. Did you mean 'votes'?"),
        ({"claims": ["C99"]}, "There is no claim 'C99'."),
        ({"minuts": 5}, "has minuts"),
    ],
)
def test_each_mistake_has_its_sentence(change: dict, words: str) -> None:
    found = problems({**META, **change}, ["votes", "events"], ["C13"])
    assert len(found) == 1
    assert words in found[0]


def test_box_shows_everything_and_links_what_exists() -> None:
    def link(kind: str, name: str) -> str | None:
        return {("data", "votes"): "../data/votes.html", ("claim", "C13"): "claims.html#claim-c13"}.get((kind, name))

    from docutils import nodes

    box = lesson_header(META, link)
    text = box.astext()
    assert box["classes"] == ["lesson-header"]
    assert "about 90 minutes" in text
    for item in (*META["objectives"], *META["prerequisites"], "votes", "C13"):
        assert item in text
    assert [one["refuri"] for one in box.findall(nodes.reference)] == ["../data/votes.html", "claims.html#claim-c13"]


def test_empty_list_has_no_heading() -> None:
    assert "You need" not in lesson_header({**META, "prerequisites": []}, lambda kind, name: None).astext()
