"""The explorer of tournaments: standings right by hand, fields that change the winner, one answer in two forms."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import charts
from course_utils.errors import CourseError
from course_utils.explore import games
from course_utils.explore.games import FIELDS, HERO, MOST, RECIPROCATORS, grid
from course_utils.measures.reciprocity.games import STRATEGIES, tournament

NAMES = ["cooperator", "defector", "gradual", "grudger", "prober", "tit_for_tat", "tit_for_two_tats"]


def made_up() -> pd.DataFrame:
    """Seven strategies, ten turns, without noise and with much of it."""
    field = {name: STRATEGIES[name] for name in NAMES}
    return pd.concat(
        tournament(field, turns=10, noise=noise, repetitions=1).assign(noise=noise) for noise in (0.0, 0.25)
    )


class Live:
    """The widget, taken apart."""

    def __init__(self, explorer):
        menus, self.sentence, self.picture = explorer.widget().children
        self.field, self.noise = menus.children

    @property
    def spec(self):
        (output,) = self.picture.outputs
        return output["data"][charts.MIME]


@pytest.fixture(scope="module")
def explorer():
    return games(made_up())


@pytest.fixture
def live(explorer):
    return Live(explorer)


def by_hand() -> pd.DataFrame:
    """Tit for tat and a defector: 9 and 14 points in ten turns against each other, 30 and 10 against their twins."""
    rows = [("defector", "defector", 1.0, 0), ("defector", "tit_for_tat", 1.4, 1), ("tit_for_tat", "defector", 0.9, 0)]
    rows.append(("tit_for_tat", "tit_for_tat", 3.0, 0))
    table = pd.DataFrame(rows, columns=["strategy", "opponent", "payoff", "wins"])
    return table.assign(noise=0.0, cooperation=0.5)


def test_standings_by_hand():
    table = grid(by_hand()).query("field == 'ten'").set_index("strategy")
    assert table["payoff"].round(3).to_dict() == {HERO: 1.95, "defector": 1.2}
    assert table["place"].to_dict() == {HERO: 1, "defector": 2}
    assert table.loc[HERO, "wins"] == 0


def test_fields_of_one_or_none_are_left_out():
    assert list(dict.fromkeys(grid(by_hand())["field"])) == ["ten", "ten with gradual", "all"]


def test_every_field_names_strategies_of_the_course_and_holds_tit_for_tat():
    for members in FIELDS.values():
        assert set(members) <= set(STRATEGIES)
        assert not members or "tit_for_tat" in members
        assert len(set(members)) == len(members)
    assert "suspicious_tit_for_tat" in RECIPROCATORS


def test_a_smaller_field_is_the_same_as_a_tournament_of_its_own():
    whole = grid(made_up()).query("field == 'ten' and noise == 0.25")
    names = [name for name in NAMES if name in FIELDS["ten"]]
    own = tournament({name: STRATEGIES[name] for name in names}, turns=10, noise=0.25, repetitions=1)
    alone = grid(own.assign(noise=0.25)).query("field == 'ten'")
    assert whole["strategy"].tolist() == alone["strategy"].tolist()
    assert whole["payoff"].tolist() == pytest.approx(alone["payoff"].tolist())


def test_the_order_of_rows_does_not_matter():
    pd.testing.assert_frame_equal(grid(made_up()[::-1]), grid(made_up()))


def test_a_table_without_noise_is_refused():
    with pytest.raises(CourseError, match="noise"):
        grid(made_up().drop(columns="noise"))


def test_the_picture_has_the_best_and_always_tit_for_tat():
    some = [name for name in STRATEGIES if name != "gradual"]
    pairs = tournament({name: STRATEGIES[name] for name in some}, turns=5, noise=0.1, repetitions=1).assign(noise=0.1)
    rows = charts.spec(games(pairs).twin)["datasets"]["data-1"]
    drawn = [row for row in rows if row["field"] == "all"]
    assert MOST <= len(drawn) <= MOST + 1
    assert HERO in {row["strategy"] for row in drawn}


def test_twin_has_a_menu_of_fields_and_one_of_noise(explorer):
    binds = [param["bind"] for param in charts.spec(explorer.twin)["params"]]
    assert binds[0]["options"] == ["ten", "ten with gradual", "reciprocators", "all"]
    assert binds[1]["options"] == [0.0, 0.25]
    assert binds[1]["labels"] == ["0 %", "25 %"]


def test_the_sentence_names_the_leader_and_the_place_of_tit_for_tat(live):
    table = grid(made_up())
    for field in FIELDS:
        for noise in (0.0, 0.25):
            live.field.value, live.noise.value = field, noise
            rows = table.query("field == @field and noise == @noise")
            assert f"{rows['strategy'].iloc[0]} leads {len(rows)} strategies" in live.sentence.value
            hero = rows[rows["strategy"] == HERO].iloc[0]
            assert hero["place"] == 1 or f"place {hero['place']} with" in live.sentence.value


def test_a_field_without_tit_for_tat_has_a_sentence_too():
    pairs = made_up().query("strategy != 'tit_for_tat' and opponent != 'tit_for_tat'")
    assert Live(games(pairs)).sentence.value.endswith("points a turn.")


def test_twin_and_live_draw_the_same_rows(explorer, live):
    assert charts.spec(explorer.twin)["datasets"]["data-1"] == live.spec["datasets"]["data-1"]
