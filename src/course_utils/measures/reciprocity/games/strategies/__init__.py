"""Well-known strategies of the iterated prisoner's dilemma, under the names that the field gives them."""

from __future__ import annotations

from types import MappingProxyType

from course_utils.measures.reciprocity.games.protocol import named
from course_utils.measures.reciprocity.games.strategies.probing import grofman, joss, prober
from course_utils.measures.reciprocity.games.strategies.reciprocal import (
    bully,
    contrite_tit_for_tat,
    firm_but_fair,
    generous_tit_for_tat,
    suspicious_tit_for_tat,
    tit_for_tat,
    tit_for_two_tats,
    two_tits_for_tat,
    win_stay_lose_shift,
)
from course_utils.measures.reciprocity.games.strategies.record import (
    davis,
    forgiver,
    gradual,
    grudger,
    hard_majority,
    soft_majority,
)
from course_utils.measures.reciprocity.games.strategies.unconditional import (
    alternator,
    cooperator,
    defector,
    random_player,
)
from course_utils.measures.reciprocity.games.strategies.vectors import MEMORY_ONE, memory_one

__all__ = [
    "MEMORY_ONE",
    "STRATEGIES",
    "alternator",
    "bully",
    "contrite_tit_for_tat",
    "cooperator",
    "davis",
    "defector",
    "firm_but_fair",
    "forgiver",
    "generous_tit_for_tat",
    "gradual",
    "grofman",
    "grudger",
    "hard_majority",
    "joss",
    "memory_one",
    "prober",
    "random_player",
    "soft_majority",
    "suspicious_tit_for_tat",
    "tit_for_tat",
    "tit_for_two_tats",
    "two_tits_for_tat",
    "win_stay_lose_shift",
]

# Every strategy of the course by its name.
STRATEGIES = MappingProxyType(
    named(
        [
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
            prober,
            random_player,
            soft_majority,
            suspicious_tit_for_tat,
            tit_for_tat,
            tit_for_two_tats,
            two_tits_for_tat,
            win_stay_lose_shift,
        ]
    )
)
