"""The triad census of a signed graph: how many triads of each kind, and what share is balanced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.balance.graph import sign_matrix, signed_graph
from course_utils.measures.tables import complete, require

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import pandas as pd

KINDS = ("+++", "++-", "+--", "---")
BALANCED = ("+++", "+--")  # Cartwright and Harary 1956
WEAKLY_BALANCED = ("+++", "+--", "---")  # Davis 1967


def halves(graph: nx.Graph) -> tuple[np.ndarray, np.ndarray]:
    """The plus and the minus ties as two matrices of 0 and 1."""
    matrix = sign_matrix(graph).to_numpy(float)
    return (matrix > 0).astype(float), (matrix < 0).astype(float)


def kind_counts(graph: nx.Graph) -> dict[str, int]:
    """Triads of each kind, by traces of products: tr(PPP) meets a triad six times, tr(PPN) twice."""
    plus, minus = halves(graph)
    two_plus, two_minus = plus @ plus, minus @ minus
    totals = (two_plus * plus).sum() / 6, (two_plus * minus).sum() / 2, (two_minus * plus).sum() / 2
    return dict(zip(KINDS, (int(total) for total in (*totals, (two_minus * minus).sum() / 6)), strict=True))


def kind_shares(counts: dict[str, int]) -> dict[str, float]:
    """The shares of balance_shares; not a number where there is no triad to share in."""

    def share(kinds: tuple[str, ...], among: tuple[str, ...]) -> float:
        total = sum(counts[kind] for kind in among)
        return sum(counts[kind] for kind in kinds if kind in among) / total if total else float("nan")

    return {
        "n": sum(counts.values()),
        "balanced": share(BALANCED, KINDS),
        "weakly_balanced": share(WEAKLY_BALANCED, KINDS),
        "n_with_minus": sum(counts[kind] for kind in KINDS[1:]),
        "balanced_with_minus": share(BALANCED, KINDS[1:]),
        "weakly_balanced_with_minus": share(WEAKLY_BALANCED, KINDS[1:]),
    }


def triad_census(graph: nx.Graph) -> pd.DataFrame:
    """How many triads of each kind a signed graph has.

    A triad here is three nodes with all three ties. Strict balance (Cartwright and Harary) accepts three
    pluses, or one plus and two minuses; weak or generalised balance (Davis) also three minuses.
    graph: as from :func:`~course_utils.measures.balance.signed_graph`.
    Returns four rows: kind (``+++``, ``++-``, ``+--``, ``---``), n, share (0 to 1, missing where there is no
    triad), balanced, weakly_balanced (True or False).
    Source: Cartwright and Harary (1956); Davis (1967).

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"state_a": ["AZE", "AZE", "PAK"], "state_b": ["PAK", "IND", "IND"], "sign": [1, -1, -1]})
    >>> triad_census(signed_graph(ties))[["kind", "n"]].values.tolist()
    [['+++', 0], ['++-', 0], ['+--', 1], ['---', 0]]
    """
    import pandas as pd

    counts = kind_counts(graph)
    n = pd.Series(counts, dtype="int64")
    return pd.DataFrame(
        {
            "kind": list(KINDS),
            "n": n.to_numpy(),
            "share": (n / n.sum()).to_numpy() if n.sum() else float("nan"),
            "balanced": [kind in BALANCED for kind in KINDS],
            "weakly_balanced": [kind in WEAKLY_BALANCED for kind in KINDS],
        }
    )


def balance_shares(graph: nx.Graph) -> pd.DataFrame:
    """What share of the triads is balanced: of all, and of those with at least one minus.

    Triads of pluses only are balanced whatever the theory says. Where most ties are pluses the first share
    is high by that alone; the second is the one that can fail.
    graph: as from :func:`~course_utils.measures.balance.signed_graph`.
    Returns one row: n (triads), balanced and weakly_balanced (shares of all triads), n_with_minus,
    balanced_with_minus and weakly_balanced_with_minus (shares of the triads with a minus). Shares run from 0
    to 1 and are missing where there is no such triad.
    Source: Cartwright and Harary (1956); Davis (1967).

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"state_a": ["A", "A", "A", "B", "B", "C"], "state_b": ["B", "C", "D", "C", "D", "D"],
    ...                      "sign": [1, 1, 1, 1, 1, -1]})
    >>> balance_shares(signed_graph(ties))[["n", "balanced", "balanced_with_minus"]].values.tolist()
    [[4.0, 0.5, 0.0]]
    """
    import pandas as pd

    return pd.DataFrame([kind_shares(kind_counts(graph))])


def balance_by(ties: pd.DataFrame, by: str, a: str = "state_a", b: str = "state_b") -> pd.DataFrame:
    """The balance of a series of signed graphs, such as one a year or window.

    ties: as in :func:`~course_utils.measures.balance.signed_graph`, with a column ``by`` that says to which
    graph a row belongs.
    Returns one row a graph, sorted: the column ``by``, nodes, ties (numbers of them), positive (share of
    pluses among the ties), and the columns of :func:`balance_shares`. An empty table gives no row.
    Raises CourseError for a row without a value of ``by``, and as ``signed_graph`` does.

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"year": [2024] * 3 + [2025] * 3, "state_a": ["ARM", "ARM", "IND"] * 2,
    ...                      "state_b": ["IND", "PAK", "PAK"] * 2, "sign": [1, -1, -1, 1, 1, -1]})
    >>> balance_by(ties, "year")[["year", "n", "balanced"]].values.tolist()
    [[2024.0, 1.0, 1.0], [2025.0, 1.0, 0.0]]
    """
    import numpy as np
    import pandas as pd

    require(ties, [by, a, b, "sign"], "signed ties")
    complete(ties, [by], "signed ties")
    rows = []
    for value, part in ties.groupby(by, observed=True):
        graph = signed_graph(part, a, b)
        signs = [sign for _, _, sign in graph.edges(data="sign")]
        size = {"nodes": len(graph), "ties": len(signs), "positive": signs.count(1) / len(signs) if signs else np.nan}
        rows.append({by: value, **size, **kind_shares(kind_counts(graph))})
    return pd.DataFrame(rows, columns=[by, "nodes", "ties", "positive", *kind_shares(dict.fromkeys(KINDS, 0))])
