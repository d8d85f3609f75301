"""What every published chart must have, and what its specification must not depend on."""

import json

import altair as alt
import pandas as pd
import pytest
import vl_convert

from course_utils import charts
from course_utils.errors import CourseError

ALT = "Line chart of agreement by year; it rises from one half to two thirds."


def chart(values=(0.5, 2 / 3), **mark):
    data = pd.DataFrame({"year": [2000, 2001], "agreement": list(values)})
    return (
        alt.Chart(data)
        .mark_line(**mark)
        .encode(x=alt.X("year:Q", title="Year"), y=alt.Y("agreement:Q", title="Share of identical votes"))
    )


def published(base=None, **changes):
    words = {"finding": "Agreement rises", "source": "Test data, 2026", "alt": ALT} | changes
    return charts.publish(base or chart(), **words)


def test_a_published_chart_carries_its_words():
    spec = charts.spec(published(columns={"year": "Year", "agreement": "Share identical"}))
    assert spec["title"] == {"text": ["Agreement rises"], "subtitle": ["Source: Test data, 2026"]}
    assert spec["description"] == ALT
    assert spec["usermeta"]["course"]["columns"] == [["year", "Year"], ["agreement", "Share identical"]]


def test_a_long_finding_is_broken_into_lines():
    lines = charts.spec(published(finding="word " * 40))["title"]["text"]
    assert len(lines) > 1
    assert max(map(len, lines)) <= 76


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"finding": " "}, "finding and a source"),
        ({"source": ""}, "finding and a source"),
        ({"source": None}, "finding and a source"),
        ({"alt": ""}, "0 characters; 40 are the least"),
        ({"alt": None}, "0 characters; 40 are the least"),
        ({"alt": " " * 50}, "0 characters; 40 are the least"),
        ({"alt": "A chart."}, "40 are the least"),
        ({"columns": {"yaer": "Year"}}, "have no column"),
    ],
)
def test_a_chart_without_its_words_is_refused(changes, words):
    with pytest.raises(CourseError, match=words):
        published(**changes)


@pytest.mark.parametrize("word", ["finding", "source", "alt"])
def test_no_word_can_be_forgotten(word):
    words = {"finding": "Agreement rises", "source": "Test data, 2026", "alt": ALT}
    del words[word]
    with pytest.raises(TypeError, match=word):
        charts.publish(chart(), **words)


def test_an_axis_of_quantities_without_a_title_is_refused():
    bare = chart().encode(y="agreement:Q")
    with pytest.raises(CourseError, match=r"The y axis \('agreement'\) has no title of its own\. Say what it measures"):
        published(bare)


def test_a_heavy_chart_is_refused():
    heavy = pd.DataFrame({"year": range(4000), "agreement": [0.123456] * 4000})
    with pytest.raises(CourseError, match="100 KB is the most"):
        published(chart().properties(data=heavy))


def test_publishing_leaves_the_original_alone():
    base = chart()
    before = base.to_dict()
    published(base)
    assert base.to_dict() == before


def layered(value):
    pick = alt.selection_point(fields=["year"])
    opacity = alt.condition(pick, alt.value(1), alt.value(0.2))
    return chart((value, 0.5)).add_params(pick) + chart((value, 0.5)).mark_point().encode(opacity=opacity)


def test_names_that_hash_the_data_do_not_show():
    one, other = layered(0.1 + 0.2), layered(0.3)
    assert one.to_dict()["datasets"].keys() != other.to_dict()["datasets"].keys()
    spec = charts.spec(one)
    assert spec == charts.spec(other)
    assert spec["params"][0]["name"] == "param_1"
    assert spec["params"][0]["views"] == [spec["layer"][0]["name"]] == ["view_1"]
    assert spec["layer"][1]["encoding"]["opacity"]["condition"]["param"] == "param_1"


def test_the_last_bits_of_a_float_do_not_show():
    assert charts.spec(chart((0.1 + 0.2, 0.5))) == charts.spec(chart((0.3, 0.5)))


@pytest.mark.parametrize("other", [chart((0.5, 0.66)), chart(color="#123456")])
def test_a_changed_value_or_colour_shows(other):
    assert charts.spec(chart()) != charts.spec(other)


def test_one_bundle_for_every_front_end():
    data = published()._repr_mimebundle_()
    assert set(data) == {charts.MIME, "text/plain"}
    assert data["text/plain"] == f"Chart: Agreement rises {ALT}"
    assert json.loads(json.dumps(data[charts.MIME])) == charts.spec(published())


def test_colab_gets_html_as_well(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "google.colab", object())
    assert "vegaEmbed" in published()._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("version", ["5.20", "6.4"])
def test_the_specification_draws_in_both_editions_of_vega_lite(version):
    svg = vl_convert.vegalite_to_svg(charts.spec(published()), vl_version=version)
    assert "Agreement rises" in svg


def test_a_chart_under_way_is_drawn_and_its_text_says_what_it_lacks():
    data = chart()._repr_mimebundle_()
    assert data[charts.MIME] == charts.spec(chart())
    assert data["text/plain"].startswith("Chart without an alt text.")


def test_a_title_may_be_plain_text():
    data = chart().properties(title="Rises", description="A line.")._repr_mimebundle_()
    assert data["text/plain"] == "Chart: Rises A line."


def test_a_chart_whose_data_lie_elsewhere_has_none():
    assert "datasets" not in charts.spec(alt.Chart("votes.csv").mark_point())
