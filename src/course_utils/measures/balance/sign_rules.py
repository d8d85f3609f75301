"""One sign a pair, from a table of friendly and a table of hostile pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import one_of
from course_utils.measures.tables import pairs_of

if TYPE_CHECKING:
    import pandas as pd

CONFLICT = {"neutral": 0, "negative": -1, "positive": 1}


def pair_signs(positive: pd.DataFrame, negative: pd.DataFrame, conflict: str = "neutral") -> pd.DataFrame:
    """Signs of pairs by a declared rule: a row of one table is a plus, a row of the other a minus.

    positive, negative: columns state_a, state_b, in either order; a pair may stand several times (an
    alliance in each of two data sets, a dispute in each of three years).
    conflict: what a pair in both tables gets: "neutral" (0: no tie), "negative" (a dispute outweighs an
    alliance, as in Doreian and Mrvar 2015) or "positive".
    Returns one row a pair: state_a, state_b (alphabetical), sign (1, -1 or 0), positive and negative (rows
    counted in each table), conflict (True where it stands in both: look at these before going on). Two
    empty tables give no row. The result goes to :func:`~course_utils.measures.balance.signed_graph`.
    Raises CourseError for a lacking column, a missing state, a tie of a state to itself, an unknown rule.
    Source: Doreian and Mrvar (2015), Structural Balance and Signed International Relations.

    >>> import pandas as pd
    >>> allied = pd.DataFrame({"state_a": ["AZE", "ARM"], "state_b": ["TUR", "AZE"]})
    >>> dispute = pd.DataFrame({"state_a": ["AZE"], "state_b": ["ARM"]})
    >>> pair_signs(allied, dispute)[["state_a", "state_b", "sign", "conflict"]].values.tolist()
    [['ARM', 'AZE', 0, True], ['AZE', 'TUR', 1, False]]
    """
    import numpy as np
    import pandas as pd

    one_of("rule for a conflict", conflict, CONFLICT)
    ends = ["state_a", "state_b"]
    tables = {"positive": positive, "negative": negative}
    rows = pd.concat(
        [
            pd.DataFrame(pairs_of(table, f"{kind} pairs"), columns=ends, dtype="str").assign(kind=kind)
            for kind, table in tables.items()
        ]
    )
    counted = pd.crosstab([rows[end] for end in ends], rows["kind"]).reindex(columns=list(tables), fill_value=0)
    counted = counted.rename_axis(columns=None).reset_index()
    both = (counted["positive"] > 0) & (counted["negative"] > 0)
    one_sided = np.where(counted["positive"] > 0, 1, -1)
    sign = np.where(both, CONFLICT[conflict], one_sided)
    counted.insert(2, "sign", sign.astype("int64"))
    return counted.assign(conflict=both)
