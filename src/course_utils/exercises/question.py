"""What an author writes: an exercise, its questions, their hints and their checks."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import dataclass, field
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from course_utils.errors import CourseError, unknown

if TYPE_CHECKING:
    from course_utils.exercises.kinds.kind import Kind

# The order in which checks run. The first that fails is shown; what comes after it waits.
STAGES = ("type", "shape", "range", "toy case", "property")


@dataclass(frozen=True)
class Hints:
    """Help in four steps. None of them is the answer."""

    nudge: str
    """a question back, one or two sentences"""
    concept: str
    """the idea in other words"""
    link: str
    """where the reading explains it: ``book/modules/<slug>.md#heading``"""
    expected: str
    """what a right answer gives on a toy case, or how the right picture looks"""
    neighbour: str
    """a neighbouring problem, worked from start to end; code between `` ` ``, or between lines of three of them"""

    def steps(self) -> tuple[str, ...]:
        """The four hints in order, the link beside the concept."""
        return (self.nudge, f"{self.concept} ({self.link})", self.expected, self.neighbour)


@dataclass(frozen=True)
class Check:
    """One check of one question: a function of the answer that asserts, with a message in the subject's words."""

    stage: str
    title: str
    """what it looks at, as the card shows it"""
    test: Callable[..., None]


@dataclass
class Question:
    """One question of an exercise.

    ``answer`` names the variables of the notebook that hold the answer, in the order in which ``check`` takes them.
    ``kind`` says what the answer must be; its own checks run first. Further checks are added by the decorator
    :meth:`check`.

    >>> from course_utils.exercises.kinds import Number
    >>> ask = Question("m3-q1", 2, "Count roll calls.", ("n",), Number(low=0, whole=True),
    ...                Hints("How many rows?", "One row a roll call.", "book/modules/m3_votes.md", "4", "2 + 2 = 4"))
    >>> @ask.check("toy case", "all roll calls are counted")
    ... def all_counted(n):
    ...     assert n == 4, f"There are 4 roll calls, but {n} came."
    >>> [check.stage for check in ask.checks]
    ['type', 'range', 'toy case']
    """

    id: str
    points: int
    objective: str
    answer: tuple[str, ...]
    kind: Kind
    hints: Hints
    personal: bool = False
    """whether the answer depends on the student's own pair"""
    by_hand: bool = False
    """whether a person grades it, with the rubric in the notebook"""
    public_points: int = 0
    """how many of the points the public checks carry; the hidden checks carry the rest"""
    added: list[Check] = field(default_factory=list, repr=False)

    def check(self, stage: str, title: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
        """Decorator: a further public check. It gets the answers as arguments and asserts with a message."""
        if stage not in STAGES:
            raise unknown("stage", stage, STAGES)

        def keep(test: Callable[..., None]) -> Callable[..., None]:
            self.added.append(Check(stage, title, test))
            return test

        return keep

    @property
    def checks(self) -> tuple[Check, ...]:
        """All public checks, the kind's own and the author's, in the order of the stages."""
        every = [*self.kind.checks(), *self.added]
        return tuple(sorted(every, key=lambda check: STAGES.index(check.stage)))


@dataclass(frozen=True)
class Exercise:
    """An assignment: one folder of notebooks/exercises, and the name of the module it belongs to."""

    slug: str
    title: str
    minutes: int
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        ids = [question.id for question in self.questions]
        if len(set(ids)) != len(ids):
            raise CourseError(f"Exercise {self.slug} has two questions of the same id; ids: {', '.join(ids)}.")

    def question(self, id: str) -> Question:
        """The question with this id; CourseError with the nearest match where there is none."""
        for question in self.questions:
            if question.id == id:
                return question
        raise unknown("question", id, [question.id for question in self.questions])

    @property
    def points(self) -> int:
        """The points of all questions together."""
        return sum(question.points for question in self.questions)


def shown(value: Any, length: int = 60, depth: int = 3) -> str:
    """A value as a message shows it: short, on one line, at once, whatever it holds.

    Only what Python itself can show at no cost is spelt out; of anything else its type and size are named.

    >>> shown([1, 2.5, None]), shown(list(range(1000))), shown("a" * 1000, 9)
    ('[1, 2.5, None]', 'a list of 1,000', "'aaaaaa…'")
    >>> import pandas as pd
    >>> shown(pd.DataFrame({"year": [2000, 2001], "share": 0.5}))
    'a table of 2 rows and the columns year, share'
    """
    # The type decides: what a value says of itself may be wrong, endless or huge.
    kind = type(value)
    if value is None or kind in (bool, float, complex):
        return repr(value)
    if kind is int:
        return repr(value) if value.bit_length() < 64 else f"a whole number of {value.bit_length()} binary digits"
    if kind in (str, bytes):
        text = repr(" ".join(value[:length].split()) if kind is str else value[:length])
        return text if len(value) <= length and len(text) <= length + 2 else text[: length - 2] + "…" + text[-1]
    if kind in (list, tuple, set, frozenset, dict) and len(value) <= MOST_SHOWN and depth:
        text = _members_shown(value, length, depth - 1)  # a list may hold itself
        if len(text) <= length:
            return text
    return _described(value)


MOST_SHOWN = 8  # members of a collection; more of them are counted


def _members_shown(value: Any, length: int, depth: int) -> str:
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{shown(key, length, depth)}: {shown(item, length, depth)}" for key, item in value.items())
            + "}"
        )
    items = [shown(item, length, depth) for item in value]
    if isinstance(value, list):
        return f"[{', '.join(items)}]"
    if isinstance(value, tuple):
        return f"({', '.join(items)}{',' if len(items) == 1 else ''})"
    return "{" + ", ".join(sorted(items)) + "}" if items else "an empty set"


def _described(value: Any) -> str:
    """Type and size of a value, without asking it."""
    kind = type(value)
    name, home = kind.__name__, kind.__module__.partition(".")[0]
    if isinstance(value, type):
        return f"the class {value.__name__}"
    if kind in (list, tuple, set, frozenset, dict):
        return f"a {name} of {len(value):,}"
    if home == "pandas" and name == "DataFrame":
        columns = [str(column)[:20] for column in value.columns[:MOST_SHOWN]]
        more = " …" if value.shape[1] > MOST_SHOWN else ""
        rows = "1 row" if len(value) == 1 else f"{len(value):,} rows"
        return f"a table of {rows} and the columns {', '.join(columns)}{more}"
    if home in ("pandas", "numpy") and getattr(value, "ndim", False):
        size = f" of {' by '.join(f'{n:,}' for n in value.shape)}" if hasattr(value, "shape") else ""
        return f"{article('array' if name == 'ndarray' else name)}{size}"
    if home in ("numpy", "pandas", "datetime", "decimal", "fractions"):
        return str(value)[:60]
    if isinstance(value, types.FunctionType | types.BuiltinFunctionType):
        return f"the function {value.__name__}"
    if home == "course_utils" and name == "Answered":
        return f"the function {value.name}"
    return article(name)


def article(name: str) -> str:
    """The name of a type with its article.

    >>> article("int"), article("Series"), article("NoneType")
    ('an int', 'a Series', 'None')
    """
    if name == "NoneType":
        return "None"
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def number(value: Any) -> str:
    """A number as a message shows it: whole ones whole, others with six digits.

    >>> number(1234567.0), number(0.123456789), number(float("nan"))
    ('1,234,567', '0.123457', 'nan')
    """
    whole = value == value and abs(value) < 1e15 and value == int(value)
    return f"{int(value):,}" if whole else f"{float(value):.6g}"


def words_of(error: BaseException, length: int = 160) -> str:
    """What an error says, on one line and not too long; nothing where it fails to say anything."""
    try:
        text = " ".join(str(error)[: 4 * length].split())
    except Exception:
        return ""
    return shorten(text, length, placeholder=" …")
