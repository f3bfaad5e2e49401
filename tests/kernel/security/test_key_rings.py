"""Key files: written safely, rotated without losing anything, refused when damaged."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from services.kernel.security.keys import BrokenKeyFile, KeyRing, SigningKeys


def test_a_saved_ring_reads_back_the_same(tmp_path: Path) -> None:
    ring = KeyRing.generate("2026-11").rotated("2026-12", "sm4gcm")
    ring.save(tmp_path / "ring.json")
    assert KeyRing.load(tmp_path / "ring.json") == ring


def test_the_file_has_the_documented_form_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "ring.json"
    KeyRing.generate("k1", entropy=lambda size: b"\x07" * size).save(path)
    secret = base64.b64encode(b"\x07" * 32).decode()
    assert json.loads(path.read_text()) == {
        "active": "k1",
        "keys": {"k1": {"algorithm": "aes256gcm", "secret": secret}},
        "index": secret,
    }
    assert path.stat().st_mode & 0o777 == 0o600


def test_saving_again_replaces_the_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "ring.json"
    first = KeyRing.generate("k1")
    first.save(path)
    path.chmod(0o644)
    first.rotated("k2").save(path)
    assert KeyRing.load(path).active == "k2"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["ring.json"]


def test_a_failed_save_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ring.json"
    ring = KeyRing.generate("k1")
    ring.save(path)

    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(OSError, match="No space"):
        ring.rotated("k2").save(path)
    assert KeyRing.load(path) == ring
    assert [each.name for each in tmp_path.iterdir()] == ["ring.json"]


def test_rotation_keeps_old_keys_and_the_index_key() -> None:
    ring = KeyRing.generate("k1")
    rotated = ring.rotated("k2")
    assert rotated.active == "k2"
    assert rotated.keys["k1"] == ring.keys["k1"]
    assert rotated.index == ring.index
    assert set(ring.keys) == {"k1"}


def test_a_taken_or_unusable_key_id_is_refused() -> None:
    ring = KeyRing.generate("k1")
    for bad in ("k1", "", "a b", "x" * 33, "键", "a/b"):
        with pytest.raises(ValueError):
            ring.rotated(bad)


def test_only_an_old_key_can_be_forgotten() -> None:
    ring = KeyRing.generate("k1").rotated("k2")
    assert set(ring.without("k1").keys) == {"k2"}
    with pytest.raises(ValueError, match="active"):
        ring.without("k2")
    with pytest.raises(ValueError, match="no key"):
        ring.without("k9")


def test_an_unknown_algorithm_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown algorithm"):
        KeyRing.generate("k1").rotated("k2", "rot13")


def test_secrets_do_not_show_in_a_ring_s_text() -> None:
    ring = KeyRing.generate("k1", entropy=lambda size: b"S" * size)
    assert "SSSS" not in repr(ring) + repr(ring.keys["k1"])


GOOD_SECRET = base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "\xff\xfe",
        '{"active": "k1"}',
        json.dumps({"active": "k1", "keys": {}, "index": GOOD_SECRET}),
        json.dumps({"active": 1, "keys": {}, "index": GOOD_SECRET}),
        json.dumps({"active": "k1", "keys": {"k1": "x"}, "index": GOOD_SECRET}),
        json.dumps(
            {
                "active": "k1",
                "keys": {"k1": {"algorithm": "aes256gcm", "secret": "AAAA"}},
                "index": GOOD_SECRET,
            }
        ),
        json.dumps(
            {"active": "k1", "keys": {"k1": {"algorithm": "aes256gcm", "secret": "%"}}, "index": GOOD_SECRET}
        ),
        json.dumps(
            {
                "active": "k1",
                "keys": {"k1": {"algorithm": "des", "secret": GOOD_SECRET}},
                "index": GOOD_SECRET,
            }
        ),
        json.dumps(
            {"active": "k1", "keys": {"k1": {"algorithm": "aes256gcm", "secret": GOOD_SECRET}}, "index": ""}
        ),
    ],
)
def test_a_damaged_file_is_named_and_never_quoted(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ring.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(BrokenKeyFile, match=r"ring\.json") as caught:
        KeyRing.load(path)
    assert GOOD_SECRET not in str(caught.value)


def test_a_missing_file_is_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        KeyRing.load(tmp_path / "nothing.json")


def test_signing_keys_read_back_the_same_and_are_private(tmp_path: Path) -> None:
    keys = SigningKeys.generate("s1").rotated("s2")
    keys.save(tmp_path / "signing.json")
    assert SigningKeys.load(tmp_path / "signing.json") == keys
    assert (tmp_path / "signing.json").stat().st_mode & 0o777 == 0o600


def test_the_published_set_has_every_key_and_no_private_half() -> None:
    published = SigningKeys.generate("s1").rotated("s2").public_jwks()["keys"]
    assert [key["kid"] for key in published] == ["s1", "s2"]
    assert all({"kty", "crv", "x", "kid", "use", "alg"} == key.keys() for key in published)


def test_a_key_can_be_published_before_it_signs() -> None:
    keys = SigningKeys.generate("s1").with_key("s2")
    assert keys.active == "s1"
    assert len(keys.public_jwks()["keys"]) == 2
    assert set(keys.activated("s2").without("s1").seeds) == {"s2"}


def test_signing_keys_refuse_impossible_changes() -> None:
    keys = SigningKeys.generate("s1")
    changes: list[Callable[[], object]] = [
        lambda: keys.with_key("s1"),
        lambda: keys.activated("s2"),
        lambda: keys.without("s1"),
        lambda: keys.without("s3"),
        lambda: keys.with_key("s 2"),
    ]
    for change in changes:
        with pytest.raises(ValueError):
            change()


@pytest.mark.parametrize(
    "text", ["{}", '{"active": "a", "keys": {"a": "AAAA"}}', '{"active": "a", "keys": 1}']
)
def test_a_damaged_signing_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "signing.json"
    path.write_text(text)
    with pytest.raises(BrokenKeyFile, match=r"signing\.json"):
        SigningKeys.load(path)
