"""Puts the gateway together: one ASGI application with the API, streams, sessions, health and pages."""

from __future__ import annotations

import functools
import secrets
import time
from collections.abc import Callable, Sequence
from typing import Any

import orjson

from gateway.assets import Assets
from gateway.bindings import rpcs
from gateway.bodies import Bodies
from gateway.calls import Calls
from gateway.front import Gateway
from gateway.health import Health
from gateway.openapi import document_of
from gateway.pages import create_pages
from gateway.pages_bridge import PagesBridge
from gateway.problems import Problems
from gateway.rest import RestApi
from gateway.routes import Router
from gateway.security.access import Access
from gateway.security.half_way import HalfWay
from gateway.security.identities import Identities
from gateway.security.rates import Rates
from gateway.security.sessions import Sessions
from gateway.settings_port import Channels, GatewaySettings, ServiceManifest, Verifier
from gateway.streams import Streams
from services.kernel.runtime.context import Peers


def create_app(
    settings: GatewaySettings,
    manifests: Sequence[ServiceManifest],
    channels: Channels,
    verifier: Verifier,
    peers: Peers,
    *,
    clock: Callable[[], float] = time.time,
) -> Gateway:
    """The ASGI application.

    Args:
        manifests: the enabled services.
        channels: asynchronous channels for the API.
        peers: stubs for the pages, which run in threads.

    Raises:
        ContractBroken: two RPCs claim one address, or a contract cannot be served.
    """
    folders = [folder for each in manifests if (folder := getattr(each, "folder", None)) is not None]
    problems = Problems.load(folders)
    router = Router(rpcs(manifests))
    identities = Identities(verifier, clock=clock)
    sessions = Sessions(channels, identities, clock=clock)
    rates = Rates(settings, clock=clock)
    enabled = frozenset(each.name for each in manifests)
    streams = Streams(settings, problems)
    calls = Calls(channels, enabled)
    access = Access(identities, sessions, rates)
    api = RestApi(router, access, Bodies(settings), calls, streams, settings, clock=clock)
    document = functools.cache(lambda: document_of(router, manifests))
    half_way = HalfWay(settings.cookie_secret or secrets.token_urlsafe(32), clock=clock)
    flask: Any = create_pages(settings, manifests, peers, problems, document, half_way)
    assets = Assets.of(manifests)
    flask.jinja_env.globals["asset"] = assets.url
    pages = PagesBridge(flask, workers=settings.page_threads)
    return Gateway(
        settings=settings,
        problems=problems,
        api=api,
        sessions=sessions,
        rates=rates,
        health=Health(channels, sorted(enabled)),
        pages=pages,
        assets=assets,
        streams=streams,
        channels=channels,
        document=functools.cache(lambda: orjson.dumps(document())),
        half_way=half_way,
    )
