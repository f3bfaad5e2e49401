"""Forms of the lists of participants: entered, corrected, withdrawn, called (POP-12, Sens-6)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from markupsafe import Markup

from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.territory_codes import code_of
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text, t
from services.population.edge import acts, person_tabs
from services.population.edge.families import grounds
from services.population.edge.participants import EDIT, TOLD, list_of, lists, unit_of
from services.population.edge.people import PURPOSES
from services.population.edge.register import REVEAL, stub
from wangge.population.v1 import establishments_pb2, register_pb2
from wangge.population.v1 import participants_pb2 as pb

_MOST_UNITS = 200
_COMMUNITY = 12
_NAME = Field("participant.name", Text("姓名", "Name"), required=True)
_FIELDS = (
    Field(
        "participant.purpose",
        Text("用途", "What for"),
        placeholder=Text("例如：周末义务维修、文明劝导", "Such as: repairs on weekends"),
    ),
    Field(
        "participant.skills",
        Text("特长", "Skills"),
        help=Text("如：水电维修、理发、辅导作业。", "Repairs, tuition."),
    ),
    Field(
        "participant.available",
        Text("可参与时间", "When"),
        help=Text("如：周末、工作日晚上。", "Weekends, evenings."),
    ),
    Field("participant.phone", Text("电话", "Phone"), "phone"),
)
_CONSENT = (
    Field("participant.consented_on", Text("书面同意日期", "Written consent of"), "date"),
    Field(
        "participant.consent_kept_at",
        Text("同意书存放处", "Where the paper is kept"),
        placeholder=Text("例如：社区档案柜 3 号盒", "Such as: box 3 of the office"),
    ),
    Field(
        "participant.expires_on",
        Text("到哪天删除", "Erased on"),
        "date",
        help=Text("不填为同意之日起一年；最长两年。", "A year after the consent when empty; two at most."),
    ),
)


def add(blueprint: Blueprint) -> None:
    """Add the forms, and the tab of people."""
    for path, view in (
        ("/establishment/<unit>/participants/new", new_participant),
        ("/person/<person>/participate", new_of_person),
        ("/participant/<entry>/change", change_participant),
        ("/participant/<entry>/withdraw", withdraw_participant),
        ("/participant/<entry>/phone", participant_phone),
    ):
        blueprint.add_url_rule(path, view_func=view, methods=["GET", "POST"])


@needs(EDIT)
def new_participant(unit: str) -> Any:
    """Somebody who agreed, without a link to the register."""
    found = unit_of(unit)
    message = pb.PutParticipantRequest()
    message.participant.establishment_id = unit
    fields = (_NAME, *_FIELDS[:1], _building(found.territory_code), *_FIELDS[1:], *_CONSENT)
    return _put(Form(message, fields), t("登记参与者", "Enter a participant"), unit, found.name)


@needs(EDIT)
def new_of_person(person: str) -> Any:
    """Somebody of the register, from the person's page."""
    found = stub().GetPerson(register_pb2.GetPersonRequest(id=person))
    message = pb.PutParticipantRequest()
    message.participant.person_id = person
    units = Field(
        "participant.establishment_id",
        Text("哪个单位", "Organisation"),
        "choice",
        lambda: _units(found.residence.territory_code),
        required=True,
    )
    return _put(
        Form(message, (units, *_FIELDS, *_CONSENT)),
        t("登记为参与者", "Enter as a participant"),
        "",
        found.name,
    )


@needs(EDIT)
def change_participant(entry: str) -> Any:
    """Something is other now, or the consent was given anew."""
    found = _entry(entry)
    message = pb.PutParticipantRequest()
    message.participant.id = entry
    message.participant.establishment_id = found.establishment_id
    unit = unit_of(found.establishment_id)
    fields = [
        Field("participant.etag", Text("", ""), "hidden"),
        *(() if found.linked else (_NAME,)),
        _FIELDS[0],
        _building(unit.territory_code),
        *_FIELDS[1:],
        *_CONSENT,
    ]
    given = {each.name: getattr(found, each.name.partition(".")[2]) for each in fields}
    form = Form(message, fields, given)
    return _put(form, t("更正参与者", "Correct the entry"), found.establishment_id, found.name)


@needs(EDIT)
def withdraw_participant(entry: str) -> Any:
    """The consent is withdrawn."""
    found = _entry(entry)
    return acts.answered(
        Form(pb.WithdrawParticipantRequest(id=entry), ()),
        lists().WithdrawParticipant,
        lambda answer: list_of(answer.establishment_id),
        title=t("退出并删除", "Withdraw and erase"),
        said=t("已删除", "Erased"),
        told=t("这条登记立即删除，不能恢复。", "The entry is erased at once and cannot be brought back."),
        back=list_of(found.establishment_id),
        danger=True,
        about=f"{found.name} · {found.establishment_name}",
    )


@needs(REVEAL)
def participant_phone(entry: str) -> Any:
    """The whole number for a purpose, hidden again after some minutes."""
    found = _entry(entry)
    purposes = [(str(text), str(text)) for text in PURPOSES.values()]
    fields = (Field("purpose", Text("用途", "What for"), "choice", purposes, required=True),)
    form, shown = Form(pb.RevealParticipantRequest(id=entry), fields), None
    if request.method == "POST" and form.read():
        try:
            answer = lists().RevealParticipant(form.message)
            shown = register_pb2.RevealPersonResponse(values={"phone": answer.phone})
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    page = render_template(
        "population/reveal.html",
        form=form,
        shown=shown,
        about=f"{found.name} · {found.establishment_name}",
        back=list_of(found.establishment_id),
        titles={"phone": Text("电话", "Phone")},
    )
    status = 422 if request.method == "POST" and shown is None else 200
    return page, status, {"Cache-Control": "no-store"}


def _put(form: Form[Any], title: str, unit: str, about: str) -> Any:
    return acts.answered(
        form,
        lists().PutParticipant,
        lambda answer: list_of(answer.establishment_id),
        title=title,
        said=t("已保存", "Saved"),
        told=str(TOLD),
        back=list_of(unit) if unit else f"/population/person/{form.message.participant.person_id}",
        submit=t("保存", "Save"),
        about=about,
    )


def _building(code: str) -> Field:
    return Field(
        "participant.building_id",
        Text("住在哪栋楼（可不填）", "Building (may stay empty)"),
        "choice",
        lambda: _buildings(code),
        required=False,
    )


def _buildings(code: str) -> list[tuple[str, str]]:
    asked = register_pb2.CountBuildingsRequest(territory_code=code)
    return [("", ""), *((each.building_id, each.name) for each in stub().CountBuildings(asked).buildings)]


def _units(code: str) -> list[tuple[str, str]]:
    """Organisations of the community somebody lives in that the reader sees."""
    community = code_of(code[:_COMMUNITY])
    asked = establishments_pb2.ListEstablishmentsRequest(territory_code=community, page_size=_MOST_UNITS)
    return [(each.id, each.name) for each in grounds().ListEstablishments(asked).establishments]


def _entry(entry: str) -> pb.Participant:
    found: pb.Participant = lists().GetParticipant(pb.GetParticipantRequest(id=entry))
    return found


def _person(person: Any) -> Markup | str:
    if person.restricted or not person.name or not person.HasField("residence"):
        return ""
    return Markup(render_template("population/participate_part.html", person=person))


person_tabs.register(
    "person", "participate", Text("自愿参与", "Taking part"), _person, order=700, permissions=(EDIT,)
)
