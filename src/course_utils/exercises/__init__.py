"""Exercises: questions with checks, staged hints, personal pairs, progress and a receipt for what is handed in."""

from course_utils.exercises.api import check, hint
from course_utils.exercises.me import me, my_pair
from course_utils.exercises.progress import progress
from course_utils.exercises.question import Exercise, Hints, Question
from course_utils.exercises.submit import submit

__all__ = ["Exercise", "Hints", "Question", "check", "hint", "me", "my_pair", "progress", "submit"]
