"""``wangge up --distributed``: private servers, a pair of processes per service, the gateway."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Mapping
from typing import Any

import click
import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from services.kernel.files.durable import write_durably
from services.kernel.rpc.clients import open_channel
from services.kernel.rpc.serving import peers_of
from services.kernel.runtime import demonstration, web
from services.kernel.runtime.assembly import NoPeers, assemble, surroundings
from services.kernel.runtime.children import Child, Children
from services.kernel.runtime.context import ServiceContext
from services.kernel.runtime.distributed import stop_on_signals
from services.kernel.runtime.keys import COOKIE, ensure_keys
from services.kernel.runtime.manifest import Manifest
from services.kernel.runtime.offline import chosen_services
from services.kernel.runtime.preparing import prepare
from services.kernel.runtime.quiet import unheard
from services.kernel.runtime.welcome import welcome
from services.kernel.settings import Settings
from services.kernel.types import utc_now

_RESTART_AFTER = 2.0  # seconds
_ANSWER_WITHIN = 90
_HEARD_WITHIN = 120


def run_distributed(settings: Settings) -> None:
    """Start everything, keep it running, and stop it in order on SIGTERM or SIGINT."""
    from services.kernel.testing.servers import PrivatePostgres, PrivateRabbit, ServerUnavailable

    stop = stop_on_signals()
    enabled = chosen_services(settings)
    folder = settings.data_dir.absolute()
    try:
        click.echo("PostgreSQL, RabbitMQ ...")
        with (
            PrivatePostgres(folder / "postgres", durable=True) as postgres,
            PrivateRabbit(folder / "rabbit") as rabbit,
        ):
            whole = _settings(settings, enabled, postgres.url, rabbit.url)
            _run(whole, enabled, stop)
    except ServerUnavailable as missing:
        raise click.ClickException(str(missing)) from None


def _settings(settings: Settings, enabled: Mapping[str, Manifest], database: str, broker: str) -> Settings:
    from services.kernel.testing.private_process import free_port

    return settings.model_copy(
        update={
            "mode": "distributed",
            "database_url": database,
            "broker_url": broker,
            "addresses": {name: f"127.0.0.1:{free_port()}" for name in enabled},
        }
    )


def _run(settings: Settings, enabled: Mapping[str, Manifest], stop: threading.Event) -> None:
    ensure_keys(settings, utc_now(), has_data=lambda: False)
    if settings.cookie_secret is None and not (settings.keys / COOKIE).exists():
        write_durably(settings.keys / COOKIE, secrets.token_urlsafe(48).encode())
    around = surroundings(settings, enabled, NoPeers())
    contexts = {name: around.context_of(name) for name in enabled}
    applied = prepare(
        settings, enabled, contexts, lambda name, _applied: click.echo(f"数据库 / database: {name}")
    )
    first = any(each.endswith(":0001") for each in applied)
    children = Children(settings.data_dir / "logs", _environment(settings, enabled))
    commands = _commands(settings, enabled)
    try:
        for name, arguments in commands.items():
            children.start(name, arguments)
        for name in enabled:
            _wait_for(settings.address_of(name), children, stop)
        if first and settings.demo and not stop.is_set():
            _fill(settings, enabled, contexts, children, stop)
        lines = welcome(
            settings,
            web_port=settings.port if web.installed() else None,
            grpc=settings.addresses,
            sign_in=demonstration.sign_in_lines(settings),
            empty=first and not settings.demo,
            told_before=False,
        )
        for line in lines:
            click.echo(line)
        _supervise(children, commands, stop)
    finally:
        children.stop_all()
        for context in contexts.values():
            context.database.dispose()


def _fill(
    settings: Settings,
    enabled: Mapping[str, Manifest],
    contexts: Mapping[str, ServiceContext],
    children: Children,
    stop: threading.Event,
) -> None:
    parts = {name: assemble(each, contexts[name], with_servicers=False) for name, each in enabled.items()}

    def settle() -> None:
        """Until the other processes have heard everything; the next service builds upon it."""
        deadline = time.monotonic() + _HEARD_WITHIN
        while (waiting := unheard(contexts, parts)) and not stop.wait(0.2):
            _report(children.ended())
            if time.monotonic() > deadline:
                raise click.ClickException(f"{_HEARD_WITHIN} s: {waiting}")

    lines = demonstration.build(enabled, parts, settle, click.echo)
    if stop.is_set():
        return
    peers = peers_of(settings, {name: settings.address_of(name) for name in enabled})
    try:
        demonstration.tell_story(settings, enabled, peers, utc_now, click.echo)
    finally:
        peers.close()
    demonstration.finish(settings, lines)


def _commands(settings: Settings, enabled: Mapping[str, Manifest]) -> dict[str, list[str]]:
    commands: dict[str, list[str]] = {}
    for name in enabled:
        port = settings.address_of(name).rpartition(":")[2]
        commands[f"serve-{name}"] = ["serve", name, "--grpc-port", port]
        commands[f"work-{name}"] = ["work", name]
    if web.installed():
        commands["gateway"] = ["gateway", "--host", settings.host, "--port", str(settings.port)]
    return commands


def _environment(settings: Settings, enabled: Mapping[str, Manifest]) -> dict[str, str]:
    return {
        "WANGGE_MODE": "distributed",
        "WANGGE_DEMO": "true" if settings.demo else "false",
        "WANGGE_DATA_DIR": str(settings.data_dir.absolute()),
        "WANGGE_DATABASE_URL": str(settings.database_url),
        "WANGGE_BROKER_URL": str(settings.broker_url),
        "WANGGE_SERVICES": ",".join(enabled),
        "WANGGE_COOKIE_SECRET": settings.cookie_secret or (settings.keys / COOKIE).read_text("ascii"),
        **{f"WANGGE_ADDRESS_{name.upper()}": where for name, where in settings.addresses.items()},
    }


def _wait_for(address: str, children: Children, stop: threading.Event) -> None:
    channel = open_channel(address)
    ask: Any = health_pb2_grpc.HealthStub(channel).Check
    try:
        for _ in range(_ANSWER_WITHIN):
            _report(children.ended())
            try:
                ask(health_pb2.HealthCheckRequest(), timeout=1.0)
                return
            except grpc.RpcError:
                if stop.wait(0.5):
                    return
        raise click.ClickException(f"{address} 未响应 / does not answer")
    finally:
        channel.close()


def _report(ended: list[Child]) -> None:
    if ended:
        raise click.ClickException("\n".join(f"{each.name} ended:\n{each.tail()}" for each in ended))


def _supervise(children: Children, commands: Mapping[str, list[str]], stop: threading.Event) -> None:
    """Start again what ends by itself, with a pause, until told to stop."""
    while not stop.wait(_RESTART_AFTER):
        for child in children.ended():
            code = child.process.returncode
            click.echo(
                f"{child.name} 已退出（{code}），重新启动 / ended ({code}), is started again", err=True
            )
            children.forget(child)
            children.start(child.name, commands[child.name])
