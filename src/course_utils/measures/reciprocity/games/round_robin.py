"""A round robin: every strategy meets every other, and who did best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, combinations_with_replacement
from typing import TYPE_CHECKING

from course_utils.measures.arguments import whole
from course_utils.measures.reciprocity.games.match import check, seeded
from course_utils.measures.reciprocity.games.payoffs import ACTIONS, AXELROD, Payoffs
from course_utils.measures.reciprocity.games.protocol import Strategy, named
from course_utils.measures.tables import numeric

if TYPE_CHECKING:
    import pandas as pd


def _totals(a: str, b: str, payoffs: Payoffs) -> tuple[float, float]:
    """Points of both sides over a match: counts of the four outcomes times their payoffs."""
    both = sum(x == y == "C" for x, y in zip(a, b, strict=True))
    a_alone, b_alone = b.count("C") - both, a.count("C") - both
    counts = {"CC": both, "CD": b_alone, "DC": a_alone, "DD": len(a) - both - a_alone - b_alone}
    own = {one + two: payoffs.of(one, two) for one in ACTIONS for two in ACTIONS}
    return (
        sum(n * own[outcome] for outcome, n in counts.items()),
        sum(n * own[outcome[::-1]] for outcome, n in counts.items()),
    )


def tournament(
    entrants: Mapping[str, Strategy] | Iterable[Strategy],
    turns: int | None = None,
    continuation: float | None = None,
    noise: float = 0.0,
    repetitions: int = 10,
    self_play: bool = True,
    payoffs: Payoffs = AXELROD,
    seed: int = 0,
) -> pd.DataFrame:
    """A round robin: every strategy plays every other, and with ``self_play`` its own twin.

    entrants: a list of strategies, named by their functions, or a dictionary of names and strategies. turns,
    continuation, noise, payoffs: as in :func:`~course_utils.measures.reciprocity.games.play`. repetitions:
    matches of each pair; one is enough where nothing is left to chance.
    Returns one row for each strategy and opponent, in alphabetical order: strategy, opponent, n (matches), turns (of
    all matches), payoff (points a turn), cooperation (share of turns, 0 to 1), wins (matches in which the strategy
    made more points than its opponent, 0 to n). A strategy against its twin has one row, the average of both sides,
    with no wins. Who ranks where is told by :func:`standings`.
    Each match has its own source of chance, derived from the seed and the two names: the order of the entrants does
    not matter, and a further entrant leaves the others' matches as they were.
    Raises CourseError for fewer than two entrants, a name that comes twice, impossible rules, and strategies that
    return anything but C or D.

    Source: Axelrod (1980).

    >>> from course_utils.measures.reciprocity.games import cooperator, defector, tit_for_tat
    >>> pairs = tournament([tit_for_tat, defector, cooperator], turns=10, repetitions=1)
    >>> pairs[["strategy", "opponent", "payoff", "wins"]].head(3)
         strategy     opponent  payoff  wins
    0  cooperator   cooperator     3.0     0
    1  cooperator     defector     0.0     0
    2  cooperator  tit_for_tat     3.0     0
    """
    import pandas as pd

    check(turns, continuation, noise)
    seed, repetitions = whole("seed", seed, 0), whole("number of repetitions", repetitions, 1)
    field = named(entrants)
    meet = combinations_with_replacement if self_play else combinations
    rows = {}
    for a, b in meet(field.items(), 2):
        played = [seeded((a, b), turns, continuation, noise, (seed, k)) for k in range(repetitions)]
        points = [_totals(one, two, payoffs) for one, two in played]
        n_turns = sum(len(one) for one, _ in played)
        sides = []
        for side in (0, 1):
            sides.append(
                {
                    "n": repetitions,
                    "turns": n_turns,
                    "payoff": sum(match[side] for match in points) / n_turns,
                    "cooperation": sum(match[side].count("C") for match in played) / n_turns,
                    "wins": sum(match[side] > match[1 - side] for match in points),
                }
            )
        if a[0] == b[0]:
            means = {name: (sides[0][name] + sides[1][name]) / 2 for name in ("payoff", "cooperation")}
            rows[a[0], a[0]] = {**sides[0], **means, "wins": 0}
        else:
            rows[a[0], b[0]], rows[b[0], a[0]] = sides
    return pd.DataFrame([{"strategy": one, "opponent": two, **rows[one, two]} for one, two in sorted(rows)])


def standings(pairs: pd.DataFrame) -> pd.DataFrame:
    """Who did best in a round robin.

    pairs: columns strategy, opponent, payoff, cooperation, wins, as from :func:`tournament`, or the rows of it in
    which both are in a smaller field.
    Returns one row a strategy, best first: strategy, n (opponents, its twin included where it played it), payoff
    (points a turn, each opponent counting the same), rank (1 is the best; ties share the better rank), wins (matches)
    and cooperation (share of turns, each opponent counting the same). Strategies of equal payoff come in alphabetical
    order. Winning matches is another thing than ranking high: tit for tat never makes more than its opponent.
    Raises CourseError for lacking columns, a pair that comes twice, payoffs that are no finite numbers, and fields in
    which some pair has not met.

    No strategy is best in every field. Among alternator, cooperator, davis, defector, grofman, grudger, joss, prober,
    random_player and tit_for_tat, tit for tat ranks first without noise and fifth or sixth with 5 % noise (200 turns);
    with gradual in the place of prober, gradual does. :func:`~course_utils.measures.reciprocity.games.leaders`
    goes through all fields.

    Source: Axelrod (1980); Wu and Axelrod (1995) for noise.

    >>> from course_utils.measures.reciprocity.games import defector, grudger, tit_for_tat
    >>> standings(tournament([tit_for_tat, defector, grudger], turns=10, repetitions=1)).round(2)
          strategy  n  payoff  rank  wins  cooperation
    0      grudger  3    2.30     1     0          0.7
    1  tit_for_tat  3    2.30     1     0          0.7
    2     defector  3    1.27     3     2          0.0
    """
    import pandas as pd

    from course_utils.measures.reciprocity.games.field import payoff_matrix

    numeric(pairs, ["cooperation", "wins"], "pairs")
    payoff_matrix(pairs)
    grouped = pairs.sort_values(["strategy", "opponent"]).groupby("strategy", sort=True)
    table = pd.DataFrame(
        {
            "n": grouped.size(),
            "payoff": grouped["payoff"].mean(),
            "wins": grouped["wins"].sum(),
            "cooperation": grouped["cooperation"].mean(),
        }
    ).reset_index()
    # Rounded, or a tie would be broken by the last digit of a sum.
    table["rank"] = table["payoff"].round(9).rank(ascending=False, method="min").astype(int)
    table = table.sort_values(["rank", "strategy"], ignore_index=True)
    return table[["strategy", "n", "payoff", "rank", "wins", "cooperation"]]
