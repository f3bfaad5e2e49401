"""What several pages ask of the directory: its stubs, names and superiors of places, who may look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from flask import g, request
from google.protobuf.message import Message

from services.kernel.call import Call
from services.kernel.errors import Forbidden, Invalid, NotFound, Refusal
from services.kernel.web.forms import Form
from services.kernel.web.pages import by_htmx, needs, peer
from wangge.directory.v1 import (
    accounts_pb2,
    accounts_pb2_grpc,
    organisations_pb2,
    organisations_pb2_grpc,
    records_pb2_grpc,
    reference_pb2_grpc,
    territories_pb2,
    territories_pb2_grpc,
)

_DIVISION_WIDTHS = (4, 6, 9)
_CODE_WIDTH = 12
_TOGETHER = 200


def territories() -> Any:
    """The stub of territories, with the reader's rights."""
    return peer(territories_pb2_grpc.TerritoryServiceStub, "directory")


def organisations() -> Any:
    """The stub of organisations and posts, with the reader's rights."""
    return peer(organisations_pb2_grpc.OrganisationServiceStub, "directory")


def references() -> Any:
    """The stub of dictionaries, calendar, rules and documents, with the reader's rights."""
    return peer(reference_pb2_grpc.ReferenceServiceStub, "directory")


def records() -> Any:
    """The stub of pictures, with the reader's rights."""
    return peer(records_pb2_grpc.RecordServiceStub, "directory")


for_staff = needs()
"""Decorates a view that every member of staff may open, and no resident."""


def may_there(permission: str, code: str) -> bool:
    """Whether the reader's rights reach a place; the service decides, this only spares useless buttons."""
    return Call(g.actor).may(permission, get_territory(code).path)


def whole_page() -> bool:
    """Whether a page is wanted with its frame: by the browser, or by htmx that goes back in the history."""
    return not by_htmx() or request.headers.get("HX-History-Restore-Request") == "true"


def get_territory(code: str) -> territories_pb2.Territory:
    """A place, asked for once in a request. Raises what the service refuses."""
    known = cast(dict[str, territories_pb2.Territory], g.setdefault("places", {}))
    if code not in known:
        try:
            known[code] = territories().GetTerritory(territories_pb2.GetTerritoryRequest(code=code))
        except Invalid as refusal:
            raise NotFound() from refusal
    return known[code]


def listed_territories(
    request_: territories_pb2.ListTerritoriesRequest,
) -> territories_pb2.ListTerritoriesResponse:
    """A page of places. Raises what the service refuses."""
    answer: territories_pb2.ListTerritoriesResponse = territories().ListTerritories(request_)
    return answer


def place_name(code: str) -> str:
    """What a place is called; the code itself where it is not known, empty for none."""
    if not code:
        return ""
    try:
        return str(get_territory(code).name)
    except NotFound:
        return code


def place_names(codes: Iterable[str]) -> dict[str, str]:
    """Names by code, ended places' too, read together; the code itself where a place is not known."""
    known = cast(dict[str, str], g.setdefault("place_names", {}))
    missing = sorted({code for code in codes if code} - known.keys())
    for start in range(0, len(missing), _TOGETHER):
        some = missing[start : start + _TOGETHER]
        known.update(dict(zip(some, some, strict=True)))
        known.update((each.code, each.name) for each in _these(some))
    return known


def _these(codes: Iterable[str]) -> Sequence[territories_pb2.Territory]:
    """Places by code from above to below, ended ones too; unknown ones are left out."""
    asked = territories_pb2.ListTerritoriesRequest(
        codes=codes, with_past=True, deep=True, page_size=_TOGETHER
    )
    return listed_territories(asked).territories


def superiors(territory: territories_pb2.Territory) -> list[territories_pb2.Territory]:
    """The chain from the prefecture down to the place's parent, as the path has it; without borders.

    An area that a grid's path passes over is left out.
    """
    path = territory.path
    widths = [*_DIVISION_WIDTHS, *range(_CODE_WIDTH, len(path), 3)]
    codes = [path[:width].ljust(_CODE_WIDTH, "0") for width in widths if width < len(path)]
    return list(_these(codes)) if codes else []


def get_organisation(id: str) -> organisations_pb2.Organisation:
    """An organisation, asked for once in a request. Raises what the service refuses."""
    known = cast(dict[str, organisations_pb2.Organisation], g.setdefault("bodies", {}))
    if id not in known:
        known[id] = organisations().GetOrganisation(organisations_pb2.GetOrganisationRequest(id=id))
    return known[id]


def organisation_name(id: str) -> str:
    """What an organisation is called; empty where it is not known."""
    try:
        return str(get_organisation(id).name) if id else ""
    except NotFound:
        return ""


def put_refusal(form: Form[Any], refusal: Refusal, **fields: str) -> None:
    """Show a refusal in the form: at the field that ``fields`` names for its code (dots as underscores)."""
    field = fields.get(refusal.code.replace(".", "_"), "")
    if field and not isinstance(refusal, Invalid):
        form.wrong(field, refusal.said or refusal.code)
    else:
        form.refused(refusal)


def account_name(id: str) -> str:
    """Whose account it is; empty where the reader may not see it."""
    try:
        stub = peer(accounts_pb2_grpc.AccountServiceStub, "directory")
        return str(stub.GetAccount(accounts_pb2.GetAccountRequest(id=id)).name) if id else ""
    except (NotFound, Forbidden):
        return ""


def renewed(form: Form[Any], before: Message, field: str) -> None:
    """Begin a form's message with the record as it is; the fields of the form are emptied to be read anew."""
    record = getattr(form.message, field)
    record.CopyFrom(before)
    for spec in form.specs:
        way, _, last = spec.name.rpartition(".")
        if not spec.apart and way == field:
            record.ClearField(last)
