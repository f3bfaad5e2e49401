"""Service records: lists by type and place, one record with its history, and the part on a person's page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, g, render_template, request
from markupsafe import Markup

from services.kernel.errors import Invalid
from services.kernel.web.pages import needs
from services.kernel.web.texts import Text
from services.population.edge import families, person_tabs
from services.population.edge.families import VIEW, records, titled, types
from services.population.edge.people import places
from services.population.edge.register import REVEAL, asked_code
from services.population.edge.saving import shown_or_saved
from wangge.population.v1 import families_pb2 as pb

_SIZE = 50


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/records", view_func=record_list)
    blueprint.add_url_rule("/record/<record>", view_func=record)
    blueprint.add_url_rule("/record/<record>/consent", view_func=consent_file)


@needs(VIEW)
def record_list() -> str:
    """Records the reader may see; those of care that are the reader's own, or managed."""
    code = asked_code()
    sent = {name: request.args.get(name, "")[:40] for name in ("type", "mine", "due", "closed")}
    asked = pb.ListServiceRecordsRequest(
        territory_code=code,
        type_code=sent["type"],
        mine=bool(sent["mine"]),
        review_due=bool(sent["due"]),
        with_closed=bool(sent["closed"]),
        page_size=_SIZE,
        page_token=request.args.get("page_token", "")[:1000],
    )
    try:
        answer = records().ListServiceRecords(asked)
    except Invalid:
        asked.page_token = ""
        answer = records().ListServiceRecords(asked)
    query = {"territory": code, **sent, "page_token": answer.next_page_token}
    return render_template(
        "population/records.html",
        records=answer.records,
        code=code,
        sent=sent,
        places=places(code, VIEW),
        types=types().ListRecordTypes(pb.ListRecordTypesRequest(with_retired=True)).types,
        families=families,
        next_address=f"/population/records?{urlencode(query)}" if answer.next_page_token else "",
        first_address="/population/records" if asked.page_token else "",
    )


@needs(VIEW)
def record(record: str) -> str:
    """One with its history."""
    found = records().GetServiceRecord(pb.GetServiceRecordRequest(id=record))
    declared = declared_of(found)
    return render_template(
        "population/record.html",
        record=found,
        declared=declared,
        values=families.shown_values(declared, found),
        families=families,
        may_reveal=g.may(REVEAL) and bool(families.personal_of(declared, found)),
    )


@needs(VIEW)
def consent_file(record: str) -> Response:
    """What proves the consent; saved or shown, never run."""
    found = records().GetConsentFile(pb.GetConsentFileRequest(id=record))
    return shown_or_saved(found.data, found.content_type)


def declared_of(found: pb.ServiceRecord) -> pb.RecordType:
    """The type in the version of the record."""
    asked = pb.GetRecordTypeRequest(code=found.type_code, version=found.type_version)
    answer: pb.RecordType = types().GetRecordType(asked)
    return answer


def part_of(subject: str, subject_id: str) -> Markup | str:
    """The records of something, for its page."""
    asked = pb.ListServiceRecordsRequest(subject_id=subject_id, with_closed=True, page_size=_SIZE)
    found = records().ListServiceRecords(asked).records
    if not found and not families.may_open(subject):
        return ""
    shown = render_template(
        "population/records_part.html",
        records=found,
        subject=subject,
        subject_id=subject_id,
        titled=titled,
        families=families,
        may_open=families.may_open(subject),
    )
    return Markup(shown)


def _person(person: Any) -> Markup | str:
    if not person.name or person.restricted or not g.may(VIEW):
        return ""
    return part_of("person", person.id)


def _household(household: Any) -> Markup | str:
    """Of the household and its members, as far as the reader may see them."""
    subjects = [("", household.id)]
    subjects += [
        (each.person.name, each.person.id) for each in household.members if not each.person.restricted
    ]
    found = []
    for name, subject in subjects:
        asked = pb.ListServiceRecordsRequest(subject_id=subject, with_closed=True, page_size=_SIZE)
        if those := records().ListServiceRecords(asked).records:
            found.append((name, those))
    if not found:
        return ""
    return Markup(render_template("population/household_records.html", found=found))


def _dwelling(dwelling: Any) -> Markup | str:
    return part_of("dwelling", dwelling.id) if g.may(VIEW) else ""


_TITLE = Text("服务记录", "Service records")
person_tabs.register_tab("person", "records", _TITLE, _person, order=100, permissions=(VIEW,))
person_tabs.register_tab("household", "records", _TITLE, _household, order=200, permissions=(VIEW,))
person_tabs.register("dwelling", "records", _TITLE, _dwelling, order=200, permissions=(VIEW,))
