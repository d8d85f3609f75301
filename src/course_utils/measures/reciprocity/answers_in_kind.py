"""Was an act answered in kind within so many days, more often than by chance?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import whole
from course_utils.measures.intervals import tails
from course_utils.measures.reciprocity.acts import checked_acts, observed
from course_utils.measures.reciprocity.directed import two

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def _matched(
    acts: pd.DataFrame, sender: str, receiver: str, window: int, first: pd.Timestamp, last: pd.Timestamp
) -> pd.DataFrame:
    """Each act of the sender within the span, with the receiver's next act of the same sign."""
    import pandas as pd

    length = pd.Timedelta(days=window)
    kept = acts[acts["date"].between(first, last) & (acts["sign"] != 0)]
    given = kept[(kept["sender"] == sender) & (kept["receiver"] == receiver)]
    back = kept.loc[(kept["sender"] == receiver) & (kept["receiver"] == sender), ["date", "sign"]]
    found = pd.merge_asof(
        given,
        back.assign(answer_date=back["date"]),
        on="date",
        by="sign",
        direction="forward",
        allow_exact_matches=False,
        tolerance=length,
    )
    return found.assign(
        watched=found["date"] + length <= last,
        answered=found["answer_date"].notna(),
        delay=(found["answer_date"] - found["date"]).dt.days.astype("float64"),
    )


def answers(
    acts: pd.DataFrame, sender: str, receiver: str, window: int, span: tuple[object, object] | None = None
) -> pd.DataFrame:
    """Each act of one state towards another, and whether the other answered in kind.

    acts: columns sender, receiver, date and sign, as from
    :func:`~course_utils.measures.reciprocity.directed_acts`; acts of sign 0 are left out. An answer is an act
    of the same sign by the receiver towards the sender, 1 to ``window`` days later. Acts of the same day are
    no answers: nobody knows which came first. One act can answer several.
    span: first and last day of observation, the first and last act of the whole table by default.
    Returns the columns of ``acts``, and answer_date (the first answer), watched (whether the whole window
    lies within the span: an act shortly before the end could not be answered yet), answered, and delay (days
    to the first answer); answer_date and delay are missing without an answer. No rows where the sender never
    acted towards the receiver.
    Raises CourseError for acts without date or sign, an empty table, unknown or equal states, a window that
    is not a whole number from 1, and a span that is not two days in order.

    Source: Keohane (1986) for reciprocity as sequence and equivalence.

    >>> import pandas as pd
    >>> acts = pd.DataFrame({"sender": ["AZE", "PAK", "AZE"], "receiver": ["PAK", "AZE", "PAK"], "sign": 1,
    ...                      "date": pd.to_datetime(["2016-09-01", "2016-10-13", "2018-09-26"])})
    >>> answers(acts, "AZE", "PAK", window=60)[["watched", "answered", "delay"]].values.tolist()
    [[True, True, 42.0], [False, False, nan]]
    """
    window = whole("window in days", window, 1)
    ordered = checked_acts(acts)
    two(ordered, sender, receiver, "acts")
    return _matched(ordered, sender, receiver, window, *observed(ordered, span))


def _shares_at_random(
    found: pd.DataFrame,
    back: pd.DataFrame,
    window: int,
    first: pd.Timestamp,
    last: pd.Timestamp,
    draws: int,
    random: np.random.Generator,
) -> np.ndarray:
    """Share answered when the receiver's acts are shifted round the span, once a draw."""
    import numpy as np

    length = (last - first).days + 1
    answered = np.zeros(draws)
    shifts = random.integers(1, length, size=draws)
    for sign in (1, -1):
        days = (found.loc[found["sign"] == sign, "date"] - first).dt.days.to_numpy()
        theirs = (back.loc[back["sign"] == sign, "date"] - first).dt.days.to_numpy()
        for draw, shift in enumerate(shifts if len(theirs) else []):
            moved = np.sort((theirs + shift) % length)
            following = np.append(moved, np.inf)[np.searchsorted(moved, days, side="right")]
            answered[draw] += (following - days <= window).sum()
    return answered / len(found)


def answer_rate(
    acts: pd.DataFrame,
    state_a: str,
    state_b: str,
    window: int,
    span: tuple[object, object] | None = None,
    draws: int = 999,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Share of acts that were answered in kind, against a placebo with the same rhythm.

    acts, window and span: as in :func:`~course_utils.measures.reciprocity.answers`. Two dense series answer
    each other by chance. The placebo moves all the receiver's acts by one random number of days, those that
    leave the span coming in at its other end: how many they are and how they cluster stays the same, only
    their meeting with the sender's acts is left to chance.
    Returns one row a direction: sender, receiver (who may answer), window, n (the sender's acts whose window
    lies within the span), answered (count), share, placebo (mean share at random), placebo_low and
    placebo_high (the middle ``level`` of the draws), p (share of draws, the real one counted in, that are
    answered at least as often) and median_delay (days, of the answers).
    With n = 0 the shares and p are missing; placebo and p also where the span is a single day; median_delay
    where nothing was answered.
    A rate above the placebo shows timing, not intent: a shared occasion, such as a summit, times both.
    Raises CourseError as ``answers`` does, and for draws that are not a whole number from 1.

    Source: Keohane (1986) for the concept; Besag and Clifford (1989) for counting the real one in.

    >>> import pandas as pd
    >>> days = pd.to_datetime(["2001-01-10", "2003-06-05", "2006-11-20", "2008-04-02", "2011-09-09"])
    >>> acts = pd.DataFrame({"sender": ["IND"] * 5 + ["PAK"] * 5, "receiver": ["PAK"] * 5 + ["IND"] * 5,
    ...                      "date": [*days, *(days + pd.Timedelta(days=10))], "sign": -1})
    >>> rate = answer_rate(acts, "IND", "PAK", window=30, span=("2000-01-01", "2012-12-31"))
    >>> rate[["sender", "n", "share", "median_delay"]].values.tolist()
    [['IND', 5, 1.0, 10.0], ['PAK', 5, 0.0, nan]]
    >>> bool(rate.loc[0, "placebo_high"] < 0.5), bool(rate.loc[0, "p"] < 0.05)
    (True, True)
    """
    import numpy as np
    import pandas as pd

    window, draws, ends = whole("window in days", window, 1), whole("number of draws", draws, 1), tails(level)
    ordered = checked_acts(acts)
    two(ordered, state_a, state_b, "acts")
    first, last = observed(ordered, span)
    random = np.random.default_rng(seed)
    rows = []
    for sender, receiver in ((state_a, state_b), (state_b, state_a)):
        found = _matched(ordered, sender, receiver, window, first, last)
        found = found[found["watched"]]
        n, answered = len(found), int(found["answered"].sum())
        row = {"sender": sender, "receiver": receiver, "window": window, "n": n, "answered": answered}
        row |= dict.fromkeys(("share", "placebo", "placebo_low", "placebo_high", "p"), np.nan)
        if n:
            row["share"] = answered / n
        if n and first < last:
            back = _matched(ordered, receiver, sender, window, first, last)
            shares = _shares_at_random(found, back, window, first, last, draws, random)
            row["placebo"] = float(shares.mean())
            row["placebo_low"], row["placebo_high"] = map(float, np.quantile(shares, ends))
            # A hair of tolerance: two equal shares can differ in the last bit.
            row["p"] = float((1 + (shares >= answered / n - 1e-12).sum()) / (draws + 1))
        row["median_delay"] = float(found["delay"].median()) if answered else np.nan
        rows.append(row)
    return pd.DataFrame(rows)
