"""Is a tie institutionalised, and does that last? An index with declared weights, survival, and the yearly hazard.

Two tables recur. *Durations* have one row a spell, with duration (years), event (True where the end was seen, False
where watching stopped first) and, for spells that began before watching did, entry (their age at that time); see
:func:`durations`. *Weightings* have one row a set of weights and one column a component; see :func:`simplex`.
"""

from course_utils.measures.institutions.cox import cox
from course_utils.measures.institutions.hazard import hazard
from course_utils.measures.institutions.incidence import cumulative_incidence
from course_utils.measures.institutions.index import contributions, scores
from course_utils.measures.institutions.log_rank import logrank
from course_utils.measures.institutions.sensitivity import dirichlet, sensitivity, simplex
from course_utils.measures.institutions.spells import durations, spells
from course_utils.measures.institutions.survival import medians, survival
from course_utils.measures.institutions.turning_points import dominance, turning_points

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
