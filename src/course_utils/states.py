"""State codes: the one place where the codes and names of other data sets become ISO 3166-1 alpha-3.

The mapping is kept by hand in data/state_codes.csv. States that no longer exist (DDR, CSK, YMD, VDR,
EAZ) keep their own code there and name their successor.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache

from course_utils.errors import CourseError, unknown

CODES = ("cow", "gw", "iso_numeric", "gec", "name")

# The pair that the article is about, their rivals, their hub, and the states that lessons compare them with.
FOCUS = ("AZE", "PAK", "ARM", "IND", "TUR", "RUS", "IRN", "CHN", "GBR", "USA", "FRA", "SAU")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    from course_utils.catalog.package import data_folder

    try:
        folder = data_folder()
    except CourseError:
        # The pipeline maps codes before the first descriptor exists.
        from pathlib import Path

        folder = Path(__file__).resolve().parents[2] / "data"
    with (folder / "state_codes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _lookup(system: str) -> dict[str, str]:
    if system not in CODES:
        raise unknown("code system", system, CODES)
    table: dict[str, str] = {}
    for row in _rows():
        keys = [row["name"], *row["aliases"].split(";"), row["iso3"]] if system == "name" else row[system].split(";")
        for key in filter(None, keys):
            table.setdefault(_plain(key, system), row["iso3"])
    return table


def _plain(code: object, system: str) -> str:
    text = str(code).strip()
    if system == "name":
        return " ".join(text.casefold().replace("’", "'").split())
    if system == "gec":
        return text.lower()
    number = text.removesuffix(".0").lstrip("0")
    return number.zfill(3) if system == "iso_numeric" else number


def iso3(code: object, system: str = "name", missing: str | None = None) -> str | None:
    """The ISO 3166-1 alpha-3 code for a code or name of another system.

    ``system`` is one of cow (Correlates of War), gw (Gleditsch and Ward), iso_numeric, gec
    (US government codes, as in the Factbook) or name. An unknown code gives ``missing``.

    >>> iso3(373, "cow"), iso3("Turkey"), iso3("aj", "gec"), iso3(31, "iso_numeric")
    ('AZE', 'TUR', 'AZE', 'AZE')
    >>> iso3("Atlantis") is None
    True
    """
    return _lookup(system).get(_plain(code, system), missing)


def name(code: str) -> str:
    """The short English name of a state.

    >>> name("TUR")
    'Türkiye'
    """
    for row in _rows():
        if row["iso3"] == code:
            return row["name"]
    raise unknown("state", code, codes())


def aliases(code: str) -> tuple[str, ...]:
    """What a state is called: its short English name, then its other names.

    >>> aliases("TUR")
    ('Türkiye', 'TURKEY', 'Turkiye', 'Republic of Türkiye')
    """
    for row in _rows():
        if row["iso3"] == code:
            return (row["name"], *filter(None, row["aliases"].split(";")))
    raise unknown("state", code, codes())


def codes(historical: bool = False) -> list[str]:
    """All ISO 3166-1 alpha-3 codes in use here, sorted; ``historical`` adds states that have ended.

    >>> "DDR" in codes(), "DDR" in codes(historical=True)
    (False, True)
    """
    return sorted(row["iso3"] for row in _rows() if historical or not row["successor"])


def pair(a: str, b: str) -> tuple[str, str]:
    """Two state codes in alphabetical order, the key of every undirected dyad in this course.

    >>> pair("PAK", "AZE")
    ('AZE', 'PAK')
    """
    known = set(codes(historical=True))
    for code in (a, b):
        if code not in known:
            raise unknown("state", code, known)
    if a == b:
        raise CourseError(f"A pair needs two different states, but {a} was given twice.")
    return (a, b) if a < b else (b, a)


def names(states: Iterable[str]) -> dict[str, str]:
    """Codes to short names.

    >>> names(["AZE", "PAK"])
    {'AZE': 'Azerbaijan', 'PAK': 'Pakistan'}
    """
    return {code: name(code) for code in states}
