"""The course as a reader goes through it: every page that takes time, in order, with its minutes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course_utils.book.outline import minutes_of, outline
from course_utils.errors import CourseError

ROOT = Path(__file__).parents[2]


def test_the_course_has_a_part_for_each_module_with_reading_and_lab() -> None:
    parts = outline(ROOT)
    modules = [part for part in parts if part.title.startswith("Module ")]
    assert [part.title[:9] for part in modules] == [f"Module {number}." for number in range(9)]
    for part in modules:
        reading, lab = part.pages
        assert (reading.kind, lab.kind) == ("reading", "lab")
        assert lab.name == reading.name.replace("book/modules", "notebooks/labs")
        assert reading.objectives > 3 and reading.questions > 3
        assert 20 <= reading.minutes <= 120 and 20 <= lab.minutes <= 120
    assert [part.pages[0].name for part in parts if part not in modules] == [
        "notebooks/python_you_need",
        "book/modules/capstone",
    ]


def test_every_notebook_of_the_site_is_in_it() -> None:
    listed = {page.name for part in outline(ROOT) for page in part.pages}
    toc = set(re.findall(r"file: (notebooks/\S+)", (ROOT / "_toc.yml").read_text("utf-8")))
    assert toc <= listed
    assert {path.stem for path in (ROOT / "notebooks/labs").glob("*.ipynb")} <= {
        name.rpartition("/")[2] for name in toc
    }


@pytest.mark.parametrize("source", ["# Lab", "# Lab\n\n**Time:** an hour.", "# Lab\n\nTime: about 90 minutes."])
def test_a_notebook_that_does_not_say_how_long_it_takes_is_named(source: str) -> None:
    with pytest.raises(CourseError, match=r"first cell of notebooks/labs/m9\.ipynb .* \*\*Time:\*\* about 90 minutes"):
        minutes_of(source, "notebooks/labs/m9")


def test_a_page_without_a_title_is_named(tmp_path: Path) -> None:
    (tmp_path / "_toc.yml").write_text("chapters: [{file: book/modules/m9}]", "utf-8")
    (tmp_path / "book/modules").mkdir(parents=True)
    (tmp_path / "book/modules/m9.md").write_text("---\nlesson: {minutes: 5, objectives: []}\n---\nText.\n", "utf-8")
    with pytest.raises(CourseError, match="book/modules/m9 has no title"):
        outline(tmp_path)
