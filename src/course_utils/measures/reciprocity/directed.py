"""Tables with a sender and a receiver: who acts towards whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import different, one_of
from course_utils.measures.tables import apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd


def directed(table: pd.DataFrame, what: str) -> pd.DataFrame:
    """A copy with sender and receiver as text; no row may lack one or go from a state to itself.

    Raises CourseError for a table without rows, a missing state, or a state that acts towards itself.

    >>> import pandas as pd
    >>> directed(pd.DataFrame({"sender": ["AZE"], "receiver": ["PAK"]}), "acts").values.tolist()
    [['AZE', 'PAK']]
    """
    apart(table, ["sender", "receiver"], what)
    if table.empty:
        raise CourseError(f"The {what} have no rows. Check the filter that came before.")
    return table.reset_index(drop=True).astype({"sender": "str", "receiver": "str"})


def known(table: pd.DataFrame, states: Iterable[str], what: str) -> None:
    """Raise CourseError unless each state sends or receives somewhere in the table.

    >>> import pandas as pd
    >>> known(pd.DataFrame({"sender": ["AZE"], "receiver": ["PAK"]}), ["PAK"], "acts")
    """
    present = {*table["sender"], *table["receiver"]}
    for state in states:
        one_of(f"state in these {what}", state, present)


def two(table: pd.DataFrame, state_a: str, state_b: str, what: str) -> None:
    """Raise CourseError unless these are two different states of the table.

    >>> import pandas as pd
    >>> two(pd.DataFrame({"sender": ["AZE"], "receiver": ["PAK"]}), "PAK", "AZE", "acts")
    """
    known(table, [state_a, state_b], what)
    different("states", state_a, state_b)
