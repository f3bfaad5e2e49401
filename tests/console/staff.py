"""Accounts made by tests, acted for as an administrator would, and browsers signed in with any password."""

from __future__ import annotations

import asyncio

from gateway.security.identities import Identities
from services.kernel.rpc.current import Travelling, travelling
from tests.console.browsing import PASSWORD, Browser, Office
from wangge.directory.v1 import accounts_pb2 as pb
from wangge.directory.v1 import accounts_pb2_grpc

COUNTY = "410611000000"


def token_of(office: Office, login: str, password: str = PASSWORD) -> str:
    """An access token."""
    stub = office.platform.peers.stub(accounts_pb2_grpc.SessionServiceStub, "directory")
    assert stub is not None
    return str(stub.SignIn(pb.SignInRequest(login=login, password=password)).access_token)


def signed_in(office: Office, login: str, password: str, locale: str = "zh") -> Browser:
    """The browser of an account that does not have the demo's password."""
    token = token_of(office, login, password)
    identity = asyncio.run(Identities(office.platform.verifier).of(token))
    return Browser(office.app, identity, locale)


def as_admin(office: Office) -> accounts_pb2_grpc.AccountServiceStub:
    """The stub of accounts with the administrator's rights, for what a test needs to be there."""
    travelling.set(Travelling(token=token_of(office, "admin"), locale="zh"))
    stub = office.platform.peers.stub(accounts_pb2_grpc.AccountServiceStub, "directory")
    assert stub is not None
    return stub


def new_account(office: Office, login: str, name: str) -> tuple[pb.Account, str]:
    """An account and its one-time password."""
    stub = as_admin(office)
    wanted = pb.Account(login=login, name=name, realm="staff", home_territory_code=home_of(office))
    made = stub.CreateAccount(pb.CreateAccountRequest(account=wanted))
    once = stub.ResetPassword(pb.ResetPasswordRequest(id=made.id)).one_time_password
    return stub.GetAccount(pb.GetAccountRequest(id=made.id)), once


def account_of(office: Office, login: str) -> pb.Account:
    """An account of the demo by login."""
    found = as_admin(office).ListAccounts(pb.ListAccountsRequest(name_contains=login, page_size=100)).accounts
    return next(each for each in found if each.login == login)


def home_of(office: Office, login: str = "worker") -> str:
    """The home of a demo account."""
    return account_of(office, login).home_territory_code
