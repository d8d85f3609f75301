"""What students get: every file, by its name in the folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import course_utils
from course_utils.errors import CourseError
from course_utils.exercises.question import Exercise
from course_utils.exercises.shelf import exercise, lab_of
from course_utils.grading.archive import built_wheel, sha256
from course_utils.grading.reading import plain_reading, worked
from course_utils.grading.source import read_source
from course_utils.grading.stub import student_notebook

NAME = "fraternal-nations"
MANIFEST = "contents.json"  # the version, and the SHA-256 of each other file
_START = Path(__file__).with_name("START_HERE.md")


def bundle(root: Path, folders: Sequence[Path]) -> dict[str, bytes]:
    """The files that students get with these exercises, from the repository at ``root``.

    Raises CourseError where something is lacking, altered or does not fit together.
    """
    package = root / "src" / "course_utils"
    shipped = {folder: exercise(folder) for folder in folders}
    wheel, content = built_wheel(root)
    files = {
        "START_HERE.md": _start_here(root, shipped).encode(),
        "README.md": _readme().encode(),
        "start.py": (package / "bootstrap.py").read_bytes(),
        "requirements.txt": (root / "requirements.txt").read_bytes(),
        "LICENSE": (root / "LICENSE").read_bytes(),
        "LICENSE-CONTENT.md": (root / "LICENSE-CONTENT.md").read_bytes(),
        wheel: content,
        **_data(),
    }
    for path in sorted((root / "book" / "modules").glob("*.md")):
        files[f"book/modules/{path.name}"] = plain_reading(path, root).encode()
    for path in worked(root):
        files[path.relative_to(root).as_posix()] = path.read_bytes()
    for folder, declared in shipped.items():
        _fits(folder, declared)
        place = f"notebooks/exercises/{folder.name}"
        files[f"{place}/{folder.name}.ipynb"] = student_notebook(folder).encode()
        files[f"{place}/checks.py"] = (folder / "checks.py").read_bytes()
        for sheet in sorted(folder.glob("*.md")):  # what is filled in beside the notebook, such as a review
            files[f"{place}/{sheet.name}"] = sheet.read_bytes()
    manifest = {
        "name": NAME,
        "version": course_utils.__version__,
        "exercises": [folder.name for folder in shipped],
        "files": {name: sha256(files[name]) for name in sorted(files)},
    }
    files[MANIFEST] = (json.dumps(manifest, indent=1) + "\n").encode()
    return {name: files[name] for name in sorted(files)}


def _data() -> dict[str, bytes]:
    """The data package: the tables that its descriptor names, each compared with its checksum."""
    from course_utils.catalog.load import verify
    from course_utils.catalog.package import DESCRIPTOR, package

    paths = [verify(name) for name in package().names] + [package().folder / DESCRIPTOR]
    return {f"data/{path.name}": path.read_bytes() for path in paths}


def _readme() -> str:
    """A page for who looks for one, with the terms of the tables, to which the licence refers."""
    from course_utils.catalog.terms import terms_table

    return (
        f"# Fraternal Nations, version {course_utils.__version__}\n\nBegin with [START_HERE.md](START_HERE.md).\n\n"
        f"## Terms of the tables in data/\n\n{terms_table()}\n"
    )


def _fits(folder: Path, declared: Exercise) -> None:
    """Refuse an exercise whose notebook and checks.py do not know the same questions."""
    ids = read_source(folder).grade_ids
    wanted = [id for one in declared.questions for id in (one.id, *([] if one.by_hand else [f"{one.id}-check"]))]
    lacking = [id for id in wanted if id not in ids]
    if declared.slug != folder.name or lacking:
        raise CourseError(
            f"The exercise {folder.name} can't be released: its checks.py declares "
            + (
                f"the cells {', '.join(lacking)}, which its notebook lacks."
                if lacking
                else f"the slug {declared.slug}."
            )
        )


def _start_here(root: Path, shipped: dict[Path, Exercise]) -> str:
    """The first page, which names only what is there."""
    first = min(shipped.values(), key=lambda one: (one.slug == "capstone", one.slug))  # the capstone comes last
    question = first.questions[0]
    return _START.read_text("utf-8").format(
        version=course_utils.__version__,
        modules="\n".join(_modules(root, {folder.name: one for folder, one in shipped.items()})),
        check=f'check("{question.id}", {", ".join(question.answer)})',
        hint=f'hint("{question.id}")',
        slug=first.slug,
    )


def _modules(root: Path, exercises: dict[str, Exercise]) -> list[str]:
    slugs = {path.stem for path in (root / "book" / "modules").glob("*.md")}
    slugs |= {path.stem for path in (root / "notebooks" / "labs").glob("*.ipynb")} | set(exercises)
    lines = []
    for slug in sorted(slugs, key=lambda slug: (slug == "capstone", slug)):
        parts = [
            f"{word} `{place}`"
            for word, place in (("reading", f"book/modules/{slug}.md"), ("lab", f"{lab_of(slug)}.ipynb"))
            if (root / place).is_file()
        ]
        if slug == "capstone":
            examples = sorted(path for path in (root / "notebooks" / "capstones").glob("*.ipynb") if path.stem != slug)
            parts += [f"worked example `{path.relative_to(root).as_posix()}`" for path in examples]
        if slug in exercises:
            one = exercises[slug]
            parts.append(
                f"exercise *{one.title}* ({one.minutes} minutes, {one.points} points) "
                f"`notebooks/exercises/{slug}/{slug}.ipynb`"
            )
        lines.append(f"- {'; '.join(parts)}")
    return lines
