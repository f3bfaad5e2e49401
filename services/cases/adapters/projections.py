"""Writes what the directory tells into the service's own tables; what is older than known changes nothing.

Every `put` says whether it was news; the same version told again counts as news.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from google.protobuf import json_format
from sqlalchemy.engine import Connection

from services.cases.adapters.tables.projections import (
    accounts,
    calendars,
    catalogues,
    places,
    posts,
    units,
    versions,
)
from wangge.directory.v1 import accounts_pb2, organisations_pb2, reference_pb2, territories_pb2

_COUNTER = "directory"


def next_change(connection: Connection) -> int:
    """The next value of the one counter; its row lock orders writers, so readers miss nothing."""
    bumped = (
        sa.update(versions)
        .where(versions.c.name == _COUNTER)
        .values(value=versions.c.value + 1)
        .returning(versions.c.value)
    )
    value = connection.execute(bumped).scalar()
    if value is None:
        insert = _upsert(connection, versions, {"name": _COUNTER, "value": 0}, "name", keep=True)
        connection.execute(insert)
        value = connection.execute(bumped).scalar()
    return int(value or 0)


def put_territory(
    connection: Connection, territory: territories_pb2.Territory, *, ended: bool = False
) -> bool:
    """A territory as it is now; an older boundary stays when the event brings none."""
    row: dict[str, Any] = {
        "path": territory.path,
        "name": territory.name,
        "ended": ended or territory.HasField("valid_to"),
        "version": _version(territory.etag),
        "changed": next_change(connection),
        "boundary": territory.boundary,
        **dict.fromkeys(("longitude", "latitude", "west", "south", "east", "north")),
    }
    if territory.HasField("centre"):
        row["longitude"], row["latitude"] = territory.centre.longitude, territory.centre.latitude
    box = box_of(territory.boundary) if territory.boundary else None
    if box is not None:
        row["west"], row["south"], row["east"], row["north"] = box
        if row["longitude"] is None:
            row["longitude"], row["latitude"] = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    if not territory.boundary:
        for name in ("boundary", "west", "south", "east", "north"):
            del row[name]
        inserted = {**row, "boundary": ""}
        return _put(connection, places, inserted, "path", only=tuple(row))
    return _put(connection, places, row, "path")


def put_organisation(connection: Connection, unit: organisations_pb2.Organisation, path: str) -> bool:
    """An organisation with the path of its territory."""
    row = {
        "id": unit.id,
        "name": unit.name,
        "kind": int(unit.kind),
        "path": path,
        "lines": list(unit.lines),
        "calendar": unit.calendar,
        "active": unit.active,
        "version": _version(unit.etag),
        "changed": next_change(connection),
    }
    return _put(connection, units, row, "id")


def put_post(connection: Connection, post: organisations_pb2.Post, path: str, also: list[str]) -> bool:
    """A post with its holders."""
    row = {
        "id": post.id,
        "title": post.title,
        "kind": post.kind,
        "path": path,
        "also_paths": also,
        "unit_id": post.organisation_id,
        "holders": [
            [
                holder.account_id,
                holder.since.ToJsonString() if holder.HasField("since") else "",
                holder.until.ToJsonString() if holder.HasField("until") else "",
            ]
            for holder in post.holders
        ],
        "work_phone": post.work_phone,
        "version": _version(post.etag),
        "changed": next_change(connection),
    }
    return _put(connection, posts, row, "id")


def put_account(connection: Connection, account_id: str, name: str, state: int, etag: str) -> bool:
    """An account's name and whether it may act."""
    row = {
        "id": account_id,
        "name": name,
        "active": state == accounts_pb2.ACCOUNT_STATE_ACTIVE,
        "version": _version(etag),
        "changed": next_change(connection),
    }
    return _put(connection, accounts, row, "id")


def put_catalogue(connection: Connection, catalogue: reference_pb2.Catalogue) -> None:
    """A published version; older ones stay for the cases that run under them."""
    row = {
        "version": catalogue.version,
        "body": json_format.MessageToJson(catalogue, indent=None, ensure_ascii=False),
        "changed": next_change(connection),
    }
    connection.execute(_upsert(connection, catalogues, row, "version"))


def put_calendar(connection: Connection, calendar: reference_pb2.WorkingCalendar) -> bool:
    """A working calendar."""
    row = {
        "name": calendar.name,
        "version": calendar.version,
        "body": json_format.MessageToJson(calendar, indent=None, ensure_ascii=False),
        "changed": next_change(connection),
    }
    return _put(connection, calendars, row, "name")


def box_of(boundary: str) -> tuple[float, float, float, float] | None:
    """West, south, east and north of a GeoJSON polygon; None when it cannot be read."""
    try:
        points = list(_positions(json.loads(boundary)["coordinates"]))
    except (ValueError, KeyError, TypeError):
        return None
    if not points:
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _positions(part: Any) -> Any:
    if part and isinstance(part[0], int | float):
        yield float(part[0]), float(part[1])
        return
    for each in part:
        yield from _positions(each)


def _version(etag: str) -> int:
    """Etags of the directory are growing numbers; none is the oldest."""
    return int(etag) if etag.isdecimal() and len(etag) < 10 else 0


def _put(
    connection: Connection, table: sa.Table, row: Mapping[str, Any], key: str, *, only: tuple[str, ...] = ()
) -> bool:
    return connection.execute(_upsert(connection, table, row, key, only=only)).rowcount > 0


def _upsert(
    connection: Connection,
    table: sa.Table,
    row: Mapping[str, Any],
    key: str,
    *,
    keep: bool = False,
    only: tuple[str, ...] = (),
) -> Any:
    from sqlalchemy.dialects import postgresql, sqlite

    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = dialect.insert(table).values(dict(row))
    changes = {name: insert.excluded[name] for name in (only or row) if name != key}
    if keep or not changes:
        return insert.on_conflict_do_nothing(index_elements=[key])
    news = table.c.version <= insert.excluded.version if "version" in changes else None
    return insert.on_conflict_do_update(index_elements=[key], set_=changes, where=news)
