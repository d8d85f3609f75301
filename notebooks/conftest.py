"""Notebooks run under one fixed student id, with a state of their own: what a person tried before must not show."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

HOMES = pytest.StashKey[dict[Path, str]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Set the id and the home while a cell of a notebook is tested: its kernel starts with the first one.

    A hook, as nbval's cells take no fixtures; each notebook has its own home, so that none sees another's tries.
    """
    if Path(__file__).parent not in item.path.parents:  # with several processes, pytest calls this for every test
        return (yield)
    homes = item.config.stash.setdefault(HOMES, {})
    if item.path not in homes:
        folder = tempfile.TemporaryDirectory(prefix="course-home-")
        item.config.add_cleanup(folder.cleanup)
        homes[item.path] = folder.name
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_ID", "demonstration")
        patch.setenv("COURSE_HOME", homes[item.path])
        patch.setenv("COURSE_SUBMIT", "off")  # a notebook that runs by itself hands nothing in
        return (yield)
