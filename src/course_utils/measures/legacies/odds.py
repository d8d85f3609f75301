"""Odds ratios from 2 × 2 tables, one table at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import level_of
from course_utils.measures.legacies.rates import parts
from course_utils.measures.tables import columns_of, require, split, truths, unique

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd


def cross_counts(table: pd.DataFrame, exposure: str, outcome: str, by: str | Sequence[str] = ()) -> pd.DataFrame:
    """Count rows with and without an outcome, for the exposed and the others: the form that the odds need.

    table: true-or-false columns exposure and outcome, and any columns of ``by`` that split it, one row a pair of
    states or other unit.

    Returns two rows a group, those without the exposure first: the columns of ``by``, the exposure under its own name,
    n and n_outcome (counts, zero where there are none). Groups come in sorted order.

    Raises CourseError for lacking columns, and where exposure or outcome is not true or false. An empty table
    gives two rows of zeros, or none with ``by``.

    Source: plain counting.

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"same_empire": [True, True, False], "claim": [True, False, False]})
    >>> cross_counts(pairs, "same_empire", "claim").values.tolist()
    [[False, 1, 0], [True, 2, 1]]
    """
    import pandas as pd

    groups = columns_of(by)
    require(table, [*groups, exposure, outcome], "table")
    values = truths(table, [exposure, outcome], "table")
    frame = table[groups].assign(**{exposure: values[exposure], "_outcome": values[outcome]})
    rows = [
        {
            **label,
            exposure: exposed,
            "n": int(piece[exposure].eq(exposed).sum()),
            "n_outcome": int((piece[exposure].eq(exposed) & piece["_outcome"]).sum()),
        }
        for label, piece in split(frame, groups, "table")
        for exposed in (False, True)
    ]
    return pd.DataFrame(rows, columns=[*groups, exposure, "n", "n_outcome"])


def tables_by_group(
    counts: pd.DataFrame, exposure: str, n: str, outcome: str, groups: list[str]
) -> list[tuple[dict[str, object], np.ndarray]]:
    """One 2 × 2 table a group: exposed and not, by with and without the outcome."""
    import numpy as np

    require(counts, [*groups, exposure, n, outcome], "counts")
    exposed = truths(counts, [exposure], "counts")[exposure]
    parts(counts, n, outcome, "counts")
    unique(counts, [*groups, exposure], "counts")
    frame = counts[groups].assign(_exposed=exposed, _n=counts[n].astype(float), _hit=counts[outcome].astype(float))
    found = []
    for label, piece in split(frame, groups, "counts"):
        ordered = piece.sort_values("_exposed", ascending=False)
        if len(ordered) < 2:
            where = f" for {', '.join(map(str, label.values()))}" if groups else ""
            raise CourseError(
                f"An odds ratio needs one row with {exposure} true and one with it false{where}, but there is "
                f"{len(ordered)}. Count with cross_counts, which fills in zeros."
            )
        found.append((label, np.column_stack([ordered["_hit"], ordered["_n"] - ordered["_hit"]])))
    return found


def odds_ratio(
    counts: pd.DataFrame,
    exposure: str = "same_empire",
    n: str = "n",
    outcome: str = "n_outcome",
    by: str | Sequence[str] = (),
    level: float = 0.95,
) -> pd.DataFrame:
    """The odds of the outcome among the exposed, divided by the odds among the others.

    counts: two rows a group (the columns of ``by``), one with exposure true and one false, each with n and how many of
    them have the outcome, as from :func:`cross_counts` or the table ``neighbour_claims``.

    Returns one row a group, in sorted order: the columns of ``by``, n, exposed, unexposed (counts), rate_exposed and
    rate_unexposed (0 to 1, missing where that count is 0), odds_ratio (above 0; 1 is no association), low, high
    (Woolf's interval on the log scale) and added. Where one of the four cells is zero the odds ratio would be 0 or infinite; 0.5 is then
    added to each cell of that table, and added says so (0.5, otherwise 0). odds_ratio, low and high are missing where
    nobody is exposed, everybody is, or the outcome is the same for all: such a table says nothing. The interval
    takes the units for independent, which pairs that share a state are not.

    Raises CourseError for lacking columns, counts that are negative, broken, missing or inconsistent, a group without
    its two rows, and a row that repeats a group and exposure. An empty table gives an error without ``by`` and an
    empty table with it.

    Source: Woolf (1955); Haldane (1956) and Anscombe (1956) for the half.

    >>> import pandas as pd
    >>> counts = pd.DataFrame({"same_empire": [False, True], "n": [177, 139], "n_outcome": [25, 28]})
    >>> odds_ratio(counts).round(2)[["odds_ratio", "low", "high", "added"]].values.tolist()
    [[1.53, 0.85, 2.77, 0.0]]
    """
    import numpy as np
    import pandas as pd
    from statsmodels.stats.contingency_tables import Table2x2

    alpha, groups = 1 - level_of(level), columns_of(by)
    rows = []
    for label, table in tables_by_group(counts, exposure, n, outcome, groups):
        exposed, unexposed = table.sum(axis=1)
        ratio = low = high = np.nan
        added = 0.0
        if table.sum(axis=0).all() and table.sum(axis=1).all():
            added = 0.0 if table.all() else 0.5
            fit = Table2x2(table + added, shift_zeros=False)
            ratio, (low, high) = fit.oddsratio, fit.oddsratio_confint(alpha)
        rows.append(
            {
                **label,
                "n": int(table.sum()),
                "exposed": int(exposed),
                "unexposed": int(unexposed),
                "rate_exposed": table[0, 0] / exposed if exposed else np.nan,
                "rate_unexposed": table[1, 0] / unexposed if unexposed else np.nan,
                "odds_ratio": ratio,
                "low": low,
                "high": high,
                "added": added,
            }
        )
    columns = ["n", "exposed", "unexposed", "rate_exposed", "rate_unexposed", "odds_ratio", "low", "high", "added"]
    return pd.DataFrame(rows, columns=[*groups, *columns])
