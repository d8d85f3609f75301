"""Is a tie institutionalised, and does that last? An index with declared weights, survival, and the yearly hazard.

Two tables recur. *Durations* have one row a spell, with duration (years), event (True where the end was seen, False
where watching stopped first) and, for spells that began before watching did, entry (their age at that time); see
:func:`durations`. *Weightings* have one row a set of weights and one column a component; see :func:`simplex`.
"""

from course_utils.measures.institutions.cox_regression import cox
from course_utils.measures.institutions.hazard_rates import hazard
from course_utils.measures.institutions.incidence import cumulative_incidence
from course_utils.measures.institutions.index import contributions, scores
from course_utils.measures.institutions.log_rank import logrank
from course_utils.measures.institutions.rank_changes import dominance, turning_points
from course_utils.measures.institutions.survival_curves import medians, survival
from course_utils.measures.institutions.tie_spells import durations, spells
from course_utils.measures.institutions.weightings import dirichlet, sensitivity, simplex

__all__ = [
    "contributions",
    "cox",
    "cumulative_incidence",
    "dirichlet",
    "dominance",
    "durations",
    "hazard",
    "logrank",
    "medians",
    "scores",
    "sensitivity",
    "simplex",
    "spells",
    "survival",
    "turning_points",
]
