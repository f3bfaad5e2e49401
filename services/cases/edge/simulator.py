"""What would happen to a case that nobody touches: the time-limit simulator (CASE-23)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request

from services.cases.edge.words import LEVELS, URGENCIES, stage
from services.kernel.errors import Conflict, Invalid, NotFound
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text, titled
from wangge.cases.v1 import cases_pb2, records_pb2, records_pb2_grpc
from wangge.directory.v1 import reference_pb2, reference_pb2_grpc

WHAT: Mapping[str, Text] = {
    "stage_due": Text("到期", "Due"),
    "amber": Text("黄灯：将到期", "Amber: due soon"),
    "red": Text("红灯：已超时", "Red: overdue"),
    "escalated": Text("自动升级", "Climbs by itself"),
    "skipped_vacant": Text("岗位空缺，跳过", "The post is vacant and passed over"),
    "ends_here": Text("到此为止，无更高层级", "Ends here: there is no higher level"),
}
COLOURS: Mapping[str, str] = {
    "amber": "orange",
    "red": "red",
    "escalated": "azure",
    "skipped_vacant": "yellow",
}
_URGENCY_OPTIONS = tuple((cases_pb2.Urgency.Name(value), title) for value, title in URGENCIES.items())


def add(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/simulate", view_func=simulate)


@needs()
def simulate() -> Any:
    """Asks by GET, so that an outcome can be sent to a colleague as an address."""
    directory = peer(reference_pb2_grpc.ReferenceServiceStub, "directory")
    catalogue = directory.GetCatalogue(reference_pb2.GetCatalogueRequest())
    leaves = [each for each in catalogue.items if each.leaf and not each.retired]
    fields = (
        Field(
            "category",
            Text("案件类别", "Category"),
            "choice",
            options=[(each.code, titled(each.title_zh, each.title_en)) for each in leaves],
        ),
        Field(
            "urgency",
            Text("紧急程度", "Urgency"),
            "radios",
            options=_URGENCY_OPTIONS,
            initial="URGENCY_NORMAL",
        ),
        Field(
            "grid_code",
            Text("发生网格", "Grid"),
            "lookup",
            source="/cases/lookup/territories",
            placeholder=Text("输入名称或代码后选择", "Type a name or code and choose"),
        ),
        Field(
            "reported_at",
            Text("上报时间", "Reported at"),
            "moment",
            help=Text("空着按现在计算", "Empty: now"),
        ),
    )
    form = Form(records_pb2.SimulateCaseRequest(), fields, request.args.to_dict())
    outcome = None
    if request.args.get("category") and form.read(request.args):
        if not form.message.urgency:
            form.message.urgency = cases_pb2.URGENCY_NORMAL
        try:
            outcome = peer(records_pb2_grpc.CaseRecordServiceStub, "cases").SimulateCase(form.message)
        except (Conflict, Invalid, NotFound) as refusal:
            form.refused(refusal)
    return render_template(
        "cases/simulator.html",
        form=form,
        outcome=outcome,
        what=WHAT,
        colours=COLOURS,
        stage=stage,
        levels=LEVELS,
    )
