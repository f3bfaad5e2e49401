"""How tables write what the register keeps as words: 男/1/male, 流入, 挂户, 丈夫 and so on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from services.population.domain.kinds import (
    DocumentKind,
    DwellingUse,
    Occupancy,
    Relation,
    ResidenceKind,
    Sex,
    StayReason,
)

W = TypeVar("W", bound=StrEnum)

SEXES: Mapping[Sex, str] = {
    Sex.MALE: "男 男性 1 m male 1男 1男性 1-男",
    Sex.FEMALE: "女 女性 2 f female 2女 2女性 2-女",
}
DOCUMENTS: Mapping[DocumentKind, str] = {
    DocumentKind.IDENTITY_CARD: (
        "身份证 居民身份证 二代身份证 第二代居民身份证 公民身份证 identity_card id idcard 户口簿 111"
    ),
    DocumentKind.PASSPORT: "护照 外国护照 普通护照 passport 414",
    DocumentKind.TRAVEL_PERMIT: (
        "港澳居民来往内地通行证 台湾居民来往大陆通行证 回乡证 台胞证 通行证 港澳台居民居住证"
        " 港澳居民居住证 台湾居民居住证 travel_permit 516 511"
    ),
    DocumentKind.FOREIGN_PERMIT: (
        "外国人永久居留身份证 外国人永久居留证 永久居留证 外国人居留证 foreign_permit 553"
    ),
    DocumentKind.NONE_YET: "无 暂无 无证件 未办理 未办 none none_yet",
}
KINDS: Mapping[ResidenceKind, str] = {
    ResidenceKind.PERMANENT: "常住 常住人口 户籍 户籍人口 户籍常住 人户一致 人在户在 本地 permanent",
    ResidenceKind.INCOMING: (
        "流入 流入人口 流动 流动人口 暂住 暂住人口 外来 外来人口 人在户不在 租住 寄住 incoming"
    ),
    ResidenceKind.REGISTERED_ONLY: (
        "挂户 空挂 空挂户 空挂人口 挂靠 集体挂户 户在人不在 流出 流出人口 外出 外出人口 registered_only"
    ),
}
REASONS: Mapping[StayReason, str] = {
    StayReason.OTHER_COUNTY: (
        "外县迁来 区外户籍 外县户籍 外县区 外县区迁来 县外 区外 外区户籍 外县 市内跨区 other_county"
    ),
    StayReason.ACCOMPANYING: (
        "陪读 随迁 投靠 投亲 随亲 投靠亲属 随同 随迁家属 婚嫁 婚姻 探亲 照顾老人 照顾子女 accompanying"
    ),
    StayReason.WORK: "经商务工 务工 经商 务工经商 就业 工作 打工 上班 做生意 创业 work",
    StayReason.OTHER: "其他 其它 学习 上学 就学 求学 看病 养老 旅居 租房 购房 other",
}
RELATIONS: Mapping[Relation, str] = {
    Relation.HEAD: "户主 本人 本人(户主) 本人或户主 小集体户户主 head 01 02 00 0",
    Relation.SPOUSE: "配偶 夫 妻 夫妻 丈夫 妻子 老婆 老公 爱人 spouse 10 11 12 1",
    Relation.CHILD: (
        "子女 子 女 儿子 女儿 独生子 独生女 长子 次子 三子 四子 五子 长女 次女 三女 四女 五女 养子"
        " 养女 继子 继女 养子或继子 养女或继女 之子 之女 孩子 子或女 child 20 21 22 23 24 29 30 31 32"
        " 33 34 39 2 3"
    ),
    Relation.CHILD_IN_LAW: "儿媳 媳妇 儿媳妇 女婿 子女配偶 child_in_law 28 38",
    Relation.GRANDCHILD: (
        "孙子 孙女 外孙 外孙女 外孙子 孙子女 孙 曾孙 曾孙子 曾孙女 孙子孙女或外孙子外孙女 grandchild"
        " 40 41 42 43 44 45 46 4"
    ),
    Relation.PARENT: (
        "父母 父 母 父亲 母亲 岳父 岳母 公公 婆婆 公婆 岳父母 继父 继母 养父 养母 公婆或岳父母 parent"
        " 50 51 52 53 54 55 56 57 58 5"
    ),
    Relation.GRANDPARENT: (
        "祖父母 祖父 祖母 爷爷 奶奶 外祖父 外祖母 外公 外婆 姥姥 姥爷 曾祖父 曾祖母 grandparent 60 61"
        " 62 63 64 65 66 6"
    ),
    Relation.SIBLING: "兄弟姐妹 兄弟 姐妹 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹 sibling 70 71 73 75 77 7",
    Relation.OTHER_RELATIVE: (
        "其他亲属 其他 其它 亲属 侄子 侄女 外甥 外甥女 嫂子 弟媳 姐夫 妹夫 叔父 伯父 伯母 姑姑 舅舅"
        " 姨妈 儿媳父母 other_relative 72 74 76 78 79 80 8"
    ),
    Relation.NOT_RELATED: (
        "非亲属 无亲属关系 保姆 同事 同学 朋友 合租 租客 房客 雇员 室友 not_related 90 97 98 99 9"
    ),
}
USES: Mapping[DwellingUse, str] = {
    DwellingUse.RESIDENTIAL: "住宅 居住 住房 自住房 民房 民宅 居民住宅 residential",
    DwellingUse.SHOP: "商铺 商业 门面 门面房 店铺 营业 商用 shop",
    DwellingUse.MIXED: "商住 商住两用 住商两用 居住兼经营 mixed",
    DwellingUse.OFFICE: "办公 办公用房 写字楼 office",
    DwellingUse.COLLECTIVE: "集体宿舍 宿舍 工棚 集体 collective",
    DwellingUse.OTHER: "其他 其它 仓库 车库 厂房 other",
}
OCCUPANCIES: Mapping[Occupancy, str] = {
    Occupancy.OWNER: "自住 自用自住 业主自住 自有 owner",
    Occupancy.LET: "出租 租赁 出租房 出租屋 整租 合租 群租 let",
    Occupancy.SELF_USED: "自用 自营 经营自用 self_used",
    Occupancy.VACANT: "空置 空闲 闲置 空房 无人居住 vacant",
    Occupancy.LENT: "借住 借用 出借 lent",
}
_BLANKS = re.compile(r"[\s、/_-]+")


def _index(words: Mapping[Any, str]) -> dict[str, Any]:
    return {_plain(each): word for word, texts in words.items() for each in texts.split()}


def _plain(text: str) -> str:
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text).casefold())


_KNOWN: dict[type[StrEnum], dict[str, StrEnum]] = {
    Sex: {**_index(SEXES)},
    DocumentKind: {**_index(DOCUMENTS)},
    ResidenceKind: {**_index(KINDS)},
    StayReason: {**_index(REASONS)},
    Relation: {**_index(RELATIONS)},
    DwellingUse: {**_index(USES)},
    Occupancy: {**_index(OCCUPANCIES)},
}


def meant(kind: type[W], text: str) -> W | None:
    """The word that a cell means; None when it is none that is known."""
    known = _KNOWN[kind]
    found = known.get(text) or known.get(_plain(text))
    return found if isinstance(found, kind) else None


def first_words(words: Mapping[W, str]) -> tuple[str, ...]:
    """One writing of each word, for lists to choose from."""
    return tuple(texts.split()[0] for texts in words.values())
