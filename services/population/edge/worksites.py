"""Worksites and work sheds: the register, and one of them with who is signed in there (POP-17)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text, t
from services.population.edge import acts, commitments, families, incomer_words, register, stations, words
from services.population.edge.acts_grounds import given, grids
from services.population.edge.families import grounds
from services.population.edge.lookups import dwelling_title, dwellings_address
from services.population.edge.paged import asked_state, paged
from services.population.edge.people import places
from services.population.edge.register import asked_code
from wangge.population.v1 import establishments_pb2, worksites_pb2_grpc
from wangge.population.v1 import worksites_pb2 as pb

HOME = "/population/worksites"
EDIT = "population.worksite.edit"
_MOST, _PAGES = 20, 5


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/worksites", view_func=worksites)
    blueprint.add_url_rule("/worksites/new", view_func=register_worksite, methods=both)
    blueprint.add_url_rule("/worksites/<worksite>", view_func=worksite_page)
    blueprint.add_url_rule("/worksites/<worksite>/change", view_func=correct_worksite, methods=both)
    blueprint.add_url_rule("/worksites/<worksite>/end", view_func=end_worksite, methods=both)
    blueprint.add_url_rule("/lookup/units", view_func=suggest_units)


def stub() -> Any:
    """Worksites with the reader's rights."""
    return peer(worksites_pb2_grpc.WorksiteServiceStub, "population")


@needs(EDIT)
def worksites() -> str:
    """Of a place, active or ended."""
    code, state = asked_code(), asked_state(incomer_words.WORKSITE_STATES, 1)
    asked = pb.ListWorksitesRequest(territory_code=code, state=state)  # type: ignore[arg-type]
    fields = {"territory": code, "state": str(state)}
    found, addresses = paged(asked, stub().ListWorksites, "worksites", fields)
    return render_template(
        "population/worksites.html",
        worksites=found.worksites,
        code=code,
        state=state,
        places=places(code, EDIT),
        titles=incomer_words,
        words=words,
        today=register.today().isoformat(),
        **addresses,
    )


@needs(EDIT)
def worksite_page(worksite: str) -> str:
    """One with its commitment, its history and how many people are signed in there."""
    found = stub().GetWorksite(pb.GetWorksiteRequest(id=worksite))
    return render_template(
        "population/worksite.html",
        worksite=found,
        commitment=commitments.part_of(worksite),
        station=stations.serving(found.territory_code),
        titles=incomer_words,
        words=words,
        families=families,
        history=found.history,
    )


@needs(EDIT)
def register_worksite() -> Any:
    """One that opened."""
    fields = [
        *_fields(),
        Field(
            "add_dwelling",
            Text("在房屋底数中登记一处工地宿舍", "Add where its workers live to the dwellings"),
            "check",
            help=Text(
                "没有选择房屋时，按工地地址新建集体宿舍，工人可以直接登记在这里。",
                "Where none is chosen: a dormitory at its address, so that workers can be signed in.",
            ),
        ),
    ]
    fields.insert(
        1, Field("worksite.opened_on", Text("开工日期（不填为今天）", "Opened on (today when empty)"), "date")
    )
    asked = request.args.get("territory", "")
    start = {"worksite.kind": "WORKSITE_KIND_SITE"}
    if asked.isascii() and asked.isdigit() and len(asked) >= 15:
        start["worksite.territory_code"] = asked
    return acts.answered(
        Form(pb.RegisterWorksiteRequest(), fields, start),
        stub().RegisterWorksite,
        lambda made: f"{HOME}/{made.id}",
        title=t("登记工地、工棚", "Register a worksite"),
        said=t("已登记", "Registered"),
        told=t(
            "登记后签订安全承诺书，定期检查；工人办理居住登记时可以选择这个工地。",
            "Then its safety letter is signed and it is checked; people who are signed in can name it.",
        ),
        back=HOME,
    )


@needs(EDIT)
def correct_worksite(worksite: str) -> Any:
    """What is said of one now."""
    found = stub().GetWorksite(pb.GetWorksiteRequest(id=worksite))
    message = pb.CorrectWorksiteRequest()
    message.worksite.id = worksite
    start = given("worksite", found)
    start["worksite.kind"] = pb.WorksiteKind.Name(found.kind)
    if found.employer_id:
        start.pop("worksite.employer_name", None)
    fields = [Field("worksite.etag", Text("", ""), "hidden"), *_fields(found.territory_code)]
    return acts.answered(
        Form(message, fields, start),
        stub().CorrectWorksite,
        lambda made: f"{HOME}/{made.id}",
        title=t("更正工地信息", "Correct the worksite"),
        said=t("已保存", "Saved"),
        about=found.name,
        back=f"{HOME}/{worksite}",
    )


@needs(EDIT)
def end_worksite(worksite: str) -> Any:
    """It is no more."""
    found = stub().GetWorksite(pb.GetWorksiteRequest(id=worksite))
    fields = [
        acts.ETAG,
        Field("day", Text("结束日期", "Ended on"), "date", help=Text("不填为今天。", "Empty: today.")),
    ]
    told = t(
        "结束后不再检查，也不能再登记人员。", "It is checked no more, and nobody can be signed in there."
    )
    if found.registered:
        told += t(
            "还有 {n} 人登记在这里，请办理注销或变更住址。",
            " {n} people are still signed in there; sign them out or change their address.",
            n=found.registered,
        )
    return acts.answered(
        Form(pb.EndWorksiteRequest(id=worksite), fields, {"etag": found.etag}),
        stub().EndWorksite,
        lambda made: f"{HOME}/{made.id}",
        title=t("工地结束", "The worksite ended"),
        said=t("已记录", "Recorded"),
        told=told,
        about=found.name,
        back=f"{HOME}/{worksite}",
        danger=True,
    )


@needs(EDIT)
def suggest_units() -> str:
    """Units whose name holds what was typed."""
    typed = "".join(request.args.get("q", "").split())[:60].casefold()
    found: list[establishments_pb2.Establishment] = []
    asked = establishments_pb2.ListEstablishmentsRequest(page_size=200)
    for _ in range(_PAGES if typed else 0):
        answer = grounds().ListEstablishments(asked)
        found += [each for each in answer.establishments if typed in each.name.casefold()]
        if len(found) >= _MOST or not answer.next_page_token:
            break
        asked.page_token = answer.next_page_token
    return render_template("population/lookup_units.html", found=found[:_MOST])


def choices() -> list[tuple[str, str]]:
    """Active worksites within the reader's places, for a choice."""
    found = stub().ListWorksites(pb.ListWorksitesRequest(page_size=200)).worksites
    return [(each.id, each.name) for each in found]


def _unit_title(unit: str) -> str:
    return str(grounds().GetEstablishment(establishments_pb2.GetEstablishmentRequest(id=unit)).name)


def _fields(code: str = "") -> list[Field]:
    own = next((each[:12] for each in register.own_codes(EDIT) if each), "")
    return [
        Field("worksite.name", Text("名称", "Name"), required=True),
        Field(
            "worksite.kind",
            Text("类型", "Kind"),
            "radios",
            words.options(pb.WorksiteKind, incomer_words.WORKSITE_KINDS),
            required=True,
        ),
        Field("worksite.territory_code", Text("网格", "Grid"), "choice", lambda: grids(code, EDIT), True),
        Field("worksite.address", Text("地址", "Address")),
        Field(
            "worksite.employer_id",
            Text("用人单位（已登记的）", "Employer (of the register)"),
            "lookup",
            source="/population/lookup/units",
            titled=_unit_title,
        ),
        Field(
            "worksite.employer_name",
            Text("用人单位名称（没有登记的）", "Employer (not registered)"),
        ),
        Field("worksite.contact_name", Text("联系人", "Contact"), short=True),
        Field("worksite.contact_phone", Text("联系电话", "Contact's phone"), "phone"),
        Field("worksite.housed", Text("居住人数", "People housed"), "number"),
        Field(
            "worksite.dwelling_id",
            Text("工人住在哪里", "Where its workers live"),
            "lookup",
            source=dwellings_address(code[:12] or own),
            titled=dwelling_title,
        ),
        Field("worksite.expected_end", Text("预计结束", "Expected end"), "date"),
        Field(
            "worksite.place",
            Text("位置（经度,纬度）", "Position (longitude,latitude)"),
            "point",
            required=False,
        ),
    ]
