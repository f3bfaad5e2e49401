"""The places that patrols call at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from services.field.application.duty import DO
from services.field.application.ports import Checkpoints, NewUow
from services.field.application.tracks import VIEW
from services.field.application.whereabouts import territory_of
from services.field.domain.checkpoint import Checkpoint
from services.field.domain.refusals import CheckpointNotFound, Stale
from services.kernel.call import Call
from services.kernel.types import NewId

EDIT = "field.checkpoint.edit"


class PutCheckpoint:
    """New without an id, changed with id and etag; one that is no longer used is retired."""

    def __init__(self, new_uow: NewUow, checkpoints: Checkpoints, new_id: NewId) -> None:
        self._new_uow = new_uow
        self._checkpoints = checkpoints
        self._new_id = new_id

    def __call__(self, call: Call, wanted: Checkpoint, etag: str) -> Checkpoint:
        """Raises CheckpointNotFound, CheckpointCodeTaken, Stale, PermissionDenied."""
        call.require(EDIT, wanted.territory_path)
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                known = self._checkpoints.by_id(uow, first)
                assert known is not None
                return known
            if wanted.id:
                known = self._checkpoints.by_id(uow, wanted.id)
                if known is None or not call.may(EDIT, known.territory_path):
                    raise CheckpointNotFound()
                if etag != str(known.version):
                    raise Stale()
                kept = replace(wanted, code=wanted.code.upper(), version=known.version + 1)
            else:
                kept = replace(wanted, id=self._new_id(), code=wanted.code.upper(), version=1)
            self._checkpoints.put(uow, kept)
            changes = {"code": ["", kept.code], "retired": ["", kept.retired]}
            uow.audit(
                "field.checkpoint.put", "checkpoint", kept.id, territory=kept.territory_path, changes=changes
            )
            uow.commit(result=kept.id)
        return kept


class GetCheckpoint:
    """One of a territory in which the caller patrols, looks or edits; retired ones too."""

    def __init__(self, checkpoints: Checkpoints) -> None:
        self._checkpoints = checkpoints

    def __call__(self, call: Call, checkpoint_id: str) -> Checkpoint:
        """Raises CheckpointNotFound."""
        found = self._checkpoints.find(checkpoint_id)
        if found is None or not any(call.may(each, found.territory_path) for each in (VIEW, EDIT, DO)):
            raise CheckpointNotFound()
        return found


class ListCheckpoints:
    """Of a territory in which the caller patrols or looks, in the order of the route."""

    def __init__(self, checkpoints: Checkpoints) -> None:
        self._checkpoints = checkpoints

    def __call__(
        self,
        call: Call,
        territory_code: str,
        with_retired: bool,
        after: tuple[str, int, str] | None,
        limit: int,
    ) -> Sequence[Checkpoint]:
        """Up to ``limit`` of them."""
        permission = next((each for each in (VIEW, EDIT) if call.may(each)), DO)
        path = territory_of(call, permission, territory_code)
        return self._checkpoints.page(path, with_retired, after, limit)
