"""Few kinds of refusal, many codes, no transport.

A service raises its own subclasses; the table in ``kernel.rpc.failures`` turns the kind into a
gRPC status and the gateway turns that into HTTP.  Texts live in each service's ``messages.toml``
under the code, in Chinese and English, and are filled from ``details``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One thing wrong with one field of a request.

    ``field`` is the path as the caller wrote it (``place.longitude``), ``code`` a message key
    such as ``kernel.required``, ``details`` the values its text is filled with.
    """

    field: str
    code: str
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)


class Refusal(Exception):
    """A command was understood and refused. Anything else that is raised is a bug.

    Attributes:
        code: stable, dotted, prefixed with the service (``cases.already_closed``).
        details: values for the translated text; never personal data.
        said: the text that another service wrote for the caller, in the caller's language; empty here.
    """

    code = "kernel.refused"
    said = ""

    def __init__(self, **details: object) -> None:
        self.details: dict[str, str] = {key: str(value) for key, value in details.items()}
        super().__init__(f"{self.code} {self.details}" if details else self.code)


class NotFound(Refusal):
    """The thing is not there, or the caller may not know that it is."""

    code = "kernel.not_found"


class Invalid(Refusal):
    """The request itself is wrong; ``problems`` names every field."""

    code = "kernel.invalid"

    def __init__(self, *problems: FieldProblem, **details: object) -> None:
        self.problems = problems
        super().__init__(**details)

    @classmethod
    def one(cls, field: str, code: str, **details: object) -> Invalid:
        """The common case: a single field with a single problem."""
        return cls(FieldProblem(field, code, {k: str(v) for k, v in details.items()}))


class Conflict(Refusal):
    """The state of the thing does not allow this, or somebody was quicker."""

    code = "kernel.conflict"


class Forbidden(Refusal):
    """Known caller, not allowed."""

    code = "kernel.forbidden"


class Unauthenticated(Refusal):
    """No valid token, or none at all."""

    code = "kernel.unauthenticated"


class Exhausted(Refusal):
    """A limit of rate, size or number was reached."""

    code = "kernel.exhausted"


class Unavailable(Refusal):
    """Something this needs is not reachable now; trying again later is right."""

    code = "kernel.unavailable"
