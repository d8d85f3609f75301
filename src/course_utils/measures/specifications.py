"""The specification curve: one estimate for every combination of defensible choices."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from course_utils.errors import CourseError
from course_utils.measures.tables import numeric

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

__all__ = ["curve_summary", "specification_curve"]

_RESULTS = ("estimate", "low", "high", "n")


def specification_curve(
    choices: Mapping[str, Sequence[Any] | Mapping[str, Any]],
    estimate: Callable[..., Mapping[str, Any]],
    null: float = 1.0,
) -> pd.DataFrame:
    """Run one analysis under every combination of choices, and sort the answers.

    choices: for each choice its options, as a list, or as a mapping from a label to what is handed over, for options
    that make poor labels. estimate: a function called with one keyword argument a choice; it returns a mapping (or a
    row of a table) with estimate and n and, where the analysis gives an interval, low and high. null: the value that
    means no association, 1 for an odds ratio and 0 for a difference.

    Returns one row a combination: rank (1 is the lowest estimate; missing where there is none), a column of labels for
    each choice, estimate, low, high, n, excludes_null (true or false: the interval lies wholly on one side of null;
    missing without an interval) and reason. Sorted by estimate. A combination whose analysis raises CourseError, or
    whose estimate or interval is not finite, stays in the table, at the end if it has no estimate, and reason says
    why; otherwise reason is empty.

    Combinations share their data: forty intervals that exclude the null are not forty findings.

    Raises CourseError without choices, for a choice without options or with an option twice, for a choice named as a
    column of the result, and where the function returns no such mapping. Other errors of the function pass through.

    Source: Simonsohn, Simmons and Nelson (2020).

    >>> def ratio(coding, first):
    ...     return {"estimate": {"ruler": 1.2, "independence": 1.5}[coding] + (first - 1991), "low": 1.1,
    ...             "high": 4.0, "n": 316}
    >>> curve = specification_curve({"coding": ["ruler", "independence"],
    ...                              "first": {"1991 or later": 1991, "after 1991": 1992}}, ratio)
    >>> curve[["coding", "first", "estimate"]].values.tolist()[-1]
    ['independence', 'after 1991', 2.5]
    """
    import pandas as pd

    labelled = _options(choices)
    rows = []
    for combination in product(*labelled.values()):
        row = {name: label for name, (label, _) in zip(choices, combination, strict=True)}
        given = {name: value for name, (_, value) in zip(choices, combination, strict=True)}
        try:
            result = estimate(**given)
        except CourseError as error:
            rows.append({**row, "reason": str(error)})
        else:
            rows.append({**row, **_result(result, null)})
    table = pd.DataFrame(rows, columns=[*choices, *_RESULTS, "excludes_null", "reason"])
    table = table.astype({"estimate": float, "low": float, "high": float, "n": "Int64", "excludes_null": "boolean"})
    table.insert(0, "rank", table["estimate"].rank(method="min").astype("Int64"))
    return table.sort_values("estimate", kind="stable", ignore_index=True)


def _options(choices: Mapping[str, Sequence[Any] | Mapping[str, Any]]) -> dict[str, list[tuple[Any, Any]]]:
    """The label and the value of every option of every choice."""
    from collections.abc import Mapping

    reserved = ["rank", *_RESULTS, "excludes_null", "reason"]
    if not choices or set(choices) & set(reserved):
        raise CourseError(
            f"A specification curve needs at least one choice, none of them called {', '.join(reserved)}; "
            f"{', '.join(choices) or 'none'} came."
        )
    labelled = {}
    for name, options in choices.items():
        pairs = list(options.items()) if isinstance(options, Mapping) else [(option, option) for option in options]
        labels = [label for label, _ in pairs]
        if not all(isinstance(label, (str, int, float)) for label in labels):
            raise CourseError(
                f"Options of {name} other than text and numbers need labels: pass a mapping of label to option."
            )
        if not labels or len(set(labels)) < len(labels):
            raise CourseError(f"The choice {name} needs at least one option, and each once, but {labels} came.")
        labelled[name] = pairs
    return labelled


def _result(result: Mapping[str, Any], null: float) -> dict[str, Any]:
    """One result as a row: what is not finite is left empty, with the reason."""
    from math import isfinite

    try:
        estimate, n = float(result["estimate"]), int(result["n"])
        ends = (float(result["low"]), float(result["high"])) if "low" in result or "high" in result else None
    except (KeyError, TypeError, ValueError):
        raise CourseError(
            f"The function of a specification curve must return a mapping with the numbers estimate and n, and low "
            f"and high if there is an interval, but it returned {result!r}."
        ) from None
    if not isfinite(estimate):
        return {"n": n, "reason": "The estimate is not a finite number."}
    row = {"estimate": estimate, "n": n, "reason": ""}
    if ends is None:
        return row
    low, high = ends
    if not (isfinite(low) and isfinite(high)):
        return {**row, "reason": "The interval is not finite."}
    return {**row, "low": low, "high": high, "excludes_null": low > null or high < null}


def curve_summary(curve: pd.DataFrame, null: float = 1.0) -> pd.DataFrame:
    """How far the answers of a specification curve lie apart, and how many exclude no association.

    curve: columns estimate, low, high, as from :func:`specification_curve`. null: the value of no association.

    Returns one row: specifications (all), estimated (with an estimate), with_interval, below and above (interval
    wholly on that side of null), all counts, and lowest, median and highest (estimates; missing where there is none).

    Raises CourseError for lacking or non-numeric columns.

    Source: Simonsohn, Simmons and Nelson (2020).

    >>> import pandas as pd
    >>> curve = pd.DataFrame({"estimate": [0.9, 1.5, 2.6], "low": [0.4, 0.8, 1.2], "high": [1.9, 2.8, 5.6]})
    >>> curve_summary(curve)[["specifications", "below", "above", "median"]].values.tolist()
    [[3.0, 0.0, 1.0, 1.5]]
    """
    import pandas as pd

    numeric(curve, ["estimate", "low", "high"], "curve")
    interval = curve["low"].notna() & curve["high"].notna()
    found = curve["estimate"].astype(float)
    return pd.DataFrame(
        {
            "specifications": [len(curve)],
            "estimated": int(found.notna().sum()),
            "with_interval": int(interval.sum()),
            "below": int(curve.loc[interval, "high"].lt(null).sum()),
            "above": int(curve.loc[interval, "low"].gt(null).sum()),
            "lowest": found.min(),
            "median": found.median(),
            "highest": found.max(),
        }
    )
