"""The Moran process: strategies spreading by chance and by payoff in a small population."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import different, level_of, one_of, share, whole
from course_utils.measures.intervals import wilson
from course_utils.measures.reciprocity.games.protocol import stream

if TYPE_CHECKING:
    from random import Random

    import pandas as pd


def _payoffs(pairs: pd.DataFrame, names: list[str]) -> list[list[float]]:
    """Payoffs among these strategies, row against column."""
    import numpy as np

    from course_utils.measures.reciprocity.games.field import payoff_matrix

    matrix = payoff_matrix(pairs)
    for name in names:
        one_of("strategy in these pairs", name, matrix.index)
    values = matrix.loc[names, names].to_numpy()
    if np.isnan(values).any():
        raise CourseError("Strategies must have met their twins here, but have not. Run the tournament with self_play.")
    if (values < 0).any():
        raise CourseError(
            "Payoffs must not be negative here, as chances grow in proportion to them. Add a constant to all payoffs."
        )
    return values.tolist()


def _fitness(counts: list[int], payoffs: list[list[float]], selection: float) -> list[float]:
    """Fitness of one individual of each strategy, which plays everyone but itself."""
    others = sum(counts) - 1
    return [
        1 - selection + selection * (sum(map(float.__mul__, row, map(float, counts))) - row[place]) / others
        for place, row in enumerate(payoffs)
    ]


def _step(counts: list[int], fitness: list[float], random: Random) -> None:
    """One birth, in proportion to fitness, and one death, of anyone with equal chances."""
    chances = [n * one if n else 0.0 for n, one in zip(counts, fitness, strict=True)]
    if not sum(chances) > 0:
        raise CourseError("Nobody in the population has any fitness. Lower the selection, or raise the payoffs.")
    places = range(len(counts))
    born, dies = random.choices(places, chances)[0], random.choices(places, counts)[0]
    counts[born] += 1
    counts[dies] -= 1


def _population(start: Mapping[str, int], names: list[str]) -> list[int]:
    counts = [whole(f"number of {name} at the start", start[name], 0) for name in names]
    if sum(counts) < 2:
        raise CourseError(f"A population needs at least two members, but {sum(counts)} came.")
    return counts


def fixation(pairs: pd.DataFrame, mutant: str, resident: str, population: int, selection: float = 1.0) -> pd.DataFrame:
    """The exact probability that a mutant strategy takes over a population of a resident one.

    In each step one member is born, with chances in proportion to fitness, and takes the place of one that is drawn
    with equal chances. Everyone plays everyone else. Fitness is 1 - selection + selection × average payoff. The number
    of mutants is then a birth-death chain, and its equations are solved, not simulated.

    pairs: columns strategy, opponent, payoff (points a turn, not negative), as from
    :func:`~course_utils.measures.reciprocity.games.tournament` with self_play; others than the two are
    left out. population: members, 2 or more. selection: from 0 (payoffs play no part) to 1.
    Returns one row for each number of mutants: n (0 to the population), probability (0 to 1) that all will be mutants.
    Where nothing tells the two apart it is n / population.
    Raises CourseError for unknown strategies, two times the same, twins that have not met, negative payoffs, numbers out
    of range, and a composition in which neither strategy has any fitness.

    Source: Moran (1958); Nowak, Sasaki, Taylor and Fudenberg (2004) for payoffs that depend on the composition.

    >>> from course_utils.measures.reciprocity.games import defector, tit_for_tat, tournament
    >>> pairs = tournament([tit_for_tat, defector], turns=10, repetitions=1)
    >>> fixation(pairs, "tit_for_tat", "defector", population=5).round(3).to_dict("list")["probability"]
    [0.0, 0.231, 0.514, 0.752, 0.91, 1.0]
    """
    import numpy as np
    import pandas as pd
    from scipy.linalg import solve_banded

    different("strategies", mutant, resident)
    payoffs = _payoffs(pairs, [mutant, resident])
    size, weight = whole("population", population, 2), share("selection", selection)
    mutants = list(range(1, size))
    fitness = np.array([_fitness([n, size - n], payoffs, weight) for n in mutants])
    up, down = fitness.T
    if (up + down == 0).any():
        raise CourseError("Nobody in the population has any fitness. Lower the selection, or raise the payoffs.")
    # (up + down) x[n] = up x[n + 1] + down x[n - 1], with x[0] = 0 and x[population] = 1.
    bands = np.zeros((3, size - 1))
    bands[0, 1:], bands[1], bands[2, :-1] = -up[:-1], up + down, -down[1:]
    known = np.zeros(size - 1)
    known[-1] = up[-1]
    inner = solve_banded((1, 1), bands, known)
    return pd.DataFrame({"n": range(size + 1), "probability": np.clip([0.0, *inner, 1.0], 0, 1)})


def moran(
    pairs: pd.DataFrame, start: Mapping[str, int], selection: float = 1.0, steps: int = 10_000, seed: int = 0
) -> pd.DataFrame:
    """One run of the Moran process, with any number of strategies, until one is alone.

    pairs, selection: as in :func:`fixation`. start: members by strategy. steps: the run stops after so many births even
    where no strategy has taken over.
    Returns one row a step and strategy: step (0 is the start), strategy, n (members).
    Raises CourseError as :func:`fixation` does, and for fewer than two members.

    Source: Moran (1958).

    >>> from course_utils.measures.reciprocity.games import defector, tit_for_tat, tournament
    >>> pairs = tournament([tit_for_tat, defector], turns=10, repetitions=1)
    >>> run = moran(pairs, {"tit_for_tat": 3, "defector": 2})
    >>> run.head(2).values.tolist(), run["n"].tail(2).tolist()
    ([[0, 'defector', 2], [0, 'tit_for_tat', 3]], [0, 5])
    """
    import pandas as pd

    names = sorted(start)
    payoffs, counts = _payoffs(pairs, names), _population(start, names)
    weight, random = share("selection", selection), stream(whole("seed", seed, 0), "moran")
    path = [list(counts)]
    for _ in range(whole("number of steps", steps, 0)):
        if max(counts) == sum(counts):
            break
        _step(counts, _fitness(counts, payoffs, weight), random)
        path.append(list(counts))
    return pd.DataFrame(
        [(step, name, n) for step, row in enumerate(path) for name, n in zip(names, row, strict=True)],
        columns=["step", "strategy", "n"],
    )


def takeovers(
    pairs: pd.DataFrame,
    start: Mapping[str, int],
    runs: int = 1000,
    selection: float = 1.0,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """How often each strategy takes over in many runs of the Moran process.

    pairs, start, selection: as in :func:`moran`; each run goes on until one strategy is alone, which
    takes very long in a large population of strategies that do best when rare. runs: 1 or more. level: coverage of the
    interval, between 0 and 1.
    Returns one row a strategy: strategy, n (runs that it won), estimate (share of runs, 0 to 1), low, high (Wilson
    interval). Raises CourseError as :func:`moran` does.

    Source: Moran (1958); Wilson (1927) for the interval.

    >>> from course_utils.measures.reciprocity.games import defector, tit_for_tat, tournament
    >>> pairs = tournament([tit_for_tat, defector], turns=10, repetitions=1)
    >>> won = takeovers(pairs, {"tit_for_tat": 1, "defector": 4}, runs=400)
    >>> exact = fixation(pairs, "tit_for_tat", "defector", population=5).loc[1, "probability"]
    >>> bool(won.loc[1, "low"] < exact < won.loc[1, "high"])
    True
    """
    import pandas as pd

    names = sorted(start)
    payoffs, first = _payoffs(pairs, names), _population(start, names)
    weight, random = share("selection", selection), stream(whole("seed", seed, 0), "takeovers")
    runs = whole("number of runs", runs, 1)
    level_of(level)
    known: dict[tuple[int, ...], list[float]] = {}  # the same compositions come back all the time
    won = [0] * len(names)
    for _ in range(runs):
        counts = list(first)
        while max(counts) < sum(counts):
            here = tuple(counts)
            if here not in known:
                known[here] = _fitness(counts, payoffs, weight)
            _step(counts, known[here], random)
        won[counts.index(max(counts))] += 1
    low, high = wilson(won, runs, level)
    table = pd.DataFrame({"strategy": names, "n": won})
    return table.assign(estimate=table["n"] / runs, low=low, high=high)
