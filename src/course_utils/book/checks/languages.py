"""Language marks: valid, on every page, from right to left where the script runs so, and on every foreign script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from course_utils.book.checks.finding import Finding, one_line
from course_utils.book.checks.pages import Page, Site, attribute, shown

if TYPE_CHECKING:
    from turbohtml import Element

# A script's letters -> the languages of the course that are written in it
SCRIPTS = {
    re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]{2,}"): ("ur", "fa", "ar", "ks", "sd"),
    re.compile(r"[\u0530-\u058f]{2,}"): ("hy",),
    re.compile(r"[\u0900-\u097f]{2,}"): ("hi", "mr", "ne", "sa"),
    re.compile(r"[\u0400-\u04ff]{2,}"): ("ru", "uk", "kk", "tg", "mn", "bg", "sr"),
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def valid(tag: str) -> bool:
    """Whether a language tag follows BCP 47 and names a language that exists.

    >>> [valid(tag) for tag in ("en", "en-GB", "az", "ur", "english", "xx", "en_GB", "")]
    [True, True, True, True, False, False, False, False]
    """
    from babel import Locale, UnknownLocaleError

    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-(?:[A-Za-z]{2}|\d{3}))?", tag):
        return False
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def spoken(element: Element) -> tuple[str, str]:
    """Language and direction of an element, from its own marks or those around it."""
    language = direction = ""
    for one in (element, *element.ancestors):
        if not hasattr(one, "attrs"):
            continue
        language = language or attribute(one, "lang") or ""
        direction = direction or attribute(one, "dir") or ""
    return language.lower(), direction


def on_page(page: Page) -> Iterator[Finding]:
    """Every fault in the language marks of a page."""
    root = next(iter(page.elements))
    if attribute(root, "lang") != "en":
        yield Finding(page.name, 1, f"{shown(root)} must have lang=en, the language of the course.")
    for element in page.elements:
        line, tag = element.source_line or 0, attribute(element, "lang")
        if tag is not None and not valid(tag):
            yield Finding(
                page.name, line, f"{shown(element)}: {tag!r} is no language tag such as az, hy, hi, ur, en-GB."
            )
        if tag is not None and tag.split("-")[0] in RIGHT_TO_LEFT and spoken(element)[1] != "rtl":
            yield Finding(page.name, line, f"{shown(element)} is written from right to left. Add dir=rtl.")
    yield from unmarked(page)


def unmarked(page: Page) -> Iterator[Finding]:
    """Words in a foreign script that stand in no element of their language."""
    if not any(script.search(page.html) for script in SCRIPTS):
        return
    for element in page.elements:
        if element.tag in ("script", "style", "template", "title") or element.closest("pre"):
            continue
        own = " ".join(child.data for child in element.children if type(child).__name__ == "Text")
        for script, languages in SCRIPTS.items():
            if (match := script.search(own)) and spoken(element)[0].split("-")[0] not in languages:
                yield Finding(
                    page.name,
                    element.source_line or 0,
                    f"{one_line(match.group())!r} in {shown(element)} has no mark of its language. "
                    f"Put it into an element with lang={' or '.join(languages[:2])}.",
                )


def check(site: Site) -> Iterator[Finding]:
    """Every fault in the language marks of a site."""
    for page in site.pages.values():
        yield from on_page(page)
