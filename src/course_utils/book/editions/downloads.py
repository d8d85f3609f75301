"""The editions that lie in _build/downloads, and which of them are of the course as it is now."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from course_utils.book.editions import epub, pdf

FOLDER = Path("_build") / "downloads"
STAMP = "made_from.json"
NAMES = {pdf.NAME: "PDF", epub.NAME: "ePub"}
_MADE_FROM = ("book/**/*", "notebooks/**/*.ipynb", "data/*", "src/course_utils/**/*.py", "src/course_utils/**/*.css")
_AND = ("_config.yml", "_toc.yml", "CITATION.cff", "requirements.txt")


class Writer(Protocol):
    """What ``pdf.write`` and ``epub.write`` are."""

    def __call__(self, root: Path, site: Path, out: Path, say: Callable[[str], None]) -> Path: ...


WRITERS: dict[str, Writer] = {pdf.NAME: pdf.write, epub.NAME: epub.write}


@dataclass(frozen=True)
class Download:
    """An edition: its file, the name of its format, its size in bytes."""

    path: Path
    kind: str
    size: int


def state(root: Path) -> str:
    """A fingerprint of all that an edition is made from."""
    found = hashlib.sha256()
    files = {path for pattern in _MADE_FROM for path in root.glob(pattern) if path.is_file()}
    files |= {root / name for name in _AND if (root / name).is_file()}
    for path in sorted(files):
        if "__pycache__" not in path.parts and ".ipynb_checkpoints" not in path.parts:
            found.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _stamps(root: Path) -> dict[str, str]:
    try:
        return dict(json.loads((root / FOLDER / STAMP).read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def present(root: Path) -> list[Download]:
    """The editions that are there and were made from the course as it is now; older ones do not count."""
    stamps = _stamps(root)
    if not stamps:
        return []
    now = state(root)
    paths = {root / FOLDER / name: kind for name, kind in NAMES.items() if stamps.get(name) == now}
    return [Download(path, kind, path.stat().st_size) for path, kind in paths.items() if path.is_file()]


def make(name: str, root: Path | str = ".", say: Callable[[str], None] = print) -> Path:
    """Build the site, make the edition of this name from it, and build the site's first page again, with a link.

    name: one of NAMES. Returns the path of the edition. Raises CourseError when the site, or the edition, has a fault.
    """
    from course_utils.book.build import build
    from course_utils.book.editions import browser

    root = Path(root).resolve()
    if name == pdf.NAME:
        browser.find()  # before minutes of work
    site = build(root, say).parent
    now = state(root)
    out = root / FOLDER / name
    out.parent.mkdir(parents=True, exist_ok=True)
    WRITERS[name](root, site, out, say)
    (root / FOLDER / STAMP).write_text(json.dumps({**_stamps(root), name: now}, indent=1) + "\n", "utf-8")
    build(root, say)
    say(f"The {NAMES[name]} is ready: {out} ({out.stat().st_size / 1e6:.1f} MB)")
    return out
