"""Figures of cases for a dashboard, asked of the counters, each with the list of its cases (CASE-05)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.cases.edge import lookups, words
from services.cases.edge.criteria import Criteria, quoted
from services.cases.edge.periods import Days
from services.kernel.territory_codes import code_of
from services.kernel.web.pages import peer
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2, records_pb2_grpc
from wangge.cases.v1 import records_pb2 as pb

MEASURES: Mapping[str, Text] = {
    "reported": Text("上报", "Reported"),
    "closed": Text("已结案", "Closed"),
    "open": Text("办理中", "Open"),
    "overdue": Text("曾超时", "Ever overdue"),
    "on_time": Text("按时结案", "Closed in time"),
    "in_time": Text("按时结案率", "Share in time"),
    "handling": Text("平均办理时长", "Mean handling time"),
    "reworked": Text("返工", "Redone"),
    "rated": Text("已评价", "Rated"),
    "satisfaction": Text("满意率", "Satisfied"),
}
_DONE = ("CLOSED", "EVALUATED", "ARCHIVED")
_LIMITS: Mapping[str, Mapping[str, Any]] = {
    "reported": {},
    "closed": {"states": _DONE},
    "open": {"open": "true"},
    "overdue": {"late": "true"},
    "on_time": {"states": _DONE, "late": "false"},
    "in_time": {"states": _DONE, "late": "false"},
    "handling": {"states": _DONE},
    "reworked": {"rest": "reworks > 0"},
    "rated": {"rest": "score > 0"},
    "satisfaction": {"rest": "score > 0"},
}
_RATIOS = {
    "in_time": ("on_time", "closed", "%"),
    "handling": ("minutes", "timed", "h"),
    "satisfaction": ("satisfied", "rated", "%"),
}
"""What is divided by what, and the unit of the outcome: percent or working hours."""
_OPEN = frozenset(cases_pb2.CaseState.Name(each).removeprefix("CASE_STATE_") for each in words.OPEN_STATES)
_SUMS = tuple(each.name for each in pb.CaseSums.DESCRIPTOR.fields if each.name not in ("keys", "titles"))
Sums = Mapping[str, int]
_LEAST = 0.1
"""Working hours; figures are rounded to as much."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure and the address of the list of its cases: exactly these, of a ratio those it is over.

    ``value`` is None where there is nothing to divide by; ``unit`` is empty, ``%`` or ``h`` (working hours).
    """

    value: float | None
    address: str
    unit: str = ""

    @property
    def text(self) -> str:
        """As people read it."""
        if self.value is None:
            return "–"
        if self.unit == "h":
            if self.value < _LEAST:
                return t("不到 {n} 小时", "under {n} h", n=_LEAST)
            return t("{n} 小时", "{n} h", n=f"{self.value:,}")
        return f"{self.value:,}{self.unit}"


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

    def numbers(self, measures: Sequence[str], sums: Sums, **own: Any) -> tuple[Number, ...]:
        """Figures of one line; ``own`` are the list's fields that leave its cases alone."""
        return tuple(self._number(measure, sums, own) for measure in measures)

    def _number(self, measure: str, sums: Sums, own: dict[str, Any]) -> Number:
        value, unit = _value(measure, sums)
        address = self.criteria(measure, **_joined(measure, own)).address() if value is not None else ""
        return Number(value, address, unit)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the counters: by a dimension, over some days."""

    dimension: str
    days: Days


def ask(question: Question, asked: Sequence[Asked]) -> list[dict[str, pb.CaseSums]]:
    """Sums by key for each of them, all of one moment and in one call."""
    stub = peer(records_pb2_grpc.CaseRecordServiceStub, "cases")
    request = pb.SumCasesRequest(
        territory_code=question.area,
        category=question.category,
        channel=f"CHANNEL_{question.channel}" if question.channel else None,
        unit_id=question.unit,
    )
    for each in asked:
        first, last = each.days.texts
        request.questions.add(dimensions=[each.dimension], from_day=first, to_day=last)
    return [{sums.keys[0]: sums for sums in answer.sums} for answer in stub.SumCases(request).answers]


def totals(question: Question, by_state: Mapping[str, pb.CaseSums]) -> dict[str, Number]:
    """The headline figures, in the order of `MEASURES`."""
    whole = added(by_state.values())
    whole["open"] = sum(sums.reported for state, sums in by_state.items() if state in _OPEN)
    return dict(zip(MEASURES, question.numbers(tuple(MEASURES), whole), strict=True))


def by(
    question: Question, dimension: str, found: Mapping[str, pb.CaseSums], measures: Sequence[str]
) -> list[Line]:
    """Lines of territory, channel, unit or state, the largest first; a measure each column."""
    deepest = max(map(len, found), default=0)
    lines = []
    for key, sums in found.items():
        own = _own(dimension, key, is_child=len(key) == deepest)
        inside = code_of(key) if dimension == "territory" and len(key) == deepest else key
        title = _title_of(dimension, key) or sums.titles[0] or key
        lines.append(Line(title, question.numbers(measures, added([sums]), **own), inside))
    return lines


def by_category(question: Question, found: Mapping[str, pb.CaseSums], measures: Sequence[str]) -> list[Line]:
    """Lines of the categories one level below the one asked for, the largest first."""
    depth = question.category.count(".") + 1 if question.category else 0
    gathered: dict[str, list[pb.CaseSums]] = {}
    for code, sums in found.items():
        gathered.setdefault(".".join(code.split(".")[: depth + 1]), []).append(sums)
    summed = {code: added(each) for code, each in gathered.items()}
    return [
        Line(lookups.category_title(code), question.numbers(measures, sums, category=code), code)
        for code, sums in sorted(summed.items(), key=lambda item: (-item[1]["reported"], item[0]))
    ]


def trend(
    question: Question, step: str, found: Mapping[str, pb.CaseSums], measures: Sequence[str]
) -> list[Line]:
    """Lines of days, weeks or months in their order, those without cases too."""
    lines, width = [], 7 if step == "month" else 10
    for part in question.days.steps(step):
        first, last = part.texts
        sums = added(each for key, each in found.items() if first[:width] <= key <= last[:width])
        lines.append(Line(first[:width], question.over(part).numbers(measures, sums)))
    return lines


def added(found: Iterable[pb.CaseSums]) -> Counter[str]:
    """Sums of several lines."""
    whole: Counter[str] = Counter(dict.fromkeys(_SUMS, 0))
    for each in found:
        for name in _SUMS:
            whole[name] += getattr(each, name)
    return whole


def _value(measure: str, sums: Sums) -> tuple[float | None, str]:
    if measure not in _RATIOS:
        return sums[measure], ""
    over, under, unit = _RATIOS[measure]
    if not sums[under]:
        return None, unit
    ratio = sums[over] / sums[under]
    return (round(100 * ratio), unit) if unit == "%" else (round(ratio / 60, 1), unit)


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


def _title_of(dimension: str, key: str) -> str:
    """States and channels in the words of the other pages."""
    if dimension == "state":
        return str(words.STATES.get(cases_pb2.CaseState.Value(f"CASE_STATE_{key}"), ""))
    if dimension == "channel":
        return str(words.CHANNELS.get(cases_pb2.Channel.Value(f"CHANNEL_{key}"), ""))
    return ""
