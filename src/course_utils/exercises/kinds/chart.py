"""An answer that is an Altair chart, read from its specification."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from course_utils.exercises.question import Check, shown, words_of

if TYPE_CHECKING:
    import pandas as pd

ALT_LENGTH = 40  # as the course's own charts: below this an alt text names no variable and no finding
TITLE_WORDS = 5  # fewer make a label, not a finding


@dataclass(frozen=True)
class Layer:
    """One layer of a chart: its mark, its encodings by channel, and the rows it draws."""

    mark: dict[str, Any]
    encoding: dict[str, Any]
    rows: pd.DataFrame

    def drawn(self) -> pd.DataFrame:
        """The values on each channel: one column a channel, one row a row of the data."""
        import pandas as pd

        fields = {
            channel: one["field"] for channel, one in self.encoding.items() if isinstance(one, dict) and "field" in one
        }
        return pd.DataFrame({channel: self.rows[field] for channel, field in fields.items() if field in self.rows})


def layers(chart: Any) -> list[Layer]:
    """The layers of a chart, from its normalised specification.

    >>> import altair as alt, pandas as pd
    >>> one = alt.Chart(pd.DataFrame({"year": [2000], "n": [3]})).mark_line().encode(x="year:Q", y="n:Q")
    >>> layers(one)[0].drawn().to_dict("list")
    {'x': [2000], 'y': [3]}
    """
    import pandas as pd

    from course_utils import charts

    whole = charts.spec(chart)

    def walk(part: dict[str, Any], data: dict[str, Any], encoding: dict[str, Any]) -> list[Layer]:
        data, encoding = part.get("data", data), encoding | part.get("encoding", {})
        inner = [inner for key in ("layer", "hconcat", "vconcat", "concat") for inner in part.get(key, [])]
        inner += [part["spec"]] if "spec" in part else []
        if inner:
            return [layer for one in inner for layer in walk(one, data, encoding)]
        mark = part.get("mark", {})
        mark = mark if isinstance(mark, dict) else {"type": mark}
        rows = data.get("values") or whole.get("datasets", {}).get(data.get("name"), [])
        return [Layer(mark, encoding, pd.DataFrame(rows))]

    return walk(whole, {}, {})


@dataclass(frozen=True)
class Chart:
    """An Altair chart with one of these marks, these channels, a finding as title, axis titles and an alt text.

    marks: the marks of which one layer must have one. channels: each channel that this layer needs, with what it
    shows in the reader's words. names: what the alt text must name, such as two states.

    >>> [check.stage for check in Chart(("line",), {"x": "the year", "y": "the share"}).checks()]
    ['type', 'shape', 'shape', 'shape', 'property', 'property', 'property']
    """

    marks: tuple[str, ...]
    channels: Mapping[str, str]
    names: tuple[str, ...] = ()

    def checks(self) -> Iterator[Check]:
        """A chart; its mark, channels and plain data; then its words."""
        yield Check("type", "an Altair chart that can be drawn", self._type)
        yield Check("shape", f"drawn as {' or '.join(self.marks)}", self._mark)
        yield Check("shape", f"{', '.join(self.channels)} show columns", self._channels)
        yield Check("shape", "draws and does not compute", self._plain)
        yield Check("property", "a title that says what is to be seen", self._title)
        yield Check("property", "titles on both axes", self._axes)
        yield Check("property", "an alt text", self._alt)

    def plain(self, came: Any) -> Any:
        """The chart as it came."""
        return came

    def layer(self, came: Any) -> Layer:
        """The first layer with one of the marks."""
        return next(layer for layer in layers(came) if layer.mark.get("type") in self.marks)

    def _type(self, came: Any) -> None:
        import altair as alt

        assert came is not None, "Expected an Altair chart, but None came. Put one into the variable: alt.Chart(…)."
        assert isinstance(came, alt.TopLevelMixin), (
            f"Expected an Altair chart, but {shown(came)} came. Put the chart itself into the variable."
        )
        from course_utils import charts

        try:
            charts.spec(came)
        except alt.MaxRowsError:
            raise AssertionError(
                "Expected a chart of the rows that a reader sees, but its table has thousands. Group or filter in pandas first."
            ) from None
        except Exception as error:
            raise AssertionError(
                f"Expected a chart that can be drawn, but Altair says: {words_of(error)} Look at the names of the columns."
            ) from None

    def _mark(self, came: Any) -> None:
        found = [layer.mark.get("type") or "none" for layer in layers(came)]
        assert set(found) & set(self.marks), (
            f"Expected a chart drawn as {' or '.join(self.marks)}, but it is drawn as {', '.join(found)}. Use mark_{self.marks[0]}()."
        )

    def _channels(self, came: Any) -> None:
        drawn = self.layer(came).drawn()
        for channel, what in self.channels.items():
            assert channel in drawn, (
                f"Expected {what} on {channel}, but no column of the data is there. Encode {channel} with a column."
            )

    def _plain(self, came: Any) -> None:
        from course_utils import charts

        whole = charts.spec(came)
        computes = [part for part in (whole, *whole.get("layer", [])) if "transform" in part]
        computes += [
            one for layer in layers(came) for one in layer.encoding.values()
            if isinstance(one, dict) and {"aggregate", "impute"} & set(one)
        ]  # fmt: skip
        assert not computes, (
            "Expected a chart that only draws, but it filters or computes. Do that in pandas first, so that a reader of your code sees it."
        )

    def _title(self, came: Any) -> None:
        text = title(came)
        assert text, "Expected a title, but there is none. Say in a sentence what the chart shows."
        assert len(text.split()) >= TITLE_WORDS, (
            f"Expected a title that says what is to be seen, but {text!r} only says what is drawn. Write the finding as a sentence."
        )

    def _axes(self, came: Any) -> None:
        for channel in [channel for channel in ("x", "y") if channel in self.channels]:
            own = [layer.encoding.get(channel, {}) for layer in layers(came)]
            titles = [str(one.get("title") or (one.get("axis") or {}).get("title") or "").strip() for one in own]
            fields = {one.get("field") for one in own}
            assert any(text and text not in fields for text in titles), (
                f"Expected a title of your own on the {channel} axis, but the bare column name stands there. Say what it shows, with the unit."
            )

    def _alt(self, came: Any) -> None:
        from course_utils import charts

        text = charts.spec(came).get("description", "")
        assert len(text) >= ALT_LENGTH, (
            f"Expected an alt text of {ALT_LENGTH} characters or more, but {len(text)} came. "
            "Set description: the kind of chart, the variables, the finding."
        )
        for name in self.names:
            assert name.casefold() in text.casefold(), (
                f"Expected an alt text that names {name}. Say what a reader who can't see it needs."
            )


def title(chart: Any) -> str:
    """The title of a chart as one text; empty where it has none."""
    from course_utils import charts

    found = charts.spec(chart).get("title") or ""
    found = found.get("text", "") if isinstance(found, dict) else found
    return " ".join(found) if isinstance(found, list) else found
