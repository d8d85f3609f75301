"""Wrong answers to exercise m4_legacies: real misconceptions, each with the message that it must draw; and right
answers in other forms. The tests try every one. Instructors only."""

from __future__ import annotations

from course_utils.exercises.mistakes import Mistake, Right


def letters(
    fits: str = "all(letter in name for name in four)",
    names: str = 'borders[f"name_{side}"].str.lower()',
    both: str = "marks[0] & marks[1]",
    table: str = "borders",
    counts: str = '[stands.sum(), borders.loc[stands, "dispute"].sum()]',
    unseen: str = '{"B", "C", "D"}',
) -> str:
    """An answer to question 1 with one step changed."""
    return f"""
four = [states.name(code).lower() for code in ("ARM", "AZE", "IND", "PAK")]
found = []
borders = {table}
for letter in "abcdefghijklmnopqrstuvwxyz":
    if {fits}:
        marks = [{names}.str.contains(letter) for side in "ab"]
        stands = {both}
        found.append([letter, *{counts}])
fitting = pd.DataFrame(found, columns=["letter", "n", "disputes"])
UNSEEN = {unseen}
"""


EVERY_PAIR = """(
    decades.groupby(["state_a", "state_b"], as_index=False)["dispute"].any()
    .assign(name_a=lambda t: t["state_a"].map(states.name), name_b=lambda t: t["state_b"].map(states.name))
)"""


def overlap(span: str = "set(range(max(begin, start), min(end, stop)))", condition: str = "empire == other") -> str:
    """An answer to question 2 with another span of years or another condition."""
    return f"""
def shared_years(spells_a, spells_b):
    years = set()
    for empire, begin, end in spells_a:
        for other, start, stop in spells_b:
            if {condition}:
                years |= {span}
    return len(years)
"""


def added(length: str, condition: str = "empire == other") -> str:
    """An answer to question 2 that adds up lengths."""
    return f"""
def shared_years(spells_a, spells_b):
    return sum(
        {length}
        for empire, begin, end in spells_a
        for other, start, stop in spells_b
        if {condition}
    )
"""


def coded(
    listed: str = "bool(ours and theirs)",
    last: str = "ours[-1:] == theirs[-1:]",
    chosen: str = "combinations(corner(state), 2)",
    parted: str = "coded.nunique(axis=1).gt(1).sum()",
    rows: str = "(A, B)",
    end: str = "",
) -> str:
    """An answer to question 3 with one step changed."""
    return f"""
found = []
for state in {rows}:
    rows = []
    for a, b in {chosen}:
        ours, theirs = rulers(a), rulers(b)
        listed = {listed}
        rows.append({{
            "any": bool(set(ours) & set(theirs)),
            "first": listed and ours[:1] == theirs[:1],
            "last": listed and {last},
            "together": shared_years(spells_of(a), spells_of(b)) > 0,
        }})
    coded = pd.DataFrame(rows)
    found.append({{"state": state, **coded.sum(), "parted": {parted}}})
own_codings = pd.DataFrame(found)
{end}
"""


def corners(
    period: str = 'decades[decades["decade"] == 1990]',
    inside: str = 'period["state_a"].isin(near) & period["state_b"].isin(near)',
    disputes: str = 'here["dispute"]',
    n: str = "chosen.sum()",
    share: str = 'here.loc[chosen, "shared"].mean()',
    rows: str = "kinds",
) -> str:
    """An answer to question 4 with one step changed."""
    return f"""
period = {period}
found = []
for state in (A, B):
    near = set(corner(state))
    here = period[{inside}]
    kinds = {{
        "disputes": {disputes}, "alliances": here["alliance"], "neighbours": here["contiguous"],
        "all pairs": pd.Series(True, index=here.index),
    }}
    for name in {rows}:
        chosen = kinds[name]
        found.append([state, name, {n}, {share}])
own_shares = pd.DataFrame(found, columns=["state", "among", "n", "share"])
"""


def picture(
    disputes: str = 'decades[decades["dispute"]]',
    neighbours: str = 'decades[decades["contiguous"]]',
    whole: str = "decades",
    counts: str = 'part.groupby("decade")["shared"].agg(n="size", n_same="sum")',
    rates: str = "",
    layers: str = "lines + dots",
    mark: str = "mark_point(filled=True)",
    title: str = "Disputes lie above all pairs, but never above neighbours",
    axis: str = '"Share of pairs with a ruler in common (0 to 1)"',
    description: str = "Dots with intervals by decade: disputes lie between all pairs, the lowest, and land neighbours.",
) -> str:
    """An answer to question 5 with one step changed."""
    return f"""
sets = {{"disputes": {disputes}, "neighbours": {neighbours}, "all pairs": {whole}}}
counts = pd.concat([{counts}.assign(among=name) for name, part in sets.items()]).reset_index()
rates = rate_intervals(counts)
{rates}
base = alt.Chart(rates).encode(x=alt.X("decade:O", title="Decade"), color="among:N")
dots = base.{mark}.encode(y=alt.Y("estimate:Q", title={axis}))
lines = base.mark_rule().encode(y="low:Q", y2="high:Q")
chart = ({layers}).properties(title="{title}", description="{description}")
"""


WINDOW = (
    'decades[decades["decade"] == 1990].drop(columns="decade").merge(pd.DataFrame({"decade": DECADES}), how="cross")'
)


def pulled(
    nearer: str = "apart[A] < apart[B]",
    table: str = "borders",
    odds: str = "near / (1 - near) / (away / (1 - away))",
    low: str = 'three["low"].iloc[-1]',
    high: str = 'three["high"].iloc[-1]',
    scale: str = "",
) -> str:
    """An answer to question 6 with one step changed."""
    return f"""
nearer = {nearer}
cut = {table}
cut = cut.assign(near=cut["state_a"].map(nearer) & cut["state_b"].map(nearer))
away, near = cut.groupby("near")["dispute"].mean()
three = dyadic_logit(cut, "dispute", ["near"]).query("term == 'near'").sort_values("se")
{scale}
own_odds = near, away, {odds}
own_interval = {low}, {high}
"""


def models(
    decade: int = 1970,
    term: str = "shared",
    errors: str = 'sort_values("se").iloc[-1]',
    columns: str = '["odds_ratio", "low", "high"]',
    third: str = '(rows[rows["contiguous"]], ["shared"])',
    taken: str = "1 - np.log(left) / np.log(whole)",
    letter: str = "D",
    end: str = "",
) -> str:
    """An answer to question 7 with one step changed."""
    return f"""
rows = decades[decades["decade"] == {decade}]
asked = {{
    "all pairs": (rows, ["shared"]),
    "border held constant": (rows, ["shared", "contiguous"]),
    "neighbours only": {third},
}}
found = {{}}
for name, (table, predictors) in asked.items():
    fitted = dyadic_logit(table, "dispute", predictors)
    term = "{term}" if "{term}" in predictors else "shared"
    found[name] = fitted[fitted["term"] == term].{errors}[{columns}].tolist()
held = pd.DataFrame(found, index=["odds_ratio", "low", "high"]).T.rename_axis("model")
whole, left = held["odds_ratio"].iloc[:2]
taken = {taken}
MAY_SAY = "{letter}"
{end}
"""


def sorted_papers(line: str = "CJ", rank: str = "DF", prince: str = "AG", heirs: str = "EI") -> str:
    """An answer to question 8."""
    return f'LINE, RANK, PRINCE, HEIRS = set("{line}"), set("{rank}"), set("{prince}"), set("{heirs}")'


def decided(first: str = "CDFJK", second: str = "BCEGHJ") -> str:
    """An answer to question 9."""
    return f'OF_1921, OF_1947 = set("{first}"), set("{second}")'


# Sentences of 25 words, to fill a wall and a note.
FILLING = "The paper was written far away, those who lived in the land did not vote on it, and what followed was the work of many hands after. "
IDS = "C17 and C18 rest on E003 and E004. "


def memo(
    wall: int = 7,
    note: int = 7,
    ids: str = IDS,
    more: str = "",
    heads: tuple[str, str] = ("Wall text", "Curator's note"),
) -> str:
    """An answer to question 10 of so many sentences, its wall with some words more."""
    return f"**{heads[0]}.** {wall * FILLING}{more}\n\n**{heads[1]}.** {ids}{note * FILLING}"


KASHMIR = """
**Wall text.** In 1846 a treaty made a ruler of Jammu master of the Kashmir Valley, under British overlordship. For a century the prince governed, and Britain kept his foreign affairs. In August 1947 British rule ended, and with it the treaty. India and Pakistan became independent, and the ruler joined neither at first.

On 22 October 1947 armed tribesmen from Pakistan's north-west entered the state. In the days that followed the ruler signed a paper that joined it to India; it bears the date of 26 October, and the day is disputed. Indian troops landed on 27 October. Those who lived in the state did not vote. Today India, Pakistan and China each administer a part.

Delhi points to the ruler's signature and to the incursion before it. Islamabad points to a Muslim majority and to a plebiscite that the Security Council spoke of. Kashmiris of the Valley, of Jammu, of Ladakh and of Gilgit-Baltistan answer in more than two ways, and many name independence, which no paper offered them.

**Curator's note.** The legacy here is rule through a prince: one man could sign for millions because an empire had governed through him (E005, E007). It stops there. The tribesmen of October (E006), the troops, the war, the cease-fire line, and the election of 1987 that many hold was rigged were the doing of heirs. No commission drew a line through the state, so a visitor who looks for the pencil of an empire will not find it.

May the wall say colonial? I use the third definition, family resemblance: an empire is what people who were ruled came to claim that it was, and what its rulers did not deny. By it Britain was a colonial power in Kashmir although a prince stood between, and the Soviet Union was one for those who said so in its last years. By rule overseas the Soviet Union is out, and C17 loses a half; by rule of outsiders for a distant centre, it is argued over. The wall writes overlordship, which all four capitals can read aloud.

C18 has India take Kashmir by force. We do not take over the verb: it names one actor, leaves out the tribesmen, the signature, and the parts that Pakistan and China hold. We leave out who fired first, for want of a source that both sides accept, and the names for the two administered parts that only one side uses.
"""


MISTAKES = (
    # m4-q1
    Mistake(
        "takes the letters of the first case alone",
        "m4-q1",
        letters("all(letter in name for name in four[:2])"),
        "public",
        "The letter e does not stand in India and not in Pakistan",
    ),
    Mistake(
        "takes the letters that stand in any of the four names",
        "m4-q1",
        letters("any(letter in name for name in four)"),
        "public",
        "The letter b does not stand in",
    ),
    Mistake(
        "puts the letters into one row",
        "m4-q1",
        letters() + 'fitting = pd.DataFrame({"letter": ["ain"], "n": [469], "disputes": [264]})',
        "public",
        "Give every letter its own row",
    ),
    Mistake(
        "gives the share with a dispute in place of the count",
        "m4-q1",
        letters(counts='[stands.sum(), borders.loc[stands, "dispute"].mean()]'),
        "public",
        "Count, do not divide",
    ),
    Mistake(
        "counts disputes on all borders, with the letter or without",
        "m4-q1",
        letters(counts='[stands.sum(), borders["dispute"].sum()]'),
        "public",
        "cannot have had a dispute",
    ),
    Mistake(
        "finds small letters only",
        "m4-q1",
        letters(names='borders[f"name_{side}"]'),
        "hidden",
        "turn the names into small letters first",
    ),
    Mistake(
        "counts borders with the letter in one of the two names",
        "m4-q1",
        letters(both="marks[0] | marks[1]"),
        "hidden",
        "not in one of the two",
    ),
    Mistake(
        "counts all pairs of states, far ones too",
        "m4-q1",
        letters(table=EVERY_PAIR),
        "hidden",
        "Those are all pairs of states",
    ),
    Mistake(
        "counts the two cases themselves",
        "m4-q1",
        letters(counts="[2, 2]"),
        "hidden",
        "Those are the two cases themselves",
    ),
    Mistake(
        "tests the lab's letter alone",
        "m4-q1",
        letters('letter == "n"'),
        "hidden",
        "Expected every letter that fits, but a, i are missing",
    ),
    Mistake(
        "thinks that only quiet borders with the cause are needed",
        "m4-q1",
        letters(unseen='{"B"}'),
        "hidden",
        "how often a quarrel comes anyway",
    ),
    Mistake(
        "thinks that quiet borders without the cause say nothing",
        "m4-q1",
        letters(unseen='["C", "B"]'),
        "hidden",
        "without the quiet borders that shared nothing",
    ),
    Mistake(
        "names the kinds that are seen",
        "m4-q1",
        letters(unseen='{"A"}'),
        "hidden",
        "shows examples of A, and nothing but these",
    ),
    # m4-q2
    Mistake(
        "takes a name in common for a past in common",
        "m4-q2",
        overlap("set(range(begin, end))"),
        "public",
        "That is X's time under Red",
    ),
    Mistake(
        "counts the year in which rule ended",
        "m4-q2",
        overlap("set(range(max(begin, start), min(end, stop) + 1))"),
        "public",
        "The year in which a spell ends does not count",
    ),
    Mistake(
        "runs from the first year of either to the last",
        "m4-q2",
        overlap("set(range(min(begin, start), max(end, stop)))"),
        "public",
        "from the first year under Red of either to the last",
    ),
    Mistake(
        "adds the times of both",
        "m4-q2",
        added("end - begin + stop - start"),
        "public",
        "That adds the times of both",
    ),
    Mistake(
        "counts empires, not years",
        "m4-q2",
        """
def shared_years(spells_a, spells_b):
    return len({empire for empire, _, _ in spells_a} & {empire for empire, _, _ in spells_b})
""",
        "public",
        "That counts empires in common",
    ),
    Mistake(
        "takes being ruled at the same time for having the same ruler",
        "m4-q2",
        overlap(condition="True"),
        "public",
        "Ruled at the same time is not ruled by the same empire",
    ),
    Mistake(
        "lets spells one after the other count below zero",
        "m4-q2",
        added("min(end, stop) - max(begin, start)"),
        "public",
        "An overlap that ends before it begins is no overlap",
    ),
    Mistake(
        "counts a year under two empires twice",
        "m4-q2",
        added("max(0, min(end, stop) - max(begin, start))"),
        "public",
        "A year under two empires is still one year",
    ),
    Mistake(
        "keeps one spell of each empire",
        "m4-q2",
        """
def shared_years(spells_a, spells_b):
    ours = {empire: (begin, end) for empire, begin, end in spells_a}
    theirs = {empire: (begin, end) for empire, begin, end in spells_b}
    years = set()
    for empire in set(ours) & set(theirs):
        years |= set(range(max(ours[empire][0], theirs[empire][0]), min(ours[empire][1], theirs[empire][1])))
    return len(years)
""",
        "public",
        "That is the last spell alone",
    ),
    Mistake(
        "stops at the first hit",
        "m4-q2",
        """
def shared_years(spells_a, spells_b):
    if not spells_a or not spells_b:
        return 0
    years = []
    for empire in sorted({spell[0] for spell in spells_a}):
        hits = [
            range(max(begin, start), min(end, stop))
            for other, begin, end in spells_a for third, start, stop in spells_b
            if other == third == empire and max(begin, start) < min(end, stop)
        ]
        years += hits[:1]
    return len(set().union(*years))
""",
        "public",
        "That is the first spell alone",
    ),
    Mistake(
        "looks at the last ruler only",
        "m4-q2",
        """
def shared_years(spells_a, spells_b):
    if not spells_a or not spells_b:
        return 0
    (empire, begin, end), (other, start, stop) = spells_a[-1], spells_b[-1]
    return max(0, min(end, stop) - max(begin, start)) if empire == other else 0
""",
        "public",
        "not only at the last ones",
    ),
    Mistake(
        "asks for the earliest year where there may be none",
        "m4-q2",
        """
def shared_years(spells_a, spells_b):
    earliest, latest = min(begin for _, begin, _ in spells_a), max(end for _, _, end in spells_b)
    return sum(
        any(
            empire == other and max(begin, start) <= year < min(end, stop)
            for empire, begin, end in spells_a for other, start, stop in spells_b
        )
        for year in range(earliest, latest)
    )
""",
        "public",
        "but the function stopped",
    ),
    Mistake(
        "gives a missing value where a state was never ruled",
        "m4-q2",
        """
def shared_years(spells_a, spells_b):
    if not spells_a or not spells_b:
        return float("nan")
    years = set()
    for empire, begin, end in spells_a:
        for other, start, stop in spells_b:
            years |= set(range(max(begin, start), min(end, stop))) if empire == other else set()
    return len(years)
""",
        "public",
        "expected 0 shared years, but nan came",
    ),
    Mistake(
        "counts years of the twentieth century alone",
        "m4-q2",
        overlap("set(range(max(begin, start, 1900), min(end, stop)))"),
        "hidden",
        "over all spells",
    ),
    # m4-q3
    Mistake(
        "takes two empty lists for a common ruler",
        "m4-q3",
        coded(listed="True"),
        "public",
        "Two states without a list have nothing in common: ask first whether both have",
    ),
    Mistake(
        "gives one row for both corners together",
        "m4-q3",
        coded(rows="(A,)"),
        "public",
        "Expected two rows, one for A's corner and one for B's",
    ),
    Mistake(
        "gives shares in place of counts",
        "m4-q3",
        coded(end='own_codings[["any", "first", "last", "together"]] /= 780'),
        "public",
        "Count, do not divide",
    ),
    Mistake(
        "pairs the state with its neighbours, and not these with each other",
        "m4-q3",
        coded(chosen="[(state, other) for other in corner(state) if other != state]"),
        "hidden",
        "Pair its neighbours with each other as well",
    ),
    Mistake(
        "counts each pair from both ends",
        "m4-q3",
        coded(chosen="[(a, b) for a in corner(state) for b in corner(state) if a != b]"),
        "hidden",
        "Each pair is counted from both ends",
    ),
    Mistake(
        "adds up the differences of every two codings",
        "m4-q3",
        coded(
            parted='sum((coded[x] != coded[y]).sum() for x, y in combinations(["any", "first", "last", "together"], 2))'
        ),
        "hidden",
        "That adds up every two codings",
    ),
    Mistake(
        "takes the gap between the counts for the pairs that part",
        "m4-q3",
        coded(parted="coded.sum().max() - coded.sum().min()"),
        "hidden",
        "Counts can be equal while the pairs are others",
    ),
    Mistake(
        "leaves the dated coding out when looking for pairs that part",
        "m4-q3",
        coded(parted='coded[["any", "first", "last"]].nunique(axis=1).gt(1).sum()'),
        "public",
        "above the smallest, so the codings part",
    ),
    # m4-q4
    Mistake(
        "turns the question round: of the pairs with a ruler in common",
        "m4-q4",
        corners(n='here["shared"].sum()', share='chosen[here["shared"]].mean()'),
        "public",
        "divide the other way round",
    ),
    Mistake(
        "divides every row by all pairs",
        "m4-q4",
        corners(share='(chosen & here["shared"]).sum() / len(here)'),
        "public",
        "is no whole number of pairs",
    ),
    Mistake(
        "gives per cent",
        "m4-q4",
        corners(share='100 * here.loc[chosen, "shared"].mean()'),
        "public",
        "Is it per cent?",
    ),
    Mistake(
        "leaves the comparison out",
        "m4-q4",
        corners(rows='["disputes", "alliances"]'),
        "public",
        "Expected the four rows",
    ),
    Mistake(
        "takes all five decades, each pair once",
        "m4-q4",
        corners(
            period='decades.groupby(["state_a", "state_b"], as_index=False)[["contiguous", "shared", "dispute", "alliance"]].max()'
        ),
        "hidden",
        "all its decades since 1950",
    ),
    Mistake(
        "takes pairs of which one state lies in the corner",
        "m4-q4",
        corners(inside='period["state_a"].isin(near) | period["state_b"].isin(near)'),
        "public",
        "Expected every n between 1 and 780",
    ),
    Mistake(
        "asks for a border where a dispute needs none",
        "m4-q4",
        corners(disputes='here["dispute"] & here["contiguous"]'),
        "hidden",
        "Here a pair need not have a border",
    ),
    Mistake(
        "codes by the first name on each list",
        "m4-q4",
        corners(
            share='np.mean([rulers(a)[:1] == rulers(b)[:1] != [] for a, b in here.loc[chosen, ["state_a", "state_b"]].to_numpy()])'
        ),
        "hidden",
        "The column shared says which",
    ),
    # m4-q5
    Mistake(
        "turns the question round: the share with a dispute",
        "m4-q5",
        picture(
            counts='part.groupby("decade")["shared"].agg(n="size", n_same="sum")',
            rates="""
size = decades[decades["shared"]].groupby("decade").size()
rates["n"] = rates["decade"].map(size)
rates = rate_intervals(rates[["decade", "among", "n", "n_same"]])
""",
        ),
        "hidden",
        "the question turned round",
    ),
    Mistake(
        "takes the disputes between neighbours alone",
        "m4-q5",
        picture(disputes='decades[decades["dispute"] & decades["contiguous"]]'),
        "hidden",
        "Those are the disputes between neighbours",
    ),
    Mistake(
        "takes the states of the 1990s for all decades",
        "m4-q5",
        picture(neighbours=f'({WINDOW}).query("contiguous")', whole=WINDOW),
        "hidden",
        "That takes the states of the 1990s for every decade",
    ),
    Mistake(
        "draws one standard error to each side",
        "m4-q5",
        picture(rates="rates = rate_intervals(counts, level=0.68)"),
        "hidden",
        "That is about one standard error to each side",
    ),
    Mistake(
        "draws bars",
        "m4-q5",
        picture(mark="mark_bar()"),
        "public",
        "it is drawn as",
    ),
    Mistake(
        "leaves the intervals out",
        "m4-q5",
        picture(layers="dots"),
        "public",
        "Expected a line from low to high for each dot",
    ),
    Mistake(
        "draws counts",
        "m4-q5",
        picture(rates='rates = rates.assign(estimate=rates["n_same"], low=rates["n_same"], high=rates["n_same"])'),
        "public",
        "Draw shares, not counts",
    ),
    Mistake(
        "lets one colour stand for all",
        "m4-q5",
        picture(rates='rates["among"] = "pairs"'),
        "public",
        "Put these words into the column that sets the colour",
    ),
    Mistake(
        "loses a decade",
        "m4-q5",
        picture(rates='rates = rates[rates["decade"] > 1950]'),
        "public",
        "Is a group lost in a merge?",
    ),
    Mistake(
        "writes a label for a title",
        "m4-q5",
        picture(title="Share of pairs with a common ruler by decade"),
        "public",
        "only says what is drawn",
    ),
    Mistake(
        "keeps the column's name on the axis",
        "m4-q5",
        picture(axis='"estimate"'),
        "public",
        "but the bare column name stands there",
    ),
    Mistake(
        "writes no alt text",
        "m4-q5",
        picture(description="Dots."),
        "public",
        "Expected an alt text of 40 characters or more",
    ),
    # m4-q6
    Mistake(
        "takes the risk ratio for the odds ratio",
        "m4-q6",
        pulled(odds="near / away"),
        "public",
        "the risk ratio",
    ),
    Mistake(
        "puts elsewhere on top",
        "m4-q6",
        pulled(odds="away / (1 - away) / (near / (1 - near))"),
        "public",
        "upside down",
    ),
    Mistake(
        "stops at the odds of the near borders",
        "m4-q6",
        pulled(odds="near / (1 - near)"),
        "public",
        "Divide by the odds elsewhere",
    ),
    Mistake(
        "adds two errors of the logarithm to the ratio",
        "m4-q6",
        pulled(
            low='max(0.01, near / (1 - near) / (away / (1 - away)) - 1.96 * three["se"].iloc[-1])',
            high='near / (1 - near) / (away / (1 - away)) + 1.96 * three["se"].iloc[-1]',
        ),
        "public",
        "Do not add and subtract errors of the logarithm",
    ),
    Mistake(
        "gives the interval of the logarithm",
        "m4-q6",
        pulled(
            low='three["estimate"].iloc[-1] - 1.96 * three["se"].iloc[-1]',
            high='three["estimate"].iloc[-1] + 1.96 * three["se"].iloc[-1]',
        ),
        "public",
        "That is an interval of the logarithm",
    ),
    Mistake(
        "gives per cent",
        "m4-q6",
        pulled(scale="near, away = 100 * near, 100 * away"),
        "public",
        "Is it per cent?",
    ),
    Mistake(
        "takes the narrowest interval",
        "m4-q6",
        pulled(low='three["low"].iloc[0]', high='three["high"].iloc[0]'),
        "hidden",
        "which takes every border for itself",
    ),
    Mistake(
        "mixes up A and B",
        "m4-q6",
        pulled(nearer="apart[B] < apart[A]"),
        "hidden",
        "A comes first in the pair",
    ),
    Mistake(
        "takes the disputes of the 1990s",
        "m4-q6",
        pulled(table='decades[decades["contiguous"] & (decades["decade"] == 1990)]'),
        "hidden",
        "Those are the disputes of the 1990s",
    ),
    Mistake(
        "takes all pairs of states, not the borders",
        "m4-q6",
        pulled(table='decades.groupby(["state_a", "state_b"], as_index=False)["dispute"].any()'),
        "hidden",
        "Take all borders once",
    ),
    # m4-q7
    Mistake(
        "reads the row of the border",
        "m4-q7",
        models(term="contiguous", taken="1 - np.log(left) / np.log(whole)"),
        "hidden",
        "The question is about a common ruler",
    ),
    Mistake(
        "takes the 1990s, as the lab did",
        "m4-q7",
        models(1990),
        "hidden",
        "Those are the 1990s",
    ),
    Mistake(
        "takes every pair for itself",
        "m4-q7",
        models(errors="query(\"errors == 'plain'\").iloc[0]"),
        "hidden",
        "a quarrelsome state is in many rows",
    ),
    Mistake(
        "repeats the controlled model in the row of neighbours",
        "m4-q7",
        models(third='(rows, ["shared", "contiguous"])'),
        "hidden",
        "That is the model of the row border held constant",
    ),
    Mistake(
        "hands over the logarithms",
        "m4-q7",
        models(columns='["estimate", "low", "high"]', taken="1 - left / whole"),
        "public",
        "does not lie between",
    ),
    Mistake(
        "measures what is taken from the ratios themselves",
        "m4-q7",
        models(taken="1 - left / whole"),
        "public",
        "An odds ratio of 1, not of 0, is no association",
    ),
    Mistake(
        "measures ratios from 1 on",
        "m4-q7",
        models(taken="(whole - left) / (whole - 1)"),
        "public",
        "Ratios multiply, so take logarithms",
    ),
    Mistake(
        "gives what is left",
        "m4-q7",
        models(taken="np.log(left) / np.log(whole)"),
        "public",
        "That is the part that is left",
    ),
    Mistake(
        "leaves the neighbours out",
        "m4-q7",
        models(end="held = held.iloc[:2]"),
        "public",
        "Expected the three rows",
    ),
    Mistake(
        "takes size for fairness",
        "m4-q7",
        models(letter="A"),
        "hidden",
        "makes a figure exact, not fair",
    ),
    Mistake(
        "takes an interval that holds 1 for proof of no effect",
        "m4-q7",
        models(letter="B"),
        "hidden",
        "also holds a doubling",
    ),
    Mistake(
        "takes every control for an improvement",
        "m4-q7",
        models(letter="C"),
        "hidden",
        "leads away from the effect",
    ),
    # m4-q8
    Mistake(
        "takes what a paper is about for its mechanism",
        "m4-q8",
        sorted_papers(line="CDJ", rank="F"),
        "hidden",
        "D does not belong into LINE",
    ),
    Mistake(
        "takes an older feud for a legacy",
        "m4-q8",
        sorted_papers(heirs="BEI"),
        "hidden",
        "it is older than the empire",
    ),
    Mistake(
        "takes the prince's letter for a choice of the heirs alone",
        "m4-q8",
        sorted_papers(prince="A", heirs="EGI"),
        "hidden",
        "one man can sign for the valley",
    ),
    Mistake(
        "takes a law of a new state for the empire's",
        "m4-q8",
        sorted_papers(rank="DFI", heirs="E"),
        "hidden",
        "the empire is gone, and a new state chooses",
    ),
    Mistake(
        "takes the prince for a unit of lower rank",
        "m4-q8",
        sorted_papers(rank="ADF", prince="G"),
        "hidden",
        "no unit was made inside another",
    ),
    Mistake(
        "takes every paper of the empire for a trace",
        "m4-q8",
        sorted_papers(rank="DFH"),
        "hidden",
        "sets this valley apart from none",
    ),
    Mistake(
        "puts one paper into two sets",
        "m4-q8",
        sorted_papers(prince="AG", heirs="EGI"),
        "public",
        "but G stands in PRINCE and HEIRS",
    ),
    Mistake(
        "writes the papers, not their letters",
        "m4-q8",
        'LINE, RANK, PRINCE, HEIRS = {"decree"}, {"statute"}, {"treaty"}, {"telegram"}',
        "public",
        "Expected letters that exist",
    ),
    # m4-q9
    Mistake(
        "takes what followed from a decision for the decision",
        "m4-q9",
        decided(first="ACDFJK"),
        "hidden",
        "the oblast and its boundary came in 1923",
    ),
    Mistake(
        "takes the cease-fire line for a line of the accession",
        "m4-q9",
        decided(second="ABCEGHJ"),
        "hidden",
        "the cease-fire line came from the war",
    ),
    Mistake(
        "looks for differences only",
        "m4-q9",
        decided(first="DFK", second="BEGH"),
        "hidden",
        "OF_1921 lacks C",
    ),
    Mistake(
        "takes the empire for going where it was coming",
        "m4-q9",
        decided(first="CDFGJK"),
        "hidden",
        "Soviet power was coming in",
    ),
    Mistake(
        "moves the Red Army's coming by a year",
        "m4-q9",
        decided(first="CDFHJK"),
        "hidden",
        "more than a year before",
    ),
    Mistake(
        "takes the dispute over a word for a dispute over a day",
        "m4-q9",
        decided(first="CDEFJK"),
        "hidden",
        "the verb of its minute is what is disputed",
    ),
    Mistake(
        "lets the United Nations come first",
        "m4-q9",
        decided(second="BCEGHIJ"),
        "hidden",
        "after the accession had taken effect",
    ),
    Mistake(
        "leaves one decision out",
        "m4-q9",
        decided(second=""),
        "public",
        "but OF_1947 is empty",
    ),
    Mistake(
        "puts all sentences into both",
        "m4-q9",
        decided("ABCDEFGHIJK", "ABCDEFGHIJK"),
        "public",
        "Two decisions are never the same in all",
    ),
    # m4-q10
    Mistake("hands over an empty cell", "m4-q10", "", "public", "there is none yet"),
    Mistake(
        "writes a few sentences",
        "m4-q10",
        memo(2, 2),
        "public",
        "What does a reader still need?",
    ),
    Mistake(
        "writes a chapter",
        "m4-q10",
        memo(7, 20),
        "public",
        "Which sentence could go?",
    ),
    Mistake(
        "names no claim",
        "m4-q10",
        memo(ids="It rests on E003 and E004. "),
        "public",
        "of the course's claims by number",
    ),
    Mistake(
        "names no event",
        "m4-q10",
        memo(ids="C17 and C18 rest on two decisions. "),
        "public",
        "of the course's events by number",
    ),
    Mistake(
        "writes no note",
        "m4-q10",
        memo(7, 7, heads=("Wall text", "Sources")),
        "public",
        "Expected a part that begins with **Curator's note.**",
    ),
    Mistake(
        "writes no wall",
        "m4-q10",
        memo(7, 7, heads=("Introduction", "Curator's note")),
        "public",
        "Expected a part that begins with **Wall text.**",
    ),
    Mistake(
        "fills the wall",
        "m4-q10",
        memo(9, 5),
        "public",
        "Visitors stand",
    ),
    Mistake(
        "uses a word of one side on the wall",
        "m4-q10",
        memo(more="Then the land was liberated."),
        "public",
        "The wall says 'liberated'",
    ),
)

RIGHT = (
    # m4-q1
    Right(
        "letters in the index and as capitals, counts as floats, a list of letters",
        "m4-q1",
        """
def both(letter):
    return [letter in a.lower() and letter in b.lower() for a, b in zip(borders["name_a"], borders["name_b"])]


shared = set.intersection(*(set(states.name(code).casefold()) for code in ["PAK", "IND", "AZE", "ARM"]))
fitting = pd.DataFrame({
    letter.upper(): {"disputes": float(borders["dispute"][both(letter)].sum()), "n": float(sum(both(letter)))}
    for letter in sorted(shared, reverse=True)
}).T.rename_axis("letter")
UNSEEN = ["D", "C", "B"]
""",
    ),
    Right(
        "patterns that ignore case, and a column more",
        "m4-q1",
        """
rows = []
for letter in "ina":
    has = borders["name_a"].str.contains(letter, case=False) & borders["name_b"].str.contains(letter, case=False)
    rows.append((letter, int(has.sum()), int((has & borders["dispute"]).sum()), borders.loc[has, "dispute"].mean()))
fitting = pd.DataFrame(rows, columns=["letter", "n", "disputes", "share"])
UNSEEN = pd.Series(["B", "C", "D"])
""",
    ),
    # m4-q2
    Right(
        "a look at each year",
        "m4-q2",
        """
def shared_years(spells_a, spells_b):
    def ruling(spells, year):
        return {empire for empire, begin, end in spells if begin <= year < end}

    edges = [year for _, begin, end in [*spells_a, *spells_b] for year in (begin, end)]
    return sum(bool(ruling(spells_a, year) & ruling(spells_b, year)) for year in range(min(edges, default=0), max(edges, default=0)))
""",
    ),
    Right(
        "a table, and a float",
        "m4-q2",
        """
def shared_years(spells_a, spells_b):
    ours = pd.DataFrame(spells_a, columns=["empire", "begin", "end"])
    both = ours.merge(pd.DataFrame(spells_b, columns=["empire", "start", "stop"]), on="empire")
    years = set()
    for row in both.itertuples():
        years.update(range(max(row.begin, row.start), min(row.end, row.stop)))
    return float(len(years))
""",
    ),
    Right(
        "numpy, a flag for each year",
        "m4-q2",
        """
def shared_years(spells_a, spells_b):
    common = np.zeros(2100, dtype=bool)
    for empire in {spell[0] for spell in spells_a}:
        flags = np.zeros((2, 2100), dtype=bool)
        for side, spells in enumerate((spells_a, spells_b)):
            for other, begin, end in spells:
                if other == empire:
                    flags[side, begin:end] = True
        common |= flags.all(axis=0)
    return common.sum()
""",
    ),
    # m4-q3
    Right(
        "the state in the index, from the column of pairs and with B first",
        "m4-q3",
        """
named_first = {state: names[0] for state, names in named.items()}
named_last = {state: names[-1] for state, names in named.items()}
both = pairs.assign(
    first=pairs["state_a"].map(named_first).eq(pairs["state_b"].map(named_first)),
    last=pairs["state_a"].map(named_last).eq(pairs["state_b"].map(named_last)),
).rename(columns={"shared": "any"})
rows = {}
for state in (B, A):
    inside = both[both["state_a"].isin(corner(state)) & both["state_b"].isin(corner(state))].copy()
    inside["together"] = [shared_years(spells_of(a), spells_of(b)) > 0 for a, b in zip(inside["state_a"], inside["state_b"])]
    four = inside[["any", "first", "last", "together"]]
    rows[state] = {**four.sum(), "parted": four.sum(axis=1).isin([1, 2, 3]).sum()}
own_codings = pd.DataFrame(rows).T.rename_axis("state")
""",
    ),
    Right(
        "plain counting, whole numbers as floats",
        "m4-q3",
        """
lines = []
for state in (A, B):
    tally = dict.fromkeys(["any", "first", "last", "together", "parted"], 0.0)
    near = corner(state)
    for place, a in enumerate(near):
        for b in near[place + 1 :]:
            one, two = rulers(a), rulers(b)
            said = {
                "any": any(name in two for name in one), "first": one[:1] == two[:1] and len(one) > 0,
                "last": one[-1:] == two[-1:] and len(one) > 0, "together": shared_years(spells_of(b), spells_of(a)) >= 1,
            }
            for name, yes in said.items():
                tally[name] += yes
            tally["parted"] += len(set(said.values())) == 2
    lines.append({"state": state} | tally)
own_codings = pd.DataFrame(lines)
""",
    ),
    # m4-q4
    Right(
        "two levels of an index, rows in another order",
        "m4-q4",
        """
late = decades[decades["decade"] == 1990]
found = {}
for state in (B, A):
    here = late[late[["state_a", "state_b"]].isin(corner(state)).all(axis=1)]
    for name, column in {"neighbours": "contiguous", "alliances": "alliance", "disputes": "dispute"}.items():
        found[state, name] = here[here[column]]["shared"].agg(["size", "mean"]).to_dict()
    found[state, "all pairs"] = {"size": len(here), "mean": here["shared"].mean()}
own_shares = pd.DataFrame(found).T.rename_axis(["state", "among"]).rename(columns={"size": "n", "mean": "share"})
""",
    ),
    Right(
        "a long table, counted by group",
        "m4-q4",
        """
late = decades.query("decade == 1990").assign(whole=True)
parts = []
for state in (A, B):
    near = corner(state)
    here = late.query("state_a in @near and state_b in @near")
    long = here.melt(id_vars=["shared"], value_vars=["dispute", "alliance", "contiguous", "whole"], var_name="among")
    counted = long[long["value"]].groupby("among")["shared"].agg(n="count", share="mean").reset_index()
    parts.append(counted.assign(state=state))
words = {"dispute": "disputes", "alliance": "alliances", "contiguous": "neighbours", "whole": "all pairs"}
own_shares = pd.concat(parts).replace({"among": words})
""",
    ),
    # m4-q5
    Right("plain Altair, decades as numbers, dots before lines", "m4-q5", picture(layers="dots + lines")),
    Right(
        "the share on the other axis, the decade in words, circles",
        "m4-q5",
        picture(
            rates="""
rates["decade"] = rates["decade"].astype("str") + "s"
turned = alt.Chart(rates).encode(y=alt.Y("decade:N", title="Decade"), color="among:N", yOffset="among:N")
""",
            layers="""
    turned.mark_rule().encode(x=alt.X("low:Q", title="Share with a ruler in common (0 to 1)"), x2="high:Q")
    + turned.mark_circle(size=80).encode(x="estimate:Q")
""",
        ),
    ),
    Right(
        "per cent, shapes as well as colours, bars for the intervals",
        "m4-q5",
        picture(
            rates='rates[["estimate", "low", "high"]] *= 100',
            layers='base.mark_errorbar().encode(y=alt.Y("low:Q", title="Share (%)"), y2="high:Q") + dots.encode(shape="among:N")',
            axis='"Pairs with a ruler in common (%)"',
        ),
    ),
    # m4-q6
    Right(
        "lists, odds from four counts",
        "m4-q6",
        """
closer = {state for state in apart.index if apart.loc[A, state] < apart.loc[B, state]}
near = borders["state_a"].isin(closer) & borders["state_b"].isin(closer)
a, b = (near & borders["dispute"]).sum(), (near & ~borders["dispute"]).sum()
c, d = (~near & borders["dispute"]).sum(), (~near & ~borders["dispute"]).sum()
own_odds = [a / (a + b), c / (c + d), a * d / (b * c)]
fitted = dyadic_logit(borders[["state_a", "state_b", "dispute"]].assign(near=near), "dispute", ["near"])
fitted = fitted[fitted["term"] == "near"]
own_interval = fitted.loc[(fitted["high"] - fitted["low"]).idxmax(), ["low", "high"]].to_list()
""",
    ),
    Right(
        "a Series and an array, the interval from the logarithm",
        "m4-q6",
        """
nearer = apart[B].gt(apart[A])
side = borders[["state_a", "state_b"]].apply(lambda column: column.map(nearer)).all(axis=1).astype(int)
rates = borders["dispute"].groupby(side).mean()
odds = rates / (1 - rates)
own_odds = pd.Series({"near": rates[1], "elsewhere": rates[0], "ratio": odds[1] / odds[0]})
fitted = dyadic_logit(borders.assign(near=side), "dispute", ["near"]).query("term == 'near'").nlargest(1, "se").iloc[0]
own_interval = np.exp(fitted["estimate"] + 1.959964 * fitted["se"] * np.array([-1, 1]))
""",
    ),
    # m4-q7
    Right("the model in the index, a numpy number, a small letter", "m4-q7", models(letter=" d. ")),
    Right(
        "rows in another order, more columns, the share as a float from the estimates",
        "m4-q7",
        """
rows = decades.query("decade == 1970")
parts = {
    "neighbours only": dyadic_logit(rows[rows["contiguous"]], "dispute", ["shared"]),
    "border held constant": dyadic_logit(rows, "dispute", ["contiguous", "shared"]),
    "all pairs": dyadic_logit(rows, "dispute", ["shared"]),
}
every = pd.concat([table.assign(model=name) for name, table in parts.items()], ignore_index=True).query("term == 'shared'")
held = every.loc[every.groupby("model")["se"].idxmax()]
estimates = held.set_index("model")["estimate"]
taken = float(1 - estimates["border held constant"] / estimates["all pairs"])
MAY_SAY = "D"
""",
    ),
    # m4-q8
    Right("lists of letters", "m4-q8", 'LINE, RANK, PRINCE, HEIRS = ["J", "C"], ["F", "D"], ["G", "A"], ["I", "E"]'),
    Right(
        "Series and tuples, with repeats",
        "m4-q8",
        """
LINE, RANK = pd.Series(["C", "J", "C"]), ("D", "F")
PRINCE, HEIRS = np.array(["A", "G"]), frozenset("EI")
""",
    ),
    # m4-q9
    Right("lists of letters", "m4-q9", 'OF_1921, OF_1947 = list("KJFDC"), list("JHGECB")'),
    Right("a Series and an array", "m4-q9", 'OF_1921, OF_1947 = pd.Series(list("CDFJK")), np.array(list("BCEGHJ"))'),
    # m4-q10
    Right(
        "Kashmir, with another definition",
        "m4-q10",
        KASHMIR,
    ),
    Right(
        "headings in capitals, the note first",
        "m4-q10",
        "**CURATOR'S NOTE:** "
        + KASHMIR.split("**Curator's note.** ")[1].strip()
        + "\n\n**WALL TEXT:** "
        + KASHMIR.split("**Curator's note.** ")[0].replace("**Wall text.** ", "").strip(),
    ),
)
