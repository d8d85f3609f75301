"""The coverage map: which questions ask about each objective and each claim, and what nobody asks about yet."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from course_utils.book import coverage
from course_utils.book.coverage import Asked, Module
from course_utils.book.directives.base import CLAIMS_PAGE, CourseDirective, claim_anchor, raw
from course_utils.book.evidence import cell_anchor
from course_utils.book.findings import LABS, Finding, verdicts
from course_utils.catalog import load

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from course_utils.quiz import Question

# Kinds of answers whose class name is not yet what an instructor would call them.
KINDS = {"several": "several values", "record": "named values", "members": "a set", "text": "a word"}
NONE = "none"


def table(name: str, caption: str, head: Iterable[str], rows: Iterable[tuple[str, ...]], total: bool = False) -> str:
    """An HTML table: the first cell of each row heads it. ``name`` is the class; of a total the last row is the foot."""
    lines = [f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows]
    foot = f"<tfoot>{lines.pop()}</tfoot>" if total else ""
    columns = "".join(f'<th scope="col">{column}</th>' for column in head)
    return (
        f'<table class="{name}"><caption>{escape(caption)}</caption><thead><tr>{columns}</tr></thead>'
        f"<tbody>{''.join(lines)}</tbody>{foot}</table>"
    )


def listed(items: Iterable[str]) -> str:
    """HTML of a list, or the word for an empty one."""
    found = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{found}</ul>" if found else NONE


def described(question: Asked) -> str:
    """An exercise question in a line: kind, points, and whether the pair is the student's own.

    >>> described(Asked("m3-q4", "several", 3, True, False, "Count.", ()))
    'm3-q4: several values, 3 points, own pair'
    """
    parts = [KINDS.get(question.kind, question.kind), f"{question.points} point{'' if question.points == 1 else 's'}"]
    parts += ["own pair"] * question.personal + ["marked by hand"] * question.by_hand
    return f"{question.id}: {', '.join(parts)}"


class Coverage(CourseDirective):
    """``{coverage}``: totals, a table a module, a table of all claims, and the gaps."""

    def body(self) -> list[nodes.Node]:
        root = Path(self.env.srcdir)
        labs = root / LABS
        for path in (*coverage.sources(root), *labs.glob("*.ipynb")):
            self.env.note_dependency(str(path))
        modules = coverage.modules(root)
        return [
            self._section("Totals", self._totals(modules)),
            *(self._section(module.name, self._module(module)) for module in modules),
            self._section("Claim by claim", self._claims(modules, verdicts(labs))),
            self._section("What nothing asks about", self._gaps(modules)),
        ]

    def _section(self, title: str, html: str) -> nodes.section:
        return nodes.section("", nodes.title("", title), raw(html), ids=[nodes.make_id(title)])

    def _totals(self, modules: list[Module]) -> str:
        rows = []
        for module in modules:
            by_hand = sum(question.points for question in module.exercise if question.by_hand)
            points = sum(question.points for question in module.exercise)
            rows.append((len(module.objectives), len(module.exercise), points, by_hand, len(module.quiz)))
        sums = [sum(column) for column in zip(*rows, strict=True)]
        names = [self._page(module, module.name) for module in modules]
        return table(
            "coverage n2 n3 n4 n5 n6", "Questions and points",
            ("Module", "Objectives", "Graded questions", "Points", "of them by hand", "Self-check questions"),
            [(name, *map(str, row)) for name, row in zip([*names, "Course"], [*rows, sums], strict=True)], total=True,
        )  # fmt: skip

    def _module(self, module: Module) -> str:
        heading = self._page(module, module.title) if module.title else "The reading is not there yet."
        heading = f"<p>{heading}</p>"
        if not module.exercise:
            heading += "<p>The exercise is not there yet.</p>"
        objectives = module.objectives or tuple(dict.fromkeys(question.objective for question in module.exercise))
        rows = []
        for objective in objectives:
            asked, checked = module.asked(objective), module.checked(objective)
            claims = sorted({claim for question in (*asked, *checked) for claim in question.claims})
            rows.append(
                (
                    escape(objective),
                    listed(escape(described(question)) for question in asked),
                    self._quiz(checked),
                    self.claim_links(";".join(claims)) if claims else NONE,
                )
            )
        head = ("Objective", "Exercise questions", "Self-check questions", "Claims that these name")
        return heading + table("coverage", f"Objectives: {module.name}", head, rows)

    def _claims(self, modules: list[Module], found: dict[str, dict[str, Finding]]) -> str:
        rows = []
        for claim in load("claims").itertuples(index=False):
            readings = [self._page(module, module.name) for module in modules if claim.id in module.claims]
            asked = [question.id for module in modules for question in module.exercise if claim.id in question.claims]
            checked = [question for module in modules for question in module.quiz if claim.id in question.claims]
            told = [self._verdict(lab, finding) for lab, finding in sorted(found.get(claim.id, {}).items())]
            number = self.inside(CLAIMS_PAGE, claim.id, claim_anchor(claim.id))
            rows.append(
                (f"{number}. {escape(claim.claim)}", ", ".join(readings) or NONE, "; ".join(told) or NONE,
                 ", ".join(asked) or NONE, self._quiz(checked))
            )  # fmt: skip
        head = ("Claim", "Readings", "Verdict", "Exercise questions that name it", "Self-check questions")
        return table("coverage", "The claims and what treats them", head, rows)

    def _verdict(self, lab: str, finding: Finding) -> str:
        words = f"{finding.verdict.verdict}, confidence {finding.verdict.confidence}"
        return self.inside(f"{LABS}/{lab}", words, cell_anchor(finding.cell))

    def _gaps(self, modules: list[Module]) -> str:
        claims = list(load("claims")["id"])
        named = {claim for module in modules for question in module.exercise for claim in question.claims}
        checked = {claim for module in modules for question in module.quiz for claim in question.claims}
        read = {claim for module in modules for claim in module.claims}
        # The capstone has no self-check questions: its objectives are shown by the student's own project.
        quizzed = [module for module in modules if module.quiz]
        objectives = {
            "Objectives without an exercise question": [(m, text) for m in modules for text in m.without_exercise],
            "Objectives without a self-check question": [(m, text) for m in quizzed for text in m.without_quiz],
        }
        rows = [
            (title, listed(f"{module.name}: {escape(text)}" for module, text in gaps))
            for title, gaps in objectives.items()
        ]
        for title, treated in (
            ("Claims that no reading lists", read),
            ("Claims that no exercise question names", named),
            ("Claims without a self-check question", checked),
        ):
            gaps = [claim for claim in claims if claim not in treated]
            rows.append((title, self.claim_links(";".join(gaps)) if gaps else NONE))
        return table("coverage", "Gaps", ("What", "Where"), rows)

    def _quiz(self, questions: Iterable[Question]) -> str:
        page = coverage.READINGS
        links = [
            self.inside(f"{page}/{question.module}", question.id, f"quiz-{question.id.lower()}")
            for question in questions
        ]
        return ", ".join(links) or NONE

    def _page(self, module: Module, text: str) -> str:
        return self.inside(f"{coverage.READINGS}/{module.slug}", text)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("coverage", Coverage)
