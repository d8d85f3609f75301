"""The box under a reading's title: time, objectives, prerequisites, data, claims. Written in its front matter."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

FOLDER = "book/modules/"  # every page below it is a lesson
KEYS = ("module", "minutes", "objectives", "prerequisites", "data", "claims")
LISTS = ("objectives", "prerequisites", "data", "claims")

# What a reader can show to have learnt (after Bloom's taxonomy as revised by Anderson and Krathwohl, 2001).
# "Understand", "know", "learn" and "appreciate" are missing on purpose: nobody can see them happen.
VERBS = frozenset(
    """apply argue assess build calculate categorise check choose cite classify code compare compute construct
    contrast count criticise decide define defend derive describe design detect diagnose distinguish draw estimate
    evaluate explain find formulate identify interpret judge justify label list locate map measure name plot predict
    propose rank read recognise reproduce revise select separate simulate sketch solve sort state summarise test
    trace translate use verify write""".split()
)

Link = Callable[[str, str], str | None]  # (kind, name) -> address; kind is "data", "claim" or "module"


def problems(meta: dict[str, Any], tables: Collection[str] = (), claims: Collection[str] = ()) -> list[str]:
    """What is wrong with a lesson's front matter, a sentence each; empty when nothing is.

    ``meta`` is the mapping under ``lesson:``. ``tables`` and ``claims`` are the names that exist; where
    one is empty, names of that kind are not looked up.

    >>> problems({"module": "m3_votes", "minutes": 90, "objectives": ["Understand votes."],
    ...           "prerequisites": [], "data": [], "claims": []})[0][:58]
    "The objective 'Understand votes.' begins with 'understand'"
    """
    found = []
    missing = [key for key in KEYS if key not in meta]
    if missing:
        found.append(f"The front matter's `lesson` lacks {', '.join(missing)}; it needs {', '.join(KEYS)}.")
    unknown = sorted(set(meta) - set(KEYS))
    if unknown:
        found.append(f"The front matter's `lesson` has {', '.join(unknown)}, but only {', '.join(KEYS)} are shown.")
    minutes = meta.get("minutes", 1)
    if not isinstance(minutes, int) or minutes < 1:
        found.append(f"`minutes` must be a whole number above 0, but is {minutes!r}.")
    for key in LISTS:
        value = meta.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            found.append(f"`{key}` must be a list of texts, but is {value!r}.")
    if found:
        return found
    if not meta["objectives"]:
        found.append("`objectives` is empty; a lesson needs at least one.")
    for objective in meta["objectives"]:
        verb = objective.split(maxsplit=1)[0].strip(",.:;").lower() if objective.strip() else ""
        if verb not in VERBS:
            found.append(
                f"The objective {objective!r} begins with {verb!r}, which can't be measured. "
                f"Begin with one of: {', '.join(sorted(VERBS))}."
            )
    for what, names, known in (("table", meta["data"], tables), ("claim", meta["claims"], claims)):
        for name in names:
            if known and name not in known:
                near = get_close_matches(name, list(known), n=1)
                found.append(f"There is no {what} {name!r}." + (f" Did you mean {near[0]!r}?" if near else ""))
    return found


def front_matter(text: str) -> dict[str, Any]:
    """What a page's front matter says under ``lesson:``; empty where it says nothing.

    >>> front_matter("---\\nlesson:\\n  minutes: 45\\n---\\n# Votes\\n")
    {'minutes': 45}
    >>> front_matter("# Votes\\n")
    {}
    """
    import yaml

    front = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    return (yaml.safe_load(front[1]) or {}).get("lesson", {}) if front else {}


def _item(text: str, address: str | None) -> nodes.list_item:
    from docutils import nodes

    content: nodes.Node = nodes.reference("", text, refuri=address, internal=True) if address else nodes.Text(text)
    return nodes.list_item("", nodes.paragraph("", "", content))


def lesson_header(meta: dict[str, Any], link: Link) -> nodes.container:
    """The box as docutils nodes. ``link`` gives the address of a table, claim or module, or None for plain text."""
    from docutils import nodes

    box = nodes.container(classes=["lesson-header"])
    time = nodes.paragraph("", "", nodes.strong("", "Time: "), nodes.Text(f"about {meta['minutes']} minutes"))
    box += time

    def add(heading: str, key: str, kind: str) -> None:
        if not meta[key]:
            return
        box.append(nodes.paragraph("", "", nodes.strong("", heading)))
        items = [_item(text, link(kind, text) if kind else None) for text in meta[key]]
        box.append(nodes.bullet_list("", *items, classes=[f"lesson-{key}"]))

    add("After this lesson you can", "objectives", "")
    add("You need", "prerequisites", "module")
    add("Data", "data", "data")
    add("Claims of the article", "claims", "claim")
    return box


def _known(kind: str) -> list[str]:
    from course_utils.catalog import load
    from course_utils.catalog.package import package

    return package().names if kind == "data" else list(load("claims")["id"])


def insert(app: Sphinx, doctree: nodes.document) -> None:
    """Check a reading's front matter and put the box below its title."""
    from docutils import nodes
    from sphinx.util import logging

    env = app.env
    page = env.docname
    raw = env.metadata[page].get("lesson")
    if raw is None and not page.startswith(FOLDER):
        return
    meta = json.loads(raw) if raw else {}
    pages = env.found_docs
    tables = _known("data") if any(name.startswith("book/reference/data/") for name in pages) else []
    claims = _known("claims") if "book/reference/claims" in pages else []
    found = problems(meta, tables, claims)
    for sentence in found:
        logging.getLogger(__name__).warning("%s", sentence, location=page, type="course", subtype="lesson")
    title = next(iter(doctree.findall(nodes.title)), None)
    if found or title is None:
        return

    def link(kind: str, name: str) -> str | None:
        target = {
            "data": f"book/reference/data/{name}",
            "claim": "book/reference/claims",
            "module": f"book/modules/{name}",
        }[kind]
        if target not in pages:
            return None
        address = app.builder.get_relative_uri(page, target)
        return f"{address}#claim-{name.lower()}" if kind == "claim" else address

    title.parent.insert(title.parent.index(title) + 1, lesson_header(meta, link))


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("doctree-read", insert)
