"""Wrong answers to exercise m5_threat: real misconceptions, each with the message that it must draw; and right answers
in other forms. The tests try every one. Instructors only."""

from __future__ import annotations

from course_utils.exercises.mistakes import Mistake, Right

MEASURES = 'MEASURE = {"a": "N", "b": "R", "c": "S", "d": "R"}\n'
PRICES = """
def at_prices_of(amount, year, base, prices):
    if year not in prices.index or base not in prices.index:
        return float("nan")
    return amount * prices[base] / prices[year]
"""

COUNT = 'COUNT_READ = "B"\n'
# What the answers to question 2 share: whether a state stands on a side, as main party or as supporter.
STANDS = """
def among(column, state):
    return column.fillna("").str.split(";").map(lambda codes: state in codes)


def stands(conflicts, side, state, supporters):
    main = among(conflicts[f"states_{side}"], state)
    return main | among(conflicts[f"allies_{side}"], state) if supporters else main


def against(conflicts, a, b, supporters):
    one = stands(conflicts, "a", a, supporters) & stands(conflicts, "b", b, supporters)
    return one | (stands(conflicts, "a", b, supporters) & stands(conflicts, "b", a, supporters))


def years_opposed(conflicts, a, b):
    main, every = (against(conflicts, a, b, supporters) for supporters in (False, True))
    whole = conflicts["conflict"].isin(conflicts.loc[every, "conflict"])
    return {
        "main": conflicts[main]["year"].nunique(),
        "every": conflicts[every]["year"].nunique(),
        "whole": conflicts[whole]["year"].nunique(),
    }
"""

# A right answer to question 4, cut into places that a mistake can change.
PLACEBOS = """
own = dollars
first, last = 1992, 2024


def both(x, y):
    found = in_step(pd.DataFrame({"x": x, "y": y}).loc[first:last].reset_index())
    return {"levels": found["levels"], "changes": found["changes"]}


def with_all(x, y):
    x, y = x - x.mean(axis=0), y - y.mean()
    return (x * y[:, None]).sum(axis=0) / np.sqrt((x**2).sum(axis=0) * (y**2).sum())


lines, reached = [], []
for spender, rival in (("AZE", "ARM"), ("PAK", "IND")):
    bar = both(own[spender], own[rival])
    for word, series in (("rival", own[rival]), ("A", people[A]), ("B", people[B])):
        lines.append({"spender": spender, "beside": word, **both(own[spender], series)})
    world = people.drop(columns=[spender, rival]).loc[first:last]
    budget = own[spender].reindex(world.index).to_numpy()
    levels = with_all(world.to_numpy(), budget)
    changes = with_all(np.diff(world.to_numpy(), axis=0), np.diff(budget))
    reached.append({
        "spender": spender, "levels": (levels >= bar["levels"]).mean(), "changes": (changes >= bar["changes"]).mean(),
    })
beside, as_high = pd.DataFrame(lines), pd.DataFrame(reached)
"""

RACE = """
def next_year(x, y, p):
    dx = p["k"] * y - p["a"] * x + p["g"]
    dy = p["l"] * x - p["b"] * y + p["h"]
    return x + dx, y + dy


def fate(p):
    if p["a"] * p["b"] > p["k"] * p["l"] and p["a"] + p["b"] > 0:
        return "settles"
    return "runs away"
"""

# A right answer to question 6.
FITS = """
def fitted(x, y):
    fit = richardson(pd.DataFrame({"year": x.index, "x": x.to_numpy(), "y": y.reindex(x.index).to_numpy()}))
    return fit.set_index("parameter").loc["k"]


lines = []
for to, y in (("ARM", share["ARM"]), (A, people[A] / 1e6), (B, people[B] / 1e6)):
    k = fitted(share["AZE"], y)
    lines.append([to, k["estimate"], k["low"], k["high"]])
answers = pd.DataFrame(lines, columns=["to", "k", "low", "high"])
ANSWER_READ = "C"
"""

# A right answer to question 7.
MONEY = """
lines = []
for spender in ("AZE", "ARM"):
    for word, code in (("own", spender), ("A", A), ("B", B)):
        y = gdp[code].shift(1)
        table = pd.DataFrame({"x": dollars[spender], "y": y}).loc[1995:2024].reset_index()
        lines.append([spender, word, in_step(table)["changes"]])
purse = pd.DataFrame(lines, columns=["spender", "economy", "r"])
PURSE_READ = "B"
"""

# A right answer to question 8.
SORTED = """
from itertools import combinations

chosen = alliances[(alliances["dataset"] == "atop") & (alliances["year"] == 2010)]
clause = {(row.state_a, row.state_b): row.defence for row in chosen.itertuples()}
signed = set(zip(agreements["state_a"], agreements["state_b"]))
lines = []
for pair in combinations(FOCUS, 2):
    promise = "none" if pair not in clause else "defence clause" if clause[pair] else "other alliance"
    lines.append({"promise": promise, "agreed": pair in signed})
papers = pd.DataFrame(lines).groupby("promise")["agreed"].agg(pairs="size", agreed="sum").reset_index()
"""

# What the charts share: a whole table, titles and an alt text that would do.
DRAWN = """
volume = deliveries.groupby(["year", "recipient"])["volume"].sum().unstack()
heads = people[["ARM", "AZE", "IND", "PAK"]] / 1e6
table = (volume / heads).loc[1992:2024]
drawn = table.melt(ignore_index=False, var_name="state", value_name="tiv").reset_index(names="year")
x, y = alt.X("year:Q", title="Year"), alt.Y("tiv:Q", title="TIV per inhabitant")
color = alt.Color("state:N", title="State")
title = "Per inhabitant Armenia and Azerbaijan often received more than Pakistan or India"
description = "Lines by year for Armenia, Azerbaijan, India and Pakistan: TIV per inhabitant, with gaps where nothing is recorded."
"""
LINES = "chart = alt.Chart(drawn).mark_line(point=True).encode(x, y, color).properties(title=title, description=description)\n"

# A sentence of 22 words, to fill a memo.
FILLING = "The figures of the two states are estimates in part, and no yearly series can say what a ministry feared or wished. "

BAKU = """
To the committee in Baku: on Armenia's deliveries from India.

**What came, and in which unit.** The register has 28 million TIV from India for 2024 and 21 for 2025, all of it uncertain in number. TIV stand for what weapons can do, not for what was paid, so no figure in manat follows. For what Armenia can buy I take constant dollars of 2023: 1,416 million in 2024, against 3,699 of ours. Its load, 5.5 per cent of GDP, is the heavier one. Armenia's figures leave out military pensions; 13 of our 33 shares of GDP are the source's own estimates.

**Why they may have bought.** Money: changes of Armenia's spending follow its own economy of the year before closely, and it has no oil; ours do so too. Politics: after 2020 a government in Yerevan has to show that it mends an army. Threat: Armenia says so, as we said in the years before. C20 names danger for us and Pakistan alone. Thirty yearly points tell none of the three apart, and a lasting fear would leave no trace in changes.

**How Yerevan sees it.** A neighbour with more people and more income armed year after year and said that it might use force. In 2020 and 2023 it did, and the Armenians of Nagorno-Karabakh left. Rockets from India replace what was lost in the war and what Russia no longer delivers. Nobody, says Yerevan, attacks a stronger state with them.

**Advice.** Option one, no reply: it costs nothing, keeps a treaty that is initialled within reach, and leaves us with more than twice Armenia's spending. Option two, more counter-battery radar for the border: perhaps 30 million dollars over two years, and it threatens nobody. Option three, aircraft beyond those on order (C07): hundreds of millions, and it would give Yerevan the reason that we say it lacks. I advise the first now, and the second if the number delivered is confirmed. We look again in June 2027, when the register is next revised and the treaty is in force or not. The money saved is better spent on clearing mines.
"""

ISLAMABAD = """
To the committee in Islamabad: on India's deliveries of 2025.

**Unit and source.** The register gives India 2,510 million TIV for 2025, the largest parts from Russia, Israel and France, and about half of it is uncertain in number. TIV stand for capability, not price. Our own total was 811. For what can be bought I take constant dollars of 2023: India's spending rose by 43 per cent from 2014 to 2024, ours by 8, after a peak in 2021. In shares of GDP both fell; that tells our taxpayers something, and our planners nothing. Of our 72 shares of GDP 55 are the source's estimates.

**Three reasons kept apart.** Money: India's economy grew, and its spending with it. Politics: orders are also made for factories and voters, here as there. Threat: C20 says that danger made us spend, and India says the same of itself, with China beside us. Over all years since 1960 our share answers India's clearly; since 1992 it does not, and over all years it answers the populations of most states as well, downwards. So the figures can't tell a reply from a trend.

**How Delhi sees it.** Armed men have crossed from Pakistan into Kashmir, as India holds, and China, with whom it fought in 1962, is the greater power. India's orders answer two neighbours, one of whom arms the other. Most of its arms replace Soviet ones. It has bought nothing, it says, that Pakistan need fear if the border is quiet. We deny arming groups; the committee should still know the sentence.

**Advice.** Option one, no direct reply: it costs nothing and frees about a tenth of procurement for debt and flood works, at some risk if a crisis comes soon. Option two, air defence from orders already placed: deliveries sped up, at some 200 million dollars, with no new type. Option three, matching purchases: more than we can borrow, and next year's reason in Delhi. I advise the second, with an offer to renew talks on notice of exercises. The committee should ask again in 2028, by our reserves and by what the register has confirmed.
"""

DELHI = """
To the committee in Delhi: on Pakistan's deliveries.

**The purchase.** The register has 811 million TIV delivered to Pakistan in 2025 after 866 in 2024, some two thirds of the last from China and uncertain in number, and 2,510 to us. TIV measure what arms can do; they are no money, and a year's deliveries were ordered long before. For means I take constant dollars of 2023: Pakistan's military spending fell by 23 per cent from 2021 to 2024. Its burden is 2.7 per cent of GDP against our 2.3. Many of its figures are estimates of the source, and a share of GDP fell in 2000 because GDP was counted anew.

**Why Pakistan buys.** Money speaks against a race: its budgets shrank in real terms. Politics: an army with a part in government orders for itself in good years and in bad ones. Threat: C20 says that danger from its neighbours made Pakistan spend. The clashes of May 2025 are recent, and no yearly figure shows yet what followed. Data since 1992 find no clear answer of Pakistan to us; from thirty points that is no proof that there is none.

**How Islamabad sees it.** India is far larger in people, land and arms. It helped to split Pakistan in 1971 and tested first in 1998. A smaller state must make an attack too costly to try, and it buys from whoever sells. China sells. Pakistan says that it supports Kashmiris politically and arms nobody there.

**Advice.** Option one, no reply: nothing is spent, we keep three times the deliveries, and the north, where the greater power stands, is not starved; the risk is a gap in air defence that May 2025 may have shown. Option two, finish what is ordered and add sensors: within the present budget, at the price of delay elsewhere. Option three, more combat aircraft: thousands of millions, and the surest way to the next Chinese sale. I advise the second. By March 2028 the committee should see whether the uncertain numbers of the register have been confirmed, and whether talks on the Line of Control have begun.
"""


def instead(text: str, *changes: tuple[str, str]) -> str:
    """An answer with some of its words replaced; each of them must be there."""
    for old, new in changes:
        assert old in text, f"{old!r} is not in the answer that a mistake is made of"
        text = text.replace(old, new)
    return text


def letter(answer: str, name: str, came: str) -> str:
    """An answer whose letter is another one."""
    return f'{answer}\n{name} = "{came}"\n'


MISTAKES = (
    # m5-q1
    Mistake(
        "turns the two price levels round",
        "m5-q1",
        instead(PRICES, ("prices[base] / prices[year]", "prices[year] / prices[base]")) + MEASURES,
        "public",
        "years the wrong way round: where",
    ),
    Mistake(
        "takes every index for 100 in the base year",
        "m5-q1",
        instead(PRICES, ("prices[base] / prices[year]", "100 / prices[year]")) + MEASURES,
        "public",
        "takes the level of the base",
    ),
    Mistake(
        "adds the difference of the levels",
        "m5-q1",
        instead(PRICES, ("amount * prices[base] / prices[year]", "amount * (1 + (prices[base] - prices[year]) / 100)"))
        + MEASURES,
        "public",
        "Prices doubled from 2000 to 2010: expected 60 for 30",
    ),
    Mistake(
        "takes the first and the last level",
        "m5-q1",
        """
def at_prices_of(amount, year, base, prices):
    if year not in prices.index or base not in prices.index:
        return float("nan")
    years = list(range(2000, 2030, 10))
    return amount * prices.iloc[years.index(base)] / prices.iloc[years.index(year)]
"""
        + MEASURES,
        "public",
        "Take a level by its year",
    ),
    Mistake(
        "does not ask whether the year is there",
        "m5-q1",
        "def at_prices_of(amount, year, base, prices):\n    return amount * prices[base] / prices[year]\n" + MEASURES,
        "public",
        "but the look-up stopped",
    ),
    Mistake(
        "takes a year without a level for 0",
        "m5-q1",
        instead(PRICES, ('float("nan")', "0.0"), ("return amount *", "prices = prices.fillna(0)\n    return amount *"))
        + MEASURES,
        "public",
        "What nobody knows is neither 0 nor as before",
    ),
    Mistake(
        "rounds to cents",
        "m5-q1",
        instead(PRICES, ("amount * prices[base] / prices[year]", "round(amount * prices[base] / prices[year], 2)"))
        + MEASURES,
        "hidden",
        "Is a number rounded?",
    ),
    Mistake(
        "takes real dollars for everything",
        "m5-q1",
        PRICES + 'MEASURE = {"a": "R", "b": "R", "c": "R", "d": "R"}',
        "hidden",
        "One measure for all four questions (R)",
    ),
    Mistake(
        "takes a share for what a rival has to fear",
        "m5-q1",
        PRICES + instead(MEASURES, ('"d": "R"', '"d": "S"')),
        "hidden",
        "a share may rise because the economy shrank",
    ),
    Mistake(
        "pays a bill with real dollars",
        "m5-q1",
        PRICES + instead(MEASURES, ('"a": "N"', '"a": "R"')),
        "hidden",
        "Expected another measure for a. Look at a again: a bill fixed in dollars",
    ),
    Mistake(
        "takes growth in nominal dollars for growth of what can be bought",
        "m5-q1",
        PRICES + instead(MEASURES, ('"b": "R"', '"b": "N"')),
        "hidden",
        "dollars of two years buy unlike amounts",
    ),
    Mistake(
        "takes what the army can buy for what it costs those who pay",
        "m5-q1",
        PRICES + instead(MEASURES, ('"c": "S"', '"c": "R"')),
        "hidden",
        "what the army can buy is not what it costs",
    ),
    Mistake(
        "writes words for letters",
        "m5-q1",
        PRICES + 'MEASURE = dict.fromkeys("abcd", "real")',
        "public",
        "Write the letter alone",
    ),
    # m5-q2
    Mistake(
        "takes supporters for main parties",
        "m5-q2",
        instead(STANDS, ("in (False, True)", "in (True, True)")) + COUNT,
        "public",
        "A supporter is not a main party",
    ),
    Mistake(
        "looks at main parties only",
        "m5-q2",
        instead(STANDS, ("in (False, True)", "in (False, False)")) + COUNT,
        "public",
        "Look into the columns of supporters too",
    ),
    Mistake(
        "looks one way round only",
        "m5-q2",
        instead(
            STANDS,
            (
                'return one | (stands(conflicts, "a", b, supporters) & stands(conflicts, "b", a, supporters))',
                "return one",
            ),
        )
        + COUNT,
        "public",
        "count both ways round",
    ),
    Mistake(
        "takes two states in one row for opponents",
        "m5-q2",
        """
def years_opposed(conflicts, a, b):
    text = conflicts[["states_a", "allies_a", "states_b", "allies_b"]].fillna("")
    named = text.agg(";".join, axis=1).str.split(";")
    main = (text["states_a"] + ";" + text["states_b"]).str.split(";").map(lambda codes: a in codes and b in codes)
    every = named.map(lambda codes: a in codes and b in codes)
    whole = conflicts["conflict"].isin(conflicts.loc[every, "conflict"])
    return {name: conflicts[rows]["year"].nunique() for name, rows in (("main", main), ("every", every), ("whole", whole))}
"""
        + COUNT,
        "public",
        "They stand in one row, but on one side",
    ),
    Mistake(
        "compares the cell with the code",
        "m5-q2",
        instead(STANDS, ('column.fillna("").str.split(";").map(lambda codes: state in codes)', "column == state"))
        + COUNT,
        "public",
        "split it at the semicolon",
    ),
    Mistake(
        "counts rows, not years",
        "m5-q2",
        instead(STANDS, ('["year"].nunique()', '["year"].count()')) + COUNT,
        "public",
        "Count different years, not rows",
    ),
    Mistake(
        "takes all conflicts of the first state",
        "m5-q2",
        instead(
            STANDS,
            (
                'conflicts.loc[every, "conflict"]',
                'conflicts.loc[stands(conflicts, "a", a, True) | stands(conflicts, "b", a, True), "conflict"]',
            ),
        )
        + COUNT,
        "public",
        "Y has no part in that conflict",
    ),
    Mistake(
        "gives the whole conflict no more years than the opposition",
        "m5-q2",
        instead(STANDS, ("conflicts[whole]", "conflicts[every]")) + COUNT,
        "public",
        "take the number of each conflict",
    ),
    Mistake(
        "does not expect an empty cell",
        "m5-q2",
        instead(
            STANDS,
            (
                'column.fillna("").str.split(";").map(lambda codes: state in codes)',
                'column.map(lambda codes: state in codes.split(";"))',
            ),
        )
        + COUNT,
        "public",
        "the search stopped at a cell that names no state",
    ),
    Mistake(
        "takes conflicts by place in the table, not by number",
        "m5-q2",
        instead(
            STANDS,
            (
                'conflicts["conflict"].isin(conflicts.loc[every, "conflict"])',
                'conflicts["conflict"].between(*conflicts.loc[every, "conflict"].agg(["min", "max"]))',
            ),
        )
        + COUNT,
        "hidden",
        "and the years of all its rows",
    ),
    Mistake(
        "trusts the name of a column",
        "m5-q2",
        letter(STANDS, "COUNT_READ", "A"),
        "hidden",
        "says nothing on who fought",
    ),
    Mistake(
        "trusts the largest count",
        "m5-q2",
        letter(STANDS, "COUNT_READ", "C"),
        "hidden",
        "for one year in which Türkiye",
    ),
    Mistake(
        "takes a rule of coding for an error",
        "m5-q2",
        letter(STANDS, "COUNT_READ", "D"),
        "hidden",
        "asks of every conflict alike",
    ),
    # m5-q3
    Mistake(
        "drops the gap before taking differences",
        "m5-q3",
        """
def in_step(pair):
    known = pair.dropna().sort_values("year")
    changes = known[["x", "y"]].diff()
    r = [table["x"].corr(table["y"], min_periods=3) for table in (known, changes)]
    return {"levels": r[0], "changes": r[1], "n": len(changes.dropna())}
""",
        "public",
        "but 6 came. From 2002 to 2004",
    ),
    Mistake(
        "fills the gap between its neighbours",
        "m5-q3",
        """
def in_step(pair):
    rows = pair.set_index("year").sort_index()
    rows = rows.reindex(range(rows.index.min(), rows.index.max() + 1)).interpolate()
    r = [table["x"].corr(table["y"], min_periods=3) for table in (rows, rows.diff())]
    return {"levels": r[0], "changes": r[1], "n": len(rows.diff().dropna())}
""",
        "public",
        "but 7 came. From 2002 to 2004",
    ),
    Mistake(
        "takes changes in per cent",
        "m5-q3",
        """
def in_step(pair):
    rows = pair.set_index("year").sort_index()
    rows = rows.reindex(range(rows.index.min(), rows.index.max() + 1))
    changes = rows.pct_change(fill_method=None)
    return {"levels": rows.corr(min_periods=3).loc["x", "y"], "changes": changes["x"].corr(changes["y"]), "n": len(changes.dropna())}
""",
        "public",
        "Those are changes in per",
    ),
    Mistake(
        "does not sort",
        "m5-q3",
        """
def in_step(pair):
    step = pair["year"].diff() == 1
    changes = pair[["x", "y"]].diff().where(step)
    r = [table["x"].corr(table["y"], min_periods=3) for table in (pair, changes)]
    return {"levels": r[0], "changes": r[1], "n": len(changes.dropna())}
""",
        "public",
        "Sort by year before you take differences",
    ),
    Mistake(
        "takes two points for a correlation",
        "m5-q3",
        """
def in_step(pair):
    rows = pair.set_index("year").sort_index()
    rows = rows.reindex(range(rows.index.min(), rows.index.max() + 1))
    changes = rows.diff().dropna()
    return {"levels": rows["x"].corr(rows["y"]), "changes": changes["x"].corr(changes["y"]), "n": len(changes)}
""",
        "public",
        "return nan for fewer than three",
    ),
    Mistake(
        "counts the years, not the changes",
        "m5-q3",
        """
def in_step(pair):
    rows = pair.set_index("year").sort_index()
    rows = rows.reindex(range(rows.index.min(), rows.index.max() + 1))
    r = [table["x"].corr(table["y"], min_periods=3) for table in (rows, rows.diff())]
    return {"levels": r[0], "changes": r[1], "n": len(rows.dropna())}
""",
        "public",
        "Six years have five changes",
    ),
    Mistake(
        "sets the change of x beside the level of y",
        "m5-q3",
        """
def in_step(pair):
    rows = pair.set_index("year").sort_index()
    rows = rows.reindex(range(rows.index.min(), rows.index.max() + 1))
    changes = rows.assign(x=rows["x"].diff()).dropna()
    return {"levels": rows["x"].corr(rows["y"], min_periods=3), "changes": changes["x"].corr(changes["y"], min_periods=3), "n": len(changes)}
""",
        "public",
        "Take the difference of each series first",
    ),
    Mistake(
        "gives 0 where nothing varies",
        "m5-q3",
        """
def in_step(pair):
    rows = pair.set_index("year").sort_index()
    rows = rows.reindex(range(rows.index.min(), rows.index.max() + 1))
    changes = rows.diff().dropna()
    r = [table["x"].corr(table["y"], min_periods=3) for table in (rows, changes)]
    short = len(changes) < 3
    return {"levels": 0.0 if r[0] != r[0] else r[0], "changes": r[1] if short else 0.0 if r[1] != r[1] else r[1], "n": len(changes)}
""",
        "public",
        "What does not vary goes with nothing",
    ),
    Mistake(
        "rounds",
        "m5-q3",
        """
def in_step(pair):
    rows = pair.set_index("year").sort_index().astype("float64")
    rows = rows.reindex(range(rows.index.min(), rows.index.max() + 1))
    r = [table["x"].corr(table["y"], min_periods=3) for table in (rows, rows.diff())]
    return {"levels": round(r[0], 9), "changes": round(r[1], 4) if abs(r[1]) < 0.6 else r[1], "n": len(rows.diff().dropna())}
""",
        "hidden",
        "Sort by year, leave gaps open, and do not round",
    ),
    Mistake(
        "takes the years that have both figures for the years of each change",
        "m5-q3",
        """
def in_step(pair):
    rows = pair.set_index("year").sort_index()
    rows = rows.reindex(range(rows.index.min(), rows.index.max() + 1)).astype("float64")
    changes = rows.ffill().diff().where(rows.notna() & rows.shift(1).notna().any(axis=1).to_numpy()[:, None])
    r = [table["x"].corr(table["y"], min_periods=3) for table in (rows, changes)]
    return {"levels": r[0], "changes": r[1], "n": len(changes.dropna())}
""",
        "public",
        "Neither 2003 nor 2004 has a change of x",
    ),
    # m5-q4
    Mistake(
        "takes shares of GDP",
        "m5-q4",
        instead(PLACEBOS, ("own = dollars", "own = share")),
        "hidden",
        "Those are shares of GDP. The question asks for dollars",
    ),
    Mistake(
        "takes all years",
        "m5-q4",
        instead(PLACEBOS, ("first, last = 1992, 2024", "first, last = 1949, 2024")),
        "hidden",
        "Those are all years. Keep 1992 to 2024",
    ),
    Mistake(
        "takes GDP for people",
        "m5-q4",
        instead(PLACEBOS, ("people[A]", "gdp[A]"), ("people[B]", "gdp[B]")),
        "hidden",
        "That is GDP. The placebo is the population",
    ),
    Mistake(
        "sets the rival beside the placebo",
        "m5-q4",
        instead(
            PLACEBOS,
            ("**both(own[spender], series)", '**both(own[spender] if word == "rival" else own[rival], series)'),
        ),
        "hidden",
        "keep the spender",
    ),
    Mistake(
        "mixes up A and B",
        "m5-q4",
        instead(PLACEBOS, ('("A", people[A]), ("B", people[B])', '("A", people[B]), ("B", people[A])')),
        "hidden",
        "A and B have changed places",
    ),
    Mistake(
        "counts far from zero as high",
        "m5-q4",
        instead(
            PLACEBOS,
            ('(levels >= bar["levels"])', '(np.abs(levels) >= abs(bar["levels"]))'),
            ('(changes >= bar["changes"])', '(np.abs(changes) >= abs(bar["changes"]))'),
        ),
        "hidden",
        "Compare r itself",
    ),
    Mistake(
        "counts the placebos below the rival",
        "m5-q4",
        instead(
            PLACEBOS,
            ('levels >= bar["levels"]', 'levels < bar["levels"]'),
            ('changes >= bar["changes"]', 'changes < bar["changes"]'),
        ),
        "hidden",
        "Count those that reach it",
    ),
    Mistake(
        "keeps the spender and its rival among the others",
        "m5-q4",
        instead(PLACEBOS, ("people.drop(columns=[spender, rival])", "people")),
        "public",
        "Leave out the spender and its rival",
    ),
    Mistake(
        "gives counts, not shares",
        "m5-q4",
        instead(PLACEBOS, ('(levels >= bar["levels"]).mean()', '(levels >= bar["levels"]).sum()')),
        "public",
        "Expected every levels between 0 and 1",
    ),
    Mistake(
        "leaves the rival out",
        "m5-q4",
        instead(PLACEBOS, ('("rival", own[rival]), ', "")),
        "public",
        "Expected the 6 rows",
    ),
    Mistake(
        "gives levels twice",
        "m5-q4",
        instead(PLACEBOS, ('"changes": found["changes"]}', '"changes": found["levels"]}')),
        "public",
        "Take differences of both",
    ),
    # m5-q5
    Mistake(
        "adds restraint",
        "m5-q5",
        instead(RACE, ('- p["a"] * x', '+ p["a"] * x'), ('- p["b"] * y', '+ p["b"] * y')),
        "public",
        "Restraint is added there",
    ),
    Mistake(
        "hands back the changes",
        "m5-q5",
        instead(RACE, ("return x + dx, y + dy", "return dx, dy")),
        "public",
        "Those are the changes. Add them",
    ),
    Mistake(
        "lets the second state see the first one's new budget",
        "m5-q5",
        instead(RACE, ('    dy = p["l"]', '    x, dx = x + dx, 0\n    dy = p["l"]')),
        "public",
        "There y looks at the new x",
    ),
    Mistake(
        "swaps the two answers",
        "m5-q5",
        instead(RACE, ('p["k"] * y', 'p["l"] * y'), ('dy = p["l"] * x', 'dy = p["k"] * x')),
        "public",
        "There k and l have changed places",
    ),
    Mistake(
        "forgets the grievance",
        "m5-q5",
        instead(RACE, (' + p["g"]', ""), (' + p["h"]', "")),
        "public",
        "The grievance is missing",
    ),
    Mistake(
        "lets each answer its own arms",
        "m5-q5",
        instead(
            RACE,
            ('p["k"] * y - p["a"] * x', 'p["k"] * x - p["a"] * x'),
            ('p["l"] * x - p["b"] * y', 'p["l"] * y - p["b"] * y'),
        ),
        "public",
        "There each answers its own arms",
    ),
    Mistake(
        "adds where the condition multiplies",
        "m5-q5",
        instead(RACE, ('p["a"] * p["b"] > p["k"] * p["l"]', 'p["a"] + p["b"] > p["k"] + p["l"]')),
        "public",
        "Multiply, do not add",
    ),
    Mistake(
        "asks state by state",
        "m5-q5",
        instead(
            RACE,
            (
                'p["a"] * p["b"] > p["k"] * p["l"]',
                'p["k"] < 0.6 and p["l"] < 0.4 and p["a"] * p["b"] > p["k"] * p["l"]',
            ),
        ),
        "public",
        "compare the products, not state by state",
    ),
    Mistake(
        "thinks that large grievances make a race run away",
        "m5-q5",
        instead(RACE, ('if p["a"] * p["b"]', 'if max(p["g"], p["h"]) < 20 and p["a"] * p["b"]')),
        "public",
        "The grievances move the point of rest",
    ),
    Mistake(
        "takes a tie for restraint",
        "m5-q5",
        instead(RACE, ('p["a"] * p["b"] > p["k"] * p["l"]', 'p["a"] * p["b"] >= p["k"] * p["l"]')),
        "public",
        "only where restraint is more than the answers",
    ),
    Mistake(
        "takes two negatives for restraint",
        "m5-q5",
        instead(RACE, (' and p["a"] + p["b"] > 0', "")),
        "public",
        "Two negatives make a positive product",
    ),
    Mistake(
        "turns the condition round",
        "m5-q5",
        instead(RACE, ('p["a"] * p["b"] > p["k"]', 'p["a"] * p["b"] < p["k"]')),
        "public",
        "Compare the product of the restraints with the product of the answers",
    ),
    Mistake(
        "hands back True and False",
        "m5-q5",
        instead(RACE, ('return "settles"', "return True"), ('return "runs away"', "return False")),
        "public",
        "Expected a text, but True came",
    ),
    Mistake(
        "calls it by words of their own",
        "m5-q5",
        instead(RACE, ('return "settles"', 'return "stable"'), ('return "runs away"', 'return "unstable"')),
        "public",
        "Return one of the two",
    ),
    Mistake(
        "allows no spending below zero",
        "m5-q5",
        instead(RACE, ("return x + dx, y + dy", "return max(x + dx, 0), max(y + dy, 0)")),
        "hidden",
        "nothing is rounded or cut off at zero",
    ),
    # m5-q6
    Mistake(
        "asks how the other answers Azerbaijan",
        "m5-q6",
        instead(FITS, ('.loc["k"]', '.loc["l"]')),
        "hidden",
        "That is l, how the other answers Azerbaijan",
    ),
    Mistake(
        "takes restraint for the answer",
        "m5-q6",
        instead(FITS, ('.loc["k"]', '.loc["a"]')),
        "hidden",
        "That is a, the restraint",
    ),
    Mistake(
        "counts people one by one",
        "m5-q6",
        instead(FITS, ("people[A] / 1e6", "people[A]"), ("people[B] / 1e6", "people[B]")),
        "hidden",
        "y is in millions of people",
    ),
    Mistake(
        "takes dollars for the burden",
        "m5-q6",
        instead(FITS, ('share["ARM"]', 'dollars["ARM"]'), ('fitted(share["AZE"], y)', 'fitted(dollars["AZE"], y)')),
        "hidden",
        "x is the burden, the share of GDP",
    ),
    Mistake(
        "makes the interval with 1.96 standard errors",
        "m5-q6",
        instead(FITS, ('k["low"], k["high"]', 'k["estimate"] - 1.96 * k["se"], k["estimate"] + 1.96 * k["se"]')),
        "hidden",
        "That is 1.96 standard errors to each side",
    ),
    Mistake(
        "leaves the rival out",
        "m5-q6",
        instead(FITS, ('("ARM", share["ARM"]), ', "")),
        "public",
        "Expected three rows",
    ),
    Mistake(
        "rounds",
        "m5-q6",
        instead(FITS, ('columns=["to", "k", "low", "high"])', 'columns=["to", "k", "low", "high"]).round(2)')),
        "hidden",
        "That is rounded",
    ),
    Mistake(
        "takes the estimate of one parameter and the interval of another",
        "m5-q6",
        instead(
            FITS,
            (
                'return fit.set_index("parameter").loc["k"]',
                'rows = fit.set_index("parameter")\n    return pd.Series({"estimate": rows.loc["k", "estimate"], "low": rows.loc["g", "high"], "high": rows.loc["g", "high"] + 1})',
            ),
        ),
        "public",
        "all three from the row",
    ),
    Mistake(
        "takes a clear interval for an answer",
        "m5-q6",
        letter(FITS, "ANSWER_READ", "A"),
        "hidden",
        "does not test for threats",
    ),
    Mistake(
        "takes no finding for a finding of none",
        "m5-q6",
        letter(FITS, "ANSWER_READ", "B"),
        "hidden",
        "That is no finding either way",
    ),
    Mistake("blames the unit", "m5-q6", letter(FITS, "ANSWER_READ", "D"), "hidden", "In dollars the populations stay"),
    # m5-q7
    Mistake(
        "takes the GDP of the same year",
        "m5-q7",
        instead(MONEY, (".shift(1)", "")),
        "hidden",
        "That is the GDP of the same year",
    ),
    Mistake(
        "shifts the wrong way",
        "m5-q7",
        instead(MONEY, (".shift(1)", ".shift(-1)")),
        "hidden",
        "That is the GDP of the year after",
    ),
    Mistake(
        "takes levels",
        "m5-q7",
        instead(MONEY, ('in_step(table)["changes"]', 'in_step(table)["levels"]')),
        "hidden",
        "That is r of the levels",
    ),
    Mistake(
        "takes growth in per cent",
        "m5-q7",
        instead(
            MONEY,
            ('in_step(table)["changes"]', 'table.set_index("year").pct_change(fill_method=None).corr().loc["x", "y"]'),
        ),
        "hidden",
        "That is growth in per cent",
    ),
    Mistake(
        "takes shares of GDP, in which GDP is already",
        "m5-q7",
        instead(MONEY, ("dollars[spender]", "share[spender]")),
        "hidden",
        "in which GDP stands below the bar",
    ),
    Mistake(
        "takes people for money",
        "m5-q7",
        instead(MONEY, ("gdp[code]", "people[code]")),
        "hidden",
        "Those are people",
    ),
    Mistake(
        "mixes up the two spenders' own economies",
        "m5-q7",
        instead(MONEY, ('("own", spender)', '("own", "ARM" if spender == "AZE" else "AZE")')),
        "hidden",
        "Look at whose economy it is",
    ),
    Mistake(
        "uses one spender twice",
        "m5-q7",
        instead(MONEY, ("dollars[spender]", 'dollars["AZE"]'), ('("own", spender)', '("own", "AZE")')),
        "public",
        "Take each spender's own series",
    ),
    Mistake(
        "leaves the own economy out",
        "m5-q7",
        instead(MONEY, ('("own", spender), ', "")),
        "public",
        "Expected the 6 rows",
    ),
    Mistake(
        "takes a rival explanation for proved",
        "m5-q7",
        letter(MONEY, "PURSE_READ", "A"),
        "hidden",
        "Armenia passes the same test and sells no oil",
    ),
    Mistake(
        "takes another source of money for none",
        "m5-q7",
        letter(MONEY, "PURSE_READ", "C"),
        "hidden",
        "The test sees the money",
    ),
    Mistake(
        "takes two causes for rivals in every case",
        "m5-q7",
        letter(MONEY, "PURSE_READ", "D"),
        "hidden",
        "in all years, while the economy",
    ),
    # m5-q8
    Mistake(
        "takes every alliance for a promise to fight",
        "m5-q8",
        instead(
            SORTED,
            ('"defence clause" if clause[pair] else "other alliance"', '"defence clause"'),
            ("papers = pd.DataFrame(lines)", "lines_ = pd.DataFrame(lines)\npapers = lines_"),
        )
        + '\npapers.loc[len(papers)] = ["other alliance", 0, 0]\n',
        "hidden",
        "Many only promise to consult",
    ),
    Mistake(
        "takes promises of any year",
        "m5-q8",
        instead(
            SORTED,
            ('(alliances["dataset"] == "atop") & (alliances["year"] == 2010)', 'alliances["dataset"] == "atop"'),
            (
                "{(row.state_a, row.state_b): row.defence for row in chosen.itertuples()}",
                'chosen.groupby(["state_a", "state_b"])["defence"].any().to_dict()',
            ),
        ),
        "hidden",
        "Those are promises of any year",
    ),
    Mistake(
        "takes the other data set",
        "m5-q8",
        instead(SORTED, ('== "atop"', '== "cow"')),
        "hidden",
        "That is the other data set",
    ),
    Mistake(
        "counts general agreements only",
        "m5-q8",
        instead(SORTED, ("signed = set(", 'agreements = agreements[agreements["kind"] == "general"]\nsigned = set(')),
        "hidden",
        "Those are general agreements",
    ),
    Mistake(
        "begins with the pairs that have a paper",
        "m5-q8",
        instead(SORTED, ("for pair in combinations(FOCUS, 2):", "for pair in sorted(set(clause) | signed):")),
        "public",
        "Pairs without any paper belong to none",
    ),
    Mistake(
        "counts each pair twice",
        "m5-q8",
        instead(
            SORTED,
            (
                "for pair in combinations(FOCUS, 2):",
                "for pair in [tuple(sorted((x, y))) for x in FOCUS for y in FOCUS if x != y]:",
            ),
        ),
        "public",
        "Count each pair once, whoever comes first",
    ),
    Mistake(
        "counts agreements, not pairs",
        "m5-q8",
        instead(
            SORTED,
            (
                'signed = set(zip(agreements["state_a"], agreements["state_b"]))',
                'signed = list(zip(agreements["state_a"], agreements["state_b"]))',
            ),
            ("pair in signed}", "signed.count(pair)}"),
        ),
        "public",
        "pair may have signed",
    ),
    Mistake(
        "leaves the pairs without an alliance out",
        "m5-q8",
        SORTED + 'papers = papers[papers["promise"] != "none"]\n',
        "public",
        "Expected the 3 rows",
    ),
    # m5-q9
    Mistake(
        "draws zero where the register has nothing",
        "m5-q9",
        DRAWN + 'drawn["tiv"] = drawn["tiv"].fillna(0)\n' + LINES,
        "public",
        "does not say that nothing came",
    ),
    Mistake(
        "lets the line run across the gaps",
        "m5-q9",
        DRAWN + "drawn = drawn.dropna()\n" + LINES,
        "public",
        "Keep a row for such a year",
    ),
    Mistake(
        "fills the gaps between their neighbours",
        "m5-q9",
        DRAWN + 'drawn["tiv"] = drawn.groupby("state")["tiv"].transform(lambda one: one.interpolate())\n' + LINES,
        "public",
        "Nobody measured what lies between",
    ),
    Mistake(
        "gives each state a scale of its own",
        "m5-q9",
        DRAWN
        + """
one = alt.Chart(drawn).mark_line(point=True).encode(x, y, color)
chart = alt.vconcat(*[one.transform_filter(alt.datum.state == state) for state in table.columns])
chart = alt.vconcat(*[alt.Chart(drawn).mark_line(point=True).encode(x, y, color) for _ in range(2)])
chart = chart.properties(title=title, description=description)
""",
        "public",
        "Expected one y axis for all four states",
    ),
    Mistake(
        "measures each state by its own best year",
        "m5-q9",
        DRAWN + 'drawn["tiv"] = 100 * drawn["tiv"] / drawn.groupby("state")["tiv"].transform("max")\n' + LINES,
        "public",
        "against its own best year",
    ),
    Mistake(
        "draws suppliers without adding them up",
        "m5-q9",
        DRAWN
        + """
drawn = deliveries.query("year <= 2024 and year >= 1992").rename(columns={"recipient": "state", "volume": "tiv"})
drawn = drawn[["state", "year", "tiv"]]
"""
        + LINES,
        "public",
        "Add up the suppliers first",
    ),
    Mistake(
        "draws bars",
        "m5-q9",
        DRAWN + LINES.replace("mark_line(point=True)", "mark_bar()"),
        "public",
        "Expected a chart drawn as line",
    ),
    Mistake(
        "leaves a state out",
        "m5-q9",
        DRAWN + 'drawn = drawn[drawn["state"] != "PAK"]\n' + LINES,
        "public",
        "Expected four lines",
    ),
    Mistake(
        "names the chart, not the finding",
        "m5-q9",
        DRAWN + 'title = "Arms deliveries per inhabitant by state and year"\n' + LINES,
        "public",
        "only says what is drawn",
    ),
    Mistake(
        "leaves the alt text out",
        "m5-q9",
        DRAWN + LINES.replace(", description=description", ""),
        "public",
        "Expected an alt text",
    ),
    Mistake(
        "draws TIV in all",
        "m5-q9",
        instead(DRAWN, ("(volume / heads)", "volume")) + LINES,
        "hidden",
        "Those are TIV in all",
    ),
    Mistake(
        "leaves out what is uncertain",
        "m5-q9",
        instead(
            DRAWN,
            (
                "volume = deliveries.groupby",
                'deliveries = deliveries.assign(volume=deliveries["volume"] - deliveries["uncertain"])\nvolume = deliveries.groupby',
            ),
        )
        + LINES,
        "hidden",
        "Uncertain in number does not mean",
    ),
    Mistake(
        "divides by the people of today",
        "m5-q9",
        instead(DRAWN, ("(volume / heads)", "(volume / heads.loc[2024])")) + LINES,
        "hidden",
        "Take each year's own",
    ),
    # m5-q10
    Mistake(
        "writes a note",
        "m5-q10",
        "Do not reply (C20).\n\n**Advice.** No reply.",
        "public",
        "What does a reader still need?",
    ),
    Mistake("writes an essay", "m5-q10", DELHI + 5 * FILLING, "public", "Which sentence could go?"),
    Mistake(
        "names no claim",
        "m5-q10",
        BAKU.replace(" C20 names", " The article names").replace(" (C07)", ""),
        "public",
        "claims by number",
    ),
    Mistake(
        "ends without an advice",
        "m5-q10",
        ISLAMABAD.replace("**Advice.** ", ""),
        "public",
        "Expected a part that begins with **Advice.**",
    ),
    Mistake(
        "does not think of leaving it",
        "m5-q10",
        BAKU.replace("Option one, no reply: it costs nothing", "Option one, a small reply: it costs little"),
        "public",
        "Expected no reply among the options",
    ),
    Mistake(
        "lets the advice run on",
        "m5-q10",
        DELHI.partition("**Why Pakistan buys.**")[0] + "**Advice.** No reply (C20). " + 9 * FILLING,
        "public",
        "A committee reads this part first",
    ),
)

RIGHT = (
    # m5-q1
    Right(
        "in plain Python, small letters",
        "m5-q1",
        """
def at_prices_of(amount, year, base, prices):
    known = prices.to_dict()
    try:
        return known[base] / known[year] * amount
    except KeyError:
        return np.nan


MEASURE = {"d": "r", "c": " s ", "b": "R.", "a": "n"}
""",
    ),
    Right(
        "as a numpy number, the letters in a Series",
        "m5-q1",
        """
def at_prices_of(amount, year, base, prices):
    return np.float64(amount) / prices.get(year, np.nan) * prices.get(base, np.nan)


MEASURE = pd.Series(list("NRSR"), index=list("abcd"))
""",
    ),
    # m5-q2
    Right("by masks, a small letter", "m5-q2", STANDS + 'COUNT_READ = "b"'),
    Right(
        "row by row, floats in a Series",
        "m5-q2",
        """
def years_opposed(conflicts, a, b):
    main, every, wars = set(), set(), set()
    for row in conflicts.fillna({name: "" for name in ("states_a", "allies_a", "states_b", "allies_b")}).itertuples():
        sides = [(row.states_a.split(";"), row.allies_a.split(";")), (row.states_b.split(";"), row.allies_b.split(";"))]
        for (first, helpers), (second, others) in (sides, sides[::-1]):
            if a in first and b in second:
                main.add(row.year)
            if a in first + helpers and b in second + others:
                every.add(row.year)
                wars.add(row.conflict)
    whole = {row.year for row in conflicts.itertuples() if row.conflict in wars}
    return pd.Series({"whole": float(len(whole)), "every": float(len(every)), "main": float(len(main))})


COUNT_READ = " B. "
""",
    ),
    Right(
        "by a long table and a merge",
        "m5-q2",
        """
def years_opposed(conflicts, a, b):
    parts = []
    for name in ("states_a", "allies_a", "states_b", "allies_b"):
        part = conflicts[["conflict", "year"]].assign(row=range(len(conflicts)), state=conflicts[name].to_numpy(), side=name[-1], main=name[0] == "s")
        parts.append(part.dropna(subset="state").assign(state=lambda t: t["state"].str.split(";")).explode("state"))
    long = pd.concat(parts)
    both = long[long["state"] == a].merge(long[long["state"] == b], on="row", suffixes=("", "_b"))
    both = both[both["side"] != both["side_b"]]
    whole = conflicts[conflicts["conflict"].isin(both["conflict"])]
    return {"main": both.loc[both["main"] & both["main_b"], "year"].nunique(), "every": both["year"].nunique(), "whole": whole["year"].nunique()}


COUNT_READ = "B"
""",
    ),
    # m5-q3
    Right(
        "matches each year with the year before",
        "m5-q3",
        """
def in_step(pair):
    known = pair.dropna(subset=["x", "y"])
    steps = known.merge(known.assign(year=known["year"] + 1), on="year", suffixes=("", "_before"))
    dx, dy = steps["x"] - steps["x_before"], steps["y"] - steps["y_before"]

    def r(one, other):
        varies = len(one) >= 3 and np.ptp(one) > 1e-12 and np.ptp(other) > 1e-12
        return np.corrcoef(one, other)[0, 1] if varies else np.nan

    return {"n": len(steps), "changes": r(dx, dy), "levels": r(known["x"], known["y"])}
""",
    ),
    Right(
        "in plain Python, as a Series",
        "m5-q3",
        """
from statistics import correlation


def in_step(pair):
    x, y = ({row.year: getattr(row, name) for row in pair.itertuples() if pd.notna(getattr(row, name))} for name in "xy")

    def r(points):
        one, other = [a for a, _ in points], [b for _, b in points]
        return correlation(one, other) if len(points) > 2 and len(set(one)) > 1 and len(set(other)) > 1 else float("nan")

    levels = [(x[year], y[year]) for year in x if year in y]
    changes = [(x[year] - x[year - 1], y[year] - y[year - 1]) for year in x if year in y and year - 1 in x and year - 1 in y]
    return pd.Series({"levels": r(levels), "changes": r(changes), "n": float(len(changes))})
""",
    ),
    # m5-q4
    Right("by the function of question 3", "m5-q4", PLACEBOS),
    Right(
        "keys in the index, rows turned, a column more",
        "m5-q4",
        PLACEBOS
        + """
beside = beside.assign(n=32).set_index(["beside", "spender"]).iloc[::-1]
as_high = as_high.set_index("spender").astype(object).iloc[::-1]
""",
    ),
    # m5-q5
    Right(
        "by a matrix and its roots",
        "m5-q5",
        """
def next_year(x, y, p):
    step = np.array([[1 - p["a"], p["k"]], [p["l"], 1 - p["b"]]])
    return step @ np.array([x, y]) + np.array([p["g"], p["h"]])


def fate(p):
    matrix = np.array([[-p["a"], p["k"]], [p["l"], -p["b"]]])
    stable = np.linalg.det(matrix) > 1e-12 and np.trace(matrix) < 0
    return "Settles" if stable else "Runs away"
""",
    ),
    Right("step by step, a list", "m5-q5", RACE.replace("return x + dx, y + dy", "return [x + dx, y + dy]")),
    # m5-q6
    Right(
        "the code in the index, a small letter",
        "m5-q6",
        FITS + '\nanswers = answers.set_index("to").iloc[::-1]\nANSWER_READ = "c"\n',
    ),
    Right(
        "from 1992 on, a column more",
        "m5-q6",
        """
from course_utils.measures.arms_race import two_series

heads = (people / 1e6).melt(ignore_index=False, var_name="state", value_name="value").reset_index()
arms = share[["AZE"]].melt(ignore_index=False, var_name="state", value_name="value").reset_index()
found = {"ARM": richardson(two_series(spending, "share_of_gdp", "AZE", "ARM", start=1992))}
for state in (A, B):
    found[state] = richardson(two_series(pd.concat([arms.dropna(), heads[heads["state"] == state]]), "value", "AZE", state))
answers = pd.concat([fit.query("parameter == 'k'").assign(to=to) for to, fit in found.items()]).rename(columns={"estimate": "k"})
ANSWER_READ = " C. "
""",
    ),
    # m5-q7
    Right(
        "by corrwith, keys in the index",
        "m5-q7",
        """
before = gdp.diff().shift(1).loc[1996:2024]
steps = dollars.loc[1995:2024].diff()
purse = pd.DataFrame({
    spender: {word: before[code].corr(steps[spender]) for word, code in (("B", B), ("own", spender), ("A", A))}
    for spender in ("ARM", "AZE")
})
purse = purse.rename_axis("economy").rename_axis("spender", axis=1).stack().rename("r")
PURSE_READ = "b"
""",
    ),
    Right(
        "by years moved on by one",
        "m5-q7",
        instead(MONEY, ("y = gdp[code].shift(1)", "y = gdp[code].set_axis(gdp.index + 1)")) + 'PURSE_READ = "(B)"\n',
    ),
    # m5-q8
    Right("pair by pair", "m5-q8", SORTED),
    Right(
        "by merges, floats, the promise in the index",
        "m5-q8",
        """
every = pd.MultiIndex.from_product([FOCUS, FOCUS], names=["state_a", "state_b"]).to_frame(index=False)
every = every[every["state_a"] < every["state_b"]]
held = alliances[alliances["dataset"].eq("atop") & alliances["year"].eq(2010)]
every = every.merge(held[["state_a", "state_b", "defence"]], how="left").merge(
    agreements[["state_a", "state_b"]].drop_duplicates().assign(agreed=1.0), how="left"
)
every["promise"] = np.select([every["defence"].eq(True), every["defence"].eq(False)], ["defence clause", "other alliance"], "none")
papers = every.groupby("promise").agg(agreed=("agreed", "sum"), pairs=("state_a", "size"))
""",
    ),
    # m5-q9
    Right("a plain scale, codes", "m5-q9", DRAWN + LINES),
    Right(
        "names, dates, a logarithmic scale, layers of line and points",
        "m5-q9",
        DRAWN
        + """
drawn["state"], drawn["year"] = drawn["state"].map(states.name), pd.to_datetime(drawn["year"].astype("str") + "-07-01")
x, y = alt.X("year:T").axis(title="Year"), alt.Y("tiv:Q", title="TIV per inhabitant, log").scale(type="log")
line, points = alt.Chart(drawn).mark_line().encode(x, y, color), alt.Chart(drawn.dropna()).mark_point().encode(x, y, color)
chart = alt.layer(line, points).properties(title=title, description=description)
""",
    ),
    Right(
        "a line for each unbroken spell",
        "m5-q9",
        DRAWN
        + """
drawn["spell"] = drawn["tiv"].isna().cumsum()
chart = alt.Chart(drawn.dropna()).mark_line(point=True).encode(x, y, color, detail="spell:N")
chart = chart.properties(title=title, description=description)
""",
    ),
    # m5-q10
    Right("advises Baku", "m5-q10", BAKU),
    Right("advises Islamabad", "m5-q10", ISLAMABAD),
    Right("advises Delhi, heading in capitals", "m5-q10", DELHI.replace("**Advice.**", "**ADVICE:**")),
)
