"""Which pairs of states may be handed to a student, and why: each rule in code, with its reason.

The list serves the whole course: a student keeps the pair from the first module to the last. No rule names a pair that
it wants; each is a condition on the course's own tables, and `course exercise pairs` says what each removes.

What the rules cannot ask for: the tables on speeches, military spending, trade flows and shared organisations cover
five to thirteen states, nearly all of them the examples of the lessons. A pair of a student's own has no row there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from course_utils.exercises.slips import WINDOWS, YEARS
from course_utils.states import FOCUS

if TYPE_CHECKING:
    import pandas as pd

# What readings and labs take for their examples: the course's states of focus, the placebo pair's Bangladesh, and
# the pair of Central Asia on which m3 shows a chart. A student's pair must be one that no lesson has solved.
EXAMPLES = frozenset({*FOCUS, "BGD", "KAZ", "KGZ"})
READING = ("AZE", "PAK")

# How far a usual mistake must move a share or a kappa. Checks compare to a billionth; where an author accepts answers
# of four decimals, this is five times as wide.
MARGIN = 0.0005
# A window that is one year off moves a figure of thirty years by little. The count of roll calls shows it plainly;
# share and kappa need only be other numbers to a check, a thousand times farther off than its tolerance.
ANOTHER_NUMBER = 1e-6

LEAST_YEARLY = 20  # below, the charts of the course show a gap in the line
FULL_YEARS = range(YEARS[0], YEARS[1])  # the record of the last year of the window ends early


@dataclass(frozen=True)
class Band:
    """Between which values a measure of difficulty must lie for every pair, both included."""

    low: float
    high: float


# How hard a pair is to work with. Column names as in :func:`measured`.
BANDS = {
    "n": Band(1_500, 2_850),  # common roll calls
    "share": Band(0.5, 0.9),  # share of identical votes
    "opposed": Band(40, 600),  # roll calls with a yes against a no
    "absent": Band(0.01, 0.30),  # share of roll calls from which one or both were absent
    "abstain_a": Band(0.03, 0.30),  # share of abstentions among the votes of the first state
    "abstain_b": Band(0.03, 0.30),  # share of abstentions among the votes of the second state
}


@dataclass(frozen=True)
class Rule:
    """One condition: its name, the reason for it, and which rows of :func:`measured` obey it."""

    name: str
    reason: str
    obeyed: Callable[[pd.DataFrame], pd.Series]


def measured() -> pd.DataFrame:
    """Everything that the rules look at, one row a pair of states (index state_a, state_b).

    Columns n, share, kappa, opposed (the right answers), those of BANDS, least_yearly (common roll calls in the
    leanest full year), last_year (the same in the year that closes the window), facts on the two states (seated,
    examples, economy, ideal_points, distance, at_war), and for each usual mistake ``wrong share: …``,
    ``wrong kappa: …``, ``wrong n: …``, ``wrong opposed: …``, how far it is off.
    """
    import pandas as pd

    from course_utils.catalog import load
    from course_utils.exercises.slips import answers, attendance, slips
    from course_utils.measures.agreement import select

    votes, roll_calls = load("votes"), load("roll_calls")
    window = select(roll_calls, years=YEARS)
    table = answers(votes, roll_calls)
    wrong = slips(votes, roll_calls)
    off = {f"wrong {answer}: {slip}": (wrong[answer, slip] - table[answer]).abs() for answer, slip in wrong.columns}
    reading = table.loc[READING]
    off |= {f"wrong {answer}: that of the reading's pair": (table[answer] - reading[answer]).abs() for answer in table}
    yearly = _yearly(votes, window)
    seats = attendance(votes, window)["seats"]
    abstained = _abstained(votes, window)
    a, b = table.index.get_level_values("state_a"), table.index.get_level_values("state_b")
    facts = {
        "absent": 1 - table["n"] / seats,
        "abstain_a": abstained.reindex(a).to_numpy(),
        "abstain_b": abstained.reindex(b).to_numpy(),
        "least_yearly": yearly[list(FULL_YEARS)].min(axis=1),
        "last_year": yearly[YEARS[1]],
        "examples": a.isin(EXAMPLES) | b.isin(EXAMPLES),
    }
    for name, known in (("seated", _seated(votes, roll_calls)), *_covered()):
        facts[name] = a.isin(known) & b.isin(known)
    for name, pairs in (("distance", _in_table("pairs")), ("at_war", _at_war())):
        facts[name] = table.index.isin(pairs)
    return table.assign(**facts).join(pd.DataFrame(off))


def _far(start: str, least: float, windows: bool | None = None) -> Callable[[pd.DataFrame], pd.Series]:
    """Whether all mistakes of one answer, or only those with (or without) a wrong window, are at least this far off."""

    def obeyed(table: pd.DataFrame) -> pd.Series:
        every = [name for name in table if name.startswith(f"wrong {start}: ")]
        chosen = [name for name in every if windows is None or (name.partition(": ")[2] in WINDOWS) == windows]
        return (table[chosen] >= least).all(axis=1)

    return obeyed


def _within(column: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda table: table[column].between(BANDS[column].low, BANDS[column].high)


RULES = (
    Rule(
        "members, under one code",
        "Both are in the latest year of the record under a code of today, so that no student has to know which state "
        "followed which, or why a member lost its vote.",
        lambda table: table["seated"],
    ),
    Rule(
        "not an example",
        "No lesson uses either state for an example, so that no figure can be copied from a reading or a lab.",
        lambda table: ~table["examples"],
    ),
    Rule(
        "no war between them",
        "They did not stand on two sides of an armed conflict in any year of the window, and are no neighbours of which "
        "one is at war with another state now. For Karabakh and Kashmir the course has both sides' positions and terms "
        "with their sources; to hand another war to one student without them would be fair to neither side. Quarrels "
        "in words stay in: they are what the Assembly is for.",
        lambda table: ~table["at_war"],
    ),
    Rule(
        "in the capstone's tables",
        "Population and GDP for twenty years or more, an ideal point in every full year, a distance.",
        lambda table: table["economy"] & table["ideal_points"] & table["distance"],
    ),
    Rule(
        "enough roll calls",
        "The figures rest on many votes: see the band.",
        _within("n"),
    ),
    Rule(
        "abstain as often as others",
        "Each state abstains, so that abstentions must be thought of, and neither mostly abstains.",
        lambda table: _within("abstain_a")(table) & _within("abstain_b")(table),
    ),
    Rule(
        "no lean year",
        f"At least {LEAST_YEARLY} common roll calls in every full year, so that no line by year has a gap.",
        lambda table: table["least_yearly"] >= LEAST_YEARLY,
    ),
    Rule(
        "the ends of the window hold votes",
        "At least three common roll calls in its last year, of which only six are on record; its first is a full one.",
        lambda table: table["last_year"] >= 3,
    ),
    Rule(
        "neither twins nor opposites",
        "They vote alike on half of the roll calls or more, on nine in ten at most; outside, an answer is soon guessed.",
        _within("share"),
    ),
    Rule(
        "opposed often enough",
        "Questions on a third state count the roll calls on which the two were opposed; a dozen would tell nothing.",
        _within("opposed"),
    ),
    Rule(
        "absent as often as others",
        "Some absences, so that they must be thought of; not so many that the answer rests on who came.",
        _within("absent"),
    ),
    Rule(
        "mistakes show in the share",
        "Each usual mistake moves the share of identical votes by the margin.",
        _far("share", MARGIN, windows=False),
    ),
    Rule(
        "mistakes show in kappa",
        "Each usual mistake moves kappa by the margin; so kappa is defined and no zero.",
        _far("kappa", MARGIN, windows=False),
    ),
    Rule(
        "mistakes show in the opposed",
        "Who counts every difference is at least ten roll calls off, who copies the reading's pair at least one.",
        lambda table: (table["wrong opposed: every difference taken for opposition"] >= 10) & _far("opposed", 1)(table),
    ),
    Rule(
        "wrong windows show",
        "A window that opens late, closes early or does not close gives another number of roll calls, another share "
        "and another kappa.",
        lambda table: (
            _far("n", 1)(table)
            & _far("share", ANOTHER_NUMBER, windows=True)(table)
            & _far("kappa", ANOTHER_NUMBER, windows=True)(table)
        ),
    ),
)


def obeys(table: pd.DataFrame) -> pd.DataFrame:
    """Whether each pair obeys each rule: the rows of :func:`measured`, one column a rule, truth values."""
    import pandas as pd

    return pd.DataFrame({rule.name: rule.obeyed(table).astype(bool) for rule in RULES})


def eligible(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of :func:`measured` that obey every rule, in alphabetical order."""
    return table[obeys(table).all(axis=1)].sort_index()


def removed(table: pd.DataFrame) -> pd.DataFrame:
    """What each rule removes from the rows of :func:`measured`.

    Returns one row a rule, in their order: rule, removes (of the pairs that the rules before it left), leaves, and
    alone (pairs that this rule keeps out and no other).
    """
    import pandas as pd

    kept = obeys(table)
    rows = []
    for place, name in enumerate(kept):
        before, after = kept.iloc[:, :place].all(axis=1), kept.iloc[:, : place + 1].all(axis=1)
        alone = ~kept[name] & kept.drop(columns=name).all(axis=1)
        rows.append((name, int((before & ~after).sum()), int(after.sum()), int(alone.sum())))
    return pd.DataFrame(rows, columns=["rule", "removes", "leaves", "alone"])


def _yearly(votes: pd.DataFrame, window: pd.DataFrame) -> pd.DataFrame:
    """Common roll calls of every pair, one column a year."""
    import numpy as np
    import pandas as pd

    from course_utils.measures.agreement import ballots

    cast = ballots(votes, window).notna().astype("float32")
    a, b = np.triu_indices(cast.shape[1], 1)
    index = pd.MultiIndex.from_arrays([cast.columns[a], cast.columns[b]], names=["state_a", "state_b"])
    years = window.set_index("roll_call")["year"].reindex(cast.index)
    return pd.DataFrame(
        {year: (here.T @ here).to_numpy()[a, b].astype(int) for year, here in cast.groupby(years)}, index=index
    )


def _abstained(votes: pd.DataFrame, window: pd.DataFrame) -> pd.Series:
    """Share of abstentions among the votes that each state cast."""
    from course_utils.measures.agreement import CHOICES, habits

    counts = habits(votes, roll_calls=window).set_index("state")
    return counts["abstain"] / counts[list(CHOICES)].sum(axis=1)


def _seated(votes: pd.DataFrame, roll_calls: pd.DataFrame) -> set[str]:
    """States in the latest year of the record, under a code that is in use today."""
    from course_utils.states import codes

    latest = roll_calls.loc[roll_calls["year"] == roll_calls["year"].max(), "roll_call"]
    return set(votes.loc[votes["roll_call"].isin(latest), "state"].astype("str")) & set(codes())


def _covered() -> Iterator[tuple[str, set[str]]]:
    """States with enough rows in the tables by state and year."""
    from course_utils.catalog import load

    for name, least in (("economy", 20), ("ideal_points", len(FULL_YEARS))):
        table = load(name).dropna()
        years = table[table["year"].isin(FULL_YEARS)].groupby("state", observed=True)["year"].nunique()
        yield name, set(years[years >= least].index.astype("str"))


def _in_table(name: str) -> set[tuple[str, str]]:
    from course_utils.catalog import load

    table = load(name)[["state_a", "state_b"]].astype("str")
    return set(table.itertuples(index=False, name=None))


def _at_war() -> set[tuple[str, str]]:
    """Pairs on two sides of an armed conflict in a year of the window, and those with a war next door now.

    Two sides: as parties or with troops. Next door: neighbours of which one is a party to a war between states in the
    latest year of the table.
    """
    from course_utils.catalog import load

    conflicts, pairs = load("armed_conflicts"), load("pairs")
    conflicts = conflicts[conflicts["year"].between(*YEARS)]
    sides = conflicts[["states_a", "allies_a", "states_b", "allies_b"]].astype("str").fillna("")
    found = set()
    for a, allies_a, b, allies_b in sides.itertuples(index=False, name=None):
        for one in filter(None, f"{a};{allies_a}".split(";")):
            for other in filter(None, f"{b};{allies_b}".split(";")):
                found.add((min(one, other), max(one, other)))
    now = conflicts[(conflicts["year"] == conflicts["year"].max()) & (conflicts["type"] == "interstate")]
    parties = {state for side in ("states_a", "states_b") for states in now[side] for state in states.split(";")}
    near = pairs[pairs["contiguous"] & (pairs["state_a"].isin(parties) | pairs["state_b"].isin(parties))]
    return found | set(near[["state_a", "state_b"]].astype("str").itertuples(index=False, name=None))


def write_list(path: Path) -> pd.DataFrame:
    """Write the eligible pairs to a CSV file (state_a, state_b and nothing else); returns what each rule removed.

    The same tables give the same bytes. Every student's pair depends on the whole list: write it between terms only.
    """
    table = measured()
    pairs = eligible(table).index.to_frame(index=False)
    path.write_bytes(pairs.to_csv(index=False, lineterminator="\n").encode())
    return removed(table)
