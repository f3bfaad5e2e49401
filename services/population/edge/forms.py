"""Reports that fill themselves: what is due, fill, answer, submit, check, hand out (一表通)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, g, render_template, request

from services.kernel.errors import Forbidden, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.files.content import PDF, XLSX
from services.kernel.territory_codes import path_of
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs, peer
from services.kernel.web.printing import pdf
from services.kernel.web.texts import Text, t
from services.population.edge import acts, words
from services.population.edge.register import asked_code, children, own_codes, place_name
from services.population.edge.saving import saved
from wangge.population.v1 import forms_pb2 as pb
from wangge.population.v1 import forms_pb2_grpc as pb_grpc

HOME = "/population/forms"
FILL, CHECK, EDIT = "population.form.fill", "population.form.check", "population.form.edit"
_SIZE = 50
STATES: Mapping[str, Text] = {
    "due": Text("待填报", "To be filled"),
    "filled": Text("已生成，待提交", "Filled, to be submitted"),
    "submitted": Text("待审核", "Waits for the check"),
    "checked": Text("已审核", "Checked"),
    "returned": Text("已退回", "Returned"),
    "closed": Text("已办结", "Closed"),
}
PERIODS: Mapping[str, Text] = {
    "none": Text("不定期", "Whenever needed"),
    "weekly": Text("每周", "Weekly"),
    "monthly": Text("每月", "Monthly"),
    "quarterly": Text("每季度", "Quarterly"),
    "yearly": Text("每年", "Yearly"),
}
LEVELS: Mapping[str, Text] = {
    "grid": Text("网格", "Grids"),
    "community": Text("社区（村）", "Communities"),
    "township": Text("街道（乡镇）", "Townships"),
}
_WIDTHS = {"grid": 15, "community": 12, "township": 9}
_DECISIONS = {
    "check": Text("审核通过", "Check"),
    "close": Text("办结", "Close"),
    "return": Text("退回", "Return"),
}
_KINDS = {"number": "number", "day": "date"}


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/forms", view_func=forms)
    blueprint.add_url_rule("/forms/count", view_func=forms_waiting)
    blueprint.add_url_rule("/forms/fill/<code>", view_func=start_form, methods=both)
    blueprint.add_url_rule("/form/<form>", view_func=show_form, methods=both)
    blueprint.add_url_rule("/form/<form>/fill", view_func=fill_form, methods=["POST"])
    blueprint.add_url_rule("/form/<form>/submit", view_func=submit_form, methods=["POST"])
    blueprint.add_url_rule("/form/<form>/decide/<decision>", view_func=decide_form, methods=both)
    blueprint.add_url_rule("/form/<form>/file.<kind>", view_func=form_file)


def stub() -> pb_grpc.FormServiceStub:
    """Forms with the reader's rights."""
    return peer(pb_grpc.FormServiceStub, "population")


@needs(FILL, CHECK)
def forms() -> str:
    """What is due, and what was filled."""
    state, code = request.args.get("state", ""), asked_code()
    asked = pb.ListFormsRequest(
        page_size=_SIZE,
        page_token=request.args.get("page_token", "")[:1000],
        state=state if state in STATES else "",
        territory_code=code,
    )
    answer = stub().ListForms(asked)
    fields = {name: value for name, value in (("state", asked.state), ("territory", code)) if value}
    templates = stub().ListTemplates(pb.ListTemplatesRequest()).templates if g.may(FILL) else []
    return render_template(
        "population/forms.html",
        found=answer.forms,
        figures=stub().GetFormFigures(pb.GetFormFiguresRequest(territory_code=code)),
        templates=[each for each in templates if not each.retired],
        state=asked.state,
        states=STATES,
        periods=PERIODS,
        next_address=_address({**fields, "page_token": answer.next_page_token})
        if answer.next_page_token
        else "",
        first_address=_address(fields) if asked.page_token else "",
    )


@needs(FILL, CHECK)
def forms_waiting() -> str:
    """How many are due or wait for the check, for the menu."""
    found = stub().GetFormFigures(pb.GetFormFiguresRequest())
    total = found.due * g.may(FILL) + found.submitted * g.may(CHECK)
    return render_template("population/forms_count.html", total=total)


@needs(FILL)
def start_form(code: str) -> Any:
    """Fill a template for a territory."""
    found = stub().GetTemplate(pb.GetTemplateRequest(code=code))
    options = [(each, place_name(each)) for each in _places(found.level)]
    where = Field("territory_code", Text("辖区", "Place"), "choice", options, True)
    given = {"territory_code": options[0][0]} if len(options) == 1 else {}
    return acts.answered(
        Form(pb.FillFormRequest(template_code=code), [where], given),
        stub().FillForm,
        lambda form: f"/population/form/{form.id}",
        title=found.title,
        said=t("已从底数自动填好", "Filled from the register"),
        told=t(
            "数字和名单自动从底数生成，只需补充底数里没有的内容。",
            "Figures and lists come from the register; only what it does not know is asked.",
        ),
        submit=t("生成报表", "Fill it"),
        back=HOME,
    )


@needs(FILL, CHECK)
def show_form(form: str) -> Any:
    """The filled table, and what is still asked."""
    found = stub().GetForm(pb.GetFormRequest(id=form))
    asked = None
    if "answer" in found.actions and found.questions:
        asked = Form(
            pb.AnswerFormRequest(id=form, etag=found.etag),
            [acts.ETAG, *(_question(each) for each in found.questions)],
            {"etag": found.etag, **{f"answers.{each.key}": each.answer for each in found.questions}},
        )
        if request.method == "POST" and asked.read():
            for each in found.questions:
                if value := asked.value(f"answers.{each.key}"):
                    asked.message.answers[each.key] = value
            try:
                stub().AnswerForm(asked.message)
                return done(f"/population/form/{form}", t("已保存", "Saved"))
            except (Forbidden, NotFound, Unauthenticated, Unavailable):
                raise
            except Refusal as refusal:
                asked.refused(refusal)
    page = render_template(
        "population/form.html", found=found, form=asked, states=STATES, decisions=_DECISIONS, problem=""
    )
    return page, 422 if request.method == "POST" else 200


@needs(FILL)
def fill_form(form: str) -> Any:
    """From the register as it is now."""
    stub().FillForm(pb.FillFormRequest(id=form))
    return done(f"/population/form/{form}", t("已从底数自动填好", "Filled from the register"))


@needs(FILL)
def submit_form(form: str) -> Any:
    """To whoever checks it; what lacks an answer is said."""
    asked = pb.SubmitFormRequest(id=form, etag=request.form.get("etag", "")[:40])
    try:
        stub().SubmitForm(asked)
        return done(f"/population/form/{form}", t("已提交审核", "Handed on for the check"))
    except (Forbidden, NotFound, Unauthenticated, Unavailable):
        raise
    except Refusal as refusal:
        found = stub().GetForm(pb.GetFormRequest(id=form))
        titles = {f"answers.{each.key}": _label(each) for each in found.questions}
        problems = [
            f"{titles.get(each.field, '')}{t('：', ': ')}{each.details.get('description', '')}"
            for each in getattr(refusal, "problems", ())
        ]
        said = t("；", "; ").join(problems) or refusal.said or refusal.code
        fields = [_question(each) for each in found.questions]
        given = {f"answers.{each.key}": each.answer for each in found.questions}
        shown = Form(pb.AnswerFormRequest(id=form), [acts.ETAG, *fields], {"etag": found.etag, **given})
        page = render_template(
            "population/form.html",
            found=found,
            form=shown if found.questions else None,
            states=STATES,
            decisions=_DECISIONS,
            problem=said,
        )
        return page, 422


@needs(CHECK)
def decide_form(form: str, decision: str) -> Any:
    """Check, close or return."""
    if decision not in _DECISIONS:
        raise NotFound()
    found = stub().GetForm(pb.GetFormRequest(id=form))
    note = Field("note", Text("说明", "Why"), "area", rows=2, required=decision == "return")
    title = str(_DECISIONS[decision])
    return acts.answered(
        Form(pb.DecideFormRequest(id=form, decision=decision), [acts.ETAG, note], {"etag": found.etag}),
        stub().DecideForm,
        lambda _: f"/population/form/{form}",
        title=title,
        said=t("已办理：{n}", "Done: {n}", n=title),
        back=f"/population/form/{form}",
        about=f"{found.title} · {found.territory_name}",
    )


@needs(FILL, CHECK)
def form_file(form: str, kind: str) -> Response:
    """As Excel or PDF; either is an export, which the audit knows of."""
    exported = stub().ExportForm(pb.ExportFormRequest(id=form))
    if kind == "pdf":
        found = stub().GetForm(pb.GetFormRequest(id=form))
        data = pdf(render_template("population/form_print.html", found=found))
        return saved(data, PDF.content_type, exported.file_name.removesuffix(".xlsx"))
    return saved(exported.data, XLSX.content_type, exported.file_name)


def _places(level: str) -> list[str]:
    """The reader's territories of the level: his own, or those below them."""
    wanted = _WIDTHS[level]
    found: list[str] = []
    for own in own_codes():
        at = [own]
        while at and _width(at[0]) < wanted:
            at = [each.code for code in at for each in children(code)]
        found += [each for each in at if _width(each) == wanted]
    return list(dict.fromkeys(each for each in found if each))


def _width(code: str) -> int:
    """Digits of the path a code stands for."""
    return len(path_of(code))


def _question(question: pb.FormQuestion) -> Field:
    return Field(
        f"answers.{question.key}",
        Text(_label(question), _label(question)),
        _KINDS.get(question.kind, "text"),
        apart=True,
        required=False,
        help=Text("底数里没有，填写后送审入库。", "Not in the register; goes to review.")
        if question.field
        else None,
    )


def _label(question: pb.FormQuestion) -> str:
    if question.field:
        return f"{question.about} · {words.FIELDS.get(question.field, question.field)}"
    return question.title


def _address(fields: Mapping[str, str]) -> str:
    return HOME + (f"?{urlencode(fields)}" if fields else "")
