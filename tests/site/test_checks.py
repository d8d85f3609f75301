"""The built site passes every check that authors can run with `course site check`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course_utils.book.checks import OF_SITE, access, known, languages, links, markup
from course_utils.book.checks.finding import Finding
from course_utils.book.checks.pages import Page, Site, read_site

PARTS = {"links": links, "markup": markup, "access": access, "languages": languages}
MOST_KNOWN = 3  # faults that are let pass, two of them others'; less is better


@pytest.fixture(scope="module")
def read(site: Path) -> Site:
    """The site's pages, parsed once for all checks."""
    return read_site(site)


@pytest.fixture(scope="module")
def found(read: Site) -> dict[str, list[Finding]]:
    """What each check finds, known faults included."""
    return {name: list(part.check(read)) for name, part in PARTS.items()}


@pytest.mark.parametrize("name", OF_SITE)
def test_the_site_is_faultless(found: dict[str, list[Finding]], name: str) -> None:
    faults = known.unknown(found[name])
    assert not faults, "\n".join(map(str, faults))


def test_what_is_let_pass_is_still_there_and_grows_no_more(found: dict[str, list[Finding]]) -> None:
    every = [one for findings in found.values() for one in findings]
    for entry in known.KNOWN:
        assert any(known.explains(entry, one) for one in every), f"{entry.message!r} is gone: take the entry out."
        assert len(entry.reason.split()) > 8
    assert len(known.KNOWN) <= MOST_KNOWN


def test_a_fault_in_a_real_page_is_found(read: Site) -> None:
    """A page of the theme, spoilt in one place for each check."""
    page = read.pages["book/modules/m3_votes.html"]
    for part, old, new, words in (
        (links, r'href="#in-short"', 'href="#in-shrot"', "nothing with the id 'in-shrot'"),
        (markup, r"</h2>", "", "<h2> is open where"),
        (access, r'<h2>([^<]*<a class="headerlink".*?)</h2>', r"<h4>\1</h4>", "is an h4 after an h1"),
        (languages, r'<html lang="en"', '<html lang="xx"', "must have lang=en"),
    ):
        spoilt = Page(page.name, re.sub(old, new, page.html, count=1, flags=re.DOTALL))
        assert spoilt.html != page.html, old
        one = Site(read.folder, {page.name: spoilt}, read.files)
        faults = list(part.check(one))
        assert any(words in finding.message for finding in faults), (words, faults)
