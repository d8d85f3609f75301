"""The QTI package: held to the specification's document type, and read back."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.quiz import Matching, MultipleChoice, Numeric, Option, Question, bank
from course_utils.quiz.qti import to_qti
from course_utils.quiz.questions import prompt_with_unit

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
PACKAGE = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
CANVAS = "{http://canvas.instructure.com/xsd/cccv1p0}"


@dataclass(frozen=True)
class Model:
    """What the specification's document type (IMS QTI ASI 1.2.1) says of an element, for the parts that we use."""

    children: str = ""  # a pattern over the names of the children, each followed by a comma; empty: text only
    required: frozenset[str] = frozenset()
    allowed: frozenset[str] = frozenset()

    @classmethod
    def of(cls, children: str = "", required: str = "", allowed: str = "") -> Model:
        return cls(children.replace(" ", ""), frozenset(required.split()), frozenset(allowed.split()))


_TEST = "(?:not|and|or|unanswered|other|varequal|varlt|varlte|vargt|vargte),"
_RENDERED = "(?:material,)? (?:render_choice,|render_fib,) (?:material,)?"
_RESPONSE = "(?:material|response_lid|response_xy|response_str|response_num|response_grp),"
MODELS = {
    "questestinterop": Model.of("(?:objectbank,|assessment,|(?:(?:section|item),)+)"),
    "assessment": Model.of("(?:qtimetadata,)* (?:section,)+", "ident", "title"),
    "section": Model.of("(?:qtimetadata,)* (?:(?:item|section),)*", "ident", "title"),
    "qtimetadata": Model.of("(?:qtimetadatafield,)+"),
    "qtimetadatafield": Model.of("fieldlabel, fieldentry,"),
    "fieldlabel": Model.of(),
    "fieldentry": Model.of(),
    "item": Model.of(
        "(?:itemmetadata,)? (?:presentation,)? (?:resprocessing,)* (?:itemfeedback,)*",
        "ident",
        "title maxattempts label",
    ),
    "itemmetadata": Model.of("(?:qtimetadata,)*"),
    "presentation": Model.of(f"(?:{_RESPONSE})+", "", "label"),
    "material": Model.of("(?:mattext,)+", "", "label"),
    "mattext": Model.of("", "", "texttype"),
    "response_lid": Model.of(_RENDERED, "ident", "rcardinality rtiming"),
    "response_str": Model.of(_RENDERED, "ident", "rcardinality rtiming"),
    "render_choice": Model.of("(?:(?:material|response_label),)*", "", "shuffle minnumber maxnumber"),
    "render_fib": Model.of("(?:(?:material|response_label),)*", "", "fibtype rows maxchars prompt columns"),
    "response_label": Model.of("(?:(?:material|flow_mat),)*", "ident", "rshuffle"),
    "resprocessing": Model.of("outcomes, (?:respcondition,)+", "", "scoremodel"),
    "outcomes": Model.of("(?:decvar,)+"),
    "decvar": Model.of("", "", "varname vartype defaultval minvalue maxvalue members cutvalue"),
    "respcondition": Model.of("conditionvar, (?:setvar,)* (?:displayfeedback,)*", "", "continue title"),
    "conditionvar": Model.of(f"(?:{_TEST})+"),
    "or": Model.of(f"(?:{_TEST})+"),
    "and": Model.of(f"(?:{_TEST})+"),
    "other": Model.of(),
    "varequal": Model.of("", "respident", "case index"),
    "vargte": Model.of("", "respident", "index"),
    "varlte": Model.of("", "respident", "index"),
    "setvar": Model.of("", "", "varname action"),
    "displayfeedback": Model.of("", "linkrefid", "feedbacktype"),
    "itemfeedback": Model.of("(?:(?:flow_mat|material),)+", "ident", "view title"),
    "flow_mat": Model.of("(?:(?:flow_mat|material),)+", "", "class"),
}
VALUES = {
    ("mattext", "texttype"): {"text/plain", "text/html"},
    ("render_fib", "fibtype"): {"String", "Integer", "Decimal", "Scientific"},
    ("decvar", "vartype"): {"Integer", "String", "Decimal", "Scientific", "Boolean", "Enumerated", "Set"},
    ("setvar", "action"): {"Set", "Add", "Subtract", "Multiply", "Divide"},
    ("respcondition", "continue"): {"Yes", "No"},
    ("displayfeedback", "feedbacktype"): {"Response", "Solution", "Hint"},
    ("response_lid", "rcardinality"): {"Single", "Multiple", "Ordered"},
    ("response_str", "rcardinality"): {"Single", "Multiple", "Ordered"},
}


def name(element: ET.Element) -> str:
    assert element.tag.startswith(QTI), element.tag
    return element.tag.removeprefix(QTI)


def valid(element: ET.Element) -> None:
    """Fail on whatever the document type does not allow."""
    tag = name(element)
    model = MODELS[tag]
    names = "".join(f"{name(child)}," for child in element)
    assert re.fullmatch(model.children, names), f"{tag} holds {names}"
    if len(element):
        assert not (element.text or "").strip(), f"text between the elements of {tag}"
        assert not any((child.tail or "").strip() for child in element)
    given_names = {key for key in element.attrib if not key.startswith("{")}
    assert model.required <= given_names <= model.required | model.allowed, f"{tag} has {given_names}"
    for key in given_names:
        assert element.get(key) in VALUES.get((tag, key), {element.get(key)})
    for child in element:
        valid(child)


def files(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {entry: archive.read(entry) for entry in archive.namelist()}


def assessments(package: bytes) -> list[ET.Element]:
    """The questions' documents, by way of the manifest."""
    inside = files(package)
    resources = ET.fromstring(inside.pop("imsmanifest.xml")).find(f"{PACKAGE}resources")
    listed = {resource.get("identifier"): resource for resource in resources}
    assert len(listed) == len(resources)
    found = []
    for resource in resources:
        if resource.get("type") != "imsqti_xmlv1p2":
            continue
        beside = listed[resource.find(f"{PACKAGE}dependency").get("identifierref")]
        practice = ET.fromstring(inside.pop(beside.find(f"{PACKAGE}file").get("href")))
        root = ET.fromstring(inside.pop(resource.find(f"{PACKAGE}file").get("href")))
        ident = root.find(f"{QTI}assessment").get("ident")
        # Canvas finds the settings by the assessment's name.
        assert practice.get("identifier") == resource.get("identifier") == ident
        assert beside.get("href") == f"{ident}/assessment_meta.xml"
        assert practice.findtext(f"{CANVAS}quiz_type") == "practice_quiz"
        assert practice.findtext(f"{CANVAS}allowed_attempts") == "-1"
        assert int(practice.findtext(f"{CANVAS}points_possible")) == len(root.findall(f".//{QTI}item"))
        found.append(root)
    assert not inside, f"files that the manifest does not name: {list(inside)}"
    return found


def text(element: ET.Element) -> str:
    [only] = element.iter(f"{QTI}mattext")
    if only.get("texttype") == "text/plain":
        return only.text
    paragraph = ET.fromstring(only.text.replace("<br>", "<br/>"))
    assert paragraph.tag == "p" and all(child.tag == "br" for child in paragraph)
    return "\n".join([paragraph.text or "", *(child.tail or "" for child in paragraph)])


def unique(found: list[str]) -> list[str]:
    assert len(set(found)) == len(found), found
    return found


def question(item: ET.Element, module: str) -> Question:
    """An item as a question; fails where scores, references and feedback do not fit together."""
    fields = {
        field.findtext(f"{QTI}fieldlabel"): field.findtext(f"{QTI}fieldentry")
        for field in item.iter(f"{QTI}qtimetadatafield")
    }
    assert fields["points_possible"] == "1"
    presentation, processing = item.find(f"{QTI}presentation"), item.find(f"{QTI}resprocessing")
    [score] = processing.iter(f"{QTI}decvar")
    assert (score.get("varname"), score.get("minvalue"), score.get("maxvalue")) == ("SCORE", "0", "100")
    shared = (item.get("ident"), module, (), text(presentation.find(f"{QTI}material")))
    assert item.get("title") == item.get("ident")
    responses = [part for part in presentation if name(part) != "material"]
    labels = {
        part.get("ident"): {
            label.get("ident"): text(label) if len(label) else "" for label in part.iter(f"{QTI}response_label")
        }
        for part in responses
    }
    unique([part.get("ident") for part in responses])
    for part in responses:
        unique([label.get("ident") for label in part.iter(f"{QTI}response_label")])
    feedback = {part.get("ident"): text(part) for part in item.findall(f"{QTI}itemfeedback")}
    unique([part.get("ident") for part in item.findall(f"{QTI}itemfeedback")])
    # Canvas reads these words in the name of a feedback as a meaning of their own.
    assert not any(re.search(r"wrong|correct|solution|_I?C$|_all", ident) for ident in feedback)
    conditions = processing.findall(f"{QTI}respcondition")
    linked = [link.get("linkrefid") for link in processing.iter(f"{QTI}displayfeedback")]
    assert sorted(linked) == sorted(feedback), "each feedback is shown by one condition, and no other is"
    scored = [condition for condition in conditions if condition.find(f"{QTI}setvar") is not None]
    for test in processing.iter():
        if test.get("respident"):
            assert test.get("respident") in labels

    def setting(condition: ET.Element) -> tuple[str, float]:
        [setvar] = condition.findall(f"{QTI}setvar")
        assert setvar.get("varname") == "SCORE"
        return setvar.get("action"), float(setvar.text)

    if fields["question_type"] == "multiple_choice_question":
        [options] = labels.values()
        why = {
            condition.find(f"{QTI}conditionvar/{QTI}varequal").text: feedback[
                condition.find(f"{QTI}displayfeedback").get("linkrefid")
            ]
            for condition in conditions
            if condition.get("continue") == "Yes"
        }
        assert list(why) == list(options), "every option has its feedback"
        [right] = scored
        assert right is conditions[-1] and setting(right) == ("Set", 100)
        correct = right.find(f"{QTI}conditionvar/{QTI}varequal").text
        assert correct in options
        found = tuple(Option(options[ident], ident == correct, why[ident]) for ident in options)
        return MultipleChoice(*shared, found)
    first = conditions[0]
    assert first.get("continue") == "Yes" and first.find(f"{QTI}conditionvar/{QTI}other") is not None
    assert list(feedback) == ["general_fb"]
    if fields["question_type"] == "numerical_question":
        [fib] = presentation.iter(f"{QTI}render_fib")
        assert fib.get("fibtype") == "Decimal"
        [right] = scored
        assert setting(right) == ("Set", 100)
        exact, low, high = (
            right.find(f"{QTI}conditionvar/{QTI}or/{path}").text
            for path in (f"{QTI}varequal", f"{QTI}and/{QTI}vargte", f"{QTI}and/{QTI}varlte")
        )
        answer, tolerance = float(exact), (float(high) - float(low)) / 2
        assert float(low) <= answer <= float(high)
        return Numeric(*shared, answer, round(tolerance, 6), "", feedback["general_fb"])
    assert fields["question_type"] == "matching_question"
    assert {setting(condition)[0] for condition in scored} == {"Add"}
    assert sum(setting(condition)[1] for condition in scored) == pytest.approx(100, abs=0.05)
    # Canvas keeps the first digits of a right side's name for its number.
    unique([re.search(r"\d+", ident)[0] for ident in labels[responses[0].get("ident")]])
    assert len({tuple(right.items()) for right in labels.values()}) == 1
    right = {
        test.get("respident"): labels[test.get("respident")][test.text] for test in processing.iter(f"{QTI}varequal")
    }
    pairs = tuple((text(part.find(f"{QTI}material")), right[part.get("ident")]) for part in responses)
    return Matching(*shared, pairs, feedback["general_fb"])


def read(package: bytes) -> list[Question]:
    found = []
    for root in assessments(package):
        valid(root)
        module = root.find(f"{QTI}assessment").get("ident").removeprefix("quiz_")
        found += [question(item, module) for item in root.iter(f"{QTI}item")]
    unique([item.id for item in found])
    return found


def expected(items: list[Question]) -> list[Question]:
    """What the format can hold of questions: no claims or objective, the unit as a line of the prompt; each with its module."""
    modules = list(dict.fromkeys(item.module for item in items))
    items = sorted(items, key=lambda item: modules.index(item.module))
    plain = [replace(item, claims=(), objective="", prompt=prompt_with_unit(item)) for item in items]
    return [replace(item, unit="") if isinstance(item, Numeric) else item for item in plain]


def test_every_question_of_the_bank_comes_back_equal():
    found = read(to_qti(bank()))
    assert found == expected(bank())
    assert len(found) == len(bank()) > 70


def test_a_quiz_for_each_module():
    titles = [root.find(f"{QTI}assessment").get("title") for root in assessments(to_qti(bank()))]
    assert titles == [f"Self-check {module}" for module, _ in groupby(item.module for item in bank())]


def test_the_bytes_are_the_same_each_time_and_hold_no_clock():
    package = to_qti(bank())
    assert package == to_qti(bank())
    with zipfile.ZipFile(BytesIO(package)) as archive:
        assert archive.namelist()[0] == "imsmanifest.xml"
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.compress_type, entry.create_system) == (zipfile.ZIP_STORED, 3)


@given(
    st.lists(st.from_type(MultipleChoice | Numeric | Matching), min_size=1, max_size=3, unique_by=lambda one: one.id)
)
def test_any_text_comes_back_as_it_was(items):
    assert read(to_qti(items)) == expected(items)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('linkrefid="answer1_fb"', 'linkrefid="answer9_fb"'),
        ('ident="answer2"', 'ident="answer1"'),
        ('<setvar varname="SCORE" action="Set">100</setvar>', ""),
        ('action="Set"', 'action="Put"'),
        ("<outcomes>", "<outcomes/><outcomes>"),
        ('respident="response1"', 'respident="other"'),
        ('<itemfeedback ident="answer3_fb">', "<itemfeedback>"),
    ],
)
def test_the_reading_is_strict(old, new):
    [choice] = [item for item in bank() if item.id == "M3Q01"]
    package = files(to_qti([choice]))
    document = package["quiz_m3_votes/quiz_m3_votes.xml"].decode()
    assert old in document
    root = ET.fromstring(document.replace(old, new, 1))

    def reading() -> None:
        valid(root)
        question(next(root.iter(f"{QTI}item")), "m3_votes")

    with pytest.raises((AssertionError, KeyError, ValueError)):
        reading()
