"""What was typed into the search of people, understood: names, numbers, addresses in any mix (POP-10).

Nothing here knows the register. Where a word may be a name or a place ("张伟 幸福里"), every reading is
given, the likeliest first, and the register says which of them holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from services.population.domain.addresses import numbers_of
from services.population.domain.naming import typed, written

LONGEST = 100
_DOCUMENT = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9]{17}[0-9Xx]|[0-9]{15}|[A-Za-z]{1,2}[0-9]{6,10})(?![0-9A-Za-z])"
)
_PHONE = re.compile(
    r"(?<![0-9])(?:\+?86[- ]?)?"
    r"(1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}|0[0-9]{2,3}-?[0-9]{7,8}|[2-9][0-9]{6,7})(?![0-9])"
)
_LABEL = "号楼|号院|单元|栋|幢|座|室|号|层|楼|组|户|门|弄|院|排"
_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff·•"
_PIECE = re.compile(
    rf"(?P<number>[0-9]+|[零〇一二三四五六七八九十]+(?=(?:{_LABEL})))(?P<label>{_LABEL})?"
    rf"|(?P<latin>[A-Za-zÀ-ɏü']+)|(?P<han>[{_HAN}]+?(?=[零〇一二三四五六七八九十]+(?:{_LABEL}))|[{_HAN}]+)"
)
_PLACE_END = re.compile(
    r"(?:小区|花园|家园|公寓|大厦|广场|新村|社区|家属院|宿舍|新城|佳苑|街道|胡同|[镇乡村路街巷庄苑])$"
)
_BLANKS = re.compile(r"[\s,，;；、/|]+")
_MOST_NUMBERS = 6
_LONGEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of an address as far as they were said, and what kind each one is; empty for not said."""

    house: str = ""
    unit: str = ""
    room: str = ""
    # One number of which nobody said what it counts: a house or a room.
    either: str = ""

    def __bool__(self) -> bool:
        return bool(self.house or self.unit or self.room or self.either)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand it. ``han`` and ``latin`` together are one name: 张w."""

    han: str = ""
    latin: str = ""
    places: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether it says a name."""
        return bool(self.han or self.latin)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked; without any reading it was nothing that could be looked for."""

    document: str = ""
    phone: str = ""
    numbers: Numbers = Numbers()
    readings: tuple[Reading, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing to look for."""
        return not (self.document or self.phone or self.numbers or self.readings)


def asked_of(query: str) -> Asked:
    """Understand what was typed; never raises."""
    text = _plain(query)
    document, text = _taken(_DOCUMENT, text)
    phone, text = _taken(_PHONE, text)
    latin: list[str] = []
    sure: list[str] = []
    doubtful: list[str] = []
    long: list[str] = []
    numbers: list[tuple[str, str]] = []
    for token in _BLANKS.split(text):
        pieces = list(_pieces(token))
        for kind, value, label in pieces:
            if kind == "number":
                numbers.append((value, label))
            elif kind == "latin":
                latin.append(value)
        for kind, value, followed in _han_of(pieces):
            place = (followed and len(value) > 1) or _too_long(value)
            (sure if kind == "han" and place and not _maybe_name(value, followed) else doubtful).append(value)
            if _too_long(value) and not followed:
                long.append(value)
    spelled = typed("".join(latin))
    return Asked(
        document=re.sub(r"\s", "", document).upper(),
        phone=re.sub(r"[^0-9]", "", re.sub(r"^\+?86[- ]?(?=1)", "", phone)),
        numbers=_numbers(numbers),
        readings=(*_readings(doubtful, tuple(sure), spelled), *_long_names(long, doubtful, sure)),
    )


def _plain(query: str) -> str:
    text = unicodedata.normalize("NFKC", query)
    return "".join(each if each.isprintable() else " " for each in text)[:LONGEST].strip()


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The first match, and the text without it."""
    found = pattern.search(text)
    if found is None:
        return "", text
    return found[0], f"{text[: found.start()]} {text[found.end() :]}"


def _pieces(token: str) -> Iterator[tuple[str, str, str]]:
    """Kind, value and, of a number, what it counts."""
    for match in _PIECE.finditer(token):
        if match["number"]:
            value = _count(match["number"])
            yield "number", value, match["label"] or ""
        elif match["latin"]:
            yield "latin", match["latin"], ""
        else:
            yield "han", match["han"], ""


def _count(number: str) -> str:
    """十二 is 12, 二十 is 20; digits without zeros in front."""
    if "十" in number:
        tens, _, ones = number.partition("十")
        digits = "〇一二三四五六七八九"
        return str((digits.find(tens) if tens else 1) * 10 + (digits.find(ones) if ones else 0))
    return (numbers_of(number) or ["0"])[0]


def _han_of(pieces: list[tuple[str, str, str]]) -> Iterator[tuple[str, str, bool]]:
    """Each Chinese word, and whether a number follows it in the same token."""
    for piece, following in pairwise([*pieces, ("", "", "")]):
        if piece[0] == "han":
            yield "han", piece[1], following[0] == "number"


def _too_long(word: str) -> bool:
    return len(word) > _LONGEST_NAME and "·" not in word and "•" not in word


def _maybe_name(word: str, followed: bool) -> bool:
    """张伟501: short, and nothing says that it is a place."""
    return followed and len(word) <= 3 and not _PLACE_END.search(word)


def _numbers(found: list[tuple[str, str]]) -> Numbers:
    """The first is the house's, the last the room's, unless it was said otherwise."""
    made = Numbers()
    loose: list[str] = []
    for value, label in found[:_MOST_NUMBERS]:
        if label == "单元":
            made = replace(made, unit=value)
        elif label in ("室", "户", "门"):
            made = replace(made, room=value)
        elif label in ("层", "楼"):
            continue
        elif label and not made.house:
            made = replace(made, house=value)
        else:
            loose.append(value)
    if loose and not made.room and (made.house or len(loose) > 1):
        made = replace(made, room=loose.pop())
    if loose and not made.house:
        if made.room or made.unit:
            return replace(_with_unit(made, loose[1:]), house=loose[0])
        return replace(made, either=loose[0])
    return _with_unit(made, loose)


def _with_unit(made: Numbers, loose: list[str]) -> Numbers:
    return replace(made, unit=loose[0]) if loose and not made.unit else made


def _long_names(long: list[str], doubtful: list[str], sure: list[str]) -> Iterator[Reading]:
    """A word longer than most names is a place; where none is called so, it may be a name after all."""
    for word in long:
        yield Reading(
            han=written(word), places=tuple(each for each in (*sure, *doubtful) if each is not word)
        )


def _readings(doubtful: list[str], sure: tuple[str, ...], latin: str) -> Iterator[Reading]:
    if not doubtful:
        if sure or latin:
            yield Reading(latin=latin, places=sure)
        return
    words = sorted(doubtful, key=lambda each: (bool(_PLACE_END.search(each)), len(each)))
    whole = written("".join(doubtful))
    if len(doubtful) == 1 and len(whole) > 2 and _PLACE_END.search(whole):
        yield Reading(latin=latin, places=(*sure, *doubtful))
    if len(doubtful) > 1 and len(whole) <= _LONGEST_NAME:
        yield Reading(han=whole, latin=latin, places=sure)
    for word in words:
        others = tuple(each for each in doubtful if each is not word)
        yield Reading(han=written(word), latin=latin, places=(*sure, *others))
    yield Reading(latin=latin, places=(*sure, *doubtful))
