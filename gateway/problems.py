"""Refusals, failed calls and bugs as RFC 9457 problem details, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
import orjson
from google.rpc import error_details_pb2, status_pb2

from gateway.translate import json_path
from services.kernel.errors import FieldProblem, Invalid, Refusal
from services.kernel.rpc.failures import DETAILS_KEY, status_of
from services.kernel.rpc.messages import Messages

MEDIA_TYPE = b"application/problem+json"
RETRY_AFTER = "5"

_HTTP: Mapping[grpc.StatusCode, int] = {
    grpc.StatusCode.INVALID_ARGUMENT: 400,
    grpc.StatusCode.OUT_OF_RANGE: 400,
    grpc.StatusCode.UNAUTHENTICATED: 401,
    grpc.StatusCode.PERMISSION_DENIED: 403,
    grpc.StatusCode.NOT_FOUND: 404,
    grpc.StatusCode.ABORTED: 409,
    grpc.StatusCode.ALREADY_EXISTS: 409,
    grpc.StatusCode.FAILED_PRECONDITION: 409,
    grpc.StatusCode.RESOURCE_EXHAUSTED: 429,
    grpc.StatusCode.UNIMPLEMENTED: 501,
    grpc.StatusCode.UNAVAILABLE: 503,
    grpc.StatusCode.CANCELLED: 503,
    grpc.StatusCode.DEADLINE_EXCEEDED: 504,
}
# Codes for statuses that gRPC itself made: no service had a say in them.
_BARE: Mapping[int, str] = {
    501: "gateway.not_supported",
    503: "gateway.service_down",
    504: "gateway.too_slow",
}


@dataclass(frozen=True)
class FieldError:
    """One field's problem as the client reads it."""

    field: str
    code: str
    message: str


@dataclass(eq=False)
class Problem(Exception):
    """An answer that is a problem. ``detail`` is empty where the text comes from ``code`` and ``details``."""

    status: int
    code: str
    details: Mapping[str, str] = field(default_factory=dict)
    detail: str = ""
    errors: Sequence[FieldError] = ()
    field_problems: Sequence[FieldProblem] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.status} {self.code}"


class Problems:
    """Writes problems; holds the texts of the gateway and the kernel."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Problems:
        """With the gateway's own texts and those in ``folders``."""
        return cls(Messages.load((Path(__file__).resolve().parent, *folders)))

    def text(self, code: str, details: Mapping[str, str], locale: str) -> str:
        """The text of a code."""
        return self._messages.text(code, details, locale)

    def knows(self, code: str) -> bool:
        """Whether there is a text for a code."""
        return self._messages.has(code)

    def body(self, problem: Problem, *, locale: str, trace_id: str) -> bytes:
        """The JSON of a problem."""
        errors = [
            *problem.errors,
            *(
                FieldError(p.field, p.code, self.text(p.code, p.details, locale))
                for p in problem.field_problems
            ),
        ]
        content: dict[str, Any] = {
            "type": f"urn:wangge:problem:{problem.code}",
            "title": self.text(f"gateway.title_{problem.status}", {}, locale),
            "status": problem.status,
            "detail": problem.detail or self._detail(problem, locale, trace_id),
            "code": problem.code,
            "traceId": trace_id,
        }
        if errors:
            content["errors"] = [{"field": e.field, "code": e.code, "message": e.message} for e in errors]
        return orjson.dumps(content)

    def _detail(self, problem: Problem, locale: str, trace_id: str) -> str:
        code = problem.code if self._messages.has(problem.code) else "gateway.refused"
        return self.text(code, {**problem.details, "trace_id": trace_id}, locale)


def from_refusal(refusal: Refusal) -> Problem:
    """A refusal raised in the gateway itself."""
    status = _HTTP[status_of(type(refusal))]
    problems = refusal.problems if isinstance(refusal, Invalid) else ()
    return Problem(status, refusal.code, refusal.details, field_problems=problems, headers=_headers(status))


def from_call(error: grpc.aio.AioRpcError) -> Problem:
    """A call that failed. Only what the service wrote for the caller passes; the text of a bug does not."""
    status = _HTTP.get(error.code(), 500)
    info, bad, local, retry = _details(error)
    if status == 500:
        return bug()
    if not info.reason:
        code = _BARE.get(status, "gateway.refused")
        return Problem(status, code, headers=_headers(status))
    errors = tuple(
        FieldError(json_path(each.field), each.reason, each.localized_message.message or each.description)
        for each in bad.field_violations
    )
    headers = dict(_headers(status))
    if retry.retry_delay.seconds > 0:
        headers["retry-after"] = str(retry.retry_delay.seconds)
    return Problem(status, info.reason, dict(info.metadata), local.message, errors, headers=headers)


def bug() -> Problem:
    """What the caller learns of a bug: the number to quote."""
    return Problem(500, "gateway.bug")


def _headers(status: int) -> Mapping[str, str]:
    if status in (429, 503):
        return {"retry-after": RETRY_AFTER}
    return {"www-authenticate": "Bearer"} if status == 401 else {}


def _details(
    error: grpc.aio.AioRpcError,
) -> tuple[
    error_details_pb2.ErrorInfo,
    error_details_pb2.BadRequest,
    error_details_pb2.LocalizedMessage,
    error_details_pb2.RetryInfo,
]:
    parts = (
        error_details_pb2.ErrorInfo(),
        error_details_pb2.BadRequest(),
        error_details_pb2.LocalizedMessage(),
        error_details_pb2.RetryInfo(),
    )
    trailers: Any = error.trailing_metadata() or ()
    for key, value in trailers:
        if key == DETAILS_KEY and isinstance(value, bytes):
            whole = status_pb2.Status()
            whole.ParseFromString(value)
            for any_part in whole.details:
                for part in parts:
                    any_part.Unpack(part)
    return parts
