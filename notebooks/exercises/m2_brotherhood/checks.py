"""Exercise 2, Is brotherly language a signal?: its questions, their hints and their public checks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isclose
from typing import TYPE_CHECKING, Any

from course_utils.errors import CourseError
from course_utils.exercises import Exercise, Hints, Question
from course_utils.exercises.kinds import (
    Chart,
    Choice,
    Function,
    Members,
    Number,
    Record,
    Several,
    Table,
    Written,
)
from course_utils.exercises.kinds.chart import Layer, layers, title

if TYPE_CHECKING:
    import pandas as pd

READING = "book/modules/m2_brotherhood.md"

# The objectives of the reading, word for word.
RATE = (
    "Compute how often a speaker uses a word per 1,000 words, with an interval, and compare it with a baseline speaker."
)
ZERO = "Explain what a rate of zero proves and what it leaves open."
VALIDITY = "Test a dictionary against your own reading, by precision and by recall."
KEYNESS = "Compare two measures of keyness and say which words each of them favours."
SIGNALS = "Separate cheap talk from costly signals with dated examples."
ORDER = "Interpret the order in time of words and agreements without claiming cause."
CASES = "Name both sides' strongest case on Karabakh and Kashmir, and the words in which each is put."

# ------------------------------------------------------------------- what is drawn for each student, from the own pair

# Five speakers have speeches in the course, so an own pair of states has none. It draws a window and two decades.
SPEAKERS = ("IND", "PAK", "TUR")
DECADES = (
    (1950, 1970), (1950, 1980), (1950, 1990), (1960, 1980), (1960, 1990), (1970, 1990), (1970, 2000), (1970, 2010),
    (1970, 2020), (1980, 2000), (1980, 2010), (1980, 2020), (1990, 2010), (1990, 2020), (2000, 2020),
)  # fmt: skip


def own_number(pair: tuple[str, str]) -> int:
    """The two codes of a pair, read as one number in base 36.

    >>> own_number(("ESP", "MLI"))
    894751398
    """
    return int("".join(pair), 36)


def own_window(pair: tuple[str, str]) -> tuple[int, int]:
    """The first and the last year of a student's window: 12 to 18 years between 1997 and 2024.

    Pakistan did not name Azerbaijan in any of these years, so that every window has a count of 0.
    """
    number = own_number(pair)
    first = 1997 + number % 11
    return first, first + 11 + number // 11 % 7


def own_decades(pair: tuple[str, str]) -> tuple[str, int, int]:
    """A student's speaker, and an early and a late decade of its speeches, 20 years apart or more."""
    number = own_number(pair)
    return SPEAKERS[number % 3], *DECADES[number // 3 % len(DECADES)]


def rows(table: pd.DataFrame, *names: str) -> dict[Any, Any]:
    """The rows of an answer by what stands in these columns."""
    keys = table[list(names)].astype("str").apply(lambda column: column.str.strip())
    found = [key[0] if len(names) == 1 else key for key in keys.itertuples(index=False, name=None)]
    return dict(zip(found, (row for _, row in table.iterrows()), strict=True))


# ------------------------------------------------------------------------------------------- 1 rate per 1,000 words

PRINCIPLES = ("self_determination", "territorial_integrity")
RATES = Table(
    {"state": "text", "term": "text", "count": "whole", "words": "whole", "rate": "number"}, key=("state", "term"),
    limits={"count": (0, 10_000), "words": (1, 10_000_000), "rate": (0, 1000)},
)  # fmt: skip

Q1 = Question(
    "m2-q1", 3, RATE, ("principles",), RATES,
    Hints(
        "How many words did each of the three speak in these ten years? A speech in which a term never comes has words "
        "all the same.",
        "A rate over several speeches is all their hits over all their words. The mean of the yearly rates is another "
        "thing: it gives a short speech the weight of a long one. `merge` on state and year puts each count beside the "
        "length of its speech, and `groupby` with `sum` adds up.",
        f"{READING}#one-speech-a-year",
        "A toy case of two speeches: 1,000 words with 4 hits and 3,000 words with none. Count 4, words 4,000, and the rate "
        "is 1 per 1,000 words. The mean of the yearly rates, 4 and 0, would be 2.",
        "A neighbour: two bakers and burnt loaves. Ann baked 50 loaves on Monday and burnt 5, 150 on Tuesday and burnt 3. "
        "`ann = pd.DataFrame({'loaves': [50, 150], 'burnt': [5, 3]})`; `ann.sum()` gives 200 and 8, so 40 of 1,000 loaves are "
        "burnt. The mean of 100 and 20 per 1,000, which is 60, would count Monday's 50 loaves as much as Tuesday's 150. "
        "Had she burnt none on Tuesday, those 150 loaves would still be in the 200: leave no day out because nothing "
        "happened on it.",
    ),
    public_points=1,
)  # fmt: skip


@Q1.check("shape", "three states by two terms")
def _(principles: Any) -> None:
    wanted = {(state, term) for state in SPEAKERS for term in PRINCIPLES}
    came = set(rows(principles, "state", "term"))
    lacking, more = sorted(wanted - came), sorted(came - wanted)
    assert not lacking and not more, (
        f"Expected 6 rows, each of {', '.join(SPEAKERS)} with each of {' and '.join(PRINCIPLES)}, but "
        f"{'there is no row ' + ' '.join(lacking[0]) if lacking else 'there is a row ' + ' '.join(more[0])}. "
        "One row is one speaker and one term."
    )


@Q1.check("property", "each rate is its count over its words")
def _(principles: Any) -> None:
    for (state, term), row in rows(principles, "state", "term").items():
        right, came = 1000 * row["count"] / row["words"], row["rate"]
        for factor, unit in ((1 / 10, "100 words"), (1 / 1000, "word"), (1000, "million words")):
            assert not came or not isclose(came, right * factor), (
                f"{state}, {term}: {came:.6g} is the rate per {unit}. Here rates are per 1,000 words: multiply by 1,000 once."
            )
        assert isclose(came, right, rel_tol=1e-6), (
            f"{state}, {term}: {row['count']:g} hits in {row['words']:g} words are {right:.6f} per 1,000 words, but "
            f"{came:.6f} came. Is it a mean of yearly rates, or rounded? Add up hits and words first, then divide."
        )


@Q1.check("property", "both terms are looked for in the same speeches")
def _(principles: Any) -> None:
    for state in SPEAKERS:
        one, other = (
            rows(principles, "state", "term")[state, term]["words"] for term in PRINCIPLES
        )  # fmt: skip
        assert one == other, (
            f"{state} spoke the same words whichever term is looked for, but {one:g} and {other:g} words came. "
            "A speech without the term belongs to the words too."
        )


# --------------------------------------------------------------------------------------- 2 hits of a stem in a text

Q2 = Question(
    "m2-q2", 4, VALIDITY, ("hits",),
    Function(("text", "stem", "not_meant"), lambda: ("We thank our brother.", "brother", []), Number(low=0, whole=True)),
    Hints(
        "Where does a word begin? Look at `unbrotherly`, at `(brotherly)` and at `step-brother`, and say for each whether "
        "a word begins with brother there.",
        "A regular expression describes such places. `\\b` stands for the edge of a word, `\\s+` for any white space, a line "
        "break included, and `re.findall` gives every place that fits. A phrase that is not meant can be taken out of the "
        "text before the count, with something left in its place.",
        f"{READING}#read-every-hit",
        "A toy case: 'Brothers! The Muslim Brotherhood met (brotherly) guests.' With the stem brother there are three hits; "
        "with ['Muslim Brotherhood'] as not meant there are two.",
        "A neighbour: how often does a cookbook speak of salt? `page = 'Salt the water. Add saltpetre? Never: add salt, "
        "unsalted butter.'` In Python `page.lower().count('salt')` is 4, and one of them is the butter. "
        "`re.findall(r'\\bsalt', page, re.IGNORECASE)` gives 3: a word begins there. Saltpetre is a different stuff; "
        "`re.sub(r'\\bsaltpetre\\b', '-', page)` takes it out first, and 2 are left. Had the printer broken a name in two "
        "lines, as in 'rock\\nsalt', a pattern with a plain blank would miss it, and one with `\\s+` would not.",
    ),
    public_points=2,
)  # fmt: skip


def counted(hits: Any, expected: int, text: str, not_meant: list[str], advice: str, stem: str = "brother") -> None:
    """A toy text whose hits can be counted by eye."""
    came = hits(text, stem, list(not_meant))
    without = f", without {not_meant}," if not_meant else ""
    assert came == expected, (
        f"In {text!r} the stem {stem}{without} has {expected} hit{'s' * (expected != 1)}, but {came} came. {advice}"
    )


@Q2.check("toy case", "one hit")
def _(hits: Any) -> None:
    counted(hits, 1, "We thank our brother.", [], "Look for the stem in the text.")


@Q2.check("toy case", "every hit, in small letters and capitals")
def _(hits: Any) -> None:
    counted(hits, 2, "One brother, another brother.", [], "Count every place, not whether there is one.")
    counted(hits, 3, "Brother by brother: BROTHER.", [], "Capitals make no other word.")


@Q2.check("toy case", "every ending")
def _(hits: Any) -> None:
    advice = "A stem stands for all words that begin with it, whatever their ending."
    counted(hits, 3, "brotherly brothers in brotherhood", [], advice)


@Q2.check("toy case", "words beside signs")
def _(hits: Any) -> None:
    advice = "A bracket, a quotation mark and a hyphen end a word, and the next may begin."
    counted(hits, 3, "(brotherly) 'brothers' and a step-brother", [], advice)


@Q2.check("toy case", "no word begins there")
def _(hits: Any) -> None:
    counted(hits, 0, "An unbrotherly act.", [], "No word begins with brother here: look at the letter before.")


@Q2.check("toy case", "a phrase that is not meant")
def _(hits: Any) -> None:
    text = "The Muslim Brotherhood thanks its brothers."
    counted(hits, 1, text, ["Muslim Brotherhood"], "A hit inside a phrase that is not meant does not count.")
    advice = "Nor does one in a phrase in other letters, large or small."
    counted(hits, 1, "MUSLIM BROTHERHOOD, and brothers.", ["Muslim Brotherhood"], advice)


@Q2.check("toy case", "a phrase across two lines")
def _(hits: Any) -> None:
    advice = "The line breaks inside the phrase: a blank in a phrase stands for any white space."
    counted(hits, 1, "The Muslim\nBrotherhood and\nbrothers", ["Muslim Brotherhood"], advice)


@Q2.check("property", "another stem")
def _(hits: Any) -> None:
    advice = "The function gets its stem from whoever calls it."
    counted(hits, 2, "Fraternal greetings in fraternity, brother.", [], advice, stem="fratern")


@Q2.check("property", "nothing to find")
def _(hits: Any) -> None:
    counted(hits, 0, "", [], "An empty text has no word.")


# ------------------------------------------------------------------------------------- 3 a dictionary that is tested

# Invented: nobody said any of this. The second column: does it call another people or state the speaker's kin?
PRACTICE = (
    ("Our brothers beyond the mountains have opened their schools to our children.", True),
    ("We greet the brotherly people of the coast.", True),
    ("Fraternal ties bind us to the people of the islands.", True),
    ("No sister nation has stood closer to us in the flood.", True),
    ("We are one nation in two states, and nobody need be surprised.", True),
    ("The kinship between our two peoples is older than the border.", True),
    ("They are a kindred people, and we shall not forget it.", True),
    ("What hurts our cousins across the river hurts us.", True),
    ("I bring the greetings of a fraternal nation to the people of the delta.", True),
    ("A brother country asked for grain, and our ships left the same night.", True),
    ("The Muslim Brotherhood is not on the agenda of this committee.", False),
    ("I congratulate you, Mr President, my dear brother, on your election.", False),
    ("Many families in my country lost a brother or a sister in the war.", False),
    ("The great family of nations meets here every autumn.", False),
    ("We offer the same kind of help to every member.", False),
    ("The kingdom and the republic have signed a treaty on fishing.", False),
    ("The next of kin of the missing have waited for ten years.", False),
    ("Our friends in the region deserve the support of this body.", False),
    ("The brotherhood of all mankind is the dream of this Charter.", False),
    ("Two sister companies will build the bridge.", False),
    ("A common language and a common faith make trade easier.", False),
    ("The nation mourns with the victims of the earthquake.", False),
)
MOST_VARIANTS, MOST_WORDS, ENOUGH = 25, 3, 0.8

Q3 = Question(
    "m2-q3", 3, VALIDITY, ("VARIANTS",), Members("variants"),
    Hints(
        "Begin with four variants and look at what they get wrong. For every wrong hit ask which word beside it tells the "
        "two meanings apart; for every miss ask what the sentence would say in a hundred other speeches.",
        "A wide variant such as `brother*` raises recall and lowers precision, a narrow one does the reverse. A variant of two words, such "
        "as `sister nation*`, often keeps both. The test on sentences that you have seen flatters: a dictionary may "
        "learn them by heart.",
        f"{READING}#read-every-hit",
        "A dictionary that does well finds eight or more of the ten that call somebody kin, and of all that it finds four in five or "
        "more do. Words that are in this list by accident, such as schools or grain, will not be in the next.",
        "A neighbour: which letters to a newspaper are about rain? `rain*` finds 'rainy days' and also 'rainbow trout'; 'the "
        "heavens opened' it misses. Of five hits four are about rain: precision 4/5 = 0.8. Of eight letters about rain it "
        "found four: recall 4/8 = 0.5. With `downpour*`, `shower*` and `wet summer*` it finds seven of eight; a `shower*` in a letter on "
        "bathrooms costs one wrong hit: precision 7/9, recall 7/8. Adding `Mrs Hill`, who wrote the eighth, would make recall "
        "1 on these letters, and would find nothing next week.",
    ),
    public_points=1,
)  # fmt: skip


def judged(variants: Any, sentences: tuple[tuple[str, bool], ...]) -> pd.DataFrame:
    """Sentences with the columns text, hand and automatic: whether any variant hits them."""
    import pandas as pd

    from course_utils.measures.discourse import term_counts

    try:
        found = term_counts(pd.DataFrame(sentences, columns=["text", "hand"]), {"kinship": sorted(variants)})
    except CourseError as wrong:
        raise AssertionError(str(wrong)) from None
    table = pd.DataFrame(sentences, columns=["text", "hand"])
    return table.assign(automatic=(found["count"] > 0).to_numpy())


def shares(table: pd.DataFrame) -> tuple[float, float]:
    """Precision and recall of judged sentences; a dictionary that hits nothing has a precision of 0 here."""
    both = int((table["automatic"] & table["hand"]).sum())
    return both / max(int(table["automatic"].sum()), 1), both / int(table["hand"].sum())


@Q3.check("shape", f"1 to {MOST_VARIANTS} variants of at most {MOST_WORDS} words")
def _(variants: Any) -> None:
    n = len(variants)
    assert 1 <= n <= MOST_VARIANTS, (
        f"Expected 1 to {MOST_VARIANTS} variants, but {n} came. A dictionary is short: others must be able to read it."
    )
    longest = max(variants, key=lambda variant: len(variant.split()))
    assert len(longest.split()) <= MOST_WORDS, (
        f"Expected variants of at most {MOST_WORDS} words, but {longest!r} is longer. A dictionary holds words, not sentences."
    )


@Q3.check("range", "variants that can be looked for")
def _(variants: Any) -> None:
    judged(variants, PRACTICE)


@Q3.check("property", f"recall of {ENOUGH} or more on the practice sentences")
def _(variants: Any) -> None:
    table = judged(variants, PRACTICE)
    missed = table[table["hand"] & ~table["automatic"]]
    recall = shares(table)[1]
    assert recall >= ENOUGH, (
        f"Recall is {recall:.2f}, and {ENOUGH} was expected: {len(missed)} sentences that call somebody kin are missed, such as "
        f"{missed['text'].iloc[0]!r}. Which word in it would do so elsewhere too?"
    )


@Q3.check("property", f"precision of {ENOUGH} or more on the practice sentences")
def _(variants: Any) -> None:
    table = judged(variants, PRACTICE)
    wrong = table[table["automatic"] & ~table["hand"]]
    precision = shares(table)[0]
    assert precision >= ENOUGH, (
        f"Precision is {precision:.2f}, and {ENOUGH} was expected: {len(wrong)} hits call no people kin, such as "
        f"{wrong['text'].iloc[0]!r}. Is the variant that hits it too wide?"
    )


# --------------------------------------------------------------------------------------- 4 a silence, in own window

SILENCE = Record({
    "words": Number(low=1, whole=True),
    "high": Number(low=0, high=1000, unit="per 1,000 words"),
    "expected": Number(low=0),
})  # fmt: skip

Q4 = Question(
    "m2-q4", 3, ZERO, ("silence",), SILENCE,
    Hints(
        "Two figures belong to your window: how much was said, and how common the name could still have been. The third "
        "belongs to both spans: which rate, and whose words?",
        "An exact interval for 0 occurrences ends above 0. The course's `rates` gives it in the column high, per 1,000 words. The "
        "usual interval leaves 2.5 per cent out on either side; a rule of thumb that divides 3 by the words leaves out 5 per "
        "cent on one side. If a rate had gone on, the number to expect is that rate times the words in question.",
        f"{READING}#the-silence-and-what-it-proves",
        "A toy case: 4 hits in 8,000 words before, none in 6,000 words after. The rate before is 0.5 per 1,000 words. The "
        "upper end after is 3.689 / 6 = 0.615, and had the rate of 0.5 gone on, 3 hits would be expected. Since 0.5 is under 0.615, so short a silence "
        "could be luck.",
        "A neighbour: a lighthouse keeper saw 30 whales in 60 days, then none in 90. Zero has an upper end: 3.689 in 90 days "
        "is 0.041 a day, where 3.689 = −ln(0.025). At the old rate, 0.5 a day, 45 were to be expected. So the silence is no "
        "luck: fewer whales pass, or the keeper looks less, or they pass by night. The count says that something changed. It "
        "does not say what. Note that 45 comes from 30/60 · 90: a rate times days, not the mean of two monthly rates.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q4.check("property", "a zero has an upper end above zero")
def _(silence: Any) -> None:
    assert silence["high"] > 0, (
        "The name was never said, and its rate is 0; the upper end of the interval is not: expected more than 0 per 1,000 words, but 0 "
        "came. How common could it be and still be missing from so few words?"
    )
    assert silence["high"] < 1, (
        f"Expected an upper end per 1,000 words, but {silence['high']:g} came, more than once in 1,000 words. Is it a "
        "number of occurrences, not yet divided by thousands of words?"
    )


@Q4.check("property", "something would have been expected")
def _(silence: Any) -> None:
    assert silence["expected"] > 1, (
        f"At the rate of 1992 to 1996 the name would have come several times in your window, but {silence['expected']:g} came. "
        "Multiply that rate by the words of the window, in thousands."
    )


# ------------------------------------------------------------------------------------ 5 an interval by whole speeches

Q5 = Question(
    "m2-q5", 4, RATE, ("by_speech",),
    Function(
        ("counts", "words", "draws", "seed"),
        lambda: ([10, *[0] * 19], [1000] * 20, 500, 1),
        Several(Number(low=0), Number(low=0), names=("low", "high")),
    ),
    Hints(
        "What is drawn: words, or speeches? And when a speech is drawn, what comes with it?",
        "A bootstrap imagines the archive again: as many speeches as there are, drawn with replacement, so that some come twice "
        "and some not at all. Each draw gives one rate: all its hits over all its words. The interval holds the middle "
        "95 per cent of these rates. `np.random.default_rng(seed)` makes a source of chance, its `integers` draws places, and `np.quantile` finds "
        "the ends.",
        f"{READING}#who-says-brother",
        "A toy case: 20 speeches of 1,000 words, ten hits in one of them and none in the others. The rate is 0.5. A draw holds "
        "that speech about once, sometimes never, now and then three times: the interval goes from 0 to about 1.5. Taken word "
        "by word it would go from 0.24 to 0.92.",
        "A neighbour: how much rain falls a day in a valley, by its four weather stations? "
        "Litres [2, 8, 0, 2], square metres [10, 20, 10, 10]. One draw with `numpy`: `places = np.array([1, 1, 0, 3])`; "
        "litres 8 + 8 + 2 + 2 = 20, square metres 20 + 20 + 10 + 10 = 60, so 0.33 a square metre. The station that came "
        "twice brought its area twice. A thousand such draws, sorted: the 25th and the 976th are the ends. To draw litres and areas "
        "apart would give stations that do not exist.",
    ),
    public_points=2,
)  # fmt: skip

BURST = ([10, *[0] * 19], [1000] * 20)


def drawn(by_speech: Any, counts: list[int], words: list[int], draws: int = 1000, seed: int = 0) -> tuple[float, float]:
    """The two ends that an answer gives."""
    import numpy as np

    low, high = by_speech(np.array(counts), np.array(words), draws, seed)
    return low, high


@Q5.check("toy case", "speeches that are all alike")
def _(by_speech: Any) -> None:
    low, high = drawn(by_speech, [2] * 8, [1000] * 8)
    for factor, unit in ((1 / 1000, "a word"), (1 / 10, "per 100 words"), (500, "as a count")):
        assert not isclose(low, 2 * factor), (
            f"Eight speeches with 2 hits in 1,000 words each: expected 2 per 1,000 words, but {low:g} came, which is {unit}."
        )
    assert isclose(low, 2) and isclose(high, 2), (
        "Eight speeches with 2 hits in 1,000 words each: whichever are drawn, the rate is 2, so expected 2 and 2, but "
        f"{low:.3f} and {high:.3f} came. Draw whole speeches; single words drawn by chance spread even here."
    )


@Q5.check("toy case", "a speech keeps its length")
def _(by_speech: Any) -> None:
    low, high = drawn(by_speech, [1, 2, 3, 4, 5], [500, 1000, 1500, 2000, 2500])
    assert isclose(low, 2) and isclose(high, 2), (
        "Five speeches of different length, each with 2 hits in 1,000 words: expected 2 and 2, but "
        f"{low:.3f} and {high:.3f} came. A speech that is drawn brings its hits and its own words along."
    )


@Q5.check("toy case", "long speeches weigh more")
def _(by_speech: Any) -> None:
    low, high = drawn(by_speech, [1] * 20, [100] * 10 + [1900] * 10)
    assert min(low, high) <= 1 <= max(low, high), (
        "Ten short and ten long speeches with one hit each have a rate of 1 together, but it does not lie between the ends "
        f"{low:.3f} and {high:.3f}. Add up hits and words of a draw first, then divide; do not average rates."
    )


@Q5.check("toy case", "ten hits in one speech of twenty")
def _(by_speech: Any) -> None:
    low, high = drawn(by_speech, *BURST)
    case = "All ten hits are in one speech of twenty, so expected 0 to about 1.5"
    assert low <= high, f"{case}, but the ends came in the wrong order. Return the lower end first."
    assert not isclose(low, high), (
        f"{case}, but both ends are {low:.3f}. Each draw holds all speeches once: draw with replacement."
    )
    assert low == 0, (
        f"{case}, but the lower end is {low:.3f}. In more than a third of the draws that speech is missing."
    )
    assert high < 2, (
        f"{case}, but the upper end is {high:.3f}. Is it the largest of all draws? Take the middle 95 per cent of them."
    )
    assert high > 1.2, f"{case}, but the upper end is {high:.3f}. It takes as many speeches a draw as there are."


@Q5.check("property", "the same seed, the same interval")
def _(by_speech: Any) -> None:
    counts, words = [0, 3, 1, 7, 2, 0, 5, 4], [900, 1100, 1300, 800, 2100, 1700, 1500, 1250]
    one, two = (drawn(by_speech, counts, words, 200, 7) for _ in range(2))
    assert one == two, (
        f"With the seed 7 the upper end was {one[1]:.4f}, and with the seed 7 again {two[1]:.4f}. A reader must be able to "
        "repeat your figures: make the source of chance from the seed, inside the function."
    )


# ------------------------------------------------------------------------------------------ 6 keyness, own two decades

G2, PRIOR = "G2", "prior"
TOP = Several(
    Table({"measure": "text", "word": "text", "total": "whole"}, key=("measure", "word"), limits={"total": (1, 1_000_000)}),
    Number(low=0, whole=True), names=("top", "lost"),
)  # fmt: skip

Q6 = Question(
    "m2-q6", 3, KEYNESS, ("top", "lost"), TOP,
    Hints(
        "G² has no sign. Which two columns of `log_likelihood` say which decade uses a word more? And what does a missing z say of "
        "the counts beside it?",
        "Log-odds compare a word's odds in two groups; where one group never says it they are infinite and drop out. A prior lets "
        "each group have said a little of everything, so that z stays finite, and holds back what rests on few hits. "
        "G² asks how surprising the counts are if both decades were one; a word that came from nowhere surprises it most.",
        f"{READING}#words-that-you-did-not-choose",
        "A toy case with two words in the place of ten. Late and early counts: climate 40 and 0, world 300 and 180, treaty 5 and 60, "
        "web 6 and 0. By G² climate and world may lead; treaty has a large G² too, but is typical of the early decade. Without a prior climate and "
        "web have no z: lost is 2.",
        "A neighbour: two menus, 1980 and 2020. Tofu 0 and 30 times, rice 100 and 190, aspic 25 and 1, quinoa 0 and 3. The surprise measure puts tofu first "
        "and would put aspic second, which 1980 served more: compare the rates and leave it out. "
        "`table[table['late'] > table['early']].nlargest(2, 'surprise')` gives tofu and rice. The plain odds ratio divides by 0 for "
        "tofu and quinoa, so a list sorted by it starts with rice and says that nothing is new. With a prior of one dish each, tofu comes "
        "back, and quinoa, with three servings, stays far down.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q6.check("shape", f"ten words by {G2}, ten by {PRIOR}")
def _(top: Any, lost: Any) -> None:
    sizes = top["measure"].str.strip().value_counts().to_dict()
    assert sizes == {G2: 10, PRIOR: 10}, (
        f"Expected ten words for {G2} and ten for {PRIOR}, but {sizes} came. Write the measures so, and keep the first ten of each."
    )


@Q6.check("property", "a total is one for each word")
def _(top: Any, lost: Any) -> None:
    spread = top.groupby(top["word"].str.strip())["total"].nunique()
    twice = sorted(spread[spread > 1].index)
    assert not twice, (
        f"The word {twice[0] if twice else ''} stands in both lists with two different totals. It was said so often whatever "
        "measure ranks it: add up both decades."
    )


@Q6.check("property", "words are lost without a prior")
def _(top: Any, lost: Any) -> None:
    assert lost > 0, (
        "Expected some words of the late decade that the early one never said, but lost is 0. A missing z is no z of 0: "
        "look at `size=0`, before any row is dropped."
    )


# ------------------------------------------------------------------------------------------- 7 four cases, eight sentences

STATES = {"ARM": "Armenia", "AZE": "Azerbaijan", "IND": "India", "PAK": "Pakistan"}
SENTENCES = tuple("12345678")
WHOSE = Record(dict.fromkeys(SENTENCES, Choice(STATES)))

Q7 = Question(
    "m2-q7", 4, CASES, ("WHOSE",), WHOSE,
    Hints(
        "First sort the eight by quarrel: which years, which texts, which document signed by two? Only then ask which of its two governments "
        "would say it.",
        "Friends do not argue alike. In each quarrel one side leans on the borders or on a document signed, and the other on what "
        "the people of the place were promised or asked for. Both sides in both quarrels quote UN texts, for different sentences in them.",
        f"{READING}#what-the-causes-are-called",
        "A right answer has each state twice. The Council's texts of 1993 and those of 1948 to 1957 are about different places, and each "
        "set has a sentence that one side likes to read aloud and another that its opponent does.",
        "A neighbour: two neighbours and a hedge. 'The plan of 1950 shows the line, and the court has confirmed it' is the owner's of the plan. "
        "'My family has lived on this strip since before the plan, and nobody asked us' is the other's. 'The court spoke of a gardener, and did not "
        "name me' quotes the same ruling, for what it leaves out: the other's again. 'In May we both agreed to settle it without the court' serves "
        "whoever fears the court. Ask of each sentence whom it helps.",
    ),
)  # fmt: skip


@Q7.check("property", "two sentences for each government")
def _(whose: Any) -> None:
    came = {state: list(whose.values()).count(state) for state in STATES}
    assert set(came.values()) == {2}, (
        f"Each of the four governments has two of the eight sentences, but {came} came. Which of them could only one side say?"
    )


# ----------------------------------------------------------------------------------------------------------- 8 a chart

PAIR, AGREED, FIRST, LAST, SPAN = ("India", "Pakistan"), 1972, 1947, 2025, 5
STARTS = tuple(range(FIRST, LAST + 1, SPAN))
LINES = Chart(("line",), {"x": "the first year of the window", "y": "the rate"}, names=(*PAIR, str(AGREED)))

Q8 = Question(
    "m2-q8", 4, ORDER, ("chart",), LINES,
    Hints(
        "In which window does 1972 lie, if windows begin in 1970, in 1972, in 1968? Which of these lets you see a before and an after?",
        "A window that holds years on both sides of an event mixes what you want to compare. So let one begin with it and count the others "
        "from there, in both directions. `rates` takes any column of the speeches in `by`: make one for the window. A band shows "
        "how far a rate can be trusted; `alt.layer` puts bands, lines and a mark for the year into one chart.",
        f"{READING}#cheap-words-costly-deeds",
        "The picture: sixteen windows for each state, from 1947 to 2022. India's line stays under 1 throughout. Pakistan's rises to nearly 4 before "
        "the agreement, is low for three windows after it, and is above 2 from 1987 on, with a peak of 8. The bands are narrow where a "
        "line is low and the speeches are long.",
        "A neighbour: colds in an office, by week, and a new ventilator on 10 March. Weeks that begin on Mondays put 9 and 11 March together. "
        "Counted from the day of the ventilator, `week = (day - opened) // 7`, week −1 ends the day before and week 0 begins with it; "
        "the double slash rounds down, so that −1 day is in week −1 and not in week 0. Colds: 9, 8, 4, then 3, 4, 7. 'Colds were fewer after the "
        "ventilator' is an order in time, and true. 'The ventilator cut colds' is not in the picture: they fell before it came, "
        "and they came back while it ran.",
    ),
    public_points=2,
)  # fmt: skip


def whole_years(values: Any) -> list[int]:
    """Years on an axis as whole numbers, whether they came as numbers, texts or dates."""
    import pandas as pd

    years = pd.to_numeric(pd.Series(values).astype("str").str[:4], errors="coerce")
    return [int(year) for year in years.dropna().unique()]


def drawn_lines(chart: Any) -> list[Layer]:
    """The layers of a chart that are lines and show columns on both axes."""
    return [one for one in layers(chart) if one.mark.get("type") == "line" and {"x", "y"} <= set(one.drawn())]


def around(event: int, starts: list[int]) -> str:
    """The window in which an event lies, in words."""
    start = max((year for year in starts if year <= event), default=0)
    return f"the window from {start}" if start else "no window"


@Q8.check("range", "windows counted from the agreement")
def _(chart: Any) -> None:
    for layer in drawn_lines(chart):
        starts = sorted(whole_years(layer.drawn()["x"]))
        assert len(starts) <= 2 * len(STARTS), (
            f"Expected windows of {SPAN} years, but {len(starts)} different years are on x. Add speeches up by window in pandas first."
        )
        assert AGREED in starts, (
            f"Expected a window that begins in {AGREED}, but the agreement lies inside {around(AGREED, starts)}, which mixes before and "
            f"after. Count the windows from {AGREED}, in both directions."
        )
        assert starts == list(STARTS), (
            f"Expected windows of {SPAN} years from {FIRST} to {STARTS[-1]}, {len(STARTS)} in all, but {len(starts)} came, from {starts[0]} to "
            f"{starts[-1]}. Keep all years since {FIRST}."
        )


@Q8.check("range", "rates on y, from zero")
def _(chart: Any) -> None:
    import pandas as pd

    for layer in drawn_lines(chart):
        came = pd.to_numeric(layer.drawn()["y"], errors="coerce")
        assert came.max() < 20, (
            f"Expected occurrences per 1,000 words on y, but {came.max():g} is drawn. Divide by the words of the window."
        )
        scale = layer.encoding["y"].get("scale") or {}
        low = (scale.get("domain") or [0])[0] if isinstance(scale.get("domain"), list) else 0
        assert scale.get("zero", True) is not False and low == 0, (
            "Expected an axis from 0, as these rates are read against never; the y axis starts elsewhere. Leave its scale as it is."
        )


@Q8.check("property", "the uncertainty of each rate")
def _(chart: Any) -> None:
    found = [one for one in layers(chart) if {"y", "y2"} <= set(one.encoding)]
    assert found, (
        "Expected the interval of each rate, but only the rates are drawn. With few hits a rise may be no news: add a band or bars from "
        "low to high, with y and y2."
    )


@Q8.check("property", f"the agreement of {AGREED} is marked")
def _(chart: Any) -> None:
    marked = False
    for layer in layers(chart):
        if layer.mark.get("type") in ("rule", "text", "point", "tick", "circle") and "x" in layer.encoding:
            channel = layer.encoding["x"]
            given = channel.get("datum", channel.get("value")) if isinstance(channel, dict) else None
            years = (
                whole_years(layer.rows[channel["field"]])
                if channel.get("field") in layer.rows
                else whole_years([given])
            )
            marked |= years == [AGREED]
    assert marked, (
        f"Expected a mark for the agreement, but nothing stands at {AGREED} alone. Add a layer with mark_rule() and x at {AGREED}."
    )


# Words that claim a cause. An order in time is all that the picture shows.
CAUSAL = re.compile(
    r"\b(?:because|causes?|caused|due to|thanks to|therefore|effects? of|results? of|resulted|led to|leads to|silenced?|silences|forced"
    r"|impact|consequences?|(?:simla|agreement)(?: of 1972)? (?:made|makes|ended|ends|stopped|stops|reduced|reduces|cut|calmed|"
    r"brought|changed|kept|moved))\b",
    re.IGNORECASE,
)
LABELS = frozenset((
    "a the of and by in on over for from to between with per since un general debate assembly speech speeches word words 1,000 "
    "rate rates occurrence occurrences count counts year years window windows five time kashmir simla agreement line chart graph plot"
).split()) | {name.lower() for name in PAIR}  # fmt: skip


def words_of_title(chart: Any) -> list[str]:
    """The words of a title in small letters, without signs."""
    return [word.strip(".,:;()'\"?!").lower() for word in title(chart).split()]


@Q8.check("property", "a title that is a finding, not a label")
def _(chart: Any) -> None:
    assert [word for word in words_of_title(chart) if word.isalpha() and word not in LABELS], (
        f"Expected a title that says what is to be seen, but {title(chart)!r} only says what is drawn. Write the finding as a sentence."
    )


@Q8.check("property", "a title that claims an order, not a cause")
def _(chart: Any) -> None:
    claimed = CAUSAL.search(title(chart))
    assert not claimed, (
        f"The title says {claimed[0] if claimed else ''!r}, which claims a cause. The chart shows what came before and what after, and a war, a new "
        "state and an uprising stand in the same years. Say the order: before, after, since."
    )


# ------------------------------------------------------------------------------------- 9 a bond at the start, own pair

BOND = Table(
    {"state": "text", "ties": "whole", "precision": "number", "recall": "number", "base": "number"}, key=("state",),
    limits={"ties": (1, 193), "precision": (0, 1), "recall": (0, 1), "base": (0, 1)},
)  # fmt: skip
NEAR = 60  # rank up to which a partner counts as an early friend

Q9 = Question(
    "m2-q9", 4, SIGNALS, ("bond",), BOND,
    Hints(
        "Three sets of states: all that are ranked, the early friends among them, and those with an embassy between. Write down "
        "which set each of the three shares is of.",
        "A sign is tested as a dictionary is: of what it marks, how much is the real thing (precision); of the real things, how many "
        "it marks (recall). Neither says much alone. A sign that marks states at random has a precision equal to the share of "
        "the real thing among all: that is the base to beat.",
        f"{READING}#a-bond-at-the-start",
        "A toy case: ten states are ranked, three of them count as early friends, and five have an embassy, of which two are among the three. "
        "Ties 5, precision 2/3, recall 2/5, base 5/10. The sign beats the base by a little.",
        "A neighbour: does a wet pavement at eight tell a rainy day? Of 100 mornings 20 were wet, 40 days were rainy, 15 were both. In sets: "
        "`wet = {…}` and `rainy = {…}`, and `len(wet & rainy)` is 15. Precision 15/20 = 0.75, recall 15/40 = 0.375, base 40/100 = 0.4. "
        "The sign nearly doubles the odds, and misses most of the rain. Had the street cleaner come on 20 days at random, about 8 would have been rainy: "
        "precision 0.4, the base. Turning the two shares round would make a good sign look bad.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q9.check("shape", "two rows of states that exist")
def _(bond: Any) -> None:
    from course_utils.states import codes

    names = list(rows(bond, "state"))
    assert len(names) == 2, f"Expected two rows, one for A and one for B, but {len(names)} came."
    strange = [name for name in names if name not in codes()]
    assert not strange, (
        f"Expected codes of states, but {strange[0] if strange else ''!r} came. Put the three letters of A and B there."
    )


@Q9.check("property", "precision and recall count the same states")
def _(bond: Any) -> None:
    for name, row in rows(bond, "state").items():
        hits = row["recall"] * row["ties"]
        assert isclose(hits, round(hits), abs_tol=1e-6), (
            f"{name}: recall is a share of the {row['ties']:g} ties, so recall times ties is a whole number of states, but {hits:.3f} came. Divide the "
            "early friends with an embassy by all ties; is it precision that stands there?"
        )
        if round(hits) or row["precision"]:
            marked = hits / row["precision"] if row["precision"] else 0
            assert NEAR - 1.5 < marked < NEAR + 5, (
                f"{name}: {hits:.0f} early friends with an embassy and a precision of {row['precision']:.3f} would make {marked:.0f} early "
                f"friends, where about {NEAR} were expected. Precision divides by the early friends, recall by the ties."
            )


@Q9.check("property", "the base is a share of all that are ranked")
def _(bond: Any) -> None:
    for name, row in rows(bond, "state").items():
        everybody = row["ties"] / row["base"] if row["base"] else 0
        assert everybody > 100, (
            f"{name}: {row['ties']:g} ties and a base of {row['base']:.3f} would make {everybody:.0f} states to choose from. The base is the share "
            "with an embassy among all states that are ranked, early friends and others."
        )


# --------------------------------------------------------------------------------------------------------- 10 a note

NOTE = Written(350, 500, claims=2, events=2)
PARTS = ("Rule", "Comparison", "Silence", "Deeds", "Left out")
RULE_WORDS = 120

Q10 = Question(
    "m2-q10", 12, SIGNALS, ("m2-q10",), NOTE,
    Hints(
        "Give your rule to somebody who was not in this course, with three sentences out of a newspaper. Would the two of you note down the same?",
        "A rule says what is read, what counts, what does not, and what happens in doubt. A comparison says how often the same words go to states "
        "that nobody calls special. A deed is costly if a sender who did not mean it would not have done it.",
        f"{READING}#cheap-words-costly-deeds",
        "A useful skeleton, with words: the rule (110), the comparison (100), what a silence in one room proves (80), two dated deeds and their price "
        "(100), what the measure leaves out (80). The chronology has the acts; look for one in each direction, and for one that India or Armenia "
        "reads in another way.",
        "A neighbour, in small: how to tell a polite firm from a loyal customer of the post office. 'Rule: read the first two lines of each letter, "
        "note valued, dear, loyal; a printed head does not count; in doubt note it apart. Comparison: the same for a firm that left last year and for "
        "one that never wrote. Silence: that a firm writes no thanks to us says nothing of what it says to the ministry. Deeds: on 3 May it paid "
        "for a year in advance, which binds it; on 9 May it sent a card, which does not. Left out: the tone, the language, and who wrote the letter.' Each "
        "part can be checked by somebody else, and none says that cards make firms loyal.",
    ),
    by_hand=True,
)  # fmt: skip


def parts_of(note: str) -> Mapping[str, str]:
    """The parts of a note by their headings in bold, without a full stop or colon."""
    found = re.findall(
        r"\*\*\s*([^*\n]+?)\s*[.:]?\s*\*\*[.:]?(.*?)(?=\*\*\s*[^*\n]+?\s*[.:]?\s*\*\*|\Z)", note, re.DOTALL
    )
    return {heading.strip(" .:").casefold(): text.strip() for heading, text in found}


@Q10.check("property", f"the five parts {', '.join(PARTS)}")
def _(note: str) -> None:
    found = parts_of(note)
    lacking = [name for name in PARTS if not found.get(name.casefold())]
    assert not lacking, (
        f"Expected five parts that begin with {', '.join(f'**{name}.**' for name in PARTS)}, but {' and '.join(lacking)} is not there. Put the heading "
        "in two stars on either side, and the text after it."
    )


@Q10.check("property", f"a rule of at most {RULE_WORDS} words")
def _(note: str) -> None:
    n = NOTE.words(parts_of(note)["rule"])
    assert n <= RULE_WORDS, (
        f"Expected a rule of at most {RULE_WORDS} words, but {n} came. A second reader has to keep it in mind: what could go?"
    )


EXERCISE = Exercise(
    "m2_brotherhood",
    "Is brotherly language a signal?",
    150,
    (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10),
)
