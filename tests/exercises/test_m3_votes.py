"""Exercise m3_votes: stubs fail, solutions pass, wrong answers draw their message, nothing leaks, nbgrader grades it."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

from course_utils import load
from course_utils.measures.agreement import agreement, dyad

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks" / "exercises" / "m3_votes"
NOTEBOOK = FOLDER / "m3_votes.ipynb"
POINTS = {"q1": 6, "q2": 6, "q3": 6, "q4": 6, "q5": 8}


def _mistakes() -> tuple[Any, ...]:
    spec = importlib.util.spec_from_file_location("m3_votes_mistakes", FOLDER / "mistakes.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module.MISTAKES


MISTAKES = _mistakes()

# Right answers in other forms: name, the cell, the code.
CHART_TABLE = """
drawn = yearly.set_index("year").reindex(range(FIRST, LAST + 1)).reset_index()
drawn.loc[~(drawn["n"] >= LEAST), "agreement"] = None
title = "Kazakhstan and Kyrgyzstan vote alike more often since 2003 than before"
description = "Line chart of the share of identical votes of Kazakhstan and Kyrgyzstan by year; it rises after 2000."
x, y = alt.X("year:Q", title="year"), alt.Y("agreement:Q", title="Share of identical votes (0 to 1)")
"""
RIGHT = [
    (
        "a list, from plain Python over shared labels in reverse order",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    a, b = vote_a.to_dict(), vote_b.to_dict()
    pairs = [(a[label], b[label]) for label in sorted(set(a) & set(b), reverse=True)]
    pairs = [pair for pair in pairs if all(vote in ("no", "yes", "abstain") for vote in pair)]
    return [sum(x == y for x, y in pairs) / len(pairs) if pairs else float("nan"), len(pairs)]
""",
    ),
    (
        "numpy scalars, n as a float, from columns of a DataFrame",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    table = vote_a.rename("a").to_frame().join(vote_b.rename("b"), how="outer").sort_index(ascending=False)
    voted = table["a"].isin(CHOICES) & table["b"].isin(CHOICES)
    n = np.float64(voted.sum())
    return np.divide((voted & (table["a"] == table["b"])).sum(), n), n
""",
    ),
    (
        "a Series of two",
        "m3-q1-agreement",
        """
def share_identical(vote_a, vote_b):
    a, b = vote_a.align(vote_b, join="inner")
    kept = a.isin(CHOICES) & b.isin(CHOICES)
    return pd.Series({"share": (a[kept] == b[kept]).mean(), "n": kept.sum()})
""",
    ),
    (
        "from a cross table",
        "m3-q2-kappa",
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
    (
        "lets numpy divide by zero",
        "m3-q2-kappa",
        """
def cohen_kappa(vote_a, vote_b):
    both = pd.DataFrame({"a": vote_a, "b": vote_b}).query("a in @CHOICES and b in @CHOICES")
    shares = [both[side].value_counts(normalize=True) for side in "ab"]
    chance = np.float64(shares[0].mul(shares[1], fill_value=0).sum())
    observed = np.float64((both["a"] == both["b"]).mean()) if len(both) else np.nan
    return np.divide(observed - chance, 1 - chance) if len(both) else np.nan
""",
    ),
    ("a capital", "m3-q2-meaning", 'KAPPA_NEAR_ZERO = "B"'),
    ("with a full stop", "m3-q2-meaning", 'KAPPA_NEAR_ZERO = " b. "'),
    (
        "numpy counts, keys in another order, from merged tables",
        "m3-q3-opposed",
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
    (
        "a Counter of floats, from plain Python",
        "m3-q3-opposed",
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
    (
        "a Series of counts",
        "m3-q3-opposed",
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
    (
        "a bare line, plain Altair",
        "m3-q4-chart",
        CHART_TABLE
        + "chart = alt.Chart(drawn).mark_line().encode(x, y).properties(title=title, description=description)",
    ),
    (
        "a line with points, title as an object",
        "m3-q4-chart",
        CHART_TABLE
        + """
chart = alt.Chart(drawn, title=alt.TitleParams(title, subtitle="UN roll calls")).mark_line(point=True).encode(x, y)
chart = chart.properties(description=description)
""",
    ),
    (
        "layers of line and points, whose rows without a value are dropped",
        "m3-q4-chart",
        CHART_TABLE
        + """
line, points = alt.Chart(drawn).mark_line().encode(x, y), alt.Chart(drawn.dropna()).mark_point().encode(x, y)
chart = alt.layer(line, points).properties(title=title, description=description)
""",
    ),
    (
        "dates, and per cent",
        "m3-q4-chart",
        CHART_TABLE
        + """
drawn["year"], drawn["percent"] = pd.to_datetime(drawn["year"].astype("str") + "-07-01"), 100 * drawn["agreement"]
x = alt.X("year:T").axis(title="Year", format="%Y")
chart = alt.Chart(drawn).mark_line(point=True).encode(x=x, y=alt.Y("percent:Q", title="Identical votes (%)"))
chart = chart.properties(title=title, description=description)
""",
    ),
    (
        "a line for each unbroken spell",
        "m3-q4-chart",
        CHART_TABLE
        + """
drawn["spell"] = drawn["agreement"].isna().cumsum()
chart = alt.Chart(drawn.dropna(subset="agreement")).mark_line(point=True).encode(x, y, detail="spell:N")
chart = chart.properties(title=title, description=description)
""",
    ),
    (
        "years as categories, codes in the alt text",
        "m3-q4-chart",
        CHART_TABLE
        + """
chart = alt.Chart(drawn).mark_line(point=True).encode(x=alt.X("year:O", title="Year"), y=y)
chart = chart.properties(title=title, description="Line chart of the yearly share of identical votes, KAZ and KGZ.")
""",
    ),
]


def question(cell: str) -> str:
    """The question that a cell belongs to.

    >>> question("m3-q2-meaning-check")
    'q2'
    """
    return cell.split("-")[1]


# ------------------------------------------------------------------------------------------------ the source


def test_nbgrader_takes_the_metadata(source: Any) -> None:
    from nbgrader.nbgraderformat import MetadataValidator

    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    metas = [(cell.id, cell.metadata["nbgrader"]) for cell in source.cells if "nbgrader" in cell.metadata]
    assert all(meta["schema_version"] == 3 and meta["grade_id"] == name for name, meta in metas)
    assert {cell.id for cell in source.cells} - {name for name, _ in metas} == {"m3-q1-try", "m3-q2-try", "m3-q3-try"}


def test_points_and_objectives_are_as_stated(source: Any) -> None:
    points: Counter[str] = Counter()
    for cell in source.graded(grade=True):
        points[question(cell.id)] += cell.metadata["nbgrader"]["points"]
    assert points == POINTS
    opening = source.cell("m3-opening").source
    assert f"**Points:** {sum(POINTS.values())}." in opening
    front = yaml.safe_load((ROOT / "book" / "modules" / "m3_votes.md").read_text("utf-8").split("---\n")[1])
    for name, most in POINTS.items():
        assert f"| {name[1]} | {most} |" in opening
        words = source.cell(f"m3-{name}-words").source
        asked = next(cell.id for cell in source.graded(solution=True) if question(cell.id) == name)
        assert f"**Id:** {asked}. **Points:** {most}" in words
        assert re.search(r"\*\*Objective:\*\* (.+?)\.\n", words)[1].lower() in [
            objective.rstrip(".").lower() for objective in front["lesson"]["objectives"]
        ]


def test_each_question_has_three_folded_hints_with_links_that_lead_somewhere(source: Any) -> None:
    words = "\n".join(cell.source for cell in source.cells if cell.cell_type == "markdown")
    for name in POINTS:
        hints = re.findall(
            r"<details>\n<summary>Hint (\d): .+?</summary>\n\n(.+?)\n</details>",
            source.cell(f"m3-{name}-words").source,
            re.S,
        )
        assert [number for number, _ in hints] == ["1", "2", "3"]
        assert "m3_votes.md#" in hints[1][1]
    links = re.findall(r"\]\(([^)#]+)(?:#([^)]+))?\)", words)
    assert links
    for target, anchor in links:
        page = (FOLDER / target).resolve()
        headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.M)
        slugs = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
        assert not anchor or anchor in slugs, f"{target} has no heading #{anchor}"


def test_the_values_in_the_hints_are_true(source: Any) -> None:
    roll_calls = load("roll_calls").query("1992 <= year <= 2024")[["roll_call", "year"]]
    votes = load("votes").query("state in ['AZE', 'KAZ', 'KGZ']")
    yearly = agreement(dyad(votes, "KAZ", "KGZ").merge(roll_calls, on="roll_call"), by="year").set_index("year")
    hint = source.cell("m3-q4-words").source
    drawn = yearly[yearly["n"] >= 20]["agreement"]
    assert sorted(set(range(1992, 2025)) - set(drawn.index)) == [1992, 1999, 2001, 2024]
    assert "There is nothing in 1992, 1999, 2001 and 2024." in hint
    assert f"starts in 1993 at {drawn[1993]:.2f}" in hint and f"a point by itself, at {drawn[2000]:.2f}" in hint
    assert "always above 0.86" in hint and drawn.loc[2002:].min() > 0.86
    teens = roll_calls.query("2010 <= year <= 2019")
    paradox = agreement(dyad(votes, "AZE", "KAZ").merge(teens, on="roll_call")).iloc[0]
    assert paradox["agreement"] > 0.9 and paradox["kappa"] < 0.2


def test_the_model_memo_keeps_the_rules_that_it_is_a_model_of(source: Any) -> None:
    memo = source.cell("m3-q5-memo").source.replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")
    parts = {title.strip("."): text.split() for title, text in re.findall(r"\*\*(.+?)\*\*(.+?)(?=\n\n|\Z)", memo, re.S)}
    assert 300 <= len(memo.split()) <= 400
    assert len(parts["Statement"]) <= 150
    sides = sorted(len(parts[f"{state} holds"]) for state in ("Azerbaijan", "Armenia"))
    assert sides[1] / sides[0] <= 1.15, "One side's position takes more room than the other's."
    claims = set(re.findall(r"\bC\d\d\b", memo))
    assert claims and claims <= set(load("claims").query("module == 'm3_votes'")["id"])
    counts = load("roll_calls").query("symbol == 'A/RES/62/243'").iloc[0]
    assert f"{counts['yes']} votes to {counts['no']}, with {counts['abstain']} abstentions" in memo
    rubric = re.findall(r"^\| \*\*(\w+)\*\* \|(.+)\|(.+)\|(.+)\|$", source.cell("m3-q5-words").source, re.M)
    assert [row[0] for row in rubric] == ["Law", "Balance", "Consequences", "Form"]


# ------------------------------------------------------------------------------------------------ the checks


def test_the_solution_passes(source: Any) -> None:
    assert source.run() == {}


def test_a_stub_fails_every_check(source: Any, released: Any) -> None:
    stubs = released.answers
    assert set(stubs) == set(source.answers) and all("raise NotImplementedError()" in stub for stub in stubs.values())
    failed = source.run(stubs)
    assert set(source.checks) <= set(failed)
    for name in source.checks:
        assert isinstance(failed[name], NotImplementedError | AssertionError), f"{name}: {failed[name]!r}"


def test_each_question_has_three_mistakes_or_more() -> None:
    assert min(Counter(mistake.answer for mistake in MISTAKES).values()) >= 3
    assert {question(mistake.answer) for mistake in MISTAKES} == {"q1", "q2", "q3", "q4"}
    assert len({(mistake.answer, mistake.name) for mistake in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{question(mistake.answer)}: {mistake.name}")
def test_a_mistake_draws_its_message(source: Any, mistake: Any) -> None:
    failed = source.run({mistake.answer: mistake.code}, question(mistake.answer))
    assert mistake.answer not in failed, f"The wrong answer does not even run: {failed[mistake.answer]!r}"
    found = failed.get(mistake.check)
    assert isinstance(found, AssertionError), f"{mistake.check} should fail, but: {failed!r}"
    assert mistake.message in str(found)
    # What was expected, but what came. What to do.
    assert re.search(r", but .+\. [A-Z].+\.$", str(found), re.S), str(found)
    if mistake.check.endswith("hidden"):
        assert mistake.check.replace("hidden", "public") not in failed


@pytest.mark.parametrize(
    ("name", "answer", "code"), RIGHT, ids=[f"{question(cell)}: {name}" for name, cell, _ in RIGHT]
)
def test_a_right_answer_in_another_form_passes(source: Any, name: str, answer: str, code: str) -> None:
    assert source.run({answer: code}, question(answer)) == {}


# ------------------------------------------------------------------------------------------------ the release


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON value, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def secrets_of(cells: list[Any]) -> set[str]:
    """Lines and sentences that stand in a solution or a hidden test, and nowhere else."""
    inside, outside = [], []
    for cell in cells:
        secret = False
        for line in cell.source.splitlines():
            begins, ends = "BEGIN " in line, "END " in line
            secret = (secret or begins) and not ends
            if not begins and not ends:
                (inside if secret else outside).extend(re.split(r"(?<=[.;*]) ", line.strip()))
    shared = "\n".join(outside)
    return {piece for piece in inside if len(piece) >= 12 and piece not in shared}


def leaks(cells: list[Any], folder: Path) -> list[str]:
    """What of the secrets can be read in the files of a folder."""
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        text = path.read_text("utf-8")
        text = "\n".join(strings(json.loads(text))) if path.suffix == ".ipynb" else text
        markers = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
        found += [f"{path.name}: {piece}" for piece in (*markers, *secrets_of(cells)) if piece in text]
    return found


def test_the_release_holds_no_solution_and_no_hidden_check(source: Any, course: Any) -> None:
    assert [path.name for path in course.release.iterdir()] == ["m3_votes.ipynb"]
    assert leaks(source.cells, course.release) == []
    assert len(secrets_of(source.cells)) > 80
    assert len(leaks(source.cells, FOLDER)) > 80  # the search does find them in the source


@pytest.mark.parametrize("place", ["output", "metadata", "file"])
def test_the_search_for_leaks_finds_a_planted_one(source: Any, course: Any, tmp_path: Path, place: str) -> None:
    notebook = nbformat.read(course.release / "m3_votes.ipynb", as_version=4)
    if place == "output":
        shown = nbformat.v4.new_output("stream", text="both = side_by_side(vote_a, vote_b)\n")
        next(cell for cell in notebook.cells if cell.cell_type == "code").outputs.append(shown)
    elif place == "metadata":
        notebook.cells[0].metadata["note"] = (
            '    compare_share(f"Made-up votes with seed {seed}", made_up_votes(seed), "X", "Y")'
        )
    else:
        (tmp_path / "read_me.txt").write_text("Tip: Abstain on a text like A/RES/62/243, and say why.", "utf-8")
    nbformat.write(notebook, tmp_path / "m3_votes.ipynb")
    assert len(leaks(source.cells, tmp_path)) == 1


def test_the_release_keeps_ids_and_locks_what_is_given(source: Any, released: Any) -> None:
    assert [cell.id for cell in released.cells] == [cell.id for cell in source.cells]
    for cell in released.cells:
        meta = cell.metadata.get("nbgrader")
        assert meta is None or (meta["grade_id"] == cell.id and cell.metadata["deletable"] is False)
        if meta and meta["locked"]:
            assert cell.metadata["editable"] is False
    code = [cell for cell in released.cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in code)
    hidden = [cell for cell in released.cells if cell.id.endswith("-hidden")]
    assert len(hidden) == 4 and all(re.fullmatch(r"# .+\n?", cell.source) for cell in hidden)
    assert released.cell("m3-q5-memo").source == "YOUR ANSWER HERE"
    assert "parameters" in released.cell("m3-parameters").metadata["tags"]


def test_right_answers_pass_what_students_can_run(source: Any, released: Any) -> None:
    assert released.run(source.answers) == {}


# ------------------------------------------------------------------------------------------------ the grades


@pytest.fixture(scope="module")
def graded(source: Any, course: Any) -> Any:
    """The course after nbgrader has graded a right submission and a partly wrong one."""
    wrong = {
        "counts two empty seats as agreement", "takes no common roll call for no agreement",
        "reads a kappa near zero as proof of independence", "draws kappa under the name of a share",
    }  # fmt: skip
    memo = {"m3-q5-memo": source.cell("m3-q5-memo").source}
    course.submit("right", source.answers | memo)
    course.submit("partly", source.answers | memo | {one.answer: one.code for one in MISTAKES if one.name in wrong})
    course.nbgrader("autograde", "m3_votes")
    return course


def test_nbgrader_gives_the_solution_full_points(source: Any, graded: Any) -> None:
    grades = graded.grades("right")
    points = {cell.id: cell.metadata["nbgrader"]["points"] for cell in source.graded(grade=True)}
    memo = grades["m3-q5-memo"]
    assert memo["needs_manual_grade"] and memo["max_score"] == POINTS["q5"]
    assert {name: grade["max_score"] for name, grade in grades.items()} == points
    assert {name: grades[name]["auto_score"] for name in source.checks} == {
        name: points[name] for name in source.checks
    }


def test_nbgrader_gives_a_partly_wrong_submission_the_points_of_its_right_parts(source: Any, graded: Any) -> None:
    grades = graded.grades("partly")
    assert {name: grades[name]["auto_score"] for name in source.checks} == {
        "m3-q1-public": 0, "m3-q1-hidden": 0, "m3-q2-public": 2, "m3-q2-hidden": 0, "m3-q2-meaning-check": 0,
        "m3-q3-public": 2, "m3-q3-hidden": 4, "m3-q4-public": 3, "m3-q4-hidden": 0,
    }  # fmt: skip
