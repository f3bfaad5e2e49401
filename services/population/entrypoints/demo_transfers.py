"""A table of residents that waits for its reviewer, and a file of residents that was asked for."""

from __future__ import annotations

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

from stdnum.cn import uscc

from services.kernel.call import Actor, Call, Grant, Realm
from services.population.application.families.sight import GROUNDS
from services.population.application.transfers.export_model import ASK, AskedExport
from services.population.application.transfers.model import RUN
from services.population.bootstrap import Application
from services.population.domain.documents import check_digit
from services.population.domain.dossier import Dossier

_LOGIN = "screener"
_PERMISSIONS = frozenset({"population.register.view", "population.register.edit", GROUNDS, RUN, ASK})
_UNITS = (
    (
        "单位名称",
        "单位类型",
        "统一社会信用代码",
        "单位地址",
        "法定代表人",
        "负责人电话",
        "从业人数",
        "安全职责",
    ),
    ("春晖幼儿园", "学校", "524106110000010", "学府路18号", "邵兰芳", "13903921001", "26", "消防、食堂卫生"),
    ("好又多便利店", "个体户", "924106110000020", "临街5号", "尹国庆", "13903921002", "3", "门前三包"),
    ("鼎新机械有限公司", "公司", "914106110000030", "工业路2号", "闵建军", "13903921003", "140", "安全生产"),
    ("便民早餐店", "商户", "", "临街9号", "苗秀珍", "139039", "2", "用气安全"),
    ("老街理发馆", "理发馆", "", "临街11号", "凤英", "", "1", ""),
)
_HEADER = (
    *("姓名", "居民身份证号码", "手机", "人口类别", "流入原因", "入住日期", "户号", "与户主关系", "所属网格"),
    *("现住址", "户籍地址"),
)
_AREA = "419997"
"""A division nobody was ever registered in."""


def tell(application: Application, known: Dossier, path: str, community: str) -> None:
    """By the community's clerk; nothing is live before somebody accepts it."""
    clerk = application.places.account_id(_LOGIN)
    if not clerk:
        return
    name = application.places.account_names([clerk]).get(clerk, "")
    grant = Grant(role="screener", permissions=_PERMISSIONS, territory=community)
    # Of the platform's own story: the clerk signs the promise when she comes to it herself.
    call = Call(actor=Actor(clerk, name, Realm.SYSTEM, (grant,)), origin="demo")
    with TemporaryDirectory(prefix="wangge-demo-") as folder:
        table = Path(folder) / "新建公寓入住登记.csv"
        with table.open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file)
            out.writerow(["新建公寓入住登记表（社区留存）"])
            out.writerow(_HEADER)
            out.writerows(_rows(known, path))
        application.transfers.stage_import(call, table, table.name, territory=path, seconds=30.0)
        units = Path(folder) / "沿街单位排查.csv"
        with units.open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file)
            out.writerow(_UNITS[0])
            out.writerows([*each[:2], _code(each[2]), *each[3:]] for each in _UNITS[1:])
        staging = application.transfers.stage_import
        staging(call, units, units.name, "establishments", territory=path, seconds=30.0)
    wanted = AskedExport("people", "冬季安全走访，核对在住人员", path, asked={"kind": "incoming"})
    application.transfers.request_export(call, wanted)


def _code(digits: str) -> str:
    """A credit code of 18 characters that fits its check character; none for none."""
    body = digits + "MA" if digits else ""
    return body + str(uscc.calc_check_digit(body)) if body else ""


def _rows(known: Dossier, path: str) -> list[list[str]]:
    def row(order: int, name: str, relation: str, room: str, **more: str) -> list[str]:
        digits = f"{_AREA}1990{order:02d}15{order * 7:03d}"
        said = {
            "phone": f"1390392{order:04d}",
            "kind": "流入",
            "reason": "经商务工",
            "number": digits + check_digit(digits),
            **more,
        }
        return [
            name,
            said["number"],
            said["phone"],
            said["kind"],
            said["reason"],
            "2026-11-01",
            f"GY{room}",
            relation,
            path,
            f"青年公寓{room}室",
            "河南省濮阳市某县某路1号",
        ]

    person = known.person
    return [
        row(1, "方志远", "户主", "301"),
        row(2, "宋雅琴", "配偶", "301"),
        row(3, "石磊", "户主", "302"),
        row(4, "黎小曼", "户主", "303"),
        row(5, "冉一鸣", "非亲属", "303"),
        row(6, "康健", "户主", "305", kind="临时工"),
        row(7, "祝文彬", "户主", "306", reason=""),
        row(8, "毕胜", "户主", "307", phone="139039"),
        row(9, person.name, "户主", "308", number=person.document_number or "", phone="13903920009"),
    ]
