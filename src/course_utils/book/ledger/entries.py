"""One entry a claim: the verdict with what it rests on, and what is read, asked and cited about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.book import coverage
from course_utils.book.evidence import tables
from course_utils.book.findings import LABS, Finding, verdicts
from course_utils.book.ledger.passages import DOUBT, Passage, passages, split
from course_utils.book.ledger.sections import Picture, Section, sections
from course_utils.catalog import load
from course_utils.errors import CourseError

if TYPE_CHECKING:
    from course_utils.quiz import Question

_EVENT = re.compile(r"\bE\d{3}\b")


@dataclass(frozen=True)
class Entry:
    """A claim of the article with all that the course holds on it."""

    id: str
    claim: str
    kind: str
    section: str
    paragraph: int
    contested_by: str | None
    """by whom; empty where it is contested by nobody named, None where it is not contested"""
    evidence: str
    rivals: str
    module: str
    also_in: tuple[str, ...]
    events: tuple[str, ...]
    findings: dict[str, Finding]
    """lab -> finding; the lab of the deciding module first"""
    pictures: tuple[tuple[str, Picture], ...]
    """(lab, chart) of the sections that the verdicts rest on"""
    tables: tuple[str, ...]
    passages: tuple[tuple[str, Passage], ...]
    """(module, section of its reading)"""
    doubts: tuple[str, ...]
    """the modules whose readings say what would have changed our mind"""
    exercise: tuple[str, ...]
    quiz: tuple[Question, ...]

    @property
    def finding(self) -> Finding | None:
        """The finding of the deciding lab, or of another while that one is missing."""
        return next(iter(self.findings.values()), None)

    @property
    def cites(self) -> tuple[str, ...]:
        """The keys of the bibliography that its modules' readings cite where they treat it, each once."""
        own = [passage for module, passage in self.passages if module in (self.module, *self.also_in)]
        return tuple(dict.fromkeys(key for passage in own for key in passage.cites))

    @property
    def named_events(self) -> tuple[str, ...]:
        """The events that the reasons and counter-readings name."""
        words = " ".join(f"{one.verdict.because} {one.verdict.counter}" for one in self.findings.values())
        return tuple(dict.fromkeys(_EVENT.findall(words)))


def sources(root: Path) -> list[Path]:
    """The files that the ledger is made from, for Sphinx to watch."""
    return [*sorted((root / LABS).glob("*.ipynb")), *coverage.sources(root)]


def entries(root: Path) -> list[Entry]:
    """All claims in the order of their numbers.

    root: the course's folder. A lab, a reading or an exercise that is not there yet leaves its part empty. Raises
    CourseError for a verdict on a claim that the table lacks.
    """
    import nbformat

    claims, found = load("claims"), verdicts(root / LABS)
    if strange := sorted(set(found) - set(claims["id"])):
        raise CourseError(f"The labs give verdicts on claims that are not in the table: {', '.join(strange)}.")
    modules = coverage.modules(root)
    labs = {path.stem: nbformat.read(path, as_version=4) for path in sorted((root / LABS).glob("*.ipynb"))}
    parts = {lab: sections(notebook) for lab, notebook in labs.items()}
    readings = {path.stem: path.read_text("utf-8") for path in sorted((root / coverage.READINGS).glob("*.md"))}
    made = []
    for row in claims.itertuples(index=False):
        own = found.get(row.id, {})
        findings = {lab: own[lab] for lab in sorted(own, key=lambda lab: (lab != row.module, lab))}
        resting = [
            (lab, parts[lab].get(rest.section, Section())) for lab, one in findings.items() for rest in one.rests_on
        ]
        glued = {key for _, section in resting for key in section.glued}
        also = tuple(row.also_in.split(";")) if isinstance(row.also_in, str) else ()
        treating = {slug: passages(readings[slug], row.id, glued) for slug in coverage.ORDER if slug in readings}
        made.append(
            Entry(
                row.id, row.claim, str(row.kind), str(row.section), int(row.paragraph),
                (row.contested_by if isinstance(row.contested_by, str) else "") if row.contested == "yes" else None,
                row.evidence, row.rival_explanations, str(row.module), also, tuple(row.events.split(";")), findings,
                tuple((lab, picture) for lab, section in resting for picture in section.pictures),
                tuple(sorted({table for lab, one in findings.items() for table in tables(labs[lab], one.cell)})),
                tuple((slug, one) for slug, some in treating.items() for one in some),
                tuple(slug for slug in (str(row.module), *also) if DOUBT in split(readings.get(slug, ""))),
                tuple(question.id for module in modules for question in module.exercise if row.id in question.claims),
                tuple(question for module in modules for question in module.quiz if row.id in question.claims),
            )
        )  # fmt: skip
    return made
