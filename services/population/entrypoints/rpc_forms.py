"""FormService of wangge/population/v1/forms.proto."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from services.kernel.call import Call
from services.kernel.persistence.paging import Order, clamp, decode_token, encode_token
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import code_of, path_of
from services.population.adapters.form_sheets import layout_of, workbook_of
from services.population.adapters.places import SqlPlaces
from services.population.application.forms.checking import ShownForm
from services.population.application.forms.ports import EDIT
from services.population.domain.forms.forms import FormState, ListedRow, Template, fact_key, rendered
from services.population.domain.forms.layout import Item, Kind
from services.population.domain.forms.periods import Level, Period
from services.population.entrypoints.messages import stamp
from services.population.forms_parts import FormParts
from wangge.population.v1 import forms_pb2 as pb
from wangge.population.v1 import forms_pb2_grpc as pb_grpc

_BY_ID = Order((("id", sa.column("id"), True),))


class FormServicer(pb_grpc.FormServiceServicer):
    """Messages in, answers out."""

    def __init__(self, parts: FormParts, places: SqlPlaces) -> None:
        self._app = parts
        self._places = places

    def SaveTemplate(self, request: pb.SaveTemplateRequest, context: Any) -> pb.FormTemplate:
        call = call_of(context)
        cells = layout_of(request.file) if request.file else [list(row.cells) for row in request.layout]
        code = self._app.templates.save(
            call,
            request.code,
            request.title.strip(),
            Period(request.period),
            Level(request.level),
            request.due_day,
            path_of(request.territory_code),
            cells,
        )
        return self._template(call, self._app.templates.one(call, code))

    def RetireTemplate(self, request: pb.RetireTemplateRequest, context: Any) -> pb.FormTemplate:
        call = call_of(context)
        return self._template(
            call, self._app.templates.one(call, self._app.templates.retire(call, request.code))
        )

    def GetTemplate(self, request: pb.GetTemplateRequest, context: Any) -> pb.FormTemplate:
        call = call_of(context)
        return self._template(call, self._app.templates.one(call, request.code))

    def ListTemplates(self, request: pb.ListTemplatesRequest, context: Any) -> pb.ListTemplatesResponse:
        call = call_of(context)
        found = [self._template(call, each) for each in self._app.templates.listed(call)]
        return pb.ListTemplatesResponse(templates=found)

    def FillForm(self, request: pb.FillFormRequest, context: Any) -> pb.Form:
        call, path = call_of(context), path_of(request.territory_code)
        return self._one(call, self._app.fill.fill(call, request.id, request.template_code, path))

    def AnswerForm(self, request: pb.AnswerFormRequest, context: Any) -> pb.Form:
        call = call_of(context)
        return self._one(call, self._app.fill.answer(call, request.id, request.etag, dict(request.answers)))

    def SubmitForm(self, request: pb.SubmitFormRequest, context: Any) -> pb.Form:
        call = call_of(context)
        return self._one(call, self._app.fill.submit(call, request.id, request.etag))

    def DecideForm(self, request: pb.DecideFormRequest, context: Any) -> pb.Form:
        call = call_of(context)
        decision, note = request.decision, request.note.strip()
        return self._one(call, self._app.check(call, request.id, request.etag, decision, note))

    def GetForm(self, request: pb.GetFormRequest, context: Any) -> pb.Form:
        return self._one(call_of(context), request.id)

    def ListForms(self, request: pb.ListFormsRequest, context: Any) -> pb.ListFormsResponse:
        call, size = call_of(context), clamp(request.page_size)
        query = f"{request.state} {request.territory_code}"
        token = decode_token(request.page_token, _BY_ID, query)
        state = FormState(request.state) if request.state else None
        after, path = str(token[0]) if token else "", path_of(request.territory_code)
        found = self._app.see.listed(call, state, path, after, size + 1)
        response = pb.ListFormsResponse(forms=[_form(each, whole=False) for each in found[:size]])
        if len(found) > size:
            response.next_page_token = encode_token(_BY_ID, query, [found[size - 1].form.id])
        return response

    def ExportForm(self, request: pb.ExportFormRequest, context: Any) -> pb.ExportFormResponse:
        shown = self._app.see.one(call_of(context), request.id, "export")
        data = workbook_of(shown.template.title, rendered(shown.template, shown.form.content))
        name = f"{shown.form.code}-{code_of(shown.form.path)}-{shown.form.period_key[:10]}.xlsx"
        return pb.ExportFormResponse(file_name=name, data=data)

    def GetFormFigures(self, request: pb.GetFormFiguresRequest, context: Any) -> pb.FormFigures:
        path = path_of(request.territory_code)
        return pb.FormFigures(**self._app.see.figures(call_of(context), path))

    def _one(self, call: Call, form_id: str) -> pb.Form:
        return _form(self._app.see.one(call, form_id), whole=True)

    def _template(self, call: Call, found: Template) -> pb.FormTemplate:
        items = found.items
        message = pb.FormTemplate(
            code=found.code,
            version=found.version,
            title=found.title,
            period=found.period.value,
            level=found.level.value,
            due_day=found.due_day,
            territory_code=code_of(found.path),
            territory_name=self._places.place_name(found.path),
            layout=[pb.FormRow(cells=row) for row in found.layout],
            made_by_name=found.made_by_name,
            retired=found.retired,
            bound=sum(1 for each in items if each.kind is not Kind.ASK),
            asked=sum(1 for each in items if each.kind is Kind.ASK),
            may_edit=call.may(EDIT, found.path),
        )
        stamp(message, "make_time", found.made_at)
        return message


def _form(shown: ShownForm, *, whole: bool) -> pb.Form:
    form, template = shown.form, shown.template
    message = pb.Form(
        id=form.id,
        template_code=form.code,
        template_version=template.version,
        title=template.title,
        territory_code=code_of(form.path),
        territory_name=shown.place,
        period_key=form.period_key if form.period_key != form.id else "",
        due_on=f"{form.due_on or ''}",
        state=form.state.value,
        overdue=shown.overdue,
        filled_by_name=form.filled_by_name,
        checked_by_name=form.checked_by_name,
        fields_filled=form.fields_filled,
        fields_asked=form.fields_asked,
        note=form.content.note,
        etag=str(form.version),
        actions=shown.actions,
    )
    stamp(message, "fill_time", form.filled_at)
    if whole and form.filled_at is not None:
        message.rows.extend(
            pb.FilledRow(cells=row.cells, kind=row.kind.value) for row in rendered(template, form.content)
        )
        message.questions.extend(_questions(shown))
    return message


def _questions(shown: ShownForm) -> list[pb.FormQuestion]:
    content = shown.form.content
    found = [
        pb.FormQuestion(
            key=item.key, title=item.title, kind=item.what, answer=content.answers.get(item.key, "")
        )
        for item in shown.template.items
        if item.kind is Kind.ASK
    ]
    for item in shown.template.items:
        for row in content.lists.get(item.key, ()):
            found += [_fact(shown, item, row, name) for name in row.missing]
    return found


def _fact(shown: ShownForm, item: Item, row: ListedRow, name: str) -> pb.FormQuestion:
    content, key = shown.form.content, fact_key(row.record_id, name)
    label = "name" if item.what == "person" else "address"
    about = row.cells[item.columns.index(label)] if label in item.columns else ""
    return pb.FormQuestion(
        key=key,
        kind="day" if name == "born_on" else "text",
        answer=content.answers.get(key, ""),
        about=about,
        field=name,
        proposed=key in content.proposed,
    )
