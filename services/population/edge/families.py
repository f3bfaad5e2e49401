"""What the pages of service records, units and ledgers share: stubs, words, forms of declarations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import g

from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import peer
from services.kernel.web.texts import Text, t
from wangge.population.v1 import establishments_pb2_grpc, families_pb2_grpc, ledgers_pb2_grpc
from wangge.population.v1 import families_pb2 as pb

VIEW = "population.records.view"
EDIT = "population.records.edit"
MANAGE = "population.care.manage"
TYPES = "population.types.edit"
GROUNDS = "population.establishments.edit"
EXPORT = "population.ledger.export"
SUBJECTS = {
    "person": Text("人", "Person"),
    "household": Text("户", "Household"),
    "dwelling": Text("房屋", "Dwelling"),
    "establishment": Text("单位", "Unit"),
    "place": Text("场所", "Place"),
}
CATEGORIES = {
    1: Text("地理位置", "Places"),
    2: Text("房屋", "Dwellings"),
    3: Text("小区楼栋", "Estates and buildings"),
    4: Text("单位", "Units"),
    5: Text("人口", "People"),
    6: Text("民政救济", "Civil relief"),
    7: Text("组织活动", "Organisations"),
    8: Text("综合治理", "Governance of places"),
    9: Text("家庭服务", "Family services"),
    10: Text("劳动保障", "Labour security"),
    11: Text("房屋管理", "House management"),
    12: Text("公共安全", "Public safety"),
    13: Text("关爱服务", "Care"),
    14: Text("优抚", "Preferential treatment"),
    15: Text("志愿服务", "Volunteers"),
}
KINDS = {
    "text": Text("文字", "Text"),
    "number": Text("数字", "Number"),
    "date": Text("日期", "Date"),
    "choice": Text("单选", "Choice"),
    "yes_no": Text("是否", "Yes or no"),
    "phone": Text("电话", "Phone"),
    "money": Text("金额", "Money"),
}
REASONS = {
    "need_over": Text("不再需要", "No longer needed"),
    "withdrawn": Text("本人撤回同意（内容随即删除）", "Consent withdrawn (its content is removed)"),
    "mistake": Text("登记错误（内容随即删除）", "A mistake (its content is removed)"),
    "ended": Text("到期自动结束", "Ended by itself"),
    "left": Text("已迁出", "Moved away"),
    "died": Text("已去世", "Died"),
}
HAPPENED = {
    "open": Text("登记", "Registered"),
    "change": Text("变更", "Changed"),
    "review": Text("复核：仍然需要", "Reviewed: still needed"),
    "close": Text("结束", "Closed"),
    "move": Text("随人迁移", "Moved with the person"),
    "forget": Text("到期清除内容", "Content removed in time"),
}
FIELDS = {
    "_carer_id": Text("责任人", "Carer"),
    "_review_on": Text("复核日期", "Review"),
    "_path": Text("网格", "Grid"),
    "_end_reason": Text("结束原因", "Why it ended"),
    "name": Text("名称", "Name"),
    "kind": Text("类型", "Kind"),
    "credit_code": Text("统一社会信用代码", "Credit code"),
    "representative": Text("法定代表人", "Representative"),
    "representative_phone": Text("法定代表人电话", "Representative's phone"),
    "staff_count": Text("人数", "Staff"),
    "address": Text("地址", "Address"),
    "phone": Text("电话", "Phone"),
    "safety_duty": Text("安全职责", "Safety duty"),
    "path": Text("网格", "Grid"),
    "building_id": Text("楼栋", "Building"),
    "dwelling_id": Text("房屋", "Dwelling"),
    "address_code": Text("地址编码", "Address code"),
    "longitude": Text("经度", "Longitude"),
    "latitude": Text("纬度", "Latitude"),
    "employer_id": Text("用人单位", "Employer"),
    "employer_name": Text("用人单位", "Employer"),
    "housed": Text("居住人数", "People housed"),
    "expected_end": Text("预计结束", "Expected end"),
}
UNITS = {
    "agency": Text("机关", "Public agency"),
    "institution": Text("事业单位", "Public institution"),
    "enterprise": Text("企业", "Enterprise"),
    "new_economic": Text("新经济组织", "New economic organisation"),
    "new_social": Text("新社会组织", "New social organisation"),
    "self_employed": Text("个体工商户", "Self-employed"),
    "mass_group": Text("群团组织", "Mass organisation"),
    "self_help": Text("自助互助组织", "Self-help group"),
    "worksite": Text("工地", "Worksite"),
    "other": Text("其他", "Other"),
}
PLACES = {
    "school": Text("学校", "School"),
    "hospital": Text("医院", "Hospital"),
    "market": Text("市场", "Market"),
    "square": Text("广场", "Square"),
    "road": Text("道路", "Road"),
    "facility": Text("设施", "Facility"),
    "site": Text("工地场地", "Site"),
    "shelter": Text("避难场所", "Shelter"),
    "other": Text("其他", "Other"),
}
_KINDS = {
    "text": "text",
    "number": "number",
    "money": "number",
    "date": "date",
    "choice": "choice",
    "yes_no": "radios",
    "phone": "phone",
}


def types() -> Any:
    """Declared types with the reader's rights."""
    return peer(families_pb2_grpc.RecordTypeServiceStub, "population")


def records() -> Any:
    """Service records with the reader's rights."""
    return peer(families_pb2_grpc.ServiceRecordServiceStub, "population")


def grounds() -> Any:
    """Units and places with the reader's rights."""
    return peer(establishments_pb2_grpc.EstablishmentServiceStub, "population")


def ledgers() -> Any:
    """Ledgers with the reader's rights."""
    return peer(ledgers_pb2_grpc.LedgerServiceStub, "population")


def titled(message: Any) -> str:
    """Of a type, field or choice, in the reader's language."""
    return str(Text(message.title_zh, message.title_en or message.title_zh))


def value_fields(declared: pb.RecordType) -> list[Field]:
    """The form of a type, made from its declaration."""
    made = []
    for each in declared.fields:
        options: list[tuple[str, str | Text]] = []
        if each.kind == "choice":
            options = [(one.value, titled(one)) for one in each.choices]
        elif each.kind == "yes_no":
            options = [("yes", Text("是", "Yes")), ("no", Text("否", "No"))]
        made.append(
            Field(
                f"values.{each.name}",
                Text(each.title_zh, each.title_en or each.title_zh),
                _KINDS[each.kind],
                options,
                required=each.required,
                apart=True,
            )
        )
    return made


def put_values(form: Form[Any], declared: pb.RecordType) -> None:
    """What was filled in into the message."""
    for each in declared.fields:
        if value := form.value(f"values.{each.name}"):
            form.message.values[each.name] = value[:1000]


def shown_values(declared: pb.RecordType, record: pb.ServiceRecord) -> list[tuple[str, str]]:
    """Titles and values as people read them."""
    return [(titled(each), shown(each, record.values.get(each.name, ""))) for each in declared.fields]


def personal_of(declared: pb.RecordType, found: pb.ServiceRecord) -> dict[str, Text]:
    """Fields of a record that are shown masked and hold something, by their titles."""
    titles = {
        each.name: Text(each.title_zh, each.title_en or each.title_zh)
        for each in declared.fields
        if each.personal and found.values.get(each.name)
    }
    if found.consent.by_name:
        titles["consent.by_name"] = Text("同意人", "Who agreed")
    return titles


def shown(field: pb.RecordField, value: str) -> str:
    """A value as people read it."""
    if field.kind == "choice":
        return next((titled(each) for each in field.choices if each.value == value), value)
    if field.kind == "yes_no" and value:
        return t("是", "Yes") if value == "yes" else t("否", "No")
    return value


def changed(names: Iterable[str]) -> str:
    """Names of fields in the reader's language."""
    return t("、", ", ").join(str(FIELDS.get(name, name)) for name in names)


def may_open(subject: str) -> bool:
    """Whether the reader may open records about such a thing."""
    return bool(g.may(EDIT)) and subject in SUBJECTS
