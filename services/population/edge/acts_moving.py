"""Forms about where somebody lives: moving in and out, another category (POP-04, POP-08)."""

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
    for verb, view in (("move-in", move_in), ("move-out", move_out), ("category", change_category)):
        blueprint.add_url_rule(f"/person/<person>/{verb}", view_func=view, methods=["GET", "POST"])


@needs(EDIT)
def move_in(person: str) -> Any:
    """Somebody known comes to live or be registered elsewhere."""
    found = homes.person_at(person)
    home = homes.Home.of_request()
    title = t("迁入", "Record a move in")
    if home is None:
        return homes.choose(title, f"/population/person/{person}/move-in", found.name, _code_of(found))
    fields = acts.specs(
        acts.ETAG,
        home.field,
        homes.KIND,
        homes.REASON,
        homes.RELATION,
        homes.FROM,
        homes.ORIGIN,
        homes.NUMBER,
        acts.grounds(),
    )
    given = {"etag": found.etag, home.field.name: home.first}
    return acts.answered(
        Form(pb.MoveInRequest(id=person), fields, given),
        stub().MoveIn,
        homes.address_of,
        title=title,
        said=t("已登记迁入", "The move was recorded"),
        told=t(
            "原来的居住地到这一天结束；户籍在别处的仍保留。",
            "Where the person lived before ends that day; being registered elsewhere stays.",
        ),
        about=f"{found.name} → {home.about}",
        back=f"/population/person/{person}",
        check=home.put,
    )


@needs(EDIT)
def move_out(person: str) -> Any:
    """Somebody leaves."""
    found = homes.person_at(person)
    fields = acts.specs(
        acts.ETAG,
        *_which(found),
        acts.DAY,
        Field("destination", Text("迁往哪里", "Goes to")),
        Field(
            "stays_registered",
            Text("户口仍留在这里（转为挂户）", "Stays registered here (registered only)"),
            "check",
        ),
        acts.grounds(),
    )
    return acts.answered(
        Form(pb.MoveOutRequest(id=person), fields, {"etag": found.etag}),
        stub().MoveOut,
        homes.address_of,
        title=t("迁出", "Record a move out"),
        said=t("已登记迁出", "The move was recorded"),
        told=t(
            "不再计入本网格；记录和历史都保留。", "No longer counted here; the record and its history stay."
        ),
        about=found.name,
        back=f"/population/person/{person}",
    )


@needs(EDIT)
def change_category(person: str) -> Any:
    """The same place under another category."""
    found = homes.person_at(person)
    fields = acts.specs(
        acts.ETAG,
        *_which(found),
        Field(
            "kind",
            Text("变更为", "Becomes"),
            "radios",
            words.options(pb.ResidenceKind, words.KINDS_SAID),
            required=True,
        ),
        Field(
            "reason",
            Text("居住事由（流入人口必填）", "Reason of stay (incoming residents)"),
            "choice",
            words.options(pb.StayReason, words.REASONS),
        ),
        acts.DAY,
        acts.grounds(),
    )
    given = {"etag": found.etag, "kind": pb.ResidenceKind.Name(found.residence.kind)}
    return acts.answered(
        Form(pb.ChangeCategoryRequest(id=person), fields, given),
        stub().ChangeCategory,
        homes.address_of,
        title=t("变更人口类别", "Change the category"),
        said=t("类别已变更", "The category was changed"),
        told=t("常住、流入、挂户三类各计一次，不重复。", "Everybody is counted once, under one category."),
        about=found.name,
        back=f"/population/person/{person}",
    )


def _which(found: pb.Person) -> list[Field]:
    """Which residence, where there are two."""
    if not found.HasField("registered_residence"):
        return []
    options = []
    for each in (found.residence, found.registered_residence):
        line = f"{each.territory_name} {words.title(words.KINDS, each.kind)}"
        options.append((each.id, homes.as_text(line)))
    return [
        Field("residence_id", Text("哪一条居住记录", "Which residence"), "radios", options, required=True)
    ]


def _code_of(found: pb.Person) -> str:
    return found.residence.territory_code[:12]
