"""The printed sheet and its key, read back; the sheet gives nothing away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.quiz import Matching, MultipleChoice, Numeric, Option, Question, bank
from course_utils.quiz.paper import shuffled, to_paper
from course_utils.quiz.questions import LETTERS

VOID = {"meta", "br"}


@dataclass
class Node:
    """An element of a page."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def texts(self) -> list[str]:
        """The texts of the bank within."""
        return [node.text() for node in self.all("span") if node.attributes.get("class") == "text"]

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class Tree(HTMLParser):
    """The elements of a page; fails where they do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.root = Node("root")
        self.open = [self.root]
        self.feed(page)
        self.close()
        assert self.open == [self.root]

    def handle_starttag(self, tag, attrs):
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        assert self.open.pop().tag == tag

    def handle_data(self, data):
        self.open[-1].children.append(data)


def articles(page: str) -> list[tuple[str, int, str, str, Node]]:
    """Module, number, id, prompt and body of every question of a page."""
    found = []
    for section in Tree(page).root.all("section"):
        [module] = section.all("h2")
        for place, article in enumerate(section.all("article"), start=1):
            [head] = article.all("h3")
            number, prompt, ident = re.fullmatch(r"(\d+)\. (.*) \((\w+)\)", head.text(), re.DOTALL).groups()
            assert int(number) == place
            found.append((module.text(), int(number), ident, prompt, article))
    return found


def from_key(module: str, ident: str, prompt: str, article: Node) -> Question:
    """A question as the key states it."""
    shared = (ident, module, (), prompt)
    lists = list(article.all("ul", "ol"))
    if not lists:
        right, why = article.all("p")
        number, rest = re.fullmatch(r"Right: (-?[\d.]+)(.*)", right.text(), re.DOTALL).groups()
        counts = re.search(r" \((-?[\d.]+) to (-?[\d.]+) counts\)$", rest)
        tolerance = (float(counts[2]) - float(counts[1])) / 2 if counts else 0.0
        unit = rest[: counts.start()] if counts else rest
        return Numeric(*shared, float(number), round(tolerance, 6), unit.strip(), why.texts()[0])
    [answers] = lists
    if answers.tag == "ul":
        options = []
        for letter, line in zip(LETTERS, answers.all("li"), strict=False):
            assert line.text().startswith(f"{letter}. ")
            option, why = line.texts()
            [mark] = line.all("em")
            options.append(Option(option, mark.text() == "Right:", why))
        [right] = article.all("p")
        found = MultipleChoice(*shared, tuple(options))
        assert right.text() == f"Right: {found.letter}"
        return found
    pairs = tuple(tuple(line.texts()) for line in answers.all("li"))
    [why] = article.all("p")
    found = Matching(*shared, pairs, why.texts()[0])
    shown = [line.text().removeprefix(line.texts()[0])[2] for line in answers.all("li")]
    assert "".join(shown) == found.letters
    return found


def read(items: list[Question], seed: int | None = None) -> list[Question]:
    """The questions of the key, after each was compared with its sheet."""
    sheet, key = to_paper(items, seed)
    found = []
    for asked, answered in zip(articles(sheet), articles(key), strict=True):
        assert asked[:4] == answered[:4]
        module, _, ident, prompt, article = answered
        question = from_key(module, ident, prompt, article)
        on_sheet = asked[4]
        if isinstance(question, MultipleChoice):
            assert on_sheet.texts() == [option.text for option in question.options]
        elif isinstance(question, Numeric):
            assert on_sheet.text().endswith(f" {question.unit}")
        else:
            assert on_sheet.texts() == [left for left, _ in question.pairs] + list(question.choices)
        found.append(question)
    return found


def expected(items: list[Question]) -> list[Question]:
    modules = list(dict.fromkeys(item.module for item in items))
    return [
        replace(item, claims=(), objective="") for item in sorted(items, key=lambda item: modules.index(item.module))
    ]


def test_every_question_of_the_bank_comes_back_equal():
    assert read(list(bank())) == expected(list(bank()))
    assert len(bank()) > 70


@given(st.lists(st.from_type(MultipleChoice | Numeric | Matching), min_size=1, max_size=3))
def test_any_text_comes_back_as_it_was(items):
    assert read(items) == expected(items)


def other(question: Question) -> Question:
    """The same question with another right answer and other explanations."""
    if isinstance(question, MultipleChoice):
        options = tuple(
            replace(option, correct=place == (question.options[0].correct is True), explanation="Because.")
            for place, option in enumerate(question.options)
        )
        return replace(question, options=options)
    if isinstance(question, Numeric):
        return replace(question, answer=question.answer + 1, tolerance=7.0, explanation="Because.")
    left, right = zip(*question.pairs, strict=True)
    return replace(question, pairs=tuple(zip(left, right[1:] + right[:1], strict=True)), explanation="Because.")


def test_the_sheet_depends_on_no_answer_and_on_no_explanation():
    swapped = [other(question) for question in bank()]
    assert all(isinstance(a, Numeric) or a != b for a, b in zip(bank(), swapped, strict=True))
    sheet, key = to_paper(bank())
    assert to_paper(swapped)[0] == sheet
    assert to_paper(swapped)[1] != key


@pytest.mark.parametrize("seed", [0, 1, 2**40, -5])
def test_a_seed_moves_questions_and_options_and_changes_nothing_else(seed):
    mixed = read(list(bank()), seed)
    assert mixed != expected(list(bank()))
    assert {item.id for item in mixed} == {item.id for item in bank()}
    by_id = {item.id: item for item in expected(list(bank()))}
    for item in mixed:
        was = by_id[item.id]
        if isinstance(item, MultipleChoice):
            assert sorted(map(repr, item.options)) == sorted(map(repr, was.options))
        elif isinstance(item, Matching):
            assert sorted(item.pairs) == sorted(was.pairs) and item.choices == was.choices
        else:
            assert item == was
    assert f"<p>Order {seed}</p>" in to_paper(bank(), seed)[0]


def test_one_seed_gives_one_order_everywhere_and_another_seed_another():
    own = [item for item in bank() if item.module == "m0_claims"][:7]
    # Written down once: a change of it would part sheets that are already printed from their keys.
    assert [item.id for item in shuffled(own, 1)] == [f"M0Q0{number}" for number in (6, 2, 5, 3, 7, 1, 4)]
    orders = {tuple(item.id for item in shuffled(own, seed)) for seed in range(50)}
    assert len(orders) > 45
    fewer = [item for item in shuffled(own, 1) if item.id != "M0Q03"]
    assert list(shuffled([item for item in own if item.id != "M0Q03"], 1)) == fewer


def test_the_place_of_the_right_option_is_even_over_seeds():
    [choice] = [item for item in bank() if item.id == "M3Q01"]
    letters = [shuffled([choice], seed)[0].letter for seed in range(400)]
    assert set(letters) == set("ABCD")
    assert all(70 <= letters.count(letter) <= 130 for letter in "ABCD")


def test_pages_print_well():
    for page in to_paper(bank()):
        assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
        style = next(Tree(page).root.all("style")).text()
        assert "section + section { break-before: page; }" in style
        assert "article { break-inside: avoid;" in style
        # Print scale and zoom make large print only of what is not fixed.
        assert not re.search(r"(?:width|height|margin|padding)[^:;]*:[^;]*\d(?:px|pt)", style.replace("1px solid", ""))
        assert not {"script", "img", "link"} & {node.tag for node in Tree(page).root.all("script", "img", "link")}
