"""A reading as plain Markdown, for a reader who has the folder and not the site."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

from course_utils.errors import CourseError
from course_utils.exercises.shelf import lab_of

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_BLOCK = re.compile(r"^```\{([\w:]+)\} *(.*)\n(?:.*\n)*?```$", re.MULTILINE)
_ROLE = re.compile(r"\{([\w:]+)\}`([^`]+)`")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")


def worked(root: Path) -> list[Path]:
    """The notebooks that students read as they are, outputs included: labs, worked capstones, the page on Python."""
    return sorted(path for place in (".", "labs", "capstones") for path in (root / "notebooks" / place).glob("*.ipynb"))


def plain_reading(path: Path, root: Path) -> str:
    """A reading of the course folder ``root`` with its figures, citations and sources written out.

    Figures come from the outputs of the lab of the same name. Charts, quizzes and tables of the site become a line that
    says where they are to be found. Raises CourseError for markup that has no plain form.
    """
    glued = _glued(root / f"{lab_of(path.stem)}.ipynb")
    text = path.read_text("utf-8")
    cited = _Sources(root / "book" / "references.bib")
    lab = f"../../{lab_of(path.stem)}.ipynb"

    def block(match: re.Match[str]) -> str:
        name, argument = match[1], match[2].strip()
        if name == "glue:":
            return f"*Chart, [in the lab]({lab}): {_title(_known(glued, argument, path))}.*"
        if name == "quiz":
            return (
                f'*The questions open in a notebook: `from course_utils import quiz`, then `quiz.show("{argument}")`.*'
            )
        if name == "claims":
            return f"*The verdicts stand at the end of [the lab]({lab}); the claims are in data/claims.csv.*"
        if name == "bibliography":
            return cited.listed()
        raise _foreign(path, f"```{{{name}}}")

    def role(match: re.Match[str]) -> str:
        name, content = match[1], match[2]
        if name == "lab":
            return str(ast.literal_eval(_known(glued, content, path)))
        if name == "cite":
            return cited.cite(content.split(","), path)
        if name == "doc":
            words, target = re.fullmatch(r"(.*?) *<(.+)>", content).groups()  # type: ignore[union-attr]
            shipped = (root / f"{target.lstrip('/')}.ipynb") in worked(root)
            return f"[{words}](../..{target}.ipynb)" if shipped else words
        raise _foreign(path, f"{{{name}}}")

    text = _FRONT.sub("", text)
    text = _BLOCK.sub(block, _ROLE.sub(role, text))
    return _LINK.sub(lambda match: _inside(match, path, root), text).lstrip("\n")


def anchors(markdown: str) -> set[str]:
    """The anchors of a page's headings, as the readings' links name them.

    >>> sorted(anchors("# Do brothers vote alike?\\n\\n## The first answer: no\\n"))
    ['do-brothers-vote-alike', 'the-first-answer-no']
    """
    titles = re.findall(r"^#+ +(.+)$", markdown, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def _inside(match: re.Match[str], path: Path, root: Path) -> str:
    """A link, where it leads to the web or to another reading or a lab; else its words alone."""
    words, target = match.groups()
    if "://" in target or target.startswith("#"):
        return match[0]
    place = (path.parent / target.partition("#")[0]).resolve()
    shipped = [*(root / "book" / "modules").glob("*.md"), *worked(root)]
    return match[0] if place in shipped else words


def _known(glued: dict[str, Any], key: str, path: Path) -> Any:
    if key not in glued:
        raise CourseError(
            f"The reading {path.name} shows {key}, which the outputs of its lab do not hold. Run the lab."
        )
    return glued[key]


def _glued(lab: Path) -> dict[str, Any]:
    """What a lab has glued, by key: the text of a figure, the specification of a chart."""
    if not lab.is_file():
        return {}
    found: dict[str, Any] = {}
    for cell in json.loads(lab.read_text("utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            name = output.get("metadata", {}).get("scrapbook", {}).get("name")
            if name:
                charts = [value for kind, value in output["data"].items() if "vegalite" in kind]
                plain = [value for kind, value in output["data"].items() if kind.endswith("text/plain")]
                found[name] = charts[0] if charts else "".join(plain[0])
    return found


def _title(spec: Any) -> str:
    title = spec.get("title", "") if isinstance(spec, dict) else ""
    title = title.get("text", "") if isinstance(title, dict) else title
    return " ".join(title) if isinstance(title, list) else title


def _foreign(path: Path, markup: str) -> CourseError:
    return CourseError(
        f"The reading {path.name} uses {markup}, which has no plain form in what students get. "
        "Teach course_utils.grading.reading to write it."
    )


class _Sources:
    """The bibliography, and which of its entries a page has cited."""

    def __init__(self, path: Path) -> None:
        from pybtex.database import parse_file

        self.entries = parse_file(str(path), bib_format="bibtex").entries
        self.used: list[str] = []

    def cite(self, keys: list[str], page: Path) -> str:
        """Author and year of each, in brackets."""
        keys = [key.strip() for key in keys]
        for key in keys:
            if key not in self.entries:
                raise CourseError(f"The reading {page.name} cites {key}, which references.bib does not hold.")
        self.used += [key for key in keys if key not in self.used]
        return f"({'; '.join(self._short(key) for key in keys)})"

    def _short(self, key: str) -> str:
        entry = self.entries[key]
        people = entry.persons.get("author") or entry.persons.get("editor") or []
        names = [" ".join(map(str, person.rich_prelast_names + person.rich_last_names)) for person in people]
        who = names[0] if len(names) == 1 else f"{names[0]} and {names[1]}" if len(names) == 2 else f"{names[0]} et al."
        return f"{who} {entry.fields.get('year', 'n.d.')}"

    def listed(self) -> str:
        """The cited entries as a list, in the order of their authors' names."""
        from pybtex.backends.plaintext import Backend
        from pybtex.style.formatting.plain import Style

        style = Style()
        ordered = style.sort([self.entries[key] for key in self.used])
        return "\n".join(f"- {entry.text.render(Backend('utf-8'))}" for entry in style.format_entries(ordered))
