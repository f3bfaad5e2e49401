"""A table of invented people in households and flats, as a text file or a workbook."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

from xlsxwriter.workbook import Workbook

from benchmarks.population_names import invented_name
from services.population.domain.documents import check_digit
from services.population.domain.kinds import Sex

_HEADER = (
    *("户号", "姓名", "身份证号", "性别", "出生日期", "联系电话", "与户主关系", "人口类别", "流入原因"),
    *("入住日期", "所属网格", "楼栋", "单元", "楼层", "房号", "户籍地址", "房屋使用情况"),
)
_RELATIONS = ("户主", "配偶", "子", "母亲")
PER_GRID, _PER_BUILDING = 1200, 240


def lines(people: int, chance: random.Random) -> Iterator[list[str]]:
    """Rows of invented people, households of one to four, in flats."""
    made = household = 0
    while made < people:
        grid, inside = divmod(made, PER_GRID)
        building = grid * 5 + inside // _PER_BUILDING
        household += 1
        flat = household % 96
        for relation in _RELATIONS[: chance.randint(1, 4)]:
            born = date(1935, 1, 1) + timedelta(days=chance.randrange(31_000))
            digits = f"41{made // 1000 % 10_000:04d}{born:%Y%m%d}{made % 1000:03d}"
            number = digits + check_digit(digits)
            sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
            kind = chance.choice(("常住", "常住", "流入", "挂户"))
            yield [
                f"{household:07d}",
                invented_name(chance, "", male=sex is Sex.MALE),
                number,
                "男" if sex is Sex.MALE else "女",
                f"{born:%Y/%m/%d}",
                f"13{made:09d}",
                relation,
                kind,
                "务工" if kind == "流入" else "",
                "2020-03-01",
                path_of(grid),
                f"B{building}",
                str(flat // 48 + 1),
                "",
                f"{flat % 24 + 1:02d}0{flat // 24 % 2 + 1}",
                "河南省某市某区某路1号",
                "自住",
            ]
            made += 1
            if made == people:
                return


def path_of(grid: int) -> str:
    """Path of the grid of that number."""
    return f"410602{grid // 100_000:03d}{grid // 900:03d}{grid % 900:03d}"


def table(path: Path, people: int) -> None:
    """The file; its name tells whether it is a text file or a workbook."""
    rows = lines(people, random.Random(7))
    if path.suffix == ".xlsx":
        with Workbook(str(path), {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, cells in enumerate(chain([_HEADER], rows)):
                sheet.write_row(number, 0, cells)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(_HEADER)
        out.writerows(rows)
