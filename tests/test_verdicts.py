"""Verdicts: what they must say, and how they show themselves."""

from __future__ import annotations

import json

import pytest

from course_utils.errors import CourseError
from course_utils.verdicts import CONFIDENCE, MIME, VERDICTS, verdict

GOOD = {
    "claim": "C13",
    "verdict": "mixed",
    "confidence": "low",
    "because": "Votes of 1997 & later say so.",
    "counter": "Speeches <say> otherwise.",
}


@pytest.mark.parametrize("word", VERDICTS)
@pytest.mark.parametrize("level", CONFIDENCE)
def test_every_verdict_goes_with_every_confidence(word, level):
    given = verdict(**{**GOOD, "verdict": word, "confidence": level})
    assert str(given).startswith(f"C13: {word} (confidence: {level}). ")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"claim": "C99"}, "There is no claim called 'C99'. Did you mean 'C"),
        ({"claim": ""}, "There is no claim called ''."),
        ({"verdict": "suported"}, "There is no verdict called 'suported'. Did you mean 'supported'?"),
        ({"verdict": "true"}, "Known: cannot be tested here, contested, mixed, not supported, supported."),
        ({"confidence": "hgih"}, "There is no level of confidence called 'hgih'. Did you mean 'high'?"),
        ({"because": ""}, "The verdict on C13 needs a reason and a counter-reading"),
        ({"because": " \n"}, "The verdict on C13 needs a reason and a counter-reading"),
        ({"counter": " "}, "The verdict on C13 needs a reason and a counter-reading"),
    ],
)
def test_each_mistake_has_its_message(change, words):
    with pytest.raises(CourseError) as caught:
        verdict(**{**GOOD, **change})
    assert words in str(caught.value)


def test_bundle_is_for_the_claims_table_the_page_and_the_terminal():
    bundle = verdict(**GOOD)._repr_mimebundle_()
    assert set(bundle) == {MIME, "text/html", "text/plain"}
    assert json.loads(json.dumps(bundle[MIME])) == GOOD
    assert bundle["text/plain"] == (
        "C13: mixed (confidence: low). Votes of 1997 & later say so. "
        "Strongest counter-reading: Speeches <say> otherwise."
    )


def test_words_are_escaped_on_the_page():
    html = verdict(**GOOD)._repr_mimebundle_()["text/html"]
    assert "Votes of 1997 &amp; later" in html
    assert "Speeches &lt;say&gt; otherwise." in html
    assert "<strong>C13: mixed</strong>" in html


def test_space_around_the_words_goes():
    assert verdict(**{**GOOD, "because": "  Reason. \n"}).because == "Reason."
