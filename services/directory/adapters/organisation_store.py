"""Organisations, their lines of work and their elections in the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row
from sqlalchemy.exc import IntegrityError

from services.directory.adapters.tables.organisations import election, organisation, organisation_line
from services.directory.adapters.territory_store import beneath
from services.directory.application.messages import moment, stamp
from services.directory.application.ports import Election, Organisation, OrganisationQuery
from services.directory.domain.refusals import OrganisationExists, Stale
from services.kernel.persistence.moments import aware
from wangge.directory.v1 import organisations_pb2
from wangge.types.v1 import types_pb2


class OrganisationStore:
    """See the port `Organisations`."""

    def find(self, connection: Connection, id: str) -> Organisation | None:
        row = connection.execute(sa.select(organisation).where(organisation.c.id == id)).first()
        return _read(row) if row else None

    def find_code(self, connection: Connection, code: str) -> Organisation | None:
        row = connection.execute(sa.select(organisation).where(organisation.c.code == code)).first()
        return _read(row) if row else None

    def put(self, connection: Connection, record: Organisation, path: str, fresh: bool) -> None:
        values = _row(record, path)
        if fresh:
            try:
                connection.execute(sa.insert(organisation).values(id=record.id, **values))
            except IntegrityError as error:
                raise OrganisationExists(code=record.code) from error
        else:
            changed = connection.execute(
                sa.update(organisation)
                .where(organisation.c.id == record.id, organisation.c.version == values["version"] - 1)
                .values(**values)
            )
            if changed.rowcount != 1:
                raise Stale(record=record.name)
            connection.execute(
                sa.delete(organisation_line).where(organisation_line.c.organisation_id == record.id)
            )
        lines = [
            {"organisation_id": record.id, "line": line, "territory_path": path}
            for line in dict.fromkeys(record.lines)
        ]
        if lines:
            connection.execute(sa.insert(organisation_line), lines)

    def page(
        self, connection: Connection, query: OrganisationQuery, size: int, after: str
    ) -> list[Organisation]:
        select = sa.select(organisation).order_by(organisation.c.id).limit(size)
        if query.path is not None and query.deep:
            select = select.where(beneath(organisation.c.territory_path, query.path))
        elif query.path is not None:
            select = select.where(organisation.c.territory_path == query.path)
        if query.kind:
            select = select.where(organisation.c.kind == query.kind)
        if query.name_contains:
            select = select.where(organisation.c.name.contains(query.name_contains, autoescape=True))
        if after:
            select = select.where(organisation.c.id > after)
        return [_read(row) for row in connection.execute(select)]

    def responsible(
        self, connection: Connection, lines: Sequence[str], paths: Sequence[str]
    ) -> list[Organisation]:
        line = organisation_line.c
        length = sa.func.length
        select = (
            sa.select(
                organisation, sa.func.max(length(line.line)).over(partition_by=organisation.c.id).label("fit")
            )
            .join(organisation_line, line.organisation_id == organisation.c.id)
            .where(line.line.in_(lines), line.territory_path.in_(paths), organisation.c.active)
            .order_by(length(organisation.c.territory_path).desc(), sa.desc("fit"), organisation.c.code)
        )
        found = {row.id: row for row in connection.execute(select)}
        return [_read(row) for row in found.values()]

    def add_election(self, connection: Connection, record: Election) -> None:
        connection.execute(
            sa.insert(election).values(
                id=record.id,
                organisation_id=record.organisation_id,
                held_on=moment(record, "held_on"),
                elected=list(record.elected),
                term_to=moment(record, "term_to"),
            )
        )

    def elections(self, connection: Connection, organisation_id: str) -> list[Election]:
        select = (
            sa.select(election)
            .where(election.c.organisation_id == organisation_id)
            .order_by(election.c.held_on.desc(), election.c.id)
        )
        return [
            Election(
                id=row.id,
                organisation_id=row.organisation_id,
                held_on=stamp(aware(row.held_on)),
                elected=row.elected,
                term_to=stamp(aware(row.term_to)),
            )
            for row in connection.execute(select)
        ]


def _row(record: Organisation, path: str) -> dict[str, Any]:
    return {
        "code": record.code,
        "name": record.name,
        "kind": record.kind,
        "level": record.level,
        "territory_code": record.territory_code,
        "territory_path": path,
        "parent_id": record.parent_id,
        "duties": record.duties,
        "contact": record.contact,
        "lines": list(dict.fromkeys(record.lines)),
        "calendar": record.calendar,
        "active": record.active,
        "body_layer": record.body_layer,
        "governance_mode": record.governance_mode,
        "term_from": moment(record, "term_from"),
        "term_to": moment(record, "term_to"),
        "version": int(record.etag),
    }


def _read(row: Row[Any]) -> Organisation:
    return Organisation(
        id=row.id,
        code=row.code,
        name=row.name,
        kind=organisations_pb2.OrganisationKind.Name(row.kind),
        level=types_pb2.Level.Name(row.level),
        territory_code=row.territory_code,
        parent_id=row.parent_id,
        duties=row.duties,
        contact=row.contact,
        lines=row.lines,
        calendar=row.calendar,
        active=row.active,
        body_layer=row.body_layer,
        governance_mode=row.governance_mode,
        term_from=stamp(aware(row.term_from)),
        term_to=stamp(aware(row.term_to)),
        etag=str(row.version),
    )
