"""What two-party and many-party diplomacy cost and reach: treaties against possible pairs, size, inequality.

The number of pairs of states grows with the square of the number of states, so a count of bilateral treaties says
little until it is set against the pairs that could have signed. The functions here make that comparison, fit the
scaling law of a count with size, compare embassies with seats by what a partner costs, and measure how unequally
representation is spread.
"""

from course_utils.measures.capacity.flows import by_period, treaty_flows
from course_utils.measures.capacity.forms import by_form, treaty_forms
from course_utils.measures.capacity.inequality import gini, gini_interval, lorenz
from course_utils.measures.capacity.pairs import normalise, possible_pairs, states_by_year
from course_utils.measures.capacity.population import per_capita
from course_utils.measures.capacity.reach import cost_per_partner
from course_utils.measures.capacity.scaling_law import scaling, scaling_residuals

__all__ = [
    "by_form",
    "by_period",
    "cost_per_partner",
    "gini",
    "gini_interval",
    "lorenz",
    "normalise",
    "per_capita",
    "possible_pairs",
    "scaling",
    "scaling_residuals",
    "states_by_year",
    "treaty_flows",
    "treaty_forms",
]
