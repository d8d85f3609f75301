"""The claims: the whole ledger on a page of its own, or the rows of a module in its reading."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from course_utils.book.directives.base import (
    CLAIMS_PAGE,
    CourseDirective,
    claim_anchor,
    raw,
)
from course_utils.book.evidence import cell_anchor
from course_utils.book.findings import LABS, Finding, verdicts
from course_utils.catalog import load
from course_utils.errors import unknown

if TYPE_CHECKING:
    import pandas as pd
    from sphinx.application import Sphinx


def chosen(claims: pd.DataFrame, module: str) -> pd.DataFrame:
    """The rows of one module: claims it decides and claims it also treats. Raises CourseError for another module."""
    modules = list(claims["module"].cat.categories)
    if module not in modules:
        raise unknown("module", module, modules)
    return claims[(claims["module"] == module) | claims["also_in"].fillna("").str.split(";").map(lambda m: module in m)]


class Claims(CourseDirective):
    """``{claims}``: the ledger, with anchors. ``{claims} m3_votes``: the findings of a module, linked to the ledger."""

    def body(self) -> list[nodes.Node]:
        root = Path(self.env.srcdir)
        return self._module(root / LABS) if self.argument else self._ledger(root)

    def _ledger(self, root: Path) -> list[nodes.Node]:
        from course_utils.book.directives.ledger import ledger, summary
        from course_utils.book.directives.verdict_count import by_module, tally
        from course_utils.book.ledger.entries import entries, sources
        from course_utils.book.render import figure
        from course_utils.charts import spec

        for path in sources(root):
            self.env.note_dependency(str(path))
        found = entries(root)
        drawn = figure(spec(by_module(tally(root / LABS)))) if any(entry.finding for entry in found) else ""
        return [raw(summary(found) + drawn), *ledger(self, found)]

    def _module(self, labs: Path) -> list[nodes.Node]:
        rows = chosen(load("claims"), self.argument)
        for notebook in labs.glob("*.ipynb"):
            self.env.note_dependency(str(notebook))
        found = verdicts(labs)
        body = "".join(self._row(row, found.get(row.id, {})) for row in rows.itertuples())
        head = "".join(f'<th scope="col">{name}</th>' for name in ("Claim", "About it", "Finding"))
        return [
            raw(
                f'<table class="claims"><caption>Claims of module {self.argument[1]}</caption><thead><tr>{head}</tr>'
                f"</thead><tbody>{body}</tbody></table>"
            )
        ]

    def _row(self, row: tuple, found: dict[str, Finding]) -> str:
        number = self.inside(CLAIMS_PAGE, row.id, claim_anchor(row.id))
        contested = "contested" if row.contested == "yes" else "not contested"
        by = f": {escape(row.contested_by)}" if isinstance(row.contested_by, str) else ""
        also = row.also_in.split(";") if isinstance(row.also_in, str) else []
        modules = ", ".join(self.inside(f"book/modules/{slug}", f"Module {slug[1]}") for slug in (row.module, *also))
        return (
            f'<tr><th scope="row">{number}. {escape(row.claim)}</th>'
            f"<td>{row.kind.capitalize()}, {contested}{by}.<p>{modules}.</p></td>"
            f"<td>{self._finding(row, found)}</td></tr>"
        )

    def _finding(self, row: tuple, found: dict[str, Finding]) -> str:
        if not found:
            return f"Not yet tested in a lab; module {row.module[1]} will."
        return "".join(self._told(lab, finding) for lab, finding in sorted(found.items()))

    def _told(self, lab: str, finding: Finding) -> str:
        page, verdict = f"{LABS}/{lab}", finding.verdict
        parts = [self.inside(page, rest.section, cell_anchor(rest.cell)) for rest in finding.rests_on]
        rests = f"<p>Rests on: {'; '.join(parts)}.</p>" if parts else ""
        return (
            f'<p><strong class="verdict">{verdict.verdict}</strong>, confidence {verdict.confidence} '
            f"({self.inside(page, f'lab of module {lab[1]}', cell_anchor(finding.cell))}). {escape(verdict.because)} "
            f"<em>Strongest counter-reading:</em> {escape(verdict.counter)}</p>{rests}"
        )


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("claims", Claims)
