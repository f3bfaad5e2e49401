"""The stages by which a name is looked for, the best first; each is a range of one index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.population.adapters.tables import registers as t
from services.population.domain.asked import Reading
from services.population.domain.naming import keys_of
from services.population.domain.spelling import first_syllable, near

Condition = sa.ColumnElement[bool]
r = t.residence
_LAST = "\U0010ffff"
MOST_ALIKE = 40
_SHORTEST_ALIKE = 3


@dataclass(frozen=True, slots=True)
class Stage:
    """Rows found in one way, in the order of ``key``; none of them was found by a stage before."""

    found_by: str
    where: Condition
    key: sa.Column[str]


def begins(column: sa.Column[str], text: str) -> Condition:
    """As a range of its index."""
    return sa.and_(column >= text, column < text + _LAST)


def stages_of(reading: Reading) -> list[Stage]:
    """What can be told from the reading alone; see `alike` for the rest."""
    if reading.han and reading.latin:
        return _mixed(reading)
    if reading.han:
        return _written(reading.han)
    return _spelled(reading.latin)


def _written(name: str) -> list[Stage]:
    pinyin = keys_of(name).pinyin
    found = [Stage("name", begins(r.c.name, name), r.c.name)]
    if len(name) > 1 and pinyin:
        same = sa.and_(begins(r.c.pinyin, pinyin), sa.not_(begins(r.c.name, name)))
        found.append(Stage("similar", same, r.c.pinyin))
    return found


def _spelled(text: str) -> list[Stage]:
    whole = begins(r.c.pinyin, text)
    found = [Stage("pinyin", whole, r.c.pinyin)]
    short = begins(r.c.initials, text)
    found.append(Stage("initials", sa.and_(short, sa.not_(whole)), r.c.initials))
    # 张小明 as zhangxm: the surname spelled, then the first letters.
    if (surname := first_syllable(text)) and len(rest := text[len(surname) :]) > 1:
        letters = begins(r.c.initials, surname[0] + rest)
        also = sa.and_(letters, begins(r.c.pinyin, surname), sa.not_(whole), sa.not_(short))
        found.append(Stage("initials", also, r.c.initials))
    if slips := [each for each in near(text) if not each.startswith(text)]:
        found.append(Stage("similar", sa.and_(r.c.pinyin.in_(slips), sa.not_(short)), r.c.pinyin))
    return found


def _mixed(reading: Reading) -> list[Stage]:
    keys = keys_of(reading.han)
    called = begins(r.c.name, reading.han)
    whole = begins(r.c.pinyin, keys.pinyin + reading.latin)
    short = begins(r.c.initials, keys.initials + reading.latin)
    return [
        Stage("pinyin", sa.and_(whole, called), r.c.pinyin),
        Stage("initials", sa.and_(short, called, sa.not_(whole)), r.c.initials),
    ]


def alike_plainly(reading: Reading) -> Stage | None:
    """Names with one character written otherwise, where few rows are to be looked at."""
    name = reading.han
    if reading.latin or len(name) < _SHORTEST_ALIKE:
        return None
    patterns = [_like(name, at) for at in range(len(name))]
    other = sa.and_(sa.or_(*(r.c.name.like(each, escape="\\") for each in patterns)), *_not_before(name))
    return Stage("similar", other, r.c.name)


def alike(connection: Connection, reading: Reading, here: Condition) -> Stage | None:
    """The same where there are many: names are read off the indexes that begin at either end."""
    name = reading.han
    if reading.latin or len(name) < _SHORTEST_ALIKE:
        return None
    found: set[str] = set()
    for at in range(len(name)):
        # From the end that is longer before the doubtful character.
        if at > len(name) - 1 - at:
            column, known, pattern = r.c.name, name[:at], _like(name, at)
        else:
            column, known, pattern = r.c.backwards, name[:at:-1], _like(name[::-1], len(name) - 1 - at)
        query = (
            sa.select(column).where(begins(column, known), column.like(pattern, escape="\\"), t.OPEN, here)
        ).limit(MOST_ALIKE)
        names = connection.execute(query).scalars()
        found |= set(names) if column is r.c.name else {each[::-1] for each in names}
    found.discard(name)
    if not found:
        return None
    chosen = sorted(found)[:MOST_ALIKE]
    return Stage("similar", sa.and_(r.c.name.in_(chosen), *_not_before(name)), r.c.name)


def _not_before(name: str) -> Sequence[Condition]:
    """Found by an earlier stage already, or by name alone because processing was restricted."""
    pinyin = keys_of(name).pinyin
    return (r.c.pinyin != "", *([sa.not_(begins(r.c.pinyin, pinyin))] if pinyin else []))


def _like(name: str, at: int) -> str:
    return "".join("_" if n == at else f"\\{each}" if each in "%_\\" else each for n, each in enumerate(name))
