"""The words that people wrote, out of every kind of source file, each piece with its file and line."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
import textwrap
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARKDOWN = ("*.md", "book/**/*.md", ".github/**/*.md")
NOTEBOOKS = (
    "notebooks/*.ipynb",
    "notebooks/labs/*.ipynb",
    "notebooks/capstones/*.ipynb",
    "notebooks/exercises/*/*.ipynb",
)
PYTHON = ("src/**/*.py", "notebooks/exercises/*/*.py")
SCRIPTS = ("book/_static/*.js", "book/_static/*.css", "src/course_utils/book/templates/*.html")
COLUMNS = {  # of the tables kept by hand, those with sentences
    "data/claims.csv": ("claim", "contested_by", "evidence", "rival_explanations"),
    "data/events.csv": ("event", "dispute_note", "verify_note"),
    "data/glossary.csv": ("term", "definition"),
    "data/corrections.csv": ("reason",),
}
QUIZ = "data/quiz.json"
PROSE = ("prompt", "text", "explanation", "objective", "feedback", "stem", "title")

# Blocks whose lines are options or code, not sentences.
_CODE = re.compile(
    r"^( *)(`{3,}|~{3,})(?!\s*\{(?!code|glue|bibliography|math|raw|eval)).*?^\1\2`*~*\s*$", re.DOTALL | re.MULTILINE
)
_BLANK = re.compile(
    r"^:::+.*$|^ *(?:`{3,}|~{3,}).*$"  # fences, with the name of their block
    r"|^ *:[\w-]+:.*$"  # options of a block
    r"|^\([\w-]+\)=\s*$"  # targets
    r"|:[\w:]+:`[^`]*`"  # references of docstrings
    r"|\{(?:cite|glue|numref|eval|math)[\w:]*\}`[^`]*`"  # roles whose text is a key
    r"|\{[\w:-]+\}(?=`)"  # names of roles
    r"|(?<=\w) <[^`>\n]*>(?=`)"  # targets in roles
    r"|<(\w+) [^>]*\blang=[^>]*>[^<]*</\w+>"  # words of another language, marked as such
    r"|\{[.#][^}\n]*\}"
    r"|<!--[\s\S]*?-->|</?[A-Za-z][^<>]*>|<https?://[^>]*>"
    r"|\$\$[\s\S]*?\$\$|\$[^$\n]+\$"
    r"|(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?: \"[^\"]*\")?\)|^\[[^\]]+\]:.*$"  # where links lead
    r"|https?://\S+|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|&\w+;",
    re.MULTILINE,
)
_FIGURE = re.compile(r"\{lab\}`[^`]*`")
_LITERAL = re.compile(r"(`+)(?!`)(?:(?!\1(?!`)).)+?\1(?!`)", re.DOTALL)
# Two words in a row, or one that begins with a capital: a heading, a sentence. Names of columns and files are neither.
_WORDY = re.compile(r"[^\W\d_]{2,}[,;:]? +[^\W\d_]{2,}|[^\W\d_]{2,} +\d+ +[^\W\d_]{2,}|^[A-Z][a-z]+$")
# Strings that are for machines, although they hold blanks: patterns, styles, statements, selectors.
_MACHINE = re.compile(
    r"&& |var\(--|[a-z]:[^\s/:;]+;[a-z]|\\[bdswWSD]|\(\?[:=!<P]|\{[\w-]+:[^}]*;|\bSELECT .* FROM\b|^[\w.#-]+ > |[;{}]\s*$|=>"
)

_EXAMPLE = re.compile(r"^ *>>> .*?(?=^\s*$|\Z)", re.DOTALL | re.MULTILINE)
_CALL = re.compile(r"\w\.\w+\(")
_CODE_LINE = re.compile(
    r"^\s*(?:def \w+\(|return\b|import \w|from \w+ import|for \w.* in .*:$|[\w, .]+(?:\[.*\])? = )", re.MULTILINE
)


def _emptied(match: re.Match[str]) -> str:
    """Blanks in place of a text, so that everything else keeps its line."""
    return re.sub(r"[^\n]", " ", match.group())


def sentences_of(markdown: str) -> str:
    """Markdown with blanks for all that is no sentence: code, roles, formulas, tags, targets. Lines stay.

    >>> sentences_of("See `x` in [the lab](a.md#b), {cite}`cohen1960`: $k$ is {lab}`m3-rank`.").split()
    ['See', 'in', '[the', 'lab]', ',', ':', 'is', '0', '.']
    """
    text = _CODE.sub(_emptied, markdown)
    text = _FIGURE.sub(lambda match: "0" + " " * (len(match.group()) - 1), text)
    text = _BLANK.sub(_emptied, text)
    # What a role shows, such as {term}`roll call`, is prose and has lost its role above: a blank stands before it.
    return _LITERAL.sub(_emptied, text)


@dataclass(frozen=True)
class Text:
    """A piece of writing."""

    where: str
    """file below the course's folder; for a cell of a notebook followed by its id"""
    line: int
    """the line of the file or cell on which it begins"""
    words: str
    """with blanks for whatever is no prose"""
    kind: str
    """reading, page, cell, code or table"""


def files(root: Path, patterns: tuple[str, ...]) -> list[Path]:
    """The files of a course that patterns name, each once, in order."""
    return sorted({path for pattern in patterns for path in root.glob(pattern) if path.is_file()})


def _is_code(text: str) -> bool:
    """Whether a string is Python itself, such as a wrong answer that a test runs, or a part of it. No sentence is."""
    if _CODE_LINE.search(text) or ("\n" in text and _CALL.search(text)):
        return True
    try:
        ast.parse(textwrap.dedent(text))
    except (SyntaxError, ValueError):
        return False
    return True


def _python(source: str) -> Iterator[tuple[int, str]]:
    """Docstrings, sentences in strings, and comments of Python code."""
    docstrings: set[int] = set()
    others: set[int] = set()  # "one two three".split() is a list of names, and a citation holds other people's words
    strings: list[tuple[ast.expr, str]] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if node.body and isinstance(node.body[0], ast.Expr):
                docstrings.add(id(node.body[0].value))
        elif isinstance(node, ast.Attribute) and node.attr == "split":
            others.add(id(node.value))
        elif isinstance(node, ast.keyword) and node.arg == "citation":
            others |= {id(inner) for inner in ast.walk(node.value)}
        elif isinstance(node, ast.JoinedStr):  # f"{n} votes": a figure in place of what is computed
            strings.append(
                (node, "".join(str(part.value) if isinstance(part, ast.Constant) else "0" for part in node.values))
            )
            others |= {id(part) for part in node.values}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            strings.append((node, node.value))
    for node, text in strings:
        if id(node) in docstrings:
            # An example and what it prints, up to a blank line, are code.
            yield node.lineno, _EXAMPLE.sub(_emptied, text)
        elif id(node) not in others and _WORDY.search(text) and not _MACHINE.search(text) and not _is_code(text):
            yield node.lineno, text
    if "#" in source:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT and not re.match(r"#\s*(?:noqa|type:|fmt:|!)", token.string):
                yield token.start[0], token.string.lstrip("#").split("# noqa")[0]


def python(source: str) -> Iterator[tuple[int, str]]:
    """The prose of Python code, each piece with its line; ``names`` and `names` are left out.

    >>> list(python('x = 1  # one thing' + chr(10) + 'print("a b", "not a name but words")'))
    [(2, 'not a name but words'), (1, ' one thing')]
    """
    for line, text in _python(source):
        yield line, sentences_of(text)


def _notebook(path: Path, where: str) -> Iterator[Text]:
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        source = "".join(cell["source"])
        place = f"{where} cell {cell.get('id', '?')}"
        if cell["cell_type"] == "markdown":
            yield Text(place, 1, sentences_of(source), "cell")
        elif cell["cell_type"] == "code":
            source = re.sub(r"^[%!].*$", "pass", source, flags=re.MULTILINE)
            yield from (Text(place, line, words, "code") for line, words in python(source))


def _script(source: str) -> Iterator[tuple[int, str]]:
    """Comments of scripts, style sheets and templates, and sentences in strings."""
    strings = r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`'
    for match in re.finditer(
        rf"/\*(.*?)\*/|(?<!:)//([^\n]*)|\{{#(.*?)#\}}|<!--(.*?)-->|{strings}", source, re.DOTALL | re.MULTILINE
    ):
        *comments, one, two = match.groups()
        text = next((part for part in comments if part), "")
        string = one or two or ""
        if string and _WORDY.search(string) and not _MACHINE.search(string):
            text = re.sub(r"\$\{[^}]*\}", "0", string)
        if text:
            yield source.count("\n", 0, match.start()) + 1, sentences_of(text)


def _leaves(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, key)
    elif isinstance(value, str) and key in PROSE:
        yield value


def _tables(root: Path) -> Iterator[Text]:
    for name, columns in COLUMNS.items():
        if not (root / name).is_file():
            continue
        with (root / name).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            for row in reader:
                for column in columns:
                    yield Text(name, reader.line_num, sentences_of(row.get(column) or ""), "table")
    if (root / QUIZ).is_file():
        source = (root / QUIZ).read_text("utf-8")
        for text in _leaves(json.loads(source)):
            place = source.find(json.dumps(text, ensure_ascii=False))
            yield Text(QUIZ, source.count("\n", 0, max(place, 0)) + 1, sentences_of(text), "table")


def texts(root: Path) -> Iterator[Text]:
    """Every piece of writing of a course: pages, labs, exercises, code, tables kept by hand."""
    for path in files(root, MARKDOWN):
        where = path.relative_to(root).as_posix()
        kind = "reading" if where.startswith("book/modules/") else "page"
        yield Text(where, 1, sentences_of(path.read_text("utf-8")), kind)
    for path in files(root, NOTEBOOKS):
        yield from _notebook(path, path.relative_to(root).as_posix())
    kinds: tuple[tuple[tuple[str, ...], Callable[[str], Iterator[tuple[int, str]]]], ...] = (
        (PYTHON, python),
        (SCRIPTS, _script),
    )
    for patterns, read in kinds:
        for path in files(root, patterns):
            where = path.relative_to(root).as_posix()
            yield from (Text(where, line, words, "code") for line, words in read(path.read_text("utf-8")))
    yield from _tables(root)
