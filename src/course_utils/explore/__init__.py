"""Explorers: live widgets where a kernel runs, and the same picture as a static chart where none does."""

from course_utils.explore.agreement import agreement
from course_utils.explore.arms_race import arms_race
from course_utils.explore.balance import balance
from course_utils.explore.capacity import capacity
from course_utils.explore.choose_pair import choose_pair
from course_utils.explore.chronology import chronology
from course_utils.explore.discourse import discourse
from course_utils.explore.explorer import Explorer
from course_utils.explore.games import games
from course_utils.explore.institutions import institutions
from course_utils.explore.legacies import legacies

__all__ = [
    "Explorer",
    "agreement",
    "arms_race",
    "balance",
    "capacity",
    "choose_pair",
    "chronology",
    "discourse",
    "games",
    "institutions",
    "legacies",
]
