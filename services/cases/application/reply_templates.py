"""Reply templates: who may write which, and which ones fit a case."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy.engine import Connection

from services.cases.domain.case import Case
from services.cases.domain.parts import Unit
from services.cases.domain.refusals import (
    TemplateNotFound,
    TemplateStale,
    TooManyTemplates,
)
from services.cases.domain.reply_template import MOST_OWN, MOST_SHARED, ReplyTemplate
from services.kernel.call import Call, PermissionDenied, Realm
from services.kernel.errors import Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.kernel.worktime import SHANGHAI

SHARES = ("cases.case.supervise", "cases.case.assign")
"""Either of them over a territory lets somebody write what its centre shares."""
NewUow = Callable[[Call], UnitOfWork]
Responsible = Callable[[Case], Unit]


class ReplyTemplates(Protocol):
    """Where they are kept. ``put`` raises TemplateStale and TemplateTitleTaken."""

    def find(self, connection: Connection, id: str) -> ReplyTemplate | None: ...
    def own(self, connection: Connection, account_id: str) -> list[ReplyTemplate]: ...
    def shared(
        self, connection: Connection, above: Collection[str], below: Collection[str]
    ) -> list[ReplyTemplate]:
        """Those of the territories ``above``, and of all subtrees ``below``; by title."""

    def count(self, connection: Connection, owner: str, path: str) -> int: ...
    def put(self, connection: Connection, template: ReplyTemplate, *, fresh: bool) -> None: ...
    def drop(self, connection: Connection, id: str) -> bool: ...


class CaseReader(Protocol):
    """A case within the caller's sight; raises CaseNotFound."""

    def read(self, connection: Connection, case_id: str, call: Call) -> Case: ...


@dataclass(frozen=True, slots=True)
class Offered:
    """A template as somebody may use it: ``filled`` where a case was named."""

    template: ReplyTemplate
    editable: bool
    filled: str = ""


class PutReplyTemplate:
    """Makes one, or with an id changes it under its version."""

    def __init__(self, new_uow: NewUow, kept: ReplyTemplates, verbs: Collection[str], new_id: NewId) -> None:
        self._new_uow, self._kept, self._verbs, self._new_id = new_uow, kept, frozenset(verbs), new_id

    def __call__(
        self, call: Call, wanted: ReplyTemplate, etag: str = "", *, personal: bool = True
    ) -> Offered:
        """Raises TemplateNotFound, TemplateStale, TemplateTitleTaken, TooManyTemplates, PermissionDenied
        for what a centre shares, Invalid on "reply_template.…".
        """
        _staff(call)
        wanted = replace(
            wanted,
            title=wanted.title.strip(),
            text=wanted.text.strip(),
            verbs=tuple(dict.fromkeys(wanted.verbs)),
            owner=call.actor.id if personal else "",
            path="" if personal else wanted.path,
        )
        self._check(wanted)
        _may_write(call, wanted)
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return Offered(_readable(self._kept, uow, first, call), True)
            before = _readable(self._kept, uow, wanted.id, call) if wanted.id else None
            if before is not None:
                _may_write(call, before)
                if etag != str(before.version):
                    raise TemplateStale(title=before.title)
            self._make_room(uow, wanted, before)
            kept = replace(
                wanted,
                id=wanted.id or self._new_id(),
                version=before.version + 1 if before else 1,
                updated_at=uow.now,
                updated_by=call.actor.name,
            )
            self._kept.put(uow.connection, kept, fresh=before is None)
            changes: dict[str, object] = {
                "title": [before.title if before else "", kept.title],
                "personal": [before.personal if before else "", kept.personal],
            }
            uow.audit("cases.reply.put", "reply_template", kept.id, territory=kept.path, changes=changes)
            uow.commit(result=kept.id)
        return Offered(kept, True)

    def _check(self, wanted: ReplyTemplate) -> None:
        for name in ("title", "text"):
            if not getattr(wanted, name):
                raise Invalid.one(f"reply_template.{name}", "kernel.required")
        for verb in wanted.verbs:
            if verb not in self._verbs:
                raise Invalid.one("reply_template.verbs", "cases.verb_unknown", verb=verb[:40])
        wanted.check()

    def _make_room(self, uow: UnitOfWork, wanted: ReplyTemplate, before: ReplyTemplate | None) -> None:
        place = (wanted.owner, wanted.path)
        if before is not None and place == (before.owner, before.path):
            return
        most = MOST_OWN if wanted.personal else MOST_SHARED
        if self._kept.count(uow.connection, *place) >= most:
            raise TooManyTemplates(most=most)


class GetReplyTemplate:
    """One that the caller may use or change."""

    def __init__(self, new_uow: NewUow, kept: ReplyTemplates) -> None:
        self._new_uow, self._kept = new_uow, kept

    def __call__(self, call: Call, id: str) -> Offered:
        """Raises TemplateNotFound, also for somebody else's."""
        _staff(call)
        with self._new_uow(call) as uow:
            found = _readable(self._kept, uow, id, call)
        return Offered(found, _writes(call, found))


class ListReplyTemplates:
    """One's own first, then those of the nearest centre, then of those above it."""

    def __init__(
        self, new_uow: NewUow, kept: ReplyTemplates, cases: CaseReader, responsible: Responsible
    ) -> None:
        self._new_uow, self._kept, self._cases, self._responsible = new_uow, kept, cases, responsible

    def __call__(self, call: Call, *, verb: str = "", category: str = "", case_id: str = "") -> list[Offered]:
        """All that may be used or changed; for a verb or a case only what fits it. Raises CaseNotFound."""
        _staff(call)
        choosing = bool(verb or case_id)
        values: dict[str, str] = {}
        with self._new_uow(call) as uow:
            if case_id:
                case = self._cases.read(uow.connection, case_id, call)
                category = category or case.category
                values = self._values(case)
            found = self._kept.own(uow.connection, call.actor.id)
            below = () if choosing else _shares_over(call)
            found += sorted(
                self._kept.shared(uow.connection, _above(call), below),
                key=lambda each: -len(each.path),
            )
        return [
            Offered(each, _writes(call, each), each.filled(values) if case_id else "")
            for each in found
            if each.fits(verb, category)
        ]

    def _values(self, case: Case) -> dict[str, str]:
        clock = case.limit_clock()
        return {
            "编号": case.number,
            "标题": case.title,
            "期限": f"{clock.due_at.astimezone(SHANGHAI):%Y年%-m月%-d日%H:%M}" if clock else "",
            "单位": self._responsible(case).name,
        }


class DeleteReplyTemplate:
    """Takes one away for good."""

    def __init__(self, new_uow: NewUow, kept: ReplyTemplates) -> None:
        self._new_uow, self._kept = new_uow, kept

    def __call__(self, call: Call, id: str) -> None:
        """Raises TemplateNotFound, PermissionDenied."""
        _staff(call)
        with self._new_uow(call) as uow:
            found = _readable(self._kept, uow, id, call)
            _may_write(call, found)
            if not self._kept.drop(uow.connection, id):
                raise TemplateNotFound()
            changes: dict[str, object] = {"title": [found.title, ""]}
            uow.audit("cases.reply.delete", "reply_template", id, territory=found.path, changes=changes)
            uow.commit(result=id)


def _staff(call: Call) -> None:
    """Templates are working papers of the offices: residents and departments' programs read none."""
    if call.actor.realm not in (Realm.STAFF, Realm.SYSTEM):
        raise PermissionDenied(permission=SHARES[1])


def _writes(call: Call, template: ReplyTemplate) -> bool:
    if template.personal:
        return template.owner == call.actor.id
    return any(call.may(permission, template.path) for permission in SHARES)


def _may_write(call: Call, template: ReplyTemplate) -> None:
    if not _writes(call, template):
        raise PermissionDenied(permission=SHARES[1])


def _readable(kept: ReplyTemplates, uow: UnitOfWork, id: str, call: Call) -> ReplyTemplate:
    found = kept.find(uow.connection, id)
    if found is None or not (_writes(call, found) or (not found.personal and found.path in _above(call))):
        raise TemplateNotFound()
    return found


def _above(call: Call) -> Sequence[str]:
    """Paths of the caller's places and of everything they lie in."""
    paths = {grant.territory for grant in call.actor.grants}
    return sorted({path[:width] for path in paths for width in (0, 4, 6, 9, 12, 15, len(path))})


def _shares_over(call: Call) -> Sequence[str]:
    return sorted({path for permission in SHARES for path in call.scope(permission).paths})
