"""Hidden checks of exercise 5, against the course's own measures. Instructors only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, partial
from itertools import combinations
from math import isclose
from typing import TYPE_CHECKING, Any

from course_utils import load, states
from course_utils.exercises.hidden import Case, HiddenChecks
from course_utils.exercises.kinds import Text
from course_utils.exercises.kinds.chart import layers
from course_utils.measures.arms_race import equilibrium, lagged, richardson, simulate, two_series

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

HIDDEN = HiddenChecks("m5_threat")


def reading(came: float, known: Iterable[tuple[float, str]], advice: str) -> str:
    """What to say of a wrong figure: the words for the usual wrong reading that gives it, or the advice."""
    return next((words for value, words in known if isclose(came, value, rel_tol=1e-7, abs_tol=1e-9)), advice)


def chosen(came: str, right: str, others: dict[str, str]) -> None:
    """The right letter; for each other one, why the data do not allow it."""
    assert came == right, f"Expected another reading, but {came} came. {others.get(came, 'Choose one of the letters.')}"


@cache
def wide(table: str, column: str) -> pd.DataFrame:
    """One row a year, without a year left out, and one column a state."""
    rows = load(table).astype({"state": "str"}).pivot(index="year", columns="state", values=column).astype("float64")
    return rows.reindex(range(rows.index.min(), rows.index.max() + 1))


def dollars() -> pd.DataFrame:
    """Military spending in constant dollars."""
    return wide("military_spending", "constant_usd")


def share() -> pd.DataFrame:
    """Military spending in per cent of GDP."""
    return wide("military_spending", "share_of_gdp")


def people() -> pd.DataFrame:
    """Population."""
    return wide("economy", "population")


def gdp() -> pd.DataFrame:
    """GDP in dollars of the day."""
    return wide("economy", "gdp")


def side_by_side(x: pd.Series, y: pd.Series, first: int = 0, last: int = 9999) -> pd.DataFrame:
    """Two series as the course's measures take them."""
    import pandas as pd

    return pd.DataFrame({"x": x, "y": y}).loc[first:last].rename_axis("year").reset_index()


def r_of(pair: pd.DataFrame) -> dict[str, float]:
    """r in levels and in changes by the course's measure, and the number of changes."""
    found = lagged(pair, lags=[0]).set_index("form")
    return {
        "levels": found.loc["levels", "r"],
        "changes": found.loc["changes", "r"],
        "n": int(found.loc["changes", "n"]),
    }


# ---------------------------------------------------------------------------------------------- 1 at the prices of


@HIDDEN.check("m5-q1", "other sums, years and price levels")
def _(at_prices_of: Any, MEASURE: Any, case: Case) -> None:
    import pandas as pd

    random = case.random
    for _ in range(10):
        years = random.permutation(range(1990, 2020))
        prices = pd.Series(random.uniform(3, 300, len(years)), index=pd.Index(years, name="year"))
        amount, (year, base) = float(random.uniform(1, 1e6)), (int(one) for one in random.choice(years, 2))
        right, came = amount * prices[base] / prices[year], at_prices_of(amount, year, base, prices)
        assert isclose(came, right, rel_tol=1e-9), (
            f"{amount:.1f} of {year} at the prices of {base}, levels {prices[year]:.2f} and {prices[base]:.2f}: expected {right:.6f}, "
            f"but {came:.6f} came. Is a number rounded?"
        )


# For each question the right measure, and why each other one does not answer it.
ASKS = {
    "a": ("N", {
        "R": "a bill fixed in dollars is paid in dollars of the day, whatever else they buy",
        "S": "a bill has no share of GDP; it asks for dollars",
    }),
    "b": ("R", {
        "N": "dollars of two years buy unlike amounts; what can be bought is told at constant prices",
        "S": "a share moves with the economy too, and an army buys nothing with a share",
    }),
    "c": ("S", {
        "N": "dollars say nothing of what those who pay have; a load is measured beside what they produce",
        "R": "what the army can buy is not what it costs those who pay; set it beside what they produce",
    }),
    "d": ("R", {
        "N": "a devaluation takes nominal dollars away and leaves the tanks in place",
        "S": "a rival meets what was bought; a share may rise because the economy shrank",
    }),
}  # fmt: skip


@HIDDEN.check("m5-q1", "the measure for each question")
def _(at_prices_of: Any, MEASURE: Any, case: Case) -> None:
    wrong = [name for name, (right, _) in ASKS.items() if MEASURE[name] != right]
    if not wrong:
        return
    given = {MEASURE[name] for name in ASKS}
    single = (
        f" One measure for all four questions ({given.pop()}) answers some of them only." if len(given) == 1 else ""
    )
    name = wrong[0]
    raise AssertionError(
        f"Expected another measure for {', '.join(wrong)}.{single} Look at {name} again: {ASKS[name][1][MEASURE[name]]}."
    )


# --------------------------------------------------------------------------------------------- 2 under another name

SIDES = ("states_a", "allies_a", "states_b", "allies_b")
QUARRELS = (
    ("ARM", "AZE"), ("ARM", "TUR"), ("KOR", "PRK"), ("COD", "RWA"), ("ERI", "ETH"), ("THA", "VNM"), ("AZE", "PAK"),
)  # fmt: skip


@cache
def conflicts(a: str, b: str) -> pd.DataFrame:
    """The conflicts in which one of two states has a part, and a hundred rows of others, as the notebook has them."""
    import pandas as pd

    every = load("armed_conflicts")[["conflict", "year", *SIDES]]
    named = pd.concat([every[side].fillna("").str.contains(f"{a}|{b}") for side in SIDES], axis=1).any(axis=1)
    own = every["conflict"].isin(every.loc[named, "conflict"])
    return pd.concat([every[own], every[~own].head(100)])


def years_of(table: pd.DataFrame, a: str, b: str) -> dict[str, int]:
    """The three counts, row by row in plain Python."""
    main: set[int] = set()
    every: set[int] = set()
    found: set[int] = set()
    for row in table.itertuples():
        one, allied_one, other, allied_other = (
            set(codes.split(";")) if isinstance(codes := getattr(row, name), str) else set() for name in SIDES
        )
        if (a in one and b in other) or (b in one and a in other):
            main.add(row.year)
        one, other = one | allied_one, other | allied_other
        if (a in one and b in other) or (b in one and a in other):
            every.add(row.year)
            found.add(row.conflict)
    return {
        "main": len(main), "every": len(every), "whole": table.loc[table["conflict"].isin(found), "year"].nunique(),
    }  # fmt: skip


@cache
def counted(a: str, b: str) -> dict[str, int]:
    """The three counts of a real pair."""
    return years_of(conflicts(a, b), a, b)


def invented_conflicts(random: np.random.Generator) -> pd.DataFrame:
    """Conflicts at random among a handful of states, rows in any order."""
    import pandas as pd

    rows = []
    for conflict in range(1, 9):
        for year in random.choice(range(1990, 2010), int(random.integers(1, 6)), replace=False):
            ranks = dict(zip("XYWVU", random.integers(-3, 4, 5), strict=True))  # 0 or less: no part in it
            listed = [";".join(state for state, rank in ranks.items() if rank == part) or None for part in (1, 2, 3)]
            rows.append((conflict, int(year), *([*listed, None][place] for place in random.permutation(4))))
    table = pd.DataFrame(rows, columns=["conflict", "year", *SIDES])
    return table.iloc[random.permutation(len(table))].reset_index(drop=True).astype(dict.fromkeys(SIDES, "str"))


ADVICE = {
    "main": "Both are main parties, one on each side, either way round; each year counts once.",
    "every": "They stand on opposite sides as parties or supporters; each year counts once.",
    "whole": "Take every conflict in which they were opposed, supporters included, and the years of all its rows.",
}


def compare_counts(years_opposed: Any, where: str, table: pd.DataFrame, a: str, b: str, right: dict[str, int]) -> None:
    """The three counts against those in plain Python."""
    found = years_opposed(table, a, b)
    for name, count in right.items():
        assert found[name] == count, f"{where}: expected {name} {count}, but {found[name]} came. {ADVICE[name]}"


@HIDDEN.check("m5-q2", "other quarrels of the list")
def _(years_opposed: Any, COUNT_READ: Any, case: Case) -> None:
    for a, b in QUARRELS:
        where = f"{states.name(a)} and {states.name(b)}"
        compare_counts(years_opposed, where, conflicts(a, b).copy(), a, b, counted(a, b))


@HIDDEN.check("m5-q2", "conflicts at random")
def _(years_opposed: Any, COUNT_READ: Any, case: Case) -> None:
    random = case.random
    for number in range(5):
        table = invented_conflicts(random)
        where = f"Invented conflicts, table {number} of seed {case.seed}, X and Y"
        compare_counts(years_opposed, where, table, "X", "Y", years_of(table, "X", "Y"))


@HIDDEN.check("m5-q2", "what the counts can bear")
def _(years_opposed: Any, COUNT_READ: Any, case: Case) -> None:
    chosen(COUNT_READ, "B", {
        "A": "A count of who is called a party says nothing on who fought: the list names Armenia as a supporter with troops in all but one of the years.",
        "C": "It credits Türkiye and Armenia with every year of the conflict over Karabakh, for one year in which Türkiye is a supporter.",
        "D": "The list asks of every conflict alike who the parties were. For India and Pakistan nobody disputes the answer, so all counts agree.",
    })  # fmt: skip


# ---------------------------------------------------------------------------------------- 3 in levels and in changes

REAL = (
    ("AZE", "ARM", "share_of_gdp"), ("PAK", "IND", "constant_usd"), ("RUS", "USA", "constant_usd"),
    ("IRN", "SAU", "share_of_gdp"), ("AZE", "DZA", "per_head"),
)  # fmt: skip


def invented_series(random: np.random.Generator) -> pd.DataFrame:
    """Two series that drift, some figures missing and some rows lacking, in any order."""
    import numpy as np
    import pandas as pd

    length = int(random.integers(12, 45))
    steps = random.normal(size=(length, 2)) + random.normal(size=2)
    table = pd.DataFrame(np.cumsum(steps, axis=0) + 20, columns=["x", "y"])
    table = table.mask(random.random(table.shape) < 0.1).assign(year=range(1970, 1970 + length))[["year", "x", "y"]]
    table = table[random.random(length) < 0.92]
    return table.iloc[random.permutation(len(table))].reset_index(drop=True)


def compare_r(in_step: Any, where: str, pair: pd.DataFrame, right: dict[str, float]) -> None:
    """The three values against the course's measure."""
    came = in_step(pair)
    ways = {
        "n": "A change belongs to two years that follow each other, and counts where both series have it.",
        "levels": "Take all years in which both are known, and do not round.",
        "changes": "Sort by year, leave gaps open, and do not round.",
    }
    for name, advice in ways.items():
        assert isclose(came[name], right[name], abs_tol=1e-9) or (
            came[name] != came[name] and right[name] != right[name]
        ), f"{where}: expected {name} {right[name]:.6g}, but {came[name]:.6g} came. {advice}"


@cache
def real_pairs() -> list[tuple[str, pd.DataFrame, dict[str, float]]]:
    """Real pairs of series, each with what the course's measure says."""
    found = []
    for a, b, column in REAL:
        pair = two_series(load("military_spending"), column, a, b)
        # The rows without any figure are lacking, and the rest is in another order, as a table may come.
        given = pair.dropna(how="all", subset=["x", "y"]).sample(frac=1, random_state=1, ignore_index=True)
        found.append((f"{states.name(a)} and {states.name(b)}, {column}", given, r_of(pair)))
    return found


@HIDDEN.check("m5-q3", "other states and measures")
def _(in_step: Any, case: Case) -> None:
    for where, pair, right in real_pairs():
        compare_r(in_step, where, pair.copy(), right)
    a, b = case.pair
    own = side_by_side(gdp()[a] / 1e9, gdp()[b] / 1e9)
    compare_r(in_step, f"{states.name(a)} and {states.name(b)}, GDP", own, r_of(own))


@HIDDEN.check("m5-q3", "series at random")
def _(in_step: Any, case: Case) -> None:
    random = case.random
    for number in range(6):
        pair = invented_series(random)
        compare_r(in_step, f"Invented series, table {number} of seed {case.seed}", pair, r_of(pair))


# ------------------------------------------------------------------------------------------- 4 a world of placebos

RIVALS = {"AZE": "ARM", "PAK": "IND"}
FORMS = ("levels", "changes")
SPAN = (1992, 2024)


@cache
def placebo(spender: str, state: str) -> dict[str, float]:
    """r of the spender's dollars with a state's population, from 1992 to 2024."""
    return r_of(side_by_side(dollars()[spender], people()[state], *SPAN))


@cache
def rival(spender: str) -> dict[str, float]:
    """r of the spender's dollars with those of its rival, from 1992 to 2024."""
    return r_of(side_by_side(dollars()[spender], dollars()[RIVALS[spender]], *SPAN))


@cache
def all_placebos(spender: str, span: tuple[int, int] = SPAN) -> pd.DataFrame:
    """r of the spender's dollars with every state's population at once."""
    import pandas as pd

    own, world = dollars()[spender].loc[slice(*span)], people().loc[slice(*span)]
    return pd.DataFrame({"levels": world.corrwith(own), "changes": world.diff().corrwith(own.diff())})


@cache
def reached(spender: str) -> dict[str, float]:
    """The share of placebos with an r at least as high as the rival's."""
    world = all_placebos(spender).drop([spender, RIVALS[spender]])
    return {form: float((world[form] >= rival(spender)[form]).mean()) for form in FORMS}


@cache
def other_r(spender: str, state: str, form: str) -> list[tuple[float, str]]:
    """What the usual wrong readings of an r give, with words for each. state: whose population, or the spender's rival."""
    by_rival = state == RIVALS[spender]
    x, y = dollars()[spender], (dollars() if by_rival else people())[state]
    span = side_by_side(x, y, *SPAN).set_index("year")
    shares = side_by_side(share()[spender], share()[state] if by_rival else y, *SPAN)
    known = [
        (r_of(shares)[form], "Those are shares of GDP. The question asks for dollars at constant prices."),
        (r_of(side_by_side(x, y))[form], "Those are all years. Keep 1992 to 2024."),
        (
            span.pct_change(fill_method=None).corr().iloc[0, 1],
            "That is growth in per cent. A change is a difference.",
        ),
        (span.corr().iloc[0, 1] ** 2, "That is the square of r, which hides its sign."),
    ]
    if by_rival:
        gap = span.dropna().diff().corr().iloc[0, 1]
        known.append((gap, "A gap was dropped before the differences: two years count as one. Leave it open."))
    else:
        rivals = r_of(side_by_side(dollars()[RIVALS[spender]], y, *SPAN))[form]
        money = r_of(side_by_side(x, gdp()[state], *SPAN))[form]
        known.append((money, "That is GDP. The placebo is the population."))
        said = "That is the rival's spending beside the placebo. The placebo stands in for the rival: keep the spender."
        known.append((rivals, said))
    return known


def row_of(table: pd.DataFrame, **keys: str) -> Any:
    """The row of an answer that has these words in its key columns."""
    found = table
    for column, word in keys.items():
        found = found[found[column].str.strip() == word]
    said = " ".join(keys.values())
    assert len(found) == 1, f"Expected one row {said}, but {len(found)} came. Make the first checks pass."
    return found.iloc[0]


def same_r(came: float, right: float, where: str, known: Callable[[], list[tuple[float, str]]], advice: str) -> None:
    """An r that is right, or the words for the wrong reading that gives it."""
    assert isclose(came, right, abs_tol=1e-9), (
        f"{where}: expected r = {right:.4f}, but {came:.4f} came. {reading(came, known(), advice)}"
    )


@HIDDEN.check("m5-q4", "beside the rival")
def _(beside: Any, as_high: Any, case: Case) -> None:
    for spender, other in RIVALS.items():
        row = row_of(beside, spender=spender, beside="rival")
        for form in FORMS:
            where = f"{states.name(spender)} beside {states.name(other)}, {form}"
            advice = "Spending of both in dollars, 1992 to 2024."
            same_r(row[form], rival(spender)[form], where, partial(other_r, spender, other, form), advice)


@HIDDEN.check("m5-q4", "beside your pair's people")
def _(beside: Any, as_high: Any, case: Case) -> None:
    for spender in RIVALS:
        for word, state, other in zip("AB", case.pair, case.pair[::-1], strict=True):
            row = row_of(beside, spender=spender, beside=word)
            for form in FORMS:

                def known(spender: str = spender, state: str = state, other: str = other, form: str = form) -> list[tuple[float, str]]:  # fmt: skip
                    swapped = placebo(spender, other)[form], "A and B have changed places."
                    return [*other_r(spender, state, form), swapped]

                where = f"{states.name(spender)}'s dollars beside the population of {states.name(state)}, {form}"
                same_r(row[form], placebo(spender, state)[form], where, known, "Dollars and people, 1992 to 2024.")


@HIDDEN.check("m5-q4", "the share of all other states")
def _(beside: Any, as_high: Any, case: Case) -> None:
    for spender, other in RIVALS.items():
        row, world = row_of(as_high, spender=spender), all_placebos(spender).drop([spender, other])
        for form in FORMS:
            right, r = reached(spender)[form], rival(spender)[form]
            # In the rival's place another figure is easily taken for the bar.
            known = [
                ((world[form].abs() >= abs(r)).mean(), "A population that falls while spending rises has a low r, far from zero as it is. Compare r itself."),
                ((world[form] < r).mean(), "That is the share below the rival. Count those that reach it."),
                ((world[form] >= placebo(spender, case.pair[0])[form]).mean(), "The bar is the rival's r, not that of your own states."),
                ((all_placebos(spender, (1960, 2024)).drop([spender, other])[form] >= r).mean(), "Those are all years. Keep 1992 to 2024."),
            ]  # fmt: skip
            advice = "Of all states but the two, count those whose population has an r of the rival's or more."
            assert isclose(row[form], right, abs_tol=1e-9), (
                f"{states.name(spender)}, {form}: expected {right:.4f} of the other states, but {row[form]:.4f} came. "
                f"{reading(row[form], known, advice)}"
            )


# -------------------------------------------------------------------------------------------------- 5 a step of a race


def races(random: np.random.Generator, count: int) -> list[dict[str, float]]:
    """Parameters at random, some of them without restraint, none of them on the edge."""
    found: list[dict[str, float]] = []
    while len(found) < count:
        k, a, l_, b = (float(one) for one in random.uniform([0, -0.2, 0, -0.2], [0.8, 0.8, 0.8, 0.8]))
        g, h = (float(one) for one in random.uniform(-2, 5, 2))
        if abs(a * b - k * l_) > 1e-3 and abs(a + b) > 1e-3:
            found.append({"k": k, "a": a, "g": g, "l": l_, "b": b, "h": h})
    return found


@HIDDEN.check("m5-q5", "other races, five years on")
def _(next_year: Any, fate: Any, case: Case) -> None:
    random = case.random
    falling = {"k": 0.1, "a": 0.5, "g": -3.0, "l": 0.1, "b": 0.4, "h": -2.0}  # soon below zero, which the model allows
    for p in [falling, *races(random, 15)]:
        start = (float(random.uniform(0, 20)), float(random.uniform(0, 20)))
        path = simulate(p, start, years=5).set_index("year")
        here: Any = start
        for year in range(1, 6):
            here = next_year(*here, dict(p))
            for came, right in zip(here, path.loc[year, ["x", "y"]], strict=True):
                assert isclose(came, right, rel_tol=1e-9, abs_tol=1e-9), (
                    f"From {start[0]:.2f} and {start[1]:.2f}, year {year}: expected {path.loc[year, 'x']:.6f} and {path.loc[year, 'y']:.6f}, "
                    f"but {here[0]:.6f} and {here[1]:.6f} came. Both look at the year before, and nothing is rounded or cut off at zero."
                )


@HIDDEN.check("m5-q5", "where other races lead")
def _(next_year: Any, fate: Any, case: Case) -> None:
    for p in races(case.random, 60):
        row = equilibrium(p).iloc[0]
        right = "settles" if row["stable"] else "runs away"
        came = fate(dict(p))
        assert Text().equal(came, right), (
            f"a = {p['a']:.3f}, b = {p['b']:.3f}, k = {p['k']:.3f}, l = {p['l']:.3f}: ab − kl is {row['condition']:.4f} and a + b is "
            f"{row['restraint']:.3f}, so it {right}, but {came!r} came. Ask for both: ab > kl and a + b > 0."
        )


# ------------------------------------------------------------------------------------ 6 does Azerbaijan arm against it?

PARTS = {"k": "estimate", "low": "low", "high": "high"}


@cache
def answered(to: str, x: str = "share", unit: float = 1e6) -> pd.DataFrame:
    """The fit of Azerbaijan's spending and a state's population, or Armenia's own spending; one row a parameter."""
    tables = {"share": share, "dollars": dollars}
    y = tables[x]()["ARM"] if to == "ARM" else people()[to] / unit
    return richardson(side_by_side(tables[x]()["AZE"], y)).set_index("parameter")


@HIDDEN.check("m5-q6", "the three answers and their intervals")
def _(answers: Any, ANSWER_READ: Any, case: Case) -> None:
    for to in ("ARM", *case.pair):
        row, fit = row_of(answers, to=to), answered(to)
        for name, column in PARTS.items():
            came, right = row[name], fit.loc["k", column]
            if isclose(came, right, rel_tol=1e-6, abs_tol=1e-12):
                continue
            k = fit.loc["k"]
            normal = k["estimate"] + {"k": 0, "low": -1.96, "high": 1.96}[name] * k["se"]
            known = [
                (fit.loc["l", column], "That is l, how the other answers Azerbaijan. k is the answer of x, the first state."),
                (fit.loc["a", column], "That is a, the restraint. Take the row of k."),
                (normal, "That is 1.96 standard errors to each side. With thirty points the interval is wider: take the columns of the fit."),
                (answered(to, "dollars").loc["k", column], "That is spending in dollars. x is the burden, the share of GDP."),
            ]  # fmt: skip
            known += [
                (round(right, digits), "That is rounded. Leave the numbers as they are.") for digits in range(1, 6)
            ]
            if to != "ARM":
                unit = answered(to, unit=1).loc["k", column]
                # In people, not millions, k is a millionth as large, and no fixed tolerance will do.
                same = isclose(came, unit, rel_tol=1e-6)
                known.insert(0, (came if same else unit, "That is for one person more. y is in millions of people."))
            said = reading(
                came, known, "x is Azerbaijan's share of GDP, y Armenia's, or people in millions; all years."
            )
            raise AssertionError(f"{name} to {states.name(to)}: expected {right:.5f}, but {came:.5g} came. {said}")


@HIDDEN.check("m5-q6", "what the fits can bear")
def _(answers: Any, ANSWER_READ: Any, case: Case) -> None:
    chosen(ANSWER_READ, "C", {
        "A": "A test that is clear for 108 of 117 states that threaten nobody does not test for threats.",
        "B": "Armenia's interval holds zero, and it holds an answer of half a point as well. That is no finding either way.",
        "D": "In dollars the populations stay: drifting series go together in any unit. Try one of your states.",
    })  # fmt: skip


# ------------------------------------------------------------------------------------------ 7 oil must pass the same test


@cache
def purse_r(spender: str, economy: str, how: str = "right") -> float:
    """r of the spender's changes with those of a state's GDP one year earlier; or what a wrong reading gives."""
    x, y = dollars()[spender], gdp()[economy]
    if how == "share":
        x = share()[spender]
    if how == "people":
        y = people()[economy]
    shift = {"same year": 0, "year after": -1}.get(how, 1)
    pair = side_by_side(x, y.shift(shift), 1995, 2024)
    if how == "every year":
        pair = side_by_side(x, y.shift(shift))
    if how == "per cent":
        return float(pair.set_index("year").pct_change(fill_method=None).corr().iloc[0, 1])
    return r_of(pair)["levels" if how == "levels" else "changes"]


OTHER_R = {
    "same year": "That is the GDP of the same year. A budget is made on the economy of the year before: shift it.",
    "year after": "That is the GDP of the year after. Shift the other way, so that each row holds the year before.",
    "levels": "That is r of the levels. Take the changes.",
    "per cent": "That is growth in per cent. A change is a difference.",
    "share": "That is the share of GDP, in which GDP stands below the bar. Take dollars.",
    "people": "Those are people. The rival explanation is about money: take GDP.",
    "every year": "Those are all years. Keep the spending of 1995 to 2024.",
}


@HIDDEN.check("m5-q7", "each spender beside three economies")
def _(purse: Any, PURSE_READ: Any, case: Case) -> None:
    for spender in ("AZE", "ARM"):
        for word, economy in {"own": spender, "A": case.pair[0], "B": case.pair[1]}.items():
            came, right = row_of(purse, spender=spender, economy=word)["r"], purse_r(spender, economy)

            def known(spender: str = spender, economy: str = economy, word: str = word) -> list[tuple[float, str]]:
                swapped = case.pair["BA".index(word)] if word in "AB" else {"AZE": "ARM", "ARM": "AZE"}[spender]
                return [
                    *((purse_r(spender, economy, how), words) for how, words in OTHER_R.items()),
                    (purse_r(spender, swapped), "That is the GDP of another of the states. Look at whose economy it is."),
                ]  # fmt: skip

            where = f"{states.name(spender)}'s spending beside the GDP of {states.name(economy)}"
            advice = "Changes of dollars from 1996 to 2024, each beside the change of GDP one year earlier."
            same_r(came, right, where, known, advice)


@HIDDEN.check("m5-q7", "what the figures can bear")
def _(purse: Any, PURSE_READ: Any, case: Case) -> None:
    chosen(PURSE_READ, "B", {
        "A": "Armenia passes the same test and sells no oil; and a danger that is there every year leaves no trace in changes.",
        "C": "Oil can be where Azerbaijan's money came from, as other income was Armenia's. The test sees the money, not its source.",
        "D": "A lasting threat can be why the money goes to arms in all years, while the economy decides how much there is in each.",
    })  # fmt: skip


# ---------------------------------------------------------------------------------------------------- 8 papers

PROMISES = ("defence clause", "other alliance", "none")


@cache
def focus_pairs() -> list[tuple[str, str]]:
    """All pairs of the states of the two tables."""
    tables = (load("alliances"), load("defence_agreements"))
    codes = {str(one) for table in tables for side in ("state_a", "state_b") for one in table[side].unique()}
    return list(combinations(sorted(codes), 2))


@cache
def sorted_pairs(
    datasets: tuple[str, ...] = ("atop",),
    years: tuple[int, int] = (2010, 2010),
    kind: str = "",
    any_treaty: bool = False,
) -> dict[tuple[str, str], int]:
    """Pairs, and pairs with an agreement, by promise; the right ones, or what a wrong reading gives."""
    promised = load("alliances").astype({"state_a": "str", "state_b": "str", "dataset": "str"})
    promised = promised[promised["dataset"].isin(datasets) & promised["year"].between(*years)]
    clause = promised.groupby(["state_a", "state_b"])["defence"].any().to_dict()
    agreed = load("defence_agreements").astype({"state_a": "str", "state_b": "str", "kind": "str"})
    agreed = agreed[agreed["kind"] == kind] if kind in ("general", "sector") else agreed
    agreed = agreed[agreed["end"] >= 2010] if kind == "in force" else agreed
    signed = set(zip(agreed["state_a"], agreed["state_b"], strict=True))
    found = dict.fromkeys([(promise, name) for promise in PROMISES for name in ("pairs", "agreed")], 0)
    for pair in focus_pairs():
        promise = "none" if pair not in clause else "defence clause" if clause[pair] or any_treaty else "other alliance"
        found[promise, "pairs"] += 1
        found[promise, "agreed"] += pair in signed
    return found


OTHER_PAPERS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"any_treaty": True}, "That takes every alliance for a promise to fight. Many only promise to consult, or not to attack: look at the column defence."),
    ({"years": (1946, 2018)}, "Those are promises of any year. Keep those in force in 2010."),
    ({"datasets": ("cow",)}, "That is the other data set. The question takes ATOP."),
    ({"datasets": ("atop", "cow")}, "Both data sets are in it. The question takes ATOP alone."),
    ({"kind": "general"}, "Those are general agreements. One in a single sector counts as well."),
    ({"kind": "in force"}, "Those are agreements still in force. Count what was signed by the end of 2010."),
)  # fmt: skip


@HIDDEN.check("m5-q8", "pairs by promise, and how many of them agreed")
def _(papers: Any, case: Case) -> None:
    right = sorted_pairs()
    came = {(promise, name): int(row_of(papers, promise=promise)[name]) for promise, name in right}
    if came == right:
        return
    wrong = next(key for key in right if came[key] != right[key])
    # The reading that explains all six numbers, not one by luck.
    said = next((words for how, words in OTHER_PAPERS if sorted_pairs(**how) == came), "")
    if not said and {key: came[key] for key in right if key[1] == "pairs"} == {
        key: n for key, n in right.items() if key[1] == "pairs"
    }:
        said = "The pairs are right. Look up each pair in the table of agreements, and count it once."
    raise AssertionError(
        f"{wrong[0]}, {wrong[1]}: expected {right[wrong]}, but {came[wrong]} came. {said or 'Begin with all 66 pairs and look up each in both tables.'}"
    )


# ----------------------------------------------------------------------------------------------------- 9 a chart

SHOWN = ("line", "point", "circle")
RECIPIENTS = ("ARM", "AZE", "IND", "PAK")


@cache
def received() -> dict[str, pd.DataFrame]:
    """TIV per inhabitant by year and state; "right", and what wrong readings give."""
    register = load("arms_deliveries").astype({"recipient": "str"})
    sums = register.assign(certain=register["volume"] - register["uncertain"]).groupby(["year", "recipient"])
    every = range(1992, 2025)
    volume, certain = (sums[name].sum().unstack().reindex(every) for name in ("volume", "certain"))
    millions = people()[list(RECIPIENTS)].reindex(every) / 1e6
    latest = millions.loc[2024]
    largest = register.groupby(["year", "recipient"])["volume"].max().unstack().reindex(every)
    return {
        "right": volume / millions,
        "Those are TIV in all. Divide by the people of the state.": volume,
        "The uncertain part is left out. Uncertain in number does not mean that it did not come: keep all of it.": certain / millions,
        "Those are divided by the people of one year. Take each year's own.": volume / latest,
        "That is one supplier of each year. Add up all of them.": largest / millions,
        "That is for each thousand inhabitants. Divide by the people in millions.": 1000 * volume / millions,
        "People and TIV are in unlike units. A million TIV to a million people is 1 TIV per inhabitant.": volume / millions / 1e6,
    }  # fmt: skip


CODES = {state: state for state in RECIPIENTS} | {
    "Armenia": "ARM",
    "Azerbaijan": "AZE",
    "India": "IND",
    "Pakistan": "PAK",
}


def shown(chart: Any) -> dict[tuple[str, int], float]:
    """What a chart draws, by state and year."""
    import pandas as pd

    seen = [layer.drawn() for layer in layers(chart) if layer.mark.get("type") in SHOWN]
    seen = [rows for rows in seen if {"x", "y", "color"} <= set(rows)]
    assert seen, "Expected lines or points, but there are none. Make the first checks pass."
    known = {name.casefold(): code for name, code in CODES.items()}
    drawn: dict[tuple[str, int], float] = {}
    for rows in seen:
        year = rows["x"].astype("str").str.extract(r"(\d{4})")[0]
        for label, when, value in zip(rows["color"], year, pd.to_numeric(rows["y"]), strict=True):
            code = known.get(str(label).strip().casefold())
            if code and value == value:
                drawn[code, int(when)] = float(value)
    return drawn


@HIDDEN.check("m5-q9", "each delivery at its year and height")
def _(chart: Any, case: Case) -> None:
    came = shown(chart)

    def as_in(expected: pd.DataFrame) -> bool:
        return all(
            isclose(came.get((str(state), int(year)), float("nan")), value, rel_tol=0.02, abs_tol=0.006)
            for (state, year), value in expected.unstack().dropna().items()
        )

    right = received()["right"]
    if as_in(right) and len(came) == right.notna().sum().sum():
        return
    said = next(
        (words for words, wrong in received().items() if words != "right" and as_in(wrong)),
        "Work one year out by hand.",
    )
    for (state, year), value in right.unstack().dropna().items():
        here = came.get((str(state), int(year)), float("nan"))
        assert isclose(here, value, rel_tol=0.02, abs_tol=0.006), (
            f"{states.name(str(state))}, {year}: expected {value:.2f} TIV per inhabitant, but {here:.2f} is drawn. {said}"
        )
    odd = sorted(set(came) - {(str(state), int(year)) for (state, year) in right.unstack().dropna().index})
    raise AssertionError(
        f"Expected nothing for {states.name(odd[0][0])} in {odd[0][1]}, but {came[odd[0]]:.2f} is drawn. Leave it open."
    )
