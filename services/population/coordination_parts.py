"""Composes requests between places of origin and destination, and joint checks."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.runtime.context import ServiceContext
from services.population.adapters.coordination.exchanges import SqlExchanges
from services.population.adapters.coordination.files import SqlAnswerFiles
from services.population.adapters.coordination.holding import ExchangeHolding
from services.population.adapters.coordination.joint_checks import SqlJointChecks
from services.population.adapters.coordination.purposes import SqlPurposes
from services.population.adapters.sealing import Sealing
from services.population.application.coordination.answering import (
    AcknowledgeExchange,
    AnswerExchange,
    DeclineExchange,
    RevealSubject,
)
from services.population.application.coordination.asking import DraftExchange, SendExchange, WithdrawExchange
from services.population.application.coordination.joint_checks import (
    ChangeJointCheck,
    CheckRoom,
    LookAtJointChecks,
    PlanJointCheck,
    RecordFindings,
)
from services.population.application.coordination.purposes import ListPurposes, PutPurpose
from services.population.application.coordination.reading import LookAtExchanges
from services.population.application.coordination.receiving import RecordLetter
from services.population.application.coordination.room import CoordinationRoom
from services.population.application.coordination.tending import TendExchanges
from services.population.application.incomers.ports import CheckList
from services.population.application.room import Room
from services.population.application.views.ports import Reader
from services.population.application.visits.ports import Calendars


@dataclass(frozen=True, slots=True)
class CoordinationParts:
    """Commands and questions of CoordinationService and JointCheckService."""

    put_purpose: PutPurpose
    purposes: ListPurposes
    draft: DraftExchange
    record_letter: RecordLetter
    send: SendExchange
    withdraw: WithdrawExchange
    acknowledge: AcknowledgeExchange
    answer: AnswerExchange
    decline: DeclineExchange
    reveal: RevealSubject
    look: LookAtExchanges
    tend: TendExchanges
    plan_check: PlanJointCheck
    record_findings: RecordFindings
    change_check: ChangeJointCheck
    look_at_checks: LookAtJointChecks
    holding: ExchangeHolding


def build(
    context: ServiceContext,
    room: Room,
    reader: Reader,
    sealing: Sealing,
    calendars: Calendars,
    items: CheckList,
) -> CoordinationParts:
    """Over the room of the register's commands."""
    database, new_id = context.database, context.new_id
    exchanges, purposes = SqlExchanges(database, sealing, context.cipher), SqlPurposes(database)
    own = CoordinationRoom(
        room.new_uow,
        exchanges,
        purposes,
        SqlAnswerFiles(database, sealing),
        room.register,
        room.places,
        calendars,
        new_id,
    )
    checks = CheckRoom(
        room.new_uow, SqlJointChecks(database, sealing, reader), items, calendars, room.places, new_id
    )
    tend = TendExchanges(own)
    return CoordinationParts(
        put_purpose=PutPurpose(room.new_uow, purposes),
        purposes=ListPurposes(purposes),
        draft=DraftExchange(own),
        record_letter=RecordLetter(own),
        send=SendExchange(own),
        withdraw=WithdrawExchange(own),
        acknowledge=AcknowledgeExchange(own),
        answer=AnswerExchange(own),
        decline=DeclineExchange(own),
        reveal=RevealSubject(own),
        look=LookAtExchanges(own, context.clock),
        tend=tend,
        plan_check=PlanJointCheck(checks),
        record_findings=RecordFindings(checks),
        change_check=ChangeJointCheck(checks),
        look_at_checks=LookAtJointChecks(checks),
        holding=ExchangeHolding(database, sealing, exchanges, purposes, tend),
    )
