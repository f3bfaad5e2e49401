"""The account part behind the real server: sign in, use the token, be refused, see texts."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest

from services.directory import account_parts
from services.directory.domain import account_refusals
from services.directory.entrypoints import rpc_accounts, rpc_records
from services.kernel.rpc.messages import Messages
from services.kernel.rpc.pipeline import Pipeline
from services.kernel.rpc.server import RpcServer, methods_served
from services.kernel.security.tokens import TokenVerifier
from wangge.directory.v1 import accounts_pb2, accounts_pb2_grpc, records_pb2, records_pb2_grpc

FOLDER = Path(account_parts.__file__).parent
PASSWORD = "Liu-yi-2026-wangge"


class Client:
    """Stubs over a Unix socket."""

    def __init__(self, channel: grpc.Channel, world: Any) -> None:
        self.world = world
        self.accounts: Any = accounts_pb2_grpc.AccountServiceStub(channel)
        self.sessions: Any = accounts_pb2_grpc.SessionServiceStub(channel)
        self.records: Any = records_pb2_grpc.RecordServiceStub(channel)

    def sign_in(self, login: str, password: str = PASSWORD) -> tuple[tuple[str, str], ...]:
        session = self.sessions.SignIn(accounts_pb2.SignInRequest(login=login, password=password))
        return (("authorization", f"Bearer {session.access_token}"),)


@pytest.fixture
def client(world: Any, tmp_path: Path) -> Iterator[Client]:
    application = world.application
    served = [
        *rpc_accounts.servicers(application, world.context),
        *rpc_records.servicers(application, world.context),
    ]
    parts = world.parts

    def keys() -> dict[str, object]:
        return {**parts.signing().public_jwks()}

    verifier = TokenVerifier(keys, "wangge", world.clock)
    pipeline = Pipeline(methods_served(served), verifier, Messages.load([FOLDER]), world.clock)
    address = f"unix:{tmp_path / 'rpc.sock'}"
    server = RpcServer(served, pipeline, [address], threads=4)
    server.start()
    with grpc.insecure_channel(address) as channel:
        yield Client(channel, world)
    server.stop(0.5)


def test_an_administrator_creates_an_account_whose_person_changes_the_password(client: Client) -> None:
    admin = client.world.account("admin")
    client.world.grant(admin, "system_admin", "")
    me = client.sign_in("admin")
    wanted = accounts_pb2.Account(
        login="worker", name="张三", private_phone="13812345678", home_territory_code="410602001000"
    )
    request = accounts_pb2.CreateAccountRequest(account=wanted, request_id="r1")
    made = client.accounts.CreateAccount(request, metadata=me)
    assert client.accounts.CreateAccount(request, metadata=me).id == made.id
    assert (made.private_phone, made.realm, made.home_territory_code) == (
        "138****5678",
        "staff",
        "410602001000",
    )
    once = client.accounts.ResetPassword(accounts_pb2.ResetPasswordRequest(id=made.id), metadata=me)
    worker = client.sign_in("worker", once.one_time_password)
    with pytest.raises(grpc.RpcError) as due:
        client.sessions.StartTotp(accounts_pb2.StartTotpRequest(), metadata=worker)
    assert due.value.code() is grpc.StatusCode.PERMISSION_DENIED
    assert client.sessions.GetMe(accounts_pb2.GetMeRequest(), metadata=worker).account.login == "worker"
    change = accounts_pb2.ChangePasswordRequest(old_password=once.one_time_password, new_password=PASSWORD)
    client.sessions.ChangePassword(change, metadata=worker)
    shown = client.sessions.GetMe(accounts_pb2.GetMeRequest(), metadata=client.sign_in("worker"))
    assert (shown.account.login, list(shown.permissions)) == ("worker", [])
    log = client.records.ListLogEntries(
        records_pb2.ListLogEntriesRequest(action_prefix="directory.account."), metadata=me
    )
    assert "directory.account.reset_password" in {entry.action for entry in log.entries}


def test_without_the_permission_the_door_is_shut(client: Client) -> None:
    client.world.account("worker")
    with pytest.raises(grpc.RpcError) as refused:
        client.accounts.ListAccounts(accounts_pb2.ListAccountsRequest(), metadata=client.sign_in("worker"))
    assert refused.value.code() is grpc.StatusCode.PERMISSION_DENIED


def test_a_wrong_password_is_unauthenticated_in_the_callers_language(client: Client) -> None:
    client.world.account("worker")
    request = accounts_pb2.SignInRequest(login="worker", password="wrong")
    with pytest.raises(grpc.RpcError) as refused:
        client.sessions.SignIn(request, metadata=(("accept-language", "en"),))
    assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED
    assert refused.value.details() == "The login, password or code is wrong"


def test_four_eyes_over_the_wire(client: Client) -> None:
    for login in ("admin", "second"):
        client.world.grant(client.world.account(login), "system_admin", "")
    worker = client.world.account("worker")
    grant = accounts_pb2.Grant(
        account_id=worker, role="dispatcher", territory_code="410602000000", reason="需要"
    )
    request = accounts_pb2.ProposeGrantRequest(grant=grant)
    proposed = client.accounts.ProposeGrant(request, metadata=client.sign_in("admin"))
    decision = accounts_pb2.DecideGrantRequest(id=proposed.id, approve=True)
    with pytest.raises(grpc.RpcError):
        client.accounts.DecideGrant(decision, metadata=client.sign_in("admin"))
    decided = client.accounts.DecideGrant(decision, metadata=client.sign_in("second"))
    assert decided.state == accounts_pb2.GRANT_STATE_ACTIVE
    me = client.sessions.GetMe(accounts_pb2.GetMeRequest(), metadata=client.sign_in("worker"))
    assert "cases.case.assign" in me.permissions


def test_a_lender_lists_and_takes_back_a_loan_without_any_right_over_grants(client: Client) -> None:
    lender, colleague = client.world.account("lender"), client.world.account("colleague")
    client.world.grant(lender, "dispatcher", "410602")
    me = client.sign_in("lender")
    request = accounts_pb2.DelegateRequest(to_account_id=colleague, reason="轮值")
    request.valid_until.FromDatetime(client.world.clock() + timedelta(days=2))
    loan = client.accounts.Delegate(request, metadata=me)
    mine = client.accounts.ListGrants(accounts_pb2.ListGrantsRequest(), metadata=me)
    assert loan.id in {grant.id for grant in mine.grants}
    back = client.accounts.RevokeGrant(
        accounts_pb2.RevokeGrantRequest(id=loan.id, reason="回来"), metadata=me
    )
    assert back.state == accounts_pb2.GRANT_STATE_REVOKED
    outsider = client.sign_in("colleague")
    grants = client.accounts.ListGrants(accounts_pb2.ListGrantsRequest(account_id=lender), metadata=outsider)
    assert {grant.account_id for grant in grants.grants} <= {colleague}


def test_an_import_over_the_wire(client: Client) -> None:
    client.world.grant(client.world.account("admin"), "system_admin", "")
    me = client.sign_in("admin")
    data = "账号,姓名,所属区划代码\nworker1,张三,410602001001\n,李四,410602001001\n".encode()
    request = records_pb2.StageImportRequest(kind="accounts", file_name="人员.csv", data=data)
    staged = client.records.StageImport(request, metadata=me)
    batch = getattr(staged, "import")
    assert (batch.rows_accepted, batch.rows_rejected, staged.problems[0].column) == (1, 1, "账号")
    decide = records_pb2.DecideImportRequest(id=batch.id)
    assert client.records.AcceptImport(decide, metadata=me).rows_applied == 1
    rejects = client.records.GetImportRejects(records_pb2.GetImportRejectsRequest(id=batch.id), metadata=me)
    assert rejects.file_name == "人员.rejected.csv"


def test_every_code_of_the_account_part_has_texts() -> None:
    messages = Messages.load([FOLDER])
    kinds = [
        kind for _, kind in inspect.getmembers(account_refusals, inspect.isclass) if hasattr(kind, "code")
    ]
    own = ("account", "session", "import", "picture", "grants", "roles", "delegation", "lockout")
    sources = [each for each in FOLDER.rglob("*.py") if each.name.startswith(own)]
    pattern = re.compile(r'"(directory\.[a-z_]+)"')
    written = {code for path in sources for code in pattern.findall(path.read_text("utf-8"))}
    assert sorted(code for code in {*written, *(kind.code for kind in kinds)} if not messages.has(code)) == []
