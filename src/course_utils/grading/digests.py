"""Texts that look like hashes: where a good one comes from, and whether a short answer can be got back from one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

# Hex digits of the usual digests: MD5, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512.
LENGTHS = (32, 40, 56, 64, 96, 128)
LEAST = 12  # hex digits of a shortened digest that are enough to know it again

_HEX = re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{12,}(?![0-9A-Za-z])")
_BASE64 = re.compile(
    r"(?<![A-Za-z0-9+/_=-])(?:[A-Za-z0-9+/_-]{22}(?:==)?|[A-Za-z0-9+/_-]{27}=?|[A-Za-z0-9+/_-]{43}=?|"
    r"[A-Za-z0-9+/_-]{64}|[A-Za-z0-9+/_-]{86}(?:==)?)(?![A-Za-z0-9+/_-])"
)
_COMMON = (hashlib.md5, hashlib.sha1, hashlib.sha256, hashlib.sha512)
_OTHERS = (hashlib.sha224, hashlib.sha384, hashlib.sha3_256, hashlib.sha3_512, hashlib.blake2b, hashlib.blake2s)
_SEPARATORS = ("", ":", "-", "_", "|", "/", " ")


@dataclass(frozen=True)
class Digest:
    """A text that may be a hash: as it stands, in hex, and whether it has the full length of one."""

    text: str
    hex: str
    place: int

    @property
    def whole(self) -> bool:
        """Whether it is as long as a digest of a usual kind."""
        return len(self.hex) in LENGTHS


def digests(text: str) -> Iterator[Digest]:
    """Everything in a text that may be a hash, or the beginning of one.

    >>> [found.whole for found in digests("0b" * 16 + " and " + "0b" * 8)]
    [True, False]
    """
    for match in _HEX.finditer(text):
        if not match[0].isdigit():
            yield Digest(match[0], match[0].lower(), match.start())
    for match in _BASE64.finditer(text):
        plain = match[0].rstrip("=")
        if _random(plain):
            standard = plain.replace("-", "+").replace("_", "/")
            yield Digest(match[0], base64.b64decode(standard + "=" * (-len(plain) % 4)).hex(), match.start())


def _random(text: str) -> bool:
    """Whether letters and digits are mixed as in base64 of a digest, and not as in a name or a path."""
    kinds = [len(re.findall(kind, text)) for kind in ("[0-9]", "[A-Z]", "[a-z]")]
    return min(kinds) >= max(1, len(text) // 16) and not re.search(r"[a-z]{7}|[A-Z]{9}|[0-9]{9}", text)


@cache
def short_answers() -> tuple[str, ...]:
    """What short answers look like: letters, small numbers, shares of two decimals, states' codes, votes."""
    from course_utils import states

    letters = [letter for upper in "ABCDEF" for letter in (upper, upper.lower())]
    words = ["yes", "no", "abstain", "absent", "true", "false", "none", "True", "False", "None", "Yes", "No", "Abstain"]
    shares = [f"{x / 100:.2f}" for x in range(-100, 101)] + [repr(x / 100) for x in range(-100, 101)]
    numbers = [str(x) for x in range(201)]
    return tuple(dict.fromkeys([*letters, *words, *shares, *numbers, *sorted(states.codes())]))


class Recovery:
    """Finds the short answer behind a digest: plain, and with these salts before or after it, or as a key.

    more: answers of the exercise itself, tried as well.

    >>> import hashlib
    >>> hunt = Recovery(["m3-q2"])
    >>> hunt.answer(hashlib.sha256(b"m3-q2:B").hexdigest())
    'B'
    >>> hunt.answer(hashlib.sha256(b"a whole notebook").hexdigest())
    ''
    """

    def __init__(self, salts: Iterable[str], more: Iterable[str] = ()) -> None:
        self.salts = tuple(dict.fromkeys(salts))
        self.short = tuple(dict.fromkeys([*short_answers(), *more]))

    def answer(self, hex: str) -> str:
        """The answer whose digest begins with these hex digits, or nothing."""
        import numpy as np

        if len(hex) < LEAST:
            return ""
        low, high = int(hex[:16].ljust(16, "0"), 16), int(hex[:16].ljust(16, "f"), 16)
        first = int(np.searchsorted(self._table, np.uint64(low)))
        if first == len(self._table) or int(self._table[first]) > high:
            return ""
        return next((answer for answer, digest in self._all() if digest.hex().startswith(hex)), "")

    @cached_property
    def _table(self) -> np.ndarray:
        """The first eight bytes of every digest, sorted: twenty megabytes where a dictionary would take a gigabyte."""
        import numpy as np

        starts = b"".join(digest[:8] for _, digest in self._all())
        return np.sort(np.frombuffer(starts, dtype=">u8").astype(np.uint64))

    def _all(self) -> Iterator[tuple[str, bytes]]:
        plain = [*map(str, range(201, 10_000)), *(f"{x / 1000:.3f}" for x in range(1001))]
        for answer in (*self.short, *plain):
            for algorithm in (*_COMMON, *_OTHERS):
                yield answer, algorithm(answer.encode()).digest()
        for answer in self.short:
            for salted in self._salted(answer):
                for algorithm in _COMMON:
                    yield answer, algorithm(salted).digest()
            for salt in self.salts:
                for name in ("md5", "sha1", "sha256"):
                    yield answer, hmac.digest(salt.encode(), answer.encode(), name)

    def _salted(self, answer: str) -> Iterator[bytes]:
        for salt in self.salts:
            for separator in _SEPARATORS:
                yield f"{salt}{separator}{answer}".encode()
                yield f"{answer}{separator}{salt}".encode()
