"""Each check of the sources finds what is planted, and the course's own sources pass them all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_utils.book.checks import OF_SOURCES, addresses, prose, sources, spelling
from course_utils.book.checks.texts import Text, sentences_of, texts
from course_utils.cli import main
from course_utils.errors import CourseError

ROOT = Path(__file__).resolve().parents[3]


def cell(source: str, kind: str = "markdown") -> dict:
    return {"cell_type": kind, "id": "one", "source": source.splitlines(keepends=True)}


def notebook(*cells: dict) -> str:
    return json.dumps({"cells": cells})


@pytest.fixture(scope="module")
def pieces() -> list[Text]:
    """Everything that is written in this course."""
    return list(texts(ROOT))


@pytest.mark.parametrize(
    "run",
    [
        lambda pieces: sources.check(ROOT),
        lambda pieces: spelling.check(ROOT, pieces),
        prose.check,
    ],
    ids=OF_SOURCES,
)
def test_the_courses_sources_are_faultless(pieces: list[Text], run: Callable) -> None:
    found = list(run(pieces))
    assert not found, "\n".join(map(str, found))


def test_all_kinds_of_files_are_read(pieces: list[Text]) -> None:
    wheres = {text.where.split(" cell ")[0] for text in pieces}
    assert {
        "README.md", "book/modules/m3_votes.md", "book/instructors/seminars/m3_votes.md", "notebooks/labs/m3_votes.ipynb",
        "notebooks/python_you_need.ipynb", "notebooks/exercises/m3_votes/m3_votes.ipynb",
        "notebooks/exercises/m3_votes/checks.py", "src/course_utils/states.py", "book/_static/charts.js", "data/claims.csv",
        "data/events.csv", "data/glossary.csv", "data/corrections.csv", "data/quiz.json",
    } <= wheres  # fmt: skip
    assert {text.kind for text in pieces} == set(prose.EVERYWHERE)


# ------------------------------------------------------------------------------------------ spelling


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("README.md", "One.\n\nThey recieve it.", 3),
        ("book/modules/m3_votes.md", "---\nlesson:\n  minutes: 5\n---\n# A vote\n\nThey recieve {lab}`x` of it.", 7),
        ("book/a.md", "```{note} A note\nThey recieve it.\n```", 2),
        ("notebooks/labs/m3.ipynb", notebook(cell("One\n\nThey recieve it.")), 3),
        ("notebooks/labs/m3.ipynb", notebook(cell('%matplotlib inline\ntitle = "They recieve it all"', "code")), 2),
        ("notebooks/labs/m3.ipynb", notebook(cell("x = 1\ny = 2  # they recieve it", "code")), 2),
        ("notebooks/exercises/m3/checks.py", 'HINT = (\n    "They recieve it all."\n)', 2),
        ("src/a.py", '"""A thing.\n\nThey recieve it.\n"""', 3),
        ("src/a.py", "def f(n):\n    return f'They recieve {n} votes'", 2),
        ("book/_static/a.js", 'let a = 1;\nsay("They recieve " + n + "votes they recieve here");', 2),
        ("book/_static/a.css", "/* They recieve it */", 1),
        ("data/glossary.csv", "term,definition,urdu\nvote,They recieve it.,\n", 2),
        ("data/quiz.json", '{"questions": [\n{"prompt": "They recieve it?"}]}', 2),
    ],
)
def test_a_misspelt_word_is_found_in_every_kind_of_file(make_course: Callable, name: str, text: str, line: int) -> None:
    root = make_course({name: text})
    found = list(spelling.check(root, texts(root)))
    assert found
    assert {one.line for one in found} == {line}
    assert found[0].where.startswith(name)
    assert found[0].message.startswith("'recieve' is not in the dictionary. Did you mean")
    assert "'receive'" in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        "See `recieve`, ``recieve``, [a lab](recieve.md#teh), {cite}`recieve`, {lab}`m3-recieve` and $recieve$.",
        "```python\nrecieve = 1\n```\n\n(recieve)=\n\n```{glue:} recieve\n:doc: recieve.ipynb\n```",
        '<span class="recieve">A vote</span> at https://a.example/recieve by recieve@a.example <!-- recieve -->',
        'The word <span lang="az">recieve</span> and the <em lang="ur" dir="rtl">recieve</em> one, C13, m3_recieve, DataFrame, OIC, --recieve.',
        "Pakistan's give-and-take, organised neighbours' colours; it isn't the state's, and they'd know.",
    ],
)
def test_code_names_and_other_languages_are_no_words(text: str) -> None:
    assert list(spelling.misspelt([Text("a.md", 1, sentences_of(text), "page")], ())) == []


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("To organize it", "organise"), ("An analyzed vote", "analysed"), ("The color", "colour"), ("A defense", "defence"),
        ("They labeled it", "labelled"), ("Fulfillment", "Fulfilment"), ("The center", "centre"), ("By modeling", "modelling"),
        ("One neighbor", "neighbour"), ("Five kilometers", "kilometres"),
    ],
)  # fmt: skip
def test_american_spelling_is_found(text: str, better: str) -> None:
    (found,) = spelling.misspelt([Text("a.md", 1, text, "page")], ())
    assert repr(better) in found.message


def test_the_dictionary_adds_words_and_must_be_sorted_and_needed(make_course: Callable) -> None:
    root = make_course(
        {
            "README.md": "A dyad. Dyad! In Tracking organizations. Karabakh.",
            "book/dictionary.txt": "dyad  # a pair\nKarabakh\nTracking organizations\n",
        }
    )
    assert list(spelling.check(root, texts(root))) == []
    (root / "README.md").write_text("A dyad; karabakh.", "utf-8")
    found = [str(one) for one in spelling.check(root, texts(root))]
    assert len(found) == 3
    assert found[0].startswith("README.md:1: 'karabakh' is not in the dictionary.")
    assert found[1] == "book/dictionary.txt: No text has 'Karabakh' any more. Take it out."
    (root / "book/dictionary.txt").write_text("Karabakh\ndyad\n", "utf-8")
    with pytest.raises(CourseError, match="is not sorted: 'dyad' stands after 'Karabakh'"):
        list(spelling.check(root, texts(root)))
    (root / "book/dictionary.txt").unlink()
    with pytest.raises(CourseError, match="There is no dictionary"):
        list(spelling.check(root, texts(root)))


def test_far_fetched_suggestions_are_left_out() -> None:
    (found,) = spelling.misspelt([Text("a.md", 1, "The Nagornoo way", "page")], ())
    assert "Did you mean" not in found.message


# ------------------------------------------------------------------------------------------ house style


BREACHES = [
    ("It is obviously so.", "Take it out, or give the evidence"),
    ("It is important to note the share.", "Say the thing itself"),
    ("It is essentially none.", "weakens what it should strengthen"),
    ("A very high share.", "Give the figure"),
    ("We delve into votes.", "how brochures speak"),
    ("Trade plays a crucial role.", "how brochures speak"),
    ("In order to see it.", "Write: to"),
    ("Due to the fact that it rose.", "Write: because"),
    ("Prior to 2008.", "Write: before"),
    ("Not only votes but also trade.", "one thing twice"),
    ("What a vote!", "does not shout"),
    ("The vote — a roll call — was close.", "Two dashes"),
    ("Each state sends his or her list.", "they, their"),
    ("Of the the votes.", "stands twice"),
    ("On the\nthe next line.", "stands twice"),
    ("It is an vote.", "sound of a vowel"),
    ("It is a abstention.", "sound of a vowel"),
    ("Ten percent of votes.", "per cent"),
    ("On March 14, 2008 it came.", "14 March 2008"),
    ("It sees less votes.", "Grammar"),
    ("In spite of the fact that it fell.", "Write: although"),
    ("It was so at that point in time.", "Write: now, or then"),
    ("It has the ability to veto.", "Write: can"),
    ("In the event that it votes.", "Write: if"),
    ("With regard to votes.", "Write: on, about"),
    ("The vast majority of states.", "Write: most"),
]


@pytest.mark.parametrize(("text", "words"), BREACHES)
def test_each_breach_of_style_is_found(text: str, words: str) -> None:
    (found,) = prose.in_words(Text("a.md", 3, f"A line.\n{text}", "page"))
    assert words in found.message
    assert found.line in (4, 5)


def test_every_rule_is_tried() -> None:
    untried = [rule for rule in prose.RULES if not any(rule.pattern.search(text) for text, _ in BREACHES)]
    assert untried == []


@pytest.mark.parametrize(
    "text",
    [
        "A university, a one-sided text, an hour, an honest answer, a European court, an MFA, and a and b.",
        "He had had enough; that that is so. The sum of $x$ of them.",
        "The very reason; a very good answer adds it; for example, a course of study.",
        "On 14 March 2008 ten per cent (10%) said No. Not many, but enough.",
        "Well-known dash – one of them. In 1992–94 it fell.",
    ],
)
def test_good_sentences_pass(text: str) -> None:
    assert list(prose.in_words(Text("a.md", 1, sentences_of(text), "reading"))) == []


def test_a_sentence_and_a_paragraph_that_are_too_long_are_found() -> None:
    long = "One " + "state and " * 20 + "one."
    text = Text(
        "book/modules/m.md", 1, f"# Title\n\nShort one. {long}\n\n" + "Five words make a sentence. " * 25, "reading"
    )
    found = [(one.line, one.message) for one in prose.length(text)]
    assert found == [
        (
            3,
            "“One state and state and state and state and state and state …” has 42 words without a stop, more than 40. Make it two sentences.",
        ),
        (5, "The paragraph has 125 words, more than 120. Make it two."),
    ]
    listed = Text("book/modules/m.md", 1, "It says: " + "one of the many states; " * 12 + "and no more.", "reading")
    assert list(prose.length(listed)) == []


# ------------------------------------------------------------------------------------------ links


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("README.md", "\n[a](gone.md)", "There is no gone.md"),
        ("README.md", "\n[a](book/a.md#gone)", "a.md has no heading or name #gone"),
        ("README.md", "\n![a](https://a.example/b?fbclid=c)", "follows the reader with fbclid"),
        ("README.md", "\n[a](../a.md)", "leads out of the course's folder"),
        ("README.md", "\n[a](/etc/a.md)", "begins at the root"),
        ("README.md", "\nSee `src/gone.py`.", "There is no src/gone.py"),
        ("book/b.md", "\n[a](a.md#two-wordz)", "#two-wordz"),
        ("notebooks/labs/m3.ipynb", notebook(cell("One\n[a](../../book/gone.md)")), "There is no book/gone.md"),
        ("book/references.bib", "@book{a,\n  doi = {https://doi.org/10.1/a},\n}", "without https://doi.org/"),
        ("book/references.bib", "@book{a,\n  url = {http://www.un.org/a},\n}", "not over https"),
    ],
)
def test_each_faulty_link_in_a_source_is_found(make_course: Callable, name: str, text: str, words: str) -> None:
    root = make_course({"book/a.md": "# Two *words*\n\n(mark)=\n\n## `Code` here\n", name: text})
    (found,) = sources.check(root)
    assert words in found.message
    assert found.where.startswith(name)
    assert found.line == 2


def test_good_links_pass(make_course: Callable) -> None:
    text = "[a](book/a.md#two-words) [b](book/a.md#mark) [c](book/a.md#code-here) `book/a.md` <https://a.example/> `[e](f)`"
    root = make_course({"book/a.md": "# Two *words*\n\n(mark)=\n\n## `Code` here\n", "README.md": text})
    assert list(sources.check(root)) == []


def test_a_hint_that_leads_nowhere_is_found(make_course: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    from course_utils.exercises import shelf

    root = make_course({"notebooks/exercises/m3/checks.py": "", "book/modules/m3.md": "# Votes\n"})
    hint = SimpleNamespace(id="m3-q1", hints=SimpleNamespace(link="book/modules/m3.md#gone"))
    monkeypatch.setattr(shelf, "exercise", lambda folder: SimpleNamespace(questions=(hint,)))
    (found,) = sources.in_hints(root)
    assert "A hint of m3-q1 leads to 'book/modules/m3.md#gone'. m3.md has no heading" in found.message


def test_each_host_without_https_is_needed() -> None:
    written = "".join(
        (ROOT / name).read_text("utf-8") for name in ("book/references.bib", "data/events.csv", "data/datapackage.json")
    )
    assert [host for host in sorted(addresses.WITHOUT_HTTPS) if f"http://{host}" not in written] == []


# ------------------------------------------------------------------------------------------ the command


def test_the_command_prints_what_it_finds(make_course: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_course({"README.md": "[a](gone.md)"}))
    done = CliRunner().invoke(main, ["site", "check", "sources", "prose"])
    assert done.exit_code == 1
    assert "README.md:1: The link 'gone.md' is faulty. There is no gone.md. Correct the link." in done.output
    assert "1 finding" in done.output
    (Path.cwd() / "README.md").write_text("Votes.", "utf-8")
    assert CliRunner().invoke(main, ["site", "check", "sources"]).output == "nothing found\n"
    done = CliRunner().invoke(main, ["site", "check", "linkz"])
    assert "There is no check called 'linkz'. Did you mean 'links'?" in done.output
    assert "Run `course book` first" in CliRunner().invoke(main, ["site", "check"]).output
