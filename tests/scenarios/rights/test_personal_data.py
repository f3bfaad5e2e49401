"""Marked personal data goes in by every door; it comes out at none but the one that is made for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc
import pytest
import sqlalchemy as sa
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from services.cases.adapters.disputes import SealedDisputes
from services.cases.adapters.tables.cases import cases
from services.kernel.errors import Refusal
from services.kernel.testing.contexts import SetClock
from services.kernel.testing.platform import TestPlatform
from services.kernel.types import new_id
from tests.scenarios.county import COMMUNITY, VACANT_TOWNSHIP, County
from tests.scenarios.rights.overheard import Everything, around, escaped, in_json
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import records_pb2, records_pb2_grpc, supervision_pb2, supervision_pb2_grpc
from wangge.directory.v1 import accounts_pb2, accounts_pb2_grpc

NAME, FOLLOWER, IMPORTED, PARTY = "欧阳标记甲", "司马标记乙", "诸葛标记丙", "上官标记丁"
PHONE, FOLLOWER_PHONE, IMPORTED_PHONE, PRIVATE = "13811110001", "13811110002", "13811110003", "13811110004"
PASSWORD, WRONG = "Mark-Password-77x", "Wrong-Mark-Password-88y"
SEALED = (NAME, FOLLOWER, IMPORTED, PHONE, FOLLOWER_PHONE, IMPORTED_PHONE, PRIVATE, PASSWORD, WRONG)


class Story:
    """A platform after everything was written, with what it said and kept."""

    def __init__(self, platform: TestPlatform, county: County, folder: Path) -> None:
        self.platform, self.county, self.folder = platform, county, folder
        self.answers: list[str] = []
        self.errors: list[str] = []
        self.secret = self.totp = self.refresh = self.client_secret = ""
        self.case_id = ""

    def refused(self, act: Any) -> None:
        """Do what must fail; keep what the caller is told."""
        with pytest.raises((Refusal, grpc.RpcError)) as caught:
            act()
        problem: Any = caught.value
        cause = problem.__cause__ or problem
        trailers = cause.trailing_metadata() if isinstance(cause, grpc.Call) else ()
        self.errors.append(f"{problem!r} {cause!r} {[each for each in trailers or ()]}")


@pytest.fixture(scope="module")
def story(
    logs: Everything, spans: InMemorySpanExporter, tmp_path_factory: pytest.TempPathFactory, clock: SetClock
) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("personal")
    with TestPlatform(folder, ["cases"], clock) as platform:
        county = County(platform).build()
        told = Story(platform, county, folder)
        _write(told)
        platform.settle()
        yield told


def _write(story: Story) -> None:
    county, platform = story.county, story.platform
    reporter = pb.Reporter(name=NAME, phone=PHONE, wants_answer=True)
    case = county.report(reporter=reporter, submit=True)
    story.case_id, story.secret = case.id, case.receipt_secret
    county.cases("neighbour").FollowCase(
        pb.FollowCaseRequest(id=case.id, reporter_name=FOLLOWER, reporter_phone=FOLLOWER_PHONE)
    )
    county.cases("screener").FileCase(pb.FileCaseRequest(id=case.id))
    county.cases("screener").EscalateCase(
        pb.EscalateCaseRequest(id=case.id, reason="需部门", work_done="已警示")
    )
    county.cases("dispatcher").FileCase(pb.FileCaseRequest(id=case.id))
    county.verified(case.id, platform.clock())
    county.cases("").RateByReceipt(
        pb.RateByReceiptRequest(number=case.number, secret=case.receipt_secret, score=5)
    )
    county.cases("county").RevealReporter(pb.RevealReporterRequest(id=case.id, purpose="回访"))
    records = platform.stub(records_pb2_grpc.CaseRecordServiceStub, county.token("admin"))
    row = f"A1,2026-11-01 09:00:00,没有,SCREENING,x,{IMPORTED},{IMPORTED_PHONE}\n"
    good = f"A2,2026-11-01 09:00:00,component.utility.water_manhole,SCREENING,x,{IMPORTED},{IMPORTED_PHONE}\n"
    records.StageCaseImport(
        records_pb2.StageCaseImportRequest(
            file_name="old.csv",
            data=f"编号,上报时间,类别,状态,内容,反映人,联系电话\n{row}{good}".encode(),
            territory_code=VACANT_TOWNSHIP,
        )
    )
    supervision = platform.stub(supervision_pb2_grpc.SupervisionServiceStub, county.token("county"))
    supervision.CompileDossier(
        supervision_pb2.CompileDossierRequest(case_id=case.id, reason=f"电话 {PHONE}", to_body="纪委")
    )
    _accounts(story)
    _failures(story)


def _accounts(story: Story) -> None:
    county, platform = story.county, story.platform
    accounts: Any = county.directory(accounts_pb2_grpc.AccountServiceStub)
    account = accounts_pb2.Account(
        login="marked", name="标记员", realm="staff", home_territory_code=COMMUNITY, private_phone=PRIVATE
    )
    made = accounts.CreateAccount(
        accounts_pb2.CreateAccountRequest(account=account, initial_password=PASSWORD)
    )
    sessions: Any = platform.stub(accounts_pb2_grpc.SessionServiceStub)
    story.refused(lambda: sessions.SignIn(accounts_pb2.SignInRequest(login="marked", password=WRONG)))
    session = sessions.SignIn(accounts_pb2.SignInRequest(login="marked", password=PASSWORD))
    story.refresh = session.refresh_token
    own: Any = platform.stub(accounts_pb2_grpc.SessionServiceStub, session.access_token)
    story.refused(
        lambda: own.ChangePassword(accounts_pb2.ChangePasswordRequest(old_password=WRONG, new_password=WRONG))
    )
    changed = accounts.GetAccount(accounts_pb2.GetAccountRequest(id=made.id))
    changed.name = "标记员二"
    accounts.UpdateAccount(accounts_pb2.UpdateAccountRequest(account=changed))
    whole = accounts.RevealAccount(accounts_pb2.RevealAccountRequest(id=made.id, purpose="联系"))
    assert whole.private_phone == PRIVATE, "written back masked, it overwrote the real one"
    secret = accounts.CreateServiceAccount(
        accounts_pb2.CreateServiceAccountRequest(
            login="svc-mark", name="系统", organisation_id=county.units["CG"]
        )
    )
    story.client_secret = secret.client_secret
    story.answers.append(str(accounts.ListAccounts(accounts_pb2.ListAccountsRequest(page_size=200))))


def _failures(story: Story) -> None:
    """Requests that are refused, and bugs whose texts quote what was sent."""
    county, platform = story.county, story.platform
    long = pb.Reporter(name=NAME * 20, phone=PHONE * 20)
    story.refused(lambda: county.report(reporter=long))
    story.refused(lambda: county.cases("").GetReceipt(pb.GetReceiptRequest(number="X", secret=story.secret)))
    loop = platform.parts["cases"].application.loop
    desk = loop.report._desk
    before = desk.people.seal

    def broken(place: str, name: str, phone: str) -> Any:
        raise RuntimeError(f"could not seal {name} {phone}")

    desk.people.seal = broken
    try:
        story.refused(lambda: county.report(reporter=pb.Reporter(name=NAME, phone=PHONE)))
    finally:
        desk.people.seal = before
    with platform.contexts["cases"].database.transaction() as connection:
        connection.execute(sa.text("ALTER TABLE case_follower RENAME TO case_follower_away"))
        connection.commit()
    case = county.report(submit=True)
    story.refused(
        lambda: county.cases("neighbour").FollowCase(
            pb.FollowCaseRequest(
                id=case.id, reporter_name=FOLLOWER, reporter_phone=FOLLOWER_PHONE, request_id=new_id()
            )
        )
    )
    with platform.contexts["cases"].database.transaction() as connection:
        connection.execute(sa.text("ALTER TABLE case_follower_away RENAME TO case_follower"))
        connection.commit()


def test_the_log_holds_no_marked_value(story: Story, logs: Everything) -> None:
    said = "\n".join(logs.texts)

    assert "bug in" in said, "the forced errors were not logged at all"
    for marked in (*SEALED, story.secret, story.refresh, story.client_secret):
        assert marked not in said, around(said, marked)


def test_traces_hold_no_marked_value(story: Story, spans: InMemorySpanExporter) -> None:
    traced = "\n".join(each.to_json() for each in spans.get_finished_spans())

    assert "ReportCase" in traced
    for marked in (*SEALED, story.secret, story.refresh, story.client_secret):
        assert marked not in traced
        assert in_json(marked).decode() not in traced, around(traced, in_json(marked).decode())


def test_errors_quote_no_marked_value(story: Story) -> None:
    told = "\n".join(story.errors)

    for marked in (*SEALED, story.secret):
        assert marked not in told, around(told, marked)
        assert repr(marked.encode())[2:-1] not in told


def test_answers_hold_masked_values_alone(story: Story) -> None:
    county = story.county
    told = list(story.answers)
    for who in ("screener", "dispatcher", "roads", "head", "county"):
        seen = county.cases(who).GetCase(pb.GetCaseRequest(id=story.case_id))
        told += [str(seen), str(county.cases(who).GetLedger(pb.GetLedgerRequest(id=story.case_id)))]
        assert seen.reporter.name != NAME
    text = "\n".join(told)

    for marked in (NAME, PHONE, FOLLOWER, FOLLOWER_PHONE, PRIVATE):
        assert marked not in text
        assert escaped(marked) not in text


def test_no_database_file_holds_a_sealed_value_in_plain_bytes(story: Story) -> None:
    """Database, write-ahead log and every other file of the data folder: what a thief would read."""
    for database in (story.folder / "data" / "databases").glob("*.sqlite3"):
        sqlite3.connect(database).execute("PRAGMA wal_checkpoint(PASSIVE)").close()
    found: list[str] = []
    for path in (story.folder / "data").rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes()
        for marked in (*SEALED, story.secret, story.refresh, story.client_secret):
            if marked.encode() in data or marked.encode("utf-16-le") in data or in_json(marked) in data:
                found.append(f"{marked} in {path.relative_to(story.folder)}")

    # Rejected rows go back to who sent them, in a file that the import's owners alone fetch.
    assert [each for each in found if "/files/" not in each] == []


def test_events_audit_and_parked_rows_hold_no_marked_value(story: Story) -> None:
    for name in ("cases", "directory"):
        path = story.folder / "data" / "databases" / f"{name}.sqlite3"
        connection = sqlite3.connect(path)
        tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        kept = [t for t in tables if any(w in t for w in ("outbox", "audit", "parked", "inbox", "request"))]
        assert len(kept) >= 3, tables
        for table in kept:
            text = "\n".join(map(repr, connection.execute(f"SELECT * FROM {table}")))
            for marked in (*SEALED, story.secret, story.refresh, story.client_secret):
                assert marked not in text, f"{table}: {around(text, marked)}"
        connection.close()


def _dispute(story: Story) -> tuple[County, str, Any]:
    county = story.county
    case = county.filed_at_township()
    county.cases("dispatcher").TakeCase(pb.TakeCaseRequest(id=case.id))
    leaves = story.platform.parts["cases"].application.loop.directory.leaves()
    category = next(code for code in sorted(leaves) if code.startswith("dispute"))
    case = county.cases("dispatcher").ChangeCategory(
        pb.ChangeCategoryRequest(id=case.id, category=category, reason="实为纠纷")
    )
    dispute = pb.Dispute(parties=[pb.Dispute.Party(name=PARTY, role="甲方")], type="邻里")

    answer = county.cases("dispatcher").PutDispute(pb.PutDisputeRequest(id=case.id, dispute=dispute))

    return county, case.id, answer


def test_parties_of_a_dispute_are_masked_and_survive_being_written_back(story: Story) -> None:
    county, case_id, answer = _dispute(story)
    seen = county.cases("dispatcher").GetCase(pb.GetCaseRequest(id=case_id))

    assert PARTY not in {each.name for each in (*answer.dispute.parties, *seen.dispute.parties)}
    seen.dispute.type = "合同"
    county.cases("dispatcher").PutDispute(pb.PutDisputeRequest(id=case_id, dispute=seen.dispute))
    context = story.platform.contexts["cases"]
    with context.database.read() as connection:
        kept = connection.execute(sa.select(cases).where(cases.c.id == case_id)).mappings().one()
    whole = SealedDisputes(context.cipher).whole(kept)
    assert (whole["parties"][0]["name"], whole["type"]) == (PARTY, "合同")


def test_parties_of_a_dispute_are_sealed_at_rest(story: Story) -> None:
    _, case_id, _ = _dispute(story)

    with story.platform.contexts["cases"].database.read() as connection:
        kept = connection.execute(sa.select(cases).where(cases.c.id == case_id)).mappings().one()
    assert kept["dispute_parties"] is not None
    assert "parties" not in kept["dispute"]
    assert PARTY not in repr(dict(kept))
    assert PARTY.encode() not in kept["dispute_parties"]
