"""Reciprocity of a directed network: mutual ties, corrected for density, by state and by pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import one_of, several
from course_utils.measures.reciprocity.directed import directed
from course_utils.measures.tables import amounts, require, unique

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx
    import pandas as pd


def graph(edges: pd.DataFrame, nodes: Iterable[str]) -> nx.DiGraph:
    """The directed graph of an edge table, with every node, tied or not.

    edges: columns sender, receiver, one row a tie. nodes: all states of the network.
    Raises CourseError for nodes that repeat or are fewer than two, a state that is not among the nodes, a
    repeated tie, and a tie of a state with itself. A table without rows gives a graph without ties.

    >>> import pandas as pd
    >>> graph(pd.DataFrame({"sender": ["AZE"], "receiver": ["PAK"]}), ["AZE", "PAK", "ARM"]).number_of_nodes()
    3
    """
    import networkx as nx

    names = several("nodes", nodes)
    require(edges, ["sender", "receiver"], "edges")
    network = nx.DiGraph()
    network.add_nodes_from(sorted(names))
    if edges.empty:
        return network
    rows = directed(edges, "edges")
    unique(rows, ["sender", "receiver"], "edges")
    for state in sorted({*rows["sender"], *rows["receiver"]}):
        one_of("state among the nodes", state, names)
    network.add_edges_from(sorted(zip(rows["sender"], rows["receiver"], strict=True)))
    return network


def mutual_dyads(network: nx.DiGraph) -> int:
    """How many pairs are tied both ways.

    >>> import networkx as nx
    >>> mutual_dyads(nx.DiGraph([("AZE", "PAK"), ("PAK", "AZE"), ("AZE", "ARM")]))
    1
    """
    return int(network.number_of_edges() - network.to_undirected().number_of_edges())


def dyad_census(edges: pd.DataFrame, nodes: Iterable[str]) -> pd.DataFrame:
    """How many pairs are tied both ways, one way, or not at all.

    edges: columns sender, receiver, one row a tie (further columns are not read). nodes: all states of the
    network, also those without a tie.
    Returns one row: n (pairs of states), mutual, asymmetric, null (counts that add up to n).
    Raises CourseError for a repeated tie (such as two kinds of mission: drop the copies first), a state not
    among the nodes, a tie of a state with itself, nodes that repeat or are fewer than two.

    Source: Holland and Leinhardt (1970).

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"sender": ["AZE", "PAK", "AZE"], "receiver": ["PAK", "AZE", "IND"]})
    >>> dyad_census(ties, ["AZE", "PAK", "IND", "ARM"]).to_dict("records")
    [{'n': 6, 'mutual': 1, 'asymmetric': 1, 'null': 4}]
    """
    import pandas as pd

    network = graph(edges, nodes)
    states, ties, mutual = len(network), network.number_of_edges(), mutual_dyads(network)
    pairs, asymmetric = states * (states - 1) // 2, ties - 2 * mutual
    return pd.DataFrame([{"n": pairs, "mutual": mutual, "asymmetric": asymmetric, "null": pairs - mutual - asymmetric}])


def network_reciprocity(edges: pd.DataFrame, nodes: Iterable[str]) -> pd.DataFrame:
    """Share of ties that are returned, and the same corrected for density.

    edges and nodes: as in :func:`~course_utils.measures.reciprocity.dyad_census`.
    Returns one row: n (states), ties, density (share of the n(n - 1) possible ties), reciprocity (share of
    ties that are returned, 0 to 1), rho (reciprocity less density over 1 less density: 1 where every tie is
    returned, 0 in expectation when ties fall at random, below 0 where fewer are returned than at random) and
    rho_min (what rho would be if none were returned).
    Reciprocity and rho are missing without ties; rho and rho_min where every possible tie is there, since
    then nothing else could be.
    A tie that the source lacks makes its partner's tie look unreturned: a state with poor coverage lowers
    reciprocity, above all its own.
    Raises CourseError as ``dyad_census`` does.

    Source: Garlaschelli and Loffredo (2004).

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"sender": ["AZE", "PAK", "AZE"], "receiver": ["PAK", "AZE", "IND"]})
    >>> network_reciprocity(ties, ["AZE", "PAK", "IND", "ARM"]).round(3).to_dict("records")
    [{'n': 4, 'ties': 3, 'density': 0.25, 'reciprocity': 0.667, 'rho': 0.556, 'rho_min': -0.333}]
    """
    import networkx as nx
    import numpy as np
    import pandas as pd

    network = graph(edges, nodes)
    ties, density = network.number_of_edges(), nx.density(network)
    share = nx.overall_reciprocity(network) if ties else np.nan
    full = density == 1
    row = {
        "n": len(network),
        "ties": ties,
        "density": float(density),
        "reciprocity": float(share),
        "rho": np.nan if full else (share - density) / (1 - density),
        "rho_min": np.nan if full else -density / (1 - density),
    }
    return pd.DataFrame([row])


def node_reciprocity(edges: pd.DataFrame, nodes: Iterable[str]) -> pd.DataFrame:
    """For each state, how many of its ties run both ways.

    edges and nodes: as in :func:`~course_utils.measures.reciprocity.dyad_census`.
    Returns one row a state, in alphabetical order: state, n (ties it sends or receives), sent, received,
    mutual (partners tied both ways) and reciprocity (share of its n ties that belong to a mutual pair, 0 to
    1; missing with n = 0).
    Raises CourseError as ``dyad_census`` does.

    Source: the definition of networkx.reciprocity.

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"sender": ["AZE", "PAK", "AZE"], "receiver": ["PAK", "AZE", "IND"]})
    >>> node_reciprocity(ties, ["AZE", "PAK", "IND"]).round(3).values.tolist()
    [['AZE', 3, 2, 1, 1, 0.667], ['IND', 1, 0, 1, 0, 0.0], ['PAK', 2, 1, 1, 1, 1.0]]
    """
    import networkx as nx
    import pandas as pd

    network = graph(edges, nodes)
    states = list(network)
    sent, received = dict(network.out_degree()), dict(network.in_degree())
    share = nx.reciprocity(network, states)
    return pd.DataFrame(
        {
            "state": states,
            "n": [sent[state] + received[state] for state in states],
            "sent": [sent[state] for state in states],
            "received": [received[state] for state in states],
            "mutual": [len(set(network.successors(state)) & set(network.predecessors(state))) for state in states],
            "reciprocity": pd.Series([share[state] for state in states], dtype="float64"),
        }
    )


def weighted_reciprocity(edges: pd.DataFrame, weight: str) -> pd.DataFrame:
    """For each pair, how much of what flows between the two flows both ways.

    edges: columns sender, receiver and the column named by ``weight`` (0 or more, in any unit), one row a
    directed flow; an absent flow is 0.
    Returns one row a pair with a row in the table: state_a, state_b (in alphabetical order), a_to_b, b_to_a,
    mutual (the smaller of the two, which flows both ways), a_only and b_only (what is left over), all in the
    unit of the weight, and reciprocity (2 mutual over the sum, 0 to 1, missing where both flows are 0). For a
    whole network it is twice the sum of mutual over the sum of both flows.
    Raises CourseError for an empty table, a repeated flow, a state that acts towards itself, weights that are
    missing, infinite or below 0.

    Source: Squartini, Picciolo, Ruzzenenti and Garlaschelli (2013).

    >>> import pandas as pd
    >>> flows = pd.DataFrame({"sender": ["AZE", "PAK"], "receiver": ["PAK", "AZE"], "exports": [1.0, 4.0]})
    >>> weighted_reciprocity(flows, "exports").values.tolist()
    [['AZE', 'PAK', 1.0, 4.0, 1.0, 0.0, 3.0, 0.4]]
    """
    require(edges, ["sender", "receiver", weight], "edges")
    amounts(edges, [weight], "edges")
    rows = directed(edges, "edges")
    unique(rows, ["sender", "receiver"], "edges")
    forward = rows["sender"] < rows["receiver"]
    pairs = rows.assign(
        state_a=rows["sender"].where(forward, rows["receiver"]),
        state_b=rows["receiver"].where(forward, rows["sender"]),
        a_to_b=rows[weight].where(forward, 0).astype("float64"),
        b_to_a=rows[weight].mask(forward, 0).astype("float64"),
    )
    flows = pairs.groupby(["state_a", "state_b"], as_index=False)[["a_to_b", "b_to_a"]].sum()
    mutual = flows[["a_to_b", "b_to_a"]].min(axis=1)
    total = flows["a_to_b"] + flows["b_to_a"]
    return flows.assign(
        mutual=mutual,
        a_only=flows["a_to_b"] - mutual,
        b_only=flows["b_to_a"] - mutual,
        reciprocity=2 * mutual / total.where(total > 0),
    )
