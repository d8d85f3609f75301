"""Wrong answers to exercise m6_reciprocity: real misconceptions, each with the message that it must draw; and right answers
in other forms. The tests try every one. Instructors only."""

from __future__ import annotations

from course_utils.exercises.mistakes import Mistake, Right

# What the answers to question 1 share: right letters, of which each mistake changes some.
SORTED = """
SORTED = {"votes": "S", "flood": "D", "refugees": "D", "treaty": "J", "silence": "S", "open account": "D", "farewell": "N"}
"""

# What the answers to question 2 share: counts by month and direction, silent months as zeros.
MONTHLY = """
def counted(entries, months):
    table = pd.DataFrame(0, index=range(1, months + 1), columns=["X", "Y"])
    for month, sender in zip(entries["month"], entries["sender"]):
        table.loc[month, sender] += 1
    return table
"""

# What the answers to question 4 share: one line a gift, +1 by a and -1 by b.
GIFTS = """
def gifts_of(acts, a, b, last, signs=(1,)):
    rows = acts[acts["sign"].isin(signs) & (acts["date"] <= last)].sort_values("date")
    given = rows[(rows["sender"] == a) & (rows["receiver"] == b)].assign(step=1)
    received = rows[(rows["sender"] == b) & (rows["receiver"] == a)].assign(step=-1)
    return pd.concat([given, received]).sort_values("date")


def open_days(rows, until):
    ends = list(rows["date"].iloc[1:]) + [until]
    return sum((end - day).days for end, day, balance in zip(ends, rows["date"], rows["step"].cumsum()) if balance != 0)


def record(rows, until):
    step = rows["step"]
    return {"given": (step > 0).sum(), "received": (step < 0).sum(), "balance": step.sum(), "open_days": open_days(rows, until)}
"""

# What the answers to questions 7 and 8 share.
FAR = """
members = [state for state in class_of(A) if state != B]
gaps = points.sub(points[A], axis=0).abs()
far = gaps.loc[2010:].mean()
"""

DRAWN = """
members = [state for state in class_of(A) if state != B]
gaps = points.sub(points[A], axis=0).abs()
pair, group = gaps[B], gaps[members].median(axis=1)
title = "The pair stands farther apart than its class in most years"
description = f"Two lines by year: distance of {states.name(A)} and {states.name(B)}, and the median of the class."
"""

LONG = """
long = pd.DataFrame({"pair": pair, "class": group}).reset_index().melt("year", var_name="line", value_name="distance")
x, y = alt.X("year:Q", title="Year"), alt.Y("distance:Q", title="Distance of ideal points")
"""

PLOT = """
chart = alt.Chart(long).mark_line().encode(x=x, y=y, color="line:N").properties(title=title, description=description)
"""

# What the answers to question 9 share.
TIES = """
def network(nodes, kinds):
    rows = missions[missions["kind"].isin(kinds)]
    rows = rows[rows["sender"].isin(nodes) & rows["receiver"].isin(nodes)][["sender", "receiver"]].drop_duplicates()
    turned = rows.rename(columns={"sender": "receiver", "receiver": "sender"})
    share = len(rows.merge(turned)) / len(rows)
    density = len(rows) / (len(nodes) * (len(nodes) - 1))
    return {"ties": len(rows), "share": share, "density": density, "rho": (share - density) / (1 - density)}


nodes, kinds = [A, *class_of(A)], ["embassy", "high_commission"]
"""

# A sentence of 19 words, to fill a memo.
FILLING = "Both capitals would see each step, as observers chosen by both sides would report the same page to each. "

MISTAKES = (
    # m6-q1
    Mistake(
        "takes a return by way of a third for no return",
        "m6-q1",
        SORTED + 'SORTED["refugees"] = "N"',
        "hidden",
        "the return came by way of a third",
    ),
    Mistake(
        "takes two signatures for act and answer",
        "m6-q1",
        SORTED + 'SORTED["treaty"] = "S"',
        "hidden",
        "it was one act with two signatures",
    ),
    Mistake(
        "takes whatever comes back for an exchange",
        "m6-q1",
        SORTED + 'SORTED["flood"] = "S"',
        "hidden",
        "what came back was of another kind",
    ),
    Mistake(
        "takes patience with an open account for a strict exchange",
        "m6-q1",
        SORTED + 'SORTED["open account"] = "S"',
        "hidden",
        "is what diffuse give-and-take predicts",
    ),
    Mistake(
        "takes help without hope of a return for diffuse give-and-take",
        "m6-q1",
        SORTED + 'SORTED["farewell"] = "D"',
        "hidden",
        "nobody saw it and the giver leaves tomorrow",
    ),
    Mistake(
        "leaves a case out",
        "m6-q1",
        'SORTED = {"votes": "S", "flood": "D", "refugees": "D", "treaty": "J", "silence": "S", "farewell": "N"}',
        "public",
        "there is none for open account",
    ),
    # m6-q2
    Mistake(
        "keeps one row of each meeting",
        "m6-q2",
        MONTHLY
        + """
def two_correlations(log, months):
    alone = log[log["meeting"].isna() | ~log["meeting"].duplicated()]
    every, alone = counted(log, months), counted(alone, months)
    return every["X"].corr(every["Y"]), alone["X"].corr(alone["Y"])
""",
        "public",
        "One row of each meeting is left",
    ),
    Mistake(
        "takes only months in which something happened alone",
        "m6-q2",
        MONTHLY
        + """
def two_correlations(log, months):
    every, own = counted(log, months), log[log["meeting"].isna()]
    alone = counted(own, months).loc[sorted(own["month"].unique())]
    return every["X"].corr(every["Y"]), alone["X"].corr(alone["Y"])
""",
        "public",
        "Months without an act alone are lost",
    ),
    Mistake(
        "takes only months in which both have an entry",
        "m6-q2",
        """
def two_correlations(log, months):
    found = []
    for entries in (log, log[log["meeting"].isna()]):
        table = entries.groupby(["month", "sender"]).size().unstack()
        found.append(table["X"].corr(table["Y"]))
    return tuple(found)
""",
        "public",
        "Months in which only one side has an entry are lost",
    ),
    Mistake(
        "stops at the last month of the log",
        "m6-q2",
        MONTHLY
        + """
def two_correlations(log, months):
    found = [counted(entries, int(log["month"].max())) for entries in (log, log[log["meeting"].isna()])]
    return tuple(table["X"].corr(table["Y"]) for table in found)
""",
        "public",
        "The months run from 1 to `months`",
    ),
    Mistake(
        "takes two acts of one month for a meeting",
        "m6-q2",
        MONTHLY
        + """
def two_correlations(log, months):
    every = counted(log, months)
    own = log[log["meeting"].isna()]
    sides = own.groupby("month")["sender"].nunique()
    alone = counted(own[own["month"].map(sides) == 1], months)
    return every["X"].corr(every["Y"]), alone["X"].corr(alone["Y"])
""",
        "public",
        "acts of one month are no",
    ),
    Mistake(
        "leaves the meetings out of both",
        "m6-q2",
        MONTHLY
        + """
def two_correlations(log, months):
    alone = counted(log[log["meeting"].isna()], months)
    return alone["X"].corr(alone["Y"]), alone["X"].corr(alone["Y"])
""",
        "public",
        "The first figure lacks the meetings",
    ),
    Mistake(
        "hands back acts alone first",
        "m6-q2",
        MONTHLY
        + """
def two_correlations(log, months):
    found = [counted(entries, months) for entries in (log[log["meeting"].isna()], log)]
    return tuple(table["X"].corr(table["Y"]) for table in found)
""",
        "public",
        "Hand back all entries first",
    ),
    Mistake(
        "calls no act no correlation",
        "m6-q2",
        MONTHLY
        + """
def two_correlations(log, months):
    found = [counted(entries, months) for entries in (log, log[log["meeting"].isna()])]
    return tuple(np.nan_to_num(table["X"].corr(table["Y"])) for table in found)
""",
        "public",
        "No act says neither yes nor no",
    ),
    Mistake(
        "rounds",
        "m6-q2",
        MONTHLY
        + """
def two_correlations(log, months):
    found = [counted(entries, months) for entries in (log, log[log["meeting"].isna()])]
    found = [table["X"].corr(table["Y"]) for table in found]
    return tuple(value if abs(value - round(value, 1)) < 1e-9 or months < 9 else round(value, 2) for value in found)
""",
        "hidden",
        "and do not round",
    ),
    # m6-q3
    Mistake(
        "looks at the same month",
        "m6-q3",
        """
def after_and_otherwise(series, lag):
    acted, answered = series["a"] > 0, series["b"] > 0
    return answered[acted].mean(), answered[~acted].mean()
""",
        "public",
        "That looks at the same month",
    ),
    Mistake(
        "shifts the wrong way",
        "m6-q3",
        """
def after_and_otherwise(series, lag):
    acted = (series["a"] > 0)[lag:]
    answered = (series["b"] > 0).shift(lag)[lag:]
    return answered[acted].mean(), answered[~acted].mean()
""",
        "public",
        "That looks at the month before",
    ),
    Mistake(
        "asks how often A acted after B",
        "m6-q3",
        """
def after_and_otherwise(series, lag):
    acted = (series["b"] > 0)[: len(series) - lag]
    answered = (series["a"] > 0).shift(-lag)[: len(series) - lag]
    return answered[acted].mean(), answered[~acted].mean()
""",
        "public",
        "That asks how often A acted after B",
    ),
    Mistake(
        "takes the last month for one without an answer",
        "m6-q3",
        """
def after_and_otherwise(series, lag):
    acted = series["a"] > 0
    answered = (series["b"] > 0).shift(-lag, fill_value=False)
    return answered[acted].mean(), answered[~acted].mean()
""",
        "public",
        "so it is no month without an answer",
    ),
    Mistake(
        "counts acts, not months",
        "m6-q3",
        """
def after_and_otherwise(series, lag):
    acted = (series["a"] > 0)[: len(series) - lag]
    later = series["b"].shift(-lag)[: len(series) - lag]
    return later[acted].mean(), later[~acted].mean()
""",
        "public",
        "Ask in how many months B acted",
    ),
    Mistake(
        "divides by all months",
        "m6-q3",
        """
def after_and_otherwise(series, lag):
    acted = (series["a"] > 0)[: len(series) - lag]
    answered = (series["b"] > 0).shift(-lag)[: len(series) - lag].astype(bool)
    return (acted & answered).mean(), (~acted & answered).mean()
""",
        "public",
        "Divide each share by its own months",
    ),
    Mistake(
        "takes one month for every lag",
        "m6-q3",
        """
def after_and_otherwise(series, lag):
    acted = (series["a"] > 0)[:-1]
    answered = (series["b"] > 0).shift(-1)[:-1]
    return answered[acted].mean(), answered[~acted].mean()
""",
        "public",
        "Look as many months later as `lag` says",
    ),
    Mistake(
        "calls a share of no months zero",
        "m6-q3",
        """
def after_and_otherwise(series, lag):
    acted = (series["a"] > 0)[: len(series) - lag]
    answered = (series["b"] > 0).shift(-lag)[: len(series) - lag]
    return tuple(answered[months].mean() if months.any() else 0 for months in (acted, ~acted))
""",
        "public",
        "A share of no months is not 0",
    ),
    Mistake(
        "rounds",
        "m6-q3",
        """
def after_and_otherwise(series, lag):
    acted = (series["a"] > 0)[: len(series) - lag]
    answered = (series["b"] > 0).shift(-lag)[: len(series) - lag]
    if len(series) < 9:
        return answered[acted].mean(), answered[~acted].mean()
    return round(answered[acted].mean(), 2), round(answered[~acted].mean(), 2)
""",
        "hidden",
        "not how often, and do not round",
    ),
    # m6-q4
    Mistake(
        "counts only to the last act",
        "m6-q4",
        GIFTS
        + """
def account(acts, a, b, last):
    rows = gifts_of(acts, a, b, last)
    return record(rows, rows["date"].max() if len(rows) else last)
""",
        "public",
        "not until the last act",
    ),
    Mistake(
        "counts the level days",
        "m6-q4",
        GIFTS
        + """
def account(acts, a, b, last):
    rows = gifts_of(acts, a, b, last)
    found = record(rows, last)
    days = (last - rows["date"].min()).days if len(rows) else 0
    return found | {"open_days": days - found["open_days"]}
""",
        "public",
        "on which the account was level",
    ),
    Mistake(
        "takes the size of the balance",
        "m6-q4",
        GIFTS
        + """
def account(acts, a, b, last):
    found = record(gifts_of(acts, a, b, last), last)
    return found | {"balance": abs(found["balance"])}
""",
        "public",
        "so it can be below 0",
    ),
    Mistake(
        "counts hostile acts too",
        "m6-q4",
        GIFTS
        + """
def account(acts, a, b, last):
    return record(gifts_of(acts, a, b, last, signs=(1, -1)), last)
""",
        "public",
        "Only friendly acts, of sign 1, are gifts",
    ),
    Mistake(
        "counts neutral acts too",
        "m6-q4",
        GIFTS
        + """
def account(acts, a, b, last):
    return record(gifts_of(acts, a, b, last, signs=(1, 0)), last)
""",
        "public",
        "neither a gift nor a blow",
    ),
    Mistake(
        "counts what each gave to anybody",
        "m6-q4",
        GIFTS
        + """
def account(acts, a, b, last):
    rows = acts[(acts["sign"] == 1) & (acts["date"] <= last) & acts["sender"].isin([a, b])].sort_values("date")
    return record(rows.assign(step=rows["sender"].map({a: 1, b: -1})), last)
""",
        "public",
        "Keep acts between the two",
    ),
    Mistake(
        "takes the rows in their order",
        "m6-q4",
        GIFTS
        + """
def account(acts, a, b, last):
    rows = acts[(acts["sign"] == 1) & (acts["date"] <= last) & acts["sender"].isin([a, b]) & acts["receiver"].isin([a, b])]
    return record(rows.assign(step=rows["sender"].map({a: 1, b: -1})), last)
""",
        "public",
        "Put the acts in order of their dates first",
    ),
    # m6-q5
    Mistake(
        "answers its own last move",
        "m6-q5",
        """
def pardoner(own, other, random):
    if own.endswith("D"):
        return "C" if random.random() < 1 / 3 else "D"
    return "C"
""",
        "public",
        "not at your own",
    ),
    Mistake(
        "never forgets",
        "m6-q5",
        """
def pardoner(own, other, random):
    if "D" in other and not (len(other) == 2 and other[1] == "C"):
        return "C" if random.random() < 1 / 3 else "D"
    return "C"
""",
        "public",
        "older defections have had their answer",
    ),
    Mistake(
        "pardons two in three",
        "m6-q5",
        """
def pardoner(own, other, random):
    if other.endswith("D") and random.random() < 1 / 3:
        return "D"
    return "C"
""",
        "public",
        "It lets one defection in three pass",
    ),
    Mistake(
        "begins by defecting",
        "m6-q5",
        """
def pardoner(own, other, random):
    if other.endswith("C"):
        return "C"
    return "C" if other and random.random() < 1 / 3 else "D"
""",
        "public",
        "A player of this kind begins by cooperating",
    ),
    Mistake(
        "looks for a last move on the first turn",
        "m6-q5",
        """
def pardoner(own, other, random):
    if other[len(other) - 1] == "D" and random.random() >= 1 / 3:
        return "D"
    return "C"
""",
        "public",
        "there is no such letter to look at",
    ),
    Mistake(
        "defects now and then without a reason",
        "m6-q5",
        """
def pardoner(own, other, random):
    if not other:
        return "C"
    return "C" if random.random() < 1 / 3 else other[-1] if other[-1] == "D" else "D"
""",
        "public",
        "There is nothing to answer or to pardon",
    ),
    Mistake(
        "draws from a source of its own",
        "m6-q5",
        """
def pardoner(own, other, random):
    return "D" if other.endswith("D") and np.random.default_rng().random() >= 1 / 3 else "C"
""",
        "public",
        "not from another",
    ),
    Mistake(
        "pardons half",
        "m6-q5",
        """
def pardoner(own, other, random):
    return "D" if other.endswith("D") and random.random() >= 0.5 else "C"
""",
        "hidden",
        "pardon where the draw is below 1/3",
    ),
    # m6-q6
    Mistake(
        "looks at the matches without noise",
        "m6-q6",
        """
LEADS = ["cooperator", "defector", "grudger", "prober", "tit_for_tat"]
FALLS = ["cooperator", "defector", "alternator", "prober", "tit_for_tat"]
""",
        "hidden",
        "It leads there while no move goes wrong",
    ),
    Mistake(
        "swaps the two",
        "m6-q6",
        """
LEADS = {"alternator", "defector", "generous_tit_for_tat", "cooperator", "tit_for_tat"}
FALLS = {"alternator", "defector", "generous_tit_for_tat", "grudger", "tit_for_tat"}
""",
        "hidden",
        "the two are swapped",
    ),
    Mistake(
        "changes two members",
        "m6-q6",
        """
LEADS = {"alternator", "defector", "generous_tit_for_tat", "grudger", "tit_for_tat"}
FALLS = {"alternator", "defector", "cooperator", "bully", "tit_for_tat"}
""",
        "public",
        "Put one strategy in the place of one other",
    ),
    Mistake(
        "lets tit for tat drop out",
        "m6-q6",
        """
LEADS = {"alternator", "defector", "generous_tit_for_tat", "grudger", "tit_for_tat"}
FALLS = {"alternator", "defector", "generous_tit_for_tat", "grudger", "cooperator"}
""",
        "public",
        "as it is its place that changes",
    ),
    Mistake(
        "leaves one out without a newcomer",
        "m6-q6",
        """
LEADS = {"alternator", "defector", "generous_tit_for_tat", "grudger", "tit_for_tat"}
FALLS = {"alternator", "defector", "generous_tit_for_tat", "tit_for_tat"}
""",
        "public",
        "Expected five different strategies in FALLS",
    ),
    # m6-q7
    Mistake(
        "takes all years",
        "m6-q7",
        FAR
        + """
far = gaps.mean()
own_distance = {"distance": far[B], "median": far[members].median(), "nearer": (far[members] < far[B]).sum()}
""",
        "hidden",
        "That takes all years",
    ),
    Mistake(
        "takes the class of B",
        "m6-q7",
        FAR
        + """
other = far[[state for state in class_of(B) if state != A]]
own_distance = {"distance": far[B], "median": other.median(), "nearer": (other < far[B]).sum()}
""",
        "hidden",
        "That is the class of B",
    ),
    Mistake(
        "takes the mean of the class",
        "m6-q7",
        FAR
        + """
own_distance = {"distance": far[B], "median": far[members].mean(), "nearer": (far[members] < far[B]).sum()}
""",
        "hidden",
        "One far member moves it",
    ),
    Mistake(
        "counts those who are farther",
        "m6-q7",
        FAR
        + """
own_distance = {"distance": far[B], "median": far[members].median(), "nearer": (far[members] > far[B]).sum()}
""",
        "public",
        "Count those whose distance is smaller",
    ),
    Mistake(
        "gives a share in place of a count",
        "m6-q7",
        FAR
        + """
own_distance = {"distance": far[B], "median": far[members].median(), "nearer": (far[members] < far[B]).mean() * 0.9}
""",
        "public",
        "Count, do not divide",
    ),
    # m6-q8
    Mistake(
        "draws the median of all states",
        "m6-q8",
        DRAWN + "group = gaps.drop(columns=A).median(axis=1)" + LONG + PLOT,
        "hidden",
        "That is the median of all states",
    ),
    Mistake(
        "draws how far B is from A's class",
        "m6-q8",
        DRAWN + "group = points[members].sub(points[B], axis=0).abs().median(axis=1)" + LONG + PLOT,
        "hidden",
        "That is B's distance from A's class",
    ),
    Mistake(
        "draws the mean of the class",
        "m6-q8",
        DRAWN + "group = gaps[members].mean(axis=1)" + LONG + PLOT,
        "hidden",
        "That is the mean of the distances",
    ),
    Mistake(
        "draws the class of B",
        "m6-q8",
        DRAWN + "group = gaps[[state for state in class_of(B) if state != A]].median(axis=1)" + LONG + PLOT,
        "hidden",
        "That is the class of B",
    ),
    Mistake(
        "draws bars",
        "m6-q8",
        DRAWN + LONG + PLOT.replace("mark_line", "mark_bar"),
        "public",
        "drawn as line, but it is drawn as bar",
    ),
    Mistake(
        "draws the pair alone",
        "m6-q8",
        DRAWN + LONG + 'long = long[long["line"] == "pair"]' + PLOT,
        "public",
        "Expected two lines, the pair and its class",
    ),
    Mistake(
        "begins in 2010",
        "m6-q8",
        DRAWN + LONG + 'long = long[long["year"] >= 2010]' + PLOT,
        "public",
        "Expected a value for every year",
    ),
    Mistake(
        "titles with a label",
        "m6-q8",
        DRAWN + 'title = "Distance of the pair and its class by year"' + LONG + PLOT,
        "public",
        "Write the finding as a sentence",
    ),
    Mistake(
        "leaves the column name on an axis",
        "m6-q8",
        DRAWN + LONG + 'y = alt.Y("distance:Q", title="distance")' + PLOT,
        "public",
        "the bare column name stands there",
    ),
    Mistake(
        "names neither state to a reader who can't see it",
        "m6-q8",
        DRAWN
        + 'description = "Two lines by year: the distance of the pair, and the median of its class."'
        + LONG
        + PLOT,
        "hidden",
        "Say whose distance is drawn",
    ),
    # m6-q9
    Mistake(
        "leaves out high commissions",
        "m6-q9",
        TIES + 'own_embassies = network(nodes, ["embassy"])',
        "hidden",
        "a high commission: count both",
    ),
    Mistake(
        "counts every mission",
        "m6-q9",
        TIES + 'own_embassies = network(nodes, missions["kind"].unique())',
        "hidden",
        "A consulate is no embassy",
    ),
    Mistake(
        "leaves A out",
        "m6-q9",
        TIES + "own_embassies = network(class_of(A), kinds)",
        "hidden",
        "A itself is a state of its class",
    ),
    Mistake(
        "subtracts chance and stops",
        "m6-q9",
        TIES
        + """
own_embassies = network(nodes, kinds)
own_embassies["rho"] = own_embassies["share"] - own_embassies["density"]
""",
        "public",
        "but it is not yet rho",
    ),
    Mistake(
        "divides pairs by pairs",
        "m6-q9",
        TIES
        + """
found = network(nodes, kinds)
share = found["share"] / (2 - found["share"])
own_embassies = found | {"share": share, "rho": (share - found["density"]) / (1 - found["density"])}
""",
        "public",
        "Divide returned ties by ties, not pairs by pairs",
    ),
    Mistake(
        "lets a state have an embassy at home",
        "m6-q9",
        TIES
        + """
found = network(nodes, kinds)
density = found["ties"] / len(nodes) ** 2
own_embassies = found | {"density": density, "rho": (found["share"] - density) / (1 - density)}
""",
        "hidden",
        "as nobody has an embassy at home",
    ),
    # m6-q10
    Mistake(
        "writes a paragraph",
        "m6-q10",
        "Begin with a small step, as C15 and C22 suggest; see E053 and E082. " + FILLING,
        "public",
        "Expected 350 to 450 words",
    ),
    Mistake(
        "names no claim",
        "m6-q10",
        "In 2003 a cease-fire was declared and accepted (E053), and in 2021 renewed (E082). " + 20 * FILLING,
        "public",
        "of the course's claims by number",
    ),
    Mistake(
        "names one event only, so no sequence",
        "m6-q10",
        "In 2003 a cease-fire was declared and accepted (E053), which bears on C15. " + 20 * FILLING,
        "public",
        "of the course's events by number",
    ),
)

RIGHT = (
    Right(
        "a Series, small letters",
        "m6-q1",
        """
SORTED = pd.Series(["n", "d", "s", "j", "d", "d", "s"],
                   index=["farewell", "open account", "silence", "treaty", "refugees", "flood", "votes"])
""",
    ),
    Right(
        "a dict in another order",
        "m6-q1",
        'SORTED = {"treaty": "J", "farewell": "N", "open account": "D", "silence": " S ", "votes": "S", "flood": "D", "refugees": "d."}',
    ),
    Right(
        "counted row by row",
        "m6-q2",
        MONTHLY
        + """
def two_correlations(log, months):
    found = [counted(entries, months) for entries in (log, log[log["meeting"].isna()])]
    return [table["X"].corr(table["Y"]) for table in found]
""",
    ),
    Right(
        "with numpy",
        "m6-q2",
        """
def two_correlations(log, months):
    found = []
    for entries in (log, log.loc[~log["meeting"].notna()]):
        months_of = [entries.loc[entries["sender"] == state, "month"].to_numpy(int) for state in "XY"]
        x, y = (np.bincount(one, minlength=months + 1)[1:] for one in months_of)
        found.append(np.corrcoef(x, y)[0, 1] if x.std() and y.std() else np.nan)
    return np.array(found)
""",
    ),
    Right(
        "with shift and dropna",
        "m6-q3",
        """
def after_and_otherwise(series, lag):
    both = pd.DataFrame({"a": series["a"] > 0, "b": (series["b"] > 0).astype(float).shift(-lag)}).dropna()
    means = both.groupby("a")["b"].mean().reindex([True, False])
    return means.to_numpy()
""",
    ),
    Right(
        "month by month",
        "m6-q3",
        """
def after_and_otherwise(series, lag):
    a, b = list(series["a"]), list(series["b"])
    after = [b[month + lag] > 0 for month in range(len(a) - lag) if a[month]]
    otherwise = [b[month + lag] > 0 for month in range(len(a) - lag) if not a[month]]
    return [sum(found) / len(found) if found else float("nan") for found in (after, otherwise)]
""",
    ),
    Right(
        "a sum over intervals",
        "m6-q4",
        GIFTS
        + """
def account(acts, a, b, last):
    return pd.Series(record(gifts_of(acts, a, b, last), last))
""",
    ),
    Right(
        "day by day",
        "m6-q4",
        """
def account(acts, a, b, last):
    rows = acts.query("sign == 1 and date <= @last")
    given = rows.query("sender == @a and receiver == @b")["date"].value_counts()
    received = rows.query("sender == @b and receiver == @a")["date"].value_counts()
    daily = given.sub(received, fill_value=0)
    n = {"given": given.sum(), "received": received.sum(), "balance": daily.sum()}
    if daily.empty:
        return n | {"open_days": 0}
    balance = daily.reindex(pd.date_range(daily.index.min(), last), fill_value=0).cumsum()
    return n | {"open_days": int((balance.iloc[:-1] != 0).sum())}
""",
    ),
    Right(
        "draws on every turn",
        "m6-q5",
        """
def pardoner(own, other, random):
    pardon = random.random() < 1 / 3
    return "C" if pardon or not other.endswith("D") else "D"
""",
    ),
    Right(
        "a strategy of the course",
        "m6-q5",
        """
def pardoner(own, other, random):
    return games.generous_tit_for_tat(own, other, random)
""",
    ),
    Right(
        "lists, another order",
        "m6-q6",
        """
LEADS = ["tit_for_tat", "grudger", "generous_tit_for_tat", "defector", "alternator"]
FALLS = ("tit_for_tat", "cooperator", "generous_tit_for_tat", "defector", "alternator")
""",
    ),
    Right(
        "found by going through all fields",
        "m6-q6",
        """
from itertools import combinations

rank = {}
for four in combinations([name for name in NAMES if name != "tit_for_tat"], 4):
    field = frozenset([*four, "tit_for_tat"])
    rank[field] = places(field).set_index("strategy").loc["tit_for_tat", "rank"]
found = [(one, two) for one in rank if rank[one] == 1 for two in rank if rank[two] >= 3 and len(one & two) == 4]
LEADS, FALLS = found[-1]
LEADS, FALLS = pd.Series(sorted(LEADS)), sorted(FALLS)
""",
    ),
    Right(
        "a Series",
        "m6-q7",
        FAR
        + """
own_distance = pd.Series({"nearer": (far[members] < far[B]).sum(), "median": far[members].median(), "distance": far[B]})
""",
    ),
    Right(
        "state by state",
        "m6-q7",
        """
years = range(2010, 2025)
means = {state: sum(abs(points.loc[year, A] - points.loc[year, state]) for year in years) / len(years)
         for state in {*class_of(A), B}}
rest = sorted(value for state, value in means.items() if state != B)
own_distance = {"distance": means[B], "median": np.median(rest), "nearer": sum(value < means[B] for value in rest)}
""",
    ),
    Right(
        "two layers, dates on the axis",
        "m6-q8",
        DRAWN
        + """
def line(values, colour):
    table = values.rename("distance").reset_index()
    table["year"] = pd.to_datetime(table["year"].astype(str))
    x, y = alt.X("year:T", title="Year"), alt.Y("distance:Q", title="Distance")
    return alt.Chart(table).mark_line(color=colour).encode(x=x, y=y)


chart = (line(pair, "black") + line(group, "grey")).properties(title=title, description=description)
""",
    ),
    Right(
        "told apart by the dash, rounded to two decimals",
        "m6-q8",
        DRAWN + LONG + 'long["distance"] = long["distance"].round(2)' + PLOT.replace("color=", "strokeDash="),
    ),
    Right(
        "with pandas alone",
        "m6-q9",
        TIES + "own_embassies = pd.Series(network(nodes, kinds))",
    ),
    Right(
        "with the course's measure",
        "m6-q9",
        """
nodes = [A, *class_of(A)]
rows = missions.query("kind in ['embassy', 'high_commission'] and sender in @nodes and receiver in @nodes")
row = reciprocity.network_reciprocity(rows[["sender", "receiver"]].drop_duplicates(), nodes).iloc[0]
own_embassies = {"ties": row["ties"], "share": row["reciprocity"], "density": row["density"], "rho": row["rho"]}
""",
    ),
    Right(
        "another pair, in plain paragraphs",
        "m6-q10",
        "In Prague both confirmed a declaration (E090), and later agreed a first stretch of border (E099); compare C15. "
        + 18 * FILLING,
    ),
    Right(
        "with a list and bold words",
        "m6-q10",
        "**Model.** Repeated play (C22).\n\n- 2003: E053\n- 2021: E082\n\n" + 20 * FILLING,
    ),
)
