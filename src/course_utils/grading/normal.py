"""Texts in a form that survives what happens to them on the way: quotes, blanks, escapes, markup."""

from __future__ import annotations

import re
from html import unescape

_NOISE = re.compile(r"\\[nrt\"'\\]|[\s\\\"'`‘’“”]+")
# Tags within a line of words or code; every other one ends the line.
_INLINE = re.compile(r"</?(?:a|abbr|b|cite|code|em|i|kbd|mark|q|s|small|span|strong|sub|sup|u|var)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]+>")
_COMMENT = re.compile(r"(^|\s)#.*$")
_ESCAPE = re.compile(r"\\[nrt]")
_TOKEN = re.compile(r"\w+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def code(text: str) -> str:
    """A text without blanks, line ends, quotes and their escapes.

    >>> code("name = 'Ann'") == code('name="Ann"') == code('name = \\\\"Ann\\\\"\\\\n')
    True
    """
    return _NOISE.sub("", text)


def bare(text: str) -> list[str]:
    """The lines of a piece of code as they stand, without comments and empty ones.

    >>> bare("n = 4  # four\\n\\n# nothing\\nhalf = n / 2")
    ['n = 4', 'half = n / 2']
    """
    found = [_COMMENT.sub("", line).rstrip() for line in text.splitlines()]
    return [line for line in found if line.strip()]


def lines(text: str) -> list[str]:
    """The lines of a piece of code, each as :func:`code` gives it, without comments and empty ones."""
    return [short for short in map(code, bare(text)) if short]


def tokens(text: str) -> frozenset[str]:
    """The names, numbers and words in a text.

    >>> sorted(tokens("n = 'Ann'\\\\nhalf = n / 2"))
    ['2', 'Ann', 'half', 'n']
    """
    return frozenset(_TOKEN.findall(_ESCAPE.sub(" ", text)))


def prose(text: str) -> str:
    """The words of a text, in small letters, one blank apart.

    >>> prose("**Abstain**,\\n   and say why.")
    'abstain and say why'
    """
    return " ".join(word.casefold() for word in _WORD.findall(text))


def visible(markup: str) -> str:
    """What a reader of HTML sees: no tags, and characters for their names.

    >>> visible('<td><span class="n">n</span> &lt; <b>4</b></td><td>yes</td>').split("\\n")
    ['', 'n < 4', '', 'yes', '']
    """
    return unescape(_TAG.sub("\n", _INLINE.sub("", markup)))


def digits(number: float | str, count: int | None = None) -> str:
    """The significant digits of a number, all or so many, without sign, point and zeros at both ends.

    A share and its per cent have the same digits.

    >>> digits(0.831720), digits("83.172"), digits(-12.50), digits(2 / 3, 4)
    ('83172', '83172', '125', '6667')
    """
    size = abs(float(number))
    text = repr(size) if count is None else f"{size:.{count - 1}e}"
    return text.partition("e")[0].replace(".", "").strip("0")
