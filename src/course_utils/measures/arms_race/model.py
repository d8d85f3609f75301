"""Richardson's arms-race model itself: where two states that answer each other would end up.

In the model dx/dt = k y − a x + g and dy/dt = l x − b y + h. k and l are the answers to the other's arms, a and b the
restraint by one's own burden, g and h what is spent whatever the other does. Source: Richardson (1960), *Arms and
Insecurity*.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import number, whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import pandas as pd

PARAMETERS = ("k", "a", "g", "l", "b", "h")


def six(parameters: Mapping[str, float]) -> tuple[float, ...]:
    """k, a, g, l, b, h as finite numbers, in this order; CourseError for anything else.

    >>> six({"h": 0.4, "b": 0.3, "l": 0.1, "g": 0.6, "a": 0.4, "k": 0.2})
    (0.2, 0.4, 0.6, 0.1, 0.3, 0.4)
    """
    try:
        numbers = tuple(float(parameters[name]) for name in PARAMETERS)
    except (KeyError, TypeError, ValueError, IndexError):
        raise CourseError(
            f"The model needs six numbers by name, {', '.join(PARAMETERS)}, but this came: {parameters!r}. "
            "Take them from a fit with parameters(fit), or write dict(k=…, a=…, g=…, l=…, b=…, h=…)."
        ) from None
    if not all(math.isfinite(number) for number in numbers):
        raise CourseError(f"The six numbers of the model must be finite, but these came: {numbers}.")
    return numbers


def matrix(parameters: Mapping[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """The model as a matrix and a constant: the rate of change of (x, y) is matrix @ (x, y) + constant."""
    import numpy as np

    k, a, g, l_, b, h = six(parameters)
    return np.array([[-a, k], [l_, -b]]), np.array([g, h])


def start_point(start: tuple[float, float]) -> np.ndarray:
    """The start as two finite numbers; CourseError for anything else."""
    import numpy as np

    point = np.asarray(start, dtype="float64")
    if point.shape != (2,) or not np.isfinite(point).all():
        raise CourseError(f"The start must be two finite numbers, x and y, but {start!r} came.")
    return point


def equilibrium(parameters: Mapping[str, float]) -> pd.DataFrame:
    """Where the two would rest, and whether they come back to it after a push.

    parameters: k, a, g, l, b, h by name (a dict, or :func:`~course_utils.measures.arms_race.parameters` of a fit).

    Returns one row: x and y (the point at which neither changes; missing where a b = k l), condition (a b − k l),
    restraint (a + b), stable (True where both are above zero: restraint outweighs the answers, and in continuous time
    every path runs to the point) and stable_yearly (True where the same holds for yearly steps, as they are fitted;
    a restraint above 1 can overshoot, so this is the stricter of the two).

    A point of rest below zero means that the model has none among real budgets. Raises CourseError for parameters
    that lack a name or are not finite. Source: Richardson (1960).

    >>> equilibrium(dict(k=0.2, a=0.4, g=0.6, l=0.1, b=0.3, h=0.4)).round(2).to_dict("records")
    [{'x': 2.6, 'y': 2.2, 'condition': 0.1, 'restraint': 0.7, 'stable': True, 'stable_yearly': True}]
    """
    import numpy as np
    import pandas as pd

    change, constant = matrix(parameters)
    k, a, _, l_, b, _ = six(parameters)
    condition = a * b - k * l_
    point = np.linalg.solve(change, -constant) if condition != 0 else np.full(2, np.nan)
    yearly_growth = np.abs(np.linalg.eigvals(np.eye(2) + change)).max()
    row = {
        "x": point[0],
        "y": point[1],
        "condition": condition,
        "restraint": a + b,
        "stable": condition > 0 and a + b > 0,
        "stable_yearly": bool(yearly_growth < 1),
    }
    return pd.DataFrame([row])


def simulate(
    parameters: Mapping[str, float], start: tuple[float, float], years: int, noise: float = 0.0, seed: int = 0
) -> pd.DataFrame:
    """The model run in yearly steps, with chance if wanted: a pair of series whose truth is known.

    parameters: k, a, g, l, b, h by name. start: x and y in year 0. years: how many steps. noise: the standard
    deviation of what chance adds to each state each year, in the unit of x and y (normal, independent).

    Returns columns year (0 to ``years``), x and y, the form that :func:`~course_utils.measures.arms_race.richardson`
    fits. Values may fall below zero; the model does not forbid it.

    Raises CourseError for bad parameters, fewer than one year, negative noise, and numbers that outgrow the machine.
    Source: Richardson (1960), in difference form.

    >>> simulate(dict(k=0.2, a=0.4, g=0.6, l=0.1, b=0.3, h=0.4), (1.0, 1.0), years=2).round(2).values.tolist()
    [[0.0, 1.0, 1.0], [1.0, 1.4, 1.2], [2.0, 1.68, 1.38]]
    """
    import numpy as np
    import pandas as pd

    change, constant = matrix(parameters)
    now = start_point(start)
    steps = whole("number of years", years, 1)
    chance = np.random.default_rng(seed).normal(0, number("noise", noise, least=0), size=(steps, 2))
    path = [now]
    with np.errstate(over="ignore", invalid="ignore"):
        for pushed in chance:
            path.append(path[-1] + change @ path[-1] + constant + pushed)
    points = np.array(path)
    if not np.isfinite(points).all():
        raise CourseError("The two series outgrow every number within these years: the model is unstable. Run fewer.")
    return pd.DataFrame({"year": np.arange(steps + 1), "x": points[:, 0], "y": points[:, 1]})


def trajectory(
    parameters: Mapping[str, float], start: tuple[float, float], years: int, per_year: int = 10
) -> pd.DataFrame:
    """The smooth path of the model from a start, without chance: the curve of a phase plot.

    parameters: k, a, g, l, b, h by name. start: x and y at time 0. per_year: points a year.

    Returns columns time (years), x and y, from the closed-form solution (a matrix exponential), not from small steps.
    It differs from :func:`simulate`, where each state looks at the other only once a year.

    Raises CourseError for bad parameters, fewer than one year or point, and numbers that outgrow the machine.

    >>> trajectory(dict(k=0.0, a=1.0, g=2.0, l=0.0, b=1.0, h=0.0), (0.0, 1.0), years=1, per_year=1).round(3).values.tolist()
    [[0.0, 0.0, 1.0], [1.0, 1.264, 0.368]]
    """
    import numpy as np
    import pandas as pd
    from scipy.linalg import expm

    change, constant = matrix(parameters)
    per = whole("number of points a year", per_year, 1)
    time = np.arange(whole("number of years", years, 1) * per + 1) / per
    # A third coordinate that stays 1 carries the constant, so that one exponential solves a singular model too.
    extended = np.zeros((3, 3))
    extended[:2, :2], extended[:2, 2] = change, constant
    with np.errstate(over="ignore", invalid="ignore"):
        points = expm(extended * time[:, None, None]) @ np.append(start_point(start), 1.0)
    if not np.isfinite(points).all():
        raise CourseError("The path outgrows every number within these years: the model is unstable. Run fewer.")
    return pd.DataFrame({"time": time, "x": points[:, 0], "y": points[:, 1]})
