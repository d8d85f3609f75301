"""The card: the same words in JupyterLab, in a terminal and to a screen reader."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from course_utils.errors import CourseError
from course_utils.exercises import Hints, Question, shelf
from course_utils.exercises.card import OUTCOME, Card, of_outcome
from course_utils.exercises.examine import examine
from course_utils.exercises.kinds import Function, Number

QUESTION = Question("t-q1", 2, "Count.", ("n",), Number(low=0, high=1, whole=True), Hints("a", "b", "c", "d", "e"))


@QUESTION.check("property", "is <even>")
def _(n: int) -> None:
    raise AssertionError("Expected `n % 2 == 0`, but 1 < 2 & more came. <script>alert(1)</script>")


class Reader(HTMLParser):
    """The texts of a page, and that every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def bundle(card: Card) -> tuple[str, str]:
    shown = card._repr_mimebundle_(include=None, exclude=None)
    return shown["text/plain"], shown["text/html"]


def test_a_failure_says_first_what_failed_and_then_how_far_one_is() -> None:
    outcome = examine(QUESTION, 1)
    card = of_outcome(outcome, ("Hint 1 of 4: look again.",), "A hint more: run `hint()`.")
    text, html = bundle(card)
    assert text.splitlines()[0] == "t-q1: not yet. 2 of 3 checks pass." == text.splitlines()[0]
    assert text.splitlines()[1].startswith("  Expected `n % 2 == 0`, but 1 < 2 & more came.")
    assert text.splitlines()[2:5] == ["  passed  a whole number", "  passed  between 0 and 1", "  failed  is <even>"]
    assert text.splitlines()[-2:] == ["  Hint 1 of 4: look again.", "  A hint more: run `hint()`."]
    assert repr(card) == text
    read = " ".join(Reader(html).texts)
    for words in ("not yet", "failed: is <even>", "passed: a whole number", "n % 2 == 0", "1 < 2 & more", "<script>"):
        assert words in read
    assert "<script>" not in html and "<code>n % 2 == 0</code>" in html


def test_what_waits_is_counted() -> None:
    text, _ = bundle(of_outcome(examine(QUESTION, "x")))
    assert text.splitlines()[2:] == [
        "  failed  a whole number",
        "  waiting 2 checks more, which run once this one passes",
    ]
    assert "1 check more" in bundle(of_outcome(examine(QUESTION, 3)))[0]


def test_what_passes_depends_on_nothing_but_the_answer() -> None:
    question = Question("t-q2", 2, "Halve.", ("half",), Function(("x",), lambda: (4,), Number()), Hints(*"abcde"))
    cards = [
        of_outcome(examine(question, lambda x: x / 2), ("Hint",), "more"),
        of_outcome(examine(question, lambda x: 2)),
    ]
    assert bundle(cards[0]) == bundle(cards[1])
    assert bundle(cards[0])[0].splitlines()[0] == "t-q2: all 3 first checks pass; more checks run when it is graded."
    assert "0x" not in bundle(cards[0])[1]
    assert cards[0]._repr_mimebundle_()[OUTCOME] == {"question": "t-q2", "passed": True}


def test_it_is_a_section_with_a_name_and_a_list_and_no_fixed_text_colour() -> None:
    _, html = bundle(of_outcome(examine(QUESTION, 1)))
    assert html.startswith('<section aria-label="t-q1: not yet. 2 of 3 checks pass."') and html.endswith("</section>")
    assert "<ul" in html and html.count("<li>") == 3
    style = re.search(r'style="([^"]+)"', html)[1]
    assert "color:var(--jp-content-font-color1,CanvasText)" in style
    assert "background:var(--jp-layout-color1,Canvas)" in style
    assert not re.search(r"(?<!-)color:#", style), "a fixed colour of the text would vanish in one of the themes"


def test_colour_is_never_alone() -> None:
    """Without its colours the card still says pass or not: the states are words."""
    for answer, word in ((1, "failed"), (3, "failed")):
        _, html = bundle(of_outcome(examine(QUESTION, answer)))
        assert word in re.sub(r'style="[^"]*"', "", html)


def test_a_worked_neighbour_keeps_its_paragraphs_and_its_code() -> None:
    hint = "Hint 4 of 4: first.\n\nThen `a < b`:\n\n```python\nfor x in y:\n    print(x < 1)\n```\n\nLast."
    _, html = bundle(Card("t-q1: hints", hints=(hint,)))
    Reader(html)
    assert "<p>Hint 4 of 4: first.</p><p>Then <code>a &lt; b</code>:</p>" in html
    assert "<pre>for x in y:\n    print(x &lt; 1)</pre><p>Last.</p>" in html


def test_the_reading_is_a_link_from_where_the_notebook_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "book" / "modules" / "m9_test.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Test\n\n## A heading\n", "utf-8")
    place = tmp_path / "notebooks" / "exercises" / "m9_test"
    place.mkdir(parents=True)
    monkeypatch.chdir(place)
    monkeypatch.setattr(shelf, "root", lambda: tmp_path)
    card = Card(
        "t-q1: hints", hints=("Look there (book/modules/m9_test.md#a-heading), and `book/modules/m9_test.md`.",)
    )
    text, html = bundle(card)
    assert "(book/modules/m9_test.md#a-heading)" in text
    link = '<a href="../../../book/modules/m9_test.md#a-heading">the reading, section “a heading”</a>'
    assert link in html and "<code>book/modules/m9_test.md</code>" in html
    page.unlink()
    assert "<a " not in bundle(card)[1], "no link that leads nowhere"

    def nowhere() -> Path:
        raise CourseError("no course")

    monkeypatch.setattr(shelf, "root", nowhere)
    assert "(book/modules/m9_test.md#a-heading)" in bundle(card)[1]
