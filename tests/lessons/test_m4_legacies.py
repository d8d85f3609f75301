"""What the module on empires rests on, computed again in plain pandas and compared with what the lab hands over."""

from __future__ import annotations

import math
from pathlib import Path

import nbformat
import pytest

from course_utils import load

LAB = Path(__file__).resolve().parents[2] / "notebooks" / "labs" / "m4_legacies.ipynb"


@pytest.fixture(scope="module")
def handed() -> dict[str, str]:
    """Every figure that the lab hands to the reading, as text."""
    found = {}
    for cell in nbformat.read(LAB, as_version=4).cells:
        for output in cell.get("outputs", []):
            name = output.get("metadata", {}).get("scrapbook", {}).get("name", "")
            text = output.get("data", {}).get("application/papermill.record/text/plain")
            if name and isinstance(text, str):
                found[name] = text.strip("'")
    return found


@pytest.fixture(scope="module")
def table():
    """All pairs of states with a shared empire (any coloniser in common), a dispute and an alliance in 1992-99."""
    pairs = load("pairs").astype({"state_a": "str", "state_b": "str"})
    colonisers = load("independence").set_index("state")["cepii_colonisers"].fillna("")
    rulers = {state: set(text.split(";")) - {""} for state, text in colonisers.items()}
    pairs["shared"] = [bool(rulers[a] & rulers[b]) for a, b in zip(pairs["state_a"], pairs["state_b"], strict=True)]
    ties = load("signed_networks").query("window_start >= 1992").astype({"state_a": "str", "state_b": "str"})
    for name, sign in {"dispute": -1, "alliance": 1}.items():
        rows = ties[ties["sign"] == sign]
        found = {frozenset(both) for both in zip(rows["state_a"], rows["state_b"], strict=True)}
        pairs[name] = [frozenset(both) in found for both in zip(pairs["state_a"], pairs["state_b"], strict=True)]
    return pairs


def ratio(a: int, b: int, c: int, d: int) -> tuple[float, float, float]:
    """Odds ratio of a of a+b against c of c+d, with Woolf's interval."""
    value, half = a * d / (b * c), 1.959964 * math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return value, value * math.exp(-half), value * math.exp(half)


def of(rows, exposure: str, outcome: str) -> tuple[float, float, float]:
    yes, no = rows[rows[exposure]][outcome], rows[~rows[exposure]][outcome]
    return ratio(yes.sum(), (~yes).sum(), no.sum(), (~no).sum())


def test_half_of_the_claims_and_nearly_half_of_the_neighbours(handed):
    rates = load("claim_rates").query("coding == 'either'").set_index("comparison_set")
    shares = rates["n_same"] / rates["n"]
    for key in ("from_1991", "after_1991", "pairs_ever", "pairs_2016", "neighbours_2016"):
        assert handed[f"m4-share-{key.replace('_', '-')}"] == f"{shares[key]:.0%}"
    assert shares["from_1991"] > 3 * shares["pairs_ever"]
    assert shares["from_1991"] < 1.2 * shares["neighbours_2016"]


def test_all_odds_ratios_lean_one_way_and_only_independence_is_clear(handed):
    counts = load("neighbour_claims").set_index(["claim_set", "coding", "same_empire"]).sort_index()
    found = {}
    for window, coding in sorted({key[:2] for key in counts.index}):
        yes, no = counts.loc[(window, coding, True)], counts.loc[(window, coding, False)]
        found[window, coding] = ratio(
            yes["with_claim"], yes["pairs"] - yes["with_claim"], no["with_claim"], no["pairs"] - no["with_claim"]
        )
    assert len(found) == int(handed["m4-ratios"]) == 15
    assert sum(value > 1 for value, _, _ in found.values()) == int(handed["m4-ratios-above"]) == 15
    clear = {key for key, (_, low, high) in found.items() if low > 1 or high < 1}
    assert len(clear) == int(handed["m4-ratios-clear"])
    assert clear == {("from_1991", "independence"), ("after_1991", "independence")}
    for key, place in {"open": ("open_2010", "either"), "clear": ("after_1991", "independence")}.items():
        value, low, high = found[place]
        assert handed[f"m4-{key}-ratio"] == f"{value:.2f}"
        assert handed[f"m4-{key}-interval"] == f"{low:.2f} to {high:.2f}"


def test_the_border_takes_the_association_away(handed, table):
    value, low, high = of(table, "shared", "dispute")
    assert handed["m4-logit-raw"] == f"{value:.2f}"
    assert low > 1  # by plain errors a finding
    assert handed["m4-logit-plain-interval"] == f"{low:.2f} to {high:.2f}"
    value, low, high = of(table[table["contiguous"]], "shared", "dispute")
    assert handed["m4-logit-near"] == f"{value:.2f}"
    assert low < 1 < high


def test_alliances_go_more_with_a_shared_empire_than_disputes_do(handed, table):
    neighbours = table[table["contiguous"]]
    assert handed["m4-neighbours"] == str(len(neighbours))
    ends = {}
    for outcome in ("dispute", "alliance"):
        value, low, high = of(neighbours, "shared", outcome)
        assert handed[f"m4-placebo-{outcome}"] == f"{value:.2f} ({low:.2f} to {high:.2f})"
        ends[outcome] = low
    assert ends["dispute"] < 1 < ends["alliance"]


def test_the_letter_n_explains_nothing(handed, table):
    names = load("state_codes").set_index("iso3")["name"]
    neighbours = table[table["contiguous"]]
    both = [
        "n" in names[a].lower() and "n" in names[b].lower()
        for a, b in zip(neighbours["state_a"], neighbours["state_b"], strict=True)
    ]
    assert handed["m4-letter-rate"] == f"{neighbours[both]['dispute'].mean():.0%}"
    assert abs(neighbours[both]["dispute"].mean() - neighbours["dispute"].mean()) < 0.05


def test_the_coding_decides_the_first_case_and_not_the_second():
    codings = ["by_ruler", "by_independence", "by_coldat", "by_cepii"]
    shared = load("same_empire").set_index(["state_a", "state_b"])[codings]
    assert shared.loc[("ARM", "AZE")].tolist() == [False, True, False, True]
    assert shared.loc[("IND", "PAK")].all()
    assert not shared.loc[("AZE", "PAK")].any()
