"""Figures of the register: sums that reconcile, a pyramid, places side by side (POP-04, POP-14, POP-32)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, render_template, request

from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.web.pages import needs, peer
from services.kernel.web.texts import Text, t
from services.population.edge import register, several_places, words
from services.population.edge.people import single_places
from services.population.edge.register import STATISTICS, asked_code, own_codes
from wangge.population.v1 import register_pb2, statistics_pb2_grpc
from wangge.population.v1 import statistics_pb2 as pb

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_STEP, _OLDEST = 5, 95
_MANY = 20  # places of one reader whose figures are added up; more of them want one chosen
_KINDS = (
    register_pb2.RESIDENCE_KIND_PERMANENT,
    register_pb2.RESIDENCE_KIND_INCOMING,
    register_pb2.RESIDENCE_KIND_REGISTERED_ONLY,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: ``value`` to draw, None where it is hidden."""

    title: str
    figure: pb.Figure

    @property
    def value(self) -> int | None:
        """What a chart draws."""
        return None if self.figure.hidden else self.figure.value


@dataclass(frozen=True, slots=True)
class Table:
    """A table and the chart drawn of it: bar or pie."""

    id: str
    title: str
    kind: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Five years of age of the pyramid."""

    title: str
    men: int
    women: int
    others: int


def add(blueprint: Blueprint) -> None:
    """Add the page."""
    blueprint.add_url_rule("/statistics", view_func=statistics)


@needs(STATISTICS)
def statistics() -> str:
    """Everything of one territory, now or at the end of a month."""
    own = own_codes(STATISTICS)
    code = asked_code() or next((each for each in own if each), "")
    month = request.args.get("month", "")
    month = month if _MONTH.fullmatch(month) else ""
    asked = pb.GetPopulationSummaryRequest(territory_code=code, month=month, with_children=True)
    found = _stub().GetPopulationSummary(asked)
    return render_template(
        "population/statistics.html",
        found=found,
        month=month,
        code=found.territory_code or code,
        places=single_places(code, STATISTICS),
        tables=tables(found),
        bands=bands(found.pyramid, int(month[:4]) if month else register.today().year),
        kinds=[(number, words.KINDS[number]) for number in _KINDS],
        of_kind=of_kind,
        words=words,
    )


def summary(code: str) -> pb.PopulationSummary | None:
    """For the overview, of all the reader's places where none is chosen; None for who may not see them."""
    own = [] if code else own_codes(STATISTICS)
    if not g.may(STATISTICS) or len(own) > _MANY:
        return None
    try:
        found: list[pb.PopulationSummary] = [
            _stub().GetPopulationSummary(pb.GetPopulationSummaryRequest(territory_code=each))
            for each in own or [code]
        ]
    except (Forbidden, NotFound, Refusal):
        return None
    return found[0] if len(found) == 1 else several_places.together(found)


def tables(found: pb.PopulationSummary) -> list[Table]:
    """The tables below the sums."""
    return [
        Table("sexes", t("性别", "Sex"), "pie", _rows(found.sexes, "sex", words.SEXES)),
        Table(
            "ages",
            t("年龄段", "Age"),
            "bar",
            tuple(Row(_age(each), each.people) for each in found.ages),
        ),
        Table(
            "occupancies",
            t("房屋使用情况", "Occupancy of dwellings"),
            "pie",
            _rows(found.occupancies, "occupancy", words.OCCUPANCIES, "dwellings"),
        ),
        Table(
            "uses",
            t("房屋用途", "Use of dwellings"),
            "bar",
            _rows(found.uses, "use", words.USES, "dwellings"),
        ),
    ]


def categories(found: pb.PopulationSummary) -> list[Row]:
    """People by category."""
    return [Row(str(words.KINDS[each.kind]), each.people) for each in found.categories]


def bands(years: Iterable[pb.YearFigure], this_year: int) -> list[Band]:
    """The pyramid in steps of five years, the oldest first; the year of birth alone is asked."""
    sums: dict[int, list[int]] = {}
    for each in years:
        if not each.born:
            continue
        at = min(max(this_year - each.born, 0) // _STEP * _STEP, _OLDEST)
        line = sums.setdefault(at, [0, 0, 0])
        for place, figure in enumerate((each.men, each.women, each.others)):
            line[place] += figure.value
    if not sums:
        return []
    return [
        Band(f"{at}+" if at == _OLDEST else f"{at}–{at + _STEP - 1}", *sums.get(at, [0, 0, 0]))
        for at in range(max(sums), -1, -_STEP)
    ]


def of_kind(categories: Iterable[pb.CategoryFigure], kind: int) -> str:
    """How a category is written; empty where it is left out."""
    return next((each.people.text for each in categories if each.kind == kind), "")


def _rows(found: Iterable[Any], name: str, titles: words.Titles, figure: str = "people") -> tuple[Row, ...]:
    unknown = Text("未登记", "not on record")
    return tuple(Row(str(titles.get(getattr(each, name), unknown)), getattr(each, figure)) for each in found)


def _age(each: pb.AgeFigure) -> str:
    if each.unknown:
        return t("未登记", "not on record")
    if not each.to_age:
        return t("{n} 岁及以上", "{n} and older", n=each.from_age)
    return t("{a}–{b} 岁", "{a} to {b}", a=each.from_age, b=each.to_age)


def _stub() -> Any:
    return peer(statistics_pb2_grpc.StatisticsServiceStub, "population")
