"""What the labs found about each claim: read from the verdicts in their saved outputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from course_utils import verdicts as course_verdicts
from course_utils.book.evidence import Evidence, evidence
from course_utils.catalog import load
from course_utils.errors import CourseError, unknown
from course_utils.verdicts import Verdict

LABS = "notebooks/labs"


@dataclass(frozen=True)
class Finding:
    """A verdict, the cell that states it, and the sections of its lab that it rests on."""

    verdict: Verdict
    cell: str
    rests_on: list[Evidence]


def verdicts(folder: Path) -> dict[str, dict[str, Finding]]:
    """The verdicts in the outputs of the executed labs: claim -> lab -> finding.

    folder: the labs, one notebook a module, named by the module's slug. A claim that two labs treat has two
    verdicts. Raises CourseError for a malformed verdict and for two verdicts of one lab on one claim.
    """
    import nbformat

    found: dict[str, dict[str, Finding]] = {}
    for path in sorted(folder.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            for output in cell.get("outputs", ()):
                content = output.get("data", {}).get(course_verdicts.MIME)
                if content is None:
                    continue
                verdict = _verdict(content, path.name)
                labs = found.setdefault(verdict.claim, {})
                if path.stem in labs:
                    raise CourseError(f"{path.name} gives two verdicts on {verdict.claim}. Keep one.")
                labs[path.stem] = Finding(verdict, cell.id, evidence(notebook, cell.id))
    return found


def decided(folder: Path) -> dict[str, Finding]:
    """The finding on each claim by the lab of the module that decides it: claim -> finding.

    folder: the labs. Another module that also treats the claim speaks only until the deciding lab is there.
    """
    found = verdicts(folder)
    deciding = load("claims").set_index("id")["module"].astype("str").to_dict()
    return {claim: labs.get(deciding.get(claim, ""), labs[min(labs)]) for claim, labs in found.items()}


def _verdict(content: Mapping[str, str], notebook: str) -> Verdict:
    try:
        verdict = Verdict(**content)
    except TypeError:
        raise CourseError(
            f"{notebook} holds a verdict with the parts {', '.join(sorted(content))}; it needs claim, verdict, "
            "confidence, because and counter. State it with course_utils.verdicts.verdict and run the notebook again."
        ) from None
    if verdict.verdict not in course_verdicts.VERDICTS:
        raise unknown(f"verdict (in {notebook})", verdict.verdict, course_verdicts.VERDICTS)
    if verdict.confidence not in course_verdicts.CONFIDENCE:
        raise unknown(f"level of confidence (in {notebook})", verdict.confidence, course_verdicts.CONFIDENCE)
    return verdict
