"""Files as a folder and as a zip, with the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from course_utils.errors import CourseError

# A zip states local times from 1980 on. The first day of all for every file, so that only contents make a difference.
_DAY = (1980, 1, 1, 0, 0, 0)
_EPOCH = "315532800"  # the same day, in the seconds that flit takes


def sha256(content: bytes) -> str:
    """The hex digest of some bytes.

    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(content).hexdigest()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, sorted, readable by all, none of them executable. Wheels, which are zips, are put in as they are."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on whatever system it is made
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name], entry.compress_type, compresslevel=9)
    return whole.getvalue()


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files below a folder that is not there yet."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o644)


def built_wheel(root: Path) -> tuple[str, bytes]:
    """Name and bytes of the wheel of course_utils, built from the repository without any network."""
    with tempfile.TemporaryDirectory() as scratch:
        made = subprocess.run(
            [sys.executable, "-m", "flit_core.wheel", str(root), "--outdir", scratch],
            cwd=root, env={**os.environ, "SOURCE_DATE_EPOCH": _EPOCH}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        wheels = sorted(Path(scratch).glob("*.whl"))
        if made.returncode or len(wheels) != 1:
            raise CourseError(f"The wheel of course_utils could not be built:\n{made.stderr.strip()}")
        return wheels[0].name, wheels[0].read_bytes()
