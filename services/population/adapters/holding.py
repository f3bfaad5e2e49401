"""What the register itself holds about somebody: particulars, residences, changes, and who looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime

import sqlalchemy as sa

from services.kernel.persistence.database import Database
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.population.adapters.changes import SqlChanges
from services.population.adapters.loading import Loading
from services.population.adapters.places import SqlPlaces
from services.population.adapters.sealing import Sealing
from services.population.adapters.tables.twins import twins
from services.population.application.rights import RightsStore
from services.population.application.room import CHINA
from services.population.domain.dossier import Dossier
from services.population.domain.rights import Held

_MOST = 1000
_PURPOSE = ("居民登记和社区服务", "Register of residents and community services")
_PARTICULARS = (
    ("name", "姓名", "Name"),
    ("sex", "性别", "Sex"),
    ("born_on", "出生日期", "Date of birth"),
    ("document_kind", "证件类型", "Document"),
    ("document_number", "证件号码", "Document number"),
    ("phone", "联系电话", "Phone"),
    ("registered_address", "户籍地址", "Registered address"),
    ("registered_division", "户籍区划", "Registered division"),
    ("died_on", "死亡日期", "Date of death"),
    ("source", "来源", "Source"),
    ("collected_at", "采集时间", "Collected"),
    ("verified_at", "核实时间", "Verified"),
)
_RESIDENCE = (
    ("地址", "Address"),
    ("网格", "Grid"),
    ("类别", "Category"),
    ("与户主关系", "Relation to head"),
    ("事由", "Reason"),
    ("起", "From"),
    ("止", "To"),
    ("来自", "From where"),
    ("去往", "To where"),
)
_CHANGES = (("时间", "Time"), ("经办人", "Recorded by"), ("事项", "What"), ("原因", "Reason"))
_READINGS = (("时间", "Time"), ("查看人", "Who"), ("操作", "Action"), ("目的", "Purpose"))


class RegisterHolding:
    """See the port `Holder`."""

    def __init__(
        self,
        database: Database,
        sealing: Sealing,
        changes: SqlChanges,
        places: SqlPlaces,
        rights: RightsStore,
    ) -> None:
        self._database = database
        self._load = Loading(sealing)
        self._changes = changes
        self._places = places
        self._rights = rights

    def held(self, person_id: str) -> Sequence[Held]:
        """See the port."""
        with self._database.read() as connection:
            dossier = self._load.dossiers(connection, [person_id]).get(person_id)
        if dossier is None:
            return ()
        changes = self._changes.history(person_id, "", _MOST)
        readings = self._rights.readings(person_id, 0, _MOST)
        return (
            self._particulars(dossier),
            self._residences(dossier),
            Held(
                "changes",
                ("登记变更", "Changes"),
                _PURPOSE,
                _CHANGES,
                tuple(
                    (f"{each.at:%Y-%m-%d %H:%M}", each.actor_name, each.command, each.reason)
                    for each in changes
                ),
            ),
            Held(
                "readings",
                ("查询记录", "Who looked"),
                ("个人信息保护", "Protection of personal data"),
                _READINGS,
                tuple(
                    (f"{each.at:%Y-%m-%d %H:%M}", each.actor_name, each.action, each.purpose)
                    for each in readings
                ),
            ),
        )

    def erase(self, uow: UnitOfWork, person_id: str) -> list[str]:
        """See the port: the record itself is blanked by the ledger; here go the pairs it stood in."""
        dossier = self._load.dossiers(uow.connection, [person_id], lock=True)[person_id]
        pair = sa.or_(twins.c.first_id == person_id, twins.c.second_id == person_id)
        uow.connection.execute(sa.delete(twins).where(pair))
        values = [getattr(dossier.person, each.name) for each in fields(dossier.person)]
        return [str(each) for each in values if each]

    @staticmethod
    def _particulars(dossier: Dossier) -> Held:
        row = tuple(_text(getattr(dossier.person, name)) for name, _, _ in _PARTICULARS)
        titles = tuple((zh, en) for _, zh, en in _PARTICULARS)
        return Held("particulars", ("基本信息", "Particulars"), _PURPOSE, titles, (row,))

    def _residences(self, dossier: Dossier) -> Held:
        with self._database.read() as connection:
            homes = self._load.dwellings(connection, [each.dwelling_id for each in dossier.residences])
        names = self._places.place_names(each.path for each in dossier.residences)
        rows = tuple(
            (
                homes[each.dwelling_id].address if each.dwelling_id in homes else "",
                names.get(each.path, each.path),
                each.kind.value,
                each.relation.value,
                each.reason.value,
                _text(each.from_day),
                _text(each.to_day),
                each.origin,
                each.destination,
            )
            for each in dossier.residences
        )
        return Held("residences", ("居住记录", "Residences"), _PURPOSE, _RESIDENCE, rows)


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
