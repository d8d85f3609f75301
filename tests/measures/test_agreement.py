"""Agreement against published tables, a library, and properties that must hold for any votes."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from course_utils.errors import CourseError
from course_utils.measures.agreement import agreement, interval, partners
from course_utils.measures.dyads import CHOICES, ballots, dyad

vote = st.sampled_from(CHOICES)
many_votes = st.lists(st.tuples(vote, vote), min_size=2, max_size=60)


def frame(pairs):
    return pd.DataFrame(pairs, columns=["vote_a", "vote_b"])


def table(yy, yn, ny, nn):
    """A 2 × 2 table as single votes: yes or no of the first by yes or no of the second."""
    return frame([("yes", "yes")] * yy + [("yes", "no")] * yn + [("no", "yes")] * ny + [("no", "no")] * nn)


@pytest.mark.parametrize(
    ("cells", "kappa"),
    # Feinstein and Cicchetti (1990): the same 85 per cent agreement, two very different kappas.
    [((40, 9, 6, 45), 0.70), ((80, 10, 5, 5), 0.32)],
)
def test_prevalence_paradox_as_published(cells, kappa):
    measured = agreement(table(*cells)).iloc[0]
    assert measured["agreement"] == pytest.approx(0.85)
    assert measured["kappa"] == pytest.approx(kappa, abs=0.005)


def test_pi_by_hand():
    # Pooled shares: yes 5/8, no 2/8, abstain 1/8 -> chance 30/64; two of four identical.
    votes = frame([("yes", "yes"), ("yes", "no"), ("no", "yes"), ("yes", "abstain")])
    chance = (5 / 8) ** 2 + (2 / 8) ** 2 + (1 / 8) ** 2
    assert agreement(votes).iloc[0]["pi"] == pytest.approx((0.25 - chance) / (1 - chance))


def test_lijphart_counts_an_abstention_half():
    assert agreement(frame([("yes", "abstain"), ("yes", "no")])).iloc[0]["lijphart"] == 0.25


@given(many_votes)
def test_kappa_equals_the_library(pairs):
    votes = frame(pairs)
    counts = pd.crosstab(votes["vote_a"], votes["vote_b"]).reindex(index=CHOICES, columns=CHOICES, fill_value=0)
    measured = agreement(votes).iloc[0]["kappa"]
    if np.isnan(measured):
        assert votes.nunique().eq(1).all() and votes.iloc[0, 0] == votes.iloc[0, 1]
    else:
        assert measured == pytest.approx(cohens_kappa(counts.to_numpy()).kappa)


@given(many_votes)
def test_measures_do_not_care_who_comes_first(pairs):
    there, back = agreement(frame(pairs)), agreement(frame([(b, a) for a, b in pairs]))
    pd.testing.assert_frame_equal(there, back)


@given(many_votes)
def test_bounds(pairs):
    measured = agreement(frame(pairs)).iloc[0]
    assert 0 <= measured["agreement"] <= measured["lijphart"] <= 1
    assert measured[["kappa", "pi"]].dropna().le(1).all()


@given(st.lists(vote, min_size=2, max_size=30))
def test_a_state_agrees_with_itself(own):
    measured = agreement(frame([(v, v) for v in own])).iloc[0]
    assert measured["agreement"] == measured["lijphart"] == 1
    assert np.isnan(measured["kappa"]) if len(set(own)) == 1 else measured["kappa"] == pytest.approx(1)


def test_groups_add_up():
    votes = frame([("yes", "yes"), ("yes", "no"), ("no", "no")]).assign(year=[2000, 2000, 2001])
    by_year = agreement(votes, by="year")
    assert by_year["year"].tolist() == [2000, 2001]
    assert by_year["n"].tolist() == [2, 1]
    assert by_year["agreement"].tolist() == [0.5, 1.0]


def test_absence_is_left_out_of_the_share_but_can_be_kept_in_the_dyad():
    votes = pd.DataFrame(
        {
            "roll_call": [1, 1, 2, 2, 3, 3, 4],
            "state": ["AZE", "PAK"] * 3 + ["AZE"],
            "vote": ["yes", "yes", "absent", "yes", None, "yes", "no"],
        }
    )
    assert dyad(votes, "AZE", "PAK")["roll_call"].tolist() == [1]
    assert dyad(votes, "AZE", "PAK", absent="keep")["roll_call"].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda v: dyad(v, "AZE", "AZE"), "two different states"),
        (lambda v: dyad(v, "AZE", "PKA"), "Did you mean 'PAK'"),
        (lambda v: dyad(v, "AZE", "PAK", absent="ignore"), "policy for absence"),
        (lambda v: interval(dyad(v, "AZE", "PAK"), "kapa"), "Did you mean 'kappa'"),
        (lambda v: interval(dyad(v, "AZE", "PAK")), "at least two clusters"),
        (lambda v: partners(v, "XYZ"), "state in these votes"),
    ],
)
def test_bad_input_is_named(call, words):
    votes = pd.DataFrame({"roll_call": [1, 1], "state": ["AZE", "PAK"], "vote": ["yes", "yes"]})
    with pytest.raises(CourseError, match=words):
        call(votes)


def test_interval_covers_and_repeats():
    random = np.random.default_rng(1)
    votes = frame([("yes", "yes" if hit else "no") for hit in random.random(400) < 0.7])
    low, high = interval(votes)
    assert (low, high) == interval(votes)
    # The normal approximation for a share of independent votes: half width 1.96 sqrt(pq / n).
    share = agreement(votes).iloc[0]["agreement"]
    assert (high - low) / 2 == pytest.approx(1.96 * np.sqrt(share * (1 - share) / 400), rel=0.1)


def test_families_widen_the_interval():
    # Ten texts that return forty times each with the same votes hold ten pieces of evidence, not 400.
    votes = frame([("yes", "yes" if family < 7 else "no") for family in range(10) for _ in range(40)])
    votes["family"] = np.repeat(range(10), 40)
    narrow, wide = interval(votes), interval(votes, cluster="family")
    assert wide[1] - wide[0] > 4 * (narrow[1] - narrow[0])


@given(st.lists(st.tuples(vote, vote, vote), min_size=1, max_size=30))
def test_partners_equal_dyads_one_by_one(rows):
    votes = pd.DataFrame(
        [(i, s, v) for i, row in enumerate(rows) for s, v in zip(("AZE", "PAK", "ARM"), row, strict=True)],
        columns=["roll_call", "state", "vote"],
    )
    ranked = partners(votes, "AZE").set_index("partner")
    for other in ("PAK", "ARM"):
        one = agreement(dyad(votes, "AZE", other)).iloc[0]
        assert ranked.loc[other, "agreement"] == pytest.approx(one["agreement"])
        assert ranked.loc[other, "n"] == one["n"]
    assert ranked["rank"].min() == 1


def test_ballots_leave_absence_and_non_membership_empty():
    votes = pd.DataFrame({"roll_call": [1, 1, 2], "state": ["AZE", "PAK", "AZE"], "vote": ["no", "absent", "abstain"]})
    matrix = ballots(votes)
    assert matrix.loc[1, "AZE"] == -1
    assert matrix.loc[2, "AZE"] == 0
    assert matrix["PAK"].isna().all()
