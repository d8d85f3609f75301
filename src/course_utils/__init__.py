"""Helpers of the course Fraternal Nations. Importing this costs nothing: rooms and libraries load on first use."""

__version__ = "0.1.0"
__all__ = ["CourseError", "describe", "load"]


def __getattr__(name: str) -> object:
    if name == "CourseError":
        from course_utils.errors import CourseError

        return CourseError
    if name in ("describe", "load"):
        from course_utils import catalog

        return getattr(catalog, name)
    raise AttributeError(f"module 'course_utils' has no attribute {name!r}")
