"""Give-and-take between states: answers in kind, lagged response, accounts of gestures, mutual ties.

Three kinds of table go in. Yearly or monthly counts with a sender and a receiver become a paired series
(:func:`paired_series`). A chronology becomes a table of acts (:func:`directed_acts`). Ties, such as embassies,
are an edge table with the set of all states. Iterated games are in the sub-package ``games``.

Sources: Keohane (1986) for specific and diffuse reciprocity, Goldstein and Freeman (1990) for lagged response,
Garlaschelli and Loffredo (2004) and Squartini and others (2013) for networks.
"""

from __future__ import annotations

from course_utils.measures.reciprocity.account import balance_of_gestures, running_account
from course_utils.measures.reciprocity.acts import directed_acts
from course_utils.measures.reciprocity.answers_in_kind import answer_rate, answers
from course_utils.measures.reciprocity.correlation import direction_correlations, lagged_correlation
from course_utils.measures.reciprocity.diffuse import answer_forms, group_accounts
from course_utils.measures.reciprocity.lagged_contingency import contingency
from course_utils.measures.reciprocity.lagged_response import response
from course_utils.measures.reciprocity.network import (
    dyad_census,
    network_reciprocity,
    node_reciprocity,
    weighted_reciprocity,
)
from course_utils.measures.reciprocity.null_model import reciprocity_null
from course_utils.measures.reciprocity.series import paired_series

__all__ = [
    "answer_forms",
    "answer_rate",
    "answers",
    "balance_of_gestures",
    "contingency",
    "directed_acts",
    "direction_correlations",
    "dyad_census",
    "group_accounts",
    "lagged_correlation",
    "network_reciprocity",
    "node_reciprocity",
    "paired_series",
    "reciprocity_null",
    "response",
    "running_account",
    "weighted_reciprocity",
]
