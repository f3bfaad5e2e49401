"""Encrypted and mutually authenticated channels between processes."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import grpc
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.kernel.rpc.clients import open_channel
from services.kernel.rpc.messages import Messages
from services.kernel.rpc.pipeline import Pipeline
from services.kernel.rpc.server import CannotListen, RpcServer, Tls
from services.kernel.security.tokens import TokenVerifier
from services.kernel.types import utc_now


def certificate(folder: Path, name: str, signed_by: tuple[Any, Any] | None = None) -> tuple[Any, Any]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(signed_by[0].subject if signed_by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=signed_by is None, path_length=None), critical=True)
        .sign(signed_by[1] if signed_by else key, hashes.SHA256())
    )
    (folder / f"{name}.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    (folder / f"{name}.key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    )
    return made, key


def healthy(channel: grpc.Channel) -> bool:
    from grpc_health.v1 import health_pb2, health_pb2_grpc

    try:
        health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=5)
    except grpc.RpcError:
        return False
    finally:
        channel.close()
    return True


def server(address: str, tls: Tls | None) -> RpcServer:
    verifier = TokenVerifier(lambda: {"keys": []}, "test", utc_now)
    return RpcServer([], Pipeline({}, verifier, Messages({}), utc_now), [address], threads=2, tls=tls)


def test_with_mutual_tls_only_holders_of_a_certificate_get_through(tmp_path: Path) -> None:
    authority = certificate(tmp_path, "authority")
    certificate(tmp_path, "server", authority)
    certificate(tmp_path, "client", authority)

    def read(name: str) -> bytes:
        return (tmp_path / name).read_bytes()

    tls = Tls(tmp_path / "server.crt", tmp_path / "server.key", tmp_path / "authority.crt")
    running = server("localhost:0", tls)
    running.start()
    address = f"localhost:{running.port}"
    try:
        pair = (read("client.key"), read("client.crt"))
        assert healthy(open_channel(address, read("authority.crt"), pair))
        assert not healthy(open_channel(address, read("authority.crt")))
        assert not healthy(open_channel(address))
    finally:
        running.stop(0)


def test_an_address_in_use_is_named(tmp_path: Path) -> None:
    first = server("127.0.0.1:0", None)
    first.start()
    try:
        with pytest.raises(CannotListen, match=str(first.port)):
            server(f"127.0.0.1:{first.port}", None)
        with pytest.raises(CannotListen, match="100 bytes"):
            server(f"unix:{tmp_path}/{'x' * 100}", None)
    finally:
        first.stop(0)
