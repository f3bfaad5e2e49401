"""Settings, services and their applications for commands that run without any server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from services.kernel.persistence import migrate
from services.kernel.persistence.migrate import SchemaNewer
from services.kernel.rpc.access import ContractBroken
from services.kernel.runtime.assembly import NoPeers, assemble, surroundings
from services.kernel.runtime.context import ServiceContext, ServiceParts
from services.kernel.runtime.data_lock import DataInUse, locked
from services.kernel.runtime.discovery import SelectionWrong, discover, select
from services.kernel.runtime.distributed import SchemaBehind, require_schema
from services.kernel.runtime.keys import KeysMissing, ensure_keys
from services.kernel.runtime.manifest import Manifest
from services.kernel.runtime.preparing import databases_exist, prepare
from services.kernel.security.keyfiles import BrokenKeyFile
from services.kernel.settings import Settings, read_settings
from services.kernel.types import utc_now

CANNOT_START = (BrokenKeyFile, ContractBroken, DataInUse, KeysMissing, SchemaNewer, OSError)
"""What keeps a platform from starting and is told in one line, without a stack."""


def chosen_settings(**given: Any) -> Settings:
    """The settings with what the command line says; raises SettingsWrong."""
    context = click.get_current_context(silent=True)
    above: dict[str, Any] = (context.find_root().obj or {}) if context is not None else {}
    stated = {name: value for name, value in given.items() if value is not None}
    return read_settings(**{**above, **stated})


def chosen_services(settings: Settings) -> dict[str, Manifest]:
    """The services enabled by the settings, required ones first; a ClickException says what is missing."""
    try:
        return {each.name: each for each in select(settings.services, discover())}
    except SelectionWrong as wrong:
        raise click.ClickException(str(wrong)) from None


def chosen_service(settings: Settings, name: str) -> Manifest:
    """One enabled service; a ClickException names those there are."""
    enabled = chosen_services(settings)
    if name not in enabled:
        raise click.ClickException(f"no service {name}; enabled are {', '.join(enabled) or 'none'}")
    return enabled[name]


@contextmanager
def open_contexts(settings: Settings) -> Iterator[dict[str, ServiceContext]]:
    """Contexts of all enabled services, without peers; events they record wait for the next relay."""
    enabled = chosen_services(settings)
    try:
        around = surroundings(settings, enabled, NoPeers())
    except KeysMissing as missing:
        raise click.ClickException(str(missing)) from None
    contexts = {name: around.context_of(name) for name in enabled}
    try:
        yield contexts
    finally:
        for context in contexts.values():
            context.database.dispose()


@contextmanager
def open_service(name: str) -> Iterator[ServiceParts]:
    """One service's application for a command such as ``wangge admin create``; no servicers, no peers.

    All in one, a new or older data directory is brought to this version first, as `up` would. A distributed
    platform is migrated by its operator: a ClickException says so.
    """
    settings = chosen_settings()
    manifest = chosen_service(settings, name)
    if settings.mode == "all-in-one":
        _bring_up_to_date(settings)
    with open_contexts(settings) as contexts:
        try:
            require_schema(contexts[name].database, manifest)
        except (SchemaBehind, SchemaNewer) as problem:
            raise click.ClickException(str(problem)) from None
        yield assemble(manifest, contexts[name], with_servicers=False)


def _bring_up_to_date(settings: Settings) -> None:
    """Keys, schemas and first data of all enabled services; nothing is touched when nothing is missing."""
    enabled = chosen_services(settings)
    try:
        if databases_exist(settings) and not _behind(settings, enabled):
            return
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(settings.data_dir):
            for path in ensure_keys(settings, utc_now(), has_data=lambda: databases_exist(settings)):
                click.echo(f"已生成密钥 / made {path}", err=True)
            with open_contexts(settings) as contexts:
                for each in prepare(settings, enabled, contexts):
                    click.echo(f"数据库 / database: {each}", err=True)
    except (BrokenKeyFile, DataInUse, KeysMissing, SchemaNewer) as problem:
        raise click.ClickException(str(problem)) from None


def _behind(settings: Settings, enabled: dict[str, Manifest]) -> bool:
    with open_contexts(settings) as contexts:
        return any(migrate.pending(contexts[name].database, each) for name, each in enabled.items())
