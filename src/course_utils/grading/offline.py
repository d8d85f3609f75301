"""The course for a place without a network: site, student folder and packages in one folder and one zip."""

from __future__ import annotations

import json
import os
import platform
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import course_utils
from course_utils.errors import CourseError
from course_utils.grading import release
from course_utils.grading.archive import sha256, write_folder, zipped
from course_utils.grading.bundle import MANIFEST, NAME, bundle
from course_utils.grading.wheels import chosen, fetch

LOCK = "requirements.txt"
_START = Path(__file__).with_name("START_OFFLINE.html")


@dataclass(frozen=True)
class Offline:
    """What was written: the folder, the zip of the same files, and bytes by part."""

    archive: Path
    files: int
    sizes: dict[str, int]

    def __str__(self) -> str:
        parts = ", ".join(f"{part} {size / 1e6:.1f} MB" for part, size in self.sizes.items())
        return f"{self.archive}: {self.archive.stat().st_size / 1e6:.1f} MB, {self.files} files ({parts})"


def build(out: Path, wheels: Path | None = None, say: Callable[[str], object] = lambda text: None) -> Offline:
    """Write ``fraternal-nations-<version>-offline.zip`` into ``out``.

    wheels: a folder with the packages of requirements.txt as wheels; without one, pip fetches them into _build/wheels.
    The site is the one that ``course book`` has built. Site and student folder are searched for leaks, the packages are
    compared with the lock; the same sources give the same bytes.
    Raises CourseError where a part is lacking, a leak is found, or the file in the way is no earlier bundle.
    """
    root = release.repository()
    name = f"{NAME}-{course_utils.__version__}-offline"
    archive = out / f"{name}.zip"
    if archive.exists() and not release.is_release(archive):
        raise CourseError(f"{archive} is no earlier bundle. Nothing was written. Move it away, or name another --out.")
    pages = site(root)
    if wheels is None:
        wheels = root / "_build" / "wheels"
        say(f"Fetching the packages of {LOCK} into {wheels.relative_to(root)}")
        fetch(root / LOCK, wheels)
    packages = chosen(root / LOCK, wheels)
    folders = release.exercise_folders()
    say("Putting together site, student folder and packages")
    files = {f"site/{path}": content for path, content in pages.items()}
    files |= {f"course/{path}": content for path, content in bundle(root, folders).items()}
    files["START_HERE.html"] = start_here().encode()
    say("Running the solutions and searching for leaks")
    with tempfile.TemporaryDirectory() as scratch:
        write_folder(files, Path(scratch) / name)
        release.refuse_leaks(Path(scratch), folders)
    sizes = {
        part: sum(len(files[path]) for path in files if path.startswith(f"{part}/")) for part in ("site", "course")
    }
    sizes["wheels"] = sum(map(len, packages.values()))
    files |= {f"course/wheels/{path}": content for path, content in packages.items()}
    manifest = {
        "name": NAME,
        "version": course_utils.__version__,
        "made for": made_for(),
        "files": {path: sha256(files[path]) for path in sorted(files)},
    }
    files[MANIFEST] = (json.dumps(manifest, indent=1) + "\n").encode()
    out.mkdir(parents=True, exist_ok=True)
    part = archive.with_suffix(".part")
    part.write_bytes(zipped({f"{name}/{path}": content for path, content in files.items()}))
    os.replace(part, archive)
    return Offline(archive, len(files), sizes)


def site(root: Path) -> dict[str, bytes]:
    """The files of the built site. root: the course folder. CourseError where there is none."""
    folder = root / "_build" / "html"
    if not (folder / "index.html").is_file():
        raise CourseError(f"There is no site in {folder}. Build it first, with `make book` or `course book`.")
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".buildinfo")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def made_for() -> str:
    """The system and the Python that the packages fit, in words."""
    python = ".".join(platform.python_version_tuple()[:2])
    return f"{platform.system().replace('Darwin', 'macOS')} ({platform.machine()}), Python {python}"


def start_here() -> str:
    """The first page of the bundle."""
    text = _START.read_text("utf-8")
    return text.replace("{version}", escape(course_utils.__version__)).replace("{made_for}", escape(made_for()))
