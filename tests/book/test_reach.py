"""A small book whose address, repository and places to run are set, and from which a page and a term have moved."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import nbformat
import pytest
import yaml

from course_utils.book import addresses, launch, moved, preview, public
from course_utils.book.build import build
from course_utils.book.directives.verdict_count import tally
from course_utils.errors import CourseError

ROOT = Path(__file__).resolve().parents[2]
BASE = "https://course.example/pair/"
HUB = "https://hub.example"
REDIRECTS = {
    "book/old/first.html": "book/other.html",
    "book/other.html#term-old": "book/index.html#term-new",
    "book/old/first.html#term-gone": "book/other.html#here",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built book: two pages and a lab that is not run."""
    root = tmp_path_factory.mktemp("book")
    config = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    config["execute"]["execute_notebooks"] = "off"
    config["html"]["baseurl"] = BASE.rstrip("/")
    config["repository"] = {"url": "https://github.com/someone/pair", "branch": "main"}
    config["launch_buttons"] |= {
        "binderhub_url": "https://binder.example", "colab_url": "https://colab.example", "jupyterhub_url": HUB,
    }  # fmt: skip
    shutil.copytree(ROOT / "book" / "_static", root / "book" / "_static")
    (root / "_config.yml").write_text(yaml.safe_dump(config), "utf-8")
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nchapters:\n- file: book/other\n- file: notebooks/labs/m3_votes\n", "utf-8"
    )
    (root / "book" / "index.md").write_text(
        '# The course\n\nA course & its "first" page.\n\n<p id="term-new">A term</p>\n', "utf-8"
    )
    (root / "book" / "other.md").write_text("# Another\n\n## Here\n\nText.\n", "utf-8")
    (root / "book" / "references.bib").write_text("", "utf-8")
    (root / "book" / "redirects.yml").write_text(yaml.safe_dump(REDIRECTS), "utf-8")
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell("# A lab\n\nText."), nbformat.v4.new_code_cell("1")],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    (root / "notebooks" / "labs").mkdir(parents=True)
    nbformat.write(notebook, root / "notebooks" / "labs" / "m3_votes.ipynb")
    return build(root, lambda text: None).parent


# ------------------------------------------------------------------------------------------------ the site's address


def test_site_map_names_every_page_once(site: Path) -> None:
    tree = ElementTree.fromstring((site / "sitemap.xml").read_text("utf-8"))
    names = [place.text for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert names == [f"{BASE}{page}.html" for page in ("book/index", "book/other", "notebooks/labs/m3_votes")]
    assert (site / "robots.txt").read_text("utf-8").endswith(f"Sitemap: {BASE}sitemap.xml\n")


def test_pages_state_their_whole_address(site: Path) -> None:
    html = (site / "book" / "index.html").read_text("utf-8")
    assert html.count(f'<link rel="canonical" href="{BASE}book/index.html" />') == 1
    assert f'<meta property="og:url" content="{BASE}book/index.html">' in html
    assert '<meta property="og:type" content="website">' in html
    assert '<meta property="og:description" content="A course &amp; its “first” page.">' in html
    assert '<meta property="og:type" content="article">' in (site / "book" / "other.html").read_text("utf-8")
    assert "og:image" not in html, "no lab of this book gives a verdict, so there is nothing to draw"


def test_missing_page_has_whole_addresses(site: Path) -> None:
    html = (site / "404.html").read_text("utf-8")
    assert f'action="{BASE}search.html"' in html
    assert re.findall(r'<li><a href="([^"]+)"', html) == [f"{BASE}book/index.html"]


@pytest.mark.parametrize("address", ["course.example", "/pair/", "ftp://course.example"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(CourseError, match=r"html\.baseurl in _config\.yml must be a whole address"):
        public.base(address)


def test_preview_is_the_same_each_time_and_asks_nobody() -> None:
    claims = tally(ROOT / "notebooks" / "labs")
    drawn = preview.specification(claims)
    assert preview.png(drawn) == preview.png(drawn)
    assert "http" not in json.dumps({key: value for key, value in drawn.items() if key != "$schema"})
    counted = sum(row["count"] for row in next(iter(drawn["datasets"].values())))
    assert counted == len(claims) == 37


# ------------------------------------------------------------------------------------------------ launching


def test_lab_can_be_opened_where_code_runs(site: Path) -> None:
    html = (site / "notebooks" / "labs" / "m3_votes.html").read_text("utf-8")
    (line,) = re.findall(r'<ul class="launch".*?</ul>', html, re.DOTALL)
    found = {text: address for address, text in re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', line)}
    path = "notebooks/labs/m3_votes.ipynb"
    assert found == {
        "Download this lab": f"../../_sources/{path}",
        "Open in Binder": f"https://binder.example/v2/gh/someone/pair/main?urlpath=lab/tree/{path}",
        "Open in JupyterHub": f"{HUB}/hub/user-redirect/git-pull?repo=https%3A//github.com/someone/pair"
        f"&amp;urlpath=lab/tree/pair/{path}&amp;branch=main",
        "Open in Colab": f"https://colab.example/github/someone/pair/blob/main/{path}",
    }
    assert (site / "_sources" / path).is_file()
    assert "!git clone --depth 1 --branch main https://github.com/someone/pair course" in html
    assert "%cd course/notebooks/labs" in html
    assert html.index("</h1>", html.index('id="a-lab"')) < html.index('<ul class="launch"') < html.index("<p>Text.</p>")
    assert "launch" not in re.sub("launch-buttons", "", (site / "book" / "other.html").read_text("utf-8"))


def test_places_without_a_repository_are_refused(caplog: pytest.LogCaptureFixture) -> None:
    theme = {"launch_buttons": {"colab_url": "https://colab.example"}, "repository_url": ""}
    launch.check(None, SimpleNamespace(html_theme_options=theme))
    assert "sets launch_buttons.colab_url but not repository.url" in caplog.text
    assert theme["launch_buttons"] == {}


def test_binder_installs_the_lock_and_the_course() -> None:
    script = (ROOT / ".binder" / "postBuild").read_text("utf-8")
    assert script.startswith("#!/bin/bash\n")
    assert "--require-hashes --no-deps -r requirements.txt" in script
    assert script.rstrip().endswith("--no-build-isolation .")
    assert re.fullmatch(r"python-3\.1[123]\n", (ROOT / ".binder" / "runtime.txt").read_text("utf-8"))


# ------------------------------------------------------------------------------------------------ addresses that moved


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("book/old/first.html", "book/other.html"),
        ("book/old/first.html#here", "book/other.html#here"),  # the anchors of a page move with it
        ("book/old/first.html#term-gone", "book/other.html#here"),
        ("book/other.html#term-old", "book/index.html#term-new"),
    ],
)
def test_old_addresses_lead_on(browser: object, site: Path, old: str, new: str) -> None:
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/{old}")
    page.wait_for_url(f"{site.as_uri()}/{new}")
    page.close()


def test_old_page_leads_on_without_scripts(site: Path) -> None:
    html = (site / "book" / "old" / "first.html").read_text("utf-8")
    assert '<noscript><meta http-equiv="refresh" content="0; url=../other.html"></noscript>' in html
    assert f'<link rel="canonical" href="{BASE}book/other.html">' in html
    assert "book/old/first.html" not in addresses.published(site)
    assert "first" not in (site / "sitemap.xml").read_text("utf-8")


@pytest.fixture
def listed(site: Path, tmp_path: Path) -> Callable[[str, str], Path]:
    """A course folder with these addresses and redirects."""

    def make(given: str, redirects: str) -> Path:
        (tmp_path / "book").mkdir(exist_ok=True)
        (tmp_path / addresses.KEPT).write_text(given, "utf-8")
        (tmp_path / moved.MOVED).write_text(redirects, "utf-8")
        return tmp_path

    return make


def test_addresses_that_are_gone_and_new_ones(site: Path, listed: Callable) -> None:
    root = listed(
        "book/index.html\nbook/gone.html\nbook/index.html#term-lost\nbook/old/first.html\n", yaml.safe_dump(REDIRECTS)
    )
    found = addresses.add_new(root, site)
    assert found.lost == ["book/gone.html", "book/index.html#term-lost"]
    assert found.new == ["book/index.html#term-new", "book/other.html", "notebooks/labs/m3_votes.html"]
    assert addresses.kept(root) == sorted([*found.new, *found.lost, "book/index.html", "book/old/first.html"])
    assert addresses.compare(root, site).new == []


@pytest.mark.parametrize(
    ("redirects", "words"),
    [
        ("a.html: b.html", "a.html leads to b.html, which is not there"),
        ("book/index.html: book/other.html", "but it is still there"),
        ("- a.html", "must hold lines such as"),
        ("a.html: https://elsewhere.example/b.html", "leads from one address below the site's root to another"),
        ("a: [", "is not YAML"),
    ],
)
def test_redirects_that_lead_nowhere(site: Path, listed: Callable, redirects: str, words: str) -> None:
    with pytest.raises(CourseError, match=re.escape(words)):
        addresses.compare(listed("", redirects), site)
