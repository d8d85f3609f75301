"""Texts, choices, sets of names, and prose."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from course_utils.exercises import Hints, Question
from course_utils.exercises.examine import examine
from course_utils.exercises.kinds import Choice, Kind, Members, Text, Written

STATES = Members("state codes", lambda: ["ARM", "AZE", "IND", "PAK"])
CHOICE = Choice({"A": "it rises", "B": "it falls"})
MEMO = Written(3, 5, claims=2, events=1)


def message(kind: Kind, answer: Any) -> str:
    return examine(Question("t-q1", 1, "Say.", ("a",), kind, Hints("a", "b", "c", "d", "e")), answer).message


@pytest.mark.parametrize(
    "same",
    [{"AZE", "PAK"}, ["PAK", "AZE", "PAK"], ("AZE ", "PAK"), np.array(["PAK", "AZE"]), pd.Series(["AZE", "PAK"]),
     pd.Series(["AZE", "PAK"], dtype="category"), pd.Index(["AZE", "PAK"]), {"AZE": 1, "PAK": 2}.keys(), frozenset(["AZE", "PAK"])],
)  # fmt: skip
def test_a_set_in_every_form(same: Any) -> None:
    assert message(STATES, same) == "" and STATES.plain(same) == {"AZE", "PAK"}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (None, "Expected a set or list of state codes, but None came. Put it into the variable."),
        ("AZE", 'Expected several state codes, but one text came: \'AZE\'. Put them into a list: ["…", "…"].'),
        ({"AZE": 1}, "Expected a set or list of state codes, but {'AZE': 1} came."),
        ((state for state in ["AZE"]), "but a generator came. Turn it into one with set(…) or list(…)."),
        (3, "but 3 came."),
        (pd.DataFrame({"a": ["AZE"]}), "Expected one column of state codes, but a whole table came."),
        (["AZE", 3], "Expected state codes as texts, but 3 is among them. Keep only state codes, in quotation marks."),
        (["AZE", float("nan")], "but nan is among them."),
        ([("AZE", "PAK")], "but ('AZE', 'PAK') is among them."),
        (["AZE", "PAX"], "Expected state codes that exist, but ['PAX'] came. Is PAK meant?"),
        (["Q"], "Expected state codes that exist, but ['Q'] came. Look them up, or take them from the table."),
        (["AZE"] * 20_000, "Expected a handful of state codes, but 20,000 came."),
    ],
)
def test_what_is_said_of_other_sets(wrong: Any, words: str) -> None:
    assert words in message(STATES, wrong)


@pytest.mark.parametrize(
    "same", ["Simla Agreement", " simla agreement. ", "“Simla  Agreement”", np.str_("SIMLA AGREEMENT")]
)
def test_a_text_in_every_form(same: str) -> None:
    assert message(Text(), same) == "" and Text().equal(same, "other", "Simla Agreement")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (None, 'Expected a text, but None came. Write it between quotation marks: "…".'),
        (3, "Expected a text, but 3 came."),
        (" … ", "Expected a text, but it is still empty. Write it between the quotation marks."),
        ("x" * 201, "Expected at most 200 characters, but 201 came. Keep to what is asked for."),
    ],
)
def test_what_is_said_of_other_texts(wrong: Any, words: str) -> None:
    assert message(Text(), wrong) == words or words in message(Text(), wrong)


@pytest.mark.parametrize("same", ["B", "b", " b. ", "(B)"])
def test_a_letter_in_every_form(same: str) -> None:
    assert message(CHOICE, same) == "" and CHOICE.plain(same) == "B"


@pytest.mark.parametrize("wrong", ["", "C", "it falls", "AB", "b" * 10**6])
def test_what_is_said_of_other_letters(wrong: str) -> None:
    said = message(CHOICE, wrong)
    assert said.startswith("Expected one of the letters A, B, but ") and said.endswith("Write the letter alone.")
    assert len(said) < 200


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Expected a text, but there is none yet. Write it in the cell above, save the notebook, and check again."),
        ("YOUR ANSWER HERE", "Expected a text, but there is none yet."),
        ("Two words", "Expected 3 to 5 words, but 2 came. What does a reader still need? Save the notebook after"),
        ("one two three four five six", "Expected 3 to 5 words, but 6 came. Which sentence could go? Save"),
        ("word " * 10**6, "Expected 3 to 5 words, but "),
        ("C13 is here", "Expected at least 2 of the course's claims by number, such as C13, but 1 came."),
        ("C13, C13, C99, E056", "Expected at least 2 of the course's claims by number, such as C13, but 1 came."),
        ("C13 and C37 here", "Expected at least 1 of the course's events by number, such as E056, but 0 came."),
        (None, "Expected a text, but None came."),
    ],
)
def test_what_is_said_of_prose(text: Any, words: str) -> None:
    assert words in message(MEMO, text)


def test_prose_that_passes() -> None:
    assert message(MEMO, "**C13**, C37 and [E056]") == "" and MEMO.plain("  text ") == "text"
    assert MEMO.words("Karabakh's well-known 62/243") == 4
