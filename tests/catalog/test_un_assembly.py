"""General Assembly tables against figures that were counted from the sources by other means."""

from __future__ import annotations

import pandas as pd
import pytest

from course_utils import load
from course_utils.catalog.corrections import revert
from course_utils.measures.agreement import agreement, dyad

DECADES = {"labels": ["1990s", "2000s", "2010s", "2020s"], "bins": [1991, 1999, 2009, 2019, 2024]}


@pytest.fixture(scope="module")
def roll_calls() -> pd.DataFrame:
    return load("roll_calls").set_index("roll_call")


@pytest.fixture(scope="module")
def source_votes() -> pd.DataFrame:
    return revert(load("votes"), "votes")


def by_decade(votes: pd.DataFrame, year: pd.Series, a: str, b: str) -> tuple[list[float], list[int], float, int]:
    both = dyad(votes, a, b)
    both["decade"] = pd.cut(both["roll_call"].map(year), **DECADES)
    both = both.dropna(subset=["decade"])
    parts, whole = agreement(both, "decade"), agreement(both).iloc[0]
    return parts["agreement"].round(3).tolist(), parts["n"].tolist(), round(whole["agreement"], 3), int(whole["n"])


# Identical votes among yes, no and abstain, 1992 to mid 2024, before any correction.
@pytest.mark.parametrize(
    ("pair", "shares", "counts", "share", "count"),
    [
        ("AZE PAK", [0.769, 0.778, 0.763, 0.814], [549, 847, 831, 290], 0.775, 2517),
        ("AZE TUR", [0.785, 0.738, 0.681, 0.648], [540, 821, 835, 230], 0.721, 2426),
        ("AZE ARM", [0.768, 0.858, 0.761, 0.738], [495, 848, 817, 286], 0.794, 2446),
        ("PAK IND", [0.838, 0.846, 0.823, 0.791], [623, 912, 908, 344], 0.830, 2787),
        ("PAK TUR", [0.631, 0.575, 0.580, 0.616], [609, 873, 891, 255], 0.594, 2628),
        ("ARM IND", [0.545, 0.666, 0.674, 0.709], [554, 912, 884, 333], 0.649, 2683),
        ("ARM PAK", [0.613, 0.673, 0.661, 0.704], [555, 900, 876, 331], 0.660, 2662),
        ("AZE RUS", [0.654, 0.791, 0.690, 0.683], [541, 853, 831, 293], 0.716, 2518),
        ("AZE GBR", [0.541, 0.520, 0.504, 0.461], [545, 859, 835, 293], 0.513, 2532),
        ("PAK GBR", [0.416, 0.423, 0.392, 0.388], [622, 914, 903, 343], 0.407, 2782),
    ],
)
def test_agreement_in_the_uncorrected_source(source_votes, roll_calls, pair, shares, counts, share, count):
    found = by_decade(source_votes, roll_calls["year"], *pair.split())
    assert found == (shares, counts, share, count)


@pytest.mark.parametrize(
    ("pair", "shares", "counts"),
    [
        ("AZE PAK", [0.803, 0.831, 0.826, 0.814], [503, 710, 751, 172]),
        ("AZE TUR", [0.794, 0.726, 0.666, 0.682], [496, 691, 754, 173]),
        ("AZE ARM", [0.776, 0.858, 0.749, 0.749], [451, 709, 737, 167]),
        ("PAK IND", [0.862, 0.888, 0.870, 0.810], [566, 751, 809, 184]),
    ],
)
def test_agreement_in_the_library_record(pair, shares, counts):
    years = load("library_resolutions").set_index("record")["year"]
    votes = load("library_votes").rename(columns={"record": "roll_call"})
    assert by_decade(votes, years, *pair.split())[:2] == (shares, counts)


@pytest.mark.parametrize(
    ("pair", "share", "count"),
    [
        ("AZE PAK", 0.943, 157),
        ("AZE TUR", 0.828, 157),
        ("AZE ARM", 0.901, 151),
        ("PAK IND", 0.895, 190),
        ("AZE RUS", 0.835, 158),
        ("AZE GBR", 0.709, 158),
    ],
)
def test_agreement_in_2025(roll_calls, pair, share, count):
    both = dyad(load("votes"), *pair.split())
    found = agreement(both[both["roll_call"].map(roll_calls["year"]) == 2025]).iloc[0]
    assert (round(found["agreement"], 3), found["n"]) == (share, count)


def test_absence_of_azerbaijan_and_pakistan(source_votes, roll_calls):
    recent = source_votes[source_votes["roll_call"].map(roll_calls["year"]).between(1992, 2024)]
    absent = recent["vote"].eq("absent").groupby(recent["state"], observed=True).mean()
    assert (round(absent["AZE"], 3), round(absent["PAK"], 3)) == (0.104, 0.015)
    year = recent[(recent["state"] == "AZE") & (recent["roll_call"].map(roll_calls["year"]) == 2023)]
    assert (year["vote"].eq("absent").sum(), len(year)) == (29, 88)


@pytest.mark.parametrize(
    ("topic", "share", "count"),
    [("palestine", 1.0, 547), ("human_rights", 0.896, 559), ("disarmament", 0.599, 619), ("nuclear", 0.465, 490)],
)
def test_agreement_of_azerbaijan_and_pakistan_by_topic(source_votes, roll_calls, topic, share, count):
    both = dyad(source_votes, "AZE", "PAK")
    calls = roll_calls.loc[both["roll_call"]]
    chosen = calls[topic].fillna(False).to_numpy(bool) & calls["year"].between(1992, 2024).to_numpy()
    found = agreement(both[chosen]).iloc[0]
    assert (round(found["agreement"], 3), found["n"]) == (share, count)


def test_copied_and_absent_topic_flags_are_missing(roll_calls):
    assert roll_calls.loc[roll_calls["year"] >= 2019, ["colonialism", "development"]].isna().all(axis=None)
    assert roll_calls.loc[roll_calls["year"] >= 2024, ["palestine", "nuclear", "disarmament"]].isna().all(axis=None)
    assert roll_calls.loc[roll_calls["year"] < 2019, "colonialism"].notna().all()


def test_doubled_numbers_are_parted(roll_calls):
    for number in (411, 427, 449, 495):
        assert roll_calls.loc[number, "year"] < 1958
        assert roll_calls.loc[2023000 + number, "year"] == 2023


def test_totals_are_those_of_the_votes(roll_calls):
    votes = load("votes")
    counted = pd.crosstab(votes["roll_call"], votes["vote"]).sort_index()
    assert (counted.index == roll_calls.index.sort_values()).all()
    assert (counted.to_numpy() == roll_calls.sort_index()[list(counted.columns)].to_numpy()).all()


def test_both_tables_name_the_same_roll_calls(roll_calls):
    assert set(load("votes")["roll_call"].unique()) == set(roll_calls.index)


def test_a_date_is_known_to_the_month_only_where_the_source_has_no_day(roll_calls):
    vague = roll_calls[roll_calls["date_precision"] == "month"]
    assert vague["year"].max() <= 2002
    assert (vague["date"].dt.day == 1).all()
    assert (roll_calls["date"].dt.year == roll_calls["year"]).all()
    # The source has no day above 7 before 1997; the Library's dates must be back in the table.
    days = roll_calls[roll_calls["year"].between(1985, 1996) & roll_calls["date_precision"].eq("day")]["date"].dt.day
    assert (days > 7).mean() > 0.5


KARABAKH = {
    # roll call: date, yes, no, abstain, Pakistan, India
    6014: ("1997-11-25", 104, 1, 17, "yes", "yes"),
    6046: ("1998-12-07", 116, 1, 20, "yes", "yes"),
    5653: ("1999-12-15", 57, 1, 54, "yes", "yes"),
    5673: ("2000-12-19", 62, 1, 64, "yes", "abstain"),
    5691: ("2001-12-21", 35, 1, 84, "yes", "abstain"),
    5721: ("2002-12-20", 38, 2, 99, "yes", "abstain"),
    4828: ("2008-03-14", 39, 7, 100, "yes", "no"),
}


@pytest.mark.parametrize("number", KARABAKH)
def test_karabakh_roll_calls(roll_calls, number):
    call = roll_calls.loc[number]
    votes = load("votes").query("roll_call == @number").set_index("state")["vote"]
    found = (str(call["date"].date()), call["yes"], call["no"], call["abstain"], votes["PAK"], votes["IND"])
    assert found == KARABAKH[number]
    assert call["series"] == "karabakh"
    assert (votes["AZE"], votes["TUR"], votes["ARM"]) == ("yes", "yes", "no")


def test_karabakh_series_holds_those_and_two_motions(roll_calls):
    series = roll_calls[roll_calls["series"] == "karabakh"]
    assert set(series.index) == {*KARABAKH, 6013, 6045}
    assert series.loc[[6013, 6045], "kind"].tolist() == ["motion", "motion"]
    assert series.loc[4828, "symbol"] == "A/RES/62/243"


def test_arms_control_text_comes_once_a_year_and_india_stands_alone(roll_calls):
    series = roll_calls[roll_calls["series"] == "regional_arms_control"]
    assert sorted(series["year"]) == [*range(1993, 2024), 2025]
    since = series[series["year"] >= 1996]
    votes = load("votes")
    votes = votes[votes["roll_call"].isin(since.index)].set_index(["roll_call", "state"])["vote"].unstack("state")
    assert (since["no"] == 1).all() and (votes["IND"] == "no").all()
    assert (votes[["PAK", "ARM"]] == "yes").all(axis=None)


def test_arms_control_pattern_is_unambiguous_where_titles_are_known(roll_calls):
    votes = load("votes")
    india = votes[votes["state"].eq("IND") & votes["vote"].eq("no")]["roll_call"]
    pakistan = votes[votes["state"].eq("PAK") & votes["vote"].eq("yes")]["roll_call"]
    known = roll_calls[roll_calls["year"].between(2003, 2021) & roll_calls["no"].eq(1) & roll_calls["abstain"].le(5)]
    fits = known[known.index.isin(india) & known.index.isin(pakistan)]
    strangers = fits[fits["series"] != "regional_arms_control"]
    assert fits["series"].eq("regional_arms_control").sum() == 19
    assert strangers["kind"].tolist() == ["paragraph"] and strangers["symbol"].tolist() == ["A/RES/71/41"]


def test_library_match_is_one_to_one_and_of_the_same_year(roll_calls):
    matched = load("library_resolutions").dropna(subset=["roll_call"])
    assert matched["roll_call"].is_unique
    calls = roll_calls.loc[matched["roll_call"]]
    assert (calls["year"].to_numpy() == matched["year"].to_numpy()).all()
    assert len(load("library_resolutions")) - len(matched) == 430


def test_no_difference_from_the_library_is_left_since_1992(source_votes):
    matched = load("library_resolutions").dropna(subset=["roll_call"])
    matched = matched[matched["year"] >= 1992].astype({"roll_call": "int32"})[["record", "roll_call"]]
    record = load("library_votes").merge(matched, on="record").astype({"vote": "str", "state": "str"})

    def differing(votes: pd.DataFrame) -> pd.DataFrame:
        ours = votes.astype({"vote": "str", "state": "str"})
        both = record.merge(ours, on=["roll_call", "state"], suffixes=("_library", "")).dropna(subset=["vote"])
        return both[both["vote"] != both["vote_library"]]

    assert differing(load("votes")).empty
    pakistan = differing(source_votes).query("state == 'PAK'")
    assert 4828 in set(pakistan["roll_call"]) and len(pakistan) == 8


def test_greece_and_monaco_vote_with_their_neighbours_once_the_exchange_is_undone(source_votes, roll_calls):
    for state, exchanged, neighbour, year in (("GRC", "GRD", "ITA", 2010), ("MCO", "MNG", "FRA", 1993)):

        def alike(votes: pd.DataFrame, a: str, b: str = neighbour, year: int = year) -> float:
            both = dyad(votes, a, b)
            return agreement(both[both["roll_call"].map(roll_calls["year"]) == year]).iloc[0]["agreement"]

        assert alike(load("votes"), state) > alike(source_votes, state) + 0.2
        assert alike(load("votes"), exchanged) < alike(source_votes, exchanged)


def test_official_totals_of_resolution_62_243():
    record = load("library_resolutions").query("symbol == 'A/RES/62/243'").iloc[0]
    assert record[["yes", "no", "abstain", "roll_call"]].tolist() == [39, 7, 100, 4828]


def test_türkiye_is_unknown_after_october_2023_and_venezuela_absent(roll_calls):
    late = roll_calls[(roll_calls["date"] >= "2023-11-01") & (roll_calls["year"] <= 2024)].index
    votes = load("votes")
    votes = votes[votes["roll_call"].isin(late)]
    assert votes.loc[votes["state"] == "TUR", "vote"].isna().all()
    assert votes.loc[votes["state"] == "VEN", "vote"].eq("absent").all()


@pytest.mark.parametrize(
    ("pair", "distances"),
    [
        ("AZE PAK", [1.13, 0.47, 0.34, 0.30]),
        ("AZE TUR", [0.47, 0.64, 1.04, 1.14]),
        ("AZE ARM", [0.32, 0.27, 0.62, 0.65]),
        ("PAK IND", [0.28, 0.19, 0.11, 0.14]),
    ],
)
def test_ideal_point_distance_by_decade(pair, distances):
    points = load("ideal_points").pivot(index="year", columns="state", values="ideal_point").loc[1992:]
    a, b = pair.split()
    gap = (points[a] - points[b]).abs()
    assert gap.groupby(gap.index // 10 * 10).mean().round(2).tolist() == distances


def test_an_ideal_point_lies_in_its_interval():
    points = load("ideal_points").dropna()
    assert (points["lower"].le(points["ideal_point"]) & points["ideal_point"].le(points["upper"])).mean() > 0.999
