"""Run a book build as a child process, follow what it prints, and stop it when it hangs."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from course_utils.errors import CourseError

WHOLE = 20 * 60  # seconds; a cold build takes about one
NOTEBOOK = 5 * 60  # seconds; _config.yml limits a cell, this limits all cells of a notebook together

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")  # Sphinx colours its words even when nobody looks
_READING = re.compile(r"(reading sources|writing output)\.\.\. \[\s*(\d+)%\] (\S+)")
STARTED = re.compile(r"^(.*?): Executing notebook using")
ENDED = re.compile(r"Executed notebook in ([\d.]+) seconds|Executing notebook failed")


def stop(process: subprocess.Popen[str]) -> None:
    """End a process and everything it has started: kernels live in sessions of their own."""
    import psutil

    try:
        family = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        family = []
    for one in (process, *family):
        with suppress(psutil.NoSuchProcess, ProcessLookupError):
            one.kill()
    process.wait()
    psutil.wait_procs(family, timeout=5)


def follow(
    command: list[str],
    folder: Path,
    log: Path,
    say: Callable[[str], None],
    whole: float = WHOLE,
    notebook: float = NOTEBOOK,
) -> int:
    """Run a command in a folder, write what it prints to a log, return its exit code.

    ``say`` gets one line a page and a notebook. Raises CourseError when the whole run, or one notebook,
    takes longer than its limit in seconds; nothing that was started is left running.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    arrived: queue.Queue[str | None] = queue.Queue()

    def read() -> None:
        assert process.stdout is not None
        with process.stdout as printed:
            for line in printed:
                arrived.put(_COLOUR.sub("", line).rstrip())
        arrived.put(None)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    end = time.monotonic() + whole
    running, running_until = "", 0.0
    try:
        with log.open("w", encoding="utf-8") as written:
            while True:
                limit = min(end, running_until) if running else end
                try:
                    line = arrived.get(timeout=max(0.0, limit - time.monotonic()))
                except queue.Empty:
                    raise CourseError(
                        f"The notebook {running} has run for more than {notebook:.0f} seconds and was stopped. "
                        "Run it in JupyterLab to see which cell hangs."
                        if running and limit == running_until
                        else f"The build has run for more than {whole / 60:.0f} minutes and was stopped."
                    ) from None
                if line is None:
                    return process.wait()
                written.write(line + "\n")
                if match := STARTED.match(line):
                    running, running_until = short(match.group(1), folder), time.monotonic() + notebook
                    say(f"running {running}")
                elif match := ENDED.search(line):
                    running = ""
                    if match.group(1):
                        say(f"  ran in {match.group(1)} s")
                elif match := _READING.search(line):
                    say(f"{match.group(1).split()[0]} {match.group(2):>3}%  {match.group(3)}")
    finally:
        if process.poll() is None:
            stop(process)
        reader.join(timeout=5)


def short(path: str, folder: Path) -> str:
    """A path as seen from a folder, where it lies below it."""
    try:
        return Path(path).resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return path
