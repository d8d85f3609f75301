"""Print a page to PDF with whatever Chromium the machine has; nothing else is needed for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from course_utils.errors import CourseError

VARIABLE = "COURSE_BROWSER"
ON_THE_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
LIMIT = 15 * 60  # seconds; the whole course takes about one minute


def _candidates() -> Iterator[str | None]:
    yield os.environ.get(VARIABLE)
    yield from map(shutil.which, ON_THE_PATH)
    if sys.platform == "darwin":
        yield from MACOS
    if os.name == "nt":
        folders = (os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"))
        yield from (os.path.join(folder, place) for folder in folders if folder for place in WINDOWS)


def find() -> str:
    """The path of a Chromium, Chrome or Edge: $COURSE_BROWSER, on the PATH, or where it installs itself.

    Raises CourseError that says what to install.
    """
    for place in _candidates():
        if place and Path(place).is_file():
            return place
    raise CourseError(
        "A PDF needs Chromium, Chrome or Edge, and none was found. Install one of them (Debian and Ubuntu: "
        f"sudo apt install chromium), or set {VARIABLE} to the program's path. The ePub needs no browser: make epub"
    )


def print_pdf(page: Path, out: Path, limit: float = LIMIT) -> None:
    """Print an HTML file to PDF: tagged, with an outline from its headings, on the paper that its style asks for.

    Raises CourseError when the browser fails, or takes longer than ``limit`` seconds; it is ended then.
    """
    program = find()
    out.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            program, "--headless", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}",
            "--host-resolver-rules=MAP * ~NOTFOUND",  # the page is whole; whatever asks elsewhere is a mistake
            "--no-pdf-header-footer", "--generate-pdf-document-outline", f"--print-to-pdf={out}",
        ]  # fmt: skip
        if getattr(os, "geteuid", lambda: 1)() == 0:
            command.append("--no-sandbox")  # it can't be had as root; the only page opened is ours
        try:
            done = subprocess.run(
                [*command, page.as_uri()], capture_output=True, text=True, errors="replace", timeout=limit, check=False
            )
        except subprocess.TimeoutExpired:
            raise CourseError(f"{program} printed for more than {limit / 60:.0f} minutes and was stopped.") from None
    if done.returncode or not out.is_file():
        raise CourseError(f"{program} could not print the PDF:\n{done.stderr.strip()[-1500:]}")
