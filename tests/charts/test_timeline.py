"""The chronology as a chart."""

import pandas as pd
import pytest

from course_utils import charts, load
from course_utils.charts.timeline import PERIODS, SHAPES, actor, by_pair, timeline


@pytest.fixture(scope="module")
def events():
    return load("events")


def test_one_row_for_each_event_and_pair(events):
    rows = by_pair(events)
    signs = events["dyad_signs"].dropna().str.split(";").explode()
    assert len(rows) == len(signs)
    assert rows.groupby("id").size().to_dict() == signs.groupby(events["id"]).size().to_dict()
    assert rows["sign"].value_counts().to_dict() == {
        word: int((signs.str.split(":").str[1].astype(int) == sign).sum())
        for word, sign in (("friendly", 1), ("neutral", 0), ("hostile", -1))
    }


def test_a_pair_has_one_name_whichever_way_round_it_is_written():
    one = pd.DataFrame(
        {
            "id": ["E1", "E2", "E3"],
            "date": pd.to_datetime(["1991-12-12", "1992-01-01", "1992-01-02"]),
            "event": ["First.", "Second.", "Third."],
            "kind": "visit",
            "dyad_signs": ["PAK-AZE:+1", "AZE-PAK:-1;AZE-SUN:0", None],
        }
    )
    found = by_pair(one)
    assert found["pair"].tolist() == ["Azerbaijan and Pakistan"] * 2 + ["Azerbaijan and Soviet Union"]
    assert found["sign"].tolist() == ["friendly", "hostile", "neutral"]
    assert actor("SUN") == "Soviet Union"


@pytest.mark.parametrize("edition", ["5.20", "6.4"])
def test_the_timeline_has_its_words_and_draws(events, svg, edition):
    chart = timeline(events)
    made = charts.spec(chart)
    assert made["description"].startswith("Timeline of the course's chronology")
    assert {param["name"] for param in made["params"]} == {"pair_choice", "since_choice"}
    assert list(PERIODS)[1] == made["params"][1]["value"]
    drawn = svg(chart, edition)
    assert all(f">{kind}<" in drawn for kind in SHAPES)
    assert all(f">{sign}<" in drawn for sign in charts.SIGNS)
