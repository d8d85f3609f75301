"""What an edition says about itself: title, author, version, date, licence. All of it stands in the project's files."""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass
from pathlib import Path

TEXT = """
<p>This is the site of the course as one document: every reading, every lab with its code and its outputs, the capstone
with its worked examples, and the reference pages that are read as a whole.</p>
<p>Left out, and on the site: the data table below each chart, the choices that some charts offer, the codebook page of
each table, the reference of functions, and the pages for instructors. The site, the data and the exercises are in the
course’s repository; <code>make book</code> builds the site.</p>
<p>Answers to the self-check questions and the sources of a module stand at its end.</p>
"""


@dataclass(frozen=True)
class About:
    """Title and subtitle, author, version, licences of code and text, and the date that goes into the files."""

    title: str
    subtitle: str
    author: str
    version: str
    licences: tuple[str, ...]
    keywords: tuple[str, ...]
    date: datetime.datetime


def about(root: Path) -> About:
    """Read CITATION.cff and _config.yml in ``root``.

    The date is $SOURCE_DATE_EPOCH (seconds since 1970), else the first day of the copyright's year: equal sources give
    equal files, whenever they are made.
    """
    import yaml

    cited = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))
    year = int(yaml.safe_load((root / "_config.yml").read_text("utf-8"))["copyright"])
    title, _, subtitle = cited["title"].partition(": ")
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    date = (
        datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
        if epoch
        else datetime.datetime(year, 1, 1, tzinfo=datetime.UTC)
    )
    return About(
        title,
        subtitle[:1].upper() + subtitle[1:],
        ", ".join(author["name"] for author in cited["authors"]),
        str(cited["version"]),
        tuple(cited["license"]),
        tuple(cited["keywords"]),
        date,
    )


def imprint(facts: About) -> str:
    """The page about the edition, as HTML that is well-formed XML too."""
    from html import escape

    code, text = facts.licences
    return (
        f'<section id="about"><h1>About this edition</h1>{TEXT}'
        f"<p>{escape(facts.title)}, version {escape(facts.version)}. {escape(facts.author)}. Code: {escape(code)}. Readings, "
        f"notebooks and quizzes: {escape(text)}. The tables come from many publishers, named below each chart; each has "
        "terms of its own, listed in the repository’s README.</p></section>"
    )
