"""An answer that is a set: which states, which claims, in no order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import Any

from course_utils.exercises.question import Check, shown

MOST = 10_000


@dataclass(frozen=True)
class Members:
    """A set of names, given as a set, list, tuple, Series, Index or array; order and repeats do not matter.

    known: gives all names that exist, for the range check; a function, so that no data load before they are needed.
    what: the members in the reader's words, such as "state codes".

    >>> sorted(Members().members(["PAK", "AZE", "PAK"]))
    ['AZE', 'PAK']
    """

    what: str = "names"
    known: Callable[[], Collection[str]] | None = None

    def checks(self) -> Iterator[Check]:
        """A collection of texts; then known ones only."""
        yield Check("type", f"a set or list of {self.what}", self._type)
        if self.known:
            yield Check("range", f"{self.what} that exist", self._range)

    def plain(self, came: Any) -> frozenset[str]:
        """The answer as a set of plain texts."""
        return self.members(came)

    def members(self, came: Any) -> frozenset[str]:
        """The answer as a set of plain texts."""
        return frozenset(str(item).strip() for item in islice(iter(came), MOST))

    def _type(self, came: Any) -> None:
        assert came is not None, f"Expected a set or list of {self.what}, but None came. Put it into the variable."
        assert not isinstance(came, str), (
            f'Expected several {self.what}, but one text came: {shown(came)}. Put them into a list: ["…", "…"].'
        )
        assert hasattr(came, "__iter__") and hasattr(came, "__len__") and not isinstance(came, dict), (
            f"Expected a set or list of {self.what}, but {shown(came)} came. Turn it into one with set(…) or list(…)."
        )
        assert getattr(came, "ndim", 1) == 1, (
            f"Expected one column of {self.what}, but a whole table came. Pick the column that holds them."
        )
        assert len(came) <= MOST, (
            f"Expected a handful of {self.what}, but {len(came):,} came. Drop the repeats, or filter first."
        )
        # What a foreign class says of its length need not be so.
        odd = [item for item in islice(iter(came), MOST) if not isinstance(item, str)]
        assert not odd, (
            f"Expected {self.what} as texts, but {shown(odd[0])} is among them. Keep only {self.what}, in quotation marks."
        )

    def _range(self, came: Any) -> None:
        known = set(self.known() if self.known else ())
        strange = sorted(self.members(came) - known)
        if strange:
            near = get_close_matches(strange[0], known, n=1, cutoff=0.5)
            hint = f" Is {near[0]} meant?" if near else " Look them up, or take them from the table."
            raise AssertionError(f"Expected {self.what} that exist, but {shown(strange)} came.{hint}")
