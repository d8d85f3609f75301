"""What the usual mistakes would answer, for every pair of states at once.

A mistake that leaves the answer of a pair as it is would pass for that pair and fail for another. So each usual one is
computed here, and :mod:`course_utils.exercises.eligibility` keeps pairs on which every one of them shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

YEARS = (1992, 2024)  # the window of the questions on a student's pair; 2025 is a year of another kind

# A window that was filtered wrongly: what went wrong, and the years that are left then.
WINDOWS = {
    "window opened a year late": (YEARS[0] + 1, YEARS[1]),
    "window closed a year early": (YEARS[0], YEARS[1] - 1),
    "window without its end": (YEARS[0], 9999),
    "no window at all": (0, 9999),
}


def answers(votes: pd.DataFrame, roll_calls: pd.DataFrame) -> pd.DataFrame:
    """The right answers of every pair in the window of YEARS, by the course's measures.

    votes: columns roll_call, state, vote. roll_calls: columns roll_call, year.

    Returns one row a pair (index state_a, state_b): n (common roll calls), share (identical votes, 0 to 1), kappa
    (Cohen's) and opposed (roll calls with a yes against a no).

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1, 1, 2, 2, 3, 3], "state": ["AZE", "PAK"] * 3,
    ...                       "vote": ["yes", "no", "yes", "yes", "no", "abstain"]})
    >>> answers(votes, pd.DataFrame({"roll_call": [1, 2, 3], "year": 1999})).round(2).reset_index().values.tolist()
    [['AZE', 'PAK', 3, 0.33, 0.0, 1]]
    """
    from course_utils.measures.agreement import select

    window = select(roll_calls, years=YEARS)
    right = _measured(votes, window)
    decided = _measured(_recoded(votes, abstain="absent"), window)
    # Without abstentions, what is not identical is a yes against a no.
    opposed = decided["n"] - (decided["n"] * decided["share"]).round().fillna(0).astype(int)
    return right[["n", "share", "kappa"]].assign(opposed=opposed)


def slips(votes: pd.DataFrame, roll_calls: pd.DataFrame) -> pd.DataFrame:
    """The wrong answers of every pair, one column a mistake.

    votes, roll_calls: as for :func:`answers`.

    Returns one row a pair (index as there); columns of two levels: the answer that goes wrong (n, share, kappa or
    opposed) and the mistake in words.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1, 1, 2, 2], "state": ["AZE", "PAK"] * 2, "vote": ["yes", "yes", "absent", "no"]})
    >>> wrong = slips(votes, pd.DataFrame({"roll_call": [1, 2], "year": 1999}))
    >>> float(wrong["share", "absences in the denominator"].iloc[0])
    0.5
    """
    import pandas as pd

    from course_utils.measures.agreement import select

    window = select(roll_calls, years=YEARS)
    right = _measured(votes, window)
    seats = attendance(votes, window)
    same = (right["share"] * right["n"]).round()
    dropped = _measured(_recoded(votes, abstain="absent"), window)
    filled = _measured(_recoded(votes, absent="abstain"), window)
    by_chance = _own_habits(votes, window).reindex(right.index)
    gain = (right["share"] - right["kappa"]) / (1 - right["kappa"])  # what chance gives, out of kappa's formula
    wrong: dict[tuple[str, str], pd.Series] = {
        ("share", "absences in the denominator"): same / seats["seats"],
        ("share", "absences of one state in the denominator"): same / seats["a_cast"],
        ("share", "absences of the other in the denominator"): same / seats["b_cast"],
        ("share", "two absences taken for agreement"): (same + seats["both_absent"]) / seats["seats"],
        ("share", "every absence taken for agreement"): (same + seats["seats"] - right["n"]) / seats["seats"],
        ("share", "absences taken for abstentions"): filled["share"],
        ("share", "abstentions dropped"): dropped["share"],
        ("share", "abstentions counted half"): right["lijphart"],
        ("kappa", "absences taken for abstentions"): filled["kappa"],
        ("kappa", "abstentions dropped"): dropped["kappa"],
        ("kappa", "Scott's pi, from pooled habits"): right["pi"],
        ("kappa", "habits over all of a state's votes"): (right["share"] - by_chance) / (1 - by_chance),
        ("kappa", "chance taken for a third"): (right["share"] - 1 / 3) / (2 / 3),
        ("kappa", "gain over chance not divided"): right["share"] - gain,
        ("opposed", "every difference taken for opposition"): right["n"] - same,
    }
    for slip, years in WINDOWS.items():
        other = _measured(votes, select(roll_calls, years=years)).reindex(right.index)
        wrong |= {(answer, slip): other[answer] for answer in ("n", "share", "kappa")}
    return pd.DataFrame(wrong)


def attendance(votes: pd.DataFrame, window: pd.DataFrame) -> pd.DataFrame:
    """For every pair, on how many roll calls who was there.

    votes: columns roll_call, state, vote. window: the roll calls to count, column roll_call.

    Returns one row a pair (index state_a, state_b): seats (both members, each vote known, be it an absence),
    a_cast and b_cast (of these, the ones on which this state voted) and both_absent.

    >>> import pandas as pd
    >>> votes = pd.DataFrame({"roll_call": [1, 1, 2, 2], "state": ["AZE", "PAK"] * 2, "vote": ["yes", "yes", "absent", "no"]})
    >>> attendance(votes, pd.DataFrame({"roll_call": [1, 2]})).iloc[0].to_dict()
    {'seats': 2, 'a_cast': 1, 'b_cast': 2, 'both_absent': 0}
    """
    import numpy as np
    import pandas as pd

    from course_utils.measures.agreement import ballots

    here = ballots(_recoded(votes, absent="abstain"), window).notna()
    cast = ballots(votes, window).notna().reindex_like(here).fillna(False).astype("float32").to_numpy()
    seated = here.astype("float32").to_numpy()
    one, seats, both = cast.T @ seated, seated.T @ seated, cast.T @ cast
    a, b = np.triu_indices(here.shape[1], 1)
    index = pd.MultiIndex.from_arrays([here.columns[a], here.columns[b]], names=["state_a", "state_b"])
    counts = {
        "seats": seats[a, b],
        "a_cast": one[a, b],
        "b_cast": one[b, a],
        "both_absent": seats[a, b] - one[a, b] - one[b, a] + both[a, b],
    }
    return pd.DataFrame(counts, index=index).astype(int)


def _measured(votes: pd.DataFrame, roll_calls: pd.DataFrame) -> pd.DataFrame:
    from course_utils.measures.agreement import all_pairs

    pairs = all_pairs(votes, roll_calls=roll_calls).set_index(["state_a", "state_b"])
    return pairs.rename(columns={"agreement": "share"})


def _recoded(votes: pd.DataFrame, **words: str) -> pd.DataFrame:
    return votes.assign(vote=votes["vote"].astype("str").replace(words))


def _own_habits(votes: pd.DataFrame, window: pd.DataFrame) -> pd.Series:
    """Agreement by chance from all votes of each state, not only those on common roll calls."""
    from course_utils.measures.agreement import CHOICES, habits

    counts = habits(votes, roll_calls=window).set_index("state")[list(CHOICES)]
    shares = counts.div(counts.sum(axis=1), axis=0)
    return (shares @ shares.T).rename_axis("state_a").rename_axis("state_b", axis=1).stack()
