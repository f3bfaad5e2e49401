"""Asynchronous gRPC channels to the services, opened on the event loop that uses them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import grpc
import grpc.aio

from services.kernel.rpc.server import LARGEST_MESSAGE


class ServiceChannels:
    """One channel per address; opened at the first call, because a channel belongs to its event loop.

    Args:
        addresses: gRPC address of each enabled service, or a function that knows it at the first call.
        root_certificates: PEM of the authority of the servers' certificates; None means no TLS.
        client_pair: private key and certificate in PEM, where servers ask for one (mTLS).
    """

    def __init__(
        self,
        addresses: Mapping[str, str] | Callable[[str], str],
        *,
        root_certificates: bytes | None = None,
        client_pair: tuple[bytes, bytes] | None = None,
    ) -> None:
        self._address = addresses if callable(addresses) else addresses.__getitem__
        self._roots = root_certificates
        self._pair = client_pair
        self._by_address: dict[str, grpc.aio.Channel] = {}
        self._by_service: dict[str, grpc.aio.Channel] = {}

    def of(self, service: str) -> grpc.aio.Channel:
        """The shared channel to a service; KeyError when it is not enabled here."""
        channel = self._by_service.get(service)
        if channel is None:
            address = self._address(service)
            channel = self._by_address.get(address)
            if channel is None:
                channel = self._by_address[address] = self._open(address)
            self._by_service[service] = channel
        return channel

    async def close(self) -> None:
        """Close every channel; calls under way are cancelled."""
        for channel in self._by_address.values():
            await channel.close(None)
        self._by_address.clear()
        self._by_service.clear()

    def _open(self, address: str) -> grpc.aio.Channel:
        options = [
            ("grpc.max_receive_message_length", LARGEST_MESSAGE),
            ("grpc.max_send_message_length", LARGEST_MESSAGE),
            ("grpc.keepalive_time_ms", 60_000),
            ("grpc.max_reconnect_backoff_ms", 5_000),
            # Only the caller knows what may be repeated.
            ("grpc.enable_retries", 0),
            ("grpc.lb_policy_name", "round_robin"),
        ]
        if self._roots is None or address.startswith("unix:"):
            return grpc.aio.insecure_channel(address, options=options)
        key, certificate = self._pair or (None, None)
        credentials = grpc.ssl_channel_credentials(self._roots, key, certificate)
        return grpc.aio.secure_channel(address, credentials, options=options)
