"""Document symbols of General Assembly resolutions, as each source writes them."""

from __future__ import annotations

import re

PAGE_NUMBERS_BEFORE = 1976  # before this year many of Voeten's symbols are pages of the records
# Voeten: R/27/3018A, R/62/243, R/50/38B/II, ESS/10/14, SS/18/3, A/RES/72/27, A/RES/ES-10/19.
_VOETEN = re.compile(r"^(?P<kind>R|ESS|SS|A/RES)/(?P<session>(?:ES-|S-)?\d+)/(?P<number>\d+)(?P<part>\W*[A-Z\W]*)$")
# Library up to 1975: A/RES/3484(XXX)[E], A/RES/997(ES-I); later: A/RES/34/45A, A/RES/50/38[B-II], A/RES/ES-10/14.
_OLD = re.compile(r"^A/RES/(?P<number>\d+)\s*\((?P<special>ES-|S-)?(?P<roman>[XVI\d]+)\)(?P<part>\W*[A-Z\W]*)$")
_NEW = re.compile(r"^A/RES/(?P<session>(?:ES-|S-)?\d+)/+(?P<number>\d+)(?P<part>\W*[A-Z\W]*)$")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def _roman(text: str) -> int:
    if text.isdigit():
        return int(text)
    digits = [_ROMAN_DIGITS[letter] for letter in text]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


def _letters(part: str) -> str:
    return "".join(letter for letter in part if letter.isalpha())


def voeten_key(symbol: str) -> str | None:
    """A Voeten symbol as session/number and part; None for what is no resolution's symbol.

    >>> voeten_key("R/62/243"), voeten_key("R/27/3018A"), voeten_key("ESS/10/14"), voeten_key("GOAR/1/2")
    ('62/243', '27/3018A', 'ES-10/14', None)
    """
    found = _VOETEN.match(symbol)
    if not found:
        return None
    prefix = {"ESS": "ES-", "SS": "S-"}.get(found["kind"], "")
    return f"{prefix}{found['session']}/{int(found['number'])}{_letters(found['part'])}"


def library_key(symbol: str) -> str | None:
    """A UN Library symbol as session/number and part; None for drafts and decisions.

    >>> library_key("A/RES/3484(XXX)[E]"), library_key("A/RES/34/45A"), library_key("A/RES/ES-10/14")
    ('30/3484E', '34/45A', 'ES-10/14')
    >>> library_key("A/RES/50/38[B-II]"), library_key("A/73/L.42")
    ('50/38BII', None)
    """
    if found := _OLD.match(symbol):
        return f"{found['special'] or ''}{_roman(found['roman'])}/{int(found['number'])}{_letters(found['part'])}"
    if found := _NEW.match(symbol):
        return f"{found['session']}/{int(found['number'])}{_letters(found['part'])}"
    return None


def session_of(symbol: str) -> int | None:
    """The regular session named in a UN Library symbol; None for special sessions and for other papers.

    >>> session_of("A/RES/62/243"), session_of("A/RES/3484(XXX)[E]"), session_of("A/RES/ES-10/14")
    (62, 30, None)
    """
    head = (library_key(symbol) or "").split("/")[0]
    return int(head) if head.isdigit() else None
