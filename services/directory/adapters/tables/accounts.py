"""Accounts, their passwords, sessions, roles and grants."""

from __future__ import annotations

import sqlalchemy as sa

from services.directory.adapters.tables.base import Json, metadata, path_column
from services.kernel.persistence.tables import Moment

account = sa.Table(
    "account",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("login", sa.String(60), nullable=False, unique=True),
    sa.Column("name", sa.String(60), nullable=False),
    sa.Column("realm", sa.String(10), nullable=False),
    # Numbers as in the contract: active, disabled, removed.
    sa.Column("state", sa.Integer, nullable=False),
    path_column("home_path"),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("work_phone", sa.String(40), nullable=False),
    sa.Column("work_number", sa.String(40), nullable=False),
    sa.Column("private_phone", sa.LargeBinary, info={"sealed": "directory.account.private_phone"}),
    sa.Column("photo", sa.String(36), nullable=False),
    sa.Column("organisation_id", sa.String(36), nullable=False),
    sa.Column("password", sa.String(200)),
    sa.Column("must_change_password", sa.Boolean, nullable=False),
    sa.Column("one_time_until", Moment),
    sa.Column("totp_secret", sa.LargeBinary, info={"sealed": "directory.account.totp"}),
    sa.Column("totp_on", sa.Boolean, nullable=False),
    sa.Column("totp_step", sa.BigInteger),
    sa.Column("last_sign_in", Moment),
    sa.Column("version", sa.Integer, nullable=False),
)
sa.Index("account_by_home", account.c.home_path, account.c.id)

password_history = sa.Table(
    "password_history",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("account_id", sa.String(36), nullable=False, index=True),
    sa.Column("password", sa.String(200), nullable=False),
)

# Wrong attempts by login (hashed, existing or not) and by origin.
sign_in_attempts = sa.Table(
    "sign_in_attempts",
    metadata,
    sa.Column("subject", sa.String(80), primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("locked_until", Moment),
    sa.Column("last_at", Moment, nullable=False, index=True),
)

# A session is a family of refresh tokens, each used once.
session = sa.Table(
    "session",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("account_id", sa.String(36), nullable=False, index=True),
    sa.Column("began_at", Moment, nullable=False),
    sa.Column("ends_at", Moment, nullable=False, index=True),
    sa.Column("origin", sa.String(80), nullable=False),
    sa.Column("ended_at", Moment),
    sa.Column("ended_why", sa.String(20), nullable=False),
)
refresh_token = sa.Table(
    "refresh_token",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("session_id", sa.String(36), nullable=False, index=True),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("used_at", Moment),
)

role = sa.Table(
    "role",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("title_zh", sa.String(60), nullable=False),
    sa.Column("title_en", sa.String(80), nullable=False),
    sa.Column("permissions", Json, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)

role_grant = sa.Table(
    "role_grant",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("account_id", sa.String(36), nullable=False, index=True),
    sa.Column("role", sa.String(40), nullable=False),
    path_column(),
    sa.Column("line", sa.String(80), nullable=False),
    sa.Column("organisation_id", sa.String(36), nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("reason", sa.String(400), nullable=False),
    sa.Column("proposed_by", sa.String(80), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("valid_from", Moment, nullable=False),
    sa.Column("valid_until", Moment),
    sa.Column("decided_by", sa.String(80), nullable=False),
    sa.Column("delegated_from", sa.String(36), nullable=False),
    sa.Column("post_id", sa.String(36), nullable=False),
)
sa.Index("role_grant_by_place", role_grant.c.territory_path, role_grant.c.id)
sa.Index("role_grant_due", role_grant.c.state, role_grant.c.valid_until)
sa.Index("role_grant_lent", role_grant.c.delegated_from)
