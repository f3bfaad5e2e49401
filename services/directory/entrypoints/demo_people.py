"""The posts of the demo county and the people on them, as data for whoever makes the accounts."""

from __future__ import annotations

from dataclasses import dataclass

from services.directory.entrypoints.demo_organisations import COUNTY, DEPARTMENTS, PREFECTURE, RURAL, URBAN

HEAD_DUTIES = ("采集信息", "巡查排查", "化解简单问题", "便民代办", "政策宣传")
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = (
    "建国",
    "秀英",
    "志强",
    "桂兰",
    "海涛",
    "丽娟",
    "文博",
    "雪梅",
    "国庆",
    "晓燕",
    "新民",
    "玉洁",
    "宏伟",
)


@dataclass(frozen=True, slots=True)
class DemoPost:
    """A post with the account that shall hold it. ``also`` are further grids a head leads."""

    key: str
    title: str
    kind: str
    territory: str
    organisation: str
    roles: tuple[str, ...]
    login: str
    name: str
    accountable: bool = False
    also: tuple[str, ...] = ()
    on_notice_board: bool = False
    duties: tuple[str, ...] = ()


_HANDLERS = {
    "QB-CG": "chengguan",
    "QB-ZJ": "zhujian",
    "QB-GA": "gongan",
    "QB-WJ": "weijian",
    "QB-MZ": "minzheng",
    "QB-RS": "renshe",
    "QB-SF": "sifa",
    "QB-SJ": "shijian",
    "QB-YJ": "yingji",
    "QB-HB": "huanbao",
    "HB-SW": "shuiwu",
    "HB-DL": "dianli",
    "HB-RQ": "ranqi",
    "HB-CG": "shichengguan",
}


def person(number: int) -> str:
    """An invented name; the same number always gives the same."""
    return _SURNAMES[number % len(_SURNAMES)] + _GIVEN[number * 7 % len(_GIVEN)]


def fixed_posts() -> list[DemoPost]:
    """Posts above the community."""
    posts = [
        DemoPost(
            "admin",
            "系统管理员",
            "administrator",
            PREFECTURE,
            "HB-ZHZX",
            ("system_admin",),
            "admin",
            person(1),
        ),
        DemoPost("leader", "市领导", "leader", PREFECTURE, "HB-ZHZX", ("leader",), "leader", person(2)),
        DemoPost(
            "prefecture",
            "市级督办员",
            "supervisor",
            PREFECTURE,
            "HB-ZHZX",
            ("dispatcher", "county_supervisor"),
            "shi_duban",
            person(3),
        ),
        DemoPost(
            "supervisor",
            "区级督办员",
            "supervisor",
            COUNTY,
            "QB-ZHZX",
            ("dispatcher", "county_supervisor"),
            "supervisor",
            person(4),
        ),
        DemoPost("county_leader", "区领导", "leader", COUNTY, "QB-ZHZX", ("leader",), "qu_leader", person(5)),
        DemoPost(
            "dispatcher",
            "街道派遣员",
            "dispatcher",
            URBAN,
            "JZL-ZX",
            ("dispatcher",),
            "dispatcher",
            person(6),
        ),
        DemoPost(
            "dispatcher2",
            "街道派遣员",
            "dispatcher",
            RURAL,
            "JS-ZX",
            ("dispatcher",),
            "dispatcher2",
            person(7),
        ),
    ]
    for number, department in enumerate(DEPARTMENTS):
        login = _HANDLERS[department.code]
        posts.append(
            DemoPost(
                f"handler_{login}",
                f"{department.name}处置员",
                "handler",
                department.territory,
                department.code,
                ("department_handler",),
                login,
                person(20 + number),
            )
        )
    return posts


def community_posts(number: int, code: str, name: str, grids: tuple[str, ...]) -> list[DemoPost]:
    """The screener of a community and the head who leads all its grids (DIR-14); workers in the first two.

    Beyond those two, one person holds both posts (一岗多责, DIR-13).
    """
    centre, place = f"{code}-ZX", name.removesuffix("居民委员会").removesuffix("村民委员会")
    suffix = "" if number == 0 else str(number + 1)
    posts = [
        DemoPost(
            f"screener_{code}",
            f"{place}受理员",
            "screener",
            code,
            centre,
            ("screener",),
            f"screener{suffix}" if number < 2 else f"head{suffix}",
            person(40 + number) if number < 2 else person(80 + number),
            on_notice_board=True,
        ),
        DemoPost(
            f"head_{code}",
            f"{place}网格长",
            "grid_head",
            grids[0],
            centre,
            ("grid_head",),
            f"head{suffix}",
            person(80 + number),
            True,
            grids[1:],
            True,
            HEAD_DUTIES,
        ),
    ]
    if number < 2:
        for index, grid in enumerate(grids):
            login = "worker" if number == index == 0 else f"worker{number * 10 + index + 1}"
            posts.append(
                DemoPost(
                    f"worker_{grid}",
                    f"{place}第{index + 1}网格员",
                    "grid_worker",
                    grid,
                    centre,
                    ("grid_worker",),
                    login,
                    person(120 + 5 * number + index),
                    on_notice_board=True,
                    duties=HEAD_DUTIES,
                )
            )
    return posts
