"""The fields of a report, and what is made of them (CASE-04, 08, 14)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from services.cases.edge import lookups
from services.cases.edge.action_form import PICTURES, URGENCIES
from services.kernel.web.forms import Field, Form
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import cases_pb2 as pb

SOURCES = (
    ("CHANNEL_PATROL", Text("网格巡查发现", "Found on patrol")),
    ("CHANNEL_HALL", Text("服务大厅来人", "At the service hall")),
    ("CHANNEL_PHONE", Text("群众来电", "By phone")),
    ("CHANNEL_HOTLINE", Text("民生热线", "Hotline")),
    ("CHANNEL_LETTER_VISIT", Text("来信来访", "Letter or visit")),
    ("CHANNEL_MESSAGING", Text("微信反映", "By message")),
    ("CHANNEL_SUPERIOR", Text("上级交办", "From above")),
)
FIELDS = (
    Field(
        "content",
        Text("发生了什么", "What is the matter"),
        "area",
        rows=4,
        placeholder=Text(
            "如：九州路路口井盖缺失，夜间有跌落危险", "e.g. a manhole cover is missing at the crossing"
        ),
    ),
    Field(
        "photos",
        Text("现场照片", "Pictures"),
        "files",
        accept=PICTURES,
        apart=True,
        help=Text(
            "手机可直接拍照。没有填写位置时，取照片里的定位。",
            "Phones open the camera. Without a position below, that of the picture is taken.",
        ),
    ),
    Field(
        "place.point",
        Text("位置", "Position"),
        "point",
        placeholder=Text("经度,纬度", "longitude,latitude"),
        help=Text("按“使用我的当前位置”，或在地图上点选。", "Use your position, or click on the map."),
    ),
    Field(
        "place.address",
        Text("地点说明", "Place in words"),
        placeholder=Text("如：学院路 12 号门前", "e.g. in front of 12 Xueyuan Road"),
    ),
    Field(
        "place.grid_code",
        Text("网格（没有位置时选择）", "Grid (where there is no position)"),
        "lookup",
        source=lookups.TERRITORIES + "?level=grid",
        titled=lookups.territory_title,
        placeholder=Text("输入社区或网格名称", "type the name of a community or grid"),
    ),
    Field(
        "title",
        Text("标题（可不填）", "Title (may stay empty)"),
        help=Text("不填时取内容的第一句。", "Else the first words are taken."),
    ),
    Field("occurred_time", Text("发生时间（不填为刚才）", "When it happened (else: just now)"), "moment"),
    Field(
        "consent_to_publish", Text("反映人同意公开办理情况", "The reporter agrees to publication"), "check"
    ),
    Field("urgency", Text("紧急程度", "Urgency"), "radios", URGENCIES, initial="URGENCY_NORMAL"),
    Field("channel", Text("从哪里得知", "Where it comes from"), "choice", SOURCES, initial="CHANNEL_PATROL"),
    Field("reporter.name", Text("反映人姓名", "Reporter's name")),
    Field("reporter.phone", Text("反映人电话", "Reporter's phone"), "phone"),
    Field("reporter.wants_answer", Text("反映人希望得到答复", "The reporter wants to be told"), "check"),
    Field("reporter.anonymous", Text("反映人要求匿名", "The reporter stays anonymous"), "check"),
    Field(
        "submit",
        Text("网格不能处置，直接送社区受理", "The grid cannot settle it: send it to the community at once"),
        "check",
    ),
    Field(
        "direct",
        Text("直报指挥中心（重大、紧急、突发）", "Straight to the command centre (major, urgent or sudden)"),
        "check",
    ),
    Field(
        "sure",
        Text("我确认情况重大或紧急，需要直报", "I confirm that it is major or urgent"),
        "check",
        apart=True,
    ),
    Field("disposed_first", Text("已先行处置", "Disposed of first, reported after"), "check"),
    Field("settled", Text("已就地处置完毕", "Settled on the spot"), "check", apart=True),
    Field("measures", Text("处置措施和结果", "What was done"), "area", apart=True),
    Field("after", Text("处置后照片", "Pictures afterwards"), "files", accept=PICTURES, apart=True),
)
"""In the order of the page; the kind of case is chosen in a part of its own."""


def form() -> Form[Any]:
    """An empty report."""
    return Form(pb.ReportCaseRequest(), FIELDS)


def completed(form: Form[Any], category: str) -> bool:
    """Put the chosen category into the message and check what belongs together; whether all is well."""
    form.message.category = category
    if not form.value("content"):
        form.wrong("content", t("请写明发生了什么", "Say what is the matter"))
    place = form.message.place
    if not (place.HasField("point") or place.address or place.grid_code):
        form.wrong(
            "place.point", t("请定位、填写地点或选择网格", "Give a position, the place in words, or the grid")
        )
    if form.message.direct and not form.value("sure"):
        form.wrong("sure", t("直报须确认情况重大或紧急", "Confirm that it is major or urgent"))
    if form.value("settled") and not form.value("measures"):
        form.wrong("measures", t("请写明怎样处置的", "Say what was done"))
    if form.value("settled") and (form.message.direct or form.message.submit):
        form.wrong("settled", t("已就地处置的不再上报或直报", "What is settled is not sent on as well"))
    return form.ok


def suggestions(words: str, stub: Any) -> Sequence[pb.SuggestCategoryResponse.Suggestion]:
    """Kinds of case that the words speak of, best first."""
    if len(words.strip()) < 2:
        return ()
    found: Sequence[pb.SuggestCategoryResponse.Suggestion] = stub.SuggestCategory(
        pb.SuggestCategoryRequest(words=words.strip()[:1000])
    ).suggestions
    return found[:6]
