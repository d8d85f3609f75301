"""The built site passes every check that authors can run with `course site check`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course_utils.book.checks import OF_SITE, access, check, known, languages, links, markup
from course_utils.book.checks.pages import read_site

MOST_KNOWN = 2  # faults of others that are let pass; less is better


@pytest.mark.parametrize("name", OF_SITE)
def test_the_site_is_faultless(site: Path, name: str) -> None:
    found = check(Path.cwd(), site, [name])
    assert not found, "\n".join(map(str, found))


def test_what_is_let_pass_is_still_there_and_grows_no_more(site: Path) -> None:
    read = read_site(site)
    found = [one for part in (links, markup, access, languages) for one in part.check(read)]
    for entry in known.KNOWN:
        assert any(known.explains(entry, one) for one in found), f"{entry.message!r} is gone: take the entry out."
        assert len(entry.reason.split()) > 8
    assert len(known.KNOWN) <= MOST_KNOWN


def test_a_fault_in_a_real_page_is_found(site: Path) -> None:
    """A page of the theme, spoilt in one place for each check."""
    read = read_site(site)
    page = read.pages["book/modules/m3_votes.html"]
    for part, old, new, words in (
        (links, r'href="#in-short"', 'href="#in-shrot"', "nothing with the id 'in-shrot'"),
        (markup, r"</h2>", "", "<h2> is open where"),
        (access, r'<h2>([^<]*<a class="headerlink".*?)</h2>', r"<h4>\1</h4>", "is an h4 after an h1"),
        (languages, r'<html lang="en"', '<html lang="xx"', "must have lang=en"),
    ):
        spoilt = type(page)(page.name, re.sub(old, new, page.html, count=1, flags=re.DOTALL))
        assert spoilt.html != page.html, old
        one = type(read)(read.folder, {**read.pages, page.name: spoilt}, read.files)
        found = [finding for finding in part.check(one) if finding.where == page.name]
        assert any(words in finding.message for finding in found), (words, found)
