"""Answers of several parts: named values, or values in a row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from course_utils.exercises.kinds.kind import Kind, plain_form
from course_utils.exercises.question import STAGES, Check, shown


class Parts(ABC):
    """What both have in common: each part has a name and a kind, and messages name the part."""

    @property
    @abstractmethod
    def named(self) -> Mapping[str, Kind]:
        """The kind of each part, by name."""

    @abstractmethod
    def split(self, came: Any) -> Mapping[str, Any]:
        """The answer's parts, by name."""

    def plain(self, came: Any) -> Any:
        """The parts in their plain form, by name."""
        return {
            name: plain_form(self.named[name], part) for name, part in self.split(came).items() if name in self.named
        }

    def inner(self) -> Iterator[Check]:
        """The checks of the parts: one for each stage, over all parts."""
        stages: dict[str, list[tuple[str, Check]]] = {}
        for name, kind in self.named.items():
            for check in kind.checks():
                stages.setdefault(check.stage, []).append((name, check))
        for stage in sorted(stages, key=STAGES.index):
            checks = stages[stage]
            titles: dict[str, list[str]] = {}
            for name, check in checks:
                titles.setdefault(check.title, []).append(name)
            title = "; ".join(f"{', '.join(names)}: {said}" for said, names in titles.items())
            # A part can be looked at only once all parts are there, which is a check of shape.
            yield Check("shape" if stage == "type" else stage, title, self._each(checks))

    def _each(self, checks: list[tuple[str, Check]]) -> Callable[[Any], None]:
        def test(came: Any) -> None:
            parts = self.split(came)
            for name, check in checks:
                try:
                    check.test(parts[name])
                except AssertionError as failure:
                    raise AssertionError(f"{name}: {failure}") from None

        return test


@dataclass(frozen=True)
class Record(Parts):
    """Values by name, in any order: a dict, a Counter or a Series.

    >>> from course_utils.exercises.kinds.number import Number
    >>> kind = Record({"with_a": Number(low=0, whole=True), "with_b": Number(low=0, whole=True)})
    >>> [check.title for check in kind.checks()][1:]
    ['with_a and with_b, no more', 'with_a, with_b: a whole number', 'with_a, with_b: at least 0']
    >>> kind.plain({"with_b": 2.0, "with_a": 1})
    {'with_b': 2, 'with_a': 1}
    """

    fields: Mapping[str, Kind]

    @property
    def named(self) -> Mapping[str, Kind]:
        """The kind of each value, by name."""
        return self.fields

    def checks(self) -> Iterator[Check]:
        """Names with values; the names; then each value."""
        yield Check("type", "values by name", self._type)
        yield Check("shape", f"{_listed(self.fields)}, no more", self._names)
        yield from self.inner()

    def split(self, came: Any) -> Mapping[str, Any]:
        """The values by name."""
        return {str(name): came[name] for name in came.keys()}  # noqa: SIM118, a Series iterates over its values

    def _type(self, came: Any) -> None:
        import pandas as pd

        assert isinstance(came, Mapping | pd.Series), (
            f"Expected a dict with {_listed(self.fields)}, but {shown(came)} came. "
            f'Write {{"{next(iter(self.fields))}": …}}.'
        )

    def _names(self, came: Any) -> None:
        assert len(came) <= 10 * len(self.fields), (
            f"Expected {len(self.fields)} values ({_listed(self.fields)}), but {len(came):,} came."
        )
        names = [str(name) for name in came.keys()]  # noqa: SIM118
        lacking = [name for name in self.fields if name not in names]
        assert not lacking, (
            f"Expected values for {_listed(self.fields)}, but there is none for {_listed(lacking)}. "
            "Give every name a value, 0 included."
        )
        more = [name for name in names if name not in self.fields or names.count(name) > 1]
        assert not more, (
            f"Expected values for {_listed(self.fields)} only, once each, but {shown(more[0])} came too. Leave it out."
        )


@dataclass(frozen=True, init=False)
class Several(Parts):
    """Values in a fixed order: a tuple, a list, an array or a Series; or as many variables of the notebook.

    >>> from course_utils.exercises.kinds.number import Number
    >>> kind = Several(Number(low=0, high=1), Number(low=0, whole=True), names=("share", "n"))
    >>> [check.title for check in kind.checks()][1:3]
    ['2 values: share and n', 'share: a number; n: a whole number']
    >>> kind.plain([0.5, 4.0])
    (0.5, 4)
    """

    kinds: tuple[Kind, ...]
    names: tuple[str, ...]

    def __init__(self, *kinds: Kind, names: tuple[str, ...] = ()) -> None:
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "names", names or tuple(f"value {number + 1}" for number in range(len(kinds))))

    @property
    def named(self) -> Mapping[str, Kind]:
        """The kind of each value, by name."""
        return dict(zip(self.names, self.kinds, strict=True))

    def checks(self) -> Iterator[Check]:
        """Values in a row; how many; then each."""
        yield Check("type", "values in a row", self._type)
        yield Check("shape", f"{len(self.kinds)} values: {_listed(self.names)}", self._count)
        yield from self.inner()

    def split(self, came: Any) -> Mapping[str, Any]:
        """The values by name."""
        return dict(zip(self.names, came, strict=True))

    def plain(self, came: Any) -> tuple[Any, ...]:
        """The values in their plain form, in order."""
        return tuple(super().plain(came).values())

    def _type(self, came: Any) -> None:
        import numpy as np
        import pandas as pd

        assert isinstance(came, tuple | list | np.ndarray | pd.Series) and getattr(came, "ndim", 1) == 1, (
            f"Expected {len(self.kinds)} values ({_listed(self.names)}), but {shown(came)} came. "
            "Put them in this order, with a comma between."
        )

    def _count(self, came: Any) -> None:
        assert len(came) == len(self.kinds), (
            f"Expected {len(self.kinds)} values ({_listed(self.names)}), but {len(came):,} came."
        )


def _listed(names: Mapping[str, Any] | tuple[str, ...] | list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
