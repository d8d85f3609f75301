"""Exercise m4_legacies, beyond what every exercise must do: what its hints and texts say is true of the data, its model
texts keep their own rules, and every pair that a student may get has a fair question.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pandas as pd
import pytest

from course_utils import load, states
from course_utils.exercises import shelf
from course_utils.exercises.examine import examine
from course_utils.exercises.mistakes import tried
from course_utils.exercises.pairs import eligible_pairs
from course_utils.exercises.question import Exercise
from course_utils.measures.legacies import dyadic_logit

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "exercises" / "m4_legacies"
PAIRS = pd.DataFrame(eligible_pairs(), columns=["a", "b"])
STATES = sorted({*PAIRS["a"], *PAIRS["b"]})


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return shelf.exercise(FOLDER)


@pytest.fixture(scope="module")
def checks() -> Any:
    return shelf.module(FOLDER / "checks.py")


@cache
def author() -> Any:
    """The module of the hidden checks, with all that they compute."""
    return shelf.module(FOLDER / "hidden.py")


@pytest.fixture(scope="module")
def cells() -> dict[str, str]:
    """The text of each cell of the notebook with solutions, by its id."""
    return {cell.id: cell.source for cell in nbformat.read(FOLDER / "m4_legacies.ipynb", as_version=4).cells}


def plain(text: str) -> str:
    """A model answer without nbgrader's marks, as a student would write it."""
    return text.replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "").strip()


# -------------------------------------------------------------------------------------- what it says of the data


def test_other_letters_than_the_labs_fit_and_each_wrong_count_shows() -> None:
    right = author().lettered()
    assert "n" in right and len(right) >= 3
    for how in author().OTHER_COUNTS:
        assert sum(author().lettered(how)[letter] != counts for letter, counts in right.items()) >= 2, how
    overall = author().borders()["dispute"].mean()
    rates = [disputes / n for n, disputes in right.values()]
    assert max(rates) - min(rates) < 0.1 and min(rates) < overall < max(rates)  # a letter tells nothing


def test_both_borders_of_the_article_lie_in_the_one_cell_that_it_shows() -> None:
    for pair in (("ARM", "AZE"), ("IND", "PAK")):
        row, border = (
            table.set_index(["state_a", "state_b"]).loc[pair] for table in (author().pairs(), author().borders())
        )
        assert row["any"] and border["dispute"]
    merged = author().borders().merge(author().pairs()[["state_a", "state_b", "any"]])
    assert (merged.groupby(["any", "dispute"]).size() > 30).all()  # the world has borders in all four cells


def test_a_name_in_common_is_not_yet_a_year_in_common() -> None:
    known = author().spells()
    assert author().together(known["GMB"], known["SEN"]) == 0
    assert {empire for empire, *_ in known["GMB"]} & {empire for empire, *_ in known["SEN"]}
    assert "ARM" not in known and "AZE" not in known  # overseas rule only
    # The trap of a year under two empires is there in real states too.
    each = [max(0, min(e, f) - max(b, s)) for x, b, e in known["GHA"] for y, s, f in known["TZA"] if x == y]
    assert author().together(known["GHA"], known["TZA"]) < sum(each)


def test_the_picture_in_the_chart_hint_is_true(exercise: Exercise, cells: dict[str, str]) -> None:
    table = author().three_sets().set_index(["decade", "among"])
    share = table["estimate"].unstack()
    assert (share["all pairs"] < share["disputes"]).all() and (share["disputes"] < share["neighbours"]).all()
    assert "In each decade disputes lie above pairs at large and below neighbours" in cells["m4-q5"]
    hint, first = exercise.question("m4-q5").hints.expected, table.loc[(1950, "disputes")]
    assert (
        f"with {first['n']:.0f} pairs in dispute" in hint and f"about {first['high'] - first['low']:.2f} long" in hint
    )
    length = (table["high"] - table["low"]).unstack()
    assert (length["all pairs"] < 0.25 * length["disputes"]).all()
    assert (length["disputes"] / length["neighbours"]).between(0.75, 1.25).all()


def test_each_wrong_picture_is_another_one() -> None:
    right = author().three_sets().set_index(["decade", "among"])["estimate"]
    for wrong, words in author().other_pictures():
        assert max(abs(value - right[key]) for key, value in wrong.items()) > 0.02, words


def test_the_border_takes_most_of_the_association_and_what_is_left_is_open(exercise: Exercise) -> None:
    widest = {name: table.iloc[-1] for name, table in author().models().items()}
    whole, held = widest["all pairs"], widest["border held constant"]
    assert whole["odds_ratio"] > 2 and whole["low"] > 1  # hint, and sentence A
    assert held["low"] < 1 and held["high"] > 2  # sentence B, and "a doubling"
    assert 0.5 < 1 - np.log(held["odds_ratio"]) / np.log(whole["odds_ratio"]) < 1  # sentence D
    assert "odds ratio is above 2" in exercise.question("m4-q7").hints.expected
    border = author().models(term="contiguous")["border held constant"]["odds_ratio"].iloc[0]
    assert border > 10
    others = [
        author().models(decade)["all pairs"]["odds_ratio"].iloc[0] for decade in author().DECADES if decade != 1970
    ]
    assert min(abs(value / whole["odds_ratio"] - 1) for value in others) > 0.01


def test_the_chronology_bears_what_is_said_of_the_two_decisions() -> None:
    events = load("events").set_index("id")
    assert (events.loc[["E003", "E007"], "disputed"] == "yes").all()  # sentence J
    assert "one day after leaning" in events.loc["E003", "event"]
    assert events.loc["E002", "date"].year == 1920 and events.loc["E004", "date"].year == 1923
    assert 0 < (events.loc["E007", "date"] - events.loc["E006", "date"]).days < 7  # "some days before"
    assert events.loc["E008", "date"].year == 1948  # the United Nations came later
    assert all(day in events.loc["E007", "dispute_note"] for day in ("25", "26", "27"))
    first, second = (author().TRUE_OF[name][0] for name in ("OF_1921", "OF_1947"))
    assert first & second and first - second and second - first and set("ABCDEFGHIJK") - first - second


# --------------------------------------------------------------------------------------------- the written answer


def walls(cells: dict[str, str]) -> list[str]:
    """The model answer and those in other forms."""
    _, right = tried(FOLDER)
    return [plain(cells["m4-q10"]), *(one.code.strip() for one in right if one.question == "m4-q10")]


def test_the_model_texts_keep_the_rules_that_they_are_models_of(
    exercise: Exercise, checks: Any, cells: dict[str, str]
) -> None:
    about = load("claims")
    allowed = set(
        about.loc[about["module"].eq("m4_legacies") | about["also_in"].str.contains("m4_legacies", na=False), "id"]
    )
    events = set(load("events")["id"])
    for text in walls(cells):
        assert examine(exercise.question("m4-q10"), text).right
        wall, note = checks.part(text, "Wall text"), checks.part(text, "Curator's note")
        assert len(wall.split()) > 120 and len(note.split()) > 150
        assert set(re.findall(r"\bC\d\d\b", text)) <= allowed and set(re.findall(r"\bE\d{3}\b", text)) <= events
        assert not re.search(r"[CE]\d{2,3}\b", wall)  # numbers are for colleagues
        for joined, either in (("Khankendi/Stepanakert", "Khankendi|Stepanakert"), ("Shusha/Shushi", "Shush[ai]")):
            first = re.search(either, text)
            assert not first or text.startswith(joined, first.start())


def test_both_partitions_and_more_than_one_definition_have_a_model(cells: dict[str, str]) -> None:
    texts = walls(cells)
    assert any("July 1921" in text for text in texts) and any("October 1947" in text for text in texts)
    assert any("I use the second" in text for text in texts) and any("I use the third" in text for text in texts)
    assert all("Soviet Union" in text and "Britain" in text for text in texts)


def test_a_wall_is_stopped_by_a_term_of_any_side(exercise: Exercise, cells: dict[str, str]) -> None:
    model = plain(cells["m4-q10"])
    for term in (
        "separatists",
        "Artsakh",
        "Pakistan-occupied",
        "Indian-occupied",
        "liberated",
        "terrorists",
        "annexed",
        "so-called",
    ):
        told = examine(exercise.question("m4-q10"), model.replace("Two peoples", f"The {term} and two peoples"))
        assert f"The wall says {term!r}" in told.message
    # In the note a term may be quoted, to say why the wall does not have it.
    quoted = model.replace("Of C18 we take over no verb.", "Of C18 we take over no verb, and never 'liberated'.")
    assert quoted != model and examine(exercise.question("m4-q10"), quoted).right


def test_the_exercise_asks_about_every_claim_of_the_module(cells: dict[str, str]) -> None:
    words = " ".join(text for id, text in cells.items() if id.endswith("-words"))
    assert set(re.findall(r"\bC\d\d\b", words)) == {"C16", "C17", "C18"}
    assert set(load("claims").query("module == 'm4_legacies'")["id"]) == {"C16", "C17"}


def test_the_rubric_is_that_of_the_seminar(cells: dict[str, str]) -> None:
    rows = re.findall(r"^\| \*\*([\w ]+)\*\* \|(.+)\|$", cells["m4-q10-words"], re.M)
    assert [name for name, _ in rows] == ["Accuracy", "Mechanism", "Plural voices", "Language"]
    assert all(len(marks.split("|")) == 4 for _, marks in rows)  # 3, 2, 1 and 0 points


def test_hints_are_asked_for_and_links_lead_to_headings(cells: dict[str, str]) -> None:
    words = "\n".join(text for id, text in cells.items() if id.endswith("-words") or id == "m4-opening")
    assert "<details>" not in words and words.count('hint("m4-q1")') == 1
    links = re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", words)
    assert links
    for target, anchor in links:
        headings = re.findall(r"^#+ (.+)$", (FOLDER / target).resolve().read_text("utf-8"), re.M)
        slugs = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert not anchor or anchor in slugs, f"{target} has no heading #{anchor}"


# ------------------------------------------------------------------------------------------- fair for every pair


@cache
def square(column: str) -> np.ndarray:
    """A column of the pairs as a symmetric table, states in the order of the distances."""
    order = list(author().distances().index)
    where = {state: place for place, state in enumerate(order)}
    table = author().pairs()
    a, b = (table[side].map(where).to_numpy() for side in ("state_a", "state_b"))
    found = np.zeros((len(order), len(order)), dtype=bool)
    found[a, b] = found[b, a] = table[column].to_numpy()
    return found


def places(state: str) -> np.ndarray:
    """Where the states of a corner stand."""
    return np.flatnonzero(author().distances().index.isin(author().corner(state)))


@cache
def corner_counts() -> pd.DataFrame:
    """Question 3 for every state, by matrices: the answers, and what the usual mistakes give for parted."""
    upper = np.triu_indices(author().NEAREST, 1)
    rows = {}
    for state in STATES:
        near = places(state)
        four = np.array([square(name)[np.ix_(near, near)][upper] for name in author().CODINGS])
        yes = four.sum(axis=0)
        counts = dict(zip(author().CODINGS, four.sum(axis=1), strict=True))
        rows[state] = counts | {
            "parted": ((yes > 0) & (yes < 4)).sum(),
            "gap": max(counts.values()) - min(counts.values()),
            "without together": (four[:3].any(axis=0) & ~four[:3].all(axis=0)).sum(),
            "first against last": (four[1] != four[2]).sum(),
            "summed": sum((four[i] != four[j]).sum() for i in range(4) for j in range(i)),
            "unlisted": int(sum(author().distances().index[place] not in author().rulers() for place in near)),
            "mine": int(square("any")[np.ix_(places(state), [author().distances().index.get_loc(state)])].sum()),
        }
    return pd.DataFrame(rows).T


def moved(states_moved: pd.Series) -> pd.Series:
    """For every pair, whether a figure of A or of B moves."""
    return PAIRS["a"].map(states_moved) | PAIRS["b"].map(states_moved)


def distinct(answers: pd.DataFrame) -> int:
    """How many different answers all pairs have together."""
    key = answers.round(9).apply(tuple, axis=1)
    return len(set(zip(PAIRS["a"].map(key), PAIRS["b"].map(key), strict=True)))


def test_question_3_differs_around_every_state_and_each_mistake_shows() -> None:
    table = corner_counts()
    columns = [*author().CODINGS, "parted"]
    for state in STATES[::12]:  # the matrices and the course's measures agree
        assert table.loc[state, columns].to_dict() == author().corner_codings(state)
    assert (table[["any", "first", "last", "parted"]] >= 20).all(axis=None)
    assert (table["any"] < 780 / 2).all() and distinct(table[columns]) > 2_000
    # Two empty lists are no common ruler: a trap that some corners of the Americas do not have.
    assert moved(table["unlisted"] >= 2).mean() > 0.97
    assert moved(table["any"] != table["mine"]).all()
    for wrong in ("first against last", "summed"):
        assert moved(table[wrong] != table["parted"]).all(), wrong
    # Where no pair of a corner was ruled from overseas, the gap between counts is all there is: a handful of pairs.
    assert (~moved(table["gap"] != table["parted"])).sum() <= 5
    assert moved(table["without together"] != table["parted"]).all()


@cache
def corner_shares() -> pd.DataFrame:
    """Question 4 for every state: size and share of each set."""
    rows = {state: author().corner_sets(state) for state in STATES}
    return pd.DataFrame(
        {state: {(name, what): found[name][place] for name in author().AMONG for place, what in enumerate(("n", "share"))}
         for state, found in rows.items()}
    ).T  # fmt: skip


def test_question_4_has_cases_and_comparisons_around_every_state() -> None:
    table = corner_shares()
    sizes, shares = table.xs("n", axis=1, level=1), table.xs("share", axis=1, level=1)
    assert sizes["disputes"].min() >= 10 and sizes["neighbours"].min() >= 20 and sizes["alliances"].min() >= 2
    assert (sizes["all pairs"] <= 780).all() and distinct(table) > 2_000
    assert shares.stack().between(0, 1).all() and (shares["disputes"] > 0).all()
    # The finding: neighbours beat all pairs everywhere; quarrels beat all pairs nearly everywhere, and neighbours seldom.
    assert (shares["neighbours"] > shares["all pairs"]).all()
    assert (shares["disputes"] > shares["all pairs"]).mean() > 0.85
    assert 0.05 < (shares["disputes"] > shares["neighbours"]).mean() < 0.2


def test_each_mistake_of_question_4_moves_a_figure_of_every_pair() -> None:
    late = author().decades().query("decade == 1990")
    every = author().decades().groupby(["state_a", "state_b"], as_index=False)[["dispute", "alliance"]].any()
    rows = {}
    for state in STATES:
        near = author().corner(state)
        here, ever = author().within(late, near), author().within(every, near)
        rows[state] = {
            "a border asked for": (here["dispute"] & ~here["contiguous"]).any(),
            "all decades": ever["dispute"].sum() != here["dispute"].sum()
            or ever["alliance"].sum() != here["alliance"].sum(),
            "first names": (here["any"] != here["first"]).any(),
            "turned round": here["any"].sum() != here["dispute"].sum(),
        }
    table = pd.DataFrame(rows).T.astype(bool)
    for name in table:
        assert moved(table[name]).all(), name


@cache
def pulls() -> pd.DataFrame:
    """Question 6 for every pair, in closed form: the four counts, the odds ratio, and the three standard errors."""
    table, apart = author().borders(), author().distances()
    where = {state: place for place, state in enumerate(apart.index)}
    a, b = (table[side].map(where).to_numpy() for side in ("state_a", "state_b"))
    one, other = (apart.to_numpy()[PAIRS[side].map(where).to_numpy()] for side in ("a", "b"))
    nearer = one < other
    near, hit = nearer[:, a] & nearer[:, b], table["dispute"].to_numpy()
    counts = np.array([(part & same).sum(axis=1) for part in (near, ~near) for same in (hit, ~hit)], dtype=float)
    # The influence of a border on the logarithm of the odds ratio: its residual over the variance of its side.
    sides = [(near, counts[0], counts[1], 1.0), (~near, counts[2], counts[3], -1.0)]
    pull = sum(
        sign * part * (hit - (yes / (yes + no))[:, None]) * ((yes + no) / (yes * no))[:, None]
        for part, yes, no, sign in sides
    )
    tied = np.zeros((len(table), len(apart)))
    tied[np.arange(len(table)), a] = tied[np.arange(len(table)), b] = 1
    dyadic = ((pull @ tied) ** 2).sum(axis=1) - (pull**2).sum(axis=1)
    two_way = sum(clustered(pull, side) for side in (a, b)) - clustered(pull, np.arange(len(table)))
    found = pd.DataFrame(counts.T, columns=["near yes", "near no", "else yes", "else no"])
    found["odds_ratio"] = counts[0] * counts[3] / (counts[1] * counts[2])
    errors = {"plain": (1 / counts).sum(axis=0), "two-way": two_way, "dyadic": dyadic}
    return found.assign(
        **{name: np.sqrt(np.where(variance > 0, variance, np.nan)) for name, variance in errors.items()}
    )


def clustered(pull: np.ndarray, cluster: np.ndarray) -> np.ndarray:
    """The variance with errors clustered in one way, with the correction for few clusters, for every pair."""
    codes, names = pd.factorize(cluster)
    n, groups = pull.shape[1], len(names)
    sums = np.zeros((len(pull), groups))
    np.add.at(sums.T, codes, pull.T)
    return (sums**2).sum(axis=1) * groups / (groups - 1) * (n - 1) / (n - 2)


def test_question_6_has_borders_of_all_four_kinds_for_every_pair() -> None:
    table = pulls()
    counts = table[["near yes", "near no", "else yes", "else no"]]
    assert (counts >= 1).all(axis=None) and table[["plain", "dyadic"]].notna().all(axis=None)
    for row in (0, len(PAIRS) // 2, len(PAIRS) - 1):
        a, b = PAIRS.iloc[row]
        fitted = dyadic_logit(author().cut(a, b), "dispute", ["near"]).query("term == 'near'").set_index("errors")
        assert np.isclose(fitted["odds_ratio"].iloc[0], table.loc[row, "odds_ratio"], rtol=1e-5)
        for kind in ("plain", "dyadic"):
            assert np.isclose(fitted.loc[kind, "se"], table.loc[row, kind], rtol=1e-4)
        assert np.isclose(fitted.loc["two-way", "se"], table.loc[row, "two-way"], rtol=0.01)
    assert len(counts.drop_duplicates()) > 1_000  # of 2,843 pairs


def test_each_mistake_of_question_6_moves_the_answer_of_every_pair() -> None:
    table = pulls()
    near, away = (table[f"{side} yes"] / (table[f"{side} yes"] + table[f"{side} no"]) for side in ("near", "else"))
    ratio = table["odds_ratio"]
    for wrong in (near / away, 1 / ratio, np.log(ratio), near / (1 - near), near - away):
        assert (
            (wrong / ratio - 1).abs() > 1e-4
        ).mean() > 0.99  # where both shares are equal, ratio and risk ratio are 1
    errors = table[["plain", "two-way", "dyadic"]]
    assert (errors.min(axis=1) < 0.999 * errors.max(axis=1)).all()  # the narrowest is never the widest
    kinds = errors.idxmax(axis=1).value_counts(normalize=True)
    assert set(kinds.index) == {"plain", "two-way", "dyadic"} and kinds["dyadic"] < 0.9  # no kind is always the widest


def test_wider_errors_do_not_cure_a_confounder_as_the_notebook_says(cells: dict[str, str]) -> None:
    table = pulls()
    off = np.log(table["odds_ratio"]).abs() / 1.959964
    plain_share = (off > table["plain"]).mean()
    widest = (off > table[["plain", "two-way", "dyadic"]].max(axis=1)).mean()
    assert 0.22 < plain_share < 0.28 and "a plain interval without 1 in one case of four" in cells["m4-q7-words"]
    assert 0.17 < widest < 0.23 and "a widest interval without 1 in one of five" in cells["m4-q7-words"]


def test_no_cell_names_a_pair_that_a_student_may_get(cells: dict[str, str]) -> None:
    for text in cells.values():
        codes = set(re.findall(r'"([A-Z]{3})"', text)) & set(states.codes())
        assert not PAIRS.apply(lambda pair, found=codes: {*pair} <= found, axis=1).any(), text
