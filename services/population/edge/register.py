"""What all pages of the register share: its stub, the reader's territories, today, and what is fresh."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import g, request

from services.kernel.call import Call
from services.kernel.errors import Refusal
from services.kernel.territory_codes import code_of
from services.kernel.types import utc_now
from services.kernel.web.pages import peer
from services.kernel.web.texts import Text
from services.kernel.worktime import SHANGHAI
from wangge.directory.v1 import territories_pb2, territories_pb2_grpc
from wangge.population.v1 import register_pb2 as pb
from wangge.population.v1 import register_pb2_grpc

VIEW = "population.register.view"
EDIT = "population.register.edit"
REVERSE = "population.register.reverse"
REVEAL = "population.person.reveal"
STATISTICS = "population.statistics.view"
TWINS = "population.twins.decide"
FRESH_DAYS, STALE_DAYS = 90, 180
FRESHNESS = {
    "fresh": Text("90 天内核实", "verified within 90 days"),
    "ageing": Text("90 至 180 天前核实", "verified 90 to 180 days ago"),
    "stale": Text("超过 180 天未核实", "not verified for 180 days"),
}


def stub() -> Any:
    """The register with the reader's rights."""
    return peer(register_pb2_grpc.RegisterServiceStub, "population")


def territories() -> Any:
    """The directory's territories with the reader's rights."""
    return peer(territories_pb2_grpc.TerritoryServiceStub, "directory")


def today() -> date:
    """In China."""
    return utc_now().astimezone(SHANGHAI).date()


def own_codes(permission: str = VIEW) -> list[str]:
    """Codes of the territories the reader may see the register of; an empty one for everything."""
    return [code_of(path) for path in Call(g.actor).scope(permission).paths]


def asked_code(name: str = "territory") -> str:
    """The territory in the address, else the reader's own where there is one alone."""
    sent = str(request.values.get(name, ""))
    if sent.isascii() and sent.isdigit() and len(sent) <= 24:
        return sent
    own = own_codes()
    return own[0] if len(own) == 1 else ""


def place_name(code: str) -> str:
    """A territory's name with its parent's; the code where it cannot be read, empty for no code."""
    if not code:
        return ""
    known: dict[str, str] = g.setdefault("population_places", {})
    if code not in known:
        try:
            found = territories().GetTerritory(territories_pb2.GetTerritoryRequest(code=code))
            known[code] = found.name
        except Refusal:
            known[code] = code
    return known[code]


def children(code: str) -> list[territories_pb2.Territory]:
    """Territories directly below a place; those of the reader's own for no code."""
    if not code:
        own = [each for each in own_codes() if each]
        return [each for each in (_read(each) for each in own) if each is not None]
    asked = territories_pb2.ListTerritoriesRequest(parent_code=code, page_size=200)
    try:
        return list(territories().ListTerritories(asked).territories)
    except Refusal:
        return []


def freshness(provenance: pb.Provenance) -> str:
    """``fresh``, ``ageing`` or ``stale``: of the record, never of the person (POP-07)."""
    if provenance.stale:
        return "stale"
    return "fresh" if provenance.days_since_verified <= FRESH_DAYS else "ageing"


def day_asked(name: str = "on") -> str:
    """A day in the address; empty for none, for today and for what is no day."""
    try:
        found = date.fromisoformat(request.values.get(name, ""))
    except ValueError:
        return ""
    return "" if found >= today() else found.isoformat()


def _read(code: str) -> territories_pb2.Territory | None:
    try:
        found: territories_pb2.Territory = territories().GetTerritory(
            territories_pb2.GetTerritoryRequest(code=code)
        )
    except Refusal:
        return None
    return found
