"""Survival against the remission data of Freireich et al. (1963), scipy, and plain counts."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.rates import confint_poisson

from course_utils import load
from course_utils.errors import CourseError
from course_utils.measures.institutions import cox, cumulative_incidence, durations, hazard, logrank, medians, survival

# Weeks in remission of leukaemia, from Freireich et al. (1963) as used by Gehan (1965) and Cox (1972); + is censored.
TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+".split()
CONTROL = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23".split()
REMISSION = pd.DataFrame(
    {
        "arm": ["treated"] * 21 + ["control"] * 21,
        "duration": [float(weeks.rstrip("+")) for weeks in TREATED + CONTROL],
        "event": [not weeks.endswith("+") for weeks in TREATED + CONTROL],
    }
).assign(control=lambda table: (table["arm"] == "control").astype(int))

spell = st.tuples(st.integers(0, 8), st.booleans())
some = st.lists(spell, min_size=1, max_size=15)


def frame(rows):
    return pd.DataFrame({"duration": [float(d) for d, _ in rows], "event": [e for _, e in rows]})


def test_remission_as_published():
    # Kaplan–Meier of the treated arm with the log-log interval, as in Venables and Ripley's and other textbooks.
    curve = survival(REMISSION, by="arm")
    treated = curve[(curve["arm"] == "treated") & (curve["events"] > 0)]
    assert treated["time"].tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert treated["n_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert treated["survival"].round(3).tolist() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert treated["low"].round(3).tolist()[:2] == [0.620, 0.563]
    assert treated["high"].round(3).tolist()[:2] == [0.952, 0.923]


def test_medians_as_published():
    table = medians(REMISSION, by="arm").set_index("arm")
    assert table["median"].tolist() == [8, 23] and table["events"].tolist() == [21, 9]
    assert table.loc["control", ["low", "high"]].tolist() == [4, 11]
    assert table.loc["treated", "low"] == 13 and np.isnan(table.loc["treated", "high"])


def test_log_rank_as_published():
    row = logrank(REMISSION, by="arm").iloc[0]
    assert round(row["chi2"], 2) == 16.79 and row["df"] == 1 and row["n"] == 42
    # scipy's statistic is the square root of the same.
    groups = [
        stats.CensoredData.right_censored(group["duration"], ~group["event"]) for _, group in REMISSION.groupby("arm")
    ]
    library = stats.logrank(*groups)
    assert row["chi2"] == pytest.approx(library.statistic**2) and row["p_value"] == pytest.approx(library.pvalue)


def test_cox_as_published():
    # Efron's treatment of ties: coefficient 1.572, standard error .412, ratio 4.82.
    row = cox(REMISSION, ["control"]).iloc[0]
    assert row["estimate"] == pytest.approx(1.572, abs=5e-4) and row["se"] == pytest.approx(0.412, abs=5e-4)
    assert row["hazard_ratio"] == pytest.approx(4.82, abs=5e-3) and row["n"] == 42 and row["events"] == 30
    assert np.log([row["low"], row["high"]]) == pytest.approx(
        row["estimate"] + np.array([-1.96, 1.96]) * row["se"], abs=1e-3
    )


def test_survival_by_hand():
    # Four at risk, one ends: 3/4. One censored. Of the two left one ends: 3/8.
    curve = survival(frame([(1, True), (2, False), (3, True), (4, False)]))
    assert curve["survival"].tolist() == [1, 0.75, 0.75, 0.375, 0.375] and curve["n_risk"].tolist() == [4, 4, 3, 2, 1]
    assert curve["events"].tolist() == [0, 1, 0, 1, 0] and curve["censored"].tolist() == [0, 0, 1, 0, 1]
    assert np.isnan(curve["low"][0]) and np.isnan(curve["high"][0])


@given(some)
@settings(max_examples=10)
def test_survival_as_scipy_has_it(rows):
    table = frame(rows)
    curve = survival(table, level=0.9)
    if not table["event"].any():
        assert curve["survival"].eq(1).all() and curve["low"].isna().all()
        return
    library = stats.ecdf(stats.CensoredData.right_censored(table["duration"], ~table["event"])).sf
    np.testing.assert_allclose(curve["survival"], library.evaluate(curve["time"]), atol=1e-12)
    inside = curve["survival"].between(1e-9, 1 - 1e-9)
    assert curve.loc[~inside, ["low", "high"]].isna().all(axis=None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scipy says that its interval is undefined at 0 and 1
        bands = library.confidence_interval(0.9, method="log-log")
    for column, band in (("low", bands.low), ("high", bands.high)):
        at = np.searchsorted(band.quantiles, curve.loc[inside, "time"], side="right") - 1
        np.testing.assert_allclose(curve.loc[inside, column], band.probabilities[at], atol=1e-9)


@given(some)
@settings(max_examples=8)
def test_without_censoring_it_is_the_plain_share(rows):
    table = frame(rows).assign(event=True)
    curve = survival(table)
    for time, height in curve[["time", "survival"]].itertuples(index=False):
        assert height == pytest.approx((table["duration"] > time).mean(), abs=1e-9)
    assert curve["survival"].is_monotonic_decreasing and curve["survival"].iloc[-1] == 0
    pd.testing.assert_frame_equal(curve, survival(table.iloc[::-1]))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5), st.booleans()), min_size=1, max_size=12))
@settings(max_examples=10)
def test_late_entry_against_a_plain_product(rows):
    table = pd.DataFrame(rows, columns=["entry", "more", "event"])
    table["duration"] = table["entry"] + table.pop("more")
    curve, height = survival(table), 1.0
    for time, n_risk, events, found in curve[["time", "n_risk", "events", "survival"]].itertuples(index=False):
        late = table["entry"].where(table["entry"] > 0, -1)
        assert n_risk == ((late < time) & (table["duration"] >= time)).sum()
        height *= 1 - events / n_risk if events else 1
        assert found == pytest.approx(height, abs=1e-9)


@given(some)
@settings(max_examples=8)
def test_median_is_the_first_time_at_one_half_or_below(rows):
    table = frame(rows)
    row, curve = medians(table).iloc[0], survival(table)
    reached = curve.loc[curve["survival"] <= 0.5 + 1e-9, "time"]
    assert np.isnan(row["median"]) if reached.empty else row["median"] == reached.iloc[0]
    assert row["n"] == len(rows) and row["events"] == sum(e for _, e in rows)
    assert not row["low"] > row["median"] and not row["high"] < row["median"]


@given(some, st.floats(0, 9))
@settings(max_examples=8)
def test_incidence_is_one_less_survival(rows, time):
    table = frame(rows)
    row, curve = cumulative_incidence(table, [time]).iloc[0], survival(table)
    last = curve[curve["time"] <= time].iloc[-1]
    if time > curve["time"].iloc[-1] and last["survival"] > 0:
        assert np.isnan(row["share"]) and row["n_risk"] == 0
    else:
        assert row["share"] == pytest.approx(1 - last["survival"], abs=1e-9)
        np.testing.assert_allclose([row["low"], row["high"]], 1 - last[["high", "low"]].astype(float), atol=1e-9)


def plain_incidence(rows, time):
    """Aalen and Johansen by hand: what is left just before each time, times the share that then has the event."""
    left, ended = 1.0, 0.0
    for t in sorted({d for d, _ in rows if d <= time}):
        at_risk = sum(d >= t for d, _ in rows)
        ended += left * sum(d == t and kind == 1 for d, kind in rows) / at_risk
        left *= 1 - sum(d == t and kind > 0 for d, kind in rows) / at_risk
    return ended


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 2)), min_size=1, max_size=12))
@settings(max_examples=10)
def test_competing_events_against_a_plain_count(rows):
    table = pd.DataFrame(rows, columns=["duration", "kind"])
    table = table.assign(event=table["kind"] == 1, other=table["kind"] == 2)
    times = [0.0, 2.0, float(table["duration"].max())]
    found = cumulative_incidence(table, times, competing="other")
    assert found["share"].dropna().tolist() == pytest.approx(
        [plain_incidence(rows, time) for time, share in zip(times, found["share"], strict=True) if not np.isnan(share)]
    )
    without = cumulative_incidence(table, times)
    assert (without["share"] - found["share"]).dropna().ge(-1e-9).all()


def test_competing_events_without_an_end_seen():
    none = pd.DataFrame({"duration": [1.0, 2.0], "event": False, "other": [True, False]})
    found = cumulative_incidence(none, [1, 2, 3], competing="other")
    assert found["share"].fillna(-1).tolist() == [0, 0, -1] and found[["low", "high"]].isna().all(axis=None)


def test_competing_events_with_none_give_the_same_interval():
    table = REMISSION[REMISSION["arm"] == "treated"].assign(other=False)
    one, other = (cumulative_incidence(table, [6, 10, 22], competing=name) for name in (None, "other"))
    pd.testing.assert_frame_equal(one, other)


def test_incidence_by_group():
    table = cumulative_incidence(REMISSION, [6, 22], by="arm")
    assert table["arm"].tolist() == ["control"] * 2 + ["treated"] * 2
    assert table["share"].round(3).tolist()[2:] == [0.143, 0.462]


@given(some, some)
@settings(max_examples=8)
def test_log_rank_does_not_care_for_names_or_order(one, other):
    table = pd.concat([frame(one).assign(kind=1), frame(other).assign(kind=2)])
    there, back = logrank(table, "kind"), logrank(table.assign(kind=3 - table["kind"]).iloc[::-1], "kind")
    pd.testing.assert_frame_equal(there, back)
    if table["event"].sum() == 0:
        assert there[["chi2", "p_value"]].isna().all(axis=None)


def test_log_rank_of_alike_groups_is_zero_and_of_three_has_two_degrees():
    alike = pd.concat([REMISSION.assign(kind=kind) for kind in "xyz"])
    row = logrank(alike, "kind").iloc[0]
    assert row["chi2"] == pytest.approx(0, abs=1e-9) and row["df"] == 2 and row["p_value"] == pytest.approx(1)
    apart = pd.DataFrame({"duration": [1.0, 9.0], "event": [False, True], "kind": ["x", "y"]})
    assert logrank(apart, "kind")["chi2"].isna().all()


def test_hazard_by_hand():
    # Year 0 to 1: half a year and three whole ones, one end: 1/3.5. Year 1 to 2: .5 + 1 + 1 years and two ends, one of
    # them just at the border: 2/2.5.
    table = hazard(pd.DataFrame({"duration": [0.5, 1.5, 2.0, 2.0], "event": [True, True, True, False]}))
    assert table["exposure"].tolist() == [3.5, 2.5] and table["events"].tolist() == [1, 2]
    assert table["hazard"].tolist() == pytest.approx([1 / 3.5, 2 / 2.5]) and table["n_risk"].tolist() == [4, 3]


def test_no_time_under_watch_has_no_hazard():
    table = hazard(pd.DataFrame({"duration": [0.0, 0.0], "event": [True, False]}))
    assert table[["n_risk", "exposure", "events"]].values.tolist() == [[2, 0, 1]]
    assert table[["hazard", "low", "high"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("events", "low", "high"), [(0, 0, 3.69), (1, 0.025, 5.57), (5, 1.62, 11.67), (10, 4.80, 18.39)]
)
def test_exact_poisson_limits_as_in_garwood_1936(events, low, high):
    # Thirty spells of thirty years, 900 years in all; the limits of the count are those of the rate times 900.
    rows = pd.DataFrame({"duration": [30.0] * 30, "event": [False] * 30})
    rows["event"] = rows.index < events
    table = hazard(rows, width=31).iloc[0]
    assert table["exposure"] == 900 and table["events"] == events
    assert [table["low"] * 900, table["high"] * 900] == pytest.approx([low, high], abs=0.006)
    if events:
        library = confint_poisson(events, 900, method="exact-c")
        assert [table["low"], table["high"]] == pytest.approx(library)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.floats(0.1, 5), st.booleans()), min_size=1, max_size=10),
    st.sampled_from([0.5, 1.0, 3.0]),
)
@settings(max_examples=8)
def test_hazard_adds_up(rows, width):
    table = pd.DataFrame(rows, columns=["entry", "more", "event"])
    table["duration"] = table["entry"] + table.pop("more")
    found = hazard(table, width=width)
    assert found["exposure"].sum() == pytest.approx((table["duration"] - table["entry"]).sum())
    assert found["events"].sum() == table["event"].sum() and (found["events"] <= found["n_risk"]).all()
    known = found.dropna()
    assert (known["low"] <= known["hazard"]).all() and (known["hazard"] <= known["high"]).all()
    pd.testing.assert_frame_equal(found, hazard(table.iloc[::-1], width=width))


def test_hazard_by_group():
    table = hazard(REMISSION, width=10, by="arm")
    assert table.groupby("arm")["events"].sum().to_dict() == {"control": 21, "treated": 9}


def test_cox_is_the_same_from_the_other_side_and_in_other_units():
    there = cox(REMISSION, ["control"]).iloc[0]
    back = cox(
        REMISSION.assign(control=1 - REMISSION["control"], duration=REMISSION["duration"] * 7), ["control"]
    ).iloc[0]
    assert back["estimate"] == pytest.approx(-there["estimate"], abs=1e-6) and back["se"] == pytest.approx(there["se"])


def test_cox_allows_for_late_entry():
    # Watched from week 3 on: control patients who relapsed before are not in the table at all.
    late = REMISSION[REMISSION["duration"] > 3].assign(entry=3.0)
    assert cox(late, ["control"]).iloc[0]["estimate"] == pytest.approx(
        cox(late.drop(columns="entry"), ["control"]).iloc[0]["estimate"]
    )
    staggered = late.assign(entry=np.where(late["control"] == 1, 3.0, 0.0))
    assert np.isfinite(cox(staggered, ["control"])["estimate"]).all()


GOOD = REMISSION


def test_ends_may_be_written_as_1_and_0():
    coded = GOOD.assign(event=GOOD["event"].astype(int), other=0)
    pd.testing.assert_frame_equal(survival(coded), survival(GOOD))
    pd.testing.assert_frame_equal(
        cumulative_incidence(coded, [10], competing="other"),
        cumulative_incidence(GOOD.assign(other=False), [10], competing="other"),
    )


@pytest.mark.parametrize(
    "measure",
    [
        lambda table: survival(table),
        lambda table: medians(table),
        lambda table: cumulative_incidence(table, [1]),
        lambda table: logrank(table, "arm"),
        lambda table: hazard(table),
        lambda table: cox(table, ["control"]),
    ],
)
@pytest.mark.parametrize(
    ("table", "words"),
    [
        (GOOD.iloc[:0], "is empty, so there is nothing"),
        (GOOD.drop(columns="event"), "Lacking: event"),
        (GOOD.assign(event=2), "event .* must hold True or False"),
        (GOOD.assign(duration=-1.0), "0 or more"),
        (GOOD.assign(duration=np.inf), "infinite"),
        (GOOD.assign(duration=np.nan), "empty cells"),
        (GOOD.assign(duration="1"), "must hold numbers"),
        (GOOD.assign(entry=50.0), "below the duration"),
        (GOOD.assign(entry=-1.0), "0 or more"),
        (GOOD.assign(entry=np.nan), "empty cells"),
        ([1], "must be a table"),
    ],
)
def test_bad_durations_are_named(measure, table, words):
    with pytest.raises(CourseError, match=words):
        measure(table)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: survival(GOOD, level=95), "level"),
        (lambda: survival(GOOD.assign(arm=None), by="arm"), "empty cells"),
        (lambda: medians(GOOD, level=0), "level"),
        (lambda: cumulative_incidence(GOOD, []), "one or more times"),
        (lambda: cumulative_incidence(GOOD, [-1]), "at least 0 years"),
        (lambda: cumulative_incidence(GOOD, [1], level=1), "level"),
        (lambda: cumulative_incidence(GOOD.assign(other="x"), [1], competing="other"), "other .* True or False"),
        (lambda: cumulative_incidence(GOOD.assign(other=True), [1], competing="other"), "both its event and other"),
        (lambda: cumulative_incidence(GOOD.assign(other=False, entry=0.5), [1], competing="other"), "entered late"),
        (lambda: logrank(GOOD.iloc[:21], "arm"), "column arm has one"),
        (lambda: logrank(GOOD, "army"), "Lacking: army"),
        (lambda: hazard(GOOD, width=0), "width of an interval"),
        (lambda: hazard(GOOD, width=0.01), "Choose a wider interval"),
        (lambda: hazard(GOOD, level=2), "level"),
        (lambda: cox(GOOD, []), "covariates must be a list of 1 or more"),
        (lambda: cox(GOOD, "control"), "covariates must be a list of 1 or more"),
        (lambda: cox(GOOD, ["arm"]), "must hold numbers"),
        (lambda: cox(GOOD.assign(control=1), ["control"]), "constant or follows from the others"),
        (lambda: cox(GOOD.assign(copy=GOOD["control"]), ["control", "copy"]), "constant or follows from the others"),
        (lambda: cox(GOOD.assign(control=np.nan), ["control"]), "empty cells"),
        (lambda: cox(GOOD.assign(event=False), ["control"]), "need more ends"),
        (lambda: cox(GOOD.assign(event=GOOD["control"] == 1, duration=1.0), ["control"]), "has no end"),
        (lambda: cox(GOOD, ["control"], level=0), "level"),
    ],
)
def test_bad_arguments_are_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()


@pytest.fixture(scope="module")
def treaties():
    table = load("investment_treaties").query("kind == 'BIT'")
    return durations(table, "signed", "in_force", until="2025-04-09")


def test_investment_treaties_of_1990_to_2014(treaties):
    cohort = treaties[treaties["signed"].dt.year.between(1990, 2014)]
    assert len(cohort) == 2798
    assert cumulative_incidence(cohort, [2, 5])["share"].round(2).tolist() == [0.46, 0.73]
    assert round(1 - cohort["event"].mean(), 2) == 0.18
    never = {
        state: 1 - cohort.loc[(cohort["state_a"] == state) | (cohort["state_b"] == state), "event"].mean()
        for state in ("PAK", "AZE")
    }
    assert never == pytest.approx({"PAK": 17 / 44, "AZE": 5 / 48})


def test_open_cases_count_once_the_cohort_is_recent(treaties):
    # All of 1990–2014 were watched for ten years, so censoring changes nothing within ten; of 2015–25 many are open.
    old = treaties[treaties["signed"].dt.year.between(1990, 2014)]
    new = treaties[treaties["signed"].dt.year >= 2015]
    naive = [(table["event"] & (table["duration"] <= 5)).mean() for table in (old, new)]
    fair = [cumulative_incidence(table, [5])["share"].item() for table in (old, new)]
    assert fair[0] == pytest.approx(naive[0]) and fair[1] > naive[1] + 0.03
