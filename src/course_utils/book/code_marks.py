"""Code with as few marks as its colours need.

Pygments puts every word and sign of a program into an element of its own; that is most of a lab's weight. Kinds of
words that look the same in both of the styles that _config.yml chooses share one mark here, what looks like a name
has none, and neighbours are joined. The marks of the three commonest looks are ``b``, ``i`` and ``u``, the shortest
elements that mean nothing to a screen reader; ``code.css``, made from the same two styles, gives them their colours.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = "code.css"
_CODE = re.compile(r'<div class="highlight">.*?</div>', re.DOTALL)
_SPAN = re.compile(r'<span class="(\w+)">([^<]*)</span>')
_JOINT = re.compile(r"</([biu])>(\s*)<\1>")
_EMPTY = re.compile(r"<span></span>(?!\n)")  # before a line break it keeps browsers from dropping the break


@cache
def _looks(light: str, dark: str) -> dict[str, tuple[str, str]]:
    """The looks of each short name of a kind of word, on the light page and on the dark one."""
    from pygments.formatters import HtmlFormatter

    made = [HtmlFormatter(style=style).class2style for style in (light, dark)]
    return {name: tuple(one[name][0] if name in one else "" for one in made) for name in {*made[0], *made[1]}}  # type: ignore[misc]


@cache
def marks(light: str, dark: str) -> dict[str, str]:
    """The element that marks each kind of word, empty for a kind that looks like a name. light, dark: styles of Pygments.

    Signs and dots are plain, whatever the styles say: they are every third word and tell little.

    >>> found = marks("a11y-high-contrast-light", "a11y-high-contrast-dark")
    >>> found["k"], found["s2"], found["si"], found["mi"], found["nn"], found["o"], "c1" in found
    ('b', 'i', 'i', 'u', '', '', False)
    """
    looks = _looks(light, dark)
    wanted = {looks["n"]: "", looks["k"]: "b", looks["s"]: "i", looks["m"]: "u"}
    return {name: wanted[look] for name, look in looks.items() if look in wanted} | dict.fromkeys(("o", "p", "w"), "")


def lighter(body: str, marks: dict[str, str]) -> str:
    """The page with its code marked anew.

    >>> lighter('<div class="highlight"><pre><span></span><span class="n">a</span> <span class="o">=</span> '
    ...         '<span class="sa">f</span><span class="s2">"b"</span></pre></div>', {"n": "", "o": "", "sa": "i", "s2": "i"})
    '<div class="highlight"><pre>a = <i>f"b"</i></pre></div>'
    """

    def mark(match: re.Match[str]) -> str:
        kind, text = match.groups()
        if kind not in marks:
            return match.group(0)
        return f"<{marks[kind]}>{text}</{marks[kind]}>" if marks[kind] else text

    def code(match: re.Match[str]) -> str:
        return _JOINT.sub(r"\2", _SPAN.sub(mark, _EMPTY.sub("", match.group(0))))

    return _CODE.sub(code, body)


def style_sheet(light: str, dark: str) -> str:
    """The colours of the marks. light, dark: styles of Pygments.

    >>> print(style_sheet("a11y-high-contrast-light", "a11y-high-contrast-dark"))
    .highlight :is(b, i, u) { font: inherit; text-decoration: none }
    html[data-theme="light"] .highlight b { color: #6730C5 }
    ...
    """
    looks = _looks(light, dark)
    lines = [".highlight :is(b, i, u) { font: inherit; text-decoration: none }"]
    for element, kind in (("b", "k"), ("i", "s"), ("u", "m")):
        for theme, look in zip(("light", "dark"), looks[kind], strict=True):
            lines.append(f'html[data-theme="{theme}"] .highlight {element} {{ {look} }}')
    return "\n".join(lines) + "\n"


def styles(app: Sphinx) -> tuple[str, str]:
    """The names of the two styles that the book chooses."""
    options = app.config.html_theme_options
    return options["pygments_light_style"], options["pygments_dark_style"]


def write(app: Sphinx) -> None:
    """Write the style sheet before the first page asks for its fingerprint."""
    if app.builder.format == "html":
        path = Path(app.outdir) / "_static" / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(style_sheet(*styles(app)), "utf-8")


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("builder-inited", write)
    app.add_css_file(FILE, priority=901)
