"""Accounts in their table."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from services.directory.adapters.tables.accounts import account as t
from services.directory.adapters.tables.accounts import password_history
from services.directory.adapters.tables.records import picture
from services.directory.application.account_ports import AccountQuery
from services.directory.application.ports import AccountCard
from services.directory.domain.accounts import Account, State
from services.kernel.call import Scope
from services.kernel.persistence.moments import aware
from services.kernel.persistence.scoping import ScopedTable

_scoped = ScopedTable(t, t.c.home_path, t.c.id)
_STATES = (State.ACTIVE, State.DISABLED, State.REMOVED)


class SqlAccounts:
    """Reads and writes whole accounts."""

    def find(self, connection: Connection, id: str, *, lock: bool = False) -> Account | None:
        """By id."""
        return self._one(connection, sa.select(t).where(t.c.id == id), lock)

    def by_login(self, connection: Connection, login: str, *, lock: bool = False) -> Account | None:
        """By login in its canonical spelling; removed accounts keep theirs."""
        return self._one(connection, sa.select(t).where(t.c.login == login), lock)

    def many(self, connection: Connection, ids: Collection[str]) -> dict[str, Account]:
        """Those that are there."""
        rows = connection.execute(sa.select(t).where(t.c.id.in_(list(ids)))).all() if ids else []
        return {row.id: _account(row) for row in rows}

    def add(self, connection: Connection, account: Account) -> None:
        """IntegrityError when the login was taken meanwhile."""
        connection.execute(sa.insert(t).values(**_values(account)))

    def save(self, connection: Connection, account: Account) -> None:
        """Write all fields."""
        connection.execute(sa.update(t).where(t.c.id == account.id).values(**_values(account)))

    def page(
        self, connection: Connection, scope: Scope, query: AccountQuery, size: int, after: str
    ) -> list[Account]:
        """In the order of ids, after the given one."""
        statement = sa.select(t).where(_scoped.visible(scope), t.c.id > after).order_by(t.c.id).limit(size)
        if query.path is not None:
            statement = statement.where(_scoped.under(query.path))
        if query.name_contains:
            part = query.name_contains.casefold()
            statement = statement.where(
                sa.or_(
                    t.c.name.contains(query.name_contains, autoescape=True),
                    t.c.login.contains(part, autoescape=True),
                )
            )
        if query.realm:
            statement = statement.where(t.c.realm == query.realm)
        if query.state:
            statement = statement.where(t.c.state == _number(State(query.state)))
        return [_account(row) for row in connection.execute(statement)]

    def past_passwords(self, connection: Connection, account_id: str) -> list[str]:
        """Newest first."""
        h = password_history
        statement = sa.select(h.c.password).where(h.c.account_id == account_id).order_by(h.c.id.desc())
        return list(connection.scalars(statement))

    def remember_password(
        self, connection: Connection, id: str, account_id: str, stored: str, keep: int
    ) -> None:
        """Add to the history and drop what is beyond ``keep``."""
        h = password_history
        connection.execute(sa.insert(h).values(id=id, account_id=account_id, password=stored))
        kept = sa.select(h.c.id).where(h.c.account_id == account_id).order_by(h.c.id.desc()).limit(keep)
        ids = list(connection.scalars(kept))
        connection.execute(sa.delete(h).where(h.c.account_id == account_id, h.c.id.not_in(ids)))

    def forget_passwords(self, connection: Connection, account_id: str) -> None:
        """Drop the whole history."""
        connection.execute(sa.delete(password_history).where(password_history.c.account_id == account_id))

    def use_totp_step(self, connection: Connection, account_id: str, step: int) -> bool:
        """Compare and set."""
        unused = sa.or_(t.c.totp_step.is_(None), t.c.totp_step < step)
        statement = sa.update(t).where(t.c.id == account_id, unused).values(totp_step=step)
        return connection.execute(statement).rowcount == 1

    def _one(self, connection: Connection, statement: sa.Select[Any], lock: bool) -> Account | None:
        row = connection.execute(statement.with_for_update() if lock else statement).first()
        return _account(row) if row else None


class AccountCards:
    """Work data of accounts for whoever shows posts; never the private phone."""

    def cards(self, connection: Connection, ids: Iterable[str]) -> dict[str, AccountCard]:
        """Unknown ids are left out; photos are given while approved and the account active (Sens-9)."""
        wanted = list(dict.fromkeys(ids))
        approved = (
            sa.select(picture.c.id)
            .where(picture.c.id == t.c.photo, picture.c.public, picture.c.deleted.is_(False))
            .correlate(t)
            .scalar_subquery()
        )
        columns = (
            t.c.id,
            t.c.login,
            t.c.name,
            t.c.state,
            t.c.realm,
            t.c.work_number,
            t.c.work_phone,
            approved.label("photo"),
        )
        found: dict[str, AccountCard] = {}
        for at in range(0, len(wanted), 500):
            for row in connection.execute(sa.select(*columns).where(t.c.id.in_(wanted[at : at + 500]))):
                active = row.state == _number(State.ACTIVE) and row.realm == "staff"
                work = (row.work_number, row.work_phone, row.photo or "") if active else ("", "", "")
                found[row.id] = AccountCard(row.id, row.login, row.name, active, *work)
        return found


def _account(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        login=row.login,
        name=row.name,
        realm=row.realm,
        state=_STATES[row.state - 1],
        home=row.home_path,
        created_at=aware(row.created_at),
        work_phone=row.work_phone,
        work_number=row.work_number,
        phone=_bytes(row.private_phone),
        photo=row.photo,
        organisation=row.organisation_id,
        password=row.password,
        must_change=row.must_change_password,
        one_time_until=aware(row.one_time_until),
        totp=_bytes(row.totp_secret),
        totp_on=row.totp_on,
        totp_step=row.totp_step,
        last_sign_in=aware(row.last_sign_in),
        version=row.version,
    )


def _number(state: State) -> int:
    return _STATES.index(state) + 1


def _bytes(value: bytes | memoryview | None) -> bytes | None:
    return bytes(value) if value is not None else None


def _values(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "login": account.login,
        "name": account.name,
        "realm": account.realm,
        "state": _number(account.state),
        "home_path": account.home,
        "created_at": account.created_at,
        "work_phone": account.work_phone,
        "work_number": account.work_number,
        "private_phone": account.phone,
        "photo": account.photo,
        "organisation_id": account.organisation,
        "password": account.password,
        "must_change_password": account.must_change,
        "one_time_until": account.one_time_until,
        "totp_secret": account.totp,
        "totp_on": account.totp_on,
        "totp_step": account.totp_step,
        "last_sign_in": account.last_sign_in,
        "version": account.version,
    }
