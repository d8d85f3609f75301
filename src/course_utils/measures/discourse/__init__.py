"""Is brotherly language a signal? Words counted in speeches, with what such counts can and cannot say.

From plain text: :func:`term_counts` counts the terms of a dictionary and :func:`concordance` shows every hit
in its context, so that each can be judged; :func:`lengths` and :func:`word_counts` give the words themselves.
From counts: :func:`rates` per 1,000 words with exact intervals, :func:`bootstrap_rates` and
:func:`rate_difference` with the speech as the unit, :func:`keyness` and :func:`log_likelihood` for the words
that set two groups apart. :func:`validity` compares the dictionary with a reader's own coding.
"""

from __future__ import annotations

from course_utils.measures.discourse.bootstrap import bootstrap_rates, rate_difference
from course_utils.measures.discourse.dictionary import concordance, term_counts
from course_utils.measures.discourse.hand_coding import validity
from course_utils.measures.discourse.keywords import keyness, log_likelihood
from course_utils.measures.discourse.term_rates import rates
from course_utils.measures.discourse.words import lengths, word_counts

__all__ = [
    "bootstrap_rates",
    "concordance",
    "keyness",
    "lengths",
    "log_likelihood",
    "rate_difference",
    "rates",
    "term_counts",
    "validity",
    "word_counts",
]
