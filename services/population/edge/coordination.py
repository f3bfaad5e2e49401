"""Requests between places of origin and destination: what came, what was sent, what waits (POP-20)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, redirect, render_template, request
from markupsafe import Markup

from services.kernel.errors import Forbidden
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text
from services.population.edge import coordination_words as titles
from services.population.edge import families, person_tabs, words
from services.population.edge.paged import asked_state, paged
from wangge.population.v1 import coordination_pb2 as pb
from wangge.population.v1 import coordination_pb2_grpc as pb_grpc

HOME = "/population/coordination"
ASK, ANSWER, CHECK = (
    "population.coordination.ask",
    "population.coordination.answer",
    "population.jointcheck.do",
)
DECLARE = "population.coordination.declare"
_FEW = 6


def add(blueprint: Blueprint) -> None:
    """Add the pages, and the tab of people."""
    blueprint.add_url_rule("/coordination", view_func=exchanges)
    blueprint.add_url_rule("/coordination/count", view_func=exchanges_waiting)
    blueprint.add_url_rule("/coordination/unseen", view_func=exchanges_unseen)
    blueprint.add_url_rule("/coordination/bell", view_func=exchanges_bell)
    person_tabs.register_tab(
        "person", "coordination", Text("异地协查", "Other places"), _tab, order=450, permissions=(ASK,)
    )


def stub() -> Any:
    """Requests with the reader's rights."""
    return peer(pb_grpc.CoordinationServiceStub, "population")


def boxes() -> list[tuple[str, Text]]:
    """The tabs that the reader has."""
    found = [("in", Text("收到的", "Received"))] if g.may(ANSWER) else []
    return [*found, ("out", Text("发出的", "Sent"))] if g.may(ASK) else found


@needs(ASK, ANSWER, CHECK, DECLARE)
def exchanges() -> Any:
    """What came or was sent; what waits at the top of each page."""
    own = boxes()
    known = [key for key, _ in own]
    if not known:
        return redirect(f"{HOME}/checks" if g.may(CHECK) else f"{HOME}/purposes", 303)
    box = request.args.get("box", "")
    box = box if box in known else known[0]
    state = asked_state(titles.STATES)
    waiting = request.args.get("waiting", "") == "1"
    asked = pb.ListExchangesRequest(box=box, state=state, waiting_only=waiting)  # type: ignore[arg-type]
    fields = {"box": box, "state": str(state or ""), "waiting": "1" if waiting else ""}
    found, addresses = paged(asked, stub().ListExchanges, "coordination", fields)
    return render_template(
        "population/exchanges.html",
        found=found.exchanges,
        box=box,
        boxes=own,
        state=state,
        waiting=waiting,
        figures=_figures(),
        titles=titles,
        words=words,
        titled=families.titled,
        **addresses,
    )


@needs(ASK, ANSWER, CHECK)
def exchanges_waiting() -> str:
    """How many wait for the reader's side, for the menu."""
    found = _figures()
    total = found.to_acknowledge + found.to_answer + found.to_reply + found.to_read + found.late_elsewhere
    return render_template("population/exchanges_count.html", total=total, bell=False)


@needs(ASK, ANSWER, CHECK)
def exchanges_unseen() -> str:
    """How many are near their limit or beyond it: for them the bell rings until they are dealt with."""
    found = _figures()
    total = found.near + found.overdue + found.late_elsewhere
    return render_template("population/exchanges_count.html", total=total, bell=True)


@needs(ASK, ANSWER, CHECK)
def exchanges_bell() -> str:
    """What waits, with what is near its limit or beyond it; nothing for whoever has not promised yet."""
    lists = []
    for box, title in boxes():
        asked = pb.ListExchangesRequest(box=box, waiting_only=True, page_size=_FEW)
        try:
            lists.append((box, title, stub().ListExchanges(asked).exchanges))
        except Forbidden:
            return ""
    return render_template(
        "population/exchanges_bell.html", lists=lists, titles=titles, words=words, titled=families.titled
    )


def _figures() -> pb.ExchangeFigures:
    found: pb.ExchangeFigures = stub().GetExchangeFigures(pb.GetExchangeFiguresRequest())
    return found


def _tab(person: Any) -> Markup | str:
    """What was asked of other places about somebody."""
    asked = pb.ListExchangesRequest(box="out", person_id=person.id, page_size=_FEW)
    found = stub().ListExchanges(asked).exchanges
    return Markup(
        render_template(
            "population/exchanges_part.html",
            found=found,
            person=person,
            titles=titles,
            words=words,
            titled=families.titled,
        )
    )
