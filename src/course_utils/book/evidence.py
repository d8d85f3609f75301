"""Which cells of a lab a verdict rests on, and anchors by which pages can lead to them.

A verdict's text is filled in from computed values, so its cell names what it rests on: nobody has to keep a list.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from nbformat import NotebookNode
    from sphinx.application import Sphinx

HEADING = re.compile(r"^##+ (?:\d+\. )?(.+)$", re.MULTILINE)
_CELL_MAGIC = re.compile(r"^%.*$", re.MULTILINE)


@dataclass(frozen=True)
class Evidence:
    """A section of a lab that a verdict rests on, and the cell there that computed the last of it."""

    section: str
    cell: str


def cell_anchor(cell: str) -> str:
    """The anchor of a code cell on its lab's page.

    >>> cell_anchor("m1-flow")
    'cell-m1-flow'
    """
    return f"cell-{cell}"


def _computed(source: str) -> set[str]:
    """The names that a cell computes: not what it imports, nor what it sets to a constant."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(_CELL_MAGIC.sub("", source))):
        if isinstance(node, ast.Assign) and _constant(node.value):
            continue
        targets = (
            node.targets
            if isinstance(node, ast.Assign)
            else [node.target]
            if isinstance(node, ast.AugAssign | ast.For | ast.NamedExpr)
            else []
        )
        for target in targets:
            if isinstance(target, ast.Subscript):  # table["column"] = … computes a part of the table
                target = target.value
            names = target.elts if isinstance(target, ast.Tuple | ast.List) else [target]
            found |= {name.id for name in names if isinstance(name, ast.Name)}
    return found


def _constant(value: ast.expr) -> bool:
    return not any(isinstance(node, ast.Call | ast.Name | ast.Subscript) for node in ast.walk(value))


def _read(source: str) -> set[str]:
    """The names that a cell reads, but for the condition on which it states anything at all."""
    tree = ast.parse(source)
    conditions = {id(name) for node in ast.walk(tree) if isinstance(node, ast.IfExp) for name in ast.walk(node.test)}
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))
    return {node.id for node in names if id(node) not in conditions}


def evidence(notebook: NotebookNode, verdict: str) -> list[Evidence]:
    """The sections that compute what a verdict's text says, in the order of the lab.

    notebook: the lab. verdict: the id of the cell that states the verdict. Each name that the cell reads leads to the
    last cell above it that computed the name; of several such cells in one section the last stands for all.

    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> lab = new_notebook(cells=[new_markdown_cell("## 1. Votes"), new_code_cell("n = len('ab')", id="count"),
    ...                           new_markdown_cell("## 2. Verdicts"), new_code_cell("print(f'{n} votes')", id="c13")])
    >>> evidence(lab, "c13")
    [Evidence(section='Votes', cell='count')]
    """
    place = next(index for index, cell in enumerate(notebook.cells) if cell.id == verdict)
    wanted = _read(notebook.cells[place].source)
    found: list[str] = []
    for cell in reversed(notebook.cells[:place]):
        if cell.cell_type == "code" and (here := wanted & _computed(cell.source)):
            found.append(cell.id)
            wanted -= here
    section, last = "", dict[str, str]()
    for cell in notebook.cells[:place]:
        if cell.cell_type == "markdown":
            section = next(iter(reversed(HEADING.findall(cell.source))), section)
        elif cell.id in found:
            last[section] = cell.id
    return [Evidence(section, cell) for section, cell in last.items()]


def mark_cells(app: Sphinx, doctree: nodes.document) -> None:
    """Give each code cell of a notebook's page its anchor."""
    import nbformat
    from docutils import nodes

    path = Path(app.env.doc2path(app.env.docname))
    if path.suffix != ".ipynb":
        return
    cells = nbformat.read(path, as_version=4).cells
    for node in doctree.findall(nodes.container):
        if node.get("nb_element") == "cell_code":
            node["ids"].append(cell_anchor(cells[node["cell_index"]].id))


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("doctree-read", mark_cells)


def _own(statement: ast.stmt) -> set[str]:
    """The names that live inside a statement only: variables of loops and comprehensions, parameters."""
    targets = [node.target for node in ast.walk(statement) if isinstance(node, ast.For | ast.comprehension)]
    names = {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return names | {node.arg for node in ast.walk(statement) if isinstance(node, ast.arg)}


def _made(statement: ast.stmt) -> set[str]:
    """The names that a statement defines or changes, such as by ``rows.append(…)``."""
    found = {statement.name} if isinstance(statement, ast.FunctionDef) else set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
            found.add(node.value.id)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            changed = getattr(node.value.func, "value", None)
            found |= {changed.id} if isinstance(changed, ast.Name) else set()
    return found - _own(statement)


def _loaded(statement: ast.stmt) -> set[str]:
    """The tables of the data package that a statement loads."""
    calls = (node for node in ast.walk(statement) if isinstance(node, ast.Call) and node.args)
    names = (call.args[0] for call in calls if getattr(call.func, "id", None) == "load")
    return {name.value for name in names if isinstance(name, ast.Constant) and isinstance(name.value, str)}


def tables(notebook: NotebookNode, verdict: str) -> list[str]:
    """The tables that a verdict's figures come from, sorted by name.

    notebook: the lab. verdict: the id of the cell that states the verdict. Each name that the cell reads is followed
    up through the statements that made it, to the tables that they load.

    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> lab = new_notebook(cells=[new_code_cell('votes = load("votes")\\nother = load("events")', id="load"),
    ...                           new_code_cell("n = len(votes)", id="count"), new_code_cell("print(n)", id="c13")])
    >>> tables(lab, "c13")
    ['votes']
    """
    place = next(index for index, cell in enumerate(notebook.cells) if cell.id == verdict)
    code = [cell.source for cell in notebook.cells[: place + 1] if cell.cell_type == "code"]
    wanted, found = _read(code.pop()), set[str]()
    statements = [one for source in code for one in ast.parse(_CELL_MAGIC.sub("", source)).body]
    aliases = (one for source in statements if isinstance(source, ast.Import | ast.ImportFrom) for one in source.names)
    imported = {one.asname or one.name for one in aliases}  # alt.data_transformers.enable() changes no figure
    for statement in reversed(statements):
        if not wanted & (made := _made(statement) - imported):
            continue
        if isinstance(statement, ast.Assign | ast.FunctionDef) and not _changes(statement):
            wanted -= made
        names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
        wanted |= {name.id for name in names if isinstance(name.ctx, ast.Load)} - _own(statement)
        found |= _loaded(statement)
    return sorted(found)


def _changes(statement: ast.stmt) -> bool:
    """Whether a statement makes a part of something that was made before: table["column"] = …"""
    return isinstance(statement, ast.Assign) and any(isinstance(one, ast.Subscript) for one in statement.targets)
