"""What the course says of each disputed area that its maps show.

The outlines come from Natural Earth. The words, the claims and who administers what are the course's own:
the source's note on Karabakh is out of date, and its names are not the ones that this course uses.
"""

from __future__ import annotations

from dataclasses import dataclass

_YEAR = 2026


@dataclass(frozen=True)
class Area:
    """A disputed area: its name in the source and what the course says of it."""

    in_source: str  # BRK_NAME
    name: str
    case: str
    claimed_by: tuple[str, ...]
    administered_by: str
    note: str
    as_of: int = _YEAR


AREAS = (
    Area(
        "Jammu and Kashmir",
        "Indian-administered Kashmir",
        "Kashmir",
        ("IND", "PAK"),
        "IND",
        "India governs it as the union territories of Jammu and Kashmir and of Ladakh and regards it as part of India "
        "by the accession of 1947. Pakistan holds that the question is open until the plebiscite of the Security "
        "Council's resolutions.",
    ),
    Area(
        "Azad Kashmir",
        "Pakistan-administered Kashmir: Azad Jammu and Kashmir",
        "Kashmir",
        ("IND", "PAK"),
        "PAK",
        "Pakistan administers it under a government of its own. India claims it as part of the state that acceded in "
        "1947 and calls it Pakistan-occupied Kashmir.",
    ),
    Area(
        "Northern Areas",
        "Pakistan-administered Kashmir: Gilgit-Baltistan",
        "Kashmir",
        ("IND", "PAK"),
        "PAK",
        "Pakistan called it the Northern Areas until 2009 and administers it apart from Azad Jammu and Kashmir. India "
        "claims it as part of the state that acceded in 1947.",
    ),
    Area(
        "Siachen Glacier",
        "Siachen Glacier",
        "Kashmir",
        ("IND", "PAK"),
        "IND",
        "The line agreed in 1972 stops short of the glacier, and each side continues it differently. Indian forces "
        "have held most of the glacier since 1984. Base maps at a small scale draw it inside Pakistan.",
    ),
    Area(
        "Aksai Chin",
        "Aksai Chin",
        "Kashmir",
        ("CHN", "IND"),
        "CHN",
        "China administers it and regards it as its own. India claims it as part of Ladakh.",
    ),
    Area(
        "Shaksam Valley",
        "Shaksgam tract",
        "Kashmir",
        ("CHN", "IND"),
        "CHN",
        "China administers it under its boundary agreement of 1963 with Pakistan. India does not accept that agreement "
        "and claims the tract.",
    ),
    Area(
        "Nagorno-Karabakh",
        "Nagorno-Karabakh and districts around it",
        "Karabakh",
        ("AZE",),
        "AZE",
        "The outline shows land held by Armenian forces between the wars of 1992-94 and 2020, which is more than the "
        "former Nagorno-Karabakh oblast. Azerbaijan took control of the districts and part of the oblast in 2020, and "
        "of the rest after its military operation of 19-20 September 2023, which the Armenian population's "
        "displacement followed. The de facto authorities, which called the land Artsakh, were recognised by no member "
        "of the United Nations and dissolved themselves. Armenia has accepted Azerbaijan's territorial integrity since "
        "October 2022. Karabakh Armenians ask for a right of return.",
    ),
)
