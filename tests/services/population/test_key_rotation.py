"""After a change of keys all the register holds is read and found under the new key alone (ALL-05)."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from PIL import Image

from services.kernel.call import Call
from services.kernel.security.fields import FieldCipher, UnknownKey
from services.kernel.security.keys import KeyRing
from services.kernel.security.resealing import (
    BATCH,
    count_of,
    files_left_over,
    left_over,
    reseal,
    reseal_files,
    sealed_columns,
)
from services.kernel.testing.contexts import SetClock, key_ring
from services.population.adapters.tables import metadata
from services.population.adapters.tables import registers as t
from services.population.adapters.tables.transfers import imports
from services.population.adapters.transfers.resealing import sealed_files
from services.population.application.families.records import WantedRecord
from services.population.application.ports import Grounds
from services.population.bootstrap import build
from services.population.domain.details import Details
from services.population.domain.proposals import ProposalKind
from services.population.domain.records import RecordType
from services.population.domain.renting import Rental
from services.population.domain.visiting import Cause, Slot
from tests.services.population import test_forms as forms
from tests.services.population import test_proposals as proposals
from tests.services.population.county import COMMUNITY, GRID, Township, identity
from tests.services.population.mistakes_30 import HEADER, person
from tests.services.population.tables import accept, importer, stage, write_csv
from tests.services.population.test_exports import ready, sheets
from tests.services.population.test_incomers import RIGHTS as INCOMER_RIGHTS
from tests.services.population.test_incomers import arrival
from tests.services.population.test_ledgers import SHOP
from tests.services.population.test_visits import RIGHTS as VISIT_RIGHTS
from tests.services.population.test_visits import visit

PHONE, LANDLORD = "13812345678", "13987650000"
NUMBER = identity(date(1980, 5, 3), 901)
RIGHTS = (
    *INCOMER_RIGHTS,
    *VISIT_RIGHTS,
    "population.records.view",
    "population.records.edit",
    "population.establishments.edit",
)
HELD = {
    "dwelling", "person", "register_change", "evidence", "visit", "visit_request", "service_record",
    "family_history", "establishment", "incomer_card", "rental", "proposal", "form", "register_import",
    "register_import_row",
}  # fmt: skip
OLD = key_ring()
BOTH = OLD.rotated("new", "sm4gcm")
NEW = FieldCipher(BOTH.without(OLD.active))


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (48, 32), "white").save(out, "PNG")
    return out.getvalue()


@dataclass
class World:
    """A register with some of everything that is sealed."""

    town: Township
    worker: Call
    person: str
    household: str
    dwelling: str
    card: str = ""
    rental: str = ""
    visit: str = ""
    record: str = ""
    unit: str = ""
    proposal: str = ""
    form: str = ""
    imported: str = ""
    export: tuple[Call, str] | None = None

    def under(self, ring: KeyRing) -> None:
        """As processes see it that hold these keys."""
        self.town.context = replace(self.town.context, cipher=FieldCipher(ring))
        self.town.app = build(self.town.context)


@pytest.fixture
def world(any_town: Township, tmp_path: Path) -> World:
    town = any_town
    home = town.dwelling(owner_name="刘房东", owner_phone=LANDLORD)
    somebody = town.register("王建国", home, phone=PHONE, document_number=NUMBER)
    worker = town.worker(GRID, RIGHTS)
    made = World(town, worker, somebody, town.household_of(somebody), home)
    app = town.app
    proof = app.add_evidence(town.clerk(), picture(), "王建国的身份证.png")
    app.correct_person(town.clerk(), somebody, "", Details(phone="13800001111"), Grounds("换号", (proof.id,)))
    app.correct_person(town.clerk(), somebody, "", Details(phone=PHONE), Grounds("换回"))
    made.visit = app.visits.record_visit(
        worker, visit(made.household, note="腿脚不便", heard=("要轮椅",)), None
    ).id
    app.visits.request_visit(
        worker, made.household, Cause.REQUESTED, date(2026, 12, 1), Slot.EVENING, "下班后"
    )
    made.card = app.incomers.sign_in(worker, arrival(town, town.dwelling("601")))
    app.incomers.issue_card(worker, made.card, "")
    rented = Rental("", town.dwelling("602"), "", landlord_name="刘房东", landlord_phone=LANDLORD)
    made.rental = app.incomers.report_rental(worker, rented)
    care = {"need": "meals", "contact_name": "王小明", "contact_phone": PHONE}
    made.record = app.families.open(worker, WantedRecord("elderly_alone", somebody, care))
    app.families.change(worker, made.record, "", {"need": "meals", "contact_phone": "13912345678"}, "", "改")
    made.unit = app.families.put_establishment(worker, SHOP, "")
    made.proposal = proposals.propose(
        town, ProposalKind.CORRECT_PERSON, {"phone": "13700000000"}, person=somebody
    )
    forms.template(town, forms.ELDERLY, "elderly")
    made.form = app.forms.fill.fill(forms.filler(town), code="elderly", path=COMMUNITY)
    lines = [list(HEADER), list(person(1).values()), list(person(2, 人口类别="游客").values())]
    staged = stage(town, write_csv(tmp_path / "居民.csv", lines))
    assert staged.found is not None
    made.imported = staged.found.id
    asker, asked = ready(town)
    made.export = (asker, asked.id)
    return made


def rotate(town: Township) -> int:
    """One run of the command; how much it left to the next."""
    cipher, left = FieldCipher(BOTH), 0
    for column in sealed_columns(metadata):
        reseal(town.context.database, column, cipher, lambda done: None)
        left += left_over(town.context.database, column, cipher)
    for folder in sealed_files(replace(town.context, cipher=cipher)):
        reseal_files(folder, lambda done: None)
        left += files_left_over(folder)
    return left


def test_all_is_read_found_and_used_under_the_new_key_alone(world: World) -> None:
    town = world.town
    database = town.context.database
    filled = {each.table.name for each in sealed_columns(metadata) if count_of(database, each)}
    assert filled >= HELD, HELD - filled
    with database.read() as connection:
        blinds = connection.execute(sa.select(t.person.c.document_blind, t.person.c.phone_blind)).all()

    assert rotate(town) == 0
    assert rotate(town) == 0
    world.under(BOTH.without(OLD.active))

    app, clerk, worker = town.app, town.clerk(), world.worker
    assert app.get_person(clerk, world.person)[0].person.phone == PHONE
    for query in (PHONE, NUMBER):
        hits, _ = app.search.people(clerk, query, "", None, 9, with_former=False)
        assert [dossier.person.id for _, dossier in hits] == [world.person]
    with database.read() as connection:
        again = connection.execute(sa.select(t.person.c.document_blind, t.person.c.phone_blind)).all()
    assert sorted(again) == sorted(blinds)
    home = app.get_dwelling(clerk, world.dwelling)[0]
    assert (home.owner_name, home.owner_phone) == ("刘房东", LANDLORD)
    changes, evidence, _ = app.list_changes(clerk, RecordType.PERSON, world.person, "", 9)
    assert {"换号", "换回"} <= {each.reason for each in changes}
    assert [file.file_name for files in evidence.values() for file in files] == ["王建国的身份证.png"]
    assert app.visits.list_visits(worker, world.household)[0].heard == ("要轮椅",)
    assert app.incomers.show_cards.valid(app.incomers.get_card(worker, world.card).code)
    assert app.incomers.get_rental(worker, world.rental).landlord_phone == LANDLORD
    record = app.families.get(worker, world.record)
    assert record.record.values["contact_phone"] == "13912345678"
    assert {"contact_name", "contact_phone"} & set(record.history[0].before)
    assert app.families.grounds.establishment(worker, world.unit)[0].representative == SHOP.representative
    reviewer = proposals.clerk(town)
    assert app.proposals.see.one(reviewer, world.proposal).proposal.values == {"phone": "13700000000"}
    assert app.forms.see.one(forms.filler(town), world.form).form.content is not None
    _, pieces = app.transfers.import_rejects(importer(town), world.imported)
    assert "游客" in b"".join(pieces).decode("utf-8-sig")
    assert world.export is not None
    assert "王建国" in str(sheets(town, *world.export)["数据"])

    app.proposals.decide(reviewer, world.proposal, "", proposals.PUBLISH)
    applied = accept(town, app.transfers.get_import(importer(town), world.imported))
    assert applied.rows_applied == 1
    assert app.get_person(clerk, world.person)[0].person.phone == "13700000000"
    assert {each.part for each in app.rights.export_person(worker, world.person, "本人申请")} >= {"visits"}


def test_nothing_opens_without_the_old_key_before_it_was_done(world: World) -> None:
    world.under(BOTH.without(OLD.active))

    with pytest.raises(UnknownKey):
        world.town.app.get_person(world.town.clerk(), world.person)


def test_a_table_that_is_being_read_is_left_to_the_next_run(world: World, clock: SetClock) -> None:
    town = world.town
    held = sa.update(imports).values(lease_until=clock.at.replace(year=2027))
    with town.context.database.transaction() as connection:
        connection.execute(held)
        connection.commit()

    assert rotate(town) == 1
    clock.advance(days=400)

    assert rotate(town) == 0


def test_a_file_that_was_forgotten_does_not_come_back(world: World) -> None:
    town = world.town
    (tables, books) = sealed_files(replace(town.context, cipher=FieldCipher(BOTH)))
    names = [*tables.names(), *books.names()]
    assert len(names) == 2
    town.app.transfers.discard_import(importer(town), world.imported)
    town.clock.advance(days=400)
    town.app.transfers.forget(town.clock())

    for name in names:
        tables.reseal(name)
        books.reseal(name)

    assert [each for each in town.context.files.list("population") if "ports/" in each] == []


def writing(town: Township, people: list[str], stop: threading.Event, done: dict[str, str]) -> None:
    """A clerk who corrects one after the other, as long as the keys are changed."""
    clerk, number = town.clerk(), 0
    while not stop.is_set() or number < len(people):
        somebody = people[number % len(people)]
        phone = f"139{number:08d}"
        town.app.correct_person(clerk, somebody, "", Details(phone=phone), Grounds("核实"))
        done[somebody] = phone
        number += 1


@pytest.fixture
def crowd(any_town: Township) -> list[str]:
    home = any_town.dwelling()
    first = any_town.register("赵一", home, phone="13800000000")
    household = any_town.household_of(first)
    more = [any_town.register(f"赵{chr(0x4E8C + at)}", household_id=household) for at in range(40)]
    return [first, *more]


def test_whoever_writes_meanwhile_loses_nothing(any_town: Township, crowd: list[str]) -> None:
    town, stop, done, failed = any_town, threading.Event(), dict[str, str](), list[BaseException]()
    town.context = replace(town.context, cipher=FieldCipher(BOTH))
    town.app = build(town.context)

    def write() -> None:
        try:
            writing(town, crowd, stop, done)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=write)
    thread.start()
    runs = 0
    while rotate(town) and runs < 20:
        runs += 1
    stop.set()
    thread.join(60)

    assert not failed, failed
    assert rotate(town) == 0
    town.context = replace(town.context, cipher=NEW)
    town.app = build(town.context)
    assert len(done) == len(crowd)
    for somebody, phone in done.items():
        assert town.app.get_person(town.clerk(), somebody)[0].person.phone == phone
        hits, _ = town.app.search.people(town.clerk(), phone, "", None, 9, with_former=False)
        assert [dossier.person.id for _, dossier in hits] == [somebody]


def test_more_rows_than_one_portion_are_done(town: Township) -> None:
    (column,) = [each for each in sealed_columns(metadata) if each.table.name == "evidence"]
    town.app.add_evidence(town.clerk(), picture(), "甲.png")
    with town.context.database.transaction() as connection:
        row = dict(connection.execute(sa.select(column.table)).one()._mapping)
        cipher = town.context.cipher
        for number in range(BATCH + 3):
            key = f"copy-{number:05d}"
            sealed = cipher.seal('{"n":"乙.png"}', place=f"evidence.sealed/{key}")
            connection.execute(sa.insert(column.table).values(row | {"id": key, "sealed": sealed}))
        connection.commit()

    assert rotate(town) == 0

    with town.context.database.read() as connection:
        for key, sealed in connection.execute(sa.select(column.table.c.id, column.column)):
            assert NEW.open(bytes(sealed), place=f"evidence.sealed/{key}")
