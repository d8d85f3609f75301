"""The frustration index, or line index of balance: how many ties must change before a graph is balanced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course_utils.measures.arguments import whole
from course_utils.measures.balance.camps import (
    ENUMERATED,
    enumerate_splits,
    frustrated,
    search,
    solve,
    two_colouring,
)
from course_utils.measures.balance.graph import sign_matrix

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd

METHODS = ("two-colouring", "enumeration", "integer programme", "bounds")


@dataclass(frozen=True)
class Frustration:
    """What :func:`frustration` found.

    nodes, ties: the size of the graph. lower, upper: the index is not below the one nor above the other.
    method: how it was found: ``two-colouring``, ``enumeration``, ``integer programme`` or ``bounds``.
    camps: a table of nodes; flips: a table of ties; both as in :func:`frustration`.

    >>> import pandas as pd
    >>> none = pd.DataFrame()
    >>> Frustration(nodes=3, ties=3, lower=0, upper=1, method="bounds", camps=none, flips=none).exact
    False
    """

    nodes: int
    ties: int
    lower: int
    upper: int
    method: str
    camps: pd.DataFrame
    flips: pd.DataFrame

    @property
    def exact(self) -> bool:
        """Whether the index is proved."""
        return self.lower == self.upper

    @property
    def summary(self) -> pd.DataFrame:
        """One row: nodes, ties, index (missing unless exact), lower, upper, normalised, exact, method.

        normalised is the upper bound over half the number of ties: 0 for a balanced graph, at most 1,
        missing without ties.
        """
        import pandas as pd

        row = {
            "nodes": self.nodes,
            "ties": self.ties,
            "index": self.upper if self.exact else pd.NA,
            "lower": self.lower,
            "upper": self.upper,
            "normalised": self.upper / (self.ties / 2) if self.ties else float("nan"),
            "exact": self.exact,
            "method": self.method,
        }
        return pd.DataFrame([row]).astype({"index": "Int64"})


def _best_split(signs: np.ndarray, branches: int, seed: int) -> tuple[np.ndarray, int, str]:
    """A split of one block, a lower bound of its index, and the method."""
    if len(signs) <= ENUMERATED:
        split = enumerate_splits(signs)
        return split, frustrated(signs, split), "enumeration"
    found, lower, proved = solve(signs, branches)
    if proved and found is not None:
        return found, frustrated(signs, found), "integer programme"
    tried = [search(signs, seed), *([] if found is None else [found])]
    return min(tried, key=lambda split: frustrated(signs, split)), lower, "bounds"


def frustration(graph: nx.Graph, branches: int = 20, seed: int = 0) -> Frustration:
    """The smallest number of ties whose sign must change (or that must go) to make a signed graph balanced.

    A balanced graph falls into two camps: pluses within, minuses between (one camp may be empty). The index
    counts the ties that spoil the best such split. Blocks of the graph that share at most one node are solved
    apart and added up. A block of up to 25 nodes is solved exactly by trying all splits; a larger one by an
    integer programme, which may prove its answer or stop after ``branches`` branch-and-bound nodes with a
    lower bound. In that case a search from many random starts (``seed``) gives the upper bound, and the
    result says that the index lies between. The interstate networks take a tenth of a second; forty nodes tied at
    random, with as many minuses as pluses, may take a minute.
    graph: as from :func:`~course_utils.measures.balance.signed_graph`.
    Returns a :class:`Frustration` with lower, upper, exact, method, and three tables: ``summary``, one row;
    ``camps``, one row a node: node, part (connected parts are numbered from 1; camps of different parts have
    nothing to do with each other), camp (1 the larger, or 2); ``flips``, one row a tie to change: state_a,
    state_b, sign (the present one). The set of flips is one of the smallest (or, within bounds, the smallest
    found); others of the same size may exist.
    Raises CourseError for a graph without signs and fewer than one branch.
    Source: Harary (1959), On the Measurement of Structural Balance; Aref, Mason and Wilson (2020) for the programme.

    >>> import pandas as pd
    >>> from course_utils.measures.balance import signed_graph
    >>> ties = pd.DataFrame({"state_a": ["ARM", "ARM", "ARM", "AZE", "AZE", "IND"], "sign": [-1, 1, 1, -1, 1, -1],
    ...                      "state_b": ["AZE", "IND", "PAK", "IND", "PAK", "PAK"]})
    >>> found = frustration(signed_graph(ties))
    >>> found.upper, found.exact, found.method
    (1, True, 'enumeration')
    >>> found.flips.values.tolist()
    [['ARM', 'PAK', 1]]
    """
    import networkx as nx
    import pandas as pd

    branches = whole("number of branches", branches, 1)
    matrix = sign_matrix(graph)
    camps, flipped, lower, method = two_colouring(graph), set(), 0, METHODS[0]
    balanced = graph.copy()
    if camps is None:
        for block in nx.biconnected_components(graph):
            inner = [node for node in graph if node in block]
            if two_colouring(graph.subgraph(block)) is not None:
                continue
            signs = matrix.loc[inner, inner].to_numpy()
            split, least, how = _best_split(signs, branches, seed)
            side = dict(zip(inner, split, strict=True))
            flipped |= {
                (one, other)
                for one, other, sign in graph.edges(data="sign")
                if one in side and other in side and side[one] * side[other] * sign < 0
            }
            lower, method = lower + least, max(method, how, key=METHODS.index)
        for tie in flipped:
            balanced.edges[tie]["sign"] *= -1
        camps = two_colouring(balanced) or {}
    part = {node: number for number, nodes in enumerate(nx.connected_components(graph), start=1) for node in nodes}
    flips = sorted((*sorted(tie), graph.edges[tie]["sign"]) for tie in flipped)
    return Frustration(
        nodes=len(graph),
        ties=graph.number_of_edges(),
        lower=lower,
        upper=len(flips),
        method=method,
        camps=pd.DataFrame(
            {
                "node": pd.Series(list(graph), dtype="str"),
                "part": pd.Series([part[node] for node in graph], dtype="int64"),
                "camp": pd.Series([camps[node] for node in graph], dtype="int64"),
            }
        ),
        flips=pd.DataFrame(flips, columns=["state_a", "state_b", "sign"]).astype(
            {"state_a": "str", "state_b": "str", "sign": "int64"}
        ),
    )
