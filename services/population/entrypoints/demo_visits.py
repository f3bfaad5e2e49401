"""What the demo county's worker did lately: visits of a week, cards of incoming residents, rentals."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from PIL import Image, ImageDraw

from services.kernel.call import Actor, Call, Grant, Realm
from services.population.application.incomers.coming_and_going import Arrival
from services.population.application.room import CHINA
from services.population.application.views.ports import AskedPeople
from services.population.bootstrap import Application
from services.population.domain.cards import Channel, ServiceKind
from services.population.domain.details import Details
from services.population.domain.dossier import Dossier
from services.population.domain.kinds import ResidenceKind
from services.population.domain.needs import NeedKind
from services.population.domain.renting import Rental
from services.population.domain.visiting import Cause, Outcome, Purpose, Slot, Visit
from services.population.entrypoints.demo_grid import DemoGrid

_RIGHTS = frozenset(
    {
        "population.register.view",
        "population.register.edit",
        "population.visit.do",
        "population.incomer.edit",
        "population.rental.edit",
    }
)
_A_DAY, _CARDS = 12, 6
_HEARD = (
    ("楼道灯不亮", NeedKind.FACILITIES),
    ("想咨询医保异地报销", NeedKind.INSURANCE),
    ("希望增设电动车充电桩", NeedKind.FACILITIES),
    ("小区门口路面积水", NeedKind.ENVIRONMENT),
)
_CHANNELS = (Channel.WORKER, Channel.LANDLORD, Channel.EMPLOYER, Channel.PERMIT, Channel.ONLINE, Channel.SELF)
_EMPLOYERS = ("宏达建筑公司", "金山园区物流", "")


def tell(application: Application, call: Call, grid: DemoGrid, now: datetime) -> None:
    """In the first grid; the plan for today is made when the worker opens it."""
    actor = call.actor
    grant = Grant(role="grid_worker", permissions=_RIGHTS, territory=call.actor.grants[0].territory)
    mine = Call(actor=Actor(id=actor.id, name=actor.name, realm=Realm.STAFF, grants=(grant,)), origin="demo")
    _visits(application, mine, grid, now, Random("visits"))
    _cards(application, mine, grid)
    _rentals(application, mine, grid)


def _visits(application: Application, call: Call, grid: DemoGrid, now: datetime, chance: Random) -> None:
    homes = [each.id for each in grid.households if each.exists]
    chance.shuffle(homes)
    today = now.astimezone(CHINA).date()
    number = 0
    for back in range(6, 0, -1):
        day = today - timedelta(days=back)
        if day.weekday() >= 5:
            continue
        for at in range(_A_DAY):
            number += 1
            text, kind = _HEARD[number // _A_DAY % len(_HEARD)]
            outcome = (Outcome.ABSENT, Outcome.REFUSED)[at] if at < 2 else Outcome.MET
            visit = Visit(
                id=str(UUID(int=0x0199_0000 << 96 | number)),
                household_id=homes[number % len(homes)],
                path="",
                at=now,
                day=day,
                worker_id="",
                worker_name="",
                purpose=Purpose.COLLECT,
                outcome=outcome,
                met="head" if outcome is Outcome.MET else "",
                confirmed=outcome is Outcome.MET,
                heard=(text,) if at == 3 else (),
                kinds=(kind,) if at == 3 else (),
            )
            when = datetime.combine(day, time(9, 5), CHINA) + timedelta(minutes=25 * at)
            application.visits.record_visit(call, visit, max(when, now - timedelta(days=6, hours=20)))
    due = today
    application.visits.request_visit(call, homes[-1], Cause.REQUESTED, due, Slot.EVENING, "下班后在家")
    application.visits.request_visit(call, homes[-2], Cause.CARE, due, Slot.MORNING, "")


def _cards(application: Application, call: Call, grid: DemoGrid) -> None:
    incomers = application.incomers
    for number, dossier in enumerate(_incoming(application, call, grid)[:_CARDS]):
        lives = dossier.lives
        assert lives is not None
        said = Arrival(
            dwelling_id=lives.dwelling_id,
            channel=_CHANNELS[number % len(_CHANNELS)],
            reason=lives.reason,
            details=Details(),
            person_id=dossier.person.id,
            day=lives.from_day,
            employer=_EMPLOYERS[number % 3],
            services=(ServiceKind.SCHOOL, ServiceKind.INSURANCE)[: number % 3],
        )
        card_id = incomers.sign_in(call, said)
        if number < _CARDS - 2:
            incomers.issue_card(call, card_id, "")
        if number == 0:
            for _ in range(2):
                application.incomers.change_card(
                    call, card_id, "", "missed", lambda card, today: card.missed()
                )


def _rentals(application: Application, call: Call, grid: DemoGrid) -> None:
    app = application.incomers
    homes: list[str] = []
    for dossier in _incoming(application, call, grid):
        lives = dossier.lives
        if lives is not None and lives.dwelling_id not in homes:
            homes.append(lives.dwelling_id)
    for number, home in enumerate(homes[:3]):
        said = Rental("", home, "", landlord_name="房东甲", landlord_phone=f"1390000000{number}")
        rental_id = app.report_rental(call, said)
        if number == 2:
            continue
        app.change_rental(call, rental_id, "", "verify", lambda rental, today: rental.verify())
        letter = application.add_evidence(call, signature_picture(), "signature.png")
        app.plate_rental(call, rental_id, "", f"HS-{number + 1:04d}", letter.id)
        failed = ("fire_exit", "wiring") if number == 0 else ()
        app.check_rental(call, rental_id, "", str(UUID(int=0x0199_0001 << 96 | number)), failed)


def _incoming(application: Application, call: Call, grid: DemoGrid) -> Sequence[Dossier]:
    """Those who live here and came from elsewhere, as the register says by now."""
    asked = AskedPeople(path=grid.path, kind=ResidenceKind.INCOMING)
    lines, _ = application.list_people(call, asked, None, 60)
    found: list[Dossier] = [each.dossier for each in lines]
    return [each for each in found if each.lives is not None and each.lives.reason]


def signature_picture() -> bytes:
    """Of somebody who signed on a screen."""
    out = io.BytesIO()
    picture = Image.new("RGB", (480, 160), "white")
    ImageDraw.Draw(picture).line([(30, 110), (90, 40), (130, 120), (210, 60), (320, 105)], "black", 5)
    picture.save(out, "PNG")
    return out.getvalue()
