"""The words of a text, by the same rule as in the course's own tables of speeches."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from course_utils.measures.discourse.text import fold, marks, outer, text_table
from course_utils.measures.tables import columns_of, require

if TYPE_CHECKING:
    import pandas as pd


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_](?:[^\W\d_]|[{marks()}])+")


def _words(text: str) -> list[str]:
    return _word().findall(fold(text)[0])


def lengths(texts: pd.DataFrame | str) -> pd.DataFrame:
    """The length of each text in words.

    texts: one text, or a table with the column text; its other columns are repeated.

    Returns one row a text: the other columns of the texts, words. A word is a run of two or more letters, as
    in the table speeches; digits, hyphens and apostrophes part words. A text without words has 0. Raises
    CourseError for a missing text.

    >>> int(lengths("The State's borders of 1993.")["words"].iloc[0])
    4
    """
    table = text_table(texts)
    kept = outer(table, ("words",))
    return table[kept].assign(words=[len(_words(text)) for text in table["text"]]).astype({"words": "int64"})


def word_counts(texts: pd.DataFrame | str, by: str | list[str] | None = None) -> pd.DataFrame:
    """How often each word occurs, in all texts or by group: what :func:`keyness` compares.

    texts: one text, or a table with the column text. by: columns of the texts to count within.

    Returns one row a group and word that occurs: the columns of ``by``, word (case-folded), count; the most
    frequent words first. Words as in :func:`lengths`. Raises CourseError for a missing text or column.

    >>> word_counts("Peace, peace and trade")[["word", "count"]].values.tolist()
    [['peace', 2], ['and', 1], ['trade', 1]]
    """
    import pandas as pd

    groups = columns_of(by)
    table = text_table(texts)
    require(table, groups, "texts")
    outer(table[groups], ("word", "count"))
    spoken = table[groups].assign(word=pd.Series([_words(text) for text in table["text"]], dtype=object))
    spoken = spoken.explode("word").dropna(subset=["word"]).astype({"word": "str"})
    counted = spoken.groupby([*groups, "word"], observed=True).size().reset_index(name="count")
    ranked = counted.sort_values([*groups, "count", "word"], ascending=[True] * len(groups) + [False, True])
    return ranked.reset_index(drop=True)
