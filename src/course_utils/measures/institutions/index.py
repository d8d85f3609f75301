"""An institutionalisation index of pairs of states, with its weights and rules declared."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import one_of
from course_utils.measures.tables import complete, finite, require, unique

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

KEYS = ("state_a", "state_b")
RULES = ("min-max", "rank", "z")
MISSING = ("refuse", "available")
WHAT = "table of pairs"


def rescale(table: pd.DataFrame, components: Sequence[str], rule: str, keys: Sequence[str]) -> pd.DataFrame:
    """The components on one scale, checked; gaps stay gaps."""
    one_of("rule for rescaling", rule, RULES)
    require(table, [*keys, *components], WHAT)
    finite(table, components, WHAT)
    complete(table, keys, WHAT)
    unique(table, keys, WHAT)
    values = table[list(components)].astype("float64")
    flat = [name for name in components if values[name].nunique() < 2]
    if flat:
        raise CourseError(
            f"The component {flat[0]} has fewer than two different values, so it tells no pair from another. "
            "Leave it out, or compare more pairs."
        )
    if rule == "min-max":
        return (values - values.min()) / (values.max() - values.min())
    if rule == "rank":
        return (values.rank() - 1) / (values.count() - 1)
    return (values - values.mean()) / values.std(ddof=0)


def declared(weights: Mapping[str, float]) -> dict[str, float]:
    """Weights divided by their sum; CourseError for negative ones and for none above zero."""
    try:
        plain = {str(name): float(weight) for name, weight in dict(weights).items()}
    except (TypeError, ValueError):
        raise CourseError(
            f"Weights are numbers by component, as {{'visits': 1, 'trade': 2}}, but {weights!r} came."
        ) from None
    if (
        not plain
        or not all(math.isfinite(weight) and weight >= 0 for weight in plain.values())
        or not sum(plain.values())
    ):
        raise CourseError(f"Weights must be at least 0, finite, and one of them above 0, but these came: {plain}.")
    total = sum(plain.values())
    return {name: weight / total for name, weight in plain.items()}


def contributions(
    table: pd.DataFrame,
    weights: Mapping[str, float],
    rule: str = "min-max",
    missing: str = "refuse",
    keys: Sequence[str] = KEYS,
) -> pd.DataFrame:
    """What each component adds to each pair's index.

    table: one row a pair, named by the columns of ``keys``, and a column of numbers for each component. weights: a
    number for each component to be used; they are divided by their sum. rule: how a component is put on one scale
    over the pairs of this table, "min-max" (0 for the lowest, 1 for the highest), "rank" (the same for the rank; ties
    share the mean) or "z" (standard deviations from the mean). missing: "refuse" raises on an empty cell,
    "available" leaves the component out for that pair and spreads its weight over the others in proportion.

    Returns one row a pair and component: the keys, component, value, scaled, weight (after spreading; 0 where the
    value is missing) and contribution (weight times scaled; missing where the value is). All are missing, weight too,
    for a pair without any component that carries weight.

    A score says where a pair stands in this table, not how institutionalised it is: another set of pairs moves it.
    Raises CourseError for a repeated pair, weights that are negative or all zero, an unknown component, rule or policy,
    an empty cell under "refuse", and a component that is the same for all.
    Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators.

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"state_a": ["AZE", "AZE"], "state_b": ["PAK", "TUR"], "visits": [2, 6], "trade": [9, 1]})
    >>> contributions(pairs, {"visits": 3, "trade": 1})[["state_b", "component", "contribution"]].values.tolist()
    [['PAK', 'visits', 0.0], ['PAK', 'trade', 0.25], ['TUR', 'visits', 0.75], ['TUR', 'trade', 0.0]]
    """
    import pandas as pd

    one_of("policy for missing components", missing, MISSING)
    declared_weights = declared(weights)
    components = list(declared_weights)
    scaled = rescale(table, components, rule, keys)
    if missing == "refuse" and scaled.isna().any(axis=None):
        empty = [name for name in components if scaled[name].isna().any()]
        raise CourseError(
            f"The {WHAT} has empty cells in {', '.join(empty)}. Fill them in, drop those pairs, or set "
            'missing="available" to spread the weight over what is known.'
        )
    spread = scaled.notna() * pd.Series(declared_weights)
    total = spread.sum(axis=1)
    spread = spread.div(total.where(total > 0), axis=0)
    long = pd.concat(
        [
            table[list(keys)].assign(
                component=name,
                value=table[name].astype("float64"),
                scaled=scaled[name],
                weight=spread[name],
                contribution=spread[name] * scaled[name],
                _row=range(len(table)),
            )
            for name in components
        ]
    )
    return long.sort_values("_row", kind="stable", ignore_index=True).drop(columns="_row")


def scores(
    table: pd.DataFrame,
    weights: Mapping[str, float],
    rule: str = "min-max",
    missing: str = "refuse",
    keys: Sequence[str] = KEYS,
) -> pd.DataFrame:
    """The index of each pair: the weighted sum of its components, and its rank.

    Input and errors as for :func:`contributions`.

    Returns the keys, n (components with a value and a weight above zero), weight_known (the share of the declared
    weight that they carry, 1 where nothing is missing), score (0 to 1 under "min-max" and "rank"; missing where n is 0)
    and rank (1 is the highest; ties share the better rank; missing where the score is), highest first.

    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"state_a": ["AZE", "AZE"], "state_b": ["PAK", "TUR"], "visits": [2, 6], "trade": [9, 1]})
    >>> scores(pairs, {"visits": 3, "trade": 1})[["state_b", "score", "rank"]].values.tolist()
    [['TUR', 0.75, 1], ['PAK', 0.25, 2]]
    """
    parts = contributions(table, weights, rule, missing, keys)
    declared_weights = declared(weights)
    parts = parts.assign(
        known=parts["component"].map(declared_weights).where(parts["value"].notna(), 0.0),
        counted=(parts["weight"] > 0),
    )
    by_pair = parts.groupby(list(keys), sort=False, observed=True)
    made = by_pair.agg(n=("counted", "sum"), weight_known=("known", "sum")).reset_index()
    made["score"] = by_pair["contribution"].sum(min_count=1).where(by_pair["counted"].sum() > 0).to_numpy()
    # Sums in another order differ in the last digit; equal scores must tie.
    made["rank"] = made["score"].round(12).rank(ascending=False, method="min").astype("Int64")
    return made.sort_values(["rank", *keys], ignore_index=True)
