"""Loading: typed, verified, and clear about what is wrong."""

import json
import shutil

import pandas as pd
import pytest

from course_utils import CourseError, describe, load
from course_utils.catalog import package
from course_utils.catalog.package import DESCRIPTOR, data_folder
from course_utils.catalog.pipeline import check


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A small data package of its own: two tables, one Parquet and one CSV."""
    source = data_folder()
    document = json.loads((source / DESCRIPTOR).read_text("utf-8"))
    document["resources"] = [r for r in document["resources"] if r["name"] in ("rivalries", "state_codes")]
    for resource in document["resources"]:
        shutil.copy(source / resource["path"], tmp_path)
    (tmp_path / DESCRIPTOR).write_text(json.dumps(document), "utf-8")
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    return tmp_path


def test_votes_are_typed():
    votes = load("votes")
    assert votes.dtypes.astype("str").to_dict() == {"roll_call": "int32", "state": "category", "vote": "category"}
    assert list(votes["vote"].cat.categories) == ["yes", "no", "abstain", "absent"]


def test_a_table_carries_its_provenance():
    attrs = load("votes").attrs
    assert attrs["title"] == "Votes in General Assembly roll calls"
    assert any("10.7910/DVN/LEJUQZ" in source for source in attrs["sources"])
    assert attrs["terms"] and attrs["defects"]


@pytest.mark.parametrize("name", package().names)
def test_every_table_loads_and_has_a_card(name):
    resource = package().resource(name)
    card = str(describe(name))
    assert resource["title"] in card and resource["terms"] in card
    assert all(f"Known defect: {defect}" in card for defect in resource["defects"])
    if resource["format"] != "json":
        table = load(name)
        assert len(table) == resource["rows"] > 0
        assert list(table.columns) == [field["name"] for field in resource["schema"]["fields"]]


def test_the_whole_package_is_valid():
    assert check() == []


def test_a_misspelt_name_draws_the_nearest_one():
    with pytest.raises(CourseError, match=r"no table called 'vote'\. Did you mean 'votes'\?"):
        load("vote")


def test_a_json_document_is_not_a_table():
    with pytest.raises(CourseError, match="not a table but a json file"):
        load("quiz")


def test_a_flipped_byte_is_found(copy):
    path = copy / "rivalries.parquet"
    load("rivalries")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(CourseError, match=r"table 'rivalries' was altered.*git checkout data/rivalries\.parquet"):
        load("rivalries")
    assert any("was altered" in breach for breach in check())


def test_a_missing_table_is_named(copy):
    (copy / "rivalries.parquet").unlink()
    with pytest.raises(CourseError, match=r"'rivalries' should be at .* but the file is missing"):
        load("rivalries")
    assert any("file is missing" in breach for breach in check())


def test_a_stray_file_is_found(copy):
    (copy / "notes.csv").write_text("a\n1\n")
    assert [breach for breach in check() if "notes.csv" in breach]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda r: r.update(rows=r["rows"] + 1), "rows, declared"),
        (lambda r: r["schema"].update(primaryKey=["source"]) if "source" in str(r["schema"]) else None, "repeats"),
        (lambda r: r["schema"]["fields"].pop(), "columns are"),
        (lambda r: r.update(terms=""), "states no terms"),
        (lambda r: r["schema"]["fields"][0].update(type="nonsense"), "nonsense"),
    ],
)
def test_a_descriptor_that_is_wrong_is_found(copy, change, words):
    document = json.loads((copy / DESCRIPTOR).read_text("utf-8"))
    resource = next(r for r in document["resources"] if r["name"] == "rivalries")
    if words == "repeats":
        resource["schema"]["primaryKey"] = [resource["schema"]["fields"][0]["name"]]
    else:
        change(resource)
    (copy / DESCRIPTOR).write_text(json.dumps(document), "utf-8")
    assert any(words in breach for breach in check())


def test_a_broken_descriptor_says_how_to_restore_it(copy):
    (copy / DESCRIPTOR).write_text("{")
    with pytest.raises(CourseError, match="not valid JSON"):
        load("votes")


def test_a_wrong_data_folder_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    with pytest.raises(CourseError, match="COURSE_DATA points to"):
        load("votes")


def test_an_empty_cell_of_a_csv_is_missing():
    claims = load("claims")
    assert claims["contested_by"].isna().sum() > 0
    assert not claims["contested_by"].eq("").any()


def test_data_stay_small():
    assert sum(path.stat().st_size for path in data_folder().iterdir()) < 20e6


def test_each_table_says_where_it_comes_from():
    for resource in package().descriptor["resources"]:
        for source in resource["sources"]:
            assert source["citation"] and source["terms"] and source["publisher"] and source["version"]
        if resource["kept"] == "derived":
            assert resource["defects"], resource["name"]


def test_whole_data_sets_of_closed_tiers_are_not_shipped():
    from course_utils import states

    closed = [
        r for r in package().descriptor["resources"] if any(s.get("doi") == "10.55163/CQGC9685" for s in r["sources"])
    ]
    assert closed
    for resource in closed:
        table = load(resource["name"])
        if "state" in table:
            assert table["state"].nunique() <= len(states.FOCUS) + 1
    assert isinstance(load("votes"), pd.DataFrame)
