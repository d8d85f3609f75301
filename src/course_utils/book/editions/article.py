"""A page of the site as a text to print: no script, no button, nothing folded, every id of its own."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from course_utils.errors import CourseError

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_WITHOUT_USE = ".headerlink, .toctree-wrapper, script, style, noscript, button, template, [hidden], .only-on-the-site"
_NO_ATTRIBUTE_OF_XHTML = ("border", "valign", "halign", "tabindex", "title", "rel")
_NUMBER = re.compile(r"[-+−–]?[\d.,\s]*(?:e[-+]?\d+)?\s*%?|nan|no data|<NA>", re.IGNORECASE)
_REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


def slug(page: str) -> str:
    """A page's name as the beginning of its ids and as a file name.

    >>> slug("book/modules/m3_votes")
    'book-modules-m3_votes'
    """
    return page.replace("/", "-")


def mark(page: str, anchor: str = "") -> str:
    """The id of a page, or of an anchor in it, in an edition that holds all pages.

    >>> mark("book/wrap_up", "sources")
    'book-wrap_up--sources'
    """
    return f"{slug(page)}--{anchor}" if anchor else slug(page)


def read(site: Path, page: str) -> tuple[BeautifulSoup, Tag]:
    """The article of a page, parsed: the whole and the element.

    Raises CourseError where the site lacks the page or the page has no article.
    """
    from bs4 import BeautifulSoup

    path = site / f"{page}.html"
    if not path.is_file():
        raise CourseError(f"The site in {site} has no page {page}. Build it anew: make book")
    html = path.read_text("utf-8")
    start, end = html.find('<article class="bd-article"'), html.rfind("</article>")
    if start < 0 or end < start:
        raise CourseError(f"The page {path} holds no article; has the theme changed?")
    soup = BeautifulSoup(html[start:end], "html.parser")
    return soup, soup.find("article")


def _open(soup: BeautifulSoup, article: Tag) -> None:
    """Unfold every folded part; its summary becomes a line above it."""
    for folded in article.find_all("details"):
        summary = folded.find("summary", recursive=False)
        words = summary.get_text(" ", strip=True) if summary else ""
        if summary and summary.select(".collapsed"):  # a notebook cell that is folded away
            words = "Folded on the site; think first:"
        if summary:
            line = soup.new_tag("p")
            line["class"] = "unfolded"
            line.string = words
            summary.replace_with(line)
        folded.name = "div"
        folded.attrs = {"class": "folded"}


def _measure(table: Tag) -> None:
    """Mark a table with many columns, which gets smaller letters, and its cells with numbers, which stand to the right.

    Columns are counted from the right: a heading that spans rows stands to the left.
    """
    rows = [row.find_all(["th", "td"], recursive=False) for row in table.find_all("tr")]
    columns = max(map(len, rows), default=0)
    table["class"] = [*table.get("class", []), *(["many"] if columns > 6 else []), *(["most"] if columns > 9 else [])]
    body = [cells for row, cells in zip(table.find_all("tr"), rows, strict=True) if row.find_parent("tbody")]
    for place in range(1, columns):
        texts = [cells[-place].get_text(strip=True) for cells in body if len(cells) >= place]
        if texts and all(map(_NUMBER.fullmatch, texts)):
            for cells in rows:
                if len(cells) >= place and not cells[-place].has_attr("colspan"):
                    cells[-place]["class"] = [*cells[-place].get("class", []), "number"]


def _shift(article: Tag, levels: int) -> None:
    for heading in article.find_all(["h1", "h2", "h3", "h4", "h5"]):
        heading.name = f"h{min(6, int(heading.name[1]) + levels)}"


def target(page: str, address: str) -> tuple[str, str] | None:
    """The page and the anchor that a link on a page leads to; None for a link that leaves the site.

    >>> target("book/modules/m3_votes", "../reference/claims.html#claim-c11")
    ('book/reference/claims', 'claim-c11')
    >>> target("book/modules/m3_votes", "https://undocs.org/A/RES/62/243") is None
    True
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path)) if parts.path else f"{page}.html"
    return path.removesuffix(".html"), parts.fragment


def _link(article: Tag, page: str, pages: frozenset[str]) -> None:
    """Let links lead to the ids of the edition; a link to what it lacks becomes plain text."""
    for link in article.find_all("a"):
        where = target(page, link.get("href", "")) if link.get("href") else ("", "")
        if where is None:
            link["href"] = quote(link["href"], safe="%/:=&?~#+!$,;'@()*[]")  # some identifiers of articles hold < and >
            continue
        if where[0] in pages:
            link["href"] = f"#{mark(*where)}"
        else:
            link.unwrap()


def cleaned(soup: BeautifulSoup, article: Tag, page: str, pages: frozenset[str], level: int) -> None:
    """Make a page's article ready to print, in place. Its charts and its quizzes are drawn already.

    pages: all pages of the edition, to which links may lead. level: 0 for a chapter, 1 for one below a chapter, whose
    headings are one level smaller.
    """
    _open(soup, article)
    for part in article.select(_WITHOUT_USE):
        part.decompose()
    for table in article.select("table"):
        _measure(table)
    _link(article, page, pages)
    for part in article.find_all(True):
        for name in _NO_ATTRIBUTE_OF_XHTML:
            part.attrs.pop(name, None)
        if part.get("role") in ("region", "status", "listitem", "list"):
            part.attrs.pop("role")
            part.attrs.pop("aria-label", None)
        if "id" in part.attrs:
            part["id"] = mark(page, part["id"])
        for name in _REFERENCES:
            if name in part.attrs:
                part[name] = " ".join(mark(page, one) for one in part[name].split())
    for formula in article.find_all("math"):
        formula["xmlns"] = "http://www.w3.org/1998/Math/MathML"
    _shift(article, level)
    article.name = "section"
    article.attrs = {"id": mark(page), "class": f"chapter level-{level}"}
