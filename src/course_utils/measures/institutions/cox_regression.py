"""Cox's regression: which ties end sooner, without a shape for the hazard itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import level_of, several
from course_utils.measures.institutions.watched import watched
from course_utils.measures.tables import finite

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def cox(durations: pd.DataFrame, covariates: Sequence[str], level: float = 0.95) -> pd.DataFrame:
    """Proportional hazards: how many times as fast ties end for one unit more of a covariate.

    durations: as for :func:`~course_utils.measures.institutions.survival`. covariates: columns of numbers, known when
    the spell began (code a group as 0 and 1).

    Returns one row a covariate: covariate, estimate (log hazard ratio), se, hazard_ratio, low and high (of the ratio, at
    ``level``), n (spells) and events. Ties of time are treated as Efron does; late entry is allowed for.

    Raises CourseError as ``survival`` does, for covariates that are no numbers, empty, constant or copies of each other,
    and for fewer events than covariates or a fit without an end (a covariate that separates the ends from the rest).
    Source: Cox (1972); Efron (1977).

    >>> import pandas as pd
    >>> ties = pd.DataFrame({"duration": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], "event": True, "plurilateral": [0, 0, 1, 0, 1, 1]})
    >>> bool(cox(ties, ["plurilateral"])["hazard_ratio"].item() < 1)
    True
    """
    import warnings

    import numpy as np
    import pandas as pd
    from statsmodels.duration.hazard_regression import PHReg

    alpha = 1 - level_of(level)
    names = several("covariates", covariates, 1)
    plain = watched(durations, more=names)
    finite(plain, names, "table of durations")
    values = plain[names].astype("float64").to_numpy()
    events = int(plain["event"].sum())
    if events <= len(names):
        raise CourseError(f"{len(names)} covariates need more ends than that, but the table has {events}.")
    if np.linalg.matrix_rank(values - values.mean(axis=0)) < len(names):
        raise CourseError(
            "A covariate is constant or follows from the others, so its part cannot be told. Leave it out."
        )
    with warnings.catch_warnings():
        # A fit that does not settle is refused below, in words that say what to do.
        warnings.simplefilter("ignore")
        # Only the order of times matters here. All are moved by 1, since the library takes no entry below zero and
        # entry is −1 where nobody entered late.
        model = PHReg(
            plain["duration"].to_numpy() + 1,
            values,
            plain["event"].to_numpy(int),
            entry=plain["entry"].to_numpy() + 1,
            ties="efron",
        )
        fit = model.fit()
        estimate, se, ends = fit.params, fit.bse, np.exp(fit.conf_int(alpha))
    if not np.isfinite(ends).all() or np.abs(estimate * values.std(axis=0)).max() > 10:
        raise CourseError(
            "The fit has no end: a covariate separates the spells that ended from the rest. Leave it out."
        )
    return pd.DataFrame(
        {
            "covariate": names,
            "estimate": estimate,
            "se": se,
            "hazard_ratio": np.exp(estimate),
            "low": ends[:, 0],
            "high": ends[:, 1],
            "n": len(plain),
            "events": events,
        }
    )
