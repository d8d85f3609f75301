"""Wrong answers to exercise m8_institutions: real misconceptions, each with the message that it must draw; and right
answers in other forms. The tests try every one. Instructors only."""

from __future__ import annotations

from course_utils.exercises.mistakes import Mistake, Right


def coded(treaties: str = "BCEFHIK", economy: str = "BDEFGK", in_force: str = "CEI") -> str:
    """An answer to question 1, from the letters of its sets."""
    sets = {"TREATIES": treaties, "ECONOMY": economy, "IN_FORCE": in_force}
    return "\n".join(f"{name} = {list(letters)}" for name, letters in sets.items())


def classed(five: str, late: str, known: str = "DAY", came: str = "(gap <= 5 * 365.25).mean()") -> str:
    """An answer to question 3: how it finds the two chances, and up to which day it looks."""
    return f"""
lines = []
for name, since in (("all", 1900), ("recent", 1996)):
    chosen = bits[(bits["signed"].dt.year >= since) & (bits["signed"] <= DAY)]
    known = waiting_times(chosen, "signed", "in_force", {known})
    length, happened = known["duration"], known["happened"]
    soon = happened & (length <= 5)
    waited = known[length >= 5]
    waited = waited.assign(duration=waited["duration"] - 5)
    still_open = (~happened & (length < 5)).sum()
    lines.append({{"signed": name, "n": len(known), "open": still_open, "five": {five}, "late": {late}}})
classes = pd.DataFrame(lines)
later = bits[bits["signed"].dt.year.between(2011, 2015)]
gap = (later["in_force"] - later["signed"]).dt.days
CAME = {came}
"""


FIVE, LATE = "within(known, 5)[0]", "within(waited, 5)[0]"


def placed(
    rank: str = "", weightings: str = "simplex(names, 5)", places: str = 'row["median"], row["worst"], row["share_top"]',
    rows: str = "ties[chosen]", four: str = '[A, B, "AZE", "PAK"]', counted: str = "counted",
) -> str:  # fmt: skip
    """An answer to question 4, with one step done otherwise."""
    return f"""
four = {four}
chosen = ties["state_a"].isin(four) | ties["state_b"].isin(four)
room = {rows}
lines = []
for counted in ("in_force", "signed"):
    names = ["missions", {counted}, "trade", "clubs"]
    table = sensitivity(room{rank}, {weightings}, top=len(room) // 4).set_index(["state_a", "state_b"])
    for name, pair in (("own", (A, B)), ("article", ("AZE", "PAK"))):
        row = table.loc[pair]
        lines.append([name, counted, {places}])
places = pd.DataFrame(lines, columns=["pair", "counted", "median", "worst", "top"])
"""


# Under each weighting ties share the worse place.
WORSE_PLACE = """
four = [A, B, "AZE", "PAK"]
room = ties[ties["state_a"].isin(four) | ties["state_b"].isin(four)].set_index(["state_a", "state_b"])
lines = []
for counted in ("in_force", "signed"):
    names = ["missions", counted, "trade", "clubs"]
    values = room[names]
    scaled = (values - values.min()) / (values.max() - values.min())
    scores = (scaled @ simplex(names, 5).T).round(12)
    ranks = scores.rank(ascending=False, method=METHOD)
    for name, pair in (("own", (A, B)), ("article", ("AZE", "PAK"))):
        row = ranks.loc[pair]
        lines.append([name, counted, row.median(), row.max(), (row <= len(room) // 4).mean()])
places = pd.DataFrame(lines, columns=["pair", "counted", "median", "worst", "top"])
"""


def stood(above: str, below: str, level: str, met: str = "met", others: str = "room[~mine]") -> str:
    """An answer to question 5: how it decides who stands above, below and level."""
    return f"""
names = ["missions", "in_force", "trade", "clubs"]
scaled = (room[names] - room[names].min()) / (room[names].max() - room[names].min())
mean = scaled.mean(axis=1).round(12)
lines = []
for pair, (first, second) in (("own", (A, B)), ("article", ("AZE", "PAK"))):
    mine = (room["state_a"] == first) & (room["state_b"] == second)
    own = room.loc[mine, names].iloc[0]
    others = {others}[names]
    high, low = (others >= own).all(axis=1), (others <= own).all(axis=1)
    counts = [int(found.sum()) for found in ({above}, {below}, {level})]
    lines.append([pair, *counts, len(others) - sum(counts)])
standing = pd.DataFrame(lines, columns=["pair", "above", "below", "level", "depends"])
top = places.set_index(["pair", "counted"]).loc[("own", "in_force"), "top"]
mine = (room["state_a"] == A) & (room["state_b"] == B)
legs = int((room.loc[mine, ["in_force", "trade", "clubs"]] > 0).sum(axis=1).item())
few = lines[0][1] * 10 < len(others)
met = {{letter for letter, holds in (("P", top >= 0.5), ("Q", few), ("R", legs >= 2)) if holds}}
MET = {met}
"""


DOMINANT = ("high & ~low", "low & ~high", "high & low")


def ended(
    years: str = 'part["duration"] - part["entry"]', below: str = 'watched["duration"].clip(upper=15) - watched["entry"].clip(upper=15)',
    young: str = 'watched["duration"] <= 15', without: str = '~has("IND")', quick: str = "days <= 730", per: str = "100",
) -> str:  # fmt: skip
    """An answer to question 6, with one step done otherwise."""
    return f"""
def has(state):
    return (watched["state_a"] == state) | (watched["state_b"] == state)


days = (watched["in_force"] - watched["signed"]).dt.days
lines = []
for treaties, kept in (("all", watched["duration"] >= 0), ("without", {without})):
    for tie, of_tie in (("OIC", watched["oic"]), ("other", ~watched["oic"])):
        part = watched[kept & of_tie]
        lived, ended = ({years}).sum(), part["given_up"].sum()
        lines.append([treaties, tie, lived, ended, {per} * ended / lived, ({quick})[kept & of_tie].mean()])
by_tie = pd.DataFrame(lines, columns=["treaties", "tie", "years", "given_up", "rate", "quick"])
part = watched
whole, below = ({years}).sum(), ({below}).sum()
young = {young}
counts = [(watched["given_up"] & young).sum(), (watched["given_up"] & ~young).sum()]
by_age = pd.DataFrame({{"age": ["under 15", "15 and over"], "years": [below, whole - below], "given_up": counts}})
by_age["rate"] = {per} * by_age["given_up"] / by_age["years"]
"""


def faded(
    gap: str = ".abs()", before: str = "2015:2019", after: str = "2021:2024", usual: str = "others.mean()",
    share: str = "(others <= ARTICLE).mean()", change: str = "after[A][B] - before[A][B]", drop: str = "drop(index=[own, other])",
) -> str:  # fmt: skip
    """An answer to question 7, with one step done otherwise."""
    return f"""
before, after, moved = {{}}, {{}}, []
for own, other in ((A, B), (B, A)):
    far = points.sub(points[own], axis=0){gap}
    before[own], after[own] = far.loc[{before}].mean(), far.loc[{after}].mean()
    moved.append((after[own] - before[own]).{drop})
others = pd.concat(moved)
fade = {{
    "before": before[A][B], "after": after[A][B], "change": {change}, "usual": {usual}, "share": {share},
}}
"""


# The distance of two means in place of the mean of distances.
OF_MEANS = """
early, late = points.loc[2015:2019].mean(), points.loc[2021:2024].mean()
gaps = {state: ((early - early[state]).abs(), (late - late[state]).abs()) for state in (A, B)}
others = pd.concat([(gaps[A][1] - gaps[A][0]).drop([A, B]), (gaps[B][1] - gaps[B][0]).drop([A, B])])
before, after = gaps[A][0][B], gaps[A][1][B]
fade = {"before": before, "after": after, "change": after - before, "usual": others.mean(), "share": (others <= ARTICLE).mean()}
"""


def scored(
    kept: str = '~register["annulled"] & register["outcome"].notna() & (register["made"] < closed)', score: str = "(gap**2).mean()",
    closed: str = 'register[["deadline", "known"]].min(axis=1)',
) -> str:  # fmt: skip
    """An answer to question 8, with one step done otherwise."""
    return f"""
def brier(register):
    closed = {closed}
    rows = register[{kept}]
    gap = rows["probability"] - rows["outcome"]
    return {score}, len(rows)
"""


def charted(
    least: str = "n >= @LEAST", x: str = "forecast", low: str = "low", high: str = "high", title: str = "The slower record says too little in 2 of 9 bins",
    layers: str = "rules + dots", y: str = "share", level: str = "",
) -> str:  # fmt: skip
    """An answer to question 9, with one step done otherwise."""
    return f"""
table = calibration(slower, bins=10{level}).query("{least}").assign(middle=lambda t: (t["bin_from"] + t["bin_to"]) / 2)
base = alt.Chart(table)
x = alt.X("{x}:Q", title="Said (0 to 1)")
dots = base.mark_point().encode(x=x, y=alt.Y("{y}:Q", title="Came true (0 to 1)"))
rules = base.mark_rule().encode(x=x, y=alt.Y("{low}:Q", title="Came true (0 to 1)"), y2="{high}:Q")
chart = ({layers}).properties(
    title="{title}", description="Points with intervals: share that came true by what the slower state's record said."
)
"""


SHEET = """
**To the bank.** Classes first, rates second; I write on 1 March 2026.

1. The investment treaty of Azerbaijan and Pakistan is in force by 31 December 2028, by UNCTAD's list. Class: treaties that have waited for twenty years; hardly any came, and the list can miss one. **0.03.** Rival: both want investors, and a new text could be built on the old one.

2. A full text on the announced two-billion-dollar investment is signed before the year 2028, by word of both foreign ministries. No table holds such a class. **0.45.** Rival: talks have stopped before over guarantees.

3. Trade both ways passes 100 million dollars in 2027 by both customs services, read by 31 December 2028 (C37). Class: pairs among twelve states before 2014 with little trade; about a third passed the mark in five years. **0.3.** Rival: the agreement on preferences could raise it sooner, and transport could keep it low.

4. Armenia and Azerbaijan sign their treaty by 31 December 2027, by word of both governments (C31). No class fits. **0.4.** Rivals: for Baku the constitution of Armenia must drop a claim first; for Yerevan that is a matter for its voters, and the text stands by itself. Each has reasons to wait and reasons to hurry.

5. Pakistan opens an embassy in Yerevan, or Armenia one in Islamabad, by 31 December 2027, by the sending ministry. Class: states with an embassy to or from Armenia, a poor guide for two that have just begun. **0.3.** Rival: budgets are short, and relations can be kept from a third capital; or a visit brings it forward, which friends of every side could welcome.

**Update.** Each change is written down with its day and its reason. A parliament's vote on a text moves 1 or 2 up by 0.2. Half a year of silence moves 2, 4 and 5 down by 0.05, since time runs out. A referendum that is set in Armenia moves 4 up by 0.15; shooting at the border moves it down by 0.15, whoever is said to have begun. A customs service that changes its method annuls 3; two meanings of a word annul any question; an unwelcome answer annuls none. Scores are counted by Brier in January 2029, and published with the misses.
"""

MISTAKES = (
    # m8-q1
    Mistake("takes a signature for force", "m8-q1", coded(in_force="BCEFI"), "hidden", "IN_FORCE: B is not one of them"),
    Mistake("lets what ran out go on", "m8-q1", coded(in_force="CEHI"), "hidden", "IN_FORCE: H is not one of them: its five years"),
    Mistake("counts a text in force among others", "m8-q1", coded(in_force="CEIK"), "hidden", "IN_FORCE: K is not one of them"),
    Mistake("lets the heading decide", "m8-q1", coded(treaties="BCEFHK", in_force="CE"), "hidden", "TREATIES: I is one of them"),
    Mistake("takes every signed paper for a treaty", "m8-q1", coded(treaties="ABCDEFGHIKL"), "hidden", "D is not one of them"),
    Mistake("takes a state's contract for a treaty", "m8-q1", coded(treaties="BCEFHIKL"), "hidden", "TREATIES: L is not one of them"),
    Mistake("codes the field of treaties only", "m8-q1", coded(economy="BEFK"), "hidden", "ECONOMY: D is one of them"),
    Mistake("puts a running contract among treaties in force", "m8-q1", coded(in_force="CEIL"), "public", "Expected in IN_FORCE only what stands in TREATIES"),
    # m8-q2
    Mistake(
        "takes what is open for failed", "m8-q2",
        'def within(waits, horizon):\n    known = waits["happened"] & (waits["duration"] <= horizon)\n'
        '    return known.mean(), (~waits["happened"] & (waits["duration"] < horizon)).sum()',
        "public", "Open cases are taken for failures",
    ),
    Mistake(
        "throws open cases away", "m8-q2",
        'def within(waits, horizon):\n    done = waits[waits["happened"]]\n'
        '    return (done["duration"] <= horizon).mean(), (~waits["happened"] & (waits["duration"] < horizon)).sum()',
        "public", "Open cases are thrown away",
    ),
    Mistake(
        "throws away what was lost before the horizon", "m8-q2",
        'def within(waits, horizon):\n    lost = ~waits["happened"] & (waits["duration"] < horizon)\n    kept = waits[~lost]\n'
        '    return (kept["happened"] & (kept["duration"] <= horizon)).mean(), lost.sum()',
        "public", "The treaty last seen at 2 years is thrown away",
    ),
    Mistake(
        "gives the share still waiting", "m8-q2",
        'def within(waits, horizon):\n    length, happened = waits["duration"], waits["happened"]\n    waiting = 1.0\n'
        "    for time in length[happened & (length <= horizon)].unique():\n"
        "        waiting *= 1 - (happened & (length == time)).sum() / (length >= time).sum()\n"
        "    return waiting, (~happened & (length < horizon)).sum()",
        "public", "That is the share still waiting",
    ),
    Mistake(
        "adds rates up", "m8-q2",
        'def within(waits, horizon):\n    length, happened = waits["duration"], waits["happened"]\n    total = 0.0\n'
        "    for time in length[happened & (length <= horizon)].unique():\n"
        "        total += (happened & (length == time)).sum() / (length >= time).sum()\n"
        "    return min(total, 1.0), (~happened & (length < horizon)).sum()",
        "public", "Rates are added up",
    ),
    Mistake(
        "drops a case on the day on which it is last seen", "m8-q2",
        'def within(waits, horizon):\n    length, happened = waits["duration"], waits["happened"]\n    waiting = 1.0\n'
        "    for time in length[happened & (length <= horizon)].unique():\n"
        "        watched = (length > time) | (happened & (length == time))\n"
        "        waiting *= 1 - (happened & (length == time)).sum() / watched.sum()\n"
        '    known = horizon <= length.max()\n    return (1 - waiting if known else float("nan")), (~happened & (length < horizon)).sum()',
        "public", "Under watch are those with a duration of 2 or more",
    ),
    Mistake(
        "leaves out an entry on the day of the horizon", "m8-q2",
        'def within(waits, horizon):\n    length, happened = waits["duration"], waits["happened"]\n    waiting = 1.0\n'
        "    for time in length[happened & (length < horizon)].unique():\n"
        "        waiting *= 1 - (happened & (length == time)).sum() / (length >= time).sum()\n"
        '    known = horizon <= length.max()\n    return (1 - waiting if known else float("nan")), (~happened & (length < horizon)).sum()',
        "public", "Up to the horizon means with it",
    ),
    Mistake(
        "speaks of years that nobody watched", "m8-q2",
        'def within(waits, horizon):\n    length, happened = waits["duration"], waits["happened"]\n    waiting = 1.0\n'
        "    for time in length[happened & (length <= horizon)].unique():\n"
        "        waiting *= 1 - (happened & (length == time)).sum() / (length >= time).sum()\n"
        "    return 1 - waiting, (~happened & (length < horizon)).sum()",
        "public", "What nobody watched is not known",
    ),
    Mistake(
        "rounds", "m8-q2",
        'def within(waits, horizon):\n    length, happened = waits["duration"], waits["happened"]\n    waiting = 1.0\n'
        "    for time in length[happened & (length <= horizon)].unique():\n"
        "        waiting *= 1 - (happened & (length == time)).sum() / (length >= time).sum()\n"
        '    known = horizon <= length.max()\n    return (round(1 - waiting, 3) if known else float("nan")), (~happened & (length < horizon)).sum()',
        "public", "Rounded too early",
    ),
    # m8-q3
    Mistake("takes young treaties for failures", "m8-q3", classed("soon.mean()", LATE), "hidden", "takes young treaties for failures"),
    Mistake("throws young treaties away", "m8-q3", classed("soon.sum() / (soon | (length >= 5)).sum()", LATE), "hidden", "throws young treaties away"),
    Mistake("looks into the future", "m8-q3", classed(FIVE, LATE, known="LAST"), "hidden", "That uses days after 2010"),
    Mistake("gives the rate at signature again", "m8-q3", classed(FIVE, "within(known, 5)[0]"), "public", "Those still waiting after five years are the slow ones"),
    Mistake(
        "forgets what waiting has told", "m8-q3", classed(FIVE, "within(known, 10)[0] - within(known, 5)[0]"),
        "hidden", "Divide by those still waiting",
    ),
    Mistake("counts entries that came later still", "m8-q3", classed(FIVE, LATE, came='gap.notna().mean()'), "hidden", "entries after more than five years"),
    Mistake("divides by those in force", "m8-q3", classed(FIVE, LATE, came="(gap.dropna() <= 5 * 365.25).mean()"), "hidden", "Divide by all treaties signed"),
    # m8-q4
    Mistake("takes equal weights for neutral", "m8-q4", placed(weightings="pd.DataFrame([[1.0] * 4], columns=names)"), "public", "Equal weights are one weighting of many"),
    Mistake("steps of a quarter", "m8-q4", placed(weightings="simplex(names, 4)"), "public", "Take simplex with four components and 5 steps"),
    Mistake("lets ties take the worse place", "m8-q4", WORSE_PLACE.replace("METHOD", '"max"'), "hidden", "ties share the better place"),
    Mistake("counts a signature both times", "m8-q4", placed(counted='"signed"'), "hidden", "Is that the other way to count the treaty?"),
    Mistake(
        "takes the best place for the worst", "m8-q4", placed(places='row["median"], row["best"], row["share_top"]'),
        "public", "so the worst place is the largest number",
    ),
    # m8-q5
    Mistake(
        "asks for more on every component", "m8-q5", stood("(others > own).all(axis=1)", "(others < own).all(axis=1)", "high & low"),
        "hidden", "too strict",
    ),
    Mistake(
        "takes a higher mean for higher under all weights", "m8-q5",
        stood("mean[~mine] > mean[mine].item()", "mean[~mine] < mean[mine].item()", "mean[~mine] == mean[mine].item()"),
        "hidden", "A higher mean is no higher rank under all weights",
    ),
    Mistake("counts the own pair as another", "m8-q5", stood(*DOMINANT, others="room"), "public", "Your own pair is not one of the others"),
    Mistake("turns above and below round", "m8-q5", stood("low & ~high", "high & ~low", "high & low"), "hidden", "That is turned round"),
    Mistake(
        "adds a criterion to save the pair", "m8-q5", stood(*DOMINANT, met='met ^ {"P"}'), "hidden", "and one half was asked for",
    ),
    Mistake("counts embassies as a leg", "m8-q5", stood(*DOMINANT, met='met ^ {"R"}'), "hidden", "embassies are not among them"),
    # m8-q6
    Mistake("divides by whole lives", "m8-q6", ended(years='part["duration"]', below='watched["duration"].clip(upper=15)'), "hidden", "Those are whole lives"),
    Mistake(
        "divides by treaties", "m8-q6", ended(years='part["duration"] * 0 + 1', below='(watched["duration"] <= 15).astype(int)'),
        "hidden", "Those are treaties, not years",
    ),
    Mistake(
        "gives all years to the last age", "m8-q6", ended(below='(watched["duration"] - watched["entry"])[watched["duration"] <= 15]'),
        "hidden", "to its last age",
    ),
    Mistake("dates an end by the age at entry", "m8-q6", ended(young='watched["entry"] < 15'), "hidden", "not to the age at which watching began"),
    Mistake("leaves nobody out", "m8-q6", ended(without='watched["duration"] >= 0'), "hidden", "The state with most ends is still in it"),
    Mistake("gives the rate for one year", "m8-q6", ended(per="1"), "public", "multiply by a hundred"),
    Mistake("gives the slow ones as quick", "m8-q6", ended(quick="days > 730"), "hidden", "That is the share of the slow ones"),
    # m8-q7
    Mistake("takes the distance of the means", "m8-q7", OF_MEANS, "hidden", "That is the distance of two means"),
    Mistake("puts 2020 before", "m8-q7", faded(before="2015:2020"), "hidden", "The year 2020 is in it"),
    Mistake("puts 2020 after", "m8-q7", faded(after="2020:2024"), "hidden", "The year 2020 is among the years after"),
    Mistake("turns the change round", "m8-q7", faded(change="before[A][B] - after[A][B]"), "public", "Negative is closer: turn it round"),
    Mistake("compares with its own change", "m8-q7", faded(share='(others <= after[A][B] - before[A][B]).mean()'), "hidden", "That counts from the change of your own pair"),
    Mistake(
        "counts those that moved as far in either direction", "m8-q7", faded(share="(others.abs() >= abs(ARTICLE)).mean()"),
        "hidden", "in either direction",
    ),
    Mistake("keeps the pair as its own placebo", "m8-q7", faded(drop="drop(index=[own])"), "hidden", "no placebo for itself"),
    # m8-q8
    Mistake("scores annulled questions", "m8-q8", scored(kept='register["outcome"].notna() & (register["made"] < closed)'), "public", "the hit as well as the miss"),
    Mistake(
        "takes open for no", "m8-q8",
        scored(kept='~register["annulled"] & (register["made"] < closed)', score='((rows["probability"] - rows["outcome"].fillna(0)) ** 2).mean()'),
        "public", "No outcome yet is not a no",
    ),
    Mistake("looks at the deadline only", "m8-q8", scored(closed='register["deadline"]'), "public", "The deadline was still ahead"),
    Mistake("looks at the day of the news only", "m8-q8", scored(closed='register["known"]'), "public", "Who waits for the deadline knows more"),
    Mistake(
        "lets the day itself count", "m8-q8", scored(kept='~register["annulled"] & register["outcome"].notna() & (register["made"] <= closed)'),
        "public", "On that day the question is closed",
    ),
    Mistake("takes the gaps themselves", "m8-q8", scored(score="gap.abs().mean()"), "public", "Those are the gaps themselves"),
    Mistake("takes the root", "m8-q8", scored(score="(gap**2).mean() ** 0.5"), "public", "That is the root"),
    Mistake("counts yes and no", "m8-q8", scored(score="2 * (gap**2).mean()"), "public", "counted for yes and for no"),
    Mistake("gives a perfect score for nothing", "m8-q8", scored(score="(gap**2).mean() if len(rows) else 0.0"), "public", "0 would be a perfect score"),
    Mistake("divides by nothing", "m8-q8", scored(score="sum(g * g for g in gap) / len(rows)"), "public", "Ask for n first"),
    Mistake("rounds", "m8-q8", scored(score="round((gap**2).mean(), 3)"), "hidden", "Do not round"),
    # m8-q9
    Mistake("calls every gap off", "m8-q9", charted(title="The slower record misses in 9 of 9 bins"), "hidden", "A gap alone is not off"),
    Mistake("draws bins of a few forecasts", "m8-q9", charted(least="n > 0"), "hidden", "Bins with fewer than LEAST forecasts are left out"),
    Mistake("puts the middle of the bin on x", "m8-q9", charted(x="middle"), "hidden", "That is the middle of the bin"),
    Mistake("draws no interval", "m8-q9", charted(layers="dots + dots"), "public", "how much luck it allows"),
    Mistake("narrows the interval", "m8-q9", charted(level=", level=0.5"), "hidden", "at 95 per cent"),
    Mistake("swaps the axes", "m8-q9", charted(x="share", y="forecast"), "public", "is what was said on x?"),
    Mistake("names the chart instead of the finding", "m8-q9", charted(title="Calibration of the slower state's record"), "public", "whole numbers. Write the finding"),
    Mistake("draws the number of forecasts", "m8-q9", charted(y="n"), "public", "Is it per cent, a count"),
    # m8-q10
    Mistake("expects growth without a date", "m8-q10", SHEET.replace("in 2027 by both customs services, read by 31 December 2028 (C37)", "soon (C37)"), "public", "Without a date a forecast"),
    Mistake("gives words for a probability", "m8-q10", SHEET.replace("**0.45.**", "**Likely.**"), "public", "Question 2 has no probability"),
    Mistake("never says what would move it", "m8-q10", SHEET.replace("**Update.** Each change", "Each change"), "public", "and says what news would move"),
    Mistake("asks four questions", "m8-q10", SHEET.replace("\n5. Pakistan", "\nPakistan"), "public", "Expected questions numbered"),
    Mistake("names no claim", "m8-q10", SHEET.replace("(C31)", "").replace("(C37)", ""), "public", "claims by number"),
    Mistake("writes a hint of a sheet", "m8-q10", SHEET[:600], "public", "Expected 300 to 450 words"),
)  # fmt: skip

RIGHT = (
    # m8-q1
    Right("sets, in another order", "m8-q1", 'TREATIES, ECONOMY, IN_FORCE = set("KIHFECB"), set("KGFEDB"), set("IEC")'),
    Right(
        "columns of a table", "m8-q1",
        'coded = pd.DataFrame({"letter": list("BCEFHIK"), "runs": [0, 1, 1, 0, 0, 1, 0]})\nTREATIES = coded["letter"]\n'
        'IN_FORCE = coded.loc[coded["runs"] == 1, "letter"].to_numpy()\nECONOMY = tuple("BDEFGK")',
    ),
    # m8-q2
    Right(
        "sorted once, in numpy", "m8-q2",
        """
def within(waits, horizon):
    length, happened = waits["duration"].to_numpy(float), waits["happened"].to_numpy(bool)
    still_open = np.sum(~happened & (length < horizon))
    if not len(length) or horizon > length.max():
        return np.nan, still_open
    order = np.lexsort((~happened, length))  # entries before open cases of the same time
    watched = np.arange(len(length), 0, -1)
    steps = np.where(happened[order] & (length[order] <= horizon), 1 - 1 / watched, 1.0)
    return 1 - steps.prod(), still_open
""",
    ),
    Right(
        "by the course's measure", "m8-q2",
        """
def within(waits, horizon):
    from course_utils.measures.forecast import horizon_rates

    if waits.empty:
        return float("nan"), 0
    row = horizon_rates(waits, [horizon]).iloc[0]
    return row["estimate"], row["open"]
""",
    ),
    # m8-q3
    Right("with the class in the index", "m8-q3", classed(FIVE, LATE) + 'classes = classes.set_index("signed").iloc[::-1]\n'),
    Right(
        "by the course's measure, counts as floats", "m8-q3",
        """
from course_utils.measures.forecast import horizon_rates

known = waiting_times(bits[bits["signed"] <= DAY], "signed", "in_force", DAY)
recent = known[known["signed"] >= "1996-01-01"]
lines = []
for name, table in (("recent", recent), ("all", known)):
    row = horizon_rates(table, [5]).iloc[0]
    waited = table[table["duration"] >= 5]
    late = horizon_rates(waited.assign(duration=waited["duration"] - 5), [5])["estimate"].item()
    lines.append([name, float(row["n"]), float(row["open"]), row["five"] if "five" in row else row["estimate"], late])
classes = pd.DataFrame(lines, columns=["signed", "n", "open", "five", "late"])
after = waiting_times(bits[bits["signed"].dt.year.isin(range(2011, 2016))], "signed", "in_force", LAST)
CAME = np.mean(after["happened"] & (after["duration"] <= 5))
""",
    ),
    # m8-q4
    Right("ranks by hand", "m8-q4", WORSE_PLACE.replace("METHOD", '"min"')),
    Right("keys in the index", "m8-q4", placed() + 'places = places.set_index(["counted", "pair"]).sort_index()\n'),
    # m8-q5
    Right("the pair in the index, counts as floats, letters in a list", "m8-q5",
          stood(*DOMINANT, met="sorted(met)") + 'standing = standing.set_index("pair").astype(float)\n'),
    Right(
        "pair by pair", "m8-q5",
        """
from collections import Counter

names = ["missions", "in_force", "trade", "clubs"]
values = {(row.state_a, row.state_b): [getattr(row, name) for name in names] for row in room.itertuples()}
found = {}
for which, pair in {"article": ("AZE", "PAK"), "own": (A, B)}.items():
    counts = Counter(depends=0, level=0, below=0, above=0)
    for other, theirs in values.items():
        if other != pair:
            ahead, behind = any(x > y for x, y in zip(theirs, values[pair])), any(x < y for x, y in zip(theirs, values[pair]))
            counts["depends" if ahead and behind else "above" if ahead else "below" if behind else "level"] += 1
    found[which] = counts
standing = pd.DataFrame(found).T.rename_axis("pair")
MET = []
if places.set_index(["pair", "counted"])["top"][("own", "in_force")] >= 0.5:
    MET.append("P")
if standing.loc["own", "above"] / (len(values) - 1) < 0.1:
    MET.append("Q")
if sum(value > 0 for value in values[A, B][1:]) > 1:
    MET.append("R")
""",
    ),
    # m8-q6
    Right("by masks", "m8-q6", ended()),
    Right(
        "by the course's hazard, keys in the index", "m8-q6",
        """
from course_utils.measures.institutions import hazard

given = watched.assign(event=watched["given_up"])
kept = given[~(given["state_a"].eq("IND") | given["state_b"].eq("IND"))]
lines = {}
for treaties, table in (("without", kept), ("all", given)):
    for tie, part in table.groupby(table["oic"].map({True: "OIC", False: "other"})):
        row = hazard(part, width=100).iloc[0]
        quick = ((part["in_force"] - part["signed"]) <= pd.Timedelta(days=730)).mean()
        lines[treaties, tie] = {"years": row["exposure"], "given_up": row["events"], "rate": 100 * row["hazard"], "quick": quick}
by_tie = pd.DataFrame(lines).T.rename_axis(["treaties", "tie"])
steps = hazard(given, width=15).assign(age=lambda t: np.where(t["start"] < 15, "under 15", "15 and over"))
by_age = steps.groupby("age")[["exposure", "events"]].sum().set_axis(["years", "given_up"], axis=1)
by_age["rate"] = 100 * by_age["given_up"] / by_age["years"]
""",
    ),
    # m8-q7
    Right("as a Series", "m8-q7", faded() + "fade = pd.Series(fade)[::-1]\n"),
    Right(
        "in one table of all pairs", "m8-q7",
        """
moved = {}
for state in (A, B):
    for other in points.columns:
        gap = np.abs(points[state] - points[other])
        moved[frozenset((state, other))] = gap.loc[:2019].mean(), gap.loc[2021:].mean()
before, after = moved.pop(frozenset((A, B)))
changes = [late - early for pair, (early, late) in moved.items() if len(pair) == 2]
fade = {
    "share": sum(change <= ARTICLE for change in changes) / len(changes), "usual": np.mean(changes), "change": after - before,
    "after": after, "before": before,
}
""",
    ),
    # m8-q8
    Right(
        "row by row", "m8-q8",
        """
def brier(register):
    squares = []
    for row in register.itertuples():
        if row.annulled or pd.isna(row.outcome) or row.made >= row.deadline or row.made >= row.known:
            continue
        squares.append((row.probability - row.outcome) ** 2)
    return (np.mean(squares) if squares else np.nan), np.int64(len(squares))
""",
    ),
    Right("with the deadline and the news apart, as a list", "m8-q8",
          """
def brier(register):
    rows = register.dropna(subset=["outcome"])
    rows = rows[(rows["made"] < rows["deadline"]) & (rows["made"] < rows["known"]) & ~rows["annulled"]]
    return [rows["probability"].sub(rows["outcome"]).pow(2).mean(), float(len(rows))]
"""),
    # m8-q9
    Right("plain layers, figures in words", "m8-q9", charted(title="In two of nine bins the slower record says too little")),
    Right("error bars and filled circles", "m8-q9", charted(layers="rules.mark_errorbar() + dots.mark_circle(size=80)")),
    Right("low and high the other way round", "m8-q9", charted(low="high", high="low")),
    # m8-q10
    Right("other questions and other odds", "m8-q10", SHEET),
    Right("per cent, headings in capitals", "m8-q10", SHEET.replace("**0.45.**", "**45 %.**").replace("**Update.**", "**UPDATE:**")),
)  # fmt: skip
