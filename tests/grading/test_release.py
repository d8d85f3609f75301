"""What students get: the stub, the bundle with its first page, the same bytes each time, and no harm to what is there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from click.testing import CliRunner
from nbclient import NotebookClient

import course_utils
import course_utils.exercises
from course_utils.cli import main
from course_utils.errors import CourseError
from course_utils.exercises.shelf import exercise
from course_utils.grading import archive, bundle, reading, release
from course_utils.grading.source import read_source
from course_utils.grading.stub import student_notebook

ROOT = Path(__file__).resolve().parents[2]
SLUG = "m9_trial"
REAL = sorted(path.parent.name for path in (ROOT / "notebooks" / "exercises").glob("*/checks.py"))


# ------------------------------------------------------------------------------------------------ the stub


@pytest.fixture(scope="module")
def stub(folder: Path) -> dict[str, Any]:
    """The trial exercise's stub: its cells by id."""
    return {cell.id: cell for cell in nbformat.reads(student_notebook(folder), as_version=4).cells}


def test_stub_keeps_cells_and_ids_and_takes_the_solutions(folder, stub):
    before = {cell.id: cell for cell in nbformat.read(folder / f"{SLUG}.ipynb", as_version=4).cells}
    assert list(stub) == list(before)
    assert stub["m9-q1"].source.endswith("    # YOUR CODE HERE\n    raise NotImplementedError()")
    assert stub["m9-q3"].source == "letter = None\n# YOUR CODE HERE\nraise NotImplementedError()"
    assert stub["m9-q5"].source == "YOUR ANSWER HERE"
    assert all(
        stub[id].source == before[id].source for id in ("opening", "setup", "pair", "m9-q1-check", "m9-q5-check")
    )


def test_stub_holds_no_output_picture_or_metadata_of_the_author(folder, stub):
    whole = json.loads(student_notebook(folder))
    assert whole["metadata"] == {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    }
    for cell in stub.values():
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert set(cell.metadata) <= {"nbgrader", "deletable", "editable"}
    assert "attachments" not in stub["m9-q5"]


def test_stub_locks_what_is_not_the_students(stub):
    check, answer = stub["m9-q1-check"].metadata, stub["m9-q1"].metadata
    assert (check["deletable"], check["editable"], answer["deletable"]) == (False, False, False)
    assert check["nbgrader"]["points"] == 3
    assert not answer["nbgrader"]["locked"]


def test_stub_says_nothing_of_the_solutions_not_even_in_its_checksums(folder, edited):
    """Two authors' notebooks with other solutions give the same bytes, so nothing can be got back from them."""

    def change(notebook):
        for cell in notebook.cells:
            inside = "### BEGIN SOLUTION\nletter = 'A'\nprint('another way')\n### END SOLUTION"
            cell.source = re.sub(r"### BEGIN SOLUTION.*### END SOLUTION", inside, cell.source, flags=re.DOTALL)
            if cell.id == "m9-q5":
                cell.source = "Another answer."

    other = edited(change)
    assert read_source(other).regions != read_source(folder).regions
    assert student_notebook(other) == student_notebook(folder)


def test_stub_is_what_nbgrader_itself_would_release(folder, stub, tmp_path):
    source = tmp_path / "source" / SLUG
    source.mkdir(parents=True)
    shutil.copy(folder / f"{SLUG}.ipynb", source)
    home = dict.fromkeys(("HOME", "USERPROFILE", "JUPYTER_CONFIG_DIR"), str(tmp_path))
    # nbgrader calls alembic by its bare name; in an environment that is not activated it must be told where.
    home["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", SLUG]
    subprocess.run(command, cwd=tmp_path, env=os.environ | home, check=True, capture_output=True, timeout=120)
    theirs = nbformat.read(tmp_path / "release" / SLUG / f"{SLUG}.ipynb", as_version=4)
    for cell in theirs.cells:
        ours = stub[cell.id]
        assert (ours.source, ours.metadata.get("nbgrader")) == (cell.source, cell.metadata.get("nbgrader"))
    assert len(theirs.cells) == len(stub)


def _without_end(notebook):
    notebook.cells[2].source = notebook.cells[2].source.replace("### END SOLUTION", "")


def _same_id_twice(notebook):
    notebook.cells[3].metadata["nbgrader"]["grade_id"] = "m9-q1"


def _solution_in_a_check(notebook):
    notebook.cells[3].source = "### BEGIN SOLUTION\n1\n### END SOLUTION"


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (_without_end, "ClearSolutions says: no end solution"),
        (_same_id_twice, "CheckCellMetadata says:"),
        (_solution_in_a_check, "ClearSolutions says: Solution region detected in a non-solution cell"),
    ],
)
def test_a_notebook_that_nbgrader_refuses(edited, edit, words):
    with pytest.raises(CourseError, match=rf"The exercise {SLUG} can't be released: nbgrader's {words}"):
        student_notebook(edited(edit))


def test_a_folder_without_its_notebook(folder, tmp_path):
    (tmp_path / "m8").mkdir()
    with pytest.raises(CourseError, match=r"The exercise m8 lacks m8\.ipynb"):
        student_notebook(tmp_path / "m8")


@pytest.mark.parametrize("slug", REAL)
def test_stub_of_the_course(slug):
    folder = ROOT / "notebooks" / "exercises" / slug
    whole = student_notebook(folder)
    assert whole == student_notebook(folder)
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in nbformat.reads(whole, 4).cells}
    for question in exercise(folder).questions:
        stub = "YOUR ANSWER HERE" if question.by_hand else "raise NotImplementedError()"
        assert stub in cells[question.id].source


# ------------------------------------------------------------------------------------------------ the bundle


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_bundle_holds_what_a_student_needs_and_nothing_else(released, course):
    files = set(_files(released.folder))
    version = course_utils.__version__
    tables = {name for name in files if name.startswith("data/")}
    names = {path.name for path in (course / "data").iterdir()}
    labs = {
        f"notebooks/{place}/{path.name}"
        for place in ("labs", "capstones")
        for path in (course / "notebooks" / place).glob("*.ipynb")
    }
    readings = {f"book/modules/{path.name}" for path in (course / "book" / "modules").glob("*.md")}
    assert files - tables - labs - readings == {
        "START_HERE.md", "README.md", "start.py", "requirements.txt", "LICENSE", "LICENSE-CONTENT.md", "contents.json",
        f"fraternal_nations-{version}-py3-none-any.whl", "notebooks/python_you_need.ipynb",
        f"notebooks/exercises/{SLUG}/{SLUG}.ipynb", f"notebooks/exercises/{SLUG}/checks.py",
    }  # fmt: skip
    assert tables == {f"data/{name}" for name in names}
    assert labs | readings <= files


def test_bundle_states_its_contents(released):
    files = _files(released.folder)
    stated = json.loads(files.pop("contents.json"))
    assert stated["files"] == {name: archive.sha256(files[name]) for name in sorted(files)}
    assert (stated["version"], stated["exercises"]) == (course_utils.__version__, [SLUG])


def test_zip_holds_the_same_files_as_the_folder(released):
    with zipfile.ZipFile(released.archive) as whole:
        assert whole.testzip() is None
        entries = whole.infolist()
        top = released.folder.name
        assert {entry.filename: whole.read(entry) for entry in entries} == {
            f"{top}/{name}": content for name, content in _files(released.folder).items()
        }
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {(entry.date_time, entry.external_attr >> 16) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 0o100644)}


def test_two_builds_give_the_same_bytes(released, course, folder):
    for number, path in enumerate(sorted((course / "src").rglob("*.py"))):
        os.utime(path, (1_700_000_000 + number, 1_700_000_000 - number))
        path.chmod(0o600)
    files = bundle.bundle(course, [folder])
    assert files == _files(released.folder)
    assert archive.zipped({f"{released.folder.name}/{name}": files[name] for name in reversed(files)}) == (
        released.archive.read_bytes()
    )


def test_wheel_holds_the_package_as_it_is(released, course):
    (wheel,) = released.folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as whole:
        held = {name: whole.read(name) for name in whole.namelist() if name.startswith("course_utils/")}
    assert held == {f"course_utils/{name}": content for name, content in _files(course / "src/course_utils").items()}


def test_a_wheel_that_can_not_be_built(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    with pytest.raises(CourseError, match="The wheel of course_utils could not be built"):
        archive.built_wheel(tmp_path)


def test_an_exercise_whose_parts_do_not_fit(edited, course):
    def rename(notebook):
        notebook.cells[3].metadata["nbgrader"]["grade_id"] = "m9-q1-test"

    with pytest.raises(CourseError, match="declares the cells m9-q1-check, which its notebook lacks"):
        bundle.bundle(course, [edited(rename)])


# ------------------------------------------------------------------------------------------------ pages and links


@pytest.fixture(scope="module", params=["trial", "course"])
def page_folder(request: pytest.FixtureRequest) -> Path:
    """A released folder: with the trial exercise, or with the course's own ones."""
    if request.param == "trial":
        return request.getfixturevalue("released").folder
    return request.getfixturevalue("real_release")


def test_first_page_names_only_what_is_there(page_folder):
    text = (page_folder / "START_HERE.md").read_text("utf-8")
    named = re.findall(r"`([^`]+)`", text)
    stubs = "".join(path.read_text("utf-8") for path in page_folder.glob("notebooks/exercises/*/*.ipynb"))
    for name in named:
        words = name.split()
        if words[0] == "course":
            command = main.commands[words[1]]
            options = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in words if word.startswith("--")} <= options, name
        elif words[0] in ("py", "python3"):
            assert words[1] == "--version" or (page_folder / words[1]).is_file(), name
        elif name.startswith(("check(", "hint(")):
            assert json.dumps(name)[1:-1] in stubs or name.startswith("hint("), name
        elif name.startswith("YOUR ") or name == "raise":
            assert name in stubs, name
        elif name.startswith("from "):
            exec(name, {})
        elif name.endswith(")"):
            assert callable(getattr(course_utils.exercises, name.partition("(")[0])), name
        elif name not in (".venv", "cd", "checks.py"):  # made by start.py; a command; beside each exercise
            assert (page_folder / name).is_file(), name
    assert {"course me --id 12345", "py start.py", "python3 start.py"} <= set(named)
    assert any(name.startswith("course submit m") for name in named)
    assert not re.findall(r"[{}]", text)


def test_first_page_names_every_lesson(page_folder):
    text = (page_folder / "START_HERE.md").read_text("utf-8")
    for path in (*page_folder.glob("book/modules/*"), *page_folder.glob("notebooks/**/*.ipynb")):
        assert f"`{path.relative_to(page_folder).as_posix()}`" in text


def test_links_lead_to_files_and_headings_that_are_there(page_folder):
    checked = 0
    pages = {path: path.read_text("utf-8") for path in page_folder.rglob("*.md")}
    for path in page_folder.rglob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        pages[path] = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    for path, text in pages.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if "://" in target:
                continue
            name, _, anchor = target.partition("#")
            place = (path.parent / name).resolve() if name else path
            assert place.is_file(), (path.name, target)
            assert not anchor or anchor in reading.anchors(pages[place]), (path.name, target)
            checked += 1
    assert checked


@pytest.mark.parametrize("slug", REAL)
def test_hints_lead_to_headings_that_are_there(real_release, slug):
    for question in exercise(ROOT / "notebooks" / "exercises" / slug).questions:
        name, _, anchor = question.hints.link.partition("#")
        text = (real_release / name).read_text("utf-8")
        assert not anchor or anchor in reading.anchors(text), question.id


@pytest.mark.parametrize("path", sorted((ROOT / "book" / "modules").glob("*.md")), ids=lambda path: path.stem)
def test_readings_read_well_without_the_site(path):
    text = reading.plain_reading(path, ROOT)
    assert text.startswith("# ")
    assert not re.findall(r"\{[\w:]+\}`|^```\{|^:::|\\['\"v]\{", text, re.MULTILINE)
    assert reading.anchors(path.read_text("utf-8")) == reading.anchors(text)


def test_a_reading_takes_its_figures_from_the_lab(course):
    text = reading.plain_reading(course / "book" / "modules" / "m3_votes.md", course)
    lab = json.loads((course / "notebooks" / "labs" / "m3_votes.ipynb").read_text("utf-8"))
    glued = {
        output["metadata"]["scrapbook"]["name"]: output["data"]
        for cell in lab["cells"]
        for output in cell.get("outputs", [])
        if "scrapbook" in output.get("metadata", {})
    }
    figure = "".join(glued["m3-roll-calls"]["application/papermill.record/text/plain"]).strip("'")
    assert f"one row among the {figure} roll calls since 1992" in text


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{lab}`m3-nothing`", "shows m3-nothing, which the outputs of its lab do not hold"),
        ("{cite}`nobody1999`", "cites nobody1999, which references.bib does not hold"),
        ("{numref}`a`", r"uses \{numref\}, which has no plain form"),
        ("```{mermaid} x\na\n```", r"uses ```\{mermaid\}, which has no plain form"),
    ],
)
def test_a_reading_with_markup_that_has_no_plain_form(course, tmp_path, markup, words):
    path = tmp_path / "m3_votes.md"
    path.write_text(f"# A title\n\n{markup}\n")
    with pytest.raises(CourseError, match=words):
        reading.plain_reading(path, course)


# ------------------------------------------------------------------------------------------------ at work in it


@pytest.fixture(scope="module")
def installed(released: release.Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the release, installed into a folder of its own."""
    target = tmp_path_factory.mktemp("installed")
    (wheel,) = released.folder.glob("*.whl")
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", "--target", target, wheel]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"})
    return target


def _run(folder: Path, slug: str, path: Path, home: Path) -> list[Any]:
    """Run the stub of an exercise in a released folder, with course_utils from ``path``; its cells with outputs."""
    notebook = nbformat.read(folder / "notebooks" / "exercises" / slug / f"{slug}.ipynb", as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell("import course_utils; course_utils.__file__", id="where"))
    place = {"metadata": {"path": str(folder / "notebooks" / "exercises" / slug)}}
    own = {"PYTHONPATH": str(path), "COURSE_HOME": str(home), "COURSE_ID": "demonstration", "COURSE_SUBMIT": "off"}
    environment = {key: value for key, value in os.environ.items() if key != "COURSE_DATA"} | own
    client = NotebookClient(notebook, timeout=120, allow_errors=True, resources=place, kernel_name="python3")
    return client.execute(env=environment).cells


def _said(cell: Any) -> str:
    return "".join(
        str(output.get("text") or output.get("evalue") or output.get("data", {}).get("text/plain", ""))
        for output in cell.outputs
    )


def test_the_stub_runs_with_the_installed_wheel_and_checks_give_their_first_message(released, installed, tmp_path):
    cells = {cell.id: cell for cell in _run(released.folder, SLUG, installed, tmp_path)}
    assert str(installed) in _said(cells["where"])
    assert not cells["setup"].outputs
    first = _said(cells["m9-q1-check"])
    assert first.startswith("m9-q1: not yet.")
    assert "share_of_yes is not written yet. Put your code in the place of the line with `raise`." in first
    assert cells["m9-q3"].outputs[0].ename == "NotImplementedError"
    assert "Write it in the cell above" in _said(cells["m9-q5-check"])
    assert not (released.folder / ".course").exists()


@pytest.mark.parametrize("slug", REAL)
def test_the_courses_stub_runs_and_no_check_passes(real_release, tmp_path, slug):
    declared = exercise(ROOT / "notebooks" / "exercises" / slug)
    cells = _run(real_release, slug, ROOT / "src", tmp_path)
    said = {cell.source: _said(cell) for cell in cells if cell.cell_type == "code"}
    for question in declared.questions:
        (answer,) = (text for source, text in said.items() if source.startswith(f'check("{question.id}"'))
        assert f"{question.id}: not yet" in answer or "is not defined" in answer, question.id
    first = declared.questions[0]
    (answer,) = (text for source, text in said.items() if source.startswith(f'check("{first.id}"'))
    assert "not yet" in answer
    assert "failed" in answer


# ------------------------------------------------------------------------------------------------ nothing is lost


def test_a_second_build_replaces_an_untouched_one(released, known, tmp_path):
    out = tmp_path / "dist"
    shutil.copytree(released.folder, out / released.folder.name)
    shutil.copy(released.archive, out)
    again = release.build([SLUG], out)
    assert _files(again.folder) == _files(released.folder)
    assert again.archive.read_bytes() == released.archive.read_bytes()
    assert sorted(path.name for path in out.iterdir()) == sorted([again.folder.name, again.archive.name])
    assert str(again).startswith(f"{again.folder}: {again.files} files, ")


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("notebooks/exercises/m9_trial/m9_trial.ipynb", "changed"),
        ("notebooks/notes.md", "new"),
        (".course/progress.json", "new"),
        ("contents.json", "not a manifest"),
    ],
)
def test_a_folder_in_which_somebody_worked_stays(released, tmp_path, name, there):
    place = tmp_path / released.folder.name
    shutil.copytree(released.folder, place)
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).write_text(there)
    before = _files(place)
    with pytest.raises(CourseError, match="holds what an earlier release did not put there") as raised:
        release.build([], tmp_path)
    assert name in str(raised.value) or name == "contents.json"
    assert _files(place) == before
    assert not (tmp_path / released.archive.name).exists()


def test_a_folder_or_a_zip_of_somebody_elses_stays(released, course, tmp_path):
    (tmp_path / released.archive.name).write_bytes(b"photos")
    with pytest.raises(CourseError, match="is no earlier release"):
        release.build([], tmp_path)
    assert (tmp_path / released.archive.name).read_bytes() == b"photos"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / released.folder.name).write_text("a file")
    with pytest.raises(CourseError, match="did not put there"):
        release.build([], tmp_path / "other")


def test_a_release_with_an_answer_in_it_is_not_made(released, course, folder, known):
    checks = folder / "checks.py"
    before, files = checks.read_text("utf-8"), _files(course / "dist")
    try:
        checks.write_text(
            f"{before}\n\ndef right(letter):\n    return letter == 'C' and {{'ALB', 'BEL', 'CHL'}}\n", "utf-8"
        )
        with pytest.raises(
            CourseError, match="Nothing was released, because answers would go out with it:\n- "
        ) as raised:
            release.build([], course / "dist")
    finally:
        checks.write_text(before, "utf-8")
    assert "checks.py holds the answer to m9-q4: ALB, BEL, CHL" in str(raised.value)
    assert _files(course / "dist") == files


def test_an_exercise_that_is_not_there(course, tmp_path):
    with pytest.raises(CourseError, match="m9_trial"):
        release.build(["m9_trail"], tmp_path)


def test_a_students_copy_is_not_released(released, monkeypatch, tmp_path):
    monkeypatch.chdir(released.folder)
    with pytest.raises(CourseError, match="is not the course's repository"):
        release.build([], tmp_path)


# ------------------------------------------------------------------------------------------------ the commands


def test_command_build_refuses_in_one_sentence(course, tmp_path):
    ran = CliRunner().invoke(main, ["release", "build", "m9_trail", "--out", str(tmp_path)])
    assert ran.exit_code == 1
    assert ran.output.startswith("Error: ")
    assert "Traceback" not in ran.output


def test_command_check_prints_leaks_and_fails(course, known, tmp_path):
    (tmp_path / "page.md").write_text("Empty seats were counted as votes of their own.\n")
    ran = CliRunner().invoke(main, ["release", "check", str(tmp_path)])
    assert ran.exit_code == 1
    assert "page.md, text: m9_trial: hidden check from hidden.py" in ran.output
    assert f"1 leaks in {tmp_path}" in ran.output
    (tmp_path / "page.md").write_text("A page.\n")
    ran = CliRunner().invoke(main, ["release", "check", str(tmp_path)])
    assert (ran.exit_code, ran.output) == (0, f"{tmp_path}: no answer found\n")
