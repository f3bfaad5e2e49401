"""Invented residents of the demo county: names, birthdays, numbers. Nobody of them exists."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from services.population.domain.documents import check_digit
from services.population.domain.kinds import Sex

NOWHERE = "419999"
"""A division that never was one: no number of the demo can be somebody's."""
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
)
_WEIGHTS = tuple(100 // (place + 4) + 2 for place in range(len(_SURNAMES)))
_GIVEN = {
    (Sex.MALE, "old"): "建国 国庆 德顺 福生 玉堂 长海 金山 树林 永昌 万福 文斌 庆云 明德 新民 保田 书章",
    (Sex.FEMALE, "old"): "桂兰 秀英 玉珍 素芬 凤仙 春花 淑琴 爱莲 翠萍 月娥 兰香 桂芝 改英 秋菊 瑞云 巧玲",
    (Sex.MALE, "middle"): "志强 海涛 宏伟 建军 文博 俊峰 国栋 卫东 晓东 立新 永刚 振华 学军 庆丰 红旗 新利",
    (Sex.FEMALE, "middle"): "丽娟 晓燕 雪梅 红霞 玉洁 艳丽 海燕 慧敏 彩霞 秀丽 俊玲 春霞 文静 瑞芳 小红 爱华",
    (Sex.MALE, "young"): "浩然 子轩 宇航 一鸣 俊杰 梓豪 博文 天佑 嘉懿 煜城 家乐 明轩 思远 泽宇 奕辰 晨阳",
    (Sex.FEMALE, "young"): "欣怡 雨桐 梓涵 诗涵 可馨 思琪 佳怡 若曦 语嫣 梦洁 一诺 依诺 沐晴 静怡 雅婷 子涵",
}
_YOUNG, _MIDDLE = 1990, 1962


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who somebody is, before he lives anywhere."""

    name: str
    sex: Sex
    born_on: date
    document_number: str
    phone: str


class Crowd:
    """Makes people; the same seed gives the same ones."""

    def __init__(self, chance: Random, today: date, *, start: int = 0) -> None:
        self.chance = chance
        self.today = today
        self._orders: Counter[tuple[date, Sex]] = Counter()
        self._phones = start

    def surname(self) -> str:
        """By how frequent it is."""
        return self.chance.choices(_SURNAMES, _WEIGHTS)[0]

    def one(self, sex: Sex, age: int, surname: str = "", *, phone: bool = True) -> Somebody:
        """Somebody of that age today; children have no phone."""
        born = self.born(age)
        period = "young" if born.year >= _YOUNG else "middle" if born.year >= _MIDDLE else "old"
        name = (surname or self.surname()) + self.chance.choice(_GIVEN[sex, period].split())
        has_phone = phone and age >= 14
        return Somebody(name, sex, born, self.identity(born, sex), self.phone() if has_phone else "")

    def born(self, age: int) -> date:
        """A birthday of whoever is that old today."""
        turned = date(self.today.year - age, self.today.month, min(self.today.day, 28))
        return turned - timedelta(days=self.chance.randrange(1, 365))

    def identity(self, born: date, sex: Sex) -> str:
        """An identity number of nowhere whose check digit is right; no two are the same."""
        self._orders[born, sex] += 1
        order = self._orders[born, sex] * 2 + (1 if sex is Sex.MALE else 0)
        digits = f"{NOWHERE}{born:%Y%m%d}{order:03d}"
        return digits + check_digit(digits)

    def phone(self) -> str:
        """Of a range that no carrier has given out."""
        self._phones += 1
        return f"1990000{self._phones % 10000:04d}"
