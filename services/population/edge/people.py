"""Lists of people and households by place and kind, and the search (POP-01, POP-04, POP-07, POP-10)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.kernel.errors import Invalid, Refusal
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text, t
from services.population.edge import register, words
from services.population.edge.register import (
    VIEW,
    asked_code,
    children,
    day_asked,
    own_codes,
    place_name,
    stub,
)
from wangge.population.v1 import register_pb2 as pb

_SIZE = 50
_KINDS = {"permanent": 1, "incoming": 2, "registered_only": 3}
_REASONS = {"other_county": 1, "accompanying": 2, "work": 3, "other": 4}
_SEXES = {"m": 1, "f": 2}
PURPOSES: Mapping[str, Text] = {
    "visit": Text("入户走访", "A visit"),
    "verify": Text("核实登记信息", "Verifying the register"),
    "case": Text("办理案件", "Handling a case"),
    "service": Text("为居民办事", "A service to the resident"),
    "emergency": Text("应急处置", "An emergency"),
}
"""Why people are looked for; kept with the audit entry."""


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/people", view_func=people)
    blueprint.add_url_rule("/people/search", view_func=search, methods=["GET", "POST"])
    blueprint.add_url_rule("/households", view_func=households)


@needs(VIEW)
def people() -> str:
    """People of a place, filtered by what does not tell who they are."""
    code, on = asked_code(), day_asked()
    sent = {
        name: request.args.get(name, "")[:20] for name in ("kind", "reason", "sex", "from", "to", "stale")
    }
    asked = pb.ListPeopleRequest(
        page_size=_SIZE,
        page_token=request.args.get("page_token", "")[:1000],
        territory_code=code,
        kind=_KINDS.get(sent["kind"]),  # type: ignore[arg-type]
        reason=_REASONS.get(sent["reason"]),  # type: ignore[arg-type]
        sex=_SEXES.get(sent["sex"]),  # type: ignore[arg-type]
        age_from=_age(sent["from"]),
        age_to=_age(sent["to"]),
        stale_only=bool(sent["stale"]),
        as_of=on,
    )
    answer = _listed(asked)
    fields = {"territory": code, **sent, "on": on}
    return render_template(
        "population/people.html",
        people=answer.people,
        today=register.today(),
        words=words,
        register=register,
        code=code,
        sent=sent,
        on=on,
        places=places(code),
        place=place_name(code),
        kinds=_titled(_KINDS, words.KINDS),
        reasons=_titled(_REASONS, words.REASONS),
        sexes=_titled(_SEXES, words.SEXES),
        purposes=PURPOSES,
        next_address=address_of("people", fields, answer.next_page_token) if answer.next_page_token else "",
        first_address=address_of("people", fields) if asked.page_token else "",
    )


@needs(VIEW)
def households() -> str:
    """Households of a place; those to be visited first are the ones not verified for long."""
    code, stale = asked_code(), request.args.get("stale", "")[:1]
    asked = pb.ListHouseholdsRequest(
        page_size=_SIZE,
        page_token=request.args.get("page_token", "")[:1000],
        territory_code=code,
        stale_only=bool(stale),
    )
    try:
        answer = stub().ListHouseholds(asked)
    except Invalid:
        asked.page_token = ""
        answer = stub().ListHouseholds(asked)
    fields = {"territory": code, "stale": stale}
    token = answer.next_page_token
    return render_template(
        "population/households.html",
        households=answer.households,
        words=words,
        register=register,
        code=code,
        stale=stale,
        places=places(code),
        place=place_name(code),
        next_address=address_of("households", fields, token) if token else "",
        first_address=address_of("households", fields) if asked.page_token else "",
    )


@needs(VIEW)
def search() -> ResponseReturnValue:
    """What was typed comes and goes in the body: no address, no log, no history names anybody."""
    query = " ".join(request.form.get("q", "").split())[:100]
    purpose = request.form.get("purpose", "")
    asked = pb.SearchPeopleRequest(
        query=query,
        territory_code=asked_code(),
        page_size=_SIZE,
        page_token=request.form.get("page_token", "")[:1000],
        with_former=bool(request.form.get("former")),
        purpose=str(PURPOSES.get(purpose, "")),
    )
    answer, problem = pb.SearchPeopleResponse(), ""
    if request.method == "POST":
        if not query:
            problem = t("请输入要找的内容", "Type what you look for")
        else:
            try:
                answer = stub().SearchPeople(asked)
            except Invalid as refusal:
                problem = " ".join(each.details.get("description", "") for each in refusal.problems) or _said(
                    refusal
                )
    page = render_template(
        "population/search.html",
        found=answer.found,
        next_token=answer.next_page_token,
        query=query,
        purpose=purpose,
        purposes=PURPOSES,
        former=asked.with_former,
        problem=problem,
        searched=request.method == "POST" and not problem,
        code=asked.territory_code,
        places=places(asked.territory_code),
        today=register.today(),
        words=words,
        register=register,
    )
    return page, 422 if problem else 200, {"Cache-Control": "no-store"}


def places(code: str, permission: str = VIEW) -> list[tuple[str, str]]:
    """Where a list can be narrowed to: the reader's own places, what lies below, and the chosen one."""
    own = own_codes(permission)
    found = [("", t("全部辖区", "All my territories"))] if len(own) != 1 else []
    found += [(each, place_name(each)) for each in own if each]
    if code and all(each != code for each, _ in found):
        found.append((code, place_name(code)))
    found += [(each.code, f"　{each.name}") for each in children(code)]
    return list(dict(found).items())


def single_places(code: str, permission: str) -> list[tuple[str, str]]:
    """As ``places``, for a page that is about one place at a time."""
    return [each for each in places(code, permission) if each[0]]


def _listed(asked: pb.ListPeopleRequest) -> Any:
    """The page asked for; the first one when its token is of another list."""
    try:
        return stub().ListPeople(asked)
    except Invalid:
        asked.page_token = ""
        asked.as_of = ""
        return stub().ListPeople(asked)


def _titled(names: Mapping[str, int], titles: words.Titles) -> list[tuple[str, Text]]:
    return [(name, titles[number]) for name, number in names.items()]


def _age(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) <= 150 else None


def address_of(page: str, fields: Mapping[str, str], token: str = "") -> str:
    """A page of a list with its filters."""
    pairs = {name: value for name, value in {**fields, "page_token": token}.items() if value}
    return f"/population/{page}" + (f"?{urlencode(pairs)}" if pairs else "")


def _said(refusal: Refusal) -> str:
    return refusal.said or refusal.code
