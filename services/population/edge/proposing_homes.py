"""Proposing that somebody new or known lives in a dwelling; the community's clerk confirms it (POP-27)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, g, render_template
from markupsafe import Markup

from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text, t
from services.population.edge import homes, person_tabs, words
from services.population.edge.proposals import MAKE
from services.population.edge.proposing import answered, letter_of, lowered, options_of, proposed
from wangge.population.v1 import proposals_pb2 as pb
from wangge.population.v1 import register_pb2

NEW = "/population/proposals/new"


def add(blueprint: Blueprint) -> None:
    """Add the forms."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/proposals/new", view_func=propose_resident, methods=both)
    blueprint.add_url_rule("/person/<person>/propose-arrival", view_func=propose_arrival, methods=both)


@needs(MAKE)
def propose_resident() -> Any:
    """Somebody whom the register does not know yet."""
    title = t("提出登记住户", "Propose a new resident")
    home = homes.Home.of_request()
    if home is None:
        return homes.choose(title, NEW)
    documents = options_of(register_pb2.DocumentKind, words.DOCUMENTS, lowered("DOCUMENT_KIND_"))
    fields = [
        proposed("name"),
        proposed("document_kind", "choice", documents),
        proposed("document_number", "code"),
        proposed("sex", "choice", options_of(register_pb2.Sex, words.SEXES, letter_of)),
        proposed("born_on", "date"),
        proposed("phone", "phone"),
        proposed("registered_address"),
        *_of_stay(home),
    ]
    message = pb.MakeProposalRequest(kind="register")
    return answered(message, fields, home.about, home.back, title=title, put=lambda form: _put(form, home))


@needs(MAKE)
def propose_arrival(person: str) -> Any:
    """Somebody the register knows lives in another dwelling now."""
    found = homes.person_at(person)
    title, address = t("提出迁入", "Propose a move in"), f"/population/person/{person}"
    home = homes.Home.of_request()
    if home is None:
        code = found.residence.territory_code[:12]
        return homes.choose(title, f"{address}/propose-arrival", found.name, code)
    message = pb.MakeProposalRequest(kind="move_in", person_id=person, etag=found.etag)
    about = f"{found.name} → {home.about}"
    return answered(message, _of_stay(home), about, address, title=title, put=lambda form: _put(form, home))


def _of_stay(home: homes.Home) -> list[Field]:
    kinds = options_of(register_pb2.ResidenceKind, words.KINDS_SAID, lowered("RESIDENCE_KIND_"))
    reasons = options_of(register_pb2.StayReason, words.REASONS, lowered("STAY_REASON_"))
    relations = options_of(register_pb2.Relation, words.RELATIONS, lowered("RELATION_"))
    return [
        replace(home.field, initial=home.first),
        proposed("kind", "radios", kinds),
        proposed("reason", "choice", reasons, title=homes.REASON.label),
        proposed("relation", "choice", relations),
        proposed("from_day", "date", title=homes.FROM.label),
        proposed("origin"),
    ]


def _put(form: Form[Any], home: homes.Home) -> None:
    chosen = form.value(home.field.name)
    if not chosen:
        form.wrong(home.field.name, t("请选择", "Please choose"))
        return
    name = "dwelling_id" if chosen == homes.NEW else "household_id"
    form.message.values[name] = home.dwelling.id if chosen == homes.NEW else chosen[:40]


def _household(household: Any) -> Markup | str:
    if household.to_day or not g.may(MAKE):
        return ""
    return Markup(render_template("population/propose_household.html", household=household))


person_tabs.register(
    "household", "propose", Text("有人搬来", "Somebody came"), _household, order=800, permissions=(MAKE,)
)
