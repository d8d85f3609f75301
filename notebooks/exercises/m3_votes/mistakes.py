"""Wrong answers to exercise m3_votes: real misconceptions, each with the message that it must draw.

The tests put each of them into the notebook and look at what its checks say. The file stays with the instructor.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """One wrong answer: what somebody believed, where it is written, and which check must say what."""

    name: str
    answer: str
    """grade_id of the cell that ``code`` replaces"""
    code: str
    check: str
    """grade_id of the check that must fail; where it is a hidden one, the first checks pass"""
    message: str
    """words of the message that it must draw"""


SHARE = (
    Mistake(
        "counts two empty seats as agreement",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"]).dropna()
    return (both["a"] == both["b"]).mean(), len(both)
""",
        "m3-q1-public",
        "both seats are empty, which is no agreement",
    ),
    Mistake(
        "divides by all roll calls",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"]).dropna()
    both = both[(both["a"] != "absent") | (both["b"] != "absent")]
    return (both["a"] == both["b"]).mean(), len(both)
""",
        "m3-q1-public",
        "Divide by the roll calls on which both voted, not by all",
    ),
    Mistake(
        "leaves abstentions out",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(["yes", "no"]).all(axis=1)]
    return (both["a"] == both["b"]).mean(), len(both)
""",
        "m3-q1-public",
        "as an abstention is a vote",
    ),
    Mistake(
        "counts a missing vote as different",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[(both["a"] != "absent") & (both["b"] != "absent")]
    return (both["a"] == both["b"]).mean(), len(both)
""",
        "m3-q1-public",
        "A missing vote is unknown",
    ),
    Mistake(
        "compares by position instead of label",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    pairs = [(x, y) for x, y in zip(vote_a, vote_b) if x in CHOICES and y in CHOICES]
    n = len(pairs)
    return (sum(x == y for x, y in pairs) / n if n else float("nan")), n
""",
        "m3-q1-public",
        "not by their place in the list",
    ),
    Mistake(
        "compares the two Series as they come",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    voted = vote_a.isin(CHOICES) & vote_b.isin(CHOICES)
    return ((vote_a == vote_b) & voted).sum() / voted.sum(), voted.sum()
""",
        "m3-q1-public",
        "but pandas refused",
    ),
    Mistake(
        "gives per cent",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    return 100 * (both["a"] == both["b"]).mean(), len(both)
""",
        "m3-q1-public",
        "leave per cent away",
    ),
    Mistake(
        "gives the share without n",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    return (both["a"] == both["b"]).mean()
""",
        "m3-q1-public",
        "Expected two values, the share and n",
    ),
    Mistake(
        "divides by nothing when there is no common roll call",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    return int((both["a"] == both["b"]).sum()) / len(both), len(both)
""",
        "m3-q1-public",
        "Ask for n first",
    ),
    Mistake(
        "rounds",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    return round((both["a"] == both["b"]).mean(), 2), len(both)
""",
        "m3-q1-hidden",
        "Do not round",
    ),
)

KAPPA = (
    Mistake(
        "pools the habits of both states (Scott's pi)",
        "m3-q2-kappa",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    pooled = pd.concat([both["a"], both["b"]]).value_counts(normalize=True)
    by_chance = (pooled**2).sum()
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
""",
        "m3-q2-public",
        "That is Scott's pi",
    ),
    Mistake(
        "returns 0 where kappa is not defined",
        "m3-q2-kappa",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    by_chance = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in CHOICES)
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else 0.0
""",
        "m3-q2-public",
        "Undefined is neither 0 nor 1",
    ),
    Mistake(
        "divides by nothing when chance agreement is 1",
        "m3-q2-kappa",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = float((both["a"] == both["b"]).mean())
    by_chance = sum(float((both["a"] == vote).mean()) * float((both["b"] == vote).mean()) for vote in CHOICES)
    return (observed - by_chance) / (1 - by_chance)
""",
        "m3-q2-public",
        "Ask for p_e first",
    ),
    Mistake(
        "takes habits from all votes of a state, not from the common roll calls",
        "m3-q2-kappa",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    own_a, own_b = vote_a[vote_a.isin(CHOICES)], vote_b[vote_b.isin(CHOICES)]
    by_chance = sum((own_a == vote).mean() * (own_b == vote).mean() for vote in CHOICES)
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
""",
        "m3-q2-public",
        "Habits too are counted on the common roll calls only",
    ),
    Mistake(
        "forgets abstentions",
        "m3-q2-kappa",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(["yes", "no"]).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    by_chance = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in ["yes", "no"])
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
""",
        "m3-q2-public",
        "Abstentions are forgotten",
    ),
    Mistake(
        "forgets abstentions in chance agreement only",
        "m3-q2-kappa",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    by_chance = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in ["yes", "no"])
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
""",
        "m3-q2-public",
        "Abstentions are forgotten",
    ),
    Mistake(
        "subtracts chance and stops",
        "m3-q2-kappa",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    return observed - sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in CHOICES)
""",
        "m3-q2-public",
        "Divide it by the most that could be gained",
    ),
    Mistake(
        "takes each vote for equally likely",
        "m3-q2-kappa",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    return ((both["a"] == both["b"]).mean() - 1 / 3) / (1 - 1 / 3)
""",
        "m3-q2-public",
        "equally likely",
    ),
    Mistake(
        "takes a kappa below zero for an error",
        "m3-q2-kappa",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    by_chance = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in CHOICES)
    return max(0.0, (observed - by_chance) / (1 - by_chance)) if by_chance < 1 else float("nan")
""",
        "m3-q2-public",
        "Less agreement than by chance is below zero",
    ),
    Mistake(
        "compares by position instead of label",
        "m3-q2-kappa",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.DataFrame([(x, y) for x, y in zip(vote_a, vote_b)], columns=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    by_chance = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in CHOICES)
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
""",
        "m3-q2-hidden",
        "Match by label",
    ),
    Mistake(
        "takes no common roll call for no agreement",
        "m3-q2-kappa",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    if both.empty:
        return 0.0
    observed = (both["a"] == both["b"]).mean()
    by_chance = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in CHOICES)
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
""",
        "m3-q2-hidden",
        "Without a common roll call kappa is not defined",
    ),
)

MEANING = (
    Mistake(
        "reads a kappa near zero as opposition",
        "m3-q2-meaning",
        'KAPPA_NEAR_ZERO = "a"',
        "m3-q2-meaning-check",
        "they were hardly ever opposed",
    ),
    Mistake(
        "reads a kappa near zero as proof of independence",
        "m3-q2-meaning",
        'KAPPA_NEAR_ZERO = "c"',
        "m3-q2-meaning-check",
        "It does not say which",
    ),
    Mistake(
        "takes the two figures for a contradiction",
        "m3-q2-meaning",
        'KAPPA_NEAR_ZERO = "d"',
        "m3-q2-meaning-check",
        "Both figures are right",
    ),
    Mistake(
        "writes the answer out",
        "m3-q2-meaning",
        'KAPPA_NEAR_ZERO = "they vote alike"',
        "m3-q2-meaning-check",
        "Expected one letter",
    ),
)

OPPOSED = (
    Mistake(
        "takes yes against abstain for opposition",
        "m3-q3-opposed",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    voted = wide[a].isin(CHOICES) & wide[b].isin(CHOICES)
    cast = wide[voted & (wide[a] != wide[b])]
    counts = {"with_a": (cast[third] == cast[a]).sum(), "with_b": (cast[third] == cast[b]).sum()}
    return counts | {kind: (cast[third] == kind).sum() for kind in ("abstain", "absent")}
""",
        "m3-q3-public",
        "They differ, but are not opposed",
    ),
    Mistake(
        "takes a vote against an empty seat for opposition",
        "m3-q3-opposed",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    either = (wide[a] != "abstain") & (wide[b] != "abstain")
    cast = wide[either & (wide[a] != wide[b])]
    counts = {"with_a": (cast[third] == cast[a]).sum(), "with_b": (cast[third] == cast[b]).sum()}
    return counts | {kind: (cast[third] == kind).sum() for kind in ("abstain", "absent")}
""",
        "m3-q3-public",
        "Nobody opposed Y",
    ),
    Mistake(
        "counts only the roll calls on which a voted yes",
        "m3-q3-opposed",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    cast = wide[(wide[a] == "yes") & (wide[b] == "no")]
    counts = {"with_a": (cast[third] == cast[a]).sum(), "with_b": (cast[third] == cast[b]).sum()}
    return counts | {kind: (cast[third] == kind).sum() for kind in ("abstain", "absent")}
""",
        "m3-q3-public",
        "Count both ways round",
    ),
    Mistake(
        "takes a yes for siding with a",
        "m3-q3-opposed",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    opposed = wide[[a, b]].isin(["yes", "no"]).all(axis=1) & (wide[a] != wide[b])
    kinds = {"with_a": "yes", "with_b": "no", "abstain": "abstain", "absent": "absent"}
    return {key: (wide.loc[opposed, third] == kind).sum() for key, kind in kinds.items()}
""",
        "m3-q3-public",
        "On roll call 2 X said no, Y yes, Z no",
    ),
    Mistake(
        "takes an empty seat for an abstention",
        "m3-q3-opposed",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    opposed = wide[[a, b]].isin(["yes", "no"]).all(axis=1) & (wide[a] != wide[b])
    cast = wide[opposed]
    counts = {"with_a": (cast[third] == cast[a]).sum(), "with_b": (cast[third] == cast[b]).sum()}
    return counts | {"abstain": cast[third].isin(["abstain", "absent"]).sum(), "absent": 0}
""",
        "m3-q3-public",
        "An empty seat is not an abstention",
    ),
    Mistake(
        "takes a missing vote for an absence",
        "m3-q3-opposed",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    wide = wide.fillna("absent")
    opposed = wide[[a, b]].isin(["yes", "no"]).all(axis=1) & (wide[a] != wide[b])
    cast = wide[opposed]
    counts = {"with_a": (cast[third] == cast[a]).sum(), "with_b": (cast[third] == cast[b]).sum()}
    return counts | {kind: (cast[third] == kind).sum() for kind in ("abstain", "absent")}
""",
        "m3-q3-public",
        "On roll call 9 Z's vote is missing",
    ),
    Mistake(
        "counts every roll call, opposed or not",
        "m3-q3-opposed",
        """
def with_whom(votes, a, b, third):
    cast = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    differ = ~((cast[a] == "abstain") | (cast[b] == "abstain") | (cast[a] == "absent") | (cast[b] == "absent"))
    cast = cast[differ]
    counts = {"with_a": (cast[third] == cast[a]).sum(), "with_b": (cast[third] == cast[b]).sum()}
    return counts | {kind: (cast[third] == kind).sum() for kind in ("abstain", "absent")}
""",
        "m3-q3-public",
        "Look at opposed roll calls only",
    ),
    Mistake(
        "drops the counts that are zero",
        "m3-q3-opposed",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    opposed = wide[[a, b]].isin(["yes", "no"]).all(axis=1) & (wide[a] != wide[b])
    cast = wide[opposed].dropna()
    stance = cast[third].mask(cast[third] == cast[a], "with_a").mask(cast[third] == cast[b], "with_b")
    return stance.value_counts().to_dict()
""",
        "m3-q3-public",
        "each also when its count is 0",
    ),
    Mistake(
        "takes the columns of a pivot for the order of the arguments",
        "m3-q3-opposed",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    wide.columns = ["a", "b", "third"]
    cast = wide[wide[["a", "b"]].isin(["yes", "no"]).all(axis=1) & (wide["a"] != wide["b"])]
    counts = {"with_a": (cast["third"] == cast["a"]).sum(), "with_b": (cast["third"] == cast["b"]).sum()}
    return counts | {kind: (cast["third"] == kind).sum() for kind in ("abstain", "absent")}
""",
        "m3-q3-public",
        "with_a and with_b must swap too",
    ),
    Mistake(
        "takes every other state in the table for the third",
        "m3-q3-opposed",
        """
def with_whom(votes, a, b, third):
    sides = votes[votes["state"].isin([a, b])].pivot(index="roll_call", columns="state", values="vote")
    opposed = sides[sides.isin(["yes", "no"]).all(axis=1) & (sides[a] != sides[b])]
    others = votes[~votes["state"].isin([a, b])].join(opposed, on="roll_call", how="inner")
    counts = {"with_a": (others["vote"] == others[a]).sum(), "with_b": (others["vote"] == others[b]).sum()}
    return counts | {kind: (others["vote"] == kind).sum() for kind in ("abstain", "absent")}
""",
        "m3-q3-hidden",
        "count the third state only",
    ),
)

# What the charts below share: a whole table of years, titles and an alt text that would do.
_TABLE = """
drawn = yearly.set_index("year").reindex(pd.RangeIndex(FIRST, LAST + 1, name="year")).reset_index()
drawn["agreement"] = drawn["agreement"].where(drawn["n"] >= LEAST)
x = alt.X("year:Q", title="Year")
y = alt.Y("agreement:Q", title="Share of identical votes (0 to 1)")
title = "Kazakhstan and Kyrgyzstan vote alike more often since 2003 than before"
description = "Line chart of the yearly share of identical votes of Kazakhstan and Kyrgyzstan; it rises after 2000."
"""

CHART = (
    Mistake(
        "joins the gaps: draws the table as it is",
        "m3-q4-chart",
        _TABLE
        + """
chart = alt.Chart(yearly[yearly["n"] >= LEAST]).mark_line(point=True).encode(x, y)
chart = chart.properties(title=title, description=description)
""",
        "m3-q4-public",
        "it runs across the gap of [1999, 2001]",
    ),
    Mistake(
        "joins the gaps: drops the missing values",
        "m3-q4-chart",
        _TABLE
        + """
line = alt.Chart(drawn.dropna()).mark_line().encode(x, y)
chart = (line + alt.Chart(drawn).mark_point().encode(x, y)).properties(title=title, description=description)
""",
        "m3-q4-public",
        "it runs across the gap of [1999, 2001]",
    ),
    Mistake(
        "takes unknown for zero",
        "m3-q4-chart",
        _TABLE
        + """
chart = alt.Chart(drawn.fillna({"agreement": 0})).mark_line(point=True).encode(x, y)
chart = chart.properties(title=title, description=description)
""",
        "m3-q4-public",
        "Unknown is neither 0 nor what lies between",
    ),
    Mistake(
        "fills gaps with what lies between",
        "m3-q4-chart",
        _TABLE
        + """
drawn["agreement"] = drawn["agreement"].interpolate()
chart = alt.Chart(drawn).mark_line(point=True).encode(x, y).properties(title=title, description=description)
""",
        "m3-q4-public",
        "Unknown is neither 0 nor what lies between",
    ),
    Mistake(
        "keeps years with too few roll calls",
        "m3-q4-chart",
        _TABLE
        + """
drawn = yearly.set_index("year").reindex(range(FIRST, LAST + 1)).reset_index()
chart = alt.Chart(drawn).mark_line(point=True).encode(x, y).properties(title=title, description=description)
""",
        "m3-q4-public",
        "Expected no value for [1992, 2024]",
    ),
    Mistake(
        "lets the chart compute the means",
        "m3-q4-chart",
        _TABLE
        + """
pair["same"] = (pair["vote_a"] == pair["vote_b"]).astype(float)
line = alt.Chart(pair[["year", "same"]]).mark_line(point=True).encode(x, alt.Y("mean(same):Q", title="Share"))
chart = line.properties(title=title, description=description)
""",
        "m3-q4-public",
        "Compute in pandas, one row a year",
    ),
    Mistake(
        "draws bars",
        "m3-q4-chart",
        _TABLE + "chart = alt.Chart(drawn).mark_bar().encode(x, y).properties(title=title, description=description)",
        "m3-q4-public",
        "the marks are: bar",
    ),
    Mistake(
        "has no alt text",
        "m3-q4-chart",
        _TABLE + "chart = alt.Chart(drawn).mark_line(point=True).encode(x, y).properties(title=title)",
        "m3-q4-public",
        "Expected an alt text of 40 characters or more, but 0 came",
    ),
    Mistake(
        "has an alt text that says nothing",
        "m3-q4-chart",
        _TABLE
        + """
chart = alt.Chart(drawn).mark_line(point=True).encode(x, y)
chart = chart.properties(title=title, description="A line chart of how often two states vote alike.")
""",
        "m3-q4-public",
        "names both states, but Kazakhstan is not in it",
    ),
    Mistake(
        "has a label for a title",
        "m3-q4-chart",
        _TABLE
        + """
title = "Yearly agreement of Kazakhstan and Kyrgyzstan, 1992-2024"
chart = alt.Chart(drawn).mark_line(point=True).encode(x, y).properties(title=title, description=description)
""",
        "m3-q4-public",
        "only says what is drawn",
    ),
    Mistake(
        "has no axis titles",
        "m3-q4-chart",
        _TABLE
        + """
chart = alt.Chart(drawn).mark_line(point=True).encode(x="year:Q", y="agreement:Q")
chart = chart.properties(title=title, description=description)
""",
        "m3-q4-public",
        "a title of your own on the x axis",
    ),
    Mistake(
        "draws kappa under the name of a share",
        "m3-q4-chart",
        _TABLE
        + """
y = alt.Y("kappa:Q", title="Share of identical votes (0 to 1)")
drawn["kappa"] = drawn["kappa"].where(drawn["n"] >= LEAST)
chart = alt.Chart(drawn).mark_line(point=True).encode(x, y).properties(title=title, description=description)
""",
        "m3-q4-hidden",
        "Draw the column agreement, each value at its own year",
    ),
    Mistake(
        "draws only the years that fit the finding",
        "m3-q4-chart",
        _TABLE
        + """
late = drawn[drawn["year"] >= 2002]
chart = alt.Chart(late).mark_line(point=True).encode(x, y).properties(title=title, description=description)
""",
        "m3-q4-hidden",
        "are not drawn",
    ),
)

MISTAKES = SHARE + KAPPA + MEANING + OPPOSED + CHART
