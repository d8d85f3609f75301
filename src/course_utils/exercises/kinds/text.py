"""Answers in words: a short text, or one letter of a choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from course_utils.exercises.question import Check, shown

LONGEST = 200  # characters of a short answer


def plain(text: str) -> str:
    """A short answer without what does not matter: case, blanks, quotation marks and a full stop.

    >>> plain("  The “Simla Agreement”. ")
    'the simla agreement'
    """
    return " ".join(text.casefold().translate(str.maketrans("", "", "\"'“”‘’«»")).split()).strip(" .,;:!?()")


@dataclass(frozen=True)
class Text:
    """A short text, compared without regard to case, blanks, quotation marks and a closing full stop.

    >>> Text().equal("Scott's pi. ", "scott’s pi")
    True
    """

    longest: int = LONGEST

    def checks(self) -> Iterator[Check]:
        """A text; then one that is neither empty nor an essay."""
        yield Check("type", "a text", self._type)
        yield Check("shape", f"at most {self.longest} characters", self._shape)

    def plain(self, came: str) -> str:
        """The text without blanks around it."""
        return str(came).strip()

    def equal(self, came: str, *expected: str) -> bool:
        """Whether the text is one of the expected ones."""
        return plain(came) in {plain(text) for text in expected}

    def _type(self, came: Any) -> None:
        assert isinstance(came, str), f'Expected a text, but {shown(came)} came. Write it between quotation marks: "…".'

    def _shape(self, came: str) -> None:
        assert len(came) <= self.longest, (
            f"Expected at most {self.longest} characters, but {len(came):,} came. Keep to what is asked for."
        )
        assert came.strip(" .…?"), "Expected a text, but it is still empty. Write it between the quotation marks."


@dataclass(frozen=True)
class Choice:
    """One letter of several offered answers.

    options: letters with what each says.

    >>> Choice({"A": "it rises", "B": "it falls"}).letter(" b. ")
    'B'
    """

    options: Mapping[str, str]

    def checks(self) -> Iterator[Check]:
        """A text; then one of the letters."""
        yield Check("type", "a letter in quotation marks", Text()._type)
        yield Check("range", f"one of {', '.join(self.options)}", self._range)

    def letter(self, came: str) -> str:
        """The letter that was meant, in capitals."""
        return plain(came[:LONGEST]).upper()

    def plain(self, came: str) -> str:
        """The letter that was meant, in capitals."""
        return self.letter(came)

    def _range(self, came: str) -> None:
        assert self.letter(came) in self.options, (
            f"Expected one of the letters {', '.join(self.options)}, but {shown(came)} came. Write the letter alone."
        )
