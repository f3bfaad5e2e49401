"""The dashboard: figures of cases by place, kind, channel, unit and time, and their cases (CASE-05)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, g, render_template, request

from services.cases.edge import figures, lookups
from services.cases.edge.criteria import names
from services.cases.edge.criteria_words import choices
from services.cases.edge.figures import MEASURES, Asked, Line, Number, Question
from services.cases.edge.maps import tops
from services.cases.edge.outlines import stub as territories
from services.cases.edge.periods import COMPARED, MONTHS, SPANS, STEPS, Days, span_of
from services.kernel.call import Call
from services.kernel.errors import Refusal
from services.kernel.tabular.export import Column, Kind
from services.kernel.types import utc_now
from services.kernel.web import saving
from services.kernel.web.pages import by_htmx, needs
from services.kernel.web.texts import Text, t
from services.kernel.worktime import SHANGHAI
from wangge.cases.v1 import records_pb2 as pb
from wangge.directory.v1 import territories_pb2

VIEW = "cases.statistics.view"
_SHOWN = 15
_COLUMNS = ("reported", "closed", "overdue", "handling", "satisfaction")
_TREND = ("reported", "closed", "handling", "satisfaction")
_BY = ("territory", "category", "channel", "unit")
_UNITS = {"%": Text("（%）", " (%)"), "h": Text("（工作小时）", " (working hours)")}


@dataclass(frozen=True, slots=True)
class Headline:
    """One big number; ``before`` of the days compared with, None where nothing is compared."""

    title: str
    number: Number
    before: Number | None

    @property
    def change(self) -> float | None:
        """Difference to the days before; None where one of the two is not known."""
        if self.before is None or self.before.value is None or self.number.value is None:
            return None
        return round(self.number.value - self.before.value, 1)

    @property
    def percent(self) -> str:
        """The difference as a share; empty where nothing was before, and for what is a share itself."""
        if not self.change or not self.before or not self.before.value or self.number.unit == "%":
            return ""
        return f"{self.change / self.before.value:+.0%}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A table and the picture of its first columns, as many as ``drawn``: bar, pie or line."""

    id: str
    title: str
    kind: str
    first: str
    measures: tuple[str, ...]
    drawn: int
    lines: Sequence[Line]
    inside: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Titles of the measures."""
        return tuple(str(MEASURES[each]) for each in self.measures)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/dashboard", view_func=dashboard)
    blueprint.add_url_rule("/dashboard.xlsx", view_func=workbook)


@needs(VIEW)
def dashboard() -> str:
    """The page; ``screen=1`` for a wall, and the part that a screen reads again."""
    values = shown()
    if request.args.get("screen"):
        values["theme"] = "dark"
        name = "cases/dashboard_part.html" if by_htmx() else "cases/dashboard_screen.html"
        return render_template(name, **values)
    return render_template("cases/dashboard.html", **values)


@needs(VIEW)
def workbook() -> Response:
    """The tables as one sheet: figures first, then every table."""
    values = shown()
    rows: list[dict[str, object]] = []
    for each in values["headlines"]:
        rows.append(
            {
                "table": t("指标", "Figure"),
                "line": each.title + _unit(each.number),
                "value": each.number.value,
                "before": each.before.value if each.before else None,
            }
        )
    for chart in values["charts"]:
        for line in chart.lines:
            for title, number in zip(chart.columns, line.numbers, strict=True):
                what = title + _unit(number)
                rows.append({"table": chart.title, "line": line.title, "what": what, "value": number.value})
    days: Days = values["question"].days
    columns = [
        Column("table", t("统计表", "Table"), 22),
        Column("line", t("项目", "Line"), 30),
        Column("what", t("口径", "Measure"), 14),
        Column("value", t("数量", "Number"), 10, Kind.NUMBER),
        Column("before", t("对比时段", "Compared"), 10, Kind.NUMBER),
    ]
    name = f"{t('案件统计', 'case-figures')}-{'-'.join(days.texts)}.xlsx"
    return saving.workbook(name, columns, rows, sheet=t("案件统计", "Figures"))


def _unit(number: Number) -> str:
    return str(_UNITS.get(number.unit, ""))


def shown() -> dict[str, Any]:
    """Everything the page, its screen and its workbook show."""
    today = utc_now().astimezone(SHANGHAI).date()
    sent = request.args
    span = sent.get("span", "") if sent.get("span", "") in SPANS else "month"
    compared = sent.get("compare", "") if sent.get("compare", "") in COMPARED else "before"
    days = span_of(span, today, sent.get("first", ""), sent.get("last", ""))
    channel = sent.get("channel", "")
    area = sent.get("area", "")
    roots = Call(g.actor).scope(VIEW).paths
    question = Question(
        roots=roots,
        area=area if area.isascii() and area.isdigit() and 4 <= len(area) <= 24 else "",
        category=sent.get("category", "")[:80],
        channel=channel if channel in names("channel") else "",
        unit=sent.get("unit", "")[:40],
        days=days,
    )
    before = {"before": days.before(MONTHS.get(span, 0)), "year": days.year_ago()}.get(compared)
    step = days.step(sent.get("step", ""))
    answers = figures.ask(question, _asked(question, before, step))
    charts = _charts(question, step, answers)
    fields = {
        "span": span,
        "compare": compared,
        "step": sent.get("step", ""),
        "area": question.area,
        "category": question.category,
        "channel": question.channel,
        "unit": question.unit,
    }
    if span == "own":
        fields |= dict(zip(("first", "last"), days.texts, strict=True))
    fields = {name: value for name, value in fields.items() if value}
    return {
        "question": question,
        "span": span,
        "spans": SPANS,
        "compared": compared,
        "comparisons": COMPARED,
        "before": before,
        "step": step,
        "steps": STEPS,
        "headlines": _headlines(question, before, answers),
        "charts": charts,
        "places": _above(question.area),
        "channels": choices()["channel"],
        "categories": tops(),
        "units": _units(charts, question.unit),
        "category_title": lookups.category_title(question.category) if question.category else "",
        "area_title": lookups.territory_title(question.area) if question.area else "",
        "address": lambda **more: f"/cases/dashboard?{urlencode({**fields, **more})}",
        "query": urlencode(fields),
        "inside": lambda chart, line: _inside(chart, line, fields),
        "most": _SHOWN,
        "now": utc_now(),
    }


def _asked(question: Question, before: Days | None, step: str) -> list[Asked]:
    """Everything the page is made of, asked at once; what is compared with comes last."""
    by_time = "month" if step == "month" else "day"
    found = [Asked(each, question.days) for each in ("state", by_time, *_BY)]
    return [*found, Asked("state", before)] if before else found


def _headlines(
    question: Question, before: Days | None, answers: Sequence[Mapping[str, pb.CaseSums]]
) -> list[Headline]:
    now = figures.totals(question, answers[0])
    then = figures.totals(question.over(before), answers[-1]) if before else {}
    return [Headline(str(title), now[name], then.get(name)) for name, title in MEASURES.items()]


def _charts(question: Question, step: str, answers: Sequence[Mapping[str, pb.CaseSums]]) -> list[Chart]:
    by_state, by_time, *others = answers
    by_key = dict(zip(_BY, others, strict=False))

    def lines(dimension: str, measures: Sequence[str]) -> list[Line]:
        return figures.by(question, dimension, by_key[dimension], measures)

    return [
        Chart(
            "trend", t("趋势", "Trend"), "line", str(STEPS[step]), _TREND, 2,
            figures.trend(question, step, by_time, _TREND),
        ),
        Chart(
            "territory", t("按区域", "By territory"), "bar", t("区域", "Territory"), _COLUMNS, 3,
            lines("territory", _COLUMNS), "area",
        ),
        Chart(
            "category", t("按类别", "By category"), "bar", t("类别", "Category"), _COLUMNS, 3,
            figures.by_category(question, by_key["category"], _COLUMNS), "category",
        ),
        Chart(
            "channel", t("按来源", "By channel"), "pie", t("来源", "Channel"), _COLUMNS[:1], 1,
            lines("channel", _COLUMNS[:1]),
        ),
        Chart(
            "unit", t("按承办单位", "By unit"), "bar", t("单位", "Unit"), _COLUMNS, 3,
            _named(lines("unit", _COLUMNS)),
        ),
        Chart(
            "state", t("按状态", "By state"), "pie", t("状态", "State"), _COLUMNS[:1], 1,
            figures.by(question, "state", by_state, _COLUMNS[:1]),
        ),
    ]  # fmt: skip


def _named(lines: Sequence[Line]) -> list[Line]:
    nobody = t("尚未派给单位", "No unit yet")
    return [Line(each.title or nobody, each.numbers, each.inside) for each in lines]


def _inside(chart: Chart, line: Line, fields: dict[str, str]) -> str:
    """The dashboard of one line alone; nowhere for what has no lines below it."""
    if not chart.inside or not line.inside or fields.get(chart.inside) == line.inside:
        return ""
    return f"/cases/dashboard?{urlencode({**fields, chart.inside: line.inside})}"


def _units(charts: Sequence[Chart], chosen: str) -> list[tuple[str, str]]:
    found = [(line.inside, line.title) for line in charts[4].lines if line.inside]
    if chosen and chosen not in dict(found):
        found.append((chosen, lookups.unit_title(chosen)))
    return found


def _above(area: str) -> list[tuple[str, str]]:
    """What the place lies in, outermost first, itself last, as far as the reader's own places reach."""
    found: list[tuple[str, str]] = []
    code = area
    own = {grant.territory for grant in g.actor.grants}
    while code and len(found) < 6:
        try:
            each = territories().GetTerritory(territories_pb2.GetTerritoryRequest(code=code))
        except Refusal:
            break
        if not any(each.path.startswith(root) for root in own):
            break
        found.append((each.code, each.name))
        code = each.parent_code
    return found[::-1]
