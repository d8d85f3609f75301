"""What a reading program needs of an ePub, checked on the finished file, without Java.

The rules are those of EPUB 3.3 on which programs stumble: https://www.w3.org/TR/epub-33/.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

_XHTML = "{http://www.w3.org/1999/xhtml}"
_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_OPF = "{http://www.idpf.org/2007/opf}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
PACKAGE = "EPUB/package.opf"


def _page(name: str, tree: ElementTree.Element, ids: dict[str, set[str]], names: set[str]) -> list[str]:
    """What is wrong with a page: language, ids, pictures, links, anything that loads from elsewhere."""
    found = []
    if tree.get("lang") != "en":
        found.append(f"{name} has no language.")
    if not (tree.findtext(f"{_XHTML}head/{_XHTML}title") or "").strip():
        found.append(f"{name} has no title.")
    for element in tree.iter():
        kind = element.tag.removeprefix(_XHTML)
        if kind == "img" and not element.get("alt", "").strip():
            found.append(f"{name}: a picture has no alt text.")
        if element.tag == f"{_MATHML}math" and not element.get("alttext", "").strip():
            found.append(f"{name}: a formula has no alt text.")
        if kind in ("script", "iframe", "object", "embed", "input", "button", "select", "form"):
            found.append(f"{name}: <{kind}> has no use on a reader.")
        for attribute in ("src", "href"):
            address = element.get(attribute)
            if address is None:
                continue
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                if kind != "a":
                    found.append(f"{name} loads {address} from elsewhere.")
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), parts.path)) if parts.path else name
            if target not in names:
                found.append(f"{name} leads to {address}, a file that is not there.")
            elif parts.fragment and parts.fragment not in ids.get(target, set()):
                found.append(f"{name} leads to {address}, a place that is not there.")
    return found


def _manifest(package: ElementTree.Element, names: set[str]) -> list[str]:
    found = []
    items = {item.get("id"): item for item in package.iter(f"{_OPF}item")}
    listed = {posixpath.join("EPUB", str(item.get("href"))) for item in items.values()}
    present = {name for name in names if name.startswith("EPUB/") and name != PACKAGE}
    found += [f"The manifest lacks {name}." for name in sorted(present - listed)]
    found += [f"The manifest names {name}, which is not there." for name in sorted(listed - present)]
    spine = [item.get("idref") for item in package.iter(f"{_OPF}itemref")]
    found += [f"The spine names {one}, which the manifest lacks." for one in spine if one not in items]
    unread = {one for one, item in items.items() if item.get("media-type") == "application/xhtml+xml"} - set(spine)
    found += [f"{one} is not in the spine." for one in sorted(map(str, unread))]
    kinds = [(item.get("properties") or "").split() for item in items.values()]
    for wanted in ("nav", "cover-image"):
        if sum(wanted in kind for kind in kinds) != 1:
            found.append(f"The manifest must name one item as {wanted}.")
    text = ElementTree.tostring(package, "unicode")
    for wanted in ("identifier", "title", "language", "creator", "rights"):
        if f":{wanted}" not in text:
            found.append(f"The metadata lack {wanted}.")
    if 'property="dcterms:modified"' not in text:
        found.append("The metadata lack dcterms:modified.")
    return found


def faults(path: Path, charts: int = 0, formulas: int = 0) -> list[str]:
    """What is wrong with an ePub, a sentence each; empty when nothing is.

    charts, formulas: how many it must show.
    """
    with zipfile.ZipFile(path) as archive:
        order = archive.infolist()
        files = {entry.filename: archive.read(entry) for entry in order}
    found = []
    if order[0].filename != "mimetype" or order[0].compress_type != zipfile.ZIP_STORED or order[0].extra:
        found.append("Its first file must be mimetype, not compressed.")
    if files.get("mimetype") != b"application/epub+zip":
        found.append("The file mimetype must say application/epub+zip.")
    if PACKAGE.encode() not in files.get("META-INF/container.xml", b""):
        return [*found, f"META-INF/container.xml does not lead to {PACKAGE}."]
    trees: dict[str, ElementTree.Element] = {}
    for name, content in files.items():
        if name.endswith((".xhtml", ".opf", ".xml", ".svg")):
            try:
                trees[name] = ElementTree.fromstring(content)
            except ElementTree.ParseError as error:
                found.append(f"{name} is not well-formed: {error}.")
    if found:
        return found
    found += _manifest(trees[PACKAGE], set(files))
    ids: dict[str, set[str]] = {}
    pages = {name: tree for name, tree in trees.items() if name.endswith(".xhtml")}
    for name, tree in pages.items():
        every = [element.get("id") for element in tree.iter() if element.get("id")]
        ids[name] = set(every)  # type: ignore[arg-type]
        found += [f"{name} has the id {one} twice." for one in sorted({one for one in every if every.count(one) > 1})]
    for name, tree in pages.items():
        found += _page(name, tree, ids, set(files))
    for name, content in files.items():
        if name.endswith((".css", ".svg")) and re.search(rb"(?:url\(|@import|href=)\s*[\"']?(?:https?:)?//", content):
            found.append(f"{name} loads something from elsewhere.")
    contents = trees["EPUB/nav.xhtml"].iter(f"{_XHTML}nav") if "EPUB/nav.xhtml" in trees else iter(())
    if not any(nav.get(_TYPE) == "toc" for nav in contents):
        found.append("It has no table of contents.")
    shown = sum(figure.get("class") == "chart" for tree in pages.values() for figure in tree.iter(f"{_XHTML}figure"))
    written = sum(1 for tree in pages.values() for _ in tree.iter(f"{_MATHML}math"))
    if shown != charts:
        found.append(f"It shows {shown} charts, but should show {charts}.")
    if written != formulas:
        found.append(f"It holds {written} formulas, but should hold {formulas}.")
    return found
