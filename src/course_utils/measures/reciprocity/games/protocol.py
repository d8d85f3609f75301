"""What a strategy is: a function of what both did so far, and a source of chance.

A strategy takes three things and returns ``"C"`` (cooperate) or ``"D"`` (defect):

- ``own``: its own past actions as a text such as ``"CCD"``, empty on the first turn;
- ``other``: the other's past actions, as long as ``own``;
- ``random``: a seeded source of chance; ``random.random()`` gives a number from 0 up to, not including, 1.

It keeps no memory of its own: all that it may know is in the two histories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from random import Random

from course_utils.errors import CourseError
from course_utils.measures.reciprocity.games.payoffs import ACTIONS

Strategy = Callable[[str, str, Random], str]


def name_of(strategy: Strategy) -> str:
    """The name that tables and messages give to a strategy: its function's name."""
    return getattr(strategy, "__name__", type(strategy).__name__)


def stream(*key: object) -> Random:
    """A source of chance of its own for each key: the same on every machine, as Python hashes a text seed by SHA-512."""
    return Random(repr(key))


def act(name: str, strategy: Strategy, own: str, other: str, random: Random) -> str:
    """The strategy's next action, or a CourseError that names the strategy and the turn."""
    try:
        action = strategy(own, other, random)
    except Exception as error:
        raise CourseError(
            f"The strategy {name} failed on turn {len(own) + 1} with {type(error).__name__}: {error}. It is called "
            "with its own past actions, the other's and a random source; on turn 1 both histories are empty."
        ) from error
    if not (isinstance(action, str) and action in ACTIONS):
        raise CourseError(
            f"The strategy {name} must return 'C' or 'D', but on turn {len(own) + 1} it returned {action!r}. "
            "See that each way through the function ends in a return."
        )
    return action


def replies(strategy: Strategy, other: str, seed: int = 0) -> str:
    """What a strategy does, turn by turn, against an opponent whose actions are written down beforehand.

    other: the opponent's actions, for example ``"CDDC"``.
    Returns the strategy's actions, as many as the opponent's; the opponent's last action comes too late for a reply.
    Raises CourseError where ``other`` holds anything but C and D, or the strategy returns anything else.

    >>> def twice_shy(own, other, random):
    ...     return "D" if "D" in other[-2:] else "C"
    >>> replies(twice_shy, "CDCCC")
    'CCDDC'
    """
    if not isinstance(other, str) or set(other) - set(ACTIONS):
        raise CourseError(f"The opponent's actions must be a text of the letters C and D, but {other!r} came.")
    random, own = stream(seed), ""
    for turn in range(len(other)):
        own += act(name_of(strategy), strategy, own, other[:turn], random)
    return own


def named(entrants: Mapping[str, Strategy] | Iterable[Strategy]) -> dict[str, Strategy]:
    """Entrants by name, in alphabetical order; a plain list is named by its functions.

    >>> from course_utils.measures.reciprocity.games import defector, cooperator
    >>> list(named([defector, cooperator]))
    ['cooperator', 'defector']
    """
    pairs = list(entrants.items()) if isinstance(entrants, Mapping) else [(name_of(one), one) for one in entrants]
    for name, strategy in pairs:
        if not isinstance(name, str) or not callable(strategy):
            raise CourseError(
                f"An entrant must be a strategy, that is a function, but {strategy!r} came under the name {name!r}."
            )
    names = [name for name, _ in pairs]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise CourseError(
            f"Each entrant needs a name of its own, but more than one is called {', '.join(twice)}. "
            "Give a dictionary of names and strategies."
        )
    if len(pairs) < 2:
        raise CourseError(f"At least two strategies must enter, but {len(pairs)} came.")
    return dict(sorted(pairs))
