"""The bundle for a place without a network: its parts, its packages, the same bytes each time, and no answer in it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_utils.cli import main
from course_utils.errors import CourseError
from course_utils.grading import leaks, offline, wheels
from course_utils.grading.archive import sha256
from course_utils.grading.contents import files
from course_utils.grading.stub import student_notebook

SLUG = "m9_trial"
PAGE = "<!DOCTYPE html><html lang='en'><title>The course</title><p>Read here.</p></html>"


def _wheel(folder: Path, name: str) -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            f"{name}.py", "cast_ballots = [ballot for ballot in votes if ballot not in ('absent', None)]\n"
        )
    return path


@pytest.fixture
def ready(course: Path, folder: Path, tmp_path: Path, known: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of wheels for a lock of one package; a site of one page; of the students' folder, what is quickly searched."""
    store = tmp_path / "store"
    store.mkdir()
    tiny = _wheel(store, "tiny")
    _wheel(store, "stranger")
    digest = sha256(tiny.read_bytes())
    lock = f"tiny==1.0 \\\n    --hash=sha256:{digest}\nother==2.0 ; sys_platform == 'none' \\\n    --hash=sha256:{'0' * 64}\n"
    (course / "requirements.txt").rename(course / "kept.txt")
    (course / "requirements.txt").write_text(lock, "utf-8")
    (course / "_build" / "html").mkdir(parents=True, exist_ok=True)
    (course / "_build" / "html" / "index.html").write_text(PAGE, "utf-8")
    part = {
        "start.py": (course / "src" / "course_utils" / "bootstrap.py").read_bytes(),
        f"notebooks/exercises/{SLUG}/{SLUG}.ipynb": student_notebook(folder).encode(),
        f"notebooks/exercises/{SLUG}/checks.py": (folder / "checks.py").read_bytes(),
    }
    monkeypatch.setattr(offline, "bundle", lambda root, folders: part)
    yield store
    (course / "kept.txt").replace(course / "requirements.txt")


def test_bundle_has_its_parts_and_their_checksums(ready: Path, tmp_path: Path) -> None:
    made = offline.build(tmp_path / "out", ready)
    top = made.archive.stem
    with zipfile.ZipFile(made.archive) as whole:
        held = {name.removeprefix(f"{top}/"): whole.read(name) for name in whole.namelist()}
        stored = [entry.filename for entry in whole.infolist() if entry.compress_type == zipfile.ZIP_STORED]
    assert held["site/index.html"] == PAGE.encode()
    assert held["course/wheels/tiny-1.0-py3-none-any.whl"] == (ready / "tiny-1.0-py3-none-any.whl").read_bytes()
    assert stored == [f"{top}/course/wheels/tiny-1.0-py3-none-any.whl"]
    assert {"START_HERE.html", "course/start.py", f"course/notebooks/exercises/{SLUG}/{SLUG}.ipynb"} < set(held)
    assert not any("stranger" in name for name in held), "the lock does not know it"
    manifest = json.loads(held.pop("contents.json"))
    assert manifest["files"] == {name: hashlib.sha256(content).hexdigest() for name, content in held.items()}
    assert manifest["made for"] == offline.made_for()
    assert made.files == len(held) + 1
    assert str(made).startswith(str(made.archive))
    before = made.archive.read_bytes()
    assert offline.build(tmp_path / "out", ready).archive.read_bytes() == before, (
        "the second replaces the first, in the same bytes"
    )


def test_first_page_says_what_to_do_and_for_which_system() -> None:
    page = offline.start_here()
    assert "{" not in page.partition("</style>")[2]
    assert offline.made_for() in page
    for words in ('href="site/index.html"', "py start.py", "--no-index --find-links wheels --no-deps --require-hashes"):
        assert words in page


def test_what_is_in_the_way_stays(ready: Path, tmp_path: Path) -> None:
    place = tmp_path / f"{offline.NAME}-{offline.course_utils.__version__}-offline.zip"
    place.write_text("mine")
    with pytest.raises(CourseError, match="is no earlier bundle"):
        offline.build(tmp_path, ready)
    assert place.read_text() == "mine"


def test_an_answer_on_the_site_stops_it(ready: Path, course: Path, tmp_path: Path) -> None:
    answer = "cast_ballots = [ballot for ballot in votes if ballot not in ('absent', None)]"
    (course / "_build" / "html" / "index.html").write_text(PAGE + answer, "utf-8")
    with pytest.raises(CourseError, match=r"answers would go out with it:\n- .*site/index\.html"):
        offline.build(tmp_path / "out", ready)
    assert not (tmp_path / "out").exists()


def test_packages_of_others_are_not_opened_by_the_search(search: leaks.Search, ready: Path) -> None:
    """Code of others that happens to read like a solution is no leak where the lock names the file by its hash."""
    known = {path.stem.partition("-")[0]: sha256(path.read_bytes()) for path in ready.glob("*.whl")}
    names = [file.name for file in files(ready, {known["tiny"]})]
    assert "tiny-1.0-py3-none-any.whl" in names
    assert not any(name.startswith("tiny-1.0-py3-none-any.whl!") for name in names)
    assert "stranger-1.0-py3-none-any.whl!stranger.py" in names
    found = leaks.Search(search.secret, search.root).leaks(ready)
    assert [leak.file.partition("-")[0] for leak in found] == ["stranger"]


def test_a_package_that_is_missing(ready: Path, course: Path) -> None:
    (ready / "tiny-1.0-py3-none-any.whl").write_bytes(b"another")
    with pytest.raises(CourseError, match=r"lacks the wheels that requirements\.txt names of tiny 1\.0\. Fetch them"):
        wheels.chosen(course / "requirements.txt", ready)
    with pytest.raises(CourseError, match="There is no folder"):
        wheels.chosen(course / "requirements.txt", ready / "nowhere")


@pytest.fixture
def no_index(monkeypatch: pytest.MonkeyPatch, ready: Path) -> Callable[[], None]:
    """pip without any index: with the folder of wheels, or without."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    return lambda: monkeypatch.setenv("PIP_FIND_LINKS", str(ready))


def test_packages_are_fetched_by_pip_and_checked(no_index: Callable, course: Path, ready: Path, tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r"could not be fetched:\n.*tiny"):
        wheels.fetch(course / "requirements.txt", tmp_path / "fetched")
    no_index()
    whole = tmp_path / "whole.txt"
    tiny = ready / "tiny-1.0-py3-none-any.whl"
    with zipfile.ZipFile(tiny, "a") as archive:  # pip wants its metadata
        archive.writestr("tiny-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        archive.writestr("tiny-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    whole.write_text(f"tiny==1.0 --hash=sha256:{sha256(tiny.read_bytes())}\n", "utf-8")
    wheels.fetch(whole, tmp_path / "fetched")
    assert list(wheels.chosen(whole, tmp_path / "fetched")) == [tiny.name]


def test_without_a_site(ready: Path, course: Path, tmp_path: Path) -> None:
    (course / "_build" / "html" / "index.html").unlink()
    came = CliRunner().invoke(main, ["offline", "--wheels", str(ready), "--out", str(tmp_path / "out")])
    assert came.exit_code == 1
    assert "Build it first, with `make book`" in came.output
