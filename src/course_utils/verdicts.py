"""What a lab concludes about a claim of the article. The claims table of the site collects these."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from html import escape

from course_utils.errors import CourseError, unknown

MIME = "application/vnd.fraternal-nations.verdict+json"
VERDICTS = ("supported", "mixed", "not supported", "contested", "cannot be tested here")
CONFIDENCE = ("low", "medium", "high")


@dataclass(frozen=True)
class Verdict:
    """A verdict with its reason and its strongest counter-reading; shows itself as the last line of a cell."""

    claim: str
    verdict: str
    confidence: str
    because: str
    counter: str

    def __str__(self) -> str:
        return (
            f"{self.claim}: {self.verdict} (confidence: {self.confidence}). "
            f"{self.because} Strongest counter-reading: {self.counter}"
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict:
        html = (
            f"<p><strong>{escape(self.claim)}: {escape(self.verdict)}</strong> "
            f"(confidence: {escape(self.confidence)}). {escape(self.because)} "
            f"<em>Strongest counter-reading:</em> {escape(self.counter)}</p>"
        )
        return {MIME: asdict(self), "text/html": html, "text/plain": str(self)}


def verdict(claim: str, verdict: str, confidence: str, because: str, counter: str) -> Verdict:
    """State a verdict on a claim.

    claim: id in the claims table. verdict: one of VERDICTS. confidence: one of CONFIDENCE. because and
    counter: a sentence or two each, the second the strongest other reading of the same evidence.
    Raises CourseError for an unknown claim, verdict or confidence, or an empty reason.

    >>> print(verdict("C13", "mixed", "low", "Reason.", "Other reading."))
    C13: mixed (confidence: low). Reason. Strongest counter-reading: Other reading.
    """
    from course_utils.catalog import load

    claims = load("claims")["id"]
    if claim not in set(claims):
        raise unknown("claim", claim, claims)
    if verdict not in VERDICTS:
        raise unknown("verdict", verdict, VERDICTS)
    if confidence not in CONFIDENCE:
        raise unknown("level of confidence", confidence, CONFIDENCE)
    if not because.strip() or not counter.strip():
        raise CourseError(f"The verdict on {claim} needs a reason and a counter-reading, but one of them is empty.")
    return Verdict(claim, verdict, confidence, because.strip(), counter.strip())
