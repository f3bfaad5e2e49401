"""What maps are drawn on: outlines by level, blocks of buildings, the configured tiles (GEO-01, GEO-05)."""

from __future__ import annotations

import hashlib
import json
import time
from typing import Any

from flask import Blueprint, Response, abort, current_app, g, request

from services.cases.edge import outlines, places
from services.kernel.territory_codes import code_of, path_of
from services.kernel.web.pages import map_tiles, needs
from wangge.directory.v1 import territories_pb2 as pb

_TOP = ("county", "township")
_BELOW = ("community", "grid")
_KEPT_SECONDS, _KEPT_MOST = 60.0, 200


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/map/ground.json", view_func=ground)
    blueprint.add_url_rule("/map/areas.json", view_func=areas)
    blueprint.add_url_rule("/map/around.json", view_func=around)
    blueprint.add_url_rule("/map/buildings.json", view_func=buildings)


@needs()
def ground() -> Response:
    """Counties and townships, their bounds, the bounds of the reader's own place, and the tiles."""

    shown = {**_top(), **_tiles()}
    shown["own"] = _own_bounds(shown["areas"]["features"])
    return _answer(shown)


@needs()
def areas() -> Response:
    """Territories of a level within a parent."""
    parent, level = request.args.get("parent", ""), request.args.get("level", "")
    # A community or grid belongs to a township: the ones of a county would be megabytes at once.
    if level not in _BELOW or not _in_township(parent):
        abort(404)

    def made() -> dict[str, Any]:
        return outlines.collection(outlines.below(parent, level, boundaries=True))

    return _answer(_kept(f"{parent}/{level}", made))


@needs()
def around() -> Response:
    """What lies about a point, for the small map of one case: its community, its grids, the neighbours."""
    longitude, latitude = _number("lon", 180), _number("lat", 90)
    chain = {each.level: each.code for each in places.chain_at(longitude, latitude)}
    community = chain.get(outlines.LEVELS["community"], "")
    township = chain.get(outlines.LEVELS["township"], "")

    def made() -> dict[str, Any]:
        found: list[pb.Territory] = []
        if township:
            found += outlines.below(township, "community", boundaries=True)
        if community:
            found += outlines.below(community, "grid", boundaries=True)
        return outlines.collection(found)

    near = _kept(f"around/{township}/{community}", made)
    features = [*_top()["areas"]["features"], *near["features"]]
    return _answer({"areas": {"type": "FeatureCollection", "features": features}, **_tiles()})


@needs("directory.territory.view")
def buildings() -> Response:
    """Blocks of buildings of a township or community."""
    parent = request.args.get("parent", "")
    if not _in_township(parent):
        abort(404)
    found, more = outlines.buildings(parent)
    return _answer({**found, "more": more})


def _in_township(code: str) -> bool:
    """Whether it is the code of a township or of something below one."""
    return code.isascii() and code.isdigit() and 9 <= len(code) <= 24 and len(path_of(code_of(code))) >= 9


def _top() -> dict[str, Any]:
    """Counties and townships, and the box around them."""

    def made() -> dict[str, Any]:
        found = outlines.collection(
            each for level in _TOP for each in outlines.below("", level, boundaries=True)
        )
        return {"areas": found, "bounds": outlines.bounds_of(found["features"])}

    kept: dict[str, Any] = _kept("ground", made)
    return kept


def _tiles() -> dict[str, Any]:
    tiles = map_tiles()
    return {} if tiles is None else {"tiles": {"url": tiles.url, "attribution": tiles.attribution}}


def _own_bounds(features: list[Any]) -> list[float]:
    """Bounds of the places of the reader's grants, where they are drawn here; else nothing."""
    roots = {grant.territory[:9] for grant in g.actor.grants if len(grant.territory) >= 6}
    codes = {code_of(root) for root in roots}
    return outlines.bounds_of([each for each in features if each["properties"]["code"] in codes])


def _kept(key: str, make: Any) -> Any:
    """``make()`` kept for a minute: borders are the same for every reader, and change seldom."""
    kept: dict[str, tuple[float, Any]] = current_app.extensions.setdefault("cases.grounds", {})
    known = kept.get(key)
    if known is None or time.monotonic() - known[0] > _KEPT_SECONDS:
        if len(kept) >= _KEPT_MOST:
            kept.clear()
        kept[key] = known = (time.monotonic(), make())
    return known[1]


def _answer(value: Any) -> Response:
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    answer = Response(body, content_type="application/json")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(hashlib.sha256(body.encode()).hexdigest()[:32])
    answer.make_conditional(request)
    return answer


def _number(name: str, most: float) -> float:
    try:
        value = float(request.args.get(name, ""))
    except ValueError:
        abort(404)
    if not -most <= value <= most:
        abort(404)
    return value
