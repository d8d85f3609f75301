"""Did empires leave these disputes behind? Codings, base rates, odds ratios, regression, and every choice at once.

A share of same-empire pairs among disputes means nothing until it stands beside the share among the pairs that could
have had one. The functions here set codings side by side, give base rates and odds ratios their intervals, allow for
dyads that share a state, and show how far the answer depends on choices that reasonable people make differently.
"""

from course_utils.measures.legacies.claims import claimed
from course_utils.measures.legacies.codings import coding_agreement, coding_differences
from course_utils.measures.legacies.odds import cross_counts, odds_ratio
from course_utils.measures.legacies.rates import base_rates, rate_intervals
from course_utils.measures.legacies.regression import dyadic_logit
from course_utils.measures.legacies.strata import mantel_haenszel
from course_utils.measures.specifications import curve_summary, specification_curve

__all__ = [
    "base_rates",
    "claimed",
    "coding_agreement",
    "coding_differences",
    "cross_counts",
    "curve_summary",
    "dyadic_logit",
    "mantel_haenszel",
    "odds_ratio",
    "rate_intervals",
    "specification_curve",
]
