"""How many mutual ties chance would give: with the density kept, or with every state's degrees kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import one_of, whole
from course_utils.measures.reciprocity.network import graph, mutual_dyads

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx
    import numpy as np
    import pandas as pd

KEEPS = ("density", "degrees")


def _at_density(pairs: int, ties: int) -> tuple[np.ndarray, np.ndarray]:
    """The possible counts of mutual pairs and their exact probabilities, when all tie sets are equally likely.

    Choose the mutual pairs, then the one-way pairs among the rest, then the way of each:
    C(pairs, m) C(pairs - m, ties - 2m) 2^(ties - 2m) of the C(2 pairs, ties) sets.
    """
    import numpy as np
    from scipy.special import gammaln

    counts = np.arange(max(0, ties - pairs), ties // 2 + 1)
    one_way = ties - 2 * counts
    ways = gammaln(pairs + 1) - gammaln(counts + 1) - gammaln(one_way + 1) - gammaln(pairs - counts - one_way + 1)
    logs = ways + one_way * np.log(2)
    weights = np.exp(logs - logs.max())
    return counts, weights / weights.sum()


def _rewired(network: nx.DiGraph, draws: int, random: np.random.Generator) -> np.ndarray:
    """Mutual pairs after switching receivers of two ties at random, many times: degrees stay as they are.

    networkx.directed_edge_swap is not used: it counts only the moves that succeed, which favours some graphs,
    and it cannot move a network whose ties are all returned. A refused switch must count as a step. Switches
    cannot turn round a lone three-cycle, but that has no mutual tie before or after.
    """
    import numpy as np

    ties = list(network.edges)
    present = set(ties)
    mutual = np.empty(draws)
    # Twenty attempts a tie to leave the start behind, then one a tie between two counts.
    for draw in range(-20, draws):
        for i, j in random.integers(len(ties), size=(len(ties), 2)).tolist():
            (a, b), (c, d) = ties[i], ties[j]
            if a == d or c == b or (a, d) in present or (c, b) in present:
                continue
            present -= {(a, b), (c, d)}
            present |= {(a, d), (c, b)}
            ties[i], ties[j] = (a, d), (c, b)
        if draw >= 0:
            mutual[draw] = sum((b, a) in present for a, b in present) / 2
    return mutual


def reciprocity_null(
    edges: pd.DataFrame, nodes: Iterable[str], keep: str = "density", draws: int = 200, seed: int = 0
) -> pd.DataFrame:
    """Mutual pairs of a network against what chance gives.

    edges and nodes: as in :func:`~course_utils.measures.reciprocity.dyad_census`. keep: "density" compares
    with all networks of as many ties (exact, no draws); "degrees" with networks in which each state also
    sends and receives as many ties as it does (``draws`` rewirings from ``seed``): a state with many ties has
    returned ones for that reason alone.
    Returns one row: keep, n (states), ties, mutual (pairs), expected, sd, z (mutual less expected over sd)
    and p (chance of at least as many mutual pairs; by rewiring, the real one counted in).
    z is missing where sd is 0, since then no other count is possible; without ties expected is 0 and p 1.
    Raises CourseError as ``dyad_census`` does, for an unknown ``keep``, and for draws that are not a whole
    number from 2.

    Source: Holland and Leinhardt (1970) for the count at a given density; Rao, Jana and Bandyopadhyay (1996)
    for switching ties.

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"sender": ["AZE", "PAK", "AZE"], "receiver": ["PAK", "AZE", "IND"]})
    >>> chance = reciprocity_null(ties, ["AZE", "PAK", "IND", "ARM"])
    >>> chance[["mutual", "expected", "p"]].round(3).values.tolist()
    [[1.0, 0.273, 0.273]]
    """
    import numpy as np
    import pandas as pd

    one_of("null model", keep, KEEPS)
    draws = whole("number of draws", draws, 2)
    network = graph(edges, nodes)
    states, ties, mutual = len(network), network.number_of_edges(), mutual_dyads(network)
    if keep == "density":
        counts, chances = _at_density(states * (states - 1) // 2, ties)
        expected = float(counts @ chances)
        sd = float(np.sqrt(((counts - expected) ** 2) @ chances)) if len(counts) > 1 else 0.0
        p = float(chances[counts >= mutual].sum())
    else:
        drawn = _rewired(network, draws, np.random.default_rng(seed)) if ties else np.zeros(draws)
        expected, sd = float(drawn.mean()), float(drawn.std(ddof=1))
        p = float((1 + (drawn >= mutual).sum()) / (draws + 1))
    z = (mutual - expected) / sd if sd > 0 else np.nan
    row = {"keep": keep, "n": states, "ties": ties, "mutual": mutual}
    return pd.DataFrame([row | {"expected": expected, "sd": sd, "z": z, "p": min(p, 1.0)}])
