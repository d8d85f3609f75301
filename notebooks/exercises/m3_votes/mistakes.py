"""Wrong answers to exercise m3_votes: real misconceptions, each with the message that it must draw; and right answers
in other forms. The tests try every one. Instructors only."""

from __future__ import annotations

from course_utils.exercises.mistakes import Mistake, Right

# What the charts below share: a whole table of years, titles and an alt text that would do.
DRAWN = """
drawn = yearly.set_index("year").reindex(pd.RangeIndex(FIRST, LAST + 1, name="year")).reset_index()
drawn["agreement"] = drawn["agreement"].where(drawn["n"] >= LEAST)
x = alt.X("year:Q", title="Year")
y = alt.Y("agreement:Q", title="Share of identical votes (0 to 1)")
title = "Kazakhstan and Kyrgyzstan vote alike more often since 2003 than before"
description = "Line chart of the yearly share of identical votes of Kazakhstan and Kyrgyzstan; it rises after 2000."
"""

# What the answers to question 5 share: the common roll calls, with the share of the largest camp.
CAMP = """
both = pd.concat([votes_of(A), votes_of(B)], axis=1, join="inner", keys=["a", "b"]).reset_index()
both = both[both["a"].isin(CHOICES) & both["b"].isin(CHOICES)].merge(roll_calls, on="roll_call")
both["same"] = both["a"] == both["b"]
camps = both[["yes", "no", "abstain"]]
camp = camps.max(axis=1) / camps.sum(axis=1)
"""

# A sentence of 21 words, to fill a memo.
FILLING = "The texts speak of territorial integrity, of talks, and of people on both sides who wish to return to their homes. "

MISTAKES = (
    # m3-q1
    Mistake(
        "counts two empty seats as agreement",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"]).dropna()
    return (both["a"] == both["b"]).mean(), len(both)
""",
        "public",
        "both seats are empty, which is no agreement",
    ),
    Mistake(
        "divides by all roll calls",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"]).dropna()
    both = both[(both["a"] != "absent") | (both["b"] != "absent")]
    return (both["a"] == both["b"]).mean(), len(both)
""",
        "public",
        "Divide by the roll calls on which both voted, not by all",
    ),
    Mistake(
        "leaves abstentions out",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(["yes", "no"]).all(axis=1)]
    return (both["a"] == both["b"]).mean(), len(both)
""",
        "public",
        "as an abstention is a vote",
    ),
    Mistake(
        "counts a missing vote as different",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[(both["a"] != "absent") & (both["b"] != "absent")]
    return (both["a"] == both["b"]).mean(), len(both)
""",
        "public",
        "A missing vote is unknown",
    ),
    Mistake(
        "compares by position instead of label",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    pairs = [(x, y) for x, y in zip(vote_a, vote_b) if x in CHOICES and y in CHOICES]
    n = len(pairs)
    return (sum(x == y for x, y in pairs) / n if n else float("nan")), n
""",
        "public",
        "but 0.250 of 4 came. Match the votes by their label",
    ),
    Mistake(
        "compares the two Series as they come",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    voted = vote_a.isin(CHOICES) & vote_b.isin(CHOICES)
    return ((vote_a == vote_b) & voted).sum() / voted.sum(), voted.sum()
""",
        "public",
        "but pandas refused to compare",
    ),
    Mistake(
        "gives per cent",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    return 100 * (both["a"] == both["b"]).mean(), len(both)
""",
        "public",
        "Is it per cent?",
    ),
    Mistake(
        "gives the share without n",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    return (both["a"] == both["b"]).mean()
""",
        "public",
        "Put them in this order, with a comma between",
    ),
    Mistake(
        "divides by nothing when there is no common roll call",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    return int((both["a"] == both["b"]).sum()) / len(both), len(both)
""",
        "public",
        "Ask for n first",
    ),
    Mistake(
        "rounds",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    return round((both["a"] == both["b"]).mean(), 2), len(both)
""",
        "hidden",
        "Do not round",
    ),
    # m3-q2
    Mistake(
        "pools the habits of both states (Scott's pi)",
        "m3-q2",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    pooled = pd.concat([both["a"], both["b"]]).value_counts(normalize=True)
    by_chance = (pooled**2).sum()
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
""",
        "public",
        "That is Scott's pi",
    ),
    Mistake(
        "returns 0 where kappa is not defined",
        "m3-q2",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    by_chance = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in CHOICES)
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else 0.0
""",
        "public",
        "Undefined is neither 0 nor 1",
    ),
    Mistake(
        "divides by nothing when chance agreement is 1",
        "m3-q2",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = float((both["a"] == both["b"]).mean())
    by_chance = sum(float((both["a"] == vote).mean()) * float((both["b"] == vote).mean()) for vote in CHOICES)
    return (observed - by_chance) / (1 - by_chance)
""",
        "public",
        "Ask for p_e first",
    ),
    Mistake(
        "takes habits from all votes of a state, not from the common roll calls",
        "m3-q2",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    own_a, own_b = vote_a[vote_a.isin(CHOICES)], vote_b[vote_b.isin(CHOICES)]
    by_chance = sum((own_a == vote).mean() * (own_b == vote).mean() for vote in CHOICES)
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
""",
        "public",
        "Habits too are counted on the common roll calls only",
    ),
    Mistake(
        "forgets abstentions",
        "m3-q2",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(["yes", "no"]).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    by_chance = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in ["yes", "no"])
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
""",
        "public",
        "An abstention is a vote: keep its roll calls",
    ),
    Mistake(
        "forgets abstentions in chance agreement only",
        "m3-q2",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    by_chance = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in ["yes", "no"])
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
""",
        "public",
        "Abstentions are forgotten in chance agreement",
    ),
    Mistake(
        "subtracts chance and stops",
        "m3-q2",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    return observed - sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in CHOICES)
""",
        "public",
        "Divide it by the most that could be gained",
    ),
    Mistake(
        "takes each vote for equally likely",
        "m3-q2",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    return ((both["a"] == both["b"]).mean() - 1 / 3) / (1 - 1 / 3)
""",
        "public",
        "equally likely",
    ),
    Mistake(
        "takes a kappa below zero for an error",
        "m3-q2",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.concat([vote_a, vote_b], axis=1, join="inner", keys=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    by_chance = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in CHOICES)
    return max(0.0, (observed - by_chance) / (1 - by_chance)) if by_chance < 1 else float("nan")
""",
        "public",
        "Less agreement than by chance is below zero",
    ),
    Mistake(
        "compares by position instead of label",
        "m3-q2",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.DataFrame([(x, y) for x, y in zip(vote_a, vote_b)], columns=["a", "b"])
    both = both[both.isin(CHOICES).all(axis=1)]
    observed = (both["a"] == both["b"]).mean()
    by_chance = sum((both["a"] == vote).mean() * (both["b"] == vote).mean() for vote in CHOICES)
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
""",
        "hidden",
        "Match by label",
    ),
    Mistake(
        "takes no common roll call for no agreement",
        "m3-q2",
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
        "hidden",
        "Without a common roll call kappa is not defined",
    ),
    # m3-q3
    Mistake(
        "reads a kappa near zero as opposition",
        "m3-q3",
        'KAPPA_NEAR_ZERO = "A"',
        "hidden",
        "they were hardly ever opposed",
    ),
    Mistake(
        "reads a kappa near zero as proof of independence",
        "m3-q3",
        'KAPPA_NEAR_ZERO = "C"',
        "hidden",
        "It does not say which",
    ),
    Mistake(
        "takes two figures that part for an error",
        "m3-q3",
        'KAPPA_NEAR_ZERO = "D"',
        "hidden",
        "Both figures are right",
    ),
    Mistake(
        "chooses two readings",
        "m3-q3",
        'KAPPA_NEAR_ZERO = "B and C"',
        "public",
        "Write the letter alone",
    ),
    # m3-q4
    Mistake(
        "divides the bounds by the votes cast",
        "m3-q4",
        """
share, n = share_identical(votes_of(A), votes_of(B))
seats = pd.concat([votes_of(A), votes_of(B)], axis=1, join="inner", keys=["a", "b"]).dropna()
alike, absent = round(share * n), len(seats) - n
own_bounds = pd.DataFrame({
    "absences": ["left out", "all different", "all the same"],
    "n": [n, n, n],
    "share": [share, (alike - absent) / n, min(1, (alike + absent) / n)],
})
""",
        "public",
        "A bound divides by all roll calls on which both had a seat",
    ),
    Mistake(
        "takes two empty seats for agreement",
        "m3-q4",
        """
share, n = share_identical(votes_of(A), votes_of(B))
seats = pd.concat([votes_of(A), votes_of(B)], axis=1, join="inner", keys=["a", "b"]).dropna()
alike, absent = round(share * n), len(seats) - n
own_bounds = pd.DataFrame({
    "absences": ["left out", "all different", "all the same"],
    "n": [n, len(seats), len(seats)],
    "share": [share, (seats["a"] == seats["b"]).mean(), (alike + absent) / len(seats)],
})
""",
        "public",
        "Two empty seats agree on nothing",
    ),
    Mistake(
        "takes an absence for an abstention",
        "m3-q4",
        """
share, n = share_identical(votes_of(A), votes_of(B))
seats = pd.concat([votes_of(A), votes_of(B)], axis=1, join="inner", keys=["a", "b"]).dropna()
alike, absent = round(share * n), len(seats) - n
abstained = seats.replace("absent", "abstain")
own_bounds = pd.DataFrame({
    "absences": ["left out", "all different", "all the same"],
    "n": [n, len(seats), len(seats)],
    "share": [share, alike / len(seats), (abstained["a"] == abstained["b"]).mean()],
})
""",
        "public",
        "An absence is not an abstention",
    ),
    Mistake(
        "mixes up the two extremes",
        "m3-q4",
        """
share, n = share_identical(votes_of(A), votes_of(B))
seats = pd.concat([votes_of(A), votes_of(B)], axis=1, join="inner", keys=["a", "b"]).dropna()
alike, absent = round(share * n), len(seats) - n
own_bounds = pd.DataFrame({
    "absences": ["left out", "all different", "all the same"],
    "n": [n, len(seats), len(seats)],
    "share": [share, (alike + absent) / len(seats), alike / len(seats)],
})
""",
        "public",
        "Which of the two extremes is which?",
    ),
    Mistake(
        "rounds",
        "m3-q4",
        """
share, n = share_identical(votes_of(A), votes_of(B))
seats = pd.concat([votes_of(A), votes_of(B)], axis=1, join="inner", keys=["a", "b"]).dropna()
alike, absent = round(share * n), len(seats) - n
own_bounds = pd.DataFrame({
    "absences": ["left out", "all different", "all the same"],
    "n": [n, len(seats), len(seats)],
    "share": [round(share, 2), round(alike / len(seats), 2), round((alike + absent) / len(seats), 2)],
})
""",
        "public",
        "leave the share as it is, not rounded",
    ),
    Mistake(
        "gives per cent",
        "m3-q4",
        """
share, n = share_identical(votes_of(A), votes_of(B))
seats = pd.concat([votes_of(A), votes_of(B)], axis=1, join="inner", keys=["a", "b"]).dropna()
alike, absent = round(share * n), len(seats) - n
own_bounds = pd.DataFrame({
    "absences": ["left out", "all different", "all the same"],
    "n": [n, len(seats), len(seats)],
    "share": [100 * share, 100 * alike / len(seats), 100 * (alike + absent) / len(seats)],
})
""",
        "public",
        "Is it per cent?",
    ),
    Mistake(
        "leaves one bound out",
        "m3-q4",
        """
share, n = share_identical(votes_of(A), votes_of(B))
own_bounds = pd.DataFrame({"absences": ["left out", "all different"], "n": [n, n], "share": [share, share]})
""",
        "public",
        "Expected the 3 rows",
    ),
    Mistake(
        "passes over the roll calls from which both were absent",
        "m3-q4",
        """
share, n = share_identical(votes_of(A), votes_of(B))
seats = pd.concat([votes_of(A), votes_of(B)], axis=1, join="inner", keys=["a", "b"]).dropna()
seats = seats[(seats["a"] != "absent") | (seats["b"] != "absent")]
alike, absent = round(share * n), len(seats) - n
own_bounds = pd.DataFrame({
    "absences": ["left out", "all different", "all the same"],
    "n": [n, len(seats), len(seats)],
    "share": [share, alike / len(seats), (alike + absent) / len(seats)],
})
""",
        "hidden",
        "Roll calls from which both were absent count too",
    ),
    Mistake(
        "takes all years",
        "m3-q4",
        """
every = load("votes")
one, other = (every[every["state"] == state].set_index("roll_call")["vote"].astype("str") for state in (A, B))
share, n = share_identical(one, other)
seats = pd.concat([one, other], axis=1, join="inner").dropna()
alike, absent = round(share * n), len(seats) - n
own_bounds = pd.DataFrame({
    "absences": ["left out", "all different", "all the same"],
    "n": [n, len(seats), len(seats)],
    "share": [share, alike / len(seats), (alike + absent) / len(seats)],
})
""",
        "hidden",
        "Keep the years 1992 to 2024, and the roll calls on which both voted",
    ),
    # m3-q5
    Mistake(
        "puts the border into neither part",
        "m3-q5",
        CAMP
        + """
parts = {"all": both, "contested": both[camp < 0.9], "near-unanimous": both[camp > 0.9]}
by_camp = pd.DataFrame(
    [{"roll_calls": name, "n": len(part), "share": part["same"].mean()} for name, part in parts.items()]
)
""",
        "public",
        "Is a roll call in both parts or in none",
    ),
    Mistake(
        "divides every part by all common roll calls",
        "m3-q5",
        CAMP
        + """
parts = {"all": both, "contested": both[camp < 0.9], "near-unanimous": both[camp >= 0.9]}
by_camp = pd.DataFrame(
    [{"roll_calls": name, "n": len(part), "share": part["same"].sum() / len(both)} for name, part in parts.items()]
)
""",
        "public",
        "Divide the identical votes by the n of the same row",
    ),
    Mistake(
        "gives per cent",
        "m3-q5",
        CAMP
        + """
parts = {"all": both, "contested": both[camp < 0.9], "near-unanimous": both[camp >= 0.9]}
by_camp = pd.DataFrame(
    [{"roll_calls": name, "n": len(part), "share": 100 * part["same"].mean()} for name, part in parts.items()]
)
""",
        "public",
        "Is it per cent?",
    ),
    Mistake(
        "leaves the whole out",
        "m3-q5",
        CAMP
        + """
parts = {"contested": both[camp < 0.9], "near-unanimous": both[camp >= 0.9]}
by_camp = pd.DataFrame(
    [{"roll_calls": name, "n": len(part), "share": part["same"].mean()} for name, part in parts.items()]
)
""",
        "public",
        "Expected the 3 rows",
    ),
    Mistake(
        "mixes up the two parts",
        "m3-q5",
        CAMP
        + """
parts = {"all": both, "contested": both[camp >= 0.9], "near-unanimous": both[camp < 0.9]}
by_camp = pd.DataFrame(
    [{"roll_calls": name, "n": len(part), "share": part["same"].mean()} for name, part in parts.items()]
)
""",
        "hidden",
        "Those are the near-unanimous ones",
    ),
    Mistake(
        "divides the camp by all members",
        "m3-q5",
        CAMP
        + """
camp = camps.max(axis=1) / (camps.sum(axis=1) + both["absent"])
parts = {"all": both, "contested": both[camp < 0.9], "near-unanimous": both[camp >= 0.9]}
by_camp = pd.DataFrame(
    [{"roll_calls": name, "n": len(part), "share": part["same"].mean()} for name, part in parts.items()]
)
""",
        "hidden",
        "Empty seats are in no camp",
    ),
    Mistake(
        "puts the border into the wrong part",
        "m3-q5",
        CAMP
        + """
parts = {"all": both, "contested": both[camp <= 0.9], "near-unanimous": both[camp > 0.9]}
by_camp = pd.DataFrame(
    [{"roll_calls": name, "n": len(part), "share": part["same"].mean()} for name, part in parts.items()]
)
""",
        "hidden",
        "A largest camp of exactly 0.9 is near-unanimous",
    ),
    # m3-q6
    Mistake(
        "takes more draws for more spread",
        "m3-q6",
        'WIDER = "A"',
        "hidden",
        "The interval by roll call is the narrower one",
    ),
    Mistake(
        "takes more rows for a wider interval",
        "m3-q6",
        'WIDER = "C"',
        "hidden",
        "the rows of a family move together",
    ),
    Mistake(
        "takes the gap for luck",
        "m3-q6",
        'WIDER = "B"',
        "hidden",
        "far larger than what another seed changes",
    ),
    Mistake(
        "writes the words in place of the letter",
        "m3-q6",
        'WIDER = "by family"',
        "public",
        "Write the letter alone",
    ),
    # m3-q7
    Mistake(
        "takes the five nearest in income",
        "m3-q7",
        "closest = like_in_income(A)[:5]",
        "hidden",
        "Income makes the class, votes make the order",
    ),
    Mistake(
        "ranks all states, not the class",
        "m3-q7",
        """
recent = roll_calls[roll_calls["year"] >= 2010]
closest = partners(votes, A, least=100, roll_calls=recent)["partner"].head(5)
""",
        "hidden",
        "Only the 40 states nearest in income are in it",
    ),
    Mistake(
        "takes the five least alike",
        "m3-q7",
        """
recent = roll_calls[roll_calls["year"] >= 2010]
closest = partners(votes, A, least=100, among=like_in_income(A)[:40], roll_calls=recent)["partner"].tail(5)
""",
        "hidden",
        "Sort by the share, the largest first",
    ),
    Mistake(
        "counts the state itself among its partners",
        "m3-q7",
        """
recent = roll_calls[roll_calls["year"] >= 2010]
shares = {}
for state in [A, *like_in_income(A)[:40]]:
    own = votes_of(state)
    shares[state], n = share_identical(votes_of(A), own[own.index.isin(recent["roll_call"])])
closest = pd.Series(shares).nlargest(5).index
""",
        "hidden",
        "Leave it out of its class",
    ),
    Mistake(
        "hands over the whole class",
        "m3-q7",
        "closest = like_in_income(A)[:40]",
        "public",
        "Expected five different states, but 40 came",
    ),
    Mistake(
        "writes names, not codes",
        "m3-q7",
        """
recent = roll_calls[roll_calls["year"] >= 2010]
ranked = partners(votes, A, least=100, among=like_in_income(A)[:40], roll_calls=recent)
closest = [states.name(code) for code in ranked["partner"].head(5)]
""",
        "public",
        "Expected state codes that exist",
    ),
    Mistake(
        "puts all codes into one text",
        "m3-q7",
        'closest = ", ".join(like_in_income(A)[:5])',
        "public",
        "but one text came",
    ),
    Mistake(
        "hands over the table",
        "m3-q7",
        """
recent = roll_calls[roll_calls["year"] >= 2010]
closest = partners(votes, A, least=100, among=like_in_income(A)[:40], roll_calls=recent).head(5)
""",
        "public",
        "but a whole table came",
    ),
    # m3-q8
    Mistake(
        "takes the state nearest in income to A",
        "m3-q8",
        """
everybody = partners(votes, A, roll_calls=roll_calls[roll_calls["year"] >= 2010])
other = next(state for state in like_in_income(A) if state != B)
placebo = everybody[everybody["partner"].isin([B, other])]
""",
        "hidden",
        "That one is nearest to A, but the placebo stands in for B",
    ),
    Mistake(
        "picks a placebo by its votes",
        "m3-q8",
        """
everybody = partners(votes, A, roll_calls=roll_calls[roll_calls["year"] >= 2010])
own = everybody.set_index("partner")["agreement"]
other = (own - own[B]).abs().drop(B).idxmin()
placebo = everybody[everybody["partner"].isin([B, other])]
""",
        "hidden",
        "does not look at votes",
    ),
    Mistake(
        "takes all years since 1992",
        "m3-q8",
        """
other = next(state for state in like_in_income(B) if state != A)
everybody = partners(votes, A, roll_calls=roll_calls)
placebo = everybody[everybody["partner"].isin([B, other])]
""",
        "hidden",
        "Keep the years 2010 to 2024",
    ),
    Mistake(
        "gives the placebo without the pair",
        "m3-q8",
        """
everybody = partners(votes, A, roll_calls=roll_calls[roll_calls["year"] >= 2010])
other = next(state for state in like_in_income(B) if state != A)
placebo = everybody[everybody["partner"] == other]
""",
        "public",
        "Expected two rows",
    ),
    Mistake(
        "gives per cent",
        "m3-q8",
        """
everybody = partners(votes, A, roll_calls=roll_calls[roll_calls["year"] >= 2010])
other = next(state for state in like_in_income(B) if state != A)
placebo = everybody[everybody["partner"].isin([B, other])]
placebo = placebo.assign(agreement=100 * placebo["agreement"])
""",
        "public",
        "Is it per cent?",
    ),
    # m3-q9
    Mistake(
        "takes yes against abstain for opposition",
        "m3-q9",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    voted = wide[a].isin(CHOICES) & wide[b].isin(CHOICES)
    cast = wide[voted & (wide[a] != wide[b])]
    counts = {"with_a": (cast[third] == cast[a]).sum(), "with_b": (cast[third] == cast[b]).sum()}
    return counts | {kind: (cast[third] == kind).sum() for kind in ("abstain", "absent")}
""",
        "public",
        "They differ, but are not opposed",
    ),
    Mistake(
        "takes a vote against an empty seat for opposition",
        "m3-q9",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    either = (wide[a] != "abstain") & (wide[b] != "abstain")
    cast = wide[either & (wide[a] != wide[b])]
    counts = {"with_a": (cast[third] == cast[a]).sum(), "with_b": (cast[third] == cast[b]).sum()}
    return counts | {kind: (cast[third] == kind).sum() for kind in ("abstain", "absent")}
""",
        "public",
        "Nobody opposed Y",
    ),
    Mistake(
        "counts only the roll calls on which a voted yes",
        "m3-q9",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    cast = wide[(wide[a] == "yes") & (wide[b] == "no")]
    counts = {"with_a": (cast[third] == cast[a]).sum(), "with_b": (cast[third] == cast[b]).sum()}
    return counts | {kind: (cast[third] == kind).sum() for kind in ("abstain", "absent")}
""",
        "public",
        "Count both ways round",
    ),
    Mistake(
        "takes a yes for siding with a",
        "m3-q9",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    opposed = wide[[a, b]].isin(["yes", "no"]).all(axis=1) & (wide[a] != wide[b])
    kinds = {"with_a": "yes", "with_b": "no", "abstain": "abstain", "absent": "absent"}
    return {key: (wide.loc[opposed, third] == kind).sum() for key, kind in kinds.items()}
""",
        "public",
        "A no can be on X's side",
    ),
    Mistake(
        "takes an empty seat for an abstention",
        "m3-q9",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    opposed = wide[[a, b]].isin(["yes", "no"]).all(axis=1) & (wide[a] != wide[b])
    cast = wide[opposed]
    counts = {"with_a": (cast[third] == cast[a]).sum(), "with_b": (cast[third] == cast[b]).sum()}
    return counts | {"abstain": cast[third].isin(["abstain", "absent"]).sum(), "absent": 0}
""",
        "public",
        "An empty seat is not an abstention",
    ),
    Mistake(
        "takes a missing vote for an absence",
        "m3-q9",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    wide = wide.fillna("absent")
    opposed = wide[[a, b]].isin(["yes", "no"]).all(axis=1) & (wide[a] != wide[b])
    cast = wide[opposed]
    counts = {"with_a": (cast[third] == cast[a]).sum(), "with_b": (cast[third] == cast[b]).sum()}
    return counts | {kind: (cast[third] == kind).sum() for kind in ("abstain", "absent")}
""",
        "public",
        "On roll call 9 Z's vote is missing",
    ),
    Mistake(
        "counts every roll call, opposed or not",
        "m3-q9",
        """
def with_whom(votes, a, b, third):
    cast = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    differ = ~((cast[a] == "abstain") | (cast[b] == "abstain") | (cast[a] == "absent") | (cast[b] == "absent"))
    cast = cast[differ]
    counts = {"with_a": (cast[third] == cast[a]).sum(), "with_b": (cast[third] == cast[b]).sum()}
    return counts | {kind: (cast[third] == kind).sum() for kind in ("abstain", "absent")}
""",
        "public",
        "Look at opposed roll calls only",
    ),
    Mistake(
        "drops the counts that are zero",
        "m3-q9",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    opposed = wide[[a, b]].isin(["yes", "no"]).all(axis=1) & (wide[a] != wide[b])
    cast = wide[opposed].dropna()
    stance = cast[third].mask(cast[third] == cast[a], "with_a").mask(cast[third] == cast[b], "with_b")
    return stance.value_counts().to_dict()
""",
        "public",
        "Give every name a value, 0 included",
    ),
    Mistake(
        "takes the columns of a pivot for the order of the arguments",
        "m3-q9",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    wide.columns = ["a", "b", "third"]
    cast = wide[wide[["a", "b"]].isin(["yes", "no"]).all(axis=1) & (wide["a"] != wide["b"])]
    counts = {"with_a": (cast["third"] == cast["a"]).sum(), "with_b": (cast["third"] == cast["b"]).sum()}
    return counts | {kind: (cast["third"] == kind).sum() for kind in ("abstain", "absent")}
""",
        "public",
        "with_a and with_b must swap too",
    ),
    Mistake(
        "takes every other state in the table for the third",
        "m3-q9",
        """
def with_whom(votes, a, b, third):
    sides = votes[votes["state"].isin([a, b])].pivot(index="roll_call", columns="state", values="vote")
    opposed = sides[sides.isin(["yes", "no"]).all(axis=1) & (sides[a] != sides[b])]
    others = votes[~votes["state"].isin([a, b])].join(opposed, on="roll_call", how="inner")
    counts = {"with_a": (others["vote"] == others[a]).sum(), "with_b": (others["vote"] == others[b]).sum()}
    return counts | {kind: (others["vote"] == kind).sum() for kind in ("abstain", "absent")}
""",
        "hidden",
        "count the third state only",
    ),
    # m3-q10
    Mistake(
        "counts absences as differences",
        "m3-q10",
        """
text = roll_calls.loc[roll_calls["symbol"] == "A/RES/62/243", "roll_call"].item()


def facts(source, table):
    in_both = compare(table[table["state"] == "PAK"], library[library["state"] == "PAK"], absent="keep")
    in_favour = table[table["roll_call"].isin(karabakh) & (table["vote"] == "yes")].astype({"state": "str"})
    aze, pak = (table[table["state"] == state].set_index("roll_call")["vote"] for state in ("AZE", "PAK"))
    return {
        "source": source,
        "differing": (~in_both["same"]).sum(),
        "yes": (in_favour["roll_call"] == text).sum(),
        "steady": (in_favour["state"].value_counts() == len(karabakh)).sum(),
        "agreement": share_identical(aze, pak)[0],
    }


changes = pd.DataFrame([facts("published", published), facts("corrected", corrected)])
""",
        "hidden",
        "differing, published votes",
    ),
    Mistake(
        "counts the motions among the texts",
        "m3-q10",
        """
texts = roll_calls.loc[roll_calls["series"] == "karabakh", "roll_call"]

text = roll_calls.loc[roll_calls["symbol"] == "A/RES/62/243", "roll_call"].item()


def facts(source, table):
    in_both = compare(table[table["state"] == "PAK"], library[library["state"] == "PAK"])
    in_favour = table[table["roll_call"].isin(texts) & (table["vote"] == "yes")].astype({"state": "str"})
    aze, pak = (table[table["state"] == state].set_index("roll_call")["vote"] for state in ("AZE", "PAK"))
    return {
        "source": source,
        "differing": (~in_both["same"]).sum(),
        "yes": (in_favour["roll_call"] == text).sum(),
        "steady": (in_favour["state"].value_counts() == len(texts)).sum(),
        "agreement": share_identical(aze, pak)[0],
    }


changes = pd.DataFrame([facts("published", published), facts("corrected", corrected)])
""",
        "hidden",
        "Leave the two motions out",
    ),
    Mistake(
        "takes the official total for both versions",
        "m3-q10",
        """
text = roll_calls.loc[roll_calls["symbol"] == "A/RES/62/243", "roll_call"].item()


def facts(source, table):
    in_both = compare(table[table["state"] == "PAK"], library[library["state"] == "PAK"])
    in_favour = table[table["roll_call"].isin(karabakh) & (table["vote"] == "yes")].astype({"state": "str"})
    aze, pak = (table[table["state"] == state].set_index("roll_call")["vote"] for state in ("AZE", "PAK"))
    return {
        "source": source,
        "differing": (~in_both["same"]).sum(),
        "yes": int(roll_calls.loc[roll_calls["roll_call"] == text, "yes"].item()),
        "steady": (in_favour["state"].value_counts() == len(karabakh)).sum(),
        "agreement": share_identical(aze, pak)[0],
    }


changes = pd.DataFrame([facts("published", published), facts("corrected", corrected)])
""",
        "hidden",
        "yes, published votes",
    ),
    Mistake(
        "divides by all roll calls with both seats",
        "m3-q10",
        """
text = roll_calls.loc[roll_calls["symbol"] == "A/RES/62/243", "roll_call"].item()


def facts(source, table):
    in_both = compare(table[table["state"] == "PAK"], library[library["state"] == "PAK"])
    in_favour = table[table["roll_call"].isin(karabakh) & (table["vote"] == "yes")].astype({"state": "str"})
    aze, pak = (table[table["state"] == state].set_index("roll_call")["vote"] for state in ("AZE", "PAK"))
    return {
        "source": source,
        "differing": (~in_both["same"]).sum(),
        "yes": (in_favour["roll_call"] == text).sum(),
        "steady": (in_favour["state"].value_counts() == len(karabakh)).sum(),
        "agreement": share_identical(aze, pak)[0] * share_identical(aze, pak)[1] / len(pd.concat([aze, pak], axis=1).dropna()),
    }


changes = pd.DataFrame([facts("published", published), facts("corrected", corrected)])
""",
        "hidden",
        "agreement, published votes",
    ),
    Mistake(
        "mixes up the two versions",
        "m3-q10",
        """
text = roll_calls.loc[roll_calls["symbol"] == "A/RES/62/243", "roll_call"].item()


def facts(source, table):
    in_both = compare(table[table["state"] == "PAK"], library[library["state"] == "PAK"])
    in_favour = table[table["roll_call"].isin(karabakh) & (table["vote"] == "yes")].astype({"state": "str"})
    aze, pak = (table[table["state"] == state].set_index("roll_call")["vote"] for state in ("AZE", "PAK"))
    return {
        "source": source,
        "differing": (~in_both["same"]).sum(),
        "yes": (in_favour["roll_call"] == text).sum(),
        "steady": (in_favour["state"].value_counts() == len(karabakh)).sum(),
        "agreement": share_identical(aze, pak)[0],
    }


changes = pd.DataFrame([facts("published", corrected), facts("corrected", published)])
""",
        "public",
        "Count the states whose vote on this one roll call is yes",
    ),
    Mistake(
        "counts the yes votes on all seven texts",
        "m3-q10",
        """
text = roll_calls.loc[roll_calls["symbol"] == "A/RES/62/243", "roll_call"].item()


def facts(source, table):
    in_both = compare(table[table["state"] == "PAK"], library[library["state"] == "PAK"])
    in_favour = table[table["roll_call"].isin(karabakh) & (table["vote"] == "yes")].astype({"state": "str"})
    aze, pak = (table[table["state"] == state].set_index("roll_call")["vote"] for state in ("AZE", "PAK"))
    return {
        "source": source,
        "differing": (~in_both["same"]).sum(),
        "yes": len(in_favour),
        "steady": (in_favour["state"].value_counts() == len(karabakh)).sum(),
        "agreement": share_identical(aze, pak)[0],
    }


changes = pd.DataFrame([facts("published", published), facts("corrected", corrected)])
""",
        "public",
        "Expected every yes between 0 and 193",
    ),
    Mistake(
        "takes one yes for a steady line",
        "m3-q10",
        """
text = roll_calls.loc[roll_calls["symbol"] == "A/RES/62/243", "roll_call"].item()


def facts(source, table):
    in_both = compare(table[table["state"] == "PAK"], library[library["state"] == "PAK"])
    in_favour = table[table["roll_call"].isin(karabakh) & (table["vote"] == "yes")].astype({"state": "str"})
    aze, pak = (table[table["state"] == state].set_index("roll_call")["vote"] for state in ("AZE", "PAK"))
    return {
        "source": source,
        "differing": (~in_both["same"]).sum(),
        "yes": (in_favour["roll_call"] == text).sum(),
        "steady": in_favour["state"].nunique(),
        "agreement": share_identical(aze, pak)[0],
    }


changes = pd.DataFrame([facts("published", published), facts("corrected", corrected)])
""",
        "public",
        "Count states with a yes on all seven, not votes",
    ),
    # m3-q11
    Mistake(
        "joins the gaps: draws the table as it is",
        "m3-q11",
        DRAWN
        + """
chart = alt.Chart(yearly[yearly["n"] >= LEAST]).mark_line(point=True).encode(x, y)
chart = chart.properties(title=title, description=description)
""",
        "public",
        "it runs across the gap of [1999, 2001]",
    ),
    Mistake(
        "takes unknown for zero",
        "m3-q11",
        DRAWN
        + """
chart = alt.Chart(drawn.fillna({"agreement": 0})).mark_line(point=True).encode(x, y)
chart = chart.properties(title=title, description=description)
""",
        "public",
        "but 0.00 came",
    ),
    Mistake(
        "fills gaps with what lies between",
        "m3-q11",
        DRAWN
        + """
drawn["agreement"] = drawn["agreement"].interpolate()
chart = alt.Chart(drawn).mark_line(point=True).encode(x, y).properties(title=title, description=description)
""",
        "public",
        "Expected no value for [1999, 2001, 2024]",
    ),
    Mistake(
        "keeps years with too few roll calls",
        "m3-q11",
        DRAWN
        + """
drawn = yearly.set_index("year").reindex(range(FIRST, LAST + 1)).reset_index()
chart = alt.Chart(drawn).mark_line(point=True).encode(x, y).properties(title=title, description=description)
""",
        "public",
        "Expected no value for [1992, 2024]",
    ),
    Mistake(
        "lets the chart compute the means",
        "m3-q11",
        DRAWN
        + """
same = pair.assign(same=(pair["vote_a"] == pair["vote_b"]).astype(float))[["year", "same"]]
line = alt.Chart(same).mark_line(point=True).encode(x, alt.Y("mean(same):Q", title="Share"))
chart = line.properties(title=title, description=description)
""",
        "public",
        "but it filters or computes",
    ),
    Mistake(
        "draws bars",
        "m3-q11",
        DRAWN + "chart = alt.Chart(drawn).mark_bar().encode(x, y).properties(title=title, description=description)",
        "public",
        "it is drawn as bar",
    ),
    Mistake(
        "has no alt text",
        "m3-q11",
        DRAWN + "chart = alt.Chart(drawn).mark_line(point=True).encode(x, y).properties(title=title)",
        "public",
        "Expected an alt text of 40 characters or more, but 0 came",
    ),
    Mistake(
        "has an alt text that says nothing",
        "m3-q11",
        DRAWN
        + """
chart = alt.Chart(drawn).mark_line(point=True).encode(x, y)
chart = chart.properties(title=title, description="A line chart of how often two states vote alike.")
""",
        "public",
        "Expected an alt text that names Kazakhstan",
    ),
    Mistake(
        "has a label for a title",
        "m3-q11",
        DRAWN
        + """
title = "Yearly agreement of Kazakhstan and Kyrgyzstan, 1992-2024"
chart = alt.Chart(drawn).mark_line(point=True).encode(x, y).properties(title=title, description=description)
""",
        "public",
        "only says what is drawn",
    ),
    Mistake(
        "has no axis titles",
        "m3-q11",
        DRAWN
        + """
chart = alt.Chart(drawn).mark_line(point=True).encode(x="year:Q", y="agreement:Q")
chart = chart.properties(title=title, description=description)
""",
        "public",
        "a title of your own on the x axis",
    ),
    Mistake(
        "draws kappa under the name of a share",
        "m3-q11",
        DRAWN
        + """
y = alt.Y("kappa:Q", title="Share of identical votes (0 to 1)")
drawn["kappa"] = drawn["kappa"].where(drawn["n"] >= LEAST)
chart = alt.Chart(drawn).mark_line(point=True).encode(x, y).properties(title=title, description=description)
""",
        "hidden",
        "Draw the column agreement, each value at its own year",
    ),
    Mistake(
        "draws only the years that fit the finding",
        "m3-q11",
        DRAWN
        + """
late = drawn[drawn["year"] >= 2002]
chart = alt.Chart(late).mark_line(point=True).encode(x, y).properties(title=title, description=description)
""",
        "hidden",
        "are not drawn",
    ),
    # m3-q12
    Mistake(
        "takes silence for a refutation",
        "m3-q12",
        'CLAIM_READ = "B"',
        "hidden",
        "silence there refutes nothing",
    ),
    Mistake(
        "takes a vote that costs nothing for support",
        "m3-q12",
        'CLAIM_READ = "C"',
        "hidden",
        "A vote that costs nothing",
    ),
    Mistake(
        "reads a motive into a silence",
        "m3-q12",
        'CLAIM_READ = "D"',
        "hidden",
        "A silence has no direction",
    ),
    Mistake(
        "leaves the choice open",
        "m3-q12",
        'CLAIM_READ = "B or D"',
        "public",
        "Write the letter alone",
    ),
    # m3-q13
    Mistake(
        "hands over an empty cell",
        "m3-q13",
        "",
        "public",
        "there is none yet",
    ),
    Mistake(
        "writes two sentences",
        "m3-q13",
        "**Advice.** Abstain on a text like A/RES/62/243 (C13).\n\n**Statement.** My delegation abstained, and says why.",
        "public",
        "What does a reader still need?",
    ),
    Mistake(
        "names no claim of the article",
        "m3-q13",
        17 * FILLING + "\n\n**Statement.** " + FILLING,
        "public",
        "claims by number",
    ),
    Mistake(
        "writes an essay",
        "m3-q13",
        "C13. " + 30 * FILLING + "\n\n**Statement.** " + FILLING,
        "public",
        "Which sentence could go?",
    ),
    Mistake(
        "leaves the statement out",
        "m3-q13",
        "C13. " + 18 * FILLING,
        "public",
        "Expected a part that begins with **Statement.**",
    ),
    Mistake(
        "writes a statement longer than a minute",
        "m3-q13",
        "C13. " + 8 * FILLING + "\n\n**Statement.** " + 10 * FILLING,
        "public",
        "A delegate has one minute",
    ),
)

RIGHT = (
    # m3-q1
    Right(
        "a list, from plain Python over shared labels in reverse order",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    a, b = vote_a.to_dict(), vote_b.to_dict()
    pairs = [(a[label], b[label]) for label in sorted(set(a) & set(b), reverse=True)]
    pairs = [pair for pair in pairs if all(vote in ("no", "yes", "abstain") for vote in pair)]
    return [sum(x == y for x, y in pairs) / len(pairs) if pairs else float("nan"), len(pairs)]
""",
    ),
    Right(
        "numpy scalars, n as a float, from columns of a DataFrame",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    table = vote_a.rename("a").to_frame().join(vote_b.rename("b"), how="outer").sort_index(ascending=False)
    voted = table["a"].isin(CHOICES) & table["b"].isin(CHOICES)
    n = np.float64(voted.sum())
    return np.divide((voted & (table["a"] == table["b"])).sum(), n), n
""",
    ),
    Right(
        "a Series of two",
        "m3-q1",
        """
def share_identical(vote_a, vote_b):
    a, b = vote_a.align(vote_b, join="inner")
    kept = a.isin(CHOICES) & b.isin(CHOICES)
    return pd.Series({"share": (a[kept] == b[kept]).mean(), "n": kept.sum()})
""",
    ),
    # m3-q2
    Right(
        "from a cross table",
        "m3-q2",
        """
def cohen_kappa(vote_a, vote_b):
    a, b = vote_a.align(vote_b, join="inner")
    a, b = (pd.Categorical(side, categories=["no", "abstain", "yes"]) for side in (a, b))
    table = pd.crosstab(a, b, dropna=False).reindex(index=["no", "abstain", "yes"], columns=["no", "abstain", "yes"])
    table = table.fillna(0).to_numpy()
    if table.sum() == 0:
        return np.nan
    p = table / table.sum()
    chance = p.sum(axis=1) @ p.sum(axis=0)
    return np.nan if np.isclose(chance, 1) else (np.trace(p) - chance) / (1 - chance)
""",
    ),
    Right(
        "lets numpy divide by zero",
        "m3-q2",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.DataFrame({"a": vote_a, "b": vote_b}).query("a in @CHOICES and b in @CHOICES")
    shares = [both[side].value_counts(normalize=True) for side in "ab"]
    chance = np.float64(shares[0].mul(shares[1], fill_value=0).sum())
    observed = np.float64((both["a"] == both["b"]).mean()) if len(both) else np.nan
    return np.divide(observed - chance, 1 - chance) if len(both) else np.nan
""",
    ),
    # m3-q3
    Right(
        "a small letter",
        "m3-q3",
        'KAPPA_NEAR_ZERO = "b"',
    ),
    Right(
        "with a full stop",
        "m3-q3",
        'KAPPA_NEAR_ZERO = " B. "',
    ),
    # m3-q4
    Right(
        "by the course's measures, the key in the index",
        "m3-q4",
        """
from course_utils.measures.agreement import bounds

cast = agreement(dyad(votes, A, B)).iloc[0]
ends = bounds(dyad(votes, A, B, absent="keep")).iloc[0]
own_bounds = pd.DataFrame(
    {"share": [ends["high"], cast["agreement"], ends["low"]], "n": [ends["n"], cast["n"], ends["n"]]},
    index=pd.Index(["all the same", "left out", "all different"], name="absences"),
)
""",
    ),
    Right(
        "counted in plain Python, numbers as objects, a column more",
        "m3-q4",
        """
a, b = votes_of(A).dropna().to_dict(), votes_of(B).dropna().to_dict()
both = [(a[number], b[number]) for number in a.keys() & b.keys()]
cast = [pair for pair in both if "absent" not in pair]
same = sum(x == y for x, y in cast)
away = len(both) - len(cast)
own_bounds = pd.DataFrame([
    {"absences": "all different", "n": len(both), "share": same / len(both), "alike": same},
    {"absences": "left out", "n": float(len(cast)), "share": same / len(cast), "alike": same},
    {"absences": "all the same", "n": len(both), "share": (same + away) / len(both), "alike": same + away},
], dtype=object)
""",
    ),
    # m3-q5
    Right(
        "camps by hand, grouped",
        "m3-q5",
        CAMP
        + """
both["roll_calls"] = np.where(camp < 0.9, "contested", "near-unanimous")
parts = both.groupby("roll_calls")["same"].agg(n="size", share="mean")
whole = pd.DataFrame({"n": len(both), "share": both["same"].mean()}, index=pd.Index(["all"], name="roll_calls"))
by_camp = pd.concat([parts, whole])
""",
    ),
    Right(
        "by the course's measures, a column more",
        "m3-q5",
        """
measured = dyad(votes, A, B, roll_calls=roll_calls.assign(camp=largest_camp(roll_calls)).drop(columns="year"))
parts = {"near-unanimous": measured["camp"].ge(0.9), "all": measured["camp"].gt(0), "contested": measured["camp"].lt(0.9)}
by_camp = pd.concat([agreement(measured[part]).assign(roll_calls=name) for name, part in parts.items()])
by_camp = by_camp.rename(columns={"agreement": "share"})
""",
    ),
    # m3-q6
    Right(
        "a small letter",
        "m3-q6",
        'WIDER = "d"',
    ),
    Right(
        "in brackets",
        "m3-q6",
        'WIDER = "(D)"',
    ),
    # m3-q7
    Right(
        "a list, by the function of question 1",
        "m3-q7",
        """
recent = roll_calls[roll_calls["year"] >= 2010]
shares = {}
for state in like_in_income(A)[:40]:
    own = votes_of(state)
    share, n = share_identical(votes_of(A), own[own.index.isin(recent["roll_call"])])
    if n >= 100:
        shares[state] = share
closest = sorted(shares, key=shares.get)[-5:]
""",
    ),
    Right(
        "a column, from all states",
        "m3-q7",
        """
recent = roll_calls[roll_calls["year"] >= 2010]
ranked = partners(votes, A, least=100, roll_calls=recent)
closest = ranked.loc[ranked["partner"].isin(like_in_income(A)[:40]), "partner"].iloc[:5]
""",
    ),
    # m3-q8
    Right(
        "by the function of question 1",
        "m3-q8",
        """
other = next(state for state in like_in_income(B) if state != A)
recent = roll_calls[roll_calls["year"] >= 2010]
lines = []
for state in (other, B):
    own = votes_of(state)
    share, n = share_identical(votes_of(A), own[own.index.isin(recent["roll_call"])])
    lines.append([state, n, share])
placebo = pd.DataFrame(lines, columns=["partner", "n", "agreement"])
""",
    ),
    Right(
        "the partner in the index, a column more",
        "m3-q8",
        """
other = next(state for state in like_in_income(B) if state != A)
everybody = partners(votes, A, roll_calls=roll_calls[roll_calls["year"] >= 2010])
placebo = everybody.set_index("partner").loc[[B, other]]
""",
    ),
    # m3-q9
    Right(
        "numpy counts, keys in another order, from merged tables",
        "m3-q9",
        """
def with_whom(votes, a, b, third):
    one, two, other = (votes.loc[votes["state"] == state, ["roll_call", "vote"]] for state in (a, b, third))
    both = one.merge(two, on="roll_call", suffixes=("_a", "_b"))
    both = both[both["vote_a"].isin(["yes", "no"]) & both["vote_b"].isin(["yes", "no"])]
    cast = both[both["vote_a"] != both["vote_b"]].merge(other, on="roll_call")
    counts = {kind: np.sum(cast["vote"] == kind) for kind in ("absent", "abstain")}
    return counts | {"with_b": np.sum(cast["vote"] == cast["vote_b"]), "with_a": np.sum(cast["vote"] == cast["vote_a"])}
""",
    ),
    Right(
        "a Counter of floats, from plain Python",
        "m3-q9",
        """
from collections import Counter


def with_whom(votes, a, b, third):
    cast = {(row.roll_call, row.state): row.vote for row in votes.itertuples() if row.state in (a, b, third)}
    counts = Counter({"with_a": 0.0, "with_b": 0.0, "abstain": 0.0, "absent": 0.0})
    for number in {number for number, _ in cast}:
        x, y, z = (cast.get((number, state)) for state in (a, b, third))
        if {x, y} == {"yes", "no"} and z in ("yes", "no", "abstain", "absent"):
            counts["with_a" if z == x else "with_b" if z == y else z] += 1
    return counts
""",
    ),
    Right(
        "a Series of counts",
        "m3-q9",
        """
def with_whom(votes, a, b, third):
    wide = votes[votes["state"].isin([a, b, third])].pivot(index="roll_call", columns="state", values="vote")
    code = wide.apply(lambda column: column.map({"yes": 1, "no": -1}))
    cast, sign = wide[third][code[a] * code[b] == -1], code[code[a] * code[b] == -1]
    return pd.Series({
        "with_a": (sign[third] == sign[a]).sum(), "with_b": (sign[third] == sign[b]).sum(),
        "abstain": (cast == "abstain").sum(), "absent": (cast == "absent").sum(),
    })
""",
    ),
    # m3-q10
    Right(
        "the source in the index, rows turned",
        "m3-q10",
        """
def of(table, state):
    return table[table["state"] == state].set_index("roll_call")["vote"].astype("str")


found = {}
for name, table in {"corrected": corrected, "published": published}.items():
    ours, theirs = of(table, "PAK").align(of(library, "PAK"), join="inner")
    known = ours.isin(CHOICES) & theirs.isin(CHOICES)
    wide = table[table["roll_call"].isin(karabakh)].pivot(index="state", columns="roll_call", values="vote") == "yes"
    found[name] = {
        "agreement": agreement(dyad(table, "AZE", "PAK"))["agreement"].item(), "steady": wide.all(axis=1).sum(),
        "yes": wide[4828].sum(), "differing": (ours[known] != theirs[known]).sum(),
    }
changes = pd.DataFrame(found).T.rename_axis("source")
""",
    ),
    Right(
        "counts as floats, the published row last",
        "m3-q10",
        """
text = roll_calls.query("symbol == 'A/RES/62/243'")["roll_call"].iloc[0]
lines = []
for name, table in (("corrected", corrected), ("published", published)):
    favour = table[table["vote"] == "yes"].merge(karabakh, on="roll_call").astype({"state": "str"})
    both = table[table["state"] == "PAK"].merge(library[library["state"] == "PAK"], on="roll_call")
    both = both[both["vote_x"].isin(CHOICES) & both["vote_y"].isin(CHOICES)].astype({"vote_x": "str", "vote_y": "str"})
    own = agreement(dyad(table, "PAK", "AZE"))["agreement"].item()
    lines.append([
        name, float((both["vote_x"] != both["vote_y"]).sum()), float(len(favour[favour["roll_call"] == text])),
        float((favour.groupby("state").size() == 7).sum()), own,
    ])
changes = pd.DataFrame(lines, columns=["source", "differing", "yes", "steady", "agreement"])
""",
    ),
    # m3-q11
    Right(
        "a bare line, plain Altair",
        "m3-q11",
        DRAWN + "chart = alt.Chart(drawn).mark_line().encode(x, y).properties(title=title, description=description)",
    ),
    Right(
        "a line with points, title as an object",
        "m3-q11",
        DRAWN
        + """
chart = alt.Chart(drawn, title=alt.TitleParams(title, subtitle="UN roll calls")).mark_line(point=True).encode(x, y)
chart = chart.properties(description=description)
""",
    ),
    Right(
        "layers of line and points, whose rows without a value are dropped",
        "m3-q11",
        DRAWN
        + """
line, points = alt.Chart(drawn).mark_line().encode(x, y), alt.Chart(drawn.dropna()).mark_point().encode(x, y)
chart = alt.layer(line, points).properties(title=title, description=description)
""",
    ),
    Right(
        "dates, and per cent",
        "m3-q11",
        DRAWN
        + """
drawn["year"], drawn["percent"] = pd.to_datetime(drawn["year"].astype("str") + "-07-01"), 100 * drawn["agreement"]
x = alt.X("year:T").axis(title="Year", format="%Y")
chart = alt.Chart(drawn).mark_line(point=True).encode(x=x, y=alt.Y("percent:Q", title="Identical votes (%)"))
chart = chart.properties(title=title, description=description)
""",
    ),
    Right(
        "a line for each unbroken spell",
        "m3-q11",
        DRAWN
        + """
drawn["spell"] = drawn["agreement"].isna().cumsum()
chart = alt.Chart(drawn.dropna(subset="agreement")).mark_line(point=True).encode(x, y, detail="spell:N")
chart = chart.properties(title=title, description=description)
""",
    ),
    Right(
        "years as categories",
        "m3-q11",
        DRAWN
        + """
chart = alt.Chart(drawn).mark_line(point=True).encode(x=alt.X("year:O", title="Year"), y=y)
chart = chart.properties(title=title, description=description)
""",
    ),
    # m3-q12
    Right(
        "a small letter",
        "m3-q12",
        'CLAIM_READ = "a"',
    ),
    Right(
        "with blanks and a full stop",
        "m3-q12",
        'CLAIM_READ = " A. "',
    ),
    # m3-q13
    Right(
        "advises a yes",
        "m3-q13",
        """
**Advice.** Vote for a text like A/RES/62/243, and say what it leaves open.

**The texts.** S/RES/822, S/RES/853, S/RES/874 and S/RES/884 (1993) reaffirm Azerbaijan's territorial integrity and ask that named districts be left. They speak of local Armenian forces and ask Armenia for its influence; they do not call it the occupier, as C18 does. A/RES/62/243 asks more: the withdrawal of all Armenian forces. It also speaks of secure conditions for both communities. It had 39 votes, 7 against, 100 abstentions. Pakistan voted for it, as C13 holds.

**Azerbaijan holds** that its borders are those it had on independence, that the Council confirmed them, that hundreds of thousands had to leave their homes, and that a state which does not back the Charter here cannot ask for it elsewhere.

**Armenia holds** that the Assembly was asked to take one side while mediators were at work, that the people of Nagorno-Karabakh were never heard on their status, and that forces that leave without guarantees leave people without safety.

**Consequences.** A yes supports inherited borders, ours among them, and the wish of displaced Azerbaijanis to return; it troubles the mediators and says little to Armenians of Nagorno-Karabakh about their safety. A no spares the talks, and tells the displaced to wait. An abstention keeps every door open and may be heard as silence by both. I advise a yes, because the rule on borders is the one that we need most, with a statement that answers the other fear.

**Statement.** My delegation voted for this text because it rests on a rule that protects every state in this hall: borders are not changed by force. We read it together with the resolutions of 1993. Our vote is not a vote against anybody's safety. Nobody should have to choose between a border and a home, and the text itself asks for secure conditions for both communities. We ask both states, and the mediators whom we thank, to turn that sentence into guarantees that people on the ground can trust. All who were displaced, Azerbaijani and Armenian, have the same claim to return in safety.
""",
    ),
    Right(
        "cites by bracket, headings in capitals",
        "m3-q13",
        """
**Advice.** Vote yes on a text like A/RES/62/243, and say what it leaves open.

**The texts.** S/RES/822, S/RES/853, S/RES/874 and S/RES/884 (1993) reaffirm Azerbaijan's territorial integrity and ask that named districts be left. They speak of local Armenian forces and ask Armenia for its influence; they do not call it the occupier, as C18 does. A/RES/62/243 asks more: the withdrawal of all Armenian forces. It also speaks of secure conditions for both communities. It had 39 votes, 7 against, 100 abstentions. Pakistan voted for it, as claim [C13] has it.

**Azerbaijan holds** that its borders are those it had on independence, that the Council confirmed them, that hundreds of thousands had to leave their homes, and that a state which does not back the Charter here cannot ask for it elsewhere.

**Armenia holds** that the Assembly was asked to take one side while mediators were at work, that the people of Nagorno-Karabakh were never heard on their status, and that forces that leave without guarantees leave people without safety.

**Consequences.** A yes supports inherited borders, ours among them, and the wish of displaced Azerbaijanis to return; it troubles the mediators and says little to Armenians of Nagorno-Karabakh about their safety. A no spares the talks, and tells the displaced to wait. An abstention keeps every door open and may be heard as silence by both. I advise a yes, because the rule on borders is the one that we need most, with a statement that answers the other fear.

**STATEMENT:** My delegation voted for this text because it rests on a rule that protects every state in this hall: borders are not changed by force. We read it together with the resolutions of 1993. Our vote is not a vote against anybody's safety. Nobody should have to choose between a border and a home, and the text itself asks for secure conditions for both communities. We ask both states, and the mediators whom we thank, to turn that sentence into guarantees that people on the ground can trust. All who were displaced, Azerbaijani and Armenian, have the same claim to return in safety.
""",
    ),
)
