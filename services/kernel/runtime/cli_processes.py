"""``serve``, ``work`` and ``gateway``: the processes of a distributed platform."""

from __future__ import annotations

import threading
from collections.abc import Callable

import click

from services.kernel import telemetry
from services.kernel.runtime import distributed
from services.kernel.runtime.children import parent_gone
from services.kernel.runtime.keys import KeysMissing
from services.kernel.runtime.offline import chosen_service, chosen_services, chosen_settings
from services.kernel.settings import Settings

_parent = click.option("--parent", type=int, hidden=True)


@click.command()
@click.argument("name")
@click.option("--grpc-host", help="监听地址 / address to listen on")
@click.option("--grpc-port", type=int, help="gRPC 端口 / port")
@_parent
def serve(name: str, grpc_host: str | None, grpc_port: int | None, parent: int | None) -> None:
    """运行一个服务的 gRPC 接口与事件发布 / answer calls of one service and publish its events."""
    settings = _distributed(grpc_host=grpc_host, grpc_port=grpc_port)
    manifest = chosen_service(settings, name)
    _prepare(settings, f"{name}-serve")
    _run(lambda: distributed.serve(settings, manifest, chosen_services(settings), parent=parent))


@click.command()
@click.argument("name")
@_parent
def work(name: str, parent: int | None) -> None:
    """运行一个服务的事件处理与定时任务 / hear events and run timed jobs of one service."""
    settings = _distributed()
    manifest = chosen_service(settings, name)
    _prepare(settings, f"{name}-work")
    _run(lambda: distributed.work(settings, manifest, chosen_services(settings), parent=parent))


@click.command()
@click.option("--host", help="监听地址 / address to listen on")
@click.option("--port", type=int, help="HTTP 端口 / port")
@_parent
def gateway(host: str | None, port: int | None, parent: int | None) -> None:
    """运行网关：控制台与 REST 接口 / the console and the REST interface."""
    from services.kernel.rpc.serving import peers_of, verifier_of
    from services.kernel.runtime.web import run_gateway
    from services.kernel.types import utc_now

    settings = _distributed(host=host, port=port)
    enabled = chosen_services(settings)
    _prepare(settings, "gateway")
    stop = distributed.stop_on_signals()

    def watch() -> None:
        while not stop.wait(1.0):
            if parent_gone(parent):
                stop.set()

    threading.Thread(target=watch, name="parent", daemon=True).start()
    addresses = {name: settings.address_of(name) for name in enabled}
    peers = peers_of(settings, addresses)
    verifier = verifier_of(settings, peers, utc_now)
    _run(lambda: run_gateway(settings, enabled, addresses, verifier, peers, stop))
    peers.close()


def _distributed(**given: object) -> Settings:
    return chosen_settings(mode="distributed", **given)


def _prepare(settings: Settings, process: str) -> None:
    telemetry.configure_logging(settings.log_level, json=settings.log_format == "json")
    telemetry.configure(process, endpoint=settings.otlp_endpoint)


def _run(body: Callable[[], None]) -> None:
    try:
        body()
    except (KeysMissing, distributed.SchemaBehind) as problem:
        raise click.ClickException(str(problem)) from None
    finally:
        telemetry.shutdown()
