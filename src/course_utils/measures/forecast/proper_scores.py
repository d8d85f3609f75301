"""Proper scores: the forecaster does best by stating what is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.forecast.table import STATUS, checked, key_of
from course_utils.measures.tables import amounts, columns_of, split

if TYPE_CHECKING:
    import pandas as pd

SCORES = ("brier", "half_brier", "log")


def _scored(table: pd.DataFrame) -> pd.DataFrame:
    """The scores of the resolved forecasts of a checked table, one row a forecast."""
    import numpy as np

    several = "answer" in table.columns
    kept = table[table["status"] == "resolved"]
    missed = (kept["probability"] - kept["outcome"]) ** 2
    # Yes and no miss by the same amount, and the original score adds up both.
    given = 1 - (kept["probability"] - kept["outcome"]).abs()
    rows = kept.assign(brier=missed if several else 2 * missed, given=given)
    if several:
        summed = rows.groupby(key_of(rows), observed=True)["brier"].transform("sum")
        rows = rows.assign(brier=summed)[rows["outcome"] == 1]
    with np.errstate(divide="ignore"):
        lost = -np.log(rows["given"])
    # Adding 0 turns the -0 of a certain and right forecast into 0.
    return rows.assign(half_brier=rows["brier"] / 2, log=lost + 0.0)


def scores(forecasts: pd.DataFrame) -> pd.DataFrame:
    """The score of every resolved forecast.

    forecasts: columns forecaster, question, probability (of yes), outcome (1, 0, missing while open); made
    (date) where forecasts are revised; status as from :func:`resolve`. A question with more answers than yes
    and no has one row an answer, with a column answer, probabilities that add up to 1, and outcome 1 for the
    answer that came true.

    Returns one row a resolved forecast: forecaster, question, made if given, given (probability that was given
    to what happened), brier (the original: squared misses added up over all answers, 0 to 2), half_brier (half
    of it, 0 to 1: for yes and no the squared miss, as most software has it), log (minus the natural logarithm
    of given, 0 to infinity). Lower is better. Who gave no chance at all to what happened has a log score of
    infinity: it is reported, not softened.

    Raises CourseError for probabilities outside 0 to 1, repeated forecasts, answers that do not add up.

    Source: Brier (1950); Good (1952) for the logarithmic score.

    >>> import pandas as pd
    >>> scores(pd.DataFrame({"forecaster": ["A", "B", "A"], "question": [1, 1, 2], "probability": [0.8, 0.0, 0.5],
    ...                      "outcome": [1, 1, None]})).round(2).values.tolist()
    [['A', 1, 0.8, 0.08, 0.04, 0.22], ['B', 1, 0.0, 2.0, 1.0, inf]]
    """
    scored = _scored(checked(forecasts))
    return scored[[*key_of(scored), "given", *SCORES]].reset_index(drop=True)


def mean_scores(
    forecasts: pd.DataFrame, by: str | list[str] | None = "forecaster", weight: str | None = None
) -> pd.DataFrame:
    """The mean score of each forecaster or question, with the forecasts that were left out.

    forecasts as in :func:`scores`. by: columns to group by, such as "forecaster", "question", or None for all.
    weight: a column of weights, such as the days of :func:`resolve`, so that a forecast counts for as long as
    it stood.

    Returns one row a group: the columns of ``by``, n (resolved forecasts), unresolved, annulled, late (numbers
    of forecasts left out), brier, half_brier, log (means over n). With n = 0, or weights that are all 0, the
    means are missing. A single forecast that gave no chance to what happened makes the mean log infinite.

    Forecasters can be compared on the same questions only: an easy question flatters who answered it.

    Raises CourseError as :func:`scores`, and for an unknown column or weights below 0.

    Source: Brier (1950); Good (1952).

    >>> import pandas as pd
    >>> mean_scores(pd.DataFrame({"forecaster": ["A", "B", "A"], "question": [1, 1, 2], "probability": [0.8, 0.4, 0.5],
    ...     "outcome": [1, 1, None]}))[["forecaster", "n", "unresolved", "half_brier"]].round(2).values.tolist()
    [['A', 1, 1, 0.04], ['B', 1, 0, 0.36]]
    """
    import numpy as np
    import pandas as pd

    table = checked(forecasts)
    if weight is not None:
        amounts(table[table["status"] == "resolved"], [weight], "forecasts")
    rows = []
    for label, part in split(table, by, "forecasts"):
        scored = _scored(part)
        forecast = part.drop_duplicates(key_of(part))["status"].value_counts()
        left_out = [int(forecast.get(status, 0)) for status in STATUS[1:]]
        shares = np.ones(len(scored)) if weight is None else scored[weight].to_numpy(float)
        # A weight of 0 times an infinite score would be no number.
        counted, shares = scored[list(SCORES)].to_numpy(float)[shares > 0], shares[shares > 0]
        means = shares @ counted / shares.sum() if len(shares) else np.full(len(SCORES), np.nan)
        rows.append((*label.values(), len(scored), *left_out, *means))
    return pd.DataFrame(rows, columns=[*columns_of(by), "n", *STATUS[1:], *SCORES])
