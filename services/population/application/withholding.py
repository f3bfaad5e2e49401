"""Which figures a caller is not shown, who may see those of a territory but not its people (POP-32)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from services.kernel.call import Call
from services.population.application import sight
from services.population.domain.figures import WIDTHS
from services.population.domain.summing import MEASURES, Cells, Key, figures_of
from services.population.domain.withholding import withheld_alone, withheld_below


class Counted(Protocol):
    """Reads counters; see `application.statistics.Figures`."""

    def inside(self, path: str, width: int, month: str) -> Mapping[str, Mapping[str, Cells]]: ...
    def ages_inside(
        self, path: str, width: int, month: str, year: int
    ) -> Mapping[str, Mapping[str, int]]: ...


class Withholding:
    """From the widest territory whose figures a caller may see down to the one that was asked for.

    What he may see exactly, because he may see the people there, is taken off first: what is left is what he
    could find out.
    """

    def __init__(self, figures: Counted, permission: str) -> None:
        self._figures = figures
        self._permission = permission

    def of(
        self, call: Call, path: str, width_below: int, month: str, year: int
    ) -> tuple[dict[Key, int], set[Key]]:
        """Figures of a territory, and which are withheld; of those below it as ("child", path, measure).

        Args:
            width_below: of the territories below that are shown with it; 0 for none.
        """
        top = next(each for each in call.scope(self._permission).paths if path.startswith(each))
        within = [each for each in call.scope(sight.VIEW).paths if each.startswith(top)]
        known = {each: self._whole(each, month, year) for each in within}
        whole = self._whole(top, month, year)
        left = _less(whole, known.values())
        found = withheld_alone(left)
        at = top
        for width in (each for each in WIDTHS if len(top) < each <= len(path)):
            parts = self._parts(at, width, month, year)
            others = _without(parts, known)
            at = path[:width]
            found = withheld_below(left, found, others).get(at, set())
            whole, left = parts.get(at, Counter()), others.get(at, Counter())
        if width_below:
            others = _without(self._parts(path, width_below, month), known)
            for place, totals in withheld_below(left, found, others).items():
                found |= {("child", place, each) for each in MEASURES if (each,) in totals}
        return dict(whole), found

    def _whole(self, path: str, month: str, year: int) -> Counter[Key]:
        found: Counter[Key] = Counter()
        for each in self._parts(path, len(path) or WIDTHS[0], month, year).values():
            found.update(each)
        return found

    def _parts(self, path: str, width: int, month: str, year: int = 0) -> dict[str, Counter[Key]]:
        """Without ages when ``year`` is 0."""
        ages = self._figures.ages_inside(path, width, month, year) if year else {}
        inside = self._figures.inside(path, width, month)
        return {place: Counter(figures_of(cells, ages.get(place, {}))) for place, cells in inside.items()}


def _without(parts: Mapping[str, Counter[Key]], known: Mapping[str, Counter[Key]]) -> dict[str, Counter[Key]]:
    return {
        place: _less(values, (each for path, each in known.items() if path.startswith(place)))
        for place, values in parts.items()
    }


def _less(values: Counter[Key], known: Iterable[Mapping[Key, int]]) -> Counter[Key]:
    left = Counter(values)
    for each in known:
        left.subtract(each)
    return left
