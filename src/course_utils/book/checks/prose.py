"""House style: words that say nothing, mannerisms, slips, and sentences that nobody can follow.

Every rule has a reason and says what to write. A rule that hits good sentences goes, rather than those sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from course_utils.book.checks.finding import Finding, line_of, one_line
from course_utils.book.checks.texts import Text

SENTENCE, PARAGRAPH = 40, 120  # words at most, in a reading; a list with semicolons is as easy as its longest part
EVERYWHERE = ("reading", "page", "cell", "table", "code")
PAGES = ("reading", "page", "cell", "table")


@dataclass(frozen=True)
class Rule:
    """What not to write, why, and what instead."""

    pattern: re.Pattern[str]
    advice: str
    kinds: tuple[str, ...] = PAGES


def _rule(pattern: str, advice: str, kinds: tuple[str, ...] = PAGES, flags: re.RegexFlag = re.IGNORECASE) -> Rule:
    return Rule(re.compile(pattern, flags), advice, kinds)


_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
RULES = (
    # Words that say nothing
    _rule(
        r"\b(?:obviously|evidently|undoubtedly|of course|needless to say|it goes without saying)\b|\bClearly,",
        "A reader who does not see it is put down, and one who does needs no such word. Take it out, or give the evidence.",
    ),
    _rule(
        r"\b(?:it|this) (?:is|should be|must be) (?:important|worth|interesting|noteworthy|crucial)? ?(?:to )?not(?:e|ed|ing)\b"
        r"|\bas (?:we|you) can see\b|\bit (?:should|must) be (?:stressed|remembered)\b|\bkeep in mind that\b"
        r"|\bit is (?:important|crucial|essential|vital) to\b|\binterestingly\b|\bplease note\b",
        "Say the thing itself.",
    ),
    _rule(
        r"\b(?:basically|essentially|literally|truly|incredibly|extremely|hugely|totally|utterly)\b",
        "It weakens what it should strengthen. Take it out, or give the figure.",
    ),
    _rule(
        r"(?<!the )(?<!this )\bvery (?!good (?:answer|one)\b)",
        "How much? Give the figure, or a stronger word.",
        ("reading", "page"),
    ),
    # Words of brochures
    _rule(
        r"\b(?:delv(?:e|es|ed|ing)|leverag(?:e|es|ed|ing)|utili[sz](?:e|es|ed|ing)|synerg\w+|seamless(?:ly)?|holistic(?:ally)?"
        r"|cutting-edge|state-of-the-art|game-?chang\w+|tapestry|myriad|plethora|pivotal|paramount|showcas\w+|testament to"
        r"|in today's world|ever-(?:changing|evolving|growing)|(?:play|plays|played|playing) an? (?:key|vital|crucial|pivotal|important) role"
        r"|shed(?:s|ding)? light on|at the end of the day|deep dive|unlock(?:s|ing)? the)\b",
        "This is how brochures speak. Write the plain word: use, study, many, shows.",
        EVERYWHERE,
    ),
    # Longer than need be
    _rule(r"\bin order to\b", "Write: to.", ("reading", "page")),
    _rule(r"\b(?:due to the fact|in view of the fact|owing to the fact) that\b", "Write: because.", EVERYWHERE),
    _rule(r"\b(?:despite|in spite of) the fact that\b", "Write: although.", EVERYWHERE),
    _rule(r"\bat (?:this|that|the present) (?:point|moment) in time\b", "Write: now, or then.", EVERYWHERE),
    _rule(r"\b(?:has|have|had) the ability to\b|\b(?:is|are) able to be\b", "Write: can.", EVERYWHERE),
    _rule(r"\b(?:in the event that|on condition that)\b", "Write: if.", EVERYWHERE),
    _rule(r"\bwith (?:regards?|respect) to\b|\bin terms of\b", "Write: on, about, in, by, or for.", EVERYWHERE),
    _rule(r"\bprior to\b", "Write: before.", EVERYWHERE),
    _rule(r"\bthe vast majority of\b", "Write: most, or give the figure."),
    # Mannerisms
    _rule(
        r"\bnot (?:only|just|merely|simply)\b[^.!?;:\n]{1,80}?,? but(?: also)?\b|\b(?:isn't|is not) (?:just|merely) (?:about )?[^.!?\n]{1,50}[;,–—-] ?it(?:'s| is)\b",
        "The turn 'not only … but also' says one thing twice. Say both with 'and'.",
    ),
    _rule(r"[^\W\d_]!(?=\s|$)", "The course does not shout. Write a full stop.", flags=re.MULTILINE),
    _rule(r"(?:—|\s–\s)[^.!?\n]*(?:—|\s–\s)", "Two dashes in a sentence: make it two sentences, or use commas."),
    _rule(r"\b(?:he/she|s/he|his/her|he or she|his or her)\b", "Write: they, their.", EVERYWHERE),
    # Slips
    _rule(r"\b(?!had\b|that\b)([a-z]{2,})\s\1\b(?!-)", "The word stands twice. Take one out.", EVERYWHERE),
    _rule(
        r"\ba (?=[aeio][a-z])(?!one\b|once\b|one-|eu|ewe|(?:a|an|and|are|as|at|in|is|or|each|again|of|on|above)\b)|\ban (?=[bcdfgjklmnpqrstvwxyz][a-z])|\ban (?=uni|use|usu|euro)",
        "It is 'an' before the sound of a vowel and 'a' before any other.",
        flags=re.NOFLAG,
    ),
    _rule(
        r"\b(\w+n't|cannot) hardly\b|\bcould of\b|\bshould of\b|\bless (?:votes|states|pairs|events|years)\b",
        "Grammar.",
    ),
    _rule(r"\bpercent\b(?!-)", "Write: per cent."),
    _rule(
        rf"\b(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? (?:1[89]|20)\d\d\b", "Write dates as 14 March 2008.", EVERYWHERE
    ),
)
_STOP = re.compile(r"(?<=[.!?])[\"”’)*_]*\s+(?=[\"“‘(*_\[]*[A-Z0-9])|(?<=[;:])\s+")
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*>] |\d+\. |\||#))")


def in_words(text: Text) -> Iterator[Finding]:
    """Every place where a rule about words is broken."""
    for rule in RULES:
        if text.kind not in rule.kinds:
            continue
        for match in rule.pattern.finditer(text.words):
            line = text.line + line_of(text.words, match.start()) - 1
            start = text.words.rfind(" ", 0, max(0, match.start() - 20)) + 1
            around = one_line(text.words[start : match.end() + 25], 90)
            yield Finding(text.where, line, f"{one_line(match.group(), 60)!r} in “{around}”. {rule.advice}")


def count(text: str) -> int:
    """The words of a text.

    >>> count("Two states' give-and-take, in 2008: [0] of them.")
    8
    """
    return len(re.findall(r"[\w’'-]*\w", text))


def length(text: Text) -> Iterator[Finding]:
    """Sentences and paragraphs of a reading that are too long to be followed."""
    place = 0
    for block in _BLOCK.split(text.words):
        start = text.words.find(block, place)
        place = start + len(block)
        if block.lstrip().startswith(("#", "|", "---")) or "\n---\n" in f"\n{block}\n":
            continue
        line = text.line + line_of(text.words, start + len(block) - len(block.lstrip())) - 1
        if (words := count(block)) > PARAGRAPH:
            yield Finding(text.where, line, f"The paragraph has {words} words, more than {PARAGRAPH}. Make it two.")
        offset = start
        for sentence in _STOP.split(block):
            at = text.words.find(sentence, offset)
            offset = at + len(sentence)
            if (words := count(sentence)) > SENTENCE:
                line = text.line + line_of(text.words, at) - 1
                shown = one_line(sentence, 60)
                yield Finding(
                    text.where,
                    line,
                    f"“{shown}” has {words} words without a stop, more than {SENTENCE}. Make it two sentences.",
                )


def check(pieces: Iterable[Text]) -> Iterator[Finding]:
    """Every breach of the house style in some texts of a course."""
    for text in pieces:
        yield from in_words(text)
        if text.kind == "reading":
            yield from length(text)
