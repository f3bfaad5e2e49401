"""How personal data looks to those who may not see it, and how a masked value is told from a real one."""

from __future__ import annotations

import re
import unicodedata

STAR = "*"

# Families with two characters in use today; a name is only split so when something follows the surname.
_COMPOUND = (
    "欧阳司马上官诸葛东方皇甫尉迟公孙慕容长孙宇文司徒司空夏侯轩辕令狐钟离闾丘淳于单于"
    "太史申屠公冶赫连澹台濮阳端木独孤南宫西门东郭百里呼延万俟拓跋第五纳兰鲜于仲孙亓官"
    "宗政公羊叶赫那拉完颜耶律公良梁丘左丘东门南门羊舌微生颛孙段干巫马漆雕乐正壤驷公西"
    "夹谷宰父谷梁司寇"
)
_COMPOUND_SURNAMES = frozenset(_COMPOUND[at : at + 2] for at in range(0, len(_COMPOUND), 2))
_IDENTITY_WITHIN = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_MOBILE_WITHIN = re.compile(r"(?<![0-9A-Za-z])(?:\+?86)?1[3-9][0-9]{9}(?![0-9A-Za-z])")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_HOUSE_NUMBER = re.compile(
    r"[0-9A-Za-z#]|[零〇一二三四五六七八九十百两]+(?=号|栋|幢|座|单元|室|楼|弄|组|户|层|院)"
)
_STREET_OR_AREA = re.compile(
    r"特别行政区|自治[区州县旗]|(?<![超城])市|省|盟|(?<![小园校厂])区|县|旗|街道|[镇乡村路街巷道]|胡同"
)


def mask_identity(number: str) -> str:
    """``340***********123X``: three leading and four trailing characters; less of shorter numbers."""
    if is_masked(number):
        return number
    number = "".join(unicodedata.normalize("NFKC", number).split())
    if len(number) >= 15:
        return _keep(number, 3, 4)
    if len(number) >= 7:
        return _keep(number, 1, 2)
    return STAR * len(number)


def mask_phone(number: str) -> str:
    """``138****5678``; of a landline the area code and the last digits (``0551-****1234``)."""
    if is_masked(number):
        return number
    digits = re.sub(r"[^0-9+]", "", unicodedata.normalize("NFKC", number))
    digits = re.sub(r"^(\+86|0086|86(?=1[0-9]{10}$))", "", digits).replace("+", "")
    if re.fullmatch(r"1[0-9]{10}", digits):
        return _keep(digits, 3, 4)
    landline = re.fullmatch(r"(0(?:10|2[0-9]|[3-9][0-9]{2}))([0-9]{7,8})", digits)
    if landline:
        return f"{landline[1]}-{_keep(landline[2], 0, 4)}"
    if len(digits) >= 7:
        return _keep(digits, 0, 3)
    return STAR * (len(digits) or len(number.strip()))


def mask_name(name: str) -> str:
    """``张*``, ``欧阳**``, ``阿***·***``, ``J*** S****``: the surname, or the initials of a foreign name."""
    name = name.strip()
    if is_masked(name) or not name:
        return name
    if not _HAN.match(name):
        masked = re.sub(r"(?<=\w)\w", STAR, name)
    elif len(name) == 1:
        masked = STAR
    else:
        surname = 2 if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES else 1
        masked = name[:surname] + re.sub(r"\w", STAR, name[surname:])
    return masked if is_masked(masked) else masked + STAR


def mask_address(address: str) -> str:
    """``安徽省合肥市蜀山区长江西路***``: down to the street, road or village; nothing of what follows."""
    address = address.strip()
    if is_masked(address) or not address:
        return address
    address = unicodedata.normalize("NFKC", address)
    number = _HOUSE_NUMBER.search(address)
    known = address[: number.start()] if number else address
    ends = [match.end() for match in _STREET_OR_AREA.finditer(known)]
    return known[: ends[-1]] + STAR * 3 if ends else STAR * 3


def mask_numbers_in(text: str) -> str:
    """Words that people typed, with the identity and mobile numbers among them masked."""
    text = _IDENTITY_WITHIN.sub(lambda found: mask_identity(found[0]), text)
    return _MOBILE_WITHIN.sub(lambda found: mask_phone(found[0]), text)


def is_masked(text: str) -> bool:
    """Whether ``text`` is what one of the masks made, so that writing it back must change nothing.

    For identity numbers, phone numbers, names and addresses, none of which contains an asterisk.
    """
    return STAR in text


def _keep(text: str, leading: int, trailing: int) -> str:
    hidden = len(text) - leading - trailing
    return text[:leading] + STAR * hidden + text[len(text) - trailing :]
