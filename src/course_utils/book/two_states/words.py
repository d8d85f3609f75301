"""What the page says beside its figures: where they come from, what the sources lack, what a state's row holds."""

from __future__ import annotations

from course_utils.catalog import provenance

# What each panel rests on: its tables, the years that they cover, and the defect that a reader must know.
PANELS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "votes": (
        ("votes",),
        "1946 to 4 June 2024, and 2025",
        "Only texts on which somebody asked for a vote are here; most pass without one. January to October 2022 are missing.",
    ),
    "topics": (
        ("roll_calls",),
        "1946 to 2023; colonialism and development to 2018",
        "A roll call may have several topics or none. From 2024 on no topic is coded.",
    ),
    "ideal": (
        ("ideal_points",),
        "1946 to 2024",
        "Estimates on one dimension: two states may stand at the same point and still differ on one topic.",
    ),
    "seats": (
        ("memberships",),
        "one list without dates, 2026",
        "The list is not kept up to date everywhere, and clubs of states stand beside organisations.",
    ),
    "shared": (
        ("shared_organisations",),
        "1945 to 2014, for pairs of twelve states only",
        "Unknown cells of the source count as no membership, so the counts are lower bounds.",
    ),
    "treaties": (
        ("trade_agreements", "investment_treaties", "defence_agreements"),
        "trade 1948 to 2023, investment 1957 to April 2025, defence 1980 to 2010 and for pairs of twelve states only",
        "Withdrawals from trade agreements are not taken off. A treaty that an organisation signed for its members is in "
        "the trade list, not in the investment list.",
    ),
    "conflict": (
        ("armed_conflicts", "disputes", "signed_networks"),
        "armed conflicts 1946 to 2024, disputes to 2014 for pairs of twelve states only, windows of four years 1946 to 1999 for all",
        "A year with fewer than 25 deaths in battle has no row; a gap is not peace. Names of places are those of the source.",
    ),
    "place": (
        ("pairs", "colonial_rule", "independence"),
        "as of about 2011; distances are between the two largest cities",
        "Who counts as a coloniser is a judgement, and the codings part. A land border is not the only way to touch.",
    ),
}

# In the words of the data package, for states whose row needs them. Gaps in years are found by the page itself.
STATES: dict[str, str] = {
    "RUS": "The row of Russia is that of the Soviet Union until 1991.",
    "SRB": "The row of Serbia is that of Yugoslavia, and then of Serbia and Montenegro, until 2006.",
    "CHN": "Until October 1971 the government in Taipei held China's seat; those votes stand under Taiwan.",
    "TWN": "These are the votes of the government in Taipei while it held China's seat, until October 1971.",
    "DEU": "The row of Germany begins with the Federal Republic; the German Democratic Republic is not in the source of votes.",
    "YEM": "North Yemen (to 1990) and South Yemen are not in the source of votes. Ideal points to 1990 are North Yemen's.",
    "CZE": "The votes of Czechoslovakia are not in the source.",
    "SVK": "The votes of Czechoslovakia are not in the source.",
    "VNM": "In 128 scattered votes on paragraphs the source has Viet Nam as no member, though it was one; it has no row there.",
    "TUR": "From 1 November 2023 the source has Türkiye absent or no member throughout, most likely because its name changed. "
    "Those votes are not known here.",
    "FJI": "In November and December 2023 the source has Fiji absent nearly throughout, most likely in error. Those votes are not known here.",
    "VEN": "Venezuela is absent nearly throughout 2022 and 2023; a state in arrears may lose its vote. 2025 has no column for it.",
    "STP": "São Tomé and Príncipe is absent nearly throughout 2022 and 2023; a state in arrears may lose its vote.",
    "AFG": "The votes of 2025 have no column for Afghanistan.",
    "PSE": "Palestine is an observer in the General Assembly and has no vote there. The list of organisations has no entry for it.",
    "VAT": "The Vatican (Holy See) is an observer in the General Assembly and has no vote there.",
    "XKX": "Kosovo has no seat in the General Assembly; states disagree on whether it is a state. Most tables here do not have it.",
    "CSK": "Czechoslovakia has ended and is not in the source of votes.",
    "DDR": "The German Democratic Republic has ended and is not in the source of votes.",
    "YMD": "South Yemen has ended and is not in the source of votes.",
    "VDR": "South Vietnam has ended; it never had a vote in the General Assembly.",
    "EAZ": "Zanzibar has ended and is not in the source of votes.",
}


def panels() -> dict[str, dict[str, str]]:
    """For each panel: its source line, the years covered, a defect in a sentence, and the tables behind it.

    >>> panels()["seats"]["source"]
    'The World Factbook'
    """
    found = {}
    for panel, (tables, years, defect) in PANELS.items():
        titles = dict.fromkeys(title for table in tables for title in provenance(table).split("; "))
        found[panel] = {"source": "; ".join(titles), "years": years, "defect": defect, "tables": " ".join(tables)}
    return found
