"""Explore with whom a state makes a pair that has enough on record for a capstone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils import states
from course_utils.charts.palette import BLUE, GREY, ORANGE, PURPLE
from course_utils.errors import CourseError
from course_utils.explore.explorer import Explorer
from course_utils.measures.tables import complete, unique

if TYPE_CHECKING:
    import altair as alt
    import ipywidgets
    import pandas as pd

COLOURS = (BLUE, GREY, ORANGE, PURPLE)
ACROSS = 14  # cells in a row
SOURCE = "Tables of the course: UN votes, memberships, embassies, conflicts"
HEAD = "What is on record of the pair"


def cells(pairs: pd.DataFrame, state: str, kinds: list[str]) -> pd.DataFrame:
    """A cell for each partner of a state, in the order of names: columns code, partner, standing, across, down.

    pairs: columns state_a, state_b, standing. kinds: the standings in their order.
    """
    import pandas as pd

    own = pairs[(pairs["state_a"] == state) | (pairs["state_b"] == state)]
    other = own["state_b"].where(own["state_a"] == state, own["state_a"])
    found = dict(zip(other, own["standing"], strict=True))
    names = states.names({*pairs["state_a"], *pairs["state_b"]})
    codes = sorted(names, key=names.__getitem__)
    rows = [
        (code, names[code], found[code], place % ACROSS, place // ACROSS)
        for place, code in enumerate(codes)
        if code in found
    ]
    return pd.DataFrame(rows, columns=["code", "partner", "standing", "across", "down"])


def _grid(table: pd.DataFrame, kinds: list[str]) -> alt.LayerChart:
    import altair as alt

    place = {
        "x": alt.X("across:O", axis=None),
        "y": alt.Y("down:O", axis=None),
    }
    colour = alt.Scale(domain=kinds, range=list(COLOURS[: len(kinds)]))
    legend = alt.Legend(orient="top", columns=2, labelLimit=300)
    box = alt.Chart().mark_rect(stroke="white").encode(
        **place,
        color=alt.Color("standing:N", title=HEAD, scale=colour, legend=legend),
        tooltip=[alt.Tooltip("partner:N", title="With"), alt.Tooltip("standing:N", title=HEAD)],
    )  # fmt: skip
    word = alt.Chart().mark_text(color="white", fontSize=11).encode(**place, text="code:N")
    return alt.layer(box, word, data=table).properties(width={"step": 38}, height={"step": 22})


def _twin(pairs: pd.DataFrame, state: str, kinds: list[str]) -> alt.LayerChart:
    import altair as alt
    import pandas as pd

    from course_utils.charts import publish

    names = states.names({*pairs["state_a"], *pairs["state_b"]})
    codes = sorted(names, key=names.__getitem__)
    # A letter for each first state in place of a row for each pair: a page has room for the first only.
    letter = {kind: str(place) for place, kind in enumerate(kinds)}
    known = {
        pair: letter[kind]
        for a, b, kind in pairs[["state_a", "state_b", "standing"]].itertuples(index=False, name=None)
        for pair in ((a, b), (b, a))
    }
    rows = [
        (code, names[code], place % ACROSS, place // ACROSS, "".join(known.get((first, code), "-") for first in codes))
        for place, code in enumerate(codes)
    ]
    table = pd.DataFrame(rows, columns=["code", "partner", "across", "down", "record"])
    table["enough"] = [row.count("0") for row in table["record"]]
    choice = alt.param(
        name="place",
        value=codes.index(state),
        bind=alt.binding_select(options=list(range(len(codes))), labels=[names[code] for code in codes], name="State "),
    )
    drawn = (
        _grid(table, kinds)
        .add_params(choice)
        .transform_calculate(letter="datum.record[place]")
        .transform_filter("datum.letter != '-'")
        .transform_calculate(standing=f"{kinds!r}[toNumber(datum.letter)]")
    )
    enough = int((pairs["standing"] == kinds[0]).sum())
    return publish(
        drawn,
        finding=f"With whom? {enough:,} of {len(pairs):,} pairs have enough on record: choose a state",
        source=SOURCE,
        alt=f"Grid of the partners of one state, chosen from a list of {len(codes)}. The colour says what is on record of each "
        f"pair: {', '.join(kinds)}.",
        columns={"partner": "State", "enough": "Partners with whom there is enough"},
    )


def _widget(pairs: pd.DataFrame, state: str, other: str, kinds: list[str]) -> ipywidgets.Widget:
    import ipywidgets as w

    from course_utils.charts import bundle, publish

    names = states.names({*pairs["state_a"], *pairs["state_b"]})
    options = [(names[code], code) for code in sorted(names, key=names.__getitem__)]
    first = w.Dropdown(options=options, value=state, description="State")
    second = w.Dropdown(options=options, value=other, description="With")
    said = pairs.set_index(["state_a", "state_b"])[["standing", "says"]]
    sentence, picture = w.HTML(), w.Output()

    def draw(_: object = None) -> None:
        table = cells(pairs, first.value, kinds)
        enough = int((table["standing"] == kinds[0]).sum())
        count = f"{names[first.value]} has {enough} partners with whom there is enough on record."
        if first.value == second.value:
            sentence.value = f"Choose two different states. {count}"
        else:
            pair = states.pair(first.value, second.value)
            there = pair in said.index
            words = said.loc[pair, "says"] if there else "There is no record of this pair."
            own = f"{names[first.value]} and {names[second.value]}: "
            sentence.value = f"{own}{words or 'enough on record, the pair may be chosen.'} {count}"
        chart = publish(
            _grid(table, kinds),
            finding=count,
            source=SOURCE,
            alt=f"Grid of the partners of {names[first.value]}, coloured by what is on record of the pair. {count}",
            columns={"partner": "State", "standing": HEAD},
        )
        picture.outputs = ({"output_type": "display_data", "data": bundle(chart.to_dict()), "metadata": {}},)

    for control in (first, second):
        control.observe(draw, names="value")
    draw()
    return w.VBox([w.HBox([first, second]), sentence, picture])


def choose_pair(pairs: pd.DataFrame, kinds: list[str], state: str = "ECU", other: str = "PER") -> Explorer:
    """An explorer of pairs for a capstone: live for any two states; static for the partners of any one state.

    pairs: columns state_a, state_b (codes, in alphabetical order), standing, says (what the pair lacks, empty where
    nothing), one row a pair, as :func:`course_utils.capstone.standing` gives them. kinds: up to four standings, first
    the one that means enough. state, other: which two are shown first.
    Raises CourseError for lacking columns, a pair that is there twice, and a standing that is not among the kinds.
    """
    complete(pairs, ["state_a", "state_b", "standing", "says"], "pairs")
    unique(pairs, ["state_a", "state_b"], "pairs")
    strange = sorted(set(pairs["standing"]) - set(kinds))
    if strange or len(kinds) > len(COLOURS):
        raise CourseError(
            f"There are up to {len(COLOURS)} standings ({', '.join(kinds)}), but {', '.join(strange) or len(kinds)} came."
        )
    return Explorer(lambda: _widget(pairs, state, other, kinds), _twin(pairs, state, kinds))
