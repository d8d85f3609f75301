"""Wrong answers to exercise m2_brotherhood: real misconceptions, each with the message that it must draw; and right
answers in other forms. The tests try every one. Instructors only."""

from __future__ import annotations

from course_utils.exercises.mistakes import Mistake, Right

# What the answers to question 1 share: the three speakers' speeches of the ten years, beside the two terms.
BESIDE = """
chosen = speeches[speeches["year"].between(1956, 1965) & speeches["state"].isin(["IND", "PAK", "TUR"])]
two = terms[terms["term"].isin(["self_determination", "territorial_integrity"])]
beside = chosen.merge(two, on=["state", "year", "session"])
"""
ADDED = """
principles = beside.groupby(["state", "term"])[["count", "words"]].sum().reset_index()
principles["rate"] = 1000 * principles["count"] / principles["words"]
"""

# What the answers to question 4 share: the two spans.
SPANS = """
then = rates(naming, pakistan[pakistan["year"].between(1992, 1996)]).iloc[0]
now = rates(naming, pakistan[pakistan["year"].between(FIRST, LAST)]).iloc[0]
silence = {"words": int(now["words"]), "high": now["high"], "expected": then["rate"] * now["words"] / 1000}
"""

# What the answers to question 6 share: both measures as they come.
MEASURES = """
g2 = log_likelihood(own_words, LATE, EARLY, by="decade")
z = keyness(own_words, LATE, EARLY, by="decade")
bare = keyness(own_words, LATE, EARLY, by="decade", size=0)
lost = int((bare["z"].isna() & (bare["count_a"] > 0)).sum())
rising = g2[g2["rate_a"] > g2["rate_b"]]
"""
LISTED = """
top = pd.concat([one.assign(measure="G2"), other.assign(measure="prior")])
top = top.assign(total=top["count_a"] + top["count_b"])
"""

RIGHT_WHOSE = '{"1": "PAK", "2": "ARM", "3": "IND", "4": "AZE", "5": "ARM", "6": "PAK", "7": "AZE", "8": "IND"}'

# What the charts of question 8 share: rates in windows from 1972, and all that a chart needs.
WINDOWS = """
five = two.assign(window=(two["year"] - 1972) // 5 * 5 + 1972)
said = rates(kashmir, five, by=["state", "window"]).astype({"state": "str"})
"""
DRAWN = """
said["speaker"] = said["state"].map(states.name)
x = alt.X("window:Q", title="First year of the window", axis=alt.Axis(format="d")).scale(zero=False)
y = alt.Y("rate:Q", title="Kashmir, per 1,000 words")
base = alt.Chart(said[["speaker", "window", "rate", "low", "high"]]).encode(x=x, color="speaker:N")
line, band = base.mark_line(point=True).encode(y=y), base.mark_area(opacity=0.2).encode(y="low:Q", y2="high:Q")
rule = alt.Chart(pd.DataFrame({"signed": [1972]})).mark_rule().encode(x="signed:Q")
title = "Pakistan said Kashmir often before 1972, seldom for fifteen years after, and most in the 1990s"
description = "Lines with bands of how often India and Pakistan say Kashmir, in windows counted from the agreement of 1972."
"""
PUBLISHED = "chart = alt.layer(band, line, rule).properties(title=title, description=description)\n"

# What the answers to question 9 share: a function of one state that takes what may be done wrongly.
SHARES = """
sent = set(embassies.itertuples(index=False, name=None))


def line_of(state, votes=early_votes, least=50, ways=(0, 1), every=False):
    ranked = partners(votes, state, least=least)
    names = ranked["partner"].astype("str")
    found = [[((state, one), (one, state))[way] in sent for way in ways] for one in names]
    tied = pd.Series([all(two) if every else any(two) for two in found])
    friend = ranked["rank"] <= 60
    hits = (tied & friend).sum()
    return {
        "state": state, "ties": tied.sum(), "precision": hits / friend.sum(), "recall": hits / tied.sum(),
        "base": tied.mean(), "hits": hits, "others": (~friend).sum(),
    }

"""
BOND = SHARES + "bond = pd.DataFrame([line_of(A), line_of(B)])\n"

# A note that keeps every rule; the mistakes below spoil one thing each.
NOTE = """
**RULE:** For a think tank in Islamabad. Take the joint statement of each visit and nothing else. Note every word that makes another people or state kin, in the language of the original, with the sentence. Leave out words to one person, words on religion or mankind, and a title that a treaty bears. If the sentence also promises something, note the promise apart. Where a reader hesitates, both readings are kept and counted as half. Two readers work apart on the same forty texts, and the share on which they agree is printed.

**COMPARISON:** Pakistan and Azerbaijan first. Then Pakistan and China, a close tie in which other words are used; Azerbaijan and Kazakhstan, which share a language family and an organisation; and Armenia and India, which work together and are called brothers by nobody. C09 holds that friendly words point to deeper links. If so, the links must be deeper where the words are, over all these pairs and not in one.

**SILENCE:** Pakistan named Azerbaijan ten times from 1992 to 1996 and then hardly again in that hall. By my window the old rate would have given more than ten hits, so it was no luck: the rate fell. Why it fell, the count does not say. The seat in the Security Council ended, the cease-fire held, and other rooms opened. Silence there neither proves that the tie had cooled nor that it had moved elsewhere. It proves that this hall was no longer the place.

**DEEDS:** C10 speaks of deeds. On 14 March 2008 Pakistan voted for resolution 62/243, when thirty-nine states did and a hundred abstained (E056). A vote is public and lasting, and cost little with partners who abstained. Azerbaijan calls it help for a border that the Council had confirmed; Armenia calls it taking sides while mediators were at work. On 11 July 2024 the two signed fifteen texts (E101), some on trade. A tariff given up costs revenue each year, so I rate these higher, once they are in force. Azerbaijan's words of 7 May 2025 (E109) are read in Delhi as hostile and in Islamabad as solidarity; what they cost is not known to me.

**LEFT OUT:** The measure does not see visits without a statement, what translators do, who drafted the text, or what is meant by a word that both peoples use every day. Pairs that I did not choose are missing. And as the two kinds of record grew in the same years, for reasons that may be shared, I say that they go together or do not. I do not say that words bring deeds, nor that deeds bring words.
"""

MISTAKES = (
    # m2-q1
    Mistake(
        "takes the mean of the yearly rates",
        "m2-q1",
        BESIDE
        + """
beside["rate"] = 1000 * beside["count"] / beside["words"]
parts = beside.groupby(["state", "term"])
principles = parts[["count", "words"]].sum().assign(rate=parts["rate"].mean()).reset_index()
""",
        "public",
        "Is it a mean of yearly rates, or rounded?",
    ),
    Mistake(
        "gives rates per 100 words",
        "m2-q1",
        BESIDE + ADDED + 'principles["rate"] /= 10\n',
        "public",
        "is the rate per 100 words",
    ),
    Mistake(
        "gives rates per word",
        "m2-q1",
        BESIDE + ADDED + 'principles["rate"] /= 1000\n',
        "public",
        "is the rate per word",
    ),
    Mistake(
        "counts the words of speeches with a hit alone",
        "m2-q1",
        BESIDE + 'beside = beside[beside["count"] > 0]\n' + ADDED,
        "public",
        "A speech without the term belongs to the words too",
    ),
    Mistake(
        "adds both terms up",
        "m2-q1",
        BESIDE
        + """
principles = beside.groupby("state")[["count", "words"]].sum().reset_index().assign(term="both")
principles["rate"] = 1000 * principles["count"] / principles["words"]
""",
        "public",
        "there is no row IND self_determination",
    ),
    Mistake(
        "leaves the last year out",
        "m2-q1",
        BESIDE + 'beside = beside[beside["year"] < 1965]\n' + ADDED,
        "hidden",
        "the last year belongs to the window",
    ),
    Mistake(
        "takes all years",
        "m2-q1",
        BESIDE.replace('speeches["year"].between(1956, 1965) & ', "") + ADDED,
        "hidden",
        "Those are the words of all years",
    ),
    Mistake(
        "divides by the words of all three speakers",
        "m2-q1",
        BESIDE
        + ADDED
        + 'principles["words"] = chosen["words"].sum()\n'
        + 'principles["rate"] = 1000 * principles["count"] / principles["words"]\n',
        "hidden",
        "Those are the words of all three speakers together",
    ),
    # m2-q2
    Mistake(
        "finds the stem inside other words",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    text = text.lower()
    for phrase in not_meant:
        text = re.sub(r"\\s+".join(phrase.lower().split()), " - ", text)
    return text.count(stem)
""",
        "public",
        "look at the letter before",
    ),
    Mistake(
        "looks at small letters only",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    for phrase in not_meant:
        text = re.sub(r"\\s+".join(phrase.split()), " - ", text, flags=re.IGNORECASE)
    return len(re.findall(rf"\\b{stem}", text))
""",
        "public",
        "Capitals make no other word",
    ),
    Mistake(
        "looks for the bare word",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    return len(re.findall(rf"\\b{stem}\\b", text, flags=re.IGNORECASE))
""",
        "public",
        "whatever their ending",
    ),
    Mistake(
        "parts words at blanks alone",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    return sum(word.lower().startswith(stem) for word in text.split())
""",
        "public",
        "a hyphen end a word, and the next may begin",
    ),
    Mistake(
        "says whether, not how often",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    return 1 if re.search(rf"\\b{stem}", text, flags=re.IGNORECASE) else 0
""",
        "public",
        "Count every place, not whether there is one",
    ),
    Mistake(
        "leaves phrases in",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    return len(re.findall(rf"\\b{stem}", text, flags=re.IGNORECASE))
""",
        "public",
        "A hit inside a phrase that is not meant does not count",
    ),
    Mistake(
        "looks for phrases in the letters in which they are given",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    for phrase in not_meant:
        text = text.replace(phrase, " - ")
    return len(re.findall(rf"\\b{stem}", text, flags=re.IGNORECASE))
""",
        "public",
        "in other letters, large or small",
    ),
    Mistake(
        "looks for phrases in one line",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    text = text.lower()
    for phrase in not_meant:
        text = text.replace(phrase.lower(), " - ")
    return len(re.findall(rf"\\b{stem}", text))
""",
        "public",
        "a blank in a phrase stands for any white space",
    ),
    Mistake(
        "knows one stem",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    for phrase in not_meant:
        text = re.sub(r"\\s+".join(phrase.split()), " - ", text, flags=re.IGNORECASE)
    return len(re.findall(r"\\bbrother", text, flags=re.IGNORECASE))
""",
        "public",
        "gets its stem from whoever calls it",
    ),
    Mistake(
        "takes one hit away for each phrase",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    n = len(re.findall(rf"\\b{stem}", text, flags=re.IGNORECASE))
    for phrase in not_meant:
        n -= len(re.findall(r"\\b" + r"\\s+".join(phrase.split()) + r"\\b", text, flags=re.IGNORECASE))
    return n
""",
        "hidden",
        "A phrase without the stem takes no hit away",
    ),
    Mistake(
        "takes a phrase for a stem too",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    for phrase in not_meant:
        text = re.sub(r"\\b" + r"\\s+".join(phrase.split()) + r"\\w*", " - ", text, flags=re.IGNORECASE)
    return len(re.findall(rf"\\b{stem}", text, flags=re.IGNORECASE))
""",
        "hidden",
        "with another ending it is another phrase",
    ),
    # m2-q3
    Mistake(
        "keeps the dictionary of the lab",
        "m2-q3",
        'VARIANTS = ["brother*", "fratern*", "kin", "kinship", "kindred"]',
        "public",
        "Recall is 0.70",
    ),
    Mistake(
        "adds every word of family",
        "m2-q3",
        'VARIANTS = ["brother*", "fratern*", "kin*", "sister*", "famil*", "cousin*", "nation*", "friend*"]',
        "public",
        "11 hits call no people kin",
    ),
    Mistake(
        "copies sentences",
        "m2-q3",
        'VARIANTS = ["brotherly people of the coast", "fraternal ties", "one nation in two states"]',
        "public",
        "A dictionary holds words, not sentences",
    ),
    Mistake(
        "has the star for a variant",
        "m2-q3",
        'VARIANTS = ["*", "brother"]',
        "public",
        "has more than stars in it",
    ),
    Mistake(
        "gives one text",
        "m2-q3",
        'VARIANTS = "brother* fratern*"',
        "public",
        "Put them into a list",
    ),
    Mistake(
        "learns the practice sentences by heart",
        "m2-q3",
        """
VARIANTS = [
    "beyond the mountains", "of the coast", "ties bind", "closer to us", "two states", "older than", "we shall not",
    "across the river", "of the delta", "asked for grain",
]
""",
        "hidden",
        "learnt the practice sentences by heart",
    ),
    Mistake(
        "leans on words that fit places and numbers too",
        "m2-q3",
        """
VARIANTS = [
    "brothers", "brotherly", "brother country", "my brother", "his brother", "fraternal", "sister nation*", "sister cit*", "one nation",
    "one vote", "kinship", "kindred", "cousin*", "two kings", "weapon*",
]
""",
        "hidden",
        "hit a place, a person or a number",
    ),
    # m2-q4
    Mistake(
        "takes zero for the upper end",
        "m2-q4",
        SPANS + 'silence["high"] = 0\n',
        "public",
        "How common could it be and still be missing",
    ),
    Mistake(
        "gives the upper end as a number of occurrences",
        "m2-q4",
        SPANS + 'silence["high"] = now["high"] * now["words"] / 1000\n',
        "public",
        "not yet divided by thousands of words",
    ),
    Mistake(
        "expects the rate of the silent years",
        "m2-q4",
        SPANS + 'silence["expected"] = now["rate"] * now["words"] / 1000\n',
        "public",
        "the name would have come several times in your window",
    ),
    Mistake(
        "divides three by the words",
        "m2-q4",
        SPANS + 'silence["high"] = -np.log(0.05) / now["words"] * 1000\n',
        "hidden",
        "That is the rule of three",
    ),
    Mistake(
        "takes the mean of the yearly rates",
        "m2-q4",
        SPANS
        + """
yearly = rates(naming, pakistan[pakistan["year"].between(1992, 1996)], by=["state", "year"])
silence["expected"] = yearly["rate"].mean() * now["words"] / 1000
""",
        "hidden",
        "rests on the mean of five yearly rates",
    ),
    Mistake(
        "leaves the last year out",
        "m2-q4",
        SPANS.replace("between(FIRST, LAST)", "between(FIRST, LAST - 1)"),
        "hidden",
        "both ends belong to the window",
    ),
    Mistake(
        "counts by years",
        "m2-q4",
        SPANS + 'silence["expected"] = then["count"] / 5 * now["n"]\n',
        "hidden",
        "That counts by years",
    ),
    Mistake(
        "begins in 1992",
        "m2-q4",
        SPANS + 'silence["words"] = pakistan.loc[pakistan["year"].between(1992, LAST), "words"].sum()\n',
        "hidden",
        "the window begins later",
    ),
    # m2-q5
    Mistake(
        "draws single words",
        "m2-q5",
        """
def by_speech(counts, words, draws, seed):
    random = np.random.default_rng(seed)
    found = 1000 * random.poisson(np.sum(counts), draws) / np.sum(words)
    return np.quantile(found, 0.025), np.quantile(found, 0.975)
""",
        "public",
        "single words drawn by chance spread even here",
    ),
    Mistake(
        "draws hits and lengths apart",
        "m2-q5",
        """
def by_speech(counts, words, draws, seed):
    random = np.random.default_rng(seed)
    n = len(words)
    hits, lengths = (np.asarray(given)[random.integers(0, n, (draws, n))].sum(axis=1) for given in (counts, words))
    return np.quantile(1000 * hits / lengths, 0.025), np.quantile(1000 * hits / lengths, 0.975)
""",
        "public",
        "brings its hits and its own words along",
    ),
    Mistake(
        "averages the rates of the speeches",
        "m2-q5",
        """
def by_speech(counts, words, draws, seed):
    random = np.random.default_rng(seed)
    own = 1000 * np.asarray(counts) / np.asarray(words)
    found = own[random.integers(0, len(own), (draws, len(own)))].mean(axis=1)
    return np.quantile(found, 0.025), np.quantile(found, 0.975)
""",
        "public",
        "do not average rates",
    ),
    Mistake(
        "gives rates per word",
        "m2-q5",
        """
def by_speech(counts, words, draws, seed):
    random = np.random.default_rng(seed)
    counts, words = np.asarray(counts), np.asarray(words)
    places = random.integers(0, len(words), (draws, len(words)))
    found = counts[places].sum(axis=1) / words[places].sum(axis=1)
    return np.quantile(found, 0.025), np.quantile(found, 0.975)
""",
        "public",
        "which is a word",
    ),
    Mistake(
        "draws without replacement",
        "m2-q5",
        """
def by_speech(counts, words, draws, seed):
    random = np.random.default_rng(seed)
    counts, words = np.asarray(counts), np.asarray(words)
    places = np.array([random.permutation(len(words)) for _ in range(draws)])
    found = 1000 * counts[places].sum(axis=1) / words[places].sum(axis=1)
    return np.quantile(found, 0.025), np.quantile(found, 0.975)
""",
        "public",
        "draw with replacement",
    ),
    Mistake(
        "takes the extremes",
        "m2-q5",
        """
def by_speech(counts, words, draws, seed):
    random = np.random.default_rng(seed)
    counts, words = np.asarray(counts), np.asarray(words)
    places = random.integers(0, len(words), (draws, len(words)))
    found = 1000 * counts[places].sum(axis=1) / words[places].sum(axis=1)
    return found.min(), found.max()
""",
        "public",
        "Is it the largest of all draws?",
    ),
    Mistake(
        "turns the ends round",
        "m2-q5",
        """
def by_speech(counts, words, draws, seed):
    random = np.random.default_rng(seed)
    counts, words = np.asarray(counts), np.asarray(words)
    places = random.integers(0, len(words), (draws, len(words)))
    found = 1000 * counts[places].sum(axis=1) / words[places].sum(axis=1)
    return np.quantile(found, 0.975), np.quantile(found, 0.025)
""",
        "public",
        "Return the lower end first",
    ),
    Mistake(
        "takes no notice of the seed",
        "m2-q5",
        """
def by_speech(counts, words, draws, seed):
    random = np.random.default_rng()
    counts, words = np.asarray(counts), np.asarray(words)
    places = random.integers(0, len(words), (draws, len(words)))
    found = 1000 * counts[places].sum(axis=1) / words[places].sum(axis=1)
    return np.quantile(found, 0.025), np.quantile(found, 0.975)
""",
        "public",
        "make the source of chance from the seed",
    ),
    Mistake(
        "takes the middle four fifths",
        "m2-q5",
        """
def by_speech(counts, words, draws, seed):
    random = np.random.default_rng(seed)
    counts, words = np.asarray(counts), np.asarray(words)
    places = random.integers(0, len(words), (draws, len(words)))
    found = 1000 * counts[places].sum(axis=1) / words[places].sum(axis=1)
    return np.quantile(found, 0.01), np.quantile(found, 0.9)
""",
        "public",
        "It takes as many speeches a draw as there are",
    ),
    Mistake(
        "takes the middle 90 per cent",
        "m2-q5",
        """
def by_speech(counts, words, draws, seed):
    random = np.random.default_rng(seed)
    counts, words = np.asarray(counts), np.asarray(words)
    places = random.integers(0, len(words), (draws, len(words)))
    found = 1000 * counts[places].sum(axis=1) / words[places].sum(axis=1)
    return np.quantile(found, 0.05), np.quantile(found, 0.95)
""",
        "hidden",
        "more than draws differ by chance",
    ),
    # m2-q6
    Mistake(
        "takes G2 for a measure with a sign",
        "m2-q6",
        MEASURES + "one, other = g2.head(10), z.head(10)\n" + LISTED,
        "hidden",
        "G² has no sign",
    ),
    Mistake(
        "takes the other end of the table",
        "m2-q6",
        MEASURES + "one, other = rising.head(10), z.tail(10)\n" + LISTED,
        "hidden",
        "typical of the early decade",
    ),
    Mistake(
        "ranks by the size of the difference",
        "m2-q6",
        MEASURES + 'one, other = rising.head(10), z.nlargest(10, "delta")\n' + LISTED,
        "hidden",
        "z says how sure it is",
    ),
    Mistake(
        "counts words that went as lost too",
        "m2-q6",
        MEASURES + 'one, other = rising.head(10), z.head(10)\nlost = int(bare["z"].isna().sum())\n' + LISTED,
        "hidden",
        "which the late decade dropped",
    ),
    Mistake(
        "drops missing rows before it counts them",
        "m2-q6",
        MEASURES + "one, other = rising.head(10), z.head(10)\nlost = int(bare.dropna()['z'].isna().sum())\n" + LISTED,
        "public",
        "A missing z is no z of 0",
    ),
    Mistake(
        "gives totals of the late decade",
        "m2-q6",
        MEASURES + "one, other = rising.head(10), z.head(10)\n" + LISTED + 'top["total"] = top["count_a"]\n',
        "hidden",
        "Add count_a and count_b",
    ),
    Mistake(
        "keeps five of each",
        "m2-q6",
        MEASURES + "one, other = rising.head(5), z.head(5)\n" + LISTED,
        "public",
        "keep the first ten of each",
    ),
    # m2-q7
    Mistake(
        "gives both claims of a people to the wrong quarrel",
        "m2-q7",
        f'WHOSE = {RIGHT_WHOSE} | {{"1": "ARM", "2": "PAK"}}',
        "hidden",
        "in Karabakh the claim was made under Soviet law",
    ),
    Mistake(
        "takes friends to argue alike and rivals too",
        "m2-q7",
        f'WHOSE = {RIGHT_WHOSE} | {{"3": "AZE", "4": "IND"}}',
        "hidden",
        "no ruler signed Karabakh away",
    ),
    Mistake(
        "thinks that the texts of 1993 name Armenia",
        "m2-q7",
        f'WHOSE = {RIGHT_WHOSE} | {{"5": "AZE", "7": "ARM"}}',
        "hidden",
        "that omission is no argument of Azerbaijan",
    ),
    Mistake(
        "takes Simla for Pakistan's text and the Council's for India's",
        "m2-q7",
        f'WHOSE = {RIGHT_WHOSE} | {{"6": "IND", "8": "PAK"}}',
        "hidden",
        "one that India held to have settled the matter",
    ),
    Mistake(
        "gives one side more than its two",
        "m2-q7",
        f'WHOSE = {RIGHT_WHOSE} | {{"5": "AZE"}}',
        "public",
        "Each of the four governments has two",
    ),
    Mistake(
        "writes the states in words",
        "m2-q7",
        f'WHOSE = {RIGHT_WHOSE} | {{"1": "Pakistan"}}',
        "public",
        "'Pakistan' came",
    ),
    # m2-q8
    Mistake(
        "takes windows of the calendar, across the agreement",
        "m2-q8",
        'said = rates(kashmir, two, window=5).astype({"state": "str"})\n' + DRAWN + PUBLISHED,
        "public",
        "the agreement lies inside the window from 1970",
    ),
    Mistake(
        "draws every year",
        "m2-q8",
        'said = rates(kashmir, two.assign(window=two["year"]), by=["state", "window"]).astype({"state": "str"})\n'
        + DRAWN
        + PUBLISHED,
        "public",
        "different years are on x",
    ),
    Mistake(
        "begins with the agreement",
        "m2-q8",
        WINDOWS + 'said = said[said["window"] >= 1972]\n' + DRAWN + PUBLISHED,
        "public",
        "Keep all years since 1947",
    ),
    Mistake(
        "draws counts",
        "m2-q8",
        WINDOWS + 'said["rate"] = said["count"]\n' + DRAWN + PUBLISHED,
        "public",
        "Divide by the words of the window",
    ),
    Mistake(
        "draws the rates without their intervals",
        "m2-q8",
        WINDOWS + DRAWN + "chart = alt.layer(line, rule).properties(title=title, description=description)\n",
        "public",
        "With few hits a rise may be no news",
    ),
    Mistake(
        "forgets the agreement",
        "m2-q8",
        WINDOWS + DRAWN + "chart = alt.layer(band, line).properties(title=title, description=description)\n",
        "public",
        "nothing stands at 1972 alone",
    ),
    Mistake(
        "claims a cause",
        "m2-q8",
        WINDOWS + DRAWN + 'title = "The Simla Agreement silenced Pakistan on Kashmir for fifteen years"\n' + PUBLISHED,
        "public",
        "which claims a cause",
    ),
    Mistake(
        "writes a label",
        "m2-q8",
        WINDOWS + DRAWN + 'title = "Rates of the word Kashmir per 1,000 words, India and Pakistan"\n' + PUBLISHED,
        "public",
        "only says what is drawn",
    ),
    Mistake(
        "starts the axis above zero",
        "m2-q8",
        WINDOWS + DRAWN + "line = line.encode(y=y.scale(domain=[1, 10]))\n" + PUBLISHED,
        "public",
        "the y axis starts elsewhere",
    ),
    Mistake(
        "takes the mean of the yearly rates",
        "m2-q8",
        WINDOWS
        + """
yearly = rates(kashmir, five, by=["state", "window", "year"]).astype({"state": "str"})
mean = yearly.groupby(["state", "window"])["rate"].mean().reset_index()
said = said.drop(columns="rate").merge(mean, on=["state", "window"])
"""
        + DRAWN
        + PUBLISHED,
        "hidden",
        "the line does not pass through",
    ),
    Mistake(
        "draws an interval of a fixed width",
        "m2-q8",
        WINDOWS + 'said["low"], said["high"] = said["rate"] * 0.83, said["rate"] * 1.17 + 0.021\n' + DRAWN + PUBLISHED,
        "hidden",
        "where no window's exact interval does",
    ),
    # m2-q9
    Mistake(
        "turns precision and recall round",
        "m2-q9",
        BOND + 'bond = bond.rename(columns={"precision": "recall", "recall": "precision"})\n',
        "public",
        "is it precision that stands there?",
    ),
    Mistake(
        "divides both by the early friends",
        "m2-q9",
        BOND + 'bond["recall"] = bond["precision"] = bond["hits"] / bond["ties"]\n',
        "public",
        "recall by the ties",
    ),
    Mistake(
        "takes all members of the United Nations for the base",
        "m2-q9",
        BOND + 'bond["base"] = bond["ties"] / 192\n',
        "hidden",
        "divides by states that are not ranked",
    ),
    Mistake(
        "takes the base for the share of the early friends in all ties",
        "m2-q9",
        BOND + 'bond["base"] = 60 / (bond["ties"] + 60)\n',
        "public",
        "states to choose from",
    ),
    Mistake(
        "gives per cent",
        "m2-q9",
        BOND + 'bond[["precision", "recall", "base"]] *= 100\n',
        "public",
        "Is it per cent?",
    ),
    Mistake(
        "counts the embassies that a state receives alone",
        "m2-q9",
        SHARES + "bond = pd.DataFrame([line_of(A, ways=[1]), line_of(B, ways=[1])])\n",
        "hidden",
        "One that it sends is a tie too",
    ),
    Mistake(
        "asks for embassies in both directions",
        "m2-q9",
        SHARES + "bond = pd.DataFrame([line_of(A, every=True), line_of(B, every=True)])\n",
        "hidden",
        "One direction is enough",
    ),
    Mistake(
        "takes the friends of today for those of the start",
        "m2-q9",
        SHARES
        + """
late = load("roll_calls").query("2010 <= year <= 2024")["roll_call"]
late_votes = load("votes")
late_votes = late_votes[late_votes["roll_call"].isin(late)]
bond = pd.DataFrame([line_of(A, votes=late_votes), line_of(B, votes=late_votes)])
""",
        "hidden",
        "A bond at the start is one of 1992 to 1996",
    ),
    Mistake(
        "compares with the others alone",
        "m2-q9",
        BOND + 'bond["base"] = (bond["ties"] - bond["hits"]) / bond["others"]\n',
        "hidden",
        "That is the share among the others alone",
    ),
    Mistake(
        "ranks states with a handful of votes",
        "m2-q9",
        SHARES + "bond = pd.DataFrame([line_of(A, least=1), line_of(B, least=1)])\n",
        "hidden",
        "pass over them",
    ),
    # m2-q10
    Mistake(
        "writes a remark",
        "m2-q10",
        "Words are cheap. One should look at deeds (C08, C10, E079, E109).",
        "public",
        "What does a reader still need?",
    ),
    Mistake(
        "writes an essay",
        "m2-q10",
        NOTE + NOTE.split("\n\n")[1],
        "public",
        "Which sentence could go?",
    ),
    Mistake(
        "weighs deeds without naming one of the chronology",
        "m2-q10",
        NOTE.replace("(E056)", "").replace("(E101)", "").replace("(E109)", ""),
        "public",
        "2 of the course's events",
    ),
    Mistake(
        "names no claim of the article",
        "m2-q10",
        NOTE.replace("C09 holds", "The article holds").replace("C10 speaks", "It speaks"),
        "public",
        "2 of the course's claims",
    ),
    Mistake(
        "says nothing of silence",
        "m2-q10",
        NOTE.replace("**SILENCE:** ", ""),
        "public",
        "but Silence is not there",
    ),
    Mistake(
        "writes a rule that nobody can keep in mind",
        "m2-q10",
        NOTE.replace("\n\n**COMPARISON:** Pakistan", " Pakistan").replace("C09 holds", "\n\n**COMPARISON:** C09 holds"),
        "public",
        "A second reader has to keep it in mind",
    ),
)

RIGHT = (
    # m2-q1
    Right(
        "by the course's measure, keys in the index",
        "m2-q1",
        BESIDE
        + """
found = rates(two, chosen, by=["state"])
principles = found.set_index(["term", "state"]).sort_values("rate")[["rate", "words", "count", "low"]]
""",
    ),
    Right(
        "in plain Python, numbers as objects",
        "m2-q1",
        """
years = range(1956, 1966)
listed = []
for state in ("TUR", "IND", "PAK"):
    spoken = sum(row.words for row in speeches.itertuples() if row.state == state and row.year in years)
    for term in ("territorial_integrity", "self_determination"):
        own = terms[(terms["state"] == state) & (terms["term"] == term) & terms["year"].isin(years)]
        found = float(own["count"].sum())
        listed.append({"term": term, "state": state, "count": found, "words": spoken, "rate": found / spoken * 1000})
principles = pd.DataFrame(listed, dtype=object)
""",
    ),
    # m2-q2
    Right(
        "word by word, without a pattern for the stem",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    text = text.lower()
    for phrase in sorted(not_meant, key=len, reverse=True):
        text = re.sub(r"(?<!\\w)" + r"\\s+".join(map(re.escape, phrase.lower().split())) + r"(?!\\w)", " | ", text)
    return np.int64(sum(word.startswith(stem.lower()) for word in re.findall(r"\\w+", text)))
""",
    ),
    Right(
        "by the course's counter",
        "m2-q2",
        """
def hits(text, stem, not_meant):
    dictionary = {"meant": [stem + "*"]}
    if not_meant:
        dictionary["not meant"] = list(not_meant)
    return float(term_counts(text, dictionary).set_index("term").loc["meant", "count"])
""",
    ),
    # m2-q3
    Right(
        "another dictionary, as a set, in capitals",
        "m2-q3",
        """
VARIANTS = {
    "Brothers", "Brotherly", "brother country", "brother people*", "fraternal", "sister nation", "one nation", "kinship", "kindred",
    "our cousins",
}
""",
    ),
    Right(
        "a column of variants, with a wrong hit or two",
        "m2-q3",
        """
VARIANTS = pd.Series([
    "our brothers", "brotherly", "brother countr*", "fraternal", "sister*", "nation in two", "one nation", "kinship*", "kindred", "cousins",
])
""",
    ),
    # m2-q4
    Right(
        "by hand, with a quantile of the gamma distribution",
        "m2-q4",
        """
from scipy.stats import gamma

inside = pakistan[(pakistan["year"] >= FIRST) & (pakistan["year"] <= LAST)]["words"].sum()
old = pakistan[pakistan["year"].isin(range(1992, 1997))].merge(naming, on=["state", "year"])
silence = pd.Series({
    "expected": old["count"].sum() / old["words"].sum() * inside, "words": float(inside), "high": 1000 * gamma.ppf(0.975, 1) / inside,
})
""",
    ),
    Right(
        "by the logarithm of 0.025, rounded to six decimals",
        "m2-q4",
        """
span = pakistan.set_index("year")["words"]
said_then = naming.set_index("year")["count"].loc[1992:1996].sum()
silence = {
    "words": int(span.loc[FIRST:LAST].sum()),
    "high": round(-np.log(0.025) / (span.loc[FIRST:LAST].sum() / 1000), 6),
    "expected": round(said_then * span.loc[FIRST:LAST].sum() / span.loc[1992:1996].sum(), 6),
}
""",
    ),
    # m2-q5
    Right(
        "in plain Python, another source of chance",
        "m2-q5",
        """
import random as chance


def by_speech(counts, words, draws, seed):
    source, pairs, found = chance.Random(seed), list(zip(counts, words)), []
    for _ in range(draws):
        drawn = source.choices(pairs, k=len(pairs))
        found.append(1000 * sum(hit for hit, _ in drawn) / sum(length for _, length in drawn))
    found.sort()
    return [found[int(0.025 * draws)], found[min(int(0.975 * draws), draws - 1)]]
""",
    ),
    Right(
        "with weights for each speech, in an array",
        "m2-q5",
        """
def by_speech(counts, words, draws, seed):
    n = len(words)
    weights = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=draws)
    return np.percentile(1000 * (weights @ np.asarray(counts)) / (weights @ np.asarray(words)), [2.5, 97.5])
""",
    ),
    # m2-q6
    Right(
        "the two lists in another order, the key in the index",
        "m2-q6",
        MEASURES
        + """
both = {"prior": z.iloc[:10], "G2": rising.nlargest(10, "g2")}
top = pd.concat(both, names=["measure", "row"]).reset_index("row", drop=True).set_index("word", append=True)
top = top[["count_a", "count_b"]].sum(axis=1).rename("total")
""",
    ),
    Right(
        "lost counted from the words themselves, as a float",
        "m2-q6",
        MEASURES
        + """
wide = own_words.pivot(index="word", columns="decade", values="count").fillna(0)
lost = float(((wide[LATE] > 0) & (wide[EARLY] == 0)).sum())
one, other = rising.head(10), z.head(10)
"""
        + LISTED
        + """
top["total"] = top["word"].map(own_words.groupby("word")["count"].sum()).astype(float)
""",
    ),
    # m2-q7
    Right(
        "numbers for keys, small letters",
        "m2-q7",
        'WHOSE = {1: "pak", 2: "arm", 3: "ind", 4: "aze", 5: "arm", 6: "pak", 7: "aze", 8: "ind"}',
    ),
    Right(
        "a Series",
        "m2-q7",
        f"WHOSE = pd.Series({RIGHT_WHOSE}).sort_values()",
    ),
    # m2-q8
    Right(
        "lines, bands and a mark, plain Altair",
        "m2-q8",
        WINDOWS + DRAWN + PUBLISHED,
    ),
    Right(
        "bars for the intervals, the year as a datum",
        "m2-q8",
        WINDOWS
        + DRAWN
        + """
bars = base.mark_rule().encode(y=alt.Y("low:Q", title="Kashmir, per 1,000 words"), y2="high:Q")
mark = alt.Chart().mark_rule().encode(x=alt.datum(1972))
chart = alt.layer(bars, line, mark, data=said[["speaker", "window", "rate", "low", "high"]])
chart = chart.properties(title=title, description=description)
""",
    ),
    Right(
        "a layer for each state, added up by hand",
        "m2-q8",
        WINDOWS
        + DRAWN
        + """
parts = []
for name, colour in (("India", "orange"), ("Pakistan", "green")):
    own = alt.Chart(said[said["speaker"] == name][["window", "rate", "low", "high"]]).encode(x=x)
    parts += [own.mark_errorband(color=colour).encode(y="low:Q", y2="high:Q"), own.mark_line(color=colour).encode(y=y)]
chart = alt.layer(*parts, rule, title=title).properties(description=description)
""",
    ),
    # m2-q9
    Right(
        "by sets, a column more",
        "m2-q9",
        BOND,
    ),
    Right(
        "by the course's test of a dictionary, the state in the index",
        "m2-q9",
        """
found = {}
for state in (B, A):
    ranked = partners(early_votes, state, least=50)
    near = embassies[(embassies["sender"] == state) | (embassies["receiver"] == state)]
    other = set(near["sender"]) | set(near["receiver"])
    coded = pd.DataFrame({"automatic": ranked["rank"] <= 60, "hand": ranked["partner"].isin(other)})
    shares = validity(coded).set_index("measure")["estimate"]
    found[state] = {"ties": float(coded["hand"].sum()), "base": coded["hand"].mean(), **shares}
bond = pd.DataFrame(found).T.rename_axis("state")
""",
    ),
    # m2-q10
    Right(
        "from Islamabad, headings in capitals with a colon",
        "m2-q10",
        NOTE,
    ),
    Right(
        "headings with the stop outside, claims in brackets",
        "m2-q10",
        NOTE.replace("**RULE:**", "**Rule**.")
        .replace("**LEFT OUT:**", "**Left out**.")
        .replace("C10 speaks of deeds.", "The article speaks of deeds [C10]."),
    ),
)
