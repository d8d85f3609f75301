"""Codings of a shared empire side by side: how far they agree, and on which pairs they part."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from course_utils.measures.arguments import several
from course_utils.measures.tables import pairs_of, truths

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd


def _coded(pairs: pd.DataFrame, codings: Sequence[str]) -> np.ndarray:
    pairs_of(pairs, "pairs", once=True)
    return truths(pairs, several("codings", codings), "pairs").to_numpy()


def coding_agreement(pairs: pd.DataFrame, codings: Sequence[str]) -> pd.DataFrame:
    """Every two codings against each other, over the same pairs of states.

    pairs: columns state_a, state_b and one true-or-false column for each coding, one row a pair.

    Returns one row for each two codings: coding_a, coding_b, n (pairs of states), both, only_a, only_b, neither
    (counts), agreement (share coded alike, 0 to 1), kappa (Cohen: agreement beyond chance, at most 1) and overlap
    (Jaccard: of the pairs that at least one coding calls same-empire, the share that both do, 0 to 1). Most pairs
    share no empire by any coding, so agreement is high by itself; look at kappa and overlap. agreement is missing
    without pairs, kappa where chance alone gives full agreement, overlap where neither coding says yes.

    Raises CourseError for fewer than two codings, a lacking column or one that is not true or false, a pair that
    comes twice, and a missing state or the same state twice in a row.

    Source: Cohen (1960); Jaccard (1912).

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"state_a": ["ARM", "IND", "AZE", "AFG"], "state_b": ["AZE", "PAK", "PAK", "IRN"],
    ...                       "ruler": [False, True, False, False], "independence": [True, True, False, False]})
    >>> coding_agreement(pairs, ["ruler", "independence"])[["agreement", "kappa", "overlap"]].values.tolist()
    [[0.75, 0.5, 0.5]]
    """
    import pandas as pd

    coded = _coded(pairs, codings)
    rows = []
    for a, b in combinations(range(len(codings)), 2):
        one, two = coded[:, a], coded[:, b]
        rows.append(
            {
                "coding_a": codings[a],
                "coding_b": codings[b],
                "n": len(one),
                "both": int((one & two).sum()),
                "only_a": int((one & ~two).sum()),
                "only_b": int((~one & two).sum()),
                "neither": int((~one & ~two).sum()),
            }
        )
    table = pd.DataFrame(rows)
    n = table["n"].where(table["n"] > 0).astype(float)
    yes_a, yes_b = (table["both"] + table["only_a"]) / n, (table["both"] + table["only_b"]) / n
    chance = yes_a * yes_b + (1 - yes_a) * (1 - yes_b)
    agreement = (table["both"] + table["neither"]) / n
    either = table["n"] - table["neither"]
    return table.assign(
        agreement=agreement,
        kappa=(agreement - chance) / (1 - chance).where(chance < 1),
        overlap=table["both"] / either.where(either > 0).astype(float),
    )


def coding_differences(pairs: pd.DataFrame, codings: Sequence[str]) -> pd.DataFrame:
    """The pairs of states on which the codings do not all say the same.

    pairs, codings: as for :func:`coding_agreement`.

    Returns columns state_a, state_b, the codings, and yes (how many of them say same empire, from 1 to one less than
    all), sorted by state_a and state_b; empty where they agree throughout.

    Raises CourseError as :func:`coding_agreement`.

    Source: plain comparison; Adcock and Collier (2001) on why measures of one concept differ.

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"state_a": ["ARM", "IND"], "state_b": ["AZE", "PAK"],
    ...                       "ruler": [False, True], "independence": [True, True]})
    >>> coding_differences(pairs, ["ruler", "independence"])[["state_a", "state_b", "yes"]].values.tolist()
    [['ARM', 'AZE', 1]]
    """
    yes = _coded(pairs, codings).sum(axis=1)
    table = pairs[["state_a", "state_b", *codings]].astype({"state_a": "str", "state_b": "str"}).assign(yes=yes)
    split = (yes > 0) & (yes < len(codings))
    return table[split].sort_values(["state_a", "state_b"], ignore_index=True)
