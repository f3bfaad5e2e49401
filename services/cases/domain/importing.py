"""Cases of another system: what is wrong with a row, and how a sound one becomes a case (DIR-30)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.cases.domain.case import Case
from services.cases.domain.loop import STAGE
from services.cases.domain.parts import Happening
from services.cases.domain.record import Turn
from services.cases.domain.routing import Landing
from services.cases.domain.states import State, Urgency
from services.kernel.errors import FieldProblem

OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
CLOCK_SKEW = timedelta(minutes=10)
STATES = {"SCREENING": State.SCREENING, "IN_WORK": State.IN_WORK, "CLOSED": State.CLOSED}
MOST = {
    "external_number": 60, "title": 100, "content": 5000, "address": 200, "result": 5000, "agency": 100,
    "source": 60, "reporter_name": 60, "reporter_phone": 30,
}  # fmt: skip
"""Characters a field may have."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{4,28}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,20})?")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sound row: moments in UTC as ISO text, so that it can be kept as a document."""

    external_number: str
    title: str
    content: str
    category: str
    state: str
    urgency: str
    created: str
    closed: str = ""
    address: str = ""
    longitude: float | None = None
    latitude: float | None = None
    agency: str = ""
    result: str = ""
    source: str = ""

    def document(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Rules:
    """What rows are checked against."""

    zone: ZoneInfo
    now: datetime
    leaves: Collection[str]


class RowCheck:
    """Checks one row's fields and collects everything that is wrong, each with the field it is about."""

    def __init__(self, values: Mapping[str, str], rules: Rules) -> None:
        self._values = values
        self._rules = rules
        self.problems: list[FieldProblem] = []

    def draft(self, already_wrong: Collection[str]) -> Draft | None:
        """The draft, or None when anything is wrong. Fields in ``already_wrong`` are not looked at again."""
        self._skip = frozenset(already_wrong)
        self._texts()
        created = self._moment("created", required=True)
        closed = self._moment("closed")
        state = self._state(created, closed)
        self._category()
        point = self._point()
        urgency = self._text("urgency").upper() or Urgency.NORMAL.value
        if urgency not in Urgency.__members__:
            self._wrong("urgency", "cases.import_urgency_unknown", value=urgency)
        if self.problems or self._skip or created is None:
            return None
        title = self._text("title")
        return Draft(
            external_number=self._text("external_number"),
            title=title or self._text("content")[:40],
            content=self._text("content") or title,
            category=self._text("category"),
            state=state,
            urgency=urgency,
            created=created.isoformat(),
            closed=closed.isoformat() if closed and state == "CLOSED" else "",
            address=self._text("address"),
            longitude=point[0] if point else None,
            latitude=point[1] if point else None,
            agency=self._text("agency"),
            result=self._text("result"),
            source=self._text("source"),
        )

    def _text(self, name: str) -> str:
        return self._values.get(name, "").strip()

    def _wrong(self, name: str, code: str, **details: object) -> None:
        if name not in self._skip:
            self.problems.append(FieldProblem(name, code, {k: str(v)[:60] for k, v in details.items()}))

    def _texts(self) -> None:
        number = self._text("external_number")
        if not number:
            self._wrong("external_number", "cases.import_number_missing")
        elif not number.isprintable():
            self._wrong("external_number", "cases.import_number_unprintable")
        if not self._text("content") and not self._text("title"):
            self._wrong("content", "cases.import_content_missing")
        for name, most in MOST.items():
            text = self._text(name)
            if len(text) > most:
                self._wrong(name, "cases.import_too_long", most=most, length=len(text))
            if name != "external_number" and _CONTROL.search(text):
                self._wrong(name, "cases.import_control_character")
        phone = self._text("reporter_phone")
        if phone and not _PHONE.fullmatch(phone):
            self._wrong("reporter_phone", "cases.import_phone_unreadable")

    def _moment(self, name: str, *, required: bool = False) -> datetime | None:
        text = self._text(name)
        if not text:
            if required:
                self._wrong(name, "cases.import_created_missing")
            return None
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            self._wrong(name, "kernel.date_unreadable", value=text)
            return None
        if found.tzinfo is None:
            local = found.replace(tzinfo=self._rules.zone)
            found = local.astimezone(UTC)
            if found.astimezone(self._rules.zone).replace(tzinfo=None) != local.replace(tzinfo=None):
                self._wrong(name, "cases.import_time_skipped", value=text)
                return None
        found = found.astimezone(UTC)
        if found > self._rules.now + CLOCK_SKEW:
            self._wrong(name, "cases.import_in_future", value=text)
        if found < OLDEST:
            self._wrong(name, "cases.import_too_old", value=text)
        return found

    def _state(self, created: datetime | None, closed: datetime | None) -> str:
        state = self._text("state")
        if not state:
            self._wrong("state", "cases.import_state_missing")
        elif state not in STATES:
            self._wrong("state", "cases.import_state_unknown", value=state)
        elif state == "CLOSED" and closed is None and not self._text("closed"):
            self._wrong("closed", "cases.import_closed_missing")
        elif state == "SCREENING" and closed is not None:
            self._wrong("closed", "cases.import_closed_but_open")
        if created and closed and closed < created:
            self._wrong("closed", "cases.import_closed_before_created")
        return state

    def _category(self) -> None:
        code = self._text("category")
        if not code:
            self._wrong("category", "cases.import_category_missing")
        elif code not in self._rules.leaves:
            group = any(leaf.startswith(code + ".") for leaf in self._rules.leaves)
            kind = "cases.import_category_group" if group else "cases.import_category_unknown"
            self._wrong("category", kind, category=code)

    def _point(self) -> tuple[float, float] | None:
        texts = {name: self._text(name) for name in ("longitude", "latitude")}
        if not any(texts.values()):
            return None
        found: list[float] = []
        for name, most in (("longitude", 180), ("latitude", 90)):
            if not texts[name]:
                self._wrong(name, "cases.import_half_a_point")
            elif not _NUMBER.fullmatch(texts[name]):
                self._wrong(name, "cases.import_not_a_number", value=texts[name])
            elif abs(float(texts[name])) > most:
                self._wrong(name, "cases.import_out_of_range", value=texts[name], most=most)
            else:
                found.append(float(texts[name]))
        if found == [0.0, 0.0]:
            self._wrong("longitude", "cases.import_point_zero")
        return (found[0], found[1]) if len(found) == 2 else None


def admit(case: Case, turn: Turn, landing: Landing, draft: Draft, *, system: str, import_id: str) -> None:
    """A new case takes the place it had in the other system; its history says where it came from.

    Clocks of open cases start now: time that passed in another system is no delay of ours. Closed cases have
    none: whoever reported them years ago is not asked to judge.
    """
    target = STATES[draft.state]
    before = case.state
    case.state = target
    case.holder_name = turn.places.name_of(case.holder_path)
    case.result = draft.result
    if target is State.CLOSED:
        case.closed_at = datetime.fromisoformat(draft.closed)
        case._note_handling(turn)
    else:
        case._start(turn, STAGE[target])
    case._keep_progress_clock(turn)
    case.updated_at = turn.now
    details = {
        "system": system, "number": draft.external_number, "agency": draft.agency, "import": import_id,
        "source": draft.source, "landing": landing.how,
    }  # fmt: skip
    case.happenings.append(
        Happening(
            action="import",
            event="CaseReported",
            before=before,
            after=target,
            at=turn.now,
            place=(draft.longitude, draft.latitude)
            if draft.longitude is not None and draft.latitude is not None
            else None,
            details={name: value for name, value in details.items() if value},
            doer=turn.by,
        )
    )


def columns_of(
    problems: Collection[FieldProblem], sources: Mapping[str, Collection[str]]
) -> Iterator[FieldProblem]:
    """The problems with the names of the file's own columns."""
    for problem in problems:
        columns = sources.get(problem.field)
        yield FieldProblem(", ".join(columns) if columns else problem.field, problem.code, problem.details)
