"""One match: two strategies, turn by turn, with or without noise, of fixed or random length."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import one_of, share, whole
from course_utils.measures.reciprocity.games.payoffs import ACTIONS, AXELROD, Payoffs
from course_utils.measures.reciprocity.games.protocol import Strategy, act, name_of, stream
from course_utils.measures.tables import complete, finite, require, unique

if TYPE_CHECKING:
    import pandas as pd

TURNS = 200  # as in Axelrod's first tournament
FLIPPED = {"C": "D", "D": "C"}


def check(turns: int | None, continuation: float | None, noise: float) -> None:
    """Raise CourseError unless the rules of a match make sense together."""
    share("noise", noise)
    if turns is not None and continuation is not None:
        raise CourseError(
            "A match has either a fixed number of turns or a probability of continuation, but both came. Drop one."
        )
    if turns is not None:
        whole("number of turns", turns, 1)
    if continuation is not None and share("continuation", continuation) == 1:
        raise CourseError("With continuation 1 the match would never end. Give a probability below 1.")


def length(turns: int | None, continuation: float | None, random: Random) -> int:
    """How many turns this match has: fixed, or drawn from the geometric distribution."""
    if continuation is None:
        return TURNS if turns is None else turns
    drawn = 1
    while random.random() < continuation:
        drawn += 1
    return drawn


def actions(
    players: tuple[tuple[str, Strategy], tuple[str, Strategy]],
    turns: int,
    noise: float,
    chances: tuple[Random, Random],
    flips: tuple[Random, Random],
) -> tuple[str, str]:
    """What both do, as two texts of C and D.

    chances: each player's own source of chance; flips: the source of each player's noise.
    """
    (name_a, strategy_a), (name_b, strategy_b) = players
    own = other = ""
    for _ in range(turns):
        a = act(name_a, strategy_a, own, other, chances[0])
        b = act(name_b, strategy_b, other, own, chances[1])
        if noise:
            a = FLIPPED[a] if flips[0].random() < noise else a
            b = FLIPPED[b] if flips[1].random() < noise else b
        own, other = own + a, other + b
    return own, other


def seeded(
    players: tuple[tuple[str, Strategy], tuple[str, Strategy]],
    turns: int | None,
    continuation: float | None,
    noise: float,
    key: tuple[int, ...],
) -> tuple[str, str]:
    """What both do, every source of chance derived from ``key`` and the two names, not from who comes first."""
    first, second = players[0][0], players[1][0]
    namesakes = first == second  # only then must the place tell one from the other
    places = (first, second, 0), (second, first, int(namesakes))
    return actions(
        players,
        length(turns, continuation, stream(key, "length", sorted((first, second)))),
        noise,
        (stream(key, "chance", places[0]), stream(key, "chance", places[1])),
        (stream(key, "noise", places[0]), stream(key, "noise", places[1])),
    )


def play(
    strategy_a: Strategy,
    strategy_b: Strategy,
    turns: int | None = None,
    continuation: float | None = None,
    noise: float = 0.0,
    payoffs: Payoffs = AXELROD,
    seed: int = 0,
) -> pd.DataFrame:
    """A match between two strategies, turn by turn.

    strategy_a, strategy_b: functions of own history, other's history and a random source, as described in
    ``Strategy``; one of this package or your own.
    turns: a fixed length, 200 if neither is given; or continuation: the probability, below 1, that another turn
    follows, which makes the length random with mean 1 / (1 - continuation). noise: the probability that an action
    comes out as its opposite; both players then see what came out, not what was meant.
    Returns one row a turn: turn (from 1), action_a, action_b (``C`` or ``D``), payoff_a, payoff_b (points). The same
    seed gives the same match, and exchanging the two strategies exchanges their columns, unless two different
    functions share one name.
    Raises CourseError where a strategy fails or returns anything but ``C`` or ``D``, saying which and on which turn,
    and for impossible rules.

    Source: Axelrod (1984); for noise, Molander (1985).

    >>> def mirror(own, other, random):
    ...     return other[-1] if other else "C"
    >>> from course_utils.measures.reciprocity.games import alternator
    >>> play(mirror, alternator, turns=4)
       turn action_a action_b  payoff_a  payoff_b
    0     1        C        C         3         3
    1     2        C        D         0         5
    2     3        D        C         5         0
    3     4        C        D         0         5
    """
    import pandas as pd

    check(turns, continuation, noise)
    players = (name_of(strategy_a), strategy_a), (name_of(strategy_b), strategy_b)
    a, b = seeded(players, turns, continuation, noise, (whole("seed", seed, 0),))
    return pd.DataFrame(
        {
            "turn": range(1, len(a) + 1),
            "action_a": list(a),
            "action_b": list(b),
            "payoff_a": [payoffs.of(own, other) for own, other in zip(a, b, strict=True)],
            "payoff_b": [payoffs.of(own, other) for own, other in zip(b, a, strict=True)],
        }
    )


def scores(match: pd.DataFrame, discount: float = 1.0) -> pd.DataFrame:
    """What each side made of a match.

    match: columns turn, action_a, action_b, payoff_a, payoff_b, as from :func:`play`; the order of rows does not
    matter. discount: what a point is worth one turn later, above 0 and at most 1.
    Returns one row a side: side (``a`` or ``b``), n (turns), total (points, each discounted back to the first turn),
    payoff (points a turn, earlier turns weighing more where there is a discount) and cooperation (share of turns, 0
    to 1). A match without turns gives n = 0, total 0, and no payoff or cooperation (missing).
    Raises CourseError for lacking columns, a turn that comes twice, payoffs that are no finite numbers, other actions
    than C and D, and a discount out of range.

    Source: Axelrod (1984), chapter 1, where the discount is called w.

    >>> from course_utils.measures.reciprocity.games import defector, tit_for_tat
    >>> scores(play(tit_for_tat, defector, turns=10))
      side   n  total  payoff  cooperation
    0    a  10    9.0     0.9          0.1
    1    b  10   14.0     1.4          0.0
    >>> scores(play(tit_for_tat, defector, turns=3), discount=0.5)["total"].tolist()
    [0.75, 5.75]
    """
    import numpy as np
    import pandas as pd

    require(match, ["turn", "action_a", "action_b", "payoff_a", "payoff_b"], "match")
    finite(match, ["turn", "payoff_a", "payoff_b"], "match")
    unique(match, ["turn"], "match")
    complete(match, ["turn", "payoff_a", "payoff_b"], "match")
    for action in pd.unique(match[["action_a", "action_b"]].to_numpy().ravel()):
        one_of("action", action, ACTIONS)
    if share("discount", discount) == 0:
        raise CourseError("With a discount of 0 only the first turn would count. Give a number above 0.")
    ordered = match.sort_values("turn")
    weights = float(discount) ** (ordered["turn"].to_numpy(float) - 1)
    rows = []
    for side in ("a", "b"):
        total = float((weights * ordered[f"payoff_{side}"].to_numpy(float)).sum())
        rows.append(
            {
                "side": side,
                "n": len(ordered),
                "total": total,
                "payoff": total / weights.sum() if len(ordered) else np.nan,
                "cooperation": ordered[f"action_{side}"].eq("C").mean() if len(ordered) else np.nan,
            }
        )
    return pd.DataFrame(rows)
