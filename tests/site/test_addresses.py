"""Addresses that were given out still answer, and new ones are kept."""

from __future__ import annotations

from pathlib import Path

from course_utils.book.addresses import compare

ROOT = Path(__file__).resolve().parents[2]


def test_every_address_that_was_given_out_leads_somewhere(site: Path) -> None:
    assert compare(ROOT, site).lost == [], "say in book/redirects.yml where their readers go now"


def test_new_addresses_are_kept(site: Path) -> None:
    new = compare(ROOT, site).new
    assert new == [], "run `course addresses` on the built site"
