"""The project as a whole: locks, layout, versions, rooms, docstrings, and nothing of somebody's machine in it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import course_utils
from course_utils import bootstrap
from course_utils.catalog import package
from course_utils.catalog.terms import terms_table

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "course_utils"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCKS = {"requirements.txt": ("lab", "book", "models"), "requirements-dev.txt": ("dev",)}

# ---------------------------------------------------------------------------------------------- locks


@cache
def _pins(lock: str) -> dict[str, dict[str, frozenset[str]]]:
    """Name -> {version with its marker: hashes}; a package may have one version per range of Pythons."""
    text = (ROOT / lock).read_text("utf-8").replace("\\\n", " ")
    pins: dict[str, dict[str, frozenset[str]]] = {}
    for line in filter(None, (line.strip() for line in text.splitlines() if not line.startswith("#"))):
        requirement, *hashes = re.split(r"\s+--hash=", line)
        name, pin = requirement.split("==", 1)
        pins.setdefault(name, {})[pin.strip()] = frozenset(hashes)
    return pins


def _wanted(extras: tuple[str, ...]) -> list[Requirement]:
    wanted = [Requirement(text) for text in PROJECT["dependencies"]]
    waiting = list(extras)
    while waiting:
        for requirement in map(Requirement, PROJECT["optional-dependencies"][waiting.pop()]):
            if requirement.name == PROJECT["name"]:
                waiting += requirement.extras
            else:
                wanted.append(requirement)
    return wanted


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_names_versions_and_hashes_only(lock):
    pin = r"[a-z0-9._-]+==[A-Za-z0-9.!+]+( ; [\w.'()<>=! ]+)? \\"
    for line in (ROOT / lock).read_text("utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(pin + r"|    --hash=sha256:[0-9a-f]{64}( \\)?", line), line
    assert all(hashes for versions in _pins(lock).values() for hashes in versions.values())


def test_locks_agree():
    dev = _pins("requirements-dev.txt")
    assert {name: dev.get(name) for name in _pins("requirements.txt")} == _pins("requirements.txt")


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_what_the_project_asks_for(lock):
    pins = _pins(lock)
    wanted = _wanted(LOCKS[lock])
    assert len(wanted) > 8
    for requirement in wanted:
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{name} is missing from {lock}: run `make lock`"
        for version in pins[name]:
            assert requirement.specifier.contains(version.split(" ;")[0], prereleases=True), (requirement, version)


@pytest.mark.parametrize("name", ["nbgrader", "playwright", "pytest", "axelrod", "frictionless", "uv"])
def test_the_students_lock_stays_lean(name):
    assert name in _pins("requirements-dev.txt")
    assert name not in _pins("requirements.txt")


def test_installed_packages_need_nothing_that_is_missing():
    checked = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_oldest_python_is_the_same_everywhere():
    oldest = ".".join(map(str, bootstrap.MINIMUM))
    assert SpecifierSet(PROJECT["requires-python"]) == SpecifierSet(f">={oldest}")
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))
    assert workflow["jobs"]["test"]["strategy"]["matrix"]["python"][0] == oldest


# ---------------------------------------------------------------------------------------------- files


@cache
def _files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git clone")
    return tuple(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file())


@pytest.mark.parametrize(
    "path",
    [
        ".ci/run", "_config.yml", "_toc.yml", "pyproject.toml", "requirements.txt", "requirements-dev.txt", "Makefile",
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-CONTENT.md",
        "book/index.md", "book/modules", "book/references.bib", "book/reference", "notebooks/labs",
        "notebooks/exercises", "data/datapackage.json", "src/course_utils", "tests",
    ],
)  # fmt: skip
def test_layout(path):
    assert (ROOT / path).exists()


# Addresses of package indexes, and folders of people.
FOREIGN = re.compile(
    r"files\.pythonhosted|https?://(?!127\.|[\w.]*example)[^\s\"'/]+/(?:[^\s\"']*/)?simple\b|/(?:home|Users)/\w+/"
)


def test_nothing_of_a_machine_is_in_the_files():
    here = re.compile("|".join(re.escape(f"{folder}/") for folder in {ROOT, Path.home(), Path(sys.base_prefix)}))
    found = []
    for path in _files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            text = path.read_bytes().decode("latin-1")
        found += [f"{path.name}: {match.group()}" for match in [*FOREIGN.finditer(text), *here.finditer(text)]]
    assert not found


def test_no_third_party_code_is_kept():
    suffixes = {".js", ".mjs", ".cjs", ".css", ".wasm", ".woff", ".woff2", ".ttf", ".whl", ".map"}
    assert [path.name for path in _files() if path.suffix in suffixes and path.stat().st_size > 20_000] == []


def test_data_stays_small():
    assert sum(path.stat().st_size for path in (ROOT / "data").rglob("*") if path.is_file()) <= 20_000_000


def test_versions_agree():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    newest = re.search(r"^## \[([\d.]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest
    versions = {citation["version"], newest.group(1), package().descriptor["version"], course_utils.__version__}
    assert len(versions) == 1


def test_citation_file():
    text = {"type": "string", "minLength": 1}
    schema = {
        "type": "object",
        "required": ["cff-version", "message", "title", "authors"],
        "additionalProperties": False,
        "properties": {
            "cff-version": {"const": "1.2.0"},
            "type": {"enum": ["software", "dataset"]},
            "license": {"type": "array", "items": {"enum": ["BSD-3-Clause", "CC-BY-4.0"]}, "minItems": 1},
            "keywords": {"type": "array", "items": text, "uniqueItems": True},
            "authors": {
                "type": "array",
                "minItems": 1,
                "items": {"type": "object", "required": ["name"], "properties": {"name": text}},
            },
        }
        | dict.fromkeys(("message", "title", "version", "abstract"), text),
    }
    jsonschema.validate(yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8")), schema)


def test_readme_shows_the_terms_of_each_table():
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.search(r"<!-- terms:start -->\n(.*?)\n?<!-- terms:end -->", readme, re.DOTALL)
    assert shown
    assert shown.group(1) == terms_table(), "put what `course data terms` prints between the marks in README.md"


# ---------------------------------------------------------------------------------------------- the package

# From the ground up; a room imports only rooms of the rows above its own. The charts stand on the same floor as
# the rooms that show them, but know none of them. Rooms of the ground floor may use each other.
ROWS = (
    {"errors", "catalog", "states", "verdicts"},
    {"measures"},
    {"charts", "capstone"},
    {"quiz", "explore", "exercises"},
    {"grading", "book"},
    {"cli"},
)
ROW = {room: number for number, rooms in enumerate(ROWS) for room in rooms}
MODULES = sorted(SOURCE.rglob("*.py"))


def _names(tree: ast.Module) -> set[str]:
    """The rooms that a module imports, at its top or in its functions."""
    rooms = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            if node.module == "course_utils":
                rooms |= {alias.name if alias.name in ROW else "catalog" for alias in node.names}
            elif (node.module or "").startswith("course_utils."):
                rooms.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("course_utils.")}
    return rooms


def _room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_rooms_import_only_rooms_below(path):
    room, imported = _room(path), _names(ast.parse(path.read_text("utf-8")))
    if room == "__init__":
        assert imported <= ROWS[0]
    elif room == "bootstrap":
        assert not imported
    else:
        assert imported <= set(ROW), "a room that stands in no row of this test"
        above = {other for other in imported - {room} if ROW[other] > 0 and ROW[other] >= ROW[room]}
        assert not above


def _undocumented(body: list[ast.stmt], prefix: str = "") -> list[str]:
    found = []
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                found.append(prefix + node.name)
            if isinstance(node, ast.ClassDef) and not node.bases:  # what overrides a method inherits its docstring
                found += _undocumented(node.body, f"{node.name}.")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_what_is_public_has_a_docstring(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree) or not tree.body
    assert _undocumented(tree.body) == []


def test_import_loads_no_heavy_library():
    code = "import course_utils, sys; print(*sorted(name.split('.')[0] for name in sys.modules))"
    loaded = set(subprocess.check_output([sys.executable, "-c", code], text=True).split())
    heavy = {"pandas", "numpy", "pyarrow", "altair", "ipywidgets", "IPython", "sphinx", "click", "jsonschema"}
    assert not loaded & heavy
