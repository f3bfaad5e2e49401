"""The columns that tables of residents and of dwellings may have, and what else they are called."""

from __future__ import annotations

from collections.abc import Mapping

from services.kernel.tabular import TargetField
from services.population.domain.transfers import words

_DAY = "1987-05-03"
_PLACE = (
    TargetField(
        "grid",
        "所属网格",
        "Grid",
        ("网格", "网格名称", "网格编码", "网格代码", "网格编号", "所在网格", "网格号"),
        format="名称或编码 / name or code",
    ),
    TargetField(
        "building",
        "楼栋",
        "Building",
        ("楼栋名称", "楼栋编码", "楼栋号", "楼号", "栋号", "楼幢", "幢号", "所在楼栋", "建筑物", "小区楼栋"),
        format="名称或编码 / name or code",
    ),
    TargetField("unit", "单元", "Unit", ("单元号", "门栋", "梯号")),
    TargetField("storey", "楼层", "Storey", ("层", "所在楼层", "层数", "楼层号")),
    TargetField("room", "房号", "Room", ("房间号", "室", "室号", "门牌", "户室", "房间", "户室号")),
    TargetField(
        "address",
        "现住址",
        "Address",
        (
            "现住地址",
            "居住地址",
            "住址",
            "地址",
            "详细地址",
            "居住地",
            "现居住地",
            "现居住地址",
            "家庭住址",
            "房屋地址",
            "门牌地址",
            "居住详址",
        ),
    ),
    TargetField("longitude", "经度", "Longitude", ("lng", "lon", "X坐标", "东经")),
    TargetField("latitude", "纬度", "Latitude", ("lat", "Y坐标", "北纬")),
    TargetField("use", "房屋用途", "Use", ("用途", "房屋性质"), values=words.first_words(words.USES)),
    TargetField(
        "occupancy",
        "房屋使用情况",
        "Occupancy",
        ("居住方式", "使用情况", "房屋状态", "使用状态", "房屋类型", "居住状况"),
        values=words.first_words(words.OCCUPANCIES),
    ),
    TargetField("area", "建筑面积", "Floor area", ("面积", "房屋面积"), format="平方米 / m²"),
    TargetField("owner_name", "房主姓名", "Owner", ("房主", "产权人", "业主", "业主姓名", "房东")),
    TargetField(
        "owner_phone", "房主电话", "Owner's phone", ("房东电话", "业主电话", "产权人电话", "房主联系电话")
    ),
)
PEOPLE = (
    TargetField(
        "name",
        "姓名",
        "Name",
        ("人员姓名", "居民姓名", "名字", "成员姓名", "full name"),
        True,
    ),
    TargetField(
        "document_number",
        "身份证号",
        "Identity number",
        (
            "身份证号码",
            "居民身份证号码",
            "居民身份证号",
            "公民身份号码",
            "公民身份证号码",
            "证件号码",
            "证件号",
            "身份证",
            "身份号码",
            "id number",
            "document number",
        ),
    ),
    TargetField(
        "document_kind",
        "证件类型",
        "Kind of document",
        ("证件种类", "证件名称"),
        values=words.first_words(words.DOCUMENTS),
    ),
    TargetField("sex", "性别", "Sex", ("gender",), values=("男", "女")),
    TargetField(
        "born_on",
        "出生日期",
        "Birthday",
        ("出生年月", "出生年月日", "生日", "出生时间", "date of birth"),
        format=_DAY,
    ),
    TargetField(
        "phone",
        "联系电话",
        "Phone",
        ("电话", "手机", "手机号", "手机号码", "联系方式", "电话号码", "本人电话", "mobile"),
    ),
    TargetField(
        "kind",
        "人口类别",
        "Category",
        ("人员类别", "人口类型", "人员类型", "居住类别", "人口性质", "人户状态", "人户情况"),
        True,
        values=words.first_words(words.KINDS),
    ),
    TargetField(
        "reason",
        "流入原因",
        "Reason of stay",
        ("居住事由", "流入事由", "暂住事由", "来本地原因", "居住原因"),
        values=words.first_words(words.REASONS),
    ),
    TargetField(
        "from_day",
        "入住日期",
        "Since",
        ("来本地日期", "居住开始日期", "迁入日期", "流入时间", "入住时间", "起始日期", "流入日期"),
        format=_DAY,
    ),
    TargetField("origin", "流入地", "From where", ("来源地", "原居住地", "迁出地", "户籍所在地市")),
    TargetField(
        "registered_address",
        "户籍地址",
        "Registered address",
        ("户籍地", "户口所在地", "户籍所在地", "户籍详址", "户口地址", "籍贯地址"),
    ),
    TargetField("household_number", "户号", "Household number", ("户编号", "家庭编号", "户口簿号", "户口号")),
    TargetField("head_name", "户主姓名", "Head of household", ("户主", "户主名称", "家长姓名")),
    TargetField(
        "head_document",
        "户主身份证号",
        "Head's identity number",
        ("户主身份证", "户主身份证号码", "户主证件号码", "户主证件号", "户主公民身份号码"),
    ),
    TargetField(
        "relation",
        "与户主关系",
        "Relation to the head",
        ("户主关系", "关系", "家庭关系", "与户主的关系", "成员关系"),
        values=words.first_words(words.RELATIONS),
    ),
    *_PLACE,
    TargetField("died_on", "死亡日期", "Died on", ("死亡时间", "去世日期"), format=_DAY),
)
DWELLINGS = (
    *_PLACE,
    TargetField("address_code", "标准地址编码", "Address code", ("地址编码", "门牌编码", "统一地址编码")),
)
FIELDS: Mapping[str, tuple[TargetField, ...]] = {"people": PEOPLE, "dwellings": DWELLINGS}
NEEDED: Mapping[str, tuple[str, ...]] = {"people": ("name", "kind"), "dwellings": ()}
PLACED_BY = ("grid", "building", "longitude")
"""One of them at least says in which grid a row lies, unless the whole file goes into one."""
PERSONAL = frozenset(
    {
        "name",
        "document_number",
        "phone",
        "registered_address",
        "head_name",
        "head_document",
        "address",
        "room",
        "owner_name",
        "owner_phone",
        "origin",
        "born_on",
        "died_on",
    }
)
"""Columns of which a preview shows only what is left by a mask."""
LONGEST: Mapping[str, int] = {
    "name": 60,
    "document_number": 40,
    "phone": 40,
    "registered_address": 200,
    "household_number": 30,
    "head_name": 60,
    "head_document": 40,
    "origin": 100,
    "grid": 100,
    "building": 100,
    "unit": 10,
    "room": 20,
    "address": 200,
    "owner_name": 60,
    "owner_phone": 40,
    "address_code": 40,
}
"""Characters; longer ones are a mistake, nothing is cut."""
