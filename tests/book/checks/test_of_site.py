"""Each check of the built site finds what is planted, says where and what to do, and lets good pages pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from course_utils.book.checks import access, addresses, known, languages, links, markup
from course_utils.book.checks.finding import Finding
from course_utils.book.checks.pages import read_site
from course_utils.errors import CourseError

GOOD = """<h2 id="b">Rolls &amp; calls</h2><p>See <a href="#b">above</a>, <a href="../index.html">home</a>,
<a href="https://doi.org/10.1017/S0003055416000381">a paper</a>, <a href="mailto:a@b.example">us</a>.</p>
<ul><li>one<li>two</ul>
<table><caption>Shares</caption><thead><tr><th scope="col">Year<th scope="col">Share<tbody><tr><th>1992<td>0.5</table>
<figure><img src="../a.png" alt="Two lines that cross"><figcaption>Source: UN</figcaption></figure>
<p lang="az">qardaş, <span lang="ur" dir="rtl">برادر</span></p>
<label for="c">Pair <input id="c"></label> <button aria-label="Close"><svg aria-hidden="true"></svg></button>
<div class="onlyprint"><h1>Votes</h1></div><div role="img" aria-label="A chart"></div>
<details><summary>Data</summary><p>None</p></details><p aria-labelledby="b">x</p>"""


@pytest.mark.parametrize("check", [links.check, markup.check, access.check, languages.check])
def test_a_good_page_passes(make_site: Callable, check: Callable) -> None:
    assert list(check(make_site(GOOD, **{"a.png": ""}))) == []


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<a href="gone.html">x</a>', "the site has no file book/gone.html"),
        ('<a href="../index.html#gone">x</a>', "index.html has nothing with the id 'gone'"),
        ('<a href="#gone">x</a>', "book/page.html has nothing with the id 'gone'"),
        ('<a href="../../x.html">x</a>', "leads out of the site"),
        ('<a href="/book/page.html">x</a>', "begins at the host's root"),
        ('<a href="../">x</a>', "leads to a folder"),
        ('<a href="">x</a>', "has an empty href"),
        ('<a href="javascript:go()">x</a>', "Make it a button"),
        ('<img src="gone.png" alt="A map of votes">', "the site has no file book/gone.png"),
        ('<img srcset="gone.png 2x" src="page.html" alt="A map of votes">', "The srcset 'gone.png'"),
        ('<script src="gone.js"></script>', "book/gone.js"),
        ('<a href="http://www.un.org/x">x</a>', "not over https"),
        ('<a href="https://www.un.org/x?utm_source=y">x</a>', "follows the reader with utm_source"),
        ('<a href="https://dx.doi.org/10.1017/S0003055416000381">x</a>', "begins with https://doi.org/"),
        ('<a href="https://doi.org/S0003055416000381">x</a>', "is no DOI"),
        ('<a href="https://un/x">x</a>', "no proper host"),
        ('<a href="//www.un.org/x">x</a>', "has the scheme ''"),
        ('<a href="ftp://www.un.org/x">x</a>', "has the scheme 'ftp'"),
        ('<a href="https://www.un.org/a b">x</a>', "percent-encoded"),
        ('<a href="https://www.un.org:port/">x</a>', "not well-formed"),
        ('<a href="mailto:us">x</a>', "mail address is not well-formed"),
    ],
)
def test_each_faulty_link_is_found(make_site: Callable, body: str, words: str) -> None:
    (found,) = links.check(make_site(body))
    assert words in found.message
    assert (found.where, found.line) == ("book/page.html", 4)


def test_a_style_sheets_missing_file_is_found(make_site: Callable) -> None:
    style = "a { background: url(gone.png) } b { background: url('data:x') } c { fill: url(#d) }"
    (found,) = links.check(make_site(**{"_static/a.css": style}))
    assert str(found).startswith("_static/a.css: The style sheet asks for 'gone.png'")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<p id="a">x</p><p id="a">y</p>', "duplicate-id"),
        ("<p><div>x</div></p>", "<div> may not stand in a paragraph"),
        ("<p>x</span></p>", "</span> closes nothing"),
        ("<p><b>x</p>", "<b> is open where </p> stands"),
        ("<ul><li>x</ul><section>", "<section> is open where </main> stands"),
        ('<p align="center">x</p>', "obsolete-attribute"),
        ("<center>x</center>", "obsolete-element"),
        ('<img src="a.png">', "img-missing-alt"),
        ('<p class="a" class="b">x</p>', "duplicate-attribute"),
        ("<p>&nosuch; x</p>", "unknown-named-character-reference"),
        ("<ul><p>x</p></ul>", "may hold li, script, template only"),
        ("<li>x</li>", "it may stand in ul, ol, menu only"),
        ('<a href="#b"><button>x</button></a>', "may not hold another"),
        ("<span><div>x</div></span>", "which holds phrases only"),
    ],
)
def test_each_fault_of_the_markup_is_found(make_site: Callable, body: str, words: str) -> None:
    found = list(markup.check(make_site(body)))
    assert any(words in one.message for one in found), found
    assert all(one.line in (4, 5) for one in found)


def test_a_page_without_doctype_and_one_that_ends_early_are_found(make_site: Callable) -> None:
    found = [one.message for one in markup.check(make_site(page='<html lang="en"><title>x</title><body>'))]
    assert any("does not begin with <!DOCTYPE html>" in one for one in found)
    assert "<body> is never closed. Add </body>." in found


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<h1>Again</h1>", "2 headings <h1>"),
        ("<h3>Deep</h3>", "'Deep' is an h3 after an h1; the next level is h2"),
        ("<h2></h2>", "empty heading"),
        ("<main>x</main>", "2 main parts"),
        ('<a href="#b"><i></i></a>', "has no name"),
        ("<button></button>", "has no name"),
        ("<input>", "has no label"),
        ('<iframe src="page.html"></iframe>', "has no name"),
        ('<img src="a.png" alt="x">', "alt has 1 characters"),
        ('<div role="img"></div>', "picture without words"),
        ("<svg></svg>", "neither a picture"),
        ("<figure><figcaption> </figcaption></figure>", "<figcaption> is empty"),
        ("<table><tr><td>x</table>", "no header cell"),
        ("<table><tr><td>x<th>y</table>", "'y' heads a row or a column?"),
        ('<table><tr><th scope="line">x<td>y</table>', "scope is row, col"),
        ('<p aria-describedby="gone">x</p>', "aria-describedby names gone"),
        ('<label for="gone">x</label>', "for names gone"),
    ],
)
def test_each_barrier_is_found(make_site: Callable, body: str, words: str) -> None:
    (found,) = access.check(make_site(body))
    assert words in found.message


def test_a_window_needs_a_title_and_a_page_a_main_part(make_site: Callable) -> None:
    found = [one.message for one in access.check(make_site(page='<html lang="en"><body><h1>x</h1></body></html>'))]
    assert len(found) == 2
    assert "no <title>" in found[0]
    assert "0 main parts" in found[1]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<p lang="english">x</p>', "'english' is no language tag"),
        ('<p lang="ur">x</p>', "Add dir=rtl"),
        ("<p>He said <em>برادر</em></p>", "'برادر' in <em> has no mark of its language"),
        ('<p lang="az">եղբայր</p>', "lang=hy"),
        ("<p>भाई</p>", "lang=hi or mr"),
    ],
)
def test_each_fault_of_a_language_mark_is_found(make_site: Callable, body: str, words: str) -> None:
    (found,) = languages.check(make_site(body))
    assert words in found.message
    assert found.line == 4


def test_a_page_in_no_language_is_found(make_site: Callable) -> None:
    (found,) = languages.check(make_site(page="<!DOCTYPE html><html><title>x</title><body></body></html>"))
    assert "must have lang=en" in found.message


def test_what_is_known_passes_on_its_page_only() -> None:
    message = "HTML does not allow this (duplicate-id): id search-input is used more than once."
    assert known.unknown([Finding("search.html", 9, message)]) == []
    assert known.unknown([Finding("book/index.html", 9, message)]) == [Finding("book/index.html", 9, message)]


def test_a_folder_without_a_site_says_what_to_do(tmp_path) -> None:
    with pytest.raises(CourseError, match="Run `course book` first"):
        read_site(tmp_path)


def test_a_host_without_https_may_be_named() -> None:
    assert addresses.problems("http://www.today.az/x") == []
    assert addresses.problems("http://www.today.example/x") != []
