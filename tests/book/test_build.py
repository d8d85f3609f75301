"""The build as its user sees it: pages, progress, and sentences when something is wrong."""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import psutil
import pytest

from course_utils.book import guard
from course_utils.book.build import build, fingerprints, forget_stale
from course_utils.errors import CourseError


def test_small_book(book, capsys: pytest.CaptureFixture[str]) -> None:
    """One build, many looks: builds are slow."""
    index = build(book.root)
    assert index == book.root.resolve() / "_build" / "html" / "index.html"
    said = capsys.readouterr().out
    assert "running notebooks/labs/lab.ipynb" in said
    assert said.rstrip().endswith(str(index))
    assert 'href="book/index.html"' in index.read_text("utf-8")

    reading, lab, plain = (book.html(name) for name in ("book/reading", "notebooks/labs/lab", "book/index"))
    assert 'lang="en"' in plain
    assert '<meta name="description" content="A course in one page.">' in plain
    assert "_static/vega." not in plain and "charts.js" not in plain
    assert all(re.search(r"_static/vega\.[0-9a-f]{12}\.js", page) for page in (reading, lab))
    assert reading.count('<figure class="chart"') == lab.count('<figure class="chart"') == 1
    assert 'The share is <span class="pasted-text">0.75</span>' in reading
    assert "about 20 minutes" in reading
    assert '<math display="inline" alttext="p_o = a / n">' in reading
    assert 'class="table-box" role="region" tabindex="0" aria-label="Table 1"' in reading
    assert len(re.findall(r'<div[^>]* id="cell-[^"]+"', lab)) == 2  # each code cell can be led to
    for page in (reading, lab, plain):
        assert "thebe" not in page.lower() and "mathjax@" not in page and "all.min.js" not in page

    # A number that changes in the lab changes in the reading, though the reading itself did not change.
    book.lab('from myst_nb import glue\nglue("share", 0.25, display=False)', 'glue("chart", "words", display=False)')
    build(book.root, lambda line: None)
    assert '<span class="pasted-text">0.25</span>' in book.html("book/reading")


def test_warnings_and_foreign_files_fail_each_time(book) -> None:
    """A second build without a change fails too, though Sphinx would skip the pages at fault."""
    book.lab("n = 1")
    book.page("reading.md", '# A reading\n\n[nothing](nowhere.md)\n\n<img src="https://a.example/x.png" alt="x">\n')
    for _ in range(2):
        with pytest.raises(CourseError) as raised:
            build(book.root, lambda line: None)
        message = str(raised.value)
        assert "book/reading.md:3: WARNING:" in message and "nowhere.md" in message
        assert "https://a.example/x.png" in message and "another host" in message
        assert "_build/build.log" in message


@pytest.mark.parametrize(
    ("cell", "timeout", "words"),
    [
        ("def half(n):\n    return n / 0\n\nhalf(1)", None, "raised ZeroDivisionError: division by zero."),
        ("import time\ntime.sleep(60)", 2, "took longer than a cell may"),
        ("import os\nos._exit(1)", None, "kernel died"),
    ],
    ids=["raises", "hangs", "dies"],
)
def test_notebook_that_fails_is_named_in_a_sentence(book, cell: str, timeout: int | None, words: str) -> None:
    book.lab("n = 1", cell, timeout=timeout)
    with pytest.raises(CourseError) as raised:
        build(book.root, lambda line: None)
    message = str(raised.value)
    assert "The notebook notebooks/labs/lab.ipynb failed" in message
    assert words in message
    if "died" not in words:  # a dead kernel does not say where
        assert f"code cell 2 (begins with `{cell.splitlines()[0]}`)" in message


def test_folder_without_a_book(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"no _config\.yml in"):
        build(tmp_path)


def test_outputs_are_forgotten_when_data_change_and_kept_otherwise(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "votes.csv").write_text("1")
    forget_stale(tmp_path)
    kept = [tmp_path / "_build" / name / "x" for name in (".jupyter_cache", ".doctrees")]
    for path in kept:
        path.parent.mkdir()
        path.write_text("")
    forget_stale(tmp_path)
    assert all(path.exists() for path in kept)
    before = fingerprints(tmp_path)
    (tmp_path / "data" / "votes.csv").write_text("2")
    assert set(before.items()).isdisjoint(fingerprints(tmp_path).items())
    forget_stale(tmp_path)
    assert not any(path.exists() for path in kept)


HANGS = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
print("child", child.pid, flush=True)
print("{first}", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("reading sources... [ 10%] book/index", "The build has run for more than"),
        (
            "notebooks/labs/lab.ipynb: Executing notebook using local CWD",
            "The notebook notebooks/labs/lab.ipynb has run",
        ),
    ],
)
def test_hanging_build_is_stopped_with_all_its_children(tmp_path: Path, first: str, words: str) -> None:
    log = tmp_path / "log"
    limits = {"whole": 1.5, "notebook": 60} if "build" in words else {"whole": 60, "notebook": 1.5}
    began = time.monotonic()
    with pytest.raises(CourseError, match=words):
        guard.follow(
            [sys.executable, "-c", HANGS.replace("{first}", first)], tmp_path, log, lambda line: None, **limits
        )
    assert time.monotonic() - began < 10
    child = int(re.search(r"child (\d+)", log.read_text()).group(1))
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


def test_notebook_that_ended_is_not_held_against_the_build(tmp_path: Path) -> None:
    script = (
        "import time\nprint('a.ipynb: Executing notebook using local CWD', flush=True)\n"
        "print('a.ipynb: Executed notebook in 1.00 seconds', flush=True)\ntime.sleep(1.5)"
    )
    said: list[str] = []
    assert guard.follow([sys.executable, "-c", script], tmp_path, tmp_path / "log", said.append, notebook=0.5) == 0
    assert said == ["running a.ipynb", "  ran in 1.00 s"]
