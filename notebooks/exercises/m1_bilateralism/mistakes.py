"""Wrong answers to exercise m1_bilateralism: real misconceptions, each with the message that it must draw; and right
answers in other forms. The tests try every one. Instructors only."""

from __future__ import annotations

from course_utils.exercises.mistakes import Mistake, Right


def rate(pairs: str, result: str = "1000 * n / pairs", least: int = 2) -> str:
    """An answer to question 1 with another number of pairs or another result."""
    return f"""
def per_1000_pairs(n, states):
    if states < {least}:
        return float("nan")
    pairs = {pairs}
    return {result}
"""


def standing(stock: str, rates: str = "per_1000_pairs(stock, number[year])") -> str:
    """An answer to question 3 with another stock or another rate."""
    return f"""
begun, over, signed = (bits[column].dt.year for column in ("in_force", "terminated", "signed"))
number, found = members.set_index("year")["states"], []
for year in YEARS:
    stock = {stock}
    found.append([year, stock, {rates}])
standing = pd.DataFrame(found, columns=["year", "stock", "per_1000"])
"""


def grown(
    kept: str = 'trade["entry_type"] == "treaty"',
    two: str = 'made["form"] == "bilateral"',
    agreements: str = 'decade["agreement"].nunique()',
    bound: str = "decade.size()",
    ratio: str = "counted(2014, 2023) / counted(base, base + 9)",
) -> str:
    """An answer to question 4 with one step changed."""
    return f"""
made = trade[{kept}]
made = made.assign(form=np.where({two}, "two-party", "many-party"))


def counted(first, last):
    decade = made[made["signed"].between(first, last)].groupby("form")
    return pd.DataFrame({{"agreements": {agreements}, "bound": {bound}}})


grown = pd.concat([({ratio}).assign(base=base) for base in (1970, 2000)]).reset_index()
"""


def shares(
    column: str = "formed",
    texts_share: str = 'sums["two"] / (sums["two"] + sums["others"])',
    pacts_share: str = 'sums["two"] / (sums["two"] + sums["more"])',
    drawn: str = "",
    mark: str = "mark_line(point=True)",
    title: str = "Most alliances are made by twos, but few texts made by twos are alliances",
    names: str = '"alliances among two-party texts", "two-party among alliances"',
) -> str:
    """An answer to question 5 with one step changed."""
    return f"""
by = pacts.assign(two=pacts["members"] == 2).groupby(["year", "two"])["{column}"].sum().unstack(fill_value=0)
yearly = pd.DataFrame({{"others": texts.sum(axis=1), "two": by[True], "more": by[False]}}).fillna(0)
sums = yearly.groupby((yearly.index - 1981) // 5 * 5 + 1981).sum()
one, other = {texts_share}, {pacts_share}
table = pd.concat([one, other], axis=1, keys=[{names}]).rename_axis("first").reset_index()
drawn = table.melt("first", var_name="what", value_name="share")
{drawn}
chart = alt.Chart(drawn).{mark}.encode(
    x=alt.X("first:O", title="First of five years"),
    y=alt.Y("share:Q", title="Share (0 to 1)"),
    color=alt.Color("what:N", title=None),
).properties(title="{title}", description="Two lines by period: alliances among two-party texts, and two-party among alliances.")
"""


def embassies(
    kinds: str = '["embassy", "high_commission"]',
    count: str = 'kept.groupby("receiver")["sender"].nunique()',
    x: str = "gdp",
    tenfold: str = '10 ** law["exponent"], 10 ** law["low"], 10 ** law["high"]',
    own: str = "own",
) -> str:
    """An answer to question 6 with one step changed."""
    return f"""
kept = missions[missions["kind"].isin({kinds})]
sized = sizes.merge({count}.rename("received"), left_on="state", right_index=True)
law = scaling(sized, "{x}", "received", zeros="leave out").iloc[0]
tenfold = {tenfold}
own = scaling_residuals(sized, "{x}", "received", zeros="leave out").set_index("state").loc[[A, B]].reset_index()
own_law = {own}
"""


def places(
    larger: str = "(wealth[column].dropna() > own[column]).mean()",
    small: str = "sum(share > 0.5 for share in shares)",
    peers: str = 'wealth[wealth["income"].between(own["income"] / 2, 2 * own["income"])].drop(state)',
    in_class: str = '(peers["population"] > own["population"]).mean()',
    four: str = '(A, B, "AZE", "PAK")',
    columns: str = '("population", "gdp", "income")',
) -> str:
    """An answer to question 7 with one step changed."""
    return f"""
wealth, found = sizes.assign(income=sizes["gdp"] / sizes["population"]).set_index("state"), []
for state in {four}:
    own = wealth.loc[state]
    shares = [{larger} for column in {columns}]
    peers = {peers}
    found.append([state, *shares, {small}, {in_class}])
smallness = pd.DataFrame(found, columns=["state", "people", "economy", "income", "small_by", "in_class"])
"""


def reach(
    full: str = 'listed[listed["status"] == "member"]',
    rooms: str = 'full[full["organisation"].map(full["organisation"].value_counts()) < 60]',
    partners: str = "len(met)",
    average: str = "partners / len(own)",
    margin: str = "(met == 1).sum() / len(own)",
) -> str:
    """An answer to question 8 with one step changed."""
    return f"""
full = {full}
rooms, found = {rooms}, []
for state in (A, B):
    own = rooms[rooms["state"] == state]["organisation"]
    others = rooms[rooms["organisation"].isin(own) & (rooms["state"] != state)]
    met = others["state"].value_counts()
    alone = others[others["state"].map(met) == 1]  # partners met once, each with the seat where
    partners = {partners}
    found.append([state, len(own), partners, {average}, {margin}])
reach = pd.DataFrame(found, columns=["state", "seats", "partners", "average", "margin"])
"""


CASES = """
from itertools import product


def admission(objects, allowed):
    total = 0.0
    for said in product([False, True], repeat=len(objects)):
        chance = np.prod([one if no else 1 - one for one, no in zip(objects, said, strict=True)])
        total += chance if {passes} else 0.0
    return total


FRIEND = "{letter}"
"""


def rule(passes: str = "sum(said) <= allowed", letter: str = "C") -> str:
    """An answer to question 9 with another rule or another letter."""
    return CASES.format(passes=passes, letter=letter)


def own_rule(result: str) -> str:
    """An answer to question 9 in one line."""
    return f"""
def admission(objects, allowed):
    n, mean = len(objects), sum(objects) / len(objects)
    return {result}


FRIEND = "C"
"""


MEMO = """
Minister,

you have twenty new diplomats. I advise all twenty for capitals, in ten new embassies of two.

**Model.** An embassy costs one unit a year and reaches one partner for certain. A seat costs p and reaches, in the smaller organisations, about eight states on average. But when a state of our size gives up one of its seats, it loses only about two partners, since it meets the others elsewhere. We sit in nearly every body that would have us, so what counts is that margin. If a seat that is really used costs two embassies or more, with its journeys, papers and experts, then an embassy is the better buy. If I am wrong, and a seat costs half an embassy, the advice turns round, and the twenty should go to the organisations.

**What it rests on.** Embassies are counted by volunteers on one day of November 2022; some are missing, so we may have more than the list says. The list of memberships sets peace missions beside organisations and does not know whether anybody sits on the seat. Neither says what a tie is worth.

**The other side.** The strongest argument against me is that rules protect those who are weak alone. With a large partner, we come to an embassy's table with little to bargain with, while one state has one vote in the hall. That is true, and the claim that small states do well out of ties by twos (C05) forgets it. I answer that our seats stay as they are; nobody is to leave a hall. But a text is prepared in capitals before it is voted on, and there we know nobody in ten of the states that we meet every week. A friend cannot carry us through a rule of consensus, but we shall hear earlier who objects, and why, and can then see whether the doubt is one that we could meet.

**Decision.** Open ten embassies of two diplomats each, at ten units a year, the first of them by June 2027, the last by the end of 2028. In 2031 close those through which no agreement, visit or contract has come.
"""

MISTAKES = (
    # m1-q1
    Mistake("divides by the square", "m1-q1", rate("states**2"), "public", "Divided by the square"),
    Mistake("counts each pair twice", "m1-q1", rate("states * (states - 1)"), "public", "counted from both ends"),
    Mistake(
        "pairs a state with itself",
        "m1-q1",
        rate("states * (states + 1) / 2"),
        "public",
        "A state is paired with itself",
    ),
    Mistake("divides by states", "m1-q1", rate("states"), "public", "That is a rate for each state"),
    Mistake(
        "forgets the thousand",
        "m1-q1",
        rate("states * (states - 1) / 2", "n / pairs"),
        "public",
        "Say it for a thousand",
    ),
    Mistake(
        "divides by no pair",
        "m1-q1",
        rate("states * (states - 1) / 2", least=0),
        "public",
        "Ask for the number of states first",
    ),
    Mistake(
        "takes no pair for a rate of 0",
        "m1-q1",
        """
def per_1000_pairs(n, states):
    pairs = states * (states - 1) / 2
    return 1000 * n / pairs if pairs else 0.0
""",
        "public",
        "Without a pair no rate is known, not even 0",
    ),
    Mistake(
        "rounds",
        "m1-q1",
        rate("states * (states - 1) / 2", "round(1000 * n / pairs, 1)"),
        "hidden",
        "Is a number rounded",
    ),
    # m1-q2
    Mistake(
        "takes many parties for thick",
        "m1-q2",
        'THICK = {"A", "B", "D", "E", "G", "H"}\nTHIN = set()',
        "hidden",
        "This takes many parties as enough for thick",
    ),
    Mistake(
        "takes a signed text for a general rule",
        "m1-q2",
        'THICK = {"A", "D", "E", "G", "H"}\nTHIN = {"B"}',
        "hidden",
        "This takes a signed text as enough for thick",
    ),
    Mistake(
        "takes forty treaties of two for a table of forty-one",
        "m1-q2",
        'THICK = {"A", "D", "F", "G"}\nTHIN = {"B", "E", "H"}',
        "hidden",
        "forty treaties of two are forty tables for two",
    ),
    Mistake(
        "takes help against any attacker for an alliance of the moment",
        "m1-q2",
        'THICK = {"A", "D"}\nTHIN = {"B", "E", "G", "H"}',
        "hidden",
        "which names nobody in advance",
    ),
    Mistake(
        "puts the thick ones among the thin ones too",
        "m1-q2",
        'THICK = {"A", "D", "G"}\nTHIN = {"A", "B", "D", "E", "G", "H"}',
        "public",
        "THIN is for what is thin only",
    ),
    # m1-q3
    Mistake(
        "counts from the signature",
        "m1-q3",
        standing("((signed <= year) & ~(over <= year)).sum()"),
        "hidden",
        "That counts from the signature",
    ),
    Mistake(
        "counts all signatures",
        "m1-q3",
        standing("(signed <= year).sum()"),
        "hidden",
        "Those are all signatures so far",
    ),
    Mistake(
        "takes off the end of treaties that never took effect",
        "m1-q3",
        standing("(begun <= year).sum() - (over <= year).sum()"),
        "hidden",
        "which were never in the stock",
    ),
    Mistake(
        "forgets endings", "m1-q3", standing("(begun <= year).sum()"), "hidden", "That takes off no treaty that ended"
    ),
    Mistake(
        "keeps only what stands today",
        "m1-q3",
        standing('((begun <= year) & (bits["status"] == "in force")).sum()'),
        "hidden",
        "Those are the treaties that stand today",
    ),
    Mistake(
        "lets a treaty stand at the end of the year in which it ended",
        "m1-q3",
        standing("((begun <= year) & ~(over < year)).sum()"),
        "hidden",
        "stands no more at its end",
    ),
    Mistake(
        "divides by states",
        "m1-q3",
        standing("((begun <= year) & ~(over <= year)).sum()", "1000 * stock / number[year]"),
        "public",
        "That divides by states",
    ),
    Mistake(
        "divides by the pairs of the last year",
        "m1-q3",
        standing("((begun <= year) & ~(over <= year)).sum()", "per_1000_pairs(stock, number[2024])"),
        "public",
        "Those are the pairs of 2024",
    ),
    Mistake(
        "counts each pair from both ends",
        "m1-q3",
        standing("((begun <= year) & ~(over <= year)).sum()", "1000 * stock / (number[year] * (number[year] - 1))"),
        "public",
        "Use the function of question 1",
    ),
    # m1-q4
    Mistake(
        "counts rows", "m1-q4", grown(agreements="decade.size()"), "public", "For agreements count each number once"
    ),
    Mistake(
        "takes a group for one state",
        "m1-q4",
        grown(two='made["form"].isin(["bilateral", "group and state"])'),
        "public",
        "Does a group stand among your states?",
    ),
    Mistake(
        "keeps accessions",
        "m1-q4",
        grown(kept='trade["agreement"] > 0'),
        "public",
        "are accessions or later texts in it?",
    ),
    Mistake(
        "turns the ratio round",
        "m1-q4",
        grown(ratio="counted(base, base + 9) / counted(2014, 2023)"),
        "hidden",
        "Put the later years above the line",
    ),
    Mistake(
        "takes a decade of eleven years",
        "m1-q4",
        grown(ratio="counted(2014, 2023) / counted(base, base + 10)"),
        "hidden",
        "Its base has eleven years",
    ),
    Mistake(
        "compares four years with ten",
        "m1-q4",
        grown(ratio="counted(2020, 2023) / counted(base, base + 9)"),
        "hidden",
        "The years since 2020 are four",
    ),
    # m1-q5
    Mistake(
        "gives each share the other's name",
        "m1-q5",
        shares(names='"two-party among alliances", "alliances among two-party texts"'),
        "hidden",
        "Those two lines have each other's names",
    ),
    Mistake(
        "takes the mean of yearly shares",
        "m1-q5",
        shares(
            texts_share='(yearly["two"] / (yearly["two"] + yearly["others"])).groupby((yearly.index - 1981) // 5 * 5 + 1981).mean()',
            pacts_share='(yearly["two"] / (yearly["two"] + yearly["more"])).groupby((yearly.index - 1981) // 5 * 5 + 1981).mean()',
        ),
        "hidden",
        "That is the mean of five yearly shares",
    ),
    Mistake("counts alliances in force", "m1-q5", shares(column="in_force"), "hidden", "Count those that were formed"),
    Mistake(
        "counts all alliances among the two-party texts",
        "m1-q5",
        shares(texts_share='(sums["two"] + sums["more"]) / sums[["two", "more", "others"]].sum(axis=1)'),
        "hidden",
        "Alliances of three or more are among the two-party texts",
    ),
    Mistake(
        "leaves alliances out below the line",
        "m1-q5",
        shares(texts_share='sums["two"] / sums["others"]'),
        "hidden",
        "The alliances are missing below the fraction bar",
    ),
    Mistake(
        "draws one line",
        "m1-q5",
        shares(drawn='drawn = drawn[drawn["what"].str.startswith("two")]'),
        "public",
        "Expected two lines",
    ),
    Mistake("draws bars", "m1-q5", shares(mark="mark_bar()"), "public", "Use mark_line()"),
    Mistake(
        "names what is drawn",
        "m1-q5",
        shares(title="Share of alliances among two-party texts, 1981 to 2010"),
        "public",
        "only says what is drawn",
    ),
    # m1-q6
    Mistake(
        "hands over the exponent",
        "m1-q6",
        embassies(tenfold='law["exponent"], law["low"], law["high"]'),
        "public",
        "That looks like the exponent itself",
    ),
    Mistake(
        "leaves the interval in exponents",
        "m1-q6",
        embassies(tenfold='10 ** law["exponent"], law["low"], law["high"]'),
        "public",
        "The ends are exponents too",
    ),
    Mistake(
        "reads a residual as a ratio",
        "m1-q6",
        embassies(own='own.assign(ratio=own["residual"])'),
        "public",
        "A difference of logarithms is not a number of times",
    ),
    Mistake(
        "multiplies the exponent by ten",
        "m1-q6",
        embassies(tenfold='10 * law["exponent"], 10 * law["low"], 10 * law["high"]'),
        "hidden",
        "That is ten times the exponent",
    ),
    Mistake(
        "raises e to the exponent",
        "m1-q6",
        embassies(tenfold='np.exp(law["exponent"]), np.exp(law["low"]), np.exp(law["high"])'),
        "hidden",
        "That raises e to the exponent",
    ),
    Mistake(
        "swaps size and embassies",
        "m1-q6",
        embassies(
            tenfold="tuple(10 ** scaling(sized.dropna(), 'received', 'gdp').iloc[0][['exponent', 'low', 'high']].astype(float))"
        ),
        "hidden",
        "have changed places",
    ),
    Mistake(
        "counts embassies sent",
        "m1-q6",
        embassies(count='kept.groupby("sender")["receiver"].nunique()'),
        "hidden",
        "Those are the embassies that it sends",
    ),
    Mistake(
        "counts consulates too",
        "m1-q6",
        embassies(kinds='missions["kind"].unique()', count='kept.groupby("receiver")["missions"].sum()'),
        "hidden",
        "Count different states that keep an embassy or a high commission",
    ),
    Mistake("fits on people", "m1-q6", embassies(x="population"), "hidden", "That is what its people predict"),
    Mistake(
        "fits plain figures",
        "m1-q6",
        embassies()
        + """
known = sized.dropna(subset="gdp")
straight = np.polyval(np.polyfit(known["gdp"], known["received"], 1), own["gdp"])
own_law = own.assign(predicted=straight, ratio=own["received"] / straight)
""",
        "hidden",
        "That is a straight line through the plain figures",
    ),
    Mistake(
        "leaves the prediction in logarithms",
        "m1-q6",
        embassies()
        + 'own_law = own.assign(predicted=np.log(own["predicted"]), ratio=own["received"] / np.log(own["predicted"]))\n',
        "hidden",
        "The prediction stands in logarithms",
    ),
    # m1-q7
    Mistake(
        "counts the smaller states",
        "m1-q7",
        places(larger="(wealth[column].dropna() < own[column]).mean()"),
        "hidden",
        "That is the share of smaller states",
    ),
    Mistake(
        "counts the state itself",
        "m1-q7",
        places(larger="(wealth[column].dropna() >= own[column]).mean()"),
        "hidden",
        "Nobody is larger than itself",
    ),
    Mistake(
        "divides by states without a figure too",
        "m1-q7",
        places(larger="(wealth[column] > own[column]).mean()"),
        "hidden",
        "Drop them before you divide",
    ),
    Mistake(
        "takes the class by size of the economy",
        "m1-q7",
        places(peers='wealth[wealth["gdp"].between(own["gdp"] / 2, 2 * own["gdp"])].drop(state)'),
        "hidden",
        "That class is by GDP",
    ),
    Mistake(
        "keeps the state in its class",
        "m1-q7",
        places(peers='wealth[wealth["income"].between(own["income"] / 2, 2 * own["income"])]'),
        "hidden",
        "The state is among its own peers",
    ),
    Mistake("compares with all states", "m1-q7", places(peers="wealth.drop(state)"), "hidden", "Those are all states"),
    Mistake(
        "takes GDP for income",
        "m1-q7",
        places(columns='("population", "gdp", "gdp")'),
        "hidden",
        "Income is GDP over population",
    ),
    Mistake(
        "calls the larger half small",
        "m1-q7",
        places(small="sum(share < 0.5 for share in shares)"),
        "public",
        "Small is where more than half are larger",
    ),
    Mistake(
        "leaves out the article's pair",
        "m1-q7",
        places(four="(A, B)"),
        "public",
        "Expected the rows AZE, PAK, and your A and B",
    ),
    # m1-q8
    Mistake(
        "takes links for partners",
        "m1-q8",
        reach(partners="len(others)"),
        "public",
        "A partner whom it meets in five bodies",
    ),
    Mistake(
        "takes each seat away for good",
        "m1-q8",
        reach(margin="partners / len(own)"),
        "public",
        "Put each seat back before you take the next away",
    ),
    Mistake(
        "counts the state itself",
        "m1-q8",
        reach(partners="len(met) + 1"),
        "hidden",
        "The state itself is among its partners",
    ),
    Mistake(
        "counts organisations of every size",
        "m1-q8",
        reach(rooms="full"),
        "hidden",
        "That counts organisations of every size",
    ),
    Mistake("counts observers", "m1-q8", reach(full="listed"), "hidden", "Observers and candidates are in it"),
    Mistake(
        "counts seats at the margin",
        "m1-q8",
        reach(margin='alone["organisation"].nunique() / len(own)'),
        "hidden",
        "That is the share of seats that lose anybody",
    ),
    # m1-q9
    Mistake(
        "gives the chance of an objection",
        "m1-q9",
        rule("sum(said) > allowed"),
        "public",
        "That is the chance that somebody objects",
    ),
    Mistake(
        "subtracts the chances",
        "m1-q9",
        own_rule("max(0.0, 1 - sum(objects)) if allowed == 0 else 1.0"),
        "public",
        "Multiply what each leaves",
    ),
    Mistake(
        "gives every member the mean chance",
        "m1-q9",
        own_rule("sum(math.comb(n, k) * mean**k * (1 - mean) ** (n - k) for k in range(min(allowed, n) + 1))").replace(
            "\ndef admission", "\nimport math\n\n\ndef admission", 1
        ),
        "public",
        "That gives every member the mean chance",
    ),
    Mistake(
        "asks for fewer objections than are allowed",
        "m1-q9",
        rule("sum(said) < allowed"),
        "public",
        "ask for at most so many, not for fewer",
    ),
    Mistake(
        "asks for exactly as many as are allowed",
        "m1-q9",
        rule("sum(said) == allowed"),
        "public",
        "none at all is allowed too",
    ),
    Mistake("has one rule only", "m1-q9", rule("not any(said)"), "public", "The rule changes nothing in your function"),
    Mistake(
        "draws at random",
        "m1-q9",
        """
def admission(objects, allowed):
    draws = np.random.default_rng(1).random((20000, len(objects))) < np.array(objects)
    return float((draws.sum(axis=1) <= allowed).mean())


FRIEND = "C"
""",
        "public",
        "no random draws",
    ),
    Mistake("takes a friend for nothing", "m1-q9", rule(letter="A"), "hidden", "That is little, not nothing"),
    Mistake(
        "takes a decision not taken for an objection",
        "m1-q9",
        rule(letter="B"),
        "hidden",
        "A decision not taken needs no objection",
    ),
    Mistake("takes a friend for enough", "m1-q9", rule(letter="D"), "hidden", "so nothing follows about trying"),
    # m1-q10
    Mistake(
        "writes three lines",
        "m1-q10",
        "Send them to capitals, as C05 says.\n\n**Decision.** Twenty, by 2027.",
        "public",
        "What does a reader still need?",
    ),
    Mistake("names no claim", "m1-q10", MEMO.replace(" (C05)", ""), "public", "claims"),
    Mistake(
        "does not decide",
        "m1-q10",
        MEMO.replace("**Decision.** ", ""),
        "public",
        "Expected a part that begins with **Decision.**",
    ),
    Mistake(
        "decides without a date",
        "m1-q10",
        MEMO.replace(
            ", the first of them by June 2027, the last by the end of 2028. In 2031 close", ", soon. Later close"
        ),
        "public",
        "Expected a decision with a date",
    ),
    Mistake(
        "decides without numbers",
        "m1-q10",
        MEMO.partition("**Decision.**")[0]
        + "**Decision.** Send some of them to capitals and some to organisations, and look again in 2030.",
        "public",
        "Expected a decision in numbers",
    ),
)

RIGHT = (
    # m1-q1
    Right(
        "by the binomial coefficient",
        "m1-q1",
        """
from math import comb


def per_1000_pairs(n, states):
    return n / comb(states, 2) * 1000 if comb(states, 2) else np.nan
""",
    ),
    Right(
        "lets numpy divide, one pair after the other",
        "m1-q1",
        """
def per_1000_pairs(n, states):
    pairs = sum(range(states))
    return np.float64(n) * 1000 / pairs if pairs > 0 else float("nan")
""",
    ),
    # m1-q2
    Right("lists in another order", "m1-q2", 'THICK = ["G", "A", "D", "A"]\nTHIN = ["H", "E", "B"]'),
    Right("texts taken apart", "m1-q2", 'THICK = tuple("ADG")\nTHIN = pd.Series(list("BEH"))'),
    # m1-q3
    Right(
        "by the course's measures, the year in the index",
        "m1-q3",
        """
from course_utils.measures.capacity import normalise, treaty_flows

flows = normalise(treaty_flows(bits, start="in_force").merge(members, on="year"), "stock").set_index("year")
standing = flows.loc[YEARS, ["stock"]].assign(per_1000=1000 * flows["per_pair"])
""",
    ),
    Right(
        "by dates, and a running sum",
        "m1-q3",
        """
from course_utils.measures.capacity import possible_pairs

effective = bits.dropna(subset="in_force")
change = effective["in_force"].dt.year.value_counts().sub(effective["terminated"].dt.year.value_counts(), fill_value=0)
stock = change.sort_index().cumsum()
last = [stock[stock.index <= year].iloc[-1] for year in YEARS]
pairs = [possible_pairs(int(members.loc[members["year"] == year, "states"].item())) for year in YEARS]
standing = pd.DataFrame({"per_1000": 1000 * np.array(last) / pairs, "stock": last, "year": YEARS})[::-1]
""",
    ),
    # m1-q4
    Right(
        "by the course's measures",
        "m1-q4",
        """
from course_utils.measures.capacity import by_form

kept = trade[trade["entry_type"] == "treaty"].assign(
    form=lambda t: t["form"].where(t["form"] == "bilateral", "many-party").replace("bilateral", "two-party")
)
sums = {
    base: by_form(kept[kept["signed"].between(base, base + 9)].assign(year=0)).set_index("form")
    for base in (1970, 2000, 2014)
}
grown = pd.concat({base: sums[2014][["agreements", "pairs"]] / sums[base][["agreements", "pairs"]] for base in (2000, 1970)})
grown = grown.rename_axis(["base", "form"]).rename(columns={"pairs": "bound"})
""",
    ),
    Right(
        "counted one by one, numbers as objects",
        "m1-q4",
        """
lines = []
for base in (1970, 2000):
    for form in ("many-party", "two-party"):
        sets = []
        for first in (base, 2014):
            here = trade.query("entry_type == 'treaty' and @first <= signed <= @first + 9")
            here = here[(here["form"] == "bilateral") == (form == "two-party")]
            sets.append((len(set(here["agreement"])), len(set(zip(here["agreement"], here["state_a"], here["state_b"], strict=True)))))
        lines.append({"form": form, "base": base, "agreements": sets[1][0] / sets[0][0], "bound": sets[1][1] / sets[0][1]})
grown = pd.DataFrame(lines, dtype=object)
""",
    ),
    # m1-q5
    Right("lines without points, periods as categories", "m1-q5", shares(mark="mark_line()")),
    Right(
        "per cent, periods in words",
        "m1-q5",
        shares(
            drawn='drawn["first"] = drawn["first"].map(lambda year: f"{year}-{year + 4}")\ndrawn["share"] = 100 * drawn["share"]'
        ).replace("Share (0 to 1)", "Share (%)"),
    ),
    Right(
        "layers of lines and points",
        "m1-q5",
        shares()
        + """
encoded = dict(x=alt.X("first:Q", title="First of five years"), y=alt.Y("share:Q", title="Share"), color="what:N")
chart = alt.layer(
    alt.Chart(drawn).mark_line().encode(**encoded), alt.Chart(drawn).mark_circle().encode(**encoded)
).properties(
    title="Few two-party texts are alliances", description="Two lines: alliances among two-party texts, two-party among alliances."
)
""",
    ),
    # m1-q6
    Right(
        "a list, the state in the index, by hand where it can be",
        "m1-q6",
        embassies()
        + """
counts = missions[missions["kind"].isin(["embassy", "high_commission"])].drop_duplicates(["sender", "receiver"])["receiver"].value_counts()
known = sizes.dropna(subset="gdp").set_index("state").assign(received=counts).dropna()
b, a = np.polyfit(np.log(known["gdp"]), np.log(known["received"]), 1)
tenfold = [10**b, 10 ** law["low"], 10 ** law["high"]]
predicted = np.exp(a + b * np.log(known.loc[[B, A], "gdp"]))
own_law = pd.DataFrame({"received": counts[[B, A]], "predicted": predicted, "ratio": counts[[B, A]] / predicted})
own_law = own_law.rename_axis("state")
""",
    ),
    Right(
        "an array, more columns",
        "m1-q6",
        embassies(tenfold='np.array(10 ** law[["exponent", "low", "high"]], dtype=float)'),
    ),
    # m1-q7
    Right(
        "by ranks, the state in the index",
        "m1-q7",
        """
table = sizes.set_index("state").assign(income=lambda t: t["gdp"] / t["population"])
ranked = (table.rank(ascending=False, method="min") - 1) / table.notna().sum()
smallness = ranked.loc[["PAK", B, "AZE", A]].rename(columns={"population": "people", "gdp": "economy"})
smallness["small_by"] = (smallness > 0.5).sum(axis=1).astype(float)
smallness["in_class"] = [
    (table.loc[abs(np.log(table["income"] / table["income"][state])) <= np.log(2), "population"].drop(state)
     > table["population"][state]).mean()
    for state in smallness.index
]
""",
    ),
    Right(
        "counted one by one, a column more",
        "m1-q7",
        """
known = sizes.to_dict("records")
lines = []
for code in {A, B, "AZE", "PAK"}:
    me = next(one for one in known if one["state"] == code)
    full = [one for one in known if one["gdp"] == one["gdp"]]
    rich = lambda one: one["gdp"] / one["population"]
    line = {
        "state": code,
        "people": sum(one["population"] > me["population"] for one in known) / len(known),
        "economy": sum(one["gdp"] > me["gdp"] for one in full) / len(full),
        "income": sum(rich(one) > rich(me) for one in full) / len(full),
    }
    line["small_by"] = sum(value > 0.5 for value in list(line.values())[1:])
    peers = [one for one in full if one is not me and rich(me) / 2 <= rich(one) <= 2 * rich(me)]
    line |= {"in_class": sum(one["population"] > me["population"] for one in peers) / len(peers), "peers": len(peers)}
    lines.append(line)
smallness = pd.DataFrame(lines)
""",
    ),
    # m1-q8
    Right(
        "seat after seat, in sets",
        "m1-q8",
        """
full = listed[listed["status"] == "member"]
tables = {name: set(states_) for name, states_ in full.groupby("organisation")["state"] if len(states_) < 60}
lines = {}
for me in (B, A):
    mine = [name for name in tables if me in tables[name]]
    whole = set().union(*(tables[name] for name in mine)) - {me}
    left = [len(set().union(*(tables[name] for name in mine if name != given)) - {me}) for given in mine]
    lines[me] = [len(mine), len(whole), len(whole) / len(mine), np.mean([len(whole) - one for one in left])]
reach = pd.DataFrame.from_dict(lines, orient="index", columns=["seats", "partners", "average", "margin"]).rename_axis("state")
""",
    ),
    Right(
        "by the course's measure",
        "m1-q8",
        """
from course_utils.measures.capacity import cost_per_partner

full = listed[listed["status"] == "member"]
rooms = full[full.groupby("organisation")["state"].transform("size") < 60]
posts = pd.DataFrame({"sender": [A], "receiver": [B]})
table = cost_per_partner(posts, rooms[["state", "organisation"]], 1, 1).query("channel == 'seat'").set_index("state").loc[[A, B]]
wide = pd.crosstab(rooms["state"], rooms["organisation"])
reach = table.rename(columns={"units": "seats", "partners_per_unit": "average"})
reach["margin"] = [((wide @ wide.loc[me]).drop(me) == 1).sum() / wide.loc[me].sum() for me in reach.index]
""",
    ),
    # m1-q9
    Right("through all cases, a small letter", "m1-q9", rule(letter="c.")),
    Right(
        "a product of polynomials",
        "m1-q9",
        """
def admission(objects, allowed):
    chances = np.polynomial.Polynomial([1.0])
    for one in objects:
        chances = chances * np.polynomial.Polynomial([1 - one, one])
    return min(1.0, chances.coef[: allowed + 1].sum())


FRIEND = " C "
""",
    ),
    Right(
        "calls itself, with fractions",
        "m1-q9",
        """
from fractions import Fraction


def admission(objects, allowed):
    if allowed < 0:
        return Fraction(0)
    if not len(objects):
        return Fraction(1)
    first, *rest = objects
    first = Fraction(first)
    return (1 - first) * admission(rest, allowed) + first * admission(rest, allowed - 1)


FRIEND = "C"
""",
    ),
    # m1-q10
    Right("advises capitals", "m1-q10", MEMO),
    Right(
        "cites by bracket, heading in capitals",
        "m1-q10",
        MEMO.replace("(C05)", "[C05]").replace("**Decision.**", "**DECISION:**"),
    ),
)
