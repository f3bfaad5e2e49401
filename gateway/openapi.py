"""The OpenAPI 3.1 document of the enabled services, made from their contracts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gateway.operations import Operations, path_of
from gateway.routes import Router
from gateway.schemas import Schema
from gateway.settings_port import ServiceManifest

_TITLES = {
    400: "The request is not valid",
    401: "Not signed in, or the session is over",
    403: "Not permitted",
    404: "Not found, or not to be seen by the caller",
    406: "The Accept header admits no answer",
    408: "The body came too slowly",
    409: "The state of the record does not allow this, or somebody was quicker",
    413: "The body is too large",
    415: "The body has another type than is taken",
    429: "Too many requests",
    500: "A bug; quote the trace id",
    501: "This version of the service does not support this",
    503: "The service is not available now",
    504: "The service did not answer in time",
}
_PROBLEM: Schema = {
    "type": "object",
    "description": "Problem details (RFC 9457)",
    "required": ["type", "title", "status", "detail", "code", "traceId"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string", "description": "Stable; for programs"},
        "traceId": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "message"],
                "properties": {each: {"type": "string"} for each in ("field", "code", "message")},
            },
        },
    },
}


def document_of(router: Router, manifests: Sequence[ServiceManifest]) -> dict[str, Any]:
    """The document; the same for the same contracts."""
    builder = Operations(router)
    paths: dict[str, dict[str, Any]] = {}
    for route in router.routes:
        paths.setdefault(path_of(route), {})[route.binding.verb.lower()] = builder.operation(route)
    used = {operation["tags"][0] for item in paths.values() for operation in item.values()}
    tags = [{"name": each.name, "description": f"{each.title_zh} {each.title_en}"} for each in manifests]
    tags.append({"name": "operations", "description": "运维 Operations"})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "网格 Wangge",
            "version": "v1",
            "description": "Fields without presence are always in an answer; messages and optional fields "
            "that are unset are left out. 64-bit integers are texts. Times are RFC 3339 in UTC.",
        },
        "servers": [{"url": "/"}],
        "tags": [tag for tag in tags if tag["name"] in used],
        "paths": paths,
        "components": {
            "schemas": {"Problem": _PROBLEM, **dict(sorted(builder.schemas.components.items()))},
            "responses": {f"Problem{status}": _response(status) for status in _TITLES},
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "wangge_access",
                    "description": "From POST /auth/sign-in; methods that change something also need the "
                    "X-CSRF-Token header with the value of the cookie wangge_csrf.",
                },
            },
        },
    }


def _response(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    response: dict[str, Any] = {
        "description": _TITLES[status],
        "content": {"application/problem+json": {"schema": schema}},
    }
    if status in (429, 503):
        response["headers"] = {"Retry-After": {"schema": {"type": "string"}, "description": "Seconds"}}
    return response
