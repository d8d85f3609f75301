"""The published data sets on votes in the United Nations, read by un_assembly and un_council."""

from __future__ import annotations

from course_utils.catalog.schema import Source

_UN_TERMS = "Copyright United Nations: non-commercial use, with attribution"

VOETEN_VOTES = Source(
    name="voeten-votes",
    folder="unga-votes-voeten-2024-wide",
    title="UN General Assembly Voting Data (Voeten, Strezhnev and Bailey)",
    publisher="Erik Voeten, Anton Strezhnev and Michael Bailey; Harvard Dataverse",
    version="roll calls of 1 January 1946 to 4 June 2024",
    citation=(
        "Bailey, Michael A., Anton Strezhnev and Erik Voeten (2017): Estimating Dynamic State Preferences from United "
        "Nations Voting Data. Journal of Conflict Resolution 61(2): 430-456; data: United Nations General Assembly "
        "Voting Data, Harvard Dataverse."
    ),
    doi="10.7910/DVN/LEJUQZ",
    terms="CC0 1.0 (the deposit, as third parties report it; the copy carries no licence file)",
    tier="open",
    where=(
        "The deposit is at https://doi.org/10.7910/DVN/LEJUQZ; the wide table with ISO3 columns is "
        "docs/static/ungaVoting_003.csv in the repository Pigeon-Effect/Mapping-UNGA-Voting-Alliances on GitHub."
    ),
    copy=(
        "github.com/Pigeon-Effect/Mapping-UNGA-Voting-Alliances, docs/static/ungaVoting_003.csv, commit "
        "4a2353a59cf42de98878b23840fc27b075218d77"
    ),
    files={"ungaVoting_003.csv": "42948eab4adac8302b78a02ca08e4ef0a82a752320bf634b8b26eb7a5dd2bf12"},
)

VOETEN_TITLES = Source(
    name="voeten-descriptions",
    folder="unga-rollcalls-voeten-2020",
    title="UN General Assembly Voting Data, descriptions of roll calls",
    publisher="Erik Voeten, Anton Strezhnev and Michael Bailey; Harvard Dataverse",
    version="roll calls of sessions 1 to 75, as merged by the un-votes project",
    citation=(
        "Bailey, Michael A., Anton Strezhnev and Erik Voeten (2017): Estimating Dynamic State Preferences from United "
        "Nations Voting Data. Journal of Conflict Resolution 61(2): 430-456; data: United Nations General Assembly "
        "Voting Data, Harvard Dataverse."
    ),
    doi="10.7910/DVN/LEJUQZ",
    terms="CC0 1.0 (the deposit, as third parties report it); the repository that was read is under MIT",
    tier="open",
    where=(
        "The deposit is at https://doi.org/10.7910/DVN/LEJUQZ; the file is data/770.csv in the repository "
        "un-project/un-votes on GitHub, saved as 770_PAK_anchor.csv. Only its descriptions are used: its vote cells "
        "hold agreement with Pakistan, not votes."
    ),
    copy="github.com/un-project/un-votes, data/770.csv, commit ab564a387c6457b8910389c5a66a19a37e22808e",
    files={"770_PAK_anchor.csv": "a160aec89d8a7e566f35674c764acf0717c66ef14486869f126e7b298df708ca"},
)

LIBRARY = Source(
    name="un-library-votes",
    folder="unga-votes-undl-1946-2021",
    title="UN Library voting records, 1946-2021",
    publisher="United Nations Dag Hammarskjöld Library",
    version="third-party copy of the record pages, dated 29 January 2022",
    citation=(
        "United Nations Dag Hammarskjöld Library: General Assembly Voting Data "
        "(https://digitallibrary.un.org/record/4060887) and Security Council Voting Data "
        "(https://digitallibrary.un.org/record/4055387); read from an earlier third-party copy of the same records."
    ),
    terms=_UN_TERMS,
    tier="attribution",
    where=(
        "The Library offers newer complete files at https://digitallibrary.un.org/record/4060887 and "
        "https://digitallibrary.un.org/record/4055387; the copy read here is UN DATA.csv inside data/raw/downloads/UN "
        "DATA.csv.zip of the repository navyanawal0310/un-votes-intelligence-platform on GitHub."
    ),
    copy=(
        "github.com/navyanawal0310/un-votes-intelligence-platform, data/raw/downloads/UN DATA.csv.zip, commit "
        "b1a33e9f13e44a213373dc4baf927cda041488ff"
    ),
    files={"UN DATA.csv": "9203994188ccd3db512a3d6ad2b2c43d147c1910fc8135bdf568d11c49efd359"},
)

LIBRARY_2025 = Source(
    name="un-library-votes-2025",
    folder="unga-votes-2025",
    title="UN Library voting records, 2025",
    publisher="United Nations Dag Hammarskjöld Library",
    version="third-party copy of the record pages of 15 January to 29 December 2025, dated 11 February 2026",
    citation=(
        "United Nations Dag Hammarskjöld Library: General Assembly Voting Data "
        "(https://digitallibrary.un.org/record/4060887) and Security Council Voting Data "
        "(https://digitallibrary.un.org/record/4055387), year 2025; read from a third-party copy of the records."
    ),
    terms=_UN_TERMS,
    tier="attribution",
    where=(
        "The Library offers complete files at https://digitallibrary.un.org/record/4060887 and "
        "https://digitallibrary.un.org/record/4055387; the copy read here is un_votes_2025_processed.csv of the "
        "repository HZloto/unga-2025 on GitHub."
    ),
    copy="github.com/HZloto/unga-2025, un_votes_2025_processed.csv, commit 46fa27efae8b05d522b89bbdcdcd564a96e49cef",
    files={"un_votes_2025_processed.csv": "050ad8f72b8cfac2e9d0e1f763be7c7eff1f328e84e323e8557fb170d5845c94"},
)

IDEAL_POINTS = Source(
    name="ideal-points",
    folder="unga-ideal-points-2025",
    title="UN ideal points (Bailey, Strezhnev and Voeten), July 2025",
    publisher="Erik Voeten; Harvard Dataverse",
    version="28 July 2025, calendar years 1946-2024",
    citation=(
        "Bailey, Michael A., Anton Strezhnev and Erik Voeten (2017): Estimating Dynamic State Preferences from United "
        "Nations Voting Data. Journal of Conflict Resolution 61(2): 430-456; raw votes: Fjelstul, Joshua, Simon Hug "
        "and Christopher Kilby (2025): Decision-making in the United Nations General Assembly, Review of "
        "International Organizations."
    ),
    doi="10.7910/DVN/LEJUQZ",
    terms="CC0 1.0 (the deposit, as third parties report it; its codebook states no licence)",
    tier="open",
    where=(
        "The deposit is at https://doi.org/10.7910/DVN/LEJUQZ; the file is IdealpointsJuly2025.dta in the repository "
        "lucasbuildsapps/Masterthesis on GitHub."
    ),
    copy="github.com/lucasbuildsapps/Masterthesis, IdealpointsJuly2025.dta, commit "
    "5298218d5b57e5b09223b124b25c03dc37ed646e",
    files={"IdealpointsJuly2025.dta": "fea7fa9414e3643586dbdf95baa1100ceb418e56684d79d801a146cad79443ce"},
)
