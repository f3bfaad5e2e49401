"""Reads the reference data that is shipped with the platform."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from services.directory.application.ports import Catalogue, DeductionRule, Dictionary, WorkingCalendar
from services.directory.application.reference import COMMON
from services.directory.domain.calendars import deviations
from services.directory.domain.refusals import SeedsDamaged
from services.kernel.worktime import OFFICE_HOURS, seed_days
from wangge.directory.v1 import reference_pb2 as pb

FIRST_YEAR, LAST_YEAR = 2024, 2026
_KINDS = {
    "component": pb.CATALOGUE_KIND_COMPONENT,
    "event": pb.CATALOGUE_KIND_EVENT,
    "service": pb.CATALOGUE_KIND_SERVICE,
    "dispute": pb.CATALOGUE_KIND_DISPUTE,
}
# Everybody's limits before the work itself begins, at the root of each kind.
_NORMAL = {"screening": "4wh", "assigning": "4wh", "signing": "1wd", "checking": "1wd", "verifying": "2wd"}
_URGENT = {"screening": "30m", "assigning": "1wh", "signing": "1wh", "checking": "4wh", "verifying": "1wd"}
_MAJOR = {"screening": "15m", "assigning": "30m", "signing": "30m", "checking": "2wh", "verifying": "1wd"}


def _text(name: str) -> str:
    return files(__package__).joinpath("seed", name).read_text("utf-8")


class SeedFiles:
    """See the port `Seeds`."""

    def dictionaries(self) -> list[Dictionary]:
        """All dictionaries, each with its entries. Raises SeedsDamaged."""
        try:
            found = tomllib.loads(_text("dictionaries.toml"))
            return [
                Dictionary(
                    name=name,
                    title_zh=body["zh"],
                    title_en=body["en"],
                    entries=[_entry(*entry) for entry in body["entries"]],
                )
                for name, body in found.items()
            ]
        except (ValueError, KeyError, TypeError) as error:
            raise SeedsDamaged(file="dictionaries.toml") from error

    def catalogue(self) -> Catalogue:
        """The case catalogue; what has nothing below it is a leaf. Raises SeedsDamaged."""
        try:
            rows = list(csv.DictReader(io.StringIO(_text("catalogue.csv"))))
            answers = tomllib.loads(_text("outside_answers.toml"))
            parents = {row["code"].rpartition(".")[0] for row in rows}
            items = [_item(row, row["code"] not in parents, answers) for row in rows]
        except (ValueError, KeyError, TypeError) as error:
            raise SeedsDamaged(file="catalogue.csv") from error
        return Catalogue(items=items, note="GB/T 30428")

    def calendar(self) -> WorkingCalendar:
        """The common calendar: office hours, published holidays and make-up days."""
        return WorkingCalendar(
            name=COMMON,
            time_zone="Asia/Shanghai",
            hours=[f"{start:%H:%M}-{end:%H:%M}" for start, end in OFFICE_HOURS],
            days=[
                pb.CalendarDay(date=day, working=working, note="调休上班" if working else "节假日")
                for day, working in deviations(seed_days(FIRST_YEAR, LAST_YEAR))
            ],
        )

    def rules(self) -> list[DeductionRule]:
        """Deduction rules, without ids. Raises SeedsDamaged."""
        try:
            return [DeductionRule(**rule) for rule in tomllib.loads(_text("deduction_rules.toml"))["rules"]]
        except (ValueError, KeyError, TypeError) as error:
            raise SeedsDamaged(file="deduction_rules.toml") from error


def _entry(code: str, zh: str, en: str, attributes: dict[str, Any] | None = None) -> pb.DictionaryEntry:
    more = dict(attributes or {})
    parent = more.pop("parent", "")
    text = json.dumps(more, ensure_ascii=False) if more else ""
    return pb.DictionaryEntry(code=code, title_zh=zh, title_en=en, parent_code=parent, attributes=text)


def _item(row: dict[str, str], leaf: bool, answers: dict[str, str]) -> pb.CatalogueItem:
    code, flags = row["code"], row["flags"].split()
    root = "." not in code
    return pb.CatalogueItem(
        code=code,
        title_zh=row["title_zh"],
        title_en=row["title_en"],
        standard_code=row["standard_code"],
        kind=_KINDS[code.partition(".")[0]],
        leaf=leaf,
        local="local" in flags,
        normal=_limits(row["normal"], _NORMAL if root else {}, row["steps"]),
        urgent=_limits(row["urgent"], _URGENT if root else {}),
        major=_limits(row["major"], _MAJOR if root else {}),
        legal_limit=row["legal"],
        paperwork_only="paper" in flags,
        safety="safety" in flags,
        duplicate_metres=int(row["metres"]),
        duplicate_days=int(row["days"]),
        keywords=_keywords(row["keywords"]),
        outside_duty="outside" in flags,
        outside_answer=answers.get(code, ""),
    )


def _keywords(text: str) -> list[str]:
    return list(dict.fromkeys(text.split()))


def _limits(handling: str, before: dict[str, str], steps: str = "") -> pb.StageLimits:
    return pb.StageLimits(handling=handling, steps=list(_steps(steps)), **before)


def _steps(text: str) -> Iterator[pb.NamedLimit]:
    for part in filter(None, text.split(";")):
        name, _, limit = part.partition(":")
        yield pb.NamedLimit(name=name, limit=limit)
