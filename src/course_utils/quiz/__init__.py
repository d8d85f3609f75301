"""Self-check questions: read them, check an answer, show them in a notebook or on a page."""

from course_utils.quiz.feedback import Feedback, check
from course_utils.quiz.page import Quiz, show, to_html
from course_utils.quiz.questions import Matching, MultipleChoice, Numeric, Option, Question, questions

__all__ = [
    "Feedback",
    "Matching",
    "MultipleChoice",
    "Numeric",
    "Option",
    "Question",
    "Quiz",
    "check",
    "questions",
    "show",
    "to_html",
]
