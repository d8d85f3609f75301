"""Formulas as MathML: no script, no font to load, read aloud by screen readers."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from course_utils.errors import CourseError

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


def mathml(latex: str, display: str = "inline") -> str:
    r"""A ``<math>`` element for a formula; ``display`` is "inline" or "block".

    Raises CourseError for LaTeX that the converter does not know: it would show the command as text.

    >>> mathml(r"p_o")
    '<math display="inline" alttext="p_o"><mrow><msub><mi>p</mi><mi>o</mi></msub></mrow></math>'
    """
    from latex2mathml.converter import convert_to_element

    source = latex.strip()
    # The converter knows the layout of "aligned" under its amsmath sibling's name only.
    known = source.replace("{aligned}", "{split}")
    if r"\\" in known and r"\begin" not in known:
        known = rf"\begin{{split}}{known}\end{{split}}"
    try:
        element = convert_to_element(known, display=display)
    except Exception as error:  # the converter raises its own dozen of bare exceptions
        raise CourseError(
            f"The formula {source!r} can't be read ({type(error).__name__}). Check its braces and its \\begin and \\end."
        ) from None
    for part in element.iter():
        part.text = unescape(part.text or "")  # the converter writes character references, ready for its own output
        text = part.text.strip()
        if part.tag != "mtext" and (text.startswith("\\") or text == "&"):
            raise CourseError(f"The formula {source!r} uses {text!r}, which can't be turned into MathML.")
    # An HTML parser knows the element; the namespace would only be weight.
    element.attrib = {"display": display, "alttext": " ".join(source.split())}
    return ElementTree.tostring(element, encoding="unicode")


def _math(translator: HTML5Translator, node: nodes.Element, display: str) -> str:
    try:
        return mathml(node.astext(), display)
    except CourseError as error:
        from sphinx.util import logging

        logging.getLogger(__name__).warning("%s", error, location=node, type="course", subtype="math")
        return translator.encode(node.astext())


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    """Write an inline formula."""
    from docutils.nodes import SkipNode

    translator.body.append(f'<span class="math">{_math(translator, node, "inline")}</span>')
    raise SkipNode


def visit_displaymath(translator: HTML5Translator, node: nodes.math_block) -> None:
    """Write a formula on a line of its own, with its number when it has a label."""
    from docutils.nodes import SkipNode
    from sphinx.util.math import get_node_equation_number

    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    if node.get("number"):
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append(f"{_math(translator, node, 'block')}</div>\n")
    raise SkipNode


def setup(app: Sphinx) -> None:
    """Register as the renderer of formulas ``mathml``; _config.yml chooses it with html_math_renderer."""
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_displaymath, None))
