"""How often the speaker is right, by how sure extraction says it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

FLOORS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.0)


@dataclass(frozen=True, slots=True)
class Band:
    """Quotations at least this sure and less than the band above: their share of all, the share with the right speaker.

    Shares in percent with one decimal; ``right`` is None where the band is empty.
    """

    floor: float
    share: float
    right: float | None


@dataclass(slots=True)
class Bands:
    """Quotations found, gathered by confidence; of an article marked by several people each counts its part."""

    _all: dict[float, float] = field(default_factory=lambda: dict.fromkeys(FLOORS, 0.0))
    _right: dict[float, float] = field(default_factory=lambda: dict.fromkeys(FLOORS, 0.0))

    def add(self, judged: Sequence[tuple[float, bool]], weight: float = 1.0) -> None:
        """Add quotations found: how sure, and whether the speaker is right."""
        for confidence, right in judged:
            floor = next(floor for floor in FLOORS if confidence >= floor)
            self._all[floor] += weight
            self._right[floor] += weight * right

    def table(self) -> list[Band]:
        """Return the bands, surest first."""
        total = sum(self._all.values())
        return [
            Band(floor, _percent(self._all[floor], total) or 0.0, _percent(self._right[floor], self._all[floor]))
            for floor in FLOORS
        ]


def _percent(part: float, whole: float) -> float | None:
    return round(100 * part / whole, 1) if whole else None
