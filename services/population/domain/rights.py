"""What is promised by those who look, and what may be erased when (POP-13, POP-30, COM-39; PIPL 47)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.population.domain.dossier import Dossier
from services.population.domain.records import PersonState
from services.population.domain.refusals import StillNeeded

PROMISE_HOLDS = timedelta(days=365)
PROMISE_VERSION = "2026-1"
PROMISE_ZH = (
    "我承诺：因工作接触的居民个人信息，只用于登记、服务和法律规定的用途；不打听、不复制、不截图、不外传；"
    "不为私人目的查询；发现泄露立即报告。我知道每一次查询都有记录，本人和监督人员可以查看；"
    "违反承诺的，依法依规承担责任。"
)
PROMISE_EN = (
    "I promise to use what I learn of residents for registration, service and what the law provides alone; "
    "not to pry, copy, photograph or pass it on; not to look anybody up for private reasons; to report a "
    "leak at once. I know that every look is recorded and can be seen by the person and by supervisors, and "
    "that I answer for a breach of this promise."
)
KEPT_AFTER_LEAVING = timedelta(days=730)
"""How long records of incoming residents are kept after they left (POP-13, [D])."""
MANY_READINGS = 200
"""Different people read in one hour by one account: more is looked into (POP-30)."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Somebody's signature under the text."""

    account_id: str
    account_name: str
    text_version: str
    signed_at: datetime
    expires_at: datetime

    def holds(self, now: datetime) -> bool:
        """For a year, and for the text that was signed."""
        return now < self.expires_at and self.text_version == PROMISE_VERSION


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody looked at somebody."""

    position: int
    at: datetime
    actor_id: str
    actor_name: str
    action: str
    purpose: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """One part of what is held about somebody."""

    part: str
    title: tuple[str, str]
    purpose: tuple[str, str]
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def left_on(dossier: Dossier) -> date | None:
    """The day on which the last residence ended; None while one is open, or there never was one."""
    if dossier.main is not None:
        return None
    ends = [each.to_day for each in dossier.residences if not each.void and each.to_day is not None]
    return max(ends, default=None)


def must_be_erasable(dossier: Dossier, ground: str) -> None:
    """At the person's own request when nobody needs the record any more; a mistaken one at any time.

    Raises StillNeeded while the person lives or is registered here: the law asks for the register (PIPL 47).
    """
    gone = dossier.person.state in (PersonState.MERGED, PersonState.ERASED)
    if gone or (ground != "mistake" and dossier.main is not None):
        raise StillNeeded()
