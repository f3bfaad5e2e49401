"""Look at pictures: staff of the place see originals, other accounts cleared copies, the street its board."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from services.directory.application.picture_ports import Picture, PictureDesk
from services.directory.application.pictures import EDIT, SMALL
from services.directory.domain.account_refusals import PictureNotFound
from services.directory.domain.accounts import State
from services.kernel.call import Call, Realm
from services.kernel.errors import Unauthenticated


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
        """The original for staff of the place, the cleared copy for others; else PictureNotFound.

        Without signing in nothing but the work photos on notice boards; Unauthenticated for all else,
        whether it is there or not.
        """
        with self._desk.registry.read() as connection:
            picture = self._desk.pictures.find(connection, id)
            if call.actor.realm is Realm.ANONYMOUS and not self._on_a_board(connection, picture):
                raise Unauthenticated()
        if picture is None or picture.deleted:
            raise PictureNotFound()
        if may_see_original(call, picture):
            name = picture.stored
        elif picture.public:
            name = picture.public_stored
        else:
            raise PictureNotFound()
        return self._desk.files.get(name + SMALL if small else name)

    def _on_a_board(self, connection: Connection, picture: Picture | None) -> bool:
        """Whether it is the approved work photo of somebody whom a public notice board shows (DIR-19)."""
        if picture is None or picture.deleted or not picture.public or picture.record_type != "account":
            return False
        registry = self._desk.registry
        account = registry.accounts.find(connection, picture.record_id)
        if account is None or account.state is not State.ACTIVE or account.realm != "staff":
            return False
        return account.photo == picture.id and self._desk.boards.shows(
            connection, account.id, registry.clock()
        )


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
