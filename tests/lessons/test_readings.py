"""The contract of a reading. Each rule returns what breaks it, a sentence each, and is tried on bad examples."""

from __future__ import annotations

import re
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest

from course_utils import load
from course_utils.book.lesson import problems
from course_utils.catalog.package import package

LEAST, MOST = 1500, 2500  # words of prose
BALANCE = 2  # neither side's case may be more than so many times as long as the other's
LAST = ("What would have changed our mind", "In short", "Next", "Sources")  # in this order

# A page that names one of these gives the case of both.
SIDES = {"Karabakh": ("Azerbaijan", "Armenia"), "Kashmir": ("Pakistan", "India")}

ROLE = re.compile(r"\{([\w:]+)\}`([^`]*)`")
# Figures that are names: dates, decades, symbols of resolutions, numbers of claims, events, corrections and modules.
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
NAMED = re.compile(
    rf"\b\d{{1,2}}(?:[-–]\d{{1,2}})? (?:{MONTHS})\b|\b(?:{MONTHS}) \d{{1,2}}\b"
    r"|\bthe \d{1,2}(?:st|nd|rd|th)\b"
    r"|\b(?:1[5-9]|20)\d\d(?:s\b|[-–](?:(?:1[5-9]|20)\d\d|\d\d)\b|\b)"
    r"|\b(?:[AS]/)?(?:RES/)?\d{1,4}/\d{1,4}[A-Z]?\b|\bresolutions? \d+(?:(?:,| and|, and) \d+)*\b(?!/)"
    r"|\b[CEK]\d\d\d?\b|\b(?:[Mm]odule|[Ll]ab) \d\b"
)
# Up to twelve a number in words may be plain style (two states, one of them); above, it is a figure.
IN_WORDS = r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?"
NUMBER = re.compile(rf"\d[\d.,]*\d|\d|\b(?:{IN_WORDS})\b", re.IGNORECASE)


def cited(text: str) -> list[str]:
    """The keys of all citations."""
    return [key.strip() for role, keys in ROLE.findall(text) if role.startswith("cite") for key in keys.split(",")]


def sentences(prose: str) -> list[str]:
    """Sentences, list items and headings, with citations as [cite], glued figures as [lab], other roles as their text."""

    def plain(match: re.Match[str]) -> str:
        role, content = match.groups()
        return "[cite]" if role.startswith("cite") else "[lab]" if role == "lab" else content.split(" <")[0]

    text = ROLE.sub(plain, prose)
    text = re.sub(r"\$[^$\n]+\$|`[^`\n]*`|\]\([^)]*\)", " ", text)
    text = re.sub(r"^(#+ .*)$", r"\n\1\n", text, flags=re.MULTILINE)
    blocks = re.split(r"\n\s*\n|\n(?=[-*>] |\d+\. )", text)
    starts = r"(?<=[.!?])[\"”’)*_]*\s+(?=[\"“‘(*_\[]*[A-Z])"
    return [" ".join(one.split()) for block in blocks for one in re.split(starts, block) if one.strip()]


def front_matter(reading: Any) -> list[str]:
    """The box under the title is complete and its names exist."""
    found = problems(reading.meta, package().names, list(load("claims")["id"]))
    if reading.meta.get("module", reading.slug) != reading.slug:
        found.append(f"The front matter names module {reading.meta['module']!r}, but the file is {reading.slug}.md.")
    return found


def headings(reading: Any) -> list[str]:
    """One title, no level left out, the closing sections there, in order, and none of any section empty."""
    found = []
    lines = [(len(marks), title.strip()) for marks, title in re.findall(r"^(#+) (.+)$", reading.prose, re.MULTILINE)]
    titles = [title for _, title in lines]
    if [level for level, _ in lines].count(1) != 1 or lines[0][0] != 1:
        found.append(
            f"A page has one title, at its top; the headings of the first level are {[t for n, t in lines if n == 1]}."
        )
    for (above, _), (level, title) in pairwise(lines):
        if level > above + 1:
            found.append(f"The heading {title!r} leaves out a level: {level} follows {above}.")
    found += [f"There is no section {title!r}." for title in LAST if title not in titles]
    places = [titles.index(title) for title in LAST if title in titles]
    if places != sorted(places):
        found.append(f"The closing sections stand in the order {', '.join(LAST)}.")
    if "Sources" in titles and titles[-1] != "Sources":
        found.append(f"Sources is the last section, but {titles[-1]!r} follows.")
    found += [
        f"The section {title!r} is empty." for title in titles if title in LAST and not reading.section(title).split()
    ]
    return found


def length(reading: Any) -> list[str]:
    """Long enough to say something, short enough to be read."""
    words = sum(
        len(re.findall(r"\[lab\]|[^\W_][\w’'.,/-]*", sentence.replace("[cite]", "")))
        for sentence in sentences(reading.prose)
    )
    return [] if LEAST <= words <= MOST else [f"The prose has {words:,} words; a reading has {LEAST:,} to {MOST:,}."]


def numbers(reading: Any) -> list[str]:
    """No figure is typed: it is glued, part of a name or date, or its sentence cites where it is from."""
    found = []
    for sentence in sentences(reading.prose):
        if "[cite]" not in sentence:
            typed = [match.group() for match in NUMBER.finditer(NAMED.sub(" ", sentence))]
            found += [f"Typed and not cited: {number!r} in: {sentence}" for number in typed]
    return found


def keys(reading: Any) -> list[str]:
    """Every figure and chart that the page takes from its lab is there, and the lab's keys carry its prefix."""
    prefix = f"{reading.slug.split('_')[0]}-"
    taken = [key for role, key in ROLE.findall(reading.text) if role == "lab"]
    taken += re.findall(r"^```\{glue:[\w]*\} *(\S+)", reading.text, re.MULTILINE)
    found = [f"The lab glues nothing under {key!r}." for key in sorted(set(taken) - reading.lab.glued)]
    found += [
        f"The lab's key {key!r} does not begin with {prefix!r}."
        for key in sorted(reading.lab.glued)
        if not key.startswith(prefix)
    ]
    return found + ([] if taken else ["The page takes no figure from its lab."])


def sources(reading: Any, bibliography: str) -> list[str]:
    """What is cited exists, and the section Sources lists it."""
    used = sorted(set(cited(reading.text)))
    known = set(re.findall(r"^\s*@\w+\{([^,\s]+),", bibliography, re.MULTILINE))
    found = [f"There is no reference {key!r} in references.bib." for key in used if key not in known]
    if not used:
        found.append("The page cites nothing.")
    listing = re.search(r"^```\{bibliography\}(.*?)^```", reading.section("Sources") or "", re.DOTALL | re.MULTILINE)
    if not listing:
        return [*found, "The section Sources has no {bibliography}."]
    # The extension looks for citations of prefix + key, so a prefix that no citation carries leaves the list empty.
    prefix = re.search(r":keyprefix: *(\S+)", listing[1])
    if prefix and not any(key.startswith(prefix[1]) for key in used):
        found.append(f"Sources lists nothing: its keyprefix is {prefix[1]!r} and no citation begins so.")
    return found


def verdicts(reading: Any) -> list[str]:
    """The claims in the box are those that the lab concludes on."""
    listed, decided = set(reading.meta.get("claims", [])), set(reading.lab.verdicts)
    return [
        f"The front matter lists {claim}, but the lab gives no verdict on it." for claim in sorted(listed - decided)
    ] + [
        f"The lab gives a verdict on {claim}, but the front matter does not list it."
        for claim in sorted(decided - listed)
    ]


def case(reading: Any, side: str) -> str:
    """A side's strongest case: from its bold mark to the next bold mark or the end of the paragraph."""
    found = re.search(rf"\*\*{side}['’]s case\b\.?\*\*(.*?)(?=\*\*|\n\s*\n|\Z)", reading.prose, re.DOTALL)
    return found[1] if found else ""


def both_sides(reading: Any) -> list[str]:
    """A page that names a contested territory puts both cases, at like length and with a source for each."""
    found = []
    for place, pair in SIDES.items():
        if place not in reading.prose:
            continue
        cases = {side: case(reading, side) for side in pair}
        missing = [side for side, text in cases.items() if not text.split()]
        found += [f"The page names {place} and lacks **{side}'s case**." for side in missing]
        found += [
            f"{side}'s case on {place} cites nothing."
            for side, text in cases.items()
            if text.split() and not cited(text)
        ]
        short, long = sorted(len(ROLE.sub("", text).split()) for text in cases.values())
        if not missing and long > BALANCE * short:
            found.append(
                f"On {place} one case has {long} words and the other {short}; at most {BALANCE} times as many."
            )
    return found


# The wrap-up page groups all claims by verdict: its section -> the verdict.
GROUPS = {
    "What the data support": "supported",
    "What is half right": "mixed",
    "What the data do not support": "not supported",
    "What the parties dispute": "contested",
    "What nobody can tell yet": "cannot be tested here",
}


def groups(reading: Any, decided: dict[str, str]) -> list[str]:
    """Each section of the wrap-up page names the claims that got its verdict, all of them and no other.

    A claim whose lab is not run yet may stand anywhere.
    """
    found = []
    for title, verdict in GROUPS.items():
        named = set(re.findall(r"\bC\d\d\b", reading.section(title) or ""))
        due = {claim for claim, given in decided.items() if given == verdict}
        found += [f"{claim} is {verdict!r}, but {title!r} does not name it." for claim in sorted(due - named)]
        found += [
            f"{title!r} names {claim}, which is {decided[claim]!r}." for claim in sorted((named - due) & set(decided))
        ]
    return found


RULES = (front_matter, headings, length, numbers, keys, verdicts, both_sides)


@pytest.fixture
def bibliography(pytestconfig: pytest.Config) -> str:
    return (pytestconfig.rootpath / "book" / "references.bib").read_text("utf-8")


@pytest.mark.parametrize("rule", RULES)
def test_reading_keeps(reading, rule):
    found = rule(reading)
    assert not found, "\n".join(found)


def test_reading_lists_its_sources(reading, bibliography):
    found = sources(reading, bibliography)
    assert not found, "\n".join(found)


def test_python_page_types_no_figure(python_page):
    """Its headings have numbers and minutes of their own; everything else is printed by a cell."""
    prose = re.sub(
        r"^## \d+\. .*$|^\*\*Time:.*$|\bParts? \d+(?: and \d+)?\b", "", python_page.words, flags=re.MULTILINE
    )
    found = numbers(SimpleNamespace(prose=prose))
    assert not found, "\n".join(found)


@pytest.fixture
def decided(pytestconfig: pytest.Config) -> dict[str, str]:
    """The verdict on each claim by the lab that decides it."""
    pytest.importorskip("sphinx")
    from course_utils.book.findings import decided

    found = decided(pytestconfig.rootpath / "notebooks" / "labs")
    return {claim: finding.verdict.verdict for claim, finding in found.items()}


def test_the_wrap_up_keeps_the_rules_of_a_reading(wrap_up, bibliography):
    found = numbers(wrap_up) + both_sides(wrap_up) + sources(wrap_up, bibliography)
    run = {key.partition("-")[0] for key in wrap_up.lab.glued}
    taken = {key for role, key in ROLE.findall(wrap_up.text) if role == "lab" and key.partition("-")[0] in run}
    found += [f"No lab glues anything under {key!r}." for key in sorted(taken - wrap_up.lab.glued)]
    assert not found, "\n".join(found)
    assert 900 <= len(re.sub(r"\{[\w:-]+\}`[^`]*`", "1", wrap_up.prose).split()) <= 1500


def test_the_wrap_up_groups_the_claims_as_the_labs_decide(wrap_up, decided):
    found = groups(wrap_up, decided)
    assert not found, "\n".join(found)


def test_a_claim_in_the_wrong_group_is_found(wrap_up, decided):
    spoilt = type(wrap_up)("wrap_up", wrap_up.text.replace("(C13)", "(C02)", 1), wrap_up.lab)
    assert groups(spoilt, decided) == [
        "C13 is 'supported', but 'What the data support' does not name it.",
        "'What the data support' names C02, which is 'not supported'.",
    ]


def test_reading_has_its_lab(reading):
    assert reading.lab.cells, f"notebooks/labs/{reading.slug}.ipynb is missing"


# ------------------------------------------------------------------------------------------ bad examples

HOLLOW = """---
lesson:
  module: m3_votes
  minutes: 10
  objectives: [Understand votes.]
---
# Votes
### Karabakh
Votes matter.
## Next
"""


def test_a_hollow_lesson_fails(votes_reading):
    hollow = type(votes_reading)("m3_votes", HOLLOW, votes_reading.lab)
    found = "\n".join(sentence for rule in RULES for sentence in rule(hollow))
    for words in (
        "lacks prerequisites, data, claims", "leaves out a level: 3 follows 1", "no section 'In short'",
        "no section 'Sources'", "The section 'Next' is empty", "has 5 words", "takes no figure from its lab",
        "verdict on C11, but the front matter does not", "lacks **Azerbaijan's case**", "lacks **Armenia's case**",
    ):  # fmt: skip
        assert words in found
    assert sources(hollow, "") == ["The page cites nothing.", "The section Sources has no {bibliography}."]


@pytest.mark.parametrize(
    ("rule", "old", "new", "words"),
    [
        (front_matter, "module: m3_votes", "module: m4_legacies", "names module 'm4_legacies'"),
        (front_matter, "    - Detect a wrong cell", "    - Appreciate a wrong cell", "'appreciate', which can't be measured"),
        (front_matter, "    - roll_calls", "    - rolls_call", "no table 'rolls_call'"),
        (front_matter, "[C11, C12,", "[C99, C12,", "no claim 'C99'"),
        (headings, "## In short", "# In short", "one title"),
        (headings, "## In short", "### Too deep\n\n##### Deeper\n\n## In short", "leaves out a level: 5 follows 3"),
        (headings, "## What would have changed our mind", "## What else", "no section 'What would have changed"),
        (headings, "## Next", "## After this", "no section 'Next'"),
        (headings, "## Sources", "## Sources\n\n## More", "Sources is the last section"),
        (length, "## Next", "word " * 1200 + "\n\n## Next", "a reading has 1,500 to 2,500"),
        (numbers, "{lab}`m3-pair-agreement`", "0.776", "Typed and not cited: '0.776'"),
        (numbers, "{lab}`m3-absent-2023`", "31 per cent", "Typed and not cited: '31'"),
        (numbers, "{lab}`m3-opposed-with` times", "thirty-two times", "Typed and not cited: 'thirty'"),
        (numbers, "{lab}`m3-rank`", "C11 or 130", "Typed and not cited: '130'"),
        (keys, "{lab}`m3-rank`", "{lab}`m3-rnak`", "glues nothing under 'm3-rnak'"),
        (keys, "```{glue:} m3-chart-rank", "```{glue:} m3-chart-rnak", "glues nothing under 'm3-chart-rnak'"),
        (verdicts, "[C11, C12,", "[C12,", "verdict on C11, but the front matter does not"),
        (verdicts, "[C11, C12,", "[C01, C11, C12,", "lists C01, but the lab gives no verdict"),
        (both_sides, "**Armenia's case.**", "Others objected.", "lacks **Armenia's case**"),
        (both_sides, "**India's case**", "What India says", "lacks **India's case**"),
        (both_sides, "**Azerbaijan's case.**", "**Azerbaijan's case.** " + "It is right. " * 40, "at most 2 times as many"),
        (both_sides, " {cite}`krueger2010legal`. **Armenia", ". **Armenia", "Azerbaijan's case on Karabakh cites nothing"),
    ],
)  # fmt: skip
def test_each_fault_is_found(spoil, votes_reading, rule, old, new, words):
    fresh = set(rule(spoil(old, new))) - set(rule(votes_reading))
    assert any(words in sentence for sentence in fresh), fresh


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{cite}`cohen1960coefficient`", "{cite}`cohen1960coeficient`", "no reference 'cohen1960coeficient'"),
        ("```{bibliography}", "```{note}", "has no {bibliography}"),
        ("```{bibliography}\n", "```{bibliography}\n:keyprefix: nobody-\n", "Sources lists nothing"),
    ],
)
def test_each_fault_of_the_sources_is_found(spoil, bibliography, old, new, words):
    assert any(words in sentence for sentence in sources(spoil(old, new), bibliography))


@pytest.mark.parametrize(
    "sentence",
    [
        "On 14 March 2008, and in 1997-99 and the 2010s, A/RES/62/243 and resolution 47 stood.",
        "Claims C11 and C13 rest on E047 and K01.",
        "It came on 12 December 1991, or on the 13th in some accounts.",
        "Two of the three agree; see module 4.",
        "There were 39 {cite}`undl2026ga`.",
        "There were {lab}`m3-rank` of $p_o = 2$ and `n = 3`.",
    ],
)
def test_figures_that_are_names_may_stand(votes_reading, sentence):
    assert numbers(type(votes_reading)("m3_votes", sentence, votes_reading.lab)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "There were 39. Others agree {cite}`undl2026ga`.",
        "Kappa is 0.19.",
        "All 192 states.",
        "A hundred abstained.",
        "- 12 of them\n- none",
    ],
)
def test_figures_that_are_typed_may_not(votes_reading, sentence):
    assert len(numbers(type(votes_reading)("m3_votes", sentence, votes_reading.lab))) == 1
