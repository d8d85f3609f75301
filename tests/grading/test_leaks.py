"""Leaks: what is released holds no answer, and each kind of answer is found where somebody has planted it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import shutil
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import nbformat
import pandas as pd
import pytest
import sphinx
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from course_utils.errors import CourseError
from course_utils.grading import archive, confidential, leaks, normal
from course_utils.grading.digests import Recovery
from course_utils.grading.public_checks import given_away

ROOT = Path(__file__).resolve().parents[2]
LINE = 'cast_ballots = [ballot for ballot in votes if ballot not in ("absent", None)]'
HIDDEN = 'seated = [vote for vote in sample if vote != "absent"]'
FONT = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}
MODEL = "A careful delegate abstains on such a draft, explains the vote at once"


def found(search: leaks.Search, target: Path) -> str:
    """Everything that is found, as one text."""
    return "\n".join(map(str, search.leaks(target)))


# ------------------------------------------------------------------------------------------------ nothing is there


def test_the_trial_release_holds_no_answer(search, released):
    assert {path.name for path in released.folder.parent.iterdir()} == {released.folder.name, released.archive.name}
    assert search.leaks(released.folder.parent) == []


def test_what_plants_go_into_holds_no_answer(search, copy):
    assert search.leaks(copy) == []


def test_the_course_has_exercises(real_folders):
    assert real_folders


def test_the_courses_release_holds_no_answer(real_search, real_release):
    assert real_release.with_suffix(".zip").is_file()
    assert found(real_search, real_release.parent) == ""


def test_everything_confidential_is_on_the_list(search):
    (secret,) = search.secret
    where = {passage.where for passage in (*secret.code, *secret.prose)}
    assert where == {"m9-q1", "m9-q2", "m9-q3", "m9-q4", "m9-q5", "hidden.py", "mistakes.py"}
    personal = [one for one in secret.references if one.question == "m9-q2"]
    assert len({one.numbers for one in personal}) == len(personal) == 6


def test_every_question_of_the_course_is_on_the_list(real_search):
    for secret in real_search.secret:
        regions = {region.cell for region in secret.source.regions}
        assert regions <= {passage.where for passage in (*secret.code, *secret.prose)}
        assert {"hidden.py", "mistakes.py"} <= {passage.where for passage in secret.code}


# ------------------------------------------------------------------------------------------------ planted in notebooks


def test_a_solution_line_in_the_metadata_of_a_cell(search, copy, stub):
    stub.cell("opening").metadata["note"] = LINE
    stub.save()
    assert "metadata of cell 1 (opening): m9_trial: solution from m9-q1" in found(search, copy)


def test_a_hidden_check_in_an_output(search, copy, stub):
    marked = escape(HIDDEN).replace("seated", "<span>seated</span>").replace("for", "<b>for</b>")
    page = f"<pre>{marked}</pre>"
    stub.cell("pair").outputs = [nbformat.v4.new_output("display_data", {"text/html": page})]
    stub.save()
    assert "outputs of cell 5 (pair): m9_trial: hidden check from hidden.py" in found(search, copy)


def test_a_message_of_a_hidden_check_in_a_traceback(search, copy, stub):
    message = "AssertionError: Empty seats were counted as votes of their own."
    stub.cell("pair").outputs = [
        nbformat.v4.new_output("error", ename="AssertionError", evalue="", traceback=[message])
    ]
    stub.save()
    assert "hidden check from hidden.py" in found(search, copy)


@pytest.mark.parametrize("pack", [lambda text: text, zlib.compress], ids=["plain", "compressed"])
def test_a_solution_in_an_attachment(search, copy, stub, pack):
    content = base64.b64encode(pack(f"# the way to do it\n{LINE}\n".encode())).decode()
    stub.cell("opening").attachments = {"plan.png": {"image/png": content}}
    stub.save()
    assert "base64 in the attachments of cell 1 (opening): m9_trial: solution from m9-q1" in found(search, copy)


def test_a_short_solution_in_a_cell(search, copy, stub):
    stub.cell("m9-q3").source = "letter = 'C'"
    stub.save()
    assert "solution from m9-q3" in found(search, copy)


def test_a_solution_with_other_quotes_and_blanks(search, copy, stub):
    stub.cell("m9-q1").source = "cast_ballots=[ ballot for ballot in votes\n    if ballot not in ('absent',None) ]"
    stub.save()
    assert "solution from m9-q1" in found(search, copy)


def test_an_answer_that_the_author_tries(search, copy, stub):
    stub.cell("opening").source += "\n\n<!-- takes an empty seat for a refusal -->"
    stub.save()
    assert "answer that the author tries from mistakes.py" in found(search, copy)


def test_a_hash_in_the_place_of_nbgraders_checksum(search, copy, stub):
    stub.cell("m9-q4").metadata["nbgrader"]["checksum"] = hashlib.md5(b"ALB,BEL,CHL").hexdigest()
    stub.save()
    assert "the short answer 'ALB,BEL,CHL' can be got back" in found(search, copy)


def test_a_checksum_that_is_not_the_cells_own(search, copy, stub):
    stub.cell("m9-q4").metadata["nbgrader"]["checksum"] = secrets.token_hex(16)
    stub.save()
    assert "looks like a hash, and nothing explains it" in found(search, copy)


# ------------------------------------------------------------------------------------------------ planted in other files


@pytest.fixture
def checks(copy: Path) -> Path:
    """The public checks of the copy."""
    return next(copy.rglob("checks.py"))


@pytest.mark.parametrize(
    "form",
    [
        hashlib.sha256(b"m9-q3:C").hexdigest(),
        hashlib.sha256(b"C").hexdigest()[:16],
        base64.b64encode(hashlib.md5(b"C|m9-q3").digest()).decode(),
        base64.urlsafe_b64encode(hashlib.sha256(b"m9-q3-checkC").digest()).decode().rstrip("="),
    ],
    ids=["salted", "shortened", "base64", "base64 for addresses"],
)
def test_a_hashed_answer_in_the_public_checks(search, copy, checks, form):
    checks.write_text(checks.read_text() + f'\nRIGHT = "{form}"\n')
    assert "a hash from which the short answer 'C' can be got back" in found(search, copy)


def test_a_hash_of_something_unknown(search, copy, checks):
    checks.write_text(checks.read_text() + f'\nSALT = "{secrets.token_hex(32)}"\n')
    assert "checks.py, text: looks like a hash, and nothing explains it" in found(search, copy)


def test_a_hidden_file_in_the_wheel(search, released, tmp_path):
    wheel = shutil.copy(next(released.folder.glob("*.whl")), tmp_path)
    assert search.leaks(Path(wheel)) == []
    with zipfile.ZipFile(wheel, "a") as whole:
        whole.writestr("course_utils/exercises/m9_trial/hidden.py", "HIDDEN = None\n")
    assert "m9_trial/hidden.py, its name: a file that stays with the instructor" in found(search, Path(wheel))


@pytest.mark.parametrize("name", ["mistakes.py", "Hidden.ipynb", "hidden.cpython-311.pyc"])
def test_a_file_of_the_instructors_by_its_name(search, copy, name):
    (copy / name).write_text("{}")
    assert f"{name}, its name: a file that stays with the instructor" in found(search, copy)


def test_a_module_of_the_package_under_that_name_must_be_the_packages_own(search, tmp_path):
    place = tmp_path / "course_utils" / "exercises" / "hidden.py"
    place.parent.mkdir(parents=True)
    shutil.copy(ROOT / "src" / "course_utils" / "exercises" / "hidden.py", place)
    assert search.leaks(tmp_path) == []
    place.write_text("HIDDEN = None\n")
    assert "its name" in found(search, tmp_path)


def test_a_model_answer_in_the_zips_first_page(search, copy, tmp_path):
    files = {path.relative_to(copy).as_posix(): path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    files["START_HERE.md"] += f"\nFor instance: *{MODEL}*, and so on.\n".encode()
    (tmp_path / "release.zip").write_bytes(archive.zipped(files))
    assert "release.zip!START_HERE.md, text: m9_trial: model answer from m9-q5" in found(
        search, tmp_path / "release.zip"
    )


def test_a_solution_in_the_comment_of_a_zip(search, tmp_path):
    with zipfile.ZipFile(tmp_path / "release.zip", "w") as whole:
        whole.comment = LINE.encode()
    assert "archive comments: m9_trial: solution" in found(search, tmp_path / "release.zip")


def _values(search: leaks.Search) -> pd.DataFrame:
    rows = [(*one.pair, *one.numbers) for one in search.secret[0].references if one.question == "m9-q2"]
    return pd.DataFrame(rows, columns=["state_a", "state_b", "together"])


@pytest.mark.parametrize("name", ["values.csv", "values.parquet", "values.json"])
def test_one_reference_value_in_a_table(search, copy, name):
    value = _values(search)["together"].tolist()[3]
    table = pd.DataFrame({"year": [1992, 1993], "x": [0.5, round(value, 7)]})
    if name.endswith("csv"):
        table.to_csv(copy / name, index=False)
    elif name.endswith("json"):
        (copy / name).write_text(json.dumps({"x": [0.5, 100 * value]}))
    else:
        table.to_parquet(copy / name)
    assert "reference value of m9-q2" in found(search, copy)


@pytest.mark.parametrize("ending", ["csv", "parquet", "html", "json"])
def test_a_rounded_table_of_answers_by_pair(search, copy, ending):
    table = _values(search).round(3)
    path = copy / f"pairs.{ending}"
    if ending == "html":
        rows = [f"<p>{a} and {b}: {100 * value:.1f} %</p>" for a, b, value in table.itertuples(index=False)]
        path.write_text("".join(rows))
    elif ending == "json":
        table.to_json(path, orient="records")
    else:
        getattr(table, f"to_{ending}")(path)
    assert "a table of answers: beside 6 of 6 pairs stands the answer to m9-q2" in found(search, copy)


def test_answers_to_other_pairs_are_no_leak(search, copy):
    _values(search).assign(together=[0.123, 0.234, 0.345, 0.456, 0.567, 0.678]).to_csv(copy / "pairs.csv")
    assert search.leaks(copy) == []


def test_a_table_of_the_data_package_is_no_leak_and_an_altered_one_is_searched(search, copy, course):
    (copy / "data").mkdir()
    shutil.copy(course / "data" / "votes.parquet", copy / "data")
    assert search.leaks(copy) == []
    _values(search).to_parquet(copy / "data" / "votes.parquet")
    assert "reference value of m9-q2" in found(search, copy)


# ------------------------------------------------------------------------------------------------ planted in a site


def test_a_solution_on_a_page_of_the_site(search, tmp_path):
    marked = (
        escape(LINE).replace("for", '<span class="k">for</span>').replace("ballot", '<span class="n">ballot</span>')
    )
    (tmp_path / "page.html").write_text(f"<div class='highlight'><pre>{marked}</pre></div>")
    assert "page.html, page: m9_trial: solution from m9-q1" in found(search, tmp_path)


def test_a_solution_in_a_script_of_the_site(search, tmp_path):
    (tmp_path / "_static").mkdir()
    (tmp_path / "_static" / "data.js").write_text(f"const cells = {json.dumps({'source': LINE})};")
    assert "data.js, text: m9_trial: solution from m9-q1" in found(search, tmp_path)


def test_a_model_answer_on_a_page_of_a_pdf(search, tmp_path):
    """Its words are packed in the file, and only there."""
    writer = PdfWriter()
    page = writer.add_blank_page(600, 800)
    font = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in FONT.items()})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F"): font})})
    drawn = StreamObject()
    drawn.set_data(f"BT /F 9 Tf 40 700 Td ({MODEL}) Tj ET".encode())
    page[NameObject("/Contents")] = drawn.flate_encode()
    writer.write(str(tmp_path / "course.pdf"))
    assert MODEL.encode() not in (tmp_path / "course.pdf").read_bytes()
    assert "course.pdf, page 1: " in found(search, tmp_path)


def test_a_themes_file_is_no_leak_until_somebody_writes_into_it(search, tmp_path):
    own = Path(sphinx.__file__).parent / "themes" / "basic" / "static" / "doctools.js"
    theme = tmp_path / "_static" / "doctools.js"
    theme.parent.mkdir()
    # As if the theme's code held a line of the solution by chance.
    chance = confidential.Passage("solution", "m9-q1", normal.code(own.read_text().splitlines()[-2]))
    secret = replace(search.secret[0], code=(*search.secret[0].code, chance))
    hunt = leaks.Search([secret], search.root)
    shutil.copy(own, theme)
    assert hunt.leaks(tmp_path) == []
    theme.write_text(own.read_text() + "\n")
    assert "doctools.js, text: m9_trial: solution from m9-q1" in found(hunt, tmp_path)


def test_a_word_that_a_former_build_left_in_the_search_index_is_no_leak(search, tmp_path):
    index = tmp_path / "searchindex.js"
    unknown, answer = secrets.token_hex(32), hashlib.sha256(b"B").hexdigest()
    index.write_text(f'Search.setIndex({{"terms": {{"{unknown}": []}}}})')
    assert search.leaks(tmp_path) == []
    index.write_text(f'Search.setIndex({{"terms": {{"{unknown}": 4, "{answer}": []}}}})')
    assert "nothing explains it" in found(search, tmp_path)
    assert "the short answer 'B' can be got back" in found(search, tmp_path)


def test_an_authors_notebook_among_the_sources_of_the_site(search, folder, tmp_path):
    (tmp_path / "_sources").mkdir()
    shutil.copy(folder / "m9_trial.ipynb", tmp_path / "_sources" / "page.ipynb")
    said = found(search, tmp_path)
    assert "solution from m9-q1" in said
    assert "model answer from m9-q5" in said


# ------------------------------------------------------------------------------------------------ what is public


@pytest.fixture
def listed(course, monkeypatch) -> Callable[[Path], confidential.Confidential]:
    """What is confidential in an author's folder, without a run of its solutions."""
    monkeypatch.setattr(confidential, "references", lambda folder: ())
    return lambda folder: confidential.confidential(folder, course)


def test_a_line_of_the_lessons_is_no_secret_but_a_whole_solution_is(edited, listed, course):
    lab = nbformat.read(next((course / "notebooks" / "labs").glob("*.ipynb")), as_version=4)
    taught = max((cell.source for cell in lab.cells if cell.cell_type == "code"), key=len)

    def teach(notebook):
        cell = next(cell for cell in notebook.cells if cell.id == "m9-q2")
        cell.source = f"### BEGIN SOLUTION\n{taught}\n### END SOLUTION"

    passages = [passage.text for passage in listed(edited(teach)).code if passage.where == "m9-q2"]
    lines = confidential.normal.lines(taught)
    assert passages
    assert not set(passages) & set(lines)
    assert all(text in "".join(lines) for text in passages)


def test_a_model_answer_that_a_lesson_repeats_is_a_leak_all_the_same(listed, folder, course, monkeypatch):
    path = course / "book" / "modules" / "m3_votes.md"
    before = path.read_text("utf-8")
    (answer,) = (region.text for region in listed(folder).source.regions if region.what == "model answer")
    try:
        path.write_text(f"{before}\n{answer}\n", "utf-8")
        secret = listed(folder)
        assert secret.prose
        assert "model answer from m9-q5" in found(leaks.Search([secret], course), path)
    finally:
        path.write_text(before, "utf-8")


def test_numbers_that_the_labs_print_are_no_secret(search, course):
    labs = [path.read_text("utf-8") for path in (course / "notebooks" / "labs").glob("*.ipynb")]
    assert not [digits for text in labs for digits in leaks._numbers(text) if digits in search._telling]


def test_there_must_be_something_to_search(search, tmp_path):
    with pytest.raises(CourseError, match="There is nothing at"):
        search.leaks(tmp_path / "dist")


# ------------------------------------------------------------------------------------------------ the public checks


def test_the_public_checks_of_the_course_tell_no_answer(real_search):
    for secret in real_search.secret:
        assert given_away((secret.source.folder / "checks.py").read_bytes(), secret) == []


@pytest.mark.parametrize("decimals", [3, 4, 17])
def test_public_checks_with_the_value_of_a_personal_question(search, copy, checks, decimals):
    row = _values(search).iloc[2]
    check = f'\n\n@Q2.check("property", "right")\ndef right(together):\n    assert abs(together - {row.together:.{decimals}g}) < 0.01\n'
    checks.write_text(checks.read_text() + check)
    assert f"checks.py holds the answer to m9-q2 for {row.state_a}-{row.state_b}" in found(search, copy)


def test_public_checks_with_a_table_of_personal_values(search, copy, checks):
    table = {f"{a}{b}": round(value, 5) for a, b, value in _values(search).itertuples(index=False)}
    checks.write_text(checks.read_text() + f"\nVALUES = {table!r}\n")
    assert found(search, copy).count("checks.py holds the answer to m9-q2 for") == 6


def test_public_checks_that_let_only_the_right_letter_pass(search, copy, checks):
    check = '\n\n@Q3.check("property", "right")\ndef right(letter):\n    assert sum(map(ord, letter)) % 7 == 4, "No."\n'
    checks.write_text(checks.read_text() + check)
    assert "the public checks of m9-q3 let 1 of 4 letters pass" in found(search, copy)


def test_public_checks_with_the_members_of_a_set(search, copy, checks):
    checks.write_text(checks.read_text() + '\nTHOSE = {"CHL", "ALB", "BEL"}\n')
    assert "checks.py holds the answer to m9-q4: ALB, BEL, CHL" in found(search, copy)


# ------------------------------------------------------------------------------------------------ hashes


@pytest.fixture(scope="module")
def hunt() -> Recovery:
    """A search for what is behind a hash, with two salts."""
    return Recovery(["m9-q1", "m9-q1-check"], more=["0.8180"])


@pytest.mark.parametrize("answer", ["A", "f", "0", "4", "200", "0.83", "-0.07", "AZE", "abstain", "yes", "0.8180"])
@pytest.mark.parametrize(
    "digest",
    [
        lambda text: hashlib.md5(text).hexdigest(),
        lambda text: hashlib.blake2b(text).hexdigest(),
        lambda text: hashlib.sha256(b"m9-q1" + text).hexdigest(),
        lambda text: hashlib.sha512(text + b"_m9-q1-check").hexdigest(),
        lambda text: hmac.digest(b"m9-q1", text, "sha256").hex(),
    ],
    ids=["md5", "blake2b", "salt first", "salt last", "hmac"],
)
def test_short_answers_come_back_from_hashes(hunt, answer, digest):
    assert hunt.answer(digest(answer.encode())) == answer


def test_plain_numbers_come_back_from_hashes(hunt):
    assert hunt.answer(hashlib.sha1(b"2839").hexdigest()) == "2839"
    assert hunt.answer(hashlib.sha256(b"0.590").hexdigest()) == "0.590"


def test_nothing_comes_back_from_a_long_secret(hunt):
    assert not [hex for hex in (secrets.token_hex(20) for _ in range(1000)) if hunt.answer(hex)]
