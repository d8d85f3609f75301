"""What balance chance alone would give: signed graphs drawn at random that keep what is not in question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import one_of, whole
from course_utils.measures.balance.census import kind_counts, kind_shares
from course_utils.measures.balance.graph import sign_matrix
from course_utils.measures.intervals import tails

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import networkx as nx
    import numpy as np
    import pandas as pd

MODELS = ("signs", "degrees")
_SWAPS = 10  # tries per tie before the first draw, and between draws


def _shuffled(graph: nx.Graph, random: np.random.Generator) -> Iterator[nx.Graph]:
    """The same ties, the same number of pluses, on ties drawn at random."""
    drawn = graph.copy()
    ties = list(drawn.edges)
    signs = [sign for _, _, sign in drawn.edges(data="sign")]
    while True:
        for tie, sign in zip(ties, random.permutation(signs).tolist(), strict=True):
            drawn.edges[tie]["sign"] = sign
        yield drawn


def _rewired(graph: nx.Graph, random: np.random.Generator) -> Iterator[nx.Graph]:
    """Double swaps of two ties with the same sign: every node keeps its number of pluses and of minuses."""
    import networkx as nx

    ties = list(graph.edges(data="sign"))
    tied = {node: set(graph[node]) for node in graph}  # a graph of networkx would be ten times slower here
    where = [[number for number, tie in enumerate(ties) if tie[2] == sign] for sign in (1, -1)]
    tries = _SWAPS * len(ties)
    while True:
        firsts, coins = random.integers(len(ties), size=tries).tolist(), random.integers(2, size=tries).tolist()
        for first, coin, place in zip(firsts, coins, random.random(tries).tolist(), strict=True):
            one, other, sign = ties[first]
            alike = where[sign < 0]
            second = alike[int(place * len(alike))]
            three, four, _ = ties[second]
            if coin:
                three, four = four, three
            if len({one, other, three, four}) < 4 or three in tied[one] or four in tied[other]:
                continue
            for near, far, joins in ((one, other, three), (other, one, four), (three, four, one), (four, three, other)):
                tied[near].remove(far)
                tied[near].add(joins)
            ties[first], ties[second] = (one, three, sign), (other, four, sign)
        drawn = nx.Graph()
        drawn.add_nodes_from(graph)
        drawn.add_edges_from((a, b, {"sign": sign}) for a, b, sign in ties)
        yield drawn


def _moved(graph: nx.Graph, drawn: nx.Graph) -> float:
    """The share of ties that a draw has elsewhere, or with another sign."""
    kept = sum(drawn.has_edge(a, b) and drawn.edges[a, b]["sign"] == sign for a, b, sign in graph.edges(data="sign"))
    return 1 - kept / graph.number_of_edges()


def null_model(
    graph: nx.Graph,
    model: str = "signs",
    draws: int = 500,
    seed: int = 0,
    level: float = 0.95,
    statistics: Mapping[str, Callable[[nx.Graph], float]] | None = None,
) -> pd.DataFrame:
    """Compare the balance of a signed graph with that of random graphs like it.

    model: "signs" keeps the ties and the number of minuses and deals the signs out anew. "degrees" also keeps
    every node's number of pluses and of minuses, but not who is tied to whom (swaps of two ties of one sign,
    ten tries a tie from one draw to the next). A state with many quarrels keeps them in the second, not in the first.
    statistics: further statistics by name, each a function from a graph to a number.
    level: of the interval between ``low`` and ``high``, in which that share of the draws lies.
    Returns one row a statistic, first balanced and balanced_with_minus (shares of the triads, as in
    :func:`~course_utils.measures.balance.balance_shares`), then those of ``statistics``: statistic, observed,
    n (draws in which it is a finite number), mean, sd, low, high, z (missing where the draws do not vary),
    p_high and p_low (share of draws, the observed graph counted in, that are as high, or as low, or more so),
    moved (mean share of ties that the draws have elsewhere or with another sign; 0 means that the model could
    not move anything, and the rest says nothing). With n = 0 all of these are missing.
    The same seed gives the same table.
    Raises CourseError for an unknown model, a graph without ties, fewer than two draws, a level not within 0 and 1.
    Source: Leskovec, Huttenlocher and Kleinberg (2010) for the shuffle; Maslov and Sneppen (2002) for the swaps.

    >>> import pandas as pd
    >>> from course_utils.measures.balance import signed_graph
    >>> names = "ABCDEF"
    >>> rows = [(a, b, 1 if (a < "D") == (b < "D") else -1) for a in names for b in names if a < b]
    >>> camps = signed_graph(pd.DataFrame(rows, columns=["state_a", "state_b", "sign"]))
    >>> null_model(camps, draws=200)[["statistic", "observed", "p_high"]].round(2).values.tolist()
    [['balanced', 1.0, 0.0], ['balanced_with_minus', 1.0, 0.0]]
    """
    import itertools

    import numpy as np
    import pandas as pd

    one_of("null model", model, MODELS)
    draws, ends = whole("number of draws", draws, 2), tails(level)
    sign_matrix(graph)  # says what is wrong with a graph that is no signed graph
    if not graph.number_of_edges():
        raise CourseError("A null model needs ties to move, but the graph has none.")
    names = ["balanced", "balanced_with_minus", *(statistics or {})]

    def measure(one: nx.Graph) -> list[float]:
        shares = kind_shares(kind_counts(one))
        return [*(shares[name] for name in names[:2]), *(float(each(one)) for each in (statistics or {}).values())]

    observed = measure(graph)
    random = np.random.default_rng(seed)
    drawn, moved = [], []
    for one in itertools.islice((_shuffled if model == "signs" else _rewired)(graph, random), draws):
        drawn.append(measure(one))
        moved.append(_moved(graph, one))
    rows = [
        {"statistic": name, "observed": value, **_compared(value, np.array(column), ends), "moved": np.mean(moved)}
        for name, value, column in zip(names, observed, zip(*drawn, strict=True), strict=True)
    ]
    return pd.DataFrame(rows)


def _compared(observed: float, drawn: np.ndarray, ends: tuple[float, float]) -> dict[str, float]:
    """Where an observed value stands among the drawn ones."""
    import numpy as np

    finite = drawn[np.isfinite(drawn)]
    names = ("mean", "sd", "low", "high", "z", "p_high", "p_low")
    if not len(finite) or not np.isfinite(observed):
        return {"n": len(finite), **dict.fromkeys(names, float("nan"))}
    spread = finite.std(ddof=1) if len(finite) > 1 else float("nan")
    near = 1e-9  # two ways of adding up the same share may differ in the last digit
    values = (
        finite.mean(),
        spread,
        *np.quantile(finite, ends),
        (observed - finite.mean()) / spread if spread > near else float("nan"),
        (1 + (finite >= observed - near).sum()) / (1 + len(finite)),
        (1 + (finite <= observed + near).sum()) / (1 + len(finite)),
    )
    return {"n": len(finite), **{name: float(value) for name, value in zip(names, values, strict=True)}}
