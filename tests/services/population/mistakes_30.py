"""A table of residents with every kind of mistake people make, and good rows between them."""

from __future__ import annotations

from datetime import date

from tests.services.population.county import identity

HEADER = (
    "姓名",
    "居民身份证号码",
    "证件类型",
    "性别",
    "出生年月",
    "手机",
    "人口类别",
    "流入原因",
    "入住日期",
    "户号",
    "与户主关系",
    "所属网格",
    "楼栋",
    "单元",
    "楼层",
    "房号",
    "现住址",
    "经度",
    "纬度",
    "房屋用途",
    "房屋使用情况",
    "户籍地址",
    "死亡日期",
)
Row = dict[str, str]
BORN = date(1987, 5, 3)


def person(order: int, **said: str) -> Row:
    """Somebody invented who lives alone in a house of his own; ``said`` replaces columns by name."""
    number = identity(BORN, order % 1000, f"4106{2 + order // 1000:02d}")
    row = {
        "姓名": "张" + "建国伟民志强秀英丽芳"[order % 10] + "伟刚勇军杰涛明超磊洋"[order // 10 % 10],
        "居民身份证号码": number,
        "性别": "男" if int(number[16]) % 2 else "女",
        "出生年月": "1987-05-03",
        "手机": f"138{order:08d}",
        "人口类别": "常住",
        "户号": f"H{order:05d}",
        "与户主关系": "户主",
        "所属网格": "第一网格",
        "现住址": f"中山路{order}号",
    }
    return {**dict.fromkeys(HEADER, ""), **row, **said}


def wrong_digit(number: str) -> str:
    """The same number with a check digit that does not fit."""
    return number[:17] + ("1" if number[17] != "1" else "2")


def mistakes() -> list[tuple[str, Row]]:
    """Each mistake once: the code of its message, and the row."""
    n = identity
    twice = person(301)
    return [
        ("population.import_name_missing", person(101, 姓名="")),
        ("population.name_shape", person(102, 姓名="张3丰")),
        ("population.import_too_long", person(103, 姓名="张" * 61)),
        ("population.masked_value", person(104, 居民身份证号码="410***********1234")),
        ("population.identity_length", person(105, 居民身份证号码=n(BORN, 105)[:17])),
        ("population.identity_old", person(106, 居民身份证号码="410602870503105")),
        ("population.identity_characters", person(107, 居民身份证号码="A" + n(BORN, 107)[1:])),
        ("population.identity_province", person(108, 居民身份证号码="99" + n(BORN, 108)[2:])),
        (
            "population.identity_birthday",
            person(109, 居民身份证号码="410602198713451094", 出生年月="", 性别=""),
        ),
        ("population.identity_check_digit", person(110, 居民身份证号码=wrong_digit(n(BORN, 110)))),
        ("kernel.digits_lost", person(111, 居民身份证号码="4.10602E+17")),
        ("population.birthday_differs", person(112, 出生年月="1987-05-04")),
        ("population.sex_differs", person(113, 性别="女")),
        ("population.import_sex_unknown", person(114, 性别="先生")),
        ("population.phone_characters", person(115, 手机="一三八")),
        ("population.phone_shape", person(116, 手机="138123456")),
        ("population.import_date_unreadable", person(117, 入住日期="去年春天")),
        ("population.import_date_impossible", person(118, 入住日期="2020-02-30")),
        ("population.in_future", person(119, 入住日期="2099-01-01")),
        ("population.before_birth", person(120, 入住日期="1980-01-01")),
        ("population.import_kind_missing", person(121, 人口类别="")),
        ("population.import_kind_unknown", person(122, 人口类别="游客")),
        ("population.import_reason_missing", person(123, 人口类别="流入")),
        ("population.import_reason_unknown", person(124, 人口类别="流入", 流入原因="想来")),
        ("population.reason_not_asked", person(125, 流入原因="务工")),
        ("population.import_relation_unknown", person(126, 与户主关系="本家")),
        ("population.import_no_head", person(127, 与户主关系="配偶")),
        ("population.import_grid_missing", person(128, 所属网格="")),
        ("population.import_grid_unknown", person(129, 所属网格="第九网格")),
        ("population.import_grid_unknown", person(130, 所属网格="远处网格")),
        ("population.import_building_unknown", person(131, 楼栋="平安大厦", 房号="101")),
        (
            "population.import_building_elsewhere",
            person(132, 所属网格="第二网格", 楼栋="幸福小区3栋", 房号="101"),
        ),
        ("population.import_room_missing", person(133, 楼栋="幸福小区3栋")),
        (
            "population.import_storey_too_high",
            person(134, 楼栋="幸福小区3栋", 单元="1", 楼层="9", 房号="901"),
        ),
        ("population.import_address_missing", person(135, 现住址="")),
        ("population.import_half_a_point", person(136, 经度="114.2")),
        ("population.import_not_a_number", person(137, 经度="东经", 纬度="35.7")),
        ("population.import_out_of_range", person(138, 经度="35.7", 纬度="35.7")),
        ("population.import_formula_error", person(139, 手机="#N/A")),
        ("population.import_control_character", person(140, 户籍地址="北京\x07路")),
        ("population.import_too_long", person(141, 户籍地址="路" * 201)),
        ("population.import_document_kind_unknown", person(142, 证件类型="工作证")),
        ("population.document_shape", person(143, 证件类型="护照", 居民身份证号码="E-1")),
        ("population.died_before_birth", person(144, 死亡日期="1950-01-01")),
        ("population.import_dead", person(145, 死亡日期="2020-01-01")),
        ("population.import_use_unknown", person(146, 房屋用途="寺院")),
        ("population.import_occupancy_unknown", person(147, 房屋使用情况="不知道")),
        ("population.import_household_number", person(148, 户号="第九户")),
        ("population.too_old", person(149, 居民身份证号码="", 证件类型="无", 出生年月="1850-01-01")),
        (
            "population.import_birthday_incomplete",
            person(150, 居民身份证号码="", 证件类型="无", 出生年月="1987.05"),
        ),
        # Their first rows are good.
        ("", twice),
        ("population.import_document_twice", person(302, 居民身份证号码=twice["居民身份证号码"], 性别="")),
        ("", person(311)),
        ("population.import_two_heads", person(312, 户号="H00311", 现住址="中山路311号")),
        ("", person(321)),
        ("population.import_two_dwellings", person(322, 户号="H00321", 与户主关系="配偶")),
        ("", person(331, 居民身份证号码="", 证件类型="无")),
        (
            "population.import_person_twice",
            person(332, 姓名=person(331)["姓名"], 居民身份证号码="", 证件类型="无", 性别="", 户号="H00332"),
        ),
    ]


def table(good: int = 20) -> tuple[list[list[str]], list[tuple[int, str]], int]:
    """Lines of a file with titles above the header, (line, code) of each mistake, how many rows are good."""
    lines = [["中山社区人口底数采集表"], ["填报单位：中山社区", "", "2026年11月"], list(HEADER)]
    expected: list[tuple[int, str]] = []
    sound = 0
    for order in range(good):
        lines.append(list(person(1 + order).values()))
        sound += 1
    for code, row in mistakes():
        lines.append(list(row.values()))
        if code:
            expected.append((len(lines), code))
        else:
            sound += 1
    return lines, expected, sound
