"""The GIFT file, read back by a parser that knows only the format and Moodle's ways with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from course_utils.quiz import Matching, MultipleChoice, Numeric, Option, Question, bank
from course_utils.quiz.gift import to_gift
from course_utils.quiz.questions import prompt_with_unit

ESCAPABLE = "\\~=#{}:"


@dataclass(frozen=True)
class Sign:
    """A reserved character that stands for itself in no text."""

    sign: str


def tokens(block: str) -> list[str | Sign]:
    """Texts and signs; a backslash before anything that needs none is an error."""
    found: list[str | Sign] = []
    rest = iter(block)
    for character in rest:
        if character == "\\":
            character = next(rest)
            assert character in ESCAPABLE, f"backslash before {character!r}"
        elif character in ESCAPABLE:
            found.append(Sign(character))
            continue
        if found and isinstance(found[-1], str):
            found[-1] += character
        else:
            found.append(character)
    return found


def shown(written: str) -> str:
    """What Moodle shows of an HTML text: a line break for br, no other element, entities resolved."""
    text = written.strip(" \t\n")
    assert not text.startswith(("[", "%")), "Moodle takes that for a format or a weight"
    # Moodle's own placeholders for escaped characters; one in a text would come back as that character.
    assert not re.search(r"&&0\d\d;", text)
    assert re.sub("<br>", "", text).count("<") == 0
    return unescape(text.replace("<br>", "\n"))


def cut(items: list[str | Sign], sign: str) -> list[list[str | Sign]]:
    """Pieces between the signs of one kind."""
    pieces: list[list[str | Sign]] = [[]]
    for item in items:
        if item == Sign(sign):
            pieces.append([])
        else:
            pieces[-1].append(item)
    return pieces


def only_text(items: list[str | Sign]) -> str:
    assert len(items) == 1 and isinstance(items[0], str), items
    return items[0]


def question(block: str, module: str) -> Question:
    found = tokens(block)
    assert found[:2] == [Sign(":"), Sign(":")] and found[3:5] == [Sign(":"), Sign(":")]
    ident, prompt = only_text(found[2:3]), only_text(found[5:6])
    assert prompt.startswith("[html]")
    assert found[6] == Sign("{") and found[-1] == Sign("}")
    shared = (ident, module, (), shown(prompt.removeprefix("[html]")))
    body = found[7:-1]
    if isinstance(body[-1], str) and not body[-1].strip():
        body = body[:-1]
    general = None
    if body[-5:-1] == [Sign("#")] * 4:
        general, body = shown(only_text(body[-1:])), body[:-5]
    body = [item for item in body if isinstance(item, Sign) or item.strip()]
    if body[0] == Sign("#"):
        answer, tolerance = cut(body[1:], ":")
        return Numeric(*shared, float(only_text(answer)), float(only_text(tolerance)), "", general)
    if Sign("~") in body:
        assert general is None
        options = []
        for sign, text, mark, why in zip(*[iter(body)] * 4, strict=True):
            assert sign in (Sign("="), Sign("~")) and mark == Sign("#")
            options.append(Option(shown(text), sign == Sign("="), shown(why)))
        return MultipleChoice(*shared, tuple(options))
    pairs = []
    for mark, text in zip(*[iter(body)] * 2, strict=True):
        assert mark == Sign("=") and text.count("->") == 1
        pairs.append(tuple(map(shown, text.split("->"))))
    return Matching(*shared, tuple(pairs), general)


def read(file: str) -> list[Question]:
    """Every question of a GIFT file, with its category."""
    found, module = [], ""
    for block in re.split(r"\n{2,}", file.rstrip("\n")):
        assert not any(line.strip().startswith("//") for line in block.split("\n")), "a comment"
        if block.startswith("$CATEGORY: "):
            top, module = block.removeprefix("$CATEGORY: ").split("/")
            assert top == "Fraternal Nations"
        else:
            found.append(question(block, module))
    return found


def expected(items: list[Question]) -> list[Question]:
    """What the format can hold of questions: no claims or objective, the unit as a line of the prompt; each with its module."""
    modules = list(dict.fromkeys(item.module for item in items))
    items = sorted(items, key=lambda item: modules.index(item.module))
    plain = [replace(item, claims=(), objective="", prompt=prompt_with_unit(item)) for item in items]
    return [replace(item, unit="") if isinstance(item, Numeric) else item for item in plain]


def test_every_question_of_the_bank_comes_back_equal():
    assert read(to_gift(bank())) == expected(bank())
    assert len(read(to_gift(bank()))) == len(bank()) > 70


def test_a_file_of_one_module_names_it_once():
    own = [item for item in bank() if item.module == "m3_votes"]
    assert to_gift(own).count("$CATEGORY: ") == 1
    assert to_gift(bank()).count("$CATEGORY: ") == len({item.module for item in bank()})


def test_the_file_is_the_same_each_time_and_plain_unix_text():
    file = to_gift(bank())
    assert file == to_gift(bank())
    assert file.endswith("}\n") and "\r" not in file and not file.startswith("\ufeff")


@given(st.lists(st.from_type(MultipleChoice | Numeric | Matching), min_size=1, max_size=3))
def test_any_text_comes_back_as_it_was(items):
    assert read(to_gift(items)) == expected(items)


@given(st.from_type(MultipleChoice))
def test_exactly_one_option_is_right_and_each_says_why(item):
    [found] = read(to_gift([item]))
    assert [option.correct for option in found.options].count(True) == 1
    assert all(option.explanation for option in found.options)


def test_questions_stand_with_their_module_whatever_their_order():
    first, last = bank()[0], bank()[-1]
    mixed = [first, last, replace(first, id="M0Q99")]
    assert [item.id for item in read(to_gift(mixed))] == [first.id, "M0Q99", last.id]
