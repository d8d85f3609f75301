"""What an author's folder holds that no student may find: the list that the search for leaks goes by."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_utils.grading import normal
from course_utils.grading.reading import worked
from course_utils.grading.references import Reference, references
from course_utils.grading.source import Source, read_source

SHORT = 24  # characters without blanks; a shorter line is found only where it stands alone
LEAST = 6  # below this a line says nothing by itself
RUN = 3  # so many lines in a row are the solution, even where each of them stands in a lesson
RUN_LENGTH = 90  # characters of such a run
WORDS = 8  # consecutive words of a model answer that nobody writes by chance
LONG = 16  # consecutive words that are the model answer, even where a lesson has them too
FEWEST = 4  # words of a model answer; a shorter one can't be told from anybody's words
FIGURES = 5  # significant digits of a number that is nobody's by chance
INSTRUCTORS = {"hidden.py": "hidden check", "mistakes.py": "answer that the author tries"}


@dataclass(frozen=True)
class Passage:
    """A piece of text that must not go out.

    what: in words, such as "solution". where: the cell or file that it comes from. text: in the form of
    :mod:`course_utils.grading.normal`. tokens: names and words in it; a text that lacks one can't hold it, which is
    much quicker to see. alone: whether it counts only as a whole line.
    """

    what: str
    where: str
    text: str
    tokens: frozenset[str] = frozenset()
    alone: bool = False


@dataclass(frozen=True)
class Confidential:
    """All that is confidential about one exercise."""

    source: Source
    code: tuple[Passage, ...]
    prose: tuple[Passage, ...]
    figures: tuple[float, ...]
    """numbers that hidden.py compares answers with"""
    references: tuple[Reference, ...]

    @property
    def salts(self) -> tuple[str, ...]:
        """What somebody might mix into a hash of an answer."""
        cells = [id for region in self.source.regions for id in (region.cell, f"{region.cell}-check")]
        return tuple(dict.fromkeys([self.source.slug, *cells, "course", "demonstration"]))


def confidential(folder: Path, root: Path) -> Confidential:
    """The confidential part of an exercise folder.

    root: the course folder. A line that stands in its lessons, in course_utils or in the checks of another exercise as
    well is not confidential by itself; several in a row are.
    """
    source = read_source(folder)
    given = _Public(source.given)
    code_open, prose_open = _published(root, source)
    others = [path.read_text("utf-8") for path in sorted(folder.parent.glob("*/checks.py")) if path.parent != folder]
    code_open = _Public(others, code_open)
    code = [
        passage
        for region in source.regions
        if region.what in ("solution", "hidden check")
        for passage in _passages(region.what, region.cell, region.text, code_open, given)
    ]
    checks_too = _Public([(folder / "checks.py").read_text("utf-8")], code_open)
    figures: list[float] = []
    for name, what in INSTRUCTORS.items():
        if (folder / name).is_file():
            text = (folder / name).read_text("utf-8")
            code += _passages(what, name, text, checks_too, given)
            code += _messages(what, name, text, checks_too)
            figures += _figures(text) if name == "hidden.py" else []
    prose_given = normal.prose("\n".join(source.given))
    prose = [
        passage
        for region in source.regions
        if region.what in ("model answer", "mark scheme")
        for public, words in ((prose_open, WORDS), (prose_given, LONG))
        for passage in _shingles(region.what, region.cell, region.text, public, words)
    ]
    return Confidential(
        source, tuple(dict.fromkeys(code)), tuple(dict.fromkeys(prose)), tuple(figures), references(folder)
    )


class _Public:
    """Lines of code that anybody may see, and more of them."""

    def __init__(self, texts: Iterable[str], more: _Public | None = None) -> None:
        self.lines: set[str] = {line for text in texts for line in normal.lines(text)}
        self._whole = "\n".join(sorted(self.lines))
        self._more = more

    def __contains__(self, line: str) -> bool:
        own = line in self.lines or (len(line) >= SHORT and line in self._whole)
        return own or (self._more is not None and line in self._more)


def _published(root: Path, source: Source) -> tuple[_Public, str]:
    """Lines of code and words of prose that are public: the package, the lessons, what the notebook gives."""
    package = Path(__file__).resolve().parents[1]
    code = [path for end in ("py", "txt", "md") for path in sorted(package.rglob(f"*.{end}"))]
    readings, tables = sorted((root / "book").rglob("*.md")), sorted((root / "data").glob("*.csv"))
    lines, words = _lessons(*map(_dated, (code, readings, tables, worked(root))))
    return _Public(source.given, lines), f"{words} {normal.prose(chr(10).join(source.given))}"


Dated = tuple[tuple[Path, int], ...]  # files, each with the time of its last change


def _dated(paths: Iterable[Path]) -> Dated:
    return tuple((path, path.stat().st_mtime_ns) for path in paths)


@cache
def _lessons(code: Dated, readings: Dated, tables: Dated, notebooks: Dated) -> tuple[_Public, str]:
    """What is public whatever the exercise is, read once for all of them: it takes seconds."""
    import nbformat

    cells = [cell for path, _ in notebooks for cell in nbformat.read(path, as_version=4).cells]
    in_code, in_readings, in_tables = ([path.read_text("utf-8") for path, _ in one] for one in (code, readings, tables))
    in_cells = [cell.source for cell in cells if cell.cell_type == "code"]
    in_words = [cell.source for cell in cells if cell.cell_type == "markdown"]
    return _Public([*in_code, *in_readings, *in_cells]), normal.prose("\n".join([*in_readings, *in_tables, *in_words]))


def _passages(what: str, where: str, text: str, public: _Public, given: _Public) -> Iterator[Passage]:
    """Each line of a piece of code that is not public, and each run of lines that is not given with the question."""
    own = [line for line in normal.bare(text) if not re.match(r"\s*(import|from)\s", line) and normal.code(line)]
    for line in own:
        plain = normal.code(line)
        if len(plain) >= LEAST and plain not in public:
            yield Passage(what, where, plain, normal.tokens(line), alone=len(plain) < SHORT)
    for first in range(len(own) - RUN + 1):
        run = own[first : first + RUN]
        parts = [normal.code(line) for line in run]
        if len("".join(parts)) >= RUN_LENGTH and not set(parts) <= given.lines:
            yield Passage(what, where, "".join(parts), normal.tokens("\n".join(run)))


def _messages(what: str, where: str, text: str, public: _Public) -> Iterator[Passage]:
    """The sentences in a file's strings: messages, titles, names."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for sentence in re.split(r"(?<=[.?!])\s+|\n", node.value):
                plain = normal.code(sentence)
                if len(plain) >= SHORT and plain not in public:
                    # Without the words at both ends: beside a value in braces they may be halves.
                    yield Passage(what, where, plain, normal.tokens(" ".join(sentence.split()[1:-1])))


def _shingles(what: str, where: str, text: str, public: str, count: int) -> Iterator[Passage]:
    """So many consecutive words, from each word on, that are not public; the whole of a shorter text."""
    words = normal.prose(text).split()
    for first in range(max(1, len(words) - count + 1)):
        some = words[first : first + count]
        if len(words) >= FEWEST and " ".join(some) not in public:
            yield Passage(what, where, " ".join(some), frozenset(some))


def _figures(text: str) -> list[float]:
    """The numbers in a piece of code that are too long to be there by chance.

    >>> _figures("assert abs(share - 0.83172) < 0.001 and year == 1992")
    [0.83172]
    """
    numbers = [node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)]
    return [x for x in numbers if isinstance(x, float) and len(normal.digits(x)) >= FIGURES]
