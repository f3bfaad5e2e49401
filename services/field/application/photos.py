"""Pictures for check-ins: recognised by content, drawn anew, kept until a check-in takes them up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.field.application.duty import DO
from services.field.application.ports import NewUow, Photo, Photos
from services.field.domain.positions import Position
from services.kernel.call import Call
from services.kernel.types import NewId


class AddPhoto:
    """A repeated request gets the first picture."""

    def __init__(self, new_uow: NewUow, photos: Photos, new_id: NewId) -> None:
        self._new_uow = new_uow
        self._photos = photos
        self._new_id = new_id

    def __call__(
        self, call: Call, data: bytes, file_name: str, taken_at: datetime | None, place: Position | None
    ) -> Photo:
        """What the picture says of time and place wins over what the phone says. Raises NotAPicture."""
        call.require(DO)
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return self._photos.row(uow, first)
        # Drawing takes its time: no transaction is open meanwhile.
        photo, shot_at = self._photos.prepared(data, file_name, self._new_id())
        with self._new_uow(call) as uow:
            kept = replace(
                photo,
                uploaded_at=uow.now,
                uploaded_by=call.actor.id,
                taken_at=photo.taken_at or taken_at,
                place=shot_at or place,
            )
            self._photos.keep(uow, kept)
            uow.commit(result=kept.id)
        return kept
