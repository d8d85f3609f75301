"""What a check answers: a card that reads the same in JupyterLab, in a terminal and to a screen reader."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from course_utils.errors import CourseError
from course_utils.exercises.examine import Outcome

# JupyterLab's own colours, so that the card follows its theme; elsewhere the reader's system decides.
_STYLE = (
    "border-left:.3rem solid {line};padding:.4rem .8rem;margin:.4rem 0;max-width:46rem;"
    "color:var(--jp-content-font-color1,CanvasText);background:var(--jp-layout-color1,Canvas);"
    "font-family:system-ui,sans-serif;line-height:1.45"
)
# The outcome for programs, such as the run before a notebook is handed in; no editor shows this type.
OUTCOME = "application/vnd.course.outcome+json"
_PAGE = re.compile(r"(?P<path>book/[\w/]+\.md)(?:#(?P<heading>[\w-]+))?")
_RIGHT, _NOT_YET, _PLAIN = "#00885f", "#d55e00", "#808080"


@dataclass(frozen=True)
class Card:
    """A heading, a message, lines with a state (passed, failed, waiting), hints, and what to do next."""

    heading: str
    colour: str = _PLAIN
    lines: tuple[tuple[str, str], ...] = ()
    message: str = ""
    hints: tuple[str, ...] = ()
    next: str = ""
    extra: dict[str, Any] = field(default_factory=dict, repr=False)

    def _text(self) -> str:
        parts = [self.heading]
        if self.message:
            parts.append(f"  {self.message}")
        parts += [f"  {state:8}{title}" for state, title in self.lines]
        parts += [f"  {hint}" for hint in self.hints]
        if self.next:
            parts.append(f"  {self.next}")
        return "\n".join(parts)

    def _html(self) -> str:
        items = "".join(f"<li>{escape(state)}: {_marked(title)}</li>" for state, title in self.lines)
        return "".join([
            f'<section aria-label="{escape(self.heading)}" style="{_STYLE.format(line=self.colour)}">',
            f"<p><strong>{escape(self.heading)}</strong></p>",
            _blocks(self.message),
            f'<ul style="margin:.3rem 0">{items}</ul>' if items else "",
            *map(_blocks, (*self.hints, self.next)),
            "</section>",
        ])  # fmt: skip

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {"text/plain": self._text(), "text/html": self._html()} | self.extra

    def __repr__(self) -> str:
        return self._text()


def _blocks(text: str) -> str:
    """A text as HTML: a paragraph up to each empty line, and what stands between lines of ``` as it is.

    >>> _blocks("First.\\n\\nThen:\\n```python\\nx = 1\\n```")
    '<p>First.</p><p>Then:</p><pre>x = 1</pre>'
    """
    parts = re.split(r"^```.*\n", text + "\n", flags=re.MULTILINE)
    return "".join(
        f"<pre>{escape(part.rstrip())}</pre>"
        if number % 2
        else "".join(f"<p>{_marked(paragraph.strip())}</p>" for paragraph in part.split("\n\n") if paragraph.strip())
        for number, part in enumerate(parts)
    )


def _marked(text: str) -> str:
    """A text as HTML: escaped, with `code` in code elements, and the reading's pages as links.

    >>> _marked("a < b in `x = 1`")
    'a &lt; b in <code>x = 1</code>'
    """
    parts = escape(text).split("`")
    if len(parts) % 2 == 0:  # a sign without its partner stays what it is
        return "`".join(parts)
    return "".join(
        f"<code>{part}</code>" if number % 2 else _PAGE.sub(_linked, part) for number, part in enumerate(parts)
    )


def _linked(page: re.Match[str]) -> str:
    """A page of the course as a link from the notebook's folder; as it stands where the page is not at hand."""
    from course_utils.exercises.shelf import root

    try:
        path = root() / page["path"]
        if not path.is_file():
            return page[0]
        address = os.path.relpath(path).replace(os.sep, "/")
    except (CourseError, ValueError, OSError):  # no course folder, or one on another drive
        return page[0]
    words = (page["heading"] or "").replace("-", " ").strip()
    section = f", section “{words}”" if words else ""
    return f'<a href="{address}{"#" + page["heading"] if words else ""}">the reading{section}</a>'


def of_outcome(outcome: Outcome, hints: tuple[str, ...] = (), more: str = "") -> Card:
    """The card of an outcome: what passed, what did not and why, what waits."""
    question = outcome.question
    lines = [("passed", check.title) for check in outcome.passed]
    extra = {OUTCOME: {"question": question.id, "passed": outcome.right}}
    if outcome.failed:
        lines.append(("failed", outcome.failed.title))
        if n := len(outcome.waiting):
            lines.append(("waiting", f"{n} check{'s' * (n > 1)} more, which run once this one passes"))
        heading = f"{question.id}: not yet. {len(outcome.passed)} of {len(question.checks)} checks pass."
        return Card(heading, _NOT_YET, tuple(lines), outcome.message, hints, more, extra)
    n = len(question.checks)
    rest = "a person reads it when it is graded" if question.by_hand else "more checks run when it is graded"
    return Card(f"{question.id}: all {n} first checks pass; {rest}.", _RIGHT, tuple(lines), extra=extra)
