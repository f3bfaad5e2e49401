"""Dictionaries, catalogue, calendars, deduction rules and documents in the database, version by version."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from google.protobuf import json_format
from google.protobuf.message import Message
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from services.directory.adapters.tables.reference import (
    calendar_version,
    catalogue_version,
    deduction_rule,
    dictionary_version,
    document_version,
)
from services.directory.adapters.territory_store import beneath
from services.directory.application.messages import moment, stamp
from services.directory.application.ports import (
    Catalogue,
    DeductionRule,
    Dictionary,
    Document,
    WorkingCalendar,
)
from services.directory.domain.refusals import Stale
from services.kernel.persistence.moments import aware
from wangge.directory.v1 import reference_pb2


class ReferenceStore:
    """See the port `References`."""

    def __init__(self) -> None:
        # Published versions never change, so one parsed catalogue serves every reader.
        self._catalogues: dict[tuple[str, int, datetime], bytes] = {}

    def dictionaries(self, connection: Connection) -> list[Dictionary]:
        table = dictionary_version
        latest = sa.select(table.c.name, sa.func.max(table.c.version).label("version")).group_by(table.c.name)
        newest = latest.subquery()
        select = (
            sa.select(*[column for column in table.c if column.name != "entries"])
            .join(newest, sa.and_(newest.c.name == table.c.name, newest.c.version == table.c.version))
            .order_by(table.c.name)
        )
        return [_dictionary(row, []) for row in connection.execute(select)]

    def dictionary(self, connection: Connection, name: str, version: int = 0) -> Dictionary | None:
        table = dictionary_version
        select = sa.select(table).where(table.c.name == name).order_by(table.c.version.desc()).limit(1)
        row = connection.execute(select.where(table.c.version == version) if version else select).first()
        return _dictionary(row, row.entries) if row else None

    def add_dictionary(self, connection: Connection, record: Dictionary, at: datetime, by: str) -> None:
        values = {
            "name": record.name,
            "version": record.version,
            "title_zh": record.title_zh,
            "title_en": record.title_en,
            "entries": _plain(record.entries),
            "published_at": at,
            "published_by": by[:80],
        }
        _insert(connection, dictionary_version, values, record.name)

    def catalogue(self, connection: Connection, version: int = 0) -> Catalogue | None:
        table = catalogue_version
        heads = sa.select(table.c.version, table.c.note, table.c.published_at, table.c.published_by)
        select = heads.order_by(table.c.version.desc()).limit(1)
        row = connection.execute(select.where(table.c.version == version) if version else select).first()
        if row is None:
            return None
        key = (str(connection.engine.url), row.version, aware(row.published_at))
        if key not in self._catalogues:
            items = connection.scalar(sa.select(table.c["items"]).where(table.c.version == row.version))
            found = Catalogue(
                version=row.version,
                items=[json_format.ParseDict(item, reference_pb2.CatalogueItem()) for item in items or []],
                published_at=stamp(aware(row.published_at)),
                published_by=row.published_by,
                note=row.note,
            )
            self._catalogues[key] = found.SerializeToString()
        return Catalogue.FromString(self._catalogues[key])

    def add_catalogue(self, connection: Connection, record: Catalogue, at: datetime, by: str) -> None:
        values = {
            "version": record.version,
            "items": _plain(record.items),
            "note": record.note,
            "published_at": at,
            "published_by": by[:120],
        }
        _insert(connection, catalogue_version, values, str(record.version))

    def calendar(self, connection: Connection, name: str) -> WorkingCalendar | None:
        table = calendar_version
        row = connection.execute(
            sa.select(table).where(table.c.name == name).order_by(table.c.version.desc()).limit(1)
        ).first()
        if row is None:
            return None
        days = [json_format.ParseDict(day, reference_pb2.CalendarDay()) for day in row.days]
        return WorkingCalendar(
            name=row.name,
            time_zone=row.time_zone,
            hours=row.hours,
            days=days,
            known_years=sorted({int(day.date[:4]) for day in days}),
            version=row.version,
            reason=row.reason,
            published_at=stamp(aware(row.published_at)),
        )

    def add_calendar(self, connection: Connection, record: WorkingCalendar, at: datetime, by: str) -> None:
        values = {
            "name": record.name,
            "version": record.version,
            "time_zone": record.time_zone,
            "hours": list(record.hours),
            "days": _plain(record.days),
            "reason": record.reason,
            "published_at": at,
            "published_by": by[:80],
        }
        _insert(connection, calendar_version, values, record.name)

    def rule(self, connection: Connection, id: str) -> DeductionRule | None:
        row = connection.execute(sa.select(deduction_rule).where(deduction_rule.c.id == id)).first()
        return _rule(row) if row else None

    def put_rule(self, connection: Connection, record: DeductionRule, fresh: bool) -> None:
        values = {
            "trigger": record.trigger,
            "target": record.target,
            "points": record.points,
            "cap_per_period": record.cap_per_period,
            "appealable": record.appealable,
            "valid_from": moment(record, "valid_from"),
            "valid_to": moment(record, "valid_to"),
            "version": int(record.etag),
        }
        if fresh:
            connection.execute(sa.insert(deduction_rule).values(id=record.id, **values))
            return
        changed = connection.execute(
            sa.update(deduction_rule)
            .where(deduction_rule.c.id == record.id, deduction_rule.c.version == int(record.etag) - 1)
            .values(**values)
        )
        if changed.rowcount != 1:
            raise Stale(record=record.trigger)

    def rules(self, connection: Connection) -> list[DeductionRule]:
        select = sa.select(deduction_rule).order_by(
            deduction_rule.c.target, deduction_rule.c.trigger, deduction_rule.c.id
        )
        return [_rule(row) for row in connection.execute(select)]

    def document(self, connection: Connection, id: str) -> Document | None:
        table = document_version
        row = connection.execute(sa.select(table).where(table.c.id == id, table.c.latest)).first()
        return _document(row) if row else None

    def add_document(
        self, connection: Connection, record: Document, path: str, at: datetime, by: str
    ) -> None:
        table = document_version
        connection.execute(
            sa.update(table).where(table.c.id == record.id, table.c.latest).values(latest=False)
        )
        values = {
            "id": record.id,
            "version": record.version,
            "latest": True,
            "kind": record.kind,
            "title": record.title,
            "text": record.text,
            "territory_code": record.territory_code,
            "territory_path": path,
            "published": record.published,
            "changed_at": at,
            "changed_by": by[:80],
        }
        _insert(connection, table, values, record.title)

    def documents(
        self,
        connection: Connection,
        kind: str,
        path: str | None,
        versions: bool,
        size: int,
        after: tuple[str, int] | None,
    ) -> list[Document]:
        table = document_version
        select = sa.select(table).order_by(table.c.id, table.c.version).limit(size)
        if kind:
            select = select.where(table.c.kind == kind)
        if path is not None:
            select = select.where(beneath(table.c.territory_path, path))
        if not versions:
            select = select.where(table.c.latest)
        if after is not None:
            key = sa.tuple_(table.c.id, table.c.version)
            select = select.where(key > sa.tuple_(*after, types=[table.c.id.type, table.c.version.type]))
        return [_document(row) for row in connection.execute(select)]


def _insert(connection: Connection, table: sa.Table, values: dict[str, Any], name: str) -> None:
    """Two who publish the same next version at once: the second is told to look again."""
    try:
        connection.execute(sa.insert(table).values(**values))
    except IntegrityError as error:
        raise Stale(record=name) from error


def _plain(messages: Iterable[Message]) -> list[dict[str, Any]]:
    return [json_format.MessageToDict(message) for message in messages]


def _dictionary(row: Row[Any], entries: list[dict[str, Any]]) -> Dictionary:
    return Dictionary(
        name=row.name,
        title_zh=row.title_zh,
        title_en=row.title_en,
        version=row.version,
        entries=[json_format.ParseDict(entry, reference_pb2.DictionaryEntry()) for entry in entries],
        published_at=stamp(aware(row.published_at)),
    )


def _rule(row: Row[Any]) -> DeductionRule:
    return DeductionRule(
        id=row.id,
        trigger=row.trigger,
        target=row.target,
        points=row.points,
        cap_per_period=row.cap_per_period,
        appealable=row.appealable,
        valid_from=stamp(aware(row.valid_from)),
        valid_to=stamp(aware(row.valid_to)),
        etag=str(row.version),
    )


def _document(row: Row[Any]) -> Document:
    return Document(
        id=row.id,
        kind=row.kind,
        title=row.title,
        text=row.text,
        territory_code=row.territory_code,
        version=row.version,
        published=row.published,
        changed_at=stamp(aware(row.changed_at)),
        etag=str(row.version),
    )
