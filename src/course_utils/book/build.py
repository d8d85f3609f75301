"""Build the site with Jupyter Book: strict, guarded, and with errors in a sentence."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from course_utils.book import guard
from course_utils.errors import CourseError

MOST_LINES = 15  # of warnings in the message; the log has them all

_FAILED_CELL = re.compile(
    r"(?:executing the following cell:|preview of the cell contents:)\s*\n-{10,}\n(.*?)\n-{10,}\n", re.DOTALL
)
_EXCEPTION = re.compile(
    r"^((?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Interrupt|Warning|Exit))(: .*)?$", re.MULTILINE
)
_PLACE = re.compile(r'File "(.+)", line (\d+)')
_WARNING = re.compile(r"\b(?:WARNING|ERROR|CRITICAL|SEVERE)\b: ")
_NOTEBOOK = re.compile(r"^(.*?\.ipynb)(?::\d+)?: WARNING: Executing notebook failed: (\w+)", re.MULTILINE)


def _digest(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for path in sorted(files):
        found.update(path.as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def fingerprints(root: Path) -> dict[str, str]:
    """Fingerprints of what the cached notebook outputs and the cached pages were made from.

    Jupyter Book runs a notebook again only when the notebook changed; its numbers come from the data
    and from this package just as well.
    """
    package = Path(__file__).resolve().parents[1]
    code = list(package.rglob("*.py"))
    rooms_above = {package / "book", package / "grading"}
    below = [path for path in code if not rooms_above & set(path.parents) and path.name != "cli.py"]
    data = [path for path in (root / "data").rglob("*") if path.is_file()]
    locks = list(root.glob("requirements.txt"))
    return {"outputs": _digest([*below, *data, *locks]), "pages": _digest([*code, *data, *locks])}


def forget_stale(root: Path) -> None:
    """Drop cached outputs and pages that were made from other data or other code."""
    folder = root / "_build"
    stamp = folder / "made_from.json"
    now = fingerprints(root)
    try:
        then = json.loads(stamp.read_text("utf-8"))
    except (OSError, ValueError):
        then = {}
    if then.get("outputs") != now["outputs"]:
        shutil.rmtree(folder / ".jupyter_cache", ignore_errors=True)
    if then.get("pages") != now["pages"]:
        shutil.rmtree(folder / ".doctrees", ignore_errors=True)
    folder.mkdir(exist_ok=True)
    stamp.write_text(json.dumps(now, indent=1) + "\n", "utf-8")


def _cell_number(notebook: Path, source: str) -> str:
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return "a cell"
    code = ["".join(cell["source"]).strip() for cell in cells if cell["cell_type"] == "code"]
    return f"code cell {code.index(source.strip()) + 1}" if source.strip() in code else "a cell"


def notebook_errors(output: str, root: Path) -> list[str]:
    """A sentence for each notebook that failed: notebook, cell, exception."""
    found = []
    starts = list(_NOTEBOOK.finditer(output))
    for number, match in enumerate(starts):
        part = output[match.end() : starts[number + 1].start() if number + 1 < len(starts) else None]
        path, name = Path(match.group(1)), guard.short(match.group(1), root)
        cell = _FAILED_CELL.search(part)
        source = cell.group(1) if cell else ""
        if match.group(2) == "CellTimeoutError":
            what = "took longer than a cell may (execute.timeout in _config.yml)"
        else:
            after = part[cell.end() :] if cell else part
            end = after.find("The above exception was the direct cause")
            raised = [
                m for m in _EXCEPTION.finditer(after[: end if end >= 0 else None]) if "nbclient" not in m.group(1)
            ]
            what = f"raised {(raised[0].group(1) + (raised[0].group(2) or '')) if raised else match.group(2)}"
        first = next((line.strip() for line in source.splitlines() if line.strip()), "")
        shown = f" (begins with `{first[:60]}`)" if first else ""
        found.append(f"The notebook {name} failed: {_cell_number(path, source)}{shown} {what}.")
    return found


def died(lines: list[str], root: Path) -> list[str]:
    """A sentence when a notebook's kernel died: the exception itself names no notebook."""
    if not any("DeadKernelError" in line for line in lines):
        return []
    running = [match.group(1) for line in lines if (match := guard.STARTED.match(line))]
    return [f"The notebook {guard.short(running[-1], root)} failed: its kernel died. Was there too little memory?"]


def failure(lines: list[str], root: Path, log: Path) -> CourseError:
    """The error for a build that failed: notebooks first, then warnings, then the end of the log."""
    output = "\n".join(lines)
    sentences = notebook_errors(output, root) + died(lines, root)
    prefix = f"{root}/"
    warnings = [
        line.replace(prefix, "")
        for line in dict.fromkeys(lines)
        if _WARNING.search(line) and "Executing notebook failed" not in line and ".err.log" not in line
    ]
    raised = []
    for match in _EXCEPTION.finditer(output):
        places = _PLACE.findall(output, 0, match.start())
        if match.group(1) != "RuntimeError":  # Jupyter Book raises one after every failure
            raised.append(f"{match.group(0)} ({':'.join(places[-1])})" if places else match.group(0))
    essential = sentences + warnings
    if not essential:  # something broke that is no page's fault
        essential = list(dict.fromkeys(raised)) or [line for line in lines if line.strip()][-MOST_LINES:]
    more = len(essential) - MOST_LINES
    shown = "\n".join(f"  {line}" for line in essential[:MOST_LINES])
    rest = f"\n  … and {more} more" if more > 0 else ""
    return CourseError(f"The site was not built:\n{shown}{rest}\nThe whole output is in {log}.")


def build(root: Path | str = ".", say: Callable[[str], None] = print) -> Path:
    """Build the book whose _config.yml is in ``root``; return the path of the page to open.

    Any warning fails the build: a reference to nothing, a notebook that raises, a file of another host.
    Raises CourseError with the essential lines then, or when the build hangs (20 minutes; 5 a notebook).
    """
    root = Path(root).resolve()
    for name in ("_config.yml", "_toc.yml"):
        if not (root / name).is_file():
            raise CourseError(f"There is no {name} in {root}. Run this in the folder of the course.")
    forget_stale(root)
    command = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build", str(root)]
    command += ["--warningiserror", "--keep-going", "--nitpick"]
    log = root / "_build" / "build.log"
    code = 1
    try:
        code = guard.follow(command, root, log, say)
    finally:
        if code != 0:  # else a second build would skip the pages at fault, find no warning, and pass
            shutil.rmtree(root / "_build" / ".doctrees", ignore_errors=True)
    if code != 0:
        raise failure(log.read_text("utf-8").splitlines(), root, log)
    index = root / "_build" / "html" / "index.html"
    say(f"The site is ready: {index}")
    return index
