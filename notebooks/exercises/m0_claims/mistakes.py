"""Wrong answers to exercise m0_claims: real misconceptions, each with the message that it must draw; and right answers
in other forms. The tests try every one. Instructors only."""

from __future__ import annotations

from course_utils.exercises.mistakes import Mistake, Right

KINDS = "DCNPIDCNPI"
WORDINGS = {"w1": "C", "w2": "A", "w3": "B", "w4": "D"}
STATUS = "FOOFFNNX"
ROWS = '{"E037", "E038", "E056", "E067"}'


def kinds(**changed: str) -> str:
    """An answer to question 3 with some sentences given another kind."""
    return f"KINDS = {dict(zip('abcdefghij', KINDS, strict=True)) | changed}"


def signed(**changed: str) -> str:
    """An answer to question 4 with some wordings changed."""
    return f"SIGNED = {WORDINGS | changed}"


def reports(found: str = ROWS, **changed: str) -> str:
    """An answer to question 6 with some letters, or the rows, changed."""
    return f"STATUS = {dict(zip('abcdefgh', STATUS, strict=True)) | changed}\nFOUND = {found}"


def rows(condition: str, count: str = "len(own)", pair: str = "(A, B)") -> str:
    """An answer to question 2 with another condition or another count."""
    return f"""
found = []
for state in {pair}:
    own = signings[{condition}]
    found.append({count})
rows_a, rows_b = found
"""


EITHER = '(signings["state_a"] == state) | (signings["state_b"] == state)'


def figures(
    own: str = EITHER,
    partners: str = "partner.nunique()",
    agreements: str = 'own["agreement"].nunique()',
    two: str = 'own["form"] == "bilateral"',
    ahead: str = '"A" if a > b else "B" if b > a else "none"',
    pair: str = "A, B",
    rules: str = '"rows", "partners", "agreements", "two-party"',
) -> str:
    """An answer to question 5 with one step changed."""
    return f"""
def counted(state):
    own = signings[{own}]
    partner = own["state_a"].where(own["state_b"] == state, own["state_b"])
    return [len(own), {partners}, {agreements}, own[{two}]["agreement"].nunique()]


one, other = map(counted, ({pair}))
figures = pd.DataFrame({{"rule": [{rules}], "a": one, "b": other}})
figures["ahead"] = [{ahead} for a, b in zip(one, other, strict=True)]
"""


def counting(
    cells: str = 'events["dyad_signs"].dropna()',
    parts: str = 'cell.split(";")',
    key: str = "tuple(sorted(pair.split('-')))",
    column: str = '{"+1": "friendly", "0": "neutral", "-1": "hostile"}[sign]',
    add: str = "found[key][column] += 1",
    table: str = "pd.DataFrame(lines)",
) -> str:
    """An answer to question 7 with one step changed."""
    return f"""
def count_signs(events):
    found = {{}}
    for cell in {cells}:
        for part in {parts}:
            pair, sign = part.split(":")
            key, column = {key}, {column}
            found.setdefault(key, {{"friendly": 0, "neutral": 0, "hostile": 0}})
            {add}
    lines = [{{"state_a": a, "state_b": b}} | signs for (a, b), signs in found.items()]
    return {table}
"""


CHART = """
chart = alt.Chart(long).mark_line().encode(
    x=alt.X("year:Q", title="Year", axis=alt.Axis(format="d")),
    y=alt.Y("share:Q", title="Cooperative share (0 to 1)"),
    color=alt.Color("whose:N", title=None),
).properties(
    title="Rivals cooperate less than the pair in the middle, and more than one thinks",
    description="Three lines by year: Armenia and Azerbaijan, India and Pakistan, and the median pair.",
)
"""


def drawn(
    rows_: str = "coded",
    above: str = '["verbal_cooperation", "material_cooperation"]',
    below: str = "KINDS_OF",
    share: str = "sums[GOOD].sum(axis=1) / sums[ALL].sum(axis=1)",
    median: str = 'share.groupby("year").median()',
    names: str = '"Armenia and Azerbaijan", "India and Pakistan", "median pair"',
    after: str = "",
    chart: str = CHART,
) -> str:
    """An answer to question 8 with one step changed."""
    return f"""
KINDS_OF = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
GOOD, ALL = {above}, {below}
coded = news.assign(pair=["-".join(sorted(two)) for two in zip(news["sender"], news["receiver"], strict=True)])
coded = {rows_}
sums = coded.groupby(["pair", "year"])[KINDS_OF].sum()
share = {share}
wide = pd.concat([share["ARM-AZE"], share["IND-PAK"], {median}], axis=1, keys=[{names}])
long = wide.rename_axis("year").reset_index().melt("year", var_name="whose", value_name="share")
{after}
{chart}
"""


def normal(
    others: str = "pairs[~mine]",
    with_one: str = '(others["state_a"] == state) | (others["state_b"] == state)',
    middle: str = 'rows["shared"].median()',
    more: str = '(rows["shared"] > shared).mean()',
    stands: str = '"yes" if more <= 1 / 3 else "no"',
    pair: str = "A, B",
    names: str = '"all", "with A", "with B"',
    unit: str = "",
) -> str:
    """An answer to question 9 with one step changed."""
    return f"""
one, other = {pair}
mine = (pairs["state_a"] == one) & (pairs["state_b"] == other)
shared = pairs[mine]["shared"].item()
others = {others}
parts = [others] + [others[{with_one}] for state in (one, other)]
normal = pd.DataFrame({{
    "set": [{names}],
    "n": [len(rows) for rows in parts],
    "median": [{middle} for rows in parts],
    "more": [{more} for rows in parts],
}})
normal["stands"] = [{stands} for more in normal["more"]]
{unit}
"""


def walk(
    step: str = "reached |= {there for here, there in arrows if here in reached}",
    times: str = "arrows",
    result: str = "reached - {cause}",
    first: str = '{"OIC resolutions"}',
    second: str = '{"OIC resolutions", "Armenia\'s words on Kashmir", "Armenia\'s ties with India"}',
) -> str:
    """An answer to question 10 with one step changed."""
    return f"""
def after(arrows, cause):
    reached = {{cause}}
    for _ in {times}:
        {step}
    return {result}


HOLD_1 = {first}
HOLD_2 = {second}
"""


AVAILABLE = '{"OIC resolutions", "early recognition", "Armenia\'s words on Kashmir", "Armenia\'s ties with India"}'

MEMO = """
**Advice.** Do not run it yet; ask the author for five changes, and run it next week.

The piece is marked as opinion (C01), and a view may have a side. It also says things that do not help its case: Baku's words on Kashmir are measured, and a settlement would weaken the common cause. What follows would make it a stronger text for every reader that we have.

1. C36, the number of documents. No list is given, and we found none; that is a gap and no proof against the number. New words: *by the author's count, whose list we have not seen*. First step: a letter to both foreign ministries, which costs us one hour.
2. C18, that two lands were taken by force. The words stop where the argument begins. New words: *both lands have been disputed since the states became independent, and each is claimed by title and by history*. Azerbaijan holds that the Council confirmed its borders four times in 1993. Armenia holds that the people of Nagorno-Karabakh were never asked and in the end had to leave. India holds that the ruler acceded in 1947 and that the matter is one for two states. Pakistan holds that a vote was promised to the people and was never held. E009 and E039 are records with which an editor may begin.
3. C20, that danger came from the neighbours. Each of the four points to the arms of another. New words: *each side cites the other's arms*. The gap: we have no figure of ours on who began, and nobody has.
4. C28, that India stopped a bid. E116 has the outcome, E119 what Delhi said about it, and E120 what Baku concluded. New words: *the bid was not approved, for reasons on which accounts differ*. The same row has the other half, that the bid of Armenia was not approved either and that some saw the hand of Pakistan in it.
5. C13, that one line has never changed. Votes are on record, row by row, and in the years that we can see the line is indeed the same (E056). Keep the sentence and add the source. It is the one claim of the piece that becomes stronger when it is checked, and an editor should say so to the author, who will then listen to the other four.

**What I do not know.** The owner of the outlet, the author's other work, and the day of publication are not in the tables that I have; a colleague who reads the masthead and the company register could know by tomorrow. I have counted no other opinion pieces of that page, so I say nothing about its line. I have also not asked a reader from any of the four states to read my new words, and I propose that you do: if one of them would strike out a word as false, change it before we print.

**Order of work.** First the second change, as it touches most readers; then the first, as the letter takes longest; the others can be made at the desk this afternoon by anybody who has the register open.
"""

MISTAKES = (
    # m0-q1
    Mistake(
        "counts all that can be tested",
        "m0-q1",
        'disputed_but_testable = len(claims[claims["testable"] == "yes"])',
        "hidden",
        "Those are all that can be tested in full",
    ),
    Mistake(
        "counts all that is disputed",
        "m0-q1",
        'disputed_but_testable = (claims["contested"] == "yes").sum()',
        "hidden",
        "Those are all that somebody disputes",
    ),
    Mistake(
        "joins the conditions by or",
        "m0-q1",
        'disputed_but_testable = len(claims[(claims["contested"] == "yes") | (claims["testable"] == "yes")])',
        "hidden",
        "Those meet the one condition or the other",
    ),
    Mistake(
        "takes partly for testable in full",
        "m0-q1",
        'disputed_but_testable = len(claims[(claims["contested"] == "yes") & (claims["testable"] == "partly")])',
        "hidden",
        "Those can be tested in part only",
    ),
    Mistake(
        "hands over the rows",
        "m0-q1",
        'disputed_but_testable = claims[(claims["contested"] == "yes") & (claims["testable"] == "yes")]',
        "public",
        "Expected one number, but a table",
    ),
    # m0-q2
    Mistake(
        "looks in the first column only",
        "m0-q2",
        rows('signings["state_a"] == state'),
        "hidden",
        "Those stand in the first column only",
    ),
    Mistake("asks for both columns at once", "m0-q2", rows(EITHER.replace("|", "&")), "public", "between 1 and 19,916"),
    Mistake(
        "counts rows that name both states",
        "m0-q2",
        'rows_a = rows_b = len(signings[(signings["state_a"] == A) & (signings["state_b"] == B)])',
        "hidden",
        "Those rows name both of your states at once",
    ),
    Mistake(
        "counts agreements",
        "m0-q2",
        rows(EITHER, 'own["agreement"].nunique()'),
        "hidden",
        "Those are different agreements",
    ),
    Mistake(
        "takes the article's pair",
        "m0-q2",
        rows(EITHER, pair='("AZE", "PAK")'),
        "hidden",
        "Those are the rows of the article's pair",
    ),
    # m0-q3
    Mistake(
        "takes every sentence on the past for a record",
        "m0-q3",
        kinds(b="D", h="D"),
        "hidden",
        "To stand in the past does not make a sentence a record",
    ),
    Mistake("asks for the word because", "m0-q3", kinds(g="D"), "hidden", "can be claimed without the word *because*"),
    Mistake("takes would for a forecast", "m0-q3", kinds(g="P"), "hidden", "*Would* is no forecast here"),
    Mistake(
        "takes a report for what it reports",
        "m0-q3",
        kinds(f="C"),
        "hidden",
        "What he said is a causal claim, and another one",
    ),
    Mistake("takes a motive for a cause", "m0-q3", kinds(e="C"), "hidden", "A motive is read into an act"),
    Mistake(
        "writes the whole word",
        "m0-q3",
        kinds(a="descriptive"),
        "public",
        "Expected one of the letters D, C, I, N, P",
    ),
    Mistake(
        "leaves a sentence out",
        "m0-q3",
        'KINDS = dict(zip("abcdefghi", "DCNPIDCNP", strict=True))',
        "public",
        "there is none for j",
    ),
    # m0-q4
    Mistake(
        "takes neutral for vague",
        "m0-q4",
        signed(w1="D", w2="B", w3="A", w4="C"),
        "hidden",
        "All could sign that, as it says nothing",
    ),
    Mistake(
        "answers with the other side's words",
        "m0-q4",
        signed(w1="A", w2="C", w3="D", w4="B"),
        "hidden",
        "Those are the other side's words",
    ),
    Mistake(
        "takes fair for half and half",
        "m0-q4",
        signed(w1="B", w2="D", w3="C", w4="A"),
        "hidden",
        "That gives both sides the same part",
    ),
    # m0-q5
    Mistake(
        "counts rows as agreements",
        "m0-q5",
        figures(agreements="len(own)"),
        "hidden",
        "An agreement counts once, however many partners it brings",
    ),
    Mistake(
        "counts later entries again",
        "m0-q5",
        figures(agreements='own["entry"].nunique()'),
        "hidden",
        "A later accession or a consolidated text is no new agreement",
    ),
    Mistake(
        "takes a group for one state",
        "m0-q5",
        figures(two='own["form"] != "plurilateral"'),
        "hidden",
        "A group that signs with one state is many states",
    ),
    Mistake(
        "finds partners in the second column only",
        "m0-q5",
        figures(partners='own[own["state_a"] == state]["state_b"].nunique()'),
        "hidden",
        "Those are the partners in the second column only",
    ),
    Mistake(
        "counts the state among its partners",
        "m0-q5",
        figures(partners="len({*own['state_a'], *own['state_b']})"),
        "hidden",
        "The state itself is among its partners",
    ),
    Mistake(
        "takes the lower figure for ahead",
        "m0-q5",
        figures(ahead='"A" if a < b else "B" if b < a else "none"'),
        "public",
        "Ahead is who has more",
    ),
    Mistake(
        "writes codes for letters",
        "m0-q5",
        figures(ahead='A if a > b else B if b > a else "none"'),
        "public",
        "Write the letter, not the code of the state",
    ),
    Mistake(
        "takes the article's pair",
        "m0-q5",
        figures(pair='"AZE", "PAK"'),
        "hidden",
        "Those are the figures of Azerbaijan and Pakistan",
    ),
    # m0-q6
    Mistake(
        "takes not found for false",
        "m0-q6",
        reports(f="O", g="O"),
        "hidden",
        "Not to find a list is not to find that the figure is wrong",
    ),
    Mistake(
        "takes not found for untestable",
        "m0-q6",
        reports(f="X", g="X"),
        "hidden",
        "so it can be tested; only not here",
    ),
    Mistake(
        "takes what nobody denies for found",
        "m0-q6",
        reports(f="F"),
        "hidden",
        "a thing that nobody denies is not on record by that",
    ),
    Mistake("takes adopted for voted by most", "m0-q6", reports(b="F"), "hidden", "most abstained or stayed away"),
    Mistake(
        "stops at the first list",
        "m0-q6",
        reports('{"E037", "E038", "E056"}', d="O"),
        "hidden",
        "The first list that one opens may be an old one",
    ),
    Mistake("looks for a record of purity", "m0-q6", reports(h="N"), "hidden", "What would the missing record say?"),
    Mistake(
        "takes a note of the page for a record",
        "m0-q6",
        reports(g="F"),
        "hidden",
        "Of money it says nothing",
    ),
    Mistake("names no row", "m0-q6", reports("set()"), "public", "but FOUND holds no row of the chronology"),
    Mistake(
        "takes what is near the subject for the record",
        "m0-q6",
        reports('["E037", "E038", "E056", "E061", "E067"]'),
        "hidden",
        "It is near the subject and decides none of the eight",
    ),
    # m0-q7
    Mistake(
        "counts the order of a pair",
        "m0-q7",
        counting(key='tuple(pair.split("-"))'),
        "public",
        "stands there twice, once in each order",
    ),
    Mistake(
        "counts one pair an event",
        "m0-q7",
        counting(parts='cell.split(";")[:1]'),
        "public",
        "An event may concern several pairs",
    ),
    Mistake(
        "takes neutral for hostile",
        "m0-q7",
        counting(column='"friendly" if sign == "+1" else "hostile"'),
        "public",
        "What is not friendly need not be hostile",
    ),
    Mistake(
        "takes neutral for friendly",
        "m0-q7",
        counting(column='"hostile" if int(sign) < 0 else "friendly"'),
        "public",
        "What is not hostile need not be friendly",
    ),
    Mistake(
        "lets the last event count",
        "m0-q7",
        counting(add='found[key] = {"friendly": 0, "neutral": 0, "hostile": 0} | {column: 1}'),
        "public",
        "does a later one overwrite an earlier one?",
    ),
    Mistake(
        "puts the states in the wrong order",
        "m0-q7",
        counting(key='tuple(sorted(pair.split("-"), reverse=True))'),
        "public",
        "Expected the two states of a pair in alphabetical order",
    ),
    Mistake(
        "leaves nothing where nothing was counted",
        "m0-q7",
        """
def count_signs(events):
    rows = events.dropna(subset="dyad_signs").assign(part=lambda t: t["dyad_signs"].str.split(";")).explode("part")
    ends = rows["part"].str.extract(r"(.{3})-(.{3}):(.+)")
    rows["state_a"], rows["state_b"] = ends[[0, 1]].min(axis=1), ends[[0, 1]].max(axis=1)
    rows["sign"] = ends[2].map({"+1": "friendly", "0": "neutral", "-1": "hostile"})
    return rows.groupby(["state_a", "state_b"])["sign"].value_counts().unstack(fill_value=0).reset_index()
""",
        "public",
        "but there is no neutral and no hostile",
    ),
    # m0-q8
    Mistake(
        "counts one direction only",
        "m0-q8",
        drawn(rows_='coded[coded["sender"] < coded["receiver"]]'),
        "hidden",
        "That is one direction only",
    ),
    Mistake(
        "takes the median of directions",
        "m0-q8",
        drawn(
            median='(coded[GOOD].sum(axis=1) / coded[ALL].sum(axis=1)).groupby(coded["year"]).median()',
        ),
        "hidden",
        "That median is of rows, so of directions",
    ),
    Mistake(
        "leaves deeds of cooperation out",
        "m0-q8",
        drawn(above='["verbal_cooperation"]'),
        "hidden",
        "Only words are above the line",
    ),
    Mistake(
        "takes the mean of pairs",
        "m0-q8",
        drawn(median='share.groupby("year").mean()'),
        "hidden",
        "A few hostile pairs pull it down",
    ),
    Mistake(
        "takes all events together for the median pair",
        "m0-q8",
        drawn(median='sums[GOOD].sum(axis=1).groupby("year").sum() / sums[ALL].sum(axis=1).groupby("year").sum()'),
        "hidden",
        "That line is the share of all events together",
    ),
    Mistake(
        "draws conflict",
        "m0-q8",
        drawn(above='["verbal_conflict", "material_conflict"]'),
        "hidden",
        "That is the share of conflict",
    ),
    Mistake(
        "divides cooperation by conflict",
        "m0-q8",
        drawn(below='["verbal_conflict", "material_conflict"]'),
        "public",
        "Is it a ratio of cooperation to conflict?",
    ),
    Mistake(
        "drops the hard years",
        "m0-q8",
        drawn(after='long = long[long["share"] >= 0.5]'),
        "public",
        "Each of the three has events in every year",
    ),
    Mistake(
        "writes a label for a title",
        "m0-q8",
        drawn(
            chart=CHART.replace(
                "Rivals cooperate less than the pair in the middle, and more than one thinks",
                "Cooperative share of events by year and pair",
            )
        ),
        "public",
        "only says what is drawn",
    ),
    # m0-q9
    Mistake(
        "keeps the own pair among the others",
        "m0-q9",
        normal(others="pairs"),
        "hidden",
        "Your own pair is among the others",
    ),
    Mistake(
        "counts pairs that share as many",
        "m0-q9",
        normal(more='(rows["shared"] >= shared).mean()'),
        "hidden",
        "Pairs that share just as many are among them",
    ),
    Mistake(
        "takes the mean for the median",
        "m0-q9",
        normal(middle='rows["shared"].mean()'),
        "hidden",
        "That is the mean. A few pairs with very many",
    ),
    Mistake(
        "finds a state in the first column only",
        "m0-q9",
        normal(with_one='others["state_a"] == state'),
        "hidden",
        "Those are the pairs with the state in the first column",
    ),
    Mistake(
        "counts pairs that share fewer",
        "m0-q9",
        normal(more='(rows["shared"] < shared).mean()'),
        "hidden",
        "That is the share of pairs that share fewer",
    ),
    Mistake(
        "takes the article's pair",
        "m0-q9",
        normal(pair='"AZE", "PAK"'),
        "hidden",
        "That is the figure of Azerbaijan and Pakistan",
    ),
    Mistake(
        "turns the verdict round",
        "m0-q9",
        normal(stands='"no" if more <= 1 / 3 else "yes"'),
        "public",
        "The claim stands where that share is one third or less",
    ),
    Mistake(
        "writes per cent",
        "m0-q9",
        normal(unit='normal["more"] *= 100'),
        "public",
        "Expected every more between 0 and 1",
    ),
    # m0-q10
    Mistake(
        "takes one step only",
        "m0-q10",
        walk(result="{there for here, there in arrows if here == cause}"),
        "public",
        "Y comes after the cause too, in two steps",
    ),
    Mistake("leaves the cause in", "m0-q10", walk(result="reached"), "public", "The cause does not come after itself"),
    Mistake(
        "walks against the arrows",
        "m0-q10",
        walk("reached |= {x for arrow in arrows for x in arrow if reached & set(arrow)}"),
        "public",
        "come before C, but they are among the answer",
    ),
    Mistake(
        "goes through the arrows once",
        "m0-q10",
        """
def after(arrows, cause):
    reached = {cause}
    for here, there in arrows:
        if here in reached:
            reached.add(there)
    return reached - {cause}


HOLD_1 = {"OIC resolutions"}
HOLD_2 = {"OIC resolutions", "Armenia's words on Kashmir", "Armenia's ties with India"}
""",
        "hidden",
        "In whatever order the arrows are listed",
    ),
    Mistake(
        "holds everything available constant",
        "m0-q10",
        walk(first=AVAILABLE, second=AVAILABLE),
        "hidden",
        "That is everything available",
    ),
    Mistake(
        "holds the mediator constant",
        "m0-q10",
        walk(first='{"OIC resolutions", "Armenia\'s words on Kashmir"}'),
        "hidden",
        "it is how the cause may work",
    ),
    Mistake(
        "leaves the roles as in the first drawing",
        "m0-q10",
        walk(second='{"OIC resolutions"}'),
        "hidden",
        "That is the set of the first drawing",
    ),
    Mistake(
        "holds every cause of the cause constant",
        "m0-q10",
        walk(first='{"OIC resolutions", "early recognition"}'),
        "hidden",
        "reaches the outcome only through it",
    ),
    Mistake(
        "holds every cause of the outcome constant",
        "m0-q10",
        walk(first='{"OIC resolutions", "Armenia\'s ties with India"}'),
        "hidden",
        "moves the outcome and not the cause",
    ),
    Mistake(
        "holds constant what comes after the outcome",
        "m0-q10",
        walk(first='{"OIC resolutions", "no embassy in Yerevan"}'),
        "public",
        "An embassy that is not there comes after the outcome",
    ),
    # m0-q11
    Mistake(
        "writes three lines",
        "m0-q11",
        "1. C36: add a source.\n2. C18: say who.\n3. C28: the bid was not approved.",
        "public",
        "What does a reader still need?",
    ),
    Mistake(
        "ties no change to a claim",
        "m0-q11",
        MEMO.replace("C36, ", "").replace("C18, ", ""),
        "public",
        "of the course's claims",
    ),
    Mistake(
        "ties four changes to claims",
        "m0-q11",
        MEMO.replace("5. C13, that", "5. That")
        .replace("is measured", "is measured (C26)")
        .replace("are measured", "are measured (C26)"),
        "public",
        "but change 5 has none",
    ),
    Mistake(
        "lists four changes", "m0-q11", MEMO.replace("\n5. C13", "\nAlso C13"), "public", "but 4 came. Number them"
    ),
    Mistake(
        "leaves a state out",
        "m0-q11",
        MEMO.replace("Armenia", "the other side"),
        "public",
        "but Armenia is never named",
    ),
)

RIGHT = (
    # m0-q1
    Right(
        "sums two conditions",
        "m0-q1",
        'disputed_but_testable = (claims["contested"].eq("yes") & claims["testable"].eq("yes")).sum()',
    ),
    Right(
        "by a query, as a float",
        "m0-q1",
        "disputed_but_testable = float(claims.query(\"contested == 'yes' and testable == 'yes'\").shape[0])",
    ),
    # m0-q2
    Right(
        "counts both columns and adds",
        "m0-q2",
        """
either = pd.concat([signings["state_a"], signings["state_b"]]).value_counts()
rows_a, rows_b = either[A], either[B]
""",
    ),
    Right(
        "in plain Python",
        "m0-q2",
        """
both = list(zip(signings["state_a"], signings["state_b"], strict=True))
rows_a, rows_b = (float(sum(state in ends for ends in both)) for state in (A, B))
""",
    ),
    # m0-q3
    Right("a Series, small letters", "m0-q3", 'KINDS = pd.Series(list("dcnpidcnpi"), index=list("abcdefghij"))'),
    Right(
        "another order, full stops",
        "m0-q3",
        'KINDS = {name: f" {kind}." for name, kind in zip("jihgfedcba", "IPNCDIPNCD", strict=True)}',
    ),
    # m0-q4
    Right("a Series, small letters", "m0-q4", 'SIGNED = pd.Series({"w4": "d", "w3": "b", "w2": "a", "w1": "c"})'),
    Right("with brackets and blanks", "m0-q4", 'SIGNED = {"w1": "(C)", "w2": " A", "w3": "B.", "w4": "d"}'),
    # m0-q5
    Right(
        "the rule in the index, turned round",
        "m0-q5",
        """
long = pd.concat([
    signings.rename(columns={"state_a": "state", "state_b": "partner"}),
    signings.rename(columns={"state_b": "state", "state_a": "partner"}),
])
long = long[long["state"].isin([A, B])]
by = long.groupby("state")
two = long.query("form == 'bilateral'").groupby("state")["agreement"].nunique().reindex([A, B], fill_value=0)
figures = pd.DataFrame({
    "two-party": two, "agreements": by["agreement"].nunique(), "partners": by["partner"].nunique(), "rows": by.size(),
}).T.rename(columns={A: "a", B: "b"}).rename_axis("rule")
figures["ahead"] = (figures["a"] - figures["b"]).map(lambda lead: "A" if lead > 0 else "B" if lead else "none")
""",
    ),
    Right(
        "in plain Python, numbers as floats, a column more",
        "m0-q5",
        """
lines = {"rows": [], "partners": [], "agreements": [], "two-party": []}
for state in (A, B):
    own = [row for row in signings.itertuples() if state in (row.state_a, row.state_b)]
    lines["rows"].append(float(len(own)))
    lines["partners"].append(float(len({row.state_a for row in own} | {row.state_b for row in own}) - 1))
    lines["agreements"].append(float(len({row.agreement for row in own})))
    lines["two-party"].append(float(len({row.agreement for row in own if row.form == "bilateral"})))
figures = pd.DataFrame([
    {"ahead": {1: "A", -1: "B", 0: "none"}[(a > b) - (a < b)], "b": b, "a": a, "rule": rule, "gap": a - b}
    for rule, (a, b) in lines.items()
])
""",
    ),
    # m0-q6
    Right(
        "a Series, the ids as a list with repeats",
        "m0-q6",
        """
STATUS = pd.Series(list("foof fnnx".replace(" ", "")), index=list("abcdefgh"))
FOUND = ["E067", "E056", "E056", "E056", "E037", "E038"]
""",
    ),
    Right(
        "ids as a column of the chronology",
        "m0-q6",
        """
STATUS = {"h": "X", "g": "N", "f": "N", "e": "F", "d": "F", "c": "O", "b": "O", "a": "F"}
FOUND = events.loc[events["id"].isin(["E038", "E037", "E067", "E056"]), "id"]
""",
    ),
    # m0-q7
    Right(
        "by pandas, the pair in the index",
        "m0-q7",
        """
def count_signs(events):
    parts = events["dyad_signs"].dropna().str.split(";").explode().str.extract(r"(?P<x>.{3})-(?P<y>.{3}):(?P<sign>.+)")
    a, b = parts[["x", "y"]].min(axis=1).rename("state_a"), parts[["x", "y"]].max(axis=1).rename("state_b")
    table = pd.crosstab([a, b], parts["sign"]).reindex(columns=["-1", "0", "+1"], fill_value=0)
    return table.set_axis(["hostile", "neutral", "friendly"], axis=1)
""",
    ),
    Right(
        "by a Counter, floats, a column more",
        "m0-q7",
        """
from collections import Counter


def count_signs(events):
    found = Counter()
    for cell in events["dyad_signs"]:
        if isinstance(cell, str):
            for part in cell.split(";"):
                a, b = sorted([part.strip()[:3], part.strip()[4:7]])
                found[a, b, int(part.split(":")[1])] += 1
    return pd.DataFrame([
        {"hostile": float(found[a, b, -1]), "friendly": float(found[a, b, 1]), "neutral": float(found[a, b, 0]),
         "state_b": b, "state_a": a, "all": sum(found[a, b, sign] for sign in (-1, 0, 1))}
        for a, b in reversed(sorted({(a, b) for a, b, _ in found}))
    ])
""",
    ),
    # m0-q8
    Right(
        "per cent, years as categories",
        "m0-q8",
        drawn(
            after='long["share"] = 100 * long["share"]',
            chart=CHART.replace("year:Q", "year:O")
            .replace(', axis=alt.Axis(format="d")', "")
            .replace("(0 to 1)", "(%)"),
        ),
    ),
    Right(
        "layers of lines and points, dates on x",
        "m0-q8",
        drawn(
            after='long["year"] = pd.to_datetime(long["year"].astype("str") + "-07-01")',
            chart="""
x, y = alt.X("year:T", title="Year"), alt.Y("share:Q", title="Share, 0 to 1")
lines, points = (
    alt.Chart(long).mark_line().encode(x=x, y=y, color="whose:N"), alt.Chart(long).mark_point().encode(x=x, y=y, color="whose:N")
)
chart = alt.layer(lines, points).properties(
    title="Even rivals mostly cooperate, but less than others do",
    description="Lines for Armenia and Azerbaijan, India and Pakistan, and the median pair, by year.",
)
""",
        ),
    ),
    # m0-q9
    Right(
        "by the square table, the set in the index",
        "m0-q9",
        """
square = sits @ sits.T
shared = square.loc[B, A]
both = pairs.set_index(["state_a", "state_b"])["shared"].drop((A, B))
parts = {"with B": square[B].drop([A, B]), "with A": square[A].drop([A, B]), "all": both}
normal = pd.DataFrame({
    name: {"stands": "yes" if 3 * (part > shared).sum() <= len(part) else "no", "more": (part > shared).sum() / len(part),
           "median": part.quantile(0.5), "n": len(part)} for name, part in parts.items()
}).T.rename_axis("set")
""",
    ),
    Right(
        "in plain Python, a column more",
        "m0-q9",
        """
from statistics import median

known = {frozenset((a, b)): int(n) for a, b, n in pairs.itertuples(index=False)}
shared = float(known.pop(frozenset((A, B))))
lines = []
for name, state in {"all": None, "with A": A, "with B": B}.items():
    part = [n for ends, n in known.items() if state is None or state in ends]
    more = sum(n > shared for n in part)
    lines.append({"set": name, "n": len(part), "median": median(part), "more": more / len(part), "how_many": more,
                  "stands": "no" if more / len(part) > 1 / 3 else "yes"})
normal = pd.DataFrame(lines)
""",
    ),
    # m0-q10
    Right(
        "by networkx, lists",
        "m0-q10",
        """
import networkx as nx


def after(arrows, cause):
    graph = nx.DiGraph(arrows)
    return list(nx.descendants(graph, cause)) if cause in graph else []


HOLD_1 = ["OIC resolutions"]
HOLD_2 = [box for box in pd.DataFrame(SECOND)[0].unique() if box.startswith(("OIC", "Armenia"))]
""",
    ),
    Right(
        "calls itself",
        "m0-q10",
        """
def after(arrows, cause):
    found = set()
    for here, there in arrows:
        if here == cause:
            found |= {there} | after(arrows, there)
    return found


HOLD_2 = frozenset(["Armenia's words on Kashmir", "OIC resolutions", "Armenia's ties with India"])
HOLD_1 = tuple(["OIC resolutions"])
""",
    ),
    # m0-q11
    Right("would not run it yet", "m0-q11", MEMO),
    Right(
        "numbers in bold and brackets",
        "m0-q11",
        MEMO.replace("\n1. ", "\n**1.** ").replace("\n2. ", "\n2) ").replace("C36,", "[C36],"),
    ),
)
