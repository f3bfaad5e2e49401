"""Suggestions for fields that pick a category, a territory or a unit by name.

A field uses one as ``Field(name, label, "lookup", source=CATEGORIES, titled=category_title)``; the answer is
``<li data-value="id">`` lines. All of them are asked of the directory with the reader's own rights.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, current_app, g, render_template, request

from services.kernel.errors import Refusal
from services.kernel.territory_codes import code_of
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import titled
from wangge.directory.v1 import (
    organisations_pb2,
    organisations_pb2_grpc,
    reference_pb2,
    reference_pb2_grpc,
    territories_pb2,
    territories_pb2_grpc,
)
from wangge.types.v1 import types_pb2

CATEGORIES = "/cases/lookup/categories"
"""Leaves of the catalogue; with ``?branches=1`` whole branches as well."""
TERRITORIES = "/cases/lookup/territories"
"""Territories by code; ``?level=grid`` (county, township, community) leaves one level."""
UNITS = "/cases/lookup/units"
"""Organisations by id; ``?territory=<code>`` those of a territory and below."""
_MOST = 20
_KEPT_SECONDS = 60.0
_LEVELS: Mapping[str, types_pb2.Level] = {
    "prefecture": types_pb2.LEVEL_PREFECTURE,
    "county": types_pb2.LEVEL_COUNTY,
    "township": types_pb2.LEVEL_TOWNSHIP,
    "community": types_pb2.LEVEL_COMMUNITY,
    "grid": types_pb2.LEVEL_GRID,
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line to pick: ``value`` is what is sent, ``hint`` tells it from others of the same name."""

    value: str
    title: str
    hint: str = ""


def catalogue() -> Sequence[reference_pb2.CatalogueItem]:
    """The catalogue in force, which everybody may read; kept for a minute."""
    kept: dict[str, tuple[float, Sequence[reference_pb2.CatalogueItem]]] = current_app.extensions.setdefault(
        "cases.catalogue", {}
    )
    known = kept.get("items")
    if known is None or time.monotonic() - known[0] > _KEPT_SECONDS:
        stub = peer(reference_pb2_grpc.ReferenceServiceStub, "directory")
        answer = stub.GetCatalogue(reference_pb2.GetCatalogueRequest())
        kept["items"] = known = (time.monotonic(), tuple(answer.items))
    return known[1]


def _by_code() -> Mapping[str, reference_pb2.CatalogueItem]:
    items = catalogue()
    kept = current_app.extensions.setdefault("cases.catalogue_by_code", {})
    if kept.get("of") is not items:
        kept["by_code"], kept["of"] = {each.code: each for each in items}, items
    found: Mapping[str, reference_pb2.CatalogueItem] = kept["by_code"]
    return found


def category_title(code: str) -> str:
    """What a category is called in the reader's language; its code where the catalogue lacks it."""
    item = _by_code().get(code)
    return _named(item) if item is not None else code


def territory_title(code: str) -> str:
    """A territory with what it lies in: ``和平社区 · 第三网格``; the code where it cannot be read."""
    found = _readable([code])
    return " · ".join([*_ancestors(found[0])[-2:], found[0].name]) if found else code


def unit_title(unit_id: str) -> str:
    """An organisation's name; the id where it cannot be read."""
    stub = peer(organisations_pb2_grpc.OrganisationServiceStub, "directory")
    try:
        return stub.GetOrganisation(organisations_pb2.GetOrganisationRequest(id=unit_id)).name
    except Refusal:
        return unit_id


def categories(words: str, *, branches: bool = False) -> list[Suggestion]:
    """Categories that hold all the words in title, branch, keywords or code, best first."""
    items = catalogue()
    titles = {each.code: _named(each) for each in items}
    wanted = words.casefold().split()
    ranked: list[tuple[int, str, Suggestion]] = []
    for each in items:
        if each.retired or not (each.leaf or branches):
            continue
        above = [titles.get(code, "") for code in _branch(each.code)]
        title = titles[each.code]
        whole = " ".join((title, each.title_zh, each.title_en, each.code, *above, *each.keywords)).casefold()
        if all(word in whole for word in wanted):
            rank = 0 if words and title.casefold().startswith(words.casefold()) else 1
            rank = rank if all(word in title.casefold() for word in wanted) else 2
            ranked.append((rank, each.code, Suggestion(each.code, title, " · ".join(filter(None, above)))))
    return [each for _, _, each in sorted(ranked, key=lambda found: found[:2])][:_MOST]


def territories(words: str, level: str = "") -> list[Suggestion]:
    """Territories by name, or the one of a code typed out, with what they lie in; the reader's own first.

    Of several words the last is sought within the territories that the first one names: ``庞村 第一``.
    """
    if words.isascii() and words.isdigit():
        return _placed(_readable([words.ljust(12, "0")]))
    outer, _, name = words.rpartition(" ")
    if outer:
        roots = [each.code for each in _named_so(outer, "", "", 5)]
        found = []
    else:
        roots = [*_own(), ""]
        found = [each for each in _readable(_own()) if name in each.name and _is_of(each, level)]
    for root in roots:
        if len(found) < _MOST:
            found.extend(_named_so(name, root, level, _MOST))
    return _placed(list({each.code: each for each in found}.values())[:_MOST])


def units(words: str, territory: str = "") -> list[Suggestion]:
    """Active organisations whose name holds the words, with the territory they belong to."""
    stub = peer(organisations_pb2_grpc.OrganisationServiceStub, "directory")
    found = stub.ListOrganisations(
        organisations_pb2.ListOrganisationsRequest(
            territory_code=territory, deep=True, name_contains=words[:60], page_size=_MOST
        )
    ).organisations
    return [
        Suggestion(each.id, each.name, _place_name(each.territory_code) if each.territory_code else "")
        for each in found
        if each.active
    ]


def add(blueprint: Blueprint) -> None:
    """Add the fragments."""

    @blueprint.get("/lookup/categories")
    @needs()
    def lookup_categories() -> str:
        return _listed(categories(_words(), branches="branches" in request.args))

    @blueprint.get("/lookup/territories")
    @needs()
    def lookup_territories() -> str:
        return _listed(territories(_words(), request.args.get("level", "")))

    @blueprint.get("/lookup/units")
    @needs()
    def lookup_units() -> str:
        territory = request.args.get("territory", "")
        return _listed(units(_words(), territory if territory.isascii() and territory.isdigit() else ""))


def _words() -> str:
    return " ".join(request.args.get("q", "").split())[:60]


def _listed(found: Sequence[Suggestion]) -> str:
    return render_template("cases/lookup.html", found=found)


def _named(item: reference_pb2.CatalogueItem) -> str:
    return titled(item.title_zh, item.title_en)


def _branch(code: str) -> list[str]:
    """The codes above a dotted code, topmost first."""
    parts = code.split(".")[:-1]
    return [".".join(parts[: depth + 1]) for depth in range(len(parts))]


def _own() -> list[str]:
    """Codes of the territories the reader has rights in, below the whole platform."""
    paths = sorted({each.territory for each in g.actor.grants if each.territory})
    return [code_of(path) for path in paths][:5]


def _named_so(name: str, root: str, level: str, most: int) -> Sequence[territories_pb2.Territory]:
    stub = peer(territories_pb2_grpc.TerritoryServiceStub, "directory")
    asked = territories_pb2.ListTerritoriesRequest(
        parent_code=root, deep=True, name_contains=name[:60], level=_LEVELS.get(level), page_size=most
    )
    return stub.ListTerritories(asked).territories


def _is_of(territory: territories_pb2.Territory, level: str) -> bool:
    return level not in _LEVELS or territory.level == _LEVELS[level]


def _placed(found: Sequence[territories_pb2.Territory]) -> list[Suggestion]:
    return [Suggestion(each.code, each.name, " · ".join(_ancestors(each))) for each in found]


def _readable(codes: Sequence[str]) -> list[territories_pb2.Territory]:
    """Those of the codes that there are and that the reader may read."""
    found = []
    for code in codes:
        with contextlib.suppress(Refusal):
            found.append(_territory(code))
    return found


def _territory(code: str) -> territories_pb2.Territory:
    """A territory; asked for once in a request, since many lines lie in the same one."""
    known: dict[str, territories_pb2.Territory] = g.setdefault("cases_territories", {})
    if code not in known:
        stub = peer(territories_pb2_grpc.TerritoryServiceStub, "directory")
        known[code] = stub.GetTerritory(territories_pb2.GetTerritoryRequest(code=code))
    return known[code]


def _place_name(code: str) -> str:
    return next((each.name for each in _readable([code])), "")


def _ancestors(territory: territories_pb2.Territory) -> list[str]:
    """Names of what a territory lies in, from the county down; as far as the reader may read them."""
    names: list[str] = []
    above = territory.parent_code
    while above and len(names) < 6:
        found = _readable([above])
        if not found or found[0].level == types_pb2.LEVEL_PREFECTURE:
            break
        names.insert(0, found[0].name)
        above = found[0].parent_code
    return names
