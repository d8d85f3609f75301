"""Hidden checks of exercise 8, against the course's own measures. Instructors only."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import isclose
from typing import TYPE_CHECKING, Any

from course_utils import load, states
from course_utils.exercises.hidden import Case, HiddenChecks
from course_utils.exercises.kinds.chart import layers, title
from course_utils.measures.forecast import calibration, horizon_rates, mean_scores, resolve, waiting_times
from course_utils.measures.institutions import durations, hazard, sensitivity, simplex

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

HIDDEN = HiddenChecks("m8_institutions")
LAST = "2025-04-08"  # the last day that the source of the treaties covers
READING_PAIR = ("AZE", "PAK")


def reading(came: float, known: Iterable[tuple[float, str]], advice: str) -> str:
    """What to say of a wrong figure: the words for the usual wrong reading that gives it, or the advice."""
    return next((words for value, words in known if isclose(came, value, rel_tol=1e-9, abs_tol=1e-12)), advice)


def same(came: float, right: float) -> bool:
    """Whether two figures agree, both missing included."""
    return isclose(came, right, rel_tol=1e-9, abs_tol=1e-12) or (came != came and right != right)


@cache
def bits() -> pd.DataFrame:
    """The bilateral investment treaties."""
    table = load("investment_treaties")
    return table[table["kind"] == "BIT"].astype({"status": "str"})


@cache
def two_states() -> pd.DataFrame:
    """Those of two states, with their codes as text."""
    return bits().dropna(subset=["state_a", "state_b"]).astype({"state_a": "str", "state_b": "str"})


@cache
def members() -> pd.DataFrame:
    """Full members of organisations."""
    return load("memberships").query("status == 'member'").astype({"state": "str", "organisation": "str"})


# ---------------------------------------------------------------------------------------- 1 twelve documents

BINDS = {
    "A": "it states feelings and support and binds nobody under international law",
    "B": "the two states mean to be bound by it, though it has not begun",
    "C": "the two states are bound by it under international law",
    "D": "chambers of commerce are no states, and the paper says that it makes no duties",
    "E": "the two states are bound by it under international law",
    "F": "a protocol that changes a treaty is a treaty, whatever it is called",
    "G": "minutes say what was talked about and bind nobody",
    "H": "it was a treaty for its five years; that it ran out is another column",
    "I": "its text says that it binds both under international law, and a heading does not undo that",
    "J": "a plan of concerts is no duty",
    "K": "ten states mean to be bound by it, two of them ours; force is another column",
    "L": "one side is a company, so it is a contract and no treaty between states",
}
ABOUT = {
    "A": "its subject is politics", "B": "its subject is investment", "C": "its subject is travel of diplomats",
    "D": "its subject is trade, and the field does not ask whether a paper binds", "E": "its subject is taxes",
    "F": "it changes an agreement on taxes", "G": "its subject is trade, and the field does not ask whether a paper binds",
    "H": "its subject is defence", "I": "its subject is defence", "J": "its subject is culture",
    "K": "its subject is trade, among ten states or two", "L": "what is bought are arms for a ministry of defence",
}  # fmt: skip
BEGUN = {
    "B": "one parliament has not agreed, so what the text asks for has not come",
    "C": "it began in 2004 and has no end",
    "E": "it began in 2007 and has no end",
    "F": "both ratified, but the notes that start it have not been exchanged",
    "H": "its five years were over in 2008",
    "I": "it began on the day of signature and has no end",
    "K": "it is in force, but Southland did not ratify, and a treaty binds those who did",
}
RIGHT = {"TREATIES": set("BCEFHIK"), "ECONOMY": set("BDEFGK"), "IN_FORCE": set("CEI")}


def compare_letters(name: str, came: frozenset[str], why: dict[str, str]) -> None:
    """One set of letters; for each that is amiss, why."""
    amiss = sorted(came ^ RIGHT[name])
    words = "; ".join(
        f"{letter} {'is not' if letter in came else 'is'} one of them: {why.get(letter, BINDS[letter])}"
        for letter in amiss
    )
    assert not amiss, f"{name}: {words}."


@HIDDEN.check("m8-q1", "what binds two states")
def _(TREATIES: Any, ECONOMY: Any, IN_FORCE: Any, case: Case) -> None:
    compare_letters("TREATIES", TREATIES, BINDS)


@HIDDEN.check("m8-q1", "what it is about")
def _(TREATIES: Any, ECONOMY: Any, IN_FORCE: Any, case: Case) -> None:
    compare_letters("ECONOMY", ECONOMY, ABOUT)


@HIDDEN.check("m8-q1", "what binds both on that day")
def _(TREATIES: Any, ECONOMY: Any, IN_FORCE: Any, case: Case) -> None:
    compare_letters("IN_FORCE", IN_FORCE, BEGUN)


# ---------------------------------------------------------------------------------------- 2 a base rate

CLASSES = (("PAK", 1990, 2), ("PAK", 1990, 10), ("AZE", 1990, 5), ("IND", 1990, 5), ("TUR", 2000, 3), ("ARM", 1990, 8))


def compare_within(within: Any, table: pd.DataFrame, horizon: float, where: str) -> None:
    """Share and open cases against the course's measure."""
    right = horizon_rates(table, [horizon]).iloc[0]
    share, still_open = within(table, horizon)
    assert still_open == right["open"], (
        f"{where}, within {horizon:g} years: {right['open']:g} were last seen waiting before, but {still_open} came as open. "
        "Count those without entry and with a duration below the horizon."
    )
    advice = reading(
        share,
        [(round(right["estimate"], digits), "Do not round.") for digits in (2, 3, 4)]
        + [(right["plain"], "That takes open cases for failures.")],
        "Look at who was under watch at each moment, and at several entries at the same one.",
    )
    assert same(share, right["estimate"]), (
        f"{where}, within {horizon:g} years: expected a share of {right['estimate']:.6f}, but {share:.6f} came. {advice}"
    )


@HIDDEN.check("m8-q2", "treaties of other states and years")
def _(within: Any, case: Case) -> None:
    for state, first, horizon in CLASSES:
        own = two_states()[(two_states()["state_a"] == state) | (two_states()["state_b"] == state)]
        own = own[own["signed"].between(f"{first}-01-01", "2024-12-31")]
        table = waiting_times(own, "signed", "in_force", LAST)[["duration", "happened"]]
        compare_within(within, table, horizon, f"Treaties of {states.name(state)} signed since {first}")


@HIDDEN.check("m8-q2", "invented treaties, many on the same day")
def _(within: Any, case: Case) -> None:
    import pandas as pd

    random = case.random
    for number in range(8):
        count = int(random.integers(3, 60))
        duration, happened = random.integers(1, 17, count) / 2, random.random(count) < random.uniform(0.2, 0.9)
        table = pd.DataFrame({"duration": duration, "happened": happened}, index=random.permutation(count))
        compare_within(within, table, int(random.integers(1, 9)), f"Invented table {number} of seed {case.seed}")


# ---------------------------------------------------------------------------------------- 3 a day in 2010

DAY = "2010-12-31"
SINCE = {"all": "1900-01-01", "recent": "1996-01-01"}


def class_rates(since: str, until: str = DAY) -> dict[str, float]:
    """The figures of one class, as known at the end of ``until``, and what usual wrong readings give."""
    table = bits()[bits()["signed"].between(since, DAY)]
    known = waiting_times(table, "signed", "in_force", until)
    waited = known[known["duration"] >= 5].assign(duration=lambda t: t["duration"] - 5)
    first, then = horizon_rates(known, [5, 10]).iloc[0], horizon_rates(waited, [5]).iloc[0]
    in_five = known["happened"] & (known["duration"] <= 5)
    return {
        "n": len(known), "open": first["open"], "five": first["estimate"], "late": then["estimate"],
        "failures": first["plain"], "dropped": in_five.sum() / (in_five | (known["duration"] >= 5)).sum(),
        "late failures": then["plain"], "between": horizon_rates(known, [10])["estimate"].item() - first["estimate"],
    }  # fmt: skip


@cache
def classes() -> dict[str, dict[str, float]]:
    """Both classes as known on the day, and as known today."""
    return {
        name + when: class_rates(since, until)
        for name, since in SINCE.items()
        for when, until in (("", DAY), (" today", LAST))
    }


@cache
def came_after() -> tuple[float, float]:
    """Of the treaties signed from 2011 to 2015, the share in force within five years; and by today."""
    later = waiting_times(bits()[bits()["signed"].dt.year.between(2011, 2015)], "signed", "in_force", LAST)
    return float((later["happened"] & (later["duration"] <= 5)).mean()), float(later["happened"].mean())


def _class_column(column: str, *wrong: tuple[str, str], advice: str) -> None:
    @HIDDEN.check("m8-q3", f"the column {column}")
    def _(table: Any, CAME: float, case: Case) -> None:
        answer = table.set_index(table["signed"].str.strip())
        for name in SINCE:
            right, came = classes()[name], answer.loc[name, column] if name in answer.index else float("nan")
            known = [(right[key], words) for key, words in wrong]
            known.append(
                (
                    classes()[f"{name} today"][column],
                    "That uses days after 2010, which nobody knew: give waiting_times the day as its until.",
                )
            )
            assert same(came, right[column]), (
                f"{column} of {name}: expected {right[column]:.6g}, but {came:.6g} came. {reading(came, known, advice)}"
            )


_class_column("n", advice="Take every bilateral treaty signed up to DAY, for `recent` since the first day of 1996.")
_class_column("open", advice="Open are those not in force by DAY whose five years were not over on DAY.")
_class_column(
    "five", ("failures", "That takes young treaties for failures."), ("dropped", "That throws young treaties away, and keeps those of them that were quick."),
    advice="Use the function of question 2, with a horizon of 5.",
)  # fmt: skip
_class_column(
    "late", ("late failures", "That takes those who had waited six years for failures at ten."),
    ("between", "That is the chance, at signature, of entry between five and ten years. Divide by those still waiting: keep them alone."),
    ("five", "That is the rate at signature again. Keep those with a duration of 5 or more."),
    advice="Keep those with a duration of 5 or more, take 5 from it, and ask for the next 5.",
)  # fmt: skip


@HIDDEN.check("m8-q3", "what came")
def _(table: Any, CAME: float, case: Case) -> None:
    right, by_today = came_after()
    advice = reading(
        CAME,
        [(by_today, "That counts entries after more than five years too.")],
        "Divide by all treaties signed from 2011 to 2015.",
    )
    assert same(CAME, right), f"CAME: expected {right:.6f}, but {CAME:.6f} came. {advice}"


# ---------------------------------------------------------------------------------------- 4 and 5 own pair

COMPONENTS = ["missions", "in_force", "trade", "clubs"]


@cache
def ties() -> pd.DataFrame:
    """The components of the index for all pairs of states, as the notebook has them."""
    import pandas as pd

    made = load("pairs").astype({"state_a": "str", "state_b": "str"})[["state_a", "state_b"]]
    both = pd.MultiIndex.from_frame(made)

    def held(table: pd.DataFrame) -> np.ndarray:
        return both.isin(pd.MultiIndex.from_frame(table[["state_a", "state_b"]].dropna().astype("str"))).astype(int)

    posts = (
        load("embassies").query("kind in ['embassy', 'high_commission']").astype({"sender": "str", "receiver": "str"})
    )
    sent = pd.MultiIndex.from_frame(posts[["sender", "receiver"]])
    made["missions"] = both.isin(sent).astype(int) + both.swaplevel().isin(sent)
    made["in_force"], made["signed"] = held(bits()[bits()["status"] == "in force"]), held(bits())
    made["trade"] = held(load("trade_agreements").dropna(subset=["in_force"]))
    seats = pd.crosstab(members()["state"], members()["organisation"]).clip(upper=1)
    seats = seats.loc[:, ~seats.columns.str.match(r"UN(?!ASUR)|MIN|MON|ATMIS|WFP|ITUC|ICC$")]
    clubs = seats.loc[:, seats.sum() <= 60]
    shared = (clubs @ clubs.T).stack().rename_axis(["state_a", "state_b"]).rename("clubs")
    return made.merge(shared.reset_index(), on=["state_a", "state_b"])


def room(pair: tuple[str, str]) -> pd.DataFrame:
    """All pairs of four states: the student's and those of the article."""
    four = {*pair, *READING_PAIR}
    return ties()[ties()["state_a"].isin(four) | ties()["state_b"].isin(four)]


@cache
def ranked(pair: tuple[str, str], counted: str) -> pd.DataFrame:
    """How the places in the room move over all weightings."""
    table = room(pair)
    found = sensitivity(table, simplex(["missions", counted, "trade", "clubs"], 5), top=len(table) // 4)
    return found.set_index(["state_a", "state_b"])


@HIDDEN.check("m8-q4", "the pair of the article in your room")
def _(places: Any, case: Case) -> None:
    compare_places(places, case, "article", READING_PAIR)


@HIDDEN.check("m8-q4", "your own pair in it")
def _(places: Any, case: Case) -> None:
    compare_places(places, case, "own", case.pair)


def compare_places(places: pd.DataFrame, case: Case, name: str, pair: tuple[str, str]) -> None:
    """The figures of one pair under both ways to count."""
    for counted in ("in_force", "signed"):
        found = places[(places["pair"].str.strip() == name) & (places["counted"].str.strip() == counted)]
        assert len(found) == 1, f"Expected one row {name} {counted}, but {len(found)} came. Make the first checks pass."
        right, row = ranked(case.pair, counted).loc[pair], found.iloc[0]
        for column, value in (("median", right["median"]), ("worst", right["worst"]), ("top", right["share_top"])):
            other = ranked(case.pair, "signed" if counted == "in_force" else "in_force").loc[pair]
            known = [
                (float(other["share_top" if column == "top" else column]), "Is that the other way to count the treaty?")
            ]
            advice = reading(
                row[column],
                known,
                "Rank all pairs of the four states; ties share the better place; the quarter is len // 4.",
            )
            assert same(row[column], value), (
                f"{column} of {states.name(pair[0])} and {states.name(pair[1])}, {counted}: expected {value:.4g}, but {row[column]:.4g} came. {advice}"
            )


def stands(pair: tuple[str, str], own_pair: tuple[str, str]) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """Who stands above a pair under all weights in a student's room; the same by usual wrong rules, by their words.

    As :func:`~course_utils.measures.institutions.dominance` says it, for all pairs of the room at once; the tests
    compare the two.
    """
    table = room(own_pair)
    mine = ((table["state_a"] == pair[0]) & (table["state_b"] == pair[1])).to_numpy()
    values = table[COMPONENTS].to_numpy(float)
    own, others = values[mine][0], values[~mine]
    high, low = (others >= own).all(axis=1), (others <= own).all(axis=1)

    def counts(above: np.ndarray, below: np.ndarray, level: np.ndarray) -> dict[str, int]:
        found = {"above": int(above.sum()), "below": int(below.sum()), "level": int(level.sum())}
        return found | {"depends": len(others) - sum(found.values())}

    right = counts(high & ~low, low & ~high, high & low)
    scaled = (values - values.min(axis=0)) / (values.max(axis=0) - values.min(axis=0))
    mean = scaled.mean(axis=1)
    wrong = {
        "Higher on every component at once is too strict: level on some and higher on one is enough.":
            counts((others > own).all(axis=1), (others < own).all(axis=1), high & low),
        "A higher mean is no higher rank under all weights: each must be at least as high on every component.":
            counts(mean[~mine] > mean[mine][0] + 1e-12, mean[~mine] < mean[mine][0] - 1e-12, abs(mean[~mine] - mean[mine][0]) < 1e-12),
        "That is turned round: above are those that are higher than your pair.":
            counts(low & ~high, high & ~low, high & low),
        "A pair with the same four values is level, not above or below.": counts(high, low & ~high, high & low & False),
    }  # fmt: skip
    return right, wrong


def criteria_met(pair: tuple[str, str]) -> set[str]:
    """The letters of the criteria that a pair meets in its room."""
    right, _ = stands(pair, pair)
    values = ties().set_index(["state_a", "state_b"]).loc[pair, ["in_force", "trade", "clubs"]]
    met = {
        "P": ranked(pair, "in_force").loc[pair, "share_top"] >= 0.5,
        "Q": right["above"] < 0.1 * sum(right.values()),
        "R": (values > 0).sum() >= 2,
    }
    return {letter for letter, holds in met.items() if holds}


def compare_standing(standing: pd.DataFrame, name: str, pair: tuple[str, str], case: Case) -> None:
    """The four counts of one pair."""
    found = standing[standing["pair"].str.strip() == name]
    assert len(found) == 1, f"Expected one row {name}, but {len(found)} came. Make the first checks pass."
    came = {side: int(found[side].iloc[0]) for side in ("above", "below", "level", "depends")}
    right, wrong = stands(pair, case.pair)
    advice = next(
        (words for words, counts in wrong.items() if counts == came),
        "Compare the four components, with treaties in force.",
    )
    for side, value in right.items():
        assert came[side] == value, f"{side} of {name}: expected {value}, but {came[side]} came. {advice}"


@HIDDEN.check("m8-q5", "who stands above the article's pair, below and level")
def _(standing: Any, MET: Any, case: Case) -> None:
    compare_standing(standing, "article", READING_PAIR, case)


@HIDDEN.check("m8-q5", "who stands above your pair, below and level")
def _(standing: Any, MET: Any, case: Case) -> None:
    compare_standing(standing, "own", case.pair, case)


@HIDDEN.check("m8-q5", "the criteria, as they were stated")
def _(standing: Any, MET: Any, case: Case) -> None:
    right, _ = stands(case.pair, case.pair)
    others, met = sum(right.values()), criteria_met(case.pair)
    grounds = {
        "P": f"the share of weightings is {ranked(case.pair, 'in_force').loc[case.pair, 'share_top']:.3f}, and one half was asked for",
        "Q": f"{right['above']} of {others} others stand above under all weights, and fewer than a tenth was asked for",
        "R": "two of treaty in force, trade agreement and clubs were asked for, and embassies are not among them",
    }
    for letter in sorted(set(MET) ^ met):
        raise AssertionError(
            f"{letter} is {'met' if letter in met else 'not met'}: {grounds[letter]}. Apply it as it stands."
        )


# ---------------------------------------------------------------------------------------- 6 how treaties end


@cache
def watched() -> pd.DataFrame:
    """Treaties outside the European Union under watch from 2011 on, as the notebook has them."""
    union = {*members().loc[members()["organisation"] == "EU", "state"], "GBR"}
    oic = set(members().loc[members()["organisation"] == "OIC", "state"])
    alive = two_states()[two_states()["in_force"] < LAST]
    successors = alive.merge(
        alive[["state_a", "state_b", "signed", "in_force"]], on=["state_a", "state_b"], suffixes=("", "_new")
    )
    soon = (successors["in_force_new"] - successors["terminated"]).dt.days.abs() <= 366
    renewed = alive["treaty"].isin(successors.loc[(successors["signed_new"] > successors["signed"]) & soon, "treaty"])
    inside = alive["state_a"].isin(union) & alive["state_b"].isin(union)
    alive = alive.assign(oic=alive["state_a"].isin(oic) & alive["state_b"].isin(oic), renewed=renewed)
    alive = alive[~inside & ~(alive["terminated"] <= "2011-01-01")]
    made = durations(alive, "in_force", "terminated", until=LAST, since="2011-01-01")
    made["given_up"] = made["event"] & ~made["renewed"]
    return made.assign(event=made["given_up"], quick=(made["in_force"] - made["signed"]).dt.days <= 730)


@cache
def leaver() -> str:
    """The state that is a party to most of the treaties given up."""
    import pandas as pd

    ends = watched()[watched()["given_up"]]
    return str(pd.concat([ends["state_a"], ends["state_b"]]).value_counts().index[0])


def parts() -> dict[tuple[str, str], pd.DataFrame]:
    """The treaties by the rows of the answer."""
    kept = watched()[(watched()["state_a"] != leaver()) & (watched()["state_b"] != leaver())]
    return {
        (treaties, tie): table[table["oic"] == (tie == "OIC")]
        for treaties, table in (("all", watched()), ("without", kept)) for tie in ("OIC", "other")
    }  # fmt: skip


@cache
def rates_by_tie() -> dict[tuple[str, str], dict[str, float]]:
    """The right figures by tie, from the course's hazard over all ages, and those of usual wrong readings."""
    found = {}
    for key, part in parts().items():
        whole = hazard(part, width=100).iloc[0]
        found[key] = {
            "years": whole["exposure"], "given_up": whole["events"], "quick": float(part["quick"].mean()),
            "whole lives": part["duration"].sum(), "treaties": len(part),
        }  # fmt: skip
    return found


@cache
def rates_by_age() -> dict[str, dict[str, float]]:
    """The right figures by age, from the course's hazard in steps of fifteen years, and those of usual wrong readings."""
    steps = hazard(watched(), width=15)
    found = {}
    for name, rows, part in (
        ("under 15", steps[steps["start"] < 15], watched()[watched()["duration"] <= 15]),
        ("15 and over", steps[steps["start"] >= 15], watched()[watched()["duration"] > 15]),
    ):
        found[name] = {
            "years": rows["exposure"].sum(), "given_up": rows["events"].sum(),
            "by last age": (part["duration"] - part["entry"]).sum(),
        }  # fmt: skip
    return found


@HIDDEN.check("m8-q6", "years under watch and treaties given up, by tie")
def _(by_tie: Any, by_age: Any, case: Case) -> None:
    answer = by_tie.set_index([by_tie["treaties"].str.strip(), by_tie["tie"].str.strip()])
    for key, right in rates_by_tie().items():
        row = answer.loc[key] if key in answer.index else dict.fromkeys(right, float("nan"))
        where = " ".join(key)
        known = [
            (
                right["whole lives"],
                "Those are whole lives. Years before the watch could not have shown an end: take the entry away.",
            ),
            (right["treaties"], "Those are treaties, not years."),
            (rates_by_tie()[("all", key[1])]["years"], "The state with most ends is still in it."),
        ]
        advice = reading(row["years"], known, "Add up duration less entry.")
        assert isclose(row["years"], right["years"], rel_tol=1e-6), (
            f"years, {where}: expected {right['years']:.1f}, but {row['years']:.1f} came. {advice}"
        )
        assert row["given_up"] == right["given_up"], (
            f"given_up, {where}: expected {right['given_up']:g}, but {row['given_up']:g} came. "
            f"The state to leave out is a party to most of the treaties given up, on either side: is it the right one?"
        )


@HIDDEN.check("m8-q6", "the placebo outcome")
def _(by_tie: Any, by_age: Any, case: Case) -> None:
    for row in by_tie.itertuples():
        right = rates_by_tie().get((row.treaties.strip(), row.tie.strip()), {"quick": float("nan")})["quick"]
        known = [(1 - right, "That is the share of the slow ones. Quick is 730 days or fewer.")]
        advice = reading(
            row.quick, known, "It is the share of treaties with 730 days or fewer from signature to entry into force."
        )
        assert same(row.quick, right), (
            f"quick, {row.treaties} {row.tie}: expected {right:.4f}, but {row.quick:.4f} came. {advice}"
        )


@HIDDEN.check("m8-q6", "years under watch and treaties given up, by age")
def _(by_tie: Any, by_age: Any, case: Case) -> None:
    answer = by_age.set_index(by_age["age"].str.strip())
    for name, right in rates_by_age().items():
        row = answer.loc[name] if name in answer.index else dict.fromkeys(right, float("nan"))
        known = [
            (
                right["by last age"],
                "That gives all years of a treaty to its last age. A treaty that grows old was young under watch, too.",
            )
        ]
        advice = reading(
            row["years"], known, "A treaty gives its years below 15 to one row and those above to the other."
        )
        assert isclose(row["years"], right["years"], rel_tol=1e-6), (
            f"years, {name}: expected {right['years']:.1f}, but {row['years']:.1f} came. {advice}"
        )
        assert row["given_up"] == right["given_up"], (
            f"given_up, {name}: expected {right['given_up']:g}, but {row['given_up']:g} came. "
            "An end belongs to the age at the end, not to the age at which watching began."
        )


# ---------------------------------------------------------------------------------------- 7 a fade


@cache
def points() -> pd.DataFrame:
    """Ideal points, a row a year and a column a state."""
    table = load("ideal_points").query("2015 <= year <= 2024").astype({"state": "str"})
    return table.pivot(index="year", columns="state", values="ideal_point").dropna(axis=1)


RULES = {
    "right": "",
    "means": "That is the distance of two means. States that change sides each year would seem never apart: take the distance of each year first.",
    "signed": "Is a distance below zero? Take the absolute difference.",
    "2020 before": "The year 2020 is in it. It belongs to neither side.",
    "2020 after": "The year 2020 is among the years after. It belongs to neither side.",
}


@cache
def sides(state: str, rule: str = "right") -> tuple[pd.Series, pd.Series]:
    """Distances of a state from all others before and after, by the right rule or a usual wrong one."""
    last, first = (2020 if rule == "2020 before" else 2019), (2020 if rule == "2020 after" else 2021)
    if rule == "means":
        before, after = points().loc[2015:2019].mean(), points().loc[2021:2024].mean()
        return (before - before[state]).abs().drop(state), (after - after[state]).abs().drop(state)
    far = points().sub(points()[state], axis=0).drop(columns=state)
    far = far if rule == "signed" else far.abs()
    return far.loc[2015:last].mean(), far.loc[first:2024].mean()


@cache
def fades(pair: tuple[str, str], rule: str = "right") -> dict[str, float]:
    """The five figures of a pair."""
    import pandas as pd

    a, b = pair
    (before_a, after_a), (before_b, after_b) = sides(a, rule), sides(b, rule)
    others = pd.concat([(after_a - before_a).drop(b), (after_b - before_b).drop(a)])
    article = sides("AZE")[1]["PAK"] - sides("AZE")[0]["PAK"]
    return {
        "before": before_a[b], "after": after_a[b], "change": after_a[b] - before_a[b],
        "usual": others.mean(), "share": (others <= article).mean(),
        "from own": (others <= after_a[b] - before_a[b]).mean(), "as far": (others.abs() >= abs(article)).mean(),
    }  # fmt: skip


def _fade(title: str, *names: str) -> None:
    @HIDDEN.check("m8-q7", title)
    def _(fade: Any, case: Case) -> None:
        right = fades(case.pair)
        for name in names:
            if same(fade[name], right[name]):
                continue
            known = [(fades(case.pair, rule)[name], words) for rule, words in RULES.items() if words]
            if name == "share":
                known += [
                    (right["from own"], "That counts from the change of your own pair. Take ARTICLE."),
                    (right["as far"], "That counts those that moved as far in either direction. As low, or lower, is asked for."),
                    (1 - right["share"], "That is the share above. As low, or lower, is asked for."),
                ]  # fmt: skip
            advice = reading(fade[name], known, ADVICE[name])
            raise AssertionError(f"{name}: expected {right[name]:.4f}, but {fade[name]:.4f} came. {advice}")


ADVICE = {
    "before": "Take the mean of five yearly distances, 2015 to 2019.", "after": "Take the mean of four yearly distances, 2021 to 2024.",
    "change": "Take after less before.",
    "usual": "Take the mean over A with each state but B and B with each state but A. Your own pair is no placebo for itself, and a state has no distance from itself.",
    "share": "Count the other pairs whose change is as low as ARTICLE, not as your own.",
}  # fmt: skip
_fade("the distance of your pair", "before", "after", "change")
_fade("the usual change", "usual")
_fade("how many moved as far as the article's pair", "share")


# ---------------------------------------------------------------------------------------- 8 the Brier score


def invented_register(random: np.random.Generator) -> pd.DataFrame:
    """Forecasts at random: in time and late, on questions settled, open and annulled."""
    import numpy as np
    import pandas as pd

    count = int(random.integers(5, 80))
    start = pd.Timestamp("2020-01-01")
    made = start + pd.to_timedelta(random.integers(0, 400, count), unit="D")
    deadline = start + pd.to_timedelta(random.integers(200, 500, count), unit="D")
    known = pd.Series(start + pd.to_timedelta(random.integers(100, 520, count), unit="D"))
    known = known.where(random.random(count) < 0.9, pd.Series(made))  # some on the very day of the forecast
    outcome = pd.Series((random.random(count) < 0.5).astype(float))
    still_open = random.random(count) < 0.2
    return pd.DataFrame({
        "made": made, "probability": np.round(random.random(count), 2), "deadline": deadline,
        "known": known.mask(still_open), "outcome": outcome.mask(still_open), "annulled": random.random(count) < 0.15,
    })  # fmt: skip


def right_score(register: pd.DataFrame) -> tuple[float, int]:
    """Brier score and number of scored forecasts, by the course's measures."""
    table = register.assign(forecaster="you", question=range(len(register))).reset_index(drop=True)
    questions = table[["question", "deadline", "known", "outcome", "annulled"]].rename(columns={"known": "resolved"})
    settled = resolve(table[["forecaster", "question", "made", "probability"]], questions, "2020-01-01")
    row = mean_scores(settled).iloc[0]
    return float(row["half_brier"]), int(row["n"])


@HIDDEN.check("m8-q8", "registers at random")
def _(brier: Any, case: Case) -> None:
    random = case.random
    for number in range(6):
        register = invented_register(random)
        right, n = right_score(register)
        score, came = brier(register)
        assert came == n, (
            f"Invented register {number} of seed {case.seed}: expected n = {n}, but {came} came. Who is late, open or annulled?"
        )
        assert same(score, right), (
            f"Invented register {number} of seed {case.seed}: expected {right:.6f}, but {score:.6f} came. Do not round."
        )


@HIDDEN.check("m8-q8", "a forecaster who is sure and right, and one who is sure and wrong")
def _(brier: Any, case: Case) -> None:
    import pandas as pd

    day = pd.Timestamp("2020-01-01")
    table = pd.DataFrame({
        "made": [day] * 4, "probability": [1.0, 0.0, 1.0, 0.0], "deadline": [day + pd.Timedelta(days=9)] * 4,
        "known": [day + pd.Timedelta(days=5)] * 4, "outcome": [1.0, 0.0, 1.0, 0.0], "annulled": [False] * 4,
    })  # fmt: skip
    for register, right in ((table, 0.0), (table.assign(outcome=1 - table["outcome"]), 1.0)):
        score, _ = brier(register)
        assert same(score, right), (
            f"Sure four times: expected {right:g}, but {score:g} came. The score runs from 0 (perfect) to 1."
        )


# ---------------------------------------------------------------------------------------- 9 calibrated?

LEAST = 20


@cache
def slower() -> pd.DataFrame:
    """Forecasts by the lower of the two states' records."""
    import numpy as np
    import pandas as pd

    two = two_states()[two_states()["signed"].dt.year.between(1980, 2019)].assign(year=lambda t: t["signed"].dt.year)
    two["outcome"] = ((two["in_force"] - two["signed"]).dt.days <= 5 * 365.25).astype(int)
    ends = pd.concat([two[["year", "outcome"]].assign(state=two[side]) for side in ("state_a", "state_b")])
    made = []
    for year, new in two[two["year"] >= 2003].groupby("year"):
        past = ends[ends["year"] <= year - 6].groupby("state")["outcome"].agg(["sum", "size"])
        record = (past["sum"] + 1) / (past["size"] + 2)
        said = np.minimum(new["state_a"].map(record).fillna(0.5), new["state_b"].map(record).fillna(0.5))
        made.append(pd.DataFrame({"question": new["treaty"], "probability": said, "outcome": new["outcome"]}))
    return pd.concat(made, ignore_index=True).assign(forecaster="slower")


@cache
def bins() -> pd.DataFrame:
    """The bins that the chart shows, and which of them are off."""
    found = calibration(slower(), bins=10).query("n >= @LEAST").reset_index(drop=True)
    return found.assign(off=(found["forecast"] < found["low"]) | (found["forecast"] > found["high"]))


def drawn(chart: Any, marks: tuple[str, ...]) -> pd.DataFrame:
    """What the layers with these marks draw, ordered by x."""
    import pandas as pd

    found = [layer.drawn() for layer in layers(chart) if layer.mark.get("type") in marks]
    found = [table for table in found if {"x", "y"} <= set(table) and ("rule" not in marks or "y2" in table)]
    assert found, "Expected points and intervals, but one of them is missing. Make the first checks pass."
    return pd.concat(found).sort_values("x", ignore_index=True)


@HIDDEN.check("m8-q9", "a point for each bin with enough forecasts")
def _(chart: Any, case: Case) -> None:
    points_drawn = drawn(chart, ("point", "circle"))
    every = calibration(slower(), bins=10).query("n > 0")
    advice = (
        "Bins with fewer than LEAST forecasts are left out." if len(points_drawn) == len(every) else "Use ten bins."
    )
    assert len(points_drawn) == len(bins()), (
        f"Expected {len(bins())} points, but {len(points_drawn)} are drawn. {advice}"
    )
    for row, right in zip(points_drawn.itertuples(), bins().itertuples(), strict=True):
        middle = (right.bin_from + right.bin_to) / 2
        words = (
            "That is the middle of the bin: put the mean of what was said there."
            if isclose(row.x, middle, abs_tol=1e-6)
            else "Put the column forecast on x."
        )
        assert isclose(row.x, right.forecast, abs_tol=0.006), (
            f"Expected a point at {right.forecast:.3f}, but one is at {row.x:.3f}. {words}"
        )
        assert isclose(row.y, right.share, abs_tol=0.006), (
            f"Said {right.forecast:.3f}: expected a share of {right.share:.3f}, but {row.y:.3f} is drawn. Put the column share on y."
        )


@HIDDEN.check("m8-q9", "the interval of each share")
def _(chart: Any, case: Case) -> None:
    spans = drawn(chart, ("rule", "errorbar", "bar"))
    assert len(spans) == len(bins()), (
        f"Expected {len(bins())} intervals, but {len(spans)} are drawn. One for each point."
    )
    for row, right in zip(spans.itertuples(), bins().itertuples(), strict=True):
        low, high = min(row.y, row.y2), max(row.y, row.y2)
        assert isclose(low, right.low, abs_tol=0.006) and isclose(high, right.high, abs_tol=0.006), (
            f"Said {right.forecast:.3f}: expected an interval from {right.low:.3f} to {right.high:.3f}, but {low:.3f} to {high:.3f} is drawn. "
            "Take low and high of calibration, at 95 per cent."
        )


WORDS = {word: n for n, word in enumerate("none one two three four five six seven eight nine ten".split())}


@HIDDEN.check("m8-q9", "how many bins are off")
def _(chart: Any, case: Case) -> None:
    import re

    said = [word for word in re.findall(r"\d+|[a-z]+", title(chart).lower()) if word in WORDS or word.isdigit()]
    came = {WORDS[word] if word in WORDS else int(word) for word in said}
    off, total = int(bins()["off"].sum()), len(bins())
    above = int((bins()["share"] > bins()["forecast"]).sum())
    advice = "Off is a bin whose interval does not hold what was said, on either side."
    if min(came, default=0) in (above, total - above, total) and off not in came:
        advice = "A gap alone is not off: luck leaves a gap in every bin. " + advice
    assert {off, total} <= came, f"Expected {off} of {total} bins in the title, but {title(chart)!r} came. {advice}"
