"""What a turn is worth: the two actions and the four payoffs of a symmetric game of two."""

from __future__ import annotations

from dataclasses import dataclass

from course_utils.errors import CourseError
from course_utils.measures.arguments import number, one_of

ACTIONS = ("C", "D")

# Each game by the order of its payoffs, best first (Rapoport and Guyer 1966).
GAMES = {
    "prisoners_dilemma": ("temptation", "reward", "punishment", "sucker"),
    "chicken": ("temptation", "reward", "sucker", "punishment"),
    "stag_hunt": ("reward", "temptation", "punishment", "sucker"),
}


@dataclass(frozen=True)
class Payoffs:
    """The payoffs of one turn, in points, with the values of Axelrod's tournaments unless told otherwise.

    Both cooperate: each gets ``reward``. Both defect: each gets ``punishment``. One defects alone: it gets
    ``temptation`` and the other ``sucker``.

    A prisoner's dilemma needs temptation > reward > punishment > sucker, and 2 × reward > temptation + sucker, so
    that taking turns at being exploited does not pay better than mutual cooperation. Another order of payoffs is
    another game and must be asked for by name: ``game="chicken"`` or ``game="stag_hunt"``.

    Raises CourseError for a payoff that is no finite number, an unknown game, or payoffs in another order.

    Source: Axelrod (1984), chapter 1.

    >>> Payoffs().of("D", "C"), Payoffs().of("C", "D")
    (5, 0)
    >>> Payoffs(reward=4, temptation=3, sucker=0, punishment=1, game="stag_hunt").of("C", "C")
    4
    """

    reward: float = 3
    temptation: float = 5
    sucker: float = 0
    punishment: float = 1
    game: str = "prisoners_dilemma"

    def __post_init__(self) -> None:
        one_of("game", self.game, GAMES)
        order = GAMES[self.game]
        values = [getattr(self, name) for name in order]
        for name, value in zip(order, values, strict=True):
            number(f"payoff {name}", value)
        if not values[0] > values[1] > values[2] > values[3]:
            came = ", ".join(f"{name} {value}" for name, value in zip(order, values, strict=True))
            raise CourseError(
                f"The payoffs of the game {self.game} must fall in the order {' > '.join(order)}, but {came} came. "
                f"Change them, or name another game: {', '.join(GAMES)}."
            )
        if self.game == "prisoners_dilemma" and not 2 * self.reward > self.temptation + self.sucker:
            raise CourseError(
                f"In a prisoner's dilemma 2 × reward must be above temptation + sucker, but 2 × {self.reward} is not "
                f"above {self.temptation} + {self.sucker}: the two would do better by taking turns. Raise the reward."
            )

    def of(self, own: str, other: str) -> float:
        """The payoff of a player who took the action ``own`` while the other took ``other``, each ``C`` or ``D``.

        >>> Payoffs().of("D", "D")
        1
        """
        return {
            ("C", "C"): self.reward,
            ("C", "D"): self.sucker,
            ("D", "C"): self.temptation,
            ("D", "D"): self.punishment,
        }[own, other]


AXELROD = Payoffs()
