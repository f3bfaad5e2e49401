"""Comments of leaders on cases, and the dossier of facts (CASE-34, CASE-36)."""

from __future__ import annotations

from collections.abc import Callable

from services.cases.application import access
from services.cases.application.oversight.labels import label
from services.cases.application.oversight.ports import CaseDesk, Comments, Orders, Surroundings
from services.cases.domain.case import Case
from services.cases.domain.comment import Comment
from services.cases.domain.dossier import Dossier, compile_text, digest_of, without_personal_data
from services.cases.domain.oversight_refusals import CommentNotFound
from services.cases.domain.parts import Happening
from services.cases.domain.refusals import NotYours
from services.kernel.call import Call
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId

COMMENT, COMPILE = "cases.case.comment", "cases.dossier.compile"
NewUow = Callable[[Call], UnitOfWork]


class AddComment:
    """A leader comments; the handlers are told and may have to answer."""

    def __init__(self, new_uow: NewUow, comments: Comments, desk: CaseDesk, new_id: NewId) -> None:
        self._new_uow, self._comments, self._desk, self._new_id = new_uow, comments, desk, new_id

    def __call__(self, call: Call, case_id: str, type: str, text: str, answer_required: bool) -> Comment:
        """Raises CaseNotFound, PermissionDenied."""
        with self._new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                case_of, _, comment_id = first.partition("/")
                return _get(self._comments, uow, case_of, comment_id)
            case = self._desk.open(uow, case_id, call)
            call.require(COMMENT, case.grid_path, line=case.category)
            comment = Comment(
                self._new_id(), case.id, type, text, call.actor.id, call.actor.name, uow.now, answer_required
            )
            self._comments.add(uow.connection, comment)
            self._desk.write(
                uow,
                case,
                Happening(
                    action="comment",
                    event="CaseCommented",
                    before=case.state,
                    after=case.state,
                    at=uow.now,
                    opinion=text,
                    details={"type": type, "answer_required": answer_required},
                    event_fields={"type": type},
                    parties=tuple(_handlers(case)),
                ),
            )
            uow.commit(result=f"{case.id}/{comment.id}")
        return comment


class AnswerComment:
    """A handler answers, once."""

    def __init__(self, new_uow: NewUow, comments: Comments, desk: CaseDesk) -> None:
        self._new_uow, self._comments, self._desk = new_uow, comments, desk

    def __call__(self, call: Call, case_id: str, comment_id: str, text: str) -> Comment:
        """Raises CommentNotFound, CommentAnswered, NotYours for those who do not handle the case."""
        with self._new_uow(call) as uow:
            case = self._desk.open(uow, case_id, call)
            comment = _get(self._comments, uow, case.id, comment_id)
            if not _handles(call, case):
                raise NotYours(verb="answer_comment", state=case.state.value)
            comment.reply(text, call.actor.name, uow.now)
            self._comments.answer(uow.connection, comment)
            self._desk.write(
                uow,
                case,
                Happening(
                    action="answer_comment",
                    event="CaseCommentAnswered",
                    before=case.state,
                    after=case.state,
                    at=uow.now,
                    opinion=text,
                    parties=(f"account:{comment.by_id}",),
                ),
            )
            uow.commit(result=comment.id)
        return comment


class ListComments:
    """Everything said about a case, to whoever sees the case and works for the state."""

    def __init__(self, new_uow: NewUow, comments: Comments, desk: CaseDesk) -> None:
        self._new_uow, self._comments, self._desk = new_uow, comments, desk

    def __call__(self, call: Call, case_id: str) -> list[Comment]:
        """Raises CaseNotFound; a reporter gets NotYours: comments are about the work, between officials."""
        with self._new_uow(call) as uow:
            case = self._desk.read(uow.connection, case_id, call)
            if not (_handles(call, case) or access.sight_of(call).covers(case.grid_path, case.category)):
                raise NotYours(verb="list_comments", state=case.state.value)
            return self._comments.of_case(uow.connection, case.id)


class CompileDossier:
    """Facts of a case as a document for the competent body; nothing is decided, nobody is judged."""

    def __init__(
        self,
        new_uow: NewUow,
        comments: Comments,
        orders: Orders,
        desk: CaseDesk,
        around: Surroundings,
        new_id: NewId,
    ) -> None:
        self._new_uow, self._comments, self._orders = new_uow, comments, orders
        self._desk, self._around, self._new_id = desk, around, new_id

    def __call__(self, call: Call, case_id: str, reason: str, to_body: str) -> Dossier:
        """Raises CaseNotFound, PermissionDenied."""
        with self._new_uow(call) as uow:
            case = self._desk.open(uow, case_id, call)
            call.require(COMPILE, case.grid_path, line=case.category)
            unit = self._around.unit_name(call.actor.units[0]) if call.actor.units else ""
            text = compile_text(
                case,
                self._desk.history(uow.connection, case.id),
                self._orders.of_case(uow.connection, case.id),
                to_body=to_body,
                reason=reason,
                unit=unit,
                at=uow.now,
                state=lambda value: label(value, "zh"),
                place=self._around.name_of,
            )
            dossier = Dossier(
                self._new_id(),
                case.id,
                text,
                to_body,
                without_personal_data(reason),
                call.actor.name,
                uow.now,
                digest_of(text),
            )
            self._comments.add_dossier(uow.connection, dossier)
            uow.audit(
                "cases.dossier.compile",
                "case_dossier",
                dossier.id,
                territory=case.grid_path,
                changes={"digest": ["", dossier.digest]},
            )
            self._desk.write(
                uow,
                case,
                Happening(
                    action="dossier",
                    event="DossierCompiled",
                    before=case.state,
                    after=case.state,
                    at=uow.now,
                    details={"digest": dossier.digest, "to": to_body},
                    event_fields={"dossier_id": dossier.id},
                ),
            )
            uow.commit(result=dossier.id)
        return dossier


def _get(comments: Comments, uow: UnitOfWork, case_id: str, comment_id: str) -> Comment:
    comment = comments.find(uow.connection, case_id, comment_id)
    if comment is None:
        raise CommentNotFound()
    return comment


def _handlers(case: Case) -> list[str]:
    tasks = [f"unit:{task.unit_id}" for task in case.open_tasks]
    return tasks or [f"account:{each}" for each in case.handlers]


def _handles(call: Call, case: Case) -> bool:
    if call.actor.id in case.handlers or set(access.units_of(call)) & {task.unit_id for task in case.tasks}:
        return True
    rights = ("cases.case.screen", "cases.case.assign", "cases.case.settle")
    return any(call.may(right, case.holder_path, line=case.category) for right in rights)
