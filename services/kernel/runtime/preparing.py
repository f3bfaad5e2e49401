"""What must be there before services run: schemas, queues of those who listen, first data. Safe to repeat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from services.kernel.persistence import migrate
from services.kernel.runtime.assembly import assemble
from services.kernel.runtime.context import ServiceContext, ServiceParts
from services.kernel.runtime.manifest import Manifest
from services.kernel.runtime.newcomers import tell_newcomers
from services.kernel.settings import Settings


def databases_exist(settings: Settings) -> bool:
    """Whether this data directory already has databases."""
    return any(Path(settings.data_dir, "databases").glob("*.sqlite3"))


def prepare(
    settings: Settings,
    manifests: Mapping[str, Manifest],
    contexts: Mapping[str, ServiceContext],
    done: Callable[[str, list[str]], None] = lambda name, applied: None,
) -> list[str]:
    """Bring all services to this version; returns the migrations applied, ``done`` hears them by service.

    Events that seeds and announcements to newly enabled services record wait in the outbox. In a distributed
    platform the queues of all handlers are made first: what is published before a handler's process ran for
    the first time would be lost otherwise.

    Raises:
        SchemaNewer: a newer version has been here.
        BrokerDown: the queues could not be made; run it again when the broker answers.
    """
    applied: list[str] = []
    for name, manifest in manifests.items():
        fresh = migrate.upgrade(contexts[name].database, manifest)
        applied += fresh
        done(name, fresh)
    parts = {name: assemble(each, contexts[name], with_servicers=False) for name, each in manifests.items()}
    if settings.mode == "distributed":
        from services.kernel.messaging.broker_pika import declare_queues

        declare_queues(str(settings.broker_url), {name: each.subscriptions for name, each in parts.items()})
    tell_newcomers(manifests, parts)
    plant(manifests, parts)
    return applied


def plant(manifests: Mapping[str, Manifest], parts: Mapping[str, ServiceParts]) -> None:
    """Run the services' ``seed`` parts, required services first: (application, context) -> None.

    A seed loads what is not there yet and leaves alone what is; it runs at every start.
    """
    for name, manifest in manifests.items():
        seed = manifest.load("seed")
        if seed is not None:
            seed(parts[name].application, parts[name].context)
