"""Read the UN Library's voting records, and match them one to one with Voeten's roll calls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course_utils import states
from course_utils.catalog.pipeline.un_assembly_sources import LIBRARY, LIBRARY_2025
from course_utils.catalog.pipeline.un_assembly_symbols import PAGE_NUMBERS_BEFORE, library_key

if TYPE_CHECKING:
    import pandas as pd

    from course_utils.catalog.pipeline.workspace import Workspace

ASSEMBLY, COUNCIL = "General Assembly", "Security Council"
CODES = {"Y": "yes", "N": "no", "A": "abstain", "X": "absent", "YES": "yes", "NO": "no", "ABSTAIN": "abstain"}
# A column that the copy filled for one record without knowing whose vote it was.
_NOBODY = ("DONOTKNOW",)
_TAIL = re.compile(r"\s*[:/]\s*resol(ution)?\s*(/\s*(ado.*)?)?(\[\.\.\.\])?\.?$", re.IGNORECASE)

_FLAGS = re.compile(r"(\s+[01]){6}$")  # topic flags that slipped into a few descriptions of the 1950s


def short_title(title: str) -> str:
    """The title without the catalogue's closing formula and without the debris of quotation marks.

    >>> short_title("Law of the sea : resolution / adopted by the General Assembly")
    'Law of the sea'
    >>> short_title("Question of Namibia : resol[...]"), short_title("Assistance to the people of [...]")
    ('Question of Namibia', 'Assistance to the people of …')
    """
    plain = _FLAGS.sub("", _TAIL.sub("", title)).replace("\\", "").replace('"', "").replace("[...]", "…")
    return " ".join(plain.split())


def records(workspace: Workspace, council: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The records of 1946-2021 of one organ, and its votes.

    Returns (records, votes). records: record (number in the Library's catalogue), date (missing where the file
    has only the year), year, symbol, title, yes, no, abstain, non_voting. votes: record, state, vote.
    """
    import pandas as pd

    table = pd.read_csv(workspace.path(LIBRARY.name, "UN DATA.csv"), low_memory=False)
    table = table[table["Council"] == council].reset_index(drop=True)
    head = pd.DataFrame(
        {
            "record": table["token"].astype(int),
            "date": pd.to_datetime(table["Date"], format="%Y-%m-%d", errors="coerce"),
            "year": table["Date"].str[:4].astype(int),
            "symbol": table["Resolution"].where(table["Resolution"] != "MISSING_DATA"),
            "title": table["Title"].map(short_title),
            "yes": table["YES COUNT"],
            "no": table["NO COUNT"],
            "abstain": table["ABSENT COUNT"],  # the file's name for abstentions
            "non_voting": table["NO-VOTE COUNT"],
        }
    )
    countries = [column for column in table.columns[11:] if column not in _NOBODY]
    votes = table[countries].set_axis(head["record"]).rename_axis("record").rename_axis("country", axis=1)
    long = votes.stack().rename("vote").dropna().reset_index()
    long["state"] = long["country"].map({country: states.iso3(country) for country in countries})
    return head, long.assign(vote=long["vote"].map(CODES))[["record", "state", "vote"]]


def records_2025(workspace: Workspace, council: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The records of 2025, in the shape of :func:`records`; a blank cell is no vote and has no row here."""
    import pandas as pd

    table = pd.read_csv(workspace.path(LIBRARY_2025.name, "un_votes_2025_processed.csv"))
    table = table[table["Council"] == council].reset_index(drop=True)
    head = pd.DataFrame(
        {
            "record": table["token"].astype(int),
            "date": pd.to_datetime(table["Date"]),
            "year": 2025,
            "symbol": table["Resolution"],
            "title": table["Title"].map(short_title),
            "yes": table["YES COUNT"],
            "no": table["NO COUNT"],
            "abstain": table["ABSTAIN COUNT"],
            "non_voting": table["NO-VOTE COUNT"],
        }
    )
    cells = table[table.columns[16:]].set_axis(head["record"]).rename_axis("record").rename_axis("state", axis=1)
    long = cells.stack().rename("vote").dropna().reset_index()
    return head, long.assign(vote=long["vote"].map(CODES))


def match(roll_calls: pd.DataFrame, votes: pd.DataFrame, head: pd.DataFrame, library: pd.DataFrame) -> pd.Series:
    """Which Voeten roll call is which UN Library record: a Series roll_call indexed by record, matched ones only.

    A pair must have the same year, yes, no and abstention totals within 3 of each other (over the states that both
    sources have), 95 in 100 of the votes cast in both identical, and must not be a vote on a paragraph, an amendment
    or a motion.
    Of such pairs those that also agree on the resolution's symbol are taken first, best share first; then those
    that agree on the month and are each other's only best partner, unless one of the two has a symbol that the
    other source gives to another vote.
    """
    import numpy as np
    import pandas as pd

    whole = roll_calls[~roll_calls["kind"].isin(["paragraph", "amendment", "motion"])]
    members = sorted(set(votes["state"].unique()) & set(library["state"].unique()))
    code = {"yes": 1, "no": 2, "abstain": 3}

    def matrix(long: pd.DataFrame, key: str, rows: pd.Series) -> np.ndarray:
        row = pd.Index(rows).get_indexer(long[key])
        column = pd.Index(members).get_indexer(long["state"])
        inside = (row >= 0) & (column >= 0)
        cells = np.zeros((len(rows), len(members)), dtype=np.int8)
        cells[row[inside], column[inside]] = long["vote"].map(code).fillna(0).to_numpy()[inside]
        return cells

    ours, theirs = matrix(votes, "roll_call", whole["roll_call"]), matrix(library, "record", head["record"])
    keys = head["symbol"].fillna("").map(library_key)
    pairs = []
    for year, group in head.groupby("year"):
        left, right = np.flatnonzero(whole["year"] == year), group.index.to_numpy()
        if not len(left):
            continue
        a, b = ours[left], theirs[right]
        same = sum((a == k).astype(np.float32) @ (b == k).astype(np.float32).T for k in code.values())
        both = (a > 0).astype(np.float32) @ (b > 0).astype(np.float32).T
        near = np.ones(same.shape, dtype=bool)
        for k in code.values():
            near &= np.abs((a == k).sum(axis=1)[:, None] - (b == k).sum(axis=1)[None, :]) <= 3
        i, j = np.nonzero(near & (same >= 0.95 * both))
        pairs.append(
            pd.DataFrame(
                {
                    "roll_call": whole["roll_call"].to_numpy()[left[i]],
                    "record": head["record"].to_numpy()[right[j]],
                    "share": same[i, j] / both[i, j],
                    "year": year,
                    "ours": whole["key"].to_numpy()[left[i]],
                    "theirs": keys.to_numpy()[right[j]],
                    "month": whole["date"].dt.month.to_numpy()[left[i]] == head["date"].dt.month.to_numpy()[right[j]],
                }
            )
        )
    found = pd.concat(pairs)
    named = found[found["ours"] == found["theirs"]].sort_values(["share", "roll_call"], ascending=[False, True])
    named = named.drop_duplicates("record").drop_duplicates("roll_call")
    # Before PAGE_NUMBERS_BEFORE a symbol of the source may be a page of the records, so it contradicts nothing.
    elsewhere = found["ours"].isin(keys.dropna()) | found["theirs"].isin(whole["key"].dropna())
    elsewhere &= found["year"].ge(PAGE_NUMBERS_BEFORE)
    taken = found["roll_call"].isin(named["roll_call"]) | found["record"].isin(named["record"])
    rest = found[found["month"] & ~elsewhere & ~taken]
    best = rest["share"].eq(rest.groupby("roll_call")["share"].transform("max"))
    best &= rest["share"].eq(rest.groupby("record")["share"].transform("max"))
    alike = rest[best]
    alone = ~alike.duplicated("roll_call", keep=False) & ~alike.duplicated("record", keep=False)
    return pd.concat([named, alike[alone]]).set_index("record")["roll_call"].sort_index()
