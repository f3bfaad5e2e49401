"""Where a call works: its territories with all below, and the places these lie in."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.call import Call

_WIDTHS = (4, 6, 9, 12, 15)


@dataclass(frozen=True, slots=True)
class Reach:
    """``under``: paths with everything below; ``above``: paths of what holds there, themselves included."""

    under: tuple[str, ...]
    above: tuple[str, ...]

    def holds(self, path: str) -> bool:
        """Whether a record of this place concerns the caller."""
        return path in self.above or any(path.startswith(each) for each in self.under)


def reach_of(call: Call, *permissions: str) -> Reach:
    """By the grants with one of ``permissions``, or with any right when none is named.

    A grant for one line of work or one unit opens no subtree, but what holds above it concerns it all
    the same.
    """
    wanted = frozenset(permissions)
    granted = [
        each
        for each in call.actor.grants
        if ("*" in each.permissions or each.permissions & wanted if wanted else each.permissions)
    ]
    under = {each.territory for each in granted if not each.line and not each.unit}
    above = {path for each in granted for path in superiors(each.territory)}
    return Reach(tuple(sorted(under)), tuple(sorted(above)))


def superiors(path: str) -> tuple[str, ...]:
    """The paths a place lies in, itself included; none for the whole platform."""
    return tuple(path[:width] for width in _WIDTHS if width < len(path)) + ((path,) if path else ())
