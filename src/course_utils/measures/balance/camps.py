"""How a signed graph is best split into two camps: by colouring, by trying all splits, by a solver, by search.

Nodes are numbers here, and ``signs`` is the matrix of 1, -1 and 0. A split is a vector of 1 and -1. A tie is
frustrated by it when a plus joins two camps or a minus lies within one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np

ENUMERATED = 25  # nodes: 2 ** 24 splits, a second or less
_STARTS = 50


def frustrated(signs: np.ndarray, split: np.ndarray) -> int:
    """The number of ties that a split frustrates."""
    import numpy as np

    return int((np.abs(signs).sum() - split @ signs @ split) // 4)


def two_colouring(graph: nx.Graph) -> dict[str, int] | None:
    """Camp 1 or 2 of each node, so that no tie is frustrated; None where the graph is not balanced.

    The larger camp of each connected part is camp 1, at a tie that of the first node.
    """
    import networkx as nx

    plus = nx.Graph((one, other) for one, other, sign in graph.edges(data="sign") if sign == 1)
    plus.add_nodes_from(graph)
    block = {node: number for number, part in enumerate(nx.connected_components(plus)) for node in part}
    quotient = nx.Graph((block[one], block[other]) for one, other, sign in graph.edges(data="sign") if sign == -1)
    quotient.add_nodes_from(block.values())
    try:
        colour = nx.bipartite.color(quotient)
    except nx.NetworkXError:  # a minus within a block of pluses, or an odd ring of minuses between blocks
        return None
    camps: dict[str, int] = {}
    for part in nx.connected_components(graph):
        ordered = [node for node in graph if node in part]
        sides = [[node for node in ordered if colour[block[node]] == side] for side in (0, 1)]
        sides.sort(key=lambda side: (-len(side), ordered[0] not in side))
        camps |= {node: number for number, side in enumerate(sides, start=1) for node in side}
    return camps


def enumerate_splits(signs: np.ndarray) -> np.ndarray:
    """The best of all splits, exactly; the first node stays where it is.

    Half of the nodes take every pattern as rows, the others as columns, and one matrix product gives the
    ties between the halves.
    """
    import numpy as np

    size = len(signs)
    half = (size + 1) // 2

    def patterns(length: int) -> np.ndarray:
        return 1 - 2 * ((np.arange(2**length)[:, None] >> np.arange(length)) & 1).astype(np.float32)

    left = np.hstack([np.ones((2 ** (half - 1), 1), np.float32), patterns(half - 1)])
    right = patterns(size - half)
    values = signs.astype(np.float32)
    within = [
        ((rows @ part) * rows).sum(axis=1) / 2
        for rows, part in ((left, values[:half, :half]), (right, values[half:, half:]))
    ]
    across = values[:half, half:] @ right.T
    best, found = -np.inf, (0, 0)
    for start in range(0, len(left), 256):  # a slice at a time, to spare memory
        kept = left[start : start + 256] @ across + within[0][start : start + 256, None] + within[1]
        row, column = divmod(int(kept.argmax()), len(right))
        if kept[row, column] > best:
            best, found = kept[row, column], (start + row, column)
    return np.concatenate([left[found[0]], right[found[1]]]).astype(int)


def search(signs: np.ndarray, seed: int) -> np.ndarray:
    """A good split: move the worst placed node over until none is misplaced, from many random starts."""
    import numpy as np

    random = np.random.default_rng(seed)
    starts = random.choice([-1, 1], size=(_STARTS, len(signs)))
    starts[0] = np.where(np.linalg.eigh(signs)[1][:, -1] < 0, -1, 1)  # the leading eigenvector, often the best start
    for split in starts:
        pull = split * (signs @ split)
        while pull.min() < 0:
            split[pull.argmin()] *= -1
            pull = split * (signs @ split)
    return min(starts, key=lambda split: frustrated(signs, split))


def solve(signs: np.ndarray, branches: int) -> tuple[np.ndarray | None, int, bool]:
    """Integer programme: the split found if any, a lower bound of the index, and whether the split is proved best.

    A variable a node (its camp) and a tie (1 if frustrated). Each unbalanced triad has at least one
    frustrated tie, which is stated too: it makes the solver's bounds far better (Aref, Mason and Wilson).
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    size = len(signs)
    first, second = np.nonzero(np.triu(signs))
    sign = signs[first, second]
    number = np.full((size, size), -1)
    number[first, second] = number[second, first] = size + np.arange(len(first))
    rows = []
    least = []
    for tie, (one, other) in enumerate(zip(first, second, strict=True), start=size):
        s = int(sign[tie - size])
        # Plus: f >= x - y and f >= y - x. Minus: f >= x + y - 1 and f >= 1 - x - y.
        rows += [[(tie, 1), (one, -1), (other, s)], [(tie, 1), (one, 1), (other, -s)]]
        least += [0, 0] if s > 0 else [-1, 1]
        for third in np.nonzero(signs[one] * signs[other])[0]:
            if third > other and s * signs[one, third] * signs[other, third] < 0:
                rows.append([(tie, 1), (number[one, third], 1), (number[other, third], 1)])
                least.append(1)
    at = np.repeat(np.arange(len(rows)), 3)
    columns, entries = np.array([term for row in rows for term in row]).T
    matrix = coo_array((entries, (at, columns)), shape=(len(rows), size + len(first))).tocsr()
    upper = np.ones(size + len(first))
    upper[np.abs(signs).sum(axis=0).argmax()] = 0  # camps have no names: fix the best connected node
    result = milp(
        np.repeat([0.0, 1.0], [size, len(first)]),
        integrality=np.repeat([1, 0], [size, len(first)]),
        bounds=Bounds(0, upper),
        constraints=LinearConstraint(matrix, np.array(least), np.inf),
        options={"node_limit": branches},
    )
    split = None if result.x is None else np.where(result.x[:size] > 0.5, 1, -1)
    bound = result.mip_dual_bound
    lower = 0 if bound is None or not np.isfinite(bound) else max(0, int(np.ceil(bound - 1e-6)))
    return split, lower, result.status == 0
