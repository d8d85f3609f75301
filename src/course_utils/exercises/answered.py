"""A student's function, called so that whatever happens inside it becomes a sentence."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from traceback import extract_tb
from typing import Any

from course_utils.exercises.limits import TooLong
from course_utils.exercises.question import shown, words_of


class AnswerFailed(Exception):
    """The student's code stopped; the message says where and with what."""


class Answered:
    """A function of the student's, as checks see it.

    look: is given what the function hands back and gives it on, in another form or with an AssertionError.

    >>> half = Answered(lambda x: x / 2, "half")
    >>> half(4)
    2.0
    >>> try:
    ...     half("four")
    ... except AnswerFailed as stopped:
    ...     print(str(stopped)[:36])
    half('four') stopped with a TypeErro
    """

    def __init__(self, function: Callable[..., Any], name: str = "", look: Callable[[Any], Any] | None = None) -> None:
        self.function = function
        self.name = name or getattr(function, "__name__", "your function")
        self.look = look

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call it; AnswerFailed where it raises, even where it tries to end Python."""
        try:
            value = self.function(*arguments, **named)
        except TooLong:
            raise
        except BaseException as error:
            raise AnswerFailed(self._sentence(error, arguments, named)) from error
        if self.look is None:
            return value
        try:
            return self.look(value)
        except AssertionError as failure:
            raise AssertionError(f"{self._call(arguments, named)}: {failure}") from None

    def _call(self, arguments: tuple[Any, ...], named: dict[str, Any]) -> str:
        given = [shown(value, 30) for value in arguments]
        given += [f"{key}={shown(value, 30)}" for key, value in named.items()]
        return f"{self.name}({', '.join(given)})"

    def _sentence(self, error: BaseException, arguments: tuple[Any, ...], named: dict[str, Any]) -> str:
        call = self._call(arguments, named)
        if type(error) is NotImplementedError:  # Jupyter's refusal of input() is a subclass
            return f"{self.name} is not written yet. Put your code in the place of the line with `raise`."
        if isinstance(error, RecursionError):
            return f"{call} calls itself without end. Is there an argument for which it hands a value back at once?"
        if isinstance(error, MemoryError):
            return f"{call} needs more memory than there is. Is a merge missing its key?"
        if isinstance(error, SystemExit | KeyboardInterrupt):
            return f"{call} tries to end Python ({type(error).__name__}). Hand a value back with `return` instead."
        # The student's own line, not the one inside pandas where it ended.
        own = [frame for frame in extract_tb(error.__traceback__) if frame.filename == self._file()]
        where = f" in line {own[-1].lineno} of its cell" if own else ""
        return f"{call} stopped with a {type(error).__name__}{where}: {words_of(error) or 'without a word'}"

    def _file(self) -> str:
        inner = self.function
        while isinstance(inner, partial):
            inner = inner.func
        return getattr(getattr(inner, "__code__", None), "co_filename", "")


def is_function(value: Any) -> bool:
    """Whether an answer is a function, whoever wrote it: no class, table or chart.

    >>> is_function(len), is_function(lambda x: x), is_function(float), is_function("len")
    (True, True, False, False)
    """
    return callable(value) and not isinstance(value, type)
