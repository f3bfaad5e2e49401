"""Cards and rented dwellings on the pages of people, households and dwellings (POP-13, POP-18)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template
from markupsafe import Markup

from services.kernel.web.texts import Text
from services.population.edge import incomer_words, incomers, person_tabs, rentals, words
from wangge.population.v1 import incomers_pb2, rentals_pb2

_CARD, _LET = Text("居住登记卡", "Residence card"), Text("出租房屋", "Rented dwelling")


def add(blueprint: Blueprint) -> None:
    """Its tabs; the pages they lead to are those of incomers and rentals."""
    cards, lets = (incomers.EDIT,), (rentals.EDIT,)
    tab, part = person_tabs.register_tab, person_tabs.register
    tab("person", "card", _CARD, lambda each: cards_of([each.id]), order=300, permissions=cards)
    tab("household", "card", _CARD, _cards_of_household, order=300, permissions=cards)
    tab("person", "rental", _LET, _rentals_of_person, order=400, permissions=lets)
    tab("household", "rental", _LET, lambda each: rentals_of(each.dwelling_id), order=400, permissions=lets)
    part("dwelling", "rental", _LET, lambda each: rentals_of(each.id), order=150, permissions=lets)


def cards_of(person_ids: Sequence[str]) -> Markup | str:
    """Those that the reader may see."""
    asked = incomers_pb2.ListCardsRequest(person_ids=person_ids[:50])
    found = incomers.stub().ListCards(asked).cards if person_ids else ()
    if not found:
        return ""
    return Markup(
        render_template("population/cards_part.html", cards=found, titles=incomer_words, words=words)
    )


def rentals_of(dwelling_id: str) -> Markup | str:
    """Of a dwelling: the one that goes on first."""
    found = rentals.stub().ListRentals(rentals_pb2.ListRentalsRequest(dwelling_id=dwelling_id)).rentals
    going_on = any(each.state != rentals_pb2.RENTAL_STATE_ENDED for each in found)
    shown = render_template(
        "population/rentals_part.html",
        rentals=found,
        titles=incomer_words,
        words=words,
        new=f"{rentals.HOME}/new?dwelling={dwelling_id}" if not going_on else "",
    )
    return Markup(shown)


def _cards_of_household(household: Any) -> Markup | str:
    return cards_of([each.person.id for each in household.members if not each.person.restricted])


def _rentals_of_person(person: Any) -> Markup | str:
    return rentals_of(person.residence.dwelling_id) if person.residence.dwelling_id else ""
