"""From a table of ties, one row a pair with a sign, to a signed graph and its matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.tables import numeric, pairs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx
    import pandas as pd


def signed_graph(
    ties: pd.DataFrame, a: str = "state_a", b: str = "state_b", nodes: Iterable[str] | None = None
) -> nx.Graph:
    """An undirected signed graph from a table of ties.

    ties: one row a pair, with the two columns named by ``a`` and ``b`` and a column sign: 1 or -1. A row
    whose sign is 0 or missing stands for a pair without a tie: its nodes are kept, the tie is left out.
    nodes: further nodes, for those that have no tie at all.
    Returns a networkx Graph whose ties carry the attribute ``sign`` (1 or -1); its nodes are text, in
    alphabetical order. An empty table gives a graph without ties.
    Raises CourseError for a lacking column, a sign other than 1, -1, 0 or missing, a tie of a node to itself,
    and a pair that stands twice, in either order.
    Source: Harary (1953), On the Notion of Balance of a Signed Graph.

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"state_a": ["AZE", "ARM"], "state_b": ["TUR", "AZE"], "sign": [1, -1]})
    >>> graph = signed_graph(ties)
    >>> sorted(graph.edges(data="sign"))
    [('ARM', 'AZE', -1), ('AZE', 'TUR', 1)]
    """
    import networkx as nx

    what = "signed ties"
    pairs = pairs_of(ties, what, a, b, once=True)
    numeric(ties, ["sign"], what)
    signs = ties["sign"].astype("Float64").fillna(0)
    strange = ~signs.isin([1, -1, 0])
    if strange.any():
        raise CourseError(
            f"The sign of a tie is 1 or -1 (0 or missing for no tie), but {signs[strange].iloc[0]} came. "
            "Turn counts or scores into signs first."
        )
    graph = nx.Graph()
    graph.add_nodes_from(sorted({node for pair in pairs for node in pair} | {str(node) for node in nodes or ()}))
    signed = sorted(zip(pairs, signs.astype(int).tolist(), strict=True))
    graph.add_edges_from((*pair, {"sign": sign}) for pair, sign in signed if sign)
    return graph


def sign_matrix(graph: nx.Graph) -> pd.DataFrame:
    """The signed adjacency matrix of a signed graph.

    graph: as from :func:`signed_graph`.
    Returns a square symmetric table, rows and columns named by the nodes: 1, -1, or 0 where there is no tie.
    Raises CourseError unless the graph is undirected, without parallel ties or ties of a node to itself, and
    every tie has a sign of 1 or -1.

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"state_a": ["AZE", "ARM"], "state_b": ["TUR", "AZE"], "sign": [1, -1]})
    >>> sign_matrix(signed_graph(ties))
         ARM  AZE  TUR
    ARM    0   -1    0
    AZE   -1    0    1
    TUR    0    1    0
    """
    import networkx as nx
    import pandas as pd

    if not isinstance(graph, nx.Graph) or graph.is_directed() or graph.is_multigraph():
        raise CourseError(
            f"A signed graph is an undirected networkx Graph, but a {type(graph).__name__} came. "
            "Make one from a table with signed_graph."
        )
    wrong = [(one, other) for one, other, sign in graph.edges(data="sign") if sign not in (1, -1) or one == other]
    if wrong:
        raise CourseError(
            f"Every tie of a signed graph joins two nodes and has a sign of 1 or -1, but {wrong[0]} does not. "
            "Make the graph with signed_graph."
        )
    nodes = list(graph)
    if not nodes:
        return pd.DataFrame(dtype="int64")
    return pd.DataFrame(nx.to_numpy_array(graph, weight="sign", dtype="int64"), index=nodes, columns=nodes)
