"""Suggestions while a dwelling is chosen, by the words on its door; nobody is named in them."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from services.kernel.web.pages import needs
from services.population.edge.register import VIEW, asked_code, stub
from wangge.population.v1 import register_pb2 as pb

_MOST = 20
_PAGES = 8
_PAGE = 500


def add(blueprint: Blueprint) -> None:
    """Add the fragment."""
    blueprint.add_url_rule("/lookup/dwellings", view_func=suggest_dwellings)


def dwellings_address(territory_code: str) -> str:
    """Where a look-up field asks for the dwellings of a territory."""
    return f"/population/lookup/dwellings?territory={territory_code}"


def dwelling_line(found: pb.Dwelling) -> str:
    """A dwelling as one line: its address, which has building, unit and room."""
    return str(found.address)


def dwelling_title(dwelling_id: str) -> str:
    """For a look-up field that is shown again."""
    return dwelling_line(stub().GetDwelling(pb.GetDwellingRequest(id=dwelling_id)))


@needs(VIEW)
def suggest_dwellings() -> str:
    """Dwellings whose address, building or room holds all the words: ``1号楼 501``."""
    words = " ".join(request.args.get("q", "").split())[:60].casefold().split()
    found: list[pb.Dwelling] = []
    asked = pb.ListDwellingsRequest(territory_code=asked_code(), page_size=_PAGE)
    for _ in range(_PAGES if words else 0):
        answer = stub().ListDwellings(asked)
        found += [each for each in answer.dwellings if _holds(each, words)]
        if len(found) >= _MOST or not answer.next_page_token:
            break
        asked.page_token = answer.next_page_token
    return render_template("population/lookup_dwellings.html", found=found[:_MOST])


def _holds(each: pb.Dwelling, words: list[str]) -> bool:
    whole = f"{each.address} {each.building_name} {each.room}".casefold()
    return all(word in whole for word in words)
