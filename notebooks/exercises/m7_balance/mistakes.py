"""Wrong answers to exercise m7_balance: real misconceptions, each with the message that it must draw; and right answers
in other forms. The tests try every one. Instructors only."""

from __future__ import annotations

from course_utils.exercises.mistakes import Mistake, Right


def triad(result: str) -> str:
    """An answer to question 1 in one expression of ``signs``."""
    return f"""
def triad(one, two, three):
    signs = [one, two, three]
    return {result}
"""


def network(
    until: str = 'signs["date"] <= day',
    since: str = 'signs["date"] > day - pd.DateOffset(years=years)',
    total: str = 'np.sign(counted.groupby(pair)["sign"].transform("sum"))',
    backing: str = 'counted[(counted["sign"] == total) & (total != 0)].sort_values("date")',
    latest: str = 'backing.drop_duplicates(pair, keep="last")',
    result: str = 'latest.rename(columns={"id": "event"})[[*pair, "sign", "event"]]',
) -> str:
    """An answer to question 2 with one step changed."""
    return f"""
def network(signs, date, years):
    pair = ["state_a", "state_b"]
    day = pd.Timestamp(date)
    counted = signs[({until}) & ({since})]
    total = {total}
    backing = {backing}
    latest = {latest}
    return {result}
"""


def spans(
    value: str = 'kinds.count("balanced")',
    names: str = "FOUR",
    events: str = "of_four",
    made: str = "network(events_used, date, years)",
    days: str = "DAYS.items()",
    mark: str = "mark_line(point=True)",
    title: str = 'f"The day changes the number at {apart} of 34 spans"',
    last: str = "",
) -> str:
    """An answer to question 3 with one step changed."""
    return f"""
names, events_used, rows = {names}, {events}, []
for years in SPANS:
    for day, date in {days}:
        made = {made}
        sign = {{(a, b): s for a, b, s in zip(made["state_a"], made["state_b"], made["sign"], strict=True)}}
        kinds = [triad(*(sign.get(two, 0) for two in combinations(three, 2))) for three in combinations(sorted(names), 3)]
        rows.append({{"years": years, "day": day, "number": {value}}})
drawn = pd.DataFrame(rows)
wide = drawn.pivot(index="years", columns="day", values="number")
apart = (wide.nunique(axis=1) > 1).sum()
chart = alt.Chart(drawn).{mark}.encode(
    x=alt.X("years:Q", title="Span (years)"), y=alt.Y("number:Q", title="Number of balanced triads"), color=alt.Color("day:N", title=None)
).properties(title={title}, description="Lines of the number of balanced triads by the span of the sum, on two days.")
{last}
"""


def embassies(
    kinds: str = 'missions["kind"].isin(["embassy", "high_commission"])',
    met: str = "({*abroad} | {*here}) & un",
    partners: str = "len(met)",
    oic: str = 'listed[(listed["organisation"] == "OIC") & (listed["status"] == "member")]',
    expected: str = "len(met) * len((un - {state}) & club) / len(un - {state})",
    four: str = '("ARM", "PAK", A, B)',
) -> str:
    """An answer to question 4 with one step changed."""
    return f"""
un = {{*listed[(listed["organisation"] == "UN") & (listed["status"] == "member")]["state"]}}
full = {{*listed[(listed["organisation"] == "OIC") & (listed["status"] == "member")]["state"]}}
club, rows = {{*{oic}["state"]}}, []
kept = missions[{kinds}]
for state in {four}:
    abroad, here = kept[kept["sender"] == state]["receiver"], kept[kept["receiver"] == state]["sender"]
    met = {met}
    seen, club_seen = len(met & full), len(met & club)
    club, counted_as = full, club_seen
    rows.append([state, {partners}, counted_as, {expected}])
    club = {{*{oic}["state"]}}
exchanged = pd.DataFrame(rows, columns=["state", "partners", "oic", "expected"])
"""


def by_votes(
    table: str = 'own_votes.pivot(index="roll_call", columns="state", values="vote")',
    kept: str = "wide.dropna()",
    share: str = "(kept[one] == kept[two]).mean()",
    low: str = "share < low",
    kinds: str = "triad(*(sign[two] for two in combinations(three, 2)))",
    roll_calls: str = "len(kept)",
    chance: str = "(comb(plus, 3) + plus * comb(minus, 2)) / comb(plus + minus, 3)",
    triads: str = 'len(found) - found.count("no triad")',
    balanced: str = 'found.count("balanced")',
    letter: str = "B",
) -> str:
    """An answer to question 5 with one step changed."""
    return f"""
wide = {table}
kept = {kept}
seven, rows = sorted(wide.columns), []
for rule, low, high in (("half", 1 / 2, 1 / 2), ("thirds", 1 / 3, 2 / 3)):
    sign = {{}}
    for one, two in combinations(seven, 2):
        share = {share}
        sign[one, two] = 1 if share > high else -1 if {low} else 0
    plus, minus = (sum(value == one for value in sign.values()) for one in (1, -1))
    found = [{kinds} for three in combinations(seven, 3)]
    n, right = {triads}, {balanced}
    rows.append([rule, {roll_calls}, plus, minus, n, right, {chance}])
by_votes = pd.DataFrame(rows, columns=["rule", "roll_calls", "plus", "minus", "triads", "balanced", "by_chance"])
WHY = "{letter}"
"""


def fates(
    chosen: str = "(before < 0).sum(axis=1) == minuses",
    balanced: str = "(then.prod(axis=1) > 0).mean()",
    over: str = "(then[now < 0] >= 0).mean()",
    lost: str = "((now > 0) & (then < 0)).any(axis=1).mean()",
    names: str = '(("++-", 1), ("+--", 2))',
    letter: str = "C",
) -> str:
    """An answer to question 6 with one step changed."""
    return f"""
before, after = watched[["xy", "xz", "yz"]].to_numpy(), watched[["xy_then", "xz_then", "yz_then"]].to_numpy()
rows = []
for kind, minuses in {names}:
    chosen = {chosen}
    now, then = before[chosen], after[chosen]
    whole = (then != 0).all(axis=1)
    rows.append([kind, len(now), {balanced}, {over}, {lost}])
fates = pd.DataFrame(rows, columns=["kind", "n", "balanced", "quarrels_over", "friend_lost"])
THEORY = "{letter}"
"""


def crossed(
    both: str = 'pd.concat([ties, ties.rename(columns={"state_a": "state_b", "state_b": "state_a"})])',
    result: str = "(next_to(friends, -1) | next_to(enemies, 1)) - friends - enemies - {state}",
) -> str:
    """An answer to question 7 with one step changed."""
    return f"""
def crossed(ties, state):
    both = {both}

    def next_to(names, sign):
        return {{*both[both["state_a"].isin(names) & (both["sign"] == sign)]["state_b"]}}

    friends, enemies = next_to({{state}}, 1), next_to({{state}}, -1)
    return {result}
"""


def regions(
    inside: str = "{state, *near[:70]}",
    rows_kept: str = 'panel["one"].isin(inside) & panel["two"].isin(inside)',
    path: str = "enemy",
    rate: str = 'with_path["dispute"].mean()',
    ratio: str = "rate / (1 - rate) / (others / (1 - others))",
    placebo: tuple[str, str] = ("friend", "dispute"),
    letter: str = "B",
    names: str = "(A, B)",
) -> str:
    """An answer to question 8 with one step changed."""
    return f"""
rows = []
for state in {names}:
    near = far[(far["state_a"] == state) | (far["state_b"] == state)].sort_values("distance_km")
    near = list(near["state_a"].where(near["state_a"] != state, near["state_b"]))
    inside = {inside}
    kept = panel[{rows_kept}]
    with_path, without = kept[kept["{path}"]], kept[~kept["{path}"]]
    disputes = kept[kept["dispute"]]
    rate, others = {rate}, without["dispute"].mean()
    p, q = (kept[kept["{placebo[0]}"] == on]["{placebo[1]}"].mean() for on in (True, False))
    rows.append([state, len(with_path), rate, others, {ratio}, p / (1 - p) / (q / (1 - q))])
region = pd.DataFrame(rows, columns=["state", "exposed", "rate", "others", "ratio", "placebo"])
SAY = "{letter}"
"""


def tracing(
    hoop: str = '{"A", "D", "E"}',
    gun: str = '{"B", "F"}',
    step: str = "odds *= if_true / if_false",
    start: str = "prior / (1 - prior)",
    result: str = "goal / (1 - goal) / odds",
) -> str:
    """An answer to question 9 with one step changed."""
    return f"""
HOOP, GUN = {hoop}, {gun}


def needed(prior, judged, goal):
    odds = {start}
    for if_true, if_false in judged:
        {step}
    return {result}
"""


# The thirds of the model answer, without its opening line and its indicator.
BODY = """
**Advice.** Keep the door to Azerbaijan open by trade and transit, say nothing on Karabakh that we do not have to say, and ask Baku in private what it wants said on Kashmir and what not.

**The network.** By the sum of five years our tie with Azerbaijan is a minus (E094, E120) and that with Armenia a plus (E089). Azerbaijan and Pakistan are friends by every rule (E113), and Pakistan and we are adversaries by the sum (E109), though the last event is a cease-fire (E110). So each of the triads in which we stand with Azerbaijan fits the theory, and the theory advises us to leave it at that. By the sum of thirty years the minus with Azerbaijan is the same, but it is made of words and of one vote, and not of any act against our territory. That Baku's friendship with Pakistan strained the tie (C27) is one reading; that arms for Armenia did is Baku's own.

**Options.** First, to wait. It costs nothing in Yerevan, and in Baku it confirms what is said of us. Second, to answer in kind: to speak for Armenia in every room. It would please some in Yerevan, it would bind Baku closer to Islamabad, and it would take a side in a quarrel that the two parties are settling. Third, to go on with trade and transit, with a visit of officials before any of ministers. Yerevan will ask what it means for our cooperation, and we can say: nothing. Islamabad will hardly notice. Baku may find that it has something to lose. I advise the third, as it is the only one that leaves every other tie where it is.

**What they will answer.** Azerbaijan's diplomats would say: you opposed our text in 2008 when our land was held against four resolutions, you arm our neighbour, and you ask us to be silent about a friend. They would be right that we voted so, and we would say that the mediators did too, that a state may buy what it needs for its own defence, and that on Kashmir we ask for silence from everybody, Armenia included. Pakistan's would say that nothing has changed until what the Council promised is done. We have heard it before and can leave it there.
"""
INDICATOR = """
**Indicator.** By 31 December 2027, does Baku propose that its friend and we talk, on record and before we have asked for it? If so, friendship helps a reconciliation (C29). If Baku only keeps silent while we and Islamabad talk anyway, it does not show that.
"""
MEMO = "To the foreign ministry of India.\n" + BODY + INDICATOR

MISTAKES = (
    # m7-q1
    Mistake(
        "counts whether pluses outnumber minuses",
        "m7-q1",
        triad('"no triad" if 0 in signs else "balanced" if sum(signs) > 0 else "unbalanced"'),
        "public",
        "Two pluses do not outvote a minus",
    ),
    Mistake(
        "takes three adversaries for balanced",
        "m7-q1",
        triad('"no triad" if 0 in signs else "unbalanced" if signs.count(-1) == 1 else "balanced"'),
        "public",
        "Only the weaker rule, of three camps",
    ),
    Mistake(
        "takes only a common adversary for balanced",
        "m7-q1",
        triad('"no triad" if 0 in signs else "balanced" if signs.count(-1) == 2 else "unbalanced"'),
        "public",
        "Three friends have nothing to quarrel over",
    ),
    Mistake(
        "takes any minus for lost balance",
        "m7-q1",
        triad('"no triad" if 0 in signs else "balanced" if min(signs) > 0 else "unbalanced"'),
        "public",
        "Two friends who share an adversary fit together",
    ),
    Mistake(
        "calls a missing tie unbalanced",
        "m7-q1",
        triad('"balanced" if one * two * three > 0 else "unbalanced"'),
        "public",
        "Two ties do not make a triad",
    ),
    Mistake(
        "takes a missing tie for friendship, where there are pluses alone",
        "m7-q1",
        triad(
            '"balanced" if min(signs) >= 0 else "no triad" if 0 in signs else "balanced" if one * two * three > 0 else "unbalanced"'
        ),
        "public",
        "A missing tie is no friendship",
    ),
    Mistake(
        "answers yes or no",
        "m7-q1",
        triad("one * two * three > 0"),
        "public",
        "Expected a text, but True came",
    ),
    Mistake(
        "writes signs as text and compares these",
        "m7-q1",
        triad(
            '{"1-1-1": "balanced", "111": "balanced"}.get("".join(map(str, sorted(signs, reverse=True))), "no triad" if 0 in signs else "unbalanced")'
        ),
        "hidden",
        "A table often holds signs as decimal numbers",
    ),
    # m7-q2
    Mistake(
        "takes the sign of the last event",
        "m7-q2",
        network(
            total='counted[counted["sign"] != 0].sort_values("date").groupby(pair)["sign"].transform("last").reindex(counted.index).fillna(0)'
        ),
        "public",
        "That is the sign of the last event",
    ),
    Mistake(
        "names the last event, whatever its sign",
        "m7-q2",
        network(
            backing='counted.assign(sign=total.astype(int))[total != 0].sort_values("date")',
        ),
        "public",
        "it can't justify a plus",
    ),
    Mistake(
        "names the first event of the sign",
        "m7-q2",
        network(latest='backing.drop_duplicates(pair, keep="first")'),
        "public",
        "take the latest of those that do",
    ),
    Mistake(
        "knows the future", "m7-q2", network(until='signs["date"] == signs["date"]'), "public", "nobody knew of them"
    ),
    Mistake("leaves the day itself out", "m7-q2", network(until='signs["date"] < day'), "public", "The date counts"),
    Mistake(
        "lets the span begin a day early",
        "m7-q2",
        network(since='signs["date"] >= day - pd.DateOffset(years=years)'),
        "public",
        "later than it, not on it",
    ),
    Mistake(
        "counts calendar years",
        "m7-q2",
        network(since='signs["date"].dt.year > day.year - years'),
        "public",
        "not by calendar years from January",
    ),
    Mistake(
        "keeps a row for pairs whose signs cancel out",
        "m7-q2",
        """
def network(signs, date, years):
    day = pd.Timestamp(date)
    counted = signs[(signs["date"] <= day) & (signs["date"] > day - pd.DateOffset(years=years))]
    rows = []
    for (a, b), part in counted.sort_values("date").groupby(["state_a", "state_b"]):
        sign = int(np.sign(part["sign"].sum()))
        backing = part[part["sign"] == sign]
        rows.append([a, b, sign, backing["id"].iloc[-1] if len(backing) else ""])
    return pd.DataFrame(rows, columns=["state_a", "state_b", "sign", "event"])
""",
        "public",
        "also not one with the sign 0",
    ),
    Mistake(
        "hands over the sum in place of its sign",
        "m7-q2",
        network(
            total='counted.groupby(pair)["sign"].transform("sum")',
            backing='counted[(counted["sign"] == np.sign(total)) & (total != 0)].assign(sign=total).sort_values("date")',
        ),
        "public",
        "Expected every sign between -1 and 1",
    ),
    Mistake(
        "does not sort by date",
        "m7-q2",
        network(backing='counted[(counted["sign"] == total) & (total != 0)]'),
        "public",
        "Sort by date before you take the latest",
    ),
    Mistake(
        "takes a year for 365 days",
        "m7-q2",
        network(since='signs["date"] > day - pd.Timedelta(days=365 * years)'),
        "public",
        "Leap years make five years longer",
    ),
    # m7-q3
    Mistake(
        "draws all triads",
        "m7-q3",
        spans('len(kinds) - kinds.count("no triad")'),
        "hidden",
        "That is the number of all triads",
    ),
    Mistake(
        "draws the unbalanced ones",
        "m7-q3",
        spans('kinds.count("unbalanced")'),
        "hidden",
        "Those are the unbalanced ones",
    ),
    Mistake(
        "draws the share",
        "m7-q3",
        spans('kinds.count("balanced") / max(1, len(kinds) - kinds.count("no triad"))'),
        "hidden",
        "can't be compared from span to span",
    ),
    Mistake(
        "counts by calendar years",
        "m7-q3",
        spans(
            events='of_four[of_four["date"].dt.year > 0]',
            made='network(events_used[events_used["date"].dt.year > 2025 - years], date, 100)',
        ),
        "hidden",
        "Those spans begin with a January",
    ),
    Mistake(
        "calls every three that is not unbalanced balanced",
        "m7-q3",
        spans('4 - kinds.count("unbalanced")'),
        "hidden",
        "A three without all of its ties is no triad",
    ),
    Mistake(
        "lets a fifth state in",
        "m7-q3",
        spans(names='[*FOUR, "TUR"]', events="signs"),
        "public",
        "Is a fifth state in the network",
    ),
    Mistake("draws one day", "m7-q3", spans(days='[("31 August", "2025-08-31")]'), "public", "Expected the two days"),
    Mistake(
        "says what is drawn",
        "m7-q3",
        spans(title='"Number of balanced triads by the span of the sum"'),
        "public",
        "has no such figure",
    ),
    Mistake(
        "types a figure that the picture does not show",
        "m7-q3",
        spans(title='"The handshake changes the balance at 12 of 34 spans"'),
        "public",
        "Let the code count what the title says",
    ),
    Mistake(
        "leaves spans without a balanced triad out",
        "m7-q3",
        spans(last='chart.data = drawn[drawn["years"] > 1]'),
        "public",
        "No balanced triad is 0, not a gap",
    ),
    Mistake("draws bars", "m7-q3", spans(mark="mark_bar()"), "public", "Use mark_line()"),
    # m7-q4
    Mistake(
        "counts its own embassies alone",
        "m7-q4",
        embassies(met="{*abroad} & un"),
        "hidden",
        "Those are its own embassies abroad",
    ),
    Mistake(
        "counts the embassies that it receives alone",
        "m7-q4",
        embassies(met="{*here} & un"),
        "hidden",
        "that it receives",
    ),
    Mistake(
        "counts a partner twice",
        "m7-q4",
        embassies(
            partners="len({*abroad} & un) + len({*here} & un)",
            expected="(len({*abroad} & un) + len({*here} & un)) * len((un - {state}) & club) / len(un - {state})",
        ),
        "hidden",
        "Whoever sends and receives stands twice",
    ),
    Mistake(
        "forgets high commissions",
        "m7-q4",
        embassies(kinds='missions["kind"] == "embassy"'),
        "hidden",
        "High commissions are missing",
    ),
    Mistake(
        "takes every mission",
        "m7-q4",
        embassies(kinds='missions["missions"] > 0'),
        "hidden",
        "Consulates and other missions",
    ),
    Mistake(
        "takes observers for members",
        "m7-q4",
        embassies(oic='listed[listed["organisation"] == "OIC"]'),
        "hidden",
        "Observers are in it",
    ),
    Mistake(
        "expects what is seen",
        "m7-q4",
        embassies(expected="len((un - {state}) & club) * seen / len(met)"),
        "public",
        "That starts from the share seen",
    ),
    Mistake(
        "takes the share of members for their number",
        "m7-q4",
        embassies(expected="len((un - {state}) & club) / len(un - {state})"),
        "public",
        "Multiply it by the partners",
    ),
    Mistake(
        "lets a state be its own partner",
        "m7-q4",
        embassies(expected="len(met) * len(un & club) / len(un)"),
        "public",
        "The state itself is among the states",
    ),
    Mistake(
        "leaves Armenia and Pakistan out", "m7-q4", embassies(four="(A, B)"), "public", "Expected the rows ARM, PAK"
    ),
    # m7-q5
    Mistake(
        "reads each pair on its own roll calls",
        "m7-q5",
        by_votes(
            share="(wide[[one, two]].dropna()[one] == wide[[one, two]].dropna()[two]).mean()", roll_calls="len(wide)"
        ),
        "hidden",
        "That is every roll call on which somebody of the seven",
    ),
    Mistake(
        "asks for the votes of A and B alone",
        "m7-q5",
        by_votes(kept="wide.dropna(subset=[A, B])"),
        "hidden",
        "Those are the roll calls on which your two states did",
    ),
    Mistake(
        "signs every pair that has no plus with a minus",
        "m7-q5",
        by_votes(low="share <= high"),
        "hidden",
        "between the two borders there is no tie",
    ),
    Mistake(
        "takes a three with a missing tie for a triad",
        "m7-q5",
        by_votes(triads="len(found)"),
        "public",
        "A three with a missing tie is none",
    ),
    Mistake(
        "goes by the majority of the three signs",
        "m7-q5",
        by_votes(
            kinds='("no triad" if 0 in signed(three) else "balanced" if sum(signed(three)) > 0 else "unbalanced")'
        ).replace(
            "\nwide =",
            "\n\ndef signed(three):\n    return [sign[two] for two in combinations(three, 2)]\n\n\nwide =",
            1,
        ),
        "hidden",
        "That goes by the majority of the three signs",
    ),
    Mistake(
        "puts each tie back",
        "m7-q5",
        by_votes(chance="(plus / (plus + minus)) ** 3 + 3 * (plus / (plus + minus)) * (minus / (plus + minus)) ** 2"),
        "public",
        "That puts each tie back",
    ),
    Mistake("tosses a coin for each sign", "m7-q5", by_votes(chance="0.5"), "public", "That tosses a coin"),
    Mistake(
        "takes only three pluses for balanced by chance",
        "m7-q5",
        by_votes(chance="comb(plus, 3) / comb(plus + minus, 3)"),
        "public",
        "That is the chance of three pluses",
    ),
    Mistake(
        "takes what is seen for chance", "m7-q5", by_votes(chance="right / n"), "public", "Chance knows only how many"
    ),
    Mistake(
        "draws at random",
        "m7-q5",
        by_votes(
            chance="np.mean([np.prod(random.permutation([1] * plus + [-1] * minus)[:3]) > 0 for _ in range(3000)])"
        ).replace("\nwide =", "\nrandom = np.random.default_rng(1)\nwide =", 1),
        "public",
        "count the ways in place of drawing",
    ),
    Mistake("sees pressure in arithmetic", "m7-q5", by_votes(letter="A"), "hidden", "try it with a random yes or no"),
    Mistake("sees chance in arithmetic", "m7-q5", by_votes(letter="C"), "hidden", "The column by_chance answers that"),
    Mistake(
        "sees the club in arithmetic",
        "m7-q5",
        by_votes(letter="D"),
        "hidden",
        "Nothing in the rule looks at who they are",
    ),
    # m7-q6
    Mistake(
        "divides by those that are still triads",
        "m7-q6",
        fates(balanced="(then[whole].prod(axis=1) > 0).mean()", over="(then[now < 0] >= 0).mean()"),
        "hidden",
        "Divide by all that were followed",
    ),
    Mistake(
        "takes what is no triad any more for balanced",
        "m7-q6",
        fates(balanced="(then.prod(axis=1) >= 0).mean()"),
        "hidden",
        "What is no triad any more is not balanced",
    ),
    Mistake(
        "takes staying the same for balance",
        "m7-q6",
        fates(balanced="((then < 0).sum(axis=1) == minuses).mean()"),
        "hidden",
        "the share that stayed of its kind",
    ),
    Mistake(
        "counts quarrels that became friendship alone, and lapsed friends as lost",
        "m7-q6",
        fates(over="(then[now < 0] > 0).mean()"),
        "hidden",
        "That counts quarrels that turned into friendship",
    ),
    Mistake(
        "asks for the end of all quarrels of a triad",
        "m7-q6",
        fates(over="(((now < 0) & (then >= 0)).sum(axis=1) == minuses).mean()"),
        "hidden",
        "That asks for the end of all quarrels",
    ),
    Mistake(
        "asks for the end of one quarrel of a triad",
        "m7-q6",
        fates(over="((now < 0) & (then >= 0)).any(axis=1).mean()"),
        "hidden",
        "That asks whether one quarrel of a triad ended",
    ),
    Mistake(
        "takes a friendship that lapsed for a quarrel",
        "m7-q6",
        fates(lost="((now > 0) & (then <= 0)).any(axis=1).mean()"),
        "hidden",
        "A plus that lapsed is no quarrel",
    ),
    Mistake(
        "counts quarrels that went on",
        "m7-q6",
        fates(over="(then[now < 0] < 0).mean()", lost="1 - ((now > 0) & (then < 0)).any(axis=1).mean()"),
        "hidden",
        "That is the share of quarrels that went on",
    ),
    Mistake(
        "counts a quarrel that lapsed as one that goes on",
        "m7-q6",
        fates(balanced="(then.prod(axis=1) >= 0).mean()", over="(then[now < 0] > 0).mean() / 2"),
        "public",
        "becomes balanced if its quarrel ends",
    ),
    Mistake(
        "names the kinds in other words",
        "m7-q6",
        fates(names='(("unbalanced", 1), ("balanced", 2))'),
        "public",
        "Write the kind with its pluses first",
    ),
    Mistake(
        "reads pressure from one row", "m7-q6", fates(letter="A"), "hidden", "quarrels end nearly as often in triads"
    ),
    Mistake("thinks that friends are dropped", "m7-q6", fates(letter="B"), "hidden", "Look at friend_lost"),
    Mistake("thinks that nothing happens", "m7-q6", fates(letter="D"), "hidden", "so they do not stay as they are"),
    # m7-q7
    Mistake(
        "looks from the state's own friends alone",
        "m7-q7",
        crossed(result="next_to(friends, -1) - friends - enemies - {state}"),
        "public",
        "Look from both ends",
    ),
    Mistake(
        "takes a friend's friend",
        "m7-q7",
        crossed(
            result="(next_to(friends, 1) | next_to(friends, -1) | next_to(enemies, 1)) - friends - enemies - {state}"
        ),
        "public",
        "A friend's friend is not meant",
    ),
    Mistake(
        "takes an enemy's enemy",
        "m7-q7",
        crossed(
            result="(next_to(friends, -1) | next_to(enemies, 1) | next_to(enemies, -1)) - friends - enemies - {state}"
        ),
        "public",
        "An enemy's enemy is not meant",
    ),
    Mistake(
        "asks for both paths at once",
        "m7-q7",
        crossed(result="next_to(friends, -1) & next_to(enemies, 1)"),
        "public",
        "Step along a plus, then along a minus",
    ),
    Mistake(
        "keeps who has a tie already",
        "m7-q7",
        crossed(result="(next_to(friends, -1) | next_to(enemies, 1)) - {state}"),
        "public",
        "Only pairs without a tie can form a new one",
    ),
    Mistake(
        "reads a tie from one end", "m7-q7", crossed(both="ties"), "public", "The state can stand in either column"
    ),
    Mistake(
        "asks that one path be the only one",
        "m7-q7",
        crossed(result="(next_to(friends, -1) ^ next_to(enemies, 1)) - friends - enemies - {state}"),
        "hidden",
        "One plus and one minus, in either order",
    ),
    # m7-q8
    Mistake(
        "keeps a pair with one end in the region",
        "m7-q8",
        regions(rows_kept='panel["one"].isin(inside) | panel["two"].isin(inside)'),
        "hidden",
        "One end in the region is not enough",
    ),
    Mistake(
        "keeps the whole world", "m7-q8", regions(rows_kept='panel["one"] != ""'), "hidden", "That is the whole world"
    ),
    Mistake(
        "takes the wrong path", "m7-q8", regions(path="friend"), "hidden", "Those are the pairs with a friend's friend"
    ),
    Mistake(
        "divides by the disputes",
        "m7-q8",
        regions(rate='disputes["enemy"].mean()'),
        "hidden",
        "That is a share of the new disputes",
    ),
    Mistake(
        "divides the rates", "m7-q8", regions(ratio="rate / others"), "public", "That is the ratio of the two rates"
    ),
    Mistake(
        "turns the table round",
        "m7-q8",
        regions(ratio="others / (1 - others) / (rate / (1 - rate))"),
        "public",
        "That is the table turned round",
    ),
    Mistake(
        "subtracts the rates",
        "m7-q8",
        regions(ratio="rate - others"),
        "public",
        "That is the difference of the two rates",
    ),
    Mistake(
        "takes the placebo outcome for the placebo path",
        "m7-q8",
        regions(placebo=("enemy", "alliance")),
        "hidden",
        "That is the placebo outcome",
    ),
    Mistake(
        "asks whether friends of friends become friends",
        "m7-q8",
        regions(placebo=("friend", "alliance")),
        "hidden",
        "The outcome stays a dispute",
    ),
    Mistake("measures one region", "m7-q8", regions(names="(A,)"), "public", "One region for each"),
    Mistake("makes a probability of the ratio", "m7-q8", regions(letter="A"), "hidden", "is no probability of either"),
    Mistake("mixes up two wholes", "m7-q8", regions(letter="C"), "hidden", "Both are shares, of different wholes"),
    Mistake("reads a cause from a ratio", "m7-q8", regions(letter="D"), "hidden", "can come from what makes both"),
    # m7-q9
    Mistake(
        "takes a passed hoop for proof",
        "m7-q9",
        tracing(hoop='{"C"}', gun='{"A", "B", "D", "E", "F"}'),
        "hidden",
        "This takes a passed hoop for proof",
    ),
    Mistake(
        "asks that a smoking gun must be there",
        "m7-q9",
        tracing(hoop='{"A", "B", "D", "E", "F"}', gun='{"C"}'),
        "hidden",
        "This asks that a smoking gun must be there",
    ),
    Mistake(
        "mixes up the two",
        "m7-q9",
        tracing(hoop='{"B", "F"}', gun='{"A", "D", "E"}'),
        "hidden",
        "The two sets have each other's letters",
    ),
    Mistake(
        "takes an accusation for proof",
        "m7-q9",
        tracing(gun='{"B", "C", "F"}'),
        "hidden",
        "a president may say so whether it is so or not",
    ),
    Mistake(
        "takes sources without a name for proof",
        "m7-q9",
        tracing(gun='{"B", "F", "G"}'),
        "hidden",
        "sources without a name say it in either case",
    ),
    Mistake(
        "puts a letter into both sets",
        "m7-q9",
        tracing(gun='{"A", "B", "F"}'),
        "public",
        "Expected each letter in one set at most",
    ),
    Mistake(
        "compares beliefs in place of odds",
        "m7-q9",
        tracing(result="goal / (odds / (1 + odds))"),
        "public",
        "That compares two beliefs",
    ),
    Mistake("turns the result round", "m7-q9", tracing(result="odds / (goal / (1 - goal))"), "public", "Turn it round"),
    Mistake("starts from even odds", "m7-q9", tracing(start="1.0"), "public", "That starts from even odds"),
    Mistake("leaves the pieces out", "m7-q9", tracing(step="pass"), "public", "That leaves the piece out"),
    Mistake(
        "turns the pieces round",
        "m7-q9",
        tracing(step="odds *= if_false / if_true"),
        "public",
        "That takes the piece the wrong way round",
    ),
    Mistake(
        "forgets how likely a piece is if false",
        "m7-q9",
        tracing(step="odds *= if_true"),
        "public",
        "and forgets how likely it is if false",
    ),
    Mistake(
        "rounds",
        "m7-q9",
        tracing(result="round(goal / (1 - goal) / odds)"),
        "hidden",
        "Do not round; each piece counts",
    ),
    # m7-q10
    Mistake(
        "writes three lines",
        "m7-q10",
        "To the foreign ministry of India.\n\nWait, as C29 says (E113, E110, E094).\n\n**Indicator.** A visit by 2027.",
        "public",
        "What does a reader still need?",
    ),
    Mistake(
        "names no claim", "m7-q10", MEMO.replace(" (C27)", "").replace(" (C29)", ""), "public", "of the course's claims"
    ),
    Mistake(
        "justifies no sign by an event",
        "m7-q10",
        MEMO.replace(" (E094, E120)", "").replace(" (E089)", "").replace(" (E113)", "").replace(" (E109)", ""),
        "public",
        "of the course's events",
    ),
    Mistake(
        "does not say to whom",
        "m7-q10",
        MEMO.replace("To the foreign ministry of India.", "To the minister."),
        "public",
        "names the ministry",
    ),
    Mistake(
        "names no indicator",
        "m7-q10",
        MEMO.replace("**Indicator.** ", ""),
        "public",
        "Expected a part that begins with **Indicator.**",
    ),
    Mistake(
        "sets no date",
        "m7-q10",
        MEMO.replace("By 31 December 2027, does", "Soon, does"),
        "public",
        "Expected an indicator with a date",
    ),
    Mistake(
        "names a thing to watch and not what it would tell",
        "m7-q10",
        "To the foreign ministry of India.\n"
        + BODY
        + "\n**Indicator.** A visit of a minister from Baku or from Islamabad by the end of 2027 would be a good sign (C29).",
        "public",
        "Name both",
    ),
)

RIGHT = (
    # m7-q1
    Right(
        "counts the minuses",
        "m7-q1",
        """
def triad(one, two, three):
    signs = [one, two, three]
    if any(sign == 0 for sign in signs):
        return "no triad"
    return ("balanced", "unbalanced", "balanced", "unbalanced")[sum(sign < 0 for sign in signs)]
""",
    ),
    Right(
        "by numpy, with capitals",
        "m7-q1",
        triad('{0: "No triad", 1: "Balanced", -1: "Unbalanced"}[int(np.sign(one * two * three))]'),
    ),
    # m7-q2
    Right(
        "pair after pair, the pair in the index",
        "m7-q2",
        """
def network(signs, date, years):
    last = pd.to_datetime(date)
    first = last - pd.DateOffset(years=years)
    rows = []
    for (a, b), part in signs.groupby(["state_a", "state_b"]):
        part = part[(part["date"] > first) & (part["date"] <= last)]
        total = part["sign"].sum()
        if total:
            sign = 1 if total > 0 else -1
            backing = part[part["sign"] == sign]
            rows.append([b, a, float(sign), backing.loc[backing["date"].idxmax(), "id"]])
    table = pd.DataFrame(rows, columns=["state_b", "state_a", "sign", "event"])
    return table.set_index(["state_a", "state_b"])[::-1]
""",
    ),
    Right(
        "by dicts, a column more",
        "m7-q2",
        """
def network(signs, date, years):
    day = pd.Timestamp(date)
    begin = day - pd.DateOffset(years=years)
    sums, backing = {}, {}
    for row in signs.sort_values("date").itertuples():
        if begin < row.date <= day and row.sign:
            pair = row.state_a, row.state_b
            sums[pair] = sums.get(pair, 0) + row.sign
            backing[pair, row.sign] = row.id
    found = [(*pair, int(np.sign(total)), backing[pair, int(np.sign(total))], total) for pair, total in sums.items() if total]
    return pd.DataFrame(found, columns=["state_a", "state_b", "sign", "event", "total"])
""",
    ),
    # m7-q3
    Right(
        "points, and the figure in words",
        "m7-q3",
        spans(mark="mark_point()", title='"On that day the number changes at five of the spans"'),
    ),
    Right(
        "by the course's measures, in steps",
        "m7-q3",
        """
from course_utils.measures.balance import signed_graph, ties_at, triads

rows = []
for day, date in DAYS.items():
    for years in SPANS:
        graph = signed_graph(ties_at(events, date, years=years, states=FOUR), nodes=FOUR)
        rows.append({"n": float(triads(graph)["balanced"].sum()), "when": day, "span": years})
table = pd.DataFrame(rows)
apart = int((table.groupby("span")["n"].nunique() == 2).sum())
chart = alt.Chart(table).mark_line(interpolate="step-after").encode(
    x=alt.X("span:O", title="Years added up"), y=alt.Y("n:Q", title="Balanced triads of four states"), color="when:N"
).properties(
    title=f"The handshake of 31 August changes the number of balanced triads at {apart} of {len(SPANS)} spans",
    description="Two lines of the number of balanced triads among four states by the years added up.",
)
""",
    ),
    # m7-q4
    Right(
        "by a table of both ends, the state in the index",
        "m7-q4",
        """
members = {name: set(part["state"]) for name, part in listed[listed["status"] == "member"].groupby("organisation")}
kept = missions.query("kind in ['embassy', 'high_commission']")
ends = pd.concat([kept[["sender", "receiver"]], kept.rename(columns={"sender": "receiver", "receiver": "sender"})[["sender", "receiver"]]])
ends = ends[ends["receiver"].isin(members["UN"])].drop_duplicates()
rows = {}
for state in (B, A, "PAK", "ARM"):
    own = ends[ends["sender"] == state]["receiver"]
    share = np.mean([other in members["OIC"] for other in members["UN"] if other != state])
    rows[state] = [float(own.size), own.isin(members["OIC"]).sum(), own.size * share]
exchanged = pd.DataFrame.from_dict(rows, orient="index", columns=["partners", "oic", "expected"]).rename_axis("state")
""",
    ),
    Right(
        "with columns more", "m7-q4", embassies() + '\nexchanged["ratio"] = exchanged["oic"] / exchanged["expected"]\n'
    ),
    # m7-q5
    Right(
        "by matrices and the course's measures",
        "m7-q5",
        """
from course_utils.measures.balance import signed_graph, triad_census

wide = own_votes.assign(up=np.where(own_votes["vote"] == "yes", 1, -1)).pivot(index="roll_call", columns="state", values="up").dropna()
names = list(wide.columns)
same = (wide.T @ wide / len(wide) + 1) / 2
rows = {}
for rule, edge in {"thirds": 2 / 3, "half": 1 / 2}.items():
    ties = pd.DataFrame([(a, b, int(np.sign(same.loc[a, b] - 0.5)) * (abs(same.loc[a, b] - 0.5) > edge - 0.5)) for a, b in combinations(names, 2)],
                        columns=["state_a", "state_b", "sign"])
    counts = triad_census(signed_graph(ties))
    plus, minus = (ties["sign"] == 1).sum(), (ties["sign"] == -1).sum()
    hands = list(combinations([1] * plus + [-1] * minus, 3))
    rows[rule] = [len(wide), plus, minus, counts["n"].sum(), counts.loc[counts["balanced"], "n"].sum(),
                  sum(a * b * c > 0 for a, b, c in hands) / len(hands)]
by_votes = pd.DataFrame.from_dict(rows, orient="index", columns=["roll_calls", "plus", "minus", "triads", "balanced", "by_chance"])
by_votes = by_votes.rename_axis("rule")
WHY = "b."
""",
    ),
    Right(
        "by shares drawn one after the other",
        "m7-q5",
        by_votes(
            chance="(plus * (plus - 1) * (plus - 2) + 3 * plus * minus * (minus - 1)) / ((plus + minus) * (plus + minus - 1) * (plus + minus - 2))"
        ),
    ),
    # m7-q6
    Right(
        "row by row, the kind in the index",
        "m7-q6",
        """
sums = {"++-": [0, 0, 0, 0], "+--": [0, 0, 0, 0]}
for row in watched.itertuples(index=False):
    now, then = row[:3], row[3:]
    kind = "".join("+" if sign > 0 else "-" for sign in sorted(now, reverse=True))
    if kind in sums:
        found = sums[kind]
        found[0] += 1
        found[1] += then[0] * then[1] * then[2] > 0
        found[2] += sum(a < 0 <= b for a, b in zip(now, then, strict=True))
        found[3] += any(a > 0 > b for a, b in zip(now, then, strict=True))
fates = pd.DataFrame([[kind, n, good / n, over / n / kind.count("-"), lost / n] for kind, (n, good, over, lost) in sums.items()],
                     columns=["kind", "n", "balanced", "quarrels_over", "friend_lost"]).set_index("kind")[::-1]
THEORY = "c"
""",
    ),
    Right(
        "a long table of ties, a row more avoided",
        "m7-q6",
        """
signs_then = watched[["xy_then", "xz_then", "yz_then"]].set_axis(["xy", "xz", "yz"], axis=1)
long = watched[["xy", "xz", "yz"]].stack().to_frame("now").assign(then=signs_then.stack())
long["kind"] = long["now"].lt(0).groupby(level=0).transform("sum").map({1: "++-", 2: "+--"})
long = long.dropna(subset="kind")
each = long.groupby(level=0).agg(kind=("kind", "first"), good=("then", "prod"))
each["lost"] = (long["now"].gt(0) & long["then"].lt(0)).groupby(level=0).any()
fates = each.groupby("kind").agg(n=("good", "size"), balanced=("good", lambda product: (product > 0).mean()), friend_lost=("lost", "mean"))
fates["quarrels_over"] = long[long["now"] < 0].groupby("kind")["then"].agg(lambda then: (then >= 0).mean())
THEORY = "C"
""",
    ),
    # m7-q7
    Right("by sets", "m7-q7", crossed()),
    Right(
        "by a graph, a list",
        "m7-q7",
        """
import networkx as nx


def crossed(ties, state):
    graph = nx.Graph()
    graph.add_weighted_edges_from(ties[["state_a", "state_b", "sign"]].itertuples(index=False, name=None))
    found = []
    for other in graph:
        if other != state and not graph.has_edge(state, other):
            between = nx.common_neighbors(graph, state, other)
            if any(graph[state][one]["weight"] != graph[one][other]["weight"] for one in between):
                found.append(other)
    return sorted(found)
""",
    ),
    # m7-q8
    Right("counted by hand, by shares", "m7-q8", regions(letter=" b ")),
    Right(
        "by crosstab, the state in the index",
        "m7-q8",
        """
rows = {}
for code in (B, A):
    near = pd.concat([far.set_axis(["x", "y", "km"], axis=1), far.set_axis(["y", "x", "km"], axis=1)]).query("x == @code").sort_values("km")["y"].head(70)
    here = panel[panel[["one", "two"]].isin([code, *near]).all(axis=1)]
    table, other = (pd.crosstab(here[path], here["dispute"]) for path in ("enemy", "friend"))
    odds = table[True] / table[False]
    odds_placebo = other[True] / other[False]
    share = table[True] / table.sum(axis=1)
    rows[code] = {"exposed": table.loc[True].sum(), "rate": share[True], "others": share[False], "ratio": odds[True] / odds[False],
                  "placebo": odds_placebo[True] / odds_placebo[False]}
region = pd.DataFrame(rows).T.rename_axis("state")
SAY = "B"
""",
    ),
    # m7-q9
    Right(
        "lists, and through logarithms",
        "m7-q9",
        tracing(
            hoop='["E", "A", "D", "A"]',
            gun='("F", "B")',
            start="np.log(prior) - np.log(1 - prior)",
            step="odds += np.log(if_true) - np.log(if_false)",
            result="np.exp(np.log(goal) - np.log(1 - goal) - odds)",
        ),
    ),
    Right(
        "with fractions, by beliefs",
        "m7-q9",
        """
from fractions import Fraction

HOOP, GUN = pd.Series(list("ADE")), set("BF")


def needed(prior, judged, goal):
    belief = Fraction(prior)
    for if_true, if_false in judged:
        belief = belief * Fraction(if_true) / (belief * Fraction(if_true) + (1 - belief) * Fraction(if_false))
    return Fraction(goal) * (1 - belief) / ((1 - Fraction(goal)) * belief)
""",
    ),
    # m7-q10
    Right("advises India", "m7-q10", MEMO),
    Right(
        "cites by bracket, the heading in capitals",
        "m7-q10",
        MEMO.replace("(C29)", "[C29]")
        .replace("**Indicator.**", "**INDICATOR:**")
        .replace("To the foreign ministry of India.", "*Memo.* Ministry of External Affairs, India"),
    ),
)
