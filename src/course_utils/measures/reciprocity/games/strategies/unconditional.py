"""Strategies that do not look at the other."""

from __future__ import annotations

from random import Random


def cooperator(own: str, other: str, random: Random) -> str:
    """Always cooperate.

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(cooperator, "DDDD")
    'CCCC'
    """
    return "C"


def defector(own: str, other: str, random: Random) -> str:
    """Always defect.

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(defector, "CCCC")
    'DDDD'
    """
    return "D"


def random_player(own: str, other: str, random: Random) -> str:
    """Cooperate or defect with equal chances: RANDOM in Axelrod's tournaments.

    Source: Axelrod (1980).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(random_player, "CCCCCCCC", seed=1) == replies(random_player, "DDDDDDDD", seed=1)
    True
    """
    return "C" if random.random() < 0.5 else "D"


def alternator(own: str, other: str, random: Random) -> str:
    """Cooperate first, then do the opposite of one's own last action.

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(alternator, "CCCC")
    'CDCD'
    """
    return "D" if own.endswith("C") else "C"
