"""What an address is found by: the places it names, and its numbers."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = re.compile(r"[0-9]+")
_COUNTED = str.maketrans("〇零一二三四五六七八九", "00123456789")
_LABEL = "号楼|号院|单元|栋|幢|座|室|号|层|楼|组|户|门|弄|院|排"
_NUMBER = re.compile(rf"(?:[0-9A-Za-z#-]+|[零〇一二三四五六七八九十百两]+)(?:{_LABEL})|[0-9A-Za-z#-]+")
_PLACE = re.compile(
    r"小区|花园|家园|公寓|大厦|广场|新村|社区|家属院|宿舍|新城|佳苑|街道|胡同|[省市区县旗盟镇乡村路街巷道庄屯坊苑寨湾]"
)


def numbers_of(address: str) -> list[str]:
    """The numbers of an address in their order: 12号3栋2单元501 has four."""
    return [each.lstrip("0") or "0" for each in _DIGITS.findall(address.translate(_COUNTED))]


def places_of(address: str) -> str:
    """The places an address names, without any number: ``黎阳路128号幸福小区3栋`` gives ``黎阳路幸福小区``.

    Nothing after the last place is kept: it may be somebody's name.
    """
    text = _NUMBER.sub("", unicodedata.normalize("NFKC", address.strip()))
    ends = [match.end() for match in _PLACE.finditer(text)]
    return "".join(text[: ends[-1]].split())[:200] if ends else ""


def building_key(name: str) -> tuple[str, tuple[str, ...]]:
    """Name and numbers of a building: ``幸福小区3号楼`` and ``幸福小区3栋`` give the same."""
    text = unicodedata.normalize("NFKC", name)
    plain = re.sub(rf"[0-9]+(?:{_LABEL})?", "", text.translate(_COUNTED))
    return "".join(plain.split()).casefold(), tuple(numbers_of(text))
