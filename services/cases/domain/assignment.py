"""Verbs of step 3: who works on it, at which level, and the discipline of handing over (CASE-12, 15, 37)."""

from __future__ import annotations

from collections.abc import Sequence

from services.cases.domain import loop, routing
from services.cases.domain.intake import Intake
from services.cases.domain.parts import Task, Unit
from services.cases.domain.record import Turn
from services.cases.domain.refusals import Binding, NoOpenTask, SentBackBefore
from services.cases.domain.states import State

PROBLEM_AT = 3
"""Reworks or transfers after which a problem order goes one level up (CASE-37)."""
BINDING_AT = 2
"""Send-backs after which the centre's decision binds (CASE-37)."""


class Assignment(Intake):
    """Take, assign, sign, send back, transfer, escalate, push down."""

    def take(self, turn: Turn, opinion: str) -> None:
        """FILED to IN_WORK: the centre handles it at its own level."""
        loop.find("take", self.state)
        self._cancel_tasks()
        self._note_handler(turn.by)
        centre = turn.places.centre_at(self.holder_path)
        self.owner_unit_id = centre.id if centre else ""
        self._move(turn, "take", opinion=opinion, details={"own": True}, parties=(f"account:{turn.by.id}",))

    def assign(self, turn: Turn, lead: Unit, joint: Sequence[Unit], requirement: str) -> None:
        """FILED to ASSIGNED: a lead and joint units; another lead than before counts as a transfer."""
        loop.find("assign", self.state)
        before = next((t.unit_id for t in reversed(self.tasks) if t.lead), "")
        self._cancel_tasks()
        for unit in (lead, *(each for each in joint if each.id != lead.id)):
            self.tasks.append(
                Task(
                    id=turn.new_id(),
                    unit_id=unit.id,
                    unit_name=unit.name,
                    lead=unit.id == lead.id,
                    assigned_at=turn.now,
                    requirement=requirement,
                )
            )
        self.owner_unit_id = lead.id
        if before and before != lead.id:
            self._count_transfer()
        self._move(
            turn,
            "assign",
            opinion=requirement,
            details={
                "lead": lead.name,
                "joint": [u.name for u in joint if u.id != lead.id],
                "binding": self.binding or None,
            },
            parties=self._unit_parties,
        )

    @property
    def binding(self) -> bool:
        """Whether the next assignment can no longer be sent back."""
        return self.send_backs >= BINDING_AT

    def sign(self, turn: Turn, officer: str) -> None:
        """A unit signs for its task; the lead's signature brings the case into work."""
        loop.rows_of("sign", self.state) or loop.find("sign", self.state)
        task = self._task_of(turn, "assigned")
        outcome = "" if task.lead and self.state is State.ASSIGNED else "joint"
        loop.find("sign", self.state, outcome)
        task.state, task.officer, task.signed_at = "signed", officer or turn.by.name, turn.now
        self._note_handler(turn.by)
        self._move(turn, "sign", outcome, details={"unit": task.unit_name, "officer": task.officer})

    def send_back(self, turn: Turn, legal_ground: str, suggested: Unit | None) -> None:
        """Not ours: once for each unit, and never after the centre's binding decision (CASE-37)."""
        loop.rows_of("send_back", self.state) or loop.find("send_back", self.state)
        task = self._task_of(turn, "assigned")
        outcome = "" if task.lead and self.state is State.ASSIGNED else "joint"
        loop.find("send_back", self.state, outcome)
        if self.binding:
            raise Binding(times=self.send_backs)
        if any(t.unit_id == task.unit_id and t.state == "sent_back" for t in self.tasks):
            raise SentBackBefore(unit=task.unit_name)
        task.state, task.done_at, task.result = "sent_back", turn.now, legal_ground
        self.send_backs += 1
        details = {"unit": task.unit_name, "suggested": suggested.name if suggested else ""}
        if not outcome:
            self._cancel_tasks()
            self.owner_unit_id = ""
        self._move(turn, "send_back", outcome, opinion=legal_ground, details=details)

    def transfer(self, turn: Turn, to: Unit, reason: str) -> None:
        """The centre moves the lead to another unit; counted, and the promise to the reporter runs on."""
        loop.find("transfer", self.state)
        before = self._lead_task()
        for task in self.tasks:
            if task.open and (task.lead or task.unit_id == to.id):
                task.state, task.done_at = "cancelled", turn.now
        self.tasks.append(
            Task(turn.new_id(), to.id, to.name, lead=True, assigned_at=turn.now, requirement=reason)
        )
        self.owner_unit_id = to.id
        self._stop("signing", turn)
        self._count_transfer()
        self._move(
            turn,
            "transfer",
            opinion=reason,
            details={"from": before.unit_name if before else self.holder_name, "to": to.name},
            parties=self._unit_parties,
        )

    def escalate(self, turn: Turn, reason: str, work_done: str) -> None:
        """One level up with what was done so far; a move after half of the handling limit is marked late."""
        loop.find("escalate", self.state)
        hop = routing.up(turn.places, self.holder_path)
        handling = self.clock("handling")
        late = (
            handling is not None
            and turn.now > handling.started_at + (handling.due_at - handling.started_at) / 2
        )
        self._escalate_to(turn, hop, "", reason, {"work_done": work_done, "late": late or None})

    def escalate_by_time(self, turn: Turn) -> None:
        """Nobody screened or assigned it in time: one level up by itself, with the trail."""
        loop.find("escalate", self.state, "automatic")
        hop = routing.up(turn.places, self.holder_path)
        self._escalate_to(turn, hop, "automatic", "", {"automatic": True})

    def push_down(self, turn: Turn, target: str, reason: str) -> None:
        """FILED to SCREENING at a lower place of the holder's own subtree."""
        loop.find("push_down", self.state)
        path = routing.down(turn.places, self.holder_path, target)
        before = self.holder_path
        self._cancel_tasks()
        self.hops += 1
        if not self.grid_path.startswith(path):
            # Whoever is to handle it must see it: a case whose place was known wrongly lies there.
            self.grid_path, self.grid_name = path, turn.places.name_of(path)
        self._hold(turn, path)
        self._move(turn, "push_down", opinion=reason, details={"from": before, "to": path})

    def hand_to_emergency(self, turn: Turn, reason: str) -> None:
        """Tells the emergency module; the case stays open here (CASE-14)."""
        self._move(turn, "hand_to_emergency", opinion=reason)

    def _escalate_to(
        self, turn: Turn, hop: routing.Hop, outcome: str, reason: str, details: dict[str, object]
    ) -> None:
        before = self.holder_path
        self._cancel_tasks()
        self.hops += 1
        self._stop("screening", turn)
        self._hold(turn, hop.path)
        self._move(
            turn,
            "escalate",
            outcome,
            opinion=reason,
            details={"from": before, "to": hop.path, "skipped": list(hop.skipped), **details},
            event_fields={"automatic": outcome == "automatic", "skipped_paths": list(hop.skipped)},
        )

    def _count_transfer(self) -> None:
        self.transfers += 1
        if self.transfers == PROBLEM_AT:
            self.problems.append("transfers")

    def _cancel_tasks(self) -> None:
        for task in self.tasks:
            if task.open:
                task.state = "cancelled"

    def _lead_task(self) -> Task | None:
        return next((task for task in self.open_tasks if task.lead), None)

    def _task_of(self, turn: Turn, state: str = "") -> Task:
        mine = [t for t in self.open_tasks if t.unit_id in turn.by.units and state in ("", t.state)]
        if not mine:
            raise NoOpenTask()
        return next((t for t in mine if t.lead), mine[0])

    @property
    def _unit_parties(self) -> list[str]:
        return [f"unit:{task.unit_id}" for task in self.open_tasks]
