"""What theory expects of two strategies, to hold the simulations against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import one_of, share
from course_utils.measures.reciprocity.games.payoffs import AXELROD, Payoffs
from course_utils.measures.reciprocity.games.strategies.vectors import probabilities

if TYPE_CHECKING:
    import pandas as pd

OUTCOMES = ("CC", "CD", "DC", "DD")


def stationary(vector_a: Sequence[float], vector_b: Sequence[float], noise: float = 0.0) -> pd.DataFrame:
    """How often each outcome of a turn comes up in the long run between two memory-one strategies.

    Two such strategies move between the four outcomes as a Markov chain; this is its stationary distribution.

    vector_a, vector_b: four probabilities of cooperating after CC, CD, DC, DD, each player's own action first, as in
    ``MEMORY_ONE``. noise: the probability that an action comes out as its opposite.
    Returns one row an outcome, in the order CC, CD, DC, DD (a's action first): outcome, probability (0 to 1, sum 1).
    Raises CourseError for vectors that are not four probabilities, noise out of range, and pairs whose long run depends
    on how they began (two tit for tats without noise): any noise between 0 and 1 settles those.

    Source: Nowak and Sigmund (1993).

    >>> from course_utils.measures.reciprocity.games import MEMORY_ONE
    >>> tit_for_tat = MEMORY_ONE["tit_for_tat"]
    >>> stationary(tit_for_tat, tit_for_tat, noise=0.01)["probability"].round(6).tolist()
    [0.25, 0.25, 0.25, 0.25]
    """
    import numpy as np
    import pandas as pd

    noise = share("noise", noise)
    a, b = (np.array(probabilities(vector)) for vector in (vector_a, vector_b))
    a, b = (chance * (1 - noise) + (1 - chance) * noise for chance in (a, b))
    b = b[[0, 2, 1, 3]]  # what is CD to a is DC to b
    chain = np.column_stack([a * b, a * (1 - b), (1 - a) * b, (1 - a) * (1 - b)])
    balance = np.vstack([chain.T - np.eye(4), np.ones(4)])
    solution, _, rank, _ = np.linalg.lstsq(balance, np.array([0, 0, 0, 0, 1.0]))
    if rank < 4:
        raise CourseError(
            "The long run of these two strategies depends on how they began, so there is no single expectation. "
            "Add a little noise, or play the match."
        )
    return pd.DataFrame({"outcome": list(OUTCOMES), "probability": np.clip(solution, 0, 1)})


def long_run(
    vector_a: Sequence[float], vector_b: Sequence[float], noise: float = 0.0, payoffs: Payoffs = AXELROD
) -> pd.DataFrame:
    """Cooperation and payoffs that two memory-one strategies settle to in a very long match.

    Arguments and errors as in :func:`stationary`; payoffs: the game.
    Returns one row a side: side (``a`` or ``b``), cooperation (share of turns, 0 to 1), payoff (points a turn).

    Source: Nowak and Sigmund (1993); that noise halves the cooperation of two tit for tats is from Molander (1985).

    >>> from course_utils.measures.reciprocity.games import MEMORY_ONE
    >>> pavlov = MEMORY_ONE["win_stay_lose_shift"]
    >>> long_run(pavlov, pavlov, noise=0.01).round(3)
      side  cooperation  payoff
    0    a        0.971   2.951
    1    b        0.971   2.951
    """
    import pandas as pd

    chances = stationary(vector_a, vector_b, noise)["probability"].tolist()
    rows = []
    for side, place in (("a", 0), ("b", 1)):
        both = list(zip(OUTCOMES, chances, strict=True))
        cooperation = sum(chance for outcome, chance in both if outcome[place] == "C")
        payoff = sum(chance * payoffs.of(outcome[place], outcome[1 - place]) for outcome, chance in both)
        rows.append({"side": side, "cooperation": cooperation, "payoff": payoff})
    return pd.DataFrame(rows)


def critical_discount(strategy: str, payoffs: Payoffs = AXELROD) -> float:
    """The least weight of the next turn at which answering the strategy with itself is a best reply.

    Below it a player gains by defecting; the weight is the discount factor, or the probability of another turn.

    strategy: ``grudger``, whose punishment never ends: (T - R) / (T - P); or ``tit_for_tat``, which can also be
    exploited by defecting every other turn: the larger of that and (T - R) / (R - S). T is the temptation, R the
    reward, P the punishment, S the sucker's payoff.
    Returns a number between 0 and 1. Raises CourseError for other strategies, and for games that are no prisoner's
    dilemma.

    Source: Friedman (1971) for the grudger; Axelrod (1984), appendix B, for tit for tat.

    >>> critical_discount("grudger"), round(critical_discount("tit_for_tat"), 3)
    (0.5, 0.667)
    """
    one_of("strategy with a critical discount", strategy, ("grudger", "tit_for_tat"))
    if payoffs.game != "prisoners_dilemma":
        raise CourseError(
            f"A critical discount is defined for the prisoner's dilemma, but the game is {payoffs.game}. Give payoffs "
            "with temptation > reward > punishment > sucker."
        )
    gain = payoffs.temptation - payoffs.reward
    for_ever = gain / (payoffs.temptation - payoffs.punishment)
    if strategy == "grudger":
        return for_ever
    return max(for_ever, gain / (payoffs.reward - payoffs.sucker))
