"""Questions in a notebook: the same each time, whole without a script, and nothing given away in the text."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

import nbformat
import pytest
from nbclient import NotebookClient

from course_utils.catalog.pipeline.hand_kept import MODULES
from course_utils.quiz import Matching, MultipleChoice, Numeric, bank, check, questions, show
from course_utils.quiz.questions import LETTERS, answer_with_unit

# What JupyterLab 4 leaves in the output of a notebook that it does not trust.
KEPT = {"fieldset": {"style"}, "legend": {"style"}, "details": set(), "summary": set(), "p": set(), "strong": set(),
        "code": set(), "ol": {"type"}, "li": set()}  # fmt: skip


class Shown(HTMLParser):
    """What an output shows, closed and opened."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[tuple[str, str]] = set()
        self.open: list[str] = []
        self.closed_text, self.folded = "", []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.open.append(tag)
        if tag == "details":
            self.folded.append(["", ""])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "details" in self.open:
            self.folded[-1]["summary" not in self.open] += data
        if "details" not in self.open or "summary" in self.open:
            self.closed_text += data


def html(module: str) -> str:
    return show(module)._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("module", MODULES)
def test_an_output_holds_only_what_jupyterlab_leaves_in_it(module):
    shown = Shown(html(module))
    assert set(shown.tags) <= set(KEPT)
    assert all(name in KEPT[tag] for tag, name in shown.attributes)
    assert shown.tags["fieldset"] == shown.tags["legend"] == len(questions(module))
    assert html(module) == html(module)


def test_every_option_opens_its_own_explanation_and_every_answer_is_folded():
    for module in MODULES:
        folded = iter(Shown(html(module)).folded)
        for question in questions(module):
            if isinstance(question, MultipleChoice):
                for letter, option in zip(LETTERS, question.options, strict=False):
                    assert next(folded) == [f"{letter}. {option.text}", check(question, letter).message]
                continue
            summary, inner = next(folded)
            assert summary == "Answer" and question.explanation in inner
            if isinstance(question, Numeric):
                assert inner.startswith(answer_with_unit(question))
            else:
                pairs = zip(question.pairs, question.letters, strict=True)
                assert inner.startswith("".join(f"{left}: {letter}, {right}" for (left, right), letter in pairs))
        assert next(folded, None) is None


def test_nothing_is_given_away_before_it_is_opened():
    for module in MODULES:
        shown, text = Shown(html(module)).closed_text, str(show(module))
        assert repr(show(module)) == text
        for question in questions(module):
            reasons = (
                [option.explanation for option in question.options]
                if isinstance(question, MultipleChoice)
                else [question.explanation]
            )
            assert not any(reason in shown or reason in text for reason in reasons)
            assert question.prompt in shown and question.prompt in text
            if isinstance(question, Matching):
                assert question.letters not in text.replace("ABCD", "")


def test_markup_in_a_question_stays_text():
    from course_utils.quiz import Option, Quiz

    sly = MultipleChoice(
        "X1", "m3_votes", (), "<script>1</script>", (Option("<b>", True, "<i>"), Option("&", False, '"'))
    )
    page = Quiz([sly])._repr_mimebundle_()["text/html"]
    assert not {"script", "b", "i"} & set(Shown(page).tags)


@pytest.fixture(scope="module")
def runs() -> list[nbformat.NotebookNode]:
    """A notebook with quizzes, run twice."""
    cells = [
        "from course_utils import quiz",
        'quiz.show("m3_votes")',
        'quiz.check("M3Q01", "A")',
        'quiz.check("M3Q06", 26.7)',
        'quiz.check("M0Q06", "BCDA")',
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = []
    for _ in range(2):
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells], metadata={"kernelspec": kernel}
        )
        made.append(NotebookClient(notebook, timeout=60).execute())
    return made


def test_a_notebook_has_the_same_outputs_each_time(runs):
    first, second = ([cell.outputs for cell in run.cells] for run in runs)
    assert first == second
    assert not first[0]
    assert first[1][0].data["text/html"] == html("m3_votes")
    assert [output[0].data["text/plain"] for output in first[2:]] == [
        str(check("M3Q01", "A")),
        str(check("M3Q06", 26.7)),
        "Not yet: 1 of 4 are right.",
    ]


def test_a_call_for_each_question_is_shown_and_works_when_filled_in():
    text = "\n".join(str(show(module)) for module in MODULES)
    for question in bank():
        [line] = [line for line in text.split("\n") if f'quiz.check("{question.id}"' in line]
        answer = question.letter if isinstance(question, MultipleChoice) else ""
        if isinstance(question, Numeric):
            answer = str(question.answer)
        if isinstance(question, Matching):
            answer = question.letters
        blanks = line.count("…")
        call = line.split("Answer: ")[1].replace("…" * blanks, answer)
        from course_utils import quiz

        assert eval(call, {"quiz": quiz}).correct
