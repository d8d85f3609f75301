"""Where the readings treat a claim, and what they cite there."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

# Sections that every reading has: they name claims, but treat none.
FRAME = frozenset(
    {
        "What the article says",
        "What would have changed our mind",
        "In short",
        "Check yourself",
        "The claims, after the lab",
        "Next",
        "Sources",
    }
)
DOUBT = "What would have changed our mind"
ARTICLE = "miholjcic2025fraternal"
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_HEADING = re.compile(r"^## +(.+)$", re.MULTILINE)
_CITE = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
_KEY = re.compile(r"\{lab\}`([^`]+)`|^```\{glue:\w*\} *(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """A section of a reading and the keys of the bibliography that it cites, in order."""

    heading: str
    cites: tuple[str, ...]


def split(text: str) -> dict[str, str]:
    """The sections of a reading by heading; what stands above the first has an empty one.

    >>> split("# Votes\\nA hall.\\n## One *vote*\\nYes.")
    {'': '# Votes\\nA hall.\\n', 'One vote': 'Yes.'}
    """
    parts = _HEADING.split(_FRONT.sub("", text))
    headings = [heading.replace("*", "").strip() for heading in parts[1::2]]
    return dict(zip(["", *headings], [part.removeprefix("\n") for part in parts[::2]], strict=True))


def passages(text: str, claim: str, glued: Collection[str]) -> list[Passage]:
    """The sections of a reading that name a claim or show a figure that its evidence hands over.

    text: the reading. claim: its number. glued: the keys of the figures. The article itself is no source on itself.

    >>> passages("## Votes\\nThey held {lab}`m3-n` {cite}`krueger2010legal`.\\n## Words\\nNone.", "C13", ["m3-n"])
    [Passage(heading='Votes', cites=('krueger2010legal',))]
    """
    found = []
    for heading, words in split(text).items():
        shown = {first or second for first, second in _KEY.findall(words)}
        if heading and heading not in FRAME and (claim in words or shown & set(glued)):
            keys = [key.strip() for group in _CITE.findall(words) for key in group.split(",")]
            found.append(Passage(heading, tuple(dict.fromkeys(key for key in keys if key != ARTICLE))))
    return found
