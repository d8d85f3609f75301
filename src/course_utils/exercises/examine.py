"""Run the public checks of one question on one answer, and say in a sentence what the first failure was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from course_utils.errors import CourseError
from course_utils.exercises.answered import Answered, AnswerFailed, is_function
from course_utils.exercises.kinds.kind import plain_form
from course_utils.exercises.limits import SECONDS, TooLong, within
from course_utils.exercises.question import Check, Question, words_of
from course_utils.exercises.quiet import quiet


@dataclass(frozen=True)
class Outcome:
    """What the public checks of a question said: which passed, the first that failed and why."""

    question: Question
    passed: tuple[Check, ...]
    failed: Check | None
    message: str

    @property
    def right(self) -> bool:
        """Whether every public check passed."""
        return self.failed is None

    @property
    def waiting(self) -> tuple[Check, ...]:
        """The checks that did not run, because one before them failed."""
        return self.question.checks[len(self.passed) + 1 :]


def examine(question: Question, *answers: Any, seconds: float = SECONDS) -> Outcome:
    """The outcome of the public checks.

    answers: the values that the question asks for, in its order. seconds: the limit for all checks together.
    Nothing that an answer does raises here: a wrong type, an exception in a student's function, an endless
    loop and a huge object each become the message of the check that met them. What it prints is not shown.
    Raises CourseError where the number of answers is not the number that the question asks for.
    """
    if len(answers) != len(question.answer):
        wanted = ", ".join(question.answer)
        raise CourseError(
            f"Question {question.id} takes {len(question.answer)} answers ({wanted}), but {len(answers)} came."
        )
    checks, passed = question.checks, []
    raw = as_it_came(question, answers)

    def look() -> str:
        """Run the checks in order; the message of the first that fails."""
        for check in checks:
            own = check not in question.added
            with excused() as excuse:
                check.test(raw) if own else check.test(*plain(question, raw))
            if excuse:
                return excuse[0]
            passed.append(check)
        return ""

    with quiet():
        message = in_time(seconds, look)
    return Outcome(question, tuple(passed), checks[len(passed)] if message else None, message)


def as_it_came(question: Question, answers: Sequence[Any]) -> Any:
    """What the kind's own checks get: the one answer, or several in a tuple; a function so that it can be called."""
    given = [
        Answered(value, name) if is_function(value) else value
        for name, value in zip(question.answer, answers, strict=True)
    ]
    return given[0] if len(given) == 1 else tuple(given)


def plain(question: Question, raw: Any) -> tuple[Any, ...]:
    """What the author's checks get: the answers in the plain form of their kind."""
    form = plain_form(question.kind, raw)
    return (form,) if len(question.answer) == 1 else tuple(form)


@contextmanager
def excused() -> Iterator[list[str]]:
    """Turn whatever is raised inside into a sentence, in the list that it hands out; all but TooLong."""
    said: list[str] = []
    try:
        yield said
    except (AssertionError, AnswerFailed) as failure:
        said.append(words_of(failure, 2000) or "This check failed.")
    except MemoryError:
        said.append("The answer needs more memory than there is. Is a merge missing its key?")
    except TooLong:
        raise
    except BaseException as error:  # an answer of a type that the check did not foresee, or one that ends Python
        said.append(
            f"This answer could not be looked at ({type(error).__name__}: {words_of(error) or 'without a word'}). "
            "Compare its type with what the question asks for."
        )


def in_time(seconds: float, look: Callable[[], str]) -> str:
    """What ``look`` says; once it has run this many seconds, a sentence about that."""
    try:
        said: str = within(seconds, look)
        return said
    except TooLong as stopped:
        after = f"Still running after {seconds:g} seconds"
        if stopped.running:
            return (
                f"{after}, and it could not be stopped: it waits, or works on something huge. Look for that in the "
                "code. Should the notebook stay slow, restart its kernel (menu Kernel)."
            )
        return (
            f"{after}, so it was stopped. Is there a loop whose end never comes, or a loop over every row "
            "where one line of pandas would do?"
        )
