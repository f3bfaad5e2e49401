"""The one table between kinds of refusal and gRPC statuses, in both directions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.message import Message
from google.rpc import error_details_pb2, status_pb2
from sqlalchemy import exc as sql

from services.kernel.errors import (
    Conflict,
    Exhausted,
    FieldProblem,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    Unauthenticated,
    Unavailable,
)
from services.kernel.rpc.messages import Messages

DETAILS_KEY = "grpc-status-details-bin"
INTERNAL = "kernel.internal"
DEADLINE = "kernel.deadline_exceeded"
# Clients refuse trailing metadata beyond 8 KiB unless told otherwise; a hundred bad fields would exceed it.
_MOST_DETAILS = 5_000
_LONGEST_DETAIL = 300

TABLE: Mapping[type[Refusal], grpc.StatusCode] = {
    NotFound: grpc.StatusCode.NOT_FOUND,
    Invalid: grpc.StatusCode.INVALID_ARGUMENT,
    Conflict: grpc.StatusCode.ABORTED,
    Forbidden: grpc.StatusCode.PERMISSION_DENIED,
    Unauthenticated: grpc.StatusCode.UNAUTHENTICATED,
    Exhausted: grpc.StatusCode.RESOURCE_EXHAUSTED,
    Unavailable: grpc.StatusCode.UNAVAILABLE,
    Refusal: grpc.StatusCode.FAILED_PRECONDITION,
}
# Statuses that gRPC itself makes; everything else that comes back is a bug over there.
_BACK: Mapping[grpc.StatusCode, type[Refusal]] = {
    **{status: kind for kind, status in TABLE.items()},
    grpc.StatusCode.ALREADY_EXISTS: Conflict,
    grpc.StatusCode.OUT_OF_RANGE: Invalid,
    grpc.StatusCode.DEADLINE_EXCEEDED: Unavailable,
    grpc.StatusCode.CANCELLED: Unavailable,
}


class DatabaseUnavailable(Unavailable):
    """The service's database cannot be reached or is too busy; trying again later is right."""

    code = "kernel.database_unavailable"


class PeerUnavailable(Unavailable):
    """Another service cannot be reached or did not answer in time."""

    code = "kernel.peer_unavailable"


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed call as the caller sees it.

    ``kind`` is None when the other side had a bug; ``trace_id`` is what to quote when asking about it.
    """

    status: grpc.StatusCode
    kind: type[Refusal] | None
    code: str
    details: Mapping[str, str]
    message: str
    problems: tuple[FieldProblem, ...]
    trace_id: str


def status_of(kind: type[Refusal]) -> grpc.StatusCode:
    """The gRPC status of a kind, found along its ancestry."""
    return next(TABLE[each] for each in kind.__mro__ if each in TABLE)


def status_message(
    refusal: Refusal, messages: Messages, *, locale: str, domain: str, trace_id: str
) -> status_pb2.Status:
    """The google.rpc.Status of a refusal: code and details for programs, texts for people."""
    text = messages.text(refusal.code, refusal.details, locale)
    details = {key: value[:_LONGEST_DETAIL] for key, value in refusal.details.items()}
    info = error_details_pb2.ErrorInfo(reason=refusal.code, domain=domain, metadata=details)
    parts: list[AnyMessage] = [_packed(info)]
    if isinstance(refusal, Invalid) and refusal.problems:
        bad = error_details_pb2.BadRequest()
        for problem in refusal.problems:
            described = messages.text(problem.code, problem.details, locale)
            bad.field_violations.add(field=problem.field, reason=problem.code, description=described)
            if bad.ByteSize() > _MOST_DETAILS:
                break
        parts.append(_packed(bad))
    parts.append(_packed(error_details_pb2.LocalizedMessage(locale=locale, message=text)))
    if trace_id:
        parts.append(_packed(error_details_pb2.RequestInfo(request_id=trace_id)))
    return status_pb2.Status(code=_number(status_of(type(refusal))), message=text, details=parts)


def bare_status(
    status: grpc.StatusCode, code: str, messages: Messages, *, locale: str, domain: str, trace_id: str
) -> status_pb2.Status:
    """A status that no refusal stands for: a bug (nothing but the trace id leaves), or a deadline."""
    text = messages.text(code, {"trace_id": trace_id}, locale)
    info = error_details_pb2.ErrorInfo(reason=code, domain=domain, metadata={"trace_id": trace_id})
    local = error_details_pb2.LocalizedMessage(locale=locale, message=text)
    request = error_details_pb2.RequestInfo(request_id=trace_id)
    return status_pb2.Status(
        code=_number(status), message=text, details=[_packed(info), _packed(local), _packed(request)]
    )


def code_in(status: status_pb2.Status) -> str:
    """The code that a status made here carries."""
    info = error_details_pb2.ErrorInfo()
    status.details[0].Unpack(info)
    return str(info.reason)


def as_refusal(error: BaseException) -> Refusal | None:
    """The refusal an exception stands for; None for a bug."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, sql.TimeoutError) or (isinstance(error, sql.DBAPIError) and _is_away(error)):
        return DatabaseUnavailable()
    return None


def read_failure(error: grpc.RpcError) -> Failure:
    """What a failed call said, whoever made the status."""
    status = error.code() if isinstance(error, grpc.Call) else grpc.StatusCode.UNKNOWN
    said = (error.details() or "") if isinstance(error, grpc.Call) else ""
    raw = _details_in(error)
    whole = status_pb2.Status()
    whole.ParseFromString(raw)
    info, bad = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
    request, local = error_details_pb2.RequestInfo(), error_details_pb2.LocalizedMessage()
    for part in whole.details:
        for message in (info, bad, request, local):
            part.Unpack(message)
    problems = tuple(
        FieldProblem(each.field, each.reason, {"description": each.description})
        for each in bad.field_violations
    )
    return Failure(
        status=status,
        kind=_BACK.get(status),
        code=info.reason,
        details=dict(info.metadata),
        message=local.message or said,
        problems=problems,
        trace_id=request.request_id,
    )


def refusal_from(error: grpc.RpcError, service: str) -> Refusal | None:
    """The refusal that another service raised, of the same kind and code; None when it had a bug."""
    failure = read_failure(error)
    if failure.kind is None:
        return None
    if not failure.code:
        # Made by gRPC itself: the peer is away, slow, or does not know the method.
        return PeerUnavailable(service=service) if failure.kind is Unavailable else failure.kind()
    if failure.code == DEADLINE:
        return PeerUnavailable(service=service)
    if issubclass(failure.kind, Invalid):
        refusal: Refusal = failure.kind(*failure.problems, **failure.details)
    else:
        refusal = failure.kind(**failure.details)
    refusal.code, refusal.said = failure.code, failure.message
    return refusal


def _details_in(error: grpc.RpcError) -> bytes:
    trailers: Any = (error.trailing_metadata() or ()) if isinstance(error, grpc.Call) else ()
    return next((bytes(value) for key, value in trailers if key == DETAILS_KEY), b"")


def _packed(message: Message) -> AnyMessage:
    packed = AnyMessage()
    packed.Pack(message)
    return packed


def _number(status: grpc.StatusCode) -> int:
    return int(status.value[0])


def _is_away(error: sql.DBAPIError) -> bool:
    if error.connection_invalidated:
        return True
    if not isinstance(error, sql.OperationalError):
        return False
    state = getattr(error.orig, "pgcode", None)
    if hasattr(error.orig, "pgcode"):
        # No SQLSTATE at all: the connection was never made. 08, 53, 57P: connection, resources, shutdown.
        return state is None or str(state).startswith(("08", "53", "57P"))
    return any(word in str(error.orig) for word in ("locked", "busy", "disk is full", "unable to open"))
