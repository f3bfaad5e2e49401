"""Cases of another system: from the file to cases in force, and back (DIR-30, CASE-05)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, render_template, request

from services.cases.edge import lookups
from services.kernel.errors import Refusal, Unavailable
from services.kernel.tabular import Column
from services.kernel.web import importing
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import by_htmx, done, needs, peer
from services.kernel.web.saving import saved, workbook
from services.kernel.web.texts import Text, t
from wangge.cases.v1 import records_pb2 as pb
from wangge.cases.v1 import records_pb2_grpc
from wangge.imports.v1 import imports_pb2

RUN, ACCEPT = "cases.import.run", "cases.import.accept"
HOME = "/cases/imports"
_FIELDS = (
    Field(
        "territory_code",
        Text("坐标不在任何网格内的案件归入", "Where cases go whose point lies in none of our grids"),
        "lookup",
        source=lookups.TERRITORIES,
        titled=lookups.territory_title,
        placeholder=Text(
            "输入名称；不填则归入您负责的最高一级", "Type a name; else the highest place of yours"
        ),
    ),
    Field("file", Text("文件", "File"), "files", apart=True, required=True),
)


def _stub() -> records_pb2_grpc.CaseRecordServiceStub:
    return peer(records_pb2_grpc.CaseRecordServiceStub, "cases")


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/imports", view_func=imports)
    blueprint.add_url_rule("/imports/new", view_func=new_import, methods=["GET", "POST"])
    blueprint.add_url_rule("/imports/template", view_func=import_template)
    blueprint.add_url_rule("/imports/<uuid:import_id>", view_func=import_page)
    blueprint.add_url_rule("/imports/<uuid:import_id>/progress", view_func=import_progress)
    blueprint.add_url_rule("/imports/<uuid:import_id>/rejects", view_func=import_rejects)
    blueprint.add_url_rule("/imports/<uuid:import_id>/accept", view_func=accept_import, methods=["POST"])
    blueprint.add_url_rule("/imports/<uuid:import_id>/discard", view_func=discard_import, methods=["POST"])
    blueprint.add_url_rule("/imports/<uuid:import_id>/undo", view_func=undo_import, methods=["POST"])


@needs(RUN, ACCEPT)
def imports() -> str:
    """Imports into the reader's places, the newest first."""
    token = request.args.get("page", "")
    found = _stub().ListCaseImports(pb.ListCaseImportsRequest(page_size=50, page_token=token))
    return render_template(
        "cases/imports.html", imports=found.imports, next=found.next_page_token, paged=bool(token), **_words()
    )


@needs(RUN)
def new_import() -> Any:
    """Choose the file, match its columns, have every row checked."""
    form: Form[pb.StageCaseImportRequest] = Form(pb.StageCaseImportRequest(), _FIELDS)
    columns = None
    if request.method == "POST":
        form.read()
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
    page = "cases/import_columns.html" if by_htmx() else "cases/import_new.html"
    return (
        render_template(
            page,
            form=form,
            columns=columns,
            steps=importing.STEPS,
            accepted=importing.ACCEPTED,
            most=importing.MOST_BYTES,
        ),
        422 if request.method == "POST" and bad else 200,
    )


@needs(RUN)
def import_template() -> Response:
    """The empty sheet: a column for each field, titled in the reader's language."""
    asked = pb.StageCaseImportRequest(file_name="empty.csv", data=b"id\n1\n", only_columns=True)
    fields = _stub().StageCaseImport(asked).fields
    columns = [Column(each.name, t(each.title_zh, each.title_en), 18) for each in fields]
    return workbook(t("案件导入模板.xlsx", "cases-template.xlsx"), columns, (), sheet=t("案件", "Cases"))


def _checked(form: Form[pb.StageCaseImportRequest]) -> Response | importing.Columns | None:
    chosen = importing.columns_sent()
    form.message.columns.update(chosen)
    wrong: Refusal | None = None
    if chosen and len(set(chosen.values())) == len(chosen):
        try:
            answer = _stub().StageCaseImport(form.message, timeout=importing.PATIENCE)
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


def _columns(
    form: Form[pb.StageCaseImportRequest], chosen: dict[str, str] | None
) -> importing.Columns | None:
    asked = pb.StageCaseImportRequest()
    asked.CopyFrom(form.message)
    asked.only_columns, asked.request_id = True, ""
    try:
        answer = _stub().StageCaseImport(asked, timeout=importing.PATIENCE)
    except Refusal as refusal:
        form.refused(refusal)
        return None
    return importing.columns_of(answer.fields, answer.suggestions, chosen)


@needs(RUN, ACCEPT)
def import_page(import_id: Any) -> str:
    """One import: what was found, what to do next."""
    found = _stub().GetCaseImport(pb.GetCaseImportRequest(id=str(import_id)))
    item = getattr(found, "import")
    return render_template(
        "cases/import.html",
        item=item,
        details=found,
        may_accept=g.may(ACCEPT),
        step=importing.step_of(item.state),
        steps=importing.STEPS,
        category_title=lookups.category_title,
        **_words(),
    )


@needs(RUN, ACCEPT)
def import_progress(import_id: Any) -> Response:
    """How far the writing is; when it is over the whole page is read again."""
    item = getattr(_stub().GetCaseImport(pb.GetCaseImportRequest(id=str(import_id))), "import")
    text = render_template("cases/import_progress.html", item=item, **_words())
    over = item.state != imports_pb2.IMPORT_STATE_APPLYING
    return Response(text, headers={"HX-Refresh": "true"} if over else {})


@needs(RUN)
def import_rejects(import_id: Any) -> Response:
    """The refused rows with reasons, in the sheet they came in."""
    found = _stub().GetCaseImportRejects(pb.GetCaseImportRejectsRequest(id=str(import_id)))
    return saved(found.data, found.content_type, found.file_name)


@needs(ACCEPT)
def accept_import(import_id: Any) -> Response:
    """The reviewer's yes; again, it goes on where it stopped."""
    asked = pb.DecideCaseImportRequest(id=str(import_id))
    try:
        _stub().AcceptCaseImport(asked, timeout=importing.PATIENCE)
    except Unavailable:
        # What was begun goes on by itself; the page of the import tells how far it is.
        text = t("写入需要一些时间，请稍后查看", "Writing takes a while; look again later")
        return done(f"{HOME}/{import_id}", text)
    return done(f"{HOME}/{import_id}", t("已审核通过", "Accepted"))


@needs(RUN)
def discard_import(import_id: Any) -> Response:
    """Throw away what waits."""
    _stub().DiscardCaseImport(pb.DecideCaseImportRequest(id=str(import_id)))
    text = t("已放弃这次导入，没有改变任何数据", "The import was discarded; nothing was changed")
    return done(f"{HOME}/{import_id}", text)


@needs(ACCEPT)
def undo_import(import_id: Any) -> Response:
    """Take back what nobody has touched since."""
    asked = pb.DecideCaseImportRequest(id=str(import_id))
    _stub().UndoCaseImport(asked, timeout=importing.PATIENCE)
    return done(f"{HOME}/{import_id}", t("已撤销这次导入", "The import was undone"))


def _words() -> dict[str, Any]:
    return {"states": importing.STATES, "colours": importing.COLOURS, "home": HOME}
