"""Mass imports: from the empty sheet to rows in force, and back (DIR-30)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g, render_template, request

from services.kernel.errors import Refusal, Unavailable
from services.kernel.web import importing
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import by_htmx, done, needs, peer
from services.kernel.web.saving import saved
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import records_pb2 as pb
from wangge.directory.v1 import records_pb2_grpc as grpc_stubs
from wangge.imports.v1 import imports_pb2

RUN, ACCEPT = "directory.import.run", "directory.import.accept"
HOME = "/directory/imports"
KINDS = {
    "territories": Text("区划与网格", "Territories and grids"),
    "organisations": Text("机构", "Organisations"),
    "posts": Text("岗位", "Posts"),
    "accounts": Text("账号", "Accounts"),
    "buildings": Text("楼栋", "Buildings"),
}
HINTS = {
    "territories": Text("社区、网格、微网格的代码和名称", "Codes and names of communities, grids and below"),
    "organisations": Text(
        "部门、中心、居委会、驻区单位等", "Departments, centres, committees, stationed units"
    ),
    "posts": Text("岗位名称、所在区域和机构", "Titles of posts, where and in which organisation"),
    "accounts": Text(
        "登录名、姓名、所属区域；密码由管理员逐个发放",
        "Logins, names, places; passwords are handed out one by one",
    ),
    "buildings": Text("楼栋名称、位置和户数", "Names, places and households of buildings"),
}
_DONE = {
    "discard": Text("已放弃这次导入，没有改变任何数据", "The import was discarded; nothing was changed"),
    "undo": Text("已撤销这次导入", "The import was undone"),
}
_FIELDS = (Field("file", Text("文件", "File"), "files", apart=True, required=True),)


def _stub() -> grpc_stubs.RecordServiceStub:
    return peer(grpc_stubs.RecordServiceStub, "directory")


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/imports", view_func=listing)
    blueprint.add_url_rule("/imports/new", view_func=begin, methods=["GET", "POST"])
    blueprint.add_url_rule("/imports/template/<kind>", view_func=template)
    blueprint.add_url_rule("/imports/<uuid:import_id>", view_func=show)
    blueprint.add_url_rule("/imports/<uuid:import_id>/progress", view_func=progress)
    blueprint.add_url_rule("/imports/<uuid:import_id>/rejects", view_func=rejects)
    blueprint.add_url_rule("/imports/<uuid:import_id>/accept", view_func=accept, methods=["POST"])
    blueprint.add_url_rule("/imports/<uuid:import_id>/<verb>", view_func=decide, methods=["POST"])


@needs(RUN, ACCEPT)
def listing() -> str:
    """Own imports and those one reviews, the newest first."""
    token = request.args.get("page", "")
    found = _stub().ListImports(pb.ListImportsRequest(page_size=50, page_token=token))
    return render_template(
        "directory/imports.html",
        imports=found.imports,
        next=found.next_page_token,
        paged=bool(token),
        **_words(),
    )


@needs(RUN)
def begin() -> Any:
    """Choose the file, match its columns, have every row checked."""
    form: Form[pb.StageImportRequest] = Form(pb.StageImportRequest(), _FIELDS)
    kind = request.values.get("kind", "")
    kind = kind if kind in KINDS else ""
    columns = None
    if request.method == "POST":
        form.read()
        sent = importing.file_sent(form)
        if not kind:
            form.problem = t("请选择要导入什么", "Choose what to import")
        if sent is not None and kind:
            form.message.kind, (form.message.file_name, form.message.data) = kind, sent
            if request.form.get("step") == "columns":
                answer = _checked(form)
                if isinstance(answer, Response):
                    return answer
                columns = answer
            else:
                columns = _columns(form, None)
    status = 200
    if request.method == "POST" and (not form.ok or columns is None or columns.problem or _wrong(columns)):
        status = 422
    page = "directory/import_columns.html" if by_htmx() else "directory/import_new.html"
    return (
        render_template(
            page,
            form=form,
            columns=columns,
            kind=kind,
            kinds=KINDS,
            hints=HINTS,
            steps=importing.STEPS,
            accepted=importing.ACCEPTED,
            most=importing.MOST_BYTES,
        ),
        status,
    )


def _checked(form: Form[pb.StageImportRequest]) -> Response | importing.Columns | None:
    chosen = importing.columns_sent()
    form.message.columns.update(chosen)
    wrong: Refusal | None = None
    columns = None
    if len(set(chosen.values())) == len(chosen):
        try:
            answer = _stub().StageImport(form.message, timeout=importing.PATIENCE)
            return done(f"{HOME}/{getattr(answer, 'import').id}")
        except Refusal as refusal:
            wrong = refusal
    form.message.columns.clear()
    columns = _columns(form, chosen)
    if columns is not None and wrong is not None:
        columns.refused(wrong)
    elif columns is not None:
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


def _wrong(columns: importing.Columns) -> bool:
    return any(each.errors for each in columns.choices)


@needs(RUN)
def template(kind: str) -> Response:
    """The empty sheet."""
    found = _stub().GetImportTemplate(pb.GetImportTemplateRequest(kind=kind[:40]))
    return saved(found.data, found.content_type, found.file_name)


@needs(RUN, ACCEPT)
def show(import_id: Any) -> str:
    """One import: what was found, what to do next."""
    found = _stub().GetImport(pb.GetImportRequest(id=str(import_id)))
    return render_template(
        "directory/import.html",
        item=getattr(found, "import"),
        details=found,
        may_accept=g.may(ACCEPT),
        mine=getattr(found, "import").created_by == g.actor.id,
        step=importing.step_of(getattr(found, "import").state),
        steps=importing.STEPS,
        **_words(),
    )


@needs(RUN, ACCEPT)
def progress(import_id: Any) -> Response:
    """How far the writing is; when it is over the whole page is read again."""
    item = getattr(_stub().GetImport(pb.GetImportRequest(id=str(import_id))), "import")
    text = render_template("directory/import_progress.html", item=item, **_words())
    over = item.state != imports_pb2.IMPORT_STATE_APPLYING
    return Response(text, headers={"HX-Refresh": "true"} if over else {})


@needs(RUN)
def rejects(import_id: Any) -> Response:
    """The refused rows with reasons, in the sheet they came in."""
    found = _stub().GetImportRejects(pb.GetImportRejectsRequest(id=str(import_id)))
    return saved(found.data, found.content_type, found.file_name)


@needs(ACCEPT)
def accept(import_id: Any) -> Response:
    """The reviewer's yes."""
    asked = pb.DecideImportRequest(id=str(import_id), at_once=importing.AT_ONCE)
    try:
        _stub().AcceptImport(asked, timeout=importing.PATIENCE)
    except Unavailable:
        # Slow, or away: what was begun goes on by itself, and only then may the page say so.
        item = getattr(_stub().GetImport(pb.GetImportRequest(id=str(import_id))), "import")
        if item.state == imports_pb2.IMPORT_STATE_STAGED:
            raise
    return done(f"{HOME}/{import_id}", t("已审核通过", "Accepted"))


@needs(RUN, ACCEPT)
def decide(import_id: Any, verb: str) -> Any:
    """Discard what waits, or take back what is in force."""
    asked = pb.DecideImportRequest(id=str(import_id))
    if verb == "discard":
        _stub().DiscardImport(asked)
    elif verb == "undo":
        _stub().UndoImport(asked, timeout=importing.PATIENCE)
    else:
        return Response(status=404)
    return done(f"{HOME}/{import_id}", str(_DONE[verb]))


def _words() -> dict[str, Any]:
    return {"kinds": KINDS, "states": importing.STATES, "colours": importing.COLOURS, "home": HOME}
