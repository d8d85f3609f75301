"""Memberships: the figures that lessons build on, and how the Factbook's entries are read."""

from __future__ import annotations

import pytest

from course_utils import load, states
from course_utils.catalog.pipeline.organisations import membership


def _organisations(state: str, *statuses: str) -> set[str]:
    table = load("memberships")
    return set(table.loc[(table["state"] == state) & table["status"].isin(statuses), "organisation"])


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("ECO", ("ECO", "member", "")),
        ("SCO (dialogue member)", ("SCO", "partner", "dialogue member")),
        ("ITUC (NGOs)", ("ITUC", "national bodies", "NGOs")),
        ("EITI (compliant country) (suspended)", ("EITI", "suspended", "compliant country, suspended")),
        ("OAS (excluded from formal participation since 1962)", ("OAS", "suspended", None)),
        ("CIS (associate member, has not ratified the charter)", ("CIS", "associate", None)),
        ("AfDB (nonregional member)", ("AfDB", "member", "nonregional member")),
        ("BCIE", ("CABEI", "member", "")),
    ],
)
def test_entry_is_read_by_the_words_in_brackets(entry, expected):
    organisation, status, words = membership(entry)
    assert (organisation, status) == expected[:2]
    assert expected[2] is None or words == expected[2]


def test_an_entry_that_cannot_be_read_is_refused():
    with pytest.raises(ValueError, match="reads"):
        membership("(observer)")


def test_every_state_but_palestine_has_a_list():
    assert set(states.codes()) - set(load("memberships")["state"].unique()) == {"PSE"}


def test_three_organisations_unite_azerbaijan_and_pakistan_without_their_rivals():
    shared = _organisations("AZE", "member") & _organisations("PAK", "member")
    rivals = _organisations("ARM", "member") | _organisations("IND", "member")
    assert shared - rivals == {"ECO", "IDB", "OIC"}
    assert shared - rivals <= _organisations("TUR", "member")


@pytest.mark.parametrize(
    ("a", "b", "entries"),
    [("AZE", "PAK", 42), ("AZE", "TUR", 46), ("ARM", "AZE", 43), ("IND", "PAK", 55), ("PAK", "TUR", 46)],
)
def test_entries_that_two_lists_share_word_for_word(a, b, entries):
    table = load("memberships").fillna({"wording": ""})
    first, second = (
        set(zip(*table.loc[table["state"] == s, ["organisation", "wording"]].to_numpy().T, strict=True)) for s in (a, b)
    )
    assert len(first & second) == entries


def test_oic_has_56_members():
    table = load("memberships")
    assert ((table["organisation"] == "OIC") & (table["status"] == "member")).sum() == 56


def test_known_defects_are_still_there():
    """If a newer list mends them, the table's stated defects must change too."""
    assert "SCO" in _organisations("IND", "observer")
    assert "OTS" not in set(load("memberships")["organisation"])


@pytest.mark.parametrize(
    ("pair", "shared"),
    [
        (("AZE", "PAK"), {1992: 14, 1995: 26, 2000: 31, 2005: 35, 2010: 36, 2014: 37}),
        (("AZE", "TUR"), {1992: 17, 1995: 31, 2000: 37, 2005: 41, 2010: 44, 2014: 45}),
        (("ARM", "AZE"), {1992: 19, 1995: 28, 2000: 33, 2005: 37, 2010: 38, 2014: 39}),
        (("IND", "PAK"), {1992: 60, 1995: 61, 2000: 63, 2005: 64, 2010: 67, 2014: 67}),
        (("ARM", "IND"), {1992: 12, 1995: 19, 2000: 26, 2005: 29, 2010: 30, 2014: 31}),
        (("PAK", "TUR"), {2014: 49}),
        (("ARM", "PAK"), {2014: 32}),
    ],
)
def test_shared_organisations(pair, shared):
    table = load("shared_organisations")
    rows = table[(table["state_a"] == pair[0]) & (table["state_b"] == pair[1])].set_index("year")
    assert rows.loc[list(shared), "shared"].to_dict() == shared


def test_shared_never_exceeds_either_side_and_covers_all_focus_pairs():
    table = load("shared_organisations")
    assert (table["shared"] <= table[["memberships_a", "memberships_b"]].min(axis=1)).all()
    assert len(table[table["year"] == 2014]) == len(states.FOCUS) * (len(states.FOCUS) - 1) // 2


def test_the_list_of_2014_agrees_with_the_count_and_singles_out_three():
    table = load("shared_organisations_2014")
    assert len(table) == 37
    alone = table[~table["arm"] & ~table["ind"]]
    assert set(alone["organisation"]) == {"ECO", "ISDB", "OIC"}
    assert alone["tur"].all()


def test_world_totals():
    totals = load("organisation_totals").set_index("year")
    assert totals.loc[2014].to_dict() == {"organisations": 309, "states": 195, "mean_memberships": 63.05}
    assert totals.loc[1945, "organisations"] == 64
    assert list(totals.index) == list(range(1816, 2015))
