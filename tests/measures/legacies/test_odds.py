"""Odds ratios, single and pooled, against published tables and the library."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from scipy.stats.contingency import odds_ratio as scipy_odds_ratio
from statsmodels.stats.contingency_tables import StratifiedTable, Table2x2

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.legacies import claimed, cross_counts, mantel_haenszel, odds_ratio

# Bickel, Hammel and O'Connell (1975), the six largest departments of Berkeley in 1973, as in R's UCBAdmissions:
# men admitted and rejected, women admitted and rejected.
BERKELEY = {
    "A": (512, 313, 89, 19),
    "B": (353, 207, 17, 8),
    "C": (120, 205, 202, 391),
    "D": (138, 279, 131, 244),
    "E": (53, 138, 94, 299),
    "F": (22, 351, 24, 317),
}
cells = st.tuples(*[st.integers(0, 30)] * 4)
full = st.tuples(*[st.integers(1, 30)] * 4)


def halves(a, b, c, d, **labels):
    """Exposed with and without the outcome, then the others with and without it."""
    return pd.DataFrame({**labels, "same_empire": [True, False], "n": [a + b, c + d], "n_outcome": [a, c]})


def strata(tables):
    return pd.concat([halves(*table, stratum=str(name)) for name, table in tables], ignore_index=True)


def test_smoking_as_in_doll_and_hill():
    # Doll and Hill (1950), table IV, men: 647 of 649 patients with lung cancer smoked, and 622 of 649 others.
    row = odds_ratio(halves(647, 622, 2, 27)).iloc[0]
    assert row["odds_ratio"] == pytest.approx(647 * 27 / (622 * 2))
    # Woolf by hand: exp(ln 14.04 -+ 1.96 sqrt(1/647 + 1/622 + 1/2 + 1/27)).
    half = 1.959964 * np.sqrt(1 / 647 + 1 / 622 + 1 / 2 + 1 / 27)
    assert np.log([row["low"], row["high"]]) == pytest.approx(np.log(row["odds_ratio"]) + np.array([-half, half]))
    assert row[["n", "exposed", "unexposed", "added"]].tolist() == [1298, 1269, 29, 0]
    assert row["rate_exposed"] == pytest.approx(647 / 1269) and row["rate_unexposed"] == pytest.approx(2 / 29)


def test_berkeley_as_in_r():
    # mantelhaen.test(UCBAdmissions) of R: common odds ratio 0.9046968, 95 per cent from 0.7719074 to 1.0603298.
    table = strata(BERKELEY.items())
    row = mantel_haenszel(table, "stratum").iloc[0]
    assert row[["n", "strata", "left_out"]].tolist() == [4526, 6, 0]
    assert row[["odds_ratio", "low", "high"]].tolist() == pytest.approx([0.9046968, 0.7719074, 1.0603298], abs=5e-8)
    # Over all departments 1198 of 2691 men and 557 of 1835 women were admitted.
    assert row["crude"] == pytest.approx(1198 * 1278 / (1493 * 557))
    # The departments differ: only in A were women admitted much more often.
    assert row["p_equal"] < 0.01
    by_department = odds_ratio(table, by="stratum").set_index("stratum")["odds_ratio"]
    assert by_department.idxmin() == "A" and by_department["A"] == pytest.approx(512 * 19 / (313 * 89))


@settings(max_examples=15)
@given(cells)
def test_odds_ratio_equals_the_libraries(table):
    row = odds_ratio(halves(*table)).iloc[0]
    array = np.array(table, dtype=float).reshape(2, 2)
    if not (array.sum(axis=0).all() and array.sum(axis=1).all()):
        assert row[["odds_ratio", "low", "high"]].isna().all() and row["added"] == 0
        return
    assert row["added"] == (0 if array.all() else 0.5)
    twin = Table2x2(array + row["added"], shift_zeros=False)
    assert row["odds_ratio"] == pytest.approx(twin.oddsratio)
    assert [row["low"], row["high"]] == pytest.approx(list(twin.oddsratio_confint()))
    if array.all():
        assert row["odds_ratio"] == pytest.approx(scipy_odds_ratio(array.astype(int), kind="sample").statistic)


@settings(max_examples=10)
@given(full)
def test_turning_the_table_turns_the_ratio(table):
    a, b, c, d = table
    row = odds_ratio(halves(a, b, c, d)).iloc[0]
    for turned in (halves(c, d, a, b), halves(b, a, d, c)):
        other = odds_ratio(turned).iloc[0]
        assert other["odds_ratio"] == pytest.approx(1 / row["odds_ratio"])
        assert other["low"] == pytest.approx(1 / row["high"])
    assert odds_ratio(halves(a, c, b, d)).iloc[0]["odds_ratio"] == pytest.approx(row["odds_ratio"])
    pd.testing.assert_frame_equal(
        odds_ratio(halves(a, b, c, d)[::-1]), row.to_frame().T.astype(odds_ratio(halves(*table)).dtypes)
    )


def test_an_empty_cell_by_hand():
    # 3 of 3 exposed and 1 of 4 others: (3.5 x 3.5) / (0.5 x 1.5) with a half in every cell.
    row = odds_ratio(halves(3, 0, 1, 3)).iloc[0]
    assert row["added"] == 0.5
    assert row["odds_ratio"] == pytest.approx(3.5 * 3.5 / (0.5 * 1.5))
    assert row["rate_exposed"] == 1 and row["rate_unexposed"] == 0.25


@pytest.mark.parametrize("table", [(0, 0, 2, 3), (2, 3, 0, 0), (0, 3, 0, 2), (3, 0, 2, 0), (0, 0, 0, 0)])
def test_tables_that_say_nothing_are_missing(table):
    row = odds_ratio(halves(*table)).iloc[0]
    assert row["n"] == sum(table)
    assert row[["odds_ratio", "low", "high"]].isna().all()
    pooled = mantel_haenszel(strata([("x", table)]), "stratum").iloc[0]
    assert pooled[["n", "strata", "left_out"]].tolist() == [0, 0, 1]
    assert pooled[["odds_ratio", "low", "high", "crude", "p_equal"]].isna().all()


@settings(max_examples=15)
@given(st.lists(cells, min_size=1, max_size=5))
def test_pooling_as_in_the_library_and_by_its_formula(tables):
    row = mantel_haenszel(strata(enumerate(tables)), "stratum").iloc[0]
    told = [t for t in tables if t[0] + t[1] and t[2] + t[3] and t[0] + t[2] and t[1] + t[3]]
    assert row["strata"] == len(told) and row["left_out"] == len(tables) - len(told)
    above = sum(a * d / (a + b + c + d) for a, b, c, d in told)
    below = sum(b * c / (a + b + c + d) for a, b, c, d in told)
    if not above or not below:
        assert row[["odds_ratio", "low", "high", "p_equal"]].isna().all()
        return
    assert row["odds_ratio"] == pytest.approx(above / below)
    twin = StratifiedTable([np.reshape(t, (2, 2)) for t in told])
    assert [row["low"], row["high"]] == pytest.approx(list(twin.oddsratio_pooled_confint()))
    assert row["low"] < row["odds_ratio"] < row["high"]
    if len(told) == 1:
        assert np.isnan(row["p_equal"])
        assert row["odds_ratio"] == pytest.approx(odds_ratio(strata([(0, told[0])])).iloc[0]["odds_ratio"])
    elif abs(row["odds_ratio"] - 1) > 1e-3:
        assert row["p_equal"] == pytest.approx(twin.test_equal_odds(adjust=True).pvalue, abs=1e-6)


def test_one_stratum_is_its_own_odds_ratio():
    # 8 x 8 / (2 x 2) = 16; with a single stratum there is nothing that it could be unequal to.
    row = mantel_haenszel(strata([("x", (8, 2, 2, 8))]), "stratum").iloc[0]
    assert row["odds_ratio"] == row["crude"] == pytest.approx(16)
    assert np.isnan(row["p_equal"])


def test_equal_odds_where_the_pooled_ratio_is_one():
    # The library divides zero by zero here. Both strata by hand: 10 of 20 against 10 of 20, twice: no gap at all.
    assert mantel_haenszel(strata([(1, (10, 10, 10, 10)), (2, (5, 5, 5, 5))]), "stratum").iloc[0]["p_equal"] == 1
    # (8, 2, 2, 8) and its mirror pool to 1. Expected 10 x 10 / 20 = 5, variance 1 / (4 x 1/5) = 1.25 each, so the
    # statistic is 2 x 3² / 1.25 = 14.4 with one degree of freedom, and the gaps cancel in Tarone's term.
    row = mantel_haenszel(strata([(1, (8, 2, 2, 8)), (2, (2, 8, 8, 2))]), "stratum").iloc[0]
    assert row["odds_ratio"] == pytest.approx(1)
    assert row["p_equal"] == pytest.approx(2 * norm.sf(np.sqrt(14.4)))


@settings(max_examples=8)
@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from("xy")), min_size=1, max_size=30), st.randoms())
def test_counting_by_hand_and_in_any_order(rows, random):
    table = pd.DataFrame(rows, columns=["same_empire", "claim", "age"])
    counted = cross_counts(table, "same_empire", "claim", by="age")
    assert counted["age"].tolist() == sorted(counted["age"])
    for row in counted.itertuples():
        inside = [hit for exposed, hit, age in rows if age == row.age and exposed == row.same_empire]
        assert (row.n, row.n_outcome) == (len(inside), sum(inside))
    whole = cross_counts(table, "same_empire", "claim")
    assert whole[["n", "n_outcome"]].sum().tolist() == [len(rows), table["claim"].sum()]
    shuffled = table.iloc[random.sample(range(len(rows)), len(rows))].astype({"age": "category"})
    assert cross_counts(shuffled, "same_empire", "claim", by=["age"]).values.tolist() == counted.values.tolist()
    mixed = mantel_haenszel(counted, "age").iloc[0]
    assert mixed["strata"] + mixed["left_out"] == counted["age"].nunique()


def test_counting_an_empty_table():
    table = pd.DataFrame({"same_empire": [True], "claim": [True], "age": ["x"]}).iloc[:0]
    assert cross_counts(table, "same_empire", "claim").values.tolist() == [[False, 0, 0], [True, 0, 0]]
    none = cross_counts(table, "same_empire", "claim", by="age")
    assert none.columns.tolist() == ["age", "same_empire", "n", "n_outcome"] and none.empty
    assert odds_ratio(strata([("x", (1, 1, 1, 1))]).iloc[:0], by="stratum").empty
    assert mantel_haenszel(strata([("x", (1, 1, 1, 1))]).iloc[:0], "stratum")["strata"].tolist() == [0]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (pd.DataFrame({"claim": [True]}), "Lacking: same_empire"),
        (pd.DataFrame({"claim": [True], "same_empire": ["yes"]}), "True or False"),
        (pd.DataFrame({"claim": [np.nan], "same_empire": [True]}), "True or False"),
    ],
)
def test_bad_rows(table, words):
    with pytest.raises(CourseError, match=words):
        cross_counts(table, "same_empire", "claim")


GOOD = strata([("x", (1, 2, 3, 4))])


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (GOOD.drop(columns="n"), "Lacking: n"),
        (GOOD.assign(n="3"), "must hold numbers"),
        (GOOD.assign(n=-1), "0 or more"),
        (GOOD.assign(n_outcome=np.inf), "infinite value"),
        (GOOD.assign(n_outcome=99), "n_outcome is larger than n"),
        (GOOD.assign(same_empire="yes"), "True or False"),
        (pd.concat([GOOD, GOOD]), "repeat a key"),
        (GOOD.iloc[:1], "one row with same_empire true and one with it false for x, but there is 1"),
    ],
)
def test_bad_counts(table, words):
    with pytest.raises(CourseError, match=words):
        odds_ratio(table, by="stratum")
    with pytest.raises(CourseError, match=words):
        mantel_haenszel(table, "stratum")


def test_bad_arguments():
    with pytest.raises(CourseError, match="between 0 and 1"):
        odds_ratio(GOOD, level=0)
    with pytest.raises(CourseError, match="between 0 and 1"):
        mantel_haenszel(GOOD, "stratum", level=1)
    with pytest.raises(CourseError, match="strata must be a list of 1 or more"):
        mantel_haenszel(GOOD, [])
    with pytest.raises(CourseError, match="false, but there is 0"):
        odds_ratio(GOOD.iloc[:0])


def test_neighbours_of_the_course():
    table = odds_ratio(load("neighbour_claims"), n="pairs", outcome="with_claim", by=["claim_set", "coding"])
    table = table.set_index(["claim_set", "coding"])
    shown = ["odds_ratio", "low", "high"]
    # Open after 2010: 28 of 139 same-empire neighbours against 25 of 177 others.
    row = table.loc[("open_2010", "either")]
    assert row[["exposed", "unexposed"]].tolist() == [139, 177]
    assert row[shown].round(2).tolist() == [1.53, 0.85, 2.77]
    # The year decides: 1991 or later is 1.3, 1992 or later 1.9; and so does the coding: by independence 2.6.
    assert table.loc[("from_1991", "either"), shown].round(2).tolist() == [1.32, 0.68, 2.56]
    assert table.loc[("after_1991", "either"), shown].round(2).tolist() == [1.88, 0.89, 3.98]
    assert table.loc[("after_1991", "independence"), shown].round(2).tolist() == [2.64, 1.25, 5.59]
    assert table["low"].gt(1).sum() == 2


def test_pooling_over_neighbours_and_others():
    # Among the course's own 18 states, pooling over neighbours and others takes the ratio further from the crude one.
    pairs = claimed(load("same_empire"), load("territorial_claims"), first=1945)
    counts = cross_counts(pairs, "by_ruler", "claim", by="neighbours")
    row = mantel_haenszel(counts, "neighbours", exposure="by_ruler").iloc[0]
    assert row[["n", "strata"]].tolist() == [153, 2]
    assert row["low"] < row["odds_ratio"] < row["crude"] < 1 < row["high"]


def test_equal_odds_where_the_pooled_ratio_is_small():
    tables = [(10, 30, 30, 1), (25, 20, 20, 1)]
    row = mantel_haenszel(strata(enumerate(tables)), "stratum").iloc[0]
    twin = StratifiedTable([np.reshape(table, (2, 2)) for table in tables])
    assert row["odds_ratio"] < 0.1
    assert row["p_equal"] == pytest.approx(twin.test_equal_odds(adjust=True).pvalue, rel=1e-9)
