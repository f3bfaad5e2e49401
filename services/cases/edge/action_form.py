"""What every verb's form is made of: the request it fills, the sentence that says what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from services.cases.edge import track
from services.cases.edge.history_notes import CAUSES
from services.kernel.types import utc_now
from services.kernel.web.forms import Field, Form
from services.kernel.web.texts import Text, t
from services.kernel.worktime import SHANGHAI
from wangge.cases.v1 import cases_pb2 as pb

Options = Sequence[tuple[str, Text]]
PICTURES = "image/*,audio/*,video/mp4,.pdf,.docx,.xlsx,.ofd,.txt,.csv"
URGENCIES: Options = (
    ("URGENCY_NORMAL", Text("一般", "Normal")),
    ("URGENCY_URGENT", Text("紧急", "Urgent")),
    ("URGENCY_MAJOR", Text("重大", "Major")),
)
_LATE = (
    Field(
        "overrun_cause",
        Text("超时原因", "Why it is late"),
        "choice",
        tuple((f"OVERRUN_CAUSE_{name}", text) for name, text in CAUSES.items()),
        help=Text(
            "本阶段已超过时限，请选择主要原因。",
            "The limit of this stage has passed; choose what held it up.",
        ),
    ),
    Field(
        "overrun_words",
        Text("超时说明", "In words"),
        help=Text("选“其他原因”时必填。", "Needed for “another cause”."),
    ),
)


def nothing_given(case: pb.Case) -> Mapping[str, Any]:
    """No values to start from."""
    return {}


def as_it_is(form: Form[Any], case: pb.Case) -> None:
    """The form says it all."""


@dataclass(frozen=True)
class Action:
    """One verb as a form.

    Attributes:
        verb: as in ``Case.actions``.
        rpc: of the case service.
        request: the message it takes.
        told: one sentence before sending: who gets the case, which limit starts.
        fields: of the message; a callable makes them for the case at hand.
        given: values to start from.
        uploads: label of the field for pictures and files; None where there is none.
        moment: whether uploads show the state ``before`` or ``after``, or ``other``.
        complete: puts into the message what the fields alone cannot say, or says what is wrong.
        late_stage: the stage whose passed limit makes the cause of the delay a must.
        danger: the verb ends or takes back something.
    """

    verb: str
    rpc: str
    request: Callable[..., Any]
    told: Callable[[pb.Case], str]
    fields: Sequence[Field] | Callable[[pb.Case], Sequence[Field]] = ()
    given: Callable[[pb.Case], Mapping[str, Any]] = nothing_given
    uploads: Text | None = None
    uploads_help: Text | None = None
    moment: str = "other"
    complete: Callable[[Form[Any], pb.Case], None] = as_it_is
    late_stage: str = ""
    danger: bool = False

    def form(self, case: pb.Case) -> Form[Any]:
        """An empty form for this case; it carries the version that the reader saw (CASE-17)."""
        specs = list(self.fields(case) if callable(self.fields) else self.fields)
        if self.uploads is not None:
            specs.append(
                Field(
                    "attachment_ids",
                    self.uploads,
                    "files",
                    accept=PICTURES,
                    help=self.uploads_help,
                    apart=True,
                )
            )
        message = self.request(id=case.id)
        if "overrun_cause" in message.DESCRIPTOR.fields_by_name and track.late(case):
            must = bool(self.late_stage) and track.late(case, self.late_stage)
            specs += [replace(_LATE[0], required=must), _LATE[1]]
        specs.append(Field("etag", Text("", ""), "hidden"))
        return Form(message, specs, {**self.given(case), "etag": case.etag})


def yes_or_no(name: str, label: Text, yes: Text, no: Text) -> Field:
    """A decision: neither is chosen beforehand."""
    return Field(name, label, "radios", (("true", yes), ("false", no)), required=True)


def position(label: Text, *, required: bool | None = None) -> Field:
    """Where the reader stands: by the device, or typed."""
    return Field(
        "place",
        label,
        "point",
        required=required,
        placeholder=Text("经度,纬度", "longitude,latitude"),
        help=Text("按“使用我的当前位置”自动填写。", "“Use my position” fills it in."),
    )


def words(
    name: str, label: Text, *, rows: int = 3, help: Text | None = None, required: bool | None = None
) -> Field:
    """A field of several lines."""
    return Field(name, label, "area", rows=rows, help=help, required=required)


def undecided(form: Form[Any]) -> None:
    """Say of each decision that was not taken that it must be; a tick not set would count as a no."""
    for spec in form.specs:
        if spec.kind == "radios" and spec.required and not form.value(spec.name):
            form.wrong(spec.name, t("请选择", "Please choose"))


def in_days(days: int) -> str:
    """For a field of kind ``moment``: so many days from now, at the end of office hours."""
    at = (utc_now() + timedelta(days=days)).astimezone(SHANGHAI)
    return at.replace(hour=18, minute=0).strftime("%Y-%m-%dT%H:%M")


def field_moment(value: Any) -> str:
    """A timestamp for a field of kind ``moment``; empty for an unset one."""
    if not value.seconds:
        return ""
    at: datetime = value.ToDatetime(SHANGHAI)
    return at.strftime("%Y-%m-%dT%H:%M")


def lead_of(case: pb.Case) -> str:
    """Who does the work: the lead unit, or the centre itself."""
    lead = next(
        (each.unit_name for each in reversed(case.tasks) if each.lead and each.state != "cancelled"), ""
    )
    return lead or str(case.holder_name)
