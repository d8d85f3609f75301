"""Hidden checks of exercise 6, against the course's own measures. Instructors only."""

from __future__ import annotations

from functools import cache
from math import isclose
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from course_utils import load, states
from course_utils.exercises.hidden import Case, HiddenChecks
from course_utils.exercises.shelf import module
from course_utils.measures import reciprocity
from course_utils.measures.reciprocity import games

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

HIDDEN = HiddenChecks("m6_reciprocity")
PUBLIC = module(Path(__file__).with_name("checks.py"))
CLASS = 50  # members of a state's class


def chosen(came: str, right: str, why: str, what: str) -> None:
    """The right letter of a case, with the reason."""
    assert came == right, f"{what}: {came or 'no letter'} came, but {why}"


# ------------------------------------------------------------------------------------------------ 1 sorted cases

SORTED = {
    "votes": ("S", "a vote came back for a vote, from the same state, a month later. Same coin, same partner, soon: that is specific."),
    "flood": ("D", "what came back was of another kind, nine years later, and nobody had kept count. That is diffuse."),
    "refugees": ("D", "the return came by way of a third. Give-and-take through others is diffuse, and it is still give-and-take."),
    "treaty": ("J", "it was one act with two signatures. That each stands under the other's name is bookkeeping, no answer."),
    "silence": ("S", "who stops after one act that was not returned keeps strict accounts. Diffuse give-and-take would outlive a lapse."),
    "open account": ("D", "an account that stays open while acts go on is what diffuse give-and-take predicts. A strict exchange would have stopped."),
    "farewell": ("N", "nobody saw it and the giver leaves tomorrow, so nothing can come back. Neither kind of give-and-take asks for it."),
}  # fmt: skip


@HIDDEN.check("m6-q1", "acts, and how they came back")
def _(found: dict[str, str], case: Case) -> None:
    for name in ("votes", "flood", "refugees", "treaty"):
        chosen(found[name], *SORTED[name], name)


@HIDDEN.check("m6-q1", "what each kind predicts")
def _(found: dict[str, str], case: Case) -> None:
    for name in ("silence", "open account", "farewell"):
        chosen(found[name], *SORTED[name], name)


# ------------------------------------------------------------------------------------------- 2 two correlations


def invented_log(random: np.random.Generator, months: int) -> pd.DataFrame:
    """Meetings and acts alone of two states, at random; each meeting has two rows."""
    import pandas as pd

    rows = []
    for number in range(int(random.integers(3, 2 * months))):
        month = int(random.integers(1, months + 1))
        rows += [(month, "X", "Y", number), (month, "Y", "X", number)]
    for sender, receiver in ("XY", "YX"):
        for month in random.integers(1, months + 1, int(random.integers(2, months))):
            rows.append((int(month), sender, receiver, None))
    table = pd.DataFrame(rows, columns=["month", "sender", "receiver", "meeting"])
    table = table.astype({"sender": "str", "receiver": "str", "meeting": "Int64"})
    return table.iloc[random.permutation(len(table))].reset_index(drop=True)


def correlation(log: pd.DataFrame, months: int) -> float:
    """The correlation of the two directions, month by month, by the course's measure."""
    counts = log.groupby(["sender", "receiver", "month"]).size().reset_index(name="entries")
    # The measure counts in years; a month is as good a period.
    counts = counts.assign(year=counts["month"] + 2000)
    paired = reciprocity.paired_series(counts, "X", "Y", "entries", span=(2001, 2000 + months), complete=True)
    return float(reciprocity.lagged_correlation(paired, lags=[0])["r"].iloc[0])


@HIDDEN.check("m6-q2", "logs at random")
def _(two_correlations: Any, case: Case) -> None:
    random = case.random
    for number in range(5):
        months = int(random.integers(8, 60))
        log = invented_log(random, months)
        wanted = correlation(log, months), correlation(log[log["meeting"].isna()], months)
        came = two_correlations(log.copy(), months)
        for what, one, other in zip(("all entries", "acts alone"), came, wanted, strict=True):
            assert isclose(one, other, abs_tol=1e-9) or (one != one and other != other), (
                f"Log {number} of seed {case.seed}, {what}: expected {other:.6f}, but {one:.6f} came. Take every month from "
                "the first to the last, go by the meeting's number, and do not round."
            )


# ------------------------------------------------------------------------------------- 3 after, and otherwise

RIVALS = (("ARM", "AZE"), ("IND", "PAK"))


@cache
def rivals(a: str, b: str) -> pd.DataFrame:
    """Uses of force of each against the other by month, 1992 to 2014, clashes left out."""
    table = load("incidents").astype({"sender": "str", "receiver": "str"})
    total = table[~table["clash"]].groupby(["sender", "receiver", "year", "month"], as_index=False)["events"].sum()
    return reciprocity.paired_series(total, a, b, "events", unit="month", span=("1992-01", "2014-12"), complete=True)


def compare_response(function: Any, paired: pd.DataFrame, lag: int, where: str) -> None:
    """Both shares against the course's measure, for both directions."""
    right = reciprocity.contingency(paired, lag=lag)
    for row, (a, b) in zip(right.itertuples(), (("a_to_b", "b_to_a"), ("b_to_a", "a_to_b")), strict=True):
        given = paired[[a, b]].set_axis(["a", "b"], axis=1).astype("int64")
        for what, one, other in zip(
            ("after", "otherwise"), function(given, lag), (row.after, row.otherwise), strict=True
        ):
            assert isclose(one, other, abs_tol=1e-9) or (one != one and other != other), (
                f"{where}, {lag} months later: expected {what} {other:.6f}, but {one:.6f} came. Use the months that have one "
                f"{lag} later, ask whether each acted and not how often, and do not round."
            )


@HIDDEN.check("m6-q3", "two pairs of rivals, several lags")
def _(after_and_otherwise: Any, case: Case) -> None:
    for a, b in RIVALS:
        for lag in (0, 1, 6):
            compare_response(after_and_otherwise, rivals(a, b), lag, f"{states.name(a)} and {states.name(b)}")


@HIDDEN.check("m6-q3", "months at random")
def _(after_and_otherwise: Any, case: Case) -> None:
    import pandas as pd

    random = case.random
    for number in range(3):
        n = int(random.integers(12, 60))
        paired = pd.DataFrame({
            "state_a": "AZE", "state_b": "PAK", "year": range(1900, 1900 + n),
            "a_to_b": random.poisson(0.6, n).astype(float), "b_to_a": random.poisson(0.4, n).astype(float),
        })  # fmt: skip
        compare_response(after_and_otherwise, paired, int(random.integers(1, 4)), f"Invented months, table {number}")


# ------------------------------------------------------------------------------------------- 4 a running account


@cache
def chronology() -> pd.DataFrame:
    """The directed acts of the course's chronology."""
    return reciprocity.directed_acts(load("events"))


def compare_account(account: Any, acts: pd.DataFrame, a: str, b: str, last: pd.Timestamp, where: str) -> None:
    """The four figures against the course's measure."""
    right = reciprocity.balance_of_gestures(acts, a, b, span=(acts["date"].min(), last)).iloc[0]
    found = account(acts.copy(), a, b, last)
    for name, came in found.items():
        assert came == right[name], (
            f"{where}: expected {name} {right[name]:g}, but {came} came. Look at the signs, at acts of one day, at the order of "
            "the rows and at the last day."
        )


@HIDDEN.check("m6-q4", "the chronology")
def _(account: Any, case: Case) -> None:
    import pandas as pd

    acts = chronology().sample(frac=1, random_state=case.seed)
    for a, b, last in (("AZE", "PAK", "2026-02-28"), ("PAK", "AZE", "2010-06-30"), ("IND", "AZE", "2025-12-31"), ("AZE", "PAK", "1995-01-01")):  # fmt: skip
        where = f"{states.name(a)} and {states.name(b)} until {last}"
        compare_account(account, acts, a, b, pd.Timestamp(last), where)


@HIDDEN.check("m6-q4", "acts at random")
def _(account: Any, case: Case) -> None:
    import pandas as pd

    random = case.random
    for number in range(4):
        n = int(random.integers(10, 40))
        pairs = [("X", "Y"), ("Y", "X"), ("X", "Z"), ("Z", "Y")]
        # Few days for many acts, so that some share a day.
        acts = pd.DataFrame([pairs[int(place)] for place in random.integers(0, 4, n)], columns=["sender", "receiver"])
        acts = acts.assign(
            date=pd.Timestamp("2000-01-01") + pd.to_timedelta(random.integers(0, 60, n), unit="D"),
            sign=random.choice([1, 1, 1, 0, -1], n),
        ).astype({"sender": "str", "receiver": "str"})
        known = pd.DataFrame(
            {"sender": ["X", "Y"], "receiver": ["Y", "X"], "date": pd.Timestamp("2000-01-01"), "sign": -1}
        )
        acts = pd.concat([acts, known], ignore_index=True).astype({"sender": "str", "receiver": "str"})
        last = pd.Timestamp("2000-02-01") + pd.Timedelta(days=int(random.integers(0, 60)))
        compare_account(account, acts, "X", "Y", last, f"Invented acts, table {number} of seed {case.seed}")


# ------------------------------------------------------------------------------------------- 5 a forgiving player


@HIDDEN.check("m6-q5", "other histories")
def _(pardoner: Any, case: Case) -> None:
    random = case.random
    for _ in range(60):
        n = int(random.integers(0, 12))
        own, other = ("".join(random.choice(["C", "D"], n)) for _ in range(2))
        seed = int(random.integers(1_000_000))
        wanted = games.generous_tit_for_tat(own, other, Random(seed))
        came = pardoner(own, other, Random(seed))
        assert came == wanted, (
            f"After its own {own!r} and the other's {other!r}, with a draw of {Random(seed).random():.3f}: expected {wanted}, "
            f"but {came} came. Look at the other's last move, and pardon where the draw is below 1/3."
        )


@HIDDEN.check("m6-q5", "one pardon in three")
def _(pardoner: Any, case: Case) -> None:
    source = Random(case.seed)
    share = sum(pardoner("C", "D", source) == "C" for _ in range(1500)) / 1500
    assert abs(share - 1 / 3) < 0.06, (
        f"Of 1,500 defections about one in three should be let pass, but {share:.2f} were. Draw anew each time, once."
    )


# ------------------------------------------------------------------------------------------------- 6 two fields

# Of the course's strategies these ten enter.
NAMES = tuple(
    "alternator bully cooperator defector generous_tit_for_tat grudger prober tit_for_tat tit_for_two_tats "
    "win_stay_lose_shift".split()
)


@cache
def played(noise: float) -> pd.DataFrame:
    """The tournament of the ten, as the notebook plays it."""
    return games.tournament({name: games.STRATEGIES[name] for name in NAMES}, turns=100, noise=noise, repetitions=5)


@cache
def place(field: frozenset[str], noise: float) -> int:
    """The place of tit for tat in a field."""
    pairs = played(noise)
    table = games.standings(pairs[pairs["strategy"].isin(field) & pairs["opponent"].isin(field)])
    return int(table.set_index("strategy").loc["tit_for_tat", "rank"])


def fit(field: Any) -> frozenset[str]:
    """The field, if it is one."""
    assert len(field) == 5 and "tit_for_tat" in field and set(field) <= set(NAMES), "Make the first checks pass."
    return frozenset(field)


@HIDDEN.check("m6-q6", "a field that it leads")
def _(leads: Any, falls: Any, case: Case) -> None:
    came, quiet = place(fit(leads), 0.05), place(fit(leads), 0.0)
    if came != 1 and place(fit(falls), 0.05) == 1:
        advice = "It leads in the other one: the two are swapped."
    elif quiet == 1:
        advice = "It leads there while no move goes wrong. Look at the matches with noise 0.05."
    else:
        advice = "Who feeds a strategy that defects more than it?"
    assert came == 1, (
        f"LEADS: expected a field in which tit for tat comes first at noise 0.05, but it has place {came}. {advice}"
    )


@HIDDEN.check("m6-q6", "a field in which it falls back")
def _(leads: Any, falls: Any, case: Case) -> None:
    came = place(fit(falls), 0.05)
    advice = "A second place is too near." if came == 2 else "Try another newcomer."
    assert came >= 3, (
        f"FALLS: expected a field in which tit for tat has place 3 or worse, but it has place {came}. {advice}"
    )


# ------------------------------------------------------------------------------------------- 7 and 8 the distance


@cache
def points() -> pd.DataFrame:
    """Ideal points, one row a year and one column a state."""
    table = load("ideal_points").astype({"state": "str"}).query("1992 <= year <= 2024")
    return table.pivot(index="year", columns="state", values="ideal_point")


@cache
def shared() -> pd.DataFrame:
    """In how many organisations two states are both full members."""
    import pandas as pd

    full = load("memberships").astype({"state": "str", "organisation": "str"}).query("status == 'member'")
    seats = pd.crosstab(full["state"], full["organisation"]).clip(upper=1)
    seats = seats[seats.index.isin(points().columns)]
    return seats @ seats.T


@cache
def class_of(state: str) -> tuple[str, ...]:
    """The states that share most organisations with a state."""
    return tuple(shared()[state].drop(state).sort_values(ascending=False, kind="stable").index[:CLASS])


def distances(state: str, first: int = 2010) -> pd.Series:
    """Mean distance of every state from one, over the years."""
    return points().loc[first:].sub(points().loc[first:, state], axis=0).abs().mean()


def own_distance(a: str, b: str, members: tuple[str, ...], first: int = 2010) -> dict[str, float]:
    """The right answer to question 7, or what another class or window would give."""
    far = distances(a, first)
    others = far[[state for state in members if state not in (a, b)]]
    return {"distance": far[b], "median": others.median(), "nearer": int((others < far[b]).sum())}


def other_distances(a: str, b: str) -> list[tuple[str, dict[str, float]]]:
    """What the usual other readings of question 7 would give, with the words for each."""
    right = own_distance(a, b, class_of(a))
    size = sum(state not in (a, b) for state in class_of(a))
    farther = size - right["nearer"]
    rest = tuple(points().columns)
    signed = points().loc[2010:].sub(points().loc[2010:, a], axis=0)
    # The distance of a member from A, on the average of signed differences.
    means = signed.mean().abs()
    mean = distances(a)[[state for state in class_of(a) if state != b]].mean()
    return [
        ("That takes all years. Begin in 2010.", own_distance(a, b, class_of(a), 1992)),
        ("That is the class of B. Take A's.", own_distance(a, b, tuple(s for s in class_of(b) if s != a))),
        ("That takes all states for the class.", own_distance(a, b, rest)),
        ("That counts those who are farther.", right | {"nearer": farther}),
        ("That is the mean of the class. One far member moves it; take the median.", right | {"median": mean}),
        ("That takes the size of a mean, not the mean of sizes.", right | {"distance": means[b]}),
    ]  # fmt: skip


def same(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two records agree in every figure."""
    return all(isclose(one[name], other[name], abs_tol=1e-9) for name in other)


@HIDDEN.check("m6-q7", "the distance, its class, and who is nearer")
def _(found: dict[str, float], case: Case) -> None:
    a, b = case.pair
    right = own_distance(a, b, class_of(a))
    advice = "Take the size of each year's difference, then the mean of the years from 2010, then the median of A's class without B."
    advice = next((words for words, wrong in other_distances(a, b) if same(found, wrong)), advice)
    for name, wanted in right.items():
        assert isclose(found[name], wanted, abs_tol=1e-9), (
            f"{states.name(a)} and {states.name(b)}: expected {name} {wanted:.6g}, but {found[name]:.6g} came. {advice}"
        )


@cache
def own_lines(a: str, b: str) -> dict[str, pd.Series]:
    """The two lines of question 8, and other lines that are easily taken for that of the class."""
    members = [state for state in class_of(a) if state != b]
    here = points()
    far = here.sub(here[a], axis=0).abs()
    foreign = [state for state in class_of(b) if state != a]
    return {
        "pair": far[b],
        "class": far[members].median(axis=1),
        "That is the distance to the median point. Take the distances first, then their median.": (here[members].median(axis=1) - here[a]).abs(),
        "That is the mean of the distances. Take the median.": far[members].mean(axis=1),
        "That is the class of B. Take A's.": far[foreign].median(axis=1),
        "That is the median of all states. Take A's class.": far.drop(columns=[a]).median(axis=1),
        "That is B's distance from A's class. Take A's.": here[members].sub(here[b], axis=0).abs().median(axis=1),
    }  # fmt: skip


def off(line: pd.Series, right: pd.Series) -> float:
    """By how much a line misses another at most."""
    gap = (line.groupby(level=0).first() - right).abs()
    return float(gap.max()) if gap.notna().all() else float("inf")


CLOSE = 0.006  # a chart may round to two decimals


@HIDDEN.check("m6-q8", "the pair's line")
def _(chart: Any, case: Case) -> None:
    right = own_lines(*case.pair)["pair"]
    lines = PUBLIC.drawn_lines(chart)
    assert any(off(line, right) <= CLOSE for line in lines), (
        f"Expected a line with the distance of A and B, {right.iloc[0]:.2f} in {right.index[0]} and {right.iloc[-1]:.2f} in "
        f"{right.index[-1]}, but no line has these values. Draw the size of the difference of their ideal points, year by year."
    )


@HIDDEN.check("m6-q8", "the line of the class")
def _(chart: Any, case: Case) -> None:
    every = own_lines(*case.pair)
    right, lines = every["class"], PUBLIC.drawn_lines(chart)
    known = (words for words, wrong in every.items() if words not in ("pair", "class") and any(off(line, wrong) <= CLOSE for line in lines))  # fmt: skip
    advice = next(known, "Take the distance of A to each member of its class without B, then the median, year by year.")
    assert any(off(line, right) <= CLOSE for line in lines), (
        f"Expected a line with the median distance to the class, {right.iloc[0]:.2f} in {right.index[0]} and "
        f"{right.iloc[-1]:.2f} in {right.index[-1]}, but no line has these values. {advice}"
    )


@HIDDEN.check("m6-q8", "an alt text that names both states")
def _(chart: Any, case: Case) -> None:
    from course_utils import charts

    text = charts.spec(chart).get("description", "")
    for code in case.pair:
        assert states.name(code).casefold() in text.casefold() or code in text, (
            f"Expected an alt text that names {states.name(code)}, but it does not. Say whose distance is drawn."
        )


# ------------------------------------------------------------------------------------------- 9 embassies of a class

RANKED = ("embassy", "high_commission")


@cache
def missions(kinds: tuple[str, ...] | None = RANKED) -> pd.DataFrame:
    """Who keeps a mission of these kinds where, each direction once; without kinds any mission."""
    table = load("embassies").astype({"sender": "str", "receiver": "str", "kind": "str"})
    table = table if kinds is None else table[table["kind"].isin(kinds)]
    return table[["sender", "receiver"]].drop_duplicates()


def network(nodes: tuple[str, ...], kinds: tuple[str, ...] | None = RANKED) -> dict[str, float]:
    """Ties, share returned, density and rho among these states, by the course's measure."""
    ties = missions(kinds)
    ties = ties[ties["sender"].isin(nodes) & ties["receiver"].isin(nodes)]
    row = reciprocity.network_reciprocity(ties, nodes).iloc[0]
    return {"ties": int(row["ties"]), "share": row["reciprocity"], "density": row["density"], "rho": row["rho"]}


@cache
def everywhere() -> dict[str, float]:
    """The same among all states of the table."""
    return network(tuple(sorted({*missions()["sender"], *missions()["receiver"]})))


@cache
def networks(a: str) -> dict[str, dict[str, float]]:
    """The right answer to question 9, and what its usual other readings would give."""
    group = (a, *class_of(a))
    right = network(group)
    census = reciprocity.dyad_census(_inside(group), group).iloc[0]
    pairs = census["mutual"] / (census["mutual"] + census["asymmetric"])
    return {
        "right": right,
        "Between members of the Commonwealth an embassy is called a high commission: count both.": network(group, RANKED[:1]),
        "A consulate is no embassy, and a nunciature no state's: count embassies and high commissions.": network(group, None),
        "A itself is a state of its class: 51 states in all.": network(group[1:]),
        "Those are all states. Keep ties between states of the class.": everywhere(),
        "That is the share of pairs. Count ties: each returned one and its partner.": right | {"share": pairs},
        "The density divides by n · (n − 1), as nobody has an embassy at home, and each direction is one.": right
        | {"density": right["ties"] / len(group) ** 2},
        "That divides ties by pairs. Each pair has two directions.": right
        | {"density": 2 * right["ties"] / len(group) / (len(group) - 1)},
    }  # fmt: skip


def _inside(nodes: tuple[str, ...]) -> pd.DataFrame:
    ties = missions()
    return ties[ties["sender"].isin(nodes) & ties["receiver"].isin(nodes)]


def _embassies(title: str, names: tuple[str, ...]) -> None:
    @HIDDEN.check("m6-q9", title)
    def _(found: dict[str, float], case: Case) -> None:
        every = networks(case.pair[0])
        right = every["right"]
        # A slip in one figure carries on into rho, so rho does not tell one slip from another.
        wrong = {
            words: reading for words, reading in every.items()
            if words != "right" and all(isclose(found[name], reading[name], abs_tol=1e-9) for name in ("ties", "share", "density"))
        }  # fmt: skip
        advice = next(
            iter(wrong), "Keep ties between the 51 states, each direction once, and leave the figures unrounded."
        )
        for name in names:
            assert isclose(found[name], right[name], abs_tol=1e-9), (
                f"The class of {states.name(case.pair[0])}: expected {name} {right[name]:.6g}, but {found[name]:.6g} came. {advice}"
            )


_embassies("the ties and how many are returned", ("ties", "share"))
_embassies("what chance would give", ("density", "rho"))
