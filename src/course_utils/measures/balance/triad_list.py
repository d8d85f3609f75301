"""The triads one by one, and the part that each node and each tie has in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.balance.census import BALANCED, KINDS, WEAKLY_BALANCED, halves
from course_utils.measures.balance.graph import sign_matrix

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd


def _kind(graph: nx.Graph, nodes: tuple[str, ...]) -> str:
    """The kind of a triad, by its number of minuses."""
    one, two, three = nodes
    ties = ((one, two), (one, three), (two, three))
    return KINDS[sum(graph.edges[tie]["sign"] == -1 for tie in ties)]


def triads(graph: nx.Graph) -> pd.DataFrame:
    """Every triad of a signed graph with its kind; meant for graphs small enough to read.

    graph: as from :func:`~course_utils.measures.balance.signed_graph`.
    Returns one row a triad: node_1, node_2, node_3 (alphabetical), kind (``+++``, ``++-``, ``+--``, ``---``),
    balanced (strict), weakly_balanced (True or False). A graph without triads gives no row.
    Source: Cartwright and Harary (1956); Davis (1967).

    >>> import pandas as pd
    >>> from course_utils.measures.balance import signed_graph
    >>> ties = pd.DataFrame({"state_a": ["ARM", "ARM", "IND"], "state_b": ["IND", "PAK", "PAK"], "sign": [1, 1, -1]})
    >>> triads(signed_graph(ties)).values.tolist()
    [['ARM', 'IND', 'PAK', '++-', False, False]]
    """
    import networkx as nx
    import pandas as pd

    sign_matrix(graph)  # says what is wrong with a graph that is no signed graph
    names = ["node_1", "node_2", "node_3"]
    found = sorted(tuple(sorted(triad)) for triad in nx.all_triangles(graph))
    kinds = pd.Series([_kind(graph, triad) for triad in found], dtype="str")
    table = pd.DataFrame(found, columns=names, dtype="str").assign(kind=kinds)
    return table.assign(balanced=kinds.isin(BALANCED), weakly_balanced=kinds.isin(WEAKLY_BALANCED))


def _involvement(counts: np.ndarray) -> dict[str, np.ndarray]:
    """n and the balanced shares, from counts with one row a case and one column a kind."""
    import numpy as np

    n = counts.sum(axis=1)
    balanced = counts[:, [kind in BALANCED for kind in KINDS]].sum(axis=1)
    weakly = counts[:, [kind in WEAKLY_BALANCED for kind in KINDS]].sum(axis=1)
    some = np.where(n > 0, n, np.nan)
    return {
        "n": n.astype("int64"),
        "n_balanced": balanced.astype("int64"),
        "balanced": balanced / some,
        "weakly_balanced": weakly / some,
    }


def node_balance(graph: nx.Graph) -> pd.DataFrame:
    """The triads that each node is part of, and what share of them is balanced.

    graph: as from :func:`~course_utils.measures.balance.signed_graph`.
    Returns one row a node: node, positive and negative (its ties), n (its triads), n_balanced, balanced and
    weakly_balanced (shares, 0 to 1, missing where n is 0).

    >>> import pandas as pd
    >>> from course_utils.measures.balance import signed_graph
    >>> ties = pd.DataFrame({"state_a": ["ARM", "ARM", "IND"], "state_b": ["IND", "PAK", "PAK"], "sign": [1, 1, -1]})
    >>> node_balance(signed_graph(ties))[["node", "positive", "negative", "n", "balanced"]].values.tolist()
    [['ARM', 2, 0, 1, 0.0], ['IND', 1, 1, 1, 0.0], ['PAK', 1, 1, 1, 0.0]]
    """
    import numpy as np
    import pandas as pd

    plus, minus = halves(graph)
    two_plus, mixed, two_minus = plus @ plus, plus @ minus, minus @ minus
    # A node meets a triad at its odd tie (first term) or opposite to it (second term, seen from both sides).
    counts = np.column_stack(
        [
            (two_plus * plus).sum(axis=1) / 2,
            (two_plus * minus).sum(axis=1) + (mixed * plus).sum(axis=1) / 2,
            (two_minus * plus).sum(axis=1) + (mixed.T * minus).sum(axis=1) / 2,
            (two_minus * minus).sum(axis=1) / 2,
        ]
    )
    degrees = {"positive": plus.sum(axis=1).astype("int64"), "negative": minus.sum(axis=1).astype("int64")}
    return pd.DataFrame({"node": pd.Series(list(graph), dtype="str"), **degrees, **_involvement(counts)})


def tie_balance(graph: nx.Graph) -> pd.DataFrame:
    """The triads that each tie is part of, and what share of them is balanced: where the strain lies.

    graph: as from :func:`~course_utils.measures.balance.signed_graph`.
    Returns one row a tie: state_a, state_b, sign, n (its triads, one for each common neighbour), n_balanced,
    balanced and weakly_balanced (shares, 0 to 1, missing where n is 0).

    >>> import pandas as pd
    >>> from course_utils.measures.balance import signed_graph
    >>> ties = pd.DataFrame({"state_a": ["ARM", "ARM", "IND"], "state_b": ["IND", "PAK", "PAK"], "sign": [1, 1, -1]})
    >>> tie_balance(signed_graph(ties))[["state_a", "state_b", "sign", "n", "balanced"]].values.tolist()
    [['ARM', 'IND', 1, 1, 0.0], ['ARM', 'PAK', 1, 1, 0.0], ['IND', 'PAK', -1, 1, 0.0]]
    """
    import numpy as np
    import pandas as pd

    plus, minus = halves(graph)
    nodes = np.array(list(graph), dtype=object)
    first, second = np.nonzero(np.triu(plus + minus))
    sign = np.where(plus[first, second] > 0, 1, -1)
    mixed = plus @ minus
    none = np.zeros(len(first))
    through = [(plus @ plus)[first, second], (mixed + mixed.T)[first, second], (minus @ minus)[first, second]]
    # The common neighbours add no, one or two minuses to that of the tie itself.
    counts = np.where((sign > 0)[:, None], np.column_stack([*through, none]), np.column_stack([none, *through]))
    ends = {"state_a": pd.Series(nodes[first], dtype="str"), "state_b": pd.Series(nodes[second], dtype="str")}
    return pd.DataFrame({**ends, "sign": sign, **_involvement(counts)})
