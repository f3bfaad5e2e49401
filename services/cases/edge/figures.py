"""Figures of cases for a dashboard, asked of the counters, each with the list of its cases (CASE-05)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.cases.edge import lookups, words
from services.cases.edge.criteria import Criteria, quoted
from services.cases.edge.periods import Days
from services.kernel.territory_codes import code_of
from services.kernel.web.pages import peer
from services.kernel.web.texts import Text
from wangge.cases.v1 import cases_pb2, records_pb2_grpc
from wangge.cases.v1 import records_pb2 as pb

MEASURES: Mapping[str, Text] = {
    "reported": Text("上报", "Reported"),
    "closed": Text("已结案", "Closed"),
    "open": Text("办理中", "Open"),
    "overdue": Text("曾超时", "Ever overdue"),
    "on_time": Text("按时结案", "Closed in time"),
    "reworked": Text("返工", "Redone"),
    "rated": Text("已评价", "Rated"),
}
_LIMITS: Mapping[str, Mapping[str, Any]] = {
    "reported": {},
    "closed": {"states": ("CLOSED", "EVALUATED", "ARCHIVED")},
    "open": {"open": "true"},
    "overdue": {"late": "true"},
    "on_time": {"states": ("CLOSED", "EVALUATED", "ARCHIVED"), "late": "false"},
    "reworked": {"rest": "reworks > 0"},
    "rated": {"rest": "score > 0"},
}
_OPEN = frozenset(cases_pb2.CaseState.Name(each).removeprefix("CASE_STATE_") for each in words.OPEN_STATES)


@dataclass(frozen=True, slots=True)
class Number:
    """A count and the address of the list with exactly these cases."""

    value: int
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, one bar of a chart. ``inside`` is the dashboard one step further in, or empty."""

    title: str
    numbers: tuple[Number, ...]
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a dashboard is asked for: place, category, channel, unit, days.

    ``roots`` are the paths that the reader may count, for lists where no place is asked for.
    """

    roots: tuple[str, ...]
    area: str
    category: str
    channel: str
    unit: str
    days: Days

    def over(self, days: Days) -> Question:
        """The same for other days."""
        return replace(self, days=days)

    def criteria(self, measure: str = "reported", **more: Any) -> Criteria:
        """The list's criteria of this question."""
        first, last = self.days.texts
        values: dict[str, Any] = {
            "area": self.area,
            "category": self.category,
            "channel": self.channel,
            "unit": self.unit,
            "first": first,
            "last": last,
            **_LIMITS[measure],
            **more,
        }
        if not values["area"] and any(self.roots):
            # What takes part elsewhere is in the reader's list and not among what is counted.
            if len(self.roots) == 1:
                values["area"] = code_of(self.roots[0])
            else:
                places = " OR ".join(f"territory_code:{quoted(root)}" for root in self.roots)
                values["rest"] = " AND ".join(filter(None, (values.get("rest", ""), f"({places})")))
        return Criteria(**values)


def ask(question: Question, dimension: str, measure: str = "reported") -> pb.CountCasesResponse:
    """Counts by one dimension."""
    first, last = question.days.texts
    stub = peer(records_pb2_grpc.CaseRecordServiceStub, "cases")
    return stub.CountCases(
        pb.CountCasesRequest(
            dimensions=[dimension],
            territory_code=question.area,
            category=question.category,
            channel=f"CHANNEL_{question.channel}" if question.channel else None,
            unit_id=question.unit,
            from_day=first,
            to_day=last,
            measure=measure,
        )
    )


def totals(question: Question) -> dict[str, Number]:
    """The headline numbers, in the order of `MEASURES`."""
    found: dict[str, Number] = {}
    by_state = ask(question, "state")
    values = {"reported": by_state.total}
    values["open"] = sum(each.value for each in by_state.counts if each.keys[0] in _OPEN)
    for measure in ("closed", "overdue", "on_time", "reworked", "rated"):
        values[measure] = ask(question, "urgency", measure).total
    for measure in MEASURES:
        found[measure] = Number(values[measure], question.criteria(measure).address())
    return found


def by(question: Question, dimension: str, measures: Sequence[str]) -> list[Line]:
    """Lines of territory, channel, unit or state, the largest first; a measure each column."""
    columns: list[dict[str, int]] = []
    titles: dict[str, str] = {}
    for measure in measures:
        answer = ask(question, dimension, measure)
        for count in answer.counts:
            key = count.keys[0]
            titles.setdefault(key, _title_of(dimension, key) or count.titles[0] or key)
        columns.append({each.keys[0]: each.value for each in answer.counts})
    deepest = max(map(len, titles), default=0)
    lines = []
    for key, title in titles.items():
        own = _own(dimension, key, is_child=len(key) == deepest)
        numbers = tuple(
            Number(column.get(key, 0), question.criteria(measure, **_joined(measure, own)).address())
            for measure, column in zip(measures, columns, strict=True)
        )
        inside = code_of(key) if dimension == "territory" and len(key) == deepest else key
        lines.append(Line(title, numbers, inside))
    return lines


def _own(dimension: str, key: str, *, is_child: bool) -> dict[str, Any]:
    """The list's field that leaves the cases of one line."""
    match dimension:
        case "territory":
            # A path shorter than the others' stands for cases that no child holds.
            return {"area": code_of(key)} if is_child else {"rest": f"grid_code = {quoted(key)}"}
        case "unit":
            return {"unit": key} if key else {"rest": 'unit_id = ""'}
        case "state":
            return {"states": (key,)}
        case _:
            return {dimension: key}


def _joined(measure: str, own: dict[str, Any]) -> dict[str, Any]:
    rest = " AND ".join(filter(None, (_LIMITS[measure].get("rest", ""), own.get("rest", ""))))
    return {**own, "rest": rest} if rest else own


def by_category(question: Question, measures: Sequence[str]) -> list[Line]:
    """Lines of the categories one level below the one asked for, the largest first."""
    depth = question.category.count(".") + 1 if question.category else 0
    sums: dict[str, list[int]] = {}
    for index, measure in enumerate(measures):
        for count in ask(question, "category", measure).counts:
            top = ".".join(count.keys[0].split(".")[: depth + 1])
            sums.setdefault(top, [0] * len(measures))[index] += count.value
    lines = []
    for code, values in sorted(sums.items(), key=lambda item: (-item[1][0], item[0])):
        numbers = (
            Number(value, question.criteria(measure, category=code).address())
            for measure, value in zip(measures, values, strict=True)
        )
        lines.append(Line(lookups.category_title(code), tuple(numbers), code))
    return lines


def trend(question: Question, step: str, measures: Sequence[str]) -> list[Line]:
    """Lines of days, weeks or months in their order, those without cases too."""
    parts = question.days.steps(step)
    columns: list[dict[str, int]] = []
    for measure in measures:
        answer = ask(question, "month" if step == "month" else "day", measure)
        columns.append({each.keys[0]: each.value for each in answer.counts})
    lines = []
    for part in parts:
        first, last = part.texts
        width = 7 if step == "month" else 10
        numbers = []
        for measure, column in zip(measures, columns, strict=True):
            value = sum(count for key, count in column.items() if first[:width] <= key <= last[:width])
            numbers.append(Number(value, question.over(part).criteria(measure).address()))
        lines.append(Line(first if step != "month" else first[:7], tuple(numbers)))
    return lines


def _title_of(dimension: str, key: str) -> str:
    """States and channels in the words of the other pages."""
    if dimension == "state":
        return str(words.STATES.get(cases_pb2.CaseState.Value(f"CASE_STATE_{key}"), ""))
    if dimension == "channel":
        return str(words.CHANNELS.get(cases_pb2.Channel.Value(f"CHANNEL_{key}"), ""))
    return ""
