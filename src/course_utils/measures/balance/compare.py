"""A signed graph before and after: which ties changed, and what that did to the triads and to the camps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.balance.census import balance_shares
from course_utils.measures.balance.frustration_index import frustration
from course_utils.measures.balance.graph import sign_matrix
from course_utils.measures.balance.triad_list import triads

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def _same_nodes(before: nx.Graph, after: nx.Graph) -> None:
    """Raise CourseError unless both are signed graphs with the same nodes."""
    for graph in (before, after):
        sign_matrix(graph)
    odd = sorted(set(before) ^ set(after))
    if odd:
        raise CourseError(
            f"Both graphs must have the same nodes, but only one of them has {', '.join(odd)}. "
            "Leave those out, or name them in signed_graph(..., nodes=...) as nodes without ties."
        )


def tie_changes(before: nx.Graph, after: nx.Graph) -> pd.DataFrame:
    """The ties that are not as they were.

    before, after: signed graphs with the same nodes, as from :func:`~course_utils.measures.balance.signed_graph`.
    Returns one row a changed pair: state_a, state_b, before and after (1, -1, or 0 for no tie), change
    (``appeared``, ``vanished`` or ``turned``). No change gives no row.
    Raises CourseError where the nodes differ.

    >>> import pandas as pd
    >>> from course_utils.measures.balance import signed_graph
    >>> ties = pd.DataFrame({"state_a": ["ARM", "ARM"], "state_b": ["AZE", "PAK"], "sign": [-1, -1]})
    >>> tie_changes(signed_graph(ties), signed_graph(ties.assign(sign=[-1, 1]))).values.tolist()
    [['ARM', 'PAK', -1, 1, 'turned']]
    """
    import pandas as pd

    _same_nodes(before, after)
    signs = [{tuple(sorted((a, b))): sign for a, b, sign in graph.edges(data="sign")} for graph in (before, after)]
    pairs = sorted(pair for pair in signs[0].keys() | signs[1].keys() if signs[0].get(pair) != signs[1].get(pair))
    rows = [(*pair, signs[0].get(pair, 0), signs[1].get(pair, 0)) for pair in pairs]
    table = pd.DataFrame(rows, columns=["state_a", "state_b", "before", "after"])
    table = table.astype({"state_a": "str", "state_b": "str", "before": "int64", "after": "int64"})
    change = table["before"].eq(0).map({True: "appeared", False: "turned"}).astype("str")
    return table.assign(change=change.mask(table["after"].eq(0), "vanished"))


def triad_changes(before: nx.Graph, after: nx.Graph) -> pd.DataFrame:
    """Every triad of either graph, with what it was and what it is.

    before, after: signed graphs with the same nodes, as from :func:`~course_utils.measures.balance.signed_graph`.
    Returns one row a triad: node_1, node_2, node_3, before and after (the kind, such as ``+--``; missing
    where a tie is lacking), change: ``lost balance``, ``gained balance``, ``appeared`` (now a triad),
    ``vanished`` (a triad no more) or ``as before``, all by strict balance.
    Raises CourseError where the nodes differ.

    >>> import pandas as pd
    >>> from course_utils.measures.balance import signed_graph
    >>> ties = pd.DataFrame({"state_a": ["ARM", "ARM", "IND"], "state_b": ["IND", "PAK", "PAK"], "sign": [1, -1, -1]})
    >>> triad_changes(signed_graph(ties), signed_graph(ties.assign(sign=[1, 1, -1]))).values.tolist()
    [['ARM', 'IND', 'PAK', '+--', '++-', 'lost balance']]
    """
    _same_nodes(before, after)
    nodes = ["node_1", "node_2", "node_3"]
    sides = [triads(graph)[[*nodes, "kind", "balanced"]] for graph in (before, after)]
    table = sides[0].merge(sides[1], on=nodes, how="outer", suffixes=("_before", "_after"), sort=True)
    named = {
        (True, False): "lost balance",
        (False, True): "gained balance",
        (True, True): "as before",
        (False, False): "as before",
    }
    states = zip(table["balanced_before"], table["balanced_after"], strict=True)
    table["change"] = [
        named.get((was, now), "appeared" if was not in (True, False) else "vanished") for was, now in states
    ]
    table["change"] = table["change"].astype("str")
    table = table.rename(columns={"kind_before": "before", "kind_after": "after"})
    return table[[*nodes, "before", "after", "change"]]


def before_after(before: nx.Graph, after: nx.Graph) -> pd.DataFrame:
    """The balance of two graphs on the same nodes, side by side.

    before, after: signed graphs with the same nodes, as from :func:`~course_utils.measures.balance.signed_graph`.
    Returns two rows: when (``before``, ``after``), the columns of
    :func:`~course_utils.measures.balance.balance_shares`, and nodes, ties, index, lower, upper, normalised,
    exact, method of :class:`~course_utils.measures.balance.Frustration`.
    Raises CourseError where the nodes differ.

    >>> import pandas as pd
    >>> from course_utils.measures.balance import signed_graph
    >>> ties = pd.DataFrame({"state_a": ["ARM", "ARM", "IND"], "state_b": ["IND", "PAK", "PAK"], "sign": [1, -1, -1]})
    >>> both = before_after(signed_graph(ties), signed_graph(ties.assign(sign=[1, 1, -1])))
    >>> both[["when", "n", "balanced", "index"]].values.tolist()
    [['before', 1, 1.0, 0], ['after', 1, 0.0, 1]]
    """
    import pandas as pd

    _same_nodes(before, after)
    rows = [pd.concat([balance_shares(graph), frustration(graph).summary], axis=1) for graph in (before, after)]
    table = pd.concat(rows, ignore_index=True)
    table.insert(0, "when", ["before", "after"])
    return table
