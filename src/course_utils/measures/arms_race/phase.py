"""The parts of a phase plot: the lines of no change, the arrows, and the observed steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import number, whole
from course_utils.measures.arms_race.model import matrix, six
from course_utils.measures.arms_race.series import pair_of_series

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

Range = tuple[float, float]


def _range(name: str, ends: Range) -> Range:
    low, high = (number(f"end of the range of {name}", end) for end in ends)
    if low >= high:
        raise CourseError(f"The range of {name} must be a lower and a higher number, but {ends!r} came.")
    return low, high


def transitions(pair: pd.DataFrame) -> pd.DataFrame:
    """The observed yearly steps: where the two stood, and what each changed by the next year.

    pair: columns year, x and y, as from :func:`~course_utils.measures.arms_race.two_series`.

    Returns columns year, x, y, dx and dy, one row for each year that has both figures and whose next year has both.
    A step across a gap is left out: two years' change is not a yearly change. Without any such year the table is empty.

    Raises CourseError for a repeated year, text and infinite values.

    >>> import pandas as pd
    >>> transitions(pd.DataFrame({"year": [1992, 1993, 1995], "x": [2.0, 2.5, 4.0], "y": [1.0, 0.5, 3.0]})).values.tolist()
    [[1992.0, 2.0, 1.0, 0.5, -0.5]]
    """
    known = pair_of_series(pair).dropna()
    after = known.assign(year=known["year"] - 1)
    steps = known.merge(after, on="year", suffixes=("", "_next"))
    steps = steps.assign(dx=steps["x_next"] - steps["x"], dy=steps["y_next"] - steps["y"])
    return steps[["year", "x", "y", "dx", "dy"]]


def nullclines(parameters: Mapping[str, float], x: Range, y: Range) -> pd.DataFrame:
    """The two straight lines on which one of the states does not change; they cross at the equilibrium.

    parameters: k, a, g, l, b, h by name. x, y: the ranges of the plot, (low, high).

    Returns columns line ("x" where x does not change, "y" where y does not), x and y: the two ends of each line, which
    span the range of x, or that of y where the line is upright; they may lie outside the other range. A state that
    depends on neither (k and a both zero, or l and b) has no line and no row.

    Raises CourseError for bad parameters or ranges. Source: Richardson (1960).

    >>> nullclines(dict(k=0.5, a=1.0, g=0.0, l=0.0, b=1.0, h=3.0), x=(0, 4), y=(0, 5)).values.tolist()
    [['x', 0.0, 0.0], ['x', 4.0, 8.0], ['y', 0.0, 3.0], ['y', 4.0, 3.0]]
    """
    import pandas as pd

    k, a, g, l_, b, h = six(parameters)
    xs, ys = _range("x", x), _range("y", y)
    rows = []
    for line, by_x, by_y, constant in (("x", -a, k, g), ("y", l_, -b, h)):
        if by_y != 0:
            # 0.0 is added so that no line starts at minus zero.
            rows += [(line, at, -(by_x * at + constant) / by_y + 0.0) for at in xs]
        elif by_x != 0:
            rows += [(line, -constant / by_x + 0.0, at) for at in ys]
    return pd.DataFrame(rows, columns=["line", "x", "y"]).astype({"line": "str", "x": "float64", "y": "float64"})


def direction_field(parameters: Mapping[str, float], x: Range, y: Range, points: int = 9) -> pd.DataFrame:
    """Which way and how fast the two would move from each point of a grid: the arrows of a phase plot.

    parameters: k, a, g, l, b, h by name. x, y: the ranges, (low, high). points: grid points on each axis.

    Returns columns x, y, dx, dy (yearly rates of change, in the unit of x and y) and speed (length of the arrow), one
    row a grid point. Raises CourseError for bad parameters or ranges and fewer than two points.

    >>> direction_field(dict(k=0.5, a=1.0, g=0.0, l=0.0, b=1.0, h=3.0), (0, 2), (0, 4), points=2).round(2).values.tolist()
    [[0.0, 0.0, 0.0, 3.0, 3.0], [0.0, 4.0, 2.0, -1.0, 2.24], [2.0, 0.0, -2.0, 3.0, 3.61], [2.0, 4.0, 0.0, -1.0, 1.0]]
    """
    import numpy as np
    import pandas as pd

    change, constant = matrix(parameters)
    n = whole("number of points", points, 2)
    grid = np.array(
        [(at_x, at_y) for at_x in np.linspace(*_range("x", x), n) for at_y in np.linspace(*_range("y", y), n)]
    )
    rate = grid @ change.T + constant
    columns = {"x": grid[:, 0], "y": grid[:, 1], "dx": rate[:, 0], "dy": rate[:, 1]}
    return pd.DataFrame({**columns, "speed": np.hypot(rate[:, 0], rate[:, 1])})
