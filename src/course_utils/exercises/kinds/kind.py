"""What every kind of answer has in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from course_utils.exercises.question import Check


class Kind(Protocol):
    """What an answer must be, apart from being right: its type, its shape, the range of its values.

    A kind may have a second method, ``plain(came)``: the answer in the one form in which an author's checks get it.
    """

    def checks(self) -> Iterable[Check]:
        """The checks that follow from the kind alone. They get the answer as it came."""
        ...


def plain_form(kind: Kind, came: Any) -> Any:
    """The answer in the plain form of its kind; as it came where the kind has none."""
    plain = getattr(kind, "plain", None)
    return came if plain is None else plain(came)
