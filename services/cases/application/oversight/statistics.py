"""Counts of cases by any two dimensions, each with the filter that lists what was counted (CASE-05)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.cases.application.oversight.labels import label
from services.cases.application.oversight.ports import Counts, Surroundings
from services.cases.domain.oversight_refusals import OutsideSight, UnknownDimension
from services.cases.domain.statistics import DIMENSIONS, DONE, SATISFIED, Span, child_width
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.territory_codes import path_of

VIEW = "cases.statistics.view"
_MOST_CLOSE_DAYS = timedelta(days=31)
_MEASURE_FILTERS = {
    "reported": (),
    "closed": (" OR ".join(f"state = {s}" for s in sorted(each.value for each in DONE)),),
    "overdue": ("overdue = true",),
    "on_time": (" OR ".join(f"state = {s}" for s in sorted(each.value for each in DONE)), "overdue = false"),
    "reworked": ("reworks > 0",),
    "rated": ("score > 0",),
    "satisfied": (f"score >= {SATISFIED}",),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One count: values, their names, the number, and the list filter that reproduces it."""

    keys: tuple[str, ...]
    titles: tuple[str, ...]
    value: int
    filter: str


class CountCases:
    """Counts from counters; as quick with a million cases as with none."""

    def __init__(self, counts: Counts, around: Surroundings, clock: Callable[[], datetime]) -> None:
        self._counts = counts
        self._around = around
        self._clock = clock

    def __call__(
        self,
        call: Call,
        *,
        dimensions: Sequence[str],
        territory_code: str = "",
        category: str = "",
        from_day: str = "",
        to_day: str = "",
        measure: str = "reported",
        channel: str = "",
        unit: str = "",
        by_close: bool = False,
    ) -> list[Counted]:
        """Counts, the highest first. Raises UnknownDimension, OutsideSight, Invalid for bad days.

        ``by_close`` counts by the days on which cases ended, one by one: for a month at most.
        """
        for name in dimensions:
            if name not in DIMENSIONS:
                raise UnknownDimension(
                    FieldProblem("dimensions", UnknownDimension.code, {"dimension": name[:20]})
                )
        if len(set(dimensions)) != len(dimensions):
            raise UnknownDimension(
                FieldProblem("dimensions", UnknownDimension.code, {"dimension": dimensions[0]})
            )
        asked = {"category": category, "channel": channel, "unit": unit}
        only = {name: value for name, value in asked.items() if value}
        span = Span(day_of_text("from_day", from_day), day_of_text("to_day", to_day))
        if by_close:
            _require_short(span)
        self._around.refresh()
        base, roots = roots_of(call, path_of(territory_code))
        width = child_width(base)
        found = self._counts.count(
            dimensions,
            roots,
            width=width,
            only=only,
            span=span,
            measure=measure,
            now=self._clock(),
            by_close=by_close,
        )
        common = self._common(roots, only, span, measure, "close_time" if by_close else "create_time")
        ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return [self._counted(call, dimensions, keys, value, width, common) for keys, value in ordered]

    def _common(
        self, roots: Sequence[str], only: Mapping[str, str], span: Span, measure: str, moment: str
    ) -> list[str]:
        parts = [f"({each})" if " OR " in each else each for each in _MEASURE_FILTERS[measure]]
        if any(roots):
            places = " OR ".join(f"territory_code:{root}" for root in roots)
            parts.append(f"({places})" if len(roots) > 1 else places)
        if category := only.get("category"):
            parts.append(f'(category = "{_quoted(category)}" OR category:"{_quoted(category)}.")')
        parts += [_filter(name, value, 0) for name, value in only.items() if name != "category"]
        if span.first:
            parts.append(f"{moment} >= {span.first}")
        if span.last:
            parts.append(f"{moment} <= {span.last}")
        return parts

    def _counted(
        self,
        call: Call,
        dimensions: Sequence[str],
        keys: tuple[str, ...],
        value: int,
        width: int,
        common: list[str],
    ) -> Counted:
        titles = tuple(
            title_of(self._around, call, name, key) for name, key in zip(dimensions, keys, strict=True)
        )
        own = [_filter(name, key, width) for name, key in zip(dimensions, keys, strict=True)]
        return Counted(keys, titles, value, " AND ".join([*common, *own]))


def roots_of(call: Call, asked: str) -> tuple[str, list[str]]:
    """The place whose children are told apart, and the subtrees that are counted. Raises OutsideSight."""
    paths = call.scope(VIEW).paths
    if not paths:
        raise OutsideSight()
    if any(asked.startswith(path) for path in paths):
        return asked, [asked]
    roots = [path for path in paths if path.startswith(asked)]
    if not roots:
        raise OutsideSight()
    return (roots[0] if len(roots) == 1 and not asked else asked), roots


def title_of(around: Surroundings, call: Call, dimension: str, key: str) -> str:
    """A value of a dimension as people read it."""
    match dimension:
        case "territory":
            return around.name_of(key)
        case "category":
            return around.leaf(key).title or key
        case "unit":
            return around.unit_name(key)
        case "state" | "channel" | "urgency" | "light":
            return label(key, call.locale)
        case _:
            return key


def _filter(dimension: str, key: str, width: int) -> str:
    match dimension:
        case "territory":
            # A path shorter than the children's stands for cases that no child holds.
            return f"territory_code:{key}" if len(key) >= width else f'grid_code = "{key}"'
        case "category":
            return f'category = "{_quoted(key)}"'
        case "unit":
            return f'unit_id = "{_quoted(key)}"'
        case "light":
            return f"light = {key} AND open = true"
        case "day":
            return f"create_time = {key}"
        case "month":
            first, last = f"{key}-01", _last_of(key)
            return f"create_time >= {first} AND create_time <= {last}"
        case _:
            return f"{dimension} = {key}"


def _last_of(month: str) -> str:
    import calendar

    return f"{month}-{calendar.monthrange(int(month[:4]), int(month[5:7]))[1]:02d}"


def _require_short(span: Span) -> None:
    long = not span.first or not span.last
    if long or date.fromisoformat(span.last) - date.fromisoformat(span.first) >= _MOST_CLOSE_DAYS:
        raise Invalid.one("from_day", "cases.close_span_too_long")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def day_of_text(field: str, text: str) -> str:
    """A day as it was sent, empty for an open end. Raises Invalid for what is no day."""
    if not text:
        return ""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date().isoformat()  # noqa: DTZ007 - a day of the calendar
    except ValueError:
        raise Invalid.one(field, "kernel.date_unreadable", value=text) from None
