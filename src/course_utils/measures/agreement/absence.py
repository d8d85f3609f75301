"""What absences could hide: bounds that need no assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.agreement.coefficients import cells
from course_utils.measures.tables import columns_of

if TYPE_CHECKING:
    import pandas as pd


def bounds(dyads: pd.DataFrame, by: str | list[str] | None = None) -> pd.DataFrame:
    """The share of identical votes if every absence had hidden a different vote, and if it had hidden the same one.

    dyads: columns vote_a, vote_b (and those of ``by``), as from :func:`dyad` with ``absent="keep"``.

    Returns one row a group, or one row in all: n (roll calls on which both were members), absent (those from which
    one or both were absent), low and high (share identical, 0 to 1). No assumption about why a state stayed away can
    bring the share outside them. Without a roll call n is 0 and both ends are missing.

    Raises CourseError for a table without these columns, or a word that is no vote.

    Source: Manski (1989), worst-case bounds for missing outcomes.

    >>> import pandas as pd
    >>> bounds(pd.DataFrame({"vote_a": ["yes", "no", "absent", "yes"],
    ...                      "vote_b": ["yes", "yes", "yes", "yes"]})).to_dict("records")
    [{'n': 4, 'absent': 1, 'low': 0.5, 'high': 0.75}]
    """
    import numpy as np
    import pandas as pd

    index, tables = cells(dyads, columns_of(by), "keep")
    n = tables.sum(axis=(1, 2))
    voted = tables[:, :3, :3]
    absent = n - voted.sum(axis=(1, 2))
    same = np.trace(voted, axis1=1, axis2=2)
    with np.errstate(invalid="ignore"):
        measured = {"n": n.astype(int), "absent": absent.astype(int), "low": same / n, "high": (same + absent) / n}
    table = pd.DataFrame(measured)
    return table if index is None else pd.concat([index, table], axis=1)
