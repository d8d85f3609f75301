"""Counts of words and terms in speeches of the UN General Debate. The speeches themselves are never stored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from course_utils.catalog.pipeline.un_speeches_files import FILES
from course_utils.catalog.schema import Field, Source, Table

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

DEBATE = Source(
    name="un-general-debate",
    title="UN General Debate Corpus",
    publisher="Slava Jankin, Alexander Baturo and Niheer Dasandi; Harvard Dataverse",
    version="sessions 1 to 80 (1946-2025); session 80 added from UN documents by the repository that was read",
    citation=(
        "Baturo, Alexander, Niheer Dasandi and Slava Mikhaylov (2017): Understanding state preferences with text as "
        "data: Introducing the UN General Debate corpus. Research & Politics 4(2); data: United Nations General "
        "Debate Corpus, Harvard Dataverse."
    ),
    doi="10.7910/DVN/0TJX8Y",
    terms="Speeches are UN records: non-commercial use, with attribution; the repository that was read is under MIT",
    tier="attribution",
    where=(
        "The corpus is at https://doi.org/10.7910/DVN/0TJX8Y; the files of five states are in artifacts/Session 80 - "
        "2025 of the repository MafiAtUN/osaa-unga-analysis on GitHub, put into one folder txt."
    ),
    copy="github.com/MafiAtUN/osaa-unga-analysis, commit 3ed39e2d735a7885d31df833b94de4349243299c",
    files=FILES,
)
SOURCES = (DEBATE,)

# Each term is counted where its pattern begins at a word, upper or lower case, across line breaks. The spelling
# variants are those found in the speeches. Kinship leaves out sister words: "brothers and sisters" would count twice.
TERMS = {
    "azerbaijan": r"azerbaijan\w*|azeris?\b",
    "pakistan": r"pakistan\w*",
    "armenia": r"armenia\w*",
    "india": r"india(?:ns?)?\b(?! ocean)",
    "turkey": r"turk(?:ey|iye|ish)\b|türk\w*",
    "karabakh": r"[kgq]arab(?:akh|agh|ag)\w*",
    "kashmir": r"kashmir\w*",
    "cyprus": r"cypr(?:us|iots?)\b",
    "palestine": r"palestin\w*",
    "kinship": r"brother\w*|fratern\w*|kin\b|kinship\b|kindred\b",
    "territorial_integrity": r"territorial[ -]integrity",
    "self_determination": r"self[ -]*determination",
    "council_resolutions": (
        r"(?:security )?council(?:'s|’s)? resolutions?|resolutions? (?:\w+ )?of the (?:\w+ ){0,2}security council"
    ),
    "occupation": r"occup(?:y|ied|ies|ying|ation|ations|ier|iers)\b",
    "aggression": r"aggress\w+",
    "terrorism": r"terroris\w+",
    "bilateral": r"bilateral\w*",
    "multilateral": r"multilateral\w*",
}
_PATTERNS = {term: re.compile(rf"\b(?:{pattern})", re.IGNORECASE) for term, pattern in TERMS.items()}
_WORD = re.compile(r"[^\W\d_]{2,}")
LEAST = 20  # a word must occur this often in all speeches together to enter the vocabulary
VOCABULARY = 1500  # and be among this many most frequent ones
FROM_PDF = 2025  # from this year the texts are drawn out of PDF files


def words(text: str) -> list[str]:
    """The words of a text in lower case: runs of two or more letters; digits, hyphens and apostrophes part words.

    >>> words("Nagorno-Karabakh in 1993: the State's borders")
    ['nagorno', 'karabakh', 'in', 'the', 'state', 'borders']
    """
    return _WORD.findall(text.lower())


def count(text: str) -> dict[str, int]:
    """How often each term of TERMS occurs in a text.

    >>> found = count("The territorial\\nintegrity of Azerbaijan; our Turkish brothers and sisters")
    >>> [term for term in TERMS if found[term]]
    ['azerbaijan', 'turkey', 'kinship', 'territorial_integrity']
    """
    plain = " ".join(text.split())
    return {term: len(pattern.findall(plain)) for term, pattern in _PATTERNS.items()}


def _speeches(workspace: Workspace) -> Iterator[tuple[dict, str]]:
    for file in FILES:
        state, session, year = file.removeprefix("txt/").removesuffix(".txt").split("_")
        yield (
            {"state": state, "year": int(year), "session": int(session)},
            workspace.path(DEBATE.name, file).read_text("utf-8"),
        )


def _lengths(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    rows = [
        {**speech, "words": len(words(text)), "from_pdf": speech["year"] >= FROM_PDF}
        for speech, text in _speeches(workspace)
    ]
    return pd.DataFrame(rows)


def _terms(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        [
            {**speech, "term": term, "count": n}
            for speech, text in _speeches(workspace)
            for term, n in count(text).items()
        ]
    )


def _vocabulary(workspace: Workspace) -> pd.DataFrame:
    import pandas as pd

    groups: dict[tuple[str, int], Counter] = {}
    for speech, text in _speeches(workspace):
        groups.setdefault((speech["state"], speech["year"] // 10 * 10), Counter()).update(words(text))
    total = sum(groups.values(), Counter())
    ranked = sorted(total, key=lambda word: (-total[word], word))[:VOCABULARY]
    kept = {word for word in ranked if total[word] >= LEAST}
    rows = [
        (state, decade, word, n)
        for (state, decade), found in groups.items()
        for word, n in found.items()
        if word in kept
    ]
    return pd.DataFrame(rows, columns=["state", "decade", "word", "count"])


_STATE = Field("state", "string", "speaking state, ISO 3166-1 alpha-3: ARM, AZE, IND, PAK, TUR", state=True)
_YEAR = Field("year", "integer", "year of the General Debate", minimum=1946, maximum=2025)
_SESSION = Field("session", "integer", "session of the General Assembly", minimum=1, maximum=80)
_TERMS_OF_USE = (
    "Counts made for this course: CC BY 4.0; the speeches are UN records (non-commercial use, with attribution)"
)
_GAPS = (
    "No speech for IND 1962 and 2025 (the file of 2025 holds glyph numbers), ARM 2025, TUR 1949, 1952-1956 and 2025."
)
_DEFECTS = (
    "The texts are the official English ones, many of them translations: a word may be the translator's.",
    "The 2025 texts are drawn out of PDF files and carry page headers, so words of the heading count more than once.",
    "One speech a year, by whoever came: a president speaks to another audience than a permanent representative.",
)

TABLES = (
    Table(
        name="speeches",
        title="Speeches in the General Debate",
        description=(
            "One row is the speech of one of five states in the yearly General Debate of the UN General Assembly, "
            "with its length."
        ),
        key=("state", "year"),
        fields=(
            _STATE,
            _YEAR,
            _SESSION,
            Field("words", "integer", "length: runs of two or more letters", unit="words", minimum=1),
            Field("from_pdf", "boolean", "the text was drawn out of a PDF file and may hold page headers"),
        ),
        sources=(DEBATE.name,),
        derivation="Words counted in the English text of each speech; the text is not kept.",
        terms=_TERMS_OF_USE,
        defects=_DEFECTS,
        build=_lengths,
        gaps=_GAPS,
    ),
    Table(
        name="speech_terms",
        title="Terms in speeches of the General Debate",
        description=(
            "One row says how often one term of the course's dictionary occurs in one speech; a term that does not "
            "occur has a row with 0. Two causes that are not under study, Cyprus and Palestine, serve for comparison."
        ),
        key=("state", "year", "term"),
        fields=(
            _STATE,
            _YEAR,
            _SESSION,
            Field("term", "string", "term of the dictionary, with all its spellings and endings", values=tuple(TERMS)),
            Field("count", "integer", "occurrences in the speech", unit="occurrences", minimum=0),
        ),
        sources=(DEBATE.name,),
        derivation=(
            "Regular expressions of the dictionary TERMS in course_utils.catalog.pipeline.un_speeches counted in each "
            "text, across line breaks."
        ),
        terms=_TERMS_OF_USE,
        defects=(
            *_DEFECTS,
            "A dictionary counts words, not stances: a state can name Karabakh to support either side, and praise "
            "without naming.",
            "Names count people and languages too (Armenian, Turkish); 'occupied' counts any occupation.",
        ),
        build=_terms,
        gaps=_GAPS,
    ),
    Table(
        name="speech_words",
        title="Vocabulary of the General Debate, by state and decade",
        description=(
            f"One row says how often one of the {VOCABULARY:,} most frequent words of all these speeches occurs in "
            "the speeches of one state in one decade: the raw material for asking which words set a state or a "
            "decade apart. A word that does not occur has no row."
        ),
        key=("state", "decade", "word"),
        fields=(
            _STATE,
            Field("decade", "integer", "first year of the decade of the speeches", minimum=1940, maximum=2020),
            Field("word", "string", "word in lower case, two or more letters"),
            Field("count", "integer", "occurrences", unit="occurrences", minimum=1),
        ),
        sources=(DEBATE.name,),
        derivation=f"Words in lower case counted by state and decade; kept: the {VOCABULARY:,} most frequent of those "
        f"with {LEAST} or more in all.",
        terms=_TERMS_OF_USE,
        defects=(*_DEFECTS, "Words split by a hyphen at a line's end count as two."),
        build=_vocabulary,
        gaps=_GAPS,
    ),
)
