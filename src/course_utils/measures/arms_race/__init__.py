"""Do two states arm in answer to each other? Shares, Richardson's model, lags, and what a short series can't tell.

Three tables recur. *Spending* has one row a state and year. A *pair of series* has the columns year, x and y: the
first state's figure and the second's, with a missing value in a year without a figure, as :func:`two_series` makes
it. *Parameters* are the six numbers of Richardson's model by name: k, a, g, l, b and h.
"""

from course_utils.measures.arms_race.burden import burden
from course_utils.measures.arms_race.lags import lagged
from course_utils.measures.arms_race.model import equilibrium, simulate, trajectory
from course_utils.measures.arms_race.phase import direction_field, nullclines, transitions
from course_utils.measures.arms_race.precision import precision
from course_utils.measures.arms_race.recovery_bias import recovery_bias
from course_utils.measures.arms_race.reduced import reduced
from course_utils.measures.arms_race.richardson import parameters, richardson
from course_utils.measures.arms_race.series import indexed, two_series, yearly
from course_utils.measures.arms_race.spurious import spurious
from course_utils.measures.arms_race.stability import stability
from course_utils.measures.arms_race.suppliers import suppliers

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
