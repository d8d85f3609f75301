"""What the PDF and the ePub are made with: order, links, counts, the rules of the format, the search for a browser."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

pytest.importorskip("sphinx")

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from course_utils.book.editions import article, audit, browser, downloads, epub, epub_check, pdf, scripts
from course_utils.book.editions.about import about
from course_utils.book.editions.chapters import Chapter
from course_utils.book.editions.contents import LEFT_OUT, Entry, contents
from course_utils.errors import CourseError

ROOT = Path(__file__).parents[2]


def test_an_edition_holds_every_page_that_is_read_in_a_row():
    entries = contents(ROOT)
    pages = [entry.page for entry in entries]
    readings = {f"book/modules/{path.stem}" for path in (ROOT / "book" / "modules").glob("*.md")}
    labs = {f"notebooks/{path.parent.name}/{path.stem}" for path in (ROOT / "notebooks").glob("[lc]*/*.ipynb")}
    assert len(pages) == len(set(pages))
    assert readings | labs | {f"book/reference/{name}" for name in ("claims", "glossary", "chronology")} < set(pages)
    assert not [page for page in pages if page.startswith(LEFT_OUT)]
    assert Entry("Modules", "notebooks/labs/m3_votes", "book/modules/m3_votes") in entries
    assert pages.index("notebooks/labs/m3_votes") == pages.index("book/modules/m3_votes") + 1


def test_a_broken_table_of_contents_is_named(tmp_path):
    with pytest.raises(CourseError, match=r"_toc\.yml can't be read"):
        contents(tmp_path)


def clean(html: str, level: int = 0) -> BeautifulSoup:
    soup = BeautifulSoup(f"<article>{html}</article>", "html.parser")
    article.cleaned(soup, soup.article, "book/a", frozenset({"book/a", "notebooks/b"}), level)
    return soup


def test_links_lead_into_the_edition_out_of_it_or_nowhere():
    soup = clean(
        '<p id="x"><a href="#x">1</a><a href="../notebooks/b.html#y">2</a><a href="c.html">3</a>'
        '<a href="https://example.org/(a)78<1>2">4</a></p>'
    )
    assert [link["href"] for link in soup.find_all("a")] == [
        "#book-a--x", "#notebooks-b--y", "https://example.org/(a)78%3C1%3E2",
    ]  # fmt: skip
    assert soup.p["id"] == "book-a--x"
    assert soup.p.get_text() == "1234"


def test_what_paper_cannot_do_is_undone():
    soup = clean(
        "<h1>T</h1><details><summary>Why</summary><p>So.</p></details><button>Check</button>"
        '<div class="table-box" role="region" tabindex="0" aria-label="Table 1"><table border="1">'
        "<tbody><tr><th>a</th><td>1.5</td><td>x</td></tr><tr><th>b</th><td>-2</td><td>3</td></tr></tbody></table></div>",
        level=1,
    )
    assert not soup.find_all(["details", "summary", "button", "h1"])
    assert soup.h2.get_text() == "T"
    assert soup.select_one(".folded .unfolded").get_text() == "Why"
    assert soup.select_one(".table-box").attrs == {"class": ["table-box"]}
    assert [cell.get_text() for cell in soup.select(".number")] == ["1.5", "-2"]


# ------------------------------------------------------------------------------------------------ nothing is missing

PAGE = '<figure class="chart"></figure><math display="inline" alttext="x"></math>'
GOOD = (
    '<section id="book-a"><h1>A</h1><figure class="chart"><img src="charts/1.svg" alt="Line chart of the share by year; '
    'it rises from 0.5 to 0.6."/></figure><math alttext="x"></math><a href="#book-a">up</a></section>'
)


@pytest.fixture
def course(tmp_path):
    """A course of one page, with its site."""
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "a.md").write_text(
        "---\nx: 1\n---\n# A\n\n```{glue:} m\n```\n\nNot `$y$` nor \\$5, but $x$.\n", "utf-8"
    )
    (tmp_path / "site" / "book").mkdir(parents=True)
    (tmp_path / "site" / "book" / "a.html").write_text(PAGE, "utf-8")
    return tmp_path


def chapter(html: str) -> Chapter:
    body = BeautifulSoup(html, "html.parser").section
    return Chapter("", "book/a", "A", 0, body, {"charts/1.svg": "<svg/>"})


def test_an_edition_with_everything_passes(course):
    assert audit.check([chapter(GOOD)], course, course / "site") == audit.Count(1, 1)


@pytest.mark.parametrize(
    ("found", "put", "message"),
    [
        (r"<figure.*</figure>", "", "the site shows 1 charts, the edition 0"),
        (r"<math.*</math>", "", "the site shows 1 formulas, the edition 0"),
        (r'alt="[^"]*"', 'alt="A chart"', "charts/1.svg has no alt text"),
        (r'alttext="x"', "", "a formula has no alt text"),
        ("charts/1.svg", "charts/2.svg", "charts/2.svg is not among"),
        ("#book-a", "#book-b", "a link leads to #book-b, which is not there"),
        ("<h1>", '<h1 id="book-a">', "The id book-a is there more than once"),
    ],
)
def test_an_edition_that_lacks_something_is_refused(course, found, put, message):
    html = re.sub(found, put, GOOD)
    assert html != GOOD
    with pytest.raises(CourseError, match=re.escape(message)):
        audit.check([chapter(html)], course, course / "site")


def test_a_site_that_lacks_a_chart_of_its_source_is_refused(course):
    (course / "site" / "book" / "a.html").write_text(PAGE.replace('class="chart"', ""), "utf-8")
    with pytest.raises(CourseError, match="the source promises 1 charts, the site shows 0"):
        audit.check([chapter(GOOD)], course, course / "site")


# ------------------------------------------------------------------------------------------------ the ePub's rules

NAV = '<nav epub:type="toc"><ol><li><a href="a.xhtml">A</a></li></ol></nav>'


def book(path: Path, **changed: str | bytes | None) -> Path:
    """A small ePub with a chart and a formula; ``changed`` replaces files by name, or takes them away."""
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math>'
    text = f'<figure class="chart"><img src="1.svg" alt="A line that rises."/></figure>{math}'
    files: dict[str, str | bytes] = {
        "nav.xhtml": epub._page("Contents", NAV), "a.xhtml": epub._page("A", text),
        "1.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>', "cover.png": b"", "style.css": "p { color: red; }",
    }  # fmt: skip
    facts = about(ROOT)
    package = epub._package(facts, files, ["nav.xhtml", "a.xhtml"])
    whole = {"META-INF/container.xml": epub._CONTAINER, "EPUB/package.opf": package}
    whole |= {f"EPUB/{name}": content for name, content in files.items()}
    for name, content in changed.items():
        key = next(one for one in whole if one.replace("/", "_").replace(".", "_").endswith(name))
        if content is None:
            del whole[key]
        else:
            whole[key] = content
    epub.pack(path, list(whole.items()), facts)
    return path


def test_a_good_epub_has_no_fault(tmp_path):
    assert epub_check.faults(book(tmp_path / "a.epub"), charts=1, formulas=1) == []
    assert epub_check.faults(tmp_path / "a.epub", charts=2) == [
        "It shows 1 charts, but should show 2.",
        "It holds 1 formulas, but should hold 0.",
    ]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"1_svg": None}, "The manifest names EPUB/1.svg, which is not there."),
        ({"a_xhtml": "<p>"}, "EPUB/a.xhtml is not well-formed"),
        ({"container_xml": "<container/>"}, "does not lead to EPUB/package.opf"),
        ({"nav_xhtml": epub._page("Contents", "<ol/>")}, "It has no table of contents."),
        ({"nav_xhtml": epub._page("C", NAV.replace("a.xhtml", "b.xhtml"))}, "leads to b.xhtml, a file that is not"),
        (
            {"nav_xhtml": epub._page("C", NAV.replace("a.xhtml", "a.xhtml#b"))},
            "leads to a.xhtml#b, a place that is not",
        ),
        ({"a_xhtml": epub._page("A", '<img src="1.svg" alt=""/>')}, "a picture has no alt text"),
        ({"a_xhtml": epub._page("A", '<img src="//x.org/1.svg" alt="x"/>')}, "loads //x.org/1.svg from elsewhere"),
        ({"a_xhtml": epub._page("A", '<p id="x"/><p id="x"/>')}, "has the id x twice"),
        ({"a_xhtml": epub._page("A", "<button>x</button>")}, "<button> has no use"),
        ({"a_xhtml": epub._page("A", "").replace(' lang="en"', "")}, "EPUB/a.xhtml has no language."),
        ({"style_css": '@import "https://x.org/a.css";'}, "EPUB/style.css loads something from elsewhere."),
    ],
)
def test_a_fault_of_an_epub_is_named(tmp_path, changed, message):
    assert message in "\n".join(epub_check.faults(book(tmp_path / "a.epub", **changed)))


def test_an_epub_begins_with_its_kind_uncompressed(tmp_path):
    whole = book(tmp_path / "a.epub").read_bytes()
    assert whole[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(tmp_path / "a.epub") as archive, zipfile.ZipFile(tmp_path / "b.epub", "w") as other:
        for name in reversed(archive.namelist()):
            other.writestr(name, archive.read(name))
    assert "mimetype, not compressed" in epub_check.faults(tmp_path / "b.epub")[0]


# ------------------------------------------------------------------------------------------------ browser and fonts


def test_without_a_browser_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setattr(browser, "_candidates", lambda: iter([None, "/nowhere/chrome"]))
    with pytest.raises(CourseError, match="Install one of them"):
        browser.find()


@pytest.mark.skipif("os.name == 'nt'", reason="a program made of two lines of shell")
@pytest.mark.parametrize(("line", "message"), [("exit 3", "could not print the PDF"), ("exec sleep 9", "was stopped")])
def test_a_browser_that_fails_or_hangs(tmp_path, monkeypatch, line, message):
    program = tmp_path / "chromium"
    program.write_text(f"#!/bin/sh\n{line}\n")
    program.chmod(0o755)
    monkeypatch.setenv(browser.VARIABLE, str(program))
    with pytest.raises(CourseError, match=message):
        browser.print_pdf(tmp_path / "a.html", tmp_path / "a.pdf", limit=0.5)


def test_words_in_a_script_without_a_font_are_found_and_left_out():
    body = '<p>Urdu <span lang="ur">اتحاد</span>; Hindi <span lang="hi">मित्र</span>; <span lang="az">dost</span></p>'
    assert scripts.unshown([body], "Urdu ﺗﺤﺎد Hindi \x00\x00 dost") == {"DEVANAGARI"}
    assert scripts.unshown([body], "Urdu ﺗﺤﺎد Hindi मित्र") == set()
    left = scripts.without(body, {"DEVANAGARI"})
    assert "मित्र" not in left
    assert "اتحاد" in left


# ------------------------------------------------------------------------------------------------ links on the site


def site(root: Path) -> str:
    with docutils_namespace():
        app = Sphinx(
            srcdir=str(root), confdir=None, outdir=str(root / "_out"), doctreedir=str(root / "_trees"), buildername="html",
            status=None, warning=(warnings := io.StringIO()),
            confoverrides={"extensions": ["myst_parser", "course_utils.book.directives"], "html_theme": "basic",
                           "exclude_patterns": ["_build"]},
        )  # fmt: skip
        app.build()
    assert warnings.getvalue() == ""
    return (root / "_out" / "index.html").read_text("utf-8")


def test_the_site_links_only_editions_of_the_course_as_it_is(tmp_path, monkeypatch):
    """Nothing made: no link. Made: link and file, though no page changed. Course changed since: neither."""
    (tmp_path / "index.md").write_text("# Book\n\n```{downloads}\n```\n", "utf-8")
    assert "only-on-the-site" not in site(tmp_path)
    out = tmp_path / "_out" / "downloads" / pdf.NAME
    steps: list[str] = []

    def write(root, folder, path, say):
        steps.append("write")
        path.write_bytes(b"%PDF" * 50_000)
        return path

    def build(root, say):
        steps.append("build")
        site(root)
        return root / "_out" / "index.html"

    monkeypatch.setitem(downloads.WRITERS, pdf.NAME, write)
    monkeypatch.setattr("course_utils.book.build.build", build)
    monkeypatch.setattr(browser, "find", lambda: "chromium")
    downloads.make(pdf.NAME, tmp_path, lambda line: None)
    assert steps == ["build", "write", "build"]
    page = (tmp_path / "_out" / "index.html").read_text("utf-8")
    assert f'<a href="downloads/{pdf.NAME}" download>PDF</a> (0.2 MB)' in page
    assert epub.NAME not in page
    assert out.read_bytes().startswith(b"%PDF")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "new.csv").write_text("a\n1\n", "utf-8")
    assert "only-on-the-site" not in site(tmp_path)
    assert not out.exists()
