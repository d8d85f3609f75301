"""Do two states arm in answer to each other? Shares, Richardson's model, lags, and what a short series can't tell.

Three tables recur. *Spending* has one row a state and year. A *pair of series* has the columns year, x and y: the
first state's figure and the second's, with a missing value in a year without a figure, as :func:`two_series` makes
it. *Parameters* are the six numbers of Richardson's model by name: k, a, g, l, b and h.
"""

from course_utils.measures.arms_race.arms_suppliers import suppliers
from course_utils.measures.arms_race.lags import lagged
from course_utils.measures.arms_race.least_squares_fit import parameters, richardson
from course_utils.measures.arms_race.mean_reversion import recovery_bias
from course_utils.measures.arms_race.military_burden import burden
from course_utils.measures.arms_race.model import equilibrium, simulate, trajectory
from course_utils.measures.arms_race.phase import direction_field, nullclines, transitions
from course_utils.measures.arms_race.reduced_model import reduced
from course_utils.measures.arms_race.series import indexed, two_series, yearly
from course_utils.measures.arms_race.simulated_fits import precision
from course_utils.measures.arms_race.spurious_correlation import spurious
from course_utils.measures.arms_race.stability_condition import stability

__all__ = [
    "burden",
    "direction_field",
    "equilibrium",
    "indexed",
    "lagged",
    "nullclines",
    "parameters",
    "precision",
    "recovery_bias",
    "reduced",
    "richardson",
    "simulate",
    "spurious",
    "stability",
    "suppliers",
    "trajectory",
    "transitions",
    "two_series",
    "yearly",
]
