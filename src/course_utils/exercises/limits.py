"""Stop what runs too long, and go on."""

from __future__ import annotations

import contextvars
import ctypes
import threading
import time
from collections.abc import Callable
from typing import Any

SECONDS = 5.0
_GRACE = 0.4  # seconds that stopped code gets to end; after that nobody waits for it any more
_AGAIN = 0.02  # seconds until it is asked once more to stop, as it may catch everything and go on
_HEARD = 0.002  # seconds in which code that runs at all has heard it
# Endless recursion through compiled code must meet Python's own limit before the end of the thread's stack.
_STACK = 16 * 1024 * 1024


class TooLong(BaseException):
    """The code ran longer than its limit. No Exception, so that ``except Exception`` inside it lets it pass."""

    def __init__(self, seconds: float = SECONDS, running: bool = False) -> None:
        super().__init__(f"longer than {seconds:g} seconds")
        self.running = running
        """whether it could not be stopped and still runs"""


def within(seconds: float, function: Callable[..., Any], *arguments: Any) -> Any:
    """What a function hands back; what it raises is raised here; TooLong once it has run this many seconds.

    The function runs in a thread of its own, so whatever it does, the caller goes on: code that waits, catches
    everything, or sits in one huge call of a compiled library is asked to stop again and again, and waited for no
    longer. Being stopped can only ever happen to that thread, never to what the caller does next. One thing no
    program can stop from within: a compiled call that never lets another thread run.

    >>> within(60, sum, [1, 1])
    2
    """
    worker = _Worker(function, arguments)
    worker.launch()
    late = True
    try:
        worker.join(seconds)
        late = worker.is_alive()
    finally:  # also when the reader interrupts the wait
        if late:
            threading.Thread(target=worker.stop, name="stops a check", daemon=True).start()
    if late:
        worker.join(_GRACE)
        raise TooLong(seconds, running=worker.is_alive())
    if worker.error is not None:
        raise worker.error
    return worker.value


class _Worker(threading.Thread):
    """Runs one function; can be stopped until it is over, and not a moment later."""

    def __init__(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        super().__init__(name="a check", daemon=True)
        self.call: Callable[[], Any] = lambda: function(*arguments)
        self.context = contextvars.copy_context()
        self.value: Any = None
        self.error: BaseException | None = None
        self.lock, self.over = threading.Lock(), False

    def launch(self) -> None:
        """Start with a stack of a known size: on some platforms that of a thread is small."""
        before = threading.stack_size(_STACK)
        try:
            self.start()
        finally:
            threading.stack_size(before)

    def run(self) -> None:
        try:
            self.value = self.context.run(self.call)
        except BaseException as error:
            self.error = error
        settled = False
        while not settled:
            try:
                with self.lock:
                    self.over = True
                _step()
                settled = True
            except TooLong:  # it came after the function had ended
                pass

    def stop(self) -> None:
        """Ask until it has ended."""
        while self.is_alive():
            with self.lock:
                if not self.over:
                    _ask(self)
            time.sleep(_HEARD)
            if self.is_alive():
                _lower_flag()
                time.sleep(_AGAIN)


def _ask(thread: threading.Thread) -> None:
    """Let a thread raise TooLong at its next step."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(TooLong))


def _step() -> None:
    """A step: whatever this thread was asked to raise is raised here at the latest."""


def _lower_flag() -> None:
    """End the state of alarm in which the interpreter is until the thread that was asked has raised.

    Up to Python 3.12 one flag stands for all threads, and while it is up every step of every thread takes the long way
    round; in 3.11 a thread that is traced (by a debugger or a coverage tool) even takes no step at all. To raise in
    any thread lowers it, so this one asks itself.
    """
    try:
        _ask(threading.current_thread())
        _step()
    except TooLong:
        pass
