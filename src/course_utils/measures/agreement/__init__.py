"""How alike states vote, from a dyad's share of identical votes to a map of all states.

Start with a table of votes (columns roll_call, state, vote) and, where topics and years matter, one of roll calls:
:func:`select` chooses among them, :func:`dyad` puts two states side by side, :func:`agreement` measures.
"""

from course_utils.measures.agreement.absence import bounds
from course_utils.measures.agreement.ballot_matrix import ballots
from course_utils.measures.agreement.bootstrap import interval
from course_utils.measures.agreement.choices import CHOICES
from course_utils.measures.agreement.clustered import clustered_interval
from course_utils.measures.agreement.coefficients import STATISTICS, agreement
from course_utils.measures.agreement.comparison import compare, confusion, tally
from course_utils.measures.agreement.contestedness import largest_camp
from course_utils.measures.agreement.dyads import dyad
from course_utils.measures.agreement.families import family
from course_utils.measures.agreement.opposition import opposed, sides
from course_utils.measures.agreement.pairwise import all_pairs
from course_utils.measures.agreement.ranking import partners
from course_utils.measures.agreement.scaling import complete, state_map
from course_utils.measures.agreement.selection import select
from course_utils.measures.agreement.voting_habits import habits

__all__ = [
    "CHOICES",
    "STATISTICS",
    "agreement",
    "all_pairs",
    "ballots",
    "bounds",
    "clustered_interval",
    "compare",
    "complete",
    "confusion",
    "dyad",
    "family",
    "habits",
    "interval",
    "largest_camp",
    "opposed",
    "partners",
    "select",
    "sides",
    "state_map",
    "tally",
]
