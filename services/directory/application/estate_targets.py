"""Yearly targets for estates, and how many are fulfilled (DIR-08)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.engine import Connection

from services.directory.application.paging import after_key, page_size, token_after
from services.directory.application.ports import Registry
from services.directory.application.territory_lookups import EDIT, VIEW, check_entry, get_territory
from services.directory.domain.estates import expected_haves
from services.directory.domain.levels import successor
from services.directory.domain.refusals import Stale
from services.kernel.call import Call, Scope
from services.kernel.errors import Invalid
from wangge.directory.v1 import territories_pb2

EstateTarget = territories_pb2.EstateTarget


class Targets(Protocol):
    """Yearly targets by key, and the estates they count."""

    def find(self, connection: Connection, key: str) -> EstateTarget | None: ...
    def put(self, connection: Connection, key: str, record: EstateTarget, path: str, fresh: bool) -> None: ...
    def page(
        self, connection: Connection, scope: Scope, path: str, year: int, size: int, after: str
    ) -> list[tuple[str, str, EstateTarget]]: ...
    def estates(self, connection: Connection, path: str) -> list[tuple[str, bool, int]]: ...


class _Counted:
    """Estates below a path, counted by place."""

    def __init__(self, estates: Sequence[tuple[str, bool, int]]) -> None:
        self._all = sorted(path for path, _, _ in estates)
        self._full = sorted(
            path for path, enclosable, haves in estates if haves >= len(expected_haves(enclosable))
        )

    def fill(self, target: EstateTarget, path: str) -> EstateTarget:
        target.estates, target.fulfilled = _under(self._all, path), _under(self._full, path)
        return target


def _under(paths: Sequence[str], path: str) -> int:
    return bisect_left(paths, successor(path)) - bisect_left(paths, path)


@dataclass(frozen=True)
class PutEstateTarget:
    """Sets how many estates of a territory shall have all their haves in a year."""

    registry: Registry
    targets: Targets

    def __call__(self, call: Call, wanted: EstateTarget) -> EstateTarget:
        """Raises TerritoryUnknown, Stale, PermissionDenied, Invalid."""
        registry = self.registry
        if not wanted.year:
            raise Invalid.one("target.year", "kernel.required")
        with registry.new_uow(call) as uow:
            place = get_territory(registry, uow.connection, wanted.territory_code, valid=True)
            call.require(EDIT, place.path)
            if not wanted.kind:
                raise Invalid.one("target.kind", "kernel.required")
            check_entry(registry, uow.connection, "estate_target", wanted.kind, "target.kind")
            key = f"{place.path}/{wanted.year}/{wanted.kind}"
            before = self.targets.find(uow.connection, key)
            if wanted.etag != (before.etag if before else ""):
                raise Stale(record=f"{place.name} {wanted.year}")
            record = EstateTarget(
                territory_code=place.code,
                year=wanted.year,
                kind=wanted.kind,
                target=wanted.target,
                etag=str(int(before.etag) + 1) if before else "1",
            )
            self.targets.put(uow.connection, key, record, place.path, before is None)
            changes: dict[str, object] = {"target": [before.target if before else None, record.target]}
            uow.audit(EDIT, "estate_target", key, territory=place.path, changes=changes)
            counted = _Counted(self.targets.estates(uow.connection, place.path))
            uow.commit(result=key)
        return counted.fill(record, place.path)


@dataclass(frozen=True)
class ListEstateTargets:
    """Targets of a territory and below, within the caller's scope, with what is fulfilled now."""

    registry: Registry
    targets: Targets

    def __call__(
        self, call: Call, request: territories_pb2.ListEstateTargetsRequest
    ) -> territories_pb2.ListEstateTargetsResponse:
        """Raises TerritoryUnknown."""
        registry, size = self.registry, page_size(request.page_size)
        asked = f"estate targets {request.territory_code} {request.year}"
        with registry.read() as connection:
            path = ""
            if request.territory_code:
                path = get_territory(registry, connection, request.territory_code).path
            after = after_key(request.page_token, asked)
            found = self.targets.page(connection, call.scope(VIEW), path, request.year, size + 1, after)
            tops = {each for _, each, _ in found[:size]}
            highest = [each for each in tops if not any(each != o and each.startswith(o) for o in tops)]
            estates = [row for top in highest for row in self.targets.estates(connection, top)]
        counted = _Counted(estates)
        answer = territories_pb2.ListEstateTargetsResponse(
            targets=[counted.fill(target, place) for _, place, target in found[:size]]
        )
        if len(found) > size:
            answer.next_page_token = token_after(found[size - 1][0], asked)
        return answer
