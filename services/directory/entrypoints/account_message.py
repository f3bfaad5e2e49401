"""Accounts as the contract writes them."""

from __future__ import annotations

from services.directory.application.account_views import AccountView, state_number
from services.directory.application.moments import stamp
from services.kernel.territory_codes import code_of
from wangge.directory.v1 import accounts_pb2


def account_message(view: AccountView) -> accounts_pb2.Account:
    """The account as the contract writes it; the phone as this caller may see it."""
    account = view.account
    return accounts_pb2.Account(
        id=account.id,
        login=account.login,
        name=account.name,
        realm=account.realm,
        state=state_number(account.state),
        work_phone=account.work_phone,
        work_number=account.work_number,
        private_phone=view.phone,
        totp_enabled=account.totp_on,
        must_change_password=account.must_change,
        locked_until=stamp(view.locked_until),
        last_sign_in=stamp(account.last_sign_in),
        home_territory_code=code_of(account.home),
        etag=str(account.version),
        photo=account.photo,
    )
