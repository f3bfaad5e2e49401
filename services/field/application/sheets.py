"""Sheets of campaigns: filled in on the phone, looked at in the office (FLD-13)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from services.field.application.checklists import EDIT, FILL, VIEW, seen
from services.field.application.duty import DO
from services.field.application.help_ports import Checklists, Sheets, ShownSheet, WantedSheets
from services.field.application.ports import NewUow, Photos
from services.field.application.reach import reach_of
from services.field.application.whereabouts import territory_of
from services.field.domain.help_refusals import (
    ChecklistNotRunning,
    FilledOtherwise,
    GridNotCovered,
    SheetNotFound,
)
from services.field.domain.moments import believed
from services.field.domain.refusals import IdTaken, NoTerritory, PhotoNotFound
from services.field.domain.sheet import Answer, Sheet, judged
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.territory_codes import path_of
from wangge.field.v1 import events_pb2

_CHINA = ZoneInfo("Asia/Shanghai")
_COMMUNITY = 12


@dataclass(frozen=True, slots=True)
class Filled:
    """What the phone says of a sheet; the caller's own grid when ``territory_code`` is empty."""

    id: str
    checklist_id: str
    object: str
    answers: Sequence[Answer]
    territory_code: str = ""
    at: datetime | None = None
    building_id: str = ""
    room: str = ""


class AddSheet:
    """A sheet is handed in; its id, made on the phone, makes it repeatable."""

    def __init__(self, new_uow: NewUow, checklists: Checklists, sheets: Sheets, photos: Photos) -> None:
        self._new_uow = new_uow
        self._checklists = checklists
        self._sheets = sheets
        self._photos = photos

    def __call__(self, call: Call, filled: Filled) -> str:
        """Its id.

        Raises ChecklistNotFound, ChecklistNotRunning at that moment, GridNotCovered, NoTerritory, IdTaken,
        PhotoUnknown, Invalid for answers that do not do.
        """
        path = territory_of(call, DO, filled.territory_code)
        if len(path) <= _COMMUNITY:
            raise NoTerritory(FieldProblem("territory_code", NoTerritory.code))
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            checklist = seen(call, self._checklists.in_uow(uow, filled.checklist_id), DO)
            known = self._sheets.in_uow(uow, filled.id)
            if known is not None:
                if (known.by, known.checklist_id) != (call.actor.id, filled.checklist_id):
                    raise IdTaken()
                return known.id
            if checklist.plan.standing is not None:
                raise FilledOtherwise()
            moment = believed(filled.at, uow.now)
            if not checklist.plan.covers(path):
                raise GridNotCovered(FieldProblem("territory_code", GridNotCovered.code))
            if not checklist.open_at(moment, moment.astimezone(_CHINA).date()):
                raise ChecklistNotRunning()
            new = Sheet(
                id=filled.id,
                checklist_id=checklist.id,
                territory_path=path,
                object=filled.object,
                by=call.actor.id,
                at=moment,
                building_id=filled.building_id,
                room=filled.room,
                answers=judged(checklist.plan.items, filled.answers),
            )
            self._sheets.add(uow, new)
            self._photos.attach(uow, new.photo_ids, photos_of(new.id), call.actor.id)
            event = events_pb2.ChecklistResultAdded(
                result_id=new.id,
                checklist_id=new.checklist_id,
                territory_path=path,
                account_id=call.actor.id,
                alarms=new.alarms,
            )
            event.at.FromDatetime(moment)
            uow.record(event, aggregate=new.id, territory=path)
            changes = {"alarms": ["", new.alarms]}
            uow.audit("field.checklist.fill", "checklist_result", new.id, territory=path, changes=changes)
            uow.commit(result=new.id)
        return new.id


class LinkSheetCase:
    """Names the case made of an answer."""

    def __init__(self, new_uow: NewUow, sheets: Sheets) -> None:
        self._new_uow = new_uow
        self._sheets = sheets

    def __call__(self, call: Call, sheet_id: str, item_id: str, case_id: str) -> None:
        """Raises SheetNotFound, NotYourSheet, AnswerUnknown, Stale."""
        call.require(DO)
        with self._new_uow(call) as uow:
            if uow.replayed() is not None:
                return
            sheet = self._sheets.in_uow(uow, sheet_id)
            if sheet is None or not (sheet.by == call.actor.id or _sees(call, sheet)):
                raise SheetNotFound()
            if not sheet.link(call.actor.id, item_id, case_id):
                return
            self._sheets.save(uow, sheet)
            path = sheet.territory_path
            event = events_pb2.ChecklistCaseLinked(
                result_id=sheet.id,
                checklist_id=sheet.checklist_id,
                territory_path=path,
                item_id=item_id,
                case_id=case_id,
            )
            uow.record(event, aggregate=sheet.id, territory=path)
            changes = {"case": ["", case_id]}
            uow.audit("field.checklist.link", "checklist_result", sheet.id, territory=path, changes=changes)
            uow.commit(result=sheet.id)


class ListSheets:
    """Of the territories in which the caller looks or patrols."""

    def __init__(self, new_uow: NewUow, checklists: Checklists, sheets: Sheets) -> None:
        self._new_uow = new_uow
        self._checklists = checklists
        self._sheets = sheets

    def __call__(
        self,
        call: Call,
        checklist_id: str,
        *,
        territory_code: str = "",
        only_alarms: bool = False,
        building_id: str = "",
        export: bool = False,
        after: tuple[datetime, str] | None = None,
        limit: int = 50,
    ) -> Sequence[ShownSheet]:
        """Up to ``limit``, newest first. An export leaves an audit entry. Raises ChecklistNotFound."""
        if export:
            call.require(VIEW)
        checklist = seen(call, self._checklists.find(checklist_id))
        under = reach_of(call, VIEW, EDIT, DO, FILL).under
        if territory_code:
            asked = path_of(territory_code)
            inside = any(asked.startswith(each) for each in under)
            under = (asked,) if inside else tuple(each for each in under if each.startswith(asked))
        if export and after is None:
            with self._new_uow(call) as uow:
                path = checklist.plan.territory_path
                uow.audit("field.checklist.export", "checklist", checklist.id, territory=path)
                uow.commit()
        wanted = WantedSheets(checklist.id, under, only_alarms, building_id)
        return self._sheets.page(wanted, after, limit)


class GetSheet:
    """One's own, or one of a territory in sight, with its pictures."""

    def __init__(self, sheets: Sheets, photos: Photos) -> None:
        self._sheets = sheets
        self._photos = photos

    def __call__(self, call: Call, sheet_id: str) -> ShownSheet:
        """Raises SheetNotFound."""
        found = self._sheets.shown(sheet_id)
        if found is None or not (found.sheet.by == call.actor.id or _sees(call, found.sheet)):
            raise SheetNotFound()
        return found

    def photo(self, call: Call, sheet_id: str, photo_id: str, *, small: bool) -> tuple[str, str, bytes]:
        """Content type, file name, bytes. Raises SheetNotFound, PhotoNotFound."""
        for each in self(call, sheet_id).photos:
            if each.id == photo_id:
                return each.content_type, each.file_name, self._photos.bytes_of(photo_id, small=small)
        raise PhotoNotFound()


def photos_of(sheet_id: str) -> str:
    """What a sheet's pictures belong to: no id that a phone could give to a check-in."""
    return f"sheet:{hashlib.sha256(sheet_id.encode()).hexdigest()[:30]}"


def _sees(call: Call, sheet: Sheet) -> bool:
    return any(call.may(each, sheet.territory_path) for each in (VIEW, EDIT, DO, FILL))
