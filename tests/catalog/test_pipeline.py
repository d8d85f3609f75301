"""The pipeline: the same bytes every time, and a named source when one is missing or altered."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from course_utils import CourseError, load
from course_utils.catalog import package
from course_utils.catalog.pipeline import all_sources, all_tables, build, parquet, validate
from course_utils.catalog.pipeline.workspace import Workspace
from course_utils.catalog.schema import Field, Source, Table


def source(content: bytes) -> Source:
    return Source(
        name="toy", title="Toy data", publisher="Nobody", version="version 1", citation="Nobody (2026)",
        terms="CC0", tier="open", where="Ask nobody.", files={"toy.csv": hashlib.sha256(content).hexdigest()},
    )  # fmt: skip


FIELDS = (
    Field("state", "string", "state", state=True),
    Field("year", "integer", "calendar year"),
    Field("vote", "string", "vote", values=("yes", "no"), missing=True),
)


def table(build):
    return Table(
        name="toy", title="Toy", description="A toy.", key=("state", "year"), fields=FIELDS, sources=("toy",),
        derivation="Read.", terms="CC0", defects=("none known",), build=build,
    )  # fmt: skip


def frame(**columns):
    rows = {"state": ["PAK", "AZE"], "year": [2001, 2000], "vote": ["no", None]}
    return pd.DataFrame(rows | columns)


@pytest.mark.parametrize("name", sorted(all_tables()))
def test_writing_a_table_again_gives_the_same_bytes(name, tmp_path):
    resource = package().resource(name)
    written = tmp_path / "again.parquet"
    parquet.write(parquet.tidy(load(name), all_tables()[name]), written)
    assert hashlib.sha256(written.read_bytes()).hexdigest() == resource["hash"].removeprefix("sha256:")


def test_the_descriptor_lists_every_table_of_the_pipeline():
    derived = {r["name"] for r in package().descriptor["resources"] if r["kept"] == "derived"}
    assert derived == set(all_tables())


def test_every_source_of_a_table_is_declared_and_every_source_used():
    used = {name for entry in all_tables().values() for name in entry.sources}
    assert used == set(all_sources())


def test_a_missing_source_is_named_with_where_to_get_it(tmp_path):
    with pytest.raises(CourseError, match=r"toy/toy\.csv is missing.*Toy data, version 1.*Ask nobody\."):
        Workspace(tmp_path, {"toy": source(b"a")}).path("toy", "toy.csv")


def test_an_altered_source_is_named(tmp_path):
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / "toy.csv").write_bytes(b"b")
    with pytest.raises(CourseError, match=r"toy/toy\.csv differs from the one.*Ask nobody\..*--changed-ok"):
        Workspace(tmp_path, {"toy": source(b"a")}).path("toy", "toy.csv")
    workspace = Workspace(tmp_path, {"toy": source(b"a")}, changed_ok=True)
    assert workspace.path("toy", "toy.csv").read_bytes() == b"b"
    assert workspace.changed == ["toy/toy.csv"]


def test_an_unknown_source_or_table_draws_the_nearest(tmp_path):
    workspace = Workspace(tmp_path, {"toy": source(b"a")})
    with pytest.raises(CourseError, match="Did you mean 'toy'"):
        workspace.path("tony", "toy.csv")
    with pytest.raises(CourseError, match="table built so far"):
        workspace.table("votes")


def test_a_build_without_sources_says_so_and_touches_nothing(tmp_path):
    with pytest.raises(CourseError, match="no folder of sources"):
        build(tmp_path / "nowhere", tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CourseError, match=r"is missing from .*Get it:"):
        build(tmp_path / "empty", tmp_path / "out", say=lambda line: None)
    assert not (tmp_path / "out").exists()


def test_tidy_sorts_and_types():
    made = parquet.tidy(frame(), table(None))
    assert made["state"].tolist() == ["AZE", "PAK"]
    assert made.dtypes.astype("str").to_dict() == {"state": "category", "year": "int32", "vote": "category"}


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"vote": ["no", "maybe"]}, "outside its vocabulary"),
        ({"extra": [1, 2]}, "not declared"),
    ],
)
def test_tidy_refuses_what_the_schema_does_not_know(columns, words):
    with pytest.raises(ValueError, match=words):
        parquet.tidy(frame(**columns), table(None))


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({}, None),
        ({"state": ["XXX", "AZE"]}, "not state codes"),
        ({"state": ["AZE", "AZE"], "year": [2000, 2000]}, "repeats in 1 rows"),
    ],
)
def test_validation_names_the_breach(columns, words, tmp_path):
    from course_utils.catalog.pipeline import descriptor

    entry = table(None)
    made = parquet.tidy(frame(**columns), entry)
    parquet.write(made, tmp_path / "toy.parquet")
    resource = descriptor.derived(entry, made, tmp_path / "toy.parquet", {"toy": source(b"a")})
    found = validate.breaches(made, resource)
    assert found == [] if words is None else [breach for breach in found if words in breach]


def test_no_source_file_is_committed_as_it_is():
    hashes = {digest for entry in all_sources().values() for digest in entry.files.values()}
    own = {hashlib.sha256(path.read_bytes()).hexdigest() for path in Path(package().folder).iterdir()}
    assert not hashes & own
