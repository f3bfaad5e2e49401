"""Forms about a household: correcting, moving, splitting, joining, another head."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from flask import Blueprint, render_template, request

from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text, t
from services.population.edge import acts, words
from services.population.edge.homes import household_line
from services.population.edge.lookups import dwelling_title, dwellings_address
from services.population.edge.register import EDIT, stub
from wangge.population.v1 import register_pb2 as pb

_RELATIONS = words.options(pb.Relation, words.RELATIONS)
_TOLD_OF = 5
"""Of so many households of a dwelling the members are asked for their relations."""
_OTHERS = [each for each in _RELATIONS if each[0] != "RELATION_HEAD"]


def add(blueprint: Blueprint) -> None:
    """Add the forms."""
    for verb, view in (
        ("correct", correct_household),
        ("move", move_household),
        ("split", split_household),
        ("merge", merge_households),
        ("head", change_head),
    ):
        blueprint.add_url_rule(f"/household/<household>/{verb}", view_func=view, methods=["GET", "POST"])


@needs(EDIT)
def correct_household(household: str) -> Any:
    """Number and kind."""
    found = _household(household)
    kinds = words.options(pb.HouseholdKind, words.HOUSEHOLDS)
    fields = acts.specs(
        acts.ETAG,
        Field("number", Text("户号", "Household number")),
        Field("kind", Text("户别", "Kind"), "radios", kinds),
        acts.grounds(True),
    )
    given = {"etag": found.etag, "number": found.number, "kind": pb.HouseholdKind.Name(found.kind)}
    return acts.answered(
        Form(pb.CorrectHouseholdRequest(id=household), fields, given),
        stub().CorrectHousehold,
        _of_household,
        title=t("更正户信息", "Correct the household"),
        said=t("已更正", "Corrected"),
        about=household_line(found),
        back=_of_household(found),
    )


@needs(EDIT)
def move_household(household: str) -> Any:
    """Everybody goes to another dwelling."""
    found = _household(household)
    fields = acts.specs(
        acts.ETAG, _dwelling(found, Text("搬到哪套房屋", "To which dwelling"), True), acts.DAY, acts.grounds()
    )
    return acts.answered(
        Form(pb.MoveHouseholdRequest(id=household), fields, {"etag": found.etag}),
        stub().MoveHousehold,
        _of_household,
        title=t("整户搬迁", "Move the household"),
        said=t("已登记搬迁", "The move was recorded"),
        told=t(
            "全户 {n} 人一起搬到新房屋，原住处记录保留。",
            "All {n} of them move; where they lived stays on record.",
            n=found.people,
        ),
        about=household_line(found),
        back=_of_household(found),
    )


@needs(EDIT)
def split_household(household: str) -> Any:
    """Some members found a household of their own."""
    found = _household(household)
    people = [(each.person.id, each.person.name) for each in found.members]
    fields = acts.specs(
        acts.ETAG,
        Field("leaving", Text("分出哪些人", "Who leaves"), "choices", people, True, apart=True),
        Field("head", Text("新户户主", "Head of the new household"), "choice", people, True, apart=True),
        _relations(found.members, Text("与新户主关系", "Relation to the new head")),
        _dwelling(
            found, Text("搬到别处（不填则仍住原处）", "Elsewhere (the same dwelling when empty)"), False
        ),
        Field("number", Text("新户户号", "Number of the new household")),
        acts.DAY,
        acts.grounds(),
    )
    return acts.answered(
        Form(pb.SplitHouseholdRequest(id=household), fields, {"etag": found.etag}),
        stub().SplitHousehold,
        _of_household,
        title=t("分户", "Split the household"),
        said=t("已分户，这是新户", "Split; this is the new household"),
        told=t(
            "勾选的人另立一户，其余人留在原户。与新户主关系每人都选，或都不选（记为“其他亲属”）。",
            "Those ticked found a household; the others stay. Say a relation for each, or for none.",
        ),
        about=household_line(found),
        back=_of_household(found),
        check=_put_leaving,
    )


@needs(EDIT)
def merge_households(household: str) -> Any:
    """Everybody of another household joins this one."""
    found = _household(household)
    dwelling = request.values.get("dwelling", "")[:40] or found.dwelling_id
    asked = pb.ListHouseholdsRequest(dwelling_id=dwelling, page_size=50)
    others = [each for each in stub().ListHouseholds(asked).households if each.id != household]
    if not others:
        return render_template(
            "population/choose_dwelling.html",
            title=t("并户", "Join households"),
            address=f"/population/household/{household}/merge",
            about=t(
                "{h}。本房屋没有其他户，请先选择另一户所在的房屋。",
                "{h}. There is no other household here: choose the dwelling of the other one.",
                h=household_line(found),
            ),
            source=dwellings_address(found.territory_code[:12]),
        )
    options = [(each.id, household_line(each)) for each in others]
    joining = {each.id: list(_household(each.id).members) for each in others[:_TOLD_OF]}
    members = [each for some in joining.values() for each in some]

    def check(form: Form[Any]) -> None:
        ids = {each.person.id for each in joining.get(form.value("from_id"), [])}
        _put_relations(form, ids)

    fields = acts.specs(
        Field("from_id", Text("哪一户并过来", "Which household joins"), "radios", options, required=True),
        _relations(members, Text("与本户户主关系", "Relation to the head here")),
        acts.DAY,
        acts.grounds(),
    )
    return acts.answered(
        Form(pb.MergeHouseholdsRequest(id=household), fields),
        stub().MergeHouseholds,
        _of_household,
        title=t("并户", "Join households"),
        said=t("已并户", "The households were joined"),
        told=t(
            "那一户的人全部并入本户，原户注销。与户主关系每人都选，或都不选（记为“其他亲属”）。",
            "All of them join this household and theirs ends. Say a relation for each, or for none: "
            "then they become other relatives.",
        ),
        about=household_line(found),
        back=_of_household(found),
        check=check,
    )


@needs(EDIT)
def change_head(household: str) -> Any:
    """Another member becomes head, with everybody's relation anew."""
    found = _household(household)
    people = [(each.person.id, each.person.name) for each in found.members]
    fields = acts.specs(
        acts.ETAG,
        Field("head_id", Text("新户主", "New head"), "choice", people, required=True),
        _relations(found.members, Text("与新户主关系", "Relation to the new head")),
        acts.DAY,
        acts.grounds(),
    )
    return acts.answered(
        Form(pb.ChangeHeadRequest(id=household), fields, {"etag": found.etag}),
        stub().ChangeHead,
        _of_household,
        title=t("变更户主", "Change the head"),
        said=t("户主已变更", "The head was changed"),
        told=t("没有选择关系的成员记为“其他亲属”。", "Members without a relation become other relatives."),
        about=household_line(found),
        back=_of_household(found),
        check=_put_relations,
    )


def _household(household: str) -> pb.Household:
    found: pb.Household = stub().GetHousehold(pb.GetHouseholdRequest(id=household))
    return found


def _of_household(made: pb.Household) -> str:
    return f"/population/household/{made.id}"


def _dwelling(found: pb.Household, label: Text, required: bool) -> Field:
    return Field(
        "dwelling_id",
        label,
        "lookup",
        required=required,
        source=dwellings_address(found.territory_code[:12]),
        titled=dwelling_title,
        placeholder=Text("输入楼栋和房号，如：1号楼 501", "Building and room, such as 1号楼 501"),
    )


def _relations(members: Sequence[pb.Member], label: Text) -> list[Field]:
    return [
        Field(
            f"relations.{each.person.id}",
            Text(f"{each.person.name}：{label.zh}", f"{each.person.name}: {label.en}"),
            "choice",
            _OTHERS,
            apart=True,
        )
        for each in members
    ]


def _said_relations(form: Form[Any]) -> dict[str, int]:
    values = pb.Relation.DESCRIPTOR.values_by_name
    return {
        spec.name.removeprefix("relations."): values[form.value(spec.name)].number
        for spec in form.specs
        if spec.name.startswith("relations.") and form.value(spec.name) in values
    }


def _put_relations(form: Form[Any], of: Collection[str] | None = None) -> None:
    """Of everybody in the form, or of these people alone."""
    for person, relation in _said_relations(form).items():
        if of is None or person in of:
            form.message.relations[person] = relation


def _put_leaving(form: Form[Any]) -> None:
    leaving, head = form.values("leaving"), form.value("head")
    if head not in leaving:
        form.wrong("head", t("新户主应在分出的人当中", "The head must be one of those who leave"))
    if not form.ok:
        return
    ordered = [head, *(each for each in leaving if each != head)]
    said = _said_relations(form)
    form.message.person_ids.extend(ordered)
    form.message.relations.extend(said.get(each, 0) for each in ordered)
