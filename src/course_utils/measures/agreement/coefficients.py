"""How alike two states vote: the share of identical votes, its graded forms, and its corrections for chance.

Sources: Lijphart (1963) for the index with half agreement, Signorino and Ritter (1999) for S, Cohen (1960), Scott
(1955) and Krippendorff (2004) for the corrections by chance, Häge (2011) for their use on foreign-policy positions,
Feinstein and Cicchetti (1990) for what prevalence does to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.agreement.choices import STANCES, codes
from course_utils.measures.arguments import one_of
from course_utils.measures.tables import columns_of, require

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

STATISTICS = ("agreement", "lijphart", "s", "kappa", "pi", "alpha")


def cells(dyads: pd.DataFrame, groups: list[str], absent: str = "drop") -> tuple[pd.DataFrame | None, np.ndarray]:
    """Counts of vote_a by vote_b, one table a group, in the order of CHOICES (and absent, where it is kept).

    Returns the groups, one row a table (None without groups), and the tables as an array of shape (groups, k, k).
    A row with a missing group belongs to no table.

    >>> import pandas as pd
    >>> cells(pd.DataFrame({"vote_a": ["yes", "yes"], "vote_b": ["yes", "no"]}), [])[1].tolist()
    [[[1.0, 0.0, 1.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]]
    """
    import numpy as np

    require(dyads, ["vote_a", "vote_b", *groups], "dyad")
    taken = sorted({"n", *STATISTICS} & set(groups))
    if taken:
        raise CourseError(f"A group must not be called {taken[0]}, as the result has such a column. Rename it.")
    one_of("policy for absence", absent, ("drop", "keep"))
    kinds = len(STANCES) if absent == "keep" else len(STANCES) - 1
    first, second = codes(dyads["vote_a"]).astype(int), codes(dyads["vote_b"]).astype(int)
    counted = (first >= 0) & (first < kinds) & (second >= 0) & (second < kinds)
    if groups:
        grouped = dyads.groupby(groups, observed=True)
        index = grouped.size().index.to_frame(index=False)
        group, size = grouped.ngroup().fillna(-1).to_numpy(int), len(index)
    else:
        index, group, size = None, np.zeros(len(dyads), dtype=int), 1
    counted &= group >= 0
    cell = (group * kinds + first) * kinds + second
    counts = np.bincount(cell[counted], minlength=size * kinds**2)
    return index, counts.reshape(size, kinds, kinds).astype(float)


def statistics(tables: np.ndarray) -> dict[str, np.ndarray]:
    """The statistics of many tables of vote by vote at once.

    >>> import numpy as np
    >>> {name: value.tolist() for name, value in statistics(np.diag([3.0, 0, 1])[None]).items()}
    {'n': [4], 'agreement': [1.0], 'lijphart': [1.0], 's': [1.0], 'kappa': [1.0], 'pi': [1.0], 'alpha': [1.0]}
    """
    import numpy as np

    n = tables.sum(axis=(1, 2))
    graded = tables.shape[1] == 3  # absence has no place on the scale from yes to no
    with np.errstate(invalid="ignore", divide="ignore"):
        same = np.trace(tables, axis1=1, axis2=2) / n
        opposed = (tables[:, 0, 2] + tables[:, 2, 0]) / n if graded else np.full(len(n), np.nan)
        lijphart = same + (1 - same - opposed) / 2
        rows, columns = tables.sum(axis=2) / n[:, None], tables.sum(axis=1) / n[:, None]
        by_chance = (rows * columns).sum(axis=1)
        pooled = (((rows + columns) / 2) ** 2).sum(axis=1)
        pi = np.where(pooled < 1, (same - pooled) / (1 - pooled), np.nan)
        return {
            "n": n.astype(int),
            "agreement": same,
            "lijphart": lijphart,
            "s": 2 * lijphart - 1,
            "kappa": np.where(by_chance < 1, (same - by_chance) / (1 - by_chance), np.nan),
            "pi": pi,
            # Krippendorff draws the chance pairs without putting a vote back: 2n - 1 in place of 2n.
            "alpha": 1 - (1 - pi) * (2 * n - 1) / (2 * n),
        }


def agreement(dyads: pd.DataFrame, by: str | list[str] | None = None, absent: str = "drop") -> pd.DataFrame:
    """Agreement of the two states of a dyad, over all rows or by group.

    dyads: columns vote_a, vote_b (and those of ``by``), as from :func:`dyad`. by: one column or several, such as
    year. absent: "drop" counts only rows on which both voted yes, no or abstain; "keep" takes absence for a fourth
    kind of vote, so that two absences agree (then lijphart and s are missing, as absence is no step between yes
    and no). To count an absence as an abstention, ask :func:`dyad` for that.

    Returns one row a group, or one row in all:

    - n: roll calls counted,
    - agreement: share identical, 0 to 1,
    - lijphart: an abstention against a yes or no counts half, 0 to 1 (Lijphart 1963),
    - s: Signorino and Ritter's S with equal weights, votes coded yes 1, abstain 2, no 3, -1 to 1: one minus twice
      the mean distance over the largest distance. With three kinds of vote it is 2 lijphart - 1: the same
      information on another scale,
    - kappa: chance from each state's own habits (Cohen 1960),
    - pi: chance from the pooled habits of both (Scott 1955),
    - alpha: Krippendorff's nominal alpha, which is pi but for a correction for few roll calls.

    The last three are at most 1 and 0 at what chance gives. They are missing where both always cast the same single
    vote: then there is nothing left to explain. A near-zero value of a pair that nearly always votes one way means
    no information, not disagreement (the prevalence paradox, Feinstein and Cicchetti 1990). Without a roll call
    counted n is 0 and all else is missing. A row whose group is missing is left out.

    Raises CourseError for a table without these columns, a word that is no vote, or an unknown policy.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"vote_a": ["yes", "yes", "no", "abstain"], "vote_b": ["yes", "no", "no", "yes"]})
    >>> agreement(votes).round(3).to_dict("records")
    [{'n': 4, 'agreement': 0.5, 'lijphart': 0.625, 's': 0.25, 'kappa': 0.2, 'pi': 0.158, 'alpha': 0.263}]
    """
    import pandas as pd

    index, tables = cells(dyads, columns_of(by), absent)
    measured = pd.DataFrame(statistics(tables))
    return measured if index is None else pd.concat([index, measured], axis=1)
