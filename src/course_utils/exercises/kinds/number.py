"""An answer that is one number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import isclose, isinf
from numbers import Real
from typing import Any

from course_utils.exercises.question import Check, number, shown


@dataclass(frozen=True)
class Number:
    """One number, within limits, in a unit that the messages name.

    Python's, numpy's and pandas' numbers, decimals and fractions, and an array of no dimension all count.

    >>> kind = Number(low=0, high=1, unit="share")
    >>> [check.title for check in kind.checks()]
    ['a number', 'between 0 and 1']
    >>> from fractions import Fraction
    >>> kind.plain(Fraction(1, 2)), Number(whole=True).plain(4.0)
    (0.5, 4)
    """

    low: float | None = None
    high: float | None = None
    whole: bool = False
    missing: bool = False
    """whether nan is a possible answer"""
    unit: str = ""

    def checks(self) -> Iterator[Check]:
        """A number; then one within the limits."""
        yield Check("type", "a whole number" if self.whole else "a number", self._type)
        if self.low is not None or self.high is not None:
            yield Check("range", self._span(), self._range)

    def plain(self, came: Any) -> float | int:
        """The number as Python's own: an int where it is one or must be, else a float; nan where it is missing."""
        value = _scalar(came)
        if _missing(value):
            return float("nan")
        self._number(value)
        return int(value) if self.whole or isinstance(value, int) else float(value)

    def equal(self, came: Any, expected: float, tolerance: float = 1e-9) -> bool:
        """Whether a number is the expected one, within an absolute tolerance; nan equals nan."""
        value = self.plain(came)
        return (value != value and expected != expected) or isclose(value, expected, rel_tol=0, abs_tol=tolerance)

    def _type(self, came: Any) -> None:
        value = _scalar(came)
        if not _missing(value):
            self._number(value)
        else:
            assert self.missing, (
                f"Expected {self._what}, but a missing value (nan) came. "
                "Look where a missing value went in, or where 0 was divided by 0."
            )

    @property
    def _what(self) -> str:
        return "a count, which is a whole number" if self.whole else "a number"

    def _number(self, value: Any) -> None:
        assert value is not None, (
            f"Expected {self._what}, but None came. Put the value into the variable, or hand it back."
        )
        assert not isinstance(value, str), (
            f"Expected {self._what}, but the text {shown(value)} came. Take the quotation marks and the unit away."
        )
        assert isinstance(value, Real | Decimal) and not isinstance(value, bool), (
            f"Expected one number, but {shown(value)} came. Pick the one value that is asked for."
        )
        if isinstance(value, int):
            # Nothing in this course is counted in more than 300 digits.
            assert value.bit_length() < 1000, (
                f"Expected {self._what}, but {shown(value)} came. Which step lets it grow so?"
            )
            return
        assert not isinf(value), f"Expected {self._what}, but infinity came. Look where something was divided by 0."
        assert not self.whole or float(value).is_integer(), (
            f"Expected {self._what}, but {number(value)} came. Count, do not divide."
        )

    def _span(self) -> str:
        if self.high is None:
            return f"at least {number(self.low)}"
        if self.low is None:
            return f"at most {number(self.high)}"
        return f"between {number(self.low)} and {number(self.high)}"

    def _range(self, came: Any) -> None:
        value = self.plain(came)
        if value != value:
            return
        low, high = self.low if self.low is not None else value, self.high if self.high is not None else value
        unit = f" ({self.unit})" if self.unit else ""
        what = (
            "Is it per cent? Divide by 100."
            if self.high == 1 and 1 < value <= 100
            else "Which step lets it out of them?"
        )
        assert low <= value <= high, f"Expected a value {self._span()}{unit}, but {shown(value)} came. {what}"


def _scalar(came: Any) -> Any:
    """What stands in an array of no dimension or in a numpy number; anything else as it is."""
    return came.item() if type(came).__module__ == "numpy" and getattr(came, "ndim", None) == 0 else came


def _missing(value: Any) -> bool:
    import pandas as pd

    if isinstance(value, float | Decimal):
        return value != value
    return value is pd.NA or value is pd.NaT
