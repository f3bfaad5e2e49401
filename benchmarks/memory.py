"""What the all-in-one process holds with the demo county, after it has served some of everything."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psutil

from benchmarks.clients import RestClient, Tokens
from benchmarks.connection import HttpConnection
from benchmarks.machine import ROOT
from services.kernel.runtime.keys import SIGNING
from services.kernel.security.signing import SigningKeys
from services.kernel.security.tokens import TokenIssuer
from services.kernel.testing.private_process import free_port
from services.kernel.types import utc_now

EACH = 60
"""Requests of each kind."""
_KINDS = (
    "/api/v1/cases?page_size=50",
    "/api/v1/cases?query=%E4%BA%95%E7%9B%96",
    "/api/v1/cases:pending",
    "/api/v1/territories?page_size=100",
    "/api/v1/organisations?page_size=50",
    "/",
    "/api/docs",
)
_WITHIN = 300.0


@dataclass(frozen=True, slots=True)
class Resident:
    """MiB resident and seconds until it answered, the demo county made on the way."""

    mib: float
    starts_in: float
    requests: int


def all_in_one(folder: Path, claims: Mapping[str, object], tell: Callable[[str], None]) -> Resident:
    """Start ``wangge up --demo`` on SQLite, send requests of every kind, read its resident set.

    Raises RuntimeError with the end of what it said when it does not start.
    """
    port, grpc_port, data = free_port(), free_port(), folder / "all-in-one"
    said = folder / "all-in-one.log"
    command = [*(sys.executable, "-m", "services.kernel.runtime.cli", "up", "--demo", "--data", str(data))]
    command += ["--port", str(port), "--grpc-port", str(grpc_port)]
    began = time.monotonic()
    with said.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        while not _answers(port):
            if process.poll() is not None or time.monotonic() - began > _WITHIN:
                raise RuntimeError(said.read_text("utf-8", errors="replace")[-2000:])
            time.sleep(0.3)
        starts_in = time.monotonic() - began
        keys = SigningKeys.load(data / "keys" / SIGNING)
        token = TokenIssuer(keys, "wangge").issue(claims, now=utc_now(), lifetime=timedelta(hours=1))
        sent = asyncio.run(_exercise(port, token, tell))
        return Resident(psutil.Process(process.pid).memory_info().rss / 2**20, starts_in, sent)
    finally:
        process.terminate()
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


async def _exercise(port: int, token: str, tell: Callable[[str], None]) -> int:
    """How many requests were answered well; others are told of."""
    client = RestClient(await HttpConnection.open("127.0.0.1", port), f"127.0.0.1:{port}")
    tokens = Tokens([token])
    sent = 0
    for kind in _KINDS:
        for _ in range(EACH):
            try:
                await client.exchange("GET", kind, b"", tokens, kind)
            except Exception as problem:
                tell(f"  all in one: {problem}"[:300])
                break
            sent += 1
    await client.close()
    return sent


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=3.0) as answer:
            return int(answer.status) == 200
    except OSError:
        return False
