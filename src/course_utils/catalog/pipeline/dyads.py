"""Cut the pairs that lessons use out of a source's dyads, under ISO3 codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from course_utils import states
from course_utils.states import FOCUS

if TYPE_CHECKING:
    import pandas as pd


def directed(
    frame: pd.DataFrame,
    first: str,
    second: str,
    names: tuple[str, str],
    within: Iterable[str] = FOCUS,
    system: str = "cow",
) -> pd.DataFrame:
    """The rows whose two codes are states of ``within``, with the ISO3 codes in two new columns ``names``."""
    a, b = (frame[column].map(lambda code: states.iso3(code, system)) for column in (first, second))
    kept = set(within)
    mask = a.isin(kept) & b.isin(kept)
    return frame[mask].assign(**{names[0]: a[mask], names[1]: b[mask]})


def undirected(
    frame: pd.DataFrame, first: str, second: str, within: Iterable[str] = FOCUS, system: str = "cow"
) -> pd.DataFrame:
    """Like ``directed``, with the two codes in alphabetical order in ``state_a`` and ``state_b``.

    The other columns stay as they are, so use it where nothing else in a row depends on the order.
    """
    cut = directed(frame, first, second, ("state_a", "state_b"), within, system)
    return cut.assign(
        state_a=cut[["state_a", "state_b"]].min(axis=1).astype("str"),
        state_b=cut[["state_a", "state_b"]].max(axis=1).astype("str"),
    )
