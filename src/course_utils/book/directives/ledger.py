"""The ledger of claims as HTML: a filter, and for each claim a line that opens to all that the course holds on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape as quoted
from typing import TYPE_CHECKING

from docutils import nodes
from pybtex.richtext import Text

from course_utils import __version__
from course_utils.book.beside import brings, later
from course_utils.book.coverage import READINGS
from course_utils.book.directives.base import (
    CHRONOLOGY_PAGE,
    DATA_PAGE,
    CourseDirective,
    claim_anchor,
    event_anchor,
    raw,
)
from course_utils.book.evidence import cell_anchor
from course_utils.book.findings import LABS, Finding
from course_utils.book.ledger.passages import DOUBT
from course_utils.book.ledger.sheet import NAME, sheet
from course_utils.book.render import figure, finding
from course_utils.verdicts import CONFIDENCE, VERDICTS

if TYPE_CHECKING:
    from pybtex.database import Entry as BibEntry

    from course_utils.book.ledger.entries import Entry
    from course_utils.quiz import Question

BIBLIOGRAPHY = "book/reference/bibliography"
UNDECIDABLE = VERDICTS[-1]
OPEN = "no verdict yet"


def escape(text: str) -> str:
    """Text as HTML outside of attributes, where quotation marks stand for themselves."""
    return quoted(text, quote=False)


def slug(words: str) -> str:
    """Words as they stand in an address.

    >>> slug("cannot be tested here")
    'cannot-be-tested-here'
    """
    return words.replace(" ", "-")


def ledger(page: CourseDirective, entries: list[Entry]) -> list[nodes.Node]:
    """The filter, the claims, and the file to download, which is written with the page."""
    up = "../" * page.env.docname.count("/")
    listed = "".join(_entry(page, entry) for entry in entries)
    node = raw(
        f'<p class="ledger-files"><a href="{up}_static/{NAME}" download>All claims as a CSV file</a></p>'
        f'{_filter(entries)}<div class="ledger">{listed}</div>'
    )
    brings(node, NAME, sheet(entries))
    for entry in entries:
        page.anchor(claim_anchor(entry.id), entry.id)
    return [node]


def _filter(entries: list[Entry]) -> str:
    """The form; the page's script shows it, since without the script it could do nothing."""
    modules = {module: f"{module[1]}, {module.split('_')[1]}" for entry in entries for module in _modules(entry)}
    kinds = {entry.kind: entry.kind.capitalize() for entry in entries}
    verdicts = {slug(verdict): verdict.capitalize() for verdict in VERDICTS if verdict in map(_verdict, entries)}
    levels = {level: level.capitalize() for level in reversed(CONFIDENCE)}
    choices = (
        ("module", "Module", dict(sorted(modules.items()))),
        ("kind", "Kind of claim", kinds),
        ("verdict", "Verdict", verdicts),
        ("confidence", "Confidence", levels),
        ("contested", "Contested", {"yes": "Yes", "no": "No"}),
    )
    selects = "".join(_select(*choice) for choice in choices)
    return (
        '<form class="ledger-filter" aria-label="Choose claims" hidden>'
        '<label class="ledger-words">Words <input type="search" name="words" autocomplete="off"></label>'
        f'{selects}<p class="ledger-buttons"><button type="reset">Show all claims</button> '
        '<button type="button" name="open">Open all shown</button> '
        '<button type="button" name="print">Print</button></p></form>'
        f'<p class="ledger-status" role="status">{len(entries)} claims</p>'
    )


def _select(name: str, label: str, options: dict[str, str]) -> str:
    every = "".join(f'<option value="{value}">{escape(words)}</option>' for value, words in options.items())
    return f'<label>{label} <select name="{name}"><option value="">All</option>{every}</select></label>'


def _modules(entry: Entry) -> tuple[str, ...]:
    return (entry.module, *entry.also_in)


def _verdict(entry: Entry) -> str:
    return entry.finding.verdict.verdict if entry.finding else OPEN


def _entry(page: CourseDirective, entry: Entry) -> str:
    """The claim's line and what it opens to. ``data-is`` holds the value that each field of the filter looks for."""
    level = entry.finding.verdict.confidence if entry.finding else ""
    contested = "no" if entry.contested_by is None else "yes"
    marks = " ".join([*_modules(entry), entry.kind, slug(_verdict(entry)), level, contested])
    confidence = f" <small>confidence {level}</small>" if level else ""
    return (
        f'<details id="{claim_anchor(entry.id)}" data-is="{marks}"><summary><b>{entry.id}</b> '
        f"<span>{escape(entry.claim)}</span> <span><strong>{_verdict(entry).capitalize()}</strong>{confidence}</span>"
        f"</summary><dl>{''.join(_parts(page, entry))}</dl></details>"
    )


def _part(term: str, *told: str) -> str:
    return f"<dt>{term}{''.join(f'<dd>{one}' for one in told)}"  # both end by themselves: a tenth of the page


def _parts(page: CourseDirective, entry: Entry) -> Iterable[str]:
    for lab, one in entry.findings.items():
        yield from _told(page, lab, one)
    if not entry.findings:
        yield _part("Finding", f"Not yet tested in a lab; module {entry.module[1]} will.")
    yield _part("Evidence", *_evidence(page, entry))
    yield _part("Counts as evidence", f"{escape(entry.evidence)}.")
    doubts = [
        page.inside(f"{READINGS}/{module}", f"module {module[1]}", nodes.make_id(DOUBT)) for module in entry.doubts
    ]
    changed = f" What would have changed our mind: {', '.join(doubts)}." if doubts else ""
    yield _part("Other explanations", f"{escape(entry.rivals)}.{changed}")
    by = f": {escape(entry.contested_by)}" if entry.contested_by else ""
    contested = "not contested" if entry.contested_by is None else f"contested{by}"
    yield _part("About it", f"{entry.kind.capitalize()}; {contested}. Paragraph {entry.paragraph} of the article.")
    yield _part("Read", _read(page, entry))
    yield _part("Asked", _asked(page, entry))
    events = (page.inside(CHRONOLOGY_PAGE, event, event_anchor(event)) for event in entry.events)
    yield _part("Events", ", ".join(events))
    yield _part("Sources", _sources(page, entry))
    yield _part("Cite as", _cite(page, entry))


def _told(page: CourseDirective, lab: str, one: Finding) -> Iterable[str]:
    verdict = one.verdict
    sure = "that these tables cannot decide" if verdict.verdict == UNDECIDABLE else "of this finding"
    where = page.inside(f"{LABS}/{lab}", f"lab of module {lab[1]}", cell_anchor(one.cell))
    yield _part(
        f"Finding, {where}",
        f"<strong>{verdict.verdict.capitalize()}.</strong> {escape(verdict.because)}",
    )
    yield _part("Strongest counter-reading", escape(verdict.counter))
    yield _part("Confidence", f"{verdict.confidence.capitalize()}; that is how sure we are {sure}.")


def _evidence(page: CourseDirective, entry: Entry) -> Iterable[str]:
    """The sections of labs that the verdicts rest on, and their charts: the findings as text, drawn when the claim opens."""
    rests = [
        page.inside(f"{LABS}/{lab}", rest.section, cell_anchor(rest.cell))
        for lab, one in entry.findings.items()
        for rest in one.rests_on
    ]
    if not rests:
        named = ", ".join(page.inside(CHRONOLOGY_PAGE, event, event_anchor(event)) for event in entry.named_events)
        yield f"The verdict is argued in words, not from a figure.{f' It names {named}.' if named else ''}"
        return
    yield f"Rests on: {'; '.join(rests)}."
    if not entry.pictures:
        yield "These parts of the lab show tables, no chart."
        return
    told = "".join(f"<li>{escape(finding(picture.spec))}" for _, picture in entry.pictures)
    charts = "".join(figure(picture.spec) for _, picture in entry.pictures)
    yield f"<ul>{told}</ul>{later(charts)}"


def _read(page: CourseDirective, entry: Entry) -> str:
    found: dict[str, list[str]] = {}
    for module, one in entry.passages:
        link = page.inside(f"{READINGS}/{module}", one.heading, nodes.make_id(one.heading))
        found.setdefault(module, []).append(link)
    parts = [f"Module {module[1]}: {'; '.join(links)}" for module, links in found.items()]
    return ". ".join(parts) + "." if parts else "No section of a reading names it."


def _asked(page: CourseDirective, entry: Entry) -> str:
    exercise = f"Exercises: {', '.join(entry.exercise)}" if entry.exercise else "No exercise question names it"
    checks = ", ".join(
        page.inside(
            f"{READINGS}/{first.module}",
            first.id if first is last else f"{first.id}–{last.id[-2:]}",
            f"quiz-{first.id.lower()}",
        )
        for first, last in runs(entry.quiz)
    )
    return f"{exercise}. {f'Self-check: {checks}' if checks else 'No self-check question names it'}."


def runs(questions: Iterable[Question]) -> list[tuple[Question, Question]]:
    """The first and the last of each run of neighbouring questions, which one link leads to."""
    found: list[tuple[Question, Question]] = []
    for question in questions:
        before = found[-1][1] if found else None
        if before and before.module == question.module and int(before.id[-2:]) + 1 == int(question.id[-2:]):
            found[-1] = (found[-1][0], question)
        else:
            found.append((question, question))
    return found


def _sources(page: CourseDirective, entry: Entry) -> str:
    named = labels(page, entry.cites)
    cited = "; ".join(
        page.inside(BIBLIOGRAPHY, words, nodes.make_id(f"cite-{key}"))
        for key, words in sorted(named.items(), key=lambda work: work[1].casefold())
    )
    tables = ", ".join(page.inside(f"{DATA_PAGE}/{table}", table) for table in entry.tables)
    works = f"Cited there: {cited}." if cited else "The reading cites no work where it treats this claim."
    return f"{works} {f'Tables: {tables}.' if tables else 'No table of the data package.'}"


def labels(page: CourseDirective, keys: Iterable[str]) -> dict[str, str]:
    """Works by author and year, as the readings cite them, and by title where several would read the same.

    The bare keys where the site has no bibliography.
    """
    if "cite" not in page.env.domains:
        return {key: key for key in keys}
    works = {key: page.env.get_domain("cite").bibdata.data.entries[key] for key in keys}  # type: ignore[attr-defined]
    found = {key: f"{_authors(work)} {work.fields.get('year', '')}".strip() for key, work in works.items()}
    often = Counter(found.values())
    return {
        key: str(Text.from_latex(works[key].fields["title"])) if often[words] > 1 else words
        for key, words in found.items()
    }


def _authors(work: BibEntry) -> str:
    people = work.persons.get("author") or work.persons.get("editor") or ()
    names = [" ".join(map(str, [*person.rich_prelast_names, *person.rich_last_names])) for person in people]
    return f"{names[0]} et al." if len(names) > 2 else " and ".join(names)


def _cite(page: CourseDirective, entry: Entry) -> str:
    """The page's script adds the site's own address and a button that copies it."""
    config, here = page.env.config, f"{page.env.docname}.html#{claim_anchor(entry.id)}"
    base = str(getattr(config, "html_baseurl", "")).rstrip("/")
    return (
        f"{escape(config.html_title)} ({escape(config.copyright)}), claim {entry.id}, version {__version__}. "
        f'<a href="#{claim_anchor(entry.id)}">{escape(f"{base}/{here}" if base else here)}</a>'
    )


def summary(entries: list[Entry]) -> str:
    """How many claims got which verdict, and how surely, as a sentence a verdict."""
    rows = []
    for verdict in VERDICTS:
        own = [entry.finding.verdict.confidence for entry in entries if entry.finding and _verdict(entry) == verdict]
        levels = ", ".join(f"{own.count(level)} {level}" for level in reversed(CONFIDENCE) if level in own)
        rows.append(f'<li data-is="{slug(verdict)}"><b>{len(own)}</b> {verdict} <small>{levels}</small>')
    return f'<ul class="ledger-summary" aria-label="Claims by verdict, with the confidence">{"".join(rows)}</ul>'
