"""Strategies that defect unprovoked, to see what they can get away with."""

from __future__ import annotations

from random import Random


def joss(own: str, other: str, random: Random) -> str:
    """Tit for tat that answers one cooperation in ten with a defection.

    Source: Joss's entry in Axelrod (1980).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(joss, "C" * 2000).count("D") / 2000
    0.1015
    """
    if not other:
        return "C"
    return "C" if other.endswith("C") and random.random() < 0.9 else "D"


def prober(own: str, other: str, random: Random) -> str:
    """Open with D, C, C; defect for ever if the other then cooperated twice, else play tit for tat.

    Source: Li, Hingston and Kendall (2011).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(prober, "CCCCC"), replies(prober, "CDCCC")
    ('DCCDD', 'DCCCC')
    """
    if len(other) < 3:
        return "DCC"[len(other)]
    return "D" if other[1:3] == "CC" or other.endswith("D") else "C"


def grofman(own: str, other: str, random: Random) -> str:
    """Cooperate after a turn on which both did the same, else with probability 2/7.

    Source: Grofman's entry in Axelrod (1980).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(grofman, "CCCC")
    'CCCC'
    """
    return "C" if own[-1:] == other[-1:] or random.random() < 2 / 7 else "D"
