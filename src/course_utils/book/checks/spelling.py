"""Spelling: British English and the course's own dictionary.

The words of English come with Harper, which needs no network; the course's names and terms stand in
book/dictionary.txt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Any

from course_utils.book.checks.finding import Finding, line_of, needs
from course_utils.book.checks.texts import Text
from course_utils.errors import CourseError

DICTIONARY = "book/dictionary.txt"
CLOSE = 0.8  # likeness of a suggestion, from 0 to 1
# American forms that a dictionary of British English lets pass -> the British one. The course writes ``-ise``.
AMERICAN = {
    re.compile(pattern): british
    for pattern, british in {
        r"(anal|catal|paral)yz(\w+)": r"\1ys\2",
        r"(\w{2,}(?<!^pr)(?<!^se)(?<!^caps))iz(e[ds]?|ing|ers?|ations?|ational)": r"\1is\2",
        r"(model|cancel|label|travel|signal|level|fuel)(ed|ing|er|ers)": r"\1l\2",
        r"(enrol|instal|fulfil|skil|wil)l(ments?|ful|fully)": r"\1\2",
        r"(de|of|pre)fense(s|less)?": r"\1fence\2",
        r"maneuver(s|ed|ing)?": r"manoeuvre\1",
        r"gotten": "got",
        r"math": "maths",
        r"(centi|kilo|milli)?(met|lit)er(s?)": r"\1\2re\3",
        r"(dial|anal|catal)og(s?)": r"\1ogue\2",
        r"plow(s|ed|ing)?": r"plough\1",
        r"aluminum": "aluminium",
    }.items()
}
NOT_AMERICAN = frozenset(
    "size sized sizes sizing resize resized resizing seize seized seizes seizing prize prizes".split()
)
_TOKEN = re.compile(r"[\w'’.@/\\+-]*\w")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def words(text: str) -> Iterator[tuple[int, str]]:
    """The words of a text to look up, each with its place: no names of code, no abbreviations in capitals.

    >>> [word for _, word in words("Pakistan's give-and-take: x_1, DataFrame, m3.md, OIC, a/b, co-author's")]
    ['Pakistan', 'give', 'and', 'take', 'co', 'author']
    """
    for token in _TOKEN.finditer(text):
        # A digit, an underscore or a dot inside a word, an option, a call: C13, vote_a, states.name, --out, load(…).
        if text.startswith("(", token.end()) or re.search(r"^--|[\d_@\\]|\w\.\w", token.group()):
            continue
        for match in _WORD.finditer(token.group()):
            word = re.sub(r"['’]s?$", "", match.group())
            if len(word) > 1 and not word.isupper() and word[1:] == word[1:].lower():
                yield token.start() + match.start(), word


def read_dictionary(path: Path) -> frozenset[str]:
    """The course's own words, and phrases of others, one a line, sorted; CourseError where they are not."""
    if not path.is_file():
        raise CourseError(f"There is no dictionary {path}. Make it: a word a line, sorted; # begins a remark.")
    own = [line.split("#")[0].strip() for line in path.read_text("utf-8").splitlines()]
    own = [" ".join(word.split()) for word in own if word]
    for one, other in pairwise(own):
        if not (one.casefold(), one) < (other.casefold(), other):
            raise CourseError(
                f"{path.name} is not sorted: {other!r} stands after {one!r}. Put each word in its place, once."
            )
    return frozenset(own)


def british(word: str) -> str:
    """The British form of an American word; empty where there is none.

    >>> british("Analyzed"), british("organize"), british("sizes"), british("modeling"), british("votes")
    ('Analysed', 'organise', '', 'modelling', '')
    """
    if word.lower() in NOT_AMERICAN:
        return ""
    for pattern, instead in AMERICAN.items():
        if match := pattern.fullmatch(word.lower()):
            found = match.expand(instead)
            return found.capitalize() if word[0].isupper() else found
    return ""


def _english(unsure: Collection[str]) -> dict[str, str]:
    """Of some words those that British English does not have, with the nearest that it has, in quotes."""

    def load() -> Any:
        import harper

        return harper

    harper = needs("harper-py", load)
    linter = harper.Linter(harper.Dialect.BRITISH)
    linter.set_lint_config({rule: rule == "SpellCheck" for rule in linter.get_lint_config()})
    found = {}
    for lint in linter.lint("\n\n".join(sorted(unsure)), language="plaintext"):
        near = [suggestion.replacement_text for suggestion in lint.suggestions]
        # Far-fetched ones mislead, and may offend.
        found[lint.problem_text] = " or ".join(map(repr, get_close_matches(lint.problem_text, near, n=2, cutoff=CLOSE)))
    return found


def without(text: str, phrases: Collection[str]) -> str:
    """A text with blanks in place of phrases that are other people's, such as the name of a data set.

    >>> without("In Tracking organizations it is.", ["Tracking organizations"])
    'In                        it is.'
    """
    for phrase in phrases:
        if phrase.split()[0] in text:
            pattern = r"\s+".join(map(re.escape, phrase.split()))
            text = re.sub(pattern, lambda match: re.sub(r"\S", " ", match.group()), text)
    return text


def places(pieces: Iterable[Text], phrases: Collection[str]) -> dict[str, list[tuple[str, int]]]:
    """Each word that is written, with the files and lines that have it."""
    found: dict[str, list[tuple[str, int]]] = {}
    for piece in pieces:
        for place, word in words(without(piece.words, phrases)):
            found.setdefault(word, []).append((piece.where, piece.line + line_of(piece.words, place) - 1))
    return found


def misspelt(pieces: Iterable[Text], own: Collection[str]) -> Iterator[Finding]:
    """Every word that neither British English nor the course's dictionary has, and every entry that no text needs."""
    phrases = [entry for entry in own if not entry.isalpha()]
    pieces = list(pieces)
    found = places(pieces, phrases)
    known = {word for word in found if word in own or word.lower() in own}
    wrong = _english(set(found) - known)
    for word in sorted(set(found) - known):
        if better := british(word):
            sentence = f"{word!r} is American; the course is in British English. Write {better!r}."
        elif word in wrong:
            near = f" Did you mean {wrong[word]}?" if wrong[word] else ""
            sentence = (
                f"{word!r} is not in the dictionary.{near} Correct it, mark it as code or with its language, "
                f"or add it to {DICTIONARY}."
            )
        else:
            continue
        yield from (Finding(where, line, sentence) for where, line in found[word])
    used = known | {word.lower() for word in known}
    used |= {phrase for phrase in phrases if any(without(piece.words, [phrase]) != piece.words for piece in pieces)}
    for entry in sorted(set(own) - used):
        yield Finding(DICTIONARY, 0, f"No text has {entry!r} any more. Take it out.")


def check(root: Path, pieces: Iterable[Text]) -> Iterator[Finding]:
    """Every misspelt word of some texts of a course, and every needless entry of its dictionary."""
    yield from misspelt(pieces, read_dictionary(root / DICTIONARY))
