"""What other sites read of ours: titles and pictures for links that are shared, the site map, robots.txt.

Full addresses need the one under which the site is published, html.baseurl in _config.yml. Without it, there is no site
map, no canonical address, and the picture's address is relative, which most other sites ignore.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils.book import preview
from course_utils.errors import CourseError

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NOT_PAGES = {"search", "genindex", "py-modindex"}


def base(address: str) -> str:
    """The address of the site's root, with a slash at its end; empty where none is set.

    >>> base("https://course.example/pair"), base("")
    ('https://course.example/pair/', '')
    """
    address = (address or "").strip()
    if address and not address.startswith(("https://", "http://")):
        raise CourseError(
            f"html.baseurl in _config.yml must be a whole address such as https://course.example/, but it is {address!r}."
        )
    return address.rstrip("/") + "/" if address else ""


def tags(title: str, description: str, site: str, address: str, image: str) -> str:
    """Open Graph and Twitter properties of a page. address, image: empty where there is none.

    >>> print(tags("Votes", "", "The course", "", ""))
    <meta property="og:title" content="Votes">
    <meta property="og:type" content="article">
    <meta property="og:site_name" content="The course">
    <meta name="twitter:card" content="summary">
    """
    properties = {
        "og:title": title,
        "og:description": description,
        "og:type": "website" if title == site else "article",
        "og:site_name": site,
        "og:url": address,
        "og:image": image,
        "og:image:alt": preview.ALT if image else "",
    }
    lines = [f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items() if value]
    card = "summary_large_image" if image else "summary"
    return "\n".join([*lines, f'<meta name="twitter:card" content="{card}">'])


def site_map(root: str, pages: list[str]) -> str:
    """The pages' addresses for search engines. root: the site's address; pages: files below it.

    >>> print(site_map("https://course.example/", ["book/index.html"]), end="")
    <?xml version="1.0" encoding="utf-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url><loc>https://course.example/book/index.html</loc></url>
    </urlset>
    """
    places = "".join(f"<url><loc>{escape(root + page)}</loc></url>\n" for page in sorted(pages))
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return f'<?xml version="1.0" encoding="utf-8"?>\n{opening}\n{places}</urlset>\n'


def describe(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Add a page's properties to its head, after the description that ``page.finish`` found."""
    if app.builder.name != "html" or pagename in NOT_PAGES:
        return
    from markupsafe import Markup

    site = app.config.html_title
    root = base(app.config.html_baseurl)
    title = site if pagename == app.config.root_doc else Markup(context.get("title", "")).striptags()
    image = f"_static/{preview.FILE}" if preview.shown(app) is not None else ""
    if image:
        image = root + image if root else context["pathto"](image, 1)
    address = f"{root}{pagename}.html" if root else ""
    found = tags(title, context.get("course_description", ""), site, address, image)
    context["metatags"] = f"{context.get('metatags', '')}\n{found}"


def write(app: Sphinx, exception: Exception | None) -> None:
    """Write sitemap.xml and robots.txt; remove those of an earlier build where no address is set."""
    if exception or app.builder.name != "html":
        return
    folder, root = Path(app.outdir), base(app.config.html_baseurl)
    if not root:
        (folder / "sitemap.xml").unlink(missing_ok=True)
        (folder / "robots.txt").unlink(missing_ok=True)
        return
    pages = [f"{page}.html" for page in app.env.found_docs]
    (folder / "sitemap.xml").write_text(site_map(root, pages), "utf-8")
    (folder / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {root}sitemap.xml\n", "utf-8")


def setup(app: Sphinx) -> None:
    """Register with Sphinx."""
    app.connect("html-page-context", describe, priority=910)  # after page.finish
    app.connect("build-finished", write)
