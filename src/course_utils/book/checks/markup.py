"""Whether pages are valid HTML: what parser and conformance rules say, tags in pairs, elements where they may stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from course_utils.book.checks.finding import Finding
from course_utils.book.checks.pages import Page, Site, attribute, shown

if TYPE_CHECKING:
    from turbohtml import Element

MAY_STAY_OPEN = frozenset("caption colgroup dd dt li optgroup option tbody td tfoot th thead tr".split())
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Elements that end an open paragraph: its own end tag then stands alone.
BLOCKS = frozenset(
    """address article aside blockquote details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6
    header hgroup hr main menu nav ol p pre search section table ul""".split()
)
# element -> where it may stand; a parser moves it elsewhere, or drops it
PARENTS = {
    "li": "ul ol menu".split(),
    "dt": "dl div".split(),
    "dd": "dl div".split(),
    "tr": "thead tbody tfoot table".split(),
    "td": "tr".split(),
    "th": "tr".split(),
    "thead": "table".split(),
    "tbody": "table".split(),
    "tfoot": "table".split(),
    "caption": "table".split(),
    "colgroup": "table".split(),
    "figcaption": "figure".split(),
    "summary": "details".split(),
    "legend": "fieldset".split(),
    "option": "select datalist optgroup".split(),
}
# element -> what alone may stand in it
CHILDREN = {
    "ul": "li script template".split(),
    "ol": "li script template".split(),
    "dl": "dt dd div script template".split(),
    "table": "caption colgroup thead tbody tfoot tr script template".split(),
    "tr": "td th script template".split(),
    "select": "option optgroup hr script template button".split(),
}
PHRASE = frozenset(
    "a abbr b button code em h1 h2 h3 h4 h5 h6 i kbd label p pre q small span strong sub summary sup".split()
)
ACTIVE = frozenset("a button details embed iframe input label select textarea".split())


def tags(html: str) -> Iterator[tuple[int, str]]:
    """Tags that do not come in pairs, or not in order: line and sentence.

    HTML lets cells, rows and list items end without an end tag; the tables below charts do so, to be light.

    >>> list(tags("<ul><li><b>a</li></ul>"))
    [(1, '<b> is open where </li> stands. Close it first.')]
    """
    from turbohtml import TokenType, tokenize

    open_tags: list[tuple[str, int]] = []
    for token in tokenize(html):
        tag, line = token.tag or "", token.line
        if token.type is TokenType.START_TAG:
            if tag in BLOCKS and open_tags and open_tags[-1][0] == "p":
                yield line, f"<{tag}> may not stand in a paragraph, which it ends. Close <p> first, or use <div>."
                open_tags.pop()
            if tag not in VOID and not token.self_closing:
                open_tags.append((tag, line))
        elif token.type is TokenType.END_TAG:
            if tag not in (name for name, _ in open_tags):
                yield line, f"</{tag}> closes nothing. Take it out, or put its start tag back."
                continue
            while (name := open_tags.pop()[0]) != tag:
                if name not in MAY_STAY_OPEN:
                    yield line, f"<{name}> is open where </{tag}> stands. Close it first."
    for tag, line in open_tags:
        if tag not in MAY_STAY_OPEN:
            yield line, f"<{tag}> is never closed. Add </{tag}>."


def placed(page: Page) -> Iterator[tuple[int, str]]:
    """Elements where HTML does not allow them: line and sentence."""
    for element in page.elements:
        parent, tag = element.parent, element.tag
        above = getattr(parent, "tag", "")
        if above in ("svg", "math") or element.closest("svg, math"):
            continue
        line = element.source_line or 0
        if tag in PARENTS and above not in PARENTS[tag]:
            yield line, f"{shown(element)} stands in <{above}>; it may stand in {', '.join(PARENTS[tag])} only."
        if above in CHILDREN and tag not in CHILDREN[above]:
            yield line, f"{shown(element)} stands in <{above}>, which may hold {', '.join(CHILDREN[above])} only."
        if above in PHRASE and tag in BLOCKS and not (above == "a" or (above == "summary" and tag[0] == "h")):
            yield line, f"{shown(element)}, a block, stands in <{above}>, which holds phrases only."
        if tag in ACTIVE and (outer := _active(element)):
            yield line, f"{shown(element)} stands in {shown(outer)}; what reacts to a click may not hold another."


def _active(element: Element) -> Element | None:
    """The link or button around an element that a reader can use."""
    for above in element.ancestors:
        tag = getattr(above, "tag", "")
        if tag == "a" and attribute(above, "href") is not None:
            return above
        if tag == "button" or (tag == "label" and element.tag == "label"):
            return above
    return None


def rules(page: Page) -> Iterator[tuple[int, str]]:
    """What the parser and the conformance rules of HTML say about a page: line and sentence."""
    from turbohtml.conformance import check as conform

    if not page.html.lstrip().lower().startswith("<!doctype html>"):
        yield 1, "The page does not begin with <!DOCTYPE html>, so browsers lay it out as in the 1990s. Add it."
    for error in page.tree.errors:
        yield error.line, f"The parser reports {error.code}. Correct the characters at column {error.col + 1}."
    for message in conform(page.tree).messages:
        if message.severity == "error":
            yield message.line, f"HTML does not allow this ({message.code}): {message.message}."


def on_page(page: Page) -> Iterator[Finding]:
    """Every fault in a page's markup."""
    for found in (rules(page), tags(page.html), placed(page)):
        for line, sentence in found:
            yield Finding(page.name, line, sentence)


def check(site: Site) -> Iterator[Finding]:
    """Every fault in the markup of a site."""
    for page in site.pages.values():
        yield from on_page(page)
