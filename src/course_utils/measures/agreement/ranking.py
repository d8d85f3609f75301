"""Closer than whom? The place of one partner among all, or within a class of states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.agreement.ballot_matrix import ballots
from course_utils.measures.agreement.choices import among as seated

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


def partners(
    votes: pd.DataFrame,
    state: str,
    least: int = 1,
    among: Iterable[str] | None = None,
    roll_calls: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every other state's agreement with one state, ranked.

    votes: columns roll_call, state, vote. least: roll calls on which both must have voted. among: a class of states
    (an organisation's members, say) within which to rank; all by default. The state itself, and states of the class
    that never voted, are passed over. roll_calls: a table with a column roll_call; only its roll calls are counted.

    Returns one row a partner, closest first: partner, n (roll calls on which both voted yes, no or abstain),
    agreement (share identical, 0 to 1), rank (1 is the closest; ties share the better rank), of (partners ranked) and
    closer (share of the other partners that are at least as close, 0 to 1; missing for a sole partner).

    Raises CourseError for a state without a vote in the table, a class given as one word, or a class of which nobody
    is ranked.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1] * 3 + [2] * 3, "state": ["AZE", "PAK", "ARM"] * 2,
    ...                       "vote": ["yes", "yes", "no", "yes", "no", "no"]})
    >>> partners(votes, "AZE").values.tolist()
    [['PAK', 2, 0.5, 1, 2, 0.0], ['ARM', 2, 0.0, 2, 2, 1.0]]
    >>> partners(votes, "AZE", among=["ARM"])["rank"].tolist()
    [1]
    """
    import pandas as pd

    matrix = ballots(votes, roll_calls)
    seated(state, matrix.columns)
    own = matrix[state].to_numpy()[:, None]
    others = matrix.drop(columns=state)
    cast = others.to_numpy()
    n = ((cast == cast) & (own == own)).sum(axis=0)
    same = (cast == own).sum(axis=0)
    table = pd.DataFrame({"partner": others.columns, "n": n, "same": same}).query("n >= @least and n > 0")
    if among is not None:
        table = table[table["partner"].isin(_members(among, table["partner"]))]
    table = table.assign(agreement=table["same"] / table["n"], of=len(table))
    ranked = table["agreement"].rank(ascending=False, method="min").astype(int)
    last = table["agreement"].rank(ascending=False, method="max")
    closer = ((last - 1) / (len(table) - 1)) if len(table) > 1 else float("nan")
    table = table.assign(rank=ranked, closer=closer).sort_values(["rank", "partner"], ignore_index=True)
    return table[["partner", "n", "agreement", "rank", "of", "closer"]]


def _members(among: Iterable[str], ranked: pd.Series) -> set[str]:
    if isinstance(among, str):
        raise CourseError(f"A class is a list of states, but the one word {among!r} came. Write [{among!r}].")
    members = set(among)
    if not members & set(ranked):
        raise CourseError(
            f"None of the {len(members)} states of this class has enough roll calls in common to be ranked. Check the "
            "codes (three letters, as in the votes) and the window of years."
        )
    return members
