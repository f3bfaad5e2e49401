"""Recurring duties of an organisation: arranged, changed, noted as done (DIR-36)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.directory.edge import place_words as words
from services.directory.edge.dictionary_titles import options
from services.directory.edge.registers import get_organisation, organisations
from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import organisations_pb2 as pb

EDIT, COMPLETE = "directory.organisation.edit", "directory.duty.complete"
_RHYTHMS = [(pb.Rhythm.Name(each), name) for each, name in words.RHYTHMS.items()]
_ABOUT = Text(
    "“五定期”是定期开会、活动、培训、检查、奖励。到期未登记完成的会提醒。",
    "The five regulars: meetings, activities, training, inspection, rewards. A turn not noted as "
    "done in time is "
    "shown as missing.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    for rule, view in (
        ("/organisations/<id>/duties", put_duty),
        ("/organisations/<id>/duties/<duty>", put_duty),
        ("/organisations/<id>/duties/<duty>/done", complete_duty),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=["GET", "POST"])


@needs(EDIT)
def put_duty(id: str, duty: str = "") -> Any:
    """Arrange a recurring duty, or change one."""
    body, before = get_organisation(id), _duty(id, duty) if duty else pb.RecurringDuty()
    fields = [
        Field("duty.etag", Text("", ""), "hidden"),
        Field("duty.duty", Text("内容", "What"), "choice", options("five_regulars"), required=True),
        Field("duty.title", Text("名称", "Name"), required=True),
        Field("duty.rhythm", Text("频次", "How often"), "choice", _RHYTHMS, required=True),
        Field("duty.next_due", Text("下次日期", "Next due"), "date", required=True),
        *([Field("duty.ended", Text("不再开展", "No longer done"), "check")] if duty else []),
    ]
    given = {
        "duty.etag": before.etag,
        "duty.duty": before.duty,
        "duty.title": before.title,
        "duty.rhythm": pb.Rhythm.Name(before.rhythm) if before.rhythm else "",
        "duty.next_due": before.next_due,
        "duty.ended": "1" if before.ended else "",
    }
    form = Form(pb.PutRecurringDutyRequest(), fields, given)
    form.message.duty.id, form.message.duty.organisation_id = duty, id
    if request.method == "POST" and form.read():
        try:
            organisations().PutRecurringDuty(form.message)
            return done(url_for(".show_organisation", id=id), t("定期工作已安排", "The duty was arranged"))
        except Refusal as refusal:
            _put(form, refusal)
    heading = t("{n}的定期工作", "Recurring duty of {n}", n=body.name)
    return _shown(form, heading, id)


@needs(COMPLETE)
def complete_duty(id: str, duty: str) -> Any:
    """Note that the present turn was done."""
    before = _duty(id, duty)
    fields = [
        Field("etag", Text("", ""), "hidden"),
        Field("done_on", Text("完成日期", "Done on"), "date", help=Text("留空为今天", "Today when empty")),
        Field("note", Text("情况说明", "Note"), "area"),
    ]
    form = Form(pb.CompleteRecurringDutyRequest(), fields, {"etag": before.etag})
    form.message.id = duty
    if request.method == "POST" and form.read():
        try:
            after = organisations().CompleteRecurringDuty(form.message)
            told = t("已登记完成，下次日期 {d}", "Noted; next due {d}", d=after.next_due)
            return done(url_for(".show_organisation", id=id), told)
        except Refusal as refusal:
            _put(form, refusal)
    heading = t("登记完成：{n}", "Done: {n}", n=before.title)
    return _shown(form, heading, id)


def _duty(id: str, duty: str) -> pb.RecurringDuty:
    answer = organisations().ListRecurringDuties(
        pb.ListRecurringDutiesRequest(organisation_id=id, page_size=1000)
    )
    found: pb.RecurringDuty | None = next((each for each in answer.duties if each.id == duty), None)
    if found is None:
        raise NotFound()
    return found


def _put(form: Form[Any], refusal: Refusal) -> None:
    if isinstance(refusal, Forbidden | NotFound):
        raise refusal
    form.refused(refusal)


def _shown(form: Form[Any], heading: str, id: str) -> tuple[str, int]:
    page = render_template(
        "directory/record_form.html",
        form=form,
        heading=heading,
        cancel=url_for(".show_organisation", id=id),
        about=_ABOUT,
    )
    return page, 422 if request.method == "POST" else 200
