"""The field of a tournament: its payoff matrix, and who leads in every smaller field drawn from it."""

from __future__ import annotations

from itertools import combinations, islice
from math import comb
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import whole
from course_utils.measures.tables import complete, finite, require, unique

if TYPE_CHECKING:
    import pandas as pd

LARGEST = 1_000_000  # fields, a few seconds
BLOCK = 50_000  # fields looked at together, a few megabytes


def payoff_matrix(pairs: pd.DataFrame) -> pd.DataFrame:
    """Payoffs of the row strategy against the column strategy.

    pairs: columns strategy, opponent, payoff, one row for each ordered pair, as from
    :func:`~course_utils.measures.reciprocity.games.tournament` or made by hand.
    Returns a square table in alphabetical order; the diagonal is missing throughout where no strategy met its twin.
    Raises CourseError for lacking columns, a pair that comes twice, payoffs that are no finite numbers, and pairs that
    have not met.

    >>> import pandas as pd
    >>> hand = pd.DataFrame({"strategy": ["dove", "dove", "hawk", "hawk"], "opponent": ["dove", "hawk"] * 2,
    ...                      "payoff": [2.0, 1.0, 3.0, 0.0]})
    >>> payoff_matrix(hand).to_numpy().tolist()
    [[2.0, 1.0], [3.0, 0.0]]
    """
    import numpy as np

    require(pairs, ["strategy", "opponent", "payoff"], "pairs")
    finite(pairs, ["payoff"], "pairs")
    unique(pairs, ["strategy", "opponent"], "pairs")
    complete(pairs, ["payoff"], "pairs")
    names = sorted({*pairs["strategy"], *pairs["opponent"]})
    if not names:
        raise CourseError("The pairs must hold at least one strategy and its opponent, but the table has no rows.")
    matrix = pairs.pivot(index="strategy", columns="opponent", values="payoff").reindex(index=names, columns=names)
    gaps = matrix.isna().to_numpy()
    if not gaps[np.eye(len(names), dtype=bool)].all():
        missing = np.argwhere(gaps)
    else:
        missing = np.argwhere(gaps & ~np.eye(len(names), dtype=bool))
    if len(missing):
        one, two = (names[place] for place in missing[0])
        raise CourseError(
            f"Every strategy must have met every other, but {len(missing)} pairs lack a row, first {one} against {two}. "
            "Where some met their twins, all must have. Keep only rows in which both are in the same field."
        )
    return matrix.astype(float)


def leaders(pairs: pd.DataFrame, size: int) -> pd.DataFrame:
    """Who would lead in every field of ``size`` strategies that can be drawn from a round robin.

    A ranking is a property of the field as much as of the strategy. No match is played again: who leads a smaller
    field follows from the payoffs of its pairs. Where chance plays a part, few repetitions make leads by luck: play ten
    or more.

    pairs: columns strategy, opponent, payoff, as from
    :func:`~course_utils.measures.reciprocity.games.tournament`. size: strategies in a field, from 2 to all.
    Returns one row a strategy: strategy, n (fields that it is in), leads (those in which no other does better; ties
    count for each), alone (those in which every other does worse), share (leads / n, 0 to 1), highest share first.
    Raises CourseError as :func:`payoff_matrix` does, for a size out of range, and above 1,000,000 fields.

    Source: Rapoport, Seale and Colman (2015) for how much the ranking depends on the field.

    >>> from course_utils.measures.reciprocity.games import cooperator, defector, grudger, tit_for_tat, tournament
    >>> leaders(tournament([cooperator, defector, grudger, tit_for_tat], turns=10, repetitions=1), size=3)
          strategy  n  leads  alone     share
    0     defector  3      2      2  0.666667
    1      grudger  3      2      0  0.666667
    2  tit_for_tat  3      2      0  0.666667
    3   cooperator  3      1      0  0.333333
    """
    import numpy as np
    import pandas as pd

    matrix = payoff_matrix(pairs)
    names, values = list(matrix.index), np.nan_to_num(matrix.to_numpy())
    if whole("size of the field", size, 2) > len(names):
        raise CourseError(f"A field of {size} cannot be drawn from {len(names)} strategies. Give a smaller size.")
    if comb(len(names), size) > LARGEST:
        raise CourseError(
            f"There are {comb(len(names), size):,} fields of {size} among {len(names)} strategies, more than {LARGEST:,}. "
            "Drop some strategies or choose another size."
        )
    n, leads, alone = np.zeros((3, len(names)), dtype=int)
    fields = combinations(range(len(names)), size)
    while block := list(islice(fields, BLOCK)):
        member = np.zeros((len(block), len(names)), dtype=bool)
        np.put_along_axis(member, np.array(block), True, axis=1)
        totals = np.where(member, (member @ values.T).round(9), -np.inf)  # rounded, or a last digit would break a tie
        best = totals == totals.max(axis=1, keepdims=True)
        n, leads = n + member.sum(axis=0), leads + best.sum(axis=0)
        alone = alone + best[best.sum(axis=1) == 1].sum(axis=0)
    table = pd.DataFrame({"strategy": names, "n": n, "leads": leads, "alone": alone})
    table["share"] = table["leads"] / table["n"]
    return table.sort_values(["share", "strategy"], ascending=[False, True], ignore_index=True)
