"""The capstone's pairs: which tables speak of a pair of states, whether they say enough, and the pair's class.

:func:`missing` says in sentences what a pair lacks, :func:`partners` whom a state can be paired with,
:func:`classmates` what the other pairs of a pair's class look like. The rules and their reasons stand in
:mod:`course_utils.capstone.rules`.
"""

from course_utils.capstone.classes import CLASSES, classmates, percentiles, places
from course_utils.capstone.pairs import world
from course_utils.capstone.records import SOURCES, YEARS, fought, joined, small_seats
from course_utils.capstone.rules import EXEMPLARS, RULES, eligible, missing, partners, removed, standing

__all__ = [
    "CLASSES",
    "EXEMPLARS",
    "RULES",
    "SOURCES",
    "YEARS",
    "classmates",
    "eligible",
    "fought",
    "joined",
    "missing",
    "partners",
    "percentiles",
    "places",
    "removed",
    "small_seats",
    "standing",
    "world",
]
