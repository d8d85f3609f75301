"""Links of the built site: each leads to a file of the site and, with a #, to something on its page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from course_utils.book.checks import addresses
from course_utils.book.checks.finding import Finding
from course_utils.book.checks.pages import Page, Site, attribute, shown

if TYPE_CHECKING:
    from turbohtml import Element

# Attributes that hold an address. ``cite`` and ``itemid`` are names more than links.
HOLDS = ("href", "src", "xlink:href", "data", "poster", "action", "formaction", "srcset")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_STYLE = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"\s]+))\s*\)|@import\s+["']([^"']+)["']""")


def written(element: Element) -> Iterator[tuple[str, str]]:
    """The addresses that an element holds, with the attribute that holds each."""
    for name in HOLDS:
        value = attribute(element, name)
        if value is None or (name == "data" and element.tag != "object"):
            continue
        if name == "srcset":
            yield from ((name, one.split()[0]) for one in value.split(",") if one.split())
        else:
            yield name, value.strip()
    if element.tag == "meta" and (attribute(element, "http-equiv") or "").lower() == "refresh":
        _, _, target = (attribute(element, "content") or "").partition("url=")
        if target:
            yield "content", target.strip()


def internal(site: Site, page: str, address: str) -> str:
    """What is wrong with a link within the site; empty when it leads somewhere.

    page: the page or style sheet that holds it. address: as it is written there.
    """
    try:
        parts = urlsplit(address)
    except ValueError as error:
        return f"it is not well-formed ({error})"
    if address.startswith("/"):
        return "it begins at the host's root, where a site behind a prefix or on a disk has nothing; make it relative"
    path, anchor = unquote(parts.path), unquote(parts.fragment)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if target.startswith(".."):
        return "it leads out of the site; bring the file into the site or leave it out"
    if path.endswith("/") or target == ".":
        return "it leads to a folder, which a reader without a server can't open; name the page"
    if target not in site.files:
        return f"the site has no file {target}; correct the link or bring the file into the site"
    if anchor and target in site.pages and anchor not in site.pages[target].ids and anchor != "top":
        return f"{target} has nothing with the id {anchor!r}; correct the part after #"
    return ""


def on_page(site: Site, page: Page) -> Iterator[Finding]:
    """Every link of a page that leads nowhere or is not as it should be."""
    for element in page.elements:
        for name, address in written(element):
            line = element.source_line or 0
            if address.startswith(("data:", "#!")) or (name == "href" and element.tag == "base"):
                continue
            if address.startswith("javascript:"):
                yield Finding(page.name, line, f"{shown(element)} runs a script in place of a link. Make it a button.")
            elif _OUTSIDE.match(address) or address.startswith("//"):
                if element.tag == "link" and (attribute(element, "rel") or "") in ("canonical", "license"):
                    continue
                for problem in addresses.problems(address):
                    yield Finding(page.name, line, f"{name}={address!r}: {problem}")
            elif not address and (element.tag, name) != ("form", "action"):
                yield Finding(page.name, line, f"{shown(element)} has an empty {name}. Give it an address.")
            elif address and address != "#" and (problem := internal(site, page.name, address)):
                yield Finding(page.name, line, f"The {name} {address!r} leads nowhere: {problem}.")


def in_style_sheets(site: Site) -> Iterator[Finding]:
    """Every file that a style sheet of the site asks for and that is not there."""
    for name in sorted(name for name in site.files if name.endswith(".css")):
        for match in _STYLE.finditer((site.folder / name).read_text("utf-8")):
            address = next(part for part in match.groups() if part is not None)
            # An #id inside a style sheet is one of the page that uses it.
            if not address or _OUTSIDE.match(address) or address.startswith("#"):
                continue
            if problem := internal(site, name, urlsplit(address)._replace(fragment="").geturl()):
                yield Finding(name, 0, f"The style sheet asks for {address!r}: {problem}.")


def check(site: Site) -> Iterator[Finding]:
    """Every faulty link of a site."""
    for page in site.pages.values():
        yield from on_page(site, page)
    yield from in_style_sheets(site)
