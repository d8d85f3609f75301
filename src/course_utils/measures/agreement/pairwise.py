"""Agreement of every pair of states at once: a matrix product in place of a loop over pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.agreement.ballot_matrix import ballots
from course_utils.measures.agreement.choices import among
from course_utils.measures.agreement.coefficients import statistics

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def all_pairs(
    votes: pd.DataFrame, states: Sequence[str] | None = None, roll_calls: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Agreement of every pair of states, as :func:`agreement` measures it pair by pair.

    votes: columns roll_call, state, vote. states: the states to pair; all by default. roll_calls: a table with a
    column roll_call; only its roll calls are counted.

    Each choice becomes a matrix of zeros and ones, roll calls by states. The product of the matrix of one choice
    with that of another counts, for every pair at once, how often the first state made the one and the second the
    other; so 190 states and 6,700 roll calls take a fraction of a second.

    Returns one row a pair, state_a before state_b in the alphabet, sorted: n (roll calls on which both voted yes, no
    or abstain), agreement, lijphart, s, kappa, pi, alpha. A pair that never voted together has n 0 and the rest missing.

    Raises CourseError for a state without a vote in the table, two votes of one state on a roll call, or a word that
    is no vote.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1] * 3 + [2] * 3, "state": ["AZE", "PAK", "ARM"] * 2,
    ...                       "vote": ["yes", "yes", "no", "yes", "no", "no"]})
    >>> all_pairs(votes)[["state_a", "state_b", "n", "agreement"]].values.tolist()
    [['ARM', 'AZE', 2, 0.0], ['ARM', 'PAK', 2, 0.5], ['AZE', 'PAK', 2, 0.5]]
    """
    import numpy as np
    import pandas as pd

    matrix = ballots(votes, roll_calls)
    if states is not None:
        for state in states:
            among(state, matrix.columns)
        matrix = matrix[sorted(set(states))]
    cast, size = matrix.to_numpy(), matrix.shape[1]
    # Whole numbers up to 2 ** 24 are exact in float32, which multiplies fastest.
    chosen = np.hstack([cast == choice for choice in (1, 0, -1)]).astype("float32")
    counts = (chosen.T @ chosen).reshape(3, size, 3, size).transpose(1, 3, 0, 2)
    first, second = np.triu_indices(size, 1)
    pairs = pd.DataFrame({"state_a": matrix.columns[first], "state_b": matrix.columns[second]})
    return pairs.assign(**statistics(counts[first, second].astype(float)))
