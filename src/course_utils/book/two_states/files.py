"""The scripts that the page loads, with a fingerprint in each name, so that browsers may keep them."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

from course_utils import states
from course_utils.charts import palette

FOLDER = "states"  # below the site's _static
SMALL = 20  # common roll calls in a year; below it the lab of module 3 draws no point, and the page marks it
DEFAULT = {"a": "AZE", "b": "PAK", "from": 1992, "to": 2024}
# What a pair can be held against: the article's pair, the rival of each of its two states, and a pair of another kind.
REFERENCES = (("AZE", "PAK"), ("ARM", "AZE"), ("IND", "PAK"), ("NOR", "SWE"))
COLOURS = (palette.BLUE, palette.VERMILION, palette.GREEN, palette.ORANGE, palette.PURPLE, palette.SKY, palette.GREY)
LEVEL = 0.95  # of the intervals of agreement
# What a reader pastes into a notebook; the page's script puts the choice in place of the words in braces.
CELL = """from course_utils import load
from course_utils.measures.agreement import agreement, clustered_interval, dyad, family, select

A, B = "{a}", "{b}"  # the pair
YEARS = ({from}, {to})  # first and last year, both included

roll_calls = load("roll_calls")
roll_calls["family"] = family(roll_calls)  # a text that comes back is one family
both = dyad(load("votes"), A, B, roll_calls=select(roll_calls, years=YEARS))
agreement(both).join(clustered_interval(both, "family")[["low", "high"]])
"""


def cell() -> str:
    """The cell for the pair and the window that the page begins with.

    >>> print(cell().splitlines()[3])
    A, B = "AZE", "PAK"  # the pair
    """
    return CELL.format(**DEFAULT)


def _script(call: str, *values: Any) -> str:
    arguments = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"courseStates.{call}({arguments});\n"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _records() -> dict[str, dict[str, Any]]:
    """For each state its own record, and its ties with the states after it in the alphabet."""
    from course_utils.book.two_states import record, ties, votes

    found: dict[str, dict[str, Any]] = {code: {"with": {}} for code in states.codes(historical=True)}
    for key, by_state in (("votes", votes.letters()), *((key, made()) for key, made in record.RECORDS.items())):
        for code, value in by_state.items():
            if code in found:
                found[code][key] = value
    pairs: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for kind, made in ties.TIES.items():
        for pair, value in made().items():
            pairs[pair][kind] = value
    for (a, b), value in sorted(pairs.items()):
        if a in found and b in found:
            found[a]["with"][b] = value
    return found


def scripts() -> dict[str, str]:
    """Every script by its name: the index, whose name begins with index, and one for each state.

    Equal data give equal bytes. The index names the files of all states.
    """
    from statistics import NormalDist

    from course_utils.book.two_states import record, ties, votes, words

    made, names = {}, {}
    for code, value in _records().items():
        text = _script("add", code, value)
        names[code] = f"{code}.{_digest(text)}.js"
        made[names[code]] = text
    index = {
        "states": [
            [code, file, *states.aliases(code)]
            for code, file in sorted(names.items(), key=lambda item: states.name(item[0]))
        ],
        "ended": sorted(set(states.codes(historical=True)) - set(states.codes())),
        "rollCalls": votes.roll_calls(),
        "organisations": record.organisations(),
        "coverage": ties.coverage(),
        "reach": ties.reach(),
        "panels": words.panels(),
        "notes": words.STATES,
        "initial": DEFAULT,
        "cell": CELL,
        "references": REFERENCES,
        "colours": COLOURS,
        "small": SMALL,
        "z": NormalDist().inv_cdf((1 + LEVEL) / 2),
    }
    text = _script("index", index)
    return {f"index.{_digest(text)}.js": text, **made}


def made_from() -> str:
    """A fingerprint of what the scripts are made from: the data package and this package's code, without reading a table."""
    from course_utils.catalog.package import DESCRIPTOR, package

    root = Path(__file__).resolve().parents[2]
    parts = ("book/two_states", "capstone", "charts/palette.py", "measures/agreement", "states.py")
    code = (path for part in parts for path in ([root / part] if part.endswith(".py") else (root / part).glob("*.py")))
    files = [package().folder / DESCRIPTOR, package().folder / "state_codes.csv", *code]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()


def write(static: Path) -> str:
    """Write the scripts below the site's _static folder, unless they are there and their sources are unchanged.

    Returns the path of the index script below ``static``.
    """
    folder, stamp = static / FOLDER, made_from()
    try:
        then, index = (folder / "made_from.txt").read_text("utf-8").split()
    except (OSError, ValueError):
        then, index = "", ""
    if then != stamp or not (folder / index).is_file():
        shutil.rmtree(folder, ignore_errors=True)  # scripts of other data
        folder.mkdir(parents=True)
        made = scripts()
        for name, text in made.items():
            (folder / name).write_text(text, "utf-8")
        index = next(name for name in made if name.startswith("index."))
        (folder / "made_from.txt").write_text(f"{stamp} {index}\n", "utf-8")
    return f"{FOLDER}/{index}"
