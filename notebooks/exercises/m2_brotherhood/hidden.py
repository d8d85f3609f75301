"""Hidden checks of exercise 2, against the course's own measures. Instructors only."""

from __future__ import annotations

from functools import cache
from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils import load, states
from course_utils.exercises import shelf
from course_utils.exercises.hidden import Case, HiddenChecks
from course_utils.exercises.kinds.chart import layers
from course_utils.measures.agreement import partners, select
from course_utils.measures.discourse import (
    bootstrap_rates,
    keyness,
    log_likelihood,
    rates,
    term_counts,
    validity,
)

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

HIDDEN = HiddenChecks("m2_brotherhood")
# What is drawn from a pair, and the names in the answers, are the public checks' own.
PUBLIC = shelf.module(Path(__file__).with_name("checks.py"))


@cache
def speeches(first: int, last: int, *speakers: str) -> pd.DataFrame:
    """The speeches of these years; of these speakers, or of all."""
    table = load("speeches")
    table = table[table["year"].between(first, last)]
    return table[table["state"].isin(speakers)] if speakers else table


@cache
def counts(*terms: str) -> pd.DataFrame:
    """The counts of these terms."""
    table = load("speech_terms")
    return table[table["term"].isin(terms)]


def row_of(table: pd.DataFrame, **wanted: str) -> Any:
    """The row of an answer with these values in its columns."""
    found = table
    for column, value in wanted.items():
        found = found[found[column].str.strip() == value]
    assert len(found) == 1, (
        f"Expected one row {' '.join(wanted.values())}, but {len(found)} came. Make the first checks pass."
    )
    return found.iloc[0]


# ------------------------------------------------------------------------------------------- 1 rate per 1,000 words

TEN = (1956, 1965)


@cache
def right_rates(first: int = TEN[0], last: int = TEN[1]) -> pd.DataFrame:
    """Count, words and rate of each speaker and principle, by both."""
    chosen = speeches(first, last, *PUBLIC.SPEAKERS)
    return (
        rates(counts(*PUBLIC.PRINCIPLES), chosen).astype({"state": "str", "term": "str"}).set_index(["state", "term"])
    )


@cache
def wrong_words(state: str, term: str) -> tuple[tuple[int, str], ...]:
    """What the usual other readings of the words would make of the words spoken, each with what to say."""
    heard = counts(term).query("count > 0")[["state", "year"]]
    own = speeches(*TEN, state)
    return (
        (int(own.merge(heard, on=["state", "year"])["words"].sum()), "Those are the speeches in which the term occurs: the silent ones have words too."),
        (int(speeches(TEN[0], TEN[1] - 1, state)["words"].sum()), f"Those are the words to {TEN[1] - 1}: the last year belongs to the window."),
        (int(speeches(*TEN, *PUBLIC.SPEAKERS)["words"].sum()), "Those are the words of all three speakers together: divide by the speaker's own."),
        (int(speeches(1946, 2025, state)["words"].sum()), f"Those are the words of all years: keep {TEN[0]} to {TEN[1]}."),
    )  # fmt: skip


@HIDDEN.check("m2-q1", "words spoken in the ten years")
def _(principles: Any, case: Case) -> None:
    for (state, term), right in right_rates().iterrows():
        came = row_of(principles, state=state, term=term)["words"]
        known = [words for value, words in wrong_words(state, term) if value == came]
        assert came == right["words"], (
            f"{states.name(state)}, {term}: expected {right['words']:,.0f} words, but {came:,.0f} came. "
            f"{known[0] if known else f'Add up the words of its speeches from {TEN[0]} to {TEN[1]}.'}"
        )


@HIDDEN.check("m2-q1", "counts and rates")
def _(principles: Any, case: Case) -> None:
    for (state, term), right in right_rates().iterrows():
        came = row_of(principles, state=state, term=term)
        for name in ("count", "rate"):
            assert isclose(came[name], right[name], abs_tol=1e-6), (
                f"{states.name(state)}, {term}: expected a {name} of {right[name]:.6g}, but {came[name]:.6g} came. Look at the state, the term and "
                "the years."
            )


# --------------------------------------------------------------------------------------- 2 hits of a stem in a text

PIECES = (
    "brother", "Brothers", "BROTHERLY", "brotherhood", "unbrotherly", "step-brother", "(brotherly)", "bother", "broth", "Muslim Brotherhood",
    "muslim\nbrotherhood", "Muslim Brotherhoods", "kin", "kindred", "akin", "Kind", "next of kin", "next  of\nkin", "our", "thanks", "and,", "—",
    "KARDEŞLER", "kardeş", "family of nations", "Bruder's",
)  # fmt: skip
STEMS = ("brother", "kin", "kardeş", "broth", "nation")
NOT_MEANT = ("Muslim Brotherhood", "next of kin", "family of nations", "brotherhood")


def expected_hits(text: str, stem: str, not_meant: list[str]) -> int:
    """The hits by the course's counter: the longest match counts, so a phrase that is not meant uses up its words."""
    dictionary = {"meant": [f"{stem}*"]} | ({"not meant": not_meant} if not_meant else {})
    found = term_counts(text, dictionary).set_index("term")["count"]
    return int(found["meant"])


@HIDDEN.check("m2-q2", "phrases, by hand")
def _(hits: Any, case: Case) -> None:
    for text, not_meant, advice in (
        ("A family of nations, and brothers.", ["family of nations"], "A phrase without the stem takes no hit away."),
        (
            "Muslim Brotherhoods",
            ["Muslim Brotherhood"],
            "A phrase is whole words: with another ending it is another phrase.",
        ),
        (
            "Brothers of the Muslim Brotherhood; next of kin.",
            ["Muslim Brotherhood", "next of kin"],
            "Several phrases may be given: look for each.",
        ),
    ):
        came, right = hits(text, "brother", list(not_meant)), expected_hits(text, "brother", not_meant)
        assert came == right, f"In {text!r} without {not_meant}: expected {right}, but {came} came. {advice}"


@HIDDEN.check("m2-q2", "texts put together at random")
def _(hits: Any, case: Case) -> None:
    random = case.random
    for _ in range(30):
        text = " ".join(random.choice(PIECES, int(random.integers(0, 25))))
        stem = str(random.choice(STEMS))
        not_meant = [str(phrase) for phrase in random.choice(NOT_MEANT, int(random.integers(0, 3)), replace=False)]
        came, right = hits(text, stem, list(not_meant)), expected_hits(text, stem, not_meant)
        assert came == right, (
            f"In {text!r} the stem {stem} without {not_meant} has {right} hits, but {came} came. Look at the edges of words, at signs and at line breaks."
        )


# ------------------------------------------------------------------------------------- 3 a dictionary that is tested

# Invented too, and shown to nobody.
UNSEEN = (
    ("We mourn with the brotherly nation of the plain.", True),
    ("Our brothers in the south have not slept for a month.", True),
    ("A fraternal people has opened its hospitals to us.", True),
    ("The fraternal countries of our region speak with one voice today.", True),
    ("Our sister nation across the gulf sent engineers.", True),
    ("Two flags and one nation: so our grandfathers put it.", True),
    ("One nation, though two parliaments sit in it.", True),
    ("Our kinship with the people of the valley needs no treaty.", True),
    ("We owe a debt to a kindred nation in the north.", True),
    ("They are our cousins, whatever the map says.", True),
    ("The brotherly help of our neighbours rebuilt the town.", True),
    ("To our brothers and sisters in the camps we say: you are not forgotten.", True),
    ("A brother country has shared its water with us.", True),
    ("The Brotherhood won a third of the seats.", False),
    ("My brother and friend, the Foreign Minister, will speak after me.", False),
    ("A boy who lost his brother asked us for paper.", False),
    ("The family of the hostage is in this hall.", False),
    ("The next of kin must be told first.", False),
    ("This kind of weapon has no place in space.", False),
    ("The two kings never met.", False),
    ("Sister cities exchange their mayors.", False),
    ("Every nation has one vote.", False),
    ("Human brotherhood begins at the customs office.", False),
    ("Schools closed beyond the mountains, and grain ran short.", False),
    ("Neighbours may be friends or not; they stay neighbours.", False),
    ("My cousin, the late ambassador, sat in this chair.", False),
)
HELD_OUT = 0.7


@HIDDEN.check("m2-q3", "recall on other sentences")
def _(variants: Any, case: Case) -> None:
    recall = PUBLIC.shares(PUBLIC.judged(variants, UNSEEN))[1]
    assert recall >= HELD_OUT, (
        f"On {len(UNSEEN)} sentences that you have not seen recall is {recall:.2f}, and {HELD_OUT} was expected. Has the dictionary learnt the practice "
        "sentences by heart? Keep words that call somebody kin, with a star where endings vary."
    )


@HIDDEN.check("m2-q3", "precision on other sentences")
def _(variants: Any, case: Case) -> None:
    precision, recall = PUBLIC.shares(PUBLIC.judged(variants, UNSEEN))
    advice = (
        "Which variant would hit a place, a person or a number as gladly as a people?"
        if recall >= HELD_OUT
        else "It hits too little for a better judgement: begin with recall."
    )
    assert precision >= HELD_OUT, (
        f"On {len(UNSEEN)} sentences that you have not seen precision is {precision:.2f}, and {HELD_OUT} was expected. {advice}"
    )


# --------------------------------------------------------------------------------------- 4 a silence, in own window

SPOKE = (1992, 1996)


@cache
def naming(first: int, last: int) -> Any:
    """How Pakistan named Azerbaijan in these years: count, words, rate and its interval."""
    return rates(counts("azerbaijan"), speeches(first, last, "PAK")).iloc[0]


@cache
def mean_of_yearly() -> float:
    """The mean of the five yearly rates, which is not the rate."""
    return float(rates(counts("azerbaijan"), speeches(*SPOKE, "PAK"), by=["state", "year"])["rate"].mean())


@HIDDEN.check("m2-q4", "the words of the window")
def _(silence: Any, case: Case) -> None:
    first, last = PUBLIC.own_window(case.pair)
    right, came = naming(first, last)["words"], silence["words"]
    known = {
        naming(first, last - 1)["words"]: f"That is without {last}: both ends belong to the window.",
        naming(1992, last)["words"]: "That is since 1992: the window begins later.",
        naming(1992, 2025)["words"]: "Those are all years since 1992: keep the window.",
    }
    assert came == right, (
        f"From {first} to {last} Pakistan spoke {right:,} words, but {came:,} came. {known.get(came, 'Add up its speeches of your window alone.')}"
    )


@HIDDEN.check("m2-q4", "the upper end for a count of zero")
def _(silence: Any, case: Case) -> None:
    right, came = naming(*PUBLIC.own_window(case.pair))["high"], silence["high"]
    advice = "It is the exact upper end for no occurrence in the words of your window, per 1,000 words."
    if isclose(came / right, 2.9957 / 3.6889, rel_tol=0.005):
        advice = "That is the rule of three, which leaves 5 per cent out at one end. The usual interval leaves out 2.5 per cent at either."
    assert isclose(came, right, rel_tol=1e-4), (
        f"Expected an upper end of {right:.4f} per 1,000 words, but {came:.4f} came. {advice}"
    )


@HIDDEN.check("m2-q4", "what the old rate would have given")
def _(silence: Any, case: Case) -> None:
    own, old = naming(*PUBLIC.own_window(case.pair)), naming(*SPOKE)
    right, came = old["rate"] * own["words"] / 1000, silence["expected"]
    years = own["n"] / old["n"] * old["count"]
    advice = "Multiply the rate of 1992 to 1996, all hits over all words, by the thousands of words in your window."
    if isclose(came, mean_of_yearly() * own["words"] / 1000, rel_tol=1e-3):
        advice = "That rests on the mean of five yearly rates, in which a short speech weighs as much as a long one. Add up first."
    elif isclose(came, old["count"], rel_tol=1e-6):
        advice = "That is the old count itself. Your window has other words: multiply the old rate by them."
    elif isclose(came, years, rel_tol=1e-6):
        advice = "That counts by years, but speeches differ in length: count by words."
    assert isclose(came, right, rel_tol=1e-4), f"Expected {right:.3f} occurrences, but {came:.3f} came. {advice}"


# ------------------------------------------------------------------------------------ 5 an interval by whole speeches

SPOKEN = (
    ("PAK", "kashmir", 1992), ("ARM", "azerbaijan", 1992), ("IND", "terrorism", 1992), ("TUR", "cyprus", 1946), ("PAK", "multilateral", 1948),
)  # fmt: skip
DRAWS = 4000


@cache
def course_interval(state: str, term: str, first: int) -> tuple[list[int], list[int], float, float]:
    """Counts and words of a speaker's speeches, and the two ends by the course's bootstrap."""
    spoken = speeches(first, 2025, state)
    both = spoken.merge(counts(term), on=["state", "year", "session"])
    row = bootstrap_rates(counts(term), spoken, draws=DRAWS, seed=11).iloc[0]
    return both["count"].tolist(), both["words"].tolist(), float(row["low"]), float(row["high"])


def near(by_speech: Any, given: tuple[list[int], list[int]], low: float, high: float, where: str) -> None:
    """The ends agree as far as chance allows: two sets of draws differ by a few hundredths of the width."""
    import numpy as np

    ends = by_speech(np.array(given[0]), np.array(given[1]), DRAWS, 5)
    width = high - low
    for name, came, right in zip(("lower", "upper"), ends, (low, high), strict=True):
        assert abs(came - right) <= 0.065 * width, (
            f"{where}: expected a {name} end near {right:.3f}, but {came:.3f} came, which is more than draws differ by chance. "
            "Is it the middle 95 per cent, of whole speeches, with all their words?"
        )


@HIDDEN.check("m2-q5", "other speakers and terms")
def _(by_speech: Any, case: Case) -> None:
    for state, term, first in SPOKEN:
        given_counts, given_words, low, high = course_interval(state, term, first)
        near(by_speech, (given_counts, given_words), low, high, f"{states.name(state)}, {term}, since {first}")


@HIDDEN.check("m2-q5", "invented speeches")
def _(by_speech: Any, case: Case) -> None:
    import pandas as pd

    random: np.random.Generator = case.random
    n = int(random.integers(25, 60))
    words = random.integers(300, 4000, n)
    said = random.negative_binomial(2, 0.15, n)
    table = pd.DataFrame({"state": "X", "year": range(n), "words": words})
    row = bootstrap_rates(table[["state", "year"]].assign(term="x", count=said), table, draws=DRAWS, seed=3).iloc[0]
    near(
        by_speech,
        (said.tolist(), words.tolist()),
        row["low"],
        row["high"],
        f"{n} invented speeches of seed {case.seed}",
    )


# ------------------------------------------------------------------------------------------ 6 keyness, own two decades


@cache
def compared(speaker: str, early: int, late: int) -> dict[str, Any]:
    """The two lists of ten words with their totals, and how many late words have no log-odds without a prior."""
    words = load("speech_words")
    own = words[(words["state"] == speaker) & words["decade"].isin([early, late])]
    by_prior = keyness(own, late, early, by="decade")
    by_g2 = log_likelihood(own, late, early, by="decade")
    plain = keyness(own, late, early, by="decade", size=0)
    total = by_g2.set_index("word")[["count_a", "count_b"]].sum(axis=1)
    return {
        PUBLIC.G2: list(by_g2.loc[by_g2["rate_a"] > by_g2["rate_b"], "word"].head(10)),
        PUBLIC.PRIOR: list(by_prior["word"].head(10)),
        "both directions": list(by_g2["word"].head(10)),
        "early": list(by_prior["word"].tail(10)),
        "delta": list(by_prior.sort_values("delta", ascending=False)["word"].head(10)),
        "total": total,
        "lost": int((plain["z"].isna() & (plain["count_a"] > 0)).sum()),
        "missing": int(plain["z"].isna().sum()),
    }


def compare_words(top: Any, case: Case, measure: str, readings: dict[str, str], advice: str) -> None:
    """Ten words of one measure."""
    speaker, early, late = PUBLIC.own_decades(case.pair)
    right = compared(speaker, early, late)
    came = set(top.loc[top["measure"].str.strip() == measure, "word"].str.strip())
    advice = next((words for name, words in readings.items() if came == set(right[name])), advice)
    strange, lacking = sorted(came - set(right[measure])), sorted(set(right[measure]) - came)
    assert not strange and not lacking, (
        f"{states.name(speaker)}, {late}s against {early}s, {measure}: {', '.join(strange[:3]) or 'no word'} came in the place of "
        f"{', '.join(lacking[:3]) or 'no word'}. {advice}"
    )


@HIDDEN.check("m2-q6", "ten words by G2")
def _(top: Any, lost: Any, case: Case) -> None:
    readings = {"both directions": "G² has no sign: keep words whose rate in the late decade is the higher one."}
    compare_words(
        top,
        case,
        PUBLIC.G2,
        readings,
        "Rank by g2, the largest first, among words that the late decade says more often.",
    )


@HIDDEN.check("m2-q6", "ten words by z, with a prior")
def _(top: Any, lost: Any, case: Case) -> None:
    readings = {
        "early": "Those are typical of the early decade: the late one comes first in the call, or take the other end of the table.",
        "delta": "Those have the largest delta, how strong a difference is; z says how sure it is, and that was asked for.",
    }
    compare_words(top, case, PUBLIC.PRIOR, readings, "Rank by z with the prior of 1,000 words, the largest first.")


@HIDDEN.check("m2-q6", "totals of both decades")
def _(top: Any, lost: Any, case: Case) -> None:
    total = compared(*PUBLIC.own_decades(case.pair))["total"]
    for row in top.itertuples():
        right = total.get(row.word.strip(), 0)
        assert row.total == right, (
            f"{row.word.strip()}: said {right:g} times in both decades together, but {row.total:g} came. Add count_a and count_b."
        )


@HIDDEN.check("m2-q6", "words lost without a prior")
def _(top: Any, lost: Any, case: Case) -> None:
    right = compared(*PUBLIC.own_decades(case.pair))
    advice = (
        "That counts words which the late decade dropped, too. New ones alone were asked for."
        if lost == right["missing"]
        else "Count the words that the late decade says and that have no z with `size=0`."
    )
    assert lost == right["lost"], f"Expected {right['lost']} late words without a z, but {lost} came. {advice}"


# ------------------------------------------------------------------------------------------- 7 four cases, eight sentences

RIGHT = {"1": "PAK", "2": "ARM", "3": "IND", "4": "AZE", "5": "ARM", "6": "PAK", "7": "AZE", "8": "IND"}
WHY = {
    "1": "it rests on the vote that the Council's texts of 1948 and after speak of, and on their still being in force",
    "2": "it speaks of a majority in the place that asked for a say, by Soviet law, and met force",
    "3": "it begins from the ruler's signature of 1947 and looks at the part that is not under the speaker",
    "4": "it rests on borders at independence and on what four Council texts of 1993 reaffirm",
    "5": "it reads the texts of 1993 for what they do not say, which helps the state that they ask to use its influence",
    "6": "it recalls a Council text by which no local assembly could settle the status",
    "7": "it speaks of people who were kept from homes in districts held by forces of the other side",
    "8": "it leans on the agreement of 1972 to keep others out, which the other side does not take for the end of the UN texts",
}
MIXED = {
    ("1", "ARM"): "A promise of a plebiscite was made for Kashmir; in Karabakh the claim was made under Soviet law.",
    ("2", "PAK"): "Both argue from a people's will, but 1988 and Soviet law are not of Kashmir.",
    ("3", "AZE"): "Both argue from a title to land, but no ruler signed Karabakh away.",
    ("4", "IND"): "Both argue from integrity, but 1993 is not a year of Kashmir's texts.",
    (
        "5",
        "AZE",
    ): "The texts of 1993 do not name Armenia as the occupier, and that omission is no argument of Azerbaijan.",
    (
        "7",
        "ARM",
    ): "Armenians lost homes too, but these districts lay around the former oblast and were held by Armenian forces.",
    ("6", "IND"): "The assembly in question is one that India held to have settled the matter.",
    ("8", "PAK"): "Pakistan signed in 1972 too, but holds that the UN texts stay in force beside it.",
}


def _sentences(state: str) -> None:
    own = [number for number, whose in RIGHT.items() if whose == state]

    @HIDDEN.check("m2-q7", f"the two sentences of {states.name(state)}")
    def _(whose: Any, case: Case) -> None:
        wrong = [number for number in own if whose[number] != state]
        said = [
            f"Sentence {number} is {state}'s: {WHY[number]}. {MIXED.get((number, whose[number]), '')}".strip()
            for number in wrong
        ]
        assert not wrong, " ".join(said)


for _state in PUBLIC.STATES:
    _sentences(_state)


# ----------------------------------------------------------------------------------------------------------- 8 a chart


@cache
def right_lines() -> pd.DataFrame:
    """The rate of Kashmir in windows counted from the agreement, by state and window."""
    spoken = speeches(PUBLIC.FIRST, PUBLIC.LAST, "IND", "PAK")
    window = (spoken["year"] - PUBLIC.AGREED) // PUBLIC.SPAN * PUBLIC.SPAN + PUBLIC.AGREED
    return rates(counts("kashmir"), spoken.assign(window=window), by=["state", "window"]).astype({"state": "str"})


@HIDDEN.check("m2-q8", "every window of both states")
def _(chart: Any, case: Case) -> None:
    import pandas as pd

    found = []
    for layer in PUBLIC.drawn_lines(chart):
        here = layer.drawn()
        years = here["x"].astype("str").str[:4].astype("int")
        found += list(zip(years, pd.to_numeric(here["y"]).astype("float"), strict=True))
    right = right_lines()
    for state, rows in right.groupby("state"):
        lacking = [
            row.window for row in rows.itertuples() if not any(x == row.window and isclose(y, row.rate, abs_tol=0.006) for x, y in found)
        ]  # fmt: skip
        assert not lacking, (
            f"{states.name(str(state))}: the line does not pass through the rates of the windows from {', '.join(map(str, lacking[:4]))}. "
            "A rate is all hits of a window over all its words, per 1,000; draw all windows of both states, zeros included."
        )
    for x, y in found:
        near_by = right.loc[right["window"] == x, "rate"]
        assert ((near_by - y).abs() <= 0.006).any(), (
            f"The window from {x} has a value of {y:.3f}, which is neither state's rate of the word Kashmir. Is another speaker or term among them?"
        )


@HIDDEN.check("m2-q8", "each rate lies in its interval")
def _(chart: Any, case: Case) -> None:
    import pandas as pd

    right = right_lines()
    for layer in layers(chart):
        if (
            not {"y", "y2"} <= set(layer.encoding)
            or "field" not in layer.encoding["y"]
            or "field" not in layer.encoding["y2"]
        ):
            continue
        ends = layer.rows[[layer.encoding["y"]["field"], layer.encoding["y2"]["field"]]].apply(pd.to_numeric)
        low, high = sorted(ends.min(axis=1)), sorted(ends.max(axis=1))
        for name, came in (("low", low), ("high", high)):
            for value in came:
                assert (right[name] - value).abs().min() <= 0.006, (
                    f"An interval ends at {value:.3f}, where no window's exact interval does. Draw the columns low and high of `rates`."
                )
        return
    raise AssertionError("Expected intervals from low to high, but there are none. Make the first checks pass.")


# ------------------------------------------------------------------------------------- 9 a bond at the start, own pair


@cache
def voted(first: int, last: int) -> pd.DataFrame:
    """The votes of these years."""
    votes = load("votes")
    return votes[votes["roll_call"].isin(select(load("roll_calls"), years=(first, last))["roll_call"])]


@cache
def mission_pairs() -> frozenset[tuple[str, str]]:
    """Who keeps an embassy or a high commission where."""
    table = load("embassies")
    kept = table[table["kind"].isin(["embassy", "high_commission"])][["sender", "receiver"]].astype("str")
    return frozenset(kept.itertuples(index=False, name=None))


@cache
def right_bond(state: str, first: int = 1992, last: int = 1996, least: int = 50) -> dict[str, float]:
    """Ties, precision, recall and base of early closeness as a sign of an embassy; and what usual slips give."""
    ranked = partners(voted(first, last), state, least=least)
    names = ranked["partner"].astype("str")
    sends = [(state, other) in mission_pairs() for other in names]
    receives = [(other, state) in mission_pairs() for other in names]
    tied = [one or other for one, other in zip(sends, receives, strict=True)]
    coded = ranked.assign(automatic=ranked["rank"] <= PUBLIC.NEAR, hand=tied)[["automatic", "hand"]]
    found = validity(coded).set_index("measure")["estimate"]
    ties, n, friends = sum(tied), len(coded), int(coded["automatic"].sum())
    hits = int((coded["automatic"] & coded["hand"]).sum())
    return {
        "ties": ties, "precision": float(found["precision"]), "recall": float(found["recall"]), "base": ties / n,
        "sends": sum(sends), "receives": sum(receives), "both": sum(sends) + sum(receives) - ties,
        "others": (ties - hits) / (n - friends), "hits": hits, "n": n,
    }  # fmt: skip


@HIDDEN.check("m2-q9", "the ties of both states")
def _(bond: Any, case: Case) -> None:
    for state in case.pair:
        right, came = right_bond(state), row_of(bond, state=state)["ties"]
        readings = {
            right["receives"]: "Those are embassies that the state receives. One that it sends is a tie too.",
            right["sends"]: "Those are embassies that the state sends. One that it receives is a tie too.",
            right["both"]: "Those are embassies in both directions. One direction is enough.",
        }
        advice = "Count the ranked states, each once, with which there is an embassy in either direction."
        assert came == right["ties"], (
            f"{states.name(state)}: expected {right['ties']} ties, but {came:g} came. {readings.get(came, advice)}"
        )


def _share(name: str, advice: str) -> None:
    @HIDDEN.check("m2-q9", f"{name} of both states")
    def _(bond: Any, case: Case) -> None:
        for state in case.pair:
            right, row = right_bond(state), row_of(bond, state=state)
            came, words = row[name], advice
            if isclose(came, right_bond(state, 2010, 2024)[name], abs_tol=1e-9):
                words = "That rests on the votes since 2010. A bond at the start is one of 1992 to 1996."
            elif isclose(came, right_bond(state, least=1)[name], abs_tol=1e-9):
                words = "States with fewer than 50 common roll calls are among those ranked: pass over them."
            elif isclose(came, right[{"precision": "recall", "recall": "precision"}.get(name, name)], abs_tol=1e-9):
                words = "Precision and recall stand in each other's place: " + words[0].lower() + words[1:]
            elif name == "base" and isclose(came, right["others"], abs_tol=1e-9):
                words = "That is the share among the others alone. The base is the share among all that are ranked."
            elif name == "base" and came and row["ties"] / came > right["n"] + 0.5:
                words = "That divides by states that are not ranked, too."
            assert isclose(came, right[name], abs_tol=1e-6), (
                f"{states.name(state)}: expected a {name} of {right[name]:.4f}, but {came:.4f} came. {words}"
            )


_share(
    "precision", "Of the early friends, those of rank 60 or better from 1992 to 1996, it is the share with an embassy."
)
_share("recall", "Of all ties among the ranked states it is the share that are early friends.")
_share("base", "Of all ranked states it is the share with an embassy.")
