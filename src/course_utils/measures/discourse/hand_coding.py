"""Does the dictionary find what a reader finds?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.intervals import wilson
from course_utils.measures.tables import columns_of, require, split, truths

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
    import pandas as pd

    what = "coded passages"
    require(coded, [*columns_of(by), "automatic", "hand"], what)
    marked = coded.assign(**truths(coded, ["automatic", "hand"], what))
    rows = []
    for label, part in split(marked, by, what):
        both = int((part["automatic"] & part["hand"]).sum())
        searched = not part["automatic"].all()
        n_of = {"precision": int(part["automatic"].sum()), "recall": int(part["hand"].sum()) if searched else 0}
        for measure, n in n_of.items():
            rows.append({**label, "measure": measure, "n": n, "both": both})
    table = pd.DataFrame(rows, columns=[*columns_of(by), "measure", "n", "both"])
    low, high = wilson(table["both"], table["n"], level)
    estimate = table["both"] / table["n"].where(table["n"] > 0)
    return table.drop(columns="both").assign(estimate=estimate, low=low, high=high)
