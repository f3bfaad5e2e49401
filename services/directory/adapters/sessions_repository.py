"""Sessions, refresh tokens and wrong attempts in their tables."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from services.directory.adapters.tables.accounts import refresh_token as rt
from services.directory.adapters.tables.accounts import session as st
from services.directory.adapters.tables.accounts import sign_in_attempts as at
from services.directory.adapters.upsert import insert_missing
from services.directory.application.account_ports import RefreshToken
from services.directory.domain.lockout import Attempts
from services.kernel.persistence.moments import aware


class SqlSessions:
    """Families of refresh tokens."""

    def begin(
        self, connection: Connection, id: str, account: str, now: datetime, ends: datetime, origin: str
    ) -> None:
        """A new family."""
        connection.execute(
            sa.insert(st).values(
                id=id, account_id=account, began_at=now, ends_at=ends, origin=origin, ended_why=""
            )
        )

    def add_token(self, connection: Connection, digest: str, session: str, expires: datetime) -> None:
        """One more token of the family."""
        connection.execute(sa.insert(rt).values(digest=digest, session_id=session, expires_at=expires))

    def find_token(self, connection: Connection, digest: str) -> RefreshToken | None:
        """With its session."""
        statement = (
            sa.select(rt.c.expires_at, rt.c.used_at, st.c.id, st.c.account_id, st.c.ends_at, st.c.ended_at)
            .join(st, st.c.id == rt.c.session_id)
            .where(rt.c.digest == digest)
        )
        row = connection.execute(statement).first()
        if row is None:
            return None
        return RefreshToken(
            row.id,
            row.account_id,
            aware(row.expires_at),
            aware(row.used_at),
            aware(row.ends_at),
            aware(row.ended_at),
        )

    def use_token(self, connection: Connection, digest: str, now: datetime) -> bool:
        """Compare and set."""
        statement = sa.update(rt).where(rt.c.digest == digest, rt.c.used_at.is_(None)).values(used_at=now)
        return connection.execute(statement).rowcount == 1

    def end(self, connection: Connection, session: str, why: str, now: datetime) -> bool:
        """False when it had ended before."""
        statement = sa.update(st).where(st.c.id == session, st.c.ended_at.is_(None))
        return connection.execute(statement.values(ended_at=now, ended_why=why)).rowcount == 1

    def end_all(self, connection: Connection, account: str, why: str, now: datetime) -> int:
        """Every open session of an account."""
        statement = sa.update(st).where(st.c.account_id == account, st.c.ended_at.is_(None))
        return connection.execute(statement.values(ended_at=now, ended_why=why)).rowcount

    def purge(self, connection: Connection, before: datetime) -> int:
        """Sessions whose time was over before the moment, with their tokens."""
        old = sa.select(st.c.id).where(st.c.ends_at < before)
        connection.execute(sa.delete(rt).where(rt.c.session_id.in_(old)))
        return connection.execute(sa.delete(st).where(st.c.ends_at < before)).rowcount


class SqlAttempts:
    """Wrong attempts by subject."""

    def load(self, connection: Connection, subject: str, now: datetime) -> Attempts:
        """Locks the subject, so that parallel attempts are counted one after the other."""
        insert_missing(connection, at, {"subject": subject, "failures": 0, "level": 0, "last_at": now})
        row = connection.execute(sa.select(at).where(at.c.subject == subject).with_for_update()).one()
        return Attempts(row.failures, row.level, aware(row.locked_until), aware(row.last_at))

    def save(self, connection: Connection, subject: str, attempts: Attempts) -> None:
        """Write back what `load` gave."""
        connection.execute(
            sa.update(at)
            .where(at.c.subject == subject)
            .values(
                failures=attempts.failures,
                level=attempts.level,
                locked_until=attempts.locked_until,
                last_at=attempts.last_at,
            )
        )

    def forget(self, connection: Connection, subject: str) -> None:
        """As if nothing had happened."""
        connection.execute(sa.delete(at).where(at.c.subject == subject))

    def locks(self, connection: Connection, subjects: Collection[str], now: datetime) -> dict[str, datetime]:
        """When the locks end that hold now."""
        if not subjects:
            return {}
        statement = sa.select(at.c.subject, at.c.locked_until).where(
            at.c.subject.in_(list(subjects)), at.c.locked_until > now
        )
        return {row.subject: aware(row.locked_until) for row in connection.execute(statement)}

    def purge(self, connection: Connection, before: datetime) -> int:
        """Subjects quiet since the moment and not locked any more."""
        over = sa.or_(at.c.locked_until.is_(None), at.c.locked_until < before)
        return connection.execute(sa.delete(at).where(at.c.last_at < before, over)).rowcount
