"""The one error that the course raises on purpose: what was expected, what came, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class CourseError(Exception):
    """A mistake that the reader of the message can mend."""

    def _render_traceback_(self) -> list[str]:
        # IPython asks for this: the sentence alone, for it says what to do, and the way through our code does not.
        return [f"CourseError: {self}"]


def unknown(what: str, came: object, known: Iterable[str]) -> CourseError:
    """The error for a name that is not in a closed list, with the nearest match.

    >>> print(unknown("table", "vots", ["votes", "events"]))
    There is no table called 'vots'. Did you mean 'votes'? Known: events, votes.
    """
    known = sorted(known)
    near = get_close_matches(str(came), known, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return CourseError(f"There is no {what} called {came!r}.{hint} Known: {', '.join(known)}.")
