"""Addresses of other sites: well-formed, over https, without marks that follow the reader, DOIs in their form."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

# Sites that answered over http only when the course was written. A new one needs a look, and a line here.
WITHOUT_HTTPS = frozenset(
    """ca-c.org ksgleditsch.com mboard.rediff.com moroccotomorrow.org mountainous-karabakh.org pakistani.org
    soviethistory.msu.edu teas.eu unscr.com www.atopdata.org www.beyondintractability.org www.mfa.gov.az
    www.millenniumpost.in www.today.az www.turan.az www.xebersaati.com xocali.net""".split()
)
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|ref_src|oly_\w+_id|vero_id"
)
DOI = re.compile(r"10\.\d{4,9}/[^\s\"{}]*[^\s\"{}.,;]")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE)
_ALLOWED = re.compile(r"[\w.~:/?#\[\]@!$&'()*+,;=%|-]*")
_MAIL = re.compile(r"mailto:[^@\s]+@[\w.-]+\.\w+(?:\?\S*)?")


def problems(address: str) -> list[str]:
    """What is wrong with the address of another site, a sentence each; empty when nothing is.

    >>> problems("https://doi.org/10.1177/0022343318823711")
    []
    >>> problems("http://doi.org/1177/0022?utm_source=x")[0]
    'The address is not over https. Write https://, or add the host to WITHOUT_HTTPS where it has none.'
    """
    if address.startswith("mailto:"):
        return [] if _MAIL.fullmatch(address) else ["The mail address is not well-formed. Write mailto:name@host."]
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises for one that is no number
    except ValueError as error:
        return [f"The address is not well-formed ({error}). Correct it."]
    host = (parts.hostname or "").lower()
    found = []
    if parts.scheme not in ("http", "https"):
        return [f"The address has the scheme {parts.scheme!r}; pages link to https:// and mailto: only."]
    if not _HOST.fullmatch(host) or parts.username is not None:
        found.append(f"The address has no proper host: {parts.netloc!r}. Correct it.")
    if not _ALLOWED.fullmatch(address) or re.search(r"%(?![0-9A-Fa-f]{2})", address):
        found.append("The address holds a character that must be percent-encoded. Encode it.")
    if parts.scheme == "http" and host not in WITHOUT_HTTPS:
        found.append(
            "The address is not over https. Write https://, or add the host to WITHOUT_HTTPS where it has none."
        )
    tracking = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True) if TRACKING.fullmatch(name)]
    if tracking:
        found.append(f"The address follows the reader with {', '.join(tracking)}. Take that part out.")
    if host in ("doi.org", "dx.doi.org", "www.doi.org"):
        if host != "doi.org":
            found.append(f"A DOI's address begins with https://doi.org/, not with {host}.")
        if not DOI.fullmatch(unquote(parts.path).lstrip("/")):
            found.append(f"{parts.path.lstrip('/')!r} is no DOI; one has the form 10.number/name.")
    return found
