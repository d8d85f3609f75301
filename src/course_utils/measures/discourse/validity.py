"""Does the dictionary find what a reader finds?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.discourse.counts import between, columns
from course_utils.measures.tables import require

if TYPE_CHECKING:
    import pandas as pd


def validity(coded: pd.DataFrame, by: str | list[str] | None = None, level: float = 0.95) -> pd.DataFrame:
    """Precision and recall of a dictionary against hand coding, with intervals.

    coded: columns automatic (did the dictionary hit this passage?) and hand (does it mean what the term stands
    for, by a reader's judgement?), True or False, or 1 or 0; one row a passage. by: columns to group by, such
    as term.

    Returns two rows a group, measure "precision" (share of the dictionary's hits that the reader confirms) and
    "recall" (share of the reader's passages that the dictionary hits): the columns of ``by``, measure, n (what
    the share is of), estimate, low, high (Wilson). With n = 0 the rest is missing. So is recall, with n = 0,
    where every passage coded is a hit of the dictionary: a reader who sees hits alone cannot find what was
    missed. Code a sample of the other sentences too.

    Raises CourseError for passages not coded, and for other values than the two.

    Source: Grimmer and Stewart (2013) on validation; Wilson (1927) for the interval, through statsmodels.

    >>> import pandas as pd
    >>> coded = pd.DataFrame({"automatic": [1] * 8 + [0] * 12, "hand": [1] * 6 + [0] * 2 + [1] * 2 + [0] * 10})
    >>> validity(coded).round(2).values.tolist()
    [['precision', 8, 0.75, 0.41, 0.93], ['recall', 8, 0.75, 0.41, 0.93]]
    """
    import numpy as np
    import pandas as pd
    from statsmodels.stats.proportion import proportion_confint

    groups = columns(by)
    require(coded, [*groups, "automatic", "hand"], "coded passages")
    between(level)
    for name in ("automatic", "hand"):
        if not coded[name].isin([0, 1]).all():
            wrong = coded.loc[~coded[name].isin([0, 1]), name]
            raise CourseError(
                f"The column {name} of the coded passages must hold True or False in every row, but {len(wrong)} hold "
                f"something else, first {wrong.tolist()[0]!r}. Code these passages, or leave them out."
            )
    marked = coded.assign(automatic=coded["automatic"] == 1, hand=coded["hand"] == 1)
    parts = marked.groupby(groups, observed=True) if groups else [((), marked)]
    rows = []
    for label, part in parts:
        both = int((part["automatic"] & part["hand"]).sum())
        searched = not part["automatic"].all()
        n_of = {"precision": int(part["automatic"].sum()), "recall": int(part["hand"].sum()) if searched else 0}
        for measure, n in n_of.items():
            ends = proportion_confint(both, n, alpha=1 - level, method="wilson") if n else (np.nan, np.nan)
            rows.append((*label, measure, n, both / n if n else np.nan, *ends))
    return pd.DataFrame(rows, columns=[*groups, "measure", "n", "estimate", "low", "high"])
