"""Ecological dynamics: strategies that do well become more common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import number, one_of, whole

if TYPE_CHECKING:
    import pandas as pd


def ecology(pairs: pd.DataFrame, generations: int = 100, start: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Shares of strategies over generations, each growing in proportion to what it earns from the others.

    A strategy's payoff in a generation is its average over opponents, weighted by their shares; its share is then
    multiplied by that payoff over the average payoff of all (the discrete replicator dynamic). A strategy at 0 stays
    at 0: nothing new arises.

    pairs: columns strategy, opponent, payoff (not negative), each strategy against its twin included, as from
    :func:`~course_utils.measures.reciprocity.games.tournament`. start: first shares or counts by strategy,
    brought to sum to 1; those not named start at 0; all equal if none are given.
    Returns one row a generation and strategy: generation (0 is the start), strategy, share (0 to 1, summing to 1 in
    each generation).
    Raises CourseError where twins have not met, for negative payoffs, unknown strategies, starts that are negative or
    all 0, a population in which nobody earns anything, and whatever
    :func:`~course_utils.measures.reciprocity.games.payoff_matrix` rejects.

    Source: Axelrod (1984), chapter 2; Taylor and Jonker (1978).

    >>> from course_utils.measures.reciprocity.games import cooperator, defector, tit_for_tat, tournament
    >>> shares = ecology(tournament([cooperator, defector, tit_for_tat], repetitions=1), generations=50)
    >>> shares[shares["generation"] == 50].round(3).to_dict("list")["share"]
    [0.209, 0.0, 0.791]
    """
    import numpy as np
    import pandas as pd

    from course_utils.measures.reciprocity.games.field import payoff_matrix

    matrix = payoff_matrix(pairs)
    names, values = list(matrix.index), matrix.to_numpy()
    generations = whole("number of generations", generations, 0)
    if np.isnan(values).any():
        raise CourseError("Strategies must have met their twins here, but have not. Run the tournament with self_play.")
    if (values < 0).any():
        raise CourseError(
            "Payoffs must not be negative here, as shares grow in proportion to them. Add a constant to all payoffs."
        )
    shares = np.array(_start(start, names))
    path = [shares]
    for _ in range(generations):
        earned = shares * (values @ shares)
        if not earned.sum() > 0:
            raise CourseError("Nobody in the population earns anything, so no share can grow. Raise the payoffs.")
        shares = earned / earned.sum()
        path.append(shares)
    return pd.DataFrame(
        {
            "generation": np.repeat(np.arange(generations + 1), len(names)),
            "strategy": names * (generations + 1),
            "share": np.concatenate(path),
        }
    )


def _start(start: Mapping[str, float] | None, names: list[str]) -> list[float]:
    """First shares in the order of names."""
    if start is None:
        return [1 / len(names)] * len(names)
    for name, value in start.items():
        one_of("strategy in these pairs", name, names)
        number(f"starting share of {name}", value, least=0)
    total = sum(start.values())
    if total == 0:
        raise CourseError("At least one starting share must be above 0.")
    return [start.get(name, 0) / total for name in names]
