"""Organisations: the list, and the page of one with posts, elections and duties (DIR-11, 17, 36)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from services.directory.edge import lookups
from services.directory.edge import place_words as words
from services.directory.edge.dictionary_titles import title
from services.directory.edge.lines import line_title, line_titles
from services.directory.edge.registers import (
    for_staff,
    get_organisation,
    may_there,
    organisation_name,
    organisations,
    place_name,
    place_names,
)
from services.kernel.errors import Forbidden
from services.kernel.web.forms import Field, Form, Shown
from services.kernel.web.texts import Text
from wangge.directory.v1 import organisations_pb2 as pb

EDIT, COMPLETE = "directory.organisation.edit", "directory.duty.complete"
_PAGE = 30
_POSTS = 100
_KINDS = [(pb.OrganisationKind.Name(each), name) for each, name in words.ORGANISATION_KINDS.items()]


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/organisations", view_func=list_organisations)
    blueprint.add_url_rule("/organisations/responsible", view_func=find_responsible)
    blueprint.add_url_rule("/organisations/<id>", view_func=show_organisation)


def filters(*extra: Field) -> list[Field]:
    """Fields that lists of organisations and posts are narrowed by; the address carries them."""
    return [
        Field(
            "territory",
            Text("区域", "Territory"),
            "lookup",
            source=lookups.TERRITORIES,
            titled=place_name,
            apart=True,
            placeholder=Text("输入名称或代码", "Name or code"),
        ),
        *extra,
    ]


def filled(fields: list[Field], message: object) -> list[Shown]:
    """The fields of a list's filter with what the address says."""
    form = Form(message, fields, {each.name: request.args.get(each.name, "")[:100] for each in fields})  # type: ignore[type-var]
    return [each for each in form.fields if each.name != "request_id"]


@for_staff
def list_organisations() -> str:
    """Organisations by territory (and below), kind and part of the name."""
    fields = filters(
        Field("kind", Text("类别", "Kind"), "choice", _KINDS, apart=True),
        Field("name", Text("名称", "Name"), apart=True),
    )
    asked = {each.name: request.args.get(each.name, "").strip()[:100] for each in fields}
    kind = (
        asked["kind"]
        if asked["kind"] in dict(pb.OrganisationKind.items())
        else "ORGANISATION_KIND_UNSPECIFIED"
    )
    answer = organisations().ListOrganisations(
        pb.ListOrganisationsRequest(
            territory_code=asked["territory"] if asked["territory"].isdigit() else "",
            deep=True,
            kind=kind,
            name_contains=asked["name"][:60],
            page_size=_PAGE,
            page_token=request.args.get("page_token", "")[:1000],
        )
    )
    known: dict[str, Any] = {name: value for name, value in asked.items() if value}
    token = answer.next_page_token
    return render_template(
        "directory/organisations.html",
        filters=filled(fields, pb.ListOrganisationsRequest()),
        bodies=answer.organisations,
        places=place_names(each.territory_code for each in answer.organisations),
        words=words,
        asked=known,
        next_address=url_for(".list_organisations", **known, page_token=token) if token else "",
        first_address=url_for(".list_organisations", **known) if "page_token" in request.args else "",
    )


@for_staff
def show_organisation(id: str) -> str:
    """One organisation."""
    body = get_organisation(id)
    posts = organisations().ListPosts(pb.ListPostsRequest(organisation_id=id, page_size=_POSTS))
    try:
        duties = organisations().ListRecurringDuties(
            pb.ListRecurringDutiesRequest(organisation_id=id, page_size=_POSTS)
        )
        elections = organisations().ListElections(pb.ListElectionsRequest(organisation_id=id)).elections
    except Forbidden:  # work of a place that is not the reader's
        duties = elections = None
    return render_template(
        "directory/organisation.html",
        body=body,
        place=place_name(body.territory_code),
        parent=organisation_name(body.parent_id),
        lines=[(line, line_title(line)) for line in body.lines],
        posts=posts.posts,
        more_posts=bool(posts.next_page_token),
        duties=duties,
        elections=elections,
        words=words,
        title=title,
        may_edit=may_there(EDIT, body.territory_code),
        may_complete=g.may(COMPLETE),
        may_post=may_there("directory.post.edit", body.territory_code),
    )


@for_staff
def find_responsible() -> tuple[str, int]:
    """Who answers for a line of work at a place, nearest level first."""
    fields = filters(
        Field("line", Text("案件类别", "Line of work"), "choice", line_titles(), apart=True, required=True)
    )
    asked = {each.name: request.args.get(each.name, "").strip()[:80] for each in fields}
    found = None
    if asked["line"] and asked["territory"].isdigit():
        answer = organisations().FindResponsible(
            pb.FindResponsibleRequest(line=asked["line"], territory_code=asked["territory"])
        )
        found = answer.organisations
    page = render_template(
        "directory/responsible.html",
        filters=filled(fields, pb.FindResponsibleRequest()),
        asked=asked,
        found=found,
        words=words,
        places=place_names(each.territory_code for each in found or ()),
    )
    return page, 200
