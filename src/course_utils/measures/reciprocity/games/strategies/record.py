"""Strategies that look at the other's whole record."""

from __future__ import annotations

from random import Random


def grudger(own: str, other: str, random: Random) -> str:
    """Cooperate until the other defects once, then defect for ever; also grim trigger, or Friedman.

    Source: Friedman's entry in Axelrod (1980).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(grudger, "CDCCC")
    'CCDDD'
    """
    return "D" if "D" in other else "C"


def davis(own: str, other: str, random: Random) -> str:
    """Cooperate for ten turns, then play as a grudger.

    Source: Davis's entry in Axelrod (1980).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(davis, "DCCCCCCCCCCC")
    'CCCCCCCCCCDD'
    """
    return "D" if len(own) >= 10 and "D" in other else "C"


def forgiver(own: str, other: str, random: Random) -> str:
    """Defect while more than one in ten of the other's actions have been defections.

    Source: the Axelrod library, where the strategy has this name.

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(forgiver, "D" + "C" * 11)
    'CDDDDDDDDDCC'
    """
    return "D" if 10 * other.count("D") > len(other) else "C"


def soft_majority(own: str, other: str, random: Random) -> str:
    """Do what the other has done most often; cooperate on a tie.

    Source: Axelrod (1984), as go by majority.

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(soft_majority, "DCDDC")
    'CDCDD'
    """
    return "D" if 2 * other.count("D") > len(other) else "C"


def hard_majority(own: str, other: str, random: Random) -> str:
    """Do what the other has done most often; defect on a tie, the first turn included.

    Source: Mittal and Deb (2009).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(hard_majority, "CDCCC")
    'DCDCC'
    """
    return "D" if 2 * other.count("D") >= len(other) else "C"


def gradual(own: str, other: str, random: Random) -> str:
    """Punish by as many defections as the other has made so far, then cooperate twice to calm down.

    While it punishes or calms down it does not listen. The papers on it differ on what is counted; here all the
    other's defections are.

    Source: Beaufils, Delahaye and Mathieu (1997).

    >>> from course_utils.measures.reciprocity.games import replies
    >>> replies(gradual, "DCCCDCCCCC")
    'CDCCCDDCCC'
    """
    listens = 0
    while (defection := other.find("D", listens)) >= 0:
        punished = defection + 1 + other.count("D", 0, defection + 1)
        if len(other) < punished:
            return "D"
        listens = punished + 1
    return "C"
