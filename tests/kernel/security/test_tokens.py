"""Tokens: only ours verify, old ones expire, keys are fetched rarely, and the usual case is fast."""

from __future__ import annotations

import base64
import json
import threading
import time
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey, RSAKey

from services.kernel.security.keys import SigningKeys
from services.kernel.security.tokens import (
    TokenExpired,
    TokenInvalid,
    TokenIssuer,
    TokenKeysUnavailable,
    TokenVerifier,
)

START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ISSUER = "wangge.directory"
LIFE = timedelta(minutes=10)
CLAIMS = {"sub": "018f", "name": "张三", "grants": [["cases.clerk", "340104001001"]] * 10}


class World:
    """An issuer's published keys that can change and break, and a clock that is told the time."""

    def __init__(self) -> None:
        self.now = START
        self.keys = SigningKeys.generate("s1")
        self.fetches = 0
        self.broken = False

    def fetch(self) -> Mapping[str, object]:
        self.fetches += 1
        if self.broken:
            raise ConnectionError("directory is down")
        return {**self.keys.public_jwks()}

    def pass_seconds(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def issue(self, claims: Mapping[str, object] = CLAIMS, lifetime: timedelta = LIFE) -> str:
        return TokenIssuer(self.keys, ISSUER).issue(claims, now=self.now, lifetime=lifetime)

    def verifier(self, remembered: int = 100) -> TokenVerifier:
        return TokenVerifier(self.fetch, ISSUER, lambda: self.now, remembered=remembered)


@pytest.fixture
def world() -> World:
    return World()


def signed(header: Mapping[str, object], claims: Mapping[str, object], key: OKPKey | OctKey | RSAKey) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return jwt.encode({**header}, {**claims}, key, algorithms=[str(header["alg"])])


def good_claims(**changes: object) -> dict[str, object]:
    at = int(START.timestamp())
    return {"iss": ISSUER, "iat": at, "exp": at + 600, "jti": "1", **changes}


def test_an_issued_token_verifies_to_its_claims(world: World) -> None:
    claims = world.verifier().verify(world.issue())
    assert claims.pop("jti")
    at = int(START.timestamp())
    assert claims == {**CLAIMS, "iss": ISSUER, "iat": at, "exp": at + 600}


def test_every_token_has_its_own_id(world: World) -> None:
    verifier = world.verifier()
    assert verifier.verify(world.issue())["jti"] != verifier.verify(world.issue())["jti"]


def test_signing_and_verifying_warn_of_nothing(world: World) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        world.verifier().verify(world.issue())


@pytest.mark.parametrize("name", ["iss", "iat", "exp", "jti"])
def test_claims_of_the_issuer_itself_cannot_be_given(world: World, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        world.issue({name: 1})


def test_a_token_without_zone_or_lifetime_is_a_bug(world: World) -> None:
    with pytest.raises(ValueError):
        world.issue(lifetime=timedelta(0))
    world.now = START.replace(tzinfo=None)
    with pytest.raises(ValueError):
        world.issue()


def test_a_token_expires_also_when_it_was_seen_before(world: World) -> None:
    verifier, token = world.verifier(), world.issue()
    verifier.verify(token)
    world.pass_seconds(599)
    verifier.verify(token)
    world.pass_seconds(1)
    with pytest.raises(TokenExpired) as seen:
        verifier.verify(token)
    with pytest.raises(TokenExpired):
        world.verifier().verify(token)
    assert seen.value.code == "kernel.token_expired"


def test_a_caller_who_changes_the_claims_changes_only_its_own(world: World) -> None:
    verifier, token = world.verifier(), world.issue()
    for _ in range(2):
        claims = verifier.verify(token)
        claims["sub"] = "somebody else"
        grants = claims["grants"]
        assert isinstance(grants, list)
        grants[0][0] = "administrator"
    assert verifier.verify(token)["sub"] == "018f"
    assert verifier.verify(token)["grants"] == CLAIMS["grants"]


def test_no_part_of_a_token_can_be_altered(world: World) -> None:
    verifier, token = world.verifier(), world.issue()
    header, payload, signature = token.split(".")
    forged = base64.urlsafe_b64encode(json.dumps(good_claims(sub="root")).encode()).rstrip(b"=").decode()
    for altered in (
        f"{header}.{forged}.{signature}",
        f"{header}.{payload}.{signature[:-4]}AAAA",
        f"{header}.{payload}.",
        f"{header}.{payload}",
        f"{header[:-2]}.{payload}.{signature}",
    ):
        with pytest.raises(TokenInvalid) as caught:
            verifier.verify(altered)
        assert caught.value.code == "kernel.token_invalid"


@pytest.mark.parametrize(
    "junk", ["", ".", "..", "a.b.c", "令牌", "\0", "x" * 100_000, "[" * 16_000, "e30.e30.e30"]
)
def test_junk_is_invalid(world: World, junk: str) -> None:
    with pytest.raises(TokenInvalid):
        world.verifier().verify(junk)


def test_the_public_key_used_as_a_shared_secret_is_refused(world: World) -> None:
    public = world.keys.public_jwks()["keys"][0]["x"]
    for secret in (public.encode(), base64.urlsafe_b64decode(public + "=")):
        token = signed({"alg": "HS256", "kid": "s1"}, good_claims(), OctKey.import_key(secret))
        with pytest.raises(TokenInvalid):
            world.verifier().verify(token)


def test_no_algorithm_at_all_is_refused(world: World) -> None:
    header = base64.urlsafe_b64encode(b'{"alg":"none","kid":"s1"}').rstrip(b"=").decode()
    payload = base64.urlsafe_b64encode(json.dumps(good_claims()).encode()).rstrip(b"=").decode()
    for token in (f"{header}.{payload}.", f"{header}.{payload}.AAAA"):
        with pytest.raises(TokenInvalid):
            world.verifier().verify(token)


def test_a_key_brought_along_in_the_header_is_not_used(world: World) -> None:
    own = OKPKey.generate_key("Ed25519")
    header = {"alg": "EdDSA", "kid": "s1", "jwk": own.as_dict(private=False)}
    with pytest.raises(TokenInvalid):
        world.verifier().verify(signed(header, good_claims(), own))


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "somebody"},
        {"iss": None},
        {"exp": None},
        {"exp": "2030"},
        {"exp": 9e12},
        {"exp": True},
        {"iat": None},
        {"iat": int(START.timestamp()) + 61},
    ],
)
def test_claims_that_make_no_sense_are_refused(world: World, changes: dict[str, object]) -> None:
    key = OKPKey.import_key({**world.keys.private_jwk()})
    token = signed({"alg": "EdDSA", "kid": "s1"}, good_claims(**changes), key)
    with pytest.raises(TokenInvalid):
        world.verifier().verify(token)


@pytest.mark.parametrize("header", [{"alg": "EdDSA"}, {"alg": "EdDSA", "kid": "s9"}])
def test_a_token_must_name_a_known_key(world: World, header: dict[str, object]) -> None:
    token = signed(header, good_claims(), OKPKey.import_key({**world.keys.private_jwk()}))
    with pytest.raises(TokenInvalid):
        world.verifier().verify(token)


def test_keys_are_fetched_once_for_many_tokens(world: World) -> None:
    verifier = world.verifier()
    for _ in range(20):
        verifier.verify(world.issue())
    assert world.fetches == 1


def test_made_up_key_ids_cause_one_fetch_in_30_seconds(world: World) -> None:
    verifier = world.verifier()
    verifier.verify(world.issue())
    stranger = TokenIssuer(SigningKeys.generate("made-up"), ISSUER)
    for _ in range(50):
        with pytest.raises(TokenInvalid):
            verifier.verify(stranger.issue({}, now=world.now, lifetime=LIFE))
    assert world.fetches == 1
    world.pass_seconds(30)
    with pytest.raises(TokenInvalid):
        verifier.verify(stranger.issue({}, now=world.now, lifetime=LIFE))
    assert world.fetches == 2


def test_a_new_key_is_learned_when_first_met(world: World) -> None:
    verifier = world.verifier()
    old = world.issue()
    verifier.verify(old)
    world.keys = world.keys.rotated("s2")
    world.pass_seconds(31)
    assert verifier.verify(world.issue())["sub"] == "018f"
    assert verifier.verify(old)["sub"] == "018f"


def test_a_withdrawn_key_stops_verifying_within_five_minutes_even_for_known_tokens(world: World) -> None:
    verifier, token = world.verifier(), world.issue()
    verifier.verify(token)
    world.keys = world.keys.rotated("s2").without("s1")
    world.pass_seconds(300)
    with pytest.raises(TokenInvalid):
        verifier.verify(token)


def test_a_key_replaced_under_its_id_does_not_honour_old_tokens(world: World) -> None:
    verifier, token = world.verifier(), world.issue()
    verifier.verify(token)
    world.keys = SigningKeys.generate("s1")
    world.pass_seconds(300)
    with pytest.raises(TokenInvalid):
        verifier.verify(token)


def test_known_keys_serve_while_the_issuer_is_down(world: World) -> None:
    verifier = world.verifier()
    verifier.verify(world.issue())
    world.broken = True
    world.pass_seconds(301)
    assert verifier.verify(world.issue())["sub"] == "018f"
    world.keys = world.keys.rotated("s2")
    world.pass_seconds(31)
    with pytest.raises(TokenKeysUnavailable):
        verifier.verify(world.issue())


def test_started_before_the_issuer_it_recovers_within_a_second(world: World) -> None:
    verifier = world.verifier()
    world.broken = True
    with pytest.raises(TokenKeysUnavailable):
        verifier.verify(world.issue())
    world.broken = False
    world.pass_seconds(1)
    assert verifier.verify(world.issue())["sub"] == "018f"


def test_keys_of_other_kinds_in_the_set_are_skipped(world: World) -> None:
    odd: list[object] = [
        {"kty": "RSA", "kid": "r"},
        {"kty": "OKP", "crv": "Ed25519", "kid": "bad", "x": "!"},
        {"kty": "OKP", "crv": "Ed25519", "kid": "short", "x": "AAAA"},
        {"kty": "OKP", "crv": "Ed25519"},
        "text",
    ]

    def fetch() -> Mapping[str, object]:
        return {"keys": [*odd, *world.keys.public_jwks()["keys"]]}

    assert TokenVerifier(fetch, ISSUER, lambda: world.now).verify(world.issue())["sub"] == "018f"


@pytest.mark.parametrize("answer", [{}, {"keys": None}, {"error": "x"}])
def test_an_answer_that_is_no_key_set_counts_as_a_failure(world: World, answer: dict[str, object]) -> None:
    with pytest.raises(TokenKeysUnavailable):
        TokenVerifier(lambda: answer, ISSUER, lambda: world.now).verify(world.issue())


def test_no_more_tokens_are_remembered_than_told(world: World) -> None:
    verifier = world.verifier(remembered=3)
    tokens = [world.issue() for _ in range(10)]
    for token in tokens:
        verifier.verify(token)
    assert len(verifier._seen) == 3
    assert verifier.verify(tokens[0])["sub"] == "018f"


def test_many_threads_get_right_answers_and_one_fetch(world: World) -> None:
    verifier = world.verifier(remembered=5)
    tokens = [world.issue({"sub": str(number)}) for number in range(10)]
    wrong: list[str] = []

    def work() -> None:
        for _ in range(5):
            for number, token in enumerate(tokens):
                if verifier.verify(token)["sub"] != str(number):
                    wrong.append(token)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (wrong, world.fetches) == ([], 1)


def test_a_token_seen_before_verifies_in_20_microseconds(world: World) -> None:
    verifier, token = world.verifier(), world.issue()
    verifier.verify(token)

    def once() -> float:
        begun = time.perf_counter()
        for _ in range(200):
            verifier.verify(token)
        return (time.perf_counter() - begun) / 200

    assert min(once() for _ in range(10)) < 20e-6
