"""Forms of the first steps: settling in the grid, sending up, screening (steps 1 to 3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from services.cases.edge import lookups
from services.cases.edge import words as names
from services.cases.edge.action_form import URGENCIES, Action, position, words
from services.cases.edge.detail import stub
from services.kernel.errors import Forbidden, Invalid, NotFound
from services.kernel.web.forms import Field, Form
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb

CATEGORY = Field(
    "category",
    Text("类别", "Category"),
    "lookup",
    source=lookups.CATEGORIES,
    titled=lookups.category_title,
    placeholder=Text("输入几个字查找，如：井盖", "type some words, e.g. manhole"),
)
_URGENCY = Field("urgency", Text("紧急程度", "Urgency"), "radios", URGENCIES)


def _classified(case: pb.Case) -> Mapping[str, Any]:
    return {"category": case.category, "urgency": pb.Urgency.Name(case.urgency)}


def _resubmitted(case: pb.Case) -> Mapping[str, Any]:
    return {"address": case.place.address}


def similar_to(case: pb.Case) -> Sequence[tuple[str, str]]:
    """Open cases of the same kind near by, as choices; none where the place or the right is missing."""
    if not case.category or not case.place.HasField("point"):
        return ()
    point = case.place.point
    asked = pb.FindSimilarRequest(category=case.category, longitude=point.longitude, latitude=point.latitude)
    try:
        found = stub().FindSimilar(asked).cases
    except (Forbidden, Invalid):
        return ()
    return [
        (
            each.case.id,
            t(
                "{number} {title}（{state}，相距 {n} 米）",
                "{number} {title} ({state}, {n} m away)",
                number=each.case.number,
                title=each.case.title,
                state=names.STATES.get(each.case.state, ""),
                n=round(each.metres),
            ),
        )
        for each in found
        if each.case.id != case.id
    ][:8]


def _merged(case: pb.Case) -> Sequence[Field]:
    near = similar_to(case)
    choose = (
        Field(
            "into_id",
            Text("附近的同类案件", "Cases of the same kind near by"),
            "radios",
            near,
            required=False,
        ),
    )
    return (
        *(choose if near else (Field("into_id", Text("", ""), "hidden"),)),
        Field(
            "number",
            Text("或填写要并入的案件编号", "Or the number of the case")
            if near
            else Text("要并入的案件编号", "Number of the case"),
            "code",
            apart=True,
            required=not near,
            placeholder=Text("HB2026-0000001", "HB2026-0000001"),
        ),
        words("reason", Text("并案理由", "Reason")),
    )


def _find_target(form: Form[Any], case: pb.Case) -> None:
    number = form.value("number").upper()
    if not number:
        if not form.message.into_id:
            form.wrong("number", t("请选择或填写要并入的案件", "Choose the case or give its number"))
        return
    found: Sequence[pb.CaseSummary] = ()
    if re.fullmatch(r"[A-Z0-9-]{1,40}", number):
        try:
            found = stub().ListCases(pb.ListCasesRequest(filter=f'number = "{number}"', page_size=2)).cases
        except (Invalid, NotFound):
            found = ()
    if not found:
        form.wrong(
            "number", t("没有这个编号的案件，或您无权查看", "There is no such case, or you may not see it")
        )
        return
    form.message.into_id = found[0].id


ACTIONS = (
    Action(
        "settle",
        "SettleOnSpot",
        pb.SettleOnSpotRequest,
        lambda case: t(
            "登记后案件等待网格长确认或社区抽查，确认时限开始计时；确认后即结案。",
            "The case then waits for the grid head or community to confirm it; that limit starts.",
        ),
        (words("measures", Text("处置措施和结果", "What was done")), position(Text("处置位置", "Where"))),
        uploads=Text("处置后照片", "Pictures afterwards"),
        uploads_help=Text("实地处置须有处置后照片。", "Work on site is shown by a picture taken afterwards."),
        moment="after",
    ),
    Action(
        "submit",
        "SubmitCase",
        pb.SubmitCaseRequest,
        lambda case: t(
            "案件将送交上一级便民服务中心受理，受理时限开始计时；网格不再办理。",
            "The centre one level up gets the case; its limit for screening starts.",
        ),
        (words("reason", Text("网格不能处置的原因", "Why the grid cannot settle it")),),
    ),
    Action(
        "file",
        "FileCase",
        pb.FileCaseRequest,
        lambda case: t(
            "立案后生成案卷号，由{holder}派遣，派遣时限开始计时。",
            "The file is opened; {holder} then assigns it, and the limit for that starts.",
            holder=case.holder_name,
        ),
        (
            CATEGORY,
            _URGENCY,
            words("opinion", Text("受理意见", "Opinion")),
        ),
        given=_classified,
    ),
    Action(
        "return",
        "ReturnCase",
        pb.ReturnCaseRequest,
        lambda case: t(
            "案件退给反映人和网格长补充，补充时限开始计时；14 天无人补充将自动办结。",
            "Reporter and grid head are asked to complete it; after 14 days without an answer it is closed.",
        ),
        (words("missing", Text("还缺什么", "What is missing")),),
    ),
    Action(
        "reject",
        "RejectCase",
        pb.RejectCaseRequest,
        lambda case: t(
            "案件办结为“不予受理”，反映人会收到下面的答复。",
            "The case ends as rejected; the reporter is sent the answer below.",
        ),
        (
            words("reason", Text("不予受理的理由", "Reason")),
            words(
                "answer_to_reporter",
                Text("给反映人的答复", "Answer to the reporter"),
                rows=4,
                help=Text(
                    "请说明原因，并告知应向哪里反映。属于政府职责以外的类别，可留空使用目录中的标准答复。",
                    "Say why, and where to turn. Empty: the usual answer, if it is outside government duty.",
                ),
            ),
        ),
        danger=True,
    ),
    Action(
        "merge",
        "MergeCase",
        pb.MergeCaseRequest,
        lambda case: t(
            "本案并入所选案件，反映人成为其关注人，办结时同样收到答复。",
            "This case joins the chosen one; its reporters follow that one and get every answer.",
        ),
        _merged,
        complete=_find_target,
    ),
    Action(
        "resubmit",
        "ResubmitCase",
        pb.ResubmitCaseRequest,
        lambda case: t(
            "材料补齐后案件回到{holder}受理，受理时限重新计时。",
            "The case goes back to {holder} to be screened; the limit for that starts.",
            holder=case.holder_name,
        ),
        (
            words("additions", Text("补充说明", "What is added")),
            Field("address", Text("地点", "Place")),
            position(Text("位置", "Position")),
        ),
        given=_resubmitted,
        uploads=Text("补充照片或材料", "Further pictures or papers"),
        moment="before",
    ),
    Action(
        "change_category",
        "ChangeCategory",
        pb.ChangeCategoryRequest,
        lambda case: t(
            "各阶段时限按新的类别和紧急程度从原来的起点重新计算。",
            "Limits are computed anew for the category and urgency, from the same start.",
        ),
        (CATEGORY, _URGENCY, words("reason", Text("更改理由", "Reason"))),
        given=_classified,
    ),
    Action(
        "withdraw",
        "WithdrawCase",
        pb.WithdrawCaseRequest,
        lambda case: t(
            "案件按反映人意愿撤回，不再办理；涉及安全的隐去反映人后继续办理。",
            "The case ends at the reporter's wish; what concerns safety goes on without their name.",
        ),
        (words("reason", Text("撤回理由", "Reason")),),
        danger=True,
    ),
)
