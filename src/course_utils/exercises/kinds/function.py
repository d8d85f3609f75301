"""An answer that is a function, called with fresh inputs."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from course_utils.exercises.answered import Answered
from course_utils.exercises.kinds.kind import Kind, plain_form
from course_utils.exercises.question import Check, article, shown


@dataclass(frozen=True)
class Function:
    """A function of these arguments; what it hands back must be of the kind ``returns``.

    example: makes arguments for one call, anew each time.
    In an author's checks each call hands back the plain form of ``returns``; where it has none, the call fails with
    the message of that kind. Limits hold for the example only, as an author's case may be an extreme one.

    >>> from course_utils.exercises.kinds import Number
    >>> kind = Function(("x",), lambda: (4,), Number(whole=True))
    >>> [check.title for check in kind.checks()]
    ['a function of x', 'hands back: a whole number', 'leaves what it is given as it was']
    """

    arguments: tuple[str, ...]
    example: Callable[[], tuple[Any, ...]]
    returns: Kind

    def checks(self) -> Iterator[Check]:
        """A function that can be called; what it hands back; that it does not change its inputs."""
        yield Check("type", f"a function of {', '.join(self.arguments)}", self._type)
        for check in self.returns.checks():
            yield Check(check.stage, f"hands back: {check.title}", self._returned(check))
        yield Check("property", "leaves what it is given as it was", self._pure)

    def plain(self, came: Any) -> Any:
        """The function, each of whose calls hands back the plain form of ``returns``."""
        return Answered(came.function, came.name, self._look) if isinstance(came, Answered) else came

    def _look(self, value: Any) -> Any:
        _handed_back(value)
        try:
            return plain_form(self.returns, value)
        except Exception:
            # The kind's own checks know how to say what is wrong with it.
            for check in self.returns.checks():
                check.test(value)
            raise

    def _type(self, came: Any) -> None:
        assert came is not None, (
            "Expected a function, but None came. Define it with `def`, in the cell of the question."
        )
        assert isinstance(came, Answered), (
            f"Expected a function, but {shown(came)} came. "
            "Hand over the function itself, by its name alone, without calling it."
        )
        assert not inspect.iscoroutinefunction(came.function), (
            f"Expected a function that hands its value back at once, but {came.name} is one to be awaited. "
            "Take the word `async` away."
        )
        try:
            signature = inspect.signature(came.function)
        except (TypeError, ValueError):  # some functions of compiled libraries do not say what they take
            return
        try:
            signature.bind(*self.arguments)
        except TypeError:
            wanted = f"{len(self.arguments)} argument{'s' * (len(self.arguments) > 1)} ({', '.join(self.arguments)})"
            raise AssertionError(
                f"{came.name} should take {wanted}, but it takes ({', '.join(signature.parameters)}). "
                "Change the line that begins with `def`."
            ) from None

    def _returned(self, check: Check) -> Callable[[Any], None]:
        def test(came: Answered) -> None:
            value = came(*self.example())
            try:
                _handed_back(value)
                check.test(value)
            except AssertionError as failure:
                raise AssertionError(f"What {came.name} hands back: {failure}") from None

        return test

    def _pure(self, came: Answered) -> None:
        given = self.example()
        before = copy.deepcopy(given)
        came(*given)
        for name, one, other in zip(self.arguments, before, given, strict=True):
            assert _same(one, other), (
                f"{came.name} changes {name}, which belongs to its caller. Work on a copy, or make new columns with .assign()."
            )


def _handed_back(value: Any) -> None:
    assert value is not None, (
        "Expected a value, but nothing came. End the function with a line that begins with `return`."
    )
    assert not inspect.isgenerator(value) and not inspect.iscoroutine(value), (
        f"Expected a value, but {article(type(value).__name__)} came. Put `return` in the place of `yield`."
    )


def _same(one: Any, other: Any) -> bool:
    """Whether an input is what it was: tables with their index and column names, arrays, and what can be compared."""
    if hasattr(one, "equals"):
        return bool(one.equals(other))
    if hasattr(one, "shape"):
        import numpy as np

        return bool(np.array_equal(one, other))
    return bool(one == other)
