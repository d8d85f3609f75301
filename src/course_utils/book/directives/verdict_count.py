"""How many claims got which verdict: a role for a number in a sentence, a directive for the chart and the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from docutils import nodes
from sphinx.util.docutils import SphinxRole

from course_utils.book.directives.base import CourseDirective, raw
from course_utils.book.directives.coverage import NONE, table
from course_utils.book.findings import LABS, decided
from course_utils.catalog import load
from course_utils.errors import CourseError, unknown
from course_utils.verdicts import CONFIDENCE, VERDICTS

if TYPE_CHECKING:
    import altair as alt
    from docutils.parsers.rst.states import Inliner
    from sphinx.application import Sphinx

ALL = "claims"


def tally(labs: Path) -> pd.DataFrame:
    """One row a claim: claim, kind, module, verdict, confidence. A claim whose lab is not there yet has no verdict.

    labs: the folder of executed labs.
    """
    stamps = tuple((path.name, path.stat().st_mtime_ns) for path in sorted(labs.glob("*.ipynb")))
    return _tally(labs, stamps).copy()


@cache
def _tally(labs: Path, stamps: tuple[tuple[str, int], ...]) -> pd.DataFrame:
    """The tally of labs with these time stamps: a page may ask for a dozen numbers, and reading all labs takes a second."""
    found = decided(labs)
    rows = [
        (
            claim.id,
            str(claim.kind),
            f"M{claim.module[1]}",  # short: nine stand side by side on a phone
            found[claim.id].verdict.verdict if claim.id in found else None,
            found[claim.id].verdict.confidence if claim.id in found else None,
        )
        for claim in load("claims").itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["claim", "kind", "module", "verdict", "confidence"])


def number(claims: pd.DataFrame, words: str) -> int:
    """How many claims answer to a description: verdicts, levels of confidence and kinds, in any order, joined by commas.

    claims: as tally gives it. ``claims`` in the place of a description counts all.

    >>> claims = pd.DataFrame({"kind": ["causal", "causal"], "verdict": ["mixed", "supported"], "confidence": ["low", "high"]})
    >>> number(claims, "causal"), number(claims, "causal, mixed"), number(claims, "claims")
    (2, 1, 2)
    """
    known = dict.fromkeys(VERDICTS, "verdict") | dict.fromkeys(CONFIDENCE, "confidence")
    known |= {str(kind): "kind" for kind in load("claims")["kind"].cat.categories}
    kept = claims
    for word in (part.strip() for part in words.split(",")):
        if word == ALL:
            continue
        if word not in known:
            raise unknown("verdict, level of confidence or kind of claim", word, [*known, ALL])
        kept = kept[kept[known[word]] == word]
    return len(kept)


def chart(claims: pd.DataFrame) -> alt.LayerChart:
    """Verdicts by kind of claim, as a heat map of counts.

    claims: as tally gives it, with a verdict for each.
    """
    import altair

    from course_utils.charts import heat_map, sequential

    kinds = [str(kind) for kind in load("claims")["kind"].cat.categories]
    kinds.sort(key=lambda kind: -number(claims, kind))
    cells = pd.DataFrame(
        [(verdict, kind, number(claims, f"{verdict}, {kind}")) for verdict in VERDICTS for kind in kinds],
        columns=["verdict", "kind", "count"],
    )
    first, second = kinds[:2]
    told = [f"{number(claims, f'supported, {kind}')} of {number(claims, kind)} {kind}" for kind in (first, second)]
    most = int(cells["count"].max())
    return heat_map(
        cells, "kind", "verdict",
        altair.Color("count:Q", title="Claims", scale=sequential(0, most), legend=None), digits=0,
        finding=f"The data support {told[0]} claims and {told[1]} ones",
        source="Verdicts of the labs of this course; kinds of claims were judged by one reader",
        alt=f"Heat map of the number of claims by verdict and kind: {told[0]} and {told[1]} claims are supported.",
    )  # fmt: skip


def by_module(claims: pd.DataFrame) -> alt.LayerChart:
    """Verdicts by the module that decides the claim, as a heat map of counts.

    claims: as tally gives it, with a verdict for at least one.
    """
    import altair

    from course_utils.charts import heat_map, sequential

    counts = claims.groupby(["verdict", "module"]).size()
    cells = pd.DataFrame(
        [
            (verdict, module, counts.get((verdict, module), 0))
            for verdict in VERDICTS
            for module in sorted(set(claims["module"]))
        ],
        columns=["verdict", "module", "count"],
    )
    sums = {verdict: number(claims, verdict) for verdict in VERDICTS}
    commonest = max(sums, key=lambda verdict: sums[verdict])
    in_all = ", ".join(f"{count} {verdict}" for verdict, count in sums.items())
    return heat_map(
        cells, "module", "verdict",
        altair.Color("count:Q", title="Claims", scale=sequential(0, int(cells["count"].max())), legend=None), digits=0,
        finding=f"The commonest verdict is ‘{commonest}’, on {sums[commonest]} of {len(claims)} claims",
        source="Verdicts of the labs of this course",
        alt=f"Heat map of the number of claims by verdict and module. In all modules together: {in_all}.",
    )  # fmt: skip


class VerdictCount(CourseDirective):
    """``{verdict-count}``: the chart of verdicts by kind of claim, and which claims got which verdict, how surely."""

    def body(self) -> list[nodes.Node]:
        from course_utils.book.render import figure
        from course_utils.charts import spec

        labs = Path(self.env.srcdir) / LABS
        _watch(self.env.note_dependency, labs)
        claims = tally(labs)
        rows = [
            (verdict.capitalize(), *(self._cell(claims, verdict, level) for level in reversed(CONFIDENCE)))
            for verdict in VERDICTS
        ]
        if open_ := list(claims.loc[claims["verdict"].isna(), "claim"]):
            rows.append(("No verdict yet", *[self.claim_links(";".join(open_)), NONE, NONE]))
        head = ("Verdict", *(level.capitalize() for level in reversed(CONFIDENCE)))
        drawn = [raw(figure(spec(chart(claims))))] if claims["verdict"].notna().any() else []
        return [*drawn, raw(table("verdicts", "Claims by verdict, and by our confidence in it", head, rows))]

    def _cell(self, claims: pd.DataFrame, verdict: str, level: str) -> str:
        own = claims[(claims["verdict"] == verdict) & (claims["confidence"] == level)]
        return f"{len(own)}: {self.claim_links(';'.join(own['claim']))}" if len(own) else NONE


class VerdictNumber(SphinxRole):
    """``{verdict-count}`mixed, low` ``: how many claims got that verdict with that confidence."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Called by docutils where the role stands; an unknown word is a message of the build."""
        labs = Path(self.env.srcdir) / LABS
        _watch(self.env.note_dependency, labs)
        try:
            figure = str(number(tally(labs), self.text))
            return [nodes.inline("", figure, classes=["pasted-text"])], []  # as MyST-NB marks glued figures
        except CourseError as error:
            inliner: Inliner = self.inliner
            message = inliner.reporter.error(str(error), line=self.lineno)
            return [inliner.problematic(self.rawtext, self.rawtext, message)], [message]


def _watch(note: Callable[[str], None], labs: Path) -> None:
    for notebook in labs.glob("*.ipynb"):
        note(str(notebook))


def setup(app: Sphinx) -> None:
    """Register directive and role."""
    app.add_directive("verdict-count", VerdictCount)
    app.add_role("verdict-count", VerdictNumber())
