"""Agreement against published tables, four libraries, and properties that must hold for any votes."""

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cityblock
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

from course_utils import load
from course_utils.catalog.corrections import revert
from course_utils.errors import CourseError
from course_utils.measures.agreement import CHOICES, STATISTICS, agreement, dyad, select

vote = st.sampled_from(CHOICES)
many_votes = st.lists(st.tuples(vote, vote), min_size=1, max_size=60)
SCALE = {"yes": 1, "abstain": 2, "no": 3}


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


def test_alpha_as_published():
    # Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section A: two observers, ten units, binary.
    # Four of ten pairs differ: alpha = 1 - (20 - 1) 4 / (14 x 6) = 0.095.
    meg, owen = "0100000010", "1110010000"
    word = {"0": "no", "1": "yes"}
    measured = agreement(frame([(word[a], word[b]) for a, b in zip(meg, owen, strict=True)])).iloc[0]
    assert measured["alpha"] == pytest.approx(1 - 19 * 4 / (14 * 6))
    assert round(measured["alpha"], 3) == 0.095


def test_pi_by_hand():
    # Pooled shares: yes 5/8, no 2/8, abstain 1/8 -> chance 30/64; one of four identical.
    votes = frame([("yes", "yes"), ("yes", "no"), ("no", "yes"), ("yes", "abstain")])
    chance = (5 / 8) ** 2 + (2 / 8) ** 2 + (1 / 8) ** 2
    assert agreement(votes).iloc[0]["pi"] == pytest.approx((0.25 - chance) / (1 - chance))


def test_graded_measures_by_hand():
    # Distances 1 (yes, abstain) and 2 (yes, no) of at most 2: S = 1 - 2 (1.5 / 2) = -0.5; Lijphart (0.5 + 0) / 2.
    measured = agreement(frame([("yes", "abstain"), ("yes", "no")])).iloc[0]
    assert measured["lijphart"] == 0.25
    assert measured["s"] == -0.5


@settings(max_examples=15)
@given(many_votes)
def test_each_statistic_equals_a_library(pairs):
    votes = frame(pairs)
    measured = agreement(votes).iloc[0]
    first, second = (votes[column].map(SCALE).to_numpy() for column in votes)
    # S from the definition of Signorino and Ritter, with SciPy's city-block distance.
    assert measured["s"] == pytest.approx(1 - 2 * cityblock(first, second) / (2 * len(votes)))
    assert measured["agreement"] == pytest.approx((first == second).mean())
    if votes.stack().nunique() == 1:
        assert measured[["kappa", "pi", "alpha"]].isna().all()
        return
    assert measured["kappa"] == pytest.approx(cohen_kappa_score(first, second))
    # For two raters Fleiss's kappa is Scott's pi.
    assert measured["pi"] == pytest.approx(fleiss_kappa(aggregate_raters(np.column_stack([first, second]))[0]))
    assert measured["alpha"] == pytest.approx(
        krippendorff.alpha(np.vstack([first, second]), level_of_measurement="nominal")
    )


@settings(max_examples=15)
@given(many_votes)
def test_kept_absences_are_a_fourth_kind(pairs):
    # The words are renamed so that absent takes part; what only asks for identity must not notice.
    renamed = frame(pairs).replace({"abstain": "absent"})
    plain, fourth = agreement(frame(pairs)).iloc[0], agreement(renamed, absent="keep").iloc[0]
    assert fourth[["lijphart", "s"]].isna().all()
    for name in ("n", "agreement", "kappa", "pi", "alpha"):
        assert fourth[name] == pytest.approx(plain[name], nan_ok=True)


@settings(max_examples=15)
@given(many_votes, st.randoms(use_true_random=False))
def test_neither_the_order_of_states_nor_that_of_rows_matters(pairs, random):
    there, back = agreement(frame(pairs)), agreement(frame([(b, a) for a, b in pairs]))
    pd.testing.assert_frame_equal(there, back)
    pd.testing.assert_frame_equal(there, agreement(frame(random.sample(pairs, len(pairs)))))


@settings(max_examples=15)
@given(many_votes)
def test_yes_and_no_can_be_exchanged(pairs):
    mirror = {"yes": "no", "no": "yes", "abstain": "abstain"}
    there = agreement(frame(pairs))
    pd.testing.assert_frame_equal(there, agreement(frame([(mirror[a], mirror[b]) for a, b in pairs])))


@settings(max_examples=15)
@given(many_votes)
def test_bounds_and_relations(pairs):
    measured = agreement(frame(pairs)).iloc[0]
    assert 0 <= measured["agreement"] <= measured["lijphart"] <= 1
    assert measured["s"] == pytest.approx(2 * measured["lijphart"] - 1)
    assert measured[["kappa", "pi", "alpha"]].dropna().le(1 + 1e-12).all()
    if not np.isnan(measured["pi"]):
        # Two different habits leave less to chance than their mixture, so kappa is never below pi; nor is alpha.
        assert measured["kappa"] >= measured["pi"] - 1e-12
        assert measured["alpha"] >= measured["pi"] - 1e-12


@settings(max_examples=15)
@given(st.lists(vote, min_size=1, max_size=30))
def test_a_state_agrees_with_itself(own):
    measured = agreement(frame([(v, v) for v in own])).iloc[0]
    assert measured["agreement"] == measured["lijphart"] == measured["s"] == 1
    for name in ("kappa", "pi", "alpha"):
        assert np.isnan(measured[name]) if len(set(own)) == 1 else measured[name] == pytest.approx(1)


def test_one_constant_state_has_a_kappa_of_zero():
    # Always yes against anything: chance alone gives as much agreement as there is.
    assert agreement(frame([("yes", "yes"), ("yes", "no"), ("yes", "abstain")])).iloc[0]["kappa"] == 0


def test_groups_add_up():
    votes = frame([("yes", "yes"), ("yes", "no"), ("no", "no"), ("no", "no")]).assign(year=[2000, 2000, 2001, None])
    by_year = agreement(votes, by="year")
    assert by_year.columns.tolist() == ["year", "n", *STATISTICS]
    assert by_year["year"].tolist() == [2000, 2001]  # a row without a year is in no group
    assert by_year["n"].tolist() == [2, 1]
    assert by_year["agreement"].tolist() == [0.5, 1.0]
    two = agreement(votes.assign(kind=pd.Categorical(["a", "b", "a", "a"], ["c", "b", "a"])), by=["year", "kind"])
    assert two[["year", "kind", "n"]].values.tolist() == [[2000, "b", 1], [2000, "a", 1], [2001, "a", 1]]


@pytest.mark.parametrize("votes", [[], [("absent", "yes")], [(None, "yes")]])
def test_without_a_vote_there_is_a_zero_and_nothing_else(votes):
    measured = agreement(frame(votes).astype("object"))
    assert measured["n"].tolist() == [0]
    assert measured[list(STATISTICS)].isna().all(axis=None)


def test_a_group_without_a_vote_is_shown_as_one():
    votes = frame([("absent", "yes"), ("no", "no")]).assign(year=[2000, 2001])
    assert agreement(votes, by="year")["n"].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: agreement(pd.DataFrame({"vote_a": ["yes"]})), "Lacking: vote_b"),
        (lambda: agreement(frame([("yes", "no")]), by="year"), "Lacking: year"),
        (lambda: agreement(frame([("yes", "No")])), "no vote called 'No'"),
        (lambda: agreement(frame([(1, 3)])), "no vote called '1'"),
        (lambda: agreement(frame([("yes", "no")]), absent="abstain"), "policy for absence"),
        (lambda: agreement(frame([("yes", "no")]).assign(n=1), by="n"), "must not be called n"),
        (lambda: agreement([("yes", "no")]), "must be a table"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(CourseError, match=words):
        call()


@pytest.mark.parametrize(
    ("pair", "n", "share", "kappa"),
    # The results on which the module is built: 1992 to mid 2024.
    [
        ("AZE PAK", 2517, 0.7755, 0.19),
        ("AZE ARM", 2445, 0.794, 0.31),
        ("PAK IND", 2788, 0.831, 0.57),
        ("AZE TUR", 2427, 0.721, 0.16),
        ("AZE KAZ", None, 0.906, 0.57),
    ],
)
def test_real_pairs_since_1992(pair, n, share, kappa):
    measured = agreement(dyad(load("votes"), *pair.split(), roll_calls=select(load("roll_calls"), (1992, 2024)))).iloc[
        0
    ]
    assert n in (None, measured["n"])
    assert measured["agreement"] == pytest.approx(share, abs=0.001)
    assert measured["kappa"] == pytest.approx(kappa, abs=0.01)


def test_the_corrections_move_the_pair_by_less_than_a_thousandth():
    since, votes = select(load("roll_calls"), (1992, 2024)), load("votes")
    before = agreement(dyad(revert(votes, "votes"), "AZE", "PAK", roll_calls=since)).iloc[0]
    after = agreement(dyad(votes, "AZE", "PAK", roll_calls=since)).iloc[0]
    assert (before["n"], round(before["agreement"], 4)) == (2517, 0.7751)
    assert (after["n"], round(after["agreement"], 4)) == (2517, 0.7755)


def test_the_council_of_2012_and_2013():
    # Azerbaijan and Pakistan sat in the Security Council together: 97 of 99 votes identical.
    votes = load("council_votes").rename(columns={"resolution": "roll_call"})
    texts = load("council_resolutions").rename(columns={"resolution": "roll_call"})
    measured = agreement(dyad(votes, "AZE", "PAK", roll_calls=select(texts, (2012, 2013)))).iloc[0]
    assert measured["n"] == 99
    assert measured["agreement"] == pytest.approx(97 / 99)
