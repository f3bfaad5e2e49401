"""Suggestions while a carer is chosen: who holds a post around the place, by name or post; never by an id."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, g, render_template, request

from services.kernel.call import Call
from services.kernel.errors import Refusal
from services.kernel.territory_codes import code_of, path_of
from services.kernel.web.forms import Field
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text
from services.population.edge.families import MANAGE
from wangge.directory.v1 import organisations_pb2, organisations_pb2_grpc

_MOST = 20
_ABOVE = (9, 12)
"""Digits of the township and the community: whoever serves there serves their grids as well."""


def add(blueprint: Blueprint) -> None:
    """Add the fragment."""
    blueprint.add_url_rule("/lookup/carers", view_func=suggest_carers)


def field(territory_code: str, present: str = "", name: str = "") -> Field:
    """Who is to care; whoever chooses nobody keeps the present one, or takes it on in person."""

    def titled(account: str) -> str:
        if account == present:
            return name
        found = carers(territory_code).get(account)
        return " · ".join(found) if found else ""

    return Field(
        "carer_id",
        Text("责任人", "Carer"),
        "lookup",
        source=f"/population/lookup/carers?territory={territory_code}",
        titled=titled,
        required=False,
        placeholder=Text("输入姓名或岗位查找", "type a name or post"),
        help=Text(
            "从本网格、社区、街道的在岗人员中选择。",
            "One of those who hold a post in the grid, community or township.",
        )
        if present
        else Text(
            "从本网格、社区、街道的在岗人员中选择；不选由您本人负责。",
            "One of those who hold a post in the grid, community or township; left empty, you care yourself.",
        ),
    )


def may_choose(territory_code: str) -> bool:
    """Whether the reader manages care there, and so gives it to others."""
    path = path_of(territory_code)
    return bool(path) and any(path.startswith(each) for each in Call(g.actor).scope(MANAGE).paths)


@needs(MANAGE)
def suggest_carers() -> str:
    """Whose name or post holds what was typed; all of them for nothing typed."""
    asked = " ".join(request.args.get("q", "").split()).casefold()[:60]
    code = request.args.get("territory", "")[:24]
    known = carers(code) if code.isascii() and code.isdigit() and may_choose(code) else {}
    found = [(key, *pair) for key, pair in known.items() if asked in " ".join(pair).casefold()]
    return render_template("population/lookup_carers.html", found=found[:_MOST])


def carers(territory_code: str) -> Mapping[str, tuple[str, str]]:
    """Name and post by account, of those who hold a post in the grid, its community or its township."""
    path = path_of(territory_code)
    codes = [code_of(path), *(code_of(path[:digits]) for digits in reversed(_ABOVE) if len(path) > digits)]
    known: dict[str, tuple[str, str]] = {}
    for code in codes:
        asked = organisations_pb2.ListPostsRequest(territory_code=code, page_size=200)
        try:
            posts = peer(organisations_pb2_grpc.OrganisationServiceStub, "directory").ListPosts(asked).posts
        except Refusal:
            continue
        for post in posts:
            for person in post.holders:
                known.setdefault(person.account_id, (person.name, post.title))
    return known
