"""What the tests of the quizzes share: any question that the bank could hold, and a browser in a real JupyterLab."""

from __future__ import annotations

from hypothesis import strategies as st

from course_utils.quiz import Matching, MultipleChoice, Numeric, Option

SPECIAL = ["~", "=", "#", "####", "{", "}", ":", "::", "\\", "\\n", "\n", "->", "//", "[html]", "[", "]", "%50%", "&", "&&058;",
           "&#91;", "<", ">", "<b>", "]]>", "<!--", '"', "'", "$$x$$", "*", "_", "`", "Xankəndi", "Արցախ", "کشمیر", "कश्मीर",
           "\u200f", "🗳️", "²", "  "]  # fmt: skip
CHARACTERS = st.characters(blacklist_categories=("Cc", "Cs"), blacklist_characters="\ufffe\uffff")
TEXTS = (
    st.lists(st.one_of(st.sampled_from(SPECIAL), st.text(CHARACTERS, max_size=6)), min_size=1, max_size=6)
    .map(lambda parts: "".join(parts).strip())
    .filter(bool)
)
NUMBERS = st.decimals(-(10**6), 10**6, places=4).map(float)
MODULES = st.sampled_from(["m0_claims", "m3_votes", "m7_balance"])
# Whatever the text holds, the place in a list keeps ids apart.
IDS = st.from_regex(r"M[0-8]Q[0-9]{5}", fullmatch=True)


@st.composite
def choices(draw: st.DrawFn) -> MultipleChoice:
    texts = draw(st.lists(TEXTS, min_size=2, max_size=6, unique=True))
    right = draw(st.integers(0, len(texts) - 1))
    options = tuple(Option(text, place == right, draw(TEXTS)) for place, text in enumerate(texts))
    return MultipleChoice(draw(IDS), draw(MODULES), (), draw(TEXTS), options)


@st.composite
def numbers(draw: st.DrawFn) -> Numeric:
    unit = draw(st.sampled_from(["", "%", "years", "per 1,000 words", "{=~#:}", "[html]"]))
    tolerance = draw(st.decimals(0, 1000, places=4).map(float))
    return Numeric(draw(IDS), draw(MODULES), (), draw(TEXTS), draw(NUMBERS), tolerance, unit, draw(TEXTS))


@st.composite
def matchings(draw: st.DrawFn) -> Matching:
    left = draw(st.lists(TEXTS, min_size=2, max_size=6, unique=True))
    right = draw(st.lists(TEXTS, min_size=len(left), max_size=len(left), unique=True))
    return Matching(draw(IDS), draw(MODULES), (), draw(TEXTS), tuple(zip(left, right, strict=True)), draw(TEXTS))


st.register_type_strategy(MultipleChoice, choices())
st.register_type_strategy(Numeric, numbers())
st.register_type_strategy(Matching, matchings())
