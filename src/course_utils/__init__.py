"""Helpers of the course Fraternal Nations. Importing this costs nothing: libraries load on first use."""

from course_utils.catalog import describe, load
from course_utils.errors import CourseError

__version__ = "0.1.0"
__all__ = ["CourseError", "describe", "load"]
