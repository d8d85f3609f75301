"""Will it last? Forecasts made before the event, scored after it, against what usually happens.

A forecast is a row: forecaster, question, (made), probability, outcome. :func:`resolve` joins forecasts to their
questions and says which may be scored; :func:`scores` and :func:`mean_scores` score them (Brier, logarithmic);
:func:`murphy` and :func:`calibration` take the score apart; :func:`aggregate` joins many heads into one;
:func:`skill` compares a forecaster with another, above all with a base rate. :func:`base_rate`,
:func:`waiting_times` and :func:`horizon_rates` find that base rate in a reference class.
"""

from __future__ import annotations

from course_utils.measures.forecast.aggregation import aggregate
from course_utils.measures.forecast.base_rates import base_rate
from course_utils.measures.forecast.calibration_table import calibration
from course_utils.measures.forecast.decomposition import murphy
from course_utils.measures.forecast.horizons import horizon_rates, waiting_times
from course_utils.measures.forecast.proper_scores import mean_scores, scores
from course_utils.measures.forecast.resolution import resolve
from course_utils.measures.forecast.skill_score import skill

__all__ = [
    "aggregate",
    "base_rate",
    "calibration",
    "horizon_rates",
    "mean_scores",
    "murphy",
    "resolve",
    "scores",
    "skill",
    "waiting_times",
]
