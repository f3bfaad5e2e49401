"""The one interceptor of every server, its stages in fixed order.

trace -> error translation -> authentication -> access -> validation -> idempotency -> deadline -> handler
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn, cast

import grpc
from google.protobuf.message import DecodeError, Message
from grpc_status import rpc_status

from services.kernel import telemetry
from services.kernel.audit.refused import Refused
from services.kernel.call import Actor, Call, RequestKey
from services.kernel.errors import (
    Exhausted,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    Unauthenticated,
    Unavailable,
)
from services.kernel.persistence.unit_of_work import ReplayRace
from services.kernel.rpc import callers, failures
from services.kernel.rpc.access import Method
from services.kernel.rpc.addresses import Networks
from services.kernel.rpc.current import Travelling, travelling
from services.kernel.rpc.expiring import until_expiry
from services.kernel.rpc.messages import Messages, preferred_locale
from services.kernel.rpc.validation import validate
from services.kernel.security.tokens import TokenVerifier
from services.kernel.types import Clock

log = logging.getLogger(__name__)
_ACTORS_REMEMBERED = 4096
_LONGEST_WAIT = 86_400.0  # gRPC reports years for calls without a deadline
_CALL, _RECORD = "_wangge_call", "_wangge_record"


class RequestUnreadable(Invalid):
    """The bytes are not the method's request message."""

    code = "kernel.request_unreadable"


class TooManyStreams(Exhausted):
    """As many server streams are open as this process serves at once."""

    code = "kernel.too_many_streams"


class DeadlineExceeded(Exception):
    """The caller's time was over before the handler could begin."""


@dataclass(frozen=True)
class Pipeline:
    """What the stages need.

    ``streams`` is how many server streams may be open at once, ``refused`` notes refused access.
    """

    methods: Mapping[str, Method]
    verifier: TokenVerifier
    messages: Messages
    clock: Clock
    trusted: Networks = ()
    default_locale: str = "zh"
    streams: int = 32
    refused: Refused | None = None


def call_of(context: Any) -> Call:
    """The Call that the pipeline made for this invocation; for servicer methods."""
    call: Call = getattr(context, _CALL)
    return call


class PipelineInterceptor(grpc.ServerInterceptor):  # type: ignore[type-arg]
    """Wraps every handler whose method has an access option; health and reflection pass untouched."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._p = pipeline
        self._wrapped: dict[str, Any] = {}
        self._actors: dict[str, Actor] = {}
        self._streams = threading.BoundedSemaphore(pipeline.streams)

    def intercept_service(self, continuation: Callable[[Any], Any], details: Any) -> Any:
        """See grpc.ServerInterceptor."""
        ready = self._wrapped.get(details.method)
        if ready is not None:
            return ready
        handler = continuation(details)
        method = self._p.methods.get(details.method)
        if handler is None or method is None:
            return handler
        if handler.request_streaming:
            raise NotImplementedError(f"{method.path}: client streaming is not part of our contracts")
        wrapped = self._wrap(handler, method)
        self._wrapped[details.method] = wrapped
        return wrapped

    def _wrap(self, handler: Any, method: Method) -> Any:
        # Requests arrive as bytes: who may not call has nothing parsed, and bad bytes get a proper status.
        if handler.response_streaming:
            return grpc.unary_stream_rpc_method_handler(
                lambda raw, context: self._stream(method, handler.unary_stream, raw, context),
                request_deserializer=None,
                response_serializer=handler.response_serializer,
            )
        return grpc.unary_unary_rpc_method_handler(
            lambda raw, context: self._unary(method, handler.unary_unary, raw, context),
            request_deserializer=None,
            response_serializer=handler.response_serializer,
        )

    def _unary(self, method: Method, behaviour: Callable[[Any, Any], Any], raw: bytes, context: Any) -> Any:
        metadata = dict(context.invocation_metadata())
        began = time.monotonic()
        with telemetry.continue_trace(str(metadata.get(callers.TRACE, ""))) as trace_id:
            try:
                with telemetry.span(method.path, {"rpc.system": "grpc"}):
                    request, _ = self._prepare(method, raw, context, metadata, trace_id)
                    try:
                        answer = behaviour(request, context)
                    except ReplayRace:
                        answer = behaviour(request, context)
                _measure(method, "ok", began)
                return answer
            except Exception as error:
                self._fail(error, method, context, metadata, trace_id, began)

    def _stream(
        self, method: Method, behaviour: Callable[[Any, Any], Iterator[Any]], raw: bytes, context: Any
    ) -> Iterator[Any]:
        metadata = dict(context.invocation_metadata())
        began = time.monotonic()
        with telemetry.continue_trace(str(metadata.get(callers.TRACE, ""))) as trace_id:
            admitted = False
            try:
                request, expires_at = self._prepare(method, raw, context, metadata, trace_id)
                admitted = self._streams.acquire(blocking=False)
                if not admitted:
                    raise TooManyStreams()
                yield from until_expiry(behaviour, request, context, expires_at, self._p.clock)
                _measure(method, "ok", began)
            except Exception as error:
                self._fail(error, method, context, metadata, trace_id, began)
            finally:
                if admitted:
                    self._streams.release()

    def _prepare(
        self, method: Method, raw: bytes, context: Any, metadata: Mapping[str, str | bytes], trace_id: str
    ) -> tuple[Message, datetime | None]:
        """The request, and when the caller's token expires."""
        locale = preferred_locale(str(metadata.get("accept-language", "")), self._p.default_locale)
        actor, token, expires_at = self._authenticate(method, metadata)
        call = Call(
            actor=actor,
            origin=callers.origin_of(context.peer(), metadata, self._p.trusted),
            on_behalf_of=callers.lender(actor, method.permission) if method.permission else "",
            purpose=callers.purpose_of(metadata),
            locale=locale,
            trace_id=trace_id,
        )
        setattr(context, _CALL, call)  # a refusal says whose it was
        method.admit(call, anonymous=actor is callers.ANONYMOUS)
        try:
            request = method.request(raw)
        except (DecodeError, RecursionError):
            raise RequestUnreadable() from None
        setattr(context, _RECORD, str(getattr(request, "id", "") or getattr(request, "case_id", "")))
        validate(request)
        if method.repeatable and request.request_id:  # type: ignore[attr-defined]
            call = replace(call, request=_request_key(actor, method, request))
        remaining = context.time_remaining()
        if remaining is not None and remaining < _LONGEST_WAIT:
            if remaining <= 0:
                raise DeadlineExceeded
            call = replace(call, deadline=self._p.clock() + timedelta(seconds=remaining))
        setattr(context, _CALL, call)
        travelling.set(Travelling(token, locale))
        return request, expires_at

    def _authenticate(
        self, method: Method, metadata: Mapping[str, str | bytes]
    ) -> tuple[Actor, str, datetime | None]:
        try:
            token = callers.bearer(metadata)
            if not token:
                return callers.ANONYMOUS, "", None
            actor, expires_at = self._actor(token)
            return actor, token, expires_at
        except (Unauthenticated, Unavailable):
            if method.public:
                # Signing in with the old token still in the header, or fetching the very keys.
                return callers.ANONYMOUS, "", None
            raise

    def _actor(self, token: str) -> tuple[Actor, datetime]:
        claims = self._p.verifier.verify(token)
        known = self._actors.get(token)
        if known is None:
            if len(self._actors) >= _ACTORS_REMEMBERED:
                self._actors.clear()
            known = self._actors[token] = callers.actor_from(claims)
        return known, datetime.fromtimestamp(cast("int", claims["exp"]), UTC)

    def _fail(
        self,
        error: Exception,
        method: Method,
        context: Any,
        metadata: Mapping[str, str | bytes],
        trace_id: str,
        began: float,
    ) -> NoReturn:
        locale = preferred_locale(str(metadata.get("accept-language", "")), self._p.default_locale)
        about: dict[str, str] = {"locale": locale, "domain": method.service, "trace_id": trace_id}
        refusal = failures.as_refusal(error)
        if refusal is not None:
            if isinstance(refusal, (Forbidden, NotFound)):
                self._note_no_access(refusal, method, context, trace_id)
            elif not isinstance(error, Refusal):
                log.warning("%s: %s trace=%s", method.path, type(error).__name__, trace_id)
            status = failures.status_message(refusal, self._p.messages, **about)
        elif isinstance(error, DeadlineExceeded):
            code = grpc.StatusCode.DEADLINE_EXCEEDED
            status = failures.bare_status(code, failures.DEADLINE, self._p.messages, **about)
        else:
            _log_bug(error, method, trace_id)
            code = grpc.StatusCode.INTERNAL
            status = failures.bare_status(code, failures.INTERNAL, self._p.messages, **about)
        _measure(method, failures.code_in(status), began)
        context.abort_with_status(rpc_status.to_status(status))
        raise AssertionError("abort_with_status returned")

    def _note_no_access(self, refusal: Refusal, method: Method, context: Any, trace_id: str) -> None:
        """Who was refused what (DIR-25); what is out of sight answers as if it were not there."""
        call: Call | None = getattr(context, _CALL, None)
        who = call.actor.id if call is not None else ""
        log.info("refused %s: %s actor=%s trace=%s", method.path, refusal.code, who or "anonymous", trace_id)
        record = getattr(context, _RECORD, "")
        if self._p.refused is None or call is None or (isinstance(refusal, NotFound) and not record):
            return
        self._p.refused.note(method.service, method.path.rpartition("/")[2], refusal.code, call, record)


def _measure(method: Method, code: str, began: float) -> None:
    telemetry.measure("wangge.rpc", time.monotonic() - began, {"method": method.path, "code": code})


def _request_key(actor: Actor, method: Method, request: Any) -> RequestKey:
    key = hashlib.sha256("\0".join((actor.id, method.path, request.request_id)).encode()).hexdigest()
    fingerprint = hashlib.sha256(request.SerializeToString(deterministic=True)).hexdigest()
    return RequestKey(key=key, fingerprint=fingerprint)


def _log_bug(error: Exception, method: Method, trace_id: str) -> None:
    # The text of an exception may quote the request (a database error quotes its parameters): frames only.
    frames: list[str] = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    log.error(
        "bug in %s: %s trace=%s\n  %s", method.path, type(error).__qualname__, trace_id, "\n  ".join(frames)
    )
