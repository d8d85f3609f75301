"""Do the checks that students get tell the answer? They may say what an answer must be, never which one it is."""

from __future__ import annotations

import ast
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from course_utils.exercises.examine import examine
from course_utils.exercises.kinds import Choice
from course_utils.exercises.kinds.text import plain
from course_utils.exercises.shelf import exercise
from course_utils.grading import normal
from course_utils.grading.confidential import Confidential
from course_utils.grading.references import Reference

LEAST_COUNT = 100  # smaller counts stand in every toy case
LEAST_DIGITS = 3


def given_away(checks: bytes, secret: Confidential) -> list[str]:
    """What a checks.py tells of the answers to its questions, in sentences.

    Looked for are constants that are the answer of a solution, for the pair of any of the tried ids, and choices of
    which the checks let only the right letter pass.
    """
    text = checks.decode("utf-8")
    given = "\n".join(secret.source.given)
    found = [
        f"checks.py holds the answer to {_named(one)}: {constant}"
        for one in secret.references
        if one.few
        for constant in _held(one, ast.parse(text), given)
    ]
    return list(dict.fromkeys([*found, *_choices(checks, secret)]))


def _named(reference: Reference) -> str:
    return f"{reference.question} for {'-'.join(reference.pair)}" if reference.pair else reference.question


def _held(reference: Reference, tree: ast.Module, given: str) -> Iterator[str]:
    """The constants that are the answer and do not stand in the question itself."""
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    asked = set(_WORD.findall(given))
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.List | ast.Tuple) and len(reference.texts) > 1:
            if {part.value for part in node.elts if isinstance(part, ast.Constant)} == set(reference.texts):
                yield ", ".join(sorted(reference.texts))
        elif isinstance(node, ast.Constant) and id(node) not in docstrings:
            value = node.value
            written = {str(value), f"{value:,}"} if isinstance(value, int) else {str(value)}
            if _is_answer(value, reference) and not written & asked:
                yield repr(value)


_WORD = re.compile(r"[\w.,-]*\w")


def _is_answer(constant: object, reference: Reference) -> bool:
    if isinstance(constant, str):
        wanted = plain(reference.texts[0]) if len(reference.texts) == 1 else ""
        return len(wanted) > 1 and plain(constant) == wanted
    if isinstance(constant, int | float) and not isinstance(constant, bool):
        return any(_same(constant, number) for number in reference.numbers)
    return False


def _same(constant: float, number: float) -> bool:
    """Whether a constant is an answer, as exactly as it is written.

    >>> _same(0.832, 0.8317204), _same(0.8, 0.8317204), _same(812, 812.0), _same(4, 4.0)
    (True, False, True, False)
    """
    if float(number).is_integer():
        return constant == number and abs(number) >= LEAST_COUNT
    short = normal.digits(constant)
    return len(short) >= LEAST_DIGITS and short == normal.digits(number, len(short))


def _choices(checks: bytes, secret: Confidential) -> Iterator[str]:
    """Questions with letters to choose from whose public checks turn a wrong letter down."""
    right = {one.question: one.texts[0] for one in secret.references if len(one.texts) == 1}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / secret.source.slug
        folder.mkdir()
        (folder / "checks.py").write_bytes(checks)
        for question in exercise(folder).questions:
            if not isinstance(question.kind, Choice) or question.id not in right:
                continue
            passing = [letter for letter in question.kind.options if examine(question, letter).right]
            if len(passing) < len(question.kind.options):
                yield (
                    f"the public checks of {question.id} let {len(passing)} of {len(question.kind.options)} letters "
                    "pass, so that trying them gives the answer"
                )
