"""The measures as one room: what every package promises, whoever wrote it."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import course_utils.measures

ROOT = Path(course_utils.measures.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
FOLDERS = sorted(path.parent for path in ROOT.glob("**/__init__.py") if path.parent != ROOT)


def dotted(path: Path) -> str:
    return ".".join(("course_utils", "measures", *path.relative_to(ROOT).with_suffix("").parts))


# What users import from: the topics, and what any topic can use.
PACKAGES = [*map(dotted, FOLDERS), "course_utils.measures.intervals", "course_utils.measures.specifications"]
# Every public name that is a function or a class of ours, and not a constant or an alias of a type.
FUNCTIONS = {
    f"{package}.{name}": thing
    for package in PACKAGES
    for name, thing in vars(importlib.import_module(package)).items()
    if name in sys.modules[package].__all__ and (inspect.isfunction(thing) or inspect.isclass(thing))
}

# Joining, splitting, ordering, adding up and dividing: nobody invented these. All other functions name their source.
BOOKKEEPING = {
    "agreement": "all_pairs ballots compare complete confusion dyad family habits largest_camp opposed partners select "
    "sides tally",
    "arms_race": "burden direction_field indexed parameters suppliers transitions two_series yearly",
    "balance": "Frustration balance_by before_after event_signs node_balance sign_matrix tie_balance tie_changes ties_at "
    "triad_changes",
    "discourse": "lengths word_counts",
    "forecast": "waiting_times",
    "institutions": "dirichlet dominance durations scores spells turning_points",
    "intervals": "tails",
    "reciprocity.games": "alternator cooperator defector payoff_matrix replies",
    "reciprocity.games.strategies": "alternator cooperator defector",
}
PLAIN = {f"course_utils.measures.{topic}.{name}" for topic, names in BOOKKEEPING.items() for name in names.split()}


def test_the_topics_are_all_here():
    topics = "agreement arms_race balance capacity discourse forecast institutions legacies reciprocity".split()
    assert {f"course_utils.measures.{topic}" for topic in topics} < set(PACKAGES)
    assert len(FUNCTIONS) > 150


# ---------------------------------------------------------------------------------------------- packages


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_says_what_it_is_and_lists_what_it_offers(package):
    module = importlib.import_module(package)
    assert module.__doc__
    # Constants, then classes, then functions.
    order = sorted(set(module.__all__), key=lambda name: (not name.isupper(), name.islower(), name))
    assert module.__all__ == order
    assert not [name for name in module.__all__ if inspect.ismodule(getattr(module, name))]


@pytest.mark.parametrize("folder", FOLDERS, ids=dotted)
def test_no_module_bears_the_name_of_what_its_package_exports(folder):
    # Who collects doctests module by module would find the module in the place of the function.
    assert not {path.stem for path in folder.iterdir()} & set(importlib.import_module(dotted(folder)).__all__)


def test_importing_all_of_it_loads_no_heavy_library():
    code = f"import sys, {', '.join(PACKAGES)}; print(*{{name.split('.')[0] for name in sys.modules}})"
    loaded = set(subprocess.check_output([sys.executable, "-c", code], text=True).split())
    assert "course_utils" in loaded
    assert not loaded & {"numpy", "pandas", "scipy", "statsmodels", "networkx", "sklearn"}


# ---------------------------------------------------------------------------------------------- functions


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_argument_has_a_type(name):
    thing = FUNCTIONS[name]
    called = thing.__init__ if inspect.isclass(thing) else thing
    assert {*inspect.signature(called).parameters, "return"} - {"self"} == set(called.__annotations__)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_shows_an_example(name):
    assert ">>> " in (FUNCTIONS[name].__doc__ or "")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_method_names_its_source_and_bookkeeping_has_none(name):
    described = f"{FUNCTIONS[name].__doc__}"
    module = f"{sys.modules[FUNCTIONS[name].__module__].__doc__}"
    if name in PLAIN:
        assert "Source:" not in described
    else:
        assert "Source:" in described or "Source" in module


def test_the_list_of_bookkeeping_is_no_longer_than_it_must_be():
    assert set(FUNCTIONS) >= PLAIN


# ---------------------------------------------------------------------------------------------- modules


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_measure_is_a_pure_function(path):
    tree = ast.parse(path.read_text("utf-8"))
    imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    ours = {name for name in imported if name.split(".")[0] == "course_utils"}
    assert all(name.startswith(("course_utils.errors", "course_utils.measures.")) for name in ours)
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = {func.id for func in called if isinstance(func, ast.Name)}
    names |= {func.attr for func in called if isinstance(func, ast.Attribute)}
    assert not names & {"print", "open", "input", "load", "read_csv", "read_parquet", "to_csv", "to_parquet"}


# ---------------------------------------------------------------------------------------------- sources


def plain(text: str) -> str:
    """Letters without their accents, as unicode or as LaTeX."""
    text = re.sub(r"\{\\\W?\\?(?:\w )?(\w)\}", r"\1", text)
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def cited() -> set[tuple[str, str]]:
    """Name and year of every paper that a docstring gives as a source: the last author named, or the first of many."""
    found = set()
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)):
                continue
            described = " ".join((ast.get_docstring(node) or "").split(">>>")[0].split())
            _, _, sources = re.sub("Sources:", "Source:", described).partition("Source:")
            for name, years in re.findall(r"([^\W\d_][\w'-]*)(?: et al\.| and others)? \((\d{4}(?:, \d{4})*)", sources):
                found |= {(plain(name), year) for year in years.split(", ")}
    return found


def test_every_source_is_in_the_bibliography():
    text = (ROOT.parents[2] / "book" / "references.bib").read_text("utf-8")
    known = set()
    for entry in text.split("\n@")[1:]:
        authors, year = (re.search(rf"^  {field} *= \{{(.*)\}}", entry, re.MULTILINE) for field in ("author", "year"))
        known |= {(name, year[1]) for name in re.findall(r"[\w'-]+", plain(authors[1]))} if authors and year else set()
    names = cited()
    assert len(names) > 90
    assert names - known == set()
