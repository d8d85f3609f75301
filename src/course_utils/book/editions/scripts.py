"""Words in other scripts, such as the glossary's translations: a machine may lack a font that shows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORDS = re.compile(r'<span\b[^>]*\blang="[^"]+"[^>]*>([^<]+)</span>')
IN_ITS_PLACE = "(on the site)"


def _scripts(text: str) -> set[str]:
    """The scripts of a text's letters, by their names in Unicode.

    >>> sorted(_scripts("dost, मित्र"))
    ['DEVANAGARI', 'LATIN']
    """
    letters = (letter for letter in unicodedata.normalize("NFKC", text) if letter.isalpha())
    return {unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters}


def holds_words(body: str) -> bool:
    """Whether a chapter's HTML has words that are marked as of another language."""
    return _WORDS.search(body) is not None


def unshown(bodies: Iterable[str], printed: str) -> set[str]:
    """The scripts of marked words of which no letter came out on paper.

    bodies: chapters' HTML. printed: the text that the PDF holds for them; a letter without a font is none there.
    """
    return {script for body in bodies for words in _WORDS.findall(body) for script in _scripts(words)} - _scripts(
        printed
    )


def without(body: str, scripts: set[str]) -> str:
    """A chapter's HTML with a remark in the place of marked words in these scripts."""
    return _WORDS.sub(lambda match: IN_ITS_PLACE if _scripts(match[1]) & scripts else match[0], body)
