"""Specific and diffuse reciprocity: paid back by the same partner in the same field, or in the round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import several, whole
from course_utils.measures.reciprocity.account import weighted_acts
from course_utils.measures.reciprocity.acts import checked_acts, observed
from course_utils.measures.reciprocity.directed import known
from course_utils.measures.tables import complete, require

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

FORMS = ("same_field", "other_field", "other_member", "none")


def _group(acts: pd.DataFrame, members: Iterable[str]) -> list[str]:
    """The members in alphabetical order: at least two, each once, each somewhere in the acts."""
    group = several("members", members)
    known(acts, group, "acts")
    return sorted(group)


def answer_forms(
    acts: pd.DataFrame, members: Iterable[str], window: int, span: tuple[object, object] | None = None
) -> pd.DataFrame:
    """In what form the friendly acts within a group came back, if they did.

    acts: columns sender, receiver, date, sign and kind (the field, such as visit or vote), as from
    :func:`~course_utils.measures.reciprocity.directed_acts`; only acts of sign 1 between members count.
    members: the states of the group. Each act is put under the first form that applies, 1 to ``window`` days
    later: same_field (the receiver did a friendly act of the same kind for the sender), other_field (the
    receiver did one of another kind), other_member (another member did one for the sender), none.
    This is a choice of ours: specific reciprocity is same_field; diffuse reciprocity is other_field and
    other_member together (Keohane lets both the equivalence and the partner go loose).
    Returns one row for each sender and receiver with such an act: sender, receiver, n (acts whose window lies
    within the span), the counts same_field, other_field, other_member and none, which add up to n, and
    specific and diffuse (shares of n, 0 to 1, missing with n = 0).
    What it can't tell: whether an act was meant as an answer; by chance alone dense series answer (compare
    with :func:`~course_utils.measures.reciprocity.answer_rate`); and whether diffuse give-and-take rests on
    friendship or on a long shadow of the future, since both leave the same trace. It also knows only the
    acts that the source recorded.
    Raises CourseError for a group of fewer than two, a member not in the acts, an empty table, acts without
    date or kind, a window that is not a whole number from 1.

    Source: Keohane (1986).

    >>> import pandas as pd
    >>> acts = pd.DataFrame({"sender": ["PAK", "TUR", "AZE"], "receiver": ["AZE", "PAK", "TUR"], "sign": 1,
    ...                      "kind": ["vote", "vote", "visit"],
    ...                      "date": pd.to_datetime(["2008-03-14", "2008-05-01", "2010-01-01"])})
    >>> answer_forms(acts, ["AZE", "PAK", "TUR"], window=100)[["sender", "n", "other_member"]].values.tolist()
    [['AZE', 0, 0], ['PAK', 1, 1], ['TUR', 1, 0]]
    """
    import numpy as np
    import pandas as pd

    require(acts, ["kind"], "acts")
    window = whole("window in days", window, 1)
    ordered = checked_acts(acts)
    group = _group(ordered, members)
    first, last = observed(ordered, span)
    kept = ordered[(ordered["sign"] == 1) & ordered["date"].between(first, last)]
    complete(kept, ["kind"], "friendly acts")
    kept = kept[kept["sender"].isin(group) & kept["receiver"].isin(group)]
    kept = kept[["sender", "receiver", "date", "kind"]].astype({"kind": "str"}).reset_index(drop=True)
    kept["act"] = kept.index
    later = kept.merge(kept, left_on="sender", right_on="receiver", suffixes=("", "_back"))
    delay = (later["date_back"] - later["date"]).dt.days
    later = later[(delay >= 1) & (delay <= window)]
    partner = later["sender_back"] == later["receiver"]
    same = partner & (later["kind_back"] == later["kind"])
    # The lowest number wins: the first form in the order of FORMS that applies.
    form = pd.Series(np.select([same, partner], [0, 1], 2), index=later["act"]).groupby(level=0).min()
    kept["form"] = form.reindex(kept.index, fill_value=3)
    watched = kept["date"] + pd.Timedelta(days=window) <= last
    pairs = kept.groupby(["sender", "receiver"])["form"]
    table = pairs.size().rename("n").to_frame() * 0
    for code, name in enumerate(FORMS):
        table[name] = (watched & (kept["form"] == code)).groupby([kept["sender"], kept["receiver"]]).sum()
    table["n"] = table[list(FORMS)].sum(axis=1)
    n = table["n"].where(table["n"] > 0).astype("float64")
    table["specific"] = table["same_field"] / n
    table["diffuse"] = (table["other_field"] + table["other_member"]) / n
    return table.reset_index()


def group_accounts(
    acts: pd.DataFrame, members: Iterable[str], sign: int = 1, weight: str | None = None
) -> pd.DataFrame:
    """Accounts that stay open partner by partner but may balance over the group.

    acts: columns sender, receiver, date, sign and the column that ``weight`` names, if any. Only acts of the
    sign between members count.
    Returns one row a member: state, n (acts it gave or received), given, received, pair_imbalance (the sum of
    the gaps with each partner over all given and received, 0 to 1), group_imbalance (the gap of the totals
    over the same, 0 to 1, never more than pair_imbalance) and offset (their difference: the part of the open
    accounts that evens out over the group, the trace that diffuse reciprocity would leave).
    With n = 0 the three are missing. A high offset is also what chance gives when a state has many partners
    and few acts with each; and it can't tell friendship from a long shadow of the future.
    Raises CourseError for a group of fewer than two, a member not in the acts, an empty table, acts without
    date, and weights that are not above 0.

    Source: Keohane (1986).

    >>> import pandas as pd
    >>> acts = pd.DataFrame({"sender": ["PAK", "AZE", "TUR"], "receiver": ["AZE", "TUR", "PAK"], "sign": 1,
    ...                      "date": pd.to_datetime(["2008-03-14", "2009-05-01", "2010-01-01"])})
    >>> ring = group_accounts(acts, ["AZE", "PAK", "TUR"])
    >>> ring[["state", "pair_imbalance", "group_imbalance", "offset"]].values.tolist()[0]
    ['AZE', 1.0, 0.0, 1.0]
    """
    import numpy as np
    import pandas as pd

    ordered = checked_acts(acts)
    group = _group(ordered, members)
    kept = weighted_acts(ordered, sign, weight)
    kept = kept[kept["sender"].isin(group) & kept["receiver"].isin(group)]
    flows = kept.pivot_table(index="sender", columns="receiver", values="size", aggfunc="sum", observed=True)
    flow = flows.reindex(index=group, columns=group).fillna(0.0).to_numpy(dtype=float)
    given, received = flow.sum(axis=1), flow.sum(axis=0)
    total = np.where(given + received > 0, given + received, np.nan)
    pair, whole_group = np.abs(flow - flow.T).sum(axis=1) / total, np.abs(given - received) / total
    return pd.DataFrame(
        {
            "state": group,
            "n": [int(((kept["sender"] == state) | (kept["receiver"] == state)).sum()) for state in group],
            "given": given,
            "received": received,
            "pair_imbalance": pair,
            "group_imbalance": whole_group,
            "offset": pair - whole_group,
        }
    )
