"""Strategies that answer the last turn or two: tit for tat and its family."""

from __future__ import annotations

from random import Random


def tit_for_tat(own: str, other: str, random: Random) -> str:
    """Cooperate first, then copy the other's last action.

    Source: Rapoport's entry in Axelrod (1980).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(tit_for_tat, "CDDCC")
    'CCDDC'
    """
    return "D" if other.endswith("D") else "C"


def suspicious_tit_for_tat(own: str, other: str, random: Random) -> str:
    """Defect first, then copy the other's last action.

    Source: Boyd and Lorberbaum (1987).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(suspicious_tit_for_tat, "CDDCC")
    'DCDDC'
    """
    return "C" if other.endswith("C") else "D"


def tit_for_two_tats(own: str, other: str, random: Random) -> str:
    """Defect only after two defections of the other in a row.

    Source: Axelrod (1980).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(tit_for_two_tats, "CDCDDC")
    'CCCCCD'
    """
    return "D" if other.endswith("DD") else "C"


def two_tits_for_tat(own: str, other: str, random: Random) -> str:
    """Answer each defection with two.

    Source: Axelrod (1984).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(two_tits_for_tat, "CDCCC")
    'CCDDC'
    """
    return "D" if "D" in other[-2:] else "C"


def generous_tit_for_tat(own: str, other: str, random: Random) -> str:
    """Tit for tat that lets one defection in three pass.

    One third is the most generous rate that still resists defectors under the payoffs 3, 5, 0, 1. For another rate
    use ``memory_one((1, rate, 1, rate))``.

    Source: Nowak and Sigmund (1992).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(generous_tit_for_tat, "D" * 3000).count("C") / 3000
    0.331
    """
    return "D" if other.endswith("D") and random.random() >= 1 / 3 else "C"


def firm_but_fair(own: str, other: str, random: Random) -> str:
    """Defect after being exploited; after a turn in which both defected, cooperate with probability 2/3.

    Source: Frean (1994).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(firm_but_fair, "CDCC")
    'CCDC'
    """
    if not other.endswith("D"):
        return "C"
    return "C" if own.endswith("D") and random.random() < 2 / 3 else "D"


def win_stay_lose_shift(own: str, other: str, random: Random) -> str:
    """Repeat the last action after a high payoff (reward or temptation), change it after a low one; also Pavlov.

    It comes to the same as: cooperate when both did the same on the last turn.

    Source: Nowak and Sigmund (1993).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(win_stay_lose_shift, "CDDCC")
    'CCDCC'
    """
    return "C" if own[-1:] == other[-1:] else "D"


def contrite_tit_for_tat(own: str, other: str, random: Random) -> str:
    """Tit for tat that accepts the answer to a defection of its own, made by noise.

    It is content until one side defects alone. If the other did, it is provoked, and defects until the other
    cooperates. If it did so itself, it is contrite, and cooperates, whatever the other does, until it has succeeded.
    Without noise it plays as tit for tat does.

    Source: Boyd (1989); Wu and Axelrod (1995).

    >>> contrite_tit_for_tat("CD", "CC", None)
    'C'
    >>> contrite_tit_for_tat("CDC", "CCD", None)
    'C'
    """
    mood = "content"
    for mine, theirs in zip(own, other, strict=True):
        if mood == "content" and mine != theirs:
            mood = "contrite" if mine == "D" else "provoked"
        elif (mood == "contrite" and mine == "C") or (mood == "provoked" and theirs == "C"):
            mood = "content"
    return "D" if mood == "provoked" else "C"


def bully(own: str, other: str, random: Random) -> str:
    """Tit for tat reversed: defect until the other defects, and cooperate after that.

    Source: Nachbar (1992), as reverse tit for tat.

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(bully, "CDDC")
    'DDCC'
    """
    return "C" if other.endswith("D") else "D"
