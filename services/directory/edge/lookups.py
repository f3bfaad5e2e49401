"""Suggestions while a place, an organisation or a person is typed, and what the search of the frame finds."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request, url_for

from services.directory.edge import place_words as words
from services.directory.edge.lines import line_titles
from services.directory.edge.registers import for_staff, organisations, place_name
from services.directory.edge.territory_tree import search
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import t
from wangge.directory.v1 import accounts_pb2, accounts_pb2_grpc
from wangge.directory.v1 import organisations_pb2 as pb

TERRITORIES = "/directory/lookup/territories"
ORGANISATIONS = "/directory/lookup/organisations"
PEOPLE = "/directory/lookup/people"
LINES = "/directory/lookup/lines"
VIEW = "directory.territory.view"
_FEW = 12


def add(blueprint: Blueprint) -> None:
    """Add the fragments."""
    blueprint.add_url_rule("/lookup/territories", view_func=suggest_territories)
    blueprint.add_url_rule("/lookup/organisations", view_func=suggest_organisations)
    blueprint.add_url_rule("/lookup/people", view_func=suggest_people)
    blueprint.add_url_rule("/lookup/lines", view_func=suggest_lines)
    blueprint.add_url_rule("/found", view_func=found, methods=["GET", "POST"])


def _asked() -> str:
    return " ".join(request.values.get("q", "").split())[:60]


@for_staff
def suggest_territories() -> str:
    """Places by name or code."""
    asked = _asked()
    places = list(search(asked, "").territories)[:_FEW] if asked else []
    lines = [(each.code, each.name, f"{words.level(each.level)} · {each.code}") for each in places]
    return render_template("directory/suggestions.html", lines=lines)


@for_staff
def suggest_organisations() -> str:
    """Organisations by name."""
    asked = _asked()
    lines = []
    if asked:
        answer = organisations().ListOrganisations(
            pb.ListOrganisationsRequest(name_contains=asked, page_size=_FEW)
        )
        lines = [(each.id, each.name, words.organisation_kind(each.kind)) for each in answer.organisations]
    return render_template("directory/suggestions.html", lines=lines)


@for_staff
def suggest_lines() -> str:
    """Categories of the case catalogue by title."""
    asked = _asked()
    found = [(code, title, "") for code, title in line_titles() if asked and asked.lower() in title.lower()]
    return render_template("directory/suggestions.html", lines=found[:_FEW])


@needs("directory.account.view")
def suggest_people() -> str:
    """Staff accounts by name."""
    asked = _asked()
    lines = []
    if asked:
        request_ = accounts_pb2.ListAccountsRequest(
            name_contains=asked, realm="staff", state=accounts_pb2.ACCOUNT_STATE_ACTIVE, page_size=_FEW
        )
        answer = peer(accounts_pb2_grpc.AccountServiceStub, "directory").ListAccounts(request_)
        lines = [
            (
                each.id,
                each.name,
                " · ".join(filter(None, (each.work_number, place_name(each.home_territory_code)))),
            )
            for each in answer.accounts
        ]
    return render_template("directory/suggestions.html", lines=lines)


@for_staff
def found() -> str:
    """What the frame's search finds here: places, organisations, posts."""
    asked = _asked()
    lines = []
    if asked:
        if g.may(VIEW):
            for place in list(search(asked, "").territories)[:_FEW]:
                address = url_for(".show_territory", code=place.code)
                lines.append((address, place.name, f"{words.level(place.level)} · {place.code}"))
        answer = organisations().ListOrganisations(
            pb.ListOrganisationsRequest(name_contains=asked, page_size=_FEW)
        )
        for body in answer.organisations:
            address = url_for(".show_organisation", id=body.id)
            lines.append((address, body.name, words.organisation_kind(body.kind)))
        for post in _posts_named(asked):
            holders = t("、", ", ").join(each.name for each in post.holders)
            lines.append((url_for(".show_post", id=post.id), post.title, holders))
    return render_template("directory/found.html", lines=lines, asked=asked)


def _posts_named(asked: str) -> list[pb.Post]:
    """Posts by title or holder."""
    answer = organisations().ListPosts(pb.ListPostsRequest(name_contains=asked, page_size=_FEW))
    return list(answer.posts)
