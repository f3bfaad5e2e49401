"""A case as a caller may see it: masked, with the verbs they may use now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.cases.adapters.directory import Directory
from services.cases.adapters.people import SealedPeople
from services.cases.adapters.receipts import SealedReceipts
from services.cases.adapters.tables.cases import attachments
from services.cases.application import access
from services.cases.application.ports import CaseView
from services.cases.domain.case import Case
from services.kernel.call import Call
from services.kernel.security.masks import mask_name, mask_phone


class MaskedViews:
    """Makes views; the receipt's secret goes only to whoever filed the report, as long as it is new."""

    def __init__(self, directory: Directory, people: SealedPeople, receipts: SealedReceipts) -> None:
        self._directory = directory
        self._people = people
        self._receipts = receipts

    def __call__(
        self, connection: Connection, case: Case, call: Call, now: datetime, *, attached: bool = True
    ) -> CaseView:
        """The view; whoever merely follows a case sees its progress alone."""
        name, phone = self._people.open(case) if case.reporter.name or case.reporter.phone else ("", "")
        rows = connection.execute(_ATTACHMENTS, {"id": case.id}).all() if attached else ()
        mine = case.creator_id == call.actor.id and case.updated_at == case.created_at
        return CaseView(
            case=case,
            actions=tuple(access.actions_of(call, case)),
            now=now,
            calendar=self._directory.calendar_at(case.holder_path),
            reporter_name=mask_name(name),
            reporter_phone=mask_phone(phone),
            attachments=rows,
            names=self._names(case, rows),
            community_name=self._directory.community_of(case.grid_path),
            receipt_secret=self._receipts.secret_of(case.id) if mine else "",
            reduced=self._only_follows(call, case),
        )

    def _names(self, case: Case, files: Sequence[Any]) -> dict[str, str]:
        """Names of those who acted on files and requests; a reporter stays masked here, too."""
        ids = {each.uploaded_by for each in files}
        for each in case.requests:
            ids |= {each.asked_by, each.decided_by}
        found = {each: self._directory.person_name(each) for each in ids if each}
        reporter = case.reporter.account_id
        if reporter in found:
            found[reporter] = "" if case.reporter.anonymous else mask_name(found[reporter])
        return found

    @staticmethod
    def _only_follows(call: Call, case: Case) -> bool:
        if access.sight_of(call).covers(case.grid_path, case.category):
            return False
        mine = {case.creator_id, case.reporter.account_id, case.first_receiver, case.handover_to}
        units = access.units_of(call)
        return call.actor.id not in mine and not any(task.unit_id in units for task in case.tasks)


_ATTACHMENTS = (
    sa.select(attachments)
    .where(attachments.c.case_id == sa.bindparam("id"))
    .order_by(attachments.c.uploaded_at)
)
