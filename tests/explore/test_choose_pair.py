"""The explorer of pairs for the capstone: both sides say the same of a pair, and every pair has its words."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import capstone, charts
from course_utils.capstone.rules import STANDINGS
from course_utils.errors import CourseError
from course_utils.explore import choose_pair

KINDS = ["enough", "too thin", "all alike"]
OPTIONS = {"kinds": KINDS}


def made_up() -> pd.DataFrame:
    """Four states; one pair has no record."""
    rows = [
        ("CHL", "ECU", "too thin", "The votes are too few."),
        ("CHL", "PER", "enough", ""),
        ("COL", "ECU", "enough", ""),
        ("COL", "PER", "all alike", "The records agree."),
        ("ECU", "PER", "enough", ""),
    ]
    return pd.DataFrame(rows, columns=["state_a", "state_b", "standing", "says"])


def live(explorer):
    controls, sentence, picture = explorer.widget().children
    return (*controls.children, sentence, picture)


def test_each_pair_has_its_sentence_from_either_side():
    first, second, sentence, _ = live(choose_pair(made_up(), KINDS))
    assert sentence.value == (
        "Ecuador and Peru: enough on record, the pair may be chosen. Ecuador has 2 partners with whom there is enough on record."
    )
    first.value, second.value = "PER", "COL"
    assert sentence.value.startswith("Peru and Colombia: The records agree.")
    first.value = "COL"
    assert sentence.value.startswith("Choose two different states.")
    first.value, second.value = "CHL", "COL"
    assert "There is no record of this pair." in sentence.value


def test_the_twin_packs_one_letter_for_each_first_state():
    spec = charts.spec(choose_pair(made_up(), KINDS).twin)
    (rows,) = spec["datasets"].values()
    (param,) = spec["params"]
    assert param["bind"]["labels"] == ["Chile", "Colombia", "Ecuador", "Peru"]
    assert {row["code"]: row["record"] for row in rows} == {"CHL": "--10", "COL": "--02", "ECU": "10-0", "PER": "020-"}
    assert {row["code"]: row["enough"] for row in rows} == {"CHL": 1, "COL": 1, "ECU": 2, "PER": 2}


def test_an_unknown_standing_is_refused():
    with pytest.raises(CourseError, match="all alike"):
        choose_pair(made_up(), KINDS[:2])


def test_the_real_table_is_light_enough_for_a_page_and_says_something_of_every_pair():
    pairs = capstone.standing()
    assert choose_pair(pairs, list(STANDINGS)).twin is not None  # publish refuses what is too heavy
    assert (pairs["says"] == "").equals(pairs["standing"] == STANDINGS[0])
