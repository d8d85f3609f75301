"""The directives in a small book of their own: every row printed once, anchored once, linked where a page exists."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from course_utils.catalog import load, package
from course_utils.errors import CourseError
from course_utils.quiz import bank
from course_utils.verdicts import MIME

pytest.importorskip("sphinx")

from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace

from course_utils.book.directives.glossary import term_anchor
from course_utils.book.findings import decided, verdicts

ROOT = Path(__file__).parents[2]
VERDICT = {
    "claim": "C13",
    "verdict": "mixed",
    "confidence": "medium",
    "because": "Pakistan voted <for> it.",
    "counter": "So did others.",
}
PAGES = {
    "index": "# Book\n\n```{toctree}\n:glob:\nbook/**\n```\n",
    "book/reference/claims": "# Claims\n\n```{claims}\n```\n",
    "book/reference/chronology": "# Chronology\n\n```{chronology}\n```\n",
    "book/reference/glossary": "# Glossary\n\n```{course-glossary}\n```\n",
    "book/reference/corrections": "# Corrections\n\n```{corrections}\n```\n",
    "book/reference/data/index": "# Data\n\n```{codebook-index}\n```\n",
    "book/reference/data/claims": "# Claims\n\n```{codebook} claims\n```\n",
    "book/reference/data/quiz": "# Questions\n\n```{codebook} quiz\n```\n",
    "book/instructors/coverage": "# Coverage\n\n```{coverage}\n```\n",
    "book/wrap_up": (
        "# All claims\n\nOf {verdict-count}`claims` claims {verdict-count}`mixed` is mixed, {verdict-count}`mixed, low` "
        "with low confidence.\n\n```{verdict-count}\n```\n"
    ),
    "book/modules/m3_votes": (
        "# Votes\n\nSee {ref}`C13 <claim-c13>` and {term}`roll call`.\n\n"
        "```{claims} m3_votes\n```\n\n```{quiz} m3_votes\n```\n"
    ),
}


class Html(HTMLParser):
    """Ids and links of a page, and whether its elements nest."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"})

    CLOSE_BY_THEMSELVES = frozenset({"td", "th", "tr", "thead", "tbody", "dt", "dd", "li"})

    def __init__(self, text: str):
        super().__init__()
        self.ids: list[str] = []
        self.links: list[dict] = []
        self.languages: Counter = Counter()
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given)
        if tag == "span" and "lang" in given:
            self.languages[given["lang"], given.get("dir")] += 1
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        while self.open[-1] != tag and self.open[-1] in self.CLOSE_BY_THEMSELVES:
            self.open.pop()
        assert self.open.pop() == tag


def notebook(*contents: dict) -> str:
    outputs = [{"output_type": "display_data", "metadata": {}, "data": {MIME: content}} for content in contents]
    cell = {"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {}, "source": "x", "outputs": outputs}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def write(folder, pages, *verdict):
    for name, text in pages.items():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    labs = folder / "notebooks" / "labs"
    labs.mkdir(parents=True, exist_ok=True)
    if verdict:
        (labs / "m3_votes.ipynb").write_text(notebook(*verdict), "utf-8")


def build(folder) -> str:
    """Build the book in a folder; returns the warnings."""
    warnings = io.StringIO()
    with docutils_namespace():  # several books in one process
        app = Sphinx(
            srcdir=str(folder),
            confdir=None,
            outdir=str(folder / "_out"),
            doctreedir=str(folder / "_trees"),
            buildername="html",
            status=None,
            warning=warnings,
            confoverrides={"extensions": ["myst_parser", "course_utils.book.directives"], "html_theme": "basic"},
        )
        app.build()
    return strip_colors(warnings.getvalue())


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    write(folder, PAGES, VERDICT)
    warnings = build(folder)
    return {name: (folder / "_out" / f"{name}.html").read_text("utf-8") for name in PAGES} | {"warnings": warnings}


def claim(html: str, anchor: str) -> str:
    return html.split(f'<details id="{anchor}" ')[1].split("</details>")[0]


def test_the_book_builds_without_a_warning(book):
    assert book["warnings"] == ""


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_well_formed_and_every_anchor_stands_once(book, name):
    page = Html(book[name])
    assert page.open == []
    assert [mark for mark, count in Counter(page.ids).items() if count > 1] == []


def test_no_link_inside_the_book_is_dead(book):
    pages = {name: set(Html(book[name]).ids) for name in PAGES}
    for name in PAGES:
        for link in Html(book[name]).links:
            address = link["href"]
            if "#" not in address or address.startswith("http"):
                continue
            path, _, mark = address.partition("#")
            parts = name.split("/")[:-1]
            for step in path.split("/") if path else []:
                if step == "..":
                    parts.pop()
                else:
                    parts.append(step)
            target = "/".join(parts).removesuffix(".html") if path else name
            assert not mark or mark in pages[target], f"{name} -> {address}"


def test_all_claims_are_there_with_their_anchor(book):
    marks = [mark for mark in Html(book["book/reference/claims"]).ids if mark.startswith("claim-")]
    assert marks == [f"claim-c{number:02}" for number in range(1, 38)]


def test_a_verdict_stands_with_its_reason_and_its_strongest_counter_reading(book):
    tested = claim(book["book/reference/claims"], "claim-c13")
    for words in ("Mixed</strong> <small>confidence medium", "Pakistan voted &lt;for&gt; it.", "So did others."):
        assert words in tested
    untested = claim(book["book/reference/claims"], "claim-c24")
    assert "Not yet tested in a lab; module 7 will." in untested


def test_a_module_shows_its_own_claims_and_those_it_also_treats(book):
    claims = load("claims")
    own = set(claims.loc[claims["module"] == "m3_votes", "id"])
    shared = {row.id for row in claims.itertuples() if "m3_votes" in str(row.also_in).split(";")}
    assert shared
    links = [link["href"] for link in Html(book["book/modules/m3_votes"]).links]
    for claim in claims["id"]:
        linked = f"../reference/claims.html#claim-{claim.lower()}" in links
        assert linked == (claim in own | shared), claim


def test_other_pages_can_cite_a_claim_and_a_term(book):
    page = book["book/modules/m3_votes"]
    assert "glossary.html#term-roll-call" in page
    assert 'href="../reference/claims.html#claim-c13"' in page


def test_every_event_is_in_the_table_with_its_sources_and_doubts(book):
    html = book["book/reference/chronology"]
    events = load("events")
    marks = [mark for mark in Html(html).ids if mark.startswith("event-")]
    assert marks == [f"event-{event.lower()}" for event in events["id"]]
    assert html.count('class="dispute"') == (events["disputed"] == "yes").sum()
    assert html.count('class="to-verify"') == (events["to_verify"] == "yes").sum()
    outside = [link for link in Html(html).links if link["href"].startswith("http") and "rel" in link]
    assert len(outside) == events["source_url"].notna().sum() + events["source2_url"].notna().sum()
    assert all(link["rel"] == "noopener" for link in outside)
    assert "September 1994" in html
    assert "(copy)" in html


def test_the_timeline_stands_above_the_table(book):
    html = book["book/reference/chronology"]
    assert html.index('<figure class="chart"') < html.index('<table class="chronology">')


def test_the_timeline_shows_every_pair_of_every_event_and_every_kind_has_a_shape():
    from course_utils.charts import spec
    from course_utils.charts.timeline import SHAPES, by_pair, timeline

    events = load("events")
    rows = by_pair(events)
    assert len(rows) == events["dyad_signs"].dropna().str.split(";").map(len).sum()
    assert set(SHAPES) == set(events["kind"].cat.categories)
    drawn = spec(timeline(events))
    assert [param["name"] for param in drawn["params"] if "bind" in param] == ["pair_choice", "since_choice"]
    choices = drawn["params"][0]["bind"]["options"]
    assert set(choices) == {"all", *rows["pair"]}
    between = rows[rows["pair"] == "Azerbaijan and Pakistan"]
    hostile = (between["sign"] == "hostile").sum()
    assert f"{hostile} of the {len(between)} events" in " ".join(drawn["title"]["text"])


def test_every_term_is_there_and_translations_carry_their_language(book):
    page = Html(book["book/reference/glossary"])
    glossary = load("glossary")
    assert [mark for mark in page.ids if mark.startswith("term-")] == [term_anchor(term) for term in glossary["term"]]
    expected = {
        ("az", None): glossary["azerbaijani"].notna().sum(),
        ("ur", "rtl"): glossary["urdu"].notna().sum(),
        ("hy", None): glossary["armenian"].notna().sum(),
        ("hi", None): glossary["hindi"].notna().sum(),
    }
    assert page.languages == expected
    assert "Unreviewed translations" in book["book/reference/glossary"]


def test_every_correction_is_there(book):
    marks = [mark for mark in Html(book["book/reference/corrections"]).ids if mark.startswith("correction-")]
    assert marks == [f"correction-{number.lower()}" for number in load("corrections")["id"]]


def test_a_data_page_says_what_its_table_is(book):
    html = book["book/reference/data/claims"]
    resource = package().resource("claims")
    for field in resource["schema"]["fields"]:
        assert f'<th scope="row"><code>{field["name"]}</code></th>' in html
    assert resource["hash"].removeprefix("sha256:") in html
    assert "37 rows" in html
    for title in ("Load it", "Columns", "Derivation and terms", "Known defects", "Sources", "First rows"):
        assert f"<h2>{title}<" in html
    assert "First rows" not in book["book/reference/data/quiz"]


def test_the_list_of_tables_is_complete_and_links_only_pages_that_exist(book):
    page = Html(book["book/reference/data/index"])
    links = {link["href"] for link in page.links}
    assert {"claims.html", "quiz.html"} <= links
    assert "events.html" not in links
    for name in package().names:
        assert f">{name}<" in book["book/reference/data/index"]


def test_the_coverage_map_works_while_parts_are_missing(book):
    html = book["book/instructors/coverage"]
    for title in ("Totals", "Module 3", "Claim by claim", "What nothing asks about"):
        assert f"<h2>{title}<" in html
    # Of the small book's labs one gives a verdict; of its pages one is a module's, and it has a quiz.
    assert "The exercise is not there yet." in html
    assert "mixed, confidence medium" in html
    assert 'href="../modules/m3_votes.html#quiz-m3q01"' in html
    assert "M4Q01" in html and "m4_legacies.html" not in html


def test_the_coverage_map_holds_no_answers(book):
    html = book["book/instructors/coverage"]
    for question in bank():
        texts = [option.text for option in getattr(question, "options", ())]
        texts += [option.explanation for option in getattr(question, "options", ())]
        texts += [getattr(question, "explanation", ""), *(right for _, right in getattr(question, "pairs", ()))]
        assert not [text for text in texts if len(text) > 12 and escape(text) in html], question.id


def test_verdicts_are_counted_when_the_book_is_built(book):
    html = book["book/wrap_up"]
    assert "<p>Of 37 claims 1 is mixed, 0 with low confidence.</p>" in re.sub(r"</?span[^>]*>", "", html)
    cells = html.split('<th scope="row">Mixed</th>')[1].split("</tr>")[0]
    assert cells.count("<td>none</td>") == 2 and '#claim-c13">C13</a>' in cells
    assert "No verdict yet" in html and html.count("#claim-") == 37
    assert '<figure class="chart"' in html and "The data support 0 of 16 causal claims" in html


def test_an_unknown_name_is_a_build_message_with_the_nearest_match(tmp_path):
    text = "# Book\n\n```{claims} m3_vote\n```\n\n```{quiz} m9_end\n```\n\n```{codebook} claim\n```\n"
    text += "\n{verdict-count}`mixed, causl`\n"
    write(tmp_path, {"index": text})
    warnings = build(tmp_path)
    for line, words in (
        (3, "There is no module called 'm3_vote'. Did you mean 'm3_votes'?"),
        (6, "There is no module with questions called 'm9_end'"),
        (9, "There is no table called 'claim'. Did you mean 'claims'?"),
        (12, "There is no verdict, level of confidence or kind of claim called 'causl'. Did you mean 'causal'?"),
    ):
        assert any(f"index.md:{line}" in warning and words in warning for warning in warnings.splitlines()), warnings


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (({**VERDICT, "verdict": "true"},), "There is no verdict"),
        (({**VERDICT, "confidence": "huge"},), "There is no level of confidence"),
        (({"claim": "C13", "verdict": "mixed"},), "m3_votes.ipynb holds a verdict with the parts claim, verdict"),
        ((VERDICT, {**VERDICT, "verdict": "supported"}), "two verdicts on C13"),
    ],
)
def test_a_malformed_verdict_is_named(tmp_path, contents, words):
    write(tmp_path, {}, *contents)
    with pytest.raises(CourseError, match=words):
        verdicts(tmp_path / "notebooks" / "labs")


def test_a_verdict_on_no_claim_fails_the_build(tmp_path):
    write(tmp_path, {"index": "# Book\n\n```{claims}\n```\n"}, {**VERDICT, "claim": "C99"})
    assert "not in the table: C99" in build(tmp_path)


def test_no_lab_means_no_verdict(tmp_path):
    assert verdicts(tmp_path) == {}


def test_the_deciding_lab_has_the_last_word(tmp_path):
    write(tmp_path, {}, {**VERDICT, "claim": "C15"})
    labs = tmp_path / "notebooks" / "labs"
    assert decided(labs)["C15"].verdict.verdict == "mixed"
    (labs / "m6_reciprocity.ipynb").write_text(notebook({**VERDICT, "claim": "C15", "verdict": "contested"}), "utf-8")
    assert decided(labs)["C15"].verdict.verdict == "contested"


def test_every_table_has_a_page_under_its_title_and_no_page_lacks_a_table():
    pages = {path.stem: path.read_text("utf-8") for path in (ROOT / "book/reference/data").glob("*.md")}
    del pages["index"]
    assert pages == {
        entry["name"]: f"# {entry['title']}\n\n```{{codebook}} {entry['name']}\n```\n"
        for entry in package().descriptor["resources"]
    }
