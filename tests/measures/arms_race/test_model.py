"""The model itself: its point of rest, its stability, its paths, and the parts of its phase plot."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from course_utils.errors import CourseError
from course_utils.measures.arms_race import (
    direction_field,
    equilibrium,
    nullclines,
    simulate,
    trajectory,
    transitions,
)

TRUTH = {"k": 0.2, "a": 0.4, "g": 0.6, "l": 0.1, "b": 0.3, "h": 0.4}
rate = st.floats(-1, 1).map(lambda value: round(value, 3))
six = st.fixed_dictionaries(dict.fromkeys("kaglbh", rate))


def matrix(p):
    return np.array([[-p["a"], p["k"]], [p["l"], -p["b"]]])


def test_equilibrium_by_hand():
    # a b − k l = .12 − .02 = .1; x = (k h + b g) / .1 = (.08 + .18) / .1 = 2.6; y = (l g + a h) / .1 = (.06 + .16) / .1.
    row = equilibrium(TRUTH).iloc[0]
    assert row["x"] == pytest.approx(2.6) and row["y"] == pytest.approx(2.2)
    assert row["condition"] == pytest.approx(0.1) and row["restraint"] == pytest.approx(0.7)


@given(six)
@settings(max_examples=15)
def test_stability_condition_is_that_of_the_eigenvalues(p):
    # Reference: numpy's eigenvalues; the smooth path returns when both real parts are negative, the yearly one when
    # both factors 1 + eigenvalue are inside the unit circle.
    row, eigenvalues = equilibrium(p).iloc[0], np.linalg.eig(matrix(p)).eigenvalues
    assume(np.abs(eigenvalues.real).min() > 1e-6 and abs(np.abs(1 + eigenvalues).max() - 1) > 1e-6)
    assert row["stable"] == (eigenvalues.real.max() < 0)
    assert row["stable_yearly"] == (np.abs(1 + eigenvalues).max() < 1)
    assert not row["stable_yearly"] or row["stable"]


@given(six)
@settings(max_examples=15)
def test_closed_form_of_the_equilibrium(p):
    k, a, g, l_, b, h = (p[name] for name in "kaglbh")
    row, condition = equilibrium(p).iloc[0], a * b - k * l_
    assume(condition == 0 or abs(condition) > 1e-3)
    if condition == 0:
        assert np.isnan(row["x"]) and np.isnan(row["y"]) and not row["stable"]
    else:
        assert row["x"] == pytest.approx((k * h + b * g) / condition, abs=1e-6)
        assert row["y"] == pytest.approx((l_ * g + a * h) / condition, abs=1e-6)


@given(six)
@settings(max_examples=12)
def test_changing_places_changes_nothing_else(p):
    there = equilibrium(p).iloc[0]
    back = equilibrium(dict(zip("lbhkag", (p[name] for name in "kaglbh"), strict=True))).iloc[0]
    mirrored, own = back[["y", "x", "condition"]].tolist(), there[["x", "y", "condition"]].tolist()
    np.testing.assert_allclose(mirrored, own, rtol=1e-6, atol=1e-9)


@given(six, st.floats(-5, 5), st.floats(-5, 5))
@settings(max_examples=8)
def test_trajectory_against_scipys_integrator(p, x0, y0):
    path = trajectory(p, (x0, y0), years=4, per_year=2)
    constant = np.array([p["g"], p["h"]])
    solved = solve_ivp(
        lambda _, point: matrix(p) @ point + constant, (0, 4), [x0, y0], t_eval=path["time"], rtol=1e-9, atol=1e-9
    )
    np.testing.assert_allclose(path[["x", "y"]].to_numpy().T, solved.y, atol=1e-5)


@given(six, st.floats(-5, 5), st.floats(-5, 5))
@settings(max_examples=8)
def test_simulation_against_a_plain_loop(p, x, y):
    path = simulate(p, (x, y), years=5)
    for year in range(6):
        assert path.loc[year, "x"] == pytest.approx(x) and path.loc[year, "y"] == pytest.approx(y)
        x, y = x + p["k"] * y - p["a"] * x + p["g"], y + p["l"] * x - p["b"] * y + p["h"]


def test_a_stable_race_runs_to_its_equilibrium():
    for path in (simulate(TRUTH, (9.0, 0.0), 200), trajectory(TRUTH, (9.0, 0.0), 200, per_year=1)):
        assert path.iloc[-1][["x", "y"]].tolist() == pytest.approx([2.6, 2.2])


def test_a_singular_model_still_has_a_path():
    # No answers and no restraint: x grows by g = 2 a year.
    flat = dict.fromkeys("kalbh", 0.0) | {"g": 2.0}
    assert trajectory(flat, (1.0, 1.0), 3, per_year=1)["x"].tolist() == pytest.approx([1, 3, 5, 7])
    assert equilibrium(flat)[["x", "y"]].isna().all(axis=None)


def test_noise_is_of_the_size_asked_for_and_repeats():
    still = dict.fromkeys("kaglbh", 0.0)
    path = simulate(still, (0.0, 0.0), 4000, noise=0.5, seed=1)
    assert path["x"].diff().std() == pytest.approx(0.5, rel=0.05)
    pd.testing.assert_frame_equal(path, simulate(still, (0.0, 0.0), np.int64(4000), noise=0.5, seed=1))
    assert not path.equals(simulate(still, (0.0, 0.0), 4000, noise=0.5, seed=2))


def test_nullclines_by_hand():
    # x at rest: .2 y = .4 x − .6, at x = 0 y = −3, at x = 10 y = 17. y at rest: .3 y = .1 x + .4, 4/3 and 14/3.
    lines = nullclines(TRUTH, (0, 10), (0, 5))
    assert lines["line"].tolist() == ["x", "x", "y", "y"]
    assert lines["y"].tolist() == pytest.approx([-3, 17, 4 / 3, 14 / 3])


@given(six)
@settings(max_examples=12)
def test_nothing_changes_on_a_nullcline(p):
    lines = nullclines(p, (-2, 2), (-3, 3))
    for line, x, y in lines.itertuples(index=False):
        dx, dy = matrix(p) @ [x, y] + [p["g"], p["h"]]
        assert (dx if line == "x" else dy) == pytest.approx(0, abs=1e-6 * (1 + abs(x) + abs(y)))


def test_upright_and_absent_nullclines():
    upright = nullclines({"k": 0.0, "a": 0.5, "g": 1.0, "l": 0.0, "b": 0.0, "h": 1.0}, (0, 4), (0, 5))
    assert upright.values.tolist() == [["x", 2.0, 0.0], ["x", 2.0, 5.0]]
    assert nullclines(dict.fromkeys("kaglbh", 0.0), (0, 1), (0, 1)).empty


@given(six)
@settings(max_examples=8)
def test_arrows_are_the_first_step_of_the_simulation(p):
    for x, y, dx, dy, speed in direction_field(p, (0, 2), (1, 3), points=2).itertuples(index=False):
        step = simulate(p, (x, y), 1).diff().iloc[1]
        assert [dx, dy] == pytest.approx([step["x"], step["y"]]) and speed == pytest.approx(np.hypot(dx, dy))


def test_the_grid_covers_the_ranges():
    field = direction_field(TRUTH, (0, 2), (1, 3))
    assert len(field) == 81 and field["x"].agg(["min", "max"]).tolist() == [0, 2]
    assert field["y"].agg(["min", "max"]).tolist() == [1, 3]


def test_transitions_leave_out_a_step_across_a_gap():
    pair = pd.DataFrame({"year": [2004, 2001, 2000, 2003], "x": [9, 2, 1, 5], "y": [1, 4, 3, None]})
    assert transitions(pair).values.tolist() == [[2000, 1, 3, 1, 1]]
    assert transitions(pair.iloc[:0].astype({"year": int, "x": float, "y": float})).empty


@given(st.permutations(range(8)))
@settings(max_examples=12)
def test_transitions_do_not_depend_on_row_order(order):
    pair = simulate(TRUTH, (1.0, 3.0), 7, noise=0.2)
    pd.testing.assert_frame_equal(transitions(pair.iloc[list(order)]), transitions(pair))


PAIR = pd.DataFrame({"year": [1, 2], "x": [1.0, 2.0], "y": [1.0, 2.0]})


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: equilibrium({"k": 1.0}), "six numbers by name"),
        (lambda: equilibrium(dict(TRUTH, k="much")), "six numbers by name"),
        (lambda: equilibrium([1, 2, 3]), "six numbers by name"),
        (lambda: equilibrium(dict(TRUTH, k=np.inf)), "must be finite"),
        (lambda: equilibrium(dict(TRUTH, k=np.nan)), "must be finite"),
        (lambda: simulate(TRUTH, (1.0,), 3), "two finite numbers"),
        (lambda: simulate(TRUTH, (1.0, np.nan), 3), "two finite numbers"),
        (lambda: simulate(TRUTH, (1.0, 1.0), 0), "at least 1"),
        (lambda: simulate(TRUTH, (1.0, 1.0), 2.5), "whole number"),
        (lambda: simulate(TRUTH, (1.0, 1.0), 2, noise=-1), "noise must be a finite number"),
        (lambda: simulate(TRUTH, (1.0, 1.0), 2, noise=np.inf), "noise must be a finite number"),
        (lambda: simulate(dict(TRUTH, k=9.0, l=9.0), (1.0, 1.0), 2000), "unstable"),
        (lambda: trajectory(dict(TRUTH, k=90.0, l=90.0), (1.0, 1.0), 20, 1), "unstable"),
        (lambda: trajectory(TRUTH, (1.0, 1.0), 2, per_year=0), "points a year"),
        (lambda: nullclines(TRUTH, (1, 1), (0, 1)), "x must be a lower and a higher"),
        (lambda: direction_field(TRUTH, (0, 1), (0, np.inf)), "range of y must be a finite number"),
        (lambda: direction_field(TRUTH, (0, 1), (0, 1), points=1), "points"),
        (lambda: transitions([1]), "must be a table"),
        (lambda: transitions(PAIR.drop(columns="y")), "Lacking: y"),
        (lambda: transitions(PAIR.assign(year=1)), "repeat a key"),
        (lambda: transitions(PAIR.assign(x="1")), "must hold numbers"),
        (lambda: transitions(PAIR.assign(x=np.inf)), "infinite"),
        (lambda: transitions(PAIR.assign(year=[1.5, 2.5])), "whole numbers"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()
