"""Hidden checks of exercise 0, against the course's own measures and its tables. Instructors only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import isclose
from typing import TYPE_CHECKING, Any

from course_utils import load, states
from course_utils.exercises.hidden import Case, HiddenChecks
from course_utils.exercises.kinds.chart import layers
from course_utils.measures.balance import event_signs

if TYPE_CHECKING:
    import pandas as pd

HIDDEN = HiddenChecks("m0_claims")


def reading(came: float, known: Iterable[tuple[float, str]], advice: str) -> str:
    """What to say of a wrong figure: the words for the usual wrong reading that gives it, or the advice."""
    return next((words for value, words in known if isclose(came, value, rel_tol=1e-9, abs_tol=1e-12)), advice)


# --------------------------------------------------------------------------------------- 1 a count, and a check


@HIDDEN.check("m0-q1", "claims that meet both conditions")
def _(disputed_but_testable: int, case: Case) -> None:
    claims = load("claims")
    contested, testable = claims["contested"] == "yes", claims["testable"]
    right = int((contested & (testable == "yes")).sum())
    known = [
        (int((testable == "yes").sum()), "Those are all that can be tested in full, whether anybody disputes them or not."),
        (int(contested.sum()), "Those are all that somebody disputes, whether data could test them or not."),
        (int((contested | (testable == "yes")).sum()), "Those meet the one condition or the other. Join the two by &."),
        (int((contested & (testable == "partly")).sum()), "Those can be tested in part only. The word asked for is yes."),
        (int((~contested & (testable == "yes")).sum()), "Those are the ones that nobody disputes. Turn that condition round."),
    ]  # fmt: skip
    assert disputed_but_testable == right, (
        f"Expected {right} claims that are contested and that data could test in full, but {disputed_but_testable} came. "
        f"{reading(disputed_but_testable, known, 'Count the rows for which both conditions hold.')}"
    )


# ------------------------------------------------------------------------------------------------- 2 your own pair


@cache
def signings() -> pd.DataFrame:
    """Trade agreements, one row a pair of states and entry."""
    table = load("trade_agreements")[["state_a", "state_b", "agreement", "entry", "form"]]
    return table.astype({"state_a": "str", "state_b": "str", "entry": "str", "form": "str"})


@cache
def of_state(state: str) -> pd.DataFrame:
    """The rows that name a state, with the other one as its partner."""
    table = signings()
    own = table[(table["state_a"] == state) | (table["state_b"] == state)]
    return own.assign(partner=own["state_a"].where(own["state_b"] == state, own["state_b"]))


@cache
def other_rows(pair: tuple[str, str]) -> list[tuple[tuple[int, int], str]]:
    """What the usual wrong readings of question 2 give for both states, with words for each."""
    table, (a, b) = signings(), pair
    first = [int((table["state_a"] == state).sum()) for state in pair]
    second = [int((table["state_b"] == state).sum()) for state in pair]
    both = int(((table["state_a"] == a) & (table["state_b"] == b)).sum())
    numbers = [of_state(state)["agreement"].nunique() for state in pair]
    article = [len(of_state(state)) for state in ("AZE", "PAK")]
    return [
        ((first[0], first[1]), "Those stand in the first column only. A state can stand in the second as well."),
        ((second[0], second[1]), "Those stand in the second column only. A state can stand in the first as well."),
        ((both, both), "Those rows name both of your states at once. Ask for each state by itself."),
        ((numbers[0], numbers[1]), "Those are different agreements. This question asks for rows, as they stand."),
        ((article[0], article[1]), "Those are the rows of the article's pair. Use the A and B that my_pair() gave you."),
        ((len(of_state(b)), len(of_state(a))), "The two have changed places: A is the first of my_pair()."),
    ]  # fmt: skip


@HIDDEN.check("m0-q2", "the rows of both states")
def _(rows_a: int, rows_b: int, case: Case) -> None:
    right = tuple(len(of_state(state)) for state in case.pair)
    came = (rows_a, rows_b)
    said = next((words for value, words in other_rows(case.pair) if value == came), "Join two conditions by |.")
    assert came == right, (
        f"{' and '.join(map(states.name, case.pair))}: expected {right[0]:,} and {right[1]:,} rows, but {rows_a:,} and {rows_b:,} "
        f"came. {said}"
    )


# ------------------------------------------------------------------------------------------------ 3 kinds of claim

WORDS = {"D": "descriptive", "C": "causal", "I": "interpretive", "N": "normative", "P": "predictive"}
# The kind of each sentence, and why.
KINDS = {
    "a": ("D", "the treaty and its date are on record"),
    "b": ("C", "it says that the treaty brought the end of the quarrel about; without the treaty it might have ended too"),
    "c": ("N", "it says what the governments ought to do"),
    "d": ("P", "it can be checked in 2040 and not before"),
    "e": ("I", "it gives a motive to a silence, and the same silence bears other readings"),
    "f": ("D", "that the minister said so is on record, whatever the treaty did"),
    "g": ("C", "it compares trade with what it would be without the river"),
    "h": ("N", "it praises a decision; that the decision is past changes nothing"),
    "i": ("P", "only time can tell"),
    "j": ("I", "it says what the partnership really is, and others may read it otherwise"),
}  # fmt: skip
# What somebody may have thought who gave a sentence this kind.
TRAPS = {
    ("h", "D"): "To stand in the past does not make a sentence a record: *right* is a word of praise.",
    ("g", "D"): "A cause can be claimed without the word *because*: ask what the sentence compares.",
    ("f", "C"): "The claim is that he said it. What he said is a causal claim, and another one.",
    ("g", "P"): "*Would* is no forecast here: nobody expects the river to go.",
    ("e", "C"): "A motive is read into an act, and no comparison brings it to light.",
    ("h", "I"): "*It was right* weighs a deed. To interpret is to say what it meant.",
    ("d", "C"): "The river may have causes to go, but the sentence names none.",
}


def _kind(kind: str) -> None:
    own = [letter for letter, (right, _) in KINDS.items() if right == kind]

    @HIDDEN.check("m0-q3", f"the {WORDS[kind]} sentences")
    def _(KINDS_: Mapping[str, str], case: Case) -> None:
        for letter in own:
            came = KINDS_[letter]
            trap = TRAPS.get((letter, came), "")
            assert came == kind, (
                f"Sentence {letter}: expected {kind} ({WORDS[kind]}), but {came} came: {KINDS[letter][1]}. {trap}".strip()
            )


for _letter in WORDS:
    _kind(_letter)

# ------------------------------------------------------------------------------------------ 4 words for four readers

SIDE, VAGUE, HALVES, SIGNED = "side", "vague", "halves", "signed"
# What each wording of each sentence does.
DOES = {
    "w1": {"A": SIDE, "B": HALVES, "C": SIGNED, "D": VAGUE},
    "w2": {"A": SIGNED, "B": VAGUE, "C": SIDE, "D": HALVES},
    "w3": {"A": VAGUE, "B": SIGNED, "C": HALVES, "D": SIDE},
    "w4": {"A": HALVES, "B": SIDE, "C": VAGUE, "D": SIGNED},
}
ABOUT = {
    "w1": "the operation of September 2023",
    "w2": "the vote of December 1991",
    "w3": "October 1947",
    "w4": "August 2019",
}
FAULT = {
    SIDE: "Those are the other side's words. One reader's loaded sentence is not mended by another's.",
    VAGUE: "All could sign that, as it says nothing. Neutral is not empty: who did what, and when?",
    HALVES: "That gives both sides the same part, and it did not happen so. Fair is not half and half.",
}


def _wording(sentence: str) -> None:
    @HIDDEN.check("m0-q4", f"on {ABOUT[sentence]}")
    def _(given: Mapping[str, str], case: Case) -> None:
        does = DOES[sentence][given[sentence]]
        assert does == SIGNED, (
            f"On {ABOUT[sentence]}, {given[sentence]} came: expected a wording with an act, a date and whose view is whose. {FAULT.get(does, '')}"
        )


for _sentence in DOES:
    _wording(_sentence)

# ---------------------------------------------------------------------------------------- 5 one table, four figures


@cache
def figure(state: str, rule: str) -> list[tuple[int, str]]:
    """What a rule counts for a state: first the right figure, then the usual wrong readings with words for each."""
    own = of_state(state)
    two = own[own["form"] == "bilateral"]
    first = signings()[signings()["state_a"] == state]
    agreements = own["agreement"].nunique()
    readings = {
        "rows": [
            (len(own), ""),
            (len(first), "Those stand in the first column only. A state can stand in the second as well."),
        ],
        "partners": [
            (own["partner"].nunique(), ""),
            (own["partner"].nunique() + 1, "The state itself is among its partners. Leave it out."),
            (first["state_b"].nunique(), "Those are the partners in the second column only. Some stand in the first."),
            (len(own), "Those are rows: a partner under five agreements is one partner."),
        ],
        "agreements": [
            (agreements, ""),
            (len(own), "Those are rows. An agreement counts once, however many partners it brings."),
            (own["entry"].nunique(), "Those are entries. A later accession or a consolidated text is no new agreement: count different numbers in the column agreement."),
            (first["agreement"].nunique(), "Those are found in the first column only."),
        ],
        "two-party": [
            (two["agreement"].nunique(), ""),
            (own[own["form"] != "plurilateral"]["agreement"].nunique(), "Groups are among them. A group that signs with one state is many states: keep the form bilateral."),
            (own[own["form"].isin(["bilateral", "group and state"])]["agreement"].nunique(), "Groups are among them. A group that signs with one state is many states: keep the form bilateral."),
            (agreements, "Those are all agreements, whoever else is in them."),
        ],
    }  # fmt: skip
    return readings[rule]


def _rule(rule: str) -> None:
    @HIDDEN.check("m0-q5", f"the rule {rule}")
    def _(figures: Any, case: Case) -> None:
        table = figures.assign(rule=figures["rule"].str.strip()).set_index("rule")
        assert rule in table.index, f"Expected a row for the rule {rule}, but there is none. Add it."
        came = [table.loc[rule, name] for name in ("a", "b")]
        right = [figure(state, rule)[0][0] for state in case.pair]
        if came == right:
            return
        # The reading that explains both states, not one by luck.
        every = zip(*(figure(state, rule) for state in case.pair), strict=True)
        said = next(
            (one[1] for one, other in every if [one[0], other[0]] == came),
            "Do the toy case of hint 3 with a pencil, then look at the rows of one agreement.",
        )
        if came == [figure(state, rule)[0][0] for state in ("AZE", "PAK")]:
            said = "Those are the figures of Azerbaijan and Pakistan. Use your own A and B."
        raise AssertionError(
            f"{rule}: expected {right[0]:,} for {states.name(case.pair[0])} and {right[1]:,} for {states.name(case.pair[1])}, but "
            f"{came[0]:,.0f} and {came[1]:,.0f} came. {said}"
        )


for _name in ("rows", "partners", "agreements", "two-party"):
    _rule(_name)

# ----------------------------------------------------------------------------------------------- 6 leave the page


# The rows of the chronology that settle a report. That they hold what is said of them here is tested.
VOTE, MEMBER, RELATIONS, EMBASSY = "E056", "E067", "E037", "E038"


@cache
def records() -> dict[str, tuple[str, str]]:
    """For each report its letter and why: computed where a table can decide."""
    events = load("events").set_index("id")
    vote = load("roll_calls").query("symbol == 'A/RES/62/243'").iloc[0]
    members = int(vote[["yes", "no", "abstain", "absent"]].sum())
    joined = "full member" in events.loc[MEMBER, "event"] and "India" in events.loc[MEMBER, "event"]
    days = (events.loc[EMBASSY, "date"] - events.loc[RELATIONS, "date"]).days
    facts = {
        "a": (vote["yes"] == 39, f"{VOTE} has {vote['yes']} votes in favour"),
        "b": (2 * vote["yes"] > members, f"{VOTE} has {vote['yes']} votes in favour, of {members} members with a seat"),
        "c": (2 * vote["no"] > members, f"{VOTE} has {vote['no']} votes against, of {members} members with a seat"),
        "d": (joined, f"{MEMBER} dates it to June 2017; the list of memberships says of itself that it was not kept up to date"),
        "e": (days < 366, f"from {RELATIONS} to {EMBASSY} are {days} days"),
    }  # fmt: skip
    found = {name: ("F" if true else "O", why) for name, (true, why) in facts.items()}
    return found | {
        "f": ("N", "the registers of both ministries could hold it, and none of our tables is such a register"),
        "g": ("N", "the outlet's books could show it, and no table of ours has them"),
        "h": ("X", "nobody can weigh how pure a friendship is, and every record bears several readings"),
    }


MISTAKEN = {
    ("f", "O"): "Not to find a list is not to find that the figure is wrong.",
    ("f", "X"): "A dated list of titles would decide, so it can be tested; only not here.",
    ("f", "F"): "Nobody denies it, but a thing that nobody denies is not on record by that.",
    ("b", "F"): "It was adopted, as more voted for it than against; most abstained or stayed away.",
    ("d", "O"): "The first list that one opens may be an old one.",
    ("h", "N"): "What would the missing record say? Words of brotherhood show words.",
    ("g", "F"): "A page that calls the view the author's own says so of itself. Of money it says nothing.",
    ("a", "N"): "Look for the year and the body in the chronology, not for the words of the report.",
}


def _status(letter: str, title: str) -> None:
    @HIDDEN.check("m0-q6", title)
    def _(STATUS: Mapping[str, str], FOUND: frozenset[str], case: Case) -> None:
        for name, (right, why) in records().items():
            if right == letter and STATUS[name] != right:
                said = MISTAKEN.get((name, STATUS[name]), "")
                raise AssertionError(f"Report {name}: expected {right}, but {STATUS[name]} came: {why}. {said}".strip())


for _one, _said in {
    "F": "what a record says", "O": "what a record says otherwise", "N": "what no table here holds", "X": "what no record could decide",
}.items():  # fmt: skip
    _status(_one, _said)


@HIDDEN.check("m0-q6", "the rows that settle it")
def _(STATUS: Mapping[str, str], FOUND: frozenset[str], case: Case) -> None:
    events = load("events").set_index("id")["event"]
    right = {VOTE, MEMBER, RELATIONS, EMBASSY}
    lacking, more = sorted(right - FOUND), sorted(FOUND - right)
    assert not lacking, (
        f"Expected the row {lacking[0]} in FOUND, on which a report rests: {events[lacking[0]]} Search the chronology for it."
    )
    assert not more, (
        f"Expected only rows that settle a report, but {more[0]} is in FOUND: {events.get(more[0], 'no such row')} It is near the "
        "subject and decides none of the eight."
    )


# ------------------------------------------------------------------------------------------------ 7 a tidy count

SIGNS = {"friendly": 1, "neutral": 0, "hostile": -1}


def tally(events: pd.DataFrame) -> dict[tuple[str, str], tuple[int, ...]]:
    """Counts by pair and sign, from the course's measure."""
    import pandas as pd

    rows = event_signs(events.assign(date=pd.Timestamp("2000-01-01")))
    found = rows.groupby(["state_a", "state_b"])["sign"].agg(
        lambda signs: tuple((signs == s).sum() for s in SIGNS.values())
    )
    return {pair: tuple(map(int, counted)) for pair, counted in found.items()}  # fmt: skip


def compared(came: Any, events: pd.DataFrame, which: str) -> None:
    """An answer beside the counts of the measure."""
    right = tally(events)
    given = {(row.state_a, row.state_b): tuple(int(getattr(row, name)) for name in SIGNS) for row in came.itertuples()}
    assert set(given) == set(right), (
        f"{which}: expected {len(right)} pairs, but {len(given)} came; {sorted(set(given) ^ set(right))[0]} is the first that differs."
    )
    wrong = [pair for pair in right if given[pair] != right[pair]]
    assert not wrong, (
        f"{which}, {'–'.join(wrong[0])}: expected {right[wrong[0]]} friendly, neutral and hostile events, but {given[wrong[0]]} came. "
        "Is every pair of every cell counted, with its own sign?"
    )


@HIDDEN.check("m0-q7", "the chronology of the course")
def _(count_signs: Any, case: Case) -> None:
    events = load("events")
    compared(count_signs(events), events, "In the chronology")


@HIDDEN.check("m0-q7", "parts of the chronology")
def _(count_signs: Any, case: Case) -> None:
    events = load("events")
    for which, part in {
        "Without votes": events[events["kind"] != "vote"],
        "Undisputed events": events[events["disputed"] == "no"].sample(frac=1, random_state=case.seed),
    }.items():
        compared(count_signs(part), part, which)


@HIDDEN.check("m0-q7", "made-up events of five states")
def _(count_signs: Any, case: Case) -> None:
    import pandas as pd

    random, names = case.random, ["VVV", "WWW", "XXX", "YYY", "ZZZ"]
    cells: list[str | None] = [None]
    for _ in range(60):
        pairs = {tuple(sorted(random.choice(names, 2, replace=False))) for _ in range(int(random.integers(1, 4)))}
        parts = ["-".join(map(str, random.permutation(pair))) for pair in sorted(pairs)]
        cells.append(";".join(f"{part}:{random.choice(['+1', '0', '-1'])}" for part in parts))
    made = pd.DataFrame({"id": [f"E{n:03}" for n in range(len(cells))], "dyad_signs": pd.Series(cells, dtype="str")})
    compared(count_signs(made), made, "Among made-up events")


# ------------------------------------------------------------------------------------------------------- 8 a chart

RIVALS = {"Armenia and Azerbaijan": ("ARM", "AZE"), "India and Pakistan": ("IND", "PAK")}
MEDIAN = "median pair"
ROUNDED = 0.002  # more than the rounding to three digits, less than any usual mistake
COOPERATION = ["verbal_cooperation", "material_cooperation"]
CONFLICT = ["verbal_conflict", "material_conflict"]


@cache
def news() -> pd.DataFrame:
    """Coded events by year and direction, with the pair, all events and the cooperative ones."""
    table = load("dyad_events").astype({"sender": "str", "receiver": "str"})
    return table.assign(
        pair=["-".join(sorted(ends)) for ends in zip(table["sender"], table["receiver"], strict=True)],
        n=table[[*COOPERATION, *CONFLICT]].sum(axis=1), good=table[COOPERATION].sum(axis=1),
        said=table["verbal_cooperation"], spoken=table["verbal_cooperation"] + table["verbal_conflict"],
    )  # fmt: skip


@cache
def shares() -> dict[str, dict[str, pd.Series]]:
    """The three lines, and what the usual wrong readings give in their place; "right" is right."""
    import pandas as pd

    sums = news().groupby(["pair", "year"])[["n", "good", "said", "spoken"]].sum()
    rows = news().set_index(["pair", "year"])
    forward = news()[news()["sender"] < news()["receiver"]].set_index(["pair", "year"])

    def lines(share: pd.Series, median: pd.Series) -> dict[str, pd.Series]:
        own = {label: share["-".join(ends)] for label, ends in RIVALS.items()}
        return own | {MEDIAN: median.groupby("year").median()}

    whole = sums.groupby("year").sum()
    right = sums["good"] / sums["n"]
    each = rows["good"] / rows["n"]
    alone = forward["good"] / forward["n"]
    typical = right.groupby("year").mean()
    return {
        "right": lines(right, right),
        "That is one direction only. What is sent and what comes back are events of the same pair.": lines(alone, alone),
        "That median is of rows, so of directions. Add up the two directions of a pair first.": lines(right, each),
        "That is the mean of two shares. Add up events first, then divide.": lines(each.groupby(["pair", "year"]).mean(), right),
        "Only words are above the line. Deeds of cooperation belong there too.": lines(sums["said"] / sums["n"], sums["said"] / sums["n"]),
        "Deeds are left out altogether. Words and deeds both count.": lines(sums["said"] / sums["spoken"], sums["said"] / sums["spoken"]),
        "That line is the share of all events together. The median asks for the pair in the middle.":
            lines(right, right) | {MEDIAN: whole["good"] / whole["n"]},
        "That line is the mean of the pairs. A few hostile pairs pull it down: take the median.": lines(right, right) | {MEDIAN: typical},
        "That is the share of conflict. Put cooperation above the line.": lines(1 - right, 1 - right),
        "That line is the article's pair. The median is of all pairs.": lines(right, right) | {MEDIAN: pd.Series(right["AZE-PAK"])},
    }  # fmt: skip


def drawn(chart: Any) -> dict[str, dict[int, float]]:
    """What the lines show, by label and year."""
    import pandas as pd

    seen = [layer.drawn() for layer in layers(chart) if layer.mark.get("type") == "line"]
    rows = pd.concat([one for one in seen if {"x", "y", "color"} <= set(one)])
    shown = pd.DataFrame({
        "label": rows["color"].astype("str").str.strip(),
        "year": rows["x"].astype("str").str.extract(r"(\d{4})")[0].astype(int),
        "height": pd.to_numeric(rows["y"]),
    })  # fmt: skip
    unit = 100 if shown["height"].max() > 1 else 1
    return {str(label): dict(zip(one["year"], one["height"] / unit, strict=True)) for label, one in shown.groupby("label")}  # fmt: skip


def _line(label: str) -> None:
    @HIDDEN.check("m0-q8", f"the line of {label}")
    def _(chart: Any, case: Case) -> None:
        came = drawn(chart).get(label, {})

        def as_in(line: pd.Series) -> bool:
            return all(
                isclose(came.get(int(year), float("nan")), value, abs_tol=ROUNDED) for year, value in line.items()
            )

        right = shares()["right"][label]
        if as_in(right):
            return
        said = next((words for words, wrong in shares().items() if as_in(wrong[label])), "Count one year by hand.")
        year = next(
            year for year, value in right.items() if not isclose(came.get(year, float("nan")), value, abs_tol=ROUNDED)
        )
        raise AssertionError(
            f"{label}, {year}: expected a cooperative share of {right[year]:.3f}, but {came.get(year, float('nan')):.3f} is drawn. {said}"
        )  # fmt: skip


for _label in (*RIVALS, MEDIAN):
    _line(_label)

# ------------------------------------------------------------------------------------------- 9 how normal is it?


@cache
def shared_seats() -> pd.DataFrame:
    """How many organisations each two states share as full members: a row and a column a state."""
    import pandas as pd

    seats = load("memberships").query("status == 'member'").astype({"state": "str", "organisation": "str"})
    table = pd.crosstab(seats["state"], seats["organisation"])
    return table @ table.T


@cache
def every_pair() -> pd.Series:
    """The number of shared organisations of every two states, each pair once."""
    import numpy as np
    import pandas as pd

    table = shared_seats()
    first, second = np.triu_indices(len(table), 1)
    index = pd.MultiIndex.from_arrays([table.index[first], table.index[second]], names=["state_a", "state_b"])
    return pd.Series(table.to_numpy()[first, second], index=index)


def members_of(name: str, pair: tuple[str, str]) -> pd.Series:
    """The pairs of a comparison set, the own pair among them."""
    if name == "all":
        return every_pair()
    state = pair[0] if name == "with A" else pair[1]
    return shared_seats()[state].drop(state)


@cache
def standing(name: str, pair: tuple[str, str]) -> dict[str, list[tuple[float, str]]]:
    """For one set and pair, each column: first the right figure, then the usual wrong readings with words for each."""
    own = int(shared_seats().loc[pair])
    whole = members_of(name, pair)
    others = whole.drop(pair if name == "all" else [one for one in pair if one in whole.index])
    state = pair[0] if name == "with A" else pair[1]
    first = every_pair().drop(pair)
    half = first[first.index.get_level_values(0) == state]
    itself = "Your own pair is among the others. Leave it out."
    column = "Those are the pairs with the state in the first column. It can stand in the second too."
    return {
        "n": [
            (len(others), ""), (len(whole), itself), *([(len(half), column)] if name != "all" else []),
            (2 * len(others), "Every pair is there twice, once in each order."),
        ],
        "median": [(float(others.median()), ""), (float(others.mean()), "That is the mean. A few pairs with very many pull it up: take the median.")],
        "more": [
            (float((others > own).mean()), ""),
            (float((others >= own).mean()), "Pairs that share just as many are among them. To share more is >."),
            (float((others < own).mean()), "That is the share of pairs that share fewer. Turn the comparison round."),
            (float((whole > own).mean()), itself),
            (float((others > others.median()).mean()), "That compares with the median. Compare with your own pair."),
        ],
    }  # fmt: skip


@HIDDEN.check("m0-q9", "what the own pair shares")
def _(shared: int, normal: Any, case: Case) -> None:
    right, article = int(shared_seats().loc[case.pair]), int(shared_seats().loc["AZE", "PAK"])
    listed = load("memberships").astype({"state": "str", "organisation": "str"})
    either = [set(listed[listed["state"] == state]["organisation"]) for state in case.pair]
    known = [
        (article, "That is the figure of Azerbaijan and Pakistan. Use your own A and B."),
        (len(either[0] & either[1]), "Observers and others are in it. Both must be full members."),
    ]
    assert shared == right, (
        f"{' and '.join(map(states.name, case.pair))}: expected {right} organisations of which both are full members, but {shared} came. "
        f"{reading(shared, known, 'It stands in one row of the table of pairs.')}"
    )


def _column(column: str, advice: str) -> None:
    @HIDDEN.check("m0-q9", f"the column {column}")
    def _(shared: int, normal: Any, case: Case) -> None:
        table = normal.assign(set=normal["set"].str.strip()).set_index("set")[column]
        for name in ("all", "with A", "with B"):
            assert name in table.index, f"Expected a row for the set {name!r}, but there is none. Add it."
        for name in ("all", "with A", "with B"):
            known = standing(name, case.pair)[column]
            if not isclose(table[name], known[0][0], abs_tol=1e-9):
                raise AssertionError(
                    f"{column}, {name}: expected {known[0][0]:.6g}, but {table[name]:.6g} came. {reading(table[name], known[1:], advice)}"
                )


_column("n", "Each pair once, without your own.")
_column("median", "The median of what the other pairs of the set share.")
_column("more", "The share, from 0 to 1, of the other pairs of the set that share more than yours.")

# ------------------------------------------------------------------------------------------ 10 one arrow turned round

CAUSE, OUTCOME = "commitment to Azerbaijan", "no relations with Armenia"
WORDS_ON, TIES = "Armenia's words on Kashmir", "Armenia's ties with India"
BOX = {
    "C": CAUSE, "Y": OUTCOME, "oic": "OIC resolutions", "soon": "early recognition", "say": WORDS_ON, "tie": TIES,
    "post": "no embassy in Yerevan",
}  # fmt: skip
# The arrows of the first drawing; that they are those of the notebook is tested.
FIRST = tuple(
    (BOX[here], BOX[there])
    for here, there in (arrow.split(">") for arrow in "oic>C oic>Y soon>C C>Y C>say say>Y tie>say tie>Y Y>post".split())
)
SECOND = tuple((WORDS_ON, CAUSE) if arrow == (CAUSE, WORDS_ON) else arrow for arrow in FIRST)


def confounders(arrows: Iterable[tuple[str, str]]) -> set[str]:
    """The boxes that bring about the cause, and the outcome on a way of their own."""
    import networkx as nx

    graph = nx.DiGraph(arrows)
    without = graph.copy()
    without.remove_node(CAUSE)
    return nx.ancestors(graph, CAUSE) & nx.ancestors(without, OUTCOME)


@HIDDEN.check("m0-q10", "made-up drawings")
def _(after: Any, HOLD_1: Any, HOLD_2: Any, case: Case) -> None:
    import networkx as nx

    random, names = case.random, list("ABCDEFGH")
    for _ in range(12):
        order = [str(name) for name in random.permutation(names)]
        arrows = [(x, y) for i, x in enumerate(order) for y in order[i + 1 :] if random.random() < 0.3]
        arrows = [arrows[int(place)] for place in random.permutation(len(arrows))]
        cause = order[int(random.integers(0, 4))]
        graph = nx.DiGraph(arrows)
        right = nx.descendants(graph, cause) if cause in graph else set()
        came = after(list(arrows), cause)
        assert came == right, (
            f"After {cause} in {', '.join(f'{x}→{y}' for x, y in arrows)}: expected {', '.join(sorted(right)) or 'nothing'}, but "
            f"{', '.join(sorted(came)) or 'nothing'} came. In whatever order the arrows are listed, walk on until nothing new comes."
        )


@HIDDEN.check("m0-q10", "the two drawings, by the function")
def _(after: Any, HOLD_1: Any, HOLD_2: Any, case: Case) -> None:
    import networkx as nx

    for name, arrows in (("first", FIRST), ("second", SECOND)):
        right, came = nx.descendants(nx.DiGraph(arrows), CAUSE), after(list(arrows), CAUSE)
        assert came == right, (
            f"{name.capitalize()} drawing: expected {len(right)} boxes after the cause, but {len(came)} came. Use every arrow."
        )


def _hold(place: int, name: str, arrows: tuple[tuple[str, str], ...]) -> None:
    @HIDDEN.check("m0-q10", f"what to hold constant in the {name} drawing")
    def _(after: Any, HOLD_1: Any, HOLD_2: Any, case: Case) -> None:
        import networkx as nx

        came, right = (HOLD_1, HOLD_2)[place], confounders(arrows)
        if set(came) == right:
            return
        graph = nx.DiGraph(arrows)
        available = set(graph) - {CAUSE, OUTCOME, "no embassy in Yerevan"}
        later = set(came) & nx.descendants(graph, CAUSE)
        lacking, more = sorted(right - set(came)), sorted(set(came) - right)
        if set(came) == available:
            said = "That is everything available. What moves the cause alone, or comes after it, has no place there."
        elif later:
            said = (
                f"{min(later)} comes after the cause: it is how the cause may work, and to hold it constant hides that."
            )
        elif more and more[0] in nx.ancestors(graph, CAUSE):
            said = f"{more[0]} moves the cause and reaches the outcome only through it, so it confounds nothing."
        elif more:
            said = f"{more[0]} moves the outcome and not the cause, so it does not make the two go together."
        elif name == "second" and set(came) == confounders(FIRST):
            said = "That is the set of the first drawing. One arrow is turned round; walk all ways again."
        else:
            said = f"{lacking[0]} leads to the cause and, on a way round it, to the outcome."
        raise AssertionError(
            f"{name.capitalize()} drawing: expected {len(right)} to be held constant, but {', '.join(sorted(came)) or 'none'} came. {said}"
        )


_hold(0, "first", FIRST)
_hold(1, "second", SECOND)
