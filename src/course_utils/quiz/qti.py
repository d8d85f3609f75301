"""Questions as a QTI 1.2 package, in the form that Canvas writes itself.

Version 1.2 and not 2.1, because only in this form does Canvas, the largest system that takes QTI, read all three of
our types with their tolerances and feedback: it knows a number with a range, and pairs to match, by the field
question_type that it writes in 1.2 itself. Moodle reads no QTI; GIFT is for it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.etree import ElementTree as ET

from course_utils.quiz.questions import (
    Matching,
    MultipleChoice,
    Numeric,
    Question,
    by_module,
    prompt_with_unit,
    written,
)

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_ONLY = "response1"  # the one response of a choice or a number
_GENERAL = "general_fb"


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _fields(parent: ET.Element, fields: dict[str, str]) -> None:
    metadata = _add(parent, "qtimetadata")
    for label, entry in fields.items():
        field = _add(metadata, "qtimetadatafield")
        _add(field, "fieldlabel", label)
        _add(field, "fieldentry", entry)


def _plain(parent: ET.Element, text: str) -> None:
    _add(_add(parent, "material"), "mattext", text, texttype="text/plain")


def _html(parent: ET.Element, text: str) -> None:
    """A text as one paragraph; Canvas takes a question's text for HTML whatever type is stated."""
    first, *lines = text.split("\n")
    paragraph = ET.Element("p")
    paragraph.text = first
    for line in lines:
        ET.SubElement(paragraph, "br").tail = line
    markup = ET.tostring(paragraph, encoding="unicode", method="html")
    _add(_add(parent, "material"), "mattext", markup, texttype="text/html")


def _labels(parent: ET.Element, texts: Iterable[str], prefix: str) -> None:
    choices = _add(parent, "render_choice")
    for number, text in enumerate(texts, start=1):
        _plain(_add(choices, "response_label", ident=f"{prefix}{number}"), text)


def _condition(processing: ET.Element, go_on: bool) -> tuple[ET.Element, ET.Element]:
    condition = _add(processing, "respcondition", **{"continue": "Yes" if go_on else "No"})
    return condition, _add(condition, "conditionvar")


def _show(condition: ET.Element, feedback: str) -> None:
    _add(condition, "displayfeedback", feedbacktype="Response", linkrefid=feedback)


def _feedback(item: ET.Element, ident: str, text: str) -> None:
    _plain(_add(_add(item, "itemfeedback", ident=ident), "flow_mat"), text)


def _item(section: ET.Element, question: Question) -> None:
    kind = {MultipleChoice: "multiple_choice", Numeric: "numerical", Matching: "matching"}[type(question)]
    item = _add(section, "item", ident=question.id, title=question.id)
    _fields(_add(item, "itemmetadata"), {"question_type": f"{kind}_question", "points_possible": "1"})
    presentation = _add(item, "presentation")
    _html(presentation, prompt_with_unit(question))
    processing = _add(item, "resprocessing")
    _add(_add(processing, "outcomes"), "decvar", varname="SCORE", vartype="Decimal", minvalue="0", maxvalue="100")
    if isinstance(question, MultipleChoice):
        _choice(item, presentation, processing, question)
        return
    general, anything = _condition(processing, go_on=True)
    _add(anything, "other")
    _show(general, _GENERAL)
    if isinstance(question, Numeric):
        _number(presentation, processing, question)
    else:
        _pairs(presentation, processing, question)
    _feedback(item, _GENERAL, question.explanation)


def _choice(item: ET.Element, presentation: ET.Element, processing: ET.Element, question: MultipleChoice) -> None:
    response = _add(presentation, "response_lid", ident=_ONLY, rcardinality="Single")
    _labels(response, (option.text for option in question.options), "answer")
    for number, option in enumerate(question.options, start=1):
        condition, test = _condition(processing, go_on=True)
        _add(test, "varequal", f"answer{number}", respident=_ONLY)
        _show(condition, f"answer{number}_fb")
        _feedback(item, f"answer{number}_fb", option.explanation)
    right = next(number for number, option in enumerate(question.options, start=1) if option.correct)
    condition, test = _condition(processing, go_on=False)
    _add(test, "varequal", f"answer{right}", respident=_ONLY)
    _add(condition, "setvar", "100", varname="SCORE", action="Set")


def _number(presentation: ET.Element, processing: ET.Element, question: Numeric) -> None:
    response = _add(presentation, "response_str", ident=_ONLY, rcardinality="Single")
    _add(_add(response, "render_fib", fibtype="Decimal"), "response_label", ident="answer1")
    condition, test = _condition(processing, go_on=False)
    either = _add(test, "or")
    _add(either, "varequal", written(question.answer), respident=_ONLY)
    between = _add(either, "and")
    low, high = question.bounds
    _add(between, "vargte", low, respident=_ONLY)
    _add(between, "varlte", high, respident=_ONLY)
    _add(condition, "setvar", "100", varname="SCORE", action="Set")


def _pairs(presentation: ET.Element, processing: ET.Element, question: Matching) -> None:
    share = f"{100 / len(question.pairs):.2f}"
    for number, (left, right) in enumerate(question.pairs, start=1):
        response = _add(presentation, "response_lid", ident=f"response_{number}", rcardinality="Single")
        _plain(response, left)
        _labels(response, question.choices, "match")
        condition, test = _condition(processing, go_on=True)
        _add(test, "varequal", f"match{question.choices.index(right) + 1}", respident=f"response_{number}")
        _add(condition, "setvar", share, varname="SCORE", action="Add")


def _assessment(ident: str, title: str, items: Sequence[Question]) -> ET.Element:
    root = ET.Element("questestinterop", {"xmlns": _QTI, "xmlns:xsi": _XSI})
    root.set("xsi:schemaLocation", f"{_QTI} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd")
    assessment = _add(root, "assessment", ident=ident, title=title)
    _fields(assessment, {"cc_maxattempts": "unlimited"})
    section = _add(assessment, "section", ident="root_section")
    for question in items:
        _item(section, question)
    return root


def _practice(ident: str, title: str, points: int) -> ET.Element:
    """What Canvas reads beside the questions: that they are for practice and count for nothing."""
    root = ET.Element("quiz", {"xmlns": _CANVAS, "identifier": ident})
    for tag, text in {
        "title": title,
        "shuffle_answers": "true",
        "scoring_policy": "keep_highest",
        "quiz_type": "practice_quiz",
        "points_possible": str(points),
        "show_correct_answers": "true",
        "allowed_attempts": "-1",
    }.items():
        _add(root, tag, text)
    return root


def _document(root: ET.Element) -> bytes:
    ET.indent(root)
    return ET.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _zipped(files: dict[str, bytes]) -> bytes:
    """A zip with the same bytes for the same files on any machine: nothing compressed, no clock, no owner."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return whole.getvalue()


def to_qti(items: Sequence[Question]) -> bytes:
    """Questions as a zip file for an LMS: one practice quiz for each module, with the same bytes each time.

    >>> from course_utils.quiz.questions import questions
    >>> to_qti(questions("m3_votes"))[:2]
    b'PK'
    """
    manifest = ET.Element("manifest", {"xmlns": _PACKAGE, "identifier": "fraternal_nations_quiz"})
    metadata = _add(manifest, "metadata")
    _add(metadata, "schema", "IMS Content")
    _add(metadata, "schemaversion", "1.1.3")
    _add(manifest, "organizations")
    resources = _add(manifest, "resources")
    files: dict[str, bytes] = {}
    for module, own in by_module(items).items():
        ident, title = f"quiz_{module}", f"Self-check {module}"
        quiz, practice = f"{ident}/{ident}.xml", f"{ident}/assessment_meta.xml"
        files[quiz] = _document(_assessment(ident, title, own))
        files[practice] = _document(_practice(ident, title, len(own)))
        resource = _add(resources, "resource", identifier=ident, type="imsqti_xmlv1p2")
        _add(resource, "file", href=quiz)
        _add(resource, "dependency", identifierref=f"{ident}_meta")
        kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
        beside = _add(resources, "resource", identifier=f"{ident}_meta", type=kind, href=practice)
        _add(beside, "file", href=practice)
    return _zipped({"imsmanifest.xml": _document(manifest), **files})
