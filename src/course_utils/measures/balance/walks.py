"""Balance over walks of every length, not over triads alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.balance.graph import sign_matrix

if TYPE_CHECKING:
    import networkx as nx


def walk_balance(graph: nx.Graph) -> float:
    """The degree of balance by closed walks: tr(exp A) / tr(exp B), B being A without its minuses.

    Every closed walk counts with the product of its signs, a walk of length k with weight 1/k!. So longer
    cycles matter too, short ones most, and a dense graph scores far below its share of balanced triads.
    graph: as from :func:`~course_utils.measures.balance.signed_graph`.
    Returns a number above 0 and at most 1; 1 if and only if the graph is balanced (a graph without ties is);
    not a number for a graph without nodes.
    Source: Estrada and Benzi (2014), Walk-based measure of balance in signed networks.

    >>> import pandas as pd
    >>> from course_utils.measures.balance import signed_graph
    >>> ties = pd.DataFrame({"state_a": ["ARM", "ARM", "IND"], "state_b": ["IND", "PAK", "PAK"], "sign": [1, -1, -1]})
    >>> round(walk_balance(signed_graph(ties)), 3)
    1.0
    >>> round(walk_balance(signed_graph(ties.assign(sign=[1, 1, -1]))), 3)
    0.686
    """
    import numpy as np
    from scipy.special import logsumexp

    matrix = sign_matrix(graph).to_numpy(float)
    if not len(matrix):
        return float("nan")
    # tr(exp A) is the sum of exp over the eigenvalues; in logarithms, as exp of a large one overflows.
    signed, unsigned = (logsumexp(np.linalg.eigvalsh(half)) for half in (matrix, np.abs(matrix)))
    return min(1.0, float(np.exp(signed - unsigned)))
