"""Everything the surroundings decide: one frozen object, read once, every problem named together."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlsplit

from pydantic import BeforeValidator, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from services.kernel.files.store import open_store
from services.kernel.rpc.addresses import networks

PREFIX = "WANGGE_"
_ADDRESS = f"{PREFIX}ADDRESS_"
CONFIG_VARIABLE = f"{PREFIX}CONFIG"
SECRETS_VARIABLE = f"{PREFIX}SECRETS_DIR"


# The second form, one service on this very machine, is for tests.
_PUSH_HOST = re.compile(
    r"(\*\.)?([a-z0-9-]{1,63}\.)+[a-z]{2,63}(:[0-9]{1,5})?|http://127\.0\.0\.1:[0-9]{1,5}"
)


class SettingsWrong(Exception):
    """The settings cannot be used. The text has one line per problem, in Chinese and English."""


def _listed(value: object) -> object:
    """Comma-separated text as a list, which is how lists are written in environment variables."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]


class Settings(BaseSettings):
    """Settings of one process.

    From the environment (``WANGGE_PORT``), files in the directory ``WANGGE_SECRETS_DIR`` (one file per
    setting, named as its variable) and the TOML file ``WANGGE_CONFIG``, in this order of precedence.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="ignore", case_sensitive=False, env_ignore_empty=True
    )

    mode: Literal["all-in-one", "distributed"] = "all-in-one"
    demo: bool = False
    data_dir: Path = Path("data")
    database_url: str | None = Field(default=None, repr=False)
    broker_url: str | None = Field(default=None, repr=False)
    file_store_url: str | None = Field(default=None, repr=False)

    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535)
    grpc_host: str = "127.0.0.1"
    grpc_port: int = Field(default=50051, ge=0, le=65535)
    addresses: dict[str, str] = Field(default_factory=dict)

    tls_certificate: Path | None = None
    tls_key: Path | None = None
    tls_authority: Path | None = None
    tls_client_certificate: Path | None = None
    tls_client_key: Path | None = None
    mutual_tls: bool = False

    keys_dir: Path | None = None
    cookie_secret: str | None = Field(default=None, repr=False)
    issuer: str = "wangge"
    access_token_minutes: int = Field(default=10, ge=1, le=1440)
    refresh_token_hours: int = Field(default=12, ge=1, le=24 * 90)

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"
    otlp_endpoint: str | None = None
    locale: Literal["zh", "en"] = "zh"
    services: Names = ()
    upload_limit_mb: int = Field(default=20, ge=1, le=39)
    video_limit_mb: int = Field(default=50, ge=1, le=500)
    push_hosts: Names = ()
    push_contact: str = ""
    worker_threads: int = Field(default=16, ge=2, le=256)
    stream_threads: int = Field(default=32, ge=1, le=1024)
    database_pool: int = Field(default=20, ge=1, le=100)
    trusted_proxies: Names = ()
    rate_storage: str = Field(default="memory", repr=False)
    map_tiles: str | None = Field(default=None, repr=False)  # its address may hold a key
    map_tiles_attribution: str = Field(default="", max_length=200)

    @field_validator("trusted_proxies")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        networks(value)
        return value

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: str | None) -> str | None:
        if value is None or value.startswith("postgresql+psycopg2://"):
            return value
        if value.startswith("postgresql://"):
            return value.replace("postgresql://", "postgresql+psycopg2://", 1)
        raise ValueError("write postgresql+psycopg2://user:password@host/database")

    @field_validator("broker_url")
    @classmethod
    def _is_broker(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).scheme not in ("amqp", "amqps"):
            raise ValueError("write amqp://user:password@host:5672/")
        return value

    @field_validator("file_store_url")
    @classmethod
    def _is_store(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).scheme not in ("file", "s3", "memory"):
            raise ValueError("write file:///folder or s3://bucket?access_key=...&secret_key=...")
        return value

    @field_validator("map_tiles")
    @classmethod
    def _is_tile_address(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        plain = re.fullmatch(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?", parts.netloc)
        holes = all(f"{{{each}}}" in value for each in ("z", "x", "y"))
        if parts.scheme not in ("https", "http") or not plain or not holes:
            raise ValueError("write https://host/path with {z}, {x} and {y}")
        return value

    @field_validator("push_hosts")
    @classmethod
    def _are_push_hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            if not _PUSH_HOST.fullmatch(each):
                raise ValueError("write host names such as fcm.googleapis.com or *.push.apple.com")
        return value

    @property
    def keys(self) -> Path:
        """The folder with ``signing.json`` (directory alone needs it) and ``ring.json``."""
        return self.keys_dir or self.data_dir / "keys"

    @property
    def access_token_lifetime(self) -> timedelta:
        """How long an access token is good."""
        return timedelta(minutes=self.access_token_minutes)

    @property
    def refresh_token_lifetime(self) -> timedelta:
        """How long a session may be carried on without signing in again."""
        return timedelta(hours=self.refresh_token_hours)

    @property
    def file_store(self) -> str:
        """URL for ``open_store``; a folder of the data directory unless one is set."""
        return self.file_store_url or f"file://{quote(str((self.data_dir / 'files').absolute()))}"

    def database_of(self, service: str) -> str:
        """Where a service keeps its rows: PostgreSQL when set, else its own SQLite file."""
        if self.database_url is not None:
            return self.database_url
        return f"sqlite:///{(self.data_dir / 'databases' / f'{service}.sqlite3').absolute()}"

    def address_of(self, service: str) -> str:
        """gRPC address of a service in the distributed mode: ``<name>:50051`` unless one is set."""
        return self.addresses.get(service, f"{service}:50051")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, environment, secrets, then the TOML file."""
        toml = TomlConfigSettingsSource(settings_cls, os.environ.get(CONFIG_VARIABLE) or None)
        return init_settings, env_settings, file_secret_settings, toml


def read_settings(**given: Any) -> Settings:
    """The settings of this process; ``given`` (options of the command line) wins, None leaves out.

    Raises:
        SettingsWrong: naming every problem at once.
    """
    problems: list[str] = []
    chosen = {name: value for name, value in given.items() if value is not None}
    chosen["addresses"] = {**_addresses(os.environ), **chosen.get("addresses", {})}
    if not chosen["addresses"]:
        del chosen["addresses"]
    problems += _unknown(os.environ)
    for variable in (CONFIG_VARIABLE, SECRETS_VARIABLE):
        path = os.environ.get(variable)
        if path and not Path(path).exists():
            problems.append(f"{variable}: {path} 不存在 / does not exist")
    secrets = os.environ.get(SECRETS_VARIABLE) or None
    try:
        chosen["_secrets_dir"] = secrets if secrets and Path(secrets).is_dir() else None
        settings = Settings(**chosen)
    except ValidationError as wrong:
        problems += [_line(error) for error in wrong.errors()]
        raise SettingsWrong("\n".join(problems)) from None
    except (OSError, ValueError) as wrong:
        raise SettingsWrong("\n".join([*problems, f"{CONFIG_VARIABLE}: {wrong}"])) from None
    problems += contradictions(settings)
    if problems:
        raise SettingsWrong("\n".join(problems))
    return settings


def contradictions(settings: Settings) -> list[str]:
    """What does not go together, and what production needs and a demo does not."""
    problems: list[str] = []

    def say(names: str, zh: str, en: str) -> None:
        problems.append(f"{names}: {zh} / {en}")

    if (settings.tls_certificate is None) != (settings.tls_key is None):
        say("WANGGE_TLS_CERTIFICATE, WANGGE_TLS_KEY", "须同时设置", "set both or neither")
    if (settings.tls_client_certificate is None) != (settings.tls_client_key is None):
        say("WANGGE_TLS_CLIENT_CERTIFICATE, WANGGE_TLS_CLIENT_KEY", "须同时设置", "set both or neither")
    if settings.mutual_tls and settings.tls_authority is None:
        say("WANGGE_TLS_AUTHORITY", "启用双向 TLS 时必须设置", "mutual TLS needs the authority's certificate")
    for name in ("tls_certificate", "tls_key", "tls_authority", "tls_client_certificate", "tls_client_key"):
        path: Path | None = getattr(settings, name)
        if path is not None and not path.is_file():
            say(f"{PREFIX}{name.upper()}", f"{path} 不存在", f"{path} does not exist")
    if settings.file_store_url and settings.file_store_url.startswith("s3:"):
        try:
            open_store(settings.file_store_url)
        except ValueError as wrong:
            say("WANGGE_FILE_STORE_URL", "无法使用", str(wrong))
    if settings.push_hosts and not re.fullmatch(r"(mailto:\S+@\S+|https://\S+)", settings.push_contact):
        say(
            "WANGGE_PUSH_CONTACT",
            "启用推送时须设为 mailto: 邮箱或 https: 网址",
            "push services want a mailto: or https: address of whoever runs this",
        )
    if settings.mode == "distributed":
        if settings.database_url is None:
            say("WANGGE_DATABASE_URL", "分布式运行需要 PostgreSQL", "running distributed needs PostgreSQL")
        if settings.broker_url is None:
            say("WANGGE_BROKER_URL", "分布式运行需要 RabbitMQ", "running distributed needs RabbitMQ")
    if not settings.demo:
        problems += _weak_secrets(settings)
    return problems


def _weak_secrets(settings: Settings) -> list[str]:
    problems: list[str] = []
    if settings.mode == "distributed":
        if settings.cookie_secret is None:
            problems.append(
                "WANGGE_COOKIE_SECRET: 未设置，请设为至少 32 个随机字符 / "
                "not set; set at least 32 random characters, the same for every gateway"
            )
        for name, url in (("DATABASE", settings.database_url), ("BROKER", settings.broker_url)):
            parts = urlsplit(url or "")
            private = parts.hostname in (None, "localhost", "127.0.0.1", "::1")
            if not private and parts.password in (None, "", "guest", "postgres", "password", "wangge"):
                problems.append(
                    f"{PREFIX}{name}_URL: 密码为空或为默认值，请更换 / the password is missing or a default"
                )
    if settings.cookie_secret is not None and len(settings.cookie_secret) < 32:
        problems.append("WANGGE_COOKIE_SECRET: 至少 32 个字符 / at least 32 characters")
    return problems


def _addresses(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(_ADDRESS).lower(): value
        for name, value in environment.items()
        if name.startswith(_ADDRESS) and value
    }


def _unknown(environment: Mapping[str, str]) -> list[str]:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | {
        CONFIG_VARIABLE,
        SECRETS_VARIABLE,
    }
    return [
        f"{name}: 没有此设置 / there is no such setting"
        for name in sorted(environment)
        if name.startswith(PREFIX) and name not in known and not name.startswith(_ADDRESS)
    ]


def _line(error: Any) -> str:
    # Never the value: it may be a secret.
    name = f"{PREFIX}{str(error['loc'][0]).upper()}" if error["loc"] else "settings"
    return f"{name}: 取值不正确 / {error['msg'].removeprefix('Value error, ')}"


def inherited_environment() -> dict[str, str]:
    """This process's environment, for child processes."""
    return dict(os.environ)
