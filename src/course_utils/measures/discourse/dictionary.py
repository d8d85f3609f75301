"""Terms of a dictionary counted in plain text, and every hit shown in its context.

A dictionary can only count what its variants spell. Whether "brother" was a word of courtesy, of kin or of
alliance is for a reader to say, hit by hit: that is what the concordance is for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import whole
from course_utils.measures.discourse.text import fold, marks, outer, text_table

if TYPE_CHECKING:
    import pandas as pd

    Dictionary = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class _Variant:
    term: str
    spelling: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class _Hit:
    term: str
    variant: str
    start: int
    end: int


def _pattern(spelling: str) -> re.Pattern[str]:
    """Finds each place where the variant stands as whole words; a blank matches any white space."""
    letter = rf"[\w{marks()}]"
    words = [f"{letter}*".join(re.escape(part) for part in word.split("*")) for word in spelling.split()]
    phrase = r"\s+".join(words)
    # Looking back for a letter costs more than comparing the phrase, and so comes last.
    return re.compile(rf"(?=({phrase})(?!{letter}))(?<!{letter})")


def _spelled(term: str, variant: object) -> str:
    letter = rf"[\w{marks()}]"
    spelling = " ".join(fold(variant)[0].split()) if isinstance(variant, str) else ""
    if not re.search(letter, spelling) or not re.fullmatch(rf"(?:{letter}|\*)(?:.*(?:{letter}|\*))?", spelling):
        raise CourseError(
            f"A variant must be a word or phrase that begins and ends with a letter, a digit or a star and has more "
            f"than stars in it, but {variant!r} came for the term {term!r}. Write, for example, 'brother*'."
        )
    return spelling


def _variants(dictionary: Dictionary) -> list[_Variant]:
    """The variants, the one with the most letters first: where two match the same words, it is the more exact."""
    if not isinstance(dictionary, Mapping) or not dictionary:
        raise CourseError(
            f"A dictionary must map each term to its variants, such as {{'kinship': ['brother*', 'kin']}}, "
            f"but {dictionary!r} came."
        )
    owner: dict[str, str] = {}
    for term, listed in dictionary.items():
        found = [listed] if isinstance(listed, str) else list(listed)
        if not found:
            raise CourseError(f"The term {term!r} has no variants. Give it at least one, or leave it out.")
        for spelling in (_spelled(term, variant) for variant in found):
            if owner.setdefault(spelling, term) != term:
                raise CourseError(
                    f"The variant {spelling!r} stands under two terms, {owner[spelling]!r} and {term!r}. "
                    "Keep it under one of them."
                )
    exact_first = sorted(owner, key=lambda spelling: -len(spelling.replace("*", "")))
    return [_Variant(owner[spelling], spelling, _pattern(spelling)) for spelling in exact_first]


def _hits(text: str, variants: list[_Variant]) -> list[_Hit]:
    """The hits in a text in the order of reading: the longest counts first, and uses up its place."""
    folded, origin = fold(text)
    found = [
        (match.start(1), match.end(1), variant) for variant in variants for match in variant.pattern.finditer(folded)
    ]
    used = bytearray(len(folded))
    kept = []
    # The sort is stable, so that of equal hits at one place the more exact variant stays first.
    for start, end, variant in sorted(found, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if not any(used[start:end]):
            used[start:end] = b"\1" * (end - start)
            kept.append(_Hit(variant.term, variant.spelling, origin[start], origin[end]))
    return sorted(kept, key=lambda hit: hit.start)


def term_counts(texts: pd.DataFrame | str, dictionary: Dictionary) -> pd.DataFrame:
    """How often each term of a dictionary occurs in each text.

    texts: one text, or a table with the column text; its other columns (state, year …) are repeated.
    dictionary: a mapping from each term to its variants. A variant is a word or a phrase; a star stands for
    any letters, or none (``brother*`` finds brothers and brotherhood); a blank stands for any white space, so
    that a phrase is found across lines. Only whole words match, upper and lower case alike; a hyphen or an
    apostrophe ends a word, so "Nagorno-Karabakh" holds the word karabakh.

    No place is counted twice: of hits that overlap, the longest counts, of equally long ones the earlier, and
    of two variants that match the same words the one with more letters spelled out.

    Returns one row a text and term, 0 included: the other columns of the texts, term, count (occurrences). A
    table without rows gives none. Raises CourseError for a missing text, for a term without variants, for a
    variant of stars alone, and for a variant that stands under two terms.

    Source: Grimmer and Stewart (2013) on dictionaries and on checking them.

    >>> found = term_counts("Brothers, and brotherly ties in the Security\\nCouncil.",
    ...                     {"kinship": ["brother*"], "council": ["security council", "council"]})
    >>> found.values.tolist()
    [['kinship', 2], ['council', 1]]
    """
    import pandas as pd

    table = text_table(texts)
    variants = _variants(dictionary)
    kept = outer(table, ("term", "count"))
    rows = []
    for text in table["text"]:
        terms = [hit.term for hit in _hits(text, variants)]
        rows += [(term, terms.count(term)) for term in dictionary]
    counted = pd.DataFrame(rows, columns=["term", "count"]).astype({"count": "int64"})
    repeated = table[kept].loc[table.index.repeat(len(dictionary))].reset_index(drop=True)
    return pd.concat([repeated, counted], axis=1)


def concordance(texts: pd.DataFrame | str, dictionary: Dictionary, window: int = 8) -> pd.DataFrame:
    """Every hit of a dictionary with the words around it (keyword in context).

    texts and dictionary as in :func:`term_counts`, which counts exactly these hits. window: pieces of
    text between blanks shown on either side.

    Returns one row a hit in the order of reading: the other columns of the texts, term, variant (the spelling
    of the dictionary that matched), start and end (places of the hit in the text, in characters from 0), left,
    hit, right. Without hits there are no rows. Raises CourseError as :func:`term_counts`, and for a window
    that is not a whole number of at least 1.

    Source: Luhn (1960) for the keyword in context.

    >>> concordance("We thank our brother, the President, and all.", {"kinship": "brother*"}, window=2)[
    ...     ["left", "hit", "right"]].values.tolist()
    [['thank our', 'brother', ', the']]
    """
    import pandas as pd

    window = whole("window in words", window, 1)
    made = ("term", "variant", "start", "end", "left", "hit", "right")
    table = text_table(texts)
    variants = _variants(dictionary)
    kept = outer(table, made)
    rows, places = [], []
    for place, text in table["text"].items():
        for hit in _hits(text, variants):
            left = text[: hit.start].rsplit(maxsplit=window)[-window:]
            right = text[hit.end :].split(maxsplit=window)[:window]
            found = text[hit.start : hit.end].split()
            rows.append((hit.term, hit.variant, hit.start, hit.end, *map(" ".join, (left, found, right))))
            places.append(place)
    hits = pd.DataFrame(rows, columns=list(made)).astype({"start": "int64", "end": "int64"})
    return pd.concat([table[kept].loc[places].reset_index(drop=True), hits], axis=1)
