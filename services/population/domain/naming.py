"""Names as people type them: in characters, in pinyin, by initials."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pypinyin.constants import PINYIN_DICT

# Surnames that are read otherwise than the character mostly is (Xinhua dictionary).
_SURNAMES = {
    "曾": "zeng", "翟": "zhai", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "朴": "piao",
    "区": "ou", "缪": "miao", "盖": "ge", "种": "chong", "覃": "qin", "员": "yun", "秘": "bi",
    "召": "shao", "黑": "he", "冼": "xian", "洗": "xian", "任": "ren", "宁": "ning", "燕": "yan",
    "乐": "yue", "繁": "po", "折": "she", "应": "ying", "葛": "ge", "柏": "bai", "都": "du", "能": "nai",
    "阚": "kan", "句": "gou", "牟": "mou", "臧": "zang", "藏": "zang", "晁": "chao", "褚": "chu",
    "祭": "zhai", "隽": "juan", "宓": "mi", "重": "chong", "相": "xiang", "曲": "qu", "角": "jue",
    "尉": "wei", "莘": "shen", "乜": "nie", "石": "shi", "华": "hua", "纪": "ji", "那": "na", "车": "che",
    "谌": "chen", "过": "guo", "逄": "pang", "隗": "wei", "郇": "xun", "幸": "xing", "訾": "zi",
    "佟": "tong", "沈": "shen", "瞿": "qu", "哈": "ha", "卜": "bu", "贾": "jia", "尹": "yin", "俞": "yu",
    "妫": "gui", "戚": "qi", "干": "gan", "么": "yao", "幺": "yao", "行": "xing", "尉迟": "yuchi",
    "万俟": "moqi", "长孙": "zhangsun", "澹台": "tantai", "单于": "chanyu", "鲜于": "xianyu",
    "令狐": "linghu", "皇甫": "huangfu", "呼延": "huyan", "宇文": "yuwen", "尉犁": "yuli",
    "欧阳": "ouyang", "上官": "shangguan", "司马": "sima", "诸葛": "zhuge", "东方": "dongfang",
    "慕容": "murong", "夏侯": "xiahou", "公孙": "gongsun", "轩辕": "xuanyuan", "司徒": "situ",
    "司空": "sikong", "赫连": "helian", "独孤": "dugu", "南宫": "nangong", "端木": "duanmu",
    "百里": "baili", "东郭": "dongguo", "西门": "ximen", "钟离": "zhongli",
}  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_BLANKS = re.compile(r"[\s·•.．・]")
_RUNS = re.compile(r"[a-z]+|.")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class NameKeys:
    """How a name is found: as written without blanks and dots, spelled, and by the first letters."""

    name: str
    pinyin: str
    initials: str


@lru_cache(maxsize=4096)
def written(text: str) -> str:
    """A name as it is compared: without blanks and dots, Latin letters small."""
    if not (text.isalpha() and unicodedata.is_normalized("NFKC", text)):
        text = _BLANKS.sub("", unicodedata.normalize("NFKC", text))
    return text.casefold()[:_LONGEST]


@lru_cache(maxsize=4096)
def keys_of(name: str) -> NameKeys:
    """The keys of a name. Characters without a reading are left out of the spelling."""
    plain = written(name)
    syllables = syllables_of(plain)
    return NameKeys(
        name=plain,
        pinyin="".join(syllables)[:_LONGEST],
        initials="".join(each[0] for each in syllables)[:20],
    )


def syllables_of(plain: str) -> list[str]:
    """One reading for each character; Latin words as they are, ``ü`` as ``u``."""
    found: list[str] = []
    rest = plain
    for width in (2, 1):
        if len(plain) > width - 1 and (reading := _SURNAMES.get(plain[:width])):
            # Of a double surname the readings are told apart by what the characters alone would give.
            found, rest = ([reading] if width == 1 else _halves(plain[:2], reading)), plain[width:]
            break
    for run in _RUNS.findall(rest):
        if reading := _syllable(run):
            found.append(reading)
    return found


def typed(text: str) -> str:
    """Pinyin as somebody types it: small letters alone, ``v`` and ``ü`` as ``u``."""
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(each for each in text if not unicodedata.combining(each))
    return re.sub(r"[^a-z]", "", text).replace("v", "u")


def is_han(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return bool(_HAN.search(text))


@lru_cache(maxsize=32768)
def _syllable(run: str) -> str:
    if _HAN.match(run):
        return _reading(run)
    return run if run.isalnum() and run.isascii() else ""


@lru_cache(maxsize=32768)
def _reading(character: str) -> str:
    readings = PINYIN_DICT.get(ord(character), "")
    return typed(readings.split(",")[0]) if readings else ""


def _halves(surname: str, reading: str) -> list[str]:
    """``shangguan`` of 上官 is ``shang`` and ``guan``."""
    for cut in range(1, len(reading)):
        if reading[:cut] == _reading(surname[0]) or reading[cut:] == _reading(surname[1]):
            return [reading[:cut], reading[cut:]]
    return [reading[: len(reading) // 2], reading[len(reading) // 2 :]]
