"""Titles that plans name without content, shipped as empty drafts (POP-33)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from services.field.application.checklists import told
from services.field.application.help_ports import Checklists
from services.field.application.ports import NewUow, People
from services.field.domain.checklist import Checklist, Mechanism, Plan
from services.field.domain.standing import FOREVER, Level, Period, Standing
from services.kernel.call import system_call

_CHINA = ZoneInfo("Asia/Shanghai")


class ShipSlogans:
    """Every county finds them once; by the clock, since counties are heard of one by one."""

    def __init__(
        self, new_uow: NewUow, checklists: Checklists, people: People, slogans: Sequence[tuple[str, str]]
    ) -> None:
        self._new_uow = new_uow
        self._checklists = checklists
        self._people = people
        self._slogans = slogans

    def __call__(self, now: datetime) -> int:
        """How many drafts are new. Once shipped, one comes back to no county."""
        counties = self._people.counties()
        known = self._checklists.shipped(counties)
        missing = [
            (county, *each) for county in counties for each in self._slogans if (county, each[0]) not in known
        ]
        for county, key, title in missing:
            with self._new_uow(system_call("timer")) as uow:
                made = uuid5(NAMESPACE_URL, f"wangge.field.slogan/{county}/{key}")
                standing = Standing(Level.GRID, Period.MONTH, slogan=key, series_id=str(made))
                plan = Plan(
                    title=title,
                    territory_path=county,
                    mechanism=Mechanism.NONE,
                    first_day=now.astimezone(_CHINA).date().isoformat(),
                    last_day=FOREVER,
                    standing=standing,
                )
                if self._checklists.in_uow(uow, str(made)) is None:
                    draft = Checklist(str(made), plan, uow.now)
                    self._checklists.add(uow, draft)
                    told(uow, draft, "field.checklist.ship")
                    uow.commit(result=draft.id)
        return len(missing)
