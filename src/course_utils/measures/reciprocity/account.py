"""The balance of gestures: a running account of what two states gave each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.reciprocity.acts import checked_acts, observed
from course_utils.measures.reciprocity.directed import two
from course_utils.measures.tables import amounts

if TYPE_CHECKING:
    import pandas as pd


def weighted_acts(acts: pd.DataFrame, sign: int, weight: str | None) -> pd.DataFrame:
    """The acts of one sign, with a column ``size``: 1 each, or the column that ``weight`` names.

    acts: as from ``checked_acts``.
    Raises CourseError for a sign that is neither 1 nor -1, and weights that are missing or not above 0.

    >>> import pandas as pd
    >>> weighted_acts(pd.DataFrame({"sign": [1, -1], "value": [5, 7]}), -1, "value")["size"].tolist()
    [7.0]
    """
    if sign not in (1, -1):
        raise CourseError(f"The sign must be 1 (friendly acts) or -1 (hostile acts), but {sign!r} came.")
    kept = acts[acts["sign"] == sign]
    if weight is None:
        return kept.assign(size=1.0)
    amounts(kept, [weight], "acts")
    if (kept[weight] == 0).any():
        raise CourseError(f"The weights in the column {weight} must be above 0. Leave out acts that weigh nothing.")
    return kept.assign(size=kept[weight].astype("float64"))


def _gestures(acts: pd.DataFrame, state_a: str, state_b: str, sign: int, weight: str | None) -> pd.DataFrame:
    """One row an act between the two: date, given and received, as state_a sees it. ``acts`` is checked."""
    import pandas as pd

    two(acts, state_a, state_b, "acts")
    kept = weighted_acts(acts, sign, weight)
    there = (kept["sender"] == state_a) & (kept["receiver"] == state_b)
    back = (kept["sender"] == state_b) & (kept["receiver"] == state_a)
    given, received = kept["size"].where(there, 0.0), kept["size"].where(back, 0.0)
    return pd.DataFrame({"date": kept["date"], "given": given, "received": received})[there | back]


def _account(gestures: pd.DataFrame) -> pd.DataFrame:
    daily = gestures.groupby("date", as_index=False).sum()
    return daily.assign(balance=(daily["given"] - daily["received"]).cumsum())


def running_account(
    acts: pd.DataFrame, state_a: str, state_b: str, sign: int = 1, weight: str | None = None
) -> pd.DataFrame:
    """What one state has given another so far, less what it has received, after each day with an act.

    acts: columns sender, receiver, date, sign (as from
    :func:`~course_utils.measures.reciprocity.directed_acts`) and the column that ``weight`` names, if any.
    sign: 1 for friendly acts, -1 for hostile ones. weight: a column above 0; without it each act counts 1.
    Returns one row a day with an act between the two: date, given (by state_a), received (by state_a),
    balance (all given so far less all received; above 0 state_a has done more). No rows without such acts.
    Raises CourseError for an empty table, unknown or equal states, acts without date, a sign that is
    neither 1 nor -1, and weights that are not above 0.

    Source: Keohane (1986) for reciprocity as rough equivalence over a sequence.

    >>> import pandas as pd
    >>> acts = pd.DataFrame({"sender": ["PAK", "PAK", "AZE"], "receiver": ["AZE", "AZE", "PAK"], "sign": 1,
    ...                      "date": pd.to_datetime(["1993-03-12", "1993-04-30", "1996-04-09"])})
    >>> running_account(acts, "PAK", "AZE")["balance"].tolist()
    [1.0, 2.0, 1.0]
    """
    return _account(_gestures(checked_acts(acts), state_a, state_b, sign, weight))


def balance_of_gestures(
    acts: pd.DataFrame,
    state_a: str,
    state_b: str,
    sign: int = 1,
    weight: str | None = None,
    span: tuple[object, object] | None = None,
) -> pd.DataFrame:
    """The running account of two states in one row: how uneven, how wide, for how long open, who is ahead.

    acts, sign and weight: as in :func:`~course_utils.measures.reciprocity.running_account`. span: first and
    last day of observation, the first and last act of the whole table by default; acts outside are left out.
    Returns one row: state_a, state_b, n (acts counted), given and received (by state_a, in the unit of the
    weight), balance (given less received), ahead (the state that has given more; missing when level),
    imbalance (from 0, both gave the same, to 1, only one gave), widest (largest balance in size) and
    widest_date; days (from the first act to the end of the span), open_days (of these, days with a balance
    other than 0), longest_open (longest unbroken such spell, days) and still_open (whether the account is
    open at the end, so that the last spell is cut off).
    With n = 0 given, received, balance and the days are 0; ahead, imbalance, widest and widest_date missing.
    Two acts are not worth the same because each counts 1: try a weight. The acts must have been gathered
    with the same care for both directions, or the account shows the gathering.
    Raises CourseError as ``running_account`` does, and for a span that is not two days in order.

    Source: Keohane (1986); the index of imbalance is the usual one of trade, net over gross (Grubel and
    Lloyd 1975 give its complement).

    >>> import pandas as pd
    >>> acts = pd.DataFrame({"sender": ["PAK", "PAK", "AZE"], "receiver": ["AZE", "AZE", "PAK"], "sign": 1,
    ...                      "date": pd.to_datetime(["1993-03-12", "1993-04-30", "1996-04-09"])})
    >>> account = balance_of_gestures(acts, "AZE", "PAK")[["given", "received", "ahead", "widest", "imbalance"]]
    >>> account.round(3).values.tolist()
    [[1.0, 2.0, 'PAK', 2.0, 0.333]]
    """
    import numpy as np
    import pandas as pd

    ordered = checked_acts(acts)
    first, last = observed(ordered, span)
    gestures = _gestures(ordered, state_a, state_b, sign, weight)
    gestures = gestures[gestures["date"].between(first, last)]
    account = _account(gestures)
    n, given, received = len(gestures), float(gestures["given"].sum()), float(gestures["received"].sum())
    size, total = account["balance"].abs(), given + received
    # Sums of weights such as 0.1 miss 0 by a last bit.
    is_open = size > 1e-9 * total
    lengths = (account["date"].shift(-1, fill_value=last) - account["date"]).dt.days
    spells = lengths.where(is_open, 0).groupby((~is_open).cumsum()).sum()
    still_open = bool(n and is_open.iloc[-1])
    net = given - received if still_open else 0.0
    row = {
        "state_a": state_a,
        "state_b": state_b,
        "n": n,
        "given": given,
        "received": received,
        "balance": net,
        "ahead": (state_a if net > 0 else state_b) if still_open else None,
        "imbalance": abs(net) / total if n else np.nan,
        "widest": float(size.max()) if n else np.nan,
        "widest_date": account.loc[size.idxmax(), "date"] if n else pd.NaT,
        "days": int(lengths.sum()),
        "open_days": int(lengths[is_open].sum()),
        "longest_open": int(spells.max()) if n else 0,
        "still_open": still_open,
    }
    return pd.DataFrame([row]).astype({"ahead": "str"})
