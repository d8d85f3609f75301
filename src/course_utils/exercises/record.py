"""What a student has tried so far, kept in one small file of the course folder."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

FILE = "progress.json"


@dataclass
class Tries:
    """One question: failed tries in all and since the last hint, hints opened, and whether it passed."""

    failed: int = 0
    since_hint: int = 0
    hints: int = 0
    passed: bool = False


def home() -> Path:
    """The folder where the course keeps what is the student's own: $COURSE_HOME, or .course in the course folder."""
    from course_utils.exercises.shelf import root

    return Path(os.environ.get("COURSE_HOME") or root() / ".course")


def read() -> dict[str, Tries]:
    """All tries by question id. A file that can't be read is kept beside, under another name, and an empty one begun."""
    path = home() / FILE
    try:
        return {id: Tries(**fields) for id, fields in json.loads(path.read_text("utf-8")).items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError):
        path.replace(_free(path))
        return {}


def _free(path: Path) -> Path:
    """A name beside that no file has yet."""
    names = (path.with_suffix(f".unreadable-{number}.json") for number in count(1))
    return next(name for name in names if not name.exists())


def write(tries: dict[str, Tries]) -> None:
    """Keep all tries; the file is replaced whole, so that a crash leaves the old one."""
    write_json(home() / FILE, {id: asdict(one) for id, one in sorted(tries.items())})


def write_json(path: Path, content: object) -> None:
    """Write a small JSON file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
