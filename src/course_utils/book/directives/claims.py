"""The table of claims, each with the verdict that its lab reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from course_utils import verdicts as course_verdicts
from course_utils.book.directives.base import (
    CHRONOLOGY_PAGE,
    CLAIMS_PAGE,
    CourseDirective,
    claim_anchor,
    event_anchor,
    raw,
)
from course_utils.book.evidence import Evidence, cell_anchor, evidence
from course_utils.catalog import load
from course_utils.errors import CourseError, unknown
from course_utils.verdicts import Verdict

if TYPE_CHECKING:
    import pandas as pd
    from sphinx.application import Sphinx

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


def chosen(claims: pd.DataFrame, module: str) -> pd.DataFrame:
    """The rows of one module: claims it decides and claims it also treats. An empty module gives all rows."""
    if not module:
        return claims
    modules = list(claims["module"].cat.categories)
    if module not in modules:
        raise unknown("module", module, modules)
    return claims[(claims["module"] == module) | claims["also_in"].fillna("").str.split(";").map(lambda m: module in m)]


class Claims(CourseDirective):
    """``{claims}``: all claims, with anchors. ``{claims} m3_votes``: those of a module, linked to the full table."""

    def body(self) -> list[nodes.Node]:
        rows = chosen(load("claims"), self.argument)
        labs = Path(self.env.srcdir) / LABS
        for notebook in labs.glob("*.ipynb"):
            self.env.note_dependency(str(notebook))
        found = verdicts(labs)
        if strange := sorted(set(found) - set(load("claims")["id"])):
            raise CourseError(f"The labs give verdicts on claims that are not in the table: {', '.join(strange)}.")
        body = "".join(self._row(row, found.get(row.id, {})) for row in rows.itertuples())
        caption = f"Claims of module {self.argument[1]}" if self.argument else "The claims of the article"
        head = "".join(f'<th scope="col">{name}</th>' for name in ("Claim", "About it", "Finding"))
        return [
            raw(
                f'<table class="claims"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
                f"<tbody>{body}</tbody></table>"
            )
        ]

    def _row(self, row: tuple, found: dict[str, Finding]) -> str:
        mark = claim_anchor(row.id)
        if self.argument:
            opening, number = "<tr>", self.inside(CLAIMS_PAGE, row.id, mark)
        else:
            self.anchor(mark, row.id)
            opening, number = f'<tr id="{mark}">', row.id
        events = ", ".join(self.inside(CHRONOLOGY_PAGE, event, event_anchor(event)) for event in row.events.split(";"))
        contested = "contested" if row.contested == "yes" else "not contested"
        by = f": {escape(row.contested_by)}" if isinstance(row.contested_by, str) else ""
        also = row.also_in.split(";") if isinstance(row.also_in, str) else []
        modules = ", ".join(self._module(slug) for slug in (row.module, *also))
        return (
            f'{opening}<th scope="row">{number}. {escape(row.claim)}</th>'
            f"<td>{row.kind.capitalize()}, {contested}{by}.<p>{modules}. Events: {events}.</p></td>"
            f"<td>{self._finding(row, found)}</td></tr>"
        )

    def _module(self, slug: str) -> str:
        return self.inside(f"book/modules/{slug}", f"Module {slug[1]}")

    def _finding(self, row: tuple, found: dict[str, Finding]) -> str:
        if not found:
            return f"Not yet tested in a lab; module {row.module[1]} will."
        return "".join(self._told(lab, finding) for lab, finding in sorted(found.items()))

    def _told(self, lab: str, finding: Finding) -> str:
        page, verdict = f"{LABS}/{lab}", finding.verdict
        parts = [self.inside(page, evidence.section, cell_anchor(evidence.cell)) for evidence in finding.rests_on]
        rests = f"<p>Rests on: {'; '.join(parts)}.</p>" if parts else ""
        return (
            f'<p><strong class="verdict">{verdict.verdict}</strong>, confidence {verdict.confidence} '
            f"({self.inside(page, f'lab of module {lab[1]}', cell_anchor(finding.cell))}). {escape(verdict.because)} "
            f"<em>Strongest counter-reading:</em> {escape(verdict.counter)}</p>{rests}"
        )


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("claims", Claims)
