"""Self-check questions: fair as a set, right in their facts, and usable without a mouse or JavaScript."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from course_utils.catalog import load
from course_utils.catalog.pipeline.hand_kept import MODULES
from course_utils.errors import CourseError
from course_utils.quiz import Matching, MultipleChoice, Numeric, bank, check, questions, to_html
from course_utils.quiz import question as find
from course_utils.quiz.questions import LETTERS, answer_with_unit, parse, written

ALL = [question for module in MODULES for question in questions(module)]
CHOICES = [question for question in ALL if isinstance(question, MultipleChoice)]
NUMBERS = [question for question in ALL if isinstance(question, Numeric)]
MATCHES = [question for question in ALL if isinstance(question, Matching)]
BY_ID = {question.id: question for question in ALL}


def named(question):
    return question.id


def test_every_module_has_questions_and_every_number_is_unique():
    assert tuple(ALL) == bank()
    assert {question.module for question in ALL} == set(MODULES)
    assert len(BY_ID) == len(ALL)
    for question in ALL:
        assert question.id.startswith(f"M{question.module[1]}Q")


@pytest.mark.parametrize("question", CHOICES, ids=named)
def test_every_option_draws_its_own_explanation(question):
    texts = {option.text for option in question.options}
    reasons = {option.explanation for option in question.options}
    assert len(texts) == len(reasons) == len(question.options)
    for letter, option in zip(LETTERS, question.options, strict=False):
        feedback = check(question, letter.lower())
        assert feedback.correct is option.correct
        assert feedback.message == f"{'Correct' if option.correct else 'Not yet'}. {option.explanation}"


def test_the_place_of_the_right_answer_gives_nothing_away():
    places = Counter(question.letter for question in CHOICES)
    assert set(places) == set("ABCD")
    assert max(places.values()) <= 0.4 * len(CHOICES)
    assert min(places.values()) >= 0.15 * len(CHOICES)


def test_the_length_of_the_right_answer_gives_nothing_away():
    ranks = Counter()
    for question in CHOICES:
        lengths = sorted((len(option.text) for option in question.options), reverse=True)
        ranks[lengths.index(next(len(option.text) for option in question.options if option.correct))] += 1
    assert max(ranks.values()) <= 0.45 * len(CHOICES)
    assert ranks[0] <= 1 / 3 * len(CHOICES)


@pytest.mark.parametrize("question", NUMBERS, ids=named)
def test_a_number_counts_within_its_tolerance_and_no_further(question):
    edge = question.tolerance or 0.5
    assert check(question, question.answer).correct
    assert check(question, str(question.answer)).correct
    if question.tolerance:
        assert check(question, question.answer + question.tolerance).correct
        assert check(question, question.answer - question.tolerance).correct
    above, below = check(question, question.answer + 2 * edge), check(question, question.answer - 2 * edge)
    assert (above.correct, below.correct) == (False, False)
    assert above.message.endswith("lower.")
    assert below.message.endswith("higher.")


@pytest.mark.parametrize("question", MATCHES, ids=named)
def test_matching_counts_the_right_lines(question):
    right = dict(question.pairs)
    assert check(question, right).correct
    lefts = list(right)
    swapped = {**right, lefts[0]: right[lefts[1]], lefts[1]: right[lefts[0]]}
    assert check(question, swapped).message == f"Not yet: {len(right) - 2} of {len(right)} are right."
    assert not check(question, {lefts[0]: right[lefts[0]]}).correct
    assert question.choices != tuple(right.values())


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("M3Q01", "E", "There is no answer to M3Q01 called 'E'"),
        ("M3Q01", "", "There is no answer to M3Q01"),
        ("M3Q01", "AB", "There is no answer to M3Q01"),
        ("M3Q06", "many", "asks for a number"),
        ("M3Q06", float("nan"), "asks for a number"),
        ("M3Q06", float("inf"), "asks for a number"),
        ("M3Q06", True, "asks for a number"),
        ("M3Q06", None, "asks for a number"),
        ("M0Q06", ["descriptive"], "asks for 4 letters such as 'ABCD', or for a mapping"),
        ("M0Q06", {"descriptve": "x"}, "Did you mean 'descriptive'"),
        ("M0Q06", {"descriptive": "x"}, "There is no right side in M0Q06"),
    ],
)
def test_an_answer_of_the_wrong_form_is_explained(name, answer, words):
    with pytest.raises(CourseError, match=words):
        check(BY_ID[name], answer)


def test_a_question_is_found_by_its_id_in_any_case():
    assert find("M3Q01") == find(" m3q01 ") == BY_ID["M3Q01"]
    assert check("M3Q01", "b") == check(BY_ID["M3Q01"], "B")
    with pytest.raises(CourseError, match="There is no question called 'M3Q91'"):
        check("M3Q91", "A")


@pytest.mark.parametrize("item", MATCHES, ids=named)
def test_matching_takes_a_letter_for_each_line(item):
    assert check(item, item.letters).correct
    assert check(item, ", ".join(item.letters.lower())).correct
    assert not check(item, item.letters[::-1]).correct
    assert sorted(item.letters) == list(LETTERS[: len(item.pairs)])
    for wrong in ("", "ABC", "ABCDE", "ABCF", "1234"):
        with pytest.raises(CourseError, match="asks for 4 letters"):
            check(item, wrong)


def test_feedback_reads_as_a_sentence_and_is_announced():
    said = check("M3Q06", 1)
    assert repr(said) == str(said) == "Not yet: the answer is higher."
    bundle = said._repr_mimebundle_()
    assert bundle["text/plain"] == said.message
    assert bundle["text/html"] == f'<p role="status">{said.message}</p>'
    assert (
        "<b>" not in check(replace(NUMBERS[0], explanation="<b>"), NUMBERS[0].answer)._repr_mimebundle_()["text/html"]
    )


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (25.0, "25"),
        (100.0, "100"),
        (1234567.5, "1234567.5"),
        (1e-05, "0.00001"),
        (1e21, "1" + 21 * "0"),
    ],
)
def test_a_number_is_written_in_all_its_digits(number, digits):
    assert written(number) == digits
    assert float(written(number)) == number


def test_a_number_has_its_unit_and_its_bounds_in_decimals():
    assert [answer_with_unit(BY_ID[name]) for name in ("M3Q06", "M4Q06", "M3Q09")] == ["26.7%", "68 years", "0.39"]
    assert BY_ID["M0Q07"].bounds == ("89.1", "89.3")
    assert BY_ID["M8Q08"].bounds == ("0.136", "0.138")


def test_an_unknown_module_draws_the_nearest():
    with pytest.raises(CourseError, match="Did you mean 'm3_votes'"):
        questions("m3_vote")


GOOD = {
    "id": "X1",
    "type": "multiple_choice",
    "module": "m3_votes",
    "objective": "Count votes.",
    "claims": ["C13"],
    "prompt": "?",
    "options": [
        {"text": "a", "correct": True, "explanation": "yes"},
        {"text": "b", "correct": False, "explanation": "no"},
    ],
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"type": "essay"}, "no type of question called 'essay'"),
        ({"options": [{**GOOD["options"][0]}, {**GOOD["options"][0]}]}, "2 of them right"),
        ({"options": [GOOD["options"][1], GOOD["options"][1]]}, "0 of them right"),
        ({"options": [{"text": "a", "correct": True}]}, "X1 lacks 'explanation'"),
        ({"options": [GOOD["options"][0]]}, "has 1 answers"),
        ({"type": "numeric"}, "lacks 'answer'"),
        (
            {"type": "matching", "pairs": [{"left": "a", "right": right} for right in "bc"], "explanation": "c"},
            "two equal sides",
        ),
        ({"type": "matching", "pairs": [{"left": "a", "right": "b"}], "explanation": "c"}, "has 1 pairs"),
        (
            {"type": "matching", "pairs": [{"left": left, "right": left} for left in "abcdefg"], "explanation": "c"},
            "has 7 pairs; it needs 2 to 6",
        ),
        ({"type": "numeric", "answer": float("nan"), "tolerance": 0, "unit": "", "explanation": "c"}, "needs a number"),
        ({"type": "numeric", "answer": 1, "tolerance": -1, "unit": "", "explanation": "c"}, "tolerance of 0 or more"),
        ({"prompt": ""}, "has '' as its prompt"),
        ({"objective": ""}, "has '' as its objective"),
        ({"prompt": "What? "}, "no blank at its ends"),
        ({"prompt": "Ring\a"}, "no control character"),
        ({"options": [{**GOOD["options"][0]}, {**GOOD["options"][1], "explanation": ""}]}, "has '' as its explanation"),
    ],
)
def test_a_malformed_question_is_named(change, words):
    assert isinstance(parse(GOOD), MultipleChoice)
    with pytest.raises(CourseError, match=words):
        parse({**GOOD, **change})


def test_a_question_without_objective_is_named():
    with pytest.raises(CourseError, match="X1 lacks 'objective'"):
        parse({key: value for key, value in GOOD.items() if key != "objective"})
    assert parse(GOOD).objective == "Count votes."


class Page(HTMLParser):
    """Collects what a page's accessibility hangs on."""

    def __init__(self, html: str):
        super().__init__()
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.controls: list[dict] = []
        self.tags: Counter = Counter()
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags[tag] += 1
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "label":
            self.labels.add(given["for"])
        if tag in ("input", "select"):
            self.controls.append({"tag": tag, **given})
        if tag != "input":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("module", MODULES)
def test_the_page_is_well_formed_labelled_and_static(module):
    items = questions(module)
    page = Page(to_html(items))
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    assert {control["id"] for control in page.controls} == page.labels
    assert page.tags["fieldset"] == page.tags["legend"] == page.tags["button"] == page.tags["details"] == len(items)
    assert not {"script", "style", "form"} & set(page.tags)
    assert 'style="' not in to_html(items)
    assert " onclick" not in to_html(items)


def test_the_answers_are_folded_away_but_in_the_text():
    html = to_html(questions("m3_votes"))
    for question in questions("m3_votes"):
        part = html.split(f'id="quiz-{question.id.lower()}"')[1].split("</details>")[0]
        assert "<summary>Answer to question" in part
        if isinstance(question, Numeric):
            assert f"{question.answer:g}" in part.split("<summary>")[1]
    assert html.count('role="status"') == len(questions("m3_votes"))


def test_markup_in_a_question_stays_text():
    sly = replace(NUMBERS[0], prompt="<script>alert(1)</script>", unit='"><b>')
    assert "<script" not in to_html([sly])
    assert "<b>" not in to_html([sly])


def test_the_script_stays_small_and_knows_every_type_of_question():
    script = (Path(__file__).parents[2] / "book" / "_static" / "quiz.js").read_text("utf-8")
    assert len(script.splitlines()) < 100
    for name in ("multiple_choice", "numeric", "matching"):
        assert f"{name}(question)" in script
    for word in ("localStorage", "sessionStorage", "fetch(", "XMLHttpRequest", "innerHTML", "eval("):
        assert word not in script


# What the questions of module 3 say of the data.


def test_the_numbers_of_resolution_62_243():
    votes = load("votes")
    counts = votes.loc[votes["roll_call"] == 4828, "vote"].value_counts()
    yes, no, abstain = (int(counts[name]) for name in ("yes", "no", "abstain"))
    assert f"{yes}-{no} with {abstain}" in BY_ID["M3Q05"].prompt
    assert check(BY_ID["M3Q06"], round(100 * yes / (yes + no + abstain), 1)).correct
    assert check(BY_ID["M3Q07"], round(100 * yes / (yes + no), 1)).correct


def test_the_abstention_of_the_vote_data_set_is_a_published_correction():
    from course_utils.catalog.corrections import revert

    before = revert(load("votes"), "votes")
    counts = before.loc[before["roll_call"] == 4828, "vote"].value_counts()
    assert f"{counts['yes']}-{counts['no']}-{counts['abstain']}" in BY_ID["M3Q13"].prompt


def test_bangladesh_sides_with_azerbaijan_about_as_often_as_pakistan():
    from course_utils.measures.agreement import sides

    votes = load("votes")
    recent = load("roll_calls").loc[lambda t: t["year"] >= 1992, "roll_call"]
    found = sides(votes[votes["roll_call"].isin(recent)], "AZE", "ARM", ["PAK", "BGD"]).set_index("state")
    assert found.loc["PAK", "with_a"] > 5 * found.loc["PAK", "with_b"]
    assert abs(found.loc["BGD", "with_a"] - found.loc["PAK", "with_a"]) <= 5
    assert found.loc["BGD", "with_a"] > 5 * found.loc["BGD", "with_b"]


def test_azerbaijan_does_not_say_kashmir_in_the_general_debate():
    terms = load("speech_terms")
    kashmir = terms[(terms["state"] == "AZE") & terms["term"].str.contains("kashmir", case=False)]
    assert kashmir["count"].sum() == 0
    spoken = terms[(terms["state"] == "PAK") & terms["term"].str.contains("kashmir", case=False)]
    assert spoken["count"].sum() > 0


def test_the_kappas_of_the_questions_follow_from_their_tables():
    import pandas as pd

    from course_utils.measures.agreement import agreement

    def kappa(both_yes, only_a, only_b, both_no):
        a = ["yes"] * (both_yes + only_a) + ["no"] * (only_b + both_no)
        b = ["yes"] * both_yes + ["no"] * only_a + ["yes"] * only_b + ["no"] * both_no
        return agreement(pd.DataFrame({"vote_a": a, "vote_b": b})).loc[0, "kappa"]

    assert check(BY_ID["M3Q09"], kappa(40, 15, 15, 30)).correct
    assert f"{kappa(90, 5, 5, 0):.2f}" in BY_ID["M3Q08"].prompt


def test_the_share_of_contested_claims_is_that_of_the_register():
    claims = load("claims")
    contested = int((claims["contested"] == "yes").sum())
    assert f"{len(claims)} claims; {contested} are" in BY_ID["M0Q07"].prompt
    assert check(BY_ID["M0Q07"], 100 * contested / len(claims)).correct


def test_early_recognition_took_seven_weeks():
    events = load("events")
    early = events[(events["kind"] == "recognition") & (events["date"].dt.year == 1991)]["date"]
    assert (early.max() - early.min()).days <= 49
