"""Configured map tiles: one host is let through the policy of every answer, and the pages hear of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gateway.security.headers import PAGE_POLICY, page_policy, security_headers
from gateway.settings_port import GatewaySettings
from services.kernel.settings import Settings, SettingsWrong, read_settings
from tests.gateway.fake import Platform, platform

TIANDITU = (
    "https://t0.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=secret-key"
)


def directives(policy: str) -> dict[str, set[str]]:
    found = {}
    for each in policy.split(";"):
        name, *values = each.split()
        found[name] = set(values)
    return found


def test_without_tiles_pages_load_from_their_own_host_alone() -> None:
    assert page_policy() == PAGE_POLICY
    assert "http" not in PAGE_POLICY
    assert "connect-src" not in PAGE_POLICY


def test_with_tiles_pictures_and_requests_may_go_to_that_host_and_nothing_else_changes() -> None:
    before, after = directives(PAGE_POLICY), directives(page_policy(TIANDITU))

    assert after["img-src"] == before["img-src"] | {"https://t0.tianditu.gov.cn"}
    assert after["connect-src"] == {"'self'", "https://t0.tianditu.gov.cn"}
    assert {name: values for name, values in after.items() if name not in ("img-src", "connect-src")} == {
        name: values for name, values in before.items() if name != "img-src"
    }
    assert "secret-key" not in page_policy(TIANDITU)
    assert dict(security_headers(False))[b"content-security-policy"].decode() == PAGE_POLICY


@pytest.mark.parametrize("address", [TIANDITU, "http://10.1.2.3:8080/{z}/{x}/{y}.png"])
def test_an_address_with_its_three_holes_is_taken(address: str) -> None:
    settings = GatewaySettings.of(Settings(map_tiles=address, map_tiles_attribution="天地图"))

    assert (settings.map_tiles, settings.map_tiles_attribution) == (address, "天地图")
    assert "secret-key" not in repr(Settings(map_tiles=TIANDITU))


@pytest.mark.parametrize(
    "address",
    [
        "https://tiles.example/{z}/{x}.png",
        "ftp://tiles.example/{z}/{x}/{y}",
        "https:///{z}/{x}/{y}",
        "https://a.example; script-src */{z}/{x}/{y}",
        "https://*.example/{z}/{x}/{y}",
        "https://user:word@a.example/{z}/{x}/{y}",
        "javascript:alert(1)//{z}{x}{y}",
    ],
)
def test_anything_else_is_named_at_start(address: str) -> None:
    with pytest.raises(SettingsWrong, match="WANGGE_MAP_TILES"):
        read_settings(map_tiles=address, demo=True)


@pytest.fixture(scope="module")
def tiled() -> Iterator[Platform]:
    with platform(GatewaySettings(port=0, map_tiles=TIANDITU)) as started:
        yield started


def test_every_answer_of_a_gateway_with_tiles_carries_the_wider_policy(tiled: Platform) -> None:
    visitor = tiled.client("")

    for path in ("/auth/sign-in", "/static/vendor/maplibre/maplibre-gl-worker.mjs", "/api/v1/nothing"):
        policy = visitor("GET", path).headers["content-security-policy"]
        assert "https://t0.tianditu.gov.cn" in policy, path
