"""Answers to the capstone that somebody would believe in, and right ones in other forms. Instructors only."""

from __future__ import annotations

from pathlib import Path

import nbformat

from course_utils.exercises.mistakes import Mistake, Right


def changed(id: str, old: str, new: str) -> str:
    """The model answer with one text in place of another."""
    path = Path(__file__).with_name("capstone.ipynb")
    source = next(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.id == id)
    assert old in source, f"The model answer of {id} no longer holds {old!r}."
    return source.replace(old, new)


def model(id: str) -> str:
    """The model answer."""
    return changed(id, "", "")


HOSTILE = """
def hostile_share(disputes, fought, joined, a, b):
    first, second = {order}
    own = lambda table, column: list(table.loc[(table["state_a"] == first) & (table["state_b"] == second), column])
    watched = list(range({start}, {end}))
    hostile = own(disputes, "window_start") + [year - back for year in own(fought, "year") for back in range({backs})]
    hostile = {collect}
    return {share}, len(watched)
"""


def hostile(**changes: str) -> str:
    """A way to write the share of hostile windows, right but for the changes."""
    right = {
        "order": "sorted([a, b])", "start": "max(1946, joined[a] - 3, joined[b] - 3)", "end": "2022", "backs": "4",
        "collect": "set(hostile) & set(watched)", "share": "len(hostile) / len(watched)",
    }  # fmt: skip
    return HOSTILE.format(**{**right, **changes})


CLAIM = 'my_claim = {"sentence": "Two good neighbours.", "published": "A leader in El Comercio of Lima, 2019", '
FORECAST = """
forecast = {{
    "question": {question}, "by": {by}, "settled_by": "the voting data of the UN Library", "happened": {happened}, "n": {n},
    "base_rate": {rate}, "probability": {probability}, "because": {because},
}}
"""
REASON = '"Nothing in the records of these two neighbours sets them apart from the others of their class, so I stay with it."'


def forecast(**changes: str) -> str:
    """A forecast, coherent but for the changes."""
    right = {
        "question": '"Will Peru and Ecuador vote alike on more than 85 % of the roll calls of 2040?"', "by": '"2040-12-31"',
        "happened": "30", "n": "40", "rate": "0.75", "probability": "0.7", "because": REASON,
    }  # fmt: skip
    return FORECAST.format(**{**right, **changes})


CHART = """
places_drawn = {table}
my_chart = (
    alt.Chart(places_drawn)
    .mark_{mark}()
    .encode(x=alt.X("place:Q", title="Place in the class"), y=alt.Y("indicator:N", title="Indicator"))
    .properties(title={title}, description={said})
)
"""


def chart(**changes: str) -> str:
    """A chart, right but for the changes."""
    right = {
        "table": "places", "mark": "bar", "title": '"Peru and Ecuador have embassies and a hostile past"',
        "said": '"Bars of the place in its class by indicator, Peru and Ecuador: embassies high, peace low."',
    }  # fmt: skip
    return CHART.format(**{**right, **changes})


READ = (
    '"reading": "The quarrel is old and ended by an agreement, while the list of embassies shows only one day of the time after '
    'it was signed.", "test": "If so, all hostile windows begin before the agreement, and pairs without one have later windows as '
    'well as few embassies."'
)

MISTAKES = (
    # ------------------------------------------------------------------------------------------------ cap-q1
    Mistake("writes names", "cap-q1", 'my_states = ("Peru", "Ecuador")', "public", "'Peru' came. Write PER"),
    Mistake("writes small letters", "cap-q1", 'my_states = ("per", "ecu")', "public", "'per' came. Write PER"),
    Mistake("takes the pair of the article", "cap-q1", 'my_states = ("PAK", "AZE")', "public", "This is the pair of the article"),
    Mistake("takes a worked example", "cap-q1", 'my_states = ("SWE", "NOR")', "public", "one of the three worked capstones"),
    Mistake("takes a state twice", "cap-q1", 'my_states = ("PER", "PER")', "public", "PER came twice"),
    Mistake("takes a pair with thin records", "cap-q1", 'my_states = ("FJI", "CHL")', "public", "it knows 7 that one of the two"),
    Mistake("takes a young state", "cap-q1", 'my_states = ("SSD", "KEN")', "public", "One of the two is too young"),
    # ------------------------------------------------------------------------------------------------ cap-q2
    Mistake(
        "claims the sentence again", "cap-q2",
        CLAIM + '"claim": "Two good neighbours!", "against": "A hostile window since 1999 in the record of conflicts."}',
        "public", "the sentence itself came again",
    ),
    Mistake(
        "names one state", "cap-q2",
        CLAIM + '"claim": "Peru was less hostile after 1999 than before.", "against": "A hostile window since 1999 in the conflicts."}',
        "public", "but Ecuador is not named",
    ),
    Mistake(
        "claims a feeling", "cap-q2",
        CLAIM + '"claim": "Peru and Ecuador trust each other more than others.", "against": "Low agreement in the votes of the UN."}',
        "public", "about what goes on inside people",
    ),
    Mistake(
        "compares with nothing", "cap-q2",
        CLAIM + '"claim": "Peru and Ecuador vote alike.", "against": "A low share of identical votes in the Assembly."}',
        "public", "expected a comparison, but none came",
    ),
    Mistake(
        "lets nothing count against it", "cap-q2",
        CLAIM + '"claim": "Peru and Ecuador vote alike more than most.", "against": "I can not think of anything at all."}',
        "public", "but none is named",
    ),
    Mistake(
        "gives no year", "cap-q2",
        'my_claim = {"sentence": "Two good neighbours.", "published": "A newspaper in Lima wrote it", '
        '"claim": "Peru and Ecuador vote alike more than most.", "against": "A low share of identical votes in the Assembly."}',
        "public", "expected who said it, where, and the year",
    ),
    # ------------------------------------------------------------------------------------------------ cap-q3
    Mistake(
        "takes all years", "cap-q3", changed("cap-q3", "select(roll_calls, years=(FIRST, LAST))", "roll_calls"),
        "hidden", "Those are the roll calls of all years",
    ),
    Mistake(
        "leaves the end open", "cap-q3", changed("cap-q3", "years=(FIRST, LAST)", "years=(FIRST, 2025)"),
        "hidden", "The window is open at its end",
    ),
    Mistake(
        "takes absences for votes", "cap-q3",
        changed("cap-q3", "agreement(dyad(votes, *my_states, roll_calls=window))", 'agreement(dyad(votes, *my_states, absent="keep", roll_calls=window), absent="keep")'),
        "hidden", "Absences are taken for votes",
    ),
    Mistake(
        "leaves abstentions out", "cap-q3",
        changed("cap-q3", "votes, *my_states", 'votes[votes["vote"] != "abstain"], *my_states'),
        "hidden", "Abstentions are left out",
    ),
    Mistake(
        "takes Scott's pi for kappa", "cap-q3", model("cap-q3") + '\nmy_votes["kappa"] = measured["pi"]', "hidden", "That is Scott's pi",
    ),
    Mistake(
        "exchanges share and kappa", "cap-q3",
        model("cap-q3") + '\nmy_votes["kappa"], my_votes["agreement"] = my_votes["agreement"], my_votes["kappa"]',
        "public", "Are the two exchanged?",
    ),
    # ------------------------------------------------------------------------------------------------ cap-q4
    Mistake(
        "divides by the smaller", "cap-q4", changed("cap-q4", "either = len(mine & yours), len(mine | yours)", "either = len(mine & yours), min(len(mine), len(yours))"),
        "public", "the one with fewer",
    ),
    Mistake(
        "divides by all seats", "cap-q4", changed("cap-q4", "either = len(mine & yours), len(mine | yours)", "either = len(mine & yours), len(mine) + len(yours)"),
        "public", "where a shared organisation stands twice",
    ),
    Mistake(
        "divides by everybody's organisations", "cap-q4",
        changed("cap-q4", "len(mine | yours)", 'seats["organisation"].nunique()'), "public", "those of third states too",
    ),
    Mistake(
        "counts rows", "cap-q4",
        """
def seats_in_common(seats, a, b):
    mine, yours = (list(seats.loc[seats["state"] == one, "organisation"]) for one in (a, b))
    shared, either = sum(one in yours for one in mine), len(set(mine) | set(yours))
    return shared, shared / either if either else float("nan")
""",
        "public", "The seats in Q are listed twice",
    ),
    Mistake(
        "divides by zero", "cap-q4", changed("cap-q4", ' if either else float("nan")', ""), "public", "but the division by 0 stopped",
    ),
    Mistake(
        "gives 0 for no seats", "cap-q4", changed("cap-q4", 'float("nan")', "0"), "public", "so nothing can overlap",
    ),
    # ------------------------------------------------------------------------------------------------ cap-q5
    Mistake(
        "counts consulates", "cap-q5", changed("cap-q5", 'missions["kind"].isin(["embassy", "high_commission", "nunciature"])', 'missions["missions"] > 0'),
        "public", "A consulate is taken for an embassy",
    ),
    Mistake(
        "looks one way", "cap-q5", changed("cap-q5", "int(there.any()) + int(back.any())", "int(there.any())"),
        "public", "keep high commissions in each other: expected 2, but 1",
    ),
    Mistake(
        "knows no high commissions", "cap-q5", changed("cap-q5", '"embassy", "high_commission", "nunciature"', '"embassy"'),
        "public", "expected 2, but 0 came",
    ),
    Mistake(
        "counts buildings", "cap-q5",
        changed("cap-q5", "int(there.any()) + int(back.any())", 'int(full.loc[there | back, "missions"].sum())'),
        "public", "expected 2, but 3 came",
    ),
    Mistake(
        "forgets the Holy See", "cap-q5", changed("cap-q5", ', "nunciature"', ""), "hidden", "nunciature",
    ),
    # ------------------------------------------------------------------------------------------------ cap-q6
    Mistake("puts a year into one window", "cap-q6", hostile(backs="1"), "public", "but it is counted in one"),
    Mistake("watches all windows", "cap-q6", hostile(start="1946"), "public", "but 76 came"),
    Mistake("begins with the year of joining", "cap-q6", hostile(start="max(1946, joined[a], joined[b])"), "public", "but 64 came"),
    Mistake("leaves the last window out", "cap-q6", hostile(end="2021"), "public", "but 66 came"),
    Mistake(
        "counts a window twice", "cap-q6", hostile(collect="[start for start in hostile if start in watched]"), "public",
        "but it is one window",
    ),
    Mistake("counts what nobody watched", "cap-q6", hostile(collect="set(hostile)"), "public", "before Y was a state"),
    Mistake("asks in the given order", "cap-q6", hostile(order="a, b"), "public", "Sort the two codes"),
    Mistake("leaves the disputes out", "cap-q6", hostile(collect='set(hostile) - set(own(disputes, "window_start"))'), "public", "0.075, but 0.060 came"),
    # ------------------------------------------------------------------------------------------------ cap-q7
    Mistake(
        "looks at the own pair only", "cap-q7",
        changed("cap-q7", '"""Five figures on any pair of states."""', '"""Five figures on any pair of states."""\n    a, b = my_states'),
        "hidden", "That is what your own pair has",
    ),
    Mistake(
        "rounds", "cap-q7", model("cap-q7").replace('"agreement": by_votes["agreement"]', '"agreement": round(by_votes["agreement"], 2)'),
        "hidden", "It is rounded",
    ),
    Mistake(
        "turns hostile round", "cap-q7",
        changed("cap-q7", '"hostile": hostile_share(disputes, fought, joined, a, b)[0]', '"hostile": 1 - hostile_share(disputes, fought, joined, a, b)[0]'),
        "hidden", "It is turned round",
    ),
    Mistake(
        "gives the count of seats", "cap-q7", changed("cap-q7", "seats_in_common(seats, a, b)[1]", "seats_in_common(seats, a, b)[0]"),
        "public", "organisations: Expected a value between 0 and 1",
    ),
    Mistake(
        "leaves one out", "cap-q7", changed("cap-q7", '"embassies": embassies_between(missions, a, b),', ""),
        "public", "there is none for embassies",
    ),
    # ------------------------------------------------------------------------------------------------ cap-q8
    Mistake(
        "counts level pairs as passed", "cap-q8", changed("cap-q8", "(ahead.abs() <= 1e-9).mean() / 2", "(ahead.abs() <= 1e-9).mean()"),
        "hidden", "counted as less close",
    ),
    Mistake(
        "leaves level pairs out", "cap-q8", changed("cap-q8", " + (ahead.abs() <= 1e-9).mean() / 2", ""), "hidden", "are left out",
    ),
    Mistake(
        "does not turn quarrels round", "cap-q8",
        changed("cap-q8", 'ours["peace"] = -ours["hostile"]', 'ours["peace"] = ours["hostile"]').replace(
            'peace=-others["hostile"]', 'peace=others["hostile"]'
        ),
        "hidden", "That is turned round",
    ),
    Mistake(
        "compares with the world", "cap-q8",
        changed(
            "cap-q8", 'theirs = others.assign(peace=-others["hostile"])',
            "from course_utils.capstone.classes import _compared\ntheirs = _compared().drop(tuple(sorted(my_states))).assign(peace=lambda t: -t['hostile'])",
        ),
        "hidden", "the place among all pairs",
    ),
    Mistake(
        "calls the row hostile", "cap-q8", model("cap-q8") + '\nplaces["indicator"] = names[:4] + ["hostile"]', "public",
        "Quarrels turned round are called peace",
    ),
    Mistake("gives per cent", "cap-q8", model("cap-q8") + '\nplaces["place"] *= 100', "public", "Is it per cent?"),
    # ------------------------------------------------------------------------------------------------ cap-q9
    Mistake("draws roll calls one by one", "cap-q9", changed("cap-q9", 'cluster="family", ', ""), "hidden", "draws roll calls one by one"),
    Mistake(
        "takes the interval of kappa", "cap-q9", changed("cap-q9", 'cluster="family"', 'statistic="kappa", cluster="family"'),
        "hidden", "the interval of kappa",
    ),
    Mistake(
        "exchanges the ends", "cap-q9", model("cap-q9") + "\nmy_interval = my_interval[::-1]", "public", "Expected the lower end first",
    ),
    Mistake("gives the share alone", "cap-q9", 'my_interval = my_votes["agreement"]', "public", "Put them in this order"),
    # ------------------------------------------------------------------------------------------------ cap-q10
    Mistake(
        "draws values", "cap-q10",
        chart(table='pd.DataFrame({"indicator": names, "place": [ours[name] for name in names]})'), "hidden",
        "Values are drawn in place of places",
    ),
    Mistake("draws four", "cap-q10", chart(table="places.iloc[:4]"), "hidden", "but 4 are drawn"),
    Mistake("draws a line", "cap-q10", chart(mark="line"), "public", "but it is drawn as line"),
    Mistake("labels", "cap-q10", chart(title='"Places"'), "public", "only says what is drawn"),
    Mistake(
        "names one state", "cap-q10", chart(said='"Bars of the place in its class by indicator for Peru and its neighbour."'), "public",
        "but Ecuador is not in it",
    ),
    # ------------------------------------------------------------------------------------------------ cap-q11
    Mistake(
        "takes share and kappa", "cap-q11", 'contradiction = {"closer": "agreement", "farther": "kappa", "gap": 0.28, ' + READ + "}",
        "public", "two readings of one thing",
    ),
    Mistake(
        "takes a small gap", "cap-q11", 'contradiction = {"closer": "embassies", "farther": "organisations", "gap": 0.2, ' + READ + "}",
        "public", "are no contradiction",
    ),
    Mistake(
        "has it the wrong way round", "cap-q11",
        model("cap-q11") + '\ncontradiction |= {"closer": "peace", "farther": "embassies"}', "hidden", "the other way round",
    ),
    Mistake(
        "takes the gap of the values", "cap-q11", model("cap-q11") + '\ncontradiction["gap"] = 1 - ours["hostile"]', "hidden",
        "not between the values",
    ),
    Mistake(
        "explains nothing", "cap-q11", model("cap-q11") + '\ncontradiction["reading"] = "Relations between states are complicated."',
        "public", "What could make both records true at once?",
    ),
    Mistake(
        "names the indicator otherwise", "cap-q11", model("cap-q11") + '\ncontradiction["farther"] = "hostility"', "public",
        "Write the name as in question 8",
    ),
    # ------------------------------------------------------------------------------------------------ cap-q12
    Mistake("gives the plain share", "cap-q12", changed("cap-q12", "(rose + 1) / (len(moved) + 2)", "rose / len(moved)"), "public", "is the plain share"),
    Mistake(
        "takes all classes", "cap-q12", changed("cap-q12", ".merge(others[key], on=key)", ""), "hidden", "the pairs of all classes",
    ),
    Mistake(
        "keeps pairs that hardly voted", "cap-q12",
        changed("cap-q12", 'moved = moved[(moved["n_early"] >= 300) & (moved["n_late"] >= 300)]', "moved = moved.dropna()"),
        "hidden", "too few roll calls in one period",
    ),
    Mistake(
        "counts those that went apart", "cap-q12",
        changed("cap-q12", 'moved["agreement_late"] > moved["agreement_early"]', 'moved["agreement_late"] < moved["agreement_early"]'),
        "hidden", "Those went apart",
    ),
    Mistake(
        "has the own pair in it", "cap-q12",
        changed("cap-q12", "others[key]", "pd.concat([others[key], pd.DataFrame([sorted(my_states)], columns=key)])"),
        "hidden", "Your own pair is in its own reference class",
    ),
    # ------------------------------------------------------------------------------------------------ cap-q13
    Mistake("asks about the past", "cap-q13", forecast(by='"2020-12-31"'), "public", "2020-12-31 has passed"),
    Mistake("sets no day", "cap-q13", forecast(by='"soon"'), "public", "'Soon' never comes due"),
    Mistake("is certain", "cap-q13", forecast(probability="1.0"), "public", "nothing could surprise you"),
    Mistake("takes the own view for the base rate", "cap-q13", forecast(rate="0.9"), "public", "your own view is the probability"),
    Mistake("leaves the class without a word", "cap-q13", forecast(probability="0.3"), "public", "What do you know of this pair"),
    Mistake("has a class of three", "cap-q13", forecast(happened="2", n="3", rate="0.67"), "public", "A class of so few"),
    Mistake(
        "asks about nobody", "cap-q13", forecast(question='"Will the two neighbours stay at peace until then?"'), "public",
        "expected both states by name",
    ),
    Mistake("states in place of asking", "cap-q13", forecast(question='"Peru and Ecuador will stay close."'), "public", "End it with a question mark"),
    # ------------------------------------------------------------------------------------------------ cap-q14
    Mistake("writes nothing", "cap-q14", "YOUR ANSWER HERE", "public", "there is none yet"),
    Mistake("writes a summary", "cap-q14", "The claim holds. " * 60, "public", "What does a reader still need?"),
    Mistake("writes an essay", "cap-q14", "The claim holds in part. " * 300, "public", "Which sentence could go?"),
)  # fmt: skip

RIGHT = (
    Right("a list, the other way round", "cap-q1", 'my_states = ["ECU", "PER"]'),
    Right("another pair", "cap-q1", 'my_states = ("FRA", "BRA")'),
    Right(
        "other words", "cap-q2",
        CLAIM + '"claim": "PER and ECU rank above the median of neighbours by embassies.", "against": "No embassy in one of the two directions."}',
    ),
    Right(
        "a Series", "cap-q2",
        'my_claim = pd.Series({"sentence": "They are at peace.", "published": "Minister of Ecuador, radio, 2015", '
        '"claim": "No window of Ecuador and Peru since 1999 is hostile.", "against": "One hostile window since then in the conflicts."})',
    ),
    Right(
        "counted by hand", "cap-q3",
        """
chosen_calls = set(roll_calls.loc[roll_calls["year"].between(FIRST, LAST), "roll_call"])
one, two = (votes[votes["state"] == code].set_index("roll_call")["vote"].astype("str") for code in my_states)
both = pd.concat([one, two], axis=1, join="inner", keys=["a", "b"])
both = both[both.index.isin(chosen_calls) & both.isin(["yes", "no", "abstain"]).all(axis=1)]
same = (both["a"] == both["b"]).mean()
chance = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in ("yes", "no", "abstain"))
my_votes = {"kappa": (same - chance) / (1 - chance), "agreement": same, "n": len(both)}
""",
    ),
    Right("a Series, n as a float", "cap-q3", model("cap-q3") + '\nmy_votes = pd.Series(my_votes)'),
    Right(
        "by merging", "cap-q4",
        """
def seats_in_common(seats, a, b):
    rows = seats.drop_duplicates()
    both = rows[rows["state"] == a].merge(rows[rows["state"] == b], on="organisation")
    either = rows.loc[rows["state"].isin([a, b]), "organisation"].nunique()
    return len(both), len(both) / either if either else float("nan")
""",
    ),
    Right(
        "by counting names", "cap-q4",
        """
def seats_in_common(seats, a, b):
    held = seats[seats["state"].isin([a, b])].groupby("organisation")["state"].nunique()
    return float((held == 2).sum()), (held == 2).mean() if len(held) else float("nan")
""",
    ),
    Right(
        "by rows", "cap-q5",
        """
def embassies_between(missions, a, b):
    found = {(row.sender, row.receiver) for row in missions[missions["sender"].isin([a, b])].itertuples()
             if row.kind in ("embassy", "high_commission", "nunciature")}
    return ((a, b) in found) + ((b, a) in found)
""",
    ),
    Right(
        "by distinct pairs, as a numpy number", "cap-q5",
        """
def embassies_between(missions, a, b):
    full = missions[missions["kind"].isin({"embassy", "high_commission", "nunciature"})]
    own = full[full["sender"].isin([a, b]) & full["receiver"].isin([a, b])]
    return own[["sender", "receiver"]].drop_duplicates().shape[0]
""",
    ),
    Right("lists in place of sets", "cap-q6", hostile(collect="[start for start in watched if start in hostile]")),
    Right(
        "window by window", "cap-q6",
        """
def hostile_share(disputes, fought, joined, a, b):
    a, b = min(a, b), max(a, b)
    listed = set(disputes.query("state_a == @a and state_b == @b")["window_start"])
    years = set(fought.query("state_a == @a and state_b == @b")["year"])
    flags = [start in listed or any(start + step in years for step in range(4))
             for start in range(1946, 2022) if start + 3 >= max(joined[a], joined[b])]
    return sum(flags) / len(flags), float(len(flags))
""",
    ),
    Right("a Series of figures", "cap-q7", model("cap-q7") + "\n\nplain_indicators = indicators\n\n\ndef indicators(a, b):\n    return pd.Series(plain_indicators(a, b))"),
    Right("named arguments", "cap-q7", model("cap-q7").replace("def indicators(a, b):", "def indicators(a, b, digits=None):")),
    Right("the indicator in the index", "cap-q8", model("cap-q8") + '\nplaces = places.set_index("indicator")'),
    Right("a Series, rows turned", "cap-q8", model("cap-q8") + '\nplaces = places.set_index("indicator")["place"].iloc[::-1]'),
    Right("another seed", "cap-q9", changed("cap-q9", "seed=3", "seed=11")),
    Right("fewer draws, a list", "cap-q9", changed("cap-q9", "draws=1000, seed=3", "draws=500, seed=5") + "\nmy_interval = list(my_interval)"),
    Right("bars", "cap-q10", chart()),
    Right(
        "per cent, a rule in the middle", "cap-q10",
        """
percent = places.assign(place=100 * places["place"])
axis = alt.X("place:Q", title="Place in the class (%)").scale(domain=[0, 100])
middle = alt.Chart(pd.DataFrame({"place": [50]})).mark_rule(strokeDash=[4, 4]).encode(x=axis)
dots = alt.Chart(percent).mark_circle(size=80).encode(x=axis, y=alt.Y("indicator:N", title="What is measured"))
my_chart = alt.layer(middle, dots).properties(
    title="Embassies say close, the record of quarrels says far",
    description="Dots of Ecuador's and Peru's place in the class of neighbours by indicator, with a line at the middle.",
)
""",
    ),
    Right("other words", "cap-q11", 'contradiction = {"closer": "organisations", "farther": "peace", "gap": 0.405, ' + READ + "}"),
    Right("a Series", "cap-q11", model("cap-q11") + "\ncontradiction = pd.Series(contradiction)"),
    Right("counts as floats", "cap-q12", model("cap-q12") + '\nbase["n"], base["closer"] = float(base["n"]), float(base["closer"])'),
    Right(
        "by indices", "cap-q12",
        """
key = ["state_a", "state_b"]
one, two = (table[table["n"] >= 300].set_index(key)["agreement"] for table in (early, late))
both = pd.concat([one, two], axis=1, join="inner", keys=["one", "two"])
both = both.loc[both.index.isin(pd.MultiIndex.from_frame(others[key]))]
came = int(both["two"].gt(both["one"]).sum())
base = pd.Series({"rate": (came + 1) / (len(both) + 2), "closer": came, "n": len(both)})
""",
    ),
    Right("plain rate", "cap-q13", forecast()),
    Right("by Laplace's rule, far from the class, with reasons", "cap-q13", forecast(
        rate="31 / 42", probability="0.45",
        because='"Unlike the others of their class these two have had governments of opposite colours for most of the past decade, '
        'and in the years in which that was so their votes went apart, most of all in 2011, 2012 and 2016."',
    )),
    Right("the model, signed", "cap-q14", model("cap-q14").replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "Written by a student.")),
    Right("no bold type", "cap-q14", model("cap-q14").replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "").replace("**", "")),
)  # fmt: skip
