"""What the ledger gathers: tables behind a verdict, passages of readings, links to claims, files beside a page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from course_utils.book.claim_links import pieces
from course_utils.book.evidence import tables
from course_utils.book.findings import LABS, decided
from course_utils.book.ledger.entries import entries
from course_utils.book.ledger.passages import passages
from course_utils.catalog import package

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("a = load('votes')", "a = load('events')"), ["events"]),  # the last one counts
        (("a = load('votes')\nb = load('events')", "a['x'] = b['y']"), ["events", "votes"]),  # a part is changed
        (("b = load('votes')", "a = []\nfor one in b:\n    a.append(one)"), ["votes"]),
        (("def a():\n    return load('votes')",), ["votes"]),
        (("one = load('votes')", "a = [one for one in load('events')]"), ["events"]),  # a variable of its own
        (("import a\nb = load('votes')", "a.set(b)"), []),  # settings of a library are no data
        (("%timeit load('votes')\na = 1",), []),
    ],
)
def test_tables_are_found_through_the_statements_that_made_a_figure(cells, expected):
    code = [new_code_cell(source, id=f"c{number}") for number, source in enumerate(cells)]
    assert tables(new_notebook(cells=[*code, new_code_cell("say(a)", id="verdict")]), "verdict") == expected


def test_a_passage_names_the_claim_or_shows_its_figure_and_the_frame_is_none():
    text = (
        "---\nclaims: [C13]\n---\n# Votes\n## What the article says\nC13 {cite}`a`.\n## One *hall*\n"
        "On C13 {cite}`b, miholjcic2025fraternal`.\n## Two\n```{glue:} m3-chart\n```\n{cite:p}`c`\n## Three\nC14.\n"
    )
    found = [(one.heading, one.cites) for one in passages(text, "C13", {"m3-chart"})]
    assert found == [("One hall", ("b",)), ("Two", ("c",))]


def test_the_ledger_holds_every_claim_with_tables_that_exist():
    made = entries(ROOT)
    assert [entry.id for entry in made] == [f"C{number:02}" for number in range(1, 38)]
    assert {entry.id: entry.finding for entry in made} == decided(ROOT / LABS)
    assert {table for entry in made for table in entry.tables} <= set(package().names)
    assert all(entry.passages and entry.doubts and entry.exercise and entry.quiz for entry in made)
    treated = Counter(len(entry.findings) for entry in made)
    assert treated == {1: 36, 2: 1}  # C15 is judged in modules 3 and 6
    assert next(entry for entry in made if entry.id == "C15").finding == made[14].findings["m6_reciprocity"]


def test_only_known_claims_become_links():
    found = pieces("C13: C99, XC13 and C14", {"C13", "C14"}, "../claims.html")
    assert [one.get("refuri") for one in found if hasattr(one, "get")] == [
        "../claims.html#claim-c13",
        "../claims.html#claim-c14",
    ]
    assert "".join(one.astext() for one in found) == "C13: C99, XC13 and C14"
