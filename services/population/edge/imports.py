"""Tables of residents, dwellings, units and records: from the file to the register, and back (DIR-30)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, g, render_template, request
from flask.typing import ResponseReturnValue

from services.kernel.errors import Refusal, Unavailable
from services.kernel.web import importing
from services.kernel.web.forms import Form
from services.kernel.web.pages import by_htmx, done, needs, peer
from services.kernel.web.saving import passed_on, saved
from services.kernel.web.texts import t
from services.population.edge.families import EDIT
from services.population.edge.import_form import RUN, asked_kind, fields, kinds, record_types
from services.population.edge.import_words import (
    AT_WORK,
    CAUSES,
    COLOURS,
    DECISIONS,
    KINDS,
    LISTS,
    NEW_FOR,
    PAGES,
    STATES,
)
from wangge.imports.v1 import imports_pb2
from wangge.population.v1 import transfers_pb2 as pb
from wangge.population.v1 import transfers_pb2_grpc

ACCEPT = "population.import.accept"
HOME = "/population/imports"
_SHOWN = 20


def _stub() -> transfers_pb2_grpc.TransferServiceStub:
    return peer(transfers_pb2_grpc.TransferServiceStub, "population")


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/imports", view_func=imports)
    blueprint.add_url_rule("/imports/new", view_func=new_import, methods=["GET", "POST"])
    blueprint.add_url_rule("/imports/template/<kind>", view_func=import_template)
    blueprint.add_url_rule("/imports/<uuid:import_id>", view_func=import_page)
    blueprint.add_url_rule("/imports/<uuid:import_id>/progress", view_func=import_progress)
    blueprint.add_url_rule("/imports/<uuid:import_id>/rejects", view_func=import_rejects)
    for name, view in (
        ("decide", decide_duplicates),
        ("accept", accept_import),
        ("discard", discard_import),
        ("undo", undo_import),
    ):
        blueprint.add_url_rule(f"/imports/<uuid:import_id>/{name}", view_func=view, methods=["POST"])


@needs(RUN, ACCEPT)
def imports() -> str:
    """Imports into the reader's places, the newest first."""
    token = request.args.get("page_token", "")[:1000]
    found = _stub().ListImports(pb.ListImportsRequest(page_size=50, page_token=token))
    following = quote(found.next_page_token)
    return render_template(
        "population/imports.html",
        imports=found.imports,
        next_address=f"{HOME}?page_token={following}" if following else "",
        first_address=HOME if token else "",
        **_words(),
    )


@needs(RUN)
def new_import() -> ResponseReturnValue:
    """Choose the file, match its columns, have every row checked."""
    given = {"kind": asked_kind(), "type_code": request.args.get("type", "")[:40]}
    form: Form[pb.StageImportRequest] = Form(pb.StageImportRequest(), fields(), given)
    columns = None
    if request.method == "POST":
        form.read()
        if form.message.kind != "records":
            form.message.type_code = ""
        sent = importing.file_sent(form)
        if sent is not None:
            form.message.file_name, form.message.data = sent
            if request.form.get("step") == "columns":
                answer = _checked(form)
                if isinstance(answer, Response):
                    return answer
                columns = answer
            else:
                columns = _columns(form, None)
    bad = not form.ok or columns is None or columns.problem or any(each.errors for each in columns.choices)
    page = render_template(
        "population/import_columns.html" if by_htmx() else "population/import_new.html",
        form=form,
        columns=columns,
        steps=importing.STEPS,
        accepted=importing.ACCEPTED,
        most=importing.MOST_BYTES,
        kinds=dict(kinds()),
        types=record_types(EDIT),
    )
    return page, 422 if request.method == "POST" and bad else 200


def _checked(form: Form[pb.StageImportRequest]) -> Response | importing.Columns | None:
    chosen = importing.columns_sent()
    form.message.columns.update(chosen)
    wrong: Refusal | None = None
    if chosen and len(set(chosen.values())) == len(chosen):
        try:
            answer = _stub().StageImport(form.message, timeout=importing.PATIENCE)
            return done(f"{HOME}/{getattr(answer, 'import').id}")
        except Refusal as refusal:
            wrong = refusal
    form.message.columns.clear()
    columns = _columns(form, chosen)
    if columns is None:
        return None
    if wrong is not None:
        columns.refused(wrong)
    elif not chosen:
        columns.problem = t("请为必填项目选择对应的列", "Choose a column for each required item")
    else:
        importing.twice(columns)
    return columns


def _columns(form: Form[pb.StageImportRequest], chosen: dict[str, str] | None) -> importing.Columns | None:
    asked = pb.StageImportRequest()
    asked.CopyFrom(form.message)
    asked.only_columns, asked.request_id = True, ""
    try:
        answer = _stub().StageImport(asked, timeout=importing.PATIENCE)
    except Refusal as refusal:
        form.refused(refusal)
        return None
    return importing.columns_of(answer.fields, answer.suggestions, chosen)


@needs(RUN)
def import_template(kind: str) -> Response:
    """The empty sheet in the reader's language."""
    asked = pb.GetImportTemplateRequest(
        kind=kind[:16], language=t("zh", "en"), type_code=request.args.get("type", "")[:40]
    )
    found = _stub().GetImportTemplate(asked)
    return saved(found.data, found.content_type, found.file_name)


@needs(RUN, ACCEPT)
def import_page(import_id: Any) -> str:
    """One import: what was found, what to decide, what to do next."""
    found = _stub().GetImport(pb.GetImportRequest(id=str(import_id)))
    rows: Sequence[pb.ImportRow] = ()
    fields: Sequence[imports_pb2.TargetField] = ()
    if found.rows_undecided:
        waiting = pb.ListImportRowsRequest(
            id=str(import_id), states=[pb.IMPORT_ROW_STATE_DUPLICATE], page_size=_SHOWN
        )
        answer = _stub().ListImportRows(waiting)
        rows, fields = answer.rows, answer.fields
    return render_template(
        "population/import.html",
        found=found,
        item=getattr(found, "import"),
        rows=rows,
        fields=fields,
        shown=[each for each in found.fields if each.name not in _NOT_SHOWN],
        steps=importing.STEPS,
        step=3 if found.state in (pb.TRANSFER_STATE_READING, pb.TRANSFER_STATE_STAGED) else 4,
        over=found.state not in (*AT_WORK, pb.TRANSFER_STATE_STAGED),
        decisions=DECISIONS,
        causes=CAUSES,
        new_for=NEW_FOR,
        pages=PAGES,
        lists=LISTS,
        **_words(),
    )


_NOT_SHOWN = frozenset({"head_name", "head_document", "died_on", "closed_on", "grid", "building"})


@needs(RUN, ACCEPT)
def import_progress(import_id: Any) -> Response:
    """How far the work is; when it is over the whole page is read again."""
    found = _stub().GetImport(pb.GetImportRequest(id=str(import_id)))
    text = render_template(
        "population/import_part.html", found=found, item=getattr(found, "import"), **_words()
    )
    return Response(text, headers={} if found.state in AT_WORK else {"HX-Refresh": "true"})


@needs(RUN)
def import_rejects(import_id: Any) -> Response:
    """The refused rows with reasons, in the sheet they came in."""
    return passed_on(_stub().GetImportRejects(pb.GetImportRejectsRequest(id=str(import_id))))


@needs(RUN)
def decide_duplicates(import_id: Any) -> Response:
    """All rows of one cause together."""
    decision = DECISIONS.get(request.form.get("decision", ""))
    cause = request.form.get("cause", "")
    address = f"{HOME}/{import_id}"
    if decision is None or not cause.isdecimal() or int(cause) not in CAUSES:
        return done(address, t("请选择如何处理", "Choose what to do"))
    asked = pb.DecideDuplicatesRequest(id=str(import_id))
    asked.decision, asked.cause = decision[0], int(cause)  # type: ignore[assignment]
    answer = _stub().DecideDuplicates(asked)
    text = t("已处理 {n} 行", "{n} rows were decided", n=answer.rows_decided)
    return done(address, text)


@needs(ACCEPT)
def accept_import(import_id: Any) -> Response:
    """The reviewer's yes; again, it goes on where it stopped."""
    try:
        _stub().AcceptImport(pb.AcceptImportRequest(id=str(import_id)), timeout=importing.PATIENCE)
    except Unavailable:
        # What was begun goes on by itself; the page of the import tells how far it is.
        text = t("写入需要一些时间，请稍后查看", "Writing takes a while; look again later")
        return done(f"{HOME}/{import_id}", text)
    return done(f"{HOME}/{import_id}", t("已审核通过", "Accepted"))


@needs(RUN)
def discard_import(import_id: Any) -> Response:
    """Throw away what waits."""
    _stub().DiscardImport(pb.DiscardImportRequest(id=str(import_id)))
    text = t("已放弃这次导入，没有改变任何数据", "The import was discarded; nothing was changed")
    return done(f"{HOME}/{import_id}", text)


@needs(ACCEPT)
def undo_import(import_id: Any) -> Response:
    """Take back what nobody has touched since."""
    _stub().UndoImport(pb.UndoImportRequest(id=str(import_id)), timeout=importing.PATIENCE)
    return done(f"{HOME}/{import_id}", t("正在撤销这次导入", "The import is being undone"))


def _words() -> dict[str, Any]:
    return {
        "states": STATES,
        "colours": COLOURS,
        "home": HOME,
        "kinds": KINDS,
        "at_work": AT_WORK,
        "may_run": g.may(RUN),
    }
