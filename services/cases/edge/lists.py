"""The list of cases with its filters, columns and kept lists, and what the search over everything finds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, make_response, redirect, render_template, request
from markupsafe import Markup, escape

from services.cases.edge import lookups
from services.cases.edge.criteria import Criteria
from services.cases.edge.criteria_words import chips_of, choices, problems_of
from services.cases.edge.kept_lists import COLUMNS, COOKIE, chosen_columns, kept_lists
from services.kernel.errors import Invalid
from services.kernel.web.pages import by_htmx, in_dialog, needs, peer
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc

_PAGE, _FOUND = 30, 10
_YEAR = 31_536_000
_CLASSES = {"grid_name": "place", "light": "limit", "category_title": "kind", "holder_name": "kind"}


def add(blueprint: Blueprint) -> None:
    """Add the pages."""

    @blueprint.get("/list")
    @needs()
    def case_list() -> Any:
        asked = _resolved(Criteria.of_request(request.args))
        if not asked.problems and _untidy():
            return redirect(asked.address(saved=request.args.get("saved", "")), 303)
        columns, saved_id = chosen_columns(), request.args.get("saved", "")[:40]
        problem, answer, known = "", pb.ListCasesResponse(), None
        try:
            answer = _listed(asked, request.args.get("page_token", ""))
            known = answer.saved_filters
        except Invalid as refusal:
            problem = _told(refusal)
        page = make_response(
            render_template(
                "cases/list.html",
                asked=asked,
                cases=answer.cases,
                columns=columns,
                all_columns=COLUMNS,
                cells=[(name, _cell(name)) for name in columns],
                chips=chips_of(asked),
                saved=kept_lists(known),
                saved_id=saved_id,
                problem=problem or problems_of(asked),
                choices=choices(),
                area_title=lookups.territory_title(asked.area) if asked.area else "",
                category_title=lookups.category_title(asked.category) if asked.category else "",
                unit_title=lookups.unit_title(asked.unit) if asked.unit else "",
                next_address=asked.address(page_token=answer.next_page_token, saved=saved_id)
                if answer.next_page_token
                else "",
                first_address=asked.address(saved=saved_id) if request.args.get("page_token") else "",
                export_address=_export(asked),
            ),
            422 if problem else 200,
        )
        if "columns" in request.args:
            page.set_cookie(
                COOKIE,
                ".".join(columns),
                max_age=_YEAR,
                samesite="Lax",
                httponly=True,
                secure=request.environ["asgi.scope"]["wangge"].secure,
            )
        return page

    @blueprint.route("/found", methods=["GET", "POST"])
    @needs()
    def found() -> str:
        sought = " ".join(request.values.get("q", "").split())[:100]
        asked = pb.ListCasesRequest(page_size=_FOUND, query=sought)
        answer = peer(cases_pb2_grpc.CaseServiceStub, "cases").ListCases(asked) if sought else None
        name = "cases/found.html" if by_htmx() and not in_dialog() else "cases/found_page.html"
        return render_template(
            name,
            cases=answer.cases if answer else (),
            words=sought,
            more=f"/cases/list?{urlencode({'q': sought})}" if answer and answer.next_page_token else "",
        )


def _cell(name: str) -> Markup:
    """The tag that a column's cells begin with; made once for all rows."""
    named = f' class="{_CLASSES[name]}"' if name in _CLASSES else ""
    return Markup(f'<td data-label="{escape(str(COLUMNS[name]))}"{named}>')


def _listed(asked: Criteria, token: str) -> pb.ListCasesResponse:
    return peer(cases_pb2_grpc.CaseServiceStub, "cases").ListCases(
        pb.ListCasesRequest(
            page_size=_PAGE,
            page_token=token,
            filter=asked.filter(),
            order_by=asked.order,
            query=asked.q,
            view=asked.view,
            with_saved_filters=True,
        )
    )


def _resolved(asked: Criteria) -> Criteria:
    """Names typed out and sent before one was picked: the first that fits stands for them."""
    changes: dict[str, Any] = {}
    unknown = list(asked.problems)
    for name, find in (
        ("area", lookups.territories),
        ("category", lambda typed: lookups.categories(typed, branches=True)),
        ("unit", lookups.units),
    ):
        typed = " ".join(request.args.get(f"{name}_words", "").split())[:60]
        if typed and not getattr(asked, name):
            fitting = find(typed)
            changes[name] = fitting[0].value if fitting else ""
            unknown += [] if fitting else [name]
    return replace(asked, problems=tuple(unknown), **changes)


def _untidy() -> bool:
    """Whether a form was sent as browsers do, empty fields and all; the tidy address can be passed on."""
    empty = any(not value for value in request.args.values()) or any(
        "_words" in name for name in request.args
    )
    return empty and "columns" not in request.args and "page_token" not in request.args


def _export(asked: Criteria) -> str:
    """Where to ask for these cases as a file; a search in words or a view cannot be exported."""
    if not g.may("cases.case.export") or asked.q or asked.view:
        return ""
    return f"/cases/exports/new?{urlencode({'filter': asked.filter()})}"


def _told(refusal: Invalid) -> str:
    """What the service says of a filter it cannot read."""
    texts = [str(each.details.get("description") or each.code) for each in refusal.problems]
    return " ".join(texts) or refusal.said
