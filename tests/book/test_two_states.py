"""The scripts behind the page on any two states: what is in them is what is in the tables, byte for byte each time."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from course_utils import load, states
from course_utils.book import two_states
from course_utils.book.directives.two_states import PANELS
from course_utils.book.two_states import files, record, ties, votes, words
from course_utils.capstone import fought, world
from course_utils.catalog import package

CALL = re.compile(r"courseStates\.(index|add)\((.*)\);\n", re.DOTALL)


@cache
def scripts() -> dict[str, str]:
    return two_states.scripts()


def called(text: str) -> tuple[str, list]:
    """The function that a script calls, and the values that it hands over."""
    name, arguments = CALL.fullmatch(text).groups()
    return name, json.loads(f"[{arguments}]")


@cache
def index() -> dict:
    return next(values[0] for name, values in map(called, scripts().values()) if name == "index")


@cache
def records() -> dict[str, dict]:
    return dict(values for name, values in map(called, scripts().values()) if name == "add")


def test_a_script_for_every_state_and_an_index_that_names_it():
    assert set(records()) == set(states.codes(historical=True))
    named = {code: file for code, file, *_ in index()["states"]}
    assert {*named.values()} | {name for name in scripts() if name.startswith("index.")} == set(scripts())
    assert all(file.startswith(f"{code}.") for code, file in named.items())


def test_names_tell_the_content():
    for name, text in scripts().items():
        assert name.split(".")[1] == files._digest(text)


def test_letters_are_the_votes():
    table = load("votes")
    order = load("roll_calls").sort_values(["year", "roll_call"])["roll_call"].tolist()
    for code in ("TUR", "SSD", "USA"):
        own = table[table["state"] == code].set_index("roll_call")["vote"].astype("object")
        letter = {"yes": "y", "abstain": "a", "no": "n", "absent": "x"}
        there = own.map(letter).where(own.notna(), "?").to_dict()
        assert records()[code]["votes"] == "".join(there.get(number, " ") for number in order)


def test_roll_calls_are_described_in_the_order_of_the_letters():
    table = load("roll_calls").sort_values(["year", "roll_call"], ignore_index=True)
    described = index()["rollCalls"]
    assert described["years"] == [[year, len(part)] for year, part in table.groupby("year")]
    for topic in votes.TOPICS:
        assert [{"1": True, "0": False, "-": None}[flag] for flag in described["topics"][topic]] == [
            None if value is None else bool(value)
            for value in table[topic].astype("object").where(table[topic].notna(), None)
        ]
    assert len(described["families"]) == len(described["divided"]) == len(table)
    assert described["apart"] == [2025]


def test_a_pair_stands_with_the_state_that_comes_first():
    assert all(code < other for code, own in records().items() for other in own["with"])
    assert records()["AZE"]["with"]["PAK"]["place"][0] == 2189


def test_sides_of_armed_conflicts_are_those_of_the_capstone():
    ours = {(*pair, row[0]) for pair, rows in ties.fought().items() for row in rows}
    assert ours == set(fought().itertuples(index=False, name=None))


def test_small_organisations_are_those_of_the_capstone():
    small = {entry for entry, (_, is_small) in record.organisations().items() if is_small}
    seats = record.seats()
    for pair in (("AZE", "PAK"), ("NOR", "SWE"), ("BTN", "NPL")):
        shared = small & set(seats[pair[0]]) & set(seats[pair[1]])
        assert len(shared) == world().loc[pair, "shared"]


def test_an_agreement_counts_once_a_pair():
    table = load("trade_agreements")
    for pair, rows in list(ties.trade().items())[::500]:
        own = table[(table["state_a"] == pair[0]) & (table["state_b"] == pair[1])]
        assert len(rows) == own["agreement"].nunique()
        assert {row[1] for row in rows} == set(own.groupby("agreement")["signed"].min())


def test_investment_treaties_of_two_states_are_those_with_both_as_parties():
    treaties, own = load("investment_treaties"), record.investment()
    between = treaties[(treaties["state_a"] == "DEU") & (treaties["state_b"] == "PAK")]
    assert {str(number) for number in between["treaty"]} <= set(own["DEU"]) & set(own["PAK"])
    assert len(between) == 2  # the first of the world, and the one that was to replace it


def test_every_state_that_never_had_a_vote_has_a_note():
    silent = {code for code, own in records().items() if not own.get("votes", "").strip()}
    assert silent <= set(words.STATES)
    assert set(words.STATES) <= set(records())


def test_notes_say_what_the_data_package_says():
    defects = " ".join(package().resource("votes")["defects"])
    for name in ("Türkiye", "Fiji", "Venezuela", "São Tomé and Príncipe", "Viet Nam", "Afghanistan"):
        assert name in defects
        assert any(name in note for note in words.STATES.values())


def test_years_that_rest_on_a_few_months_are_those_that_the_page_names():
    dates = load("roll_calls").set_index("year")["date"]
    assert set(dates[2022].dt.month) == {11, 12}
    assert f"{dates[2024].max():%d %B}" == "04 June"


def test_panels_name_tables_that_exist():
    named = {name for tables, _, _ in words.PANELS.values() for name in tables}
    named |= {name for tables in PANELS.values() for name in tables.split()}
    for name in named:
        assert package().resource(name)["title"]


def test_lists_of_treaties_and_quarrels_end_where_the_page_says():
    reach = index()["reach"]
    assert reach["defence"] == [1980, 2010]
    assert reach["mid"][1] == 2014
    assert reach["fought"] == [1946, 2024]


def test_same_bytes_each_time_and_nothing_written_twice(tmp_path, monkeypatch):
    path = tmp_path / two_states.write(tmp_path)
    assert {file.name for file in path.parent.iterdir()} == {*scripts(), "made_from.txt"}
    assert all((path.parent / name).read_text("utf-8") == text for name, text in scripts().items())
    monkeypatch.setattr(files, "scripts", lambda: pytest.fail("made anew though nothing changed"))
    assert tmp_path / two_states.write(tmp_path) == path


def test_other_data_replace_the_scripts(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "scripts", lambda: {"index.1.js": "old"})
    two_states.write(tmp_path)
    monkeypatch.setattr(files, "made_from", lambda: "other")
    monkeypatch.setattr(files, "scripts", lambda: {"index.2.js": "new"})
    assert two_states.write(tmp_path) == "states/index.2.js"
    assert sorted(path.name for path in (tmp_path / "states").iterdir()) == ["index.2.js", "made_from.txt"]
