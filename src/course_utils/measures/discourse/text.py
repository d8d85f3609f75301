"""What counts as a letter, as a word and as the same spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.tables import require

if TYPE_CHECKING:
    import pandas as pd


@cache
def marks() -> str:
    """The signs that belong to the letter before them: accents, vowel signs, joiners.

    Python's own word pattern takes them for ends of words, which would cut words of Hindi or Urdu in two.
    """
    joiners = "\u200c\u200d"
    return joiners + "".join(chr(code) for code in range(0x10000) if unicodedata.category(chr(code))[0] == "M")


@cache
def _clusters() -> re.Pattern[str]:
    return re.compile(f".[{marks()}]*", re.DOTALL)


def fold(text: str) -> tuple[str, list[int]]:
    """The text with spellings made equal, and for each of its characters the place in the text it came from.

    Upper and lower case become one, composed and decomposed accents too, the Turkish and Azerbaijani i with
    and without a dot, and the curly and the straight apostrophe. A last place, the length of the text, closes
    the list.

    >>> fold("İki ŞUŞA")[0]
    'iki şuşa'
    """
    if text.isascii():  # the plain English of most speeches: the same result, a hundred times as fast
        return text.lower(), list(range(len(text) + 1))
    pieces: list[str] = []
    origin: list[int] = []
    for cluster in _clusters().finditer(text):
        plain = unicodedata.normalize("NFC", cluster[0]).replace("İ", "i").replace("ı", "i").replace("’", "'")
        piece = unicodedata.normalize("NFC", plain.casefold())
        pieces.append(piece)
        origin += [cluster.start()] * len(piece)
    return "".join(pieces), [*origin, len(text)]


def text_table(texts: pd.DataFrame | str) -> pd.DataFrame:
    """The texts as a table with a column text; one plain text becomes a table of one row.

    >>> text_table("Two brotherly nations.")["text"].tolist()
    ['Two brotherly nations.']
    """
    import pandas as pd

    table = pd.DataFrame({"text": [texts]}) if isinstance(texts, str) else texts
    require(table, ["text"], "texts")
    wrong = [value for value in table["text"] if not isinstance(value, str)]
    if wrong:
        raise CourseError(
            f"The column text must hold a text in every row, but {len(wrong)} hold something else, first {wrong[0]!r}. "
            "Fill in the missing texts or leave the rows out."
        )
    return table.reset_index(drop=True)


def outer(table: pd.DataFrame, made: tuple[str, ...]) -> list[str]:
    """The columns beside text, which results repeat; none may bear the name of a column that the result makes.

    >>> outer(text_table("Peace").assign(state="AZE"), ("term", "count"))
    ['state']
    """
    taken = [name for name in table.columns if name in made]
    if taken:
        raise CourseError(
            f"The texts must not have a column called {taken[0]}: the result makes one of that name. Rename yours."
        )
    return [name for name in table.columns if name != "text"]
