"""Keep what a student's code prints, shows and warns of out of the way while checks call it."""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from typing import Any


class _Nowhere(io.TextIOBase):
    """Takes any text and keeps none of it: a million lines cost no memory."""

    def writable(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        return len(text)


@contextmanager
def quiet() -> Iterator[None]:
    """No output, no display, no warning, and no end of the notebook's kernel from what runs inside.

    >>> with quiet():
    ...     print("swallowed")
    """
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(_Nowhere()))
        stack.enter_context(redirect_stderr(_Nowhere()))
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")  # a warning comes once only, so a second run would show something else
        shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
        if shell is not None:
            from IPython.utils.capture import capture_output

            stack.enter_context(capture_output(stdout=False, stderr=False, display=True))
            stack.enter_context(_kept_open(shell))
        yield


@contextmanager
def _kept_open(shell: Any) -> Iterator[None]:
    """In a notebook exit() and quit() tell the kernel to end; here they raise, as they do in Python."""

    def end(*_: Any, **__: Any) -> None:
        raise SystemExit

    shell.ask_exit = end
    try:
        yield
    finally:
        del shell.ask_exit  # the method of its class comes back
