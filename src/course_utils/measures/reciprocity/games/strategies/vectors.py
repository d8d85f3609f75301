"""Strategies that remember one turn, as four probabilities of cooperating."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from types import MappingProxyType

from course_utils.errors import CourseError
from course_utils.measures.reciprocity.games.payoffs import ACTIONS
from course_utils.measures.reciprocity.games.protocol import Strategy

# The probability of cooperating after own and other: CC, CD, DC, DD.
MEMORY_ONE = MappingProxyType(
    {
        "alternator": (0.0, 0.0, 1.0, 1.0),
        "bully": (0.0, 1.0, 0.0, 1.0),
        "cooperator": (1.0, 1.0, 1.0, 1.0),
        "defector": (0.0, 0.0, 0.0, 0.0),
        "firm_but_fair": (1.0, 0.0, 1.0, 2 / 3),
        "generous_tit_for_tat": (1.0, 1 / 3, 1.0, 1 / 3),
        "grofman": (1.0, 2 / 7, 2 / 7, 1.0),
        "joss": (0.9, 0.0, 0.9, 0.0),
        "random_player": (0.5, 0.5, 0.5, 0.5),
        "suspicious_tit_for_tat": (1.0, 0.0, 1.0, 0.0),
        "tit_for_tat": (1.0, 0.0, 1.0, 0.0),
        "win_stay_lose_shift": (1.0, 0.0, 0.0, 1.0),
    }
)


def probabilities(vector: Sequence[float]) -> tuple[float, float, float, float]:
    """The four probabilities as plain numbers, or a CourseError."""
    try:
        after_cc, after_cd, after_dc, after_dd = (float(value) for value in vector)
    except (TypeError, ValueError) as error:
        raise CourseError(
            "A memory-one strategy is four probabilities of cooperating, after CC, CD, DC and DD (own action first), "
            f"but {vector!r} came."
        ) from error
    four = (after_cc, after_cd, after_dc, after_dd)
    if not all(0 <= value <= 1 for value in four):
        raise CourseError(f"The probabilities of a memory-one strategy must be between 0 and 1, but {four} came.")
    return four


def memory_one(vector: Sequence[float], first: str = "C") -> Strategy:
    """A strategy from its four probabilities of cooperating after CC, CD, DC and DD, own action first.

    first: the action on the first turn. The strategy's name in tables is its four numbers.
    Raises CourseError unless there are four numbers from 0 to 1 and ``first`` is C or D.

    Source: Nowak and Sigmund (1993).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(memory_one(MEMORY_ONE["tit_for_tat"]), "CDDCC")
    'CCDDC'
    """
    four = probabilities(vector)
    if first not in ACTIONS:
        raise CourseError(f"The first action must be 'C' or 'D', but {first!r} came.")
    after = dict(zip(("CC", "CD", "DC", "DD"), four, strict=True))

    def strategy(own: str, other: str, random: Random) -> str:
        if not own:
            return first
        return "C" if random.random() < after[own[-1] + other[-1]] else "D"

    strategy.__name__ = f"memory_one({', '.join(f'{value:g}' for value in four)}; {first})"
    return strategy
