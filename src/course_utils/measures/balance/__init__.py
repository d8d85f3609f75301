"""Structural balance: is my friend's enemy my enemy, and how far is a signed graph from it?

A signed graph has ties of plus and minus. It is balanced when its nodes fall into two camps with pluses
within and minuses between (Harary 1953; Cartwright and Harary 1956); weak balance allows more camps
(Davis 1967). Here are graphs from tables and from a chronology, the census of triads, balance over walks, the
frustration index with the ties that would have to change, null models, and the comparison of two dates.

A sign is a coding, not a feeling: say by which rule a tie is a plus, and what another rule would give.
"""

from course_utils.measures.balance.census import balance_by, balance_shares, triad_census
from course_utils.measures.balance.compare import before_after, tie_changes, triad_changes
from course_utils.measures.balance.events import event_signs, ties_at
from course_utils.measures.balance.frustration_index import Frustration, frustration
from course_utils.measures.balance.graph import sign_matrix, signed_graph
from course_utils.measures.balance.null_models import null_model
from course_utils.measures.balance.sign_rules import pair_signs
from course_utils.measures.balance.triad_list import node_balance, tie_balance, triads
from course_utils.measures.balance.walks import walk_balance

__all__ = [
    "Frustration",
    "balance_by",
    "balance_shares",
    "before_after",
    "event_signs",
    "frustration",
    "node_balance",
    "null_model",
    "pair_signs",
    "sign_matrix",
    "signed_graph",
    "tie_balance",
    "tie_changes",
    "ties_at",
    "triad_census",
    "triad_changes",
    "triads",
    "walk_balance",
]
