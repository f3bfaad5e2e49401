"""The four ledgers with their workbooks, and the quick look-up of contacts (POP-09, POP-10)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from services.kernel.errors import Invalid
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.saving import passed_on
from services.kernel.web.texts import Text, t
from services.population.edge import families
from services.population.edge.families import EXPORT, VIEW, ledgers, types
from services.population.edge.people import PURPOSES, places
from services.population.edge.register import asked_code
from wangge.population.v1 import families_pb2
from wangge.population.v1 import ledgers_pb2 as pb

KINDS = {
    "residents": Text("居住人员", "Residents"),
    "units": Text("驻社区单位", "Stationed units"),
    "care": Text("关爱服务", "Care"),
    "assistance": Text("需要帮助事项", "Cases needing help"),
}
CONTACTS = {
    "backbone": Text("志愿者和骨干", "Volunteers and helpers"),
    "care": Text("我负责的关爱对象", "People in my care"),
}
_SIZE = 50


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/ledgers", view_func=ledger)
    blueprint.add_url_rule("/ledgers/export", view_func=export_ledger, methods=["GET", "POST"])
    blueprint.add_url_rule("/contacts", view_func=contacts, methods=["GET", "POST"])


@needs(VIEW)
def ledger() -> str:
    """One of the four, live."""
    kind, code = request.args.get("kind", ""), asked_code()
    kind = kind if kind in KINDS else "residents"
    token = request.args.get("page_token", "")[:1000]
    asked = pb.ListLedgerRequest(kind=kind, territory_code=code, page_size=_SIZE, page_token=token)
    try:
        answer = ledgers().ListLedger(asked)
    except Invalid:
        asked.page_token = ""
        answer = ledgers().ListLedger(asked)
    query = {"kind": kind, "territory": code, "page_token": answer.next_page_token}
    return render_template(
        "population/ledgers.html",
        answer=answer,
        kind=kind,
        kinds=KINDS,
        code=code,
        families=families,
        places=places(code, VIEW),
        next_address=f"/population/ledgers?{urlencode(query)}" if answer.next_page_token else "",
        first_address=f"/population/ledgers?kind={kind}" if asked.page_token else "",
    )


@needs(EXPORT)
def export_ledger() -> Any:
    """A workbook for a purpose, passed on as it is made."""
    kind = request.values.get("kind", "")
    kind = kind if kind in KINDS else "residents"
    code = asked_code()
    purpose = Field(
        "purpose",
        Text("用途", "What for"),
        "area",
        rows=2,
        help=Text("写在文件首页，并留下记录。", "It stands on the first sheet and goes on record."),
    )
    hidden = [Field(name, Text("", ""), "hidden", apart=True) for name in ("kind", "territory")]
    form = Form(
        pb.ExportLedgerRequest(kind=kind, territory_code=code),
        [*hidden, purpose],
        {"kind": kind, "territory": code},
    )
    if request.method == "POST" and form.read():
        try:
            return passed_on(ledgers().ExportLedger(form.message))
        except Invalid as refusal:
            form.refused(refusal)
    page = render_template("population/ledger_export.html", form=form, kind=kind, kinds=KINDS, code=code)
    return page, 422 if request.method == "POST" else 200


@needs(VIEW)
def contacts() -> Any:
    """Whom one may turn to in a place; asked by post, with a purpose."""
    kind = request.form.get("kind", "backbone")
    kind = kind if kind in CONTACTS else "backbone"
    purpose, code = request.form.get("purpose", "")[:100], asked_code()
    chosen = request.form.get("type", "")[:40]
    answer, problem = None, ""
    if request.method == "POST":
        if purpose not in PURPOSES:
            problem = t("请选择用途", "Say what for")
        else:
            asked = pb.LookUpContactsRequest(
                kind=kind,
                territory_code=code,
                type_code=chosen,
                purpose=str(PURPOSES[purpose]),
                page_size=_SIZE,
                page_token=request.form.get("page_token", "")[:1000],
            )
            answer = ledgers().LookUpContacts(asked)
    page = render_template(
        "population/contacts.html",
        answer=answer,
        problem=problem,
        kind=kind,
        kinds=CONTACTS,
        code=code,
        purpose=purpose,
        chosen=chosen,
        purposes=PURPOSES,
        types=types().ListRecordTypes(families_pb2.ListRecordTypesRequest(subject="person")).types,
        families=families,
        places=places(code, VIEW),
    )
    return page, 422 if problem else 200
