"""How many partners embassies and seats in organisations reach, and what a partner costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course_utils.measures.arguments import number
from course_utils.measures.tables import apart, complete, unique

if TYPE_CHECKING:
    import pandas as pd


def cost_per_partner(
    embassies: pd.DataFrame, memberships: pd.DataFrame, embassy_cost: float, seat_cost: float
) -> pd.DataFrame:
    """What a state pays for each partner it reaches, by embassies and by seats, under costs that the caller declares.

    embassies: columns sender, receiver; several missions of a state in one partner count once. memberships: columns
    state, organisation, one row a seat. embassy_cost, seat_cost: what one costs a year, in any common unit; no source
    gives them for all states, so try several.

    Returns two rows a state, sorted by state and channel ("embassy" or "seat"): state, channel, units (embassies or
    seats), partners (different states reached; a seat reaches the other members), links (partners counted once for
    every seat shared with them; for embassies the same as partners), cost, cost_per_partner (in the caller's unit;
    missing where no partner is reached) and partners_per_unit (missing without units). For a seat, partners_per_unit
    is also the break-even: seats are the cheaper channel while a seat costs less than that many embassies.

    What it can't tell: what a link is worth, that ties differ in cost, that one universal organisation already
    reaches everybody, so that a further seat adds links but no partner, or that an embassy also serves citizens.

    Raises CourseError for lacking columns or missing codes, a state that hosts its own embassy, a seat given twice,
    and costs that are not finite numbers above zero. Two empty tables give an empty table.

    Source: the cost argument on small states in Keohane (1969) and Thorhallsson (2012), put into numbers here.

    >>> import pandas as pd
    >>> embassies = pd.DataFrame({"sender": ["AZE", "AZE"], "receiver": ["PAK", "TUR"]})
    >>> seats = pd.DataFrame({"state": ["AZE", "PAK", "TUR", "IRN"], "organisation": "ECO"})
    >>> table = cost_per_partner(embassies, seats, embassy_cost=3, seat_cost=6)
    >>> table.loc[table["state"] == "AZE", ["channel", "partners", "cost_per_partner"]].values.tolist()
    [['embassy', 2, 3.0], ['seat', 3, 2.0]]
    """
    import pandas as pd

    price = {
        "embassy": number("cost of an embassy", embassy_cost, above=0),
        "seat": number("cost of a seat", seat_cost, above=0),
    }
    apart(embassies, ["sender", "receiver"], "embassies")
    complete(memberships, ["state", "organisation"], "memberships")
    unique(memberships, ["state", "organisation"], "memberships")
    missions = embassies[["sender", "receiver"]].astype("str").drop_duplicates()
    seats = memberships[["state", "organisation"]].astype("str")
    posts = missions.groupby("sender").size()
    table = pd.crosstab(seats["state"], seats["organisation"])
    seat = table.to_numpy()
    together = seat @ seat.T
    states = sorted({*posts.index, *table.index})
    reached = {
        "embassy": pd.DataFrame({"units": posts, "partners": posts, "links": posts}),
        "seat": pd.DataFrame(
            {
                "units": seat.sum(axis=1),
                # A state shares its seats with itself, which is no partner.
                "partners": (together > 0).sum(axis=1) - 1,
                "links": together.sum(axis=1) - seat.sum(axis=1),
            },
            index=table.index,
        ),
    }
    rows = pd.concat(
        [frame.reindex(states, fill_value=0).assign(channel=channel) for channel, frame in reached.items()]
    )
    rows = rows.rename_axis("state").reset_index().sort_values(["state", "channel"], ignore_index=True)
    cost = rows["units"] * rows["channel"].map(price).astype(float)
    units, partners = rows["units"], rows["partners"]
    return rows[["state", "channel", "units", "partners", "links"]].assign(
        cost=cost,
        cost_per_partner=cost / partners.where(partners > 0),
        partners_per_unit=partners / units.where(units > 0),
    )
