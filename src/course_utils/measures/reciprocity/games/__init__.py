"""Iterated games of two: strategies, matches, tournaments, and what becomes of strategies in a population.

A strategy is a function of three lines (see ``Strategy``). ``play`` gives
one match turn by turn, ``tournament`` the payoffs of every pair, ``standings`` and ``leaders`` who did best in one
field or in all smaller ones. ``ecology`` and ``moran`` let strategies spread by what they earn. ``long_run``,
``critical_discount`` and ``fixation`` give what theory expects, to hold simulations against.
"""

from __future__ import annotations

from course_utils.measures.reciprocity.games.field import leaders, payoff_matrix
from course_utils.measures.reciprocity.games.match import play, scores
from course_utils.measures.reciprocity.games.moran_process import fixation, moran, takeovers
from course_utils.measures.reciprocity.games.payoffs import AXELROD, Payoffs
from course_utils.measures.reciprocity.games.protocol import Strategy, replies
from course_utils.measures.reciprocity.games.replicator import ecology
from course_utils.measures.reciprocity.games.round_robin import standings, tournament
from course_utils.measures.reciprocity.games.strategies import (
    MEMORY_ONE,
    STRATEGIES,
    alternator,
    bully,
    contrite_tit_for_tat,
    cooperator,
    davis,
    defector,
    firm_but_fair,
    forgiver,
    generous_tit_for_tat,
    gradual,
    grofman,
    grudger,
    hard_majority,
    joss,
    memory_one,
    prober,
    random_player,
    soft_majority,
    suspicious_tit_for_tat,
    tit_for_tat,
    tit_for_two_tats,
    two_tits_for_tat,
    win_stay_lose_shift,
)
from course_utils.measures.reciprocity.games.theory import critical_discount, long_run, stationary

__all__ = [
    "AXELROD",
    "MEMORY_ONE",
    "STRATEGIES",
    "Payoffs",
    "Strategy",
    "alternator",
    "bully",
    "contrite_tit_for_tat",
    "cooperator",
    "critical_discount",
    "davis",
    "defector",
    "ecology",
    "firm_but_fair",
    "fixation",
    "forgiver",
    "generous_tit_for_tat",
    "gradual",
    "grofman",
    "grudger",
    "hard_majority",
    "joss",
    "leaders",
    "long_run",
    "memory_one",
    "moran",
    "payoff_matrix",
    "play",
    "prober",
    "random_player",
    "replies",
    "scores",
    "soft_majority",
    "standings",
    "stationary",
    "suspicious_tit_for_tat",
    "takeovers",
    "tit_for_tat",
    "tit_for_two_tats",
    "tournament",
    "two_tits_for_tat",
    "win_stay_lose_shift",
]
