"""Small sites and courses in which one thing at a time is spoilt."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course_utils.book.checks.pages import Site, read_site

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Votes</title></head>
<body><main><h1>Votes</h1>
{}
</main></body></html>
"""


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Site]:
    """Makes a site of one page, book/page.html, with a body; and of other files."""

    def make(body: str = "", page: str = PAGE, **files: str) -> Site:
        contents = {"index.html": PAGE.format(""), "book/page.html": page.replace("{}", body)}
        for name, text in {**contents, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return read_site(tmp_path)

    return make


@pytest.fixture
def make_course(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Makes a folder with sources: name of a file -> its text."""

    def make(files: dict[str, str]) -> Path:
        for name, text in {"book/dictionary.txt": "", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return tmp_path

    return make
