"""Kinds of answers: what each must be before it can be right."""

from course_utils.exercises.kinds.chart import Chart
from course_utils.exercises.kinds.function import Function
from course_utils.exercises.kinds.kind import Kind
from course_utils.exercises.kinds.members import Members
from course_utils.exercises.kinds.number import Number
from course_utils.exercises.kinds.parts import Record, Several
from course_utils.exercises.kinds.table import Table
from course_utils.exercises.kinds.text import Choice, Text
from course_utils.exercises.kinds.written import Written

__all__ = ["Chart", "Choice", "Function", "Kind", "Members", "Number", "Record", "Several", "Table", "Text", "Written"]
