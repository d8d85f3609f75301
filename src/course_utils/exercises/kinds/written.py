"""An answer in prose: its length and what it cites are checked, the rest is for a reader with a rubric."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course_utils.exercises.question import Check, shown


@dataclass(frozen=True)
class Written:
    """Prose of so many words that cites so many of the course's claims (C01 to C37) or events (E001 …).

    >>> Written(2, 5).words("Two words, **here**")
    3
    """

    least: int
    most: int
    claims: int = 0
    events: int = 0

    def checks(self) -> Iterator[Check]:
        """Written at all; its length; its references."""
        yield Check("type", "written", self._type)
        yield Check("shape", f"{self.least} to {self.most} words", self._length)
        if self.claims or self.events:
            wanted = [f"{n} {what}" for n, what in ((self.claims, "claims"), (self.events, "events")) if n]
            yield Check("range", f"cites at least {' and '.join(wanted)}", self._cites)

    def plain(self, came: str) -> str:
        """The text without blanks around it."""
        return came.strip()

    def words(self, text: str) -> int:
        """The number of words, Markdown's signs aside."""
        return len(re.findall(r"\w[\w'’-]*", text))

    def _type(self, came: Any) -> None:
        assert isinstance(came, str), f"Expected a text, but {shown(came)} came. Write it in the cell above."
        assert came.strip() and came.strip() != "YOUR ANSWER HERE", (
            "Expected a text, but there is none yet. Write it in the cell above, save the notebook, and check again."
        )

    def _length(self, came: str) -> None:
        # A text far too long is not counted to its end.
        n = self.words(came[: 40 * self.most])
        expected = f"Expected {self.least} to {self.most} words, but {n} came"
        assert n >= self.least, f"{expected}. What does a reader still need? Save the notebook after a change."
        assert n <= self.most, f"{expected}. Which sentence could go? Save the notebook after a change."

    def _cites(self, came: str) -> None:
        for least, pattern, what in (
            (self.claims, r"\bC(?:0[1-9]|[12]\d|3[0-7])\b", "claims"),
            (self.events, r"\bE\d{3}\b", "events"),
        ):
            found = set(re.findall(pattern, came))
            example = "C13" if what == "claims" else "E056"
            assert len(found) >= least, (
                f"Expected at least {least} of the course's {what} by number, such as {example}, but {len(found)} came. "
                "The reading's table of claims and the chronology list them."
            )
