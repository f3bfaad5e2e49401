"""What the register's words are called on its pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from services.kernel.web.texts import Text, t
from wangge.population.v1 import register_pb2 as pb

Titles = Mapping[int, Text]

SEXES: Titles = {pb.SEX_MALE: Text("男", "Male"), pb.SEX_FEMALE: Text("女", "Female")}
DOCUMENTS: Titles = {
    pb.DOCUMENT_KIND_IDENTITY_CARD: Text("居民身份证", "Resident identity card"),
    pb.DOCUMENT_KIND_PASSPORT: Text("护照", "Passport"),
    pb.DOCUMENT_KIND_TRAVEL_PERMIT: Text("港澳台通行证、居住证", "Permit of Hong Kong, Macao or Taiwan"),
    pb.DOCUMENT_KIND_FOREIGN_PERMIT: Text("外国人永久居留证", "Foreigner's permit"),
    pb.DOCUMENT_KIND_NONE_YET: Text("尚无证件（如新生儿）", "None yet (a newborn)"),
}
KINDS: Titles = {
    pb.RESIDENCE_KIND_PERMANENT: Text("常住", "Permanent"),
    pb.RESIDENCE_KIND_INCOMING: Text("流入", "Incoming"),
    pb.RESIDENCE_KIND_REGISTERED_ONLY: Text("挂户", "Registered only"),
}
KINDS_SAID: Titles = {
    pb.RESIDENCE_KIND_PERMANENT: Text(
        "常住（住在这里，户口也在这里）", "Permanent (lives and is registered here)"
    ),
    pb.RESIDENCE_KIND_INCOMING: Text(
        "流入（住在这里，户口在外地）", "Incoming (lives here, registered elsewhere)"
    ),
    pb.RESIDENCE_KIND_REGISTERED_ONLY: Text(
        "挂户（户口在这里，人不住这里）", "Registered only (lives elsewhere)"
    ),
}
REASONS: Titles = {
    pb.STAY_REASON_OTHER_COUNTY: Text("外县迁来", "From another county"),
    pb.STAY_REASON_ACCOMPANYING: Text("陪读", "Accompanies a pupil"),
    pb.STAY_REASON_WORK: Text("经商务工", "Business or work"),
    pb.STAY_REASON_OTHER: Text("其他", "Other"),
}
RELATIONS: Titles = {
    pb.RELATION_HEAD: Text("户主", "Head"),
    pb.RELATION_SPOUSE: Text("配偶", "Spouse"),
    pb.RELATION_CHILD: Text("子女", "Child"),
    pb.RELATION_CHILD_IN_LAW: Text("儿媳、女婿", "Child-in-law"),
    pb.RELATION_GRANDCHILD: Text("孙子女、外孙子女", "Grandchild"),
    pb.RELATION_PARENT: Text("父母", "Parent"),
    pb.RELATION_GRANDPARENT: Text("祖父母、外祖父母", "Grandparent"),
    pb.RELATION_SIBLING: Text("兄弟姐妹", "Sibling"),
    pb.RELATION_OTHER_RELATIVE: Text("其他亲属", "Other relative"),
    pb.RELATION_NOT_RELATED: Text("非亲属", "Not related"),
}
USES: Titles = {
    pb.DWELLING_USE_RESIDENTIAL: Text("住宅", "Residential"),
    pb.DWELLING_USE_SHOP: Text("商铺", "Shop"),
    pb.DWELLING_USE_MIXED: Text("商住两用", "Shop and home"),
    pb.DWELLING_USE_OFFICE: Text("办公", "Office"),
    pb.DWELLING_USE_COLLECTIVE: Text("集体宿舍", "Dormitory"),
    pb.DWELLING_USE_OTHER: Text("其他", "Other"),
}
OCCUPANCIES: Titles = {
    pb.OCCUPANCY_OWNER: Text("自住", "Lived in by its owner"),
    pb.OCCUPANCY_LET: Text("出租", "Let"),
    pb.OCCUPANCY_SELF_USED: Text("自用", "Used by its owner"),
    pb.OCCUPANCY_VACANT: Text("空置", "Vacant"),
    pb.OCCUPANCY_LENT: Text("借住", "Lent"),
}
HOUSEHOLDS: Titles = {
    pb.HOUSEHOLD_KIND_FAMILY: Text("家庭户", "Family"),
    pb.HOUSEHOLD_KIND_COLLECTIVE: Text("集体户", "Collective"),
}
SOURCES: Mapping[str, Text] = {
    "collected": Text("上门采集", "Collected on the spot"),
    "imported": Text("批量导入", "Imported"),
    "resident": Text("居民申报", "Told by the resident"),
    "landlord": Text("房东申报", "Told by the landlord"),
    "employer": Text("用人单位申报", "Told by the employer"),
    "department": Text("部门共享", "From a department"),
}
COMMANDS: Mapping[str, Text] = {
    "register": Text("登记", "Registered"),
    "move_in": Text("迁入", "Moved in"),
    "move_out": Text("迁出", "Moved out"),
    "move_household": Text("整户搬迁", "Household moved"),
    "split": Text("分户", "Household split"),
    "merge_households": Text("并户", "Households merged"),
    "birth": Text("出生登记", "Birth"),
    "death": Text("死亡登记", "Death"),
    "correct": Text("更正", "Corrected"),
    "change_category": Text("变更人口类别", "Category changed"),
    "change_head": Text("变更户主", "Head changed"),
    "verify": Text("核实", "Verified"),
    "end_dwelling": Text("房屋注销", "Dwelling ended"),
    "merge_people": Text("合并重复人员", "Records merged"),
    "import": Text("批量导入", "Imported"),
    "reverse": Text("撤销变更", "Change taken back"),
    "erase": Text("删除个人信息", "Erased"),
}
FOUND_BY: Mapping[str, Text] = {
    "identity": Text("证件号码", "document number"),
    "phone": Text("电话", "phone"),
    "name": Text("姓名", "name"),
    "pinyin": Text("拼音", "pinyin"),
    "initials": Text("拼音首字母", "initials"),
    "similar": Text("相近姓名", "similar name"),
    "address": Text("地址", "address"),
}
FIELDS: Mapping[str, Text] = {
    "name": Text("姓名", "Name"),
    "sex": Text("性别", "Sex"),
    "born_on": Text("出生日期", "Birthday"),
    "document_kind": Text("证件类型", "Document"),
    "document_number": Text("证件号码", "Document number"),
    "phone": Text("电话", "Phone"),
    "registered_address": Text("户籍地址", "Registered address"),
    "registered_division": Text("户籍地区划", "Registered division"),
    "died_on": Text("死亡日期", "Died on"),
    "state": Text("记录状态", "State of the record"),
    "restricted": Text("限制处理", "Restricted"),
    "merged_into": Text("并入", "Merged into"),
    "household_id": Text("所在户", "Household"),
    "dwelling_id": Text("房屋", "Dwelling"),
    "person_id": Text("人员", "Person"),
    "kind": Text("类别", "Category"),
    "relation": Text("与户主关系", "Relation to the head"),
    "reason": Text("居住事由", "Reason of stay"),
    "from_day": Text("开始日期", "From"),
    "to_day": Text("结束日期", "To"),
    "origin": Text("来自", "Came from"),
    "destination": Text("去往", "Went to"),
    "void": Text("撤销", "Taken back"),
    "number": Text("户号", "Household number"),
    "head_id": Text("户主", "Head"),
    "address": Text("地址", "Address"),
    "building_id": Text("楼栋", "Building"),
    "unit": Text("单元", "Unit"),
    "storey": Text("楼层", "Storey"),
    "room": Text("房号", "Room"),
    "address_code": Text("标准地址编码", "Address code"),
    "longitude": Text("经度", "Longitude"),
    "latitude": Text("纬度", "Latitude"),
    "area": Text("面积（平方米）", "Area (m²)"),
    "use": Text("用途", "Use"),
    "occupancy": Text("使用情况", "Occupancy"),
    "owner_name": Text("房主", "Owner"),
    "owner_phone": Text("房主电话", "Owner's phone"),
    "ended": Text("已注销", "Ended"),
}
_VALUES: Mapping[tuple[str, str], tuple[str, object, Titles]] = {
    ("person", "sex"): ("SEX_", pb.Sex, SEXES),
    ("person", "document_kind"): ("DOCUMENT_KIND_", pb.DocumentKind, DOCUMENTS),
    ("residence", "kind"): ("RESIDENCE_KIND_", pb.ResidenceKind, KINDS),
    ("residence", "relation"): ("RELATION_", pb.Relation, RELATIONS),
    ("residence", "reason"): ("STAY_REASON_", pb.StayReason, REASONS),
    ("household", "kind"): ("HOUSEHOLD_KIND_", pb.HouseholdKind, HOUSEHOLDS),
    ("dwelling", "use"): ("DWELLING_USE_", pb.DwellingUse, USES),
    ("dwelling", "occupancy"): ("OCCUPANCY_", pb.Occupancy, OCCUPANCIES),
}
_STATES: Mapping[str, Text] = {
    "active": Text("有效", "In force"),
    "deceased": Text("已死亡", "Deceased"),
    "merged": Text("已合并", "Merged"),
    "erased": Text("已删除", "Erased"),
    "void": Text("已撤销", "Taken back"),
}
_LETTERS = {"m": pb.SEX_MALE, "f": pb.SEX_FEMALE}
UNTOLD = frozenset({"person_id", "household_id", "dwelling_id", "head_id", "merged_into", "building_id"})
"""Fields of changes that hold ids: that they changed is told, their values are not."""


def title(titles: Titles, value: int) -> str:
    """The word of a number; empty for the unspecified one."""
    found = titles.get(value)
    return str(found) if found is not None else ""


def options(enum: object, titles: Titles) -> list[tuple[str, Text]]:
    """For a choice: the contract's names with their titles."""
    names: Mapping[int, str] = {each.number: each.name for each in enum.DESCRIPTOR.values}  # type: ignore[attr-defined]
    return [(names[number], text) for number, text in titles.items()]


def value_of(record_type: str, field: str, text: str) -> str:
    """A value of a change in words."""
    if not text:
        return ""
    if field in UNTOLD:
        return "…"
    if field == "state":
        return str(_STATES.get(text, text))
    if text in ("true", "false"):
        return t("是", "yes") if text == "true" else t("否", "no")
    if field == "sex":
        return title(SEXES, _LETTERS.get(text, 0))
    known = _VALUES.get((record_type, field))
    if known is None:
        return text
    prefix, enum, titles = known
    number = enum.DESCRIPTOR.values_by_name.get(prefix + text.upper())  # type: ignore[attr-defined]
    return title(titles, number.number) if number is not None else text


def sex_of(text: str) -> str:
    """Of ``male``, ``m`` and the like; the text itself where it is another."""
    return title(SEXES, _LETTERS.get(text[:1].lower(), 0)) or text


def age_on(born_on: str, today: date) -> str:
    """Whole years as a number; empty where the birthday is not known."""
    try:
        born = date.fromisoformat(born_on)
    except ValueError:
        return ""
    return str(max(today.year - born.year - ((today.month, today.day) < (born.month, born.day)), 0))


def until(to_day: str) -> str:
    """The last day of a period, or that it goes on."""
    return to_day or t("至今", "today")


def storey(number: int) -> str:
    """``5 层``; below ground ``地下 1 层``."""
    if not number:
        return ""
    if number < 0:
        return t("地下 {n} 层", "basement {n}", n=-number)
    return t("{n} 层", "storey {n}", n=number)
