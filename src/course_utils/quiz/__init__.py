"""Self-check questions: one bank for the site, notebooks, paper and learning platforms."""

from course_utils.quiz.export import export
from course_utils.quiz.feedback import Feedback, check
from course_utils.quiz.notebook import Quiz, show
from course_utils.quiz.page import to_html
from course_utils.quiz.questions import Matching, MultipleChoice, Numeric, Option, Question, bank, question, questions

__all__ = [
    "Feedback",
    "Matching",
    "MultipleChoice",
    "Numeric",
    "Option",
    "Question",
    "Quiz",
    "bank",
    "check",
    "export",
    "question",
    "questions",
    "show",
    "to_html",
]
