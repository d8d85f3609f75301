"""Bilateral against plurilateral: how many treaties of each form, and how many pairs of states they fill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.tables import complete, pairs_of, require, unique

if TYPE_CHECKING:
    import pandas as pd


def treaty_forms(parties: pd.DataFrame) -> pd.DataFrame:
    """The form of each treaty from the list of its parties.

    parties: columns treaty, party (a name), state (its code, missing where the party is no single state), one row a
    party of a treaty.

    Returns columns treaty, parties (a count) and form: "bilateral" (two states), "plurilateral" (three states or
    more), "not only states" (at least one party is an organisation or territory, whose members are not listed) or
    "one party listed" (the record is incomplete). An empty table gives an empty table.

    Raises CourseError for lacking columns and for a party named twice in one treaty.

    Source: the usual definition by number of parties, for instance Denemark and Hoffmann (2008).

    >>> import pandas as pd
    >>> parties = pd.DataFrame({"treaty": [1, 1, 2, 2, 2], "party": ["A", "B", "A", "B", "C"],
    ...                         "state": ["AZE", "PAK", "AZE", "PAK", "TUR"]})
    >>> treaty_forms(parties).values.tolist()
    [[1, 2, 'bilateral'], [2, 3, 'plurilateral']]
    """
    import numpy as np

    require(parties, ["treaty", "party", "state"], "parties")
    unique(parties, ["treaty", "party"], "parties")
    counts = (
        parties.assign(other=parties["state"].isna())
        .groupby("treaty", observed=True)
        .agg(parties=("party", "size"), other=("other", "any"))
        .reset_index()
    )
    named = np.select(
        [counts["parties"] == 1, counts["other"], counts["parties"] == 2],
        ["one party listed", "not only states", "bilateral"],
        default="plurilateral",
    )
    return counts[["treaty", "parties"]].assign(form=named)


def by_form(agreements: pd.DataFrame) -> pd.DataFrame:
    """Agreements, and the pairs of states that they fill, by year and form: the two counts tell different stories.

    agreements: columns year, form, agreement (a number or name), state_a, state_b, one row a pair of states under an
    agreement. A pair that comes again under the same agreement, year and form counts once. An agreement that later
    states join appears in the years of their accession too, unless the caller leaves accessions out.

    Returns columns year, form, agreements, pairs (counts) and pairs_per_agreement (1 or more: a treaty among n states
    fills n (n - 1) / 2 pairs), sorted by year and form. An empty table gives an empty table.

    Raises CourseError for lacking columns, for missing values in them, and for a state paired with itself.

    Source: the warning on dyadic counts of k-adic events in Poast (2010).

    >>> import pandas as pd
    >>> agreements = pd.DataFrame({"year": 2003, "form": ["bilateral"] + ["plurilateral"] * 3, "agreement": [1, 2, 2, 2],
    ...                            "state_a": ["AFG", "AZE", "AZE", "PAK"], "state_b": ["IND", "PAK", "TUR", "TUR"]})
    >>> by_form(agreements).values.tolist()
    [[2003, 'bilateral', 1, 1, 1.0], [2003, 'plurilateral', 1, 3, 3.0]]
    """
    import pandas as pd

    complete(agreements, ["year", "form", "agreement"], "agreements")
    pairs = pairs_of(agreements, "agreements")
    rows = agreements[["year", "form", "agreement"]].astype({"form": "str"}).assign(pair=pairs).drop_duplicates()
    groups = rows.groupby(["year", "form"])
    table = pd.DataFrame({"agreements": groups["agreement"].nunique(), "pairs": groups.size()}).reset_index()
    return table.assign(pairs_per_agreement=table["pairs"] / table["agreements"])
