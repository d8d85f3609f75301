"""What every measure asks of its plain arguments: levels, whole numbers, shares, names from a list."""

from __future__ import annotations

from math import isfinite, nan
from numbers import Integral, Real
from typing import TYPE_CHECKING

from course_utils.errors import CourseError, unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def _real(came: object) -> float:
    """The number as a float; not a number (NaN) for anything that is none, such as a text or a truth value."""
    return float(came) if isinstance(came, Real) and not isinstance(came, bool) else nan


def whole(what: str, came: object, least: int | None = None) -> int:
    """A whole number, of Python or of numpy, of at least ``least``; anything else raises CourseError.

    what: the argument in the reader's words, for the message.

    >>> whole("number of draws", 30, 1)
    30
    """
    if isinstance(came, bool) or not isinstance(came, Integral) or (least is not None and came < least):
        bound = "" if least is None else f" of at least {least}"
        raise CourseError(f"The {what} must be a whole number{bound}, but {came!r} came.")
    return int(came)


def number(what: str, came: object, least: float | None = None, above: float | None = None) -> float:
    """A finite number of at least ``least``, or above ``above``; anything else raises CourseError.

    >>> number("cost of a seat", 2.5, above=0)
    2.5
    """
    value = _real(came)
    if not isfinite(value) or (least is not None and value < least) or (above is not None and value <= above):
        bound = f" of at least {least}" if least is not None else f" above {above}" if above is not None else ""
        raise CourseError(f"The {what} must be a finite number{bound}, but {came!r} came.")
    return value


def share(what: str, came: object) -> float:
    """A number from 0 to 1, both included; anything else raises CourseError.

    >>> share("noise", 0)
    0.0
    """
    value = _real(came)
    if not 0 <= value <= 1:
        raise CourseError(f"The {what} must be a number from 0 to 1, but {came!r} came.")
    return value


def level_of(level: object) -> float:
    """The level of an interval, between 0 and 1; anything else raises CourseError.

    >>> level_of(0.95)
    0.95
    """
    value = _real(level)
    if not 0 < value < 1:
        raise CourseError(f"The level of an interval must lie between 0 and 1, such as 0.95, but {level!r} came.")
    return value


def one_of(what: str, came: object, known: Collection[object]) -> None:
    """Raise CourseError, with the nearest match, unless the word is in the list.

    >>> one_of("unit of time", "year", ["year", "month"])
    """
    if came not in known:
        raise unknown(what, came, map(str, known))


def different(what: str, one: object, other: object) -> None:
    """Raise CourseError where the same came twice.

    what: the two in the reader's words, in the plural.

    >>> different("states", "AZE", "PAK")
    """
    if one == other:
        raise CourseError(f"Two different {what} are needed, but {one!r} came twice.")


def several(what: str, came: Iterable[str], least: int = 2) -> list[str]:
    """At least so many names, each once, as a list; anything else raises CourseError, and so does a single text.

    what: the names in the reader's words, in the plural.

    >>> several("members", ("AZE", "PAK"))
    ['AZE', 'PAK']
    """
    names = [] if isinstance(came, str) else [str(name) for name in came]
    if len(names) < least or len(set(names)) < len(names):
        shown = f"the text {came!r}" if isinstance(came, str) else ", ".join(names) or "none"
        raise CourseError(f"The {what} must be a list of {least} or more, each named once, but {shown} came.")
    return names
