"""Messages as the standards have them, and only to where they may go."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from services.field.adapters import web_push
from services.field.adapters.push_carrier import PushCarrier
from services.field.adapters.web_push import decoded, encoded
from services.field.application.push_ports import Address
from tests.services.field.push_service import FakeBrowser, FakePushService

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SECRET = bytes(range(48))
HOSTS = ("fcm.googleapis.com", "*.push.apple.com")


def carrier(*hosts: str, address: str = "8.8.8.8") -> PushCarrier:
    return PushCarrier(hosts, "mailto:it@example.gov.cn", SECRET, lambda n: bytes(n), lambda h, p: [address])


def test_a_message_is_the_one_of_the_standard() -> None:
    """RFC 8291, appendix A."""
    own = ec.derive_private_key(
        int.from_bytes(decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big"), ec.SECP256R1()
    )
    body = web_push.encrypted(
        b"When I grow up, I want to be a watermelon",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
        salt=decoded("DGv6ra1nlYgDCS1FRnbzlw"),
        own=own,
        padded=0,
    )

    assert encoded(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
        "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_whoever_sends_is_proved_to_the_service_behind_the_endpoint() -> None:
    key = web_push.platform_key(SECRET)
    header = web_push.authorization(key, "https://fcm.googleapis.com/fcm/send/x", "mailto:it@x.cn", NOW)

    token, public = (each.partition("=")[2] for each in header.removeprefix("vapid ").split(", "))
    head, claims, signature = token.split(".")
    raw = decoded(signature)
    signed = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(public))
    point.verify(signed, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    told = json.loads(decoded(claims))
    assert (told["aud"], told["sub"]) == ("https://fcm.googleapis.com", "mailto:it@x.cn")
    assert 0 < told["exp"] - NOW.timestamp() <= 24 * 3600
    assert public == carrier("x.cn").public_key == carrier("y.cn").public_key


def test_texts_of_any_length_look_alike() -> None:
    browser = FakeBrowser("https://fcm.googleapis.com/x")
    lengths = {
        len(
            web_push.encrypted(bytes(n), browser.address.key, browser.address.secret, salt=bytes(16), own=own)
        )
        for n in (0, 1, 200)
        for own in [web_push.fresh_key()]
    }

    assert len(lengths) == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://FCM.googleapis.com/x?y=1",
        "https://web.push.apple.com/x",
    ],
)
def test_allowed_hosts_are_taken(endpoint: str) -> None:
    assert carrier(*HOSTS).host_of(FakeBrowser(endpoint).address)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com.evil.cn/x",
        "https://evil.cn/fcm.googleapis.com",
        "https://fcm.googleapis.com@evil.cn/x",
        "https://user@fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://push.apple.com/x",
        "https://evilpush.apple.com.cn/x",
        "https://127.0.0.1/x",
        "http://127.0.0.1:80/x",
        "https://[::1]/x",
        "file:///etc/passwd",
        "https:///x",
    ],
)
def test_other_addresses_are_refused(endpoint: str) -> None:
    with pytest.raises(ValueError, match="address"):
        carrier(*HOSTS).host_of(FakeBrowser(endpoint).address)


@pytest.mark.parametrize(
    ("key", "secret"), [("AAAA", ""), ("", ""), ("x" * 87, "BTBZMqHH6r4Tts7J_aSIgg"), ("a", "b")]
)
def test_what_is_no_key_is_refused(key: str, secret: str) -> None:
    with pytest.raises(ValueError):  # the reason is the library's
        carrier(*HOSTS).host_of(Address("https://fcm.googleapis.com/x", key, secret))


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "::1", "fe80::1%eth0", "0.0.0.0"]
)
def test_an_allowed_name_that_leads_into_the_private_network_is_not_called(address: str) -> None:
    browser = FakeBrowser("https://fcm.googleapis.com/x")

    given = carrier(*HOSTS, address=address).send(browser.address, {}, urgent=False, now=NOW)

    assert given.what == "later"


@pytest.mark.parametrize(
    ("status", "headers", "what", "seconds"),
    [
        (201, {}, "given", 0),
        (200, {}, "given", 0),
        (404, {}, "gone", 0),
        (410, {}, "gone", 0),
        (429, {"Retry-After": "120"}, "later", 120),
        (503, {"Retry-After": "999999"}, "later", 3600),
        (500, {"Retry-After": "Mon, 23 Nov 2026 08:00:00 GMT"}, "later", 0),
        (307, {"Location": "http://127.0.0.1:1/"}, "refused", 0),
        (400, {}, "refused", 0),
        (413, {}, "refused", 0),
    ],
)
def test_what_the_service_answers_decides(
    status: int, headers: dict[str, str], what: str, seconds: int
) -> None:
    with FakePushService() as service:
        service.answers = [(status, headers)]
        sender, browser = carrier(service.origin), service.browser()

        given = sender.send(browser.address, {"kind": "task"}, urgent=True, now=NOW)

        _, sent, _ = service.posts[0]
        assert (given.what, given.pause.total_seconds()) == (what, seconds)
        assert service.read(browser) == [{"kind": "task"}]
        assert (sent["Urgency"], sent["Content-Encoding"]) == ("high", "aes128gcm")
        assert len(service.posts) == 1


def test_a_host_taken_off_the_list_is_called_no_more_and_one_that_is_away_later() -> None:
    with FakePushService() as service:
        browser = service.browser()
        assert carrier(*HOSTS).send(browser.address, {}, urgent=False, now=NOW).what == "gone"
        origin = service.origin
    assert carrier(origin).send(browser.address, {}, urgent=False, now=NOW).what == "later"
