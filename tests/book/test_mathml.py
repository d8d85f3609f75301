"""Formulas: MathML that a browser lays out, or a sentence."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from course_utils.book.mathml import mathml
from course_utils.errors import CourseError


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\kappa = \frac{p_o - p_e}{1 - p_e}", "κ=po−pe1−pe"),
        (r"a < b \text{ and } c \geq d", "a<b\xa0and\xa0c≥d"),
        (r"\sum_{i=1}^{n} x_i^2", "∑i=1nxi2"),
    ],
)
def test_formula_becomes_symbols(latex: str, text: str) -> None:
    element = ElementTree.fromstring(mathml(latex))
    assert element.tag == "math"
    assert element.get("alttext") == latex
    assert "".join(element.itertext()) == text


@pytest.mark.parametrize("latex", [r"\begin{aligned} a &= b \\ c &= d \end{aligned}", r"a &= b \\ c &= d"])
def test_aligned_lines_become_rows(latex: str) -> None:
    element = ElementTree.fromstring(mathml(latex, "block"))
    assert element.get("display") == "block"
    assert len(list(element.iter("mtr"))) == 2
    assert "&" not in "".join(element.itertext())


@pytest.mark.parametrize("latex", [r"\undefinedcommand{x}", "{", r"a & b", r"\left( x"])
def test_what_cannot_be_converted_is_refused(latex: str) -> None:
    with pytest.raises(CourseError, match="formula"):
        mathml(latex)
