"""``wangge doctor``: looks at everything the platform needs; each line says ok, or how to mend it."""

from __future__ import annotations

import shutil
import socket
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from urllib.parse import urlsplit

import click
import sqlalchemy as sa
from packaging.requirements import Requirement

from services.kernel.files.store import FileStoreUnavailable, open_store
from services.kernel.persistence import migrate
from services.kernel.persistence.database import Database
from services.kernel.rpc.operations import product_version
from services.kernel.runtime.keys import RING, SIGNING
from services.kernel.runtime.offline import chosen_services, chosen_settings
from services.kernel.runtime.preparing import databases_exist
from services.kernel.security.keys import KeyRing
from services.kernel.security.signing import SigningKeys
from services.kernel.settings import Settings
from services.kernel.types import utc_now

_LEAST_DISK = 2 << 30
_MOST_SKEW = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``mend`` is empty when it is well."""

    what: str
    seen: str
    mend: str = ""


@click.command()
def doctor() -> None:
    """检查运行环境 / check what the platform needs; exit code 1 when something must be mended."""
    settings = chosen_settings()
    unwell = 0
    for look in (_program, _packages, _data, _keys, _databases, _broker, _files, _push, _ports):
        for finding in _guarded(look, settings):
            unwell += bool(finding.mend)
            click.echo(f"{'!!' if finding.mend else 'ok'}  {finding.what}: {finding.seen}")
            if finding.mend:
                click.echo(f"      -> {finding.mend}")
    if unwell:
        sys.exit(1)


def _guarded(look: Callable[[Settings], Iterator[Finding]], settings: Settings) -> Iterator[Finding]:
    try:
        yield from look(settings)
    except Exception as problem:
        yield Finding(look.__name__.strip("_"), type(problem).__name__, str(problem).splitlines()[0][:300])


def _program(settings: Settings) -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    mend = "" if sys.version_info[:2] == (3, 11) else "使用 Python 3.11 / use Python 3.11"
    yield Finding("Python", python, mend)
    names = ", ".join(chosen_services(settings))
    yield Finding("wangge", f"{product_version()}; {settings.mode}; services: {names}")


def _packages(settings: Settings) -> Iterator[Finding]:
    wrong: list[str] = []
    for line in requires("wangge") or []:
        needed = Requirement(line)
        if needed.marker is not None and not needed.marker.evaluate({"extra": ""}):
            continue
        try:
            if not needed.specifier.contains(version(needed.name), prereleases=True):
                wrong.append(f"{needed.name} {version(needed.name)} (needs {needed.specifier})")
        except PackageNotFoundError:
            wrong.append(f"{needed.name} missing")
    yield Finding(
        "packages", ", ".join(wrong) or "all there", "运行 make run / run make run" if wrong else ""
    )


def _data(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir.absolute()
    existing = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(existing).free
    mend = "" if free >= _LEAST_DISK else "磁盘空间不足 2 GB / less than 2 GB free: make room"
    yield Finding("disk", f"{free / (1 << 30):.1f} GB free at {existing}", mend)


def _keys(settings: Settings) -> Iterator[Finding]:
    for name, load in ((RING, KeyRing.load), (SIGNING, SigningKeys.load)):
        path = settings.keys / name
        if not path.exists():
            mend = "从备份恢复 / restore it from a backup" if databases_exist(settings) else ""
            yield Finding(f"key {name}", "missing" if mend else "is made at the first start", mend)
            continue
        load(path)
        mode = stat.S_IMODE(path.stat().st_mode)
        yield Finding(f"key {name}", f"readable, mode {mode:o}", f"chmod 600 {path}" if mode & 0o077 else "")


def _databases(settings: Settings) -> Iterator[Finding]:
    if settings.database_url is None and not databases_exist(settings):
        yield Finding("database", "made at the first start")
        return
    for name, manifest in chosen_services(settings).items():
        database = Database(settings.database_of(name), name, pool_size=1)
        try:
            with database.read() as connection:
                kind = "SQLite" if database.is_sqlite else "PostgreSQL"
                moment = sa.text("SELECT now()") if not database.is_sqlite else None
                skew = 0.0
                if moment is not None:
                    skew = abs((connection.execute(moment).scalar_one() - utc_now()).total_seconds())
            waiting = migrate.pending(database, manifest)
            yield Finding(
                f"database {name}",
                f"{kind}, {migrate.current(database, manifest)}",
                "wangge migrate" if waiting else "",
            )
            if skew > _MOST_SKEW:
                yield Finding(
                    "clock", f"{skew:.0f} s from the database's", "校时（NTP）/ set the clocks (NTP)"
                )
        except sa.exc.SQLAlchemyError as problem:
            yield Finding(f"database {name}", type(problem).__name__, "检查 / check WANGGE_DATABASE_URL")
        finally:
            database.dispose()


def _broker(settings: Settings) -> Iterator[Finding]:
    if settings.broker_url is None:
        yield Finding("broker", "not needed all in one")
        return
    parts = urlsplit(settings.broker_url)
    where = (parts.hostname or "localhost", parts.port or (5671 if parts.scheme == "amqps" else 5672))
    try:
        socket.create_connection(where, timeout=5).close()
        yield Finding("broker", f"answers at {where[0]}:{where[1]}")
    except OSError as problem:
        yield Finding(
            "broker", f"{where[0]}:{where[1]}: {problem}", "检查 / check WANGGE_BROKER_URL and RabbitMQ"
        )


def _files(settings: Settings) -> Iterator[Finding]:
    kind = settings.file_store.partition("?")[0]
    try:
        open_store(settings.file_store).check()
        yield Finding("file store", kind)
    except (FileStoreUnavailable, ValueError) as problem:
        yield Finding("file store", f"{kind}: {problem}", "检查 / check WANGGE_FILE_STORE_URL")


def _push(settings: Settings) -> Iterator[Finding]:
    if not settings.push_hosts:
        yield Finding("push", "off; notices are shown while the handheld is open")
        return
    # Its key is made of ring.json: nothing of its own is to be kept or lost.
    reached = []
    for each in settings.push_hosts:
        name, _, port = each.removeprefix("http://").partition(":")
        if name.startswith("*."):
            continue
        try:
            socket.create_connection((name, int(port or 443)), timeout=5).close()
        except OSError as problem:
            yield Finding(
                f"push {name}", type(problem).__name__, "允许对外访问该地址 / let the service field reach it"
            )
        else:
            reached.append(name)
    yield Finding("push", f"key of ring.json; reached: {', '.join(reached) or '-'}; {settings.push_contact}")


def _ports(settings: Settings) -> Iterator[Finding]:
    for host, port, name in (
        (settings.host, settings.port, "WANGGE_PORT"),
        (settings.grpc_host, settings.grpc_port, "WANGGE_GRPC_PORT"),
    ):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                yield Finding(f"port {port}", "free")
            except OSError:
                yield Finding(
                    f"port {port}",
                    "in use, by the running platform or by another program",
                    f"停止占用端口的程序或更改 {name} / stop what uses it, or set {name}",
                )
