"""Does a state act more often after the other has acted? A two-by-two table and an exact test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import level_of, one_of, whole
from course_utils.measures.reciprocity.series import directions

if TYPE_CHECKING:
    import pandas as pd

CONTRASTS = ("act", "median", "sign")


def _acted(values: pd.Series, contrast: str) -> pd.Series:
    """1 for the first half of the contrast, 0 for the second, missing where the period says neither."""
    if contrast == "sign":
        return (values > 0).astype("float64").where(values.notna() & (values != 0))
    if contrast == "act" and (values < 0).any():
        raise CourseError("A series with values below 0 has signs: ask with contrast='sign'.")
    return (values > (0 if contrast == "act" else values.median())).astype("float64").where(values.notna())


def _compared(both: int, sender_only: int, receiver_only: int, neither: int, level: float) -> dict[str, float]:
    import numpy as np
    from scipy.stats import fisher_exact
    from scipy.stats.contingency import odds_ratio
    from statsmodels.stats.proportion import confint_proportions_2indep

    acted, silent = both + sender_only, receiver_only + neither
    after = both / acted if acted else np.nan
    otherwise = receiver_only / silent if silent else np.nan
    names = ("risk_difference", "low", "high", "odds_ratio", "odds_low", "odds_high", "p")
    found = dict.fromkeys(names, np.nan)
    if acted and silent:
        low, high = confint_proportions_2indep(both, acted, receiver_only, silent, method="newcomb", alpha=1 - level)
        found |= {"risk_difference": after - otherwise, "low": float(low), "high": float(high)}
    table = [[both, sender_only], [receiver_only, neither]]
    if acted and silent and both + receiver_only and sender_only + neither:
        odds = odds_ratio(table)
        odds_low, odds_high = odds.confidence_interval(level)
        found |= {"odds_ratio": float(odds.statistic), "odds_low": float(odds_low), "odds_high": float(odds_high)}
        found["p"] = float(fisher_exact(table).pvalue)
    return {"after": after, "otherwise": otherwise, **found}


def contingency(series: pd.DataFrame, lag: int = 1, contrast: str = "act", level: float = 0.95) -> pd.DataFrame:
    """How often a state acted after the other had acted, against how often it acted otherwise.

    series: a paired series, as from :func:`~course_utils.measures.reciprocity.paired_series`. contrast says
    what the two halves are: "act" (any, against none: for a series of cooperation or of conflict), "median"
    (more than that direction's own median, against the rest: for series that are never 0) or "sign"
    (cooperation, above 0, against conflict, below 0; periods at 0 are left out: for signed series).
    Returns one row a direction: sender, receiver, lag, n (pairs of periods), the counts both, sender_only,
    receiver_only and neither; after and otherwise (share of periods in which the receiver acted ``lag``
    periods after the sender did, and after it did not); risk_difference (-1 to 1) with low and high
    (Newcombe's interval); odds_ratio (0 to infinity, the conditional estimate that belongs to Fisher's
    test) with odds_low and odds_high (exact); p (Fisher's exact test, two-sided).
    A share is missing where its half never occurs, the difference where one of them is; odds ratio and p
    are missing where a row or column of the table is empty. n can be 0.
    The test takes periods for independent. In a spell of tension both sides act for months: then it finds
    more than there is, and an answer cannot be told from a common cause.
    Raises CourseError for an unknown contrast, negative values with "act", and a series that is not one
    pair on a regular calendar.

    Source: Fisher (1935) for the test; Newcombe (1998) for the interval of a difference.

    >>> import pandas as pd
    >>> given = [1, 0, 0, 1, 1, 0, 1, 0, 0]
    >>> series = pd.DataFrame({"state_a": "ARM", "state_b": "AZE", "year": range(2001, 2010), "a_to_b": given,
    ...                        "b_to_a": [0, *given[:-1]]})
    >>> contingency(series).loc[0, ["n", "both", "neither", "risk_difference", "p"]].round(3).tolist()
    [8.0, 4.0, 4.0, 1.0, 0.029]
    """
    import pandas as pd

    one_of("contrast", contrast, CONTRASTS)
    level_of(level)
    lag = whole("lag", lag, 0)
    rows = []
    for way in directions(series):
        given, answer = _acted(way.given, contrast), _acted(way.answer, contrast).shift(-lag)
        kept = given.notna() & answer.notna()
        given, answer = given[kept].astype(bool), answer[kept].astype(bool)
        counts = {
            "both": int((given & answer).sum()),
            "sender_only": int((given & ~answer).sum()),
            "receiver_only": int((~given & answer).sum()),
            "neither": int((~given & ~answer).sum()),
        }
        head = {"sender": way.sender, "receiver": way.receiver, "lag": lag, "n": len(given)}
        rows.append({**head, **counts, **_compared(**counts, level=level)})
    return pd.DataFrame(rows)
