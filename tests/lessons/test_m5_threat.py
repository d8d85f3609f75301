"""What the module on threat and arms rests on, computed again in plain pandas and compared with what the lab hands over."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import nbformat
import numpy as np
import pytest

from course_utils import load

LAB = Path(__file__).resolve().parents[2] / "notebooks" / "labs" / "m5_threat.ipynb"


@pytest.fixture(scope="module")
def handed() -> dict[str, str]:
    """Every figure that the lab hands to the reading, as text."""
    found = {}
    for cell in nbformat.read(LAB, as_version=4).cells:
        for output in cell.get("outputs", []):
            name = output.get("metadata", {}).get("scrapbook", {}).get("name", "")
            text = output.get("data", {}).get("application/papermill.record/text/plain")
            if name and isinstance(text, str):
                found[name] = text.strip("'").replace("−", "-")
    return found


@pytest.fixture(scope="module")
def share():
    """Military spending as a share of GDP, one column a state."""
    table = load("military_spending").astype({"state": "str"})
    wide = table.pivot(index="year", columns="state", values="share_of_gdp")
    return wide.reindex(range(wide.index.min(), wide.index.max() + 1))


@pytest.fixture(scope="module")
def dollars():
    """The same in constant dollars."""
    table = load("military_spending").astype({"state": "str"})
    return table.pivot(index="year", columns="state", values="constant_usd")


def interval(r: float, n: int) -> tuple[float, float]:
    """Fisher's interval of a correlation."""
    half = 1.959964 / np.sqrt(n - 3)
    return float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half))


def test_levels_go_together_also_with_a_stranger_and_changes_do_not(handed, share):
    clear = {"levels": 0, "changes": 0}
    for key, (x, y) in {"first": ["AZE", "ARM"], "second": ["PAK", "IND"], "placebo": ["AZE", "DZA"]}.items():
        for form, table in (("levels", share), ("changes", share.diff())):
            both = table[[x, y]].dropna()
            r = both[x].corr(both[y])
            assert handed[f"m5-r-{key}-{form}"] == f"{r:.2f}"
            low, high = interval(r, len(both))
            clear[form] += low > 0 or high < 0
    assert clear == {"levels": 3, "changes": 0}
    assert float(handed["m5-r-placebo-levels"]) > float(handed["m5-r-first-levels"])
    assert handed["m5-changes-clear"] == "0"  # the reading says that no interval of changes leaves zero out


def test_one_late_reply_is_clear_and_it_is_pakistans(handed, share, dollars):
    clear, looks = [], 0
    dollars = dollars.reindex(share.index)
    for x, y in (pair[::way] for pair in (["AZE", "ARM"], ["PAK", "IND"]) for way in (1, -1)):
        for name, table in (("share", share), ("dollars", dollars)):
            for lag in (1, 2):
                both = np.array([table[x].diff(), table[y].diff().shift(lag)])
                both = both[:, np.isfinite(both).all(axis=0)]
                looks += 1
                if interval(np.corrcoef(both)[0, 1], both.shape[1])[0] > 0:
                    clear.append((x, name, lag))
    assert clear == [("PAK", "dollars", 2)]
    assert (handed["m5-late"], handed["m5-late-clear"]) == (str(looks), str(len(clear)))


def test_a_dropped_gap_changes_the_sign(handed, share):
    both = share[["AZE", "ARM"]].dropna().diff()
    assert handed["m5-gap-wrong"] == f"{both['AZE'].corr(both['ARM']):.2f}"
    assert float(handed["m5-gap-wrong"]) < 0 < float(handed["m5-r-first-changes"])


def test_rivals_go_together_no_more_than_strangers(handed, share):
    table = load("rivalries").astype({"state_a": "str", "state_b": "str"})
    table = table[table["end"].isna()]
    rivals = set(zip(table["state_a"], table["state_b"], strict=True))
    changes = share.loc[1992:].diff()
    r = {pair: changes[list(pair)].dropna().corr().iloc[0, 1] for pair in combinations(sorted(share), 2)}
    middle = {True: [], False: []}
    for pair, value in r.items():
        middle[pair in rivals].append(value)
    assert handed["m5-median-rivals"] == f"{np.median(middle[True]):.2f}"
    assert handed["m5-median-others"] == f"{np.median(middle[False]):.2f}"
    assert (handed["m5-n-rivals"], handed["m5-n-others"]) == (str(len(middle[True])), str(len(middle[False])))
    assert abs(np.median(middle[True]) - np.median(middle[False])) < 0.1
    order = sorted(r, key=r.get, reverse=True)
    assert handed["m5-place-first"] == str(1 + order.index(("ARM", "AZE")))
    assert handed["m5-place-second"] == str(1 + order.index(("IND", "PAK")))


def test_a_filter_on_main_parties_does_not_find_armenia(handed):
    rows = load("armed_conflicts").astype("string").fillna("")
    held = {name: rows[name].str.split(";") for name in ("states_a", "allies_a", "states_b", "allies_b")}

    def against(x, y, x_in, y_in):
        return held[x_in].map(lambda codes: x in codes) & held[y_in].map(lambda codes: y in codes)

    def naive(x, y):
        return int((against(x, y, "states_a", "states_b") | against(y, x, "states_a", "states_b")).sum())

    assert handed["m5-first-main"] == str(naive("AZE", "ARM")) == "0"
    assert handed["m5-second-main"] == str(naive("IND", "PAK"))
    supporter = against("AZE", "ARM", "states_a", "allies_b")
    assert handed["m5-first-every"] == str(int(supporter.sum()))
    karabakh = rows[rows["conflict"].isin(rows.loc[supporter, "conflict"])]
    assert handed["m5-first-whole"] == str(len(karabakh))
    assert handed["m5-wars-first"] == str(int((karabakh["intensity"] == "war").sum()))
    between = rows[rows["type"] == "interstate"].groupby("conflict").size()
    assert between.max() == naive("IND", "PAK")  # "no conflict between states on the list is longer"


def test_a_stranger_with_oil_raised_its_burden_as_well(handed, share, dollars):
    for state in ("AZE", "DZA", "ARM"):
        assert handed[f"m5-times-burden-{state.lower()}"] == f"{share[state][2014] / share[state][2005]:.1f}"
    assert share["DZA"][2014] / share["DZA"][2005] > share["ARM"][2014] / share["ARM"][2005]
    fall = dollars["AZE"][2016] / dollars["AZE"][2015] - 1
    assert handed["m5-2016-aze"] == f"{100 * fall:+.0f} %"
    assert fall < -0.25


def test_two_measures_of_pakistan_point_in_opposite_directions(handed, share, dollars):
    assert handed["m5-index-share"] == f"{100 * (share['PAK'][2024] / share['PAK'][1995] - 1):+.0f} %"
    assert handed["m5-index-dollars"] == f"{100 * (dollars['PAK'][2024] / dollars['PAK'][1995] - 1):+.0f} %"
    assert share["PAK"][2024] < share["PAK"][1995]
    assert dollars["PAK"][2024] > dollars["PAK"][1995]


def test_the_answer_of_the_model_depends_on_the_first_year(handed, share):
    """Richardson's first equation by hand: the change of x on y, x and a constant."""

    def answer(x, y, start):
        both = share[[x, y]].loc[start:]
        steps = both.assign(dx=both[x].shift(-1) - both[x], dy=both[y].shift(-1) - both[y]).dropna()
        design = np.column_stack([steps[y], steps[x], np.ones(len(steps))])
        return np.linalg.lstsq(design, steps["dx"], rcond=None)[0][0]

    for key, (x, y, start) in {
        "pak-all": ("PAK", "IND", None),
        "pak-1992": ("PAK", "IND", 1992),
        "aze-all": ("AZE", "ARM", None),
        "aze-2000": ("AZE", "ARM", 2000),
    }.items():
        assert handed[f"m5-k-{key}"].startswith(f"{answer(x, y, start):.2f} (")
    assert answer("PAK", "IND", 1992) < 0 < answer("PAK", "IND", None)


def test_the_friend_is_a_small_supplier_and_both_rivals_bought_from_one(handed):
    table = load("arms_deliveries").astype({"recipient": "str", "supplier_name": "str"})
    table = table[table["year"].between(2011, 2025)]
    for state, friend in {"AZE": "Pakistan", "ARM": "India"}.items():
        sums = table[table["recipient"] == state].groupby("supplier_name")["volume"].sum()
        shares = sums / sums.sum()
        assert handed[f"m5-supply-{state.lower()}-friend"] == f"{shares[friend]:.1%}"
        assert handed[f"m5-supply-{state.lower()}-first"] == f"Russia, {shares['Russia']:.0%}"
        assert shares.idxmax() == "Russia"
