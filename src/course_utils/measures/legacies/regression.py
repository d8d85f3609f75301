"""Logistic regression on pairs of states, with errors that allow for pairs that share a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.errors import CourseError
from course_utils.measures.arguments import several
from course_utils.measures.intervals import tails
from course_utils.measures.tables import numeric, pairs_of, require, truths

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import pandas as pd


def _design(pairs: pd.DataFrame, predictors: Sequence[str]) -> np.ndarray:
    """A column of ones and the predictors as numbers; CourseError where the coefficients can't be told apart."""
    import numpy as np
    from pandas.api.types import is_bool_dtype

    columns = [np.ones(len(pairs))]
    for name in predictors:
        if not is_bool_dtype(pairs[name]):
            numeric(pairs, [name], "pairs")
        columns.append(pairs[name].to_numpy(dtype=float))
    design = np.column_stack(columns)
    if not np.isfinite(design).all():
        raise CourseError("The predictors must be finite numbers; leave out the rows with infinite values.")
    for place, name in enumerate(predictors, 1):
        if len(design) and np.ptp(design[:, place]) == 0:
            raise CourseError(
                f"The predictor {name} is the same in all {len(design)} rows, so it has no effect to find."
            )
    scaled = design / np.abs(design).max(axis=0, initial=1e-300)
    if np.linalg.matrix_rank(scaled) < design.shape[1]:
        raise CourseError(
            f"The predictors {', '.join(predictors)} can't be told apart in {len(design)} rows: one follows from the "
            "others, or there are too few rows. Leave one out."
        )
    return design


def _refuse_separation(outcome: np.ndarray, design: np.ndarray, predictors: Sequence[str]) -> None:
    """Raise CourseError where some mix of predictors sorts the outcomes without a mistake (Konis 2007).

    Then the likelihood has no maximum: the coefficient runs to infinity and any figure printed is an accident.
    """
    import numpy as np
    from scipy.optimize import linprog

    sided = np.where(outcome, 1.0, -1.0)[:, None] * design / np.abs(design).max(axis=0)
    best = linprog(-sided.sum(axis=0), A_ub=-sided, b_ub=np.zeros(len(sided)), bounds=(-1, 1))
    if -best.fun > 1e-6:
        named = [name for name, weight in zip(predictors, best.x[1:], strict=True) if abs(weight) > 1e-6]
        raise CourseError(
            f"The outcome is separated by {', '.join(named)}: beyond some value all rows have the same outcome, so the "
            "coefficient has no finite estimate. Use odds_ratio, which has a rule for empty cells, or leave it out."
        )


def _dyadic(scores: np.ndarray, bread: np.ndarray, states: np.ndarray) -> np.ndarray:
    """The dyadic-cluster-robust covariance: residuals of two pairs may be related where they share a state.

    Summing the scores of each state's pairs and squaring counts every two pairs that share one state once, and each
    pair with itself twice, once through either state; the second copy is taken off.
    """
    import numpy as np

    sums = np.zeros((states.max() + 1, scores.shape[1]))
    for side in (0, 1):
        np.add.at(sums, states[:, side], scores)
    return bread @ (sums.T @ sums - scores.T @ scores) @ bread


def dyadic_logit(pairs: pd.DataFrame, outcome: str, predictors: Sequence[str], level: float = 0.95) -> pd.DataFrame:
    """Logistic regression of a yes-or-no outcome of pairs of states, with three kinds of standard error.

    pairs: columns state_a, state_b, outcome (true or false, or 1 and 0) and the predictors (numbers or truth values),
    one row a pair. Rows with a missing predictor are left out and counted.

    Returns one row a term ("intercept" and the predictors) and kind of error: term, errors, estimate (log odds), se,
    odds_ratio (exp of the estimate), low, high (normal interval on the log scale), n (pairs), left_out, states.
    errors is "plain" (pairs independent), "two-way" (clustered by state_a and by state_b, with statsmodels' correction
    for few clusters; a state that stands now left, now right is two clusters, so the order of the columns matters) or
    "dyadic" (any two pairs that share a state may be related, in whichever column; no correction). se, low and high
    are missing where the variance comes out zero or negative, which clustered estimates can, most of all with few
    states, and for two-way where one side has a single state. The last two need many states, about fifty at least:
    with few they can come out far below "plain", so read the widest of the three.

    Raises CourseError for lacking columns, an outcome that is not true or false or never varies, a predictor that
    never varies or follows from the others, separation, infinite values, no predictor, a pair that comes twice, and a
    missing state or the same state twice in a row.

    Source: Cameron, Gelbach and Miller (2011) for two-way; Aronow, Samii and Assenova (2015) and Cameron and Miller
    (2014) for dyadic errors.

    >>> import pandas as pd
    >>> from itertools import combinations
    >>> pairs = pd.DataFrame(list(combinations("ABCDEFGH", 2)), columns=["state_a", "state_b"])
    >>> pairs["same"] = [(a in "ABC") == (b in "ABC") for a, b in pairs.itertuples(index=False)]
    >>> pairs["claim"] = [a in "ABD" or a + b in ("DE", "FG", "CH") for a, b in zip(pairs["state_a"], pairs["state_b"])]
    >>> table = dyadic_logit(pairs, "claim", ["same"]).query("term == 'same'")
    >>> table.round(2)[["errors", "odds_ratio", "se"]].values.tolist()
    [['plain', 0.58, 0.82], ['two-way', 0.58, 1.45], ['dyadic', 0.58, 1.35]]
    """
    import numpy as np
    import pandas as pd
    from scipy.stats import norm
    from statsmodels.api import Logit

    tail = norm.ppf(tails(level)[1])
    pairs_of(pairs, "pairs", once=True)
    predictors = several("predictors", predictors, 1)
    if outcome in predictors:
        raise CourseError(f"The outcome {outcome} must not be among the predictors: it would explain itself.")
    require(pairs, predictors, "pairs")
    truths(pairs, [outcome], "pairs")
    kept = pairs.dropna(subset=list(predictors))
    answer = kept[outcome].to_numpy(dtype=bool)
    if len(set(answer)) < 2:
        raise CourseError(
            f"The outcome {outcome} is the same in all {len(kept)} usable rows, so nothing can explain it."
        )
    design = _design(kept, predictors)
    _refuse_separation(answer, design, predictors)
    codes, names = pd.factorize(pd.concat([kept["state_a"].astype("str"), kept["state_b"].astype("str")]))
    states = codes.reshape(2, -1).T
    # Columns are brought to one scale for the search, and the result back: kilometres would stall it.
    scale = np.abs(design).max(axis=0)
    model = Logit(answer.astype(float), design / scale)
    fit = model.fit(disp=0, maxiter=100)
    plain = np.asarray(fit.normalized_cov_params)
    found = {"plain": plain, "two-way": np.full_like(plain, np.nan)}
    if all(len(set(states[:, side])) > 1 for side in (0, 1)):
        again = model.fit(fit.params, disp=0, cov_type="cluster", cov_kwds={"groups": states})
        found["two-way"] = np.asarray(again.cov_params())
    found["dyadic"] = _dyadic(model.score_obs(fit.params), plain, states)
    rows = []
    for place, term in enumerate(["intercept", *predictors]):
        estimate = fit.params[place] / scale[place]
        for errors, cov in found.items():
            # What rounding leaves of an exact zero is no variance.
            variance = cov[place, place] if cov[place, place] > 1e-9 * plain[place, place] else np.nan
            se = np.sqrt(variance) / scale[place]
            rows.append(
                {
                    "term": term,
                    "errors": errors,
                    "estimate": estimate,
                    "se": se,
                    "odds_ratio": np.exp(estimate),
                    "low": np.exp(estimate - tail * se),
                    "high": np.exp(estimate + tail * se),
                }
            )
    return pd.DataFrame(rows).assign(n=len(kept), left_out=len(pairs) - len(kept), states=len(names))
