"""Where somebody is to live: a household, or a dwelling with those that it has; what forms ask about it."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from services.kernel.web.forms import Field, Form
from services.kernel.web.texts import Text, t
from services.population.edge import words
from services.population.edge.lookups import dwelling_line, dwellings_address
from services.population.edge.register import asked_code, stub
from wangge.population.v1 import register_pb2 as pb

NEW = "new"
KIND = Field(
    "residence.kind",
    Text("人口类别", "Category"),
    "radios",
    words.options(pb.ResidenceKind, words.KINDS_SAID),
    required=True,
)
REASON = Field(
    "residence.reason",
    Text("居住事由（流入人口必填）", "Reason of stay (incoming residents)"),
    "choice",
    words.options(pb.StayReason, words.REASONS),
)
RELATION = Field(
    "residence.relation",
    Text("与户主关系", "Relation to the head"),
    "choice",
    words.options(pb.Relation, words.RELATIONS),
    help=Text("新立一户时，第一个人就是户主。", "The first one of a new household is its head."),
)
FROM = Field(
    "residence.from_day",
    Text("从哪天起住在这里", "Lives here since"),
    "date",
    help=Text("不填为今天。", "Today when left empty."),
)
ORIGIN = Field("residence.origin", Text("从哪里来", "Came from"), short=True)
NUMBER = Field(
    "residence.household_number", Text("户号（新立户时）", "Household number (of a new one)"), short=True
)


class Home:
    """Where somebody is to live: a household that is known, or one of a dwelling's, or a new one in it."""

    def __init__(self, dwelling: pb.Dwelling, households: list[pb.Household], chosen: str) -> None:
        options = [(each.id, as_text(household_line(each))) for each in households]
        options.append((NEW, Text("新立一户", "A new household")))
        self.dwelling = dwelling
        self.field = Field("home", Text("加入哪一户", "Which household"), "radios", options, True, apart=True)
        self.first = chosen or (households[0].id if len(households) == 1 else "" if households else NEW)
        self.about = dwelling_line(dwelling)
        self.back = f"/population/household/{chosen}" if chosen else f"/population/dwelling/{dwelling.id}"

    @classmethod
    def of_request(cls) -> Home | None:
        """From ``?household=`` or ``?dwelling=``; None without either."""
        chosen = request.values.get("household", "")[:40]
        dwelling = request.values.get("dwelling", "")[:40]
        if chosen:
            dwelling = stub().GetHousehold(pb.GetHouseholdRequest(id=chosen)).dwelling_id
        if not dwelling:
            return None
        found = stub().GetDwelling(pb.GetDwellingRequest(id=dwelling))
        asked = pb.ListHouseholdsRequest(
            dwelling_id=dwelling, territory_code=found.territory_code, page_size=50
        )
        return cls(found, list(stub().ListHouseholds(asked).households), chosen)

    def put(self, form: Form[Any]) -> None:
        """Into the message."""
        chosen = form.value("home")
        if chosen == NEW:
            form.message.residence.dwelling_id = self.dwelling.id
        else:
            form.message.residence.household_id = chosen[:40]


def household_line(found: pb.Household) -> str:
    """``王建国 户，3 人``."""
    return t("{name} 户，{n} 人", "household of {name}, {n} people", name=found.head_name, n=found.people)


def as_text(text: str) -> Text:
    """What people entered, the same in both languages."""
    return Text(text, text)


def choose(title: str, address: str, about: str = "", code: str = "") -> str:
    """A page on which the dwelling is chosen first."""
    code = code or asked_code()
    return render_template(
        "population/choose_dwelling.html",
        title=title,
        address=address,
        about=about,
        source=dwellings_address(code),
    )


def person_at(person: str) -> pb.Person:
    """Somebody, as the reader may see him."""
    found: pb.Person = stub().GetPerson(pb.GetPersonRequest(id=person))
    return found


def address_of(made: pb.Person) -> str:
    """His page."""
    return f"/population/person/{made.id}"
