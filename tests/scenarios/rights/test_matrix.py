"""Every RPC of every contract, found by reflection, against callers who must not get in."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from functools import cache
from typing import Any

import grpc
import pytest

from services.kernel.errors import Forbidden, Refusal, Unauthenticated
from services.kernel.testing.platform import TestPlatform
from tests.scenarios.county import VACANT_COMMUNITY
from tests.scenarios.rights.requests import NOWHERE, Rpc, every_rpc, id_fields, request_for, texts_in
from tests.scenarios.rights.world import HERE, World

RPCS = every_rpc()
CLOSED = [rpc for rpc in RPCS if not rpc.public]
GUARDED = [rpc for rpc in CLOSED if rpc.permission]
OPEN = [rpc for rpc in CLOSED if not rpc.permission]
LIMITED = [
    (limit, rpc)
    for limit in ("here", "line", "unit")
    for rpc in CLOSED
    if limit != "line" or rpc.owner == "cases"  # lines of work divide cases, not the directory
]
TELLING = {
    # Following is for whoever found the case with FindSimilar; it gives the progress alone.
    "CaseService.FollowCase",
    # Refused for want of the right, which tells that the id (random, in no list of theirs) is one.
    "CaseRecordService.DecideExport",
    "RecordService.ReplacePicture",
    "RecordService.DeletePicture",
    "RecordService.ClearPicture",
}
"""RPCs whose refusal may tell a record out of sight from none; their answers hold nothing of it."""


@cache
def _permissions() -> tuple[str, ...]:
    return tuple(sorted({rpc.permission for rpc in RPCS if rpc.permission}))


def _known(**more: str) -> dict[str, str]:
    return {
        "territory_code": VACANT_COMMUNITY,
        "etag": "1",
        "service": "cases",
        "record_type": "territory",
        **more,
    }


def _call(platform: TestPlatform, rpc: Rpc, request: Any, token: str) -> Any:
    """The answer (a list for streams, cut after a moment), or the refusal."""
    assert platform.peers is not None
    channel = platform.peers.channel(rpc.owner)
    from google.protobuf import message_factory

    from services.kernel.rpc.failures import refusal_from

    kind = message_factory.GetMessageClass(rpc.descriptor.output_type)
    metadata: Any = [("authorization", f"Bearer {token}")] if token else []
    make = channel.unary_stream if rpc.streams else channel.unary_unary
    method = make(
        rpc.path, request_serializer=lambda m: m.SerializeToString(), response_deserializer=kind.FromString
    )
    try:
        if not rpc.streams:
            return method(request, metadata=metadata, timeout=20)
        seen: list[Any] = []
        for patience in (0.6, 20):
            try:
                for each in method(request, metadata=metadata, timeout=patience):
                    seen.append(each)
            except grpc.RpcError as error:
                if error.code() is not grpc.StatusCode.DEADLINE_EXCEEDED:
                    raise
                if seen or rpc.name.startswith("Watch"):
                    break  # it goes on until somebody hangs up
                continue  # a busy machine had not answered yet
            break
        return seen
    except grpc.RpcError as error:
        refusal = refusal_from(error, rpc.owner)
        if refusal is None:
            raise
        return refusal


def _texts(answer: Any) -> str:
    if isinstance(answer, Refusal):
        problems = [(p.field, p.code, dict(p.details)) for p in getattr(answer, "problems", ())]
        return f"{answer.code} {dict(answer.details)} {problems} {answer}"
    return "\n".join(t for each in (answer if isinstance(answer, list) else [answer]) for t in texts_in(each))


def _fingerprint(answer: Any, used: str) -> str:
    """What a caller can tell of an answer; the id they sent themselves and the trace left out."""
    if not isinstance(answer, Refusal):
        return "answered"
    details = {k: v for k, v in dict(answer.details).items() if k != "trace_id"}
    problems = [(p.field, p.code, dict(p.details)) for p in getattr(answer, "problems", ())]
    return f"{type(answer).__mro__[1].__name__} {answer.code} {details} {problems}".replace(used, "<id>")


@pytest.mark.parametrize("rpc", CLOSED, ids=str)
def test_without_a_token_nobody_gets_in(world: World, platform: TestPlatform, rpc: Rpc) -> None:
    answer = _call(platform, rpc, request_for(rpc, _known()), "")

    assert isinstance(answer, Unauthenticated), answer


@pytest.mark.parametrize("rpc", GUARDED, ids=str)
def test_a_token_without_any_right_opens_no_guarded_rpc(
    world: World, platform: TestPlatform, rpc: Rpc
) -> None:
    for realm in ("staff", "resident", "service"):
        token = world.token((), "", realm=realm)
        answer = _call(platform, rpc, request_for(rpc, _known(id=world.ids["case"])), token)

        assert isinstance(answer, Forbidden), (realm, answer)


@pytest.mark.parametrize("rpc", OPEN, ids=str)
def test_a_token_without_any_right_reads_nothing_of_others(
    world: World, platform: TestPlatform, rpc: Rpc
) -> None:
    token = world.token((), "", account=f"nobody-{rpc.name}")
    for used in (NOWHERE, *world.ids.values()):
        answer = _call(platform, rpc, request_for(rpc, _known(id=used)), token)

        _nothing_leaks(world, rpc, answer, used)
        if not id_fields(rpc):
            break


@pytest.mark.parametrize(("territory", "rpc"), LIMITED, ids=str)
def test_every_right_elsewhere_opens_nothing_here(
    world: World, platform: TestPlatform, territory: str, rpc: Rpc
) -> None:
    """All permissions over the neighbouring township, over another line of work, and for a unit alone."""
    unit = world.county.units["GA"]
    limits: dict[str, dict[str, Any]] = {
        "here": {"territory": HERE},
        "line": {"territory": "410611", "line": "event.safety"},
        "unit": {"territory": "410611", "unit": unit, "units": [unit]},
    }
    # An account of its own: following a case, which any account may, is taking part in it.
    token = world.token(_permissions(), account=f"intruder-{rpc.name}-{territory}", **limits[territory])
    fields = id_fields(rpc)
    nobody = _fingerprint(_call(platform, rpc, request_for(rpc, _known(id=NOWHERE)), token), NOWHERE)
    for used in world.ids.values() if fields else [NOWHERE]:
        answer = _call(platform, rpc, request_for(rpc, _known(id=used)), token)

        _nothing_leaks(world, rpc, answer, used)
        if str(rpc) not in TELLING:
            assert _fingerprint(answer, used) == nobody, f"tells that {_kind(world, used)} exists"


def _kind(world: World, used: str) -> str:
    return next((kind for kind, each in world.ids.items() if each == used), "?")


def _nothing_leaks(world: World, rpc: Rpc, answer: Any, used: str) -> None:
    text = _texts(answer)
    progress = {world.ids["number"]} if rpc.name == "FollowCase" else set()
    found = {each for each in world.secrets - progress if each and each != used and each in text}
    assert not found, f"{rpc} with {_kind(world, used)} told {found}: {text[:400]}"


@pytest.mark.parametrize("rpc", CLOSED, ids=str)
def test_a_token_that_is_not_ours_opens_nothing(world: World, platform: TestPlatform, rpc: Rpc) -> None:
    good = world.token(["*"], "")
    for name, token in _bad_tokens(world, platform, good).items():
        answer = _call(platform, rpc, request_for(rpc, _known()), token)

        assert isinstance(answer, Unauthenticated), (name, answer)


def _bad_tokens(world: World, platform: TestPlatform, good: str) -> dict[str, str]:
    head, body, signature = good.split(".")
    claims = json.loads(_decoded(body))
    header = json.loads(_decoded(head))
    mighty = _encoded({**claims, "grants": [["root", "", "", "", ""]], "roles": {"root": ["*"]}})
    issuer = platform._issuer
    from services.kernel.security.tokens import TokenIssuer

    stranger = TokenIssuer.__new__(TokenIssuer)
    stranger.__dict__.update({**issuer.__dict__, "_issuer": "https://elsewhere"})
    now = platform.clock()
    plain = {k: v for k, v in claims.items() if k not in ("iss", "iat", "exp", "jti")}
    expired = issuer.issue(plain, now=now - timedelta(hours=13), lifetime=timedelta(hours=12))
    early = issuer.issue(plain, now=now + timedelta(hours=2), lifetime=timedelta(hours=12))
    return {
        "tampered claims": f"{head}.{mighty}.{signature}",
        "tampered signature": f"{head}.{body}.{signature[:-6]}AAAAAA",
        "alg none": f"{_encoded({**header, 'alg': 'none'})}.{body}.",
        "alg hs256": f"{_encoded({**header, 'alg': 'HS256'})}.{body}.{signature}",
        "other kid": f"{_encoded({**header, 'kid': 'x'})}.{body}.{signature}",
        "own key": f"{_encoded({**header, 'jwk': {'kty': 'OKP', 'crv': 'Ed25519', 'x': 'AA'}, 'kid': None})}"
        f".{body}.{signature}",
        "wrong issuer": stranger.issue(plain, now=now, lifetime=timedelta(hours=1)),
        "expired": expired,
        "not yet": early,
        "unknown realm": issuer.issue({**plain, "realm": "system"}, now=now, lifetime=timedelta(hours=1)),
        "half": good[: len(good) // 2],
    }


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _encoded(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_every_rpc_of_every_contract_is_in_the_matrix(platform: TestPlatform) -> None:
    """A new proto file that no test looks at would be a hole in the matrix itself."""
    from pathlib import Path

    written = sum(
        line.strip().startswith("rpc ")
        for path in Path("protos/wangge").rglob("*.proto")
        for line in path.read_text("utf-8").splitlines()
    )
    assert len(RPCS) == written
