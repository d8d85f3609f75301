"""Explorers: live widgets where a kernel runs, and the same picture as a static chart where none does."""

from course_utils.explore.agreement import agreement
from course_utils.explore.explorer import Explorer

__all__ = ["Explorer", "agreement"]
