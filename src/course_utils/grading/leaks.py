"""The search for leaks: does anything that goes out to students hold, or give away, an answer?"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.grading import normal
from course_utils.grading.confidential import INSTRUCTORS, Confidential, Passage, confidential
from course_utils.grading.contents import File, Piece, files, pieces
from course_utils.grading.digests import Recovery, digests
from course_utils.grading.public_checks import given_away
from course_utils.grading.reading import worked
from course_utils.grading.references import Reference
from course_utils.grading.third_party import checksums
from course_utils.grading.wheels import pins

if TYPE_CHECKING:
    import pandas as pd

FULL = 6  # significant digits of a reference value that are nobody's by chance
EXACT = 12  # digits that survive arithmetic, such as a hundred times a share
ROUGH = 3  # digits that are enough beside the names of both states, pair after pair
NEAR = 80  # characters around a state's code


@dataclass(frozen=True)
class Leak:
    """Something that must not be there: the file, the place in it, and what it is."""

    file: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}, {self.where}: {self.what}"


def find_leaks(target: Path, folders: Sequence[Path], root: Path) -> list[Leak]:
    """The leaks in a released folder or zip, or in a built site.

    folders: the authors' folders of the exercises. root: the course folder, which says what is public. An empty list
    means that nothing was found of solutions, hidden checks, tried answers, model answers and reference values; that no
    file of the instructors' is there; and that whatever looks like a hash is explained and gives no short answer back.
    """
    return Search([confidential(folder, root) for folder in folders], root).leaks(target)


@dataclass
class Search:
    """A search for what is confidential about some exercises."""

    secret: Sequence[Confidential]
    root: Path

    def leaks(self, target: Path) -> list[Leak]:
        """The leaks in a target, each once."""
        every = list(files(target, self._packages))
        origins = _Origins(every, self.root)
        # A folder and the zip of it hold the same files: each is searched once.
        known: dict[tuple[str, bytes], list[Leak]] = {}
        found: list[Leak] = []
        for file in every:
            if _instructors(file):
                found.append(Leak(file.name, "its name", "a file that stays with the instructor"))
            key = ("/".join(re.split("[/!]", file.name)[-4:]), file.content)
            if key not in known:
                known[key] = list(self._of_file(file, origins))
            found += [replace(leak, file=file.name) for leak in known[key]]
        return list(dict.fromkeys(found))

    @cached_property
    def _packages(self) -> frozenset[str]:
        """The SHA-256 of the packages that the lock names: code of others, byte for byte."""
        lock = self.root / "requirements.txt"
        named = pins(lock.read_text("utf-8")) if lock.is_file() else []
        return frozenset(hash for pin in named for hash in pin.hashes)

    def _of_file(self, file: File, origins: _Origins) -> Iterator[Leak]:
        if origins.of_others(file):
            return
        if file.base == "checks.py":
            for one in self.secret:
                if f"/{one.source.slug}/" in f"/{file.name}":
                    yield from (Leak(file.name, "public checks", what) for what in given_away(file.content, one))
        for piece in pieces(file):
            yield from (Leak(file.name, piece.where, what) for what in self._of_piece(file, piece, origins))

    def _of_piece(self, file: File, piece: Piece, origins: _Origins) -> Iterator[str]:
        yield from self._passages(piece.text)
        declared = origins.declared(file)
        if not declared:
            yield from self._values(piece)
        yield from self._pairs(piece)
        for found in digests(piece.text) if file.suffix not in _BINARY else ():
            answer = next(filter(None, (recovery.answer(found.hex) for recovery in self._recoveries)), "")
            if answer:
                yield f"a hash from which the short answer {answer!r} can be got back: {found.text[:16]}…"
            elif found.whole and not origins.explained(file, piece, found.text, found.hex, found.place):
                yield f"looks like a hash, and nothing explains it: {found.text[:16]}…"

    # ------------------------------------------------------------------------------------------ code and prose

    def _passages(self, text: str) -> Iterator[str]:
        if not text:
            return
        lines, tokens = normal.lines(text), normal.tokens(text)
        whole, joined, alone = normal.code(text), "".join(lines), set(lines)
        words = normal.prose(text)
        spoken = set(words.split())
        for one, code, prose in self._indexed:
            for passage in code.within(tokens):
                if passage.text in alone if passage.alone else passage.text in whole or passage.text in joined:
                    yield f"{one.source.slug}: {passage.what} from {passage.where}: {passage.text[:50]}"
                    break
            for passage in prose.within(spoken):
                if passage.text in words:
                    yield f"{one.source.slug}: {passage.what} from {passage.where}: {passage.text}"
                    break

    @cached_property
    def _indexed(self) -> list[tuple[Confidential, _Index, _Index]]:
        return [(one, _Index(one.code), _Index(one.prose)) for one in self.secret]

    # ------------------------------------------------------------------------------------------ reference values

    @cached_property
    def _public_digits(self) -> set[str]:
        """The numbers that the labs print: what stands there is no secret."""
        texts = [piece.text for lab in worked(self.root) for piece in pieces(File(lab.name, lab.read_bytes()))]
        return {found for text in texts for found in _numbers(text)}

    @cached_property
    def _telling(self) -> dict[str, str]:
        """Digits that give a reference value away, each with whose it is."""
        found: dict[str, str] = {}
        for one in self.secret:
            for number in one.figures:
                found[normal.digits(number)] = f"{one.source.slug}: a number that hidden.py compares with, {number:g}"
            for reference in one.references:
                for number in reference.numbers:
                    for count in range(FULL, EXACT + 1):
                        short = normal.digits(number, count)
                        if len(short) >= FULL:
                            found[short] = f"{_named(reference)}, {number:.6g}"
        public = self._public_digits | self._tables
        return {short: whose for short, whose in found.items() if short not in public}

    @cached_property
    def _tables(self) -> set[str]:
        """The numbers of the answers that stand as they are in a table of the data package: copied, not computed."""
        import numpy as np
        import pandas as pd

        answers = {number for one in self.secret for reference in one.references for number in reference.numbers}
        if not answers:
            return set()
        wanted, found = np.array(sorted(answers)), set()
        for path in sorted((self.root / "data").glob("*.parquet")):
            for _, column in pd.read_parquet(path).select_dtypes("number").items():
                found |= set(wanted[np.isin(wanted, column.dropna().to_numpy(float))].tolist())
        return {normal.digits(number, count) for number in found for count in range(FULL, EXACT + 1)}

    def _values(self, piece: Piece) -> Iterator[str]:
        text = piece.text if piece.table is None else _as_text(piece.table)
        for found in dict.fromkeys(_numbers(text)):
            if found in self._telling:
                yield f"reference value of {self._telling[found]}"
                return

    def _pairs(self, piece: Piece) -> Iterator[str]:
        """A table of answers: beside the codes of pair after pair stands that pair's answer, however rounded."""
        for questions in self._by_question:
            hits = [one for one in questions if _beside(one, piece)]
            if len(hits) >= max(2, (len(questions) + 1) // 2):
                yield f"a table of answers: beside {len(hits)} of {len(questions)} pairs stands the answer to {hits[0].question}"

    @cached_property
    def _by_question(self) -> list[list[Reference]]:
        groups: dict[tuple[str, str], list[Reference]] = {}
        for one in self.secret:
            for reference in one.references:
                if reference.pair and reference.numbers and reference.few:
                    groups.setdefault((one.source.slug, reference.question), []).append(reference)
        # An id may share its pair with another.
        return [list({one.pair: one for one in group}.values()) for group in groups.values()]

    # ------------------------------------------------------------------------------------------ hashes

    @cached_property
    def _recoveries(self) -> list[Recovery]:
        # One for each exercise, with its own salts and answers: all salts with all answers are ten times as many.
        return [
            Recovery(one.salts, [form for reference in one.references for form in _forms(reference)])
            for one in self.secret
        ]


class _Index:
    """Passages by the rarest of their tokens: a text without that one can't hold them."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        counts = Counter(token for passage in passages for token in passage.tokens)
        self._by_token: dict[str, list[int]] = {}
        for place, passage in enumerate(passages):
            rarest = min(passage.tokens, key=lambda token: (counts[token], token), default="")
            self._by_token.setdefault(rarest, []).append(place)

    def within(self, tokens: Set[str]) -> Iterator[Passage]:
        """The passages all of whose tokens are in a text that has these, in their order."""
        keys = self._by_token.keys() & (tokens | {""})
        for place in sorted(place for key in keys for place in self._by_token[key]):
            if self.passages[place].tokens <= tokens:
                yield self.passages[place]


_BINARY = {".ttf", ".woff", ".woff2", ".png", ".mo", ".ico", ".inv"}


def _named(reference: Reference) -> str:
    pair = f" for {'-'.join(reference.pair)}" if reference.pair else ""
    return f"{reference.question}{pair}"


def _forms(reference: Reference) -> Iterator[str]:
    """How an answer of few values may have been written before it was hashed."""
    if not reference.few:
        return
    yield from reference.texts
    yield ",".join(sorted(reference.texts))
    for number in reference.numbers:
        yield from (repr(number), f"{number:g}", f"{number:.2f}", f"{number:.3f}", f"{number:.4f}", f"{number:.6f}")


_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w])")


def _numbers(text: str) -> Iterator[str]:
    """The digits of each number in a text that has enough of them to tell something."""
    for match in _NUMBER.finditer(text):
        if len(match[0]) >= FULL:
            yield normal.digits(match[0], EXACT)


def _as_text(table: pd.DataFrame) -> str:
    return table.reset_index().to_csv(index=False)


def _beside(reference: Reference, piece: Piece) -> bool:
    """Whether an answer stands beside its pair: in the same row of a table, or close by on the same line."""
    if piece.table is not None:
        return _in_row(reference, piece.table)
    a, b = reference.pair
    if a not in piece.text or b not in piece.text:
        return False
    for match in re.finditer(rf"\b{a}\b", piece.text):
        first, last = max(0, match.start() - NEAR), match.end() + NEAR
        first = max(first, piece.text.rfind("\n", first, match.start()) + 1)
        end = piece.text.find("\n", match.end(), last)
        last = last if end < 0 else end
        near = piece.text[first:last]
        if re.search(rf"\b{b}\b", near) and any(_matches(found[0], reference) for found in _NUMBER.finditer(near)):
            return True
    return False


def _in_row(reference: Reference, table: pd.DataFrame) -> bool:
    import numpy as np

    whole = table.reset_index() if table.index.names != [None] else table
    figures = whole.select_dtypes("number").to_numpy(float, na_value=np.nan)
    wanted = [scale * number for number in reference.numbers for scale in (1, 100)]  # a share, or its per cent
    near = np.any([np.abs(figures - value) <= 10**-ROUGH * abs(value) for value in wanted], axis=0)
    # The few rows with such a figure first: to look for the codes in every row of every table takes a minute.
    chosen = np.flatnonzero(near.any(axis=1))
    texts = whole.select_dtypes(exclude="number").iloc[chosen].to_numpy(object)
    return any(
        set(reference.pair) <= set(re.findall(r"\w+", " ".join(map(str, words))))
        and any(_matches(repr(float(x)), reference) for x in figures[row][near[row]])
        for row, words in zip(chosen, texts, strict=True)
    )


def _matches(text: str, reference: Reference) -> bool:
    """Whether a number is one of an answer's, as exactly as it is written."""
    short, value = normal.digits(text), float(text)
    return any(
        value == number if number.is_integer() else short == normal.digits(number, max(len(short), ROUGH))
        for number in reference.numbers
    )


# ------------------------------------------------------------------------------------------------ what may be there


def _instructors(file: File) -> bool:
    """Whether a file has an instructor's name. Two modules of course_utils are called so too: they themselves may."""
    stem = file.base.split(".")[0].lower()
    if stem not in {name.removesuffix(".py") for name in INSTRUCTORS} or file.suffix not in (".py", ".pyc", ".ipynb"):
        return False
    own = Path(__file__).resolve().parents[1] / "exercises" / file.base
    place = re.search(r"(?:^|!)course_utils/exercises/\w+\.py$", file.name)
    return not (place and own.is_file() and own.read_bytes() == file.content)


class _Origins:
    """Where hashes come from that are no leak, each for a reason that is looked up and not believed."""

    def __init__(self, every: Iterable[File], root: Path) -> None:
        self.root = root
        data = sorted((root / "data").glob("*"))
        contents = [file.content for file in every]
        self._tables = {path.name: path.read_bytes() for path in data if path.is_file()}
        # 1. The SHA-256 of a file that is there itself: checksums of tables, contents.json, RECORD of the wheel.
        self.files = {hashlib.sha256(content).hexdigest() for content in [*contents, *self._tables.values()]}
        # 2. Checksums and commits of the publishers' files, which the pipeline states and the codebook repeats.
        package = Path(__file__).resolve().parents[1]
        stated = "\n".join(path.read_text("utf-8") for path in sorted((package / "catalog" / "pipeline").rglob("*.py")))
        self.publishers = {match[0] for match in re.finditer(r"[0-9a-f]{32,}", stated)}
        self.names = {file.base for file in every}
        self._others = checksums({file.base for file in every if "_static/" in file.name})

    def of_others(self, file: File) -> bool:
        """Whether a file is one of a theme or library, byte for byte: the words in its code are not ours."""
        return "_static/" in file.name and hashlib.sha256(file.content).hexdigest() in self._others

    def declared(self, file: File) -> bool:
        """Whether a file is a table of the data package, byte for byte."""
        return self._tables.get(file.base) == file.content

    def explained(self, file: File, piece: Piece, text: str, hex: str, place: int) -> bool:
        """Whether it is known what this hash is of."""
        if hex in self.files or hex in self.publishers:
            return True
        # 3. Pins of packages.
        if file.base == "requirements.txt":
            return piece.text[max(0, place - 14) : place] == "--hash=sha256:"
        # 4. nbgrader's checksum of a cell, where it is the checksum of just what the student sees there.
        if file.suffix == ".ipynb" and hex in _cell_checksums(file):
            return True
        # 5. What Sphinx and its themes write: names of their own files, and what stands in those files.
        if any(text in name for name in self.names) or file.base == ".buildinfo":
            return True
        # 6. A word of the search index that no page holds any more, as a table was changed since the last build.
        if file.base == "searchindex.js" and piece.text.startswith('": []', place + len(text)):
            return True
        own = self.root / "book" / "_static" / file.base
        return "_static/" in file.name and not own.is_file()


def _cell_checksums(file: File) -> set[str]:
    from course_utils.exercises.notebook import checksum, parse

    return {checksum(cell, cell.source) for cell in parse(file.base, file.content).cells}
