"""One person: particulars masked, where he lives and lived, what was recorded (POP-03, POP-08)."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, g, redirect, render_template, request

from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.web.forms import Form
from services.kernel.web.pages import by_htmx, needs
from services.kernel.web.texts import Text
from services.population.edge import history, person_tabs, register, timeline, words
from services.population.edge.register import EDIT, REVEAL, VIEW, day_asked, stub
from services.population.edge.saving import shown_or_saved
from services.population.edge.whole_values import fields_for, purpose_said
from wangge.population.v1 import register_pb2 as pb

_WHOLE: dict[str, Text] = {
    "document_number": words.FIELDS["document_number"],
    "phone": words.FIELDS["phone"],
    "address": Text("现住地址", "Address"),
    "registered_address": words.FIELDS["registered_address"],
}


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/person/<person>", view_func=person)
    blueprint.add_url_rule("/person/<person>/tab/<key>", view_func=person_tab)
    blueprint.add_url_rule("/person/<person>/reveal", view_func=reveal, methods=["GET", "POST"])
    blueprint.add_url_rule("/change/<change>/evidence/<file>", view_func=evidence)


@needs(VIEW)
def person(person: str) -> str:
    """Now, or as of a day."""
    on = day_asked()
    found = stub().GetPerson(pb.GetPersonRequest(id=person, as_of=on))
    token = request.args.get("changes", "")[:1000]
    changes, more = history.of("person", person, token)
    return render_template(
        "population/person.html",
        person=found,
        on=on,
        today=register.today(),
        words=words,
        register=register,
        actions=actions(found) if not on else [],
        lanes=timeline.lanes(found.residences, register.today()),
        changes=changes,
        more=more,
        parts=person_tabs.parts("person", found),
        tabs=_tabs(found, request.args.get("tab", "")),
        verify_id=_once(f"{found.id} {found.etag}"),
    )


@needs(VIEW)
def person_tab(person: str, key: str) -> Any:
    """One tab alone, for the page that is open; the whole page without a script."""
    address = f"/population/person/{person}"
    if not by_htmx():
        return redirect(f"{address}?tab={quote(key)}#more")
    found = stub().GetPerson(pb.GetPersonRequest(id=person))
    return render_template("population/tabs.html", tabs=_tabs(found, key), address=address)


@needs(REVEAL)
def reveal(person: str) -> Any:
    """Whole values for a purpose, hidden again after some minutes (FLD-07)."""
    found = stub().GetPerson(pb.GetPersonRequest(id=person))
    help_ = Text(
        "如：电话预约入户时间。查看会留下记录，本人可以知道。", "Looking is recorded; the person may see it."
    )
    form = Form(pb.RevealPersonRequest(id=person), fields_for(_WHOLE, help_), {"fields": ["phone"]})
    shown = None
    if request.method == "POST" and form.read():
        form.message.purpose = purpose_said(form)
        try:
            shown = stub().RevealPerson(form.message)
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            form.refused(refusal)
    page = render_template(
        "population/reveal.html",
        form=form,
        shown=shown,
        about=found.name,
        back=f"/population/person/{person}",
        titles=_WHOLE,
    )
    status = 422 if request.method == "POST" and shown is None else 200
    return page, status, {"Cache-Control": "no-store"}


@needs(VIEW)
def evidence(change: str, file: str) -> Response:
    """A file that proves a change, shown or saved, never run."""
    found = stub().GetEvidenceData(pb.GetEvidenceDataRequest(change_id=change, id=file))
    return shown_or_saved(found.data, found.content_type)


def _tabs(found: pb.Person, key: str) -> person_tabs.Tabs | None:
    """Of somebody whose record says something still, and may be processed."""
    if not found.name or found.restricted or found.merged_into:
        return None
    return person_tabs.tabs("person", found, key)


def actions(found: pb.Person) -> list[tuple[str, Text, str]]:
    """What may be recorded of somebody now: path, title, icon."""
    if not g.may(EDIT) or found.died_on or found.merged_into or found.restricted or not found.name:
        return []
    made = [("move-in", Text("迁入", "Move in"), "home-plus")]
    if found.HasField("residence"):
        made += [
            ("move-out", Text("迁出", "Move out"), "arrow-up-right"),
            ("category", Text("变更类别", "Change category"), "transform"),
        ]
    made += [
        ("correct", Text("更正信息", "Correct"), "pencil"),
        ("death", Text("死亡登记", "Record death"), "file-text"),
    ]
    return made


def _once(text: str) -> str:
    """A request id that is the same until the record changes: a button pressed twice verifies once."""
    return hashlib.sha256(f"{text} {register.today()} {g.actor.id}".encode()).hexdigest()[:40]
