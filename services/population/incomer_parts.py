"""The parts of population for incoming residents and for rented dwellings."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from services.kernel.runtime.context import ServiceContext
from services.kernel.types import Clock
from services.population.adapters.cards import SqlCards
from services.population.adapters.check_list import ShippedCheckList
from services.population.adapters.holding_incomers import IncomerHolding
from services.population.adapters.rentals import SqlRentals
from services.population.adapters.sealing import Sealing
from services.population.adapters.visits import SqlVisits
from services.population.adapters.worksites import SqlWorksites
from services.population.application.commands.people import MoveIn, MoveOut, RegisterPerson
from services.population.application.incomers.cards import ChangeCard, GetCard, IssueCard, NameWorksite
from services.population.application.incomers.checking import Inspector
from services.population.application.incomers.coming_and_going import (
    FollowResidences,
    MoveIncomer,
    SignIn,
    SignOut,
)
from services.population.application.incomers.ports import CheckList
from services.population.application.incomers.rentals import (
    ChangeRental,
    CheckRental,
    GetRental,
    PlateRental,
    ReportRental,
    TellOverdueDefects,
)
from services.population.application.incomers.views import ShowCards, ShowRentals
from services.population.application.ports import Evidence, NewUow, Places
from services.population.application.room import Room
from services.population.application.views.ports import Reader
from services.population.application.visits.ports import Calendars


@dataclass(frozen=True, slots=True)
class IncomerParts:
    """Commands and queries of IncomerService and RentalService."""

    sign_in: SignIn
    issue_card: IssueCard
    change_card: ChangeCard
    move_incomer: MoveIncomer
    name_worksite: NameWorksite
    sign_out: SignOut
    get_card: GetCard
    show_cards: ShowCards
    follow_residences: FollowResidences
    report_rental: ReportRental
    change_rental: ChangeRental
    plate_rental: PlateRental
    check_rental: CheckRental
    get_rental: GetRental
    show_rentals: ShowRentals
    tell_overdue_defects: TellOverdueDefects
    check_list: CheckList
    holding: IncomerHolding


def build(
    context: ServiceContext,
    room: Room,
    viewing: tuple[Reader, Places, NewUow, Clock],
    sealing: Sealing,
    calendars: Calendars,
    evidence: Evidence,
) -> IncomerParts:
    """Over the room of the register's commands."""
    cards = SqlCards(context.database, sealing, context.cipher)
    visits = SqlVisits(context.database, sealing)
    rentals, items = SqlRentals(context.database, sealing), ShippedCheckList()
    worksites = SqlWorksites(context.database, sealing)
    return IncomerParts(
        sign_in=SignIn(room, cards, RegisterPerson(room), MoveIn(room), worksites),
        issue_card=IssueCard(room, cards, _new_code),
        change_card=ChangeCard(room, cards),
        move_incomer=MoveIncomer(room, cards, MoveIn(room)),
        name_worksite=NameWorksite(room, cards, worksites),
        sign_out=SignOut(room, cards, MoveOut(room)),
        get_card=GetCard(room, cards),
        show_cards=ShowCards(*viewing, cards, worksites),
        follow_residences=FollowResidences(room, cards),
        report_rental=ReportRental(room, rentals),
        change_rental=ChangeRental(room, rentals),
        plate_rental=PlateRental(room, rentals),
        check_rental=CheckRental(room, rentals, Inspector(items, calendars, context.new_id)),
        get_rental=GetRental(room, rentals, evidence),
        show_rentals=ShowRentals(*viewing, rentals),
        tell_overdue_defects=TellOverdueDefects(room, rentals, items),
        check_list=items,
        holding=IncomerHolding(context.database, sealing, cards, rentals, visits, worksites, evidence),
    )


def _new_code() -> str:
    """128 bits: nobody finds another's card by trying."""
    return secrets.token_urlsafe(16)
