"""Forms over request messages: declared once, drawn by a macro, read into the message, errors put back."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from flask import request
from google.protobuf.message import Message
from werkzeug.datastructures import FileStorage, MultiDict

from services.kernel.errors import Invalid, Refusal
from services.kernel.web.form_values import put
from services.kernel.web.texts import Text
from wangge.options.v1 import options_pb2

M = TypeVar("M", bound=Message)
Options = Sequence[tuple[str, str | Text]]
KINDS = frozenset(
    {
        "text", "area", "number", "choice", "radios", "choices", "check", "date", "moment", "files", "hidden",
        "secret", "phone", "code", "point", "lookup", "lines",
    }
)  # fmt: skip
_SHORT = frozenset({"choice", "number", "date", "moment", "phone", "code"})


@dataclass(frozen=True)
class Field:
    """One field of a form.

    Attributes:
        name: path in the request message (``place.address``), or of no message field when ``apart``.
        label: what readers call it.
        kind: how it is drawn and read, one of `KINDS`: ``choice`` is a drop-down, ``radios`` the same as
            buttons, ``choices`` several ticks, ``lines`` a repeated text field with one value a line,
            ``moment`` date and time in China's time, ``point`` a map position as "longitude,latitude" (two
            message fields below ``name``), ``lookup`` an id picked from suggestions fetched from ``source``,
            which ``titled`` calls by name when the form is shown again.
        options: values and labels of a choice; a callable is asked when the form is drawn.
        required: None takes it from the contract.
        apart: is not part of the message; the view reads it itself (uploads, confirmations).
        short: stands beside another short one where there is room; None: if its kind has short values.
    """

    name: str
    label: Text
    kind: str = "text"
    options: Options | Callable[[], Options] = ()
    required: bool | None = None
    help: Text | None = None
    placeholder: Text | None = None
    rows: int = 3
    source: str = ""
    accept: str = ""
    capture: bool = False
    apart: bool = False
    initial: str = ""
    titled: Callable[[str], str] | None = None
    short: bool | None = None

    @property
    def half(self) -> bool:
        """Takes half the width."""
        return self.kind in _SHORT if self.short is None else self.short

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.name}: no such kind of field: {self.kind}")


@dataclass
class Shown:
    """A field as the macro draws it: values, limits from the contract, what is wrong with it."""

    spec: Field
    values: list[str]
    required: bool = False
    max_length: int = 0
    pattern: str = ""
    least: float | None = None
    most: float | None = None
    errors: list[str] = field(default_factory=list)
    options: Options = ()
    title: str = ""

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def id(self) -> str:
        """For ``id`` and ``for`` attributes."""
        return "f-" + self.spec.name.replace(".", "-").replace("_", "-")

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""


class Form(Generic[M]):
    """A form being filled: made for each request.

    ``message`` is a fresh request message of the contract; ``fixed`` are fields that the view sets itself. A
    ``request_id`` field of the message is made when the form is drawn and comes back with it, so that a form
    sent twice is done once.
    """

    def __init__(self, message: M, fields: Iterable[Field], given: Mapping[str, Any] | None = None) -> None:
        self.message = message
        self.specs = tuple(fields)
        self.problem = ""
        self.trace = ""
        self._errors: dict[str, list[str]] = {}
        self._values: dict[str, list[str]] = {}
        self._descriptor: Any = message.DESCRIPTOR
        if "request_id" in self._descriptor.fields_by_name and not any(
            each.name == "request_id" for each in self.specs
        ):
            self.specs += (Field("request_id", Text("", ""), "hidden", initial=str(uuid.uuid4())),)
        for spec in self.specs:
            start = (given or {}).get(spec.name, spec.initial)
            many = isinstance(start, list | tuple)
            self._values[spec.name] = [str(each) for each in start] if many else [str(start)] * bool(start)

    @property
    def fields(self) -> list[Shown]:
        """What the macro draws."""
        try:
            return [self._shown(spec) for spec in self.specs]
        except AttributeError as error:
            # A template takes an attribute that raises this for one that is not there, and draws nothing.
            raise RuntimeError("a field of the form cannot be drawn") from error

    @property
    def ok(self) -> bool:
        """Whether reading found nothing wrong."""
        return not self._errors and not self.problem

    def read(self, sent: MultiDict[str, str] | None = None) -> bool:
        """Take what was sent into the message; False when something cannot be understood.

        Limits of the contract (required, length, pattern) are left to the service, whose answer `refused`
        puts to the fields: there is one place that decides.
        """
        source = request.form if sent is None else sent
        for spec in self.specs:
            values = [each.replace("\r\n", "\n").strip() for each in source.getlist(spec.name)]
            self._values[spec.name] = [each for each in values if each]
            if spec.apart or not self._values[spec.name]:
                continue
            try:
                put(self.message, spec.name, spec.kind, self._values[spec.name])
            except ValueError as wrong:
                self.wrong(spec.name, str(wrong))
        return self.ok

    def value(self, name: str) -> str:
        """What was sent, or is shown, in a field."""
        return next(iter(self._values.get(name, [])), "")

    def values(self, name: str) -> list[str]:
        """All values of a field."""
        return self._values.get(name, [])

    def files(self, name: str) -> list[FileStorage]:
        """The files sent in a field, empty ones left out."""
        return [each for each in request.files.getlist(name) if each.filename]

    def wrong(self, name: str, text: str) -> None:
        """Say what is wrong with a field."""
        self._errors.setdefault(name, []).append(text)

    def refused(self, refusal: Refusal) -> None:
        """Put a service's refusal to the fields it names; the rest of it stands above the form."""
        problems = refusal.problems if isinstance(refusal, Invalid) else ()
        for each in problems:
            text = each.details.get("description") or each.code
            spec = self._closest(each.field)
            if spec is None or spec.kind == "hidden":
                self.problem = f"{self.problem} {text}".strip()
            else:
                self.wrong(spec.name, text)
        if not problems:
            self.problem = refusal.said or refusal.code

    def _closest(self, path: str) -> Field | None:
        """The field of the form that a path of the contract lies in, or the nearest one below it."""
        plain = re.sub(r"\[\d+\]", "", path)
        for spec in self.specs:
            if plain == spec.name or plain.startswith(spec.name + ".") or spec.name.startswith(plain + "."):
                return spec
        return None

    def _shown(self, spec: Field) -> Shown:
        options = spec.options() if callable(spec.options) else spec.options
        shown = Shown(spec, self._values.get(spec.name, []), options=options)
        shown.errors = self._errors.get(spec.name, [])
        if spec.titled is not None and shown.value:
            shown.title = spec.titled(shown.value)
        descriptor = None if spec.apart else _find(self._descriptor, spec.name)
        if descriptor is not None:
            rule: Any = descriptor.GetOptions().Extensions[options_pb2.field]
            shown.required, shown.max_length, shown.pattern = rule.required, rule.max_length, rule.pattern
            shown.least = rule.min if rule.HasField("min") else None
            shown.most = rule.max if rule.HasField("max") else None
        if spec.required is not None:
            shown.required = spec.required
        return shown


def _find(descriptor: Any, path: str) -> Any:
    found: Any = None
    for part in path.split("."):
        found = descriptor.fields_by_name.get(part)
        if found is None:
            raise KeyError(f"{descriptor.full_name} has no field {path}")
        if found.message_type is not None:
            descriptor = found.message_type
    return found
