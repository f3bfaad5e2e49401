"""Look at pictures: the public sees cleared copies, staff of the place the originals."""

from __future__ import annotations

from services.directory.application.picture_ports import Picture, PictureDesk
from services.directory.application.pictures import EDIT, SMALL
from services.directory.domain.account_refusals import PictureNotFound
from services.kernel.call import Call, Realm


class ListPictures:
    """Pictures of a record that the caller may look at, oldest first."""

    def __init__(self, desk: PictureDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, record_type: str, record_id: str) -> list[Picture]:
        """Empty when there are none or none for this caller."""
        with self._desk.registry.read() as connection:
            found = self._desk.pictures.of(connection, record_type, record_id)
        return [picture for picture in found if picture.public or may_see_original(call, picture)]


class GetPictureData:
    """The bytes of a picture."""

    def __init__(self, desk: PictureDesk) -> None:
        self._desk = desk

    def __call__(self, call: Call, id: str, *, small: bool) -> bytes:
        """The original for staff of the place, the cleared copy for others; else PictureNotFound."""
        with self._desk.registry.read() as connection:
            picture = self._desk.pictures.find(connection, id)
        if picture is None or picture.deleted:
            raise PictureNotFound()
        if may_see_original(call, picture):
            name = picture.stored
        elif picture.public:
            name = picture.public_stored
        else:
            raise PictureNotFound()
        return self._desk.files.get(name + SMALL if small else name)


def may_see_original(call: Call, picture: Picture) -> bool:
    """Editors of pictures there, staff whose own territory the record lies in, and the pictured account."""
    if picture.record_type == "account" and picture.record_id == call.actor.id:
        return True
    if call.may(EDIT, picture.path):
        return True
    staff = call.actor.realm in (Realm.STAFF, Realm.SYSTEM)
    return staff and any(
        not g.unit and g.permissions and picture.path.startswith(g.territory) for g in call.actor.grants
    )
