"""The glossary in the running text: the first time that a page uses a term, the term leads to its entry.

Without a script that is a quiet link. notes.js shows the definition beside it, which it takes from one script file that
all pages share. A page switches the terms off in its front matter, all of them or some:

    skip_terms: all
    skip_terms: [mediation, hazard]

A term that names its sense in brackets, such as "noise (in a game)", is an everyday word: it is marked only on the pages
of those modules whose claims the glossary gives with it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from course_utils.book.directives.glossary import LANGUAGES, RIGHT_TO_LEFT, term_anchor
from course_utils.catalog import load
from course_utils.errors import CourseError, unknown

if TYPE_CHECKING:
    from sphinx.application import Sphinx

GLOSSARY = "book/reference/glossary"
PAGES = ("book/modules/", "notebooks/", "book/wrap_up")  # where readers read; the reference pages explain themselves
KEY = "skip_terms"
_SENSE = re.compile(r"\s*\([^)]*\)$")
# Text in these is a name, a label, code, or has a link of its own.
_CLOSED = (
    nodes.title, nodes.reference, nodes.literal, nodes.FixedTextElement, nodes.math, nodes.math_block, nodes.raw,
    nodes.thead, nodes.rubric, nodes.caption, nodes.footnote_reference, addnodes.pending_xref, addnodes.download_reference,
)  # fmt: skip


class term_link(nodes.reference):
    """A link to the glossary; its own class, so that the site can write it short. Other builders see a reference."""


@dataclass(frozen=True)
class Term:
    """A term of the glossary: its name, and the modules to whose pages it is kept; none where its words have one sense."""

    name: str
    modules: frozenset[str] = frozenset()

    def belongs_on(self, page: str) -> bool:
        """Whether the term may be marked on a page.

        >>> noise = Term("noise (in a game)", frozenset({"m6_reciprocity"}))
        >>> noise.belongs_on("notebooks/labs/m6_reciprocity"), noise.belongs_on("book/modules/m3_votes")
        (True, False)
        """
        return not self.modules or page.rpartition("/")[2] in self.modules


def pattern(term: str) -> str:
    """A regular expression for a term in running text: singular or plural, with hyphens or spaces.

    A name keeps its capitals; of another term only the first letter may be large.

    >>> bool(re.fullmatch(pattern("roll call"), "Roll calls")), bool(re.fullmatch(pattern("tit for tat"), "tit-for-tat"))
    (True, True)
    >>> bool(re.fullmatch(pattern("General Debate"), "general debate"))
    False
    """
    base = _SENSE.sub("", term)
    head, of, rest = base.partition(" of ")
    words = _plural(head) + (_spaced(of + rest) if of else "")
    if base[0].islower():
        words = f"[{base[0]}{base[0].upper()}]{words[1:]}"
    return words


def _spaced(text: str) -> str:
    return re.sub(r"\\ |\\-", r"[\\s-]?" if "-" in text and " " not in text else r"[\\s-]+", re.escape(text)).replace(
        "'", "['’]"
    )


def _plural(noun: str) -> str:
    for ending, forms in (("memorandum", "memorand(?:um|a)"), ("y", "(?:y|ies)"), ("x", "x(?:es)?"), ("s", "s")):
        if noun.endswith(ending):
            return _spaced(noun.removesuffix(ending)) + forms
    return _spaced(noun) + "s?"


class Finder:
    """Finds the terms of a glossary in text."""

    def __init__(self, terms: Collection[Term]) -> None:
        """terms: those to look for; of two that begin at one place the longer is found."""
        self.terms = sorted(terms, key=lambda term: (-len(term.name), term.name))
        choices = "|".join(f"({pattern(term.name)})" for term in self.terms)
        self._any = re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])") if choices else None

    def __call__(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Begin, end and name of every term in a text, in its order.

        >>> list(Finder([Term("roll call"), Term("dyad")])("On roll calls a dyad"))
        [(3, 13, 'roll call'), (16, 20, 'dyad')]
        """
        for match in self._any.finditer(text) if self._any else ():
            yield match.start(), match.end(), self.terms[match.lastindex - 1].name  # type: ignore[operator]


def glossary_terms() -> list[Term]:
    """All terms of the glossary, each with the modules that it is kept to."""
    claims = load("claims").set_index("id")
    found = []
    for row in load("glossary").itertuples(index=False):
        modules: set[str] = set()
        if _SENSE.search(row.term):
            for claim in row.claims.split(";"):
                modules.add(str(claims.at[claim, "module"]))
                also = claims.at[claim, "also_in"]
                modules.update(also.split(";") if isinstance(also, str) else ())
        found.append(Term(row.term, frozenset(modules)))
    return found


def wanted(terms: Collection[Term], page: str, skip: Any) -> list[Term]:
    """The terms to mark on a page. ``skip`` is what its front matter says; CourseError where that names no term."""
    if skip == "all":
        return []
    names = [term.name for term in terms]
    skip = skip or []
    if not isinstance(skip, list):
        raise CourseError(f"`{KEY}` must be `all` or a list of terms of the glossary, but is {skip!r}.")
    for name in skip:
        if name not in names:
            raise unknown(f"term of the glossary (in `{KEY}`)", name, names)
    return [term for term in terms if term.name not in skip and term.belongs_on(page)]


def _texts(node: nodes.Node) -> Iterator[nodes.Text]:
    """The pieces of running text below a node."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif not (
            isinstance(child, _CLOSED)
            or "lesson-header" in child.get("classes", ())  # its objectives become labels
            or child.get("nb_element") == "cell_code"
            or child.get("lang")
        ):
            yield from _texts(child)


def mark(doctree: nodes.document, finder: Finder, address: str, done: Collection[str] = ()) -> list[str]:
    """Turn the first occurrence of each term into a link; return the terms that were found.

    address: of the glossary's page, seen from this one. done: terms that the page explains in another way.
    """
    seen = set(done)
    for text in list(_texts(doctree)):
        parts: list[nodes.Node] = []
        last, string = 0, text.astext()
        for begin, end, name in finder(string):
            if name in seen:
                continue
            seen.add(name)
            if begin > last:
                parts.append(nodes.Text(string[last:begin]))
            target = f"{address}#{term_anchor(name)}"
            parts.append(term_link("", string[begin:end], refuri=target, internal=True))
            last = end
        if parts:
            if string[last:]:
                parts.append(nodes.Text(string[last:]))
            text.parent.replace(text, parts)
    return sorted(seen - set(done))


def mark_page(app: Sphinx, doctree: nodes.document) -> None:
    """Mark the terms of the page that Sphinx has just read."""
    from sphinx.util import logging

    page = app.env.docname
    if not page.startswith(PAGES) or GLOSSARY not in app.env.found_docs:
        return
    skip = app.env.metadata[page].get(KEY)
    try:
        finder = Finder(wanted(glossary_terms(), page, _plain(skip)))
    except CourseError as error:
        logging.getLogger(__name__).warning("%s", error, location=page, type="course", subtype="terms")
        return
    by_hand = {node["reftarget"] for node in doctree.findall(addnodes.pending_xref) if node.get("reftype") == "term"}
    mark(doctree, finder, app.builder.get_relative_uri(page, GLOSSARY), by_hand)


def _plain(value: Any) -> Any:
    """Sphinx keeps lists and mappings of a front matter as JSON."""
    try:
        return json.loads(value)
    except (TypeError, ValueError):
        return value


def definitions() -> tuple[str, str]:
    """Name and text of the script with all definitions: anchor -> [term, definition, unreviewed, translations].

    A translation is [language, its code, direction, words].
    """
    entries = {}
    for row in load("glossary").itertuples(index=False):
        words = [
            [column.capitalize(), code, "rtl" if code in RIGHT_TO_LEFT else "ltr", getattr(row, column)]
            for column, code in LANGUAGES.items()
            if isinstance(getattr(row, column), str)
        ]
        entries[term_anchor(row.term)] = [row.term, row.definition, row.translations_reviewed != "yes", words]
    text = f"window.courseTerms = {json.dumps(entries, ensure_ascii=False, separators=(',', ':'))};\n"
    return f"terms.{hashlib.sha256(text.encode()).hexdigest()[:8]}.js", text


def write_definitions(folder: Path) -> str:
    """Put the script into the folder of the site's own files, once; return its name."""
    name, text = definitions()
    if not (folder / name).is_file():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return name


def _open(self: Any, node: term_link) -> None:
    self.body.append(f'<a class="term" href="{self.attval(node["refuri"])}">')


def _close(self: Any, node: term_link) -> None:
    self.body.append("</a>")


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.add_node(term_link, html=(_open, _close))
    app.connect("doctree-read", mark_page, priority=600)  # after the lesson's box is in place
