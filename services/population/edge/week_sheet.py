"""The report of a week as sections of lines: for its page, for Excel and for PDF."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, render_template

from services.kernel.files.content import PDF
from services.kernel.tabular.export import Column
from services.kernel.web.printing import pdf
from services.kernel.web.saving import workbook
from services.kernel.web.texts import t
from services.population.edge import need_words as titles
from services.population.edge.saving import saved
from wangge.population.v1 import summaries_pb2 as pb


@dataclass(frozen=True, slots=True)
class Line:
    """A figure beside that of the week before."""

    title: str
    now: str
    before: str = ""
    unit: str = ""

    @property
    def change(self) -> str:
        """How many more or fewer; empty where one of them is not told."""
        if not (self.now.isdigit() and self.before.isdigit()):
            return ""
        difference = int(self.now) - int(self.before)
        return f"{difference:+d}" if difference else "0"


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading."""

    id: str
    title: str
    lines: tuple[Line, ...]


def sections(found: pb.WeekReport) -> list[Section]:
    """Records, review, visits and needs."""
    return [
        Section("records", t("底数更新", "Records"), tuple(_records(found))),
        Section("visits", t("入户走访", "Visits"), tuple(_quota(found.visits))),
        Section(
            "proposals",
            t("变更申请", "Proposed changes"),
            (
                _line(t("提出", "Proposed"), found.proposed),
                _line(t("审核通过", "Confirmed"), found.confirmed),
                _line(t("驳回", "Rejected"), found.rejected),
            ),
        ),
        Section("needs", t("听到的需求", "Needs heard"), tuple(_needs(found))),
    ]


def file_of(found: pb.WeekReport, kind: str) -> Response:
    """A download."""
    title = t("信息汇总", "weekly-summary")
    name = f"{title}-{found.territory_name}-{found.week}"
    if kind == "pdf":
        html = render_template(
            "population/week_print.html", found=found, sections=sections(found), titles=titles
        )
        return saved(pdf(html), PDF.content_type, name)
    return workbook(f"{name}.xlsx", _columns(), _rows(found), sheet=found.week)


def _columns() -> list[Column]:
    return [
        Column("section", t("类别", "Section"), 18),
        Column("title", t("项目", "Item"), 30),
        Column("now", t("本周", "This week")),
        Column("before", t("上周", "Week before")),
        Column("change", t("增减", "Change")),
    ]


def _rows(found: pb.WeekReport) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [
        {
            "section": section.title,
            "title": each.title,
            "now": each.now + each.unit,
            "before": each.before + each.unit if each.before else "",
            "change": each.change,
        }
        for section in sections(found)
        for each in section.lines
    ]
    for part in found.parts:
        rows += _quota_rows(part.territory_name or part.territory_code, part.visits)
    for worker in found.workers:
        of = t("{d} / {p}（{n}%）", "{d} of {p} ({n}%)", d=worker.done, p=worker.planned, n=worker.attainment)
        days = t("走访 {n} 天", "{n} days", n=worker.days)
        rows.append(
            {
                "section": t("走访人员", "Workers"),
                "title": f"{worker.worker_name} · {worker.territory_name}",
                "now": of,
                "before": "",
                "change": days,
            }
        )
    return rows


def _quota_rows(place: str, visits: pb.QuotaWeek) -> list[dict[str, object]]:
    return [
        {
            "section": place,
            "title": each.title,
            "now": each.now + each.unit,
            "before": each.before + each.unit if each.before else "",
            "change": each.change,
        }
        for each in _quota(visits)
    ]


def _line(title: str, figure: pb.WeekFigure, unit: str = "") -> Line:
    return Line(title, figure.text, figure.before_text, unit)


def _records(found: pb.WeekReport) -> list[Line]:
    lines = []
    for each in found.records:
        kind = titles.RECORDS[each.record_type]
        lines += [
            _line(t("新增{k}", "New: {k}", k=kind), each.fresh),
            _line(t("变更{k}", "Changed: {k}", k=kind), each.changed),
            _line(t("核实{k}", "Verified: {k}", k=kind), each.verified),
        ]
    stale = t("超过 180 天未核实人员", "People not verified for 180 days")
    return [*lines, _line(stale, found.stale), _line(t("在册人员", "People on record"), found.people)]


def _quota(visits: pb.QuotaWeek) -> list[Line]:
    return [
        _line(t("应走访（户次）", "Planned visits"), visits.planned),
        _line(t("已走访（含谢绝）", "Done, refused ones too"), visits.done),
        _line(t("其中谢绝", "Of these refused"), visits.refused),
        _line(t("无人在家", "Nobody at home"), visits.absent),
        *([_line(t("完成率", "Attainment"), visits.attainment, "%")] if visits.planned.value else []),
    ]


def _needs(found: pb.WeekReport) -> list[Line]:
    lines = []
    for each in found.needs:
        if not each.kind:
            lines += [
                _line(t("需求合计", "Needs in all"), each.heard),
                _line(t("其中转为案件", "Of these cases"), each.cases),
                _line(t("其中尚未办结", "Of these open"), each.open),
            ]
        else:
            lines.append(_line(str(titles.NEEDS[each.kind]), each.heard))
    return lines
