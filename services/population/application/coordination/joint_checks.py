"""Several bodies check premises together; what they find wrong becomes cases (POP-20)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.persistence.unit_of_work import UnitOfWork
from services.kernel.types import NewId
from services.kernel.worktime import Limit, Unit
from services.population.application import sight
from services.population.application.coordination.ports import JointChecks
from services.population.application.incomers.ports import CheckList
from services.population.application.ports import NewUow, Places
from services.population.application.room import must_be_current, today_in_china
from services.population.application.visits.ports import Calendars
from services.population.domain.coordination.joint_check import (
    Finding,
    JointCheck,
    JointCheckState,
    Premises,
)
from services.population.domain.coordination.purpose import plain_words
from services.population.domain.coordination.refusals import JointCheckNotFound
from services.population.domain.safety import Item, Subject
from wangge.population.v1 import events_pb2

DO = "population.jointcheck.do"


@dataclass(frozen=True, slots=True)
class CheckRoom:
    """The checks and their doors."""

    new_uow: NewUow
    checks: JointChecks
    items: CheckList
    calendars: Calendars
    places: Places
    new_id: NewId


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A check with the names around it."""

    check: JointCheck
    place: str
    titles: Mapping[str, str]


class CheckCommand:
    """A command about a check within the caller's sight."""

    def __init__(self, room: CheckRoom) -> None:
        self._room = room

    def changed(
        self,
        call: Call,
        check_id: str,
        etag: str,
        action: str,
        change: Callable[[UnitOfWork, JointCheck], JointCheck],
    ) -> str:
        """Its id. Raises JointCheckNotFound, Stale, and what ``change`` raises."""
        with self._room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            before = self._room.checks.one(uow, check_id)
            if before is None or not sight.sees(call, DO, before.path):
                raise JointCheckNotFound()
            must_be_current(etag, before.version)
            after = change(uow, before)
            self._room.checks.put(uow, after)
            _left(uow, after, action, before.state.value)
            uow.commit(result=check_id)
        return check_id


class PlanJointCheck:
    """Where, when, what and which posts."""

    def __init__(self, room: CheckRoom) -> None:
        self._room = room

    def __call__(self, call: Call, said: JointCheck) -> str:
        """Its id. Raises PermissionDenied, Invalid."""
        room = self._room
        with room.new_uow(call) as uow:
            if (first := uow.replayed()) is not None:
                return first
            call.require(DO, said.path)
            if not room.places.place_name(said.path):
                raise Invalid(FieldProblem("check.territory_code", "kernel.value_unknown"))
            known = room.checks.premises(said.premises)
            for each in said.premises:
                if each.id not in known or not known[each.id][0].startswith(said.path):
                    raise Invalid(FieldProblem("check.premises", "population.premises_unknown"))
            words = {
                "title": plain_words(said.title, "check.title"),
                "participants": tuple(plain_words(each, "check.participants") for each in said.participants),
            }
            made = replace(
                said,
                id=room.new_id(),
                made_by=call.actor.id,
                made_by_name=call.actor.name,
                **words,  # type: ignore[arg-type]
            )
            room.checks.add(uow, made)
            _left(uow, made, "plan", "")
            uow.commit(result=made.id)
        return made.id


class RecordFindings(CheckCommand):
    """What was seen; each defect has a limit and is told to whoever handles cases, once."""

    def __call__(self, call: Call, check_id: str, etag: str, said: Sequence[Finding]) -> str:
        """Its id. Raises JointCheckNotFound, JointCheckNotInState, Stale, Invalid."""

        def recorded(uow: UnitOfWork, before: JointCheck) -> JointCheck:
            found = [self._dated(before, each, uow.now) for each in said]
            after = before.record(found, today_in_china(uow.now))
            known = self._room.checks.premises(after.premises)
            for each in after.findings:
                if each.defect:
                    # The case goes to the grid of the premises, which may have moved to another one.
                    path, _ = known.get(each.premises_id, (after.path, ""))
                    _announce(uow, after, each, path)
            return after

        return self.changed(call, check_id, etag, "record", recorded)

    def _dated(self, check: JointCheck, said: Finding, now: datetime) -> Finding:
        kind = check.kind_of(said.premises_id)
        limits = {each.code: each.limit_days for each in self._room.items.items(kind)}
        if said.defect and said.defect not in limits:
            raise Invalid(FieldProblem("findings", "kernel.value_unknown"))
        due: date | None = None
        if said.defect:
            limit = Limit(limits[said.defect], Unit.WORKING_DAYS)
            due = today_in_china(self._room.calendars.calendar().due(now, limit))
        note = plain_words(said.note, "findings")
        return replace(said, id=self._room.new_id(), note=note, due_on=due)


class ChangeJointCheck(CheckCommand):
    """Putting right and cancelling."""

    def rectify(self, call: Call, check_id: str, etag: str, finding_id: str) -> str:
        """Its id. Raises JointCheckNotFound, JointCheckNotInState, FindingNotFound, Stale."""
        return self.changed(
            call,
            check_id,
            etag,
            "rectify",
            lambda uow, before: before.rectify(finding_id, today_in_china(uow.now)),
        )

    def cancel(self, call: Call, check_id: str, etag: str) -> str:
        """Its id. Raises JointCheckNotFound, JointCheckNotInState, Stale."""
        return self.changed(call, check_id, etag, "cancel", lambda uow, before: before.cancel())


class LookAtJointChecks:
    """One and some."""

    def __init__(self, room: CheckRoom) -> None:
        self._room = room

    def one(self, call: Call, check_id: str) -> ShownCheck:
        """Raises JointCheckNotFound."""
        with self._room.new_uow(call) as uow:
            found = self._room.checks.one(uow, check_id)
            if found is None or not sight.sees(call, DO, found.path):
                raise JointCheckNotFound()
            _left(uow, found, "view", found.state.value)
            uow.commit()
        return self._shown([found])[0]

    def page(
        self, call: Call, path: str, state: JointCheckState | None, after: Sequence[str] | None, limit: int
    ) -> Sequence[ShownCheck]:
        """Newest first, below ``path`` within the caller's sight."""
        granted = call.scope(DO).paths
        inside = any(path.startswith(each) for each in granted)
        paths = [path] if inside else [each for each in granted if each.startswith(path)]
        return self._shown(self._room.checks.page(paths, state, after, limit))

    def premises(self, call: Call, path: str) -> tuple[Sequence[tuple[Premises, str]], Sequence[Item]]:
        """What can be checked in a place, and what is looked at. Raises PermissionDenied."""
        call.require(DO, path)
        items = {item.code: item for kind in Subject for item in self._room.items.items(kind)}
        return self._room.checks.open_premises(path), list(items.values())

    def _shown(self, found: Sequence[JointCheck]) -> list[ShownCheck]:
        names = self._room.places.place_names({each.path for each in found})
        known = self._room.checks.premises([place for each in found for place in each.premises])
        titles = {key: title for key, (_, title) in known.items()}
        return [ShownCheck(each, names.get(each.path, ""), titles) for each in found]


def _left(uow: UnitOfWork, check: JointCheck, action: str, before: str) -> None:
    changes = {"state": [before, check.state.value]}
    uow.audit(
        f"population.jointcheck.{action}", "joint_check", check.id, territory=check.path, changes=changes
    )


def _announce(uow: UnitOfWork, check: JointCheck, finding: Finding, path: str) -> None:
    event = events_pb2.JointCheckDefectFound(
        check_id=check.id,
        finding_id=finding.id,
        territory_path=path,
        kind=finding.defect,
        premises=check.kind_of(finding.premises_id).value,
        due_on=finding.due_on.isoformat() if finding.due_on is not None else "",
    )
    event.at.FromDatetime(uow.now)
    uow.record(event, aggregate=check.id, territory=path)
