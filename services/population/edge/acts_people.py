"""Forms about one person: registering, birth, death, correcting (POP-05 to 08)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text, t
from services.population.edge import acts, homes, words
from services.population.edge.register import EDIT, stub
from wangge.population.v1 import register_pb2 as pb


def add(blueprint: Blueprint) -> None:
    """Add the forms."""
    both = ["GET", "POST"]
    for rule, view in (
        ("/person/new", register_person),
        ("/household/<household>/birth", record_birth),
        ("/person/<person>/death", record_death),
        ("/person/<person>/correct", correct_person),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=both)


@needs(EDIT)
def register_person() -> Any:
    """Somebody new, in a household or a dwelling; without either the dwelling is chosen first."""
    home = homes.Home.of_request()
    if home is None:
        return homes.choose(t("登记人员", "Register a person"), "/population/person/new")
    sure = Field(
        "not_a_duplicate",
        Text("已核对，确认不是同一个人", "I checked: this is another person"),
        "check",
        help=Text("仅在提示同名同生日时勾选。", "Only when told of the same name and birthday."),
    )
    fields = acts.specs(
        acts.person_fields(),
        home.field,
        homes.KIND,
        homes.REASON,
        homes.RELATION,
        homes.FROM,
        homes.ORIGIN,
        homes.NUMBER,
        acts.grounds(),
        sure,
    )
    form = Form(pb.RegisterPersonRequest(), fields, {home.field.name: home.first})
    return acts.answered(
        form,
        stub().RegisterPerson,
        lambda made: f"/population/person/{made.id}",
        title=t("登记人员", "Register a person"),
        said=t("已登记", "Registered"),
        told=t(
            "登记后计入本网格人口；同一证件号码只能登记一次。",
            "The person is counted in this grid; one document number is registered once.",
        ),
        about=home.about,
        back=home.back,
        check=home.put,
    )


@needs(EDIT)
def record_birth(household: str) -> Any:
    """A child joins a household."""
    found = stub().GetHousehold(pb.GetHouseholdRequest(id=household))
    relations = [
        each
        for each in words.options(pb.Relation, words.RELATIONS)
        if each[0] not in ("RELATION_HEAD", "RELATION_SPOUSE", "RELATION_PARENT", "RELATION_GRANDPARENT")
    ]
    kinds = [each for each in words.options(pb.ResidenceKind, words.KINDS)]
    fields = acts.specs(
        acts.person_fields()[:5],
        Field("relation", Text("与户主关系", "Relation to the head"), "choice", relations, required=True),
        Field("kind", Text("人口类别", "Category"), "radios", kinds, required=True),
        acts.grounds(),
    )
    given = {
        "relation": "RELATION_CHILD",
        "kind": "RESIDENCE_KIND_PERMANENT",
        "details.document_kind": "DOCUMENT_KIND_NONE_YET",
    }
    return acts.answered(
        Form(pb.RecordBirthRequest(household_id=household), fields, given),
        stub().RecordBirth,
        lambda made: f"/population/household/{household}",
        title=t("出生登记", "Record a birth"),
        said=t("已登记出生", "The birth was recorded"),
        told=t("孩子从出生之日起计入这一户。", "The child belongs to the household from its birth on."),
        about=homes.household_line(found),
        back=f"/population/household/{household}",
        check=lambda form: acts.must_be_given(form, "details.born_on"),
    )


@needs(EDIT)
def record_death(person: str) -> Any:
    """Every residence ends."""
    found = homes.person_at(person)
    fields = acts.specs(
        acts.ETAG,
        Field("died_on", Text("死亡日期", "Died on"), "date", required=True),
        acts.grounds(
            True, Text("依据：死亡证明、家属报告等。", "On what grounds: a certificate, the family.")
        ),
    )
    return acts.answered(
        Form(pb.RecordDeathRequest(id=person), fields, {"etag": found.etag}),
        stub().RecordDeath,
        homes.address_of,
        title=t("死亡登记", "Record a death"),
        said=t("已登记死亡", "The death was recorded"),
        told=t(
            "所有居住和户籍记录从这一天结束；如为户主，由最年长的成年人接任，可再变更。",
            "All residences end that day; of a head the eldest grown-up takes over, which can be changed.",
        ),
        about=found.name,
        back=f"/population/person/{person}",
        danger=True,
    )


@needs(EDIT)
def correct_person(person: str) -> Any:
    """What was recorded wrongly; masked values stay as they are."""
    found = homes.person_at(person)
    given = {
        "etag": found.etag,
        "details.name": found.name,
        "details.sex": pb.Sex.Name(found.sex) if found.sex else "",
        "details.born_on": found.born_on,
        "details.document_kind": pb.DocumentKind.Name(found.document_kind) if found.document_kind else "",
        "details.document_number": found.document_number,
        "details.phone": found.phone,
        "details.registered_address": found.registered_address,
    }
    reason = acts.grounds(True, Text("哪里登记错了、依据是什么。", "What was wrong, and how you know."))
    return acts.answered(
        Form(pb.CorrectPersonRequest(id=person), acts.specs(acts.ETAG, acts.person_fields(), reason), given),
        stub().CorrectPerson,
        homes.address_of,
        title=t("更正信息", "Correct particulars"),
        said=t("已更正", "Corrected"),
        told=t(
            "带 * 的内容不改就保持原样；要改请填写完整的新内容。",
            "Values with * stay as they are unless you type a whole new one.",
        ),
        about=found.name,
        back=f"/population/person/{person}",
    )
