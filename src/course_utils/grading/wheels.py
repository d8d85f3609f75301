"""The packages of the lock as files: fetched once by pip, each compared with the lock's hashes."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.grading.archive import sha256

SHOWN = 10  # packages in a message


@dataclass(frozen=True)
class Pin:
    """A package of the lock: its name, its version, the condition on which it is needed, and the hashes of its files."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]

    @property
    def needed(self) -> bool:
        """Whether this system and this Python need it."""
        from packaging.markers import Marker

        return not self.marker or Marker(self.marker).evaluate()


def pins(lock: str) -> list[Pin]:
    """The packages of a lock.

    >>> pin, = pins("tiny==1.0 ; sys_platform == 'none' \\\\\\n    --hash=sha256:" + "0" * 64)
    >>> pin.name, pin.version, pin.marker, pin.needed, len(pin.hashes)
    ('tiny', '1.0', "sys_platform == 'none'", False, 1)
    """
    found = []
    for line in lock.replace("\\\n", " ").splitlines():
        pin = re.match(r"([A-Za-z0-9._-]+)==([^\s;]+)\s*(?:;\s*(.*?))?\s*(?:--hash|$)", line)
        if pin:
            hashes = frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
            found.append(Pin(pin[1], pin[2], pin[3] or "", hashes))
    return found


def fetch(lock: Path, folder: Path) -> None:
    """Let pip fetch the lock's packages for this system into a folder; what is there already is not fetched again.

    Raises CourseError with pip's last words where one can't be had.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--require-hashes", "--requirement", str(lock), "--dest", str(folder)]
    command += ["--find-links", str(folder)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        said = "\n".join(made.stderr.strip().splitlines()[-3:])
        raise CourseError(f"The packages could not be fetched:\n{said}\nWith a folder that has them, use --wheels.")


def chosen(lock: Path, folder: Path) -> dict[str, bytes]:
    """The files of a folder that the lock knows by their hashes: name -> content. Anything else there is left out.

    Files for other systems may be among them. Raises CourseError where this system would lack a package.
    """
    if not folder.is_dir():
        raise CourseError(
            f"There is no folder {folder}. Give one with the wheels of {lock.name}, or none to fetch them."
        )
    wanted = pins(lock.read_text("utf-8"))
    known = {hash: pin.name for pin in wanted for hash in pin.hashes}
    files, there = {}, set()
    for path in sorted(folder.glob("*.whl")):
        content = path.read_bytes()
        if sha256(content) in known:
            files[path.name] = content
            there.add(known[sha256(content)])
    lacking = [f"{pin.name} {pin.version}" for pin in wanted if pin.needed and pin.name not in there]
    if lacking:
        more = f" and {len(lacking) - SHOWN} more" if len(lacking) > SHOWN else ""
        raise CourseError(
            f"{folder} lacks the wheels that {lock.name} names of {', '.join(lacking[:SHOWN])}{more}. Fetch them with "
            f"`python -m pip download --no-deps --require-hashes -r {lock.name} -d {folder.name}` where there is a network."
        )
    return files
