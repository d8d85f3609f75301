"""Exercise 0, How does a social scientist read an op-ed?: its questions, their hints and their public checks."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

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

READING = "book/modules/m0_claims.md"

# The objectives of the reading, word for word.
CLASSIFY = "Classify each statement of a short text as descriptive, causal, interpretive, normative or predictive."
FORMULATE = "Formulate a vague statement again as a claim that names what would count against it."
WORDING = "Identify wording that takes a side, and propose words that all parties could sign as a description."
TRACE = "Trace an unsourced figure to a primary record, or report that it cannot be traced."
JUDGE = "Judge a claim as testable, partly testable or not testable, and justify the judgement."
COUNT = "Count events of a tidy table by pair and sign, and explain what the choice of its rows does to the count."
CAUSES = "Distinguish a confounder, a mediator and a post-treatment control in a causal diagram."

# --------------------------------------------------------------------------------------- 1 a count, and a check

Q1 = Question(
    "m0-q1", 1, JUDGE, ("disputed_but_testable",), Number(low=0, high=37, whole=True, unit="claims"),
    Hints(
        "Read the question aloud and count its conditions. Does each of them stand in your line?",
        "A filter keeps the rows for which a condition is true. Two conditions that must both hold are joined by `&`, and each "
        "stands in brackets of its own. What is disputed may well be testable: the first word is about people, the second about data.",
        f"{READING}#what-contested-means",
        "A toy register of four claims. First: contested yes, testable yes. Second: yes, partly. Third: no, yes. Fourth: yes, yes. Two of "
        "the four, the first and the fourth, meet both conditions.",
        "A neighbour: `books = pd.DataFrame({'lent': ['yes', 'no', 'yes'], 'late': ['yes', 'no', 'no']})`. Which are lent and late? "
        "`books[books['lent'] == 'yes']` keeps two rows. `books[(books['lent'] == 'yes') & (books['late'] == 'yes')]` keeps one, and "
        "`len(…)` around it says 1. With `|` in the place of `&` a book would do that is lent or late, and there are two of those.",
    ),
)  # fmt: skip


# ------------------------------------------------------------------------------------------------- 2 your own pair

Q2 = Question(
    "m0-q2", 2, COUNT, ("rows_a", "rows_b"),
    Several(
        Number(low=1, high=19_916, whole=True, unit="rows"), Number(low=1, high=19_916, whole=True, unit="rows"),
        names=("rows_a", "rows_b"),
    ),
    Hints(
        "Look at the first rows of the table. In which columns can your state stand? Must it stand in both?",
        "In a table of pairs each pair is written once, and the alphabet decides who comes first. A state that comes early stands "
        "mostly in the first column, one that comes late mostly in the second. `|` means: the one, or the other.",
        f"{READING}#a-list-that-somebody-made",
        "A toy table of four rows: X–Y, X–Z, W–X, Y–Z. X stands in three of them, twice first and once second; Z stands in two, both times "
        "second.",
        "A neighbour: `games = pd.DataFrame({'home': ['Ajax', 'Porto', 'Ajax'], 'guest': ['Porto', 'Ajax', 'Celtic']})`. How many games "
        "did Ajax play? `games[games['home'] == 'Ajax']` has two rows, those at home. `games[(games['home'] == 'Ajax') | "
        "(games['guest'] == 'Ajax')]` has all three. With `&` Ajax would have to play against itself, and no row would be left.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


# ------------------------------------------------------------------------------------------------ 3 kinds of claim

KIND_OF = {"D": "descriptive", "C": "causal", "I": "interpretive", "N": "normative", "P": "predictive"}
SENTENCES = "abcdefghij"

Q3 = Question(
    "m0-q3", 5, CLASSIFY, ("KINDS",), Record(dict.fromkeys(SENTENCES, Choice(KIND_OF))),
    Hints(
        "For each sentence ask: who could show me that it is wrong, and with what? A record, a comparison, a better reading, an "
        "argument about what is good, or simply time?",
        "Tense does not decide, and no single word does. A sentence about the past may claim a cause or praise a deed. A cause can be "
        "claimed without *because*. To report that somebody said something is one claim; what was said is another.",
        f"{READING}#five-kinds-of-claim",
        "A toy case of five: 'The bridge was opened in 1950' is descriptive. 'The bridge made the town rich' is causal. 'The bridge "
        "was a monument to its mayor' is interpretive. 'The bridge ought to be free' is normative. 'The bridge will be closed "
        "before 2050' is predictive.",
        "A neighbour: a doctor's note. 'She has had a cough since May' (a record decides: descriptive). 'The cough comes from the "
        "dust at work' (would she cough without the dust? causal, though *because* is nowhere). 'Without the dust she would be "
        "well' (the same claim the other way round, and no forecast: nobody expects the dust to go). 'Her staying on is a cry for help' (what it means: "
        "interpretive). 'She was right to stay' (praise of something past: normative). 'She will be back within a month' "
        "(predictive). 'She says that the dust is to blame' (she did say it: descriptive, whatever the dust does).",
    ),
)  # fmt: skip


# ------------------------------------------------------------------------------------------ 4 words for four readers

# One dict for each sentence, so that nothing here says which letters are the answer.
REWRITINGS = {
    "A": "the first wording", "B": "the second wording", "C": "the third wording", "D": "the fourth wording",
}  # fmt: skip

Q4 = Question(
    "m0-q4", 4, WORDING, ("SIGNED",), Record({name: Choice(REWRITINGS) for name in ("w1", "w2", "w3", "w4")}),
    Hints(
        "Read each wording four times, as a reader in Baku, Yerevan, Islamabad and Delhi. Which word would one of them strike out? "
        "And would the fourth reader, after signing, know what happened?",
        "There are three ways to miss. One wording takes the other side's words. One says so little that nobody learns anything. One "
        "gives both sides the same part, so as to be fair, and tells something that did not happen. To sign a description is not to be "
        "content with it; each may want to add something.",
        f"{READING}#words-that-take-a-side",
        "The sign of a good wording: a date, an act, who did it, and, where the sides disagree on what it means in law, whose view is "
        "whose. It is as long as it must be and has no adjective of praise or blame.",
        "A neighbour: 'The bosses threw honest workers into the street.' The other side's words: 'The firm shed lazy staff.' Too "
        "little: 'There were changes at the firm.' The same part for both: 'Firm and workers left each other.' All could sign: 'On 3 May the firm "
        "dismissed 40 of its 90 workers; it cites falling orders, the union calls the dismissals unlawful.' The firm would like to "
        "add its losses and the union its rents, but neither would strike anything out.",
    ),
)  # fmt: skip


# ---------------------------------------------------------------------------------------- 5 one table, four figures

RULES = {"rows": 19_916, "partners": 250, "agreements": 1_000, "two-party": 1_000}
FIGURES = Table(
    {"rule": "text", "a": "whole", "b": "whole", "ahead": "text"}, key=("rule",),
    limits={"a": (0, 19_916), "b": (0, 19_916)},
)  # fmt: skip

Q5 = Question(
    "m0-q5", 5, TRACE, ("figures",), FIGURES,
    Hints(
        "Take one agreement that your state has with ten others at once. How many rows is it? How many partners, how many "
        "agreements, and how many agreements of two?",
        "'So many agreements' is no figure before somebody says what counts as one. A row here is a pair of states under a text. "
        "The number in the column `agreement` is the same in all rows of one agreement, also where a state joined later. What two "
        "states sign alone has the form `bilateral`; a group that signs with one state is many states.",
        f"{READING}#back-to-the-number",
        "A toy case. X and Y have an agreement of two. X, Y, Z and W have one of four, which fills six rows; X stands in three of them. V "
        "joins it later: V–X, V–Y, V–Z, V–W, under the same number. For X: five rows, four partners, two agreements, one of them two-party.",
        "A neighbour: how many concerts has a violinist given? Her list has a line for each piece: "
        "`pieces = pd.DataFrame({'concert': [1, 1, 1, 2, 3], 'with': ['trio', 'trio', 'trio', 'piano', 'trio']})`. `len(pieces)` is 5 "
        "pieces. `pieces['concert'].nunique()` is 3 concerts. `pieces[pieces['with'] == 'piano']['concert'].nunique()` is 1 "
        "concert of two players. All three are true, and a newspaper that prints '5' has not lied and has told you nothing. To find whom "
        "she met, put the two columns of names together and drop her own: `where` keeps a value where a condition holds and takes "
        "another where it does not.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q5.check("shape", "a row for each of the four rules")
def _(figures: Any) -> None:
    found = [str(rule).strip() for rule in figures["rule"]]
    assert sorted(found) == sorted(RULES), (
        f"Expected the rules {', '.join(RULES)}, but {', '.join(found)} came. Put these words into the column rule."
    )


@Q5.check("range", "who is ahead: A, B or none")
def _(figures: Any) -> None:
    odd = sorted({word.strip() for word in figures["ahead"]} - {"A", "B", "none"})
    assert not odd, (
        f"Expected A, B or none in the column ahead, but {odd[0]!r} came. Write the letter, not the code of the state."
    )


@Q5.check("range", "no more partners than there are states")
def _(figures: Any) -> None:
    for row in figures.itertuples():
        for name, came in (("A", row.a), ("B", row.b)):
            assert came <= RULES[row.rule.strip()], (
                f"{row.rule.strip()}: {came:,.0f} came for {name}, more than there can be. Count different ones, each once."
            )


@Q5.check("property", "each rule is as strict as its name")
def _(figures: Any) -> None:
    by_rule = figures.assign(rule=figures["rule"].str.strip()).set_index("rule")
    for wide, narrow, why in (
        ("rows", "agreements", "Every agreement fills a row at least"),
        ("agreements", "two-party", "An agreement of two is an agreement"),
        ("rows", "partners", "Every partner stands in a row at least"),
    ):
        for name in ("a", "b"):
            assert by_rule.loc[narrow, name] <= by_rule.loc[wide, name], (
                f"{why}, so expected no more under {narrow} than under {wide}, but {by_rule.loc[narrow, name]:g} and "
                f"{by_rule.loc[wide, name]:g} came for {name.upper()}. Which of the two counts too much or too little?"
            )


@Q5.check("property", "ahead is the state with the higher figure")
def _(figures: Any) -> None:
    for row in figures.itertuples():
        right = "A" if row.a > row.b else "B" if row.b > row.a else "none"
        assert row.ahead.strip() == right, (
            f"{row.rule.strip()}: {row.a:g} for A and {row.b:g} for B, so expected {right!r} in the column ahead, but "
            f"{row.ahead.strip()!r} came. Ahead is who has more; none is ahead where both have the same."
        )


# ----------------------------------------------------------------------------------------------- 6 leave the page

# What each letter says of a report. It stands in the words of the question too.
STATUS = {
    "F": "found: a record says so", "O": "otherwise: a record says something else",
    "N": "no record here, though one could exist", "X": "no record could decide",
}  # fmt: skip
REPORTS = "abcdefgh"


@cache
def event_ids() -> frozenset[str]:
    """The ids of the chronology."""
    from course_utils import load

    return frozenset(load("events")["id"])


Q6 = Question(
    "m0-q6", 5, TRACE, ("STATUS", "FOUND"),
    Several(
        Record(dict.fromkeys(REPORTS, Choice(STATUS))), Members("ids of events", event_ids), names=("STATUS", "FOUND")
    ),
    Hints(
        "For each report: what piece of paper would settle it? Is that paper, or a note of it, in one of these tables? If it is not, could "
        "it lie somewhere else?",
        "Not to find a record is a fact about your tables. It is something else to find that the record says otherwise, and something "
        "else again to see that no paper could ever decide. Nor is a thing on record because nobody denies it. And where two lists differ, ask "
        "which of them is kept up to date: every table says so itself, under `attrs['defects']`.",
        f"{READING}#leave-the-page",
        "Of the eight reports, five can be looked up, and not all of the five hold. For one of them you need two rows of the "
        "chronology and the days between them.",
        "A neighbour: four things said of a house. 'It was built in 1911': the land register says 1911 (F). 'It has nine rooms': the "
        "plan shows seven (O). 'Its first owner paid 400 for it': the contract is lost, or with the family (N; it may be true). 'It has more "
        "charm than any house in the street': no paper (X). The telephone book still has the owner who moved out in 2017; the register has the new one, so do not "
        "stop at the first list. `notes[notes['text'].str.contains('register', case=False)]` keeps the rows of a table in which a word occurs, "
        "and `later - earlier` of two dates gives the days between.",
    ),
    public_points=1,
)  # fmt: skip


@Q6.check("property", "what is found or found otherwise has a row")
def _(STATUS: Any, FOUND: frozenset[str]) -> None:
    looked_up = sum(letter in "FO" for letter in STATUS.values())
    assert not looked_up or FOUND, (
        f"You have looked up {looked_up} of the reports, but FOUND holds no row of the chronology. Put their ids there, such as E001."
    )
    assert len(FOUND) <= 8, (
        f"Expected the few rows on which your letters F and O rest, but {len(FOUND)} came. Which of them settle a report?"
    )


# ------------------------------------------------------------------------------------------------ 7 a tidy count

SIGNS = ("friendly", "neutral", "hostile")
COUNTED = Table({"state_a": "text", "state_b": "text", **dict.fromkeys(SIGNS, "whole")}, key=("state_a", "state_b"))


def chronicle(*cells: str | None) -> pd.DataFrame:
    """A made-up chronology with these signs of pairs, one cell an event."""
    import pandas as pd

    ids = [f"E{number:03}" for number in range(1, len(cells) + 1)]
    return pd.DataFrame({"id": ids, "dyad_signs": pd.Series(list(cells), dtype="str")})


# X–Y: friendly, hostile, hostile; W–X neutral; Y–Z friendly. An event may concern two pairs, or none.
TOY = ("XXX-YYY:+1", "YYY-XXX:-1;WWW-XXX:0", None, "ZZZ-YYY:+1;XXX-YYY:-1")
COUNTS = {("XXX", "YYY"): (1, 0, 2), ("WWW", "XXX"): (0, 1, 0), ("YYY", "ZZZ"): (1, 0, 0)}

Q7 = Question(
    "m0-q7", 5, COUNT, ("count_signs",), Function(("events",), lambda: (chronicle(*TOY),), COUNTED),
    Hints(
        "Do the toy case by hand, with a pencil. How many strokes did you make: as many as there are events, or more? Did you "
        "write X–Y and Y–X on one line, or on two?",
        "First make the table tidy: one row for each event *and pair*. A cell such as `'A-B:+1;C-D:0'` is cut at `;` into pairs, and "
        "each of these at `:` into the two states and a sign. `sorted(…)` puts two states into one order, whoever was written first. An empty cell "
        "concerns no pair, so it is no neutral event.",
        f"{READING}#a-list-that-somebody-made",
        "Four events: `XXX-YYY:+1`; then `YYY-XXX:-1;WWW-XXX:0`; then an empty cell; then `ZZZ-YYY:+1;XXX-YYY:-1`. Three rows: "
        "WWW–XXX 0 friendly, 1 neutral, 0 hostile; XXX–YYY 1, 0, 2; YYY–ZZZ 1, 0, 0.",
        "A neighbour: orders of a kitchen, each a cell such as `'tea:2;bread:1'`. How much of each?\n"
        "```\n"
        "total = {}\n"
        "for order in orders.dropna():\n"
        "    for item in order.split(';'):\n"
        "        what, number = item.split(':')\n"
        "        total[what] = total.get(what, 0) + int(number)\n"
        "```\n"
        "`total.get(what, 0)` is 0 for what was not there yet. `pd.DataFrame([{'what': what, 'n': n} for what, n in total.items()])` "
        "makes a table of it. To count by two things, take both together as the key: `total[what, size]`. Note `int('+1')` is 1 and `int('-1')` is -1.",
    ),
    public_points=2,
)  # fmt: skip


def counts(table: pd.DataFrame) -> dict[tuple[str, str], tuple[int, ...]]:
    """The answer as counts by pair."""
    return {(row.state_a, row.state_b): tuple(int(getattr(row, name)) for name in SIGNS) for row in table.itertuples()}


def words(counted: tuple[int, ...]) -> str:
    """Three counts in words."""
    return ", ".join(f"{n} {name}" for n, name in zip(counted, SIGNS, strict=True))


@Q7.check("toy case", "four events, worked by hand")
def _(count_signs: Any) -> None:
    came = counts(count_signs(chronicle(*TOY)))
    both = [pair for pair in came if pair[::-1] in came]
    assert not both, (
        f"The pair {'–'.join(both[0])} stands there twice, once in each order. Two states are one pair, whoever is written first."
    )
    turned = [pair for pair in came if pair[0] > pair[1]]
    assert not turned, (
        f"Expected the two states of a pair in alphabetical order, but {'–'.join(turned[0])} came. Put the two in order."
    )
    lacking = sorted(set(COUNTS) - set(came))
    assert not lacking, (
        f"Expected a row for {'–'.join(lacking[0])}, but there is none. An event may concern several pairs; cut its cell at every `;`."
    )
    more = sorted(set(came) - set(COUNTS))
    assert not more, (
        f"Expected three pairs, but {'–'.join(map(str, more[0]))} came too. Only the pairs in the cells count, and an empty cell has none."
    )
    known = {
        (("XXX", "YYY"), (2, 0, 1)): "Friendly and hostile have changed places.",
        (("XXX", "YYY"), (0, 0, 1)): "Only one event of three is left: does a later one overwrite an earlier one? Add it to the others.",
        (("XXX", "YYY"), (1, 0, 1)): "One of its events is lost. A pair counts in the second place of a cell as well.",
        (("WWW", "XXX"), (0, 0, 1)): "What is not friendly need not be hostile: 0 has a column of its own.",
        (("WWW", "XXX"), (1, 0, 0)): "What is not hostile need not be friendly: 0 has a column of its own.",
    }  # fmt: skip
    for pair, right in COUNTS.items():
        said = known.get((pair, came[pair]), "Do the toy case of hint 3 with a pencil.")
        assert came[pair] == right, f"{'–'.join(pair)}: expected {words(right)}, but {words(came[pair])} came. {said}"


@Q7.check("toy case", "one pair, never hostile")
def _(count_signs: Any) -> None:
    came = counts(count_signs(chronicle("XXX-YYY:+1", "XXX-YYY:+1")))
    assert came == {("XXX", "YYY"): (2, 0, 0)}, (
        f"One pair with two friendly events: expected 2 friendly, 0 neutral, 0 hostile, but {came} came. Write 0 where nothing was counted."
    )


@Q7.check("property", "the order of events does not matter")
def _(count_signs: Any) -> None:
    came = counts(count_signs(chronicle(*reversed(TOY))))
    assert came == COUNTS, "The same four events in another order gave other counts. Does a later event overwrite one?"


# ------------------------------------------------------------------------------------------------------- 8 a chart

RIVALS = {"Armenia and Azerbaijan": ("ARM", "AZE"), "India and Pakistan": ("IND", "PAK")}
MEDIAN = "median pair"
LABELS = (*RIVALS, MEDIAN)
FIRST, LAST = 2002, 2014

Q8 = Question(
    "m0-q8", 4, COUNT, ("chart",),
    Chart(("line",), {"x": "the year", "y": "the share", "color": "whose share it is"}, names=("Armenia", "India")),
    Hints(
        "In the table an event between India and Pakistan has a sender and a receiver. In how many ways can the two be written? And of "
        "what is the median taken: of rows, or of pairs?",
        "Words and deeds both count, and both directions. Add up first, then divide: a share of sums gives every event the same "
        "weight. The median pair of a year is the one in the middle of all pairs of that year, "
        "so a pair of great powers counts as much as any other.",
        f"{READING}#how-friendly-is-normal",
        "Three lines over thirteen years. That of the median pair is never below 0.9. That of Armenia and Azerbaijan begins above 0.9 and "
        "is below 0.6 in one year. That of India and Pakistan crosses it more than once and has its lowest point at the very "
        "beginning, below one half.",
        "A neighbour: friendly words between houses of a street. `calls = pd.DataFrame({'year': [1, 1, 1], 'caller': ['Ann', 'Bo', 'Ann'], "
        "'called': ['Bo', 'Ann', 'Cy'], 'kind_words': [8, 1, 3], 'words': [10, 10, 4]})`. A column for the pair: "
        "`calls['pair'] = ['-'.join(sorted(two)) for two in zip(calls['caller'], calls['called'])]`. Then "
        "`sums = calls.groupby(['year', 'pair'])[['kind_words', 'words']].sum()` has 9 of 20 for Ann-Bo, 3 of 4 for Ann-Cy, so shares of 0.45 and "
        "0.75; the median pair is at 0.6. One direction alone would have said 0.8 for Ann-Bo. The median of the three rows, 0.75, is no "
        "median of pairs. `shares.groupby('year').median()` takes it year by year, and `pd.concat` puts the lines below each other.",
    ),
    public_points=1,
)  # fmt: skip


def lines_of(chart: Any) -> list[Layer]:
    """The layers of a chart that are lines with all three channels."""
    return [
        layer for layer in layers(chart)
        if layer.mark.get("type") == "line" and {"x", "y", "color"} <= set(layer.drawn())
    ]  # fmt: skip


def drawn_years(chart: Any) -> dict[str, dict[int, float]]:
    """What the lines show: the share by label and year. Per cent become shares; unknown years and values are nan."""
    import pandas as pd

    found: dict[str, dict[int, float]] = {}
    for layer in lines_of(chart):
        rows = layer.drawn()
        years = pd.to_numeric(rows["x"].astype("str").str.extract(r"(\d{4})")[0], errors="coerce")
        values = pd.to_numeric(rows["y"], errors="coerce")
        values = values / 100 if values.max() > 1 else values
        for label, year, value in zip(rows["color"], years, values, strict=True):
            found.setdefault(str(label).strip(), {})[int(year) if year == year else 0] = float(value)
    return found


@Q8.check("range", "shares on y")
def _(chart: Any) -> None:
    import pandas as pd

    for layer in lines_of(chart):
        values = pd.to_numeric(layer.drawn()["y"], errors="coerce").dropna()
        odd = values[~values.between(0, 100)]
        assert odd.empty, f"A share lies between 0 and 1, but {odd.iloc[0]:g} is drawn. Divide by all events."
        assert values.max() <= 1 or values.min() > 1, (
            f"Expected shares from 0 to 1, or per cent, but {values.min():.3g} and {values.max():.3g} stand on one axis. "
            "Is it a ratio of cooperation to conflict? Divide by all events."
        )


@Q8.check("property", "three lines under the three names")
def _(chart: Any) -> None:
    found = sorted(drawn_years(chart))
    assert found == sorted(LABELS), (
        f"Expected three lines, {', '.join(map(repr, LABELS))}, but {', '.join(map(repr, found[:6])) or 'none'} came. Put these "
        "words into the column that sets the colour."
    )


@Q8.check("property", "every year for each line")
def _(chart: Any) -> None:
    for label, shares in drawn_years(chart).items():
        lacking = [year for year in range(FIRST, LAST + 1) if shares.get(year, float("nan")) != shares.get(year)]
        assert not lacking, (
            f"Expected a share for every year from {FIRST} to {LAST} for {label!r}, but {', '.join(map(str, lacking))} "
            f"{'is' if len(lacking) == 1 else 'are'} not drawn. Each of the three has events in every year."
        )


# Words that name what is drawn. A title made of nothing else states no finding.
NAMING = frozenset((
    "a an the of and by in on over for from to with per year years share shares cooperative cooperation event events news "
    "coded pair pairs median state states line lines chart plot graph time yearly annual armenia azerbaijan india pakistan"
).split())  # fmt: skip


@Q8.check("property", "a title that is a finding, not a label")
def _(chart: Any) -> None:
    said = [word.strip(".,:;()'%").lower() for word in title(chart).replace("-", " ").split()]
    assert [word for word in said if word.isalpha() and word not in NAMING], (
        f"Expected a title that says what is to be seen, but {title(chart)!r} only says what is drawn. "
        "Write the finding as a sentence."
    )


# ------------------------------------------------------------------------------------------- 9 how normal is it?

SETS = ("all", "with A", "with B")
NORMAL = Table(
    {"set": "text", "n": "whole", "median": "number", "more": "number", "stands": "text"}, key=("set",),
    limits={"n": (1, 20_000), "median": (0, 223), "more": (0, 1)},
)  # fmt: skip
MOST = 1 / 3

Q9 = Question(
    "m0-q9", 5, FORMULATE, ("shared", "normal"),
    Several(Number(low=0, high=223, whole=True, unit="organisations"), NORMAL, names=("shared", "normal")),
    Hints(
        "Write your expectation down first: will the claim stand? Then ask of each row: who is in this set, and is your own pair in it "
        "as well?",
        "A number of shared organisations says nothing before you know what other pairs share; that is the base rate. The set of "
        "other pairs is a choice, so a sharp claim names it. In a table of pairs a state stands in the first column or in the second.",
        f"{READING}#how-friendly-is-normal",
        "A toy case of four states and six pairs: X–Y shares 5, X–Z 7, X–W 5, Y–Z 2, Y–W 6, Z–W 1. For X–Y there are five other pairs with a "
        "median of 5, and two of them (0.4) share more: the claim falls. With X there are two others, median 6, and one (0.5) shares more. "
        "With Y there are two others, median 4, and one (0.5) shares more.",
        "A neighbour: 'Ann reads a lot.' Sharper, before counting: of the other pupils of the school at most one in three read more books. "
        "`read = pd.Series({'Ann': 12, 'Bo': 30, 'Cy': 12, 'Di': 3, 'Ed': 9})`. The others: `others = read.drop('Ann')`, their median is 10.5, "
        "and `(others > read['Ann']).mean()` is 0.25, so the claim stands; Cy, who reads as many, does not read more. In her class "
        "of Ann, Bo and Di one of two others reads more, 0.5, and there it falls. Had she been kept among the others, she would have been "
        "compared with herself.",
    ),
    personal=True, public_points=1,
)  # fmt: skip


@Q9.check("shape", "a row for each of the three sets")
def _(shared: Any, normal: Any) -> None:
    found = sorted(str(name).strip() for name in normal["set"])
    assert found == sorted(SETS), (
        f"Expected the sets {', '.join(SETS)}, but {', '.join(found)} came. Write them as in the question, with the letters A and B."
    )


@Q9.check("range", "stands: yes or no")
def _(shared: Any, normal: Any) -> None:
    odd = sorted({word.strip() for word in normal["stands"]} - {"yes", "no"})
    assert not odd, f"Expected yes or no in the column stands, but {odd[0]!r} came. Write one of the two words."


@Q9.check("property", "fewer pairs with one state than pairs in all")
def _(shared: Any, normal: Any) -> None:
    n = normal.assign(set=normal["set"].str.strip()).set_index("set")["n"]
    assert n["with A"] < n["all"] and n["with B"] < n["all"], (
        f"Expected fewer pairs with A or with B than pairs in all, but {n['with A']:,.0f}, {n['with B']:,.0f} and {n['all']:,.0f} came. "
        "Filter the pairs by the state before you count them."
    )


@Q9.check("property", "yes where at most one in three shares more")
def _(shared: Any, normal: Any) -> None:
    for row in normal.itertuples():
        right = "yes" if row.more <= MOST else "no"
        assert row.stands.strip() == right, (
            f"{row.set.strip()}: {row.more:.3f} of the other pairs share more, so expected {right!r} in the column stands, but "
            f"{row.stands.strip()!r} came. The claim stands where that share is one third or less; nothing else decides."
        )


# ------------------------------------------------------------------------------------------ 10 one arrow turned round

ARROWS = [("S", "C"), ("C", "M"), ("M", "Y"), ("C", "Y"), ("Y", "Z"), ("K", "C"), ("K", "Y")]


def boxes() -> tuple[str, ...]:
    """The boxes of the two drawings, but for the cause and the outcome."""
    return (
        "OIC resolutions", "early recognition", "Armenia's words on Kashmir", "Armenia's ties with India", "no embassy in Yerevan",
    )  # fmt: skip


Q10 = Question(
    "m0-q10", 5, CAUSES, ("after", "HOLD_1", "HOLD_2"),
    Several(
        Function(("arrows", "cause"), lambda: (list(ARROWS), "C"), Members("boxes")),
        Members("boxes of the drawing", boxes), Members("boxes of the drawing", boxes), names=("after", "HOLD_1", "HOLD_2"),
    ),
    Hints(
        "Put your finger on the cause and walk along the arrows, never against them. Where can you get to, in one step and in "
        "many? For the other two answers put it on each box in turn: does a way lead to the cause, and another one round it to the outcome?",
        "What comes after the cause may be its work, so it is left alone, be it on the way to the outcome (a mediator) or beyond it. What comes before "
        "*both* cause and outcome can make the two go together although neither moves the other: a confounder, which is held constant. A box "
        "that moves only the cause, or only the outcome, does no such harm.",
        f"{READING}#one-arrow-and-the-others",
        "A toy drawing: S → C, C → M, M → Y, C → Y, Y → Z, K → C, K → Y. After C come M, Y and Z, three boxes. Of the others, K brings about "
        "both C and Y, so it is held constant. S reaches Y only through C, so it is not.",
        "A neighbour: do umbrellas make streets slippery? Rain → umbrellas, rain → slippery, slippery → falls, umbrellas → crowded buses, "
        "sale → umbrellas. After umbrellas: crowded buses only. Rain is the confounder: hold it constant, that is, compare wet days with wet days. "
        "The sale moves umbrellas and touches the street only through them, so leave it. To find what comes after: `found, todo = set(), ['umbrellas']`, and while "
        "something is in `todo`, take it out with `todo.pop()`, look through all arrows that start there, and put each box at their end that is new into both. "
        "Turn one arrow, slippery → umbrellas (people with umbrellas stay on slippery streets), and slippery is no longer an outcome at all.",
    ),
    public_points=2,
)  # fmt: skip


@Q10.check("toy case", "one arrow, and a chain")
def _(after: Any, HOLD_1: Any, HOLD_2: Any) -> None:
    came = after([("C", "M"), ("M", "Y")], "C")
    assert "C" not in came, "The cause does not come after itself: expected M and Y, but C is among them. Leave it out."
    assert came != {"M"}, (
        "C → M → Y: expected M and Y, but M alone came. Y comes after the cause too, in two steps: walk on."
    )
    assert came == {"M", "Y"}, (
        f"C → M → Y: expected M and Y, but {sorted(came) or 'nothing'} came. Walk along the arrows."
    )


@Q10.check("toy case", "the drawing of hint 3")
def _(after: Any, HOLD_1: Any, HOLD_2: Any) -> None:
    came = after(list(ARROWS), "C")
    against = sorted(came & {"S", "K"})
    assert not against, (
        f"{' and '.join(against)} come before C, but they are among the answer. Walk along the arrows, never against them."
    )
    assert came == {"M", "Y", "Z"}, (
        f"Expected M, Y and Z after C, but {', '.join(sorted(came)) or 'nothing'} came. Walk on."
    )


@Q10.check("toy case", "nothing comes after the last box")
def _(after: Any, HOLD_1: Any, HOLD_2: Any) -> None:
    came = after(list(ARROWS), "Z")
    assert not came, f"No arrow leaves Z, so expected an empty set, but {', '.join(sorted(came))} came."


@Q10.check("property", "nothing that comes after the cause in both drawings is held constant")
def _(after: Any, HOLD_1: Any, HOLD_2: Any) -> None:
    assert "no embassy in Yerevan" not in HOLD_1 | HOLD_2, (
        "An embassy that is not there comes after the outcome in both drawings, and so after the cause. To hold it constant takes away "
        "what you want to see."
    )


# -------------------------------------------------------------------------------------------------------- 11 a memo

MEMO = Written(400, 600, claims=5)

Q11 = Question(
    "m0-q11", 12, WORDING, ("m0-q11",), MEMO,
    Hints(
        "Write the five changes first, each in two lines: what stands there, and what should. Could an editor make them this "
        "afternoon, without asking you anything?",
        "A change can be a source to be added, a figure to be traced or taken out, a word to be replaced, an account to be set beside "
        "another, an outcome to be put back into the future. Give the reason as a record or as a gap that you name. Then read the "
        "memo as each of the four governments would, and see whose position is missing or put in somebody else's words.",
        f"{READING}#words-that-take-a-side",
        "A useful skeleton, with words: advice in one sentence (30), what the piece does well (50), five numbered changes (5 times 50), "
        "the four positions where they are touched (80), what you could not find out (40). A change has a claim's number, the words that "
        "carry it, the new words, and the record.",
        "A neighbour, in small: may the school paper print 'Old bridge saved by brave mayor'? 'Print it, with two changes. 1. Paragraph 2, that "
        "300 people signed: nobody has seen the list; write *according to the mayor* or leave the figure out. 2. Paragraph 4, *saved*: the council has put "
        "the decision off until May (minutes of 3 March); write *for now*. The builder holds that the bridge is unsafe and asks for a second "
        "expert; the piece does not say so, and should in one sentence. I could not find out who paid for the poster.' It names places, gives a record "
        "or a gap, lets the other party speak, and can be carried out at once.",
    ),
    by_hand=True,
)  # fmt: skip

CHANGES = 5


@Q11.check("property", "five numbered changes, each with a claim")
def _(memo: str) -> None:
    items = re.split(r"(?m)^\s*(?:\*\*)?(\d+)[.)]", memo)[1:]
    parts = dict(zip(items[::2], items[1::2], strict=True))
    assert len(parts) == CHANGES, (
        f"Expected five numbered changes, from 1. to 5., each at the beginning of a line, but {len(parts)} came. Number them."
    )
    bare = [number for number, text in parts.items() if not re.search(r"\bC\d\d\b", text)]
    assert not bare, (
        f"Expected a claim's number in every change, but change {bare[0]} has none. Which claim does it mend?"
    )


@Q11.check("property", "four states' positions")
def _(memo: str) -> None:
    lacking = [state for state in ("Azerbaijan", "Armenia", "Pakistan", "India") if state not in memo]
    assert not lacking, (
        f"Expected the positions of four states, but {' and '.join(lacking)} is never named. What would its readers miss?"
    )


EXERCISE = Exercise(
    "m0_claims",
    "How does a social scientist read an op-ed?",
    150,
    (Q1, Q2, Q3, Q4, Q5, Q6, Q7, Q8, Q9, Q10, Q11),
)
