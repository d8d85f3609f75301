"""The built site behind a local server, and pages that record every request to elsewhere."""

from __future__ import annotations

import functools
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from course_utils.book.build import build
from course_utils.errors import CourseError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Response

ROOT = Path(__file__).resolve().parents[2]


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for a page's two dozen files

    def end_headers(self) -> None:
        """Let the browser keep files: pages share most of them."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: hundreds of requests would bury the tests' own output."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Path:
    """The folder of the built site: $COURSE_SITE, or a build of this repository, one for all processes of a test run."""
    named = os.environ.get("COURSE_SITE")
    if named:
        folder = Path(named)
        assert (folder / "index.html").is_file(), f"COURSE_SITE points to {folder}, which holds no index.html"
        return folder
    built = tmp_path_factory.getbasetemp().parent / f"site-{testrun_uid}"
    try:
        with _one_at_a_time(built.with_suffix(".lock")):
            if not built.is_file():
                built.write_text(str(build(ROOT).parent), "utf-8")
    except CourseError as error:
        pytest.fail(str(error), pytrace=False)
    return Path(built.read_text("utf-8"))


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    """Wait until no other process of the test run is in here. A folder is made by one process only, on every system."""
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            time.sleep(0.5)
    try:
        yield
    finally:
        lock.rmdir()


@pytest.fixture(scope="session")
def pages(site: Path) -> list[str]:
    """Paths of all pages below the site's root."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(name for name in found if not name.startswith(("_static/", "_sources/")))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The site's address on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=site)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@dataclass
class Watched:
    """A page with what went wrong on it since it was last opened."""

    page: Page
    elsewhere: list[str] = field(default_factory=list)  # requests to another host; none of them is answered
    errors: list[str] = field(default_factory=list)  # console errors, uncaught exceptions, failed requests

    def open(self, address: str) -> None:
        """Load an address and wait until its charts are drawn, also those that a reader would have to scroll to."""
        self.elsewhere.clear()
        self.errors.clear()
        self.page.goto(address, wait_until="load")
        self.settle()

    def settle(self) -> None:
        """Wait until every chart of an open part is drawn in the page's present theme and width."""
        self.page.wait_for_function(
            """() => !window.courseCharts?.drawAll || window.courseCharts.drawAll() && [...document.querySelectorAll("figure.chart .chart-picture")].every(picture =>
                !picture.clientWidth || picture.dataset.drawn === document.documentElement.dataset.theme
                || picture.textContent.includes("could not be drawn"))""",
            timeout=20_000,
        )

    def theme(self, name: str) -> None:
        """Change the system's colour scheme under the open page."""
        self.page.emulate_media(color_scheme=name)
        self.page.wait_for_function(f"document.documentElement.dataset.theme === {name!r}")
        self.settle()


@pytest.fixture
def watched(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Makes pages in a theme and a size that write down errors and requests to other hosts."""
    contexts = []

    def make(theme: str, width: int, height: int, scripts: bool = True) -> Watched:
        context = browser.new_context(
            color_scheme=theme,
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        found = Watched(context.new_page())
        page = found.page

        def request(made: Request) -> None:
            if not made.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
                found.elsewhere.append(made.url)

        def response(answer: Response) -> None:
            if answer.status >= 400:
                found.errors.append(f"{answer.status} {answer.url}")

        page.on("request", request)
        page.on("response", response)
        page.on("console", lambda message: found.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: found.errors.append(str(error)))
        return found

    yield make
    for context in contexts:
        context.close()
