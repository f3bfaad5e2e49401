"""Puts a service together: its context, its application, its parts. Imports no gRPC and no nameko."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from services.kernel.audit.chain import Sealer
from services.kernel.files.store import FileStore, open_store
from services.kernel.messaging.parking import Parking
from services.kernel.messaging.retention import forget
from services.kernel.messaging.schedule import Scheduler
from services.kernel.persistence.database import Database
from services.kernel.runtime.context import Job, Peers, ServiceContext, ServiceParts
from services.kernel.runtime.keys import load_ring
from services.kernel.runtime.manifest import Manifest, ManifestWrong
from services.kernel.security.fields import FieldCipher
from services.kernel.types import Clock, NewId, new_id, utc_now

if TYPE_CHECKING:
    from services.kernel.settings import Settings

S = TypeVar("S")
RETRY_EVERY = timedelta(seconds=5)
SEAL_EVERY = timedelta(seconds=2)
FORGET_EVERY = timedelta(hours=6)


class NoPeers:
    """A process that may not call other services, as ``work``."""

    def stub(self, stub_class: Callable[[Any], S], service: str) -> S | None:
        """Never there."""
        return None


@dataclass(frozen=True)
class Surroundings:
    """What all services of one process share."""

    settings: Settings
    cipher: FieldCipher
    files: FileStore
    peers: Peers
    clock: Clock
    new_id: NewId
    enabled: frozenset[str]

    def context_of(self, service: str) -> ServiceContext:
        """A service's context, with a database of its own."""
        database = Database(
            self.settings.database_of(service), service, pool_size=self.settings.database_pool
        )
        return ServiceContext(
            name=service,
            settings=self.settings,
            database=database,
            cipher=self.cipher,
            files=self.files,
            clock=self.clock,
            new_id=self.new_id,
            peers=self.peers,
            enabled=self.enabled,
        )


def surroundings(
    settings: Settings,
    enabled: Iterable[str],
    peers: Peers,
    *,
    clock: Clock = utc_now,
    make_id: NewId = new_id,
    files: FileStore | None = None,
) -> Surroundings:
    """Opens the key ring and the file store.

    Raises:
        KeysMissing, BrokenKeyFile, FileStoreUnavailable, ValueError: what cannot be opened, by name.
    """
    return Surroundings(
        settings=settings,
        cipher=FieldCipher(load_ring(settings)),
        files=files or open_store(settings.file_store),
        peers=peers,
        clock=clock,
        new_id=make_id,
        enabled=frozenset(enabled),
    )


def assemble(manifest: Manifest, context: ServiceContext, *, with_servicers: bool) -> ServiceParts:
    """The service's parts, as its manifest names them; ManifestWrong for a service without bootstrap."""
    build = manifest.load("bootstrap")
    if build is None:
        raise ManifestWrong(f"{manifest.folder}: the part bootstrap is required")
    application = build(context)

    def parts(name: str) -> Sequence[Any]:
        function = manifest.load(name)
        return tuple(function(application, context)) if function is not None else ()

    return ServiceParts(
        context=context,
        application=application,
        servicers=parts("servicers") if with_servicers else (),
        subscriptions=parts("subscriptions"),
        jobs=parts("jobs"),
    )


@dataclass(frozen=True)
class Upkeep:
    """The kernel's own timed work for one service: ``everywhere`` guards itself, ``once`` needs the lease."""

    parking: Parking
    sealer: Sealer
    everywhere: tuple[Job, ...]
    once: tuple[Job, ...]


def upkeep_of(parts: ServiceParts) -> Upkeep:
    """Retrying what is parked, sealing the audit, forgetting what delivery no longer needs."""
    context = parts.context
    parking = Parking(parts.subscriptions, context.database, new_uow=context.new_uow, clock=context.clock)
    anchors = anchors_file(context.settings)
    sealer = Sealer(context.database, clock=context.clock, anchors_file=anchors)
    return Upkeep(
        parking,
        sealer,
        everywhere=(
            Job("kernel.retry_parked", RETRY_EVERY, parking.retry_due),
            Job("kernel.seal_audit", SEAL_EVERY, sealer.run),
        ),
        once=(Job("kernel.forget", FORGET_EVERY, lambda now: forget(context.database, now)),),
    )


def scheduler_of(parts: ServiceParts, upkeep: Upkeep, holder: str) -> Scheduler:
    """The service's own timed jobs and the kernel's, in one scheduler."""
    context = parts.context
    return Scheduler(
        (*parts.jobs, *upkeep.once),
        context.database,
        clock=context.clock,
        holder=holder,
        everywhere=upkeep.everywhere,
    )


def anchors_file(settings: Settings) -> Path:
    """Where the ends of the audit chains are noted, beside the databases: a cut-off end is noticed by it."""
    return settings.data_dir / "audit-anchors.jsonl"
