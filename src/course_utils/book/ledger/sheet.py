"""The ledger as a CSV file: one row a claim, the same words as the page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from course_utils.book.coverage import READINGS
from course_utils.book.directives.base import CLAIMS_PAGE, claim_anchor
from course_utils.book.evidence import cell_anchor
from course_utils.book.findings import LABS
from course_utils.book.ledger.entries import Entry
from course_utils.book.render import finding

NAME = "claims.csv"  # below _static
COLUMNS = (
    "claim", "text", "article_section", "paragraph", "kind", "contested", "contested_by", "module", "also_in",
    "verdict", "confidence", "because", "counter_reading", "other_verdict", "lab", "rests_on", "charts", "tables",
    "counts_as_evidence", "other_explanations", "readings", "exercise_questions", "self_check_questions", "events",
    "sources", "page",
)  # fmt: skip


def sheet(entries: Iterable[Entry]) -> str:
    """The file's text, with line feeds. Lists are joined by `` | ``; addresses start at the site's root.

    ``other_verdict`` holds the verdict of a second lab that treats the claim. ``sources`` holds keys of the bibliography.
    """
    made = io.StringIO()
    rows = csv.DictWriter(made, COLUMNS, lineterminator="\n")
    rows.writeheader()
    rows.writerows(_row(entry) for entry in entries)
    return made.getvalue()


def _row(entry: Entry) -> dict[str, str | int]:
    told = [_told(lab, entry) for lab in entry.findings]
    first = told[0] if told else {}
    return {
        "claim": entry.id,
        "text": entry.claim,
        "article_section": entry.section,
        "paragraph": entry.paragraph,
        "kind": entry.kind,
        "contested": "no" if entry.contested_by is None else "yes",
        "contested_by": entry.contested_by or "",
        "module": entry.module,
        "also_in": " | ".join(entry.also_in),
        **first,
        "other_verdict": " | ".join(
            f"{lab}: {one['verdict']}, confidence {one['confidence']}. {one['because']} "
            f"Strongest counter-reading: {one['counter_reading']}"
            for lab, one in zip(list(entry.findings)[1:], told[1:], strict=True)
        ),
        "charts": " | ".join(finding(picture.spec) for _, picture in entry.pictures),
        "tables": " | ".join(entry.tables),
        "counts_as_evidence": entry.evidence,
        "other_explanations": entry.rivals,
        "readings": " | ".join(f"{READINGS}/{module}.html: {one.heading}" for module, one in entry.passages),
        "exercise_questions": " | ".join(entry.exercise),
        "self_check_questions": " | ".join(question.id for question in entry.quiz),
        "events": " | ".join(entry.events),
        "sources": " | ".join(entry.cites),
        "page": f"{CLAIMS_PAGE}.html#{claim_anchor(entry.id)}",
    }


def _told(lab: str, entry: Entry) -> dict[str, str]:
    one = entry.findings[lab]
    return {
        "verdict": one.verdict.verdict,
        "confidence": one.verdict.confidence,
        "because": one.verdict.because,
        "counter_reading": one.verdict.counter,
        "lab": f"{LABS}/{lab}.html#{cell_anchor(one.cell)}",
        "rests_on": " | ".join(rest.section for rest in one.rests_on),
    }
