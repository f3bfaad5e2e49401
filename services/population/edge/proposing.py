"""Proposing a correction at the record itself: for those who cannot, or would rather not, record it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, g, render_template, request
from markupsafe import Markup

from services.kernel.errors import Forbidden, NotFound, Refusal, Unauthenticated, Unavailable
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from services.population.edge import acts, person_tabs, words
from services.population.edge.proposals import HOME, MAKE
from services.population.edge.proposals import stub as proposals
from services.population.edge.register import stub
from wangge.population.v1 import proposals_pb2 as pb
from wangge.population.v1 import register_pb2

Options = list[tuple[str, Text]]
_MOST = 6
_FILES = Field(
    acts.EVIDENCE.name,
    Text("照片或 PDF（可选）", "Pictures or a PDF (if any)"),
    "files",
    apart=True,
    accept="image/*,.pdf",
    help=Text(
        "如户口簿、租房合同、现场照片；最多 6 个，每个不超过 10 MB。审核的人能看到，变更申请删除时一并删除。",
        "Such as the household book, the lease, the place; six at most, 10 MB each. Whoever reviews it sees "
        "them; they go with the proposal.",
    ),
)


def add(blueprint: Blueprint) -> None:
    """Add the forms."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/person/<person>/propose", view_func=propose_for_person, methods=both)
    blueprint.add_url_rule("/person/<person>/propose-leaving", view_func=propose_leaving, methods=both)
    blueprint.add_url_rule("/dwelling/<dwelling>/propose", view_func=propose_for_dwelling, methods=both)


@needs(MAKE)
def propose_for_person(person: str) -> Any:
    """What is filled in is proposed, the rest stays."""
    found = stub().GetPerson(register_pb2.GetPersonRequest(id=person))
    fields = [
        proposed("name", hint=found.name),
        proposed("sex", "choice", options_of(register_pb2.Sex, words.SEXES, letter_of)),
        proposed("born_on", "date"),
        proposed("document_number", "code", hint=found.document_number),
        proposed("phone", "phone", hint=found.phone),
        proposed("registered_address", hint=found.registered_address),
    ]
    message = pb.MakeProposalRequest(kind="correct_person", person_id=person, etag=found.etag)
    return answered(message, fields, found.name, f"/population/person/{person}")


@needs(MAKE)
def propose_leaving(person: str) -> Any:
    """Somebody has left."""
    found = stub().GetPerson(register_pb2.GetPersonRequest(id=person))
    fields = [proposed("day", "date", title=Text("哪天迁出", "Left on")), proposed("destination")]
    message = pb.MakeProposalRequest(kind="move_out", person_id=person, etag=found.etag)
    return answered(message, fields, found.name, f"/population/person/{person}")


@needs(MAKE)
def propose_for_dwelling(dwelling: str) -> Any:
    """Of a dwelling."""
    found = stub().GetDwelling(register_pb2.GetDwellingRequest(id=dwelling))
    fields = [
        proposed("address", hint=found.address),
        proposed("room", hint=found.room),
        proposed("area", "number", hint=f"{found.area:g}" if found.area else ""),
        proposed("use", "choice", options_of(register_pb2.DwellingUse, words.USES, lowered("DWELLING_USE_"))),
        proposed(
            "occupancy",
            "choice",
            options_of(register_pb2.Occupancy, words.OCCUPANCIES, lowered("OCCUPANCY_")),
        ),
        proposed("owner_name", hint=found.owner_name),
        proposed("owner_phone", "phone", hint=found.owner_phone),
    ]
    message = pb.MakeProposalRequest(kind="correct_dwelling", dwelling_id=dwelling, etag=found.etag)
    return answered(message, fields, found.address, f"/population/dwelling/{dwelling}")


def answered(
    message: pb.MakeProposalRequest,
    fields: list[Field],
    about: str,
    back: str,
    *,
    title: str = "",
    put: Callable[[Form[Any]], None] | None = None,
) -> Any:
    """The form, or after sending it what the reader proposed.

    Args:
        put: what the fields alone cannot say, into the message.
    """
    reason = Field("reason", Text("依据", "On what grounds"), "area", rows=2, required=True)
    form = Form(message, [*fields, reason, _FILES])
    files = acts.kept_files()
    if request.method == "POST" and form.read():
        for each in fields:
            if each.name.startswith("values.") and (value := form.value(each.name)):
                form.message.values[each.name.removeprefix("values.")] = value
        if put is not None:
            put(form)
        form.message.checked = True
        files = acts.take_files(form, _send, _MOST)
        form.message.evidence_ids.extend(each for each, _ in files[:_MOST])
        if form.ok:
            try:
                proposals().MakeProposal(form.message)
                return done(f"{HOME}/mine", t("已提交审核", "Handed on for review"))
            except (Forbidden, NotFound, Unauthenticated, Unavailable):
                raise
            except Refusal as refusal:
                form.refused(refusal)
    page = render_template(
        "population/propose.html", form=form, about=about, back=back, files=files, title=title
    )
    return page, 422 if request.method == "POST" else 200


def _send(name: str, data: bytes, request_id: str) -> str:
    asked = pb.AddProposalFileRequest(file_name=name, data=data, request_id=request_id)
    return str(proposals().AddProposalFile(asked).id)


def proposed(
    name: str, kind: str = "text", options: Options | None = None, hint: str = "", title: Text | None = None
) -> Field:
    """A value that may be proposed; ``hint`` is what the register says now."""
    return Field(
        f"values.{name}",
        title or words.FIELDS[name],
        kind,
        options or (),
        apart=True,
        required=False,
        help=Text(f"现登记：{hint}", f"Now: {hint}") if hint else None,
    )


def lowered(prefix: str) -> Callable[[str], str]:
    """The contract's word as proposals say it."""
    return lambda name: name.removeprefix(prefix).lower()


def letter_of(name: str) -> str:
    """Of a sex."""
    return {"SEX_MALE": "m", "SEX_FEMALE": "f"}[name]


def options_of(enum: Any, titles: Mapping[int, Text], worded: Callable[[str], str]) -> Options:
    """For a choice, each value in the words of proposals."""
    return [(worded(name), text) for name, text in words.options(enum, titles)]


def _tab(record: Any) -> Markup | str:
    if not g.may(MAKE) or getattr(record, "ended", False) or getattr(record, "restricted", False):
        return ""
    kind = "person" if hasattr(record, "born_on") else "dwelling"
    return Markup(render_template("population/propose_part.html", kind=kind, record=record))


for _page in ("person", "dwelling"):
    person_tabs.register(
        _page, "propose", Text("发现信息有误", "Something is wrong"), _tab, order=800, permissions=(MAKE,)
    )
