"""What every explorer keeps: a live side and its static twin that say the same, names for its inputs, words for its gaps.

An explorer is a module of course_utils.explore with a function of its own name. Its tests, in test_<name>.py here, hold
what is particular to it, and ``made_up()``: small tables, in the order of its arguments, one table or several in a tuple.
OPTIONS there, if any, are further arguments that go with them.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import altair as alt
import ipywidgets
import pandas as pd
import pytest
import vl_convert

from course_utils import charts, explore
from course_utils.explore.explorer import WIDGET, Explorer

NAMES = sorted(module.name for module in pkgutil.iter_modules(explore.__path__) if module.name != "explorer")
NOT_A_WORD = re.compile(r"(?i)(?<![a-z])(nan|nat|none|null|undefined|inf|<na>)(?![a-z])")
ALT = 40  # characters


def own_tests(name: str) -> ModuleType:
    """The module with an explorer's own tests."""
    path = Path(__file__).with_name(f"test_{name}.py")
    assert path.is_file(), f"The explorer {name} has no tests of its own: write {path.name}."
    where = importlib.util.spec_from_file_location(f"_own_tests_of_{name}", path)
    module = importlib.util.module_from_spec(where)
    where.loader.exec_module(module)
    assert hasattr(module, "made_up"), (
        f"{path.name} has no made_up(), the small tables that every explorer is tried on."
    )
    return module


@pytest.fixture(scope="module", params=NAMES)
def make(request: pytest.FixtureRequest) -> Callable[[], Explorer]:
    """Makes each explorer in turn, anew at each call."""
    module = own_tests(request.param)
    function, options = getattr(explore, request.param), getattr(module, "OPTIONS", {})

    def made() -> Explorer:
        tables = module.made_up()
        return function(*(tables if isinstance(tables, tuple) else (tables,)), **options)

    return made


@pytest.fixture(scope="module")
def explorer(make) -> Explorer:
    return make()


@pytest.fixture(scope="module")
def twin(explorer) -> dict[str, Any]:
    """The specification of the static side."""
    return charts.spec(explorer.twin)


class Live:
    """A live side, taken apart: controls, one sentence, one picture."""

    def __init__(self, widget: ipywidgets.Widget) -> None:
        every = list(_inside(widget))
        self.controls = [one for one in every if hasattr(one, "value") and not isinstance(one, ipywidgets.HTML)]
        (self.sentence,) = [one for one in every if isinstance(one, ipywidgets.HTML)]
        (self.picture,) = [one for one in every if isinstance(one, ipywidgets.Output)]

    @property
    def spec(self) -> dict[str, Any] | None:
        """The chart that is shown; None where there is only the sentence."""
        outputs = self.picture.outputs
        return outputs[0]["data"][charts.MIME] if outputs else None

    @property
    def seen(self) -> str:
        """Sentence and chart, to compare."""
        return json.dumps([self.sentence.value, self.spec])

    def choices(self) -> Iterator[tuple[Any, Any]]:
        """Every other choice, one control at a time: each option of a list, both ends of a slider."""
        for control in self.controls:
            if hasattr(control, "options"):
                offered = [one[1] if isinstance(one, tuple) else one for one in control.options]
            else:
                offered = [(control.min, control.min), (control.max, control.max), (control.min, control.max)]
                offered = offered if isinstance(control.value, tuple) else [control.min, control.max]
            yield from ((control, value) for value in offered if value != control.value)


def _inside(widget: ipywidgets.Widget) -> Iterator[ipywidgets.Widget]:
    children = getattr(widget, "children", ())
    yield from (one for child in children for one in _inside(child)) if children else (widget,)


@pytest.fixture
def live(explorer) -> Live:
    return Live(explorer.widget())


def words(spec: dict[str, Any]) -> list[str]:
    """What a published chart lacks in words."""
    course = spec.get("usermeta", {}).get("course", {})
    said = spec.get("description", "")
    found = [] if " ".join(spec.get("title", {}).get("text", [])).strip() else ["There is no finding."]
    found += [] if course.get("source") else ["There is no source."]
    found += [] if len(said) >= ALT else [f"The alt text has {len(said)} characters."]
    return found + [f"The chart says {match[0]!r}." for match in NOT_A_WORD.finditer(f"{spec.get('title')} {said}")]


def drawn(spec: dict[str, Any]) -> list[list[float | str]]:
    """The values of every mark but words, in the order in which Vega draws them, without the names of its columns."""
    svg = vl_convert.vegalite_to_svg(json.dumps(spec))
    labels = re.findall(r'<path aria-label="([^"]*)" role="graphics-symbol"', svg)
    return [[_value(part.rpartition(": ")[2]) for part in label.split("; ")] for label in labels]


def _value(text: str) -> float | str:
    try:
        return float(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))
    except ValueError:
        return text


def alike(one: list[list[float | str]], other: list[list[float | str]]) -> bool:
    """The same marks; the twin's numbers are rounded, to make the page light."""
    same = len(one) == len(other)
    for mark, twin in zip(one, other, strict=False):
        same = same and len(mark) == len(twin)
        for a, b in zip(mark, twin, strict=False):
            same = same and (a == b if isinstance(a, str) or isinstance(b, str) else a == pytest.approx(b, 0.01, 0.01))
    return same


# ------------------------------------------------------------------------------------------------ the package


def test_the_walk_finds_them():
    assert {"agreement", "capacity", "discourse", "legacies"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_offered_by_its_name_and_says_what_it_takes(name):
    importlib.import_module(f"course_utils.explore.{name}")
    function = getattr(explore, name)
    assert callable(function), f"course_utils/explore/__init__.py does not import the function {name}."
    assert name in explore.__all__
    assert len((function.__doc__ or "").split()) >= 15


# ------------------------------------------------------------------------------------------------ the static side


def test_bundle_has_the_live_view_and_its_static_twin(explorer, twin):
    bundle = explorer._repr_mimebundle_()
    assert set(bundle) == {charts.MIME, WIDGET, "text/plain"}
    assert bundle[charts.MIME] == twin
    box = ipywidgets.VBox()
    assert Explorer(lambda: box, explorer.twin)._repr_mimebundle_()[WIDGET]["model_id"] == box.model_id


def test_twin_is_the_same_each_time(make, twin):
    assert charts.spec(make().twin) == twin


def test_twin_has_its_words_and_the_columns_of_its_table(twin):
    assert words(twin) == []
    columns = [field for field, _ in twin["usermeta"]["course"]["columns"]]
    fields = {field for rows in twin["datasets"].values() for row in rows for field in row}
    assert columns and set(columns) <= fields


def test_twin_has_inputs_with_names(twin):
    binds = [(param["bind"], param["value"]) for param in twin.get("params", []) if isinstance(param.get("bind"), dict)]
    assert binds
    for bind, value in binds:
        assert re.search(r"[A-Za-z]{2}", bind.get("name", "")), f"An input has no name: {bind}"
        if "options" in bind:
            assert value in bind["options"]
            assert len(set(bind["options"])) == len(bind["options"]) > 1
            assert len(bind.get("labels", bind["options"])) == len(bind["options"])
        else:
            assert bind["min"] <= value <= bind["max"]


# ------------------------------------------------------------------------------------------------ the live side


def test_controls_have_names_of_their_own(live):
    said = [control.description for control in live.controls]
    assert said and all(re.search(r"[A-Za-z]{2}", name) for name in said)
    assert len(set(said)) == len(said)
    assert not any(getattr(control, "continuous_update", False) for control in live.controls)  # one drawing, not fifty


def test_live_side_starts_with_a_sentence_and_a_published_chart(live):
    assert len(live.sentence.value.split()) >= 5
    assert words(live.spec) == []


def test_twin_draws_what_the_live_side_starts_with(live, twin):
    marks = drawn(twin)
    assert marks, "Vega gives the marks of the twin no labels to compare."
    assert alike(marks, drawn(live.spec))


def test_every_choice_has_an_answer_in_words_and_the_way_back_is_open(live):
    start = live.seen
    for control, value in live.choices():
        before = control.value
        control.value = value
        at = f"{control.description} {value}: {live.sentence.value}"
        assert len(live.sentence.value.split()) >= 4, at
        assert not NOT_A_WORD.search(live.sentence.value), at
        assert live.spec is None or words(live.spec) == [], at
        control.value = before
        assert live.seen == start, at


def test_each_control_changes_something(live):
    start, idle = live.seen, {control.description for control in live.controls}
    for control, value in live.choices():
        before = control.value
        control.value = value
        if live.seen != start:
            idle.discard(control.description)
        control.value = before
    assert not idle


def test_the_same_choice_everywhere_gives_a_sentence(live):
    """Two lists that offer the same may be set to the same: a chart or a reason comes, and no error."""
    lists = [control for control in live.controls if hasattr(control, "options")]
    for control in lists:
        twins = [other for other in lists if other.options == control.options]
        for other in twins:
            other.value = twins[0].value
        assert live.sentence.value.rstrip().endswith((".", "!"))
        assert live.spec is None or words(live.spec) == []


# ------------------------------------------------------------------------------------------------ bad examples


def test_marks_that_differ_are_found():
    assert alike([[1990, 0.333]], [[1990, 0.333333]])
    assert not alike([[1990, 0.333]], [[1990, 0.366]])
    assert not alike([[1990, "Armenia"]], [[1990, "India"]])
    assert not alike([[1990, 1]], [[1990, 1], [1991, 1]])
    assert not alike([[1990, 1]], [[1990]])


def poor(name: str = "Pair", menu: str = "Pair ", start: float = 0.5, gap: str = "There is no vote here.") -> Explorer:
    """An explorer of one choice that keeps the contract, unless it is told to break it in one place."""
    rows = pd.DataFrame({"pair": ["one", "two"], "year": [2000, 2000], "share": [0.5, 0.25]})

    def chart(table: pd.DataFrame) -> alt.Chart:
        axes = {"x": alt.X("year:Q", title="Year"), "y": alt.Y("share:Q", title="Share of votes")}
        return alt.Chart(table).mark_point().encode(**axes)

    def published(drawing: alt.Chart) -> alt.Chart:
        return charts.publish(
            drawing,
            finding="The share differs by the pair that is chosen",
            source="Made up",
            alt="Points of the share of votes by year for the one pair of states that is chosen.",
            columns={"year": "Year", "share": "Share"},
        )

    choice = alt.param(name="chosen", value="one", bind=alt.binding_select(options=["one", "two", "none"], name=menu))
    twin = published(chart(rows).transform_filter("datum.pair == chosen").add_params(choice))

    def widget() -> ipywidgets.Widget:
        pairs = ipywidgets.Dropdown(options=["one", "two", "none"], description=name)
        sentence, picture = ipywidgets.HTML(), ipywidgets.Output()

        def draw(_: object = None) -> None:
            some = rows[rows["pair"] == pairs.value].replace({"share": {0.5: start}})
            if some.empty:
                sentence.value, picture.outputs = gap, ()
                return
            sentence.value = f"This pair has the share {some['share'].item()}."
            data = charts.bundle(published(chart(some)).to_dict())
            picture.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)

        pairs.observe(draw, names="value")
        draw()
        return ipywidgets.VBox([pairs, sentence, picture])

    return Explorer(widget, twin)


LIVE = (
    test_controls_have_names_of_their_own,
    test_live_side_starts_with_a_sentence_and_a_published_chart,
    test_every_choice_has_an_answer_in_words_and_the_way_back_is_open,
    test_each_control_changes_something,
    test_the_same_choice_everywhere_gives_a_sentence,
)


def test_a_small_explorer_keeps_the_contract():
    good = poor()
    for rule in LIVE:
        rule(Live(good.widget()))
    test_twin_has_inputs_with_names(charts.spec(good.twin))
    test_twin_draws_what_the_live_side_starts_with(Live(good.widget()), charts.spec(good.twin))


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (test_controls_have_names_of_their_own, {"name": ""}),
        (test_every_choice_has_an_answer_in_words_and_the_way_back_is_open, {"gap": ""}),
        (test_every_choice_has_an_answer_in_words_and_the_way_back_is_open, {"gap": "The share is nan for it."}),
    ],
)
def test_a_fault_of_the_live_side_is_found(rule, fault):
    with pytest.raises(AssertionError):
        rule(Live(poor(**fault).widget()))


def test_a_control_without_effect_is_found():
    box = poor().widget()
    box.children = [ipywidgets.Dropdown(options=["a", "b"], description="Idle"), *box.children]
    with pytest.raises(AssertionError, match="Idle"):
        test_each_control_changes_something(Live(box))


def test_a_fault_of_the_twin_is_found():
    with pytest.raises(AssertionError, match="has no name"):
        test_twin_has_inputs_with_names(charts.spec(poor(menu="").twin))
    other = poor(start=0.75)
    with pytest.raises(AssertionError):
        test_twin_draws_what_the_live_side_starts_with(Live(other.widget()), charts.spec(other.twin))


def test_a_chart_without_words_is_found():
    assert words({"title": {"text": ["A share of nan"]}, "description": "Short."}) == [
        "There is no source.",
        "The alt text has 6 characters.",
        "The chart says 'nan'.",
    ]
    assert words({})[0] == "There is no finding."
