"""Which pair of states a student works on: the same on every machine, and open to everybody.

A pair is drawn by arithmetic from the student's id and a list of eligible pairs (rules and reasons in
:mod:`course_utils.exercises.eligibility`). There is no salt and no secret in it: a pair says nothing of the answers,
which only the votes give. A salt would have to be kept from students and would keep them from seeing their own pair.
Nor does it help to try ids until a friend's pair comes: grading goes by the id on the roster.
"""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.errors import CourseError

if TYPE_CHECKING:
    import pandas as pd

LIST = Path(__file__).with_name("student_pairs.csv")
LABEL = "fraternal-nations: a student's pair"  # never changes: it would move every student to another pair


def normalised(id: str) -> str:
    """An id without what people write differently: blanks around it, case, and how accents are composed.

    Raises CourseError for an id that is empty, no text, or holds a sign that can't be seen.

    >>> normalised("  Zoe\\u0308.Lee@Example.org ") == normalised("zo\\u00eb.lee@example.org")
    True
    """
    if not isinstance(id, str):
        raise CourseError(
            f"A student id is a text in quotation marks, but a {type(id).__name__} came: {id!r}. "
            f'Write it as it stands on the class list, such as "{id}"; leading zeros count.'
        )
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFD", id.strip()).casefold())
    if not plain:
        raise CourseError("A student id came that is empty. Write the id that stands on the class list.")
    if not plain.isprintable():
        raise CourseError(f"The student id {id!r} holds a sign that can't be seen. Type it in, instead of pasting it.")
    return plain


@cache
def eligible_pairs() -> tuple[tuple[str, str], ...]:
    """All pairs that may be drawn, in alphabetical order, as the course carries them.

    >>> ("AZE", "PAK") in eligible_pairs()
    False
    """
    with LIST.open(encoding="utf-8", newline="") as file:
        return tuple((row["state_a"], row["state_b"]) for row in csv.DictReader(file))


def pair_for(id: str) -> tuple[str, str]:
    """The pair of a student: two ISO 3166-1 alpha-3 codes, in alphabetical order.

    The SHA-256 of a fixed label and the normalised id, read as a number, modulo the number of pairs.
    Raises CourseError for an id that is none.

    >>> pair_for("demonstration") == pair_for(" Demonstration ")
    True
    """
    digest = hashlib.sha256(f"{LABEL}\n{normalised(id)}".encode()).digest()
    pairs = eligible_pairs()
    return pairs[int.from_bytes(digest, "big") % len(pairs)]


def pairs_for(ids: Iterable[str]) -> pd.DataFrame:
    """What a class list gives: who gets which pair, and who shares it.

    Returns columns id (as it came, without blanks around it), state_a, state_b and shared_with (the ids that have the
    same pair, separated by commas; empty for most), in the order of the ids.
    Raises CourseError for an id that is none, and for one that is there twice.

    >>> pairs_for(["demonstration", "another"])["shared_with"].tolist()
    ['', '']
    """
    import pandas as pd

    drawn: dict[str, tuple[str, tuple[str, str]]] = {}
    for id in ids:
        plain = normalised(id)
        if plain in drawn:
            raise CourseError(
                f"The id {id.strip()} is on the list twice, the first time as {drawn[plain][0]}. Capitals and blanks make "
                "no difference. Take one of them away."
            )
        drawn[plain] = id.strip(), pair_for(id)
    sharing: dict[tuple[str, str], list[str]] = {}
    for id, pair in drawn.values():
        sharing.setdefault(pair, []).append(id)
    rows = [(id, *pair, ", ".join(other for other in sharing[pair] if other != id)) for id, pair in drawn.values()]
    return pd.DataFrame(rows, columns=["id", "state_a", "state_b", "shared_with"])


def roster(path: Path) -> str:
    """The pairs of a class as text, from a file with one id a line; empty lines do not count.

    Raises CourseError for a file without ids, one that is no text, and as :func:`pairs_for` does.
    """
    from course_utils.states import name

    try:
        ids = [line for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
    except UnicodeDecodeError:
        raise CourseError(f"{path.name} is not a text in UTF-8. Save the list as plain text, one id a line.") from None
    if not ids:
        raise CourseError(f"{path.name} holds no id. Write one id a line, as they stand on the class list.")
    table = pairs_for(ids)
    width = max(table["id"].str.len())
    lines = []
    for id, a, b, shared_with in table.itertuples(index=False, name=None):
        shared = f"  shared with {shared_with}" if shared_with else ""
        lines.append(f"{id:{width}}  {a} {b}  {name(a)} and {name(b)}{shared}")
    sharing = int((table["shared_with"] != "").sum())
    different = len(table[["state_a", "state_b"]].drop_duplicates())
    lines.append(f"{len(table)} ids, {different} pairs; {sharing} ids share theirs.")
    return "\n".join(lines)
