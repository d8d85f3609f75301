"""What other sites read of each page, and the page that answers for addresses without one."""

from __future__ import annotations

import functools
import re
import struct
import threading
from collections.abc import Callable, Iterator
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from course_utils.book.preview import FILE, HEIGHT, WIDTH
from course_utils.book.public import NOT_PAGES

BARE = {"404.html", "index.html", *(f"{page}.html" for page in NOT_PAGES)}


def test_each_page_tells_its_title_and_what_it_is_about(site: Path, pages: list[str]) -> None:
    wrong = []
    for page in (page for page in pages if page not in BARE):
        html = (site / page).read_text("utf-8")
        found = dict(re.findall(r'<meta property="(og:[\w:]+)" content="([^"]*)">', html))
        image = (site / page).parent / found.get("og:image", "-")
        if not (
            found.get("og:title")
            and found.get("og:type") in ("website", "article")
            and image.resolve() == site / "_static" / FILE
        ):
            wrong.append(f"{page}: {found}")
        if "twitter:card" not in html or "og:url" in found or 'rel="canonical"' in html:
            wrong.append(f"{page}: a whole address without one for the site, or no card")
        heading = re.search(r"<h1>((?:(?!</h1>).)*?)<a class=\"headerlink\"", html, re.DOTALL)
        if (
            heading
            and page != "book/index.html"
            and unescape(re.sub("<.*?>", "", heading[1])).strip() != unescape(found["og:title"]).strip()
        ):
            wrong.append(f"{page}: {found['og:title']} is not its heading")
    assert not wrong, "\n".join(wrong)


def test_preview_is_a_picture_of_the_size_that_readers_show(site: Path) -> None:
    content = (site / "_static" / FILE).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) == (WIDTH, HEIGHT)
    assert 20_000 < len(content) < 300_000


def test_no_site_map_without_the_sites_address(site: Path) -> None:
    assert not (site / "sitemap.xml").exists()
    assert not (site / "robots.txt").exists()


class _Below(SimpleHTTPRequestHandler):
    """The site below /some/where/, with its own page for what is missing, as hosts of static pages do it."""

    def translate_path(self, path: str) -> str:
        inside = path.partition("/some/where/")[2]
        return super().translate_path("/" + inside) if inside else str(Path(self.directory) / "nothing")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def below(site: Path) -> Iterator[str]:
    """The site's address below a path."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Below, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/where/"
        server.shutdown()


@pytest.mark.parametrize("missing", ["no_such_page.html", "book/modules/old-name.html", "a/b/c/d/"])
def test_missing_page_finds_the_course_from_any_depth(watched: Callable, below: str, missing: str) -> None:
    browser = watched("dark", 360, 740)
    page = browser.page
    page.goto(below + missing)
    page.wait_for_function(f"document.forms[0].action === {below + 'search.html'!r}")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    addresses = page.evaluate("[...document.querySelectorAll('a')].map(link => link.href)")
    assert f"{below}book/reference/claims.html" in addresses
    assert f"{below}book/modules/m3_votes.html" in addresses
    if missing.startswith("book"):
        assert page.input_value("#q") == "old name"
        page.fill("#q", "C13")
        page.press("#q", "Enter")
        page.wait_for_selector("#course-results a")
        assert page.locator("#course-results a").first.inner_text().startswith("C13: ")
    else:
        page.click("a[href$='book/reference/claims.html']")
        page.wait_for_selector("#claim-c13")
    assert browser.elsewhere == []


def test_missing_page_brings_its_own_styles(site: Path) -> None:
    html = (site / "404.html").read_text("utf-8")
    assert re.findall(r"<(?:link|script|img)[^>]*(?:href|src)=\"([^\"]*)\"", html) == ["data:,"]
    assert '<meta name="robots" content="noindex">' in html


def test_each_lab_can_be_downloaded(site: Path, pages: list[str]) -> None:
    notebooks = [page for page in pages if page.startswith("notebooks/")]
    assert len(notebooks) > 12
    for page in notebooks:
        (line,) = re.findall(r'<ul class="launch".*?</ul>', (site / page).read_text("utf-8"), re.DOTALL)
        (address,) = re.findall(r'href="([^"]+)"', line)  # the download alone, as no place to open it is set
        what = "lab" if "/labs/" in page else "notebook"
        assert f"Download this {what}" in line
        own = (site / page).parent / address
        assert own.resolve().read_bytes() == (Path(__file__).parents[2] / page).with_suffix(".ipynb").read_bytes()
    others = [page for page in pages if page not in notebooks and "launch.css" in (site / page).read_text("utf-8")]
    assert others == []
