"""Base rates against Laplace's own example, published survival figures, scipy, statsmodels, and the investment treaties."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, beta, ecdf
from statsmodels.stats.proportion import proportion_confint

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.forecast import base_rate, horizon_rates, murphy, skill, waiting_times

waits = st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=25)

# Freireich et al. (1963), weeks of remission under 6-MP; False: still in remission when last seen.
REMISSION = pd.DataFrame(
    [(weeks, True) for weeks in (6, 6, 6, 7, 10, 13, 16, 22, 23)]
    + [(weeks, False) for weeks in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)],
    columns=["duration", "happened"],
)


def cases(happened, n, missing=0):
    return pd.DataFrame({"outcome": [1.0] * happened + [0.0] * (n - happened) + [None] * missing})


def test_the_sunrise():
    # Laplace (1814), Essai philosophique: after 1,826,213 days with a sunrise, 1,826,214 to 1 for the next.
    row = base_rate(pd.DataFrame({"outcome": np.ones(1_826_213)})).iloc[0]
    assert row["estimate"] / (1 - row["estimate"]) == pytest.approx(1_826_214)


@pytest.mark.parametrize(("rule", "estimate"), [("plain", 3 / 10), ("jeffreys", 3.5 / 11), ("laplace", 4 / 12)])
def test_rules_by_hand(rule, estimate):
    row = base_rate(cases(3, 10, missing=4), rule).iloc[0]
    assert row[["n", "unresolved", "happened"]].tolist() == [10, 4, 3]
    assert row["estimate"] == pytest.approx(estimate)


@given(st.integers(0, 30), st.integers(1, 30))
@settings(max_examples=10)
def test_intervals_equal_statsmodels_and_the_posterior(a, b):
    happened, n = min(a, b), max(a, b)
    plain, jeffreys, laplace = (
        base_rate(cases(happened, n), rule).iloc[0] for rule in ("plain", "jeffreys", "laplace")
    )
    wilson = proportion_confint(happened, n, method="wilson")
    assert (plain["low"], plain["high"]) == pytest.approx(wilson, abs=1e-12)
    library = proportion_confint(happened, n, method="jeffreys")
    assert (jeffreys["low"], jeffreys["high"]) == pytest.approx(library)
    assert laplace["estimate"] == pytest.approx(beta(happened + 1, n - happened + 1).mean())
    for row in (plain, jeffreys, laplace):
        assert 0 <= row["low"] <= row["high"] <= 1


def test_without_cases():
    assert base_rate(cases(0, 0), "plain").drop(columns=["n", "unresolved", "happened"]).isna().all(axis=None)
    assert base_rate(cases(0, 0, missing=2))["estimate"].tolist() == [0.5]
    grouped = pd.concat([cases(1, 2).assign(state="PAK"), cases(3, 4).assign(state="AZE")])
    assert base_rate(grouped, "plain", by="state")[["state", "estimate"]].values.tolist() == [
        ["AZE", 0.75],
        ["PAK", 0.5],
    ]
    assert len(base_rate(grouped.iloc[:0], by="state")) == 0


@pytest.mark.parametrize(
    ("weeks", "survival"),
    # The survival estimates of these data as printed by Kleinbaum and Klein, Survival Analysis, chapter 2.
    [(6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448)],
)
def test_published_survival_of_the_remission_data(weeks, survival):
    row = horizon_rates(REMISSION, [weeks]).iloc[0]
    assert 1 - row["estimate"] == pytest.approx(survival, abs=0.0006)
    assert row["low"] < row["estimate"] < row["high"]


def test_by_hand():
    # One of four by 1; then one of two at risk by 3: 1 - 3/4 * 1/2.
    table = pd.DataFrame({"duration": [1, 2, 3, 4], "happened": [True, False, True, False]})
    found = horizon_rates(table, [0.5, 1, 3, 4, 5])
    assert found["estimate"].tolist() == pytest.approx([0, 0.25, 0.625, 0.625, np.nan], nan_ok=True)
    assert found["plain"].tolist() == [0, 0.25, 0.5, 0.5, 0.5]
    assert found["open"].tolist() == [0, 0, 1, 1, 2]
    assert found["low"].isna().tolist() == [True, False, False, False, True]


@given(waits)
@settings(max_examples=10)
def test_equal_to_scipys_estimate_and_to_a_twin(rows):
    table = pd.DataFrame(rows, columns=["duration", "happened"])
    horizons = list(range(1, 14))
    found = horizon_rates(table, horizons)
    seen, open_ = (table.loc[table["happened"] == way, "duration"] for way in (True, False))
    library = ecdf(CensoredData(uncensored=seen, right=open_)).cdf
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The confidence interval is undefined", category=RuntimeWarning)
        ends = library.confidence_interval(method="log-log")
    for row in found.to_dict("records"):
        horizon, survival = row["horizon"], 1.0
        for time in range(1, int(horizon) + 1):
            at_risk = sum(d >= time for d, _ in rows)
            survival *= 1 - sum(d == time and h for d, h in rows) / at_risk if at_risk else 1
        if horizon > max(d for d, _ in rows):
            assert np.isnan(row["estimate"])
            continue
        assert row["estimate"] == pytest.approx(1 - survival)
        assert row["plain"] <= row["estimate"] + 1e-12
        if not row["open"]:
            assert row["plain"] == pytest.approx(row["estimate"])
        assert row["estimate"] == pytest.approx(float(library.evaluate(horizon)))
        if 0 < row["estimate"] < 1:
            assert row["low"] == pytest.approx(float(ends.low.evaluate(horizon)))
            assert row["high"] == pytest.approx(float(ends.high.evaluate(horizon)))
    assert found["estimate"].dropna().is_monotonic_increasing
    assert horizon_rates(table.sample(frac=1, random_state=0), horizons).equals(found)
    wider = horizon_rates(table, horizons, level=0.99)
    known = found["low"].notna()
    assert (wider.loc[known, "low"] <= found.loc[known, "low"] + 1e-12).all()


def test_none_happened_all_happened_none_there():
    none = horizon_rates(REMISSION.assign(happened=False), [10]).iloc[0]
    assert none["estimate"] == 0 and none[["low", "high"]].isna().all()
    every = horizon_rates(REMISSION.assign(happened=True), [35]).iloc[0]
    assert every["estimate"] == 1 and every[["low", "high"]].isna().all()
    nobody = horizon_rates(REMISSION.iloc[:0], [10]).iloc[0]
    assert nobody["n"] == 0 and nobody[["plain", "estimate", "low"]].isna().all()
    assert len(horizon_rates(REMISSION.assign(state="AZE"), [5, 10], by="state")) == 2


def test_waiting_times_by_hand():
    table = pd.DataFrame(
        {
            "signed": pd.to_datetime(["2000-01-01", "2000-01-01", "2000-01-01"]),
            "in_force": pd.to_datetime(["2000-01-01", None, "2030-01-01"]),
        }
    )
    found = waiting_times(table, "signed", "in_force", "2004-01-01")
    # The third came into force after the last day of the source: on that day it was still waiting.
    assert found["happened"].tolist() == [True, False, False]
    assert found["duration"].tolist() == [0, 4, 4]
    assert list(table.columns) == ["signed", "in_force"]
    assert len(waiting_times(table.iloc[:0], "signed", "in_force", "2004-01-01")) == 0


TWO = pd.DataFrame({"a": pd.to_datetime(["2000-01-01", "2001-01-01"]), "b": pd.to_datetime(["2002-01-01", None])})


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: base_rate(cases(1, 2), "laplas"), "Did you mean 'laplace'"),
        (lambda: base_rate(pd.DataFrame({"result": [1]})), "Lacking: outcome"),
        (lambda: base_rate(pd.DataFrame({"outcome": [0.5]})), "first 0.5"),
        (lambda: base_rate(cases(1, 2), by="stat"), "column of the cases"),
        (lambda: base_rate(cases(1, 2), level=2), "level"),
        (lambda: horizon_rates(REMISSION.drop(columns="happened"), [1]), "Lacking: happened"),
        (lambda: horizon_rates(REMISSION.assign(duration=-1.0), [1]), "0 or more"),
        (lambda: horizon_rates(REMISSION.assign(duration=np.inf), [1]), "infinite value"),
        (lambda: horizon_rates(REMISSION.assign(duration=np.nan), [1]), "empty cells"),
        (lambda: horizon_rates(REMISSION.assign(duration="1"), [1]), "must hold numbers"),
        (lambda: horizon_rates(REMISSION.assign(happened="yes"), [1]), "True or False"),
        (lambda: horizon_rates(REMISSION, []), "horizons"),
        (lambda: horizon_rates(REMISSION, ["two"]), "horizons"),
        (lambda: horizon_rates(REMISSION, [0]), "horizons"),
        (lambda: horizon_rates(REMISSION, [np.inf]), "horizons"),
        (lambda: horizon_rates(REMISSION, [1], level=0), "level"),
        (lambda: waiting_times(TWO, "a", "c", "2004-01-01"), "Lacking: c"),
        (lambda: waiting_times(TWO.assign(a="2000"), "a", "b", "2004-01-01"), "must hold dates"),
        (lambda: waiting_times(TWO, "b", "a", "2004-01-01"), "2 cases have no start, an event before it"),
        (lambda: waiting_times(TWO, "a", "b", "2000-06-01"), "a start after the last day"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()


def test_investment_treaties():
    treaties = load("investment_treaties").query("kind == 'BIT' and signed >= '1990'")
    waited = waiting_times(treaties, "signed", "in_force", "2025-04-08")
    older, newer = waited[waited["signed"] < "2015"], waited[waited["signed"] >= "2015"]
    found = horizon_rates(older, [2, 5, 10])
    assert found["n"].iloc[0] == 2798
    assert found["estimate"].round(2).tolist() == [0.46, 0.73, 0.80]
    # All were seen for ten years, so censoring changes nothing here; among the newer ones it does.
    assert found["open"].tolist() == [0, 0, 0] and found["plain"].tolist() == pytest.approx(found["estimate"].tolist())
    young = horizon_rates(newer, [5]).iloc[0]
    assert young["plain"] < young["estimate"] < found["estimate"].iloc[1]
    parties = load("investment_treaty_parties")
    never = {}
    for state in ("PAK", "AZE"):
        own = older[older["treaty"].isin(parties.loc[parties["state"] == state, "treaty"])]
        never[state] = 1 - base_rate(own.assign(outcome=own["happened"]), "plain")["estimate"].iloc[0]
    assert {state: round(share, 2) for state, share in never.items()} == {"PAK": 0.38, "AZE": 0.10}
    assert 1 - base_rate(older.assign(outcome=older["happened"]), "plain")["estimate"].iloc[0] == pytest.approx(
        0.18, abs=0.005
    )


def forecasts(**said):
    rows = [(name, q, p, o) for name, ps in said.items() for q, (p, o) in enumerate(zip(ps, [1, 0, 1], strict=False))]
    return pd.DataFrame(rows, columns=["forecaster", "question", "probability", "outcome"])


def test_skill_by_hand():
    # Base rate one half: 0.25 each. A: 0.04 and 0.09, on the two questions that both answered.
    found = skill(forecasts(base=[0.5, 0.5, 0.5], A=[0.8, 0.3], B=[0.5, 0.5, 0.5], C=[0.2, 0.9, 0.5]), "base")
    assert found["forecaster"].tolist() == ["A", "B", "C"] and found["n"].tolist() == [2, 3, 3]
    assert found["skill"].iloc[0] == pytest.approx(1 - 0.065 / 0.25)
    assert found["skill"].iloc[1] == 0 and found["skill"].iloc[2] < 0
    assert skill(forecasts(base=[0.5, 0.5], A=[1.0, 0.0]), "base")["skill"].tolist() == [1]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 1)), min_size=2, max_size=12))
@settings(max_examples=10)
def test_skill_against_the_share_is_resolution_less_reliability(pairs):
    # Murphy (1973): against the overall share the skill is (resolution - reliability) / uncertainty.
    p, o = map(list, zip(*pairs, strict=True))
    own = pd.DataFrame({"forecaster": "A", "question": range(len(p)), "probability": p, "outcome": o})
    both = pd.concat([own, own.assign(forecaster="share", probability=np.mean(o))])
    parts = murphy(own).iloc[0]
    found = skill(both, "share")["skill"].iloc[0]
    if parts["uncertainty"] == 0:
        assert np.isnan(found)
    else:
        assert found == pytest.approx((parts["resolution"] - parts["reliability"]) / parts["uncertainty"])
    assert skill(both.sample(frac=1, random_state=0), "share")["skill"].iloc[0] == pytest.approx(found, nan_ok=True)


def test_skill_without_common_questions():
    rows = forecasts(base=[0.5], A=[0.7, 0.2]).query("not (forecaster == 'A' and question == 0)")
    found = skill(rows, "base").iloc[0]
    assert found["n"] == 0 and found[["half_brier", "half_brier_reference", "skill"]].isna().all()


@pytest.mark.parametrize(
    ("rows", "reference", "words"),
    [
        (forecasts(base=[0.5]), "bas", "Did you mean 'base'"),
        (forecasts(base=[0.5]).iloc[:0], "base", "no forecaster called 'base'"),
        (forecasts(base=[0.5, 0.5]).assign(question=1, made=[1, 2]), "base", "1 repeat a key"),
        (forecasts(base=[1.5]), "base", "between 0 and 1"),
        (forecasts(base=[0.5]).drop(columns="forecaster"), "base", "Lacking: forecaster"),
    ],
)
def test_skill_names_bad_input(rows, reference, words):
    with pytest.raises(CourseError, match=words):
        skill(rows, reference)
