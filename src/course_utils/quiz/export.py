"""Write questions to files for a learning platform or for paper."""

from __future__ import annotations

from pathlib import Path

from course_utils.errors import CourseError, unknown
from course_utils.quiz.questions import bank, questions

FORMATS = ("gift", "qti", "paper")


def export(what: str, format: str, out: Path, seed: int | None = None) -> list[Path]:
    """Write the questions of a module, or all of them, into a folder; what stood there under the same name is replaced.

    what: a module, or "all". format: "gift" for Moodle, "qti" for Canvas and others, "paper" for a sheet and its key.
    seed: another order for paper; platforms shuffle by themselves.
    Returns the files written. Raises CourseError for an unknown module or format, and for a folder that is none.
    """
    if format not in FORMATS:
        raise unknown("format", format, FORMATS)
    if seed is not None and format != "paper":
        raise CourseError(
            f"A seed orders the questions on paper, but the format is {format!r}. Leave the seed out; "
            "Moodle and Canvas shuffle by themselves when their quiz is set to."
        )
    items = bank() if what == "all" else questions(what)
    if out.exists() and not out.is_dir():
        raise CourseError(f"{out} is a file, but a folder is needed to write into. Name a folder, or a new one.")
    if format == "gift":
        from course_utils.quiz.gift import to_gift

        files = {f"quiz-{what}.gift.txt": to_gift(items).encode()}
    elif format == "qti":
        from course_utils.quiz.qti import to_qti

        files = {f"quiz-{what}.qti.zip": to_qti(items)}
    else:
        from course_utils.quiz.paper import to_paper

        name = f"quiz-{what}" if seed is None else f"quiz-{what}-{seed}"
        sheet, key = to_paper(items, seed)
        files = {f"{name}.html": sheet.encode(), f"{name}-key.html": key.encode()}
    out.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (out / file).write_bytes(content)
    return [out / file for file in files]
